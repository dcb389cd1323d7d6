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

// gates tells with which needs met a word may begin a frame.
type gates struct {
	begins [][]need // by word: the needs of its shapes, each once, none a superset of another
	lists  []need   // by word: the lists of nouns that it belongs to
}

// openGates computes the gates of all words.
func (p *Program) openGates() {
	g := gates{begins: make([][]need, p.pack.Lexicon.Len()), lists: make([]need, p.pack.Lexicon.Len())}
	lists := map[string]need{}
	for word, lemma := range p.pack.Lemma {
		for i := range p.verbs[lemma] {
			g.open(word, p.needs(&p.verbs[lemma][i], &g, lists))
		}
	}
	for noun, shapes := range p.nouns {
		plural := p.plural(noun, p.pack.Lexicon.Word(noun))
		for i := range shapes {
			n := p.needs(&shapes[i], &g, lists)
			g.open(noun, n)
			g.open(plural, n)
		}
	}
	for word, rules := range p.compounds {
		for _, r := range rules {
			s := shape{rule: r}
			g.open(word, p.needs(&s, &g, lists))
		}
	}
	p.gates = g
}

// open lets a word begin a frame where the needs n are met.
func (g *gates) open(word uint32, n need) {
	for _, have := range g.begins[word] {
		if have&^n == 0 {
			return
		}
	}
	kept := slices.DeleteFunc(g.begins[word], func(have need) bool { return n&^have == 0 })
	g.begins[word] = append(kept, n)
}

// needs returns what a sentence must have for a shape to be filled.
func (p *Program) needs(s *shape, g *gates, lists map[string]need) (n need) {
	edge := s.rule.Edge
	if edge.Requires("system") && !s.rule.Inherit {
		n |= needSystem
	}
	for _, el := range []*element{s.subject, s.objects[0], s.objects[1], s.poss, s.of, s.apposed} {
		n |= p.needsOf(el, g, lists)
	}
	for i := range s.slots {
		if agent := s.passive && i == len(s.slots)-1; !agent {
			n |= p.needsOf(s.slots[i].el, g, lists)
		}
	}
	return n
}

func (p *Program) needsOf(el *element, g *gates, lists map[string]need) need {
	if el == nil || el.optional {
		return 0
	}
	if el.role == "" {
		return p.listOf(el.words, g, lists) | p.needsOf(el.of, g, lists)
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
func (p *Program) listOf(words []uint32, g *gates, lists map[string]need) need {
	key := p.join(words)
	bit, ok := lists[key]
	if !ok {
		bit = firstList << min(len(lists), 61)
		lists[key] = bit
		for _, w := range words {
			g.lists[w] |= bit
			g.lists[p.plural(w, p.pack.Lexicon.Word(w))] |= bit
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
		case classOfficial:
			have |= needOfficial
		}
	}
	if s.Bits&lang.Pair != 0 {
		have |= needOfficial
	}
	tokens := d.Tokens[s.First:s.Last]
	for i := range tokens {
		if w := tokens[i].Word; int(w) < len(p.gates.lists) {
			have |= p.gates.lists[w]
		}
	}
	for i := range tokens {
		w := tokens[i].Word
		if int(w) >= len(p.gates.begins) {
			continue
		}
		for _, n := range p.gates.begins[w] {
			if n&^have == 0 {
				return true
			}
		}
	}
	return false
}
