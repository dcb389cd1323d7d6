package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/attache-kg/attache/internal/gazetteer"
)

// corpus generates some documents and returns them by their path.
func corpus(t *testing.T, size int, seed uint64) map[string]string {
	t.Helper()
	out := t.TempDir()
	if err := run(size, out, "../../seeds/corpus", "", seed); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(out, "*", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	texts := make(map[string]string)
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := filepath.Rel(out, f)
		texts[name] = string(data)
	}
	return texts
}

// TestSameSeedSameBytes holds that measurements can be repeated.
func TestSameSeedSameBytes(t *testing.T) {
	const size = 100_000
	first, again, other := corpus(t, size, 1), corpus(t, size, 1), corpus(t, size, 2)
	written, differ := 0, 0
	for name, text := range first {
		written += len(text)
		if again[name] != text {
			t.Errorf("%s is another text with the same seed", name)
		}
		if other[name] != text {
			differ++
		}
	}
	if len(again) != len(first) || written < size {
		t.Errorf("%d and %d documents, %d bytes; want the same number and at least %d bytes", len(first), len(again), written, size)
	}
	if differ == 0 {
		t.Error("another seed gives the same documents")
	}
}

// TestExchanged: all names and numbers of a text are exchanged, each name for the same one
// wherever it stands, but not years.
func TestExchanged(t *testing.T) {
	g := generator{random: rand.New(rand.NewPCG(1, 1)), pools: make(map[string][]gazetteer.Entity), names: make(map[string]name)}
	g.know(gazetteer.Entity{ID: "state:FRA", Class: "State", Name: "France", Demonyms: []gazetteer.Alias{{Text: "French"}}})
	g.know(gazetteer.Entity{ID: "official:a", Class: "Official", Name: "Anna Martin", Offices: []gazetteer.Office{{Of: "state:FRA"}}})
	chile := gazetteer.Entity{ID: "state:CHL", Class: "State", Name: "Chile", Demonyms: []gazetteer.Alias{{Text: "Chilean"}}}
	g.pools["State"], g.pools["Official"] = []gazetteer.Entity{chile}, nil
	g.pools["state:CHL"] = []gazetteer.Entity{{ID: "official:b", Class: "Official", Name: "Berta Soto"}}
	got := g.exchanged(g.pieces("Anna Martin of France, French-born, sent 7 T55s in 2022."))
	want := regexp.MustCompile(`^Berta Soto of Chile, Chilean-born, sent [1-9] T55s in 2022\.$`)
	if !want.MatchString(got) {
		t.Error(got)
	}
}

func TestNames(t *testing.T) {
	dir := t.TempDir()
	names := filepath.Join(dir, "names.txt")
	if err := run(1, dir, "../../seeds/corpus", names, 1); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(names); err != nil || len(data) == 0 {
		t.Errorf("%d bytes of names, %v", len(data), err)
	}
}

func TestNoSeeds(t *testing.T) {
	if err := run(1, t.TempDir(), t.TempDir(), "", 1); err == nil {
		t.Error("a folder without documents is no error")
	}
}
