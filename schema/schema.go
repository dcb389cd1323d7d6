// Package schema is the vocabulary of the graph: one YAML file for each node
// class (nodes/State.yaml) and each edge type (edges/SUPPLIES.yaml). The file
// name is the label. It is the only source of labels and types: rules, the
// projection, constraints, lint and documentation derive from it.
//
// An edge file says
//
//	reads:      one sentence with the roles in braces
//	source:     classes the source may have
//	target:     classes the target may have; [] where the type has no target
//	roles:      further arguments: {system: {node: System, required: true}}
//	symmetric:  whether the order of source and target carries no meaning
//	occurrence: none, year, month or day: how finely dates tell two events apart
//	covers: types of which a contract with a firm says nothing of its own
//	arrow:      the role that the arrow points at, target unless given
//	sole:       what only one source holds at a time for a target:
//	            {property: office, values: […], target: [State]}
//	properties: name: {type: number|money|string, unit: …, key: true}; a key property
//	            is part of the claim's identity
package schema

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/attache-kg/attache/internal/diag"
	"gopkg.in/yaml.v3"
)

//go:embed nodes/*.yaml edges/*.yaml
var files embed.FS

// Class is a class of nodes.
type Class struct {
	Label      string
	Prefix     string // of ids and printed names: state in state:FRA
	Reads      string
	Properties []Property
	Structure  []Structure
}

// Structure is a curated edge that every node of a class may have to another.
type Structure struct {
	Key  string // in entity files
	Edge string
	Node string
}

// Property is a property of a node or edge.
type Property struct {
	Name, Type, Unit string
	Key              bool // part of the claim's identity
}

// Role is a further argument of an edge.
type Role struct {
	Name     string
	Nodes    []string
	Required bool
}

// Occurrence says how finely dates tell two events of a type apart.
type Occurrence string

// The occurrences: the first so many characters of an ISO date count.
const (
	None  Occurrence = "none"
	Year  Occurrence = "year"
	Month Occurrence = "month"
	Day   Occurrence = "day"
)

// Of returns the part of an ISO date that tells two events apart.
func (o Occurrence) Of(date string) string {
	n := map[Occurrence]int{Year: 4, Month: 7, Day: 10}[o]
	return date[:min(n, len(date))]
}

// Edge is a type of edges.
type Edge struct {
	Type           string
	Reads          string
	Source, Target []string // labels; Target is empty where the type has no target
	Roles          []Role
	Symmetric      bool
	Occurrence     Occurrence
	Arrow          string   // the role at the arrow's head
	Covers         []string // types of which a contract told by this one says nothing of its own
	Sole           Sole
	Properties     []Property
}

// Sole says what only one source holds at a time: for targets of some classes, these
// values of a property.
type Sole struct {
	Property string
	Values   []string
	Target   []string // labels
}

// Has says whether it is of a target's class and a value.
func (s Sole) Has(target, value string) bool {
	return slices.Contains(s.Target, target) && slices.Contains(s.Values, value)
}

// Role returns the classes that may fill a role, nil when there is no such role.
func (e *Edge) Role(name string) []string {
	switch name {
	case "source":
		return e.Source
	case "target":
		return e.Target
	}
	for _, r := range e.Roles {
		if r.Name == name {
			return r.Nodes
		}
	}
	return nil
}

// RoleNames returns the names of all roles, source and target first.
func (e *Edge) RoleNames() []string {
	names := []string{"source"}
	if len(e.Target) > 0 {
		names = append(names, "target")
	}
	for _, r := range e.Roles {
		names = append(names, r.Name)
	}
	return names
}

// Requires says whether a claim of the type needs the role.
func (e *Edge) Requires(role string) bool {
	if role == "source" || role == "target" {
		return e.Role(role) != nil
	}
	return slices.ContainsFunc(e.Roles, func(r Role) bool { return r.Name == role && r.Required })
}

// OfPeople says whether a claim of the type counts people, and so is about forces and
// not about arms.
func (e *Edge) OfPeople() bool {
	return slices.ContainsFunc(e.Properties, func(p Property) bool { return p.Unit == "people" })
}

// OfAttack says whether a claim of the type tells of an attack, the one deed that may be
// done to a place.
func (e *Edge) OfAttack() bool { return slices.Contains(e.Target, "Place") }

// Schema is all classes and edges, sorted by name.
type Schema struct {
	Classes []Class
	Edges   []Edge
}

// Class returns a class by its label.
func (s Schema) Class(label string) (Class, bool) {
	i := slices.IndexFunc(s.Classes, func(c Class) bool { return c.Label == label })
	if i < 0 {
		return Class{}, false
	}
	return s.Classes[i], true
}

