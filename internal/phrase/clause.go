package phrase

import (
	"slices"

	"github.com/attache-kg/attache/internal/lang"
)

// coordinate links noun groups that a list or a conjunction joins, and attaches
// "of" groups.
func (a *Analyzer) coordinate() {
	u := a.s.Units
	for i := range u {
		if u[i].Kind != NounGroup {
			continue
		}
		if i < 2 || u[i-1].Kind != Preposition || u[i-1].Lemma != a.words.of {
			continue
		}
		if i >= 4 && u[i-2].Kind == Quote && u[i-3].Kind == NounGroup && u[i-4].Kind == Quote {
			u[i-3].Of = i // "sent "dozens" of tanks"
		} else if u[i-2].Kind == NounGroup {
			u[i-2].Of = i
		}
	}
	for i := range u {
		if u[i].Kind == Conjunction {
			a.join(i)
		}
	}
	a.headlinePair()
	a.bareLists()
}

// bareLists links names that only commas part, three or more before a verb: "Germany,
// France, Italy are".
func (a *Analyzer) bareLists() {
	u := a.s.Units
	const fewest = 3
	for i := 0; i+2*fewest-1 < len(u); i++ {
		if u[i+1].Kind != Comma || u[i+3].Kind != Comma {
			continue
		}
		last := i
		for last+2 < len(u) && a.loneName(last) && u[last+1].Kind == Comma && a.loneName(last+2) {
			last += 2
		}
		if last-i < 2*(fewest-1) || last+1 >= len(u) || u[last+1].Kind != VerbGroup {
			continue
		}
		for k := i; k < last; k += 2 {
			u[k].Next, u[k+2].Lead = k+2, i
		}
		i = last
	}
}

// loneName says whether a noun group is only a name, in no list.
func (a *Analyzer) loneName(i int) bool {
	u := &a.s.Units[i]
	return a.named(i) && u.Next == None && u.Lead == i && u.Poss == None && !u.Possessor && a.s.Mentions[u.Mentions[1]-1].First == u.First
}

// headlinePair links what a headline joins with a comma for "and": the two names that
// open it, before a verb in the plural, "Kenya, Uganda sign pact", or two systems.
func (a *Analyzer) headlinePair() {
	u := a.s.Units
	if a.s.EndsIn('.') {
		return
	}
	for i := 1; i+2 < len(u); i++ {
		if u[i-1].Kind == VerbGroup && a.ofSystems(i) && u[i+1].Kind == Comma && a.ofSystems(i+2) && (i+3 == len(u) || u[i+3].Kind == Preposition) {
			u[i].Next, u[i+2].Lead = i+2, i // "sends tanks, shells to Ukraine"
		}
		if u[i-1].Kind == Preposition && a.s.Bits(u[i-1].Head)&lang.Locative == 0 && i+3 == len(u) && u[i+1].Kind == Comma && a.loneParty(i) && a.loneParty(i+2) {
			u[i].Next, u[i+2].Lead = i+2, i // "gets tanks from Poland, Norway"
		}
	}
	if len(u) < 4 || u[1].Kind != Comma || u[3].Kind != VerbGroup || !a.named(0) || !a.named(2) {
		return
	}
	if u[3].Last-u[3].First == 1 && a.s.Bits(u[3].Head)&lang.VerbBase != 0 {
		u[0].Next, u[2].Lead = 2, 0
	}
}

// loneParty says whether a noun group is only the name of a state or body.
func (a *Analyzer) loneParty(i int) bool {
	if u := &a.s.Units[i]; u.Kind != NounGroup || u.Mentions[0] == u.Mentions[1] || !a.loneName(i) {
		return false
	}
	class := a.s.Mentions[a.s.Units[i].Mentions[1]-1].Class
	return class == "State" || class == "Organization"
}

// ofSystems says whether a noun group alone ends in the name of a system.
func (a *Analyzer) ofSystems(i int) bool {
	u := &a.s.Units[i]
	return u.Kind == NounGroup && u.Next == None && u.Lead == i && u.Mentions[1] > u.Mentions[0] && a.s.Mentions[u.Mentions[1]-1].Class == "System"
}

// join links the members of the list that a conjunction closes.
func (a *Analyzer) join(c int) {
	u := a.s.Units
	right := c + 1
	if right+1 < len(u) && u[right].Kind == Adverb {
		right++ // "Poland and later Norway"
	}
	if right >= len(u) || u[right].Kind != NounGroup || u[right].Lead != right {
		return
	}
	left := c - 1
	if left >= 0 && u[left].Kind == Comma {
		left--
	}
	if a.opensClause(left, right) {
		return
	}
	if first := a.described(left, right); first != None {
		u[first].Next, u[right].Lead = right, first
		return
	}
	left = a.listMember(a.alike(a.sameNoun(left, right), right), u[right].Possessor)
	if left < 0 {
		return
	}
	members := []int{right, left}
	for {
		i := members[len(members)-1]
		for i >= 2 && u[i-1].Kind == Preposition && u[i-1].Lemma == a.words.of && u[i-2].Kind == NounGroup {
			i -= 2 // "the minister of Chad, the minister of Mali and"
		}
		i--
		if i < 1 || u[i].Kind != Comma {
			break
		}
		more := a.listMember(a.alike(i-1, right), u[right].Possessor)
		if more < 0 || a.holderBehind(more, members[len(members)-1]) || u[more].Pronoun || u[c-1].Kind != Comma && a.startsClause(right) && a.taken(more) {
			break
		}
		members = append(members, more)
	}
	lead := u[members[len(members)-1]].Lead // "A and B and C" goes on a list
	for k := len(members) - 1; k > 0; k-- {
		u[members[k]].Next = members[k-1]
	}
	for _, m := range members {
		u[m].Lead = lead
	}
}

// holderBehind says whether an official behind a comma is who holds the title that "of"
// ties to the group before it: "The president of Chad, A, and the president of Mali".
func (a *Analyzer) holderBehind(of, official int) bool {
	u := a.s.Units
	return a.person(official) && of >= 2 && u[of-1].Kind == Preposition && u[of-1].Lemma == a.words.of && a.held(of-2) && !a.person(of-2)
}

// described returns the first of two groups that a conjunction joins where commas cut them out
// to say what the name before them is: "Nimr, a unit of Edge and a maker of vehicles, signed";
// or None.
func (a *Analyzer) described(left, right int) int {
	u := a.s.Units
	article := func(i int) bool { return a.s.Bits(u[i].First)&lang.Article != 0 }
	if left < 2 || u[left].Kind != NounGroup || !article(right) {
		return None
	}
	for left >= 2 && u[left-1].Kind == Preposition && u[left-2].Kind == NounGroup {
		left -= 2
	}
	end := a.ahead(right)
	for end+1 < len(u) && u[end].Kind == Preposition && u[end+1].Kind == NounGroup {
		end += 2
	}
	if left < 2 || !article(left) || u[left-1].Kind != Comma || !a.loneName(left-2) || a.ofSystems(left-2) ||
		end+1 >= len(u) || u[end].Kind != Comma || u[end+1].Kind != VerbGroup || u[end+1].Form != Finite {
		return None
	}
	return left
}

// sameNoun returns the group that a group behind a conjunction repeats the noun
// of, past the phrases of the first: "attacks on Jeddah and attacks in Jizan"; else left.
func (a *Analyzer) sameNoun(left, right int) int {
	u := a.s.Units
	if u[right].Mentions[1] > u[right].Mentions[0] {
		return left
	}
	for i := left; i >= 0; i-- {
		switch u[i].Kind {
		case NounGroup:
			if u[i].Next == None && (u[i].Lemma == u[right].Lemma || i < left && a.deeds(i) && a.deeds(right)) {
				return i
			}
		case Preposition, Adverb, Quote:
		default:
			return left
		}
	}
	return left
}

// deeds says whether a group without a name as its head is of a noun of frames, with
// a number or an article: "several strikes".
func (a *Analyzer) deeds(i int) bool {
	return a.s.Bits(a.s.Units[i].Head)&lang.FrameNoun != 0 && a.s.Bits(a.s.Units[i].Head)&lang.Trigger != 0 && !a.named(i)
}

// alike returns the group that a name behind a conjunction is listed with: what "of"
// ties a word to that is no name of its kind, "the Ministry of Defence and Latvia", or
// the official of a state: "President A of Kenya and President B of Rwanda".
func (a *Analyzer) alike(left, right int) int {
	u := a.s.Units
	if left < 2 || !a.named(right) {
		return left
	}
	class := a.s.Mentions[u[right].Mentions[1]-1].Class
	if host := a.hostOf(left); (class == "Official" || class == "Office") && host >= 0 && u[host].Next == None && a.person(host) {
		return host
	}
	for i := left; i >= 0 && u[i].Kind == NounGroup; i -= 2 {
		switch {
		case a.named(i) && a.s.Mentions[u[i].Mentions[1]-1].Class == class:
			return left
		case i < 2 || u[i-1].Kind != Preposition || u[i-1].Lemma != a.words.of:
			if i == left || a.s.Bits(u[i].Head)&lang.FoldGovernment == 0 {
				return left
			}
			return i
		}
	}
	return left
}

// hostOf returns the group that "of" or "for" ties a state to, be it behind a comma: "A
// of Kenya", "A, of Kenya"; or -1.
func (a *Analyzer) hostOf(i int) int {
	u := a.s.Units
	if i < 2 || !a.named(i) || a.s.Mentions[u[i].Mentions[1]-1].Class != "State" || u[i-1].Kind != Preposition || u[i-1].Lemma != a.words.of && u[i-1].Lemma != a.words.forWord {
		return -1
	}
	i -= 2
	if i > 0 && u[i].Kind == Comma {
		i--
	}
	if u[i].Kind != NounGroup {
		return -1
	}
	return i
}

