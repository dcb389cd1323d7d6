// Package rule reads the files that people curate to say how texts state an
// edge: frames, which are plain clauses, and patterns, which are sequences of
// words and mentions. seeds/README.md is the manual of the language.
//
// [Parse] returns all rules and all faults of a file, each placed at the word
// that is wrong; code behind it never sees a bad rule.
package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
	"gopkg.in/yaml.v3"
)

// Rule is a frame or a pattern.
type Rule struct {
	ID       string
	Edge     schema.Edge
	Why      string
	Verbs    []string // base forms, with their particle ("hand over")
	Clauses  []Clause // around V
	Nouns    []string // singular
	Phrases  []Clause // around N
	Pattern  string   // for a pattern rule
	Stage    string
	Compound []string    // participles that a hyphen joins to the source: made in "US-made"
	Inherit  bool        // roles left empty are those of the last claim of the type in the document
	Answers  bool        // roles left empty are those of the last claim of the type, turned round
	Avowed   bool        // the source says so himself
	Tacit    bool        // it gives no claim, but tells the parties of those that follow
	Maker    string      // the role that a maker named with the system fills, if nothing else does
	Modality string      // what a nominal shape or pattern states, done unless given
	Fixed    bool        // Modality was given: it holds of verbs too, whatever their tense
	Denied   bool        // what a clause states is denied
	Bare     bool        // the verb has no object that the clause does not give
	Active   bool        // the clauses are meant in the active only
	Passive  bool        // the clauses are meant in the passive only
	Recall   string      // where a missing target stands: in what was Told of the source, at the Scene, Near it, as who is paid Back, over whom it is Downed, or with the Seller
	Positive bool        // negated, the clause states nothing
	Unless   [][]Element // what takes the verb in another sense: a preposition with nouns or nothing behind it, or nouns that rule the verb
	Under    []string    // nouns one of which rules the verb
	By       []string    // verbs of which that noun is the object, with no partner named; none for any
	Tests    []Test
	File     string
	Line     int
	place    *yaml.Node // of the pattern
}

// Content returns all of a rule that decides what it finds.
func (r Rule) Content() string {
	r.Tests, r.Why, r.File, r.Line, r.place = nil, "", "", 0, nil
	return fmt.Sprintf("%+v", r)
}

// Clause is one plain clause: elements in their order.
type Clause struct {
	Text     string
	Elements []Element
}

// Element is a part of a clause.
type Element struct {
	Kind     Kind
	Role     string   // of a Role
	Words    []string // of a Preposition: alternatives; of Words: nouns that must stand there
	Poss     string   // of Words: the role of their possessor or nationality
	Optional bool     // it may be missing, of Words the possessor
	Class    string   // of a Role: the only class that may fill it, empty for all of the schema's
}

// Kind is what an element is.
type Kind int

// The kinds of elements.
const (
	Role        Kind = iota // {source}
	Head                    // V or N
	Preposition             // to, or against|on; Anywhere for what may stand anywhere behind
	Words                   // <agreement|contract>: one of these nouns stands there
)

// Where a target stands that a clause lacks.
const (
	Told   = "told"   // in the last statement of the type with the same source
	Scene  = "scene"  // there, or where the text before says that such a deed was done
	Near   = "near"   // where the sentence, or the one before, says so
	Back   = "back"   // in the source of the last statement of the type with this source as target
	Downed = "downed" // where what the source launches is shot down
	Seller = "seller" // where the text, before or behind, says who makes or sells the systems
)

// Anywhere is the preposition of what may stand anywhere behind the head.
const Anywhere = "…"

// Said is the preposition of who is said to be what the head names.
const Said = "="

// Test is a text and the claims that it must give; none for a near miss.
type Test struct {
	Text string
	Date string // publication date
	Want []Want
	Line int
}

// Want is what a test expects of a claim: the given keys, with ids for names.
type Want map[string][]string

