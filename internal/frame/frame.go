// Package frame finds what frames describe in analysed sentences and says how
// real it is: phrases in, statements about roles out.
//
// [Compile] turns the clauses of rules into shapes, one table for each verb and
// noun; a plain clause gives the active and the passive shape, and because
// package phrase finds the subjects of infinitives, gerunds, participles and
// relative clauses, those need no shapes of their own. [Finder.Sentence] looks
// the sentence's verbs and nouns up and fills the shapes' roles.
//
// A role is filled by a noun group that names a node of a class the schema
// allows there. A shape of which a required role stays empty gives nothing.
package frame

import (
	"fmt"
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
)

// Claim is what a frame found in a sentence, its parties not yet resolved.
type Claim struct {
	Rule       *rule.Rule
	Sources    []Arg
	Targets    []Arg
	Items      []Arg
	In         []Arg
	Inherit    bool // parties are those of the last claim of the type
	Close      bool // which must stand just before: "it includes"
	Answers    bool // parties that are missing are those of the last claim of the type, turned round
	Listed     bool // an item of a list that another claim opens
	Opens      bool // the systems stand in the list that follows: "will provide Ukraine with:"
	Again      bool // the systems are those of the last claim of the type: "ten more", "the first batch"
	Agentless  bool // the source is not in the sentence
	Decided    bool // nor anything that tells it: "the decision to send tanks"
	Made       bool // its source or target is only the maker of its systems
	Unsaid     bool // the source is somebody's trainers, but not whose
	Targetless bool // the target is not told with the noun
	Vague      bool // neither is named: "the rebels attacked an army base"
	Pairs      bool // Sources are to be paired with one another
	Office     [2]int
	By         *Arg
	Polarity   Polarity
	Quantity   Value
	Money      Value
	Date       Date
	Lately     bool     // without a date of its own, it is told as what has just been done
	Named      bool     // it is told by a noun
	Words      [][2]int // token spans that the rule matched
	At         int      // the token of the verb or noun
}

// Polarity is how a claim is meant.
type Polarity struct {
	Denied   bool
	Modality string
	Stage    string
	Hedged   bool
	None     bool // it is no claim at all
	Habit    bool // a finite verb tells what goes on: "often attacks", "has been shelling"
	Cue      uint32
}

// Arg fills a role.
type Arg struct {
	Class       string // label of the schema
	Entity      int    // of the gazetteer, or -1
	Person      int    // of the document, or -1
	First, Last int    // the tokens that name it
	Pronoun     bool
	Kind        string // the class that a description such as "the company" speaks of
	Unnamed     bool   // First and Last describe it
	Definite    bool   // what they describe may have been named before
	Plural      bool
	Foe         bool // who attacks, or is attacked by, the other party of the claim
	Forces      bool // soldiers or police of a state that is not named
	Armed       bool // weapons whose owner the text told before: "the drones"
	Some        bool // fighters or soldiers of whom the text may tell elsewhere whose they are: "militants attacked"
	Unit        int
	Quantity    Value
	Money       Value
}

// Program is all compiled frames.
type Program struct {
	pack      *lang.Pack
	known     *gazetteer.Gazetteer
	verbs     lang.Table[[]shape]
	nouns     lang.Table[[]shape]
	plurals   lang.Table[uint32]       // of nouns, as far as asked for
	compounds lang.Table[[]*rule.Rule] // by the participle of "US-made"
	gates     lang.Table[gate]
	gated     []uint64              // by word, a bit each: whether it has a gate
	verbGates lang.Table[verbGates] // by lemma
	bare      lang.Table[bool]      // verbs and nouns of what two parties told before do together
	unless    map[*rule.Rule][]slot
	under     map[*rule.Rule][]uint32
	by        map[*rule.Rule][]uint32
	// inheriting are the rules whose parties and modality are those told before, packages
	// the nouns of their subjects
	inheriting []*rule.Rule
	holding    map[uint32]bool // their verbs: include
	packages   []uint32
	listing    *rule.Rule // of what a list says somebody gives: "Germany: 14 tanks"
	words      words
	makers     lang.Table[int] // by the only word of a firm's name: one more than its entity
}

// nameMakers notes the firms by names of one word, for systems that bear one: "Patria
// 6x6".
func (p *Program) nameMakers() {
	for i, e := range p.known.Entities {
		if e.Class != classFirm {
			continue
		}
		names := []string{e.Name}
		for _, a := range e.Aliases {
			if a.Match != "never" && len(a.Near) == 0 {
				names = append(names, a.Text)
			}
		}
		for _, n := range names {
			if strings.ContainsAny(n, " -&.") {
				continue
			}
			*p.makers.At(p.pack.Lexicon.Add(n)) = i + 1
		}
	}
}

