package main

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/attache-kg/attache/graph"
)

// mark returns the sentence of a piece of evidence with the words that the rule
// matched in bold letters, or «so» where there are none.
func (s *screen) mark(e graph.Evidence) string {
	begin, end := "«", "»"
	if s.bold {
		begin, end = "\x1b[1m", "\x1b[22m"
	}
	var b strings.Builder
	at := 0
	for _, w := range wordsIn(e) {
		b.WriteString(e.Sentence[at:w.Begin])
		b.WriteString(begin + e.Sentence[w.Begin:w.End] + end)
		at = w.End
	}
	b.WriteString(e.Sentence[at:])
	return b.String()
}

// wordsIn returns the places of the matched words in the sentence as printed.
// Words are placed in the document, where a run of white space may be longer
// than the one space that is printed; how much longer in all is known, but not
// where. So a word may stand up to that much further to the left: it is sought
// from the right, from where the word before it was found.
func wordsIn(e graph.Evidence) (words []graph.Span) {
	longer := e.Span.End - e.Span.Begin - len(e.Sentence)
	if longer < 0 {
		return nil
	}
	shift := 0
	for _, w := range e.Words {
		begin, end := w.Begin-e.Span.Begin, w.End-e.Span.Begin
		if n := len(words); n > 0 && begin-shift < words[n-1].End {
			continue // within the last one
		}
		for ; shift <= longer; shift++ {
			if isWord(e.Sentence, begin-shift, end-shift) {
				words = append(words, graph.Span{Begin: begin - shift, End: end - shift})
				break
			}
		}
		if shift > longer {
			return words // a word with a long space inside
		}
	}
	return words
}

// isWord says whether [begin, end) of a text begins and ends with a word.
func isWord(text string, begin, end int) bool {
	if begin < 0 || end > len(text) || begin >= end || !utf8.RuneStart(text[begin]) || end < len(text) && !utf8.RuneStart(text[end]) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:begin])
	first, _ := utf8.DecodeRuneInString(text[begin:])
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !unicode.IsSpace(first) && !unicode.IsSpace(last) && !joined(before, first) && !joined(last, after)
}

// joined says whether a word goes on from one character to the next. A digit
// and a letter are two words.
func joined(a, b rune) bool {
	return unicode.IsLetter(a) && unicode.IsLetter(b) || unicode.IsDigit(a) && unicode.IsDigit(b)
}
