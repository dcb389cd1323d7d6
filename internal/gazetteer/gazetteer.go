// Package gazetteer knows the names that people curate and marks them in
// sentences.
//
// An entity file holds a class and its entities: id, name, aliases and how each
// may match. [Parse] reads one with all its faults; [Compile] builds the marker;
// [Gazetteer.Mark] finds, in one pass over a sentence's tokens, the longest name
// at each place.
//
// A name without a lower-case letter matches only in capitals; any other name in
// any case, unless the entry asks for its own capitals or for a word nearby.
// Accents, hyphens and the dots of acronyms do not count.
package gazetteer

import (
	"fmt"
	"strings"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
	"gopkg.in/yaml.v3"
)

// Entity is one curated entry.
type Entity struct {
	ID       string
	Class    string // label of schema/nodes
	Name     string
	Aliases  []Alias
	Demonyms []Alias  // adjectives and people: "French"; with their capitals only
	Seats    []Alias  // what stands for a state: "the Kremlin"
	Sites    []string // hosts, or their ends, on which a state publishes
	In       string   // the state of a place or firm
	IsA      string   // the class of a system
	Kind     string   // of an organization
	Offices  []Office
	Hosts    []string // of a state: how the web addresses of its press end, without the dot
	Source   string
	File     string
	Line     int
}

// Alias is a further name and how it may match.
type Alias struct {
	Text  string
	Match string   // "", case or never
	Near  []string // one of these words must stand in the same sentence; for systems, around it
}

// Office is a dated office of an official.
type Office struct{ Title, Of, From, To string }

var entityKeys = []string{"id", "name", "aliases", "demonyms", "seats", "sites", "in", "is_a", "kind", "offices", "hosts", "source"}

// wellFormed says whether an id is a prefix, a colon and a key: three capitals, or
// runs of small letters and digits with hyphens between them.
func wellFormed(id string) bool {
	prefix, key, _ := strings.Cut(id, ":")
	if prefix == "" || key == "" {
		return false
	}
	for i := range len(prefix) {
		if c := prefix[i]; c < 'a' || 'z' < c {
			return false
		}
	}
	capitals, hyphen := 0, true // whether the byte before is a hyphen or none
	for i := range len(key) {
		switch c := key[i]; {
		case 'A' <= c && c <= 'Z':
			capitals++
		case c == '-' && hyphen || c != '-' && (c < 'a' || 'z' < c) && (c < '0' || '9' < c):
			return false
		}
		hyphen = key[i] == '-'
	}
	return !hyphen && (capitals == 0 || capitals == 3 && len(key) == 3)
}

// Parse reads one entity file.
func Parse(name string, data []byte, trees diag.Trees, types schema.Schema) ([]Entity, []diag.Fault) {
	p := &parser{File: diag.File{Name: name, Data: data, Trees: trees}, types: types}
	if root := p.Root(); root != nil {
		p.file(root)
		p.Done()
	}
	diag.Sort(p.Faults)
	return p.out, p.Faults
}

type parser struct {
	diag.File
	types  schema.Schema
	class  schema.Class
	source string
	out    []Entity
}

func (p *parser) file(root *yaml.Node) {
	var entities *yaml.Node
	p.Mapping(root, []string{"class", "source", "entities"}, func(key string, v *yaml.Node) {
		switch key {
		case "class":
			label := p.Text(v)
			class, ok := p.types.Class(label)
			if !ok {
				p.At(v, "unknown-class", fmt.Sprintf("no class %q", label), diag.Suggest(label, p.types.Labels()))
			}
			p.class = class
		case "source":
			p.source = p.Text(v)
		case "entities":
			entities = v
		}
	})
	if p.class.Label == "" || entities == nil {
		p.Whole("missing-key", "an entity file needs class: and entities:", "add them; classes are "+strings.Join(p.types.Labels(), ", "))
		return
	}
	items := p.List(entities)
	p.out = make([]Entity, 0, len(items))
	for _, item := range items {
		p.entity(item)
	}
}

