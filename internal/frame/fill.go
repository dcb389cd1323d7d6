package frame

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
)

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
		if locative != places || locative && (blocked || f.p.pack.Is(f.word(f.s.Units[have.Unit].Head), lang.Borders)) {
			continue // "airstrikes from a camp at Ain Issa"
		}
		if !fl.noun && have.Word == f.p.words.by && f.doneBefore(have.At, fl.verb-1) {
			continue
		}
		tried = fl.noun
		if f.try(fl, sl.el, have.Unit) {
			used[i] = true
			fl.add([2]int{f.s.Units[have.At].First, f.s.Units[have.Unit].Last})
			f.fillRepeated(fl, sl.el, have.Word, slots[i+1:], used[i+1:])
			return true
		}
		if at := f.placeBehind(fl, sl.el, slots[i:]); at != phrase.None {
			used[i] = true
			fl.add([2]int{f.s.Units[have.At].First, f.s.Units[at].Last})
			return true
		}
		if sl.el.role != "" && (f.fillForces(fl, sl.el, have.Unit) || (sl.el.role == "target" || have.Word == f.p.words.by) && f.fillTrained(fl, sl.el, have.Unit)) {
			used[i] = true
			return true
		}
	}
	return false
}

// fillRepeated adds what a preposition said again ties to the same role: "on Kobani, on silos
// near Derik and on Aleppo".
func (f *Finder) fillRepeated(fl *filling, el *element, preposition uint32, slots []phrase.Slot, used []bool) {
	if el.role == "" || el.role == "system" || fl.shape.rule.Edge.Symmetric {
		return
	}
	role := roleIndex(el.role)
	for i, have := range slots {
		if used[i] || have.At == 0 || have.Word != preposition || f.s.Units[have.Unit].Time {
			continue
		}
		if k := f.s.Units[have.At-1].Kind; k != phrase.Comma && k != phrase.Conjunction {
			continue
		}
		all := fl.roles[role]
		if !f.try(fl, el, have.Unit) && f.placeBehind(fl, el, slots[i:]) == phrase.None {
			continue
		}
		used[i] = true
		fl.roles[role] = slices.Concat(all, fl.roles[role])
		fl.add([2]int{f.s.Units[have.At].First, f.s.Units[have.Unit].Last})
	}
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
func (f *Finder) doneBefore(at, verb int) bool {
	if at > 0 && at-1 != verb && f.s.Units[at-1].Kind == phrase.VerbGroup && f.s.Units[at-1].Passive && f.s.Units[at-1].Form == phrase.Participle {
		return true // "drilled on tactics used by the rebels"
	}
	if at < 2 || f.s.Units[at-1].Kind != phrase.NounGroup || f.s.Units[at-1].Time || len(f.p.nouns.Get(f.s.Units[at-1].Lemma)) > 0 {
		return false
	}
	p := &f.s.Units[at-2]
	return p.Kind == phrase.Preposition && f.bits(p.Head)&lang.Subordinator != 0 && f.bits(p.Head)&lang.Locative == 0
}

// fillAnywhere fills an element from the first group behind the verb that fits.
func (f *Finder) fillAnywhere(fl *filling, el *element) {
	for i := fl.verb; i < len(f.s.Units); i++ {
		u := &f.s.Units[i]
		if u.Kind == phrase.NounGroup && !fl.holds(i) && !f.aside(fl, i) && f.try(fl, el, i) {
			fl.add([2]int{u.First, u.Last})
			return
		}
		if u.Kind == phrase.VerbGroup && u.Form == phrase.Finite && u.Subject >= fl.verb && f.s.Units[u.Subject].Pronoun && !u.Relative {
			break // "won a contract, and it builds tanks"
		}
	}
	fl.ok = fl.ok && el.optional
}

// holds says whether a group names the target: "with state arms exporter Rosoboronexport".
func (fl *filling) holds(unit int) bool {
	targets := fl.roles[roleTarget]
	return len(targets) == 1 && targets[0].Class == classFirm && targets[0].Unit == unit
}

// aside says whether a group is only what something else is for or done to: the
// tanks of "maintenance of tanks", "support for tanks" and "to upgrade tanks".
func (f *Finder) aside(fl *filling, i int) bool {
	const holders = lang.GenericItem | lang.Mass | lang.NumberWord | lang.Magnitude | lang.Approximate | lang.Bulk | lang.Determiner | lang.Pronoun | lang.Temporal
	verb := &f.s.Units[fl.verb-1]
	if nouns := f.p.nouns.Get(f.s.Units[i].Lemma); len(nouns) > 0 && !trades(nouns) || f.p.pack.Is(f.s.Units[i].Lemma, lang.Upkeep) {
		return true // "the training of pilots"
	}
	owned := false // "to upgrade Britain's tanks"
	for p := f.s.Units[i].Lead - 1; p > 0; p-- {
		switch x := &f.s.Units[p]; {
		case x.Kind == phrase.Adverb:
		case x.Kind == phrase.NounGroup && x.Possessor:
			owned = true
		case x.Kind == phrase.VerbGroup:
			return p != fl.verb-1 && !x.Passive && (!owned && !f.deals(x) || f.p.pack.Is(x.Lemma, lang.Upkeep))
		case x.Kind == phrase.Comma && f.s.Units[p-1].Kind == phrase.NounGroup:
			p-- // "to refuel the USS Lincoln, an aircraft carrier"
		case x.Kind == phrase.Preposition && (x.Lemma == f.p.words.of || x.Lemma == f.p.words.forWord):
			o := p - 1
			for o >= 2 && f.s.Units[o-1].Kind == phrase.Preposition && f.s.Units[o-1].Lemma == f.p.words.of && f.s.Units[o-2].Of == o {
				o -= 2 // "with the Ministry of Defence for 12 jets"
			}
			owner := &f.s.Units[o]
			if owner.Kind != phrase.NounGroup {
				return false
			}
			lead := &f.s.Units[owner.Lead]
			if f.hasOne(owner, lang.Upkeep|lang.Parts) || f.hasOne(lead, lang.Upkeep|lang.Parts) {
				return true // "a maintenance contract for tanks"
			}
			if owner.Mentions[0] < owner.Mentions[1] || owner.Lead == verb.Objects[0] || owner.Lead == verb.Objects[1] || owner.Lead == verb.Subject {
				return false
			}
			held := (f.headBits(owner)|f.headBits(lead))&holders != 0 || f.s.Cat(owner.Head) == phrase.CatNumber
			if x.Lemma == f.p.words.of && (held || owner.Poss != phrase.None) {
				if p = owner.Lead; owner.Poss != phrase.None {
					p = f.s.Units[owner.Poss].Lead
				}
				continue // "to upgrade Britain's fleet of tanks"
			}
			if owner.Poss != phrase.None {
				return false // "from the republic's Ministry of Defence for 12 jets"
			}
			return !held && !trades(f.p.nouns.Get(owner.Lemma)) && !trades(f.p.nouns.Get(lead.Lemma))
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
	if el.role == "" || !slices.Contains(el.classes, classPlace) {
		return phrase.None
	}
	u := &f.s.Units[slots[0].Unit]
	if at := f.crossed(slots[0].Unit); at != phrase.None {
		fl.roles[roleIndex(el.role)] = f.args(at, []string{classPlace})
		return at
	}
	if len(slots) < 2 || f.bits(f.s.Units[slots[1].At].Head)&lang.Locative == 0 || f.p.pack.Is(f.word(f.s.Units[slots[1].Unit].Head), lang.Borders) {
		return phrase.None
	}
	classes := []string{classPlace}
	switch bits := f.foldBits(u); {
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

// crossed returns the place that the participle behind a group says it goes through,
// "ships transiting the Red Sea", or None.
func (f *Finder) crossed(unit int) int {
	last := f.lastOf(unit)
	v := last + 1
	if v >= len(f.s.Units) || f.s.Units[v].Kind != phrase.VerbGroup || f.s.Units[v].Form != phrase.Gerund || f.p.pack.Is(f.s.Units[v].Lemma, lang.Borders) || f.foldBits(&f.s.Units[last])&lang.FoldTerritory == 0 {
		return phrase.None
	}
	at := f.s.Units[v].Objects[0]
	if at == phrase.None && len(f.s.Units[v].Slots) > 0 {
		at = f.s.Units[v].Slots[0].Unit // "sailing through the strait"
	}
	if at == phrase.None || len(f.args(at, []string{classPlace})) == 0 {
		return phrase.None
	}
	return at
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
	if f.fillForces(fl, el, unit) || f.fillTrained(fl, el, unit) {
		return
	}
	if el.role == "" && fl.shape.rule.Edge.Symmetric && fl.verb > 0 && unit != phrase.None && unit < fl.verb-1 && !fl.shape.passive {
		for n := unit; n >= 2 && f.s.Units[n-1].Kind == phrase.Preposition && f.s.Units[n-2].Kind == phrase.NounGroup; n -= 2 {
			if f.try(fl, el, n-2) { // "the agreement on training that Kenya signed"
				fl.add([2]int{f.s.Units[n-2].First, f.s.Units[n-2].Last})
				return
			}
		}
	}
	if n := f.carrier(el, unit); n != phrase.None && fl.verb > 0 && unit < fl.verb-1 && f.try(fl, el, n) {
		fl.add([2]int{f.s.Units[n].First, f.s.Units[n].Last})
		return
	}
	fl.ok = el.optional
}

// carrier returns the group of systems before a preposition that ties a party to it, which a
// relative behind the party may describe: "tanks from Poland, which Kenya bought"; or None.
func (f *Finder) carrier(el *element, unit int) int {
	if el == nil || el.role != "system" || unit < 2 || f.s.Units[unit].Kind != phrase.NounGroup {
		return phrase.None
	}
	u := &f.s.Units[unit]
	next := f.lastOf(unit) + 1
	if u.Mentions[0] == u.Mentions[1] || u.Lead != unit || f.s.Units[unit-1].Kind != phrase.Preposition || f.s.Units[unit-2].Kind != phrase.NounGroup || f.s.Units[unit-2].Lead != unit-2 {
		return phrase.None
	}
	if next < len(f.s.Units) && f.s.Units[next].Kind == phrase.Comma {
		next++
	}
	if next >= len(f.s.Units) || f.s.Units[next].Kind != phrase.Relative {
		return phrase.None
	}
	return unit - 2
}

// fillTrained fills the target of a training from forces whose state the text tells
// elsewhere, "another 50 recruits", and lets such trainers stand for a source that it
// tells elsewhere: "The mission has trained …".
func (f *Finder) fillTrained(fl *filling, el *element, unit int) bool {
	if !fl.shape.people || unit == phrase.None || f.s.Units[unit].Kind != phrase.NounGroup {
		return false
	}
	u := &f.s.Units[unit]
	bits := f.headBits(u)
	a, ok := f.taught(unit)
	if !ok {
		a, ok = f.infantry(unit)
	}
	if ok && el.role == "target" {
		fl.roles[roleTarget] = f.one(a)
		fl.add([2]int{u.First, u.Last})
		return true
	}
	switch {
	case u.Pronoun || u.Time || u.Next != phrase.None && !f.nobody(u.Next) || !f.nobody(unit) || bits&lang.GenericItem != 0 || f.p.pack.Is(f.word(u.Head-1), lang.Civil) || f.p.pack.Is(f.word(u.Head), lang.Rebels) && !f.groupOf(u):
		return false
	case el.role == "source" && (bits&(lang.FoldForces|lang.FoldDeed) != 0 || slices.ContainsFunc(f.p.nouns.Get(u.Lemma), func(s shape) bool { return s.people })) && !f.properName(u):
		if args := f.ownerWord(unit, []string{classOrg}); len(args) > 0 {
			fl.roles[roleSource] = args // "coalition advisers"
		} else if f.sentBy(fl, unit) {
			break
		} else if fl.unsaid = !fl.shape.passive; !fl.unsaid {
			return false
		}
	case el.role == "target" && (u.Of == phrase.None && (bits&lang.FoldForces != 0 || (fl.shape.passive || fl.shape.subject == el) && f.bareNumber(u)) || f.groupOf(u)):
		fl.roles[roleTarget] = f.one(Arg{Pronoun: true, Kind: classState, Forces: true, Definite: f.bits(u.First)&lang.Definite != 0 || u.Of != phrase.None && f.s.Units[u.Of].Pronoun, Entity: -1, Person: -1, First: u.First, Last: u.Last, Unit: unit})
	default:
		return false
	}
	fl.add([2]int{u.First, u.Last})
	return true
}

// infantry returns the owner of a company of soldiers, "a Malian infantry company", in whom
// it cannot be a firm that is trained.
func (f *Finder) infantry(unit int) (Arg, bool) {
	u := &f.s.Units[unit]
	if f.headBits(u)&lang.FirmNoun == 0 || f.p.pack.Anaphors.Get(f.word(u.Head)) != classFirm || u.Mentions[0] == u.Mentions[1] || u.Of != phrase.None {
		return Arg{}, false
	}
	m := f.s.Mentions[u.Mentions[0]]
	return f.arg(m, unit), m.Class == classState && m.Last+1 <= u.Head-1
}

// taught returns the owner of forces that stand in one group before what they are taught:
// "teach Ghanaian sailors small-boat maintenance".
func (f *Finder) taught(unit int) (Arg, bool) {
	u := &f.s.Units[unit]
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		m := f.s.Mentions[i]
		t := m.Last
		if t < u.Head && f.s.Doc.Tokens[t].Shape&document.Possessive != 0 {
			t++
		}
		if m.Class == classState && t < u.Head && f.bits(t)&lang.FoldForces != 0 && f.p.pack.Is(f.word(t), lang.Plural) && f.headBits(u)&(lang.FoldForces|lang.FoldGovernment) == 0 {
			return f.arg(m, unit), true
		}
	}
	return Arg{}, false
}

// groupOf says whether a group counts forces whose state it does not name: "a second group
// of 30", "a batch of recruits".
func (f *Finder) groupOf(u *phrase.Unit) bool {
	if u.Of == phrase.None {
		return false
	}
	if f.s.Cat(u.Head) == phrase.CatNumber && f.s.Units[u.Of].Pronoun && f.p.pack.Is(f.word(f.s.Units[u.Of].Head), lang.Several) {
		return true // "22 of them"
	}
	if f.headBits(u)&(lang.FoldForces|lang.Bulk) == 0 {
		return false
	}
	of := &f.s.Units[u.Of]
	return of.Of == phrase.None && of.Next == phrase.None && (f.bareNumber(of) || f.headBits(of)&lang.FoldForces != 0)
}

// fillForces fills the attacker or target of an attack from soldiers or police
// whose state the group does not name.
func (f *Finder) fillForces(fl *filling, el *element, unit int) bool {
	if unit == phrase.None || el.role != "target" && el.role != "source" || !fl.shape.rule.Edge.OfAttack() {
		return false
	}
	if el.role == "source" {
		if args := f.saidForces(unit, el.classes); len(args) > 0 {
			fl.roles[roleSource] = args
			fl.add([2]int{f.s.Units[unit].First, f.s.Units[unit].Last})
			return true
		}
		if a, ok := f.someFighters(unit); ok {
			fl.roles[roleSource] = f.one(a)
			fl.add([2]int{f.s.Units[unit].First, f.s.Units[unit].Last})
			return true
		}
	}
	a, ok := f.unnamedForces(unit)
	for n := f.s.Units[unit].Next; n != phrase.None && !ok && el.role == "target"; n = f.s.Units[n].Next {
		a, ok = f.unnamedForces(n) // "pipelines and army posts"
	}
	if !ok && el.role == "target" {
		if a, ok = f.unnamedRebels(unit); !ok {
			a, ok = f.unnamedLand(fl, unit)
		}
	}
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

// partOf says whether who makes what a group names only makes a part of a system: "engines
// for the F-35", or brings together what he has: "a force of tanks".
func (f *Finder) partOf(fl *filling, system Arg, unit int) bool {
	if len(fl.shape.rule.Edge.Target) > 0 || f.s.Units[system.Unit].Lead == f.s.Units[unit].Lead {
		return false
	}
	u := &f.s.Units[unit]
	return f.p.pack.Is(f.word(u.Head), lang.Parts) || f.headBits(u)&lang.FoldForces != 0
}

// makerNamed says whether a group is of the maker of a system: "tank maker Patria".
func (f *Finder) makerNamed(u *phrase.Unit) bool {
	last := u.Mentions[1] - 1
	if last < u.Mentions[0] || f.s.Mentions[last].Class != classFirm || f.s.Mentions[last].Last != u.Last {
		return false
	}
	first := f.s.Mentions[last].First
	return first > u.First && f.bits(first-1)&lang.FirmNoun != 0
}

// try fills an element from a noun group, if the group fits.
func (f *Finder) try(fl *filling, el *element, unit int) bool {
	if el.role == "" {
		return f.tryWords(fl, el, unit)
	}
	if u := &f.s.Units[unit]; fl.shape.people && el.role == "source" && u.Kind == phrase.NounGroup && f.headBits(u)&lang.FoldForces != 0 && !u.Pronoun && f.nobody(unit) && f.sentBy(fl, unit) {
		return true
	}
	args := f.args(unit, el.classes)
	if len(args) == 0 && el.named {
		args = f.firmName(unit)
	}
	if u := &f.s.Units[unit]; len(args) == 0 && fl.shape.people && u.Of != phrase.None && u.Mentions[0] == u.Mentions[1] && f.headBits(&f.s.Units[u.Of])&lang.FoldForces != 0 {
		args = f.args(u.Of, el.classes) // "a team of Danish trainers"
	}
	if len(args) == 0 && el.role == "system" && f.again(fl, unit) {
		fl.again = unit + 1
		return true
	}
	if len(args) == 0 || el.role == "system" && (f.otherDeed(fl, args[0]) || f.harmless(fl, args[0]) || fl.verb > 0 && f.makerNamed(&f.s.Units[unit]) || f.partOf(fl, args[0], unit)) {
		return false
	}
	if fl.shape.people && el.role == "target" {
		if f.civilians(unit) {
			return false
		}
		if a := args[0]; len(args) == 1 && a.Entity >= 0 && a.Unit != unit && unit+1 < len(f.s.Units) && f.s.Units[unit+1].Lemma == f.p.words.in && f.nobody(unit) {
			a.Forces, a.Pronoun, a.Kind = true, true, classState // "recruits in Britain": of others, if the text says so
			args = f.one(a)
		}
	}
	fl.roles[roleIndex(el.role)] = args
	return true
}

// again says whether a group speaks of systems told shortly before: a bare number,
// "the first batch", "them".
func (f *Finder) again(fl *filling, unit int) bool {
	more := fl.shape.rule.Recall == rule.Seller // "ordered 12 more"
	if fl.verb == 0 || unit == phrase.None || !givesSystems(fl.shape.rule) && !more || !f.goesOn && !slices.ContainsFunc(f.out, func(c Claim) bool { return c.GoesOn() }) {
		return false
	}
	u := &f.s.Units[unit]
	if u.Kind != phrase.NounGroup || u.Mentions[1] > u.Mentions[0] || u.Time || u.Poss != phrase.None || u.Next != phrase.None || u.Lead != unit {
		return false
	}
	if u.Of != phrase.None {
		if of := &f.s.Units[u.Of]; !of.Pronoun && (of.Mentions[1] > of.Mentions[0] || f.headBits(of)&(lang.GenericItem|lang.Bulk) == 0) {
			return false
		}
	}
	if u.Pronoun {
		return f.goesOn && !more && f.p.pack.Is(f.word(u.Head), lang.ThirdPerson) && f.s.Units[fl.verb-1].Objects[1] == phrase.None
	}
	quantity, money := f.numbers(u)
	if money.Max > 0 {
		return false
	}
	if f.headBits(u)&lang.Bulk != 0 {
		return f.goesOn && !more && f.bits(u.First)&lang.Definite != 0
	}
	for t := u.First; t < u.Last; t++ {
		switch f.s.Cat(t) {
		case phrase.CatNoun, phrase.CatPlural, phrase.CatName, phrase.CatDemonym, phrase.CatVerb:
			if t != u.Head || !f.goesOn || f.bits(t)&lang.GenericItem == 0 {
				return false // but "the first 12 jets"
			}
		}
	}
	return quantity.Max > 0
}

// civilians says whether a group is people of no forces: "Malian officials", not "police
// officials".
func (f *Finder) civilians(unit int) bool {
	u := &f.s.Units[unit]
	if !f.p.pack.Is(f.p.pack.SingularOf(f.word(u.Head)), lang.Speakers) || u.Of != phrase.None && f.headBits(&f.s.Units[u.Of])&lang.FoldForces != 0 {
		return false // "a company of Malian soldiers"
	}
	for t := u.First; t < u.Head; t++ {
		if f.bits(t)&lang.FoldForces != 0 {
			return false
		}
	}
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
		edge := &s.rule.Edge
		return edge.Type == fl.shape.rule.Edge.Type || edge.Symmetric || edge.Requires("system") || slices.Contains(edge.Source, classFirm)
	})
}

// nonLethal is the kind of systems that attack nobody: "fired water cannon at a boat". civil
// is that of systems that are no arms, though they may be shot down: "an airliner".
const (
	nonLethal = "non-lethal"
	civil     = "civil"
)

// harmless says whether an attack is told to be one with what is no weapon, or what is no
// arms is told to be made or bought.
func (f *Finder) harmless(fl *filling, system Arg) bool {
	edge := &fl.shape.rule.Edge
	kind := f.p.known.Entities[system.Entity].Kind
	return edge.OfAttack() && kind == nonLethal || edge.Requires("system") && kind == civil
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
	if fl.shape.rule.Recall != "" && fl.shape.people && el.poss == "" && f.p.Noun(f.s.Units[unit].Lemma, fl.shape.rule.Edge.Type) && (f.bits(f.s.Units[unit].First)&lang.Definite == 0 || f.together(&f.s.Units[unit])) {
		return false // "a course", "the joint training"
	}
	if of := f.s.Units[unit].Of; fl.shape.receives && fl.shape.people && of != phrase.None && f.headBits(&f.s.Units[of])&lang.FoldForces != 0 {
		return false // who concludes "the training of the battalion" gave it
	}
	if el.poss == "target" && f.counted(fl, el, unit) {
		return true
	}
	if fl.shape.people && el.poss == "source" && f.s.Units[unit].Mentions[1] > f.s.Units[unit].Mentions[0] {
		if _, named := f.headMention(unit, []string{classOrg}); named {
			return false // "NATO's Resolute Support mission" names itself
		}
	}
	bare := el.ownerless && f.s.Cat(f.s.Units[unit].Head) == phrase.CatNumber && f.s.Units[unit].Of == phrase.None // "16 of which"
	if !bare && !f.headIs(unit, el.words) && !(fl.shape.people && f.deedOf(unit, el.words)) || f.figurative(unit) {
		return false
	}
	if el.poss != "" && !f.owner(fl, el.poss, unit) && !el.ownerless && !f.doer(fl, el.poss, unit) && !f.ownForces(fl, el, unit) && !f.origin(fl, el.poss, unit) && !f.comeFrom(fl, el.poss, unit) {
		return false
	}
	if fl.shape.rule.Recall == rule.Scene && len(fl.roles[roleTarget]) == 0 {
		f.fillStage(fl, unit)
	}
	if el.ownerless {
		fl.told = unit + 1
		if bare && len(fl.roles[roleIndex(el.poss)]) == 0 && f.whole(unit) != phrase.None {
			f.owner(fl, el.poss, f.whole(unit))
		}
	}
	return el.of == nil || f.tryOf(fl, el.of, unit)
}

// fillStage fills the target from the place that is named before an attack: "claimed the
// Kabul bombing", but not "the Iranian attack", "the US attack".
func (f *Finder) fillStage(fl *filling, unit int) {
	u := &f.s.Units[unit]
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		m := f.s.Mentions[i]
		if m.Class != classPlace && m.Class != classState || m.Form == gazetteer.Demonym || m.Last > u.Head || f.backs(m) {
			continue
		}
		second := f.s.Doc.Text[f.s.Doc.Tokens[m.First].Start+1]
		if second >= 'a' && second <= 'z' && f.s.Doc.Tokens[m.Last-1].Shape&document.Possessive == 0 {
			fl.roles[roleTarget] = f.one(f.arg(m, unit))
			return
		}
	}
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
	for n := unit; n != phrase.None; n = f.owned(f.s.Units[n].Of) {
		if role == "target" && f.townOf(fl, n) || f.possessor(fl, role, n) || f.launcher(fl, role, n) {
			return true
		}
		if u := &f.s.Units[n]; f.headBits(u)&parts == 0 && f.s.Cat(u.Head) != phrase.CatNumber || u.Of <= n {
			break
		}
	}
	return false
}

// townOf fills the target from the place that "of" ties to a word for one: "the Black
// Sea port city of Odesa".
func (f *Finder) townOf(fl *filling, unit int) bool {
	u := &f.s.Units[unit]
	if u.Of == phrase.None || !f.p.pack.Is(f.word(u.Head), lang.PlaceNouns) || !fl.shape.rule.Edge.OfAttack() {
		return false
	}
	args := f.args(f.owned(u.Of), []string{classPlace})
	fl.roles[roleTarget] = args
	return len(args) > 0
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
// group, "counter-terrorism training", or makes an attack the answer to one,
// "counter-offensive".
func (f *Finder) chained(t int, u *phrase.Unit) bool {
	return t < u.Head && f.s.Doc.Tokens[t+1].Shape&document.Hyphen != 0 && (t+1 < u.Head || f.p.pack.Is(f.word(t), lang.Countering))
}

// counted fills the owner of fighters from a number of them that only their
// group's name tells: "killed 20 Taliban".
func (f *Finder) counted(fl *filling, el *element, unit int) bool {
	u := &f.s.Units[unit]
	if f.s.Cat(u.First) != phrase.CatNumber && f.s.Cat(u.First) != phrase.CatAdverb || !fl.shape.rule.Edge.OfAttack() {
		return false
	}
	a, ok := f.headMention(unit, []string{classOrg})
	if ok {
		fl.roles[roleIndex(el.poss)] = []Arg{a}
	}
	return ok
}

// comeFrom fills the owner of soldiers or fighters from whom they come from: "a
// policeman from the federal police", "a bomber from Hamas".
func (f *Finder) comeFrom(fl *filling, role string, unit int) bool {
	if role != "target" && role != "source" || f.headBits(&f.s.Units[unit])&lang.FoldForces == 0 {
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
	if el := fl.shape.poss; el != nil && el.role == role {
		return el.classes
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
		if x.Of != phrase.None && f.headIs(f.owned(x.Of), words) || f.named(x, words) || f.opensName(x, words) || f.bareNumber(x) && slices.Contains(words, f.p.words.people) {
			return true
		}
	}
	return false
}

// deedOf says whether a group names a plan or the like for what one of the nouns says: a
// "training programme".
func (f *Finder) deedOf(unit int, words []uint32) bool {
	u := &f.s.Units[unit]
	return u.Head > u.First && f.headBits(u)&lang.FoldDeed != 0 && slices.Contains(words, f.word(u.Head-1))
}

// properName says whether a name that no list has stands before a group's head: "the
// Toledo Training Command".
func (f *Finder) properName(u *phrase.Unit) bool {
	for t := u.First; t < u.Head; t++ {
		if f.s.Cat(t) == phrase.CatName && f.bits(t)&lang.Common == 0 {
			return true
		}
	}
	return false
}

// sentBy fills the source from who has, uses or sends the soldiers of a group: "has 900
// troops in Syria training rebels".
func (f *Finder) sentBy(fl *filling, unit int) bool {
	lead := f.s.Units[unit].Lead
	for v := lead - 1; v >= 0; v-- {
		x := &f.s.Units[v]
		if x.Kind != phrase.VerbGroup {
			continue
		}
		if x.Passive || x.Objects[0] != lead || x.Subject == phrase.None || !f.p.pack.Is(x.Lemma, lang.Uses) && !f.p.pack.Is(x.Lemma, lang.LightVerbs) && f.p.pack.Cues.Governors.Get(x.Lemma).Modality != planned {
			return false
		}
		fl.roles[roleSource] = f.args(x.Subject, fl.shape.rule.Edge.Source)
		return len(fl.roles[roleSource]) > 0
	}
	return false
}

// nobody says whether a group, and what "of" ties to it, names and belongs to nobody; an
// office alone is no name: "coalition advisers".
func (f *Finder) nobody(unit int) bool {
	u := &f.s.Units[unit]
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; m.Class != classSystem && (m.Class != classOffice || m.Person >= 0) {
			return false
		}
	}
	return u.Poss == phrase.None && f.s.Cat(u.First) != phrase.CatPossessive && (u.Of == phrase.None || f.nobody(u.Of))
}

// bareNumber says whether a group is only a number, which then counts people:
// "killed at least nine", "killed dozens".
func (f *Finder) bareNumber(u *phrase.Unit) bool {
	if u.Of != phrase.None || u.Time || u.Mentions[1] > u.Mentions[0] {
		return false
	}
	return f.s.Cat(u.Head) == phrase.CatNumber || u.Last-u.First == 1 && f.bits(u.Head)&lang.Approximate != 0
}

// opensName says whether the name that a group ends in opens with one of the nouns:
// "the Sea of Japan".
func (f *Finder) opensName(x *phrase.Unit, words []uint32) bool {
	last := x.Mentions[1] - 1
	return last >= x.Mentions[0] && f.s.Mentions[last].Class == classPlace && slices.Contains(words, f.word(f.s.Mentions[last].First))
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

// fillSlots fills the shape's slots from prepositional phrases, until one lacks.
func (f *Finder) fillSlots(fl *filling, slots []phrase.Slot) {
	used := make([]bool, len(slots))
	for i := 0; i < len(fl.shape.slots) && fl.ok; i++ {
		f.fillSlot(fl, fl.shape.slots[i], slots, used)
	}
}
