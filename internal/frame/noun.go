package frame

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
)

// nounsOf tries the shapes of a group's head, and of nouns inside compounds.
func (f *Finder) nounsOf(unit int) {
	u := &f.s.Units[unit]
	f.compound(unit)
	f.original(unit)
	shapes := f.p.nouns.Get(u.Lemma)
	for k := range shapes {
		if shapes[k].apposed == nil && shapes[k].need.met(&f.have) {
			f.noun(unit, &shapes[k])
		}
	}
	if u.Head > u.First && f.headBits(u)&lang.FoldDeed != 0 {
		shapes := f.p.nouns.Get(f.word(u.Head - 1))
		for k := range shapes {
			if shapes[k].people && shapes[k].need.met(&f.have) {
				f.noun(unit, &shapes[k]) // "a training programme for pilots"
			}
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
	f.homeMade(unit)
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		m := f.s.Mentions[i]
		made := m.Last
		if !f.joined(m, u) {
			if made = m.First - 2; !f.hyphened(m, u) {
				continue
			}
		}
		for _, r := range f.p.compounds.Get(f.word(made)) {
			if !slices.Contains(r.Edge.Source, m.Class) {
				continue
			}
			fl := filling{shape: &shape{rule: r, compound: true}, ok: true}
			fl.roles[roleSource] = f.suspended(f.arg(m, unit), unit, r.Edge.Source)
			fl.add([2]int{min(made, m.First), max(made+1, m.Last)})
			fl.add([2]int{u.First, u.Last})
			items := f.uncompounded(unit)
			if made+1 == u.Last && len(items) == 0 {
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
			f.claim(&fl, Polarity{Modality: r.Modality}, made, unit)
		}
	}
}

// original reads "weapons of Iranian origin", "the rockets were of Iranian origin".
func (f *Finder) original(unit int) {
	u := &f.s.Units[unit]
	last := u.Mentions[1] - 1
	if unit < 2 || last < u.Mentions[0] || f.s.Mentions[last].Last != u.Head || f.s.Units[unit-1].Kind != phrase.Preposition || f.s.Units[unit-1].Lemma != f.p.words.of {
		return
	}
	for _, r := range f.p.compounds.Get(f.word(u.Head)) {
		if len(r.Edge.Target) > 0 || !slices.Contains(r.Edge.Source, f.s.Mentions[last].Class) {
			continue
		}
		about := unit - 2
		if x := &f.s.Units[about]; x.Kind == phrase.VerbGroup && f.bits(x.Head)&lang.Be != 0 && !x.Negated {
			about = x.Subject
		}
		items := f.args(about, []string{classSystem})
		if len(items) == 0 || f.dualUse(items) {
			continue
		}
		fl := filling{shape: &shape{rule: r, compound: true}, ok: true}
		fl.roles[roleSource], fl.roles[roleSystem] = f.one(f.arg(f.s.Mentions[last], unit)), items
		fl.add([2]int{f.s.Units[about].First, f.s.Units[about].Last})
		fl.add([2]int{u.First, u.Last})
		f.claim(&fl, Polarity{Modality: r.Modality}, u.Head, unit)
	}
}

// hyphened says whether hyphens join a name to "made in" before it: "made-in-Canada".
func (f *Finder) hyphened(m phrase.Mention, u *phrase.Unit) bool {
	hyphen := func(t int) bool { return f.s.Doc.Tokens[t].Shape&document.Hyphen != 0 }
	return m.First-2 >= u.First && hyphen(m.First) && hyphen(m.First-1) && f.word(m.First-1) == f.p.words.in
}

// homeMade reads "Iran unveiled a domestically produced drone": whose own the makers are
// who is told to have what they made.
func (f *Finder) homeMade(unit int) {
	u := &f.s.Units[unit]
	for t := u.First; t+2 < u.Last; t++ {
		if !f.p.pack.Is(f.word(t), lang.Domestic) {
			continue
		}
		for _, r := range f.p.compounds.Get(f.word(t + 1)) {
			if len(r.Edge.Target) > 0 {
				continue
			}
			var owner []Arg
			if u.Poss != phrase.None {
				owner = f.args(f.s.Units[u.Poss].Lead, r.Edge.Source)
			} else {
				owner = f.user(unit, r.Edge.Source)
			}
			items := f.uncompounded(unit)
			if len(owner) == 0 || len(items) == 0 || f.dualUse(items) {
				continue
			}
			fl := filling{shape: &shape{rule: r, compound: true}, ok: true}
			fl.roles[roleSource], fl.roles[roleSystem] = owner, items
			fl.add([2]int{u.First, u.Last})
			f.claim(&fl, Polarity{Modality: r.Modality}, t+1, unit)
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
	return !slices.ContainsFunc(systems, func(a Arg) bool {
		kind := f.p.known.Entities[a.Entity].Kind
		return kind != dualUse && kind != civil
	})
}

// ownerBehind returns the party named in a group behind a compound: "U.S.-trained
// Afghan commandos".
func (f *Finder) ownerBehind(maker phrase.Mention, unit int, classes []string) []Arg {
	return slices.DeleteFunc(slices.Clone(f.args(unit, classes)), func(a Arg) bool { return a.First <= maker.First })
}

// noun tries a shape on a noun group.
func (f *Finder) noun(unit int, s *shape) {
	u := &f.s.Units[unit]
	slots := f.nounSlots(unit)
	if !f.nounPossible(s, u, slots) {
		return
	}
	if of := u.Lead - 1; s.people && of > 0 && f.s.Units[of].Lemma == f.p.words.of && f.officeOf(&f.s.Units[of-1]) {
		return // "commander of the NATO training mission"
	}
	fl := filling{shape: s, noun: true, nounAt: unit, ok: true}
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
	if s.of != nil {
		f.fill(&fl, s.of, f.owned(f.ofGroup(&fl, s.of, u, slots)))
	}
	if f.fillSlots(&fl, slots); !fl.ok {
		return
	}
	if s.said != nil && len(s.rule.Edge.Target) == 0 && !f.specific(fl.roles[roleSystem]) {
		return // "the country's only aircraft maker"
	}
	q := f.qualifyNoun(unit, s.rule.Modality, s.rule.Edge.OfAttack())
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

// nounPossible says whether a noun has the parts that a shape cannot do without; it
// looks at none of them.
func (f *Finder) nounPossible(s *shape, u *phrase.Unit, slots []phrase.Slot) bool {
	stands := func(word uint32) bool {
		return slices.ContainsFunc(slots, func(have phrase.Slot) bool { return have.Word == word })
	}
	if s.of != nil && !s.of.optional && u.Of == phrase.None && !f.colon && !stands(f.p.words.of) {
		return false
	}
	for i := range s.slots {
		if f.seeks(s, i) && !slices.ContainsFunc(s.slots[i].words, stands) {
			return false
		}
	}
	return true
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
	const far = 6 // units
	for v := lead + 1; v < len(f.s.Units) && v <= lead+far; v++ {
		if x := &f.s.Units[v]; x.Kind == phrase.VerbGroup && x.Passive && x.Form == phrase.Finite && x.Subject == lead && f.p.pack.Is(x.Lemma, lang.Uses) {
			for _, sl := range x.Slots {
				if sl.Word == f.p.words.by {
					return f.args(sl.Unit, classes) // "US-supplied missiles were fired by Ukraine"
				}
			}
		}
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
		if there := s.At - 1; there >= 0 && s.Word == f.p.words.of && f.innerPlace(&f.s.Units[there]) {
			continue // "raids in the Mambasa area of Ituri"
		}
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

// fillPossessor fills a role from "Iran's", a nationality or a name before the noun, which
// may ask for a word right before it: "NATO's training mission".
func (f *Finder) fillPossessor(fl *filling, el *element, unit int) {
	role := el.role
	if len(el.words) > 0 {
		if role = el.poss; !f.deedOf(unit, el.words) {
			fl.ok = false
			return
		}
	}
	if fl.shape.rule.Recall == rule.Scene {
		fl.ok = f.bits(f.s.Units[unit].First)&lang.Definite != 0 && len(f.nounSlots(unit)) == 0 && f.culprit(fl, role, unit)
		f.fillStage(fl, unit)
		return
	}
	if lead := f.s.Units[unit].Lead; !f.possessor(fl, role, unit) && !f.lightDoer(fl, role, unit) && !(lead != unit && f.lightDoer(fl, role, lead)) && !f.occasion(fl, role, unit) && !f.planner(fl, role, unit) {
		fl.ok = el.optional
	}
}

// planner fills a role from whose plan or decision a noun is: "Poland's plan for the purchase
// of tanks", "Poland announced plans for the purchase".
func (f *Finder) planner(fl *filling, role string, unit int) bool {
	p := f.s.Units[unit].Lead - 1
	if p < 1 || fl.shape.rule.Edge.OfAttack() || f.s.Units[p].Kind != phrase.Preposition || f.s.Units[p-1].Kind != phrase.NounGroup {
		return false
	}
	switch f.s.Units[p].Lemma {
	case f.p.words.of, f.p.words.on, f.p.words.forWord:
	default:
		return false
	}
	plan := &f.s.Units[p-1]
	if gov, known := f.p.pack.Cues.Governors.Look(plan.Lemma); !known || gov.Modality == none || gov.Object {
		return false // "suspended permits for shipments"
	}
	return f.possessor(fl, role, p-1) || f.lightDoer(fl, role, p-1)
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

// owners returns who stands first in each group of a list, as in "Belgian and Czech
// instructors"; none if one has nobody there.
func (f *Finder) owners(unit int, classes []string) (out []Arg) {
	for n := unit; n != phrase.None; n = f.s.Units[n].Next {
		u := &f.s.Units[n]
		if u.Next == phrase.None && n == unit || u.Mentions[0] == u.Mentions[1] {
			return nil
		}
		m := f.s.Mentions[u.Mentions[0]]
		if m.First > u.First && f.bits(u.First)&(lang.Determiner|lang.Pair) == 0 || !slices.Contains(classes, m.Class) || m.Last == u.Last && (u.Next == phrase.None || m.Form != gazetteer.Demonym) {
			return nil
		}
		out = append(out, f.arg(m, n))
	}
	return out
}

// possessor fills a role from the possessor, nationality or name before a noun,
// or before the first noun of its list.
func (f *Finder) possessor(fl *filling, role string, unit int) bool {
	u := &f.s.Units[unit]
	classes := f.classes(fl, role)
	if fl.shape.people {
		if owners := f.owners(unit, classes); len(owners) > 1 {
			fl.roles[roleIndex(role)] = owners
			return true
		}
	}
	var named []Arg
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; slices.Contains(classes, m.Class) && (m.Last < u.Last || f.forcesName(m)) && (fl.shape.people || !f.backs(m) || f.leads(m, u) || role == "target" && f.usedBy(m)) && !f.scene(fl, role, m, u) && (len(named) == 0 || role == rule.Both) {
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
	if len(args) == 0 && fl.shape.rule.Edge.OfAttack() {
		args = f.ownerWord(unit, classes)
	}
	if len(args) > 0 {
		fl.roles[roleIndex(role)] = args
		return true
	}
	if role == "source" && fl.shape.rule.Edge.OfAttack() && f.toldArms(u) {
		fl.roles[roleSource] = f.one(Arg{Pronoun: true, Armed: true, Entity: -1, Person: -1, First: u.First, Last: u.Last, Unit: unit})
		return true // "the drones hit"
	}
	again := fl.verb > 0 && fl.shape.passive && f.s.Units[fl.verb-1].Subject == unit // "the strikes were carried out in Syria"
	if role == "source" && fl.shape.rule.Edge.OfAttack() && fl.verb > 0 && !again && f.s.Units[fl.verb-1].Form != phrase.Infinitive && f.toldDeed(u, fl.shape.rule.Edge.Type) {
		fl.roles[roleSource] = f.one(Arg{Pronoun: true, Armed: true, Definite: true, Entity: -1, Person: -1, First: u.First, Last: u.Last, Unit: unit})
		return true // "the strikes hit"
	}
	return f.pronounOwner(fl, role, unit)
}

// toldArms says whether a group is of weapons told before: "the drones", "one missile".
func (f *Finder) toldArms(u *phrase.Unit) bool {
	last := u.Mentions[1] - 1
	return last >= u.Mentions[0] && f.s.Mentions[last].Class == classSystem && f.s.Mentions[last].Last == u.Last && f.nameless(u) &&
		(f.bits(u.First)&lang.Definite != 0 || f.s.Cat(u.First) == phrase.CatNumber)
}

// toldDeed says whether a group speaks of an attack told before, and of no more than it:
// "the strikes", but not "the Monday attack near Zigue".
func (f *Finder) toldDeed(u *phrase.Unit, edge string) bool {
	return f.bits(u.First)&lang.Definite != 0 && u.Last-u.First == 2 && u.Of == phrase.None && f.nameless(u) && f.p.Noun(u.Lemma, edge)
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
		if !shapes[i].passive || !shapes[i].rule.Edge.OfAttack() {
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

// scene says whether the name of a state before an attack tells where it was, as it does
// behind "in" or, of an attacker, behind an article: "killed in a Baghdad rocket attack",
// "the Mali attack". Countries called by their letters do it: "a US attack".
func (f *Finder) scene(fl *filling, role string, m phrase.Mention, u *phrase.Unit) bool {
	if m.Class != classState || m.Form == gazetteer.Demonym || !fl.shape.rule.Edge.OfAttack() {
		return false
	}
	if p := u.Lead - 1; p >= 0 && f.s.Units[p].Lemma == f.p.words.in && f.s.Units[p].Kind == phrase.Preposition {
		return true
	}
	second := f.s.Doc.Text[f.s.Doc.Tokens[m.First].Start+1]
	return role == "source" && m.First > u.First && f.s.Cat(u.First) == phrase.CatDeterminer && second >= 'a' && second <= 'z' && f.s.Doc.Tokens[m.Last-1].Shape&document.Possessive == 0
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
		if args = f.args(f.subjectBehind(unit), f.classes(fl, role)); len(args) == 0 {
			args = f.args(f.judged(unit), f.classes(fl, role))
		}
		if len(args) == 0 && f.lightDoer(fl, role, unit) {
			return true // "urged Russia to stop its attacks"
		}
	}
	if len(args) == 0 {
		args = f.one(anaphor("", u.First, u.First+1, unit))
	}
	fl.roles[roleIndex(role)] = args
	return true
}

// judged returns whom a verb before a phrase praises or blames for what its noun names:
// "sanctioned Turkey over its purchase"; or None.
func (f *Finder) judged(unit int) int {
	p := f.s.Units[unit].Lead - 1
	if p < 2 || f.s.Units[p].Kind != phrase.Preposition {
		return phrase.None
	}
	for v := p - 1; v >= 0; v-- {
		if x := &f.s.Units[v]; x.Kind == phrase.VerbGroup {
			if gov := f.p.pack.Cues.Governors.Get(x.Lemma); x.Passive || !gov.Object || gov.Modality == "" || !slices.ContainsFunc(x.Slots, func(s phrase.Slot) bool { return s.At == p }) {
				return phrase.None
			}
			return x.Objects[0]
		}
	}
	return phrase.None
}

// subjectBehind returns the subject of the clause that a fronted phrase opens:
// the one behind the next comma, or a pronoun; None if there is neither.
func (f *Finder) subjectBehind(unit int) int {
	comma := false
	for i := range f.s.Units {
		switch x := &f.s.Units[i]; {
		case x.Kind == phrase.VerbGroup && i < unit:
			return phrase.None
		case x.Kind == phrase.Comma && i > unit:
			comma = true
		case x.Kind == phrase.VerbGroup && x.Form == phrase.Finite:
			if x.Subject > unit && (comma || f.s.Units[x.Subject].Pronoun) {
				return x.Subject // "During talks with Xi he said"
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
		if fl.verb > 0 && fl.shape.rule.Edge.OfAttack() && !f.p.pack.Is(x.Lemma, lang.LightVerbs) && !f.p.pack.Is(x.Lemma, lang.Uses) && !f.verbIn(x.Lemma, fl.shape.rule.Edge.Type) {
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
	for unit >= 2 && f.s.Units[unit-1].Lemma == f.p.words.of && f.s.Units[unit-2].Of == unit {
		unit -= 2 // "for a series of raids"
	}
	for unit > 0 && f.s.Units[unit].Poss == unit-1 {
		unit-- // "behind Sunday's raid"
	}
	v := unit - 1
	if v < 1 || f.s.Units[v].Kind != phrase.Preposition || !fl.shape.rule.Edge.OfAttack() {
		return false
	}
	if v--; !f.p.pack.Is(f.word(f.s.Units[v+1].Head), lang.Culprits) {
		if v--; v < 1 || !f.p.pack.Is(f.word(f.s.Units[v+1].Head), lang.Culprits) {
			return false
		}
	}
	x := &f.s.Units[v]
	if x.Kind != phrase.VerbGroup || f.bits(x.Head)&lang.Be == 0 && !(x.Passive && f.p.pack.Is(x.Lemma, lang.Uses)) || x.Subject == phrase.None {
		return false // "is held responsible"
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
			if x.Form == phrase.Gerund && i > unit+1 && x.Objects[0] == i+1 && f.p.pack.Is(x.Lemma, lang.Uses) {
				continue // "a strike on a school hosting refugees in"
			}
			if i > unit+1 || x.Form != phrase.Participle || !x.Passive || !f.p.pack.Is(x.Lemma, lang.LightVerbs) {
				return slots
			}
			// "the attacks launched against"
		case phrase.NounGroup, phrase.Adverb, phrase.Quote, phrase.Conjunction:
		case phrase.Comma:
			if i+3 < len(units) && units[i+1].Kind == phrase.NounGroup && units[i+2].Kind == phrase.Comma && units[i+3].Lemma == f.p.words.by {
				i += 2 // "in the capital, Riyadh, by the Houthis"
				continue
			}
			if i+1 >= len(units) || units[i+1].Kind != phrase.NounGroup || units[i+1].Lead > i {
				return slots
			}
		default:
			return slots
		}
	}
	return slots
}
