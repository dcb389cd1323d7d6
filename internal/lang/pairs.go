package lang

import "slices"

// Pairs is a set of pairs of words. Most pairs that are asked for are not in it;
// that takes one look at a small map of bits.
type Pairs struct {
	bits  [pairBits / 64]uint64
	pairs [][2]uint32
}

const pairBits = 1 << 13

// Add adds a pair.
func (p *Pairs) Add(first, second uint32) {
	b := pairBit(first, second)
	p.bits[b/64] |= 1 << (b % 64)
	p.pairs = append(p.pairs, [2]uint32{first, second})
}

// Has says whether a pair is in the set.
func (p *Pairs) Has(first, second uint32) bool {
	b := pairBit(first, second)
	return p.bits[b/64]>>(b%64)&1 != 0 && slices.Contains(p.pairs, [2]uint32{first, second})
}

// All returns the pairs in the order in which they were added.
func (p *Pairs) All() [][2]uint32 { return p.pairs }

func pairBit(first, second uint32) uint32 {
	return uint32((uint64(first)<<32|uint64(second))*0x9E3779B97F4A7C15>>32) % pairBits
}
