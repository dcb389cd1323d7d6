package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"hash/maphash"
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
// 150 bytes a path.
type Known struct {
	seed     maphash.Seed
	paths    map[string]place
	readings map[[sha256.Size]byte]*reading // by SHA of the document; equal ones are one
}

// place is a path, with a hash of its document and what has been read of that.
type place struct {
	document uint64
	done     bool
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
	k := Known{maphash.MakeSeed(), make(map[string]place), make(map[[sha256.Size]byte]*reading)}
	s, err := l.session()
	if err != nil {
		return k, l.failed("read", err)
	}
	defer s.close()
	readings := make(map[reading]*reading)
	var path string
	var sha []byte
	var d graph.Document
	var r reading
	dest := []any{&path, &sha, &d.Size, &d.Doc, &d.Date, &d.URL, &d.Source, &r.done, &r.date, &r.source}
	err = s.each(selectKnown, nil, dest, func() {
		d.SHA = hex.EncodeToString(sha)
		k.paths[path] = place{k.hash(d), r.done}
		if readings[r] == nil {
			shared := r
			readings[r] = &shared
		}
		k.readings[[sha256.Size]byte(sha)] = readings[r]
	})
	return k, l.failed("read", err)
}

// hash is of 64 bits: of as many documents, one is taken for another at its path.
func (k Known) hash(d graph.Document) uint64 { return maphash.Comparable(k.seed, d) }

// State tells what the ledger has of the document at an absolute path.
func (k Known) State(path string, d graph.Document) State {
	if at, ok := k.paths[path]; ok && at.done && at.document == k.hash(d) {
		return Unchanged
	}
	sha, err := hex.DecodeString(d.SHA)
	if err != nil || len(sha) != sha256.Size {
		return Unread
	}
	if r, ok := k.readings[[sha256.Size]byte(sha)]; ok && r.is(d.Date, d.Source) {
		return Read
	}
	return Unread
}

// Paths returns the paths that the ledger holds, sorted.
func (k Known) Paths() []string { return slices.Sorted(maps.Keys(k.paths)) }
