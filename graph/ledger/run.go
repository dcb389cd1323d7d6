package ledger

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// Changes counts what a run changed, net: what went and came back within the
// run is not counted.
type Changes struct {
	Documents struct {
		New       int `json:"new"`     // paths that were not there
		Changed   int `json:"changed"` // other bytes or metadata
		Reread    int `json:"reread"`  // the same, read again for another pack
		Unchanged int `json:"unchanged"`
		Gone      int `json:"gone"`             // removed paths
		Moved     int `json:"moved,omitempty"`  // new paths of documents that another path led to
		Copied    int `json:"copied,omitempty"` // new paths of documents that another path leads to
	} `json:"documents"`
	Claims struct {
		New       int `json:"new"`       // told for the first time, or again after having been retracted
		Confirmed int `json:"confirmed"` // with more evidence than before
		Reduced   int `json:"reduced"`   // with less, but some
		Gone      int `json:"gone"`      // retracted
	} `json:"claims"`
	Evidence struct {
		New  int `json:"new"`
		Gone int `json:"gone"`
	} `json:"evidence"`
}

func (c *Changes) add(d Changes) {
	c.Documents.New += d.Documents.New
	c.Documents.Changed += d.Documents.Changed
	c.Documents.Reread += d.Documents.Reread
	c.Documents.Unchanged += d.Documents.Unchanged
	c.Documents.Gone += d.Documents.Gone
	c.Documents.Moved += d.Documents.Moved
	c.Documents.Copied += d.Documents.Copied
	c.Claims.New += d.Claims.New
	c.Evidence.New += d.Evidence.New
}

// Run is a load in progress. It is used by one goroutine.
type Run struct {
	ID       int64 // counts from 1
	ledger   *Ledger
	session  *session
	types    schema.Schema
	pack     Pack
	decided  string              // fingerprint of the decisions
	texts    bool                // whether documents' bytes are kept
	finished int64               // the last run that did, before this one
	revision int64               // of the ledger when it began
	changes  Changes             // of the batches; Finish adds what needs the whole run
	rules    map[string]int64    // keys
	arrows   map[[3]string]int64 // keys, not all
	curated  map[graph.ID]bool   // nodes that are as this pack has them
	waiting  map[int64]bool      // documents that this run found out are to be read again
	again    map[string]bool     // the paths at which Unread gave them: they are counted
	copied   map[int64]int       // by document: new paths of one that was there
	gains    gains
	// told counts the documents whose story was looked for, allStories says whether those of
	// all documents are to be found.
	told       int64
	allStories bool
}

// The working tables live as long as the run's connection, and roll back with it.
const workingTables = `
CREATE TEMP TABLE IF NOT EXISTS touched (claim INTEGER PRIMARY KEY, before INTEGER NOT NULL);
CREATE TEMP TABLE IF NOT EXISTS gone (id BLOB PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID;
DELETE FROM touched;
DELETE FROM gone;`

// Begin starts a run with the rules and entities of a pack; where they are others
// than the last run's, the documents that the change can touch are to be read again.
// A run that is not finished, for whatever reason, stays in the list of runs as
// such; the next one completes its work.
func (l *Ledger) Begin(types schema.Schema, pack Pack, now time.Time) (*Run, error) {
	s, err := l.session()
	if err != nil {
		return nil, l.failed("write", err)
	}
	r := &Run{ledger: l, session: s, types: types, pack: pack, texts: true, waiting: make(map[int64]bool), again: make(map[string]bool), copied: make(map[int64]int), gains: make(gains)}
	r.forget()
	err = s.exec(workingTables)
	if err == nil {
		_, err = s.get("SELECT coalesce(max(key), 0) FROM runs WHERE finished IS NOT NULL", nil, &r.finished)
	}
	if err == nil {
		_, err = s.get("SELECT coalesce((SELECT value FROM meta WHERE key = 'revision'), 0)", nil, &r.revision)
	}
	if err == nil {
		err = r.adopt()
	}
	if err == nil {
		_, err = s.get("SELECT EXISTS (SELECT 1 FROM meta WHERE key = ?)", []any{allStoriesNote}, &r.allStories)
	}
	if err == nil {
		err = r.replay()
	}
	if err == nil {
		_, err = s.get("INSERT INTO runs (pack, started) VALUES (?, ?) RETURNING key", []any{pack.Fingerprint, stamp(now)}, &r.ID)
	}
	if err != nil {
		s.close()
		return nil, l.failed("write", err)
	}
	return r, nil
}

