package resolve

import (
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/name"
	"github.com/attache-kg/attache/internal/phrase"
)

// topicNear is how many sentences before may tell what a row of subjects goes on about.
const topicNear = 5

// topic resolves what opens a sentence as its subject, "It" or "The company", to what
// the sentences before it are about: the subject of the one before, or, where that
// also stands for something told before, of the one before that.
func (d *doc) topic(a frame.Arg, classes []string, sentence int) (graph.Party, bool) {
	word := d.Doc.Tokens[a.First].Word
	they := d.Pack.Is(word, lang.ThirdPerson)
	first, last := d.subjectOf(sentence)
	if they && a.First < first {
		m := d.head(sentence, first, last) // "In its campaign against Turkey, the PKK"
		if m == nil {
			return graph.Party{}, false
		}
		p := d.mentioned(*m)
		return p, slices.Contains(classes, m.Class) && !slices.Contains(d.other, p)
	}
	if first != a.First && (!they || len(d.other) == 0) || !they && d.Pack.Is(d.Doc.Tokens[a.Last-1].Word, lang.Issuers) {
		return graph.Party{}, false // "the government" is that of a country, whatever the text is about
	}
	for s := sentence - 1; s >= 0 && s >= sentence-topicNear; s-- {
		if first, last = d.subjectOf(s); first == last {
			return graph.Party{}, false
		}
		if m := d.head(s, first, last); m != nil {
			p := d.mentioned(*m)
			several := d.Pack.Is(d.Doc.Tokens[last-1].Word, lang.Plural)
			if they && several != d.Pack.Is(word, lang.Several) && (several || m.Class == classState) {
				return graph.Party{}, false
			}
			return p, slices.Contains(classes, m.Class) && !slices.Contains(d.other, p)
		}
		if d.Pack.Is(d.Doc.Tokens[first].Word, lang.ThirdPerson) {
			continue
		}
		kind := d.Pack.Anaphors.Get(d.Doc.Tokens[last-1].Word)
		if kind == "" || d.bits(first)&lang.Definite == 0 || !slices.Contains(classes, kind) {
			return graph.Party{}, false
		}
		return d.antecedent(frame.Arg{Pronoun: true, Kind: kind, Entity: -1, Person: -1, First: first, Last: last}, []string{kind}, s)
	}
	return graph.Party{}, false
}

// topicPerson returns the official who is the subject of a sentence, by name or by his
// office.
func (d *doc) topicPerson(sentence int) (graph.Party, bool) {
	first, last := d.subjectOf(sentence)
	var subject *phrase.Mention
	for i := range d.Mentions[sentence] {
		m := &d.Mentions[sentence][i]
		if m.First < first || m.Last > last || m.Class != classOfficial && m.Class != name.OfficeClass {
			continue
		}
		if subject != nil && (subject.Person < 0 || subject.Person != m.Person) {
			return graph.Party{}, false
		}
		subject = m
	}
	switch {
	case subject == nil:
		return graph.Party{}, false
	case subject.Person >= 0:
		p := d.person(subject.Person)
		return p, !slices.Contains(d.other, p)
	}
	return d.inOffice(frame.Arg{First: first, Last: subject.Last}, sentence)
}

// leadFirm resolves "the company" to the firm that the headline or the first sentence
// is about.
func (d *doc) leadFirm() (graph.Party, bool) {
	for s := range min(2, len(d.Doc.Sentences)) {
		first, last := d.subjectOf(s)
		if m := d.head(s, first, last); m != nil && m.Class == classFirm {
			p := d.mentioned(*m)
			return p, !slices.Contains(d.other, p)
		}
	}
	return graph.Party{}, false
}

