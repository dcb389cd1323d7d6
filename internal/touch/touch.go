// Package touch tells which documents a change of rules or entities can touch.
//
// A document's [Words] are a compressed set of hashes of its folded words, some 350
// bytes for a text of news length. What people curate is a list of [Item]s, each with its
// content's hash and with the words that a document must have for the item to
// matter to it. [Between] compares two lists; [Change.Touches] may say yes without
// need, once in a thousand times for each word that it asks for, and never says no wrongly.
package touch

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"slices"
)

// Word is a word's hash.
type Word uint32

// WordOf hashes a folded word.
func WordOf(folded string) Word {
	h := fnv.New32a()
	h.Write([]byte(folded))
	return Word(h.Sum32())
}

// Words is the set of a document's words: their number as a varint, then, in
// ascending order, their hashes scaled to a range of 2^precision times that number,
// as gaps in Rice's code. (A Golomb-coded set, after Putze, Sanders and Singler,
// "Cache-, hash- and space-efficient Bloom filters", 2007.)
type Words []byte

// precision is the bits of a gap that are written as they are: one word in 2^precision
// that is not there seems to be. A word takes some 1.5 bits more.
const precision = 10

// scale returns the place of a word in the range of a set of n words.
func (w Word) scale(n uint64) uint64 { return uint64(w) * (n << precision) >> 32 }

// places returns the places of the set's words, ascending, and their number n.
func (s Words) places() (places []uint64, n uint64) {
	n, used := binary.Uvarint(s)
	if used <= 0 || n > uint64(len(s))*8 {
		return nil, 0
	}
	r := bitReader{b: s[used:]}
	places = make([]uint64, 0, n)
	at := uint64(0)
	for range n {
		at += r.rice()
		places = append(places, at)
	}
	return places, n
}

// bitReader reads bits, the lowest of a byte first; behind the end there are zeros.
type bitReader struct {
	b  []byte
	at int
}

func (r *bitReader) bit() uint64 {
	i := r.at
	r.at++
	if i/8 >= len(r.b) {
		return 0
	}
	return uint64(r.b[i/8] >> (i % 8) & 1)
}

func (r *bitReader) rice() (v uint64) {
	for r.bit() == 1 {
		v += 1 << precision
	}
	for i := range precision {
		v |= r.bit() << i
	}
	return v
}

type bitWriter struct {
	b  []byte
	at int
}

func (w *bitWriter) bits(v uint64, n int) {
	for range n {
		if w.at%8 == 0 {
			w.b = append(w.b, 0)
		}
		w.b[len(w.b)-1] |= byte(v&1) << (w.at % 8)
		v >>= 1
		w.at++
	}
}

func (w *bitWriter) rice(v uint64) {
	for ; v >= 1<<precision; v -= 1 << precision {
		w.bits(1, 1)
	}
	w.bits(v<<1, precision+1)
}

// Gather returns the set of words, which it sorts.
func Gather(words []Word) Words {
	slices.Sort(words)
	words = slices.Compact(words)
	n := uint64(len(words))
	w := bitWriter{b: binary.AppendUvarint(make([]byte, 0, 4+len(words)*3/2), n)}
	last := uint64(0)
	for _, word := range words {
		at := word.scale(n)
		w.rice(at - last)
		last = at
	}
	return w.b
}

// Item is something that people curate and that stands for itself: a rule, or a
// name of an entity.
type Item struct {
	Hash uint64   // of its content
	Any  [][]Word // it can touch a document that has all words of one of these; nil: every document
}

// Change is what differs between two lists of items.
type Change struct {
	all   bool
	needs [][]Word
}

// manyNeeds is more than is worth asking of each document.
const manyNeeds = 5000

// Between returns what items of one list the other lacks. Their order does not count.
func Between(old, now []Item) Change {
	counts := make(map[uint64]int, len(old))
	for _, i := range old {
		counts[i.Hash]++
	}
	var c Change
	for _, i := range now {
		if counts[i.Hash]--; counts[i.Hash] < 0 {
			c.add(i)
		}
	}
	for _, i := range old {
		if counts[i.Hash] > 0 {
			counts[i.Hash]--
			c.add(i)
		}
	}
	return c
}

func (c *Change) add(i Item) {
	c.needs = append(c.needs, i.Any...)
	c.all = c.all || i.Any == nil || len(c.needs) > manyNeeds
}

// Everything is the change that touches every document.
var Everything = Change{all: true}

// Touches says whether the change can matter to a document with these words; no
// words are those of a document that nobody knows.
func (c Change) Touches(s Words) bool {
	if c.all || len(s) == 0 {
		return true
	}
	places, n := s.places()
	missing := func(w Word) bool {
		_, found := slices.BinarySearch(places, w.scale(n))
		return !found
	}
	return slices.ContainsFunc(c.needs, func(all []Word) bool { return !slices.ContainsFunc(all, missing) })
}

// Encode writes items in 8 bytes each and 4 a word.
func Encode(items []Item) []byte {
	var b []byte
	for _, i := range items {
		b = binary.LittleEndian.AppendUint64(b, i.Hash)
		b = binary.AppendUvarint(b, uint64(len(i.Any)))
		for _, all := range i.Any {
			b = binary.AppendUvarint(b, uint64(len(all)))
			for _, w := range all {
				b = binary.LittleEndian.AppendUint32(b, uint32(w))
			}
		}
	}
	return b
}

var errCut = errors.New("list of items is cut off")

// Decode reads what Encode wrote.
func Decode(b []byte) (items []Item, err error) {
	r := reader{b: b}
	for len(r.b) > 0 && !r.cut {
		i := Item{Hash: r.fixed(8)}
		if n := r.count(); n > 0 {
			i.Any = make([][]Word, n)
		}
		for k := range i.Any {
			i.Any[k] = make([]Word, r.count())
			for j := range i.Any[k] {
				i.Any[k][j] = Word(r.fixed(4))
			}
		}
		items = append(items, i)
	}
	if r.cut {
		return nil, errCut
	}
	return items, nil
}

type reader struct {
	b   []byte
	cut bool
}

func (r *reader) fixed(n int) (v uint64) {
	if len(r.b) < n {
		r.b, r.cut = nil, true
		return 0
	}
	for i := range n {
		v |= uint64(r.b[i]) << (8 * i)
	}
	r.b = r.b[n:]
	return v
}

// count reads a number of things that take at least a byte each.
func (r *reader) count() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > uint64(len(r.b)) {
		r.b, r.cut = nil, true
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}
