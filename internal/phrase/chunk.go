package phrase

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
)

// chunk cuts the sentence into units.
func (a *Analyzer) chunk() {
	a.passed = 0
	for t := a.s.Span.First; t < a.s.Span.Last; {
		switch cat := a.s.Cat(t); cat {
		case CatModal, CatBe, CatHave, CatDo, CatVerb, CatTo:
			t = a.verbGroup(t)
		case CatAdverb:
			if a.asWellAs(t) {
				t += 3
			} else {
				t = a.adverb(t)
			}
		case CatPreposition:
			if a.asWellAs(t) {
				t += 3
			} else {
				t = a.simple(t, Preposition)
			}
		case CatConjunction:
			t = a.simple(t, Conjunction)
		case CatRelative:
			t = a.simple(t, Relative)
		case CatSubordinator:
			t = a.subordinator(t)
		case CatComma:
			t = a.simple(t, Comma)
		case CatQuote:
			t = a.simple(t, Quote)
		case CatMark:
			t = a.bracket(t)
		case CatPossessive:
			t = a.possessive(t)
		case CatPronoun:
			if noun := a.naming(t); noun > t {
				t = noun // "what it called a base"
			} else {
				t = a.pronoun(t)
			}
		default:
			t = a.nounGroup(t)
		}
	}
}

// add appends a unit of the tokens [first, last).
func (a *Analyzer) add(kind Kind, first, last, head int, lemma uint32) *Unit {
	n := len(a.s.Units)
	if n == cap(a.s.Units) {
		a.s.Units = slices.Grow(a.s.Units, 1)
	}
	a.s.Units = a.s.Units[:n+1]
	u := &a.s.Units[n]
	*u = Unit{}
	u.Kind, u.First, u.Last, u.Head, u.Lemma, u.Lead = kind, first, last, head, lemma, n
	u.Poss, u.Of, u.Next, u.Subject, u.Governor, u.Objects = None, None, None, None, None, [2]int{None, None}
	return u
}

// naming returns where the noun group begins that a clause names, "what it called a base",
// "what officials said were depots", or the token itself: the naming is passed over.
func (a *Analyzer) naming(t int) int {
	if a.s.Doc.Tokens[t].Word != a.words.what {
		return t
	}
	const far = 5 // tokens of who says so
	v := t + 1
	for v < a.s.Span.Last && v <= t+far && a.s.Cat(v) != CatVerb {
		if cat := a.s.Cat(v); cat == CatComma || cat == CatMark || cat == CatBe || cat == CatPreposition {
			return t
		}
		v++
	}
	if v == t+1 || v >= a.s.Span.Last || v > t+far {
		return t
	}
	lemma, n := a.pack.LemmaOf(a.s.Doc.Tokens[v].Word), v+1
	named := a.pack.Is(lemma, lang.Naming)
	if !named && !a.pack.Is(lemma, lang.Said) {
		return t
	}
	switch {
	case n < a.s.Span.Last && a.s.Doc.Tokens[n].Word == a.words.as && named:
		n++
	case a.s.Cat(n) == CatBe:
		n, named = n+1, true
	case a.s.Cat(n) == CatTo && a.s.Cat(n+1) == CatBe:
		n, named = n+2, true
	}
	if !named || n >= a.s.Span.Last {
		return t
	}
	switch a.s.Cat(n) {
	case CatDeterminer, CatPossessive, CatNumber, CatAdjective, CatName, CatDemonym, CatNoun, CatPlural:
		return n
	}
	return t
}

func (a *Analyzer) simple(t int, kind Kind) int {
	a.add(kind, t, t+1, t, a.s.Doc.Tokens[t].Word)
	return t + 1
}

// maxBracket is the longest bracket that is passed over, in tokens.
const maxBracket = 25

// bracket passes over what stands in brackets; any other mark is a break.
func (a *Analyzer) bracket(t int) int {
	if end := a.overBracket(t); end > t {
		return end
	}
	return a.simple(t, Break)
}

// overBracket returns the token behind the bracket that opens at t, or t.
func (a *Analyzer) overBracket(t int) int {
	if c := a.s.Doc.Text[a.s.Doc.Tokens[t].Start]; c != '(' && c != '[' {
		return t
	}
	for i := t + 1; i < a.s.Span.Last && i < t+maxBracket; i++ {
		if c := a.s.Doc.Text[a.s.Doc.Tokens[i].Start]; c == ')' || c == ']' {
			return i + 1
		}
	}
	return t
}

