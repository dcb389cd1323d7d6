package ledger

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/attache-kg/attache/schema"
)

// childLedger names the ledger in the environment of the child that
// TestFaultKill kills.
const childLedger = "ATTACHE_TEST_CHILD_LEDGER"

func TestMain(m *testing.M) {
	if path := os.Getenv(childLedger); path != "" {
		child(path)
	}
	os.Exit(m.Run())
}

// child loads one corpus over the other, in small batches, until it is killed.
func child(path string) {
	l, err := Open(path)
	for turn := uint64(0); err == nil; turn++ {
		_, err = load(l, "p", corpus(300, 10+turn%2), 3)
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// TestFaultKill kills loaders at random moments, also while they make the
// ledger; the next load completes the work.
func TestFaultKill(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 8
	}
	path := filepath.Join(t.TempDir(), "attache.db")
	for round := range rounds {
		killChild(t, path)
		if round%4 == 0 {
			checkFile(t, path)
		}
	}
	l, err := Open(path)
	must(t, err)
	defer l.Close()
	mustLoad(t, l, "p", corpus(300, 11), 3)
	differ(t, dump(t, l, false), fresh(t, "p", corpus(300, 11), false))
	if n := unfinished(t, l); n < rounds/2 {
		t.Errorf("only %d of %d loaders were killed in mid-run", n, rounds)
	}
}

// TestFaultKillMaking kills loaders about when they make their ledger.
func TestFaultKillMaking(t *testing.T) {
	rounds := 20
	if testing.Short() {
		rounds = 5
	}
	for range rounds {
		path := filepath.Join(t.TempDir(), "attache.db")
		must(t, os.WriteFile(path, nil, 0o644))
		kill := start(t, path)
		for i := 0; i < 500 && siblings(path) == path; i++ {
			time.Sleep(100 * time.Microsecond) // until SQLite's journal is beside it
		}
		time.Sleep(time.Duration(rand.IntN(5_000)) * time.Microsecond)
		kill()
		checkFile(t, path)
	}
}

// killChild runs a loader and kills it after up to 60 ms of work.
func killChild(t *testing.T, path string) {
	t.Helper()
	kill := start(t, path)
	time.Sleep(time.Duration(20_000+rand.IntN(60_000)) * time.Microsecond)
	kill()
}

// start runs a loader as a process and returns what kills it.
func start(t *testing.T, path string) (kill func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childLedger+"="+path)
	cmd.Stderr = os.Stderr
	must(t, cmd.Start())
	return func() {
		t.Helper()
		must(t, cmd.Process.Kill())
		if cmd.Wait(); cmd.ProcessState.Exited() {
			t.Fatal("the child failed")
		}
	}
}

// checkFile checks what always holds right after a kill.
func checkFile(t *testing.T, path string) {
	t.Helper()
	l, err := Open(path)
	must(t, err)
	defer l.Close()
	dump(t, l, true)
}

// unfinished counts the runs that never finished.
func unfinished(t *testing.T, l *Ledger) (n int) {
	t.Helper()
	v, err := l.View()
	must(t, err)
	defer v.Close()
	runs, err := v.Runs()
	must(t, err)
	for _, r := range runs {
		if r.Finished.IsZero() {
			n++
		}
	}
	return n
}

// TestFaultTwoLoaders: two processes, here two connections, that load at once
// lose nothing.
func TestFaultTwoLoaders(t *testing.T) {
	l, files := create(t), corpus(60, 12)
	other, err := Open(l.path)
	must(t, err)
	defer other.Close()
	var wg sync.WaitGroup
	for i, ledger := range []*Ledger{l, other} {
		wg.Go(func() {
			r, err := ledger.Begin(schema.Default(), packOf("p"), clock)
			if err != nil {
				t.Error(err)
				return
			}
			for j := range files {
				f := files[(j*7+i*20)%len(files)]
				if err := r.Write([]Entry{entry(Known{}, "p", f)}); err != nil {
					t.Error(err)
				}
			}
			if _, err := r.Finish(clock); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	mustLoad(t, l, "p", files, 10)
	differ(t, dump(t, l, false), fresh(t, "p", files, false))
}

// TestFaultFull: a ledger that may not grow says so and keeps what it had.
func TestFaultFull(t *testing.T) {
	l := create(t)
	mustLoad(t, l, "p", corpus(20, 13), 10)
	want := dump(t, l, true)
	r, err := l.Begin(schema.Default(), packOf("p"), clock)
	must(t, err)
	must(t, r.session.exec("PRAGMA max_page_count = 1")) // as many as there are
	err = writeAll(r, corpus(400, 14))
	if !errors.Is(err, ErrFull) {
		t.Errorf("full: %v", err)
	}
	differ(t, dump(t, l, true), want)
	must(t, r.session.exec("PRAGMA max_page_count = 1000000"))
	must(t, writeAll(r, corpus(400, 14)))
	_, err = r.Finish(clock)
	must(t, err)
	differ(t, dump(t, l, false), fresh(t, "p", corpus(400, 14), false))
}

func writeAll(r *Run, files []file) error {
	var entries []Entry
	for _, f := range files {
		entries = append(entries, entry(Known{}, "p", f))
	}
	return r.Write(entries)
}
