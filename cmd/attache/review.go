package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/internal/decision"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/spf13/cobra"
)

const reviewLong = `Writes what an analyst decides into a file, decisions.yaml beside the ledger, which
each load replays: on new documents, and on those in the ledger that a changed
decision is about. Deleting an entry undoes it. The file is made where there is
none, is checked before it is written, keeps what people write into it, and is
meant to be kept in git.

A decision names a document by its bytes, a sentence by its text, and parties by
their ids: so it holds when the sentence is read again by other rules. CLAIM is a
claim's id or its beginning, NODE a node's id, a state's code or a name.`

const reviewExample = `  attache review reject 4e3330f9e901 --reason "a plan, not a delivery"
  attache review merge firm:nexter-systems firm:nexter --reason "one firm"
  attache review name 'firm:?french-automaker@0123456789ab' firm:renault --reason "Le Monde, 6 June"
  attache review list
  attache review lint`

// reviewing is one run of the review command.
type reviewing struct {
	*screen
	ledger, file, pack string
	reason, who, when  string

	documents    []string
	sentence, as string
	everywhere   bool
	format       string

	book     *ledger.Ledger
	view     *ledger.View
	entities *pipeline.Pack // once asked
}

func reviewCommand(s *screen) *cobra.Command {
	r := &reviewing{screen: s}
	c := command("review accept|reject|merge|split|rename|name|list|lint", "Write, list and check analysts' decisions", reviewLong, reviewExample, 0, 0, func(context.Context, []string) error {
		return usage("attache review --help shows examples", "say what to decide, or list or lint")
	})
	accept := r.deciding("accept [flags] CLAIM...", "Mark the evidence of claims as accepted",
		"Marks each piece of evidence of the claims as accepted: it is exported as such, goes\nbefore broader rejections, and review lint reports it when it vanishes.",
		`  attache review accept 4e3330f9e901 --reason "seen on the quay"`, 1, -1, r.accept)
	reject := r.deciding("reject [flags] CLAIM...", "Drop the evidence of claims",
		"Drops the claims where they are told now: a rejection for each document and\nsentence, of the type and the parties, and of the system or office only where the\nsentence states others too. It holds by whatever rule and in whatever modality the\nsentence is read again.",
		`  attache review reject 4e3330f9e901 --reason "a plan, not a delivery"
  attache review reject 4e3330f9e901 --everywhere --reason "a namesake"`, 1, -1, r.reject)
	for _, c := range []*cobra.Command{accept, reject} {
		c.Flags().StringArrayVar(&r.documents, "document", nil, "only the evidence in this `DOC`, a name or the beginning of its SHA-256; may be repeated")
	}
	reject.Flags().BoolVar(&r.everywhere, "everywhere", false, "in every document, those to come too")
	merge := r.deciding("merge [flags] NODE INTO", "Make a node another wherever it is told", "Makes NODE the node INTO in all statements. Chains are followed.",
		`  attache review merge firm:nexter-systems firm:nexter --reason "one firm"`, 2, 2, func(args []string) error { return r.identify(decision.Merge, args) })
	split := r.deciding("split [flags] NODE INTO", "Make a node another in some documents",
		"Makes NODE the node INTO in the documents named, or in one sentence: who only bears\nthe same name. There it goes before a merge of NODE.",
		`  attache review split firm:ariane firm:arianegroup --as ArianeGroup --document news/7.txt --reason "the group is meant"`, 2, 2, r.split)
	split.Flags().StringArrayVar(&r.documents, "document", nil, "`DOC` to split it in, a name or the beginning of its SHA-256; may be repeated")
	split.Flags().StringVar(&r.sentence, "sentence", "", "`TEXT` of the only sentence to split it in")
	name := r.deciding("name [flags] UNNAMED NODE", "Say who a party without a name is", "Makes a party that a document only describes the NODE.",
		`  attache review name 'firm:?french-automaker@0123456789ab' firm:renault --reason "Le Monde, 6 June"`, 2, 2,
		func(args []string) error { return r.identify(decision.Name, args) })
	for _, c := range []*cobra.Command{merge, split, name} {
		packFlag(c.Flags(), &r.pack)
		c.Flags().StringVar(&r.as, "as", "", "printed `NAME` of the other node, for one that nobody knows yet")
	}
	rename := r.deciding("rename [flags] NODE NAME", "Print a node by another name", "Gives NODE another printed name. Its id stays.",
		`  attache review rename firm:nexter "KNDS France" --reason "its name since 2024"`, 2, 2, r.rename)
	c.AddCommand(accept, reject, merge, split, rename, name, r.listCommand(), r.lintCommand())
	return c
}

