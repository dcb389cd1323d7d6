package ledger

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/decision"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
)

// decide parses a file of decisions, each without its origin.
func decide(t testing.TB, decisions []string) *decision.Set {
	t.Helper()
	text := "decisions:\n"
	for _, d := range decisions {
		text += "- {" + d + ", reason: x, who: jd, when: 2026-11-22}\n"
	}
	set, faults := decision.Parse("decisions.yaml", []byte(text), schema.Default())
	must(t, diag.Faults(faults).Err())
	return set
}

// packDeciding is a pack with decisions, as a loader hands them over.
func packDeciding(name string, set *decision.Set) Pack {
	pack := packOf(name)
	pack.Decisions = &Decisions{Names: set.Names(), File: "decisions.yaml"}
	for _, r := range set.Reaches() {
		pack.Decisions.Replayed = append(pack.Decisions.Replayed, Decision(r))
	}
	return pack
}

// say fills in what a document says after decisions.
func say(e *Entry, pack, text string, set *decision.Set) {
	outcome := set.Apply(e.Document.SHA, read(e.Document, text, pack))
	e.Statements, e.DecidedNodes, e.Decided = outcome.Statements, outcome.Nodes, nil
	for _, effect := range outcome.Effects {
		e.Decided = append(e.Decided, Decided(effect))
	}
}

// loadDeciding loads files as the whole corpus, with decisions. It returns how many
// documents were read.
func loadDeciding(t testing.TB, l *Ledger, pack string, set *decision.Set, files []file) (reads int) {
	t.Helper()
	r, err := l.Begin(schema.Default(), packDeciding(pack, set), clock)
	must(t, err)
	defer r.Close()
	known, err := l.Known()
	must(t, err)
	texts := make(map[string]string)
	var entries []Entry
	for _, f := range files {
		texts[f.path] = f.text
		e := Entry{Path: f.path, Document: f.document(), Text: f.text}
		if e.State = known.State(f.path, e.Document); e.State == Unread {
			say(&e, pack, f.text, set)
			reads++
		}
		entries = append(entries, e)
	}
	must(t, r.Write(entries))
	gone := slices.DeleteFunc(known.Paths(), func(path string) bool { _, shown := texts[path]; return shown })
	must(t, r.Remove(gone...))
	again, err := r.Unread()
	must(t, err)
	for i := range again {
		say(&again[i], pack, texts[again[i].Path], set)
		reads++
	}
	must(t, r.Write(again))
	_, err = r.Finish(clock)
	must(t, err)
	return reads
}

// inventDecisions draws decisions about what the files say, keeping some of others.
func inventDecisions(r *rand.Rand, files []file, of []string) []string {
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	state := func() string { return "state:" + pick(states...) }
	good := func(decisions []string) bool {
		text := "decisions:\n- {" + strings.Join(decisions, ", reason: x, who: jd, when: 2026-11-22}\n- {") + ", reason: x, who: jd, when: 2026-11-22}\n"
		_, faults := decision.Parse("", []byte(text), schema.Default())
		return len(faults) == 0
	}
	kept := slices.DeleteFunc(slices.Clone(of), func(string) bool { return r.IntN(3) == 0 })
	for range 6 {
		f := files[r.IntN(len(files))]
		statements := read(f.document(), f.text, "p")
		s := statements[r.IntN(len(statements))]
		claim := fmt.Sprintf("%s, source: %s", s.Type, s.Source.ID)
		if s.Target.ID != "" {
			claim += fmt.Sprintf(", target: %s", s.Target.ID)
		}
		sentence := fmt.Sprintf("document: %s, sentence: %s", f.document().SHA, s.Evidence[0].Sentence)
		more := []string{
			"reject: " + claim + ", " + pick("document: "+f.document().SHA, sentence, "everywhere: true"),
			"accept: " + claim + ", " + sentence,
			fmt.Sprintf("merge: %s, into: %s", state(), state()),
			"merge: system:mortar, into: system:caesar",
			"merge: official:jens-stoltenberg, into: official:the-secretary-general, as: The Secretary General",
			"merge: firm:nexter, into: firm:knds",
			fmt.Sprintf("split: %s, into: %s, document: %s", s.Source.ID, string(s.Source.ID)+"X", f.document().SHA),
			fmt.Sprintf("rename: %s, to: %s", s.Source.ID, pick("One", "Another")),
		}
		if next := append(slices.Clone(kept), pick(more...)); good(next) {
			kept = next
		}
	}
	if !good(kept) {
		return of
	}
	return kept
}

