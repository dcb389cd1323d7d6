package phrase

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
)

// context is a set of the contexts that readings speak of.
type context uint32

var contextBits = func() map[string]context {
	bits := make(map[string]context)
	for i, name := range lang.Contexts {
		bits[name] = 1 << i
	}
	return bits
}()

var catContext = map[Cat]string{CatNoun: "noun", CatPlural: "plural", CatName: "name", CatDemonym: "demonym", CatNumber: "number", CatDeterminer: "determiner",
	CatPossessive: "possessive", CatPronoun: "pronoun", CatAdjective: "adjective", CatAdverb: "adverb", CatVerb: "verb", CatBe: "be", CatHave: "have", CatDo: "do",
	CatModal: "modal", CatTo: "to", CatPreposition: "preposition", CatConjunction: "conjunction", CatRelative: "relative", CatSubordinator: "subordinator",
	CatComma: "comma", CatQuote: "mark", CatMark: "mark"}

var catBits = func() (bits [CatMark + 1]context) {
	for cat, name := range catContext {
		bits[cat] = contextBits[name]
	}
	return bits
}()

// modified are the contexts in which a form in -ing that is no noun stands before one.
var modified = contextBits["determiner"] | contextBits["possessive"] | contextBits["number"] | contextBits["adjective"] | contextBits["demonym"]

// The contexts that the analysis itself asks for.
var (
	inAdjective    = contextBits["adjective"]
	inAdverb       = contextBits["adverb"]
	inBe           = contextBits["be"]
	inComma        = contextBits["comma"]
	inDemonym      = contextBits["demonym"]
	inDeterminer   = contextBits["determiner"]
	inDo           = contextBits["do"]
	inEnd          = contextBits["end"]
	inHave         = contextBits["have"]
	inModal        = contextBits["modal"]
	inName         = contextBits["name"]
	inNoun         = contextBits["noun"]
	inNumber       = contextBits["number"]
	inPlural       = contextBits["plural"]
	inPossessive   = contextBits["possessive"]
	inRelative     = contextBits["relative"]
	inStart        = contextBits["start"]
	inSubordinator = contextBits["subordinator"]
	inVerb         = contextBits["verb"]
)

type reading struct {
	verb          bool
	forms         uint64
	before, after context
}

func (a *Analyzer) compileReadings() {
	for _, r := range a.pack.Readings {
		c := reading{verb: r.Verb, forms: r.Forms}
		for _, name := range r.Before {
			c.before |= contextBits[name]
		}
		for _, name := range r.After {
			c.after |= contextBits[name]
		}
		a.readings = append(a.readings, c)
	}
}

// unsettled is the category of words that have not the same one in every sentence.
const unsettled Cat = 255

// nowhere is the token of a word that stands in no sentence.
const nowhere = -1

// settle notes the categories of words that context does not change.
func (a *Analyzer) settle() {
	a.settled = make([]Cat, a.pack.Lexicon.Len())
	for word := range a.settled {
		a.settled[word] = a.known(nowhere, document.Token{Word: uint32(word)}, a.pack.Lexicon.Bits(uint32(word)))
	}
	for _, pair := range a.pack.AdverbPairs.All() {
		a.settled[pair[0]], a.settled[pair[1]] = unsettled, unsettled
	}
}

// wavers says whether the category of a word in small letters may hang on its context.
func (a *Analyzer) wavers(word uint32, bits uint64) bool {
	switch {
	case word == 0, word == a.words.that, word == a.words.to, word == a.words.as, word == a.words.between, bits&special != 0:
		return true
	case bits&(lang.Modal|lang.Be|lang.Have|lang.Do) != 0:
		return bits&lang.Month != 0
	}
	return bits&(lang.Linking|lang.Particle|lang.Verb) != 0 || bits&lang.Determiner != 0 && word != a.words.the
}

// categorize gives every token its category, left to right. What most tokens are is
// decided here, by their word alone.
func (a *Analyzer) categorize() {
	before := false // whether the token before begins an adverb of two words
	tokens := a.s.Doc.Tokens[a.s.Span.First:a.s.Span.Last]
	for i := range tokens {
		tok := &tokens[i]
		if cat := a.settled[tok.Word]; cat != unsettled && tok.Shape&odd == 0 && a.mention[i] == 0 && (i+1 == len(tokens) || tokens[i+1].Shape&document.Hyphen == 0) && (i == 0 || tokens[i-1].Word != a.words.as) {
			a.s.Cats = append(a.s.Cats, cat)
			before = false
			continue
		}
		pair := i+1 < len(tokens) && a.pack.AdverbPairs.Has(tok.Word, tokens[i+1].Word)
		if m := a.mention[i]; m > 0 && a.s.Mentions[m-1].Form != gazetteer.Demonym && !mayBeDeed(&a.s.Mentions[m-1]) {
			a.s.Cats = append(a.s.Cats, CatName)
		} else {
			a.s.Cats = append(a.s.Cats, a.categoryOf(a.s.Span.First+i, pair || before))
		}
		before = pair
	}
}

// category returns the category of a token that is not yet categorized.
func (a *Analyzer) category(t int) Cat { return a.categoryOf(t, a.adverbPair(t) || a.adverbPair(t-1)) }

// special are the classes of words that have special cases beside their own.
const special = lang.Conjunction | lang.Adversative | lang.CurrencyWord | lang.Magnitude | lang.Degree | lang.Temporal | lang.Approximate | lang.Adverb | lang.Prefix | lang.Pair

// odd are the shapes that no word in small letters has.
const odd = document.Possessive | document.Digits | document.Mark | document.Capital | document.Hyphen

// plain says whether a token is a word in small letters for which no special case
// can hold.
func (a *Analyzer) plain(t int, tok *document.Token, bits uint64) bool {
	if tok.Word == 0 || tok.Shape&odd != 0 || bits&special != 0 || bits&lang.VerbIng != 0 && bits&lang.OfficeWord != 0 {
		return false
	}
	if tok.Word == a.words.as || tok.Word == a.words.to || tok.Word == a.words.between {
		return false
	}
	tokens := a.s.Doc.Tokens
	if bits&lang.VerbParticiple != 0 && t > a.s.Span.First && t+1 < a.s.Span.Last && (tokens[t-1].Word == a.words.and || tokens[t+1].Word == a.words.and) {
		return false // "designed and built"
	}
	return (t+1 >= a.s.Span.Last || tokens[t+1].Shape&document.Hyphen == 0) && (t == a.s.Span.First || tokens[t-1].Word != a.words.as)
}