// deciding returns a command that writes decisions.
func (r *reviewing) deciding(use, short, long, example string, least, most int, do func(args []string) error) *cobra.Command {
	c := command(use, short, long, example, least, most, func(_ context.Context, args []string) error {
		if err := r.sign(); err != nil {
			return err
		}
		return r.withView(func() error { return do(args) })
	})
	r.files(c)
	c.Flags().StringVar(&r.reason, "reason", "", "`WHY` it is so; needed")
	c.Flags().StringVar(&r.who, "who", "", "`WHO` decides (default the user's name)")
	c.Flags().StringVar(&r.when, "when", "", "`DAY` of the decision (default today)")
	return c
}

// files adds the flags of every subcommand.
func (r *reviewing) files(c *cobra.Command) {
	ledgerFlag(c, &r.ledger)
	decisionsFlag(c.Flags(), &r.file)
}

// sign completes who decides, why and when.
func (r *reviewing) sign() error {
	if strings.TrimSpace(r.reason) == "" {
		return usage("add --reason WHY: it stands in the file and helps whoever reads it", "a decision needs a reason")
	}
	if r.who = cmp.Or(r.who, os.Getenv("USER"), os.Getenv("LOGNAME"), os.Getenv("USERNAME")); r.who == "" {
		return usage("add --who NAME", "nobody knows who decides")
	}
	r.when = cmp.Or(r.when, time.Now().Format(time.DateOnly))
	if _, err := time.Parse(time.DateOnly, r.when); err != nil {
		return usage("write --when 2026-11-22", "%s is no day", r.when)
	}
	return nil
}

// withView does something with the ledger open, which must be there.
func (r *reviewing) withView(do func() error) error {
	return onView(r.ledger, func(book *ledger.Ledger, view *ledger.View) error {
		r.book, r.view = book, view
		return do()
	})
}

// accept writes an acceptance for each piece of evidence: exactly this claim.
func (r *reviewing) accept(args []string) error {
	return r.judge(args, func(claims []ledger.Claim, i int, e graph.Evidence) (decision.Decision, error) {
		d := verdict(decision.Accept, claims[i])
		d.Polarity, d.Modality = claims[i].Polarity, claims[i].Modality
		d.Documents, d.Sentence = []string{e.Document}, e.Sentence
		return d, nil
	})
}

// reject writes a rejection for each piece of evidence, or one for everything.
func (r *reviewing) reject(args []string) error {
	if r.everywhere && len(r.documents) > 0 {
		return usage("leave one of them out", "--everywhere and --document contradict each other")
	}
	shared := make([]map[sentence]bool, len(args))
	return r.judge(args, func(claims []ledger.Claim, i int, e graph.Evidence) (decision.Decision, error) {
		d := verdict(decision.Reject, claims[i])
		if d.Everywhere = r.everywhere; d.Everywhere {
			return d, nil
		}
		d.Documents, d.Sentence = []string{e.Document}, e.Sentence
		if shared[i] == nil {
			var err error
			if shared[i], err = r.shared(claims, claims[i]); err != nil {
				return d, err
			}
		}
		if !shared[i][sentence{e.Document, e.Sentence}] {
			d.System, d.Office = "", ""
		}
		return d, nil
	})
}

// sentence is one of a document, by its SHA-256.
type sentence struct{ document, text string }

