package pipeline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
)

// acronym is a short name that a document gives somebody in brackets: "the Lebanese
// Armed Forces (LAF)".
type acronym struct {
	text   string
	entity int
}

// acronyms marks the short names that the document has given before, and notes those
// that a sentence gives.
func (w *Worker) acronyms(s document.Sentence) {
	if len(w.short) > 0 {
		w.markShort(s)
	}
	if len(w.marks) == 0 || strings.IndexByte(w.doc.Text[s.Begin:s.End], '(') < 0 {
		return
	}
	for t := s.First + 1; t+2 < s.Last; t++ {
		if !w.is(t, "(") || w.doc.Tokens[t+1].Shape&document.Upper == 0 || !w.is(t+2, ")") {
			continue
		}
		short := w.text(t + 1)
		if first := w.initials(short, s.First, t); first >= 0 {
			if entity := w.named(first, t); entity >= 0 {
				w.short = append(w.short, acronym{short, entity})
			}
		}
	}
}

// markShort marks the short names in a sentence.
func (w *Worker) markShort(s document.Sentence) {
	had := len(w.marks)
	for t := s.First; t < s.Last; t++ {
		if w.doc.Tokens[t].Shape&document.Upper == 0 || w.marked(t) >= 0 {
			continue
		}
		for _, a := range w.short {
			if w.text(t) == a.text {
				w.marks = append(w.marks, gazetteer.Mention{Entity: a.entity, First: t, Last: t + 1, Form: gazetteer.Seat})
				break
			}
		}
	}
	if len(w.marks) > had {
		slices.SortFunc(w.marks, func(a, b gazetteer.Mention) int { return cmp.Compare(a.First, b.First) })
	}
}

// initials returns the first of the words before token t whose capitals spell a short
// name, or -1; words without a capital may stand between.
func (w *Worker) initials(short string, first, t int) int {
	n := len(short)
	for n > 0 && t > first {
		t--
		switch tok := w.doc.Tokens[t]; {
		case tok.Shape&document.Mark != 0:
			return -1
		case tok.Shape&document.Capital == 0:
		case w.doc.Text[tok.Start] != short[n-1]:
			return -1
		default:
			n--
		}
	}
	if n > 0 {
		return -1
	}
	return t
}

// named returns whom a phrase names: what it is the name of, or the only state in it
// if it speaks of the state's forces or government; -1 for nobody.
func (w *Worker) named(first, last int) int {
	state := -1
	for _, m := range w.marks {
		switch {
		case m.Last <= first || m.First >= last:
		case m.First == first && (m.Last == last || w.pack.Gazetteer.Entities[m.Entity].Class == "Firm"):
			return m.Entity // of "Mahindra Defence Systems Ltd" the first word may be listed
		case w.pack.Gazetteer.Entities[m.Entity].Class != "State" || state >= 0 && state != m.Entity:
			return -1
		default:
			state = m.Entity
		}
	}
	for t := first; t < last; t++ {
		if w.doc.Classes[t]&(lang.FoldForces|lang.FoldGovernment) != 0 {
			return state
		}
	}
	return -1
}

// marked returns the name that covers a token, or -1.
func (w *Worker) marked(t int) int {
	return slices.IndexFunc(w.marks, func(m gazetteer.Mention) bool { return m.First <= t && t < m.Last })
}

func (w *Worker) text(t int) string {
	tok := w.doc.Tokens[t]
	return w.doc.Text[tok.Start:tok.End]
}

func (w *Worker) is(t int, text string) bool { return w.text(t) == text }
