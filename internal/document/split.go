package document

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Splitter cuts text into sentences and tokens.
type Splitter struct {
	Lexicon *Lexicon
	// Abbreviation is the lexicon bit of words whose dot does not end a sentence.
	Abbreviation uint64
	// Opener is the lexicon bit of words that, with a capital, open a sentence
	// even after an abbreviation.
	Opener uint64
	// Opens is the lexicon bit of words whose tokens get the shape Opens.
	Opens uint64
	// Wrap is the longest line of a text whose lines are wrapped, in bytes.
	Wrap    int
	scratch Document // of Words
}

// Split fills d.Sentences, d.Tokens and d.Classes, whose storage it reuses.
func (s *Splitter) Split(d *Document) { s.Part(d, 0, len(d.Text)) }

// Part does the same for some bytes of the text from one on, up to the end of a
// paragraph if there is one near, and returns where the next part begins. Positions
// are those of the whole text.
func (s *Splitter) Part(d *Document, from, size int) (end int) {
	end = partEnd(d.Text, from, size)
	c := cutter{Splitter: s, text: d.Text[:end], from: from, pos: from, tokens: d.Tokens[:0], classes: d.Classes[:0], sentences: d.Sentences[:0]}
	c.wrapped = wrapped(d.Text[from:end], s.Wrap)
	for c.pos < len(c.text) {
		c.block()
	}
	d.Tokens, d.Classes, d.Sentences = c.tokens, c.classes, c.sentences
	return end
}

// partEnd returns where a part of a text that should have some bytes ends.
func partEnd(text string, from, size int) int {
	if len(text)-from <= size+size/4 {
		return len(text)
	}
	window := text[from+size : from+size+size/4]
	for _, end := range [...]string{"\n\n", "\n", ". ", " "} {
		if i := strings.Index(window, end); i >= 0 {
			return from + size + i + len(end)
		}
	}
	end := from + size
	for !utf8.RuneStart(text[end]) {
		end++
	}
	return end
}

// Words returns the tokens of a name, good until the next call, and adds their words to
// the lexicon; it serves one goroutine.
func (s *Splitter) Words(text string) []Token {
	c := cutter{Splitter: s, text: text, tokens: s.scratch.Tokens[:0], classes: s.scratch.Classes[:0]}
	for c.pos < len(text) {
		c.token()
	}
	s.scratch.Tokens, s.scratch.Classes = c.tokens, c.classes
	for i := range c.tokens {
		if t := &c.tokens[i]; t.Word == 0 {
			t.Word = s.Lexicon.Add(text[t.Start:t.End])
		}
	}
	return c.tokens
}

// wrapped says whether a text's lines are cut at a width: it has several lines
// near it, and few, such as the headline, are longer.
func wrapped(text string, width int) bool {
	near, longer := 0, 0
	for len(text) > 0 {
		line, rest, found := strings.Cut(text, "\n")
		switch {
		case len(line) > width:
			longer++
		case len(line) > width/2:
			near++
		}
		if !found {
			break
		}
		text = rest
	}
	return near > 2 && longer <= near/5
}

type cutter struct {
	*Splitter
	text      string
	from      int // where the part of the text begins that is split
	pos       int
	wrapped   bool
	blocks    int
	bits      uint64 // of the sentence begun
	spaced    bool   // the same
	tokens    []Token
	classes   []uint64
	sentences []Sentence
}

// block reads one paragraph, headline or list item.
func (c *cutter) block() {
	c.skipSpace()
	item := c.bullet()
	end := c.blockEnd()
	for end > c.pos && isSpace(c.text[end-1]) {
		end-- // what a token skips must not reach into the next block
	}
	first := len(c.tokens)
	for c.pos < end {
		if c.shortWords(end); c.pos >= end {
			break
		}
		c.token()
		if c.ends(first, end) {
			c.sentence(first, item)
			first, item = len(c.tokens), false
		}
	}
	c.sentence(first, item)
	c.blocks++
}

