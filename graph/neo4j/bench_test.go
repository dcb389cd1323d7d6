package neo4j

import (
	"fmt"
	"testing"

	"github.com/attache-kg/attache/graph"
)

// corpus is the rows of n documents with one claim each, between 200 states.
func corpus(t testing.TB, n int) rows {
	var s sample
	for i := range 200 {
		s.nodes = append(s.nodes, graph.Node{ID: graph.ID(fmt.Sprintf("state:S%03d", i)), Name: fmt.Sprintf("State %d", i)})
	}
	for i := range 500 {
		s.nodes = append(s.nodes, graph.Node{ID: graph.ID(fmt.Sprintf("system:s%03d", i)), Name: fmt.Sprintf("system %d", i)})
	}
	for i := range n {
		s.tell(fmt.Sprintf("On day %d, as officials said on the sidelines of talks, state %d delivered %d pieces of system %d to state %d.", i, i%200, i, i%500, i*7%200),
			graph.Statement{Type: "SUPPLIES", Source: s.party(i % 200), Target: s.party(i * 7 % 200), Systems: []graph.Party{s.party(200 + i%500)},
				Date: fmt.Sprintf("%04d-%02d-01", 1900+i/12%120, i%12+1), Quantity: exactly(float64(i + 1))})
	}
	return s.rows(t, "run-1")
}

func (s sample) party(node int) graph.Party { return graph.Party{ID: s.nodes[node].ID} }

// BenchmarkSync loads a graph into an empty database, and again unchanged.
func BenchmarkSync(b *testing.B) {
	r := corpus(b, 20_000)
	count := float64(len(r.nodes) + len(r.edges))
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			g := open(b)
			b.StartTimer()
			r.sync(b, g, load("ledger-1", "run-1"))
		}
		b.ReportMetric(count*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("unchanged", func(b *testing.B) {
		g := open(b)
		r.sync(b, g, load("ledger-1", "run-1"))
		for b.Loop() {
			if c := r.sync(b, g, load("ledger-1", "run-1")); c.Graph != (Counts{}) {
				b.Fatalf("it wrote %+v", c.Graph)
			}
		}
		b.ReportMetric(count*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}