// amountAgain returns the token behind a bracket that tells an amount in another
// currency, in the middle of a group: "a $556 million (28 billion peso) contract".
func (a *Analyzer) amountAgain(t int) int {
	if a.s.Cat(t) != CatMark || a.s.Bits(t-1)&(lang.Magnitude|lang.CurrencyWord) == 0 {
		return t
	}
	end := a.overBracket(t)
	if end == t || end >= a.s.Span.Last || a.s.Doc.Tokens[end].Shape&document.Letters == 0 || a.s.Cat(end) != CatNoun {
		return t
	}
	return end
}

// numberAgain returns the token behind a bracket that tells a number again in the middle
// of a group: "twelve (12) howitzers".
func (a *Analyzer) numberAgain(t int) int {
	if a.s.Cat(t-1) != CatNumber && a.s.Bits(t-1)&lang.Magnitude == 0 || a.overBracket(t) != t+3 || a.s.Cat(t+1) != CatNumber {
		return t
	}
	return t + 3
}

// shortName returns the token behind a bracket with a name in capitals in the middle of
// a group: "a surface-to-air missile (SAM) battery".
func (a *Analyzer) shortName(t int) int {
	if a.overBracket(t) != t+3 || a.s.Doc.Tokens[t+1].Shape&document.Upper == 0 || t+3 >= a.s.Span.Last {
		return t
	}
	if cat := a.s.Cat(t + 3); cat != CatNoun && cat != CatPlural && cat != CatAdjective && cat != CatName || a.s.Doc.Tokens[t+3].Shape&(document.Letters|document.Capital) != document.Letters {
		return t
	}
	return t + 3
}

// asWellAs reads "as well as" as a conjunction.
func (a *Analyzer) asWellAs(t int) bool {
	if !a.wellAt(t) {
		return false
	}
	a.add(Conjunction, t, t+3, t, a.words.as)
	return true
}

// wellAt says whether "as well as" begins at token t.
func (a *Analyzer) wellAt(t int) bool {
	return t+2 < a.s.Span.Last && a.s.Doc.Tokens[t].Word == a.words.as && a.s.Doc.Tokens[t+1].Word == a.words.well && a.s.Doc.Tokens[t+2].Word == a.words.as
}

// subordinator reads a single "as" as a preposition.
func (a *Analyzer) subordinator(t int) int {
	if a.asWellAs(t) {
		return t + 3
	}
	if a.s.Bits(t)&lang.Preposition != 0 {
		return a.simple(t, Preposition)
	}
	return a.simple(t, Subordinator)
}

func (a *Analyzer) pronoun(t int) int {
	u := a.add(NounGroup, t, t+1, t, a.s.Doc.Tokens[t].Word)
	u.Pronoun = true
	return t + 1
}

// adverb belongs to the verb group that follows; elsewhere it is a unit.
func (a *Analyzer) adverb(t int) int {
	end := t
	for end < a.s.Span.Last && a.s.Cat(end) == CatAdverb {
		end++
	}
	if end < a.s.Span.Last {
		switch a.s.Cat(end) {
		case CatModal, CatBe, CatHave, CatDo, CatVerb, CatTo:
			return a.verbGroup(t)
		case CatNumber, CatAdjective:
			return a.nounGroup(t)
		}
	}
	a.add(Adverb, t, end, t, a.s.Doc.Tokens[t].Word)
	return end
}

