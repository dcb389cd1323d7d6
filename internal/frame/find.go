package frame

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
)

const (
	roleSource = iota
	roleTarget
	roleSystem
	roleIn
	roleBoth
	roleCount
)

func roleIndex(role string) int {
	switch role {
	case "target":
		return roleTarget
	case "system":
		return roleSystem
	case "in":
		return roleIn
	case rule.Both:
		return roleBoth
	}
	return roleSource
}

// filling is a shape being filled.
type filling struct {
	shape    *shape
	roles    [roleCount][]Arg
	words    [maxWords][2]int
	n        int  // of words
	opens    bool // the systems stand in the list that follows
	verb     int  // one more than the unit of a verb shape's verb
	noun     bool // of several fitting prepositions only the first is tried
	told     int  // one more than the unit that a rule that answers speaks of
	ok       bool
	occasion int // one more than the unit of the verb that a noun's phrase is the occasion of
}

// maxWords is the most token spans that a filled shape notes.
const maxWords = 12

func (fl *filling) add(span [2]int) {
	if fl.n < maxWords {
		fl.words[fl.n] = span
		fl.n++
	}
}

// verbsOf tries the shapes of a verb group's verb.
func (f *Finder) verbsOf(v int) {
	u := &f.s.Units[v]
	gates := f.p.verbGates.Find(u.Lemma)
	if gates == nil {
		return
	}
	prefix := uint32(0)
	if before := f.word(u.Head - 1); slices.Contains(gates.prefixes, before) {
		prefix = before
	}
	shapes := f.p.verbs.Get(u.Lemma)
	for i := range gates.shapes {
		if g := &gates.shapes[i]; g.prefix == prefix && g.passive == u.Passive && g.need.in(f.have) {
			f.verb(v, &shapes[i])
		}
	}
}

// verb tries a shape on a verb group.
func (f *Finder) verb(v int, s *shape) {
	u := &f.s.Units[v]
	if s.particle != 0 && !f.hasParticle(v, s.particle) {
		return
	}
	if !f.possible(s, u) || f.complement(s, u) {
		return
	}
	fl := filling{shape: s, verb: v + 1, ok: true}
	fl.add([2]int{u.First, u.Last})
	if f.fillSubject(&fl, s.subject, u); !fl.ok {
		return
	}
	if f.fillObjects(&fl, s, u); !fl.ok {
		return
	}
	f.fillSlots(&fl, f.slotsOf(s, u))
	if !fl.ok || f.otherwise(s.rule, v) || s.rule.Bare && s.objects[0] == nil && u.Objects[0] != phrase.None && !f.s.Units[u.Objects[0]].Time {
		return
	}
	f.fillPartner(&fl, u)
	q := f.qualify(v, s.rule.Stage)
	if s.rule.Fixed {
		q = Polarity{Modality: s.rule.Modality}
	}
	q.Denied = q.Denied != s.rule.Denied
	if items := fl.roles[roleSystem]; len(items) > 0 && f.none(items[0].Unit) {
		q.Denied = !q.Denied // "sent no weapons"
	}
	if len(s.rule.Under) > 0 {
		denied := q.Denied
		q = f.underNoun(u, f.p.under[s.rule])
		q.Denied = q.Denied || denied // "cancelled a contract to buy"
	}
	f.claim(&fl, q, u.Head, v)
	f.gapped(&fl, q, v)
}

// gapped reads what a list leaves out the verb for: "bought tanks from Poland, jets
// from Sweden and ships from Spain".
func (f *Finder) gapped(fl *filling, q Polarity, v int) {
	s, u := fl.shape, &f.s.Units[v]
	object := s.objects[0]
	if s.passive {
		return
	}
	if object == nil || object.role == "" {
		return
	}
	for _, sl := range s.slots {
		if sl.el.role == "" || sl.words[0] == f.p.words.anywhere || len(fl.roles[roleIndex(sl.el.role)]) == 0 {
			continue
		}
		k := slices.IndexFunc(u.Slots, func(have phrase.Slot) bool { return slices.Contains(sl.words, have.Word) })
		if k < 0 {
			continue
		}
		for i := u.Slots[k].Unit + 1; ; {
			for i < len(f.s.Units) && (f.s.Units[i].Kind == phrase.Comma || f.s.Units[i].Kind == phrase.Conjunction) {
				i++
			}
			if i+2 >= len(f.s.Units) || f.s.Units[i].Kind != phrase.NounGroup || f.s.Units[i+1].Kind != phrase.Preposition || !slices.Contains(sl.words, f.s.Units[i+1].Lemma) {
				return
			}
			to := f.owned(i + 2)
			what, whom := f.group(i, object.classes, 0), f.group(to, sl.el.classes, 0)
			if len(what) > 0 && len(whom) > 0 {
				next := *fl
				next.n = 0 // the verb's words are those of the first
				next.roles[roleIndex(object.role)], next.roles[roleIndex(sl.el.role)] = what, whom
				next.add([2]int{f.s.Units[i].First, f.s.Units[to].Last})
				f.claim(&next, q, f.s.Units[i].Head, v)
			}
			i = to + 1
		}
	}
}

// slotsOf returns the prepositional phrases that a shape may use: the verb's, and
// those of the noun that is its subject: "the attack on the base was claimed by".
func (f *Finder) slotsOf(s *shape, u *phrase.Unit) []phrase.Slot {
	if s.asksOf {
		if of := f.ofVerb(u); of != phrase.None {
			return append(slices.Clone(u.Slots), phrase.Slot{Word: f.p.words.of, Unit: of, At: of - 1})
		}
	}
	if !s.passive || s.subject == nil || s.subject.role != "" || u.Subject == phrase.None {
		return u.Slots
	}
	if before := f.nounSlots(u.Subject); len(before) > 0 {
		return slices.Concat(before, u.Slots)
	}
	return u.Slots
}

// ofVerb returns the group that "of" ties to a verb's object, or to a passive
// right before it: "accused Armenia of the attack", "was accused of the attack".
func (f *Finder) ofVerb(u *phrase.Unit) int {
	if o := u.Objects[0]; o != phrase.None && f.s.Units[o].Of != phrase.None {
		return f.s.Units[o].Of
	}
	for i := range f.s.Units {
		if x := &f.s.Units[i]; x.First == u.Last && x.Kind == phrase.Preposition && x.Lemma == f.p.words.of && i+1 < len(f.s.Units) && f.s.Units[i+1].Kind == phrase.NounGroup {
			return f.owned(i + 1)
		}
	}
	return phrase.None
}

// underNoun says how real the noun is that must rule a verb: a contract to supply
// that is won. Without such a noun there is no claim.
func (f *Finder) underNoun(u *phrase.Unit, nouns []uint32) Polarity {
	n := f.rulingNoun(u)
	if n == phrase.None || !f.headIs(n, nouns) {
		return Polarity{None: true}
	}
	v := f.verbOf(n)
	if v == phrase.None {
		return Polarity{None: true}
	}
	return f.qualifyDepth(v, 0)
}

// rulingNoun returns the noun that rules a verb, behind which its partner may stand:
// the contract of "signed a contract with Chile to supply"; else None.
func (f *Finder) rulingNoun(u *phrase.Unit) int {
	n := u.Governor
	if n == phrase.None {
		return n
	}
	if f.s.Units[n].Kind == phrase.VerbGroup {
		n = f.s.Units[n].Objects[0]
	} else if p := f.s.Units[n].Lead - 1; p > 0 && f.s.Units[p].Lemma == f.p.words.with && f.s.Units[p-1].Kind == phrase.NounGroup {
		n = p - 1
	}
	if n == phrase.None || f.s.Units[n].Kind != phrase.NounGroup {
		return phrase.None
	}
	return n
}

// fillPartner fills the target of an infinitive from the partner of the agreement
// that rules it: "signed contracts with France to buy howitzers".
func (f *Finder) fillPartner(fl *filling, u *phrase.Unit) {
	edge := fl.shape.rule.Edge
	if len(fl.roles[roleTarget]) > 0 || edge.Symmetric || !edge.Requires("target") || u.Form != phrase.Infinitive && u.Form != phrase.Gerund {
		return
	}
	if g := u.Governor; u.Form == phrase.Gerund {
		switch {
		case g == phrase.None || f.s.Units[g].Kind != phrase.VerbGroup:
		case f.p.pack.Cues.Governors.Get(f.s.Units[g].Lemma).Taker:
			fl.roles[roleTarget] = f.args(f.s.Units[g].Subject, edge.Target) // "Kyiv thanked Berlin for sending tanks"
		case fl.verb > 1 && f.s.Units[fl.verb-2].Lemma == f.p.words.by:
			fl.roles[roleTarget] = f.args(f.s.Units[g].Objects[0], edge.Target) // "supports Ukraine by sending tanks"
		}
		return
	}
	for v := fl.verb - 2; v >= 0; v-- {
		x := &f.s.Units[v]
		if x.Kind == phrase.Break || x.Kind == phrase.Comma {
			return
		}
		if x.Kind != phrase.VerbGroup {
			continue
		}
		for _, sl := range x.Slots {
			if sl.Word == f.p.words.with {
				fl.roles[roleTarget] = f.args(sl.Unit, edge.Target)
			}
		}
		return
	}
}

// otherwise says whether a prepositional phrase takes a verb in another sense
// than the rule's: "attacked Norway for its policy".
func (f *Finder) otherwise(r *rule.Rule, v int) bool {
	u := &f.s.Units[v]
	for _, sl := range f.p.unless[r] {
		if sl.infinitive {
			if f.infinitiveOf(v) != phrase.None {
				return true // "called on Russia to leave"
			}
			continue
		}
		if len(sl.words) == 0 {
			if n := f.rulingNoun(u); n != phrase.None && u.Form == phrase.Infinitive && f.headIs(n, sl.el.words) {
				return true // "a contract to supply"
			}
			continue
		}
		if sl.el != nil && slices.Contains(sl.words, f.p.words.to) && f.aimsTo(v, sl.el.words) {
			return true // "sent jets to Romania to patrol"
		}
		for _, have := range u.Slots {
			if !slices.Contains(sl.words, have.Word) || f.s.Units[have.Unit].Time {
				continue
			}
			if sl.el == nil || f.headIs(have.Unit, sl.el.words) {
				return true
			}
		}
	}
	return false
}

// aimsTo says whether the clause of a verb group goes on with an infinitive of one of
// some verbs.
func (f *Finder) aimsTo(v int, verbs []uint32) bool {
	for w := v + 1; w < len(f.s.Units); w++ {
		switch x := &f.s.Units[w]; {
		case x.Kind == phrase.VerbGroup && x.Form == phrase.Infinitive:
			return slices.Contains(verbs, x.Lemma)
		case x.Kind == phrase.VerbGroup && x.Form == phrase.Finite, x.Kind == phrase.Break, x.Kind == phrase.Relative, x.Kind == phrase.Subordinator:
			return false
		}
	}
	return false
}

// infinitiveOf returns the infinitive that a verb group rules, or None.
func (f *Finder) infinitiveOf(v int) int {
	for w := v + 1; w < len(f.s.Units); w++ {
		if x := &f.s.Units[w]; x.Kind == phrase.VerbGroup && x.Form == phrase.Infinitive && x.Governor == v {
			return w
		}
	}
	return phrase.None
}

