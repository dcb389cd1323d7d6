package gazetteer

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

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
	classes  []int32        // by entity: the class that it is of, or -1
	isClass  []bool         // by entity: whether others are of it
	sites    map[string]int // by host, or its end
	plurals  lang.Table[uint32]
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
	sieve  uint64 // a bit for each of them, by the last of its number
	wide   bool   // they may also stand in the text around the sentence
	again  bool   // none need stand where the document has named the entity before
	next   int32  // another name of the same words, or -1
}

// Compile builds a marker; the names' words are added to the pack's lexicon.
func Compile(entities []Entity, pack *lang.Pack, splitter *document.Splitter) *Gazetteer {
	g := &Gazetteer{Entities: entities, Index: make(map[string]int, len(entities)), sites: make(map[string]int), splitter: splitter, pack: pack}
	const names, nodes = 6, 8 // of most entities no more
	g.names = make([]name, 0, len(entities)*names)
	g.trie.init(len(entities) * nodes)
	for i, e := range entities {
		g.Index[e.ID] = i
		g.addEntity(i, e)
		for _, site := range e.Sites {
			g.sites[site] = i
		}
	}
	g.trie.pack()
	g.isClass = make([]bool, len(entities))
	for _, e := range entities {
		class, ok := g.Index[e.IsA]
		if ok {
			g.isClass[class] = true
		} else {
			class = -1
		}
		g.classes = append(g.classes, int32(class))
	}
	return g
}

// IsA says whether an entity is of a class or of one that is of it: a Leopard 2
// is a tank and a vehicle.
func (g *Gazetteer) IsA(entity, class int) bool {
	const deepest = 8 // classes above each other
	for range deepest {
		if entity = int(g.classes[entity]); entity < 0 || entity == class {
			break
		}
	}
	return entity == class
}

// Class returns the class that an entity is of, or -1.
func (g *Gazetteer) Class(entity int) int { return int(g.classes[entity]) }

// IsClass says whether others are of an entity.
func (g *Gazetteer) IsClass(entity int) bool { return g.isClass[entity] }

// Publisher returns the entity that publishes on a host, or -1: the longest end
// of the host that somebody's sites name decides.
func (g *Gazetteer) Publisher(host string) int {
	for more := host != ""; more; _, host, more = strings.Cut(host, ".") {
		if i, ok := g.sites[host]; ok {
			return i
		}
	}
	return -1
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
	tokens := g.tokens(a.Text)
	if len(tokens) == 0 || a.Match == "never" {
		return
	}
	n := name{entity: int32(entity), form: form, exact: a.Match == "case" || !hasLower(a.Text), wide: plurals, next: -1}
	n.again = n.exact || g.Entities[entity].Class != "System"
	words := make([]uint32, len(tokens))
	for i, t := range tokens {
		words[i] = t.Word
		n.shapes = append(n.shapes, t.Shape&(document.Capital|document.Upper))
	}
	for _, w := range a.Near {
		word := g.pack.Lexicon.Add(w)
		n.near, n.sieve = append(n.near, word), n.sieve|1<<(word%64)
	}
	g.insert(words, n)
	if plurals {
		g.insertPlural(a.Text, tokens, words, n)
	}
}

// tokens returns the words of a name, without dashes.
func (g *Gazetteer) tokens(text string) []document.Token {
	return slices.DeleteFunc(g.splitter.Words(text), func(t document.Token) bool {
		return t.Shape&document.Mark != 0 && (t.End-t.Start == 3 || text[t.Start] == '-')
	})
}

// Words returns the folded words of each way to write an entity, plurals among them.
func (g *Gazetteer) Words(entity int) (names [][]string) {
	e := &g.Entities[entity]
	for _, a := range e.Names() {
		var words []string
		for _, t := range g.tokens(a.Text) {
			words = append(words, g.pack.Lexicon.Word(t.Word))
		}
		if len(words) == 0 {
			continue
		}
		names = append(names, words)
		if plural, ok := g.pluralOf(words[len(words)-1]); ok {
			names = append(names, append(slices.Clone(words[:len(words)-1]), plural))
		}
	}
	return names
}

