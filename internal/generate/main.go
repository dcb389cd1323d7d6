// Command generate makes a corpus of news-like texts for measurements: the seed
// documents with states, nationalities, persons and systems exchanged, and their
// paragraphs shuffled. The same size and seed give the same bytes.
//
//	go run ./internal/generate --bytes 50000000 --out /tmp/corpus
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

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
	g := generator{random: rand.New(rand.NewPCG(seed, seed)), pools: make(map[string][]gazetteer.Entity)}
	for _, e := range pack.Gazetteer.Entities {
		g.pools[e.Class] = append(g.pools[e.Class], e)
	}
	if err := g.readSeeds(corpus); err != nil {
		return err
	}
	return g.write(size, out)
}

type generator struct {
	random *rand.Rand
	pools  map[string][]gazetteer.Entity
	seeds  []string
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
		g.seeds = append(g.seeds, string(data))
	}
	return nil
}

func (g *generator) write(size int, out string) error {
	for n := 0; size > 0; n++ {
		text := g.document(g.seeds[n%len(g.seeds)])
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

// document exchanges the names of a seed and shuffles its paragraphs.
func (g *generator) document(seed string) string {
	var swaps []string
	for _, s := range []struct{ name, demonym string }{{"France", "French"}, {"Ukraine", "Ukrainian"}, {"Russia", "Russian"}, {"Belgium", "Belgian"}, {"Poland", "Polish"}} {
		e := g.pick("State", func(e gazetteer.Entity) bool { return len(e.Demonyms) > 0 })
		swaps = append(swaps, s.name, e.Name, s.demonym, e.Demonyms[0].Text)
	}
	for _, p := range []string{"Sébastien Lecornu", "Sebastien Lecornu", "Sebastian Lecornu", "Volodymyr Zelenskyy", "Mohamed Bazoum"} {
		swaps = append(swaps, p, g.pick("Official", nil).Name)
	}
	for _, s := range []string{"AMX-10 RC", "VAB", "CAESAR"} {
		swaps = append(swaps, s, g.pick("System", nil).Name)
	}
	paragraphs := strings.Split(strings.NewReplacer(swaps...).Replace(seed), "\n")
	body := paragraphs[1:]
	g.random.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
	return strings.Join(paragraphs, "\n")
}

func (g *generator) pick(class string, fits func(gazetteer.Entity) bool) gazetteer.Entity {
	for {
		if e := g.pools[class][g.random.IntN(len(g.pools[class]))]; fits == nil || fits(e) {
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
