package frame

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

const (
	done, ongoing, planned, possible, none = "done", "ongoing", "planned", "possible", "none"
)

// qualify says how real what a verb group states is, from its tense and voice
// and from what governs it.
func (f *Finder) qualify(v int, stage string) Polarity {
	u := &f.s.Units[v]
	q := f.qualifyDepth(v, 0)
	if stage != "pledged" && stage != "proposed" || q.None || q.Modality != done && q.Modality != ongoing {
		return q
	}
	if own := f.p.pack.Cues.Governors.Get(u.Lemma); own.Modality == planned || own.Modality == possible {
		q.Modality, q.Stage, q.Cue = own.Modality, own.Stage, u.Lemma
	}
	return q
}

func (f *Finder) qualifyDepth(v, depth int) Polarity {
	u := &f.s.Units[v]
	if depth > 4 {
		return Polarity{None: true}
	}
	q := Polarity{Denied: u.Negated, Hedged: f.hedged(u)}
	if h := u.Subject - 1; u.Form == phrase.Finite && u.Tense == phrase.Present && h > 0 && h < v && f.s.Units[h].Kind == phrase.VerbGroup {
		if gov, known := f.p.pack.Cues.Governors.Look(f.s.Units[h].Lemma); known && gov.Object && gov.Modality == "" {
			return f.qualifyDepth(h, depth) // "helped Ukraine obtain"
		}
	}
	switch u.Form {
	case phrase.Finite:
		q = f.finite(u, q)
		denied, void := f.deniedThat(v)
		q.Denied, q.None = q.Denied != denied, q.None || void
		if u.Tense == phrase.Progressive && f.announced(v) {
			q.Modality = planned // "announced that it is sending"
		}
	case phrase.Participle:
		q.Modality = done
	default:
		if main := f.labelOf(v); main != phrase.None {
			q = f.qualifyDepth(main, depth+1)
			if gov := f.p.pack.Cues.Governors.Get(f.s.Units[main].Lemma); gov.Modality == planned && !q.None {
				q.Modality = planned
			}
			return q
		}
		q = f.governed(v, q, depth)
	}
	if u.Form == phrase.Finite && u.Subject != phrase.None && f.p.pack.Is(f.word(f.s.Units[u.Subject].Head), lang.Nobody) {
		q.None = true // "nobody expects Poland to send"
	}
	if depth == 0 && (f.conditional(v) || f.mooted(v) || f.supposed(v) || f.invented() || f.s.EndsIn('?')) {
		q.None = true
	}
	return q
}

// labelOf returns the verb of the clause that a gerund and a colon only name: "Arming
// Ukraine: The government is announcing a package"; or None.
func (f *Finder) labelOf(v int) int {
	if f.s.Units[v].Form != phrase.Gerund || v > 0 {
		return phrase.None
	}
	behind := false
	for i := v + 1; i < len(f.s.Units); i++ {
		u := &f.s.Units[i]
		switch behind = behind || f.isColon(i); {
		case u.Kind == phrase.VerbGroup && u.Form == phrase.Finite && behind && !u.Relative:
			return i
		case u.Kind == phrase.VerbGroup && u.Form == phrase.Finite:
			return phrase.None
		}
	}
	return phrase.None
}

// mooted says whether the clause of a verb group is what a noun or a verb only talks
// of: "on the condition that Ukraine would not strike", "no evidence that it struck".
func (f *Finder) mooted(v int) bool {
	i := f.s.Units[v].Subject - 1
	if i > 1 && f.s.Units[i].Kind == phrase.Relative {
		if i--; f.s.Units[i].Kind == phrase.Preposition {
			i--
		}
		of := f.verbOf(i)
		return f.s.Units[i].Kind == phrase.NounGroup && of != phrase.None && f.p.pack.Cues.Governors.Get(f.s.Units[of].Lemma).Modality == none // "imagines a war in which"
	}
	if i <= 0 || f.s.Units[i].Kind != phrase.Subordinator || f.s.Units[i].Lemma != f.p.words.that {
		return false
	}
	x := &f.s.Units[i-1]
	doubt := f.p.pack.Is(x.Lemma, lang.Doubts)
	gov, known := f.p.pack.Cues.Governors.Look(x.Lemma)
	switch x.Kind {
	case phrase.NounGroup:
		return gov.Modality == none && known || doubt != f.none(i-1)
	case phrase.VerbGroup:
		reports := f.p.pack.Is(x.Lemma, lang.Said) || known && gov.Modality == "" && !gov.Denied
		if p := i - 2; p > 0 && f.p.pack.Is(x.Lemma, lang.Denies) {
			if f.s.Units[p].Kind == phrase.Conjunction {
				p--
			}
			if f.s.Units[p].Kind == phrase.VerbGroup && f.p.pack.Is(f.s.Units[p].Lemma, lang.Said) {
				return true // "neither confirmed nor denied that"
			}
		}
		return doubt && !x.Negated || reports && x.Negated && !f.p.pack.Is(x.Lemma, lang.Denies)
	}
	return false
}

