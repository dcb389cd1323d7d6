package rule

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
)

var update = flag.Bool("update", false, "rewrite testdata/err/*.want")

func parse(t *testing.T, path string) ([]Rule, []diag.Fault) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return Parse(filepath.Base(path), data, diag.Trees{}, schema.Default())
}

// TestFaults compares the faults of each bad file with the text beside it: the
// place, the line, what is wrong, how to mend it.
func TestFaults(t *testing.T) {
	files, err := filepath.Glob("testdata/err/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no bad files", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".yaml")
		t.Run(filepath.Base(name), func(t *testing.T) {
			_, faults := parse(t, file)
			got := diag.Faults(faults).Error() + "\n"
			if *update {
				if err := os.WriteFile(name+".want", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name + ".want")
			if err != nil {
				t.Fatal(err)
			}
			if len(faults) == 0 || got != string(want) {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
			for _, f := range faults {
				if f.What == "" || f.Fix == "" || f.Code == "" {
					t.Errorf("the fault lacks what, fix or code: %+v", f)
				}
			}
		})
	}
}

func TestGoodFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/ok/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no good files", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			rules, faults := parse(t, file)
			if len(faults) > 0 || len(rules) != 1 {
				t.Errorf("%d rules, want 1; faults:\n%v", len(rules), diag.Faults(faults))
			}
		})
	}
}

func TestParse(t *testing.T) {
	rules, _ := parse(t, "testdata/ok/frame.yaml")
	if len(rules) != 1 {
		t.Fatalf("%d rules, want 1", len(rules))
	}
	r := rules[0]
	for _, tt := range []struct{ what, got, want string }{
		{"id", r.ID, "supply.hand-over"},
		{"edge", r.Edge.Type, "SUPPLIES"},
		{"verbs", strings.Join(r.Verbs, "|"), "deliver|hand over"},
		{"nouns", strings.Join(r.Nouns, "|"), "delivery"},
		{"stage", r.Stage, "delivered"},
		{"maker", r.Maker, "source"},
		{"modality unless given", r.Modality, "done"},
		{"file", r.File, "frame.yaml"},
		{"date of a test", r.Tests[0].Date, "2024-05"},
		{"wanted system", strings.Join(r.Tests[0].Want[0]["system"], "|"), "system:rbs-70"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %q, want %q", tt.what, tt.got, tt.want)
		}
	}
	if r.Line != 4 || r.Tests[1].Line != 16 {
		t.Errorf("the rule stands on line %d, its near miss on %d; want 4 and 16", r.Line, r.Tests[1].Line)
	}
	if len(r.Tests[1].Want) != 0 {
		t.Errorf("the near miss wants %v", r.Tests[1].Want)
	}
}

func TestClauses(t *testing.T) {
	tests := []struct{ clause, want string }{
		{"{source} V {system} to {target}", "{source} V {system} to {target}"},
		{"{source} V {system?} to|for {target}", "{source} V {system}? to|for {target}"},
		{"{source} V {target} <aid|help>", "{source} V {target} <aid|help>"},
		{"{source} V {target}'s <forces|army>", "{source} V {target}'s<forces|army>"},
		{"{source?} V {target?}'s <forces|army>", "{source}? V {target}'s<forces|army>?"},
		{"  {source}   V {target}", "{source} V {target}"},
	}
	for _, tt := range tests {
		rules, faults := Parse("a.yaml", frameWith("clause", tt.clause), diag.Trees{}, schema.Default())
		if len(faults) > 0 {
			t.Errorf("%s: %v", tt.clause, diag.Faults(faults))
			continue
		}
		if got := printElements(rules[0].Clauses[0].Elements); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.clause, got, tt.want)
		}
	}
}

func frameWith(key, value string) []byte {
	return []byte("edge: SUPPLIES\nframes:\n  - id: supply.give\n    why: It is a test.\n    verbs: [give]\n    " + key + ": [\"" + value +
		"\"]\n    tests:\n      - {text: a, want: [{source: state:A}]}\n      - {text: b, want: []}\n")
}

func printElements(elements []Element) string {
	var parts []string
	for _, e := range elements {
		text := map[Kind]string{Role: "{" + e.Role + "}", Head: "V", Preposition: strings.Join(e.Words, "|"), Words: "<" + strings.Join(e.Words, "|") + ">"}[e.Kind]
		if e.Poss != "" {
			text = "{" + e.Poss + "}'s" + text
		}
		if e.Optional {
			text += "?"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ")
}

// TestBadRuleIsLeftOut holds that code behind Parse never sees a bad rule, and
// that a bad rule costs its neighbours nothing.
func TestBadRuleIsLeftOut(t *testing.T) {
	good := string(frameWith("clause", "{source} V {target}"))
	_, rule, _ := strings.Cut(good, "frames:\n")
	bad := strings.NewReplacer("supply.give", "supply.bad", "{target}", "{targat}").Replace(rule)
	third := strings.Replace(rule, "supply.give", "supply.third", 1)
	rules, faults := Parse("a.yaml", []byte(good+bad+third), diag.Trees{}, schema.Default())
	var ids []string
	for _, r := range rules {
		ids = append(ids, r.ID)
	}
	if want := []string{"supply.give", "supply.third"}; !slices.Equal(ids, want) {
		t.Errorf("got rules %q, want %q", ids, want)
	}
	if len(faults) != 1 || faults[0].Code != "unknown-role" {
		t.Errorf("got %v, want one unknown-role", faults)
	}
}

// TestAllFaultsSorted holds that one run tells all faults, from the top down.
func TestAllFaultsSorted(t *testing.T) {
	_, faults := parse(t, "testdata/err/bad-clause.yaml")
	if len(faults) < 4 {
		t.Errorf("%d faults, want one for each of the 4 bad clauses", len(faults))
	}
	if !slices.IsSortedFunc(faults, func(a, b diag.Fault) int { return a.Line - b.Line }) {
		t.Errorf("the faults are not sorted:\n%v", diag.Faults(faults))
	}
}

func TestPatternFault(t *testing.T) {
	rules, _ := parse(t, "testdata/ok/pattern.yaml")
	data, err := os.ReadFile("testdata/ok/pattern.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f := rules[0].PatternFault(data, 9, 17, "no such role", "write another")
	want := "pattern.yaml:5:24: no such role [bad-pattern]\n  5 |     pattern: '{target} {office} {source}'\n    |                        ^~~~~~~~\n  fix: write another"
	if got := f.String(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// FuzzParse holds that no file crashes the reader or passes with a rule that
// lacks its parts, and that every fault prints.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/ok/*.yaml", "testdata/err/*.yaml"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	types := schema.Default()
	f.Fuzz(func(t *testing.T, data []byte) {
		rules, faults := Parse("a.yaml", data, diag.Trees{}, types)
		for _, r := range rules {
			if r.ID == "" || r.Edge.Type == "" || len(r.Tests) < 2 {
				t.Errorf("a rule lacks its parts: %+v", r)
			}
		}
		for _, fault := range faults {
			if fault.Line < 0 || fault.Code == "" || fault.String() == "" {
				t.Errorf("the fault has no place or code: %+v", fault)
			}
		}
	})
}
