package frame

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
)

// Value is a number or range in a text; Max zero is none.
type Value struct {
	Min, Max    float64
	Currency    string
	Approximate bool
	First, Last int // tokens
}

// numbers reads the quantity and the money of a noun group.
func (f *Finder) numbers(u *phrase.Unit) (quantity, money Value) {
	for t := u.First; t < u.Last; t++ {
		if f.inMention(t) {
			continue
		}
		v, end, ok := f.value(t, u.Last)
		if !ok || end < u.Last && f.p.pack.Is(f.word(end), lang.Measures) {
			continue
		}
		switch {
		case v.Currency != "":
			money = v
		case quantity.Max == 0 && !f.isYear(v, t, end):
			quantity = v
		}
		t = end - 1
	}
	return quantity, money
}

func (f *Finder) inMention(t int) bool {
	for _, m := range f.s.Mentions {
		if m.First <= t && t < m.Last {
			return true
		}
	}
	return false
}

// isYear says whether a lone number reads as a year.
func (f *Finder) isYear(v Value, first, last int) bool {
	return last == first+1 && v.Max >= 1900 && v.Max < 2100 && v.Max == float64(int(v.Max)) && f.s.Doc.Tokens[first].End-f.s.Doc.Tokens[first].Start == 4
}

// value reads a number, its magnitude and its currency from token t on.
func (f *Finder) value(t, limit int) (v Value, end int, ok bool) {
	start := t
	v.Currency = f.p.pack.Currencies.Get(f.word(t))
	if glued := document.Mark | document.Glued; t+1 < limit && f.s.Doc.Tokens[t+1].Shape&glued == glued {
		if sign := f.p.pack.Signs[[2]uint32{f.word(t), f.word(t + 1)}]; sign != "" {
			v.Currency = sign // "C$"
			t++
		}
	}
	if v.Currency != "" {
		t++
		if t < limit && f.p.pack.Currencies.Get(f.word(t)) != "" {
			t++
		}
	}
	x, n := f.number(t, limit)
	if n == 0 && f.bits(t)&lang.Article != 0 && f.p.pack.Magnitudes.Get(f.word(t+1)) > 0 {
		x, n = f.part(t), 1 // "a dozen"
	}
	if n == 0 {
		return v, start, false
	}
	t += n
	if f.measures(t) {
		return v, start, false
	}
	for t < limit {
		m, ok := f.p.pack.Magnitudes.Look(f.word(t))
		if !ok || f.s.Doc.Tokens[t].Shape&document.Capital != 0 && f.s.Doc.Tokens[t].Shape&document.Glued == 0 && f.s.Doc.Tokens[t].End-f.s.Doc.Tokens[t].Start == 1 {
			break
		}
		x *= m
		t++
		if f.s.Doc.Tokens[t-2].Shape&document.Digits == 0 {
			x, t = f.behindMagnitude(x, m, t, limit)
		}
	}
	if v.Currency == "" && t < f.s.Span.Last {
		if c := f.p.pack.Currencies.Get(f.word(t)); c != "" {
			v.Currency = c
			t++
		} else if t+1 < f.s.Span.Last && f.p.pack.Currencies.Get(f.word(t+1)) != "" && f.s.Cat(t) == phrase.CatName {
			v.Currency = f.p.pack.Currencies.Get(f.word(t + 1))
			t += 2
		}
	}
	v.Min, v.Max, v.First = x, x, start
	t = f.upTo(&v, t, f.s.Span.Last)
	v.Last = t
	v.Approximate = start > f.s.Span.First && f.bits(start-1)&lang.Approximate != 0
	return v, t, true
}

// part returns what the words before an article and a magnitude make of it: "half a dozen",
// "a quarter of a million"; 1 where there are none.
func (f *Finder) part(t int) float64 {
	at := t - 1
	if at > f.s.Span.First && f.word(at) == f.p.words.of {
		at--
	}
	if at < f.s.Span.First {
		return 1
	}
	x, ok := f.p.pack.Fractions.Look(f.word(at))
	if !ok {
		return 1
	}
	if at > f.s.Span.First {
		if n, counts := f.p.pack.Numbers.Look(f.word(at - 1)); counts && n > 1 {
			x *= n // "three quarters of a million"
		}
	}
	return x
}

