// Package source reads sources.yaml, how far people rely on the sources of news.
//
// The file has one key, sources: a list of mappings with
//
//	host:        of a document's URL, in lower case; it stands for those below it
//	name:        what people call it
//	kind:        one of those in Kinds
//	reliability: A to F after the Admiralty code
//	for:         the id of the state, body or firm that it speaks for, if it does
//	why:         the reason for the letter
package source

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/diag"
	"gopkg.in/yaml.v3"
)

// File is the file of a pack; a pack without it knows no source.
const File = "sources.yaml"

// Kinds are what a source may be.
var Kinds = []string{"register", "agency", "newspaper", "broadcaster", "trade press", "institute", "ministry", "party of a war", "firm", "aggregator"}

var letters = []string{"A", "B", "C", "D", "E", "F"}

// Read reads the sources of a pack, with every fault of the file. There are none
// where the pack has no such file. Known says which ids the pack has; nil lets all pass.
func Read(pack fs.FS, known func(id string) bool) (graph.Sources, []diag.Fault) {
	data, err := fs.ReadFile(pack, File)
	if err != nil {
		return nil, nil
	}
	return Parse(File, data, known)
}

// Parse reads a file's bytes.
func Parse(name string, data []byte, known func(id string) bool) (graph.Sources, []diag.Fault) {
	r := reader{File: diag.File{Name: name, Data: data}, known: known, sources: make(graph.Sources), lines: make(map[string]int)}
	if root := r.Root(); root != nil {
		r.Mapping(root, []string{"sources"}, func(_ string, v *yaml.Node) {
			for _, n := range r.List(v) {
				r.source(n)
			}
		})
	}
	diag.Sort(r.Faults)
	return r.sources, r.Faults
}

type reader struct {
	diag.File
	known   func(id string) bool
	sources graph.Sources
	lines   map[string]int // by host
}

var (
	hostName = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+$`)
	nodeID   = regexp.MustCompile(`^[a-z]+:[A-Za-z0-9-]+$`)
)

func (r *reader) source(n *yaml.Node) {
	var s graph.Source
	before := len(r.Faults)
	r.Mapping(n, []string{"host", "name", "kind", "reliability", "for", "why"}, func(key string, v *yaml.Node) {
		text := r.Text(v)
		switch key {
		case "host":
			s.Host = text
			r.host(v)
		case "name":
			s.Name = text
		case "kind":
			s.Kind = text
			r.oneOf(v, "unknown-kind", "kind of source", Kinds)
		case "reliability":
			s.Reliability = text
			r.oneOf(v, "unknown-reliability", "reliability", letters)
		case "for":
			s.For = graph.ID(text)
			switch {
			case !nodeID.MatchString(text):
				r.At(v, "bad-id", fmt.Sprintf("%q is no id", text), "write the id of an entity, such as state:FRA")
			case r.known != nil && !r.known(text):
				r.At(v, "unknown-id", fmt.Sprintf("no entity file has %s", text), "add the entity, or mend the id")
			}
		case "why":
			s.Why = text
		}
	})
	if len(r.Faults) > before {
		return
	}
	for _, given := range []struct{ key, value string }{{"host", s.Host}, {"name", s.Name}, {"kind", s.Kind}, {"reliability", s.Reliability}, {"why", s.Why}} {
		if given.value == "" {
			r.At(n, "missing-key", "the source has no "+given.key, "add "+given.key+":")
			return
		}
	}
	r.sources[s.Host] = s
}

func (r *reader) host(n *yaml.Node) {
	host := n.Value
	switch line, twice := r.lines[host]; {
	case !hostName.MatchString(host):
		r.At(n, "bad-host", fmt.Sprintf("%q is no host", host), "write it as in a URL, in lower case, such as defense.gov")
	case strings.HasPrefix(host, "www."):
		r.At(n, "bad-host", "a host stands for those below it", "leave www. out")
	case twice:
		r.At(n, "repeated-host", fmt.Sprintf("%s stands twice, also on line %d", host, line), "keep one of the entries")
	default:
		r.lines[host] = n.Line
	}
}

func (r *reader) oneOf(n *yaml.Node, code, what string, known []string) {
	for _, k := range known {
		if n.Value == k {
			return
		}
	}
	fix := diag.Suggest(n.Value, known)
	r.At(n, code, fmt.Sprintf("unknown %s %q", what, n.Value), fix)
}
