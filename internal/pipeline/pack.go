// Package pipeline runs a document through every pass: split, names, phrases,
// frames, resolution. Extraction is a pure function of the document, its date
// and source, and the pack; on any number of cores it gives the same result.
package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/name"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/resolve"
	"github.com/attache-kg/attache/internal/rule"
	"github.com/attache-kg/attache/internal/source"
	"github.com/attache-kg/attache/internal/touch"
	"github.com/attache-kg/attache/schema"
)

// Pack is everything that people curate, compiled. It is safe for concurrent use.
type Pack struct {
	Fingerprint string // of the files, the schema and the program's version of the passes
	Rules       []rule.Rule
	Gazetteer   *gazetteer.Gazetteer
	Sources     graph.Sources
	Frames      *frame.Program
	types       schema.Schema
	lang        *lang.Pack
	splitter    *document.Splitter
	names       *name.Program
	resolver    *resolve.Resolver
	rest        string       // what of the pack is neither a rule nor an entity
	hashing     sync.Once    // of hashes
	hashes      []touch.Word // of the words that the pack knows, by number
}

// passes is raised when a change of the program changes what it extracts.
const passes = "1"

// wrapWidth is the longest line, in bytes, of a text whose lines are wrapped.
const wrapWidth = 100

// Load compiles the pack in a folder with lang/en, rules and entities, and
// returns every fault of its files, sorted. The pack is nil when there are any.
func Load(fsys fs.FS, types schema.Schema) (*Pack, []diag.Fault) {
	l := loader{fsys: fsys, types: types, files: make(map[string][]byte), lexicon: document.NewLexicon()}
	l.read()
	entities := l.parseEntities()
	language, _ := fs.Sub(fsys, "lang/en")
	pack, faults := lang.Read(language, l.trees, l.lexicon)
	for i := range faults {
		faults[i].File = path.Join("lang/en", faults[i].File)
	}
	l.faults = append(l.faults, faults...)
	rules := l.rules(pack)
	known := l.entities(entities)
	if len(l.faults) > 0 {
		diag.Sort(l.faults)
		return nil, l.faults
	}
	return l.compile(pack, rules, known)
}

type loader struct {
	fsys    fs.FS
	types   schema.Schema
	files   map[string][]byte
	names   []string
	trees   diag.Trees
	lexicon *document.Lexicon
	sources graph.Sources
	faults  []diag.Fault
}

// TreesFile is the file of a pack that holds its files' parsed forms; it may be
// missing, and "go generate ./seeds" writes it.
const TreesFile = "trees.bin"

// read reads all files once, in the order of their names.
func (l *loader) read() {
	if data, err := fs.ReadFile(l.fsys, TreesFile); err == nil {
		l.trees, _ = diag.DecodeTrees(data) // damaged ones are as good as missing
	}
	for _, pattern := range []string{"lang/en/*.yaml", "rules/*.yaml", "entities/*.yaml"} {
		names, _ := fs.Glob(l.fsys, pattern)
		if len(names) == 0 {
			l.faults = append(l.faults, diag.Fault{File: pattern, Code: "missing-file", What: "the pack has no such file", Fix: "point --pack at a folder like seeds"})
		}
		for _, n := range names {
			data, err := fs.ReadFile(l.fsys, n)
			if err != nil {
				l.faults = append(l.faults, diag.Fault{File: n, Code: "unreadable", What: err.Error(), Fix: "make the file readable"})
			}
			l.files[n] = data
			l.names = append(l.names, n)
		}
	}
}

func (l *loader) with(prefix string) (names []string) {
	for _, n := range l.names {
		if strings.HasPrefix(n, prefix) {
			names = append(names, n)
		}
	}
	return names
}

func (l *loader) rules(pack *lang.Pack) (rules []rule.Rule) {
	ids := make(map[string]string)
	for _, n := range l.with("rules/") {
		found, faults := rule.Parse(n, l.files[n], l.trees, l.types)
		l.faults = append(l.faults, faults...)
		for _, r := range found {
			if other, taken := ids[r.ID]; taken {
				l.fault(r.File, r.Line, "repeated-id", fmt.Sprintf("the rule id %s stands twice, also in %s", r.ID, other), "give one of them another id")
			}
			ids[r.ID] = r.File
		}
		rules = append(rules, found...)
	}
	return rules
}

func (l *loader) fault(file string, line int, code, what, fix string) {
	l.faults = append(l.faults, diag.Fault{File: file, Line: line, Column: 1, Width: 1, Code: code, What: what, Fix: fix, Source: diag.Line(l.files[file], line)})
}

// parsed is what an entity file holds.
type parsed struct {
	entities []gazetteer.Entity
	faults   []diag.Fault
}

