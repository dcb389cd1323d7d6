package neo4j

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// vocabulary is every label, relationship type and property that Sync may write.
// Nothing else becomes part of a statement.
type vocabulary struct {
	classes []string // labels beside the first one, sorted
	shapes  []shape
	nodes   map[string]kinds // by label
	edges   map[string]kinds // by relationship type
}

// kinds are properties by name.
type kinds map[string]graph.Kind

func kindsOf(properties []graph.Property) kinds {
	k := make(kinds, len(properties))
	for _, p := range properties {
		k[p.Name] = p.Kind
	}
	return k
}

// check refuses properties that are not declared, or have another type.
func (k kinds) check(properties map[string]any) error {
	for name, value := range properties {
		kind, ok := k[name]
		if !ok {
			return fmt.Errorf("no property %q is declared", name)
		}
		switch value.(type) {
		case string:
			ok = kind == graph.Text
		case int64:
			ok = kind == graph.Integer
		case float64:
			ok = kind == graph.Number
		case bool:
			ok = kind == graph.Flag
		case []string:
			ok = kind == graph.Texts
		default:
			ok = false
		}
		if !ok {
			return fmt.Errorf("property %q has a %T, which is not what is declared", name, value)
		}
	}
	return nil
}

// own picks from what the database gave the properties that are declared.
func (k kinds) own(properties map[string]any) map[string]any {
	own := make(map[string]any, len(properties))
	for name, value := range properties {
		if _, ok := k[name]; ok {
			own[name] = value
		}
	}
	return own
}

// absent sets every property of ours to null, and so removes it.
func (k kinds) absent(marks ...string) string {
	names := slices.AppendSeq(marks, maps.Keys(k))
	slices.Sort(names)
	return "{" + strings.Join(names, ": null, ") + ": null}"
}

// shape is a relationship type with the labels that its ends are found by.
type shape struct{ kind, from, to string }

func (s shape) String() string { return fmt.Sprintf("(:%s)-[:%s]->(:%s)", s.from, s.kind, s.to) }

// layers are the shapes that do not depend on the schema.
var layers = []shape{
	{graph.TypeIn, graph.LabelEntity, graph.LabelEntity},
	{graph.TypeIsA, graph.LabelEntity, graph.LabelEntity},
	{graph.TypePublishedBy, graph.LabelDocument, graph.LabelSource},
	{graph.TypeInDocument, graph.LabelEvidence, graph.LabelDocument},
	{graph.TypeByRule, graph.LabelEvidence, graph.LabelRule},
	{graph.TypeAttribute, graph.LabelEvidence, graph.LabelEntity},
	{graph.TypeSubject, graph.LabelClaim, graph.LabelEntity},
	{graph.TypeObject, graph.LabelClaim, graph.LabelEntity},
	{graph.TypeItem, graph.LabelClaim, graph.LabelEntity},
	{graph.TypePlace, graph.LabelClaim, graph.LabelEntity},
	{graph.TypeSupportedBy, graph.LabelClaim, graph.LabelEvidence},
	{graph.TypeContradicts, graph.LabelClaim, graph.LabelClaim},
}

var identifier = regexp.MustCompile(`^[A-Za-z][A-Za-z_]*$`)

func newVocabulary(declared schema.Schema) (vocabulary, error) {
	v := vocabulary{classes: append(declared.Labels(), graph.LabelUnnamed), shapes: slices.Clone(layers)}
	types := declared.Types()
	for _, c := range declared.Classes {
		for _, s := range c.Structure {
			types = append(types, s.Edge)
		}
	}
	for _, kind := range types {
		if s := (shape{kind, graph.LabelEntity, graph.LabelEntity}); !slices.Contains(v.shapes, s) {
			v.shapes = append(v.shapes, s)
		}
	}
	slices.Sort(v.classes)
	v.nodes, v.edges = make(map[string]kinds), make(map[string]kinds)
	for _, label := range graph.Labels {
		v.nodes[label] = kindsOf(graph.NodeProperties[label])
	}
	for _, s := range v.shapes {
		v.edges[s.kind] = kindsOf(graph.EdgeProperties(s.kind))
	}
	for _, name := range append(types, v.classes...) {
		if !identifier.MatchString(name) {
			return vocabulary{}, fmt.Errorf("schema: %q cannot be a label or relationship type", name)
		}
	}
	return v, nil
}

