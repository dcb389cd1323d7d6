package lang

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/diag"
	"gopkg.in/yaml.v3"
)

// Reading is a constraint on words that are verbs and something else: the first
// that fits a word decides.
type Reading struct {
	ID     string
	Verb   bool     // what the word is then: a verb, or a noun or adjective
	Forms  uint64   // the verb forms it speaks of
	Before []string // contexts, one of which stands before; empty for any
	After  []string // contexts, one of which follows; empty for any
	Tests  []string // "Kenya *signs* a pact"
}

func (p *Pack) readReadings(f *diag.File, root *yaml.Node) {
	f.Mapping(root, []string{"readings"}, func(_ string, v *yaml.Node) {
		for _, item := range f.List(v) {
			p.Readings = append(p.Readings, readReading(f, item))
		}
	})
}

func readReading(f *diag.File, n *yaml.Node) Reading {
	var r Reading
	forms := map[string]uint64{"base": VerbBase, "third": VerbThird, "past": VerbPast, "participle": VerbParticiple, "ing": VerbIng}
	f.Mapping(n, []string{"id", "reading", "form", "before", "after", "tests"}, func(key string, v *yaml.Node) {
		switch key {
		case "id":
			r.ID = f.Text(v)
		case "reading":
			r.Verb = f.Text(v) == "verb"
		case "form":
			for _, item := range f.List(v) {
				if forms[item.Value] == 0 {
					f.At(item, "unknown-form", "unknown verb form "+item.Value, "use base, third, past, participle or ing")
				}
				r.Forms |= forms[item.Value]
			}
		case "before":
			r.Before = contexts(f, v)
		case "after":
			r.After = contexts(f, v)
		case "tests":
			r.Tests = f.Texts(v)
		}
	})
	return r
}

// Contexts are the names that a reading constraint may use for its neighbours.
var Contexts = []string{"start", "end", "comma", "mark", "determiner", "possessive", "pronoun", "name", "demonym", "noun", "plural", "number", "adjective", "adverb",
	"verb", "be", "have", "do", "modal", "to", "preposition", "conjunction", "relative", "subordinator"}

func contexts(f *diag.File, n *yaml.Node) []string {
	for _, item := range f.List(n) {
		if name := f.Text(item); !slices.Contains(Contexts, name) {
			f.At(item, "unknown-context", "unknown context "+name, diag.Suggest(name, Contexts))
		}
	}
	return f.Texts(n)
}

// Governor is a word that rules an infinitive, gerund or "of" phrase, and says
// how real what it rules is.
type Governor struct {
	Modality string // done, ongoing, planned, possible; none: no claim; empty: as the governor itself
	Denied   bool
	Stage    string
	Purpose  bool // its infinitive says what for: "stopped in Oman to meet"
	Object   bool // its object, not its subject, does what it rules
	Taker    bool // and its subject is whom it is done to or for
	Tried    bool // an attack that it rules is one all the same: "attempted to strike"
}

// Cues are the words that set polarity, modality and attribution for all frames.
type Cues struct {
	Modals     Table[string] // modality by modal; none: no claim
	Governors  Table[Governor]
	Adjectives Table[Governor] // before a nominal shape: "planned deliveries"
	Sources    [][]uint32      // "according to"
}

func (p *Pack) readCues(f *diag.File, root *yaml.Node) {
	c := &p.Cues
	f.Mapping(root, append(slices.Sorted(maps.Keys(cueSets)), "modals", "governors", "adjectives", "sources"), func(key string, v *yaml.Node) {
		switch key {
		case "modals":
			pairs(v, func(modality string, words *yaml.Node) {
				for _, w := range f.Texts(words) {
					*c.Modals.At(p.Lexicon.Add(w)) = modality
				}
			})
		case "governors":
			p.readGovernors(f, v, &c.Governors)
		case "adjectives":
			p.readGovernors(f, v, &c.Adjectives)
		case "sources":
			for _, phrase := range f.Texts(v) {
				var words []uint32
				for w := range strings.FieldsSeq(phrase) {
					words = append(words, p.Lexicon.Add(w))
				}
				c.Sources = append(c.Sources, words)
			}
		default:
			p.enrol(f.Texts(v), cueSets[key])
		}
	})
}

func (p *Pack) readGovernors(f *diag.File, n *yaml.Node, into *Table[Governor]) {
	for _, item := range f.List(n) {
		var g Governor
		var words []string
		f.Mapping(item, []string{"words", "modality", "polarity", "stage", "object", "purpose", "taker", "tried"}, func(key string, v *yaml.Node) {
			switch key {
			case "words":
				words = f.Texts(v)
			case "modality":
				g.Modality = oneOf(f, v, key, "done", "ongoing", "planned", "possible", "none", "")
			case "polarity":
				g.Denied = oneOf(f, v, key, "denied") == "denied"
			case "stage":
				g.Stage = oneOf(f, v, key, "proposed", "pledged", "contracted", "delivered")
			case "object":
				g.Object = f.Text(v) == "true"
			case "purpose":
				g.Purpose = f.Text(v) == "true"
			case "taker":
				g.Taker = f.Text(v) == "true"
			case "tried":
				g.Tried = f.Text(v) == "true"
			}
		})
		for _, w := range words {
			n := p.Lexicon.Add(w)
			if _, again := into.Look(n); again {
				f.At(item, "repeated-word", fmt.Sprintf("%q stands in two lists of governors or adjectives", w), "leave it in one; the last would win")
			}
			*into.At(n) = g
		}
	}
}

