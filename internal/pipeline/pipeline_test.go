package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
)

var update = flag.Bool("update", false, "rewrite testdata/corpus.jsonl")

const (
	seedCorpus = "../../seeds/corpus"
	devCorpus  = "../../../shared/gold/dev" // does not come with the repository
)

// paper is a document of a corpus.
type paper struct{ name, text, date string }

// papers reads the documents of a folder in the order of their names; nil where
// the folder is missing.
func papers(t testing.TB, dir string) (all []paper) {
	t.Helper()
	dates := make(map[string]string)
	if data, err := os.ReadFile(filepath.Join(dir, "metadata.tsv")); err == nil {
		for line := range strings.Lines(string(data)) {
			if fields := strings.Split(strings.TrimSpace(line), "\t"); len(fields) > 1 {
				dates[fields[0]] = fields[1]
			}
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		d, err := document.Load(f, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(f)
		all = append(all, paper{name, d.Text, dates[name]})
	}
	return all
}

func (p paper) extract(w *Worker) []graph.Statement { return w.Extract(Text(p.text), p.date, "") }

func corpora(t *testing.T, each func(t *testing.T, docs []paper)) {
	for _, dir := range []string{seedCorpus, devCorpus} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			docs := papers(t, dir)
			if len(docs) == 0 && dir == devCorpus {
				t.Skip("no documents in ", dir)
			} else if len(docs) == 0 {
				t.Fatal("no documents in ", dir)
			}
			each(t, docs)
		})
	}
}

// TestPrefilter holds the prefilter's contract: it may look at a sentence that
// gives nothing, and never passes over one that gives a claim.
func TestPrefilter(t *testing.T) {
	pack := load(t)
	fast, slow := pack.NewWorker(), pack.NewWorker()
	slow.everywhere = true
	corpora(t, func(t *testing.T, docs []paper) {
		found := 0
		for _, d := range docs {
			got, want := d.extract(fast), d.extract(slow)
			found += len(want)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s", d.name, difference(got, want))
			}
		}
		if found == 0 {
			t.Error("the corpus gives no claims at all: nothing was compared")
		}
	})
}

// difference tells the first statement in which two lists differ.
func difference(got, want []graph.Statement) string {
	for i := range max(len(got), len(want)) {
		a, b := "nothing", "nothing"
		if i < len(got) {
			a = describe(got[i])
		}
		if i < len(want) {
			b = describe(want[i])
		}
		if i >= len(got) || i >= len(want) || !reflect.DeepEqual(got[i], want[i]) {
			return fmt.Sprintf("statement %d\n got %s\nwant %s", i, a, b)
		}
	}
	return "no difference"
}

// FuzzPrefilter holds the same of texts that nobody wrote: sentences of the
// corpus in another order, some joined, some cut.
func FuzzPrefilter(f *testing.F) {
	pack := load(f)
	sentences := corpusSentences(f, pack)
	fast, slow := pack.NewWorker(), pack.NewWorker()
	slow.everywhere = true
	for seed := range uint64(8) {
		f.Add(seed, "Germany sent tanks to Ukraine.")
	}
	f.Fuzz(func(t *testing.T, seed uint64, extra string) {
		p := paper{"shuffled", shuffled(seed, append(slices.Clone(sentences), extra)), "2024-05-17"}
		if got, want := p.extract(fast), p.extract(slow); !reflect.DeepEqual(got, want) {
			t.Errorf("%s\nin %q", difference(got, want), p.text)
		}
	})
}

func corpusSentences(t testing.TB, pack *Pack) (all []string) {
	for _, p := range papers(t, seedCorpus) {
		d := Text(p.text)
		pack.splitter.Split(&d)
		for _, s := range d.Sentences {
			all = append(all, d.Text[s.Begin:s.End])
		}
	}
	return all
}

// shuffled makes a text of some of the sentences.
func shuffled(seed uint64, sentences []string) string {
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	for range 12 {
		s := sentences[r.IntN(len(sentences))]
		switch r.IntN(6) {
		case 0:
			words := strings.Fields(s)
			s = strings.Join(words[r.IntN(len(words)+1):], " ")
		case 1:
			s = strings.TrimSuffix(s, ".") + ", and"
		}
		b.WriteString(s + []string{" ", "\n", "\n- "}[r.IntN(3)])
	}
	return b.String()
}

