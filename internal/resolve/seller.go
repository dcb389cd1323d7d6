package resolve

import (
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
)

// seller returns from whom buyers buy what a sentence says without telling: who the
// text says makes the systems, sells them to others or delivers them to the buyers,
// else with whom alone the buyers have signed, or from whom they bought arms without a
// name of their own just before.
// A firm counts for more than a state; where two fit there is none.
func (d *doc) seller(c frame.Claim, buyers []graph.Party, sentence int, before []placed) []graph.Party {
	var systems []graph.Party
	counted := c.Quantity.Max > 0 || c.Money.Max > 0
	for _, item := range c.Items {
		if p := d.system(item); d.designated(p) {
			systems = append(systems, p)
		}
		counted = counted || item.Quantity.Max > 0
	}
	if c.Again {
		return d.boughtBefore(c, buyers, sentence, before)
	}
	if len(buyers) > 0 && len(systems) == 0 && counted && len(c.Items) == 1 {
		return d.kindSeller(c, buyers, sentence, before)
	}
	if len(buyers) == 0 || len(systems) == 0 {
		return nil
	}
	o := only{others: buyers}
	for _, own := range [...]bool{true, false} {
		for _, p := range before {
			if p.s.Polarity == graph.Affirmed && (p.s.Source.ID == buyers[0].ID) == own && slices.ContainsFunc(p.s.Systems, func(s graph.Party) bool { return d.designated(s) && d.compatible([]graph.Party{s}, systems) }) {
				o.add(d.trader(c, p.s, buyers))
			}
		}
		if len(o.found) > 0 {
			break // from whom they buy them elsewhere
		}
	}
	if len(o.found) == 0 {
		d.makers(&o, systems)
	}
	if len(o.found) == 0 {
		d.promised(&o, c, systems, buyers, sentence, before)
	}
	if len(o.found) == 0 {
		for _, p := range before {
			switch near := p.sentence <= sentence && p.sentence >= sentence-near; {
			case p.s.Source.ID != buyers[0].ID:
			case near && p.s.Type == c.Rule.Edge.Type && !slices.ContainsFunc(p.s.Systems, d.designated), p.s.Target.ID.Class() == "firm" && len(p.s.Systems) == 0:
				o.add(p.s.Target)
			}
		}
	}
	sellers := d.firmFirst(o)
	if len(sellers) == 1 && len(buyers) == 1 && !counted && slices.ContainsFunc(before, func(p placed) bool {
		return !p.tacit && p.s.Type == c.Rule.Edge.Type && p.s.Source.ID == buyers[0].ID && (p.s.Target.ID == sellers[0].ID || d.firmOf(p.s.Target.ID, sellers[0].ID)) && d.compatible(p.s.Systems, systems)
	}) {
		return nil // "the decision to buy them", behind the purchase
	}
	return sellers
}

// boughtBefore returns from whom buyers bought that of which they buy more: "It has
// ordered another 12".
func (d *doc) boughtBefore(c frame.Claim, buyers []graph.Party, sentence int, before []placed) []graph.Party {
	for _, p := range slices.Backward(before) {
		if p.sentence < sentence-near {
			break
		}
		if len(buyers) == 1 && slices.Contains(c.Rule.Edge.Covers, p.s.Type) && p.s.Target.ID == buyers[0].ID && len(p.s.Systems) > 0 {
			return []graph.Party{p.s.Source} // "took delivery of two. It ordered six of them"
		}
		if p.s.Type == c.Rule.Edge.Type && !p.tacit && p.s.Polarity == graph.Affirmed {
			if len(buyers) == 1 && p.s.Source.ID == buyers[0].ID && p.s.Target.ID != "" {
				return []graph.Party{p.s.Target}
			}
			break
		}
	}
	return nil
}

// contractor returns the firm with which a contract is, of which a text tells that speaks of
// no other firm, but of that one more than once.
func (d *doc) contractor(c frame.Claim) []graph.Party {
	if c.Rule.Stage != "contracted" || c.Polarity.Modality != graph.Done || c.Polarity.Denied || !d.now.Rule.Edge.Requires("system") || len(c.Rule.Nouns) > 0 {
		return nil
	}
	named := false // the clause speaks of a contract
	for _, x := range c.Rule.Clauses {
		for _, el := range x.Elements {
			named = named || len(el.Words) > 0
		}
	}
	var o only
	times := 0
	for _, mentions := range d.Mentions {
		for _, m := range mentions {
			if m.Class == classFirm {
				o.add(d.mentioned(m))
				times++
			}
		}
	}
	if !named || times < 2 {
		return nil
	}
	return d.firmFirst(o)
}