// shared returns the sentences that state more between the parties of a claim than
// the claims chosen. Only there does a rejection say of which system or office: it is
// to hold also when another rule finds none, or another.
func (r *reviewing) shared(chosen []ledger.Claim, c ledger.Claim) (map[sentence]bool, error) {
	in := make(map[sentence]bool)
	for other, err := range r.view.Claims(ledger.Filter{Type: c.Type, Source: c.Source, Target: c.Target}) {
		if err != nil {
			return nil, ledgerError(err)
		}
		if slices.ContainsFunc(chosen, func(c ledger.Claim) bool { return c.Item == other.Item && c.Office == other.Office }) {
			continue
		}
		for _, e := range other.Evidence {
			in[sentence{e.Document, e.Sentence}] = true
		}
	}
	return in, nil
}

func verdict(kind decision.Kind, c ledger.Claim) decision.Decision {
	return decision.Decision{Kind: kind, Type: c.Type, Source: c.Source, Target: c.Target, System: c.Item, Office: c.Office}
}

// judge writes what is decided of the evidence of claims.
func (r *reviewing) judge(args []string, decide func(claims []ledger.Claim, i int, e graph.Evidence) (decision.Decision, error)) error {
	documents, err := r.shas()
	if err != nil {
		return err
	}
	claims := make([]ledger.Claim, len(args))
	for i, arg := range args {
		if claims[i], err = r.claim(arg); err != nil {
			return err
		}
	}
	var decisions []decision.Decision
	for i, c := range claims {
		for _, e := range c.Evidence {
			if len(documents) > 0 && !slices.Contains(documents, e.Document) {
				continue
			}
			d, err := decide(claims, i, e)
			if err != nil {
				return err
			}
			decisions = append(decisions, d)
		}
	}
	if len(decisions) == 0 {
		return fail(exitFailed, onLedger("claims", r.ledger)+" --format json shows where claims are told", "the claims have no evidence there")
	}
	return r.write(decisions)
}

// claim returns the claim whose id begins so.
func (r *reviewing) claim(id string) (ledger.Claim, error) {
	list := onLedger("claims", r.ledger) + " --format json shows ids; " + onLedger("blame", r.ledger) + " shows those behind an arrow"
	if len(id) < 4 || len(id) > 32 || strings.Trim(id, "0123456789abcdef") != "" {
		return ledger.Claim{}, usage(list, "%s is no claim's id, nor at least 4 digits of it", id)
	}
	var found []ledger.Claim
	for c, err := range r.view.Claims(ledger.Filter{ID: id}) {
		if err != nil {
			return ledger.Claim{}, ledgerError(err)
		}
		if found = append(found, c); len(found) > 1 {
			return ledger.Claim{}, usage("write more digits: "+found[0].ID+" or "+found[1].ID, "several claims begin with %s", id)
		}
	}
	if len(found) == 0 {
		return ledger.Claim{}, fail(exitFailed, list, "the ledger has no active claim %s", id)
	}
	return found[0], nil
}

// shas returns the documents that the flags name, sorted.
func (r *reviewing) shas() ([]string, error) {
	var shas []string
	for _, text := range r.documents {
		at, err := r.view.Locate(text)
		if err != nil {
			return nil, ledgerError(err)
		}
		var found []string // one document may lie at several paths
		for _, l := range at {
			found = append(found, l.Document.SHA)
		}
		switch found = slices.Compact(found); len(found) {
		case 1:
			shas = append(shas, found[0])
		case 0:
			return nil, fail(exitFailed, onLedger("claims", r.ledger)+" --format json shows documents by doc and sha256", "the ledger has no document %s", text)
		default:
			return nil, usage("name it by its SHA-256: "+found[0]+" or "+found[1], "several documents are called %s", text)
		}
	}
	slices.Sort(shas)
	return slices.Compact(shas), nil
}

// identify writes that a node is another.
func (r *reviewing) identify(kind decision.Kind, args []string) error {
	from, err := r.node(args[0])
	if err != nil {
		return err
	}
	to, err := r.other(args[1])
	if err != nil {
		return err
	}
	return r.write([]decision.Decision{{Kind: kind, From: from, To: to, As: r.as}})
}