func (c *cutter) skipSpace() {
	for c.pos < len(c.text) {
		r, n := utf8.DecodeRuneInString(c.text[c.pos:])
		if !unicode.IsSpace(r) && r != '\ufeff' && r != '\u200b' {
			return
		}
		c.pos += n
	}
}

// bullet skips the mark that opens a list item.
func (c *cutter) bullet() bool {
	rest := c.text[c.pos:]
	if n := numbered(rest); n > 0 {
		c.pos += n
		c.skipSpace()
		return true
	}
	if rest == "" || kinds[rest[0]] < kindMark {
		return false
	}
	for _, b := range [...]string{"- ", "-- ", "--", "* ", "• ", "•", "– ", "— ", "· ", "▪ "} {
		if strings.HasPrefix(rest, b) {
			c.pos += len(b)
			c.skipSpace()
			return true
		}
	}
	return false
}

// numbered returns the length of the number that opens a list item: "2. ", "12) ".
func numbered(text string) int {
	n := 0
	for n < len(text) && n < 3 && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	if n == 0 || n > 2 || n+1 >= len(text) || text[n] != '.' && text[n] != ')' || text[n+1] != ' ' {
		return 0
	}
	return n + 2
}

// blockEnd returns where the block that starts here ends: at a line end, or in
// wrapped text at an empty line or before a bullet.
func (c *cutter) blockEnd() int {
	for i := c.pos; ; {
		n := strings.IndexByte(c.text[i:], '\n')
		if n < 0 {
			return len(c.text)
		}
		i += n
		if !c.wrapped {
			return i
		}
		next := strings.TrimLeft(c.text[i+1:], " \t\r")
		if strings.HasPrefix(next, "\n") || strings.HasPrefix(next, "- ") || strings.HasPrefix(next, "• ") {
			return i
		}
		i++
	}
}

// sentence closes the sentence that began with token first.
func (c *cutter) sentence(first int, item bool) {
	if first == len(c.tokens) {
		return
	}
	c.sentences = append(c.sentences, Sentence{
		Begin: int(c.tokens[first].Start), End: int(c.tokens[len(c.tokens)-1].End),
		First: first, Last: len(c.tokens), Block: c.blocks, Item: item, Bits: c.bits, Spaced: c.spaced,
	})
	c.bits, c.spaced = 0, false
}

// ends says whether the token just read ends a sentence; it then takes closing
// quotes along.
func (c *cutter) ends(first, end int) bool {
	if len(c.tokens) == first {
		return false
	}
	last := c.tokens[len(c.tokens)-1]
	switch c.text[last.End-1] {
	case '!', '?':
	case '.':
		if last.Shape&Letters != 0 && !c.dotEnds(last, end) {
			return false
		}
	default:
		return false
	}
	return c.closeQuotes(end) && c.opens(end)
}

// dotEnds says whether a word with its own dot ends the sentence.
func (c *cutter) dotEnds(t Token, end int) bool {
	i := int(t.End)
	for i < end && isSpace(c.text[i]) {
		i++
	}
	j := i
	for j < end && isLetter(c.text[j]) {
		j++
	}
	if i == j || j == i+1 && c.text[i] != 'A' && c.text[i] != 'I' {
		return false
	}
	return c.text[i] >= 'A' && c.text[i] <= 'Z' && c.Lexicon.bits[c.Lexicon.Find(c.text[i:j])]&c.Opener != 0
}

// closeQuotes reads the closing quotes and brackets after a sentence's end.
func (c *cutter) closeQuotes(end int) bool {
	for c.pos < end {
		rest := c.text[c.pos:end]
		switch {
		case rest[0] == '"' || rest[0] == '\'' || rest[0] == ')' || rest[0] == ']':
			c.mark(1)
		case strings.HasPrefix(rest, "”") || strings.HasPrefix(rest, "’") || strings.HasPrefix(rest, "»"):
			_, n := utf8.DecodeRuneInString(rest)
			c.mark(n)
		default:
			return true
		}
	}
	return true
}

