package frame

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

// need is a set of things that a sentence must have for a shape to be filled.
type need uint8

const (
	needSystem   need = 1 << iota // a mention of a system
	needOfficial                  // a mention of a person, or "both leaders"
	needNoun                      // a noun that some frame asks for
	needs        = iota
)

// gate tells, bit by bit, with which needs met a word may begin a frame: bit h is
// set when a shape of the word needs no more than the set h.
type gate uint8

var _ [8 - 1<<needs]struct{} // a gate has a bit for every set of needs

func (g *gate) open(n need) {
	for h := range need(1 << needs) {
		if n&^h == 0 {
			*g |= 1 << h
		}
	}
}

// openGates computes the gates of all words.
func (p *Program) openGates() {
	p.gates = make([]gate, p.pack.Lexicon.Len())
	for word, lemma := range p.pack.Lemma {
		for i := range p.verbs[lemma] {
			p.gates[word].open(p.verbs[lemma][i].needs())
		}
	}
	for noun, shapes := range p.nouns {
		plural := p.plural(noun, p.pack.Lexicon.Word(noun))
		for i := range shapes {
			p.gates[noun].open(shapes[i].needs())
			p.gates[plural].open(shapes[i].needs())
		}
	}
	for word, rules := range p.compounds {
		for _, r := range rules {
			s := shape{rule: r}
			p.gates[word].open(s.needs())
		}
	}
}

// needs returns what a sentence must have for the shape to be filled.
func (s *shape) needs() (n need) {
	edge := s.rule.Edge
	if edge.Requires("system") && !s.rule.Inherit {
		n |= needSystem
	}
	for _, el := range []*element{s.subject, s.objects[0], s.objects[1], s.poss, s.of, s.apposed} {
		n |= s.needsOf(el)
	}
	for i := range s.slots {
		if agent := s.passive && i == len(s.slots)-1; !agent {
			n |= s.needsOf(s.slots[i].el)
		}
	}
	return n
}

func (s *shape) needsOf(el *element) (n need) {
	if el == nil || el.optional {
		return 0
	}
	if el.role == "" {
		return needNoun | s.needsOf(el.of)
	}
	classes := el.classes
	only := func(class string) bool {
		return len(classes) > 0 && !slices.ContainsFunc(classes, func(c string) bool { return c != class })
	}
	switch {
	case only(classSystem):
		return needSystem
	case only(classOfficial):
		return needOfficial
	}
	return 0
}

// Possible says whether a sentence has a word that begins a frame, and what that
// frame cannot do without. It may be wrong only by saying yes.
func (p *Program) Possible(d *document.Document, s document.Sentence, mentions []phrase.Mention) bool {
	var have need
	for i := range mentions {
		switch mentions[i].Class {
		case classSystem:
			have |= needSystem
		case classOfficial:
			have |= needOfficial
		}
	}
	if d.Text[s.End-1] == ':' {
		have |= needSystem // in the list that follows
	}
	if s.Bits&lang.Pair != 0 {
		have |= needOfficial
	}
	if s.Bits&lang.FrameNoun != 0 {
		have |= needNoun
	}
	for _, t := range d.Tokens[s.First:s.Last] {
		if int(t.Word) < len(p.gates) && p.gates[t.Word]>>have&1 != 0 {
			return true
		}
	}
	return false
}
