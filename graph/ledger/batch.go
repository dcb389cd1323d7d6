package ledger

import (
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/story"
	"github.com/attache-kg/attache/internal/touch"
)

// Entry is a document at a path, with what reading it gave.
type Entry struct {
	Path     string // absolute
	Document graph.Document
	State    State // as Known has it; for Read and Unchanged the rest is not looked at

	Text       string // the bytes, kept unless the run keeps none
	Words      touch.Words
	Statements []graph.Statement
	// Signature is the text's, Announcement what [graph.Announcement] says of the
	// statements as they were read; they tell which documents tell one story.
	Signature    story.Signature
	Announcement string

	Decided      []Decided  // what decisions did with the statements
	DecidedNodes []graph.ID // that these named before, on the way and after, if they did anything
}

// batch is one transaction of a run. It first places documents at paths, then
// settles what follows: evidence goes, then comes, then claims and names are
// what their evidence makes them.
type batch struct {
	*Run
	changes   Changes
	last      map[string]int64 // the highest key of each table
	anyGone   bool             // whether this run took evidence
	anyPast   bool             // whether any went since the last run that finished
	withdrawn bool             // whether any document is
	bySHA     map[string]*document
	documents map[int64]*document
	claims    map[int64]*claim  // that lost or gained evidence
	claimKeys map[string]*claim // by id, those that gained
	renamed   map[graph.ID]bool // nodes whose documents' names changed
}

// document is a row of documents, and what the batch does to it.
type document struct {
	key     int64
	fresh   bool   // inserted by this batch
	placed  bool   // at a path, by this batch
	doc     string // as it was printed before
	reading reading
	entries []*Entry // unread ones of this batch
}

// claim is a row of claims.
type claim struct {
	key              int64
	arrow            int64 // 0: its gains are not counted, or it has none
	first, retracted int64
	fresh            bool // inserted by this batch
	gained           bool
}

func (r *Run) batch() (*batch, error) {
	b := &batch{Run: r, last: make(map[string]int64),
		bySHA: make(map[string]*document), documents: make(map[int64]*document),
		claims: make(map[int64]*claim), claimKeys: make(map[string]*claim),
		renamed: make(map[graph.ID]bool)}
	var fingerprint string
	if _, err := r.session.get("SELECT fingerprint FROM pack", nil, &fingerprint); err != nil {
		return nil, err
	}
	decisions, err := r.session.inForce()
	if err != nil {
		return nil, err
	}
	if fingerprint != r.pack.Fingerprint || decisions != r.decided {
		return nil, fmt.Errorf("%w with other rules or decisions", ErrBusy)
	}
	for _, table := range []string{"documents", "sentences", "evidence", "arrows", "claims"} {
		var key int64
		if _, err := r.session.get("SELECT coalesce(max(key), 0) FROM "+table, nil, &key); err != nil {
			return nil, err
		}
		b.last[table] = key
	}
	return b, nil
}

// next returns a new key of a table.
func (b *batch) next(table string) int64 {
	b.last[table]++
	return b.last[table]
}

// place records that the entry's document is at its path.
func (b *batch) place(e *Entry) error {
	if e.State == Unchanged {
		b.changes.Documents.Unchanged++
		return nil
	}
	d, err := b.document(e.Document)
	if err != nil {
		return err
	}
	if e.State == Unread {
		d.entries = append(d.entries, e)
	}
	var key int64
	was := graph.Document{SHA: e.Document.SHA, Size: e.Document.Size}
	known, err := b.session.get("SELECT document, doc, coalesce(date, ''), coalesce(url, ''), coalesce(source, '') FROM paths WHERE path = ?",
		[]any{e.Path}, &key, &was.Doc, &was.Date, &was.URL, &was.Source)
	if err != nil {
		return err
	}
	same := known && key == d.key && was == e.Document
	elsewhere := false
	if !known && (!d.fresh || d.placed) {
		if _, err := b.session.get("SELECT EXISTS (SELECT 1 FROM paths WHERE document = ?)", []any{d.key}, &elsewhere); err != nil {
			return err
		}
	}
	b.count(e, d, known, same, elsewhere)
	d.placed = true
	if same {
		return nil
	}
	if known && key != d.key {
		if err := b.load(key); err != nil {
			return err
		}
	}
	return b.session.exec(`
INSERT INTO paths (path, document, doc, date, url, source) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET document = excluded.document, doc = excluded.doc, date = excluded.date, url = excluded.url, source = excluded.source`,
		e.Path, d.key, e.Document.Doc, null(e.Document.Date), null(e.Document.URL), null(e.Document.Source))
}

