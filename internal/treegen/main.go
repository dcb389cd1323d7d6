// Command treegen writes the parsed forms of a pack's files into the pack, so
// that programs that embed it start without parsing YAML.
//
//	go run ./internal/treegen seeds
package main

import (
	"log"
	"os"
	"path/filepath"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/pipeline"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("treegen: give the pack's folder")
	}
	if err := write(os.Args[1]); err != nil {
		log.Fatal("treegen: ", err)
	}
}

func write(dir string) error {
	var files [][]byte
	for _, pattern := range []string{"lang/en/*.yaml", "rules/*.yaml", "entities/*.yaml"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			files = append(files, data)
		}
	}
	data, err := diag.EncodeTrees(files)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, pipeline.TreesFile), data, 0o644)
}
