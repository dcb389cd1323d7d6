package ledger

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"iter"
	"strconv"
	"sync"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// View reads the ledger as it was at one moment, whatever is written meanwhile.
// Its sequences hold one row, or one claim with its evidence, at a time. It is
// used by one goroutine, and closed when no sequence is being read.
type View struct {
	ledger *Ledger
	conn   *sql.Conn
}

// View opens a view. While it is open, the ledger's journal can only grow.
func (l *Ledger) View() (*View, error) {
	conn, err := l.db.Conn(context.Background())
	if err != nil {
		return nil, l.failed("read", err)
	}
	v := &View{ledger: l, conn: conn}
	// The moment is that of the first read.
	if _, err := conn.ExecContext(context.Background(), "BEGIN; SELECT 1 FROM meta"); err != nil {
		v.Close()
		return nil, l.failed("read", err)
	}
	return v, nil
}

// Close closes the view.
func (v *View) Close() error {
	_, err := v.conn.ExecContext(context.Background(), "ROLLBACK")
	if closing := v.conn.Close(); err == nil {
		err = closing
	}
	return v.ledger.failed("read", err)
}

// rows yields after scanning each row of a query into dest. Each call prepares
// the query anew, so that sequences may nest.
func (v *View) rows(query string, args []any, dest ...any) iter.Seq[error] {
	return func(yield func(error) bool) {
		rows, err := v.conn.QueryContext(context.Background(), query, args...)
		if err != nil {
			yield(v.ledger.failed("read", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			if err := rows.Scan(dest...); err != nil {
				yield(v.ledger.failed("read", err))
				return
			}
			if !yield(nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(v.ledger.failed("read", err))
		}
	}
}

// Totals counts what a view holds.
type Totals struct {
	Paths, Documents, Evidence int
	Claims, Retracted          int // Claims are the active ones
}

// Totals counts all rows, in time linear in their number.
func (v *View) Totals() (t Totals, err error) {
	query := `SELECT (SELECT count(*) FROM paths), (SELECT count(*) FROM documents), (SELECT count(*) FROM evidence),
	count(*) - count(retracted), count(retracted) FROM claims`
	for err = range v.rows(query, nil, &t.Paths, &t.Documents, &t.Evidence, &t.Claims, &t.Retracted) {
	}
	return t, err
}

// RunInfo is a run as the ledger remembers it.
type RunInfo struct {
	ID                int64
	Pack              string
	Started, Finished time.Time // UTC; Finished is zero when it never was
	Changes           Changes   // zero when it never finished
}

// Runs returns all runs, oldest first.
func (v *View) Runs() (runs []RunInfo, err error) {
	var r RunInfo
	var started, finished, changes string
	query := "SELECT key, pack, started, coalesce(finished, ''), coalesce(changes, '{}') FROM runs ORDER BY key"
	for err := range v.rows(query, nil, &r.ID, &r.Pack, &started, &finished, &changes) {
		if err == nil {
			r.Started, r.Finished, r.Changes, err = parseRun(started, finished, changes)
		}
		if err != nil {
			return nil, err
		}
		runs = append(runs, r)
	}
	return runs, nil
}

func parseRun(started, finished, changes string) (from, to time.Time, c Changes, err error) {
	if from, err = time.Parse(time.RFC3339, started); err != nil {
		return from, to, c, err
	}
	if finished != "" {
		if to, err = time.Parse(time.RFC3339, finished); err != nil {
			return from, to, c, err
		}
	}
	return from, to, c, json.Unmarshal([]byte(changes), &c)
}

// Holdings returns all that a projection derives from. Its sequences read the
// view, which stays open meanwhile; each can be read again. Nodes are those
// that a claim, active or not, or evidence mentions, and those that they stand
// under. Claims carry of their evidence what is projected with them; they are graded by
// what the pack says of sources.
func (v *View) Holdings(sources graph.Sources) graph.Holdings {
	gists := sync.OnceValues(v.gists)
	return graph.Holdings{
		Sources:   sources,
		Sole:      v.sole(func(where string, args []any) iter.Seq2[graph.Claim, error] { return v.gisted(gists, where, args) }),
		Nodes:     v.nodes(usedNodes+" ORDER BY id", nil),
		Documents: v.documents("documents d"),
		Rules:     v.ruleNames("SELECT rule FROM evidence"),
		Evidence:  v.evidence("documents d"),
		Claims:    v.gisted(gists, "", nil),
	}
}

// Sole returns the active claims of types that declare what only one holds at a time.
func (v *View) Sole() iter.Seq2[graph.Claim, error] {
	return v.sole(func(where string, args []any) iter.Seq2[graph.Claim, error] {
		return v.projected("arrows a", where, args)
	})
}

// sole returns them by a way to read claims.
func (v *View) sole(read func(where string, args []any) iter.Seq2[graph.Claim, error]) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for _, edge := range schema.Default().Edges {
			if edge.Sole.Property == "" {
				continue
			}
			where, args := Filter{Type: edge.Type, Polarity: graph.Affirmed}.where()
			for c, err := range read(where, args) {
				if !yield(c, err) || err != nil {
					return
				}
			}
		}
	}
}

// projected returns claims of arrows a with their evidence as it is.
func (v *View) projected(arrows, where string, args []any) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		for c, err := range v.claims(arrows, where, args) {
			if !yield(c.projected(), err) {
				return
			}
		}
	}
}

