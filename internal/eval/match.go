package eval

import (
	"cmp"
	"slices"

	"github.com/attache-kg/attache/graph"
)

// sameEdge reports whether the system's claim says the edge of the gold's:
// type, polarity, parties, and the system where it is part of the edge or
// stands for a target that the gold leaves open.
func sameEdge(gold GoldClaim, system graph.PrintedClaim) bool {
	if gold.Type != system.Type || polarity(gold.PrintedClaim) != polarity(system) || !gold.joins(system) {
		return false
	}
	bySystem := gold.Target == nil || slices.Contains(scoring.WithSystem, gold.Type)
	if bySystem && len(gold.System) > 0 {
		return systemsOverlap(gold.PrintedClaim, system)
	}
	return true
}

func polarity(c graph.PrintedClaim) string { return cmp.Or(c.Polarity, graph.Affirmed) }

// joins reports whether a claim has the gold's parties, in either direction if
// the type is symmetric. Where the gold's target is open, so is the claim's.
func (g GoldClaim) joins(c graph.PrintedClaim) bool {
	if g.Target == nil {
		return g.isSource(c.Source)
	}
	if c.Target == nil {
		return false
	}
	if g.isSource(c.Source) && g.isTarget(*c.Target) {
		return true
	}
	return slices.Contains(scoring.Symmetric, g.Type) && g.isSource(*c.Target) && g.isTarget(c.Source)
}

func (g GoldClaim) isSource(name string) bool { return anySame(name, g.Source, g.AltSource) }

func (g GoldClaim) isTarget(name string) bool { return anySame(name, *g.Target, g.AltTarget) }

// anySame reports whether the system's name means the gold's or one of its
// further ones.
func anySame(name, gold string, further []string) bool {
	return sameName(gold, name) || slices.ContainsFunc(further, func(g string) bool { return sameName(g, name) })
}

// distinct keeps of the claims that say one edge the first.
func distinct(claims []GoldClaim) []GoldClaim {
	var kept []GoldClaim
	for _, c := range claims {
		told := func(k GoldClaim) bool {
			return sameEdge(k, c.PrintedClaim) || sameEdge(c, k.PrintedClaim)
		}
		if !slices.ContainsFunc(kept, told) {
			kept = append(kept, c)
		}
	}
	return kept
}

// candidate is a claim of the gold and one of the system's that say one edge,
// and the number of attributes in which they agree.
type candidate struct {
	gold, system, score int
}

// byScore puts candidates that agree in most attributes first.
func byScore(a, b candidate) int { return cmp.Compare(b.score, a.score) }

// matching is a one-to-one assignment of claims under construction.
type matching struct {
	edges [][]candidate // by gold claim, best first
	pair  []int         // by gold claim: the system's claim, or -1
	taken []int         // by claim of the system: the gold's, or -1
}

// match assigns claims of the system to claims of the gold, one to one and as
// many as can be; pairs that agree in most attributes are taken first. It
// returns for each claim of the gold the index of its partner, or -1.
func match(gold []GoldClaim, system []graph.PrintedClaim) []int {
	var all []candidate
	for i, g := range gold {
		for j, s := range system {
			if sameEdge(g, s) {
				all = append(all, candidate{i, j, agreement(g.PrintedClaim, s)})
			}
		}
	}
	slices.SortStableFunc(all, byScore) // ties stay in the order of the claims
	m := newMatching(len(gold), len(system), all)
	m.takeBest(all)
	for i := range m.pair {
		if m.pair[i] < 0 {
			m.augment(i, make([]bool, len(system)))
		}
	}
	return m.pair
}

func newMatching(gold, system int, all []candidate) *matching {
	m := &matching{
		edges: make([][]candidate, gold),
		pair:  slices.Repeat([]int{-1}, gold),
		taken: slices.Repeat([]int{-1}, system),
	}
	for _, c := range all {
		m.edges[c.gold] = append(m.edges[c.gold], c)
	}
	return m
}

// takeBest takes candidates in order while both of their claims are free.
func (m *matching) takeBest(all []candidate) {
	for _, c := range all {
		if m.pair[c.gold] < 0 && m.taken[c.system] < 0 {
			m.assign(c)
		}
	}
}

func (m *matching) assign(c candidate) {
	m.pair[c.gold], m.taken[c.system] = c.system, c.gold
}

// augment finds a partner for gold claim i, moving others to another partner
// where need be. Claims of the system that were tried are seen.
func (m *matching) augment(i int, seen []bool) bool {
	for _, c := range m.edges[i] {
		if seen[c.system] {
			continue
		}
		seen[c.system] = true
		if holder := m.taken[c.system]; holder < 0 || m.augment(holder, seen) {
			m.assign(c)
			return true
		}
	}
	return false
}
