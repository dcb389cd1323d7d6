package name_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

func load(t *testing.T) *pipeline.Pack {
	t.Helper()
	p, faults := pipeline.Load(seeds.Files, schema.Default())
	if p == nil {
		t.Fatal(diag.Faults(faults).Error())
	}
	return p
}

// TestOffices holds which persons that no gazetteer lists are found by their
// offices, and what they hold.
func TestOffices(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{name: "before the name", text: "French Defence Minister Anna Kowalczyk spoke.", want: []string{"official:anna-kowalczyk Defence Minister state:FRA ongoing"}},
		{name: "behind the name", text: "Anna Kowalczyk, the French defence minister, spoke.", want: []string{"official:anna-kowalczyk defence minister state:FRA ongoing"}},
		{name: "possessor", text: "Germany's Foreign Minister Anna Kowalczyk spoke.", want: []string{"official:anna-kowalczyk Foreign Minister state:DEU ongoing"}},
		{name: "former", text: "Former French Defence Minister Anna Kowalczyk spoke.", want: []string{"official:anna-kowalczyk Defence Minister state:FRA done"}},
		{name: "former in an apposition", text: "Anna Kowalczyk, a former French defence minister, spoke.", want: []string{"official:anna-kowalczyk defence minister state:FRA done"}},
		{name: "accents", text: "French Defence Minister \u00c9lodie N\u00e9meth spoke.", want: []string{"official:elodie-nemeth Defence Minister state:FRA ongoing"}},
		{name: "the surname alone later", text: "French Defence Minister Anna Kowalczyk spoke. Minister Kowalczyk left.", want: []string{"official:anna-kowalczyk Defence Minister state:FRA ongoing"}},
		{name: "no name", text: "The French defence minister spoke."},
		{name: "no office", text: "Anna Kowalczyk of France spoke."},
		{name: "a journalist", text: "French journalist Anna Kowalczyk spoke."},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range w.Extract(pipeline.Text(tt.text), "2024-05-17", "") {
				if s.Type == "HOLDS_OFFICE" {
					got = append(got, fmt.Sprintf("%s %s %s %s", s.Source.ID, s.Office, s.Target.ID, s.Modality))
				}
			}
			switch fine := slices.Equal(got, tt.want); {
			case !fine:
				t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

// TestPersonsOfOneDocument holds that a surname means the person of the document
// that bears it, and that the person of one document is nobody in the next.
func TestPersonsOfOneDocument(t *testing.T) {
	w := load(t).NewWorker()
	names := func(text string) []string {
		w.Extract(pipeline.Text(text), "2024-05-17", "")
		return slices.Clone(w.Mentions())
	}
	first := names("French Defence Minister Anna Kowalczyk spoke.")
	if !slices.Contains(first, "official:Anna Kowalczyk") {
		t.Errorf("the person is not among %q", first)
	}
	if next := names("Kowalczyk attacked Ukraine."); slices.ContainsFunc(next, func(n string) bool { return n == "official:Kowalczyk" }) {
		t.Errorf("the person of the document before is among %q", next)
	}
}
