// Package corpus finds the documents that a command is given.
//
// A PATH is a folder or a file. Documents are the regular files below a folder,
// without hidden ones (their name, or that of a folder on the way, begins with a
// dot), without metadata.tsv and without symbolic links; a PATH that is named is
// read whatever it is called. A document's doc is its path below PATH with
// slashes, of a file its base name; a corpus is sorted by it and holds each once.
//
// What is known of a document beside its text stands in metadata.tsv in PATH, of
// a file in its folder, or in one file for all PATHs; see [Open].
//
// A PATH that is not there, a document or doc that is given twice and a metadata
// file that is none as a whole are errors: nothing can be done. A folder that cannot be
// listed and a bad line of metadata are [Problem]s: the documents that they
// concern are left out, and the rest can be done.
//
// A corpus takes about 40 bytes and the doc for each document.
package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Corpus is the documents below some PATHs, sorted by doc.
type Corpus struct {
	Problems []Problem // what was left out
	Warnings []string  // what may be a mistake, though nothing is left out
	roots    []root
	files    []file
}

// Problem is something that could not be looked at.
type Problem struct {
	Path string // as the caller named it; empty where Err places itself
	Err  error  // a diag.Fault for metadata
}

// Options are the files that do not come with the PATHs.
type Options struct {
	Metadata string   // holds for all PATHs; metadata.tsv in each when empty
	Skip     []string // files that are no documents, such as the ledger
}

// File is a document that was found.
type File struct {
	Path   string // absolute
	Doc    string // what is printed
	Date   string // publication date, empty when unknown
	URL    string
	Source string // the host of the URL
}

// DuplicateError is a doc that two files would have.
type DuplicateError struct {
	Doc           string
	First, Second string // absolute paths; equal when what lies there was given twice
}

// Error names the files.
func (e *DuplicateError) Error() string {
	if e.First == e.Second {
		return fmt.Sprintf("%s is given twice", e.First)
	}
	return fmt.Sprintf("two documents would be called %s: %s and %s", e.Doc, e.First, e.Second)
}

// root is a PATH.
type root struct {
	given  string // as the caller wrote it
	path   string // absolute, of a file its folder
	folder bool
	table  *table // nil without metadata
}

type file struct {
	doc  string
	size int64
	root int32
}

// Open finds the documents below the paths.
//
// A metadata file is UTF-8 with the columns doc, date and url, separated by
// tabs, and that header. Dates are YYYY, YYYY-MM or YYYY-MM-DD; date and url may
// be empty; the document's source is the url's host.
func Open(paths []string, o Options) (*Corpus, error) {
	w := walker{tables: make(map[string]*table), skip: make(map[string]bool)}
	for _, p := range append(slices.Clone(o.Skip), o.Metadata) {
		if full, err := filepath.Abs(p); err == nil && p != "" {
			w.skip[full] = true
		}
	}
	for _, p := range paths {
		if err := w.path(p, o.Metadata); err != nil {
			return nil, err
		}
	}
	c := &w.Corpus
	slices.SortFunc(c.files, func(a, b file) int { return cmp.Or(strings.Compare(a.doc, b.doc), cmp.Compare(a.root, b.root)) })
	if err := cmp.Or(c.nested(), c.duplicate()); err != nil {
		return nil, err
	}
	w.checkTables()
	c.files = slices.DeleteFunc(c.files, func(f file) bool { t := c.roots[f.root].table; return t != nil && t.bad[f.doc] })
	w.warnLinks()
	return c, nil
}

// Len returns the number of documents.
func (c *Corpus) Len() int { return len(c.files) }

// Size returns the bytes that document i had when it was found.
func (c *Corpus) Size(i int) int64 { return c.files[i].size }

// File returns document i.
func (c *Corpus) File(i int) File {
	f := c.files[i]
	r := &c.roots[f.root]
	out := File{Path: filepath.Join(r.path, filepath.FromSlash(f.doc)), Doc: f.doc}
	if row, ok := r.table.find(f.doc); ok {
		out.Date, out.URL, out.Source = row.date, row.url, host(row.url)
	}
	return out
}

// Name returns the path of document i as the caller would write it.
func (c *Corpus) Name(i int) string {
	r := &c.roots[c.files[i].root]
	if !r.folder {
		return r.given
	}
	return filepath.Join(r.given, filepath.FromSlash(c.files[i].doc))
}

// Gone returns those of the absolute paths that lie below the corpus's folders
// and lead nowhere any more.
func (c *Corpus) Gone(known []string) (gone []string) {
	for _, p := range known {
		if c.covers(p) && !exists(p) {
			gone = append(gone, p)
		}
	}
	return gone
}

// Elsewhere returns those of the absolute paths that are no documents of the corpus and
// lie below none of its folders.
func (c *Corpus) Elsewhere(known []string) (elsewhere []string) {
	for _, p := range known {
		if !slices.ContainsFunc(c.roots, func(r root) bool { return r.holds(p) }) {
			elsewhere = append(elsewhere, p)
		}
	}
	return elsewhere
}

