package gazetteer_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

const states = `
class: State
source: test
entities:
  - {id: state:FRA, name: France, demonyms: [French], seats: [Paris, the Élysée]}
  - {id: state:USA, name: United States, aliases: [United States of America, {text: US, match: case}, {text: America, match: never}], demonyms: [American]}
  - {id: state:GEO, name: Georgia, aliases: [{text: Georgia, near: [Tbilisi, Georgian]}], seats: [{text: GDF, near: [tbilisi]}]}
  - {id: state:GUY, name: Guyana, seats: [{text: GDF, near: [guyana]}]}
`

const systems = `
class: System
source: test
entities:
  - {id: system:caesar, name: CAESAR, aliases: [Caesar 6×6 NG, Caesar howitzer], is_a: system:howitzer}
  - {id: system:f-16, name: F-16, aliases: [F-16 Fighting Falcon, {text: Viper, match: case}]}
  - {id: system:howitzer, name: howitzer, aliases: [self-propelled howitzer]}
  - {id: system:aircraft, name: aircraft}
  - {id: system:tank, name: tank}
  - {id: system:ship, name: warship, aliases: [{text: vessel, near: [navy]}]}
`

// marker marks the names of these files in texts.
type marker struct {
	*gazetteer.Gazetteer
	splitter *document.Splitter
}

func compile(t testing.TB) marker {
	t.Helper()
	folder, err := fs.Sub(seeds.Files, "lang/en")
	if err != nil {
		t.Fatal(err)
	}
	lexicon := document.NewLexicon()
	pack, faults := lang.Read(folder, diag.Trees{}, lexicon)
	var entities []gazetteer.Entity
	for name, text := range map[string]string{"states.yaml": states, "systems.yaml": systems} {
		e, f := gazetteer.Parse(name, []byte(text), diag.Trees{}, schema.Default())
		entities, faults = append(entities, e...), append(faults, f...)
	}
	if len(faults) > 0 {
		t.Fatal(diag.Faults(faults).Error())
	}
	s := &document.Splitter{Lexicon: lexicon, Abbreviation: lang.Abbreviation, Opener: lang.Opener, Opens: lang.NameOpens, Wrap: 100}
	m := marker{gazetteer.Compile(entities, pack, s), s}
	pack.Freeze()
	return m
}

// mark prints the mentions of a text: "French=state:FRA".
func (m marker) mark(text string) []string { return m.markTold(text, nil) }

// markTold does the same where the document has named some entities before.
func (m marker) markTold(text string, told []bool) (out []string) {
	d := document.Document{Text: text}
	m.splitter.Split(&d)
	for _, s := range d.Sentences {
		for _, x := range m.Mark(&d, s, told, nil) {
			out = append(out, fmt.Sprintf("%s=%s", text[d.Tokens[x.First].Start:d.Tokens[x.Last-1].End], m.Entities[x.Entity].ID))
		}
	}
	return out
}