type words struct{ of, by, in, such, as, example, worth, to, that, people, between, and, no, forWord, from, with, on, since, same, anywhere uint32 }

// shape is one way to say a frame.
type shape struct {
	rule       *rule.Rule
	need       need   // what a sentence must have for the shape to be filled
	particle   uint32 // the verb's particle, zero for none
	prefix     uint32 // the word before the verb: "co" in "co-produce"
	passive    bool
	compound   bool
	subject    *element
	objects    [2]*element
	slots      []slot
	poss, of   *element // of nouns
	apposed    *element // the name right behind a noun, in its group
	asksOf     bool     // a slot of the verb may be one of "of"
	people     bool     // its type speaks of forces, and of neither arms nor land
	sourceless bool     // of such a type: nothing fills the source
	receives   bool     // and the subject is the target
	agent      bool     // the last slot is the subject of the active, which a passive may leave out
	said       *element // who is said to be what a noun names
}

type slot struct {
	words      []uint32
	el         *element
	infinitive bool // of what a rule excludes: the verb rules an infinitive
}

type element struct {
	role     string
	words    []uint32
	poss     string   // the role of the possessor of words
	of       *element // what "of" ties to words
	optional bool
	// ownerless holds for words whose possessor may be missing
	ownerless bool
	classes   []string // that may fill the role
	// named holds for a firm that a clause about a contract asks for: a name that no
	// list has will do
	named bool
}

// Compile compiles the frames among the rules. It marks the words that may
// begin one with lang.Trigger.
func Compile(rules []rule.Rule, pack *lang.Pack, g *gazetteer.Gazetteer) *Program {
	p := &Program{pack: pack, known: g, unless: map[*rule.Rule][]slot{}, holding: map[uint32]bool{}, under: map[*rule.Rule][]uint32{}, by: map[*rule.Rule][]uint32{}}
	add := pack.Lexicon.Add
	p.words = words{of: add(pack.Word("of")), by: add(pack.Word("agent")), in: add(pack.Word("within")), such: add(pack.Word("such")),
		as: add(pack.Word("as")), example: add(pack.Word("example")), worth: add(pack.Word("worth")), to: add(pack.Word("to")), that: add(pack.Word("complementizer")), people: add(pack.Word("people")), between: add(pack.Word("between")), and: add(pack.Word("and")), no: add(pack.Word("no")), forWord: add(pack.Word("for")), from: add(pack.Word("from")), with: add(pack.Word("with")), on: add(pack.Word("on")), since: add(pack.Word("since")), same: add(pack.Word("same")), anywhere: add(rule.Anywhere)}
	for i := range rules {
		p.compileVerbs(&rules[i])
		p.compileNouns(&rules[i])
		if r := &rules[i]; r.Inherit && r.Stage == "pledged" && len(r.Verbs) > 0 && p.listing == nil && givesSystems(r) {
			p.listing = r
		}
		if rules[i].Inherit && rules[i].Stage == "" && p.mayOpen(&rules[i]) {
			p.inherits(&rules[i])
		}
		for _, u := range rules[i].Unless {
			sl := slot{infinitive: len(u) > 1 && u[1].Kind == rule.Head}
			if u[0].Kind == rule.Preposition {
				sl.words = p.numbers(u[0].Words)
			}
			if last := u[len(u)-1]; last.Kind == rule.Words {
				sl.el = &element{words: p.singulars(last.Words)}
			}
			p.unless[&rules[i]] = append(p.unless[&rules[i]], sl)
		}
		if len(rules[i].Under) > 0 {
			p.under[&rules[i]] = p.nounNumbers(rules[i].Under)
			p.by[&rules[i]] = p.numbers(rules[i].By)
		}
		for _, w := range rules[i].Compound {
			n := pack.Lexicon.Add(w)
			pack.Lexicon.Mark(n, lang.Trigger)
			made := p.compounds.At(n)
			*made = append(*made, &rules[i])
		}
	}
	p.nameMakers()
	p.markTriggers()
	p.openGates()
	return p
}

// Lists says whether a rule is that of bare lists, which no word of its own begins.
func (p *Program) Lists(r *rule.Rule) bool { return p.listing == r }

// mayOpen says whether a rule's systems may stand in the list that a sentence opens.
func (p *Program) mayOpen(r *rule.Rule) bool {
	return slices.ContainsFunc(r.Clauses, func(c rule.Clause) bool {
		return slices.ContainsFunc(c.Elements, func(e rule.Element) bool { return e.Role == "system" && e.Optional })
	})
}

