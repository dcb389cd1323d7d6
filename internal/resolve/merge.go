package resolve

import (
	"math"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// uncovered leaves out what a contract only repeats: a firm that is awarded a
// contract to supply or to build is told to sell, not to supply or to build besides.
func (r *Resolver) uncovered(all []placed) []placed {
	return slices.DeleteFunc(all, func(p placed) bool {
		return p.s.Modality == graph.Planned && p.s.Source.ID.Class() == "firm" && slices.ContainsFunc(all, func(k placed) bool {
			if k.s.Target.ID != p.s.Source.ID || k.s.Evidence[0].Span != p.s.Evidence[0].Span {
				return false
			}
			edge, _ := r.Types.Edge(k.s.Type)
			return slices.Contains(edge.Covers, p.s.Type) && r.compatible(k.s.Systems, p.s.Systems)
		})
	})
}

// merge makes one statement of those that say the same relation again: the most
// specific values, all evidence, at the place of the first.
func (r *Resolver) merge(room *room, all []placed) []graph.Statement {
	kept := room.kept[:0] // their headline is false once the text restates it
	for _, p := range all {
		edge, _ := r.Types.Edge(p.s.Type) // rules name no others
		i := slices.IndexFunc(kept, func(k placed) bool {
			return (!p.another || k.headline || k.sentence == p.sentence) && (p.sentence < opening || !r.within(&edge, p.s.Target, k.s.Target)) && r.restates(&edge, k.s, p.s, k.headline) && !(p.listed && p.s.Quantity.Max > 0 && !shared(k.s.Systems, p.s.Systems)) &&
				(k.answers == p.answers && (k.habit == p.habit || k.headline || edge.Occurrence != schema.Day && !goesOnBeside(k, p)) || k.s.Evidence[0].Span == p.s.Evidence[0].Span)
		})
		if i < 0 {
			kept = append(kept, p)
			continue
		}
		if p.s.By.ID != "" && !p.authored && (kept[i].authored || kept[i].headline && kept[i].s.By.ID.Class() == "state") {
			kept[i].s.By, kept[i].authored = p.s.By, false
		}
		r.fold(&edge, kept[i].s, p.s)
		kept[i].headline = kept[i].headline && p.headline
	}
	room.kept = kept
	return copies(kept)
}

// goesOnBeside says whether one of two statements tells by a verb of its own what goes on,
// the other how much of it is done: "is training soldiers. It has trained 500".
func goesOnBeside(a, b placed) bool {
	return counted(a.s, b.s) && (a.habit && a.s.Modality == graph.Ongoing && !a.named || b.habit && b.s.Modality == graph.Ongoing && !b.named)
}

// copies returns statements, with their evidence, out of the room.
func copies(kept []placed) []graph.Statement {
	count := 0
	for i := range kept {
		count += len(kept[i].s.Evidence)
	}
	out, evidence := make([]graph.Statement, len(kept)), make([]graph.Evidence, 0, count)
	for i := range kept {
		n := len(evidence)
		evidence = append(evidence, kept[i].s.Evidence...)
		out[i] = *kept[i].s
		out[i].Evidence = evidence[n:len(evidence):len(evidence)]
	}
	return out
}

// shared says whether two lists of systems have one in common: items of a list with
// numbers of their own are not the classes of others.
func shared(a, b []graph.Party) bool {
	return slices.ContainsFunc(a, func(x graph.Party) bool {
		return slices.ContainsFunc(b, func(y graph.Party) bool { return x.ID == y.ID })
	})
}

// restates says whether two statements may tell the same event; what a headline
// plans the text may tell as done, a contract to buy is one with the purchase, what arms it speaks of in general the text tells,
// and what goes on for years it tells as it likes.
func (r *Resolver) restates(edge *schema.Edge, a, b *graph.Statement, headline bool) bool {
	if a.Type != b.Type || a.Polarity != b.Polarity {
		return false
	}
	turned := edge.Symmetric && a.Source.ID == b.Target.ID && a.Target.ID == b.Source.ID
	alone := headline && len(a.Evidence) == 1
	if !turned && (!same(a.Source, b.Source, alone) || !same(a.Target, b.Target, alone) && !r.sameSeller(edge, a, b) && !(alone && r.within(edge, b.Target, a.Target))) {
		return false
	}
	alike := sameModality(edge, a.Modality, b.Modality) || counted(a, b) || headline && (a.Modality == graph.Planned || r.generic(a.Systems)) ||
		edge.Occurrence == schema.Year && (headline || oneDeed(a, b)) || len(edge.Covers) > 0 && a.Evidence[0].Span == b.Evidence[0].Span
	return alike && !otherDay(edge, a, b) && (edge.Symmetric || r.compatible(a.Systems, b.Systems) || headline && r.generic(a.Systems) || edge.OfAttack() && oneStrike(a, b)) && !partOf(a, b) &&
		agree(a.Quantity, b.Quantity) && (agree(a.Money, b.Money) || rounded(a.Money, b.Money)) && (sameDate(edge, a.Date, b.Date) || undated(a) || undated(b))
}

// otherDay says whether two deeds that a day tells apart are told with different words for
// it, though in a document without a date of its own: "on Jan. 1", "on Jan. 3".
func otherDay(edge *schema.Edge, a, b *graph.Statement) bool {
	if edge.Occurrence != schema.Day || a.Date != "" || b.Date != "" || undated(a) || undated(b) {
		return false
	}
	return !slices.ContainsFunc(a.Evidence, func(x graph.Evidence) bool {
		return slices.ContainsFunc(b.Evidence, func(y graph.Evidence) bool { return x.DateText != "" && x.DateText == y.DateText })
	})
}

// oneDeed says whether two statements of one sentence tell one deed by its parts:
// "sent instructors to train the army".
func oneDeed(a, b *graph.Statement) bool {
	return a.Evidence[0].Span == b.Evidence[0].Span && (len(a.Systems) == 0 || len(b.Systems) == 0) && (a.Quantity.Max == 0 || b.Quantity.Max == 0)
}

// oneStrike says whether two statements of one sentence tell an attack by what launches it and
// what it launches: "drones carry out missile strikes".
func oneStrike(a, b *graph.Statement) bool {
	return a.Evidence[0].Span == b.Evidence[0].Span && a.Quantity.Max == 0 && b.Quantity.Max == 0
}

// counted says whether one of two statements tells in general what goes on, and the
// other how much of it is done: "training soldiers, with 10,000 trained".
func counted(a, b *graph.Statement) bool {
	if a.Modality == graph.Done {
		a, b = b, a
	}
	return a.Modality == graph.Ongoing && b.Modality == graph.Done && len(a.Systems) == 0 && a.Quantity.Max == 0 && a.Money.Max == 0 && a.Date == "" && b.Quantity.Max > 0
}

// same says whether two are one party: a firm is one with its part of the same name, and a
// headline may describe whom the text names: "French carmaker to build drones".
func same(a, b graph.Party, headline bool) bool {
	return a.ID == b.ID || headline && a.ID.Unnamed() && a.ID.Class() == b.ID.Class() || bears(a, b) || bears(b, a)
}

// within says whether one target of an attack is a place in the state that is another: what a
// headline tells of a country the text tells of a town.
func (r *Resolver) within(edge *schema.Edge, place, state graph.Party) bool {
	i, ok := r.Gazetteer.Index[string(place.ID)]
	return edge.OfAttack() && place.ID.Class() == "place" && ok && r.Gazetteer.Entities[i].In == string(state.ID)
}

// bears says whether a firm bears the name of another, and more: "Saab Dynamics".
func bears(part, firm graph.Party) bool {
	return firm.ID.Class() == "firm" && part.ID.Class() == "firm" && !firm.ID.Unnamed() && strings.HasPrefix(part.Name, firm.Name+" ")
}

// sameSeller says whether one of two targets is a firm of the state that the other
// is: "buys Turkish drones … ordered them from Baykar".
func (r *Resolver) sameSeller(edge *schema.Edge, a, b *graph.Statement) bool {
	if r.firmOf(a.Target.ID, b.Target.ID) {
		a, b = b, a
	}
	return !edge.Symmetric && r.firmOf(b.Target.ID, a.Target.ID) && len(a.Systems) <= max(1, len(b.Systems)) // a state's list has several sellers
}

func (r *Resolver) firmOf(firm, state graph.ID) bool {
	i, ok := r.Gazetteer.Index[string(firm)]
	return ok && firm.Class() == "firm" && r.Gazetteer.Entities[i].In == string(state)
}

// compatible says whether two lists of systems can be the same: one is empty, or
// they overlap, be it that one names the class of the other.
func (r *Resolver) compatible(a, b []graph.Party) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	return slices.ContainsFunc(a, func(x graph.Party) bool {
		return slices.ContainsFunc(b, func(y graph.Party) bool { return r.related(x.ID, y.ID) })
	})
}