// verbGroup reads auxiliaries, adverbs and the main verb.
func (a *Analyzer) verbGroup(t int) int {
	u := a.add(VerbGroup, t, t, t, 0)
	v := verbState{}
	i := t
loop:
	for ; i < a.s.Span.Last; i++ {
		tok := a.s.Doc.Tokens[i]
		bits := a.s.Bits(i)
		switch a.s.Cat(i) {
		case CatAdverb:
			u.Negated = u.Negated || bits&lang.Negation != 0 && !a.adverbPair(i) || a.s.Doc.Tokens[i].Word == a.words.no && a.adverbPair(i) // not "not only"
		case CatModal:
			v.modal, u.Modal, u.Head = true, tok.Word, i
			u.Negated = u.Negated || bits&lang.Negation != 0
		case CatTo:
			if v.beCount > 0 && v.lastBe && !v.have {
				v.modal, u.Modal, v.lastBe = true, a.words.future, false // "is to supply"
				break
			}
			if v.any {
				break loop
			}
			v.to, u.Head = true, i
		case CatHave:
			v.have, u.Head = true, i
			v.lastBe, v.ing = false, v.ing || bits&lang.VerbIng != 0
		case CatBe:
			v.beCount++
			v.lastBe, u.Head = true, i
		case CatDo:
			v.do, u.Head = true, i
		case CatVerb:
			if v.main {
				break loop
			}
			v.main, v.mainBits, u.Head = true, bits, i
			i++
			break loop
		default:
			break loop
		}
		if cat := a.s.Cat(i); cat == CatBe || cat == CatHave || cat == CatDo || cat == CatModal {
			u.Negated = u.Negated || bits&lang.Negation != 0
		}
		v.any = true
	}
	u.Last = i
	a.finishVerb(u, v)
	return a.particle(u)
}

type verbState struct {
	any, to, modal, have, do, lastBe, main, ing bool
	beCount                                     int
	mainBits                                    uint64
}

// finishVerb sets form, tense and voice.
func (a *Analyzer) finishVerb(u *Unit, v verbState) {
	u.Lemma = a.lemma(u.Head)
	participle := v.main && v.mainBits&lang.VerbParticiple != 0
	ing := v.main && v.mainBits&lang.VerbIng != 0
	u.Passive = participle && v.lastBe
	switch {
	case v.modal:
		u.Form, u.Tense = Finite, Modal
	case v.to:
		u.Form = Infinitive
	case v.have && v.ing:
		u.Form = Gerund // "having delivered"
	case v.have && (participle || v.beCount > 0):
		u.Form, u.Tense = Finite, Perfect
	case v.beCount > 0 && ing:
		u.Form, u.Tense = Finite, Progressive
	case v.beCount > 0:
		if u.Form, u.Tense = Finite, a.beTense(u); v.beCount > 1 && u.Tense == Present {
			u.Tense = Progressive // "is being trained"
		}
	case ing:
		u.Form = Gerund
	case v.main && !v.do && v.mainBits&lang.VerbPast != 0:
		u.Form, u.Tense = Finite, Past // "hit", "cut": past unless something says otherwise
	case participle && v.mainBits&lang.VerbPast == 0 && v.mainBits&lang.VerbBase == 0:
		u.Form, u.Passive = Participle, true
	case v.main && v.mainBits&lang.VerbPast != 0 && v.mainBits&lang.VerbThird == 0 && v.mainBits&lang.VerbBase == 0:
		u.Form, u.Tense = Finite, Past
	case v.do && !v.main:
		u.Form, u.Tense = Finite, Present
	case v.do:
		u.Form, u.Tense = Finite, Present
		if a.s.Bits(u.First)&lang.VerbPast != 0 {
			u.Tense = Past
		}
	default:
		u.Form, u.Tense = Finite, Present
	}
}

// beTense is past when the form of "be" is a past one; the pack's verbs list
// past forms of auxiliaries with the class of past verbs.
func (a *Analyzer) beTense(u *Unit) Tense {
	for t := u.First; t < u.Last; t++ {
		if a.s.Cat(t) == CatBe && a.s.Bits(t)&lang.VerbPast != 0 {
			return Past
		}
	}
	return Present
}

// particle takes a particle that stands behind the verb: "handed over".
func (a *Analyzer) particle(u *Unit) int {
	if t := u.Last; t < a.s.Span.Last && a.s.Bits(t)&lang.Particle != 0 && a.mention[t-a.s.Span.First] == 0 {
		u.Particle = a.s.Doc.Tokens[t].Word
	}
	return u.Last
}

func (a *Analyzer) lemma(t int) uint32 {
	return a.pack.LemmaOf(a.s.Doc.Tokens[t].Word)
}

func (a *Analyzer) singular(t int) uint32 {
	return a.pack.SingularOf(a.s.Doc.Tokens[t].Word)
}

