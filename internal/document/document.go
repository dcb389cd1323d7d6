// Package document turns files into documents: checked UTF-8 text, cut into
// sentences of tokens.
//
// All positions are bytes of the document as read, half open, [Start, End). A
// token is a word, a number or a mark; words are cut at hyphens and between
// letters and digits, so that "F-16", "F16" and "F 16" are the same two tokens,
// and an apostrophe-s is a token of its own. Each token carries the number that
// a [Lexicon] gives its folded form (lower case, no accents, no dots inside),
// zero when the lexicon does not know it.
//
// [Read] fails on input that is no text; [Splitter.Split] cannot fail and costs
// one pass over the bytes.
package document

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
	"unsafe"
)

// Document is one text as read.
type Document struct {
	Text      string
	SHA       string // SHA-256 of the bytes, in hex
	Sentences []Sentence
	Tokens    []Token  // of all sentences, in order
	Classes   []uint64 // by token: the lexicon's bits of its word
}

// Sentence is a run of tokens that belong together: a sentence, headline, list
// item or caption.
type Sentence struct {
	Begin, End  int    // bytes
	First, Last int    // tokens of the document, half open
	Block       int    // the paragraph or list item it stands in
	Item        bool   // it opens with a bullet
	Bits        uint64 // the union of the lexicon's bits of its words
	Spaced      bool   // it may hold white space other than single blanks
}

// Token is a word, number or mark.
type Token struct {
	Start, End uint32
	Word       uint32 // in the lexicon, zero when unknown
	Shape      Shape
}

// Shape says what a token looks like.
type Shape uint16

// The shapes of tokens.
const (
	Letters    Shape = 1 << iota // a word
	Digits                       // a number
	Capital                      // its first letter is a capital
	Upper                        // it has two letters or more and all are capitals
	Glued                        // no white space stands before it
	Hyphen                       // a hyphen joins it to the token before
	Possessive                   // an apostrophe-s
	Mark                         // punctuation or a symbol
	Dotted                       // it ends in a dot that belongs to it
	Opens                        // it is the first word of a known name, see [Splitter.Opens]
)

// The faults of input that cannot be read.
var (
	ErrEmpty    = errors.New("the file is empty")
	ErrBinary   = errors.New("the file is binary (it holds zero bytes)")
	ErrNotUTF8  = errors.New("the file is not UTF-8")
	ErrTooLarge = errors.New("the file is too large")
)

// Load reads the file at path and checks that it is text of at most limit bytes.
func Load(path string, limit int64) (Document, error) {
	f, err := open(path)
	if err != nil {
		return Document{}, err
	}
	defer f.Close()
	size, regular, err := f.size()
	if err != nil {
		return Document{}, err
	}
	switch {
	case !regular || size == 0: // the size says nothing
		return Read(f, limit)
	case size > limit:
		return Document{}, tooLarge(limit)
	}
	data := make([]byte, size)
	n, err := io.ReadFull(f, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return Document{}, err
	}
	return read(data[:n], limit)
}

// Read reads a document of at most limit bytes. The text is not yet split.
func Read(r io.Reader, limit int64) (Document, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return Document{}, err
	}
	return read(data, limit)
}

// read makes a document of data, which it keeps.
func read(data []byte, limit int64) (Document, error) {
	if err := check(data, limit); err != nil {
		return Document{}, err
	}
	sum := sha256.Sum256(data)
	// The text is data itself, not a copy: nothing else holds data, so it cannot change.
	return Document{Text: unsafe.String(unsafe.SliceData(data), len(data)), SHA: hex.EncodeToString(sum[:])}, nil
}

func check(data []byte, limit int64) error {
	switch {
	case len(data) == 0:
		return ErrEmpty
	case int64(len(data)) > limit:
		return tooLarge(limit)
	case bytes.IndexByte(data, 0) >= 0:
		return ErrBinary
	case !utf8.Valid(data):
		return fmt.Errorf("%w: byte %d", ErrNotUTF8, invalidAt(data))
	}
	return nil
}

func tooLarge(limit int64) error { return fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit) }

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}
