package frame

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

const (
	classState, classOrg, classFirm, classOfficial, classSystem, classPlace = "State", "Organization", "Firm", "Official", "System", "Place"
	classOffice                                                             = "Office"
)

// args returns who or what a noun group and the groups listed with it name, of
// the given classes.
func (f *Finder) args(unit int, classes []string) []Arg {
	if unit == phrase.None {
		return nil
	}
	key := argKey{unit, f.mask(classes)}
	for i := range f.memo {
		if f.memo[i].key == key {
			return f.memo[i].args
		}
	}
	n := len(f.memo)
	f.memo = append(f.memo, argMemo{key: key}) // a group that is part of itself names nobody
	f.memo[n].args = f.listed(unit, classes)
	return f.memo[n].args
}

const argBlock = 128

// one returns a list of one, in storage that serves until Reset.
func (f *Finder) one(a Arg) []Arg {
	if len(f.arena) == cap(f.arena) {
		f.arena = make([]Arg, 0, argBlock)
	}
	f.arena = append(f.arena, a)
	n := len(f.arena)
	return f.arena[n-1 : n : n]
}

// gathered returns what was gathered from some number on as a list, in such storage.
func (f *Finder) gathered(from int) []Arg {
	args := f.gather[from:]
	if len(args) == 0 {
		return nil
	}
	if len(f.arena)+len(args) > cap(f.arena) {
		f.arena = make([]Arg, 0, max(argBlock, len(args)))
	}
	n := len(f.arena)
	f.arena = append(f.arena, args...)
	f.gather = f.gather[:from]
	return f.arena[n:len(f.arena):len(f.arena)]
}

// spans returns the words that a filled shape matched, in such storage too.
func (f *Finder) spans(fl *filling) [][2]int {
	const block = 128
	if len(f.words)+fl.n > cap(f.words) {
		f.words = make([][2]int, 0, block)
	}
	n := len(f.words)
	f.words = append(f.words, fl.words[:fl.n]...)
	return f.words[n:len(f.words):len(f.words)]
}

// anaphor is what tokens of a unit speak of without a name, to be found elsewhere;
// kind is the class that it must have, if it tells one.
func anaphor(kind string, first, last, unit int) Arg {
	return Arg{Pronoun: true, Kind: kind, Entity: -1, Person: -1, First: first, Last: last, Unit: unit}
}

// argKey names a call of args within one sentence.
type argKey struct {
	unit    int
	classes uint32
}

type argMemo struct {
	key  argKey
	args []Arg
}

func (f *Finder) mask(classes []string) (mask uint32) {
	for _, c := range classes {
		mask |= classBit(c)
	}
	return mask
}

func classBit(class string) uint32 {
	switch class {
	case classState:
		return 1
	case classOrg:
		return 2
	case classFirm:
		return 4
	case classOfficial:
		return 8
	case classSystem:
		return 16
	case classPlace:
		return 32
	}
	return 0
}

func (f *Finder) listed(unit int, classes []string) (out []Arg) {
	if f.s.Units[unit].Next == phrase.None {
		out = f.group(unit, classes, 0)
		if next := f.behindTitle(unit, out); next != phrase.None {
			out = slices.Concat(out, f.listed(next, classes))
		}
		return f.withPartner(unit, out, classes)
	}
	from := len(f.gather)
	for u := unit; u != phrase.None; u = f.s.Units[u].Next {
		member := u
		if u != unit && !f.s.Units[unit].Possessor {
			member = f.owned(u)
		}
		f.gather = append(f.gather, f.group(member, classes, 0)...)
		if f.s.Units[u].Poss != phrase.None && f.s.Units[u].Next == phrase.None {
			break
		}
	}
	out = f.gathered(from)
	f.countAll(unit, out)
	if slices.Contains(classes, classPlace) {
		out = f.listedPlaces(unit, out)
	}
	return f.withPartner(unit, out, classes)
}

// withPartner adds to who acts whom words such as "together with" join to him before the
// verb: "Poland, together with Norway, trained".
func (f *Finder) withPartner(unit int, out []Arg, classes []string) []Arg {
	n := phrase.None
	if len(out) > 0 && !slices.Contains(classes, classSystem) {
		n = f.joinedTo(unit)
	}
	if n == phrase.None {
		return out
	}
	v := n + 1
	if v < len(f.s.Units) && f.s.Units[v].Kind == phrase.Comma {
		v++
	}
	if v >= len(f.s.Units) || f.s.Units[v].Kind != phrase.VerbGroup || f.s.Units[v].Form != phrase.Finite {
		return out
	}
	return slices.Concat(out, f.group(n, classes, 1))
}

// countAll gives the number of a list's member to the systems of those behind it, if it
// counts the noun that the list ends in: "1,000 mortar and artillery rounds".
func (f *Finder) countAll(unit int, list []Arg) {
	var n Value
	for m := unit; m != phrase.None && f.s.Units[unit].Next != phrase.None; m = f.s.Units[m].Next {
		u := &f.s.Units[m]
		if own, _ := f.numbers(u); own.Max > 0 {
			if n = own; own.Max == 1 || f.p.pack.Is(f.word(u.Head), lang.Plural) || f.p.pack.Invariant(f.word(u.Head)) {
				n = Value{}
			}
		}
		for i := range list {
			a := &list[i]
			if a.Unit == m && a.Quantity.Max > 0 && (a.Last <= u.Head || !f.p.known.IsClass(a.Entity)) {
				n = Value{} // "two Patriot and NASAMS launchers"
			} else if a.Unit == m && a.Quantity.Max == 0 {
				a.Quantity = n
			}
		}
	}
}

// behindTitle returns the group that a list goes on with behind an official who stands
// at the end of his title: "the minister of Chad Ali Idriss, the minister of Mali".
func (f *Finder) behindTitle(unit int, named []Arg) int {
	if len(named) != 1 || named[0].Class != classOfficial || f.s.Units[unit].Of == phrase.None {
		return phrase.None
	}
	last := unit
	for depth := 0; f.s.Units[last].Of != phrase.None && depth < 3; depth++ {
		last = f.owned(f.s.Units[last].Of)
	}
	u := &f.s.Units[last]
	if n := u.Mentions[1] - 1; n < u.Mentions[0] || f.s.Mentions[n].Class != classOfficial || f.s.Mentions[n].Person != named[0].Person {
		return phrase.None
	}
	return u.Next
}

// group returns what one noun group names.
func (f *Finder) group(unit int, classes []string, depth int) []Arg {
	u := &f.s.Units[unit]
	if u.Kind != phrase.NounGroup || depth > 3 {
		return nil
	}
	if again := f.elliptic(unit); again != phrase.None {
		return f.repeated(unit, again, classes)
	}
	if slices.Contains(classes, classSystem) {
		return f.systems(unit, depth)
	}
	if slices.Contains(classes, classState) && f.pair(u) && f.word(u.Head) != f.p.words.people && (f.headBits(u)&(lang.FoldGovernment|lang.Office) != 0 || f.p.pack.Is(f.word(u.Head), lang.Sides)) ||
		slices.Contains(classes, classFirm) && f.pair(u) && f.headBits(u)&lang.FirmNoun != 0 ||
		slices.Contains(classes, classState) && slices.Contains(classes, classOfficial) && f.p.pack.Is(f.word(u.First), lang.Several) && u.First < u.Head && f.p.pack.Is(f.word(u.Head), lang.Sides) {
		return f.one(f.all(unit))
	}
	if u.Pronoun || f.s.Cat(u.First) == phrase.CatPossessive && u.First < u.Head && f.headBits(u)&(lang.FoldGovernment|lang.FoldForces|lang.FoldTerritory) != 0 {
		if args := f.sayer(unit, classes); len(args) > 0 {
			return args
		}
		if u.Pronoun && f.firmSays(unit, classes) {
			return nil
		}
	}
	if u.Pronoun {
		kind := "" // of what "it" may stand for, if only firms do so
		if w := f.word(u.First); len(classes) == 1 && classes[0] == classFirm && f.p.pack.Is(w, lang.ThirdPerson) && !f.p.pack.Is(w, lang.Persons) {
			kind = classFirm
		}
		return f.one(anaphor(kind, u.First, u.Last, unit))
	}
	if a, ok := f.headMention(unit, classes); ok {
		return f.one(a)
	}
	if slices.Contains(classes, classState) && f.ofFoe(u) {
		return f.one(Arg{Pronoun: true, Foe: true, Entity: -1, Person: -1, First: u.First, Last: u.Last, Unit: unit})
	}
	if u.Of != phrase.None && u.Mentions[0] == u.Mentions[1] && f.headBits(u)&(lang.Approximate|lang.NumberWord|lang.Magnitude|lang.Bulk) != 0 {
		return f.group(f.owned(u.Of), classes, depth+1) // "dozens of Iranian drones"
	}
	if out := f.holders(unit, classes); len(out) > 0 {
		return out
	}
	if a, ok := f.manager(unit, classes); ok {
		return f.one(a)
	}
	if a, ok := f.holder(unit, classes); ok {
		return f.one(a)
	}
	if out := f.workplace(unit, classes); out != nil {
		return out
	}
	if out := f.folded(unit, classes, depth); out != nil {
		return out
	}
	if out := f.exampleParties(unit, classes, depth); out != nil {
		return out
	}
	if out := f.predicate(unit, classes); out != nil {
		return out
	}
	if a, ok := f.seat(unit, classes); ok {
		return f.one(a)
	}
	if a, ok := f.described(unit, classes); ok {
		return f.one(a)
	}
	if a, ok := f.stateForces(unit, classes); ok {
		return []Arg{a}
	}
	if out := f.heldBy(unit, classes); out != nil {
		return out
	}
	if a, ok := f.apposedState(unit, classes); ok {
		return []Arg{a}
	}
	if f.apposition(unit) {
		return f.group(unit-2, classes, depth+1)
	}
	if a, ok := f.unknownPlace(unit, classes); ok {
		return []Arg{a}
	}
	if f.explained(unit, classes) {
		return f.group(unit+2, classes, depth+1)
	}
	if slices.Contains(classes, classState) && slices.Contains(classes, classOfficial) && f.allOf(u) {
		return f.one(f.all(unit))
	}
	return f.unnamed(unit, classes)
}