// fillSubject fills the subject; a participle may belong to a group further left
// than the one before it: "the agreement on aircraft signed between them".
func (f *Finder) fillSubject(fl *filling, el *element, u *phrase.Unit) {
	if f.fillOwner(fl, el, u) {
		return
	}
	if el != nil && f.decided(el, u) {
		return
	}
	if u.Form == phrase.Gerund && el != nil && u.Subject != phrase.None && el.role != "" && len(f.args(u.Subject, el.classes)) == 0 && f.lightDoer(fl, el.role, u.Subject) {
		return // "made a determination approving a sale"
	}
	if u.Form == phrase.Gerund && el != nil && f.fillByAttack(fl, el, u) {
		return
	}
	if u.Form != phrase.Participle || el == nil || u.Subject == phrase.None {
		f.fill(fl, el, u.Subject)
		return
	}
	for n := u.Subject; n >= 0 && f.s.Units[n].Kind == phrase.NounGroup; {
		if f.try(fl, el, n) {
			fl.add([2]int{f.s.Units[n].First, f.s.Units[n].Last})
			return
		}
		for n = f.s.Units[n].Lead - 1; n >= 0 && (f.s.Units[n].Kind == phrase.Preposition || f.s.Units[n].Possessor); n-- {
		}
	}
	fl.ok = fl.ok && el.optional
}

// fillByAttack fills the owner of a subject such as "strike" from who carries one
// out in the clause that a gerund adds to: "carried out a strike in Kabul, targeting".
func (f *Finder) fillByAttack(fl *filling, el *element, u *phrase.Unit) bool {
	if el.poss == "" || u.Governor == phrase.None || f.s.Units[u.Governor].Kind != phrase.VerbGroup {
		return false
	}
	o := f.s.Units[u.Governor].Objects[0]
	return o != phrase.None && f.headIs(o, el.words) && f.doer(fl, el.poss, o)
}

// fillOwner fills the subject of an infinitive that a noun with "its" rules: who
// does what the noun is the object of, "announced its intention to buy", or who is
// told before.
func (f *Finder) fillOwner(fl *filling, el *element, u *phrase.Unit) bool {
	if el == nil || el.role == "" || u.Form != phrase.Infinitive || u.Governor == phrase.None || u.Subject != u.Governor || f.s.Cat(f.s.Units[u.Governor].First) != phrase.CatPossessive {
		return false
	}
	if !f.doer(fl, el.role, u.Governor) && !f.pronounOwner(fl, el.role, u.Governor) {
		return false
	}
	fl.add([2]int{f.s.Units[u.Governor].First, f.s.Units[u.Governor].Last})
	return true
}

// possible says whether a verb group has the parts that a shape cannot do
// without; it looks at none of them.
func (f *Finder) possible(s *shape, u *phrase.Unit) bool {
	if s.subject != nil && !s.subject.optional && u.Subject == phrase.None && !f.decided(s.subject, u) || s.objects[0] != nil && !s.objects[0].optional && f.objectOf(s, u) == phrase.None && !f.inList(s.objects[0], phrase.None) && !f.behindTaker(s, u) {
		return false
	}
	for i := range s.slots {
		sl := &s.slots[i]
		if sl.el.optional || f.inList(sl.el, phrase.None) || sl.words[0] == f.p.words.anywhere || s.passive && i == len(s.slots)-1 {
			continue
		}
		stands := func(have phrase.Slot) bool { return slices.Contains(sl.words, have.Word) }
		if !slices.ContainsFunc(f.slotsOf(s, u), stands) && !slices.ContainsFunc(f.subjectSlots(s, u), stands) {
			return false
		}
	}
	return true
}

// complement says whether a verb makes its object what an adjective says, and not the
// object: "make missiles available".
func (f *Finder) complement(s *shape, u *phrase.Unit) bool {
	o := u.Objects[1]
	return o != phrase.None && s.objects[1] == nil && len(s.rule.Edge.Target) == 0 && f.s.Units[o].Last-f.s.Units[o].First == 1 && (o+1 == len(f.s.Units) || f.s.Units[o+1].Lemma != f.p.words.of) && f.s.Cat(f.s.Units[o].Head) == phrase.CatAdjective
}

// decided says whether an infinitive has nobody who does it, as a noun rules it whose
// owner is not told: "the decision to send tanks".
func (f *Finder) decided(el *element, u *phrase.Unit) bool {
	return el.role == "source" && u.Form == phrase.Infinitive && u.Subject == phrase.None && u.Governor != phrase.None && f.s.Units[u.Governor].Kind == phrase.NounGroup
}

// subjectSlots returns the prepositional phrases of a subject that is no party:
// "tanks from Germany arrived", "a package for Ukraine includes tanks".
func (f *Finder) subjectSlots(s *shape, u *phrase.Unit) []phrase.Slot {
	if s.subject == nil || u.Subject == phrase.None || s.subject.role != "" && s.subject.role != "system" || f.s.Units[u.Subject].Kind != phrase.NounGroup {
		return nil
	}
	return f.nounSlots(u.Subject)
}

func (f *Finder) hasParticle(v int, particle uint32) bool {
	u := &f.s.Units[v]
	if u.Particle == particle {
		return true
	}
	for i := v + 1; i < len(f.s.Units) && i <= v+2; i++ {
		if f.s.Units[i].Lemma == particle {
			return true
		}
	}
	return false
}

// fillObjects fills the bare objects. Where two are meant and the text has one
// group ("send Ukraine tanks") both are sought in it.
func (f *Finder) fillObjects(fl *filling, s *shape, u *phrase.Unit) {
	if s.objects[1] != nil && u.Objects[1] == phrase.None && u.Objects[0] != phrase.None {
		f.fillPremodifier(fl, s.objects[0], u.Objects[0])
		f.fill(fl, s.objects[1], u.Objects[0])
		return
	}
	if f.fillObjectPlace(fl, s.objects[0], u) || f.fillBehindTaker(fl, s, u) {
		return
	}
	f.fill(fl, s.objects[0], f.objectOf(s, u))
	f.fill(fl, s.objects[1], u.Objects[1])
}

// behindTaker says whether a verb without an object has a prepositional phrase that
// may hold it.
func (f *Finder) behindTaker(s *shape, u *phrase.Unit) bool {
	if s.objects[0] == nil || s.objects[1] != nil || s.objects[0].role != "system" || s.passive || u.Objects[0] != phrase.None {
		return false
	}
	return slices.ContainsFunc(u.Slots, func(sl phrase.Slot) bool {
		g := &f.s.Units[sl.Unit]
		return g.Mentions[1]-g.Mentions[0] > 1 && f.s.Mentions[g.Mentions[0]].First == g.First
	})
}

// fillBehindTaker fills an object that stands right behind the name of another role,
// in the same group: "transferred to Ukraine Patriot batteries".
func (f *Finder) fillBehindTaker(fl *filling, s *shape, u *phrase.Unit) bool {
	if !fl.ok || !f.behindTaker(s, u) {
		return false
	}
	for _, sl := range s.slots {
		for _, have := range u.Slots {
			if !slices.Contains(sl.words, have.Word) || sl.el.role == "" {
				continue
			}
			a, ok := f.premodifier(sl.el, have.Unit)
			if items := f.args(have.Unit, s.objects[0].classes); ok && len(items) > 0 {
				fl.roles[roleIndex(sl.el.role)], fl.roles[roleSystem] = []Arg{a}, items
				fl.add([2]int{f.s.Units[have.Unit].First, f.s.Units[have.Unit].Last})
				return true
			}
		}
	}
	return false
}

// objectOf returns a verb's first object; that of a particle verb may stand
// behind the particle: "handed over tanks".
func (f *Finder) objectOf(s *shape, u *phrase.Unit) int {
	if u.Objects[0] == phrase.None && s.particle == 0 {
		return f.listBehind(u)
	}
	if u.Objects[0] == phrase.None {
		for _, sl := range u.Slots {
			if sl.Word == s.particle && f.s.Units[sl.At+1].Kind != phrase.Preposition { // not "blew up outside"
				return sl.Unit
			}
		}
	}
	return u.Objects[0]
}

// listBehind returns the noun group that a colon ties to a verb: "includes: rifles,
// helmets and radios".
func (f *Finder) listBehind(u *phrase.Unit) int {
	for i := u.Subject + 1; i > 0 && i+1 < len(f.s.Units); i++ {
		if &f.s.Units[i] == u {
			if f.lists(i + 1) {
				return i + 2
			}
			break
		}
	}
	return phrase.None
}

// fillObjectPlace fills the role of an object that names nobody from its place:
// "struck a refinery in Ryazan".
func (f *Finder) fillObjectPlace(fl *filling, el *element, u *phrase.Unit) bool {
	o := f.objectOf(fl.shape, u)
	if el == nil || !fl.ok || el.role == "" || o == phrase.None || len(u.Slots) == 0 && u.Form != phrase.Gerund || len(f.args(o, el.classes)) > 0 {
		return false
	}
	if f.fillAccuser(fl, el, u, o) {
		return true
	}
	i := slices.IndexFunc(u.Slots, func(s phrase.Slot) bool {
		return f.bits(f.s.Units[s.At].Head)&lang.Locative != 0 && !f.s.Units[s.Unit].Time
	})
	if i < 0 {
		return false
	}
	at := f.placeBehind(fl, el, []phrase.Slot{{Unit: o}, u.Slots[i]})
	if at == phrase.None {
		return false
	}
	fl.add([2]int{f.s.Units[o].First, f.s.Units[at].Last})
	return true
}

// fillAccuser fills the role of an object that names nobody from who accuses somebody
// of the deed: "Kyiv accused Moscow of shelling a hospital".
func (f *Finder) fillAccuser(fl *filling, el *element, u *phrase.Unit, object int) bool {
	o := &f.s.Units[object]
	if u.Form != phrase.Gerund || u.Governor == phrase.None || !slices.Contains(el.classes, classPlace) || f.headBits(o)&(lang.FoldTerritory|lang.FoldForces) == 0 || !f.nameless(o) {
		return false
	}
	g := &f.s.Units[u.Governor]
	if g.Kind != phrase.VerbGroup || g.Passive || !f.p.pack.Is(g.Lemma, lang.Said) || !f.p.pack.Cues.Governors.Get(g.Lemma).Object || f.placed(u) {
		return false
	}
	args := f.args(g.Subject, []string{classState, classOrg})
	if len(args) != 1 || args[0].Pronoun {
		return false
	}
	fl.roles[roleIndex(el.role)] = args
	fl.add([2]int{o.First, o.Last})
	return true
}

// placed says whether a phrase behind a verb names a place or state in which its deed
// was done.
func (f *Finder) placed(u *phrase.Unit) bool {
	return slices.ContainsFunc(u.Slots, func(s phrase.Slot) bool {
		return f.bits(f.s.Units[s.At].Head)&lang.Locative != 0 && len(f.args(s.Unit, []string{classState, classPlace})) > 0
	})
}

// fillPremodifier fills a role from the first name of a group.
func (f *Finder) fillPremodifier(fl *filling, el *element, unit int) {
	if f.s.Units[unit].Next != phrase.None {
		f.fillListed(fl, el, unit)
		return
	}
	if a, ok := f.premodifier(el, unit); ok {
		fl.roles[roleIndex(el.role)] = f.one(a)
		return
	}
	fl.ok = fl.ok && el.optional
}

// premodifier returns the name that opens a group, if it fits an element.
func (f *Finder) premodifier(el *element, unit int) (Arg, bool) {
	u := &f.s.Units[unit]
	if u.Mentions[0] == u.Mentions[1] || el.role == "" {
		return Arg{}, false
	}
	m := f.s.Mentions[u.Mentions[0]]
	apart := m.Last < u.Last && f.s.Doc.Tokens[m.Last].Shape&document.Hyphen == 0 // not "U.S.-made weapons"
	return f.arg(m, unit), apart && m.First == u.First && m.Form != gazetteer.Demonym && slices.Contains(el.classes, m.Class)
}