// Plurals returns the plurals that an entity's names teach the pack.
func (g *Gazetteer) Plurals(entity int) (plurals []string) {
	for _, words := range g.Words(entity) {
		if plural, ok := g.pluralOf(words[len(words)-1]); ok {
			plurals = append(plurals, plural)
		}
	}
	return plurals
}

// pluralOf returns the plural that the pack was taught of a noun.
func (g *Gazetteer) pluralOf(noun string) (string, bool) {
	plural := g.plurals.Get(g.pack.Lexicon.Find(noun))
	return g.pack.Lexicon.Word(plural), plural != 0
}

func hasLower(s string) bool {
	return slices.ContainsFunc([]byte(s), func(b byte) bool { return 'a' <= b && b <= 'z' || b >= 0x80 })
}

// insertPlural adds the plural: the last word's own, or an s behind a designation.
func (g *Gazetteer) insertPlural(text string, tokens []document.Token, words []uint32, n name) {
	last := tokens[len(tokens)-1]
	if last.Shape&document.Letters != 0 && len(g.pack.Lexicon.Word(last.Word)) > 2 {
		more := slices.Clone(words)
		more[len(more)-1] = g.plural(last.Word)
		shapes := slices.Clone(n.shapes)
		shapes[len(shapes)-1] &^= document.Upper
		n.shapes = shapes
		g.insert(more, n)
		return
	}
	n.shapes = append(slices.Clone(n.shapes), 0)
	g.insert(append(slices.Clone(words), g.pack.Lexicon.Add("s")), n)
}

// plural teaches the pack the plural of a noun and returns its number.
func (g *Gazetteer) plural(noun uint32) uint32 {
	known := g.plurals.At(noun)
	if *known == 0 {
		*known = g.pack.Lexicon.Add(g.pack.Plural(g.pack.Lexicon.Word(noun)))
	}
	g.pack.Singular[*known] = noun
	return *known
}

func (g *Gazetteer) insert(words []uint32, n name) {
	g.pack.Lexicon.Mark(words[0], lang.NameOpens)
	node := g.trie.insert(words)
	n.next = g.trie.value[node]
	if len(words) == 1 {
		g.trie.openAlone(words[0], n.least())
	}
	if n.form == Demonym && n.next >= 0 && g.names[n.next].entity == n.entity && g.names[n.next].form == Name {
		return // a demonym's plural that is the name: "Philippines"
	}
	g.trie.value[node] = int32(len(g.names))
	g.names = append(g.names, n)
}

// Mark appends the mentions of one sentence to out, leftmost and longest first.
// Told holds, by entity, whom the document has named before; nil stands for nobody.
func (g *Gazetteer) Mark(d *document.Document, s document.Sentence, told []bool, out []Mention) []Mention {
	if s.Bits&lang.NameOpens == 0 {
		return out
	}
	for i := s.First; i < s.Last; {
		if d.Tokens[i].Shape&document.Opens == 0 || !g.mayOpen(d, s, i) {
			i++
			continue
		}
		m, ok := g.longest(d, s, told, i)
		if !ok || g.insideName(d, s, m, out) || g.opensCurrency(d, s, m) {
			i++
			continue
		}
		i = m.Last
		if g.Entities[m.Entity].Class == "System" && d.Tokens[m.First].Shape&(document.Capital|document.Digits) == 0 {
			first := s.First
			if len(out) > 0 {
				first = out[len(out)-1].Last
			}
			m.First = g.designation(d, m.First, first, s.First)
		}
		out = append(out, m)
	}
	return out
}

