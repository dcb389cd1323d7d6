// Package name finds the names that no gazetteer lists: titles of offices, the
// persons who stand with them, who holds which office of which state or body, and
// firms.
//
// [Compile] takes the patterns of the language pack and the pattern rules;
// [Finder.Sentence] extends a sentence's mentions with offices and persons;
// persons of one document that share a surname are one [Person]. [Finder.MarkFirms]
// adds firms.
package name

import (
	"cmp"
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/match"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
)

// OfficeClass is the class of mentions of offices.
const OfficeClass = "Office"

// Person is someone that a document names.
type Person struct {
	Name    string // the fullest form
	Surname string
	Given   string // the first of the names, folded
	Entity  int    // of the gazetteer, or -1
	Offices []Held
}

// called notes a name of a person; the longest is kept.
func (p *Person) called(name string) {
	if len(name) <= len(p.Name) {
		return
	}
	p.Name, p.Surname = name, document.Fold(surnameOf(name))
	p.Given, _, _ = strings.Cut(document.Fold(name), " ")
}

// Held is an office that a document gives a person.
type Held struct {
	Person    int
	Title     [2]int // tokens
	Of        int    // entity of the gazetteer
	Rule      *rule.Rule
	Sentence  int
	At        [2]int // tokens of the whole match
	Former    bool
	Office    string
	Antecedes string
}

// Program is the compiled patterns.
type Program struct {
	pack     *lang.Pack
	g        *gazetteer.Gazetteer
	offices  *match.Program
	rules    []rule.Rule    // of the first patterns; the others name persons without saying what they hold
	patterns *match.Program // of the rules, then of the pack
	surnames map[string][]int
}

const (
	featureCapital = 1 << iota
	featureInitial
	featureNumber
	featurePossessive
	featureOffice
	featureOfficial
	featureCandidate
	featureState
	featureOrg
	featureOther
	featureTitled
	featureMark
	featureStyle
	featureWord
)

// classFeature returns the feature of a mention of a class.
func classFeature(class string) uint32 {
	switch class {
	case "State":
		return featureState
	case "Organization":
		return featureOrg
	case "Official":
		return featureOfficial
	case OfficeClass:
		return featureOffice
	}
	return featureOther
}

type resolver struct {
	pack *lang.Pack
}

func (r resolver) Word(text string) uint32 {
	if text == "'s" {
		return document.PossessiveWord
	}
	return r.pack.Lexicon.Add(text)
}

func (r resolver) Class(name string) (match.Test, bool) {
	features := map[string]uint32{"capital": featureCapital, "initial": featureInitial, "number": featureNumber, "titled": featureTitled, "mark": featureMark, "style": featureStyle, "word": featureWord}
	if f, ok := features[name]; ok {
		return match.Test{Features: f}, true
	}
	bits, ok := lang.Class(name)
	return match.Test{Bits: bits}, ok
}

// Role accepts the roles of the rule's edge, and the same with a digit behind
// for a second member of a list; who held the office before; and where it is held.
func (r resolver) Role(name string) (match.Test, bool) {
	switch strings.TrimRight(name, "23") {
	case "source", "before":
		return match.Test{Features: featureOfficial | featureCandidate}, true
	case "target":
		return match.Test{Features: featureState | featureOrg}, true
	case "post":
		return match.Test{Features: featureState | featureOrg | featureOther}, true
	case "office":
		return match.Test{Features: featureOffice}, true
	}
	return match.Test{}, false
}