// generic says whether systems are of no class: "military aid", "arms".
func (r *Resolver) generic(systems []graph.Party) bool {
	return !slices.ContainsFunc(systems, func(x graph.Party) bool {
		i, ok := r.Gazetteer.Index[string(x.ID)]
		return !ok || r.Gazetteer.Entities[i].IsA != ""
	})
}

// related says whether two systems are one, or one the class of the other.
func (r *Resolver) related(a, b graph.ID) bool {
	if a == b {
		return true
	}
	x, y, known := r.curated(a, b)
	return known && (r.Gazetteer.IsA(x, y) || r.Gazetteer.IsA(y, x))
}

// isA says whether a system is of a class.
func (r *Resolver) isA(system, class graph.ID) bool {
	s, c, known := r.curated(system, class)
	return known && r.Gazetteer.IsA(s, c)
}

// curated returns two nodes of the gazetteer, if both are.
func (r *Resolver) curated(a, b graph.ID) (x, y int, known bool) {
	x, known = r.Gazetteer.Index[string(a)]
	y, too := r.Gazetteer.Index[string(b)]
	return x, y, known && too
}

// partOf says whether a statement with a number tells one item of several that the
// other tells together.
func partOf(a, b *graph.Statement) bool {
	if a.Quantity.Max > 0 {
		a, b = b, a
	}
	return a.Quantity.Max == 0 && b.Quantity.Max > 0 && len(a.Systems) > 2 && len(b.Systems) == 1
}