// TestDecisions: after any order of decisions and documents the ledger is that of one
// fresh load with the last of them, and it was found without reading all again.
func TestDecisions(t *testing.T) {
	steps, reads, documents, effects := 0, 0, 0, 0
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 21))
		l := create(t)
		files, pack, set := corpus(25, seed), "p", (*decision.Set)(nil)
		loadDeciding(t, l, pack, set, files)
		var decisions []string
		for range 8 {
			switch r.IntN(6) {
			case 0:
				files = corpus(20+r.IntN(10), seed*100+r.Uint64N(3))
			case 1:
				pack = []string{"p", "other"}[r.IntN(2)]
			}
			decisions = inventDecisions(r, files, decisions)
			r.Shuffle(len(decisions), func(i, j int) { decisions[i], decisions[j] = decisions[j], decisions[i] })
			set = decide(t, decisions)
			n := loadDeciding(t, l, pack, set, files)
			want := create(t)
			loadDeciding(t, want, pack, set, files)
			got := dump(t, l, false) + dumpDecided(t, l)
			differ(t, got, dump(t, want, false)+dumpDecided(t, want))
			if t.Failed() {
				t.Fatalf("seed %d, decisions\n%s", seed, strings.Join(decisions, "\n"))
			}
			steps, reads, documents, effects = steps+1, reads+n, documents+len(files), effects+strings.Count(got, "\ndecided ")
		}
	}
	t.Logf("%d loads of %d documents in all read %d; %d effects", steps, documents, reads, effects)
	if reads > documents*9/10 || effects < 500 {
		t.Errorf("%d of %d documents were read, %d effects were seen", reads, documents, effects)
	}
}

// dumpDecided prints what decisions did.
func dumpDecided(t testing.TB, l *Ledger) string {
	t.Helper()
	v, err := l.View()
	must(t, err)
	defer v.Close()
	var b strings.Builder
	for met, err := range v.Decided() {
		must(t, err)
		fmt.Fprintf(&b, "decided %+v\n", met)
	}
	for _, query := range []string{"SELECT hex(sha), node FROM decided_nodes JOIN documents ON key = document ORDER BY 1, 2", "SELECT node, name FROM renamed ORDER BY 1", "SELECT hex(id), '' FROM decisions ORDER BY 1"} {
		var x, y string
		for err := range v.rows(query, nil, &x, &y) {
			must(t, err)
			fmt.Fprintln(&b, "row", x, y)
		}
	}
	return b.String()
}

// TestDecisionsUnchanged: the same decisions make nothing be read again, a printed
// name neither, and a decision about one document only that.
func TestDecisionsUnchanged(t *testing.T) {
	l, files := create(t), corpus(40, 3)
	f := files[7]
	s := read(f.document(), f.text, "p")[0]
	decisions := []string{"merge: firm:nexter, into: firm:knds, as: KNDS"}
	loadDeciding(t, l, "p", nil, files)
	if n := loadDeciding(t, l, "p", decide(t, decisions), files); n == 0 || n == len(files) {
		t.Errorf("a merge made %d of %d documents be read", n, len(files))
	}
	if n := loadDeciding(t, l, "p", decide(t, decisions), files); n != 0 {
		t.Errorf("the same decisions made %d documents be read", n)
	}
	v, err := l.View()
	must(t, err)
	if nodes, err := v.Nodes("firm:knds"); err != nil || nodes["firm:knds"].Name != "KNDS" {
		t.Errorf("%+v, %v", nodes, err)
	}
	must(t, v.Close())
	decisions = append(decisions, "rename: state:FRA, to: La France")
	if n := loadDeciding(t, l, "p", decide(t, decisions), files); n != 0 {
		t.Errorf("a printed name made %d documents be read", n)
	}
	claim := fmt.Sprintf("reject: %s, source: %s", s.Type, s.Source.ID)
	if s.Target.ID != "" {
		claim += ", target: " + string(s.Target.ID)
	}
	copies := slices.DeleteFunc(slices.Clone(files), func(g file) bool { return g.text != f.text })
	if n := loadDeciding(t, l, "p", decide(t, append(decisions, claim+", document: "+f.document().SHA)), files); n == 0 || n > len(copies) {
		t.Errorf("a rejection in one document made %d be read", n)
	}
	if n, file, err := l.DecisionsInForce(); n != 4 || file != "decisions.yaml" || err != nil {
		t.Errorf("%d decisions of %s, %v", n, file, err)
	}
}

