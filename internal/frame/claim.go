package frame

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
)

// onlyPronouns says whether no party or system of a claim has a name, and whether
// none has even a noun.
func onlyPronouns(c *Claim) (only, bare bool) {
	bare = true
	for _, args := range [...][]Arg{c.Sources, c.Targets, c.Items} {
		for _, a := range args {
			if !a.Pronoun || a.Plural || a.Forces {
				return false, false
			}
			bare = bare && a.Kind == ""
		}
	}
	return true, bare
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
	if f.givenBy(c.Items[0].Unit, c.Rule) {
		return
	}
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

// givenBy says whether the participle behind a group tells who else does the rule's deed with
// what it names: "French-made helicopters donated by Qatar arrived".
func (f *Finder) givenBy(unit int, r *rule.Rule) bool {
	v := unit + 1
	if v >= len(f.s.Units) || f.s.Units[v].Kind != phrase.VerbGroup || f.s.Units[v].Form != phrase.Participle {
		return false
	}
	x := &f.s.Units[v]
	return slices.ContainsFunc(x.Slots, func(s phrase.Slot) bool { return s.Word == f.p.words.by }) &&
		slices.ContainsFunc(f.p.verbs.Get(x.Lemma), func(s shape) bool { return s.passive && s.rule.Edge.Type == r.Edge.Type })
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
	edge := &c.Rule.Edge
	if len(c.Items) > 0 || len(c.Targets) != 1 || edge.Symmetric || edge.Requires("system") || slices.Contains(edge.Source, classFirm) {
		return
	}
	unit := c.Targets[0].Unit
	u := &f.s.Units[unit]
	if of := u.Lead - 1; of > 0 && f.s.Units[of].Lemma == f.p.words.of && f.s.Units[of-1].Of == u.Lead && f.s.Units[of-1].Mentions[0] < f.s.Units[of-1].Mentions[1] {
		unit = of - 1 // "two aircraft of the Indian Air Force"
		u = &f.s.Units[unit]
	}
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; m.Class == classSystem && (m.Last > u.Head || f.headBits(u)&lang.FoldTerritory == 0 || f.headBits(u)&lang.FoldForces != 0) {
			a := f.arg(m, unit)
			if a.Quantity, _ = f.numbers(u); unit > 1 && f.s.Units[unit-1].Lemma == f.p.words.of && f.s.Units[unit-2].Of == unit && f.s.Cat(f.s.Units[unit-2].Head) == phrase.CatNumber {
				a.Quantity, _ = f.numbers(&f.s.Units[unit-2]) // "20 of 30 Russian drones"
			}
			c.Items = append(c.Items, a)
		}
	}
	if len(c.Items) == 0 && edge.OfAttack() {
		c.Items = f.sourceSystems(c)
	}
}

// firedWith takes for the systems of an attack those that "with" ties to its verb, whatever
// it hits: "attacked a carrier at sea with drones".
func (f *Finder) firedWith(c *Claim, unit int) {
	u := &f.s.Units[unit]
	if len(c.Items) > 0 || !c.Rule.Edge.OfAttack() || c.Rule.Answers || u.Kind != phrase.VerbGroup {
		return
	}
	for _, sl := range u.Slots {
		if sl.Word == f.p.words.with && len(c.Items) == 0 {
			c.Items = f.args(sl.Unit, []string{classSystem})
		}
	}
}

// alsoGiven adds to the systems that somebody is given those that stand behind him: "sent
// tanks to Kenya, as well as four radars", "along with radars", but not "and radars to Mali".
func (f *Finder) alsoGiven(c *Claim, unit int) {
	if len(c.Items) == 0 || len(c.Targets) == 0 || !givesSystems(c.Rule) || c.Targets[0].Pronoun || c.Targets[0].Unit < c.Items[0].Unit {
		return
	}
	systems := []string{classSystem}
	if n := f.s.Units[c.Targets[len(c.Targets)-1].Unit].Next; n != phrase.None && f.s.Units[n].Poss == phrase.None && !f.goesTo(n) {
		c.Items = slices.Concat(c.Items, f.args(n, systems))
	}
	if u := &f.s.Units[unit]; u.Kind == phrase.VerbGroup {
		for _, sl := range u.Slots {
			if sl.Unit > c.Targets[0].Unit && f.p.pack.Is(sl.Word, lang.Joining) {
				c.Items = slices.Concat(c.Items, f.args(sl.Unit, systems))
			}
		}
	}
}

