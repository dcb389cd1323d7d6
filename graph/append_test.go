package graph_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
)

// texts are what JSON may have to escape, and what it need not.
var texts = []string{"", "", "France", "\u00c9lys\u00e9e", "a \"b\" \\ c", "<b> & </b>", "tab\tline\nreturn\rback\bfeed\f", "\x00\x1f\x7f", "a\u2028b\u2029", "bad \xff\xc3 end", "\xe2\x80", "\ufffd\ufeff\U0001f600", "\u2027\u202a"}

func encoded(t *testing.T, d graph.PrintedDocument) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fill sets a value, and all that it holds, to random texts.
func fill(random *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(texts[random.IntN(len(texts))])
	case reflect.Pointer:
		if random.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(random, v.Elem())
		}
	case reflect.Slice:
		if random.IntN(4) > 0 {
			v.Set(reflect.MakeSlice(v.Type(), random.IntN(4), 4))
		}
		for i := range v.Len() {
			fill(random, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(random, v.Field(i))
		}
	}
}

// TestAppend compares with encoding/json, whatever fields there are.
func TestAppend(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		var d graph.PrintedDocument
		fill(random, reflect.ValueOf(&d).Elem())
		if got, want := string(d.Append(nil)), encoded(t, d); got != want {
			t.Fatalf("appended\n%s\nencoded\n%s", got, want)
		}
	}
	for c := range 256 {
		for _, n := range []int{0, 1, 6, 7, 8, 13} {
			d := graph.PrintedDocument{Doc: strings.Repeat("a", n) + string([]byte{byte(c)}) + "eight more"}
			if got, want := string(d.Append(nil)), encoded(t, d); got != want {
				t.Errorf("byte %d behind %d: appended %s, encoded %s", c, n, got, want)
			}
		}
	}
}