// Compile compiles the patterns of the pack and of the pattern rules.
func Compile(rules []rule.Rule, pack *lang.Pack, g *gazetteer.Gazetteer, files map[string][]byte) (*Program, []diag.Fault) {
	p := &Program{pack: pack, g: g, surnames: make(map[string][]int)}
	var texts []string
	for _, r := range rules {
		if r.Pattern != "" {
			p.rules = append(p.rules, r)
			texts = append(texts, r.Pattern)
		}
	}
	var faults []diag.Fault
	texts = append(texts, pack.Names.Person...)
	offices, bad := match.Compile(pack.Names.Office, func(int) match.Resolver { return resolver{pack: pack} })
	for i, e := range bad {
		faults = append(faults, diag.Fault{File: "names.yaml", Code: "bad-pattern", What: e.What + " in " + pack.Names.Office[i], Fix: e.Fix})
	}
	patterns, bad := match.Compile(texts, func(int) match.Resolver { return resolver{pack: pack} })
	for i, e := range bad {
		if i >= len(p.rules) {
			faults = append(faults, diag.Fault{File: "names.yaml", Code: "bad-pattern", What: e.What + " in " + texts[i], Fix: e.Fix})
			continue
		}
		faults = append(faults, p.rules[i].PatternFault(files[p.rules[i].File], e.Begin, e.End, e.What, e.Fix))
	}
	p.offices, p.patterns = offices, patterns
	for i, e := range g.Entities {
		if e.Class == "Official" {
			p.addSurnames(i, e)
		}
	}
	return p, faults
}

func (p *Program) addSurnames(i int, e gazetteer.Entity) {
	for _, s := range Surnames(&e) {
		p.surnames[s] = append(p.surnames[s], i)
	}
}

// Surnames returns the folded surnames of an official, each once.
func Surnames(e *gazetteer.Entity) (surnames []string) {
	names := []string{e.Name}
	for _, a := range e.Aliases {
		names = append(names, a.Text)
	}
	for _, n := range names {
		if s := document.Fold(surnameOf(n)); !slices.Contains(surnames, s) {
			surnames = append(surnames, s)
		}
	}
	return surnames
}

// surnameOf returns the last word of a name, without a suffix such as Jr.
func surnameOf(name string) (last string) {
	for rest := name; ; {
		end := len(rest)
		for end > 0 && partsNames(rest[end-1]) {
			end--
		}
		start := end
		for start > 0 && !partsNames(rest[start-1]) {
			start--
		}
		if start == end {
			break // only what may be a suffix is left
		}
		if last = rest[start:end]; len(last) >= 3 && last[len(last)-1] != '.' {
			break
		}
		rest = rest[:start]
	}
	if i := strings.LastIndexByte(last, '.'); i+1 < len(last) {
		last = last[i+1:] // "Kh.Battulga"
	}
	if i := strings.LastIndexAny(last, "-‑"); i >= 0 && i+1 < len(last) && i <= 3 {
		last = last[i+1:]
	}
	return last
}

// partsNames says whether a byte stands between the words of a name.
func partsNames(c byte) bool { return c == ' ' || c == ',' || c == '\n' }

// Finder finds names; it serves one goroutine.
type Finder struct {
	p        *Program
	machine  match.Machine
	units    []match.Unit
	spans    []span
	found    []match.Match
	d        *document.Document
	Persons  []Person
	Firms    []Firm
	initials uint32 // of the surnames and first names of Persons, once asked for
}

// span is what a unit stands for.
type span struct {
	first, last int
	mention     int // or -1
}

// NewFinder returns a finder.
func (p *Program) NewFinder() *Finder { return &Finder{p: p} }

// Reset begins another document.
func (f *Finder) Reset(d *document.Document) {
	f.d, f.Persons, f.Firms, f.initials = d, f.Persons[:0], f.Firms[:0], 0
}

// Known notes a curated official that a document names; it returns the person.
func (f *Finder) Known(m gazetteer.Mention) int {
	text := f.d.Text[f.d.Tokens[m.First].Start:f.d.Tokens[m.Last-1].End]
	for i := range f.Persons {
		if f.Persons[i].Entity == m.Entity {
			f.Persons[i].called(text)
			return i
		}
	}
	f.Persons = append(f.Persons, Person{Entity: m.Entity})
	f.Persons[len(f.Persons)-1].called(text)
	return len(f.Persons) - 1
}

// Longer says whether a known name of several words goes on with one that makes it
// somebody else's: "Mohamad Hasan Akhund".
func (f *Finder) Longer(m gazetteer.Mention, last int) bool {
	return m.Last-m.First >= 2 && f.goesOn(m, last)
}

