package lang_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/seeds"
)

// english reads the pack that is built in, one file of it replaced if a name is given.
func english(t *testing.T, name, text string) (*lang.Pack, []diag.Fault) {
	t.Helper()
	files := fstest.MapFS{}
	names, err := fs.Glob(seeds.Files, "lang/en/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no language pack", err)
	}
	for _, n := range names {
		data, err := fs.ReadFile(seeds.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimPrefix(n, "lang/en/")] = &fstest.MapFile{Data: data}
	}
	if name != "" {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return lang.Read(files, diag.Trees{}, document.NewLexicon())
}

func pack(t *testing.T) *lang.Pack {
	t.Helper()
	p, faults := english(t, "", "")
	if len(faults) > 0 {
		t.Fatal(diag.Faults(faults).Error())
	}
	p.Freeze()
	return p
}

func TestVerbForms(t *testing.T) {
	p := pack(t)
	tests := []struct {
		name  string
		forms string // base, third, past, participle, -ing
	}{
		{"regular", "deliver delivers delivered delivered delivering"},
		{"ends in e", "donate donates donated donated donating"},
		{"consonant and y", "supply supplies supplied supplied supplying"},
		{"vowel and y", "deploy deploys deployed deployed deploying"},
		{"hiss", "launch launches launched launched launching"},
		{"doubling", "equip equips equipped equipped equipping"},
		{"ends in ee", "agree agrees agreed agreed agreeing"},
		{"irregular", "give gives gave given giving"},
		{"irregular, all alike", "hit hits hit hit hitting"},
		{"irregular, past alike", "send sends sent sent sending"},
		{"buy", "buy buys bought bought buying"},
		{"strike", "strike strikes struck struck striking"},
	}
	bits := []uint64{lang.VerbBase, lang.VerbThird, lang.VerbPast, lang.VerbParticiple, lang.VerbIng}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			forms := strings.Fields(tt.forms)
			base := p.Lexicon.Find(forms[0])
			for i, form := range forms {
				n := p.Lexicon.Find(form)
				if n == 0 || p.Lexicon.Bits(n)&bits[i] == 0 {
					t.Errorf("%q is not form %d of %q", form, i, forms[0])
				}
				if got := p.LemmaOf(n); got != base {
					t.Errorf("the base form of %q is %q, want %q", form, p.Lexicon.Word(got), forms[0])
				}
			}
		})
	}
}

func TestKnowsVerb(t *testing.T) {
	p := pack(t)
	for verb, want := range map[string]bool{"supply": true, "Supply": true, "supplies": false, "howitzer": false, "": false, "frobnicate": false} {
		if got := p.KnowsVerb(verb); got != want {
			t.Errorf("KnowsVerb(%q) = %t", verb, got)
		}
	}
}

func TestPlural(t *testing.T) {
	p := pack(t)
	tests := []struct{ singular, plural string }{
		{"tank", "tanks"}, {"battery", "batteries"}, {"convoy", "convoys"}, {"launch", "launches"}, {"torpedo", "torpedoes"}, {"radio", "radios"},
		{"aircraft", "aircraft"}, {"minesweeper", "minesweepers"}, {"gunman", "gunmen"}, {"crisis", "crises"}, {"memorandum", "memoranda"}, {"corps", "corps"},
		{"business", "businesses"},
	}
	for _, tt := range tests {
		if got := p.Plural(tt.singular); got != tt.plural {
			t.Errorf("Plural(%q) = %q, want %q", tt.singular, got, tt.plural)
		}
	}
}

// TestSingularOf holds that irregular plurals lead back, and that a word which is
// no plural is its own singular.
func TestSingularOf(t *testing.T) {
	p := pack(t)
	for plural, want := range map[string]string{"memoranda": "memorandum", "aircraft": "aircraft", "ministers": "minister", "the": "the"} {
		n := p.Lexicon.Find(plural)
		if got := p.Lexicon.Word(p.SingularOf(n)); got != want {
			t.Errorf("the singular of %q is %q, want %q", plural, got, want)
		}
	}
}

