package decision

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

var (
	shaA = strings.Repeat("a", 64)
	shaB = strings.Repeat("b", 64)
)

// tell returns a statement of sentences: "SUPPLIES state:FRA state:UKR system:caesar+system:mortar".
func tell(line string, sentences ...string) graph.Statement {
	fields := append(strings.Fields(line), "", "")
	s := graph.Statement{Type: fields[0], Source: party(fields[1]), Polarity: graph.Affirmed, Modality: graph.Done}
	rest := fields[2:]
	if edge, _ := schema.Default().Edge(s.Type); len(edge.Target) > 0 {
		s.Target, rest = party(rest[0]), rest[1:]
	}
	for id := range strings.SplitSeq(rest[0], "+") {
		if id != "" {
			s.Systems = append(s.Systems, party(id))
		}
	}
	for i, text := range sentences {
		s.Evidence = append(s.Evidence, graph.Evidence{Sentence: text, Rule: "r", Span: graph.Span{Begin: 100 * i, End: 100*i + 50}})
	}
	return s
}

func party(id string) graph.Party { return graph.Party{ID: graph.ID(id), Name: "name of " + id} }

// shown prints statements with their sentences, accepted ones with a star.
func shown(statements []graph.Statement) (lines []string) {
	for _, s := range statements {
		line := describe(&s, s.Systems) + ":"
		for _, e := range s.Evidence {
			line += " " + e.Sentence
			if e.Accepted {
				line += "*"
			}
		}
		lines = append(lines, line)
	}
	return lines
}

const origins = ", reason: x, who: jd, when: 2026-11-22}\n"

// file writes a file of decisions in flow style.
func file(decisions ...string) string {
	text := "decisions:\n"
	for _, d := range decisions {
		text += "- {" + strings.NewReplacer("DOC", "document: "+shaA, "OTHER", shaB).Replace(d) + origins
	}
	return text
}

