package eval

import (
	"fmt"
	"io"
	"strings"

	"github.com/attache-kg/attache/graph"
)

// WriteText prints the report as score.py does, with the single misses, false
// alarms and fired traps if verbose.
func (r Report) WriteText(w io.Writer, verbose bool) error {
	var b strings.Builder
	for _, doc := range r.Ignored {
		fmt.Fprintf(&b, "# not in the gold, ignored: %s\n", doc)
	}
	if verbose {
		r.writeClaims(&b)
	}
	r.writeTables(&b)
	if verbose {
		r.writeTraps(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r Report) writeClaims(b *strings.Builder) {
	for _, d := range r.Documents {
		for _, c := range d.Misses {
			fmt.Fprintf(b, "MISS  %s  %s\n", d.Doc, claimLine(c.PrintedClaim))
		}
		for _, f := range d.Found {
			if !f.Hit {
				fmt.Fprintf(b, "FALSE %s  %s\n", d.Doc, claimLine(f.Claim))
			}
		}
	}
}

func claimLine(c graph.PrintedClaim) string {
	target := "None" // as Python writes it
	if c.Target != nil {
		target = *c.Target
	}
	return fmt.Sprintf("%s %s -> %s [%s] %s/%s: %s", c.Type, c.Source, target,
		strings.Join(c.System, ", "), polarity(c), c.Modality, c.Sentence)
}

func (r Report) writeTables(b *strings.Builder) {
	fmt.Fprintf(b, "%-14s%6s%6s%6s%8s%8s%8s\n", "strict edge", "gold", "sys", "hit", "P", "R", "F1")
	for _, t := range r.Types {
		writeCount(b, t.Type, t.Count)
	}
	writeCount(b, "micro", r.Micro)
	writeCount(b, "arrows", r.Arrows)
	fmt.Fprintf(b, "%-14s%6s%6s%8s%8s\n", "matched claims", "given", "right", "acc", "extra")
	for _, a := range r.Attributes {
		fmt.Fprintf(b, "%-14s%6d%6d%8.3f%8d\n", a.Name, a.Given, a.Right, a.Accuracy(), a.Extra)
	}
	fmt.Fprintf(b, "%-14s%6d fired %d\n", "traps", r.Traps.Count, r.Traps.Fired)
}

func writeCount(b *strings.Builder, name string, c Count) {
	fmt.Fprintf(b, "%-14s%6d%6d%6d%8.3f%8.3f%8.3f\n", name, c.Gold, c.System, c.Hits, c.Precision(), c.Recall(), c.F1())
}

func (r Report) writeTraps(b *strings.Builder) {
	for _, d := range r.Documents {
		for _, t := range d.FiredTraps {
			fmt.Fprintf(b, "TRAP  %s  %s: %s (%s)\n", d.Doc, t.Type, t.Sentence, t.Why)
		}
	}
}
