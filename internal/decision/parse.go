package decision

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
	"gopkg.in/yaml.v3"
)

// keys are those of each kind, beside reason, who and when.
var keys = map[Kind][]string{
	Accept: {"accept", "source", "target", "system", "office", "polarity", "modality", "document", "sentence"},
	Reject: {"reject", "source", "target", "system", "office", "polarity", "modality", "document", "sentence", "everywhere"},
	Merge:  {"merge", "into", "as"},
	Split:  {"split", "into", "as", "document", "documents", "sentence"},
	Rename: {"rename", "to"},
	Name:   {"name", "is", "as"},
}

// origin is the keys of every decision.
var origin = []string{"reason", "who", "when"}

// Parse reads a file of decisions, with every fault of the file. The Set is nil
// when there are any.
func Parse(name string, data []byte, types schema.Schema) (*Set, []diag.Fault) {
	p := &parser{File: diag.File{Name: name, Data: data}, types: types}
	if root := p.Root(); root != nil {
		p.file(root)
	}
	var s *Set
	if len(p.Faults) == 0 {
		s = newSet(p.all, types)
		p.check(s)
	}
	diag.Sort(p.Faults)
	if len(p.Faults) > 0 {
		return nil, p.Faults
	}
	s.file, s.nodes = p.File, p.nodes
	return s, nil
}

type parser struct {
	diag.File
	types schema.Schema
	all   []Decision
	nodes []*yaml.Node // of all
}

func (p *parser) file(root *yaml.Node) {
	found := false
	p.Mapping(root, []string{"decisions"}, func(_ string, v *yaml.Node) {
		found = true
		for _, item := range p.List(v) {
			p.decision(item)
		}
	})
	if !found && len(p.Faults) == 0 {
		p.Whole("missing-key", "the file has no decisions:", "write decisions: [] where there are none")
	}
}

// decision reads one decision.
func (p *parser) decision(n *yaml.Node) {
	kind, ok := p.kind(n)
	if !ok {
		return
	}
	d := Decision{Kind: kind, Line: n.Line}
	given := make(map[string]*yaml.Node)
	p.Mapping(n, append(slices.Clone(keys[kind]), origin...), func(key string, v *yaml.Node) {
		given[key] = v
		p.key(&d, key, v)
	})
	p.need(n, given, needed[kind]...)
	p.need(n, given, origin...)
	switch kind {
	case Accept, Reject:
		p.parties(n, &d, given)
	default:
		p.identity(&d, given)
	}
	switch sentence := given["sentence"]; {
	case kind == Accept:
		p.need(n, given, "document", "sentence")
	case kind == Reject && d.Everywhere == (given["document"] != nil), kind == Split && len(d.Documents) == 0:
		p.whole(n, kind)
	case d.Sentence != "" && len(d.Documents) != 1:
		p.At(sentence, "decision-scope", "a sentence stands in one document", "write document: with its SHA-256")
	}
	p.all, p.nodes = append(p.all, d), append(p.nodes, n)
}

// needed are the keys that a kind cannot be without.
var needed = map[Kind][]string{Accept: {"source"}, Reject: {"source"}, Merge: {"into"}, Split: {"into"}, Rename: {"to"}, Name: {"is"}}

func (p *parser) whole(n *yaml.Node, kind Kind) {
	fix := "write document: with its SHA-256, and best sentence:, or everywhere: true for all documents"
	if kind == Split {
		fix = "write documents: with a list of SHA-256s, or document: and sentence:"
	}
	p.At(n, "decision-scope", fmt.Sprintf("the %s does not say where it holds", kind), fix)
}

