// Package resolve turns what frames found in the sentences of one document into
// statements: names become node ids, descriptions and pronouns their
// antecedents, dates days, and what a document says twice one statement.
//
// [Resolver.Document] is a pure function of the document, its publication date
// and what was found; it knows no clock. Where two antecedents fit a pronoun
// there is no statement.
package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/name"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
	"github.com/attache-kg/attache/schema"
)

// Found is what the earlier passes found in a document.
type Found struct {
	Doc      *document.Document
	Date     string // publication date, empty when unknown
	Source   string
	Firms    []name.Firm
	Persons  []name.Person
	Held     []name.Held
	Claims   []frame.Claim      // with sentence numbers in Sentences
	Sentence []int              // by claim
	Mentions [][]phrase.Mention // by sentence

	room room
}

// room is storage of the resolver that serves one document after another.
type room struct {
	deeds     []*[deedBlock]deed
	used      int // of them
	all, kept []placed
	stated    []placed // by the claim being resolved
	groups    []group  // of its systems
}

const deedBlock = 16

// Resolver resolves documents. It is safe for concurrent use.
type Resolver struct {
	Pack      *lang.Pack
	Gazetteer *gazetteer.Gazetteer
	Types     schema.Schema
	Frames    *frame.Program
}

const (
	classState, classOrg, classOfficial, classPlace, classFirm, classSystem = "State", "Organization", "Official", "Place", "Firm", "System"
)

type doc struct {
	*Resolver
	*Found
	published published
	fullest   []fullName
	other     []graph.Party // who fills the claim's other role
	now       frame.Claim   // the claim being resolved
	meant     []string      // what its pronouns and descriptions stand for: "It = state:DEU"
	issuer    graph.Party   // the state or body whose statement the document is
	author    graph.Party   // the official whose statement the document is
	joint     bool          // it is that of several
	before    []placed      // the statements of the claims before
	late      bool          // all others are resolved

	press      int // what local returns, once asked
	pressRead  bool
	quotations []quotation
	quotesRead bool
	games      []int // tokens that speak of sports
	gamesRead  bool

	singles []graph.Party
	spans   []graph.Span
}

// deed is a statement with its first evidence.
type deed struct {
	graph.Statement
	first [1]graph.Evidence
}

// deed returns a place for a statement, good until the next document.
func (r *room) deed() *deed {
	if r.used == len(r.deeds)*deedBlock {
		r.deeds = append(r.deeds, new([deedBlock]deed))
	}
	r.used++
	return &r.deeds[(r.used-1)/deedBlock][(r.used-1)%deedBlock]
}

// alone returns a list of one party, from blocks of some.
func (d *doc) alone(p graph.Party) []graph.Party {
	const block = 32
	if len(d.singles) == cap(d.singles) {
		d.singles = make([]graph.Party, 0, block)
	}
	n := len(d.singles)
	d.singles = append(d.singles, p)
	return d.singles[n : n+1 : n+1]
}

// Document returns the statements of a document in text order.
func (r *Resolver) Document(found *Found) []graph.Statement {
	d := doc{Resolver: r, Found: found, published: publishedOn(found.Date)}
	d.homes()
	all := found.room.all[:0]
	found.room.used = 0
	for _, h := range found.Held {
		if h.Of >= 0 {
			all = append(all, d.office(h))
		}
	}
	d.documentSpeaker()
	var late []int
	for i, c := range found.Claims {
		told := d.claim(c, found.Sentence[i], all)
		if len(told) == 0 && (c.Targetless && c.Rule.Recall == rule.Seller || c.Agentless && len(c.Rule.Edge.Covers) > 0 || len(c.Targets) == 1 && c.Targets[0].Forces && c.Rule.Edge.OfPeople()) {
			late = append(late, i)
		}
		told = slices.DeleteFunc(told, func(p placed) bool { return d.losses(p, c, all) })
		if all = append(all, told...); len(told) > 0 {
			d.room.stated = told[:0]
		}
	}
	d.late = true
	for _, i := range late { // the text may tell the seller or buyer behind
		all = append(all, d.claim(found.Claims[i], found.Sentence[i], all)...)
	}
	all = slices.DeleteFunc(all, func(p placed) bool { return p.tacit })
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	d.headline(all)
	d.latest(all)
	found.room.all = all
	return r.merge(&found.room, r.uncovered(all))
}

// placed is a statement and the token it was found at. A tacit one is not told, but
// others may have its parties.
type placed struct {
	at       int
	sentence int  // the last that tells it
	listed   bool // in a list that another sentence opens
	s        *graph.Statement
	headline bool // it stands in the headline, which the text restates
	tacit    bool
	answers  bool // its rule answers what was told before
	habit    bool // it tells what goes on, not one deed
	recalls  bool // its rule speaks of a deed told before, whose doer need not act here
	lately   bool // it has no date, but is told as what has just been done
	named    bool // it is told by a noun
	authored bool // who says it is only whose statement the document is
	another  bool // it is told as one more deed than those before
}

// headline notes which statements stand in a headline: a first sentence that ends
// without a full stop.
func (d *doc) headline(all []placed) {
	if len(d.Doc.Sentences) < 2 {
		return
	}
	s := d.Doc.Sentences[0]
	if !d.Pack.Unstopped(d.Doc, s) {
		return
	}
	for i := range all {
		all[i].headline = all[i].at < s.Last
	}
}

// fullName is the fullest form in which the document names an entity.
type fullName struct {
	entity int
	text   string // empty when the document has no name for it
	proper bool   // it ends in a capitalised word, not as "U.N. peacekeepers" does, or is what the gazetteer calls it
}

// fullName returns the fullest form in which the document names an entity.
func (d *doc) fullName(entity int) string {
	for i := range d.fullest {
		if d.fullest[i].entity == entity {
			return d.fullest[i].text
		}
	}
	full := fullName{entity: entity}
	for _, mentions := range d.Mentions {
		for i := range mentions {
			m := &mentions[i]
			if m.Entity != entity || m.Form != gazetteer.Name {
				continue
			}
			text := d.text(m.First, m.Last)
			proper := d.Doc.Tokens[m.Last-1].Shape&document.Capital != 0 || text == d.Gazetteer.Entities[entity].Name
			if better := len(text) > len(full.text) || len(text) == len(full.text) && text < full.text; (proper && !full.proper || better && proper == full.proper) && (full.text == "" || kindred(text, full.text)) {
				full.text, full.proper = text, proper
			}
		}
	}
	d.fullest = append(d.fullest, full)
	return full.text
}

// kindred says whether one name may be a fuller form of another: they share a word, or
// one has no lower-case letter, as an acronym. "Daewoo Shipbuilding" is no fuller
// "Hanwha Ocean", which it was.
func kindred(a, b string) bool {
	if strings.ToUpper(a) == a || strings.ToUpper(b) == b {
		return true
	}
	const telling = 4 // letters of a word that is not "Co." or "of"
	words := strings.Fields(strings.ToLower(a))
	return slices.ContainsFunc(strings.Fields(strings.ToLower(b)), func(w string) bool {
		return len(w) >= telling && slices.ContainsFunc(words, func(x string) bool {
			return len(x) >= telling && (strings.Contains(x, w) || strings.Contains(w, x))
		})
	})
}