// measures says whether token t makes the digits before it a calibre or an
// ordinal: "155mm", "18th".
func (f *Finder) measures(t int) bool {
	if t >= f.s.Span.Last {
		return false
	}
	tok := f.s.Doc.Tokens[t]
	word := tok.Word
	return tok.Shape&document.Glued != 0 && tok.Shape&document.Letters != 0 && f.p.pack.Magnitudes.Get(word) == 0 && f.p.pack.Currencies.Get(word) == ""
}

// upTo reads the end of a range: "to 9,000", "-9,000". It returns the token behind.
func (f *Finder) upTo(v *Value, t, limit int) int {
	next := t
	between := v.First > f.s.Span.First && f.word(v.First-1) == f.p.words.between && f.word(next) == f.p.words.and
	if next < limit && (between || f.word(next) == f.p.words.to || f.bits(next)&lang.Dash != 0) {
		next++
	} else if next >= limit || f.s.Doc.Tokens[next].Shape&document.Hyphen == 0 {
		return t
	}
	x, n := f.number(next, limit)
	if n == 0 || x <= v.Max && f.p.pack.Magnitudes.Get(f.word(next+n)) == 0 {
		return t
	}
	next += n
	if m, ok := f.p.pack.Magnitudes.Look(f.word(next)); ok && next < limit {
		if v.Max < m {
			v.Min *= m
		}
		x *= m
		next++
	}
	v.Max = x
	return next
}

// behindMagnitude adds the words of a number behind a magnitude: "one hundred and sixteen".
func (f *Finder) behindMagnitude(x, magnitude float64, t, limit int) (float64, int) {
	next := t
	if next < limit && f.word(next) == f.p.words.and {
		next++
	}
	if next >= limit || f.s.Doc.Tokens[next].Shape&document.Digits != 0 || f.s.Cat(t) != phrase.CatNumber {
		return x, t
	}
	y, n := f.number(next, limit)
	if m, ok := f.p.pack.Magnitudes.Look(f.word(next + n)); ok && n > 0 && y*m < magnitude {
		y, n = y*m, n+1 // "two thousand five hundred"
	}
	if n == 0 || y >= magnitude {
		return x, t
	}
	return x + y, next + n
}

// number reads digits or number words; n is the tokens it took.
func (f *Finder) number(t, limit int) (x float64, n int) {
	if t >= limit {
		return 0, 0
	}
	tok := f.s.Doc.Tokens[t]
	if tok.Shape&document.Digits != 0 {
		x, err := strconv.ParseFloat(strings.ReplaceAll(f.s.Doc.Text[tok.Start:tok.End], ",", ""), 64)
		if err != nil {
			return 0, 0
		}
		n = 1
		for ; tok.End-tok.Start <= 3 && x > 0 && t+n < limit; n++ {
			y, ok := f.thousands(t + n)
			if !ok {
				break
			}
			x = x*1000 + y // "30 000"
		}
		return x, n
	}
	for t+n < limit {
		v, ok := f.p.pack.Numbers.Look(f.word(t + n))
		if !ok || v == 1 && n > 0 && f.s.Doc.Tokens[t+n].Shape&document.Capital != 0 || v == 1 && n == 0 && f.bits(t+n)&lang.Determiner != 0 {
			break
		}
		if n > 0 && !(v < 10 && x >= 20 && math.Mod(x, 10) == 0) {
			break // "four seven-metre boats"
		}
		x += v
		n++
	}
	return x, n
}

// thousands reads the three digits that a space parts from those before; a calibre,
// which is no round number, is none: "12 155 mm howitzers".
func (f *Finder) thousands(t int) (float64, bool) {
	tok := f.s.Doc.Tokens[t]
	if tok.Shape&document.Digits == 0 || tok.Shape&(document.Hyphen|document.Glued) != 0 || tok.End-tok.Start != 3 {
		return 0, false
	}
	y, err := strconv.Atoi(f.s.Doc.Text[tok.Start:tok.End])
	return float64(y), err == nil && y%10 == 0
}

