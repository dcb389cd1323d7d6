package ledger

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/touch"
	"github.com/attache-kg/attache/schema"
)

// differ shows the lines that only one of two dumps has.
func differ(t *testing.T, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for _, line := range a {
		if !slices.Contains(b, line) {
			t.Log("only got ", line)
		}
	}
	for _, line := range b {
		if !slices.Contains(a, line) {
			t.Log("only want", line)
		}
	}
	t.Error("the dumps differ")
}

func TestLoadingTwiceChangesNothing(t *testing.T) {
	l, files := create(t), corpus(40, 1)
	first := mustLoad(t, l, "p", files, 7)
	want := dump(t, l, true)
	if first.Documents.New+first.Documents.Copied != 40 || first.Claims.New == 0 || first.Evidence.New == 0 {
		t.Errorf("first load: %+v", first)
	}
	var unchanged Changes
	unchanged.Documents.Unchanged = 40
	if again := mustLoad(t, l, "p", files, 7); again != unchanged {
		t.Errorf("second load: %+v", again)
	}
	differ(t, dump(t, l, true), want)

	// A loader that reads everything again changes nothing either.
	r, err := l.Begin(schema.Default(), packOf("p"), clock)
	must(t, err)
	var entries []Entry
	for _, f := range files {
		entries = append(entries, entry(Known{}, "p", f))
	}
	must(t, r.Write(entries))
	if again, err := r.Finish(clock); err != nil || again != unchanged {
		t.Errorf("third load: %+v, %v", again, err)
	}
	differ(t, dump(t, l, true), want)
}

func TestOrderAndBatchesDoNotMatter(t *testing.T) {
	files := corpus(40, 2)
	want := fresh(t, "p", files, true)
	for size := range 5 {
		r := rand.New(rand.NewPCG(uint64(size), 0))
		r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		l := create(t)
		mustLoad(t, l, "p", files, 1+size*size*3)
		differ(t, dump(t, l, true), want)
	}
}

// TestAnyHistory: after additions, edits, moves, copies, removals, other dates
// and other rules, in any order, a ledger holds what one fresh load gives.
func TestAnyHistory(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 7))
		files, l, pack := corpus(12, seed), create(t), "p"
		var before Totals
		for step := range 8 {
			c := mustLoad(t, l, pack, files, 1+r.IntN(6))
			after := totals(t, l)
			if after.Claims-before.Claims != c.Claims.New-c.Claims.Gone || after.Evidence-before.Evidence != c.Evidence.New-c.Evidence.Gone ||
				after.Paths-before.Paths != c.Documents.New+c.Documents.Copied-c.Documents.Gone {
				t.Errorf("seed %d, step %d: from %+v to %+v by %+v", seed, step, before, after, c)
			}
			before = after
			want := fresh(t, pack, files, false)
			if got := dump(t, l, false); got != want {
				t.Errorf("seed %d, step %d", seed, step)
				differ(t, got, want)
				return
			}
			for range 1 + r.IntN(4) {
				files = mutate(r, files)
			}
			if r.IntN(4) == 0 {
				pack += "p"
			}
		}
	}
}

func totals(t *testing.T, l *Ledger) Totals {
	t.Helper()
	v, err := l.View()
	must(t, err)
	defer v.Close()
	totals, err := v.Totals()
	must(t, err)
	return totals
}

func mutate(r *rand.Rand, files []file) []file {
	files = slices.Clone(files)
	i, j := r.IntN(len(files)), r.IntN(len(files))
	switch r.IntN(6) {
	case 0:
		files = append(files, file{fmt.Sprintf("/news/new%d.txt", r.Int()), files[i].text, files[j].date})
	case 1:
		files[i].text = fmt.Sprint("edit ", r.IntN(20))
	case 2:
		files[i].path = fmt.Sprintf("/moved/%d.txt", r.Int())
	case 3:
		files[i].date = fmt.Sprintf("2023-0%d", 1+r.IntN(3))
	case 4:
		files[i].text, files[j].text = files[j].text, files[i].text
	case 5:
		if len(files) > 5 {
			files = slices.Delete(files, i, i+1)
		}
	}
	return files
}

