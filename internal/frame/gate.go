package frame

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

// need is a set of things that a sentence must have for a shape to be filled: bits
// of mentions, and one bit for each list of nouns that shapes ask for.
type need uint64

const (
	needSystem   need = 1 << iota // a mention of a system
	needOfficial                  // a mention of a person, or "both leaders"
	firstList                     // the first bit of a list of nouns
)

// gate tells with which needs met a word may begin a frame.
type gate struct {
	begins []need // the needs of its shapes, each once, none a superset of another
	lists  need   // the lists of nouns that it belongs to
}

// openGates computes the gates of all words.
func (p *Program) openGates() {
	lists := map[string]need{}
	for word, lemma := range p.pack.Lemma {
		shapes := p.verbs.Get(lemma)
		for i := range shapes {
			p.open(word, p.needs(&shapes[i], lists))
		}
	}
	for noun, shapes := range p.nouns.All() {
		plural := p.plural(noun, p.pack.Lexicon.Word(noun))
		for i := range shapes {
			n := p.needs(&shapes[i], lists)
			p.open(noun, n)
			p.open(plural, n)
		}
	}
	for word, rules := range p.compounds.All() {
		for _, r := range rules {
			s := shape{rule: r}
			p.open(word, p.needs(&s, lists))
		}
	}
}

// open lets a word begin a frame where the needs n are met.
func (p *Program) open(word uint32, n need) {
	g := p.gates.At(word)
	for _, have := range g.begins {
		if have&^n == 0 {
			return
		}
	}
	kept := slices.DeleteFunc(g.begins, func(have need) bool { return n&^have == 0 })
	g.begins = append(kept, n)
}

// needs returns what a sentence must have for a shape to be filled.
func (p *Program) needs(s *shape, lists map[string]need) (n need) {
	edge := s.rule.Edge
	if edge.Requires("system") && !s.rule.Inherit {
		n |= needSystem
	}
	for _, el := range []*element{s.subject, s.objects[0], s.objects[1], s.poss, s.of, s.apposed, s.said} {
		n |= p.needsOf(el, lists)
	}
	for i := range s.slots {
		if agent := s.passive && i == len(s.slots)-1; !agent {
			n |= p.needsOf(s.slots[i].el, lists)
		}
	}
	return n
}

func (p *Program) needsOf(el *element, lists map[string]need) need {
	if el == nil || el.optional {
		return 0
	}
	if el.role == "" {
		return p.listOf(el.words, lists) | p.needsOf(el.of, lists)
	}
	only := func(class string) bool {
		return len(el.classes) > 0 && !slices.ContainsFunc(el.classes, func(c string) bool { return c != class })
	}
	switch {
	case only(classSystem):
		return needSystem
	case only(classOfficial):
		return needOfficial
	}
	return 0
}

// listOf returns the bit of a list of nouns; lists beyond the 62nd share its bit.
func (p *Program) listOf(words []uint32, lists map[string]need) need {
	key := p.join(words)
	bit, ok := lists[key]
	if !ok {
		bit = firstList << min(len(lists), 61)
		lists[key] = bit
		for _, w := range words {
			p.gates.At(w).lists |= bit
			p.gates.At(p.plural(w, p.pack.Lexicon.Word(w))).lists |= bit
		}
	}
	return bit
}

// Possible says whether a sentence has a word that begins a frame, and what that
// frame cannot do without. It may be wrong only by saying yes.
func (p *Program) Possible(d *document.Document, s document.Sentence, mentions []phrase.Mention) bool {
	if d.Text[s.End-1] == ':' {
		return true // what is needed may stand in the list that follows
	}
	var have need
	for i := range mentions {
		switch mentions[i].Class {
		case classSystem:
			have |= needSystem
		case classOfficial, classOffice:
			have |= needOfficial
		}
	}
	if s.Bits&lang.Pair != 0 {
		have |= needOfficial
	}
	tokens := d.Tokens[s.First:s.Last]
	for i := range tokens {
		have |= p.gates.Get(tokens[i].Word).lists
	}
	for i := range tokens {
		for _, n := range p.gates.Get(tokens[i].Word).begins {
			if n&^have == 0 {
				return true
			}
		}
	}
	return false
}