// manager returns the firm for which whoever runs it signs: "Rheinmetall CEO Armin
// Papperger", "Saab's president", "the head of Saab".
func (f *Finder) manager(unit int, classes []string) (Arg, bool) {
	u := &f.s.Units[unit]
	if !slices.Contains(classes, classFirm) || !slices.Contains(classes, classOfficial) {
		return Arg{}, false
	}
	if u.Poss != phrase.None && f.manages(u.First, u.Last) {
		return f.headMention(u.Poss, []string{classFirm})
	}
	if u.Of != phrase.None && f.manages(u.Head, u.Last) {
		return f.headMention(u.Of, []string{classFirm})
	}
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; m.Class == classFirm && f.manages(m.Last, u.Last) {
			return f.arg(m, unit), true
		}
	}
	return Arg{}, false
}

// manages says whether an office, or one that firms give, opens what stands between two tokens.
func (f *Finder) manages(first, last int) bool {
	return first < last && (f.bits(first)&lang.Office != 0 || slices.ContainsFunc(f.p.pack.Names.Corporate, func(office []string) bool {
		for i, w := range office {
			if first+i >= last || f.p.pack.Lexicon.Word(f.word(first+i)) != w {
				return false
			}
		}
		return true
	}))
}

// ofFoe says whether a group is "the enemy", or his forces.
func (f *Finder) ofFoe(u *phrase.Unit) bool {
	return (f.p.pack.Is(f.word(u.Head), lang.Foes) || f.headBits(u)&lang.FoldForces != 0 && u.Last-u.First > 1 && f.p.pack.Is(f.word(u.Head-1), lang.Foes)) && f.nameless(u)
}

// workplace returns the firm or state whose factory, part or workers a group names: "Hanwha's
// plant", "a unit of BAE Systems", "workers at the Rheinmetall factory", and the partners
// of a venture.
func (f *Finder) workplace(unit int, classes []string) []Arg {
	u := &f.s.Units[unit]
	if !slices.Contains(classes, classFirm) || !f.p.pack.Is(f.word(u.Head), lang.Workplaces) {
		return nil
	}
	owners := classesWithout(classes, classOfficial, classPlace)
	if u.Poss != phrase.None {
		return f.args(f.s.Units[u.Poss].Lead, owners)
	}
	for _, classes := range [...][]string{{classFirm}, owners} {
		for i := u.Mentions[1] - 1; i >= u.Mentions[0]; i-- {
			if m := f.s.Mentions[i]; slices.Contains(classes, m.Class) {
				return f.one(f.arg(m, unit)) // "the Rheinmetall factory", "Iranian experts"
			}
		}
		if args := f.args(f.owned(u.Of), classes); len(args) > 0 {
			return args // "a Swedish unit of BAE Systems"
		}
	}
	if p := unit + 1; p+1 < len(f.s.Units) && f.s.Units[p].Kind == phrase.Preposition {
		switch {
		case f.s.Units[p].Lemma == f.p.words.between:
			return f.args(p+1, owners) // "a venture between India and Russia"
		case f.bits(f.s.Units[p].Head)&lang.Locative != 0:
			if args := f.args(f.owned(p+1), []string{classFirm}); len(args) > 0 {
				return args
			}
			if args := f.founder(unit, owners); len(args) > 0 {
				return args
			}
			return f.args(p+1, []string{classState}) // "a factory in Russia makes"
		}
	}
	if p := unit + 2; p+1 < len(f.s.Units) && f.s.Units[unit+1].Kind == phrase.VerbGroup && f.s.Units[unit+1].Form == phrase.Participle && f.s.Units[p].Lemma == f.p.words.by {
		if args := f.args(p+1, []string{classFirm}); len(args) > 0 {
			return args // "a consortium led by Leonardo"
		}
	}
	return f.founder(unit, owners)
}

// founder returns who sets up what a group names: "Baykar opened a plant that makes drones".
func (f *Finder) founder(unit int, classes []string) []Arg {
	for v := unit - 1; v > 0; v-- {
		x := &f.s.Units[v]
		if x.Kind != phrase.VerbGroup {
			continue
		}
		if x.Objects[0] != unit || x.Passive || x.Subject == phrase.None || x.Subject == unit || !f.p.pack.Is(x.Lemma, lang.Founding) {
			return nil
		}
		return f.args(x.Subject, classes)
	}
	return nil
}

// all is those of whom a group speaks together: "both countries", "the two firms".
func (f *Finder) all(unit int) Arg {
	u := &f.s.Units[unit]
	a := Arg{Pronoun: true, Plural: true, Entity: -1, Person: -1, First: u.First, Last: u.Last, Unit: unit}
	if f.headBits(u)&lang.FirmNoun != 0 {
		a.Kind = classFirm
	}
	return a
}

// allOf says whether a group speaks of all who were told to meet: "the ministers", "the
// sides", "officials of both countries".
func (f *Finder) allOf(u *phrase.Unit) bool {
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; m.Class != classOffice || m.Person >= 0 {
			return false
		}
	}
	sides := f.p.pack.Is(f.word(u.Head), lang.Sides)
	switch {
	case u.Poss != phrase.None, !sides && (f.headBits(u)&lang.FirmNoun == 0 || f.p.pack.SingularOf(f.word(u.Head)) == f.word(u.Head)):
		return false
	case u.Of != phrase.None:
		return sides && f.pair(&f.s.Units[u.Of])
	}
	return u.Last-u.First <= 2 && (u.First == u.Head || f.bits(u.First)&lang.Definite != 0)
}

// pair says whether a group speaks of two: "both countries", "the two ministers".
func (f *Finder) pair(u *phrase.Unit) bool {
	return f.bits(u.First)&lang.Pair != 0 || u.First+1 < u.Last && f.bits(u.First)&lang.Definite != 0 && f.bits(u.First+1)&lang.Pair != 0
}

// apposition says whether a group says again what forces the one before it names: "the
// Rapid Intervention Battalion of Djibouti, a unit that …".
func (f *Finder) apposition(unit int) bool {
	u := &f.s.Units[unit]
	return unit >= 2 && u.Lead == unit && u.Next == phrase.None && f.bits(u.First)&lang.Article != 0 && f.headBits(u)&lang.FoldForces != 0 && f.nameless(u) &&
		f.s.Units[unit-1].Kind == phrase.Comma && f.s.Units[unit-2].Kind == phrase.NounGroup
}

// explained says whether a comma parts a name that no file lists from the ship or building
// that bears it: "the Chem Ranger, a US-owned tanker".
func (f *Finder) explained(unit int, classes []string) bool {
	u := &f.s.Units[unit]
	if !slices.Contains(classes, classPlace) || u.Mentions[1] > u.Mentions[0] || u.Next != phrase.None || f.s.Cat(u.Head) != phrase.CatName || unit+2 >= len(f.s.Units) || f.s.Units[unit+1].Kind != phrase.Comma {
		return false
	}
	what := &f.s.Units[unit+2]
	return what.Kind == phrase.NounGroup && f.bits(what.First)&lang.Article != 0 && f.headBits(what)&lang.FoldTerritory != 0
}

// apposedState returns the state that commas name behind a word for one: "another
// Baltic country, Estonia,".
func (f *Finder) apposedState(unit int, classes []string) (Arg, bool) {
	u := &f.s.Units[unit]
	if !slices.Contains(classes, classState) || f.headBits(u)&lang.FoldGovernment == 0 || f.p.pack.SingularOf(f.word(u.Head)) != f.word(u.Head) || u.Mentions[1] > u.Mentions[0] ||
		unit+3 >= len(f.s.Units) || f.s.Units[unit+1].Kind != phrase.Comma || f.s.Units[unit+2].Kind != phrase.NounGroup || f.s.Units[unit+3].Kind != phrase.Comma {
		return Arg{}, false
	}
	return f.headMention(unit+2, []string{classState})
}

// described returns what "the company" speaks of, to be found in the text before.
func (f *Finder) described(unit int, classes []string) (Arg, bool) {
	u := &f.s.Units[unit]
	if f.officeOf(u) && f.p.pack.SingularOf(f.word(u.Head)) == f.word(u.Head) && u.Mentions[1]-u.Mentions[0] == 1 && slices.Contains(classes, classState) && f.bits(u.First)&lang.Definite != 0 && u.Of == phrase.None && u.Poss == phrase.None {
		return anaphor(classOfficial, u.First, u.Last, unit), true
	}
	kind, length := f.p.pack.Anaphors.Get(f.word(u.Head)), 2
	bare := false
	if pair := f.p.pack.AnaphorPairs[[2]uint32{f.word(u.Head - 1), f.word(u.Head)}]; pair != "" {
		kind, length = pair, 3
		bare = u.Last-u.First == 2 && f.p.pack.SingularOf(f.word(u.Head)) != f.word(u.Head) // "local forces"
	}
	if kind == classOrg && len(classes) == 1 && classes[0] == classFirm && f.bits(u.First)&lang.Definite != 0 && u.Of == phrase.None {
		return anaphor(classFirm, u.First, u.Last, unit), true // "the Swedish group"
	}
	backed := u.Mentions[1] > u.Mentions[0] && kind == classOrg // "the Iran-backed group"
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		backed = backed && f.backs(f.s.Mentions[i])
	}
	if !slices.Contains(classes, kind) || f.bits(u.First)&lang.Definite == 0 && !bare && (u.First != u.Head || u.Of == phrase.None && (slices.Contains(classes, classFirm) || !f.issuer(u))) || u.Of != phrase.None && (kind != classState || !f.ofDefence(u)) || u.Mentions[1] > u.Mentions[0] && !backed {
		return Arg{}, false
	}
	for t := u.First + 1; !backed && t <= u.Last-length; t++ {
		if f.s.Doc.Tokens[t].Shape&document.Capital == 0 && !f.p.pack.Is(f.word(t), lang.Rebels) && (kind != classState || !f.p.pack.Is(f.word(t), lang.Domestic)) {
			return Arg{}, false // "the West African country", "the rebel group", but not "the neighbouring country"
		}
	}
	if kind == classPlace && f.situated(unit) {
		return Arg{}, false // "the airport in Mogadishu" is told here
	}
	return anaphor(kind, u.First, u.Last, unit), true
}

