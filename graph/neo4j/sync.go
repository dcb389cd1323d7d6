package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Load says whose rows come.
type Load struct {
	Types    schema.Schema
	Ledger   string         // the ledger's id
	Adopt    bool           // take over a database that another ledger fills, or nodes that nobody's does
	Run      string         // the run's id
	At       time.Time      // when the run began
	Progress func(done int) // called now and then with the rows compared so far; may be nil
}

// Counters say what a load wrote, by the server's own count.
type Counters struct {
	Graph Counts // everything outside :AttacheMeta
	Meta  Counts // :AttacheMeta and its constraint
}

// Counts are changes. Updated nodes and relationships were there and got their
// labels and properties anew; kept nodes are stubs.
type Counts struct {
	NodesCreated, NodesUpdated, NodesDeleted, NodesKept                       int
	RelationshipsCreated, RelationshipsUpdated, RelationshipsDeleted          int
	PropertiesSet, LabelsAdded, LabelsRemoved, ConstraintsAdded, IndexesAdded int
}

func (c *Counts) add(o Counts) {
	c.NodesCreated += o.NodesCreated
	c.NodesUpdated += o.NodesUpdated
	c.NodesDeleted += o.NodesDeleted
	c.NodesKept += o.NodesKept
	c.RelationshipsCreated += o.RelationshipsCreated
	c.RelationshipsUpdated += o.RelationshipsUpdated
	c.RelationshipsDeleted += o.RelationshipsDeleted
	c.PropertiesSet += o.PropertiesSet
	c.LabelsAdded += o.LabelsAdded
	c.LabelsRemoved += o.LabelsRemoved
	c.ConstraintsAdded += o.ConstraintsAdded
	c.IndexesAdded += o.IndexesAdded
}

func countsOf(c neo4j.Counters) Counts {
	return Counts{
		NodesCreated: c.NodesCreated(), NodesDeleted: c.NodesDeleted(),
		RelationshipsCreated: c.RelationshipsCreated(), RelationshipsDeleted: c.RelationshipsDeleted(),
		PropertiesSet: c.PropertiesSet(), LabelsAdded: c.LabelsAdded(), LabelsRemoved: c.LabelsRemoved(),
		ConstraintsAdded: c.ConstraintsAdded(), IndexesAdded: c.IndexesAdded(),
	}
}

// Sync brings the database in line with a projection, see the package. Each
// sequence is read once. An error leaves the batches written before it in place
// and the next Sync does the rest; the counters say what was written.
func (g *Graph) Sync(ctx context.Context, l Load, nodes iter.Seq2[graph.NodeRow, error], edges iter.Seq2[graph.EdgeRow, error]) (Counters, error) {
	session := g.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	words, err := newVocabulary(l.Types)
	if err != nil {
		return Counters{}, err
	}
	s := &syncer{Load: l, words: words, session: session, batch: g.batch, uri: g.target.URI}
	c := &comparison{Load: l, words: words, session: session, uri: g.target.URI, deep: true}
	for _, step := range []func(context.Context) error{
		s.own,
		s.constrain,
		func(ctx context.Context) error { return c.run(ctx, s, nodes, edges) },
		s.finish,
	} {
		if err := step(ctx); err != nil {
			return s.count, cmp.Or(ctx.Err(), g.explain(err))
		}
	}
	return s.count, nil
}

// syncer is one call of Sync. It is the sink that writes.
type syncer struct {
	Load
	words   vocabulary
	session neo4j.SessionWithContext
	uri     string
	batch   int
	out     batches
	count   Counters
}

func (s *syncer) putNode(ctx context.Context, row graph.NodeRow, print int64, fresh bool) error {
	what := ":" + strings.Join(row.Labels, ":")
	b := s.out.get(batchKey{what, fresh}, func() *batch {
		b := &batch{what: "nodes " + what, cypher: createNodes(row.Labels)}
		if !fresh {
			b.cypher = s.words.updateNodes(row.Labels)
		}
		return b
	})
	properties := maps.Clone(row.Properties)
	properties["id"], properties["fingerprint"] = row.ID, print
	return s.send(ctx, b, []string{row.ID}, map[string]any{"id": row.ID, "properties": properties})
}

func (s *syncer) putEdge(ctx context.Context, shape shape, row graph.EdgeRow, print int64, fresh bool) error {
	b := s.out.get(batchKey{shape.String(), fresh}, func() *batch {
		b := &batch{what: "relationships " + shape.String(), cypher: createEdges(shape), shape: shape}
		if !fresh {
			b.cypher = s.words.updateEdges(shape)
		}
		return b
	})
	properties := maps.Clone(row.Properties)
	properties["attache"], properties["fingerprint"] = true, print
	return s.send(ctx, b, []string{row.From.ID, row.To.ID}, map[string]any{"from": row.From.ID, "to": row.To.ID, "properties": properties})
}

func (s *syncer) deleteDoubles(ctx context.Context, shape shape, ids [][]string) error {
	return deleteEach(ctx, s, fmt.Sprintf("doubles of %v", shape), ids, edgeParam, deleteDoubles(shape))
}

func (s *syncer) deleteEdges(ctx context.Context, shape shape, ids [][]string) error {
	return deleteEach(ctx, s, fmt.Sprintf("relationships %v", shape), ids, edgeParam, deleteEdges(shape))
}

// deleteNodes makes stubs of those that somebody else's relationships hang on.
func (s *syncer) deleteNodes(ctx context.Context, label string, ids [][]string) error {
	return deleteEach(ctx, s, "nodes :"+label, ids, func(id []string) map[string]any { return map[string]any{"id": id[0]} }, deleteNodes(label), stubNodes(label))
}

func (s *syncer) deleteStrays(ctx context.Context, edges, nodes []stray) error {
	param := func(x stray) map[string]any { return map[string]any{"element": x.element, "fingerprint": x.print} }
	if err := deleteEach(ctx, s, "relationships that strayed", edges, param, deleteStrayEdges); err != nil {
		return err
	}
	return deleteEach(ctx, s, "nodes that strayed", nodes, param, deleteStrayNodes, stubStrayNodes)
}

func edgeParam(ids []string) map[string]any { return map[string]any{"from": ids[0], "to": ids[1]} }

// deleteEach runs statements over rows, batch by batch.
func deleteEach[T any](ctx context.Context, s *syncer, what string, rows []T, param func(T) map[string]any, statements ...string) error {
	for chunk := range slices.Chunk(rows, s.batch) {
		params := make([]map[string]any, len(chunk))
		for i, row := range chunk {
			params[i] = param(row)
		}
		if err := s.delete(ctx, params, statements...); err != nil {
			return fmt.Errorf("delete %d %s, from %v on: %w", len(chunk), what, chunk[0], err)
		}
	}
	return nil
}
