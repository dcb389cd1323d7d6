package neo4j

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// sample is a small corpus, told by hand; tests take from it what they change.
type sample struct {
	nodes      []graph.Node
	documents  []graph.Document
	statements []graph.Statement
}

// rows are a projection that can be changed before it is sent.
type rows struct {
	nodes []graph.NodeRow
	edges []graph.EdgeRow
}

// rows projects the sample. Claims say which run brought them, as the ledger's do.
func (s sample) rows(t testing.TB, run string) rows {
	t.Helper()
	nodes, edges := graph.Project(schema.Default(), s.holdings())
	var r rows
	for row, err := range nodes {
		if err != nil {
			t.Fatal(err)
		}
		if row.Labels[0] == graph.LabelClaim {
			row.Properties["firstRun"] = run
		}
		r.nodes = append(r.nodes, row)
	}
	for row, err := range edges {
		if err != nil {
			t.Fatal(err)
		}
		r.edges = append(r.edges, row)
	}
	return r
}

func (s sample) holdings() graph.Holdings {
	types := schema.Default()
	claims := make(map[string]*graph.Claim)
	evidence := make(map[string]graph.Evidence)
	rules := make(map[string]bool)
	for _, statement := range s.statements {
		for _, c := range statement.Claims(types) {
			if known, ok := claims[c.ID]; ok {
				known.Absorb(c.Evidence)
			} else {
				claims[c.ID] = &c
			}
			for _, e := range c.Evidence {
				evidence[e.ID], rules[e.Rule] = e, true
			}
		}
	}
	ordered := slices.SortedFunc(maps.Values(claims), func(a, b *graph.Claim) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Head(types), b.Head(types)), cmp.Compare(a.ID, b.ID))
	})
	values := make([]graph.Claim, len(ordered))
	for i, c := range ordered {
		values[i] = *c
	}
	return graph.Holdings{
		Sources:   graph.Sources{"example.org": {Host: "example.org", Name: "Example", Kind: "agency", Reliability: "B"}},
		Nodes:     each(slices.SortedFunc(slices.Values(s.nodes), func(a, b graph.Node) int { return cmp.Compare(a.ID, b.ID) })),
		Documents: each(s.documents),
		Rules:     each(slices.Sorted(maps.Keys(rules))),
		Evidence:  each(slices.SortedFunc(maps.Values(evidence), func(a, b graph.Evidence) int { return cmp.Compare(a.ID, b.ID) })),
		Claims:    each(values),
	}
}

