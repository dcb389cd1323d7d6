package main

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/spf13/cobra"
)

const exportLong = `Writes all that the ledger holds.

jsonl is one JSON object a line: documents by SHA-256 with all their paths, claims
with their evidence by source, type and target, then the nodes that they name; key
"kind" tells them apart. The same documents and rules give the same lines whatever
loads led there; only the runs (first_run, run, retracted_in) tell how, and
--no-runs leaves them out.

neo4j-admin is CSV files in the empty folder DIR for neo4j-admin database import
full, which fills an empty Neo4j many times faster than load --to, with the same
graph. The command line is printed, and stands in DIR/import.sh.`

const exportExample = `  attache export > ledger.jsonl
  attache export --active --no-runs | sha256sum
  attache export --format neo4j-admin bulk && sh bulk/import.sh`

// exporting is one run of the export command.
type exporting struct {
	*screen
	ledger, format, pack string
	active, noRuns       bool
}

func exportCommand(s *screen) *cobra.Command {
	x := &exporting{screen: s}
	c := command("export [flags] [DIR]", "Write all that the ledger holds", exportLong, exportExample, 0, 1, x.run)
	ledgerFlag(c, &x.ledger)
	packFlag(c.Flags(), &x.pack)
	c.Flags().StringVar(&x.format, "format", "jsonl", "`FORMAT`: jsonl, or neo4j-admin into DIR")
	c.Flags().BoolVar(&x.active, "active", false, "leave out claims that are gone")
	c.Flags().BoolVar(&x.noRuns, "no-runs", false, "leave out which loads found what")
	return c
}

func (x *exporting) run(_ context.Context, dirs []string) error {
	switch {
	case x.format != "jsonl" && x.format != "neo4j-admin":
		return usage("use --format jsonl or neo4j-admin", "there is no format %s", x.format)
	case x.format == "jsonl" && len(dirs) > 0:
		return usage("redirect the output to a file", "jsonl is printed")
	case x.format == "neo4j-admin" && len(dirs) == 0:
		return usage("use it as: attache export --format neo4j-admin DIR", "neo4j-admin needs a folder")
	}
	sources, err := loadSources(x.pack)
	if err != nil {
		return err
	}
	return onView(x.ledger, func(book *ledger.Ledger, view *ledger.View) error {
		if x.format == "neo4j-admin" {
			return x.bulk(book, view, sources, dirs[0])
		}
		return x.jsonl(newJudge(view, sources))
	})
}

type exportedDocument struct {
	Kind      string         `json:"kind"`
	SHA       string         `json:"sha256"`
	Size      int            `json:"size"`
	Paths     []exportedPath `json:"paths"`
	Retracted bool           `json:"retracted,omitempty"` // by hand: it says nothing
	Unread    bool           `json:"unread,omitempty"`    // it is to be read again
}

type exportedPath struct {
	Path string `json:"path"`
	Doc  string `json:"doc"`
	Date string `json:"date,omitempty"`
	URL  string `json:"url,omitempty"`
}

type exportedClaim struct {
	Kind string `json:"kind"`
	claimRecord
	Occurrence  string `json:"occurrence,omitempty"`
	FirstRun    int64  `json:"first_run,omitempty"`
	RetractedIn int64  `json:"retracted_in,omitempty"`
}

type exportedNode struct {
	Kind    string           `json:"kind"`
	ID      graph.ID         `json:"id"`
	Name    string           `json:"name"`
	In      graph.ID         `json:"in,omitempty"`
	IsA     graph.ID         `json:"is_a,omitempty"`
	Offices []exportedOffice `json:"offices,omitempty"`
}

type exportedOffice struct {
	Title string   `json:"office"`
	Of    graph.ID `json:"of"`
	From  string   `json:"from,omitempty"`
	To    string   `json:"to,omitempty"`
}

func (x *exporting) jsonl(j *judge) error {
	if err := j.compareAll(); err != nil {
		return err
	}
	view := j.view
	e := json.NewEncoder(x.out)
	e.SetEscapeHTML(false)
	if err := x.documents(view, e); err != nil {
		return err
	}
	n := make(names)
	for c, err := range view.Claims(ledger.Filter{Retracted: !x.active}) {
		if err != nil {
			return ledgerError(err)
		}
		r, err := n.record(j, c)
		if err != nil {
			return err
		}
		record := exportedClaim{Kind: "claim", claimRecord: r, Occurrence: c.Occurrence, FirstRun: c.FirstRun, RetractedIn: c.RetractedIn}
		if x.noRuns {
			record.FirstRun, record.RetractedIn = 0, 0
			for i := range record.Evidence {
				record.Evidence[i].Run = 0
			}
		}
		if err := e.Encode(record); err != nil {
			return err
		}
	}
	return n.export(view, e)
}

func (x *exporting) documents(view *ledger.View, e *json.Encoder) error {
	var d exportedDocument
	for l, err := range view.Located() {
		if err != nil {
			return ledgerError(err)
		}
		if l.Document.SHA != d.SHA {
			if err := encodeDocument(e, d); err != nil {
				return err
			}
			d = exportedDocument{Kind: "document", SHA: l.Document.SHA, Size: l.Document.Size, Retracted: l.Withdrawn, Unread: l.Unread}
		}
		d.Paths = append(d.Paths, exportedPath{Path: l.Path, Doc: l.Document.Doc, Date: l.Document.Date, URL: l.Document.URL})
	}
	return encodeDocument(e, d)
}

func encodeDocument(e *json.Encoder, d exportedDocument) error {
	if d.SHA == "" {
		return nil
	}
	return e.Encode(d)
}

// export writes the nodes, and those that they stand under, by id.
func (n names) export(view *ledger.View, e *json.Encoder) error {
	for added := true; added; {
		before := len(n)
		for _, node := range slices.Collect(maps.Values(n)) {
			if err := n.add(view, node.In, node.IsA); err != nil {
				return err
			}
		}
		added = len(n) > before
	}
	for _, id := range slices.Sorted(maps.Keys(n)) {
		node := n[id]
		r := exportedNode{Kind: "node", ID: id, Name: node.Name, In: node.In, IsA: node.IsA}
		for _, o := range node.Offices {
			r.Offices = append(r.Offices, exportedOffice{o.Title, o.Of, o.From, o.To})
		}
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	return nil
}