// canonical returns labels with the unique one first, the others sorted.
func canonical(labels []string) []string {
	if len(labels) > 2 {
		labels = slices.Clone(labels)
		slices.Sort(labels[1:])
	}
	return labels
}

// valid replaces what is not UTF-8, such as bytes of a path: the database would do
// it itself, and then hold something else than was sent.
func valid(properties map[string]any) map[string]any {
	for name, value := range properties {
		if s, ok := value.(string); ok && !utf8.ValidString(s) {
			properties = maps.Clone(properties)
			properties[name] = strings.ToValidUTF8(s, "\ufffd")
		}
	}
	return properties
}

// node refuses labels and properties that are not in the vocabulary.
func (v vocabulary) node(row graph.NodeRow) error {
	if len(row.Labels) == 0 || !slices.Contains(graph.Labels, row.Labels[0]) {
		return fmt.Errorf("no unique label in %q", row.Labels)
	}
	for _, label := range row.Labels[1:] {
		if !slices.Contains(v.classes, label) {
			return fmt.Errorf("no class %q in the schema", label)
		}
	}
	return v.nodes[row.Labels[0]].check(row.Properties)
}

// edge refuses a shape and properties that are not in the vocabulary.
func (v vocabulary) edge(s shape, row graph.EdgeRow) error {
	if !slices.Contains(v.shapes, s) {
		return fmt.Errorf("no relationship %v in the schema", s)
	}
	return v.edges[s.kind].check(row.Properties)
}

// own picks the labels of ours from those that the database gave, label first,
// and the other unique ones.
func (v vocabulary) own(label string, given any) (labels, others []string) {
	list, _ := given.([]any)
	for _, l := range list {
		name, _ := l.(string)
		if slices.Contains(v.classes, name) {
			labels = append(labels, name)
		} else if name != label && slices.Contains(graph.Labels, name) {
			others = append(others, name)
		}
	}
	slices.Sort(labels)
	return append([]string{label}, labels...), others
}

// says whether a fingerprint is that of a node's labels and its properties of ours.
func (v vocabulary) says(labels []string, properties map[string]any, print int64) bool {
	actual, err := fingerprint(labels, v.nodes[labels[0]].own(properties))
	return err == nil && actual == print
}

// wrote says whether a fingerprint is that of the properties with some labels of
// ours, of which a node may have lost one.
func (v vocabulary) wrote(given any, properties map[string]any, print int64) bool {
	for _, label := range graph.Labels {
		labels, _ := v.own(label, given)
		candidates := [][]string{labels}
		for _, class := range v.classes {
			candidates = append(candidates, canonical(append(slices.Clone(labels), class)))
		}
		for _, c := range candidates {
			if actual, err := fingerprint(c, properties); err == nil && actual == print {
				return true
			}
		}
	}
	return false
}

// definition is a constraint or an index.
type definition struct{ name, cypher string }

// definitions are created before anything else, and by name, so that an older
// version's can be told from the user's.
func definitions() []definition {
	var all []definition
	define := func(kind, name, of string) {
		all = append(all, definition{name, fmt.Sprintf("CREATE %s %s IF NOT EXISTS FOR %s", kind, name, of)})
	}
	for _, label := range graph.Labels {
		define("CONSTRAINT", fmt.Sprintf("attache_%s_id", strings.ToLower(label)), fmt.Sprintf("(n:%s) REQUIRE n.id IS UNIQUE", label))
	}
	// What people look things up by: a name, words, a kind of claim, a run.
	define("INDEX", "attache_entity_name", "(n:Entity) ON (n.name)")
	define("INDEX", "attache_claim_predicate", "(n:Claim) ON (n.predicate)")
	define("INDEX", "attache_claim_first_run", "(n:Claim) ON (n.firstRun)")
	define("FULLTEXT INDEX", "attache_entity_words", "(n:Entity) ON EACH [n.name]")
	define("FULLTEXT INDEX", "attache_evidence_words", "(n:Evidence) ON EACH [n.text]")
	return all
}