func each[T any](items []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// tell adds a document that states one thing in one sentence.
func (s *sample) tell(sentence string, st graph.Statement) {
	sha := fmt.Sprintf("%064x", len(s.documents)+1)
	d := graph.Document{SHA: sha, Doc: fmt.Sprintf("%02d.txt", len(s.documents)+1), Date: "2024-02", Source: "example.org", URL: "https://example.org/" + sha[60:], Size: len(sentence)}
	s.documents = append(s.documents, d)
	st.Polarity, st.Modality = cmp.Or(st.Polarity, graph.Affirmed), cmp.Or(st.Modality, graph.Done)
	e := graph.Evidence{Document: sha, Published: d.Date, Source: d.Source, Span: graph.Span{End: len(sentence)}, Sentence: sentence,
		Rule: strings.ToLower(st.Type) + ".plain", Quantity: st.Quantity, Money: st.Money, Date: st.Date, AttributedTo: st.By, In: st.In}
	if st.Polarity == graph.Denied || st.Modality == graph.Possible {
		e.Cue, e.Hedged = "may", st.Modality == graph.Possible
	}
	st.Evidence = []graph.Evidence{e}
	s.statements = append(s.statements, st)
}

// forget removes a node and all that is said of it.
func (s *sample) forget(id graph.ID) {
	s.nodes = slices.DeleteFunc(s.nodes, func(n graph.Node) bool { return n.ID == id })
	s.statements = slices.DeleteFunc(s.statements, func(st graph.Statement) bool { return st.Source.ID == id || st.Target.ID == id })
}

func party(id string) graph.Party { return graph.Party{ID: graph.ID(id)} }

func parties(ids ...string) (out []graph.Party) {
	for _, id := range ids {
		out = append(out, party(id))
	}
	return out
}

func exactly(n float64) graph.Amount { return graph.Amount{Min: n, Max: n} }

func newSample() *sample {
	s := &sample{nodes: []graph.Node{
		{ID: "state:BEL", Name: "Belgium"}, {ID: "state:DEU", Name: "Germany"}, {ID: "state:FRA", Name: "France"},
		{ID: "state:KOR", Name: "South Korea"}, {ID: "state:POL", Name: "Poland"}, {ID: "state:RUS", Name: "Russia"}, {ID: "state:UKR", Name: "Ukraine"},
		{ID: "place:kharkiv", Name: "Kharkiv", In: "state:UKR"},
		{ID: "firm:nexter", Name: "Nexter", In: "state:FRA"}, {ID: "firm:?french-automaker@0123456789ab", Name: "French automaker"},
		{ID: "official:sebastien-lecornu", Name: "Sébastien Lecornu", Offices: []graph.Office{{Title: "Defence Minister", Of: "state:FRA", From: "2022-05-20"}}},
		{ID: "official:ludivine-dedonder", Name: "Ludivine Dedonder"},
		{ID: "system:howitzer", Name: "howitzer"}, {ID: "system:self-propelled-howitzer", Name: "self-propelled howitzer", IsA: "system:howitzer"},
		{ID: "system:caesar", Name: "CAESAR", IsA: "system:self-propelled-howitzer"}, {ID: "system:caesar-6x6-ng", Name: "Caesar 6×6 NG", IsA: "system:caesar"},
		{ID: "system:drone", Name: "drone"}, {ID: "system:kamikaze-drone", Name: "kamikaze drone", IsA: "system:drone"},
		{ID: "system:amx-10-rc", Name: "AMX-10 RC"}, {ID: "system:tank", Name: "tank"}, {ID: "system:taurus", Name: "Taurus"},
	}}
	s.tell("France has pledged to supply Ukraine with kamikaze drones.", graph.Statement{Type: "SUPPLIES", Source: party("state:FRA"), Target: party("state:UKR"),
		Systems: parties("system:kamikaze-drone"), Modality: graph.Planned, Stage: "pledged", Date: "2024"})
	s.tell("France delivered 18 CAESARs and AMX-10 RCs to Ukraine in May.", graph.Statement{Type: "SUPPLIES", Source: party("state:FRA"), Target: party("state:UKR"),
		Systems: parties("system:amx-10-rc", "system:caesar"), Stage: "delivered", Quantity: exactly(18), Date: "2022-05"})
	s.tell("In May 2022 Paris handed CAESARs over to Kyiv.", graph.Statement{Type: "SUPPLIES", Source: party("state:FRA"), Target: party("state:UKR"),
		Systems: parties("system:caesar"), Stage: "delivered", Date: "2022-05"})
	s.tell("Nexter will deliver the Caesar 6×6 NG to Belgium.", graph.Statement{Type: "SUPPLIES", Source: party("firm:nexter"), Target: party("state:BEL"),
		Systems: parties("system:caesar-6x6-ng"), Modality: graph.Planned, Stage: "contracted", Date: "2022-05-13"})
	s.tell("Belgium and France signed contracts for the Caesar 6×6 NG on May 13.", graph.Statement{Type: "SIGNS", Source: party("state:BEL"), Target: party("state:FRA"),
		Systems: parties("system:caesar-6x6-ng"), Date: "2022-05-13"})
	s.tell("Lecornu said France had trained 10,000 Ukrainian soldiers.", graph.Statement{Type: "TRAINS", Source: party("state:FRA"), Target: party("state:UKR"),
		Quantity: exactly(10000), By: party("official:sebastien-lecornu")})
	s.tell("Russia struck Kharkiv with drones on June 6.", graph.Statement{Type: "ATTACKS", Source: party("state:RUS"), Target: party("place:kharkiv"),
		Systems: parties("system:drone"), Date: "2025-06-06"})
	s.tell("Ukraine attacked Russia.", graph.Statement{Type: "ATTACKS", Source: party("state:UKR"), Target: party("state:RUS")})
	s.tell("Germany will not send Taurus missiles to Ukraine.", graph.Statement{Type: "SUPPLIES", Source: party("state:DEU"), Target: party("state:UKR"),
		Systems: parties("system:taurus"), Polarity: graph.Denied, Modality: graph.Planned})
	s.tell("Germany may supply Ukraine with tanks.", graph.Statement{Type: "SUPPLIES", Source: party("state:DEU"), Target: party("state:UKR"),
		Systems: parties("system:tank"), Modality: graph.Possible})
	s.tell("Nexter makes the CAESAR in France.", graph.Statement{Type: "PRODUCES", Source: party("firm:nexter"), Systems: parties("system:caesar"), In: party("state:FRA"), Modality: graph.Ongoing})
	s.tell("A French automaker is to make drones, Lecornu said.", graph.Statement{Type: "PRODUCES", Source: party("firm:?french-automaker@0123456789ab"),
		Systems: parties("system:drone"), Modality: graph.Planned, By: party("official:sebastien-lecornu")})
	s.tell("Defence Minister Sébastien Lecornu said so.", graph.Statement{Type: "HOLDS_OFFICE", Source: party("official:sebastien-lecornu"), Target: party("state:FRA"),
		Office: "Defence Minister", Modality: graph.Ongoing})
	s.tell("Poland bought tanks worth $3 billion from South Korea.", graph.Statement{Type: "BUYS", Source: party("state:POL"), Target: party("state:KOR"),
		Systems: parties("system:tank"), Money: graph.Amount{Min: 3e9, Max: 3e9, Unit: "USD"}})
	s.tell("Russia denied that it had struck Kharkiv with drones on June 6.", graph.Statement{Type: "ATTACKS", Source: party("state:RUS"), Target: party("place:kharkiv"),
		Systems: parties("system:drone"), Date: "2025-06-06", Polarity: graph.Denied})
	s.tell("Lecornu met Ludivine Dedonder.", graph.Statement{Type: "MEETS", Source: party("official:ludivine-dedonder"), Target: party("official:sebastien-lecornu")})
	return s
}
