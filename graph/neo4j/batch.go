package neo4j

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// batch collects rows that one statement writes.
type batch struct {
	what   string // for messages
	label  string // of nodes
	shape  shape  // of relationships
	fresh  bool
	cypher string
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
func (l *Lease) send(ctx context.Context, b *batch, ids []string, param map[string]any) error {
	if b.rows = append(b.rows, row{ids, param}); len(b.rows) < l.batch {
		return nil
	}
	return l.write(ctx, b)
}

// flush writes the batches that are not full.
func (l *Lease) flush(ctx context.Context) error {
	for _, b := range l.out.order {
		if len(b.rows) == 0 {
			continue
		}
		if err := l.write(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// write sends a batch.
func (l *Lease) write(ctx context.Context, b *batch) error {
	slices.SortFunc(b.rows, func(x, y row) int { return slices.Compare(x.ids, y.ids) })
	rows := b.rows
	b.rows = b.rows[:0]
	return l.attempt(ctx, b, rows)
}

// attempt sends rows in one transaction. Where the database refuses some of them,
// none is written, and each half is attempted by itself, until those refused stand
// alone.
func (l *Lease) attempt(ctx context.Context, b *batch, rows []row) error {
	if len(rows) == 0 {
		return nil
	}
	var lack lacking
	err := l.transact(ctx, &l.count.Graph, func(tx neo4j.ManagedTransaction) (Counts, error) { return b.write(ctx, tx, rows) })
	switch {
	case err == nil:
		l.unbroken = 0
		return nil
	case errors.As(err, &lack):
		return l.attempt(ctx, b, l.withoutLacking(b, rows, lack))
	case !refuses(err) || l.unbroken == maxUnbroken:
		first, last := rows[0].ids, rows[len(rows)-1].ids
		return fmt.Errorf("write %d of %s, %q to %q: %w", len(rows), b.what, first, last, err)
	case len(rows) == 1:
		l.refuse(b, rows[0], err)
		return nil
	}
	half := len(rows) / 2
	if err := l.attempt(ctx, b, rows[:half]); err != nil {
		return err
	}
	return l.attempt(ctx, b, rows[half:])
}

// refuses says whether the database refused what rows hold: a constraint, a text
// that is too long for an index.
func refuses(err error) bool {
	var server *neo4j.Neo4jError
	if !errors.As(err, &server) {
		return false
	}
	for _, class := range []string{"Neo.ClientError.Schema.", "Neo.ClientError.Statement.", "Neo.DatabaseError.Statement.ExecutionFailed"} {
		if strings.HasPrefix(server.Code, class) {
			return true
		}
	}
	return false
}

// maxUnbroken rows are refused one after the other before the fault is thought to be
// the database's.
const maxUnbroken = 1000

func (l *Lease) refuse(b *batch, r row, err error) {
	l.count.Graph.Refused++
	l.unbroken++
	if b.label != "" && b.fresh {
		l.lacking[keyOf(b.label, r.ids[0])] = true
	}
	if l.Refused != nil {
		l.Refused(Refusal{b.what, strings.Join(r.ids, " -> "), err})
	}
}

func (b *batch) write(ctx context.Context, tx neo4j.ManagedTransaction, rows []row) (Counts, error) {
	params := map[string]any{"rows": params(rows)}
	records, counts, err := run(ctx, tx, b.cypher, params)
	if err != nil || b.label != "" {
		counts.NodesUpdated = len(rows) - counts.NodesCreated
		return counts, err
	}
	counts.RelationshipsUpdated = len(rows) - counts.RelationshipsCreated
	if written, _ := records[0].Values[0].(int64); written == int64(len(rows)) {
		return counts, nil
	}
	records, _, err = run(ctx, tx, missingEnds(b.shape), params)
	if err != nil {
		return counts, err
	}
	lack := make(lacking)
	for _, r := range records {
		i, _ := r.Values[0].(int64)
		lack[int(i)] = r.Values[1] == true
	}
	if len(lack) == 0 {
		return counts, errors.New("some were written several times")
	}
	return counts, lack
}

func params(rows []row) []map[string]any {
	params := make([]map[string]any, len(rows))
	for i, r := range rows {
		params[i] = r.param
	}
	return params
}

// lacking are relationships, by their number, one of whose ends is not there; true
// where it is the first. They would vanish unseen.
type lacking map[int]bool

func (lacking) Error() string { return "relationships lack their ends" }

func (l *Lease) withoutLacking(b *batch, rows []row, lack lacking) (rest []row) {
	for i, r := range rows {
		first, found := lack[i]
		if !found {
			rest = append(rest, r)
			continue
		}
		label, id := b.shape.to, r.ids[1]
		if first {
			label, id = b.shape.from, r.ids[0]
		}
		l.refuse(b, r, fmt.Errorf("there is no node (:%s {id: %q})", label, id))
	}
	return rest
}

// delete runs statements over the same rows in one transaction.
func (l *Lease) delete(ctx context.Context, rows []map[string]any, statements ...string) error {
	return l.transact(ctx, &l.count.Graph, func(tx neo4j.ManagedTransaction) (sum Counts, err error) {
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

// transact runs work in a transaction that holds the lease, and that the driver
// retries when the failure is transient, and counts what was committed. Work
// returns the driver's errors as they are: wrapped ones are not retried.
func (l *Lease) transact(ctx context.Context, into *Counts, work func(neo4j.ManagedTransaction) (Counts, error)) error {
	l.commits.Lock()
	defer l.commits.Unlock()
	counts, err := neo4j.ExecuteWrite(ctx, l.session, func(tx neo4j.ManagedTransaction) (Counts, error) {
		if err := l.hold(ctx, tx); err != nil {
			return Counts{}, err
		}
		return work(tx)
	})
	if err == nil {
		l.own++
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