// text returns the words of tokens with runs of white space as one space.
func (d *doc) text(first, last int) string {
	return document.OneSpace(d.Doc.Text[d.Doc.Tokens[first].Start:d.Doc.Tokens[last-1].End])
}

func (d *doc) evidence(sentence int, r *rule.Rule, words [][2]int) graph.Evidence {
	s := &d.Doc.Sentences[sentence]
	e := graph.Evidence{Document: d.Doc.SHA, Published: d.Date, Source: d.Source, Span: graph.Span{Begin: s.Begin, End: s.End},
		Sentence: d.Doc.Sentence(s), Rule: r.ID}
	const block = 32
	if len(d.spans)+len(words) > cap(d.spans) {
		d.spans = make([]graph.Span, 0, max(block, len(words)))
	}
	n := len(d.spans)
	for _, w := range words {
		d.spans = append(d.spans, graph.Span{Begin: int(d.Doc.Tokens[w[0]].Start), End: int(d.Doc.Tokens[w[1]-1].End)})
	}
	e.Words = d.spans[n:len(d.spans):len(d.spans)]
	slices.SortFunc(e.Words, func(a, b graph.Span) int { return cmp.Or(cmp.Compare(a.Begin, b.Begin), cmp.Compare(a.End, b.End)) })
	e.Words = slices.Compact(e.Words)
	return e
}

func (d *doc) office(h name.Held) placed {
	s := d.room.deed()
	s.Statement = graph.Statement{Type: h.Rule.Edge.Type, Source: d.person(h.Person), Target: d.entity(h.Of), Office: h.Office,
		Polarity: graph.Affirmed, Modality: graph.Ongoing}
	if h.Former {
		s.Modality = graph.Done
	}
	s.first[0] = d.evidence(h.Sentence, h.Rule, [][2]int{h.At})
	s.Evidence = s.first[:]
	return placed{at: h.At[0], sentence: h.Sentence, s: &s.Statement}
}

func (d *doc) person(i int) graph.Party {
	p := d.Persons[i]
	if p.Entity >= 0 {
		return graph.Party{ID: graph.ID(d.Gazetteer.Entities[p.Entity].ID), Name: p.Name}
	}
	return graph.Party{ID: graph.ID("official:" + graph.Slug(p.Name)), Name: p.Name}
}

// operation is the kind of organizations that are one state's own, and stand for it:
// "trained under Operation Interflex".
const operation = "operation"

// entity returns a curated node under the fullest name that the document uses.
func (d *doc) entity(i int) graph.Party {
	e := &d.Gazetteer.Entities[i]
	if e.Kind == operation {
		if owner, ok := d.Gazetteer.Index[e.In]; ok {
			return d.entity(owner)
		}
	}
	p := graph.Party{ID: graph.ID(e.ID), Name: e.Name}
	if e.Class == classState {
		_, p.Name, _ = strings.Cut(e.ID, ":")
	} else if text := d.fullName(i); text != "" {
		p.Name = text
	}
	return p
}

// claim gives the statements of one claim: the cross product of its parties.
func (d *doc) claim(c frame.Claim, sentence int, before []placed) (out []placed) {
	d.before, d.now, d.meant = before, c, d.meant[:0]
	switch {
	case c.Inherit:
		return d.inherit(c, sentence, before)
	case c.Opens && len(c.Items) == 0:
		return nil
	}
	sources, targets := d.roles(c, sentence)
	if c.Vague && (len(sources) != 1 || len(targets) != 1 || d.armed(sources[0]) == d.armed(targets[0])) {
		if c.Rule.Recall == "" {
			return nil // no state and its rebels
		}
		c.Targets, targets, c.Targetless = nil, nil, true
	}
	if len(targets) == 0 {
		targets = d.abroad(c, sources, sentence)
	}
	if len(c.Targets) > 0 && len(targets) == 0 || c.Answers && len(c.Sources) > 0 && len(sources) == 0 {
		return nil
	}
	if c.Answers {
		sources, targets = d.answered(c, sources, targets, sentence, before)
		c.In = nil
		if len(sources)*len(targets) == 0 {
			return nil
		}
	}
	if c.Targetless {
		if c.Rule.Edge.Symmetric {
			return d.joins(c, sources, sentence, before)
		}
		if c.Rule.Inherit {
			targets = d.taker(c, sources, sentence, before)
		} else {
			targets = d.victim(c, sources, sentence, before)
		}
		if len(targets) == 0 {
			return nil
		}
	}
	if c.Made && len(sources) > 1 && len(targets) == 1 && slices.ContainsFunc(sources, func(s graph.Party) bool { return d.firmOf(targets[0].ID, s.ID) }) {
		return nil // "Greece and France signed a contract for Dassault's jets" tells of a sale
	}
	if c.Agentless || len(sources) == 0 && len(c.Sources) == 1 && (c.Sources[0].Kind == classState || c.Sources[0].Kind == classOrg && d.bits(c.Sources[0].Last-1)&lang.FoldDeed != 0) && len(c.Items) == 0 && c.Rule.Edge.OfPeople() {
		sources = d.agent(c, targets, sentence, before)
	}
	if len(sources) == 1 && len(targets) == 1 && received(c) && c.Rule.Edge.OfPeople() && d.foes(sources[0], targets[0]) {
		return nil // soldiers who trained in the land that they attack
	}
	if (c.Targetless || len(c.Targets) == 1 && c.Targets[0].Forces) && (d.againTrained(c, sources, targets) || len(c.Sources) == 0 && d.trainedAtHome(c, targets, sentence)) {
		return nil
	}
	if len(targets) == 0 {
		targets = d.alone(graph.Party{})
	}
	out = d.room.stated
	groups := d.items(c, before)
	for i, source := range sources {
		for _, target := range targets {
			if c.Pairs {
				break
			}
			if len(sources) > 1 && d.landOf(target).ID == source.ID && target.ID.Class() != "firm" && !d.beside(c, sources, source) {
				continue // "Ukraine and Russia launched drones, with a fire in Odesa"
			}
			out = d.statements(out, c, sentence, source, target, groups)
		}
		if c.Pairs {
			for _, target := range sources[i+1:] {
				out = d.statements(out, c, sentence, source, target, groups)
			}
		}
	}
	return out
}

// beside says whether a state attacks its own place beside another: "Syrian and Russian
// jets bombed Idlib".
func (d *doc) beside(c frame.Claim, sources []graph.Party, source graph.Party) bool {
	if c.Named || len(c.Targets) != 1 || c.Targets[0].Class != classPlace || slices.ContainsFunc(sources, func(s graph.Party) bool { return s.ID != source.ID && d.foes(s, source) }) {
		return false
	}
	const near = 4 // tokens: "the town of Idlib"
	at := c.Targets[0].First - c.At
	return (len(c.Items) == 0 || at > 0 && at <= near)
}

