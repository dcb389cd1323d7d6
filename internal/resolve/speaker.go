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

// attribution returns who says what a claim states: somebody in its sentence, or
// the official whose statement the document is.
func (d *doc) attribution(c frame.Claim, sentence int) graph.Party {
	switch {
	case c.By == nil:
		if q := d.quotationAt(c.At); q != nil {
			if person := d.sayer(q); person >= 0 {
				return d.person(person)
			}
		} else if person := d.leadIn(sentence); person >= 0 {
			return d.person(person)
		}
		return d.author
	case c.By.Kind == classOfficial:
		return d.lastOfficial(c.By.First, sentence)
	case c.By.Kind == classState:
		return d.authority(*c.By, sentence)
	case c.By.Pronoun && c.By.Kind == "":
		if by := d.saidBefore(sentence); by.ID != "" {
			return by
		}
	}
	if by := d.parties([]frame.Arg{*c.By}, nil, sentence); len(by) > 0 {
		return by[0]
	}
	return d.author
}

// saidBefore returns the state or body that said what the statement before tells, in
// the same sentence or the one before: "It also said that".
func (d *doc) saidBefore(sentence int) graph.Party {
	if len(d.before) == 0 {
		return graph.Party{}
	}
	p := &d.before[len(d.before)-1]
	if p.sentence < sentence-1 || p.authored || p.s.By.ID.Class() == "official" {
		return graph.Party{}
	}
	return p.s.By
}

// authority returns the state whose military or government says something: the one
// whose it was before, or else, where the text leaves it open, that of the document's
// press or dateline.
func (d *doc) authority(a frame.Arg, sentence int) graph.Party {
	if p, ok := d.antecedent(a, nil, sentence); ok {
		return p
	}
	if i := d.local(); i >= 0 {
		return d.entity(i)
	}
	return d.author
}

// speaking returns the state or body whose "we" a claim would be: that of who says
// it, of the official whose words a transcript gives, of the document's author, of
// its publisher, or else of the first official whom it names.
func (d *doc) speaking(c frame.Claim, sentence int) graph.Party {
	switch {
	case c.By != nil && c.By.Class == classOfficial:
		if of, ok := d.stateOf(c.By.Person); ok {
			return of
		}
	case c.By != nil && c.By.Kind == classOfficial:
		if of, ok := d.stateOfLast(c.By.First, sentence); ok {
			return of
		}
	case c.By != nil && c.By.Entity >= 0 && (c.By.Class == classState || c.By.Class == classOrg):
		return d.entity(c.By.Entity)
	case c.By != nil && c.By.Kind == classOrg:
		if by, ok := d.namedAlike(*c.By, sentence); ok {
			return by
		}
	}
	if q := d.quotationAt(c.At); q != nil {
		if person := d.sayer(q); person >= 0 {
			holds := func(h name.Held) bool { return h.Person == person }
			if of, ok := d.stateOf(person); ok || !c.Rule.Edge.OfPeople() || slices.ContainsFunc(d.Held, holds) {
				return of // a trainer without an office is of the forces whose news quote him
			}
		}
	} else if person := d.label(sentence); person >= 0 {
		of, _ := d.stateOf(person)
		return of
	}
	if d.issuer.ID == "" && len(d.Held) > 0 && d.Held[0].Of >= 0 && !d.joint {
		return d.entity(d.Held[0].Of)
	}
	return d.issuer
}

// sayerOf returns the official whose "I" a claim has: who says it, whose words a
// quotation or transcript gives, or the document's author.
func (d *doc) sayerOf(c frame.Claim, sentence int) graph.Party {
	if c.By != nil && c.By.Class == classOfficial && c.By.Person >= 0 {
		return d.person(c.By.Person)
	}
	person := -1
	if q := d.quotationAt(c.At); q != nil {
		person = d.sayer(q)
	} else if d.author.ID == "" {
		person = d.label(sentence)
	}
	if person >= 0 {
		return d.person(person)
	}
	return d.author
}