// oneOf reads a value that must be one of those known.
func oneOf(f *diag.File, n *yaml.Node, key string, known ...string) string {
	value := f.Text(n)
	if !slices.Contains(known, value) {
		f.At(n, "unknown-"+key, fmt.Sprintf("unknown %s %q", key, value), diag.Suggest(value, known))
	}
	return value
}

// Names are the patterns that find names which no gazetteer lists.
type Names struct {
	OfficeHeads, OfficeWords []string
	Office                   []string              // patterns
	Person                   []string              // patterns
	Spoken                   map[string][][]string // by a noun, the words of the offices that it may speak of: "leader"
	Home                     [][]string            // the words of offices that are of the document's country where nothing else is said
	Corporate                [][]string            // the words of offices that firms have
	Territorial              [][]string            // the words of offices of a part of a country, which is told beside or before them
	Envoys                   []string              // words of offices that are of who publishes the document
	Titles                   []Title               // longest first
	Parties                  []uint32              // words that make an office one of a party
	Unheld                   []uint32              // words for who does not hold the office that follows
	Bodies                   []uint32              // words that make an office one of a body, not of the state
	FirmEnds                 Table[FirmEnd]
	NotFirms                 Table[bool] // capitalised words behind "company" that begin no firm's name
}

// FirmEnd is how surely a word ends the name of a firm; zero, that it does not.
type FirmEnd uint8

// The kinds of such words.
const (
	LooseEnd FirmEnd = iota + 1 // often something else: systems, group
	TradeEnd                    // shipyard, aerospace
	LegalEnd                    // Ltd, GmbH
)

// Title is an office that only one state or body has.
type Title struct {
	Text string // in lower case
	Of   string // id of the state or body
}

// fields takes each text apart into its words.
func fields(texts []string) (out [][]string) {
	for _, t := range texts {
		out = append(out, strings.Fields(t))
	}
	return out
}

func (p *Pack) readNames(f *diag.File, root *yaml.Node) {
	f.Mapping(root, []string{"office_heads", "office_words", "office", "person", "home", "territorial", "corporate", "spoken", "envoys", "titles", "parties", "unheld", "bodies", "firm_ends", "not_firms"}, func(key string, v *yaml.Node) {
		switch key {
		case "office_heads":
			p.Names.OfficeHeads = f.Texts(v)
			p.mark(p.Names.OfficeHeads, Office)
			for _, w := range p.Names.OfficeHeads {
				p.mark([]string{p.Plural(w)}, Office)
				p.Singular[p.Lexicon.Add(p.Plural(w))] = p.Lexicon.Add(w)
			}
		case "office_words":
			p.Names.OfficeWords = f.Texts(v)
			p.mark(p.Names.OfficeWords, OfficeWord)
		case "office":
			p.Names.Office = f.Texts(v)
		case "person":
			p.Names.Person = f.Texts(v)
		case "home":
			p.Names.Home = fields(f.Texts(v))
		case "territorial":
			p.Names.Territorial = fields(f.Texts(v))
		case "corporate":
			p.Names.Corporate = fields(f.Texts(v))
		case "spoken":
			p.Names.Spoken = map[string][][]string{}
			pairs(v, func(noun string, offices *yaml.Node) {
				p.Names.Spoken[noun] = fields(f.Texts(offices))
			})
		case "envoys":
			p.Names.Envoys = f.Texts(v)
		case "firm_ends":
			kinds := map[string]FirmEnd{"loose": LooseEnd, "trade": TradeEnd, "legal": LegalEnd}
			f.Mapping(v, []string{"loose", "trade", "legal"}, func(kind string, words *yaml.Node) {
				for _, w := range f.Texts(words) {
					*p.Names.FirmEnds.At(p.Lexicon.Add(w)) = kinds[kind]
				}
			})
		case "not_firms":
			for _, w := range f.Texts(v) {
				*p.Names.NotFirms.At(p.Lexicon.Add(w)) = true
			}
		case "parties":
			for _, w := range f.Texts(v) {
				p.Names.Parties = append(p.Names.Parties, p.Lexicon.Add(w))
			}
		case "unheld":
			for _, w := range f.Texts(v) {
				p.Names.Unheld = append(p.Names.Unheld, p.Lexicon.Add(w))
			}
		case "bodies":
			for _, w := range f.Texts(v) {
				p.Names.Bodies = append(p.Names.Bodies, p.Lexicon.Add(w))
			}
		case "titles":
			pairs(v, func(of string, titles *yaml.Node) {
				for _, t := range f.Texts(titles) {
					p.Names.Titles = append(p.Names.Titles, Title{t, of})
				}
			})
			slices.SortStableFunc(p.Names.Titles, func(a, b Title) int { return len(b.Text) - len(a.Text) })
		}
	})
}