// goesTo says whether a phrase behind a list tells to whom its members go.
func (f *Finder) goesTo(unit int) bool {
	for f.s.Units[unit].Next != phrase.None {
		unit = f.s.Units[unit].Next
	}
	return unit+1 < len(f.s.Units) && (f.s.Units[unit+1].Lemma == f.p.words.to || f.s.Units[unit+1].Lemma == f.p.words.forWord)
}

// sourceSystems returns the systems inside the source: "Russian drones attacked".
func (f *Finder) sourceSystems(c *Claim) (items []Arg) {
	if len(c.Sources) != 1 {
		return nil
	}
	u := &f.s.Units[c.Sources[0].Unit]
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; m.Class == classSystem && f.carried(m, u) {
			a := f.arg(m, c.Sources[0].Unit)
			a.Quantity, _ = f.numbers(u)
			items = append(items, a)
		}
	}
	return items
}

// weapons takes for the systems of an attack, where its roles give none, what the attack
// is told to be made with: what acts ("missiles targeting Erbil"), what is used to attack
// or used in it ("hit Kyiv using drones"), what "with" ties to it or its noun names ("for a
// drone attack").
func (f *Finder) weapons(c *Claim, unit int) {
	isSystem := func(m phrase.Mention) bool { return m.Class == classSystem }
	if fired := f.fired(unit); len(fired) > 0 && !c.Rule.Answers && c.Rule.Edge.OfAttack() {
		c.Items = fired
	}
	if len(c.Items) > 0 || c.Rule.Answers || !c.Rule.Edge.OfAttack() || !slices.ContainsFunc(f.s.Mentions, isSystem) {
		return
	}
	u := &f.s.Units[unit]
	if u.Kind != phrase.VerbGroup {
		if c.Items = f.namedArms(unit); len(c.Items) == 0 {
			c.Items = f.using(unit)
		}
		return
	}
	if c.Rule.Recall == rule.Downed {
		c.Items = f.args(u.Objects[0], []string{classSystem}) // "launched 45 drones"
		return
	}
	if gov := u.Governor; gov != phrase.None && f.p.pack.Is(f.s.Units[gov].Lemma, lang.Uses) {
		c.Items = f.args(f.s.Units[gov].Objects[0], []string{classSystem})
	}
	if len(c.Items) == 0 && !u.Passive && u.Subject != phrase.None {
		c.Items = f.args(u.Subject, []string{classSystem})
	}
	for i := 0; i < len(u.Slots) && len(c.Items) == 0; i++ {
		if sl := u.Slots[i]; sl.Word == f.p.words.with {
			c.Items = f.args(sl.Unit, []string{classSystem})
		} else if (sl.Word != f.p.words.forWord || sl.At == u.Objects[0]+1) && sl.Word != f.p.words.to && f.p.pack.Lexicon.Bits(sl.Word)&lang.Subordinator == 0 && f.p.Noun(f.s.Units[sl.Unit].Lemma, c.Rule.Edge.Type) {
			c.Items = f.namedArms(sl.Unit) // "killed in a drone strike", not "after a drone strike"
		}
	}
	if len(c.Items) == 0 && u.Objects[0] != phrase.None && f.p.Noun(f.s.Units[u.Objects[0]].Lemma, c.Rule.Edge.Type) {
		c.Items = f.namedArms(u.Objects[0])
	}
	if len(c.Items) == 0 {
		c.Items = f.using(unit)
	}
}

