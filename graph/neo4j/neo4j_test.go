package neo4j

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/neo4j/neo4jtest"
	"github.com/attache-kg/attache/schema"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func TestMain(m *testing.M) { neo4jtest.Main(m) }

func targetOf(a neo4jtest.Access) Target {
	return Target{URI: a.URI, Username: a.Username, Password: a.Password, Database: a.Database}
}

// open connects to an empty database.
func open(t testing.TB) *Graph {
	t.Helper()
	g, err := Open(t.Context(), targetOf(neo4jtest.Empty(t)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close(context.Background()) })
	return g
}

// dropSchema removes the constraints and indexes that earlier tests left.
func dropSchema(t testing.TB, g *Graph) {
	t.Helper()
	for _, kind := range []string{"CONSTRAINT", "INDEX"} {
		for _, name := range ask(t, g, "SHOW "+kind+" YIELD name WHERE name STARTS WITH 'attache_' RETURN name", nil) {
			ask(t, g, fmt.Sprintf("DROP %s %s IF EXISTS", kind, name), nil)
		}
	}
}

func load(ledger, run string) Load {
	return Load{Types: schema.Default(), Ledger: ledger, Run: run, At: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
}

// sync sends rows and fails the test on an error.
func (r rows) sync(t testing.TB, g *Graph, l Load) Counters {
	t.Helper()
	c, err := g.sync(t, l, each(r.nodes), each(r.edges))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// sync takes the lease, sends the rows, and releases it.
func (g *Graph) sync(t testing.TB, load Load, nodes iter.Seq2[graph.NodeRow, error], edges iter.Seq2[graph.EdgeRow, error]) (Counters, error) {
	t.Helper()
	l, err := g.Lease(t.Context(), load)
	if err != nil {
		return Counters{}, err
	}
	c, err := l.Sync(t.Context(), Projection{Nodes: nodes, Edges: edges})
	if err := l.Release(t.Context()); err != nil {
		t.Error(err)
	}
	return c, err
}

// ask runs a statement and returns its rows, one line a row.
func ask(t testing.TB, g *Graph, cypher string, params map[string]any) []string {
	t.Helper()
	result, err := neo4j.ExecuteQuery(context.WithoutCancel(t.Context()), g.driver, cypher, params, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(g.target.Database))
	if err != nil {
		t.Fatalf("%v\n%s", err, cypher)
	}
	var lines []string
	for _, r := range result.Records {
		lines = append(lines, strings.TrimSuffix(fmt.Sprintln(r.Values...), "\n"))
	}
	return lines
}

func one(t testing.TB, g *Graph, cypher string) string {
	t.Helper()
	return strings.Join(ask(t, g, cypher, nil), "\n")
}

func TestOpenRefusesBadURI(t *testing.T) {
	for _, uri := range []string{"", "localhost", "localhost:7687", "http://localhost:7474", "neo4j:", "neo4j://neo4j:hunter2@localhost:7687", "neo4j://local host"} {
		_, err := Open(t.Context(), Target{URI: uri})
		var e *Error
		if !errors.Is(err, ErrURI) || !errors.As(err, &e) || e.Fix == "" {
			t.Errorf("Open(%q) returns %v", uri, err)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("Open(%q) tells the password: %v", uri, err)
		}
	}
}

func TestOpenUnreachable(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0") // takes connections, says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	for _, uri := range []string{"neo4j://127.0.0.1:1", "bolt://127.0.0.1:1", "neo4j://no-such-host.invalid:7687", "bolt://" + silent.Addr().String()} {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second) // of the ten, for the silent one
		defer cancel()
		start := time.Now()
		_, err := Open(ctx, Target{URI: uri, Username: "neo4j", Password: "hunter2"})
		if !errors.Is(err, ErrUnreachable) || !strings.Contains(err.Error(), uri) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("Open(%s) returns %v", uri, err)
		}
		if d := time.Since(start); d > 4*time.Second {
			t.Errorf("Open(%s) takes %v", uri, d)
		}
	}
}

func TestOpenUnauthorised(t *testing.T) {
	target := targetOf(neo4jtest.Empty(t))
	target.Password = "not-the-password"
	start := time.Now()
	_, err := Open(t.Context(), target)
	if !errors.Is(err, ErrUnauthorised) || !strings.Contains(err.Error(), target.URI) || strings.Contains(err.Error(), target.Password) {
		t.Errorf("a wrong password gives %v", err)
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("it takes %v", d)
	}
}

