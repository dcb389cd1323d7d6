package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence returns the text of a sentence with each run of white space as one blank.
func (d *Document) Sentence(s *Sentence) string {
	text := d.Text[s.Begin:s.End]
	if s.Spaced {
		return OneSpace(text)
	}
	return text
}

// OneSpace returns a text with each run of white space as one blank.
func OneSpace(text string) string {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case !spaceLike[c]:
		case c == ' ' && i+1 < len(text) && text[i+1] != ' ':
		case c < utf8.RuneSelf || wideSpace(text[i:]):
			return strings.Join(strings.Fields(text), " ")
		}
	}
	return text
}

// spaceLike holds for the bytes that white space begins with.
var spaceLike = [256]bool{' ': true, '\t': true, '\n': true, '\v': true, '\f': true, '\r': true, 0xC2: true, 0xE1: true, 0xE2: true, 0xE3: true}

func wideSpace(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}
