package resolve

import (
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
)

// merge makes one statement of those that say the same relation again: the most
// specific values, all evidence, at the place of the first.
func merge(all []placed) []graph.Statement {
	out := make([]graph.Statement, 0, len(all))
	for _, p := range all {
		i := 0
		for i < len(out) && !restates(&out[i], p.s) {
			i++
		}
		if i == len(out) {
			out = append(out, *p.s)
			continue
		}
		fold(&out[i], p.s)
	}
	return out
}

// restates says whether two statements may tell the same event.
func restates(a, b *graph.Statement) bool {
	same := a.Type == b.Type && a.Polarity == b.Polarity && (a.Source.ID == b.Source.ID && a.Target.ID == b.Target.ID || symmetric(a, b))
	if !same {
		return false
	}
	if a.Type == "HOLDS_OFFICE" {
		return a.Modality == b.Modality
	}
	return compatible(a.Systems, b.Systems) && agree(a.Quantity, b.Quantity) && agree(a.Money, b.Money) && sameTime(a, b)
}

func symmetric(a, b *graph.Statement) bool {
	return (a.Type == "SIGNS" || a.Type == "MEETS") && a.Source.ID == b.Target.ID && a.Target.ID == b.Source.ID
}

// compatible says whether two lists of systems can be the same: one is empty, or they overlap.
func compatible(a, b []graph.Party) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	return slices.ContainsFunc(a, func(x graph.Party) bool {
		return slices.ContainsFunc(b, func(y graph.Party) bool { return x.ID == y.ID })
	})
}

func agree(a, b graph.Amount) bool {
	return a.Max == 0 || b.Max == 0 || a.Min == b.Min && a.Max == b.Max && a.Unit == b.Unit
}

// sameTime says whether modality and date do not tell two events apart.
func sameTime(a, b *graph.Statement) bool {
	dates := a.Date == "" || b.Date == "" || strings.HasPrefix(a.Date, b.Date) || strings.HasPrefix(b.Date, a.Date)
	return dates && (a.Modality == b.Modality || a.Type == "SIGNS" || a.Type == "ATTACKS" && a.Modality != graph.Planned && b.Modality != graph.Planned)
}

// fold adds what the second statement knows to the first.
func fold(a, b *graph.Statement) {
	for _, s := range b.Systems {
		if !slices.ContainsFunc(a.Systems, func(x graph.Party) bool { return x.ID == s.ID }) {
			a.Systems = append(a.Systems, s)
		}
	}
	if a.Quantity.Max == 0 {
		a.Quantity = b.Quantity
	}
	if a.Money.Max == 0 {
		a.Money = b.Money
	}
	if len(b.Date) > len(a.Date) {
		a.Date = b.Date
	}
	if a.By.ID == "" {
		a.By = b.By
	}
	if a.In.ID == "" {
		a.In = b.In
	}
	if len(b.Office) > len(a.Office) && a.Office == "" {
		a.Office = b.Office
	}
	for _, e := range b.Evidence {
		if !slices.ContainsFunc(a.Evidence, func(x graph.Evidence) bool { return x.Sentence == e.Sentence }) {
			a.Evidence = append(a.Evidence, e)
		}
	}
}
