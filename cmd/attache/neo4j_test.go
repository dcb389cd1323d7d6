package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph/neo4j/neo4jtest"
	"github.com/attache-kg/attache/graph/neo4j/server"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"gopkg.in/yaml.v3"
)

// loader runs loads into a real Neo4j.
type loader struct {
	*testing.T
	access neo4jtest.Access
	driver neo4j.DriverWithContext
	dir    string   // with the ledgers
	env    []string // with the credentials
}

func newLoader(t *testing.T) *loader {
	t.Helper()
	a := neo4jtest.Empty(t)
	driver, err := neo4j.NewDriverWithContext(a.URI, neo4j.BasicAuth(a.Username, a.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { driver.Close(context.Background()) })
	return &loader{t, a, driver, t.TempDir(),
		[]string{"NEO4J_USERNAME=" + a.Username, "NEO4J_PASSWORD=" + a.Password, "NEO4J_DATABASE=" + a.Database, "NEO4J_URI=" + a.URI}}
}

// attache runs the program and returns its exit code and all it printed, in
// which the password must not be.
func (l *loader) attache(env []string, args ...string) (code int, printed string) {
	l.Helper()
	self, err := os.Executable()
	if err != nil {
		l.Fatal(err)
	}
	c := exec.Command(self, args...)
	c.Args[0], c.Dir, c.Env = "attache", l.dir, env
	out, err := c.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		l.Fatal(err)
	}
	if bytes.Contains(out, []byte(l.access.Password)) {
		l.Errorf("attache %q prints the password", args)
	}
	return c.ProcessState.ExitCode(), string(out)
}

// must runs the program, which must end with a code and print the words.
func (l *loader) must(code int, words string, env []string, args ...string) {
	l.Helper()
	got, printed := l.attache(env, args...)
	if got != code || !strings.Contains(printed, words) {
		l.Fatalf("attache %q ends with %d, want %d and %q:\n%s", args, got, code, words, printed)
	}
}

func (l *loader) ask(cypher string, params map[string]any) (rows []string) {
	l.Helper()
	result, err := neo4j.ExecuteQuery(l.Context(), l.driver, cypher, params, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(l.access.Database))
	if err != nil {
		l.Fatalf("%v\n%s", err, cypher)
	}
	for _, r := range result.Records {
		rows = append(rows, strings.TrimSuffix(fmt.Sprintln(r.Values...), "\n"))
	}
	return rows
}

// graph returns all that is not the tool's own record, with the server's own ids.
func (l *loader) graph() []string {
	return append(l.ask("MATCH (n) WHERE NOT n:AttacheMeta RETURN elementId(n), labels(n), properties(n) ORDER BY elementId(n)", nil),
		l.ask("MATCH ()-[r]->() RETURN elementId(r), type(r), properties(r) ORDER BY elementId(r)", nil)...)
}

func TestLoadIntoNeo4j(t *testing.T) {
	l := newLoader(t)
	seeds := filepath.Join(repository(t), "seeds")
	corpus := filepath.Join(seeds, "corpus")
	to := l.access.URI

	l.must(0, "5 documents (5 new)", l.env, "load", "--ledger", "silent.db", corpus)
	if rows := l.graph(); len(rows) > 0 {
		t.Fatalf("without --to the database has %d rows", len(rows))
	}
	l.must(0, " nodes created, ", l.env, "load", corpus, "--to", to)
	first := l.graph()
	if len(first) == 0 {
		t.Fatal("the database is empty")
	}
	t.Run("queries", func(t *testing.T) { l.answers(t, seeds) })
	l.must(0, to+": nothing to send", l.env, "load", corpus, "--to", to)
	if !slices.Equal(l.graph(), first) {
		t.Error("the second load changed the graph")
	}
	t.Run("by hand", func(t *testing.T) { l.byHand(t, corpus, first) })
	t.Run("rows that the database refuses", func(t *testing.T) { l.refusedRows(t) })
	t.Run("decisions", func(t *testing.T) { l.decisions(t, corpus) })
	t.Run("refusals", func(t *testing.T) { l.refusals(t, corpus, l.graph()) })
}

// Where the parameters that a query proposes have no answer in the seeds, these have.
var answered = map[string]map[string]any{"14-makers-of-what-is-supplied.cypher": {"receiver": "state:UKR"}}

// unanswered are right to have no answer: nothing in the seeds is denied.
var unanswered = []string{"10-denied-or-only-possible.cypher", "19-contradictions.cypher"}

// answers asks the analysts' questions; but for the unanswered, each has an
// answer in the seeds.
func (l *loader) answers(t *testing.T, seeds string) {
	files, err := filepath.Glob(filepath.Join(seeds, "queries", "*.cypher"))
	if err != nil || len(files) < 12 {
		t.Fatalf("%d queries, %v", len(files), err)
	}
	for _, f := range files {
		name := filepath.Base(f)
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		params := answered[name]
		if _, rest, found := strings.Cut(string(text), "// params: "); found && params == nil {
			line, _, _ := strings.Cut(rest, "\n")
			if err := yaml.Unmarshal([]byte(line), &params); err != nil {
				t.Errorf("%s: %v", f, err)
			}
		}
		rows := l.ask(string(text), params)
		if len(rows) == 0 && !slices.Contains(unanswered, name) {
			t.Errorf("%s has no answer for %v", name, params)
		}
		t.Logf("%s %v\n%s", name, params, strings.Join(rows, "\n"))
	}
}

