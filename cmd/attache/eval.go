package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/eval"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/spf13/cobra"
)

const evalLong = `Extracts the documents of a folder and compares the claims with a gold standard:
claims by type, arrows, the attributes of matched claims, traps that fired, and
how many of the gold's names were found at all. A last table says of each rule
how many of the claims it found are hits and false alarms, and how many no
other rule found; a claim of two rules counts for both.

With --min-f1 the exit code is 3 when the F1 over all claims of the types is
lower.`

const evalExample = `  attache eval --gold seeds/gold/seeds.jsonl --corpus seeds/corpus
  attache eval --gold dev.jsonl --corpus dev --types SUPPLIES,ATTACKS --min-f1 0.35 --verbose`

// evaluation is one run of the eval command.
type evaluation struct {
	reading
	gold, corpus string
	least        float64
	types        []string
	verbose      bool
}

func evalCommand(s *screen) *cobra.Command {
	e := &evaluation{reading: reading{screen: s}}
	c := command("eval --gold FILE --corpus DIR [flags]", "Compare extraction with a gold standard", evalLong, evalExample, 0, 0, e.run)
	c.Flags().StringVar(&e.gold, "gold", "", "`FILE` with annotated documents, one JSON object a line")
	c.Flags().StringVar(&e.corpus, "corpus", "", "`DIR` with the documents and their metadata.tsv")
	c.Flags().Float64Var(&e.least, "min-f1", 0, "exit with 3 when F1 is below `X`")
	c.Flags().StringSliceVar(&e.types, "types", nil, "edge `TYPES` that count, with commas between (default all)")
	c.Flags().BoolVar(&e.verbose, "verbose", false, "print every miss, false alarm, fired trap, name not found and what each rule found")
	e.flags(c.Flags())
	return c
}

func (e *evaluation) run(ctx context.Context, _ []string) error {
	if e.gold == "" || e.corpus == "" {
		return usage("attache eval --gold seeds/gold/seeds.jsonl --corpus seeds/corpus", "eval needs --gold FILE and --corpus DIR")
	}
	for _, t := range e.types {
		if !slices.Contains(eval.Types(), t) {
			return usage(diag.Suggest(t, eval.Types()), "there is no edge type %s", t)
		}
	}
	gold, err := readGold(e.gold)
	if err != nil {
		return err
	}
	if err := e.open([]string{e.corpus}, defaultLedger); err != nil {
		return err
	}
	var system []graph.PrintedDocument
	mentions := make(map[string][]string)
	rules := make(map[string][][]string)
	for i, r := range each(ctx, &e.reading, e.reply) {
		if r.err != nil {
			e.unread(i, r.err)
			continue
		}
		system = append(system, r.document)
		mentions[r.document.Doc] = r.mentions
		rules[r.document.Doc] = r.rules
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return e.judge(gold, system, mentions, rules)
}

func readGold(name string) ([]eval.GoldDocument, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, &failure{exitFailed, err, "--gold names a file such as seeds/gold/seeds.jsonl"}
	}
	defer f.Close()
	gold, err := eval.ReadGold(f)
	if err != nil {
		return nil, fail(exitFailed, "write one annotated document a line, as in seeds/gold/seeds.jsonl", "%s: %w", name, err)
	}
	return gold, nil
}

// reply is what extraction makes of a document.
type reply struct {
	document graph.PrintedDocument
	mentions []string
	rules    [][]string // of each claim of the document
	err      error
}

func (e *evaluation) reply(w *pipeline.Worker, i int) reply {
	f, d, err := e.read(i)
	if err != nil {
		return reply{err: err}
	}
	statements := w.Extract(d, f.Date, f.Source)
	printed := printedDocument(f, statements)
	return reply{document: printed, mentions: append(w.Mentions(), eval.Named(printed.Claims)...), rules: rulesOf(statements)}
}

// rulesOf returns the rules that the evidence of each statement names.
func rulesOf(statements []graph.Statement) [][]string {
	rules := make([][]string, len(statements))
	for i, s := range statements {
		for _, e := range s.Evidence {
			rules[i] = append(rules[i], e.Rule)
		}
	}
	return rules
}

// judge prints the figures and holds them against --min-f1.
func (e *evaluation) judge(gold []eval.GoldDocument, system []graph.PrintedDocument, mentions map[string][]string, rules map[string][][]string) error {
	for _, g := range gold {
		if _, ok := mentions[g.Doc]; !ok {
			e.warn(fmt.Sprintf("%s has no document %s: its claims count as missed", e.corpus, g.Doc), "--corpus names the folder that the gold was made from")
		}
	}
	report := eval.Score(gold, system, e.types)
	if err := report.WriteText(e.out, e.verbose); err != nil {
		return err
	}
	e.names(gold, mentions)
	if err := eval.WriteRules(e.out, report.ByRule(rules), e.verbose); err != nil {
		return err
	}
	if f1 := report.Micro.F1(); f1 < e.least {
		return fail(exitFaults, "attache eval --verbose lists what was missed", "F1 is %.3f, below %.3f", f1, e.least)
	}
	return e.inPart("their claims count as missed")
}

// names prints how many names of the gold were found, by kind.
func (e *evaluation) names(gold []eval.GoldDocument, mentions map[string][]string) {
	fmt.Fprintf(e.out, "%-14s%6s%6s%8s\n", "names", "gold", "found", "recall")
	var missing []eval.MissingName
	for _, kind := range []string{"state", "org", "firm", "official", "system", "place"} {
		n := eval.NameRecall(gold, kind, mentions)
		if n.Total > 0 {
			fmt.Fprintf(e.out, "%-14s%6d%6d%8.3f\n", kind, n.Total, n.Found, float64(n.Found)/float64(n.Total))
			missing = append(missing, n.Missing...)
		}
	}
	if e.verbose {
		for _, m := range missing {
			fmt.Fprintf(e.out, "NAME  %s  %s\n", m.Doc, m.Name)
		}
	}
}
