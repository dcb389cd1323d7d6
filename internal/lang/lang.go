// Package lang reads a language pack: word classes, verbs with their forms,
// reading constraints and the cues of polarity, modality, dates and
// attribution. It is the only way that words of a language reach the program;
// a language is a folder of YAML files such as seeds/lang/en.
package lang

import (
	"fmt"
	"io/fs"
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
	Numbers           map[uint32]float64
	Magnitudes        map[uint32]float64
	Months            map[uint32]int
	Weekdays          map[uint32]int
	ThirdPerson       map[uint32]bool      // it, they
	FirstPerson       map[uint32]bool      // I, we
	SecondPerson      map[uint32]bool      // you
	StateForces       map[uint32]bool      // what only a state has: soldiers, police
	Shelling          map[uint32]bool      // what is done to places: to shell, an airstrike on
	Culprits          map[uint32]bool      // what he is who does it: "behind", "responsible for"
	PlaceNouns        map[uint32]bool      // nouns that tell a place beside its name: village
	Rebels            map[uint32]bool      // fighters who are of no state
	Foes              map[uint32]bool      // words for who attacks: "the enemy"
	Civil             map[uint32]bool      // nouns that make officers civil ones: "customs officers"
	AdverbPairs       Table[[]uint32]      // adverbs of two words, the second by the first: "so far"
	Phrasal           Table[[]uint32]      // verbs of two words, the particle by the verb: "hand over"
	BareInfinitive    map[uint32]bool      // lemmas of verbs that a base form follows: "help train"
	Occasions         map[uint32]bool      // prepositions of what else goes on: "said in a meeting with"
	Opposing          map[uint32]bool      // prepositions that deny their gerund: "decide against sending"
	Uses              map[uint32]bool      // verbs whose subject has what is their object: "field a drone"
	UsesWith          map[uint32]bool      // verbs whose subject has what "with" ties to them: "attack with a drone"
	Arrivals          map[uint32]bool      // verbs of coming to a place: "dock"
	Measures          map[uint32]bool      // what a number before them measures: "a 15-metre boat"
	Copulas           map[uint32]bool      // verbs beside "be" whose object says what the subject is: "become"
	LightVerbs        map[uint32]bool      // whose subject does what their object names: "begin deliveries"
	Persons           map[uint32]bool      // he, she
	Speakers          map[uint32]bool      // nouns of people who attack with words
	Relief            map[uint32]bool      // words of goods that are no arms: "relief goods, including vehicles"
	Anniversaries     map[uint32]bool      // nouns of days on which one thinks of something past
	Former            map[uint32]bool      // words that make an office a past one
	Anaphors          map[uint32]string    // class of what "the company" speaks of
	AnaphorPairs      map[[2]uint32]string // the same of two words: "the Air Force"
	Issuers           map[uint32]bool      // nouns for the state that issues a document: "the department"
	Periods           map[uint32]string    // week, month or year
	Signs             map[[2]uint32]string // currencies whose sign has letters before it: C and $
	Shifts            map[uint32]int       // last: -1
	Days              map[uint32]int       // days before today: yesterday is one
	Currencies        map[uint32]string    // ISO 4217
	Inflection        Inflection
	Readings          []Reading
	Cues              Cues
	Names             Names
	lemmas, singulars []uint32 // by word, once frozen
	bases             map[uint32]bool
	function          map[string]string // single words that the analysis asks for
}

// Functions are the single words that every pack names, by their task.
var Functions = []string{"people", "complementizer", "of", "to", "agent", "as", "well", "such", "than", "within", "example", "worth", "for", "future", "between", "and", "no", "from", "with", "since", "the", "under"}

// Word returns the word that does a task, one of Functions.
func (p *Pack) Word(task string) string { return p.function[task] }

