package diag

import (
	"reflect"
	"testing"

	"gopkg.in/yaml.v3"
)

func TestTrees(t *testing.T) {
	files := [][]byte{[]byte("a: [1, {b: \"c d\"}]\ntext: |\n  two\n  lines\n"), []byte("x: ''\n")}
	data, err := EncodeTrees(files)
	if err != nil {
		t.Fatal(err)
	}
	trees, err := DecodeTrees(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		var want yaml.Node
		if err := yaml.Unmarshal(f, &want); err != nil {
			t.Fatal(err)
		}
		if got, _ := trees.root(f); !reflect.DeepEqual(got, want.Content[0]) {
			t.Errorf("%q\n got %+v\nwant %+v", f, got, want.Content[0])
		}
	}
	if root, _ := trees.root([]byte("x: '' ")); root != nil {
		t.Error("a file with other bytes has a tree")
	}
	for _, bad := range []string{"", "attache trees 2\n", string(data[:len(data)-1]), string(data[:30])} {
		if _, err := DecodeTrees([]byte(bad)); err == nil {
			t.Errorf("%.20q… decodes", bad)
		}
	}
}