// opensClause says whether the noun group behind a conjunction is the subject of
// a clause of its own: a finite verb follows, and the group before it already
// belongs to another.
func (a *Analyzer) opensClause(left, right int) bool {
	if left > 0 && a.s.Units[left-1].Kind == Comma || !a.startsClause(right) && !a.behindComma(left, right) {
		return false
	}
	for i := left - 1; i >= 0; i-- {
		switch x := &a.s.Units[i]; x.Kind {
		case VerbGroup:
			return i != left-1 || !a.pack.Is(x.Lemma, lang.Said)
		case Subordinator, Break, Relative:
			return false
		}
	}
	return false
}

// behindComma says whether a comma parts a group behind a conjunction from the one before
// it, and a finite verb follows it: "shelled Haifa, and the army of Israel responded".
func (a *Analyzer) behindComma(left, right int) bool {
	u := a.s.Units
	for u[right].Of != None {
		right = u[right].Of
	}
	v := a.ahead(right)
	return left >= 0 && u[left].Kind == NounGroup && u[left+1].Kind == Comma && v < len(u) && u[v].Kind == VerbGroup && u[v].Form == Finite
}

// listMember returns the noun group that ends at unit i as a member of a list:
// the group itself, or the one whose "of" group ends there.
func (a *Analyzer) listMember(i int, possessor bool) int {
	u := a.s.Units
	if i < 0 || u[i].Kind != NounGroup || u[i].Next != None || u[i].Time {
		return -1
	}
	if u[i].Pronoun && u[i].Possessor != possessor {
		return -1
	}
	return i
}

// subordinate tells subordinators among the prepositions: one whose noun group
// a finite verb follows opens a clause, and one that commas cut out with it does not.
func (a *Analyzer) subordinate() {
	u := a.s.Units
	for i := 0; i+2 < len(u); i++ {
		if u[i].Kind != Preposition || u[i+1].Kind != NounGroup || a.s.Bits(u[i].Head)&lang.Subordinator == 0 {
			continue
		}
		j := i + 2
		for j < len(u) && (u[j].Kind == Adverb || u[j].Kind == NounGroup && u[j].Poss == j-1) {
			j++
		}
		if j < len(u) && u[j].Kind == VerbGroup && u[j].Form == Finite {
			u[i].Kind = Subordinator
		}
	}
	for i := 1; i+3 < len(u); i++ {
		if u[i].Kind != Subordinator || u[i-1].Kind != Comma || u[i+1].Kind != NounGroup {
			continue
		}
		j := i + 2
		for j+1 < len(u) && u[j].Kind == Preposition && u[j+1].Kind == NounGroup {
			j += 2
		}
		if j+1 < len(u) && u[j].Kind == Comma && u[j+1].Kind == VerbGroup {
			u[i].Kind = Preposition // "Poland, after a delay, bought"
		}
	}
}

// parted gives a verb the auxiliary that a time parts from it: "has since 2015 trained",
// "was on Tuesday handed over", "will, from May on, train".
func (a *Analyzer) parted() {
	u := a.s.Units
	for i := range u {
		if u[i].Kind != VerbGroup {
			continue
		}
		v := a.behindTime(i)
		if v == 0 || !a.takeAuxiliary(v, &u[i]) {
			continue
		}
		u[i].Kind = Adverb
		for k := i + 1; k < v; k++ {
			if u[k].Kind == Subordinator {
				u[k].Kind = Preposition
			}
		}
	}
}

// behindTime returns the verb group that only a time or the like parts from the
// auxiliaries of verb group i, or 0.
func (a *Analyzer) behindTime(i int) int {
	u := a.s.Units
	if i+2 >= len(u) {
		return 0
	}
	if cat := a.s.Cat(u[i].Head); cat != CatHave && cat != CatBe && cat != CatModal && cat != CatDo {
		return 0
	}
	if v := a.behindRemark(i + 1); v > 0 {
		return v
	}
	times := 0
	for i++; i < len(u); i++ {
		switch {
		case u[i].Kind == Comma, u[i].Kind == Adverb, (u[i].Kind == Preposition || u[i].Kind == Subordinator) && i+1 < len(u) && (a.aside(i+1) || u[i+1].Kind == Comma && times > 0):
		case u[i].Time, a.aside(i) && u[i-1].Kind == Preposition:
			times++
		case u[i].Kind == VerbGroup && times > 0:
			return i
		default:
			return 0
		}
	}
	return 0
}

// behindRemark returns the verb group behind a remark that two commas part from an
// auxiliary, or 0: "has, however, sent", "will, he said, send", "has, according to
// reports, sent".
func (a *Analyzer) behindRemark(comma int) int {
	u := a.s.Units
	const most = 5 // units
	if u[comma].Kind != Comma {
		return 0
	}
	for i := comma + 1; i+1 < len(u) && i <= comma+most; i++ {
		switch x := &u[i]; {
		case x.Kind == Comma:
			if u[i+1].Kind == VerbGroup {
				return i + 1
			}
			return 0
		case x.Kind == VerbGroup && x.Form != Gerund && !a.pack.Is(x.Lemma, lang.Said), x.Kind == Conjunction, x.Kind == Relative, x.Kind == Break:
			return 0
		}
	}
	return 0
}

// aside says whether a unit is a time, or a few words that name nobody: "in the past",
// "in effect".
func (a *Analyzer) aside(i int) bool {
	const few = 2 // tokens
	u := &a.s.Units[i]
	return u.Time || u.Kind == NounGroup && !u.Pronoun && u.Last-u.First <= few && u.Mentions[0] == u.Mentions[1]
}

// takeAuxiliary gives a verb group of one word auxiliaries that stand before it, if
// its form is one that they ask for.
func (a *Analyzer) takeAuxiliary(v int, auxiliary *Unit) bool {
	g := &a.s.Units[v]
	bits := a.s.Bits(g.Head)
	if g.Last-g.First > 1 || a.s.Cat(g.Head) != CatVerb {
		return false
	}
	switch cat := a.s.Cat(auxiliary.Head); {
	case cat == CatModal && bits&lang.VerbBase != 0:
		g.Form, g.Tense, g.Passive = Finite, Modal, false
	case cat == CatHave && bits&lang.VerbParticiple != 0:
		g.Form, g.Tense, g.Passive = Finite, auxiliary.Tense, false
		if auxiliary.Tense != Modal {
			g.Tense = Perfect
		}
	case cat == CatDo && bits&lang.VerbBase != 0:
		g.Form, g.Tense, g.Passive = Finite, Present, false
		if a.s.Bits(auxiliary.First)&lang.VerbPast != 0 {
			g.Tense = Past
		}
	case cat == CatBe && bits&lang.VerbIng != 0:
		g.Form, g.Tense, g.Passive = auxiliary.Form, Progressive, false
	case cat == CatBe && bits&lang.VerbParticiple != 0:
		g.Form, g.Tense, g.Passive = auxiliary.Form, auxiliary.Tense, true
	default:
		return false
	}
	g.Modal, g.Negated = auxiliary.Modal, g.Negated || auxiliary.Negated
	return true
}

// clauses finds each verb group's subject, governor, objects and prepositions.
func (a *Analyzer) clauses() {
	for v := range a.s.Units {
		if a.s.Units[v].Kind == VerbGroup {
			a.reduced(v)
		}
	}
	for v := range a.s.Units {
		if a.s.Units[v].Kind == VerbGroup {
			a.subject(v)
			a.arguments(v)
		}
	}
	for v := len(a.s.Units) - 1; v >= 0; v-- {
		if a.s.Units[v].Kind == VerbGroup {
			a.shareObject(v)
			a.elided(v)
		}
	}
}

// shareObject gives the verbs of a list what stands behind its last: "built and sent
// tanks", "has been training, advising and equipping soldiers", "trained and armed by
// France".
func (a *Analyzer) shareObject(v int) {
	u := a.s.Units
	g := &u[v]
	if g.Objects[0] != None || len(g.Slots) > 0 || v+2 >= len(u) {
		return
	}
	n := v + 1
	if u[n].Kind == Comma && u[n+1].Kind == Conjunction {
		n++
	}
	if u[n].Kind != Conjunction && u[n].Kind != Comma || n+1 >= len(u) {
		return
	}
	next := &u[n+1]
	alike := next.Form == g.Form || next.Passive && g.Passive || a.s.Bits(g.Head)&a.s.Bits(next.Head)&lang.VerbIng != 0
	joined := u[n].Kind == Conjunction || next.Passive || next.Form != Participle && (next.Tense == g.Tense || next.Tense == Past && g.Tense == Perfect) || next.Form == Gerund
	if next.Kind == VerbGroup && alike && next.Passive == g.Passive && joined {
		g.Objects, g.Slots = next.Objects, next.Slots
	}
}

// elided reads a passive that leaves out its "were", and gives the one before it what
// stands behind: "ten were killed and seven others injured in a raid".
func (a *Analyzer) elided(v int) {
	u := a.s.Units
	if v < 3 || u[v].Form != Finite || u[v].Tense != Past || u[v].Last-u[v].First > 1 || u[v].Objects[0] != None || a.s.Bits(u[v].Head)&lang.VerbParticiple == 0 {
		return
	}
	first := &u[v-3]
	if u[v-1].Kind != NounGroup || u[v-2].Kind != Conjunction || first.Kind != VerbGroup || !first.Passive || first.Form != Finite || a.s.Cat(u[v-1].First) != CatNumber {
		return
	}
	u[v].Passive, u[v].Subject = true, v-1
	if first.Objects[0] == v-1 {
		first.Objects[0] = None
	}
	if len(first.Slots) == 0 {
		first.Slots = u[v].Slots
		if a.s.Cat(u[v-1].Head) == CatNumber {
			u[v].Slots = nil // "and 20 wounded": of the same people
		}
	}
}

