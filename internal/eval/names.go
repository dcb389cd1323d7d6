package eval

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// scoringRule is scoring.json: what score.py holds in constants.
type scoringRule struct {
	Types      []string    `json:"types"`       // scored, in the order of reports
	Symmetric  []string    `json:"symmetric"`   // types whose parties may change places
	WithSystem []string    `json:"with_system"` // types of which the system is a part of the edge
	Article    string      `json:"article"`     // dropped before a name of two words or more
	Possessive string      `json:"possessive"`  // dropped with the apostrophe before it
	Spellings  [][2]string `json:"spellings"`   // written first, compared as second, also inside a word
	Plurals    []plural    `json:"plurals"`     // the first that fits a word makes it singular
	Stop       []string    `json:"stop"`        // words without meaning of their own
	Suffixes   []string    `json:"suffixes"`    // of a person's name
	Generic    []string    `json:"generic"`     // what an org's name may have more than another's
	OtherThing []string    `json:"other_thing"` // what a system's name may not
}

// plural replaces the ending of words with more characters than LongerThan.
type plural struct {
	Ending     string `json:"ending"`
	LongerThan int    `json:"longer_than"`
	Becomes    string `json:"becomes"`
}

var (
	//go:embed scoring.json
	scoringJSON []byte
	//go:embed aliases.json
	aliasesJSON []byte

	scoring = decoded[scoringRule](scoringJSON)
	groups  = aliasGroups(decoded[map[string][][]string](aliasesJSON))
)

// decoded reads an embedded file; a fault in it is a fault of the program.
func decoded[T any](data []byte) T {
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		panic(fmt.Sprintf("eval: embedded data: %v", err))
	}
	return v
}

// aliasGroups numbers the groups of names that mean the same, by kind.
func aliasGroups(aliases map[string][][]string) map[string]map[string]int {
	out := make(map[string]map[string]int)
	for kind, list := range aliases {
		out[kind] = make(map[string]int)
		for n, group := range list {
			for _, name := range group {
				out[kind][squeezed(name)] = n
			}
		}
	}
	return out
}

// sameName reports whether the system's name, kind and all, means the gold's.
func sameName(gold, system string) bool {
	kind, g, _ := strings.Cut(gold, ":")
	kind2, s, _ := strings.Cut(system, ":")
	if kind != kind2 {
		return false
	}
	if kind == "firm" && (isUnnamed(g) || isUnnamed(s)) {
		return isUnnamed(g) && isUnnamed(s) && shareWord(content(g), content(s))
	}
	if key := squeezed(g); key != "" && key == squeezed(s) || aliased(kind, g, s) {
		return true
	}
	switch kind {
	case "official":
		return samePerson(g, s)
	case "firm", "org", "system":
		return contained(kind, g, s)
	}
	return false
}

// isUnnamed reports whether a firm's name is a description ("?French firm").
func isUnnamed(name string) bool { return strings.HasPrefix(name, "?") }

// aliased reports whether two names of a kind stand in one group of aliases.
func aliased(kind, a, b string) bool {
	g, ok := groups[kind][squeezed(a)]
	h, ok2 := groups[kind][squeezed(b)]
	return ok && ok2 && g == h
}

// contained reports whether the words of one name are among the other's and
// the further words leave the thing the same.
func contained(kind, a, b string) bool {
	x, y := content(a), content(b)
	moreX, moreY := without(x, y), without(y, x)
	if len(x) == 0 || len(y) == 0 || len(moreX) > 0 && len(moreY) > 0 {
		return false
	}
	further := slices.Concat(moreX, moreY)
	switch kind {
	case "org":
		return len(without(further, scoring.Generic)) == 0
	case "system":
		return !shareWord(further, scoring.OtherThing)
	}
	return true
}

// without returns the words that are not among the others.
func without(words, others []string) []string {
	var out []string
	for _, w := range words {
		if !slices.Contains(others, w) {
			out = append(out, w)
		}
	}
	return out
}

func shareWord(a, b []string) bool { return len(without(a, b)) < len(a) }