// fillListed fills a role from a list whose last member also holds the other
// object: "give Estonia and Latvia mortars".
func (f *Finder) fillListed(fl *filling, el *element, unit int) {
	var all []Arg
	if a, ok := f.premodifier(el, unit); ok {
		fl.roles[roleIndex(el.role)] = f.one(a) // "sold Venezuela jets, tanks and missiles"
		return
	}
	if el.role != "" {
		for n := unit; n != phrase.None; n = f.s.Units[n].Next {
			u := &f.s.Units[n]
			if u.Mentions[0] == u.Mentions[1] {
				break
			}
			m := f.s.Mentions[u.Mentions[0]]
			last := u.Next == phrase.None
			if m.First != u.First || !slices.Contains(el.classes, m.Class) || m.Form == gazetteer.Demonym || last != (m.Last < u.Last) {
				break
			}
			all = append(all, f.arg(m, n))
			if last {
				fl.roles[roleIndex(el.role)] = all
				return
			}
		}
	}
	fl.ok = fl.ok && el.optional
}

func (f *Finder) fillSlot(fl *filling, sl slot, slots []phrase.Slot, used []bool) {
	if sl.words[0] == f.p.words.anywhere {
		f.fillAnywhere(fl, sl.el)
		return
	}
	if f.fillFrom(fl, sl, slots, used, false) || f.fillFrom(fl, sl, slots, used, true) || f.fillFromSubject(fl, sl) {
		return
	}
	if f.inList(sl.el, phrase.None) {
		fl.opens = true
		return
	}
	fl.ok = fl.ok && (sl.el.optional || !f.needs(fl, sl.el))
}

// fillFrom fills an element from the prepositional phrases that fit it: those of
// a place, such as "in", only when asked for, so that "in Yemen against the
// Houthis" gives the Houthis.
func (f *Finder) fillFrom(fl *filling, sl slot, slots []phrase.Slot, used []bool, places bool) bool {
	tried, blocked := false, false
	for i, have := range slots {
		if used[i] || tried || !slices.Contains(sl.words, have.Word) || f.s.Units[have.Unit].Time {
			blocked = blocked || fl.noun && !f.s.Units[have.Unit].Time && !fl.shape.takes(have.Word, f.p.words.of)
			continue
		}
		if at := have.At; at > 0 && f.s.Units[at-1].Kind == phrase.Preposition && f.s.Units[at-1].Lemma == f.p.words.from {
			continue // "from over Lebanon"
		}
		locative := f.bits(f.s.Units[have.At].Head)&lang.Locative != 0
		if locative != places || locative && blocked {
			continue // "airstrikes from a camp at Ain Issa"
		}
		if !fl.noun && have.Word == f.p.words.by && f.doneBefore(have.At) {
			continue
		}
		tried = fl.noun
		if f.try(fl, sl.el, have.Unit) {
			used[i] = true
			fl.add([2]int{f.s.Units[have.At].First, f.s.Units[have.Unit].Last})
			return true
		}
		if at := f.placeBehind(fl, sl.el, slots[i:]); at != phrase.None {
			used[i] = true
			fl.add([2]int{f.s.Units[have.At].First, f.s.Units[at].Last})
			return true
		}
		if sl.el.role != "" && f.fillForces(fl, sl.el, have.Unit) {
			used[i] = true
			return true
		}
	}
	return false
}

// fillFromSubject fills an element from the prepositional phrases of the subject.
func (f *Finder) fillFromSubject(fl *filling, sl slot) bool {
	if fl.verb == 0 || sl.el.role == "" {
		return false
	}
	slots := f.subjectSlots(fl.shape, &f.s.Units[fl.verb-1])
	return len(slots) > 0 && f.fillFrom(fl, sl, slots, make([]bool, len(slots)), false)
}

// doneBefore says whether the agent behind a preposition is that of the noun before
// it, which only tells a time: "killed since a visit by the minister".
func (f *Finder) doneBefore(at int) bool {
	if at < 2 || f.s.Units[at-1].Kind != phrase.NounGroup || f.s.Units[at-1].Time || len(f.p.nouns.Get(f.s.Units[at-1].Lemma)) > 0 {
		return false
	}
	p := &f.s.Units[at-2]
	return p.Kind == phrase.Preposition && f.bits(p.Head)&lang.Subordinator != 0 && f.bits(p.Head)&lang.Locative == 0
}

// fillAnywhere fills an element from the first group behind the verb that fits.
func (f *Finder) fillAnywhere(fl *filling, el *element) {
	for i := fl.verb; i < len(f.s.Units); i++ {
		if u := &f.s.Units[i]; u.Kind == phrase.NounGroup && !f.aside(fl, i) && f.try(fl, el, i) {
			fl.add([2]int{u.First, u.Last})
			return
		}
	}
	fl.ok = fl.ok && el.optional
}

// aside says whether a group is only what something else is for or done to: the
// tanks of "maintenance of tanks", "support for tanks" and "to upgrade tanks".
func (f *Finder) aside(fl *filling, i int) bool {
	const holders = lang.GenericItem | lang.Mass | lang.NumberWord | lang.Magnitude | lang.Approximate | lang.Bulk | lang.Determiner | lang.Pronoun | lang.Temporal
	verb := &f.s.Units[fl.verb-1]
	if nouns := f.p.nouns.Get(f.s.Units[i].Lemma); len(nouns) > 0 && !trades(nouns) {
		return true // "the training of pilots"
	}
	for p := f.s.Units[i].Lead - 1; p > 0; p-- {
		switch x := &f.s.Units[p]; {
		case x.Kind == phrase.Adverb:
		case x.Kind == phrase.VerbGroup:
			return p != fl.verb-1 && !x.Passive && !f.deals(x)
		case x.Kind == phrase.Preposition && (x.Lemma == f.p.words.of || x.Lemma == f.p.words.forWord):
			o := p - 1
			for o >= 2 && f.s.Units[o-1].Kind == phrase.Preposition && f.s.Units[o-1].Lemma == f.p.words.of && f.s.Units[o-2].Of == o {
				o -= 2 // "with the Ministry of Defence for 12 jets"
			}
			owner := &f.s.Units[o]
			if owner.Kind != phrase.NounGroup || owner.Mentions[0] < owner.Mentions[1] || owner.Lead == verb.Objects[0] || owner.Lead == verb.Objects[1] || owner.Lead == verb.Subject {
				return false
			}
			lead := &f.s.Units[owner.Lead]
			if owner.Poss != phrase.None {
				return false // "from the republic's Ministry of Defence for 12 jets"
			}
			return (f.headBits(owner)|f.headBits(lead))&holders == 0 && f.s.Cat(owner.Head) != phrase.CatNumber && !trades(f.p.nouns.Get(owner.Lemma)) && !trades(f.p.nouns.Get(lead.Lemma))
		default:
			return false
		}
	}
	return false
}

// deals says whether a verb has a frame that speaks of firms.
func (f *Finder) deals(u *phrase.Unit) bool { return trades(f.p.verbs.Get(u.Lemma)) }

// trades says whether one of some shapes is of a type that firms have a part in.
func trades(shapes []shape) bool {
	return slices.ContainsFunc(shapes, func(s shape) bool {
		return slices.Contains(s.rule.Edge.Source, classFirm) || slices.Contains(s.rule.Edge.Target, classFirm)
	})
}

// takes says whether a shape speaks of a preposition.
func (s *shape) takes(preposition, of uint32) bool {
	return preposition == of || slices.ContainsFunc(s.slots, func(sl slot) bool { return slices.Contains(sl.words, preposition) })
}

// placeBehind fills a role that a place may fill from what stands in the next
// prepositional phrase: the sea in "at ships in the Red Sea". A state stands only
// for buildings and land in it, not for the fighters there.
func (f *Finder) placeBehind(fl *filling, el *element, slots []phrase.Slot) int {
	if len(slots) < 2 || el.role == "" || !slices.Contains(el.classes, classPlace) || f.bits(f.s.Units[slots[1].At].Head)&lang.Locative == 0 {
		return phrase.None
	}
	u := &f.s.Units[slots[0].Unit]
	classes := []string{classPlace}
	switch bits := f.headBits(u); {
	case bits&lang.FoldTerritory != 0 && bits&lang.FoldForces == 0, f.s.Cat(u.Head) == phrase.CatNumber && u.Of == phrase.None:
		classes = []string{classState, classPlace} // "killed two in Odesa"
	case bits&(lang.FoldForces|lang.FoldTerritory) == 0 && (u.Mentions[1] == u.Mentions[0] || f.s.Mentions[u.Mentions[1]-1].Class != classSystem):
		return phrase.None
	}
	args := f.args(slots[1].Unit, classes)
	if len(args) == 0 && len(slots) > 2 && f.headBits(&f.s.Units[slots[1].Unit])&lang.FoldTerritory != 0 {
		return f.placeBehind(fl, el, slots[1:]) // "in an area near Quiterajo"
	}
	if len(args) == 0 {
		return phrase.None
	}
	fl.roles[roleIndex(el.role)] = args
	return slots[1].Unit
}

// needs says whether an element must be there: agents of passives need not when
// their role is filled otherwise.
func (f *Finder) needs(fl *filling, el *element) bool {
	return !(fl.shape.agent && el == fl.shape.slots[len(fl.shape.slots)-1].el)
}

func (f *Finder) fill(fl *filling, el *element, unit int) {
	if el == nil || !fl.ok {
		return
	}
	if unit != phrase.None && f.try(fl, el, unit) {
		fl.add([2]int{f.s.Units[unit].First, f.s.Units[unit].Last})
		return
	}
	if f.inList(el, unit) {
		fl.opens = true
		return
	}
	if f.fillForces(fl, el, unit) {
		return
	}
	fl.ok = el.optional
}

// fillForces fills the attacker or target of an attack from soldiers or police
// whose state the group does not name.
func (f *Finder) fillForces(fl *filling, el *element, unit int) bool {
	if unit == phrase.None || el.role != "target" && el.role != "source" || !slices.Contains(fl.shape.rule.Edge.Target, classPlace) {
		return false
	}
	if el.role == "source" {
		if args := f.saidForces(unit, el.classes); len(args) > 0 {
			fl.roles[roleSource] = args
			fl.add([2]int{f.s.Units[unit].First, f.s.Units[unit].Last})
			return true
		}
	}
	a, ok := f.unnamedForces(unit)
	if ok {
		fl.roles[roleIndex(el.role)] = []Arg{a}
		fl.add([2]int{f.s.Units[unit].First, f.s.Units[unit].Last})
	}
	return ok
}

// inList says whether an element's systems must stand in the list that the
// sentence opens.
func (f *Finder) inList(el *element, unit int) bool {
	return f.colon && el.role == "system" && !el.optional && (unit == phrase.None || unit == len(f.s.Units)-2)
}

// try fills an element from a noun group, if the group fits.
func (f *Finder) try(fl *filling, el *element, unit int) bool {
	if el.role == "" {
		return f.tryWords(fl, el, unit)
	}
	args := f.args(unit, el.classes)
	if len(args) == 0 && el.named {
		args = f.firmName(unit)
	}
	if len(args) == 0 || el.role == "system" && f.otherDeed(fl, args[0]) {
		return false
	}
	fl.roles[roleIndex(el.role)] = args
	return true
}