// supposed says whether a verb group tells what would follow from an "if".
func (f *Finder) supposed(v int) bool {
	u := &f.s.Units[v]
	if u.Form != phrase.Finite || u.Tense != phrase.Modal || !f.p.pack.Is(u.Modal, lang.Supposes) {
		return false
	}
	supposed := false
	for i := range f.s.Units {
		x := &f.s.Units[i]
		if x.Kind == phrase.VerbGroup && f.p.pack.Is(x.Lemma, lang.Said) {
			return false // "said it would send tanks if Germany did"
		}
		supposed = supposed || x.Kind == phrase.Subordinator && f.bits(x.Head)&lang.Conditional != 0
	}
	return supposed
}

// invented says whether the sentence opens with what tells invented things: "In the
// film, Russia invades Norway".
func (f *Finder) invented() bool {
	u := f.s.Units
	return len(u) > 2 && u[0].Kind == phrase.Preposition && u[0].Lemma == f.p.words.in && u[1].Kind == phrase.NounGroup && u[2].Kind == phrase.Comma && f.p.pack.Is(u[1].Lemma, lang.Fictions)
}

// reporter returns what rules the clause of a verb group: the verb before its
// "that", and the noun whose content the clause is, each None where there is none:
// "denied that Iran sent drones", "reports alleging that Iran sent drones".
func (f *Finder) reporter(v int) (verb, noun int) {
	verb, noun = phrase.None, phrase.None
	i := f.s.Units[v].Subject
	if i == phrase.None {
		return verb, noun
	}
	for i--; i >= 0 && (f.s.Units[i].Kind == phrase.Adverb || f.s.Units[i].Kind == phrase.Comma); i-- {
	}
	if i >= 1 && f.s.Units[i].Kind == phrase.VerbGroup && (f.p.pack.Is(f.s.Units[i].Lemma, lang.Denies) || f.p.pack.Is(f.s.Units[i].Lemma, lang.Said)) {
		return i, noun // "denied it sent drones"
	}
	if i < 1 || f.s.Units[i].Kind != phrase.Subordinator || f.s.Units[i].Lemma != f.p.words.that {
		return verb, noun
	}
	for i--; i >= 0; i-- {
		switch x := &f.s.Units[i]; x.Kind {
		case phrase.Break, phrase.Subordinator, phrase.Relative:
			return phrase.None, noun
		case phrase.NounGroup:
			if noun == phrase.None {
				noun = i
			}
		case phrase.VerbGroup:
			if x.Form == phrase.Finite || noun != phrase.None || !f.p.pack.Is(x.Lemma, lang.Said) {
				return i, noun
			}
		}
	}
	return phrase.None, noun
}

// deniedThat says whether the clause of a verb group is what somebody denies, or
// what reports say that are called untrue; void, whether its reports are called
// untrue by the text itself.
func (f *Finder) deniedThat(v int) (denied, void bool) {
	verb, noun := f.reporter(v)
	if noun == phrase.None {
		noun = f.before(v)
	}
	if noun != phrase.None && f.untrue(&f.s.Units[noun]) {
		return false, true
	}
	if verb != phrase.None {
		x := &f.s.Units[verb]
		return f.p.pack.Is(x.Lemma, lang.Denies) && !x.Negated || noun != phrase.None && f.branded(v, noun), false
	}
	return noun != phrase.None && f.refuted(v), false
}

// branded says whether somebody calls a report untrue whose content a verb group
// tells: "called the allegation that Iran sent drones a lie".
func (f *Finder) branded(v, noun int) bool {
	if of := f.verbOf(noun); of == phrase.None || f.s.Units[of].Negated {
		return false
	}
	for i := v + 1; i < len(f.s.Units) && f.s.Units[i].Kind != phrase.Break; i++ {
		u := &f.s.Units[i]
		if u.Kind == phrase.VerbGroup && u.Form == phrase.Finite {
			return false
		}
		if u.Kind == phrase.NounGroup && f.s.Units[i-1].Kind != phrase.Preposition && f.untrue(u) {
			return true
		}
	}
	return false
}

// before returns the noun that the verb before a "that" clause says something of:
// "rumours circulated that Iran sent drones"; else None.
func (f *Finder) before(v int) int {
	verb, noun := f.reporter(v)
	if verb == phrase.None || noun != phrase.None {
		return phrase.None
	}
	return f.s.Units[verb].Subject
}

// untrue says whether a group speaks of what is not so: "false reports".
func (f *Finder) untrue(u *phrase.Unit) bool { return f.hasOne(u, lang.Untrue) }