// inherits notes a rule whose parties and modality are those told before, and the
// nouns of its subject.
func (p *Program) inherits(r *rule.Rule) {
	p.inheriting = append(p.inheriting, r)
	for _, v := range r.Verbs {
		p.holding[p.pack.Lexicon.Add(v)] = true
	}
	for _, c := range r.Clauses {
		for _, e := range c.Elements {
			p.packages = append(p.packages, p.numbers(e.Words)...)
		}
	}
}

func (p *Program) compileVerbs(r *rule.Rule) {
	for _, v := range r.Verbs {
		base, particle, prefix := p.splitVerb(v)
		for _, c := range r.Clauses {
			active := p.clauseShape(r, c)
			active.particle, active.prefix = particle, prefix
			lemma := p.pack.Lexicon.Add(base)
			shapes := p.verbs.At(lemma)
			if !r.Passive {
				*shapes = append(*shapes, active)
			}
			if !r.Active {
				*shapes = append(*shapes, p.passives(active)...)
			}
		}
	}
}

// splitVerb takes a particle verb ("hand over") or a prefixed one ("co-produce") apart.
func (p *Program) splitVerb(v string) (base string, particle, prefix uint32) {
	parts := strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == '-' })
	switch {
	case len(parts) == 1:
		return v, 0, 0
	case strings.Contains(v, "-"):
		return parts[1], 0, p.pack.Lexicon.Add(parts[0])
	}
	return parts[0], p.pack.Lexicon.Add(parts[1]), 0
}

// Unknown returns a fault text for verbs of a rule that the language pack does not know.
func (p *Program) Unknown(r rule.Rule) []string {
	var unknown []string
	for _, v := range r.Verbs {
		if base, _, _ := p.splitVerb(v); !p.pack.KnowsVerb(base) {
			unknown = append(unknown, base)
		}
	}
	return unknown
}

// clauseShape reads the order of a clause's elements as grammar: subject before
// V, bare objects behind it, prepositions with what follows them.
func (p *Program) clauseShape(r *rule.Rule, c rule.Clause) shape {
	s := shape{rule: r, people: r.Edge.OfPeople()}
	behind, objects := false, 0
	var prep []uint32
	var last *element
	for _, e := range c.Elements {
		el := p.element(r, e)
		switch {
		case e.Kind == rule.Head:
			behind, last = true, nil
		case e.Kind == rule.Preposition:
			prep = p.numbers(e.Words)
		case len(prep) == 1 && prep[0] == p.words.of && last != nil && len(last.words) > 0:
			last.of = el
			prep = nil
		case prep != nil:
			s.slots = append(s.slots, slot{words: prep, el: el})
			s.asksOf = s.asksOf || slices.Contains(prep, p.words.of)
			prep = nil
		case !behind:
			s.subject = el
		case objects < 2:
			s.objects[objects] = el
			objects++
		}
		if e.Kind == rule.Words {
			last = el
		}
		el.named = e.Class == classFirm && slices.ContainsFunc(c.Elements, func(e rule.Element) bool { return e.Kind == rule.Words })
	}
	s.sourceless = s.people && tellsNo("source", c)
	s.receives = s.sourceless && s.subject != nil && (s.subject.role == "target" || s.subject.poss == "target")
	return s
}

// tellsNo says whether no element of a clause fills a role.
func tellsNo(role string, c rule.Clause) bool {
	return !slices.ContainsFunc(c.Elements, func(e rule.Element) bool { return e.Role == role || e.Poss == role })
}

// bothClasses are the classes of parties that are named together; those of an edge that
// is not symmetric tell who is the source and who the target.
func bothClasses(r *rule.Rule) []string {
	if r.Edge.Symmetric {
		return r.Edge.Source
	}
	return append(slices.Clone(r.Edge.Source), classFirm)
}

func (p *Program) element(r *rule.Rule, e rule.Element) *element {
	el := &element{role: e.Role, words: p.nounNumbers(e.Words), poss: e.Poss, optional: e.Optional && e.Role != "", ownerless: e.Optional && e.Role == ""}
	switch {
	case e.Class != "":
		el.classes = []string{e.Class}
	case e.Role == rule.Both:
		el.classes = bothClasses(r)
	case e.Role != "":
		el.classes = r.Edge.Role(e.Role)
	}
	return el
}

func (p *Program) numbers(list []string) []uint32 {
	var out []uint32
	for _, w := range list {
		out = append(out, p.pack.Lexicon.Add(w))
	}
	return out
}