// back returns the unit before i, adverbs and quotes passed over, or -1.
func (a *Analyzer) back(i int) int {
	for i--; i >= 0 && (a.s.Units[i].Kind == Adverb || a.s.Units[i].Kind == Quote); i-- {
	}
	return i
}

func (a *Analyzer) ahead(i int) int {
	for i++; i < len(a.s.Units) && (a.s.Units[i].Kind == Adverb || a.s.Units[i].Kind == Quote); i++ {
	}
	return i
}

// reduced turns a past form into a participle where it can only be one: an
// agent follows, or its noun group already belongs to another verb, and no
// object follows.
func (a *Analyzer) reduced(v int) {
	u := a.s.Units
	g := &u[v]
	if g.Form != Finite || g.Tense != Past && !a.agentAt(a.ahead(v)) || g.Passive || g.Last-g.First > 1 && a.s.Cat(g.First) != CatAdverb || a.s.Bits(g.Head)&lang.VerbParticiple == 0 {
		return
	}
	next := a.ahead(v)
	agent := a.agentAt(next) || a.listedParticiple(next)
	if next < len(u) && u[next].Kind == Preposition && u[next].Lemma == g.Particle && (slices.Contains(a.pack.Phrasal.Get(g.Lemma), g.Particle) || a.timeAt(a.ahead(next))) {
		next = a.ahead(next)
	}
	object := next < len(u) && u[next].Kind == NounGroup && !(u[next].Time && (next == a.ahead(v) || !a.pack.Is(g.Lemma, lang.Said)))
	prev := a.back(v)
	if prev > 1 && u[prev].Kind == NounGroup && u[prev].Time {
		prev = a.back(prev)
		if prev >= 0 && u[prev].Kind == Preposition {
			prev = a.back(prev) // "Lithuania on Thursday handed over"
		}
	}
	if prev < 0 && next < len(u) && u[next].Kind == Preposition && a.opens(v) != None {
		g.Form, g.Passive = Participle, true
		return
	}
	if prev < 0 || u[prev].Kind != NounGroup || u[prev].Pronoun {
		if prev >= 0 && (u[prev].Kind == Comma || u[prev].Kind == Conjunction) && (agent || !object && (a.parenthesis(v, prev) || a.reducedBefore(v, prev) != None)) {
			g.Form, g.Passive = Participle, true
		}
		return
	}
	if agent || !object && next < len(u) && u[next].Kind == Preposition && u[next].Lemma == a.words.to && a.ofSystems(prev) && !a.s.EndsIn('.') {
		g.Form, g.Passive = Participle, true // "Dutch F-16s delivered to Ukraine"
		return
	}
	apposed := prev > 1 && u[prev-1].Kind == Comma && u[prev-2].Kind == NounGroup && u[prev].Lead == prev && !a.named(prev)
	if agent || !object && !a.relativeSubject(prev) && (a.taken(prev) && a.hasMainVerb(v) || a.verbFollows(v) || apposed && a.parenthesis(v, prev-1)) {
		g.Form, g.Passive = Participle, true
	}
}

// reducedBefore returns the reduced passive that a conjunction joins verb v to: "jets
// designed and built in Italy", "the jets, built in Italy and sold to Oman, flew"; or None.
func (a *Analyzer) reducedBefore(v, conjunction int) int {
	u := a.s.Units
	if u[conjunction].Kind != Conjunction {
		return None
	}
	for i := conjunction - 1; i > 0; i-- {
		switch u[i].Kind {
		case NounGroup, Preposition, Adverb:
		case VerbGroup:
			if u[i].Form == Participle && u[i].Passive && (i+1 == conjunction && u[i-1].Kind == NounGroup || a.parenthesis(v, i-1)) {
				return i
			}
			return None
		default:
			return None
		}
	}
	return None
}

// opens returns the subject of the clause behind the comma that closes what verb v
// opens: "Built by Saab, the Gripen flies", or None.
func (a *Analyzer) opens(v int) int {
	u := a.s.Units
	for i := v + 1; i+1 < len(u); i++ {
		switch u[i].Kind {
		case Comma:
			if u[i+1].Kind == NounGroup && u[i+1].Lead == i+1 && i+2 < len(u) && u[i+2].Kind == VerbGroup && u[i+2].Form == Finite {
				return i + 1
			}
		case NounGroup, Preposition, Adverb, Conjunction:
		default:
			return None
		}
	}
	return None
}

// timeAt says whether unit i is a time.
func (a *Analyzer) timeAt(i int) bool { return i < len(a.s.Units) && a.s.Units[i].Time }

// parenthesis says whether the comma before v and one behind it cut a reduced clause
// out: "the ship, built in Turkey, sailed".
func (a *Analyzer) parenthesis(v, comma int) bool {
	u := a.s.Units
	if u[comma].Kind != Comma || comma < 1 || u[comma-1].Kind != NounGroup {
		return false
	}
	for i := v + 1; i+1 < len(u); i++ {
		switch u[i].Kind {
		case Comma:
			return u[i+1].Kind == VerbGroup && u[i+1].Form == Finite
		case NounGroup, Preposition, Adverb, Conjunction:
		case VerbGroup:
			if u[i-1].Kind != Conjunction || u[i].Objects[0] != None || !a.mayBeParticiple(i) {
				return false // "built in Turkey and delivered in May"
			}
		default:
			return false
		}
	}
	return false
}

// agentAt says whether the agent of a passive begins at a unit.
func (a *Analyzer) agentAt(i int) bool {
	return i < len(a.s.Units) && a.s.Units[i].Kind == Preposition && a.s.Units[i].Lemma == a.words.by
}

// listedParticiple says whether a conjunction at a unit joins a participle with its
// agent: "and armed by France".
func (a *Analyzer) listedParticiple(i int) bool {
	u := a.s.Units
	return i+1 < len(u) && u[i].Kind == Conjunction && u[i+1].Kind == VerbGroup && u[i+1].Last-u[i+1].First == 1 &&
		a.s.Bits(u[i+1].Head)&lang.VerbParticiple != 0 && a.agentAt(a.ahead(i+1))
}

// hasMainVerb says whether another verb of the sentence, or none in a headline,
// leaves v to be a participle: in "Tanks sent by Germany burned" it is the main verb.
func (a *Analyzer) hasMainVerb(v int) bool {
	reduced := false
	for i := v - 1; i >= 0; i-- {
		if x := &a.s.Units[i]; x.Kind == VerbGroup {
			if x.Form == Finite {
				return true
			}
			reduced = reduced || x.Form == Participle
		}
	}
	if reduced {
		return false
	}
	for i := v + 1; i < len(a.s.Units); i++ {
		if x := &a.s.Units[i]; x.Kind == VerbGroup && x.Form == Finite && !a.doneBy(i) {
			return true
		}
	}
	return !a.s.EndsIn('.')
}

// doneBy says whether a past form with its agent right behind it can only be a participle:
// "took part in a course conducted by marines".
func (a *Analyzer) doneBy(i int) bool {
	u := &a.s.Units[i]
	return u.Last-u.First == 1 && a.s.Bits(u.Head)&lang.VerbParticiple != 0 && a.agentAt(i+1)
}

// relativeSubject says whether a noun group can only be the subject of a relative
// clause: "tanks that Poland sent", "tanks Poland sent".
func (a *Analyzer) relativeSubject(n int) bool {
	u := a.s.Units
	p := u[n].Lead - 1
	if p < 0 {
		return false
	}
	if u[p].Kind == Relative || u[p].Kind == Subordinator && u[p].Lemma == a.words.that {
		return p > 0 && u[p-1].Kind == NounGroup
	}
	return u[p].Kind == NounGroup && !u[p].Possessor && !u[p].Time && a.named(n)
}

// taken says whether a noun group is the object of a verb or preposition.
func (a *Analyzer) taken(n int) bool {
	u := a.s.Units
	i := u[n].Lead - 1
	for i >= 0 && (u[i].Kind == Adverb || u[i].Kind == NounGroup) {
		i--
	}
	if i > 1 && u[i].Kind == Preposition && u[i].Lemma == a.words.of && a.ofSystems(n) && u[i-1].Kind == NounGroup {
		return a.taken(i - 1) // "sent thousands of weapons seized at sea to Yemen"
	}
	if i == 2 && u[i].Kind == Preposition && u[i].Lemma == a.words.of && u[0].Kind == Preposition && u[1].Kind == NounGroup {
		return true // "After months of talks, Kenya and Mali signed"
	}
	if a.opensSubject(i) {
		return false // "Attacks on Izium, Kherson and Sumy killed"
	}
	return i >= 0 && (u[i].Kind == Preposition && u[i].Lemma != a.words.of || u[i].Kind == VerbGroup)
}

// opensSubject says whether a preposition stands in the group of a deed that opens a
// clause, and is the subject of the verb behind.
func (a *Analyzer) opensSubject(i int) bool {
	u, deed := a.s.Units, false
	for i > 0 && u[i].Kind == Preposition && u[i-1].Kind == NounGroup && !u[i-1].Time {
		deed = a.s.Bits(u[i-1].Head)&lang.FrameNoun != 0
		for i -= 2; i >= 0 && u[i].Kind == NounGroup; i-- {
		}
	}
	return deed && (i < 0 || u[i].Kind == Break || u[i].Lemma == a.words.that || u[i].Kind == VerbGroup && a.pack.Is(u[i].Lemma, lang.Said))
}

