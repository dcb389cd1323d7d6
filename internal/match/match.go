// Package match finds what patterns describe in sequences of units.
//
// A unit is a token, or a mention that stands for its tokens. A pattern is a
// regular expression over units:
//
//	minister          a word
//	[month]           a word of a class; [month|weekday] of either
//	{source}          a unit that may fill the role, noted under its name
//	(name: …)         a part, noted under a name
//	( … | … )  ? * +  groups, alternatives and repetition, as in other regular expressions
//
// [Compile] turns patterns into a [Program], safe for concurrent use.
// [Program.Find] reports, from each unit on, the longest match of each pattern;
// of matches of one pattern that overlap the leftmost is kept. Before it
// simulates a pattern it asks whether the unit and the next can begin it and
// whether the sentence has the pattern's required bits; that filter may pass a pattern that
// will not match and never drops one that would.
//
// Find costs O(units × instructions) and cannot fail. Compile can: a pattern of
// more than 500 instructions, or one that matches nothing, is a fault.
//
// After Pike's VM, https://swtch.com/~rsc/regexp/regexp2.html.
package match

import (
	"fmt"
	"math/bits"
	"slices"
)

// Unit is one element of the sequence that is searched.
type Unit struct {
	Word     uint32 // the word's number, zero when unknown or when the unit is a mention
	Bits     uint64 // word classes
	Features uint32 // shapes and classes of mentions
}

// Test is passed by units that have the word, or one of the bits, or one of the
// features. The zero Test is passed by none.
type Test struct {
	Word     uint32
	Bits     uint64
	Features uint32
}

// Program is a set of compiled patterns.
type Program struct {
	patterns []pattern
	filters  []*filter
}

type pattern struct {
	insts []inst
	edges [][]edge // from the first instruction, and from each behind a test
	names []string
	first tests      // what its first unit must pass
	next  tests      // what the unit behind that must pass, unless a match may be one unit
	short bool       // a match may be one unit
	needs []tests    // each must be passed by some unit of the sentence
	words [][]uint32 // of each set one must be in the sentence
}

// tests are tests of which one must be passed.
type tests struct {
	words    []uint32
	bits     uint64
	features uint32
}

func (s *tests) add(t Test) {
	s.bits |= t.Bits
	s.features |= t.Features
	if t.Word != 0 && !slices.Contains(s.words, t.Word) {
		s.words = append(s.words, t.Word)
	}
}

func (s *tests) merge(o tests) {
	s.add(Test{Bits: o.bits, Features: o.features})
	for _, w := range o.words {
		s.add(Test{Word: w})
	}
}

func (s tests) onlyWords() bool { return s.bits == 0 && s.features == 0 }

func (s *tests) passes(u *Unit) bool {
	return s.bits&u.Bits != 0 || s.features&u.Features != 0 || u.Word != 0 && slices.Contains(s.words, u.Word)
}

// Compile compiles patterns; errors are of type *Error and name the pattern's index.
func Compile(patterns []string, r func(i int) Resolver) (*Program, map[int]*Error) {
	p := &Program{patterns: make([]pattern, len(patterns))}
	faults := make(map[int]*Error)
	for i, text := range patterns {
		compiled, err := compile(text, r(i))
		if err != nil {
			faults[i] = err
			continue
		}
		p.patterns[i] = compiled
	}
	for base := 0; base < len(patterns); base += filterSize {
		p.filters = append(p.filters, newFilter(base, p.patterns[base:min(base+filterSize, len(patterns))]))
	}
	return p, faults
}

func compile(text string, r Resolver) (out pattern, err *Error) {
	defer func() {
		if e := recover(); e != nil {
			fault, ok := e.(*Error)
			if !ok {
				panic(e)
			}
			err = fault
		}
	}()
	ps := &parser{text: text, r: r}
	root := ps.alternatives()
	if ps.pos < len(text) {
		return out, &Error{ps.pos, ps.pos + 1, "\")\" closes nothing", "delete it"}
	}
	c := &compiler{}
	c.node(root)
	c.emit(inst{op: opMatch})
	if len(c.insts) > maxInsts {
		return out, &Error{0, len(text), fmt.Sprintf("the pattern has %d instructions, more than %d", len(c.insts), maxInsts), "split it into two rules"}
	}
	out = pattern{insts: c.insts, names: c.names}
	out.edges = make([][]edge, len(c.insts))
	for pc := range c.insts {
		if pc == 0 || c.insts[pc-1].op == opTest {
			out.edges[pc] = edgesFrom(c.insts, pc)
		}
	}
	var behind []edge
	for _, e := range out.edges[0] {
		if c.insts[e.to].op == opTest {
			behind = append(behind, out.edges[e.to+1]...)
		}
	}
	var empty bool
	out.first, empty = anyOf(c.insts, out.edges[0])
	out.next, out.short = anyOf(c.insts, behind)
	for _, set := range required(root) {
		switch {
		case set.onlyWords():
			slices.Sort(set.words)
			out.words = append(out.words, set.words)
		case len(set.words) == 0:
			out.needs = append(out.needs, set)
		}
	}
	if empty {
		return out, &Error{0, len(text), "the pattern matches nothing at all", "make one of its parts required"}
	}
	return out, nil
}

// required returns sets of tests: every match passes one of each.
func required(n *node) []tests {
	switch n.kind {
	case 't':
		var t tests
		t.add(n.test)
		return []tests{t}
	case 'c', '(':
		var all []tests
		for _, k := range n.kids {
			all = append(all, required(k)...)
		}
		return all
	case '+':
		return required(n.kids[0])
	case '|':
		var any tests
		for _, k := range n.kids {
			sets := required(k)
			if len(sets) == 0 {
				return nil
			}
			any.merge(sets[max(0, slices.IndexFunc(sets, tests.onlyWords))])
		}
		return []tests{any}
	}
	return nil
}