const (
	nodeColumns = "id, coalesce((SELECT name FROM renamed WHERE node = id), name), coalesce(in_id, ''), coalesce(is_a, ''), coalesce(offices, '[]')"
	usedNodes   = `
WITH RECURSIVE used (id) AS (
	SELECT source FROM arrows WHERE key IN (SELECT arrow FROM claims)
	UNION SELECT head FROM arrows WHERE key IN (SELECT arrow FROM claims)
	UNION SELECT target FROM claims UNION SELECT item FROM claims
	UNION SELECT in_id FROM evidence UNION SELECT by_id FROM evidence
	UNION SELECT above.value FROM used JOIN nodes ON nodes.id = used.id JOIN json_each(json_array(nodes.in_id, nodes.is_a)) AS above
)
SELECT ` + nodeColumns + ` FROM nodes WHERE id IN (SELECT id FROM used)`
)

func (v *View) nodes(query string, args []any) iter.Seq2[graph.Node, error] {
	return func(yield func(graph.Node, error) bool) {
		var offices string
		var n graph.Node
		for err := range v.rows(query, args, &n.ID, &n.Name, &n.In, &n.IsA, &offices) {
			n.Offices = nil
			if err == nil && offices != "[]" {
				err = json.Unmarshal([]byte(offices), &n.Offices)
			}
			if !yield(n, err) || err != nil {
				return
			}
		}
	}
}

// Nodes returns the nodes of the ids, without those that the ledger lacks.
func (v *View) Nodes(ids ...graph.ID) (map[graph.ID]graph.Node, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	nodes := make(map[graph.ID]graph.Node, len(ids))
	for n, err := range v.nodes("SELECT "+nodeColumns+" FROM nodes WHERE id IN (SELECT value FROM json_each(?))", []any{string(list)}) {
		if err != nil {
			return nil, err
		}
		nodes[n.ID] = n
	}
	return nodes, nil
}

// documentColumns need documents d, and paths p joined by firstPath.
const (
	documentColumns = "d.sha, d.size, p.doc, coalesce(p.date, ''), coalesce(p.url, ''), coalesce(p.source, '')"
	// storyColumn is the SHA that names a document's story.
	storyColumn = "coalesce((SELECT o.sha FROM documents o WHERE o.key = d.story AND d.story <> d.key), d.sha)"
	firstPath   = "p.path = (SELECT min(path) FROM paths WHERE document = d.key)"
)

