package ledger

import (
	"math/rand/v2"
	"testing"
)

// TestRevision looks whether the revision moves exactly when a projection may: at
// any change of what a view holds, and not when a load changes nothing.
func TestRevision(t *testing.T) {
	l := create(t)
	r := rand.New(rand.NewPCG(7, 7))
	files := corpus(20, 7)
	seen := make(map[int64]string)
	for range 12 {
		mustLoad(t, l, "pack", files, 5)
		n, held := revision(t, l), dump(t, l, true)
		if before, ok := seen[n]; ok && before != held {
			t.Fatalf("two contents have revision %d", n)
		}
		seen[n] = held
		mustLoad(t, l, "pack", files, 5)
		if again := revision(t, l); again != n {
			t.Fatalf("an unchanged load moves the revision from %d to %d", n, again)
		}
		files = mutate(r, files)
	}
	if len(seen) < 10 {
		t.Errorf("12 contents have %d revisions", len(seen))
	}
}

func revision(t *testing.T, l *Ledger) int64 {
	t.Helper()
	v, err := l.View()
	must(t, err)
	defer v.Close()
	n, err := v.Revision()
	must(t, err)
	return n
}