func agree(a, b graph.Amount) bool {
	return a.Max == 0 || b.Max == 0 || a.Min == b.Min && a.Max == b.Max && a.Unit == b.Unit
}

// rounded says whether one of two sums of money may be the other in round figures.
func rounded(a, b graph.Amount) bool {
	const near = 0.03
	return a.Unit == b.Unit && math.Abs(a.Max-b.Max) <= near*max(a.Max, b.Max)
}

// undated says whether the date of a statement is only that of its publication.
func undated(s *graph.Statement) bool {
	return !slices.ContainsFunc(s.Evidence, func(e graph.Evidence) bool { return e.DateText != "" })
}

// sameDate says whether two dates do not tell events apart: one is unknown, or
// part of the other; or two parties do in one month what a month tells apart.
func sameDate(edge *schema.Edge, a, b string) bool {
	if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
		return true
	}
	const month = len("2006-01")
	return edge.Symmetric && edge.Occurrence == schema.Month && len(a) > month && len(b) > month && a[:month] == b[:month]
}

// sameModality says whether modality does not tell two events apart. What two
// parties agree on is planned and then done; what a day tells apart may be told as
// done and as going on.
func sameModality(edge *schema.Edge, a, b string) bool {
	switch {
	case a == b:
		return true
	case edge.Occurrence == schema.Day:
		return a != graph.Planned && b != graph.Planned
	}
	return edge.Symmetric
}

// fold adds what the second statement knows to the first.
func (r *Resolver) fold(edge *schema.Edge, a, b *graph.Statement) {
	for _, s := range b.Systems {
		if !slices.ContainsFunc(a.Systems, func(x graph.Party) bool { return x.ID == s.ID || r.isA(x.ID, s.ID) }) {
			a.Systems = append(slices.DeleteFunc(a.Systems, func(x graph.Party) bool { return r.isA(s.ID, x.ID) }), s)
		}
	}
	if r.firmOf(b.Target.ID, a.Target.ID) || a.Target.ID.Unnamed() || bears(b.Target, a.Target) || r.within(edge, b.Target, a.Target) {
		a.Target = b.Target
	}
	if a.Source.ID.Unnamed() || bears(b.Source, a.Source) {
		a.Source = b.Source
	}
	switch {
	case a.Modality == graph.Planned && b.Modality != graph.Planned:
		a.Modality, a.Stage, a.Date = b.Modality, b.Stage, b.Date
	case counted(a, b) && b.Modality == graph.Done:
		a.Modality, a.Stage = b.Modality, b.Stage
	}
	if a.Quantity.Max == 0 {
		a.Quantity = b.Quantity
	}
	if a.Money.Max == 0 {
		a.Money = b.Money
	}
	if len(b.Date) > len(a.Date) && (a.Date == "" || !undated(b)) || undated(a) && b.Date != "" && !undated(b) && !sameDate(edge, a.Date, b.Date) {
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