// holds says whether an absolute path is that of the PATH or lies below it.
func (r root) holds(p string) bool {
	if !r.folder {
		return p == filepath.Join(r.path, filepath.Base(r.given))
	}
	rel, err := filepath.Rel(r.path, p)
	return err == nil && filepath.IsLocal(rel)
}

// covers says whether the path lies below a folder of the corpus and is not one
// of its documents.
func (c *Corpus) covers(p string) bool {
	covered := false
	for i := range c.roots {
		below, read := c.place(i, p)
		if read {
			return false
		}
		covered = covered || below
	}
	return covered
}

// place says whether an absolute path lies below folder i, and whether it is
// one of its documents.
func (c *Corpus) place(i int, p string) (below, read bool) {
	r := &c.roots[i]
	rel, err := filepath.Rel(r.path, p)
	if !r.folder || err != nil || !filepath.IsLocal(rel) {
		return false, false
	}
	j, ok := c.find(filepath.ToSlash(rel))
	return true, ok && int(c.files[j].root) == i
}

func exists(p string) bool {
	_, err := os.Lstat(p)
	return !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR)
}

// find returns the document with a doc.
func (c *Corpus) find(doc string) (int, bool) {
	return slices.BinarySearchFunc(c.files, doc, func(f file, doc string) int { return strings.Compare(f.doc, doc) })
}

func (c *Corpus) duplicate() error {
	for i := 1; i < len(c.files); i++ {
		if c.files[i].doc == c.files[i-1].doc {
			return &DuplicateError{Doc: c.files[i].doc, First: c.File(i - 1).Path, Second: c.File(i).Path}
		}
	}
	return nil
}

// nested finds a PATH that lies below another: its documents would be read twice.
func (c *Corpus) nested() error {
	for j, above := range c.roots {
		if !above.folder {
			continue
		}
		for i, r := range c.roots {
			full := r.path
			if !r.folder {
				full = filepath.Join(r.path, filepath.Base(r.given))
			}
			below, read := c.place(j, full)
			if i != j && (read || below && r.folder) {
				return &DuplicateError{Doc: r.given, First: full, Second: full}
			}
		}
	}
	return nil
}

// walker fills a corpus.
type walker struct {
	Corpus
	tables map[string]*table // by the path of the metadata file
	skip   map[string]bool
	links  []string // symbolic links that were passed by
}

// path adds what a PATH names.
func (w *walker) path(given, metadata string) error {
	full, err := filepath.Abs(given)
	if err != nil {
		return err
	}
	info, err := os.Stat(given)
	if err != nil {
		return fmt.Errorf("read %s: %w", given, bare(err))
	}
	r := root{given: given, path: full, folder: info.IsDir()}
	if !r.folder {
		r.path = filepath.Dir(full)
	}
	if r.table, err = w.table(r, metadata); err != nil {
		return err
	}
	w.roots = append(w.roots, r)
	n := int32(len(w.roots) - 1)
	if r.folder {
		w.folder(n, "")
		return nil
	}
	w.files = append(w.files, file{doc: filepath.Base(full), size: info.Size(), root: n})
	return nil
}

// folder adds the documents below a folder of a root.
func (w *walker) folder(n int32, below string) {
	r := w.roots[n]
	f, err := os.Open(filepath.Join(r.path, below))
	if err != nil {
		w.unread(r, below, err)
		return
	}
	defer f.Close()
	for {
		entries, err := f.ReadDir(1024) // in parts: a folder may hold a million
		for _, e := range entries {
			w.entry(n, below, e)
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			w.unread(r, below, err)
			return
		}
	}
}

func (w *walker) unread(r root, below string, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		return // vanished meanwhile
	}
	w.Problems = append(w.Problems, Problem{Path: filepath.Join(r.given, below), Err: bare(err)})
}

// bare drops the path from a system's error.
func bare(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

func (w *walker) entry(n int32, below string, e fs.DirEntry) {
	name := e.Name()
	doc := path.Join(filepath.ToSlash(below), name)
	switch {
	case strings.HasPrefix(name, "."), name == metadataName:
	case e.IsDir():
		w.folder(n, filepath.FromSlash(doc))
	case e.Type()&fs.ModeSymlink != 0:
		w.links = append(w.links, filepath.Join(w.roots[n].given, below, name))
	case e.Type().IsRegular() && !w.skip[filepath.Join(w.roots[n].path, below, name)]:
		if info, err := e.Info(); err == nil { // else it vanished meanwhile
			w.files = append(w.files, file{doc: doc, size: info.Size(), root: n})
		}
	}
}

func (w *walker) warnLinks() {
	if len(w.links) > 0 {
		w.Warnings = append(w.Warnings, fmt.Sprintf("%s is a symbolic link and not read%s; name it as a PATH to read it", w.links[0], more(len(w.links)-1)))
	}
}

func more(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", nor are %d more", n)
}