var wantKeys = []string{"type", "source", "target", "system", "quantity", "money", "polarity", "modality", "attributed_to", "date", "office", "in", "stage"}

// Both is the role whose parties, named together, are source and target of a
// symmetric edge.
const Both = "both"

var ruleKeys = []string{"id", "why", "verbs", "clause", "nouns", "phrase", "pattern", "stage", "modality", "maker", "inherit", "answers", "avowed", "tacit", "compound", "unless", "under", "by", "polarity", "bare", "voice", "recall", "tests"}

// Parse reads one rule file.
func Parse(name string, data []byte, trees diag.Trees, types schema.Schema) ([]Rule, []diag.Fault) {
	p := &parser{File: diag.File{Name: name, Data: data, Trees: trees}, types: types}
	if root := p.Root(); root != nil {
		p.file(root)
		p.Done()
	}
	diag.Sort(p.Faults)
	return p.rules, p.Faults
}

type parser struct {
	diag.File
	types schema.Schema
	edge  schema.Edge
	rules []Rule
}

func (p *parser) file(root *yaml.Node) {
	var frames *yaml.Node
	p.Mapping(root, []string{"edge", "frames"}, func(key string, v *yaml.Node) {
		switch key {
		case "edge":
			name := p.Text(v)
			edge, ok := p.types.Edge(name)
			if !ok {
				p.At(v, "unknown-edge", fmt.Sprintf("no edge type %q", name), diag.Suggest(name, p.types.Types()))
			}
			p.edge = edge
		case "frames":
			frames = v
		}
	})
	switch {
	case p.edge.Type == "":
		p.Whole("missing-key", "the file names no edge type of the schema", "add edge: with one of "+strings.Join(p.types.Types(), ", "))
	case frames == nil:
		p.Whole("missing-key", "the file has no frames", "add frames:, a list of rules")
	default:
		for _, item := range p.List(frames) {
			p.rule(item)
		}
	}
}

func (p *parser) rule(n *yaml.Node) {
	r := Rule{Edge: p.edge, File: p.Name, Line: n.Line, Modality: "done"}
	before := len(p.Faults)
	p.Mapping(n, ruleKeys, func(key string, v *yaml.Node) { p.ruleKey(&r, key, v) })
	if r.ID == "" {
		p.At(n, "missing-key", "the rule has no id", "add id:, such as supply.give")
		return
	}
	p.complete(n, r)
	if len(p.Faults) == before {
		p.rules = append(p.rules, r)
	}
}

var idForm = regexp.MustCompile(`^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$`)

func (p *parser) ruleKey(r *Rule, key string, v *yaml.Node) {
	switch key {
	case "id":
		if r.ID = p.Text(v); !idForm.MatchString(r.ID) {
			p.At(v, "rule-id", fmt.Sprintf("%q is no rule id", r.ID), "write lower-case words joined by dots and hyphens, such as supply.hand-over")
		}
	case "why":
		r.Why = p.Text(v)
	case "verbs":
		r.Verbs = p.Texts(v)
	case "nouns":
		r.Nouns = p.Texts(v)
	case "clause":
		r.Clauses = p.clauses(v, "V")
	case "phrase":
		r.Phrases = p.clauses(v, "N")
	case "pattern":
		at := *v
		r.Pattern, r.place = p.Text(v), &at
	case "stage":
		r.Stage = p.oneOf(v, "stage", []string{"proposed", "pledged", "contracted", "delivered"})
	case "modality":
		r.Modality, r.Fixed = p.oneOf(v, "modality", []string{"done", "ongoing", "planned", "possible"}), true
	case "compound":
		r.Compound = p.Texts(v)
	case "inherit":
		r.Inherit = p.oneOf(v, "value", []string{"true", "false"}) == "true"
	case "answers":
		r.Answers = p.oneOf(v, "value", []string{"true", "false"}) == "true"
	case "avowed":
		r.Avowed = p.oneOf(v, "value", []string{"true", "false"}) == "true"
	case "tacit":
		r.Tacit = p.oneOf(v, "value", []string{"true", "false"}) == "true"
	case "maker":
		r.Maker = p.oneOf(v, "role", p.edge.RoleNames())
	case "polarity":
		polarity := p.oneOf(v, "value", []string{"affirmed", "denied"})
		r.Denied, r.Positive = polarity == "denied", polarity == "affirmed"
	case "recall":
		r.Recall = p.oneOf(v, "value", []string{Told, Scene, Near, Back, Downed, Seller})
	case "bare":
		r.Bare = p.oneOf(v, "value", []string{"true", "false"}) == "true"
	case "voice":
		voice := p.oneOf(v, "voice", []string{"active", "passive"})
		r.Active, r.Passive = voice == "active", voice == "passive"
	case "under":
		r.Under = p.Texts(v)
	case "by":
		r.By = p.Texts(v)
	case "unless":
		for _, item := range p.List(v) {
			r.Unless = append(r.Unless, p.phrase(item))
		}
	case "tests":
		for _, item := range p.List(v) {
			r.Tests = append(r.Tests, p.test(item))
		}
	}
}

