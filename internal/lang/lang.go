// Package lang reads a language pack: word classes, verbs with their forms,
// reading constraints and the cues of polarity, modality, dates and
// attribution. It is the only way that words of a language reach the program;
// a language is a folder of YAML files such as seeds/lang/en.
package lang

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"gopkg.in/yaml.v3"
)

// The classes of words, bits of the lexicon.
const (
	Determiner uint64 = 1 << iota
	PossessivePronoun
	Pronoun
	Be
	Have
	Do
	Modal
	Negation
	Preposition
	Conjunction
	Adversative
	Relative
	Subordinator
	Conditional
	Particle
	Opener
	Month
	Weekday
	Abbreviation
	Rank
	Honorific
	NameParticle
	NameSuffix
	Magnitude
	NumberWord
	Approximate
	QuoteMark
	NotName
	Adjective
	Adverb
	Common
	VerbBase
	VerbThird
	VerbPast
	VerbParticiple
	VerbIng
	AlsoNoun
	AlsoAdjective
	FoldGovernment
	FoldForces
	FoldTerritory
	FoldDeed
	Pair // both, the two
	FirmNoun
	GenericItem
	CurrencyWord
	Office    // opens or continues the title of an office
	Trigger   // a frame may begin here
	NameOpens // the first word of a known name
	Temporal
	OfficeWord     // may stand in the title of an office
	SubjectControl // prepositions whose gerund the subject does: "joins them in supplying"
	Linking        // verbs that a participle follows as it does "be": "remains committed"
	Locative       // prepositions that tie a place to what stands right before
	Prefix         // what a hyphen joins to a verb: "co"
	Article        // "a": one of what follows
	Mass           // nouns that are not counted: "equipment"
	Bulk           // nouns of parts, kinds and numbers of systems: "batch", "variant"
	DateWord       // begins a date that is told from publication on: "last", "yesterday"
	FrameNoun      // a noun that a frame asks for
	Ago            // makes a period before it a time before now
	Dash           // marks that open and close a parenthesis
	Definite       // what makes "company" one told before
	Degree         // adverbs that may part "to" and its verb but also stand before nouns: "further"
)

// Verb is any form of a verb that is not an auxiliary; Nominal any word that may stand in a noun group.
const Verb = VerbBase | VerbThird | VerbPast | VerbParticiple | VerbIng

var classBits = map[string]uint64{
	"determiner": Determiner, "possessive_pronoun": PossessivePronoun, "pronoun": Pronoun,
	"be": Be, "have": Have, "do": Do, "modal": Modal, "negation": Negation, "preposition": Preposition,
	"conjunction": Conjunction, "adversative": Adversative, "relative": Relative, "subordinator": Subordinator, "conditional": Conditional,
	"particle": Particle, "opener": Opener, "month": Month, "weekday": Weekday, "abbreviation": Abbreviation, "rank": Rank,
	"honorific": Honorific, "name_particle": NameParticle, "name_suffix": NameSuffix, "magnitude": Magnitude, "number_word": NumberWord,
	"approximate": Approximate, "quote_mark": QuoteMark, "not_name": NotName, "adjective": Adjective,
	"adverb": Adverb, "verb_base": VerbBase, "verb_third": VerbThird, "verb_past": VerbPast, "participle": VerbParticiple, "ing": VerbIng,
	"also_noun": AlsoNoun, "also_adjective": AlsoAdjective, "office": Office, "temporal": Temporal, "pair": Pair, "office_word": OfficeWord,
	"subject_control": SubjectControl, "linking": Linking, "degree": Degree, "definite": Definite, "dash": Dash, "ago": Ago, "article": Article, "prefix": Prefix, "bulk": Bulk, "mass": Mass, "locative": Locative,
}

