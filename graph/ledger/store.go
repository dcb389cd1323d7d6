package ledger

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/attache-kg/attache/graph"
)

// stored is what of a document's reading has its row already.
type stored struct {
	document  int64
	sentences map[sentence]int64
	evidence  map[string]found // by id
	named     map[graph.Party]bool
}

// found is a row of evidence, and the run that found it.
type found struct{ key, run int64 }

type sentence struct {
	graph.Span
	text string
}

// store records what reading the document gave; nothing of it is there yet.
func (b *batch) store(d *document, e *Entry) error {
	done := stored{document: d.key, sentences: make(map[sentence]int64), evidence: make(map[string]found), named: make(map[graph.Party]bool)}
	if err := errors.Join(b.keepText(d, e), b.keepWords(d, e)); err != nil {
		return err
	}
	for _, s := range e.Statements {
		if err := b.statement(s, &done); err != nil {
			return err
		}
		if err := b.name(s, &done); err != nil {
			return err
		}
	}
	if err := b.decided(d, e); err != nil {
		return err
	}
	t, err := newTelling(d.key, e)
	if err != nil {
		return err
	}
	err = b.session.exec("UPDATE documents SET date = ?, source = ?, run = ?, signature = ?, announcement = ?, story = key WHERE key = ?",
		null(e.Document.Date), null(e.Document.Source), b.ID, packSignature(t.signature), t.announcement, d.key)
	if err != nil {
		return err
	}
	return b.tell(t)
}

// statement stores the claims of a statement and their evidence. Of evidence with
// the same id in one document the first counts.
func (b *batch) statement(s graph.Statement, done *stored) error {
	if len(s.Evidence) == 0 {
		return fmt.Errorf("a %s statement has no evidence", s.Type)
	}
	var last int64
	for i, c := range s.Claims(b.types) {
		row, err := b.claim(c)
		if err != nil {
			return err
		}
		if i == 0 {
			for _, e := range c.Evidence {
				if err := b.evidence(e, done); err != nil {
					return err
				}
			}
		}
		for _, e := range c.Evidence {
			if err := b.support(row, e, done); err != nil {
				return err
			}
		}
		row.gained = true
		if row.arrow != last && row.arrow != 0 {
			b.gains.add(row, c.Evidence, done, b.ID)
		}
		last = row.arrow
	}
	return nil
}

// claim returns the row of a claim that is about to gain evidence, a new one
// where there is none.
func (b *batch) claim(c graph.Claim) (*claim, error) {
	if row, ok := b.claimKeys[c.ID]; ok {
		return row, nil
	}
	id, err := digest(c.ID)
	if err != nil {
		return nil, err
	}
	arrow, err := b.arrow(c)
	if err != nil {
		return nil, err
	}
	row, err := b.claimRow(c, id, arrow)
	if err != nil {
		return nil, err
	}
	if err := b.touch(row); err != nil {
		return nil, err
	}
	row = b.claims[row.key]
	if b.points(c) {
		row.arrow = arrow
	}
	b.claimKeys[c.ID] = row
	return row, nil
}

