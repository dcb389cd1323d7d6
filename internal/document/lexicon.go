package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Lexicon numbers words by their folded form and keeps 64 bits of classes for
// each. Fill it with Add before use; look-ups are then safe for concurrent use.
type Lexicon struct {
	words []string // by number; zero is no word
	bits  []uint64
	slots []slot // open addressing, a power of two
}

type slot struct {
	hash uint32
	word uint32
}

// PossessiveWord is the number of every apostrophe-s.
const PossessiveWord = 1

// NewLexicon returns a lexicon that knows the apostrophe-s only.
func NewLexicon() *Lexicon {
	l := &Lexicon{words: []string{"", "'s"}, bits: []uint64{0, 0}, slots: make([]slot, 1<<17)}
	l.put(slot{hashOf("'s"), PossessiveWord})
	return l
}

// Add returns the number of a word, new or known. The word is folded first.
func (l *Lexicon) Add(word string) uint32 {
	folded := Fold(word)
	if n := l.find(folded); n != 0 || folded == "" {
		return n
	}
	if len(l.words)*2 > len(l.slots) {
		l.grow()
	}
	n := uint32(len(l.words))
	l.words = append(l.words, folded)
	l.bits = append(l.bits, 0)
	l.put(slot{hashOf(folded), n})
	return n
}

// Mark adds class bits to a word.
func (l *Lexicon) Mark(word uint32, bits uint64) {
	if word != 0 {
		l.bits[word] |= bits
	}
}

// Bits returns the class bits of a word.
func (l *Lexicon) Bits(word uint32) uint64 { return l.bits[word] }

// Word returns the folded form of a word.
func (l *Lexicon) Word(n uint32) string { return l.words[n] }

// Len returns one more than the largest number given.
func (l *Lexicon) Len() int { return len(l.words) }

func (l *Lexicon) grow() {
	l.slots = make([]slot, 2*len(l.slots))
	for n, w := range l.words[1:] {
		l.put(slot{hashOf(w), uint32(n + 1)})
	}
}

func (l *Lexicon) put(s slot) {
	mask := uint32(len(l.slots) - 1)
	i := s.hash & mask
	for l.slots[i].word != 0 {
		i = (i + 1) & mask
	}
	l.slots[i] = s
}

// find returns the number of a folded word, zero when unknown.
func (l *Lexicon) find(folded string) uint32 { return l.lookup(hashOf(folded), folded) }

func (l *Lexicon) lookup(hash uint32, folded string) uint32 {
	mask := uint32(len(l.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s := l.slots[i]
		if s.word == 0 {
			return 0
		}
		if s.hash == hash && l.words[s.word] == folded {
			return s.word
		}
	}
}

// Find returns the number of a word, zero when unknown.
func (l *Lexicon) Find(word string) uint32 { return l.find(Fold(word)) }

const hashSeed = 2166136261

func hashOf(s string) uint32 {
	h := uint32(hashSeed)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h ^ h>>15
}

// Fold returns the form under which a word is looked up: lower case, without
// accents, apostrophes and dots.
func Fold(word string) string {
	ascii := true
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c == '.' || c == '\'' {
			ascii = false
			break
		}
	}
	if ascii {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		switch {
		case r == '.' || r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case r == 'đ' || r == 'Đ':
			b.WriteByte('d')
		case r == 'ı':
			b.WriteByte('i')
		case r == 'æ' || r == 'Æ':
			b.WriteString("ae")
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// Clear takes class bits away from a word.
func (l *Lexicon) Clear(word uint32, bits uint64) { l.bits[word] &^= bits }
