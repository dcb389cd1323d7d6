package resolve

import (
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
)

// armed is the kind of organizations that fight.
const armed = "armed group"

// recall returns the target that the text told before of the same deed by the
// same doer, or else the place where a sentence before says that such a deed was
// done, and the text's first sentences if none does.
func (d *doc) recall(c frame.Claim, source graph.Party, sentence int, before []placed) []graph.Party {
	for _, p := range slices.Backward(before) {
		if p.s.Type == c.Rule.Edge.Type && p.s.Source.ID == source.ID && p.s.Polarity == graph.Affirmed {
			return []graph.Party{p.s.Target}
		}
	}
	if c.Rule.Recall != rule.Scene {
		return nil
	}
	near := d.Doc.Sentences[max(0, sentence-2)].First
	for _, p := range slices.Backward(before) {
		if p.s.Type == c.Rule.Edge.Type && p.at >= near && p.s.Target.ID != source.ID && p.s.Polarity == graph.Affirmed && p.s.Modality != graph.Planned {
			return []graph.Party{p.s.Target} // "the attack"
		}
	}
	for s := sentence; s >= 0 && s >= sentence-3; s-- {
		if p, ok := d.scene(c, source, s, sentence); ok {
			return []graph.Party{p}
		}
	}
	for s := 0; s < sentence && s < 3; s++ {
		if p, ok := d.onlyScene(source, s); ok {
			return []graph.Party{p}
		}
	}
	return nil
}

// scene returns the first place or state that a preposition such as "in" ties to
// what stands behind a noun of the claim's edge type, before the claim itself.
func (d *doc) scene(c frame.Claim, source graph.Party, sentence, claimed int) (graph.Party, bool) {
	noun := -1
	for t := d.Doc.Sentences[sentence].First; t < d.Doc.Sentences[sentence].Last && noun < 0; t++ {
		if d.Frames.Noun(d.Doc.Tokens[t].Word, c.Rule.Edge.Type) {
			noun = t
		}
	}
	if noun < 0 {
		return graph.Party{}, false
	}
	for _, m := range d.Mentions[sentence] {
		if sentence == claimed && m.First > c.At {
			break
		}
		if p, ok := d.there(m, source); ok && m.First > noun {
			return p, true
		}
	}
	return graph.Party{}, false
}

// there returns the place or state that a preposition of place stands before.
func (d *doc) there(m phrase.Mention, not graph.Party) (graph.Party, bool) {
	if m.Class != classState && m.Class != classPlace || m.First == 0 || d.bits(m.First-1)&lang.Locative == 0 {
		return graph.Party{}, false
	}
	p := d.entity(m.Entity)
	return p, p.ID != not.ID
}

// onlyScene returns the first place that a sentence tells, or the only state.
func (d *doc) onlyScene(source graph.Party, sentence int) (graph.Party, bool) {
	for _, m := range d.Mentions[sentence] {
		if p, ok := d.there(m, source); ok {
			return p, true
		}
	}
	o := only{others: []graph.Party{source}}
	if d.states(&o, sentence); len(o.found) != 1 {
		return graph.Party{}, false
	}
	return o.found[0], true
}

// ownerBefore resolves "the army" to the state whose army the text named last.
func (d *doc) ownerBefore(a frame.Arg) (found graph.Party, ok bool) {
	word := d.Doc.Tokens[a.Last-1].Word
	for _, mentions := range d.Mentions {
		for _, m := range mentions {
			if m.Last > a.First {
				return found, ok
			}
			next := m.Last
			if next < len(d.Doc.Tokens) && d.Doc.Tokens[next].Shape&document.Possessive != 0 {
				next++
			}
			if m.Class == classState && next < a.First && d.Doc.Tokens[next].Word == word && !slices.Contains(d.other, d.entity(m.Entity)) {
				found, ok = d.entity(m.Entity), true
			}
		}
	}
	return found, ok
}

// attacked returns the state whose soldiers or police an armed group attacks,
// where the text does not say whose they are: the only one of the sentence, that
// of its only place, or the only one of the text.
func (d *doc) attacked(sentence int) (graph.Party, bool) {
	for _, p := range d.other {
		if i, ok := d.Gazetteer.Index[string(p.ID)]; !ok || d.Gazetteer.Entities[i].Kind != armed {
			return graph.Party{}, false
		}
	}
	if len(d.other) == 0 {
		return graph.Party{}, false
	}
	for _, place := range [...]bool{false, true} {
		var o only
		for _, m := range d.Mentions[sentence] {
			if state := d.stateAt(m.Class, m.Entity); state >= 0 && (place || m.Class == classState) {
				o.add(d.entity(state))
			}
		}
		if len(o.found) > 0 {
			return o.found[0], len(o.found) == 1
		}
	}
	if p, ok := d.onlyState(sentence); ok {
		return p, true
	}
	return d.fought()
}

// fought returns the state that fights the armed group in the claim's other role, where
// nothing near tells which: the one in which the group is at home, or that the text is
// about, named more than twice as often as any other.
func (d *doc) fought() (graph.Party, bool) {
	if len(d.other) != 1 {
		return graph.Party{}, false
	}
	i, ok := d.Gazetteer.Index[string(d.other[0].ID)]
	if !ok || d.Gazetteer.Entities[i].Kind != armed {
		return graph.Party{}, false
	}
	if home, ok := d.Gazetteer.Index[d.Gazetteer.Entities[i].In]; ok {
		return d.entity(home), true
	}
	best, most, next := -1, 0, 0
	for state, n := range d.told() {
		switch {
		case n > most:
			best, most, next = state, n, most
		case n > next:
			next = n
		}
	}
	if best < 0 || most <= 2*next {
		return graph.Party{}, false
	}
	return d.entity(best), true
}

// fighters resolves "the group" to the first armed group of the nearest sentence
// that names one before it.
func (d *doc) fighters(a frame.Arg, sentence int) (graph.Party, bool) {
	for s := sentence; s >= 0 && s >= sentence-4; s-- {
		for _, m := range d.Mentions[s] {
			if m.Class != classOrg || m.Entity < 0 || m.Last > a.First || d.Gazetteer.Entities[m.Entity].Kind != armed {
				continue
			}
			if p := d.entity(m.Entity); !slices.Contains(d.other, p) {
				return p, true
			}
		}
	}
	return graph.Party{}, false
}