// stories are texts whose reading shares no claim.
func supply(path, source, target, date string) file {
	return file{path, source + " supplies " + target, date}
}

// tell is a loader's entry for a text of the form "FRA supplies UKR".
func tell(f file) Entry {
	d := f.document()
	words := strings.Fields(f.text)
	party := func(code string) graph.Party { return graph.Party{ID: graph.ID("state:" + code), Name: code} }
	s := graph.Statement{Type: "SUPPLIES", Source: party(words[0]), Target: party(words[2]), Polarity: "affirmed", Modality: "done", Date: f.date,
		Evidence: []graph.Evidence{{Document: d.SHA, Span: graph.Span{End: len(f.text)}, Sentence: f.text, Rule: "supply.give", Date: f.date}}}
	return Entry{Path: f.path, Document: d, Statements: []graph.Statement{s}}
}

func run(t *testing.T, l *Ledger, do func(*Run) error) Changes {
	t.Helper()
	return runWith(t, l, packOf("p"), do)
}

func runWith(t *testing.T, l *Ledger, pack Pack, do func(*Run) error) Changes {
	t.Helper()
	r, err := l.Begin(schema.Default(), pack, clock)
	must(t, err)
	must(t, do(r))
	changes, err := r.Finish(clock)
	must(t, err)
	return changes
}

// claims prints the claims of a ledger as "FRA-UKR 2" with the number of their
// evidence, retracted ones with 0.
func claims(t *testing.T, l *Ledger) string {
	t.Helper()
	v, err := l.View()
	must(t, err)
	defer v.Close()
	var list []string
	for c, err := range v.Claims(Filter{Retracted: true}) {
		must(t, err)
		if (c.RetractedIn == 0) != c.Active() {
			t.Errorf("%s: retracted in %d with %d evidence", c.ID, c.RetractedIn, len(c.Evidence))
		}
		list = append(list, fmt.Sprintf("%s-%s %d", c.Source[6:], c.Target[6:], len(c.Evidence)))
	}
	return strings.Join(list, ", ")
}

func TestPaths(t *testing.T) {
	a, b := supply("/a", "FRA", "UKR", ""), supply("/b", "FRA", "UKR", "")
	edited, other := supply("/a", "DEU", "UKR", ""), supply("/b", "FRA", "UKR", "")
	other.text += " " // other bytes, the same claim
	tests := []struct {
		name   string
		writes [][]file
		remove []string
		want   string
	}{
		{"one", [][]file{{a}}, nil, "FRA-UKR 1"},
		{"a changed path retracts", [][]file{{a}, {edited}}, nil, "DEU-UKR 1, FRA-UKR 0"},
		{"and back", [][]file{{a}, {edited}, {a}}, nil, "DEU-UKR 0, FRA-UKR 1"},
		{"two paths, one document", [][]file{{a}, {b}}, nil, "FRA-UKR 1"},
		{"two paths in one batch", [][]file{{a, b}}, nil, "FRA-UKR 1"},
		{"two documents", [][]file{{a, other}}, nil, "FRA-UKR 2"},
		{"one of two documents changed", [][]file{{a, other}, {edited}}, nil, "DEU-UKR 1, FRA-UKR 1"},
		{"one of two paths changed", [][]file{{a, b}, {edited}}, nil, "DEU-UKR 1, FRA-UKR 1"},
		{"one of two paths removed", [][]file{{a, b}}, []string{"/a"}, "FRA-UKR 1"},
		{"both removed", [][]file{{a, b}}, []string{"/a", "/b"}, "FRA-UKR 0"},
		{"one not there removed", [][]file{{a}}, []string{"/c"}, "FRA-UKR 1"},
		{"the last of a batch holds", [][]file{{a, edited}}, nil, "DEU-UKR 1"},
	}
	for _, tt := range tests {
		var steps []func(*Run) error
		for _, files := range tt.writes {
			steps = append(steps, func(r *Run) error { return r.Write(tellAll(files)) })
		}
		steps = append(steps, func(r *Run) error { return r.Remove(tt.remove...) })
		l, once := create(t), create(t)
		for _, step := range steps {
			run(t, l, step)
		}
		run(t, once, func(r *Run) (err error) {
			for _, step := range steps {
				err = errors.Join(err, step(r))
			}
			return err
		})
		if got := claims(t, l); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.name, got, tt.want)
		}
		differ(t, dump(t, once, false), dump(t, l, false))
	}
}

