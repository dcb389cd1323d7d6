package seeds_test

import (
	"testing"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

// TestRules runs the tests that the rules bring along.
func TestRules(t *testing.T) {
	pack, faults := pipeline.Load(seeds.Files, schema.Default())
	if len(faults) > 0 {
		t.Fatal(diag.Faults(faults).Error())
	}
	for _, f := range pack.TestRules() {
		t.Error(f)
	}
}