// names makes the labels, types and properties known to the database.
func (v vocabulary) names() (statements []string) {
	known := make(map[string]bool)
	call := func(procedure, name string) {
		if statement := fmt.Sprintf("CALL db.%s('%s')", procedure, name); !known[statement] {
			known[statement] = true
			statements = append(statements, statement)
		}
	}
	for _, label := range slices.Concat(graph.Labels, v.classes) {
		call("createLabel", label)
	}
	for _, s := range v.shapes {
		call("createRelationshipType", s.kind)
	}
	for _, k := range slices.AppendSeq(slices.Collect(maps.Values(v.nodes)), maps.Values(v.edges)) {
		for _, name := range slices.Sorted(maps.Keys(k)) {
			call("createProperty", name)
		}
	}
	for _, name := range []string{"id", "fingerprint", "attache", "gone", "lastRun", "lastRunAt"} {
		call("createProperty", name)
	}
	return statements
}

// createNodes writes nodes that are not there. MERGE, as the driver may send a
// batch again whose end it did not see.
func createNodes(labels []string) string {
	cypher := fmt.Sprintf("UNWIND $rows AS row MERGE (n:%s {id: row.id}) SET n += row.properties", labels[0])
	if len(labels) > 1 {
		cypher += " SET n:" + strings.Join(labels[1:], ":")
	}
	return cypher
}

// updateNodes gives nodes exactly these labels and properties of the vocabulary;
// those that others gave stay.
func (v vocabulary) updateNodes(labels []string) string {
	drop := slices.DeleteFunc(slices.Concat(graph.Labels, v.classes), func(l string) bool { return slices.Contains(labels, l) })
	return fmt.Sprintf("UNWIND $rows AS row MERGE (n:%s {id: row.id}) SET n += %s SET n += row.properties REMOVE n:%s SET n:%s",
		labels[0], v.nodes[labels[0]].absent("gone"), strings.Join(drop, ":"), strings.Join(labels, ":"))
}

// createEdges writes relationships and returns how many had both ends.
func createEdges(s shape) string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (a:%s {id: row.from}) MATCH (b:%s {id: row.to}) "+
		"MERGE (a)-[r:%s {attache: true}]->(b) SET r += row.properties RETURN count(r) AS written", s.from, s.to, s.kind)
}

// updateEdges does to relationships what updateNodes does to nodes.
func (v vocabulary) updateEdges(s shape) string {
	return strings.Replace(createEdges(s), "SET r +=", "SET r += "+v.edges[s.kind].absent("fingerprint")+" SET r +=", 1)
}

// missingEnds finds the rows that createEdges could not write, by their number.
func missingEnds(s shape) string {
	return fmt.Sprintf("UNWIND range(0, size($rows) - 1) AS i WITH i, $rows[i] AS row OPTIONAL MATCH (a:%s {id: row.from}) OPTIONAL MATCH (b:%s {id: row.to}) "+
		"WITH i, a, b WHERE a IS NULL OR b IS NULL RETURN i, a IS NULL AS noFrom", s.from, s.to)
}

// heldNodes reads the nodes of a label; deep, with all that they carry.
func heldNodes(label string, deep bool) string {
	return fmt.Sprintf("MATCH (n:%s) WHERE n.id IS NOT NULL", label) + nodeColumns(deep)
}

// heldNodesOf reads those of some ids.
func heldNodesOf(label string) string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {id: row})", label) + nodeColumns(false)
}

func nodeColumns(deep bool) string {
	columns := fmt.Sprintf(" RETURN n.id AS id, n.fingerprint AS fingerprint, n.fingerprint = %d AND EXISTS { (n)--() } AS kept", stub)
	if deep {
		columns += ", labels(n) AS labels, properties(n) AS properties"
	}
	return columns
}