func tellAll(files []file) (entries []Entry) {
	for _, f := range files {
		entries = append(entries, tell(f))
	}
	return entries
}

// TestPassing: a claim that came and went before a run finished leaves no trace.
func TestPassing(t *testing.T) {
	a, edited := supply("/a", "FRA", "UKR", ""), supply("/a", "DEU", "UKR", "")
	l := create(t)
	r, err := l.Begin(schema.Default(), packOf("p"), clock)
	must(t, err)
	must(t, r.Write([]Entry{tell(a)}))
	must(t, r.Close())
	run(t, l, func(r *Run) error { return r.Write([]Entry{tell(edited)}) })
	if got := claims(t, l); got != "DEU-UKR 1" {
		t.Error(got)
	}
}

func TestChanges(t *testing.T) {
	a, b, c := supply("/a", "FRA", "UKR", ""), supply("/b", "DEU", "UKR", ""), supply("/c", "FRA", "UKR", "")
	c.text += " "
	edited := supply("/a", "ITA", "UKR", "")
	write := func(files ...file) func(*Run) error {
		return func(r *Run) error {
			for _, f := range files { // a batch each: counts are of the run
				if err := r.Write([]Entry{tell(f)}); err != nil {
					return err
				}
			}
			return nil
		}
	}
	l := create(t)
	tests := []struct {
		do   func(*Run) error
		want string
	}{
		{write(a, b), "{Documents:{New:2 Changed:0 Reread:0 Unchanged:0 Gone:0 Moved:0 Copied:0} Claims:{New:2 Confirmed:0 Reduced:0 Gone:0} Evidence:{New:2 Gone:0}}"},
		{write(a, b), "{Documents:{New:0 Changed:0 Reread:0 Unchanged:2 Gone:0 Moved:0 Copied:0} Claims:{New:0 Confirmed:0 Reduced:0 Gone:0} Evidence:{New:0 Gone:0}}"},
		{write(c), "{Documents:{New:1 Changed:0 Reread:0 Unchanged:0 Gone:0 Moved:0 Copied:0} Claims:{New:0 Confirmed:1 Reduced:0 Gone:0} Evidence:{New:1 Gone:0}}"},
		{write(edited), "{Documents:{New:0 Changed:1 Reread:0 Unchanged:0 Gone:0 Moved:0 Copied:0} Claims:{New:1 Confirmed:0 Reduced:1 Gone:0} Evidence:{New:1 Gone:1}}"},
		{write(a, edited), "{Documents:{New:0 Changed:2 Reread:0 Unchanged:0 Gone:0 Moved:0 Copied:0} Claims:{New:0 Confirmed:0 Reduced:0 Gone:0} Evidence:{New:0 Gone:0}}"},
		{func(r *Run) error { return r.Remove("/a", "/b") }, "{Documents:{New:0 Changed:0 Reread:0 Unchanged:0 Gone:2 Moved:0 Copied:0} Claims:{New:0 Confirmed:0 Reduced:0 Gone:2} Evidence:{New:0 Gone:2}}"},
		{write(b), "{Documents:{New:1 Changed:0 Reread:0 Unchanged:0 Gone:0 Moved:0 Copied:0} Claims:{New:1 Confirmed:0 Reduced:0 Gone:0} Evidence:{New:1 Gone:0}}"},
	}
	for i, tt := range tests {
		if got := fmt.Sprintf("%+v", run(t, l, tt.do)); got != tt.want {
			t.Errorf("run %d\n got %s\nwant %s", i+1, got, tt.want)
		}
	}
	v, err := l.View()
	must(t, err)
	defer v.Close()
	runs, err := v.Runs()
	must(t, err)
	for i, r := range runs {
		if got := fmt.Sprintf("%+v", r.Changes); got != tests[i].want || r.ID != int64(i+1) || r.Started != clock || r.Finished != clock {
			t.Errorf("run %d is kept as %+v", i+1, r)
		}
	}
}

