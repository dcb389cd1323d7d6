package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/internal/story"
	"github.com/attache-kg/attache/schema"
	"github.com/spf13/cobra"
)

const loadLong = `Reads the documents below each PATH, brings the ledger up to date with them, and
prints what changed and the arrows that follow.

Only what is new or has changed is extracted; when rules or entities have changed,
the documents that the change can touch, wherever they lie. What has vanished from
a PATH takes its evidence along, and what lies elsewhere stays; with --prune the
PATHs are the whole corpus, and what lies elsewhere goes. A load that was cut off
is completed by the next.

The ledger keeps the documents' bytes, compressed, so that other rules and attache
verify need no files; --no-text leaves them out. --dry-run prints what a load would
change, and writes nothing.

What analysts decided, in decisions.yaml beside the ledger, is replayed: on what is
read, and on the documents that a changed decision is about. attache review writes
that file.

--watch goes on after the first load, and loads again two seconds after the last of
some changes, until it is interrupted. On a terminal a bar shows how far a load is;
--json prints one object on what changed, --quiet nothing but warnings and errors,
and --log appends a line for each step to a file.

With --to, a Neo4j is brought in line with the ledger: what somebody changed in it
by hand, or lost, too. One load at a time writes to it; another waits a while. Its
credentials come from NEO4J_USERNAME, NEO4J_PASSWORD or NEO4J_PASSWORD_FILE, and
NEO4J_DATABASE. Without --to nothing is sent.`

const loadExample = `  attache load news
  attache load --ledger graph.db news archive/2024
  attache load --dry-run news
  attache load --watch --log attache.log inbox
  NEO4J_PASSWORD_FILE=~/.neo4j attache load news --to neo4j://localhost:7687`

// loading is one run of the load command.
type loading struct {
	reading
	telling
	ledger string
	to     string
	adopt  bool
	prune  bool
	noText bool
	dryRun bool
	follow bool
	decide deciding
	book   *ledger.Ledger
	known  ledger.Known
	began  time.Time
}

func loadCommand(s *screen) *cobra.Command {
	l := &loading{reading: reading{screen: s}}
	c := command("load [flags] PATH...", "Read documents into the ledger, and into a Neo4j with --to", loadLong, loadExample, 1, -1, l.run)
	ledgerFlag(c, &l.ledger)
	decisionsFlag(c.Flags(), &l.decide.file)
	l.reading.flags(c.Flags())
	toFlag(c, &l.to)
	c.Flags().BoolVar(&l.prune, "prune", false, "the PATHs are the whole corpus: take out documents that lie elsewhere")
	c.Flags().BoolVar(&l.noText, "no-text", false, "keep no bytes of documents in the ledger")
	c.Flags().BoolVar(&l.dryRun, "dry-run", false, "print what would change in the ledger, and with --to in the Neo4j; write nothing")
	c.Flags().BoolVar(&l.follow, "watch", false, "go on, and load again whenever something below the PATHs has changed")
	l.telling.flags(c.Flags())
	c.Flags().BoolVar(&l.adopt, "adopt", false, "take over a Neo4j that another ledger fills")
	return c
}

func toFlag(c *cobra.Command, uri *string) {
	c.Flags().StringVar(uri, "to", "", "`URI` of a Neo4j, such as neo4j://localhost:7687")
}

func ledgerFlag(c *cobra.Command, name *string) {
	c.Flags().StringVar(name, "ledger", defaultLedger, "`FILE` that keeps documents, claims and evidence")
}

// onView lets a command read an existing ledger.
func onView(file string, do func(*ledger.Ledger, *ledger.View) error) error {
	book, err := ledger.OpenExisting(file)
	if err != nil {
		return ledgerError(err)
	}
	defer book.Close()
	view, err := book.View()
	if err != nil {
		return ledgerError(err)
	}
	defer view.Close()
	return do(book, view)
}

func (l *loading) run(ctx context.Context, paths []string) error {
	if l.follow && l.dryRun {
		return usage("leave one of them out", "--watch writes, and --dry-run does not")
	}
	if err := l.telling.begin(l.screen); err != nil {
		return err
	}
	defer l.telling.close(l.screen)
	if l.follow {
		return l.watch(ctx, paths)
	}
	return l.once(ctx, paths)
}

// once loads the documents and gives account of it.
func (l *loading) once(ctx context.Context, paths []string) error {
	l.began = time.Now()
	l.account.Started, l.account.DryRun = l.began.UTC(), l.dryRun
	l.note("load began", "ledger", l.ledger, "paths", paths)
	return l.telling.end(l.screen, l.load(ctx, paths))
}

