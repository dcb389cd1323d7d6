package neo4j

import (
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
	Types  schema.Schema
	Ledger string    // the ledger's id
	Adopt  bool      // take over a database that another ledger fills, or nodes that nobody's does
	Run    string    // the run's id
	At     time.Time // when the run began
	Sent   string    // [Counters].Sent of the last load into this database; may be empty

	// Progress is called now and then with the rows compared so far, Waiting while
	// another load holds the database, Refused for each row that the database
	// refuses. All may be nil.
	Progress func(done int)
	Waiting  func(holder string)
	Refused  func(Refusal)
}

// Refusal is a row that the database does not take.
type Refusal struct {
	Kind string // ":Claim", or "(:Claim)-[:SUBJECT]->(:Entity)"
	ID   string // "id -> id" of a relationship
	Err  error  // the server's reason
}

// Projection is what a database is to hold.
type Projection struct {
	Nodes iter.Seq2[graph.NodeRow, error]
	Edges iter.Seq2[graph.EdgeRow, error]
	// Revision counts the states of what the rows derive from, By names the way in which
	// they do. Where both are the same, so are the rows; By is empty where that is not known.
	Revision int64
	By       string
	// Since returns what may differ from the projection of an earlier revision, nil where
	// that is not known. It may be nil itself.
	Since func(revision int64) (*Changed, error)
}

// Changed is the part of a projection that differs from an earlier one at most.
type Changed struct {
	Part  *graph.Part
	Nodes iter.Seq2[graph.NodeRow, error] // that the part names, and are there
	Edges iter.Seq2[graph.EdgeRow, error]
}

// Counters say what a load wrote, by the server's own count.
type Counters struct {
	Graph Counts // everything outside :AttacheMeta
	Meta  Counts // :AttacheMeta and its constraint
	Sent  string // how the database is now, for the next [Load]; empty when that is not known for certain
}

