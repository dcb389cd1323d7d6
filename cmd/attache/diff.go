package main

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/spf13/cobra"
)

const diffLong = `Shows what became of claims: which are new, which are gone, and which have other
evidence than before, with the sentences that came and went.

Without RUN it tells what the last load changed, with one RUN what that load
changed, with two what changed from the end of the first to the end of the second.
attache runs lists the runs; run 0 is the empty ledger before the first.

Exit codes: 0, or with --exit-code 1 when there are changes.`

const diffExample = `  attache diff
  attache diff 3
  attache diff 3 7 --format json
  attache diff --exit-code > /dev/null || notify`

// differing is one run of the diff command.
type differing struct {
	*screen
	ledger, format string
	exitCode       bool
}

func diffCommand(s *screen) *cobra.Command {
	d := &differing{screen: s}
	c := command("diff [flags] [RUN [RUN]]", "Show what a load changed, or what changed between two", diffLong, diffExample, 0, 2, d.run)
	ledgerFlag(c, &d.ledger)
	c.Flags().StringVar(&d.format, "format", "text", "`FORMAT`: text or json")
	c.Flags().BoolVar(&d.exitCode, "exit-code", false, "exit with 1 when there are changes")
	return c
}

func (d *differing) run(_ context.Context, args []string) error {
	if d.format != "text" && d.format != "json" {
		return usage("use --format text or json", "there is no format %s", d.format)
	}
	return onView(d.ledger, func(_ *ledger.Ledger, view *ledger.View) error {
		from, to, err := d.between(view, args)
		if err != nil {
			return err
		}
		write := d.text
		if d.format == "json" {
			write = d.json
		}
		n, err := write(view, from, to)
		if err == nil && n > 0 && d.exitCode {
			return &failure{code: exitFailed}
		}
		return err
	})
}

// between returns the runs that the arguments name.
func (d *differing) between(view *ledger.View, args []string) (from, to int64, err error) {
	finished, err := view.Finished()
	if err != nil {
		return 0, 0, ledgerError(err)
	}
	if len(finished) == 0 {
		return 0, 0, nil
	}
	runs := []int64{finished[len(finished)-1]}
	if len(args) > 0 {
		runs = nil
	}
	for _, arg := range args {
		run, err := strconv.ParseInt(arg, 10, 64)
		if err != nil || run != 0 && !slices.Contains(finished, run) {
			return 0, 0, usage(onLedger("runs", d.ledger)+" lists the runs", "there is no finished run %s", arg)
		}
		runs = append(runs, run)
	}
	if len(runs) == 1 {
		return before(finished, runs[0]), runs[0], nil
	}
	if runs[0] > runs[1] {
		return 0, 0, usage("name the earlier run first", "run %d is after run %d", runs[0], runs[1])
	}
	return runs[0], runs[1], nil
}

// before returns the last of some runs before another, 0 where there is none.
func before(runs []int64, run int64) int64 {
	i, _ := slices.BinarySearch(runs, run)
	if i == 0 {
		return 0
	}
	return runs[i-1]
}

func (d *differing) text(view *ledger.View, from, to int64) (int, error) {
	return d.differences(view, view.Diff(from, to))
}

// differences prints what became of claims, one after the other, and counts them.
func (s *screen) differences(view *ledger.View, all iter.Seq2[ledger.Difference, error]) (total int, err error) {
	n := make(names)
	counts := make(map[string]int)
	for d, err := range all {
		if err != nil {
			return total, ledgerError(err)
		}
		if err := n.add(view, d.Source, d.Target, d.Item); err != nil {
			return total, err
		}
		if total++; total > 1 {
			fmt.Fprintln(s.out)
		}
		counts[d.Change()]++
		fmt.Fprintf(s.out, "%s %s%s\n", changeMarks[d.Change()], n.claimLine(d.Claim), evidenceChange(d))
		s.told(arrowNew, d.Came)
		s.told(evidenceGone, d.Went)
	}
	if total > 0 {
		fmt.Fprintln(s.out)
	}
	fmt.Fprintln(s.out, claimCounts(counts))
	return total, nil
}

// evidenceGone marks a sentence that no longer states a claim.
const evidenceGone = "-"

var changeMarks = map[string]string{ledger.ClaimNew: arrowNew, ledger.ClaimGone: evidenceGone, ledger.ClaimChanged: arrowConfirmed}

