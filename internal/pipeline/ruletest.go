package pipeline

import (
	"fmt"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/rule"
)

// TestRules runs the tests of all rules and returns a fault for each that
// fails: a wanted claim that the text does not give, or a claim of the rule's
// type where none is wanted.
func (p *Pack) TestRules() []diag.Fault {
	var faults []diag.Fault
	w := p.NewWorker()
	for _, r := range p.Rules {
		for _, t := range r.Tests {
			if what := p.testRule(w, r, t); what != "" {
				faults = append(faults, diag.Fault{File: r.File, Line: t.Line, Column: 1, Width: 1, Code: "rule-test", What: what, Fix: "mend the rule " + r.ID + " or the test"})
			}
		}
	}
	return faults
}

func (p *Pack) testRule(w *Worker, r rule.Rule, t rule.Test) string {
	d := document.Document{Text: t.Text, SHA: strings.Repeat("0", 64)}
	all := w.Extract(d, t.Date, "")
	statements := slices.DeleteFunc(slices.Clone(all), func(s graph.Statement) bool { return s.Type != r.Edge.Type })
	if len(t.Want) == 0 && len(statements) > 0 {
		return fmt.Sprintf("%q must give no %s, but gives %s", t.Text, r.Edge.Type, describe(statements[0]))
	}
	for _, want := range t.Want {
		among := statements
		if len(want["type"]) > 0 {
			among = all
		}
		if !slices.ContainsFunc(among, func(s graph.Statement) bool { return fits(s, want) }) {
			got := "nothing"
			if len(among) > 0 {
				got = describe(among[0])
			}
			return fmt.Sprintf("%q must give %v, but gives %s", t.Text, want, got)
		}
	}
	return ""
}

func describe(s graph.Statement) string {
	text := fmt.Sprintf("%s %s -> %s", s.Type, s.Source.ID, s.Target.ID)
	for _, system := range s.Systems {
		text += " " + string(system.ID)
	}
	return fmt.Sprintf("%s %s %s quantity %q date %q (%s)", text, s.Polarity, s.Modality, s.Quantity.String(), s.Date, s.Evidence[0].Rule)
}

// fits says whether a statement has all that a test wants of it.
func fits(s graph.Statement, want rule.Want) bool {
	have := map[string][]string{"type": {s.Type}, "source": {string(s.Source.ID)}, "target": {string(s.Target.ID)}, "quantity": {s.Quantity.String()},
		"money": {s.Money.String()}, "polarity": {s.Polarity}, "modality": {s.Modality}, "attributed_to": {string(s.By.ID)}, "date": {s.Date},
		"office": {s.Office}, "in": {string(s.In.ID)}, "stage": {s.Stage}}
	for _, system := range s.Systems {
		have["system"] = append(have["system"], string(system.ID))
	}
	for key, values := range want {
		for _, v := range values {
			if !slices.Contains(have[key], v) {
				return false
			}
		}
	}
	return true
}