// designation returns the first token of the name before a class of systems that no
// file lists, "Alouette III helicopters", "Lupo-class frigates", "M118 howitzers", and
// which then is the system's: the first from token first on of words that are
// capitalised and not known, or joined to a number. The word that opens a sentence may
// be capitalised for that alone.
func (g *Gazetteer) designation(d *document.Document, noun, first, opens int) int {
	for t := noun - 1; t >= first; t = noun - 1 {
		tok := &d.Tokens[t]
		joined := tok.Shape&(document.Hyphen|document.Glued) != 0
		switch {
		case joined && t > first && tok.Shape&document.Mark == 0 && g.joins(d, t):
			noun = t - 1
		case tok.Shape&document.Digits != 0 && t > first && g.unknown(d, t-1) && (d.Tokens[t-1].Shape&document.Upper != 0 || t-2 >= first && g.counts(d, t-2)):
			noun = t - 1 // "LST 100 landing ships", "the Dornier 228 aircraft"
		case !joined && t > opens && g.unknown(d, t):
			noun = t
		default:
			return noun
		}
	}
	return noun
}

// joins says whether a token that is joined to the one before belongs to a designation:
// digits behind a capital, a capital behind digits, or a class of ships.
func (g *Gazetteer) joins(d *document.Document, t int) bool {
	tok, before := &d.Tokens[t], &d.Tokens[t-1]
	switch {
	case tok.Shape&document.Digits != 0:
		return before.Shape&document.Capital != 0 && d.Classes[t-1]&lang.CurrencyWord == 0
	case tok.Shape&document.Capital != 0:
		return before.Shape&document.Digits != 0
	}
	return before.Shape&document.Capital != 0 && g.pack.Is(tok.Word, lang.Series)
}

// counts says whether a token is a number or determiner.
func (g *Gazetteer) counts(d *document.Document, t int) bool {
	return d.Tokens[t].Shape&document.Digits != 0 || d.Classes[t]&(lang.NumberWord|lang.Determiner) != 0
}

// unknown says whether a token is a capitalised word that the language does not know.
func (g *Gazetteer) unknown(d *document.Document, t int) bool {
	return d.Tokens[t].Shape&document.Capital != 0 && d.Classes[t]&^(lang.NameOpens|lang.NameSuffix) == 0
}

// mayOpen says whether a name may begin with a token: the token may be one, or
// it and the next may begin a longer one. It may be wrong only by saying yes.
func (g *Gazetteer) mayOpen(d *document.Document, s document.Sentence, i int) bool {
	tok := &d.Tokens[i]
	root := g.trie.open(tok.Word)
	switch {
	case root.node == 0:
		return false
	case root.alone.allows(tok.Shape):
		return true
	}
	j := behindDashes(d, s, i+1)
	return j < s.Last && g.trie.mayFollow(tok.Word, d.Tokens[j].Word)
}

// insideName says whether a hyphen joins a mention to a capitalised word that is
// no mention: "France" in "Claude-France".
func (g *Gazetteer) insideName(d *document.Document, s document.Sentence, m Mention, out []Mention) bool {
	if m.First == s.First || d.Tokens[m.First].Shape&document.Hyphen == 0 {
		return false
	}
	before := &d.Tokens[m.First-1]
	known := len(out) > 0 && out[len(out)-1].Last == m.First
	return !known && before.Shape&document.Capital != 0 && before.Shape&document.Upper == 0 && d.Classes[m.First-1]&(lang.Common|lang.Adjective) == 0
}

// opensCurrency says whether the sign of a currency is glued to a mention: "US$1 billion".
func (g *Gazetteer) opensCurrency(d *document.Document, s document.Sentence, m Mention) bool {
	const sign = document.Mark | document.Glued
	return m.Last < s.Last && d.Tokens[m.Last].Shape&sign == sign && d.Classes[m.Last]&lang.CurrencyWord != 0
}

func (g *Gazetteer) longest(d *document.Document, s document.Sentence, told []bool, i int) (best Mention, ok bool) {
	node := g.trie.open(d.Tokens[i].Word).node
	for j := i; node != 0; {
		if n := g.meant(g.trie.nodes[node].value, d, s, told, i); n != nil {
			best, ok = Mention{First: i, Last: j + 1, Entity: int(n.entity), Form: n.form}, true
		}
		if g.trie.nodes[node].count == 0 {
			break
		}
		if j = behindDashes(d, s, j+1); j >= s.Last {
			break
		}
		node = g.trie.step(node, d.Tokens[j].Word)
	}
	return best, ok
}

