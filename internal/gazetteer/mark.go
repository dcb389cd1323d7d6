package gazetteer

import (
	"slices"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/lang"
)

// Mention is a known name in a document.
type Mention struct {
	First, Last int // tokens of the document, half open
	Entity      int // in Gazetteer.Entities
	Form        Form
}

// Form is how a mention names its entity.
type Form uint8

// The forms of mentions.
const (
	Name    Form = iota // a name or alias
	Demonym             // "French"
	Seat                // "the Kremlin", "Kyiv"
)

// Gazetteer marks curated names. It is safe for concurrent use.
type Gazetteer struct {
	Entities []Entity
	Index    map[string]int // by ID
	names    []name
	trie     trie
	splitter *document.Splitter
	pack     *lang.Pack
}

// name is one way to write an entity.
type name struct {
	entity int32
	form   Form
	exact  bool // the text must have the name's capitals
	shapes []document.Shape
	near   []uint32
	next   int32 // another name of the same words, or -1
}

// Compile builds a marker; the names' words are added to the pack's lexicon.
func Compile(entities []Entity, pack *lang.Pack, splitter *document.Splitter) *Gazetteer {
	g := &Gazetteer{Entities: entities, Index: make(map[string]int, len(entities)), splitter: splitter, pack: pack}
	g.trie.init(len(entities) * 8)
	for i, e := range entities {
		g.Index[e.ID] = i
		g.addEntity(i, e)
	}
	return g
}

func (g *Gazetteer) addEntity(i int, e Entity) {
	if !slices.ContainsFunc(e.Aliases, func(a Alias) bool { return a.Text == e.Name }) {
		g.addName(i, Alias{Text: e.Name}, Name, e.Class == "System")
	}
	for _, a := range e.Aliases {
		g.addName(i, a, Name, e.Class == "System")
	}
	for _, a := range e.Demonyms {
		a.Match = "case"
		g.addName(i, a, Demonym, true)
	}
	for _, a := range e.Seats {
		g.addName(i, a, Seat, false)
	}
}

// addName adds one way to write an entity; with plurals it may end in a plural.
func (g *Gazetteer) addName(entity int, a Alias, form Form, plurals bool) {
	tokens := g.splitter.Words(a.Text)
	if len(tokens) == 0 || a.Match == "never" {
		return
	}
	n := name{entity: int32(entity), form: form, exact: a.Match == "case" || !hasLower(a.Text), next: -1}
	tokens = slices.DeleteFunc(tokens, func(t document.Token) bool {
		return t.Shape&document.Mark != 0 && (t.End-t.Start == 3 || a.Text[t.Start] == '-')
	})
	words := make([]uint32, len(tokens))
	for i, t := range tokens {
		words[i] = t.Word
		n.shapes = append(n.shapes, t.Shape&(document.Capital|document.Upper))
	}
	for _, w := range a.Near {
		n.near = append(n.near, g.pack.Lexicon.Add(w))
	}
	g.insert(words, n)
	if plurals {
		g.insertPlural(a.Text, tokens, words, n)
	}
}

func hasLower(s string) bool {
	return slices.ContainsFunc([]byte(s), func(b byte) bool { return 'a' <= b && b <= 'z' || b >= 0x80 })
}

// insertPlural adds the plural: the last word's own, or an s behind a designation.
func (g *Gazetteer) insertPlural(text string, tokens []document.Token, words []uint32, n name) {
	last := tokens[len(tokens)-1]
	word := g.pack.Lexicon.Word(last.Word)
	plural := g.pack.Plural(word)
	if last.Shape&document.Letters != 0 && len(word) > 2 {
		more := slices.Clone(words)
		more[len(more)-1] = g.pack.Lexicon.Add(plural)
		g.pack.Singular[more[len(more)-1]] = last.Word
		shapes := slices.Clone(n.shapes)
		shapes[len(shapes)-1] &^= document.Upper
		n.shapes = shapes
		g.insert(more, n)
		return
	}
	n.shapes = append(slices.Clone(n.shapes), 0)
	g.insert(append(slices.Clone(words), g.pack.Lexicon.Add("s")), n)
}

func (g *Gazetteer) insert(words []uint32, n name) {
	g.pack.Lexicon.Mark(words[0], lang.NameOpens)
	node := g.trie.insert(words)
	n.next = g.trie.value[node]
	if n.form == Demonym && n.next >= 0 && g.names[n.next].entity == n.entity && g.names[n.next].form == Name {
		return // a demonym's plural that is the name: "Philippines"
	}
	g.trie.value[node] = int32(len(g.names))
	g.names = append(g.names, n)
}

