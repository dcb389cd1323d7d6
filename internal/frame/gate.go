package frame

import (
	"encoding/binary"
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

// need is a set of things that a sentence must have for a shape to be filled: bits
// of mentions, and one bit for each list of words that shapes ask for.
type need [4]uint64

const needBits = 256

// The bits of a need.
const (
	needSystem   = iota // a mention of a system
	needOfficial        // a mention of a person, or "both leaders"
	firstList           // the first bit of a list of words
)

// set adds one bit.
func (n *need) set(bit int) { n[bit/64] |= 1 << (bit % 64) }

// Means is what a sentence has of what frames need.
type Means struct{ have need }

// Everything is the means of a sentence of which nothing is known.
var Everything = Means{need{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}}

// add adds the bits of another need.
func (n *need) add(o *need) {
	n[0], n[1], n[2], n[3] = n[0]|o[0], n[1]|o[1], n[2]|o[2], n[3]|o[3]
}

// in says whether all bits of a need are among those of another.
func (n *need) in(o *need) bool {
	return n[0]&^o[0]|n[1]&^o[1]|n[2]&^o[2]|n[3]&^o[3] == 0
}

// needs is what a sentence must have, of that what must stand behind the word that
// begins the frame, and whether a system must not.
type needs struct {
	all, behind need
	before      bool
}

// in says whether what is needed is there.
func (n *needs) in(o *needs) bool {
	return n.behind.in(&o.behind) && n.all.in(&o.all) && (!n.before || o.before)
}

// gate tells with which needs met a word may begin a frame.
type gate struct {
	verbs []need  // the needs of its shapes, each once, none a superset of another
	nouns []needs // the same of the shapes that it begins as a noun
	lists need    // the lists of words that it belongs to
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
	lists := map[string]int{}
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
		participle := p.pack.Lexicon.Bits(word)&lang.VerbParticiple != 0
		for i := range shapes {
			if shapes[i].passive && !participle {
				continue
			}
			p.open(word, shapes[i].need)
			if r := shapes[i].rule; r.Inherit && r.Edge.Symmetric && (shapes[i].subject == nil || shapes[i].subject.role == "") && len(shapes[i].slots) == 0 {
				*p.bare.At(word) = true
			}
		}
	}
	for noun, shapes := range p.nouns.All() {
		plural := p.plural(noun, p.pack.Lexicon.Word(noun))
		for i := range shapes {
			n := needs{all: shapes[i].need, behind: p.behind(&shapes[i], lists), before: shapes[i].inside()}
			p.openNoun(noun, n)
			p.openNoun(plural, n)
			if r := shapes[i].rule; r.Inherit && r.Edge.Symmetric && shapes[i].poss == nil && len(shapes[i].slots) == 0 {
				*p.bare.At(noun), *p.bare.At(plural) = true, true
			}
		}
	}
	for word, rules := range p.compounds.All() {
		for _, r := range rules {
			s := shape{rule: r}
			p.open(word, p.needs(&s, lists))
		}
	}
	p.noteGated()
}

// noteGated fills the bits of the words that have gates.
func (p *Program) noteGated() {
	p.gated = make([]uint64, p.pack.Lexicon.Len()/64+1)
	for word := range p.gates.All() {
		p.gated[word/64] |= 1 << (word % 64)
	}
}

// Bare says whether a sentence that names nobody has a verb or noun for what two parties
// told before do together: "An agreement was signed."
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
	if !slices.ContainsFunc(g.verbs, func(have need) bool { return have.in(&n) }) {
		g.verbs = append(slices.DeleteFunc(g.verbs, func(have need) bool { return n.in(&have) }), n)
	}
}

// openNoun does the same for a noun.
func (p *Program) openNoun(noun uint32, n needs) {
	g := p.gates.At(noun)
	if !slices.ContainsFunc(g.nouns, func(have needs) bool { return have.in(&n) }) {
		g.nouns = append(slices.DeleteFunc(g.nouns, func(have needs) bool { return n.in(&have) }), n)
	}
}

// needs returns what a sentence must have for a shape to be filled.
func (p *Program) needs(s *shape, lists map[string]int) (n need) {
	edge := s.rule.Edge
	if edge.Requires("system") && !s.rule.Inherit && !s.rule.Tacit {
		n.set(needSystem)
	}
	for _, el := range []*element{s.subject, s.objects[0], s.objects[1], s.poss, s.of, s.apposed, s.said} {
		p.needsOf(&n, el, lists)
	}
	p.needsOfSlots(&n, s, lists)
	if s.particle != 0 {
		n.set(p.listOf([]uint32{s.particle}, lists))
	}
	return n
}

