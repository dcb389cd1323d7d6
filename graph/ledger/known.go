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
	Unread    State = iota // to be read: it is new, or its date or the rules have changed
	Read                   // what it says is there; the path or its metadata is new
	Unchanged              // all is there
)

// Known is what the ledger held at one moment, for a loader to tell which
// documents it need not read. It is safe for concurrent use and takes about
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
	done       bool
	date, pack string
}

const selectKnown = `
SELECT p.path, d.sha, d.size, p.doc, coalesce(p.date, ''), coalesce(p.url, ''), coalesce(p.source, ''),
	d.run IS NOT NULL, coalesce(d.date, ''), coalesce(r.pack, '')
FROM paths p JOIN documents d ON d.key = p.document LEFT JOIN runs r ON r.key = d.run`

// Known returns what the ledger holds now.
func (l *Ledger) Known() (Known, error) {
	k := Known{paths: make(map[string]place), readings: make(map[string]*reading)}
	s, err := l.session()
	if err != nil {
		return k, l.failed("read", err)
	}
	defer s.close()
	packs := make(map[string]string) // each pack's name once
	var path string
	var sha []byte
	var d graph.Document
	var r reading
	dest := []any{&path, &sha, &d.Size, &d.Doc, &d.Date, &d.URL, &d.Source, &r.done, &r.date, &r.pack}
	err = s.each(selectKnown, nil, dest, func() {
		if _, ok := packs[r.pack]; !ok {
			packs[r.pack] = r.pack
		}
		d.SHA, r.pack = hex.EncodeToString(sha), packs[r.pack]
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

// State tells what the ledger has of the document at an absolute path, when the
// rules and entities have the pack's fingerprint.
func (k Known) State(path string, d graph.Document, pack string) State {
	if at, ok := k.paths[path]; ok && at.document == d && at.reading.done && at.reading.pack == pack {
		return Unchanged
	}
	if r, ok := k.readings[d.SHA]; ok && r.done && r.pack == pack && r.date == d.Date {
		return Read
	}
	return Unread
}

// Paths returns the paths that the ledger holds, sorted.
func (k Known) Paths() []string { return slices.Sorted(maps.Keys(k.paths)) }
