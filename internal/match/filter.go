package match

import (
	"math/bits"
	"slices"
)

// filterSize is how many patterns one filter tells apart: a bit each.
const filterSize = 64

// filter says which of its patterns may match where, by what their first two
// units must pass and by what must stand in the sentence. It may be wrong only by
// saying yes.
type filter struct {
	base     int       // the number of the first pattern
	words    []uint16  // by word: one more than its index in hints, or 0
	hints    []hint    // of words that patterns name
	bits     [64]seats // by class
	features [32]seats
	asked    Unit   // the classes and features that patterns ask for
	short    uint64 // the patterns of which a match may be one unit
	required []uint64
}

// seats is the patterns whose first unit, or the unit behind it, something may be.
type seats struct{ first, next uint64 }

func (s *seats) add(t seats) {
	s.first |= t.first
	s.next |= t.next
}

// hint is what a word tells of the patterns.
type hint struct {
	seats
	sets uint64 // the sets of required words that it is in
}

// maxSets is how many sets of required words a filter tells apart; others are not
// asked for.
const maxSets = 64

func newFilter(base int, patterns []pattern) *filter {
	f := &filter{base: base, required: make([]uint64, len(patterns))}
	var known [][]uint32
	for i := range patterns {
		p, bit := &patterns[i], uint64(1)<<i
		f.seat(&p.first, seats{first: bit})
		f.seat(&p.next, seats{next: bit})
		if p.short {
			f.short |= bit
		}
		for _, set := range p.words {
			n := slices.IndexFunc(known, func(k []uint32) bool { return slices.Equal(k, set) })
			if n < 0 {
				n, known = len(known), append(known, set)
			}
			if n >= maxSets {
				continue
			}
			f.required[i] |= 1 << n
			for _, w := range set {
				f.hint(w).sets |= 1 << n
			}
		}
	}
	return f
}

// seat notes what may pass tests.
func (f *filter) seat(t *tests, s seats) {
	f.asked.Bits |= t.bits
	f.asked.Features |= t.features
	for b := t.bits; b != 0; b &= b - 1 {
		f.bits[bits.TrailingZeros64(b)].add(s)
	}
	for b := t.features; b != 0; b &= b - 1 {
		f.features[bits.TrailingZeros32(b)].add(s)
	}
	for _, w := range t.words {
		f.hint(w).add(s)
	}
}

func (f *filter) hint(word uint32) *hint {
	if n := int(word) + 1 - len(f.words); n > 0 {
		f.words = append(f.words, make([]uint16, n)...)
	}
	if f.words[word] == 0 {
		f.hints = append(f.hints, hint{})
		f.words[word] = uint16(len(f.hints))
	}
	return &f.hints[f.words[word]-1]
}

// open returns the seats of a unit and the required words that it is.
func (f *filter) open(u *Unit) (h hint) {
	if int(u.Word) < len(f.words) && f.words[u.Word] > 0 {
		h = f.hints[f.words[u.Word]-1]
	}
	for b := u.Bits & f.asked.Bits; b != 0; b &= b - 1 {
		h.add(f.bits[bits.TrailingZeros64(b)])
	}
	for b := u.Features & f.asked.Features; b != 0; b &= b - 1 {
		h.add(f.features[bits.TrailingZeros32(b)])
	}
	return h
}

// places returns, by unit, the patterns of which a match may begin there, in
// storage of the machine, and all of them together.
func (f *filter) places(m *Machine, patterns []pattern, units []Unit) (places []uint64, any uint64) {
	m.places = slices.Grow(m.places[:0], len(units))[:len(units)]
	var all Unit
	var sets uint64
	next := uint64(0) // the patterns whose second unit may be the unit behind
	for i := len(units) - 1; i >= 0; i-- {
		u := &units[i]
		h := f.open(u)
		m.places[i] = h.first & (f.short | next)
		any |= m.places[i]
		next = h.next
		sets |= h.sets
		all.Bits |= u.Bits
		all.Features |= u.Features
	}
	for b := any; b != 0; b &= b - 1 {
		i := bits.TrailingZeros64(b)
		if f.required[i]&^sets != 0 || !patterns[f.base+i].mayMatch(all) {
			any &^= 1 << i
		}
	}
	return m.places, any
}
