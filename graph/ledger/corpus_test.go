package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// file is a document at a path, as a loader meets it.
type file struct{ path, text, date string }

func (f file) document() graph.Document {
	sum := sha256.Sum256([]byte(f.text))
	return graph.Document{SHA: hex.EncodeToString(sum[:]), Doc: filepath.Base(f.path), Date: f.date,
		URL: "https://news.example/" + filepath.Base(f.path), Source: "news.example", Size: len(f.text)}
}

var states = []string{"BEL", "DEU", "FRA", "GBR", "ITA", "POL", "TUR", "UKR", "USA"}

// read stands in for extraction: what it gives depends on the text, the date
// and the pack, and on nothing else.
func read(d graph.Document, text, pack string) []graph.Statement {
	h := fnv.New64a()
	h.Write([]byte(text))
	r := rand.New(rand.NewPCG(h.Sum64(), uint64(len(pack))))
	var statements []graph.Statement
	for at, n := 0, 1+r.IntN(5); n > 0; n-- {
		statements = append(statements, invent(r, d, at))
		at += 100 * r.IntN(2)
	}
	return statements
}

// packOf returns the pack that read stands in for.
func packOf(name string) Pack { return packWith(name, curated(name)...) }

func packWith(name string, nodes ...graph.Node) Pack {
	return Pack{Fingerprint: name, Node: func(id graph.ID) (graph.Node, bool) {
		i := slices.IndexFunc(nodes, func(n graph.Node) bool { return n.ID == id })
		if i < 0 {
			return graph.Node{}, false
		}
		return nodes[i], true
	}}
}

func curated(pack string) (nodes []graph.Node) {
	for _, code := range states {
		nodes = append(nodes, graph.Node{ID: graph.ID("state:" + code), Name: code + " of " + pack})
	}
	return append(nodes,
		graph.Node{ID: "system:caesar", Name: "CAESAR", IsA: "system:howitzer"},
		graph.Node{ID: "system:howitzer", Name: "howitzer", IsA: "system:artillery"},
		graph.Node{ID: "system:artillery", Name: "artillery"},
		graph.Node{ID: "official:jens-stoltenberg", Name: "Jens Stoltenberg", Offices: []graph.Office{{Title: "Secretary General", Of: "org:nato", From: "2014"}}})
}

func invent(r *rand.Rand, d graph.Document, at int) graph.Statement {
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	state := func() graph.Party {
		code := pick(states...)
		return graph.Party{ID: graph.ID("state:" + code), Name: code}
	}
	official := func() graph.Party {
		name := pick("jens-stoltenberg", "ana-brnabic", "ben-wallace")
		return graph.Party{ID: graph.ID("official:" + name), Name: name}
	}
	s := graph.Statement{Type: pick("SUPPLIES", "SIGNS", "PRODUCES", "ATTACKS", "HOLDS_OFFICE"), Source: state(), Polarity: pick("affirmed", "affirmed", "denied"),
		Modality: pick("done", "planned", "possible"), Date: d.Date}
	switch firm := pick("Nexter", "Nexter Systems", "NEXTER"); s.Type {
	case "PRODUCES":
		s.Source = graph.Party{ID: "firm:nexter", Name: firm}
		s.Systems = []graph.Party{{ID: "system:caesar", Name: "Caesar"}}
	case "HOLDS_OFFICE":
		s.Source, s.Target, s.Office, s.Modality = official(), state(), pick("president", "defence minister", "ambassador"), "done"
	case "SUPPLIES":
		s.Target, s.Stage = state(), pick("", "pledged", "delivered")
		s.Systems = []graph.Party{{ID: "system:caesar", Name: "Caesar"}, {ID: "system:mortar", Name: pick("mortar", "Mortar")}}
		s.Quantity = graph.Amount{Min: float64(r.IntN(9) + 1), Max: 9.5}
	default:
		s.Target = state()
	}
	text := fmt.Sprintf("%s said of %s that %s.", s.Source.Name, s.Target.Name, strings.Repeat(pick("it would ", "they might "), 4))
	s.Evidence = []graph.Evidence{{Document: d.SHA, Published: d.Date, Source: d.Source, Span: graph.Span{Begin: at, End: at + len(text)}, Sentence: text,
		Words: []graph.Span{{Begin: at, End: at + 3}, {Begin: at + 4, End: at + 8}}, Rule: pick("supply.give", "sign.pact"), Quantity: s.Quantity, Date: d.Date,
		AttributedTo: official(), Hedged: pick("", "hedged") != ""}}
	return s
}