// categoryOf decides on a token; inPair says whether it belongs to an adverb of two
// words.
func (a *Analyzer) categoryOf(t int, inPair bool) Cat {
	tok := a.s.Doc.Tokens[t]
	if m := a.mention[t-a.s.Span.First]; m > 0 {
		switch {
		case a.s.Mentions[m-1].Form == gazetteer.Demonym:
			return CatDemonym
		case a.deed(t, &a.s.Mentions[m-1]):
			return CatVerb
		}
		return CatName
	}
	bits := a.s.Bits(t)
	if a.plain(t, &tok, bits) {
		if inPair {
			return CatAdverb
		}
		return a.known(t, tok, bits)
	}
	switch {
	case a.joinsAdjectives(t, tok), (tok.Shape|a.shape(t+1))&document.Hyphen != 0 && a.inHyphenChain(t):
		return CatAdjective
	case tok.Shape&document.Possessive != 0:
		return CatPossessive
	case tok.Shape&document.Digits != 0:
		return CatNumber
	case tok.Shape&document.Mark != 0:
		return a.mark(tok)
	case tok.Shape&document.Capital != 0 && a.opensCurrency(t):
		return CatNumber // "US$1 billion"
	case tok.Shape&document.Capital != 0 && a.numberedMark(t):
		return CatName // "Mark III"
	case tok.Word == 0:
		return a.unknown(tok)
	case t > a.s.Span.First && (a.s.Cat(t-1) == CatNumber || a.s.Bits(t-1)&lang.Magnitude != 0) && bits&lang.CurrencyWord != 0:
		return CatNumber // "1.3 trillion won"
	case bits&lang.CurrencyWord != 0 && a.numberAhead(t+1):
		return CatNumber // "Rs 5,400 crore"
	case tok.Word == a.words.as && (a.asManyAs(t) || a.asManyAs(t-2)), t > a.s.Span.First && a.s.Doc.Tokens[t-1].Word == a.words.as && a.asManyAs(t-1):
		return CatAdverb
	case inPair:
		return CatAdverb
	case tok.Word == a.words.between && a.numberAhead(t+1) && a.rangeAhead(t+1):
		return CatAdverb
	case tok.Word == a.words.and && t-2 >= a.s.Span.First && a.s.Cat(t-1) == CatNumber && a.numberAhead(t+1) && a.inRange(t) && !a.year(t-1):
		return CatNumber
	case bits&lang.Magnitude != 0 && a.hundreds(t), tok.Word == a.words.and && a.hundreds(t-1):
		return CatNumber // "one hundred and sixteen"
	case tok.Word == a.words.to && (a.digits(t-1) && a.digits(t+1) || a.spelt(t-1) && a.spelt(t+1)) && !a.year(t-1):
		return CatNumber // "7,000 to 9,000 rifles"
	}
	switch {
	case bits&lang.Degree != 0 && t > a.s.Span.First && a.s.Cat(t-1) == CatModal && t+1 < a.s.Span.Last && a.s.Bits(t+1)&lang.VerbBase != 0:
		return CatAdverb // "will further call on"
	case bits&(lang.Rank|lang.Pronoun) != 0 && tok.Shape&document.Capital != 0 && a.style(t, bits):
		return CatAdjective
	case bits&lang.Temporal != 0 && a.isDay(tok.Word):
		if bits&lang.Adjective != 0 && a.before(t)&modified != 0 && a.after(t)&(inNoun|inPlural|inAdjective|inName|inDemonym) != 0 {
			return CatAdjective // "Russia's overnight attack"
		}
		return CatAdverb
	case (bits&lang.Approximate != 0 || tok.Word == a.words.to && t > a.s.Span.First && a.s.Cat(t-1) == CatAdverb) && a.numberAhead(t+1) && (bits&lang.Determiner == 0 || t == a.s.Span.First || a.s.Cat(t-1) != CatNumber):
		return CatAdverb // but not "six more K9 howitzers"
	case a.joinsVerb(t), bits&(lang.Adverb|lang.Temporal) != 0 && t > a.s.Span.First && a.s.Cat(t-1) == CatHave && (a.participleAhead(t+1) || t+1 < a.s.Span.Last && a.s.Bits(t+1)&lang.Be != 0), a.amidVerb(t, bits):
		return CatAdverb // "has long been"
	case tok.Shape&document.Hyphen != 0 && t > a.s.Span.First && a.joinsVerb(t-1):
		return CatVerb
	case bits&lang.Prefix != 0 && t+1 < a.s.Span.Last && a.s.Doc.Tokens[t+1].Shape&document.Hyphen != 0 && a.s.Bits(t+1)&lang.Verb != 0:
		return CatAdverb
	case tok.Shape&document.Hyphen != 0 && bits&lang.VerbParticiple != 0:
		return CatAdjective
	case tok.Shape&document.Hyphen != 0 && bits&lang.Adverb != 0 && bits&(lang.Verb|lang.Adjective) == 0 && t > a.s.Span.First && a.s.Cat(t-1) == CatNoun:
		return CatNoun // "a go-ahead"
	case bits&lang.VerbIng != 0 && bits&lang.OfficeWord != 0 && t > a.s.Span.First && a.guest(t):
		return CatAdjective
	case bits&lang.VerbParticiple != 0 && (a.madeAndMade(t) || a.madeAndMade(t-2)), tok.Word == a.words.and && a.madeAndMade(t-1):
		return CatAdjective
	}
	return a.known(t, tok, bits)
}

// amidVerb says whether an adverb that is also an adjective, or a "both", stands before
// the form that an auxiliary asks for: "is still sending", "have both sent", and a "both"
// behind the names of two: "Norway and Sweden both sent".
func (a *Analyzer) amidVerb(t int, bits uint64) bool {
	both := bits&lang.Pair != 0 && bits&lang.Determiner != 0
	if !both && bits&(lang.Adverb|lang.Adjective) != lang.Adverb|lang.Adjective || t == a.s.Span.First || t+1 >= a.s.Span.Last || a.mention[t+1-a.s.Span.First] > 0 {
		return false
	}
	next := a.s.Bits(t + 1)
	sure := next&(lang.AlsoNoun|lang.AlsoAdjective) == 0 || t+2 < a.s.Span.Last && a.takesObject(t+1)
	switch a.s.Cat(t - 1) {
	case CatBe:
		return sure && (next&lang.VerbIng != 0 || both && next&lang.VerbParticiple != 0)
	case CatHave:
		return both && next&lang.VerbParticiple != 0
	case CatModal:
		return both && next&lang.VerbBase != 0
	case CatName:
		if both {
			return sure && next&(lang.VerbPast|lang.VerbBase) != 0 && a.joined(t-1)
		}
		return a.plainly(t+1) || next&(lang.VerbThird|lang.VerbPast) != 0 && t+2 < a.s.Span.Last && a.takesObject(t+1) // "still supplies Syria"
	case CatPlural, CatPronoun, CatSubordinator, CatConjunction:
		return !both && a.plainly(t+1)
	}
	return false
}