// hasOne says whether a unit has a word of a set.
func (f *Finder) hasOne(u *phrase.Unit, set lang.Set) bool {
	for t := u.First; t < u.Last; t++ {
		if f.p.pack.Is(f.word(t), set) {
			return true
		}
	}
	return false
}

// refuted says whether the reports whose content a verb group tells are said to be
// untrue, or are denied: "reports that Iran sent drones are false".
func (f *Finder) refuted(v int) bool {
	for i := v + 1; i < len(f.s.Units); i++ {
		u := &f.s.Units[i]
		if u.Kind == phrase.Break || u.Kind == phrase.Subordinator || u.Kind == phrase.Relative {
			return false
		}
		if u.Kind != phrase.VerbGroup || u.Form != phrase.Finite {
			continue
		}
		if u.Passive {
			return f.p.pack.Is(u.Lemma, lang.Denies) && !u.Negated
		}
		if f.bits(u.Head)&lang.Be == 0 || i+1 == len(f.s.Units) {
			return false
		}
		said := &f.s.Units[i+1]
		return f.untrue(said) && !u.Negated || f.p.pack.Is(f.word(said.Head), lang.True) && u.Negated
	}
	return false
}

// announced says whether the clause of a verb group is what somebody announces.
func (f *Finder) announced(v int) bool {
	verb, noun := f.reporter(v)
	return verb != phrase.None && noun == phrase.None && f.p.pack.Cues.Governors.Get(f.s.Units[verb].Lemma).Modality == planned && f.p.pack.Is(f.s.Units[verb].Lemma, lang.Said)
}

func (f *Finder) finite(u *phrase.Unit, q Polarity) Polarity {
	switch u.Tense {
	case phrase.Modal:
		q.Modality, q.Cue = f.p.pack.Cues.Modals.Get(u.Modal), u.Modal
		q.None = q.Modality == none || q.Modality == ""
		if q.Modality == possible && u.Negated {
			q.None = true
		}
	case phrase.Past, phrase.Perfect:
		if q.Modality = done; u.Tense == phrase.Perfect && !u.Passive && f.bits(u.Head)&lang.VerbIng != 0 {
			q.Modality = ongoing // "has been sending"
		}
	case phrase.Present:
		q.Modality, q.Habit = ongoing, f.s.Doc.Tokens[f.s.Span.Last-1].Shape&document.Mark != 0
		if f.headline() {
			q.Modality = done // "Russia hits Kyiv"
		}
	default:
		q.Modality, q.Habit = ongoing, true
	}
	return q
}

// headline says whether the sentence opens the document and ends without a full stop.
func (f *Finder) headline() bool {
	return f.s.Span.First == 0 && (f.p.pack.Unstopped(f.s.Doc, f.s.Span) || f.s.EndsIn(')')) // "(Reuters)"
}

