package lang

import (
	"slices"
	"strconv"
	"strings"

	"github.com/attache-kg/attache/internal/diag"
	"gopkg.in/yaml.v3"
)

// Inflection is the regular endings of a language.
type Inflection struct {
	Third, Past, Participle, Plural []Ending
	Irregular                       map[string]string // plurals by singular
}

// Ending is one rule of inflection: the first that fits a word is applied.
type Ending struct {
	Endings    []string // the word ends in one of these; empty fits every word
	ConsonantY bool     // the word ends in a consonant and y
	Drop       int      // bytes taken off
	Add        string
}

func (p *Pack) readInflection(f *diag.File, root *yaml.Node) {
	tables := map[string]*[]Ending{"third": &p.Inflection.Third, "past": &p.Inflection.Past, "participle": &p.Inflection.Participle, "plural": &p.Inflection.Plural}
	p.Inflection.Irregular = map[string]string{}
	f.Mapping(root, []string{"third", "past", "participle", "plural", "irregular_plurals"}, func(key string, v *yaml.Node) {
		if key == "irregular_plurals" {
			pairs(v, func(singular string, plural *yaml.Node) { p.Inflection.Irregular[singular] = f.Text(plural) })
			return
		}
		for _, item := range f.List(v) {
			*tables[key] = append(*tables[key], readEnding(f, item))
		}
	})
	for singular, plural := range p.Inflection.Irregular {
		p.Singular[p.Lexicon.Add(plural)] = p.Lexicon.Add(singular)
	}
}

func readEnding(f *diag.File, n *yaml.Node) Ending {
	var e Ending
	f.Mapping(n, []string{"ending", "consonant_y", "drop", "add"}, func(key string, v *yaml.Node) {
		switch key {
		case "ending":
			e.Endings = f.Texts(v)
		case "consonant_y":
			e.ConsonantY = f.Text(v) == "true"
		case "drop":
			e.Drop, _ = strconv.Atoi(f.Text(v))
		case "add":
			e.Add = f.Text(v)
		}
	})
	return e
}

// inflect applies the first rule that fits.
func inflect(word string, rules []Ending) string {
	for _, r := range rules {
		if r.fits(word) {
			return word[:max(0, len(word)-r.Drop)] + r.Add
		}
	}
	return word
}

func (e Ending) fits(word string) bool {
	if e.ConsonantY {
		return len(word) > 1 && word[len(word)-1] == 'y' && !strings.ContainsRune("aeiou", rune(word[len(word)-2]))
	}
	return len(e.Endings) == 0 || slices.ContainsFunc(e.Endings, func(s string) bool { return strings.HasSuffix(word, s) })
}

// Plural returns the plural of a noun.
func (p *Pack) Plural(noun string) string {
	if plural, ok := p.Inflection.Irregular[noun]; ok {
		return plural
	}
	return inflect(noun, p.Inflection.Plural)
}

// Invariant says whether a noun is its own plural: aircraft.
func (p *Pack) Invariant(noun uint32) bool {
	word := p.Lexicon.Word(noun)
	return p.Inflection.Irregular[word] == word && word != ""
}

func (p *Pack) readVerbs(f *diag.File, root *yaml.Node) {
	keys := []string{"regular", "doubling", "irregular", "also_noun", "also_adjective", "noun_ing", "adjective_ing", "adjective_ed", "not_verb"}
	var drop []string
	f.Mapping(root, keys, func(key string, v *yaml.Node) {
		switch key {
		case "regular":
			for _, base := range f.Texts(v) {
				p.addVerb(base, base)
			}
		case "doubling":
			for _, base := range f.Texts(v) {
				p.addVerb(base, base+base[len(base)-1:])
			}
		case "irregular":
			pairs(v, func(base string, forms *yaml.Node) { p.addIrregular(f, base, forms) })
		case "also_noun":
			for _, base := range f.Texts(v) {
				p.mark([]string{base, inflect(base, p.Inflection.Third)}, AlsoNoun)
			}
		case "noun_ing":
			p.mark(f.Texts(v), AlsoNoun)
		case "also_adjective", "adjective_ing", "adjective_ed":
			p.mark(f.Texts(v), AlsoAdjective)
		case "not_verb":
			drop = f.Texts(v)
		}
	})
	for _, word := range drop {
		p.notVerb(word)
	}
}

// notVerb takes the verb readings of a word away.
func (p *Pack) notVerb(word string) {
	n := p.Lexicon.Add(word)
	p.Lexicon.Clear(n, Verb)
	delete(p.Lemma, n)
}

// addVerb adds the regular forms of a verb; stem is what -ed and -ing go on.
func (p *Pack) addVerb(base, stem string) {
	past, ing := inflect(stem, p.Inflection.Past), inflect(stem, p.Inflection.Participle)
	p.AddVerb(base, inflect(base, p.Inflection.Third), past, past, ing)
}

// AddVerb adds a verb with its forms: base, third person, past, past participle
// and -ing.
func (p *Pack) AddVerb(base, third, past, participle, ing string) {
	lemma := p.Lexicon.Add(base)
	p.bases[lemma] = true
	for i, form := range []string{base, third, past, participle, ing} {
		n := p.Lexicon.Add(form)
		p.Lexicon.Mark(n, []uint64{VerbBase, VerbThird, VerbPast, VerbParticiple, VerbIng}[i])
		if _, taken := p.Lemma[n]; !taken || i == 0 {
			p.Lemma[n] = lemma
		}
	}
}

func (p *Pack) addIrregular(f *diag.File, base string, forms *yaml.Node) {
	list := f.Texts(forms)
	if len(list) != 4 {
		f.At(forms, "four-forms", "an irregular verb has four forms", "write [third person, past, past participle, -ing]")
		return
	}
	p.AddVerb(base, list[0], list[1], list[2], list[3])
}

// KnowsVerb says whether the pack has a verb, given by its base form.
func (p *Pack) KnowsVerb(base string) bool { return p.bases[p.Lexicon.Find(base)] }
