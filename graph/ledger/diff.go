package ledger

import (
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"iter"
	"slices"

	"github.com/attache-kg/attache/graph"
)

// Difference is what became of a claim between two runs.
type Difference struct {
	graph.Claim       // without evidence
	Before, After int // pieces of evidence that it had
	Came, Went    []Told
}

// Told is a place in a document that stated a claim.
type Told struct {
	Document string // SHA-256, in hex
	Doc      string // the path that was printed
	Span     graph.Span
	Sentence string
	Rule     string
}

// The changes of claims.
const (
	ClaimNew     = "new"
	ClaimGone    = "gone"
	ClaimChanged = "changed" // other evidence than before
)

// Change says what became of the claim.
func (d Difference) Change() string {
	switch {
	case d.Before == 0:
		return ClaimNew
	case d.After == 0:
		return ClaimGone
	}
	return ClaimChanged
}

// selectHistory lists, for claims of which evidence came or went after run ?1 and up to
// run ?2, all evidence that they had at either.
const selectHistory = `
WITH moved (claim) AS MATERIALIZED (
	SELECT s.claim FROM support s JOIN evidence e ON e.key = s.evidence WHERE coalesce(s.run, e.run) > ?1 AND coalesce(s.run, e.run) <= ?2
	UNION SELECT claim FROM past WHERE found > ?1 AND found <= ?2 OR gone > ?1 AND gone <= ?2
), history AS (
	SELECT s.claim, e.id, coalesce(s.run, e.run) AS found, NULL AS gone, d.sha, p.doc, t.begin, t."end", t.text, r.name AS rule
	FROM moved JOIN support s ON s.claim = moved.claim JOIN evidence e ON e.key = s.evidence JOIN sentences t ON t.key = e.sentence
	JOIN rules r ON r.key = e.rule JOIN documents d ON d.key = t.document JOIN paths p ON ` + firstPath + `
	UNION ALL SELECT past.* FROM moved JOIN past ON past.claim = moved.claim
)
SELECT c.key, c.id, a.type, a.source, coalesce(c.target, a.head), coalesce(c.item, ''), coalesce(c.office, ''),
	c.polarity, c.modality, coalesce(c.stage, ''), coalesce(c.occurrence, ''),
	h.id, h.found <= ?1 AND (h.gone IS NULL OR h.gone > ?1), h.found <= ?2 AND (h.gone IS NULL OR h.gone > ?2),
	h.sha, h.doc, h.begin, h."end", h.text, h.rule
FROM history h JOIN claims c ON c.key = h.claim JOIN arrows a ON a.key = c.arrow
ORDER BY a.source, a.type, a.head, c.id, h.sha, h.begin, h.id, h.found`

// Diff returns what became of claims between the end of one run and that of a later
// one, by source, type, the arrow's head and id. Run 0 is before the first.
func (v *View) Diff(from, to int64) iter.Seq2[Difference, error] {
	return func(yield func(Difference, error) bool) {
		h := history{}
		var key, last int64
		var claim, id, sha []byte
		var next graph.Claim
		var t Told
		var before, after bool
		dest := []any{&key, &claim, &next.Type, &next.Source, &next.Target, &next.Item, &next.Office, &next.Polarity, &next.Modality, &next.Stage, &next.Occurrence,
			&id, &before, &after, &sha, &t.Doc, &t.Span.Begin, &t.Span.End, &t.Sentence, &t.Rule}
		for err := range v.rows(selectHistory, []any{from, to}, dest...) {
			if err != nil {
				yield(Difference{}, err)
				return
			}
			if key != last {
				if d, differs := h.difference(); differs && !yield(d, nil) {
					return
				}
				next.ID, last = hex.EncodeToString(claim), key
				h = history{claim: next}
			}
			t.Document = hex.EncodeToString(sha)
			h.add(hex.EncodeToString(id), t, before, after)
		}
		if d, differs := h.difference(); differs {
			yield(d, nil)
		}
	}
}

// history is the evidence that a claim had at two times.
type history struct {
	claim    graph.Claim
	evidence []spell
}

// spell is a piece of evidence, and whether it was there before and after.
type spell struct {
	id            string
	told          Told
	before, after bool
}

// add adds a row of the query, which has those of one piece of evidence together.
func (h *history) add(id string, t Told, before, after bool) {
	last := len(h.evidence) - 1
	if last < 0 || h.evidence[last].id != id {
		h.evidence = append(h.evidence, spell{id: id, told: t})
		last++
	}
	s := &h.evidence[last]
	s.before, s.after = s.before || before, s.after || after
}

func (h *history) difference() (d Difference, differs bool) {
	d.Claim = h.claim
	for _, s := range h.evidence {
		switch {
		case s.before && s.after:
			d.Before++
			d.After++
		case s.before:
			d.Before++
			d.Went = append(d.Went, s.told)
		case s.after:
			d.After++
			d.Came = append(d.Came, s.told)
		}
	}
	d.dropKept()
	return d, len(d.Came)+len(d.Went) > 0
}

// dropKept takes out pairs of what came and went that are the same: sentences that an
// edit of their document left as they were.
func (d *Difference) dropKept() {
	went, kept := make(map[Told]int), make(map[Told]int)
	for _, t := range d.Went {
		went[t.wording()]++
	}
	take := func(from, into map[Told]int) func(Told) bool {
		return func(t Told) bool {
			if t = t.wording(); from[t] == 0 {
				return false
			}
			from[t]--
			into[t]++
			return true
		}
	}
	d.Came = slices.DeleteFunc(d.Came, take(went, kept))
	d.Went = slices.DeleteFunc(d.Went, take(kept, went))
}

// wording is what an edit elsewhere in the document leaves as it is.
func (t Told) wording() Told { return Told{Doc: t.Doc, Sentence: t.Sentence, Rule: t.Rule} }

// Finished returns the ids of the runs that finished, oldest first.
func (v *View) Finished() (ids []int64, err error) {
	var id int64
	for err = range v.rows("SELECT key FROM runs WHERE finished IS NOT NULL ORDER BY key", nil, &id) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// Copy writes a ledger as it is now to a new file: fs.ErrNotExist where there is none.
func Copy(from, to string) error {
	found, err := inspect(from, len(steps))
	if err == nil && !found {
		err = fs.ErrNotExist
	}
	if err == nil {
		err = copyFile(from, to)
	}
	if err != nil {
		return fmt.Errorf("copy ledger %s to %s: %w", from, to, explain(err))
	}
	return nil
}

// copyFile brings nothing up to date, as Open would.
func copyFile(from, to string) error {
	name, err := dataSource(from)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec("VACUUM INTO ?", to)
	return err
}