// Read reads the pack in a folder.
func Read(fsys fs.FS, trees diag.Trees, lexicon *document.Lexicon) (*Pack, []diag.Fault) {
	p := &Pack{Lexicon: lexicon, Lemma: map[uint32]uint32{}, Singular: map[uint32]uint32{}, Numbers: map[uint32]float64{}, Magnitudes: map[uint32]float64{},
		Months: map[uint32]int{}, Weekdays: map[uint32]int{}, Days: map[uint32]int{}, bases: map[uint32]bool{}, LightVerbs: map[uint32]bool{}, StateForces: map[uint32]bool{}, PlaceNouns: map[uint32]bool{}, Shelling: map[uint32]bool{}, Culprits: map[uint32]bool{}, Rebels: map[uint32]bool{}, Foes: map[uint32]bool{}, Civil: map[uint32]bool{}, Uses: map[uint32]bool{}, UsesWith: map[uint32]bool{}, Copulas: map[uint32]bool{}, Arrivals: map[uint32]bool{}, Measures: map[uint32]bool{}, Occasions: map[uint32]bool{}, Opposing: map[uint32]bool{}, BareInfinitive: map[uint32]bool{}, AnaphorPairs: map[[2]uint32]string{}, Persons: map[uint32]bool{}, Speakers: map[uint32]bool{}, Relief: map[uint32]bool{}, Anniversaries: map[uint32]bool{}, Issuers: map[uint32]bool{}, Periods: map[uint32]string{}, Signs: map[[2]uint32]string{}, Shifts: map[uint32]int{}, Former: map[uint32]bool{}, Anaphors: map[uint32]string{}, FirstPerson: map[uint32]bool{}, SecondPerson: map[uint32]bool{}, ThirdPerson: map[uint32]bool{}, Currencies: map[uint32]string{}}
	var faults []diag.Fault
	read := func(name string, into func(f *diag.File, root *yaml.Node)) {
		f := &diag.File{Name: name, Trees: trees}
		data, err := fs.ReadFile(fsys, name)
		if f.Data = data; err != nil {
			f.Whole("missing-file", "the language pack lacks "+name, "add the file")
		} else if root := f.Root(); root != nil {
			into(f, root)
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
	keys := []string{"former", "anaphors", "periods", "shifts", "first_person", "second_person", "third_person", "persons", "speakers", "relief", "anniversaries", "issuers", "state_forces", "place_nouns", "shelling", "culprits", "rebels", "foes", "civil", "light_verbs", "uses", "uses_with", "copulas", "arrivals", "measures", "occasions", "opposing", "bare_infinitive", "adverb_pairs", "phrasal", "functions", "classes", "folds", "firm_nouns", "generic_items", "currencies", "numbers", "magnitudes", "months", "weekdays", "days_ago"}
	f.Mapping(root, keys, func(key string, v *yaml.Node) {
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
		case "former":
			for _, w := range f.Texts(v) {
				p.Former[p.Lexicon.Add(w)] = true
			}
		case "anaphors", "periods":
			set := map[string]map[uint32]string{"anaphors": p.Anaphors, "periods": p.Periods}[key]
			pairs(v, func(class string, words *yaml.Node) {
				for _, w := range f.Texts(words) {
					if first, second, ok := strings.Cut(w, " "); ok {
						p.AnaphorPairs[[2]uint32{p.Lexicon.Add(first), p.Lexicon.Add(second)}] = class
						continue
					}
					set[p.Lexicon.Add(w)] = class
				}
			})
		case "first_person", "second_person", "third_person", "persons", "speakers", "relief", "anniversaries", "issuers", "state_forces", "place_nouns", "shelling", "culprits", "rebels", "foes", "civil", "light_verbs", "uses", "uses_with", "copulas", "arrivals", "measures", "occasions", "opposing", "bare_infinitive":
			set := map[string]map[uint32]bool{"first_person": p.FirstPerson, "second_person": p.SecondPerson, "third_person": p.ThirdPerson, "persons": p.Persons, "speakers": p.Speakers, "relief": p.Relief, "anniversaries": p.Anniversaries, "issuers": p.Issuers, "state_forces": p.StateForces, "place_nouns": p.PlaceNouns, "shelling": p.Shelling, "culprits": p.Culprits, "rebels": p.Rebels, "foes": p.Foes, "civil": p.Civil, "light_verbs": p.LightVerbs, "uses": p.Uses, "uses_with": p.UsesWith, "copulas": p.Copulas, "arrivals": p.Arrivals, "measures": p.Measures, "occasions": p.Occasions, "opposing": p.Opposing, "bare_infinitive": p.BareInfinitive}[key]
			for _, w := range f.Texts(v) {
				set[p.Lexicon.Add(w)] = true
			}
		case "adverb_pairs", "phrasal":
			table := map[string]*Table[[]uint32]{"adverb_pairs": &p.AdverbPairs, "phrasal": &p.Phrasal}[key]
			for _, pair := range f.Texts(v) {
				if first, second, ok := strings.Cut(pair, " "); ok {
					seconds := table.At(p.Lexicon.Add(first))
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
					p.Currencies[n] = code
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
			p.Numbers[n] = x
		case "magnitudes":
			p.Magnitudes[n] = x
		case "months":
			p.Months[n] = int(x)
		case "weekdays":
			p.Weekdays[n] = int(x)
		case "days_ago":
			p.Days[n] = int(x)
			p.Lexicon.Mark(n, DateWord)
		case "shifts":
			p.Shifts[n] = int(x)
			p.Lexicon.Mark(n, DateWord)
		}
	})
}

func (p *Pack) readCommon(f *diag.File, root *yaml.Node) {
	bits := map[string]uint64{"words": Common, "adjectives": Adjective | Common, "adverbs": Adverb | Common}
	f.Mapping(root, []string{"words", "adjectives", "adverbs"}, func(key string, v *yaml.Node) { p.mark(f.Texts(v), bits[key]) })
}
