package neo4j

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
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

// BenchmarkSync loads a graph into an empty database, in turns with a bare program
// that sends the same rows in the same batches; then again, unchanged: with what is
// there read back whole, with its fingerprints, and with nothing read.
func BenchmarkSync(b *testing.B) {
	r := corpus(b, 20_000)
	count := float64(len(r.nodes) + len(r.edges))
	rate := func(b *testing.B, d time.Duration) float64 { return count * float64(b.N) / d.Seconds() }
	b.Run("first", func(b *testing.B) {
		packets := r.packets(b)
		var bare, synced time.Duration
		for b.Loop() {
			g := open(b)
			began := time.Now()
			for _, p := range packets {
				p.send(b, g)
			}
			bare += time.Since(began)
			g = open(b)
			began = time.Now()
			r.sync(b, g, load("ledger-1", "run-1"))
			synced += time.Since(began)
		}
		b.ReportMetric(rate(b, synced), "rows/s")
		b.ReportMetric(rate(b, bare), "bare-rows/s")
		b.ReportMetric(100*bare.Seconds()/synced.Seconds(), "%-of-bare")
	})
	for _, how := range []string{"deep", "prints", "nothing"} {
		b.Run("unchanged-"+how, func(b *testing.B) {
			g := open(b)
			l := load("ledger-1", "run-1")
			content := int64(0)
			send := func() {
				switch how {
				case "deep":
					l.Sent = ""
				case "prints":
					content++
				}
				held, err := g.Lease(b.Context(), l)
				if err != nil {
					b.Fatal(err)
				}
				c, err := held.Sync(b.Context(), Projection{Nodes: each(r.nodes), Edges: each(r.edges), By: "b", Revision: content})
				if err != nil || l.Sent != "" && c.Graph != (Counts{}) {
					b.Fatalf("it wrote %+v: %v", c.Graph, err)
				}
				if err := held.Release(b.Context()); err != nil {
					b.Fatal(err)
				}
				l.Sent = c.Sent
			}
			send()
			for b.Loop() {
				send()
			}
			b.ReportMetric(rate(b, b.Elapsed()), "rows/s")
		})
	}
}

// BenchmarkExport fills an empty database by neo4j-admin, with what Export writes,
// in turns with a load through Bolt.
func BenchmarkExport(b *testing.B) {
	r := corpus(b, 100_000)
	count := float64(len(r.nodes) + len(r.edges))
	var exported, whole, bolt time.Duration
	for b.Loop() {
		g := open(b)
		began := time.Now()
		r.sync(b, g, load("ledger-1", "run-1"))
		bolt += time.Since(began)
		home, dir := b.TempDir(), filepath.Join(b.TempDir(), "bulk")
		began = time.Now()
		if _, err := Export(dir, load("ledger-1", "run-1"), each(r.nodes), each(r.edges)); err != nil {
			b.Fatal(err)
		}
		exported += time.Since(began)
		importInto(b, dir, home)
		whole += time.Since(began)
	}
	b.ReportMetric(count*float64(b.N)/bolt.Seconds(), "bolt-rows/s")
	b.ReportMetric(count*float64(b.N)/whole.Seconds(), "rows/s")
	b.ReportMetric(exported.Seconds()/float64(b.N), "export-s")
	b.ReportMetric(bolt.Seconds()/whole.Seconds(), "times-bolt")
}

// packet is a batch as a bare program has it: a statement with its parameters.
type packet struct {
	cypher string
	rows   []map[string]any
}

func (p packet) send(b *testing.B, g *Graph) {
	session := g.session(b.Context(), neo4j.AccessModeWrite)
	defer session.Close(b.Context())
	_, err := neo4j.ExecuteWrite(b.Context(), session, func(tx neo4j.ManagedTransaction) (neo4j.ResultSummary, error) {
		result, err := tx.Run(b.Context(), p.cypher, map[string]any{"rows": p.rows})
		if err != nil {
			return nil, err
		}
		return result.Consume(b.Context())
	})
	if err != nil {
		b.Fatal(err)
	}
}

// packets collects what a load into an empty database sends.
func (r rows) packets(b *testing.B) (packets []packet) {
	words, err := newVocabulary(schema.Default())
	if err != nil {
		b.Fatal(err)
	}
	byStatement := make(map[string][]map[string]any)
	var order []string
	add := func(cypher string, row map[string]any) {
		if _, ok := byStatement[cypher]; !ok {
			order = append(order, cypher)
		}
		byStatement[cypher] = append(byStatement[cypher], row)
	}
	for _, n := range r.nodes {
		if err := words.node(n); err != nil {
			b.Fatal(err)
		}
		properties := maps.Clone(n.Properties)
		properties["id"], properties["fingerprint"] = n.ID, int64(len(order))
		add(createNodes(n.Labels), map[string]any{"id": n.ID, "properties": properties})
	}
	for _, e := range r.edges {
		properties := maps.Clone(e.Properties)
		properties["attache"], properties["fingerprint"] = true, int64(len(order))
		add(createEdges(shape{e.Type, e.From.Label, e.To.Label}), map[string]any{"from": e.From.ID, "to": e.To.ID, "properties": properties})
	}
	for _, cypher := range order {
		for chunk := range slices.Chunk(byStatement[cypher], batchRows) {
			packets = append(packets, packet{cypher, chunk})
		}
	}
	return packets
}
