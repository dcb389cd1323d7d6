package main

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/graph/neo4j"
	"github.com/attache-kg/attache/schema"
)

// bulk writes what a load would send to a Neo4j, for neo4j-admin.
func (x *exporting) bulk(book *ledger.Ledger, view *ledger.View, sources graph.Sources, dir string) error {
	runs, err := view.Runs()
	if err != nil {
		return ledgerError(err)
	}
	load := neo4j.Load{Types: schema.Default(), Ledger: book.ID(), Progress: func(done int) { x.advance(int64(done)) }}
	for _, r := range runs {
		if !r.Finished.IsZero() {
			load.Run, load.At = strconv.FormatInt(r.ID, 10), r.Started
		}
	}
	nodes, edges := graph.Project(schema.Default(), view.Holdings(sources))
	x.progress("exporting", unknown)
	b, err := neo4j.Export(dir, load, nodes, edges)
	x.clear()
	if errors.Is(err, neo4j.ErrNotEmpty) {
		return usage("name a folder that is empty, or that is not there", "%w", err)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(x.out, "%s: %s, %s\n\nWith Neo4j stopped and its database empty:\n\n    cd %s && %s\n\n", dir, count(b.Nodes, "node"), count(b.Relationships, "relationship"), quoted(dir), b.Command)
	x.hint(fmt.Sprintf("%s in that folder runs this command; attache load PATH… --to URI then makes the constraints of %s and goes on from there", neo4j.BulkScript, neo4j.BulkSchema))
	return nil
}
