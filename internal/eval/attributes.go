package eval

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/attache-kg/attache/graph"
)

// attribute is a property of a claim that is scored once claims are matched.
type attribute struct {
	name  string
	given func(c graph.PrintedClaim) bool
	same  func(gold, system graph.PrintedClaim) bool // of two claims that give it
}

// attributes are in the order of reports. "date~" holds as far as the coarser
// of the two dates goes.
var attributes = []attribute{
	scalar("modality", func(c graph.PrintedClaim) string { return c.Modality }, equal),
	scalar("date", date, equal),
	scalar("date~", date, func(a, b string) bool { return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) }),
	scalar("quantity", func(c graph.PrintedClaim) string { return c.Quantity }, sameQuantity),
	scalar("money", func(c graph.PrintedClaim) string { return c.Money }, sameMoney),
	{"system", func(c graph.PrintedClaim) bool { return len(c.System) > 0 }, systemsOverlap},
	scalar("attributed_to", func(c graph.PrintedClaim) string { return c.AttributedTo }, sameName),
}

func date(c graph.PrintedClaim) string { return c.Date }

func equal(a, b string) bool { return a == b }

// scalar makes an attribute of a claim's field; an empty one is not given.
func scalar(name string, of func(graph.PrintedClaim) string, same func(gold, system string) bool) attribute {
	return attribute{
		name:  name,
		given: func(c graph.PrintedClaim) bool { return of(c) != "" },
		same:  func(g, s graph.PrintedClaim) bool { return same(of(g), of(s)) },
	}
}

// agrees reports whether both claims give the attribute and agree in it.
func (a attribute) agrees(gold, system graph.PrintedClaim) bool {
	return a.given(gold) && a.given(system) && a.same(gold, system)
}

// agreement counts the attributes in which two claims agree.
func agreement(gold, system graph.PrintedClaim) int {
	n := 0
	for _, a := range attributes {
		if a.agrees(gold, system) {
			n++
		}
	}
	return n
}

// systemsOverlap reports whether any system of one claim is one of the other's.
func systemsOverlap(gold, system graph.PrintedClaim) bool {
	return slices.ContainsFunc(gold.System, func(g string) bool {
		return slices.ContainsFunc(system.System, func(s string) bool { return sameName(g, s) })
	})
}

func sameQuantity(a, b string) bool { return slices.Equal(amounts(a), amounts(b)) }

// sameMoney reports whether the currencies are the same and the amounts differ
// by half a per cent at most.
func sameMoney(a, b string) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) <= 0.005*max(x, y) }
	return slices.Equal(currencies(a), currencies(b)) && slices.EqualFunc(amounts(a), amounts(b), near)
}

// amounts returns the numbers in a text, \d+(\.\d+)?, which may be grouped by
// commas or spaces: "7,000–9,000" is 7000, 9000. Digits are ASCII.
func amounts(text string) []float64 {
	text = ungrouped(text)
	var out []float64
	for i := 0; i < len(text); i++ {
		end := digitsEnd(text, i)
		if end == i {
			continue
		}
		if end < len(text) && text[end] == '.' && isDigitAt(text, end+1) {
			end = digitsEnd(text, end+1)
		}
		n, _ := strconv.ParseFloat(text[i:end], 64) // out of range is infinite, as in Python
		out = append(out, n)
		i = end
	}
	return out
}

// ungrouped drops the commas and spaces that stand before three digits and
// after one.
func ungrouped(text string) string {
	var b strings.Builder
	for i := range len(text) {
		separates := text[i] == ',' || text[i] == ' '
		if !separates || !isDigitAt(text, i-1) || digitsEnd(text, i+1) < i+4 {
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// digitsEnd returns the end of the run of digits that starts at i.
func digitsEnd(text string, i int) int {
	for isDigitAt(text, i) {
		i++
	}
	return i
}

func isDigitAt(text string, i int) bool {
	return 0 <= i && i < len(text) && '0' <= text[i] && text[i] <= '9'
}

// currencies returns the groups of three capitals in a text.
func currencies(text string) []string {
	var out []string
	for i := 0; i+3 <= len(text); i++ {
		if code := text[i : i+3]; strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			out = append(out, code)
			i += 2
		}
	}
	return out
}
