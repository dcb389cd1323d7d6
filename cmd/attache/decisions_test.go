package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/decision"
)

// TestAppendDecisions: of those that many write at once none is lost, and the file
// stays what it is: a link, with its mode, and nothing beside it.
func TestAppendDecisions(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "kept.yaml"), filepath.Join(dir, "decisions.yaml")
	if err := os.WriteFile(file, []byte("# ours\ndecisions: []\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("kept.yaml", link); err != nil {
		t.Fatal(err)
	}
	const writers, each = 8, 5
	var wg sync.WaitGroup
	for i := range writers {
		wg.Go(func() {
			for j := range each {
				d := decision.Decision{Kind: decision.Rename, From: graph.ID(fmt.Sprintf("firm:f%d-%d", i, j)), As: "F", Reason: "r", Who: "w", When: "2026-11-22"}
				if _, err := appendDecisions(link, []decision.Decision{d}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	set, err := readDecisions(link)
	if err != nil || len(set.All) != writers*each {
		t.Errorf("%v, %+v", err, set)
	}
	info, err := os.Lstat(file)
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if there, _ := filepath.Glob(filepath.Join(dir, "*")); len(there) != 2 {
		t.Errorf("there are %q", there)
	}
	if hidden, _ := filepath.Glob(filepath.Join(dir, ".*")); len(hidden) != 0 {
		t.Errorf("there are %q", hidden)
	}
}