// possessive closes a possessor or opens a group with a possessive pronoun.
func (a *Analyzer) possessive(t int) int {
	if a.s.Doc.Tokens[t].Shape&document.Possessive == 0 {
		return a.nounGroup(t)
	}
	if n := len(a.s.Units); n > 0 && a.s.Units[n-1].Kind == NounGroup && a.s.Units[n-1].Last == t {
		a.s.Units[n-1].Possessor = true
		return a.possessed(t+1, n-1)
	}
	return a.simple(t, Quote)
}

// possessed reads the noun group behind an apostrophe-s, if one follows.
func (a *Analyzer) possessed(t, possessor int) int {
	if t >= a.s.Span.Last || !a.nominal2(t) {
		return t
	}
	n := len(a.s.Units)
	end := a.nounGroup(t)
	a.s.Units[n].Poss = possessor
	return end
}

func (a *Analyzer) nominal2(t int) bool {
	const nominal = 1<<CatNoun | 1<<CatPlural | 1<<CatName | 1<<CatDemonym | 1<<CatNumber | 1<<CatAdjective | 1<<CatDeterminer
	switch cat := a.s.Cat(t); {
	case 1<<cat&nominal != 0:
		return true
	case cat == CatAdverb:
		for t++; t < a.s.Span.Last && a.s.Cat(t) == CatAdverb; t++ {
		} // "up to 18 tanks"
		return t < a.s.Span.Last && (a.s.Cat(t) == CatAdjective || a.s.Cat(t) == CatNumber)
	}
	return false
}

// quotedWord returns the end of an adjective in quotes that stands before a noun,
// from either quote: `"hostile" missiles`.
func (a *Analyzer) quotedWord(t int) int {
	if a.s.Cat(t-1) != CatAdjective || t-2 < a.s.Span.First || a.s.Cat(t-2) != CatQuote {
		t += 2
	}
	if t+1 < a.s.Span.Last && a.s.Cat(t) == CatQuote && a.s.Cat(t-1) == CatAdjective && a.s.Cat(t-2) == CatQuote && a.nominal2(t+1) {
		return t + 1
	}
	return t - 2
}

// quotedName returns the end of a name in quotes behind a number, from the first quote:
// the closing quote, or what stands behind it if the group goes on, `12 "Dingo" vehicles`.
func (a *Analyzer) quotedName(t int) int {
	if a.s.Cat(t-1) != CatNumber || t+1 >= a.s.Span.Last {
		return t
	}
	m := a.mention[t+1-a.s.Span.First]
	if m == 0 || a.s.Mentions[m-1].First != t+1 {
		return t
	}
	last := a.s.Mentions[m-1].Last
	if last >= a.s.Span.Last || a.s.Cat(last) != CatQuote {
		return t
	}
	if last+1 < a.s.Span.Last && a.nominal2(last+1) && a.s.Cat(last+1) != CatDeterminer && a.s.Cat(last+1) != CatNumber {
		return last + 1
	}
	return last
}

// amidNouns says whether the adverb at token i stands between an adjective or a number and
// a noun of the group that opens at t with an article or possessor.
func (a *Analyzer) amidNouns(t, i int) bool {
	if i+1 >= a.s.Span.Last || a.isDay(a.s.Doc.Tokens[i].Word) || a.s.Cat(t) != CatDeterminer && a.s.Cat(t) != CatPossessive || a.s.Cat(i-1) != CatAdjective && a.s.Cat(i-1) != CatNumber {
		return false
	}
	next := a.s.Cat(i + 1)
	return next == CatNoun || next == CatPlural || next == CatName
}

