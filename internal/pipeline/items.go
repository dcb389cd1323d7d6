package pipeline

import (
	"cmp"
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
// rules in their order, one for each entity, and one for all the rest, which touches
// every document.
func (p *Pack) Items() []touch.Item {
	c := &collector{pack: p, rest: p.rest, byWord: make(map[string]string), entities: make(map[string][]string), names: make(map[string]int)}
	for _, e := range p.Gazetteer.Entities {
		c.rest += strings.Join(e.Sites, " ") + strings.Join(e.Hosts, " ")
	}
	forms := p.forms()
	for i := range p.Rules {
		c.rule(&p.Rules[i], forms)
	}
	for i := range p.Gazetteer.Entities {
		c.note(i)
	}
	for i := range p.Gazetteer.Entities {
		c.entity(i)
	}
	items := []touch.Item{{Hash: sum(c.rest)}}
	for _, word := range slices.Sorted(maps.Keys(c.byWord)) {
		items = append(items, touch.Item{Hash: sum(word + " " + c.byWord[word]), Any: [][]touch.Word{{touch.WordOf(word)}}})
	}
	return append(items, c.items...)
}

// collector gathers what words mean to the passes.
type collector struct {
	pack     *Pack
	rest     string
	byWord   map[string]string   // rules, and whether a plural is known, by the word
	entities map[string][]string // by name: the ids of all entities that have it
	names    map[string]int      // by word: in how many names it stands
	items    []touch.Item        // of entities
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
		c.byWord[w] += content
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

// knownPlural stands for an entity's name whose plural the pack was taught.
const knownPlural = "known plural"

// note notes the names of an entity.
func (c *collector) note(i int) {
	e := &c.pack.Gazetteer.Entities[i]
	for _, words := range c.pack.Gazetteer.Words(i) {
		name := strings.Join(words, " ")
		c.entities[name] = append(c.entities[name], e.ID)
		for _, w := range words {
			c.names[w]++
		}
	}
	for _, plural := range c.pack.Gazetteer.Plurals(i) {
		if !strings.HasSuffix(c.byWord[plural], knownPlural) {
			c.byWord[plural] += knownPlural
		}
	}
}

// entity adds the item of an entity: the rarest word of each of its names, and the
// surnames of an official.
func (c *collector) entity(i int) {
	e := &c.pack.Gazetteer.Entities[i]
	content := fmt.Sprint(c.lineage(e), c.pack.Gazetteer.IsClass(i), e.Aliases, e.Demonyms, e.Seats)
	var keys []string
	for _, words := range c.pack.Gazetteer.Words(i) {
		content += fmt.Sprint(c.entities[strings.Join(words, " ")])
		keys = append(keys, slices.MinFunc(words, func(a, b string) int { return cmp.Compare(c.names[a], c.names[b]) }))
	}
	if e.Class == "Official" {
		keys = append(keys, name.Surnames(e)...)
	}
	slices.Sort(keys)
	item := touch.Item{Hash: sum(content)}
	for _, key := range slices.Compact(keys) {
		item.Any = append(item.Any, []touch.Word{touch.WordOf(key)})
	}
	c.items = append(c.items, item)
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
