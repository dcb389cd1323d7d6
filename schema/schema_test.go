package schema

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/attache-kg/attache/internal/diag"
)

func TestDefault(t *testing.T) {
	s, faults := Read(files)
	if len(faults) > 0 {
		t.Fatal(diag.Faults(faults).Error())
	}
	if got := strings.Join(s.Types(), " "); got != "ATTACKS BUYS HOLDS_OFFICE MEETS PRODUCES SIGNS SUPPLIES TRAINS" {
		t.Errorf("edge types are %s", got)
	}
	if c, ok := s.ClassOf("org:NATO"); !ok || c.Label != "Organization" {
		t.Errorf("org:NATO is of class %q", c.Label)
	}
}

func TestOccurrence(t *testing.T) {
	for _, tt := range []struct {
		o          Occurrence
		date, want string
	}{{Day, "2024-05-13", "2024-05-13"}, {Month, "2024-05-13", "2024-05"}, {Month, "2024", "2024"}, {Year, "2024-05", "2024"}, {None, "2024", ""}} {
		if got := tt.o.Of(tt.date); got != tt.want {
			t.Errorf("%s of %s is %q, want %q", tt.o, tt.date, got, tt.want)
		}
	}
}

// TestOf holds which types are about forces and which about attacks.
func TestOf(t *testing.T) {
	s, faults := Read(files)
	if len(faults) > 0 {
		t.Fatal(diag.Faults(faults).Error())
	}
	for _, e := range s.Edges {
		if got := e.OfPeople(); got != (e.Type == "TRAINS") {
			t.Errorf("%s is of people: %t", e.Type, got)
		}
		if got := e.OfAttack(); got != (e.Type == "ATTACKS") {
			t.Errorf("%s is of an attack: %t", e.Type, got)
		}
	}
}

// TestCovers holds that a type covers only types that are there.
func TestCovers(t *testing.T) {
	_, faults := Read(fstest.MapFS{"nodes/State.yaml": {Data: []byte("prefix: state\nreads: a state\n")},
		"edges/ACTS.yaml": {Data: []byte("reads: \"{source} acts\"\nsource: [State]\ncovers: [ACT]\n")}})
	if len(faults) != 1 || faults[0].Code != "unknown-edge" {
		t.Errorf("got %v", diag.Faults(faults).Error())
	}
}

func TestFaults(t *testing.T) {
	const node = "prefix: state\nreads: a state\n"
	for _, tt := range []struct{ name, edge, code, fix string }{
		{"a typo in a key", "raeds: x\nsource: [State]\n", "unknown-key", "reads"},
		{"an unknown class", "reads: \"{source} acts\"\nsource: [Stat]\n", "unknown-class", "State"},
		{"an unknown role", "reads: \"{sorce} acts\"\nsource: [State]\n", "unknown-role", "source"},
		{"an unknown occurrence", "reads: \"{source} acts\"\nsource: [State]\noccurrence: week\n", "unknown-occurrence", "month"},
		{"an alias", "reads: &a \"{source} acts\"\nsource: [State]\narrow: *a\n", "yaml-alias", "write the value out"},
	} {
		_, faults := Read(fstest.MapFS{"nodes/State.yaml": {Data: []byte(node)}, "edges/ACTS.yaml": {Data: []byte(tt.edge)}})
		found := false
		for _, f := range faults {
			found = found || f.Code == tt.code && strings.Contains(f.Fix, tt.fix) && f.Line > 0
		}
		if !found {
			t.Errorf("%s: no fault %s in\n%v", tt.name, tt.code, diag.Faults(faults).Error())
		}
	}
}
