package seeds_test

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

func load(t *testing.T) *pipeline.Pack {
	t.Helper()
	pack, faults := pipeline.Load(seeds.Files, schema.Default())
	if len(faults) > 0 {
		t.Fatal(diag.Faults(faults[:min(20, len(faults))]).Error())
	}
	return pack
}

// TestReadings decides noun or verb for the starred word of every reading's tests.
func TestReadings(t *testing.T) {
	decisions, wrong := load(t).TestReadings()
	for _, w := range wrong {
		t.Error(w)
	}
	if decisions < 300 {
		t.Errorf("only %d decisions are tested", decisions)
	}
}

// TestAliases finds names that two entities claim, and names that are ordinary
// words but match in lower case.
func TestAliases(t *testing.T) {
	clashes := load(t).Clashes()
	for _, c := range clashes[:min(40, len(clashes))] {
		t.Error(c)
	}
	if len(clashes) > 40 {
		t.Errorf("… and %d more", len(clashes)-40)
	}
}

// TestTrees keeps trees.bin equal to what the YAML files parse to.
func TestTrees(t *testing.T) {
	var files [][]byte
	for _, pattern := range []string{"lang/en/*.yaml", "rules/*.yaml", "entities/*.yaml"} {
		names, err := fs.Glob(seeds.Files, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(seeds.Files, name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, data)
		}
	}
	want, err := diag.EncodeTrees(files)
	if err != nil {
		t.Fatal(err)
	}
	got, err := fs.ReadFile(seeds.Files, pipeline.TreesFile)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("trees.bin is not what the files parse to (%v); run: go generate ./seeds", err)
	}
}

// TestSpellings holds that the three spellings of one official are one node.
func TestSpellings(t *testing.T) {
	pack := load(t)
	for _, name := range []string{"Sébastien Lecornu", "Sebastian Lecornu", "Sebastien Lecornu"} {
		d := pipeline.Text("French Defense Minister " + name + " spoke to reporters in Paris.")
		statements := pack.NewWorker().Extract(d, "2024", "")
		if !slices.ContainsFunc(statements, func(s pipeline.Statement) bool {
			return s.Source.ID == "official:sebastien-lecornu" && s.Target.ID == "state:FRA" && strings.Contains(s.Source.Name, "Lecornu")
		}) {
			t.Errorf("%s is not official:sebastien-lecornu: %v", name, statements)
		}
	}
}