// TestStorageIsClean holds that a worker keeps nothing of the document before:
// documents read in any order, or twice, give what a new worker gives.
func TestStorageIsClean(t *testing.T) {
	pack := load(t)
	used := pack.NewWorker()
	corpora(t, func(t *testing.T, docs []paper) {
		var want [][]graph.Statement
		for _, d := range docs {
			want = append(want, d.extract(pack.NewWorker()))
		}
		for round := range uint64(3) {
			for _, i := range rand.New(rand.NewPCG(round, 2)).Perm(len(docs)) {
				if got := docs[i].extract(used); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("round %d, %s: %s", round, docs[i].name, difference(got, want[i]))
				}
			}
		}
	})
}

// TestWorkers holds that any number of workers gives the same bytes in the same
// order.
func TestWorkers(t *testing.T) {
	pack := load(t)
	corpora(t, func(t *testing.T, docs []paper) {
		want := printAll(t, pack, 1, docs)
		for _, n := range []int{2, 8} {
			if got := printAll(t, pack, n, docs); !bytes.Equal(got, want) {
				t.Errorf("%d workers give other output than one", n)
			}
		}
	})
}

// printAll prints what documents give.
func printAll(t *testing.T, pack *Pack, workers int, docs []paper) []byte {
	t.Helper()
	var out bytes.Buffer
	size := func(i int) int64 { return int64(len(docs[i].text)) }
	next := 0
	for i, line := range Each(context.Background(), pack, workers, len(docs), size, func(w *Worker, i int) []byte { return printed(t, docs[i], docs[i].extract(w)) }) {
		if i != next {
			t.Fatalf("document %d came where %d was due", i, next)
		}
		next++
		out.Write(line)
	}
	if next != len(docs) {
		t.Fatalf("%d of %d documents came", next, len(docs))
	}
	return out.Bytes()
}

// printed is a line for the document and one for each claim.
func printed(t *testing.T, p paper, statements []graph.Statement) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	lines := []any{map[string]string{"doc": p.name, "date": p.date}}
	for _, s := range statements {
		lines = append(lines, s.Printed())
	}
	for _, l := range lines {
		if err := e.Encode(l); err != nil {
			t.Error(err)
		}
	}
	return b.Bytes()
}

// TestCorpus compares what the seed corpus gives, claim by claim, with
// testdata/corpus.jsonl, so that a change of rules or passes shows what it does.
func TestCorpus(t *testing.T) {
	const golden = "testdata/corpus.jsonl"
	got := printAll(t, load(t), 2, papers(t, seedCorpus))
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Fatalf("%s:%d differs; look at the change with\n  go test ./internal/pipeline -run TestCorpus -update && git diff %s\n got %s\nwant %s",
				golden, i+1, golden, line(a, i), line(b, i))
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(the end)"
}

// TestNoClock holds that neither the day nor the zone of the machine shows:
// weekdays and days without a year are those of the publication date.
func TestNoClock(t *testing.T) {
	pack := load(t)
	docs := append(papers(t, seedCorpus), paper{"dated", "Germany sent Gepards to Ukraine on Monday. Russia attacked Odesa yesterday. Poland sent T-72 tanks to Ukraine on December 31.", "2024-01-01"})
	want := printAll(t, pack, 1, docs)
	local := time.Local
	defer func() { time.Local = local }()
	for _, hours := range []int{-12, 5, 14} {
		time.Local = time.FixedZone("test", hours*3600)
		if got := printAll(t, pack, 1, docs); !bytes.Equal(got, want) {
			t.Errorf("at UTC%+d the output is another", hours)
		}
	}
}

// TestEvidence holds that every claim points at its sentence in the bytes as
// read, and at the words in it that its rule matched.
func TestEvidence(t *testing.T) {
	w := load(t).NewWorker()
	corpora(t, func(t *testing.T, docs []paper) {
		for _, d := range docs {
			for _, s := range d.extract(w) {
				if len(s.Evidence) == 0 {
					t.Fatalf("%s: no evidence of %s", d.name, describe(s))
				}
				for _, e := range s.Evidence {
					checkEvidence(t, d, e)
				}
			}
		}
	})
}

