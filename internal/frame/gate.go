package frame

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

// need is a set of things that a sentence must have for a shape to be filled: bits
// of mentions, and one bit for each list of nouns that shapes ask for.
type need [2]uint64

const needBits = 128

// The bits of a need.
const (
	needSystem   = iota // a mention of a system
	needOfficial        // a mention of a person, or "both leaders"
	firstList           // the first bit of a list of nouns
)

// bit returns the need of one bit.
func bit(n int) (one need) {
	one[n/64] = 1 << (n % 64)
	return one
}

// Means is what a sentence has of what frames need.
type Means struct{ have need }

// Everything is the means of a sentence of which nothing is known.
var Everything = Means{need{^uint64(0), ^uint64(0)}}

// add adds the bits of another need.
func (n *need) add(o need) { n[0], n[1] = n[0]|o[0], n[1]|o[1] }

// in says whether all bits of a need are among those of another.
func (n need) in(o need) bool { return n[0]&^o[0] == 0 && n[1]&^o[1] == 0 }

// gate tells with which needs met a word may begin a frame.
type gate struct {
	begins []need // the needs of its shapes, each once, none a superset of another
	lists  need   // the lists of nouns that it belongs to
}

// verbGates is what is asked of a verb's shapes before they are looked at, side by
// side: the shapes themselves lie apart, and most do not fit.
type verbGates struct {
	shapes   []shapeGate
	prefixes []uint32 // that some of them have
}

type shapeGate struct {
	need    need
	prefix  uint32
	passive bool
}

// openGates computes the gates of all words.
func (p *Program) openGates() {
	lists := map[string]need{}
	for _, table := range []*lang.Table[[]shape]{&p.verbs, &p.nouns} {
		for _, shapes := range table.All() {
			for i := range shapes {
				shapes[i].need = p.needs(&shapes[i], lists)
			}
		}
	}
	for lemma, shapes := range p.verbs.All() {
		g := p.verbGates.At(lemma)
		for i := range shapes {
			s := &shapes[i]
			g.shapes = append(g.shapes, shapeGate{s.need, s.prefix, s.passive})
			if s.prefix != 0 && !slices.Contains(g.prefixes, s.prefix) {
				g.prefixes = append(g.prefixes, s.prefix)
			}
		}
	}
	for word, lemma := range p.pack.Lemma {
		shapes := p.verbs.Get(lemma)
		for i := range shapes {
			p.open(word, shapes[i].need)
			if r := shapes[i].rule; r.Inherit && r.Edge.Symmetric && (shapes[i].subject == nil || shapes[i].subject.role == "") && len(shapes[i].slots) == 0 {
				*p.bare.At(word) = true
			}
		}
	}
	for noun, shapes := range p.nouns.All() {
		plural := p.plural(noun, p.pack.Lexicon.Word(noun))
		for i := range shapes {
			p.open(noun, shapes[i].need)
			p.open(plural, shapes[i].need)
		}
	}
	for word, rules := range p.compounds.All() {
		for _, r := range rules {
			s := shape{rule: r}
			p.open(word, p.needs(&s, lists))
		}
	}
}

// Bare says whether a sentence that names nobody has a verb for what two parties told
// before do together: "An agreement was signed."
func (p *Program) Bare(d *document.Document, s document.Sentence) bool {
	for t := s.First; t < s.Last; t++ {
		if p.bare.Get(d.Tokens[t].Word) {
			return true
		}
	}
	return false
}

// open lets a word begin a frame where the needs n are met.
func (p *Program) open(word uint32, n need) {
	g := p.gates.At(word)
	for _, have := range g.begins {
		if have.in(n) {
			return
		}
	}
	kept := slices.DeleteFunc(g.begins, func(have need) bool { return n.in(have) })
	g.begins = append(kept, n)
}

// needs returns what a sentence must have for a shape to be filled.
func (p *Program) needs(s *shape, lists map[string]need) (n need) {
	edge := s.rule.Edge
	if edge.Requires("system") && !s.rule.Inherit && !s.rule.Tacit {
		n.add(bit(needSystem))
	}
	for _, el := range []*element{s.subject, s.objects[0], s.objects[1], s.poss, s.of, s.apposed, s.said} {
		n.add(p.needsOf(el, lists))
	}
	for i := range s.slots {
		if agent := s.passive && i == len(s.slots)-1; !agent {
			n.add(p.needsOf(s.slots[i].el, lists))
		}
	}
	return n
}

func (p *Program) needsOf(el *element, lists map[string]need) (n need) {
	if el == nil || el.optional {
		return n
	}
	if el.role == "" {
		if n = p.needsOf(el.of, lists); !el.ownerless && el.poss != "target" && !slices.Contains(el.words, p.words.people) {
			n.add(p.listOf(el.words, lists)) // for others a number may stand: "killed dozens"
		}
		return n
	}
	only := func(class string) bool {
		return len(el.classes) > 0 && !slices.ContainsFunc(el.classes, func(c string) bool { return c != class })
	}
	switch {
	case only(classSystem):
		return bit(needSystem)
	case only(classOfficial):
		return bit(needOfficial)
	}
	return n
}

// listOf returns the bit of a list of nouns; lists beyond the last bit share it.
func (p *Program) listOf(words []uint32, lists map[string]need) need {
	key := p.join(words)
	list, ok := lists[key]
	if !ok {
		list = bit(min(firstList+len(lists), needBits-1))
		lists[key] = list
		for _, w := range words {
			p.gates.At(w).lists.add(list)
			p.gates.At(p.plural(w, p.pack.Lexicon.Word(w))).lists.add(list)
		}
	}
	return list
}

// Possible says whether a sentence has a word that begins a frame, and what that
// frame cannot do without, and returns its means. It may be wrong only by saying yes.
// With goesOn a sentence before told of systems that this one need not name.
func (f *Finder) Possible(d *document.Document, s document.Sentence, mentions []phrase.Mention, goesOn bool) (Means, bool) {
	f.goesOn = goesOn
	if d.Text[s.End-1] == ':' {
		return Everything, true // what is needed may stand in the list that follows
	}
	var have need
	if goesOn {
		have.add(bit(needSystem))
	}
	for i := range mentions {
		switch mentions[i].Class {
		case classSystem:
			have.add(bit(needSystem))
		case classOfficial, classOffice:
			have.add(bit(needOfficial))
		}
	}
	if s.Bits&lang.Pair != 0 {
		have.add(bit(needOfficial))
	}
	f.begun = f.begun[:0]
	tokens := d.Tokens[s.First:s.Last]
	for i := range tokens {
		if g := f.p.gates.Find(tokens[i].Word); g != nil {
			have.add(g.lists)
			f.begun = append(f.begun, g)
		}
	}
	for _, g := range f.begun {
		for _, n := range g.begins {
			if n.in(have) {
				return Means{have}, true
			}
		}
	}
	return Means{}, false
}
