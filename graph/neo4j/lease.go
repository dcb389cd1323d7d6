package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Lease is the right to write to a database, which one load has at a time. It is
// kept in (:AttacheMeta {key: 'lease'}) with a token that grows by one whenever
// the lease is taken. Every transaction of a load first locks that node and looks
// whether the token is still its own, so a load that stood still while another
// took over can write nothing any more, however late it wakes up. The first token
// is the server's time, so that it also grows when somebody empties the database.
//
// A lease ends by the server's clock some time after its holder was last heard
// of; transactions renew it, and where there are none a goroutine does.
type Lease struct {
	Load
	graph   *Graph
	words   vocabulary
	session neo4j.SessionWithContext
	batch   int
	uri     string
	token   int64
	older   bool // the rows are of an older version
	out     batches
	count   Counters

	lacking  map[key]bool // nodes that the database refused
	unbroken int          // rows that it refused since it last took one

	commits sync.Mutex // held while the database changes or its position is read
	own     int64      // transactions committed since the lease was taken, with that one

	rest func() // ends the goroutine that renews the lease; nil once it is released
}

// Statements on the lease. The lock is taken by writing, before anything is read.
const (
	makeLease    = "MERGE (l:AttacheMeta {key: 'lease'}) ON CREATE SET l.token = timestamp() SET l.asked = $holder"
	readLease    = "MATCH (l:AttacheMeta {key: 'lease'}) RETURN l.holder AS holder, l.token AS token, l.until > datetime.realtime() AS live"
	takeLease    = "MATCH (l:AttacheMeta {key: 'lease'}) SET l.holder = $holder, l.token = l.token + 1, l.until = datetime.realtime() + duration({milliseconds: $lasts}) REMOVE l.asked RETURN l.token AS token"
	renewLease   = "MATCH (l:AttacheMeta {key: 'lease'}) SET l.until = datetime.realtime() + duration({milliseconds: $lasts}) RETURN l.token AS token"
	releaseLease = "MATCH (l:AttacheMeta {key: 'lease'}) REMOVE l.holder, l.until"
)

// How long a lease lasts after its holder was last heard of, how long another
// load waits for it, and how often it looks. Waiting is longer than lasting, so
// that a load can follow one that was killed.
const (
	leaseLasts = 15 * time.Second
	leaseWaits = 20 * time.Second
	leaseLooks = 250 * time.Millisecond
)

var (
	errLost = errors.New("the lease was taken over")
	errHeld = errors.New("the lease is held")
)

// Lease takes the lease and notes that this ledger fills the database. What it
// refuses (another ledger's graph, a newer attache's, a lease that does not end
// soon) stays as it is.
func (g *Graph) Lease(ctx context.Context, load Load) (*Lease, error) {
	words, err := newVocabulary(load.Types)
	if err != nil {
		return nil, err
	}
	l := &Lease{Load: load, graph: g, words: words, batch: g.batch, uri: g.target.URI, lacking: make(map[key]bool)}
	l.session = g.session(ctx, neo4j.AccessModeWrite)
	if err := l.take(ctx); err != nil {
		return nil, errors.Join(cmp.Or(ctx.Err(), g.explain(err)), l.session.Close(context.WithoutCancel(ctx)))
	}
	l.rest = l.renew(ctx)
	return l, nil
}

// take waits for the lease and takes it.
func (l *Lease) take(ctx context.Context) error {
	if err := l.define(ctx, &l.count.Meta, metaConstraint); err != nil {
		return err
	}
	holder := map[string]any{"holder": l.holder(), "lasts": l.graph.leaseLasts.Milliseconds()}
	for began := time.Now(); ; {
		var other string
		counts, err := neo4j.ExecuteWrite(ctx, l.session, func(tx neo4j.ManagedTransaction) (counts Counts, err error) {
			other, counts, err = l.tryTake(ctx, tx, holder)
			return counts, err
		})
		switch {
		case err == nil:
			l.own = 1
			l.count.Meta.add(counts)
			return nil
		case !errors.Is(err, errHeld):
			return err
		case time.Since(began) > l.graph.leaseWaits:
			return &Error{ErrLeased, fmt.Sprintf("%s is being loaded by %s", l.uri, other), "wait until that load has ended, and run the command again"}
		}
		if l.Waiting != nil {
			l.Waiting(other)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(leaseLooks):
		}
	}
}