// heldEdges reads the relationships of a shape, in the same way.
func heldEdges(s shape, deep bool) string {
	return fmt.Sprintf("MATCH (a:%s)-[r:%s]->(b:%s) WHERE r.attache = true AND a.id IS NOT NULL AND b.id IS NOT NULL", s.from, s.kind, s.to) + edgeColumns(deep)
}

// heldEdgesFrom reads those that go out from some ids.
func heldEdgesFrom(s shape) string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (a:%s {id: row})-[r:%s]->(b:%s) WHERE r.attache = true AND b.id IS NOT NULL", s.from, s.kind, s.to) + edgeColumns(false)
}

// heldEdgesBetween reads those between pairs of ids.
func heldEdgesBetween(s shape) string {
	return "UNWIND $rows AS row " + between(s, "row[0]", "row[1]") + " WITH a, b, r WHERE r IS NOT NULL" + edgeColumns(false)
}

// between finds relationships of ours by both ends. OPTIONAL has the server look from that
// end which has fewer; else it may walk all that hang on a node such as a common system.
func between(s shape, from, to string) string {
	return fmt.Sprintf("MATCH (a:%s {id: %s}) MATCH (b:%s {id: %s}) OPTIONAL MATCH (a)-[r:%s {attache: true}]->(b)", s.from, from, s.to, to, s.kind)
}

func edgeColumns(deep bool) string {
	columns := " RETURN a.id AS from, b.id AS to, r.fingerprint AS fingerprint"
	if deep {
		columns += ", properties(r) AS properties"
	}
	return columns
}

// deleteNodes spares nodes that somebody's relationships hang on; stubNodes
// marks those that are left.
func deleteNodes(label string) string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {id: row.id}) WHERE n.fingerprint IS NOT NULL AND NOT EXISTS { (n)--() } DELETE n", label)
}

func stubNodes(label string) string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (n:%s {id: row.id}) WHERE n.fingerprint <> %d SET n.fingerprint = %[2]d, n.gone = true RETURN count(n) AS kept", label, stub)
}

func deleteEdges(s shape) string {
	return "UNWIND $rows AS row " + between(s, "row.from", "row.to") + " DELETE r"
}

// deleteDoubles leaves one of several relationships between the same ends.
func deleteDoubles(s shape) string {
	return "UNWIND $rows AS row " + between(s, "row.from", "row.to") + " WITH row, collect(r) AS copies UNWIND tail(copies) AS copy DELETE copy"
}

// Strays carry our mark in a place that no row is looked for: a node whose label
// or id was taken away, a relationship at such a node or of a type that is gone.

func strayNodes() string {
	return fmt.Sprintf("MATCH (n) WHERE n.fingerprint IS NOT NULL AND NOT (n.id IS NOT NULL AND (n:%s)) "+
		"RETURN elementId(n) AS element, n.fingerprint AS fingerprint, properties(n) AS properties, labels(n) AS labels", strings.Join(graph.Labels, " OR n:"))
}

func (v vocabulary) strayEdges() string {
	var known []string
	for _, s := range v.shapes {
		known = append(known, fmt.Sprintf("r:%s AND a:%s AND b:%s", s.kind, s.from, s.to))
	}
	return fmt.Sprintf("MATCH (a)-[r]->(b) WHERE r.attache = true AND NOT (a.id IS NOT NULL AND b.id IS NOT NULL AND (%s)) "+
		"RETURN elementId(r) AS element, r.fingerprint AS fingerprint, properties(r) AS properties, type(r) AS type", strings.Join(known, " OR "))
}

const (
	deleteStrayEdges = "UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.element AND r.fingerprint = row.fingerprint DELETE r"
	deleteStrayNodes = "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.element AND n.fingerprint = row.fingerprint AND NOT EXISTS { (n)--() } DELETE n"
)

var stubStrayNodes = fmt.Sprintf("UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.element AND n.fingerprint = row.fingerprint SET n.fingerprint = %d, n.gone = true RETURN count(n) AS kept", stub)