// edge leads to a test, or to the match, over instructions that consume nothing.
type edge struct {
	to    int   // the instruction
	saves []int // slots that take the position
}

// edgesFrom returns the edges from an instruction, those preferred first.
func edgesFrom(insts []inst, at int) (out []edge) {
	seen := make([]bool, len(insts))
	var walk func(pc int, saves []int)
	walk = func(pc int, saves []int) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := &insts[pc]; in.op {
		case opSplit:
			walk(in.x, saves)
			walk(in.y, saves)
		case opSave:
			walk(pc+1, append(slices.Clip(saves), in.x))
		default:
			out = append(out, edge{pc, saves})
		}
	}
	walk(at, nil)
	return out
}

// anyOf returns the tests that edges lead to, and whether one leads to the match.
func anyOf(insts []inst, edges []edge) (all tests, match bool) {
	for _, e := range edges {
		match = match || insts[e.to].op == opMatch
		all.merge(insts[e.to].test)
	}
	return all, match
}

// Match is one place where a pattern matches units [Begin, End).
type Match struct {
	Pattern    int
	Begin, End int
	slots      []int
	names      []string
}

// Group returns the units that a role or named part took, ok false when it took part in nothing.
func (m Match) Group(name string) (begin, end int, ok bool) {
	for i, n := range m.names {
		if n == name && 2*i+1 < len(m.slots) && m.slots[2*i] >= 0 && m.slots[2*i+1] >= 0 {
			return m.slots[2*i], m.slots[2*i+1], true
		}
	}
	return 0, 0, false
}

// Machine holds the working storage of one goroutine.
type Machine struct {
	lists  [2]list // of this position and the next, by turns
	step   int     // of the last run; later runs count on
	slots  []int   // of all threads and matches of one Find
	places []uint64
}

// take returns n slots; they are good until the next Find.
func (m *Machine) take(n int) []int {
	if len(m.slots)+n > cap(m.slots) {
		m.slots = make([]int, 0, max(2*cap(m.slots), 256, n))
	}
	start := len(m.slots)
	m.slots = m.slots[:start+n]
	return m.slots[start : start+n : start+n]
}

// thread waits at a test or the match. Its slots are without what the edge saves.
type thread struct {
	edge  *edge
	slots []int
}

type list struct {
	threads []thread
	seen    []int // by instruction: the step that added it
}

// Find appends to out every match in units, by pattern and place. The matches'
// groups are good until the machine's next Find.
func (p *Program) Find(m *Machine, units []Unit, out []Match) []Match {
	m.slots = m.slots[:0]
	found := len(out)
	for _, f := range p.filters {
		places, any := f.places(m, p.patterns, units)
		if any == 0 {
			continue
		}
		var from [filterSize]int // by pattern: behind its last match
		for at, here := range places {
			for b := here & any; b != 0; b &= b - 1 {
				i := bits.TrailingZeros64(b)
				if at < from[i] {
					continue
				}
				if match, ok := p.patterns[f.base+i].run(m, units, at); ok {
					match.Pattern, from[i] = f.base+i, match.End
					out = append(out, match)
				}
			}
		}
	}
	slices.SortStableFunc(out[found:], func(a, b Match) int { return a.Pattern - b.Pattern })
	return out
}

// mayMatch is the prefilter: false only when a unit that every match needs is
// nowhere in the sentence, whose classes and features all sums up.
func (p *pattern) mayMatch(all Unit) bool {
	return !slices.ContainsFunc(p.needs, func(t tests) bool { return !t.passes(&all) })
}

// run finds the longest match that begins at a unit; of equally long ones the
// pattern's first choice.
func (p *pattern) run(m *Machine, units []Unit, at int) (best Match, ok bool) {
	now, next := &m.lists[0], &m.lists[1]
	now.reset(len(p.insts))
	next.reset(len(p.insts))
	m.step++
	p.enter(m, now, 0, nil)
	for pos := at; len(now.threads) > 0; pos++ {
		next.threads = next.threads[:0]
		m.step++
		matched := false
		for i := range now.threads {
			t := &now.threads[i]
			switch in := &p.insts[t.edge.to]; {
			case in.op == opMatch:
				if !matched {
					matched, ok = true, true
					best = Match{Begin: at, End: pos, slots: p.save(m, t, pos), names: p.names}
				}
			case pos < len(units) && in.test.passes(&units[pos]):
				p.enter(m, next, t.edge.to+1, p.save(m, t, pos))
			}
		}
		now, next = next, now
	}
	return best, ok
}

// enter adds the threads that go on at an instruction.
func (p *pattern) enter(m *Machine, l *list, pc int, slots []int) {
	edges := p.edges[pc]
	for i := range edges {
		if e := &edges[i]; l.seen[e.to] != m.step {
			l.seen[e.to] = m.step
			l.threads = append(l.threads, thread{e, slots})
		}
	}
}

// save returns a thread's slots with what its edge saves at a position.
func (p *pattern) save(m *Machine, t *thread, pos int) []int {
	if len(t.edge.saves) == 0 {
		return t.slots
	}
	slots := m.take(2 * len(p.names))
	if copy(slots, t.slots) == 0 {
		for i := range slots {
			slots[i] = -1
		}
	}
	for _, i := range t.edge.saves {
		slots[i] = pos
	}
	return slots
}

func (l *list) reset(n int) {
	l.threads = l.threads[:0]
	if len(l.seen) < n {
		l.seen = make([]int, n)
	}
}

// Names returns the roles and named parts of a pattern.
func (p *Program) Names(i int) []string { return p.patterns[i].names }