func TestApply(t *testing.T) {
	supply := tell("SUPPLIES state:FRA state:UKR system:caesar+system:mortar", "One.", "Two.")
	tests := []struct {
		name      string
		decisions []string
		given     graph.Statement
		want      []string
		effects   int
	}{
		{"none", nil, supply, []string{"SUPPLIES state:FRA state:UKR, system:caesar, system:mortar, done: One. Two."}, 0},
		{"another document's", []string{"reject: SUPPLIES, source: state:FRA, target: state:UKR, document: OTHER"}, supply,
			[]string{"SUPPLIES state:FRA state:UKR, system:caesar, system:mortar, done: One. Two."}, 0},
		{"reject a sentence", []string{"reject: SUPPLIES, source: state:FRA, target: state:UKR, DOC, sentence: One."}, supply,
			[]string{"SUPPLIES state:FRA state:UKR, system:caesar, system:mortar, done: Two."}, 2},
		{"reject a system of a sentence", []string{"reject: SUPPLIES, source: state:FRA, target: state:UKR, system: system:mortar, DOC, sentence: One."}, supply,
			[]string{"SUPPLIES state:FRA state:UKR, system:caesar, done: One.", "SUPPLIES state:FRA state:UKR, system:caesar, system:mortar, done: Two."}, 1},
		{"reject a document", []string{"reject: SUPPLIES, source: state:FRA, target: state:UKR, DOC"}, supply, nil, 4},
		{"reject everywhere, without the accepted", []string{"reject: SUPPLIES, source: state:FRA, target: state:UKR, everywhere: true",
			"accept: SUPPLIES, source: state:FRA, target: state:UKR, system: system:caesar, DOC, sentence: Two."}, supply,
			[]string{"SUPPLIES state:FRA state:UKR, system:caesar, done: Two.*"}, 4},
		{"a rejection of another direction", []string{"reject: SUPPLIES, source: state:UKR, target: state:FRA, everywhere: true"}, supply,
			[]string{"SUPPLIES state:FRA state:UKR, system:caesar, system:mortar, done: One. Two."}, 0},
		{"a rejection of a symmetric type", []string{"reject: SIGNS, source: state:UKR, target: state:FRA, everywhere: true"}, tell("SIGNS state:FRA state:UKR", "One."), nil, 1},
		{"white space", []string{"reject: SIGNS, source: state:UKR, target: state:FRA, DOC, sentence: ' two   words '"}, tell("SIGNS state:FRA state:UKR", "two\u00a0words"), nil, 1},
		{"accept a system", []string{"accept: SUPPLIES, source: state:FRA, target: state:UKR, system: system:mortar, DOC, sentence: One."}, supply,
			[]string{"SUPPLIES state:FRA state:UKR, system:caesar, done: One.", "SUPPLIES state:FRA state:UKR, system:mortar, done: One.*", "SUPPLIES state:FRA state:UKR, system:caesar, system:mortar, done: Two."}, 1},
		{"accept what is told otherwise", []string{"accept: SUPPLIES, source: state:FRA, target: state:UKR, modality: planned, DOC, sentence: One."}, supply,
			[]string{"SUPPLIES state:FRA state:UKR, system:caesar, system:mortar, done: One. Two."}, 0},
		{"an office", []string{"reject: HOLDS_OFFICE, source: official:jd, target: state:FRA, office: Defence  Minister, everywhere: true"},
			withOffice(tell("HOLDS_OFFICE official:jd state:FRA", "One."), "defence minister"), nil, 1},
		{"another office", []string{"reject: HOLDS_OFFICE, source: official:jd, target: state:FRA, office: president, everywhere: true"},
			withOffice(tell("HOLDS_OFFICE official:jd state:FRA", "One."), "defence minister"), []string{"HOLDS_OFFICE official:jd state:FRA, defence minister, done: One."}, 0},
		{"an unnamed party by another description", []string{"reject: PRODUCES, source: 'firm:?maker@aaaaaaaaaaaa', DOC, sentence: One."},
			tell("PRODUCES firm:?french-maker@aaaaaaaaaaaa system:caesar", "One."), nil, 1},
		{"an unnamed party in the whole document", []string{"reject: PRODUCES, source: 'firm:?maker@aaaaaaaaaaaa', DOC"},
			tell("PRODUCES firm:?french-maker@aaaaaaaaaaaa system:caesar", "One."), []string{"PRODUCES firm:?french-maker@aaaaaaaaaaaa, system:caesar, done: One."}, 0},
		{"a chain of merges", []string{"merge: firm:a, into: firm:b", "merge: firm:b, into: firm:c"}, tell("PRODUCES firm:a system:caesar", "One."),
			[]string{"PRODUCES firm:c, system:caesar, done: One."}, 2},
		{"systems made one", []string{"merge: system:mortar, into: system:caesar"}, supply, []string{"SUPPLIES state:FRA state:UKR, system:caesar, done: One. Two."}, 1},
		{"parties made one", []string{"merge: firm:a, into: firm:b"}, tell("SIGNS firm:a firm:b", "One."), nil, 1},
		{"a rejection of what was merged since", []string{"reject: PRODUCES, source: firm:a, everywhere: true", "merge: firm:a, into: firm:b"}, tell("PRODUCES firm:b system:caesar", "One."), nil, 1},
		{"a rejection of what was split since", []string{"reject: PRODUCES, source: firm:a, DOC, sentence: One.", "split: firm:a, into: firm:b, DOC, sentence: One."},
			tell("PRODUCES firm:a system:caesar", "One.", "Two."), []string{"PRODUCES firm:a, system:caesar, done: Two."}, 2},
		{"a sentence before a document before a merge", []string{"merge: firm:a, into: firm:b", "split: firm:a, into: firm:c, DOC", "split: firm:a, into: firm:d, DOC, sentence: Two."},
			tell("PRODUCES firm:a system:caesar", "One.", "Two."), []string{"PRODUCES firm:c, system:caesar, done: One.", "PRODUCES firm:d, system:caesar, done: Two."}, 2},
		{"a name, and then a merge", []string{"name: 'firm:?maker@aaaaaaaaaaaa', is: firm:r, as: R", "merge: firm:r, into: firm:renault"},
			tell("PRODUCES firm:?maker@aaaaaaaaaaaa system:caesar", "One."), []string{"PRODUCES firm:renault, system:caesar, done: One."}, 2},
	}
	for _, tt := range tests {
		got := parse(t, file(tt.decisions...)).Apply(shaA, []graph.Statement{tt.given})
		if !slices.Equal(shown(got.Statements), tt.want) || len(got.Effects) != tt.effects {
			t.Errorf("%s\n got %q\nwant %q\neffects %+v", tt.name, shown(got.Statements), tt.want, got.Effects)
		}
	}
}

func withOffice(s graph.Statement, office string) graph.Statement {
	s.Office = office
	return s
}