func checkEvidence(t *testing.T, d paper, e graph.Evidence) {
	t.Helper()
	if want := Text(d.text).SHA; e.Document != want {
		t.Errorf("%s: the evidence is of document %s, want %s", d.name, e.Document, want)
	}
	if got := d.text[e.Span.Begin:e.Span.End]; !slices.Equal(strings.Fields(got), strings.Fields(e.Sentence)) {
		t.Errorf("%s: bytes %v are\n %q, the sentence is\n %q", d.name, e.Span, got, e.Sentence)
	}
	if len(e.Words) == 0 {
		t.Errorf("%s: no words of %s in %q", d.name, e.Rule, e.Sentence)
	}
	for _, word := range e.Words {
		if word.Begin < e.Span.Begin || word.Begin >= word.End || word.End > e.Span.End {
			t.Errorf("%s: the words %v lie outside of the sentence %v", d.name, word, e.Span)
		}
	}
}

// TestEachStops holds that a reader may leave, or cancel, at any document.
func TestEachStops(t *testing.T) {
	pack := load(t)
	one := func(int) int64 { return taskBytes } // a task each
	t.Run("the loop is left", func(t *testing.T) {
		var seen []int
		for i := range Each(context.Background(), pack, 2, 1000, one, func(*Worker, int) int { return 0 }) {
			if seen = append(seen, i); i == 2 {
				break
			}
		}
		if want := []int{0, 1, 2}; !slices.Equal(seen, want) {
			t.Errorf("got %v, want %v", seen, want)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		seen := 0
		for range Each(ctx, pack, 2, 1000, one, func(*Worker, int) int { return 0 }) {
			if seen++; seen == 3 {
				cancel()
			}
		}
		if seen != 3 {
			t.Errorf("%d documents came after the third was cancelled", seen-3)
		}
	})
	t.Run("no documents", func(t *testing.T) {
		for i := range Each(context.Background(), pack, 2, 0, one, func(*Worker, int) int { return 0 }) {
			t.Errorf("document %d of none", i)
		}
	})
	t.Run("documents larger than what may be in flight", func(t *testing.T) {
		seen := 0
		for range Each(context.Background(), pack, 2, 5, func(int) int64 { return 2 * flightBytes }, func(*Worker, int) int { return 0 }) {
			seen++
		}
		if seen != 5 {
			t.Errorf("%d documents of 5 came", seen)
		}
	})
}

// FuzzExtract holds that no text crashes a pass or yields evidence outside of it.
func FuzzExtract(f *testing.F) {
	pack := load(f)
	for _, text := range []string{"", "France", "sent", "France sent", ":\n- ", "Germany sent 12 F-16s to Ukraine:\n- HIMARS\n- \n", "\u201cWe will send tanks\u201d", "both countries signed", "It sent it to it.", "$ 3 of of by by France's's"} {
		f.Add(text)
	}
	for _, s := range corpusSentences(f, pack) {
		f.Add(s)
	}
	w := pack.NewWorker()
	f.Fuzz(func(t *testing.T, text string) {
		d, err := document.Read(strings.NewReader(text), 1<<16)
		if err != nil {
			return
		}
		for _, s := range w.Extract(d, "2024-05-17", "") {
			for _, e := range s.Evidence {
				checkEvidence(t, paper{name: "fuzz", text: text}, e)
			}
		}
	})
}

// A long document is read in parts: its end as well as its beginning, at the bytes
// where it stands.
func TestLongDocument(t *testing.T) {
	claim := "Norway sent 12 howitzers to Ukraine in May."
	filler := strings.Repeat("The weather in the valley was fine and nobody spoke of anything else.\n\n", 3*partBytes/70)
	d, err := document.Read(strings.NewReader(claim+"\n\n"+filler+claim+"\n"), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	statements := load(t).NewWorker().Extract(d, "2024-06-01", "")
	if len(statements) != 2 {
		t.Fatalf("%d statements, want one of the first part and one of the last", len(statements))
	}
	for i, want := range []int{0, len(d.Text) - len(claim) - 1} {
		if span := statements[i].Evidence[0].Span; span.Begin != want || d.Text[span.Begin:span.End] != claim {
			t.Errorf("statement %d stands at %v: %q", i, span, d.Text[span.Begin:span.End])
		}
	}
}

// A quotation mark alone on the first line is no headline, nor the end of the program.
func TestLoneQuote(t *testing.T) {
	d, err := document.Read(strings.NewReader("'\n\nNorway sent 12 howitzers to Ukraine.\n"), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if statements := load(t).NewWorker().Extract(d, "2024-06-01", ""); len(statements) != 1 {
		t.Errorf("%d statements, want one", len(statements))
	}
}
