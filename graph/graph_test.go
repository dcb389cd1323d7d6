package graph_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

var (
	france  = graph.Party{ID: "state:FRA", Name: "FRA"}
	ukraine = graph.Party{ID: "state:UKR", Name: "UKR"}
	caesar  = graph.Party{ID: "system:caesar", Name: "Caesar 6\u00d76 NG"}
	vab     = graph.Party{ID: "system:vab", Name: "VAB"}
	nexter  = graph.Party{ID: "firm:nexter", Name: "Nexter"}
)

// supply is a statement that France supplies Ukraine, changed by the functions.
func supply(change ...func(*graph.Statement)) graph.Statement {
	s := graph.Statement{Type: "SUPPLIES", Source: france, Target: ukraine, Systems: []graph.Party{caesar}, Polarity: graph.Affirmed, Modality: graph.Done,
		Date: "2024-05-17", Evidence: []graph.Evidence{{Document: "d1", Published: "2024-05-18", Source: "a.example", Span: graph.Span{Begin: 3, End: 30}, Sentence: "France sent Caesars.",
			Rule: "supply.give", Date: "2024-05-17"}}}
	for _, c := range change {
		c(&s)
	}
	return s
}

func TestAmount(t *testing.T) {
	tests := []struct {
		amount graph.Amount
		want   string
	}{
		{graph.Amount{}, ""},
		{graph.Amount{Min: 18, Max: 18}, "18"},
		{graph.Amount{Min: 7000, Max: 9000}, "7000-9000"},
		{graph.Amount{Min: 2e9, Max: 2e9, Unit: "USD"}, "USD 2000000000"},
		{graph.Amount{Min: 1.5, Max: 1.5}, "1.5"},
		{graph.Amount{Min: 1e6, Max: 2e6, Unit: "EUR", Approximate: true}, "EUR 1000000-2000000"},
		{graph.Amount{Min: 1e21, Max: 1e21}, "1000000000000000000000"},
	}
	for _, tt := range tests {
		if got := tt.amount.String(); got != tt.want {
			t.Errorf("%+v prints as %q, want %q", tt.amount, got, tt.want)
		}
	}
}