// ClassOf returns the class that an id or printed name belongs to.
func (s Schema) ClassOf(id string) (Class, bool) {
	prefix, _, _ := strings.Cut(id, ":")
	i := slices.IndexFunc(s.Classes, func(c Class) bool { return c.Prefix == prefix })
	if i < 0 {
		return Class{}, false
	}
	return s.Classes[i], true
}

// Edge returns an edge by its type.
func (s Schema) Edge(name string) (Edge, bool) {
	i := slices.IndexFunc(s.Edges, func(e Edge) bool { return e.Type == name })
	if i < 0 {
		return Edge{}, false
	}
	return s.Edges[i], true
}

// Labels returns the labels of all classes.
func (s Schema) Labels() []string {
	var labels []string
	for _, c := range s.Classes {
		labels = append(labels, c.Label)
	}
	return labels
}

// Types returns the names of all edge types.
func (s Schema) Types() []string {
	var types []string
	for _, e := range s.Edges {
		types = append(types, e.Type)
	}
	return types
}

// Default returns the schema that is built in. It panics when that has faults,
// which the package's test rules out.
var Default = sync.OnceValue(func() Schema {
	s, faults := Read(files)
	if len(faults) > 0 {
		panic(diag.Faults(faults).Error())
	}
	return s
})

// Read reads nodes/*.yaml and edges/*.yaml below a folder, with all faults.
func Read(fsys fs.FS) (Schema, []diag.Fault) {
	var s Schema
	var faults []diag.Fault
	each := func(pattern string, read func(label string, f *diag.File, root *yaml.Node)) {
		names, _ := fs.Glob(fsys, pattern)
		for _, name := range names {
			f := &diag.File{Name: name}
			data, err := fs.ReadFile(fsys, name)
			if f.Data = data; err != nil {
				f.Whole("unreadable", err.Error(), "make the file readable")
			} else if root := f.Root(); root != nil {
				read(strings.TrimSuffix(path.Base(name), ".yaml"), f, root)
			}
			faults = append(faults, f.Faults...)
		}
	}
	each("nodes/*.yaml", func(label string, f *diag.File, root *yaml.Node) {
		s.Classes = append(s.Classes, readClass(label, f, root))
	})
	each("edges/*.yaml", func(label string, f *diag.File, root *yaml.Node) {
		s.Edges = append(s.Edges, s.readEdge(label, f, root))
	})
	for _, e := range s.Edges {
		for _, t := range e.Covers {
			if _, ok := s.Edge(t); !ok {
				f := &diag.File{Name: "edges/" + e.Type + ".yaml"}
				f.Whole("unknown-edge", fmt.Sprintf("no edge type %q to cover", t), diag.Suggest(t, s.Types()))
				faults = append(faults, f.Faults...)
			}
		}
	}
	slices.SortFunc(s.Classes, func(a, b Class) int { return cmp.Compare(a.Label, b.Label) })
	slices.SortFunc(s.Edges, func(a, b Edge) int { return cmp.Compare(a.Type, b.Type) })
	diag.Sort(faults)
	return s, faults
}

func readClass(label string, f *diag.File, root *yaml.Node) Class {
	c := Class{Label: label}
	if !regexp.MustCompile(`^[A-Z][a-z]+([A-Z][a-z]+)*$`).MatchString(label) {
		f.Whole("class-name", fmt.Sprintf("the class name %q is not PascalCase", label), "rename the file, as in State.yaml")
	}
	f.Mapping(root, []string{"prefix", "reads", "properties", "structure"}, func(key string, v *yaml.Node) {
		switch key {
		case "prefix":
			c.Prefix = f.Text(v)
		case "reads":
			c.Reads = f.Text(v)
		case "properties":
			c.Properties = readProperties(f, v)
		case "structure":
			c.Structure = readStructure(f, v)
		}
	})
	if c.Prefix == "" {
		f.Whole("missing-key", "the class has no prefix", "add prefix:, the word before the colon of its ids")
	}
	return c
}

func readStructure(f *diag.File, n *yaml.Node) (out []Structure) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		s := Structure{Key: n.Content[i].Value}
		f.Mapping(n.Content[i+1], []string{"edge", "node"}, func(key string, v *yaml.Node) {
			switch key {
			case "edge":
				s.Edge = f.Text(v)
			case "node":
				s.Node = f.Text(v)
			}
		})
		out = append(out, s)
	}
	return out
}

func readProperties(f *diag.File, n *yaml.Node) (out []Property) {
	types := []string{"string", "number", "money"}
	for i := 0; i+1 < len(n.Content); i += 2 {
		p := Property{Name: n.Content[i].Value}
		f.Mapping(n.Content[i+1], []string{"type", "unit", "key"}, func(key string, v *yaml.Node) {
			switch key {
			case "type":
				if p.Type = f.Text(v); !slices.Contains(types, p.Type) {
					f.At(v, "unknown-type", fmt.Sprintf("unknown property type %q", p.Type), diag.Suggest(p.Type, types))
				}
			case "unit":
				p.Unit = f.Text(v)
			case "key":
				p.Key = f.Text(v) == "true"
			}
		})
		out = append(out, p)
	}
	return out
}