// TestNarrow: what only a rejected sentence gives goes with it.
func TestNarrow(t *testing.T) {
	s := tell("SUPPLIES state:FRA state:UKR", "One.", "Two.")
	s.Date, s.Quantity = "2024-05-17", graph.Amount{Min: 2, Max: 2}
	s.Evidence[0].Date, s.Evidence[0].Quantity, s.Evidence[1].Date = "2024-05-17", graph.Amount{Min: 2, Max: 2}, "2024-05"
	given := tell("SUPPLIES state:FRA state:UKR", "One.", "Two.")
	set := parse(t, file("reject: SUPPLIES, source: state:FRA, target: state:UKR, DOC, sentence: One."))
	for _, s := range set.Apply(shaA, []graph.Statement{s}).Statements {
		if s.Date != "2024-05" || s.Quantity.Max != 0 {
			t.Errorf("date %s, quantity %v", s.Date, s.Quantity)
		}
	}
	set = parse(t, file("name: 'firm:?maker@aaaaaaaaaaaa', is: firm:renault"))
	given = tell("PRODUCES firm:?maker@aaaaaaaaaaaa system:caesar", "One.")
	given.Source.Name = "?French maker"
	given.Evidence[0].AttributedTo = given.Source
	got := set.Apply(shaA, []graph.Statement{given})
	if s := got.Statements[0]; s.Source.Name != "French maker" || s.Evidence[0].AttributedTo.ID != "firm:renault" || given.Evidence[0].AttributedTo.ID == "firm:renault" {
		t.Errorf("%+v of %+v", s, given)
	}
	if want := []graph.ID{"firm:?maker@aaaaaaaaaaaa", "firm:renault", "system:caesar"}; !slices.Equal(got.Nodes, want) {
		t.Errorf("nodes %q", got.Nodes)
	}
}

// world invents documents and decisions over a few ids, so that much meets.
type world struct{ *rand.Rand }

func (w world) pick(from ...string) string { return from[w.IntN(len(from))] }

func (w world) firm() string {
	return w.pick("firm:a", "firm:b", "firm:c", "firm:d", "firm:?maker@aaaaaaaaaaaa", "firm:?other@aaaaaaaaaaaa")
}

func (w world) statements() (all []graph.Statement) {
	for range 1 + w.IntN(4) {
		line := w.pick("SIGNS", "SUPPLIES") + " " + w.firm() + " " + w.pick(w.firm(), "state:UKR")
		if w.IntN(2) == 0 {
			line = "PRODUCES " + w.firm() + " " + w.pick("system:x", "system:y", "system:x+system:y")
		}
		sentences := []string{"One.", "Two."}[w.IntN(2):]
		s := tell(line, sentences[:1+w.IntN(len(sentences))]...)
		s.By, s.Modality = party(w.firm()), w.pick(graph.Done, graph.Planned)
		s.Evidence[0].AttributedTo = s.By
		all = append(all, s)
	}
	return all
}

func (w world) decision() string {
	in := w.pick("DOC", "DOC, sentence: One.", "DOC, sentence: Two.", "document: OTHER")
	from := "'" + w.firm() + "'"
	switch w.IntN(6) {
	case 0, 1:
		return fmt.Sprintf("merge: %s, into: %s", from, w.pick("firm:b", "firm:c", "firm:d", "firm:e"))
	case 2:
		return fmt.Sprintf("split: %s, into: %s, %s", from, w.pick("firm:a", "firm:e", "firm:f"), in)
	case 3:
		return fmt.Sprintf("accept: PRODUCES, source: %s, %s %s", from, w.pick("", "system: system:x,"), w.pick("DOC, sentence: One.", "DOC, sentence: Two."))
	case 4:
		return fmt.Sprintf("reject: SIGNS, source: %s, target: '%s', %s", from, w.firm(), w.pick(in, "everywhere: true"))
	}
	return fmt.Sprintf("reject: PRODUCES, source: %s, %s %s", from, w.pick("", "system: system:y,"), w.pick(in, "everywhere: true"))
}

// decisions invents a file without faults that keeps some of another's decisions.
func (w world) decisions(of []string) []string {
	var kept []string
	for _, d := range of {
		if w.IntN(3) > 0 {
			kept = append(kept, d)
		}
	}
	if !good(kept) {
		return w.decisions(of)
	}
	for range 1 + w.IntN(4) {
		if more := append(slices.Clone(kept), w.decision()); good(more) {
			kept = more
		}
	}
	return kept
}

func good(decisions []string) bool {
	_, faults := Parse("", []byte(file(decisions...)), schema.Default())
	return len(faults) == 0
}

// TestOrder: decisions give the same in every order.
func TestOrder(t *testing.T) {
	for seed := range uint64(2000) {
		w := world{rand.New(rand.NewPCG(seed, 1))}
		decisions, statements := w.decisions(w.decisions(nil)), w.statements()
		before := fmt.Sprint(statements)
		want := parse(t, file(decisions...)).Apply(shaA, statements)
		w.Shuffle(len(decisions), func(i, j int) { decisions[i], decisions[j] = decisions[j], decisions[i] })
		if got := parse(t, file(decisions...)).Apply(shaA, statements); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d\n got %+v\nwant %+v", seed, got, want)
		}
		if fmt.Sprint(statements) != before {
			t.Fatalf("seed %d: the statements given have changed", seed)
		}
	}
}

