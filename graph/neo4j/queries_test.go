package neo4j

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/attache-kg/attache/schema"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"gopkg.in/yaml.v3"
)

// query is a file of seeds/queries.
type query struct {
	name, question, cypher string
	params                 map[string]any
}

func readQueries(t *testing.T) (queries []query) {
	t.Helper()
	names, err := filepath.Glob("../../seeds/queries/*.cypher")
	if err != nil || len(names) < 14 {
		t.Fatalf("%d queries, %v", len(names), err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		q := query{name: strings.TrimSuffix(filepath.Base(name), ".cypher"), cypher: string(text)}
		lines := strings.Split(q.cypher, "\n")
		q.question, _ = strings.CutPrefix(lines[0], "// ")
		if params, ok := strings.CutPrefix(lines[1], "// params: "); ok { // as Neo4j Browser's :params takes them
			if err := yaml.Unmarshal([]byte(params), &q.params); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		queries = append(queries, q)
	}
	return queries
}

func TestQueriesAreQuestions(t *testing.T) {
	for _, q := range readQueries(t) {
		if !strings.HasSuffix(q.question, "?") {
			t.Errorf("%s begins with no question but %q", q.name, q.question)
		}
		for name := range q.params {
			if !strings.Contains(q.cypher, "$"+name) {
				t.Errorf("%s does not use $%s", q.name, name)
			}
		}
		if strings.Count(q.cypher, ";") != 1 || !strings.HasSuffix(q.cypher, ";\n") {
			t.Errorf("%s is not one statement with its semicolon", q.name)
		}
	}
}

// The path between two entities runs over every type of arrow.
func TestConnectionQueryKnowsEveryType(t *testing.T) {
	for _, q := range readQueries(t) {
		if !strings.Contains(q.cypher, "allShortestPaths") {
			continue
		}
		_, list, _ := strings.Cut(q.cypher, "-[:")
		list, _, _ = strings.Cut(list, "*")
		if want := strings.Join(schema.Default().Types(), "|") + "|IN|IS_A"; list != want {
			t.Errorf("%s walks over %s, want %s", q.name, list, want)
		}
		return
	}
	t.Error("no query finds paths")
}

func TestQueries(t *testing.T) {
	g := open(t)
	newSample().rows(t, "run-1").sync(t, g, load("ledger-1", "run-1"))
	for _, q := range readQueries(t) {
		t.Run(q.name, func(t *testing.T) {
			if warnings := explain(t, g, q); len(warnings) > 0 {
				t.Errorf("the database warns:\n%s", strings.Join(warnings, "\n"))
			}
			rows := ask(t, g, q.cypher, q.params)
			if len(rows) == 0 {
				t.Error("no rows")
			}
			t.Logf("%s %v\n%s", q.question, q.params, strings.Join(rows, "\n"))
		})
	}
}

// explain returns what the database remarks on a query: unknown labels, types
// and properties, deprecated words, slow plans.
func explain(t *testing.T, g *Graph, q query) (warnings []string) {
	t.Helper()
	result, err := neo4j.ExecuteQuery(t.Context(), g.driver, "EXPLAIN "+q.cypher, q.params, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(g.target.Database))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range result.Summary.Notifications() {
		warnings = append(warnings, fmt.Sprintf("%s: %s", n.Code(), n.Description()))
	}
	return warnings
}

// Answers on the sample that a wrong join would change.
func TestQueryAnswers(t *testing.T) {
	g := open(t)
	newSample().rows(t, "run-1").sync(t, g, load("ledger-1", "run-1"))
	queries := make(map[string]query)
	for _, q := range readQueries(t) {
		queries[q.name] = q
	}
	for _, tt := range []struct {
		name   string
		params map[string]any
		want   []string
	}{
		{"01-who-supplies-whom", nil, []string{
			"France Ukraine done [AMX-10 RC CAESAR] [kamikaze drone] 3 2024-02",
			"Nexter Belgium planned [] [Caesar 6×6 NG] 1 2024-02"}},
		{"02-what-one-supplies-another", nil, []string{
			"AMX-10 RC 18 18 delivered done affirmed 2022-05 1 2024-02",
			"CAESAR 18 18 delivered done affirmed 2022-05 2 2024-02",
			"kamikaze drone <nil> <nil> pledged planned affirmed 2024 1 2024-02"}},
		{"04-announced-never-delivered", nil, []string{
			"France Ukraine kamikaze drone <nil> pledged 2024-02 1",
			"Nexter Belgium Caesar 6×6 NG <nil> contracted 2024-02 1"}},
		{"05-timeline-of-two-states", nil, []string{
			"<nil> 2024-02 Ukraine ATTACKS Russia [] affirmed done",
			"2025-06-06 2024-02 Russia ATTACKS Kharkiv [drone] affirmed done",
			"2025-06-06 2024-02 Russia ATTACKS Kharkiv [drone] denied done"}},
		{"06-how-two-are-connected", nil, []string{
			"2 [Nexter IN France France SUPPLIES Ukraine]",
			"2 [Nexter IN France France TRAINS Ukraine]"}},
		{"09-attacks-by-day", nil, []string{"2025-06-06 Russia Kharkiv [drone] 1"}},
		{"10-denied-or-only-possible", nil, []string{
			"Germany SUPPLIES Ukraine Taurus denied planned may Germany will not send Taurus missiles to Ukraine.",
			"Germany SUPPLIES Ukraine tank affirmed possible may Germany may supply Ukraine with tanks.",
			"Russia ATTACKS Kharkiv drone denied done may Russia denied that it had struck Kharkiv with drones on June 6."}},
		{"13-systems-of-a-class", nil, []string{
			"CAESAR France SUPPLIES Ukraine done 18",
			"CAESAR Nexter PRODUCES <nil> ongoing <nil>",
			"Caesar 6×6 NG Belgium SIGNS France done <nil>",
			"Caesar 6×6 NG Nexter SUPPLIES Belgium planned <nil>"}},
		{"14-makers-of-what-is-supplied", nil, []string{"Nexter Caesar 6×6 NG CAESAR Nexter France ongoing"}},
		{"19-contradictions", nil, []string{"denial Russia ATTACKS Kharkiv drone denied B4 Russia affirmed B4 " +
			"[Russia denied that it had struck Kharkiv with drones on June 6. Russia struck Kharkiv with drones on June 6.]"}},
		{"18-who-buys-what", nil, []string{"Poland South Korea tank done <nil> 3e+09 USD undated"}},
	} {
		q, ok := queries[tt.name]
		if !ok {
			t.Errorf("no query %s", tt.name)
			continue
		}
		if got := ask(t, g, q.cypher, q.params); strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s\n got %s\nwant %s", tt.name, strings.Join(got, "\n     "), strings.Join(tt.want, "\n     "))
		}
	}
}
