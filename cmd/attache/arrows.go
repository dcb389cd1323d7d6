package main

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/schema"
)

// smallLedger is the evidence up to which a load prints the arrows of the whole
// ledger; beyond, it prints those that the documents it read tell of.
const smallLedger = 5000

// shownArrows are printed, those with the most evidence.
const shownArrows = 100

// What a run did to an arrow, the table's first column.
const (
	arrowAsBefore  = " "
	arrowNew       = "+"
	arrowConfirmed = "~"
)

// arrow is an arrow with what the run did to it.
type arrow struct {
	graph.Arrow
	change string
}

// arrows prints the arrows as a table.
func (l *loading) arrows(view *ledger.View, run int64, evidence int) error {
	all, which := foldArrows(view.Claims(ledger.Filter{}), run), ""
	if evidence > smallLedger {
		all, which = l.told.arrows(), " told by the documents read"
	}
	var shown []arrow
	total := 0
	for a, err := range all {
		if err != nil {
			return ledgerError(err)
		}
		shown = append(shown, a)
		if total++; len(shown) >= 2*shownArrows {
			shown = strongest(shown)
		}
	}
	shown = strongest(shown)
	names, err := arrowNames(view, shown)
	if err != nil {
		return err
	}
	if len(shown) > 0 {
		fmt.Fprintln(l.out)
		l.table(names.arrowRows(shown))
		l.tip(fmt.Sprintf("%s %s %s %s shows the sentences behind an arrow", onLedger("blame", l.ledger), brief(shown[0].Source), shown[0].Type, brief(shown[0].Head)))
	}
	if total > len(shown) {
		fmt.Fprintf(l.out, "\n%s%s; these are the ones with the most evidence\n", count(total, "arrow"), which)
	}
	return nil
}

// tally counts the evidence of arrows while documents are read. Parties without
// a name, which are other nodes in every document, are left out: so it grows
// with the names of a corpus, not with its size.
type tally map[[3]string]*told

// told is what the documents tell of an arrow: one claim for each item and
// modality, without evidence.
type told struct {
	claims   []graph.Claim
	evidence int
}

func (t tally) add(types schema.Schema, s graph.Statement) {
	edge, _ := types.Edge(s.Type)
	if edge.Symmetric && s.Target.ID < s.Source.ID {
		s.Source, s.Target = s.Target, s.Source
	}
	items := s.Systems
	if len(items) == 0 {
		items = []graph.Party{{}}
	}
	var last [3]string
	for _, item := range items {
		c := graph.Claim{Type: s.Type, Source: s.Source.ID, Target: s.Target.ID, Item: item.ID, Polarity: s.Polarity, Modality: s.Modality, Evidence: s.Evidence}
		head := c.Head(types)
		if !c.Points() || head == "" || head.Unnamed() || c.Source.Unnamed() {
			continue
		}
		c.Evidence = nil
		k := key(types, c)
		if t[k] == nil {
			t[k] = new(told)
		}
		t[k].add(c)
		if k != last {
			t[k].evidence += len(s.Evidence)
		}
		last = k
	}
}

func (t *told) add(c graph.Claim) {
	if !slices.ContainsFunc(t.claims, func(d graph.Claim) bool { return d.Item == c.Item && d.Modality == c.Modality }) {
		t.claims = append(t.claims, c)
	}
}

// arrows yields the arrows in no order.
func (t tally) arrows() iter.Seq2[arrow, error] {
	return func(yield func(arrow, error) bool) {
		for _, told := range t {
			a := graph.NewArrow(schema.Default(), told.claims)
			a.Evidence = told.evidence
			if !yield(arrow{a, arrowAsBefore}, nil) {
				return
			}
		}
	}
}

// strongest returns the arrows with the most evidence, of equals the first by id.
func strongest(arrows []arrow) []arrow {
	slices.SortFunc(arrows, func(a, b arrow) int {
		return cmp.Or(b.Evidence-a.Evidence, cmp.Compare(a.Source, b.Source), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Head, b.Head))
	})
	return arrows[:min(len(arrows), shownArrows)]
}

// arrowRows sorts arrows for reading, by type and names, with unnamed parties
// last, and returns the rows of the table.
func (n names) arrowRows(arrows []arrow) [][]string {
	unnamed := func(a arrow) int {
		if a.Source.Unnamed() || a.Head.Unnamed() {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(arrows, func(a, b arrow) int {
		return cmp.Or(unnamed(a)-unnamed(b), strings.Compare(a.Type, b.Type), strings.Compare(n.name(a.Source), n.name(b.Source)), strings.Compare(n.name(a.Head), n.name(b.Head)))
	})
	rows := [][]string{{" ", "SOURCE", "TYPE", "TARGET", "MODALITY", "ITEMS", "EVIDENCE"}}
	for _, a := range arrows {
		rows = append(rows, []string{a.change, n.name(a.Source), a.Type, n.name(a.Head), a.Modality, n.items(a.Arrow), strconv.Itoa(a.Evidence)})
	}
	return rows
}

// foldArrows folds claims, which come in the order of their arrows.
func foldArrows(claims iter.Seq2[ledger.Claim, error], run int64) iter.Seq2[arrow, error] {
	types := schema.Default()
	return func(yield func(arrow, error) bool) {
		var group []graph.Claim
		before, now := false, false // evidence of earlier runs, and of this one
		flush := func() bool {
			arrows := graph.Arrows(types, group)
			group = group[:0]
			if len(arrows) == 0 {
				return true
			}
			return yield(arrow{arrows[0], change(before, now)}, nil)
		}
		for c, err := range claims {
			if err != nil {
				yield(arrow{}, err)
				return
			}
			if len(group) > 0 && key(types, group[0]) != key(types, c.Claim) {
				if !flush() {
					return
				}
				before, now = false, false
			}
			group = append(group, c.Claim)
			for _, from := range c.From {
				now = now || c.Points() && from.Run == run
				before = before || c.Points() && from.Run != run
			}
		}
		flush()
	}
}

func key(types schema.Schema, c graph.Claim) [3]string {
	return [3]string{string(c.Source), c.Type, string(c.Head(types))}
}

func change(before, now bool) string {
	switch {
	case now && before:
		return arrowConfirmed
	case now:
		return arrowNew
	}
	return arrowAsBefore
}

func arrowNames(view *ledger.View, arrows []arrow) (names, error) {
	var ids []graph.ID
	for _, a := range arrows {
		ids = append(ids, a.Source, a.Head)
		for _, item := range append(a.Items, a.PlannedItems...) {
			ids = append(ids, graph.ID(item))
		}
	}
	n := make(names)
	return n, n.add(view, ids...)
}

// shownItems of an arrow are named, the others counted.
const shownItems = 4

// items lists what an arrow is about; planned items are marked where others
// are not planned.
func (n names) items(a graph.Arrow) string {
	var list []string
	for _, id := range a.Items {
		list = append(list, n.name(graph.ID(id)))
	}
	for _, id := range a.PlannedItems {
		text := n.name(graph.ID(id))
		if a.Modality != graph.Planned {
			text += " (planned)"
		}
		list = append(list, text)
	}
	if len(list) > shownItems {
		list = append(list[:shownItems-1], fmt.Sprintf("%d more", len(list)-shownItems+1))
	}
	return strings.Join(list, ", ")
}
