package main

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/attache-kg/attache/graph/neo4j/neo4jtest"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts want of the output")

// TestMain is the program itself where the test binary is called attache, as
// it is in the scripts' PATH.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "attache" {
		main()
	}
	neo4jtest.Main(m)
}

// repository is the root of the sources.
func repository(t testing.TB) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// binary returns a folder with the program.
func binary(t testing.TB) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(self, filepath.Join(dir, "attache")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestScripts(t *testing.T) {
	bin, root := binary(t), repository(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATH", bin+string(filepath.ListSeparator)+e.Getenv("PATH"))
			e.Setenv("SEEDS", filepath.Join(root, "seeds"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "root":
				return os.Getuid() == 0, nil
			case "mount":
				return canMount(t.TempDir()), nil
			}
			return false, fmt.Errorf("unknown condition %s", name)
		},
		Cmds: map[string]func(ts *testscript.TestScript, negated bool, args []string){
			"exits":   exits,
			"copies":  copies,
			"poke":    poke,
			"sql":     sqlite,
			"silent":  silent,
			"watched": watched,
			"cut":     cut,
			"disk":    disk,
			"tty":     tty,
		},
	})
}

// exits runs a program that must end with the given code: exits CODE PROGRAM ARGS…
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	mustExit(ts, ts.Exec(args[1], args[2:]...), want)
}

func mustExit(ts *testscript.TestScript, err error, want int) {
	var exit *exec.ExitError
	code := 0
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// copies makes a larger corpus of the seeds, each copy with a line of its own:
// copies N DIR
func copies(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	seeds, err := filepath.Glob(filepath.Join(ts.Getenv("SEEDS"), "corpus", "*.txt"))
	ts.Check(err)
	dir := ts.MkAbs(args[1])
	ts.Check(os.MkdirAll(dir, 0o777))
	for i := range n {
		text, err := os.ReadFile(seeds[i%len(seeds)])
		ts.Check(err)
		text = fmt.Appendf(text, "\nCopy %d.\n", i)
		ts.Check(os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.txt", i)), text, 0o666))
	}
}

// poke writes a byte into a file: poke FILE OFFSET VALUE
func poke(ts *testscript.TestScript, _ bool, args []string) {
	offset, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	value, err := strconv.ParseUint(args[2], 10, 8)
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.WriteAt([]byte{byte(value)}, offset)
	ts.Check(errors.Join(err, f.Close()))
}

// sqlite changes a ledger by hand: sql FILE STATEMENT
func sqlite(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0])) // the driver of package ledger
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}

// silent listens on a port and never says a word: silent NAME sets $NAME to host:port.
func silent(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv(args[0], l.Addr().String())
}

// watched loads a folder with --watch, makes a file in it once it waits, wants that
// to be loaded, and interrupts: watched DIR NEW FILE
func watched(ts *testscript.TestScript, _ bool, args []string) {
	c := program(ts, "load", "--watch", "--log", "watch.log", args[0])
	ts.Check(c.Start())
	wait := func(line string) {
		for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
			if data, _ := os.ReadFile(ts.MkAbs("watch.log")); strings.Contains(string(data), line) {
				return
			}
			if time.Since(began) > time.Minute {
				ts.Check(errors.Join(fmt.Errorf("the log never says %s", line), c.Process.Kill(), c.Wait()))
			}
		}
	}
	wait("load ended")
	text, err := os.ReadFile(ts.MkAbs(args[2]))
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[1])), 0o777))
	time.Sleep(100 * time.Millisecond)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o666))
	wait(`documents="1 new, 1 unchanged"`)
	ts.Check(c.Process.Signal(os.Interrupt))
	mustExit(ts, c.Wait(), 0)
}

// program returns the program, not started.
func program(ts *testscript.TestScript, args ...string) *exec.Cmd {
	self, err := os.Executable()
	ts.Check(err)
	c := exec.Command(self, args...)
	c.Args[0], c.Dir = "attache", ts.MkAbs(".")
	return c
}

// cut sends a signal to a load in its middle, and wants an exit code, -1 where
// the signal kills: cut SIGNAL CODE LEDGER PATH
func cut(ts *testscript.TestScript, _ bool, args []string) {
	signal := map[string]syscall.Signal{"INT": syscall.SIGINT, "TERM": syscall.SIGTERM, "KILL": syscall.SIGKILL}[args[0]]
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	c := program(ts, "load", "--ledger", args[2], args[3])
	c.Stderr = ts.Stderr()
	ts.Check(c.Start())
	grown := func() bool { // some batches are written
		info, err := os.Stat(ts.MkAbs(args[2]) + "-wal")
		return err == nil && info.Size() > 3<<20
	}
	for began := time.Now(); !grown(); time.Sleep(time.Millisecond) {
		if time.Since(began) > time.Minute {
			ts.Check(errors.Join(errors.New("the load does not begin"), c.Process.Kill(), c.Wait()))
		}
	}
	ts.Check(c.Process.Signal(signal))
	mustExit(ts, c.Wait(), want)
}
