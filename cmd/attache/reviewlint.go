package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/decision"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/spf13/cobra"
)

const lintLong = `Reports every fault of the file of decisions with its line and what mends it:
unknown keys, bad ids, what contradicts or repeats another decision or leads in a
circle; and, against the ledger, documents, sentences and nodes that are not there,
and accepted claims that their sentences no longer yield. Ends with 3 when there are
any.`

func (r *reviewing) lintCommand() *cobra.Command {
	c := command("lint [flags]", "Report every fault of the file of decisions", lintLong, "  attache review lint", 0, 0, r.lint)
	r.files(c)
	packFlag(c.Flags(), &r.pack)
	return c
}

func (r *reviewing) lint(context.Context, []string) error {
	file := decisionsFile(r.file, r.ledger)
	set, err := readDecisions(file)
	var faults diag.Faults
	switch {
	case errors.As(err, &faults):
		return r.faulty(file, faults)
	case err != nil:
		return err
	case set == nil:
		return fail(exitFailed, "attache review accept, reject, merge, split, rename or name makes it", "there is no file %s", file)
	}
	var beside string
	err = r.withView(func() (err error) {
		faults, beside, err = r.compare(set)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err, beside = nil, "; there is no ledger to compare with"
	}
	if err != nil {
		return err
	}
	if len(faults) > 0 {
		return r.faulty(file, faults)
	}
	fmt.Fprintf(r.out, "%s: no faults%s\n", count(len(set.All), "decision"), beside)
	return nil
}

// faulty prints faults and returns the failure they are.
func (r *reviewing) faulty(file string, faults diag.Faults) error {
	fmt.Fprintln(r.out, listed(faults))
	return fail(exitFaults, "", "%s in %s", count(len(faults), "fault"), file)
}

// comparison is decisions beside what the ledger holds.
type comparison struct {
	*reviewing
	set       *decision.Set
	records   []decidedRecord
	documents map[string]bool   // by SHA-256
	told      map[graph.ID]bool // nodes that documents tell of, before decisions or after
	texts     map[string]string // of documents, white space folded; empty where none is kept
	faults    diag.Faults
}

// compare reports decisions that miss what they are about, and how many wait for a
// load. One fault a decision is enough: what is wrong with it in the ledger follows.
func (r *reviewing) compare(set *decision.Set) (diag.Faults, string, error) {
	c := comparison{reviewing: r, set: set, documents: make(map[string]bool), texts: make(map[string]string)}
	if err := c.look(); err != nil {
		return nil, "", err
	}
	waiting := 0
	for i, d := range set.All {
		if !c.records[i].Replayed {
			waiting++
		}
		for _, check := range []func(int, decision.Decision) (bool, error){c.hasDocuments, c.hasNodes, c.hasSentence, c.hasEffect} {
			ok, err := check(i, d)
			if err != nil {
				return nil, "", err
			}
			if !ok {
				break
			}
		}
	}
	diag.Sort(c.faults)
	if waiting > 0 {
		return c.faults, fmt.Sprintf("; %s not replayed yet: attache load does it", count(waiting, "decision")), nil
	}
	return c.faults, "", nil
}

// look asks the ledger for all that the decisions speak of.
func (c *comparison) look() (err error) {
	if c.records, err = c.reviewing.records(c.set); err != nil {
		return err
	}
	documents, err := c.view.Documents()
	if err != nil {
		return ledgerError(err)
	}
	for _, d := range documents {
		c.documents[d.Document.SHA] = true
	}
	nodes := make(map[graph.ID]bool)
	for _, d := range c.set.All {
		for _, id := range []graph.ID{d.Source, d.Target, d.System, d.From, d.To} {
			nodes[id] = true
		}
	}
	c.told, err = c.view.Told(slices.Collect(maps.Keys(nodes)))
	return ledgerError(err)
}

// fault adds what is wrong with decision i at one of its keys.
func (c *comparison) fault(i int, code, key, what, fix string) (bool, error) {
	c.faults = append(c.faults, c.set.Fault(i, key, code, what, fix))
	return false, nil
}

func (c *comparison) hasDocuments(i int, d decision.Decision) (bool, error) {
	key := "document"
	if len(d.Documents) > 1 {
		key = "documents"
	}
	for _, sha := range d.Documents {
		if c.documents[sha] {
			continue
		}
		fix, err := c.moved(d)
		if err != nil {
			return false, err
		}
		return c.fault(i, "unknown-document", key, fmt.Sprintf("the ledger has no document %.12s…", sha), fix)
	}
	return true, nil
}

// moved says what is to be done for a document that is not there: it may have been
// changed, and its sentence be the same.
func (c *comparison) moved(d decision.Decision) (string, error) {
	if d.Sentence != "" {
		documents, err := c.view.Stating(d.Sentence)
		if err != nil {
			return "", ledgerError(err)
		}
		if len(documents) > 0 {
			return fmt.Sprintf("the sentence stands in %s: write document: %s", documents[0].Doc, documents[0].SHA), nil
		}
	}
	return "load the folder that it lies in, or delete the entry if it has gone for good", nil
}

func (c *comparison) hasNodes(i int, d decision.Decision) (bool, error) {
	about := map[string]graph.ID{"source": d.Source, "target": d.Target, "system": d.System, string(d.Kind): d.From}
	if c.records[i].Claims > 0 {
		about = nil // it was met, be it by another description
	}
	for _, key := range slices.Sorted(maps.Keys(about)) {
		id := about[key]
		if id == "" || c.told[id] {
			continue
		}
		if curated, err := c.curated(id); curated || err != nil {
			return err == nil, err
		}
		return c.fault(i, "unknown-node", key, fmt.Sprintf("no document tells of %s", id), c.near(d.Kind, id))
	}
	if d.To == "" || d.As != "" || c.told[d.To] {
		return true, nil
	}
	if curated, err := c.curated(d.To); curated || err != nil {
		return err == nil, err
	}
	key := "into"
	if d.Kind == decision.Name {
		key = "is"
	}
	return c.fault(i, "unknown-node", key, fmt.Sprintf("%s is new, and has no printed name", d.To), "add as: with the name, or mend the id")
}

// near says which id may be meant.
func (c *comparison) near(kind decision.Kind, id graph.ID) string {
	var known []string
	for node, err := range c.view.Holdings(nil).Nodes {
		if err == nil && node.ID.Class() == id.Class() {
			known = append(known, string(node.ID))
		}
	}
	fix := "mend the id, or delete the entry"
	if s := diag.Suggest(string(id), known); strings.HasPrefix(s, "did you mean") {
		fix = s
	}
	if kind == decision.Accept || kind == decision.Reject {
		fix += "; if the node has another id by now, merge " + string(id) + " into it"
	}
	return fix
}

// hasSentence looks for the sentence in the bytes of the document, if they are kept.
func (c *comparison) hasSentence(i int, d decision.Decision) (bool, error) {
	if d.Sentence == "" {
		return true, nil
	}
	sha := d.Documents[0]
	text, asked := c.texts[sha]
	if !asked {
		kept, _, err := c.book.Text(sha)
		if err != nil {
			return false, ledgerError(err)
		}
		text = strings.Join(strings.Fields(kept), " ")
		c.texts[sha] = text
	}
	if text != "" && !strings.Contains(text, d.Sentence) {
		return c.fault(i, "unknown-sentence", "sentence", "the document has no such sentence", "copy it from the document, or from attache blame")
	}
	return true, nil
}

// hasEffect finds what a load has replayed in vain, though it was to do something.
func (c *comparison) hasEffect(i int, d decision.Decision) (bool, error) {
	if !c.records[i].Replayed || c.records[i].Claims > 0 {
		return true, nil
	}
	switch d.Kind {
	case decision.Accept:
		return c.fault(i, "vanished", string(d.Kind), "the sentence no longer yields the accepted claim", "attache extract --format text shows what it yields; mend the rules, or delete the entry")
	case decision.Split, decision.Name:
		return c.fault(i, "vanished", string(d.Kind), fmt.Sprintf("no statement there names %s any more", d.From), "delete the entry, or mend the id")
	}
	return true, nil
}