// verbFollows says whether another finite verb follows before a new clause opens.
func (a *Analyzer) verbFollows(v int) bool {
	u := a.s.Units
	if next := a.ahead(v); next < len(u) && u[next].Kind == VerbGroup {
		return false // "agreed to buy jets made in Sweden"
	}
	for i := v + 1; i < len(u); i++ {
		switch u[i].Kind {
		case VerbGroup:
			if u[i].Form == Finite && !a.doneBy(i) {
				before := a.back(i)
				if p := a.back(before); before > v && u[before].Pronoun && p > v && u[p].Kind == NounGroup && p == before-1 {
					continue // "delivered to Turkey the missiles it had ordered"
				}
				return before >= 0 && u[before].Kind == NounGroup && a.taken(before)
			}
		case Comma, Conjunction, Relative, Subordinator, Break:
			return false
		}
	}
	return false
}

func (a *Analyzer) subject(v int) {
	u := a.s.Units
	g := &u[v]
	prev := a.back(v)
	if prev < 0 {
		switch g.Form {
		case Gerund:
			a.matrix(v, 0) // "Signing the pact, Germany praised it"
		case Participle:
			g.Subject = a.opens(v)
		}
		return
	}
	if u[prev].Kind == VerbGroup && a.bare(g) && a.pack.Is(u[prev].Lemma, lang.BareInfinitive) {
		g.Form = Infinitive
	}
	switch g.Form {
	case Infinitive, Gerund:
		a.govern(v, prev)
		return
	case Participle:
		if u[prev].Kind == NounGroup {
			g.Subject = u[prev].Lead
			return
		}
		p := a.back(prev)
		if (u[prev].Kind == Comma || u[prev].Kind == Conjunction) && p >= 0 && u[p].Kind == VerbGroup && (u[p].Form == Participle || u[p].Passive) {
			g.Subject = u[p].Subject // "are armed, trained and paid by France"
			if u[p].Form == Finite {
				g.sharePassive(&u[p])
			}
			a.shareAuxiliary(p, v)
			return
		}
		if u[prev].Kind == Comma {
			if p >= 0 && u[p].Kind == NounGroup {
				g.Subject = u[p].Lead
			}
			return
		}
		if w := a.reducedBefore(v, prev); w != None {
			g.Subject = u[w].Subject
			return
		}
	}
	if i := a.overSaying(prev); i >= 0 {
		a.walkToSubject(v, i)
		return
	}
	if u[prev].Kind == Conjunction || a.adversative(prev) || u[prev].Kind == Comma && (a.verbList(prev) || a.bare(g) && prev > 0 && u[prev-1].Kind == VerbGroup && u[prev-1].Form == Infinitive) {
		if w := a.verbBefore(prev); w >= 0 && !a.closesRelative(w, prev) {
			g.Subject, g.Relative = u[w].Subject, u[w].Relative
			if u[w].Form == Infinitive && a.bare(g) {
				g.Form, g.Governor, g.GovWord = Infinitive, u[w].Governor, u[w].GovWord
			}
			a.sharePassive(w, v)
			a.shareAuxiliary(w, v)
			return
		}
	}
	a.walkToSubject(v, prev)
}

// closesRelative says whether a comma closes the relative clause of verb group w, which
// another opened: "The tanks, which were sent by Germany, burned".
func (a *Analyzer) closesRelative(w, comma int) bool {
	u := a.s.Units
	if u[comma].Kind != Comma || !u[w].Relative {
		return false
	}
	for i := w - 1; i > 0; i-- {
		if u[i].Kind == Relative {
			return u[i-1].Kind == Comma
		}
	}
	return false
}

// overSaying returns the noun group before a clause of saying that a comma closes, or -1:
// "Germany, officials said on Monday, sent".
func (a *Analyzer) overSaying(comma int) int {
	u := a.s.Units
	if u[comma].Kind != Comma {
		return -1
	}
	i := comma - 1
	for i > 0 && (u[i].Kind == Preposition || u[i].Kind == Adverb || u[i].Kind == NounGroup && u[i].Time) {
		i--
	}
	if i < 3 || u[i].Kind != VerbGroup || u[i].Form != Finite || !a.pack.Is(u[i].Lemma, lang.Said) || u[i-1].Kind != NounGroup || u[i-2].Kind != Comma {
		return -1
	}
	if i = a.back(i - 2); i < 0 || u[i].Kind != NounGroup || u[i].Time {
		return -1
	}
	return i // perhaps with its auxiliary: "Germany will, he said, send"
}

// adversative says whether unit i is a "but".
func (a *Analyzer) adversative(i int) bool {
	return a.s.Bits(a.s.Units[i].Head)&lang.Adversative != 0
}

// sharePassive reads a past form that a list joins to a passive as a further one:
// "were repaired in Poland and delivered to Kyiv"; who arrives is not arrived, and an
// object makes it active.
func (a *Analyzer) sharePassive(w, v int) {
	u := a.s.Units
	first, g := &u[w], &u[v]
	if !first.Passive || g.Form != Finite || g.Tense != Past || g.Last-g.First > 1 || a.s.Bits(g.Head)&lang.VerbParticiple == 0 || a.pack.Is(g.Lemma, lang.Arrivals) {
		return
	}
	next := a.ahead(v)
	if next < len(u) && u[next].Kind == Preposition && u[next].Lemma == g.Particle && (w+2 < v || slices.Contains(a.pack.Phrasal.Get(g.Lemma), g.Particle)) {
		next = a.ahead(next)
	}
	if next < len(u) && (u[next].Kind == NounGroup && !u[next].Time || w+2 < v && u[next].Kind == Preposition && !slices.Contains(a.words.passive, u[next].Lemma)) {
		return
	}
	g.sharePassive(first)
}

// sharePassive gives a participle the auxiliaries of the passive it is joined to.
func (g *Unit) sharePassive(first *Unit) {
	g.Passive, g.Form, g.Tense, g.Modal, g.Governor, g.GovWord = true, first.Form, first.Tense, first.Modal, first.Governor, first.GovWord
}

// shareAuxiliary gives a verb that a list joins to verb w the auxiliaries of that, and
// its "not" where only a conjunction parts them or the conjunction is no "and": "will
// give tanks and get jets", "did not sell or deliver", "has not sold, leased or sent".
func (a *Analyzer) shareAuxiliary(w, v int) {
	first, g := &a.s.Units[w], &a.s.Units[v]
	switch {
	case first.Form != Finite:
		return
	case first.Passive && g.Passive:
	case a.bare(g) && first.Tense == Modal:
		g.Tense, g.Modal = Modal, first.Modal
	case a.bare(g) && (a.s.Cat(first.First) == CatDo || first.Negated && first.Last-first.First == 1 && a.s.Bits(first.Head)&lang.VerbBase != 0): // the "do" of the list
		g.Tense = first.Tense
	case first.Tense == Perfect && (g.Tense == Past || g.Form == Participle) && g.Last-g.First == 1 && a.s.Bits(g.Head)&lang.VerbParticiple != 0:
		g.Form, g.Tense, g.Passive = Finite, Perfect, false
	default:
		return
	}
	if !first.Negated {
		return
	}
	parted := slices.ContainsFunc(a.s.Units[w+1:v], func(x Unit) bool { return x.Kind == NounGroup })
	g.Negated = !a.adversative(v-1) && (!parted || a.s.Units[v-1].Kind == Conjunction && a.s.Units[v-1].Lemma != a.words.and)
}

// bare says whether a verb group is one base form: "provide" in "to refurbish
// and provide".
func (a *Analyzer) bare(g *Unit) bool {
	return g.Form == Finite && g.Tense == Present && a.s.Bits(g.Head)&lang.VerbBase != 0
}

// verbList says whether a comma parts two verbs of one subject: the noun groups
// before it belong to a verb, and no comma opens a parenthesis among them.
func (a *Analyzer) verbList(comma int) bool {
	for i := comma - 1; i >= 0; i-- {
		switch x := &a.s.Units[i]; x.Kind {
		case VerbGroup:
			return x.Form == Finite && !a.inOwnRelative(i)
		case Comma:
			if i+1 < len(a.s.Units) && a.s.Units[i+1].Lead <= i && a.s.Units[i+1].Kind == NounGroup {
				continue
			}
			return false
		case NounGroup, Preposition, Conjunction, Adverb, Quote:
		default:
			return false
		}
	}
	return false
}

// inOwnRelative says whether a verb is of a relative clause in which another group than its
// antecedent is the subject: "the city, where the plant is located,".
func (a *Analyzer) inOwnRelative(v int) bool {
	g := &a.s.Units[v]
	if g.Relative || g.Subject == None {
		return false
	}
	p := a.topGroup(g.Subject) - 1
	return p >= 0 && a.s.Units[p].Kind == Relative
}

func (a *Analyzer) verbBefore(i int) int {
	for i--; i >= 0; i-- {
		switch a.s.Units[i].Kind {
		case VerbGroup:
			if a.s.Units[i].Form != Participle && a.s.Units[i].Form != Gerund {
				return i
			}
		case Subordinator, Break:
			return -1
		}
	}
	return -1
}