// tryTake takes the lease if it is free or stale; else it returns who holds it,
// with errHeld, which takes back what the transaction wrote.
func (l *Lease) tryTake(ctx context.Context, tx neo4j.ManagedTransaction, params map[string]any) (other string, sum Counts, err error) {
	_, sum, err = run(ctx, tx, makeLease, params)
	if err != nil {
		return "", sum, err
	}
	found, _, err := run(ctx, tx, readLease, nil)
	if err != nil {
		return "", sum, err
	}
	if found[0].Values[2] == true {
		other, _ = found[0].Values[0].(string)
		return other, sum, errHeld
	}
	counts, err := l.register(ctx, tx)
	if err != nil {
		return "", sum, err
	}
	sum.add(counts)
	taken, counts, err := run(ctx, tx, takeLease, params)
	if err != nil {
		return "", sum, err
	}
	l.token, _ = taken[0].Values[0].(int64)
	sum.add(counts)
	return "", sum, nil
}

// holder names this process to people.
func (l *Lease) holder() string {
	host, err := os.Hostname()
	if err != nil {
		host = "an unknown host"
	}
	return fmt.Sprintf("process %d on %s, ledger %s, run %s", os.Getpid(), host, l.Ledger, l.Run)
}

// hold locks the lease, renews it, and fails where it is no longer ours. The
// lock lasts until the transaction ends: nobody takes over meanwhile.
func (l *Lease) hold(ctx context.Context, tx neo4j.ManagedTransaction) error {
	found, _, err := run(ctx, tx, renewLease, map[string]any{"lasts": l.graph.leaseLasts.Milliseconds()})
	if err != nil {
		return err
	}
	if len(found) == 0 || found[0].Values[0] != l.token {
		return l.taken()
	}
	return nil
}

func (l *Lease) taken() error {
	return &Error{errors.Join(ErrLeased, errLost), fmt.Sprintf("another load has taken over %s while this one stood still", l.uri), "run the command again: it sends what is missing"}
}

// renew keeps the lease while no transaction does. It has sessions of its own, as
// a session is for one goroutine.
func (l *Lease) renew(ctx context.Context) (rest func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(l.graph.leaseLasts / 4):
				if errors.Is(l.renewOnce(ctx), errLost) {
					return // the load finds out when it writes
				}
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

func (l *Lease) renewOnce(ctx context.Context) error {
	session := l.graph.session(ctx, neo4j.AccessModeWrite)
	defer session.Close(context.WithoutCancel(ctx))
	l.commits.Lock()
	defer l.commits.Unlock()
	_, err := neo4j.ExecuteWrite(ctx, session, func(tx neo4j.ManagedTransaction) (Counts, error) { return Counts{}, l.hold(ctx, tx) })
	if err == nil {
		l.own++
	}
	return err
}

// finish notes that the load ended, and releases the lease.
func (l *Lease) finish(ctx context.Context) error {
	return l.end(ctx, finishMeta)
}

// Release ends the lease where Sync has not, so that another load need not wait
// until it is stale. It may be called again.
func (l *Lease) Release(ctx context.Context) error {
	deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.graph.leaseLasts)
	defer cancel()
	err := l.end(deadline)
	if errors.Is(err, errLost) {
		err = nil
	}
	return errors.Join(err, l.session.Close(deadline))
}

// end releases the lease after the statements, in one transaction.
func (l *Lease) end(ctx context.Context, statements ...string) error {
	if l.rest == nil {
		return nil
	}
	l.rest()
	l.rest = nil
	return l.transact(ctx, &l.count.Meta, func(tx neo4j.ManagedTransaction) (sum Counts, err error) {
		for _, cypher := range append(statements, releaseLease) {
			_, counts, err := run(ctx, tx, cypher, l.meta())
			if err != nil {
				return sum, err
			}
			sum.add(counts)
		}
		return sum, nil
	})
}