// kindSeller returns from whom buyers buy a number of some kind of system, where a
// sentence beside theirs says who makes one of that kind: "will buy 246 fighting
// vehicles. The CV90, made by BAE, …".
func (d *doc) kindSeller(c frame.Claim, buyers []graph.Party, sentence int, before []placed) []graph.Party {
	kind := d.system(c.Items[0])
	o := only{others: buyers}
	for _, p := range before {
		beside := p.sentence >= sentence-1 && p.sentence <= sentence+1
		if beside && p.s.Polarity == graph.Affirmed && slices.ContainsFunc(p.s.Systems, func(s graph.Party) bool { return d.designated(s) && d.isA(s.ID, kind.ID) }) {
			o.add(d.trader(c, p.s, buyers))
		}
	}
	if len(o.found) == 0 {
		d.promised(&o, c, []graph.Party{kind}, buyers, sentence, before)
	}
	return d.firmFirst(o)
}

// promised collects the firms that the sentences right behind say will make or deliver
// what some systems are: "ordered 54 Leopard tanks. The tanks will be built by KMW."
func (d *doc) promised(o *only, c frame.Claim, systems, buyers []graph.Party, sentence int, before []placed) {
	for _, p := range before {
		if p.sentence <= sentence || p.sentence > sentence+near || p.s.Polarity != graph.Affirmed || p.s.Modality != graph.Planned || p.s.Source.ID.Class() != "firm" {
			continue
		}
		if slices.ContainsFunc(p.s.Systems, func(s graph.Party) bool {
			return !d.designated(s) && slices.ContainsFunc(systems, func(x graph.Party) bool { return x.ID == s.ID || d.isA(x.ID, s.ID) })
		}) {
			o.add(d.trader(c, p.s, buyers))
		}
	}
}

// designated says whether a system has a name of its own, which its kind has not.
func (d *doc) designated(p graph.Party) bool {
	i, ok := d.Gazetteer.Index[string(p.ID)]
	return ok && strings.ToLower(d.Gazetteer.Entities[i].Name) != d.Gazetteer.Entities[i].Name
}

// trader returns who a statement says makes or sells systems: a maker, whom anybody
// bought them from, or who supplies one of some buyers.
func (d *doc) trader(c frame.Claim, s *graph.Statement, buyers []graph.Party) graph.Party {
	switch edge, _ := d.Types.Edge(s.Type); {
	case s.Type == c.Rule.Edge.Type:
		return s.Target
	case !slices.Contains(c.Rule.Edge.Covers, s.Type):
	case len(edge.Target) == 0, slices.ContainsFunc(buyers, func(b graph.Party) bool { return b.ID == s.Target.ID }):
		return s.Source
	}
	return graph.Party{}
}

// makers collects the firms and nationalities that stand right before a name of one of
// some systems anywhere in the text: "Lockheed Martin's F-35", "the French Caesar".
func (d *doc) makers(o *only, systems []graph.Party) {
	for _, mentions := range d.Mentions {
		for i := 1; i < len(mentions); i++ {
			m, maker := mentions[i], mentions[i-1]
			if m.Entity < 0 || d.Gazetteer.Entities[m.Entity].Class != classSystem || maker.Class != classFirm && (maker.Class != classState || maker.Form != gazetteer.Demonym) || !d.opens(maker.Last, m.First) {
				continue
			}
			if p := (graph.Party{ID: graph.ID(d.Gazetteer.Entities[m.Entity].ID)}); d.designated(p) && d.compatible(systems, []graph.Party{p}) {
				o.add(d.mentioned(maker))
			}
		}
	}
}

// opens says whether nothing but an apostrophe and adjectives stands between a maker
// and a system.
func (d *doc) opens(first, last int) bool {
	if first < last && d.Doc.Tokens[first].Shape&document.Possessive != 0 {
		first++
	}
	for t := first; t < last; t++ {
		if d.bits(t)&lang.Adjective == 0 && d.Doc.Tokens[t].Shape&document.Hyphen == 0 {
			return false
		}
	}
	return true
}

// firmFirst returns the only firm collected, else the only state; a firm and a part of it
// that bears its name are one.
func (d *doc) firmFirst(o only) []graph.Party {
	for _, class := range [...]string{"firm", "state"} {
		kept := only{found: slices.DeleteFunc(slices.Clone(o.found), func(p graph.Party) bool {
			return p.ID.Class() != class || slices.ContainsFunc(o.found, func(x graph.Party) bool { return bears(x, p) })
		})}
		if len(kept.found) > 0 {
			return kept.one()
		}
	}
	return nil
}