// walkToSubject walks left over prepositional phrases, parentheses and reduced
// clauses to the noun group that a finite verb belongs to.
func (a *Analyzer) walkToSubject(v, i int) {
	u := a.s.Units
	g := &u[v]
	for i >= 0 {
		switch u[i].Kind {
		case NounGroup:
			lead := a.topGroup(i)
			before := a.back(lead)
			if u[lead].Time && before >= 0 && (u[before].Kind == Comma || u[before].Kind == NounGroup) {
				i = before // "Turkey last month delivered"
				continue
			}
			if before >= 0 && u[before].Kind == NounGroup && a.s.Doc.Tokens[u[lead].First].Word == a.words.worth {
				i = before // "Tanks worth $5 million were sent"
				continue
			}
			if before > 0 && u[before].Kind == VerbGroup && u[before].Form == Gerund && u[before].Objects[0] == lead && u[before-1].Kind == NounGroup && u[before].Subject == u[before-1].Lead {
				i = before - 1 // "A plane carrying arms landed"
				continue
			}
			if before >= 0 && u[before].Kind == VerbGroup && u[before].Form == Finite && u[before].Objects[0] == lead && a.inRelative(before) {
				i = a.overRelative(before)
				continue
			}
			if before >= 0 && u[before].Kind == Preposition {
				i = a.back(before)
				continue
			}
			g.Subject = a.seated(lead)
			return
		case Relative:
			g.Relative = true
			g.Subject = a.antecedent(i)
			return
		case Comma:
			i = a.overParenthesis(i)
		case VerbGroup:
			if u[i].Form != Finite {
				i = a.back(i)
				continue
			}
			if r := a.saidOf(i); r != None && a.back(v) == i {
				g.Relative, g.Subject = true, a.antecedent(r)
				return
			}
			before := None
			if u[i].Subject != None && a.inRelative(i) {
				before = a.overRelative(i) // "the tanks Denmark bought in 2017 were given"
			}
			if before == None || before >= i {
				return
			}
			i = before
		case Preposition:
			i = a.back(i)
		case Conjunction:
			if p := a.back(i); p < 0 || u[p].Kind != VerbGroup || u[p].Form != Participle {
				return
			}
			i = a.back(i) // "tanks built and sent by Germany burned"
		case Break:
			if i == 1 && v == 2 && u[0].Kind == NounGroup && a.loneName(0) {
				g.Subject = 0 // "Germany: will send 14 tanks"
				return
			}
			if i = a.overDashes(i); i < 0 {
				return
			}
		default:
			return
		}
	}
}

// saidOf returns the relative before whoever says what follows a verb of saying, or None:
// "drones, which Kyiv says were sent by Iran".
func (a *Analyzer) saidOf(i int) int {
	u := a.s.Units
	if !a.pack.Is(u[i].Lemma, lang.Said) || u[i].Subject == None || u[i].Subject >= i {
		return None
	}
	if p := u[u[i].Subject].Lead - 1; p > 0 && (u[p].Kind == Relative || u[p].Kind == Subordinator && u[p].Lemma == a.words.that) {
		return p
	}
	return None
}

// seated returns the firm or body whose seat a group is, behind a comma: the Raytheon
// of "Raytheon Co., Tucson, Arizona, is awarded", or the group itself.
func (a *Analyzer) seated(n int) int {
	u := a.s.Units
	for i := n; i >= 2 && u[i-1].Kind == Comma && u[i-2].Kind == NounGroup && u[i].Lead == i; i -= 2 {
		m := u[i].Mentions
		if m[1] > m[0] && a.s.Mentions[m[0]].Class != "Place" || m[1] == m[0] && a.s.Cat(u[i].First) != CatName {
			break
		}
		if a.named(i-2) && a.s.Mentions[u[i-2].Mentions[1]-1].Class == "Firm" {
			return u[i-2].Lead
		}
	}
	return n
}

// overRelative returns the unit that the relative clause of a verb group belongs to.
func (a *Analyzer) overRelative(v int) int {
	g := &a.s.Units[v]
	if g.Relative {
		return g.Subject
	}
	p := a.back(g.Subject)
	if p >= 0 && a.s.Units[p].Kind != NounGroup {
		p = a.back(p)
	}
	return p
}

// overDashes returns the unit before the dash that opens what dash i closes, or -1.
func (a *Analyzer) overDashes(i int) int {
	for j := i - 1; j > 0 && a.isDash(i); j-- {
		if a.isDash(j) {
			return a.back(j)
		}
	}
	return -1
}

func (a *Analyzer) isDash(i int) bool {
	u := &a.s.Units[i]
	return u.Kind == Break && a.pack.Lexicon.Bits(u.Lemma)&lang.Dash != 0
}

// topGroup returns the noun group that a group is part of: its list's first
// member, its possessor's owner, or the group whose "of" it is.
func (a *Analyzer) topGroup(i int) int {
	u := a.s.Units
	for {
		lead := u[i].Lead
		if u[lead].Poss != None {
			p := u[u[lead].Poss].Lead
			if p != u[lead].Poss && !u[p].Possessor {
				i = p // "France, and Germany's Pistorius": the owned group is the member
				continue
			}
			if u[p].Poss == None {
				if q := p - 1; q >= 1 && u[q].Kind == Preposition {
					// the possessor opens the group: stay with the owner
					return a.ofOwner(lead, p)
				}
				return lead
			}
		}
		if o := lead - 2; o >= 0 && u[lead-1].Kind == Preposition && u[lead-1].Lemma == a.words.of && u[o].Kind == NounGroup {
			i = o
			continue
		}
		return lead
	}
}

func (a *Analyzer) ofOwner(owner, possessor int) int {
	u := a.s.Units
	if o := possessor - 2; o >= 0 && u[possessor-1].Lemma == a.words.of && u[o].Kind == NounGroup {
		return a.topGroup(o)
	}
	return owner
}

// antecedent returns the noun group that a relative at unit i refers to.
func (a *Analyzer) antecedent(i int) int {
	p := a.back(i)
	if p >= 0 && a.s.Units[p].Kind == Comma {
		p = a.back(p)
	} else if p >= 2 && a.s.Units[p-1].Kind == Preposition && a.s.Bits(a.s.Units[p-1].Head)&lang.Locative != 0 && a.named(p) && a.s.Units[p-2].Kind == NounGroup {
		p -= 2 // "a centre in Thailand that"
	}
	if p >= 0 && a.s.Units[p].Kind == Preposition {
		if p = a.back(p); p >= 2 && a.partOfAll(p) {
			p -= 2 // "six jets, all of which"
		}
	}
	if p >= 0 && a.s.Units[p].Kind == NounGroup {
		return a.s.Units[p].Lead
	}
	return None
}

// partOfAll says whether a group is only how many of those are meant whom a comma parts
// from it.
func (a *Analyzer) partOfAll(i int) bool {
	const count = lang.Determiner | lang.Pronoun | lang.NumberWord | lang.Approximate
	u := a.s.Units
	return u[i].Kind == NounGroup && u[i+1].Lemma == a.words.of && u[i-1].Kind == Comma && u[i-2].Kind == NounGroup && (a.s.Bits(u[i].Head)&count != 0 || a.s.Cat(u[i].Head) == CatNumber)
}

// overParenthesis returns the unit before the comma that opens what this comma
// closes; the unit before this comma when nothing was opened.
func (a *Analyzer) overParenthesis(comma int) int {
	u := a.s.Units
	for j := comma - 1; j >= 0; j-- {
		if u[j].Kind == Comma {
			if p := a.back(j); p >= 0 && u[p].Kind == NounGroup && !(j == comma-2 && a.adverbial(j) && a.person(comma-1)) {
				return p
			}
			break
		}
		if u[j].Kind == Subordinator || u[j].Kind == Break {
			break
		}
	}
	return a.back(comma)
}

// adverbial says whether all before a comma is a phrase of a preposition: "On the last
// day of his visit, Minister A, on Friday, met".
func (a *Analyzer) adverbial(comma int) bool {
	u := a.s.Units[:comma]
	return len(u) > 0 && u[0].Kind == Preposition && !slices.ContainsFunc(u, func(x Unit) bool { return x.Kind != Preposition && x.Kind != NounGroup })
}

// person says whether a unit names an official.
func (a *Analyzer) person(i int) bool {
	return a.s.Units[i].Kind == NounGroup && a.named(i) && a.s.Mentions[a.s.Units[i].Mentions[1]-1].Class == "Official"
}

// held says whether a unit ends in the name of an official or in his title.
func (a *Analyzer) held(i int) bool {
	u := &a.s.Units[i]
	return u.Kind == NounGroup && u.Mentions[1] > u.Mentions[0] && (a.s.Mentions[u.Mentions[1]-1].Class == "Official" || a.s.Mentions[u.Mentions[1]-1].Class == "Office")
}