// opens says whether what follows can open a sentence.
func (c *cutter) opens(end int) bool {
	i := c.pos
	for i < end && isSpace(c.text[i]) {
		i++
	}
	if i >= end {
		return true
	}
	if i == c.pos && c.text[i] < utf8.RuneSelf && !isUpper(c.text[i]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(c.text[i:end])
	return !unicode.IsLower(r) && r != ',' && r != ';'
}

const (
	kindSpace = iota
	kindLower
	kindUpper
	kindDigit
	kindMark
	kindWide // not ASCII
)

var kinds = func() (k [256]byte) {
	for i := range k {
		switch c := byte(i); {
		case c >= utf8.RuneSelf:
			k[i] = kindWide
		case c == ' ' || c >= '\t' && c <= '\r':
			k[i] = kindSpace
		case 'a' <= c && c <= 'z':
			k[i] = kindLower
		case 'A' <= c && c <= 'Z':
			k[i] = kindUpper
		case '0' <= c && c <= '9':
			k[i] = kindDigit
		default:
			k[i] = kindMark
		}
	}
	return k
}()

func isSpace(c byte) bool  { return kinds[c] == kindSpace }
func isUpper(c byte) bool  { return kinds[c] == kindUpper }
func isLetter(c byte) bool { return kinds[c] == kindLower || kinds[c] == kindUpper }

// token reads the next token, if any, and the white space before it.
func (c *cutter) token() {
	start := c.pos
	for c.pos < len(c.text) && isSpace(c.text[c.pos]) {
		c.pos++
	}
	if n := c.pos - start; n > 1 || n == 1 && c.text[start] != ' ' {
		c.spaced = true
	}
	if c.pos >= len(c.text) {
		return
	}
	switch kinds[c.text[c.pos]] {
	case kindLower, kindUpper:
		c.word()
	case kindDigit:
		c.number()
	case kindMark:
		c.symbol()
	default:
		c.wide()
	}
}

// wordBytes is the longest word of ASCII letters that a lexicon may know.
const wordBytes = 32

// shortWords reads commas, and words of fewer than slotBytes ASCII letters, with one
// blank or none before each, as long as nothing else comes. None of them ends a
// sentence, and nine of ten tokens are of them, so this is the loop that counts: it
// keeps what it needs out of the cutter.
func (c *cutter) shortWords(end int) {
	text, pos, tokens, all, bits, opens := c.text, c.pos, c.tokens, c.classes, c.bits, c.Opens
	slots, shift, mask := c.Lexicon.slots, c.Lexicon.shift, uint64(len(c.Lexicon.slots)-1)
words:
	for last := min(end, len(text)-slotBytes-1); pos < last; {
		start := pos
		if text[start] == ' ' {
			start++
		}
		head, n, lower := letters(eight(text, start))
		k := key{head: head, sum: head, length: n}
		if n == headBytes {
			rest, more, low := letters(eight(text, start+headBytes))
			if more == headBytes {
				break
			}
			if lower = lower || low; more > 0 {
				k.add(rest, more)
				n += more
			}
		}
		t := Token{Start: uint32(start), End: uint32(start + n)}
		var classes uint64
		switch {
		case n > 0 && !stops[text[start+n]]:
			i := k.hash() >> shift
			slot := &slots[i&mask]
			for (slot.head != head || slot.tag != uint32(n) || slot.rest != k.rest) && slot.word != 0 {
				i++
				slot = &slots[i&mask]
			}
			t.Word, classes, t.Shape = slot.word, slot.bits, shapeOf(text[start], n, lower)
		case n == 0 && text[start] == ',':
			t.End++
			t.Word, t.Shape = c.Lexicon.marks[','], Mark
			classes = c.Lexicon.bits[t.Word]
		default:
			break words
		}
		if start == pos && len(tokens) > 0 && int(tokens[len(tokens)-1].End) == start {
			t.Shape |= Glued
		}
		bits |= classes
		if classes&opens != 0 {
			t.Shape |= Opens
		}
		pos = int(t.End)
		if len(tokens) == cap(tokens) || len(all) == cap(all) {
			c.pos, c.tokens, c.classes = pos, tokens, all
			c.grow()
			tokens, all = c.tokens, c.classes
		}
		tokens, all = append(tokens, t), append(all, classes)
	}
	c.pos, c.tokens, c.classes, c.bits = pos, tokens, all, bits
}

// stops holds for the bytes behind letters that may go on the word.
var stops = func() (stop [256]bool) {
	for i := range stop {
		stop[i] = i >= utf8.RuneSelf || i == '.' || i == '\''
	}
	return stop
}()

// shapeOf returns the shape of a word of n ASCII letters by the first; lower says
// whether one of them is in lower case.
func shapeOf(first byte, n int, lower bool) Shape {
	switch {
	case !isUpper(first):
		return Letters
	case lower || n == 1:
		return Letters | Capital
	}
	return Letters | Capital | Upper
}

// word reads a run of letters of any length, eight at a time, and what a dot or an
// apostrophe adds to it.
func (c *cutter) word() {
	start := c.pos
	var folded [wordBytes]byte
	var k key
	i, lower := start, false
	for n := 8; n == 8; {
		var chunk uint64
		var low bool
		chunk, n, low = letters(load(c.text, i))
		if i-start < wordBytes && n > 0 {
			binary.LittleEndian.PutUint64(folded[i-start:], chunk)
			k.add(chunk, n)
		}
		lower = lower || low
		i += n
	}
	if i < len(c.text) {
		switch b := c.text[i]; {
		case b >= utf8.RuneSelf:
			c.wideWord(start)
			return
		case (b == '.' || b == '\'') && c.oddWord(start, i):
			return
		}
	}
	c.pos = i
	var word uint32
	var classes uint64
	if i-start <= wordBytes {
		word, classes = c.lookupBytes(k, &folded)
	}
	c.addOf(start, i, word, classes, shapeOf(c.text[start], i-start, lower))
	c.dotOf(start, i)
}

// lookupBytes returns a word and its classes, which stand in its slot: a second
// table would cost another miss of the cache at each token.
func (c *cutter) lookupBytes(k key, folded *[wordBytes]byte) (word uint32, classes uint64) {
	l := c.Lexicon
	tag := k.tag()
	mask := uint64(len(l.slots) - 1)
	for i := k.hash() >> l.shift; ; i++ {
		s := &l.slots[i&mask]
		if s.head == k.head && s.rest == k.rest && s.tag == tag && (k.length <= slotBytes || l.words[s.word] == string(folded[:k.length])) {
			return s.word, s.bits
		}
		if s.word == 0 {
			return 0, 0
		}
	}
}

const (
	eachByte = 0x0101010101010101
	topBits  = 0x80 * eachByte
)

// letters returns in lower case the n ASCII letters that eight bytes begin with,
// zeros behind them, and whether one of them was in lower case before.
func letters(bytes uint64) (folded uint64, n int, lower bool) {
	low := (bytes | 0x20*eachByte) &^ topBits
	// The sums set the top bit of each byte from 'a' on, and of each behind 'z'.
	isLetter := (low + (0x80-'a')*eachByte) &^ (low + (0x80-'z'-1)*eachByte) &^ bytes & topBits
	other := isLetter ^ topBits
	n = bits.TrailingZeros64(other) / 8
	taken := other&-other>>7 - 1 // below the first byte that is none
	return low & taken, n, bytes<<2&isLetter&taken != 0
}

// dotOf gives the word just read its dot when the dot marks an abbreviation or
// initial.
func (c *cutter) dotOf(start, end int) {
	if end >= len(c.text) || c.text[end] != '.' {
		return
	}
	t := &c.tokens[len(c.tokens)-1]
	initial := t.Shape&Capital != 0 && (end == start+1 || end == start+2 && t.Shape&Upper == 0 && end+1 < len(c.text) && isUpper(c.text[end+1])) // "Kh.Battulga"
	if initial || c.Lexicon.bits[t.Word]&c.Abbreviation != 0 {
		t.End++
		t.Shape |= Dotted
		c.pos = end + 1
	}
}

// oddWord reads words with dots or apostrophes inside: U.S., Da'esh, don't.
func (c *cutter) oddWord(start, i int) bool {
	if c.text[i] == '.' {
		return c.acronym(start, i)
	}
	j := i + 1
	for j < len(c.text) && isLetter(c.text[j]) {
		j++
	}
	if j == i+1 || j == i+2 && c.text[i+1]|0x20 == 's' {
		return false
	}
	c.folded(start, j)
	return true
}

// acronym reads single letters with dots: U.S., U.N., D.C.
func (c *cutter) acronym(start, i int) bool {
	j := i
	for letters := start + 1; letters == j && j+1 < len(c.text) && c.text[j] == '.' && isLetter(c.text[j+1]); letters = j {
		j += 2
	}
	if j == i || j-1 != start && (j-start)%2 == 0 {
		return false
	}
	if j < len(c.text) && isLetter(c.text[j]) {
		return false
	}
	end := j
	if j < len(c.text) && c.text[j] == '.' {
		end++
	}
	c.folded(start, end)
	t := &c.tokens[len(c.tokens)-1]
	if t.Shape&Capital != 0 {
		t.Shape |= Upper
	}
	if end > j {
		t.Shape |= Dotted
	}
	return true
}

func (c *cutter) folded(start, end int) {
	shape := Letters
	r, _ := utf8.DecodeRuneInString(c.text[start:end])
	if unicode.IsUpper(r) {
		shape |= Capital
		if s := c.text[start:end]; len(s) > 1 && !hasLower(s) && strings.ToUpper(s) == s {
			shape |= Upper
		}
	}
	c.pos = end
	c.add(start, end, c.Lexicon.Find(c.text[start:end]), shape)
}

// hasLower says whether a word has an ASCII letter in lower case.
func hasLower(s string) bool {
	for i := 0; i < len(s); i++ {
		if kinds[s[i]] == kindLower {
			return true
		}
	}
	return false
}

// wideWord reads a word that holds letters beyond ASCII.
func (c *cutter) wideWord(start int) {
	i := start
	for i < len(c.text) {
		if isLetter(c.text[i]) {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(c.text[i:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && r != '\u00ad' && !c.innerApostrophe(r, i+n) {
			break
		}
		i += n
	}
	c.folded(start, i)
	c.dotOf(start, i)
}

// innerApostrophe says whether an apostrophe at the end of text[:i] stands
// inside a word and opens no possessive.
func (c *cutter) innerApostrophe(r rune, i int) bool {
	if r != '’' && r != '\'' && r != 'ʼ' {
		return false
	}
	rest := c.text[i:]
	if len(rest) == 0 || !isLetter(rest[0]) {
		return false
	}
	return !(rest[0]|0x20 == 's' && (len(rest) == 1 || !isLetter(rest[1])))
}

// number reads digits with separators: 2,000 and 7.5 are one token.
func (c *cutter) number() {
	start := c.pos
	i := start
	for i < len(c.text) {
		b := c.text[i]
		separator := (b == ',' || b == '.') && i+1 < len(c.text) && kinds[c.text[i+1]] == kindDigit
		if kinds[b] != kindDigit && !separator {
			break
		}
		i++
	}
	c.pos = i
	c.add(start, i, c.Lexicon.find(c.text[start:i]), Digits)
}

// symbol reads a mark; an apostrophe-s is a possessive, a hyphen between
// letters or digits joins them.
func (c *cutter) symbol() {
	switch b := c.text[c.pos]; b {
	case '\'':
		c.apostrophe(1)
	case '-':
		c.hyphen()
	case '`':
		c.mark(1)
	default:
		c.mark(1)
	}
}

func (c *cutter) wide() {
	r, n := utf8.DecodeRuneInString(c.text[c.pos:])
	switch {
	case '‒' <= r && r <= '‧' && r != '’': // dashes and quotes
		c.mark(n)
	case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
		c.pos += n
		c.spaced = true
	case unicode.IsLetter(r):
		c.wideWord(c.pos)
	case r == '’':
		c.apostrophe(n)
	case r == '‑' || r == '×':
		c.joined(n)
	default:
		c.mark(n)
	}
}

// apostrophe reads a possessive: 's, or a bare apostrophe after an s.
func (c *cutter) apostrophe(n int) {
	i := c.pos + n
	after := c.pos > 0 && len(c.tokens) > 0 && int(c.tokens[len(c.tokens)-1].End) == c.pos && c.tokens[len(c.tokens)-1].Shape&(Letters|Digits) != 0
	if after && i < len(c.text) && c.text[i]|0x20 == 's' && (i+1 == len(c.text) || !isLetter(c.text[i+1])) {
		c.possessive(i + 1)
		return
	}
	if after && c.text[c.pos-1] == 's' && i < len(c.text) && c.text[i] == ' ' {
		c.possessive(i)
		return
	}
	c.mark(n)
}

func (c *cutter) possessive(end int) {
	start := c.pos
	c.pos = end
	c.add(start, end, PossessiveWord, Possessive)
}

// hyphen reads a hyphen: inside a compound it only joins.
func (c *cutter) hyphen() {
	if c.pos+1 < len(c.text) && kinds[c.text[c.pos+1]] == kindMark {
		n := 1
		for c.pos+n < len(c.text) && c.text[c.pos+n] == '-' {
			n++
		}
		c.mark(n)
		return
	}
	c.joined(1)
}

func (c *cutter) joined(n int) {
	before := len(c.tokens) > 0 && int(c.tokens[len(c.tokens)-1].End) == c.pos && c.tokens[len(c.tokens)-1].Shape&(Letters|Digits) != 0
	after := c.pos+n < len(c.text) && !isSpace(c.text[c.pos+n]) && kinds[c.text[c.pos+n]] != kindMark
	if !before || !after {
		c.mark(n)
		return
	}
	c.pos += n
	had := len(c.tokens)
	c.token()
	if len(c.tokens) > had {
		c.tokens[had].Shape |= Hyphen
	}
}

func (c *cutter) mark(n int) {
	start := c.pos
	c.pos += n
	if n == 1 {
		c.add(start, c.pos, c.Lexicon.marks[c.text[start]], Mark)
		return
	}
	c.add(start, c.pos, c.Lexicon.find(c.text[start:c.pos]), Mark)
}

// add adds a token of a word whose classes are not at hand.
func (c *cutter) add(start, end int, word uint32, shape Shape) {
	c.addOf(start, end, word, c.Lexicon.bits[word], shape)
}

func (c *cutter) addOf(start, end int, word uint32, classes uint64, shape Shape) {
	if len(c.tokens) > 0 && int(c.tokens[len(c.tokens)-1].End) == start {
		shape |= Glued
	}
	c.bits |= classes
	if classes&c.Opens != 0 {
		shape |= Opens
	}
	if len(c.tokens) == cap(c.tokens) || len(c.classes) == cap(c.classes) {
		c.grow()
	}
	c.tokens, c.classes = append(c.tokens, Token{Start: uint32(start), End: uint32(end), Word: word, Shape: shape}), append(c.classes, classes)
}

// grow makes room for more tokens.
func (c *cutter) grow() {
	n := c.more()
	c.tokens, c.classes = slices.Grow(c.tokens, n), slices.Grow(c.classes, n)
}

// more returns how many tokens to make room for: as many as there are, and once
// there are enough to tell, a little more than the rest of the text will have.
// So the tokens of a long text are copied few times and waste little.
func (c *cutter) more() int {
	n := len(c.tokens)
	if n < 1<<13 {
		return max(n, min(64, len(c.text)/4+1))
	}
	return n/8 + int(float64(len(c.text)-c.pos)*float64(n)/float64(c.pos-c.from)*1.1)
}