// TestPackChange: other rules re-read a document, and what they say the same stays the same.
func TestPackChange(t *testing.T) {
	l, files := create(t), corpus(10, 3)
	mustLoad(t, l, "p", files, 4)
	c := mustLoad(t, l, "pp", files, 4)
	if c.Documents.Reread == 0 || c.Documents.Changed != 0 || c.Documents.New != 0 {
		t.Errorf("%+v", c)
	}
	differ(t, dump(t, l, false), fresh(t, "pp", files, false))
}

func TestRoundTrip(t *testing.T) {
	d := file{"/a b?c#d%41.txt", "text", "2022-05"}.document()
	full := graph.Evidence{Document: d.SHA, Story: d.SHA, Published: d.Date, Source: d.Source, Span: graph.Span{Begin: 10, End: 90},
		Sentence: "Sébastien Lecornu\x00 “said” 18.", Words: []graph.Span{{Begin: 12, End: 15}, {Begin: 3, End: 7}, {Begin: 70, End: 99}}, Rule: "supply.give/passive",
		Quantity: graph.Amount{Min: 17.5, Max: 1e15, Approximate: true, Unit: "t"}, Money: graph.Amount{Min: 0.1, Max: 0.3, Approximate: true, Unit: "EUR"},
		Date: "2022-05-13", DateText: "last Friday", In: graph.Party{ID: "place:bamako", Name: "Bamako"},
		AttributedTo: graph.Party{ID: "official:sebastien-lecornu", Name: "Sébastien Lecornu"}, Hedged: true, Cue: "might", Antecedent: "the minister"}
	bare := graph.Evidence{Document: d.SHA, Story: d.SHA, Published: d.Date, Source: d.Source, Sentence: "x", Rule: "r"}
	s := graph.Statement{Type: "SUPPLIES", Source: graph.Party{ID: "state:FRA", Name: "FRA"}, Target: graph.Party{ID: "state:UKR", Name: "UKR"},
		Systems: []graph.Party{{ID: "system:caesar", Name: "Caesar"}, {ID: "system:vab", Name: "VAB"}}, Office: "Defence  Minister", Polarity: "denied",
		Modality: "planned", Stage: "pledged", Date: "2022-05-13", Evidence: []graph.Evidence{bare, full}}
	made := graph.Statement{Type: "PRODUCES", Source: graph.Party{ID: "firm:nexter", Name: "Nexter"}, Systems: s.Systems[:1], Polarity: "affirmed", Modality: "ongoing",
		Evidence: []graph.Evidence{bare}}
	nodes := []graph.Node{{ID: "state:FRA", Name: "France"}, {ID: "place:bamako", Name: "Bamako", In: "state:MLI"}, {ID: "state:MLI", Name: "Mali"},
		{ID: "official:sebastien-lecornu", Name: "Sébastien Lecornu", Offices: []graph.Office{{Title: "Minister", Of: "state:FRA", From: "2022-05", To: "2025"}}}}
	l := create(t)
	r, err := l.Begin(schema.Default(), packWith("p", nodes...), clock)
	must(t, err)
	must(t, r.Write([]Entry{{Path: "/a b?c#d%41.txt", Document: d, Text: "text", Statements: []graph.Statement{s, made}}}))
	_, err = r.Finish(clock)
	must(t, err)
	v, err := l.View()
	must(t, err)
	defer v.Close()
	want := append(made.Claims(schema.Default()), s.Claims(schema.Default())...)
	var got []graph.Claim
	for c, err := range v.Claims(Filter{Retracted: true}) {
		must(t, err)
		got = append(got, c.projected())
	}
	slices.SortFunc(want[1:], func(a, b graph.Claim) int { return strings.Compare(a.ID, b.ID) })
	for i := range want {
		want[i].Absorb(nil)
		want[i].FirstRun = "1"
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("claims\n got %+v\nwant %+v", got, want)
	}
	named, err := v.Nodes("state:FRA", "official:sebastien-lecornu", "system:vab", "state:XXX")
	must(t, err)
	wantNodes := map[graph.ID]graph.Node{"state:FRA": nodes[0], "official:sebastien-lecornu": nodes[3], "system:vab": {ID: "system:vab", Name: "VAB"}}
	if !reflect.DeepEqual(named, wantNodes) {
		t.Errorf("nodes\n got %+v\nwant %+v", named, wantNodes)
	}
}