// govern finds what rules an infinitive or gerund: the verb, noun or adjective
// before it.
func (a *Analyzer) govern(v, prev int) {
	u := a.s.Units
	g := &u[v]
	if u[prev].Kind == Conjunction || u[prev].Kind == Comma {
		if w := a.sameForm(v, prev); w >= 0 {
			g.Governor, g.GovWord, g.Subject = u[w].Governor, u[w].GovWord, u[w].Subject
			return
		}
	}
	if w := a.verbBefore(prev); g.Form == Gerund && u[prev].Kind == Conjunction && w >= 0 && u[w].Form == Finite && u[w].Tense == Progressive && !u[w].Passive {
		g.Form, g.Tense, g.Subject, g.Relative, g.Negated = Finite, Progressive, u[w].Subject, u[w].Relative, u[w].Negated
		return // "is arming and training soldiers"
	}
	if u[prev].Kind == Preposition {
		if p := a.back(prev); p >= 0 {
			if u[prev].Lemma == a.words.forWord && a.named(p) {
				g.Subject = u[p].Lead
				if w := u[p].Lead - 1; w >= 0 && u[w].Kind == VerbGroup && a.pack.Cues.Governors.Get(u[w].Lemma).Object {
					g.Governor, g.GovWord = w, u[w].Lemma // "to thank Germany for sending"
				}
				a.matrix(v, prev)
				return
			}
			if _, rules := a.pack.Cues.Governors.Look(u[prev].Lemma); rules && g.Form == Infinitive && u[p].Kind == VerbGroup {
				g.Governor, g.GovWord, g.Subject = p, u[prev].Lemma, u[p].Subject // "is about to send"
				return
			}
			a.ruledBy(v, p)
			g.Negated = g.Negated || a.pack.Is(u[prev].Lemma, lang.Opposing)
			if g.Form == Gerund && u[p].Kind == NounGroup && g.Governor != None && u[g.Governor].Kind == VerbGroup && a.s.Bits(u[prev].Head)&lang.SubjectControl != 0 {
				g.Subject = u[g.Governor].Subject // "joins the United States in supplying"
			}
		}
		if u[v].Governor == None || u[v].Subject == None {
			a.matrix(v, prev)
		}
		return
	}
	if u[prev].Kind == Comma {
		a.matrix(v, prev)
		return
	}
	if u[prev].Kind == Subordinator || u[prev].Kind == Break && g.Form == Gerund {
		a.matrix(v, prev)
		return
	}
	if g.Form == Infinitive && u[prev].Kind == NounGroup && a.agentOf(v, prev) {
		return
	}
	if g.Form == Infinitive && u[prev].Kind == NounGroup && a.headline(v) {
		g.Form, g.Tense, g.Modal, g.Subject = Finite, Modal, a.words.future, a.headlineList(prev)
		return
	}
	if g.Form == Infinitive && u[prev].Kind == NounGroup && a.firstTo(prev) {
		g.Form, g.Subject = Participle, u[prev].Lead
		return // "the first pilots to complete a course"
	}
	a.ruledBy(v, prev)
	if g.Form == Infinitive && u[prev].Kind == NounGroup {
		if p := u[prev].Lead - 1; p > 0 && g.Governor == p-1 && slices.Contains(a.pack.Phrasal.Get(u[p-1].Lemma), u[p].Lemma) {
			g.Subject = u[prev].Lead // "called on Russia to stop"
		}
	}
	if g.Form == Gerund && u[prev].Kind == NounGroup {
		if g.Subject = u[prev].Lead; a.meanwhile(v, prev) || g.Governor >= 0 && u[g.Governor].Kind == VerbGroup && a.s.Bits(u[prev].Head)&(lang.Magnitude|lang.CurrencyWord) != 0 {
			g.Subject = u[g.Governor].Subject // "spent $1 million training them"
		} else if n := g.Subject - 2; n >= 0 && a.named(prev) && u[n].Kind == NounGroup && a.s.Bits(u[n+1].Head)&lang.Locative != 0 {
			g.Subject = u[n].Lead // "troops in Syria training rebels"
		}
	}
}

// firstTo says whether a group is of forces which an infinitive behind it says to be the
// first, or among the first, that did something: "the first group of pilots to fly".
func (a *Analyzer) firstTo(n int) bool {
	u := a.s.Units
	if last := u[n].Mentions[1] - 1; (a.s.Bits(u[n].Head)|a.pack.Lexicon.Bits(u[n].Lemma))&lang.FoldForces == 0 || last >= u[n].Mentions[0] && a.s.Mentions[last].Class == "System" {
		return false // "the first submarine to be bought"
	}
	for {
		for t := u[n].First; t < u[n].Head; t++ {
			if a.pack.Is(a.s.Doc.Tokens[t].Word, lang.Firsts) {
				return true
			}
		}
		if n < 2 || u[n-2].Of != n {
			return false
		}
		n -= 2
	}
}

// meanwhile says whether the group before a gerund only tells when or where its governor's
// subject does it: "spent weeks training soldiers", "are in Kenya training soldiers".
func (a *Analyzer) meanwhile(v, prev int) bool {
	u := a.s.Units
	if w := u[v].Governor; w == None || u[w].Kind != VerbGroup || u[w].Passive {
		return false
	}
	where := u[prev].Lead - 1
	return u[prev].Time || where > 0 && u[where].Kind == Preposition && where == u[v].Governor+1 && a.s.Cat(u[u[v].Governor].Head) == CatBe && a.named(prev)
}

// firm says whether a group is the name of a firm: "a contract to Raytheon to make".
func (a *Analyzer) firm(unit int) bool {
	u := &a.s.Units[unit]
	return a.named(unit) && a.s.Mentions[u.Mentions[1]-1].Class == "Firm"
}

// agentOf reads "a goal for Ukraine to make", "a deal between A and B to make":
// the group behind the preposition acts, the noun before it rules.
func (a *Analyzer) agentOf(v, prev int) bool {
	u := a.s.Units
	lead := u[prev].Lead
	if lead < 2 || u[lead-1].Kind != Preposition || u[lead-2].Kind != NounGroup {
		return false
	}
	if p := u[lead-1].Lemma; p != a.words.forWord && p != a.words.between && p != a.words.by && (p != a.words.to || !a.firm(prev)) {
		return false // "contracts with France to buy": not France buys
	}
	gov := u[lead-2].Lemma
	if _, known := a.pack.Cues.Governors.Look(gov); !known {
		return false
	}
	u[v].Governor, u[v].GovWord, u[v].Subject = lead-2, gov, lead
	if w := u[lead-2].Lead - 1; w >= 0 && u[w].Kind == VerbGroup && u[w].Passive && u[w].Subject != None && u[lead-1].Lemma == a.words.by {
		u[v].Subject = u[w].Subject // "Saab was awarded a contract by Poland to make"
	}
	return true
}

// headline says whether a sentence has no finite verb before unit v: its
// infinitive is a headline's future, "France to send tanks".
func (a *Analyzer) headline(v int) bool {
	for i, x := range a.s.Units {
		if (i == v+1 || i == v+2 && a.s.Units[v+1].Kind == NounGroup) && x.Kind == VerbGroup && a.bare(&x) && a.pack.Is(a.s.Units[v].Lemma, lang.BareInfinitive) {
			continue // "to help train", "to help Kenya train"
		}
		if x.Kind == VerbGroup && x.Form == Gerund && i < v-1 && x.Objects[0] == a.s.Units[v-1].Lead {
			return false // "Canada spending $307 million to buy rifles"
		}
		if x.Kind == VerbGroup && x.Form == Finite && (i < v || !a.pack.Is(x.Lemma, lang.Said) || a.said(i)) || i < v && (x.Kind == Preposition && x.Lemma != a.words.of || x.Kind == Subordinator) {
			return false
		}
	}
	return true
}

// said says whether a noun group is what the verb group behind it is said of: "a deal to
// buy jets was announced", but not "France to send tanks, it was announced".
func (a *Analyzer) said(i int) bool {
	u := a.s.Units
	return u[i].Passive && u[i-1].Kind == NounGroup && !u[i-1].Pronoun
}

// headlineList joins the noun groups that a headline's comma parts, and returns
// the first.
func (a *Analyzer) headlineList(i int) int {
	u := a.s.Units
	if i == 2 && u[1].Kind == Comma && u[0].Kind == NounGroup && u[2].Lead == 2 {
		u[0].Next, u[2].Lead = 2, 0
	}
	return u[i].Lead
}

// named says whether a noun group's head is a name.
func (a *Analyzer) named(p int) bool {
	u := &a.s.Units[p]
	if u.Kind != NounGroup || u.Mentions[1] == u.Mentions[0] {
		return false
	}
	last := &a.s.Mentions[u.Mentions[1]-1]
	return last.Last == u.Last && last.Class != "System" && (last.Class != "Office" || last.Person >= 0)
}

// sameForm finds the verb group that a conjoined infinitive or gerund goes with.
func (a *Analyzer) sameForm(v, i int) int {
	u := a.s.Units
	for i--; i >= 0; i-- {
		if u[i].Kind == VerbGroup {
			if u[i].Form == u[v].Form {
				return i
			}
			if u[v].Form == Infinitive && a.bare(&u[i]) {
				continue
			}
			return -1
		}
		if u[i].Kind == Subordinator || u[i].Kind == Break {
			return -1
		}
	}
	return -1
}

// ruledBy sets the governor of v to unit p, and the subject that follows from it.
func (a *Analyzer) ruledBy(v, p int) {
	u := a.s.Units
	g := &u[v]
	switch u[p].Kind {
	case VerbGroup:
		g.Governor, g.GovWord, g.Subject = p, u[p].Lemma, u[p].Subject
	case NounGroup:
		g.GovWord = u[p].Lemma
		g.Governor = p
		if a.s.Cat(u[p].Head) == CatAdjective {
			if w := a.back(p); w >= 0 && u[w].Kind == VerbGroup {
				g.Governor, g.Subject = w, u[w].Subject
				return
			}
		}
		a.ownerOf(v, p)
	}
}