// inside says whether a noun's group must name a system.
func (s *shape) inside() bool {
	return s.apposed == nil && s.objects[0] != nil && !s.objects[0].optional && s.objects[0].role == "system"
}

// behind returns what must stand behind the noun of a shape.
func (p *Program) behind(s *shape, lists map[string]int) (n need) {
	if s.apposed != nil {
		return n
	}
	if p.needsOf(&n, s.of, lists); s.of != nil && !s.of.optional {
		n.set(p.listOf([]uint32{p.words.of}, lists))
	}
	p.needsOfSlots(&n, s, lists)
	return n
}

// asks says whether a slot of a shape must be filled: it is not optional, nor the agent
// that a passive may leave out.
func (s *shape) asks(slot int) bool {
	return !s.slots[slot].el.optional && !(s.agent && slot == len(s.slots)-1)
}

// needsOfSlots adds what the slots of a shape need, but for the agent that a passive
// may leave out.
func (p *Program) needsOfSlots(n *need, s *shape, lists map[string]int) {
	for i := range s.slots {
		sl := &s.slots[i]
		if !s.asks(i) {
			continue
		}
		p.needsOf(n, sl.el, lists)
		if sl.words[0] != p.words.anywhere {
			n.set(p.listOf(sl.words, lists))
		}
	}
}

// needsOf adds what an element needs.
func (p *Program) needsOf(n *need, el *element, lists map[string]int) {
	if el == nil || el.optional {
		return
	}
	if el.role == "" {
		p.needsOf(n, el.of, lists)
		if !el.ownerless && el.poss != "target" && !slices.Contains(el.words, p.words.people) {
			n.set(p.listOf(p.bothNumbers(el.words), lists)) // for others a number may stand: "killed dozens"
		}
		return
	}
	only := func(class string) bool {
		return len(el.classes) > 0 && !slices.ContainsFunc(el.classes, func(c string) bool { return c != class })
	}
	switch {
	case only(classSystem):
		n.set(needSystem)
	case only(classOfficial):
		n.set(needOfficial)
	}
}

// listOf returns the bit of a list of words; lists beyond the last bit share it.
func (p *Program) listOf(words []uint32, lists map[string]int) int {
	var key []byte
	for _, w := range words {
		key = binary.LittleEndian.AppendUint32(key, w)
	}
	list, ok := lists[string(key)]
	if !ok {
		list = min(firstList+len(lists), needBits-1)
		lists[string(key)] = list
		for _, w := range words {
			p.gates.At(w).lists.set(list)
		}
	}
	return list
}

// bothNumbers returns nouns and their plurals.
func (p *Program) bothNumbers(nouns []uint32) []uint32 {
	both := slices.Clone(nouns)
	for _, n := range nouns {
		both = append(both, p.plural(n, p.pack.Lexicon.Word(n)))
	}
	return both
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
		have.set(needSystem)
	}
	if s.Bits&lang.Pair != 0 {
		have.set(needOfficial)
	}
	f.verbs, f.nouns = f.verbs[:0], f.nouns[:0]
	system := slices.IndexFunc(mentions, func(m phrase.Mention) bool { return m.Class == classSystem })
	k := len(mentions)
	for t := s.Last - 1; t >= s.First; t-- {
		if w := d.Tokens[t].Word; f.p.gated[w/64]>>(w%64)&1 != 0 {
			g := f.p.gates.Find(w)
			if len(g.verbs) > 0 {
				f.verbs = append(f.verbs, g)
			}
			for i := range g.nouns {
				if n := &g.nouns[i]; n.behind.in(&have) && (!n.before || goesOn || system >= 0 && mentions[system].First <= t) {
					f.nouns = append(f.nouns, &n.all)
				}
			}
			have.add(&g.lists)
		}
		for k > 0 && mentions[k-1].First >= t {
			k--
			switch mentions[k].Class {
			case classSystem:
				have.set(needSystem)
			case classOfficial, classOffice:
				have.set(needOfficial)
			}
		}
	}
	for _, g := range f.verbs {
		for i := range g.verbs {
			if g.verbs[i].in(&have) {
				return Means{have}, true
			}
		}
	}
	for _, n := range f.nouns {
		if n.in(&have) {
			return Means{have}, true
		}
	}
	return Means{}, false
}