// firmName returns the firm that a group names which is nothing but a name of no list:
// "awarded Calidon a contract".
func (f *Finder) firmName(unit int) []Arg {
	u := &f.s.Units[unit]
	if u.Kind != phrase.NounGroup || u.Mentions[1] > u.Mentions[0] || u.Time || u.Pronoun || u.Of != phrase.None {
		return nil
	}
	own := false
	for t := u.First; t < u.Last; t++ {
		const other = lang.Office | lang.OfficeWord | lang.Rank | lang.Honorific | lang.FoldGovernment | lang.FoldForces
		if f.s.Doc.Tokens[t].Shape&document.Capital == 0 || f.bits(t)&other != 0 {
			return nil
		}
		own = own || f.s.Cat(t) == phrase.CatName && f.bits(t)&(lang.Common|lang.Verb|lang.Adjective) == 0
	}
	if !own {
		return nil
	}
	return f.one(Arg{Class: classFirm, Entity: -1, Person: -1, First: u.First, Last: u.Last, Unit: unit})
}

// otherDeed says whether the group that names a system is about a deed of another
// type, which takes no more than the system's name: "F-16 training" is no F-16.
func (f *Finder) otherDeed(fl *filling, system Arg) bool {
	u := &f.s.Units[system.Unit]
	if system.Last > u.Head {
		return false
	}
	shapes := f.p.nouns.Get(u.Lemma)
	return len(shapes) > 0 && !slices.ContainsFunc(shapes, func(s shape) bool {
		edge := s.rule.Edge
		return edge.Type == fl.shape.rule.Edge.Type || edge.Symmetric || edge.Requires("system") || slices.Contains(edge.Source, classFirm)
	})
}

// ownForces fills the role of the owner of a noun from soldiers whose state the
// group does not name: "killed ten soldiers".
func (f *Finder) ownForces(fl *filling, el *element, unit int) bool {
	owner := element{role: el.poss, classes: fl.shape.rule.Edge.Role(el.poss)}
	return f.fillForces(fl, &owner, unit)
}

// origin fills the role of who supplies from what "from" ties to a noun: "a plane
// from Russia delivered rifles".
func (f *Finder) origin(fl *filling, role string, unit int) bool {
	if !slices.Contains(fl.shape.rule.Edge.Source, classFirm) {
		return false
	}
	for _, sl := range f.nounSlots(unit) {
		if sl.Word != f.p.words.from {
			continue
		}
		if args := f.args(sl.Unit, f.classes(fl, role)); len(args) > 0 {
			fl.roles[roleIndex(role)] = args
			return true
		}
	}
	return false
}

// tryWords fills an element of words from a noun group, and the role of their owner.
func (f *Finder) tryWords(fl *filling, el *element, unit int) bool {
	if el.poss == "target" && f.counted(fl, el, unit) {
		return true
	}
	bare := el.ownerless && f.s.Cat(f.s.Units[unit].Head) == phrase.CatNumber && f.s.Units[unit].Of == phrase.None // "16 of which"
	if !bare && !f.headIs(unit, el.words) || f.figurative(unit) {
		return false
	}
	if el.poss != "" && !f.owner(fl, el.poss, unit) && !el.ownerless && !f.doer(fl, el.poss, unit) && !f.ownForces(fl, el, unit) && !f.origin(fl, el.poss, unit) && !f.comeFrom(fl, el.poss, unit) {
		return false
	}
	if el.ownerless {
		fl.told = unit + 1
		if bare && len(fl.roles[roleIndex(el.poss)]) == 0 && f.whole(unit) != phrase.None {
			f.owner(fl, el.poss, f.whole(unit))
		}
	}
	return el.of == nil || f.tryOf(fl, el.of, unit)
}

// whole returns the group of which a bare number is part when it opens the sentence:
// "Of 24 Russian drones, 20 were shot down"; or None.
func (f *Finder) whole(unit int) int {
	if unit < 3 || f.s.Units[unit-1].Kind != phrase.Comma || f.s.Units[unit-2].Kind != phrase.NounGroup || f.s.Units[unit-3].Lemma != f.p.words.of {
		return phrase.None
	}
	return unit - 2
}

// owner fills a role from the possessor of a group, of the group that "of" ties to
// it, or from who launched it: "most of the drones fired by Iran".
func (f *Finder) owner(fl *filling, role string, unit int) bool {
	const parts = lang.Approximate | lang.NumberWord | lang.Magnitude | lang.Bulk
	for n := unit; n != phrase.None; n = f.s.Units[n].Of {
		if f.possessor(fl, role, n) || f.launcher(fl, role, n) {
			return true
		}
		if u := &f.s.Units[n]; f.headBits(u)&parts == 0 && f.s.Cat(u.Head) != phrase.CatNumber || u.Of <= n {
			break
		}
	}
	return false
}

// launcher fills a role from who does with a group what the rule's edge type speaks
// of: "missiles fired by Russia", "drones that Russia launched".
func (f *Finder) launcher(fl *filling, role string, unit int) bool {
	lead := f.s.Units[unit].Lead
	for v := unit + 1; v < len(f.s.Units) && f.s.Units[v].Kind != phrase.Break; v++ {
		x := &f.s.Units[v]
		if x.Kind != phrase.VerbGroup || !slices.ContainsFunc(f.p.verbs.Get(x.Lemma), func(s shape) bool { return s.rule.Edge.Type == fl.shape.rule.Edge.Type && !s.rule.Answers }) {
			continue
		}
		doer := phrase.None
		switch {
		case x.Passive && x.Form == phrase.Participle && x.Subject == lead:
			for _, sl := range x.Slots {
				if sl.Word == f.p.words.by {
					doer = sl.Unit
				}
			}
		case !x.Passive && x.Form == phrase.Finite && (x.Objects[0] == lead || x.Objects[1] == lead) && lead < x.Subject:
			doer = x.Subject
		}
		if args := f.args(doer, f.classes(fl, role)); len(args) > 0 {
			fl.roles[roleIndex(role)] = args
			fl.add([2]int{x.First, x.Last})
			return true
		}
	}
	return false
}

// figurative says whether an adjective takes a noun in another sense: a
// "diplomatic offensive".
func (f *Finder) figurative(unit int) bool {
	u := &f.s.Units[unit]
	for t := u.First; t < u.Last; t++ {
		if gov, ok := f.p.pack.Cues.Adjectives.Look(f.word(t)); ok && gov.Modality == none && !f.chained(t, u) {
			return true
		}
	}
	return false
}

// chained says whether a hyphen joins an adjective to another than the head of its
// group: "counter-terrorism training".
func (f *Finder) chained(t int, u *phrase.Unit) bool {
	return t+1 < u.Head && f.s.Doc.Tokens[t+1].Shape&document.Hyphen != 0
}

// counted fills the owner of fighters from a number of them that only their
// group's name tells: "killed 20 Taliban".
func (f *Finder) counted(fl *filling, el *element, unit int) bool {
	u := &f.s.Units[unit]
	if f.s.Cat(u.First) != phrase.CatNumber && f.s.Cat(u.First) != phrase.CatAdverb || !slices.Contains(fl.shape.rule.Edge.Target, classPlace) {
		return false
	}
	a, ok := f.headMention(unit, []string{classOrg})
	if ok {
		fl.roles[roleIndex(el.poss)] = []Arg{a}
	}
	return ok
}

// comeFrom fills the owner of soldiers from the body that they come from: "a
// policeman from the federal police".
func (f *Finder) comeFrom(fl *filling, role string, unit int) bool {
	if role != "target" || f.headBits(&f.s.Units[unit])&lang.FoldForces == 0 {
		return false
	}
	args := f.forcesOf(unit, true)
	if len(args) > 0 {
		fl.roles[roleIndex(role)] = args
	}
	return len(args) > 0
}

// tryOf fills an element from a group that "of" ties to a noun, right behind it
// or behind other prepositional phrases: "a sale to Japan of missiles".
func (f *Finder) tryOf(fl *filling, el *element, unit int) bool {
	if of := f.s.Units[unit].Of; of != phrase.None && f.try(fl, el, f.owned(of)) {
		return true
	}
	for _, s := range f.nounSlots(unit) {
		if s.Word == f.p.words.of && f.try(fl, el, f.owned(s.Unit)) {
			return true
		}
	}
	if el.role != "system" || f.headBits(&f.s.Units[unit])&lang.FoldTerritory == 0 {
		return el.role == "system" && f.try(fl, el, unit) // "missile production"
	}
	return f.madeIn(fl, unit)
}

// madeIn fills the system of a group from the name right before its head: what "an
// ammunition plant" makes.
func (f *Finder) madeIn(fl *filling, unit int) bool {
	u := &f.s.Units[unit]
	last := u.Mentions[1] - 1
	if last < u.Mentions[0] || f.s.Mentions[last].Class != classSystem || f.s.Mentions[last].Last != u.Head {
		return false
	}
	args := f.one(f.arg(f.s.Mentions[last], unit))
	if !f.specific(args) {
		return false
	}
	fl.roles[roleSystem] = args
	return true
}

func (f *Finder) classes(fl *filling, role string) []string {
	if role == rule.Both {
		return bothClasses(fl.shape.rule)
	}
	return fl.shape.rule.Edge.Role(role)
}

// headIs says whether the group, or a group listed with it, has one of the nouns as its head.
func (f *Finder) headIs(unit int, words []uint32) bool {
	for u := unit; u != phrase.None; u = f.s.Units[u].Next {
		x := &f.s.Units[u]
		if slices.Contains(words, x.Lemma) || slices.Contains(words, f.word(x.Head)) {
			return true
		}
		if x.Of != phrase.None && f.headIs(x.Of, words) || f.named(x, words) || f.bareNumber(x) && slices.Contains(words, f.p.words.people) {
			return true
		}
	}
	return false
}

// bareNumber says whether a group is only a number, which then counts people:
// "killed at least nine", "killed dozens".
func (f *Finder) bareNumber(u *phrase.Unit) bool {
	if u.Of != phrase.None || u.Time || u.Mentions[1] > u.Mentions[0] {
		return false
	}
	return f.s.Cat(u.Head) == phrase.CatNumber || u.Last-u.First == 1 && f.bits(u.Head)&lang.Approximate != 0
}

// named says whether a group is the name of what one of the nouns says: "Operation Claw".
func (f *Finder) named(u *phrase.Unit, words []uint32) bool {
	capital := func(t int) bool { return f.s.Doc.Tokens[t].Shape&document.Capital != 0 }
	if !capital(u.Head) {
		return false
	}
	for t := u.First; t < u.Head; t++ {
		if f.bits(t)&lang.FrameNoun != 0 && capital(t) && capital(t+1) && slices.Contains(words, f.word(t)) {
			return true
		}
	}
	return false
}

// nounsOf tries the shapes of a group's head, and of nouns inside compounds.
func (f *Finder) nounsOf(unit int) {
	u := &f.s.Units[unit]
	f.compound(unit)
	shapes := f.p.nouns.Get(u.Lemma)
	for k := range shapes {
		if shapes[k].apposed == nil && shapes[k].need.in(f.have) {
			f.noun(unit, &shapes[k])
		}
	}
	f.apposed(unit)
}

