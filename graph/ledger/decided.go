package ledger

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
)

// Decisions are what analysts decided, as far as it concerns the ledger: documents
// come read with them, nodes are printed by other names.
type Decisions struct {
	Replayed []Decision
	Names    map[graph.ID]string
	File     string // where they stand, for messages
}

// Decision is one that documents are read with. It can touch the documents that it
// names by their SHA-256, or those that tell of a node of each list, before
// decisions or after.
type Decision struct {
	ID        string // 32 hex digits
	Documents []string
	Nodes     [][]graph.ID
}

// Decided is that a decision met a statement of a document.
type Decided struct {
	Decision string
	Claim    string // the statement, in one line
	Sentence string // what was dropped, else empty
}

// decisionsNote is where meta keeps which decisions are in force.
const decisionsNote = "decisions"

// fingerprint tells decisions from others.
func (d *Decisions) fingerprint() string {
	if len(d.Replayed)+len(d.Names) == 0 {
		return ""
	}
	var parts []string
	for _, decision := range d.Replayed {
		parts = append(parts, decision.ID)
	}
	slices.Sort(parts)
	for _, id := range slices.Sorted(maps.Keys(d.Names)) {
		parts = append(parts, string(id), d.Names[id])
	}
	return fmt.Sprintf("%d %s", len(d.Replayed)+len(d.Names), graph.Digest(parts...))
}

// inForce returns the fingerprint of the decisions that documents are read with.
func (s *session) inForce() (fingerprint string, err error) {
	_, err = s.get("SELECT value FROM meta WHERE key = ?", []any{decisionsNote}, &fingerprint)
	return fingerprint, err
}

// replay makes the ledger one of the run's decisions: documents that a decision met
// which is gone, or that a further one can touch, are to be read again.
func (r *Run) replay() error {
	was, err := r.session.inForce()
	d := r.pack.Decisions
	if d == nil {
		r.decided = was
		return err
	}
	if r.decided = d.fingerprint(); err != nil || was == r.decided {
		return err
	}
	return r.session.atomically(func() error {
		gone, err := r.decisionIDs()
		if err != nil {
			return err
		}
		var come []Decision
		for _, decision := range d.Replayed {
			if !gone[decision.ID] {
				come = append(come, decision)
			}
			delete(gone, decision.ID)
		}
		return errors.Join(r.markMet(gone), r.markTouched(come), r.rename(d.Names),
			r.session.exec("INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2", decisionsNote, r.decided),
			r.session.exec("INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2", decisionsNote+" file", d.File))
	})
}

// decisionIDs returns the decisions in force.
func (r *Run) decisionIDs() (map[string]bool, error) {
	ids := make(map[string]bool)
	var id []byte
	err := r.session.each("SELECT id FROM decisions", nil, []any{&id}, func() { ids[hex.EncodeToString(id)] = true })
	return ids, err
}

// markMet takes decisions out of force.
func (r *Run) markMet(gone map[string]bool) error {
	for id := range gone {
		key, err := digest(id)
		if err != nil {
			return err
		}
		if err := r.session.exec("UPDATE documents SET run = NULL WHERE key IN (SELECT document FROM decided WHERE decision = ?)", key); err != nil {
			return err
		}
		if err := r.session.exec("DELETE FROM decisions WHERE id = ?", key); err != nil {
			return err
		}
	}
	return nil
}

// markTouched puts decisions in force.
func (r *Run) markTouched(come []Decision) error {
	var nodes []graph.ID
	for _, d := range come {
		key, err := digest(d.ID)
		if err != nil {
			return err
		}
		if err := r.session.exec("INSERT INTO decisions VALUES (?)", key); err != nil {
			return err
		}
		for _, sha := range d.Documents {
			key, err := hex.DecodeString(sha)
			if err != nil {
				return err
			}
			if err := r.session.exec("UPDATE documents SET run = NULL WHERE sha = ?", key); err != nil {
				return err
			}
		}
		nodes = append(nodes, slices.Concat(d.Nodes...)...)
	}
	if len(nodes) == 0 {
		return nil
	}
	telling, err := r.telling(nodes)
	if err != nil {
		return err
	}
	for _, d := range come {
		for document := range meeting(telling, d.Nodes) {
			if err := r.session.exec("UPDATE documents SET run = NULL WHERE key = ?", document); err != nil {
				return err
			}
		}
	}
	return nil
}