// kind returns what a decision decides.
func (p *parser) kind(n *yaml.Node) (Kind, bool) {
	if n.Kind != yaml.MappingNode {
		p.At(n, "no-mapping", "expected a decision", "write keys, such as merge: firm:a, into: firm:b")
		return "", false
	}
	var found []Kind
	var names []string
	for _, k := range Kinds {
		names = append(names, string(k))
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if slices.Contains(names, n.Content[i].Value) {
			found = append(found, Kind(n.Content[i].Value))
		}
	}
	switch len(found) {
	case 1:
		return found[0], true
	case 0:
		p.At(n, "missing-key", "the entry does not say what is decided", "write one of "+strings.Join(names, ", "))
	default:
		p.At(n, "decision-kind", fmt.Sprintf("one entry decides two things, %s and %s", found[0], found[1]), "write two entries")
	}
	return "", false
}

// need reports keys that are missing, or empty.
func (p *parser) need(n *yaml.Node, given map[string]*yaml.Node, keys ...string) {
	for _, key := range keys {
		if v := given[key]; v == nil {
			p.At(n, "missing-key", fmt.Sprintf("the decision has no %s:", key), "add it")
		} else if v.Kind == yaml.ScalarNode && strings.TrimSpace(v.Value) == "" {
			p.At(v, "missing-key", fmt.Sprintf("%s: is empty", key), "fill it")
		}
	}
}

func (p *parser) key(d *Decision, key string, v *yaml.Node) {
	switch key {
	case "accept", "reject":
		d.Type = p.edge(v)
	case "merge", "split", "rename", "name":
		d.From = p.id(v)
	case "into", "is":
		d.To = p.id(v)
	case "source":
		d.Source = p.id(v)
	case "target":
		d.Target = p.id(v)
	case "system":
		d.System = p.id(v)
	case "office":
		d.Office = p.Text(v)
	case "polarity":
		d.Polarity = p.oneOf(v, graph.Affirmed, graph.Denied)
	case "modality":
		d.Modality = p.oneOf(v, graph.Done, graph.Ongoing, graph.Planned, graph.Possible)
	case "document", "documents":
		d.Documents = append(d.Documents, p.documents(key, v)...)
		slices.Sort(d.Documents)
		d.Documents = slices.Compact(d.Documents)
	case "sentence":
		d.Sentence = fold(p.Text(v))
	case "everywhere":
		d.Everywhere = p.oneOf(v, "true", "false") == "true"
	case "as", "to":
		d.As = fold(p.Text(v))
	case "reason":
		d.Reason = fold(p.Text(v))
	case "who":
		d.Who = fold(p.Text(v))
	case "when":
		d.When = p.date(v)
	}
}

func (p *parser) oneOf(v *yaml.Node, known ...string) string {
	text := p.Text(v)
	if v.Kind == yaml.ScalarNode && !slices.Contains(known, text) {
		p.At(v, "unknown-value", fmt.Sprintf("unknown value %q", text), diag.Suggest(text, known))
	}
	return text
}

func (p *parser) edge(v *yaml.Node) string {
	name := p.Text(v)
	if _, ok := p.types.Edge(name); !ok && v.Kind == yaml.ScalarNode {
		p.At(v, "unknown-edge", fmt.Sprintf("no edge type %q", name), diag.Suggest(name, p.types.Types()))
	}
	return name
}

func (p *parser) date(v *yaml.Node) string {
	text := p.Text(v)
	if _, err := time.Parse(time.DateOnly, text); err != nil && v.Kind == yaml.ScalarNode && text != "" {
		p.At(v, "decision-date", fmt.Sprintf("%q is no day", text), "write it as 2026-11-22")
	}
	return text
}

func (p *parser) documents(key string, v *yaml.Node) (out []string) {
	items := []*yaml.Node{v}
	if key == "documents" {
		items = p.List(v)
	}
	for _, item := range items {
		sha := strings.ToLower(p.Text(item))
		if len(sha) != 64 || strings.Trim(sha, "0123456789abcdef") != "" {
			p.At(item, "decision-document", "a document is named by the SHA-256 of its bytes, 64 hex digits", "sha256sum FILE prints it")
			continue
		}
		out = append(out, sha)
	}
	return out
}

