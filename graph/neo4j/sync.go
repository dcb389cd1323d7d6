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
	words, err := newVocabulary(l.Types)
	if err != nil {
		return Counters{}, err
	}
	session := g.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	s := &syncer{Load: l, words: words, session: session, batch: g.batch, uri: g.target.URI,
		nodes: make(map[string]held), edges: make(map[shape]held)}
	for _, step := range []func(context.Context) error{
		s.own,
		s.constrain,
		func(ctx context.Context) error { return s.putNodes(ctx, nodes) },
		func(ctx context.Context) error { return s.putEdges(ctx, edges) },
		s.deleteEdges,
		s.deleteNodes,
		s.finish,
	} {
		if err := step(ctx); err != nil {
			return s.count, cmp.Or(ctx.Err(), g.explain(err))
		}
	}
	return s.count, nil
}

// syncer is one call of Sync.
type syncer struct {
	Load
	words   vocabulary
	session neo4j.SessionWithContext
	uri     string
	batch   int
	nodes   map[string]held
	edges   map[shape]held
	count   Counters
	done    int
}

// putNodes reads back what the database holds and writes the nodes that differ.
func (s *syncer) putNodes(ctx context.Context, nodes iter.Seq2[graph.NodeRow, error]) error {
	for _, label := range graph.Labels {
		h, err := readHeld(ctx, s.session, heldNodes(label))
		if err != nil {
			return fmt.Errorf("read the nodes :%s: %w", label, err)
		}
		s.nodes[label] = h
	}
	var out batches
	for row, err := range nodes {
		if err == nil {
			err = s.putNode(ctx, &out, row)
		}
		if err != nil {
			return err
		}
	}
	return s.flush(ctx, &out)
}

func (s *syncer) putNode(ctx context.Context, out *batches, row graph.NodeRow) error {
	if err := s.words.node(row.Labels); err != nil {
		return fmt.Errorf("node %q: %w", row.ID, err)
	}
	print, err := fingerprint(row.Labels, row.Properties)
	if err != nil {
		return fmt.Errorf("node %q: %w", row.ID, err)
	}
	s.tick()
	name := func() string { return fmt.Sprintf("(:%s {id: %q})", row.Labels[0], row.ID) }
	if send, err := s.judge(s.nodes[row.Labels[0]].project(keyOf(row.ID), print), name); !send {
		return err
	}
	what := ":" + strings.Join(row.Labels, ":")
	b := out.get(what, func() *batch { return &batch{what: "nodes " + what, cypher: s.words.putNodes(row.Labels)} })
	properties := maps.Clone(row.Properties)
	properties["id"], properties["fingerprint"] = row.ID, print
	return s.send(ctx, b, []string{row.ID}, map[string]any{"id": row.ID, "properties": properties})
}

// putEdges does for relationships what putNodes does for nodes.
func (s *syncer) putEdges(ctx context.Context, edges iter.Seq2[graph.EdgeRow, error]) error {
	for _, shape := range s.words.shapes {
		h, err := readHeld(ctx, s.session, heldEdges(shape))
		if err != nil {
			return fmt.Errorf("read the relationships %v: %w", shape, err)
		}
		s.edges[shape] = h
	}
	var out batches
	for row, err := range edges {
		if err == nil {
			err = s.putEdge(ctx, &out, row)
		}
		if err != nil {
			return err
		}
	}
	return s.flush(ctx, &out)
}

func (s *syncer) putEdge(ctx context.Context, out *batches, row graph.EdgeRow) error {
	shape := shape{row.Type, row.From.Label, row.To.Label}
	name := func() string { return fmt.Sprintf("(%q)-[:%s]->(%q)", row.From.ID, row.Type, row.To.ID) }
	if err := s.words.edge(shape); err != nil {
		return fmt.Errorf("relationship %s: %w", name(), err)
	}
	print, err := fingerprint([]string{row.Type}, row.Properties)
	if err != nil {
		return fmt.Errorf("relationship %s: %w", name(), err)
	}
	s.tick()
	if send, err := s.judge(s.edges[shape].project(keyOf(row.From.ID, row.To.ID), print), name); !send {
		return err
	}
	b := out.get(shape.String(), func() *batch {
		return &batch{what: "relationships " + shape.String(), cypher: putEdges(shape), shape: shape}
	})
	properties := maps.Clone(row.Properties)
	properties["attache"], properties["fingerprint"] = true, print
	return s.send(ctx, b, []string{row.From.ID, row.To.ID}, map[string]any{"from": row.From.ID, "to": row.To.ID, "properties": properties})
}

// judge says whether a row is sent.
func (s *syncer) judge(v verdict, name func() string) (send bool, err error) {
	switch {
	case v == same:
		return false, nil
	case v == contradicts:
		return false, fmt.Errorf("the projection holds %s twice, with different properties", name())
	case v == foreign && !s.Adopt:
		return false, &Error{What: fmt.Sprintf("%s holds %s, which attache did not write", s.uri, name()),
			Fix: "remove it, use a database of its own (NEO4J_DATABASE), or overwrite such nodes with --adopt"}
	}
	return true, nil
}

// progressRows are compared between two calls of Progress.
const progressRows = 1000

func (s *syncer) tick() {
	if s.done++; s.Progress != nil && s.done%progressRows == 0 {
		s.Progress(s.done)
	}
}

// deleteEdges deletes relationships that are no longer projected.
func (s *syncer) deleteEdges(ctx context.Context) error {
	for _, shape := range s.words.shapes {
		stale, err := s.stale(ctx, heldEdges(shape), s.edges[shape])
		if err != nil {
			return fmt.Errorf("read the relationships %v: %w", shape, err)
		}
		for ids := range slices.Chunk(stale, s.batch) {
			rows := make([]map[string]any, len(ids))
			for i, id := range ids {
				rows[i] = map[string]any{"from": id[0], "to": id[1]}
			}
			if err := s.delete(ctx, rows, deleteEdges(shape)); err != nil {
				return fmt.Errorf("delete %d relationships %v from %q on: %w", len(ids), shape, ids[0], err)
			}
		}
	}
	return nil
}

// deleteNodes deletes nodes that are no longer projected, and makes stubs of
// those that somebody else's relationships hang on.
func (s *syncer) deleteNodes(ctx context.Context) error {
	for _, label := range graph.Labels {
		stale, err := s.stale(ctx, heldNodes(label), s.nodes[label])
		if err != nil {
			return fmt.Errorf("read the nodes :%s: %w", label, err)
		}
		for ids := range slices.Chunk(stale, s.batch) {
			rows := make([]map[string]any, len(ids))
			for i, id := range ids {
				rows[i] = map[string]any{"id": id[0]}
			}
			if err := s.delete(ctx, rows, deleteNodes(label), stubNodes(label)); err != nil {
				return fmt.Errorf("delete %d nodes :%s from %q on: %w", len(ids), label, ids[0], err)
			}
		}
	}
	return nil
}

// stale asks for ids only where there are stale rows: their digests do not tell.
func (s *syncer) stale(ctx context.Context, cypher string, h held) ([][]string, error) {
	if h.stale() == 0 {
		return nil, nil
	}
	return readStale(ctx, s.session, cypher, h)
}
