package resolve

import (
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/name"
	"github.com/attache-kg/attache/internal/phrase"
)

// Where nothing says of which country "the Foreign Minister" is, these speak for one.
const (
	ofDateline = 3 // the document was written there
	ofHost     = 6 // it is published there
	ofTitle    = 6 // only that country has such an office
	ofSentence = 4 // it was named last before the office
	mostTold   = 6 // however often it is named
)

// homes gives the offices that nothing in their sentence ties to a state the one
// for which the holder or his successor is told to hold it, or else the one that
// the document is most about. A state whose like office somebody else holds does
// not count, and where two states are even the office stays without one.
func (d *doc) homes() {
	var told map[int]int
	for i := range d.Held {
		h := &d.Held[i]
		if h.Of >= 0 {
			continue
		}
		if h.Of = d.toldElsewhere(h); h.Of < 0 && d.envoy(h.Office) {
			h.Of = d.Gazetteer.Publisher(d.Source)
		}
		if h.Of >= 0 {
			continue
		}
		if group, ok := d.groupOf(h); ok {
			h.Of = group
			continue
		}
		if oneOf(d.words(h.At), d.Pack.Names.Territorial) {
			h.Of = d.land(h)
			continue
		}
		if !oneOf(strings.Fields(strings.ToLower(h.Office)), d.Pack.Names.Home) {
			h.Of = d.titled(h.Office)
			continue
		}
		if d.ofOthers(h) || d.ofFirm(h) {
			continue
		}
		if h.Of = d.listed(h); h.Of >= 0 {
			continue
		}
		if told == nil {
			told = d.told()
		}
		h.Of = d.home(h, told)
	}
}

// listed returns the state of the office that stands in a list before another one:
// "Somali Defence Minister A, Army Chief B and Interior Minister C"; or -1. Two that
// only a conjunction joins may be of two states.
func (d *doc) listed(h *name.Held) int {
	x, comma := d.listedBefore(h)
	if x == nil || x.Former {
		return -1
	}
	if _, list := d.listedBefore(x); !comma && !list {
		return -1
	}
	of := x.Of
	if of < 0 {
		of = d.listed(x)
	}
	if of < 0 || d.Gazetteer.Entities[of].Class != classState || strings.EqualFold(x.Office, h.Office) {
		return -1
	}
	return of
}

// listedBefore returns the office that a comma or conjunction joins to one, and whether
// it is a comma; or nil.
func (d *doc) listedBefore(h *name.Held) (before *name.Held, comma bool) {
	for i := range d.Held {
		x := &d.Held[i]
		if x.Sentence != h.Sentence || x.At[1] >= h.At[0] || x.At[1]+2 < h.At[0] {
			continue
		}
		first, last := d.Doc.Tokens[x.At[1]], h.At[0]-1
		if comma = d.Doc.Text[first.Start] == ','; comma && last == x.At[1] || d.bits(last)&lang.Conjunction != 0 {
			return x, comma
		}
	}
	return nil, false
}

// groupOf returns the armed group told before whose office a title is by "the group's"
// or "rebel" before it or "of the group" behind it, or -1, and whether it is one's.
func (d *doc) groupOf(h *name.Held) (int, bool) {
	rebels := func(t int) bool { return d.Pack.Is(d.Doc.Tokens[t].Word, lang.Rebels) }
	first, end := h.Title[0], h.Title[1]
	t := end - 1
	switch {
	case end-first > 3 && rebels(t) && d.bits(t-1)&lang.Definite != 0 && d.bits(t-2)&lang.Preposition != 0: // "leader of the group"
		h.Title[1] = t - 2
		h.Office = d.text(first, t-2)
	case rebels(first) && d.Pack.Anaphors.Get(d.Doc.Tokens[first].Word) == "": // "rebel spokesman", not "group chairman"
		t = first
	case first >= 4 && d.Doc.Tokens[first-1].Shape&document.Possessive != 0 && rebels(first-2) && (d.bits(first-3)|d.bits(first-4))&lang.Definite != 0:
		t = first - 2
	default:
		return -1, false
	}
	if group, ok := d.fighters(frame.Arg{First: t, Last: t + 1}, h.Sentence); ok {
		return d.Gazetteer.Index[string(group.ID)], true
	}
	return -1, true
}