// TestHoldings: the sequences come in the order of their keys, nest, stop
// early, and do not see what is written meanwhile.
func TestHoldings(t *testing.T) {
	l := create(t)
	mustLoad(t, l, "p", corpus(30, 4), 9)
	v, err := l.View()
	must(t, err)
	defer v.Close()
	h := v.Holdings(nil)
	before := drain(t, h)
	mustLoad(t, l, "pp", corpus(30, 5), 9)
	if after := drain(t, h); !slices.Equal(before, after) {
		t.Error("a view sees what was written after it was opened")
	}
	for range h.Claims {
		for range h.Evidence {
			break
		}
	}
	var last []string
	for c, err := range h.Claims {
		must(t, err)
		key := []string{string(c.Source), c.Type, string(c.Head(schema.Default())), c.ID}
		if slices.Compare(last, key) >= 0 {
			t.Errorf("%q comes after %q", key, last)
		}
		last = key
	}
	for _, keys := range [][]string{keys(t, h.Nodes, func(n graph.Node) string { return string(n.ID) }),
		keys(t, h.Documents, func(d graph.Document) string { return d.SHA }),
		keys(t, h.Rules, func(r string) string { return r }),
		keys(t, h.Evidence, func(e graph.Evidence) string { return fmt.Sprintf("%s %09d %s", e.Document, e.Span.Begin, e.ID) })} {
		if len(keys) == 0 || !slices.IsSorted(keys) || len(slices.Compact(slices.Clone(keys))) != len(keys) {
			t.Errorf("%d keys are not in order: %q", len(keys), keys)
		}
	}
}

func drain(t *testing.T, h graph.Holdings) (lines []string) {
	t.Helper()
	nodes, edges := graph.Project(schema.Default(), h)
	for n, err := range nodes {
		must(t, err)
		lines = append(lines, fmt.Sprint(n))
	}
	for e, err := range edges {
		must(t, err)
		lines = append(lines, fmt.Sprint(e))
	}
	return lines
}

func keys[T any](t *testing.T, items func(func(T, error) bool), key func(T) string) (keys []string) {
	t.Helper()
	for item, err := range items {
		must(t, err)
		keys = append(keys, key(item))
	}
	return keys
}

func TestFilter(t *testing.T) {
	l := create(t)
	mustLoad(t, l, "p", corpus(60, 6), 9)
	mustLoad(t, l, "p", corpus(60, 7), 9)
	v, err := l.View()
	must(t, err)
	defer v.Close()
	tests := []struct {
		filter Filter
		pass   func(Claim) bool
	}{
		{Filter{}, func(c Claim) bool { return true }},
		{Filter{Type: "SIGNS"}, func(c Claim) bool { return c.Type == "SIGNS" }},
		{Filter{Source: "state:FRA"}, func(c Claim) bool { return c.Source == "state:FRA" }},
		{Filter{Target: "state:UKR", Type: "SUPPLIES"}, func(c Claim) bool { return c.Target == "state:UKR" && c.Type == "SUPPLIES" }},
		{Filter{Target: "system:caesar"}, func(c Claim) bool { return false }},
		{Filter{Head: "system:caesar"}, func(c Claim) bool { return c.Type == "PRODUCES" }},
		{Filter{Polarity: "denied", Modality: "possible"}, func(c Claim) bool { return c.Polarity == "denied" && c.Modality == "possible" }},
		{Filter{FirstRun: 2}, func(c Claim) bool { return c.FirstRun == 2 }},
	}
	var all []Claim
	for c, err := range v.Claims(Filter{Retracted: true}) {
		must(t, err)
		all = append(all, c)
	}
	for _, tt := range tests {
		for _, retracted := range []bool{false, true} {
			tt.filter.Retracted = retracted
			var got []Claim
			for c, err := range v.Claims(tt.filter) {
				must(t, err)
				got = append(got, c)
			}
			want := slices.DeleteFunc(slices.Clone(all), func(c Claim) bool { return !tt.pass(c) || !retracted && c.RetractedIn != 0 })
			if len(got) != len(want) || len(got) > 0 && !reflect.DeepEqual(got, want) {
				t.Errorf("%+v: %d claims, want %d", tt.filter, len(got), len(want))
			}
		}
	}
	if n := totals(t, l); n.Claims+n.Retracted != len(all) || n.Retracted == 0 || n.Paths != 60 {
		t.Errorf("%+v of %d claims", n, len(all))
	}
}