// Given says whether the name of a place or system right behind an office or rank, or behind a
// given name there, is part of a person's: "spokesman Jordan Smith", "General Dahir
// Aden Elmi".
func (f *Finder) Given(m gazetteer.Mention, class string, s document.Sentence) bool {
	if m.Form != gazetteer.Name || m.Last-m.First != 1 || m.First == s.First || !f.goesOn(m, s.Last) {
		return false
	}
	before := m.First - 1
	if before > s.First && f.d.Tokens[before].Shape&document.Capital != 0 && f.d.Classes[before]&^lang.NameOpens == 0 {
		before--
	}
	bits := f.d.Classes[before]
	if class == "System" {
		return bits&(lang.Office|lang.Honorific) != 0 // "ambassador Iskander Azizov"
	}
	return bits&(lang.Office|lang.OfficeWord|lang.Rank|lang.Honorific) != 0
}

// goesOn says whether a word behind a name makes it a longer one.
func (f *Finder) goesOn(m gazetteer.Mention, last int) bool {
	if m.Last >= last || f.d.Tokens[m.Last].Shape&(document.Letters|document.Capital|document.Upper) != document.Letters|document.Capital {
		return false
	}
	return f.d.Classes[m.Last]&(lang.Common|lang.Verb|lang.NotName|lang.NameParticle|lang.NameSuffix|lang.Rank|lang.Honorific|lang.Preposition|lang.Office|lang.OfficeWord) == 0 && f.d.Tokens[m.Last].Shape&document.Hyphen == 0
}

// NameStart returns where a known name between two tokens really begins: behind the
// office in "King Abdullah".
func (f *Finder) NameStart(first, last int) int {
	if f.d.Classes[first]&lang.Office != 0 && first+1 < last && f.d.Tokens[first+1].Shape&document.Capital != 0 {
		return first + 1
	}
	return first
}

// NameEnd returns where a known name that ends before token t really ends: "Lloyd
// Austin III", "Abdullah bin Zayed Al Nahyan".
func (f *Finder) NameEnd(t, last int) int {
	for t < last {
		bits := f.d.Classes[t]
		switch {
		case bits&lang.NameSuffix != 0:
			t++
		case t+1 < last && f.d.Text[f.d.Tokens[t].Start] == ',' && f.d.Classes[t+1]&lang.NameSuffix != 0:
			t += 2 // "Biden, Jr."
		case bits&lang.NameParticle != 0 && t+1 < last && f.d.Tokens[t+1].Shape&document.Capital != 0 && f.d.Classes[t+1]&(lang.Common|lang.Verb|lang.NotName) == 0:
			t += 2
		default:
			return t
		}
	}
	return t
}

// Sentence finds the offices and persons of a sentence. It returns the mentions
// with those added, and the offices held.
func (f *Finder) Sentence(s document.Sentence, index int, mentions []phrase.Mention, date string) ([]phrase.Mention, []Held) {
	const commands = lang.Rank | lang.OfficeWord // "commanding officer"
	if s.Bits&lang.Office == 0 && s.Bits&commands != commands {
		return mentions, nil
	}
	f.build(s, mentions)
	f.found = f.p.offices.Find(&f.machine, f.units, f.found[:0])
	if len(f.found) == 0 {
		return mentions, nil
	}
	mentions = f.addOffices(mentions)
	f.foldOffices(mentions)
	f.candidates()
	f.givenNames(mentions)
	if !slices.ContainsFunc(f.units, func(u match.Unit) bool { return u.Features&(featureOfficial|featureCandidate) != 0 }) {
		return mentions, nil
	}
	f.found = f.p.patterns.Find(&f.machine, f.units, f.found[:0])
	slices.SortStableFunc(f.found, func(a, b match.Match) int {
		return cmp.Or(f.worse(a)-f.worse(b), cmp.Compare(a.Pattern/len(f.p.rules), b.Pattern/len(f.p.rules)), (b.End-b.Begin)-(a.End-a.Begin))
	})
	f.found = slices.DeleteFunc(f.found, f.parted)
	var held []Held
	for i, m := range f.found {
		if slices.ContainsFunc(f.found[:i], func(x match.Match) bool { return shareOffice(x, m) }) {
			continue
		}
		mentions, held = f.take(m, index, mentions, held, date)
	}
	return mentions, held
}

