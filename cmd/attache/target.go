package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/neo4j"
	"github.com/attache-kg/attache/schema"
)

// target returns the database that --to names, with the credentials of the
// environment; the zero Target without --to.
func (l *loading) target() (neo4j.Target, error) {
	if l.to == "" {
		if l.adopt {
			return neo4j.Target{}, usage("add --to URI, or leave --adopt out", "--adopt says what to do with a Neo4j, and --to names none")
		}
		return neo4j.Target{}, nil
	}
	password, err := password()
	if err != nil {
		return neo4j.Target{}, err
	}
	t := neo4j.Target{URI: l.to, Username: cmp.Or(os.Getenv("NEO4J_USERNAME"), "neo4j"), Password: password, Database: os.Getenv("NEO4J_DATABASE")}
	return t, checkTarget(t)
}

func password() (string, error) {
	direct, file := os.Getenv("NEO4J_PASSWORD"), os.Getenv("NEO4J_PASSWORD_FILE")
	switch {
	case file == "":
		return direct, nil
	case direct != "":
		return "", usage("unset one of them", "both NEO4J_PASSWORD and NEO4J_PASSWORD_FILE are set")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", usage("point NEO4J_PASSWORD_FILE at a file that holds the password and nothing else", "NEO4J_PASSWORD_FILE: %w", err)
	}
	return strings.TrimRight(string(data), "\r\n"), nil
}

// checkTarget refuses a URI that cannot be meant before any work is done. Open
// looks at the URI first, and a cancelled context keeps it from connecting.
func checkTarget(t neo4j.Target) error {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	g, err := neo4j.Open(ctx, t)
	if g != nil {
		return g.Close(ctx)
	}
	if errors.Is(err, neo4j.ErrURI) {
		return databaseError(err)
	}
	return nil
}

// send brings the database in line with the ledger and prints what that took.
func (l *loading) send(ctx context.Context, t neo4j.Target, run int64) error {
	g, err := neo4j.Open(ctx, t)
	if err != nil {
		return l.sendError(ctx, err)
	}
	defer g.Close(context.WithoutCancel(ctx))
	view, err := l.book.View()
	if err != nil {
		return ledgerError(err)
	}
	defer view.Close()
	nodes, edges := graph.Project(schema.Default(), view.Holdings())
	l.progress("sending", unknown)
	defer l.clear()
	load := neo4j.Load{Types: schema.Default(), Ledger: l.book.ID(), Adopt: l.adopt, Run: strconv.FormatInt(run, 10), At: l.began,
		Progress: func(done int) { l.advance(int64(done)) }}
	counters, err := g.Sync(ctx, load, nodes, edges)
	if err != nil {
		return l.sendError(ctx, err)
	}
	c := counters.Graph
	written := parts("nothing to send",
		"nodes created", c.NodesCreated, "updated", c.NodesUpdated, "deleted", c.NodesDeleted, "kept for others' relationships", c.NodesKept,
		"relationships created", c.RelationshipsCreated, "relationships updated", c.RelationshipsUpdated, "relationships deleted", c.RelationshipsDeleted,
		"constraints and indexes created", c.ConstraintsAdded+c.IndexesAdded)
	fmt.Fprintf(l.out, "\n%s: %s\n", t.URI, written)
	return nil
}

func (l *loading) sendError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fail(exitFailed, "run the same command again: it sends what is missing", "interrupted; the ledger is up to date, the database is not")
	}
	return databaseError(err)
}