const (
	insertClaim = `INSERT INTO claims (key, id, arrow, target, item, office, polarity, modality, stage, occurrence, first)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
	selectClaim = "SELECT key, first, coalesce(retracted, 0), arrow FROM claims WHERE id = ?"
)

// claimRow inserts the row or finds it. Most claims of a first load are new, so
// it tries that first.
func (b *batch) claimRow(c graph.Claim, id []byte, arrow int64) (*claim, error) {
	var target any // NULL: the arrow's head
	if c.Target != c.Head(b.types) {
		target = string(c.Target)
	}
	row := &claim{key: b.last["claims"] + 1, first: b.ID, fresh: true}
	fresh, err := b.session.insert(insertClaim, row.key, id, arrow, target, null(string(c.Item)), null(c.Office),
		c.Polarity, c.Modality, null(c.Stage), null(c.Occurrence), b.ID)
	if err != nil || fresh {
		b.last["claims"] = row.key
		return row, err
	}
	row, was := new(claim), arrow
	if _, err := b.session.get(selectClaim, []any{id}, &row.key, &row.first, &row.retracted, &was); err != nil {
		return nil, err
	}
	if was != arrow { // the schema has moved the arrow's head
		err = b.session.exec("UPDATE claims SET arrow = ?, target = ? WHERE key = ?", arrow, target, row.key)
	}
	return row, err
}

// maxArrows bounds the cache of arrows' keys, to some 10 MB.
const maxArrows = 100_000

// arrow returns the key of the arrow that a claim belongs to.
func (b *batch) arrow(c graph.Claim) (int64, error) {
	of := [3]string{string(c.Source), c.Type, string(c.Head(b.types))}
	if key, ok := b.arrows[of]; ok {
		return key, nil
	}
	key := b.last["arrows"] + 1
	fresh, err := b.session.insert("INSERT INTO arrows VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", key, of[0], of[1], of[2])
	if err == nil && !fresh {
		_, err = b.session.get("SELECT key FROM arrows WHERE source = ? AND type = ? AND head = ?", []any{of[0], of[1], of[2]}, &key)
	}
	if fresh {
		b.last["arrows"] = key
	}
	if len(b.arrows) >= maxArrows {
		clear(b.arrows)
	}
	b.arrows[of] = key
	return key, err
}

const insertEvidence = `
INSERT INTO evidence (key, sentence, id, run, rule, words,
	quantity_min, quantity_max, quantity_about, quantity_unit, money_min, money_max, money_about, money_unit,
	date, date_text, in_id, in_name, by_id, by_name, hedged, cue, antecedent)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (b *batch) evidence(e graph.Evidence, done *stored) error {
	if _, ok := done.evidence[e.ID]; ok {
		return nil
	}
	id, err := digest(e.ID)
	if err != nil {
		return err
	}
	in, err := b.sentence(e, done)
	if err != nil {
		return err
	}
	rule, err := b.rule(e.Rule)
	if err != nil {
		return err
	}
	run, err := b.firstFound(id)
	if err != nil {
		return err
	}
	key := b.next("evidence")
	done.evidence[e.ID] = found{key, run}
	q, m := e.Quantity, e.Money
	return b.session.exec(insertEvidence, key, in, id, run, rule, packWords(e.Span, e.Words),
		number(q.Min), number(q.Max), flag(q.Approximate), null(q.Unit), number(m.Min), number(m.Max), flag(m.Approximate), null(m.Unit),
		null(e.Date), null(e.DateText), null(string(e.In.ID)), null(e.In.Name), null(string(e.AttributedTo.ID)), null(e.AttributedTo.Name),
		flag(e.Hedged), null(e.Cue), null(e.Antecedent))
}

// firstFound returns the run that found the evidence: this one, unless it went
// since the last run that finished.
func (b *batch) firstFound(id []byte) (int64, error) {
	run, back := b.ID, false
	var err error
	if b.anyGone {
		back, err = b.session.get("DELETE FROM gone WHERE id = ? RETURNING run", []any{id}, &run)
	}
	if !back {
		b.changes.Evidence.New++
	}
	if err == nil && b.anyPast {
		_, err = b.session.get("SELECT found FROM past WHERE id = ? AND gone > ? LIMIT 1", []any{id, b.finished}, &run)
	}
	return run, err
}

// support notes that evidence supports a claim. What went and is back since the last
// run that finished never went.
func (b *batch) support(c *claim, by graph.Evidence, done *stored) error {
	e := done.evidence[by.ID]
	var since any // NULL: as long as there is the evidence
	if e.run != b.ID {
		key, err := digest(by.ID)
		if err != nil {
			return err
		}
		var run int64
		back, err := b.session.get("DELETE FROM past WHERE claim = ? AND id = ? AND gone > ? RETURNING found", []any{c.key, key, b.finished}, &run)
		if err != nil {
			return err
		}
		if !back {
			since = b.ID
		} else if run != e.run {
			since = run
		}
	}
	return b.session.exec("INSERT INTO support VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET accepted = 1 WHERE excluded.accepted", c.key, e.key, since, flag(by.Accepted))
}

func (b *batch) sentence(e graph.Evidence, done *stored) (int64, error) {
	s := sentence{e.Span, e.Sentence}
	if key, ok := done.sentences[s]; ok {
		return key, nil
	}
	key := b.next("sentences")
	done.sentences[s] = key
	return key, b.session.exec(`INSERT INTO sentences VALUES (?, ?, ?, ?, ?)`, key, done.document, e.Span.Begin, e.Span.End, e.Sentence)
}

func (b *batch) rule(name string) (int64, error) {
	if key, ok := b.rules[name]; ok {
		return key, nil
	}
	var key int64
	_, err := b.session.get("INSERT INTO rules (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = name RETURNING key", []any{name}, &key)
	b.rules[name] = key
	return key, err
}

// name records what a statement calls the nodes that are not curated.
func (b *batch) name(s graph.Statement, done *stored) error {
	parties := append([]graph.Party{s.Source, s.Target, s.In, s.By}, s.Systems...)
	for _, e := range s.Evidence {
		parties = append(parties, e.In, e.AttributedTo)
	}
	for _, p := range parties {
		if p.ID == "" || done.named[p] {
			continue
		}
		done.named[p] = true
		if curated, err := b.curate(p.ID); curated || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		if err := b.session.exec("INSERT INTO names VALUES (?, ?, ?)", done.document, string(p.ID), p.Name); err != nil {
			return err
		}
		b.renamed[p.ID] = true
	}
	return nil
}

func (b *batch) clearNames(d *document) error {
	var id string
	if err := b.session.each("SELECT node FROM names WHERE document = ?", []any{d.key}, []any{&id}, func() { b.renamed[graph.ID(id)] = true }); err != nil {
		return err
	}
	return b.session.exec("DELETE FROM names WHERE document = ?", d.key)
}

// settleNames gives nodes that are not curated the least of their names. A node
// that another pack curated, and that documents now name, is not curated.
func (b *batch) settleNames() error {
	for id := range b.renamed {
		err := b.session.exec(`
INSERT INTO nodes (id, name) SELECT ?1, min(name) FROM names WHERE node = ?1 HAVING min(name) IS NOT NULL
ON CONFLICT (id) DO UPDATE SET name = excluded.name, in_id = NULL, is_a = NULL, offices = NULL, pack = NULL
WHERE pack IS NOT NULL OR name <> excluded.name`, string(id))
		if err != nil {
			return err
		}
	}
	return nil
}

// digest returns the 16 bytes of an id of graph.
func digest(id string) ([]byte, error) {
	b, err := hex.DecodeString(id)
	if err != nil || len(b) != 16 {
		return nil, fmt.Errorf("%q is no id of 32 hex digits", id)
	}
	return b, nil
}

// packWords packs spans as steps from one to the next; nil for none.
func packWords(in graph.Span, words []graph.Span) []byte {
	var b []byte
	at := in.Begin
	for _, w := range words {
		b = binary.AppendVarint(b, int64(w.Begin-at))
		b = binary.AppendVarint(b, int64(w.End-w.Begin))
		at = w.End
	}
	return b
}

func unpackWords(in graph.Span, b []byte) (words []graph.Span) {
	at := in.Begin
	step := func() int {
		v, n := binary.Varint(b)
		if n <= 0 {
			n = len(b) // cut off
		}
		b = b[n:]
		return int(v)
	}
	for len(b) > 0 {
		w := graph.Span{Begin: at + step()}
		w.End = w.Begin + step()
		words, at = append(words, w), w.End
	}
	return words
}

func number(f float64) any {
	if f == 0 {
		return nil
	}
	return f
}

func flag(b bool) any {
	if !b {
		return nil
	}
	return 1
}