// answered completes the parties of a deed that answers one told before: who shoots
// down drones is whom their owner attacked. Else who says so
// did it, or over whose land it was done.
func (d *doc) answered(c frame.Claim, sources, targets []graph.Party, sentence int, before []placed) (doers, victims []graph.Party) {
	told := len(sources)+len(targets) > 0
	doer, victim := only{}, only{}
	armed := told // the attack was one with what is shot down
	for _, p := range before {
		if p.s.Type != c.Rule.Edge.Type || p.s.Polarity != graph.Affirmed || p.s.Modality == graph.Planned || p.s.Modality == graph.Possible {
			continue
		}
		if p.answers {
			if len(sources) == 0 || sources[0].ID == p.s.Source.ID && d.alike(c, p.s) {
				return nil, nil // the total is told first
			}
			continue
		}
		land := d.landOf(p.s.Target)
		if land.ID == "" || land.ID == p.s.Source.ID || len(sources) > 0 && sources[0].ID != land.ID || len(targets) > 0 && targets[0].ID != p.s.Source.ID {
			continue
		}
		doer.add(land)
		victim.add(p.s.Source)
		armed = armed || len(c.Items) == 0 && len(p.s.Systems) > 0
		for _, item := range c.Items {
			armed = armed || len(p.s.Systems) > 0 && d.compatible(p.s.Systems, []graph.Party{d.system(item)})
		}
	}
	if doers, victims = doer.one(), victim.one(); len(doers) == 1 && len(victims) == 1 && armed {
		return doers, victims
	}
	if !told {
		return nil, nil
	}
	if len(sources) > 0 || len(targets) != 1 {
		return sources, targets
	}
	if c.By != nil {
		doers = d.parties([]frame.Arg{*c.By}, []string{classState}, sentence)
	}
	if len(doers) == 0 {
		for _, p := range d.parties(c.In, nil, sentence) {
			doers = append(doers, d.landOf(p))
		}
	}
	if len(doers) != 1 || doers[0].ID == targets[0].ID {
		return nil, nil
	}
	return doers, targets
}

// alike says whether a claim may be about the systems of a statement.
func (d *doc) alike(c frame.Claim, s *graph.Statement) bool {
	var systems []graph.Party
	for _, item := range c.Items {
		systems = append(systems, d.system(item))
	}
	return d.compatible(s.Systems, systems)
}

// landOf returns the state that a party is or a place lies in.
func (d *doc) landOf(p graph.Party) graph.Party {
	i, ok := d.Gazetteer.Index[string(p.ID)]
	if !ok || d.Gazetteer.Entities[i].Class == classState || d.Gazetteer.Entities[i].Class == classOrg {
		return p
	}
	if land, ok := d.Gazetteer.Index[d.Gazetteer.Entities[i].In]; ok {
		return d.entity(land)
	}
	return p
}

// roles resolves sources and targets; who is named in one role cannot be meant by
// a pronoun in the other.
func (d *doc) roles(c frame.Claim, sentence int) (sources, targets []graph.Party) {
	if len(c.Sources) > 0 && c.Sources[0].Pronoun && !(len(c.Targets) > 0 && c.Targets[0].Forces) {
		d.other = nil
		targets = d.parties(c.Targets, c.Rule.Edge.Target, sentence)
		d.other = targets
		sources = d.parties(c.Sources, c.Rule.Edge.Source, sentence)
	} else {
		d.other = nil
		sources = d.parties(c.Sources, c.Rule.Edge.Source, sentence)
		d.other = sources
		targets = d.parties(c.Targets, c.Rule.Edge.Target, sentence)
	}
	if len(targets) == 0 && len(sources) > 0 && len(c.Targets) > 0 && len(d.other) == 0 {
		d.other = sources // which army the drones of rebels attack
		targets = d.parties(c.Targets, c.Rule.Edge.Target, sentence)
	}
	d.other = nil
	return sources, targets
}

// group is systems told together.
type group struct {
	systems  []graph.Party
	quantity frame.Value
	money    frame.Value
}

// items groups a claim's systems: those with a number of their own stand alone. They are
// good until the next claim.
func (d *doc) items(c frame.Claim, before []placed) []group {
	if c.Again {
		if systems := d.lastSystems(c, before); len(systems) > 0 {
			return []group{{systems: systems, quantity: c.Quantity}}
		}
		if x := d.receipt(c); x != nil {
			return []group{{systems: d.systems(*x), quantity: cmp.Or(c.Quantity, x.Items[0].Quantity)}}
		}
		return nil
	}
	groups := d.room.groups[:0]
	for _, a := range c.Items {
		if c.Rule.Edge.Symmetric {
			a.Quantity = frame.Value{} // one agreement, however many it is about
		}
		p := d.system(a)
		i := slices.IndexFunc(groups, func(g group) bool { return g.quantity == a.Quantity })
		if i < 0 {
			groups = append(groups, group{quantity: a.Quantity, money: a.Money})
			i = len(groups) - 1
		}
		if systems := groups[i].systems; len(systems) == 0 {
			groups[i].systems = d.alone(p)
		} else if !slices.Contains(systems, p) {
			groups[i].systems = append(systems, p)
		}
	}
	if len(groups) == 0 {
		groups = append(groups, group{quantity: c.Quantity, money: c.Money})
	}
	d.room.groups = groups
	return groups
}

// lastSystems returns the systems of the last statement of a claim's type, or of a purchase,
// that has any.
func (d *doc) lastSystems(c frame.Claim, before []placed) []graph.Party {
	for i := len(before) - 1; i >= 0; i-- {
		s := before[i].s
		if edge, _ := d.Types.Edge(s.Type); len(s.Systems) > 0 && (s.Type == c.Rule.Edge.Type || slices.Contains(edge.Covers, c.Rule.Edge.Type) || slices.Contains(c.Rule.Edge.Covers, s.Type)) {
			return s.Systems
		}
	}
	return nil
}

// system names a system as the document does, classes in the singular.
func (d *doc) system(a frame.Arg) graph.Party {
	e := &d.Gazetteer.Entities[a.Entity]
	text, single := d.text(a.First, a.Last), d.singular(a.First, a.Last)
	if mark := d.variant(a.Last); mark != "" {
		return graph.Party{ID: graph.ID(e.ID), Name: text + mark}
	}
	if single != text && (text == e.Name || slices.ContainsFunc(e.Aliases, func(x gazetteer.Alias) bool { return len(x.Text) == len(text) && strings.EqualFold(x.Text, text) })) {
		single = text // HIMARS and arms are no plurals
	}
	return graph.Party{ID: graph.ID(e.ID), Name: single}
}

// variant returns the capitals that a designation goes on in before its plural's s:
// "five A400Ms".
func (d *doc) variant(t int) string {
	if t >= len(d.Doc.Tokens) || d.Doc.Tokens[t].Shape&document.Glued == 0 || d.Doc.Tokens[t-1].Shape&document.Digits == 0 {
		return ""
	}
	text := d.Doc.Text[d.Doc.Tokens[t].Start:d.Doc.Tokens[t].End]
	mark, plural := strings.CutSuffix(text, "s")
	if !plural || mark == "" || len(mark) > 2 || strings.ToUpper(mark) != mark {
		return ""
	}
	return mark
}