// id reads the id of a node.
func (p *parser) id(v *yaml.Node) graph.ID {
	text := p.Text(v)
	if v.Kind != yaml.ScalarNode {
		return ""
	}
	prefix, key, _ := strings.Cut(text, ":")
	if _, ok := p.types.ClassOf(text); !ok {
		var prefixes []string
		for _, c := range p.types.Classes {
			prefixes = append(prefixes, c.Prefix)
		}
		p.At(v, "unknown-class", fmt.Sprintf("%q begins with no class of nodes", text), diag.Suggest(prefix, prefixes))
		return ""
	}
	if !wellFormed(key) {
		p.At(v, "entity-id", fmt.Sprintf("%q is no id of a node", text), "attache claims --format json shows ids, such as firm:nexter")
		return ""
	}
	return graph.ID(text)
}

// wellFormed says whether the key of an id is one that [graph.Slug], a curator or
// [graph.UnnamedID] makes.
func wellFormed(key string) bool {
	if described, ok := strings.CutPrefix(key, "?"); ok {
		slug, sha, found := strings.Cut(described, "@")
		return found && len(sha) == 12 && strings.Trim(sha, "0123456789abcdef") == "" && wellFormed("x"+slug)
	}
	return key != "" && !strings.ContainsFunc(key, func(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// parties checks that an accept or reject is about what its type can state.
func (p *parser) parties(n *yaml.Node, d *Decision, given map[string]*yaml.Node) {
	edge, ok := p.types.Edge(d.Type)
	if !ok {
		return
	}
	if len(edge.Target) > 0 {
		p.need(n, given, "target")
	}
	for role, id := range map[string]graph.ID{"source": d.Source, "target": d.Target, "system": d.System} {
		class, known := p.types.ClassOf(string(id))
		if allowed := edge.Role(role); known && !slices.Contains(allowed, class.Label) {
			fix := "a " + role + " is " + strings.Join(allowed, ", ")
			if len(allowed) == 0 {
				fix = "leave it out"
			}
			p.At(given[role], "role-class", fmt.Sprintf("no %s has a %s as its %s", d.Type, class.Label, role), fix)
		}
	}
}

// identity checks the nodes of a decision about a node.
func (p *parser) identity(d *Decision, given map[string]*yaml.Node) {
	from, to := given[string(d.Kind)], given["into"]
	if to == nil {
		to = given["is"]
	}
	switch {
	case d.Kind == Name && d.From != "" && !d.From.Unnamed():
		p.At(from, "decision-kind", fmt.Sprintf("%s has a name", d.From), "use merge: where it is another, rename: for another printed name")
	case d.From == "" || d.To == "":
	case d.From == d.To:
		p.At(to, "circular", fmt.Sprintf("%s is itself", d.From), "delete the entry")
	case d.To.Unnamed() && (d.Kind == Name || !d.From.Unnamed()):
		p.At(to, "decision-kind", fmt.Sprintf("%s has no name", d.To), "give an id with a name")
	case d.From.Class() != d.To.Class():
		p.At(to, "role-class", fmt.Sprintf("%s and %s are of two classes", d.From, d.To), "give an id of the same class; what a name stands for is curated in entities")
	}
}

// check compares decisions with one another. The faults stand at the later ones.
func (p *parser) check(s *Set) {
	p.checkRepeated()
	if p.checkIdentities(); len(p.Faults) > 0 {
		return
	}
	if p.checkCircles(s); len(p.Faults) > 0 {
		return
	}
	s.judge()
	p.checkNames()
	p.checkVerdicts(s)
}

func (p *parser) checkRepeated() {
	seen := make(map[string]int)
	for i, d := range p.all {
		if line, had := seen[d.ID()]; had {
			p.At(p.nodes[i], "repeated-decision", fmt.Sprintf("line %d decides the same", line), "keep one of them")
			continue
		}
		seen[d.ID()] = d.Line
	}
}

// checkIdentities finds ids that are made two others in one scope.
func (p *parser) checkIdentities() {
	seen := make(map[place]*Decision)
	for i := range p.all {
		d := &p.all[i]
		if d.Kind != Merge && d.Kind != Name && d.Kind != Split {
			continue
		}
		for _, in := range d.scopes() {
			at := place{in, d.From}
			if other, had := seen[at]; had && other.ID() != d.ID() {
				p.At(p.nodes[i], "contradicting", fmt.Sprintf("line %d says that %s is %s", other.Line, d.From, other.To), "keep one of them")
				break
			}
			seen[at] = d
		}
	}
}

// checkCircles finds ids that lead back to themselves. Each scope with a split has
// its own ways, where the others have those of the merges.
func (p *parser) checkCircles(s *Set) {
	starts := make(map[scope][]graph.ID)
	for i := range p.all {
		d := &p.all[i]
		if d.Kind == Merge || d.Kind == Name || d.Kind == Split {
			for _, in := range d.scopes() {
				starts[in] = append(starts[in], d.From)
			}
		}
	}
	told := make(map[*Decision]bool)
	scopes := slices.SortedFunc(maps.Keys(starts), func(a, b scope) int {
		return strings.Compare(a.document+" "+a.sentence, b.document+" "+b.sentence)
	})
	for _, in := range scopes {
		for _, id := range starts[in] {
			circle := s.circle(id, in)
			if len(circle) == 0 {
				continue
			}
			last := slices.MaxFunc(circle, func(a, b *Decision) int { return a.Line - b.Line })
			if !told[last] {
				told[last] = true
				p.At(p.node(last), "circular", fmt.Sprintf("%s leads back to itself: %s", id, lines(circle)), "delete one of them")
			}
		}
	}
}

// circle returns the decisions by which an id becomes itself, none when it does not.
func (s *Set) circle(id graph.ID, in scope) (way []*Decision) {
	at := id
	for d := s.next(at, in); d != nil && !slices.Contains(way, d); d = s.next(at, in) {
		way = append(way, d)
		if at = d.To; at == id {
			return way
		}
	}
	return nil
}

// node returns where a decision of all stands.
func (p *parser) node(d *Decision) *yaml.Node {
	for i := range p.all {
		if &p.all[i] == d {
			return p.nodes[i]
		}
	}
	return nil
}

// lines lists where decisions stand: "line 3, line 7".
func lines(decisions []*Decision) string {
	var out []string
	for _, d := range decisions {
		out = append(out, fmt.Sprintf("line %d", d.Line))
	}
	return strings.Join(out, ", ")
}

// checkNames finds nodes with two printed names.
func (p *parser) checkNames() {
	seen := make(map[graph.ID]*Decision)
	for i := range p.all {
		d := &p.all[i]
		id, name := d.named()
		if name == "" {
			continue
		}
		if other, had := seen[id]; had && other.As != name {
			p.At(p.nodes[i], "contradicting", fmt.Sprintf("line %d names %s %q", other.Line, id, other.As), "keep one of the names")
		}
		seen[id] = d
	}
}

// checkVerdicts finds accepts that a rejection in the same scope leaves nothing of.
func (p *parser) checkVerdicts(s *Set) {
	for _, verdicts := range s.verdicts {
		for _, a := range verdicts {
			for _, r := range verdicts {
				if a.Kind == Accept && r.Kind == Reject && s.covers(r, a) {
					later, other := a, r
					if later.Line < other.Line {
						later, other = r, a
					}
					p.At(p.node(later.Decision), "contradicting", fmt.Sprintf("line %d %ss the same", other.Line, other.Kind), "keep one of them")
				}
			}
		}
	}
}

// covers says whether one verdict is about all that another is about.
func (s *Set) covers(wide, narrow *verdict) bool {
	statement := graph.Statement{Type: narrow.Type, Source: graph.Party{ID: narrow.source}, Target: graph.Party{ID: narrow.target},
		Office: narrow.Office, Polarity: narrow.Polarity, Modality: narrow.Modality}
	return s.about(wide, &statement, narrow.system)
}
