package pipeline

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/name"
	"github.com/attache-kg/attache/internal/rule"
	"github.com/attache-kg/attache/internal/touch"
)

// Items returns what of the pack stands for itself, each item with the words of
// the documents that it can touch: one for each word that begins a frame, with its
// rules in their order, one for each name, with its entities in theirs, and one for
// all the rest, which touches every document.
func (p *Pack) Items() []touch.Item {
	c := &collector{pack: p, content: make(map[string]string), words: make(map[string][]touch.Word)}
	c.rest = p.rest
	for _, e := range p.Gazetteer.Entities {
		c.rest += strings.Join(e.Sites, " ") + strings.Join(e.Hosts, " ")
	}
	forms := p.forms()
	for i := range p.Rules {
		c.rule(&p.Rules[i], forms)
	}
	for i := range p.Gazetteer.Entities {
		c.entity(i)
	}
	items := []touch.Item{{Hash: sum(c.rest)}}
	for _, key := range slices.Sorted(maps.Keys(c.content)) {
		items = append(items, touch.Item{Hash: sum(key + c.content[key]), Any: [][]touch.Word{c.words[key]}})
	}
	return items
}

// collector gathers what each sequence of words means to the passes.
type collector struct {
	pack    *Pack
	rest    string
	content map[string]string // by kind and words
	words   map[string][]touch.Word
}

func (c *collector) add(kind string, words []string, content string) {
	key := kind + " " + strings.Join(words, " ")
	if _, had := c.content[key]; !had {
		for _, w := range words {
			c.words[key] = append(c.words[key], touch.WordOf(w))
		}
	}
	c.content[key] += content
}

// forms returns the forms of each verb in texts, by its base.
func (p *Pack) forms() map[string][]string {
	forms := make(map[string][]string)
	for form, lemma := range p.lang.Lemma {
		base := p.lang.Lexicon.Word(lemma)
		forms[base] = append(forms[base], p.lang.Lexicon.Word(form))
	}
	return forms
}

// rule adds a rule to each word that may bring it up. Patterns are made of classes
// of words: they may touch every document, as does the rule of bare lists.
func (c *collector) rule(r *rule.Rule, forms map[string][]string) {
	content := r.Content()
	if r.Pattern != "" || c.pack.Frames.Lists(r) {
		c.rest += content
	}
	words := make(map[string]bool)
	for _, v := range r.Verbs {
		for _, part := range strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == '-' }) {
			for _, form := range append(forms[part], document.Fold(part)) {
				words[form] = true
			}
		}
	}
	for _, noun := range slices.Concat(r.Nouns, r.Compound, r.Under, elementWords(r)) {
		words[document.Fold(noun)], words[document.Fold(c.pack.lang.Plural(noun))] = true, true
	}
	for _, w := range slices.Sorted(maps.Keys(words)) {
		c.add("rule", []string{w}, content)
	}
}

// elementWords returns the nouns that a rule's clauses ask for.
func elementWords(r *rule.Rule) (words []string) {
	for _, clause := range slices.Concat(r.Clauses, r.Phrases) {
		for _, e := range clause.Elements {
			if e.Kind == rule.Words {
				words = append(words, e.Words...)
			}
		}
	}
	return words
}

// entity adds an entity to each of its names, and to the surnames of an official.
func (c *collector) entity(i int) {
	e := &c.pack.Gazetteer.Entities[i]
	content := fmt.Sprint(c.lineage(e), c.pack.Gazetteer.IsClass(i), e.Aliases, e.Demonyms, e.Seats)
	for _, words := range c.pack.Gazetteer.Words(i) {
		c.add("name", words, content)
	}
	for _, plural := range c.pack.Gazetteer.Plurals(i) {
		c.content["plural "+plural] = ""
		c.words["plural "+plural] = []touch.Word{touch.WordOf(plural)}
	}
	if e.Class == "Official" {
		for _, surname := range name.Surnames(e) {
			c.add("surname", []string{surname}, content)
		}
	}
}

// lineage is what is curated of an entity beside its names, and of those above it.
func (c *collector) lineage(e *gazetteer.Entity) string {
	text := fmt.Sprint(e.ID, e.Class, e.Name, e.Kind, e.In, e.IsA, e.Offices)
	above := []string{e.In, e.IsA}
	for _, o := range e.Offices {
		above = append(above, o.Of)
	}
	for _, id := range above {
		if i, ok := c.pack.Gazetteer.Index[id]; ok {
			text += c.lineage(&c.pack.Gazetteer.Entities[i])
		}
	}
	return text
}

func sum(text string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(text))
	return h.Sum64()
}

// gather notes the words of the part of the document that is split.
func (w *Worker) gather() {
	hashes := w.pack.wordHashes()
	if len(w.met) == 0 {
		w.met = make([]uint32, len(hashes))
	}
	for i := range w.doc.Tokens {
		switch t := &w.doc.Tokens[i]; {
		case t.Word == 0:
			w.words = append(w.words, touch.WordOf(document.Fold(w.doc.Text[t.Start:t.End])))
		case w.met[t.Word] != w.documents:
			w.met[t.Word] = w.documents
			w.words = append(w.words, hashes[t.Word])
		}
	}
}

// wordHashes returns the hashes of the words that the pack knows, by number.
func (p *Pack) wordHashes() []touch.Word {
	p.hashing.Do(func() {
		p.hashes = make([]touch.Word, p.lang.Lexicon.Len())
		for n := range p.hashes {
			p.hashes[n] = touch.WordOf(p.lang.Lexicon.Word(uint32(n)))
		}
	})
	return p.hashes
}