// apposed tries the shapes of a noun that stands before the name at a group's
// end: "Turkish drone maker Baykar".
func (f *Finder) apposed(unit int) {
	u := &f.s.Units[unit]
	last := u.Mentions[1] - 1
	if last < u.Mentions[0] || f.s.Mentions[last].Last != u.Last || f.s.Mentions[last].First <= u.First {
		return
	}
	m := f.s.Mentions[last]
	shapes := f.p.nouns.Get(f.p.pack.SingularOf(f.word(m.First - 1)))
	for k := range shapes {
		s := &shapes[k]
		if s.apposed == nil || !slices.Contains(s.apposed.classes, m.Class) {
			continue
		}
		fl := filling{shape: s, noun: true, ok: true}
		fl.add([2]int{u.First, u.Last})
		fl.roles[roleIndex(s.apposed.role)] = f.one(f.arg(m, unit))
		if s.objects[0] != nil {
			f.fillInside(&fl, s.objects[0], unit)
		}
		if fl.ok && f.specific(fl.roles[roleSystem]) && !f.dualUse(fl.roles[roleSystem]) {
			f.claim(&fl, Polarity{Modality: s.rule.Modality}, m.First-1, unit)
		}
	}
}

// compound reads "US-made missiles": a name that a hyphen joins to a participle.
func (f *Finder) compound(unit int) {
	u := &f.s.Units[unit]
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		m := f.s.Mentions[i]
		if !f.joined(m, u) {
			continue
		}
		for _, r := range f.p.compounds.Get(f.word(m.Last)) {
			if !slices.Contains(r.Edge.Source, m.Class) {
				continue
			}
			fl := filling{shape: &shape{rule: r, compound: true}, ok: true}
			fl.roles[roleSource] = f.suspended(f.arg(m, unit), unit, r.Edge.Source)
			fl.add([2]int{m.First, m.Last + 1})
			fl.add([2]int{u.First, u.Last})
			items := f.uncompounded(unit)
			if m.Last+1 == u.Last && len(items) == 0 {
				items = f.predicated(unit)
			}
			if len(items) > 0 && !f.dualUse(items) {
				fl.roles[roleSystem] = items
			}
			if u.Poss != phrase.None {
				fl.roles[roleTarget] = f.args(f.s.Units[u.Poss].Lead, r.Edge.Target)
			} else if len(r.Edge.Target) > 0 {
				fl.roles[roleTarget] = f.ownerBehind(m, unit, r.Edge.Target)
			}
			if len(fl.roles[roleTarget]) == 0 && len(r.Edge.Target) > 0 && len(fl.roles[roleSystem]) > 0 {
				fl.roles[roleTarget] = f.user(unit, r.Edge.Target)
			}
			f.claim(&fl, Polarity{Modality: r.Modality}, m.Last, unit)
		}
	}
}

// forget leaves out how many and how much a sentence tells of the things of a claim.
func (c *Claim) forget() {
	c.Items = slices.Clone(c.Items)
	for i := range c.Items {
		c.Items[i].Quantity, c.Items[i].Money = Value{}, Value{}
	}
}

// joined says whether a name is joined to the word behind it: by a hyphen, or, of a
// nationality, by standing before a participle in one group, "Chinese made drones".
func (f *Finder) joined(m phrase.Mention, u *phrase.Unit) bool {
	if m.Last >= u.Last {
		return false
	}
	return f.s.Doc.Tokens[m.Last].Shape&document.Hyphen != 0 || m.Form == gazetteer.Demonym && m.Last+1 < u.Last && f.bits(m.Last)&lang.VerbParticiple != 0
}

// suspended returns the source that a compound names, and one that a hanging hyphen
// and a conjunction join to it: "Russian- and Chinese-made".
func (f *Finder) suspended(a Arg, unit int, classes []string) []Arg {
	out := f.one(a)
	if unit < 3 || f.s.Units[unit-1].Kind != phrase.Conjunction || f.s.Units[unit-2].Kind != phrase.Break || a.First != f.s.Units[unit].First {
		return out
	}
	hyphen, first := &f.s.Units[unit-2], &f.s.Units[unit-3]
	last := first.Mentions[1] - 1
	if first.Kind != phrase.NounGroup || last < first.Mentions[0] || f.bits(hyphen.First)&lang.Dash == 0 || f.s.Doc.Tokens[hyphen.First].Shape&document.Glued == 0 {
		return out
	}
	if m := f.s.Mentions[last]; m.Last == first.Last && slices.Contains(classes, m.Class) {
		return append([]Arg{f.arg(m, unit-3)}, out...)
	}
	return out
}

// uncompounded returns the systems of a group and of those listed with it, but for
// those that a compound of their own speaks of: "US-made tanks and Iranian-made drones".
func (f *Finder) uncompounded(unit int) []Arg {
	return slices.DeleteFunc(slices.Clone(f.args(unit, []string{classSystem})), func(a Arg) bool {
		u := &f.s.Units[a.Unit]
		return a.Unit != unit && slices.ContainsFunc(f.s.Mentions[u.Mentions[0]:u.Mentions[1]], func(m phrase.Mention) bool {
			return f.joined(m, u) && len(f.p.compounds.Get(f.word(m.Last))) > 0
		})
	})
}

// predicated returns the systems of which a group is said: "The missile was Russian-made."
func (f *Finder) predicated(unit int) []Arg {
	for v := unit - 1; v >= 0 && v >= unit-2; v-- {
		if u := &f.s.Units[v]; u.Kind == phrase.VerbGroup {
			if u.Objects[0] != unit || u.Subject == phrase.None || f.bits(u.Head)&lang.Be == 0 || u.Tense == phrase.Modal || f.qualify(v, "").Denied {
				return nil
			}
			return f.args(u.Subject, []string{classSystem})
		}
	}
	return nil
}

// dualUse is the kind of systems that are as often civil: "American-made aircraft".
const dualUse = "dual-use"

func (f *Finder) dualUse(systems []Arg) bool {
	return !slices.ContainsFunc(systems, func(a Arg) bool { return f.p.known.Entities[a.Entity].Kind != dualUse })
}

// ownerBehind returns the party named in a group behind a compound: "U.S.-trained
// Afghan commandos".
func (f *Finder) ownerBehind(maker phrase.Mention, unit int, classes []string) []Arg {
	return slices.DeleteFunc(slices.Clone(f.args(unit, classes)), func(a Arg) bool { return a.First <= maker.First })
}

// fillSlots fills the shape's slots from prepositional phrases, until one lacks.
func (f *Finder) fillSlots(fl *filling, slots []phrase.Slot) {
	used := make([]bool, len(slots))
	for i := 0; i < len(fl.shape.slots) && fl.ok; i++ {
		f.fillSlot(fl, fl.shape.slots[i], slots, used)
	}
}

// noun tries a shape on a noun group.
func (f *Finder) noun(unit int, s *shape) {
	u := &f.s.Units[unit]
	fl := filling{shape: s, noun: true, ok: true}
	fl.add([2]int{u.First, u.Last})
	if s.said != nil && !f.fillSaid(&fl, s.said, unit) {
		return
	}
	if s.poss != nil {
		f.fillPossessor(&fl, s.poss, unit)
	}
	if s.objects[0] != nil && fl.ok {
		f.fillInside(&fl, s.objects[0], unit)
	}
	if !fl.ok {
		return
	}
	slots := f.nounSlots(unit)
	if s.of != nil {
		f.fill(&fl, s.of, f.owned(f.ofGroup(&fl, s.of, u, slots)))
	}
	if f.fillSlots(&fl, slots); !fl.ok {
		return
	}
	if s.said != nil && len(s.rule.Edge.Target) == 0 && !f.specific(fl.roles[roleSystem]) {
		return // "the country's only aircraft maker"
	}
	q := f.qualifyNoun(unit, s.rule.Modality, slices.Contains(s.rule.Edge.Target, classPlace))
	if fl.occasion > 0 {
		switch clause := f.qualify(fl.occasion-1, ""); {
		case clause.None:
			return
		case clause.unreal():
			q.Modality = clause.Modality // "will raise it in talks with"
		}
	}
	f.claim(&fl, q, u.Head, unit)
}

// fillSaid fills a role with who is said to be what a noun names: "Russia is
// Algeria's main supplier", "Russia, Algeria's main supplier,".
func (f *Finder) fillSaid(fl *filling, el *element, unit int) bool {
	first := unit
	if p := f.s.Units[unit].Poss; p != phrase.None {
		first = f.s.Units[p].Lead
	}
	if first >= 2 && f.isOneOf(first-2, unit) {
		first -= 2
	}
	if first >= 2 && f.s.Units[first-1].Kind == phrase.Comma && f.s.Units[first-2].Kind == phrase.NounGroup {
		if f.try(fl, el, f.s.Units[first-2].Lead) {
			return true
		}
	}
	last := unit
	for f.s.Units[last].Of != phrase.None {
		last = f.owned(f.s.Units[last].Of) // "the maker of the drone, Baykar,"
	}
	if last+2 < len(f.s.Units) && f.s.Units[last+1].Kind == phrase.Comma && f.s.Units[last+2].Kind == phrase.NounGroup && f.s.Units[last+2].Lead == last+2 && f.try(fl, el, last+2) {
		return true
	}
	for v := first - 1; v >= 0; v-- {
		u := &f.s.Units[v]
		if u.Kind != phrase.VerbGroup {
			continue
		}
		if f.bits(u.Head)&lang.Be == 0 && !f.p.pack.Is(u.Lemma, lang.Copulas) || !f.isOneOf(u.Objects[0], unit) && (u.Objects[0] != phrase.None || len(u.Slots) == 0 || u.Slots[0].Unit != unit) || u.Subject == phrase.None || u.Tense == phrase.Modal {
			return false
		}
		return f.try(fl, el, u.Subject)
	}
	return false
}

// isOneOf says whether a group is another or one of it: "one of the largest makers".
func (f *Finder) isOneOf(group, of int) bool {
	return group == of || group != phrase.None && f.owned(f.s.Units[group].Of) == of && f.s.Cat(f.s.Units[group].Head) == phrase.CatNumber
}

// user returns who has what a group names: the subject of a verb of having or
// using, "Russia fires drones supplied by Iran".
func (f *Finder) user(unit int, classes []string) []Arg {
	lead := f.s.Units[unit].Lead
	for lead >= 2 && f.s.Units[lead-2].Of == lead {
		lead = f.s.Units[lead-2].Lead // "one of the boats"
	}
	for v := lead - 1; v >= 0; v-- {
		x := &f.s.Units[v]
		if x.Kind != phrase.VerbGroup {
			continue
		}
		uses := f.p.pack.Is(x.Lemma, lang.Uses) && x.Objects[0] == lead
		for _, sl := range x.Slots {
			uses = uses || sl.Word == f.p.words.with && sl.Unit == lead && (f.p.pack.Is(x.Lemma, lang.UsesWith) || f.p.pack.Is(x.Lemma, lang.Uses))
		}
		if !uses || x.Passive || x.Subject == phrase.None {
			return nil
		}
		return f.args(x.Subject, classes)
	}
	return nil
}

// arms is the kind of systems that name no more than arms: "an arms maker".
const arms = "arms"

// specific says whether one of some systems, if any, is more than arms and not as often civil.
func (f *Finder) specific(systems []Arg) bool {
	return len(systems) == 0 || slices.ContainsFunc(systems, func(a Arg) bool {
		kind := f.p.known.Entities[a.Entity].Kind
		return kind != arms && kind != dualUse
	})
}

// tells says whether one of some systems is more than "arms" or "equipment".
func (f *Finder) tells(systems []Arg) bool {
	return len(systems) == 0 || slices.ContainsFunc(systems, func(a Arg) bool { return f.p.known.Class(a.Entity) >= 0 })
}

