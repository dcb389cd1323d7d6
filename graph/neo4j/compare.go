package neo4j

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// comparison walks a projection beside what the database holds, and tells a
// sink what differs.
type comparison struct {
	Load
	words   vocabulary
	session neo4j.SessionWithContext
	uri     string
	deep    bool        // read all that rows carry, not their fingerprints only
	part    *graph.Part // of the rows that are compared; nil: all
	nodes   map[string]held
	edges   map[shape]held
	done    int
}

// sink takes what differs, in the order in which the database can be changed.
type sink interface {
	putNode(ctx context.Context, row graph.NodeRow, print int64, fresh bool) error
	putEdge(ctx context.Context, s shape, row graph.EdgeRow, print int64, fresh bool) error
	flush(ctx context.Context) error // ends the nodes, and ends the relationships
	deleteDoubles(ctx context.Context, s shape, ids [][]string) error
	deleteEdges(ctx context.Context, s shape, ids [][]string) error
	deleteNodes(ctx context.Context, label string, ids [][]string) error
	deleteStrays(ctx context.Context, edges, nodes []stray) error
}

// run reads each sequence once.
func (c *comparison) run(ctx context.Context, to sink, nodes iter.Seq2[graph.NodeRow, error], edges iter.Seq2[graph.EdgeRow, error]) error {
	for _, step := range []func() error{
		func() error { return c.readNodes(ctx) },
		func() error { return eachRow(nodes, func(row graph.NodeRow) error { return c.node(ctx, to, row) }) },
		func() error { return to.flush(ctx) },
		func() error { return c.readEdges(ctx, to) },
		func() error { return eachRow(edges, func(row graph.EdgeRow) error { return c.edge(ctx, to, row) }) },
		func() error { return to.flush(ctx) },
		func() error { return c.staleEdges(ctx, to) },
		func() error { return c.strays(ctx, to) },
		func() error { return c.staleNodes(ctx, to) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	if c.Progress != nil {
		c.Progress(c.done)
	}
	return nil
}

func eachRow[T any](rows iter.Seq2[T, error], do func(T) error) error {
	for row, err := range rows {
		if err == nil {
			err = do(row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// heldNodes reads the nodes of a label that are compared.
func (c *comparison) heldNodes(label string) reading {
	if c.part == nil {
		return reading{cypher: heldNodes(label, c.deep), decode: c.nodeDecoder(label)}
	}
	return reading{heldNodesOf(label), chunked(c.part.Nodes(label)), c.nodeDecoder(label)}
}

// heldEdges reads the relationships of a shape that are compared.
func (c *comparison) heldEdges(s shape) reading {
	if c.part == nil {
		return reading{cypher: heldEdges(s, c.deep), decode: c.edgeDecoder(s)}
	}
	if _, arrow := c.Types.Edge(s.kind); arrow {
		return reading{heldEdgesBetween(s), chunked(c.part.Arrows(s.kind)), c.edgeDecoder(s)}
	}
	return reading{heldEdgesFrom(s), chunked(c.part.Nodes(s.from)), c.edgeDecoder(s)}
}

// chunked returns lists of so many rows that a transaction stays small.
func chunked[T any](rows []T) []any {
	chunks := []any{}
	for chunk := range slices.Chunk(rows, batchRows) {
		chunks = append(chunks, chunk)
	}
	return chunks
}

func (c *comparison) readNodes(ctx context.Context) error {
	c.nodes = make(map[string]held)
	for _, label := range graph.Labels {
		h, err := c.heldNodes(label).held(ctx, c.session)
		if err != nil {
			return fmt.Errorf("read the nodes :%s: %w", label, err)
		}
		c.nodes[label] = h
	}
	return nil
}

func (c *comparison) node(ctx context.Context, to sink, row graph.NodeRow) error {
	row.Labels, row.Properties = canonical(row.Labels), valid(row.Properties)
	name := func() string { return fmt.Sprintf("(:%s {id: %q})", row.Labels[0], row.ID) }
	if err := c.words.node(row); err != nil {
		return fmt.Errorf("node %q: %w", row.ID, err)
	}
	print, err := fingerprint(row.Labels, row.Properties)
	if err != nil {
		return fmt.Errorf("node %q: %w", row.ID, err)
	}
	v := c.nodes[row.Labels[0]].project(keyOf(row.ID), print)
	if send, err := c.judge(v, name); !send {
		return err
	}
	return to.putNode(ctx, row, print, v == missing)
}

func (c *comparison) readEdges(ctx context.Context, to sink) error {
	c.edges = make(map[shape]held)
	for _, s := range c.words.shapes {
		h, err := c.heldEdges(s).held(ctx, c.session)
		if err != nil {
			return fmt.Errorf("read the relationships %v: %w", s, err)
		}
		c.edges[s] = h
		if len(h.doubled) == 0 {
			continue
		}
		ids, err := c.heldEdges(s).ids(ctx, c.session, func(k key) bool { return h.doubled[k] })
		if err != nil {
			return fmt.Errorf("read the relationships %v: %w", s, err)
		}
		if err := to.deleteDoubles(ctx, s, ids); err != nil {
			return err
		}
	}
	return nil
}

func (c *comparison) edge(ctx context.Context, to sink, row graph.EdgeRow) error {
	s := shape{row.Type, row.From.Label, row.To.Label}
	row.Properties = valid(row.Properties)
	name := func() string { return fmt.Sprintf("(%q)-[:%s]->(%q)", row.From.ID, row.Type, row.To.ID) }
	if err := c.words.edge(s, row); err != nil {
		return fmt.Errorf("relationship %s: %w", name(), err)
	}
	print, err := fingerprint([]string{row.Type}, row.Properties)
	if err != nil {
		return fmt.Errorf("relationship %s: %w", name(), err)
	}
	v := c.edges[s].project(keyOf(row.From.ID, row.To.ID), print)
	if send, err := c.judge(v, name); !send {
		return err
	}
	return to.putEdge(ctx, s, row, print, v == missing)
}

// judge says whether a row is sent.
func (c *comparison) judge(v verdict, name func() string) (send bool, err error) {
	c.tick()
	switch {
	case v == same:
		return false, nil
	case v == contradicts:
		return false, fmt.Errorf("the projection holds %s twice, with different properties", name())
	case v == foreign && !c.Adopt:
		return false, &Error{What: fmt.Sprintf("%s holds %s, which attache did not write", c.uri, name()),
			Fix: "remove it, use a database of its own (NEO4J_DATABASE), or overwrite such nodes with --adopt"}
	}
	return true, nil
}

// progressRows are compared between two calls of Progress.
const progressRows = 1000

func (c *comparison) tick() {
	if c.done++; c.Progress != nil && c.done%progressRows == 0 {
		c.Progress(c.done)
	}
}

// staleEdges finds relationships that are no longer projected. The ids are asked
// for only where there are some: their digests do not tell.
func (c *comparison) staleEdges(ctx context.Context, to sink) error {
	for _, s := range c.words.shapes {
		if !c.edges[s].stale() {
			continue
		}
		ids, err := c.heldEdges(s).ids(ctx, c.session, c.edges[s].isStale)
		if err != nil {
			return fmt.Errorf("read the relationships %v: %w", s, err)
		}
		if err := to.deleteEdges(ctx, s, ids); err != nil {
			return err
		}
	}
	return nil
}

// staleNodes finds nodes that are no longer projected.
func (c *comparison) staleNodes(ctx context.Context, to sink) error {
	for _, label := range graph.Labels {
		if !c.nodes[label].stale() {
			continue
		}
		ids, err := c.heldNodes(label).ids(ctx, c.session, c.nodes[label].isStale)
		if err != nil {
			return fmt.Errorf("read the nodes :%s: %w", label, err)
		}
		if err := to.deleteNodes(ctx, label, ids); err != nil {
			return err
		}
	}
	return nil
}

// nodeDecoder takes what nodeColumns asks for.
func (c *comparison) nodeDecoder(label string) decoder {
	return func(values []any) ([]string, mark, bool) {
		ids := []string{fmt.Sprint(values[0])}
		print, written := values[1].(int64)
		switch {
		case !written:
			return ids, mark{state: theirs}, true
		case values[2] == true:
			return ids, mark{print: print, state: kept}, true
		case !c.deep:
			return ids, mark{print: print, state: ours}, true
		}
		labels, others := c.words.own(label, values[3])
		properties, _ := values[4].(map[string]any)
		if c.words.says(labels, properties, print) {
			if len(others) > 0 {
				return ids, mark{print: print, state: touched}, true
			}
			return ids, mark{print: print, state: ours}, true
		}
		for _, other := range others {
			if c.words.says(append([]string{other}, labels[1:]...), properties, print) {
				return nil, mark{}, false // it is of that label, and somebody gave it this one
			}
		}
		return ids, mark{print: print, state: touched}, true
	}
}

// edgeDecoder takes what edgeColumns asks for.
func (c *comparison) edgeDecoder(s shape) decoder {
	own := c.words.edges[s.kind]
	return func(values []any) ([]string, mark, bool) {
		ids := []string{fmt.Sprint(values[0]), fmt.Sprint(values[1])}
		print, written := values[2].(int64)
		if !written {
			return ids, mark{state: touched}, true
		}
		if c.deep {
			properties, _ := values[3].(map[string]any)
			if actual, err := fingerprint([]string{s.kind}, own.own(properties)); err != nil || actual != print {
				return ids, mark{print: print, state: touched}, true
			}
		}
		return ids, mark{print: print, state: ours}, true
	}
}

// stray is a node or relationship that carries our mark where none is looked for.
type stray struct {
	element string // the server's id
	print   int64
}

// strays finds those whose fingerprint proves that we wrote them: it is that of
// the properties they have and of labels that they may have had.
func (c *comparison) strays(ctx context.Context, to sink) error {
	if !c.deep {
		return nil
	}
	edges, err := c.readStrays(ctx, c.words.strayEdges(), func(kind any, properties map[string]any, print int64) bool {
		name, _ := kind.(string)
		actual, err := fingerprint([]string{name}, properties)
		return err == nil && actual == print
	})
	if err != nil {
		return fmt.Errorf("read the relationships that strayed: %w", err)
	}
	nodes, err := c.readStrays(ctx, strayNodes(), c.words.wrote)
	if err != nil {
		return fmt.Errorf("read the nodes that strayed: %w", err)
	}
	if len(edges)+len(nodes) == 0 {
		return nil
	}
	return to.deleteStrays(ctx, edges, nodes)
}

func (c *comparison) readStrays(ctx context.Context, cypher string, wrote func(kind any, properties map[string]any, print int64) bool) ([]stray, error) {
	return neo4j.ExecuteRead(ctx, c.session, func(tx neo4j.ManagedTransaction) (strays []stray, err error) {
		err = eachRecord(ctx, tx, cypher, nil, func(values []any) {
			print, written := values[1].(int64)
			properties, _ := values[2].(map[string]any)
			if properties = maps.Clone(properties); !written {
				return
			}
			for _, mark := range []string{"id", "attache", "fingerprint"} {
				delete(properties, mark)
			}
			if wrote(values[3], properties, print) {
				strays = append(strays, stray{fmt.Sprint(values[0]), print})
			}
		})
		return strays, err
	})
}