// values sets the quantity and money of a claim.
func (f *Finder) values(c *Claim, unit int) {
	edge := &c.Rule.Edge
	has := func(name string) bool {
		for _, p := range edge.Properties {
			if p.Name == name {
				return true
			}
		}
		return false
	}
	for _, item := range c.Items {
		if c.Money.Max == 0 {
			c.Money = item.Money
		}
	}
	if has("quantity") && edge.OfAttack() {
		c.Quantity = f.deeds(unit, edge.Type)
		for i := range c.Items {
			if c.Items[i].Quantity.Max == 0 {
				c.Items[i].Quantity = c.Quantity // "jets carried out two strikes"
			}
		}
	}
	if has("quantity") {
		f.ones(c.Items)
	}
	if people := edge.OfPeople(); has("quantity") && (people || len(c.Items) == 0) && len(c.Targets) > 0 && !edge.OfAttack() {
		c.Quantity = f.people(c.Targets[0].Unit)
		if c.Quantity.Max == 0 && f.s.Units[unit].Kind == phrase.NounGroup {
			c.Quantity, _ = f.numbers(&f.s.Units[unit])
		}
		for i := range c.Items {
			c.Items[i].Quantity = c.Quantity // of those who are trained on them
		}
	}
	if has("money") && c.Money.Max == 0 {
		c.Money = f.theMoney(c.At)
	}
}

// deeds returns how many attacks a noun or the object of a verb tells: "ten air
// strikes"; how many people or places they hit is no quantity.
func (f *Finder) deeds(unit int, edge string) Value {
	if u := &f.s.Units[unit]; u.Kind == phrase.VerbGroup {
		if unit = u.Objects[0]; unit == phrase.None || !f.p.Noun(f.s.Units[unit].Lemma, edge) {
			return Value{}
		}
	}
	v, _ := f.numbers(&f.s.Units[unit])
	return v
}

// ones counts the systems that an article makes one, where no other goes uncounted: "a
// frigate and two corvettes".
func (f *Finder) ones(items []Arg) {
	for _, a := range items {
		if a.Quantity.Max == 0 && !f.isOne(a) {
			return
		}
	}
	for i := range items {
		if a := &items[i]; a.Quantity.Max == 0 {
			a.Quantity = Value{Min: 1, Max: 1, First: a.First, Last: a.Last}
		}
	}
}

// people returns the number of the group that a unit is or that "of" or "from" ties it
// to: "35,000 members of the armed forces".
func (f *Finder) people(unit int) Value {
	u := &f.s.Units[unit]
	n, _ := f.numbers(u)
	if n.Max == 0 && u.Of != phrase.None && f.headBits(u)&(lang.FoldForces|lang.Bulk) != 0 {
		n, _ = f.numbers(&f.s.Units[u.Of]) // "a group of 30"
	}
	p := u.Lead - 1
	for n.Max == 0 && p > 0 && f.s.Units[p].Kind == phrase.Preposition && (f.s.Units[p].Lemma == f.p.words.of || f.s.Units[p].Lemma == f.p.words.from) && f.s.Units[p-1].Kind == phrase.NounGroup {
		n, _ = f.numbers(&f.s.Units[p-1])
		p = f.s.Units[p-1].Lead - 1
	}
	return n
}

// isOne says whether an article makes a system one: "a Patriot battery".
func (f *Finder) isOne(item Arg) bool {
	u := &f.s.Units[item.Unit]
	if u.Last < item.Last || u.First > item.First {
		return false
	}
	head := f.word(u.Head)
	if f.bits(u.First)&lang.Article == 0 && !f.ordinal(u) {
		return false
	}
	last := u.Mentions[1] - 1
	return f.p.pack.SingularOf(head) == head && last >= u.Mentions[0] && f.s.Mentions[last].Class == classSystem && f.s.Mentions[last].Last > u.Head && f.s.Mentions[last].First > u.First && f.p.pack.Lexicon.Bits(head)&lang.Mass == 0
}

// ordinal says whether a group speaks of the one of so many: "its first F-35".
func (f *Finder) ordinal(u *phrase.Unit) bool {
	if f.p.pack.Invariant(f.word(u.Head)) {
		return false // "the first aircraft"
	}
	for t := u.First; t < u.Head; t++ {
		if _, counts := f.p.pack.Numbers.Look(f.word(t)); !counts && f.bits(t)&lang.NumberWord != 0 && f.bits(t)&(lang.Magnitude|lang.Approximate) == 0 {
			return f.s.Cat(t+1) != phrase.CatNumber
		}
	}
	return false
}

// theMoney returns the only amount of money of the sentence or, of several, the first
// behind token at in its clause.
func (f *Finder) theMoney(at int) (found Value) {
	if f.s.Span.Bits&lang.CurrencyWord == 0 {
		return Value{}
	}
	several := false
	for t := f.s.Span.First; t < f.s.Span.Last; t++ {
		v, end, ok := f.value(t, f.s.Span.Last)
		if !ok {
			continue
		}
		t = end - 1
		if v.Currency == "" {
			continue
		}
		if found.Max > 0 {
			if t > 0 && f.s.Doc.Tokens[v.First-1].Shape&document.Mark != 0 {
				continue // an equivalent in brackets
			}
			several = true
		}
		if found.Max == 0 || found.First < at {
			found = v
		}
	}
	if several && (found.First < at || f.verbsBetween(Date{First: found.First, Last: found.Last}, at) > 0) {
		return Value{}
	}
	return found
}

