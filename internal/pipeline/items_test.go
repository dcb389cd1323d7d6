package pipeline

import (
	"bytes"
	"io/fs"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/touch"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

// changed is the built-in pack with one file edited.
func changed(t *testing.T, file string, edit func(string) string) *Pack {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(seeds.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(seeds.Files, path)
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	data := []byte(edit(string(files[file].Data)))
	if bytes.Equal(data, files[file].Data) {
		t.Fatalf("%s: nothing to edit", file)
	}
	files[file].Data = data
	pack, faults := Load(files, schema.Default())
	if len(faults) > 0 {
		t.Fatalf("%s: %v", file, faults[0])
	}
	return pack
}

// without drops the list item that begins with a line.
func without(line string) func(string) string {
	indent := line[:strings.Index(line, "-")]
	item := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(line) + `.*\n(` + indent + `  .*\n|[ \t]*\n)*`)
	return func(s string) string { return item.ReplaceAllString(s, "") }
}

func swap(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

// TestTouch changes the pack in many ways: a document that a change is said not to
// touch gives the same statements before and after.
func TestTouch(t *testing.T) {
	base, faults := Load(seeds.Files, schema.Default())
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	var docs []document.Document
	for _, r := range base.Rules {
		for _, test := range r.Tests {
			docs = append(docs, document.Document{SHA: strings.Repeat("0", 64), Text: test.Text})
		}
	}
	type read struct {
		statements []graph.Statement
		words      touch.Words
	}
	before := make([]read, len(docs))
	w := base.NewWorker()
	for i, d := range docs {
		before[i].statements, before[i].words = w.ExtractWords(d, "2024-05-17", "news.example")
	}
	items := base.Items()
	for _, c := range []struct {
		name, file string
		edit       func(string) string
		most       float64 // share of the documents that it may touch
	}{
		{"rule dropped", "rules/supplies.yaml", without("  - id: supply.give"), 0.5},
		{"rule of verbs dropped", "rules/attacks.yaml", without("  - id: attack.destroy"), 0.5},
		{"verb added", "rules/trains.yaml", swap("verbs: [put, take, guide]", "verbs: [put, take, guide, lead]"), 0.3},
		{"pattern dropped", "rules/holds-office.yaml", swap("pattern:", "pattern: "), 1},
		{"state's alias", "entities/states.yaml", swap("aliases: [French Republic,", "aliases: [French Republic, Marianne,"), 0.3},
		{"system dropped", "entities/systems-west.yaml", without("  - id: system:caesar"), 0.1},
		{"class of systems", "entities/system-classes.yaml", swap("name: howitzer", "name: Howitzer"), 0.6},
		{"word of the language", "lang/en/words.yaml", func(s string) string { return s + "\n" }, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := changed(t, c.file, c.edit)
			change := touch.Between(items, after.Items())
			w, touched, differ := after.NewWorker(), 0, 0
			for i, d := range docs {
				touches := change.Touches(before[i].words)
				if touches {
					touched++
				}
				if same := reflect.DeepEqual(before[i].statements, w.Extract(d, "2024-05-17", "news.example")); !same {
					differ++
					if !touches {
						t.Errorf("said not to be touched, but is: %s", d.Text)
					}
				}
			}
			share := float64(touched) / float64(len(docs))
			t.Logf("%.3f touched, %d of %d differ", share, differ, len(docs))
			if share > c.most {
				t.Errorf("touches %.2f of the documents, at most %.2f", share, c.most)
			}
		})
	}
}
