package neo4j

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
)

func (r rows) compare(t testing.TB, g *Graph) Difference {
	t.Helper()
	d, err := g.Compare(t.Context(), load("ledger-1", "run-1"), 2, each(r.nodes), each(r.edges))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// acts lists what differs, one line a kind.
func (d Difference) acts() (lines []string) {
	for _, k := range d.Kinds {
		line := k.Name
		for i, ids := range [][]string{k.Created, k.Updated, k.Deleted} {
			for _, id := range ids {
				line += " " + "+~-"[i:i+1] + id
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func TestCompareWithNothing(t *testing.T) {
	g := open(t)
	dropSchema(t, g)
	r := newSample().rows(t, "run-1")
	d := r.compare(t, g)
	n := 0
	for _, k := range d.Kinds {
		if n += k.Create; len(k.Created) != min(2, k.Create) || k.Update+k.Delete > 0 {
			t.Errorf("%+v", k)
		}
	}
	if want := len(r.nodes) + len(r.edges); d.Rows != want || n != want+len(definitions()) || d.Count() != n {
		t.Errorf("%d of %d rows are to be created", n, d.Rows)
	}
	if got := one(t, g, "MATCH (n) RETURN count(n)") + one(t, g, "SHOW CONSTRAINTS YIELD name RETURN count(name)"); got != "00" {
		t.Errorf("it wrote: %s", got)
	}
}

func TestCompareRefuses(t *testing.T) {
	g := open(t)
	r := newSample().rows(t, "run-1")
	r.sync(t, g, load("ledger-1", "run-1"))
	refused := func(what string, err error) {
		t.Helper()
		if _, got := g.Compare(t.Context(), load("ledger-2", "run-1"), 2, each(r.nodes), each(r.edges)); !errors.Is(got, err) || got == nil {
			t.Errorf("%s: %v", what, got)
		}
	}
	refused("another ledger's", ErrOtherLedger)
	one(t, g, "MATCH (m:AttacheMeta) DETACH DELETE m")
	refused("nobody's", ErrOtherLedger)
}

var withoutKorea = []string{":Entity +state:KOR", "(:Claim)-[:OBJECT]->(:Entity) +9507db30365afc6df16edebecbc50a8c -> state:KOR",
	"(:Entity)-[:BUYS]->(:Entity) +state:POL -> state:KOR", strayKind + " -…"}

// byHand are changes that somebody makes in a database, with what Compare says
// of them; Sync makes up for each, and what is not ours stays.
var byHand = []struct {
	name, cypher string
	want         []string
}{
	{"a property is changed", "MATCH (n:State {id: 'state:FRA'}) SET n.name = 'Gaul'", []string{":Entity ~state:FRA"}},
	{"a property is removed", "MATCH (n:State {id: 'state:FRA'}) REMOVE n.name", []string{":Entity ~state:FRA"}},
	{"a property is added that rows may have", "MATCH (n:State {id: 'state:FRA'}) SET n.offices = ['mine']", []string{":Entity ~state:FRA"}},
	{"a property is of another type", "MATCH (n:Document {doc: '01.txt'}) SET n.size = toFloat(n.size)", []string{":Document ~" + sha(1)}},
	{"a list is of another type", "MATCH (n:State {id: 'state:FRA'}) SET n.offices = [1, 2]", []string{":Entity ~state:FRA"}},
	{"a class is removed", "MATCH (n:State {id: 'state:FRA'}) REMOVE n:State", []string{":Entity ~state:FRA"}},
	{"a class is added", "MATCH (n:State {id: 'state:FRA'}) SET n:Firm", []string{":Entity ~state:FRA"}},
	{"a fingerprint is changed", "MATCH (n:State {id: 'state:FRA'}) SET n.fingerprint = 7", []string{":Entity ~state:FRA"}},
	{"a node gets a unique label of ours", "MATCH (n:State {id: 'state:FRA'}) SET n:Claim", []string{":Entity ~state:FRA"}},
	{"it is changed, too", "MATCH (n:State {id: 'state:FRA'}) SET n:Source, n.name = 'Gaul'", []string{":Entity ~state:FRA", ":Source -state:FRA"}},
	{"an arrow is changed", "MATCH (:State {id: 'state:DEU'})<-[s:SUPPLIES]-() SET s.claims = 9", nil},
	{"an arrow is changed", "MATCH (:State {id: 'state:RUS'})-[s:ATTACKS]->() SET s.claims = 9", []string{"(:Entity)-[:ATTACKS]->(:Entity) ~state:RUS -> place:kharkiv"}},
	{"an arrow loses a property", "MATCH (:State {id: 'state:RUS'})-[s:ATTACKS]->() REMOVE s.modality", []string{"(:Entity)-[:ATTACKS]->(:Entity) ~state:RUS -> place:kharkiv"}},
	{"an arrow loses its fingerprint", "MATCH (:State {id: 'state:RUS'})-[s:ATTACKS]->() REMOVE s.fingerprint", []string{"(:Entity)-[:ATTACKS]->(:Entity) ~state:RUS -> place:kharkiv"}},
	{"an arrow is deleted", "MATCH (:State {id: 'state:RUS'})-[s:ATTACKS]->() DELETE s", []string{"(:Entity)-[:ATTACKS]->(:Entity) +state:RUS -> place:kharkiv"}},
	{"an arrow is doubled", "MATCH (a:State {id: 'state:RUS'})-[s:ATTACKS]->(b) CREATE (a)-[c:ATTACKS]->(b) SET c = properties(s)",
		[]string{"(:Entity)-[:ATTACKS]->(:Entity) ~state:RUS -> place:kharkiv -state:RUS -> place:kharkiv"}},
	{"an arrow is copied to where there is none", "MATCH (:State {id: 'state:RUS'})-[s:ATTACKS]->(b), (a:State {id: 'state:KOR'}) CREATE (a)-[c:ATTACKS]->(b) SET c = properties(s)",
		[]string{"(:Entity)-[:ATTACKS]->(:Entity) -state:KOR -> place:kharkiv"}},
	{"a relationship is of a type that is gone", "MATCH (a:State {id: 'state:KOR'}), (b:State {id: 'state:FRA'}) CREATE (a)-[:FORMER {attache: true, fingerprint: $former}]->(b)", []string{strayKind + " -…"}},
	{"an id is changed", "MATCH (n:State {id: 'state:KOR'}) SET n.id = 'state:XXX'", []string{":Entity +state:KOR -state:XXX",
		"(:Claim)-[:OBJECT]->(:Entity) +9507db30365afc6df16edebecbc50a8c -> state:KOR -9507db30365afc6df16edebecbc50a8c -> state:XXX",
		"(:Entity)-[:BUYS]->(:Entity) +state:POL -> state:KOR -state:POL -> state:XXX"}},
	{"an id is removed", "MATCH (n:State {id: 'state:KOR'}) REMOVE n.id", withoutKorea},
	{"a unique label is removed", "MATCH (n:State {id: 'state:KOR'}) REMOVE n:Entity", withoutKorea},
	{"all labels are removed", "MATCH (n:State {id: 'state:KOR'}) REMOVE n:Entity:State", withoutKorea},
	{"a constraint is dropped", "DROP CONSTRAINT attache_claim_id", []string{schemaKind + " +attache_claim_id"}},
	// What is not ours.
	{"a property of theirs", "MATCH (n:State {id: 'state:FRA'}) SET n.note = 'mine', n:Watched", nil},
	{"a property of theirs on an arrow", "MATCH (:State {id: 'state:RUS'})-[s:ATTACKS]->() SET s.note = 'mine'", nil},
	{"a node with a fingerprint of theirs", "CREATE (:File {id: 'a', fingerprint: 5}), (:File {fingerprint: 'x'}), (:Entity {id: 'mine', name: 'x'})", nil},
	{"a relationship with a mark like ours", "MATCH (n:State {id: 'state:FRA'}) CREATE (n)-[:LIKES {attache: true}]->(n), (n)-[:LIKES {attache: 'yes', fingerprint: 1}]->(n)", nil},
}

func sha(n int) string { return strings.Repeat("0", 63) + string(rune('0'+n)) }

func TestByHand(t *testing.T) {
	r := newSample().rows(t, "run-1")
	former, err := fingerprint([]string{"FORMER"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range byHand {
		t.Run(tt.name, func(t *testing.T) {
			g := open(t)
			r.sync(t, g, load("ledger-1", "run-1"))
			before := one(t, g, everything)
			ask(t, g, tt.cypher, map[string]any{"former": former})
			touched := one(t, g, everything)
			d := r.compare(t, g)
			got := d.acts()
			for i, line := range got {
				if strings.HasPrefix(line, strayKind) {
					got[i] = strayKind + " -…"
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("the difference is %q", got)
			}
			if len(tt.want) == 0 && d.Count() > 0 {
				t.Errorf("the difference is %+v", d)
			}
			c := r.sync(t, g, load("ledger-1", "run-1"))
			if after := one(t, g, everything); len(tt.want) > 0 && after != before || len(tt.want) == 0 && (after != touched || c.Graph != (Counts{})) {
				t.Errorf("before\n%s\nafter\n%s", before, after)
			}
			if d := r.compare(t, g); d.Count() > 0 {
				t.Errorf("Sync leaves %+v", d)
			}
		})
	}
}

// What Sync leaves for others' sake is no difference.
func TestCompareWithStubs(t *testing.T) {
	g := open(t)
	newSample().rows(t, "run-1").sync(t, g, load("ledger-1", "run-1"))
	one(t, g, "MATCH (k:Entity {id: 'state:KOR'}) CREATE (:Note)-[:ABOUT]->(k)")
	s := newSample()
	s.forget("state:KOR")
	r := s.rows(t, "run-1")
	r.sync(t, g, load("ledger-1", "run-1"))
	if d := r.compare(t, g); d.Count() > 0 {
		t.Errorf("the stub is a difference: %+v", d)
	}
	s.nodes = append(s.nodes, graph.Node{ID: "state:KOR", Name: "Korea"})
	r = s.rows(t, "run-1")
	if got := r.compare(t, g).acts(); !slices.Equal(got, []string{":Entity ~state:KOR"}) {
		t.Errorf("the difference is %q", got)
	}
	r.sync(t, g, load("ledger-1", "run-1"))
	if got := one(t, g, "MATCH (k:Entity {id: 'state:KOR'}) RETURN k.name, k.gone"); got != "Korea <nil>" {
		t.Errorf("South Korea is %s", got)
	}
}