// Date is a date in a text, parts zero when not told.
type Date struct {
	Year, Month, Day int
	Weekday          int    // 1 Monday … 7 Sunday, zero for none
	Yesterday        int    // days before publication, plus one
	Period           string // "day", "week", "month" or "year" of "last year"
	Shift            int    // periods from publication on; of a month alone, -1 the last and 1 the next of its name
	Ahead            bool   // it is told of what is to come
	Past             bool   // it is told of what is done
	Same             bool   // it is the day, month or year told before: "the same day"
	First, Last      int    // tokens
	Found            bool
}

// dateOf returns the first date that the sentence tells of the verb or noun at a
// token. A day on which somebody says it is none, unless what he says is to come.
func (f *Finder) dateOf(at, unit int, c *Claim) Date {
	q := c.Polarity
	deal := len(c.Rule.Edge.Covers) > 0 || c.Rule.Edge.Symmetric && c.Rule.Edge.Role("system") != nil // announced when it is made
	if !f.dated {
		f.findDates()
		f.dated = true
	}
	if d, past := f.countedFrom(unit); past {
		return d
	}
	var first, second, line Date
	verbs := 0 // between the first date and the claim
	for _, d := range f.dates {
		if f.names(d, unit) {
			continue
		}
		if f.dateline(d) {
			line = d
			continue
		}
		said, parted := f.between(d, at, unit)
		switch n := f.verbsBetween(d, at); {
		case parted:
		case !said && (!first.Found || n < verbs):
			first, verbs = d, n
		case said && !second.Found && (q.unreal() || deal):
			second = d
		}
	}
	switch {
	case first.Found:
	case second.Found:
		return second
	default:
		first = line
	}
	first.Past = q.Modality == done
	first.Ahead = first.Ahead || q.Modality == planned && f.s.Units[unit].Kind == phrase.VerbGroup && f.s.Units[unit].Tense == phrase.Modal
	return first
}

// verbsBetween counts the finite verbs between a date and token t.
func (f *Finder) verbsBetween(d Date, t int) (n int) {
	for i := range f.s.Units {
		if u := &f.s.Units[i]; u.Kind == phrase.VerbGroup && u.Form == phrase.Finite && u.Head != t && u.First >= min(d.Last, t) && u.Last <= max(d.First, t) {
			n++
		}
	}
	return n
}

// dateline says whether a date stands before the text of a report: "Pyongyang, May 4
// (KCNA) -- Kim met Wang on Thursday".
func (f *Finder) dateline(d Date) bool {
	const most = 6 // tokens of the place
	if d.First-f.s.Span.First > most || d.Last >= f.s.Span.Last || f.s.Doc.Tokens[d.Last].Shape&document.Mark == 0 || f.s.Cat(d.Last) == phrase.CatComma {
		return false
	}
	for t := f.s.Span.First; t < d.First; t++ {
		if c := f.s.Cat(t); c != phrase.CatName && c != phrase.CatComma && f.bits(t)&lang.Abbreviation == 0 && f.s.Doc.Tokens[t].Shape&document.Mark == 0 {
			return false
		}
	}
	return true
}

// lately says whether a verb group, or in a headline a noun of what two parties do
// together, tells what has just been done: "signs" there, elsewhere "signed".
func (f *Finder) lately(unit int, r *rule.Rule) bool {
	u := &f.s.Units[unit]
	switch {
	case u.Kind != phrase.VerbGroup:
		return r.Edge.Symmetric && (f.headline() || f.pastNews()) || f.headline() && f.p.pack.Is(f.word(u.Head), lang.Plural) && f.titled() // "Statement on Houthi Attacks"
	case u.Form == phrase.Gerund && u.Governor != phrase.None && f.headline():
		return f.lately(u.Governor, r) // "Iran admits downing jet"
	case u.Form == phrase.Participle && f.headline():
		return f.heading() // "Kyiv hit by missiles"
	case u.Form != phrase.Finite || u.Relative || f.forYears():
		return false
	case u.Tense == phrase.Present:
		return f.headline()
	case u.Tense != phrase.Past && !(u.Tense == phrase.Perfect && (r.Edge.Symmetric || len(r.Edge.Covers) > 0)):
		return false // what one has done may be what one did for years, but not what one has agreed
	}
	s := u.Subject - 1
	if s <= 0 {
		return true
	}
	switch x := &f.s.Units[s]; x.Kind {
	case phrase.Subordinator:
		return x.Lemma == f.p.words.that && f.s.Units[s-1].Kind == phrase.VerbGroup // "said that they signed"
	case phrase.Relative, phrase.NounGroup:
		return false // "the contracts that we signed"
	}
	return true
}

