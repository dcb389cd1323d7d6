package ledger

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// projection is rows, by what names them.
type projection struct {
	nodes map[graph.Ref]graph.NodeRow
	edges map[edgeName]graph.EdgeRow
}

type edgeName struct {
	kind     string
	from, to graph.Ref
}

func gather(t testing.TB, nodes iter.Seq2[graph.NodeRow, error], edges iter.Seq2[graph.EdgeRow, error]) projection {
	t.Helper()
	p := projection{make(map[graph.Ref]graph.NodeRow), make(map[edgeName]graph.EdgeRow)}
	for n, err := range nodes {
		must(t, err)
		p.nodes[graph.Ref{Label: n.Labels[0], ID: n.ID}] = n
	}
	for e, err := range edges {
		must(t, err)
		p.edges[edgeName{e.Type, e.From, e.To}] = e
	}
	return p
}

func (p projection) rows() (iter.Seq2[graph.NodeRow, error], iter.Seq2[graph.EdgeRow, error]) {
	return sound(maps.Values(p.nodes)), sound(maps.Values(p.edges))
}

func sound[T any](rows iter.Seq[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// update makes the rows of a part what they are now.
func (p projection) update(t testing.TB, part *graph.Part, now projection) {
	nodes, edges := p.rows()
	was := gatherPart(t, part, nodes, edges)
	for name := range was.nodes {
		delete(p.nodes, name)
	}
	for name := range was.edges {
		delete(p.edges, name)
	}
	maps.Copy(p.nodes, now.nodes)
	maps.Copy(p.edges, now.edges)
}

// difference returns a row that two projections do not share.
func difference(a, b projection) string {
	return cmp.Or(differs(a.nodes, b.nodes), differs(a.edges, b.edges))
}

func differs[K comparable, V any](a, b map[K]V) string {
	for name, row := range a {
		if other, ok := b[name]; !ok || !reflect.DeepEqual(row, other) {
			return fmt.Sprintf("%v is %v, not %v", name, row, other)
		}
	}
	for name, row := range b {
		if _, ok := a[name]; !ok {
			return fmt.Sprintf("there is no %v: %v", name, row)
		}
	}
	return ""
}

var judged = graph.Sources{"news.example": {Host: "news.example", Reliability: "B"}}

func whole(t testing.TB, l *Ledger) projection {
	t.Helper()
	v, err := l.View()
	must(t, err)
	defer v.Close()
	nodes, edges := graph.Project(schema.Default(), v.Holdings(judged))
	return gather(t, nodes, edges)
}

// since returns the part since a revision and its rows; false where the ledger does not know.
func since(t testing.TB, l *Ledger, revision int64) (*graph.Part, projection, bool) {
	t.Helper()
	v, err := l.View()
	must(t, err)
	defer v.Close()
	part, h, known, err := v.Since(revision, judged)
	must(t, err)
	if !known {
		return nil, projection{}, false
	}
	nodes, edges := graph.Project(schema.Default(), h)
	return part, gatherPart(t, part, nodes, edges), true
}

// gatherPart gathers the rows that a part names.
func gatherPart(t testing.TB, part *graph.Part, nodes iter.Seq2[graph.NodeRow, error], edges iter.Seq2[graph.EdgeRow, error]) projection {
	t.Helper()
	nodes, edges = part.Of(schema.Default(), nodes, edges)
	return gather(t, nodes, edges)
}

// TestGists: gists of evidence project to what the evidence does.
func TestGists(t *testing.T) {
	l := create(t)
	for seed := range uint64(3) { // evidence of the first ones goes
		mustLoad(t, l, "p", corpus(200, seed), 50)
	}
	v, err := l.View()
	must(t, err)
	defer v.Close()
	h := v.Holdings(judged)
	nodes, edges := graph.Project(schema.Default(), h)
	brief := gather(t, nodes, edges)
	h.Claims, h.Sole = v.projected("arrows a", "", nil), v.Sole()
	nodes, edges = graph.Project(schema.Default(), h)
	if d := difference(brief, gather(t, nodes, edges)); d != "" {
		t.Error(d)
	}
}

// TestSince: whatever happens to a ledger, the part of the projection since any earlier
// revision makes the whole of then the whole of now.
func TestSince(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 11))
		l := create(t)
		files := corpus(4+r.IntN(30), seed)
		mustLoad(t, l, "pack", files, 5)
		must(t, l.NoteChanges())
		earlier := make(map[int64]projection)
		pack, updated := "pack", 0
		for step := range 12 {
			if step%4 == 0 {
				earlier[revision(t, l)] = whole(t, l)
			}
			switch r.IntN(8) {
			case 0:
				pack = []string{"pack", "other pack"}[r.IntN(2)]
			case 1:
				sha := files[r.IntN(len(files))].document().SHA
				runWith(t, l, packOf(pack), func(r *Run) error { return r.Withdraw(sha, "", clock) })
			case 2:
				renameNode(t, l, pack, graph.ID("state:"+states[r.IntN(len(states))]), fmt.Sprint("name ", r.IntN(3)))
			}
			files = mutate(r, files)
			mustLoad(t, l, pack, files, 1+r.IntN(9))
			now := whole(t, l)
			for then, rows := range earlier {
				part, changed, known := since(t, l, then)
				if !known {
					delete(earlier, then)
					continue
				}
				updated++
				rows.update(t, part, changed)
				if d := difference(rows, now); d != "" {
					t.Fatalf("seed %d, step %d, since revision %d: %s", seed, step, then, d)
				}
			}
		}
		if updated < 12 {
			t.Errorf("seed %d: only %d times the ledger knew what had changed", seed, updated)
		}
	}
}