// TestDecisionsBusy: a loader with other decisions than those that another has put in
// force meanwhile writes nothing.
func TestDecisionsBusy(t *testing.T) {
	l, files := create(t), corpus(10, 4)
	r, err := l.Begin(schema.Default(), packOf("p"), clock)
	must(t, err)
	defer r.Close()
	loadDeciding(t, l, "p", decide(t, []string{"merge: firm:nexter, into: firm:knds"}), files)
	if err := r.Write([]Entry{entry(Known{}, "p", files[0])}); !errors.Is(err, ErrBusy) {
		t.Errorf("written: %v", err)
	}
}

// TestAccepted: of the claims that share evidence only the accepted one is.
func TestAccepted(t *testing.T) {
	l := create(t)
	f := file{"/news/a.txt", "a", "2024-05-17"}
	e := Entry{Path: f.path, Document: f.document(), Text: f.text}
	s := graph.Statement{Type: "SUPPLIES", Source: graph.Party{ID: "state:FRA"}, Target: graph.Party{ID: "state:UKR"}, Polarity: "affirmed", Modality: "done",
		Systems:  []graph.Party{{ID: "system:caesar", Name: "CAESAR"}, {ID: "system:mortar", Name: "mortar"}},
		Evidence: []graph.Evidence{{Document: e.Document.SHA, Sentence: "One.", Rule: "r", Span: graph.Span{End: 4}}}}
	set := decide(t, []string{"accept: SUPPLIES, source: state:FRA, target: state:UKR, system: system:mortar, sentence: One., document: " + e.Document.SHA})
	e.Statements = set.Apply(e.Document.SHA, []graph.Statement{s}).Statements
	r, err := l.Begin(schema.Default(), packDeciding("p", set), clock)
	must(t, err)
	must(t, r.Write([]Entry{e}))
	_, err = r.Finish(clock)
	must(t, err)
	v, err := l.View()
	must(t, err)
	defer v.Close()
	var got []string
	for c, err := range v.Claims(Filter{}) {
		must(t, err)
		got = append(got, fmt.Sprint(c.Item, " ", c.Accepted()))
		for again, err := range v.Claims(Filter{ID: c.ID[:5]}) {
			must(t, err)
			if again.ID != c.ID {
				t.Errorf("%s was found by %s", again.ID, c.ID[:5])
			}
		}
	}
	slices.Sort(got)
	if want := []string{"system:caesar false", "system:mortar true"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for e, err := range v.Holdings(nil).Evidence {
		must(t, err)
		if !e.Accepted {
			t.Error("the shared evidence is not accepted")
		}
	}
}

// TestDecisionsCutOff: a load that is cut off after it took up decisions is completed
// by the next, be it with others.
func TestDecisionsCutOff(t *testing.T) {
	files := corpus(30, 5)
	r := rand.New(rand.NewPCG(5, 22))
	first := decide(t, inventDecisions(r, files, inventDecisions(r, files, nil)))
	last := decide(t, inventDecisions(r, files, nil))
	for _, then := range []*decision.Set{first, last, nil} {
		l := create(t)
		loadDeciding(t, l, "p", nil, files)
		run, err := l.Begin(schema.Default(), packDeciding("p", first), clock)
		must(t, err)
		known, err := l.Known()
		must(t, err)
		for _, f := range files[:10] {
			e := Entry{Path: f.path, Document: f.document(), Text: f.text}
			if e.State = known.State(f.path, e.Document); e.State == Unread {
				say(&e, "p", f.text, first)
			}
			must(t, run.Write([]Entry{e}))
		}
		must(t, run.Close())
		loadDeciding(t, l, "p", then, files)
		want := create(t)
		loadDeciding(t, want, "p", then, files)
		differ(t, dump(t, l, false)+dumpDecided(t, l), dump(t, want, false)+dumpDecided(t, want))
	}
}