// governed reads the governor of an infinitive or gerund.
func (f *Finder) governed(v int, q Polarity, depth int) Polarity {
	u := &f.s.Units[v]
	gov, known := f.p.pack.Cues.Governors.Look(u.GovWord)
	outer := Polarity{Modality: planned}
	ruled := u.Governor != phrase.None && f.s.Units[u.Governor].Kind == phrase.VerbGroup
	if ruled && u.Form == phrase.Gerund && f.askedToEnd(&f.s.Units[u.Governor]) {
		q.Modality, q.Cue = ongoing, u.GovWord
		return q
	}
	if ruled {
		outer = f.qualifyDepth(u.Governor, depth+1)
		if outer.None {
			return outer
		}
	}
	if known && gov.Tried && f.strikes(u.Lemma) {
		q.Modality, q.Denied, q.Cue = done, q.Denied != (ruled && outer.Denied), u.GovWord
		return q // "foiled an attempt to strike"
	}
	if u.Governor != phrase.None && f.s.Units[u.Governor].Kind == phrase.NounGroup && f.dropped(u.Governor) {
		q.Denied = !q.Denied // "dropped plans to send"
	}
	if u.Governor != phrase.None && f.none(u.Governor) {
		q.Denied = !q.Denied // "no plans to send"
	}
	switch {
	case ruled && f.p.pack.Is(u.GovWord, lang.Wishes) && u.Subject != f.s.Units[u.Governor].Subject:
		return Polarity{None: true} // "wants Germany to send tanks"
	case !known && f.p.pack.Is(u.GovWord, lang.Denies):
		q.Modality, q.Denied = done, !q.Denied // "dismissed reports of supplying"
	case !known && u.Form == phrase.Infinitive && f.perfect(u):
		q.Modality = done // "claimed to have shot down"
	case !known && u.Form == phrase.Infinitive:
		return Polarity{None: true}
	case !known && u.Governor != phrase.None && f.s.Units[u.Governor].Kind == phrase.NounGroup:
		q.Modality = ongoing // "companies producing drones"
	case !known || gov.Modality == "" && !gov.Denied || gov.Purpose && u.Form == phrase.Infinitive:
		if q.Modality = outer.Modality; u.Form == phrase.Infinitive && q.Modality == ongoing && f.perfect(u) {
			q.Modality = done // "is said to have sent"
		}
	case gov.Modality == none && u.Governor != phrase.None && f.s.Units[u.Governor].Kind == phrase.NounGroup && f.s.Units[u.Governor].Poss == phrase.None && f.dropped(u.Governor):
		q.Modality = planned // "refused a request to send"
	case gov.Modality == none && ruled && u.Form == phrase.Infinitive && f.p.pack.Is(u.GovWord, lang.Wishes):
		q.Modality = planned // "has requested to buy", which it does itself
	case gov.Modality == none:
		return Polarity{None: true}
	case gov.Denied && ruled && f.others(v, u.Governor):
		return Polarity{None: true} // "to stop Iran from sending"
	case gov.Denied:
		q.Modality, q.Denied = planned, !q.Denied
		if f.p.pack.Is(u.GovWord, lang.Denies) {
			q.Modality = done // "denied attacking"
		}
	case gov.Modality == planned && u.Form == phrase.Gerund && ruled && v > 0 && f.s.Units[v-1].Kind == phrase.NounGroup && u.Subject != f.s.Units[u.Governor].Subject:
		q.Modality = outer.Modality // "sent trucks carrying rockets"
	default:
		q.Modality, q.Stage = gov.Modality, gov.Stage
		q.Habit = q.Modality == ongoing && outer.Habit
		if presupposed := gov.Modality == done && u.Form == phrase.Gerund; presupposed {
			break // "I want to thank Germany for sending"
		}
		if outer.Modality == possible || (gov.Modality == ongoing || gov.Modality == done) && ruled && outer.unreal() {
			q.Modality = outer.Modality
		}
	}
	q.Cue = u.GovWord
	if outer.Denied {
		q.Denied = !q.Denied
	}
	return q
}

// strikes says whether a verb is one of frames of attacks.
func (f *Finder) strikes(verb uint32) bool {
	return slices.ContainsFunc(f.p.verbs.Get(verb), func(s shape) bool { return s.rule.Edge.OfAttack() })
}

// perfect says whether a verb group has a form of "have".
func (f *Finder) perfect(u *phrase.Unit) bool {
	for t := u.First; t < u.Head; t++ {
		if f.bits(t)&lang.Have != 0 {
			return true
		}
	}
	return false
}

// others says whether a verb is done by the object of the verb that rules it.
func (f *Finder) others(v, governor int) bool {
	g := &f.s.Units[governor]
	return g.Objects[0] != phrase.None && g.Objects[0] < v && f.s.Units[v].Subject == g.Objects[0]
}

// none says whether a noun group is said not to be: "no plans".
func (f *Finder) none(unit int) bool {
	u := &f.s.Units[unit]
	return u.Kind == phrase.NounGroup && f.word(u.First) == f.p.words.no
}

// dropped says whether a noun is the object of a verb that denies it.
func (f *Finder) dropped(unit int) bool {
	v := f.verbOf(unit)
	if v == phrase.None || f.s.Units[v].Objects[0] != unit {
		return false
	}
	lemma := f.s.Units[v].Lemma
	denied := f.p.pack.Cues.Governors.Get(lemma).Denied || f.p.pack.Is(lemma, lang.Denies)
	return denied != f.s.Units[v].Negated
}

func (f *Finder) hedged(u *phrase.Unit) bool { return f.hasOne(u, lang.Hedges) }

// conditional says whether the clause of a verb group stands behind "if" or "whether".
func (f *Finder) conditional(v int) bool {
	if s := f.s.Units[v].Subject; s > 0 && s < v && f.inverted(s-1) {
		return true
	}
	for i := v - 1; i >= 0; i-- {
		x := &f.s.Units[i]
		switch x.Kind {
		case phrase.Subordinator:
			return f.bits(x.Head)&lang.Conditional != 0
		case phrase.Break, phrase.Relative:
			return false
		case phrase.VerbGroup:
			if x.Form == phrase.Finite {
				return false
			}
		case phrase.Comma:
			if f.s.Units[v].Subject >= 0 && f.s.Units[v].Subject > i {
				return false
			}
		}
	}
	return false
}

// inverted says whether unit i is a verb that stands before its subject for an "if":
// "Should Iran strike", "Had France sold".
func (f *Finder) inverted(i int) bool {
	u := &f.s.Units[i]
	if u.Kind != phrase.VerbGroup || u.Subject != phrase.None || u.Last-u.First != 1 || u.Tense != phrase.Modal && f.bits(u.Head)&lang.Have == 0 {
		return false
	}
	return i == 0 || f.s.Units[i-1].Kind == phrase.Comma || f.s.Units[i-1].Kind == phrase.Break
}