// nounGroup reads determiners, adjectives, numbers, names and nouns up to the
// head. A determiner, or a number behind a head, opens another group.
func (a *Analyzer) nounGroup(t int) int {
	i := t
	headSeen := false
	for i < a.s.Span.Last {
		cat := a.s.Cat(i)
		if i > t && 1<<cat&behindNoun != 0 {
			break
		}
		if a.goesOn(i, cat, i == t) {
			headSeen = headSeen || 1<<cat&nounCats != 0
			i++
			continue
		}
		if cat == CatPossessive && i == t {
			i++
			continue
		}
		if cat == CatPossessive && !headSeen && a.s.Cat(i-1) == CatDeterminer && a.s.Doc.Tokens[i].Shape&document.Possessive == 0 {
			i++ // "all its missiles"
			continue
		}
		if cat == CatAdverb && !headSeen && i > t+1 && a.amidNouns(t, i) {
			i++ // "its largest ever package"
			continue
		}
		if cat == CatMark && i > t {
			if end := max(a.amountAgain(i), a.shortName(i), a.numberAgain(i)); end > i {
				i = end
				continue
			}
		}
		if cat == CatDeterminer && i > t && a.s.Cat(i-1) == CatNumber && a.s.Bits(i)&lang.Definite != 0 {
			break // "In 2023 the United States"
		}
		if cat == CatQuote && i > t && !headSeen {
			if end := a.quotedWord(i); end > i {
				i = end // `two "hostile" missiles`
				continue
			}
			if end := a.quotedName(i); end > i {
				headSeen = true
				if i = end; a.s.Cat(i) != CatQuote {
					continue
				}
				break
			}
		}
		if i > t && a.wellAt(i) {
			break
		}
		if !a.nominal2(i) || i > t && headSeen && (cat == CatDeterminer || cat == CatNumber && !a.partOfName(i)) {
			break
		}
		if i > t && a.dayEnds(t, i) {
			break
		}
		if m := a.mention[i-a.s.Span.First]; m > 0 && i == a.s.Mentions[m-1].First {
			if i > t && (a.yearEnds(i, a.s.Mentions[m-1]) || headSeen && (a.contact(i, a.s.Mentions[m-1]) || a.occasion(t, i) || a.there(t, i, a.s.Mentions[m-1]))) {
				break
			}
			headSeen = headSeen || a.s.Mentions[m-1].Form != gazetteer.Demonym
			i = a.s.Mentions[m-1].Last
			continue
		}
		if cat == CatNumber && i > t && a.s.Bits(i-1)&lang.FoldForces != 0 && !a.partOfName(i) {
			break // "gave the military 12 boats"
		}
		if headSeen && (a.s.Bits(i)&lang.Approximate != 0 || a.adverbPair(i)) && a.numberAhead(i+1) {
			break // "shelled the region more than 30 times"
		}
		if headSeen && cat == CatPlural && a.namedHolder(i) {
			break // "discussed with Minister Ali Idriss ways to"
		}
		if headSeen && a.s.Bits(i)&lang.Weekday != 0 && a.s.Doc.Tokens[i].Shape&document.Capital != 0 {
			break // "The Lebanese Army Thursday received"
		}
		if i == t+1 && cat == CatNumber && a.s.Doc.Tokens[i].Shape&document.Digits == 0 && a.s.Bits(t)&lang.Weekday != 0 {
			break // "commissioned on Wednesday one of the boats"
		}
		if headSeen && (a.timeBegins(i) || a.amountBegins(i) || a.s.Doc.Tokens[i].Word == a.words.worth && a.numberAhead(i+1)) || i > t && a.timeBegins(i) && (a.s.Cat(i-1) == CatNumber || i > t+1 && a.s.Cat(i-1) == CatDeterminer && a.s.Cat(i-2) == CatNumber) {
			break // "sent two more last week"
		}
		headSeen = headSeen || cat == CatNoun || cat == CatPlural || cat == CatName
		i++
	}
	if i == t {
		return a.simple(t, Break)
	}
	for headSeen && i > t+1 && a.s.Cat(i-1) == CatAdjective && a.mention[i-1-a.s.Span.First] == 0 && a.s.Bits(i-1)&lang.FoldForces == 0 && a.s.Bits(i-1)&(lang.FrameNoun|lang.Trigger) != lang.FrameNoun|lang.Trigger {
		i-- // "hits Kiev hard"
	}
	a.addNounGroup(t, i)
	return i
}

const nounCats = 1<<CatNoun | 1<<CatPlural | 1<<CatName

// behindNoun is the categories of words that no noun group holds.
const behindNoun = 1<<CatVerb | 1<<CatBe | 1<<CatHave | 1<<CatDo | 1<<CatModal | 1<<CatTo | 1<<CatPreposition | 1<<CatConjunction | 1<<CatRelative | 1<<CatSubordinator | 1<<CatComma | 1<<CatPronoun

