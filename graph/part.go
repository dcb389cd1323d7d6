package graph

import (
	"iter"
	"maps"
	"slices"

	"github.com/attache-kg/attache/schema"
)

// Part names some rows of a projection: nodes, each with the relationships that go out
// from it, and arrows. A row that is named and not projected is gone.
type Part struct {
	nodes  map[string]map[string]bool // by label and id
	arrows map[arrowKey]bool
}

type arrowKey struct{ source, kind, head string }

// AddNode names a node. Of entities only the relationships of the layer itself (IN, IS_A)
// go with it.
func (p *Part) AddNode(label, id string) {
	if p.nodes == nil {
		p.nodes = make(map[string]map[string]bool)
	}
	if p.nodes[label] == nil {
		p.nodes[label] = make(map[string]bool)
	}
	p.nodes[label][id] = true
}

// AddArrow names the arrow of a source, type and head.
func (p *Part) AddArrow(source ID, kind string, head ID) {
	if p.arrows == nil {
		p.arrows = make(map[arrowKey]bool)
	}
	p.arrows[arrowKey{string(source), kind, string(head)}] = true
}

// HasNode says whether a node is named.
func (p *Part) HasNode(label, id string) bool { return p.nodes[label][id] }

// Nodes returns the ids of a label, sorted.
func (p *Part) Nodes(label string) []string { return slices.Sorted(maps.Keys(p.nodes[label])) }

// Arrows returns the sources and heads of a type of arrows, sorted.
func (p *Part) Arrows(kind string) (ends [][]string) {
	for a := range p.arrows {
		if a.kind == kind {
			ends = append(ends, []string{a.source, a.head})
		}
	}
	slices.SortFunc(ends, slices.Compare)
	return ends
}

func (p *Part) hasEdge(types schema.Schema, e EdgeRow) bool {
	if _, arrow := types.Edge(e.Type); arrow {
		return p.arrows[arrowKey{e.From.ID, e.Type, e.To.ID}]
	}
	return p.HasNode(e.From.Label, e.From.ID)
}

// Of returns those rows of a projection that the part names.
func (p *Part) Of(types schema.Schema, nodes iter.Seq2[NodeRow, error], edges iter.Seq2[EdgeRow, error]) (iter.Seq2[NodeRow, error], iter.Seq2[EdgeRow, error]) {
	return filtered(nodes, func(n NodeRow) bool { return p.HasNode(n.Labels[0], n.ID) }),
		filtered(edges, func(e EdgeRow) bool { return p.hasEdge(types, e) })
}

// filtered passes errors on.
func filtered[T any](rows iter.Seq2[T, error], wanted func(T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			if (err != nil || wanted(row)) && !yield(row, err) {
				return
			}
		}
	}
}