// Mark appends the mentions of one sentence to out, leftmost and longest first.
func (g *Gazetteer) Mark(d *document.Document, s document.Sentence, out []Mention) []Mention {
	if s.Bits&lang.NameOpens == 0 {
		return out
	}
	for i := s.First; i < s.Last; {
		if w := d.Tokens[i].Word; w == 0 || g.pack.Lexicon.Bits(w)&lang.NameOpens == 0 {
			i++
			continue
		}
		m, ok := g.longest(d, s, i)
		if !ok || g.insideName(d, s, m, out) {
			i++
			continue
		}
		out = append(out, m)
		i = m.Last
	}
	return out
}

// insideName says whether a hyphen joins a mention to a capitalised word that is
// no mention: "France" in "Claude-France".
func (g *Gazetteer) insideName(d *document.Document, s document.Sentence, m Mention, out []Mention) bool {
	if m.First == s.First || d.Tokens[m.First].Shape&document.Hyphen == 0 {
		return false
	}
	before := d.Tokens[m.First-1]
	known := len(out) > 0 && out[len(out)-1].Last == m.First
	return !known && before.Shape&document.Capital != 0 && before.Shape&document.Upper == 0 && g.pack.Lexicon.Bits(before.Word)&(lang.Common|lang.Adjective) == 0
}

func (g *Gazetteer) longest(d *document.Document, s document.Sentence, i int) (best Mention, ok bool) {
	node := int32(0)
	for j := i; j < s.Last; j++ {
		w := d.Tokens[j].Word
		if j > i && isDash(d, j) {
			continue
		}
		if w == 0 {
			break
		}
		if node = g.trie.step(node, w); node < 0 {
			break
		}
		for v := g.trie.value[node]; v >= 0; v = g.names[v].next {
			if n := &g.names[v]; g.fits(n, d, s, i) {
				best, ok = Mention{First: i, Last: j + 1, Entity: int(n.entity), Form: n.form}, true
				break
			}
		}
	}
	return best, ok
}

// isDash says whether a token is a dash with space around it, which names may
// have or lack.
func isDash(d *document.Document, t int) bool {
	tok := d.Tokens[t]
	return tok.Shape&document.Mark != 0 && (tok.End-tok.Start == 3 || d.Text[tok.Start] == '-')
}

// fits checks the capitals and the words nearby.
func (g *Gazetteer) fits(n *name, d *document.Document, s document.Sentence, i int) bool {
	if n.exact {
		for k, shape := range n.shapes {
			if d.Tokens[i+k].Shape&shape != shape {
				return false
			}
		}
	}
	if len(n.near) == 0 {
		return true
	}
	for _, t := range d.Tokens[s.First:s.Last] {
		if slices.Contains(n.near, t.Word) {
			return true
		}
	}
	return false
}

// trie is a tree over word numbers, its edges in one open-addressed table.
type trie struct {
	edges []edge
	count int
	value []int32 // by node: the first name, or -1
}

type edge struct {
	key  uint64 // node<<32 | word, plus one
	node int32
}

func (t *trie) init(size int) {
	n := 1024
	for n < 2*size {
		n *= 2
	}
	t.edges, t.value = make([]edge, n), []int32{-1}
}

func (t *trie) insert(words []uint32) int32 {
	node := int32(0)
	for _, w := range words {
		next := t.step(node, w)
		if next < 0 {
			next = int32(len(t.value))
			t.value = append(t.value, -1)
			t.put(edge{uint64(node)<<32 | uint64(w) + 1, next})
		}
		node = next
	}
	return node
}

func (t *trie) put(e edge) {
	if t.count++; t.count*2 > len(t.edges) {
		old := t.edges
		t.edges, t.count = make([]edge, 2*len(old)), 1
		for _, o := range old {
			if o.key != 0 {
				t.put(o)
			}
		}
	}
	i := slotOf(e.key) & uint64(len(t.edges)-1)
	for t.edges[i].key != 0 {
		i = (i + 1) & uint64(len(t.edges)-1)
	}
	t.edges[i] = e
}

func slotOf(key uint64) uint64 { return key * 0x9E3779B97F4A7C15 >> 20 }

func (t *trie) step(node int32, word uint32) int32 {
	key := uint64(node)<<32 | uint64(word) + 1
	for i := slotOf(key) & uint64(len(t.edges)-1); ; i = (i + 1) & uint64(len(t.edges)-1) {
		switch t.edges[i].key {
		case key:
			return t.edges[i].node
		case 0:
			return -1
		}
	}
}