func TestSlug(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Caesar 6\u00d76 NG", "caesar-6x6-ng"}, {"S\u00e9bastien Lecornu", "sebastien-lecornu"}, {"Rosoboronexport", "rosoboronexport"}, {"  A  --  B ", "a-b"},
		{"Da\u2019esh", "daesh"}, {"\u041a\u0438\u0457\u0432", "\u043a\u0438\u0456\u0432"}, {"", ""}, {"--", ""}, {"F-16", "f-16"},
	}
	for _, tt := range tests {
		if got := graph.Slug(tt.name); got != tt.want {
			t.Errorf("Slug(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestIDs(t *testing.T) {
	id := graph.UnnamedID("firm", "French automaker", strings.Repeat("0123456789", 7)[:64])
	if want := graph.ID("firm:?french-automaker@012345678901"); id != want {
		t.Errorf("got %s, want %s", id, want)
	}
	if !id.Unnamed() || graph.ID("firm:nexter").Unnamed() {
		t.Error("Unnamed tells the unnamed from the named wrongly")
	}
	if got := id.Class(); got != "firm" {
		t.Errorf("the class is %q, want firm", got)
	}
}

// TestPrinted compares the public form, byte by byte: keys without a value are
// left out, but a target that the type lacks is null.
func TestPrinted(t *testing.T) {
	tests := []struct {
		name string
		s    graph.Statement
		want string
	}{
		{"all keys", supply(func(s *graph.Statement) {
			s.Quantity, s.Money = graph.Amount{Min: 18, Max: 18}, graph.Amount{Min: 5, Max: 5, Unit: "EUR"}
			s.By = graph.Party{ID: "official:sebastien-lecornu", Name: "S\u00e9bastien Lecornu"}
		}), `{"type":"SUPPLIES","source":"state:FRA","source_id":"state:FRA","target":"state:UKR","target_id":"state:UKR","system":["system:Caesar 6×6 NG"],"system_ids":["system:caesar"],` +
			`"quantity":"18","money":"EUR 5","polarity":"affirmed","modality":"done","attributed_to":"official:Sébastien Lecornu","attributed_to_id":"official:sebastien-lecornu","date":"2024-05-17","sentence":"France sent Caesars."}`},
		{"no target", supply(func(s *graph.Statement) {
			s.Type, s.Source, s.Target, s.Date, s.In = "PRODUCES", nexter, graph.Party{}, "", ukraine
		}),
			`{"type":"PRODUCES","source":"firm:Nexter","source_id":"firm:nexter","target":null,"system":["system:Caesar 6×6 NG"],"system_ids":["system:caesar"],"polarity":"affirmed","modality":"done",` +
				`"in":"state:UKR","in_id":"state:UKR","sentence":"France sent Caesars."}`},
		{"denied, no system", supply(func(s *graph.Statement) { s.Systems, s.Polarity, s.Date = nil, graph.Denied, "" }),
			`{"type":"SUPPLIES","source":"state:FRA","source_id":"state:FRA","target":"state:UKR","target_id":"state:UKR","polarity":"denied","modality":"done","sentence":"France sent Caesars."}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := json.Marshal(tt.s.Printed())
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestClaimIdentity says what makes two statements one claim and what does not.
func TestClaimIdentity(t *testing.T) {
	types := schema.Default()
	base := supply().Claims(types)[0].ID
	tests := []struct {
		name   string
		change func(s *graph.Statement)
		same   bool
	}{
		{"another day of the month", func(s *graph.Statement) { s.Date = "2024-05-01" }, true},
		{"another month", func(s *graph.Statement) { s.Date = "2024-06-17" }, false},
		{"only the year known", func(s *graph.Statement) { s.Date = "2024" }, false},
		{"another quantity", func(s *graph.Statement) { s.Quantity = graph.Amount{Min: 1, Max: 1} }, true},
		{"another document", func(s *graph.Statement) { s.Evidence[0].Document = "d2" }, true},
		{"another name of the same node", func(s *graph.Statement) { s.Systems = []graph.Party{{ID: "system:caesar", Name: "CAESAR"}} }, true},
		{"another source", func(s *graph.Statement) { s.Source = nexter }, false},
		{"another item", func(s *graph.Statement) { s.Systems = []graph.Party{vab} }, false},
		{"turned round", func(s *graph.Statement) { s.Source, s.Target = s.Target, s.Source }, false},
		{"denied", func(s *graph.Statement) { s.Polarity = graph.Denied }, false},
		{"planned", func(s *graph.Statement) { s.Modality = graph.Planned }, false},
		{"pledged", func(s *graph.Statement) { s.Stage = "pledged" }, false},
		{"told by someone", func(s *graph.Statement) { s.By = nexter }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := supply(tt.change).Claims(types)[0].ID == base; got != tt.same {
				t.Errorf("the same claim: %t, want %t", got, tt.same)
			}
		})
	}
}

func TestClaimsOfSymmetricTypes(t *testing.T) {
	types := schema.Default()
	for _, kind := range []string{"SIGNS", "MEETS"} {
		there := graph.Statement{Type: kind, Source: france, Target: ukraine, Date: "2024-05-17"}
		back := graph.Statement{Type: kind, Source: ukraine, Target: france, Date: "2024-05-17"}
		a, b := there.Claims(types)[0], back.Claims(types)[0]
		if a.ID != b.ID || b.Source != "state:FRA" {
			t.Errorf("%s turned round is another claim: %+v, %+v", kind, a, b)
		}
	}
}

func TestClaimsHaveOneItem(t *testing.T) {
	types := schema.Default()
	for _, items := range [][]graph.Party{nil, {caesar}, {caesar, vab}} {
		claims := supply(func(s *graph.Statement) { s.Systems = items }).Claims(types)
		if len(claims) != max(1, len(items)) {
			t.Fatalf("%d items give %d claims", len(items), len(claims))
		}
		for i, c := range claims {
			if i < len(items) && c.Item != items[i].ID {
				t.Errorf("claim %d is of %s, want %s", i, c.Item, items[i].ID)
			}
			if len(c.Evidence) != 1 || c.Evidence[0].ID != claims[0].Evidence[0].ID {
				t.Errorf("claims told together do not share their evidence: %+v", claims)
			}
		}
	}
}

func TestOfficeKey(t *testing.T) {
	for _, office := range []string{"Defence Minister", "Defence minister", " defence \n minister"} {
		if got := graph.OfficeKey(office); got != "defence minister" {
			t.Errorf("OfficeKey(%q) = %q", office, got)
		}
	}
}

// TestAbsorb holds that evidence in any order and any number of times adds up to
// the same claim, and that what was absorbed is left as it was.
func TestAbsorb(t *testing.T) {
	var all []graph.Evidence
	for i := range 12 {
		all = append(all, graph.Evidence{ID: fmt.Sprint("e", i), Document: fmt.Sprint("d", i%3), Span: graph.Span{Begin: i % 4, End: 20}})
	}
	var want graph.Claim
	want.Absorb(all)
	if len(want.Evidence) != len(all) {
		t.Fatalf("%d pieces of evidence became %d", len(all), len(want.Evidence))
	}
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 3))
		var got graph.Claim
		for _, i := range r.Perm(len(all)) {
			part := all[:i+1]
			before := slices.Clone(part)
			got.Absorb(part)
			if !reflect.DeepEqual(part, before) {
				t.Fatal("Absorb changed what it was given")
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d\n got %v\nwant %v", seed, got.Evidence, want.Evidence)
		}
	}
}

func TestPoints(t *testing.T) {
	evidence := []graph.Evidence{{ID: "e"}}
	tests := []struct {
		name string
		c    graph.Claim
		want bool
	}{
		{"done", graph.Claim{Polarity: graph.Affirmed, Modality: graph.Done, Evidence: evidence}, true},
		{"ongoing", graph.Claim{Polarity: graph.Affirmed, Modality: graph.Ongoing, Evidence: evidence}, true},
		{"planned", graph.Claim{Polarity: graph.Affirmed, Modality: graph.Planned, Evidence: evidence}, true},
		{"possible", graph.Claim{Polarity: graph.Affirmed, Modality: graph.Possible, Evidence: evidence}, false},
		{"denied", graph.Claim{Polarity: graph.Denied, Modality: graph.Done, Evidence: evidence}, false},
		{"without evidence", graph.Claim{Polarity: graph.Affirmed, Modality: graph.Done}, false},
	}
	for _, tt := range tests {
		if got := tt.c.Points(); got != tt.want {
			t.Errorf("%s: becomes an arrow: %t, want %t", tt.name, got, tt.want)
		}
	}
}

func TestRollUp(t *testing.T) {
	c := graph.Claim{Evidence: []graph.Evidence{
		{Document: "d1", Source: "a", Published: "2024-05-18", Date: "2024-05", Quantity: graph.Amount{Min: 12, Max: 12}},
		{Document: "d1", Source: "a", Published: "2024-05-18", Date: "2024-05-17"},
		{Document: "d2", Story: "d1", Source: "b", Published: "2024-05-20", Quantity: graph.Amount{Min: 10, Max: 18}},
		{Document: "d3"},
	}}
	want := graph.Summary{EventFrom: "2024-05", EventTo: "2024-05-17", DatePrecision: "day", QuantityMin: 10, QuantityMax: 18,
		Evidence: 4, Documents: 3, Stories: 2, Sources: 2, FirstReported: "2024-05-18", LastReported: "2024-05-20"}
	if got := graph.RollUp(c); got != want {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	if got := graph.RollUp(graph.Claim{}); got != (graph.Summary{}) {
		t.Errorf("nothing adds up to %+v", got)
	}
}

// arrowClaims are claims of two arrows, one of them of three claims, and of none.
func arrowClaims() []graph.Claim {
	types := schema.Default()
	var claims []graph.Claim
	add := func(s graph.Statement) { claims = append(claims, s.Claims(types)...) }
	add(supply(func(s *graph.Statement) { s.Systems = []graph.Party{caesar, vab} }))
	add(supply(func(s *graph.Statement) {
		s.Modality, s.Systems = graph.Planned, []graph.Party{{ID: "system:rafale"}}
		s.Evidence[0].Published, s.Evidence[0].Document = "2024-06-01", "d2"
	}))
	add(supply(func(s *graph.Statement) { s.Polarity = graph.Denied }))
	add(supply(func(s *graph.Statement) { s.Modality = graph.Possible }))
	add(supply(func(s *graph.Statement) { s.Type, s.Source, s.Target = "PRODUCES", nexter, graph.Party{} }))
	return claims
}

func TestArrows(t *testing.T) {
	types := schema.Default()
	claims := arrowClaims()
	want := graph.Arrows(types, claims)
	if len(want) != 2 {
		t.Fatalf("%d arrows, want 2: %+v", len(want), want)
	}
	made, sent := want[0], want[1]
	if made.Source != "firm:nexter" || made.Head != "system:caesar" || len(made.Items) != 0 {
		t.Errorf("PRODUCES points at its item: %+v", made)
	}
	if sent.Modality != graph.Done || len(sent.ClaimIDs) != 3 || sent.Evidence != 2 {
		t.Errorf("modality %s, %d claims, %d evidence; want done, 3, 2", sent.Modality, len(sent.ClaimIDs), sent.Evidence)
	}
	if !slices.Equal(sent.Items, []string{"system:caesar", "system:vab"}) || !slices.Equal(sent.PlannedItems, []string{"system:rafale"}) {
		t.Errorf("items %q, planned %q", sent.Items, sent.PlannedItems)
	}
	if sent.FirstReported != "2024-05-18" || sent.LastReported != "2024-06-01" {
		t.Errorf("reported %s to %s", sent.FirstReported, sent.LastReported)
	}
	for seed := range uint64(10) {
		rand.New(rand.NewPCG(seed, 4)).Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		if got := graph.Arrows(types, claims); !reflect.DeepEqual(got, want) {
			t.Fatalf("in another order\n got %+v\nwant %+v", got, want)
		}
	}
}

func seq[T any](items ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range items {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func holdings() graph.Holdings {
	claims := arrowClaims()
	slices.SortFunc(claims, func(a, b graph.Claim) int {
		return strings.Compare(string(a.Source)+a.Type+string(a.Target)+a.ID, string(b.Source)+b.Type+string(b.Target)+b.ID)
	})
	return graph.Holdings{
		Nodes: seq(graph.Node{ID: "firm:nexter", Name: "Nexter", In: "state:FRA"}, graph.Node{ID: "firm:?x@012345678901", Name: "x"}, graph.Node{ID: "state:FRA", Name: "France"},
			graph.Node{ID: "system:caesar", Name: "CAESAR", IsA: "system:howitzer"}),
		Documents: seq(graph.Document{SHA: "d1", Doc: "a.txt", Source: "a.example", Size: 10}, graph.Document{SHA: "d2", Doc: "b.txt", Source: "a.example"}, graph.Document{SHA: "d3"}),
		Rules:     seq("supply.give"),
		Evidence:  seq(graph.Evidence{ID: "e1", Document: "d1", Rule: "supply.give", Sentence: "s", AttributedTo: nexter}),
		Claims:    seq(claims...),
	}
}

func TestProject(t *testing.T) {
	nodes, edges := graph.Project(schema.Default(), holdings())
	count := make(map[string]int)
	for n, err := range nodes {
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range n.Labels {
			count[l]++
		}
		if !slices.Contains(graph.Labels, n.Labels[0]) || n.ID == "" {
			t.Errorf("the node %+v has no label that its id is unique in", n)
		}
		checkProperties(t, n.ID, n.Properties, graph.NodeProperties[n.Labels[0]])
	}
	for e, err := range edges {
		if err != nil {
			t.Fatal(err)
		}
		if count[e.Type]++; e.From.ID == "" || e.To.ID == "" {
			t.Errorf("the edge %+v has no end", e)
		}
		checkProperties(t, e.Type, e.Properties, graph.EdgeProperties(e.Type))
	}
	for what, want := range map[string]int{"Entity": 4, "State": 1, "Firm": 2, "System": 1, "Unnamed": 1, "Document": 3, "Source": 1, "Rule": 1, "Evidence": 1, "Claim": 6,
		"IN": 1, "IS_A": 1, "PUBLISHED_BY": 2, "IN_DOCUMENT": 1, "BY_RULE": 1, "ATTRIBUTED_TO": 1, "SUBJECT": 6, "OBJECT": 5, "ITEM": 6, "SUPPORTED_BY": 6, "SUPPLIES": 1, "PRODUCES": 1} {
		if count[what] != want {
			t.Errorf("%d of %s, want %d", count[what], what, want)
		}
	}
}

// TestProjectAccepted: what an analyst accepted is told of the evidence and its claim.
func TestProjectAccepted(t *testing.T) {
	plain := supply().Claims(schema.Default())[0]
	accepted := supply(func(s *graph.Statement) { s.Evidence[0].Accepted = true }).Claims(schema.Default())[0]
	claim := plain
	claim.Absorb(accepted.Evidence)
	h := holdings()
	h.Evidence, h.Claims = seq(claim.Evidence...), seq(claim)
	nodes, _ := graph.Project(schema.Default(), h)
	told := 0
	for n, err := range nodes {
		if err != nil {
			t.Fatal(err)
		}
		if n.Properties["accepted"] == true {
			told++
		}
	}
	if told != 2 || len(claim.Evidence) != 1 || plain.Accepted() {
		t.Errorf("%d nodes are accepted, of %d pieces of evidence", told, len(claim.Evidence))
	}
}

// checkProperties holds that only what the database stores is given to it.
func checkProperties(t *testing.T, of string, properties map[string]any, declared []graph.Property) {
	t.Helper()
	for key, v := range properties {
		kind := map[string]graph.Kind{"string": graph.Text, "int64": graph.Integer, "float64": graph.Number, "bool": graph.Flag, "[]string": graph.Texts}[fmt.Sprintf("%T", v)]
		if !slices.Contains(declared, graph.Property{Name: key, Kind: kind}) {
			t.Errorf("%s: %s, a %T, is not declared", of, key, v)
		}
		if list, ok := v.([]string); ok && len(list) == 0 {
			t.Errorf("%s: %s is empty", of, key)
		}
	}
}

// TestProjectStops holds that a reader may stop anywhere and that a fault in
// reading the holdings reaches him, once.
func TestProjectStops(t *testing.T) {
	broken := errors.New("disk on fire")
	h := holdings()
	h.Claims = func(yield func(graph.Claim, error) bool) { yield(graph.Claim{}, broken) }
	nodes, edges := graph.Project(schema.Default(), h)
	for range nodes {
		break
	}
	failed := 0
	for _, err := range edges {
		if errors.Is(err, broken) {
			failed++
		}
	}
	if failed != 1 {
		t.Errorf("the fault came %d times", failed)
	}
}
