package attache_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/attache-kg/attache"

// mayImport is the architecture: a room may import these of our rooms and no
// others. Commands below cmd may import every room.
var mayImport = map[string][]string{
	"internal/diag":      {},
	"internal/document":  {},
	"internal/match":     {},
	"internal/story":     {"internal/document"},
	"internal/touch":     {},
	"schema":             {"internal/diag"},
	"seeds":              {},
	"internal/corpus":    {"internal/diag", "internal/document"},
	"internal/lang":      {"internal/diag", "internal/document"},
	"internal/rule":      {"internal/diag", "schema"},
	"internal/source":    {"graph", "internal/diag"},
	"internal/gazetteer": {"internal/diag", "internal/document", "internal/lang", "schema"},
	"internal/phrase":    {"internal/document", "internal/gazetteer", "internal/lang"},
	"internal/frame":     {"internal/document", "internal/gazetteer", "internal/lang", "internal/phrase", "internal/rule"},
	"internal/name":      {"internal/diag", "internal/document", "internal/gazetteer", "internal/lang", "internal/match", "internal/phrase", "internal/rule"},
	"internal/resolve": {"graph", "internal/document", "internal/frame", "internal/gazetteer", "internal/lang", "internal/name", "internal/phrase",
		"internal/rule", "schema"},
	"internal/pipeline": {"graph", "internal/diag", "internal/document", "internal/frame", "internal/gazetteer", "internal/lang", "internal/name",
		"internal/phrase", "internal/resolve", "internal/rule", "internal/source", "internal/touch", "schema"},
	"internal/decision":     {"graph", "internal/diag", "schema"},
	"internal/eval":         {"graph"},
	"internal/treegen":      {"internal/diag", "internal/pipeline"},
	"internal/walk":         {},
	"internal/generate":     {"internal/gazetteer", "internal/pipeline", "schema", "seeds"},
	"graph":                 {"schema"},
	"graph/ledger":          {"graph", "internal/story", "internal/touch", "schema"},
	"graph/neo4j":           {"graph", "schema"},
	"graph/neo4j/server":    {},
	"graph/neo4j/neo4jtest": {"graph/neo4j/server"},
	"graph/neo4j/local":     {"graph/neo4j/server"},
}

// source is a Go file of ours.
type source struct {
	path string
	data []byte
	file *ast.File
	set  *token.FileSet
}

func (s source) room() string { return path.Dir(s.path) }

func (s source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

func (s source) isCommand() bool { return strings.HasPrefix(s.path, "cmd/") }

// line places a node for messages.
func (s source) line(n ast.Node) string {
	return s.path + ":" + strconv.Itoa(s.set.Position(n.Pos()).Line)
}

// imports returns the paths that the file imports.
func (s source) imports() (paths []string) {
	for _, spec := range s.file.Imports {
		name, _ := strconv.Unquote(spec.Path.Value) // it has been parsed
		paths = append(paths, name)
	}
	return paths
}

// sources parses every Go file of the repository.
func sources(t *testing.T) (all []source) {
	t.Helper()
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, data, parser.SkipObjectResolution)
		all = append(all, source{name, data, file, set})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestImports(t *testing.T) {
	rooms := make(map[string]bool)
	for _, s := range sources(t) {
		if s.isTest() || s.isCommand() {
			continue
		}
		rooms[s.room()] = true
		allowed, known := mayImport[s.room()]
		if !known {
			t.Errorf("%s: the room %s is not in the table mayImport", s.path, s.room())
			continue
		}
		for _, name := range s.imports() {
			if room, ours := strings.CutPrefix(name, module+"/"); ours && !slices.Contains(allowed, room) {
				t.Errorf("%s: %s must not import %s", s.path, s.room(), room)
			}
		}
	}
	for _, room := range slices.Sorted(maps.Keys(mayImport)) {
		if !rooms[room] {
			t.Errorf("mayImport has a room that is not there: %s", room)
		}
	}
}

// section returns a section of ARCHITECTURE.md.
func section(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), "\n## "+name+"\n")
	if !found {
		t.Fatalf("ARCHITECTURE.md has no section %q", name)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	return section
}

// roomRow is a room of ARCHITECTURE.md, with what it may import or a dash.
var roomRow = regexp.MustCompile("(?m)^\\| `([a-z0-9/]+)` \\| [^|]+ \\| (–|`[^|]+`) \\|$")

