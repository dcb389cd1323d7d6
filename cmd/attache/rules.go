package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/spf13/cobra"
)

const rulesLong = `Checks what people write: the rules, the entities and the language pack.

lint reports every fault of the files with its line and what mends it. test also
runs the texts that each rule brings along. Both end with 3 when there are any.`

const rulesExample = `  attache rules lint --pack mypack
  attache rules test --pack mypack`

// checking is one run of the rules command.
type checking struct {
	*screen
	pack string
}

func rulesCommand(s *screen) *cobra.Command {
	k := &checking{screen: s}
	c := command("rules lint|test [--pack DIR]", "Check rules and entities, and run the rules' own tests", rulesLong, rulesExample, 0, 0, func(context.Context, []string) error {
		return usage("attache rules lint checks the files, attache rules test runs their tests", "say lint or test")
	})
	c.AddCommand(
		command("lint [--pack DIR]", "Report every fault of rules, entities and language pack", rulesLong, "  attache rules lint --pack mypack", 0, 0, k.lint),
		command("test [--pack DIR]", "Run the tests of all rules", rulesLong, "  attache rules test --pack mypack", 0, 0, k.test))
	packFlag(c.PersistentFlags(), &k.pack)
	return c
}

func (k *checking) lint(context.Context, []string) error {
	pack, err := k.load()
	if err != nil {
		return err
	}
	fmt.Fprintf(k.out, "%s and %s: no faults\n", count(len(pack.Rules), "rule"), count(len(pack.Gazetteer.Entities), "entity"))
	return nil
}

func (k *checking) test(context.Context, []string) error {
	pack, err := k.load()
	if err != nil {
		return err
	}
	tests := 0
	for _, r := range pack.Rules {
		tests += len(r.Tests)
	}
	if err := k.faults(below(k.name(), pack.TestRules())); err != nil {
		return err
	}
	fmt.Fprintf(k.out, "%s of %s: all pass\n", count(tests, "test"), count(len(pack.Rules), "rule"))
	return nil
}

// load loads the pack. Its faults are results here and go to standard output.
func (k *checking) load() (*pipeline.Pack, error) {
	pack, err := loadPack(k.pack)
	var faults diag.Faults
	if errors.As(err, &faults) {
		return nil, k.faults(faults)
	}
	return pack, err
}

func (k *checking) name() string {
	if k.pack == "" {
		return builtIn
	}
	return k.pack
}

// faults prints faults and returns the failure they are.
func (k *checking) faults(faults diag.Faults) error {
	if len(faults) == 0 {
		return nil
	}
	fmt.Fprintln(k.out, listed(faults))
	return fail(exitFaults, "", "%s in %s", count(len(faults), "fault"), k.name())
}