// situated says whether the name of a place or state stands behind a group and a
// preposition of place.
func (f *Finder) situated(unit int) bool {
	if unit+2 >= len(f.s.Units) || f.s.Units[unit+1].Kind != phrase.Preposition || f.s.Units[unit+2].Kind != phrase.NounGroup || f.bits(f.s.Units[unit+1].Head)&lang.Locative == 0 {
		return false
	}
	_, ok := f.headMention(unit+2, []string{classState, classPlace})
	return ok
}

// issuer says whether a headline leaves out whose government or army one word of it is:
// "Navy orders frigates". What firms do as well, such as to build, it need not do.
func (f *Finder) issuer(u *phrase.Unit) bool {
	return f.headline() && f.s.Doc.Tokens[u.Head].Shape&document.Capital != 0 && f.p.pack.Is(f.word(u.Head), lang.Issuers)
}

// ofDefence says whether what "of" ties to a ministry is only its field, in capitals:
// "the Ministry of Defence".
func (f *Finder) ofDefence(u *phrase.Unit) bool {
	of := &f.s.Units[u.Of]
	return of.Of == phrase.None && of.Next == phrase.None && of.Poss == phrase.None && of.Mentions[0] == of.Mentions[1] && of.Last-of.First <= 2 &&
		f.s.Doc.Tokens[of.First].Shape&document.Capital != 0 && f.s.Doc.Tokens[u.Head].Shape&document.Capital != 0
}

// unknownPlace returns a place that no gazetteer lists: one that a noun tells,
// "Chaung Ma village" and "the village of Kamango", or capitalised words behind a
// preposition of place or as what is shelled, "near Zigue", "shelled Zigue".
func (f *Finder) unknownPlace(unit int, classes []string) (Arg, bool) {
	u := &f.s.Units[unit]
	if !slices.Contains(classes, classPlace) || u.Mentions[1] > u.Mentions[0] || u.Time {
		return Arg{}, false
	}
	if first := f.building(unit); first < u.Last {
		return Arg{Class: classPlace, Entity: -1, Person: -1, First: first, Last: u.Last, Unit: unit}, true
	}
	last := u.Last
	if f.p.pack.Is(f.word(u.Head), lang.PlaceNouns) {
		last = u.Head
		for last > u.First && f.s.Cat(u.Head) == phrase.CatPlural && f.s.Doc.Tokens[last-1].Shape&document.Capital == 0 {
			last-- // "Mataghis civilian settlements"
		}
	} else if !f.placeHere(unit) {
		return Arg{}, false
	}
	first := last
	for first > u.First && f.s.Cat(first-1) == phrase.CatName {
		first--
	}
	for first > u.First && first < last && f.bits(first-1)&lang.NameParticle != 0 && f.s.Doc.Tokens[first].Shape&(document.Capital|document.Hyphen) == document.Capital|document.Hyphen {
		for first--; first > u.First && f.s.Cat(first-1) == phrase.CatName; first-- {
		} // "al-Bara", "Deir al-Bara"
	}
	if first == last || last == u.Last && !f.onlyAdjectives(u.First, first) || f.s.Doc.Tokens[first].Shape&document.Capital == 0 && f.bits(first)&lang.NameParticle == 0 {
		return Arg{}, false
	}
	if f.s.Doc.Tokens[u.Head].Shape&document.Capital != 0 {
		last = u.Last // "Kani Township"
	}
	return Arg{Class: classPlace, Entity: -1, Person: -1, First: first, Last: last, Unit: unit}, true
}

// building returns where the name of a building begins that ends a group in capitals, "the
// Okhmatdyt Hospital", or the group's end: one that is told to be in a place stands for that.
func (f *Finder) building(unit int) int {
	u := &f.s.Units[unit]
	capital := func(t int) bool { return f.s.Doc.Tokens[t].Shape&document.Capital != 0 }
	if unit+1 < len(f.s.Units) && f.s.Units[unit+1].Poss == unit || !capital(u.Head) || u.Head+1 != u.Last || f.bits(u.Head)&lang.FoldTerritory == 0 || f.bits(u.Head)&(lang.FoldForces|lang.FoldGovernment) != 0 || u.Of != phrase.None || u.Poss != phrase.None || f.headline() || f.situated(unit) {
		return u.Last
	}
	first, own := u.Head, false
	for first > u.First && capital(first-1) && f.bits(first-1)&lang.Determiner == 0 {
		first--
		own = own || f.s.Cat(first) == phrase.CatName && f.bits(first)&(lang.Common|lang.Verb|lang.Adjective) == 0
	}
	if !own {
		return u.Last
	}
	return first
}

// onlyAdjectives says whether nothing but adjectives stands before a name: "neighbouring Zigue".
func (f *Finder) onlyAdjectives(first, name int) bool {
	for t := first; t < name; t++ {
		if f.s.Cat(t) != phrase.CatAdjective {
			return false
		}
	}
	return true
}

// placeHere says whether what stands around a group, or the list that it is in,
// makes it a place.
func (f *Finder) placeHere(unit int) bool {
	lead, after := f.s.Units[unit].Lead, unit+1
	if after < len(f.s.Units) && f.s.Units[after].Poss == unit || f.headline() {
		return false
	}
	if after < len(f.s.Units) && f.s.Units[after].Kind == phrase.VerbGroup && f.s.Units[after].Passive && f.hitsPlace(after) {
		return true // "Zigue was shelled"
	}
	if lead < 1 {
		return false
	}
	before := &f.s.Units[lead-1]
	if before.Kind == phrase.VerbGroup {
		return !before.Passive && f.hitsPlace(lead-1)
	}
	if before.Kind != phrase.Preposition || lead < 2 {
		return false
	}
	deed := lead - 2
	for deed > 0 && f.s.Units[deed].Poss == deed-1 {
		deed--
	}
	if deed < 2 || f.s.Units[deed-1].Lemma != f.p.words.by || f.s.Units[deed-2].Kind != phrase.NounGroup {
		deed = lead // "an attack by the army on Zigue"
	}
	what := &f.s.Units[deed-2]
	return f.p.pack.Is(f.word(what.Head), lang.Shelling) || f.bits(before.Head)&lang.Locative != 0 ||
		what.Of == lead && f.p.pack.Is(f.word(what.Head), lang.PlaceNouns) || what.Kind == phrase.NounGroup && f.fireAt(deed-2, before.Lemma)
}

// hitsPlace says whether a verb does to its object what is done to places, or fighters
// do with it what they do to their enemies: "shelled Zigue", "gunmen attacked Zigue".
func (f *Finder) hitsPlace(v int) bool {
	u := &f.s.Units[v]
	if f.p.pack.Is(u.Lemma, lang.Shelling) {
		return true
	}
	shapes := f.p.verbs.Get(u.Lemma)
	if !slices.ContainsFunc(shapes, func(s shape) bool { return s.strikes() && len(s.slots) == 0 }) {
		return false
	}
	doer := u.Subject
	if u.Passive {
		if i := slices.IndexFunc(u.Slots, func(s phrase.Slot) bool { return s.Word == f.p.words.by }); i >= 0 {
			doer = u.Slots[i].Unit
		} else {
			return false
		}
	}
	if doer == phrase.None || f.speaks(doer) {
		return false
	}
	d := &f.s.Units[doer]
	if f.headBits(d)&lang.FoldForces != 0 {
		return true
	}
	args := f.args(doer, []string{classOrg})
	return len(args) > 0 && args[0].Entity >= 0 && f.p.known.Entities[args[0].Entity].Kind == armedGroup
}

// armedGroup is the kind of organizations that fight.
const armedGroup = "armed group"

// strikes says whether a shape is the plain one of a deed that may be done to a place.
func (s *shape) strikes() bool {
	return !s.passive && s.objects[0] != nil && s.objects[0].role == "target" && slices.Contains(s.objects[0].classes, classPlace)
}

// fireAt says whether a preposition ties to a group where its attack or weapons go: "a
// raid on Zigue", "launched drones at Zigue".
func (f *Finder) fireAt(unit int, preposition uint32) bool {
	u := &f.s.Units[unit]
	at := func(s shape) bool {
		return s.rule.Edge.OfAttack() && slices.ContainsFunc(s.slots, func(sl slot) bool { return sl.el.role == "target" && slices.Contains(sl.words, preposition) })
	}
	if slices.ContainsFunc(f.p.nouns.Get(u.Lemma), at) {
		return true
	}
	last := u.Mentions[1] - 1
	if v := u.Lead - 1; last >= u.Mentions[0] && f.s.Mentions[last].Class == classSystem && v >= 0 && f.s.Units[v].Kind == phrase.VerbGroup {
		return slices.ContainsFunc(f.p.verbs.Get(f.s.Units[v].Lemma), func(s shape) bool {
			return s.objects[0] != nil && s.objects[0].role == "system" && at(s)
		})
	}
	return false
}

// listedPlaces adds to the places that a list names those of its members that no file
// lists: "Izium, Zigue and Sumy".
func (f *Finder) listedPlaces(unit int, out []Arg) []Arg {
	if !slices.ContainsFunc(out, func(a Arg) bool { return a.Class == classPlace && f.s.Units[a.Unit].Last-a.Last <= 1 }) {
		return out
	}
	for u := unit; u != phrase.None; u = f.s.Units[u].Next {
		x := &f.s.Units[u]
		if x.Mentions[1] > x.Mentions[0] || x.Time || x.Pronoun || x.Poss != phrase.None && !f.ofPlace(x.Poss) || x.Possessor || x.Of != phrase.None || slices.ContainsFunc(out, func(a Arg) bool { return a.Unit == u }) {
			continue
		}
		if f.allNames(x) {
			out = append(out, Arg{Class: classPlace, Entity: -1, Person: -1, First: x.First, Last: x.Last, Unit: u})
		}
	}
	slices.SortFunc(out, func(a, b Arg) int { return a.First - b.First })
	return out
}