// sharesOne is 1 for a match that gives two persons a title in the singular, which
// may be the first one's alone: "the commander X and Y", but not where each has a
// state of his own.
func (f *Finder) sharesOne(m match.Match) int {
	if _, _, ok := m.Group("source2"); !ok {
		return 0
	}
	if _, _, ok := m.Group("target2"); ok {
		return 0
	}
	b, e, ok := m.Group("office")
	if !ok {
		return 0
	}
	for t := f.spans[b].first; t < f.spans[e-1].last; t++ {
		if w := f.d.Tokens[t].Word; w != 0 && f.p.pack.SingularOf(w) != w {
			return 0
		}
	}
	return 1
}

// worse is 1 for a match that gives two persons one title where another names the
// state or body of the title.
func (f *Finder) worse(m match.Match) int {
	if f.sharesOne(m) == 0 || !slices.ContainsFunc(f.found, func(x match.Match) bool {
		_, _, ok := x.Group("target")
		return ok && shareOffice(x, m)
	}) {
		return 0
	}
	return 1
}

// parted says whether a comma parts a match's office from the person behind it while
// it rather is that of the person before, or the other way round: "A, chief of staff
// of X, B, chief of staff of Y", but "Minister A, adviser of X, B".
func (f *Finder) parted(m match.Match) bool {
	begin, end, ok := m.Group("office")
	source, _, _ := m.Group("source")
	if !ok {
		return false
	}
	if source < begin {
		if _, _, verb := m.Group("verb"); verb && f.governed(source) {
			return true // "In talks with General A, the minister said"
		}
		return (f.titled(source) || f.again(source)) && slices.ContainsFunc(f.found, func(x match.Match) bool { return f.behind(x, begin, end) })
	}
	if f.behind(m, begin, end) && f.opens(begin, source) {
		return true
	}
	return f.behind(m, begin, end) && slices.ContainsFunc(f.found, func(x match.Match) bool {
		b, e, ok := x.Group("office")
		s, _, _ := x.Group("source")
		return ok && s < b && b < end && begin < e && !f.titled(s) && !f.again(s)
	})
}

// opens says whether an office ends a phrase that opens the sentence and a person
// behind it is the subject: "After talks with the French minister, A left", but not
// "After talks with the French minister, A, they left".
func (f *Finder) opens(office, source int) bool {
	const verb = lang.VerbPast | lang.VerbThird | lang.Have | lang.Be | lang.Modal
	return office > 0 && f.units[0].Bits&(lang.Preposition|lang.Subordinator) != 0 && source+1 < len(f.units) && f.units[source+1].Bits&verb != 0 && f.governed(office)
}

// behind says whether a match gives an office at some units to a person behind it,
// with a mark between them.
func (f *Finder) behind(m match.Match, begin, end int) bool {
	b, e, ok := m.Group("office")
	source, _, _ := m.Group("source")
	return ok && b < end && begin < e && source >= e && slices.ContainsFunc(f.units[e:source], func(u match.Unit) bool { return u.Features&featureMark != 0 })
}

// governed says whether a preposition stands before a person's unit and its titles.
func (f *Finder) governed(source int) bool {
	for i := source - 1; i >= 0; i-- {
		switch u := &f.units[i]; {
		case u.Bits&lang.Preposition != 0:
			return true
		case u.Features&(featureOffice|featureStyle|featureState|featureOrg|featureTitled) == 0 && u.Bits&lang.Determiner == 0 && u.Word != document.PossessiveWord:
			return false
		}
	}
	return false
}

// again says whether a unit is the surname alone of a person who was named before.
func (f *Finder) again(source int) bool {
	s := f.spans[source]
	return s.last-s.first == 1 && f.bySurname(f.d.Tokens[s.first]) >= 0
}