// addressed returns the state that a speech calls "you": the only one that the
// document has named besides who speaks.
func (d *doc) addressed(classes []string, sentence int) (graph.Party, bool) {
	speaker := d.speaking(d.now, sentence)
	if speaker.ID == "" || !slices.Contains(classes, classState) {
		return graph.Party{}, false
	}
	o := only{others: []graph.Party{speaker}}
	for s := range sentence + 1 {
		d.states(&o, s)
	}
	found := o.one()
	if found == nil {
		return graph.Party{}, false
	}
	return found[0], true
}

// documentSpeaker notes the one official whose statement a document is, and who
// issues it: his state or body, or whose site it is from. The headline of a statement
// says "Statement by" or the like.
func (d *doc) documentSpeaker() {
	if len(d.Doc.Sentences) == 0 {
		return
	}
	s := d.Doc.Sentences[0]
	for t := s.First; t+1 < s.Last; t++ {
		if d.Pack.Is(d.Doc.Tokens[t].Word, lang.Announced) && d.bits(t+1)&lang.Preposition != 0 {
			if d.joint = !d.onlyOfficial(d.Mentions[0], t+1); d.joint {
				return
			}
			break
		}
	}
	if i := d.Gazetteer.Publisher(d.Source); d.issuer.ID == "" && i >= 0 {
		d.issuer = d.entity(i)
	}
}

// onlyOfficial notes the official named between token t and the next
// preposition as the author; it says no if there are several.
func (d *doc) onlyOfficial(mentions []phrase.Mention, t int) bool {
	var found []phrase.Mention
	for _, m := range mentions {
		if m.First <= t {
			continue
		}
		if len(found) > 0 && d.otherPhrase(found[0].Last, m.First) {
			break
		}
		if m.Class == classOfficial {
			found = append(found, m)
		}
	}
	if len(found) == 1 && found[0].Person >= 0 {
		d.author = d.person(found[0].Person)
		d.issuer, _ = d.stateOf(found[0].Person)
	}
	return len(found) < 2
}

// otherPhrase says whether a preposition comes between two tokens before a conjunction
// does: "by the minister on the visit of", not "by Ann Lee and the minister of".
func (d *doc) otherPhrase(first, last int) bool {
	for t := first; t < last && d.bits(t)&lang.Conjunction == 0; t++ {
		if d.bits(t)&lang.Preposition != 0 {
			return true
		}
	}
	return false
}

// quotation is the tokens between two quotation marks, or from one to the end of a
// paragraph, and the sentence that it opens in.
type quotation struct{ first, last, sentence int }

// quotationAt returns the quotation that a token stands in, or nil.
func (d *doc) quotationAt(t int) *quotation {
	if !d.quotesRead {
		d.quotesRead = true
		d.readQuotations()
	}
	for i := range d.quotations {
		if q := &d.quotations[i]; q.first <= t && t < q.last {
			return q
		}
	}
	return nil
}

// readQuotations finds the quotations of the document. A mark opens one when white
// space stands before it and none behind it.
func (d *doc) readQuotations() {
	open := -1
	var opened int
	for i, s := range d.Doc.Sentences {
		if i > 0 && open >= 0 && s.Block != d.Doc.Sentences[i-1].Block {
			d.quotations = append(d.quotations, quotation{open, s.First, opened})
			open = -1
		}
		if open < 0 && s.Bits&lang.QuoteMark == 0 {
			continue
		}
		for t := s.First; t < s.Last; t++ {
			if !d.quotes(t) {
				continue
			}
			switch opens := t == s.First || d.Doc.Tokens[t].Shape&document.Glued == 0; {
			case open < 0 && opens:
				open, opened = t, i
			case open >= 0 && !opens:
				d.quotations = append(d.quotations, quotation{open, t + 1, opened})
				open = -1
			}
		}
	}
	if n := len(d.Doc.Tokens); open >= 0 {
		d.quotations = append(d.quotations, quotation{open, n, opened})
	}
}

// quotes says whether a token is a quotation mark of two strokes: one stroke may
// also be an apostrophe.
func (d *doc) quotes(t int) bool {
	tok := &d.Doc.Tokens[t]
	return d.bits(t)&lang.QuoteMark != 0 && d.Doc.Text[tok.Start:tok.End] != "‘"
}

// sayerNear is how many tokens may stand between a quotation and the name of who
// says it: ", the minister of defence of Norway, X, said".
const sayerNear = 12

