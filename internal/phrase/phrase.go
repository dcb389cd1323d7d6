// Package phrase groups the words of a sentence: which reading a word has, noun
// groups with their head, verb groups with voice, tense and negation, and the
// clause around each verb group.
//
// [Analyzer.Sentence] makes a [Sentence] from tokens and mentions. Units are in
// text order; indices of units are those of Sentence.Units, indices of tokens
// those of the document. An Analyzer reuses its storage: a Sentence is good until
// the next call, and an Analyzer serves one goroutine.
//
// After FASTUS (Hobbs and others, SRI, 1993), which read news with cascaded
// finite-state passes, and Constraint Grammar (Karlsson, 1990) for the readings.
package phrase

import (
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
)

// Kind is what a unit is.
type Kind uint8

// The kinds of units.
const (
	NounGroup Kind = iota
	VerbGroup
	Preposition
	Comma
	Conjunction
	Relative
	Subordinator
	Quote
	Break // a semicolon, colon, dash or bracket
	Adverb
)

// Form is the form of a verb group.
type Form uint8

// The forms of verb groups.
const (
	Finite Form = iota
	Infinitive
	Gerund
	Participle // a past participle without an auxiliary: a reduced relative clause
)

// Tense is the tense of a finite verb group.
type Tense uint8

// The tenses.
const (
	Present Tense = iota
	Progressive
	Past
	Perfect
	Modal
)

// None is the index of no unit.
const None = -1

// Mention is a known thing in a sentence.
type Mention struct {
	First, Last int // tokens of the document, half open
	Class       string
	Entity      int // of the gazetteer, or -1
	Person      int // of the document's persons, or -1
	Form        gazetteer.Form
}

// Unit is a phrase or mark.
type Unit struct {
	Kind        Kind
	First, Last int    // tokens, half open
	Head        int    // token: the noun, main verb or word
	Lemma       uint32 // base form of the verb, singular of the noun, else the word

	// noun groups
	Poss      int // the possessor's unit, or None
	Of        int // the noun group that follows "of", or None
	Next      int // the next member of a coordination, or None
	Lead      int // its first member; the unit itself outside one
	Mentions  [2]int
	Possessor bool // an apostrophe-s follows
	Pronoun   bool
	Time      bool // "last year"

	// verb groups
	Form     Form
	Tense    Tense
	Passive  bool
	Negated  bool
	Modal    uint32 // the modal's word
	Particle uint32 // the word behind the verb if it is a particle
	Subject  int    // the noun group that acts or, in a passive, is acted on; None
	Governor int    // the verb or noun group that rules it, or None
	GovWord  uint32 // the lemma of the word that rules it
	Relative bool   // its subject is the antecedent of a relative
	Objects  [2]int // bare noun groups behind it, or None
	Slots    []Slot
}

// Slot is a preposition's phrase.
type Slot struct {
	Word uint32 // the preposition
	Unit int    // its noun group
	At   int    // the preposition's unit
}

// Sentence is an analysed sentence.
type Sentence struct {
	Doc      *document.Document
	Span     document.Sentence
	Mentions []Mention
	Units    []Unit
	Cats     []Cat    // by token, from Span.First on
	classes  []uint64 // of its tokens
	slots    []Slot
}

// Cat is the word class that a token has in its sentence.
type Cat uint8

// The categories of tokens.
const (
	CatNoun Cat = iota
	CatPlural
	CatName
	CatDemonym
	CatNumber
	CatDeterminer
	CatPossessive
	CatPronoun
	CatAdjective
	CatAdverb
	CatVerb
	CatBe
	CatHave
	CatDo
	CatModal
	CatTo
	CatPreposition
	CatConjunction
	CatRelative
	CatSubordinator
	CatComma
	CatQuote
	CatMark
)

// Analyzer analyses sentences.
type Analyzer struct {
	pack     *lang.Pack
	readings []reading
	words    wordSet
	s        Sentence
	mention  []int // by token of the sentence: 1 + the mention that covers it
	passed   int   // mentions that stand before the unit being read
	settled  []Cat // by word in small letters: its category, if it is the same everywhere; from the first sentence on
}

// wordSet is the single words that the analysis asks for by number.
type wordSet struct {
	comma, that, of, to, by, as, well, such, than, forWord, future, between, and, no, worth, the, under, where, what uint32
	passive                                                                                                          []uint32 // prepositions that a verb without object has behind it rather as a passive
}

// New returns an analyzer.
func New(pack *lang.Pack) *Analyzer {
	add := pack.Lexicon.Add
	a := &Analyzer{pack: pack, words: wordSet{comma: add(","), that: add(pack.Word("complementizer")), of: add(pack.Word("of")), to: add(pack.Word("to")), by: add(pack.Word("agent")),
		as: add(pack.Word("as")), well: add(pack.Word("well")), such: add(pack.Word("such")), than: add(pack.Word("than")), forWord: add(pack.Word("for")), future: add(pack.Word("future")), between: add(pack.Word("between")), and: add(pack.Word("and")), no: add(pack.Word("no")), worth: add(pack.Word("worth")), the: add(pack.Word("the")), under: add(pack.Word("under")), where: add(pack.Word("where")), what: add(pack.Word("what"))}}
	for _, task := range []string{"to", "agent", "within", "for", "from", "with"} {
		a.words.passive = append(a.words.passive, add(pack.Word(task)))
	}
	a.compileReadings()
	return a
}

// Sentence analyses one sentence; mentions are sorted and do not overlap.
func (a *Analyzer) Sentence(d *document.Document, span document.Sentence, mentions []Mention) *Sentence {
	a.Categorize(d, span, mentions)
	return a.Group()
}

// Categorize begins the analysis of a sentence, of which the categories are then known,
// but no units.
func (a *Analyzer) Categorize(d *document.Document, span document.Sentence, mentions []Mention) *Sentence {
	if a.settled == nil {
		a.settle()
	}
	a.s = Sentence{Doc: d, Span: span, Mentions: mentions, Units: a.s.Units[:0], Cats: a.s.Cats[:0], classes: d.Classes[span.First:span.Last], slots: a.s.slots[:0]}
	a.cover()
	a.categorize()
	return &a.s
}

// Group completes the analysis of the sentence categorized last.
func (a *Analyzer) Group() *Sentence {
	a.chunk()
	a.coordinate()
	a.subordinate()
	a.parted()
	a.clauses()
	return &a.s
}

// cover notes which mention covers each token.
func (a *Analyzer) cover() {
	n := a.s.Span.Last - a.s.Span.First
	if cap(a.mention) < n {
		a.mention = make([]int, n*2)
	}
	a.mention = a.mention[:n]
	clear(a.mention)
	for i, m := range a.s.Mentions {
		for t := m.First; t < m.Last; t++ {
			a.mention[t-a.s.Span.First] = i + 1
		}
	}
}

// Bits returns the classes of a token of the sentence, none of another.
func (s *Sentence) Bits(t int) uint64 {
	if i := uint(t - s.Span.First); i < uint(len(s.classes)) {
		return s.classes[i]
	}
	return 0
}

// EndsIn says whether the sentence's last byte is a mark.
func (s *Sentence) EndsIn(mark byte) bool { return s.Doc.Text[s.Span.End-1] == mark }

// Cat returns the category of a token of the document, CatMark while it is not
// yet known.
func (s *Sentence) Cat(t int) Cat {
	if t-s.Span.First >= len(s.Cats) {
		return CatMark
	}
	return s.Cats[t-s.Span.First]
}
