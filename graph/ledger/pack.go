package ledger

import (
	"encoding/json"
	"errors"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/touch"
)

// Pack is the rules and entities that documents are read with.
type Pack struct {
	Fingerprint string
	Items       func() []touch.Item               // asked where the fingerprint is another; nil: any change touches every document
	Node        func(graph.ID) (graph.Node, bool) // what is curated of a node; nil: nothing is
	Decisions   *Decisions                        // that documents are read with; nil: none is read in this run
}

func (p Pack) node(id graph.ID) (graph.Node, bool) {
	if p.Node == nil {
		return graph.Node{}, false
	}
	return p.Node(id)
}

func (p Pack) items() []touch.Item {
	if p.Items == nil {
		return []touch.Item{{Hash: 0}}
	}
	return p.Items()
}

// adopt makes the ledger one of the run's pack: documents that a change since the
// last pack can touch are to be read again, and nodes are as the pack has them.
func (r *Run) adopt() error {
	var fingerprint string
	var stored []byte
	known, err := r.session.get("SELECT fingerprint, items FROM pack", nil, &fingerprint, &stored)
	if err != nil || known && fingerprint == r.pack.Fingerprint {
		return err
	}
	change, items := touch.Everything, r.pack.items()
	if r.pack.Items != nil {
		if before, err := unpackItems(stored); known && err == nil {
			change = touch.Between(before, items)
		}
	}
	return r.session.atomically(func() error {
		return errors.Join(
			r.mark(change),
			r.curateAll(),
			r.session.exec("DELETE FROM pack"),
			r.session.exec("INSERT INTO pack VALUES (?, ?)", r.pack.Fingerprint, encoder().EncodeAll(touch.Encode(items), nil)))
	})
}

func unpackItems(stored []byte) ([]touch.Item, error) {
	plain, err := decoder().DecodeAll(stored, nil)
	if err != nil {
		return nil, err
	}
	return touch.Decode(plain)
}

// mark notes which documents are to be read again.
func (r *Run) mark(change touch.Change) error {
	var touched []int64
	var key int64
	var words []byte
	err := r.session.each("SELECT document, words FROM words JOIN documents ON key = document WHERE run IS NOT NULL", nil, []any{&key, &words}, func() {
		if change.Touches(words) {
			touched = append(touched, key)
		}
	})
	for _, key := range touched {
		err = errors.Join(err, r.session.exec("UPDATE documents SET run = NULL WHERE key = ?", key))
	}
	return err
}

const markMentioning = `
UPDATE documents SET run = NULL WHERE key IN (
	SELECT t.document FROM arrows a JOIN claims c ON c.arrow = a.key JOIN support s ON s.claim = c.key
	JOIN evidence e ON e.key = s.evidence JOIN sentences t ON t.key = e.sentence
	WHERE a.source = ?1 OR a.head = ?1 OR c.target = ?1 OR c.item = ?1
	UNION SELECT t.document FROM evidence e JOIN sentences t ON t.key = e.sentence WHERE e.in_id = ?1 OR e.by_id = ?1)`

// curateAll makes the ledger's nodes what the pack has. A document that mentions one
// that is curated now and was not, or the other way round, is to be read again.
func (r *Run) curateAll() error {
	var ids []graph.ID
	was := make(map[graph.ID]bool)
	var id string
	var curated bool
	err := r.session.each("SELECT id, pack IS NOT NULL FROM nodes", nil, []any{&id, &curated}, func() {
		ids = append(ids, graph.ID(id))
		was[graph.ID(id)] = curated
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		_, is := r.pack.node(id)
		if is != was[id] {
			if err := r.session.exec(markMentioning, string(id)); err != nil {
				return err
			}
		}
		if _, err := r.curate(id); err != nil {
			return err
		}
		if was[id] && !is {
			if err := r.session.exec("UPDATE nodes SET in_id = NULL, is_a = NULL, offices = NULL, pack = NULL WHERE id = ?", string(id)); err != nil {
				return err
			}
		}
	}
	return nil
}

// curate makes a node, and those that it stands under, what the pack has, once a run;
// false when the pack does not have it.
func (r *Run) curate(id graph.ID) (bool, error) {
	if id == "" {
		return false, nil
	}
	n, ok := r.pack.node(id)
	if !ok || r.curated[id] {
		return ok, nil
	}
	r.curated[id] = true
	var offices any
	if len(n.Offices) > 0 {
		text, err := json.Marshal(n.Offices)
		if err != nil {
			return false, err
		}
		offices = string(text)
	}
	err := r.session.exec(`
INSERT INTO nodes (id, name, in_id, is_a, offices, pack) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, in_id = excluded.in_id, is_a = excluded.is_a, offices = excluded.offices, pack = excluded.pack
WHERE (name, in_id, is_a, offices, pack) IS NOT (excluded.name, excluded.in_id, excluded.is_a, excluded.offices, excluded.pack)`,
		string(n.ID), n.Name, null(string(n.In)), null(string(n.IsA)), offices, r.pack.Fingerprint)
	for _, above := range []graph.ID{n.In, n.IsA} {
		if err == nil {
			_, err = r.curate(above)
		}
	}
	return true, err
}
