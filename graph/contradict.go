package graph

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/attache-kg/attache/schema"
)

// The kinds of contradictions.
const (
	// Denial is between a claim that denies and one that affirms the same.
	Denial = "denial"
	// Rival is between claims of which the schema lets only one hold at a time.
	Rival = "rival"
)

// Contradiction says that two claims cannot both hold. Of a denial, the first denies
// what the second affirms; of rivals, the first has the lesser id.
type Contradiction struct {
	Kind     string
	IDs      [2]string
	Accounts [2]int // independent accounts that tell each without a hedge
}

// Against returns what stands against a claim in a list of contradictions.
func (c Claim) Against(list []Contradiction) (against []Against) {
	for _, x := range list {
		switch c.ID {
		case x.IDs[0]:
			against = append(against, Against{x.Kind, x.IDs[1], x.Accounts[1]})
		case x.IDs[1]:
			against = append(against, Against{x.Kind, x.IDs[0], x.Accounts[0]})
		}
	}
	return against
}

// compareContradictions orders them by their claims.
func compareContradictions(a, b Contradiction) int {
	return cmp.Or(slices.Compare(a.IDs[:], b.IDs[:]), strings.Compare(a.Kind, b.Kind))
}

// Denials finds the contradictions among claims of one source, type and head: one
// denies what the other affirms of the same target, item, office and stage, as done
// (or ongoing) or as planned, at times that overlap. What is merely possible
// contradicts nothing, and a denial whose time is unknown denies nothing in particular.
func Denials(types schema.Schema, claims []Claim) (found []Contradiction) {
	for _, no := range claims {
		if no.Polarity != Denied || !no.Active() {
			continue
		}
		for _, yes := range claims {
			if yes.Polarity == Affirmed && yes.Active() && no.denies(types, yes) {
				found = append(found, Contradiction{Denial, [2]string{no.ID, yes.ID}, [2]int{Accounts(no), Accounts(yes)}})
			}
		}
	}
	slices.SortFunc(found, compareContradictions)
	return found
}

func (c Claim) denies(types schema.Schema, d Claim) bool {
	same := c.Target == d.Target && c.Item == d.Item && c.Office == d.Office && (c.Stage == d.Stage || c.Stage == "" || d.Stage == "")
	if !same || c.tense() != d.tense() || c.tense() == Possible {
		return false
	}
	if edge, _ := types.Edge(c.Type); edge.Occurrence == schema.Day {
		return len(c.Occurrence) == len(time.DateOnly) && c.Occurrence == d.Occurrence // another day is another event
	}
	return c.holds().overlap(d.holds())
}

// tense is a claim's modality, with what goes on taken as done.
func (c Claim) tense() string {
	if c.Modality == Ongoing {
		return Done
	}
	return c.Modality
}

// span is days, from one up to and with another; empty when unknown.
type span struct{ from, to string }

func (s span) overlap(t span) bool {
	return s.from != "" && t.from != "" && s.from <= t.to && t.from <= s.to
}

// holds returns the days for which a claim is said to hold: those of its event, else,
// as plans and states hold when they are told, the months in which it is told.
func (c Claim) holds() span {
	s := RollUp(c)
	switch {
	case s.EventFrom != "":
		return span{s.EventFrom, lastDay(s.EventTo)}
	case c.Modality == Done || s.FirstReported == "" || len(s.FirstReported) < len("2006-01"):
		return span{}
	}
	return span{s.FirstReported[:len("2006-01")], lastDay(s.LastReported[:min(len("2006-01"), len(s.LastReported))])}
}

// lastDay returns a date that no day of a year or month comes after.
func lastDay(date string) string {
	switch len(date) {
	case len("2006"):
		return date + "-12-31"
	case len("2006-01"):
		return date + "-31"
	}
	return date
}

// Rivals finds the contradictions among claims of types that declare what only one
// source holds at a time: two persons in one office of one state, each told in it on a
// day before and on a day after one on which the other is. So a person who followed
// another is no rival, nor is one who was misnamed once.
func Rivals(types schema.Schema, claims iter.Seq2[Claim, error]) ([]Contradiction, error) {
	holders := make(map[[3]string][]holder)
	for c, err := range claims {
		if err != nil {
			return nil, err
		}
		if !c.sole(types) {
			continue
		}
		if days := c.told(); len(days) > 0 {
			key := [3]string{c.Type, string(c.Target), c.Office}
			holders[key] = append(holders[key], holder{c.ID, c.Source, days, Accounts(c)})
		}
	}
	var found []Contradiction
	for _, group := range holders {
		slices.SortFunc(group, func(a, b holder) int { return strings.Compare(a.claim, b.claim) })
		for i, b := range group {
			for _, a := range group[:i] {
				if a.who != b.who && a.around(b) && b.around(a) {
					found = append(found, Contradiction{Rival, [2]string{a.claim, b.claim}, [2]int{a.accounts, b.accounts}})
				}
			}
		}
	}
	slices.SortFunc(found, compareContradictions)
	return found, nil
}

// sole says whether a claim is of something that only one source holds at a time, and
// that it holds now.
func (c Claim) sole(types schema.Schema) bool {
	edge, _ := types.Edge(c.Type)
	target, _ := types.ClassOf(string(c.Target))
	return edge.Sole.Has(target.Label, c.Office) && c.Points() && c.tense() == Done && !c.Source.Unnamed() && !c.Target.Unnamed()
}

// holder is who is said to hold an office, and the days on which it is told, sorted.
type holder struct {
	claim    string
	who      ID
	days     []string
	accounts int
}

// told returns the days on which a claim is told to hold: its date, if the text gives
// one, else the document's. Dates that are not days are left out.
func (c Claim) told() (days []string) {
	for _, e := range c.Evidence {
		if day := cmp.Or(e.Date, e.Published); len(day) == len(time.DateOnly) {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// around says whether h is told before and after a day on which g is.
func (h holder) around(g holder) bool {
	first, last := h.days[0], h.days[len(h.days)-1]
	return slices.ContainsFunc(g.days, func(day string) bool { return first < day && day < last })
}
