package graph

import (
	"math/bits"
	"unicode/utf8"
)

// Append appends the document as encoding/json would encode it without escapes
// for HTML, and a newline, but without reflection.
func (d PrintedDocument) Append(b []byte) []byte {
	b = appendString(append(b, `{"doc":`...), d.Doc)
	b = appendPointer(append(b, `,"date":`...), d.Date)
	b = append(b, `,"claims":`...)
	if d.Claims == nil {
		return append(b, "null}\n"...)
	}
	b = append(b, '[')
	for i := range d.Claims {
		if i > 0 {
			b = append(b, ',')
		}
		b = d.Claims[i].append(b)
	}
	return append(b, "]}\n"...)
}

func (c *PrintedClaim) append(b []byte) []byte {
	b = appendString(append(b, `{"type":`...), c.Type)
	b = appendString(append(b, `,"source":`...), c.Source)
	b = appendFilled(b, `,"source_id":`, string(c.SourceID))
	b = appendPointer(append(b, `,"target":`...), c.Target)
	b = appendFilled(b, `,"target_id":`, string(c.TargetID))
	b = appendList(b, `,"system":`, c.System)
	b = appendList(b, `,"system_ids":`, c.SystemIDs)
	b = appendFilled(b, `,"quantity":`, c.Quantity)
	b = appendFilled(b, `,"money":`, c.Money)
	b = appendString(append(b, `,"polarity":`...), c.Polarity)
	b = appendString(append(b, `,"modality":`...), c.Modality)
	b = appendFilled(b, `,"attributed_to":`, c.AttributedTo)
	b = appendFilled(b, `,"attributed_to_id":`, string(c.AttributedToID))
	b = appendFilled(b, `,"date":`, c.Date)
	b = appendFilled(b, `,"office":`, c.Office)
	b = appendFilled(b, `,"in":`, c.In)
	b = appendFilled(b, `,"in_id":`, string(c.InID))
	b = appendString(append(b, `,"sentence":`...), c.Sentence)
	return append(b, '}')
}

// appendFilled appends a key with its text, unless the text is empty.
func appendFilled(b []byte, key, text string) []byte {
	if text == "" {
		return b
	}
	return appendString(append(b, key...), text)
}

func appendPointer(b []byte, text *string) []byte {
	if text == nil {
		return append(b, "null"...)
	}
	return appendString(b, *text)
}

// appendList appends a key with its texts, unless there are none.
func appendList[S ~string](b []byte, key string, texts []S) []byte {
	for i, text := range texts {
		if i == 0 {
			b = append(append(b, key...), '[')
		} else {
			b = append(b, ',')
		}
		b = appendString(b, string(text))
	}
	if len(texts) > 0 {
		b = append(b, ']')
	}
	return b
}

// appendString appends a text in quotes.
func appendString(b []byte, text string) []byte {
	b = append(b, '"')
	done := 0 // what was appended of the text
	for i := 0; i < len(text); {
		if i = plainUntil(text, i); i == len(text) {
			break
		}
		if c := text[i]; c < utf8.RuneSelf {
			if c < ' ' || c == '"' || c == '\\' {
				b = appendEscape(append(b, text[done:i]...), c)
				done = i + 1
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		escape := ""
		switch {
		case r == utf8.RuneError && n == 1:
			escape = `\ufffd`
		case r == '\u2028':
			escape = `\u2028`
		case r == '\u2029':
			escape = `\u2029`
		}
		if escape != "" {
			b = append(append(b, text[done:i]...), escape...)
			done = i + n
		}
		i += n
	}
	return append(append(b, text[done:]...), '"')
}

// plainUntil returns where the bytes that stand for themselves in a text end, from i
// on: ASCII without controls, quotes and backslashes, looked at eight at a time.
func plainUntil(text string, i int) int {
	const (
		each = 0x0101010101010101
		tops = 0x80 * each
	)
	for ; i+8 <= len(text); i += 8 {
		s := text[i : i+8]
		b := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		quote, slash := b^'"'*each, b^'\\'*each
		// The difference borrows into a byte's top bit where it was below; a byte beyond
		// ASCII has that bit by itself, and bytes behind the first hit may err.
		if odd := ((b - ' '*each) | (quote - each) | (slash - each) | b) & tops; odd != 0 {
			return i + bits.TrailingZeros64(odd)/8
		}
	}
	for i < len(text) && text[i] >= ' ' && text[i] < utf8.RuneSelf && text[i] != '"' && text[i] != '\\' {
		i++
	}
	return i
}

// appendEscape appends an ASCII character that may not stand for itself.
func appendEscape(b []byte, c byte) []byte {
	const digits = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
}