// sayer returns the official who says a quotation, or -1: the one named right behind
// it, else before it in its sentence, in its paragraph or in the two before.
func (d *doc) sayer(q *quotation) int {
	block := d.Doc.Sentences[q.sentence].Block
	for i := q.sentence; i < len(d.Doc.Sentences) && d.Doc.Sentences[i].Block == block && d.Doc.Sentences[i].First <= q.last; i++ {
		for _, m := range d.Mentions[i] {
			if m.First < q.last || !d.speaks(m) {
				continue
			}
			if m.First-q.last > sayerNear {
				break
			}
			return m.Person
		}
	}
	for i, paragraphs := q.sentence, 0; i >= 0 && paragraphs <= 2; i-- {
		for _, m := range slices.Backward(d.Mentions[i]) {
			if m.Last <= q.first && d.speaks(m) {
				return m.Person
			}
		}
		if i > 0 && d.Doc.Sentences[i-1].Block != d.Doc.Sentences[i].Block {
			paragraphs++
		}
	}
	return -1
}

// speaks says whether a mention is an official who is named outside quotations.
func (d *doc) speaks(m phrase.Mention) bool {
	return m.Class == classOfficial && m.Person >= 0 && d.quotationAt(m.First) == nil
}

// label returns the official whose words a transcript gives at a sentence, or -1:
// his name and a colon open them.
func (d *doc) label(sentence int) int {
	for i := sentence; i >= 0; i-- {
		s := d.Doc.Sentences[i]
		for _, m := range d.Mentions[i] {
			if m.Class == classOfficial && m.Person >= 0 && m.Last < s.Last && m.Last-s.First <= sayerNear && d.colon(m.Last) {
				return m.Person
			}
		}
	}
	return d.leadIn(sentence)
}

// leadIn returns the official whose words the paragraphs up to a sentence are, or -1:
// "The minister, Ann Lee, said:" stands before them, and they bear no quotation marks.
func (d *doc) leadIn(sentence int) int {
	for i := sentence - 1; i >= 0; i-- {
		s, next := d.Doc.Sentences[i], d.Doc.Sentences[i+1]
		colon := s.Last - 1
		if s.Block == next.Block || colon-1 < s.First || !d.colon(colon) || !d.Pack.Is(d.Pack.LemmaOf(d.Doc.Tokens[colon-1].Word), lang.Said) {
			continue
		}
		for _, m := range d.Mentions[i] {
			if m.Class == classOfficial && m.Person >= 0 && colon-m.Last <= sayerNear && !d.quotes(next.First) {
				return m.Person
			}
		}
		return -1
	}
	return -1
}

// colon says whether a token is a colon, or a bracket that a colon follows.
func (d *doc) colon(t int) bool {
	at := d.Doc.Tokens[t].Start
	switch text := d.Doc.Text; text[at] {
	case ':':
		return true
	case ')':
		return int(at)+1 < len(text) && text[at+1] == ':'
	}
	return false
}

// holder returns the state for which "the minister" acts: that of the official named
// last, or of the document's issuer.
func (d *doc) holder(a frame.Arg, sentence int) (graph.Party, bool) {
	if of, ok := d.stateOfLast(a.First, sentence); ok {
		return of, true
	}
	return d.issuer, d.issuer.ID != ""
}

// stateOfLast returns the state or body of the official named last before a token.
func (d *doc) stateOfLast(token, sentence int) (graph.Party, bool) {
	for s := sentence; s >= 0 && s >= sentence-1; s-- {
		for _, m := range slices.Backward(d.Mentions[s]) {
			if m.Class == classOfficial && m.Person >= 0 && m.Last <= token {
				return d.stateOf(m.Person)
			}
		}
	}
	return graph.Party{}, false
}

// lastOfficial returns the official named last before a token, in its sentence
// or the two before.
func (d *doc) lastOfficial(token, sentence int) graph.Party {
	for s := sentence; s >= 0 && s >= sentence-2; s-- {
		for _, m := range slices.Backward(d.Mentions[s]) {
			if m.Class == classOfficial && m.Person >= 0 && m.Last <= token {
				return d.person(m.Person)
			}
		}
	}
	return graph.Party{}
}
