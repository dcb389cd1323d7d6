package document

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

const (
	bitAbbreviation = 1 << iota
	bitOpener
	bitKnown
)

// splitter knows a few abbreviations and words that open a sentence.
func splitter() *Splitter {
	l := NewLexicon()
	for _, w := range []string{"gen", "mr", "lt", "no", "inc"} {
		l.Mark(l.Add(w), bitAbbreviation)
	}
	for _, w := range []string{"the", "he", "it", "in"} {
		l.Mark(l.Add(w), bitOpener)
	}
	l.Freeze()
	return &Splitter{Lexicon: l, Abbreviation: bitAbbreviation, Opener: bitOpener, Wrap: 60}
}

func split(text string) Document {
	d := Document{Text: text}
	splitter().Split(&d)
	return d
}

func TestSentences(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"two", "France sent tanks. Poland sent guns.", []string{"France sent tanks.", "Poland sent guns."}},
		{"without a stop", "France sends tanks", []string{"France sends tanks"}},
		{"question and exclamation", "Why? Never! They left.", []string{"Why?", "Never!", "They left."}},
		{"a headline and a line", "Tanks for Kyiv\nFrance sent tanks.", []string{"Tanks for Kyiv", "France sent tanks."}},
		{"byte order mark", "\ufeffFrance sent tanks.", []string{"France sent tanks."}},
		{"no-break space after the stop", "France sent tanks.\u00a0Poland did not.", []string{"France sent tanks.", "Poland did not."}},
		{"a rank", "It met Gen. Mark Milley there.", []string{"It met Gen. Mark Milley there."}},
		{"initials", "It met George W. Bush there.", []string{"It met George W. Bush there."}},
		{"initials of two letters", "It met Kh.Battulga there. It left.", []string{"It met Kh.Battulga there.", "It left."}},
		{"a short word at the end", "It met Li. Ma left.", []string{"It met Li.", "Ma left."}},
		{"an acronym inside", "The U.S. Army left.", []string{"The U.S. Army left."}},
		{"an acronym at the end", "It left the U.S. The army stayed.", []string{"It left the U.S.", "The army stayed."}},
		{"an acronym before a lower-case word", "The U.S. sent tanks.", []string{"The U.S. sent tanks."}},
		{"a decimal", "It cost 2.5 million. It flew.", []string{"It cost 2.5 million.", "It flew."}},
		{"a number at the end", "It came in 2024. It flew.", []string{"It came in 2024.", "It flew."}},
		{"an address on the web", "See example.com now.", []string{"See example.com now."}},
		{"the closing quote goes along", "\u201cWe sent tanks.\u201d He left.", []string{"\u201cWe sent tanks.\u201d", "He left."}},
		{"quoted, then said", "\u201cWill it fly?\u201d he asked.", []string{"\u201cWill it fly?\u201d he asked."}},
		{"straight quotes", "\"We sent tanks.\" He left.", []string{"\"We sent tanks.\"", "He left."}},
		{"brackets", "(It flew.) He left.", []string{"(It flew.)", "He left."}},
		{"bullets", "It has:\n- 800 rifles;\n\u2022 two tanks", []string{"It has:", "800 rifles;", "two tanks"}},
		{"only white space", " \n\t\n ", nil},
		{"nothing", "", nil},
		{"numbered items", "It has:\n1. 800 rifles;\n12) two tanks\n2022. A year\n3.5 tonnes", []string{"It has:", "800 rifles;", "two tanks", "2022.", "A year", "3.5 tonnes"}},
		{"a bullet alone", "-\nIt flew.", []string{"-", "It flew."}},
		{"wrapped lines", wrappedText, []string{"The ministers of the two states met in the old town hall and agreed on tanks, guns and a good deal of ammunition before it was dark on the last day of May.", "It is done."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := split(tt.text)
			var got []string
			for _, s := range d.Sentences {
				got = append(got, strings.Join(strings.Fields(d.Text[s.Begin:s.End]), " "))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("sentences of %q\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

// TestLinesApart holds that a line is a block of its own, also where white space
// stands before the line end.
func TestLinesApart(t *testing.T) {
	tests := []struct {
		name, between string
	}{
		{name: "line end", between: "\n"},
		{name: "empty line", between: "\n\n"},
		{name: "indented", between: "\n \t"},
		{name: "line end of Windows", between: "\r\n"},
		{name: "space before the line end", between: " \n"},
		{name: "no-break space before the line end", between: "\u00a0\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := split("Tanks for Kyiv" + tt.between + "France sent guns")
			var got []string
			for _, s := range d.Sentences {
				got = append(got, d.Text[s.Begin:s.End])
			}
			fine := slices.Equal(got, []string{"Tanks for Kyiv", "France sent guns"})
			switch {
			case !fine:
				t.Errorf("got %q", got)
			}
		})
	}
}

const wrappedText = `The ministers of the two states met in the old town hall
and agreed on tanks, guns and a good deal of ammunition
before it was dark on the last day of May.

It is done.
`

func TestBlocksAndItems(t *testing.T) {
	d := split("It has:\n- 800 rifles. It flew.\n- two tanks\nIt left.")
	var got []string
	for _, s := range d.Sentences {
		got = append(got, fmt.Sprintf("%s block %d item %t", d.Text[s.Begin:s.End], s.Block, s.Item))
	}
	want := []string{"It has: block 0 item false", "800 rifles. block 1 item true", "It flew. block 1 item false", "two tanks block 2 item true", "It left. block 3 item false"}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

func TestTokens(t *testing.T) {
	tests := []struct {
		text string
		want string // joined by bars
	}{
		{"Kenya signs pact", "Kenya|signs|pact"},
		{"12\u00a0launchers", "12|launchers"},
		{"12\u202flaunchers", "12|launchers"},
		{"F-16", "F|16"},
		{"F16", "F|16"},
		{"F 16", "F|16"},
		{"F\u201116", "F|16"}, // no-break hyphen
		{"T-72B3", "T|72|B|3"},
		{"6\u00d76", "6|6"},
		{"6x6", "6|x|6"},
		{"France's tanks", "France|'s|tanks"},
		{"France\u2019s tanks", "France|\u2019s|tanks"},
		{"the Houthis\u2019 drones", "the|Houthis|\u2019|drones"},
		{"allies' drones", "allies|'|drones"},
		{"don't", "don't"},
		{"Da\u2019esh", "Da\u2019esh"},
		{"d\u2019Artillerie", "d\u2019Artillerie"},
		{"O'Brien's", "O'Brien|'s"},
		{"2,000 men", "2,000|men"},
		{"7.5 million", "7.5|million"},
		{"7,", "7|,"},
		{"$2.5bn", "$|2.5|bn"},
		{"\u20ac3", "\u20ac|3"},
		{"U.S. Army", "U.S.|Army"},
		{"U.S.-made", "U.S.|made"},
		{"D.C.", "D.C."},
		{"Gen. Milley", "Gen.|Milley"},
		{"tanks.", "tanks|."},
		{"S\u00e9bastien", "S\u00e9bastien"},
		{"Se\u0301bastien", "Se\u0301bastien"}, // decomposed
		{"Kyiv\u2014Moscow", "Kyiv|\u2014|Moscow"},
		{"Kyiv--Moscow", "Kyiv|--|Moscow"},
		{"Kyiv - Moscow", "Kyiv|-|Moscow"},
		{"\u201ctanks\u201d", "\u201c|tanks|\u201d"},
		{"\u00abtanks\u00bb", "\u00ab|tanks|\u00bb"},
		{"a\u200bb", "a|b"}, // zero-width space
		{"\u041a\u0438\u0457\u0432", "\u041a\u0438\u0457\u0432"},
		{"x\U0001f680y", "x|\U0001f680|y"},
		{"", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			d := split(tt.text)
			var got []string
			for _, tok := range d.Tokens {
				got = append(got, d.Text[tok.Start:tok.End])
			}
			if got := strings.Join(got, "|"); got != tt.want {
				t.Errorf("tokens of %q\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

// TestOneName holds that writings of one name give the same words.
func TestOneName(t *testing.T) {
	tests := [][]string{
		{"F-16", "F16", "F 16", "f-16", "F\u201116"},
		{"U.S.", "US", "us", "U.S"},
		{"Lecornu", "LECORNU", "Lec\u00f6rnu"},
		{"\u0141\u00f3d\u017a", "Lodz"},
		{"G\u00f6ttingen's", "Gottingen\u2019s"},
		{"Da\u2019esh", "Da'esh", "Daesh"},
	}
	for _, same := range tests {
		s := splitter()
		words := func(text string) (out []uint32) {
			for _, tok := range s.Words(text) {
				out = append(out, tok.Word)
			}
			return out
		}
		for _, other := range same[1:] {
			if a, b := words(same[0]), words(other); !slices.Equal(a, b) {
				t.Errorf("%q and %q differ: %v, %v", same[0], other, a, b)
			}
		}
	}
}

func TestShapes(t *testing.T) {
	tests := []struct {
		text string
		at   int // the token
		want Shape
	}{
		{"tanks", 0, Letters},
		{"Tanks", 0, Letters | Capital},
		{"NATO", 0, Letters | Capital | Upper},
		{"A", 0, Letters | Capital},
		{"16", 0, Digits},
		{"F-16", 1, Digits | Hyphen},
		{"F16", 1, Digits | Glued},
		{"F 16", 1, Digits},
		{"Iran's", 1, Possessive | Glued},
		{"Gen. Milley", 0, Letters | Capital | Dotted},
		{"U.S. Army", 0, Letters | Capital | Upper | Dotted},
		{"tanks,", 1, Mark | Glued},
		{"\u00c9LYS\u00c9E", 0, Letters | Capital | Upper},
		{"\u00e9lys\u00e9e", 0, Letters},
	}
	for _, tt := range tests {
		d := split(tt.text)
		if got := d.Tokens[tt.at].Shape; got != tt.want {
			t.Errorf("token %d of %q has shape %09b, want %09b", tt.at, tt.text, got, tt.want)
		}
	}
}

// TestOffsets holds that positions are bytes of the text as read, whatever
// stands before.
func TestOffsets(t *testing.T) {
	for _, before := range []string{"", "\ufeff", "\r\n\r\n", "S\u00e9bastien \u00ab\u00a0oui\u00a0\u00bb\n", "\U0001f680\n", "\u2022 \u201cyes\u201d\n", "caf\u0065\u0301\n"} {
		text := before + "Saab sold 12\u00a0jets."
		d := split(text)
		s := d.Sentences[len(d.Sentences)-1]
		if want := len(before); s.Begin != want || s.End != len(text) {
			t.Errorf("behind %q the sentence is [%d,%d), want [%d,%d)", before, s.Begin, s.End, want, len(text))
		}
		if tok := d.Tokens[s.First+2]; int(tok.Start) != len(before)+len("Saab sold ") || int(tok.End) != len(before)+len("Saab sold 12") {
			t.Errorf("behind %q the number is [%d,%d)", before, tok.Start, tok.End)
		}
	}
}

// TestSplitReusesStorage holds that what a document gives does not depend on the
// one split before it in the same storage.
func TestSplitReusesStorage(t *testing.T) {
	s := splitter()
	d := Document{Text: "France sent 12 F-16s. Poland did not.\n- Gen. Milley"}
	s.Split(&d)
	want := fmt.Sprint(d.Sentences, d.Tokens)
	used := Document{Text: strings.Repeat("The U.S. Army left. ", 50)}
	s.Split(&used)
	again := Document{Text: d.Text, Sentences: used.Sentences, Tokens: used.Tokens}
	s.Split(&again)
	if got := fmt.Sprint(again.Sentences, again.Tokens); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestSentenceText(t *testing.T) {
	for _, text := range []string{"Two tanks left.", "Two  tanks left.", "Two\u00a0 tanks left.", "Two tanks\tleft. "} {
		d := split(text)
		if got := d.Sentence(&d.Sentences[0]); got != "Two tanks left." {
			t.Errorf("%q is printed %q", text, got)
		}
	}
}

func TestSentenceBits(t *testing.T) {
	s := splitter()
	s.Lexicon.Mark(s.Lexicon.Add("tanks"), bitKnown)
	s.Lexicon.Freeze()
	d := Document{Text: "France sent TANKS. Poland sent guns."}
	s.Split(&d)
	for i, want := range []bool{true, false} {
		if got := d.Sentences[i].Bits&bitKnown != 0; got != want {
			t.Errorf("sentence %d has the bit: %t, want %t", i, got, want)
		}
	}
}

func TestLexicon(t *testing.T) {
	l := NewLexicon()
	a := l.Add("S\u00e9bastien")
	if got := l.Add("SEBASTIEN"); got != a {
		t.Errorf("SEBASTIEN is word %d, S\u00e9bastien %d", got, a)
	}
	if got, want := l.Word(a), "sebastien"; got != want {
		t.Errorf("the word is %q, want %q", got, want)
	}
	if got := l.Find("nowhere"); got != 0 {
		t.Errorf("an unknown word has number %d", got)
	}
	if got := l.Add(""); got != 0 {
		t.Errorf("no word has number %d", got)
	}
	l.Mark(a, 6)
	l.Clear(a, 2)
	if got := l.Bits(a); got != 4 {
		t.Errorf("bits are %d, want 4", got)
	}
	if l.Mark(0, 1); l.Bits(0) != 0 {
		t.Error("the unknown word took a class")
	}
}

// TestLexiconGrows adds more words than the table begins with.
func TestLexiconGrows(t *testing.T) {
	l := NewLexicon()
	const n = 150_000
	numbers := make([]uint32, n)
	for i := range numbers {
		numbers[i] = l.Add(fmt.Sprint("w", i))
	}
	for i, want := range numbers {
		if got := l.Find(fmt.Sprint("W", i)); got != want {
			t.Fatalf("w%d is word %d, was added as %d", i, got, want)
		}
	}
	if got := l.Word(PossessiveWord); got != "'s" {
		t.Errorf("the word of apostrophe-s is %q", got)
	}
}

func TestFold(t *testing.T) {
	tests := []struct{ word, want string }{
		{"tanks", "tanks"}, {"U.S.", "us"}, {"S\u00e9bastien", "sebastien"}, {"Stra\u00dfe", "strasse"}, {"S\u00f8rensen", "sorensen"},
		{"\u0141\u00f3d\u017a", "lodz"}, {"\u0110\u1ea1t", "dat"}, {"Erdo\u011fan", "erdogan"}, {"\u0130zmir", "izmir"}, {"\u00c6gir", "aegir"}, {"Da\u2019esh", "daesh"}, {"O'Brien", "obrien"},
		{"soft\u00adhyphen", "softhyphen"}, {"\ufb01re", "fire"}, {"\u041a\u0418\u0407\u0412", "\u043a\u0438\u0456\u0432"}, {"", ""},
	}
	for _, tt := range tests {
		if got := Fold(tt.word); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

// FuzzSplit holds what all later passes rely on: tokens slice the text, stand in
// order without overlap, belong to exactly one sentence, and together hold every
// letter and digit of the text.
func FuzzSplit(f *testing.F) {
	for _, text := range []string{"", "France sent 12 F-16s. \u201cYes.\u201d\r\n- Gen. Milley\n", "\ufeffU.S.-made 6\u00d76", wrappedText, "a'", "'s", "1.", "-\u00a0-", "\u2011\u2011a", "x\u2019s y", "A.B.c", "\u00e9.\u00e9", "--a", "s' t", "\u2022"} {
		f.Add(text)
	}
	s := splitter()
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Read(strings.NewReader(text), 1<<16)
		if err != nil {
			return
		}
		s.Split(&d)
		checkSplit(t, d)
	})
}

// Parts that end with paragraphs hold the tokens of the whole, at the same places.
func TestParts(t *testing.T) {
	s := splitter()
	whole := Document{Text: strings.Repeat("France sent 12 F-16s to Kyiv. Nobody saw them.\n\n", 300)}
	s.Split(&whole)
	var tokens []Token
	part := Document{Text: whole.Text}
	for from := 0; from < len(part.Text); {
		from = s.Part(&part, from, 1000)
		tokens = append(tokens, part.Tokens...)
	}
	if !slices.Equal(tokens, whole.Tokens) {
		t.Errorf("parts give %d tokens, the whole %d, or others", len(tokens), len(whole.Tokens))
	}
}

// A text without any place to cut is cut between letters.
func TestPartsOfOneWord(t *testing.T) {
	s := splitter()
	d := Document{Text: strings.Repeat("é", 5000)}
	parts := 0
	for from := 0; from < len(d.Text); parts++ {
		from = s.Part(&d, from, 1001)
		if from < len(d.Text) && !utf8.RuneStart(d.Text[from]) {
			t.Fatalf("a part ends within a letter, at byte %d", from)
		}
	}
	if parts < 8 {
		t.Errorf("%d parts of 10,000 bytes, want one for each 1,001 or so", parts)
	}
}

func checkSplit(t *testing.T, d Document) {
	t.Helper()
	end := 0
	for i, tok := range d.Tokens {
		if int(tok.Start) < end || tok.Start >= tok.End || int(tok.End) > len(d.Text) {
			t.Fatalf("token %d is [%d,%d), the one before ends at %d of %d", i, tok.Start, tok.End, end, len(d.Text))
		}
		if gap := d.Text[end:tok.Start]; strings.ContainsFunc(gap, isWordRune) {
			t.Fatalf("no token holds the letters of %q before token %d", gap, i)
		}
		end = int(tok.End)
	}
	if rest := d.Text[end:]; strings.ContainsFunc(rest, isWordRune) {
		t.Fatalf("no token holds the letters of %q at the end", rest)
	}
	next := 0
	for i, s := range d.Sentences {
		if s.First != next || s.Last <= s.First || s.Last > len(d.Tokens) {
			t.Fatalf("sentence %d has tokens [%d,%d), want them from %d of %d on", i, s.First, s.Last, next, len(d.Tokens))
		}
		if s.Begin != int(d.Tokens[s.First].Start) || s.End != int(d.Tokens[s.Last-1].End) {
			t.Fatalf("sentence %d is [%d,%d), its tokens are [%d,%d)", i, s.Begin, s.End, d.Tokens[s.First].Start, d.Tokens[s.Last-1].End)
		}
		next = s.Last
	}
	if next != len(d.Tokens) {
		t.Fatalf("%d tokens are in no sentence", len(d.Tokens)-next)
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