// selectTelling lists the documents that tell of nodes, reading each table once.
const selectTelling = `
WITH wanted (id) AS MATERIALIZED (SELECT value FROM json_each(?)),
told (id, claim) AS (
	SELECT a.source, c.key FROM arrows a JOIN claims c ON c.arrow = a.key WHERE a.source IN wanted
	UNION ALL SELECT a.head, c.key FROM arrows a JOIN claims c ON c.arrow = a.key WHERE a.head IN wanted
	UNION ALL SELECT target, key FROM claims WHERE target IN wanted
	UNION ALL SELECT item, key FROM claims WHERE item IN wanted
)
SELECT told.id, t.document FROM told JOIN support s ON s.claim = told.claim JOIN evidence e ON e.key = s.evidence JOIN sentences t ON t.key = e.sentence
UNION SELECT e.in_id, t.document FROM evidence e JOIN sentences t ON t.key = e.sentence WHERE e.in_id IN wanted
UNION SELECT e.by_id, t.document FROM evidence e JOIN sentences t ON t.key = e.sentence WHERE e.by_id IN wanted
UNION SELECT node, document FROM decided_nodes WHERE node IN wanted`

// telling returns, for each of some nodes, the documents that tell of it, or did
// before decisions.
func (r *Run) telling(nodes []graph.ID) (map[graph.ID]map[int64]bool, error) {
	list, err := json.Marshal(nodes)
	if err != nil {
		return nil, err
	}
	telling := make(map[graph.ID]map[int64]bool)
	var id string
	var document int64
	err = r.session.each(selectTelling, []any{string(list)}, []any{&id, &document}, func() {
		node := graph.ID(id)
		if telling[node] == nil {
			telling[node] = make(map[int64]bool)
		}
		telling[node][document] = true
	})
	return telling, err
}

// meeting returns the documents that tell of a node of each list.
func meeting(telling map[graph.ID]map[int64]bool, lists [][]graph.ID) map[int64]bool {
	var all map[int64]bool
	for i, list := range lists {
		of := make(map[int64]bool)
		for _, id := range list {
			for document := range telling[id] {
				if i == 0 || all[document] {
					of[document] = true
				}
			}
		}
		all = of
	}
	return all
}

// rename gives nodes the names that decisions say.
func (r *Run) rename(names map[graph.ID]string) error {
	err := r.session.exec("DELETE FROM renamed")
	for _, id := range slices.Sorted(maps.Keys(names)) {
		err = errors.Join(err, r.session.exec("INSERT INTO renamed VALUES (?, ?)", string(id), names[id]))
	}
	return err
}

// decided records what decisions did with a document.
func (b *batch) decided(d *document, e *Entry) error {
	for _, met := range e.Decided {
		key, err := digest(met.Decision)
		if err != nil {
			return err
		}
		if err := b.session.exec("INSERT OR IGNORE INTO decided VALUES (?, ?, ?, ?)", d.key, key, met.Claim, met.Sentence); err != nil {
			return err
		}
	}
	for _, id := range e.DecidedNodes {
		if err := b.session.exec("INSERT OR IGNORE INTO decided_nodes VALUES (?, ?)", d.key, string(id)); err != nil {
			return err
		}
	}
	return nil
}

// clearDecided forgets what decisions did with a document.
func (b *batch) clearDecided(d *document) error {
	return errors.Join(
		b.session.exec("DELETE FROM decided WHERE document = ?", d.key),
		b.session.exec("DELETE FROM decided_nodes WHERE document = ?", d.key))
}

