package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/graph/neo4j"
	"github.com/spf13/pflag"
)

// telling is how a load gives account of itself: in words, as JSON, or not at all,
// and in a log.
type telling struct {
	json, quiet bool
	logFile     string
	results     *bufio.Writer // results, while words go nowhere
	logTo       *os.File
	account     account
}

func (t *telling) flags(f *pflag.FlagSet) {
	f.BoolVar(&t.json, "json", false, "print one JSON object on what changed instead of words")
	f.BoolVar(&t.quiet, "quiet", false, "print nothing but warnings and errors")
	f.StringVar(&t.logFile, "log", "", "append a line to `FILE` for each step, warning and error")
}

// account is what a load did, as JSON tells it.
type account struct {
	Run      int64              `json:"run"`
	DryRun   bool               `json:"dry_run,omitempty"`
	Started  time.Time          `json:"started"`
	Seconds  float64            `json:"seconds"`
	Changes  ledger.Changes     `json:"changes"`
	Totals   accountTotals      `json:"totals"`
	Bytes    int64              `json:"bytes_read"`
	LeftOut  int                `json:"left_out"`
	Database *accountOfDatabase `json:"neo4j,omitempty"`
}

type accountTotals struct {
	Documents int `json:"documents"`
	Claims    int `json:"claims"`
	Gone      int `json:"claims_gone"`
	Evidence  int `json:"evidence"`
}

// accountOfDatabase is what was written to a database, or what would be.
type accountOfDatabase struct {
	URI                  string `json:"uri"`
	NodesCreated         int    `json:"nodes_created"`
	NodesUpdated         int    `json:"nodes_updated"`
	NodesDeleted         int    `json:"nodes_deleted"`
	RelationshipsCreated int    `json:"relationships_created"`
	RelationshipsUpdated int    `json:"relationships_updated"`
	RelationshipsDeleted int    `json:"relationships_deleted"`
	RowsThatDiffer       int    `json:"rows_that_differ,omitempty"` // of a dry run
}

func accountOf(uri string, c neo4j.Counts) *accountOfDatabase {
	return &accountOfDatabase{URI: uri, NodesCreated: c.NodesCreated, NodesUpdated: c.NodesUpdated, NodesDeleted: c.NodesDeleted,
		RelationshipsCreated: c.RelationshipsCreated, RelationshipsUpdated: c.RelationshipsUpdated, RelationshipsDeleted: c.RelationshipsDeleted}
}

// begin sends words nowhere where none are wanted, and opens the log.
func (t *telling) begin(s *screen) error {
	if t.json && t.quiet {
		return usage("leave one of them out", "--json prints what --quiet is silent about")
	}
	if t.logFile != "" {
		f, err := os.OpenFile(t.logFile, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			return fail(exitFailed, "name a file that can be written", "open the log: %w", err)
		}
		t.logTo, s.log = f, slog.New(slog.NewTextHandler(f, nil))
	}
	if t.json || t.quiet {
		t.results, s.out, s.calm = s.out, bufio.NewWriter(io.Discard), true
	}
	return nil
}

// end prints the account of a load that came to its end, and notes it in the log.
func (t *telling) end(s *screen, err error) error {
	a := &t.account
	a.Seconds, a.LeftOut = time.Since(a.Started).Seconds(), s.faults
	f := &failure{}
	if err != nil {
		f = asFailure(err)
	}
	s.note("load ended", "run", a.Run, "exit", f.code, "seconds", a.Seconds)
	if t.json && a.Run != 0 {
		if encoding := errors.Join(json.NewEncoder(t.results).Encode(a), t.results.Flush()); err == nil {
			err = encoding
		}
	}
	return err
}

// close ends the log and lets words be printed again.
func (t *telling) close(s *screen) {
	if t.results != nil {
		s.out = t.results
	}
	if t.logTo != nil {
		s.log = nil
		t.logTo.Close()
	}
}
