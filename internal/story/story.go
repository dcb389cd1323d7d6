// Package story signs texts so that those which tell one story are found: copies
// with another headline and other surroundings, copies that were cut, and
// rewrites of one release.
//
// What is compared are a text's names and numbers: its words of two characters or
// more that begin with a capital or a digit, folded as [document.Fold] does, but
// for a capitalised word that opens a sentence and is followed by a small one. A
// text with fewer than 8 of them is compared by its runs of three words. [Sign]
// keeps the 64 least hashes of them, 16 bits each: all, for most news. [Signature.Near]
// says whether two texts share 8 of them or more and half of what either has
// (Jaccard's index, exact up to 64); [Signature.Bands] are the keys of an index
// that brings near texts together.
//
// Other features were measured on testdata/stories.txtar, and the threshold checked
// on testdata/held-out.txtar, see story_test.go. A rewrite shares 58 to 67 %
// of its names and numbers with its release, what follows on an event 8 to 41 %, another
// release of the same house and form 25 to 33 %. Of runs of three words it is 4 to 9,
// 0 to 3 and 15 to 50 %: they find copies, and take a form for a story.
// What shares neither words nor names, such as two desks' tellings of an interview
// in which nobody else is named, cannot be found here.
//
// Sign costs one pass over the bytes, no storage but the signature, and cannot fail.
//
// After Broder, On the resemblance and containment of documents (1997), and Bawa,
// Condie and Ganesan, LSH forest (2005).
package story

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/attache-kg/attache/internal/document"
)

const (
	kept      = 64 // hashes in a signature
	leastBoth = 8  // shared by texts that are near
	// nearPercent of what two near texts have is in both.
	nearPercent = 50
	// shingle is how many words are one feature of a text that names too little.
	shingle = 3
)

// Signature is a text's features, as sorted hashes; none for a text that has
// fewer than 8. It is a function of the text alone.
type Signature []uint16

// Sign returns the signature of a text.
func Sign(text string) Signature {
	r := reader{text: text}
	r.names()
	if len(r.least) < leastBoth {
		r = reader{text: text}
		r.shingles()
	}
	if len(r.least) < leastBoth {
		return nil
	}
	return r.least
}

// Near says whether two signatures are of texts that tell one story.
func (s Signature) Near(t Signature) bool {
	shared, all := s.common(t)
	return shared >= leastBoth && 100*shared >= nearPercent*all
}

// common counts the features that both have, and those that either has, among
// those below which neither signature leaves out any.
func (s Signature) common(t Signature) (shared, all int) {
	bound := min(s.bound(), t.bound())
	for len(s) > 0 && s[0] <= bound || len(t) > 0 && t[0] <= bound {
		all++
		switch {
		case len(t) == 0 || len(s) > 0 && s[0] < t[0]:
			s = s[1:]
		case len(s) == 0 || t[0] < s[0]:
			t = t[1:]
		default:
			shared++
			s, t = s[1:], t[1:]
		}
	}
	return shared, all
}

// bound is the hash up to which the signature is complete.
func (s Signature) bound() uint16 {
	if len(s) < kept {
		return math.MaxUint16
	}
	return s[kept-1]
}

// Bands is how many bands a signature has.
const Bands = 8

// Band is a place in an order of signatures, one of several orders. Its leading
// StartBits are those of the feature that is least in this order, the others of the
// second: the nearer two texts are, the more orders there are in which they agree.
type Band uint32

// StartBits of a band tell whether two texts may be near.
const StartBits = 16

// Bands returns a signature's place in each order.
func (s Signature) Bands() (bands [Bands]Band) {
	for i := range bands {
		first, second := uint32(math.MaxUint32), uint32(math.MaxUint32)
		for _, h := range s {
			x := scatter(uint64(h)<<8 | uint64(i+1))
			first, second = min(first, uint32(x>>32)), min(second, uint32(x))
		}
		bands[i] = Band(first&^0xffff | second>>16)
	}
	return bands
}

// reader goes over a text once.
type reader struct {
	text  string
	pos   int
	least Signature // the features so far
}

// names collects the names and numbers. The word that opens a sentence waits for
// the one behind it.
func (r *reader) names() {
	opens, waiting, held := true, false, uint64(0)
	for {
		begin, end, stop := r.word()
		opens, waiting = opens || stop, waiting && !stop
		if begin == end {
			return
		}
		if big, digit := telling(r.text[begin:]); !big {
			opens, waiting = false, false
			continue
		} else if waiting {
			r.add(held)
			waiting = false
		} else if opens && !digit {
			waiting = true
		}
		opens = false
		if end-begin < 2 {
			waiting = false
			continue
		}
		if held = hash(r.text[begin:end]); !waiting {
			r.add(held)
		}
	}
}

