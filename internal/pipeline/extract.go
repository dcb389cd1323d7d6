package pipeline

import (
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/name"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/resolve"
	"github.com/attache-kg/attache/internal/touch"
)

// Worker extracts documents, one at a time; it serves one goroutine.
type Worker struct {
	pack       *Pack
	names      *name.Finder
	analyzer   *phrase.Analyzer
	finder     *frame.Finder
	found      resolve.Found
	marks      []gazetteer.Mention
	short      []acronym        // of the document
	told       []bool           // by entity: whether the document has named it
	arena      []phrase.Mention // mentions of the document, in one block
	doc        document.Document
	gathers    bool // the words of documents
	words      []touch.Word
	met        []uint32 // by word of the lexicon: the last document that had it
	documents  uint32   // whose words were gathered
	everywhere bool     // look for frames in sentences without a trigger too
}

// NewWorker returns a worker.
func (p *Pack) NewWorker() *Worker {
	return &Worker{pack: p, names: p.names.NewFinder(), analyzer: phrase.New(p.lang), finder: p.Frames.NewFinder(), told: make([]bool, len(p.Gazetteer.Entities))}
}

// Extract returns the statements of a document in text order. Date is the
// publication date, empty when unknown; source the host it came from.
func (w *Worker) Extract(d document.Document, date, source string) []graph.Statement {
	d.Sentences, d.Tokens, d.Classes = w.doc.Sentences, w.doc.Tokens, w.doc.Classes
	w.doc = d
	end := w.pack.splitter.Part(&w.doc, 0, partBytes)
	statements := w.part(date, source)
	for end < len(d.Text) {
		end = w.pack.splitter.Part(&w.doc, end, partBytes)
		statements = append(statements, w.part(date, source)...)
	}
	return statements
}

// ExtractWords does what Extract does, and returns the words of the document, too.
func (w *Worker) ExtractWords(d document.Document, date, source string) ([]graph.Statement, touch.Words) {
	w.gathers, w.words = true, w.words[:0]
	w.documents++
	statements := w.Extract(d, date, source)
	w.gathers = false
	return statements, touch.Gather(w.words)
}

// partBytes is how much of a document is read as one text. A longer one is no news
// but a collection, in which what was told long before explains nothing.
const partBytes = 128 << 10

// part extracts the part of the document that is split.
func (w *Worker) part(date, source string) []graph.Statement {
	w.reset(date, source)
	if w.gathers {
		w.gather()
	}
	for i, s := range w.doc.Sentences {
		w.nameSentence(i, s)
	}
	w.found.Persons = w.names.Persons
	list := -1 // the claim whose items the list items that follow are
	for i, s := range w.doc.Sentences {
		if opens := w.doc.Text[s.End-1] == ':'; list >= 0 && opens && w.inList(i) {
			if other := w.frameSentence(i, s); other >= 0 { // a heading in the list
				list = other
			}
			continue
		} else if list >= 0 && w.inList(i) {
			if before := len(w.found.Claims); s.Bits&lang.Trigger != 0 || w.heads(i, s) {
				w.frameSentence(i, s)
				if len(w.found.Claims) > before {
					continue // an item that says by itself who does what
				}
			}
			w.listItem(i, s, list)
			continue
		}
		list = -1
		if s.Bits&lang.Trigger != 0 || w.everywhere || w.heads(i, s) {
			list = w.frameSentence(i, s)
		}
	}
	if len(w.found.Claims)+len(w.found.Held) == 0 {
		return nil
	}
	return w.pack.resolver.Document(&w.found)
}

func (w *Worker) reset(date, source string) {
	w.names.Reset(&w.doc)
	w.finder.Reset()
	w.found.Doc, w.found.Date, w.found.Source = &w.doc, date, source
	w.found.Held, w.found.Claims, w.found.Sentence = w.found.Held[:0], w.found.Claims[:0], w.found.Sentence[:0]
	w.found.Mentions = w.found.Mentions[:0]
	w.arena, w.short = w.arena[:0], w.short[:0]
	clear(w.told)
}

// nameSentence marks the names of a sentence and finds the offices held.
func (w *Worker) nameSentence(i int, s document.Sentence) {
	w.marks = w.pack.Gazetteer.Mark(&w.doc, s, w.told, w.marks[:0])
	w.found.Mentions = append(w.found.Mentions, nil)
	w.acronyms(s)
	if len(w.marks) == 0 && s.Bits&lang.Office == 0 {
		return
	}
	mentions := w.reserve(len(w.marks) + spareMentions)
	for _, m := range w.marks {
		w.told[m.Entity] = true
		person := -1
		class := w.pack.Gazetteer.Entities[m.Entity].Class
		if (class == "State" || class == "Place" || class == "System") && w.names.Given(m, class, s) {
			continue
		}
		if class == "Official" {
			if w.names.Longer(m, s.Last) {
				continue
			}
			m.First, m.Last = w.names.NameStart(m.First, m.Last), w.names.NameEnd(m.Last, s.Last)
			person = w.names.Known(m)
		}
		mentions = append(mentions, phrase.Mention{First: m.First, Last: m.Last, Class: class, Entity: m.Entity, Person: person, Form: m.Form})
	}
	mentions, held := w.names.Sentence(s, i, mentions, w.found.Date)
	w.found.Held = append(w.found.Held, held...)
	w.found.Mentions[i] = mentions
}

// spareMentions is the room for mentions that name rules add to a sentence.
const spareMentions = 4

// reserve returns an empty slice with room for n mentions, from one block a document.
func (w *Worker) reserve(n int) []phrase.Mention {
	if len(w.arena)+n > cap(w.arena) {
		w.arena = make([]phrase.Mention, 0, max(2*cap(w.arena), 256, n))
	}
	start := len(w.arena)
	w.arena = w.arena[:start+n]
	return w.arena[start : start : start+n]
}

