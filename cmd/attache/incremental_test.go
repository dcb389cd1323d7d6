package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

// TestAnyHistory: after additions, edits, moves, copies, removals, other metadata and
// other rules and entities, loaded in parts or as a whole, an export is byte for byte that
// of one fresh load.
func TestAnyHistory(t *testing.T) {
	rounds := 1 + *faultRounds/4
	packs := editedPacks(t)
	sentences := testSentences(t)
	for seed := range uint64(rounds) {
		h := &corpusHistory{T: t, Rand: rand.New(rand.NewPCG(seed, 5)), dir: t.TempDir(), bin: filepath.Join(binary(t), "attache"), sentences: sentences}
		for range 12 {
			h.add()
		}
		pack := packs[0]
		for step := range 7 {
			for range 1 + h.IntN(4) {
				h.mutate()
			}
			if h.IntN(2) == 0 {
				pack = packs[h.IntN(len(packs))]
			}
			h.metadata()
			if h.IntN(3) == 0 { // first only a part
				h.attache("load", "--ledger", "kept.db", "--pack", pack, "--metadata", "metadata.tsv", "news/a")
			}
			h.attache("load", "--ledger", "kept.db", "--pack", pack, "--metadata", "metadata.tsv", "news")
			h.attache("load", "--ledger", "fresh.db", "--pack", pack, "--metadata", "metadata.tsv", "news")
			kept, fresh := h.attache("export", "--ledger", "kept.db", "--active", "--no-runs"), h.attache("export", "--ledger", "fresh.db", "--active", "--no-runs")
			if err := os.Remove(filepath.Join(h.dir, "fresh.db")); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(kept, fresh) {
				t.Fatalf("seed %d, step %d: the ledger is not that of a fresh load: %s", seed, step, firstDifference(string(kept), string(fresh)))
			}
			if step == 6 {
				h.attache("verify", "--ledger", "kept.db", "--pack", pack)
			}
		}
	}
}

// TestAnyHistoryInNeo4j: after each load of such a history, which sends what may have
// changed since the one before, the database is as the ledger.
func TestAnyHistoryInNeo4j(t *testing.T) {
	l := newLoader(t)
	for _, variable := range l.env {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	packs := editedPacks(t)
	h := &corpusHistory{T: t, Rand: rand.New(rand.NewPCG(7, 5)), dir: t.TempDir(), bin: filepath.Join(binary(t), "attache"), sentences: testSentences(t)}
	for range 12 {
		h.add()
	}
	pack := packs[0]
	h.metadata()
	for step := range 3 + *faultRounds {
		for range 1 + h.IntN(4) {
			h.mutate()
		}
		switch h.IntN(4) {
		case 0:
			pack = packs[h.IntN(len(packs))]
		case 1:
			h.metadata()
		}
		h.attache("load", "--ledger", "kept.db", "--pack", pack, "--metadata", "metadata.tsv", "news", "--to", l.access.URI)
		if out := h.attache("status", "--ledger", "kept.db", "--pack", pack, "--to", l.access.URI); !bytes.Contains(out, []byte("all as in the ledger")) {
			t.Fatalf("step %d:\n%s", step, out)
		}
	}
}

func firstDifference(kept, fresh string) string {
	a, b := strings.Split(kept, "\n"), strings.Split(fresh, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\n kept %s\nfresh %s", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(a), len(b))
}

// editedPacks returns the built-in pack and copies with other rules and entities.
func editedPacks(t *testing.T) []string {
	t.Helper()
	packs := []string{filepath.Join(repository(t), "seeds")}
	for _, edit := range []struct{ file, old, new string }{
		{"entities/states.yaml", "aliases: [French Republic,", "aliases: [French Republic, Marianne,"},
		{"entities/states.yaml", "  - id: state:UKR\n    name: Ukraine", "  - id: state:UKR\n    name: Ukraina"},
		{"rules/supplies.yaml", "verbs: [give, ", "verbs: ["},
		{"entities/systems-west.yaml", "    is_a: system:self-propelled-howitzer", "    is_a: system:howitzer"},
	} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(packs[0])); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, edit.file)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		edited := strings.Replace(string(data), edit.old, edit.new, 1)
		if edited == string(data) {
			t.Fatalf("%s has no %q to edit", edit.file, edit.old)
		}
		if err := os.WriteFile(name, []byte(edited), 0o666); err != nil {
			t.Fatal(err)
		}
		packs = append(packs, dir)
	}
	return packs
}

// testSentences returns the texts of the rules' own tests.
func testSentences(t *testing.T) (sentences []string) {
	t.Helper()
	pack, faults := pipeline.Load(seeds.Files, schema.Default())
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	for _, r := range pack.Rules {
		for _, test := range r.Tests {
			sentences = append(sentences, test.Text)
		}
	}
	return sentences
}

// corpusHistory is a folder of news that changes.
type corpusHistory struct {
	*testing.T
	*rand.Rand
	dir, bin  string
	sentences []string
	files     []string
	made      int
}

func (h *corpusHistory) attache(args ...string) []byte {
	h.Helper()
	c := exec.Command(h.bin, args...)
	c.Dir = h.dir
	var faults bytes.Buffer
	c.Stderr = &faults
	out, err := c.Output()
	if err != nil {
		h.Fatalf("attache %s: %v\n%s%s", strings.Join(args, " "), err, out, &faults)
	}
	return out
}

func (h *corpusHistory) text() string {
	var b strings.Builder
	for range 3 + h.IntN(4) {
		b.WriteString(h.sentences[h.IntN(len(h.sentences))] + "\n\n")
	}
	return b.String() + "Marianne delivered ten tanks to Ukraine.\n"
}

func (h *corpusHistory) write(name, text string) {
	h.Helper()
	full := filepath.Join(h.dir, "news", name)
	if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
		h.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
		h.Fatal(err)
	}
}

func (h *corpusHistory) newName() string {
	h.made++
	return fmt.Sprintf("%c/%03d.txt", 'a'+h.IntN(2), h.made)
}

func (h *corpusHistory) add() {
	name := h.newName()
	h.files = append(h.files, name)
	h.write(name, h.text())
}

func (h *corpusHistory) mutate() {
	i := h.IntN(len(h.files))
	old := filepath.Join(h.dir, "news", h.files[i])
	data, err := os.ReadFile(old)
	if err != nil {
		h.Fatal(err)
	}
	switch h.IntN(5) {
	case 0:
		h.add()
	case 1:
		h.write(h.files[i], h.text())
	case 2: // move
		h.files[i] = h.newName()
		h.write(h.files[i], string(data))
		err = os.Remove(old)
	case 3: // copy
		h.files = append(h.files, h.newName())
		h.write(h.files[len(h.files)-1], string(data))
	case 4:
		if len(h.files) > 5 {
			h.files = slices.Delete(h.files, i, i+1)
			err = os.Remove(old)
		}
	}
	if err != nil {
		h.Fatal(err)
	}
}

// metadata dates some of the files, and says where some are from.
func (h *corpusHistory) metadata() {
	text := "doc\tdate\turl\n"
	for _, name := range h.files {
		if h.IntN(4) > 0 {
			text += fmt.Sprintf("%s\t2024-0%d-17\thttps://%s.example/%s\n", name, 1+h.IntN(2), []string{"news", "mil"}[h.IntN(2)], name)
		}
	}
	if err := os.WriteFile(filepath.Join(h.dir, "metadata.tsv"), []byte(text), 0o666); err != nil {
		h.Fatal(err)
	}
}
