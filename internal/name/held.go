package name

import (
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/match"
	"github.com/attache-kg/attache/internal/phrase"
)

// take notes the persons and offices of one match of a pattern.
func (f *Finder) take(m match.Match, sentence int, mentions []phrase.Mention, held []Held, date string) ([]phrase.Mention, []Held) {
	h := Held{Person: -1, Sentence: sentence, At: [2]int{f.spans[m.Begin].first, f.spans[m.End-1].last}}
	if b, e, ok := m.Group("office"); ok {
		h.Title = [2]int{f.spans[b].first, f.spans[e-1].last}
		h.Office = f.text(h.Title)
		if f.unheld(h.Title[0]) || f.ofBody(h.Title[0], mentions) {
			return mentions, held
		}
	}
	if m.Pattern < len(f.p.rules) {
		h.Rule = &f.p.rules[m.Pattern]
		h.Former = h.Rule.Fixed && h.Rule.Modality == "done" || f.former(h.At)
	}
	for _, role := range []string{"source", "source2", "source3", "before"} {
		sb, _, ok := m.Group(role)
		if !ok {
			continue
		}
		if role != "source" && f.sharesOne(m) > 0 {
			continue // "President Bush and Senator Kerry"
		}
		h := h
		if h.Of = f.body(m, role, mentions); h.Of < 0 && h.Office != "" && f.ofParty(h.Title) {
			continue
		}
		h.Former = h.Former || role == "before"
		mentions = f.person(f.spans[sb], &h, mentions, date)
		if role == "source" && h.Person >= 0 {
			f.holder(m, h, mentions)
		}
		if h.Rule == nil || h.Person < 0 {
			continue
		}
		if !slices.ContainsFunc(held, func(x Held) bool { return x.Person == h.Person && (x.Of == h.Of || h.Of < 0) && x.Former == h.Former }) {
			held = append(held, h)
		}
	}
	return mentions, held
}

// holder notes at the mention of an office who holds it, if it is one person's.
func (f *Finder) holder(m match.Match, h Held, mentions []phrase.Mention) {
	if _, _, several := m.Group("source2"); several {
		return
	}
	for i := range mentions {
		if mentions[i].Class == OfficeClass && mentions[i].First == h.Title[0] {
			mentions[i].Person, mentions[i].Entity = h.Person, -1
		}
	}
}

// body returns the state or body in which the person of a role holds the office
// by what the match says, or -1.
func (f *Finder) body(m match.Match, role string, mentions []phrase.Mention) int {
	for _, group := range []string{"target" + strings.TrimPrefix(role, "source"), "target"} {
		if b, _, ok := m.Group(group); ok && !f.sentTo(m, b) {
			return mentions[f.spans[b].mention].Entity
		}
	}
	return -1
}

// sentTo says whether a state or body is where an ambassador or the like is sent, which is not
// whose he is: "the ambassador to France".
func (f *Finder) sentTo(m match.Match, target int) bool {
	t := f.spans[target].first - 1
	if t > 0 && f.d.Classes[t]&lang.Determiner != 0 {
		t--
	}
	b, e, ok := m.Group("office")
	if !ok || b >= target || t < f.spans[e-1].last || f.p.pack.Lexicon.Word(f.d.Tokens[t].Word) != f.p.pack.Word("to") {
		return false
	}
	title := strings.ToLower(f.text([2]int{f.spans[b].first, f.spans[e-1].last}))
	return slices.ContainsFunc(f.p.pack.Names.Envoys, func(w string) bool { return strings.Contains(title, w) })
}

func (f *Finder) text(span [2]int) string {
	return document.OneSpace(f.d.Text[f.d.Tokens[span[0]].Start:f.d.Tokens[span[1]-1].End])
}

// ofParty says whether an office is one of a party, not of a state: "party leader".
func (f *Finder) ofParty(title [2]int) bool {
	for t := title[0]; t < title[1]; t++ {
		if slices.Contains(f.p.pack.Names.Parties, f.d.Tokens[t].Word) {
			return true
		}
	}
	return false
}

// unheld says whether the words before a title say that it is not held: "candidate for
// president", "would-be president".
func (f *Finder) unheld(title int) bool {
	for t := title - 1; t >= 0 && t >= title-2; t-- {
		switch w := f.d.Tokens[t].Word; {
		case slices.Contains(f.p.pack.Names.Unheld, w):
			return true
		case f.p.pack.Lexicon.Bits(w)&lang.Preposition == 0:
			return false
		}
	}
	return false
}

// ofBody says whether what stands before a title makes the office one of a body that is no
// state: "Spanish Football Federation president", "Lockheed President", "the firm's president".
func (f *Finder) ofBody(title int, mentions []phrase.Mention) bool {
	t := title - 1
	if t > 0 && f.d.Tokens[t].Word == document.PossessiveWord {
		t--
	}
	if t < 0 {
		return false
	}
	return slices.Contains(f.p.pack.Names.Bodies, f.d.Tokens[t].Word) ||
		slices.ContainsFunc(mentions, func(m phrase.Mention) bool { return m.Class == "Firm" && m.Last == t+1 })
}

