package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/graph/neo4j"
	"github.com/attache-kg/attache/internal/corpus"
	"github.com/attache-kg/attache/internal/diag"
)

// The exit codes, see the package.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitFaults      = 3
	exitPart        = 4
	exitUnreachable = 5
)

// failure is an error with its exit code and what mends it.
type failure struct {
	code int
	err  error // nil: the code says it all
	hint string
}

func (f *failure) Error() string { return f.err.Error() }

func (f *failure) Unwrap() error { return f.err }

// fail returns a failure; its error may wrap another with %w.
func fail(code int, hint, format string, args ...any) error {
	return &failure{code: code, err: fmt.Errorf(format, args...), hint: hint}
}

// usage returns the failure of a command line that cannot be meant.
func usage(hint, format string, args ...any) error { return fail(exitUsage, hint, format, args...) }

// corpusError adds the mend to an error of package corpus.
func corpusError(err error) error {
	var twice *corpus.DuplicateError
	var faults diag.Faults
	switch {
	case err == nil:
		return nil
	case errors.As(err, &twice) && twice.First == twice.Second:
		return &failure{exitUsage, err, "name each file and folder once"}
	case errors.As(err, &twice):
		return &failure{exitUsage, err, "name the folder above both, or load them one after the other"}
	case errors.As(err, &faults):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return &failure{exitFailed, err, "check the path's spelling; nothing was done"}
	}
	return &failure{exitFailed, err, "nothing was done"}
}

// ledgerError adds the mend to an error of package ledger.
func ledgerError(err error) error {
	hint := ""
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ledger.ErrNotLedger):
		hint = "--ledger FILE names the ledger; it is made where there is none"
	case errors.Is(err, ledger.ErrNewer):
		hint = "go install github.com/attache-kg/attache/cmd/attache@latest updates attache"
	case errors.Is(err, ledger.ErrFull):
		hint = "free some space and run the command again: it completes the work"
	case errors.Is(err, ledger.ErrBusy):
		hint = "wait until the other attache is done, and run the command again"
	case errors.Is(err, fs.ErrNotExist):
		hint = "attache load --ledger FILE PATH… makes a ledger"
	case errors.Is(err, fs.ErrPermission):
		hint = "make the file and its folder writable, or name another with --ledger FILE"
	}
	return &failure{exitFailed, err, hint}
}

// databaseError adds the exit code and the mend to an error of package neo4j.
func databaseError(err error) error {
	var target *neo4j.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, neo4j.ErrURI) && errors.As(err, &target):
		return usage(target.Fix, "%s", target.What)
	case errors.As(err, &target):
		return fail(exitUnreachable, target.Fix+"; the ledger is up to date, and the next load sends what is missing", "%s", target.What)
	}
	return &failure{exitUnreachable, err, "the ledger is up to date, and the next load sends what is missing"}
}

// asFailure returns the failure that an error of cobra or of a command is.
func asFailure(err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	what, rest, _ := strings.Cut(err.Error(), "\n")
	hint := "attache --help lists the commands and their flags"
	if _, names, found := strings.Cut(rest, "Did you mean this?"); found {
		hint = "did you mean " + strings.Join(strings.Fields(names), " or ") + "?"
	}
	return &failure{exitUsage, errors.New(what), hint}
}