// titled says whether a headline names what follows a statement or the like.
func (f *Finder) titled() bool {
	for t := f.s.Span.First; t < f.s.Span.Last; t++ {
		if f.p.pack.Is(f.word(t), lang.Announced) {
			return true
		}
	}
	return false
}

// pastNews says whether the first finite verb of a sentence tells what was done, and not
// behind a subordinator: "during talks with Ali the minister said".
func (f *Finder) pastNews() bool {
	for i := range f.s.Units {
		switch u := &f.s.Units[i]; {
		case u.Kind == phrase.Subordinator && i > 0:
			return false
		case u.Kind == phrase.VerbGroup && u.Form == phrase.Finite && !u.Relative:
			return u.Tense == phrase.Past && !f.forYears()
		}
	}
	return false
}

// forYears says whether the sentence counts years, months, weeks or days: "over 20 years
// Canada sent".
func (f *Finder) forYears() bool {
	if f.s.Span.Bits&lang.Temporal == 0 {
		return false
	}
	for t := f.s.Span.First; t < f.s.Span.Last; t++ {
		if w := f.word(t); f.bits(t)&lang.Temporal != 0 && f.p.pack.Is(w, lang.Plural) && f.p.pack.Periods.Get(w) != "" {
			return true
		}
	}
	return false
}

// names says whether a date is part of the name of something else that a preposition
// ties to the sentence: "planning for the July 2024 Summit".
func (f *Finder) names(d Date, unit int) bool {
	for i := range f.s.Units {
		u := &f.s.Units[i]
		if u.First > d.First {
			return false
		}
		if u.Kind == phrase.NounGroup && d.Last < u.Last && i != unit && i > 0 && f.s.Units[i-1].Kind == phrase.Preposition {
			return f.bits(u.Head)&(lang.Temporal|lang.Weekday|lang.Month) == 0 && f.s.Cat(u.Head) != phrase.CatNumber
		}
	}
	return false
}

// countedFrom returns the date of what a noun names from which the text counts years or
// months, and whether it does: "eighteen months since Russia's invasion", "the 65th
// anniversary of the bombing".
func (f *Finder) countedFrom(unit int) (Date, bool) {
	n := f.s.Units[unit].Lead
	for f.s.Units[n].Kind == phrase.NounGroup && f.s.Units[n].Poss != phrase.None {
		n = f.s.Units[f.s.Units[n].Poss].Lead
	}
	p := n - 1
	if f.s.Units[unit].Kind != phrase.NounGroup || p < 1 || f.s.Units[p-1].Kind != phrase.NounGroup {
		return Date{}, false
	}
	u := &f.s.Units[p-1]
	switch f.s.Units[p].Lemma {
	case f.p.words.since:
		period := f.p.pack.Periods.Get(f.word(u.Head))
		for t := u.First; t < u.Head && period != ""; t++ {
			if x, taken := f.number(t, u.Last); taken > 0 {
				return Date{Period: period, Shift: -int(x), First: u.First, Last: u.Last, Found: true}, true
			}
		}
	case f.p.words.of:
		if !f.p.pack.Is(u.Lemma, lang.Anniversaries) {
			break
		}
		for t := u.First; t < u.Head; t++ {
			if x, taken := f.number(t, u.Last); taken > 0 {
				return Date{Period: "year", Shift: -int(x), First: t, Last: t + 1, Found: true}, true
			}
		}
		return Date{}, true
	}
	return Date{}, false
}