func TestOpenUnknownDatabase(t *testing.T) {
	target := targetOf(neo4jtest.Empty(t))
	target.Database = "nowhere"
	if _, err := Open(t.Context(), target); !errors.Is(err, ErrUnreachable) || !strings.Contains(err.Error(), `"nowhere"`) {
		t.Errorf("an unknown database gives %v", err)
	}
}

func TestExplain(t *testing.T) {
	g := &Graph{target: Target{URI: "neo4j://host", Database: "db"}}
	lost := &neo4j.ConnectivityError{Inner: errors.New("connection reset")}
	full := &neo4j.Neo4jError{Code: "Neo.TransientError.General.MemoryPoolOutOfMemoryError"}
	for _, tt := range []struct {
		err, kind error
	}{
		{fmt.Errorf("write 5 nodes: %w", lost), ErrUnreachable},
		{fmt.Errorf("write 5 nodes: %w", &neo4j.TransactionExecutionLimit{Errors: []error{full, lost}}), ErrUnreachable},
		{fmt.Errorf("write 5 nodes: %w", &neo4j.TransactionExecutionLimit{Errors: []error{lost, full}}), full},
		{&neo4j.Neo4jError{Code: "Neo.ClientError.Security.Forbidden"}, ErrUnauthorised},
		{&neo4j.Neo4jError{Code: "Neo.ClientError.Security.AuthenticationRateLimit"}, ErrUnauthorised},
		{full, full},
	} {
		got := g.explain(tt.err)
		var e *Error
		if typed := errors.As(got, &e); typed && !errors.Is(got, tt.kind) || !typed && (tt.kind != full || got != tt.err) {
			t.Errorf("%v is explained as %v", tt.err, got)
		}
	}
	if g.explain(nil) != nil {
		t.Error("no error is explained")
	}
}

func TestVocabularyRefuses(t *testing.T) {
	words, err := newVocabulary(schema.Default())
	if err != nil {
		t.Fatal(err)
	}
	for _, labels := range [][]string{nil, {"State"}, {"Entity", "Tank"}, {"Entity", "State`) DETACH DELETE n //"}} {
		if words.node(graph.NodeRow{Labels: labels}) == nil {
			t.Errorf("the labels %q pass", labels)
		}
	}
	for _, s := range []shape{{"SUPPLIES", "Claim", "Entity"}, {"KNOWS", "Entity", "Entity"}, {}} {
		if words.edge(s, graph.EdgeRow{}) == nil {
			t.Errorf("the relationship %v passes", s)
		}
	}
	bad := schema.Schema{Edges: []schema.Edge{{Type: "X]->() DELETE r //"}}}
	if _, err := newVocabulary(bad); err == nil {
		t.Error("a type that is no identifier passes")
	}
}

func TestFingerprintTellsApart(t *testing.T) {
	type p = map[string]any
	seen := make(map[int64]string)
	for _, tt := range []struct {
		labels     []string
		properties p
	}{
		{[]string{"A"}, nil}, {[]string{"A", "B"}, nil}, {[]string{"AB"}, nil},
		{nil, p{"a": "1"}}, {nil, p{"a": int64(1)}}, {nil, p{"a": 1.0}}, {nil, p{"a": true}}, {nil, p{"a": false}},
		{nil, p{"a": []string{"1"}}}, {nil, p{"a": []string{"1", ""}}}, {nil, p{"a": "1", "b": ""}}, {nil, p{"a": []string{}}},
	} {
		got, err := fingerprint(tt.labels, tt.properties)
		name := fmt.Sprintf("%q %#v", tt.labels, tt.properties)
		if again, _ := fingerprint(tt.labels, tt.properties); err != nil || again != got {
			t.Errorf("%s: %d, then %d (%v)", name, got, again, err)
		}
		if other, ok := seen[got]; ok {
			t.Errorf("%s and %s have one fingerprint", name, other)
		}
		seen[got] = name
	}
	if _, err := fingerprint(nil, p{"a": 1}); err == nil {
		t.Error("an int passes, which the database would give back as another type")
	}
}

func TestShapesCoverTheProjection(t *testing.T) {
	words, err := newVocabulary(schema.Default())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range newSample().rows(t, "1").edges {
		if err := words.edge(shape{e.Type, e.From.Label, e.To.Label}, e); err != nil {
			t.Error(err)
		}
	}
	if len(graph.Labels) != 6 {
		t.Errorf("graph has %d unique labels: does layers know them all?", len(graph.Labels))
	}
}