// former says whether the words of a match make the office a past one.
func (f *Finder) former(at [2]int) bool {
	for t := max(at[0]-1, 0); t < at[1]; t++ {
		if f.p.pack.Is(f.d.Tokens[t].Word, lang.Former) {
			return true
		}
	}
	return false
}

// person resolves the unit that holds an office to a person of the document, and
// the office to its state or body where that follows from him; else both stay -1.
func (f *Finder) person(s span, h *Held, mentions []phrase.Mention, date string) []phrase.Mention {
	if s.mention >= 0 {
		h.Person = mentions[s.mention].Person
		if h.Of < 0 {
			h.Of = f.officeOf(f.Persons[h.Person].Entity, h.Office, date)
		}
		return mentions
	}
	name := f.text([2]int{s.first, s.last})
	last := document.Fold(surnameOf(name))
	h.Person = slices.IndexFunc(f.Persons, func(p Person) bool { return p.Surname == last })
	if h.Person < 0 && s.last-s.first == 1 {
		h.Person = f.byGiven(s.first)
	}
	if h.Person < 0 {
		entity := f.curated(last, name, *h, date)
		if s.last-s.first == 1 && entity < 0 && h.Of < 0 && !strings.Contains(name, ".") {
			return mentions // a word, not a name
		}
		f.Persons = append(f.Persons, Person{Entity: entity})
		h.Person = len(f.Persons) - 1
	}
	f.Persons[h.Person].called(name)
	if h.Of < 0 {
		h.Of = f.officeOf(f.Persons[h.Person].Entity, h.Office, date)
	}
	mentions = append(mentions, phrase.Mention{First: s.first, Last: s.last, Class: "Official", Entity: f.Persons[h.Person].Entity, Person: h.Person})
	slices.SortFunc(mentions, func(a, b phrase.Mention) int { return a.First - b.First })
	f.remap(mentions)
	return mentions
}

// remap renews the spans' mention indices after mentions were inserted.
func (f *Finder) remap(mentions []phrase.Mention) {
	for i := range f.spans {
		f.spans[i].mention = slices.IndexFunc(mentions, func(m phrase.Mention) bool { return m.First == f.spans[i].first && m.Last == f.spans[i].last })
	}
}

// curated returns the one official with the surname whose name and office do
// not conflict with the text, or -1.
func (f *Finder) curated(surname, name string, h Held, date string) int {
	var fits []int
	for _, i := range f.p.surnames[surname] {
		if f.sameGiven(i, name) && f.heldOffice(i, h) {
			fits = append(fits, i)
		}
	}
	for _, better := range []func(int) bool{
		func(i int) bool { return f.heldThen(i, h.Office, date) },
		func(i int) bool { return date != "" && f.inOffice(i, date) },
		func(i int) bool { return document.Fold(surnameOf(f.p.g.Entities[i].Name)) == surname },
	} {
		if len(fits) > 1 {
			fits = prefer(fits, better)
		}
	}
	if len(fits) != 1 {
		return -1
	}
	return fits[0]
}

// prefer returns the members that are better than others, or all when none is.
func prefer(all []int, better func(int) bool) []int {
	var some []int
	for _, i := range all {
		if better(i) {
			some = append(some, i)
		}
	}
	if len(some) == 0 {
		return all
	}
	return some
}

// heldThen says whether an official held the very office at a date.
func (f *Finder) heldThen(entity int, title, date string) bool {
	return slices.ContainsFunc(f.p.g.Entities[entity].Offices, func(o gazetteer.Office) bool {
		return strings.EqualFold(o.Title, title) && (date == "" || o.Held(date))
	})
}

// sameGiven says whether the given names in the text, if any, are the official's.
func (f *Finder) sameGiven(entity int, name string) bool {
	fields := strings.Fields(name)
	if len(fields) < 2 {
		return true
	}
	e := f.p.g.Entities[entity]
	names := []string{e.Name}
	for _, a := range e.Aliases {
		names = append(names, a.Text)
	}
	return slices.ContainsFunc(names, func(n string) bool {
		return document.Fold(strings.Fields(n)[0]) == document.Fold(fields[0])
	})
}

// heldOffice says whether an official held an office of the state or body, or,
// where the text names none, an office with a word of the title.
func (f *Finder) heldOffice(entity int, h Held) bool {
	return slices.ContainsFunc(f.p.g.Entities[entity].Offices, func(o gazetteer.Office) bool {
		if h.Of >= 0 {
			return o.Of == f.p.g.Entities[h.Of].ID
		}
		return shareWord(o.Title, h.Office)
	})
}

func (f *Finder) inOffice(entity int, date string) bool {
	return slices.ContainsFunc(f.p.g.Entities[entity].Offices, func(o gazetteer.Office) bool { return o.Held(date) })
}