// parseEntities parses the entity files on all cores.
func (l *loader) parseEntities() []chan parsed {
	names := l.with("entities/")
	results := make([]chan parsed, len(names))
	for i, n := range names {
		results[i] = make(chan parsed, 1)
		go func() {
			e, f := gazetteer.Parse(n, l.files[n], l.trees, l.types)
			results[i] <- parsed{e, f}
		}()
	}
	return results
}

// entities collects the entities of all files and checks them against one another.
func (l *loader) entities(results []chan parsed) (entities []gazetteer.Entity) {
	files := make([]parsed, len(results))
	count := 0
	for i, result := range results {
		files[i] = <-result
		count += len(files[i].entities)
	}
	entities = make([]gazetteer.Entity, 0, count)
	ids := make(map[string]*gazetteer.Entity, count)
	for _, p := range files {
		l.faults = append(l.faults, p.faults...)
		for i := range p.entities {
			e := &p.entities[i]
			if other, taken := ids[e.ID]; taken {
				l.fault(e.File, e.Line, "repeated-id", fmt.Sprintf("the id %s stands twice, also at %s:%d", e.ID, other.File, other.Line), "merge the two entries")
				continue
			}
			ids[e.ID] = e
			entities = append(entities, *e)
		}
	}
	l.checkReferences(entities, ids)
	l.readSources(ids)
	return entities
}

// readSources reads how far sources are relied on, and for whom they speak.
func (l *loader) readSources(ids map[string]*gazetteer.Entity) {
	sources, faults := source.Read(l.fsys, func(id string) bool { return ids[id] != nil })
	l.sources, l.faults = sources, append(l.faults, faults...)
}

// checkReferences finds ids that no entity has.
func (l *loader) checkReferences(entities []gazetteer.Entity, ids map[string]*gazetteer.Entity) {
	for i := range entities {
		e := &entities[i]
		refs := append(make([]string, 0, 8), e.In, e.IsA)
		for _, o := range e.Offices {
			refs = append(refs, o.Of)
		}
		for _, ref := range refs {
			if _, known := ids[ref]; ref != "" && !known {
				l.fault(e.File, e.Line, "unknown-id", fmt.Sprintf("%s refers to %s, which no entity file has", e.ID, ref), "add the entity, or mend the id")
			}
		}
	}
}

func (l *loader) compile(pack *lang.Pack, rules []rule.Rule, entities []gazetteer.Entity) (*Pack, []diag.Fault) {
	p := &Pack{Rules: rules, Sources: l.sources, types: l.types, lang: pack}
	fingerprint, rest := make(chan string, 1), make(chan string, 1)
	go func() { fingerprint <- l.fingerprint(""); rest <- l.fingerprint("lang/") }()
	p.splitter = &document.Splitter{Lexicon: l.lexicon, Abbreviation: lang.Abbreviation, Opener: lang.Opener, Opens: lang.NameOpens, Wrap: wrapWidth}
	p.Gazetteer = gazetteer.Compile(entities, pack, p.splitter)
	p.Frames = frame.Compile(rules, pack, p.Gazetteer)
	for _, r := range rules {
		for _, v := range p.Frames.Unknown(r) {
			l.fault(r.File, r.Line, "unknown-verb", fmt.Sprintf("the verb %q of %s is not in verbs.yaml", v, r.ID), "add it to lang/en/verbs.yaml, or mend its spelling")
		}
	}
	names, faults := name.Compile(rules, pack, p.Gazetteer, l.files)
	p.names = names
	if faults = append(l.faults, faults...); len(faults) > 0 {
		diag.Sort(faults)
		return nil, faults
	}
	p.resolver = &resolve.Resolver{Pack: pack, Gazetteer: p.Gazetteer, Types: l.types, Frames: p.Frames}
	phrase.New(pack) // adds the last words to the lexicon, which is read-only from here on
	pack.Freeze()
	p.Frames.Freeze()
	p.Fingerprint, p.rest = <-fingerprint, <-rest
	return p, nil
}

// fingerprint returns a hash of the files below a folder, the schema and the passes.
func (l *loader) fingerprint(below string) string {
	h := sha256.New()
	names := l.with(below)
	sort.Strings(names)
	for _, n := range names {
		fmt.Fprintf(h, "%s %d\n", n, len(l.files[n]))
		h.Write(l.files[n])
	}
	fmt.Fprintf(h, "%s %+v", passes, l.types)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Node returns the curated node with an id.
func (p *Pack) Node(id graph.ID) (graph.Node, bool) {
	i, ok := p.Gazetteer.Index[string(id)]
	if !ok {
		return graph.Node{}, false
	}
	e := p.Gazetteer.Entities[i]
	n := graph.Node{ID: id, Name: e.Name, In: graph.ID(e.In), IsA: graph.ID(e.IsA)}
	for _, o := range e.Offices {
		n.Offices = append(n.Offices, graph.Office{Title: o.Title, Of: graph.ID(o.Of), From: o.From, To: o.To})
	}
	return n, true
}
