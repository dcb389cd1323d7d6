package decision

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
)

// Outcome is what decisions made of a document.
type Outcome struct {
	Statements []graph.Statement // in the order of those given
	Effects    []Effect          // sorted, each once

	// Nodes are, where a decision took effect, all that the statements named
	// before, on the way and after: what a later decision may be about.
	Nodes []graph.ID
}

// Effect is that a decision met a statement.
type Effect struct {
	Decision string // see [Set.Replayed]
	Claim    string // the statement as extraction gave it, in one line
	Sentence string // what a rejection dropped, else empty
}

// Apply replays the decisions on the statements of the document with a SHA-256,
// which stay as they are.
func (s *Set) Apply(sha string, statements []graph.Statement) Outcome {
	if s == nil || !s.concerns(sha, statements) {
		return Outcome{Statements: statements}
	}
	r := replay{set: s, sha: sha, effects: make(map[Effect]bool), nodes: make(map[graph.ID]bool)}
	var out Outcome
	for i := range statements {
		out.Statements = append(out.Statements, r.statement(&statements[i])...)
	}
	if len(r.effects) == 0 {
		return Outcome{Statements: statements}
	}
	out.Effects = slices.SortedFunc(maps.Keys(r.effects), func(a, b Effect) int {
		return cmp.Or(strings.Compare(a.Decision, b.Decision), strings.Compare(a.Claim, b.Claim), strings.Compare(a.Sentence, b.Sentence))
	})
	delete(r.nodes, "")
	out.Nodes = slices.Sorted(maps.Keys(r.nodes))
	return out
}

// concerns passes over most documents at little cost.
func (s *Set) concerns(sha string, statements []graph.Statement) bool {
	if s.touched[sha] || len(s.verdicts[scope{}]) > 0 {
		return true
	}
	if len(s.merges) == 0 {
		return false
	}
	merged := func(p graph.Party) bool { return s.merges[p.ID] != nil }
	for i := range statements {
		st := &statements[i]
		if merged(st.Source) || merged(st.Target) || merged(st.In) || merged(st.By) || slices.ContainsFunc(st.Systems, merged) ||
			slices.ContainsFunc(st.Evidence, func(e graph.Evidence) bool { return merged(e.In) || merged(e.AttributedTo) }) {
			return true
		}
	}
	return false
}

// parties returns every party of a statement and of its evidence, for changing.
func parties(s *graph.Statement) []*graph.Party {
	all := []*graph.Party{&s.Source, &s.Target, &s.In, &s.By}
	for i := range s.Systems {
		all = append(all, &s.Systems[i])
	}
	for i := range s.Evidence {
		all = append(all, &s.Evidence[i].In, &s.Evidence[i].AttributedTo)
	}
	return all
}

// replay is the replay of a set on one document.
type replay struct {
	set     *Set
	sha     string
	effects map[Effect]bool
	nodes   map[graph.ID]bool
}

// told is what a statement becomes in one of its sentences: parties as decided,
// and of its systems those that are left, without or with an analyst's accept.
// A statement without systems is told of one, the empty Party.
type told struct {
	graph.Statement
	plain, accepted []graph.Party
}

// statement returns what becomes of a statement. Sentences that the decisions
// leave alike stay together.
func (r *replay) statement(raw *graph.Statement) (out []graph.Statement) {
	var groups []told
	for _, e := range raw.Evidence {
		t := r.tell(raw, e)
		i := slices.IndexFunc(groups, func(g told) bool { return g.same(t) })
		if i < 0 {
			groups = append(groups, t)
		} else {
			groups[i].Evidence = append(groups[i].Evidence, t.Evidence...)
		}
	}
	for _, g := range groups {
		if len(g.Evidence) < len(raw.Evidence) {
			narrow(&g.Statement)
		}
		out = append(out, g.statements()...)
	}
	return out
}

// tell returns what a statement becomes in the sentence of a piece of evidence.
func (r *replay) tell(raw *graph.Statement, e graph.Evidence) told {
	in := scope{r.sha, ""}
	if r.set.touched[r.sha] {
		in.sentence = fold(e.Sentence)
	}
	t := told{Statement: *raw}
	t.Systems, t.Evidence = slices.Clone(raw.Systems), []graph.Evidence{e}
	for _, p := range parties(&t.Statement) {
		r.resolve(raw, p, in)
	}
	items := t.Systems
	if len(items) == 0 {
		items = []graph.Party{{}}
	}
	for i, item := range items {
		if slices.ContainsFunc(items[:i], func(p graph.Party) bool { return p.ID == item.ID }) {
			continue // two systems that were made one
		}
		switch r.decide(raw, &t.Statement, i, in) {
		case Accept:
			t.accepted = append(t.accepted, item)
		case Reject:
		default:
			t.plain = append(t.plain, item)
		}
	}
	if t.Source.ID == t.Target.ID && raw.Source.ID != raw.Target.ID {
		t.plain, t.accepted = nil, nil
	}
	return t
}