func (p *parser) entity(n *yaml.Node) {
	e := Entity{Class: p.class.Label, Source: p.source, File: p.Name, Line: n.Line}
	var id *yaml.Node
	p.Mapping(n, entityKeys, func(key string, v *yaml.Node) {
		if key == "id" {
			id = v
		}
		p.entityKey(&e, key, v)
	})
	switch {
	case e.ID == "" || e.Name == "":
		p.At(n, "missing-key", "an entity needs id: and name:", "add them")
	case !wellFormed(e.ID) || !strings.HasPrefix(e.ID, p.class.Prefix+":"):
		p.At(id, "entity-id", fmt.Sprintf("%q is no id of a %s", e.ID, e.Class), "write "+p.class.Prefix+": and lower-case words joined by hyphens (for states the ISO 3166-1 code)")
	case e.Source == "":
		p.At(n, "missing-key", fmt.Sprintf("%s does not say its source", e.ID), "add source: to the entity or at the top of the file")
	default:
		p.out = append(p.out, e)
	}
}

func (p *parser) entityKey(e *Entity, key string, v *yaml.Node) {
	switch key {
	case "id":
		e.ID = p.Text(v)
	case "name":
		e.Name = p.Text(v)
	case "aliases":
		e.Aliases = p.aliases(v)
	case "demonyms":
		e.Demonyms = p.aliases(v)
	case "seats":
		e.Seats = p.aliases(v)
	case "sites":
		e.Sites = p.Texts(v)
	case "in":
		e.In = p.Text(v)
	case "is_a":
		e.IsA = p.Text(v)
	case "kind":
		e.Kind = p.Text(v)
	case "source":
		e.Source = p.Text(v)
	case "hosts":
		e.Hosts = p.Texts(v)
	case "offices":
		for _, item := range p.List(v) {
			e.Offices = append(e.Offices, p.office(item))
		}
	}
}

func (p *parser) aliases(n *yaml.Node) []Alias {
	items := p.List(n)
	out := make([]Alias, len(items))
	for i, item := range items {
		out[i] = p.alias(item)
	}
	return out
}

func (p *parser) alias(n *yaml.Node) Alias {
	if n.Kind != yaml.MappingNode {
		return Alias{Text: p.Text(n)}
	}
	var a Alias
	p.Mapping(n, []string{"text", "match", "near"}, func(key string, v *yaml.Node) {
		switch key {
		case "text":
			a.Text = p.Text(v)
		case "match":
			a.Match = p.Text(v)
			if a.Match != "case" && a.Match != "never" {
				p.At(v, "unknown-match", fmt.Sprintf("unknown match %q", a.Match), "use case or never; for a cue give near: with words")
			}
		case "near":
			a.Near = p.Texts(v)
		}
	})
	if a.Text == "" {
		p.At(n, "missing-key", "the alias has no text", "add text:")
	}
	return a
}

func (p *parser) office(n *yaml.Node) Office {
	var o Office
	fields := map[string]*string{"office": &o.Title, "of": &o.Of, "from": &o.From, "to": &o.To}
	p.Mapping(n, []string{"office", "of", "from", "to"}, func(key string, v *yaml.Node) { *fields[key] = p.Text(v) })
	return o
}

// Names returns all ways to write an entity that may match: its name unless an
// alias repeats it, aliases, demonyms and seats. Demonyms match with their
// capitals only.
func (e *Entity) Names() (names []Alias) {
	repeated := false
	for _, a := range e.Aliases {
		repeated = repeated || a.Text == e.Name
		if a.Match != "never" {
			names = append(names, a)
		}
	}
	if !repeated {
		names = append(names, Alias{Text: e.Name})
	}
	for _, a := range e.Demonyms {
		a.Match = "case"
		names = append(names, a)
	}
	return append(names, e.Seats...)
}

// Held says whether the office was held at a date, as far as both are known.
func (o Office) Held(date string) bool {
	cut := func(a, b string) (string, string) { n := min(len(a), len(b)); return a[:n], b[:n] }
	if from, at := cut(o.From, date); from > at {
		return false
	}
	to, at := cut(o.To, date)
	return o.To == "" || to >= at
}