// plainly says whether a word is the third form of a verb and nothing else: "still carries".
func (a *Analyzer) plainly(t int) bool {
	const other = lang.AlsoNoun | lang.AlsoAdjective | lang.Adjective | lang.FoldGovernment | lang.FoldForces | lang.FoldTerritory | lang.GenericItem
	return a.s.Bits(t)&lang.VerbThird != 0 && a.s.Bits(t)&other == 0 && a.s.Doc.Tokens[t].Shape&document.Capital == 0
}

// guest says whether a word such as "visiting" describes the official behind it: "met
// visiting French Defence Minister A", "between A and visiting Minister B", but not
// "after visiting Minister B".
func (a *Analyzer) guest(t int) bool {
	bits := a.s.Bits(t - 1)
	switch a.s.Cat(t - 1) {
	case CatVerb:
	case CatConjunction:
		if m := a.mention[max(t-2-a.s.Span.First, 0)]; m == 0 || a.s.Mentions[m-1].Class != "Official" {
			return false
		}
	default:
		if bits&lang.Preposition == 0 || bits&lang.SubjectControl != 0 || a.s.Doc.Tokens[t-1].Word == a.words.of {
			return false
		}
	}
	for i := t + 1; i < a.s.Span.Last; i++ {
		m := a.mention[i-a.s.Span.First]
		switch {
		case m > 0 && a.s.Mentions[m-1].Class == "Official":
			return true
		case m == 0 && a.s.Bits(i)&(lang.Rank|lang.Honorific|lang.OfficeWord) == 0 && a.s.Doc.Tokens[i].Shape&document.Possessive == 0:
			return false
		}
	}
	return false
}

// madeAndMade says whether two participles from token t on, behind an adverb in a noun
// group, tell of a noun: "12 locally designed and built frigates".
func (a *Analyzer) madeAndMade(t int) bool {
	if t-2 < a.s.Span.First || t+3 >= a.s.Span.Last || a.s.Doc.Tokens[t+1].Word != a.words.and || a.s.Cat(t-1) != CatAdverb && a.s.Cat(t-1) != CatAdjective {
		return false
	}
	switch a.s.Cat(t - 2) {
	case CatNumber, CatDeterminer, CatPreposition, CatVerb, CatAdjective:
	default:
		return false
	}
	const closed = lang.Determiner | lang.PossessivePronoun | lang.Pronoun | lang.Preposition | lang.Adverb | lang.Be | lang.Have | lang.Modal | lang.Conjunction
	return a.s.Bits(t)&a.s.Bits(t+2)&lang.VerbParticiple != 0 && a.s.Bits(t+3)&closed == 0 && a.s.Doc.Tokens[t+3].Shape&document.Letters != 0
}

// style says whether a rank that is also a verb stands before an official ("Marshal
// Haftar"), or an abbreviation is like a pronoun but for its dots ("H.E.").
func (a *Analyzer) style(t int, bits uint64) bool {
	tok := a.s.Doc.Tokens[t]
	if bits&lang.Pronoun != 0 {
		return tok.Shape&document.Upper != 0 && a.s.Doc.Text[tok.Start+1] == '.'
	}
	if bits&lang.Verb == 0 || t+1 >= a.s.Span.Last {
		return false
	}
	m := a.mention[t+1-a.s.Span.First]
	return m > 0 && a.s.Mentions[m-1].Person >= 0
}

// mayBeDeed says whether a mention is a system of one word, which may be a verb.
func mayBeDeed(m *Mention) bool { return m.Class == "System" && m.Last-m.First == 1 }

// deed says whether the name of a system is a verb here: "Israel bombs Hamas",
// "Iran arms the rebels".
func (a *Analyzer) deed(t int, m *Mention) bool {
	if !mayBeDeed(m) || t == a.s.Span.First || t+1 >= a.s.Span.Last || a.s.Bits(t)&(lang.VerbThird|lang.VerbBase) == 0 {
		return false
	}
	if a.s.Bits(t)&lang.VerbThird == 0 {
		return a.toDeed(t) || a.pluralDeed(t)
	}
	if a.headlineDeed(t) || a.amidThirds(t) {
		return true
	}
	doer := t - 1
	for doer > a.s.Span.First && a.s.Cat(doer) == CatAdverb {
		doer-- // "Iran also arms the rebels"
	}
	before := a.mention[doer-a.s.Span.First]
	if before == 0 {
		return a.s.Bits(doer)&lang.Relative != 0 && (a.takesObject(t) || a.thirdsAhead(t+1)) // "Iran, which arms the rebels"
	}
	if a.s.Mentions[before-1].Form == gazetteer.Demonym || a.s.Mentions[before-1].Class == "System" {
		return false
	}
	return a.takesObject(t) || a.thirdsAhead(t+1)
}

// takesObject says whether the name of whom a deed may be done to stands right behind
// token t, or a word that opens a noun group.
func (a *Analyzer) takesObject(t int) bool {
	after := a.mention[t+1-a.s.Span.First]
	return after > 0 && a.s.Mentions[after-1].Class != "System" || a.s.Bits(t+1)&(lang.Determiner|lang.PossessivePronoun) != 0
}

// headlineDeed says whether the third form is the verb of a headline that a party opens:
// "ELN bombs pipeline in Colombia".
func (a *Analyzer) headlineDeed(t int) bool {
	m := a.mention[t-1-a.s.Span.First]
	if m == 0 || a.s.Doc.Tokens[t].Shape&document.Capital != 0 || a.mention[t+1-a.s.Span.First] > 0 {
		return false
	}
	before := &a.s.Mentions[m-1]
	opens := before.First == a.s.Span.First || a.s.Doc.Tokens[before.First-1].Word == a.words.as || a.s.Doc.Tokens[before.First-1].Shape&document.Mark != 0 && a.s.Cat(before.First-1) == CatMark
	if !opens || before.Form == gazetteer.Demonym || before.Class != "State" && before.Class != "Organization" {
		return false
	}
	const closed = lang.Verb | lang.Preposition | lang.Conjunction | lang.Subordinator | lang.Relative | lang.Modal | lang.Be | lang.Have | lang.Do | lang.Adverb
	for i := t + 1; i < a.s.Span.Last; i++ {
		if a.mention[i-a.s.Span.First] == 0 && a.s.Bits(i)&lang.Verb != 0 && a.s.Bits(i)&lang.AlsoNoun == 0 {
			return false
		}
	}
	return a.s.Doc.Tokens[t+1].Shape&document.Mark == 0 && a.s.Bits(t+1)&closed == 0
}

