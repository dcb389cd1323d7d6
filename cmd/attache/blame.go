package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/schema"
	"github.com/spf13/cobra"
)

const blameLong = `Shows every claim behind an arrow with its sentences, the words that the rule
matched marked in them, the document, the bytes they stand at, and the rule; its
grade (see attache grade), and the claims that contradict it.

SOURCE and TARGET are a node's id (firm:nexter), a state's code (FRA) or a name.
The target of PRODUCES is what is made.`

const blameExample = `  attache blame FRA SUPPLIES UKR
  attache blame Nexter PRODUCES CAESAR`

// blaming is one run of the blame command.
type blaming struct {
	*screen
	ledger, pack string
	names        names
	judge        *judge
}

func blameCommand(s *screen) *cobra.Command {
	b := &blaming{screen: s, names: make(names)}
	c := command("blame [flags] SOURCE TYPE TARGET", "Show the sentences behind an arrow", blameLong, blameExample, 3, 3, b.run)
	ledgerFlag(c, &b.ledger)
	packFlag(c.Flags(), &b.pack)
	return c
}

func (b *blaming) run(_ context.Context, args []string) error {
	sources, err := loadSources(b.pack)
	if err != nil {
		return err
	}
	return onView(b.ledger, func(_ *ledger.Ledger, view *ledger.View) error {
		edge, source, head, err := arrowOf(view, b.ledger, args)
		if err != nil {
			return err
		}
		b.judge = newJudge(view, sources)
		return b.show(view, edge, source, head)
	})
}

// arrowOf returns the arrow that a person names by SOURCE, TYPE and TARGET.
func arrowOf(view *ledger.View, file string, args []string) (edge schema.Edge, source, head graph.ID, err error) {
	if edge, err = edgeType(args[1]); err != nil {
		return edge, "", "", err
	}
	if source, err = lookUp(view, file, args[0]); err != nil {
		return edge, "", "", err
	}
	if head, err = lookUp(view, file, args[2]); err != nil {
		return edge, "", "", err
	}
	if edge.Symmetric && head < source {
		source, head = head, source
	}
	return edge, source, head, nil
}

// show prints the claims behind an arrow.
func (b *blaming) show(view *ledger.View, edge schema.Edge, source, head graph.ID) error {
	if err := b.names.add(view, source, head); err != nil {
		return err
	}
	var behind []ledger.Claim
	var plain []graph.Claim
	others := 0
	for c, err := range view.Claims(ledger.Filter{Type: edge.Type, Source: source, Head: head}) {
		if err != nil {
			return ledgerError(err)
		}
		if !c.Points() {
			others++
			continue
		}
		behind, plain = append(behind, c), append(plain, c.Claim)
	}
	if len(behind) == 0 {
		return b.none(view, edge, source, head, others)
	}
	if err := b.judge.compare(plain[0]); err != nil {
		return err
	}
	grades := make([]graph.Grade, len(plain))
	for i, c := range plain {
		var err error
		if grades[i], err = b.judge.grade(c); err != nil {
			return err
		}
	}
	arrow := graph.NewArrow(schema.Default(), plain)
	fmt.Fprintf(b.out, "%s %s %s: %s, %s, %s of evidence from %s, grade %s\n", b.names.name(source), edge.Type, b.names.name(head), arrow.Modality,
		count(len(behind), "claim"), count(arrow.Evidence, "piece"), count(arrow.Stories, "story"), graph.GradeArrow(grades))
	for i, c := range behind {
		if err := b.claim(view, c, grades[i]); err != nil {
			return err
		}
	}
	if others > 0 {
		b.hint(fmt.Sprintf("%s beside them, denied or only possible: %s", count(others, "claim"), b.claimsOf(edge, source, head)))
	}
	return nil
}

// claimsOf is the command that lists all claims of an arrow.
func (b *blaming) claimsOf(edge schema.Edge, source, head graph.ID) string {
	claims := onLedger("claims", b.ledger)
	if edge.Arrow != "target" {
		return fmt.Sprintf("%s --type %s --source %s", claims, edge.Type, brief(source))
	}
	return fmt.Sprintf("%s --type %s --source %s --target %s", claims, edge.Type, brief(source), brief(head))
}

func (b *blaming) claim(view *ledger.View, c ledger.Claim, grade graph.Grade) error {
	if err := b.names.add(view, c.Item, c.Target); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n%s (claim %.12s, grade %s)\n", b.names.outline(c), c.ID, grade)
	for _, a := range b.judge.against(c.Claim) {
		fmt.Fprintf(b.out, "  contradicted by claim %.12s (%s)\n", a.ID, a.Kind)
	}
	for i, e := range c.Evidence {
		d := c.From[i].Document
		accepted := ""
		if e.Accepted {
			accepted = ", accepted"
		}
		fmt.Fprintf(b.out, "  %s\n    %s, bytes %d-%d, rule %s%s\n", b.mark(e), dated(d.Doc, d.Date), e.Span.Begin, e.Span.End, e.Rule, accepted)
	}
	return nil
}

// none says that there is no arrow, and what there is instead.
func (b *blaming) none(view *ledger.View, edge schema.Edge, source, head graph.ID, others int) error {
	sentence := fmt.Sprintf("%s %s %s", b.names.name(source), edge.Type, b.names.name(head))
	if others > 0 {
		return fail(exitFailed, b.claimsOf(edge, source, head)+" lists them", "there is no arrow %s: %s of it, denied or only possible", sentence, count(others, "claim"))
	}
	var there []string
	for _, ends := range [][2]graph.ID{{source, head}, {head, source}} {
		for c, err := range view.Claims(ledger.Filter{Source: ends[0], Head: ends[1]}) {
			if err != nil {
				return ledgerError(err)
			}
			arrow := fmt.Sprintf("%s %s %s", brief(ends[0]), c.Type, brief(ends[1]))
			if c.Points() && !slices.Contains(there, arrow) {
				there = append(there, arrow)
			}
		}
	}
	hint := onLedger("claims", b.ledger) + " --source " + brief(source) + " lists what is said of it"
	if len(there) > 0 {
		hint = "there is: " + strings.Join(there, ", ")
	}
	return fail(exitFailed, hint, "there is no arrow %s", sentence)
}