func TestCues(t *testing.T) {
	c := pack(t)
	word := c.Lexicon.Find
	for modal, want := range map[string]string{"will": "planned", "won't": "planned", "could": "possible", "may": "possible", "should": "none"} {
		if got := c.Cues.Modals.Get(word(modal)); got != want {
			t.Errorf("the modal %q makes %q, want %q", modal, got, want)
		}
	}
	governors := []struct {
		word     string
		modality string
		denied   bool
		stage    string
	}{
		{"pledge", "planned", false, "pledged"},
		{"plan", "planned", false, ""},
		{"offer", "possible", false, ""},
		{"decline", "", true, ""},
		{"continue", "ongoing", false, ""},
		{"urge", "none", false, ""},
	}
	for _, tt := range governors {
		g, ok := c.Cues.Governors.Look(word(tt.word))
		if !ok || g.Modality != tt.modality || g.Denied != tt.denied || g.Stage != tt.stage {
			t.Errorf("what %q governs is %+v (known: %t), want %+v", tt.word, g, ok, tt)
		}
	}
	if !c.Is(word("say"), lang.Said) || c.Is(word("give"), lang.Said) {
		t.Error("say is not a verb of saying, or give is")
	}
	if !c.Is(word("deny"), lang.Denies) {
		t.Error("deny does not deny")
	}
	if !c.Is(word("reportedly"), lang.Hedges) {
		t.Error("reportedly does not hedge")
	}
}

func TestValues(t *testing.T) {
	p := pack(t)
	word := p.Lexicon.Find
	for _, tt := range []struct {
		what      string
		got, want any
	}{
		{"twelve", p.Numbers.Get(word("twelve")), 12.0},
		{"million", p.Magnitudes.Get(word("million")), 1e6},
		{"May", p.Months.Get(word("May")), 5},
		{"Tuesday", p.Weekdays.Get(word("Tuesday")), 2},
		{"yesterday", p.Days.Get(word("yesterday")), 1},
		{"today", p.Days.Get(word("today")), 0},
		{"euros", p.Currencies.Get(word("euros")), "EUR"},
		{"$", p.Currencies.Get(word("$")), "USD"},
		{"we", p.Is(word("we"), lang.FirstPerson), true},
		{"it", p.Is(word("it"), lang.ThirdPerson), true},
		{"former", p.Is(word("former"), lang.Former), true},
		{"of", p.Word("of"), "of"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %v, want %v", tt.what, tt.got, tt.want)
		}
	}
}

func TestClasses(t *testing.T) {
	names := lang.ClassNames()
	if !slices.IsSorted(names) {
		t.Errorf("the class names are not sorted: %q", names)
	}
	seen := make(map[uint64]string)
	for _, name := range names {
		bit, ok := lang.Class(name)
		if !ok || bit == 0 || bit&(bit-1) != 0 {
			t.Errorf("the class %s has bits %b", name, bit)
		}
		if other, taken := seen[bit]; taken {
			t.Errorf("the classes %s and %s share a bit", name, other)
		}
		seen[bit] = name
	}
	if _, ok := lang.Class("nonsense"); ok {
		t.Error("nonsense is a class")
	}
}

func TestFaults(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"unknown key", "cues.yaml", "modalz: {planned: [will]}\n", `cues.yaml:1:1: unknown key "modalz" [unknown-key]`},
		{"three forms", "verbs.yaml", "irregular:\n  give: [gives, gave, given]\n", "verbs.yaml:2:9: an irregular verb has four forms [four-forms]"},
		{"no number", "words.yaml", "numbers: {two: zwei}\n", `words.yaml:1:16: "zwei" is no number [no-number]`},
		{"unknown context", "readings.yaml", "readings:\n  - {id: a, reading: verb, before: [determinr]}\n", "readings.yaml:2:37: unknown context determinr [unknown-context]"},
		{"unknown form", "readings.yaml", "readings:\n  - {id: a, reading: verb, form: [perfect]}\n", "readings.yaml:2:35: unknown verb form perfect [unknown-form]"},
		{"unknown class", "words.yaml", "classes: {determinr: [the]}\n", `words.yaml:1:11: unknown key "determinr" [unknown-key]`},
		{"no YAML", "common.yaml", "words: [a\n", "common.yaml:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, faults := english(t, tt.file, tt.text)
			if !slices.ContainsFunc(faults, func(f diag.Fault) bool { return strings.HasPrefix(f.String(), tt.want) && f.Fix != "" }) {
				t.Errorf("got %v\nwant %s", diag.Faults(faults), tt.want)
			}
		})
	}
}

func TestMissingFiles(t *testing.T) {
	_, faults := lang.Read(fstest.MapFS{}, diag.Trees{}, document.NewLexicon())
	var missing []string
	for _, f := range faults {
		if f.Code == "missing-file" {
			missing = append(missing, f.File)
		}
	}
	want := []string{"common.yaml", "cues.yaml", "inflection.yaml", "names.yaml", "readings.yaml", "verbs.yaml", "words.yaml"}
	if !slices.Equal(missing, want) {
		t.Errorf("missing are %q, want %q", missing, want)
	}
}