// meant returns the name that the words from token i on are, of those that share
// them, or nil: one whose words stand nearby goes before one of an entity that was
// only told before, and where the words of two entities stand nearby it is neither.
func (g *Gazetteer) meant(first int32, d *document.Document, s document.Sentence, told []bool, i int) (best *name) {
	most := misfit
	for v := first; v >= 0; v = g.names[v].next {
		n := &g.names[v]
		switch fit := g.fits(n, d, s, told, i); {
		case fit > most:
			best, most = n, fit
		case fit == most && best != nil && n.entity != best.entity && n.cued() && best.cued():
			best = nil
		}
	}
	return best
}

// cued says whether a name needs a word in its sentence.
func (n *name) cued() bool { return len(n.near) > 0 && !n.wide }

// fit is how well a name fits a place.
type fit uint8

const (
	misfit fit = iota
	toldBefore
	fitting
)

// behindDashes returns the first token from t on that is no dash.
func behindDashes(d *document.Document, s document.Sentence, t int) int {
	for t < s.Last && isDash(d, t) {
		t++
	}
	return t
}

// isDash says whether a token is a dash with space around it, which names may
// have or lack.
func isDash(d *document.Document, t int) bool {
	tok := d.Tokens[t]
	return tok.Shape&document.Mark != 0 && (tok.End-tok.Start == 3 || d.Text[tok.Start] == '-')
}

// fits checks the capitals and the words nearby.
func (g *Gazetteer) fits(n *name, d *document.Document, s document.Sentence, told []bool, i int) fit {
	if n.exact {
		for k, shape := range n.shapes {
			if d.Tokens[i+k].Shape&shape != shape {
				return misfit
			}
		}
	}
	if len(n.near) == 0 {
		return fitting
	}
	first, last := s.First, s.Last
	if n.wide {
		first, last = max(0, first-around), min(len(d.Tokens), last+around)
	}
	for i := first; i < last; i++ {
		if w := d.Tokens[i].Word; n.sieve>>(w%64)&1 != 0 && slices.Contains(n.near, w) {
			return fitting
		}
	}
	if n.again && told != nil && told[n.entity] {
		return toldBefore
	}
	return misfit
}

// around is how many words on either side of a sentence may hold what tells a
// system's sense: "handed over seven vessels. The navy …".
const around = 20

// trie is a tree over word numbers. It grows by insert; pack then lays it out
// for step, the children of a node side by side.
type trie struct {
	value []int32 // by node: the first name, or -1
	grown []grown
	roots []root // by word
	nodes []node
	pairs []uint64 // a bit for each pair of words that a name begins with, hashed
	shift uint     // of a hash, that leaves the number of a bit
}

// root is the root's child for a word.
type root struct {
	node  int32 // or 0
	alone least
}

// least is the least that a token must show to be a name by itself.
type least uint8

const (
	never least = iota // the word only begins longer names
	allCapitals
	capital
	anyCase
)

// least returns what a token must show to be this name, whose first word it is.
func (n *name) least() least {
	switch {
	case !n.exact || n.shapes[0] == 0:
		return anyCase
	case n.shapes[0]&document.Upper == 0:
		return capital
	}
	return allCapitals
}

func (l least) allows(shape document.Shape) bool {
	switch l {
	case anyCase:
		return true
	case capital:
		return shape&document.Capital != 0
	case allCapitals:
		return shape&document.Upper != 0
	}
	return false
}

// grown is a node that may still get children.
type grown struct {
	word          uint32
	child, sister int32 // the first child and the next node of the same parent, or 0
}

// node is a node whose children are nodes [first, first+count), by their words.
type node struct {
	word         uint32
	first, count int32
	value        int32
}

func (t *trie) init(size int) {
	t.value, t.grown = append(make([]int32, 0, size), -1), append(make([]grown, 0, size), grown{})
}

