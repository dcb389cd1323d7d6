package document

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Lexicon numbers words by their folded form and keeps 64 bits of classes for
// each. Fill it with Add and Mark, then Freeze it before use; look-ups are then
// safe for concurrent use.
type Lexicon struct {
	words []string // by number; zero is no word
	bits  []uint64
	slots []slot      // open addressing, a power of two
	shift uint        // of a hash, that leaves an index of slots
	marks [256]uint32 // by ASCII character: its word when the lexicon was frozen
}

// slot tells a word from others without a look at its text: one of up to slotBytes
// surely, a longer one almost always. Two slots are one line of a cache.
type slot struct {
	head, rest uint64 // the first bytes of the folded form, the first the lowest
	bits       uint64 // its classes when the lexicon was frozen
	tag        uint32 // its length, if that is at most slotBytes, or bits of its hash
	word       uint32
}

// headBytes of a word are read at a time; slotBytes of it stand in its slot.
const headBytes, slotBytes = 8, 16

// PossessiveWord is the number of every apostrophe-s.
const PossessiveWord = 1

// NewLexicon returns a lexicon that knows the apostrophe-s only.
func NewLexicon() *Lexicon {
	const words = 1 << 16 // a large pack has no more
	l := &Lexicon{words: append(make([]string, 0, words), "", "'s"), bits: make([]uint64, 2, words)}
	l.resize(2 * words)
	return l
}

// Add returns the number of a word, new or known. The word is folded first.
func (l *Lexicon) Add(word string) uint32 {
	folded := Fold(word)
	if n := l.find(folded); n != 0 || folded == "" {
		return n
	}
	if len(l.words)*2 > len(l.slots) {
		l.resize(2 * len(l.slots))
	}
	n := uint32(len(l.words))
	l.words = append(l.words, folded)
	l.bits = append(l.bits, 0)
	l.put(n)
	return n
}

// Mark adds class bits to a word.
func (l *Lexicon) Mark(word uint32, bits uint64) {
	if word != 0 {
		l.bits[word] |= bits
	}
}

// Freeze gives the splitter the words' classes; no word may be added or marked
// afterwards.
func (l *Lexicon) Freeze() {
	for i := range l.slots {
		if w := l.slots[i].word; w != 0 {
			l.slots[i].bits = l.bits[w]
		}
	}
	for c := range utf8.RuneSelf {
		l.marks[c] = l.find(string(rune(c)))
	}
}

// Bits returns the class bits of a word.
func (l *Lexicon) Bits(word uint32) uint64 { return l.bits[word] }

// Word returns the folded form of a word.
func (l *Lexicon) Word(n uint32) string { return l.words[n] }

// Len returns one more than the largest number given.
func (l *Lexicon) Len() int { return len(l.words) }

func (l *Lexicon) resize(slots int) {
	l.slots, l.shift = make([]slot, slots), uint(64-bits.TrailingZeros(uint(slots)))
	for n := 1; n < len(l.words); n++ {
		l.put(uint32(n))
	}
}

// put gives a word a slot.
func (l *Lexicon) put(word uint32) {
	k := keyOf(l.words[word])
	mask := uint64(len(l.slots) - 1)
	i := k.hash() >> l.shift
	for l.slots[i].word != 0 {
		i = (i + 1) & mask
	}
	l.slots[i] = slot{k.head, k.rest, l.bits[word], k.tag(), word}
}

// find returns the number of a folded word, zero when unknown.
func (l *Lexicon) find(folded string) uint32 { return l.lookup(keyOf(folded), folded) }

// lookup finds a folded word by its key; the word itself may be missing when it
// has no more than slotBytes.
func (l *Lexicon) lookup(k key, folded string) uint32 {
	tag := k.tag()
	mask := uint64(len(l.slots) - 1)
	for i := k.hash() >> l.shift; ; i++ {
		s := &l.slots[i&mask]
		if s.head == k.head && s.rest == k.rest && s.tag == tag && (k.length <= slotBytes || l.words[s.word] == folded) {
			return s.word
		}
		if s.word == 0 {
			return 0
		}
	}
}

// Find returns the number of a word, zero when unknown.
func (l *Lexicon) Find(word string) uint32 {
	if plain(word) {
		return l.find(word)
	}
	var buffer [32]byte // longer words, which are rare, go on the heap
	return l.find(string(appendFold(buffer[:0], word)))
}

