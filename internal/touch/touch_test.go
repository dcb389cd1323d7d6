package touch

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
)

func words(n int, prefix string) (out []Word) {
	for i := range n {
		out = append(out, WordOf(fmt.Sprint(prefix, i)))
	}
	return out
}

func TestGatherForgetsNoWord(t *testing.T) {
	for _, n := range []int{1, 2, 50, 300, 5000} {
		set := Gather(words(n, "in"))
		places, size := set.places()
		has := func(w Word) bool { return slices.Contains(places, w.scale(size)) }
		for i, w := range words(n, "in") {
			if !has(w) {
				t.Fatalf("of %d words number %d is lost", n, i)
			}
		}
		wrong := 0
		for _, w := range words(2000, "out") {
			if has(w) {
				wrong++
			}
		}
		if wrong > 20 {
			t.Errorf("of %d words: %d of 2000 others seem to be there", n, wrong)
		}
	}
	if size := len(Gather(words(300, "in"))); size > 450 {
		t.Errorf("300 words take %d bytes", size)
	}
}

func TestBetween(t *testing.T) {
	text := Gather([]Word{WordOf("france"), WordOf("sends"), WordOf("tanks")})
	name := func(hash uint64, words ...string) Item {
		var all []Word
		for _, w := range words {
			all = append(all, WordOf(w))
		}
		return Item{Hash: hash, Any: [][]Word{all}}
	}
	for _, c := range []struct {
		name     string
		old, now []Item
		want     bool
	}{
		{"the same in another order", []Item{name(1, "france"), name(2, "tanks")}, []Item{name(2, "tanks"), name(1, "france")}, false},
		{"a new name that is there", nil, []Item{name(1, "tanks")}, true},
		{"an old name that is there", []Item{name(1, "tanks")}, nil, true},
		{"a name of which one word is there", nil, []Item{name(1, "battle", "tanks")}, false},
		{"a changed meaning of a name", []Item{name(1, "france")}, []Item{name(2, "france")}, true},
		{"one of two equal items is gone", []Item{name(1, "france"), name(1, "france")}, []Item{name(1, "france")}, true},
		{"what touches everything", []Item{{Hash: 1}}, []Item{{Hash: 2}}, true},
	} {
		if got := Between(c.old, c.now).Touches(text); got != c.want {
			t.Errorf("%s: touches is %t", c.name, got)
		}
	}
	if !Between(nil, []Item{name(1, "other")}).Touches(nil) {
		t.Error("a document whose words nobody knows is not touched")
	}
}

func TestEncode(t *testing.T) {
	items := []Item{{Hash: 7}, {Hash: 1 << 63, Any: [][]Word{{1, 2}, {1 << 31}}}}
	b := Encode(items)
	got, err := Decode(b)
	if err != nil || !reflect.DeepEqual(got, items) {
		t.Fatalf("%v %v", got, err)
	}
	for n := 1; n < len(b); n++ {
		if got, err := Decode(b[:n]); err == nil && len(got) > 1 {
			t.Errorf("cut off after %d bytes it reads as %v", n, got)
		}
	}
}