// ownerOf finds who does what a noun such as "decision" rules: its possessor, or
// the subject of the verb it is the object of.
func (a *Analyzer) ownerOf(v, p int) {
	u := a.s.Units
	g := &u[v]
	if u[p].Poss != None {
		g.Subject = u[u[p].Poss].Lead
		return
	}
	if a.s.Cat(u[p].First) == CatPossessive || a.pack.Lexicon.Bits(u[p].Lemma)&lang.FoldDeed != 0 && a.stated(p) {
		g.Subject = p // "its role", "the American mission": the pronoun, or the state, acts
		return
	}
	for w := p - 1; w >= 0; w-- {
		switch u[w].Kind {
		case VerbGroup:
			if gov, ok := a.pack.Cues.Governors.Look(u[w].Lemma); ok && gov.Object {
				g.Governor, g.GovWord = w, u[w].Lemma
				g.Subject = u[p].Lead
				return
			}
			if w == u[p].Lead-1 && a.named(p) && !(a.pack.Is(u[w].Lemma, lang.Uses) && u[w].Subject != None) {
				g.Subject = u[p].Lead // "expect Russia to attack"
				g.Governor, g.GovWord = w, u[w].Lemma
				return
			}
			g.Subject = u[w].Subject
			if o := u[w].Objects[0]; o != None && !u[w].Passive {
				_, ruled := a.pack.Cues.Governors.Look(u[o].Lemma)
				switch lead := u[p].Lead; {
				case u[w].Objects[1] == lead && o != lead:
					g.Subject = o // "awarded Saab a contract to build"
				case ruled && lead == o+2 && u[o+1].Kind == Preposition && u[o+1].Lemma == a.words.to:
					g.Subject, g.GovWord, g.Governor = lead, u[o].Lemma, o // "awarded a contract to Saab to build"
					return
				}
			}
			if _, known := a.pack.Cues.Governors.Look(g.GovWord); known {
				return
			}
			if before := u[p].Lead - 1; a.s.Cat(u[w].Head) == CatBe && (before == w+1 && u[before].Kind == Preposition || before == w && u[p].Pronoun) {
				g.GovWord, g.Governor = u[w].Lemma, w // "are in Kenya to train soldiers", "are there to train"
				return
			}
			if o := u[p].Lead - 2; a.s.Cat(u[w].Head) == CatBe && o > w && u[o].Kind == NounGroup && a.named(p) {
				if _, known := a.pack.Cues.Governors.Look(u[o].Lemma); known {
					g.GovWord, g.Governor = u[o].Lemma, o // "is in talks with Moscow to buy"
					return
				}
			}
			if a.s.Cat(u[w].Head) == CatBe && (a.s.Bits(u[p].Head)|a.pack.Lexicon.Bits(u[p].Lemma))&lang.FoldGovernment == 0 && a.s.Cat(u[p].Head) != CatNumber {
				return // "it is time to send", but "is the first country to send", "was the first to send"
			}
			g.GovWord, g.Governor = u[w].Lemma, w
			if o := u[p].Lead - 2; o > w && u[o].Lead == u[w].Objects[0] && u[o+1].Kind == Preposition && u[o+1].Lemma != a.words.to {
				if _, known := a.pack.Cues.Governors.Look(u[o].Lemma); known {
					g.GovWord, g.Governor = u[o].Lemma, o // "inked a deal with Moscow to buy"
				}
			}
			return
		case Comma, Subordinator, Break, Relative:
			g.Subject = None
			return
		}
	}
}

// stated says whether a noun group names a state or body before its head: "the French
// plan", "a NATO mission".
func (a *Analyzer) stated(p int) bool {
	for i := a.s.Units[p].Mentions[0]; i < a.s.Units[p].Mentions[1]; i++ {
		if m := &a.s.Mentions[i]; (m.Class == "State" || m.Class == "Organization") && m.Last <= a.s.Units[p].Head {
			return true
		}
	}
	return false
}

// matrix makes the main verb before i the governor: ", providing …", "by providing …".
func (a *Analyzer) matrix(v, i int) {
	u := a.s.Units
	g := &u[v]
	for w := i - 1; w >= 0; w-- {
		if u[w].Kind == VerbGroup && u[w].Form == Finite {
			if g.Governor == None {
				g.Governor = w
				g.GovWord = 0
			}
			if g.Subject == None {
				g.Subject = u[w].Subject
			}
			return
		}
		if u[w].Kind == Break {
			break
		}
	}
	for w := i + 1; w < len(u); w++ { // "By training soldiers, France is …"
		if u[w].Kind == VerbGroup && u[w].Form == Finite && w > v {
			g.Governor = w
			if p := a.back(w); g.Subject == None && p > v && u[p].Kind == NounGroup {
				g.Subject = a.topGroup(p)
			} else if n := a.back(i); g.Subject == None && p > v && u[p].Kind == Comma && u[i].Kind == Comma && n >= 0 && u[n].Kind == NounGroup && !u[n].Time {
				g.Subject = a.topGroup(n) // "Germany, having promised tanks, sent them"
			}
			return
		}
	}
}

// arguments collects the objects and prepositional phrases behind a verb group.
func (a *Analyzer) arguments(v int) {
	g := &a.s.Units[v]
	first := len(a.s.slots)
	objects := 0
	for i := v + 1; i < len(a.s.Units); i++ {
		x := &a.s.Units[i]
		switch x.Kind {
		case Adverb, Quote:
		case NounGroup:
			if a.startsClause(i) && !(objects == 0 && (a.inRelative(v) || a.ofOpener(v)) && i == a.ahead(v)) && !a.rulesSubject(v, i) {
				i = len(a.s.Units)
				break
			}
			if x.Time && !(i == a.ahead(v) && x.Of != None && !a.s.Units[x.Of].Time) || a.s.Doc.Tokens[x.First].Word == a.words.worth && x.Poss == None || x.Lead != i || x.Possessor || x.Poss != None && x.Poss < v || a.isOf(i) {
				break
			}
			if a.precededBy(i, Preposition) || x.Poss != None && a.precededBy(a.s.Units[x.Poss].Lead, Preposition) {
				break
			}
			if objects < 2 && !a.afterComma(v, i) {
				g.Objects[objects] = a.possessedBy(i)
				objects++
			}
		case Preposition:
			if n := a.groupAfter(i); n >= 0 && (x.Lemma != a.words.of || a.s.Units[i-1].Kind != NounGroup) {
				a.s.slots = append(a.s.slots, Slot{Word: x.Lemma, Unit: a.possessedBy(n), At: i})
			}
		case Comma:
			if behind := a.behindRelative(v, i); behind > 0 {
				i = behind - 1
			} else if !a.continues(i) {
				i = len(a.s.Units)
			}
		case Subordinator:
			if i+1 < len(a.s.Units) && a.s.Units[i+1].Kind == NounGroup && !a.startsClause(i+1) {
				a.s.slots = append(a.s.slots, Slot{Word: x.Lemma, Unit: a.possessedBy(i + 1), At: i}) // "after a strike"
			}
			i = len(a.s.Units)
		case Conjunction:
			if i+1 < len(a.s.Units) && a.s.Units[i+1].Kind != NounGroup && a.s.Units[i+1].Kind != Preposition {
				i = len(a.s.Units)
			}
		case VerbGroup:
			switch {
			case a.totals(i), x.Form == Gerund && objects > 0 && a.s.Units[i-1].Kind == NounGroup && i+1 < len(a.s.Units) && a.s.Units[i+1].Kind == NounGroup && a.pack.Is(x.Lemma, lang.Uses):
				i++ // "contracts totaling $5 million to Boeing", "hit a school hosting refugees in Izium"
			case x.Form != Participle:
				i = len(a.s.Units)
			}
		default:
			i = len(a.s.Units)
		}
	}
	a.relativeObject(v)
	if at := a.whereAt(v); at != None {
		a.s.slots = append(a.s.slots, Slot{Word: a.s.Units[at].Lemma, Unit: at + 1, At: at})
	}
	if g.Subject == 2 && v > 2 && a.fronts(1) {
		a.s.slots = append(a.s.slots, Slot{Word: a.s.Units[0].Lemma, Unit: 1, At: 0})
	} else if n := g.Subject - 2; n >= 1 && v > g.Subject {
		if with := n; a.contracted(n) {
			a.s.slots = append(a.s.slots, Slot{Word: a.s.Units[2].Lemma, Unit: with, At: 2}, Slot{Word: a.s.Units[0].Lemma, Unit: 1, At: 0})
		} else if n = a.fronted(n); n != None {
			a.s.slots = append(a.s.slots, Slot{Word: a.s.Units[0].Lemma, Unit: n, At: 0})
		}
	}
	if o := g.Objects[1]; o != None && a.s.Units[o].Lead == g.Objects[0] {
		g.Objects[1] = None
	}
	a.s.Units[v].Slots = a.s.slots[first:len(a.s.slots):len(a.s.slots)]
}

// behindRelative returns the unit behind the comma that closes the relative clause
// that a comma opens, if it is a "to" or "for" of verb v: "gave ships, which it had
// seized, to Kenya"; for the verb of such a clause the end of the sentence; else 0.
func (a *Analyzer) behindRelative(v, comma int) int {
	u := a.s.Units
	if comma+2 >= len(u) {
		return 0
	}
	if u[comma+1].Kind == Preposition {
		open := v - 1
		for open > 0 && (u[open].Kind == NounGroup || u[open].Kind == Adverb) {
			open--
		}
		if g := &u[v]; open > 1 && u[open].Kind == Relative && u[open-1].Kind == Comma && g.Form == Finite && a.directs(comma+1) && a.openObject(open-2) {
			return len(u)
		}
		return 0
	}
	if u[comma+1].Kind != Relative || u[v].Objects[0] == None {
		return 0
	}
	verbs := 0
	for i := comma + 2; i+1 < len(u); i++ {
		switch u[i].Kind {
		case VerbGroup:
			verbs++
		case Comma:
			if verbs == 1 && a.directs(i+1) {
				return i + 1
			}
			return 0
		case Break, Subordinator, Relative:
			return 0
		}
	}
	return 0
}

// ofOpener says whether a gerund stands right behind the group that opens its sentence, and so
// tells which one it is: "Rebels fighting the army attacked".
func (a *Analyzer) ofOpener(v int) bool {
	u := a.s.Units
	return u[v].Form == Gerund && v > 0 && u[v-1].Kind == NounGroup && u[v].Subject == u[v-1].Lead && !u[v-1].Pronoun && a.back(u[v].Subject) < 0
}

// directs says whether a unit is a "to" or "for".
func (a *Analyzer) directs(i int) bool {
	u := &a.s.Units[i]
	return u.Kind == Preposition && (u.Lemma == a.words.to || u.Lemma == a.words.forWord)
}

