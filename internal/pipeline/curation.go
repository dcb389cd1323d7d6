package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
)

// Statement is a claim as one document tells it.
type Statement = graph.Statement

// Text returns a document of a text that is in no file.
func Text(text string) document.Document {
	sum := sha256.Sum256([]byte(text))
	return document.Document{Text: text, SHA: hex.EncodeToString(sum[:])}
}

// TestReadings decides, for the starred word of each test of the language
// pack's readings, whether it is a verb. It returns how many it decided and what
// was decided wrongly.
func (p *Pack) TestReadings() (decisions int, wrong []string) {
	w := p.NewWorker()
	for _, r := range p.lang.Readings {
		for _, test := range r.Tests {
			before, rest, _ := strings.Cut(test, "*")
			word, after, ok := strings.Cut(rest, "*")
			if !ok {
				wrong = append(wrong, fmt.Sprintf("%s: %q marks no word; put it between stars", r.ID, test))
				continue
			}
			decisions++
			if verb := w.readsAsVerb(before+word+after, len(before)); verb != r.Verb {
				wrong = append(wrong, fmt.Sprintf("%s: in %q the word is read as a verb: %v", r.ID, test, verb))
			}
		}
	}
	return decisions, wrong
}

// readsAsVerb says whether the word at a byte of a text is read as a verb.
func (w *Worker) readsAsVerb(text string, at int) bool {
	w.Extract(Text(text), "", "")
	for i, s := range w.doc.Sentences {
		sentence := w.analyzer.Sentence(&w.doc, s, w.found.Mentions[i])
		for t := s.First; t < s.Last; t++ {
			if int(w.doc.Tokens[t].Start) == at {
				return sentence.Cat(t) == phrase.CatVerb
			}
		}
	}
	return false
}

// Clashes returns the names that two entities claim, unless each asks for other
// words nearby, and the names that are ordinary words of the language and match in
// lower case without a cue.
func (p *Pack) Clashes() (clashes []string) {
	type owner struct {
		*gazetteer.Entity
		near []string
	}
	owners := make(map[string]owner)
	for i := range p.Gazetteer.Entities {
		e := &p.Gazetteer.Entities[i]
		for _, a := range e.Names() {
			key := p.nameKey(a)
			if other, taken := owners[key]; taken && other.Entity != e && a.Match != "never" && !apart(a.Near, other.near) {
				clashes = append(clashes, fmt.Sprintf("%s:%d: %q of %s is also a name of %s (%s:%d)", e.File, e.Line, a.Text, e.ID, other.ID, other.File, other.Line))
			}
			owners[key] = owner{e, a.Near}
			if p.ordinary(a) {
				clashes = append(clashes, fmt.Sprintf("%s:%d: %q of %s is an ordinary word; give it match: case or near:", e.File, e.Line, a.Text, e.ID))
			}
		}
	}
	slices.Sort(clashes)
	return clashes
}

// apart says whether two names ask for words nearby, and for none that both ask for.
func apart(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(word string) bool { return slices.Contains(b, word) })
}

// nameKey folds what the matcher does not tell apart.
func (p *Pack) nameKey(a gazetteer.Alias) string {
	var b strings.Builder
	for _, t := range p.splitter.Words(a.Text) {
		if t.Shape&document.Mark == 0 {
			b.WriteString(p.lang.Lexicon.Word(t.Word))
			b.WriteByte(' ')
		}
	}
	if !strings.ContainsFunc(a.Text, func(r rune) bool { return 'a' <= r && r <= 'z' }) {
		b.WriteString("in capitals")
	}
	return b.String()
}

// ordinary says whether a name is one common word that may stand in lower case.
// Systems are named by common words, and cased.
func (p *Pack) ordinary(a gazetteer.Alias) bool {
	tokens := p.splitter.Words(a.Text)
	if len(tokens) != 1 || a.Match != "" || len(a.Near) > 0 || a.Text == strings.ToLower(a.Text) || a.Text == strings.ToUpper(a.Text) {
		return false
	}
	return p.lang.Lexicon.Bits(tokens[0].Word)&lang.Common != 0
}