// key is what a word is looked up by. It is built eight bytes at a time.
type key struct {
	head   uint64
	rest   uint64
	sum    uint64 // over all bytes
	length int
}

// add appends n bytes to a key, those of chunk; all but the last n are 8.
func (k *key) add(chunk uint64, n int) {
	switch k.length {
	case 0:
		k.head = chunk
	case headBytes:
		k.rest = chunk
	}
	k.sum = k.sum*0x9E3779B97F4A7C15 ^ chunk
	k.length += n
}

func (k *key) hash() uint64 { return (k.sum ^ k.sum>>32) * 0x9E3779B97F4A7C15 }

func (k *key) tag() uint32 {
	if k.length <= slotBytes {
		return uint32(k.length)
	}
	return uint32(k.hash()>>8) | 1<<31
}

func keyOf(s string) (k key) {
	for i := 0; i < len(s); i += 8 {
		k.add(load(s, i), min(8, len(s)-i))
	}
	return k
}

// eight returns the eight bytes of s from i on, all of which it must have.
func eight(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// load returns the eight bytes of s from i on, the first the lowest, zeros
// behind the end.
func load(s string, i int) uint64 {
	switch n := len(s) - i; {
	case n >= 8:
		return eight(s, i)
	case n >= 4: // two fours that overlap
		return four(s, i) | four(s, i+n-4)<<(8*(n-4)&63)
	case n > 0: // three bytes of which some may be one
		return uint64(s[i]) | uint64(s[i+n/2])<<(8*(n/2)&63) | uint64(s[i+n-1])<<(8*(n-1)&63)
	}
	return 0
}

// four returns the four bytes of s from i on, all of which it must have.
func four(s string, i int) uint64 {
	s = s[i : i+4]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

// Fold returns the form under which a word is looked up: lower case, without
// accents, apostrophes and dots.
func Fold(word string) string {
	if plain(word) {
		return word
	}
	var buffer [64]byte // longer words, which are rare, go on the heap
	return string(appendFold(buffer[:0], word))
}

// plain says whether a word is its own folded form, as most are.
func plain(word string) bool {
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '.' || c == '\'' {
			return false
		}
	}
	return true
}

// appendFold appends the folded form of a word.
func appendFold(b []byte, word string) []byte {
	start := len(b)
	for _, r := range word {
		switch {
		case 'a' <= r && r <= 'z':
			b = append(b, byte(r))
		case r < utf8.RuneSelf:
			b = appendFoldedRune(b, r)
		case r < latinEnd:
			b = append(b, latin[r]...)
		case r != '’':
			return appendFoldedRunes(b[:start], norm.NFKD.String(word))
		}
	}
	return b
}

// latin is the folded form of each letter with an accent that has one code point.
var latin = func() (folded [latinEnd]string) {
	for r := rune(utf8.RuneSelf); r < latinEnd; r++ {
		folded[r] = string(appendFoldedRunes(nil, norm.NFKD.String(string(r))))
	}
	return folded
}()

// latinEnd is behind the last letter of Latin Extended-B.
const latinEnd = 0x250

func appendFoldedRunes(b []byte, decomposed string) []byte {
	for _, r := range decomposed {
		b = appendFoldedRune(b, r)
	}
	return b
}

func appendFoldedRune(b []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(b, byte(r)|0x20)
	case r == '.' || r == '\'':
		return b
	case r < utf8.RuneSelf:
		return append(b, byte(r))
	case r == '’' || r == '‘' || r == 'ʼ' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		return b
	case r == 'ß':
		return append(b, "ss"...)
	case r == 'ø' || r == 'Ø':
		return append(b, 'o')
	case r == 'ł' || r == 'Ł':
		return append(b, 'l')
	case r == 'đ' || r == 'Đ':
		return append(b, 'd')
	case r == 'ı':
		return append(b, 'i')
	case r == 'æ' || r == 'Æ':
		return append(b, "ae"...)
	}
	return utf8.AppendRune(b, unicode.ToLower(r))
}

// Clear takes class bits away from a word.
func (l *Lexicon) Clear(word uint32, bits uint64) { l.bits[word] &^= bits }