// goesOn says whether a token surely belongs to the noun group that it stands in or
// opens: a noun or adjective for which no special case can hold, or the article.
func (a *Analyzer) goesOn(t int, cat Cat, opens bool) bool {
	const plain, odd = nounCats | 1<<CatAdjective, lang.Weekday | lang.Temporal | lang.Approximate
	switch i := t - a.s.Span.First; {
	case a.mention[i] > 0:
		return false
	case 1<<cat&plain != 0:
		return a.s.classes[i]&odd == 0 && a.s.Doc.Tokens[t].Word != a.words.worth && (cat != CatPlural || opens || a.mention[i-1] == 0)
	}
	return opens && cat == CatDeterminer
}

// isTime says whether a noun group is a time: "May 13", "last year".
func (a *Analyzer) isTime(first, last int) bool {
	if a.mention[last-1-a.s.Span.First] > 0 {
		return false
	}
	if last < a.s.Span.Last && a.s.Doc.Tokens[last].Word == a.words.of {
		if _, shifts := a.pack.Shifts.Look(a.s.Doc.Tokens[last-1].Word); shifts {
			return false // "the last of 12 jets"
		}
	}
	if a.s.Bits(last-1)&(lang.Temporal|lang.Weekday) != 0 || a.s.Cat(last-1) == CatNumber && a.year(last-1) {
		return true
	}
	if a.s.Span.Bits&lang.Month == 0 {
		return false
	}
	for t := max(first, last-4); t < last; t++ {
		if a.s.Bits(t)&lang.Month != 0 && a.s.Doc.Tokens[t].Shape&document.Capital != 0 {
			return true
		}
	}
	return false
}

// timeBegins says whether a time expression such as "last year" begins.
func (a *Analyzer) timeBegins(t int) bool {
	bits := a.s.Bits(t)
	if bits&lang.Temporal == 0 || t+1 >= a.s.Span.Last {
		return false
	}
	next := a.s.Bits(t + 1)
	return next&(lang.Temporal|lang.Month) != 0 || bits&lang.Ago != 0 || bits&lang.Adjective != 0 && next&lang.Preposition != 0 // "to Kyiv earlier this year", "Iran late on Monday"
}

// contact says whether the name of a state right behind a plural or a noun that is not
// counted opens a relative clause: "the drones Iraq bought".
func (a *Analyzer) contact(t int, m Mention) bool {
	word := a.s.Doc.Tokens[t-1].Word
	return m.Form == gazetteer.Name && m.Class == "State" && a.s.Doc.Tokens[t-1].Shape&document.Capital == 0 &&
		(a.pack.SingularOf(word) != word || a.s.Bits(t-1)&lang.Mass != 0)
}

// there says whether a nationality behind the name of a place that a preposition ties to
// the verb opens its object: "received in Benghazi Russian Minister A".
func (a *Analyzer) there(first, t int, m Mention) bool {
	if m.Class != "State" || m.Form != gazetteer.Demonym || first == a.s.Span.First || a.s.Bits(first-1)&lang.Locative == 0 {
		return false
	}
	place := a.mention[first-a.s.Span.First]
	return place > 0 && a.s.Mentions[place-1].Last == t && a.s.Mentions[place-1].Form != gazetteer.Demonym
}

// namedHolder says whether a title and the name of its holder stand right before a token.
func (a *Analyzer) namedHolder(t int) bool {
	m := int(a.mention[t-1-a.s.Span.First]) - 1
	return m > 0 && a.s.Mentions[m].Class == "Official" && a.s.Mentions[m-1].Class == "Office" && a.s.Mentions[m-1].Last == a.s.Mentions[m].First
}

// occasion says whether an official behind a noun of the phrase that opens the sentence
// is its subject: "During the meeting Minister A said".
func (a *Analyzer) occasion(first, t int) bool {
	if first != a.s.Span.First+1 || a.s.Bits(first-1)&lang.Preposition == 0 || a.s.Bits(t-1)&lang.FrameNoun == 0 || a.s.Doc.Tokens[t-1].Shape&document.Capital != 0 {
		return false
	}
	for ; t < a.s.Span.Last; t++ {
		m := a.mention[t-a.s.Span.First]
		switch {
		case m > 0 && a.s.Mentions[m-1].Class == "Official":
			return true
		case m == 0 && a.s.Bits(t)&(lang.Rank|lang.Honorific) == 0:
			return false
		}
	}
	return false
}

