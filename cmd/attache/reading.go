package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/corpus"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/internal/source"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
	"github.com/spf13/pflag"
)

// builtIn is the folder, in the sources, of the pack that is built in.
const builtIn = "seeds"

// defaultLedger is the ledger of commands that are given none.
const defaultLedger = "attache.db"

// reading is how documents come in, for the commands that read some.
type reading struct {
	*screen
	metadata string
	packDir  string
	limit    size
	jobs     int
	pack     *pipeline.Pack // from open on
	docs     *corpus.Corpus
}

func (r *reading) flags(f *pflag.FlagSet) {
	r.limit = 16 << 20
	f.StringVar(&r.metadata, "metadata", "", "`FILE` with dates and urls for all PATHs (default metadata.tsv in each PATH)")
	packFlag(f, &r.packDir)
	f.Var(&r.limit, "max-document", "leave out documents larger than this")
	r.jobsFlag(f)
}

func (r *reading) jobsFlag(f *pflag.FlagSet) {
	f.IntVar(&r.jobs, "jobs", runtime.GOMAXPROCS(0), "documents to read at a time")
}

func packFlag(f *pflag.FlagSet, pack *string) {
	f.StringVar(pack, "pack", "", "`DIR` with rules, entities and lang/en instead of those built in")
}

// open loads the pack while it finds the documents, and says which are left out.
// The ledger's own files are no documents, nor are those to skip.
func (r *reading) open(paths []string, ledger string, skip ...string) error {
	if r.jobs < 1 {
		return usage("leave --jobs out to use every core", "--jobs %d: at least 1 is needed", r.jobs)
	}
	var pack *pipeline.Pack
	var packError error
	var loading sync.WaitGroup
	loading.Go(func() { pack, packError = loadPack(r.packDir) })
	skip = append(skip, ledger, ledger+"-wal", ledger+"-shm", ledger+"-journal")
	docs, err := corpus.Open(paths, corpus.Options{Metadata: r.metadata, Skip: skip})
	loading.Wait()
	if err != nil {
		return corpusError(err)
	}
	if packError != nil {
		return packError
	}
	r.pack, r.docs = pack, docs
	for _, w := range docs.Warnings {
		r.warn(w, "")
	}
	for _, p := range docs.Problems {
		r.leaveOut(p.Path, p.Err, mend(p.Err, p.Path))
	}
	if docs.Len() == 0 && len(docs.Problems) == 0 {
		r.warn("there are no documents below "+paths[0], "a document is any file that is not hidden; metadata.tsv and symbolic links are none")
	}
	return nil
}

// packFiles returns the pack in a folder, or the one built in, and its name.
func packFiles(dir string) (files fs.FS, name string, err error) {
	if dir == "" {
		return seeds.Files, builtIn, nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, "", usage("point --pack at a folder like seeds, with rules, entities and lang/en", "there is no folder %s", dir)
	}
	return os.DirFS(dir), filepath.ToSlash(dir), nil
}

// loadPack compiles a pack.
func loadPack(dir string) (*pipeline.Pack, error) {
	files, name, err := packFiles(dir)
	if err != nil {
		return nil, err
	}
	pack, faults := pipeline.Load(files, schema.Default())
	if err := below(name, faults).Err(); err != nil {
		return nil, &failure{exitFaults, err, ""}
	}
	return pack, nil
}

// loadSources reads what a pack says of sources, and nothing else of it.
func loadSources(dir string) (graph.Sources, error) {
	files, name, err := packFiles(dir)
	if err != nil {
		return nil, err
	}
	sources, faults := source.Read(files, nil)
	if err := below(name, faults).Err(); err != nil {
		return nil, &failure{exitFaults, err, ""}
	}
	return sources, nil
}

// below places faults of a pack where the reader can open the files.
func below(dir string, faults []diag.Fault) diag.Faults {
	for i := range faults {
		faults[i].File = path.Join(dir, faults[i].File)
	}
	return faults
}

// each reads the documents on all cores and yields what do makes of them, in
// the order of the corpus, while it moves the progress bar.
func each[R any](ctx context.Context, r *reading, do func(w *pipeline.Worker, i int) R) iter.Seq2[int, R] {
	var total int64
	for i := range r.docs.Len() {
		total += r.docs.Size(i)
	}
	return func(yield func(int, R) bool) {
		r.progress("reading", total)
		defer r.clear()
		done := int64(0)
		for i, result := range pipeline.Each(ctx, r.pack, r.jobs, r.docs.Len(), r.docs.Size, do) {
			if !yield(i, result) {
				return
			}
			done += r.docs.Size(i)
			r.advance(done)
		}
	}
}

// read reads document i.
func (r *reading) read(i int) (corpus.File, document.Document, error) {
	f := r.docs.File(i)
	d, err := document.Load(f.Path, int64(r.limit))
	return f, d, err
}

// unread says that document i could not be read.
func (r *reading) unread(i int, err error) {
	name := r.docs.Name(i)
	hint := mend(err, name)
	if errors.Is(err, document.ErrTooLarge) {
		hint = "split it, or raise --max-document, which is " + r.limit.String()
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	r.leaveOut(name, err, hint)
}

// mend says what makes a file readable.
func mend(err error, name string) string {
	switch {
	case errors.Is(err, document.ErrEmpty):
		return "delete empty files, or fill them"
	case errors.Is(err, document.ErrBinary):
		return "keep only texts below PATH; convert others first, such as with pdftotext"
	case errors.Is(err, document.ErrNotUTF8):
		return fmt.Sprintf("convert it, such as with: iconv -f WINDOWS-1252 -t UTF-8 %s", name)
	case errors.Is(err, fs.ErrPermission):
		return "make it readable: chmod +r " + name
	case errors.Is(err, fs.ErrNotExist):
		return "it vanished meanwhile; run the command again"
	}
	return "run the command again when the file can be read"
}
