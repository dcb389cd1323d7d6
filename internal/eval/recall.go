package eval

import (
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
)

// NameCount says how many names of the gold were found, and which were not.
type NameCount struct {
	Found, Total int
	Missing      []MissingName // by document and first mention, in the gold's order
}

// MissingName is a name of the gold that was not found in its document.
type MissingName struct {
	Doc, Name string
}

// NameRecall counts the names of a kind (state, org, firm, official, system,
// place) that the gold's claims hold as source, target, system, attributed_to
// or in: each once a document, by its printed form, unnamed firms left out. A
// name is found when found[doc] has one, kind and all, that means it or one of
// the further names that any of its claims accepts in its place.
func NameRecall(gold []GoldDocument, kind string, found map[string][]string) NameCount {
	var n NameCount
	for _, d := range gold {
		names, further := d.names()
		for _, name := range names {
			if k, rest, _ := strings.Cut(name, ":"); k != kind || k == "firm" && isUnnamed(rest) {
				continue
			}
			n.Total++
			means := func(f string) bool { return anySame(f, name, further[name]) }
			if slices.ContainsFunc(found[d.Doc], means) {
				n.Found++
			} else {
				n.Missing = append(n.Missing, MissingName{d.Doc, name})
			}
		}
	}
	return n
}

// Named returns the names that claims hold. Some are of nobody whom the text names:
// the state that "the Navy" is of, or a place that no file lists.
func Named(claims []graph.PrintedClaim) (names []string) {
	for _, c := range claims {
		names = append(append(names, c.Source, c.AttributedTo, c.In), c.System...)
		if c.Target != nil {
			names = append(names, *c.Target)
		}
	}
	return names
}

// names returns the distinct names in the document's claims and what other
// names each may have.
func (d GoldDocument) names() (names []string, further map[string][]string) {
	further = make(map[string][]string)
	add := func(name string, alt []string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
		further[name] = append(further[name], alt...)
	}
	for _, c := range d.Claims {
		add(c.Source, c.AltSource)
		if c.Target != nil {
			add(*c.Target, c.AltTarget)
		}
		for _, s := range c.System {
			add(s, nil)
		}
		add(c.AttributedTo, nil)
		add(c.In, nil)
	}
	return names, further
}