func (d *doc) singular(first, last int) string {
	tok := d.Doc.Tokens[last-1]
	text := d.text(first, last)
	word := d.Doc.Text[tok.Start:tok.End]
	if word == "s" && last-1 > first && tok.Shape&document.Glued != 0 {
		return strings.TrimSuffix(text, "s")
	}
	if single, ok := d.Pack.Singular[tok.Word]; ok {
		if lower := d.Pack.Lexicon.Word(single); strings.HasPrefix(document.Fold(word), lower) {
			return text[:len(text)-len(word)] + word[:min(len(word), len(lower))]
		} else if strings.ToLower(word) == word {
			return text[:len(text)-len(word)] + lower
		}
	}
	return text
}

// game says whether an attack of one state on another is one of a match: its sentence,
// or several words of the document, speak of sports.
func (d *doc) game(c frame.Claim, sentence int) bool {
	if !c.Rule.Edge.OfAttack() && !c.Rule.Edge.OfPeople() || len(c.Items) > 0 || len(c.Targets) == 0 || c.Targets[0].Class != classState {
		return false
	}
	if !d.gamesRead {
		d.gamesRead = true
		for t, tok := range d.Doc.Tokens {
			if d.Pack.Is(tok.Word, lang.Games) {
				d.games = append(d.games, t)
			}
		}
	}
	const several = 3
	s := d.Doc.Sentences[sentence]
	return len(d.games) >= several || slices.ContainsFunc(d.games, func(t int) bool { return s.First <= t && t < s.Last })
}

// statements appends what a claim tells of two parties, one for each group of systems.
func (d *doc) statements(out []placed, c frame.Claim, sentence int, source, target graph.Party, groups []group) []placed {
	if source.ID == target.ID || d.game(c, sentence) {
		return out
	}
	for _, g := range groups {
		s := d.room.deed()
		s.Statement = graph.Statement{Type: c.Rule.Edge.Type, Source: source, Target: target, Systems: g.systems, Polarity: graph.Affirmed,
			Modality: c.Polarity.Modality, Stage: c.Polarity.Stage, Quantity: amount(g.quantity), Money: amount(c.Money)}
		if c.Polarity.Denied {
			s.Polarity = graph.Denied
		}
		if g.money.Max > 0 {
			s.Money = amount(g.money)
		}
		if in := d.parties(c.In, nil, sentence); len(in) > 0 {
			s.In = in[0]
		}
		e := d.evidence(sentence, c.Rule, c.Words)
		s.Date, e.DateText = d.when(c.Date, s.Modality)
		if s.By = d.attribution(c, sentence); c.By == nil && s.By.ID != "" && (s.By.ID == source.ID || s.By.ID == target.ID) {
			s.By = graph.Party{} // whose statement tells of himself
		}
		e.Quantity, e.Money, e.Date, e.In, e.AttributedTo = s.Quantity, s.Money, s.Date, s.In, s.By
		e.Hedged = c.Polarity.Hedged
		if c.Polarity.Cue != 0 {
			e.Cue = d.Pack.Lexicon.Word(c.Polarity.Cue)
		}
		e.Antecedent = strings.Join(d.meant, "; ")
		s.first[0], s.Evidence = e, s.first[:]
		out = append(out, placed{at: c.At, sentence: sentence, listed: c.Listed, s: &s.Statement, tacit: c.Rule.Tacit, answers: c.Rule.Answers, habit: c.Polarity.Habit, recalls: c.Rule.Recall != "",
			lately: c.Lately && s.Date == "", named: c.Named, authored: c.By == nil && s.By.ID == d.author.ID, another: c.Rule.Edge.OfAttack() && c.Rule.Recall == "" && d.another(c.At, sentence)})
	}
	return out
}

func amount(v frame.Value) graph.Amount {
	return graph.Amount{Min: v.Min, Max: v.Max, Approximate: v.Approximate, Unit: v.Currency}
}

// parties resolves the arguments of a role. Classes, where given, decide whether
// an official stands for the state he holds office in.
func (d *doc) parties(args []frame.Arg, classes []string, sentence int) (out []graph.Party) {
	for _, a := range args {
		if a.Plural {
			out = append(out, d.pair(a, sentence)...)
			continue
		}
		p, ok := d.party(a, classes, sentence)
		if ok && a.Pronoun {
			d.means(d.text(a.First, a.Last), p)
		}
		switch {
		case !ok:
		case out == nil:
			out = d.alone(p)
		case !slices.ContainsFunc(out, func(x graph.Party) bool { return x.ID == p.ID }):
			out = append(out, p)
		}
	}
	return out
}

// means notes what words of a claim stand for.
func (d *doc) means(words string, p graph.Party) {
	if meant := words + " = " + string(p.ID); !slices.Contains(d.meant, meant) {
		d.meant = append(d.meant, meant)
	}
}

func (d *doc) party(a frame.Arg, classes []string, sentence int) (graph.Party, bool) {
	switch {
	case a.Pronoun && d.Pack.Is(d.Doc.Tokens[a.First].Word, lang.FirstPerson):
		if !slices.Contains(classes, classState) {
			speaker := d.sayerOf(d.now, sentence)
			return speaker, speaker.ID != "" && slices.Contains(classes, classOfficial)
		}
		voice := d.speaking(d.now, sentence)
		return voice, voice.ID != ""
	case a.Foe:
		return d.foe()
	case a.Armed:
		return d.armedBy(a, sentence)
	case a.Some:
		if p, ok := d.attacked(sentence); ok && a.Definite {
			return p, true
		}
		return d.onlyAttacker(a.Kind)
	case a.Forces && d.now.Rule.Edge.OfAttack():
		return d.attacked(sentence)
	case a.Forces:
		if p, ok := d.host(a, sentence); ok {
			return p, true
		}
		return d.trainees(a, sentence)
	case a.Pronoun && d.Pack.Is(d.Doc.Tokens[a.First].Word, lang.SecondPerson):
		return d.addressed(classes, sentence)
	case a.Pronoun:
		if p, ok := d.host(a, sentence); ok {
			return p, true
		}
		p, ok := d.antecedent(a, classes, sentence)
		if !ok && d.now.Rule.Edge.OfPeople() && a.Kind == "" && len(d.other) > 0 && d.Pack.Is(d.Doc.Tokens[a.First].Word, lang.Several) {
			if found := d.forcesBefore(a.First, sentence, d.other); len(found) == 1 {
				return found[0], true // "the Moldovan soldiers left for Kosovo. Romanians had trained them"
			}
		}
		return p, ok && !d.ownForces(a, p, sentence)
	case a.Unnamed:
		if p, ok := d.describedFirm(a, sentence); ok {
			return p, true
		}
		text := d.singular(a.First, a.Last)
		return graph.Party{ID: graph.UnnamedID("firm", text, d.Doc.SHA), Name: "?" + text}, true
	case a.Class == classOfficial && (len(classes) == 0 || slices.Contains(classes, classOfficial) && !slices.Contains(classes, classState)):
		return d.person(a.Person), a.Person >= 0
	case a.Class == classOfficial:
		return d.stateOf(a.Person)
	case a.Entity >= 0:
		return d.entity(a.Entity), true
	case a.Class == classFirm && a.Person < 0:
		text := d.text(a.First, a.Last)
		return graph.Party{ID: graph.ID("firm:" + graph.Slug(text)), Name: text}, true
	case a.Class == classFirm:
		return d.firm(a.Person), true
	case a.Class == classPlace:
		text := d.text(a.First, a.Last)
		return graph.Party{ID: graph.ID("place:" + graph.Slug(text)), Name: text}, true
	}
	return graph.Party{}, false
}

