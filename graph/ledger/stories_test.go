package ledger

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/internal/story"
	"github.com/attache-kg/attache/schema"
)

// reported is a document of which all that matters is what it is compared by.
func reported(name string, s story.Signature, announcement string) Entry {
	e := tell(file{"/news/" + name, "FRA supplies UKR in " + name, "2024-05"})
	e.Signature, e.Announcement = s, announcement
	return e
}

// features returns a signature of n features of a kind, and others.
func features(kind, n int, others ...story.Signature) story.Signature {
	r := rand.New(rand.NewPCG(uint64(kind), 9))
	s := slices.Concat(others...)
	for range n {
		s = append(s, uint16(r.Uint32()))
	}
	slices.Sort(s)
	return slices.Compact(s)
}

// stories prints which documents of a ledger tell one story, by their names: "a+b c".
func stories(t testing.TB, l *Ledger) string {
	t.Helper()
	v, err := l.View()
	must(t, err)
	defer v.Close()
	told, least := make(map[string][]string), make(map[string]string)
	for d, err := range v.Holdings(nil).Documents {
		must(t, err)
		told[d.Story] = append(told[d.Story], d.Doc)
		if least[d.Story] == "" {
			least[d.Story] = d.SHA // the documents come by SHA
		}
	}
	var list []string
	for sha, names := range told {
		if least[sha] != sha {
			t.Errorf("the story of %v is %s, not the least SHA %s", names, sha, least[sha])
		}
		slices.Sort(names)
		list = append(list, strings.Join(names, "+"))
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func TestStories(t *testing.T) {
	base := features(1, 30)
	half := features(2, 15, features(1, 15)) // half of it is half of base
	far := features(3, 30)
	a, b, c := reported("a", base, ""), reported("b", features(4, 3, base), ""), reported("c", features(5, 4, base), "")
	lone := reported("lone", far, "")
	short := reported("short", nil, "")
	says, saysToo, saysElse := reported("x", features(6, 30), "lecornu PRODUCES firm"), reported("y", nil, "lecornu PRODUCES firm"), reported("z", features(7, 30), "lecornu SUPPLIES firm")
	silent := reported("silent", base, "lecornu PRODUCES firm")
	silent.Statements = nil
	tests := []struct {
		name    string
		entries []Entry
		remove  []string
		want    string
	}{
		{"copies are one", []Entry{a, b, c, lone, short}, nil, "a+b+c lone short"},
		{"the first goes", []Entry{a, b, c}, []string{"/news/a"}, "b+c"},
		{"all but one go", []Entry{a, b, c}, []string{"/news/a", "/news/c"}, "b"},
		{"half is not enough", []Entry{a, reported("h", half, "")}, nil, "a h"},
		{"one announcement is one story", []Entry{says, saysToo, saysElse}, nil, "x+y z"},
		{"announcements and signatures connect", []Entry{a, reported("b", features(4, 3, base), "lecornu PRODUCES firm"), says}, nil, "a+b+x"},
		{"what states nothing tells no story", []Entry{a, b, silent}, nil, "a+b silent"},
	}
	for _, tt := range tests {
		for _, size := range []int{1, 2, 9} {
			for range 2 {
				l := create(t)
				run(t, l, func(r *Run) error {
					for chunk := range slices.Chunk(tt.entries, size) {
						if err := r.Write(chunk); err != nil {
							return err
						}
					}
					return nil
				})
				run(t, l, func(r *Run) error { return r.Remove(tt.remove...) })
				if got := stories(t, l); got != tt.want {
					t.Errorf("%s, in batches of %d: %s, want %s", tt.name, size, got, tt.want)
				}
				slices.Reverse(tt.entries)
			}
		}
	}
}

// TestStoriesAfterACrash: a run that is cut off leaves no story but what the next
// one finds, whichever document it took.
func TestStoriesAfterACrash(t *testing.T) {
	base := features(1, 30)
	entries := []Entry{reported("a", base, ""), reported("b", features(4, 3, base), ""), reported("c", features(5, 4, base), "")}
	for i := range entries {
		l := create(t)
		run(t, l, func(r *Run) error { return r.Write(entries) })
		r, err := l.Begin(schema.Default(), packOf("p"), clock)
		must(t, err)
		must(t, r.Remove(entries[i].Path))
		must(t, r.Close())
		run(t, l, func(*Run) error { return nil })
		want := []string{"b+c", "a+c", "a+b"}[i]
		if got := stories(t, l); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestAllStories: what a run finds that changes much is what one finds that changes little.
func TestAllStories(t *testing.T) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 5))
		files, l := corpus(60, seed), create(t)
		for range 4 {
			mustLoad(t, l, "p", files, 9)
			for range 10 {
				files = mutate(r, files)
			}
		}
		want := dump(t, l, true)
		run(t, l, func(r *Run) error {
			r.allStories = true
			return nil
		})
		differ(t, dump(t, l, true), want)
	}
}

// TestManyStories: a first load of many documents finds their stories at its end, another
// one when it was cut off, and so does one for few documents.
func TestManyStories(t *testing.T) {
	const kinds = 10
	var entries []Entry
	for i := range someDocuments + 500 {
		entries = append(entries, reported(fmt.Sprint(i), features(i+kinds, 3, features(i%kinds, 30)), ""))
	}
	l := create(t)
	r, err := l.Begin(schema.Default(), packOf("p"), clock)
	must(t, err)
	must(t, r.Write(entries))
	must(t, r.Close())
	run(t, l, func(r *Run) error { return r.Remove(entries[0].Path) })
	told := strings.Fields(stories(t, l))
	if len(told) != kinds {
		t.Errorf("%d stories of %d", len(told), kinds)
	}
	run(t, l, func(r *Run) error { return r.Write(entries[:1]) })
	if told := strings.Fields(stories(t, l)); len(told) != kinds {
		t.Errorf("%d stories of %d with one more document", len(told), kinds)
	}
}

// BenchmarkBoilerplate adds 200 documents to many that share half of their names with
// them. The time may not depend on how many there are.
func BenchmarkBoilerplate(b *testing.B) {
	const added = 200
	boilerplate := features(1, 20)
	for _, n := range []int{1000, 4000, 16000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			l, dir := openTemp(b)
			defer os.RemoveAll(dir)
			defer l.Close()
			entries := make([]Entry, n+added)
			for i := range entries {
				entries[i] = reported(fmt.Sprint(i), features(i+2, 20, boilerplate), "")
			}
			writeBatches(b, l, "p", entries[:n])
			for i := 0; b.Loop(); i++ {
				writeBatches(b, l, "p", entries[n:])
				b.StopTimer()
				r, err := l.Begin(schema.Default(), packOf("p"), clock)
				must(b, err)
				for _, e := range entries[n:] {
					must(b, r.Remove(e.Path))
				}
				_, err = r.Finish(clock)
				must(b, err)
				b.StartTimer()
			}
		})
	}
}