// pluralDeed says whether the base form is the verb of those that several are: "Thai
// jets bomb Cambodia", "rebels bomb a pipeline".
func (a *Analyzer) pluralDeed(t int) bool {
	if a.before(t)&inPlural == 0 && !a.plural(t-1) || a.s.Cat(t-1) == CatPossessive || a.s.Doc.Tokens[t-1].Shape&document.Capital != 0 || a.s.Doc.Tokens[t].Shape&document.Capital != 0 {
		return false
	}
	return a.takesObject(t)
}

// toDeed says whether the name of a system behind "to" is an infinitive: "used guns to
// shell Azerbaijani positions".
func (a *Analyzer) toDeed(t int) bool {
	if a.s.Doc.Tokens[t-1].Word != a.words.to || a.s.Doc.Tokens[t].Shape&document.Capital != 0 {
		return false
	}
	return a.takesObject(t)
}

// numberedMark says whether a Roman numeral makes the capitalised word at token t part
// of a designation.
func (a *Analyzer) numberedMark(t int) bool {
	if t == a.s.Span.First || t+1 >= a.s.Span.Last || a.s.Doc.Tokens[t+1].Shape&document.Upper == 0 {
		return false
	}
	return a.s.Bits(t+1)&lang.NameSuffix != 0
}

// opensCurrency says whether the letters of token t stand before the sign of a currency.
func (a *Analyzer) opensCurrency(t int) bool {
	if t+1 >= a.s.Span.Last {
		return false
	}
	const sign = document.Mark | document.Glued
	next := a.s.Doc.Tokens[t+1]
	return next.Shape&sign == sign && a.pack.Lexicon.Bits(next.Word)&lang.CurrencyWord != 0
}

func (a *Analyzer) isDay(word uint32) bool { _, ok := a.pack.Days.Look(word); return ok }

// numberAhead says whether a number follows, words such as "than" and "to" of an
// approximation passed over.
func (a *Analyzer) numberAhead(t int) bool {
	for i := t; i < a.s.Span.Last && i < t+3; i++ {
		tok := a.s.Doc.Tokens[i]
		bits := a.s.Bits(i)
		switch {
		case tok.Shape&document.Digits != 0 || bits&(lang.NumberWord|lang.Magnitude) != 0 || tok.Shape&document.Mark != 0 && bits&lang.CurrencyWord != 0:
			return true
		case bits&lang.Article != 0 && i+1 < a.s.Span.Last && a.s.Bits(i+1)&(lang.NumberWord|lang.Magnitude) != 0:
			return true // "more than a dozen tanks"
		case i+1 < a.s.Span.Last && tok.Shape&document.Capital != 0 && a.opensCurrency(i):
			return true
		case tok.Word != a.words.to && bits&(lang.Approximate|lang.CurrencyWord) == 0:
			return false
		}
	}
	return false
}

// asManyAs says whether token t begins "as many as" before a number.
func (a *Analyzer) asManyAs(t int) bool {
	return t >= a.s.Span.First && t+3 < a.s.Span.Last && a.s.Doc.Tokens[t].Word == a.words.as && a.s.Doc.Tokens[t+2].Word == a.words.as && a.numberAhead(t+3)
}

// adverbPair says whether token t begins an adverb of two words: "no longer".
func (a *Analyzer) adverbPair(t int) bool {
	if t < a.s.Span.First || t+1 >= a.s.Span.Last {
		return false
	}
	return a.pack.AdverbPairs.Has(a.s.Doc.Tokens[t].Word, a.s.Doc.Tokens[t+1].Word)
}

// rangeAhead says whether two numbers follow that "and" joins: "7,000 and 9,000".
func (a *Analyzer) rangeAhead(t int) bool {
	for i := t + 1; i < a.s.Span.Last && i < t+4; i++ {
		if a.s.Doc.Tokens[i].Word == a.words.and {
			return a.numberAhead(i+1) && a.numberAhead(i-1) && !a.year(i-1)
		}
	}
	return false
}

// inRange says whether "between" opened the range whose "and" stands at token t.
func (a *Analyzer) inRange(t int) bool {
	for i := t - 1; i >= a.s.Span.First && i > t-4; i-- {
		if a.s.Doc.Tokens[i].Word == a.words.between {
			return true
		}
	}
	return false
}

// shape returns the shape of a token of the sentence, none of another.
func (a *Analyzer) shape(t int) document.Shape {
	if t < a.s.Span.First || t >= a.s.Span.Last {
		return 0
	}
	return a.s.Doc.Tokens[t].Shape
}

// digits says whether a token of the sentence is a number in digits.
func (a *Analyzer) digits(t int) bool { return a.shape(t)&document.Digits != 0 }

// spelt says whether token t is a number in words: "three".
func (a *Analyzer) spelt(t int) bool {
	return t >= a.s.Span.First && t < a.s.Span.Last && a.s.Bits(t)&lang.NumberWord != 0
}

// hundreds says whether a magnitude stands amid the words of one number, perhaps with an
// "and" behind: "one hundred sixteen".
func (a *Analyzer) hundreds(t int) bool {
	if t <= a.s.Span.First || t+1 >= a.s.Span.Last || a.s.Bits(t)&lang.Magnitude == 0 || a.s.Bits(t-1)&(lang.NumberWord|lang.Article) == 0 || a.s.Doc.Tokens[t-1].Shape&document.Digits != 0 {
		return false
	}
	if a.s.Doc.Tokens[t+1].Word == a.words.and {
		t++
	}
	return a.spelt(t+1) && a.s.Bits(t+1)&(lang.Magnitude|lang.Approximate|lang.Determiner) == 0
}

// joinsAdjectives says whether a conjunction or comma joins two adjectives of
// one noun group.
func (a *Analyzer) joinsAdjectives(t int, tok document.Token) bool {
	if t <= a.s.Span.First || t+2 >= a.s.Span.Last || a.s.Cat(t-1) != CatAdjective {
		return false
	}
	bits := a.s.Bits(t)
	if tok.Word != a.words.comma && bits&(lang.Conjunction|lang.Adversative) == 0 || bits&lang.Preposition != 0 {
		return false
	}
	next := a.s.Bits(t + 1)
	if a.mention[t+1-a.s.Span.First] > 0 {
		return false
	}
	return next&(lang.Adjective|lang.AlsoAdjective) != 0 && next&(lang.VerbBase|lang.Preposition|lang.Determiner|lang.Modal) == 0
}

func (a *Analyzer) mark(tok document.Token) Cat {
	bits := a.pack.Lexicon.Bits(tok.Word)
	switch {
	case tok.Word == a.words.comma:
		return CatComma
	case bits&lang.QuoteMark != 0 || a.s.Doc.Text[tok.Start] == '\'' || a.s.Doc.Text[tok.Start:tok.End] == "’":
		return CatQuote
	case bits&lang.CurrencyWord != 0:
		return CatNumber
	case bits&lang.Conjunction != 0:
		return CatConjunction
	}
	return CatMark
}