// resolve makes a party what decisions say it is.
func (r *replay) resolve(raw *graph.Statement, p *graph.Party, in scope) {
	r.nodes[p.ID] = true
	was := p.ID
	for d := r.set.next(p.ID, in); d != nil; d = r.set.next(p.ID, in) {
		p.ID = d.To
		r.nodes[p.ID] = true
		r.effects[Effect{Decision: d.ID(), Claim: describe(raw, raw.Systems)}] = true
	}
	if was.Unnamed() && !p.ID.Unnamed() {
		p.Name = strings.TrimPrefix(p.Name, "?")
	}
}

// decide returns what is decided of a statement with system i in a sentence,
// empty when nothing is. The narrowest scope in which something is counts, and
// in it a rejection first.
func (r *replay) decide(raw, s *graph.Statement, i int, in scope) Kind {
	var system graph.ID
	systems := raw.Systems
	if len(systems) > 0 {
		system, systems = s.Systems[i].ID, raw.Systems[i:i+1]
	}
	scopes := []scope{in, {document: in.document}, {}}
	for _, where := range scopes {
		for _, kind := range []Kind{Reject, Accept} {
			met := false
			for _, v := range r.set.verdicts[where] {
				if v.Kind != kind || !r.set.about(v, s, system) {
					continue
				}
				met = true
				effect := Effect{Decision: v.id, Claim: describe(raw, systems)}
				if kind == Reject {
					effect.Sentence = s.Evidence[0].Sentence
				}
				r.effects[effect] = true
			}
			if met {
				return kind
			}
		}
	}
	return ""
}

// about says whether a verdict is about a statement with one of its systems.
func (s *Set) about(v *verdict, st *graph.Statement, system graph.ID) bool {
	any := func(want, have string) bool { return want == "" || want == have }
	if v.Type != st.Type || !any(graph.OfficeKey(v.Office), graph.OfficeKey(st.Office)) || !any(v.Polarity, st.Polarity) || !any(v.Modality, st.Modality) ||
		v.system != "" && !v.names(v.system, system) {
		return false
	}
	if v.names(v.source, st.Source.ID) && v.names(v.target, st.Target.ID) {
		return true
	}
	edge, _ := s.types.Edge(v.Type)
	return edge.Symmetric && v.names(v.source, st.Target.ID) && v.names(v.target, st.Source.ID)
}

// names says whether a verdict's party is the one of a statement. What is called
// "French carmaker" today may be the "leading French carmaker" of its sentence to
// another rule, so a rejection of the sentence is of either.
func (v *verdict) names(party, id graph.ID) bool {
	alike := v.Kind == Reject && v.Sentence != "" && party.Unnamed() && id.Unnamed() && party.Class() == id.Class()
	return party == id || alike
}

// same says whether two sentences tell the same after decisions.
func (t told) same(u told) bool {
	a, b := t.Statement, u.Statement
	return a.Source == b.Source && a.Target == b.Target && a.In == b.In && a.By == b.By &&
		slices.Equal(t.plain, u.plain) && slices.Equal(t.accepted, u.accepted)
}

// statements returns the statement of the systems as told, and that of the
// systems which an analyst accepted.
func (t told) statements() (out []graph.Statement) {
	for _, systems := range [][]graph.Party{t.plain, t.accepted} {
		if len(systems) == 0 {
			continue
		}
		s := t.Statement
		if s.Systems = systems; systems[0].ID == "" {
			s.Systems = nil
		}
		if len(out) > 0 || len(t.plain) == 0 {
			s.Evidence = slices.Clone(t.Evidence)
			for i := range s.Evidence {
				s.Evidence[i].Accepted = true
			}
		}
		out = append(out, s)
	}
	return out
}

// narrow leaves a statement the values that one of its sentences gives.
func narrow(s *graph.Statement) {
	s.Quantity = given(s.Evidence, s.Quantity, func(e graph.Evidence) graph.Amount { return e.Quantity })
	s.Money = given(s.Evidence, s.Money, func(e graph.Evidence) graph.Amount { return e.Money })
	s.Date = given(s.Evidence, s.Date, func(e graph.Evidence) string { return e.Date })
	s.In = given(s.Evidence, s.In, func(e graph.Evidence) graph.Party { return e.In })
	s.By = given(s.Evidence, s.By, func(e graph.Evidence) graph.Party { return e.AttributedTo })
}

// given returns a value if a piece of evidence gives it, else the first that one does.
func given[T comparable](evidence []graph.Evidence, value T, of func(graph.Evidence) T) T {
	var first, none T
	for _, e := range evidence {
		switch v := of(e); {
		case v == value:
			return value
		case first == none:
			first = v
		}
	}
	return first
}

// describe tells a statement in one line, by the ids that extraction gave.
func describe(s *graph.Statement, systems []graph.Party) string {
	var ids []graph.ID
	for _, p := range systems {
		ids = append(ids, p.ID)
	}
	line := propose(s.Type, s.Source.ID, s.Target.ID, ids...)
	for _, more := range []string{s.Office, strings.TrimPrefix(s.Polarity, graph.Affirmed), s.Modality, s.Stage, s.Date} {
		if more != "" {
			line += ", " + more
		}
	}
	return line
}