// byHand changes the graph behind attache's back, with its fingerprints as they were.
func (l *loader) byHand(t *testing.T, corpus string, first []string) {
	l.ask("MATCH (n:State {id: 'state:FRA'}) SET n.name = 'Gaul'", nil)
	l.ask("MATCH (:State)-[s:SUPPLIES]->() SET s.claims = 99", nil)
	l.must(0, l.access.URI+": 1 nodes updated, 2 relationships updated", l.env, "load", corpus, "--to", l.access.URI)
	if !slices.Equal(l.graph(), first) {
		t.Error("the graph is not what it was")
	}
	l.must(0, "nothing to send", l.env, "load", corpus, "--to", l.access.URI)
}

// refusedRows loads into a database with a constraint that a new row violates. The
// other rows are written, and a load without the constraint adds those.
func (l *loader) refusedRows(t *testing.T) {
	more := filepath.Join(l.dir, "more")
	text := "Sweden delivered 12 tanks to Ukraine on Monday.\n\nSweden delivered 12 howitzers to Ukraine on Monday.\n"
	if err := errors.Join(os.Mkdir(more, 0o777), os.WriteFile(filepath.Join(more, "a.txt"), []byte(text), 0o666)); err != nil {
		t.Fatal(err)
	}
	to := []string{"load", more, "--to", l.access.URI}
	l.ask("CREATE CONSTRAINT theirs FOR (n:State) REQUIRE n.name IS UNIQUE", nil)
	l.ask("CREATE (:State {name: 'Sweden'})", nil)
	code, printed := l.attache(l.env, to...)
	for _, want := range []string{"attache: warning: :Entity:State state:SWE: ", "already exists", "1 rows refused", "attache: error: done in part: 1 fault above", "the next load sends such rows again"} {
		if code != 4 || !strings.Contains(printed, want) {
			t.Errorf("exit code %d, without %q:\n%s", code, want, printed)
		}
	}
	if got := l.ask("MATCH (d:Document {doc: 'a.txt'}) RETURN count(d)", nil); got[0] != "1" {
		t.Error("the rest is not there")
	}
	l.ask("DROP CONSTRAINT theirs", nil)
	l.ask("MATCH (n:State {name: 'Sweden'}) DELETE n", nil)
	l.must(0, "1 nodes created", l.env, to...)
	if got := l.ask("MATCH (:State {id: 'state:SWE'})-[s:SUPPLIES]->(:State {id: 'state:UKR'}) RETURN s.claims", nil); len(got) != 1 {
		t.Errorf("Sweden's arrow: %q", got)
	}
	if err := os.Remove(filepath.Join(more, "a.txt")); err != nil {
		t.Fatal(err)
	}
	l.must(0, "nodes deleted", l.env, to...)
}