func (l *loading) load(ctx context.Context, paths []string) (err error) {
	target, err := l.target()
	if err != nil {
		return err
	}
	if err := l.decide.read(l.ledger); err != nil {
		return err
	}
	if err := l.open(paths, l.ledger, l.decide.path); err != nil {
		return err
	}
	file := l.ledger
	if l.dryRun {
		if file, err = l.scratch(); err != nil {
			return err
		}
		defer os.RemoveAll(filepath.Dir(file))
	}
	if l.book, err = ledger.Open(file); err != nil {
		return ledgerError(err)
	}
	defer func() {
		if closing := l.book.Close(); err == nil {
			err = ledgerError(closing)
		}
	}()
	if err := l.decide.check(l.book); err != nil {
		return err
	}
	run, changes, err := l.update(ctx)
	if err != nil {
		return err
	}
	if err := l.report(run, changes); err != nil {
		return err
	}
	switch {
	case l.to == "":
	case l.dryRun:
		err = l.wouldSend(ctx, target)
	default:
		err = l.send(ctx, target, run.ID)
	}
	if err != nil {
		return err
	}
	if l.dryRun {
		return l.inPart("nothing was written")
	}
	return l.inPart("the rest is in the ledger")
}

// scratch returns a copy of the ledger, in a folder of its own, that a load may change.
func (l *loading) scratch() (string, error) {
	dir, err := os.MkdirTemp("", "attache-dry-run-")
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "attache.db")
	if err := ledger.Copy(l.ledger, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		os.RemoveAll(dir)
		return "", ledgerError(err)
	}
	return name, nil
}

// update brings the ledger in line with the documents, in one run.
func (l *loading) update(ctx context.Context) (run *ledger.Run, changes ledger.Changes, err error) {
	run, err = l.book.Begin(schema.Default(), l.decide.on(ledgerPack(l.pack)), l.began)
	if err != nil {
		return nil, changes, ledgerError(err)
	}
	defer run.Close() // unfinished when an error comes before the end
	if l.noText {
		run.KeepNoTexts()
	}
	if l.known, err = l.book.Known(); err != nil {
		return nil, changes, ledgerError(err)
	}
	for _, step := range []func(context.Context, *ledger.Run) error{l.write, l.remove, l.reread} {
		if err := step(ctx, run); err != nil {
			return nil, changes, err
		}
		if ctx.Err() != nil {
			return nil, changes, fail(exitFailed, "run the same command again: it does what is left", "interrupted; the ledger is consistent")
		}
	}
	l.known = ledger.Known{} // frees it for what is sent
	changes, err = run.Finish(time.Now())
	return run, changes, ledgerError(err)
}

// ledgerPack is what the ledger asks of a pack.
func ledgerPack(p *pipeline.Pack) ledger.Pack {
	return ledger.Pack{Fingerprint: p.Fingerprint, Items: p.Items, Node: p.Node}
}

// entry is what reading a document gave.
type entry struct {
	ledger.Entry
	err error
}

// write records the documents of the corpus.
func (l *loading) write(ctx context.Context, run *ledger.Run) error {
	b := batch{run: run}
	documents, claims := 0, 0
	for i, r := range each(ctx, &l.reading, l.entry) {
		if r.err != nil {
			l.unread(i, r.err)
			continue
		}
		documents++
		claims += len(r.Statements)
		l.account.Bytes += int64(r.Document.Size)
		if documents%progressDocuments == 0 {
			l.describe(fmt.Sprintf("reading: %s, %s", count(documents, "document"), count(claims, "new statement")))
		}
		if err := b.add(r.Entry); err != nil {
			return ledgerError(err)
		}
	}
	if ctx.Err() != nil {
		return nil
	}
	return ledgerError(b.flush())
}

// progressDocuments are read between two words about them.
const progressDocuments = 100

// entry reads a document and, where the ledger lacks what it says, extracts it.
func (l *loading) entry(w *pipeline.Worker, i int) entry {
	f, d, err := l.read(i)
	if err != nil {
		return entry{err: err}
	}
	e := ledger.Entry{Path: f.Path, Document: graph.Document{SHA: d.SHA, Doc: f.Doc, Date: f.Date, URL: f.URL, Source: f.Source, Size: len(d.Text)}}
	e.State = l.known.State(f.Path, e.Document)
	if e.State == ledger.Unread {
		l.extract(w, d, &e)
	}
	return entry{Entry: e}
}

// extract adds what a document says to its entry.
func (l *loading) extract(w *pipeline.Worker, d document.Document, e *ledger.Entry) {
	e.Text = d.Text
	e.Statements, e.Words = w.ExtractWords(d, e.Document.Date, e.Document.Source)
	if len(e.Statements) > 0 {
		e.Signature, e.Announcement = story.Sign(d.Text), graph.Announcement(schema.Default(), e.Statements, e.Document.Date)
	}
	l.decide.apply(e)
}

// remove takes out the paths below the folders that lead nowhere any more, and with
// --prune those elsewhere.
func (l *loading) remove(_ context.Context, run *ledger.Run) error {
	gone := l.docs.Gone(l.known.Paths())
	if l.prune {
		gone = append(gone, l.docs.Elsewhere(l.known.Paths())...)
	}
	for paths := range slices.Chunk(gone, batchDocuments) {
		if err := run.Remove(paths...); err != nil {
			return ledgerError(err)
		}
	}
	return nil
}

