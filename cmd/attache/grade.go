package main

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/schema"
	"github.com/spf13/cobra"
)

const gradeLong = `Grades a claim after the Admiralty code, and says why, step by step. The letter is
for its sources, by sources.yaml of the pack: A reliable, B usually, C fairly, D not
usually reliable, E unreliable, F cannot be judged. The figure is for what they say:
1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be
judged. It depends on the independent accounts (documents that tell one story are one,
and so is what rests on one person's word), on hedges, on whether all rests on the word
of somebody with an interest, and on claims that contradict it.

CLAIM is a claim's id, or its first digits, as blame and claims print it. With SOURCE,
TYPE and TARGET, as blame takes them, it grades the arrow, which is as good as the best
of its claims.

Exit codes: 0 done, 1 no such claim or arrow, 2 used wrongly, 3 faults in sources.yaml.`

const gradeExample = `  attache grade 4e3330f9e901
  attache grade FRA SUPPLIES UKR`

// grading is one run of the grade command.
type grading struct {
	*screen
	ledger, pack string
	names        names
}

func gradeCommand(s *screen) *cobra.Command {
	g := &grading{screen: s, names: make(names)}
	c := command("grade [flags] CLAIM | SOURCE TYPE TARGET", "Grade a claim or an arrow, and say why", gradeLong, gradeExample, 1, 3, g.run)
	ledgerFlag(c, &g.ledger)
	packFlag(c.Flags(), &g.pack)
	return c
}

func (g *grading) run(_ context.Context, args []string) error {
	if len(args) == 2 {
		return usage("attache grade --help shows examples", "name a claim by its id, or an arrow by SOURCE, TYPE and TARGET")
	}
	sources, err := loadSources(g.pack)
	if err != nil {
		return err
	}
	return onView(g.ledger, func(_ *ledger.Ledger, view *ledger.View) error {
		j := newJudge(view, sources)
		if len(args) == 1 {
			return g.claim(j, args[0])
		}
		return g.arrow(j, args)
	})
}

// leastDigits of an id are asked for: fewer are more likely a slip.
const leastDigits = 4

func (g *grading) claim(j *judge, id string) error {
	id = strings.ToLower(id)
	if len(id) < leastDigits || len(id) > 32 || strings.Trim(id, "0123456789abcdef") != "" {
		return usage(onLedger("claims", g.ledger)+" --format json prints the ids", "%s is no claim id: %d hex digits or more", id, leastDigits)
	}
	var found []ledger.Claim
	for c, err := range j.view.Claims(ledger.Filter{ID: id, Retracted: true}) {
		if err != nil {
			return ledgerError(err)
		}
		found = append(found, c)
	}
	switch len(found) {
	case 0:
		return fail(exitFailed, onLedger("claims", g.ledger)+" --format json prints the ids", "the ledger has no claim %s", id)
	case 1:
	default:
		return usage("give more digits", "%s begin with %s", count(len(found), "claim"), id)
	}
	if err := j.compare(found[0].Claim); err != nil {
		return err
	}
	return g.print(j, found[0])
}

func (g *grading) arrow(j *judge, args []string) error {
	edge, source, head, err := arrowOf(j.view, g.ledger, args)
	if err != nil {
		return err
	}
	var points []ledger.Claim
	var grades []graph.Grade
	for c, err := range j.view.Claims(ledger.Filter{Type: edge.Type, Source: source, Head: head}) {
		if err != nil {
			return ledgerError(err)
		}
		if c.Points() {
			points = append(points, c)
		}
	}
	if err := g.names.add(j.view, source, head); err != nil {
		return err
	}
	sentence := fmt.Sprintf("%s %s %s", g.names.name(source), edge.Type, g.names.name(head))
	if len(points) == 0 {
		return fail(exitFailed, onLedger("claims", g.ledger)+" --source "+brief(source)+" lists what is said of it", "there is no arrow %s", sentence)
	}
	if err := j.compare(points[0].Claim); err != nil {
		return err
	}
	for _, c := range points {
		grade, err := j.grade(c.Claim)
		if err != nil {
			return err
		}
		grades = append(grades, grade)
	}
	fmt.Fprintf(g.out, "%s: %s, the best of %s: the arrow says that one of them holds\n", sentence, graph.GradeArrow(grades), count(len(points), "claim"))
	for _, c := range points {
		fmt.Fprintln(g.out)
		if err := g.print(j, c); err != nil {
			return err
		}
	}
	return nil
}