// stateOf returns the state or body for which an official acts in this document.
func (d *doc) stateOf(person int) (graph.Party, bool) {
	for _, h := range d.Held {
		if h.Person == person && !h.Former && h.Of >= 0 {
			return d.entity(h.Of), true
		}
	}
	if person >= 0 && d.Persons[person].Entity >= 0 {
		if i, ok := d.Gazetteer.Index[d.officeOf(d.Gazetteer.Entities[d.Persons[person].Entity].Offices)]; ok {
			return d.entity(i), true
		}
	}
	return graph.Party{}, false
}

// officeOf returns the id of the only state or body of some offices: of all, else
// of those held on the day of publication, else of the states among them.
func (d *doc) officeOf(offices []gazetteer.Office) string {
	for _, keep := range []func(gazetteer.Office) bool{
		func(gazetteer.Office) bool { return true },
		func(o gazetteer.Office) bool { return d.Date != "" && o.Held(d.Date) },
		func(o gazetteer.Office) bool { return strings.HasPrefix(o.Of, "state:") },
	} {
		var of []string
		for _, o := range offices {
			if keep(o) && !slices.Contains(of, o.Of) {
				of = append(of, o.Of)
			}
		}
		if len(of) == 1 {
			return of[0]
		}
	}
	return ""
}

// pair resolves "both countries" to the two states that its sentence names before, or
// the sentences before name, or whose officials they name; and "the three countries" to three.
func (d *doc) pair(a frame.Arg, sentence int) (found []graph.Party) {
	if a.Kind == classFirm {
		return d.twoFirms(a, sentence)
	}
	if a.Plural && (d.bits(a.First)|d.bits(a.First+1))&lang.Pair == 0 && !d.Pack.Is(d.Doc.Tokens[a.First].Word, lang.Several) {
		if !d.now.Rule.Edge.Symmetric {
			return nil
		}
		if found = d.met(sentence); len(found) > 0 {
			return found // "the ministers"
		}
		if sentence > 0 {
			found = d.statesIn(sentence-1, d.Doc.Sentences[sentence].First)
		}
		if len(found) != 2 {
			return nil
		}
		return found
	}
	n := d.count(a)
	if found = d.statesIn(sentence, a.First); len(found) == n {
		return found
	}
	if met := d.met(sentence); len(found) == 0 && len(met) == n {
		return met
	}
	found = nil
	s := sentence - 1
	for ; s >= 0 && s >= sentence-pairNear && len(found) < n; s-- {
		found = d.statesIn(s, d.Doc.Sentences[s].Last)
	}
	if len(found) > n {
		return d.agents(found, n, s+1)
	}
	if len(found) < n {
		return nil
	}
	return found
}

// count returns how many parties a group speaks of together: two unless it says otherwise.
func (d *doc) count(a frame.Arg) int {
	for t := a.First; t < min(a.First+2, len(d.Doc.Tokens)); t++ {
		if n, ok := d.Pack.Numbers.Look(d.Doc.Tokens[t].Word); ok && n > 2 {
			return int(n)
		}
	}
	return 2
}

// twoFirms resolves "both companies" to the two firms of the nearest sentence that names
// any before.
func (d *doc) twoFirms(a frame.Arg, sentence int) (found []graph.Party) {
	for s := sentence; s >= 0 && s >= sentence-pairNear && len(found) == 0; s-- {
		for _, m := range d.Mentions[s] {
			if m.Class != classFirm || m.Last > a.First {
				continue
			}
			if p := d.mentioned(m); !slices.Contains(found, p) {
				found = append(found, p)
			}
		}
	}
	if len(found) != 2 {
		return nil
	}
	return found
}