func claimCounts(counts map[string]int) string {
	return "claims: " + parts("nothing has changed", "new", counts[ledger.ClaimNew], "changed", counts[ledger.ClaimChanged], "gone", counts[ledger.ClaimGone])
}

func evidenceChange(d ledger.Difference) string {
	if d.Change() != ledger.ClaimChanged {
		return ""
	}
	return fmt.Sprintf(" (%d to %s of evidence)", d.Before, count(d.After, "piece"))
}

func (s *screen) told(mark string, told []ledger.Told) {
	for _, t := range told {
		fmt.Fprintf(s.out, "  %s %s\n      %s, bytes %d-%d, rule %s\n", mark, t.Sentence, t.Doc, t.Span.Begin, t.Span.End, t.Rule)
	}
}

// claimLine tells a claim in one line.
func (n names) claimLine(c graph.Claim) string {
	parts := []string{n.name(c.Source), c.Type}
	if c.Target != "" {
		parts = append(parts, n.name(c.Target))
	}
	line := strings.Join(parts, " ")
	for _, more := range []string{n.nameOrNone(c.Item), c.Office, manner(c.Polarity, c.Modality), prefixed("stage ", c.Stage), c.Occurrence} {
		if more != "" {
			line += ", " + more
		}
	}
	return line
}

// differenceRecord is what became of a claim, as JSON gives it.
type differenceRecord struct {
	Change     string       `json:"change"` // new, changed or gone
	ID         string       `json:"id"`
	Type       string       `json:"type"`
	Source     string       `json:"source"`
	SourceID   graph.ID     `json:"source_id"`
	Target     string       `json:"target,omitempty"`
	TargetID   graph.ID     `json:"target_id,omitempty"`
	System     string       `json:"system,omitempty"`
	SystemID   graph.ID     `json:"system_id,omitempty"`
	Office     string       `json:"office,omitempty"`
	Polarity   string       `json:"polarity"`
	Modality   string       `json:"modality"`
	Stage      string       `json:"stage,omitempty"`
	Occurrence string       `json:"occurrence,omitempty"`
	Before     int          `json:"evidence_before"`
	After      int          `json:"evidence_after"`
	Came       []toldRecord `json:"came"`
	Went       []toldRecord `json:"went"`
}

type toldRecord struct {
	Doc      string `json:"doc"`
	SHA      string `json:"sha256"`
	Begin    int    `json:"begin"`
	End      int    `json:"end"`
	Sentence string `json:"sentence"`
	Rule     string `json:"rule"`
}

func toldRecords(told []ledger.Told) []toldRecord {
	records := make([]toldRecord, len(told))
	for i, t := range told {
		records[i] = toldRecord{t.Doc, t.Document, t.Span.Begin, t.Span.End, t.Sentence, t.Rule}
	}
	return records
}

// json writes an array, one claim a line.
func (d *differing) json(view *ledger.View, from, to int64) (total int, err error) {
	n := make(names)
	records := func(yield func(differenceRecord, error) bool) {
		for c, err := range view.Diff(from, to) {
			r := differenceRecord{}
			if err = ledgerError(err); err == nil {
				total++
				r, err = n.difference(view, c)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
	return total, writeArray(d.screen, records)
}

func (n names) difference(view *ledger.View, d ledger.Difference) (differenceRecord, error) {
	if err := n.add(view, d.Source, d.Target, d.Item); err != nil {
		return differenceRecord{}, err
	}
	return differenceRecord{Change: d.Change(), ID: d.ID, Type: d.Type, Source: n.printed(d.Source), SourceID: d.Source, Target: n.printed(d.Target), TargetID: d.Target,
		System: n.printed(d.Item), SystemID: d.Item, Office: d.Office, Polarity: d.Polarity, Modality: d.Modality, Stage: d.Stage, Occurrence: d.Occurrence,
		Before: d.Before, After: d.After, Came: toldRecords(d.Came), Went: toldRecords(d.Went)}, nil
}

// writeArray writes a JSON array, one record a line.
func writeArray[T any](s *screen, records iter.Seq2[T, error]) error {
	separator := "[\n"
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	for r, err := range records {
		if err != nil {
			return err
		}
		s.out.WriteString(separator)
		if err := e.Encode(r); err != nil { // ends in a line break
			return err
		}
		separator = ","
	}
	if separator != "," {
		s.out.WriteString("[")
	}
	_, err := s.out.WriteString("]\n")
	return err
}
