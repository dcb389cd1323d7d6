package name

import (
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

// Firm is a firm that a document names and no gazetteer lists.
type Firm struct {
	Name     string
	short    string // its first word, if that is no common one
	initials string // what the document writes for it in brackets: "Goa Shipyard Ltd (GSL)"
}

const classFirm = "Firm"

// maxFirmWords is the most words that a firm's name has.
const maxFirmWords = 6

// MarkFirms adds the firms of a sentence that no gazetteer lists: names that end as
// those of firms do ("Goa Shipyard Ltd"), or that stand with a noun for firms ("the
// shipbuilder Xyz", "Xyz, a Turkish firm,"), and again their first word.
func (f *Finder) MarkFirms(s document.Sentence, mentions []phrase.Mention) []phrase.Mention {
	k := 0
	tokens := f.d.Tokens[:s.Last]
	for t := s.First; t < len(tokens); {
		if tokens[t].Shape&document.Capital == 0 && (k == len(mentions) || mentions[k].First != t) {
			t++
			continue
		}
		for k < len(mentions) && mentions[k].Last <= t {
			k++
		}
		covered := k < len(mentions) && mentions[k].First <= t
		switch {
		case covered && mentions[k].Class == classFirm && mentions[k].Entity >= 0:
			if k+1 < len(mentions) && mentions[k+1].First == mentions[k].Last && f.d.Tokens[mentions[k].Last].Shape&document.Hyphen != 0 && mentions[k+1].Class == "State" {
				mentions[k].Last = mentions[k+1].Last // "Rheinmetall-Italy"
				mentions = slices.Delete(mentions, k+1, k+2)
			}
			mentions[k].Last = f.firmGoesOn(mentions, k, s)
			t = mentions[k].Last
			continue
		case covered:
			if last := f.firmOf(mentions, k, s.Last); last > mentions[k].Last {
				mentions[k] = phrase.Mention{First: mentions[k].First, Last: last, Class: classFirm, Entity: -1, Person: f.firm(mentions[k].First, last)}
			}
			t = mentions[k].Last
			continue
		case !f.firmWord(t):
			t++
			continue
		}
		end := f.firmRun(t, s.Last, mentions, k)
		first, last := f.firmIn(s, t, end, mentions, k)
		if first == last {
			t = end
			continue
		}
		if first < t { // the name of a place opens it
			k--
			mentions = slices.Delete(mentions, k, k+1)
		}
		mentions = slices.Insert(mentions, k, phrase.Mention{First: first, Last: last, Class: classFirm, Entity: -1, Person: f.firm(first, last)})
		t = last
	}
	return mentions
}

// firmOf returns where the name of a firm ends that opens with that of a system,
// "Armoured Vehicle Nigam Limited", or where the system's ends.
func (f *Finder) firmOf(mentions []phrase.Mention, k, last int) int {
	m := mentions[k]
	if m.Class != "System" || f.d.Tokens[m.First].Shape&document.Capital == 0 || m.Last >= last || f.d.Tokens[m.Last].Shape&document.Capital == 0 {
		return m.Last
	}
	for j := f.firmRun(m.Last, last, mentions, k+1); j > m.Last; j-- {
		if f.end(j-1) == lang.LegalEnd {
			return j
		}
	}
	return m.Last
}

// firmWord says whether a word may stand in the name of a firm.
func (f *Finder) firmWord(t int) bool {
	tok := f.d.Tokens[t]
	if tok.Shape&document.Capital == 0 || tok.Shape&(document.Possessive|document.Mark|document.Digits) != 0 {
		return false
	}
	const closed = lang.Determiner | lang.Preposition | lang.Pronoun | lang.PossessivePronoun | lang.Month | lang.Weekday | lang.Conjunction | lang.Modal | lang.Be | lang.Have | lang.Do |
		lang.Subordinator | lang.Relative | lang.Negation | lang.Honorific
	return f.bits(t)&closed == 0 || tok.Shape&document.Upper != 0 && tok.Word == 0
}

func (f *Finder) bits(t int) uint64 { return f.d.Classes[t] }

// firmRun returns the token behind the words from token t on that may be the name of
// one firm: up to the next mention, and to a verb, which a headline writes with a
// capital.
func (f *Finder) firmRun(t, last int, mentions []phrase.Mention, k int) int {
	if k < len(mentions) {
		last = min(last, max(mentions[k].First, t))
	}
	first := t
	for t < last && t-first < maxFirmWords && f.firmWord(t) && (t == first || f.end(t) != 0 || f.bits(t)&(lang.VerbThird|lang.VerbPast) == 0) {
		t++
		if t+1 < last && f.d.Tokens[t].Shape&document.Mark != 0 && f.bits(t)&lang.Conjunction != 0 && f.firmWord(t+1) {
			t++ // "Larsen & Toubro"
		}
	}
	return t
}

// end says how surely a word ends the name of a firm.
func (f *Finder) end(t int) lang.FirmEnd { return f.p.pack.Names.FirmEnds.Get(f.d.Tokens[t].Word) }

// own says whether words hold one that is no common word and ends no firm's name.
func (f *Finder) own(first, last int) bool {
	for t := first; t < last; t++ {
		if f.bits(t)&(lang.Common|lang.Verb|lang.Adjective|lang.Rank|lang.Office|lang.OfficeWord|lang.NotName) == 0 && f.end(t) == 0 {
			return true
		}
	}
	return false
}

// firmIn returns the tokens of a run of words that name a firm; none if first is last.
func (f *Finder) firmIn(s document.Sentence, t, end int, mentions []phrase.Mention, k int) (first, last int) {
	if n := f.shortOf(t); n > t {
		return t, n
	}
	for j := end; j > t; j-- {
		e := f.end(j - 1)
		if e == 0 {
			continue
		}
		if j-t >= 2 && f.own(t, j) {
			return t, j
		}
		if k > 0 && mentions[k-1].Last == t && mentions[k-1].Form != gazetteer.Demonym && e >= lang.TradeEnd && j-t <= 3 && f.d.Tokens[t].Shape&document.Hyphen == 0 {
			if c := mentions[k-1].Class; c == "State" || c == "Place" {
				return mentions[k-1].First, j // "Abu Dhabi Ship Building"
			}
		}
	}
	if f.bits(t)&(lang.Office|lang.OfficeWord|lang.Rank) != 0 || f.p.pack.Names.NotFirms.Get(f.d.Tokens[t].Word) {
		return t, t
	}
	if t > s.First && f.firmNoun(t-1) && f.own(t, end) {
		return t, end
	}
	if f.own(t, end) && f.firmBehind(end, s.Last) {
		return t, end
	}
	return t, t
}

// firmNoun says whether a token is a noun for firms, in small letters.
func (f *Finder) firmNoun(t int) bool {
	return f.bits(t)&lang.FirmNoun != 0 && f.d.Tokens[t].Shape&document.Capital == 0
}

// maxApposition is the most words before the noun of "Xyz, a leading Turkish firm,".
const maxApposition = 7

// firmBehind says whether a parenthesis behind a name says that it is a firm's.
func (f *Finder) firmBehind(t, last int) bool {
	if t+2 >= last || f.text([2]int{t, t + 1}) != "," || f.bits(t+1)&lang.Article == 0 {
		return false
	}
	for i := t + 2; i < min(last, t+2+maxApposition); i++ {
		tok := f.d.Tokens[i]
		if tok.Shape&document.Mark != 0 || f.bits(i)&(lang.Preposition|lang.Conjunction|lang.Relative) != 0 {
			return false
		}
		if f.firmNoun(i) {
			return i+1 >= last || f.d.Tokens[i+1].Shape&document.Mark != 0 || f.bits(i+1)&(lang.Preposition|lang.Relative|lang.VerbParticiple) != 0
		}
	}
	return false
}

// firmGoesOn returns where the name of a listed firm ends: with words that end the
// name of a firm, or all behind a noun for firms.
func (f *Finder) firmGoesOn(mentions []phrase.Mention, k int, s document.Sentence) int {
	m := mentions[k]
	end := f.firmRun(m.Last, s.Last, mentions, k+1)
	if end == m.Last || f.d.Tokens[m.Last].Shape&document.Hyphen != 0 {
		return m.Last
	}
	for j := end; j > m.Last; j-- {
		if f.end(j-1) != 0 {
			return j
		}
	}
	if m.First > s.First && f.firmNoun(m.First-1) && f.own(m.Last, end) && f.bits(m.Last)&(lang.Office|lang.OfficeWord|lang.Rank) == 0 && !f.p.pack.Names.NotFirms.Get(f.d.Tokens[m.Last].Word) {
		return end
	}
	return m.Last
}

// shortOf returns the token behind a firm of the document that token t opens by its
// first word or whole name, or t.
func (f *Finder) shortOf(t int) int {
	if len(f.Firms) == 0 {
		return t
	}
	text := f.text([2]int{t, t + 1})
	for _, firm := range f.Firms {
		if firm.short == text || firm.initials == text {
			return t + 1
		}
	}
	return t
}

// firm returns the firm of the document that some tokens name.
func (f *Finder) firm(first, last int) int {
	name := f.text([2]int{first, last})
	for i, firm := range f.Firms {
		if firm.Name == name || firm.short == name || firm.initials == name || firm.short != "" && strings.HasPrefix(name, firm.short+" ") {
			if len(name) > len(firm.Name) {
				f.Firms[i].Name = name
			}
			return i
		}
	}
	firm := Firm{Name: name}
	if word := f.text([2]int{first, first + 1}); f.own(first, first+1) && len(word) > 3 {
		firm.short = word
	}
	firm.initials = f.initialsBehind(last)
	f.Firms = append(f.Firms, firm)
	return len(f.Firms) - 1
}

// initialsBehind returns the capitals that stand in brackets from token t on, or "".
func (f *Finder) initialsBehind(t int) string {
	if t+2 >= len(f.d.Tokens) || f.d.Tokens[t+1].Shape&document.Upper == 0 || f.text([2]int{t, t + 1}) != "(" || f.text([2]int{t + 2, t + 3}) != ")" {
		return ""
	}
	return f.text([2]int{t + 1, t + 2})
}
