package graph

import (
	"iter"

	"github.com/attache-kg/attache/schema"
)

// judging grades claims while they are projected, those of one arrow at a time.
type judging struct {
	types  schema.Schema
	h      Holdings
	stands map[ID][]ID
	rivals map[string][]Contradiction // by claim; nil before they are looked for
}

func newJudging(types schema.Schema, h Holdings) *judging {
	return &judging{types: types, h: h, stands: make(map[ID][]ID)}
}

// meet notes what a node stands for.
func (j *judging) meet(n Node) {
	if ids := n.StandsFor(); len(ids) > 0 {
		j.stands[n.ID] = ids
	}
}

// judged are the claims of one source, type and head, with their grades.
type judged struct {
	claims []Claim
	grades []Grade
	found  []Contradiction // of them all, those with others only once
}

// groups yields the claims, arrow by arrow, once the nodes have been met.
func (j *judging) groups() iter.Seq2[judged, error] {
	return func(yield func(judged, error) bool) {
		if err := j.findRivals(); err != nil {
			yield(judged{}, err)
			return
		}
		var group []Claim
		for c, err := range j.h.Claims {
			if err != nil {
				yield(judged{}, err)
				return
			}
			if len(group) > 0 && !group[0].besides(j.types, c) {
				if !yield(j.judge(group), nil) {
					return
				}
				group = group[:0]
			}
			group = append(group, c)
		}
		if len(group) > 0 {
			yield(j.judge(group), nil)
		}
	}
}

// besides says whether two claims have source, type and head in common.
func (c Claim) besides(types schema.Schema, d Claim) bool {
	return c.Source == d.Source && c.Type == d.Type && c.Head(types) == d.Head(types)
}

// findRivals looks for them once, for the nodes and for the edges.
func (j *judging) findRivals() error {
	if j.h.Sole == nil || j.rivals != nil {
		return nil
	}
	found, err := Rivals(j.types, j.h.Sole)
	if err != nil {
		return err
	}
	j.rivals = make(map[string][]Contradiction)
	for _, x := range found {
		for _, id := range x.IDs {
			j.rivals[id] = append(j.rivals[id], x)
		}
	}
	return nil
}

func (j *judging) judge(claims []Claim) judged {
	g := judged{claims: claims, grades: make([]Grade, len(claims)), found: Denials(j.types, claims)}
	judge := Judge{Sources: j.h.Sources, Stands: func(id ID) []ID { return j.stands[id] }}
	denials := g.found
	for i, c := range claims {
		g.grades[i] = judge.Grade(c, append(c.Against(denials), c.Against(j.rivals[c.ID])...))
		for _, x := range j.rivals[c.ID] {
			if x.IDs[0] == c.ID {
				g.found = append(g.found, x)
			}
		}
	}
	return g
}

// arrow returns the row of the claims' arrow, if they have one.
func (g judged) arrow(types schema.Schema) []EdgeRow {
	var points []Claim
	var grades []Grade
	for i, c := range g.claims {
		if c.Points() && c.Head(types) != "" {
			points, grades = append(points, c), append(grades, g.grades[i])
		}
	}
	if len(points) == 0 {
		return nil
	}
	a := NewArrow(types, points)
	a.Grade = GradeArrow(grades)
	return []EdgeRow{a.row()}
}

func (g judged) contradictions() (rows []EdgeRow) {
	for _, x := range g.found {
		rows = append(rows, EdgeRow{Type: TypeContradicts, From: Ref{LabelClaim, x.IDs[0]}, To: Ref{LabelClaim, x.IDs[1]}, Properties: map[string]any{"kind": x.Kind}})
	}
	return rows
}