// askedToEnd says whether somebody asks another to end what he does: "urged Russia to
// stop", "was urged to halt".
func (f *Finder) askedToEnd(u *phrase.Unit) bool {
	if u.Form != phrase.Infinitive || u.Subject == phrase.None || u.Governor == phrase.None || !f.p.pack.Is(u.Lemma, lang.LightVerbs) || !f.p.pack.Cues.Governors.Get(u.Lemma).Denied {
		return false
	}
	g := &f.s.Units[u.Governor]
	return g.Kind == phrase.VerbGroup && g.Subject != phrase.None && (g.Subject != u.Subject || g.Passive)
}

// qualifyNoun says how real what a noun states is, from the adjectives before it
// and the verb it belongs to.
func (f *Finder) qualifyNoun(unit int, modality string, attack bool) Polarity {
	u := &f.s.Units[unit]
	q := Polarity{Modality: modality, Denied: f.none(unit)}
	first := u.First
	if lead := &f.s.Units[u.Lead]; u.Lead < unit && len(f.args(u.Lead, []string{classSystem})) > 0 && len(f.args(unit, []string{classSystem})) > 0 {
		first = lead.First // "planned missile and drone attacks"
	}
	for t := first; t < u.Last; t++ {
		gov, ok := f.p.pack.Cues.Adjectives.Look(f.word(t))
		if !ok || gov.Modality == none && f.chained(t, u) || gov.Tried && attack {
			continue
		}
		if gov.Modality == none {
			return Polarity{None: true}
		}
		q.Modality, q.Cue = gov.Modality, f.word(t)
		q.Habit = gov.Modality == ongoing
	}
	v := f.verbOf(unit)
	if way := f.wayOf(unit); v == phrase.None && way != phrase.None && (!attack || f.qualifyDepth(way, 1).unreal()) {
		v = way
	}
	if v == phrase.None {
		if by := f.doneBy(unit); by != phrase.None {
			if outer := f.qualifyDepth(by, 1); outer.unreal() && !outer.None {
				q.Modality, q.Cue = outer.Modality, outer.Cue // "will be deepened by the conclusion of a pact"
			}
		}
		return f.ruledByNoun(unit, q)
	}
	x := &f.s.Units[v]
	gov, known := f.p.pack.Cues.Governors.Look(x.Lemma)
	outer := f.qualifyDepth(v, 1)
	switch {
	case f.conditional(v):
		return Polarity{None: true}
	case outer.None && (!known || x.Form == phrase.Finite):
		return Polarity{None: true}
	case known && gov.Modality == none:
		return Polarity{None: true}
	case f.p.pack.Is(x.Lemma, lang.Denies):
		q.Denied = true
	case known && gov.Denied && attack && f.ownedByOthers(unit, x), f.askedToEnd(x):
		q.Modality = ongoing // "to stop Israeli attacks", "urged Russia to stop its attacks"
		return q
	case known && gov.Denied && attack && f.strikes(x.Lemma):
		return q // "thwarted an attack"
	case known && gov.Denied && f.ends(unit, x):
		return q // "ended a six-week course"
	case known && gov.Denied && f.p.pack.Is(x.Lemma, lang.LightVerbs) && !outer.None && outer.Modality != "":
		q.Denied, q.Modality = true, outer.Modality // "suspended deliveries"
	case known && gov.Denied:
		return Polarity{None: true}
	case q.Modality == possible && modality == possible && gov.Modality == ongoing: // "began talks on buying"
	case known && f.delivers(x.Lemma) && outer.Modality != "" && !outer.None:
		q.Modality = outer.Modality // "sent a shipment of arms"
	case gov.Modality == possible && f.teaches(unit, x):
		q.Modality = outer.Modality // "will offer training"
	case known && gov.Modality != "" && !((gov.Modality == ongoing || gov.Modality == done) && outer.unreal()):
		q.Modality, q.Stage = gov.Modality, gov.Stage
		q.Habit = q.Modality == ongoing && outer.Habit
	case outer.unreal():
		q.Modality = outer.Modality
	}
	if outer.Denied {
		q.Denied = !q.Denied
	}
	return q
}

// ends says whether what a noun names is a course that its verb tells to have been given
// to its end.
func (f *Finder) ends(unit int, verb *phrase.Unit) bool {
	return f.bits(f.s.Units[unit].First)&lang.Article != 0 && f.teaches(unit, verb)
}

// teaches says whether a noun is one of training, and its verb one of giving it.
func (f *Finder) teaches(unit int, verb *phrase.Unit) bool {
	people := func(s shape) bool { return s.people }
	return slices.ContainsFunc(f.p.nouns.Get(f.s.Units[unit].Lemma), people) && slices.ContainsFunc(f.p.verbs.Get(verb.Lemma), people)
}