// Continue starts a run with the rules and entities of the last one, which reads no
// documents.
func (l *Ledger) Continue(types schema.Schema, now time.Time) (*Run, error) {
	view, err := l.View()
	if err != nil {
		return nil, err
	}
	defer view.Close()
	fingerprint, err := view.Pack()
	if err != nil {
		return nil, err
	}
	return l.Begin(types, Pack{Fingerprint: fingerprint}, now)
}

// KeepNoTexts leaves out the bytes of the documents that the run reads. They cannot be
// read again, then, when their files have changed.
func (r *Run) KeepNoTexts() { r.texts = false }

// forget drops what a failed batch may have made untrue.
func (r *Run) forget() {
	r.told, r.allStories = 0, false
	r.rules, r.arrows, r.curated = make(map[string]int64), make(map[[3]string]int64), make(map[graph.ID]bool)
}

// Write records a batch of documents in one transaction. A batch of some
// hundred documents is good; of entries with the same path the last one holds.
func (r *Run) Write(entries []Entry) error {
	return r.write(func(b *batch) error {
		for i := range entries {
			if err := b.place(&entries[i]); err != nil {
				return fmt.Errorf("%s: %w", entries[i].Path, err)
			}
		}
		return nil
	})
}

// Remove records that the paths lead to no document any more, in one transaction.
func (r *Run) Remove(paths ...string) error {
	return r.write(func(b *batch) error {
		for _, path := range paths {
			if err := b.remove(path); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *Run) write(change func(*batch) error) error {
	var b *batch
	err := r.session.atomically(func() (err error) {
		if b, err = r.batch(); err != nil {
			return err
		}
		if err := change(b); err != nil {
			return err
		}
		if err := b.settle(); err != nil {
			return err
		}
		return r.session.trimNotes(r.revision, mostChanges)
	})
	if err != nil {
		r.forget()
		return r.ledger.failed("write", err)
	}
	r.changes.add(b.changes)
	return nil
}

const selectUnread = `
SELECT d.key, p.path, d.sha, d.size, p.doc, coalesce(p.date, ''), coalesce(p.url, ''), coalesce(p.source, '')
FROM documents d JOIN paths p ON p.path = (SELECT min(path) FROM paths WHERE document = d.key)
WHERE d.run IS NULL ORDER BY p.path`

// Unread returns the documents whose evidence is not what their bytes, their
// date and the rules give, as entries without statements. A loader asks for
// them once it has written all it was given, reads those it can, and writes
// them. There are some where other rules can touch documents that it was not given,
// where the paths of one document disagree about its date, or where its only other
// path changed in the same run.
func (r *Run) Unread() ([]Entry, error) {
	var entries []Entry
	var e Entry
	var key int64
	var sha []byte
	d := &e.Document
	err := r.session.each(selectUnread, nil, []any{&key, &e.Path, &sha, &d.Size, &d.Doc, &d.Date, &d.URL, &d.Source}, func() {
		d.SHA = hex.EncodeToString(sha)
		r.again[e.Path] = r.waiting[key]
		entries = append(entries, e)
	})
	return entries, r.ledger.failed("read", err)
}

// Finish ends the run and returns what it changed. The run is closed also when
// that fails; it is then unfinished.
func (r *Run) Finish(now time.Time) (Changes, error) {
	err := r.session.transaction(func() error {
		if err := r.session.revise(r.findStories); err != nil {
			return err
		}
		if err := r.count(); err != nil {
			return err
		}
		text, err := json.Marshal(r.changes)
		if err != nil {
			return err
		}
		return r.session.exec("UPDATE runs SET finished = ?, changes = ? WHERE key = ?", stamp(now), string(text), r.ID)
	})
	if err == nil {
		err = r.session.exec("PRAGMA wal_checkpoint(PASSIVE)") // makes the run outlive a power cut
	}
	return r.changes, r.ledger.failed("write", errors.Join(err, r.Close()))
}

// count adds what became of the claims that were there before the run.
func (r *Run) count() error {
	var before, after int
	err := r.session.each("SELECT before, (SELECT count(*) FROM support WHERE support.claim = touched.claim) FROM touched", nil,
		[]any{&before, &after}, func() {
			switch claims := &r.changes.Claims; {
			case before == after:
			case before == 0:
				claims.New++
			case after == 0:
				claims.Gone++
			case before < after:
				claims.Confirmed++
			default:
				claims.Reduced++
			}
		})
	if err != nil {
		return err
	}
	_, err = r.session.get("SELECT count(*) FROM gone", nil, &r.changes.Evidence.Gone)
	return err
}

// Close leaves a run, unfinished unless Finish came first. It may be called
// again.
func (r *Run) Close() error {
	if r.session == nil {
		return nil
	}
	s := r.session
	r.session = nil
	return r.ledger.failed("close", s.close())
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