func (b *batch) count(e *Entry, d *document, known, same, elsewhere bool) {
	switch documents := &b.changes.Documents; {
	case b.again[e.Path]:
	case elsewhere:
		documents.Copied++
		b.copied[d.key]++
	case !known:
		documents.New++
	case !same:
		documents.Changed++
	case e.State == Unread && !d.reading.done:
		documents.Reread++
	default:
		documents.Unchanged++
	}
}

// remove records that the path leads to no document.
func (b *batch) remove(path string) error {
	var key int64
	known, err := b.session.get("SELECT document FROM paths WHERE path = ?", []any{path}, &key)
	if err != nil || !known {
		return err
	}
	if b.copied[key] > 0 {
		b.copied[key]--
		b.changes.Documents.Copied--
		b.changes.Documents.Moved++
	} else {
		b.changes.Documents.Gone++
	}
	if err := b.load(key); err != nil {
		return err
	}
	return b.session.exec("DELETE FROM paths WHERE path = ?", path)
}

const selectReading = `
SELECT key, coalesce((SELECT doc FROM paths WHERE document = key ORDER BY path LIMIT 1), ''), run IS NOT NULL, coalesce(date, ''), coalesce(source, '')
FROM documents WHERE `

// document returns the row of a document, a new one where there is none.
func (b *batch) document(doc graph.Document) (*document, error) {
	if d, ok := b.bySHA[doc.SHA]; ok {
		return d, nil
	}
	sha, err := hex.DecodeString(doc.SHA)
	if err != nil || len(sha) != 32 {
		return nil, fmt.Errorf("%q is no SHA-256", doc.SHA)
	}
	d := new(document)
	found, err := b.session.get(selectReading+"sha = ?", []any{sha}, &d.key, &d.doc, &d.reading.done, &d.reading.date, &d.reading.source)
	if err != nil {
		return nil, err
	}
	if !found {
		d.key, d.fresh = b.next("documents"), true
		if err := b.session.exec("INSERT INTO documents (key, sha, size) VALUES (?, ?, ?)", d.key, sha, doc.Size); err != nil {
			return nil, err
		}
	} else if loaded, ok := b.documents[d.key]; ok {
		d = loaded
	}
	b.bySHA[doc.SHA], b.documents[d.key] = d, d
	return d, nil
}

// load takes up a document that a path is about to leave.
func (b *batch) load(key int64) error {
	if _, ok := b.documents[key]; ok {
		return nil
	}
	d := new(document)
	b.documents[key] = d
	_, err := b.session.get(selectReading+"key = ?", []any{key}, &d.key, &d.doc, &d.reading.done, &d.reading.date, &d.reading.source)
	return err
}

// settle does what follows from where the documents are now. Evidence goes
// before any comes, so that a claim which gained some is active.
func (b *batch) settle() error {
	if _, err := b.session.get("SELECT EXISTS (SELECT 1 FROM withdrawn)", nil, &b.withdrawn); err != nil {
		return err
	}
	var reads []*document
	for _, key := range slices.Sorted(maps.Keys(b.documents)) {
		d := b.documents[key]
		e, err := b.decide(d)
		if err != nil {
			return err
		}
		if e != nil {
			d.entries = []*Entry{e}
			reads = append(reads, d)
		}
	}
	if _, err := b.session.get("SELECT EXISTS (SELECT 1 FROM gone), EXISTS (SELECT 1 FROM past WHERE gone > ?)", []any{b.finished}, &b.anyGone, &b.anyPast); err != nil {
		return err
	}
	for _, d := range reads {
		if err := b.store(d, d.entries[0]); err != nil {
			return fmt.Errorf("%s: %w", d.entries[0].Path, err)
		}
	}
	if err := b.settleNames(); err != nil {
		return err
	}
	return b.settleClaims()
}

// decide clears what is no longer so of a document and returns the entry that
// has what it says now, nil when nothing is to be stored. Paths may disagree
// about the date and the source; the first path's count.
func (b *batch) decide(d *document) (*Entry, error) {
	var path, date, source string
	found, err := b.session.get("SELECT path, coalesce(date, ''), coalesce(source, '') FROM paths WHERE document = ? ORDER BY path LIMIT 1", []any{d.key}, &path, &date, &source)
	if err != nil {
		return nil, err
	}
	if !found {
		if err := b.clear(d); err != nil {
			return nil, err
		}
		return nil, b.session.exec("DELETE FROM documents WHERE key = ?", d.key)
	}
	if d.reading.is(date, source) {
		return nil, nil
	}
	for _, e := range d.entries {
		if e.Document.Date == date && e.Document.Source == source {
			if withdrawn, err := b.isWithdrawn(d); withdrawn || err != nil {
				silent := *e
				silent.Statements, silent.Decided, silent.DecidedNodes, e = nil, nil, nil, &silent
				if err != nil {
					return nil, err
				}
			}
			return e, b.clear(d)
		}
	}
	b.waiting[d.key] = true
	if d.reading.done {
		return nil, b.session.exec("UPDATE documents SET run = NULL WHERE key = ?", d.key)
	}
	return nil, nil
}