// renameNode gives a node a name.
func renameNode(t *testing.T, l *Ledger, pack string, node graph.ID, name string) {
	t.Helper()
	p := packOf(pack)
	p.Decisions = &Decisions{Names: map[graph.ID]string{node: name}, File: "decisions.yaml"}
	r, err := l.Begin(schema.Default(), p, clock)
	must(t, err)
	_, err = r.Finish(clock)
	must(t, err)
}

// says is a document with one statement, which a test completes.
func says(name, date string, complete func(*graph.Statement)) Entry {
	e := tell(file{"/news/" + name, "FRA supplies UKR in " + name, date})
	s := &e.Statements[0]
	s.Evidence[0].Published = date
	complete(s)
	return e
}

// TestSinceElsewhere: what comes and goes changes rows of documents that stay.
func TestSinceElsewhere(t *testing.T) {
	holds := func(who, office, name, date string) Entry {
		return says(name, date, func(s *graph.Statement) {
			s.Type, s.Source, s.Office = "HOLDS_OFFICE", graph.Party{ID: graph.ID("official:" + who), Name: who}, office
			s.Modality = graph.Ongoing
		})
	}
	affirms := says("affirms", "2024-05-01", func(s *graph.Statement) {})
	denies := says("denies", "2024-05-01", func(s *graph.Statement) { s.Polarity = graph.Denied })
	item := says("item", "2024-05-01", func(s *graph.Statement) { s.Systems = []graph.Party{{ID: "system:caesar", Name: "CAESAR"}} })
	in := says("in", "2024-05-01", func(s *graph.Statement) {
		s.In = graph.Party{ID: "place:camp", Name: "camp"}
		s.Evidence[0].In = s.In
	})
	reign := []Entry{holds("a", "president", "a1", "2024-01-01"), holds("a", "president", "a2", "2024-03-01"), holds("a", "ambassador", "a3", "2024-02-02")}
	rival := []Entry{holds("b", "president", "b1", "2024-02-01"), holds("b", "president", "b2", "2024-04-01")}
	camp := graph.Node{ID: "place:camp", Name: "Camp", In: "state:GBR"}
	pack := packWith("p", append(curated("p"), camp)...)
	for _, tt := range []struct {
		name        string
		stays, goes []Entry
		unknown     int // changes after which all is looked at
	}{
		{"a rival", reign, rival, 1},
		{"another office of one with a rival", append(rival, reign[:2]...), reign[2:], 1},
		{"a denial", []Entry{affirms}, []Entry{denies}, 0},
		{"what is denied", []Entry{denies}, []Entry{affirms}, 0},
		{"a system with its classes", []Entry{affirms}, []Entry{item}, 0},
		{"a place with its state", []Entry{affirms}, []Entry{in}, 0},
		{"all", nil, []Entry{affirms, in}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := create(t)
			must(t, l.NoteChanges())
			write := func(entries []Entry) {
				runWith(t, l, pack, func(r *Run) error { return r.Write(entries) })
			}
			write(tt.stays)
			rows, unknown := whole(t, l), 0
			check := func(what string, do func()) {
				t.Helper()
				then := revision(t, l)
				do()
				part, changed, known := since(t, l, then)
				if !known {
					rows, unknown = whole(t, l), unknown+1
					return
				}
				rows.update(t, part, changed)
				if d := difference(rows, whole(t, l)); d != "" {
					t.Fatalf("%s: %s", what, d)
				}
			}
			r, err := l.Begin(schema.Default(), pack, clock)
			must(t, err)
			defer r.Close()
			remove := func(r *Run) error {
				for _, e := range tt.goes {
					if err := r.Remove(e.Path); err != nil {
						return err
					}
				}
				return nil
			}
			check("comes in a run", func() { must(t, r.Write(tt.goes)) })
			check("goes before its end", func() { must(t, remove(r)) })
			must(t, r.Close())
			check("comes", func() { write(tt.goes) })
			check("goes", func() { runWith(t, l, pack, remove) })
			if unknown > tt.unknown {
				t.Errorf("%d times the ledger did not know what had changed", unknown)
			}
		})
	}
}

// TestNotes: notes that are too many go, the older ones first.
func TestNotes(t *testing.T) {
	l := create(t)
	empty := revision(t, l)
	if _, _, known := since(t, l, empty); known {
		t.Error("a ledger knows what it never noted")
	}
	must(t, l.NoteChanges())
	mustLoad(t, l, "p", corpus(20, 1), 5)
	first := revision(t, l)
	mustLoad(t, l, "p", corpus(20, 2), 5)
	trim := func(began int64, most int) {
		s, err := l.session()
		must(t, err)
		defer s.close()
		must(t, s.trimNotes(began, most))
	}
	trim(first, 1000)
	if _, _, known := since(t, l, empty); !known {
		t.Error("few notes went")
	}
	var later int
	s, err := l.session()
	must(t, err)
	_, err = s.get("SELECT count(*) FROM changed WHERE revision > ?", []any{first}, &later)
	must(t, errors.Join(err, s.close()))
	trim(first, later)
	_, _, before := since(t, l, empty)
	if _, _, known := since(t, l, first); !known || before {
		t.Errorf("of two loads' notes the later ones are there: %v, the earlier ones: %v", known, before)
	}
	trim(first, later-1)
	if _, _, known := since(t, l, revision(t, l)); known {
		t.Error("a load's notes were cut and are believed")
	}
	must(t, l.NoteChanges())
	if _, _, known := since(t, l, revision(t, l)); !known {
		t.Error("notes were not taken up again")
	}
}