// doneBy returns the passive verb whose agent a noun is, or None.
func (f *Finder) doneBy(unit int) int {
	by := f.s.Units[unit].Lead - 1
	if by > 0 && f.s.Units[by].Kind == phrase.Preposition && f.s.Units[by].Lemma == f.p.words.by && f.s.Units[by-1].Kind == phrase.VerbGroup && f.s.Units[by-1].Passive {
		return by - 1
	}
	return phrase.None
}

// delivers says whether a verb is one of handing systems over, whatever it rules else.
func (f *Finder) delivers(verb uint32) bool {
	return slices.ContainsFunc(f.p.verbs.Get(verb), func(s shape) bool {
		return s.rule.Stage == "delivered" && s.subject != nil && s.subject.role == "source" && s.objects[0] != nil && s.objects[0].role == "system" && givesSystems(s.rule)
	})
}

// ownedByOthers says whether a noun has an owner who is not the subject of the verb
// whose object it is.
func (f *Finder) ownedByOthers(unit int, verb *phrase.Unit) bool {
	u := &f.s.Units[unit]
	for i := u.Mentions[0]; i < u.Mentions[1]; i++ {
		m := f.s.Mentions[i]
		if m.Last > u.Head || m.Class != classState && m.Class != classOrg {
			continue
		}
		return !slices.ContainsFunc(f.args(verb.Subject, []string{classState, classOrg}), func(a Arg) bool { return a.Entity == m.Entity })
	}
	return u.Poss != phrase.None && (verb.Subject == phrase.None || f.s.Units[u.Poss].Lead != verb.Subject)
}

// unreal says whether something is only planned or possible.
func (q Polarity) unreal() bool { return q.Modality == planned || q.Modality == possible }

// ruledByNoun reads the noun that a preposition ties a noun to: "contracts for the
// delivery".
func (f *Finder) ruledByNoun(unit int, q Polarity) Polarity {
	p := f.s.Units[unit].Lead - 1
	if p < 1 || f.s.Units[p].Kind != phrase.Preposition || f.s.Units[p-1].Kind != phrase.NounGroup && (f.s.Units[p-1].Kind != phrase.VerbGroup || !f.prepares(&f.s.Units[p-1], f.s.Units[p].Lemma)) {
		return q
	}
	if f.untrue(&f.s.Units[p-1]) {
		return Polarity{None: true} // "rumours of deliveries"
	}
	if word := f.s.Units[p].Lemma; f.p.pack.Is(word, lang.Occasions) && f.p.pack.Lexicon.Bits(word)&lang.SubjectControl == 0 {
		return q // "reached an agreement during the talks"
	}
	noun := f.s.Units[p-1].Lemma
	if v := f.verbOf(p - 1); v != phrase.None && f.p.pack.Is(f.s.Units[v].Lemma, lang.Denies) && !f.s.Units[v].Negated {
		q.Denied = !q.Denied // "denies reports on arms supplies"
	}
	switch gov, known := f.p.pack.Cues.Governors.Look(noun); {
	case !known || gov.Modality == "":
	case gov.Modality == none:
		return Polarity{None: true}
	default:
		q.Modality, q.Stage, q.Cue = gov.Modality, gov.Stage, noun
	}
	return q
}

// prepares says whether a verb with a preposition speaks of what is not yet done:
// "agreed on the delivery", "called for the delivery".
func (f *Finder) prepares(u *phrase.Unit, preposition uint32) bool {
	gov := f.p.pack.Cues.Governors.Get(u.Lemma)
	return (gov.Modality == planned || gov.Modality == possible || gov.Modality == none) && !u.Passive && f.p.pack.Lexicon.Bits(preposition)&lang.Temporal == 0 && preposition != f.p.words.by && preposition != f.p.words.from && preposition != f.p.words.with
}

// wayOf returns the verb that tells how far what a noun names has come: "the delivery has
// begun", "will begin"; or None.
func (f *Finder) wayOf(unit int) int {
	u := &f.s.Units[unit]
	for i := unit + 1; i < len(f.s.Units); i++ {
		x := &f.s.Units[i]
		if x.Kind != phrase.VerbGroup || x.Form != phrase.Finite || x.Subject != u.Lead {
			continue
		}
		if gov := f.p.pack.Cues.Governors.Get(x.Lemma); f.p.pack.Is(x.Lemma, lang.LightVerbs) && (gov.Modality == ongoing || gov.Modality == done) && !x.Relative {
			return i
		}
		return phrase.None
	}
	return phrase.None
}

