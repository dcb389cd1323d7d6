package neo4j

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// version of the way rows are written; a newer one in the database is refused.
const version = 1

// Statements on the tool's own record.
const (
	metaConstraint = "CREATE CONSTRAINT attache_meta_key IF NOT EXISTS FOR (m:AttacheMeta) REQUIRE m.key IS UNIQUE"
	readMeta       = "MATCH (m:AttacheMeta {key: 'ledger'}) RETURN m.ledger AS ledger, m.version AS version"
	findMeta       = "MERGE (m:AttacheMeta {key: 'ledger'}) ON CREATE SET m.ledger = $ledger, m.version = $version RETURN m.ledger AS ledger, m.version AS version"
	beginMeta      = "MATCH (m:AttacheMeta {key: 'ledger'}) SET m.ledger = $ledger, m.version = $version, m.startedRun = $run, m.startedAt = $at"
	finishMeta     = "MATCH (m:AttacheMeta {key: 'ledger'}) SET m.lastRun = $run, m.lastRunAt = $at REMOVE m.startedRun, m.startedAt"
	findOurs       = "MATCH (n:Entity) WHERE n.fingerprint IS NOT NULL RETURN n.id AS id LIMIT 1"
)

func (s *syncer) meta() map[string]any {
	return map[string]any{"ledger": s.Ledger, "version": int64(version), "run": s.Run, "at": s.At.UTC()}
}

// record is what the database says of who fills it.
type record struct {
	ledger  string
	version int64
}

func recordOf(r *neo4j.Record) (found record) {
	found.ledger, _ = r.Values[0].(string)
	found.version, _ = r.Values[1].(int64)
	return found
}

// orphaned forgets the owner where rows are there without their record: a graph
// whose record was removed is not up for grabs.
func (r *record) orphaned(ctx context.Context, tx neo4j.ManagedTransaction) error {
	left, _, err := run(ctx, tx, findOurs, nil)
	if len(left) > 0 {
		r.ledger = "(unknown, its :AttacheMeta is gone)"
	}
	return err
}

// admit refuses what another ledger, or a newer attache, wrote.
func (r record) admit(l Load, uri string) error {
	switch {
	case r.version > version:
		return fmt.Errorf("%s was filled by a newer attache (version %d, this one writes %d); upgrade attache", uri, r.version, version)
	case r.ledger != l.Ledger && !l.Adopt:
		return &Error{ErrOtherLedger, fmt.Sprintf("%s is filled by ledger %s, not by %s", uri, r.ledger, l.Ledger),
			"load that ledger, name another database, or let this ledger replace what is there with --adopt"}
	}
	return nil
}

// own notes in the database that this ledger fills it. A refusal writes nothing.
func (s *syncer) own(ctx context.Context) error {
	if err := s.define(ctx, &s.count.Meta, metaConstraint); err != nil {
		return err
	}
	return s.transact(ctx, &s.count.Meta, func(tx neo4j.ManagedTransaction) (Counts, error) {
		records, counts, err := run(ctx, tx, findMeta, s.meta())
		if err != nil {
			return counts, err
		}
		found := recordOf(records[0])
		if counts.NodesCreated > 0 {
			err = found.orphaned(ctx, tx)
		}
		if err == nil {
			err = found.admit(s.Load, s.uri)
		}
		if err != nil {
			return counts, err
		}
		_, begun, err := run(ctx, tx, beginMeta, s.meta())
		begun.add(counts)
		return begun, err
	})
}

// finish notes that the load ended.
func (s *syncer) finish(ctx context.Context) error {
	return s.transact(ctx, &s.count.Meta, func(tx neo4j.ManagedTransaction) (Counts, error) {
		_, counts, err := run(ctx, tx, finishMeta, s.meta())
		return counts, err
	})
}

// constrain creates the constraints and indexes that are not there.
func (s *syncer) constrain(ctx context.Context) error {
	var statements []string
	for _, d := range definitions() {
		statements = append(statements, d.cypher)
	}
	if err := s.define(ctx, &s.count.Graph, statements...); err != nil || s.count.Graph.IndexesAdded == 0 {
		return err
	}
	return s.define(ctx, &s.count.Graph, "CALL db.awaitIndexes(300)")
}

// define runs schema statements in a transaction of their own.
func (s *syncer) define(ctx context.Context, into *Counts, statements ...string) error {
	var current string
	err := s.transact(ctx, into, func(tx neo4j.ManagedTransaction) (sum Counts, err error) {
		for _, current = range statements {
			_, counts, err := run(ctx, tx, current, nil)
			if err != nil {
				return sum, err
			}
			sum.add(counts)
		}
		return sum, nil
	})
	if err != nil {
		return fmt.Errorf("%s: %w", current, err)
	}
	return nil
}
