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
// ledger; beyond, it prints those that gained some.
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
func (l *loading) arrows(view *ledger.View, run *ledger.Run, evidence int) error {
	choose, which := allArrows, ""
	if evidence > smallLedger {
		choose, which = gains, " gained evidence"
	}
	shown, total, err := choose(view, run)
	if err != nil {
		return ledgerError(err)
	}
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

// allArrows returns the strongest arrows of the ledger, and how many there are.
func allArrows(view *ledger.View, run *ledger.Run) (shown []arrow, total int, err error) {
	for a, err := range foldArrows(view.Claims(ledger.Filter{}), run.ID) {
		if err != nil {
			return nil, 0, err
		}
		shown = append(shown, a)
		if total++; len(shown) >= 2*shownArrows {
			shown = strongest(shown)
		}
	}
	return strongest(shown), total, nil
}

// gains returns the arrows that gained most evidence in the run, with what they gained,
// and how many gained some.
func gains(view *ledger.View, run *ledger.Run) (shown []arrow, total int, err error) {
	gained, total, err := view.Gains(run, shownArrows)
	for _, g := range gained {
		shown = append(shown, arrow{g.Arrow, change(!g.New, true)})
	}
	return shown, total, err
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