// verbOf returns the verb group whose object a noun group is, directly or as the
// object of a preposition, or None.
func (f *Finder) verbOf(unit int) int {
	for i := unit + 1; i < len(f.s.Units); i++ {
		if x := &f.s.Units[i]; x.Kind == phrase.VerbGroup && x.Form == phrase.Finite && x.Passive && x.Subject == f.s.Units[unit].Lead {
			return i // "the delivery was cancelled"
		}
	}
	dated := false
	for i := unit - 1; i >= 0; i-- {
		switch x := &f.s.Units[i]; x.Kind {
		case phrase.VerbGroup:
			if dated && x.Objects[0] != unit {
				return phrase.None
			}
			return i
		case phrase.NounGroup, phrase.Adverb, phrase.Quote:
		case phrase.Preposition:
			dated = dated || f.s.Units[i+1].Time // "announced on Wednesday the delivery"
			if x.Lemma != f.p.words.of && !f.s.Units[i+1].Time {
				return f.verbBehind(i, unit)
			}
		default:
			return phrase.None
		}
	}
	return phrase.None
}

// verbBehind returns the verb before unit i whose object a group is though a phrase
// stands between: "announced during a visit its shipment".
func (f *Finder) verbBehind(i, object int) int {
	for ; i >= 0; i-- {
		if x := &f.s.Units[i]; x.Kind == phrase.VerbGroup {
			if x.Objects[0] == object {
				return i
			}
			return phrase.None
		}
	}
	return phrase.None
}

// attribution returns who says what a claim at token t states, when the sentence
// says it: of a denied claim, who denies it.
func (f *Finder) attribution(t int, denied bool) *Arg {
	for i := range f.s.Units {
		u := &f.s.Units[i]
		if u.Kind != phrase.VerbGroup || u.Form != phrase.Finite && !f.accuses(i, t) || !f.p.pack.Is(u.Lemma, lang.Said) && !(denied && f.p.pack.Is(u.Lemma, lang.Denies)) ||
			u.Head == t && f.p.pack.Cues.Governors.Get(u.Lemma).Stage != "" {
			continue
		}
		subject := u.Subject
		if i > 0 && i+1 < len(f.s.Units) && f.s.Units[i+1].Kind == phrase.NounGroup && t < u.Head && (subject == phrase.None || f.quoted(i) && f.endsAt(i+1)) {
			subject = i + 1 // "…, said the minister"
		}
		if u.Passive {
			subject = f.agent(u)
		}
		if subject == phrase.None || f.adjunct(t, subject, i) {
			continue
		}
		if f.p.pack.Is(f.word(f.s.Units[subject].Head), lang.Persons) {
			head := f.s.Units[subject].Head
			a := anaphor(classOfficial, head, head+1, subject)
			return &a
		}
		if by := f.speaker(subject); by != nil {
			return by
		}
	}
	return f.source(t)
}

// quoted says whether a comma, and perhaps the mark that closes a quotation, stands before
// unit i.
func (f *Finder) quoted(i int) bool {
	for i--; i > 0 && f.s.Units[i].Kind == phrase.Quote; i-- {
	}
	return f.s.Units[i].Kind == phrase.Comma
}

// accuses says whether unit i is a gerund of saying whose object or clause tells what
// stands at token t: "in accusing Iran of sending".
func (f *Finder) accuses(i, t int) bool {
	u := &f.s.Units[i]
	return u.Form == phrase.Gerund && u.Head < t && f.p.pack.Is(u.Lemma, lang.Said) && u.Objects[0] != phrase.None
}

// speaker returns whom a group names as one who speaks, or nil: "the military" and "it"
// are found in the text before.
func (f *Finder) speaker(unit int) *Arg {
	args := f.args(unit, []string{classOfficial, classState, classOrg, classFirm})
	if behind := unit + 2; len(args) == 0 && behind < len(f.s.Units) && f.s.Units[unit].Kind == phrase.NounGroup && f.s.Units[behind].Kind == phrase.NounGroup && f.speaksFor(unit) {
		return f.speaker(behind)
	}
	if len(args) == 0 || args[0].Unnamed || args[0].Kind == classOfficial || args[0].Pronoun && args[0].Kind == "" && !f.p.pack.Is(f.word(args[0].First), lang.ThirdPerson) {
		return nil
	}
	return &args[0]
}

// speaksFor says whether the preposition behind a group tells for whom an office that it
// names speaks, or whose statement it is: "a spokesman for the army", "a statement by the army".
func (f *Finder) speaksFor(unit int) bool {
	u, p := &f.s.Units[unit], &f.s.Units[unit+1]
	if p.Kind != phrase.Preposition {
		return false
	}
	if f.officeOf(u) {
		return p.Lemma == f.p.words.forWord || p.Lemma == f.p.words.of
	}
	return f.p.pack.Is(u.Lemma, lang.Announced) && (p.Lemma == f.p.words.from || p.Lemma == f.p.words.by || p.Lemma == f.p.words.of)
}

