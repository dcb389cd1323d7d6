package eval

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// RuleScore says how the claims fared that a rule found, alone or with others.
// A claim of two rules counts for both.
type RuleScore struct {
	Rule              string
	Hits, FalseAlarms int
	Alone             int         // claims that no other rule found
	Claims            []RuleClaim // in the order of the gold's documents
}

// RuleClaim is a claim that a rule found in a document.
type RuleClaim struct {
	Doc string
	Found
}

// ByRule returns a score for every rule that found a claim, those with most
// false alarms first, then those with most hits, then by id. The rules that
// found claim i of the system's document doc are rules[doc][i]; one that is
// named twice counts once.
func (r Report) ByRule(rules map[string][][]string) []RuleScore {
	scores := make(map[string]*RuleScore)
	for _, d := range r.Documents {
		for _, f := range d.Found {
			ids := slices.Compact(slices.Sorted(slices.Values(rules[d.Doc][f.At])))
			for _, id := range ids {
				if scores[id] == nil {
					scores[id] = &RuleScore{Rule: id}
				}
				scores[id].add(RuleClaim{d.Doc, f}, len(ids) == 1)
			}
		}
	}
	var out []RuleScore
	for _, s := range scores {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b RuleScore) int {
		return cmp.Or(cmp.Compare(b.FalseAlarms, a.FalseAlarms), cmp.Compare(b.Hits, a.Hits), cmp.Compare(a.Rule, b.Rule))
	})
	return out
}

func (s *RuleScore) add(c RuleClaim, alone bool) {
	if c.Hit {
		s.Hits++
	} else {
		s.FalseAlarms++
	}
	if alone {
		s.Alone++
	}
	s.Claims = append(s.Claims, c)
}

// WriteRules prints the scores as a table, with the single claims behind it if
// verbose.
func WriteRules(w io.Writer, scores []RuleScore, verbose bool) error {
	width := 14 // of the first column of WriteText's tables
	for _, s := range scores {
		width = max(width, len(s.Rule))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-*s%6s%6s%6s\n", width, "rule", "hit", "false", "alone")
	for _, s := range scores {
		fmt.Fprintf(&b, "%-*s%6d%6d%6d\n", width, s.Rule, s.Hits, s.FalseAlarms, s.Alone)
	}
	if verbose {
		writeRuleClaims(&b, scores)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeRuleClaims(b *strings.Builder, scores []RuleScore) {
	for _, s := range scores {
		for _, c := range s.Claims {
			outcome := "false"
			if c.Hit {
				outcome = "hit"
			}
			fmt.Fprintf(b, "RULE  %s  %s %s: %s\n", c.Doc, s.Rule, outcome, claimLine(c.Claim))
		}
	}
}
