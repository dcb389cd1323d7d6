package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Difference is what Sync would change.
type Difference struct {
	Rows  int    // of the projection
	Kinds []Kind // that differ: nodes by label, then relationships by type, then what strayed, then constraints
}

// Kind is one kind of rows, such as ":Claim" or "(:Claim)-[:SUBJECT]->(:Entity)".
type Kind struct {
	Name                      string
	Create, Update, Delete    int
	Created, Updated, Deleted []string // the first of them: an id, or "id -> id"
}

// Count returns how many rows differ.
func (d Difference) Count() (n int) {
	for _, k := range d.Kinds {
		n += k.Create + k.Update + k.Delete
	}
	return n
}

// Compare returns what Sync would change, with at most so many examples of each
// act and kind, and changes nothing. It reads all that the rows of the database
// carry, so it also finds what somebody changed by hand. What Sync would refuse,
// Compare refuses with the same error.
func (g *Graph) Compare(ctx context.Context, l Load, examples int, nodes iter.Seq2[graph.NodeRow, error], edges iter.Seq2[graph.EdgeRow, error]) (Difference, error) {
	session := g.session(ctx, neo4j.AccessModeRead)
	defer session.Close(context.WithoutCancel(ctx))
	words, err := newVocabulary(l.Types)
	if err != nil {
		return Difference{}, err
	}
	c := &comparison{Load: l, words: words, session: session, uri: g.target.URI, deep: true}
	t := &tally{examples: examples, kinds: make(map[string]*Kind)}
	for _, step := range []func() error{
		func() error { return c.admit(ctx) },
		func() error { return c.run(ctx, t, nodes, edges) },
		func() error { return c.missingSchema(ctx, t) },
	} {
		if err := step(); err != nil {
			return Difference{}, cmp.Or(ctx.Err(), g.explain(err))
		}
	}
	return t.difference(words, c.done), nil
}

// admit refuses what Sync would refuse.
func (c *comparison) admit(ctx context.Context) error {
	r, err := neo4j.ExecuteRead(ctx, c.session, func(tx neo4j.ManagedTransaction) (record, error) {
		found, _, err := run(ctx, tx, readMeta, nil)
		if len(found) > 0 {
			return recordOf(found[0]), err
		}
		r := record{ledger: c.Ledger, version: version}
		if err == nil {
			err = r.orphaned(ctx, tx)
		}
		return r, err
	})
	if err != nil {
		return err
	}
	return r.admit(c.Load, c.uri)
}

// missingSchema counts the constraints and indexes that Sync would create.
func (c *comparison) missingSchema(ctx context.Context, t *tally) error {
	names, err := neo4j.ExecuteRead(ctx, c.session, func(tx neo4j.ManagedTransaction) (names []string, err error) {
		err = eachRecord(ctx, tx, "SHOW INDEXES YIELD name RETURN name", nil, func(values []any) { names = append(names, fmt.Sprint(values[0])) })
		return names, err
	})
	if err != nil {
		return fmt.Errorf("read the constraints and indexes: %w", err)
	}
	for _, d := range definitions() {
		if !slices.Contains(names, d.name) {
			t.create(schemaKind, d.name)
		}
	}
	return nil
}

const (
	strayKind  = "out of place"
	schemaKind = "constraints and indexes"
)

// tally is the sink that counts.
type tally struct {
	examples int
	kinds    map[string]*Kind
}

func (t *tally) kind(name string) *Kind {
	k := t.kinds[name]
	if k == nil {
		k = &Kind{Name: name}
		t.kinds[name] = k
	}
	return k
}

func (t *tally) note(n *int, list *[]string, id string) {
	if *n++; len(*list) < t.examples {
		*list = append(*list, id)
	}
}

func (t *tally) create(kind, id string) {
	k := t.kind(kind)
	t.note(&k.Create, &k.Created, id)
}

func (t *tally) put(kind, id string, fresh bool) {
	if fresh {
		t.create(kind, id)
		return
	}
	k := t.kind(kind)
	t.note(&k.Update, &k.Updated, id)
}

func (t *tally) delete(kind, id string) {
	k := t.kind(kind)
	t.note(&k.Delete, &k.Deleted, id)
}

func (t *tally) putNode(_ context.Context, row graph.NodeRow, _ int64, fresh bool) error {
	t.put(":"+row.Labels[0], row.ID, fresh)
	return nil
}

func (t *tally) putEdge(_ context.Context, s shape, row graph.EdgeRow, _ int64, fresh bool) error {
	t.put(s.String(), row.From.ID+" -> "+row.To.ID, fresh)
	return nil
}

func (t *tally) flush(context.Context) error { return nil }

func (t *tally) deleteDoubles(ctx context.Context, s shape, ids [][]string) error {
	return t.deleteEdges(ctx, s, ids)
}

func (t *tally) deleteEdges(_ context.Context, s shape, ids [][]string) error {
	for _, id := range ids {
		t.delete(s.String(), id[0]+" -> "+id[1])
	}
	return nil
}

func (t *tally) deleteNodes(_ context.Context, label string, ids [][]string) error {
	for _, id := range ids {
		t.delete(":"+label, id[0])
	}
	return nil
}

func (t *tally) deleteStrays(_ context.Context, edges, nodes []stray) error {
	for _, s := range slices.Concat(edges, nodes) {
		t.delete(strayKind, s.element)
	}
	return nil
}

// difference lists the kinds in the order in which Sync comes to them.
func (t *tally) difference(words vocabulary, rows int) Difference {
	var order []string
	for _, label := range graph.Labels {
		order = append(order, ":"+label)
	}
	for _, s := range words.shapes {
		order = append(order, s.String())
	}
	d := Difference{Rows: rows}
	for _, name := range append(order, strayKind, schemaKind) {
		if k := t.kinds[name]; k != nil {
			d.Kinds = append(d.Kinds, *k)
		}
	}
	return d
}
