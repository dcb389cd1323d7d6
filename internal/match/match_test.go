package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// words resolves literals to letters, [vowel] to a class, {a} and {b} to features.
type words struct{}

func (words) Word(text string) uint32 { return uint32(text[0]) }

func (words) Class(name string) (Test, bool) {
	switch name {
	case "vowel":
		return Test{Bits: 1}, true
	case "high":
		return Test{Features: 4}, true
	}
	return Test{}, false
}

func (words) Role(name string) (Test, bool) {
	return Test{Features: map[string]uint32{"a": 1, "b": 2}[name]}, name == "a" || name == "b"
}

func units(text string) []Unit {
	var out []Unit
	for _, c := range text {
		u := Unit{Word: uint32(c)}
		if strings.ContainsRune("aeiou", c) {
			u.Bits = 1
		}
		switch c {
		case '1':
			u = Unit{Features: 1}
		case '2':
			u = Unit{Features: 2}
		}
		out = append(out, u)
	}
	return out
}

func find(t *testing.T, pattern, text string) string {
	t.Helper()
	p, faults := Compile([]string{pattern}, func(int) Resolver { return words{} })
	if len(faults) > 0 {
		t.Fatalf("%q: %v", pattern, faults[0])
	}
	var parts []string
	for _, m := range p.Find(&Machine{}, units(text), nil) {
		s := fmt.Sprintf("%d-%d", m.Begin, m.End)
		for _, name := range p.Names(0) {
			if b, e, ok := m.Group(name); ok {
				s += fmt.Sprintf(" %s=%d-%d", name, b, e)
			}
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

func TestFind(t *testing.T) {
	for _, tt := range []struct{ pattern, text, want string }{
		{"x y", "axyxy", "1-3; 3-5"},
		{"x y? z", "xz xyz", "0-2; 3-6"},
		{"[vowel]+", "baeb", "1-3"},
		{"x|x y", "xy", "0-2"},
		{"{a} t {b}", "1t2", "0-3 a=0-1 b=2-3"},
		{"(name: x+) y", "xxy", "0-3 name=0-2"},
		{"{a}? t {b}", "t2", "0-2 b=1-2"},
		{"x (y|[vowel])* z", "xyayz", "0-5"},
		{"q", "xyz", ""},
	} {
		if got := find(t, tt.pattern, tt.text); got != tt.want {
			t.Errorf("%q in %q\n got %s\nwant %s", tt.pattern, tt.text, got, tt.want)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, tt := range []struct{ pattern, what string }{
		{"x (y", "not closed"}, {"x) y", "closes nothing"}, {"[wovel]", "no word class"}, {"{c}", "no role"}, {"*x", "repeats nothing"},
		{"x?", "matches nothing"}, {"{a", "not closed"}, {strings.Repeat("x ", 600), "instructions"},
	} {
		_, faults := Compile([]string{tt.pattern}, func(int) Resolver { return words{} })
		if faults[0] == nil || !strings.Contains(faults[0].What, tt.what) {
			t.Errorf("%q: fault %v, want %s", tt.pattern, faults[0], tt.what)
		}
	}
}

func (t Test) passes(u Unit) bool {
	return t.Word != 0 && t.Word == u.Word || t.Bits&u.Bits != 0 || t.Features&u.Features != 0
}

// naive finds the longest match at a place by trying every way, without filter or threads.
func naive(n *node, units []Unit, pos int, next func(int)) {
	switch n.kind {
	case 't':
		if pos < len(units) && n.test.passes(units[pos]) {
			next(pos + 1)
		}
	case 'c':
		naiveAll(n.kids, units, pos, next)
	case '|':
		for _, k := range n.kids {
			naive(k, units, pos, next)
		}
	case '(':
		naive(n.kids[0], units, pos, next)
	default:
		if n.kind != '+' {
			next(pos)
		}
		naive(n.kids[0], units, pos, func(p int) {
			if p == pos {
				if n.kind == '+' {
					next(p)
				}
				return
			}
			if n.kind == '?' {
				next(p)
				return
			}
			next(p)
			naive(&node{kind: '*', kids: n.kids}, units, p, next)
		})
	}
}

func naiveAll(kids []*node, units []Unit, pos int, next func(int)) {
	if len(kids) == 0 {
		next(pos)
		return
	}
	naive(kids[0], units, pos, func(p int) { naiveAll(kids[1:], units, p, next) })
}

func naiveFind(pattern string, us []Unit) (spans []string) {
	p := &parser{text: pattern, r: words{}}
	root := p.alternatives()
	for at := 0; at < len(us); {
		best := at
		naive(root, us, at, func(end int) { best = max(best, end) })
		if best > at {
			spans = append(spans, fmt.Sprintf("%d-%d", at, best))
			at = best
			continue
		}
		at++
	}
	return spans
}

// FuzzFind holds the engine, with its filter, to the plain matcher.
func FuzzFind(f *testing.F) {
	for _, seed := range [][2]string{{"x y", "axyxy"}, {"x (y|[vowel])* z", "xyayz"}, {"{a}? t+ {b}|x", "1tt2x"}, {"(x|y)+ z?", "xyxz"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 24 || len(text) > 10 || strings.Count(pattern, "*")+strings.Count(pattern, "+") > 3 {
			return
		}
		p, faults := Compile([]string{pattern}, func(int) Resolver { return words{} })
		if len(faults) > 0 {
			return
		}
		us := units(text)
		var got []string
		for _, m := range p.Find(&Machine{}, us, nil) {
			got = append(got, fmt.Sprintf("%d-%d", m.Begin, m.End))
		}
		if want := naiveFind(pattern, us); !slices.Equal(got, want) {
			t.Errorf("%q in %q\n got %v\nwant %v", pattern, text, got, want)
		}
	})
}

// TestRequired holds which words a pattern asks for before it is run.
func TestRequired(t *testing.T) {
	tests := []struct {
		pattern string
		want    []string
	}{
		{"x", []string{"x"}},
		{"x y z", []string{"x", "y", "z"}},
		{"x? (y|z)", []string{"yz"}},
		{"(x y|z) {a}", []string{"xz"}},
		{"(x|[vowel]) y", []string{"y"}},
		{"(x|y?) {a}", nil},
		{"x+ y*", []string{"x"}},
	}
	for _, tt := range tests {
		p, faults := Compile([]string{tt.pattern}, func(int) Resolver { return words{} })
		if len(faults) > 0 {
			t.Fatalf("%q: %v", tt.pattern, faults[0])
		}
		var got []string
		for _, set := range p.patterns[0].words {
			text := ""
			for _, w := range set {
				text += string(rune(w))
			}
			got = append(got, text)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q\n got %q\nwant %q", tt.pattern, got, tt.want)
		}
	}
}