// corpus invents n files below /news; some texts are there twice, some of
// those with two dates.
func corpus(n int, seed uint64) []file {
	r := rand.New(rand.NewPCG(seed, 0))
	files := make([]file, n)
	for i := range files {
		files[i] = file{fmt.Sprintf("/news/%03d.txt", i), fmt.Sprint("text ", r.IntN(3*n/2)), fmt.Sprintf("2022-0%d-01", 1+r.IntN(3))}
	}
	return files
}

var clock = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// load does what a loader does, in batches of the given size. All paths that
// are not among the files are removed.
func load(l *Ledger, pack string, files []file, size int) (Changes, error) {
	r, err := l.Begin(schema.Default(), packOf(pack), clock)
	if err != nil {
		return Changes{}, err
	}
	defer r.Close()
	known, err := l.Known()
	if err != nil {
		return Changes{}, err
	}
	texts, shown := make(map[string]string), make(map[string]bool)
	var entries []Entry
	for _, f := range files {
		texts[f.path], shown[f.path] = f.text, true
		entries = append(entries, entry(known, pack, f))
	}
	for chunk := range slices.Chunk(entries, size) {
		if err := r.Write(chunk); err != nil {
			return Changes{}, err
		}
	}
	gone := slices.DeleteFunc(known.Paths(), func(path string) bool { return shown[path] })
	if err := r.Remove(gone...); err != nil {
		return Changes{}, err
	}
	again, err := r.Unread()
	if err != nil {
		return Changes{}, err
	}
	for i, e := range again {
		again[i].read(texts[e.Path], pack)
	}
	if err := r.Write(again); err != nil {
		return Changes{}, err
	}
	return r.Finish(clock.Add(time.Minute))
}

func entry(known Known, pack string, f file) Entry {
	e := Entry{Path: f.path, Document: f.document(), Text: f.text}
	if e.State = known.State(f.path, e.Document); e.State == Unread {
		e.read(f.text, pack)
	}
	return e
}

// read adds what a loader reads of a text. Of some texts the signatures are near,
// of some pairs just so, and some announce the same.
func (e *Entry) read(text, pack string) {
	e.Statements = read(e.Document, text, pack)
	h := fnv.New64a()
	h.Write([]byte(text))
	r := rand.New(rand.NewPCG(h.Sum64(), 3))
	event := rand.New(rand.NewPCG(r.Uint64()%4, 3))
	for range 30 {
		feature := uint16(event.Uint32())
		if r.IntN(6) == 0 {
			feature = uint16(r.Uint32())
		}
		e.Signature = append(e.Signature, feature)
	}
	slices.Sort(e.Signature)
	e.Signature = slices.Compact(e.Signature)
	switch r.IntN(8) {
	case 0:
		e.Announcement = fmt.Sprint("the minister says ", r.IntN(2), " of ", pack)
	case 1:
		e.Signature = nil
	}
}