// listItem adds the systems of a list item, in the parties of the claim that
// opened the list.
func (w *Worker) listItem(i int, s document.Sentence, list int) {
	mentions := w.found.Mentions[i]
	items := w.finder.Items(w.analyzer.Sentence(&w.doc, s, mentions))
	if len(items) == 0 {
		return
	}
	c := w.found.Claims[list]
	c.Items, c.At, c.Listed = items, s.First, true
	c.Words = [][2]int{{s.First, s.Last}}
	w.found.Claims = append(w.found.Claims, c)
	w.found.Sentence = append(w.found.Sentence, i)
}

// frameSentence looks for frames in a sentence that has a word to begin one. It
// returns the claim that opens a list, or -1.
func (w *Worker) frameSentence(i int, s document.Sentence) (list int) {
	list = -1
	mentions := w.names.Surnames(s, w.found.Mentions[i])
	w.found.Mentions[i] = mentions
	opensList := w.doc.Text[s.End-1] == ':'
	goesOn := w.goesOn(i)
	if len(mentions) == 0 && !opensList && !goesOn && s.Bits&lang.Pair == 0 && !w.everywhere && (s.Bits&lang.FrameNoun == 0 || !w.pack.Frames.Bare(&w.doc, s)) && !w.fighters(s) && !w.trains(i) {
		return list // a claim needs a name, "both countries", an agreement or a training told just before
	}
	means, possible := w.finder.Possible(&w.doc, s, mentions, goesOn)
	if w.everywhere {
		means = frame.Everything
	} else if !possible && !w.heads(i, s) {
		return list
	}
	mentions = w.names.MarkFirms(s, mentions)
	w.found.Mentions[i], w.found.Firms = mentions, w.names.Firms
	if sentence := w.analyzer.Categorize(&w.doc, s, mentions); !w.everywhere && !w.finder.Opens(sentence, &means) && !w.heads(i, s) {
		return list
	}
	for _, c := range w.finder.Sentence(w.analyzer.Group(), means) {
		if c.Inherit && len(c.Items) == 0 && !c.Again && !c.Rule.Edge.Symmetric {
			if opensList {
				list = len(w.found.Claims)
			} else {
				continue
			}
		}
		if c.Opens {
			list = len(w.found.Claims)
		}
		w.found.Claims = append(w.found.Claims, c)
		w.found.Sentence = append(w.found.Sentence, i)
	}
	return list
}

// heads says whether a sentence opens with a state and a colon or dash, behind which
// may stand what it gives: "Germany: 14 Leopard 2 tanks".
func (w *Worker) heads(i int, s document.Sentence) bool {
	m := w.found.Mentions[i]
	if len(m) < 2 || m[0].Class != "State" || m[0].First > s.First+1 || m[0].Last >= s.Last {
		return false
	}
	mark := w.doc.Tokens[m[0].Last]
	return mark.Shape&document.Mark != 0 && (w.doc.Text[mark.Start] == ':' || w.pack.lang.Lexicon.Bits(mark.Word)&lang.Dash != 0)
}

// goesOn says whether the last sentences before one told of systems of which it may
// tell more without naming them.
func (w *Worker) goesOn(i int) bool {
	const near = 2
	last := len(w.found.Claims) - 1
	for last >= 0 && w.found.Sentence[last] >= i-near {
		if w.found.Claims[last].GoesOn() {
			return true
		}
		last--
	}
	return false
}

// trains says whether sentences shortly before one told of training, of which it may tell
// more without naming anybody: "Another 30 will be trained in May."
func (w *Worker) trains(i int) bool {
	const near = 6
	for last := len(w.found.Claims) - 1; last >= 0 && w.found.Sentence[last] >= i-near; last-- {
		if w.found.Claims[last].Rule.Edge.OfPeople() {
			return true
		}
	}
	return false
}

// fighters says whether a sentence that names nobody speaks of rebels, who are told before,
// and of soldiers, police or villages, whose state the text is about, or of its army and of
// places that no file lists.
func (w *Worker) fighters(s document.Sentence) bool {
	of := func(set lang.Set) bool {
		return slices.ContainsFunc(w.doc.Tokens[s.First:s.Last], func(t document.Token) bool { return w.pack.lang.Is(t.Word, set) })
	}
	if of(lang.Rebels) && (of(lang.StateForces) || slices.ContainsFunc(w.doc.Classes[s.First:s.Last], func(bits uint64) bool { return bits&lang.FoldTerritory != 0 })) {
		return true
	}
	return of(lang.StateForces|lang.Rulers) && of(lang.PlaceNouns)
}

// inList says whether a sentence is an item of the list that the one before
// opens or belongs to: it has a bullet, or a line of its own behind a colon, a
// semicolon or no mark at all.
func (w *Worker) inList(i int) bool {
	s, before := w.doc.Sentences[i], w.doc.Sentences[i-1]
	if s.Item {
		return true
	}
	if s.Block == before.Block {
		return before.Item
	}
	switch w.doc.Text[before.End-1] {
	case '.', '!', '?':
		return false
	}
	return true
}

// Mentions returns the names found in the document extracted last, in its last part, as printed:
// its kind, a colon and the words of the text, states by their code.
func (w *Worker) Mentions() []string { return w.pack.resolver.Names(&w.found) }

// Explain returns, sentence by sentence, what the passes made of a document.
func (w *Worker) Explain(d document.Document, date string) []string {
	statements := w.Extract(d, date, "")
	var out []string
	for i, s := range w.doc.Sentences {
		out = append(out, w.analyzer.Sentence(&w.doc, s, w.found.Mentions[i]).String())
	}
	for _, s := range statements {
		out = append(out, describe(s))
	}
	return out
}
