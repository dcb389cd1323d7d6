package neo4j

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/neo4j/neo4jtest"
)

const everything = "MATCH (n) WHERE NOT n:AttacheMeta OPTIONAL MATCH (n)-[r]->(m) RETURN COLLECT { UNWIND labels(n) AS label RETURN label ORDER BY label } AS labels, properties(n), type(r), properties(r), m.id ORDER BY n.id, type(r), m.id"

func TestSync(t *testing.T) {
	g := open(t)
	dropSchema(t, g)
	r := newSample().rows(t, "run-1")
	var progress []int
	l := load("ledger-1", "run-1")
	l.Progress = func(done int) { progress = append(progress, done) }
	c := r.sync(t, g, l)
	if c.Graph.NodesCreated != len(r.nodes) || c.Graph.RelationshipsCreated != len(r.edges) || c.Graph.NodesUpdated+c.Graph.RelationshipsUpdated != 0 {
		t.Errorf("%d nodes and %d relationships give %+v", len(r.nodes), len(r.edges), c.Graph)
	}
	if c.Graph.ConstraintsAdded != 6 || c.Meta.NodesCreated != 2 {
		t.Errorf("constraints and record: %+v", c)
	}
	if !slices.Equal(progress, []int{len(r.nodes) + len(r.edges)}) {
		t.Errorf("progress %v of %d rows", progress, len(r.nodes)+len(r.edges))
	}
	for cypher, want := range map[string]string{
		"MATCH (a:State)-[s:SUPPLIES]->(b:State) RETURN a.name, b.name, s.modality, s.items, s.plannedItems, s.claims": "France Ukraine done [system:amx-10-rc system:caesar] [system:kamikaze-drone] 3",
		"MATCH (n:Unnamed:Firm:Entity) RETURN n.id":                                                              "firm:?french-automaker@0123456789ab",
		"MATCH (m:AttacheMeta {key: 'ledger'}) RETURN m.ledger, m.lastRun, m.version, m.startedRun, m.lastRunAt": "ledger-1 run-1 2 <nil> 2026-11-21 12:00:00 +0000 UTC",
	} {
		if got := one(t, g, cypher); got != want {
			t.Errorf("%s\n got %s\nwant %s", cypher, got, want)
		}
	}
}

func TestSyncTwiceWritesNothing(t *testing.T) {
	g := open(t)
	r := newSample().rows(t, "run-1")
	r.sync(t, g, load("ledger-1", "run-1"))
	before := one(t, g, everything)
	c := r.sync(t, g, load("ledger-1", "run-2"))
	if c.Graph != (Counts{}) {
		t.Errorf("outside :AttacheMeta it wrote %+v", c.Graph)
	}
	if c.Meta.PropertiesSet == 0 || c.Meta.NodesCreated+c.Meta.NodesDeleted != 0 {
		t.Errorf(":AttacheMeta: %+v", c.Meta)
	}
	if after := one(t, g, everything); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
}