// Counts are changes. Updated nodes and relationships were there and got their
// properties anew; kept nodes are stubs.
type Counts struct {
	NodesCreated, NodesUpdated, NodesDeleted, NodesKept                       int
	RelationshipsCreated, RelationshipsUpdated, RelationshipsDeleted          int
	PropertiesSet, LabelsAdded, LabelsRemoved, ConstraintsAdded, IndexesAdded int
	Refused, Withheld                                                         int // rows the database did not take, and relationships at such nodes
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
	c.Refused += o.Refused
	c.Withheld += o.Withheld
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
// sequence is read at most once. An error leaves the batches written before it in
// place and the next Sync does the rest; the counters say what was written. A row
// that the database refuses is told to Refused, and the others are written. Sync
// is called once; it ends with the lease released.
//
// What the rows of the database carry is read back unless Load.Sent proves that
// nobody but loads of this ledger has written there since. Their fingerprints then are
// enough, of what may have changed since the projection that was sent; of all rows
// where that is not known.
func (l *Lease) Sync(ctx context.Context, p Projection) (Counters, error) {
	err := l.sync(ctx, p)
	if err != nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	return l.count, l.graph.explain(err)
}

func (l *Lease) sync(ctx context.Context, p Projection) error {
	if err := l.constrain(ctx); err != nil {
		return err
	}
	began := l.stand(ctx)
	known := parseSent(l.Load.Sent)
	alone := began.known && !l.older && known == sent{began.database, began.txn - began.own, l.token - 1, version, known.By, known.Revision}
	if err := l.compare(ctx, p, known, alone); err != nil {
		return err
	}
	if l.count.Graph.Refused > 0 {
		return nil // the load has not ended: the next one sends what is missing
	}
	if err := l.finish(ctx); err != nil {
		return err
	}
	if ended := l.stand(ctx); ended.known && ended.database == began.database && ended.txn-began.txn == ended.own-began.own {
		l.count.Sent = sent{ended.database, ended.txn, l.token, version, p.By, p.Revision}.String()
	}
	return nil
}

// compare sends what differs from what the database holds: as the last load left it, if
// it alone has written there.
func (l *Lease) compare(ctx context.Context, p Projection, known sent, alone bool) error {
	c := &comparison{Load: l.Load, words: l.words, session: l.session, uri: l.uri, deep: !alone}
	if !alone || p.By == "" || known.By != p.By {
		return c.run(ctx, l, p.Nodes, p.Edges)
	}
	if known.Revision == p.Revision {
		return nil
	}
	if p.Since != nil {
		changed, err := p.Since(known.Revision)
		if err != nil {
			return err
		}
		if changed != nil {
			c.part = changed.Part
			return c.run(ctx, l, changed.Nodes, changed.Edges)
		}
	}
	return c.run(ctx, l, p.Nodes, p.Edges)
}

// standing is a position, with how many transactions were this load's own.
type standing struct {
	position
	own   int64
	known bool
}

// stand reads where the database stands.
func (l *Lease) stand(ctx context.Context) standing {
	l.commits.Lock()
	defer l.commits.Unlock()
	p, known := l.position(ctx)
	return standing{p, l.own, known}
}

func (l *Lease) putNode(ctx context.Context, row graph.NodeRow, print int64, fresh bool) error {
	what := ":" + strings.Join(row.Labels, ":")
	b := l.out.get(batchKey{what, fresh}, func() *batch {
		b := &batch{what: what, label: row.Labels[0], fresh: fresh, cypher: createNodes(row.Labels)}
		if !fresh {
			b.cypher = l.words.updateNodes(row.Labels)
		}
		return b
	})
	properties := maps.Clone(row.Properties)
	properties["id"], properties["fingerprint"] = row.ID, print
	return l.send(ctx, b, []string{row.ID}, map[string]any{"id": row.ID, "properties": properties})
}

func (l *Lease) putEdge(ctx context.Context, shape shape, row graph.EdgeRow, print int64, fresh bool) error {
	b := l.out.get(batchKey{shape.String(), fresh}, func() *batch {
		b := &batch{what: shape.String(), cypher: createEdges(shape), shape: shape}
		if !fresh {
			b.cypher = l.words.updateEdges(shape)
		}
		return b
	})
	if l.lacking[keyOf(row.From.Label, row.From.ID)] || l.lacking[keyOf(row.To.Label, row.To.ID)] {
		l.count.Graph.Withheld++
		return nil
	}
	properties := maps.Clone(row.Properties)
	properties["attache"], properties["fingerprint"] = true, print
	return l.send(ctx, b, []string{row.From.ID, row.To.ID}, map[string]any{"from": row.From.ID, "to": row.To.ID, "properties": properties})
}

func (l *Lease) deleteDoubles(ctx context.Context, shape shape, ids [][]string) error {
	return deleteEach(ctx, l, fmt.Sprintf("doubles of %v", shape), ids, edgeParam, deleteDoubles(shape))
}

func (l *Lease) deleteEdges(ctx context.Context, shape shape, ids [][]string) error {
	return deleteEach(ctx, l, fmt.Sprintf("relationships %v", shape), ids, edgeParam, deleteEdges(shape))
}

// deleteNodes makes stubs of those that somebody else's relationships hang on.
func (l *Lease) deleteNodes(ctx context.Context, label string, ids [][]string) error {
	return deleteEach(ctx, l, "nodes :"+label, ids, func(id []string) map[string]any { return map[string]any{"id": id[0]} }, deleteNodes(label), stubNodes(label))
}

func (l *Lease) deleteStrays(ctx context.Context, edges, nodes []stray) error {
	param := func(x stray) map[string]any { return map[string]any{"element": x.element, "fingerprint": x.print} }
	if err := deleteEach(ctx, l, "relationships that strayed", edges, param, deleteStrayEdges); err != nil {
		return err
	}
	return deleteEach(ctx, l, "nodes that strayed", nodes, param, deleteStrayNodes, stubStrayNodes)
}

func edgeParam(ids []string) map[string]any { return map[string]any{"from": ids[0], "to": ids[1]} }

// deleteEach runs statements over rows, batch by batch.
func deleteEach[T any](ctx context.Context, l *Lease, what string, rows []T, param func(T) map[string]any, statements ...string) error {
	for chunk := range slices.Chunk(rows, l.batch) {
		params := make([]map[string]any, len(chunk))
		for i, row := range chunk {
			params[i] = param(row)
		}
		if err := l.delete(ctx, params, statements...); err != nil {
			return fmt.Errorf("delete %d %s, from %v on: %w", len(chunk), what, chunk[0], err)
		}
	}
	return nil
}