// TestMovedAndCopied: new, moved and copied paths are told apart.
func TestMovedAndCopied(t *testing.T) {
	a, b := supply("/a", "FRA", "UKR", ""), supply("/b", "DEU", "UKR", "")
	at := func(f file, path string) file { f.path = path; return f }
	l := create(t)
	write := func(remove string, files ...file) Changes {
		return run(t, l, func(r *Run) error {
			must(t, r.Write(tellAll(files)))
			if remove == "" {
				return nil
			}
			return r.Remove(remove)
		})
	}
	for i, tt := range []struct {
		changes              Changes
		fresh, moved, copied int
	}{
		{write("", a, b), 2, 0, 0},
		{write("/a", at(a, "/c")), 0, 1, 0},
		{write("", at(b, "/d")), 0, 0, 1},
	} {
		d := tt.changes.Documents
		if d.New != tt.fresh || d.Moved != tt.moved || d.Copied != tt.copied || d.Gone != 0 || d.Changed != 0 {
			t.Errorf("load %d: %+v", i+1, d)
		}
	}
	if got := claims(t, l); got != "DEU-UKR 1, FRA-UKR 1" {
		t.Error(got)
	}
}

// TestTouchedOnly: of a changed pack only the documents are to be read again whose words
// it can touch, and those that name a node which is curated now.
func TestTouchedOnly(t *testing.T) {
	item := func(hash uint64, word string) touch.Item {
		return touch.Item{Hash: hash, Any: [][]touch.Word{{touch.WordOf(word)}}}
	}
	pack := func(name string, curated graph.ID, items ...touch.Item) Pack {
		return Pack{Fingerprint: name, Items: func() []touch.Item { return items },
			Node: func(id graph.ID) (graph.Node, bool) { return graph.Node{ID: id, Name: "curated"}, id == curated }}
	}
	l := create(t)
	begin := func(p Pack) []string {
		r, err := l.Begin(schema.Default(), p, clock)
		must(t, err)
		unread, err := r.Unread()
		must(t, err)
		var paths []string
		for _, e := range unread {
			paths = append(paths, e.Path)
		}
		files := []file{supply("/a", "FRA", "UKR", ""), supply("/b", "DEU", "UKR", ""), supply("/c", "ITA", "POL", "")}
		entries := tellAll(files)
		for i, f := range files {
			var words []touch.Word
			for _, w := range strings.Fields(f.text) {
				words = append(words, touch.WordOf(w))
			}
			entries[i].Words = touch.Gather(words)
		}
		must(t, r.Write(entries))
		_, err = r.Finish(clock)
		must(t, err)
		return paths
	}
	for i, tt := range []struct {
		pack Pack
		want []string
	}{
		{pack("1", "", item(1, "supplies")), nil},
		{pack("2", "", item(2, "FRA"), item(1, "supplies")), []string{"/a"}},
		{pack("3", "", item(3, "UKR"), item(1, "supplies")), []string{"/a", "/b"}},
		{pack("4", "state:POL", item(3, "UKR"), item(1, "supplies")), []string{"/c"}},
		{pack("5", "", item(3, "UKR"), item(1, "supplies")), []string{"/c"}},
		{pack("6", "", item(3, "UKR"), item(9, "supplies")), []string{"/a", "/b", "/c"}},
		{packWith("7"), []string{"/a", "/b", "/c"}},
	} {
		if got := begin(tt.pack); !slices.Equal(got, tt.want) {
			t.Errorf("pack %d: to be read again are %v, want %v", i+1, got, tt.want)
		}
	}
}