// allNames says whether a group is nothing but a name, be it one such as "al-Bara".
func (f *Finder) allNames(u *phrase.Unit) bool {
	for t := u.First; t < u.Last; t++ {
		if f.s.Cat(t) != phrase.CatName && (f.bits(t)&lang.NameParticle == 0 || t+1 == u.Last || f.s.Doc.Tokens[t+1].Shape&document.Hyphen == 0) {
			return false
		}
	}
	return true
}

// ofPlace says whether a group names a place, "Kanbalu township".
func (f *Finder) ofPlace(unit int) bool {
	u := &f.s.Units[unit]
	last := u.Mentions[1] - 1
	return f.p.pack.Is(f.word(u.Head), lang.PlaceNouns) || last >= u.Mentions[0] && f.s.Mentions[last].Class == classPlace
}

// saidForces returns who says a clause whose subject is his forces without a name:
// "the Israeli military said warplanes struck".
func (f *Finder) saidForces(unit int, classes []string) []Arg {
	u := &f.s.Units[unit]
	if !f.nameless(u) || !f.p.pack.Is(f.word(u.Head), lang.StateForces) && !(f.headBits(u)&lang.FoldForces != 0 && f.p.pack.Is(f.word(u.First), lang.StateForces)) {
		return nil
	}
	for v := unit - 1; v >= unit-2 && v > 0; v-- {
		x := &f.s.Units[v]
		if x.Kind == phrase.VerbGroup {
			if !f.p.pack.Is(x.Lemma, lang.Said) || x.Subject == phrase.None || x.Subject >= v {
				return nil
			}
			return f.args(x.Subject, classesWithout(classes, classOfficial, classPlace))
		}
	}
	return nil
}

// someFighters returns fighters or soldiers of nobody in particular, who are those that the
// text tells elsewhere to attack, if it does: "suspected rebels ambushed", "troops shelled".
// Soldiers, but not jets, may be those of the state that fights.
func (f *Finder) someFighters(unit int) (Arg, bool) {
	u := &f.s.Units[unit]
	rebels := f.p.pack.Is(f.word(u.Head), lang.Rebels)
	if u.Kind != phrase.NounGroup || u.Pronoun || f.headBits(u)&lang.FoldForces == 0 || !f.p.pack.Is(f.word(u.Head), lang.Plural) || !rebels && !f.p.pack.Is(f.word(u.Head), lang.StateForces) || !f.nameless(u) {
		return Arg{}, false
	}
	for t := u.First; t < u.Head; t++ {
		if f.p.pack.Is(f.word(t), lang.Strangers) {
			return Arg{}, false
		}
	}
	a := anaphor(classState, u.First, u.Last, unit)
	if a.Definite = f.headBits(u)&lang.GenericItem == 0; rebels {
		a.Kind, a.Definite = classOrg, false
	}
	a.Some = true
	return a, true
}

// stateForces returns the forces of a state that only "army" or "government"
// before them tells: "army warplanes", "government troops".
func (f *Finder) stateForces(unit int, classes []string) (Arg, bool) {
	u := &f.s.Units[unit]
	if f.headBits(u)&lang.FoldForces == 0 || !slices.Contains(classes, classState) || !f.nameless(u) {
		return Arg{}, false
	}
	for t := u.First; t < u.Head; t++ {
		if f.p.pack.Anaphors.Get(f.word(t)) == classState && f.s.Doc.Tokens[t].Shape&document.Hyphen == 0 {
			return anaphor(classState, t, t+1, unit), true
		}
	}
	return Arg{}, false
}

// seat returns the state in which rulers sit who are named by no more: "the government in
// Berlin".
func (f *Finder) seat(unit int, classes []string) (Arg, bool) {
	u := &f.s.Units[unit]
	if !slices.Contains(classes, classState) || !f.p.pack.Is(f.word(u.Head), lang.Seated) || unit+2 >= len(f.s.Units) || f.s.Units[unit+1].Lemma != f.p.words.in || !f.nameless(u) && !f.officeOf(u) {
		return Arg{}, false
	}
	return f.headMention(unit+2, []string{classState})
}

// heldBy returns who has the land or buildings of a group: "a house used by
// Hezbollah", "positions belonging to the Taliban".
func (f *Finder) heldBy(unit int, classes []string) []Arg {
	u, v := &f.s.Units[unit], unit+1
	if f.headBits(u)&lang.FoldTerritory == 0 || v >= len(f.s.Units) || !f.p.pack.Is(f.s.Units[v].Lemma, lang.Uses) || !slices.Contains(classes, classPlace) || !f.nameless(u) {
		return nil
	}
	x := &f.s.Units[v]
	for _, sl := range x.Slots {
		if x.Passive && x.Form == phrase.Participle && sl.Word == f.p.words.by {
			return f.args(sl.Unit, classesWithout(classes, classPlace))
		}
	}
	return f.belongTo(x)
}

// ownerWord returns who "army" or "coalition" before a noun speaks of: "government
// shelling", "coalition air strikes".
func (f *Finder) ownerWord(unit int, classes []string) []Arg {
	u := &f.s.Units[unit]
	if !f.nobody(unit) || u.Of != phrase.None {
		return nil
	}
	for t := u.First; t < u.Head; t++ {
		kind := f.p.pack.Anaphors.Get(f.word(t))
		if (kind == classState || kind == classOrg) && slices.Contains(classes, kind) && f.bits(t)&lang.Adjective == 0 && f.s.Doc.Tokens[t].Shape&document.Hyphen == 0 {
			return []Arg{anaphor(kind, t, t+1, unit)}
		}
	}
	return nil
}

// unnamedForces returns soldiers, police or a place of theirs whose state the
// group does not name: "an army base", "twelve soldiers". Jets of nobody may come
// from anywhere.
func (f *Finder) unnamedForces(unit int) (Arg, bool) {
	u := &f.s.Units[unit]
	if u.Kind != phrase.NounGroup || u.Pronoun || f.headBits(u)&(lang.FoldForces|lang.FoldTerritory) == 0 || !f.nameless(u) {
		return Arg{}, false
	}
	end := u.Last
	if last := u.Mentions[1] - 1; last >= u.Mentions[0] {
		end = f.s.Mentions[last].First
	}
	for t := u.First; t < end; t++ {
		if f.p.pack.Is(f.word(t), lang.StateForces) && f.bits(t)&lang.GenericItem == 0 && f.s.Doc.Tokens[t].Shape&document.Hyphen == 0 {
			return Arg{Pronoun: true, Kind: classState, Forces: true, Entity: -1, Person: -1, First: u.First, Last: u.Last, Unit: unit}, true
		}
	}
	return Arg{}, false
}

// unnamedRebels returns fighters of no state, or a place of theirs, whose group the
// text told before: "killed 16 insurgents", "struck militant hideouts".
func (f *Finder) unnamedRebels(unit int) (Arg, bool) {
	u := &f.s.Units[unit]
	if u.Kind != phrase.NounGroup || u.Pronoun || !f.nameless(u) {
		return Arg{}, false
	}
	for t := u.First; t < u.Last; t++ {
		if f.p.pack.Is(f.word(t), lang.Rebels) && (t == u.Head || f.headBits(u)&lang.FoldTerritory != 0) && f.s.Doc.Tokens[t].Shape&document.Hyphen == 0 {
			return anaphor(classOrg, u.First, t+1, unit), true
		}
	}
	return Arg{}, false
}

// unnamedLand returns what an armed group or a state attacks of which nobody says where it is,
// which is in the state that the text speaks of, or tells it to fight: "attacked several
// villages", "blew up a pipeline".
func (f *Finder) unnamedLand(fl *filling, unit int) (Arg, bool) {
	u := &f.s.Units[unit]
	if u.Kind != phrase.NounGroup || u.Pronoun || f.headBits(u)&lang.FoldTerritory == 0 || f.headBits(u)&lang.FoldForces != 0 || !f.nameless(u) || u.Mentions[1] > u.Mentions[0] || f.properName(u) || f.s.Cat(u.Head) == phrase.CatName {
		return Arg{}, false
	}
	by := fl.roles[roleSource]
	if len(by) != 1 || !(by[0].Pronoun && by[0].Kind == classOrg) && !(by[0].Entity >= 0 && (by[0].Class == classState || f.p.known.Entities[by[0].Entity].Kind == armedGroup)) {
		return Arg{}, false
	}
	return Arg{Pronoun: true, Kind: classState, Forces: true, Entity: -1, Person: -1, First: u.First, Last: u.Last, Unit: unit}, true
}

// nameless says whether a group names nobody and has no owner.
func (f *Finder) nameless(u *phrase.Unit) bool {
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if f.s.Mentions[i].Class != classSystem {
			return false
		}
	}
	return u.Poss == phrase.None && u.Of == phrase.None && f.s.Cat(u.First) != phrase.CatPossessive
}

// predicate returns who is said to be among the countries that a group speaks of:
// "Poland is one of the countries that bought", "is the first country that".
func (f *Finder) predicate(unit int, classes []string) []Arg {
	u := &f.s.Units[unit]
	if f.headBits(u)&lang.FoldGovernment == 0 || u.Mentions[1] > u.Mentions[0] || unit+1 >= len(f.s.Units) || f.s.Units[unit+1].Kind != phrase.Relative {
		return nil
	}
	for v := unit - 1; v >= 0; v-- {
		x := &f.s.Units[v]
		if x.Kind != phrase.VerbGroup {
			continue
		}
		if x.Subject == phrase.None || x.Subject >= v || f.bits(x.Head)&lang.Be == 0 && !f.p.pack.Is(x.Lemma, lang.Copulas) || x.Negated || x.Tense == phrase.Modal {
			return nil
		}
		if o := x.Objects[0]; o != phrase.None && (o == unit || f.s.Units[o].Of == unit) || o == phrase.None && len(x.Slots) > 0 && x.Slots[0].Unit == unit {
			return f.args(x.Subject, classes)
		}
		return nil
	}
	return nil
}