// skills takes for the systems of training, where its roles give none, those that it is
// named by, "F-16 training", and what those trained are to use: "trained to fly F-16s",
// "in the use of drones", "a course on the M777".
func (f *Finder) skills(c *Claim, unit int) {
	if len(c.Items) > 0 || !c.Rule.Edge.OfPeople() || c.Rule.Edge.Role("system") == nil {
		return
	}
	if u := &f.s.Units[unit]; u.Kind == phrase.NounGroup {
		c.Items = f.namedArms(unit)
	}
	for i := unit + 1; i < len(f.s.Units) && len(c.Items) == 0; i++ {
		switch u := &f.s.Units[i]; {
		case u.Kind == phrase.VerbGroup && u.Form == phrase.Finite, u.Kind == phrase.Break, u.Kind == phrase.Relative:
			return
		case u.Kind == phrase.VerbGroup && f.p.pack.Is(u.Lemma, lang.Uses):
			c.Items = f.args(u.Objects[0], []string{classSystem})
		case u.Kind == phrase.NounGroup && u.Of != phrase.None && f.p.pack.Is(u.Lemma, lang.Uses):
			c.Items = f.args(f.owned(u.Of), []string{classSystem})
		case u.Kind == phrase.NounGroup && f.p.Noun(u.Lemma, c.Rule.Edge.Type):
			c.Items = f.namedArms(i)
		case u.Kind == phrase.Preposition && u.Lemma == f.p.words.on:
			if n := f.nounAfter(i); n != phrase.None {
				c.Items = f.args(n, []string{classSystem})
			}
		}
	}
}

// fired returns the systems that the verb before another says its subject to use: "fired a
// missile and struck a tanker".
func (f *Finder) fired(unit int) []Arg {
	u := &f.s.Units[unit]
	if u.Kind != phrase.VerbGroup || u.Passive || u.Subject == phrase.None || unit == 0 || f.s.Units[unit-1].Kind != phrase.Conjunction {
		return nil
	}
	for i := unit - 2; i > u.Subject; i-- {
		switch x := &f.s.Units[i]; {
		case x.Kind == phrase.VerbGroup && x.Subject == u.Subject && f.p.pack.Is(x.Lemma, lang.Uses):
			return f.args(x.Objects[0], []string{classSystem})
		case x.Kind == phrase.VerbGroup && x.Form == phrase.Finite, x.Kind == phrase.Break:
			return nil
		}
	}
	return nil
}

// namedArms returns the systems that the group of an attack names, or the phrase of "with"
// behind it: "a drone attack", "strikes with bombs".
func (f *Finder) namedArms(unit int) (items []Arg) {
	u := &f.s.Units[unit]
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; m.Class == classSystem && m.Last <= u.Head && !f.p.pack.Is(f.word(m.Last), lang.Skills) {
			items = append(items, f.arg(m, unit)) // not "mine clearance training"
		}
	}
	for i := unit + 1; i+1 < len(f.s.Units) && len(items) == 0 && f.s.Units[i].Kind == phrase.Preposition; i += 2 {
		if f.s.Units[i].Lemma == f.p.words.with {
			return f.args(i+1, []string{classSystem})
		}
	}
	return items
}

// using returns the systems that a gerund behind a unit tells to be used: "using drones".
func (f *Finder) using(unit int) []Arg {
	for i := unit + 1; i < len(f.s.Units); i++ {
		switch u := &f.s.Units[i]; {
		case u.Kind == phrase.VerbGroup && u.Form == phrase.Finite, u.Kind == phrase.Subordinator, u.Kind == phrase.Break && f.bits(u.First)&lang.Dash == 0:
			return nil
		case u.Kind == phrase.VerbGroup && u.Form == phrase.Gerund && f.p.pack.Is(u.Lemma, lang.Uses):
			return f.args(u.Objects[0], []string{classSystem})
		case u.Kind == phrase.NounGroup && u.Of != phrase.None && f.p.pack.Is(u.Lemma, lang.Uses) && f.s.Units[i-1].Lemma == f.p.words.example:
			return f.args(f.owned(u.Of), []string{classSystem}) // "including the use of drones"
		}
	}
	return nil
}

// agreedSystems takes the first systems that stand behind "signed", or in the subject of
// "was signed", for those that the parties agree on.
func (f *Finder) agreedSystems(c *Claim, fl *filling) {
	if !c.Rule.Edge.Symmetric || len(c.Items) > 0 || fl.verb == 0 || c.Rule.Edge.Role("system") == nil {
		return
	}
	first, last := fl.verb, len(f.s.Units)
	if v := &f.s.Units[fl.verb-1]; v.Passive && v.Subject != phrase.None && v.Subject < fl.verb {
		first, last = v.Subject, fl.verb
	}
	for i := first; i < last && len(c.Items) == 0; i++ {
		switch u := &f.s.Units[i]; {
		case u.Kind == phrase.Subordinator, i > fl.verb && u.Kind == phrase.VerbGroup && u.Form == phrase.Finite:
			return
		case u.Kind == phrase.NounGroup && !f.aside(fl, i):
			c.Items = f.args(i, []string{classSystem})
		}
	}
}