// A changed projection gives the database that it gives when loaded into an
// empty one.
func TestSyncMendsChanges(t *testing.T) {
	for _, tt := range []struct {
		name   string
		sample func(*sample)
		rows   func(*rows)
	}{
		{name: "a property", rows: func(r *rows) { find(r, "state:FRA").Properties["name"] = "La France" }},
		{name: "a property that is gone", rows: func(r *rows) { delete(find(r, "official:sebastien-lecornu").Properties, "offices") }},
		{name: "a class", rows: func(r *rows) { find(r, "firm:nexter").Labels = []string{"Entity", "Organization"} }},
		{name: "a label that is gone", rows: func(r *rows) {
			find(r, "firm:?french-automaker@0123456789ab").Labels = []string{"Entity", "Firm"}
		}},
		{name: "a claim with its document", sample: func(s *sample) { s.statements, s.documents = s.statements[1:], s.documents[1:] }},
		{name: "an entity with its claims", sample: func(s *sample) { s.forget("state:BEL") }},
		{name: "everything", sample: func(s *sample) { *s = sample{} }},
		{name: "a new claim", sample: func(s *sample) {
			s.tell("Germany trains Ukrainians.", graph.Statement{Type: "TRAINS", Source: party("state:DEU"), Target: party("state:UKR")})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := open(t)
			newSample().rows(t, "run-1").sync(t, g, load("ledger-1", "run-1"))
			s := newSample()
			if tt.sample != nil {
				tt.sample(s)
			}
			r := s.rows(t, "run-1")
			if tt.rows != nil {
				tt.rows(&r)
			}
			if c := r.sync(t, g, load("ledger-1", "run-1")); c.Graph == (Counts{}) {
				t.Error("it wrote nothing")
			}
			got := one(t, g, everything)
			fresh := open(t)
			r.sync(t, fresh, load("ledger-1", "run-1"))
			if want := one(t, fresh, everything); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func find(r *rows, id string) *graph.NodeRow {
	return &r.nodes[slices.IndexFunc(r.nodes, func(n graph.NodeRow) bool { return n.ID == id })]
}

func TestSyncMendsWhatWasDeletedByHand(t *testing.T) {
	g := open(t)
	r := newSample().rows(t, "run-1")
	r.sync(t, g, load("ledger-1", "run-1"))
	before := one(t, g, everything)
	one(t, g, "MATCH (c:Claim) DETACH DELETE c")
	one(t, g, "MATCH ()-[s:SUPPLIES]->() DELETE s")
	r.sync(t, g, load("ledger-1", "run-1"))
	if after := one(t, g, everything); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
}

func TestSyncLeavesForeignAlone(t *testing.T) {
	g := open(t)
	r := newSample().rows(t, "run-1")
	r.sync(t, g, load("ledger-1", "run-1"))
	one(t, g, "CREATE (:Note {id: 'note-1', text: 'mine'})")
	one(t, g, "CREATE (:Entity {id: 'state:MINE', name: 'mine'})")
	one(t, g, "MATCH (n:Note), (f:Entity {id: 'state:FRA'}), (k:Entity {id: 'state:KOR'}) CREATE (n)-[:ABOUT]->(f), (n)-[:ABOUT]->(k)")
	one(t, g, "MATCH (f:Entity {id: 'state:FRA'}), (u:Entity {id: 'state:UKR'}) CREATE (f)-[:SUPPLIES {by: 'me'}]->(u) SET f:Watched")
	// South Korea goes from the ledger, and France changes.
	s := newSample()
	s.forget("state:KOR")
	r = s.rows(t, "run-1")
	find(&r, "state:FRA").Properties["name"] = "La France"
	c := r.sync(t, g, load("ledger-1", "run-2"))
	if c.Graph.NodesKept != 1 {
		t.Errorf("kept %d nodes that a note hangs on", c.Graph.NodesKept)
	}
	const kept = "MATCH (n:Note {text: 'mine'})-[:ABOUT]->(e:Entity) RETURN e.name, e.gone, e:Watched ORDER BY e.name"
	if got := one(t, g, kept); got != "La France <nil> true\nSouth Korea true false" {
		t.Errorf("the note is about\n%s", got)
	}
	if got := one(t, g, "MATCH (:Entity {id: 'state:FRA'})-[s:SUPPLIES]->(:Entity {id: 'state:UKR'}) RETURN s.by, s.claims ORDER BY s.by"); got != "me <nil>\n<nil> 3" {
		t.Errorf("arrows\n%s", got)
	}
	if got := one(t, g, "MATCH (n:Entity {id: 'state:MINE'}) RETURN n.name"); got != "mine" {
		t.Errorf("the foreign entity is %q", got)
	}
	if c := r.sync(t, g, load("ledger-1", "run-3")); c.Graph != (Counts{}) {
		t.Errorf("the next run writes %+v", c.Graph)
	}
	// The note goes; so does what it kept.
	one(t, g, "MATCH (n:Note) DETACH DELETE n")
	if c := r.sync(t, g, load("ledger-1", "run-4")); c.Graph != (Counts{NodesDeleted: 1}) {
		t.Errorf("without the note it writes %+v", c.Graph)
	}
	// South Korea comes back.
	r = newSample().rows(t, "run-1")
	r.sync(t, g, load("ledger-1", "run-5"))
	if got := one(t, g, "MATCH (e:Entity {id: 'state:KOR'}) RETURN e.name, e.gone"); got != "South Korea <nil>" {
		t.Errorf("South Korea is %s", got)
	}
}

func TestSyncRefusesForeignNodeInItsPlace(t *testing.T) {
	g := open(t)
	one(t, g, "CREATE (:Entity {id: 'state:FRA', name: 'mine'})")
	r := newSample().rows(t, "run-1")
	_, err := g.sync(t, load("ledger-1", "run-1"), each(r.nodes), each(r.edges))
	if err == nil || !strings.Contains(err.Error(), `(:Entity {id: "state:FRA"})`) || !strings.Contains(err.Error(), "--adopt") {
		t.Errorf("error %v", err)
	}
	if got := one(t, g, "MATCH (n:Entity {id: 'state:FRA'}) RETURN n.name"); got != "mine" {
		t.Errorf("the name is %q", got)
	}
	l := load("ledger-1", "run-1")
	l.Adopt = true
	r.sync(t, g, l)
	if got := one(t, g, "MATCH (n:State {id: 'state:FRA'}) RETURN n.name"); got != "France" {
		t.Errorf("adopted, the name is %q", got)
	}
}

func TestSyncOtherLedger(t *testing.T) {
	g := open(t)
	r := newSample().rows(t, "run-1")
	r.sync(t, g, load("ledger-1", "run-1"))
	before := one(t, g, everything)
	other := sample{nodes: []graph.Node{{ID: "state:FRA", Name: "France"}, {ID: "state:MLI", Name: "Mali"}}}.rows(t, "a")
	l := load("ledger-2", "a")
	c, err := g.sync(t, l, each(other.nodes), each(other.edges))
	if !errors.Is(err, ErrOtherLedger) || !strings.Contains(err.Error(), "ledger-1") || !strings.Contains(err.Error(), "--adopt") {
		t.Errorf("error %v", err)
	}
	if after := one(t, g, everything); c != (Counters{}) || after != before {
		t.Errorf("refused, it wrote %+v", c)
	}
	// Without its record, the graph is not up for grabs either.
	one(t, g, "MATCH (m:AttacheMeta) DELETE m")
	if _, err := g.sync(t, l, each(other.nodes), each(other.edges)); !errors.Is(err, ErrOtherLedger) {
		t.Errorf("without :AttacheMeta: %v", err)
	}
	if got := one(t, g, "MATCH (m:AttacheMeta) RETURN count(m)"); got != "0" {
		t.Errorf("a refusal leaves %s records", got)
	}
	l.Adopt = true
	other.sync(t, g, l)
	if got := one(t, g, "MATCH (n) RETURN coalesce(n.ledger, n.id) ORDER BY 1"); !strings.Contains(got, "ledger-2") {
		t.Errorf("adopted, the database holds\n%s", got)
	}
	if got := one(t, g, "MATCH (n:Entity) RETURN n.id ORDER BY n.id"); got != "state:FRA\nstate:MLI" {
		t.Errorf("adopted, the entities are\n%s", got)
	}
	if _, err := g.sync(t, load("ledger-1", "run-2"), each(r.nodes), each(r.edges)); !errors.Is(err, ErrOtherLedger) {
		t.Errorf("the first ledger is not refused: %v", err)
	}
}

func TestSyncRefusesNewerVersion(t *testing.T) {
	g := open(t)
	one(t, g, "CREATE (:AttacheMeta {key: 'ledger', ledger: 'ledger-1', version: 99})")
	_, err := g.sync(t, load("ledger-1", "run-1"), each[graph.NodeRow](nil), each[graph.EdgeRow](nil))
	if err == nil || !strings.Contains(err.Error(), "upgrade attache") {
		t.Errorf("error %v", err)
	}
}

// Rows that the database refuses are told one by one, the others are written, and
// the next Sync does the rest.
func TestSyncWithRefusals(t *testing.T) {
	r := newSample().rows(t, "run-1")
	for _, tt := range []struct {
		name, before, after string
		change              func(*rows)
		refused             [2]string // kind and id, and a part of the reason
		withheld            int
	}{
		{name: "a constraint of somebody's", before: "CREATE CONSTRAINT mine FOR (n:State) REQUIRE n.rank IS UNIQUE", after: "DROP CONSTRAINT mine IF EXISTS",
			change: func(*rows) {}},
		{name: "a constraint that a new row violates", before: "CREATE CONSTRAINT mine FOR (n:State) REQUIRE n.name IS UNIQUE", after: "DROP CONSTRAINT mine IF EXISTS",
			change: func(r *rows) {
				r.nodes = append(r.nodes, graph.NodeRow{Labels: []string{"Entity", "State"}, ID: "state:GAL", Properties: map[string]any{"name": "France"}},
					graph.NodeRow{Labels: []string{"Entity", "State"}, ID: "state:MLI", Properties: map[string]any{"name": "Mali"}})
				r.edges = append(r.edges, graph.EdgeRow{Type: "IN", From: graph.Ref{Label: "Entity", ID: "state:GAL"}, To: graph.Ref{Label: "Entity", ID: "state:MLI"}, Properties: map[string]any{}})
			}, refused: [2]string{":Entity:State state:GAL", "already exists"}, withheld: 1},
		{name: "a text too long for an index", change: func(r *rows) { find(r, "state:FRA").Properties["name"] = strings.Repeat("x", 50_000) },
			refused: [2]string{":Entity:State state:FRA", "Property value is too large to index"}, withheld: -1},
		{name: "a relationship without an end", change: func(r *rows) {
			r.edges = slices.Insert(slices.Clone(r.edges), len(r.edges)/2,
				graph.EdgeRow{Type: "SUPPLIES", From: graph.Ref{Label: "Entity", ID: "state:FRA"}, To: graph.Ref{Label: "Entity", ID: "state:NONE"}, Properties: map[string]any{}})
		}, refused: [2]string{"(:Entity)-[:SUPPLIES]->(:Entity) state:FRA -> state:NONE", `there is no node (:Entity {id: "state:NONE"})`}},
	} {
		for _, batch := range []int{4, 5000} {
			t.Run(fmt.Sprint(tt.name, ", by ", batch), func(t *testing.T) {
				g := open(t)
				g.batch = batch
				if tt.before != "" {
					one(t, g, tt.before)
					t.Cleanup(func() { one(t, g, tt.after) })
				}
				changed := newSample().rows(t, "run-1")
				tt.change(&changed)
				refused := 0
				l := load("ledger-1", "run-1")
				l.Refused = func(r Refusal) {
					if refused++; r.Kind+" "+r.ID != tt.refused[0] || !strings.Contains(r.Err.Error(), tt.refused[1]) {
						t.Errorf("refused is %s %s: %v", r.Kind, r.ID, r.Err)
					}
				}
				c := changed.sync(t, g, l)
				if refused > 1 || (refused == 1) != (tt.refused[0] != "") || c.Graph.Refused != refused || tt.withheld >= 0 && c.Graph.Withheld != tt.withheld {
					t.Fatalf("%d refused, %d told, %d withheld", c.Graph.Refused, refused, c.Graph.Withheld)
				}
				if got, want := c.Graph.NodesCreated+c.Graph.RelationshipsCreated, len(changed.nodes)+len(changed.edges)-c.Graph.Refused-c.Graph.Withheld; got != want {
					t.Errorf("%d rows were created, want %d", got, want)
				}
				if refused > 0 {
					resumes(t, g, r, c)
				}
			})
		}
	}
}

func TestSyncFailsInTheMiddle(t *testing.T) {
	r := newSample().rows(t, "run-1")
	g := open(t)
	failing := func(yield func(graph.EdgeRow, error) bool) {
		_ = yield(r.edges[0], nil) && yield(graph.EdgeRow{}, errors.New("disk on fire"))
	}
	c, err := g.sync(t, load("ledger-1", "run-1"), each(r.nodes), failing)
	if err == nil || !strings.Contains(err.Error(), "disk on fire") {
		t.Errorf("error %v", err)
	}
	resumes(t, g, r, c)
}

// resumes syncs what was not sent, after which the record says so.
func resumes(t *testing.T, g *Graph, r rows, first Counters) {
	t.Helper()
	const meta = "MATCH (m:AttacheMeta {key: 'ledger'}) RETURN m.startedRun, m.lastRun"
	if got := one(t, g, meta); got != "run-1 <nil>" {
		t.Errorf("after a failure the record says %s", got)
	}
	if got := one(t, g, "MATCH (n) WHERE NOT n:AttacheMeta RETURN count(n)"); first.Graph.NodesCreated == 0 || got != strconv.Itoa(first.Graph.NodesCreated) {
		t.Errorf("%s nodes, %d counted", got, first.Graph.NodesCreated)
	}
	r.sync(t, g, load("ledger-1", "run-2"))
	if d := r.compare(t, g); d.Count() > 0 {
		t.Errorf("the next Sync leaves %+v", d)
	}
	if got := one(t, g, meta); got != "<nil> run-2" {
		t.Errorf("in the end the record says %s", got)
	}
}

func TestSyncRefusesContradiction(t *testing.T) {
	g := open(t)
	r := newSample().rows(t, "run-1")
	twice := *find(&r, "state:FRA")
	r.nodes = append(r.nodes, twice)
	r.sync(t, g, load("ledger-1", "run-1")) // told twice alike is no harm
	twice.Properties = maps.Clone(twice.Properties)
	twice.Properties["name"] = "Gaul"
	_, err := g.sync(t, load("ledger-1", "run-2"), each(append(r.nodes, twice)), each(r.edges))
	if err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("error %v", err)
	}
}

// Whoever names a database for the tests does not lose data by it.
func TestNamedDatabaseMustBeEmpty(t *testing.T) {
	g := open(t)
	a := neo4jtest.Empty(t)
	child := func() (string, error) {
		cmd := exec.Command(os.Args[0], "-test.run=^TestSyncRefusesNewerVersion$")
		cmd.Env = append(os.Environ(), "ATTACHE_TEST_NEO4J="+a.URI, "NEO4J_USERNAME="+a.Username, "NEO4J_PASSWORD="+a.Password, "NEO4J_DATABASE="+a.Database,
			"TMPDIR="+t.TempDir()) // a lock of its own
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	one(t, g, "CREATE (:Precious)")
	if out, err := child(); err == nil || !strings.Contains(out, "holds 1 nodes") {
		t.Errorf("%v\n%s", err, out)
	}
	if got := one(t, g, "MATCH (n) RETURN labels(n)"); got != "[Precious]" {
		t.Errorf("the database holds %s", got)
	}
	one(t, g, "MATCH (n) DELETE n")
	if out, err := child(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if got := one(t, g, "MATCH (n) RETURN count(n)"); got != "0" {
		t.Errorf("the tests leave %s nodes", got)
	}
}
