package main

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"reflect"

	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/graph/neo4j"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/spf13/cobra"
)

const verifyLong = `Derives every claim anew, from the bytes that the ledger keeps (or the files, where
it keeps none) and the rules, and prints what they do not prove: evidence in the
ledger that reading does not give, and evidence that it gives and the ledger lacks.
With --to the Neo4j is compared with the ledger, property by property.

Nothing is written.

Exit codes: 0 all is proved, 1 something is not, 4 some documents could not be read.`

const verifyExample = `  attache verify
  attache verify --to neo4j://localhost:7687`

// verifying is one run of the verify command.
type verifying struct {
	loading
	unproved int
}

func verifyCommand(s *screen) *cobra.Command {
	v := &verifying{loading: loading{reading: reading{screen: s}}}
	c := command("verify [flags]", "Derive every claim anew and print what is not proved", verifyLong, verifyExample, 0, 0, v.run)
	ledgerFlag(c, &v.ledger)
	decisionsFlag(c.Flags(), &v.decide.file)
	packFlag(c.Flags(), &v.packDir)
	v.jobsFlag(c.Flags())
	toFlag(c, &v.to)
	return c
}

func (v *verifying) run(ctx context.Context, _ []string) (err error) {
	target, err := v.target()
	if err != nil {
		return err
	}
	if err := v.decide.read(v.ledger); err != nil {
		return err
	}
	if v.pack, err = loadPack(v.packDir); err != nil {
		return err
	}
	return onView(v.ledger, func(book *ledger.Ledger, view *ledger.View) error {
		v.book = book
		if err := cmp.Or(v.samePack(view), v.decide.check(book)); err != nil {
			return err
		}
		documents, err := view.Documents()
		if err != nil {
			return ledgerError(err)
		}
		claims, err := v.documents(ctx, view, documents)
		if err != nil {
			return err
		}
		fmt.Fprintf(v.out, "%s, %s of evidence: %s\n", count(len(documents), "document"), count(claims, "piece"), parts("all is proved", "not proved", v.unproved))
		if v.to != "" {
			if err := v.database(ctx, target, view); err != nil {
				return err
			}
		}
		if v.unproved > 0 {
			return fail(exitFailed, "attache load reads again what has changed; what stays unproved was changed by hand: move the ledger away and load again", "not all is proved")
		}
		return v.inPart("the rest is proved")
	})
}

// samePack refuses rules that the ledger was not read with.
func (v *verifying) samePack(view *ledger.View) error {
	fingerprint, err := view.Pack()
	if err != nil {
		return ledgerError(err)
	}
	if fingerprint != v.pack.Fingerprint {
		return fail(exitFailed, "name the rules with --pack DIR, or load the documents again with these", "the ledger was read with other rules and entities (%s, not %s)", fingerprint, v.pack.Fingerprint)
	}
	return nil
}

// reproof is what reading a document again proves, by the ids of claim and evidence.
type reproof struct {
	proved map[[2]string]ledger.Proof
	err    error
}

// documents compares what each document says with what the ledger has of it, and
// returns how many times evidence supports a claim.
func (v *verifying) documents(ctx context.Context, view *ledger.View, documents []ledger.Located) (total int, err error) {
	size := func(i int) int64 { return int64(documents[i].Document.Size) }
	next, stop := iter.Pull2(view.Proofs())
	defer stop()
	p, err, more := next()
	for i, r := range pipeline.Each(ctx, v.pack, v.jobs, len(documents), size, func(w *pipeline.Worker, i int) reproof { return v.prove(w, documents[i]) }) {
		d := documents[i]
		if r.err != nil {
			v.leaveOut(d.Path, r.err, "bring the file back as it was, or load its folder")
		}
		for ; more && err == nil && p.Evidence.Document == d.Document.SHA; p, err, more = next() {
			if total++; r.err == nil {
				v.check(p, r.proved, d)
			}
		}
		if err != nil {
			return total, ledgerError(err)
		}
		for _, missing := range r.proved {
			v.fault("the ledger lacks", missing, d)
		}
	}
	return total, ctx.Err()
}

// prove reads a document again.
func (v *verifying) prove(w *pipeline.Worker, located ledger.Located) reproof {
	if located.Withdrawn {
		return reproof{}
	}
	d, err := v.bytes(located.Path, located.Document.SHA)
	if err != nil {
		return reproof{err: err}
	}
	proved := make(map[[2]string]ledger.Proof)
	e := ledger.Entry{Document: located.Document}
	v.extract(w, d, &e)
	for _, s := range e.Statements {
		for _, c := range s.Claims(schema.Default()) {
			evidence := c.Evidence
			c.Evidence = nil
			for _, e := range evidence {
				if _, twice := proved[[2]string{c.ID, e.ID}]; !twice {
					proved[[2]string{c.ID, e.ID}] = ledger.Proof{Claim: c, Evidence: e}
				}
			}
		}
	}
	return reproof{proved: proved}
}

// check compares what the ledger has with what was proved, and strikes that off.
func (v *verifying) check(p ledger.Proof, proved map[[2]string]ledger.Proof, d ledger.Located) {
	key := [2]string{p.Claim.ID, p.Evidence.ID}
	again, ok := proved[key]
	delete(proved, key)
	again.Evidence.Published, again.Evidence.Source, again.Evidence.Story = p.Evidence.Published, p.Evidence.Source, p.Evidence.Story
	switch {
	case !ok:
		v.fault("the document does not prove", p, d)
	case !reflect.DeepEqual(p, again):
		v.fault("the ledger has otherwise", again, d)
	}
}

// fault prints what is not proved.
func (v *verifying) fault(what string, p ledger.Proof, d ledger.Located) {
	if v.unproved++; v.unproved > shownFaults {
		return
	}
	fmt.Fprintf(v.out, "%s: %s\n  %s\n    %s, bytes %d-%d, rule %s\n", what, make(names).claimLine(p.Claim), p.Evidence.Sentence,
		d.Document.Doc, p.Evidence.Span.Begin, p.Evidence.Span.End, p.Evidence.Rule)
}

// database compares a Neo4j with the ledger.
func (v *verifying) database(ctx context.Context, t neo4j.Target, view *ledger.View) error {
	difference, err := v.compare(ctx, t, view)
	if err != nil {
		return err
	}
	v.unproved += difference.Count()
	return nil
}