func TestTexts(t *testing.T) {
	l, a := create(t), supply("/a", "FRA", "UKR", "")
	e := tell(a)
	e.Text = strings.Repeat(a.text, 1000)
	run(t, l, func(r *Run) error { return r.Write([]Entry{e}) })
	if text, kept, err := l.Text(e.Document.SHA); err != nil || !kept || text != e.Text {
		t.Errorf("%d bytes, kept is %t: %v", len(text), kept, err)
	}
	b := tell(supply("/b", "DEU", "UKR", ""))
	b.Text = "left out"
	run(t, l, func(r *Run) error { r.KeepNoTexts(); return r.Write([]Entry{b}) })
	if text, kept, err := l.Text(b.Document.SHA); err != nil || kept {
		t.Errorf("%q is kept: %v", text, err)
	}
}

// TestWithdrawn: a document that was withdrawn says nothing, also after it was gone and
// came back, until it is restored.
func TestWithdrawn(t *testing.T) {
	l, a, b := create(t), supply("/a", "FRA", "UKR", ""), supply("/b", "DEU", "UKR", "")
	write := func(r *Run) error { return r.Write(tellAll([]file{a, b})) }
	run(t, l, write)
	sha := a.document().SHA
	run(t, l, func(r *Run) error { return r.Withdraw(sha, "the paper took it back", clock) })
	check := func(step, want string) {
		t.Helper()
		if got := claims(t, l); got != want {
			t.Errorf("%s: %s, want %s", step, got, want)
		}
	}
	check("withdrawn", "DEU-UKR 1, FRA-UKR 0")
	run(t, l, write)
	check("loaded again", "DEU-UKR 1, FRA-UKR 0")
	run(t, l, func(r *Run) error { return r.Remove("/a") })
	run(t, l, write)
	check("gone and back", "DEU-UKR 1, FRA-UKR 0")
	run(t, l, func(r *Run) error { return r.Restore(sha) })
	run(t, l, write)
	check("restored", "DEU-UKR 1, FRA-UKR 1")
}

// TestDiff compares what the ledger says of every two runs with the claims that it held.
func TestDiff(t *testing.T) {
	l, r := create(t), rand.New(rand.NewPCG(3, 3))
	files, pack := corpus(12, 3), "p"
	held := []map[string]int{{}} // after each run: the evidence of each claim
	for range 6 {
		if r.IntN(3) == 0 { // a loader that is cut off
			cut, err := l.Begin(schema.Default(), packOf(pack), clock)
			must(t, err)
			must(t, writeAll(cut, corpus(5, r.Uint64())))
			must(t, cut.Close())
			held = append(held, nil)
		}
		mustLoad(t, l, pack, files, 4)
		held = append(held, evidenceCounts(t, l))
		for range 4 {
			files = mutate(r, files)
		}
		if r.IntN(3) == 0 {
			pack += "p"
		}
	}
	v, err := l.View()
	must(t, err)
	defer v.Close()
	for to := range held {
		for from := range held[:to] {
			if held[from] == nil || held[to] == nil {
				continue
			}
			seen := make(map[string]bool)
			for d, err := range v.Diff(int64(from), int64(to)) {
				must(t, err)
				seen[d.ID] = true
				if d.Before != held[from][d.ID] || d.After != held[to][d.ID] || d.Before+len(d.Came)-len(d.Went) != d.After {
					t.Errorf("runs %d to %d, claim %.8s: %d to %d, but the ledger held %d and %d", from, to, d.ID, d.Before, d.After, held[from][d.ID], held[to][d.ID])
				}
			}
			for _, counts := range []map[string]int{held[from], held[to]} {
				for id := range counts {
					if held[from][id] != held[to][id] && !seen[id] {
						t.Errorf("runs %d to %d: claim %.8s went from %d to %d unseen", from, to, id, held[from][id], held[to][id])
					}
				}
			}
		}
	}
}

func evidenceCounts(t *testing.T, l *Ledger) map[string]int {
	t.Helper()
	v, err := l.View()
	must(t, err)
	defer v.Close()
	counts := make(map[string]int)
	for c, err := range v.Claims(Filter{}) {
		must(t, err)
		counts[c.ID] = len(c.Evidence)
	}
	return counts
}