// DecisionsInForce returns how many decisions documents are read with, printed names
// among them, and the file that they came from.
func (l *Ledger) DecisionsInForce() (n int, file string, err error) {
	v, err := l.View()
	if err != nil {
		return 0, "", err
	}
	defer v.Close()
	var text string
	query := "SELECT coalesce((SELECT value FROM meta WHERE key = ?1), ''), coalesce((SELECT value FROM meta WHERE key = ?1 || ' file'), '')"
	for err := range v.rows(query, []any{decisionsNote}, &text, &file) {
		if err != nil {
			return 0, "", err
		}
	}
	if text != "" {
		_, err = fmt.Sscan(text, &n)
	}
	return n, file, err
}

// Replayed returns the ids of the decisions that documents are read with.
func (v *View) Replayed() (map[string]bool, error) { return v.decisionIDs("SELECT id FROM decisions") }

func (v *View) decisionIDs(query string) (map[string]bool, error) {
	ids := make(map[string]bool)
	var id []byte
	for err := range v.rows(query, nil, &id) {
		if err != nil {
			return nil, err
		}
		ids[hex.EncodeToString(id)] = true
	}
	return ids, nil
}

// Met returns which decisions met a statement.
func (v *View) Met() (map[string]bool, error) {
	return v.decisionIDs("SELECT DISTINCT decision FROM decided")
}

// Renamed returns the printed names that decisions give to nodes.
func (v *View) Renamed() (map[graph.ID]string, error) {
	names := make(map[graph.ID]string)
	var id, name string
	for err := range v.rows("SELECT node, name FROM renamed", nil, &id, &name) {
		if err != nil {
			return nil, err
		}
		names[graph.ID(id)] = name
	}
	return names, nil
}

// DecidedIn is what a decision met in a document.
type DecidedIn struct {
	Document graph.Document
	Decided
}

// Decided returns what decisions met, by decision, document and claim.
func (v *View) Decided() iter.Seq2[DecidedIn, error] {
	return func(yield func(DecidedIn, error) bool) {
		var row DecidedIn
		var sha, id []byte
		d := &row.Document
		query := "SELECT x.decision, x.claim, x.sentence, " + documentColumns + `
FROM decided x JOIN documents d ON d.key = x.document JOIN paths p ON ` + firstPath + " ORDER BY x.decision, p.doc, d.sha, x.claim, x.sentence"
		for err := range v.rows(query, nil, &id, &row.Claim, &row.Sentence, &sha, &d.Size, &d.Doc, &d.Date, &d.URL, &d.Source) {
			row.Decision, d.SHA = hex.EncodeToString(id), hex.EncodeToString(sha)
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// Told returns which of some nodes the documents tell of, before decisions or after.
func (v *View) Told(ids []graph.ID) (map[graph.ID]bool, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	told := make(map[graph.ID]bool)
	var id string
	var document int64
	for err := range v.rows(selectTelling, []any{string(list)}, &id, &document) {
		if err != nil {
			return nil, err
		}
		told[graph.ID(id)] = true
	}
	return told, nil
}

// Stating returns the documents in which a sentence states something, by their names.
func (v *View) Stating(sentence string) (documents []graph.Document, err error) {
	var sha []byte
	var d graph.Document
	query := "SELECT DISTINCT " + documentColumns + " FROM sentences t JOIN documents d ON d.key = t.document JOIN paths p ON " + firstPath + " WHERE t.text = ? ORDER BY p.doc, d.sha"
	for err := range v.rows(query, []any{sentence}, &sha, &d.Size, &d.Doc, &d.Date, &d.URL, &d.Source) {
		if err != nil {
			return nil, err
		}
		d.SHA = hex.EncodeToString(sha)
		documents = append(documents, d)
	}
	return documents, nil
}

// idsFrom returns the range of ids, 16 bytes each, that begin with hex digits.
func idsFrom(digits string) (first, last []byte) {
	pad := func(with string) []byte {
		b, _ := hex.DecodeString(digits + strings.Repeat(with, max(0, 32-len(digits))))
		return b
	}
	return pad("0"), pad("f")
}
