package main

import (
	"context"
	"fmt"
	"time"

	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/graph/neo4j"
	"github.com/spf13/cobra"
)

const statusLong = `Says what the ledger holds, whether its last load was completed and whether it was
read with these rules. With --to it compares a Neo4j with the ledger, property by
property, and says how to bring them together.

Nothing is written.

Exit codes: 0, 1 when the Neo4j differs, 5 when it cannot be reached.`

const statusExample = `  attache status
  attache status --to neo4j://localhost:7687`

// state is one run of the status command.
type state struct{ loading }

func statusCommand(s *screen) *cobra.Command {
	st := &state{loading{reading: reading{screen: s}}}
	c := command("status [flags]", "Say what the ledger holds, and compare a Neo4j with it", statusLong, statusExample, 0, 0, st.run)
	ledgerFlag(c, &st.ledger)
	packFlag(c.Flags(), &st.packDir)
	toFlag(c, &st.to)
	return c
}

func (s *state) run(ctx context.Context, _ []string) error {
	target, err := s.target()
	if err != nil {
		return err
	}
	if s.pack, err = loadPack(s.packDir); err != nil {
		return err
	}
	return onView(s.ledger, func(book *ledger.Ledger, view *ledger.View) error {
		s.book = book
		if err := s.holdings(view); err != nil || s.to == "" {
			return err
		}
		return s.database(ctx, target, view)
	})
}

func (s *state) holdings(view *ledger.View) error {
	totals, err := view.Totals()
	if err != nil {
		return ledgerError(err)
	}
	runs, err := view.Runs()
	if err != nil {
		return ledgerError(err)
	}
	unread, err := view.Unread()
	if err != nil {
		return ledgerError(err)
	}
	fingerprint, err := view.Pack()
	if err != nil {
		return ledgerError(err)
	}
	fmt.Fprintf(s.out, "%s: %s, %s of evidence, %s", s.ledger, count(totals.Paths, "document"), count(totals.Evidence, "piece"), count(totals.Claims, "claim"))
	if totals.Retracted > 0 {
		fmt.Fprintf(s.out, " (and %d that are gone)", totals.Retracted)
	}
	fmt.Fprintln(s.out)
	if len(runs) > 0 {
		last := runs[len(runs)-1]
		fmt.Fprintf(s.out, "last load: run %d, %s, ", last.ID, last.Started.Format(time.DateTime))
		if last.Finished.IsZero() {
			fmt.Fprintln(s.out, "cut off")
			s.hint("attache load PATH… does what is left")
		} else {
			fmt.Fprintf(s.out, "documents %s; claims %s\n", documentChanges(last.Changes), claimChanges(last.Changes))
		}
	}
	switch {
	case fingerprint != s.pack.Fingerprint:
		fmt.Fprintf(s.out, "rules: %s; these are %s\n", fingerprint, s.pack.Fingerprint)
		s.hint("the next load reads again what the change can touch")
	case len(unread) > 0:
		fmt.Fprintf(s.out, "to be read again: %s, the first is %s\n", count(len(unread), "document"), unread[0].Path)
		s.hint("attache load PATH… reads them")
	}
	return nil
}

func (s *state) database(ctx context.Context, t neo4j.Target, view *ledger.View) error {
	d, err := s.compare(ctx, t, view)
	if err != nil || d.Count() == 0 {
		return err
	}
	return fail(exitFailed, fmt.Sprintf("%s --to %s PATH… brings them together: the ledger counts, and what others put there stays", onLedger("load", s.ledger), s.to), "%s differs from the ledger", s.to)
}
