package attache_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the samples in README.md")

// attache builds the program and returns a function that runs it, as a shell's
// line says, in a folder from which seeds is in reach.
func attache(t *testing.T) func(line string) string {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "attache.exe")
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/attache").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.CopyFS(filepath.Join(dir, "seeds", "corpus"), os.DirFS("seeds/corpus")); err != nil {
		t.Fatal(err)
	}
	return func(line string) string {
		t.Helper()
		args, ours := strings.CutPrefix(line, "go run ./cmd/attache ")
		if !ours {
			t.Fatalf("README.md: only attache can be run in a sample, not %q", line)
		}
		c := exec.Command(program, strings.Fields(args)...)
		c.Dir = dir
		out, err := c.CombinedOutput()
		if err != nil {
			t.Errorf("README.md: %s: %v\n%s", line, err, out)
		}
		return string(out)
	}
}

var console = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestReadmeSamples runs the commands of the README's consoles, one after the
// other, and compares what they print. With -update it writes it.
func TestReadmeSamples(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	run, samples := attache(t), 0
	printed := console.ReplaceAllStringFunc(string(data), func(block string) string {
		var b strings.Builder
		b.WriteString("```console\n")
		for line := range strings.Lines(block) {
			if command, ok := strings.CutPrefix(line, "$ "); ok {
				samples++
				b.WriteString(line + run(strings.TrimSpace(command)))
			}
		}
		return b.String() + "```"
	})
	switch {
	case samples == 0:
		t.Error("README.md shows no command with its output")
	case printed == string(data):
	case *update:
		if err := os.WriteFile("README.md", []byte(printed), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("README.md does not show what its commands print; run: go test . -run TestReadmeSamples -update\nit should be\n%s",
			strings.Join(console.FindAllString(printed, -1), "\n"))
	}
}

var (
	helpCode   = regexp.MustCompile(`(?m)^  ([0-9])  (.+)$`)
	readmeCode = regexp.MustCompile(`(?m)^\| ([0-9]) \| (.+) \|$`)
)

// TestReadmeExitCodes compares the README's exit codes with those that the
// program tells.
func TestReadmeExitCodes(t *testing.T) {
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	told := helpCode.FindAllStringSubmatch(attache(t)("go run ./cmd/attache --help"), -1)
	shown := readmeCode.FindAllStringSubmatch(string(data), -1)
	if len(told) == 0 || len(shown) != len(told) {
		t.Fatalf("README.md has %d exit codes, attache --help %d", len(shown), len(told))
	}
	for i, code := range told {
		if shown[i][1] != code[1] || shown[i][2] != code[2] {
			t.Errorf("README.md says %s %q, attache --help %s %q", shown[i][1], shown[i][2], code[1], code[2])
		}
	}
}