// titled says whether an office stands right before a person's unit, be it with ranks
// or a state between.
func (f *Finder) titled(source int) bool {
	for i := source - 1; i >= 0; i-- {
		switch u := &f.units[i]; {
		case u.Features&featureOffice != 0:
			return true
		case u.Features&(featureStyle|featureState|featureOrg) == 0 && u.Bits&(lang.Preposition|lang.Determiner) == 0:
			return false
		}
	}
	return false
}

// shareOffice says whether one of two matches has the other's office, of which
// somebody else is told: an office is held by one, a person may hold several.
func shareOffice(a, b match.Match) bool {
	ab, ae, aok := a.Group("office")
	bb, be, bok := b.Group("office")
	if !aok || !bok {
		return false
	}
	if ab < be && bb < ae {
		return true
	}
	as, _, _ := a.Group("source")
	bs, _, _ := b.Group("source")
	return as != bs && (a.Begin < be && bb < a.End || b.Begin < ae && ab < b.End)
}

// build makes the units of a sentence: mentions, and the tokens between them.
func (f *Finder) build(s document.Sentence, mentions []phrase.Mention) {
	f.units, f.spans = f.units[:0], f.spans[:0]
	k := 0
	for t := s.First; t < s.Last; {
		if f.d.Tokens[t].Shape&document.Mark != 0 {
			if end := f.aside(t, s.Last); end > t {
				t = end
				continue
			}
		}
		for k < len(mentions) && mentions[k].First < t {
			k++
		}
		if k < len(mentions) && mentions[k].First == t {
			m := &mentions[k]
			f.units = append(f.units, match.Unit{Features: classFeature(m.Class) | featureWord})
			f.spans = append(f.spans, span{m.First, m.Last, k})
			t = m.Last
			continue
		}
		f.units = append(f.units, f.tokenUnit(t))
		f.spans = append(f.spans, span{t, t + 1, -1})
		t++
	}
}

// foldOffices makes one unit of those of each office among the mentions, and numbers
// the other mentions anew.
func (f *Finder) foldOffices(mentions []phrase.Mention) {
	k := slices.IndexFunc(mentions, func(m phrase.Mention) bool { return m.Class == OfficeClass })
	n := slices.IndexFunc(f.spans, func(s span) bool { return s.first >= mentions[k].First })
	for i := n; i < len(f.units); n++ {
		u, at := f.units[i], f.spans[i]
		for k < len(mentions) && mentions[k].First < at.first {
			k++
		}
		i++
		switch {
		case k == len(mentions) || mentions[k].First > at.first:
		case mentions[k].Class == OfficeClass:
			u, at = match.Unit{Features: classFeature(OfficeClass) | featureWord}, span{at.first, mentions[k].Last, k}
			for i < len(f.spans) && f.spans[i].first < at.last {
				i++
			}
		default:
			at.mention = k
		}
		f.units[n], f.spans[n] = u, at
	}
	f.units, f.spans = f.units[:n], f.spans[:n]
}

// maxAside is the longest bracket that names are read across, in tokens.
const maxAside = 6

// aside returns the token behind a short bracket that token t opens, or t: what
// stands in it parts no office from its holder.
func (f *Finder) aside(t, last int) int {
	if c := f.d.Text[f.d.Tokens[t].Start]; c != '(' && c != '[' {
		return t
	}
	for i := t + 1; i < last && i <= t+maxAside; i++ {
		if c := f.d.Text[f.d.Tokens[i].Start]; c == ')' || c == ']' {
			return i + 1
		}
	}
	return t
}

