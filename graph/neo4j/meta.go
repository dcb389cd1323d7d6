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
	findMeta       = "MERGE (m:AttacheMeta {key: 'ledger'}) ON CREATE SET m.ledger = $ledger, m.version = $version RETURN m.ledger AS ledger, m.version AS version"
	beginMeta      = "MATCH (m:AttacheMeta {key: 'ledger'}) SET m.ledger = $ledger, m.version = $version, m.startedRun = $run, m.startedAt = $at"
	finishMeta     = "MATCH (m:AttacheMeta {key: 'ledger'}) SET m.lastRun = $run, m.lastRunAt = $at REMOVE m.startedRun, m.startedAt"
	findOurs       = "MATCH (n:Entity) WHERE n.fingerprint IS NOT NULL RETURN n.id AS id LIMIT 1"
)

func (s *syncer) meta() map[string]any {
	return map[string]any{"ledger": s.Ledger, "version": int64(version), "run": s.Run, "at": s.At.UTC()}
}

// own notes in the database that this ledger fills it. A refusal writes nothing.
func (s *syncer) own(ctx context.Context) error {
	if err := s.define(ctx, &s.count.Meta, metaConstraint); err != nil {
		return err
	}
	return s.transact(ctx, &s.count.Meta, func(tx neo4j.ManagedTransaction) (Counts, error) {
		found, err := s.register(ctx, tx)
		if err != nil {
			return found, err
		}
		_, begun, err := run(ctx, tx, beginMeta, s.meta())
		begun.add(found)
		return begun, err
	})
}

// register finds or creates the record and refuses what another ledger, or a newer
// attache, wrote.
func (s *syncer) register(ctx context.Context, tx neo4j.ManagedTransaction) (Counts, error) {
	records, counts, err := run(ctx, tx, findMeta, s.meta())
	if err != nil {
		return counts, err
	}
	owner, _ := records[0].Values[0].(string)
	written, _ := records[0].Values[1].(int64)
	if counts.NodesCreated > 0 { // a graph whose record was removed is not up for grabs
		left, _, err := run(ctx, tx, findOurs, nil)
		if err != nil {
			return counts, err
		}
		if len(left) > 0 {
			owner = "(unknown, its :AttacheMeta is gone)"
		}
	}
	switch {
	case written > version:
		return counts, fmt.Errorf("%s was filled by a newer attache (version %d, this one writes %d); upgrade attache", s.uri, written, version)
	case owner != s.Ledger && !s.Adopt:
		return counts, &Error{ErrOtherLedger, fmt.Sprintf("%s is filled by ledger %s, not by %s", s.uri, owner, s.Ledger),
			"load that ledger, name another database, or let this ledger replace what is there with --adopt"}
	}
	return counts, nil
}

// finish notes that the load ended.
func (s *syncer) finish(ctx context.Context) error {
	if s.Progress != nil {
		s.Progress(s.done)
	}
	return s.transact(ctx, &s.count.Meta, func(tx neo4j.ManagedTransaction) (Counts, error) {
		_, counts, err := run(ctx, tx, finishMeta, s.meta())
		return counts, err
	})
}

// constrain creates the constraints and indexes that are not there.
func (s *syncer) constrain(ctx context.Context) error {
	if err := s.define(ctx, &s.count.Graph, constraints()...); err != nil || s.count.Graph.IndexesAdded == 0 {
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