const (
	claimsOfDocument = `
SELECT DISTINCT c.key, c.first, coalesce(c.retracted, 0)
FROM sentences t JOIN evidence e ON e.sentence = t.key JOIN support s ON s.evidence = e.key JOIN claims c ON c.key = s.claim
WHERE t.document = ?`
	newOfDocument  = "SELECT count(*) FROM sentences t JOIN evidence e ON e.sentence = t.key WHERE t.document = ? AND e.run = ?"
	goneOfDocument = "INSERT OR IGNORE INTO gone SELECT e.id, e.run FROM sentences t JOIN evidence e ON e.sentence = t.key WHERE t.document = ? AND e.run <> ?"
	pastOfDocument = `
INSERT INTO past SELECT s.claim, e.id, coalesce(s.run, e.run), ?2, d.sha, ?4,
	t.begin, t."end", t.text, r.name
FROM documents d JOIN sentences t ON t.document = d.key JOIN evidence e ON e.sentence = t.key JOIN support s ON s.evidence = e.key JOIN rules r ON r.key = e.rule
WHERE d.key = ?1 AND coalesce(s.run, e.run) <= ?3`
)

// clear takes the evidence of a document.
func (b *batch) clear(d *document) error {
	if d.fresh {
		return nil
	}
	var lost []claim
	var c claim
	err := b.session.each(claimsOfDocument, []any{d.key}, []any{&c.key, &c.first, &c.retracted}, func() { lost = append(lost, c) })
	if err != nil {
		return err
	}
	for _, c := range lost {
		if err := b.touch(&c); err != nil {
			return err
		}
	}
	var again int
	if _, err := b.session.get(newOfDocument, []any{d.key, b.ID}, &again); err != nil {
		return err
	}
	b.changes.Evidence.New -= again
	if err := b.session.exec(goneOfDocument, d.key, b.ID); err != nil {
		return err
	}
	if err := b.session.exec(pastOfDocument, d.key, b.ID, b.finished, d.doc); err != nil {
		return err
	}
	if err := errors.Join(b.clearNames(d), b.clearDecided(d)); err != nil {
		return err
	}
	if err := b.untell(d.key); err != nil {
		return err
	}
	return b.session.exec("DELETE FROM sentences WHERE document = ?", d.key)
}

// touch takes up a claim before its evidence changes.
func (b *batch) touch(c *claim) error {
	if _, ok := b.claims[c.key]; ok {
		return nil
	}
	b.claims[c.key] = c
	if c.first == b.ID {
		return nil
	}
	return b.session.exec("INSERT OR IGNORE INTO touched SELECT ?1, count(*) FROM support WHERE claim = ?1", c.key)
}

// settleClaims makes claims with evidence active and the others retracted.
func (b *batch) settleClaims() error {
	for _, c := range b.claims {
		active := c.gained
		if !active {
			if _, err := b.session.get("SELECT EXISTS (SELECT 1 FROM support WHERE claim = ?)", []any{c.key}, &active); err != nil {
				return err
			}
		}
		if err := b.settleClaim(c, active); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) settleClaim(c *claim, active bool) error {
	was := c.retracted == 0 && !c.fresh
	switch {
	case active == was:
		return nil
	case c.first != b.ID: // Finish counts them
	case active:
		b.changes.Claims.New++
	default:
		b.changes.Claims.New--
	}
	switch {
	case c.fresh:
		return nil
	case active:
		return b.session.exec("UPDATE claims SET retracted = NULL WHERE key = ?", c.key)
	case c.first > b.finished:
		return b.forgetClaim(c)
	}
	return b.session.exec("UPDATE claims SET retracted = ? WHERE key = ?", b.ID, c.key)
}

// forgetClaim deletes a claim that came and went before any run finished: how
// much of it was seen depends on the order of batches.
func (b *batch) forgetClaim(c *claim) error {
	if err := b.session.exec("DELETE FROM touched WHERE claim = ?", c.key); err != nil {
		return err
	}
	return b.session.exec("DELETE FROM claims WHERE key = ?", c.key)
}

// null stores no text as NULL.
func null(text string) any {
	if text == "" {
		return nil
	}
	return text
}
