// Command generate makes a corpus of news-like texts for measurements: the seed
// documents with their names and numbers exchanged, and their paragraphs shuffled; one
// in ten tells an earlier one again. The same size and seed give the same bytes.
//
//	go run ./internal/generate --bytes 50000000 --out /tmp/corpus
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

func main() {
	size := flag.Int("bytes", 50_000_000, "how many bytes to write")
	out := flag.String("out", "", "the folder to write to")
	corpus := flag.String("seeds", "seeds/corpus", "the folder of the seed documents")
	seed := flag.Uint64("seed", 1, "the seed of the random choices")
	names := flag.String("names", "", "also write the pack's names to this file, one a line")
	flag.Parse()
	if *out == "" {
		log.Fatal("generate: give --out, the folder to write to")
	}
	if err := run(*size, *out, *corpus, *names, *seed); err != nil {
		log.Fatal("generate: ", err)
	}
}

func run(size int, out, corpus, names string, seed uint64) error {
	pack, faults := pipeline.Load(seeds.Files, schema.Default())
	if len(faults) > 0 {
		return fmt.Errorf("the pack has faults: %v", faults[0])
	}
	if names != "" {
		if err := writeNames(names, pack.Gazetteer.Entities); err != nil {
			return err
		}
	}
	g := generator{random: rand.New(rand.NewPCG(seed, seed)), pools: make(map[string][]gazetteer.Entity), names: make(map[string]name)}
	for _, e := range pack.Gazetteer.Entities {
		g.pools[e.Class] = append(g.pools[e.Class], e)
		if of := stateOf(e); of != "" {
			g.pools[of] = append(g.pools[of], e)
		}
		g.know(e)
	}
	if err := g.readSeeds(corpus); err != nil {
		return err
	}
	return g.write(size, out)
}

type generator struct {
	random *rand.Rand
	pools  map[string][]gazetteer.Entity // by class; officials also by the states of their offices
	names  map[string]name               // by how they are written
	seeds  [][]piece
	told   []string // the last documents
}

// name is one of an entity's.
type name struct {
	id, class string
	of        string // the state that an official has an office of
	demonym   bool
}

// piece is a part of a seed document: a name, or a text that stays but for its numbers.
type piece struct {
	text string
	name name
}

// stateOf returns the state of an official's first office; empty without one.
func stateOf(e gazetteer.Entity) string {
	if len(e.Offices) > 0 && strings.HasPrefix(e.Offices[0].Of, "state:") {
		return e.Offices[0].Of
	}
	return ""
}

// know takes up the names of an entity that begin with a capital.
func (g *generator) know(e gazetteer.Entity) {
	add := func(text string, demonym bool) {
		if r, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(r) && len(text) > 1 {
			g.names[text] = name{e.ID, e.Class, stateOf(e), demonym}
		}
	}
	for _, a := range slices.Concat(e.Aliases, e.Seats) {
		add(a.Text, false)
	}
	for _, d := range e.Demonyms {
		add(d.Text, true)
	}
	add(e.Name, false)
}

func (g *generator) readSeeds(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no seed documents in %s (%v)", dir, err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		g.seeds = append(g.seeds, g.pieces(string(data)))
	}
	return nil
}

var words = regexp.MustCompile(`[\pL\pN]+`)

// longestName is in words.
const longestName = 8

// pieces parts a text at its names, of which the longest count.
func (g *generator) pieces(text string) (pieces []piece) {
	at, from := words.FindAllStringIndex(text, -1), 0
	for i := 0; i < len(at); i++ {
		for n := min(longestName, len(at)-i); n > 0; n-- {
			begin, end := at[i][0], at[i+n-1][1]
			found, known := g.names[text[begin:end]]
			if !known {
				continue
			}
			pieces = append(pieces, piece{text: text[from:begin]}, piece{name: found})
			from, i = end, i+n-1
			break
		}
	}
	return append(pieces, piece{text: text[from:]})
}

func (g *generator) write(size int, out string) error {
	for n := 0; size > 0; n++ {
		text := g.document(n)
		dir := filepath.Join(out, fmt.Sprintf("%03d", n/1000))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%07d.txt", n)), []byte(text), 0o644); err != nil {
			return err
		}
		size -= len(text)
	}
	return nil
}

// lately is how many documents are remembered, to be told again.
const lately = 1000

// document exchanges the names and numbers of a seed and shuffles its paragraphs; every
// tenth one is an earlier one without its last paragraph, and shuffled anew.
func (g *generator) document(n int) string {
	if n%10 == 9 {
		lines := strings.Split(g.told[g.random.IntN(len(g.told))], "\n")
		return g.shuffled(lines[:max(1, len(lines)-1)])
	}
	text := g.shuffled(strings.Split(g.exchanged(g.seeds[n%len(g.seeds)]), "\n"))
	if len(g.told) < lately {
		g.told = append(g.told, text)
	} else {
		g.told[n%lately] = text
	}
	return text
}

// shuffled leaves the headline where it is.
func (g *generator) shuffled(lines []string) string {
	body := lines[1:]
	g.random.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
	return strings.Join(lines, "\n")
}

// number leaves out years, and digits that letters are joined to.
var number = regexp.MustCompile(`\b[1-9]\d{0,2}\b`)

func (g *generator) exchanged(seed []piece) string {
	var b strings.Builder
	others := make(map[string]gazetteer.Entity)
	for _, p := range seed {
		switch {
		case p.name.id == "":
			b.WriteString(number.ReplaceAllStringFunc(p.text, func(digits string) string {
				return fmt.Sprint(1 + g.random.IntN(int(math.Pow10(len(digits)))-1))
			}))
		case p.name.demonym:
			b.WriteString(g.other(others, p.name).Demonyms[0].Text)
		default:
			b.WriteString(g.other(others, p.name).Name)
		}
	}
	return b.String()
}

// other returns what a document names in the place of an entity: for an official one of
// the state that is named in the place of theirs.
func (g *generator) other(others map[string]gazetteer.Entity, n name) gazetteer.Entity {
	if e, known := others[n.id]; known {
		return e
	}
	pool := n.class
	if n.of != "" {
		if of := g.other(others, name{id: n.of, class: "State"}).ID; len(g.pools[of]) > 0 {
			pool = of
		}
	}
	e := g.pick(pool)
	others[n.id] = e
	return e
}

// pick returns an entity of a pool, of states one with an adjective.
func (g *generator) pick(pool string) gazetteer.Entity {
	for {
		if e := g.pools[pool][g.random.IntN(len(g.pools[pool]))]; pool != "State" || len(e.Demonyms) > 0 {
			return e
		}
	}
}

func writeNames(path string, entities []gazetteer.Entity) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for _, e := range entities {
		fmt.Fprintln(w, e.Name)
		for _, list := range [][]gazetteer.Alias{e.Aliases, e.Demonyms, e.Seats} {
			for _, a := range list {
				fmt.Fprintln(w, a.Text)
			}
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