var edgeKeys = []string{"reads", "source", "target", "roles", "symmetric", "occurrence", "arrow", "covers", "sole", "properties"}

func (s Schema) readEdge(label string, f *diag.File, root *yaml.Node) Edge {
	e := Edge{Type: label, Arrow: "target", Occurrence: None}
	if !regexp.MustCompile(`^[A-Z]+(_[A-Z]+)*$`).MatchString(label) {
		f.Whole("type-name", fmt.Sprintf("the edge type %q is not UPPER_SNAKE", label), "rename the file, as in SUPPLIES.yaml")
	}
	var reads, arrow, sole *yaml.Node
	f.Mapping(root, edgeKeys, func(key string, v *yaml.Node) {
		switch key {
		case "reads":
			e.Reads, reads = f.Text(v), v
		case "source":
			e.Source = s.labels(f, v)
		case "target":
			e.Target = s.labels(f, v)
		case "roles":
			e.Roles = s.readRoles(f, v)
		case "symmetric":
			e.Symmetric = f.Text(v) == "true"
		case "occurrence":
			e.Occurrence = readOccurrence(f, v)
		case "arrow":
			e.Arrow, arrow = f.Text(v), v
		case "covers":
			e.Covers = f.Texts(v)
		case "sole":
			e.Sole, sole = s.readSole(f, v), v
		case "properties":
			e.Properties = readProperties(f, v)
		}
	})
	if len(e.Source) == 0 {
		f.Whole("missing-key", "the edge type has no source", "add source: with the classes that may act")
	}
	if arrow != nil && e.Role(e.Arrow) == nil {
		f.At(arrow, "unknown-role", fmt.Sprintf("no role %q in %s", e.Arrow, label), diag.Suggest(e.Arrow, e.RoleNames()))
	}
	e.checkReading(f, reads)
	e.checkSole(f, sole)
	return e
}

func (s Schema) labels(f *diag.File, n *yaml.Node) (labels []string) {
	for _, item := range f.List(n) {
		label := f.Text(item)
		if _, ok := s.Class(label); !ok {
			f.At(item, "unknown-class", fmt.Sprintf("no class %q", label), diag.Suggest(label, s.Labels()))
		}
		labels = append(labels, label)
	}
	return labels
}

func (s Schema) readRoles(f *diag.File, n *yaml.Node) (roles []Role) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		r := Role{Name: n.Content[i].Value}
		f.Mapping(n.Content[i+1], []string{"node", "required"}, func(key string, v *yaml.Node) {
			switch key {
			case "node":
				r.Nodes = s.labels(f, v)
			case "required":
				r.Required = f.Text(v) == "true"
			}
		})
		roles = append(roles, r)
	}
	return roles
}

func (s Schema) readSole(f *diag.File, n *yaml.Node) (sole Sole) {
	f.Mapping(n, []string{"property", "values", "target"}, func(key string, v *yaml.Node) {
		switch key {
		case "property":
			sole.Property = f.Text(v)
		case "values":
			sole.Values = f.Texts(v)
		case "target":
			sole.Target = s.labels(f, v)
		}
	})
	return sole
}

// checkSole finds a property that does not tell claims apart.
func (e Edge) checkSole(f *diag.File, n *yaml.Node) {
	if n == nil || slices.ContainsFunc(e.Properties, func(p Property) bool { return p.Key && p.Name == e.Sole.Property }) {
		return
	}
	f.At(n, "unknown-property", fmt.Sprintf("no key property %q in %s", e.Sole.Property, e.Type), "name one of its properties with key: true")
}

func readOccurrence(f *diag.File, v *yaml.Node) Occurrence {
	o := Occurrence(f.Text(v))
	if !slices.Contains([]Occurrence{None, Year, Month, Day}, o) {
		f.At(v, "unknown-occurrence", fmt.Sprintf("unknown occurrence %q", o), "use none, year, month or day")
	}
	return o
}

var braces = regexp.MustCompile(`\{([^}]*)\}`)

func (e *Edge) checkReading(f *diag.File, n *yaml.Node) {
	if n == nil {
		f.Whole("missing-key", "the edge type has no reading", `add reads: "{source} … {target}"`)
		return
	}
	for _, m := range braces.FindAllStringSubmatchIndex(n.Value, -1) {
		name := n.Value[m[2]:m[3]]
		known := e.RoleNames()
		for _, p := range e.Properties {
			known = append(known, p.Name)
		}
		if !slices.Contains(known, name) {
			f.Within(n, m[2], m[3], "unknown-role", fmt.Sprintf("no role %q in %s", name, e.Type), diag.Suggest(name, known))
		}
	}
}