// exampleParties returns who is named as examples of "allies", "countries" or, where
// firms may be meant, "Israeli companies".
func (f *Finder) exampleParties(unit int, classes []string, depth int) (out []Arg) {
	u := &f.s.Units[unit]
	bits, without := f.headBits(u), classFirm
	if firms := bits&lang.FirmNoun != 0 && slices.Contains(classes, classFirm) && f.s.Cat(u.Head) == phrase.CatPlural; firms {
		without = classState
	} else if bits&lang.FoldGovernment == 0 || u.Mentions[1] > u.Mentions[0] {
		return nil
	}
	n := f.exampleOf(unit)
	if n == phrase.None || depth > 1 {
		return nil
	}
	for ; n != phrase.None; n = f.s.Units[n].Next {
		out = append(out, f.group(n, classesWithout(classes, without, classOfficial, classPlace), depth+1)...)
	}
	return out
}

// examplePlaces returns the places that are named as examples of "cities" or the
// like, or right behind it: "Israeli cities, including Haifa and Bat Yam",
// "Tigray's capital, Mekelle".
func (f *Finder) examplePlaces(unit int) (out []Arg) {
	n := f.exampleOf(unit)
	if n == phrase.None && unit+2 < len(f.s.Units) && f.s.Units[unit+1].Kind == phrase.Comma && f.s.Units[unit+2].Kind == phrase.NounGroup && !f.s.Units[unit+2].Pronoun && f.p.pack.Is(f.s.Units[unit].Lemma, lang.PlaceNouns) && !f.namesPlace(unit) {
		n = unit + 2
	}
	first := n
	for ; n != phrase.None; n = f.s.Units[n].Next {
		a, ok := f.headMention(n, []string{classPlace})
		if !ok {
			if a, ok = f.headMention(n, []string{classState}); !ok || f.s.Mentions[f.s.Units[n].Mentions[1]-1].Form != gazetteer.Seat {
				out = append(out, f.group(n, []string{classPlace}, 2)...) // "the port of Odesa"
				continue
			}
		}
		out = append(out, a)
	}
	return f.listedPlaces(first, out)
}

// namesPlace says whether a name stands right before the head of a group, a word for a place.
func (f *Finder) namesPlace(unit int) bool {
	u := &f.s.Units[unit]
	last := u.Mentions[1] - 1
	return f.ownName(u) || last >= u.Mentions[0] && f.s.Mentions[last].Class == classPlace && f.s.Mentions[last].Last == u.Head
}

// elliptic returns the object of the same verb before when a group is only a
// number: "10,000 trained and plans to train another 7,000".
func (f *Finder) elliptic(unit int) int {
	u := &f.s.Units[unit]
	if f.s.Cat(u.Head) != phrase.CatNumber || u.Mentions[1] > u.Mentions[0] {
		return phrase.None
	}
	v := unit - 1
	if p := unit + 1; p < len(f.s.Units) && f.s.Units[p].Kind == phrase.VerbGroup && f.s.Units[p].Passive && f.s.Units[p].Subject == unit {
		v = p // "with 10,000 already trained"
	}
	for v >= 0 && f.s.Units[v].Kind != phrase.VerbGroup {
		v--
	}
	if v < 0 || f.s.Units[v].Objects[0] != unit && v < unit {
		return phrase.None
	}
	for w := v - 1; w >= 0; w-- {
		if x := &f.s.Units[w]; x.Kind == phrase.VerbGroup && !x.Passive && x.Lemma == f.s.Units[v].Lemma && x.Objects[0] != phrase.None && x.Objects[0] < v {
			return x.Objects[0]
		}
	}
	return phrase.None
}

// repeated returns who or what another group names, with the numbers of this one.
func (f *Finder) repeated(unit, again int, classes []string) (out []Arg) {
	for _, a := range f.args(again, classes) {
		a.Unit = unit
		if a.Class == classSystem {
			a.Quantity, a.Money = f.numbers(&f.s.Units[unit])
		}
		out = append(out, a)
	}
	return out
}

// sayer returns who says the clause that a pronoun is the subject of: "X said they
// would send tanks".
func (f *Finder) sayer(unit int, classes []string) []Arg {
	word := f.word(f.s.Units[unit].First)
	if !f.p.pack.Is(word, lang.ThirdPerson) && !f.p.pack.Is(word, lang.Persons) {
		return nil
	}
	if v := f.reportOn(unit); v != phrase.None {
		return f.args(f.s.Units[v].Subject, classes)
	}
	for i := unit - 1; i > 0; i-- {
		switch x := &f.s.Units[i]; x.Kind {
		case phrase.Adverb, phrase.Preposition, phrase.Subordinator:
		case phrase.NounGroup:
			if !x.Time && !f.toldBy(i) {
				return nil
			}
		case phrase.VerbGroup:
			if !f.p.pack.Is(x.Lemma, lang.Said) && !f.p.pack.Is(x.Lemma, lang.Denies) {
				return nil
			}
			if x.Subject == phrase.None || x.Subject >= unit {
				return nil
			}
			if args := f.args(x.Subject, classes); len(args) > 0 || x.Form != phrase.Gerund {
				return args
			}
			return f.firstSayer(i, classes) // "X said that some are there, adding that they would send"
		default:
			return nil
		}
	}
	return nil
}

// toldBy says whether a group only tells how or to whom something is said: "said in a
// statement that it", "told reporters that they".
func (f *Finder) toldBy(unit int) bool {
	x := &f.s.Units[unit]
	if unit < 2 || x.Pronoun || x.Mentions[1] > x.Mentions[0] {
		return false
	}
	v := unit - 1
	if f.s.Units[v].Kind == phrase.Preposition {
		v--
	}
	return f.s.Units[v].Kind == phrase.VerbGroup && f.p.pack.Is(f.s.Units[v].Lemma, lang.Said)
}

// reportOn returns the verb of saying whose clause tells what somebody else does to "its
// forces", the group: "the rebels said the army attacked their posts".
func (f *Finder) reportOn(unit int) int {
	u := &f.s.Units[unit]
	if u.Pronoun || !f.p.pack.Is(f.word(u.First), lang.ThirdPerson) {
		return phrase.None
	}
	for v := unit - 1; v > 0; v-- {
		x := &f.s.Units[v]
		if x.Kind != phrase.VerbGroup {
			continue
		}
		if x.Passive || x.Subject == phrase.None || x.Subject >= v || f.s.Units[x.Subject].Pronoun {
			return phrase.None
		}
		said := x.Governor
		if x.Form == phrase.Finite {
			for said = f.s.Units[x.Subject].Lead - 1; said > 0 && (f.s.Units[said].Kind == phrase.Subordinator || f.s.Units[said].Kind == phrase.Adverb); said-- {
			}
		}
		if said <= 0 || f.s.Units[said].Kind != phrase.VerbGroup || !f.p.pack.Is(f.s.Units[said].Lemma, lang.Said) {
			return phrase.None
		}
		if s := f.s.Units[said].Subject; s == phrase.None || s >= said || s == x.Subject {
			return phrase.None
		}
		return said
	}
	return phrase.None
}

// firmSays says whether a firm says the clause that a pronoun, which may not mean one, is
// the subject of: "the Saudi company SAMI said it signed".
func (f *Finder) firmSays(unit int, classes []string) bool {
	v := unit - 1
	if v > 0 && f.s.Units[v].Kind == phrase.Subordinator {
		v--
	}
	if v < 1 || slices.Contains(classes, classFirm) || f.s.Units[v].Kind != phrase.VerbGroup || !f.p.pack.Is(f.s.Units[v].Lemma, lang.Said) || f.s.Units[v].Subject == phrase.None {
		return false
	}
	_, ok := f.headMention(f.s.Units[v].Subject, []string{classFirm})
	return ok
}

// firstSayer returns who says what the last verb of saying before unit v reports.
func (f *Finder) firstSayer(v int, classes []string) []Arg {
	for i := v - 1; i > 0; i-- {
		x := &f.s.Units[i]
		if x.Kind == phrase.VerbGroup && x.Form == phrase.Finite && f.p.pack.Is(x.Lemma, lang.Said) && x.Subject != phrase.None {
			return f.args(x.Subject, classes)
		}
	}
	return nil
}

// headBits returns the classes of a group's head, in its form and in the singular.
func (f *Finder) headBits(u *phrase.Unit) uint64 {
	return f.bits(u.Head) | f.p.pack.Lexicon.Bits(u.Lemma)
}

// headMention returns the mention that is the group's head.
func (f *Finder) headMention(unit int, classes []string) (Arg, bool) {
	u := &f.s.Units[unit]
	last := u.Mentions[1] - 1
	if last < u.Mentions[0] {
		return Arg{}, false
	}
	m := f.s.Mentions[last]
	inside := m.Last != u.Last || m.Form == gazetteer.Demonym && u.Last-u.First > 1 && !f.demonymHead(u)
	if inside || !allowed(m.Class, classes) || f.ship(u) {
		return Arg{}, false
	}
	return f.arg(m, unit), true
}

// ship says whether a group ends in a place's name that a system or a ship bears: "the
// landing ship Novocherkassk", "the tanker Marlin Luanda".
func (f *Finder) ship(u *phrase.Unit) bool {
	n := u.Mentions[1] - 1
	if n < u.Mentions[0] || f.s.Mentions[n].Class != classPlace {
		return false
	}
	if n > u.Mentions[0] && f.s.Mentions[n-1].Class == classSystem && f.s.Mentions[n-1].Last == f.s.Mentions[n].First {
		return true
	}
	bearer := f.bearer(u)
	return bearer >= 0 && bearer+1 < f.s.Mentions[n].First
}

// bearer returns the noun for land, buildings or ships that a name which no file lists,
// or that goes on in one, stands behind in a group, "the tanker Chem Ranger", or -1.
func (f *Finder) bearer(u *phrase.Unit) int {
	t := u.Last - 1
	for t > u.First && f.s.Doc.Tokens[t].Shape&document.Capital != 0 {
		t--
	}
	if t == u.Last-1 || f.bits(t)&lang.FoldTerritory == 0 || f.s.Doc.Tokens[t].Shape&document.Capital != 0 || f.p.pack.Is(f.word(t), lang.PlaceNouns) || f.s.Cat(t+1) != phrase.CatName {
		return -1
	}
	return t
}

