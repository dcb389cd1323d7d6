// Command walk reads and hashes the files below folders, and does nothing else: what an
// unchanged load is measured against.
//
//	go run ./internal/walk /tmp/corpus
package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
)

func main() {
	files, bytes := 0, 0
	for _, root := range os.Args[1:] {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			data, err := os.ReadFile(path)
			sha256.Sum256(data)
			files, bytes = files+1, bytes+len(data)
			return err
		})
		if err != nil {
			log.Fatal("walk: ", err)
		}
	}
	fmt.Println(files, "files,", bytes, "bytes")
}
