package ledger

import (
	"encoding/hex"
	"iter"
	"strings"
	"time"

	"github.com/attache-kg/attache/graph"
)

// Withdraw takes the evidence of a document, by its SHA-256, and keeps it out: the
// document stays, and says nothing, also when its file comes back.
func (r *Run) Withdraw(sha, reason string, now time.Time) error {
	return r.onDocument(sha, func(b *batch, d *document, key []byte) error {
		if err := b.session.exec("INSERT OR REPLACE INTO withdrawn VALUES (?, ?, ?)", key, stamp(now), null(reason)); err != nil {
			return err
		}
		return b.clear(d)
	})
}

// Restore lets a withdrawn document speak again: it is to be read again.
func (r *Run) Restore(sha string) error {
	return r.onDocument(sha, func(b *batch, d *document, key []byte) error {
		if err := b.session.exec("DELETE FROM withdrawn WHERE sha = ?", key); err != nil {
			return err
		}
		d.reading.done = false
		return b.session.exec("UPDATE documents SET run = NULL WHERE key = ?", d.key)
	})
}

func (r *Run) onDocument(sha string, do func(b *batch, d *document, key []byte) error) error {
	key, err := hex.DecodeString(sha)
	if err != nil {
		return err
	}
	return r.write(func(b *batch) error {
		d, err := b.document(graph.Document{SHA: sha})
		if err != nil {
			return err
		}
		return do(b, d, key)
	})
}

// isWithdrawn says whether a document is to say nothing.
func (b *batch) isWithdrawn(d *document) (withdrawn bool, err error) {
	if b.withdrawn {
		_, err = b.session.get("SELECT EXISTS (SELECT 1 FROM withdrawn w JOIN documents d ON d.sha = w.sha WHERE d.key = ?)", []any{d.key}, &withdrawn)
	}
	return withdrawn, err
}

// Located is a document at one of its paths.
type Located struct {
	Path      string // absolute
	Document  graph.Document
	Withdrawn bool
	Unread    bool // it is to be read again
}

const selectLocated = `
SELECT p.path, d.sha, d.size, p.doc, coalesce(p.date, ''), coalesce(p.url, ''), coalesce(p.source, ''),
	EXISTS (SELECT 1 FROM withdrawn w WHERE w.sha = d.sha), d.run IS NULL
FROM paths p JOIN documents d ON d.key = p.document`

// Locate returns the documents, at all their paths, that a text names: a path, the name
// that is printed, or the first eight or more digits of the SHA-256.
func (v *View) Locate(text string) (found []Located, err error) {
	where, args := " WHERE p.path = ?1 OR p.doc = ?1", []any{text}
	if len(text) >= 8 && strings.Trim(text, "0123456789abcdef") == "" {
		where += " OR lower(hex(d.sha)) LIKE ?2"
		args = append(args, text+"%")
	}
	return v.located(where+" ORDER BY d.sha, p.path", args)
}

// Unread returns the documents that are to be read again, at their first paths.
func (v *View) Unread() ([]Located, error) {
	return v.located(" WHERE d.run IS NULL AND "+firstPath+" ORDER BY p.path", nil)
}

// Documents returns all documents at their first paths.
func (v *View) Documents() ([]Located, error) {
	return v.located(" WHERE "+firstPath+" ORDER BY d.sha", nil)
}

// Located returns all documents at all their paths, by SHA-256 and path.
func (v *View) Located() iter.Seq2[Located, error] {
	return v.eachLocated(" ORDER BY d.sha, p.path", nil)
}

func (v *View) located(where string, args []any) (found []Located, err error) {
	for l, err := range v.eachLocated(where, args) {
		if err != nil {
			return nil, err
		}
		found = append(found, l)
	}
	return found, nil
}

func (v *View) eachLocated(where string, args []any) iter.Seq2[Located, error] {
	return func(yield func(Located, error) bool) {
		var l Located
		var sha []byte
		d := &l.Document
		for err := range v.rows(selectLocated+where, args, &l.Path, &sha, &d.Size, &d.Doc, &d.Date, &d.URL, &d.Source, &l.Withdrawn, &l.Unread) {
			d.SHA = hex.EncodeToString(sha)
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}