// ofFirm says whether a title, or what its holder is besides, is one that firms give:
// "senior vice president", "president and chief executive".
func (d *doc) ofFirm(h *name.Held) bool {
	const besides = 5 // words
	words := d.words(h.Title)
	for t := h.Title[1]; h.At[0] < h.Title[0] && t < min(h.Title[1]+besides, d.Doc.Sentences[h.Sentence].Last); t++ {
		if d.Doc.Text[d.Doc.Tokens[t].Start] == ',' {
			break
		}
		words = append(words, d.Pack.Lexicon.Word(d.Doc.Tokens[t].Word))
	}
	return oneOf(words, d.Pack.Names.Corporate)
}

// ofOthers says whether a title goes on with the body that has it, which is no state
// that is known: "President and CEO of Patria", "president … at Raytheon".
func (d *doc) ofOthers(h *name.Held) bool {
	if of := h.Title[1] < h.At[1] && d.Pack.Lexicon.Word(d.Doc.Tokens[h.Title[1]].Word) == d.Pack.Word("of"); of || d.unknownBody(h) {
		return true
	}
	const more = 6 // capitalised words and conjunctions
	last := d.Doc.Sentences[h.Sentence].Last
	for t := h.Title[1]; h.At[0] < h.Title[0] && t < min(h.Title[1]+more, last); t++ {
		tok := d.Doc.Tokens[t]
		switch bits := d.bits(t); {
		case d.Pack.Lexicon.Word(tok.Word) == d.Pack.Word("of"):
			return true
		case bits&lang.Preposition != 0 && t+1 < last && d.Doc.Tokens[t+1].Shape&document.Capital != 0:
			return !d.inState(t+1, h.Sentence)
		case bits&lang.Conjunction == 0 && tok.Shape&document.Capital == 0:
			return false
		}
	}
	return false
}

// inState says whether the name of a state or of a place in one stands at a token.
func (d *doc) inState(t, sentence int) bool {
	return slices.ContainsFunc(d.Mentions[sentence], func(m phrase.Mention) bool {
		return m.First <= t && t < m.Last && d.stateAt(m.Class, m.Entity) >= 0
	})
}

// unknownBody says whether the name of something that is not known stands before a
// title: "FIFA president Ann Lee".
func (d *doc) unknownBody(h *name.Held) bool {
	t := h.Title[0] - 1
	if t < d.Doc.Sentences[h.Sentence].First || d.Doc.Tokens[t].Shape&document.Capital == 0 || d.bits(t) != 0 {
		return false
	}
	return !slices.ContainsFunc(d.Mentions[h.Sentence], func(m phrase.Mention) bool { return m.First <= t && t < m.Last })
}

// envoy says whether a title is one that a state's own publications give its people
// abroad without the state.
func (d *doc) envoy(title string) bool {
	lower := strings.ToLower(title)
	return slices.ContainsFunc(d.Pack.Names.Envoys, func(w string) bool { return strings.Contains(lower, w) })
}

// toldElsewhere returns the state or body for which the same words give somebody
// an office, or that of a like office of the same person; or -1.
func (d *doc) toldElsewhere(h *name.Held) int {
	for _, x := range d.Held {
		if x.Of >= 0 && (x.Sentence == h.Sentence && x.Title == h.Title || x.Person == h.Person && x.Former == h.Former && d.shareHead(x.Office, h.Office)) {
			return x.Of
		}
	}
	return -1
}

// shareHead says whether two titles have a noun of offices in common.
func (d *doc) shareHead(a, b string) bool {
	words := strings.Fields(strings.ToLower(a))
	return slices.ContainsFunc(strings.Fields(strings.ToLower(b)), func(w string) bool {
		return slices.Contains(words, w) && slices.Contains(d.Pack.Names.OfficeHeads, w)
	})
}

// words returns the words of tokens in lower case.
func (d *doc) words(span [2]int) (out []string) {
	for _, tok := range d.Doc.Tokens[span[0]:span[1]] {
		out = append(out, d.Pack.Lexicon.Word(tok.Word))
	}
	return out
}

// oneOf says whether some words hold all those of one of some offices.
func oneOf(words []string, offices [][]string) bool {
	return slices.ContainsFunc(offices, func(office []string) bool {
		return !slices.ContainsFunc(office, func(w string) bool { return !slices.Contains(words, w) })
	})
}

