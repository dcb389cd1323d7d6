package diag

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// File is a YAML file under inspection; its methods collect faults.
type File struct {
	Name   string
	Data   []byte
	Trees  Trees // parsed forms of known files, if any
	Faults []Fault
	nodes  *nodes // of the tree that Root returned
}

// Root parses the file and returns its top node, a mapping. It returns nil when
// the file cannot be used: not UTF-8, no YAML, more than one document, aliases
// (which can grow a small file without bound) or no mapping at the top.
func (f *File) Root() *yaml.Node {
	var root *yaml.Node
	if root, f.nodes = f.Trees.root(f.Data); root != nil && root.Kind == yaml.MappingNode {
		return root
	}
	if !utf8.Valid(f.Data) {
		f.Whole("not-utf-8", "the file is not UTF-8", "save it as UTF-8")
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(f.Data))
	var document, second yaml.Node
	if err := decoder.Decode(&document); err != nil {
		f.syntax(err)
		return nil
	}
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		f.Whole("two-documents", "the file holds more than one YAML document", "split it into one file a document")
		return nil
	}
	root = document.Content[0]
	if alias := findAlias(root); alias != nil {
		f.At(alias, "yaml-alias", "YAML aliases are not read", "write the value out where it is meant")
		return nil
	}
	if root.Kind != yaml.MappingNode {
		f.At(root, "no-mapping", "the file does not hold a mapping at its top", "start it with a key such as class: or edge:")
		return nil
	}
	return root
}

// Done gives the storage of a known file's nodes, of which none is used any longer, to
// the next such file.
func (f *File) Done() {
	if f.nodes != nil {
		f.Trees.spare.Put(f.nodes)
		f.nodes = nil
	}
}

func findAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n
	}
	for _, c := range n.Content {
		if a := findAlias(c); a != nil {
			return a
		}
	}
	return nil
}

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

func (f *File) syntax(err error) {
	if errors.Is(err, io.EOF) {
		f.Whole("empty-file", "the file is empty", "write its keys, or delete it")
		return
	}
	fault := Fault{File: f.Name, Line: 1, Column: 1, Width: 1, Code: "yaml-syntax", What: strings.TrimPrefix(err.Error(), "yaml: "),
		Fix: "mend the YAML on this line or the one before it"}
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		fault.Line, _ = strconv.Atoi(m[1])
		fault.What = m[2]
	}
	fault.Source = Line(f.Data, fault.Line)
	f.Faults = append(f.Faults, fault)
}

// Whole adds a fault of the whole file.
func (f *File) Whole(code, what, fix string) {
	f.Faults = append(f.Faults, Fault{File: f.Name, Code: code, What: what, Fix: fix})
}

// At adds a fault at a node.
func (f *File) At(n *yaml.Node, code, what, fix string) {
	width := 1
	if n.Kind == yaml.ScalarNode {
		width = max(1, utf8.RuneCountInString(n.Value))
	}
	f.within(n, 0, width, code, what, fix)
}

// Within adds a fault at bytes [begin, end) of a scalar's value.
func (f *File) Within(n *yaml.Node, begin, end int, code, what, fix string) {
	begin = min(begin, len(n.Value))
	end = min(max(end, begin), len(n.Value))
	skip := utf8.RuneCountInString(n.Value[:begin])
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		skip++
	}
	f.within(n, skip, max(1, utf8.RuneCountInString(n.Value[begin:end])), code, what, fix)
}

func (f *File) within(n *yaml.Node, skip, width int, code, what, fix string) {
	f.Faults = append(f.Faults, Fault{File: f.Name, Line: n.Line, Column: n.Column + skip, Width: width,
		Code: code, What: what, Fix: fix, Source: Line(f.Data, n.Line)})
}

// Mapping calls fields[key] with the value of each key of a mapping. Unknown
// and repeated keys are faults that name the known ones, in the order of known.
func (f *File) Mapping(n *yaml.Node, known []string, field func(key string, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		f.At(n, "no-mapping", "expected a mapping with the keys "+strings.Join(known, ", "), "write key: value pairs")
		return
	}
	seen := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		switch {
		case !contains(known, key.Value):
			f.At(key, "unknown-key", fmt.Sprintf("unknown key %q", key.Value), Suggest(key.Value, known))
		case seen[key.Value]:
			f.At(key, "repeated-key", fmt.Sprintf("the key %q stands twice", key.Value), "keep one of them")
		default:
			field(key.Value, n.Content[i+1])
		}
		seen[key.Value] = true
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// Text returns a scalar's text; anything else is a fault.
func (f *File) Text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		f.At(n, "no-text", "expected a text", "write one value, in quotes if it holds a colon or a brace")
		return ""
	}
	return n.Value
}

// Texts returns a list of texts; a single text counts as a list of one.
func (f *File) Texts(n *yaml.Node) []string {
	items := f.List(n)
	if len(items) == 0 {
		return nil
	}
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = f.Text(item)
	}
	return out
}

// List returns the nodes of a list; a single scalar counts as a list of one.
func (f *File) List(n *yaml.Node) []*yaml.Node {
	switch n.Kind {
	case yaml.SequenceNode:
		return n.Content
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return nil
		}
		return []*yaml.Node{n}
	}
	f.At(n, "no-list", "expected a list", "write [a, b] or one “- item” a line")
	return nil
}