// print prints a claim's grade with its reasons.
func (g *grading) print(j *judge, c ledger.Claim) error {
	grade, err := j.grade(c.Claim)
	if err != nil {
		return err
	}
	if err := g.names.add(j.view, c.Source, c.Target, c.Item); err != nil {
		return err
	}
	line := strings.TrimSpace(fmt.Sprintf("%s %s %s", g.names.name(c.Source), c.Type, g.names.nameOrNone(c.Target)))
	fmt.Fprintf(g.out, "%s  %s: %s (claim %.12s)\n", grade, line, g.names.outline(c), c.ID)
	for _, reason := range grade.Reasons {
		fmt.Fprintf(g.out, "  %s\n", reason)
	}
	return nil
}

// outline says what a claim is, beside its parties.
func (n names) outline(c ledger.Claim) string {
	line := manner(c.Polarity, c.Modality)
	for _, more := range []string{prefixed("stage ", c.Stage), c.Occurrence, c.Office, n.nameOrNone(c.Item)} {
		if more != "" {
			line += ", " + more
		}
	}
	return line
}

// judge grades claims of a ledger, once it has compared them with others.
type judge struct {
	graph.Judge
	view  *ledger.View
	types schema.Schema
	known names
	found map[string][]graph.Contradiction // by the ids of their claims
	err   error                            // of a look-up
}

func newJudge(view *ledger.View, sources graph.Sources) *judge {
	j := &judge{view: view, types: schema.Default(), known: make(names), found: make(map[string][]graph.Contradiction)}
	j.Judge = graph.Judge{Sources: sources, Stands: j.stands}
	return j
}

func (j *judge) stands(id graph.ID) []graph.ID {
	if err := j.known.add(j.view, id); err != nil {
		j.err = err
	}
	return j.known[id].StandsFor()
}

// compare finds what contradicts the claims of one arrow.
func (j *judge) compare(c graph.Claim) error {
	if err := j.denials(c); err != nil {
		return err
	}
	edge, _ := j.types.Edge(c.Type)
	if edge.Sole.Property == "" {
		return nil
	}
	return j.rivals(func(yield func(graph.Claim, error) bool) {
		for d, err := range j.view.Claims(ledger.Filter{Type: c.Type, Target: c.Target}) {
			if !yield(d.Claim, err) || err != nil {
				return
			}
		}
	})
}

// compareAll finds what contradicts any claim: it looks at arrows of which a claim is
// denied.
func (j *judge) compareAll() error {
	denied := make(map[[3]string]graph.Claim)
	for c, err := range j.view.Claims(ledger.Filter{Polarity: graph.Denied}) {
		if err != nil {
			return ledgerError(err)
		}
		c.Evidence = nil
		denied[key(j.types, c.Claim)] = c.Claim
	}
	for _, c := range denied {
		if err := j.denials(c); err != nil {
			return err
		}
	}
	return j.rivals(j.view.Sole())
}

func (j *judge) denials(c graph.Claim) error {
	var group []graph.Claim
	for d, err := range j.view.Claims(ledger.Filter{Type: c.Type, Source: c.Source, Head: c.Head(j.types)}) {
		if err != nil {
			return ledgerError(err)
		}
		group = append(group, d.Claim)
	}
	j.add(graph.Denials(j.types, group))
	return nil
}

func (j *judge) rivals(claims iter.Seq2[graph.Claim, error]) error {
	found, err := graph.Rivals(j.types, claims)
	j.add(found)
	return ledgerError(err)
}

func (j *judge) add(found []graph.Contradiction) {
	for _, x := range found {
		for _, id := range x.IDs {
			j.found[id] = append(j.found[id], x)
		}
	}
}

// grade grades a claim that was compared.
func (j *judge) grade(c graph.Claim) (graph.Grade, error) {
	return j.Grade(c, j.against(c)), j.err
}

// against returns the claims that contradict one.
func (j *judge) against(c graph.Claim) []graph.Against { return c.Against(j.found[c.ID]) }