// phrase reads a prepositional phrase, nouns alone or an infinitive: "for|over",
// "with <tariff|sanction>", "<contract>", "to V".
func (p *parser) phrase(n *yaml.Node) (out []Element) {
	for _, text := range strings.Fields(p.Text(n)) {
		switch {
		case strings.HasPrefix(text, "<") && (len(out) == 0 || len(out) == 1 && out[0].Kind == Preposition):
			out = append(out, Element{Kind: Words, Words: strings.Split(strings.Trim(text, "<>"), "|")})
		case text == "V" && len(out) == 1:
			out = append(out, Element{Kind: Head})
		case len(out) == 0:
			out = append(out, Element{Kind: Preposition, Words: strings.Split(text, "|")})
		default:
			p.At(n, "bad-frame", fmt.Sprintf("%q is no preposition with nouns", n.Value), `write it as "for|over" or "with <tariff|sanction>"`)
		}
	}
	return out
}

func (p *parser) oneOf(n *yaml.Node, what string, known []string) string {
	value := p.Text(n)
	if !slices.Contains(known, value) {
		p.At(n, "unknown-"+what, fmt.Sprintf("unknown %s %q", what, value), diag.Suggest(value, known))
	}
	return value
}

// complete checks that a rule has its parts and both kinds of tests.
func (p *parser) complete(n *yaml.Node, r Rule) {
	switch {
	case len(r.Verbs) > 0 != (len(r.Clauses) > 0):
		p.At(n, "half-frame", "verbs and clause belong together", "give both, or neither")
	case len(r.Nouns) > 0 != (len(r.Phrases) > 0):
		p.At(n, "half-frame", "nouns and phrase belong together", "give both, or neither")
	case len(r.Verbs)+len(r.Nouns)+len(r.Compound) == 0 && r.Pattern == "":
		p.At(n, "no-shape", "the rule says nothing to look for", "add verbs: with clause:, nouns: with phrase:, or pattern:")
	}
	if r.Why == "" {
		p.At(n, "missing-key", fmt.Sprintf("the rule %s does not say why", r.ID), "add why:, one sentence on what tells it from its neighbours")
	}
	fires, misses := 0, 0
	for _, t := range r.Tests {
		if len(t.Want) > 0 {
			fires++
		} else {
			misses++
		}
	}
	if fires == 0 || misses == 0 {
		p.At(n, "untested-rule", fmt.Sprintf("the rule %s lacks a text that fires or a near miss that does not", r.ID), "add both under tests:, the near miss with want: []")
	}
}

func (p *parser) test(n *yaml.Node) Test {
	t := Test{Line: n.Line}
	p.Mapping(n, []string{"text", "date", "want"}, func(key string, v *yaml.Node) {
		switch key {
		case "text":
			t.Text = p.Text(v)
		case "date":
			t.Date = p.Text(v)
		case "want":
			for _, item := range p.List(v) {
				t.Want = append(t.Want, p.want(item))
			}
		}
	})
	return t
}

