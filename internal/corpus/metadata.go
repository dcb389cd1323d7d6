package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/attache-kg/attache/internal/diag"
)

// metadataName is the file that holds what is known of the documents beside it.
const metadataName = "metadata.tsv"

// table is a metadata file.
type table struct {
	name   string // as faults print it
	rows   []row  // sorted by doc
	bad    map[string]bool
	faults []placed
}

type row struct {
	doc, date, url string
	line           int
}

// placed is a fault with the document that its line is about.
type placed struct {
	diag.Fault
	doc string
}

// table returns the metadata that holds for a root, read once; nil when there is
// none.
func (w *walker) table(r root, metadata string) (*table, error) {
	file, name := metadata, metadata
	if file == "" {
		file = filepath.Join(r.path, metadataName)
		if name = filepath.Join(r.given, metadataName); !r.folder {
			name = filepath.Join(filepath.Dir(r.given), metadataName)
		}
	}
	if t, ok := w.tables[file]; ok {
		return t, nil
	}
	data, err := os.ReadFile(file)
	if metadata == "" && errors.Is(err, fs.ErrNotExist) {
		w.tables[file] = nil
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	t, err := readTable(name, data)
	w.tables[file] = t
	return t, err
}

const header = "doc\tdate\turl"

// readTable reads a metadata file; an error, of type diag.Faults, is one of the
// file as a whole.
func readTable(name string, data []byte) (*table, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, diag.Faults{{File: name, Code: "not-utf-8", What: "the file is not UTF-8", Fix: "save it as UTF-8"}}
	}
	t := &table{name: name, bad: make(map[string]bool)}
	for n, rest := 1, string(data); rest != ""; n++ {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimSuffix(line, "\r")
		switch {
		case n == 1 && strings.TrimRight(line, "\t ") != header:
			return nil, diag.Faults{{File: name, Line: 1, Column: 1, Width: max(1, utf8.RuneCountInString(line)), Source: line, Code: "bad-header",
				What: "the first line does not name the columns", Fix: "begin the file with doc, date and url, separated by tabs"}}
		case n > 1 && strings.TrimSpace(line) != "":
			t.line(n, line)
		}
	}
	slices.SortStableFunc(t.rows, func(a, b row) int { return strings.Compare(a.doc, b.doc) })
	t.twice(data)
	return t, nil
}

// line reads "doc, date, url"; empty columns at the end may be missing, for
// editors strip trailing tabs.
func (t *table) line(n int, line string) {
	columns := strings.Split(line, "\t")
	r := row{doc: columns[0], line: n}
	fault := func(column int, code, what, fix string) {
		column = min(column, len(columns)-1)
		before := strings.Join(columns[:column], "\t")
		at := utf8.RuneCountInString(before) + 1
		if column > 0 {
			at++
		}
		t.fault(r.doc, diag.Fault{Line: n, Column: at, Width: max(1, utf8.RuneCountInString(columns[column])), Code: code, What: what, Fix: fix, Source: line})
	}
	switch {
	case len(columns) == 1:
		r.doc = strings.Fields(line)[0]
		fault(0, "bad-columns", "the line has no tab", "separate doc, date and url by tabs, not by spaces")
		return
	case len(columns) > 3:
		fault(3, "bad-columns", fmt.Sprintf("the line has %d columns", len(columns)), "write doc, date and url, and no more tabs than two")
		return
	}
	r.date = strings.TrimSpace(columns[1])
	if len(columns) == 3 {
		r.url = strings.TrimSpace(columns[2])
	}
	switch {
	case r.doc == "":
		fault(0, "bad-doc", "the line names no document", "write the document's path below the folder, with slashes")
	case !validDate(r.date):
		fault(1, "bad-date", fmt.Sprintf("%q is no date", r.date), "write YYYY, YYYY-MM or YYYY-MM-DD, or nothing where it is unknown")
	case r.url != "" && host(r.url) == "":
		fault(2, "bad-url", fmt.Sprintf("%q is no URL with a host", r.url), "write it in full, such as https://example.org/news/1, or nothing where it is unknown")
	default:
		t.rows = append(t.rows, r)
	}
}

// fault adds a fault of a line; what the line says of the document is not used.
func (t *table) fault(doc string, f diag.Fault) {
	f.File = t.name
	t.bad[doc] = true
	t.faults = append(t.faults, placed{f, doc})
}

// twice finds documents with two lines.
func (t *table) twice(data []byte) {
	for i := 1; i < len(t.rows); i++ {
		if a, b := t.rows[i-1], t.rows[i]; a.doc == b.doc {
			t.fault(b.doc, diag.Fault{Line: b.line, Column: 1, Width: utf8.RuneCountInString(b.doc), Code: "repeated-doc", Source: diag.Line(data, b.line),
				What: fmt.Sprintf("%s stands twice, also on line %d", b.doc, a.line), Fix: "keep one of the lines"})
		}
	}
}

// find returns the row of a document; t may be nil.
func (t *table) find(doc string) (row, bool) {
	if t == nil {
		return row{}, false
	}
	i, ok := slices.BinarySearchFunc(t.rows, doc, func(r row, doc string) int { return strings.Compare(r.doc, doc) })
	if !ok {
		return row{}, false
	}
	return t.rows[i], true
}

func validDate(date string) bool {
	layout := map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}[len(date)]
	_, err := time.Parse(layout, date)
	return date == "" || layout != "" && err == nil
}

// host returns the host that a URL names, in lower case, empty when it has none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// checkTables makes problems of the lines that are bad, and a warning of those
// that name no document.
func (w *walker) checkTables() {
	whole := make(map[*table]bool) // tables of a folder; of the others only the lines on given files count
	for _, r := range w.roots {
		whole[r.table] = whole[r.table] || r.folder
	}
	for _, r := range w.roots {
		t := r.table
		if _, first := whole[t]; t == nil || !first {
			continue
		}
		w.checkTable(t, whole[t])
		delete(whole, t)
	}
}

func (w *walker) checkTable(t *table, whole bool) {
	slices.SortStableFunc(t.faults, func(a, b placed) int { return a.Line - b.Line })
	for _, f := range t.faults {
		_, given := w.find(f.doc)
		if given {
			f.Fix += "; until then " + f.doc + " is not read"
		}
		if given || whole {
			w.Problems = append(w.Problems, Problem{Err: diag.Faults{f.Fault}})
		}
	}
	if !whole {
		return
	}
	unused := slices.Collect(func(yield func(row) bool) {
		for _, r := range t.rows {
			if _, ok := w.find(r.doc); !ok && !yield(r) {
				return
			}
		}
	})
	if len(unused) > 0 {
		first := slices.MinFunc(unused, func(a, b row) int { return a.line - b.line })
		text := fmt.Sprintf("%s:%d: there is no document %s", t.name, first.line, first.doc)
		if n := len(unused) - 1; n > 0 {
			text += fmt.Sprintf(", and %d more lines name none", n)
		}
		w.Warnings = append(w.Warnings, text)
	}
}
