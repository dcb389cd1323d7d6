package ledger

import (
	"encoding/hex"
	"maps"
	"slices"

	"github.com/attache-kg/attache/graph"
)

// State is what the ledger has of a document at a path.
type State int

// The states, from least to most.
const (
	Unread    State = iota // to be read: it is new, or its date, its source or the rules have changed
	Read                   // what it says is there; the path or its metadata is new
	Unchanged              // all is there
)

// Known is what the ledger held at one moment, for a loader to tell of which
// documents it need not read what they say. It is safe for concurrent use and takes about
// 400 bytes a path.
type Known struct {
	paths    map[string]place
	readings map[string]*reading // by SHA
}

// place is a path with its document; the document's read is shared by its paths.
type place struct {
	document graph.Document
	reading  *reading
}

// reading is how a document was last read.
type reading struct {
	done         bool // with the rules and entities of the last run
	date, source string
}

func (r reading) is(date, source string) bool { return r.done && r.date == date && r.source == source }

const selectKnown = `
SELECT p.path, d.sha, d.size, p.doc, coalesce(p.date, ''), coalesce(p.url, ''), coalesce(p.source, ''),
	d.run IS NOT NULL, coalesce(d.date, ''), coalesce(d.source, '')
FROM paths p JOIN documents d ON d.key = p.document`

// Known returns what the ledger holds now. A loader asks after [Ledger.Begin], which
// tells what another pack makes to be read again.
func (l *Ledger) Known() (Known, error) {
	k := Known{paths: make(map[string]place), readings: make(map[string]*reading)}
	s, err := l.session()
	if err != nil {
		return k, l.failed("read", err)
	}
	defer s.close()
	sources := make(map[string]string) // each once
	var path string
	var sha []byte
	var d graph.Document
	var r reading
	dest := []any{&path, &sha, &d.Size, &d.Doc, &d.Date, &d.URL, &d.Source, &r.done, &r.date, &r.source}
	err = s.each(selectKnown, nil, dest, func() {
		if _, ok := sources[r.source]; !ok {
			sources[r.source] = r.source
		}
		d.SHA, r.source = hex.EncodeToString(sha), sources[r.source]
		k.add(path, d, r)
	})
	return k, l.failed("read", err)
}

func (k Known) add(path string, d graph.Document, r reading) {
	shared, ok := k.readings[d.SHA]
	if !ok {
		shared = &r
		k.readings[d.SHA] = shared
	}
	k.paths[path] = place{document: d, reading: shared}
}

// State tells what the ledger has of the document at an absolute path.
func (k Known) State(path string, d graph.Document) State {
	if at, ok := k.paths[path]; ok && at.document == d && at.reading.done {
		return Unchanged
	}
	if r, ok := k.readings[d.SHA]; ok && r.is(d.Date, d.Source) {
		return Read
	}
	return Unread
}

// Paths returns the paths that the ledger holds, sorted.
func (k Known) Paths() []string { return slices.Sorted(maps.Keys(k.paths)) }