// agent returns the unit behind the "by" of a passive, or None.
func (f *Finder) agent(u *phrase.Unit) int {
	for _, sl := range u.Slots {
		if sl.Word == f.p.words.by {
			return sl.Unit
		}
	}
	return phrase.None
}

// adjunct says whether what stands at token t only tells when somebody says something
// else: "at a meeting with Xi, he announced", "he said after meeting Xi that".
func (f *Finder) adjunct(t, subject, says int) bool {
	if t < f.s.Units[subject].First {
		for i := range subject {
			if u := &f.s.Units[i]; u.Kind == phrase.Break && u.First > t || u.Kind == phrase.VerbGroup && u.Form != phrase.Gerund && u.Form != phrase.Infinitive {
				return false
			}
		}
		return says+1 < len(f.s.Units) && !f.endsAt(says+1)
	}
	when := false
	for i := says + 1; i < len(f.s.Units) && f.s.Units[i].First <= t; i++ {
		u := &f.s.Units[i]
		switch {
		case u.Kind == phrase.VerbGroup && u.Form == phrase.Finite, u.Kind == phrase.Subordinator && f.bits(u.Head)&lang.SubjectControl == 0:
			return false
		case u.Kind == phrase.Conjunction:
			when = false
		case u.Kind == phrase.Subordinator, u.Kind == phrase.Preposition && f.bits(u.Head)&lang.Subordinator != 0:
			when = true
		}
	}
	return when
}

// endsAt says whether no clause begins at unit i or behind it.
func (f *Finder) endsAt(i int) bool {
	for ; i < len(f.s.Units); i++ {
		if f.s.Units[i].Kind == phrase.VerbGroup {
			return false
		}
	}
	return true
}

// source returns who stands behind "according to" or the like, or whose announcement
// it is that tells what stands at token t: "Japan's announcement that it will send".
func (f *Finder) source(t int) *Arg {
	if !f.citedRead {
		f.cited, f.citedRead = f.findCited(), true
	}
	if f.cited != nil {
		return f.cited
	}
	for i := range f.s.Units {
		u := &f.s.Units[i]
		if u.Kind != phrase.NounGroup || u.Last > t || !f.p.pack.Is(u.Lemma, lang.Announced) || i+1 >= len(f.s.Units) {
			continue
		}
		if u.Poss != phrase.None && f.contents(i) {
			return f.speaker(f.s.Units[u.Poss].Lead)
		}
	}
	return f.labelled()
}

// findCited returns who stands behind "according to" or the like, or nil.
func (f *Finder) findCited() *Arg {
	for _, words := range f.p.pack.Cues.Sources {
		for i := range f.s.Units {
			u := &f.s.Units[i]
			if u.Kind != phrase.NounGroup || !f.precededBy(u.First, words) {
				continue
			}
			if by := f.speaker(i); by != nil {
				return by
			}
		}
	}
	return nil
}

// labelled returns whose words a colon or a dash makes a headline: "Akar: jets hit
// camps", "jets hit camps: army", "jets hit camps - minister Akar"; or nil.
func (f *Finder) labelled() *Arg {
	u := f.s.Units
	if !f.headline() || len(u) < 3 {
		return nil
	}
	if f.isColon(1) {
		return f.label(0)
	}
	last := len(u) - 1
	if u[last-1].Kind != phrase.Break {
		return nil
	}
	by := f.label(last)
	if by == nil || !f.isColon(last-1) && by.Class != classOfficial {
		return nil
	}
	return by
}

// label returns whom a group without an article names as one who speaks, or nil.
func (f *Finder) label(unit int) *Arg {
	u := &f.s.Units[unit]
	if u.Kind != phrase.NounGroup {
		return nil
	}
	if kind := f.p.pack.Anaphors.Get(f.word(u.Head)); kind == classState && u.First == u.Head {
		a := anaphor(kind, u.First, u.Last, unit)
		return &a
	}
	return f.speaker(unit)
}

// isColon says whether a unit is a colon.
func (f *Finder) isColon(unit int) bool {
	u := &f.s.Units[unit]
	return u.Kind == phrase.Break && f.s.Doc.Text[f.s.Doc.Tokens[u.First].Start] == ':'
}

// contents says whether a clause behind a noun tells its content.
func (f *Finder) contents(noun int) bool {
	for i := noun + 1; i < len(f.s.Units); i++ {
		switch u := &f.s.Units[i]; {
		case u.Kind == phrase.Subordinator:
			return u.Lemma == f.p.words.that
		case u.Kind == phrase.VerbGroup || u.Kind == phrase.Break:
			return false
		}
	}
	return false
}

func (f *Finder) precededBy(t int, words []uint32) bool {
	for i, w := range words {
		if f.word(t-len(words)+i) != w {
			return false
		}
	}
	return true
}