// yearEnds says whether a date or a word for a time stands before the name of a state or
// official, which cannot be of its group: "in 2013 Russia sold", "on May 3 Russia sold",
// "later in the day Putin said".
func (a *Analyzer) yearEnds(i int, m Mention) bool {
	official := m.Class == "Official" || m.Class == "Office"
	if m.Form == gazetteer.Demonym && !a.dayBefore(i) && !a.onlyTime(i) || m.Class != "State" && m.Class != "Organization" && !official {
		return false
	}
	if a.dayBefore(i) || a.onlyTime(i) || official && a.s.Bits(i-1)&lang.Temporal != 0 && a.s.Doc.Tokens[i-1].Shape&document.Capital == 0 {
		return true
	}
	year := a.s.Cat(i-1) == CatNumber && a.year(i-1)
	if m.Class == "Organization" {
		before := i - 2
		if before > a.s.Span.First && a.s.Bits(before)&lang.Month != 0 {
			before--
		}
		return year && before >= a.s.Span.First && a.s.Cat(before) == CatPreposition // not "the 2016 NATO summit"
	}
	return year || !official && a.s.Bits(i-1)&lang.Month != 0 && a.s.Doc.Tokens[i-1].Shape&document.Capital != 0
}

// onlyTime says whether a word for a time stands before token t, alone behind a preposition
// or with a number: "in winter", "in the past 24 hours".
func (a *Analyzer) onlyTime(t int) bool {
	return t-2 >= a.s.Span.First && a.s.Bits(t-1)&lang.Temporal != 0 && a.s.Doc.Tokens[t-1].Shape&document.Capital == 0 && (a.s.Cat(t-2) == CatPreposition || a.s.Cat(t-2) == CatNumber)
}

// dayBefore says whether a day stands before token t behind a preposition, a weekday or a
// comma: "on May 3", "on Friday 3 May", "on Monday, May 3".
func (a *Analyzer) dayBefore(t int) bool {
	month, first := t-2, t-2
	if a.s.Bits(t-1)&lang.Month != 0 {
		month = t - 1
	}
	if first <= a.s.Span.First || a.s.Bits(month)&lang.Month == 0 || a.s.Doc.Tokens[month].Shape&document.Capital == 0 || a.s.Cat(t-1) != CatNumber && a.s.Cat(t-2) != CatNumber {
		return false
	}
	return a.s.Cat(first-1) == CatPreposition || a.s.Cat(first-1) == CatComma || a.s.Bits(first-1)&lang.Weekday != 0
}

// dayEnds says whether the words of a group so far are a day or time behind a preposition,
// and a capital opens another group: "on Monday Kenya sent", "on Friday night Minister A
// met", "in March Minister A met", "for the first time Kenya sent".
func (a *Analyzer) dayEnds(first, t int) bool {
	const times = lang.Weekday | lang.Temporal
	before := a.s.Bits(t - 1)
	if a.s.Doc.Tokens[t].Shape&document.Capital == 0 && !a.counts(t) && !a.groupAt(t) || a.s.Bits(t)&(times|lang.Month) != 0 || first == a.s.Span.First || a.s.Cat(first-1) != CatPreposition {
		return false
	}
	if a.dateEnds(first, t) {
		return true
	}
	if before&times == 0 || a.s.Doc.Tokens[t-1].Shape&document.Hyphen != 0 {
		return false // "in present-day Iraq"
	}
	the := a.s.Bits(first)&lang.Definite != 0 // "in the day Iran sent", not "the Monday Club"
	day := the
	for i := first; i < t; i++ {
		bits := a.s.Bits(i)
		if bits&(times|lang.Adjective|lang.NumberWord) == 0 && !(the && i == first) || the && bits&lang.Weekday != 0 {
			return false
		}
		day = day || bits&lang.Weekday != 0 || a.pack.Is(a.s.Doc.Tokens[i].Word, lang.Plural) // "in recent months"
	}
	return day
}