// TestArchitectureRooms compares the table of rooms with mayImport.
func TestArchitectureRooms(t *testing.T) {
	told := make(map[string][]string)
	for _, row := range roomRow.FindAllStringSubmatch(section(t, "Rooms"), -1) {
		told[row[1]] = nil
		if row[2] != "–" {
			told[row[1]] = strings.Split(strings.Trim(row[2], "`"), "`, `")
		}
	}
	for _, room := range slices.Sorted(maps.Keys(mayImport)) {
		imports, ok := told[room]
		if want := mayImport[room]; !ok || !slices.Equal(slices.Sorted(slices.Values(imports)), slices.Sorted(slices.Values(want))) {
			t.Errorf("ARCHITECTURE.md: %s may import %q (listed: %t), in the code %q", room, imports, ok, want)
		}
	}
	for _, room := range slices.Sorted(maps.Keys(told)) {
		if _, ok := mayImport[room]; !ok {
			t.Errorf("ARCHITECTURE.md has a room that the code does not know: %s", room)
		}
	}
}

var (
	tableStep = regexp.MustCompile(`(?m)^(CREATE|DROP|ALTER) TABLE ([a-z_]+)(?: RENAME TO ([a-z_]+))?`)
	ledgerRow = regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\|")
	required  = regexp.MustCompile(`(?m)^\t(\S+) v(\S+)$`)
)

// TestArchitectureLedger compares the ledger's tables with those that its steps leave.
func TestArchitectureLedger(t *testing.T) {
	steps, err := os.ReadFile("graph/ledger/steps.go")
	if err != nil {
		t.Fatal(err)
	}
	tables := make(map[string]bool)
	for _, m := range tableStep.FindAllStringSubmatch(string(steps), -1) {
		switch verb, table, renamed := m[1], m[2], m[3]; {
		case verb == "CREATE":
			tables[table] = true
		case verb == "DROP":
			delete(tables, table)
		case renamed != "":
			delete(tables, table)
			tables[renamed] = true
		}
	}
	var told []string
	for _, m := range ledgerRow.FindAllStringSubmatch(section(t, "The ledger"), -1) {
		told = append(told, m[1])
	}
	slices.Sort(told)
	have := slices.Sorted(maps.Keys(tables))
	if len(have) == 0 || !slices.Equal(told, have) {
		t.Errorf("ARCHITECTURE.md has the tables %q, the ledger %q", told, have)
	}
}

// TestArchitectureLibraries looks for each library and its version.
func TestArchitectureLibraries(t *testing.T) {
	modules, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	decisions := section(t, "Decisions")
	for _, m := range required.FindAllStringSubmatch(string(modules), -1) {
		row := regexp.MustCompile(`(?m)^\| ` + regexp.QuoteMeta(m[1]) + ` \|.*\| ` + regexp.QuoteMeta(m[2]) + `, .* \|$`)
		if !row.MatchString(decisions) {
			t.Errorf("ARCHITECTURE.md does not say why %s %s was chosen, or names another version", m[1], m[2])
		}
	}
}

// TestCommandsAreNotImported keeps printing and exit codes where they belong.
func TestCommandsAreNotImported(t *testing.T) {
	for _, s := range sources(t) {
		for _, name := range s.imports() {
			if strings.HasPrefix(name, module+"/cmd/") {
				t.Errorf("%s imports the command %s", s.path, name)
			}
		}
	}
}

// outside is what only commands and the rooms around a Neo4j may use: other
// machines, other programs, the environment. Extraction is a pure function of
// documents and rules, so it may not even ask what time it is.
var outside = map[string][]string{
	"os":   {"Getenv", "LookupEnv", "Environ", "ExpandEnv"},
	"time": {"Now", "Since", "Until", "After", "Tick", "NewTimer", "NewTicker"},
}

func mayReachOutside(s source) bool {
	return s.isTest() || s.isCommand() || strings.HasPrefix(s.path, "graph/neo4j/")
}

func TestNothingReachesOutside(t *testing.T) {
	for _, s := range sources(t) {
		if mayReachOutside(s) {
			continue
		}
		for _, name := range s.imports() {
			random := strings.HasPrefix(name, "math/rand") && s.room() != "internal/generate"
			if name == "os/exec" || name == "net" || strings.HasPrefix(name, "net/") && name != "net/url" || random {
				t.Errorf("%s imports %s", s.path, name)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if from, ok := call.X.(*ast.Ident); ok && slices.Contains(outside[from.Name], call.Sel.Name) {
				t.Errorf("%s: %s.%s", s.line(n), from.Name, call.Sel.Name)
			}
			return true
		})
	}
}

func TestFormat(t *testing.T) {
	for _, s := range sources(t) {
		formatted, err := format.Source(s.data)
		if err != nil {
			t.Errorf("%s: %v", s.path, err)
		} else if !bytes.Equal(formatted, s.data) {
			t.Errorf("%s is not formatted: gofmt -w %s", s.path, s.path)
		}
	}
}
