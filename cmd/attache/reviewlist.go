package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/internal/decision"
	"github.com/spf13/cobra"
)

const listLong = `Lists the decisions with what the last load did by each: the statements that it
met, in how many documents. A decision that is not replayed yet waits for a load.

details shows the statements, as extraction gave them, and the sentences that were
dropped.`

const listExample = `  attache review list
  attache review list --format details
  attache review list --format json | jq '.[] | select(.claims == 0)'`

func (r *reviewing) listCommand() *cobra.Command {
	c := command("list [flags]", "List decisions and what each did", listLong, listExample, 0, 0, func(context.Context, []string) error {
		if r.format != "table" && r.format != "details" && r.format != "json" {
			return usage("use --format table, details or json", "there is no format %s", r.format)
		}
		return r.withView(r.list)
	})
	r.files(c)
	c.Flags().StringVar(&r.format, "format", "table", "`FORMAT`: table, details or json")
	return c
}

// decidedRecord is a decision with what it did, as JSON gives it.
type decidedRecord struct {
	Line      int            `json:"line"`
	Decision  string         `json:"decision"`
	Sentence  string         `json:"sentence,omitempty"`
	Reason    string         `json:"reason"`
	Who       string         `json:"who"`
	When      string         `json:"when"`
	Replayed  bool           `json:"replayed"`
	Claims    int            `json:"claims"` // statements met; for a printed name, nodes
	Documents int            `json:"documents"`
	Effects   []effectRecord `json:"effects"`
}

type effectRecord struct {
	Doc      string `json:"doc"`
	SHA      string `json:"sha256"`
	Claim    string `json:"claim"`
	Sentence string `json:"sentence,omitempty"`
}

func (r *reviewing) list() error {
	file := decisionsFile(r.file, r.ledger)
	set, err := readDecisions(file)
	if err != nil {
		return err
	}
	if set == nil {
		return fail(exitFailed, "attache review accept, reject, merge, split, rename or name makes it", "there is no file %s", file)
	}
	records, err := r.records(set)
	if err != nil {
		return err
	}
	switch r.format {
	case "json":
		e := json.NewEncoder(r.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(records)
	case "details":
		r.details(records)
	default:
		r.summary(records)
	}
	met, waiting := 0, 0
	for _, d := range records {
		switch {
		case !d.Replayed:
			waiting++
		case d.Claims > 0:
			met++
		}
	}
	fmt.Fprintf(r.out, "%s: %s\n", count(len(records), "decision"),
		parts("none", "with effect", met, "without", len(records)-met-waiting, "not replayed yet", waiting))
	return nil
}

// records returns the decisions of a set with what the last load did by them.
func (r *reviewing) records(set *decision.Set) ([]decidedRecord, error) {
	met := make(map[string][]ledger.DecidedIn)
	for d, err := range r.view.Decided() {
		if err != nil {
			return nil, ledgerError(err)
		}
		met[d.Decision] = append(met[d.Decision], d)
	}
	inForce, err := r.view.Replayed()
	if err != nil {
		return nil, ledgerError(err)
	}
	names, err := r.named(set)
	if err != nil {
		return nil, err
	}
	replayed := set.Replayed()
	records := make([]decidedRecord, len(set.All))
	for i, d := range set.All {
		record := decidedRecord{Line: d.Line, Decision: d.String(), Sentence: d.Sentence, Reason: d.Reason, Who: d.Who, When: d.When,
			Replayed: inForce[replayed[i]], Effects: []effectRecord{}}
		documents := make(map[string]bool)
		for _, m := range met[replayed[i]] {
			documents[m.Document.SHA] = true
			record.Effects = append(record.Effects, effectRecord{Doc: m.Document.Doc, SHA: m.Document.SHA, Claim: m.Claim, Sentence: m.Sentence})
		}
		record.Claims, record.Documents = len(record.Effects), len(documents)
		if d.Kind == decision.Rename {
			if record.Replayed = names.given[d.From] == d.As; names.told[d.From] {
				record.Claims = 1
			}
		}
		records[i] = record
	}
	return records, nil
}

// printedNames are the names that decisions give to nodes.
type printedNames struct {
	given map[graph.ID]string // in force
	told  map[graph.ID]bool   // nodes that documents tell of
}

func (r *reviewing) named(set *decision.Set) (n printedNames, err error) {
	var ids []graph.ID
	for _, d := range set.All {
		if d.Kind == decision.Rename {
			ids = append(ids, d.From)
		}
	}
	if len(ids) == 0 {
		return n, nil
	}
	if n.given, err = r.view.Renamed(); err != nil {
		return n, ledgerError(err)
	}
	n.told, err = r.view.Told(ids)
	return n, ledgerError(err)
}

// did says in words what a decision did.
func (d decidedRecord) did() string {
	switch {
	case !d.Replayed:
		return "not replayed yet"
	case d.Claims == 0:
		return "nothing"
	case d.Documents == 0:
		return count(d.Claims, "node")
	}
	return count(d.Claims, "claim") + " in " + count(d.Documents, "document")
}

func (r *reviewing) summary(records []decidedRecord) {
	rows := [][]string{{"LINE", "DECISION", "DID", "WHO", "WHEN", "REASON"}}
	for _, d := range records {
		rows = append(rows, []string{strconv.Itoa(d.Line), d.Decision, d.did(), d.Who, d.When, d.Reason})
	}
	if len(rows) > 1 {
		r.table(rows)
		fmt.Fprintln(r.out)
	}
}

func (r *reviewing) details(records []decidedRecord) {
	for _, d := range records {
		fmt.Fprintf(r.out, "line %d: %s: %s\n  %s (%s, %s)\n", d.Line, d.Decision, d.did(), d.Reason, d.Who, d.When)
		for _, e := range d.Effects {
			fmt.Fprintf(r.out, "  %s: %s\n", e.Doc, e.Claim)
			if e.Sentence != "" {
				fmt.Fprintf(r.out, "    %s\n", e.Sentence)
			}
		}
		fmt.Fprintln(r.out)
	}
}