// passives derives the passive shapes: each object becomes the subject, the
// subject stands behind the agent's preposition.
func (p *Program) passives(active shape) []shape {
	var out []shape
	for i, object := range active.objects {
		if object == nil {
			continue
		}
		s := active
		s.passive, s.receives, s.sourceless = true, false, false
		s.subject, s.objects = object, [2]*element{active.objects[1-i], nil}
		s.slots = slices.Clone(active.slots)
		if active.subject != nil {
			s.slots, s.agent = append(s.slots, slot{words: []uint32{p.words.by}, el: active.subject}), true
		}
		out = append(out, s)
	}
	return out
}

func (p *Program) compileNouns(r *rule.Rule) {
	for _, n := range r.Nouns {
		noun := p.pack.Lexicon.Add(n)
		for _, c := range r.Phrases {
			shape := p.phraseShape(r, c)
			shapes := p.nouns.At(noun)
			*shapes = append(*shapes, shape)
		}
	}
}

func (p *Program) phraseShape(r *rule.Rule, c rule.Clause) shape {
	s := shape{rule: r, people: r.Edge.OfPeople()}
	s.sourceless = s.people && tellsNo("source", c)
	behind := false
	var prep []uint32
	var last *element
	for _, e := range c.Elements {
		el := p.element(r, e)
		switch {
		case e.Kind == rule.Head:
			behind = true
		case e.Kind == rule.Preposition && e.Words[0] == rule.Said && !behind:
			if s.said, s.poss = s.poss, nil; s.said == nil {
				s.said, s.objects[0] = s.objects[0], nil // "the drone is a product of"
			}
		case e.Kind == rule.Preposition:
			prep = p.numbers(e.Words)
		case !behind && (s.poss != nil || e.Role == "system"):
			s.objects[0] = el // a noun that stands right before: "{source}'s {system} N"
		case !behind:
			s.poss = el
		case prep == nil:
			s.apposed = el // a name right behind: "drone maker {source}"
		case len(prep) == 1 && prep[0] == p.words.of && last != nil:
			last.of, prep = el, nil
		case len(prep) == 1 && prep[0] == p.words.of:
			s.of, prep = el, nil
		case prep != nil:
			s.slots = append(s.slots, slot{words: prep, el: el})
			prep = nil
		}
		if e.Kind == rule.Words {
			last = el
		}
	}
	return s
}

// singulars numbers nouns that no frame speaks of and teaches the pack their plurals.
func (p *Program) singulars(list []string) []uint32 {
	out := p.numbers(list)
	for i, noun := range list {
		p.plural(out[i], noun)
	}
	return out
}

// nounNumbers numbers nouns of frames and teaches the pack their plurals.
func (p *Program) nounNumbers(list []string) []uint32 {
	out := p.numbers(list)
	for i, noun := range list {
		if p.pack.Lexicon.Bits(out[i])&lang.FoldTerritory != 0 {
			p.plural(out[i], noun) // an ammunition plant is no ammunition
			continue
		}
		p.pack.Lexicon.Mark(out[i], lang.FrameNoun)
		p.pack.Lexicon.Mark(p.plural(out[i], noun), lang.FrameNoun)
	}
	return out
}

// plural teaches the pack the plural of a noun and returns its number.
func (p *Program) plural(number uint32, noun string) uint32 {
	if known := p.plurals.Get(number); known != 0 {
		return known
	}
	plural := p.pack.Lexicon.Add(p.pack.Plural(noun))
	if _, known := p.pack.Singular[plural]; !known {
		p.pack.Singular[plural] = number
	}
	*p.plurals.At(number) = plural
	return plural
}

func (p *Program) markTriggers() {
	for word, lemma := range p.pack.Lemma {
		if len(p.verbs.Get(lemma)) > 0 {
			p.pack.Lexicon.Mark(word, lang.Trigger)
		}
	}
	for noun := range p.nouns.All() {
		p.pack.Lexicon.Mark(noun, lang.Trigger)
		p.pack.Lexicon.Mark(p.plural(noun, p.pack.Lexicon.Word(noun)), lang.Trigger)
	}
}

// Noun says whether a word is a noun of frames of an edge type.
func (p *Program) Noun(word uint32, edge string) bool {
	return slices.ContainsFunc(p.nouns.Get(p.pack.SingularOf(word)), func(s shape) bool { return s.rule.Edge.Type == edge })
}

// Deed says whether a word is a verb that says of its subject, in its plainest clause,
// that it does what an edge type speaks of to its object.
func (p *Program) Deed(word uint32, edge string) bool {
	return slices.ContainsFunc(p.verbs.Get(p.pack.LemmaOf(word)), func(s shape) bool {
		return s.rule.Edge.Type == edge && len(s.slots) == 0 && s.subject != nil && s.subject.role == "source" && s.objects[0] != nil && s.objects[0].role == "target"
	})
}