func (r *reviewing) split(args []string) error {
	documents, err := r.shas()
	if err != nil {
		return err
	}
	switch {
	case len(documents) == 0:
		return usage("add --document DOC; attache review merge is for all documents", "a split says in which documents")
	case r.sentence != "" && len(documents) > 1:
		return usage("write a split for each", "one sentence stands in one document")
	}
	from, err := r.node(args[0])
	if err != nil {
		return err
	}
	to, err := r.other(args[1])
	if err != nil {
		return err
	}
	return r.write([]decision.Decision{{Kind: decision.Split, From: from, To: to, As: r.as, Documents: documents, Sentence: strings.Join(strings.Fields(r.sentence), " ")}})
}

func (r *reviewing) rename(args []string) error {
	node, err := r.node(args[0])
	if err != nil {
		return err
	}
	return r.write([]decision.Decision{{Kind: decision.Rename, From: node, As: strings.Join(strings.Fields(args[1]), " ")}})
}

// node returns the node that a person names, be it one that decisions made another.
func (r *reviewing) node(text string) (graph.ID, error) {
	id := graph.ID(text)
	told, err := r.view.Told([]graph.ID{id})
	if told[id] || err != nil {
		return id, ledgerError(err)
	}
	return lookUp(r.view, r.ledger, text)
}

// other returns the node that another is to be: one of the ledger, a curated one, or
// with --as a new one.
func (r *reviewing) other(text string) (graph.ID, error) {
	id := graph.ID(text)
	if _, isID := schema.Default().ClassOf(text); !isID {
		return r.node(text)
	}
	told, err := r.view.Told([]graph.ID{id})
	if told[id] || err != nil {
		return id, ledgerError(err)
	}
	if curated, err := r.curated(id); curated || err != nil || r.as != "" {
		return id, err
	}
	if id, err := lookUp(r.view, r.ledger, text); err == nil {
		return id, nil
	}
	return "", usage("add --as NAME, its printed name, if it is new", "neither the ledger nor the pack has a node %s", text)
}

// curated says whether the pack has a node.
func (r *reviewing) curated(id graph.ID) (bool, error) {
	if r.entities == nil {
		pack, err := loadPack(r.pack)
		if err != nil {
			return false, err
		}
		r.entities = pack
	}
	_, ok := r.entities.Node(id)
	return ok, nil
}

// maxWritten are the decisions that one command writes at most: people read the file.
const maxWritten = 100

// write puts decisions into the file, without those that are in it.
func (r *reviewing) write(decisions []decision.Decision) error {
	file := decisionsFile(r.file, r.ledger)
	set, err := readDecisions(file)
	if err != nil {
		return err
	}
	known := make(map[string]bool)
	if set != nil {
		for _, d := range set.All {
			known[d.ID()] = true
		}
	}
	var fresh []decision.Decision
	for _, d := range decisions {
		d.Reason, d.Who, d.When = strings.Join(strings.Fields(r.reason), " "), r.who, r.when
		if !known[d.ID()] {
			known[d.ID()] = true
			fresh = append(fresh, d)
		}
	}
	if len(fresh) > maxWritten {
		return usage("--document DOC takes those of one document; reject --everywhere is one decision for all that tell it, now and later",
			"that would be %s", count(len(fresh), "decision"))
	}
	if len(fresh) == 0 {
		fmt.Fprintf(r.out, "%s decides so already\n", file)
		return nil
	}
	place, err := appendDecisions(file, fresh)
	var faults diag.Faults
	switch {
	case errors.As(err, &faults):
		return &failure{exitFaults, err, "nothing was written; mend the file, or decide otherwise"}
	case err != nil:
		return fail(exitFailed, "nothing was written", "write decisions: %w", err)
	}
	for _, d := range fresh {
		fmt.Fprintln(r.out, d)
	}
	fmt.Fprintf(r.out, "%s: %s written\n", place, count(len(fresh), "decision"))
	r.hint("attache load replays decisions; " + onLedger("review list", r.ledger) + " shows afterwards what each has done")
	return nil
}
