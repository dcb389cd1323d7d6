package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
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
	if file := os.Getenv("NEO4J_CA_FILE"); file != "" {
		if t.CA, err = os.ReadFile(file); err != nil {
			return neo4j.Target{}, usage("point NEO4J_CA_FILE at the certificate of an authority, in PEM", "NEO4J_CA_FILE: %w", err)
		}
	}
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

// send brings the database in line with the ledger and prints what that took. The
// ledger is looked at once the database is ours, so that of two loads the one that
// comes last has seen all.
func (l *loading) send(ctx context.Context, t neo4j.Target, run int64) error {
	g, err := neo4j.Open(ctx, t)
	if err != nil {
		return l.sendError(ctx, err)
	}
	defer g.Close(context.WithoutCancel(ctx))
	note := "sent " + t.URI + " " + t.Database
	load := neo4j.Load{Types: schema.Default(), Ledger: l.book.ID(), Adopt: l.adopt, Run: strconv.FormatInt(run, 10), At: l.began,
		Progress: func(done int) { l.advance(int64(done)) },
		Waiting:  func(holder string) { l.hint(fmt.Sprintf("waiting for another load to end: %s", holder)) },
		Refused: func(r neo4j.Refusal) {
			l.leaveOut(fmt.Sprintf("%s %s", r.Kind, r.ID), r.Err, "mend it in the database, or here; the next load sends such rows again")
		}}
	if load.Sent, err = l.book.Meta(note); err != nil {
		return ledgerError(err)
	}
	if err := l.book.NoteChanges(); err != nil {
		return ledgerError(err)
	}
	l.progress("sending", unknown)
	defer l.clear()
	lease, err := g.Lease(ctx, load)
	if err != nil {
		return l.sendError(ctx, err)
	}
	counters, err := l.sendView(ctx, lease)
	if released := lease.Release(ctx); err == nil && released != nil {
		err = l.sendError(ctx, released)
	}
	if err != nil {
		return err
	}
	if err := l.book.SetMeta(note, counters.Sent); err != nil {
		return ledgerError(err)
	}
	l.account.Database = accountOf(t.URI, counters.Graph)
	l.note("database updated", "uri", t.URI, "written", written(counters.Graph))
	fmt.Fprintf(l.out, "\n%s: %s\n", t.URI, written(counters.Graph))
	return nil
}

func (l *loading) sendView(ctx context.Context, lease *neo4j.Lease) (neo4j.Counters, error) {
	view, err := l.book.View()
	if err != nil {
		return neo4j.Counters{}, ledgerError(err)
	}
	defer view.Close()
	revision, err := view.Revision()
	if err != nil {
		return neo4j.Counters{}, ledgerError(err)
	}
	types, sources := schema.Default(), l.pack.Sources
	p := neo4j.Projection{Revision: revision, By: projectedBy(sources), Since: func(revision int64) (*neo4j.Changed, error) {
		part, h, known, err := view.Since(revision, sources)
		if err != nil || !known {
			return nil, ledgerError(err)
		}
		nodes, edges := graph.Project(types, h)
		nodes, edges = part.Of(types, nodes, edges)
		return &neo4j.Changed{Part: part, Nodes: nodes, Edges: edges}, nil
	}}
	p.Nodes, p.Edges = graph.Project(types, view.Holdings(sources))
	counters, err := lease.Sync(ctx, p)
	if err != nil {
		return counters, l.sendError(ctx, err)
	}
	return counters, nil
}

// projectedBy names what rows derive from beside the ledger: how far sources are relied
// on, and the program, whose file tells whether it is the same.
func projectedBy(sources graph.Sources) string {
	file, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(file)
	if err != nil {
		return ""
	}
	relied := sha256.Sum256(fmt.Appendf(nil, "%+v", sources)) // maps are printed in the order of their keys
	return fmt.Sprintf("sources %x, by %d %d", relied[:8], info.Size(), info.ModTime().UnixNano())
}

func written(c neo4j.Counts) string {
	return parts("nothing to send",
		"nodes created", c.NodesCreated, "nodes updated", c.NodesUpdated, "nodes deleted", c.NodesDeleted, "nodes kept for others' relationships", c.NodesKept,
		"relationships created", c.RelationshipsCreated, "relationships updated", c.RelationshipsUpdated, "relationships deleted", c.RelationshipsDeleted,
		"constraints and indexes created", c.ConstraintsAdded+c.IndexesAdded, "rows refused", c.Refused, "relationships of theirs left out", c.Withheld)
}

// shownRows are named of each kind that differs.
const shownRows = 3

// compare returns how a database differs from a ledger, and prints it.
func (l *loading) compare(ctx context.Context, t neo4j.Target, view *ledger.View) (neo4j.Difference, error) {
	g, err := neo4j.Open(ctx, t)
	if err != nil {
		return neo4j.Difference{}, databaseError(err)
	}
	defer g.Close(context.WithoutCancel(ctx))
	nodes, edges := graph.Project(schema.Default(), view.Holdings(l.pack.Sources))
	load := neo4j.Load{Types: schema.Default(), Ledger: l.book.ID(), Adopt: l.adopt}
	d, err := g.Compare(ctx, load, shownRows, nodes, edges)
	if err != nil {
		return d, databaseError(err)
	}
	fmt.Fprintf(l.out, "\n%s: %s compared", t.URI, count(d.Rows, "row"))
	if d.Count() == 0 {
		fmt.Fprintln(l.out, ", all as in the ledger")
		return d, nil
	}
	fmt.Fprintln(l.out)
	for _, k := range d.Kinds {
		fmt.Fprintf(l.out, "  %s: %s\n", k.Name, parts("", "to create", k.Create, "to update", k.Update, "to delete", k.Delete))
		for _, rows := range [][]string{k.Created, k.Updated, k.Deleted} {
			for _, row := range rows {
				fmt.Fprintf(l.out, "    %s\n", row)
			}
		}
	}
	return d, nil
}

// wouldSend prints what a load would change in a database.
func (l *loading) wouldSend(ctx context.Context, t neo4j.Target) error {
	view, err := l.book.View()
	if err != nil {
		return ledgerError(err)
	}
	defer view.Close()
	d, err := l.compare(ctx, t, view)
	l.account.Database = &accountOfDatabase{URI: t.URI, RowsThatDiffer: d.Count()}
	return err
}

func (l *loading) sendError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fail(exitFailed, "run the same command again: it sends what is missing", "interrupted; the ledger is up to date, the database is not")
	}
	return databaseError(err)
}