// foldBits returns the classes of a group's head, and of the noun that its name stands behind.
func (f *Finder) foldBits(u *phrase.Unit) uint64 {
	if bearer := f.bearer(u); bearer >= 0 {
		return f.headBits(u) | f.bits(bearer)
	}
	return f.headBits(u)
}

// demonymHead says whether a group ends in a demonym that stands for the state:
// "the French", "the Danish and Dutch governments".
func (f *Finder) demonymHead(u *phrase.Unit) bool { return f.s.Cat(u.Head) == phrase.CatDemonym }

// allowed says whether a mention may fill a role: an official may stand for a state.
func allowed(class string, classes []string) bool {
	return slices.Contains(classes, class) || class == classOfficial && slices.Contains(classes, classState)
}

func (f *Finder) arg(m phrase.Mention, unit int) Arg {
	return Arg{Class: m.Class, Entity: m.Entity, Person: m.Person, First: m.First, Last: m.Last, Unit: unit}
}

// folded returns the state or group whose forces, government or, for a target
// that may be a place, territory the group names.
func (f *Finder) folded(unit int, classes []string, depth int) []Arg {
	u := &f.s.Units[unit]
	bits := f.foldBits(u)
	if u.Head > u.First && bits&lang.FoldForces != 0 && f.p.pack.Is(f.word(u.Head-1), lang.Civil) && !slices.Contains(classes, classPlace) && !slices.Contains(classes, classFirm) {
		return nil // "customs officers"
	}
	fold := lang.FoldGovernment | lang.FoldForces
	if slices.Contains(classes, classPlace) {
		fold |= lang.FoldTerritory
	}
	if bits&lang.FoldDeed != 0 && u.Of == phrase.None {
		fold |= lang.FoldDeed
	}
	fights := slices.Contains(classes, classPlace) || !slices.Contains(classes, classFirm) && !slices.Contains(classes, classOfficial)
	headIsSystem := fights && u.Mentions[1] > u.Mentions[0] && (f.s.Mentions[u.Mentions[1]-1].Class == classSystem || f.ship(u))
	if f.officeOf(u) {
		fold |= bits
	}
	if last := u.Mentions[1] - 1; last >= u.Mentions[0] && f.s.Mentions[last].Class == classFirm && f.s.Mentions[last].Last == u.Last {
		return nil // "the French firm Naval Group" is not France
	}
	if bits&lang.FirmNoun != 0 && u.Of != phrase.None && !slices.Contains(classes, classFirm) && f.headBits(&f.s.Units[u.Of])&lang.FoldForces != 0 {
		return f.args(u.Of, classes) // "two companies of Mozambican marines"
	}
	if bits&fold == 0 && !headIsSystem && !f.demonymHead(u) {
		return nil
	}
	if f.p.pack.Is(f.word(u.Head), lang.Rebels) {
		if of := u.Of; of != phrase.None && u.Mentions[0] == u.Mentions[1] && f.headBits(&f.s.Units[of])&lang.FoldForces != 0 && !f.p.pack.Is(f.word(f.s.Units[of].Head), lang.Rebels) {
			return f.args(of, classes) // "a group of Polish soldiers"
		}
		return f.rebels(unit, classes)
	}
	if f.partners(u) && (bits&lang.FoldTerritory == 0 || !slices.Contains(classes, classPlace)) {
		return nil // but "our positions"
	}
	if bits&lang.FoldTerritory != 0 && slices.Contains(classes, classPlace) && depth == 0 {
		if out := f.examplePlaces(unit); len(out) > 0 {
			return out
		}
	}
	inner := f.innerPlace(u)
	if bits&lang.FoldTerritory != 0 && slices.Contains(classes, classPlace) && u.Of != phrase.None {
		if _, ok := f.headMention(f.owned(u.Of), []string{classPlace}); ok && !inner {
			return f.args(f.owned(u.Of), []string{classPlace}) // "the Ukrainian port city of Odesa"
		}
	}
	owned := f.s.Cat(u.First) == phrase.CatPossessive && u.First < u.Head
	last := u.Mentions[1] - 1
	if f.ship(u) {
		last-- // its name
	}
	for i := last; i >= u.Mentions[0] && (!owned || bits&lang.FoldForces != 0); i-- {
		if m := f.s.Mentions[i]; slices.Contains(classes, m.Class) && m.Class != classFirm && m.Class != classOfficial && (m.Class != classPlace || bits&lang.FoldTerritory != 0 || headIsSystem) && (!f.backs(m) || bits&lang.FoldTerritory != 0 && f.usedBy(m)) {
			return f.one(f.arg(m, unit)) // "its Philippine counterpart"
		}
	}
	if owned {
		return f.one(anaphor("", u.First, u.Last, unit))
	}
	if u.Poss != phrase.None && !f.ownName(u) {
		owners := classesWithout(classes, classFirm, classOfficial, classPlace)
		if bits&lang.FoldTerritory != 0 {
			owners = classesWithout(classes, classFirm, classOfficial) // "Odesa's port"
		}
		if out := f.args(f.s.Units[u.Poss].Lead, owners); len(out) > 0 {
			return out
		}
	}
	if u.Of != phrase.None && !inner {
		return f.args(u.Of, classesWithout(classes, classFirm, classOfficial))
	}
	if headIsSystem {
		if out := f.sender(unit, classes); len(out) > 0 {
			return out // "drones launched by the Houthis"
		}
	}
	if last := u.Mentions[1] - 1; bits&lang.FoldForces != 0 && (fights || last < u.Mentions[0] || f.s.Mentions[last].Class != classSystem) {
		return f.forcesOf(unit, slices.Contains(classes, classPlace))
	}
	return nil
}

// ownName says whether a group is of a place by a name of its own: "Thandwe's Lin Thi village".
func (f *Finder) ownName(u *phrase.Unit) bool {
	return u.Head > u.First && u.Mentions[0] == u.Mentions[1] && f.p.pack.Is(f.word(u.Head), lang.PlaceNouns) && f.s.Cat(u.Head-1) == phrase.CatName
}

// partners says whether a group is of others than the state whose possessive opens
// it: "our partners". What is the state's own has a word for one state or for forces
// as its head.
func (f *Finder) partners(u *phrase.Unit) bool {
	return f.p.pack.Is(f.word(u.First), lang.FirstPerson) && f.s.Cat(u.First) == phrase.CatPossessive && u.First < u.Head && f.headBits(u)&lang.FoldForces == 0 && f.p.pack.Anaphors.Get(f.word(u.Head)) != classState
}

// rebels returns the group whose fighters a group names, or that is named behind
// it: "Egypt's most violent militant group, Ansar Beit al-Maqdis,"; a state has none.
func (f *Finder) rebels(unit int, classes []string) []Arg {
	if !slices.Contains(classes, classOrg) {
		return nil
	}
	u := &f.s.Units[unit]
	orgs := []string{classOrg}
	if unit+2 < len(f.s.Units) && u.Next == phrase.None && f.s.Units[unit+1].Kind == phrase.Comma && f.s.Units[unit+2].Kind == phrase.NounGroup {
		if a, ok := f.headMention(unit+2, orgs); ok {
			return []Arg{a} // "an al-Qaeda faction, Ansar Dine,"
		}
	}
	for i := u.Mentions[1] - 1; i >= u.Mentions[0]; i-- {
		if m := f.s.Mentions[i]; m.Class == classOrg && !f.backs(m) {
			return []Arg{f.arg(m, unit)}
		}
	}
	if u.Poss != phrase.None {
		if out := f.args(f.s.Units[u.Poss].Lead, orgs); len(out) > 0 {
			return out
		}
	}
	if u.Of != phrase.None {
		if n := f.owned(u.Of) + 2; n+1 < len(f.s.Units) && f.s.Units[n-1].Kind == phrase.Comma && f.s.Units[n].Kind == phrase.NounGroup && f.s.Units[n+1].Kind == phrase.Comma {
			if a, ok := f.headMention(n, orgs); ok {
				return []Arg{a} // "a faction of the Taliban, Jamaat-ul-Ahrar,"
			}
		}
		return f.args(u.Of, orgs)
	}
	return f.forcesOf(unit, true)
}

// backs says whether a hyphen joins a name to a participle: who backs, leads or
// trains forces does not act in them.
func (f *Finder) backs(m phrase.Mention) bool {
	return m.Last < f.s.Span.Last && f.s.Doc.Tokens[m.Last].Shape&document.Hyphen != 0 && f.bits(m.Last)&lang.VerbParticiple != 0
}

// usedBy says whether a hyphen joins a name to a participle such as "held" or "flagged".
func (f *Finder) usedBy(m phrase.Mention) bool {
	return m.Last < f.s.Span.Last && f.p.pack.Is(f.p.pack.LemmaOf(f.word(m.Last)), lang.Uses)
}

// innerPlace says whether a place stands right before a word for one, which is then no
// word for what "of" ties to it: "the Mambasa area of Ituri", but "the Red Sea port of Eilat".
func (f *Finder) innerPlace(u *phrase.Unit) bool {
	if u.Of == phrase.None || u.Head == u.First || !f.p.pack.Is(f.word(u.Head), lang.PlaceNouns) {
		return false
	}
	last := u.Mentions[1] - 1
	if last < u.Mentions[0] {
		return f.s.Cat(u.Head-1) == phrase.CatName
	}
	m := f.s.Mentions[last]
	return m.Class == classPlace && m.Last == u.Head && m.Entity >= 0 && f.p.known.Entities[m.Entity].In != ""
}

// leads says whether a hyphen joins a name to a participle such as "led": the owner of
// the deed behind it.
func (f *Finder) leads(m phrase.Mention, u *phrase.Unit) bool {
	return m.Last < u.Head && f.p.pack.Is(f.p.pack.LemmaOf(f.word(m.Last)), lang.LightVerbs) && len(f.p.nouns.Get(u.Lemma)) > 0
}