func (f *Finder) tokenUnit(t int) match.Unit {
	tok := f.d.Tokens[t]
	bits := f.d.Classes[t]
	u := match.Unit{Word: tok.Word, Bits: bits}
	if tok.Shape&document.Mark == 0 {
		u.Features |= featureWord
	}
	if bits&(lang.Rank|lang.Honorific) != 0 || bits&lang.Pronoun != 0 && tok.Shape&document.Upper != 0 && tok.End-tok.Start > 1 {
		u.Features |= featureStyle // "HE Sheikh Khalid"
	}
	switch {
	case tok.Shape&document.Digits != 0:
		u.Features |= featureNumber
	case tok.Shape&document.Mark != 0:
		u.Features |= featureMark
	case tok.Shape&document.Letters == 0:
	case tok.Shape&document.Capital != 0:
		if tok.Shape&document.Dotted != 0 && (tok.End-tok.Start <= 2 || tok.End-tok.Start == 3 && bits == 0) || tok.End-tok.Start == 1 {
			u.Features |= featureInitial
		} else if bits&(lang.NotName|lang.Rank|lang.Honorific|lang.Preposition|lang.Determiner|lang.Pronoun|lang.Modal|lang.Be|lang.Have) == 0 {
			u.Features |= featureCapital
		}
		if bits&lang.Common != 0 && bits&(lang.Rank|lang.Month|lang.Weekday|lang.Honorific) == 0 {
			u.Features |= featureTitled
		}
	}
	return u
}

// addOffices adds the offices found as mentions, the longest where they overlap.
func (f *Finder) addOffices(mentions []phrase.Mention) []phrase.Mention {
	known := len(mentions)
	slices.SortStableFunc(f.found, func(a, b match.Match) int { return (b.End - b.Begin) - (a.End - a.Begin) })
	for _, m := range f.found {
		first, last := f.spans[m.Begin].first, f.spans[m.End-1].last
		if slices.ContainsFunc(mentions[known:], func(o phrase.Mention) bool { return o.First < last && first < o.Last }) {
			continue
		}
		mentions = append(mentions, phrase.Mention{First: first, Last: last, Class: OfficeClass, Entity: -1, Person: -1})
	}
	slices.SortFunc(mentions, func(a, b phrase.Mention) int { return a.First - b.First })
	return mentions
}

// candidates folds runs of capitalised words that may be a person's name into
// one unit each.
func (f *Finder) candidates() {
	units, spans := f.units[:0], f.spans[:0]
	for i := 0; i < len(f.units); {
		if i > 0 && f.units[i-1].Features&(featureOffice|featureStyle) != 0 && f.unlikely(i) {
			f.units[i].Features |= featureCapital
		}
		n := f.candidate(i)
		if n == 0 || n == 1 && f.acronym(f.spans[i].first) {
			if len(units) < i {
				f.units[len(units)], f.spans[len(units)] = f.units[i], f.spans[i]
			}
			units, spans = f.units[:len(units)+1], f.spans[:len(units)+1]
			i++
			continue
		}
		units = append(units, match.Unit{Features: featureCandidate | featureWord})
		spans = append(spans, span{f.spans[i].first, f.spans[i+n-1].last, -1})
		i += n
	}
	f.units, f.spans = units, spans
}

// unlikely says whether a capitalised word that is mostly no name is one behind a
// title, before a name's next word: "Vice Premier He Lifeng".
func (f *Finder) unlikely(i int) bool {
	if f.spans[i].mention >= 0 || i+1 >= len(f.units) || f.d.Tokens[f.spans[i].first].Shape&document.Capital == 0 {
		return false
	}
	next := f.units[i+1]
	return f.units[i].Bits&(lang.Pronoun|lang.Preposition|lang.Do) != 0 && f.spans[i+1].first == f.spans[i].last &&
		next.Features&featureCapital != 0 && next.Bits&(lang.Common|lang.Verb) == 0
}

// givenNames adds to a known official the names between him and his title that no
// gazetteer lists.
func (f *Finder) givenNames(mentions []phrase.Mention) {
	for i := 2; i < len(f.units); i++ {
		if f.units[i].Features&featureOfficial == 0 || f.units[i-1].Features&featureCandidate == 0 || f.units[i-2].Features&(featureOffice|featureStyle) == 0 {
			continue
		}
		m := &mentions[f.spans[i].mention]
		m.First = f.spans[i-1].first
		f.Persons[m.Person].called(f.text([2]int{m.First, m.Last}))
		f.spans[i].first = m.First
		f.units, f.spans = slices.Delete(f.units, i-1, i), slices.Delete(f.spans, i-1, i)
		i--
	}
}

