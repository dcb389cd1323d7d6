package frame

import (
	"slices"

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
	again    int  // one more than the unit that speaks of the systems told before
	told     int  // one more than the unit that a rule that answers speaks of
	ok       bool
	nounAt   int  // the unit of a noun shape's noun
	unsaid   bool // who trains is told, but not whose he is
	occasion int  // one more than the unit of the verb that a noun's phrase is the occasion of
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
	f.verbsAs(v)
	if u := &f.s.Units[v]; f.unaided(u) {
		u.Form, u.Passive = phrase.Participle, true
		f.verbsAs(v)
		u.Form, u.Passive = phrase.Finite, false
	}
}

// unaided says whether the past form of a headline without an object may be a passive that
// leaves out its auxiliary: "Six jets ordered from Saab", "Pact signed between Chad and Mali".
func (f *Finder) unaided(u *phrase.Unit) bool {
	return u.Form == phrase.Finite && u.Tense == phrase.Past && !u.Passive && u.Objects[0] == phrase.None && u.Subject != phrase.None && !f.s.Units[u.Subject].Pronoun && f.headline()
}

// verbsAs tries the shapes of a verb as its group has it.
func (f *Finder) verbsAs(v int) {
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
		if g := &gates.shapes[i]; g.prefix == prefix && g.passive == u.Passive && g.need.met(&f.have) {
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
	if s.people && q.None && f.stationed(v) {
		q = Polarity{Modality: ongoing}
	}
	if s.rule.Fixed {
		q = Polarity{Modality: s.rule.Modality}
	}
	if q.Denied && s.rule.Positive {
		return // "has not claimed responsibility"
	}
	if q.Modality == ongoing && u.Form == phrase.Finite && u.Tense == phrase.Present && s.signs() {
		q.Modality = done // "Poland places an order"
	}
	q.Denied = q.Denied != s.rule.Denied
	if items := fl.roles[roleSystem]; len(items) > 0 && f.none(items[0].Unit) {
		q.Denied = !q.Denied // "sent no weapons"
	}
	if s.passive && s.subject != nil && len(s.subject.words) > 0 && u.Subject != phrase.None && f.none(u.Subject) {
		q.Denied = !q.Denied // "no raids were reported"
	}
	if len(s.rule.Under) > 0 {
		denied := q.Denied
		q = f.underNoun(u, f.p.under[s.rule], f.p.by[s.rule])
		q.Denied = q.Denied || denied // "cancelled a contract to buy"
	}
	f.claim(&fl, q, u.Head, v)
	f.gapped(&fl, q, v)
	f.further(&fl, q, v)
}

// further reads the other members of a list of nouns that a clause asks for, each with
// what it is for: "an order for 300 vehicles and an order for 20 tanks".
func (f *Finder) further(fl *filling, q Polarity, v int) {
	s, u := fl.shape, &f.s.Units[v]
	for i, el := range [...]*element{s.subject, s.objects[0], s.objects[1]} {
		unit := [...]int{u.Subject, u.Objects[0], u.Objects[1]}[i]
		if el == nil || len(el.words) == 0 || unit == phrase.None || len(fl.roles[roleSystem]) == 0 {
			continue
		}
		for n := f.s.Units[unit].Next; n != phrase.None; n = f.s.Units[n].Next {
			x := &f.s.Units[n]
			if !slices.Contains(el.words, x.Lemma) {
				continue
			}
			for _, sl := range f.nounSlots(n) {
				items := f.args(sl.Unit, []string{classSystem})
				if sl.Word != f.p.words.forWord || len(items) == 0 {
					continue
				}
				next := *fl
				next.n, next.roles[roleSystem] = 0, slices.Clone(items)
				next.add([2]int{x.First, f.s.Units[sl.Unit].Last})
				if _, money := f.numbers(x); money.Max > 0 {
					for k := range next.roles[roleSystem] {
						next.roles[roleSystem][k].Money = money
					}
				}
				f.claim(&next, q, x.Head, v)
				break
			}
		}
	}
}

// signs says whether a shape speaks of a contract or the like that is made, which news
// tells in the present: one with a noun for it as its object, or subject in the passive.
func (s *shape) signs() bool {
	if s.rule.Stage != "contracted" {
		return false
	}
	return slices.ContainsFunc([]*element{s.subject, s.objects[0], s.objects[1]}, func(el *element) bool { return el != nil && len(el.words) > 0 })
}

// stationed says whether somebody's soldiers are the object of the verb before an
// infinitive, which says what they are for: "has 300 troops in Niger to train soldiers".
func (f *Finder) stationed(v int) bool {
	if f.s.Units[v].Form != phrase.Infinitive {
		return false
	}
	for w := v - 1; w >= 0; w-- {
		switch x := &f.s.Units[w]; x.Kind {
		case phrase.VerbGroup:
			if x.Form == phrase.Infinitive {
				continue // "to advise and train"
			}
			o := x.Objects[0]
			return x.Form == phrase.Finite && !x.Passive && !x.Negated && x.Tense != phrase.Modal && o > w && o < v && f.headBits(&f.s.Units[o])&lang.FoldForces != 0 && f.nobody(o)
		case phrase.NounGroup, phrase.Preposition, phrase.Adverb, phrase.Conjunction:
		default:
			return false
		}
	}
	return false
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
// that is won. Without such a noun there is no claim, nor where it is not the object of
// one of some verbs, or these name a partner: "signed a contract with Chile to supply".
func (f *Finder) underNoun(u *phrase.Unit, nouns, by []uint32) Polarity {
	n := f.rulingNoun(u)
	if n == phrase.None || !f.headIs(n, nouns) {
		return Polarity{None: true}
	}
	v := f.verbOf(n)
	if v == phrase.None {
		return Polarity{None: true}
	}
	if x := &f.s.Units[v]; len(by) > 0 && (x.Passive || !slices.Contains(by, x.Lemma) || slices.ContainsFunc(x.Slots, func(sl phrase.Slot) bool { return sl.Word == f.p.words.with && f.s.Units[sl.At].First < u.First })) {
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
	edge := &fl.shape.rule.Edge
	if len(fl.roles[roleTarget]) > 0 || edge.Symmetric || !edge.Requires("target") || u.Form != phrase.Infinitive && u.Form != phrase.Gerund {
		return
	}
	g := u.Governor
	ruled := g != phrase.None && f.s.Units[g].Kind == phrase.NounGroup
	if ruled && g+2 < fl.verb-1 && f.s.Units[g+1].Lemma == f.p.words.with {
		fl.roles[roleTarget] = f.args(g+2, edge.Target) // "Chile's contract with Saab to buy", "in talks with Saab on buying"
		return
	}
	if u.Form == phrase.Gerund {
		switch {
		case g == phrase.None || ruled:
		case f.p.pack.Cues.Governors.Get(f.s.Units[g].Lemma).Taker:
			fl.roles[roleTarget] = f.args(f.s.Units[g].Subject, edge.Target) // "Kyiv thanked Berlin for sending tanks"
		case fl.verb > 1 && f.s.Units[fl.verb-2].Lemma == f.p.words.by && !slices.Contains(edge.Target, classFirm):
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
		if o := u.Objects[0]; sl.el == nil && o != phrase.None && !u.Passive && f.gerundFor(o, sl.words) {
			return true // "blamed Russia for shelling Izium"
		}
		for _, have := range u.Slots {
			if sl.el == nil && f.aimed(have.Unit, r.Edge.Type, sl.words) {
				return true // "cut after strikes on Odesa"
			}
			if !slices.Contains(sl.words, have.Word) || f.s.Units[have.Unit].Time {
				continue
			}
			if o := u.Objects[0]; sl.el == nil && r.Edge.OfAttack() && o != phrase.None && have.At == o+1 && f.headBits(&f.s.Units[o])&lang.FoldTerritory != 0 {
				continue // "attacked a camp for refugees"
			}
			if sl.el == nil && r.Inherit && givesSystems(r) && f.ownForcesOf(have.Unit) {
				continue // "gave 20 vehicles to the army"
			}
			if sl.el == nil || f.headIs(have.Unit, sl.el.words) {
				return true
			}
		}
	}
	return false
}

// gerundFor says whether one of some prepositions with a gerund stands behind a group.
func (f *Finder) gerundFor(unit int, prepositions []uint32) bool {
	p := f.lastOf(unit) + 1
	return p+1 < len(f.s.Units) && f.s.Units[p].Kind == phrase.Preposition && slices.Contains(prepositions, f.s.Units[p].Lemma) && f.s.Units[p+1].Kind == phrase.VerbGroup && f.s.Units[p+1].Form == phrase.Gerund
}

// aimed says whether a group names a deed of an edge type and one of some prepositions
// stands behind it.
func (f *Finder) aimed(unit int, edge string, prepositions []uint32) bool {
	if !f.p.Noun(f.s.Units[unit].Lemma, edge) {
		return false
	}
	return slices.ContainsFunc(f.nounSlots(unit), func(s phrase.Slot) bool {
		return slices.Contains(prepositions, s.Word) && !f.s.Units[s.Unit].Time
	})
}

// ownForcesOf says whether a group is the forces, the government or a body of a state
// that the text tells elsewhere: "the army", "the Bureau of Prisons", not "the rebels".
func (f *Finder) ownForcesOf(unit int) bool {
	u := &f.s.Units[unit]
	switch {
	case u.Mentions[1] > u.Mentions[0] || u.Poss != phrase.None:
		return false
	case u.Of != phrase.None:
		of := &f.s.Units[u.Of]
		return of.Mentions[1] == of.Mentions[0] && f.headBits(u)&lang.FoldTerritory == 0
	}
	own := f.bits(u.First)&(lang.Definite|lang.PossessivePronoun) != 0 && !f.p.pack.Is(f.p.pack.SingularOf(f.word(u.Head)), lang.Rebels|lang.Foes)
	return own && f.foldBits(u)&(lang.FoldForces|lang.FoldGovernment) != 0
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
	if maker := f.contractor(fl, el, u); maker != phrase.None {
		f.fill(fl, el, maker)
		return
	}
	if u.Form == phrase.Gerund && el != nil && u.Subject != phrase.None && el.role != "" && len(f.args(u.Subject, el.classes)) == 0 && f.lightDoer(fl, el.role, u.Subject) {
		return // "made a determination approving a sale"
	}
	if u.Form == phrase.Gerund && el != nil && f.fillByAttack(fl, el, u) {
		return
	}
	if u.Form != phrase.Participle || el == nil || u.Subject == phrase.None {
		if fl.shape.passive && f.fillSubjectPlace(fl, el, u) {
			return
		}
		f.fill(fl, el, f.subjectOf(fl.shape, u))
		return
	}
	for n := u.Subject; n >= 0 && f.s.Units[n].Kind == phrase.NounGroup; {
		if p := f.s.Units[n].Lead - 1; (p < 0 || !f.p.pack.Is(f.s.Units[p].Lemma, lang.Opposing)) && f.try(fl, el, n) {
			fl.add([2]int{f.s.Units[n].First, f.s.Units[n].Last})
			return
		}
		for n = f.s.Units[n].Lead - 1; n >= 0 && (f.s.Units[n].Kind == phrase.Preposition || f.s.Units[n].Possessor); n-- {
		}
	}
	fl.ok = fl.ok && el.optional
}

// contractor returns the firm that makes what an infinitive says by a contract with it:
// "signed a contract with Babcock to build vehicles"; or None.
func (f *Finder) contractor(fl *filling, el *element, u *phrase.Unit) int {
	g := u.Governor
	if el == nil || el.role != "source" || u.Form != phrase.Infinitive || g == phrase.None || len(fl.shape.rule.Edge.Target) > 0 || f.s.Units[g].Kind != phrase.NounGroup ||
		g+2 >= len(f.s.Units) || f.s.Units[g+1].Lemma != f.p.words.with || f.s.Units[g+2].Kind != phrase.NounGroup || f.s.Units[g+2].Last > u.First {
		return phrase.None
	}
	if _, ok := f.headMention(g+2, []string{classFirm}); !ok {
		return phrase.None
	}
	return g + 2
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
		if !f.seeks(s, i) {
			continue
		}
		stands := func(have phrase.Slot) bool { return slices.Contains(sl.words, have.Word) }
		if !slices.ContainsFunc(f.slotsOf(s, u), stands) && !slices.ContainsFunc(f.subjectSlots(s, u), stands) {
			return false
		}
	}
	return true
}

// seeks says whether a slot of a shape cannot be filled but from a phrase with one of
// its prepositions.
func (f *Finder) seeks(s *shape, slot int) bool {
	sl := &s.slots[slot]
	return s.asks(slot) && sl.words[0] != f.p.words.anywhere && !f.inList(sl.el, phrase.None)
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
	if n := f.carrier(s.subject, u.Subject); n != phrase.None {
		return f.nounSlots(n)
	}
	return f.nounSlots(f.subjectOf(s, u))
}

// subjectOf returns the subject of a verb. A relative about an attack may describe what
// stands before a phrase of place: "a raid on a base in Mali, which was claimed".
func (f *Finder) subjectOf(s *shape, u *phrase.Unit) int {
	if !u.Relative && u.Form != phrase.Participle || !s.rule.Edge.OfAttack() || s.subject == nil || len(s.subject.words) == 0 || u.Subject == phrase.None {
		return u.Subject
	}
	for n := u.Subject; ; {
		if f.headIs(n, s.subject.words) {
			return n
		}
		p := f.s.Units[n].Lead - 1
		if p < 1 || f.s.Units[p].Kind != phrase.Preposition || f.s.Units[p-1].Kind != phrase.NounGroup {
			return u.Subject
		}
		n = p - 1
	}
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
	if el == nil || !fl.ok || el.role == "" || o == phrase.None || len(u.Slots) == 0 && u.Form != phrase.Gerund && f.crossed(o) == phrase.None {
		return false
	}
	if args := f.args(o, el.classes); len(args) > 0 {
		his := f.s.Cat(f.s.Units[o].First) == phrase.CatPossessive && len(args) == 1 && args[0].Pronoun
		return his && f.fillPlace(fl, el, o, u.Slots) // "hit her car in Izium"
	}
	if f.fillAccuser(fl, el, u, o) {
		return true
	}
	return f.fillPlace(fl, el, o, u.Slots)
}

// fillSubjectPlace fills the role of what a passive speaks of, if it names nobody, from
// its place: "a refinery in Ryazan was struck", "a refinery was struck in Ryazan".
func (f *Finder) fillSubjectPlace(fl *filling, el *element, u *phrase.Unit) bool {
	if el.role != "target" || !slices.Contains(el.classes, classPlace) || len(f.args(u.Subject, el.classes)) > 0 {
		return false
	}
	return f.fillPlace(fl, el, u.Subject, f.nounSlots(u.Subject)) || f.fillPlace(fl, el, u.Subject, u.Slots)
}

// fillPlace fills a role from the first of some phrases of place, which says where a
// group is.
func (f *Finder) fillPlace(fl *filling, el *element, unit int, slots []phrase.Slot) bool {
	i := slices.IndexFunc(slots, func(s phrase.Slot) bool {
		where := &f.s.Units[s.Unit]
		return f.bits(f.s.Units[s.At].Head)&lang.Locative != 0 && !where.Time && len(f.p.nouns.Get(where.Lemma)) == 0 // not "hurt in a strike"
	})
	there := []phrase.Slot{{Unit: unit}}
	if i >= 0 {
		there = append(there, slots[i:]...)
	}
	at := f.placeBehind(fl, el, there)
	if at == phrase.None {
		return false
	}
	fl.add([2]int{f.s.Units[unit].First, f.s.Units[unit].Last})
	fl.add([2]int{f.s.Units[at].First, f.s.Units[at].Last})
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