// samePerson reports whether the surnames are equal and the given names do not
// conflict: each of the shorter name's has its equal, initial or nickname in
// the longer.
func samePerson(a, b string) bool {
	x, y := without(words(a), scoring.Suffixes), without(words(b), scoring.Suffixes)
	if len(x) == 0 || len(y) == 0 || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	short, long := x[:len(x)-1], y[:len(y)-1]
	if len(short) > len(long) {
		short, long = long, short
	}
	for _, given := range short {
		if !slices.ContainsFunc(long, func(w string) bool { return sameGivenName(given, w) }) {
			return false
		}
	}
	return true
}

func sameGivenName(a, b string) bool {
	initials := utf8.RuneCountInString(a) == 1 || utf8.RuneCountInString(b) == 1
	return a == b || initials && firstRune(a) == firstRune(b) || aliased("given_name", a, b)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// squeezed writes a name as one word: its words in the singular, unspaced.
func squeezed(name string) string {
	var b strings.Builder
	for _, w := range words(name) {
		b.WriteString(singular(w))
	}
	return b.String()
}

// content returns the words of a name that carry meaning, in the singular.
func content(name string) []string {
	list := without(words(name), scoring.Stop)
	for i, w := range list {
		list[i] = singular(w)
	}
	return list
}

func singular(word string) string {
	for _, p := range scoring.Plurals {
		if stem, ok := strings.CutSuffix(word, p.Ending); ok && utf8.RuneCountInString(word) > p.LongerThan {
			return stem + p.Becomes
		}
	}
	return word
}

// words returns the words of a name without case, accents, punctuation and
// leading article, in one spelling: "The U.N.'s Défence" is un, defense.
func words(name string) []string {
	text := joinInitials(dropPossessives(folded(name)))
	text = slices.DeleteFunc(text, isApostrophe)
	s := string(text)
	for _, p := range scoring.Spellings {
		s = strings.ReplaceAll(s, p[0], p[1])
	}
	found := strings.FieldsFunc(s, func(r rune) bool { return !isWordRune(r) })
	if len(found) > 1 && found[0] == scoring.Article {
		return found[1:]
	}
	return found
}

// folded returns the text without case and accents: compatibility
// decomposition, then case folding, then no combining characters. The order
// matters, because the iota subscript folds to a letter.
func folded(text string) []rune {
	var out []rune
	for _, r := range norm.NFKD.String(text) {
		if r == 'ß' || r == 'ẞ' {
			out = append(out, 's', 's')
		} else if r = foldCase(r); !isCombining(r) {
			out = append(out, r)
		}
	}
	return out
}

// foldCase folds one decomposed character. Through the upper case it finds
// what ToLower alone keeps apart, like the two forms of the Greek sigma; the
// dotless i is a letter of its own.
func foldCase(r rune) rune {
	if r == 'ı' {
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}

// isCombining reports whether a character has a combining class, which is what
// Python calls combining; spacing marks have none.
func isCombining(r rune) bool {
	if r < 0x300 {
		return false
	}
	return norm.NFKD.Properties(utf8.AppendRune(nil, r)).CCC() != 0
}

// isWordRune reports whether r is what a regular expression of Python calls \w.
func isWordRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// dropPossessives drops an apostrophe and the possessive ending, ['’]s\b, and
// writes underscores as spaces.
func dropPossessives(text []rune) []rune {
	ending := []rune(scoring.Possessive)
	var out []rune
	for i := 0; i < len(text); i++ {
		if rest := text[i+1:]; isApostrophe(text[i]) && startsWith(rest, ending) && !wordAt(rest, len(ending)) {
			i += len(ending)
			continue
		}
		if text[i] == '_' {
			out = append(out, ' ')
		} else {
			out = append(out, text[i])
		}
	}
	return out
}

func startsWith(text, prefix []rune) bool {
	return len(text) >= len(prefix) && slices.Equal(text[:len(prefix)], prefix)
}

// joinInitials drops the full stop between single characters, \b\w\.(?=\w\b):
// "u.n." becomes "un.".
func joinInitials(text []rune) []rune {
	var out []rune
	for i, r := range text {
		between := wordAt(text, i-1) && !wordAt(text, i-2) && wordAt(text, i+1) && !wordAt(text, i+2)
		if r != '.' || !between {
			out = append(out, r)
		}
	}
	return out
}

// wordAt reports whether text has a word character at i; there is none outside.
func wordAt(text []rune, i int) bool {
	return 0 <= i && i < len(text) && isWordRune(text[i])
}