// met returns those whose talks or agreement the text told last, in one of the
// sentences right before: states, or, of an agreement, a firm or body as well.
func (d *doc) met(sentence int) (all []graph.Party) {
	last := -1
	for _, p := range slices.Backward(d.before) {
		edge, _ := d.Types.Edge(p.s.Type)
		if !edge.Symmetric || p.sentence > sentence {
			continue
		}
		if p.sentence < sentence-pairNear || last >= 0 && p.sentence != last {
			break
		}
		last = p.sentence
		for _, party := range []graph.Party{p.s.Source, p.s.Target} {
			land := party
			if party.ID.Class() == "official" {
				i := slices.IndexFunc(d.Persons, func(x name.Person) bool { return x.Name == party.Name })
				if i < 0 {
					return nil
				}
				land, _ = d.stateOf(i)
			}
			if land.ID.Class() != "state" && (land.ID == "" || !d.now.Rule.Edge.Symmetric) {
				return nil
			}
			if !slices.Contains(all, land) {
				all = append(all, land)
			}
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// statesIn returns the states that a sentence names before a token, or whose
// officials it names.
func (d *doc) statesIn(sentence, token int) (found []graph.Party) {
	for _, m := range d.Mentions[sentence] {
		var p graph.Party
		switch {
		case m.Last > token:
		case m.Class == classState:
			p = d.entity(m.Entity)
		case m.Class == classOfficial && m.Person >= 0:
			p, _ = d.stateOf(m.Person)
		}
		if strings.HasPrefix(string(p.ID), statePrefix) && !slices.Contains(found, p) {
			found = append(found, p)
		}
	}
	return found
}

const (
	statePrefix = "state:"
	pairNear    = 3 // sentences before "both countries" that may name them
)

// agents keeps, of several states, the n that act in the claims of a sentence.
func (d *doc) agents(states []graph.Party, n, sentence int) (out []graph.Party) {
	for i, c := range d.Claims {
		if d.Sentence[i] != sentence {
			continue
		}
		for _, p := range d.parties(c.Sources, c.Rule.Edge.Source, sentence) {
			if slices.Contains(states, p) && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	if len(out) != n {
		return nil
	}
	return out
}

// antecedent resolves a pronoun to the only party of the sentence before it, or
// of the sentence before, that fits.
func (d *doc) antecedent(a frame.Arg, classes []string, sentence int) (graph.Party, bool) {
	forState := slices.Contains(classes, classState)
	if a.Kind != "" {
		classes = []string{a.Kind}
	} else if d.Pack.Is(d.Doc.Tokens[a.First].Word, lang.Persons) {
		if !slices.Contains(classes, classState) {
			return d.onlyPerson(a.First, sentence) // "he met"
		}
		return d.stateOfLast(a.First, sentence) // "his country"
	} else if !d.Pack.Is(d.Doc.Tokens[a.First].Word, lang.ThirdPerson) {
		return graph.Party{}, false
	}
	switch {
	case a.Kind == classOfficial && !forState:
		return d.inOffice(a, sentence)
	case a.Kind == classOrg:
		p, ok := d.namedAlike(a, sentence)
		if !ok && forState {
			p, ok = d.ownerBefore(a) // "the agency"
		}
		return p, ok
	case a.Kind == classOfficial:
		return d.holder(a, sentence)
	case a.Kind == classState && d.issuer.ID != "" && !d.now.Rule.Edge.OfAttack() && !slices.Contains(d.other, d.issuer) && d.Pack.Is(d.Doc.Tokens[a.Last-1].Word, lang.Issuers):
		return d.issuer, true
	case a.Kind == classPlace:
		return d.lastPlace(a.First, sentence)
	}
	if a.Kind == classState {
		if p, ok := d.ownerBefore(a); ok {
			return p, true
		}
	}
	if a.Kind == classState && d.Pack.Is(d.Doc.Tokens[a.Last-1].Word, lang.Rulers) {
		if p, ok := d.ruled(sentence); ok {
			return p, true
		}
	}
	for _, s := range []int{sentence, sentence - 1} {
		if s < 0 {
			break
		}
		if s < sentence {
			if p, ok := d.topic(a, classes, sentence); ok && d.mayBe(a, p, sentence) {
				return p, true
			}
		}
		var found []graph.Party
		for _, m := range d.Mentions[s] {
			if m.Last > a.First || m.Entity < 0 && m.Class != classFirm || !slices.Contains(classes, m.Class) || m.Class == classOfficial || m.Class == classPlace || d.alleges(m, a.First) {
				continue
			}
			if m.Entity >= 0 && d.Gazetteer.Entities[m.Entity].Kind == operation && d.Pack.Is(d.Doc.Tokens[a.First].Word, lang.Several) {
				continue // "took part in Operation Interflex, where they trained"
			}
			if p := d.mentioned(m); !slices.Contains(found, p) && !slices.Contains(d.other, p) && d.mayBe(a, p, sentence) {
				found = append(found, p)
			}
		}
		for i := len(d.before) - 1; i >= 0 && d.before[i].sentence >= s && s < sentence; i-- {
			if p := d.before[i].s.Source; d.before[i].sentence == s && d.ofClass(p, classes) && !slices.Contains(found, p) && !slices.Contains(d.other, p) && d.mayBe(a, p, sentence) {
				found = append(found, p) // who did something there without being named
			}
		}
		if len(found) > 1 && slices.ContainsFunc(d.now.Sources, func(x frame.Arg) bool { return x.First == a.First }) {
			if p, ok := d.doer(found, s); ok || s == sentence {
				return p, ok
			}
		}
		if len(found) > 1 && a.Kind == classState {
			if p, ok := d.localState(a); ok {
				return p, true
			}
			p, ok := d.fought()
			return p, ok && slices.Contains(found, p)
		}
		if len(found) > 0 {
			return found[0], len(found) == 1
		}
	}
	switch a.Kind {
	case classState:
		if p, ok := d.onlyState(sentence); ok {
			return p, true // "the Army" in a text of one country
		}
		if p, ok := d.localState(a); ok {
			return p, true
		}
		if p, ok := d.homeOfFirms(sentence); ok {
			return p, true
		}
		return d.fought()
	case classFirm:
		if p, ok := d.onlyFirm(sentence, ""); ok {
			return p, d.mayBe(a, p, sentence)
		}
		p, ok := d.leadFirm()
		return p, ok && d.mayBe(a, p, sentence)
	}
	return graph.Party{}, false
}

// alleges says whether a name is only whose claim it is that token t opens the content of:
// "rejected French claims that it".
func (d *doc) alleges(m phrase.Mention, t int) bool {
	if m.Last+2 != t || d.Pack.Lexicon.Word(d.Doc.Tokens[t-1].Word) != d.Pack.Word("complementizer") {
		return false
	}
	return m.Form == gazetteer.Demonym || d.Pack.Is(d.Pack.LemmaOf(d.Doc.Tokens[m.Last].Word), lang.Said)
}

// ofClass says whether a party is of one of some classes, but no official.
func (d *doc) ofClass(p graph.Party, classes []string) bool {
	switch p.ID.Class() {
	case "state":
		return slices.Contains(classes, classState)
	case "org":
		return slices.Contains(classes, classOrg)
	case "firm":
		return slices.Contains(classes, classFirm) && !p.ID.Unnamed()
	}
	return false
}

// localState resolves "the navy" to the state of the document's press or dateline,
// where nothing told which one it is.
func (d *doc) localState(a frame.Arg) (graph.Party, bool) {
	if !d.Pack.Is(d.Doc.Tokens[a.Last-1].Word, lang.Issuers) || d.now.Rule.Edge.OfAttack() {
		return graph.Party{}, false
	}
	i := d.local()
	if i < 0 {
		return graph.Party{}, false
	}
	p := d.entity(i)
	return p, !slices.ContainsFunc(d.other, func(x graph.Party) bool { return x.ID == p.ID })
}

// firm returns a firm that no gazetteer lists, under its fullest name.
func (d *doc) firm(i int) graph.Party {
	text := d.Firms[i].Name
	return graph.Party{ID: graph.ID("firm:" + graph.Slug(text)), Name: text}
}

// mentioned returns the party that a mention names.
func (d *doc) mentioned(m phrase.Mention) graph.Party {
	if m.Entity < 0 {
		return d.firm(m.Person)
	}
	return d.entity(m.Entity)
}

// describedFirm resolves "the Turkish company" to the only firm of the state that the
// document named before, or to the firm that the text is about.
func (d *doc) describedFirm(a frame.Arg, sentence int) (graph.Party, bool) {
	if !a.Definite {
		return graph.Party{}, false
	}
	for _, m := range d.Mentions[sentence] {
		if m.Class == classState && a.First <= m.First && m.Last <= a.Last {
			if p, ok := d.onlyFirm(sentence-1, d.Gazetteer.Entities[m.Entity].ID); ok {
				return p, true
			}
		}
	}
	for d.bits(a.First)&lang.Definite == 0 && a.First > d.Doc.Sentences[sentence].First {
		a.First--
	}
	a.Pronoun, a.Kind = true, classFirm
	return d.antecedent(a, []string{classFirm}, sentence)
}

// mayBe says whether a firm may be the one that a description with a state speaks of:
// "the Turkish company" is no German one.
func (d *doc) mayBe(a frame.Arg, p graph.Party, sentence int) bool {
	for t := a.First; t < a.Last && a.Kind == classState; t++ {
		if region := d.Pack.Regions[d.Doc.Tokens[t].Word]; len(region) > 0 && !slices.Contains(region, string(p.ID)) {
			return false // "the West African country"
		}
	}
	i, ok := d.Gazetteer.Index[string(p.ID)]
	if !ok || d.Gazetteer.Entities[i].In == "" {
		return true
	}
	for _, m := range d.Mentions[sentence] {
		if m.Class == classState && a.First <= m.First && m.Last <= a.Last && d.Gazetteer.Entities[m.Entity].ID != d.Gazetteer.Entities[i].In {
			return false
		}
	}
	return true
}

// homeOfFirms returns the only state in which the firms of a sentence are at home: in a
// text that names no other state, "the ministry" is theirs.
func (d *doc) homeOfFirms(sentence int) (graph.Party, bool) {
	var o only
	for _, m := range d.Mentions[sentence] {
		if m.Class != classFirm || m.Entity < 0 {
			continue
		}
		i, ok := d.Gazetteer.Index[d.Gazetteer.Entities[m.Entity].In]
		if !ok {
			return graph.Party{}, false
		}
		o.add(d.entity(i))
	}
	home := o.one()
	if home == nil {
		return graph.Party{}, false
	}
	for s, mentions := range d.Mentions[:sentence+1] {
		if slices.ContainsFunc(mentions, func(m phrase.Mention) bool {
			return m.Class == classState && !d.takesIt(m) && (d.entity(m.Entity) != home[0] || d.ofFirmAt(m, s))
		}) {
			return graph.Party{}, false // "the German firm" is no German text's
		}
	}
	return home[0], true
}

// takesIt says whether a state is only whom something goes to or is for: "a contract for
// launchers for Poland".
func (d *doc) takesIt(m phrase.Mention) bool {
	if m.First == 0 || m.Form == gazetteer.Demonym {
		return false
	}
	word := d.Pack.Lexicon.Word(d.Doc.Tokens[m.First-1].Word)
	return word == d.Pack.Word("for") || word == d.Pack.Word("to")
}

// onlyFirm returns the only firm, of some state if one is given, that the document
// names up to a sentence.
func (d *doc) onlyFirm(sentence int, home string) (graph.Party, bool) {
	var o only
	for _, mentions := range d.Mentions[:max(sentence+1, 0)] {
		for _, m := range mentions {
			if m.Class == classFirm && (home == "" || m.Entity >= 0 && d.Gazetteer.Entities[m.Entity].In == home) {
				o.add(d.mentioned(m))
			}
		}
	}
	if found := o.one(); found != nil && !slices.Contains(d.other, found[0]) {
		return found[0], true
	}
	return graph.Party{}, false
}

// doer returns which one of several parties does the same in the statements of a
// sentence, or gives what it buys: "sent Kenya jets, which it bought from Saab".
func (d *doc) doer(parties []graph.Party, sentence int) (graph.Party, bool) {
	s := d.Doc.Sentences[sentence]
	var o only
	for _, p := range d.before {
		if s.First <= p.at && p.at < s.Last && (p.s.Type == d.now.Rule.Edge.Type || slices.Contains(d.now.Rule.Edge.Covers, p.s.Type)) && !p.recalls && slices.Contains(parties, p.s.Source) {
			o.add(p.s.Source)
		}
	}
	if found := o.one(); found != nil {
		return found[0], true
	}
	return graph.Party{}, false
}

// foe resolves "the enemy" to the only party that the text told to attack the land of
// the claim's other party, or to be attacked from it, or else to the only other state
// of a document without armed groups.
func (d *doc) foe() (graph.Party, bool) {
	if len(d.other) == 0 {
		return graph.Party{}, false
	}
	land := d.landOf(d.other[0])
	o := only{others: []graph.Party{land}}
	for _, p := range d.before {
		switch {
		case p.s.Type != d.now.Rule.Edge.Type:
		case d.landOf(p.s.Target).ID == land.ID:
			o.add(p.s.Source)
		case p.s.Source.ID == land.ID:
			o.add(d.landOf(p.s.Target))
		}
	}
	if len(o.found) == 0 {
		for s, mentions := range d.Mentions {
			for _, m := range mentions {
				if m.Class == classOrg && m.Entity >= 0 && d.Gazetteer.Entities[m.Entity].Kind == armedGroup {
					return graph.Party{}, false
				}
			}
			d.states(&o, s)
		}
	}
	if found := o.one(); found != nil {
		return found[0], true
	}
	return graph.Party{}, false
}

// armedGroup is the kind of organizations that fight.
const armedGroup = "armed group"

// inOffice resolves "the Kenyan defence minister" to the one person of the document
// who is told to hold such an office.
func (d *doc) inOffice(a frame.Arg, sentence int) (graph.Party, bool) {
	of := -1
	for _, m := range d.Mentions[sentence] {
		if (m.Class == classState || m.Class == classOrg) && m.First >= a.First && m.Last <= a.Last {
			of = m.Entity
		}
	}
	for a.Last > a.First+1 && d.bits(a.Last-1)&lang.Adverb != 0 {
		a.Last-- // "the UN chief then"
	}
	words := strings.Fields(strings.ToLower(d.text(a.First, a.Last)))
	found := -1
	for _, h := range d.Held {
		if h.Former || h.Of < 0 || of >= 0 && h.Of != of || !d.describes(words, h.Office) || slices.ContainsFunc(d.other, func(x graph.Party) bool { return x.ID == d.person(h.Person).ID }) {
			continue
		}
		if found >= 0 && found != h.Person {
			return graph.Party{}, false
		}
		found = h.Person
	}
	if found < 0 && of >= 0 {
		found = d.curatedIn(words, d.Gazetteer.Entities[of].ID)
	}
	if found < 0 {
		return graph.Party{}, false
	}
	return d.person(found), true
}

// curatedIn returns the only person whom the text names without his office, which he is
// known to hold for a state or body: "Macron flew in. The French president"; or -1.
func (d *doc) curatedIn(words []string, of string) int {
	found := -1
	for _, mentions := range d.Mentions {
		for _, m := range mentions {
			if m.Class != classOfficial || m.Person < 0 || m.Person == found || d.Persons[m.Person].Entity < 0 || slices.Contains(d.other, d.person(m.Person)) {
				continue
			}
			if slices.ContainsFunc(d.Gazetteer.Entities[d.Persons[m.Person].Entity].Offices, func(o gazetteer.Office) bool {
				return o.Of == of && (d.Date == "" || o.Held(d.Date)) && d.describes(words, o.Title)
			}) {
				if found >= 0 {
					return -1
				}
				found = m.Person
			}
		}
	}
	return found
}

// describes says whether a description without its name may mean a title: its noun is
// the title's or made of its initials, and its other words are the title's too.
func (d *doc) describes(words []string, title string) bool {
	full := strings.Fields(strings.ToLower(title))
	head := words[len(words)-1]
	if len(head) > 2 && (strings.HasPrefix(initials(full, 0), head) || strings.HasPrefix(initials(full, 3), head)) {
		return true
	}
	parts := strings.Fields(strings.ToLower(strings.ReplaceAll(title, "-", " ")))
	if slices.ContainsFunc(d.Pack.Names.Spoken[head], func(office []string) bool {
		return !slices.ContainsFunc(office, func(w string) bool { return !slices.Contains(parts, w) })
	}) {
		full = append(full, head) // "the Kenyan leader"
	}
	if !slices.Contains(full, head) {
		return false
	}
	for _, w := range words[:len(words)-1] {
		if slices.Contains(d.Pack.Names.OfficeWords, w) && !slices.Contains(full, w) {
			return false
		}
	}
	return true
}

// initials returns the first letters of the words that have as many letters or more.
func initials(words []string, least int) string {
	var out []byte
	for _, w := range words {
		if len(w) >= least {
			out = append(out, w[0])
		}
	}
	return string(out)
}

// onlyState returns the only state that the document names up to a sentence, or, if it
// names none so far, at all; for or to whom something is does not count.
func (d *doc) onlyState(sentence int) (found graph.Party, ok bool) {
	for s, mentions := range d.Mentions {
		if s == sentence+1 && ok {
			break
		}
		for _, m := range mentions {
			if m.Class != classState || d.takesIt(m) || len(d.now.Rule.Edge.Covers) > 0 && d.ofFirmAt(m, s) {
				continue
			}
			switch p := d.entity(m.Entity); {
			case len(d.now.Rule.Edge.Covers) > 0 && slices.Contains(d.other, p): // the seller
			case ok && p.ID != found.ID:
				return graph.Party{}, false
			default:
				found, ok = p, true
			}
		}
	}
	return found, ok && !slices.ContainsFunc(d.other, func(x graph.Party) bool { return x.ID == found.ID })
}

// lastPlace resolves "the city" to the only place that its sentence names before it,
// or one of the two before.
func (d *doc) lastPlace(token, sentence int) (found graph.Party, ok bool) {
	for s := sentence; s >= 0 && s >= sentence-2 && !ok; s-- {
		for _, m := range d.Mentions[s] {
			if m.Class != classPlace || m.Last > token || m.First == d.Doc.Sentences[s].First && d.dateline(m.Last, s) {
				continue
			}
			switch p := d.entity(m.Entity); {
			case len(d.now.Rule.Edge.Covers) > 0 && slices.Contains(d.other, p): // the seller
			case ok && p.ID != found.ID:
				return graph.Party{}, false
			default:
				found, ok = p, true
			}
		}
	}
	return found, ok
}

// namedAlike resolves "the coalition" to the only organization named before whose
// name has that word.
func (d *doc) namedAlike(a frame.Arg, sentence int) (graph.Party, bool) {
	if d.Pack.Is(d.Doc.Tokens[a.Last-1].Word, lang.Rebels) {
		if p, ok := d.fighters(a, sentence); ok {
			return p, true
		}
	}
	word := d.Pack.Lexicon.Word(d.Doc.Tokens[a.Last-1].Word)
	named := func(e *gazetteer.Entity) bool {
		return alike(e.Name, word) || slices.ContainsFunc(e.Aliases, func(x gazetteer.Alias) bool { return alike(x.Text, word) })
	}
	of := func(e *gazetteer.Entity) bool { return slices.Contains(d.Pack.Kinds[word], e.Kind) }
	for _, fits := range [...]func(*gazetteer.Entity) bool{named, of} {
		if found, several := d.onlyOrg(fits, a, sentence); found >= 0 || several {
			return d.entityOr(found), found >= 0
		}
	}
	if sentence > 0 {
		return graph.Party{}, false
	}
	found, _ := d.onlyOrg(named, frame.Arg{First: len(d.Doc.Tokens)}, len(d.Mentions)-1) // the headline's coalition
	return d.entityOr(found), found >= 0
}

// entityOr returns a curated node, or none for -1.
func (d *doc) entityOr(i int) graph.Party {
	if i < 0 {
		return graph.Party{}
	}
	return d.entity(i)
}

// onlyOrg returns the only organization that fits and is named before a description, or
// -1, and whether there are several.
func (d *doc) onlyOrg(fits func(*gazetteer.Entity) bool, a frame.Arg, sentence int) (found int, several bool) {
	found = -1
	for s, mentions := range d.Mentions[:sentence+1] {
		for _, m := range mentions {
			if m.Class != classOrg || m.Entity < 0 || m.Entity == found || m.Last > a.First && s == sentence || !fits(&d.Gazetteer.Entities[m.Entity]) {
				continue
			}
			if found >= 0 {
				return -1, true
			}
			found = m.Entity
		}
	}
	return found, false
}

func alike(name, word string) bool {
	return slices.Contains(strings.Fields(strings.ToLower(name)), word)
}

// onlyPerson returns the one official named before a token, in its sentence or else
// in the ones before: of several there who acts, or whom "he" means there.
func (d *doc) onlyPerson(token, sentence int) (found graph.Party, ok bool) {
	for s := sentence; s >= 0 && s >= sentence-personNear; s-- {
		several := false
		for _, m := range d.Mentions[s] {
			if m.Class == name.OfficeClass && m.Person < 0 && m.Last <= token && s < sentence {
				several = true // "the minister"
			}
			if m.Class != classOfficial || m.Person < 0 || m.Last > token {
				continue
			}
			if !ok && s < sentence {
				if t := d.pronounBefore(s, m.First); t >= 0 {
					return d.onlyPerson(t, s)
				}
			}
			p := d.person(m.Person)
			if slices.Contains(d.other, p) {
				continue // "in talks with X, he said"
			}
			several = several || ok && p.ID != found.ID
			if !ok {
				found, ok = p, true
			}
		}
		switch {
		case several && s < sentence:
			if p, ok := d.actor(s); ok {
				return p, true
			}
			return d.topicPerson(s)
		case several:
			return graph.Party{}, false
		case ok:
			return found, true
		}
	}
	return graph.Party{}, false
}

// personNear is how many sentences before "he" may name him.
const personNear = 2

// pronounBefore returns the first token of a sentence before another that is "he" or
// the like, or -1.
func (d *doc) pronounBefore(sentence, token int) int {
	for t := d.Doc.Sentences[sentence].First; t < token; t++ {
		if d.Pack.Is(d.Doc.Tokens[t].Word, lang.Persons) {
			return t
		}
	}
	return -1
}

// actor returns the only official who does what a sentence states.
func (d *doc) actor(sentence int) (found graph.Party, ok bool) {
	for i, c := range d.Claims {
		if d.Sentence[i] != sentence || len(c.Sources) != 1 || c.Sources[0].Pronoun && c.Sources[0].Kind != classOfficial {
			continue
		}
		if p, named := d.party(c.Sources[0], []string{classOfficial}, sentence); named && (!ok || p.ID == found.ID) {
			found, ok = p, true
		} else if named {
			return graph.Party{}, false
		}
	}
	return found, ok
}

// Names returns the distinct names that a document mentions, as they are
// printed, in text order.
func (r *Resolver) Names(found *Found) (names []string) {
	d := doc{Resolver: r, Found: found}
	seen := make(map[string]bool)
	for i := range found.Doc.Sentences {
		for _, m := range found.Mentions[i] {
			if n := d.mentionName(m); n != "" && !seen[n] {
				seen[n] = true
				names = append(names, n)
			}
		}
	}
	return names
}

func (d *doc) mentionName(m phrase.Mention) string {
	switch {
	case m.Class == name.OfficeClass:
		return ""
	case m.Class == classFirm && m.Entity < 0:
		return "firm:" + d.text(m.First, m.Last)
	case m.Entity < 0:
		return "official:" + d.text(m.First, m.Last)
	case d.Gazetteer.Entities[m.Entity].Class == classState:
		return d.Gazetteer.Entities[m.Entity].ID
	}
	kind, _, _ := strings.Cut(d.Gazetteer.Entities[m.Entity].ID, ":")
	if kind == "system" {
		return kind + ":" + d.singular(m.First, m.Last)
	}
	return kind + ":" + d.text(m.First, m.Last)
}
