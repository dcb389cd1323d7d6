package ledger

import (
	"cmp"
	"maps"
	"slices"

	"github.com/attache-kg/attache/graph"
)

// Gain is an arrow that gained evidence in a run.
type Gain struct {
	graph.Arrow      // of its active claims; Evidence is what the run found
	New         bool // whether all its evidence is the run's
}

// gains counts the evidence that a run finds, by the keys of arrows between parties with
// a name: others are other arrows in every document. It takes some 25 bytes an arrow.
type gains map[int64]int32

// add counts the evidence of a claim that the run found.
func (g gains) add(c *claim, evidence []graph.Evidence, done *stored, run int64) {
	for _, e := range evidence {
		if done.evidence[e.ID].run == run {
			g[c.arrow]++
		}
	}
}

// points says whether a claim's arrow is one whose gains are counted.
func (b *batch) points(c graph.Claim) bool {
	head := c.Head(b.types)
	return c.Points() && head != "" && !head.Unnamed() && !c.Source.Unnamed()
}

// Gains returns the n arrows that gained most evidence in a run of this ledger, of equals
// those that were known first, and how many gained some.
func (v *View) Gains(r *Run, n int) (strongest []Gain, total int, err error) {
	keys := slices.SortedFunc(maps.Keys(r.gains), func(a, b int64) int {
		return cmp.Or(cmp.Compare(r.gains[b], r.gains[a]), cmp.Compare(a, b))
	})
	for _, key := range keys[:min(n, len(keys))] {
		g, active, err := v.gain(r, key)
		if err != nil {
			return nil, 0, err
		}
		if active {
			strongest = append(strongest, g)
		}
	}
	return strongest, len(keys), nil
}

const (
	arrowClaims = `
SELECT DISTINCT a.type, a.source, coalesce(c.target, a.head), coalesce(c.item, ''), c.modality
FROM arrows a JOIN claims c ON c.arrow = a.key
WHERE a.key = ? AND c.retracted IS NULL AND c.polarity = ? AND c.modality <> ?`
	arrowBefore = `
SELECT NOT EXISTS (SELECT 1 FROM claims c JOIN support s ON s.claim = c.key JOIN evidence e ON e.key = s.evidence
	WHERE c.arrow = ? AND c.polarity = ? AND c.modality <> ? AND e.run <> ?)`
)

func (v *View) gain(r *Run, key int64) (g Gain, active bool, err error) {
	var claims []graph.Claim
	var c graph.Claim
	for err := range v.rows(arrowClaims, []any{key, graph.Affirmed, graph.Possible}, &c.Type, &c.Source, &c.Target, &c.Item, &c.Modality) {
		if err != nil {
			return g, false, err
		}
		claims = append(claims, c)
	}
	for err := range v.rows(arrowBefore, []any{key, graph.Affirmed, graph.Possible, r.ID}, &g.New) {
		if err != nil {
			return g, false, err
		}
	}
	if len(claims) == 0 {
		return g, false, nil
	}
	g.Arrow = graph.NewArrow(r.types, claims)
	g.Evidence = int(r.gains[key])
	return g, true, nil
}