// between says whether a date is that of a verb of saying other than the claim's
// own, and whether a comma parts the date from a noun before it.
func (f *Finder) between(d Date, at, unit int) (said, parted bool) {
	noun := f.s.Units[unit].Kind == phrase.NounGroup
	for i := range f.s.Units {
		u := &f.s.Units[i]
		if i == unit {
			continue
		}
		if u.Kind == phrase.VerbGroup && u.Form == phrase.Finite && f.says(u.Lemma) && f.saidOn(i, d, at) {
			said = true
		}
		parted = parted || u.Kind == phrase.VerbGroup && at < u.First && u.Last <= d.First && f.tellsApart(i, unit, at) ||
			noun && u.Kind == phrase.VerbGroup && d.Last <= u.First && u.Last <= at && f.mentions(u) || noun && u.Kind == phrase.Comma && d.First > at && u.First >= at && u.Last <= d.First
	}
	return said, parted || f.oneBefore(d, unit)
}

// oneBefore says whether a date belongs to a verb before it, behind which the subject of
// the claim's verb opens a clause of its own: "Poland met Mali on Monday, and France sent".
func (f *Finder) oneBefore(d Date, unit int) bool {
	u := &f.s.Units[unit]
	if u.Kind != phrase.VerbGroup || u.Form != phrase.Finite || u.Subject == phrase.None || f.s.Units[u.Subject].First < d.Last {
		return false
	}
	for i := u.Subject - 1; i >= 0; i-- {
		x := &f.s.Units[i]
		switch {
		case x.First >= d.First:
		case x.Kind == phrase.VerbGroup:
			return x.Form == phrase.Finite && !f.says(x.Lemma)
		case x.Kind == phrase.Comma, x.Kind == phrase.Break, x.Kind == phrase.Conjunction, x.Kind == phrase.Subordinator, x.Kind == phrase.Relative:
			return false
		}
	}
	return false
}

// mentions says whether a verb does something else than what a noun behind it names:
// "on Monday Poland condemned the attack", not "launched" or "repelled" it.
func (f *Finder) mentions(u *phrase.Unit) bool {
	return !f.p.pack.Is(u.Lemma, lang.LightVerbs) && !f.p.pack.Cues.Governors.Get(u.Lemma).Denied && len(f.p.verbs.Get(u.Lemma)) == 0
}

// tellsApart says whether a verb between a claim and a date has the date for itself:
// one behind "after", "while" or the like, or the claim's verb again.
func (f *Finder) tellsApart(verb, unit, at int) bool {
	u := &f.s.Units[verb]
	if f.says(u.Lemma) {
		return false
	}
	if u.Lemma == f.s.Units[unit].Lemma {
		return true
	}
	if s := u.Subject - 1; u.Form == phrase.Finite && s > 0 && f.s.Units[s].First > at {
		switch f.s.Units[s].Kind {
		case phrase.Subordinator:
			return f.s.Units[s].Lemma != f.p.words.that
		case phrase.Conjunction:
			return true // "signed a deal and France will pay in 2025"
		}
	}
	return u.Form == phrase.Finite && u.Relative && u.Subject > unit && len(f.args(u.Subject, []string{classSystem})) == 0
}

// says says whether a verb is one of saying or denying.
func (f *Finder) says(lemma uint32) bool {
	return f.p.pack.Is(lemma, lang.Said) || f.p.pack.Is(lemma, lang.Denies)
}

// saidOn says whether a date belongs to a verb of saying: the verb stands between
// it and the claim, or it stands right behind the verb or before it.
func (f *Finder) saidOn(verb int, d Date, at int) bool {
	u := &f.s.Units[verb]
	switch {
	case u.Head == at:
		return false
	case min(d.First, at) < u.First && u.Last <= max(d.Last, at):
		return true
	case u.Last <= d.First && d.First < at:
		for i := verb + 1; i < len(f.s.Units) && f.s.Units[i].First < d.First; i++ {
			if k := f.s.Units[i].Kind; k == phrase.VerbGroup || k == phrase.Subordinator || k == phrase.Quote {
				return false
			}
		}
		return true
	}
	return u.Subject != phrase.None && f.s.Units[u.Subject].Last <= d.First && d.Last <= u.First
}

// findDates finds the dates that the sentence tells.
func (f *Finder) findDates() {
	f.dates = f.dates[:0]
	for t := f.s.Span.First; t < f.s.Span.Last; t++ {
		if !f.mayDate(t) {
			continue
		}
		if d := f.dateAt(t); d.Found {
			f.dates = append(f.dates, d)
			t = d.Last - 1
		}
	}
}

// mayDate says whether token t may begin a date or be its month.
func (f *Finder) mayDate(t int) bool {
	const words = lang.Month | lang.Weekday | lang.DateWord | lang.NumberWord | lang.Article | lang.Ago
	tok := &f.s.Doc.Tokens[t]
	return tok.Shape&document.Digits != 0 || f.bits(t)&words != 0 || tok.Word == f.p.words.same
}

