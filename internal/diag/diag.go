// Package diag describes faults in files that people write: where, what, the
// line itself, and how to mend it.
//
// A [Fault] prints in the form of compilers and of actionlint,
//
//	seeds/rules/supplies.yaml:7:15: no role "sorce" in SUPPLIES [unknown-role]
//	  7 |     clause: ["{sorce} V {system} to {target}"]
//	    |               ^~~~~~~
//	  fix: did you mean {source}?
//
// Faults are data: a reader of files returns all it finds, sorted with [Sort].
package diag

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Fault is one thing wrong in a file. Line and Column count from one, Column
// in characters; a fault of the whole file has Line 0.
type Fault struct {
	File   string
	Line   int
	Column int
	Width  int    // characters to underline, at least one
	What   string // lower case, names the thing
	Fix    string // what mends it
	Code   string // stable, for filters and documentation
	Source string // the line of text that is wrong
}

// Faults is a list of faults that serves as an error.
type Faults []Fault

// Error prints all faults, one after the other.
func (f Faults) Error() string {
	parts := make([]string, len(f))
	for i, fault := range f {
		parts[i] = fault.String()
	}
	return strings.Join(parts, "\n")
}

// Err returns the faults as an error, nil when there are none.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// String prints the fault with its line and fix.
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
	}
	fmt.Fprintf(&b, ": %s [%s]", f.What, f.Code)
	if f.Line > 0 && f.Source != "" {
		gutter := fmt.Sprintf("%3d", f.Line)
		fmt.Fprintf(&b, "\n%s | %s", gutter, f.Source)
		fmt.Fprintf(&b, "\n%*s | %s^%s", len(gutter), "", blank(f.Source, f.Column-1), strings.Repeat("~", max(f.Width-1, 0)))
	}
	if f.Fix != "" {
		fmt.Fprintf(&b, "\n  fix: %s", f.Fix)
	}
	return b.String()
}

// blank returns n characters of white space that keep the tabs of line.
func blank(line string, n int) string {
	var b strings.Builder
	for _, r := range line {
		if n--; n < 0 {
			break
		}
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Sort orders faults by file and place.
func Sort(faults []Fault) {
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code))
	})
}

// Line returns the text of line number n of data, counted from one.
func Line(data []byte, n int) string {
	for ; n > 1; n-- {
		_, rest, found := bytes.Cut(data, []byte("\n"))
		if !found {
			return ""
		}
		data = rest
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return strings.TrimRight(string(line), "\r")
}

// Suggest returns "did you mean …?" with at most three of the known words that
// are near to word, nearest first; where none is near it lists them all.
func Suggest(word string, known []string) string {
	type near struct {
		word string
		far  int
	}
	var found []near
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d <= 1+utf8.RuneCountInString(word)/3 {
			found = append(found, near{k, d})
		}
	}
	if len(found) == 0 {
		return "use one of: " + strings.Join(known, ", ")
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(a.word, b.word)) })
	words := make([]string, 0, 3)
	for _, n := range found[:min(3, len(found))] {
		words = append(words, n.word)
	}
	return "did you mean " + strings.Join(words, ", ") + "?"
}

// distance is the number of single-character edits and swaps of neighbours
// that turn a into b.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last := make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := range s {
		row := make([]int, len(t)+1)
		row[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(t)]
}