// openObject says whether a group is the object of a verb right before its list.
func (a *Analyzer) openObject(n int) bool {
	u := a.s.Units
	if u[n].Kind != NounGroup {
		return false
	}
	v := a.back(u[n].Lead)
	return v >= 0 && u[v].Kind == VerbGroup && u[v].Form != Participle
}

// totals says whether a gerund only tells how much what stands before it is worth.
func (a *Analyzer) totals(i int) bool {
	u := a.s.Units
	if u[i].Form != Gerund || i+1 == len(u) || u[i+1].Kind != NounGroup || u[i-1].Kind != NounGroup {
		return false
	}
	for t := u[i+1].First; t < u[i+1].Last; t++ {
		if a.s.Bits(t)&lang.CurrencyWord != 0 {
			return true
		}
	}
	return false
}

// contracted says whether what is done under opens the sentence, with a phrase of its own
// that ends with unit n: "Under a contract with Chile, …".
func (a *Analyzer) contracted(n int) bool {
	u := a.s.Units
	return n == 3 && u[0].Kind == Preposition && u[0].Lemma == a.words.under && u[1].Kind == NounGroup && !u[1].Time && u[1].Of != n && u[2].Kind == Preposition && u[n+1].Kind == Comma
}

// whereAt returns the preposition before the place in which a relative clause with "where" says
// that something is done: "in the town of Izium, where they shelled a market"; or None.
func (a *Analyzer) whereAt(v int) int {
	u := a.s.Units
	if u[v].Form != Finite || u[v].Subject == None || u[v].Subject >= v {
		return None
	}
	r := u[u[v].Subject].Lead - 1
	if r < 2 || u[r].Kind != Relative || u[r].Lemma != a.words.where {
		return None
	}
	n := a.antecedent(r)
	for n != None && n >= 2 && u[n-1].Kind == Preposition && u[n-1].Lemma == a.words.of && u[n-2].Of == n {
		n -= 2
	}
	if n == None || n < 1 || u[n-1].Kind != Preposition || a.s.Bits(u[n-1].Head)&lang.Locative == 0 {
		return None
	}
	return n - 1
}

// fronts says whether unit n is the name of a place behind the preposition that opens the
// sentence, without a comma: "In the Kherson region two people died".
func (a *Analyzer) fronts(n int) bool {
	u := a.s.Units
	if u[0].Kind != Preposition || a.s.Bits(u[0].Head)&lang.Locative == 0 || u[n].Kind != NounGroup || u[n].Time || u[n].Mentions[0] == u[n].Mentions[1] {
		return false
	}
	class := a.s.Mentions[u[n].Mentions[1]-1].Class
	return class == "Place" || class == "State"
}

// fronted returns the group that tells the place, or what is done under, in a phrase that
// opens the sentence and ends with unit n: "In Kharkiv, …", "In the town of Izium, …",
// "Under the terms of the contract, …"; or None.
func (a *Analyzer) fronted(n int) int {
	u := a.s.Units
	under := u[0].Lemma == a.words.under
	if u[0].Kind != Preposition || !under && a.s.Bits(u[0].Head)&lang.Locative == 0 || u[1].Kind != NounGroup || u[1].Time || u[n+1].Kind != Comma {
		return None
	}
	switch {
	case n == 1, n == 2 && u[2].Poss == 1, n == 3 && under && u[1].Of == 3:
		return n // "In Ukraine's Sumy region"
	case n == 3 && !under && (u[1].Of == 3 || u[2].Kind == Preposition && a.s.Bits(u[2].Head)&lang.Locative != 0):
		return 1 // "In Izium in the Kharkiv region"
	}
	return None
}

// relativeObject finds the object of a verb in a relative clause: "weapons that
// France sent", "weapons France sent".
func (a *Analyzer) relativeObject(v int) {
	g := &a.s.Units[v]
	if g.Objects[1] != None || g.Passive || g.Subject == None || g.Subject >= v || g.Relative {
		return
	}
	p := a.back(g.Subject)
	if p >= 0 && a.s.Units[p].Kind == Relative && a.s.Units[p].Lemma == a.words.where {
		return // "the base where they trained"
	}
	if p >= 0 && (a.s.Units[p].Lemma == a.words.that && a.s.Units[p].Kind != NounGroup || a.s.Units[p].Kind == Relative) {
		p = a.back(p)
		if p >= 0 && a.s.Units[p].Kind == Comma {
			p = a.back(p)
		}
	}
	if p < 0 || a.s.Units[p].Kind != NounGroup || p+3 < g.Subject || a.s.Units[p].Possessor || a.s.Units[p].Time || a.reports(p) {
		return
	}
	switch {
	case g.Objects[0] == None:
		g.Objects[0] = a.s.Units[p].Lead
	case a.relativeSubject(g.Subject):
		g.Objects[1] = a.s.Units[p].Lead // "the jets that France gave Lebanon"
	}
}

// reports says whether "that" stands behind the name of a land, which it then does not
// describe: "an announcement in Oslo that France will send tanks".
func (a *Analyzer) reports(p int) bool {
	if p+1 >= len(a.s.Units) || a.s.Units[p+1].Kind != Subordinator || !a.precededBy(p, Preposition) || !a.named(p) {
		return false
	}
	m := &a.s.Mentions[a.s.Units[p].Mentions[1]-1]
	return m.Last == a.s.Units[p].Last && (m.Class == "State" || m.Class == "Place")
}

// inRelative says whether a verb group stands in a relative clause.
func (a *Analyzer) inRelative(v int) bool {
	g := &a.s.Units[v]
	return g.Relative || g.Subject != None && g.Subject < v && a.relativeSubject(g.Subject)
}

// possessedBy returns the group that a possessor opens: "Iran's" in "Iran's drones"; but the
// list in "Minister A and Iran's B".
func (a *Analyzer) possessedBy(i int) int {
	u := a.s.Units
	for {
		last := i
		for u[last].Next != None {
			last = u[last].Next
		}
		if !u[last].Possessor || last+1 >= len(u) || u[last+1].Poss != last || last > i && a.held(i) {
			return i
		}
		i = last + 1
	}
}

func (a *Analyzer) isOf(i int) bool {
	return i > 0 && a.s.Units[i-1].Kind == Preposition && a.s.Units[i-1].Lemma == a.words.of
}

func (a *Analyzer) precededBy(i int, kind Kind) bool {
	p := a.back(i)
	return p >= 0 && a.s.Units[p].Kind == kind
}

// afterComma says whether a comma stands between the verb and unit i that no list accounts for.
func (a *Analyzer) afterComma(v, i int) bool {
	for j := v + 1; j < i; j++ {
		if a.s.Units[j].Kind == Comma {
			return true
		}
	}
	return false
}

// groupAfter returns the noun group that a preposition takes, or -1.
func (a *Analyzer) groupAfter(p int) int {
	i := a.ahead(p)
	for i < len(a.s.Units) && a.s.Units[i].Kind == Preposition {
		i++
	}
	if i < len(a.s.Units) && a.s.Units[i].Kind == NounGroup {
		return i
	}
	return -1
}

// startsClause says whether a noun group is the subject of a finite verb that follows.
func (a *Analyzer) startsClause(i int) bool {
	u := a.s.Units
	j := a.ahead(i)
	for j < len(u) && u[j].Kind == NounGroup && u[j].Poss == j-1 {
		j = a.ahead(j)
	}
	return j < len(u) && u[j].Kind == VerbGroup && u[j].Form == Finite && (!a.mayBeParticiple(j) || u[i].Pronoun || a.hasComplement(j))
}

// rulesSubject says whether the noun that rules an infinitive is the subject of the
// finite verb behind unit i, which then is the infinitive's object: "the decision to
// send tanks was welcomed".
func (a *Analyzer) rulesSubject(v, i int) bool {
	u := a.s.Units
	g := u[v].Governor
	if u[v].Form != Infinitive || g == None || u[g].Kind != NounGroup || i != a.ahead(v) && !(i > v && u[i-1].Kind == NounGroup && i-1 == a.ahead(v)) {
		return false
	}
	for j := g - 1; j >= 0; j-- {
		switch u[j].Kind {
		case VerbGroup:
			return u[j].Form != Finite
		case Subordinator, Break:
			return true
		}
	}
	return true
}

// mayBeParticiple says whether a past form could be a participle by itself.
func (a *Analyzer) mayBeParticiple(v int) bool {
	u := &a.s.Units[v]
	return u.Tense == Past && a.s.Bits(u.Head)&lang.VerbParticiple != 0 && u.Last-u.First == 1
}

// hasComplement says whether an object or an object clause follows a verb group.
func (a *Analyzer) hasComplement(v int) bool {
	j := a.ahead(v)
	if j >= len(a.s.Units) {
		return false
	}
	x := &a.s.Units[j]
	return x.Kind == NounGroup && !x.Time || x.Kind == Subordinator && x.Lemma == a.words.that
}

// continues says whether the clause goes on behind a comma: in a list, or with
// another prepositional phrase.
func (a *Analyzer) continues(comma int) bool {
	u := a.s.Units
	next := a.ahead(comma)
	if next >= len(u) {
		return false
	}
	switch u[next].Kind {
	case NounGroup:
		return u[next].Lead < comma || a.closes(next)
	case Preposition:
		return true // "arms, such as tanks, to Chad"
	case Conjunction:
		return next+1 < len(u) && u[next+1].Kind == NounGroup && u[next+1].Lead < comma
	}
	return false
}

// closes says whether a parenthesis of one noun group ends at a comma.
func (a *Analyzer) closes(i int) bool {
	j := a.ahead(i)
	return j < len(a.s.Units) && a.s.Units[j].Kind == Comma
}