// shingles collects the runs of words.
func (r *reader) shingles() {
	var last [shingle]uint64
	for n := 1; ; n++ {
		begin, end, _ := r.word()
		if begin == end {
			return
		}
		copy(last[:], last[1:])
		last[shingle-1] = hash(r.text[begin:end])
		if n >= shingle {
			sum := uint64(0)
			for _, h := range last {
				sum = scatter(sum ^ h)
			}
			r.add(sum)
		}
	}
}

// add takes up the hash of a feature.
func (r *reader) add(h uint64) {
	v := uint16(h >> 48)
	if len(r.least) == kept && v >= r.least[kept-1] {
		return
	}
	i, found := slices.BinarySearch(r.least, v)
	if found {
		return
	}
	if r.least == nil {
		r.least = make(Signature, 0, kept)
	}
	if len(r.least) == kept {
		r.least = r.least[:kept-1]
	}
	r.least = slices.Insert(r.least, i, v)
}

const (
	kindOther = iota
	kindStop  // may end a sentence
	kindLetter
	kindCapital
	kindDigit
	kindWide // not ASCII
)

var kinds = func() (k [256]byte) {
	for i := range k {
		switch c := byte(i); {
		case c >= utf8.RuneSelf:
			k[i] = kindWide
		case 'a' <= c && c <= 'z':
			k[i] = kindLetter
		case 'A' <= c && c <= 'Z':
			k[i] = kindCapital
		case '0' <= c && c <= '9':
			k[i] = kindDigit
		case c == '.' || c == '!' || c == '?' || c == '\n' || c == '"' || c == ':':
			k[i] = kindStop
		}
	}
	return k
}()

// word returns the next word, a run of letters and digits without its apostrophe-s,
// and whether a sentence may have ended before it; an empty one at the end.
func (r *reader) word() (begin, end int, stop bool) {
	text, i := r.text, r.pos
	for i < len(text) {
		k := kinds[text[i]]
		if k >= kindLetter && k < kindWide {
			break
		}
		n := 1
		if k == kindWide {
			var c rune
			if c, n = utf8.DecodeRuneInString(text[i:]); isLetter(c) {
				break
			}
			stop = stop || isQuote(c)
		}
		stop = stop || k == kindStop
		i += n
	}
	begin = i
	for i < len(text) {
		k := kinds[text[i]]
		if k < kindLetter {
			break
		}
		n := 1
		if k == kindWide {
			var c rune
			if c, n = utf8.DecodeRuneInString(text[i:]); !isLetter(c) {
				break
			}
		}
		i += n
	}
	r.pos = i + possessive(text[i:])
	return begin, i, stop
}

func isLetter(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mn, c)
}

// isQuote says whether a mark beyond ASCII is a quotation mark.
func isQuote(c rune) bool {
	return unicode.Is(unicode.Pi, c) || unicode.Is(unicode.Pf, c) && c != '’'
}

// possessive returns the length of the apostrophe-s that a text begins with.
func possessive(text string) int {
	if text == "" || text[0] != '\'' && text[0] != "’"[0] {
		return 0
	}
	for _, s := range [...]string{"'s", "’s"} {
		rest, found := strings.CutPrefix(text, s)
		if c, _ := utf8.DecodeRuneInString(rest); found && !isLetter(c) {
			return len(s)
		}
	}
	return 0
}

// telling says whether a word begins like a name or a number.
func telling(word string) (big, digit bool) {
	switch kinds[word[0]] {
	case kindCapital:
		return true, false
	case kindDigit:
		return true, true
	case kindWide:
		c, _ := utf8.DecodeRuneInString(word)
		return unicode.IsUpper(c), false
	}
	return false, false
}

// hash hashes a word's folded form.
func hash(word string) uint64 {
	h := uint64(0)
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= utf8.RuneSelf {
			return hashPlain(document.Fold(word))
		}
		h = (h ^ uint64(c|0x20)) * 0x9E3779B97F4A7C15 // digits have that bit already
	}
	return scatter(h)
}

func hashPlain(word string) uint64 {
	h := uint64(0)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint64(word[i])) * 0x9E3779B97F4A7C15
	}
	return scatter(h)
}

// scatter makes every bit of a number depend on all of them (SplitMix64's finish).
func scatter(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}