// movesOn says whether a particle stands behind a noun and before a preposition: "drove the
// rebels out of the town".
func (a *Analyzer) movesOn(t int) bool {
	return t+1 < a.s.Span.Last && a.s.Bits(t+1)&lang.Preposition != 0 && a.before(t)&(inNoun|inPlural|inName) != 0
}

func (a *Analyzer) unknown(tok document.Token) Cat {
	if tok.Shape&document.Capital != 0 {
		return CatName
	}
	if s := a.s.Doc.Text[tok.Start:tok.End]; len(s) > 3 && s[len(s)-1] == 's' {
		return CatPlural
	}
	return CatNoun
}

// known decides by the word's classes; the closed ones come first.
func (a *Analyzer) known(t int, tok document.Token, bits uint64) Cat {
	switch {
	case t == nowhere && a.wavers(tok.Word, bits):
		return unsettled
	case tok.Word == a.words.that:
		return a.thatCat(t)
	case tok.Word == a.words.to:
		return a.toCat(t)
	case bits&lang.Modal != 0 && !a.monthHere(t, bits):
		return CatModal
	case bits&lang.Be != 0, bits&lang.Linking != 0 && a.participleAhead(t+1):
		return CatBe
	case bits&lang.Have != 0:
		return CatHave
	case bits&lang.Do != 0:
		return CatDo
	case bits&lang.Relative != 0:
		return CatRelative
	case bits&lang.PossessivePronoun != 0:
		return CatPossessive
	case bits&lang.Pronoun != 0 && bits&lang.NumberWord == 0:
		return CatPronoun
	case bits&lang.Degree != 0 && t > a.s.Span.First && a.s.Cat(t-1) == CatTo:
		return CatAdverb
	case tok.Word == a.words.such && t+1 < a.s.Span.Last && a.s.Doc.Tokens[t+1].Word == a.words.as:
		return CatAdverb // "countries such as Poland"
	case bits&lang.Prefix != 0 && bits&lang.Verb == 0 && a.prefixes(t):
		return CatAdverb
	case bits&lang.Determiner != 0 && a.standsAlone(t):
		return CatPronoun
	case bits&lang.Determiner != 0:
		return CatDeterminer
	case bits&lang.Negation != 0:
		return CatAdverb
	case bits&lang.Conjunction != 0 && bits&lang.Preposition == 0 && bits&lang.Subordinator == 0 && bits&lang.Adverb == 0:
		return CatConjunction
	case bits&lang.Adversative != 0:
		if bits&lang.Adverb != 0 && a.before(t)&(inNoun|inPlural|inVerb) != 0 && a.s.Bits(t+1)&lang.Preposition != 0 {
			return CatAdverb // "its largest attack yet on"
		}
		return CatSubordinator
	case bits&lang.NumberWord != 0:
		if bits&lang.Adverb != 0 && a.firstDone(t) {
			return CatAdverb
		}
		return CatNumber
	case bits&lang.Preposition != 0:
		return CatPreposition
	case bits&lang.Particle != 0 && t > a.s.Span.First && (a.s.Cat(t-1) == CatVerb || bits&lang.VerbBase == 0 && a.movesOn(t)):
		return CatAdverb
	case bits&lang.Subordinator != 0:
		if bits&lang.Adverb != 0 && a.before(t)&(inNoun|inPlural|inName) != 0 && a.s.Bits(t+1)&lang.VerbPast != 0 {
			return CatAdverb // "advisers once trained soldiers"
		}
		return CatSubordinator
	case bits&lang.Verb != 0 && tok.Shape&document.Capital != 0 && a.inName(t):
		return CatName
	case bits&lang.Verb != 0:
		return a.read(t, bits)
	}
	return a.open(tok, bits)
}

// prefixes says whether a prefix stands apart before a verb: "is mass producing".
func (a *Analyzer) prefixes(t int) bool {
	if t == a.s.Span.First || t+1 >= a.s.Span.Last || a.mention[t+1-a.s.Span.First] > 0 {
		return false
	}
	next := a.s.Bits(t + 1)
	switch a.s.Cat(t - 1) {
	case CatBe, CatHave, CatModal, CatTo, CatAdverb:
		return next&lang.Verb != 0 && next&lang.AlsoNoun == 0
	}
	return false
}

// firstDone says whether an ordinal tells when something was done, not which thing: it
// stands between a noun and a past form that is no noun, "Israel first ordered".
func (a *Analyzer) firstDone(t int) bool {
	if t == a.s.Span.First || t+1 >= a.s.Span.Last || a.mention[t+1-a.s.Span.First] > 0 {
		return false
	}
	switch a.s.Cat(t - 1) {
	case CatName, CatNoun, CatPlural, CatPronoun, CatBe, CatHave:
		next := a.s.Bits(t + 1)
		return next&(lang.VerbPast|lang.VerbParticiple) != 0 && next&(lang.AlsoNoun|lang.AlsoAdjective) == 0
	}
	return false
}

// standsAlone says whether a determiner stands for a thing, before a form that is a verb
// and nothing else: "This includes", "These contain", but not "the sidelines".
func (a *Analyzer) standsAlone(t int) bool {
	if t+1 >= a.s.Span.Last || a.s.Doc.Tokens[t].Word == a.words.the || a.mention[t+1-a.s.Span.First] > 0 || a.s.Doc.Tokens[t+1].Shape&document.Capital != 0 {
		return false
	}
	const other = lang.AlsoNoun | lang.AlsoAdjective | lang.Adjective | lang.Adverb | lang.VerbPast | lang.VerbParticiple | lang.Preposition | lang.FrameNoun | lang.GenericItem
	bits := a.s.Bits(t + 1)
	verb := lang.VerbThird
	if a.s.Bits(t)&(lang.Definite|lang.Article) == 0 {
		verb |= lang.VerbBase // "these", not "the"
	}
	return bits&verb != 0 && bits&other == 0
}

// inName says whether a capitalised word belongs to the name that a noun of frames
// opens, or stands behind a system's, in a sentence that has not all its words
// capitalised: "Operation Claw", "the Bushmaster Protected Mobility Vehicle".
func (a *Analyzer) inName(t int) bool {
	capital := func(i int) bool { return a.s.Doc.Tokens[i].Shape&document.Capital != 0 }
	if t-1 <= a.s.Span.First || !capital(t-1) || a.s.Bits(t-1)&lang.FrameNoun == 0 && !a.inDesignation(t) {
		return false
	}
	for i := t - 2; i >= a.s.Span.First; i-- {
		if !capital(i) && a.s.Bits(i)&lang.Verb != 0 {
			return true
		}
	}
	return false
}