// subjectOf returns the tokens of the noun group that opens a sentence, behind its
// dateline and what a comma parts from it; none if no verb follows them.
func (d *doc) subjectOf(sentence int) (first, last int) {
	const opens = lang.Preposition | lang.Subordinator | lang.Conditional
	const verb = lang.Be | lang.Have | lang.Do | lang.Modal | lang.VerbPast | lang.VerbThird
	s := d.Doc.Sentences[sentence]
	for t := d.afterDateline(sentence); t < s.Last; t++ {
		bits := d.bits(t)
		aside := bits&opens != 0 && bits&lang.Determiner == 0
		if d.Doc.Tokens[t].Shape&document.Mark != 0 || bits&(lang.Adverb|lang.Conjunction|lang.Adversative) != 0 && bits&lang.Determiner == 0 {
			continue
		}
		named := false
		for first = t; t < s.Last; t++ {
			if m := d.mentionAt(sentence, t); m != nil {
				t, named = m.Last-1, true
				continue
			}
			bits := d.bits(t)
			if aside && t > first+1 && d.Pack.Is(d.Doc.Tokens[t].Word, lang.ThirdPerson|lang.Persons) && bits&(lang.PossessivePronoun|lang.Determiner) == 0 && d.bits(t-1)&lang.Preposition == 0 {
				t--
				break // "On Tuesday it …"
			}
			if d.comma(t) && (aside || !named && !d.toldBefore(first, t)) {
				break // "In March, …", "Earlier this month, …"
			}
			switch {
			case aside, d.Doc.Tokens[t].Shape&document.Possessive != 0:
			case bits&verb != 0 && (bits&lang.AlsoNoun == 0 || t > first && (bits&lang.VerbPast != 0 || named && t+1 < s.Last && d.bits(t+1)&lang.Determiner != 0)) && d.Doc.Tokens[t].Shape&document.Capital == 0, d.comma(t), bits&lang.Relative != 0,
				bits&lang.Preposition != 0 && d.Pack.Lexicon.Word(d.Doc.Tokens[t].Word) != d.Pack.Word("of"):
				for last = t; last > first+1 && d.bits(last-1)&lang.Adverb != 0; last-- {
				}
				return first, last
			}
		}
	}
	return s.Last, s.Last
}

// afterDateline returns the first token of a sentence behind its dateline.
func (d *doc) afterDateline(sentence int) int {
	s := d.Doc.Sentences[sentence]
	if sentence >= 3 || !d.dateline(s.First, sentence) {
		return s.First
	}
	for t := s.First; t < s.Last; t++ {
		if text := d.Doc.Text[d.Doc.Tokens[t].Start:d.Doc.Tokens[t].End]; text == ":" || text == "." || d.bits(t)&lang.Dash != 0 {
			return t + 1
		}
	}
	return s.First
}

func (d *doc) comma(t int) bool { return d.Doc.Text[d.Doc.Tokens[t].Start] == ',' }

// mentionAt returns the mention that begins at a token, or nil.
func (d *doc) mentionAt(sentence, t int) *phrase.Mention {
	for i := range d.Mentions[sentence] {
		if m := &d.Mentions[sentence][i]; m.First == t {
			return m
		}
	}
	return nil
}

// head returns the party that a noun group names: its only mention of a class, with
// nothing behind it but words that fold into it; or nil.
func (d *doc) head(sentence, first, last int) (head *phrase.Mention) {
	for i := range d.Mentions[sentence] {
		m := &d.Mentions[sentence][i]
		if m.First < first || m.Last > last {
			continue
		}
		if head != nil && head.Class == m.Class {
			return nil
		}
		head = m
	}
	if head == nil || head.Entity < 0 && head.Class != classFirm {
		return nil
	}
	for t := head.Last; t < last; t++ {
		const folds = lang.FoldGovernment | lang.FoldForces | lang.Adverb | lang.Adjective
		if tok := d.Doc.Tokens[t]; tok.Shape&(document.Mark|document.Possessive|document.Capital) == 0 && d.bits(t)&folds == 0 {
			return nil
		}
	}
	return head
}

// toldBefore says whether a noun group stands for something told before: a pronoun, or
// a noun such as "company" that something makes one told before.
func (d *doc) toldBefore(first, last int) bool {
	word := d.Doc.Tokens[first].Word
	return d.Pack.Is(word, lang.ThirdPerson) || d.bits(first)&lang.Definite != 0 && d.Pack.Anaphors.Get(d.Doc.Tokens[last-1].Word) != ""
}
