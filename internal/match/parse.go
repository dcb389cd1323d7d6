package match

import (
	"fmt"
	"strings"
)

// Resolver turns the names in a pattern into tests of units.
type Resolver interface {
	// Word returns the number of a literal word.
	Word(text string) uint32
	// Class returns the test for a name in brackets.
	Class(name string) (Test, bool)
	// Role returns the test for a role in braces.
	Role(name string) (Test, bool)
}

// Error is a fault of a pattern at bytes [Begin, End) of its text.
type Error struct {
	Begin, End int
	What, Fix  string
}

func (e *Error) Error() string { return e.What }

type op uint8

const (
	opTest  op = iota // consume a unit that passes the test
	opSplit           // go on at both targets, the first preferred
	opSave            // note the position in a slot
	opMatch
)

type inst struct {
	op   op
	test tests
	x, y int // targets; for opSave x is the slot
}

// maxInsts bounds a compiled pattern.
const maxInsts = 500

type node struct {
	kind  byte // 't' test, 'c' concatenation, '|' alternation, '?', '*', '+', '(' capture
	test  Test
	name  string
	kids  []*node
	begin int
}

type parser struct {
	text string
	pos  int
	r    Resolver
}

func (p *parser) fail(begin, end int, what, fix string) {
	panic(&Error{begin, min(end, len(p.text)), what, fix})
}

func (p *parser) space() {
	for p.pos < len(p.text) && p.text[p.pos] == ' ' {
		p.pos++
	}
}

func (p *parser) alternatives() *node {
	alt := &node{kind: '|', begin: p.pos}
	for {
		alt.kids = append(alt.kids, p.sequence())
		if p.pos >= len(p.text) || p.text[p.pos] != '|' {
			break
		}
		p.pos++
	}
	if len(alt.kids) == 1 {
		return alt.kids[0]
	}
	return alt
}

func (p *parser) sequence() *node {
	seq := &node{kind: 'c', begin: p.pos}
	for p.space(); p.pos < len(p.text) && p.text[p.pos] != '|' && p.text[p.pos] != ')'; p.space() {
		seq.kids = append(seq.kids, p.repeated())
	}
	if len(seq.kids) == 1 {
		return seq.kids[0]
	}
	return seq
}

func (p *parser) repeated() *node {
	n := p.atom()
	for p.pos < len(p.text) && strings.IndexByte("?*+", p.text[p.pos]) >= 0 {
		n = &node{kind: p.text[p.pos], kids: []*node{n}, begin: n.begin}
		p.pos++
	}
	return n
}

func (p *parser) atom() *node {
	begin := p.pos
	switch p.text[p.pos] {
	case '(':
		return p.group()
	case '[':
		return p.bracket()
	case '{':
		return p.role()
	case '?', '*', '+':
		p.fail(begin, begin+1, fmt.Sprintf("%q repeats nothing", p.text[begin]), "put it behind a word, class or group")
	}
	for p.pos < len(p.text) && strings.IndexByte(" |()[]{}?*+", p.text[p.pos]) < 0 {
		p.pos++
	}
	if p.pos == begin {
		p.fail(begin, begin+1, fmt.Sprintf("%q is out of place", p.text[begin]), "close each bracket once")
	}
	return &node{kind: 't', begin: begin, test: Test{Word: p.r.Word(p.text[begin:p.pos])}}
}

func (p *parser) until(close byte) string {
	begin := p.pos
	end := strings.IndexByte(p.text[p.pos:], close)
	if end < 0 {
		p.fail(begin, len(p.text), fmt.Sprintf("%q is not closed", p.text[begin]), fmt.Sprintf("add %q", close))
	}
	p.pos += end + 1
	return p.text[begin+1 : begin+end]
}

func (p *parser) bracket() *node {
	begin := p.pos
	alt := &node{kind: '|', begin: begin}
	for _, name := range strings.Split(p.until(']'), "|") {
		test, ok := p.r.Class(name)
		if !ok {
			p.fail(begin, p.pos, fmt.Sprintf("no word class %q", name), "see the classes of words.yaml, and capital, upper, initial, number")
		}
		alt.kids = append(alt.kids, &node{kind: 't', begin: begin, test: test})
	}
	return alt
}

func (p *parser) role() *node {
	begin := p.pos
	name := p.until('}')
	test, ok := p.r.Role(name)
	if !ok {
		p.fail(begin, p.pos, fmt.Sprintf("no role %q", name), "use a role of the edge")
	}
	return &node{kind: '(', name: name, begin: begin, kids: []*node{{kind: 't', begin: begin, test: test}}}
}

func (p *parser) group() *node {
	begin := p.pos
	p.pos++
	name := ""
	if i := strings.IndexAny(p.text[p.pos:], ": ()[]{}"); i > 0 && p.text[p.pos+i] == ':' {
		name = p.text[p.pos : p.pos+i]
		p.pos += i + 1
	}
	n := p.alternatives()
	if p.pos >= len(p.text) {
		p.fail(begin, len(p.text), "\"(\" is not closed", "add \")\"")
	}
	p.pos++
	if name != "" {
		return &node{kind: '(', name: name, begin: begin, kids: []*node{n}}
	}
	return n
}

type compiler struct {
	insts []inst
	names []string
}

func (c *compiler) emit(i inst) int {
	c.insts = append(c.insts, i)
	return len(c.insts) - 1
}

func (c *compiler) slot(name string) int {
	for i, n := range c.names {
		if n == name {
			return i
		}
	}
	c.names = append(c.names, name)
	return len(c.names) - 1
}

func (c *compiler) node(n *node) {
	switch n.kind {
	case 't':
		c.test([]*node{n})
	case 'c':
		for _, k := range n.kids {
			c.node(k)
		}
	case '(':
		slot := c.slot(n.name)
		c.emit(inst{op: opSave, x: 2 * slot})
		c.node(n.kids[0])
		c.emit(inst{op: opSave, x: 2*slot + 1})
	case '|':
		c.alternation(n.kids)
	default:
		c.repeat(n)
	}
}

// test compiles tests of which one must be passed.
func (c *compiler) test(kids []*node) {
	var in inst
	for _, k := range kids {
		in.test.add(k.test)
	}
	c.emit(in)
}

// alternation compiles alternatives; tests that stand side by side are one.
func (c *compiler) alternation(kids []*node) {
	n := 0
	for n < len(kids) && kids[n].kind == 't' {
		n++
	}
	first := func() { c.test(kids[:n]) }
	if n == 0 {
		n, first = 1, func() { c.node(kids[0]) }
	}
	if n == len(kids) {
		first()
		return
	}
	split := c.emit(inst{op: opSplit})
	c.insts[split].x = len(c.insts)
	first()
	jump := c.emit(inst{op: opSplit})
	c.insts[split].y = len(c.insts)
	c.alternation(kids[n:])
	c.insts[jump].x, c.insts[jump].y = len(c.insts), len(c.insts)
}

func (c *compiler) repeat(n *node) {
	start := len(c.insts)
	if n.kind == '+' {
		c.node(n.kids[0])
		split := c.emit(inst{op: opSplit, x: start})
		c.insts[split].y = len(c.insts)
		return
	}
	split := c.emit(inst{op: opSplit})
	c.insts[split].x = len(c.insts)
	c.node(n.kids[0])
	if n.kind == '*' {
		c.emit(inst{op: opSplit, x: split, y: split})
	}
	c.insts[split].y = len(c.insts)
}
