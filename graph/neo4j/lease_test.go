package neo4j

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// lease takes the lease of a database for a load.
func lease(t *testing.T, g *Graph, l Load) *Lease {
	t.Helper()
	held, err := g.Lease(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = held.Release(context.Background()) })
	return held
}

// again connects a second time.
func again(t *testing.T, g *Graph) *Graph {
	t.Helper()
	other := *g
	return &other
}

// What the ledger of a later run says, and what an earlier one said.
func twoRuns(t *testing.T) (first, second rows) {
	s := newSample()
	first = s.rows(t, "run-1")
	s.forget("state:KOR")
	s.tell("Germany trains Ukrainians.", graph.Statement{Type: "TRAINS", Source: party("state:DEU"), Target: party("state:UKR")})
	return first, s.rows(t, "run-1")
}

func TestLeaseIsHeld(t *testing.T) {
	g := open(t)
	g.leaseLasts, g.leaseWaits = 2*time.Second, 2*time.Second
	r := newSample().rows(t, "run-1")
	first := lease(t, g, load("ledger-1", "run-1"))
	time.Sleep(3 * time.Second) // longer than the lease lasts: it is renewed
	other := again(t, g)
	waited := ""
	l := load("ledger-1", "run-2")
	l.Waiting = func(holder string) { waited = holder }
	_, err := other.Lease(t.Context(), l)
	if !errors.Is(err, ErrLeased) || !strings.Contains(err.Error(), "ledger-1, run run-1") || !strings.Contains(waited, "run run-1") {
		t.Errorf("a second load: %v; it waited for %q", err, waited)
	}
	if got := one(t, g, "MATCH (m:AttacheMeta {key: 'lease'}) RETURN m.token, m.asked"); got != fmt.Sprint(first.token, " <nil>") {
		t.Errorf("refused, it left %s", got)
	}
	if _, err := first.Sync(t.Context(), Projection{Nodes: each(r.nodes), Edges: each(r.edges)}); err != nil {
		t.Error(err)
	}
	if err := first.Release(t.Context()); err != nil {
		t.Error(err)
	}
	second := lease(t, other, load("ledger-1", "run-2"))
	if second.token != first.token+1 {
		t.Errorf("the leases have tokens %d and %d", first.token, second.token)
	}
	one(t, g, "MATCH (n) DETACH DELETE n")
	if third := lease(t, again(t, g), load("ledger-1", "run-3")); third.token <= second.token {
		t.Errorf("in the emptied database the token is %d, after %d", third.token, second.token)
	}
}

// A load that stands still while another takes over cannot write, whatever it was
// about to do when it stopped.
func TestLeaseOfAPausedHolder(t *testing.T) {
	early, late := twoRuns(t)
	for _, at := range []string{"before it compares", "among the nodes", "among the relationships", "before it ends"} {
		t.Run(at, func(t *testing.T) {
			g := open(t)
			g.leaseLasts, g.batch = 400*time.Millisecond, 5
			held := lease(t, g, load("ledger-1", "run-1"))
			held.rest() // as if the process were stopped
			held.rest = func() {}
			var after string
			takeOver := func() {
				other := again(t, g)
				late.sync(t, other, load("ledger-1", "run-2"))
				after = one(t, g, everything)
			}
			nodes, edges := each(early.nodes), each(early.edges)
			switch at {
			case "before it compares":
				takeOver()
			case "among the nodes":
				nodes = pausing(early.nodes, len(early.nodes)/2, takeOver)
			case "among the relationships":
				edges = pausing(early.edges, len(early.edges)/2, takeOver)
			case "before it ends":
				edges = pausing(early.edges, len(early.edges), takeOver)
			}
			if _, err := held.Sync(t.Context(), Projection{Nodes: nodes, Edges: edges}); !errors.Is(err, ErrLeased) || !strings.Contains(err.Error(), "taken over") {
				t.Errorf("error %v", err)
			}
			if got := one(t, g, everything); got != after {
				t.Error("it wrote after the other")
			}
			if d := late.compare(t, g); d.Count() > 0 {
				t.Errorf("the graph is not the other's: %+v", d)
			}
			if got := one(t, g, "MATCH (m:AttacheMeta {key: 'ledger'}) RETURN m.lastRun"); got != "run-2" {
				t.Errorf("the last run is %s", got)
			}
		})
	}
}

// A transaction that waits for the lock of a lease sees the token of whoever had it.
func TestLeaseIsReadBehindItsLock(t *testing.T) {
	g := open(t)
	held := lease(t, g, load("ledger-1", "run-1"))
	held.rest()
	held.rest = func() {}
	session := g.session(t.Context(), neo4j.AccessModeWrite)
	defer session.Close(context.Background())
	other, err := session.BeginTransaction(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := run(t.Context(), other, takeLease, map[string]any{"holder": "another", "lasts": 10_000}); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- held.renewOnce(t.Context()) }()
	select {
	case err := <-ended:
		t.Errorf("it did not wait: %v", err)
	case <-time.After(time.Second):
	}
	if err := other.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, ErrLeased) {
		t.Errorf("behind the lock it found its own token: %v", err)
	}
}

