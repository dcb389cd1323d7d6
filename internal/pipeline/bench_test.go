package pipeline

import (
	"path/filepath"
	"testing"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

func load(t testing.TB) *Pack {
	t.Helper()
	pack, faults := Load(seeds.Files, schema.Default())
	if len(faults) > 0 {
		t.Fatal(faults[0])
	}
	return pack
}

// BenchmarkExtract reads the seed documents into statements on one core.
func BenchmarkExtract(b *testing.B) {
	pack := load(b)
	files, err := filepath.Glob("../../seeds/corpus/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no seed documents", err)
	}
	var documents []document.Document
	size := 0
	for _, f := range files {
		d, err := document.Load(f, 1<<20)
		if err != nil {
			b.Fatal(err)
		}
		documents = append(documents, d)
		size += len(d.Text)
	}
	w := pack.NewWorker()
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range documents {
			w.Extract(d, "2024", "")
		}
	}
}

// BenchmarkLoad compiles the whole pack, as every start does.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