// inDesignation says whether a capitalised word stands between a system's name and
// another capitalised word.
func (a *Analyzer) inDesignation(t int) bool {
	m := a.mention[t-1-a.s.Span.First]
	return m > 0 && a.s.Mentions[m-1].Class == "System" && t+1 < a.s.Span.Last && a.s.Doc.Tokens[t+1].Shape&document.Capital != 0
}

// joinsVerb says whether a hyphen joins a word to a verb: "mass-produces",
// "fast-tracked the sale", "co-chaired by".
func (a *Analyzer) joinsVerb(t int) bool {
	tokens := a.s.Doc.Tokens
	if t+2 >= a.s.Span.Last || tokens[t+1].Shape&document.Hyphen == 0 || tokens[t+2].Shape&document.Hyphen != 0 {
		return false
	}
	switch bits := a.s.Bits(t + 1); {
	case bits&lang.VerbThird != 0:
		return bits&lang.AlsoNoun == 0
	case bits&lang.VerbPast != 0:
		return a.s.Bits(t+2)&lang.Determiner != 0 || tokens[t+2].Word == a.words.by && t > a.s.Span.First // "co-chaired by"
	case t == a.s.Span.First:
		return false
	case bits&lang.VerbIng != 0:
		return a.s.Cat(t-1) == CatBe || a.s.Cat(t-1) == CatVerb && a.s.Bits(t)&(lang.Adjective|lang.Adverb) == 0 // "is mass-producing", not "held long-running talks"
	case bits&lang.VerbBase != 0:
		return a.s.Cat(t-1) == CatModal || a.s.Cat(t-1) == CatTo
	}
	return false
}

func (a *Analyzer) participleAhead(t int) bool {
	return t < a.s.Span.Last && a.mention[t-a.s.Span.First] == 0 && a.s.Bits(t)&lang.VerbParticiple != 0
}

// inHyphenChain says whether a token is part of a compound that hyphens make of
// more than two words, or of a preposition and a noun: "state-of-the-art".
func (a *Analyzer) inHyphenChain(t int) bool {
	tokens := a.s.Doc.Tokens
	first, last := t, t+1
	for first > a.s.Span.First && tokens[first].Shape&document.Hyphen != 0 {
		first--
	}
	for last < a.s.Span.Last && tokens[last].Shape&document.Hyphen != 0 {
		last++
	}
	if last-first == 2 {
		return a.particleCompound(first)
	}
	for i := first + 1; i < last-1; i++ {
		if a.s.Bits(i)&(lang.Preposition|lang.Determiner|lang.Conjunction) != 0 {
			return true
		}
	}
	return false
}

// particleCompound says whether a token and the particle or preposition that a hyphen
// joins to it stand before a noun: "a follow-on contract", "in-house production".
func (a *Analyzer) particleCompound(t int) bool {
	const small = lang.Preposition | lang.Particle
	one, two := a.s.Bits(t), a.s.Bits(t+1)
	if t == a.s.Span.First || t+2 >= a.s.Span.Last || (one|two)&small == 0 || one&two&small != 0 || a.mention[t-a.s.Span.First]+a.mention[t+1-a.s.Span.First] > 0 {
		return false
	}
	next := a.s.Bits(t + 2)
	return a.s.Doc.Tokens[t+2].Shape&document.Letters != 0 && (a.mention[t+2-a.s.Span.First] > 0 || next&(lang.AlsoNoun|lang.AlsoAdjective|lang.Adjective) != 0 ||
		next&(lang.Determiner|lang.PossessivePronoun|lang.Pronoun|lang.Be|lang.Have|lang.Do|lang.Modal|lang.Negation|lang.Conjunction|lang.Relative|lang.Subordinator|lang.Verb|lang.Adverb|small) == 0)
}

// monthHere tells "May 5" from "may".
func (a *Analyzer) monthHere(t int, bits uint64) bool {
	return bits&lang.Month != 0 && a.s.Doc.Tokens[t].Shape&document.Capital != 0 && t > a.s.Span.First
}

func (a *Analyzer) open(tok document.Token, bits uint64) Cat {
	switch {
	case bits&(lang.Month|lang.Weekday) != 0:
		return CatNoun
	case bits&lang.Adverb != 0 && bits&lang.Adjective == 0:
		return CatAdverb
	case bits&lang.Adjective != 0 && bits&lang.FirmNoun == 0:
		return CatAdjective
	}
	if bits&lang.Common == 0 && tok.Shape&document.Capital != 0 {
		return CatName
	}
	if a.pack.Is(tok.Word, lang.Plural) {
		return CatPlural
	}
	return CatNoun
}

// read decides whether a word that can be a verb is one here.
func (a *Analyzer) read(t int, bits uint64) Cat {
	before := a.before(t)
	if bits&(lang.FoldGovernment|lang.FoldForces|lang.FoldTerritory|lang.FirmNoun|lang.GenericItem|lang.Office) != 0 {
		bits |= lang.AlsoNoun
	}
	if bits&(lang.AlsoNoun|lang.AlsoAdjective) == 0 && bits&(lang.VerbIng|lang.VerbParticiple|lang.VerbPast) == 0 {
		if before&(inDeterminer|inPossessive) == 0 {
			return CatVerb
		}
		return CatNoun
	}
	if bits&lang.VerbIng != 0 && bits&(lang.AlsoNoun|lang.AlsoAdjective) == 0 && before&modified == 0 {
		return CatVerb // "footage of a jet dropping bombs"
	}
	if bits&lang.VerbIng != 0 && before&inNoun != 0 && a.makes(t) {
		return CatVerb
	}
	if bits&lang.VerbParticiple != 0 && bits&(lang.AlsoNoun|lang.AlsoAdjective) == 0 && a.perfect(t) {
		return CatVerb
	}
	if bits&lang.VerbBase != 0 && before == inVerb && a.pack.Is(a.lemma(a.verbBehind(t)), lang.BareInfinitive) {
		return CatVerb
	}
	if bits&lang.VerbIng != 0 && before&modified == 0 && a.listed(t+1, lang.VerbIng) || bits&lang.VerbThird != 0 && before&(inNoun|inPlural|inName) != 0 && a.listed(t+1, lang.VerbThird) ||
		bits&lang.VerbBase != 0 && (before&(inPlural|inComma) != 0 && a.listed(t+1, lang.VerbBase) || a.secondInfinitive(t)) {
		return CatVerb // "a partner in training and equipping troops", "the mission trains, advises and assists"
	}
	if bits&lang.VerbThird != 0 && t+2 < a.s.Span.Last && (before&inName != 0 && a.thirdsAhead(t+1) || a.amidThirds(t)) {
		return CatVerb // "Iran trains and arms the rebels"
	}
	if bits&lang.VerbThird != 0 && before&(inName|inNoun) != 0 && a.phrasal(t) {
		return CatVerb // "India hands over helicopter"
	}
	if bits&lang.VerbThird != 0 && before&(inName|inNoun) != 0 && (a.inObject(t) || a.armsDeed(t)) {
		return CatPlural
	}
	after := a.after(t)
	for _, r := range a.readings {
		if r.forms&bits != 0 && (r.before == 0 || r.before&before != 0) && (r.after == 0 || r.after&after != 0) {
			if r.verb {
				return CatVerb
			}
			break
		}
	}
	return a.nominal(t, bits)
}