// ClassNames are the names of word classes that patterns may use, sorted.
func ClassNames() []string {
	names := make([]string, 0, len(classBits))
	for name := range classBits {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Class returns the bit of a word class.
func Class(name string) (uint64, bool) {
	bit, ok := classBits[name]
	return bit, ok
}

// Pack is a language pack, safe for concurrent reading.
type Pack struct {
	Lexicon           *document.Lexicon
	Lemma             map[uint32]uint32 // of verb forms
	Singular          map[uint32]uint32 // of irregular and listed plurals
	Numbers           Table[float64]
	Magnitudes        Table[float64]
	Fractions         Table[float64]
	Months            Table[int]
	Weekdays          Table[int]
	AdverbPairs       Pairs                // adverbs of two words: "so far"
	Phrasal           Table[[]uint32]      // verbs of two words, the particle by the verb: "hand over"
	Anaphors          Table[string]        // class of what "the company" speaks of
	AnaphorPairs      map[[2]uint32]string // the same of two words: "the Air Force"
	Kinds             map[string][]string  // of organizations that such a word may speak of: "the bloc"
	Regions           map[uint32][]string  // the states of a region: "the West African country"
	Periods           Table[string]        // week, month or year
	Signs             map[[2]uint32]string // currencies whose sign has letters before it: C and $
	Shifts            Table[int]           // last: -1
	Days              Table[int]           // days before today: yesterday is one
	Currencies        Table[string]        // ISO 4217
	Inflection        Inflection
	Readings          []Reading
	Cues              Cues
	Names             Names
	lemmas, singulars []uint32 // by word, once frozen
	bases             map[uint32]bool
	sets              []Set             // by word
	function          map[string]string // single words that the analysis asks for
}

// Functions are the single words that every pack names, by their task.
var Functions = []string{"people", "complementizer", "of", "to", "agent", "as", "well", "such", "than", "within", "example", "worth", "for", "future", "between", "and", "no", "from", "with", "on", "since", "same", "the", "under", "where", "what"}

// Word returns the word that does a task, one of Functions.
func (p *Pack) Word(task string) string { return p.function[task] }

// Read reads the pack in a folder.
func Read(fsys fs.FS, trees diag.Trees, lexicon *document.Lexicon) (*Pack, []diag.Fault) {
	p := &Pack{Lexicon: lexicon, Lemma: map[uint32]uint32{}, Singular: map[uint32]uint32{},
		bases: map[uint32]bool{}, AnaphorPairs: map[[2]uint32]string{}, Signs: map[[2]uint32]string{}}
	var faults []diag.Fault
	read := func(name string, into func(f *diag.File, root *yaml.Node)) {
		f := &diag.File{Name: name, Trees: trees}
		data, err := fs.ReadFile(fsys, name)
		if f.Data = data; err != nil {
			f.Whole("missing-file", "the language pack lacks "+name, "add the file")
		} else if root := f.Root(); root != nil {
			into(f, root)
			f.Done()
		}
		faults = append(faults, f.Faults...)
	}
	read("inflection.yaml", p.readInflection)
	read("words.yaml", p.readWords)
	read("common.yaml", p.readCommon)
	read("verbs.yaml", p.readVerbs)
	read("readings.yaml", p.readReadings)
	read("cues.yaml", p.readCues)
	read("names.yaml", p.readNames)
	diag.Sort(faults)
	return p, faults
}

// mark gives every word of a list a class.
func (p *Pack) mark(words []string, bits uint64) {
	for _, w := range words {
		p.Lexicon.Mark(p.Lexicon.Add(w), bits)
	}
}

func (p *Pack) readWords(f *diag.File, root *yaml.Node) {
	p.function = make(map[string]string)
	keys := append(slices.Sorted(maps.Keys(wordSets)), "anaphors", "kinds", "regions", "periods", "shifts", "adverb_pairs", "phrasal", "functions", "classes", "folds", "firm_nouns", "generic_items", "currencies", "numbers", "magnitudes", "fractions", "months", "weekdays", "days_ago")
	f.Mapping(root, keys, func(key string, v *yaml.Node) {
		if set, ok := wordSets[key]; ok {
			p.enrol(f.Texts(v), set)
			return
		}
		switch key {
		case "functions":
			f.Mapping(v, Functions, func(task string, word *yaml.Node) { p.function[task] = f.Text(word) })
		case "classes":
			f.Mapping(v, ClassNames(), func(class string, words *yaml.Node) {
				p.mark(f.Texts(words), classBits[class])
				if class == "bulk" {
					for _, w := range f.Texts(words) {
						p.mark([]string{p.Plural(w)}, Bulk)
					}
				}
			})
		case "folds":
			bits := map[string]uint64{"government": FoldGovernment, "forces": FoldForces, "territory": FoldTerritory, "deeds": FoldDeed}
			f.Mapping(v, []string{"government", "forces", "territory", "deeds"}, func(kind string, words *yaml.Node) { p.mark(f.Texts(words), bits[kind]) })
		case "anaphors", "periods":
			set := map[string]*Table[string]{"anaphors": &p.Anaphors, "periods": &p.Periods}[key]
			pairs(v, func(class string, words *yaml.Node) {
				for _, w := range f.Texts(words) {
					if first, second, ok := strings.Cut(w, " "); ok {
						p.AnaphorPairs[[2]uint32{p.Lexicon.Add(first), p.Lexicon.Add(second)}] = class
						continue
					}
					*set.At(p.Lexicon.Add(w)) = class
				}
			})
		case "regions":
			p.Regions = map[uint32][]string{}
			pairs(v, func(word string, states *yaml.Node) { p.Regions[p.Lexicon.Add(word)] = f.Texts(states) })
		case "kinds":
			p.Kinds = map[string][]string{}
			pairs(v, func(noun string, kinds *yaml.Node) { p.Kinds[noun] = f.Texts(kinds) })
		case "adverb_pairs":
			for _, pair := range f.Texts(v) {
				if first, second, ok := strings.Cut(pair, " "); ok {
					p.AdverbPairs.Add(p.Lexicon.Add(first), p.Lexicon.Add(second))
				}
			}
		case "phrasal":
			for _, pair := range f.Texts(v) {
				if first, second, ok := strings.Cut(pair, " "); ok {
					seconds := p.Phrasal.At(p.Lexicon.Add(first))
					*seconds = append(*seconds, p.Lexicon.Add(second))
				}
			}
		case "firm_nouns":
			p.mark(f.Texts(v), FirmNoun)
		case "generic_items":
			p.mark(f.Texts(v), GenericItem)
		case "currencies":
			pairs(v, func(code string, words *yaml.Node) {
				for _, w := range f.Texts(words) {
					n := p.Lexicon.Add(w)
					p.Lexicon.Mark(n, CurrencyWord)
					*p.Currencies.At(n) = code
					if r, width := utf8.DecodeLastRuneInString(w); width < len(w) && unicode.Is(unicode.Sc, r) {
						p.Signs[[2]uint32{p.Lexicon.Add(w[:len(w)-width]), p.Lexicon.Add(w[len(w)-width:])}] = code
					}
				}
			})
		default:
			p.readValues(f, key, v)
		}
	})
}

func pairs(n *yaml.Node, each func(key string, v *yaml.Node)) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		each(n.Content[i].Value, n.Content[i+1])
	}
}