func (t *trie) insert(words []uint32) int32 {
	at := t.root(words[0])
	for _, w := range words[1:] {
		next := t.grown[at].child
		for next != 0 && t.grown[next].word != w {
			next = t.grown[next].sister
		}
		if next == 0 {
			next = t.add(w)
			t.grown[next].sister, t.grown[at].child = t.grown[at].child, next
		}
		at = next
	}
	return at
}

// root returns the root's child for a word, which it adds if need be.
func (t *trie) root(word uint32) int32 {
	if n := int(word) + 1 - len(t.roots); n > 0 {
		t.roots = append(t.roots, make([]root, n)...)
	}
	if t.roots[word].node == 0 {
		t.roots[word].node = t.add(word)
	}
	return t.roots[word].node
}

// openAlone lets a word be a name by itself where a token shows the least.
func (t *trie) openAlone(word uint32, l least) { t.roots[word].alone = max(t.roots[word].alone, l) }

func (t *trie) add(word uint32) int32 {
	t.value, t.grown = append(t.value, -1), append(t.grown, grown{word: word})
	return int32(len(t.grown) - 1)
}

// pack lays the nodes out, generation by generation.
func (t *trie) pack() {
	order := make([]int32, 1, len(t.grown)) // of the old nodes
	t.nodes = make([]node, 1, len(t.grown))
	for w, r := range t.roots {
		if r.node != 0 {
			t.roots[w].node = int32(len(order))
			order = append(order, r.node)
			t.nodes = append(t.nodes, node{word: uint32(w), value: t.value[r.node]})
		}
	}
	roots := len(order)
	for i := 1; i < len(order); i++ {
		first := len(order)
		for n := t.grown[order[i]].child; n != 0; n = t.grown[n].sister {
			order = append(order, n)
		}
		slices.SortFunc(order[first:], func(a, b int32) int { return cmp.Compare(t.grown[a].word, t.grown[b].word) })
		for _, n := range order[first:] {
			t.nodes = append(t.nodes, node{word: t.grown[n].word, value: t.value[n]})
		}
		t.nodes[i].first, t.nodes[i].count = int32(first), int32(len(order)-first)
	}
	t.grown, t.value = nil, nil
	t.notePairs(roots)
}

// pairBits is how many bits stand ready for each pair, so that few share one.
const pairBits = 16

// notePairs notes the pairs of words that the names of the first nodes begin with.
func (t *trie) notePairs(roots int) {
	count := 0
	for _, n := range t.nodes[:roots] {
		count += int(n.count)
	}
	size := bits.Len(uint(count*pairBits + 63))
	t.pairs, t.shift = make([]uint64, 1<<size/64), uint(64-size)
	for _, n := range t.nodes[1:roots] {
		for _, child := range t.nodes[n.first : n.first+n.count] {
			bit := t.pair(n.word, child.word)
			t.pairs[bit/64] |= 1 << (bit % 64)
		}
	}
}

// pair returns the bit of a pair of words.
func (t *trie) pair(first, second uint32) uint64 {
	return (uint64(first)<<32 | uint64(second)) * 0x9E3779B97F4A7C15 >> t.shift
}

// mayFollow says whether a name may begin with two words.
func (t *trie) mayFollow(first, second uint32) bool {
	bit := t.pair(first, second)
	return t.pairs[bit/64]>>(bit%64)&1 != 0
}

// open returns the node of a name's first word. The word zero, which is
// unknown, opens nothing, even where a name has a mark without a number.
func (t *trie) open(word uint32) root {
	if word != 0 && int(word) < len(t.roots) {
		return t.roots[word]
	}
	return root{}
}

// fewChildren are looked through one by one.
const fewChildren = 8

// step returns the child of a node for a word, or 0.
func (t *trie) step(n int32, word uint32) int32 {
	if word == 0 {
		return 0
	}
	first, end := t.nodes[n].first, t.nodes[n].first+t.nodes[n].count
	for end-first > fewChildren {
		if middle := (first + end) / 2; t.nodes[middle].word <= word {
			first = middle
		} else {
			end = middle
		}
	}
	for ; first < end; first++ {
		if t.nodes[first].word == word {
			return first
		}
	}
	return 0
}