// Shapes prints the shapes that a rule's clauses give, for people and tests.
func (p *Program) Shapes(id string) []string {
	var out []string
	for _, table := range []*lang.Table[[]shape]{&p.verbs, &p.nouns} {
		for word, shapes := range table.All() {
			for _, s := range shapes {
				if s.rule.ID == id {
					out = append(out, p.print(p.pack.Lexicon.Word(word), s))
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (p *Program) print(word string, s shape) string {
	var b strings.Builder
	put := func(el *element, lead string) {
		if el == nil {
			return
		}
		text := "{" + el.role + "}"
		if el.role == "" {
			text = "<" + p.join(el.words) + ">"
		}
		if el.optional || lead == p.pack.Lexicon.Word(p.words.by)+" " {
			text = "(" + lead + text + ")"
		} else {
			text = lead + text
		}
		b.WriteString(text + " ")
	}
	put(s.said, "")
	put(s.poss, "")
	put(s.subject, "")
	if s.passive {
		b.WriteString("be ")
	}
	fmt.Fprintf(&b, "[%s] ", word)
	put(s.objects[0], "")
	put(s.objects[1], "")
	put(s.apposed, "")
	put(s.of, p.pack.Lexicon.Word(p.words.of)+" ")
	for _, sl := range s.slots {
		put(sl.el, p.join(sl.words)+" ")
	}
	return strings.TrimSpace(b.String())
}

func (p *Program) join(list []uint32) string {
	var out []string
	for _, w := range list {
		out = append(out, p.pack.Lexicon.Word(w))
	}
	return strings.Join(out, "|")
}

// Finder finds claims; it serves one goroutine.
type Finder struct {
	have       means // of this sentence
	p          *Program
	s          *phrase.Sentence
	out        []Claim
	memo       []argMemo   // of this sentence
	arena      []Arg       // of this document
	gather     []Arg       // for the lists being read
	words      [][2]int    // of its claims
	claimed    Claim       // being made
	openers    []opener    // of this sentence; of its nouns, those behind which stands what must
	open       []Claim     // that lack a target
	half       []Claim     // that lack a source
	rest       []Claim     // that leave out parties told elsewhere
	behindNoun []nounSlots // by unit
	sentence   int         // counts the sentences seen
	dates      []Date      // of this sentence, once asked for
	dated      bool
	cited      *Arg // whom this sentence cites, once asked for
	citedRead  bool
	colon      bool // the sentence ends in a colon
	goesOn     bool // a sentence shortly before told of systems that change hands
}

// NewFinder returns a finder of the program's frames.
func (p *Program) NewFinder() *Finder { return &Finder{p: p} }

// Reset begins another document: the claims of the last are no longer good.
func (f *Finder) Reset() { f.arena, f.words = f.arena[:0], f.words[:0] }

// GoesOn says whether a claim tells of systems of which sentences behind it may tell
// more without naming them.
func (c *Claim) GoesOn() bool {
	return (len(c.Items) > 0 || c.Again) && !c.Rule.Tacit && !c.Polarity.Denied && (givesSystems(c.Rule) || len(c.Rule.Edge.Covers) > 0 && !c.Rule.Edge.Symmetric)
}

// givesSystems says whether a rule's edge is one of systems that firms, too, hand over.
func givesSystems(r *rule.Rule) bool {
	edge := &r.Edge
	return !edge.Symmetric && edge.Requires("target") && !edge.Requires("system") && slices.Contains(edge.Source, classFirm)
}

// Sentence returns the claims of one sentence with its means; the slice is good
// until the next call, what it holds until Reset.
func (f *Finder) Sentence(s *phrase.Sentence, m Means) []Claim {
	f.have = m.have
	f.s, f.out, f.memo, f.open = s, f.out[:0], f.memo[:0], f.open[:0]
	f.half, f.rest = f.half[:0], f.rest[:0]
	f.sentence++
	f.dated, f.citedRead, f.colon = false, false, s.EndsIn(':')
	for i := range s.Units {
		u := &s.Units[i]
		switch u.Kind {
		case phrase.VerbGroup:
			if f.begins(u) {
				f.verbsOf(i)
			}
		case phrase.NounGroup:
			if f.begins(u) {
				f.nounsOf(i)
			}
		}
	}
	f.borrow()
	f.strongest()
	f.agentless()
	f.elsewhere()
	f.openList()
	f.among()
	f.stateHead()
	return f.out
}

// stateHead adds a claim where a sentence is only a state and what it gives: "Germany: 14
// Leopard 2 tanks". To whom, the text tells elsewhere.
func (f *Finder) stateHead() {
	u := f.s.Units
	if len(f.out) > 0 || f.p.listing == nil || len(u) < 3 || u[0].Kind != phrase.NounGroup || u[1].Kind != phrase.Break || u[0].Mentions[1]-u[0].Mentions[0] != 1 || !f.heading() {
		return
	}
	m := f.s.Mentions[u[0].Mentions[0]]
	if m.Class != classState || m.Form == gazetteer.Demonym || m.Last != u[0].Last || f.s.Doc.Text[f.s.Doc.Tokens[u[1].First].Start] != ':' && f.bits(u[1].First)&lang.Dash == 0 {
		return
	}
	var items []Arg
	for i := 2; i < len(u); i++ {
		if u[i].Kind == phrase.Preposition && u[i].Lemma != f.p.words.of && u[i].Lemma != f.p.words.with {
			return // "200 tanks in service"
		}
		if u[i].Kind == phrase.NounGroup && u[i].Lead == i && (u[i-1].Kind == phrase.Break || u[i-1].Kind == phrase.Comma || u[i-1].Kind == phrase.Conjunction) {
			items = append(items, f.args(i, []string{classSystem})...)
		}
	}
	if slices.ContainsFunc(items, f.p.Particular) {
		f.out = append(f.out, Claim{Rule: f.p.listing, Sources: f.one(f.arg(m, 0)), Items: items, Targetless: true, At: u[0].First, Listed: true,
			Polarity: Polarity{Modality: planned, Stage: "pledged"}, Words: [][2]int{{u[0].First, u[len(u)-1].Last}}})
	}
}

// among adds a claim that inherits its parties where the sentence says of systems that
// they are in what was told before: "Also included are ten howitzers", "Among the items
// are ten howitzers", "Ten howitzers are part of the package".
func (f *Finder) among() {
	if !f.goesOn || len(f.out) > 0 || len(f.p.inheriting) == 0 {
		return
	}
	for v := range f.s.Units {
		u := &f.s.Units[v]
		if u.Kind != phrase.VerbGroup || u.Form != phrase.Finite || f.bits(u.Head)&lang.Be == 0 || u.Negated {
			continue
		}
		items := phrase.None
		if o := u.Objects[0]; o != phrase.None && u.Subject == phrase.None && f.ofPackage(v) {
			items = o
		} else if o != phrase.None && u.Subject != phrase.None && f.headBits(&f.s.Units[o])&lang.Bulk != 0 && f.s.Units[o].Of != phrase.None && f.headIs(f.s.Units[o].Of, f.p.packages) {
			items = u.Subject
		}
		if items == phrase.None {
			continue
		}
		if args := f.args(items, []string{classSystem}); len(args) > 0 {
			f.out = append(f.out, Claim{Rule: f.p.inheriting[0], Inherit: true, Items: args, At: u.Head, Polarity: Polarity{Modality: done}, Words: [][2]int{{u.First, u.Last}, {f.s.Units[items].First, f.s.Units[items].Last}}})
		}
		return
	}
}

// ofPackage says whether the sentence up to a verb is only what says that something is
// in a package: "Also included in it", "Among the items".
func (f *Finder) ofPackage(v int) bool {
	told := false
	for i := range f.s.Units[:v] {
		switch u := &f.s.Units[i]; u.Kind {
		case phrase.Adverb, phrase.Comma, phrase.Preposition:
		case phrase.VerbGroup:
			told = f.p.holding[u.Lemma] && u.Subject == phrase.None
			if !told {
				return false
			}
		case phrase.NounGroup:
			p := &f.s.Units[max(0, i-1)]
			if !u.Pronoun && !f.headIs(i, f.p.packages) || p.Kind != phrase.Preposition {
				return false
			}
			told = told || f.bits(p.Head)&lang.Locative == 0
		default:
			return false
		}
	}
	return told
}

// elsewhere adds claims that leave out parties, unless the same verb told all.
func (f *Finder) elsewhere() {
	n := len(f.out)
	for _, c := range f.rest {
		if !slices.ContainsFunc(f.out[:n], func(k Claim) bool { return k.At == c.At && k.Rule.Edge.Type == c.Rule.Edge.Type }) {
			f.out = append(f.out, c)
		}
	}
}

// agentless adds claims on supplies whose giver the sentence does not name: "two
// vessels were transferred to Manila".
func (f *Finder) agentless() {
	n := len(f.out)
	for _, c := range f.half {
		told := slices.ContainsFunc(f.out[:n], func(k Claim) bool {
			return k.Rule.Edge.Type == c.Rule.Edge.Type && (k.At == c.At || sameArgs(k.Targets, c.Targets))
		})
		if again := slices.ContainsFunc(f.out[n:], func(k Claim) bool { return k.At == c.At && !k.Rule.Tacit }); !told && !again {
			c.Agentless = true
			f.out = append(f.out, c)
		}
	}
}

// openList adds a claim that inherits its parties when the sentence opens a list,
// says it with a verb of such a rule's edge type, or is only a heading with one of the
// rule's nouns, and names no parties itself: "The United States is providing:",
// "Military support in planning:".
func (f *Finder) openList() {
	if !f.colon || len(f.out) > 0 && slices.ContainsFunc(f.out, func(c Claim) bool { return c.Opens || c.Inherit }) {
		return
	}
	for _, r := range f.p.inheriting {
		for i := range f.s.Units {
			u := &f.s.Units[i]
			if u.Kind == phrase.VerbGroup && slices.ContainsFunc(f.p.verbs.Get(u.Lemma), func(s shape) bool { return s.rule.Edge.Type == r.Edge.Type }) {
				c := Claim{Rule: r, Inherit: true, At: u.Head, Words: [][2]int{{u.First, u.Last}}}
				if q := f.qualify(i, r.Stage); u.Form == phrase.Finite && q.Modality == done && !q.None && !q.Denied {
					c.Polarity, c.Opens = q, true // "the following items were delivered:"
				}
				f.out = append(f.out, c)
				return
			}
		}
		if u := &f.s.Units[0]; u.Kind == phrase.NounGroup && !u.Pronoun && f.heading() && f.headIs(0, f.p.packages) {
			c := Claim{Rule: r, Inherit: true, At: u.Head, Words: [][2]int{{u.First, u.Last}}}
			if c.Polarity.Modality = f.headed(r.Edge.Type); c.Polarity.Modality != "" {
				c.Opens = true
			}
			f.out = append(f.out, c)
			return
		}
	}
}

// headed returns how real the heading of a list says its items are: "delivered support",
// "planned deliveries", "support in planning"; else nothing.
func (f *Finder) headed(edge string) string {
	for t := f.s.Span.First; t < f.s.Span.Last; t++ {
		word := f.word(t)
		if gov, known := f.p.pack.Cues.Adjectives.Look(word); known && gov.Modality == planned {
			return planned
		}
		if gov, known := f.p.pack.Cues.Governors.Look(f.p.pack.LemmaOf(word)); known && gov.Modality == planned {
			return planned
		}
		if f.bits(t)&lang.VerbPast != 0 && slices.ContainsFunc(f.p.verbs.Get(f.p.pack.LemmaOf(word)), func(s shape) bool { return s.rule.Edge.Type == edge }) {
			return done
		}
	}
	return ""
}

// heading says whether the sentence has no verb.
func (f *Finder) heading() bool {
	return !slices.ContainsFunc(f.s.Units, func(u phrase.Unit) bool { return u.Kind == phrase.VerbGroup && u.Form == phrase.Finite })
}

// begins says whether a word of a unit may begin a frame.
func (f *Finder) begins(u *phrase.Unit) bool {
	for t := u.First; t < u.Last; t++ {
		if f.bits(t)&lang.Trigger != 0 {
			return true
		}
	}
	return false
}

// borrow gives claims without a target that of the only other claim of their
// type in the sentence: "providing Ukraine with launchers donated by Germany".
func (f *Finder) borrow() {
	n := len(f.out)
	for _, c := range f.open {
		if c.Rule.Maker == "target" { // who uses what is bought is not who sells it
			for _, o := range f.out[:n] {
				if o.Rule.Edge.Type != c.Rule.Edge.Type && len(o.Items) > 0 && o.Items[0].Unit == c.Items[0].Unit && len(o.Sources) == 1 && slices.Contains(c.Rule.Edge.Target, o.Sources[0].Class) && sameParties(o.Targets, c.Sources) {
					c.Targets, c.Targetless = o.Sources, false // "Patria delivered the howitzers ordered by Latvia"
					break
				}
			}
			if len(c.Targets) > 0 || c.Targetless {
				f.out = append(f.out, c)
			}
			continue
		}
		if c.Targets = f.user(c.Items[0].Unit, c.Rule.Edge.Target); len(c.Targets) > 0 {
			f.out = append(f.out, c)
			continue
		}
		var lender *Claim
		for _, o := range slices.Concat(f.out[:n], f.half) {
			if o.Rule.Edge.Type == c.Rule.Edge.Type && o.At != c.At && len(o.Targets) > 0 {
				if lender != nil && !sameArgs(lender.Targets, o.Targets) {
					lender = nil
					break
				}
				lender = &o
			}
		}
		if lender != nil {
			c.Targets = lender.Targets
			if c.Polarity.Modality == done {
				c.Polarity = lender.Polarity
			}
			f.out = append(f.out, c)
		}
	}
}

// sameParties says whether two roles name the same.
func sameParties(a, b []Arg) bool {
	return len(a) > 0 && slices.EqualFunc(a, b, func(x, y Arg) bool { return x.Class == y.Class && x.Entity == y.Entity && x.Entity >= 0 })
}

// strongest keeps, of the claims of one verb or noun, type and parties, the one
// with the most roles filled.
func (f *Finder) strongest() {
	kept := f.out[:0]
	for _, c := range f.out {
		again := slices.IndexFunc(kept, func(k Claim) bool {
			return k.At == c.At && k.Rule.Edge.Type == c.Rule.Edge.Type && sameArgs(k.Sources, c.Sources) && (sameArgs(k.Targets, c.Targets) || len(k.Targets) == 0 || len(c.Targets) == 0)
		})
		switch {
		case again < 0:
			kept = append(kept, c)
		case c.Vague && !kept[again].Targetless, c.Targetless && !kept[again].Targetless && !kept[again].Vague: // another tells it better
		case kept[again].Vague && !c.Targetless, roles(c) > roles(kept[again]), roles(c) == roles(kept[again]) && (len(c.Words) > len(kept[again].Words) || len(c.Rule.Under) > len(kept[again].Rule.Under)):
			kept[again] = c
		}
	}
	f.out = slices.DeleteFunc(kept, func(c Claim) bool {
		return slices.ContainsFunc(kept, func(k Claim) bool {
			return k.tells(c) && (!c.tells(k) || c.Named && !k.Named && c.Polarity.unreal() && !k.Polarity.unreal()) && !k.Vague || k.names(c) || c.Answers && len(c.Sources) == 0 && len(k.Sources) > 0 && k.Sources[0].Entity >= 0 && k.At == c.At || c.Made && !k.Made && k.At == c.At && k.Rule.Edge.Type == c.Rule.Edge.Type ||
				k.At == c.At && len(c.Rule.Edge.Target) == 0 && len(k.In) > 0 && sameParties(k.In, c.Sources) && !sameParties(k.Sources, c.Sources)
		})
	})
}

// names says whether a claim names whom another of the same words only tells the place of,
// or the place of those whom the other does not name.
func (c *Claim) names(of Claim) bool {
	if c.At != of.At || c.Rule.Edge.Type != of.Rule.Edge.Type || len(of.Targets) != 1 || len(c.Targets) != 1 || !sameArgs(c.Sources, of.Sources) {
		return false
	}
	whom, where := c.Targets[0], of.Targets[0]
	if whom.Class == classPlace && where.Pronoun {
		return c.Rule.Edge.OfAttack() // "the coalition's camp in Aden"
	}
	land := where.Class == classState && whom.Class == classOrg && where.First > whom.Last && c.Rule.Edge.OfAttack() // "UN soldiers in Mali"
	return whom.Entity >= 0 && whom.Class != classPlace && (where.Class == classPlace || land)
}

// tells says whether a claim already speaks of the deed that another names, of the
// same doer: in "soldiers killed in a PKK attack in Sirnak" the attack is on the
// soldiers. One whose target is not named gives way to the other.
func (c *Claim) tells(of Claim) bool {
	if c.At == of.At || c.Rule.Edge.Type != of.Rule.Edge.Type || len(c.Targets) == 0 || !sameArgs(c.Sources, of.Sources) || c.unnamed() && len(of.Targets) > 0 && !of.unnamed() {
		return false
	}
	return c.covers(of) || of.unnamed() && !c.unnamed() && of.covers(*c)
}

// covers says whether the words of a claim hold the verb or noun of another.
func (c *Claim) covers(of Claim) bool {
	return slices.ContainsFunc(c.Words, func(w [2]int) bool { return w[0] <= of.At && of.At < w[1] })
}

// unnamed says whether only a pronoun or a description tells a claim's target.
func (c *Claim) unnamed() bool { return len(c.Targets) == 1 && c.Targets[0].Pronoun }

func sameArgs(a, b []Arg) bool {
	return slices.EqualFunc(a, b, func(x, y Arg) bool { return x.Entity == y.Entity && x.Person == y.Person && x.First == y.First })
}

func roles(c Claim) int { return len(c.Sources) + len(c.Targets) + 2*len(c.Items) + len(c.In) }
