package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/internal/decision"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
	"github.com/spf13/pflag"
)

// decisionsName is the file of decisions beside a ledger, of commands that are
// given none.
const decisionsName = "decisions.yaml"

func decisionsFlag(f *pflag.FlagSet, file *string) {
	f.StringVar(file, "decisions", "", "`FILE` of analysts' decisions (default "+decisionsName+" beside the ledger)")
}

// decisionsFile returns the file of decisions that a flag names, or the one beside
// a ledger.
func decisionsFile(flag, ledger string) string {
	if flag != "" {
		return flag
	}
	return filepath.Join(filepath.Dir(ledger), decisionsName)
}

// readDecisions reads a file of decisions; nil where there is none.
func readDecisions(file string) (*decision.Set, error) {
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fail(exitFailed, "make the file readable", "read decisions: %w", err)
	}
	set, faults := decision.Parse(filepath.ToSlash(file), data, schema.Default())
	if len(faults) > 0 {
		return nil, &failure{exitFaults, diag.Faults(faults), "nothing was done; attache review --help tells what may stand in the file"}
	}
	return set, nil
}

// appendDecisions writes decisions behind those of a file, which is made where there
// is none, all or nothing. It returns the place of the first.
func appendDecisions(file string, decisions []decision.Decision) (place string, err error) {
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	}
	unlock, err := lockFolder(filepath.Dir(file))
	if err != nil {
		return "", err
	}
	defer unlock()
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	name := filepath.ToSlash(file)
	out, err := decision.Append(name, data, schema.Default(), decisions...)
	if err != nil {
		return "", err
	}
	set, _ := decision.Parse(name, out, schema.Default()) // Append has seen that it has no faults
	return fmt.Sprintf("%s:%d", file, set.All[len(set.All)-len(decisions)].Line), replaceFile(file, out)
}

// replaceFile gives a file, or a new one, its contents at once.
func replaceFile(file string, data []byte) (err error) {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(file); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".decisions-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}

// deciding is how decisions come into a load.
type deciding struct {
	file string // the flag
	path string // where they are sought
	set  *decision.Set
}

// read reads the decisions that a load with a ledger replays.
func (d *deciding) read(ledgerFile string) (err error) {
	d.path = decisionsFile(d.file, ledgerFile)
	d.set, err = readDecisions(d.path)
	if err == nil && d.set == nil && d.file != "" {
		return usage("--decisions names the file that attache review writes", "there is no file %s", d.file)
	}
	return err
}

// check refuses to undo all decisions only because their file is not where it was.
func (d *deciding) check(book *ledger.Ledger) error {
	if d.set != nil {
		return nil
	}
	n, file, err := book.DecisionsInForce()
	if err != nil {
		return ledgerError(err)
	}
	if n > 0 {
		return fail(exitFailed, "bring it back, or name it with --decisions FILE; a file with “decisions: []” undoes them",
			"the ledger holds what %s of %s made of it, and there is no file %s", count(n, "decision"), file, d.path)
	}
	return nil
}

// on adds the decisions to a pack.
func (d *deciding) on(p ledger.Pack) ledger.Pack {
	file, err := filepath.Abs(d.path)
	if err != nil {
		file = d.path
	}
	p.Decisions = &ledger.Decisions{Names: d.set.Names(), File: file}
	for _, r := range d.set.Reaches() {
		p.Decisions.Replayed = append(p.Decisions.Replayed, ledger.Decision(r))
	}
	return p
}

// apply replays the decisions on what a document says.
func (d *deciding) apply(e *ledger.Entry) {
	outcome := d.set.Apply(e.Document.SHA, e.Statements)
	e.Statements, e.DecidedNodes = outcome.Statements, outcome.Nodes
	for _, effect := range outcome.Effects {
		e.Decided = append(e.Decided, ledger.Decided(effect))
	}
}

// report says how many decisions were replayed, and how many of them did nothing.
func (d *deciding) report(s *screen, view *ledger.View, file string) error {
	if d.set == nil || len(d.set.All) == 0 {
		return nil
	}
	met, err := view.Met()
	if err != nil {
		return ledgerError(err)
	}
	names, err := view.Nodes(slices.Collect(maps.Keys(d.set.Names()))...)
	if err != nil {
		return ledgerError(err)
	}
	n := 0
	for i, id := range d.set.Replayed() {
		_, named := names[d.set.All[i].From]
		if met[id] || d.set.All[i].Kind == decision.Rename && named {
			n++
		}
	}
	all := len(d.set.All)
	fmt.Fprintf(s.out, "%s of %s: %s\n", count(all, "decision"), d.path, parts("none", "with effect", n, "without", all-n))
	if n < all {
		s.hint(onLedger("review list", file) + " shows what each did; attache review lint, what it misses")
	}
	return nil
}
