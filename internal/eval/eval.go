// Package eval scores extracted claims against a gold standard.
//
// It computes the figures of score.py, the scorer that comes with the
// annotation guidelines, and [Report.WriteText] prints them in the same bytes.
// Where the two differ, score.py is right; the tests compare them.
//
// [ReadGold] reads the gold. [Score] matches claims one to one inside each
// document on type, source, target and polarity, and returns a [Report]:
//
//   - claims, per type and in all: how many the gold has, how many the system
//     has, how many were matched (a hit);
//   - arrows: the same with every edge counted once a document;
//   - attributes of the matched claims whose gold gives them;
//   - traps: sentences of the gold that look like a claim and are none. A trap
//     fires when a claim of its type has a sentence that equals, contains or
//     lies within the trap's;
//   - by document, the claims missed, the false alarms and the traps fired.
//
// [Report.ByRule] says of each rule how the claims fared that it found, which
// tells the rule to mend; score.py knows no rules.
//
// [NameRecall] asks how many names of the gold were found at all, which tells
// a gazetteer's gaps from those of the rules.
//
// What the scorer knows of English is data: scoring.json has its word lists
// and types, aliases.json, a copy of the guidelines' file, the names that mean
// the same.
//
// Only ReadGold, WriteText and [WriteRules] can fail, and only as their reader
// or writer does or, for ReadGold, at a line that is no document.
package eval

import (
	"maps"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
)

// Count is what the gold has, what the system has, and what they share.
type Count struct {
	Gold, System, Hits int
}

// Precision is the share of the system's claims that are in the gold, 0 if it
// has none.
func (c Count) Precision() float64 { return ratio(c.Hits, c.System) }

// Recall is the share of the gold's claims that the system has, 0 if the gold
// has none.
func (c Count) Recall() float64 { return ratio(c.Hits, c.Gold) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 {
	if c.Hits == 0 {
		return 0
	}
	p, r := c.Precision(), c.Recall()
	return 2 * p * r / (p + r)
}

func (c Count) plus(d Count) Count {
	return Count{c.Gold + d.Gold, c.System + d.System, c.Hits + d.Hits}
}

// TypeScore is the count of one edge type's claims.
type TypeScore struct {
	Type string
	Count
}

// AttributeScore says how an attribute fared on the matched claims: how many
// of the gold's give it, how many of those the system has right, and how many
// of the system's give it where the gold has none.
type AttributeScore struct {
	Name                string
	Given, Right, Extra int
}

// Accuracy is the share of the given values that are right.
func (a AttributeScore) Accuracy() float64 { return ratio(a.Right, a.Given) }

// TrapScore says how many traps the gold sets and how many fired.
type TrapScore struct {
	Count, Fired int
}

// Found is a claim of the system's: a hit, or else a false alarm.
type Found struct {
	Claim graph.PrintedClaim
	At    int // its place in the system's document
	Hit   bool
}

// DocumentReport lists what was found in one document and what went wrong, each
// list in the order of its file.
type DocumentReport struct {
	Doc        string
	Misses     []GoldClaim
	Found      []Found
	FiredTraps []Trap
}

// Report is the outcome of [Score].
type Report struct {
	Ignored    []string         // documents that the gold has not, sorted
	Types      []TypeScore      // in the order of [Types], those with a claim on either side
	Micro      Count            // over the claims of all types
	Arrows     Count            // each edge once a document
	Attributes []AttributeScore // in score.py's order, all of them
	Traps      TrapScore
	Documents  []DocumentReport // every document of the gold, in its order
}

// Types returns the edge types that are scored, in the order of reports.
func Types() []string { return slices.Clone(scoring.Types) }

// Score compares the system's documents with the gold. Only claims and traps
// of the given types count; nil means all of [Types]. Of two documents of the
// system with the same name the later one counts.
func Score(gold []GoldDocument, system []graph.PrintedDocument, types []string) Report {
	if types == nil {
		types = scoring.Types
	}
	found := make(map[string][]Found)
	for _, d := range system {
		found[d.Doc] = foundOf(d.Claims, types)
	}
	r := newReport()
	for _, g := range gold {
		r.addDocument(g.ofTypes(types), found[g.Doc])
		delete(found, g.Doc)
	}
	r.Ignored = slices.Sorted(maps.Keys(found))
	r.Types = slices.DeleteFunc(r.Types, func(t TypeScore) bool { return t.Gold+t.System == 0 })
	for _, t := range r.Types {
		r.Micro = r.Micro.plus(t.Count)
	}
	return r
}

// newReport returns a report with a row for every type and attribute.
func newReport() Report {
	var r Report
	for _, t := range scoring.Types {
		r.Types = append(r.Types, TypeScore{Type: t})
	}
	for _, a := range attributes {
		r.Attributes = append(r.Attributes, AttributeScore{Name: a.name})
	}
	return r
}

func (r *Report) addDocument(gold GoldDocument, found []Found) {
	d := DocumentReport{Doc: gold.Doc, Found: found}
	system := claimsOf(found)
	pair := match(gold.Claims, system)
	for i, g := range gold.Claims {
		t := r.typeScore(g.Type)
		t.Gold++
		if pair[i] < 0 {
			d.Misses = append(d.Misses, g)
			continue
		}
		t.Hits++
		d.Found[pair[i]].Hit = true
		r.addAttributes(g.PrintedClaim, system[pair[i]])
	}
	for _, s := range system {
		r.typeScore(s.Type).System++
	}
	d.FiredTraps = firedTraps(gold.None, system)
	r.Traps.Count += len(gold.None)
	r.Traps.Fired += len(d.FiredTraps)
	r.Arrows = r.Arrows.plus(arrows(gold.Claims, system))
	r.Documents = append(r.Documents, d)
}

// typeScore returns the row of a type, an unprinted one for a type that
// nobody scores.
func (r *Report) typeScore(name string) *TypeScore {
	i := slices.IndexFunc(r.Types, func(t TypeScore) bool { return t.Type == name })
	if i < 0 {
		return &TypeScore{}
	}
	return &r.Types[i]
}

// addAttributes counts the attributes of a matched pair.
func (r *Report) addAttributes(gold, system graph.PrintedClaim) {
	for i, a := range attributes {
		score := &r.Attributes[i]
		switch {
		case a.given(gold):
			score.Given++
			if a.agrees(gold, system) {
				score.Right++
			}
		case a.given(system):
			score.Extra++
		}
	}
}

// arrows counts edges: claims that say the same edge as an earlier one of
// their side are left out, and so is an unmatched edge of the system that is
// the gold's by another acceptable name.
func arrows(gold []GoldClaim, system []graph.PrintedClaim) Count {
	g, s := distinct(gold), printed(distinct(asGold(system)))
	pair := match(g, s)
	c := Count{Gold: len(g)}
	for j := range s {
		again := func(x GoldClaim) bool { return sameEdge(x, s[j]) }
		switch {
		case slices.Contains(pair, j):
			c.System++
			c.Hits++
		case !slices.ContainsFunc(gold, again):
			c.System++
		}
	}
	return c
}

func firedTraps(traps []Trap, system []graph.PrintedClaim) []Trap {
	var out []Trap
	for _, t := range traps {
		if slices.ContainsFunc(system, t.firesOn) {
			out = append(out, t)
		}
	}
	return out
}

// firesOn reports whether a claim falls into the trap.
func (t Trap) firesOn(c graph.PrintedClaim) bool {
	a, b := oneSpaced(t.Sentence), oneSpaced(c.Sentence)
	return c.Type == t.Type && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

// oneSpaced writes runs of white space as one space.
func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
