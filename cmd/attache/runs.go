package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/attache-kg/attache/graph/ledger"
	"github.com/spf13/cobra"
)

const runsLong = `Lists the loads that the ledger remembers, oldest first: when they began, how long
they took, what they changed, and the fingerprint of the rules and entities they
read with. A load that was cut off is in the list as unfinished; the next one did
its work.`

const runsExample = `  attache runs
  attache runs --format json | jq '.[-1].changes'`

// history is one run of the runs command.
type history struct {
	*screen
	ledger, format string
}

func runsCommand(s *screen) *cobra.Command {
	h := &history{screen: s}
	c := command("runs [flags]", "List the loads that the ledger remembers", runsLong, runsExample, 0, 0, h.run)
	ledgerFlag(c, &h.ledger)
	c.Flags().StringVar(&h.format, "format", "table", "`FORMAT`: table or json")
	return c
}

// runRecord is a run as JSON gives it.
type runRecord struct {
	ID       int64           `json:"run"`
	Started  time.Time       `json:"started"`
	Finished *time.Time      `json:"finished"` // null: cut off
	Pack     string          `json:"pack"`
	Changes  *ledger.Changes `json:"changes"` // null: cut off
}

func (h *history) run(context.Context, []string) error {
	if h.format != "table" && h.format != "json" {
		return usage("use --format table or json", "there is no format %s", h.format)
	}
	return onView(h.ledger, func(_ *ledger.Ledger, view *ledger.View) error {
		runs, err := view.Runs()
		if err != nil {
			return ledgerError(err)
		}
		if h.format == "json" {
			return h.json(runs)
		}
		rows := [][]string{{"RUN", "STARTED", "TOOK", "RULES", "DOCUMENTS", "CLAIMS"}}
		for _, r := range runs {
			rows = append(rows, runRow(r))
		}
		h.table(rows)
		return nil
	})
}

func (h *history) json(runs []ledger.RunInfo) error {
	records := make([]runRecord, 0, len(runs))
	for _, r := range runs {
		record := runRecord{ID: r.ID, Started: r.Started, Pack: r.Pack}
		if !r.Finished.IsZero() {
			record.Finished, record.Changes = &r.Finished, &r.Changes
		}
		records = append(records, record)
	}
	e := json.NewEncoder(h.out)
	e.SetIndent("", "  ")
	return e.Encode(records)
}

func runRow(r ledger.RunInfo) []string {
	took, documents, claims := "unfinished", "", ""
	if !r.Finished.IsZero() {
		took = r.Finished.Sub(r.Started).String()
		documents, claims = documentChanges(r.Changes), claimChanges(r.Changes)
	}
	return []string{fmt.Sprint(r.ID), r.Started.Format(time.DateTime), took, r.Pack, documents, claims}
}
