package corpus

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree makes files in a new folder, which becomes the working folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func docs(c *Corpus) (all []string) {
	for i := range c.Len() {
		all = append(all, c.File(i).Doc)
	}
	return all
}

var news = map[string]string{
	"news/b.txt":              "b",
	"news/a/z.txt":            "z",
	"news/a.txt":              "a",
	"news/.hidden":            "h",
	"news/.git/c.txt":         "c",
	"news/metadata.tsv":       "\ufeffdoc\tdate\turl\r\na/z.txt\t2024-05\thttps://Example.org:80/z\r\nb.txt\t2024\r\n",
	"other/b.txt":             "b",
	"other/metadata.tsv":      "doc\tdate\turl\n",
	"other/sub/metadata.tsv":  "no header",
	"other/sub/.names/is.txt": "is",
}

func TestOpen(t *testing.T) {
	tree(t, news)
	for _, tt := range []struct {
		paths []string
		want  []string
	}{
		{[]string{"news"}, []string{"a.txt", "a/z.txt", "b.txt"}},
		{[]string{"./news/"}, []string{"a.txt", "a/z.txt", "b.txt"}},
		{[]string{"other", "news/a"}, []string{"b.txt", "z.txt"}},
		{[]string{"news/b.txt", "news/.hidden"}, []string{".hidden", "b.txt"}},
		{[]string{"other/sub/.names"}, []string{"is.txt"}},
	} {
		c, err := Open(tt.paths, Options{})
		if err != nil {
			t.Errorf("Open(%q): %v", tt.paths, err)
		} else if got := docs(c); !slices.Equal(got, tt.want) || len(c.Problems) > 0 {
			t.Errorf("Open(%q)\n got %q, %v\nwant %q", tt.paths, got, c.Problems, tt.want)
		}
	}
}

func TestFile(t *testing.T) {
	dir := tree(t, news)
	c, err := Open([]string{"news"}, Options{Skip: []string{"news/a.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	want := []File{
		{Path: filepath.Join(dir, "news/a/z.txt"), Doc: "a/z.txt", Date: "2024-05", URL: "https://Example.org:80/z", Source: "example.org"},
		{Path: filepath.Join(dir, "news/b.txt"), Doc: "b.txt", Date: "2024"},
	}
	if got := []File{c.File(0), c.File(1)}; !slices.Equal(got, want) || c.Name(0) != "news/a/z.txt" {
		t.Errorf("\n got %q %s\nwant %q", got, c.Name(0), want)
	}
}

func TestOpenRefuses(t *testing.T) {
	tree(t, news)
	for _, tt := range []struct {
		paths []string
		want  string // of the two paths that clash
	}{
		{[]string{"news", "other"}, "news/b.txt other/b.txt"},
		{[]string{"news/b.txt", "other/b.txt"}, "news/b.txt other/b.txt"},
		{[]string{"news", "./news"}, "news news"},
		{[]string{"news", "news/a"}, "news/a news/a"},
		{[]string{"news/a/z.txt", "news"}, "news/a/z.txt news/a/z.txt"},
		{[]string{"news/b.txt", "news/b.txt"}, "news/b.txt news/b.txt"},
	} {
		_, err := Open(tt.paths, Options{})
		var twice *DuplicateError
		if !errors.As(err, &twice) {
			t.Errorf("Open(%q) returns %v", tt.paths, err)
			continue
		}
		here, _ := os.Getwd()
		if got := strings.ReplaceAll(twice.First+" "+twice.Second, here+"/", ""); got != tt.want {
			t.Errorf("Open(%q): %s, want %s", tt.paths, got, tt.want)
		}
	}
}

func TestGone(t *testing.T) {
	dir := tree(t, news)
	known := []string{"news/a.txt", "news/never.txt", "news/.hidden", "newspaper.txt", "other/never.txt", "news/b.txt/c.txt"}
	for i, name := range known {
		known[i] = filepath.Join(dir, name)
	}
	c, err := Open([]string{"news", "other/b.txt"}, Options{Skip: []string{"news/b.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Gone(known), []string{known[1], known[5]}; !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

func TestMetadata(t *testing.T) {
	const first = "doc\tdate\turl\n"
	for _, tt := range []struct {
		text  string
		codes string // of the faults
	}{
		{first + "\n \t\na.txt\t2024-02-29\t\n", ""},
		{first + "a.txt\t2023-02-29\n", "bad-date"},
		{first + "a.txt\t17/05/2024\n", "bad-date"},
		{first + "a.txt 2024\n", "bad-columns"},
		{first + "a.txt\t2024\thttps://example.org\tmore\n", "bad-columns"},
		{first + "a.txt\t2024\texample.org\n", "bad-url"},
		{first + "\t2024\n", "bad-doc"},
		{first + "a.txt\t2024\nb.txt\t2024\na.txt\t2025\n", "repeated-doc"},
		{first + "a.txt\tx\nb.txt\ty\n", "bad-date bad-date"},
	} {
		table, err := readTable("metadata.tsv", []byte(tt.text))
		if err != nil {
			t.Errorf("%q: %v", tt.text, err)
			continue
		}
		var codes []string
		for _, f := range table.faults {
			codes = append(codes, f.Code)
		}
		if got := strings.Join(codes, " "); got != tt.codes {
			t.Errorf("%q: %s, want %s", tt.text, got, tt.codes)
		}
	}
	for _, text := range []string{"a.txt\t2024\n", "doc,date,url\n", "doc\tdate\turl\n\xff"} {
		if _, err := readTable("metadata.tsv", []byte(text)); err == nil {
			t.Errorf("%q is no metadata file", text)
		}
	}
}