// decisions replays an analyst's decisions, and then none.
func (l *loader) decisions(t *testing.T, corpus string) {
	const arrows = "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.claims > 0 RETURN a.name, type(r), b.name, properties(r) ORDER BY a.id, type(r), b.id"
	before := l.ask(arrows, nil)
	ids := l.ask("MATCH (c:Claim {predicate: 'SUPPLIES', modality: 'planned'})-[:ITEM]->({id: 'system:kamikaze-drone'}) RETURN c.id", nil)
	signed := l.ask("MATCH (c:Claim {predicate: 'SIGNS', active: true}) RETURN c.id", nil)
	if len(ids) != 1 || len(signed) == 0 {
		t.Fatalf("claims %q and %q", ids, signed)
	}
	load := []string{"load", corpus, "--to", l.access.URI}
	for _, args := range [][]string{{"reject", ids[0]}, {"accept", signed[0]}, {"rename", "Nexter", "KNDS France"}, {"name", "leading French automaker", "firm:renault", "--as", "Renault"}} {
		l.must(0, "1 decision written", l.env, append([]string{"review"}, append(args, "--reason", "x", "--who", "jd")...)...)
	}
	l.must(0, "4 decisions of decisions.yaml: 4 with effect", l.env, load...)
	for question, want := range map[string]string{
		"MATCH (:State {id: 'state:FRA'})-[s:SUPPLIES]->(:State {id: 'state:UKR'}) RETURN size(s.plannedItems)":              "<nil>",
		"MATCH (c:Claim {accepted: true})-[:SUPPORTED_BY]->(e:Evidence {accepted: true}) RETURN count(DISTINCT c), count(e)": "1 1",
		"MATCH (n:Firm {id: 'firm:nexter'}) RETURN n.name":                                                                   "KNDS France",
		"MATCH (n:Firm {id: 'firm:renault'})-[p:PRODUCES]->(:System) RETURN n.name, p.claims, n:Unnamed":                     "Renault 1 false",
		"MATCH (:Entity:Unnamed)-[p]->(n:System) WHERE startNode(p).name = 'leading French automaker' RETURN count(p)":       "0",
		"MATCH (c:Claim {id: '" + ids[0] + "'}) RETURN c.active":                                                             "<nil>",
	} {
		if got := l.ask(question, nil); len(got) != 1 || got[0] != want {
			t.Errorf("%s\n got %q\nwant %q", question, got, want)
		}
	}
	if err := os.WriteFile(filepath.Join(l.dir, "decisions.yaml"), []byte("decisions: []\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	l.must(0, " updated", l.env, load...)
	if got := l.ask(arrows, nil); !slices.Equal(got, before) {
		t.Errorf("undone, the arrows are\n%s\nand were\n%s", strings.Join(got, "\n"), strings.Join(before, "\n"))
	}
	if got := l.ask("MATCH (n {accepted: true}) RETURN count(n)", nil); got[0] != "0" {
		t.Errorf("%s nodes are still accepted", got[0])
	}
}

// refusals checks that what is refused leaves the graph as it is.
func (l *loader) refusals(t *testing.T, corpus string, first []string) {
	to := l.access.URI
	user := l.env[0]
	l.must(5, "--adopt", l.env, "load", "--ledger", "other.db", "--to", to, corpus)
	l.must(5, "refuses user", []string{user, "NEO4J_PASSWORD=wrong-password"}, "load", "--to", to, corpus)
	l.must(5, "correct NEO4J_DATABASE", []string{user, "NEO4J_PASSWORD=" + l.access.Password, "NEO4J_DATABASE=nowhere"}, "load", "--to", to, corpus)
	if !slices.Equal(l.graph(), first) {
		t.Error("a refused load changed the graph")
	}

	file := filepath.Join(l.dir, "password")
	if err := os.WriteFile(file, []byte(l.access.Password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{user, "NEO4J_PASSWORD_FILE=" + file, "NEO4J_DATABASE=" + l.access.Database}
	l.must(0, to, env, "load", "--ledger", "other.db", "--to", to, "--adopt", corpus)
	l.must(0, "nothing to send", env, "load", "--ledger", "other.db", "--to", to, corpus)
	l.must(5, "is filled by ledger", l.env, "load", "--to", to, corpus)
}

// TestSourcesChange loads again after a source is relied on less: its grades change,
// while the ledger does not.
func TestSourcesChange(t *testing.T) {
	l := newLoader(t)
	pack, news := filepath.Join(l.dir, "pack"), filepath.Join(l.dir, "news")
	write := func(reliability string) {
		t.Helper()
		source := "sources:\n  - {host: paper.example, name: The Paper, kind: newspaper, reliability: " + reliability + ", why: as the test has it}\n"
		if err := os.WriteFile(filepath.Join(pack, "sources.yaml"), []byte(source), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{"lang", "entities", "rules"} {
		if err := os.CopyFS(filepath.Join(pack, dir), os.DirFS(filepath.Join(repository(t), "seeds", dir))); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Mkdir(news, 0o777), os.WriteFile(filepath.Join(news, "a.txt"), []byte("Poland delivered 12 tanks to Ukraine on Monday.\n"), 0o666),
		os.WriteFile(filepath.Join(news, "metadata.tsv"), []byte("doc\tdate\turl\na.txt\t2024-05-17\thttps://paper.example/a\n"), 0o666)); err != nil {
		t.Fatal(err)
	}
	load := []string{"load", "--pack", pack, news, "--to", l.access.URI}
	grades := func() string {
		return strings.Join(l.ask("MATCH (c:Claim) RETURN DISTINCT left(c.grade, 1)", nil), " ")
	}
	write("A")
	l.must(0, "nodes created", l.env, load...)
	l.must(0, "nothing to send", l.env, load...)
	if got := grades(); got != "A" {
		t.Errorf("the grades are %s", got)
	}
	write("C")
	l.must(0, "nodes updated", l.env, load...)
	if got := grades(); got != "C" {
		t.Errorf("the grades are %s", got)
	}
}

// TestBulk fills a Neo4j by neo4j-admin, and goes on with loads.
func TestBulk(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("runs neo4j-admin and starts a server")
	}
	l := newLoader(t)
	corpus := filepath.Join(repository(t), "seeds", "corpus")
	l.must(0, "5 documents (5 new)", nil, "load", corpus)
	l.must(0, "import.sh in that folder", nil, "export", "--format", "neo4j-admin", "bulk")
	home := t.TempDir()
	c := exec.Command("/bin/sh", filepath.Join(l.dir, "bulk", "import.sh"))
	c.Env = append(os.Environ(), "PATH="+neo4jtest.Admin(t, home)+string(filepath.ListSeparator)+os.Getenv("PATH"))
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s, err := server.Start(t.Context(), neo4jtest.Jars(t), server.Options{Home: home})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	env := []string{"NEO4J_PASSWORD=" + s.Password}
	l.must(0, s.URI+": 11 constraints and indexes created\n", env, "load", corpus, "--to", s.URI)
	l.must(0, s.URI+": nothing to send\n", env, "load", corpus, "--to", s.URI)
}