// land returns the state in which the place lies that a governor or the like rules: the
// one in or right beside his title, or else the last one told before it; or -1.
func (d *doc) land(h *name.Held) int {
	const beside = 3 // tokens, "of the" and the like
	before := -1
	for _, m := range d.Mentions[h.Sentence] {
		state := d.stateAt(m.Class, m.Entity)
		switch {
		case state < 0:
		case m.Last <= h.Title[0]-beside:
			if m.Class == classPlace {
				before = state
			}
		case m.First <= h.Title[1]+beside:
			return state
		}
	}
	for s := h.Sentence - 1; s >= 0 && s >= h.Sentence-near && before < 0; s-- {
		for _, m := range d.Mentions[s] {
			if m.Class == classPlace {
				if state := d.stateAt(m.Class, m.Entity); state >= 0 {
					before = state
				}
			}
		}
	}
	return before
}

// told counts how often the document names each state or its places; the state of
// its dateline and of its host count for more.
func (d *doc) told() map[int]int {
	counts, written := make(map[int]int), -1
	for s, mentions := range d.Mentions {
		for _, m := range mentions {
			state := d.stateAt(m.Class, m.Entity)
			if state < 0 {
				continue
			}
			if counts[state] < mostTold {
				counts[state]++
			}
			if written < 0 && s < 3 && d.dateline(m.Last, s) && m.First == d.Doc.Sentences[s].First {
				written = state
			}
		}
	}
	if written >= 0 {
		counts[written] += ofDateline
	}
	if state := d.Gazetteer.Publisher(d.Source); state >= 0 {
		counts[state] += ofHost
	}
	for state := range counts {
		if d.publishedIn(state) {
			counts[state] += ofHost
		}
	}
	return counts
}

// publishedIn says whether the document's host is one of a state's press.
func (d *doc) publishedIn(state int) bool {
	return slices.ContainsFunc(d.Gazetteer.Entities[state].Hosts, func(end string) bool {
		return strings.HasSuffix(d.Source, end) && (len(d.Source) == len(end) || d.Source[len(d.Source)-len(end)-1] == '.')
	})
}

// local returns the state whose press or authorities publish the document, if it
// names it, or the state of its dateline; or -1.
func (d *doc) local() int {
	if !d.pressRead {
		d.press, d.pressRead = d.locate(), true
	}
	return d.press
}

// locate finds what local returns.
func (d *doc) locate() int {
	if i := d.Gazetteer.Publisher(d.Source); i >= 0 {
		return i
	}
	written := -1
	for s, mentions := range d.Mentions {
		for _, m := range mentions {
			state := d.stateAt(m.Class, m.Entity)
			if state >= 0 && d.publishedIn(state) {
				return state
			}
			if state >= 0 && written < 0 && s < 3 && m.First == d.Doc.Sentences[s].First && d.dateline(m.Last, s) {
				written = state
			}
		}
	}
	return written
}

// stateAt returns the state that a mention names or that a place lies in, or -1.
func (d *doc) stateAt(class string, entity int) int {
	switch {
	case entity < 0:
	case class == classState:
		return entity
	case class == classPlace:
		if i, ok := d.Gazetteer.Index[d.Gazetteer.Entities[entity].In]; ok {
			return i
		}
	}
	return -1
}

// maxDateline is the longest dateline behind its place, in tokens.
const maxDateline = 8

// dateline says whether a colon, a dash or a bracket follows token t, as behind the
// place at a report's head.
func (d *doc) dateline(t, sentence int) bool {
	for i := t; i < min(t+maxDateline, d.Doc.Sentences[sentence].Last); i++ {
		tok := d.Doc.Tokens[i]
		switch {
		case tok.Shape&document.Mark == 0 && tok.Shape&(document.Capital|document.Digits) == 0:
			return false
		case tok.Shape&document.Mark != 0 && !strings.ContainsAny(d.Doc.Text[tok.Start:tok.End], ",."):
			return true
		}
	}
	return false
}