// ofGroup returns the group behind "of", right behind the noun or the first that fits
// behind other prepositional phrases: "the sale to the Government of Kuwait of tanks".
func (f *Finder) ofGroup(fl *filling, el *element, u *phrase.Unit, slots []phrase.Slot) int {
	if u.Of != phrase.None {
		return u.Of
	}
	for _, s := range slots {
		if s.Word == f.p.words.of && f.try(fl, el, f.owned(s.Unit)) {
			return s.Unit
		}
	}
	return phrase.None
}

// owned returns the group that a possessor opens: the Caesar of "Nexter's Caesar".
func (f *Finder) owned(unit int) int {
	for unit != phrase.None && f.s.Units[unit].Possessor && unit+1 < len(f.s.Units) && f.s.Units[unit+1].Poss == unit {
		unit++
	}
	return unit
}

// fillPossessor fills a role from "Iran's", a nationality or a name before the noun.
func (f *Finder) fillPossessor(fl *filling, el *element, unit int) {
	if lead := f.s.Units[unit].Lead; !f.possessor(fl, el.role, unit) && !f.lightDoer(fl, el.role, unit) && !(lead != unit && f.lightDoer(fl, el.role, lead)) && !f.occasion(fl, el.role, unit) {
		fl.ok = el.optional
	}
}

// occasion fills a role of a symmetric type from the subject of the clause that a
// phrase with the noun gives the occasion of: "said in a meeting with Xi", "During
// talks with Xi, Modi …".
func (f *Finder) occasion(fl *filling, role string, unit int) bool {
	p := f.s.Units[unit].Lead - 1
	if !fl.shape.rule.Edge.Symmetric || p < 0 || f.s.Units[p].Kind != phrase.Preposition || !f.p.pack.Is(f.s.Units[p].Lemma, lang.Occasions) {
		return false
	}
	v := f.clauseAround(p)
	if v == phrase.None {
		return f.author(fl, role, p)
	}
	args := f.args(f.s.Units[v].Subject, f.classes(fl, role))
	if len(args) == 0 {
		return false
	}
	fl.roles[roleIndex(role)], fl.occasion = args, v+1
	return true
}

// author fills a role from who is named behind "by" before the phrase: "Statement by
// the president on his call with Xi".
func (f *Finder) author(fl *filling, role string, p int) bool {
	if p < 2 || f.s.Units[p-1].Kind != phrase.NounGroup || f.s.Units[p-2].Kind != phrase.Preposition {
		return false
	}
	if word := f.s.Units[p-2].Lemma; word != f.p.words.by && word != f.p.words.from {
		return false
	}
	args := f.args(p-1, f.classes(fl, role))
	if len(args) == 0 {
		return false
	}
	fl.roles[roleIndex(role)] = args
	return true
}

// clauseAround returns the verb group that the phrase of a preposition belongs to:
// the one before it that has the phrase, or that of the clause behind a fronted one.
func (f *Finder) clauseAround(p int) int {
	for v := p - 1; v >= 0; v-- {
		x := &f.s.Units[v]
		if x.Kind == phrase.VerbGroup && slices.ContainsFunc(x.Slots, func(s phrase.Slot) bool { return s.At == p }) {
			return v
		}
	}
	if subject := f.subjectBehind(p); subject != phrase.None {
		for v := subject + 1; v < len(f.s.Units); v++ {
			if x := &f.s.Units[v]; x.Kind == phrase.VerbGroup && x.Subject == subject {
				return v
			}
		}
	}
	return phrase.None
}

// possessor fills a role from the possessor, nationality or name before a noun,
// or before the first noun of its list.
func (f *Finder) possessor(fl *filling, role string, unit int) bool {
	u := &f.s.Units[unit]
	classes := f.classes(fl, role)
	var named []Arg
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; slices.Contains(classes, m.Class) && (m.Last < u.Last || f.forcesName(m)) && !f.backs(m) && !f.scene(fl, m, u) && (len(named) == 0 || role == rule.Both) {
			named = append(named, f.arg(m, unit)) // both: "the U.S.-Sweden agreement"
		}
	}
	if len(named) > 1 || len(named) == 1 && role != rule.Both {
		fl.roles[roleIndex(role)] = named
		return true
	}
	for _, owned := range [...]*phrase.Unit{u, &f.s.Units[u.Lead]} {
		if owned.Poss == phrase.None {
			continue
		}
		lead := f.s.Units[owned.Poss].Lead
		if !f.s.Units[lead].Possessor {
			lead = owned.Poss // "Korea's exports, as well as Russia's use"
		}
		if args := f.args(lead, classes); len(args) > 0 {
			fl.roles[roleIndex(role)] = args
			return true
		}
	}
	if u.Lead != unit {
		return f.possessor(fl, role, u.Lead)
	}
	for _, sl := range f.nounSlots(unit) {
		if args := f.args(sl.Unit, classes); sl.Word == f.p.words.by && len(args) > 0 {
			fl.roles[roleIndex(role)] = args // "airstrikes by Saudi Arabia"
			return true
		}
	}
	for t := u.First; t < u.Head && slices.Contains(classes, classState); t++ {
		if f.p.pack.Is(f.word(t), lang.Foes) {
			fl.roles[roleIndex(role)] = f.one(Arg{Pronoun: true, Foe: true, Entity: -1, Person: -1, First: t, Last: t + 1, Unit: unit})
			return true // "an enemy drone"
		}
	}
	args := f.sender(unit, classes)
	if len(args) == 0 && slices.Contains(fl.shape.rule.Edge.Target, classPlace) {
		args = f.ownerWord(unit, classes)
	}
	if len(args) > 0 {
		fl.roles[roleIndex(role)] = args
		return true
	}
	return f.pronounOwner(fl, role, unit)
}

// sender returns who does what the participle behind a group says, where its verb
// is one of attacks: "rockets fired by Hezbollah", "the attack, blamed on Boko Haram,".
func (f *Finder) sender(unit int, classes []string) []Arg {
	v := unit + 1
	if v+1 < len(f.s.Units) && f.s.Units[v].Kind == phrase.Comma {
		v++
	}
	if v >= len(f.s.Units) || f.s.Units[v].Kind != phrase.VerbGroup || f.s.Units[v].Form != phrase.Participle {
		return nil
	}
	x := &f.s.Units[v]
	shapes := f.p.verbs.Get(x.Lemma)
	for i := range shapes {
		if !shapes[i].passive || !slices.Contains(shapes[i].rule.Edge.Target, classPlace) {
			continue
		}
		for _, want := range shapes[i].slots {
			if want.el.role != "source" {
				continue
			}
			for _, sl := range x.Slots {
				if slices.Contains(want.words, sl.Word) && f.bits(f.s.Units[sl.At].Head)&lang.Locative == 0 {
					return f.args(sl.Unit, classesWithout(classes, classPlace))
				}
			}
		}
	}
	return nil
}

// forcesName says whether a name of several words ends in what its fighters are
// called: "UN peacekeepers".
func (f *Finder) forcesName(m phrase.Mention) bool {
	return m.Class == classOrg && m.Last-m.First > 1 && f.bits(m.Last-1)&lang.FoldForces != 0
}

// scene says whether the name of a state before an attack tells where it was: "killed
// in a Baghdad rocket attack".
func (f *Finder) scene(fl *filling, m phrase.Mention, u *phrase.Unit) bool {
	p := u.Lead - 1
	return m.Class == classState && m.Form != gazetteer.Demonym && p >= 0 && f.s.Units[p].Lemma == f.p.words.in && f.s.Units[p].Kind == phrase.Preposition &&
		slices.Contains(fl.shape.rule.Edge.Target, classPlace)
}

// pronounOwner fills a role from "its" or "his" before a noun: the subject of the
// clause that follows ("During his meeting with Xi, Modi …"), or who is told before.
func (f *Finder) pronounOwner(fl *filling, role string, unit int) bool {
	u := &f.s.Units[unit]
	word := f.word(u.First)
	first := f.p.pack.Is(word, lang.FirstPerson)
	if f.s.Cat(u.First) != phrase.CatPossessive || !first && !f.p.pack.Is(word, lang.ThirdPerson) && !f.p.pack.Is(word, lang.Persons) {
		return false
	}
	var args []Arg
	if !first {
		args = f.args(f.subjectBehind(unit), f.classes(fl, role))
	}
	if len(args) == 0 {
		args = f.one(anaphor("", u.First, u.First+1, unit))
	}
	fl.roles[roleIndex(role)] = args
	return true
}

// subjectBehind returns the subject of the clause that a fronted phrase opens:
// the one behind the next comma, or None.
func (f *Finder) subjectBehind(unit int) int {
	comma := false
	for i := range f.s.Units {
		switch x := &f.s.Units[i]; {
		case x.Kind == phrase.VerbGroup && i < unit:
			return phrase.None
		case x.Kind == phrase.Comma && i > unit:
			comma = true
		case x.Kind == phrase.VerbGroup && x.Form == phrase.Finite:
			if comma && x.Subject > unit {
				return x.Subject
			}
			return phrase.None
		}
	}
	return phrase.None
}

// doer fills a role from the subject of the verb that a group is the object of:
// who "launched missiles targeting a base" or "announced a package that includes
// rifles".
func (f *Finder) doer(fl *filling, role string, unit int) bool {
	for v := unit - 1; v >= 0; v-- {
		x := &f.s.Units[v]
		if x.Kind != phrase.VerbGroup || v == fl.verb-1 || x.Passive || x.Objects[0] != unit && x.Objects[1] != unit && !f.behindParticle(v, unit) {
			continue
		}
		if fl.verb > 0 && slices.Contains(fl.shape.rule.Edge.Source, classFirm) && !f.deals(x) && !f.p.pack.Is(x.Lemma, lang.LightVerbs) {
			return false // "Israel hit a truck that carried rockets"
		}
		if fl.verb > 0 && slices.Contains(fl.shape.rule.Edge.Target, classPlace) && !f.p.pack.Is(x.Lemma, lang.LightVerbs) && !f.p.pack.Is(x.Lemma, lang.Uses) && !f.verbIn(x.Lemma, fl.shape.rule.Edge.Type) {
			return false // "condemned the attack that killed ten"
		}
		if x.Subject == phrase.None {
			return false
		}
		args := f.args(x.Subject, f.classes(fl, role))
		if len(args) == 0 {
			return false
		}
		fl.roles[roleIndex(role)] = args
		fl.add([2]int{x.First, x.Last})
		return true
	}
	return false
}

// verbIn says whether a verb is one of frames of an edge type.
func (f *Finder) verbIn(verb uint32, edge string) bool {
	return slices.ContainsFunc(f.p.verbs.Get(verb), func(s shape) bool { return s.rule.Edge.Type == edge })
}

// behindParticle says whether a group is the object of a verb whose particle stands
// between them: "is stepping up the training".
func (f *Finder) behindParticle(v, unit int) bool {
	x := &f.s.Units[v]
	return x.Particle != 0 && len(x.Slots) > 0 && x.Slots[0].At == v+1 && x.Slots[0].Word == x.Particle && x.Slots[0].Unit == unit
}

// lightDoer fills a role from the subject of a light verb that the noun is the
// object of: "Turkey began deliveries".
func (f *Finder) lightDoer(fl *filling, role string, unit int) bool {
	if unit > 1 && f.s.Units[unit-1].Lemma == f.p.words.of && f.s.Units[unit-2].Of != unit {
		return f.teller(fl, role, unit)
	}
	if f.culprit(fl, role, unit) {
		return true
	}
	behind := unit
	for behind > 1 && f.s.Units[behind-1].Time {
		if behind--; f.s.Units[behind-1].Kind == phrase.Preposition {
			behind-- // "approved on Wednesday the purchase"
		}
	}
	for v := behind - 1; v >= 0 && v >= behind-2; v-- {
		if x := &f.s.Units[v]; x.Kind == phrase.VerbGroup {
			return f.p.pack.Is(x.Lemma, lang.LightVerbs) && f.doer(fl, role, unit)
		}
	}
	return false
}

