package ledger

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/story"
	"github.com/attache-kg/attache/schema"
)

// news invents entries of the seeds' shape: six statements a document in four
// sentences of some 160 bytes, among 200 states, 300 systems and many officials.
func news(n int) []Entry {
	r := rand.New(rand.NewPCG(1, 1))
	words := strings.Fields("the of and to a in for on that with said will from by defence minister military troops systems agreement delivered announced Ukraine howitzers ammunition government")
	entries := make([]Entry, n)
	for i := range entries {
		path := fmt.Sprintf("/home/analyst/corpora/news/2022/%03d/%06d.txt", i/1000, i)
		f := file{path, fmt.Sprint("news ", i), fmt.Sprintf("2022-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))}
		e := Entry{Path: path, Document: f.document()}
		e.Signature = names(r)
		at := 0
		var text string
		for k := range 6 {
			if k%3 < 2 {
				at += len(text) + 400
				text = sentenceOf(r, words)
			}
			e.add(r, k, at, text)
		}
		entries[i] = e
	}
	return entries
}

// names invents a signature: 30 features, of which few are in many documents.
func names(r *rand.Rand) (s story.Signature) {
	for range 30 {
		s = append(s, uint16(min(r.IntN(1<<16), r.IntN(1<<16), r.IntN(1<<16))))
	}
	slices.Sort(s)
	return slices.Compact(s)
}

func sentenceOf(r *rand.Rand, words []string) string {
	var b strings.Builder
	for b.Len() < 160 {
		b.WriteString(words[r.IntN(len(words))] + " ")
	}
	return b.String()
}

func (e *Entry) add(r *rand.Rand, k, at int, text string) {
	state := func() graph.Party {
		n := min(r.IntN(200), r.IntN(200))
		return graph.Party{ID: graph.ID(fmt.Sprintf("state:S%02d", n)), Name: fmt.Sprintf("S%02d", n)}
	}
	s := graph.Statement{Type: []string{"SUPPLIES", "SIGNS", "TRAINS", "ATTACKS", "SUPPLIES", "HOLDS_OFFICE"}[k], Source: state(), Target: state(),
		Polarity: "affirmed", Modality: []string{"done", "planned", "ongoing"}[r.IntN(3)], Date: e.Document.Date}
	ev := graph.Evidence{Document: e.Document.SHA, Span: graph.Span{Begin: at, End: at + len(text)}, Sentence: text, Rule: []string{"supply.give", "sign.pact", "train.troops"}[k%3],
		Words: []graph.Span{{Begin: at + 4, End: at + 9}, {Begin: at + 20, End: at + 29}, {Begin: at + 50, End: at + 58}}, Date: s.Date, DateText: "on Monday"}
	switch s.Type {
	case "SUPPLIES":
		n := r.IntN(300)
		s.Systems = []graph.Party{{ID: graph.ID(fmt.Sprintf("system:model-%d", n)), Name: fmt.Sprint("Model ", n)}}
		s.Stage, s.Quantity = "delivered", graph.Amount{Min: float64(n), Max: float64(n)}
		ev.Quantity, ev.Cue = s.Quantity, "has delivered"
	case "HOLDS_OFFICE":
		n := r.IntN(5000)
		s.Source, s.Office = graph.Party{ID: graph.ID(fmt.Sprintf("official:jane-doe-%d", n)), Name: fmt.Sprint("Jane Doe ", n)}, "Defence Minister"
		s.Date = ""
	}
	s.Evidence = []graph.Evidence{ev}
	e.Statements = append(e.Statements, s)
}

// benchPack curates all but officials.
func benchPack(name string) Pack {
	return Pack{Fingerprint: name, Node: func(id graph.ID) (graph.Node, bool) {
		return graph.Node{ID: id, Name: string(id)}, id.Class() != "official"
	}}
}

const benchBatch = 256

// BenchmarkWrite is a first load of 10,000 documents an iteration.
func BenchmarkWrite(b *testing.B) {
	entries := news(10_000)
	var rows, text, size int64
	for b.Loop() {
		l, dir := openTemp(b)
		writeBatches(b, l, "p", entries)
		rows += countRows(b, l)
		must(b, l.Close())
		info, err := os.Stat(l.path)
		must(b, err)
		size = info.Size()
		os.RemoveAll(dir)
	}
	for _, e := range entries {
		for _, s := range e.Statements {
			text += int64(len(s.Evidence[0].Sentence))
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(b.N*len(entries))/b.Elapsed().Seconds(), "docs/s")
	b.ReportMetric(float64(size)/float64(text), "size/text")
}

func openTemp(b *testing.B) (*Ledger, string) {
	dir, err := os.MkdirTemp("", "ledger")
	must(b, err)
	l, err := Open(filepath.Join(dir, "attache.db"))
	must(b, err)
	return l, dir
}

func writeBatches(b *testing.B, l *Ledger, pack string, entries []Entry) {
	r, err := l.Begin(schema.Default(), benchPack(pack), clock)
	must(b, err)
	for batch := range slices.Chunk(entries, benchBatch) {
		must(b, r.Write(batch))
	}
	_, err = r.Finish(clock)
	must(b, err)
}

func countRows(b *testing.B, l *Ledger) (n int64) {
	for _, table := range []string{"documents", "paths", "sentences", "evidence", "arrows", "claims", "support", "nodes", "names"} {
		var rows int64
		must(b, l.db.QueryRow("SELECT count(*) FROM "+table).Scan(&rows))
		n += rows
	}
	return n
}

// BenchmarkRewrite replaces the evidence of 10,000 documents by the same.
func BenchmarkRewrite(b *testing.B) {
	entries := news(10_000)
	l, dir := openTemp(b)
	defer os.RemoveAll(dir)
	defer l.Close()
	writeBatches(b, l, "p", entries)
	for i := 0; b.Loop(); i++ {
		writeBatches(b, l, fmt.Sprint(i), entries)
	}
	b.ReportMetric(float64(b.N*len(entries))/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkUnchanged is a reload of 10,000 documents that are all known.
func BenchmarkUnchanged(b *testing.B) {
	entries := news(10_000)
	l, dir := openTemp(b)
	defer os.RemoveAll(dir)
	defer l.Close()
	writeBatches(b, l, "p", entries)
	for b.Loop() {
		known, err := l.Known()
		must(b, err)
		again := slices.Clone(entries)
		for i, e := range again {
			again[i].State = known.State(e.Path, e.Document)
		}
		writeBatches(b, l, "p", again)
	}
	b.ReportMetric(float64(b.N*len(entries))/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkHoldings reads all that a projection of 10,000 documents needs.
func BenchmarkHoldings(b *testing.B) {
	l, dir := openTemp(b)
	defer os.RemoveAll(dir)
	defer l.Close()
	writeBatches(b, l, "p", news(10_000))
	v, err := l.View()
	must(b, err)
	defer v.Close()
	h := v.Holdings(nil)
	b.Run("nodes", func(b *testing.B) { drainAll(b, h.Nodes) })
	b.Run("documents", func(b *testing.B) { drainAll(b, h.Documents) })
	b.Run("evidence", func(b *testing.B) { drainAll(b, h.Evidence) })
	b.Run("claims", func(b *testing.B) { drainAll(b, h.Claims) })
}

func drainAll[T any](b *testing.B, items iter.Seq2[T, error]) {
	n := 0
	for b.Loop() {
		for _, err := range items {
			must(b, err)
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "items/s")
}
