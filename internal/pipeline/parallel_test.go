package pipeline

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

// TestEach: every result once and in order, with documents of any size.
func TestEach(t *testing.T) {
	pack, faults := Load(seeds.Files, schema.Default())
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	size := func(i int) int64 { return []int64{0, 100, taskBytes + 1, 2 * flightBytes}[i%4] }
	double := func(_ *Worker, i int) int { return 2 * i }
	for _, workers := range []int{1, 2, 9} {
		next := 0
		for i, r := range Each(t.Context(), pack, workers, 1000, size, double) {
			if i != next || r != 2*i {
				t.Fatalf("%d workers: result %d is %d, want that of %d", workers, i, r, next)
			}
			next++
		}
		if next != 1000 {
			t.Errorf("%d workers: %d results", workers, next)
		}
	}
}

// TestEachEnds: when the loop is left or the context ends, nothing goes on.
// The bubble fails if a goroutine is left over.
func TestEachEnds(t *testing.T) {
	pack, faults := Load(seeds.Files, schema.Default())
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	size := func(int) int64 { return taskBytes }
	do := func(_ *Worker, i int) int { return i }
	synctest.Test(t, func(t *testing.T) {
		for i := range Each(t.Context(), pack, 3, 1000, size, do) {
			if i == 10 {
				break
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		seen := 0
		for i := range Each(ctx, pack, 3, 1000, size, do) {
			if seen++; i == 10 {
				cancel()
			}
		}
		if seen > 11 {
			t.Errorf("%d results after the end", seen-11)
		}
	})
}