// TestReach: where a change of decisions changes what becomes of a document, the
// effects of a decision that went or the reach of one that came tell so.
func TestReach(t *testing.T) {
	changed, spared := 0, 0
	for seed := range uint64(2000) {
		w := world{rand.New(rand.NewPCG(seed, 2))}
		first := w.decisions(w.decisions(nil))
		old, next := parse(t, file(first...)), parse(t, file(w.decisions(first)...))
		statements := w.statements()
		was, is := old.Apply(shaA, statements), next.Apply(shaA, statements)
		found := reached(old, next, was)
		switch same := reflect.DeepEqual(was, is); {
		case !same && !found:
			t.Fatalf("seed %d: not found\nold %v\nnew %v\nstatements %q\nwas %q %+v\n is %q %+v", seed, old.All, next.All, shown(statements), shown(was.Statements), was.Effects, shown(is.Statements), is.Effects)
		case !same:
			changed++
		case !found:
			spared++
		}
	}
	t.Logf("%d changed and were found, %d did not and were spared", changed, spared)
	if changed < 500 || spared < 100 {
		t.Errorf("the test sees too little: %d changed, %d were spared", changed, spared)
	}
}

// reached says whether a document is to be read again when decisions change.
func reached(old, next *Set, was Outcome) bool {
	in := func(reaches []Reach, id string) bool {
		return slices.ContainsFunc(reaches, func(r Reach) bool { return r.ID == id })
	}
	for _, r := range old.Reaches() {
		met := slices.ContainsFunc(was.Effects, func(e Effect) bool { return e.Decision == r.ID })
		if !in(next.Reaches(), r.ID) && met {
			return true
		}
	}
	nodes := slices.Clone(was.Nodes)
	for i := range was.Statements {
		for _, p := range parties(&was.Statements[i]) {
			nodes = append(nodes, p.ID)
		}
	}
	for _, r := range next.Reaches() {
		if in(old.Reaches(), r.ID) {
			continue
		}
		if slices.Contains(r.Documents, shaA) {
			return true
		}
		all := len(r.Nodes) > 0
		for _, list := range r.Nodes {
			all = all && slices.ContainsFunc(list, func(id graph.ID) bool { return slices.Contains(nodes, id) })
		}
		if all {
			return true
		}
	}
	return false
}

// TestEffects: every effect is found under a decision of the file.
func TestEffects(t *testing.T) {
	for seed := range uint64(2000) {
		w := world{rand.New(rand.NewPCG(seed, 3))}
		set := parse(t, file(w.decisions(w.decisions(nil))...))
		replayed := set.Replayed()
		for _, e := range set.Apply(shaA, w.statements()).Effects {
			if !slices.Contains(replayed, e.Decision) {
				t.Fatalf("seed %d: %+v is of no decision", seed, e)
			}
		}
	}
}

// TestRejected: what is rejected in a sentence stays so by whatever rule, in
// whatever modality and polarity, and wherever in the document it is read.
func TestRejected(t *testing.T) {
	set := parse(t, file("reject: SUPPLIES, source: state:FRA, target: state:UKR, DOC, sentence: One."))
	for _, modality := range []string{graph.Done, graph.Ongoing, graph.Planned, graph.Possible} {
		for _, polarity := range []string{graph.Affirmed, graph.Denied} {
			for _, systems := range []string{"", "system:x", "system:x+system:y"} {
				s := tell("SUPPLIES state:FRA state:UKR "+systems, "One.")
				s.Modality, s.Polarity, s.Stage, s.Date = modality, polarity, "pledged", "2024"
				s.Evidence[0].Rule, s.Evidence[0].Span = "another.rule", graph.Span{Begin: 7, End: 11}
				if got := set.Apply(shaA, []graph.Statement{s}); len(got.Statements) != 0 {
					t.Errorf("%s %s %s is back", polarity, modality, systems)
				}
			}
		}
	}
}

// BenchmarkApply replays 1,000 merges and 1,000 rejections on documents that none is about.
func BenchmarkApply(b *testing.B) {
	var decisions []string
	for i := range 1000 {
		decisions = append(decisions, fmt.Sprintf("merge: firm:m%d, into: firm:n", i), fmt.Sprintf("reject: SIGNS, source: firm:r%d, target: firm:s, DOC", i))
	}
	set := parse(b, file(decisions...))
	w := world{rand.New(rand.NewPCG(1, 4))}
	statements := w.statements()
	for b.Loop() {
		set.Apply(shaB, statements)
	}
}
