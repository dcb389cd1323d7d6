package attache_test

import (
	"bytes"
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/corpus"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/eval"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
	"gopkg.in/yaml.v3"
)

// shared is the folder of the gold standards that do not come with the
// repository.
const shared = "../shared/gold"

// expected is an entry of seeds/expect.yaml, which says what the keys mean.
type expected struct {
	Precision float64            `yaml:"precision"`
	Recall    float64            `yaml:"recall"`
	F1        float64            `yaml:"f1"`
	Types     map[string]float64 `yaml:"types"`
	Names     map[string]float64 `yaml:"names"`
	Traps     *int               `yaml:"traps"`
	Claims    map[string][2]int  `yaml:"claims"`
}

// TestQuality holds extraction against the gold standards. Of the set "test"
// only the figures may be seen.
func TestQuality(t *testing.T) {
	want := readExpected(t)
	pack, faults := pipeline.Load(seeds.Files, schema.Default())
	if len(faults) > 0 {
		t.Fatal(diag.Faults(faults).Error())
	}
	for _, set := range []struct{ name, gold, corpus string }{
		{"seeds", "seeds/gold/seeds.jsonl", "seeds/corpus"},
		{"dev", shared + "/dev.jsonl", shared + "/dev"},
		{"test", shared + "/test.jsonl", shared + "/test"},
	} {
		t.Run(set.name, func(t *testing.T) {
			e, ok := want[set.name]
			if !ok {
				t.Fatalf("seeds/expect.yaml expects nothing of %s", set.name)
			}
			e.check(t, readGold(t, set.gold), extract(t, pack, set.corpus))
		})
	}
}

func readExpected(t *testing.T) map[string]expected {
	t.Helper()
	data, err := os.ReadFile("seeds/expect.yaml")
	if err != nil {
		t.Fatal(err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	var want map[string]expected
	if err := decoder.Decode(&want); err != nil {
		t.Fatal("seeds/expect.yaml: ", err)
	}
	for name, e := range want {
		for _, kind := range slices.Concat(slices.Collect(maps.Keys(e.Types)), slices.Collect(maps.Keys(e.Claims))) {
			if !slices.Contains(eval.Types(), kind) {
				t.Errorf("seeds/expect.yaml: %s: no edge type %s", name, kind)
			}
		}
	}
	return want
}

// readGold skips the test where the gold is not there, unless it must be.
func readGold(t *testing.T, name string) []eval.GoldDocument {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		if slices.Contains(strings.Split(os.Getenv("ATTACHE_REQUIRE"), ","), "gold") {
			t.Fatal(err)
		}
		t.Skip("no gold standard to compare with: ", err)
	}
	defer f.Close()
	gold, err := eval.ReadGold(f)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return gold
}

// extracted is what was made of a corpus.
type extracted struct {
	documents []graph.PrintedDocument
	names     map[string][]string // by document
}

func extract(t *testing.T, pack *pipeline.Pack, dir string) extracted {
	t.Helper()
	docs, err := corpus.Open([]string{dir}, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := extracted{names: make(map[string][]string)}
	w := pack.NewWorker()
	for i := range docs.Len() {
		f := docs.File(i)
		d, err := document.Load(f.Path, 16<<20)
		if err != nil {
			t.Fatalf("%s: %v", filepath.Join(dir, f.Doc), err)
		}
		printed := graph.PrintedDocument{Doc: f.Doc}
		for _, s := range w.Extract(d, f.Date, f.Source) {
			printed.Claims = append(printed.Claims, s.Printed())
		}
		out.documents = append(out.documents, printed)
		out.names[f.Doc] = append(w.Mentions(), eval.Named(printed.Claims)...)
	}
	return out
}

func (e expected) check(t *testing.T, gold []eval.GoldDocument, got extracted) {
	t.Helper()
	report := eval.Score(gold, got.documents, nil)
	var figures strings.Builder
	if err := report.WriteText(&figures, false); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", figures.String())
	atLeast(t, "precision", report.Micro.Precision(), e.Precision)
	atLeast(t, "recall", report.Micro.Recall(), e.Recall)
	atLeast(t, "F1", report.Micro.F1(), e.F1)
	byType := make(map[string]eval.Count)
	for _, s := range report.Types {
		byType[s.Type] = s.Count
	}
	for _, kind := range sorted(e.Types) {
		atLeast(t, "F1 of "+kind, byType[kind].F1(), e.Types[kind])
	}
	for _, kind := range sorted(e.Names) {
		n := eval.NameRecall(gold, kind, got.names)
		t.Logf("names %-8s %d of %d", kind, n.Found, n.Total)
		atLeast(t, "recall of the names of kind "+kind, float64(n.Found)/float64(max(n.Total, 1)), e.Names[kind])
	}
	for _, kind := range sorted(e.Claims) {
		if n, band := byType[kind].System, e.Claims[kind]; n < band[0] || n > band[1] {
			t.Errorf("%d claims of %s, outside of %d to %d", n, kind, band[0], band[1])
		}
	}
	if e.Traps != nil && report.Traps.Fired > *e.Traps {
		t.Errorf("%d traps fired, more than %d", report.Traps.Fired, *e.Traps)
	}
}

func atLeast(t *testing.T, what string, got, want float64) {
	t.Helper()
	if got < want {
		t.Errorf("%s is %.3f, below %.3f", what, got, want)
	}
}

func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
