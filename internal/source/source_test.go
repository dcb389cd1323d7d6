package source

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/attache-kg/attache/graph"
)

func TestSeeds(t *testing.T) {
	sources, faults := Read(os.DirFS("../../seeds"), nil)
	for _, f := range faults {
		t.Error(f)
	}
	if len(sources) < 150 {
		t.Errorf("%d sources", len(sources))
	}
	for host, want := range map[string]string{"reuters.com": "B", "www.defense.gov": "B", "dsca.mil": "A", "function.mil.ru": "E", "blog.example": "F", "": "F", "com": "F"} {
		if got := sources.Of(host).Reliability; got != want {
			t.Errorf("%q is %s, want %s", host, got, want)
		}
	}
	if s := sources.Of("www.mod.gov.ua"); s.For != "state:UKR" || s.Kind != "party of a war" {
		t.Errorf("%+v", s)
	}
}

func TestNoFile(t *testing.T) {
	sources, faults := Read(fstest.MapFS{}, nil)
	if len(faults) > 0 || sources.Of("reuters.com") != (graph.Source{Host: "reuters.com", Reliability: "F"}) {
		t.Error(sources, faults)
	}
}

func TestFaults(t *testing.T) {
	known := func(id string) bool { return id == "state:FRA" }
	const good = "sources:\n  - {host: a.example, name: A, kind: agency, reliability: B, for: state:FRA, why: two sources}\n"
	for _, tt := range []struct{ change, to, code, at string }{
		{"agency", "agancy", "unknown-kind", "2:38"},
		{"reliability: B", "reliability: G", "unknown-reliability", "2:59"},
		{"a.example", "www.a.example", "bad-host", "2:12"},
		{"a.example", "https://a.example/x", "bad-host", "2:12"},
		{"state:FRA", "France", "bad-id", "2:67"},
		{"state:FRA", "state:FRE", "unknown-id", "2:67"},
		{"why: two sources", `why: ""`, "missing-key", "2:5"},
		{", why: two sources", "", "missing-key", "2:5"},
		{"why: two sources", "because: two sources", "unknown-key", "2:78"},
		{"two sources}\n", "two sources}\n  - {host: a.example, name: A, kind: agency, reliability: B, why: x}\n", "repeated-host", "3:12"},
		{"sources:\n", "hosts:\n", "unknown-key", "1:1"},
		{good, "", "empty-file", "0:0"},
	} {
		text := strings.Replace(good, tt.change, tt.to, 1)
		_, faults := Parse("sources.yaml", []byte(text), known)
		if len(faults) != 1 || faults[0].Code != tt.code || fmt.Sprintf("%d:%d", faults[0].Line, faults[0].Column) != tt.at || faults[0].Fix == "" {
			t.Errorf("%q: %+v, want %s at %s", text, faults, tt.code, tt.at)
		}
	}
	if sources, faults := Parse("sources.yaml", []byte(good), known); len(faults) > 0 || len(sources) != 1 {
		t.Error(sources, faults)
	}
}