// culprit fills a role from who is said to have done what a noun names: "was behind
// the attack", "is responsible for a raid".
func (f *Finder) culprit(fl *filling, role string, unit int) bool {
	v := unit - 1
	if v < 1 || f.s.Units[v].Kind != phrase.Preposition || !slices.Contains(fl.shape.rule.Edge.Target, classPlace) {
		return false
	}
	if v--; !f.p.pack.Is(f.word(f.s.Units[v+1].Head), lang.Culprits) {
		if v--; v < 1 || !f.p.pack.Is(f.word(f.s.Units[v+1].Head), lang.Culprits) {
			return false
		}
	}
	x := &f.s.Units[v]
	if x.Kind != phrase.VerbGroup || f.bits(x.Head)&lang.Be == 0 || x.Subject == phrase.None {
		return false
	}
	if q := f.qualify(v, ""); q.None || q.Denied || x.Modal != 0 {
		return false
	}
	args := f.args(x.Subject, f.classes(fl, role))
	if len(args) > 0 {
		fl.roles[roleIndex(role)] = args
		fl.add([2]int{x.First, x.Last})
	}
	return len(args) > 0
}

// teller fills a role from the subject of a light verb that tells somebody of what a
// noun names: "notified Congress today of the sale".
func (f *Finder) teller(fl *filling, role string, unit int) bool {
	const far = 4 // units between "of" and the verb
	for v := unit - 2; v >= 0 && v >= unit-2-far; v-- {
		x := &f.s.Units[v]
		switch x.Kind {
		case phrase.NounGroup, phrase.Adverb:
			continue
		case phrase.VerbGroup:
			if !f.p.pack.Is(x.Lemma, lang.LightVerbs) || x.Passive || x.Subject == phrase.None || x.Objects[0] == phrase.None {
				return false
			}
			args := f.args(x.Subject, f.classes(fl, role))
			fl.roles[roleIndex(role)] = args
			return len(args) > 0
		}
		return false
	}
	return false
}

// fillInside fills a role from a name inside the group: "drone" in "drone attacks".
func (f *Finder) fillInside(fl *filling, el *element, unit int) {
	if el.role == "" || !f.try(fl, el, unit) {
		fl.ok = fl.ok && el.optional
	}
}

// nounSlots returns the prepositional phrases behind a noun group.
func (f *Finder) nounSlots(unit int) []phrase.Slot {
	for len(f.behindNoun) <= unit {
		f.behindNoun = append(f.behindNoun, nounSlots{})
	}
	if memo := &f.behindNoun[unit]; memo.sentence != f.sentence {
		memo.sentence, memo.slots = f.sentence, f.findNounSlots(unit, memo.slots[:0])
	}
	return f.behindNoun[unit].slots
}

// nounSlots is what stands behind a noun group, of the sentence so numbered.
type nounSlots struct {
	sentence int
	slots    []phrase.Slot
}

func (f *Finder) findNounSlots(unit int, slots []phrase.Slot) []phrase.Slot {
	units := f.s.Units
	for i := unit + 1; i < len(units); i++ {
		switch x := &units[i]; x.Kind {
		case phrase.Preposition:
			n := i + 1
			for n < len(units) && (units[n].Kind == phrase.Adverb || units[n].Kind == phrase.Preposition) {
				n++
			}
			if n < len(units) && units[n].Kind == phrase.NounGroup {
				for n+1 < len(units) && units[n].Possessor && units[n+1].Poss == n {
					n++
				}
				slots = append(slots, phrase.Slot{Word: x.Lemma, Unit: n, At: i})
			}
		case phrase.VerbGroup:
			if i > unit+1 || x.Form != phrase.Participle || !x.Passive || !f.p.pack.Is(x.Lemma, lang.LightVerbs) {
				return slots
			}
			// "the attacks launched against"
		case phrase.NounGroup, phrase.Adverb, phrase.Quote, phrase.Conjunction:
		case phrase.Comma:
			if i+1 >= len(units) || units[i+1].Kind != phrase.NounGroup || units[i+1].Lead > i {
				return slots
			}
		default:
			return slots
		}
	}
	return slots
}

// onlyPronouns says whether no party or system of a claim has a name.
func onlyPronouns(c *Claim) bool {
	for _, args := range [...][]Arg{c.Sources, c.Targets, c.Items} {
		for _, a := range args {
			if !a.Pronoun || a.Plural {
				return false
			}
		}
	}
	return true
}

// fillMaker fills the role that the rule gives to a maker named with the
// system: "Raytheon's Stinger", "US-made drones".
func (f *Finder) fillMaker(c *Claim) {
	var role *[]Arg
	switch c.Rule.Maker {
	case "source":
		role = &c.Sources
	case "target":
		role = &c.Targets
	default:
		return
	}
	if len(*role) > 0 || len(c.Items) == 0 {
		return
	}
	u := &f.s.Units[c.Items[0].Unit]
	classes := c.Rule.Edge.Role(c.Rule.Maker)
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; slices.Contains(classes, m.Class) && m.Class != classOfficial {
			*role, c.Made = f.one(f.arg(m, c.Items[0].Unit)), true
			return
		}
	}
	if u.Poss != phrase.None {
		*role, c.Made = f.args(f.s.Units[u.Poss].Lead, classesWithout(classes, classOfficial)), true
	}
	if a := c.Items[0]; len(*role) == 0 && a.Last-a.First > 1 && slices.Contains(classes, classFirm) && f.s.Doc.Tokens[a.First].Shape&document.Capital != 0 {
		if maker := f.p.makers.Get(f.word(a.First)); maker > 0 {
			*role, c.Made = f.one(Arg{Class: classFirm, Entity: maker - 1, Person: -1, First: a.First, Last: a.First + 1, Unit: a.Unit}), true // "Patria 6x6"
		}
	}
	if len(*role) == 0 {
		*role = f.madeBy(c.Items[0].Unit, classesWithout(classes, classOfficial))
		c.Made = len(*role) > 0
	}
}

// madeBy returns who is told behind a group to have made what it names: "the Barak MX,
// made by IAI", "submarines built in China".
func (f *Finder) madeBy(unit int, classes []string) []Arg {
	lead := f.s.Units[unit].Lead
	for v := unit + 1; v < len(f.s.Units) && v <= unit+3; v++ {
		u := &f.s.Units[v]
		if u.Kind != phrase.VerbGroup {
			continue
		}
		if !u.Passive || u.Subject != lead && u.Subject != unit || u.Form == phrase.Finite && !u.Relative || !slices.ContainsFunc(f.p.verbs.Get(u.Lemma), func(s shape) bool { return len(s.rule.Edge.Target) == 0 }) {
			return nil
		}
		for _, sl := range u.Slots {
			if sl.Word == f.p.words.by {
				return f.args(sl.Unit, classes)
			}
		}
		for _, sl := range u.Slots {
			if sl.Word == f.p.words.in && slices.Contains(classes, classState) {
				return f.args(sl.Unit, []string{classState})
			}
		}
		return nil
	}
	return nil
}

// targetSystems takes the systems inside the target for those that the edge
// speaks of: "Russian bombers" that are attacked, "F-16 pilots" that are trained;
// else those that act: "Russian drones attacked".
func (f *Finder) targetSystems(c *Claim) {
	edge := c.Rule.Edge
	if len(c.Items) > 0 || len(c.Targets) != 1 || edge.Symmetric || edge.Requires("system") || slices.Contains(edge.Source, classFirm) {
		return
	}
	u := &f.s.Units[c.Targets[0].Unit]
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; m.Class == classSystem && (m.Last > u.Head || f.headBits(u)&lang.FoldTerritory == 0 || f.headBits(u)&lang.FoldForces != 0) {
			a := f.arg(m, c.Targets[0].Unit)
			a.Quantity, _ = f.numbers(u)
			c.Items = append(c.Items, a)
		}
	}
	if len(c.Items) > 0 || len(c.Sources) != 1 || !slices.Contains(edge.Target, classPlace) {
		return
	}
	u = &f.s.Units[c.Sources[0].Unit]
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; m.Class == classSystem && f.carried(m, u) {
			a := f.arg(m, c.Sources[0].Unit)
			a.Quantity, _ = f.numbers(u)
			c.Items = append(c.Items, a)
		}
	}
}

// Items returns all systems of a list item, as a list behind a colon gives them, but
// for those that come with another.
func (f *Finder) Items(s *phrase.Sentence) (items []Arg) {
	f.s, f.memo = s, f.memo[:0]
	f.sentence++
	for i := range s.Units {
		if s.Units[i].Kind == phrase.NounGroup && (i == 0 || s.Units[i-1].Lemma != f.p.words.with) {
			items = append(items, f.systems(i, 2)...)
		}
	}
	return items
}

// claim adds what a filled shape says, if all roles that the schema requires are there.
func (f *Finder) claim(fl *filling, q Polarity, at, unit int) {
	if q.None {
		return
	}
	c := &f.claimed
	*c = Claim{Rule: fl.shape.rule, Sources: fl.roles[roleSource], Targets: fl.roles[roleTarget], Items: fl.roles[roleSystem], In: fl.roles[roleIn],
		Polarity: q, At: at}
	if both := fl.roles[roleBoth]; len(both) > 0 && !c.Rule.Edge.Symmetric {
		for _, a := range both {
			if a.Class == classFirm {
				c.Targets = append(c.Targets, a)
			} else {
				c.Sources = append(c.Sources, a)
			}
		}
		if len(c.Sources) != 1 || len(c.Targets) == 0 {
			return
		}
	} else if len(both) > 0 {
		c.Sources, c.Pairs = both, true
		if len(both) < 2 && !both[0].Plural {
			if !both[0].Pronoun || f.bits(both[0].First)&lang.Pair == 0 || !slices.Contains(fl.shape.rule.Edge.Source, classState) {
				return
			}
			they := both[0]
			they.Plural = true
			c.Sources = f.one(they)
		}
	}
	f.fillMaker(c)
	edge := fl.shape.rule.Edge
	if slices.Contains(edge.Target, classPlace) && f.s.Units[unit].Kind == phrase.VerbGroup {
		if v := &f.s.Units[unit]; !v.Passive && v.Subject != phrase.None && f.speaks(v.Subject) {
			c.Sources = nil
		}
	}
	c.Inherit = fl.shape.rule.Inherit && len(c.Sources)+len(c.Targets) == 0
	if c.Inherit && c.Rule.Stage == "" {
		c.Close = fl.verb > 0 && f.s.Units[fl.verb-1].Subject >= 0 && f.s.Units[f.s.Units[fl.verb-1].Subject].Pronoun
		c.Words = slices.Clone(fl.words[:fl.n])
		f.out = append(f.out, *c)
		return
	}
	f.targetSystems(c)
	f.sameDoer(c)
	if c.Answers = fl.told > 0 && len(c.Sources)*len(c.Targets) == 0; c.Answers {
		f.answer(c, fl, at, unit)
		return
	}
	if len(c.Targets) == 0 && len(c.Items) > 0 && edge.Requires("target") {
		if c.Targets = f.bound(unit, edge.Target); len(c.Targets) == 0 && unit != c.Items[0].Unit+1 {
			c.Targets = f.buyer(c.Items[0].Unit, fl.shape.rule)
		}
	}
	c.Opens = fl.opens && len(c.Items) == 0
	lacking := !c.Pairs && edge.Requires("target") && len(c.Targets) == 0
	var hosts []Arg
	if len(c.Sources) == 0 {
		if hosts = f.hosts(fl); !fl.shape.passive {
			c.Sources = hosts
		}
	}
	half := len(c.Sources) == 0 && (c.Rule.Maker == "" || c.Rule.Inherit) && len(c.Targets) > 0 && (len(c.Items) > 0 || f.undergoes(fl) || len(hosts) > 0 || edge.Symmetric && fl.shape.passive) && !slices.Contains(edge.Target, classPlace) && !f.byOthers(unit)
	c.Targetless = lacking && (fl.shape.mayLackTarget() || c.Rule.Inherit || c.Rule.Recall != "")
	if c.Rule.Inherit && lacking && !f.leavesOut(c, fl) {
		return
	}
	if len(c.Sources) == 0 && !half && !c.Inherit || lacking && !c.Targetless && !f.mayBorrow(c, unit) || edge.Requires("system") && len(c.Items) == 0 && !c.Opens && !c.Rule.Tacit {
		return
	}
	if c.Polarity.Stage == "" && (fl.shape.rule.Stage != "delivered" || !c.Polarity.unreal()) {
		c.Polarity.Stage = fl.shape.rule.Stage
	}
	if onlyPronouns(c) && !c.Targetless && !c.Inherit {
		return
	}
	if fl.shape.compound {
		c.forget() // when and how many were made "three US-made drones struck on Monday" leaves open
	} else {
		c.Date = f.dateOf(at, unit, c.Polarity)
		f.values(c, unit)
	}
	c.By = f.attribution(at, c.Polarity.Denied)
	c.Words = slices.Clone(fl.words[:fl.n])
	switch {
	case c.Rule.Inherit && len(c.Targets) == 0:
		f.rest = append(f.rest, *c)
	case half:
		c.Decided = fl.verb > 0 && fl.shape.subject != nil && f.decided(fl.shape.subject, &f.s.Units[fl.verb-1])
		f.half = append(f.half, *c)
	case lacking && !c.Targetless:
		f.open = append(f.open, *c)
	default:
		f.out = append(f.out, *c)
	}
}

