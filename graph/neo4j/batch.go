package neo4j

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// batch collects rows that one statement writes.
type batch struct {
	what   string // for messages
	cypher string
	shape  shape // of relationships; zero for nodes
	rows   []row
}

// row is sorted by its ids before it is sent, so that loaders lock in one order.
type row struct {
	ids   []string
	param map[string]any
}

// batches are in the order in which their first rows came.
type batches struct {
	byKey map[batchKey]*batch
	order []*batch
}

type batchKey struct {
	what  string
	fresh bool // rows that the database does not hold
}

func (bs *batches) get(k batchKey, create func() *batch) *batch {
	if b, ok := bs.byKey[k]; ok {
		return b
	}
	if bs.byKey == nil {
		bs.byKey = make(map[batchKey]*batch)
	}
	b := create()
	bs.byKey[k] = b
	bs.order = append(bs.order, b)
	return b
}

// send adds a row to its batch and writes the batch when it is full.
func (s *syncer) send(ctx context.Context, b *batch, ids []string, param map[string]any) error {
	if b.rows = append(b.rows, row{ids, param}); len(b.rows) < s.batch {
		return nil
	}
	return s.write(ctx, b)
}

// flush writes the batches that are not full.
func (s *syncer) flush(ctx context.Context) error {
	for _, b := range s.out.order {
		if len(b.rows) == 0 {
			continue
		}
		if err := s.write(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// write sends a batch in one transaction.
func (s *syncer) write(ctx context.Context, b *batch) error {
	slices.SortFunc(b.rows, func(x, y row) int { return slices.Compare(x.ids, y.ids) })
	params := make([]map[string]any, len(b.rows))
	for i, r := range b.rows {
		params[i] = r.param
	}
	first, last := b.rows[0].ids, b.rows[len(b.rows)-1].ids
	b.rows = b.rows[:0]
	err := s.transact(ctx, &s.count.Graph, func(tx neo4j.ManagedTransaction) (Counts, error) {
		if b.shape == (shape{}) {
			_, counts, err := run(ctx, tx, b.cypher, map[string]any{"rows": params})
			counts.NodesUpdated = len(params) - counts.NodesCreated
			return counts, err
		}
		return writeEdges(ctx, tx, b, params)
	})
	if err != nil {
		return fmt.Errorf("write %d %s, %q to %q: %w", len(params), b.what, first, last, err)
	}
	return nil
}

// writeEdges fails when a relationship lacks an end: it would vanish unseen.
func writeEdges(ctx context.Context, tx neo4j.ManagedTransaction, b *batch, params []map[string]any) (Counts, error) {
	records, counts, err := run(ctx, tx, b.cypher, map[string]any{"rows": params})
	if err != nil {
		return counts, err
	}
	counts.RelationshipsUpdated = len(params) - counts.RelationshipsCreated
	if written, _ := records[0].Values[0].(int64); written == int64(len(params)) {
		return counts, nil
	}
	records, _, err = run(ctx, tx, missingEnds(b.shape), map[string]any{"rows": params})
	if err != nil {
		return counts, err
	}
	if len(records) == 0 {
		return counts, errors.New("some were not written")
	}
	r := records[0].Values
	label, id := b.shape.to, r[1]
	if r[2] == true {
		label, id = b.shape.from, r[0]
	}
	return counts, fmt.Errorf("%q to %q: there is no node (:%s {id: %q})", r[0], r[1], label, id)
}

// delete runs statements over the same rows in one transaction.
func (s *syncer) delete(ctx context.Context, rows []map[string]any, statements ...string) error {
	return s.transact(ctx, &s.count.Graph, func(tx neo4j.ManagedTransaction) (sum Counts, err error) {
		for _, cypher := range statements {
			records, counts, err := run(ctx, tx, cypher, map[string]any{"rows": rows})
			if err != nil {
				return sum, err
			}
			if len(records) > 0 { // of stubs
				kept, _ := records[0].Values[0].(int64)
				counts.NodesKept = int(kept)
			}
			sum.add(counts)
		}
		return sum, nil
	})
}

// transact runs work in a transaction that the driver retries when the failure
// is transient, and counts what was committed. Work returns the driver's errors
// as they are: wrapped ones are not retried.
func (s *syncer) transact(ctx context.Context, into *Counts, work func(neo4j.ManagedTransaction) (Counts, error)) error {
	counts, err := neo4j.ExecuteWrite(ctx, s.session, work)
	if err == nil {
		into.add(counts)
	}
	return err
}

// run sends one statement and reads its records and counters.
func run(ctx context.Context, tx neo4j.ManagedTransaction, cypher string, params map[string]any) ([]*neo4j.Record, Counts, error) {
	result, err := tx.Run(ctx, cypher, params)
	if err != nil {
		return nil, Counts{}, err
	}
	records, err := result.Collect(ctx)
	if err != nil {
		return nil, Counts{}, err
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		return nil, Counts{}, err
	}
	return records, countsOf(summary.Counters()), nil
}
