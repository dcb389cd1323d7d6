package frame

import (
	"encoding/binary"
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

// means is a set of things that a sentence has and shapes may need: bits of mentions,
// and one bit for each list of words that shapes ask for.
type means [needBits / 64]uint64

const needBits = 384

// The bits of means.
const (
	always       = iota // what every sentence has
	needSystem          // a mention of a system
	needOfficial        // a mention of a person, or "both leaders"
	firstList           // the first bit of a list of words
)

// set adds one bit.
func (m *means) set(bit int) { m[bit/64] |= 1 << (bit % 64) }

// has says whether a bit is set.
func (m *means) has(bit uint16) bool { return m[bit/64]>>(bit%64)&1 != 0 }

// add adds the bits of others.
func (m *means) add(o *means) {
	m[0], m[1], m[2], m[3], m[4], m[5] = m[0]|o[0], m[1]|o[1], m[2]|o[2], m[3]|o[3], m[4]|o[4], m[5]|o[5]
}

// Means is what a sentence has of what frames need.
type Means struct{ have means }

// Everything is the means of a sentence of which nothing is known.
var Everything = func() (m Means) {
	for bit := range needBits {
		m.have.set(bit)
	}
	return m
}()

// need is the bits that a sentence must have for a shape to be filled, the rest of it
// the bit that every sentence has. What a shape needs beyond it is not asked for.
type need [4]uint16

// needOf returns the need of some bits; the last are kept, which are of rarer words.
func needOf(m *means) (n need) {
	count := 0
	for bit := needBits - 1; bit > always && count < len(n); bit-- {
		if m.has(uint16(bit)) {
			n[count] = uint16(bit)
			count++
		}
	}
	return n
}

// met says whether a sentence has what is needed.
func (n *need) met(have *means) bool { return have.has(n[0]) && n.allMet(have) }

func (n *need) allMet(have *means) bool { return have.has(n[1]) && have.has(n[2]) && have.has(n[3]) }

// in says whether all bits of a need are among those of another.
func (n *need) in(o *need) bool {
	for _, bit := range n {
		if bit != always && !slices.Contains(o[:], bit) {
			return false
		}
	}
	return true
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
	verbs    []need  // the needs of its shapes, each once, none a superset of another
	nouns    []needs // the same of the shapes that it begins as a noun
	lists    means   // the lists of words that it belongs to
	compound bool    // a name before it may be who made something: "US-made"
}

// opener is a word of a sentence that has a gate.
type opener struct {
	token int
	verbs []need // one of which must be met, or
	noun  *need  // which must be
	any   bool   // whatever the word's category
}

// opens says whether the word may begin a frame in a sentence with some means.
func (o *opener) opens(have *means) bool {
	if o.noun != nil {
		return o.noun.met(have)
	}
	for i := range o.verbs {
		if o.verbs[i].met(have) {
			return true
		}
	}
	return false
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
			p.gates.At(word).compound = true
		}
	}
}

// Freeze fills the bits of the words that have gates, once the lexicon grows no more.
func (p *Program) Freeze() {
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
func (p *Program) needs(s *shape, lists map[string]int) need {
	var n means
	edge := &s.rule.Edge
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
	return needOf(&n)
}

// inside says whether a noun's group must name a system.
func (s *shape) inside() bool {
	return s.apposed == nil && s.objects[0] != nil && !s.objects[0].optional && s.objects[0].role == "system"
}

// behind returns what must stand behind the noun of a shape.
func (p *Program) behind(s *shape, lists map[string]int) need {
	if s.apposed != nil {
		return need{}
	}
	var n means
	if p.needsOf(&n, s.of, lists); s.of != nil && !s.of.optional {
		n.set(p.listOf([]uint32{p.words.of}, lists))
	}
	p.needsOfSlots(&n, s, lists)
	return needOf(&n)
}

// asks says whether a slot of a shape must be filled: it is not optional, nor the agent
// that a passive may leave out.
func (s *shape) asks(slot int) bool {
	return !s.slots[slot].el.optional && !(s.agent && slot == len(s.slots)-1)
}

// needsOfSlots adds what the slots of a shape need, but for the agent that a passive
// may leave out.
func (p *Program) needsOfSlots(n *means, s *shape, lists map[string]int) {
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
func (p *Program) needsOf(n *means, el *element, lists map[string]int) {
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
	var have means
	have.set(always)
	if goesOn {
		have.set(needSystem)
	}
	if s.Bits&lang.Pair != 0 {
		have.set(needOfficial)
	}
	f.openers = f.openers[:0]
	system := slices.IndexFunc(mentions, func(m phrase.Mention) bool { return m.Class == classSystem })
	next := len(mentions) - 1 // mention
	from := s.Last            // its first token
	if next >= 0 {
		from = mentions[next].First
	}
	tokens, gated := d.Tokens[:s.Last], f.p.gated
	for t := s.Last - 1; t >= s.First; t-- {
		if w := tokens[t].Word; gated[w/64]>>(w%64)&1 != 0 {
			g := f.p.gates.Find(w)
			if len(g.verbs) > 0 {
				f.openers = append(f.openers, opener{token: t, verbs: g.verbs, any: g.compound})
			}
			for i := range g.nouns {
				if n := &g.nouns[i]; n.behind.met(&have) && (!n.before || goesOn || system >= 0 && mentions[system].First <= t) {
					f.openers = append(f.openers, opener{token: t, noun: &n.all})
				}
			}
			have.add(&g.lists)
		}
		if t != from {
			continue
		}
		switch mentions[next].Class {
		case classSystem:
			have.set(needSystem)
		case classOfficial, classOffice:
			have.set(needOfficial)
		}
		if next--; next >= 0 {
			from = mentions[next].First
		}
	}
	for i := range f.openers {
		if f.openers[i].opens(&have) {
			f.openers = f.openers[i:]
			return Means{have}, true
		}
	}
	return Means{}, false
}

// verbal is the categories of the words of verb groups.
const verbal = 1<<phrase.CatVerb | 1<<phrase.CatBe | 1<<phrase.CatHave | 1<<phrase.CatDo | 1<<phrase.CatModal | 1<<phrase.CatTo

// Opens says whether a sentence of the means that Possible returned still has a word that
// begins a frame when the categories of its words are known: a verb that is one, or a
// noun. It, too, may be wrong only by saying yes.
func (f *Finder) Opens(s *phrase.Sentence, m *Means) bool {
	if f.goesOn || s.EndsIn(':') {
		return true
	}
	for i := range f.openers {
		o := &f.openers[i]
		if is := 1<<s.Cat(o.token)&verbal != 0; (o.any || is == (o.noun == nil)) && o.opens(&m.have) {
			return true
		}
	}
	return false
}