func mustLoad(t testing.TB, l *Ledger, pack string, files []file, size int) Changes {
	t.Helper()
	changes, err := load(l, pack, files, size)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

func create(t testing.TB) *Ledger {
	t.Helper()
	l, err := Open(filepath.Join(t.TempDir(), "attache.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// fresh returns the dump of a new ledger that was loaded once.
func fresh(t testing.TB, pack string, files []file, retracted bool) string {
	t.Helper()
	l := create(t)
	mustLoad(t, l, pack, files, 7)
	return dump(t, l, retracted)
}

// dump prints all that a ledger holds but keys and runs, line by line; retracted
// claims on request, with what hangs on them alone.
func dump(t testing.TB, l *Ledger, retracted bool) string {
	t.Helper()
	v, err := l.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	var b strings.Builder
	h := v.Holdings(nil)
	used := make(map[graph.ID]bool)
	for c, err := range v.Claims(Filter{Retracted: retracted}) {
		must(t, err)
		for _, id := range []graph.ID{c.Source, c.Target, c.Item} {
			used[id] = true
		}
		fmt.Fprintf(&b, "claim %+v retracted %v\n", c.Claim, c.RetractedIn != 0)
		for _, from := range c.From {
			fmt.Fprintf(&b, "  from %+v\n", from.Document)
		}
	}
	for n, err := range h.Nodes {
		must(t, err)
		if retracted || used[n.ID] {
			fmt.Fprintf(&b, "node %+v\n", n)
		}
	}
	list(t, &b, "document", h.Documents)
	list(t, &b, "rule", h.Rules)
	list(t, &b, "evidence", h.Evidence)
	var path, doc, date, url, sha string
	for err := range v.rows("SELECT path, doc, coalesce(paths.date, ''), url, hex(sha) FROM paths JOIN documents ON documents.key = document ORDER BY path", nil, &path, &doc, &date, &url, &sha) {
		must(t, err)
		fmt.Fprintln(&b, "path", path, doc, date, url, sha)
	}
	for err := range v.rows("SELECT node, name, hex(sha) FROM names JOIN documents ON key = document ORDER BY 1, 2, 3", nil, &path, &doc, &sha) {
		must(t, err)
		fmt.Fprintln(&b, "name", path, doc, sha)
	}
	var rank int64
	for err := range v.rows("SELECT rank, hex(sha) FROM ranks JOIN documents ON key = document ORDER BY 1, 2", nil, &rank, &sha) {
		must(t, err)
		fmt.Fprintln(&b, "rank", rank, sha)
	}
	checkIntegrity(t, v)
	return b.String()
}

func list[T any](t testing.TB, b *strings.Builder, what string, items iter.Seq2[T, error]) {
	t.Helper()
	for item, err := range items {
		must(t, err)
		fmt.Fprintf(b, "%s %+v\n", what, item)
	}
}

// checkIntegrity checks the file, and what the package says always holds.
func checkIntegrity(t testing.TB, v *View) {
	t.Helper()
	var text string
	for err := range v.rows("PRAGMA integrity_check", nil, &text) {
		must(t, err)
		if text != "ok" {
			t.Error("integrity_check:", text)
		}
	}
	never := map[string]string{
		"a document without a path":          "SELECT count(*) FROM documents WHERE key NOT IN (SELECT document FROM paths)",
		"an active claim without evidence":   "SELECT count(*) FROM claims WHERE retracted IS NULL AND key NOT IN (SELECT claim FROM support)",
		"a retracted claim with evidence":    "SELECT count(*) FROM claims WHERE retracted IS NOT NULL AND key IN (SELECT claim FROM support)",
		"evidence without a claim":           "SELECT count(*) FROM evidence WHERE key NOT IN (SELECT evidence FROM support)",
		"a sentence without evidence":        "SELECT count(*) FROM sentences WHERE key NOT IN (SELECT sentence FROM evidence)",
		"a rank of a document without":       "SELECT count(*) FROM ranks JOIN documents ON key = document WHERE signature IS NULL AND announcement IS NULL",
		"a reference to what is not there":   "SELECT count(*) FROM pragma_foreign_key_check",
		"a node that is named against names": "SELECT count(*) FROM nodes WHERE pack IS NULL AND id IN (SELECT node FROM names) AND name <> (SELECT min(name) FROM names WHERE node = id)",
	}
	for what, query := range never {
		var n int
		for err := range v.rows(query, nil, &n) {
			must(t, err)
		}
		if n != 0 {
			t.Errorf("%d times %s", n, what)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
