package ledger

import (
	"context"
	"encoding/hex"
	"fmt"
	"iter"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// The part of a view that may project to other rows than at an earlier revision, in
// tables of the view's own: documents, claims, the arrows that all of whose claims are
// looked at, the groups of claims of which only one holds at a time, and nodes.
const partTables = `
CREATE TEMP TABLE part_documents (key INTEGER PRIMARY KEY);
CREATE TEMP TABLE part_claims (key INTEGER PRIMARY KEY);
CREATE TEMP TABLE part_arrows (source, type, head, key INTEGER UNIQUE, PRIMARY KEY (source, type, head)) WITHOUT ROWID;
CREATE TEMP TABLE part_groups (target, office, PRIMARY KEY (target, office)) WITHOUT ROWID;
CREATE TEMP TABLE part_nodes (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE part_doubtful (id TEXT PRIMARY KEY) WITHOUT ROWID`

// The queries that fill them, in this order. ?1 is the earlier revision.
var (
	partQueries = []string{
		"INSERT OR IGNORE INTO part_documents SELECT d.key FROM changed x CROSS JOIN documents d ON d.sha = x.id WHERE x.revision > ?1 AND x.kind = 'Document'",
		"INSERT OR IGNORE INTO part_claims SELECT c.key FROM changed x CROSS JOIN claims c ON c.id = x.id WHERE x.revision > ?1 AND x.kind = 'Claim'",
		`INSERT OR IGNORE INTO part_claims SELECT s.claim FROM part_documents p CROSS JOIN sentences t ON t.document = p.key
CROSS JOIN evidence e ON e.sentence = t.key CROSS JOIN support s ON s.evidence = e.key`,
		"INSERT OR IGNORE INTO part_claims SELECT c.key FROM changed x CROSS JOIN claims c ON c.arrow = x.id WHERE x.revision > ?1 AND x.kind = 'arrow'",
		groupsOf("part_claims p CROSS JOIN claims c ON c.key = p.key CROSS JOIN arrows a ON a.key = c.arrow"),
		"INSERT OR IGNORE INTO part_claims SELECT c.key FROM arrows a CROSS JOIN claims c ON c.arrow = a.key WHERE " + inGroups,
		"INSERT OR IGNORE INTO part_arrows SELECT a.source, a.type, a.head, a.key FROM part_claims p CROSS JOIN claims c ON c.key = p.key CROSS JOIN arrows a ON a.key = c.arrow",
		"INSERT OR IGNORE INTO part_arrows SELECT a.source, a.type, a.head, a.key FROM changed x CROSS JOIN arrows a ON a.key = x.id WHERE x.revision > ?1 AND x.kind = 'arrow'",
		// What a claim denies, or no longer does, has another grade.
		`INSERT OR IGNORE INTO part_claims SELECT c.key FROM part_arrows p CROSS JOIN claims c ON c.arrow = p.key
WHERE p.key IN (SELECT n.arrow FROM part_arrows q CROSS JOIN claims n ON n.arrow = q.key WHERE n.polarity = 'denied')`,
		// An arrow has the best grade of its claims, so those of all are needed.
		groupsOf("part_arrows a CROSS JOIN claims c ON c.arrow = a.key"),
		`INSERT OR IGNORE INTO part_nodes SELECT source FROM part_arrows a WHERE key IN (SELECT arrow FROM claims)
UNION SELECT head FROM part_arrows WHERE key IN (SELECT arrow FROM claims)
UNION SELECT c.target FROM part_arrows a CROSS JOIN claims c ON c.arrow = a.key WHERE c.target IS NOT NULL
UNION SELECT c.item FROM part_arrows a CROSS JOIN claims c ON c.arrow = a.key WHERE c.item IS NOT NULL`,
		`WITH named (place, speaker) AS MATERIALIZED (SELECT DISTINCT e.in_id, e.by_id FROM part_arrows a CROSS JOIN claims c ON c.arrow = a.key
	CROSS JOIN support s ON s.claim = c.key CROSS JOIN evidence e ON e.key = s.evidence)
INSERT OR IGNORE INTO part_nodes SELECT place FROM named WHERE place IS NOT NULL UNION SELECT speaker FROM named WHERE speaker IS NOT NULL`,
		"INSERT OR IGNORE INTO part_doubtful SELECT id FROM changed WHERE revision > ?1 AND kind = 'Entity'",
		standUnder("part_doubtful"),
	}
	inGroups = ofSole(" AND a.head IN (SELECT target FROM part_groups)") + " AND (coalesce(c.target, a.head), c.office) IN (SELECT target, office FROM part_groups)"
)

func groupsOf(from string) string {
	return "INSERT OR IGNORE INTO part_groups SELECT coalesce(c.target, a.head), c.office FROM " + from + " WHERE " + ofSole("")
}

// standUnder adds the nodes that those of a table stand under.
func standUnder(table string) string {
	return fmt.Sprintf(`WITH RECURSIVE above (id) AS (
	SELECT id FROM %s
	UNION SELECT up.value FROM above CROSS JOIN nodes ON nodes.id = above.id CROSS JOIN json_each(json_array(nodes.in_id, nodes.is_a)) AS up WHERE up.value IS NOT NULL
) INSERT OR IGNORE INTO %[1]s SELECT id FROM above`, table)
}

// ofSole is the condition that a claim is of something that the schema lets only one hold;
// of arrows that point at the target, those that a further condition lets pass.
func ofSole(further string) string {
	conditions := []string{"false"}
	for _, edge := range schema.Default().Edges {
		if edge.Sole.Property == "" {
			continue
		}
		condition := fmt.Sprintf("a.type = '%s' AND c.office IN ('%s')", edge.Type, strings.Join(edge.Sole.Values, "', '"))
		if edge.Arrow != "system" {
			condition += further
		}
		conditions = append(conditions, condition)
	}
	return "(" + strings.Join(conditions, " OR ") + ")"
}

// Since returns the part of a projection that may differ from that of an earlier
// revision, and what it derives from, in the way of [View.Holdings]; false where the
// ledger does not know, or that is a good deal of all. It is called once.
func (v *View) Since(revision int64, sources graph.Sources) (part *graph.Part, h graph.Holdings, known bool, err error) {
	if known, err = v.notesReach(revision); !known || err != nil {
		return nil, h, false, err
	}
	if err := v.exec(partTables); err != nil {
		return nil, h, false, err
	}
	for i, query := range partQueries {
		if err := v.exec(query, revision); err != nil {
			return nil, h, false, err
		}
		if i > 0 {
			continue
		}
		if few, err := v.fewDocuments(); !few || err != nil {
			return nil, h, false, err
		}
	}
	if err := v.settleDoubtful(); err != nil {
		return nil, h, false, err
	}
	part, err = v.part(revision)
	return part, graph.Holdings{
		Sources: sources,
		Sole: v.sole(func(where string, args []any) iter.Seq2[graph.Claim, error] {
			return v.projected("arrows a", where+" AND "+inGroups, args)
		}),
		Nodes:     v.nodes("SELECT "+nodeColumns+" FROM nodes WHERE id IN (SELECT id FROM part_nodes) ORDER BY id", nil),
		Documents: v.documents("part_documents q CROSS JOIN documents d ON d.key = q.key"),
		Rules:     v.ruleNames("SELECT e.rule FROM part_documents q CROSS JOIN sentences t ON t.document = q.key CROSS JOIN evidence e ON e.sentence = t.key"),
		Evidence:  v.evidence("part_documents q CROSS JOIN documents d ON d.key = q.key"),
		Claims:    v.projected("part_arrows a", "", nil),
	}, true, err
}

func (v *View) exec(query string, args ...any) error {
	_, err := v.conn.ExecContext(context.Background(), query, args...)
	return v.ledger.failed("read", err)
}

// notesReach says whether the notes go back to a revision, and tell all since.
func (v *View) notesReach(revision int64) (reach bool, err error) {
	query := `SELECT coalesce((SELECT value + 0 FROM meta WHERE key = ?1) <= ?2, false)
	AND NOT EXISTS (SELECT 1 FROM changed WHERE revision > ?2 AND kind = 'everything')`
	for err = range v.rows(query, []any{changesSince, revision}, &reach) {
	}
	return reach, err
}

// fewDocuments says whether looking at those of the part costs less than looking at all.
func (v *View) fewDocuments() (few bool, err error) {
	query := "SELECT (SELECT count(*) FROM part_documents) <= max(?, (SELECT count(*) FROM documents) / 4)"
	for err = range v.rows(query, []any{someDocuments}, &few) {
	}
	return few, err
}

// settleDoubtful makes nodes that something else may name part of those that are there,
// where it does. Most that evidence named which is gone are sources of claims elsewhere.
func (v *View) settleDoubtful() error {
	const settle = "INSERT OR IGNORE INTO part_nodes SELECT id FROM part_doubtful WHERE "
	for _, query := range []string{
		settle + "EXISTS (SELECT 1 FROM arrows a CROSS JOIN claims c ON c.arrow = a.key WHERE a.source = part_doubtful.id)",
		standUnder("part_nodes"),
		"DELETE FROM part_doubtful WHERE id IN (SELECT id FROM part_nodes)",
	} {
		if err := v.exec(query); err != nil {
			return err
		}
	}
	doubt := false
	for err := range v.rows("SELECT EXISTS (SELECT 1 FROM part_doubtful)", nil, &doubt) {
		if err != nil {
			return err
		}
	}
	if !doubt {
		return nil
	}
	return v.exec(settle + "id IN (SELECT id FROM (" + usedNodes + "))")
}

// part names the rows: those that the holdings give, and those that are gone.
func (v *View) part(revision int64) (*graph.Part, error) {
	p := new(graph.Part)
	if err := v.nameRows(p, revision); err != nil {
		return nil, err
	}
	var source, kind, head string
	for err := range v.rows("SELECT source, type, head FROM part_arrows", nil, &source, &kind, &head) {
		if err != nil {
			return nil, err
		}
		p.AddArrow(graph.ID(source), kind, graph.ID(head))
	}
	return p, nil
}

// partOf selects the ids of a label that are part. Rules and sources that are still there
// do not change: of those not told by the documents only the ones that are gone count.
var partOf = []struct {
	label, query string
}{
	{graph.LabelDocument, "SELECT d.sha FROM part_documents p CROSS JOIN documents d ON d.key = p.key"},
	{graph.LabelEvidence, "SELECT e.id FROM part_documents p CROSS JOIN sentences t ON t.document = p.key CROSS JOIN evidence e ON e.sentence = t.key"},
	{graph.LabelClaim, "SELECT c.id FROM part_claims p CROSS JOIN claims c ON c.key = p.key"},
	{graph.LabelEntity, "SELECT id FROM part_nodes"},
	{graph.LabelRule, "SELECT name FROM rules WHERE key IN (SELECT e.rule FROM part_documents q CROSS JOIN sentences t ON t.document = q.key CROSS JOIN evidence e ON e.sentence = t.key)"},
	{graph.LabelSource, "SELECT p.source FROM part_documents q CROSS JOIN documents d ON d.key = q.key CROSS JOIN paths p ON " + firstPath + " WHERE p.source IS NOT NULL"},
	{graph.LabelDocument, noted(graph.LabelDocument)},
	{graph.LabelEvidence, noted(graph.LabelEvidence)},
	{graph.LabelClaim, noted(graph.LabelClaim)},
	{graph.LabelEntity, "SELECT id FROM part_doubtful"},
	{graph.LabelRule, noted(graph.LabelRule) + " AND NOT EXISTS (SELECT 1 FROM evidence WHERE rule = (SELECT key FROM rules WHERE name = changed.id))"},
	{graph.LabelSource, noted(graph.LabelSource) + " AND NOT EXISTS (SELECT 1 FROM paths p JOIN documents d ON d.key = p.document WHERE p.source = changed.id AND " + firstPath + ")"},
}

func noted(label string) string {
	return "SELECT id FROM changed WHERE revision > ?1 AND kind = '" + label + "'"
}

func (v *View) nameRows(p *graph.Part, revision int64) error {
	for _, of := range partOf {
		for id, err := range v.ids(of.query, revision) {
			if err != nil {
				return fmt.Errorf("%s: %w", of.label, err)
			}
			p.AddNode(of.label, id)
		}
	}
	return nil
}

// ids yields texts as they are, and digests in hex.
func (v *View) ids(query string, args ...any) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var id any
		for err := range v.rows(query, args, &id) {
			text, _ := id.(string)
			if digest, ok := id.([]byte); ok {
				text = hex.EncodeToString(digest)
			}
			if !yield(text, err) || err != nil {
				return
			}
		}
	}
}
