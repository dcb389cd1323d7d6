package lang

import "iter"

// Table holds values for few of a lexicon's words. A look-up is two loads, where
// a map would hash; the zero Table is empty.
type Table[T any] struct {
	at     []uint32 // by word: the value's index, 0 when it has none
	words  []uint32 // by index
	values []T      // by index, the first the zero value
}

// At returns the value of a word, which it makes if need be. It is good until
// the next call.
func (t *Table[T]) At(word uint32) *T {
	if n := int(word) + 1 - len(t.at); n > 0 {
		t.at = append(t.at, make([]uint32, n)...)
	}
	if len(t.values) == 0 {
		t.words, t.values = append(t.words, 0), append(t.values, *new(T))
	}
	if t.at[word] == 0 {
		t.at[word] = uint32(len(t.values))
		t.words, t.values = append(t.words, word), append(t.values, *new(T))
	}
	return &t.values[t.at[word]]
}

// Get returns the value of a word, zero when it has none.
func (t *Table[T]) Get(word uint32) (value T) {
	if int(word) < len(t.at) {
		return t.values[t.at[word]]
	}
	return value
}

// Look returns the value of a word, and whether it has one.
func (t *Table[T]) Look(word uint32) (value T, ok bool) {
	if int(word) < len(t.at) && t.at[word] > 0 {
		return t.values[t.at[word]], true
	}
	return value, false
}

// Find returns the value of a word, nil when it has none. It is good until a value
// is made.
func (t *Table[T]) Find(word uint32) *T {
	if int(word) < len(t.at) && t.at[word] > 0 {
		return &t.values[t.at[word]]
	}
	return nil
}

// All returns the words that have values, in the order in which these were made.
func (t *Table[T]) All() iter.Seq2[uint32, T] {
	return func(yield func(uint32, T) bool) {
		for i := 1; i < len(t.words); i++ {
			if !yield(t.words[i], t.values[i]) {
				return
			}
		}
	}
}