// reread reads again what the ledger asks for: other rules can touch it, or the only
// path of a document has changed and the ones left give it another date. The bytes are
// those that the ledger keeps, or the file's while they are the same.
func (l *loading) reread(ctx context.Context, run *ledger.Run) error {
	entries, err := run.Unread()
	if err != nil {
		return ledgerError(err)
	}
	size := func(i int) int64 { return int64(entries[i].Document.Size) }
	again := func(w *pipeline.Worker, i int) entry {
		e := entries[i]
		d, err := l.bytes(e.Path, e.Document.SHA)
		if err == nil {
			l.extract(w, d, &e)
		}
		return entry{Entry: e, err: err}
	}
	b := batch{run: run}
	for i, r := range pipeline.Each(ctx, l.pack, l.jobs, len(entries), size, again) {
		if r.err != nil {
			l.leaveOut(entries[i].Path, r.err, "load the folder that it lies in; until then its claims are those of earlier rules")
			continue
		}
		if err := b.add(r.Entry); err != nil {
			return ledgerError(err)
		}
	}
	if ctx.Err() != nil {
		return nil
	}
	return ledgerError(b.flush())
}

// errOtherBytes keeps a document of the ledger from being read again.
var errOtherBytes = errors.New("the ledger keeps no bytes of it, and its file has changed")

// bytes returns a document of the ledger.
func (l *loading) bytes(path, sha string) (document.Document, error) {
	text, kept, err := l.book.Text(sha)
	if err != nil {
		return document.Document{}, err
	}
	other := ledger.ErrDamaged
	var d document.Document
	if kept {
		d, err = document.Read(strings.NewReader(text), int64(len(text)))
	} else {
		other = errOtherBytes
		d, err = document.Load(path, int64(l.limit))
	}
	if err == nil && d.SHA != sha {
		err = other
	}
	return d, err
}

// A batch is written when it has so many documents, or bytes of them.
const (
	batchDocuments = 1024
	batchBytes     = 4 << 20
)

// batch gathers entries for one transaction.
type batch struct {
	run     *ledger.Run
	entries []ledger.Entry
	bytes   int
}

func (b *batch) add(e ledger.Entry) error {
	b.entries = append(b.entries, e)
	if e.State == ledger.Unread {
		b.bytes += e.Document.Size
	}
	if len(b.entries) < batchDocuments && b.bytes < batchBytes {
		return nil
	}
	return b.flush()
}

func (b *batch) flush() error {
	if len(b.entries) == 0 {
		return nil
	}
	err := b.run.Write(b.entries)
	clear(b.entries)
	b.entries, b.bytes = b.entries[:0], 0
	return err
}

// report prints what the run changed, counts first, then the arrows.
func (l *loading) report(run *ledger.Run, c ledger.Changes) error {
	view, err := l.book.View()
	if err != nil {
		return ledgerError(err)
	}
	defer view.Close()
	totals, err := view.Totals()
	if err != nil {
		return ledgerError(err)
	}
	l.account.Run, l.account.Changes = run.ID, c
	l.account.Totals = accountTotals{Documents: totals.Paths, Claims: totals.Claims, Gone: totals.Retracted, Evidence: totals.Evidence}
	l.note("ledger updated", "run", run.ID, "documents", documentChanges(c), "claims", claimChanges(c))
	fmt.Fprintf(l.out, "%s (%s), %s: %s\n", count(totals.Paths, "document"), documentChanges(c), count(totals.Claims, "claim"), claimChanges(c))
	if err := l.decide.report(l.screen, view, l.ledger); err != nil {
		return err
	}
	if l.dryRun {
		return l.preview(view, run.ID)
	}
	return l.arrows(view, run, totals.Evidence)
}

func documentChanges(c ledger.Changes) string {
	d := c.Documents
	return parts("nothing to read", "new", d.New, "moved", d.Moved, "copied", d.Copied, "changed", d.Changed, "read again", d.Reread, "unchanged", d.Unchanged, "gone", d.Gone)
}

func claimChanges(c ledger.Changes) string {
	return parts("nothing has changed", "new", c.Claims.New, "confirmed", c.Claims.Confirmed, "with less evidence", c.Claims.Reduced, "gone", c.Claims.Gone)
}

// preview prints what became of claims in a run.
func (l *loading) preview(view *ledger.View, run int64) error {
	finished, err := view.Finished()
	if err != nil {
		return ledgerError(err)
	}
	fmt.Fprintln(l.out)
	_, err = l.differences(view, view.Diff(before(finished, run), run))
	return err
}

// parts lists the counts that are not zero.
func parts(none string, pairs ...any) string {
	text := ""
	for i := 0; i < len(pairs); i += 2 {
		if n := pairs[i+1].(int); n != 0 {
			if text != "" {
				text += ", "
			}
			text += fmt.Sprintf("%d %s", n, pairs[i])
		}
	}
	if text == "" {
		return none
	}
	return text
}