// home returns the state of an office by the counts of states, or -1.
func (d *doc) home(h *name.Held, told map[int]int) int {
	near, only := d.stateBefore(h), d.titled(h.Office)
	score := func(state int) (n int) {
		if d.taken(state, h) {
			return 0
		}
		if state == near {
			n += ofSentence
		}
		if d.superior(state, h) {
			n += ofTitle
		}
		if state == only {
			n += ofTitle
			if told[only] == 0 && d.publishedIn(only) {
				n += ofHost
			}
		}
		return n + told[state]
	}
	best, most, even := -1, 0, false
	rate := func(state int) {
		switch n := score(state); {
		case n > most:
			best, most, even = state, n, false
		case n == most:
			even = true
		}
	}
	if only >= 0 && told[only] == 0 {
		rate(only)
	}
	for state := range told {
		rate(state)
	}
	if even {
		return -1
	}
	return best
}

// stateBefore returns the state named last before an office in its sentence, but not in
// what is quoted there nor as where something comes from; or -1.
func (d *doc) stateBefore(h *name.Held) int {
	near, from := -1, d.Pack.Word("from")
	for _, m := range d.Mentions[h.Sentence] {
		if m.First >= h.At[0] {
			break
		}
		state := d.stateAt(m.Class, m.Entity)
		if state < 0 || m.First > 0 && d.Pack.Lexicon.Word(d.Doc.Tokens[m.First-1].Word) == from {
			continue
		}
		near = state
		for t := m.Last; t < h.At[0]; t++ {
			if d.bits(t)&lang.QuoteMark != 0 {
				near = -1
				break
			}
		}
	}
	return near
}

// titled returns the only state that has an office of the title, or -1.
func (d *doc) titled(title string) int {
	lower := strings.ToLower(title)
	for _, t := range d.Pack.Names.Titles {
		if strings.Contains(lower, t.Text) {
			if i, ok := d.Gazetteer.Index[t.Of]; ok {
				return i
			}
		}
	}
	return -1
}

// taken says whether somebody else holds an office like this one in a state.
func (d *doc) taken(state int, h *name.Held) bool {
	return slices.ContainsFunc(d.Held, func(x name.Held) bool {
		return x.Of == state && x.Person != h.Person && x.Former == h.Former && d.alikeTitles(x.Office, h.Office)
	})
}

// alikeTitles says whether two titles are of one office: they share a word that tells
// offices apart and differ in no more than one, which does not open its title as in
// "Deputy Defence Minister", nor makes it one of soldiers as in "Chief of the Defence
// Forces", where that of a minister is the other.
func (d *doc) alikeTitles(a, b string) bool {
	one, other := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if slices.Equal(one, other) {
		return true
	}
	shared, more, same := 0, 0, d.shareHead(a, b)
	differ := func(i int, w string) bool {
		more++
		return i > 0 && (same || d.Pack.Lexicon.Bits(d.Pack.Lexicon.Find(w))&(lang.FoldForces|lang.Rank) == 0)
	}
	for i, w := range one {
		switch {
		case len(w) <= 3 || slices.Contains(d.Pack.Names.OfficeHeads, w):
		case slices.Contains(other, w):
			shared++
		case !differ(i, w):
			return false
		}
	}
	for i, w := range other {
		if len(w) > 3 && !slices.Contains(d.Pack.Names.OfficeHeads, w) && !slices.Contains(one, w) && !differ(i, w) {
			return false
		}
	}
	return shared > 0 && more <= 1
}

// superior says whether somebody holds the office in a state whose deputy's a title is:
// a "Defense Undersecretary" serves where the Defense Secretary does.
func (d *doc) superior(state int, h *name.Held) bool {
	return slices.ContainsFunc(d.Held, func(x name.Held) bool {
		title, other := strings.Fields(strings.ToLower(h.Office)), strings.Fields(strings.ToLower(x.Office))
		return x.Of == state && x.Person != h.Person && len(title) == len(other) && title[0] == other[0] && d.deputes(title, other)
	})
}

// deputes says whether the last word of a title is that of another with something before it:
// an undersecretary is no secretary.
func (d *doc) deputes(title, other []string) bool {
	a, b := title[len(title)-1], other[len(other)-1]
	return len(a) > len(b) && strings.HasSuffix(a, b) && slices.Contains(d.Pack.Names.OfficeHeads, a) && slices.Contains(d.Pack.Names.OfficeHeads, b)
}