// groupAt says whether the name of an organization begins at a token: "al Shabaab".
func (a *Analyzer) groupAt(t int) bool {
	m := a.mention[t-a.s.Span.First]
	return m > 0 && a.s.Mentions[m-1].Class == "Organization" && a.s.Mentions[m-1].First == t
}

// counts says whether token t is a number that a noun follows, no day of a month.
func (a *Analyzer) counts(t int) bool {
	if a.s.Cat(t) != CatNumber || a.year(t) || t+1 >= a.s.Span.Last {
		return false
	}
	next := a.s.Cat(t + 1)
	return a.s.Bits(t+1)&lang.Month == 0 && (next == CatPlural || next == CatNoun && a.pack.Is(a.s.Doc.Tokens[t+1].Word, lang.Plural) || next == CatAdjective || next == CatDemonym || a.mention[t+1-a.s.Span.First] > 0)
}

// dateEnds says whether a month, with a day or a year, makes up a group so far, and
// somebody's office or name begins.
func (a *Analyzer) dateEnds(first, t int) bool {
	month := false
	for i := first; i < t; i++ {
		bits := a.s.Bits(i)
		switch {
		case bits&lang.Month != 0 && a.s.Doc.Tokens[i].Shape&document.Capital != 0:
			month = true
		case a.s.Cat(i) != CatNumber && bits&(lang.Temporal|lang.Adjective) != lang.Temporal|lang.Adjective:
			return false
		}
	}
	m := a.mention[t-a.s.Span.First]
	if a.counts(t) {
		return a.year(t - 1)
	}
	return (month || a.year(t-1)) && (m > 0 && a.s.Mentions[m-1].Class != "System" && (a.s.Mentions[m-1].Form == gazetteer.Demonym || a.s.Mentions[m-1].Class != "State" && a.s.Mentions[m-1].Class != "Organization") || m == 0 && a.s.Bits(t)&(lang.Rank|lang.Honorific|lang.OfficeWord|lang.Office) != 0)
}

// year says whether token t reads as a year.
func (a *Analyzer) year(t int) bool {
	tok := a.s.Doc.Tokens[t]
	return tok.End-tok.Start == 4 && tok.Shape&document.Digits != 0 && (a.s.Doc.Text[tok.Start:tok.Start+2] == "19" || a.s.Doc.Text[tok.Start:tok.Start+2] == "20")
}

// amountBegins says whether an amount follows a name: "sold Taiwan billions of
// dollars' worth of weapons".
func (a *Analyzer) amountBegins(t int) bool {
	if a.s.Bits(t)&lang.Approximate == 0 || a.s.Doc.Tokens[t].Shape&document.Capital != 0 {
		return false
	}
	return a.mention[t-1-a.s.Span.First] > 0 || t+1 < a.s.Span.Last && a.s.Doc.Tokens[t+1].Word == a.words.of && a.s.Bits(t-1)&lang.FoldForces != 0
}

// partOfName keeps "Block 5" and glued designations together.
func (a *Analyzer) partOfName(t int) bool {
	tok := a.s.Doc.Tokens[t]
	word := tok.Shape&(document.Digits|document.Capital) == 0 // "the Air Force three jets"
	if !word && t-1 > a.s.Span.First && a.s.Cat(t-1) == CatName && a.s.Doc.Tokens[t-1].Shape&document.Upper != 0 && a.mention[t-1-a.s.Span.First] == 0 && a.s.Cat(t-2) == CatNumber {
		return true // "73,000 SIG 716 rifles"
	}
	return tok.Shape&(document.Hyphen|document.Glued) != 0 || !word && t > a.s.Span.First && a.s.Cat(t-1) == CatNoun && a.s.Doc.Tokens[t-1].Shape&document.Capital != 0 ||
		a.s.Bits(t)&(lang.Magnitude|lang.CurrencyWord) != 0
}

func (a *Analyzer) addNounGroup(first, last int) {
	u := a.add(NounGroup, first, last, last-1, a.singular(last-1))
	u.Time = a.isTime(first, last)
	lo := a.passed
	for lo < len(a.s.Mentions) && a.s.Mentions[lo].First < first {
		lo++
	}
	a.passed = lo
	hi := lo
	for hi < len(a.s.Mentions) && a.s.Mentions[hi].Last <= last {
		hi++
	}
	u.Mentions = [2]int{lo, hi}
}