// pausing calls pause after so many rows.
func pausing[T any](rows []T, after int, pause func()) func(func(T, error) bool) {
	return func(yield func(T, error) bool) {
		for i, row := range rows {
			if i == after {
				pause()
			}
			if !yield(row, nil) {
				return
			}
		}
		if after == len(rows) {
			pause()
		}
	}
}

// Loads that begin together leave what one of them sends.
func TestLoadsAtOnce(t *testing.T) {
	early, late := twoRuns(t)
	for round := range 3 {
		g := open(t)
		if round == 0 {
			dropSchema(t, g)
		}
		g.batch = 5
		var together sync.WaitGroup
		for i, r := range []rows{early, late, early, late} {
			other := again(t, g)
			together.Go(func() {
				if _, err := other.sync(t, load("ledger-1", fmt.Sprint("run-", i%2)), each(r.nodes), each(r.edges)); err != nil {
					t.Errorf("load %d: %v", i, err)
				}
			})
		}
		together.Wait()
		last := early
		if one(t, g, "MATCH (m:AttacheMeta {key: 'ledger'}) RETURN m.lastRun") == "run-1" {
			last = late
		}
		if d := last.compare(t, g); d.Count() > 0 {
			t.Errorf("round %d: %+v", round, d)
		}
	}
}