// documents returns documents d.
func (v *View) documents(from string) iter.Seq2[graph.Document, error] {
	return func(yield func(graph.Document, error) bool) {
		var sha, story []byte
		var d graph.Document
		query := "SELECT " + documentColumns + ", " + storyColumn + " FROM " + from + " JOIN paths p ON " + firstPath + " ORDER BY d.sha"
		for err := range v.rows(query, nil, &sha, &d.Size, &d.Doc, &d.Date, &d.URL, &d.Source, &story) {
			d.SHA, d.Story = hex.EncodeToString(sha), hex.EncodeToString(story)
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

func (v *View) ruleNames(keys string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var name string
		for err := range v.rows("SELECT name FROM rules WHERE key IN ("+keys+") ORDER BY name", nil, &name) {
			if !yield(name, err) || err != nil {
				return
			}
		}
	}
}

// evidence returns the evidence in documents d.
func (v *View) evidence(from string) iter.Seq2[graph.Evidence, error] {
	return func(yield func(graph.Evidence, error) bool) {
		var row evidenceRow
		query := "SELECT " + evidenceColumns + ", e.key IN (SELECT evidence FROM support WHERE accepted) FROM " + from + " CROSS JOIN paths p ON " + firstPath + `
CROSS JOIN sentences t ON t.document = d.key CROSS JOIN evidence e ON e.sentence = t.key CROSS JOIN rules r ON r.key = e.rule ORDER BY d.sha, t.begin, e.id`
		for err := range v.rows(query, nil, row.dest()...) {
			if !yield(row.evidence(), err) || err != nil {
				return
			}
		}
	}
}

// evidenceColumns are those of an outer join: a claim without evidence has
// found = 0.
const evidenceColumns = `e.key IS NOT NULL, e.id, coalesce(e.run, 0), coalesce(r.name, ''), e.words, coalesce(t.begin, 0), coalesce(t."end", 0), coalesce(t.text, ''),
coalesce(e.quantity_min, 0.0), coalesce(e.quantity_max, 0.0), coalesce(e.quantity_about, 0), coalesce(e.quantity_unit, ''),
coalesce(e.money_min, 0.0), coalesce(e.money_max, 0.0), coalesce(e.money_about, 0), coalesce(e.money_unit, ''),
coalesce(e.date, ''), coalesce(e.date_text, ''), coalesce(e.in_id, ''), coalesce(e.in_name, ''), coalesce(e.by_id, ''), coalesce(e.by_name, ''),
coalesce(e.hedged, 0), coalesce(e.cue, ''), coalesce(e.antecedent, ''),
d.sha, coalesce(d.size, 0), coalesce(p.doc, ''), coalesce(p.date, ''), coalesce(p.url, ''), coalesce(p.source, ''), ` + storyColumn

type evidenceRow struct {
	found                 bool
	id, words, sha, story []byte
	run                   int64
	e                     graph.Evidence
	d                     graph.Document
}

func (r *evidenceRow) dest() []any {
	e, d := &r.e, &r.d
	return []any{&r.found, &r.id, &r.run, &e.Rule, &r.words, &e.Span.Begin, &e.Span.End, &e.Sentence,
		&e.Quantity.Min, &e.Quantity.Max, &e.Quantity.Approximate, &e.Quantity.Unit,
		&e.Money.Min, &e.Money.Max, &e.Money.Approximate, &e.Money.Unit,
		&e.Date, &e.DateText, &e.In.ID, &e.In.Name, &e.AttributedTo.ID, &e.AttributedTo.Name,
		&e.Hedged, &e.Cue, &e.Antecedent,
		&r.sha, &d.Size, &d.Doc, &d.Date, &d.URL, &d.Source, &r.story, &e.Accepted}
}

func (r *evidenceRow) document() graph.Document {
	d := r.d
	d.SHA, d.Story = hex.EncodeToString(r.sha), hex.EncodeToString(r.story)
	return d
}

func (r *evidenceRow) evidence() graph.Evidence {
	e := r.e
	e.ID, e.Document = hex.EncodeToString(r.id), hex.EncodeToString(r.sha)
	e.Published, e.Source, e.Story = r.d.Date, r.d.Source, hex.EncodeToString(r.story)
	e.Words = unpackWords(e.Span, r.words)
	return e
}

// Filter says which claims are wanted; an empty field lets all pass.
type Filter struct {
	Type           string
	Source, Target graph.ID
	Head           graph.ID // where the claim's arrow points: its target or its item
	Polarity       string
	Modality       string
	ID             string // hex digits that the claim's id begins with
	FirstRun       int64  // the run that first told it
	Retracted      bool   // those without evidence, too
}

func (f Filter) where() (query string, args []any) {
	query = " WHERE true"
	add := func(condition string, value any, given bool) {
		if given {
			query += " AND " + condition
			args = append(args, value)
		}
	}
	add("a.source = ?", string(f.Source), f.Source != "")
	add("a.type = ?", f.Type, f.Type != "")
	add("a.head = ?", string(f.Head), f.Head != "")
	add("coalesce(c.target, a.head) = ?", string(f.Target), f.Target != "")
	add("c.polarity = ?", f.Polarity, f.Polarity != "")
	add("c.modality = ?", f.Modality, f.Modality != "")
	add("c.first = ?", f.FirstRun, f.FirstRun != 0)
	if f.ID != "" {
		first, last := idsFrom(f.ID)
		query += " AND c.id BETWEEN ? AND ?"
		args = append(args, first, last)
	}
	if !f.Retracted {
		query += " AND c.retracted IS NULL"
	}
	return query, args
}

// Claim is a claim as the ledger keeps it.
type Claim struct {
	graph.Claim
	From        []Origin // From[i] is where Evidence[i] is from
	FirstRun    int64    // that first told it
	RetractedIn int64    // the run that took its last evidence, 0 while active
}

// Origin is where evidence is from.
type Origin struct {
	Document graph.Document
	Run      int64 // that first found it
}

const (
	claimColumns = `c.key, c.id, a.type, a.source, coalesce(c.target, a.head), coalesce(c.item, ''), coalesce(c.office, ''),
c.polarity, c.modality, coalesce(c.stage, ''), coalesce(c.occurrence, ''), c.first, coalesce(c.retracted, 0), `
	withEvidence = ` CROSS JOIN claims c ON c.arrow = a.key
LEFT JOIN support s ON s.claim = c.key LEFT JOIN evidence e ON e.key = s.evidence LEFT JOIN sentences t ON t.key = e.sentence
LEFT JOIN rules r ON r.key = e.rule LEFT JOIN documents d ON d.key = t.document LEFT JOIN paths p ON ` + firstPath
	claimOrder = " ORDER BY a.source, a.type, a.head, c.id, d.sha, t.begin, e.id"
)

// Claims returns claims by source, type, the arrow's head and id, each with its
// evidence by document, place and id. A claim is the reader's to keep.
func (v *View) Claims(f Filter) iter.Seq2[Claim, error] {
	where, args := f.where()
	return v.claims("arrows a", where, args)
}

// claims returns claims c of arrows a.
func (v *View) claims(from, where string, args []any) iter.Seq2[Claim, error] {
	return func(yield func(Claim, error) bool) {
		var last int64
		var c Claim
		var row claimRow
		var told evidenceRow
		query := "SELECT " + claimColumns + evidenceColumns + ", coalesce(s.accepted, 0) FROM " + from + withEvidence + where + claimOrder
		for err := range v.rows(query, args, append(row.dest(), told.dest()...)...) {
			if err != nil {
				yield(Claim{}, err)
				return
			}
			if row.key != last {
				if last != 0 && !yield(c, nil) {
					return
				}
				c, last = row.claim(), row.key
			}
			if told.found {
				c.Evidence = append(c.Evidence, told.evidence())
				c.From = append(c.From, Origin{Document: told.document(), Run: told.run})
			}
		}
		if last != 0 {
			yield(c, nil)
		}
	}
}

// claimRow scans claimColumns.
type claimRow struct {
	key int64
	id  []byte
	c   Claim
}

func (r *claimRow) dest() []any {
	c := &r.c
	return []any{&r.key, &r.id, &c.Type, &c.Source, &c.Target, &c.Item, &c.Office, &c.Polarity, &c.Modality, &c.Stage, &c.Occurrence, &c.FirstRun, &c.RetractedIn}
}

func (r *claimRow) claim() Claim {
	c := r.c
	c.ID = hex.EncodeToString(r.id)
	return c
}

// projected returns the claim as the graph shows it.
func (c Claim) projected() graph.Claim {
	c.Claim.FirstRun = strconv.FormatInt(c.FirstRun, 10)
	return c.Claim
}