func (p *Pack) readValues(f *diag.File, key string, v *yaml.Node) {
	pairs(v, func(word string, value *yaml.Node) {
		x, err := strconv.ParseFloat(f.Text(value), 64)
		if err != nil {
			f.At(value, "no-number", fmt.Sprintf("%q is no number", value.Value), "write digits")
		}
		n := p.Lexicon.Add(word)
		switch key {
		case "numbers":
			*p.Numbers.At(n) = x
		case "magnitudes":
			*p.Magnitudes.At(n) = x
		case "fractions":
			*p.Fractions.At(n) = x
		case "months":
			*p.Months.At(n) = int(x)
		case "weekdays":
			*p.Weekdays.At(n) = int(x)
		case "days_ago":
			*p.Days.At(n) = int(x)
			p.Lexicon.Mark(n, DateWord)
		case "shifts":
			*p.Shifts.At(n) = int(x)
			p.Lexicon.Mark(n, DateWord)
		}
	})
}

func (p *Pack) readCommon(f *diag.File, root *yaml.Node) {
	bits := map[string]uint64{"words": Common, "adjectives": Adjective | Common, "adverbs": Adverb | Common}
	f.Mapping(root, []string{"words", "adjectives", "adverbs"}, func(key string, v *yaml.Node) { p.mark(f.Texts(v), bits[key]) })
}
