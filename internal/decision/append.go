package decision

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
	"gopkg.in/yaml.v3"
)

const header = `# What analysts decided, replayed by each attache load. attache review --help tells
# how to add to it; it may also be written by hand.
decisions:
`

// errStyle is a list that nothing can be put behind.
var errStyle = errors.New("the decisions are not one “- item” a line; write them so")

// Append returns a file of decisions with further ones at its end; all that is
// there stays as it is. No data is a file that is to be made. A file with faults,
// before or after, is none to append to: then the error is of type [diag.Faults].
func Append(name string, data []byte, types schema.Schema, decisions ...Decision) ([]byte, error) {
	if len(data) == 0 {
		data = []byte(header)
	}
	before, faults := Parse(name, data, types)
	if len(faults) > 0 {
		return nil, diag.Faults(faults)
	}
	out, err := put(name, data, decisions)
	if err != nil {
		return nil, err
	}
	after, faults := Parse(name, out, types)
	if len(faults) > 0 {
		return nil, diag.Faults(faults)
	}
	ids := func(all []Decision) (out []string) {
		for _, d := range all {
			out = append(out, d.ID()+d.As+d.Reason+d.Who+d.When)
		}
		return out
	}
	if !slices.Equal(ids(after.All), append(ids(before.All), ids(decisions)...)) {
		return nil, errStyle
	}
	return out, nil
}

// put writes the decisions behind the text of a file, as its list is indented.
func put(name string, data []byte, decisions []Decision) ([]byte, error) {
	f := diag.File{Name: name, Data: data}
	root := f.Root()
	list := root.Content[1]
	indent, rest := "  ", data
	switch {
	case len(list.Content) > 0 && list.Style&yaml.FlowStyle != 0:
		return nil, errStyle
	case len(list.Content) > 0:
		indent = strings.Repeat(" ", list.Column-1)
	case list.Kind == yaml.SequenceNode: // decisions: []
		var ok bool
		if rest, ok = cutEmpty(data, list); !ok {
			return nil, errStyle
		}
	}
	newline := "\n"
	if bytes.Contains(data, []byte("\r\n")) {
		newline = "\r\n"
	}
	var b bytes.Buffer
	b.Write(rest)
	if len(rest) > 0 && rest[len(rest)-1] != '\n' {
		b.WriteString(newline)
	}
	for i, d := range decisions {
		if i > 0 || len(list.Content) > 0 {
			b.WriteString(newline)
		}
		for j, line := range d.lines() {
			mark := "  "
			if j == 0 {
				mark = "- "
			}
			b.WriteString(indent + mark + line + newline)
		}
	}
	return b.Bytes(), nil
}

// cutEmpty cuts the brackets of an empty list.
func cutEmpty(data []byte, list *yaml.Node) ([]byte, bool) {
	at := 0
	for range list.Line - 1 {
		at += bytes.IndexByte(data[at:], '\n') + 1
	}
	open := bytes.IndexByte(data[at:], '[')
	if open < 0 {
		return nil, false
	}
	between, after, closed := bytes.Cut(data[at+open+1:], []byte("]"))
	if !closed || len(bytes.TrimSpace(between)) > 0 {
		return nil, false
	}
	return append(bytes.TrimRight(slices.Clone(data[:at+open]), " "), after...), true
}

// lines writes a decision, a line a key, always in the same order.
func (d Decision) lines() (out []string) {
	add := func(key, value string) {
		if value != "" {
			out = append(out, key+": "+scalar(value))
		}
	}
	switch d.Kind {
	case Accept, Reject:
		add(string(d.Kind), d.Type)
		add("source", string(d.Source))
		add("target", string(d.Target))
		add("system", string(d.System))
		add("office", d.Office)
		add("polarity", d.Polarity)
		add("modality", d.Modality)
	case Merge, Split:
		add(string(d.Kind), string(d.From))
		add("into", string(d.To))
		add("as", d.As)
	case Name:
		add(string(d.Kind), string(d.From))
		add("is", string(d.To))
		add("as", d.As)
	case Rename:
		add(string(d.Kind), string(d.From))
		add("to", d.As)
	}
	if len(d.Documents) == 1 {
		out = append(out, "document: "+d.Documents[0])
	} else if len(d.Documents) > 1 {
		out = append(out, "documents:")
		for _, document := range d.Documents {
			out = append(out, "  - "+document)
		}
	}
	add("sentence", d.Sentence)
	if d.Everywhere {
		out = append(out, "everywhere: true")
	}
	add("reason", d.Reason)
	add("who", d.Who)
	return append(out, "when: "+d.When)
}

// scalar writes a text as YAML, in quotes where it needs them.
func scalar(text string) string {
	out, err := yaml.Marshal(text)
	if line := strings.TrimSuffix(string(out), "\n"); err == nil && !strings.Contains(line, "\n") {
		return line
	}
	return fmt.Sprintf("%q", text)
}
