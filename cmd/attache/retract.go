package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/schema"
	"github.com/spf13/cobra"
)

const retractLong = `Takes back what a document says, such as one that its publisher withdrew: its
evidence goes, claims that nothing else supports turn inactive, and it stays
silent however often its file is loaded. attache diff shows what went; the next
load --to brings a Neo4j in line.

DOC is a path, the name that is printed, or the first eight or more digits of the
document's SHA-256. With --undo it may speak again: the next load reads it.`

const retractExample = `  attache retract 2024-05-17.txt --reason "withdrawn by the agency"
  attache retract 417ef4ca --undo`

// retracting is one run of the retract command.
type retracting struct {
	*screen
	ledger, reason string
	undo           bool
}

func retractCommand(s *screen) *cobra.Command {
	r := &retracting{screen: s}
	c := command("retract [flags] DOC", "Take back what a document says", retractLong, retractExample, 1, 1, r.run)
	ledgerFlag(c, &r.ledger)
	c.Flags().StringVar(&r.reason, "reason", "", "why, kept in the ledger: `TEXT`")
	c.Flags().BoolVar(&r.undo, "undo", false, "let the document speak again")
	return c
}

func (r *retracting) run(_ context.Context, args []string) error {
	book, err := ledger.OpenExisting(r.ledger)
	if err != nil {
		return ledgerError(err)
	}
	defer book.Close()
	d, err := r.locate(book, args[0])
	if err != nil {
		return err
	}
	switch {
	case d.Withdrawn && !r.undo:
		fmt.Fprintf(r.out, "%s is retracted already\n", d.Document.Doc)
		return nil
	case !d.Withdrawn && r.undo:
		return fail(exitFailed, "", "%s is not retracted", d.Document.Doc)
	}
	now := time.Now()
	run, err := book.Continue(schema.Default(), now)
	if err != nil {
		return ledgerError(err)
	}
	defer run.Close()
	if r.undo {
		err = run.Restore(d.Document.SHA)
	} else {
		err = run.Withdraw(d.Document.SHA, r.reason, now)
	}
	if err != nil {
		return ledgerError(err)
	}
	changes, err := run.Finish(time.Now())
	if err != nil {
		return ledgerError(err)
	}
	if r.undo {
		fmt.Fprintf(r.out, "%s may speak again\n", d.Document.Doc)
		r.hint("attache load reads it again")
		return nil
	}
	fmt.Fprintf(r.out, "%s is retracted: %s\n", d.Document.Doc, claimChanges(changes))
	return nil
}

// locate returns the one document that a text names.
func (r *retracting) locate(book *ledger.Ledger, text string) (d ledger.Located, err error) {
	view, err := book.View()
	if err != nil {
		return d, ledgerError(err)
	}
	defer view.Close()
	found, err := view.Locate(text)
	if err != nil {
		return d, ledgerError(err)
	}
	different := slices.CompactFunc(slices.Clone(found), func(a, b ledger.Located) bool { return a.Document.SHA == b.Document.SHA })
	switch len(different) {
	case 0:
		return d, fail(exitFailed, "name it by its path, by the name that "+onLedger("blame", r.ledger)+" prints, or by its SHA-256", "the ledger has no document %s", text)
	case 1:
		return found[0], nil
	}
	return d, usage("name it by its path or its SHA-256", "%s is %s and %s", text, different[0].Path, different[1].Path)
}
