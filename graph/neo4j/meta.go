package neo4j

import (
	"context"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// version of the way rows are written. A newer one in the database is refused;
// rows of an older one are read back whole and written anew where they differ.
// Version 1 had no lease, so a program that writes it must not come back.
const version = 2

// Statements on the tool's own record.
const (
	metaConstraint = "CREATE CONSTRAINT attache_meta_key IF NOT EXISTS FOR (m:AttacheMeta) REQUIRE m.key IS UNIQUE"
	readMeta       = "MATCH (m:AttacheMeta {key: 'ledger'}) RETURN m.ledger AS ledger, m.version AS version"
	findMeta       = "MERGE (m:AttacheMeta {key: 'ledger'}) ON CREATE SET m.ledger = $ledger, m.version = $version RETURN m.ledger AS ledger, m.version AS version"
	beginMeta      = "MATCH (m:AttacheMeta {key: 'ledger'}) SET m.ledger = $ledger, m.startedRun = $run, m.startedAt = $at"
	finishMeta     = "MATCH (m:AttacheMeta {key: 'ledger'}) SET m.version = $version, m.lastRun = $run, m.lastRunAt = $at REMOVE m.startedRun, m.startedAt"
	findOurs       = "MATCH (n:Entity) WHERE n.fingerprint IS NOT NULL RETURN n.id AS id LIMIT 1"
)

func (l *Lease) meta() map[string]any {
	return map[string]any{"ledger": l.Ledger, "version": int64(version), "run": l.Run, "at": l.At.UTC()}
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

// register notes in the database that this ledger fills it.
func (l *Lease) register(ctx context.Context, tx neo4j.ManagedTransaction) (Counts, error) {
	records, counts, err := run(ctx, tx, findMeta, l.meta())
	if err != nil {
		return counts, err
	}
	found := recordOf(records[0])
	if counts.NodesCreated > 0 {
		err = found.orphaned(ctx, tx)
	}
	if err == nil {
		err = found.admit(l.Load, l.uri)
	}
	if err != nil {
		return counts, err
	}
	l.older = found.version < version
	_, begun, err := run(ctx, tx, beginMeta, l.meta())
	begun.add(counts)
	return begun, err
}

// constrain creates the constraints and indexes that are not there, and with them
// the names of labels, types and properties: each would take a transaction of its
// own later, which nobody could tell from somebody else's.
func (l *Lease) constrain(ctx context.Context) error {
	var statements []string
	for _, d := range definitions() {
		statements = append(statements, d.cypher)
	}
	if err := l.define(ctx, &l.count.Graph, statements...); err != nil || l.count.Graph.IndexesAdded == 0 {
		return err
	}
	return l.define(ctx, &l.count.Graph, append(l.words.names(), "CALL db.awaitIndexes(300)")...)
}

// define runs statements in a transaction of their own, whoever has the lease:
// what they do is the same in whatever order.
func (l *Lease) define(ctx context.Context, into *Counts, statements ...string) error {
	var current string
	counts, err := neo4j.ExecuteWrite(ctx, l.session, func(tx neo4j.ManagedTransaction) (sum Counts, err error) {
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
	into.add(counts)
	return nil
}
