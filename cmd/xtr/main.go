package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

func main() {
	pack, faults := pipeline.Load(seeds.Files, schema.Default())
	for i, f := range faults {
		if i < 40 {
			fmt.Fprintln(os.Stderr, f.String())
		}
	}
	if pack == nil {
		fmt.Fprintln(os.Stderr, len(faults), "faults")
		os.Exit(3)
	}
	dir := os.Args[1]
	if dir == "-" {
		data, _ := io.ReadAll(os.Stdin)
		d, _ := document.Read(strings.NewReader(string(data)), 1<<24)
		for _, l := range pack.NewWorker().Explain(d, "2024-05-15") {
			fmt.Println(l)
		}
		return
	}
	meta := map[string]string{}
	data, _ := os.ReadFile(filepath.Join(dir, "metadata.tsv"))
	for _, l := range strings.Split(string(data), "\n") {
		if f := strings.Split(l, "\t"); len(f) > 1 {
			meta[f[0]] = f[1]
		}
	}
	files, _ := filepath.Glob(dir + "/*.txt")
	w := pack.NewWorker()
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	for _, f := range files {
		d, err := document.Load(f, 1<<24)
		if err != nil {
			panic(err)
		}
		out := graph.PrintedDocument{Doc: filepath.Base(f), Claims: []graph.PrintedClaim{}}
		for _, s := range w.Extract(d, meta[out.Doc], "") {
			out.Claims = append(out.Claims, s.Printed())
		}
		enc.Encode(out)
	}
}