// Items returns all systems of a list item, as a list behind a colon gives them, but
// for those that come with another.
func (f *Finder) Items(s *phrase.Sentence) (items []Arg) {
	f.s, f.memo = s, f.memo[:0]
	f.sentence++
	for i := range s.Units {
		u := &s.Units[i]
		if u.Kind != phrase.NounGroup || i > 0 && s.Units[i-1].Lemma == f.p.words.with || u.Lead > 0 && s.Units[u.Lead-1].Lemma == f.p.words.of && len(items) > 0 {
			continue // "rounds of ammunition" are told
		}
		first := len(items)
		items = append(items, f.systems(i, 2)...)
		if u.Lead != i && s.Units[u.Lead].Next != phrase.None {
			for first > 0 && s.Units[items[first-1].Unit].Lead == u.Lead {
				first--
			}
			f.countAll(u.Lead, items[first:])
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
	edge := &fl.shape.rule.Edge
	if edge.OfAttack() && f.s.Units[unit].Kind == phrase.VerbGroup {
		if v, by := &f.s.Units[unit], fl.shape.subject; !v.Passive && v.Subject != phrase.None && by != nil && (by.role == "source" || by.poss == "source") && f.speaks(v.Subject) && !f.saidOf(v) {
			c.Sources = nil
		}
	}
	c.Inherit = fl.shape.rule.Inherit && len(c.Sources)+len(c.Targets) == 0
	if c.Inherit && c.Rule.Stage == "" {
		c.Close = fl.verb > 0 && f.s.Units[fl.verb-1].Subject >= 0 && f.s.Units[f.s.Units[fl.verb-1].Subject].Pronoun
		c.Words = f.spans(fl)
		f.out = append(f.out, *c)
		return
	}
	f.company(c, fl)
	f.coTrainers(c, fl)
	f.firedWith(c, unit)
	f.targetSystems(c)
	f.alsoGiven(c, unit)
	f.agreedSystems(c, fl)
	if len(c.Items) == 0 && fl.verb > 0 && !fl.shape.passive && fl.shape.subject != nil && fl.shape.subject.role == "" && givesSystems(c.Rule) {
		c.Items = f.args(f.s.Units[fl.verb-1].Subject, []string{classSystem}) // "American weapons have reached Kyiv"
	}
	f.sameDoer(c)
	if f.helped(c, fl); f.ownTrained(c, fl) {
		return
	}
	if c.Answers = fl.told > 0 && len(c.Sources)*len(c.Targets) == 0; c.Answers {
		f.answer(c, fl, at, unit)
		return
	}
	f.weapons(c, unit)
	if len(c.Targets) == 0 && len(c.Items) > 0 && edge.Requires("target") {
		if c.Targets = f.bound(c, unit); len(c.Targets) == 0 && unit != c.Items[0].Unit+1 {
			c.Targets = f.buyer(c.Items[0].Unit, fl.shape.rule)
		}
	}
	if len(c.Targets) == 0 && fl.verb > 0 && givesSystems(c.Rule) && !f.p.pack.Is(f.s.Units[fl.verb-1].Lemma, lang.Sending) {
		c.Targets = f.benefits(fl.verb-1, edge.Target)
	}
	if len(c.Targets) == 0 && len(c.Sources) > 0 && fl.verb > 0 && fl.shape.passive && len(c.Items) > 0 && givesSystems(c.Rule) {
		c.Targets = f.givenTo(c, &f.s.Units[fl.verb-1])
	}
	c.Opens = fl.opens && len(c.Items) == 0
	c.Again = fl.again > 0 && len(c.Items) == 0
	lacking := !c.Pairs && edge.Requires("target") && len(c.Targets) == 0
	var hosts []Arg
	if len(c.Sources) == 0 {
		if hosts = f.hosts(fl); !fl.shape.passive || fl.shape.people && (len(hosts) > 1 || f.journey(fl)) {
			c.Sources = hosts
		}
	}
	half := len(c.Sources) == 0 && (c.Rule.Maker == "" || c.Rule.Inherit) && len(c.Targets) > 0 && (len(c.Items) > 0 || c.Again || c.Rule.Tacit || fl.unsaid || f.undergoes(fl) || len(hosts) > 0 || edge.Symmetric && fl.shape.passive) && !edge.OfAttack() && (!f.byOthers(unit) || fl.attended())
	c.Targetless = lacking && (fl.shape.mayLackTarget() || c.Rule.Inherit || c.Rule.Recall != "" && !(c.Rule.Recall == rule.Seller && f.fromOthers(unit)))
	if c.Rule.Inherit && lacking && !f.leavesOut(c, fl) {
		return
	}
	if len(c.Sources) == 0 && !half && !c.Inherit || lacking && !c.Targetless && !f.mayBorrow(c, unit) || edge.Requires("system") && len(c.Items) == 0 && !c.Opens && !c.Rule.Tacit && !c.Again {
		return
	}
	if c.Polarity.Stage == "" && (fl.shape.rule.Stage != "delivered" || !c.Polarity.unreal()) {
		c.Polarity.Stage = fl.shape.rule.Stage
	}
	if only, bare := onlyPronouns(c); only && !c.Targetless && !c.Inherit {
		if c.Vague = !bare && edge.OfAttack(); !c.Vague {
			return
		}
	}
	f.skills(c, unit)
	if fl.shape.compound {
		c.forget() // when and how many were made "three US-made drones struck on Monday" leaves open
	} else {
		c.Date = f.dateOf(at, unit, c)
		c.Lately = !c.Date.Found && c.Polarity.Modality == done && !c.Polarity.Denied && f.lately(unit, c.Rule)
		c.Named = f.s.Units[unit].Kind == phrase.NounGroup
		f.values(c, unit)
		if c.Again {
			c.Quantity, _ = f.numbers(&f.s.Units[fl.again-1])
		}
	}
	if c.By = f.attribution(at, c.Polarity.Denied); c.Rule.Avowed && len(c.Sources) == 1 {
		c.By = &c.Sources[0]
	}
	c.Words = f.spans(fl)
	switch {
	case c.Rule.Inherit && len(c.Targets) == 0:
		f.rest = append(f.rest, *c)
	case half:
		c.Unsaid = fl.unsaid
		c.Decided = fl.verb > 0 && fl.shape.subject != nil && f.decided(fl.shape.subject, &f.s.Units[fl.verb-1])
		f.half = append(f.half, *c)
	case lacking && (!c.Targetless || c.Rule.Recall == rule.Seller && f.mayBorrow(c, unit)):
		f.open = append(f.open, *c)
	default:
		f.out = append(f.out, *c)
	}
}

// ownTrained says whether "its forces" are those of the clause's subject: nobody else is
// named behind him who may have them, but somebody is before.
func (f *Finder) ownTrained(c *Claim, fl *filling) bool {
	if !fl.shape.people || fl.shape.passive || fl.verb == 0 || len(c.Targets) != 1 || !c.Targets[0].Pronoun || f.s.Cat(c.Targets[0].First) != phrase.CatPossessive {
		return false
	}
	v := &f.s.Units[fl.verb-1]
	if v.Form != phrase.Finite || v.Subject == phrase.None || f.s.Units[v.Subject].Pronoun {
		return false
	}
	for i := fl.verb - 2; i >= 0; i-- {
		if x := &f.s.Units[i]; x.Kind == phrase.VerbGroup {
			return false // "Mali said Spain would train its troops"
		}
	}
	before := func(m phrase.Mention) bool { return m.Class == classState && m.Last <= f.s.Units[v.Subject].First }
	behind := func(m phrase.Mention) bool {
		return m.Class == classState && m.First >= f.s.Units[v.Subject].Last && m.Last <= c.Targets[0].First
	}
	return slices.ContainsFunc(f.s.Mentions, before) && !slices.ContainsFunc(f.s.Mentions, behind)
}

// givenTo returns whose the systems are that others gave: "Kenya's vehicles, donated by
// Poland", and of a relative clause who uses them.
func (f *Finder) givenTo(c *Claim, v *phrase.Unit) []Arg {
	classes := []string{classState, classOrg}
	unit := c.Items[0].Unit
	var out []Arg
	if u := &f.s.Units[unit]; u.Poss != phrase.None {
		out = f.args(f.s.Units[u.Poss].Lead, classes)
	} else if v.Relative {
		out = f.user(unit, classes)
	}
	if len(out) != 1 || out[0].Pronoun || sameParties(out, c.Sources) {
		return nil
	}
	return out
}

// helped gives a claim on whose own forces somebody helps to train him as target, and
// who helps as source: "Norway helps Moldova train its police".
func (f *Finder) helped(c *Claim, fl *filling) {
	if !fl.shape.people || fl.shape.passive || fl.verb == 0 || len(c.Targets) != 1 || !c.Targets[0].Pronoun || !c.Targets[0].Forces && f.s.Cat(c.Targets[0].First) != phrase.CatPossessive {
		return
	}
	subject := f.s.Units[fl.verb-1].Subject
	for v := fl.verb - 2; v >= 0; v-- {
		x := &f.s.Units[v]
		if x.Kind != phrase.VerbGroup || x.Subject == subject || x.Subject == phrase.None {
			continue
		}
		if gov := f.p.pack.Cues.Governors.Get(x.Lemma); v+1 == subject && gov.Object && gov.Modality == "" {
			c.Sources, c.Targets = f.args(x.Subject, c.Rule.Edge.Source), c.Sources
		}
		return
	}
}

// company adds to the source who does the deed with it, told before the verb: "Together
// with Germany, Denmark sent", "Denmark, along with Germany, sent".
func (f *Finder) company(c *Claim, fl *filling) {
	s := fl.shape
	if fl.verb == 0 || s.passive || s.subject == nil || s.subject.role != "source" || len(c.Sources) == 0 || s.rule.Edge.Symmetric {
		return
	}
	for i := fl.verb - 2; i >= 0; i-- {
		u := &f.s.Units[i]
		if u.Kind == phrase.VerbGroup {
			return
		}
		if !f.p.pack.Is(f.word(u.First), lang.Joining) || u.Kind != phrase.Adverb && u.Kind != phrase.Preposition {
			continue
		}
		n := i + 1
		if n < fl.verb && f.s.Units[n].Lemma == f.p.words.with {
			n++
		}
		if n >= fl.verb-1 || f.s.Units[n].Kind != phrase.NounGroup || n == c.Sources[0].Unit {
			return
		}
		more := f.args(n, []string{classState, classOrg})
		if len(more) > 0 && !more[0].Pronoun {
			c.Sources = slices.Concat(c.Sources, more)
		}
		return
	}
}

// coTrainers adds to who trains forces those with whom he is told to do it: "trained by
// Spanish soldiers in cooperation with Czech instructors".
func (f *Finder) coTrainers(c *Claim, fl *filling) {
	if !fl.shape.people || fl.verb == 0 || len(c.Sources) == 0 || c.Sources[0].Pronoun {
		return
	}
	for i := c.Sources[0].Unit + 1; i+2 < len(f.s.Units); i++ {
		u := &f.s.Units[i]
		if u.Kind == phrase.Break || u.Kind == phrase.Relative || u.Kind == phrase.VerbGroup && i > fl.verb {
			return
		}
		n := i + 2
		if !f.p.pack.Is(f.word(u.Head), lang.Joining) || f.s.Units[i+1].Lemma != f.p.words.with || f.s.Units[n].Kind != phrase.NounGroup || f.headBits(&f.s.Units[f.lastOf(n)])&lang.FoldForces == 0 {
			continue
		}
		for _, a := range f.args(n, []string{classState, classOrg}) {
			if !a.Pronoun && !slices.ContainsFunc(c.Sources, func(s Arg) bool { return s.First == a.First }) {
				c.Sources = append(slices.Clip(c.Sources), a)
			}
		}
		return
	}
}

// benefits returns whom the infinitive of purpose behind a verb says to be helped by the
// deed: "gave 20 radars to strengthen Kenya's defences".
func (f *Finder) benefits(v int, classes []string) []Arg {
	for i := v + 1; i < len(f.s.Units); i++ {
		u := &f.s.Units[i]
		switch {
		case u.Kind == phrase.Break, u.Kind == phrase.Subordinator, u.Kind == phrase.Relative, u.Kind == phrase.VerbGroup && u.Form == phrase.Finite:
			return nil
		case u.Kind != phrase.VerbGroup || u.Form != phrase.Infinitive || u.Passive || !f.p.pack.Is(u.Lemma, lang.Helping):
			continue
		}
		for n := u.Objects[0]; n != phrase.None; {
			g := &f.s.Units[n]
			if args := f.args(n, classes); len(args) > 0 {
				return args
			}
			if g.Poss != phrase.None {
				return f.args(f.s.Units[g.Poss].Lead, classes)
			}
			if a, ok := f.premodifier(&element{role: "target", classes: classes}, n); ok {
				return f.one(a) // "to help Kenya fight terrorism"
			}
			if n = g.Of; n == phrase.None {
				n = g.Next // "the readiness and capabilities of the army"
			}
		}
	}
	return nil
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
		return c.Inherit && (fl.verb == 0 || fl.shape.passive && !f.s.Units[fl.verb-1].Relative)
	}
	if len(c.Items) == 0 && fl.again == 0 || len(c.Targets) > 0 || len(c.Sources) == 0 && fl.verb > 0 && f.byOthers(fl.verb-1) {
		return false
	}
	if fl.verb == 0 {
		return !c.Inherit
	}
	u := &f.s.Units[fl.verb-1]
	if len(c.Items) > 0 && c.Items[0].Unit < fl.verb-1 && (!fl.shape.passive || u.Relative) && !f.tells(c.Items) {
		return false // "the weapons that we provide"
	}
	if c.Inherit {
		return fl.shape.passive && u.Form != phrase.Participle || fl.shape.subject != nil && fl.shape.subject.role == "system" // "Ten more have arrived"
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
	if fl.verb == 0 || s.subject == nil || !s.receives && (s.subject.role != "target" && s.subject.poss != "target" || len(s.slots) > 1 || len(s.slots) == 1 && !s.passive) && !(s.people && s.agent) {
		return nil
	}
	v := &f.s.Units[fl.verb-1]
	if o := v.Objects[0]; o != phrase.None && f.together(&f.s.Units[o]) {
		return nil
	}
	slots := v.Slots
	if f.journey(fl) {
		slots = slices.Concat(slots, f.s.Units[v.Governor].Slots) // "arrived in Germany to train"
	}
	for i, sl := range slots {
		to := i >= len(v.Slots) && sl.Word == f.p.words.to
		if f.bits(f.s.Units[sl.At].Head)&lang.Locative == 0 && !to {
			continue
		}
		in := !s.people || sl.Word == f.p.words.in || to
		if args := f.args(sl.Unit, []string{classState}); in && len(args) > 0 {
			return args
		}
		if !s.people {
			continue
		}
		if args := f.landOf(sl.Unit); len(args) > 0 {
			return args
		}
	}
	return nil
}

// journey says whether a verb is an infinitive that tells what for people come to a place.
func (f *Finder) journey(fl *filling) bool {
	if !fl.shape.people || fl.verb == 0 {
		return false
	}
	v := &f.s.Units[fl.verb-1]
	if v.Form != phrase.Infinitive || v.Governor == phrase.None {
		return false
	}
	verb := f.s.Units[v.Governor].Lemma
	gov, known := f.p.pack.Cues.Governors.Look(verb)
	return f.p.pack.Is(verb, lang.Arrivals) || known && gov.Modality == "" && !gov.Denied
}

// landOf returns the state of the place that a group names, or of what a comma ties to its
// name: "in Monterey", "in Ezhimala, India", "at Camp Turksom, Turkey's base".
func (f *Finder) landOf(unit int) []Arg {
	if args := f.args(unit, []string{classPlace}); len(args) == 1 && args[0].Entity >= 0 {
		if land, ok := f.p.known.Index[f.p.known.Entities[args[0].Entity].In]; ok {
			a := args[0]
			a.Class, a.Entity = classState, land
			return f.one(a)
		}
	}
	u := &f.s.Units[unit]
	behind := unit + 2
	if behind >= len(f.s.Units) || f.s.Units[unit+1].Kind != phrase.Comma || f.s.Cat(u.Head) != phrase.CatName || f.s.Doc.Tokens[u.Head].Shape&document.Capital == 0 {
		return nil
	}
	if args := f.args(behind, []string{classState}); len(args) == 1 && args[0].Class == classState && args[0].Entity >= 0 {
		return args
	}
	if args := f.args(behind, []string{classPlace}); len(args) == 1 && args[0].Entity >= 0 {
		return f.landOf(behind)
	}
	return nil
}

// together says whether a group speaks of what parties do with one another: "joint
// training".
func (f *Finder) together(u *phrase.Unit) bool { return f.hasOne(u, lang.Together) }

// undergoes says whether a clause tells what is done to its target, and not in what
// state the target is: "are being trained", "completed a course", not "are trained".
func (f *Finder) undergoes(fl *filling) bool {
	if fl.shape.sourceless && fl.noun {
		return slices.ContainsFunc(f.nounSlots(fl.nounAt), func(sl phrase.Slot) bool {
			return sl.Word == f.p.words.in && len(f.args(sl.Unit, []string{classState})) > 0 // "the training of pilots in Denmark"
		})
	}
	if fl.shape.sourceless {
		if fl.shape.rule.Bare {
			return false // "have trained" says of nobody that he trained them
		}
		o := f.s.Units[fl.verb-1].Objects[0]
		return !f.qualify(fl.verb-1, "").Denied && (o == phrase.None || !f.together(&f.s.Units[o]))
	}
	if fl.verb == 0 || !fl.shape.passive || fl.shape.subject == nil || fl.shape.subject.role != "target" && !fl.attended() {
		return false
	}
	u := &f.s.Units[fl.verb-1]
	return u.Form == phrase.Finite && u.Tense != phrase.Present || u.Form == phrase.Infinitive && fl.shape.people
}

// attended says whether a passive is about a course, whose doers are those taught: "the
// course was attended by pilots".
func (fl *filling) attended() bool {
	s := fl.shape
	return s.people && s.passive && s.subject != nil && s.subject.role == "" && s.subject.poss == "" && s.agent && s.slots[len(s.slots)-1].el.role == "target"
}

// byOthers says whether a verb group's agent stands behind it, though it names
// nobody: "provided by allies".
func (f *Finder) byOthers(unit int) bool {
	u := &f.s.Units[unit]
	return u.Kind == phrase.VerbGroup && u.Passive && slices.ContainsFunc(u.Slots, func(s phrase.Slot) bool {
		agent := &f.s.Units[s.Unit]
		return s.Word == f.p.words.by && !agent.Time && (agent.Of == phrase.None || !f.s.Units[agent.Of].Time) // "by the end of the year"
	})
}

// saidOf says whether a verb group is what its subject only says of his side: "officials
// claimed to have shot down".
func (f *Finder) saidOf(v *phrase.Unit) bool {
	return v.Form == phrase.Infinitive && v.Governor != phrase.None && f.p.pack.Is(f.s.Units[v.Governor].Lemma, lang.Said)
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
	c.Date = f.dateOf(at, unit, c)
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
	c.Words = f.spans(fl)
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
func (f *Finder) bound(c *Claim, unit int) []Arg {
	classes := c.Rule.Edge.Target
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
		c.Polarity = f.qualify(v, c.Rule.Stage)
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

// fromOthers says whether the text tells from whom something is, though it names
// nobody: "bought from a dealer".
func (f *Finder) fromOthers(unit int) bool {
	slots := f.s.Units[unit].Slots
	if f.s.Units[unit].Kind == phrase.NounGroup {
		slots = f.nounSlots(unit)
	}
	return slices.ContainsFunc(slots, func(s phrase.Slot) bool { return s.Word == f.p.words.from && !f.s.Units[s.Unit].Time })
}

// mayBorrow says whether a claim without a target is a reduced relative clause
// that names its systems.
func (f *Finder) mayBorrow(c *Claim, unit int) bool {
	u := &f.s.Units[unit]
	return u.Kind == phrase.VerbGroup && u.Form == phrase.Participle && len(c.Items) > 0
}