// sameDoer gives a claim about a bare number the source of the claim whose target it
// counts further: "trained soldiers, with 10,000 already trained".
func (f *Finder) sameDoer(c *Claim) {
	if len(c.Targets) != 1 || f.elliptic(c.Targets[0].Unit) == phrase.None || len(c.Sources) > 0 && f.elliptic(c.Sources[0].Unit) == phrase.None {
		return
	}
	for _, o := range f.out {
		if o.Rule.Edge.Type == c.Rule.Edge.Type && sameArgs(o.Targets, c.Targets) {
			c.Sources = o.Sources
			return
		}
	}
}

// leavesOut says whether a clause may leave parties to be told elsewhere: the giver
// and the taker in a full passive ("The howitzers were delivered in May"), the taker
// where the giver is a state or body.
func (f *Finder) leavesOut(c *Claim, fl *filling) bool {
	if c.Rule.Edge.Symmetric {
		if len(c.Sources) > 0 {
			return f.joinsIt(fl) // "joined the talks"
		}
		return c.Inherit && fl.verb > 0 && fl.shape.passive && f.s.Units[fl.verb-1].Form == phrase.Finite && !f.s.Units[fl.verb-1].Relative
	}
	if len(c.Items) == 0 || len(c.Targets) > 0 || len(c.Sources) == 0 && fl.verb > 0 && f.byOthers(fl.verb-1) {
		return false
	}
	if fl.verb == 0 {
		return !c.Inherit
	}
	u := &f.s.Units[fl.verb-1]
	if c.Items[0].Unit < fl.verb-1 && (!fl.shape.passive || u.Relative) && !f.tells(c.Items) {
		return false // "the weapons that we provide"
	}
	if c.Inherit {
		return fl.shape.passive && u.Form != phrase.Participle
	}
	return !slices.ContainsFunc(c.Sources, func(a Arg) bool { return a.Class == classFirm || a.Unnamed })
}

// joinsIt says whether what a clause speaks of is one told before: "the meeting".
func (f *Finder) joinsIt(fl *filling) bool {
	if fl.verb == 0 {
		return false
	}
	u := &f.s.Units[fl.verb-1]
	n := u.Objects[0]
	if fl.shape.passive {
		n = u.Subject
	}
	return n != phrase.None && f.bits(f.s.Units[n].First)&lang.Definite != 0
}

// hosts returns the states in which a clause that names no doer tells that something
// is done to its target: "soldiers trained in Turkey", "underwent training in Poland".
func (f *Finder) hosts(fl *filling) []Arg {
	s := fl.shape
	if fl.verb == 0 || s.subject == nil || s.subject.role != "target" && s.subject.poss != "target" || len(s.slots) > 1 || len(s.slots) == 1 && !s.passive {
		return nil
	}
	v := &f.s.Units[fl.verb-1]
	if o := v.Objects[0]; o != phrase.None && f.together(&f.s.Units[o]) {
		return nil
	}
	for _, sl := range v.Slots {
		if f.bits(f.s.Units[sl.At].Head)&lang.Locative == 0 {
			continue
		}
		if args := f.args(sl.Unit, []string{classState}); len(args) > 0 {
			return args
		}
	}
	return nil
}

// together says whether a group speaks of what parties do with one another: "joint
// training".
func (f *Finder) together(u *phrase.Unit) bool { return f.hasOne(u, lang.Together) }

// undergoes says whether a clause tells what is done to its target, and not in what
// state the target is: "are being trained", not "are trained".
func (f *Finder) undergoes(fl *filling) bool {
	if fl.verb == 0 || !fl.shape.passive || fl.shape.subject == nil || fl.shape.subject.role != "target" {
		return false
	}
	u := &f.s.Units[fl.verb-1]
	return u.Form == phrase.Finite && u.Tense != phrase.Present
}

// byOthers says whether a verb group's agent stands behind it, though it names
// nobody: "provided by allies".
func (f *Finder) byOthers(unit int) bool {
	u := &f.s.Units[unit]
	return u.Kind == phrase.VerbGroup && u.Passive && slices.ContainsFunc(u.Slots, func(s phrase.Slot) bool { return s.Word == f.p.words.by && !f.s.Units[s.Unit].Time })
}

// shooter gives a claim whose subject is somebody's forces their owner as its
// source, and says whether the owner, if one is told, has a name: "the coalition's
// air defences".
func (f *Finder) shooter(c *Claim, fl *filling) bool {
	if fl.verb == 0 || fl.shape.passive || len(c.Sources) > 0 || f.s.Units[fl.verb-1].Subject == phrase.None {
		return true
	}
	u := &f.s.Units[f.s.Units[fl.verb-1].Subject]
	owner := u.Of
	if owner == phrase.None {
		owner = u.Poss
	}
	if owner == phrase.None {
		return true
	}
	c.Sources = f.args(owner, c.Rule.Edge.Source)
	return len(c.Sources) > 0
}

// answer adds a claim of which the text tells a party elsewhere: "18 of the drones
// were shot down".
func (f *Finder) answer(c *Claim, fl *filling, at, unit int) {
	s := fl.shape
	undone := c.Polarity.Denied || c.Polarity.Modality != done && c.Polarity.Modality != ongoing
	if undone || len(c.Sources) == 0 && !s.passive && s.subject != nil && s.subject.optional || !f.shooter(c, fl) {
		return
	}
	if len(c.Items) == 0 {
		c.Items = f.args(fl.told-1, []string{classSystem})
	}
	c.Date = f.dateOf(at, unit, c.Polarity)
	f.values(c, unit)
	if told := &f.s.Units[fl.told-1]; f.s.Cat(told.Head) == phrase.CatNumber {
		n, _ := f.numbers(told) // "18 of the 23 drones"
		for i := range c.Items {
			c.Items[i].Quantity = n
		}
		c.Quantity = n
	}
	if len(c.Sources) == 0 && fl.verb > 0 {
		for _, sl := range f.s.Units[fl.verb-1].Slots {
			if c.In = f.args(sl.Unit, []string{classState, classPlace}); len(c.In) > 0 && sl.Word != f.p.words.by {
				break // "shot down over Moscow"
			}
		}
	}
	c.By = f.attribution(at, false)
	c.Words = slices.Clone(fl.words[:fl.n])
	f.out = append(f.out, *c)
}

// speaks says whether a group is people who attack with words: "Chinese
// spokespeople", "the ministers of Chad", "the ambassador X".
func (f *Finder) speaks(unit int) bool {
	u := &f.s.Units[unit]
	if f.officeOf(u) {
		return true
	}
	for t := u.First; t < u.Last; t++ {
		if w := f.word(t); w != 0 && f.p.pack.Is(f.p.pack.SingularOf(w), lang.Speakers) {
			return true
		}
	}
	return false
}

// mayLackTarget says whether a noun's shape leaves its target to be told elsewhere:
// "Russia's invasion".
func (s *shape) mayLackTarget() bool {
	return s.poss != nil && slices.ContainsFunc(s.slots, func(sl slot) bool { return sl.el.role == "target" && sl.el.optional })
}

// buyer returns by whom a group is said to be bought right behind it: "the first of
// 12 jets ordered by Poland".
func (f *Finder) buyer(unit int, r *rule.Rule) []Arg {
	v := unit + 1
	if v >= len(f.s.Units) || f.s.Units[v].Kind != phrase.VerbGroup || f.s.Units[v].Form != phrase.Participle || !slices.Contains(r.Edge.Target, classState) {
		return nil
	}
	shapes := f.p.verbs.Get(f.s.Units[v].Lemma)
	if !slices.ContainsFunc(shapes, func(s shape) bool { return slices.Contains(s.rule.Edge.Target, classFirm) }) ||
		slices.ContainsFunc(shapes, func(s shape) bool { return s.rule == r }) { // not "jets sold by Poland"
		return nil
	}
	for _, sl := range f.s.Units[v].Slots {
		if sl.Word == f.p.words.by {
			return f.args(sl.Unit, r.Edge.Target)
		}
	}
	return nil
}

// bound returns where the subject of a gerund arrives: "a ship carrying tanks docked
// in Poland".
func (f *Finder) bound(unit int, classes []string) []Arg {
	u := &f.s.Units[unit]
	if u.Kind != phrase.VerbGroup || u.Form != phrase.Gerund || u.Subject == phrase.None {
		return nil
	}
	for v := unit + 1; v < len(f.s.Units); v++ {
		x := &f.s.Units[v]
		if x.Kind != phrase.VerbGroup || x.Form != phrase.Finite {
			continue
		}
		if x.Subject != u.Subject || x.Passive || !f.p.pack.Is(x.Lemma, lang.Arrivals) {
			return nil
		}
		if args := f.args(x.Objects[0], classes); len(args) > 0 {
			return args
		}
		for _, sl := range x.Slots {
			if args := f.args(sl.Unit, classes); len(args) > 0 && (f.bits(f.s.Units[sl.At].Head)&lang.Locative != 0 || sl.Word == f.p.words.to) {
				return args
			}
		}
		return nil
	}
	return nil
}

// mayBorrow says whether a claim without a target is a reduced relative clause
// that names its systems.
func (f *Finder) mayBorrow(c *Claim, unit int) bool {
	u := &f.s.Units[unit]
	return u.Kind == phrase.VerbGroup && u.Form == phrase.Participle && len(c.Items) > 0
}