func (p *parser) want(n *yaml.Node) Want {
	w := Want{}
	p.Mapping(n, wantKeys, func(key string, v *yaml.Node) { w[key] = p.Texts(v) })
	return w
}

func (p *parser) clauses(n *yaml.Node, head string) (out []Clause) {
	for _, item := range p.List(n) {
		out = append(out, p.clause(item, head))
	}
	return out
}

var part = regexp.MustCompile(`\{[^}]*\}|<[^>]*>|'s|[^\s{}<>']+|\S`)

// clause reads "{source} V {system} to {target}".
func (p *parser) clause(n *yaml.Node, head string) Clause {
	c := Clause{Text: p.Text(n)}
	heads, preposition := 0, -1
	var owner Element
	for _, span := range part.FindAllStringIndex(c.Text, -1) {
		text := c.Text[span[0]:span[1]]
		switch {
		case text == head:
			heads++
			c.Elements = append(c.Elements, Element{Kind: Head})
		case text == "'s":
		case strings.HasPrefix(text, "{") && strings.HasPrefix(c.Text[span[1]:], "'s <"):
			owner = p.roleElement(n, span, text)
			continue
		case strings.HasPrefix(text, "{"):
			c.Elements = append(c.Elements, p.roleElement(n, span, text))
		case strings.HasPrefix(text, "<"):
			c.Elements = append(c.Elements, Element{Kind: Words, Words: strings.Split(strings.Trim(text, "<>"), "|"), Poss: owner.Role, Optional: owner.Optional})
			owner = Element{}
		default:
			c.Elements = append(c.Elements, Element{Kind: Preposition, Words: strings.Split(text, "|")})
			if text != Said {
				preposition = len(c.Elements)
			}
		}
		if preposition >= 0 && preposition == len(c.Elements)-1 && c.Elements[preposition].Kind == Head {
			p.Within(n, span[0], span[1], "bad-frame", "a preposition has nothing behind it", "write a {role} or <words> behind it")
		}
	}
	if heads != 1 {
		p.At(n, "bad-frame", fmt.Sprintf("the clause has %d %s, it needs one", heads, head), fmt.Sprintf("write it once, as in \"{source} %s {system} to {target}\"", head))
	}
	if preposition == len(c.Elements) {
		p.At(n, "bad-frame", "the clause ends in a preposition", "write a {role} or <words> behind it")
	}
	return c
}

func (p *parser) roleElement(n *yaml.Node, span []int, text string) Element {
	name := strings.Trim(text, "{}")
	optional := strings.HasSuffix(name, "?")
	name = strings.TrimSuffix(name, "?")
	name, class, limited := strings.Cut(name, ":")
	known := p.edge.RoleNames()
	if p.edge.Symmetric || slices.Contains(p.edge.Target, "Firm") {
		known = append(known, Both)
	}
	if !slices.Contains(known, name) {
		p.Within(n, span[0]+1, span[0]+1+len(name), "unknown-role", fmt.Sprintf("no role %q in %s", name, p.edge.Type),
			diag.Suggest(name, known)+" roles are in schema/edges/"+p.edge.Type+".yaml")
	}
	if classes := p.edge.Role(name); limited && !slices.Contains(classes, class) {
		p.Within(n, span[0]+1, span[1]-1, "unknown-class", fmt.Sprintf("%s of %s is never a %s", name, p.edge.Type, class), diag.Suggest(class, classes))
	}
	return Element{Kind: Role, Role: name, Optional: optional, Class: class}
}

// PatternFault places a fault of a rule's pattern in its file.
func (r Rule) PatternFault(data []byte, begin, end int, what, fix string) diag.Fault {
	f := diag.File{Name: r.File, Data: data}
	f.Within(r.place, begin, end, "bad-pattern", what, fix)
	return f.Faults[0]
}