// dateAt returns the date that such a token begins or is the month of.
func (f *Finder) dateAt(t int) Date {
	tok := f.s.Doc.Tokens[t]
	bits := f.bits(t)
	if bits&lang.Month != 0 && tok.Shape&document.Capital != 0 && f.s.Cat(t) != phrase.CatModal {
		if d, ok := f.monthDate(t); ok {
			return d
		}
	}
	if bits&lang.Weekday != 0 && tok.Shape&document.Capital != 0 && !f.monthAfter(t) {
		return Date{Weekday: f.weekday(t), Shift: f.shiftBefore(t), First: t, Last: t + 1, Found: true}
	}
	if ago, ok := f.p.pack.Days.Look(f.word(t)); ok {
		if ago < 0 {
			return Date{Period: "day", Shift: -ago, First: t, Last: t + 1, Found: true}
		}
		return Date{Yesterday: ago + 1, First: t, Last: t + 1, Found: true}
	}
	if d := f.digitalDate(t); d.Found {
		return d
	}
	if d := f.relativeDate(t); d.Found {
		return d
	}
	if y := f.year(t); y > 0 && f.datesBehind(t) {
		return Date{Year: y, First: t, Last: t + 1, Found: true}
	}
	return Date{}
}

// digitalDate reads a date written in digits alone: "2024-03-05", "05.03.2024".
func (f *Finder) digitalDate(t int) (d Date) {
	const size = len("2024-03-05")
	text := f.s.Doc.Text[f.s.Doc.Tokens[t].Start:]
	if len(text) < size || f.s.Doc.Tokens[t].Shape&document.Digits == 0 {
		return d
	}
	var year, month, day string
	switch text = text[:size]; {
	case text[4] == '-' && text[7] == '-':
		year, month, day = text[:4], text[5:7], text[8:]
	case text[2] == '.' && text[5] == '.':
		year, month, day = text[6:], text[3:5], text[:2]
	default:
		return d
	}
	last := t + 1
	for last < f.s.Span.Last && int(f.s.Doc.Tokens[last].Start) < int(f.s.Doc.Tokens[t].Start)+size {
		last++
	}
	on, err := time.Parse(time.DateOnly, year+"-"+month+"-"+day)
	if err != nil || int(f.s.Doc.Tokens[last-1].End) != int(f.s.Doc.Tokens[t].Start)+size {
		return d
	}
	return Date{Year: on.Year(), Month: int(on.Month()), Day: on.Day(), First: t, Last: last, Found: true}
}

// shiftBefore returns where the word before a token moves it: "next Friday", "last
// March".
func (f *Finder) shiftBefore(t int) int {
	if t <= f.s.Span.First {
		return 0
	}
	return f.p.pack.Shifts.Get(f.word(t - 1))
}

// datesBehind says whether what stands before a year makes it a date: "in 2021", "in
// late 2021", "in summer 2021".
func (f *Finder) datesBehind(t int) bool {
	for t--; t > f.s.Span.First && f.bits(t)&lang.Temporal != 0 && f.bits(t)&lang.Preposition == 0; t-- {
	}
	return t >= f.s.Span.First && f.s.Cat(t) == phrase.CatPreposition
}

// monthAfter says whether the date of a weekday follows: "Thursday, Dec. 15".
func (f *Finder) monthAfter(t int) bool {
	if t++; t < f.s.Span.Last && f.s.Cat(t) == phrase.CatComma {
		t++
	}
	return t+1 < f.s.Span.Last && (f.bits(t)&lang.Month != 0 && f.day(t+1) > 0 || f.bits(t+1)&lang.Month != 0 && f.day(t) > 0)
}

// relativeDate reads "last year", "next month", "three years ago".
func (f *Finder) relativeDate(t int) Date {
	period := f.p.pack.Periods.Get(f.word(t + 1))
	duration := t > f.s.Span.First && f.bits(t-1)&lang.Determiner != 0 // "over the next year"
	if shift, ok := f.p.pack.Shifts.Look(f.word(t)); ok && period != "" && !duration {
		return Date{Period: period, Shift: shift, First: t, Last: t + 2, Found: true}
	}
	if period != "" && f.word(t) == f.p.words.same {
		return Date{Period: period, Same: true, First: t, Last: t + 2, Found: true}
	}
	if p := f.inThe(t); p != "" {
		return Date{Period: p, Same: true, First: t, Last: t + 4, Found: true}
	}
	n, taken := f.number(t, f.s.Span.Last)
	if taken == 0 && f.bits(t)&lang.Article != 0 {
		n, taken = 1, 1 // "a week ago"
	}
	period = f.p.pack.Periods.Get(f.word(t + taken))
	if ago := f.p.pack.Lexicon.Bits(f.word(t + taken + 1)); taken > 0 && period != "" && ago&lang.Ago != 0 && (period != "day" || ago&lang.Temporal == 0) {
		return Date{Period: period, Shift: -int(n), First: t, Last: t + taken + 2, Found: true}
	}
	return Date{}
}