// forcesOf returns the state or group from which forces are that nothing else names, or,
// unless they may be attacked there, in which: "soldiers from Poland", "forces in
// Libya".
func (f *Finder) forcesOf(unit int, attacked bool) []Arg {
	p := unit + 1
	if p+1 >= len(f.s.Units) {
		return nil
	}
	if x := &f.s.Units[p]; x.Kind == phrase.VerbGroup && x.Form == phrase.Gerund && f.p.pack.Is(x.Lemma, lang.Uses) {
		return f.belongTo(x) // but a "group linked to Hezbollah" is another
	}
	if x := &f.s.Units[p]; x.Kind == phrase.NounGroup && x.Last-x.First == 1 && f.p.pack.Is(x.Lemma, lang.Uses) && p+2 < len(f.s.Units) && f.s.Units[p+1].Lemma == f.p.words.to {
		return f.args(p+2, []string{classState, classOrg}) // "forces loyal to the president of Mali"
	}
	if f.s.Units[p].Kind != phrase.Preposition {
		return nil
	}
	if word := f.s.Units[p].Lemma; word == f.p.words.from || (word == f.p.words.in || word == f.p.words.forWord) && !attacked {
		return f.args(p+1, []string{classState, classOrg})
	}
	return nil
}

// belongTo returns to or with whom the participle behind a group ties it: "fighters
// belonging to Hezbollah", "a house linked to the Taliban".
func (f *Finder) belongTo(x *phrase.Unit) []Arg {
	if !(x.Passive && x.Form == phrase.Participle || x.Form == phrase.Gerund && x.Objects[0] == phrase.None) {
		return nil
	}
	for _, sl := range x.Slots {
		if sl.Word == f.p.words.to || sl.Word == f.p.words.with && x.Passive {
			return f.args(sl.Unit, []string{classState, classOrg})
		}
	}
	return nil
}

// officeOf says whether a group is an office without the name of who holds it:
// "the defence ministers of Finland and Sweden".
func (f *Finder) officeOf(u *phrase.Unit) bool {
	n := u.Mentions[1] - 1
	return n >= u.Mentions[0] && f.s.Mentions[n].Class == classOffice && f.s.Mentions[n].Last == u.Last
}

// holders returns the officials who are named behind their title in the plural and their
// states, "the ministers of Chad and Mali, Ali Idriss and Sadio Camara,", or who leads a
// delegation, "a delegation led by Ali Idriss".
func (f *Finder) holders(unit int, classes []string) (out []Arg) {
	u := &f.s.Units[unit]
	if !slices.Contains(classes, classOfficial) {
		return nil
	}
	if f.officeOf(u) && f.p.pack.Is(f.word(u.Head), lang.Plural) {
		for n := u.Of; n != phrase.None; n = f.s.Units[n].Next {
			if a, ok := f.headMention(n, []string{classOfficial}); ok {
				out = append(out, a)
			}
		}
		return out
	}
	v := unit + 1
	if v+1 < len(f.s.Units) && f.s.Units[v].Lemma == f.p.words.from && f.s.Units[v+1].Kind == phrase.NounGroup {
		v += 2 // "a delegation from Chad, led by Ali Idriss"
	}
	if v < len(f.s.Units) && f.s.Units[v].Kind == phrase.Comma {
		v++
	}
	if f.headBits(u)&lang.FoldGovernment == 0 || f.officeOf(u) || v >= len(f.s.Units) || f.s.Units[v].Kind != phrase.VerbGroup {
		return nil
	}
	if x := &f.s.Units[v]; x.Form == phrase.Participle && x.Passive && f.p.pack.Is(x.Lemma, lang.LightVerbs) {
		for _, sl := range x.Slots {
			if out = f.group(sl.Unit, []string{classOfficial}, 1); len(out) > 0 && sl.Word == f.p.words.by {
				return out
			}
		}
	}
	return nil
}

// holder returns the official whose office a group names, with him ("the president
// of Kenya, William Ruto,") or without ("the Kenyan president").
func (f *Finder) holder(unit int, classes []string) (Arg, bool) {
	u := &f.s.Units[unit]
	if !slices.Contains(classes, classOfficial) && !slices.Contains(classes, classState) {
		return Arg{}, false
	}
	if !f.officeOf(u) {
		if n := u.Mentions[1] - 2; n >= u.Mentions[0] && f.s.Mentions[n].Class == classOffice && f.s.Mentions[n].Person >= 0 && f.s.Mentions[n+1].Class == classState && f.s.Mentions[n+1].Last == u.Last {
			a := f.arg(f.s.Mentions[n], unit) // "Minister of Defence Turkey"
			a.Class = classOfficial
			return a, true
		}
		if u.Poss == phrase.None || u.Mentions[0] < u.Mentions[1] || !f.officeOf(&f.s.Units[u.Poss]) {
			return Arg{}, false
		}
		u = &f.s.Units[u.Poss] // "the head of the President's Office"
		a := f.arg(f.s.Mentions[u.Mentions[1]-1], unit)
		a.Class = classOfficial
		return a, a.Person >= 0
	}
	a := f.arg(f.s.Mentions[u.Mentions[1]-1], unit)
	a.Class = classOfficial
	if a.Person >= 0 {
		return a, true
	}
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		if m := f.s.Mentions[i]; m.Class == classOfficial {
			return f.arg(m, unit), true // "General Bajwa COAS"
		}
	}
	if unit+2 < len(f.s.Units) && f.s.Units[unit+1].Kind == phrase.Comma && f.s.Units[unit+2].Kind == phrase.NounGroup {
		if named, ok := f.headMention(unit+2, []string{classOfficial}); ok {
			return named, true
		}
	}
	if slices.Contains(classes, classState) || f.bits(u.First)&lang.Definite == 0 && u.Mentions[1]-u.Mentions[0] < 2 && u.Poss == phrase.None {
		return Arg{}, false // "a minister"
	}
	a.Pronoun, a.Kind, a.Class, a.First = true, classOfficial, "", u.First
	return a, true
}

func classesWithout(classes []string, drop ...string) (out []string) {
	for _, c := range classes {
		if !slices.Contains(drop, c) {
			out = append(out, c)
		}
	}
	return out
}

// unnamed returns a firm that is only described: "a leading French automaker".
func (f *Finder) unnamed(unit int, classes []string) []Arg {
	u := &f.s.Units[unit]
	if !slices.Contains(classes, classFirm) || f.bits(u.Head)&lang.FirmNoun == 0 {
		return nil
	}
	if unit >= 2 && f.s.Units[unit-1].Kind == phrase.Comma && f.s.Units[unit-2].Kind == phrase.NounGroup {
		if a, ok := f.headMention(unit-2, []string{classFirm}); ok {
			return f.one(a) // "Avibras, the Brazilian firm"
		}
	}
	if u.Poss != phrase.None {
		if owner := f.args(f.s.Units[u.Poss].Lead, []string{classFirm}); len(owner) == 1 {
			return owner // "Hanwha's Changwon plant"
		}
	}
	first := u.First
	for first < u.Head {
		switch f.s.Cat(first) {
		case phrase.CatDeterminer, phrase.CatPossessive, phrase.CatNumber, phrase.CatAdverb:
			first++
			continue
		}
		break
	}
	if first == u.Head && f.s.Cat(u.Head) == phrase.CatPlural {
		return nil // "enterprises" alone describes none
	}
	return f.one(Arg{Class: classFirm, Entity: -1, Person: -1, First: first, Last: u.Last, Unnamed: true, Definite: f.bits(u.First)&lang.Definite != 0, Unit: unit})
}

// kindOf says whether a mention tells only of what kind the system before it is:
// a class of it, or right behind its name one of its class: "AMX-10 RC light tank".
func (f *Finder) kindOf(m phrase.Mention, system Arg) bool {
	known := f.p.known
	if known.IsA(system.Entity, m.Entity) {
		return true
	}
	class := known.Class(system.Entity)
	return class >= 0 && system.Last == m.First && known.IsClass(m.Entity) && known.IsA(m.Entity, class)
}

// systems returns the systems that a group names, with their number; a
// container ("a package of …", "$800 million in …") gives what it holds.
func (f *Finder) systems(unit, depth int) []Arg {
	u := &f.s.Units[unit]
	quantity, money := f.numbers(u)
	var out []Arg
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		m := f.s.Mentions[i]
		if m.Class != classSystem || !f.carried(m, u) || len(out) > 0 && f.kindOf(m, out[len(out)-1]) {
			continue
		}
		a := f.arg(m, unit)
		a.Quantity, a.Money = quantity, money
		if out == nil {
			out = f.one(a)
		} else {
			out = append(out, a)
		}
	}
	if u.Of != phrase.None && (len(out) == 0 && f.holds(u) || len(out) == 1 && f.bits(out[0].First)&lang.Bulk != 0 && out[0].First == u.Head) {
		if held := f.args(f.owned(u.Of), []string{classSystem}); len(held) > 0 || len(out) == 0 {
			out = slices.Clone(held) // "rounds of ammunition"
		}
	}
	if len(out) == 0 && (money.Max > 0 || f.headBits(u)&lang.Bulk != 0) {
		if n := f.behind(unit); n != phrase.None {
			out = f.args(n, []string{classSystem})
		}
	}
	for i := range out {
		if out[i].Quantity.Max == 0 || quantity.Max > 0 && quantity.Max < out[i].Quantity.Max && f.s.Cat(u.Head) == phrase.CatNumber {
			out[i].Quantity = quantity // "two of the six frigates"
		}
		if out[i].Money.Max == 0 {
			out[i].Money = money
		}
	}
	examples := f.examples(unit, depth)
	if len(examples) > 0 && f.behindSuchAs(examples[0].Unit) && !slices.ContainsFunc(out, f.p.Particular) {
		return examples // "equipment, such as tanks"
	}
	return append(out, examples...)
}

