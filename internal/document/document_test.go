package document

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

func TestRead(t *testing.T) {
	tests := []struct {
		name, in string
		limit    int64
		want     error
		says     string // in the error
	}{
		{name: "text", in: "France sent tanks.", limit: 100},
		{name: "exactly the limit", in: "12345", limit: 5},
		{name: "one byte over the limit", in: "123456", limit: 5, want: ErrTooLarge, says: "5 bytes"},
		{name: "empty", in: "", limit: 5, want: ErrEmpty},
		{name: "a zero byte", in: "PNG\x00\x01", limit: 100, want: ErrBinary},
		{name: "Latin-1", in: "S\xe9bastien", limit: 100, want: ErrNotUTF8, says: "byte 1"},
		{name: "a cut character at the end", in: "Dassaul\xc3", limit: 100, want: ErrNotUTF8, says: "byte 7"},
		{name: "the replacement character itself", in: "a \ufffd b", limit: 100},
		{name: "byte order mark", in: "\ufeffFrance", limit: 100},
		{name: "UTF-16", in: "F\x00r\x00", limit: 100, want: ErrBinary},
		{name: "only white space", in: " \r\n\t", limit: 100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read(strings.NewReader(tt.in), tt.limit)
			if !errors.Is(err, tt.want) {
				t.Fatalf("got error %v, want %v", err, tt.want)
			}
			if err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("the error %q does not say %q", err, tt.says)
			}
			if err == nil && d.Text != tt.in {
				t.Errorf("got text %q, want %q", d.Text, tt.in)
			}
		})
	}
}

// TestReadHash holds that a document is its bytes: the hash that names it is
// that of sha256sum, and one byte more is another document.
func TestReadHash(t *testing.T) {
	a, err := Read(strings.NewReader("abc"), 10)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.SHA, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; got != want {
		t.Errorf("hash of abc\n got %s\nwant %s", got, want)
	}
	b, err := Read(strings.NewReader("abc\n"), 10)
	if err != nil {
		t.Fatal(err)
	}
	if a.SHA == b.SHA {
		t.Error("a line end more leaves the hash unchanged")
	}
}

// TestReadStopsAtLimit holds that no more is read of a huge file than the limit
// and one byte.
func TestReadStopsAtLimit(t *testing.T) {
	r := &counting{r: endless{}}
	if _, err := Read(r, 1000); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want %v", err, ErrTooLarge)
	}
	if r.n > 1001 {
		t.Errorf("%d bytes were read, the limit is 1000", r.n)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

type counting struct {
	r io.Reader
	n int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

func TestReadPassesErrorsOn(t *testing.T) {
	broken := errors.New("disk on fire")
	if _, err := Read(iotest.ErrReader(broken), 10); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("France"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Load(path, 10)
	if err != nil || d.Text != "France" {
		t.Errorf("got %q, %v", d.Text, err)
	}
	if _, err := Load(path+"x", 10); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
	if _, err := Load(filepath.Dir(path), 10); err == nil {
		t.Error("a folder is read as a document")
	}
}
