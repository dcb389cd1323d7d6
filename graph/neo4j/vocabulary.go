package neo4j

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// vocabulary is every label and relationship type that Sync may write. Nothing
// else becomes part of a statement.
type vocabulary struct {
	classes []string // labels beside the first one, sorted
	shapes  []shape
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
}

var identifier = regexp.MustCompile(`^[A-Za-z][A-Za-z_]*$`)

func newVocabulary(types schema.Schema) (vocabulary, error) {
	v := vocabulary{classes: append(types.Labels(), graph.LabelUnnamed), shapes: slices.Clone(layers)}
	kinds := types.Types()
	for _, c := range types.Classes {
		for _, s := range c.Structure {
			kinds = append(kinds, s.Edge)
		}
	}
	for _, kind := range kinds {
		if s := (shape{kind, graph.LabelEntity, graph.LabelEntity}); !slices.Contains(v.shapes, s) {
			v.shapes = append(v.shapes, s)
		}
	}
	slices.Sort(v.classes)
	for _, name := range append(kinds, v.classes...) {
		if !identifier.MatchString(name) {
			return vocabulary{}, fmt.Errorf("schema: %q cannot be a label or relationship type", name)
		}
	}
	return v, nil
}

// node refuses labels that are not in the vocabulary.
func (v vocabulary) node(labels []string) error {
	if len(labels) == 0 || !slices.Contains(graph.Labels, labels[0]) {
		return fmt.Errorf("no unique label in %q", labels)
	}
	for _, label := range labels[1:] {
		if !slices.Contains(v.classes, label) {
			return fmt.Errorf("no class %q in the schema", label)
		}
	}
	return nil
}

// edge refuses a shape that is not in the vocabulary.
func (v vocabulary) edge(s shape) error {
	if !slices.Contains(v.shapes, s) {
		return fmt.Errorf("no relationship %v in the schema", s)
	}
	return nil
}

// constraints are created before anything else, and by name, so that an older
// version's can be told from the user's.
func constraints() []string {
	var statements []string
	for _, label := range graph.Labels {
		statements = append(statements, fmt.Sprintf("CREATE CONSTRAINT attache_%s_id IF NOT EXISTS FOR (n:%s) REQUIRE n.id IS UNIQUE", strings.ToLower(label), label))
	}
	return append(statements,
		// What people look things up by: a name, words, a kind of claim, a run.
		"CREATE INDEX attache_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
		"CREATE INDEX attache_claim_predicate IF NOT EXISTS FOR (n:Claim) ON (n.predicate)",
		"CREATE INDEX attache_claim_first_run IF NOT EXISTS FOR (n:Claim) ON (n.firstRun)",
		"CREATE FULLTEXT INDEX attache_entity_words IF NOT EXISTS FOR (n:Entity) ON EACH [n.name]",
		"CREATE FULLTEXT INDEX attache_evidence_words IF NOT EXISTS FOR (n:Evidence) ON EACH [n.text]")
}

// putNodes writes nodes with exactly these labels of the vocabulary; labels that
// others gave stay.
func (v vocabulary) putNodes(labels []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "UNWIND $rows AS row MERGE (n:%s {id: row.id}) SET n = row.properties", labels[0])
	if labels[0] == graph.LabelEntity {
		drop := slices.DeleteFunc(slices.Clone(v.classes), func(c string) bool { return slices.Contains(labels, c) })
		if len(drop) > 0 {
			fmt.Fprintf(&b, " REMOVE n:%s", strings.Join(drop, ":"))
		}
	}
	if len(labels) > 1 {
		fmt.Fprintf(&b, " SET n:%s", strings.Join(labels[1:], ":"))
	}
	return b.String()
}

// putEdges writes relationships and returns how many had both ends.
func putEdges(s shape) string {
	return fmt.Sprintf("UNWIND $rows AS row MATCH (a:%s {id: row.from}) MATCH (b:%s {id: row.to}) "+
		"MERGE (a)-[r:%s {attache: true}]->(b) SET r = row.properties RETURN count(r) AS written", s.from, s.to, s.kind)
}

// missingEnds finds the rows that putEdges could not write.
func missingEnds(s shape) string {
	return fmt.Sprintf("UNWIND $rows AS row OPTIONAL MATCH (a:%s {id: row.from}) OPTIONAL MATCH (b:%s {id: row.to}) "+
		"WITH row, a, b WHERE a IS NULL OR b IS NULL RETURN row.from AS from, row.to AS to, a IS NULL AS noFrom LIMIT 1", s.from, s.to)
}

func heldNodes(label string) string {
	return fmt.Sprintf("MATCH (n:%s) WHERE n.id IS NOT NULL RETURN n.id AS id, n.fingerprint AS fingerprint", label)
}

func heldEdges(s shape) string {
	return fmt.Sprintf("MATCH (a:%s)-[r:%s]->(b:%s) WHERE r.attache RETURN a.id AS from, b.id AS to, r.fingerprint AS fingerprint", s.from, s.kind, s.to)
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
	return fmt.Sprintf("UNWIND $rows AS row MATCH (a:%s {id: row.from})-[r:%s {attache: true}]->(b:%s {id: row.to}) DELETE r", s.from, s.kind, s.to)
}