// behindSuchAs says whether a group is the first example of something.
func (f *Finder) behindSuchAs(unit int) bool {
	as := unit - 1
	return as >= 0 && f.s.Units[as].Lemma == f.p.words.as && f.word(f.s.Units[as].First-1) == f.p.words.such
}

// Particular says whether a system is more than "arms" or "equipment": it has a class,
// a number or a price.
func (p *Program) Particular(a Arg) bool {
	return a.Quantity.Max > 0 || a.Money.Max > 0 || p.known.Class(a.Entity) >= 0
}

// carried says whether a group that names a system is about the system: it is the
// head, or the head is a noun of a frame, of amounts or of parts. A "helicopter
// crash" is none, nor is a place.
func (f *Finder) carried(m phrase.Mention, u *phrase.Unit) bool {
	if t := m.First; t > u.First && f.s.Doc.Tokens[t].Shape&document.Hyphen != 0 && f.p.pack.Is(f.word(t-1), lang.Countering) {
		return false // "counter-artillery systems"
	}
	if t := m.First; t > u.First && m.Entity >= 0 && (f.bits(m.First)&lang.GenericItem != 0 || f.p.known.Entities[m.Entity].Kind == dualUse) && f.p.pack.Is(f.word(t-1), lang.Civilian) {
		return false // "commercial vehicles"
	}
	if m.Last > u.Head {
		return true
	}
	if f.p.pack.Is(u.Lemma, lang.Skills) {
		return false // "bomb disposal skills"
	}
	last := f.s.Mentions[u.Mentions[1]-1]
	if bits := f.headBits(u); last.Last <= u.Head && bits&lang.FoldTerritory != 0 && bits&(lang.FoldForces|lang.GenericItem|lang.Mass|lang.Bulk) == 0 {
		return false // "an ammunition factory"
	}
	return f.headBits(u)&(lang.Trigger|lang.FrameNoun|lang.GenericItem|lang.Mass|lang.NumberWord|lang.Magnitude|lang.Approximate|lang.Bulk) != 0 || f.s.Cat(u.Head) != phrase.CatNoun && f.s.Cat(u.Head) != phrase.CatPlural
}

// holds says whether a group is about what "of" ties to it: "a batch of rifles",
// not "images of rifles".
func (f *Finder) holds(u *phrase.Unit) bool {
	const holders = lang.Trigger | lang.FrameNoun | lang.GenericItem | lang.Mass | lang.NumberWord | lang.Magnitude | lang.Approximate | lang.Bulk | lang.Determiner | lang.Pronoun | lang.Temporal
	return f.headBits(u)&holders != 0 || f.s.Cat(u.Head) == phrase.CatNumber
}

// behind returns the group that "in" or "worth of" ties to an amount of money.
func (f *Finder) behind(unit int) int {
	for i := unit + 1; i < len(f.s.Units) && i <= unit+3; i++ {
		x := &f.s.Units[i]
		if bulk := f.headBits(&f.s.Units[unit])&lang.Bulk != 0; bulk && x.Kind == phrase.Preposition && (x.Lemma == f.p.words.forWord || x.Lemma == f.p.words.with) {
			return f.nounAfter(i) // "parts for missiles"
		} else if bulk && x.Kind == phrase.VerbGroup && x.Form == phrase.Gerund && i == unit+1 {
			return x.Objects[0] // "containers carrying shells"
		}
		if x.Kind == phrase.Preposition && (x.Lemma == f.p.words.in || x.Lemma == f.p.words.of || x.Lemma == f.p.words.worth) {
			if i+1 < len(f.s.Units) && f.s.Units[i+1].Kind == phrase.NounGroup {
				return i + 1
			}
		}
		if x.Kind == phrase.NounGroup && x.Lemma == f.p.words.worth && x.Of != phrase.None {
			return f.owned(x.Of) // "$18 billion worth of weapons"
		}
		if x.Kind != phrase.Adverb && x.Kind != phrase.Preposition {
			break
		}
	}
	return phrase.None
}

func (f *Finder) nounAfter(i int) int {
	if i+1 < len(f.s.Units) && f.s.Units[i+1].Kind == phrase.NounGroup {
		return i + 1
	}
	return phrase.None
}

// examples returns the systems behind "including" and "such as", also where who gets
// them stands between, and those that a colon lists.
func (f *Finder) examples(unit, depth int) []Arg {
	if depth >= 2 || f.isRelief(&f.s.Units[unit]) {
		return nil
	}
	n := f.exampleOf(unit)
	if n == phrase.None {
		n = f.laterExample(unit)
	}
	if n == phrase.None {
		n = f.joinedTo(unit)
	}
	if n == phrase.None {
		return nil
	}
	return f.exampleList(n, depth)
}

// laterExample returns the noun group behind a comma and "including" that stands
// behind the phrases of a group ("military aid to Kenya, including boats"), or behind
// a colon there.
func (f *Finder) laterExample(unit int) int {
	last := f.lastOf(unit)
	for i := last + 1; i+1 < len(f.s.Units); i++ {
		x := &f.s.Units[i]
		switch {
		case x.Kind == phrase.Preposition && x.Lemma == f.p.words.example && f.s.Units[i-1].Kind == phrase.Comma, f.lists(i):
			return f.nounAfter(i)
		case x.Kind == phrase.Preposition && f.s.Units[i-1].Kind == phrase.Comma && f.s.Units[i+1].Pronoun && f.bits(x.Head)&lang.Locative == 0:
			return f.nounAfter(i + 1) // "weapons, among them rifles"
		case x.Kind == phrase.VerbGroup && f.p.pack.Is(x.Lemma, lang.Said) && f.s.Units[i+1].Kind == phrase.Comma:
		case x.Kind == phrase.Comma && i+2 < len(f.s.Units) && f.s.Units[i+1].Kind == phrase.NounGroup && f.s.Units[i+2].Kind == phrase.VerbGroup && f.p.pack.Is(f.s.Units[i+2].Lemma, lang.Said):
		case x.Kind == phrase.VerbGroup:
			return f.held(i)
		case x.Kind == phrase.Comma && (f.s.Units[i+1].Lemma == f.p.words.example || f.s.Units[i+1].Kind == phrase.Preposition), x.Kind == phrase.Comma && f.s.Units[i+1].Kind == phrase.VerbGroup:
		case x.Kind != phrase.Preposition && x.Kind != phrase.NounGroup:
			return phrase.None
		}
	}
	return phrase.None
}

// held returns what a package holds by a gerund that belongs to it, though it stands
// behind the taker, "aid for Kenya comprising boats"; or None.
func (f *Finder) held(v int) int {
	x := &f.s.Units[v]
	if !f.p.holding[x.Lemma] || x.Form != phrase.Gerund {
		return phrase.None
	}
	if x.Objects[0] == phrase.None && v+1 < len(f.s.Units) && f.s.Units[v+1].Lemma == f.p.words.of {
		return f.nounAfter(v + 1)
	}
	return x.Objects[0]
}

// lists says whether a unit is a colon or a dash that a list of two or more follows.
func (f *Finder) lists(i int) bool {
	x := &f.s.Units[i]
	if x.Kind != phrase.Break || f.s.Doc.Text[f.s.Doc.Tokens[x.First].Start] != ':' && f.bits(x.First)&lang.Dash == 0 {
		return false
	}
	n := f.nounAfter(i)
	return n != phrase.None && f.s.Units[n].Next != phrase.None
}

// isRelief says whether a group without arms is one of relief goods.
func (f *Finder) isRelief(u *phrase.Unit) bool {
	for t := u.First; t < u.Last && u.Mentions[0] == u.Mentions[1]; t++ {
		if f.p.pack.Is(f.word(t), lang.Relief) {
			return true
		}
	}
	return false
}

// exampleOf returns the noun group behind the "including" or "such as" that
// follows a group, or None.
func (f *Finder) exampleOf(unit int) int {
	last := f.lastOf(unit)
	for i := last + 1; i+1 < len(f.s.Units) && i <= last+3; i++ {
		x := &f.s.Units[i]
		switch {
		case x.Kind == phrase.Preposition && f.p.pack.Is(x.Lemma, lang.Examples), x.Lemma == f.p.words.as && i > 0 && f.word(x.First-1) == f.p.words.such:
			if n := i + 1; f.s.Units[n].Kind == phrase.NounGroup {
				if f.s.Units[n].Pronoun && n+1 < len(f.s.Units) && f.s.Units[n+1].Kind == phrase.NounGroup {
					n++ // "among them Mali"
				}
				return n
			}
		case x.Kind == phrase.Comma, x.Kind == phrase.Preposition, x.Kind == phrase.Break:
			continue
		case x.Kind == phrase.Adverb && f.word(x.First) == f.p.words.such:
			continue
		}
		break
	}
	return phrase.None
}

// lastOf returns the last member of the list that goes on behind a group.
func (f *Finder) lastOf(unit int) int {
	for f.s.Units[unit].Next != phrase.None {
		unit = f.s.Units[unit].Next
	}
	return unit
}

// joinedTo returns the group that words such as "along with" add to a list.
func (f *Finder) joinedTo(unit int) int {
	units, i := f.s.Units, f.lastOf(unit)+1
	if i < len(units) && units[i].Kind == phrase.Comma {
		i++
	}
	if i >= len(units) || !f.p.pack.Is(f.word(units[i].First), lang.Joining) {
		return phrase.None
	}
	if i++; i < len(units) && units[i].Kind == phrase.Preposition && units[i].Lemma == f.p.words.with {
		i++
	}
	if i < len(units) && units[i].Kind == phrase.NounGroup {
		return i
	}
	return phrase.None
}

func (f *Finder) exampleList(n, depth int) (out []Arg) {
	for u := n; u != phrase.None; u = f.s.Units[u].Next {
		out = append(out, f.systems(u, depth+1)...)
	}
	return out
}

// bits returns the classes of a token of the sentence, none of another.
func (f *Finder) bits(t int) uint64 { return f.s.Bits(t) }

// word returns the word of a token of the sentence, zero of another.
func (f *Finder) word(t int) uint32 {
	if t < f.s.Span.First || t >= f.s.Span.Last {
		return 0
	}
	return f.s.Doc.Tokens[t].Word
}
