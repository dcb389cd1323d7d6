package frame

import (
	"strconv"
	"strings"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

// Value is a number or range in a text; Max zero is none.
type Value struct {
	Min, Max    float64
	Currency    string
	Approximate bool
	First, Last int // tokens
}

// numbers reads the quantity and the money of a noun group.
func (f *Finder) numbers(u phrase.Unit) (quantity, money Value) {
	for t := u.First; t < u.Last; t++ {
		if f.inMention(t) {
			continue
		}
		v, end, ok := f.value(t, u.Last)
		if !ok {
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
	v.Currency = f.p.pack.Currencies[f.word(t)]
	if v.Currency != "" {
		t++
		if t < limit && f.p.pack.Currencies[f.word(t)] != "" {
			t++
		}
	}
	x, n := f.number(t, limit)
	if n == 0 {
		return v, start, false
	}
	t += n
	for t < limit {
		m, ok := f.p.pack.Magnitudes[f.word(t)]
		if !ok || f.s.Doc.Tokens[t].Shape&document.Capital != 0 && f.s.Doc.Tokens[t].Shape&document.Glued == 0 && f.s.Doc.Tokens[t].End-f.s.Doc.Tokens[t].Start == 1 {
			break
		}
		x *= m
		t++
	}
	if v.Currency == "" && t < f.s.Span.Last {
		if c := f.p.pack.Currencies[f.word(t)]; c != "" {
			v.Currency = c
			t++
		} else if t+1 < f.s.Span.Last && f.p.pack.Currencies[f.word(t+1)] != "" && f.s.Cat(t) == phrase.CatName {
			v.Currency = f.p.pack.Currencies[f.word(t+1)]
			t += 2
		}
	}
	v.Min, v.Max, v.First, v.Last = x, x, start, t
	v.Approximate = start > f.s.Span.First && f.bits(start-1)&lang.Approximate != 0
	return v, t, true
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
		return x, 1
	}
	for t+n < limit {
		v, ok := f.p.pack.Numbers[f.word(t+n)]
		if !ok || v == 1 && f.bits(t+n)&lang.Determiner != 0 && n == 0 {
			break
		}
		x += v
		n++
	}
	return x, n
}

// values sets the quantity and money of a claim.
func (f *Finder) values(c *Claim, unit int) {
	edge := c.Rule.Edge
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
	if has("quantity") && len(c.Items) == 0 && len(c.Targets) > 0 {
		c.Quantity, _ = f.numbers(f.s.Units[c.Targets[0].Unit])
		if c.Quantity.Max == 0 && f.s.Units[unit].Kind == phrase.NounGroup {
			c.Quantity, _ = f.numbers(f.s.Units[unit])
		}
	}
	if has("money") && c.Money.Max == 0 {
		c.Money = f.moneyNear(unit)
	}
}

// moneyNear returns the only amount of money of the sentence, if there is one.
func (f *Finder) moneyNear(int) (found Value) {
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
			return Value{}
		}
		found = v
	}
	return found
}

// Date is a date in a text, parts zero when not told.
type Date struct {
	Year, Month, Day int
	Weekday          int // 1 Monday … 7 Sunday, zero for none
	Yesterday        int // days before publication, plus one
	First, Last      int // tokens
	Found            bool
}

// theDate returns the first date that the sentence tells.
func (f *Finder) theDate() Date {
	if f.date == nil {
		d := f.findDate()
		f.date = &d
	}
	return *f.date
}

// findDate returns the first date that the sentence tells.
func (f *Finder) findDate() Date {
	for t := f.s.Span.First; t < f.s.Span.Last; t++ {
		tok := f.s.Doc.Tokens[t]
		bits := f.bits(t)
		if bits&lang.Month != 0 && tok.Shape&document.Capital != 0 && f.s.Cat(t) != phrase.CatModal {
			if d, ok := f.monthDate(t); ok {
				return d
			}
		}
		if bits&lang.Weekday != 0 && tok.Shape&document.Capital != 0 {
			return Date{Weekday: f.weekday(t), First: t, Last: t + 1, Found: true}
		}
		if ago, ok := f.p.pack.Days[f.word(t)]; ok {
			return Date{Yesterday: ago + 1, First: t, Last: t + 1, Found: true}
		}
		if y := f.year(t); y > 0 && t > f.s.Span.First && f.s.Cat(t-1) == phrase.CatPreposition {
			return Date{Year: y, First: t, Last: t + 1, Found: true}
		}
	}
	return Date{}
}

func (f *Finder) weekday(t int) int {
	if d := f.p.pack.Weekdays[f.word(t)]; d > 0 {
		return d
	}
	return 7
}

// monthDate reads "June 6, 2025", "6 June 2025", "in May".
func (f *Finder) monthDate(t int) (Date, bool) {
	d := Date{Month: f.p.pack.Months[f.word(t)], First: t, Last: t + 1, Found: true}
	if day := f.day(t - 1); day > 0 {
		d.Day, d.First = day, t-1
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
	}
	if d.Day == 0 && d.Year == 0 && (t == f.s.Span.First || f.s.Cat(t-1) != phrase.CatPreposition && f.s.Cat(t-1) != phrase.CatAdjective) {
		return d, false
	}
	return d, true
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