// inThe returns the period of "earlier in the day", or nothing.
func (f *Finder) inThe(t int) string {
	if f.bits(t)&lang.Ago == 0 || t+3 >= f.s.Span.Last || f.word(t+1) != f.p.words.in || f.bits(t+2)&lang.Determiner == 0 {
		return ""
	}
	return f.p.pack.Periods.Get(f.word(t + 3))
}

func (f *Finder) weekday(t int) int {
	if d := f.p.pack.Weekdays.Get(f.word(t)); d > 0 {
		return d
	}
	return 7
}

// monthDate reads "June 6, 2025", "6 June 2025", "in May".
func (f *Finder) monthDate(t int) (Date, bool) {
	d := Date{Month: f.p.pack.Months.Get(f.word(t)), First: t, Last: t + 1, Found: true}
	if day := f.day(t - 1); day > 0 {
		d.Day, d.First = day, t-1
	} else if first := f.dayBefore(t); first < t {
		d.Day, d.First = f.day(first), first
	} else if day := f.day(t + 1); day > 0 {
		d.Day, d.Last = day, t+2
		if d.Last < f.s.Span.Last && f.s.Doc.Tokens[d.Last].Shape&document.Glued != 0 && f.s.Doc.Tokens[d.Last].Shape&document.Letters != 0 {
			d.Last++ // "18th"
		}
	}
	next := d.Last
	if next < f.s.Span.Last && f.s.Cat(next) == phrase.CatComma {
		next++
	}
	if y := f.year(next); y > 0 {
		d.Year, d.Last = y, next+1
	} else if d.Shift = f.shiftBefore(d.First); d.Shift == 0 {
		f.ofYear(&d)
	}
	if d.Day == 0 && d.Year == 0 && d.Shift == 0 && d.Period == "" && (t == f.s.Span.First || f.s.Cat(t-1) != phrase.CatPreposition && f.s.Cat(t-1) != phrase.CatAdjective) {
		return d, false
	}
	return d, true
}

// ofYear reads the year behind a month that is told from publication on: "in January
// last year", "in May of this year".
func (f *Finder) ofYear(d *Date) {
	t := d.Last
	if t < f.s.Span.Last && f.word(t) == f.p.words.of {
		t++
	}
	if t+1 >= f.s.Span.Last {
		return
	}
	if shift, ok := f.p.pack.Shifts.Look(f.word(t)); ok && f.p.pack.Periods.Get(f.word(t+1)) == "year" {
		d.Period, d.Shift, d.Last = "year", shift, t+2
	}
}

// dayBefore returns the token of the day before a month, if letters part the two: "14th
// March", "14th of March"; else the month's.
func (f *Finder) dayBefore(t int) int {
	at := t - 2
	if f.word(t-1) == f.p.words.of {
		at--
	}
	if f.day(at) == 0 || f.s.Doc.Tokens[at+1].Shape&document.Glued == 0 || f.s.Doc.Tokens[at+1].Shape&document.Letters == 0 {
		return t
	}
	return at
}

func (f *Finder) day(t int) int {
	if t < f.s.Span.First || t >= f.s.Span.Last || f.s.Doc.Tokens[t].Shape&document.Digits == 0 {
		return 0
	}
	n, err := strconv.Atoi(f.s.Doc.Text[f.s.Doc.Tokens[t].Start:f.s.Doc.Tokens[t].End])
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

func (f *Finder) year(t int) int {
	if t < f.s.Span.First || t >= f.s.Span.Last || f.s.Doc.Tokens[t].Shape&document.Digits == 0 {
		return 0
	}
	text := f.s.Doc.Text[f.s.Doc.Tokens[t].Start:f.s.Doc.Tokens[t].End]
	n, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 || n < 1900 || n > 2099 {
		return 0
	}
	return n
}
