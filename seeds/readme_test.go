package seeds_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/attache-kg/attache/internal/decision"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/internal/rule"
	"github.com/attache-kg/attache/internal/source"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

// block is a fenced block of a manual.
type block struct {
	at         string // file:line
	info, text string
}

// blocks returns the fenced blocks of the manuals.
func blocks(t *testing.T) (out []block) {
	t.Helper()
	for _, name := range []string{"README.md", "../README.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var open *block
		for i, line := range strings.SplitAfter(string(data), "\n") {
			info, fence := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "```")
			switch {
			case fence && open == nil:
				open = &block{at: name + ":" + strconv.Itoa(i+1), info: info}
			case fence:
				out, open = append(out, *open), nil
			case open != nil:
				open.text += line
			}
		}
		if open != nil {
			t.Errorf("%s: the block is not closed", open.at)
		}
	}
	return out
}

// key returns the first key of a YAML block, comments passed over.
func (b block) key() string {
	for line := range strings.Lines(b.text) {
		if key, _, found := strings.Cut(line, ":"); found && !strings.HasPrefix(line, "#") {
			return key
		}
	}
	return ""
}

// example is the name under which an example stands in the pack.
const example = "readme.yaml"

// overlay is the pack that is built in with one more file in a folder. Where the
// file has rules, alone leaves the others out.
func overlay(t *testing.T, dir, text string, alone bool) fs.FS {
	t.Helper()
	files := fstest.MapFS{dir + "/" + example: {Data: []byte(text)}}
	err := fs.WalkDir(seeds.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || alone && strings.HasPrefix(name, "rules/") {
			return err
		}
		data, err := seeds.Files.ReadFile(name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestReadmeRules runs the rules of the manuals, each file by itself and beside
// the rules that are built in.
func TestReadmeRules(t *testing.T) {
	found := 0
	for _, b := range blocks(t) {
		if b.info != "yaml" || b.key() != "edge" {
			continue
		}
		found++
		rules, faults := rule.Parse("rules/"+example, []byte(b.text), diag.Trees{}, schema.Default())
		if len(faults) > 0 || len(rules) == 0 {
			t.Errorf("%s: %d rules\n%v", b.at, len(rules), diag.Faults(faults))
			continue
		}
		for _, alone := range []bool{true, false} {
			for _, f := range runExample(t, overlay(t, "rules", b.text, alone)) {
				t.Errorf("%s (alone: %t)\n%s", b.at, alone, f)
			}
		}
	}
	if found == 0 {
		t.Error("the manuals have no rules")
	}
}

// runExample returns the faults of a pack, or the tests of the example that fail.
func runExample(t *testing.T, pack fs.FS) []diag.Fault {
	t.Helper()
	p, faults := pipeline.Load(pack, schema.Default())
	if p == nil {
		return faults
	}
	return slices.DeleteFunc(p.TestRules(), func(f diag.Fault) bool { return filepath.Base(f.File) != example })
}

// TestReadmeEntities loads the entities of the manuals beside those built in.
func TestReadmeEntities(t *testing.T) {
	for _, b := range blocks(t) {
		if b.info != "yaml" || b.key() != "class" {
			continue
		}
		if _, faults := pipeline.Load(overlay(t, "entities", b.text, false), schema.Default()); len(faults) > 0 {
			t.Errorf("%s\n%v", b.at, diag.Faults(faults))
		}
	}
}

// TestReadmeDecisions reads the decisions of the manuals.
func TestReadmeDecisions(t *testing.T) {
	found := 0
	for _, b := range blocks(t) {
		if b.info != "yaml" || b.key() != "decisions" {
			continue
		}
		found++
		if _, faults := decision.Parse("decisions.yaml", []byte(b.text), schema.Default()); len(faults) > 0 {
			t.Errorf("%s\n%v", b.at, diag.Faults(faults))
		}
	}
	if found == 0 {
		t.Error("the manuals have no decisions")
	}
}

// TestReadmeSources reads the sources that the manual shows.
func TestReadmeSources(t *testing.T) {
	found := 0
	for _, b := range blocks(t) {
		if b.info != "yaml sources" {
			continue
		}
		found++
		if sources, faults := source.Parse("sources.yaml", []byte(b.text), nil); len(faults) > 0 || len(sources) == 0 {
			t.Errorf("%s: %d sources\n%v", b.at, len(sources), diag.Faults(faults))
		}
	}
	if found == 0 {
		t.Error("README.md shows no sources")
	}
}

// TestReadmeFaults compares what a faulty example gives with the block behind it.
func TestReadmeFaults(t *testing.T) {
	all := blocks(t)
	for i, b := range all {
		if b.info != "yaml faulty" {
			continue
		}
		_, faults := rule.Parse("mypack/rules/supplies.yaml", []byte(b.text), diag.Trees{}, schema.Default())
		if got, want := diag.Faults(faults).Error()+"\n", all[i+1].text; got != want {
			t.Errorf("%s\n got %s\nwant %s", b.at, got, want)
		}
	}
}

// TestReadmeShapes compares the shapes that the manual shows with those of the
// first rule of that name before them.
func TestReadmeShapes(t *testing.T) {
	all := blocks(t)
	for i, b := range all {
		id, shapes := strings.CutPrefix(b.info, "shapes ")
		if !shapes {
			continue
		}
		at := slices.IndexFunc(all[:i], func(b block) bool { return strings.Contains(b.text, "id: "+id+"\n") })
		if at < 0 {
			t.Errorf("%s: no rule %s stands before it", b.at, id)
			continue
		}
		p, faults := pipeline.Load(overlay(t, "rules", all[at].text, true), schema.Default())
		if p == nil {
			t.Errorf("%s\n%v", b.at, diag.Faults(faults))
		} else if got := strings.Join(p.Frames.Shapes(id), "\n") + "\n"; got != b.text {
			t.Errorf("%s\n got %s\nwant %s", b.at, got, b.text)
		}
	}
}

// nonsense is a key that no file has, far from all that files have.
const nonsense = "{qqqqqqqqqqqqqqqqqqqqqqqq: 1}"

// TestReadmeKeys holds the manual against the keys and names that the readers
// of the files know. They tell them when they are given one they do not know.
func TestReadmeKeys(t *testing.T) {
	var faults []diag.Fault
	_, more := rule.Parse("", []byte("edge: SUPPLIES\nframes: [{id: a.b, tests: [{want: ["+nonsense+"]}, "+nonsense+"]}, "+nonsense+"]"), diag.Trees{}, schema.Default())
	faults = append(faults, more...)
	for _, kind := range decision.Kinds {
		about := "firm:a"
		if kind == decision.Accept || kind == decision.Reject {
			about = "SUPPLIES"
		}
		_, more = decision.Parse("", fmt.Appendf(nil, "decisions: [{%s: %s, qqqqqqqqqqqqqqqqqqqqqqqq: 1}]", kind, about), schema.Default())
		faults = append(faults, more...)
	}
	_, more = gazetteer.Parse("", []byte("class: Firm\nentities: ["+nonsense+", {id: firm:a, aliases: ["+nonsense+"], offices: ["+nonsense+"]}]"), diag.Trees{}, schema.Default())
	faults = append(faults, more...)
	_, more = source.Parse("", []byte("sources: ["+nonsense+"]"), nil)
	faults = append(faults, more...)
	files := fstest.MapFS{}
	for name, text := range map[string]string{"inflection": "third: [" + nonsense + "]", "words": "{functions: " + nonsense + ", classes: " + nonsense + ", folds: " + nonsense + "}",
		"readings": "readings: [" + nonsense + "]", "cues": "governors: [" + nonsense + "]", "common": nonsense, "verbs": nonsense, "names": nonsense} {
		files[name+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	for range 2 { // the second time for the keys at the top
		_, more = lang.Read(files, diag.Trees{}, document.NewLexicon())
		faults = append(faults, more...)
		for name := range files {
			files[name] = &fstest.MapFile{Data: []byte(nonsense)}
		}
	}
	manual, known := read(t, "README.md"), 0
	for _, f := range faults {
		list, told := strings.CutPrefix(f.Fix, "use one of: ")
		if !told {
			continue
		}
		for _, key := range append(strings.Split(list, ", "), lang.Contexts...) {
			known++
			if !strings.Contains(manual, "`"+key+"`") {
				t.Errorf("README.md does not explain %s", key)
			}
		}
	}
	if known < 100 {
		t.Errorf("the readers told %d keys only", known)
	}
}

var (
	raised = regexp.MustCompile(`(?:\.(?:At|Within|Whole|within|fault)\([^"\n]*|Code: )"([a-z0-9-]+)"`)
	listed = regexp.MustCompile("(?m)^\\| ((?:`[a-z0-9-]+`(?:, )?)+) \\|")
	code   = regexp.MustCompile("`([a-z0-9-]+)`")
)

// TestReadmeCodes holds the manual's table of faults against the sources.
// Codes that are put together ("unknown-" and the key) are not looked for.
func TestReadmeCodes(t *testing.T) {
	var inCode, inManual []string
	for _, room := range []string{"internal/decision", "internal/diag", "internal/gazetteer", "internal/lang", "internal/name", "internal/pipeline", "internal/rule", "internal/source", "cmd/attache"} {
		names, err := filepath.Glob("../" + room + "/*.go")
		if err != nil || len(names) == 0 {
			t.Fatalf("no sources in %s (%v)", room, err)
		}
		for _, name := range names {
			for _, m := range raised.FindAllStringSubmatch(read(t, name), -1) {
				if !strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(m[1], "-") {
					inCode = append(inCode, m[1])
				}
			}
		}
	}
	_, table, found := strings.Cut(read(t, "README.md"), "\n## Faults\n")
	if !found {
		t.Fatal("README.md has no section on faults")
	}
	for _, row := range listed.FindAllStringSubmatch(table, -1) {
		for _, m := range code.FindAllStringSubmatch(row[1], -1) {
			inManual = append(inManual, m[1])
		}
	}
	slices.Sort(inCode)
	for _, c := range slices.Compact(inCode) {
		if !slices.Contains(inManual, c) {
			t.Errorf("README.md does not explain the fault %s", c)
		}
	}
	for _, c := range inManual {
		if !slices.Contains(inCode, c) && !strings.HasPrefix(c, "unknown-") {
			t.Errorf("README.md explains %s, which nothing raises", c)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