// TestSyncPart: of what may have changed since the last load only that is read and sent,
// and the rest is left as it is.
func TestSyncPart(t *testing.T) {
	before := newSample()
	before.tell("Germany trains Ukrainians.", graph.Statement{Type: "TRAINS", Source: party("state:DEU"), Target: party("state:UKR")})
	after := newSample()
	after.forget("state:KOR")
	after.tell("Belgium arms Ukraine.", graph.Statement{Type: "SUPPLIES", Source: party("state:BEL"), Target: party("state:UKR")})
	g := open(t)
	was, is := before.rows(t, "run-1"), after.rows(t, "run-1")
	send := func(l Load, p Projection) Counters {
		t.Helper()
		p.By = "the same"
		c, err := lease(t, g, l).Sync(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	l := load("ledger-1", "run-1")
	l.Sent = send(l, Projection{Nodes: each(was.nodes), Edges: each(was.edges), Revision: 1}).Sent
	part := was.differing(is)
	var since int64
	c := send(l, Projection{Revision: 2, Since: func(revision int64) (*Changed, error) {
		since = revision
		nodes, edges := part.Of(l.Types, each(is.nodes), each(is.edges))
		return &Changed{part, nodes, edges}, nil
	}})
	if since != 1 || c.Sent == "" || c.Graph.NodesDeleted == 0 || c.Graph.NodesCreated == 0 || c.Graph.RelationshipsUpdated+c.Graph.RelationshipsCreated == 0 {
		t.Errorf("since revision %d: %+v", since, c)
	}
	if d := is.compare(t, g); d.Count() > 0 {
		t.Errorf("Sync leaves %+v", d)
	}
	// Where the part is not known, all rows are compared.
	l.Sent = c.Sent
	l.Sent = send(l, Projection{Nodes: each(was.nodes), Edges: each(was.edges), Revision: 3, Since: func(int64) (*Changed, error) { return nil, nil }}).Sent
	if d := was.compare(t, g); d.Count() > 0 {
		t.Errorf("Sync leaves %+v", d)
	}
	// Nor is it asked for where somebody has written.
	one(t, g, "CREATE (:Note)")
	send(l, Projection{Nodes: each(is.nodes), Edges: each(is.edges), Revision: 4, Since: func(int64) (*Changed, error) {
		t.Error("a database that somebody has touched is believed")
		return nil, nil
	}})
	if d := is.compare(t, g); d.Count() > 0 {
		t.Errorf("Sync leaves %+v", d)
	}
}

// differing names the rows in which two projections differ.
func (r rows) differing(s rows) *graph.Part {
	part := new(graph.Part)
	nodes, edges := make(map[graph.Ref]string), make(map[[3]string]string)
	for _, n := range r.nodes {
		nodes[graph.Ref{Label: n.Labels[0], ID: n.ID}] = fmt.Sprint(n)
	}
	for _, n := range s.nodes {
		ref := graph.Ref{Label: n.Labels[0], ID: n.ID}
		if nodes[ref] != fmt.Sprint(n) {
			part.AddNode(ref.Label, ref.ID)
		}
		delete(nodes, ref)
	}
	for ref := range nodes {
		part.AddNode(ref.Label, ref.ID)
	}
	for _, e := range r.edges {
		edges[[3]string{e.From.ID, e.Type, e.To.ID}] = fmt.Sprint(e)
	}
	for _, e := range s.edges {
		key := [3]string{e.From.ID, e.Type, e.To.ID}
		if edges[key] == fmt.Sprint(e) {
			delete(edges, key)
		} else {
			edges[key] = ""
		}
	}
	for key := range edges {
		if _, arrow := schema.Default().Edge(key[1]); arrow {
			part.AddArrow(graph.ID(key[0]), key[1], graph.ID(key[2]))
			continue
		}
		for _, e := range slices.Concat(r.edges, s.edges) {
			if [3]string{e.From.ID, e.Type, e.To.ID} == key {
				part.AddNode(e.From.Label, e.From.ID)
			}
		}
	}
	return part
}

// What the last load noted spares the next one reading, as long as nobody else wrote.
func TestSent(t *testing.T) {
	g := open(t)
	dropSchema(t, g)
	r, other := twoRuns(t)
	var sent string
	var read bool
	send := func(content string, r rows) Counters {
		t.Helper()
		l := load("ledger-1", "run-1")
		l.Sent, read = sent, false
		held := lease(t, g, l)
		c, err := held.Sync(t.Context(), Projection{Nodes: pausing(r.nodes, 0, func() { read = true }), Edges: each(r.edges), By: content})
		if err != nil {
			t.Fatal(err)
		}
		if sent = c.Sent; sent == "" {
			t.Error("nothing is noted")
		}
		if d := r.compare(t, g); d.Count() > 0 {
			t.Errorf("Sync leaves %+v", d)
		}
		return c
	}
	send("a", r)
	for range 2 {
		if c := send("a", r); read || c.Graph != (Counts{}) {
			t.Errorf("the same content is read (%v): %+v", read, c)
		}
	}
	send("b", other)
	send("a", r)
	for _, byHand := range []string{
		"MATCH (n:State {id: 'state:FRA'}) SET n.name = 'Gaul'", "MATCH (n) DETACH DELETE n", "MATCH (:State)-[s:SUPPLIES]->() DELETE s", "CREATE (:Note)",
	} {
		one(t, g, byHand)
		if send("a", r); !read {
			t.Errorf("after %s nothing is read", byHand)
		}
	}
	// A backup in which somebody wrote until it stands where the last load left it.
	one(t, g, "MATCH (n:State {id: 'state:FRA'}) SET n.name = 'Gaul'")
	restored := parseSent(sent)
	restored.Txn++
	restored.Token++
	sent = restored.String()
	if send("a", r); !read {
		t.Error("of a restored backup nothing is read")
	}
}

// A graph of an older version is read back whole and brought up; a program of that
// version is refused from then on.
func TestSyncMigrates(t *testing.T) {
	for _, older := range []string{"SET m.version = 1", "REMOVE m.version"} {
		g := open(t)
		r := newSample().rows(t, "run-1")
		c := r.sync(t, g, load("ledger-1", "run-1"))
		one(t, g, "MATCH (n:State {id: 'state:FRA'}) SET n.name = 'Gaul'")
		one(t, g, "MATCH (m:AttacheMeta {key: 'ledger'}) "+older)
		s := parseSent(c.Sent)
		s.Txn += 2 // as if nobody else had written
		l := load("ledger-1", "run-2")
		l.Sent = s.String()
		r.sync(t, g, l)
		if d := r.compare(t, g); d.Count() > 0 {
			t.Errorf("%s: %+v", older, d)
		}
		if got := one(t, g, "MATCH (m:AttacheMeta {key: 'ledger'}) RETURN m.version"); got != "2" {
			t.Errorf("%s: the version is %s", older, got)
		}
	}
}

func TestBookmarks(t *testing.T) {
	for _, tt := range []struct {
		bookmark string
		want     position
	}{
		{"FB:kcwQK9u7nP1OR9W+UKjdip9khwaQ", position{"2bdbbb9cfd4e47d5be50a8dd8a9f6487", 6}},
		{"FB:kcwQK9u7nP1OR9W+UKjdip9kh8kBQ5A=", position{"2bdbbb9cfd4e47d5be50a8dd8a9f6487", 323}},
		{"FB:kcwQK9u7nP1OR9W+UKjdip9khw==", position{}},
		{"FB:kcwQ", position{}}, {"", position{}}, {"neo4j:bookmark:v1:tx7", position{}}, {"FB:!", position{}},
	} {
		if got, ok := parseBookmark(tt.bookmark); ok != (tt.want.txn > 0) || ok && got != tt.want {
			t.Errorf("%s is %v, %v", tt.bookmark, got, ok)
		}
	}
}