func TestMark(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"name", "France left.", "France=state:FRA"},
		{"any case", "FRANCE and france left.", "FRANCE=state:FRA france=state:FRA"},
		{"demonym", "A French ship.", "French=state:FRA"},
		{"demonym in lower case", "A french ship.", ""},
		{"seat", "Paris left.", "Paris=state:FRA"},
		{"possessive", "France's ship.", "France=state:FRA"},
		{"longest", "The United States of America left.", "United States of America=state:USA"},
		{"longest but cut short", "The United States of Mexico left.", "United States=state:USA"},
		{"leftmost", "A Caesar howitzer fired.", "Caesar howitzer=system:caesar"},
		{"one behind another", "French CAESAR howitzer", "French=state:FRA CAESAR howitzer=system:caesar"},
		{"part of a longer word", "Francesca left.", ""},
		{"match: case", "The US told us.", "US=state:USA"},
		{"match: case with dots", "The U.S. left.", "U.S.=state:USA"},
		{"match: case, a capital only", "A Viper, not a viper.", "Viper=system:f-16"},
		{"match: never", "America left.", ""},
		{"near, no cue", "Georgia won the game.", ""},
		{"near, a cue", "Georgia spoke in Tbilisi.", "Georgia=state:GEO"},
		{"near, a cue before", "In Tbilisi, Georgia spoke.", "Georgia=state:GEO"},
		{"near, the cue in another sentence", "He was in Tbilisi. Georgia won.", ""},
		{"near, a system's cue in the sentence before", "The navy spoke. Two vessels came.", "vessels=system:ship"},
		{"near, a system's cue in the sentence behind", "Two vessels came. The navy spoke.", "vessels=system:ship"},
		{"near, a system's cue too far", "The navy spoke." + strings.Repeat(" It rained.", 10) + " Two vessels came.", ""},
		{"capitals only", "A CAESAR, no caesar.", "CAESAR=system:caesar"},
		{"hyphens do not count", "An F-16, F16 and F 16.", "F-16=system:f-16 F16=system:f-16 F 16=system:f-16"},
		{"a designation's plural", "Six F-16s left.", "F-16s=system:f-16"},
		{"plural", "Six howitzers and tanks.", "howitzers=system:howitzer tanks=system:tank"},
		{"plural that is no other", "Six aircraft.", "aircraft=system:aircraft"},
		{"hyphen inside", "A self-propelled howitzer.", "self-propelled howitzer=system:howitzer"},
		{"accents do not count", "The Elysee said.", "The Elysee=state:FRA"},
		{"a name inside a name", "Jean-Claude-France Martin left.", ""},
		{"a compound", "A France-US deal.", "France=state:FRA US=state:USA"},
		{"over a sentence end", "He met the United. States left.", ""},
		{"an unknown name before a class", "He sent Alouette III howitzers.", "Alouette III howitzers=system:howitzer"},
		{"a designation before a class", "He sent 12 M118 howitzers and DV-15X tanks.", "M118 howitzers=system:howitzer DV-15X tanks=system:tank"},
		{"a class of ships", "Six Lupo-class warships came.", "Lupo-class warships=system:ship"},
		{"a designation with a space", "The LST 100 warships and 12 Dornier 228 aircraft.", "LST 100 warships=system:ship Dornier 228 aircraft=system:aircraft"},
		{"a number that is none", "He gave Zorkan 12 tanks.", "tanks=system:tank"},
		{"a known word before a class", "On Monday the Army tanks came.", "tanks=system:tank"},
		{"the first word before a class", "Alouette howitzers came.", "howitzers=system:howitzer"},
		{"a name before a class", "The French tanks came.", "French=state:FRA tanks=system:tank"},
		{"nothing", "He left.", ""},
		{"no text", "", ""},
	}
	m := compile(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(m.mark(tt.text), " "); got != tt.want {
				t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

func TestMarkTold(t *testing.T) {
	tests := []struct{ name, text, told, want string }{
		{"nobody told", "The GDF fired.", "", ""},
		{"told before", "The GDF fired.", "state:GEO", "GDF=state:GEO"},
		{"two told", "The GDF fired.", "state:GEO state:GUY", ""},
		{"the other's cue", "In Guyana, the GDF fired.", "state:GEO", "Guyana=state:GUY GDF=state:GUY"},
		{"both cues", "In Guyana as in Tbilisi, the GDF fired.", "", "Guyana=state:GUY"},
		{"a system in small letters", "A vessel came.", "system:ship", ""},
	}
	m := compile(t)
	for _, tt := range tests {
		told := make([]bool, len(m.Entities))
		for _, id := range strings.Fields(tt.told) {
			told[m.Index[id]] = true
		}
		if got := strings.Join(m.markTold(tt.text, told), " "); got != tt.want {
			t.Errorf("%s: %q\n got %s\nwant %s", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestForms(t *testing.T) {
	m := compile(t)
	d := document.Document{Text: "France French Paris"}
	m.splitter.Split(&d)
	var got []gazetteer.Form
	for _, x := range m.Mark(&d, d.Sentences[0], nil, nil) {
		got = append(got, x.Form)
	}
	if want := []gazetteer.Form{gazetteer.Name, gazetteer.Demonym, gazetteer.Seat}; !slices.Equal(got, want) {
		t.Errorf("got forms %v, want %v", got, want)
	}
}

func TestParseFaults(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown class", "class: Sate\nentities: []\n", `a.yaml:1:8: no class "Sate" [unknown-class]`},
		{"unknown key", "class: State\nsource: s\nentities:\n  - {id: state:FRA, name: France, alias: [x]}\n", `a.yaml:4:35: unknown key "alias" [unknown-key]`},
		{"no id", "class: State\nsource: s\nentities:\n  - {name: France}\n", "a.yaml:4:5: an entity needs id: and name: [missing-key]"},
		{"id of another class", "class: State\nsource: s\nentities:\n  - {id: firm:fra, name: France}\n", `a.yaml:4:10: "firm:fra" is no id of a State [entity-id]`},
		{"id in capitals", "class: Firm\nsource: s\nentities:\n  - {id: firm:Nexter Systems, name: Nexter}\n", `"firm:Nexter Systems" is no id of a Firm [entity-id]`},
		{"no source", "class: State\nentities:\n  - {id: state:FRA, name: France}\n", "a.yaml:3:5: state:FRA does not say its source [missing-key]"},
		{"unknown match", "class: State\nsource: s\nentities:\n  - {id: state:FRA, name: France, aliases: [{text: F, match: cased}]}\n", `unknown match "cased" [unknown-match]`},
		{"alias without text", "class: State\nsource: s\nentities:\n  - {id: state:FRA, name: France, aliases: [{match: case}]}\n", "the alias has no text [missing-key]"},
		{"no entities", "class: State\n", "a.yaml: an entity file needs class: and entities: [missing-key]"},
		{"alias bomb", "class: &a [x, x]\nentities: [*a, *a]\n", "a.yaml:2:12: YAML aliases are not read [yaml-alias]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entities, faults := gazetteer.Parse("a.yaml", []byte(tt.text), diag.Trees{}, schema.Default())
			if !strings.Contains(diag.Faults(faults).Error(), tt.want) {
				t.Errorf("got %v\nwant %s", diag.Faults(faults), tt.want)
			}
			for _, e := range entities {
				if e.ID == "" || e.Name == "" {
					t.Errorf("an entity lacks id or name: %+v", e)
				}
			}
		})
	}
}

// FuzzMark holds that mentions are in order, do not overlap, lie within their
// sentence, and that marking again gives the same.
func FuzzMark(f *testing.F) {
	for _, text := range []string{"", "France sent F-16s.", "The United States of America, of America", "self-propelled howitzer howitzer", "US-France--Paris F\u201116 - Caesar 6\u00d76 NG", "Georgia. Tbilisi", "the the \u00c9lys\u00e9e"} {
		f.Add(text)
	}
	m := compile(f)
	f.Fuzz(func(t *testing.T, text string) {
		d, err := document.Read(strings.NewReader(text), 1<<14)
		if err != nil {
			return
		}
		m.splitter.Split(&d)
		for _, s := range d.Sentences {
			marks := m.Mark(&d, s, nil, nil)
			next := s.First
			for _, x := range marks {
				if x.First < next || x.Last <= x.First || x.Last > s.Last {
					t.Fatalf("mention [%d,%d) in sentence [%d,%d), the one before ends at %d", x.First, x.Last, s.First, s.Last, next)
				}
				next = x.Last
			}
			if again := m.Mark(&d, s, nil, nil); !slices.Equal(marks, again) {
				t.Fatalf("marked again\n got %v\nwant %v", again, marks)
			}
		}
	})
}

// TestIDs holds which ids an entity file may give.
func TestIDs(t *testing.T) {
	for id, ok := range map[string]bool{
		"system:mig-29": true, "system:mim-104-2": true, "system:f16": true, "system:FRA": true,
		"system:": false, "system:-x": false, "system:x-": false, "system:x--y": false, "system:Mig": false, "system:FR": false, "mig-29": false, "state:x": false,
	} {
		file := fmt.Sprintf("class: System\nentities:\n  - {id: %q, name: X, source: curated}\n", id)
		_, faults := gazetteer.Parse("systems.yaml", []byte(file), diag.Trees{}, schema.Default())
		if (len(faults) == 0) != ok {
			t.Errorf("%s: faults %v, accepted should be %t", id, faults, ok)
		}
	}
}

// TestClasses holds what is of which class.
func TestClasses(t *testing.T) {
	g := compile(t)
	caesar, howitzer, tank := g.Index["system:caesar"], g.Index["system:howitzer"], g.Index["system:tank"]
	if !g.IsA(caesar, howitzer) || g.IsA(howitzer, caesar) || g.IsA(caesar, tank) || g.IsA(caesar, caesar) {
		t.Error("IsA does not follow the classes")
	}
	if g.Class(caesar) != howitzer || g.Class(howitzer) != -1 || !g.IsClass(howitzer) || g.IsClass(caesar) {
		t.Error("Class and IsClass do not follow the classes")
	}
}
