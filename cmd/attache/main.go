package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

func main() { os.Exit(run(os.Args[1:])) }

// run runs the command that the arguments give and returns the exit code.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second signal ends the program at once
	tuneMemory()
	s := newScreen(os.Stdout, os.Stderr)
	cmd := rootCommand(s)
	cmd.SetArgs(args)
	err := cmd.ExecuteContext(ctx)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = fail(exitFailed, "run the same command again: it does what is left", "interrupted")
	}
	return s.end(err)
}

// memoryLimit is where the garbage collector begins to work: what a start makes stays,
// and a corpus needs no more than a collection now and then. It leaves room within
// 200 MB for what SQLite and the program's own pages take, some 80 MB.
const memoryLimit = 96 << 20

// tuneMemory sets the collector up, unless the environment does.
func tuneMemory() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(-1)
		followMemory()
	}
}

// followMemory raises the limit, after each collection, where what is in use comes near
// it: lists of a large corpus or graph, among which a collector at its limit would run
// without end.
func followMemory() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetMemoryLimit(max(memoryLimit, int64(live[0].Value.Uint64())*6/5+24<<20))
	collected := new([64]byte)
	runtime.AddCleanup(collected, func(struct{}) { followMemory() }, struct{}{})
}

const rootLong = `Attaché reads news texts and maps them, by curated rules, to a graph of who
supplies, trains, signs with and attacks whom. A ledger, one file, keeps every
claim with the sentences behind it; load --to also brings a Neo4j up to date.

Documents are the regular files below PATH, without hidden ones. What is known
of them beside their text stands in metadata.tsv in PATH: doc, date and url,
separated by tabs.

Exit codes:
  0  done
  1  failed, or interrupted; the ledger is then consistent
  2  used wrongly; nothing was done
  3  faults in rules, entities or decisions, a rule's test failed, or a figure is too low
  4  done in part: some documents could not be read, or Neo4j refused some rows
  5  the database cannot be reached or refuses; the ledger is up to date

Environment:
  NEO4J_USERNAME, NEO4J_PASSWORD or NEO4J_PASSWORD_FILE, NEO4J_DATABASE
            for load --to; without --to nothing is ever sent
  NEO4J_CA_FILE
            certificate of an authority that neo4j+s and bolt+s trust, too
  NO_COLOR  no bold letters`

const rootExample = `  attache load news
  attache blame FRA SUPPLIES UKR
  attache load news --to neo4j://localhost:7687`

func rootCommand(s *screen) *cobra.Command {
	root := &cobra.Command{Use: "attache", Short: "Who supplies, trains, signs with and attacks whom: news to graph", Long: rootLong, Example: rootExample,
		SilenceErrors: true, SilenceUsage: true}
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage(c.CommandPath()+" --help lists the flags", "%w", err)
	})
	root.AddCommand(loadCommand(s), extractCommand(s), claimsCommand(s), blameCommand(s), gradeCommand(s), runsCommand(s), diffCommand(s), statusCommand(s),
		verifyCommand(s), reviewCommand(s), retractCommand(s), exportCommand(s), evalCommand(s), rulesCommand(s), versionCommand(s))
	return root
}

// command returns a command whose errors are failures, exit code 1 unless they
// say otherwise. It takes from least to most arguments, which the use names.
func command(use, short, long, example string, least, most int, do func(ctx context.Context, args []string) error) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Long: long, Example: example, DisableFlagsInUseLine: true}
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			_, rest, _ := strings.Cut(use, " ")
			return usage(c.CommandPath()+" --help shows examples", "use it as: %s %s", c.CommandPath(), rest)
		}
		return nil
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		err := do(c.Context(), args)
		var f *failure
		if err != nil && !errors.As(err, &f) {
			err = &failure{code: exitFailed, err: err}
		}
		return err
	}
	return c
}