// acronym says whether a token is two or three capitals, which name no person: "DG".
func (f *Finder) acronym(t int) bool {
	tok := f.d.Tokens[t]
	text := f.d.Text[tok.Start:tok.End]
	return len(text) <= 3 && strings.ToUpper(text) == text
}

const maxNameWords = 5

// candidate returns how many units from i on can be a person's name.
func (f *Finder) candidate(i int) int {
	if f.units[i].Features&featureCapital == 0 && !(i+1 < len(f.units) && f.units[i+1].Features&featureCapital != 0 && (f.units[i].Features&featureInitial != 0 || f.joined(i))) {
		return 0
	}
	if t := f.spans[i].first; f.d.Tokens[t].Shape&document.Hyphen != 0 && t > f.d.Sentences[0].First && f.d.Tokens[t-1].Shape&document.Capital != 0 {
		return 0 // the second half of "India-Africa"
	}
	end, words, names := i, 0, 0
	for j := i; j < len(f.units) && words < maxNameWords; j++ {
		u := f.units[j]
		if j > i && f.spans[j].first != f.spans[j-1].last {
			break
		}
		switch {
		case u.Features&featureInitial != 0:
		case u.Features&featureCapital != 0 && (f.nameWord(u, words) || j > i && f.units[j-1].Bits&lang.NameParticle != 0):
			words++
			if u.Bits&(lang.Common|lang.Verb) == 0 && f.d.Tokens[f.spans[j].first].Shape&document.Upper == 0 {
				names++
			}
			end = j + 1
		case j > i && f.d.Tokens[f.spans[j].first].Shape&document.Hyphen != 0 && f.spans[j].mention < 0 && u.Bits&(lang.VerbPast|lang.VerbParticiple|lang.VerbIng) == 0:
			end = j + 1 // "Jin-woo"
		case u.Bits&lang.NameParticle != 0 && f.nameAhead(j+1):
		case u.Bits&lang.NameSuffix != 0 && words > 0:
			end = j + 1
		case words > 0 && u.Features&featureMark != 0 && f.d.Text[f.d.Tokens[f.spans[j].first].Start] == ',' && j+1 < len(f.units) && f.units[j+1].Bits&lang.NameSuffix != 0:
		case u.Bits&lang.QuoteMark != 0 && f.nickname(j):
			j = f.nicknameEnd(j)
		default:
			return known(end-i, names)
		}
	}
	return known(end-i, names)
}

// joined says whether a hyphen joins a particle to the name behind it: "al-Burhan".
func (f *Finder) joined(i int) bool {
	return f.units[i].Bits&lang.NameParticle != 0 && f.spans[i+1].first == f.spans[i].last && f.d.Tokens[f.spans[i+1].first].Shape&document.Hyphen != 0
}

// nameAhead says whether a capitalised word follows, behind particles or not: "de la
// Torre".
func (f *Finder) nameAhead(j int) bool {
	for j < len(f.units) && f.units[j].Bits&lang.NameParticle != 0 && f.units[j].Features&featureCapital == 0 {
		j++
	}
	return j < len(f.units) && f.units[j].Features&featureCapital != 0
}

// known returns n when a run of words has one that is no common word.
func known(n, names int) int {
	if names == 0 {
		return 0
	}
	return n
}

// nameWord says whether a capitalised word may go on a name: words that are
// common only as the second.
func (f *Finder) nameWord(u match.Unit, words int) bool {
	common := u.Bits&(lang.Common|lang.Verb) != 0
	if !common {
		return true
	}
	return words <= 1 && u.Bits&(lang.VerbThird|lang.VerbPast|lang.VerbIng) == 0
}

func (f *Finder) nickname(j int) bool { return f.nicknameEnd(j) > j }

func (f *Finder) nicknameEnd(j int) int {
	for k := j + 1; k < len(f.units) && k <= j+4; k++ {
		if f.units[k].Bits&lang.QuoteMark != 0 {
			return k
		}
		if f.units[k].Features&(featureCapital|featureInitial) == 0 {
			break
		}
	}
	return j
}
