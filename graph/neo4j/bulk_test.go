package neo4j

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/neo4j/neo4jtest"
	"github.com/attache-kg/attache/graph/neo4j/server"
)

// odd is texts that a CSV file, a list or a shell may take for something else.
var odd = []string{`"`, `""`, `say "yes", he said`, "a,b;c|d", "two\nlines", "old\rMac", "and\r\nDOS", `back\slash\`, `\"`, "tab\t", " blanks ", "'", "$HOME `ls`", "#",
	"\x00nul", "\x1funit", "\u2028", "\ufeffmark", "Élysée 6×6", "😀", "null", "true", "12", "1e5", "bad \xff\xc3 end", "caf\xe9"}

// oddSample says odd things wherever text stands.
func oddSample() *sample {
	s := newSample()
	for i, text := range odd {
		s.nodes = append(s.nodes, graph.Node{ID: graph.ID(fmt.Sprintf("state:O%02d", i)), Name: text})
		s.tell(text+" it sent tanks.", graph.Statement{Type: "SUPPLIES", Source: party(fmt.Sprintf("state:O%02d", i)), Target: party("state:UKR"), Systems: parties("system:tank"),
			Office: strings.ReplaceAll(text, "\x1f", ""), Quantity: graph.Amount{Min: 0.1 + float64(i), Max: 1e21, Approximate: true}, Money: graph.Amount{Min: 1.5, Max: 2.5e9, Unit: "EUR"}, Date: "2024-05"})
		s.documents[len(s.documents)-1].Doc = text
		e := &s.statements[len(s.statements)-1].Evidence[0]
		e.Antecedent, e.DateText, e.Hedged = text, text, true
		if !strings.Contains(text, "\x1f") {
			s.nodes = append(s.nodes, graph.Node{ID: graph.ID(fmt.Sprintf("official:o%02d", i)), Name: text,
				Offices: []graph.Office{{Title: strings.ToValidUTF8(text, "?"), Of: "state:FRA"}, {Title: "x", Of: "state:FRA", From: "2020"}}})
		}
	}
	return s
}

// imported runs the script that Export wrote, and starts a server on what it made.
func imported(t testing.TB, dir string) *Graph {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the script is for a shell")
	}
	home := t.TempDir()
	importInto(t, dir, home)
	s, err := server.Start(t.Context(), neo4jtest.Jars(t), server.Options{Home: home})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Stop() })
	g, err := Open(t.Context(), Target{URI: s.URI, Username: server.Username, Password: s.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close(context.Background()) })
	return g
}

func importInto(t testing.TB, dir, home string) {
	t.Helper()
	c := exec.Command("/bin/sh", filepath.Join(dir, BulkScript))
	c.Env = append(os.Environ(), "PATH="+neo4jtest.Admin(t, home)+string(filepath.ListSeparator)+os.Getenv("PATH"))
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func (r rows) export(t testing.TB, l Load) (Bulk, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "bulk")
	b, err := export(dir, l, 4<<10, each(r.nodes), each(r.edges))
	if err != nil {
		t.Fatal(err)
	}
	return b, dir
}

// TestExport imports into a real Neo4j what it also loads through Bolt.
func TestExport(t *testing.T) {
	r := oddSample().rows(t, "run-1")
	l := load("ledger-1", "run-1")
	b, dir := r.export(t, l)
	if b.Nodes != len(r.nodes) || b.Relationships != len(r.edges) {
		t.Errorf("%d nodes and %d relationships", b.Nodes, b.Relationships)
	}
	if n := strings.Count(b.Command, "nodes-Evidence-"); n < 2 {
		t.Errorf("%d shards of 4 KiB hold %d nodes: %s", n, b.Nodes, b.Command)
	}
	if script, err := os.ReadFile(filepath.Join(dir, BulkScript)); err != nil || !strings.Contains(string(script), "exec "+b.Command+" ") {
		t.Errorf("the script is %s, %v", script, err)
	}
	bolt := open(t)
	r.sync(t, bolt, l)
	bulk := imported(t, dir)
	const meta = "MATCH (m:AttacheMeta {key: 'ledger'}) RETURN m.ledger, m.version, m.lastRun, m.lastRunAt, size(keys(m))"
	for _, cypher := range []string{everything, meta} {
		if got, want := one(t, bulk, cypher), one(t, bolt, cypher); got != want {
			differ(t, got, want)
		}
	}
	if d := r.compare(t, bulk); d.Count() != len(definitions()) {
		t.Errorf("the difference is %+v", d)
	}
	// The first load makes the constraints, and then loads go on.
	if c := r.sync(t, bulk, l); c.Graph.ConstraintsAdded != 6 || c.Graph.NodesCreated+c.Graph.NodesUpdated+c.Graph.RelationshipsCreated+c.Graph.RelationshipsUpdated > 0 {
		t.Errorf("the first load writes %+v", c.Graph)
	}
	const defined = "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint WHERE name STARTS WITH 'attache_' RETURN name, type, labelsOrTypes, properties, owningConstraint ORDER BY name"
	if got, want := one(t, bulk, defined), one(t, bolt, defined); got != want {
		differ(t, got, want)
	}
	s := oddSample()
	s.forget("state:BEL")
	s.tell("Germany trains Ukrainians.", graph.Statement{Type: "TRAINS", Source: party("state:DEU"), Target: party("state:UKR")})
	next := s.rows(t, "run-1")
	next.sync(t, bulk, l)
	next.sync(t, bolt, l)
	if got, want := one(t, bulk, everything), one(t, bolt, everything); got != want {
		differ(t, got, want)
	}
}

// differ shows the first line that is not the same.
func differ(t *testing.T, got, want string) {
	t.Helper()
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Errorf("line %d of %d and %d\n got %q\nwant %q", i, len(a), len(b), a[i], b[i])
			return
		}
	}
	t.Errorf("%d lines, want %d", len(a), len(b))
}

func TestExportRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	r := newSample().rows(t, "run-1")
	if _, err := Export(dir, load("ledger-1", "run-1"), each(r.nodes), each(r.edges)); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("a folder that holds something: %v", err)
	}
	find(&r, "official:sebastien-lecornu").Properties["offices"] = []string{"a\x1fb"}
	if _, err := Export(filepath.Join(dir, "new"), load("ledger-1", "run-1"), each(r.nodes), each(r.edges)); err == nil || !strings.Contains(err.Error(), "offices") {
		t.Errorf("a list that cannot be read back: %v", err)
	}
}
