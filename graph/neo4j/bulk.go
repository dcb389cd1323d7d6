package neo4j

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/attache-kg/attache/graph"
)

// Bulk is what [Export] has written.
type Bulk struct {
	Nodes, Relationships int
	Command              string // that imports it, to be run in the folder
}

// ErrNotEmpty says that a folder to export to holds something.
var ErrNotEmpty = errors.New("the folder is not empty")

// The names of what Export writes beside the rows.
const (
	BulkScript = "import.sh"          // runs the command
	BulkSchema = "constraints.cypher" // constraints and indexes
)

const (
	shardBytes = 64 << 20 // of CSV a file, before compression
	listMark   = '\x1f'   // between the items of a list
)

// Export writes a projection into a folder, which is made or is empty, as the CSV
// files that neo4j-admin database import full takes. What it imports is what
// [Lease.Sync] would have written, node for node and property for property, with
// the tool's own record, so that loads can go on from there.
//
// The rows of a label, and the relationships between two labels, are a group: a
// file with the header, and gzipped files with the rows. Ids are unique by label
// (ID spaces); labels and types stand in columns; lists have U+001F between their
// items; every text is in quotes, so that an absent value is an empty field.
func Export(dir string, l Load, nodes iter.Seq2[graph.NodeRow, error], edges iter.Seq2[graph.EdgeRow, error]) (Bulk, error) {
	return export(dir, l, shardBytes, nodes, edges)
}

func export(dir string, l Load, shard int, nodes iter.Seq2[graph.NodeRow, error], edges iter.Seq2[graph.EdgeRow, error]) (Bulk, error) {
	words, err := newVocabulary(l.Types)
	if err != nil {
		return Bulk{}, err
	}
	if err := emptyFolder(dir); err != nil {
		return Bulk{}, err
	}
	e := &exporter{Load: l, dir: dir, shard: shard, words: words, groups: make(map[string]*group)}
	b, err := e.run(nodes, edges)
	if closing := e.close(); err == nil {
		err = closing
	}
	if err == nil {
		b.Command = e.command()
		err = e.scripts(b.Command)
	}
	if err != nil {
		return Bulk{}, fmt.Errorf("export to %s, which is incomplete: %w", dir, err)
	}
	return b, nil
}

func emptyFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		err = fmt.Errorf("%w: %s holds %s", ErrNotEmpty, dir, entries[0].Name())
	}
	return err
}

// exporter is one call of Export.
type exporter struct {
	Load
	dir       string
	shard     int
	words     vocabulary
	groups    map[string]*group
	order     []*group
	done      int
	multiline bool // a text goes over lines
	line      []byte
}

// group is rows with the same columns, in files one after the other.
type group struct {
	option  string // of the command
	name    string // of the files, in part
	columns []graph.Property
	shards  int
	bytes   int // in this shard
	file    *os.File
	packed  *gzip.Writer
	out     *bufio.Writer
}

func (e *exporter) run(nodes iter.Seq2[graph.NodeRow, error], edges iter.Seq2[graph.EdgeRow, error]) (b Bulk, err error) {
	if err := e.record(); err != nil {
		return b, err
	}
	if err := eachRow(nodes, func(row graph.NodeRow) error { b.Nodes++; return e.node(row) }); err != nil {
		return b, err
	}
	err = eachRow(edges, func(row graph.EdgeRow) error { b.Relationships++; return e.edge(row) })
	if e.Progress != nil {
		e.Progress(e.done)
	}
	return b, err
}

// record writes the tool's own record.
func (e *exporter) record() error {
	g, err := e.group("--nodes", "AttacheMeta", "key:ID(AttacheMeta),ledger:string,version:long,lastRun:string,lastRunAt:datetime,:LABEL", nil)
	if err != nil {
		return err
	}
	for _, text := range []string{"ledger", e.Ledger} {
		e.text(text)
	}
	e.line = strconv.AppendInt(e.line, version, 10)
	e.line = append(e.line, ',')
	for _, text := range []string{e.Run, e.At.UTC().Format(time.RFC3339Nano) + "[UTC]", "AttacheMeta"} {
		e.text(text)
	}
	return e.write(g)
}

func (e *exporter) node(row graph.NodeRow) error {
	row.Labels, row.Properties = canonical(row.Labels), valid(row.Properties)
	if err := e.words.node(row); err != nil {
		return fmt.Errorf("node %q: %w", row.ID, err)
	}
	print, err := fingerprint(row.Labels, row.Properties)
	if err != nil {
		return fmt.Errorf("node %q: %w", row.ID, err)
	}
	label := row.Labels[0]
	g, err := e.group("--nodes", label, fmt.Sprintf("id:ID(%s),:LABEL,fingerprint:long", label), graph.NodeProperties[label])
	if err != nil {
		return err
	}
	e.text(row.ID)
	e.list(row.Labels)
	e.line = append(strconv.AppendInt(e.line, print, 10), ',')
	return e.row(g, row.Properties)
}

func (e *exporter) edge(row graph.EdgeRow) error {
	s := shape{row.Type, row.From.Label, row.To.Label}
	row.Properties = valid(row.Properties)
	if err := e.words.edge(s, row); err != nil {
		return fmt.Errorf("relationship %q to %q: %w", row.From.ID, row.To.ID, err)
	}
	print, err := fingerprint([]string{row.Type}, row.Properties)
	if err != nil {
		return fmt.Errorf("relationship %q to %q: %w", row.From.ID, row.To.ID, err)
	}
	g, err := e.group("--relationships", s.from+"-"+s.to, fmt.Sprintf(":START_ID(%s),:END_ID(%s),:TYPE,attache:boolean,fingerprint:long", s.from, s.to), e.between(s))
	if err != nil {
		return err
	}
	e.text(row.From.ID)
	e.text(row.To.ID)
	e.text(row.Type)
	e.line = append(e.line, "true,"...)
	e.line = append(strconv.AppendInt(e.line, print, 10), ',')
	return e.row(g, row.Properties)
}