// perfect says whether a phrase parts a participle from its "has": "has in the past
// sent", "has since 2014 sent", but not "has in its yards damaged tanks".
func (a *Analyzer) perfect(t int) bool {
	const few = 4 // tokens
	for i := t - 1; i > a.s.Span.First && i >= t-few; i-- {
		switch a.s.Cat(i) {
		case CatDeterminer, CatAdjective, CatNoun, CatPlural, CatNumber:
		case CatPreposition, CatSubordinator:
			return a.s.Cat(i-1) == CatHave
		default:
			return false
		}
	}
	return false
}

// makes says whether a form stands between a noun for firms or their parts and a system:
// "a factory producing drones".
func (a *Analyzer) makes(t int) bool {
	if t == a.s.Span.First || t+1 >= a.s.Span.Last || a.mention[t-1-a.s.Span.First] > 0 {
		return false
	}
	m := a.mention[t+1-a.s.Span.First]
	return m > 0 && a.s.Mentions[m-1].Class == "System" && (a.s.Bits(t-1)&lang.FirmNoun != 0 || a.pack.Is(a.s.Doc.Tokens[t-1].Word, lang.Workplaces))
}

// secondInfinitive says whether "and" joins the word at token t to an infinitive: "to
// advise and train local forces".
func (a *Analyzer) secondInfinitive(t int) bool {
	return t-3 >= a.s.Span.First && a.s.Doc.Tokens[t-1].Word == a.words.and && a.s.Cat(t-2) == CatVerb && a.s.Cat(t-3) == CatTo && t+1 < a.s.Span.Last && a.s.Doc.Tokens[t+1].Shape&document.Mark == 0
}

// listed says whether a comma or conjunction at token t joins a verb of a form that is
// no noun.
func (a *Analyzer) listed(t int, form uint64) bool {
	if t+1 >= a.s.Span.Last || a.mention[t+1-a.s.Span.First] > 0 {
		return false
	}
	next := a.s.Bits(t + 1)
	return a.joins(t) && next&form != 0 && next&(lang.AlsoNoun|lang.AlsoAdjective|lang.Preposition) == 0
}

func (a *Analyzer) joins(t int) bool {
	return a.s.Doc.Tokens[t].Word == a.words.comma || a.s.Doc.Tokens[t].Word == a.words.and
}

// thirdsAhead says whether a comma or conjunction at token t joins a further third form
// that has an object, or that joins such a one: "trains and arms the rebels".
func (a *Analyzer) thirdsAhead(t int) bool {
	for ; t+2 < a.s.Span.Last && a.joins(t) && a.s.Bits(t+1)&lang.VerbThird != 0; t += 2 {
		m := a.mention[t+1-a.s.Span.First]
		if m > 0 && !mayBeDeed(&a.s.Mentions[m-1]) {
			return false
		}
		if a.takesObject(t+1) || m == 0 && a.listed(t, lang.VerbThird) {
			return true
		}
	}
	return false
}

// amidThirds says whether token t goes on with third forms of verbs that have one object.
func (a *Analyzer) amidThirds(t int) bool {
	return t-2 >= a.s.Span.First && a.joins(t-1) && a.s.Cat(t-2) == CatVerb && a.s.Bits(t-2)&lang.VerbThird != 0 && (a.takesObject(t) || a.thirdsAhead(t+1))
}

// armsDeed says whether a gerund tells more of what the name of arms in the singular is told to
// do: "drone attacks targeting ships".
func (a *Analyzer) armsDeed(t int) bool {
	m := a.mention[t-1-a.s.Span.First]
	return m > 0 && a.s.Mentions[m-1].Class == "System" && !a.pack.Is(a.s.Doc.Tokens[t-1].Word, lang.Plural) && t+1 < a.s.Span.Last && a.s.Bits(t+1)&(lang.VerbIng|lang.AlsoNoun|lang.AlsoAdjective) == lang.VerbIng
}

// inObject says whether the names and nouns before token t and what counts them are
// right behind a verb of frames that takes an object: "struck several Hamas targets".
func (a *Analyzer) inObject(t int) bool {
	nouns := inName | inNoun | inDemonym | inNumber | inAdjective | inDeterminer
	named := false
	for t--; t > a.s.Span.First && catBits[a.s.Cat(t)]&nouns != 0; t-- {
		named = named || catBits[a.s.Cat(t)]&(inName|inDemonym) != 0
	}
	if !named {
		return false
	}
	return a.s.Cat(t) == CatVerb && a.s.Bits(t)&lang.Trigger != 0 && !a.pack.Is(a.lemma(t), lang.Said)
}

// phrasal says whether a word and the particle behind it are a verb of two words.
func (a *Analyzer) phrasal(t int) bool {
	if t+1 >= a.s.Span.Last {
		return false
	}
	next := a.s.Doc.Tokens[t+1].Word
	return a.pack.Lexicon.Bits(next)&lang.Particle != 0 && slices.Contains(a.pack.Phrasal.Get(a.lemma(t)), next)
}

// verbBehind returns the token before t, adverbs passed over.
func (a *Analyzer) verbBehind(t int) int {
	for t--; t > a.s.Span.First && a.s.Cat(t) == CatAdverb; t-- {
	}
	return t
}

func (a *Analyzer) nominal(t int, bits uint64) Cat {
	if bits&(lang.VerbParticiple|lang.VerbPast) != 0 && bits&lang.AlsoNoun == 0 || bits&lang.AlsoAdjective != 0 {
		return CatAdjective
	}
	return a.open(a.s.Doc.Tokens[t], bits&^lang.Adverb)
}

// before returns the context before a token, adverbs passed over.
func (a *Analyzer) before(t int) context {
	for i := t - 1; i >= a.s.Span.First; i-- {
		cat := a.s.Cat(i)
		switch {
		case cat == CatAdverb:
		case cat == CatAdjective && a.s.Bits(i)&lang.FoldForces != 0:
			return inNoun // "the US military provided"
		case cat == CatName && (!a.oneWeapon(i) && a.joined(i) || a.fighters(i)):
			return catBits[cat] | inPlural
		case cat == CatDemonym && a.plural(i):
			return inPlural // "the Russians shelled …"
		case cat == CatNumber && i > a.s.Span.First && a.s.Cat(i-1) == CatVerb:
			return inDeterminer // "donated two decommissioned U.S. boats"
		default:
			return catBits[cat]
		}
	}
	return inStart
}

