package ledger

import (
	"fmt"
	"testing"

	"github.com/attache-kg/attache/schema"
)

// TestGains: of arrows that gained evidence, those that gained most come first, with what
// they gained and whether they are new; what was there before, or went, is no gain.
func TestGains(t *testing.T) {
	l := create(t)
	first := []file{{"/a", "FRA supplies UKR", "2024"}, {"/b", "FRA supplies UKR twice", "2024"}, {"/c", "DEU supplies POL", "2024"}}
	load := func(files ...file) *Run {
		t.Helper()
		r, err := l.Begin(schema.Default(), packOf("p"), clock)
		must(t, err)
		for _, f := range files {
			must(t, r.Write([]Entry{tell(f)}))
		}
		_, err = r.Finish(clock)
		must(t, err)
		return r
	}
	check := func(r *Run, n, total int, want ...string) {
		t.Helper()
		v, err := l.View()
		must(t, err)
		defer v.Close()
		gains, all, err := v.Gains(r, n)
		must(t, err)
		var got []string
		for _, g := range gains {
			got = append(got, fmt.Sprint(g.Source, " ", g.Head, " ", g.Modality, " ", g.Evidence, " ", g.New))
		}
		if fmt.Sprint(got) != fmt.Sprint(want) || all != total {
			t.Errorf("%q of %d, want %q of %d", got, all, want, total)
		}
	}
	check(load(first...), 9, 2, "state:FRA state:UKR done 2 true", "state:DEU state:POL done 1 true")
	check(load(first...), 9, 0)
	check(load(file{"/d", "DEU supplies POL again", "2024"}, file{"/e", "ITA supplies POL", "2024"}, file{"/f", "ITA supplies POL again", "2024"}), 1, 2,
		"state:ITA state:POL done 2 true")
	check(load(file{"/g", "DEU supplies POL once more", "2024"}, file{"/a", "DEU supplies UKR", "2024"}), 9, 2,
		"state:DEU state:POL done 1 false", "state:DEU state:UKR done 1 true")
}