// officeOf returns the state or body in which an official held an office like
// the title, or -1; offices held at the date go first.
func (f *Finder) officeOf(entity int, title, date string) int {
	if entity < 0 {
		return -1
	}
	best := -1
	for _, o := range f.p.g.Entities[entity].Offices {
		i, ok := f.p.g.Index[o.Of]
		if !ok {
			continue
		}
		if best < 0 || shareWord(o.Title, title) {
			best = i
		}
		if shareWord(o.Title, title) && (date == "" || o.Held(date)) {
			return i
		}
	}
	return best
}

func shareWord(a, b string) bool {
	words := strings.Fields(strings.ToLower(a))
	for _, w := range strings.Fields(strings.ToLower(b)) {
		if len(w) > 3 && slices.Contains(words, w) {
			return true
		}
	}
	return false
}

// Surnames marks the words of a sentence that are the surname of a person of
// the document.
func (f *Finder) Surnames(s document.Sentence, mentions []phrase.Mention) []phrase.Mention {
	if len(f.Persons) == 0 {
		return mentions
	}
	if f.initials == 0 {
		f.noteInitials()
	}
	k := 0
	tokens := f.d.Tokens[:s.Last]
	for t := s.First; t < len(tokens); t++ {
		tok := &tokens[t]
		if tok.Shape&document.Capital == 0 || tok.End-tok.Start < 3 || f.initials&initial(f.d.Text[tok.Start]) == 0 {
			continue
		}
		for k < len(mentions) && mentions[k].Last <= t {
			k++
		}
		if k < len(mentions) && mentions[k].First <= t {
			continue
		}
		p, last := f.bySurname(*tok), t+1
		if p < 0 {
			p, last = f.byGivenNames(t, s, mentions, k)
		}
		if p >= 0 {
			mentions = slices.Insert(mentions, k, phrase.Mention{First: t, Last: last, Class: "Official", Entity: f.Persons[p].Entity, Person: p})
			t = last - 1
		}
	}
	return mentions
}

// noteInitials notes the letters that surnames and first names begin with.
func (f *Finder) noteInitials() {
	for i := range f.Persons {
		for _, n := range []string{f.Persons[i].Surname, f.Persons[i].Given} {
			if n != "" {
				f.initials |= initial(n[0])
			}
		}
	}
}

// initial returns the bit of an ASCII letter, all bits of another byte.
func initial(c byte) uint32 {
	if c |= 0x20; c < 'a' || c > 'z' {
		return ^uint32(0)
	}
	return 1 << (c - 'a')
}

// byGivenNames returns the person whose name begins with the word at token t and
// perhaps those behind it, and where they end; or -1. Names are cut short to their
// first words in much of the world: "Kim", "Sheikh Abdullah", "Mohamed Khaled".
func (f *Finder) byGivenNames(t int, s document.Sentence, mentions []phrase.Mention, k int) (person, last int) {
	if f.d.Classes[t]&(lang.Common|lang.Verb|lang.NotName|lang.Rank|lang.Honorific) != 0 {
		return -1, t
	}
	if person = f.byGiven(t); person < 0 {
		return -1, t
	}
	last = t + 1
	for _, w := range strings.Fields(f.Persons[person].Name)[1:] {
		if last >= s.Last || document.Fold(f.text([2]int{last, last + 1})) != document.Fold(w) {
			break
		}
		last++
	}
	before := t > s.First && f.partOfName(t-1) && (k == 0 || mentions[k-1].Last < t)
	behind := last < s.Last && f.partOfName(last) && (k == len(mentions) || mentions[k].First > last)
	if before || behind || k < len(mentions) && mentions[k].First < last {
		return -1, t
	}
	return person, last
}

// partOfName says whether a word looks like one more of a person's names.
func (f *Finder) partOfName(t int) bool {
	return f.d.Tokens[t].Shape&document.Capital != 0 && f.d.Classes[t]&(lang.Common|lang.Verb|lang.NotName|lang.Rank|lang.Honorific) == 0
}

// byGiven returns the one person whose name begins with the word at token t, or -1.
func (f *Finder) byGiven(t int) int {
	text := f.d.Text[f.d.Tokens[t].Start:f.d.Tokens[t].End]
	found := -1
	for i := range f.Persons {
		if p := &f.Persons[i]; p.Given != p.Surname && (foldsTo(text, p.Given) || document.Fold(text) == p.Given) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

func (f *Finder) bySurname(tok document.Token) int {
	if len(f.Persons) == 0 {
		return -1
	}
	text := f.d.Text[tok.Start:tok.End]
	if !asciiLetters(text) {
		text = document.Fold(text)
		return slices.IndexFunc(f.Persons, func(p Person) bool { return p.Surname == text })
	}
	for i := range f.Persons {
		if foldsTo(text, f.Persons[i].Surname) {
			return i
		}
	}
	return -1
}

func asciiLetters(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// foldsTo says whether ASCII letters have a folded form, which it does not build.
func foldsTo(letters, folded string) bool {
	if len(letters) != len(folded) {
		return false
	}
	for i := 0; i < len(letters); i++ {
		if letters[i]|0x20 != folded[i] {
			return false
		}
	}
	return true
}