// fighters says whether token t ends the name of an organization with its people: "FARC
// dissidents", "Houthis".
func (a *Analyzer) fighters(t int) bool {
	i := a.mention[t-a.s.Span.First] - 1
	if i < 0 || a.s.Mentions[i].Class != "Organization" || a.s.Mentions[i].Last != t+1 || !a.plural(t) {
		return false
	}
	tok := a.s.Doc.Tokens[t]
	return tok.Shape&document.Capital == 0 || a.s.Mentions[i].First == t && a.pack.SingularOf(tok.Word) != tok.Word
}

// oneWeapon says whether the name at token t is a class of systems in the singular: "a
// drone and missile attack".
func (a *Analyzer) oneWeapon(t int) bool {
	m := a.mention[t-a.s.Span.First]
	return m > 0 && a.s.Mentions[m-1].Class == "System" && a.s.Doc.Tokens[t].Shape&document.Capital == 0 && !a.pack.Is(a.s.Doc.Tokens[t].Word, lang.Plural)
}

// plural says whether a demonym names a people: "the Russians".
func (a *Analyzer) plural(t int) bool {
	s := a.pack.Lexicon.Word(a.s.Doc.Tokens[t].Word)
	return len(s) > 3 && s[len(s)-1] == 's' && s[len(s)-2] != 's'
}

// joined says whether a conjunction or comma joins the name at token t to one
// before it: "Britain and Japan".
func (a *Analyzer) joined(t int) bool {
	for t > a.s.Span.First && a.s.Cat(t) == CatName {
		t--
	}
	if t > a.s.Span.First && a.s.Cat(t) == CatDeterminer {
		t--
	}
	if c := a.s.Cat(t); c != CatConjunction && c != CatComma || t == a.s.Span.First {
		return false
	}
	return a.s.Cat(t-1) == CatName || a.s.Cat(t-1) == CatComma
}

// after returns the contexts that may follow a token.
func (a *Analyzer) after(t int) context {
	i := t + 1
	for i < a.s.Span.Last && a.s.Bits(i)&lang.Negation != 0 {
		i++
	}
	if i >= a.s.Span.Last {
		return inEnd
	}
	tok := a.s.Doc.Tokens[i]
	if m := a.mention[i-a.s.Span.First]; m > 0 {
		if a.s.Mentions[m-1].Form == gazetteer.Demonym {
			return inDemonym
		}
		if a.s.Mentions[m-1].Class == "System" {
			return inNoun | inPlural
		}
		return inName
	}
	if tok.Shape&(document.Possessive|document.Digits|document.Mark) != 0 || tok.Word == 0 {
		return catBits[a.category(i)]
	}
	bits := a.s.Bits(i)
	if bits&lang.Approximate != 0 && a.numberAhead(i+1) || a.adverbPair(i) && a.numberAhead(i+1) {
		return inNumber // "killing at least four members"
	}
	if tok.Word == a.words.that || tok.Word == a.words.to || bits&lang.Verb == 0 {
		if tok.Word == a.words.to {
			return catBits[a.toCat(i)]
		}
		if tok.Word == a.words.that {
			return inRelative | inSubordinator | inDeterminer
		}
		return catBits[a.known(i, tok, bits)]
	}
	c := inVerb
	if bits&lang.AlsoNoun != 0 || bits&lang.VerbIng != 0 {
		c = inNoun
		if bits&lang.VerbPast != 0 && i+1 < a.s.Span.Last && a.takesObject(i) {
			c |= inVerb // "air strikes hit the town"
		}
	}
	if bits&lang.AlsoAdjective != 0 {
		c |= inAdjective
	}
	return c
}

// thatCat tells the relative, the subordinator and the determiner apart.
func (a *Analyzer) thatCat(t int) Cat {
	after := a.after(t)
	before := a.before(t)
	verbal := inVerb | inBe | inHave | inDo | inModal
	nounBefore := inNoun | inPlural | inName | inNumber
	switch {
	case before&nounBefore != 0 && (after&(verbal|inAdverb) != 0 || a.s.Bits(t+1)&lang.VerbPast != 0):
		return CatRelative // "a raid that hit a market"
	case after&(inNoun) != 0 && before&(inVerb|nounBefore) == 0:
		return CatDeterminer
	}
	return CatSubordinator
}

// inTitle says whether the word at token i, behind the "to" at t, is a capitalised
// verb of a headline that capitalises all its longer words.
func (a *Analyzer) inTitle(t, i int) bool {
	if t == a.s.Span.First || a.s.Doc.Tokens[i].End-a.s.Doc.Tokens[i].Start < 3 {
		return false
	}
	const short = 4 // letters of words that titles may leave small
	capitals := 0
	for _, tok := range a.s.Doc.Tokens[a.s.Span.First:a.s.Span.Last] {
		switch {
		case tok.Shape&document.Letters == 0 || tok.Shape&(document.Glued|document.Hyphen|document.Possessive) != 0:
		case tok.Shape&document.Capital != 0:
			capitals++
		case tok.End-tok.Start > short:
			return false
		}
	}
	return capitals > 3
}

// toCat tells the infinitive's "to" from the preposition.
func (a *Analyzer) toCat(t int) Cat {
	i := t + 1
	if i+1 < a.s.Span.Last && a.s.Doc.Tokens[i+1].Shape&document.Hyphen != 0 && a.mention[i-a.s.Span.First] == 0 && a.s.Bits(i+1)&(lang.VerbBase|lang.AlsoNoun|lang.AlsoAdjective) == lang.VerbBase && a.s.Bits(i)&lang.Verb == 0 {
		return CatTo // "to mass-produce"
	}
	for i < a.s.Span.Last && a.mention[i-a.s.Span.First] == 0 && a.s.Bits(i)&(lang.Adverb|lang.Degree|lang.Prefix) != 0 && a.s.Bits(i)&lang.VerbBase == 0 {
		i++
	}
	if i >= a.s.Span.Last {
		return CatPreposition
	}
	if m := a.mention[i-a.s.Span.First]; m > 0 {
		if a.deed(i, &a.s.Mentions[m-1]) {
			return CatTo
		}
		return CatPreposition
	}
	tok := a.s.Doc.Tokens[i]
	bits := a.s.Bits(i)
	if (tok.Shape&document.Capital == 0 || a.inTitle(t, i)) && (bits&lang.VerbBase != 0 || bits&(lang.Be|lang.Have|lang.Do) != 0) {
		return CatTo
	}
	return CatPreposition
}
