package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/corpus"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/spf13/cobra"
)

const extractLong = `Prints the claims of each document, as each tells them, and keeps nothing.

jsonl is one JSON object a document and line: doc, date and claims. text is for
reading.`

const extractExample = `  attache extract news > claims.jsonl
  attache extract --format text news/2024-05-17.txt`

// extraction is one run of the extract command.
type extraction struct {
	reading
	format string
}

func extractCommand(s *screen) *cobra.Command {
	x := &extraction{reading: reading{screen: s}}
	c := command("extract [flags] PATH...", "Print the claims of documents, without a ledger", extractLong, extractExample, 1, -1, x.run)
	c.Flags().StringVar(&x.format, "format", "jsonl", "`FORMAT`: jsonl or text")
	x.flags(c.Flags())
	return c
}

func (x *extraction) run(ctx context.Context, paths []string) error {
	write := x.jsonl
	switch x.format {
	case "jsonl":
	case "text":
		write = x.text
	default:
		return usage("use --format jsonl or --format text", "there is no format %s", x.format)
	}
	if err := x.open(paths, defaultLedger); err != nil {
		return err
	}
	for i, p := range each(ctx, &x.reading, func(w *pipeline.Worker, i int) page { return x.page(w, i, write) }) {
		if p.err != nil {
			x.unread(i, p.err)
		}
		if _, err := x.out.Write(p.text); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return x.inPart("the rest is printed")
}

// page is what is printed of a document.
type page struct {
	text []byte
	err  error
}

func (x *extraction) page(w *pipeline.Worker, i int, write func(corpus.File, []graph.Statement) ([]byte, error)) page {
	f, d, err := x.read(i)
	if err != nil {
		return page{err: err}
	}
	text, err := write(f, w.Extract(d, f.Date, f.Source))
	return page{text, err}
}

// jsonl writes a document as the annotation guidelines say.
func (x *extraction) jsonl(f corpus.File, statements []graph.Statement) ([]byte, error) {
	size := claimBytes
	for _, s := range statements {
		size += claimBytes + len(s.Evidence[0].Sentence)
	}
	return printedDocument(f, statements).Append(make([]byte, 0, size)), nil
}

// claimBytes is room for a claim in JSON beside its sentence, as most need.
const claimBytes = 320

func printedDocument(f corpus.File, statements []graph.Statement) graph.PrintedDocument {
	d := graph.PrintedDocument{Doc: f.Doc, Claims: make([]graph.PrintedClaim, 0, len(statements))}
	if f.Date != "" {
		d.Date = &f.Date
	}
	for i := range statements {
		d.Claims = append(d.Claims, statements[i].Printed())
	}
	return d
}

// text writes a document for reading: the claims in text order, each with the
// sentence that states it.
func (x *extraction) text(f corpus.File, statements []graph.Statement) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s: %s\n", dated(f.Doc, f.Date), count(len(statements), "claim"))
	for _, s := range statements {
		fmt.Fprintf(&b, "  %s\n    %s\n", statementLine(s.Printed()), x.mark(s.Evidence[0]))
	}
	return b.Bytes(), nil
}

func dated(doc, date string) string {
	if date == "" {
		return doc
	}
	return doc + ", " + date
}

// statementLine tells a claim in one line.
func statementLine(c graph.PrintedClaim) string {
	parts := []string{c.Source, c.Type}
	if c.Target != nil {
		parts = append(parts, *c.Target)
	}
	line := strings.Join(parts, " ")
	for _, more := range []string{amounts(c), c.Office, prefixed("in ", c.In), manner(c.Polarity, c.Modality), c.Date, prefixed("told by ", c.AttributedTo)} {
		if more != "" {
			line += ", " + more
		}
	}
	return line
}

// amounts lists the systems of a claim with their number and price.
func amounts(c graph.PrintedClaim) string {
	var parts []string
	for _, part := range []string{c.Quantity, strings.Join(c.System, " and "), prefixed("for ", c.Money)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

// manner says how real a claim is.
func manner(polarity, modality string) string {
	if polarity == graph.Denied {
		return "denied, " + modality
	}
	return modality
}