// between returns the properties of all types between two labels.
func (e *exporter) between(s shape) (all []graph.Property) {
	for _, other := range e.words.shapes {
		if other.from != s.from || other.to != s.to {
			continue
		}
		for _, p := range graph.EdgeProperties(other.kind) {
			if !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	return all
}

// columnTypes are what neo4j-admin calls the kinds.
var columnTypes = map[graph.Kind]string{graph.Text: "string", graph.Integer: "long", graph.Number: "double", graph.Flag: "boolean", graph.Texts: "string[]"}

// group returns the group of a name; the first time it writes its header.
func (e *exporter) group(option, name, header string, columns []graph.Property) (*group, error) {
	if g, ok := e.groups[name]; ok {
		return g, nil
	}
	g := &group{option: option, name: strings.TrimLeft(option, "-") + "-" + name, columns: columns}
	e.groups[name] = g
	e.order = append(e.order, g)
	for _, c := range columns {
		header += "," + c.Name + ":" + columnTypes[c.Kind]
	}
	return g, os.WriteFile(filepath.Join(e.dir, g.header()), []byte(header+"\n"), 0o666)
}

func (g *group) header() string { return g.name + ".header.csv" }

func (g *group) shard(n int) string { return fmt.Sprintf("%s-%03d.csv.gz", g.name, n) }

// row appends the properties to the line and writes it.
func (e *exporter) row(g *group, properties map[string]any) error {
	for _, c := range g.columns {
		switch v := properties[c.Name].(type) {
		case nil:
			e.line = append(e.line, ',')
		case string:
			e.text(v)
		case int64:
			e.line = append(strconv.AppendInt(e.line, v, 10), ',')
		case float64:
			e.line = append(strconv.AppendFloat(e.line, v, 'g', -1, 64), ',')
		case bool:
			e.line = append(strconv.AppendBool(e.line, v), ',')
		case []string:
			for _, item := range v {
				if strings.ContainsRune(item, listMark) || item == "" {
					return fmt.Errorf("%s: the item %q of a list cannot be imported", c.Name, item)
				}
			}
			e.list(v)
		}
	}
	if e.done++; e.Progress != nil && e.done%progressRows == 0 {
		e.Progress(e.done)
	}
	return e.write(g)
}

func (e *exporter) list(items []string) { e.text(strings.Join(items, string(listMark))) }

// text appends a text in quotes, which are doubled within.
func (e *exporter) text(s string) {
	e.multiline = e.multiline || strings.ContainsAny(s, "\n\r")
	e.line = append(e.line, '"')
	e.line = append(e.line, strings.ReplaceAll(s, `"`, `""`)...)
	e.line = append(e.line, '"', ',')
}

// write ends the line, in the next shard where this one is full.
func (e *exporter) write(g *group) error {
	e.line[len(e.line)-1] = '\n'
	if g.bytes += len(e.line); g.file == nil || g.bytes > e.shard {
		if err := g.next(e.dir); err != nil {
			return err
		}
		g.bytes = len(e.line)
	}
	_, err := g.out.Write(e.line)
	e.line = e.line[:0]
	return err
}

func (g *group) next(dir string) (err error) {
	if err := g.close(); err != nil {
		return err
	}
	g.shards++
	if g.file, err = os.Create(filepath.Join(dir, g.shard(g.shards))); err != nil {
		return err
	}
	g.packed, err = gzip.NewWriterLevel(g.file, gzip.BestSpeed)
	g.out = bufio.NewWriterSize(g.packed, 64<<10)
	return err
}

func (g *group) close() error {
	if g.file == nil {
		return nil
	}
	err := errors.Join(g.out.Flush(), g.packed.Close(), g.file.Close())
	g.file = nil
	return err
}

func (e *exporter) close() (err error) {
	for _, g := range e.order {
		err = errors.Join(err, g.close())
	}
	return err
}

// command is the command line, all of whose words a shell takes as they are.
func (e *exporter) command() string {
	words := []string{"neo4j-admin", "database", "import", "full", "neo4j", fmt.Sprintf("--array-delimiter=U+%04X", listMark)}
	if e.multiline {
		words = append(words, "--multiline-fields=true")
	}
	for _, g := range e.order {
		files := []string{g.header()}
		for n := range g.shards {
			files = append(files, g.shard(n+1))
		}
		words = append(words, g.option+"="+strings.Join(files, ","))
	}
	return strings.Join(words, " ")
}

func (e *exporter) scripts(command string) error {
	schema := metaConstraint + ";\n"
	for _, d := range definitions() {
		schema += d.cypher + ";\n"
	}
	script := "#!/bin/sh\n# Imports these files into a Neo4j that is not running; what its database holds must\n" +
		"# be nothing, or be given up with --overwrite-destination.\ncd \"$(dirname \"$0\")\" || exit 1\nexec " + command + " \"$@\"\n"
	return errors.Join(os.WriteFile(filepath.Join(e.dir, BulkSchema), []byte(schema), 0o666),
		os.WriteFile(filepath.Join(e.dir, BulkScript), []byte(script), fs.FileMode(0o777)))
}
