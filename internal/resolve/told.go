package resolve

import (
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
	"github.com/attache-kg/attache/schema"
)

// only collects parties that are none of some others; one alone is an answer.
type only struct {
	found  []graph.Party
	others []graph.Party
}

func (o *only) add(p graph.Party) {
	same := func(x graph.Party) bool { return x.ID == p.ID }
	if p.ID != "" && !slices.ContainsFunc(o.others, same) && !slices.ContainsFunc(o.found, same) {
		o.found = append(o.found, p)
	}
}

// one returns the party collected, if there is just one.
func (o *only) one() []graph.Party {
	if len(o.found) != 1 {
		return nil
	}
	return o.found
}

// agent returns who does what a sentence says without naming him: who did the
// same to the same target before, the issuer of the document, or the only other
// state that it has named. Who trains forces is also he who arms them.
func (d *doc) agent(c frame.Claim, targets []graph.Party, sentence int, before []placed) []graph.Party {
	if len(targets) == 0 {
		return nil
	}
	o := only{others: targets}
	if c.Rule.Edge.Symmetric {
		if o.add(d.issuer); len(o.found) == 0 && d.local() >= 0 {
			o.add(d.entity(d.local()))
		}
		if len(o.found) == 0 && c.By != nil {
			o.add(d.speaking(c, sentence))
			return o.one()
		}
		for s := sentence - 1; s >= 0 && s >= sentence-near && len(o.found) == 0; s-- {
			d.states(&o, s) // "The minister of Chad flew to Suva. A pact was signed with Fiji."
		}
		return o.one()
	}
	if c.Decided {
		o.add(d.issuer)
		return o.one()
	}
	trains := len(c.Items) == 0 || c.Rule.Edge.OfPeople()
	if c.By != nil && c.By.Class == classOfficial && c.Polarity.Modality == graph.Planned && !c.Polarity.Denied && !trains && !received(c) {
		if p := d.speaking(c, sentence); p.ID.Class() == "state" && p.ID != targets[0].ID {
			return []graph.Party{p} // "The minister of Mali announced that tanks would be sent to Chad", whoever sent it some
		}
	}
	for _, tacit := range []bool{false, true} {
		for _, p := range before {
			if p.s.Type == c.Rule.Edge.Type && p.s.Target.ID == targets[0].ID && p.tacit == tacit && (!tacit || len(o.found) == 0) {
				o.add(p.s.Source)
			}
		}
	}
	if trains && len(o.found) == 0 {
		if !c.Unsaid && len(c.Sources) == 0 {
			o.add(d.trainingIn(targets, sentence))
		}
		if len(o.found) == 0 && !received(c) {
			for _, p := range before {
				if p.s.Target.ID == targets[0].ID && (len(p.s.Systems) > 0 || p.tacit) && p.s.Source.ID.Class() != "firm" {
					o.add(p.s.Source)
				}
			}
		}
	}
	if (!c.Polarity.Denied || !received(c)) && (len(o.found) == 0 || slices.ContainsFunc(o.found, func(p graph.Party) bool { return p.ID == d.issuer.ID })) {
		o.found = nil
		o.add(d.issuer)
	}
	if len(o.found) == 0 && c.By != nil && (!c.By.Pronoun || c.By.Kind == classOfficial) && c.Polarity.Modality == graph.Planned && !c.Polarity.Denied && !trains {
		o.add(d.speaking(c, sentence)) // "Tanks would be sent to Ukraine, the minister said"
	}
	if len(o.found) == 0 && c.Rule.Inherit {
		d.givers(&o, c, before)
		return o.one()
	}
	if targets[0].ID.Class() == "firm" {
		return d.buyer(o, targets[0].ID, c.Rule.Edge.Type, sentence, before)
	}
	if len(o.found) == 0 && !trains {
		for s := range sentence + 1 {
			d.states(&o, s)
		}
		if len(o.found) > 1 && d.mayReceive(c, targets, before) {
			o.found = nil
			d.givers(&o, c, before)
		}
	}
	return o.one()
}

// givers collects who was told to do a claim's deed to anybody.
func (d *doc) givers(o *only, c frame.Claim, before []placed) {
	for _, p := range before {
		if p.s.Type == c.Rule.Edge.Type && p.s.Polarity == graph.Affirmed {
			o.add(p.s.Source)
		}
	}
}

// mayReceive says whether states may get from the only giver told what a sentence says
// that they receive or are given: none attacks him or is attacked by him.
func (d *doc) mayReceive(c frame.Claim, targets []graph.Party, before []placed) bool {
	if c.Polarity.Denied || !slices.ContainsFunc(c.Items, d.Frames.Particular) {
		return false
	}
	return !slices.ContainsFunc(targets, func(t graph.Party) bool {
		return t.ID.Class() != "state" || slices.ContainsFunc(before, func(p placed) bool {
			edge, _ := d.Types.Edge(p.s.Type)
			return edge.OfAttack() && (p.s.Source.ID == t.ID || d.landOf(p.s.Target).ID == t.ID)
		})
	})
}

// buyer returns who buys from a firm without being named with the purchase: who is
// known to, who alone has bought anything before, or the only state that the sentence,
// else the text so far, else all of it, names. The firm's own state counts where it acts: "the
// Israeli ministry", not "the Israeli firm".
func (d *doc) buyer(o only, firm graph.ID, kind string, sentence int, before []placed) []graph.Party {
	if len(o.found) > 0 {
		return o.one()
	}
	for _, p := range before {
		if p.s.Type == kind {
			o.add(p.s.Source)
		}
	}
	if len(o.found) == 0 {
		d.actors(&o, firm, sentence)
	}
	if len(o.found) == 0 {
		for s := range sentence {
			d.actors(&o, firm, s)
		}
	}
	if len(o.found) == 0 && d.late {
		for s := range d.Mentions {
			d.actors(&o, firm, s)
		}
	}
	if len(o.found) == 0 && d.forces(sentence) {
		p, _ := d.homeOfFirms(sentence)
		o.add(p) // "for the Navy"
	}
	return o.one()
}

// forces says whether a sentence speaks of the navy, the ministry or the like.
func (d *doc) forces(sentence int) bool {
	s := d.Doc.Sentences[sentence]
	for t := s.First + 1; t < s.Last; t++ {
		before := d.Doc.Tokens[t-1].Word
		word := d.Doc.Tokens[t].Word
		if d.bits(t-1)&lang.Definite != 0 && d.Pack.Anaphors.Get(word) == classState || t > s.First+1 && d.bits(t-2)&lang.Definite != 0 && d.Pack.AnaphorPairs[[2]uint32{before, word}] == classState {
			return true
		}
	}
	return false
}

// actors collects the states that a sentence names, the home of a firm only where
// forces or a ministry of it are named.
func (d *doc) actors(o *only, firm graph.ID, sentence int) {
	home := ""
	if i, ok := d.Gazetteer.Index[string(firm)]; ok {
		home = d.Gazetteer.Entities[i].In
	}
	for _, m := range d.Mentions[sentence] {
		if m.Class != classState || d.ofFirmAt(m, sentence) {
			continue
		}
		acts := m.Form == gazetteer.Seat || m.Last < d.Doc.Sentences[sentence].Last && d.bits(m.Last)&(lang.FoldGovernment|lang.FoldForces) != 0
		if p := d.entity(m.Entity); acts || string(p.ID) != home {
			o.add(p)
		}
	}
}

// ofFirmAt says whether a nationality is that of a firm: "Canadian firm wins order".
func (d *doc) ofFirmAt(m phrase.Mention, sentence int) bool {
	const few = 4 // words: "South Korean state-owned arms maker"
	for t := m.Last; m.Form == gazetteer.Demonym && t < min(m.Last+few, d.Doc.Sentences[sentence].Last); t++ {
		switch bits := d.bits(t); {
		case bits&lang.FirmNoun != 0 || d.Pack.Is(d.Doc.Tokens[t].Word, lang.Workplaces):
			return true
		case bits&(lang.Preposition|lang.Conjunction|lang.Be|lang.Have|lang.Modal|lang.VerbPast|lang.FoldForces|lang.FoldGovernment) != 0, d.Doc.Tokens[t].Shape&(document.Mark|document.Possessive) == document.Mark && d.Doc.Tokens[t].Shape&document.Hyphen == 0:
			return false
		}
	}
	return false
}

// received says whether a rule tells who receives, not who gives: "keep them from
// obtaining weapons" denies nothing of the issuer.
func received(c frame.Claim) bool {
	return slices.ContainsFunc(c.Rule.Clauses, func(x rule.Clause) bool { return x.Elements[0].Role == "target" || x.Elements[0].Poss == "target" })
}

// trainedNear is how many sentences back those may have been told, if the text tells of no
// others that are trained, of whom "another 50" are more.
const trainedNear = 6

// trainees resolves forces whose state a sentence does not name: those that the same
// trained shortly before, "another 50 soldiers", those that the text spoke of, "the
// officers", or the only ones that it tells of being trained.
func (d *doc) trainees(a frame.Arg, sentence int) (graph.Party, bool) {
	trained := only{others: d.other}
	for _, p := range d.before {
		if p.s.Type == d.now.Rule.Edge.Type {
			trained.add(p.s.Target)
		}
	}
	alone := trained.one() != nil
	for _, p := range slices.Backward(d.before) {
		if p.sentence < sentence-near && !(alone && p.sentence >= sentence-trainedNear) {
			break
		}
		if p.s.Type != d.now.Rule.Edge.Type || p.s.Polarity != graph.Affirmed {
			continue
		}
		if same := len(d.other) == 0 || p.s.Source.ID == d.other[0].ID; same || a.Definite || alone {
			return p.s.Target, true
		}
	}
	if a.Entity >= 0 {
		return d.entity(a.Entity), true
	}
	if buyers := d.armedOf(); len(trained.found) == 0 && len(buyers) == 1 && !a.Definite {
		return buyers[0], true
	}
	if !a.Definite || len(d.other) == 0 && !d.late {
		return graph.Party{}, false
	}
	if found := d.forcesBefore(a.First, sentence, d.other); len(found) == 1 {
		return found[0], true
	}
	if alone {
		return trained.found[0], true
	}
	found := d.forcesTold(a.First)
	return found, found.ID != "" && len(trained.found) == 0
}

// forcesTold returns the only state of whose forces the text speaks before a token, or
// anywhere once all else is resolved, but for who fills the claim's other role.
func (d *doc) forcesTold(t int) graph.Party {
	o := only{others: d.other}
	for s, mentions := range d.Mentions {
		for _, m := range mentions {
			if m.Class == classState && (m.Last <= t || d.late) && d.hasForces(m, d.Doc.Sentences[s].Last) {
				o.add(d.entity(m.Entity))
			}
		}
	}
	if found := o.one(); found != nil {
		return found[0]
	}
	return graph.Party{}
}

// armedOf returns who alone buys or gets systems from whom fills the claim's other role:
// his are the crews that are trained there.
func (d *doc) armedOf() []graph.Party {
	var o only
	for _, p := range d.before {
		edge, _ := d.Types.Edge(p.s.Type)
		switch covers := len(edge.Covers) > 0; {
		case len(d.other) != 1 || len(p.s.Systems) == 0 || p.s.Polarity != graph.Affirmed:
		case covers && p.s.Target.ID == d.other[0].ID:
			o.add(p.s.Source)
		case !covers && !edge.OfAttack() && p.s.Source.ID == d.other[0].ID:
			o.add(p.s.Target)
		}
	}
	return o.one()
}

// hasForces says whether a state's name is that of its forces, or ends before a word for
// them, but for a few that describe them: "the Kosovo Security Force".
func (d *doc) hasForces(m phrase.Mention, last int) bool {
	const few = 3
	for t := m.Last - 1; t < min(m.Last+few, last); t++ {
		tok, bits := d.Doc.Tokens[t], d.bits(t)
		switch {
		case bits&lang.FoldForces != 0:
			return true
		case t < m.Last || tok.Shape&document.Possessive != 0:
		case tok.Shape&document.Mark != 0 || bits&(lang.Preposition|lang.Conjunction|lang.Be|lang.Have|lang.Modal|lang.VerbPast|lang.VerbThird) != 0 && bits&lang.AlsoNoun == 0:
			return false
		}
	}
	return false
}

// foes says whether the text told that one of two parties attacks the other.
func (d *doc) foes(a, b graph.Party) bool {
	return slices.ContainsFunc(d.before, func(p placed) bool {
		edge, _ := d.Types.Edge(p.s.Type)
		land := d.landOf(p.s.Target).ID
		return edge.OfAttack() && (p.s.Source.ID == a.ID && land == b.ID || p.s.Source.ID == b.ID && land == a.ID)
	})
}

// host resolves "its soldiers" or "soldiers", whom somebody is sent to a state to train, to
// that state.
func (d *doc) host(a frame.Arg, sentence int) (found graph.Party, ok bool) {
	if !d.now.Rule.Edge.OfPeople() || len(d.other) == 0 || !a.Forces && (a.Kind != "" || a.Last-a.First < 2) {
		return found, false
	}
	for _, m := range d.Mentions[sentence] {
		t := m.First - 1
		if m.Class != classState || m.Last > a.First || t < 0 || !d.leads(t) || a.Forces && d.Pack.Lexicon.Word(d.Doc.Tokens[m.Last].Word) != d.Pack.Word("to") {
			continue
		}
		if p := d.entity(m.Entity); !slices.Contains(d.other, p) {
			found, ok = p, true
		}
	}
	return found, ok
}

// ownForces says whether "its soldiers", whom somebody named trains, are rather his own than
// those of a party told before: nothing says that he, or anybody, trains or arms that one.
func (d *doc) ownForces(a frame.Arg, p graph.Party, sentence int) bool {
	if !d.now.Rule.Edge.OfPeople() || len(d.other) == 0 || a.Last-a.First < 2 || d.bits(a.First)&lang.PossessivePronoun == 0 {
		return false
	}
	if slices.ContainsFunc(d.Mentions[sentence], func(m phrase.Mention) bool { return m.Entity >= 0 && d.entity(m.Entity).ID == p.ID }) {
		return false
	}
	return !slices.ContainsFunc(d.before, func(x placed) bool {
		return x.s.Target.ID == p.ID && (x.s.Type == d.now.Rule.Edge.Type || len(x.s.Systems) > 0)
	})
}

// againTrained says whether a claim on forces that a sentence does not name tells no more
// than what was told of them: it has no number of its own.
func (d *doc) againTrained(c frame.Claim, sources, targets []graph.Party) bool {
	if !c.Rule.Edge.OfPeople() || len(sources) != 1 || len(targets) != 1 {
		return false
	}
	return slices.ContainsFunc(d.before, func(p placed) bool {
		return p.s.Type == c.Rule.Edge.Type && p.s.Source.ID == sources[0].ID && p.s.Target.ID == targets[0].ID && (c.Quantity.Max == 0 || p.s.Quantity.Max == c.Quantity.Max)
	})
}

// trainedAtHome says whether a sentence tells that forces which nobody is told to train are
// trained at a place in their own land.
func (d *doc) trainedAtHome(c frame.Claim, targets []graph.Party, sentence int) bool {
	return c.Rule.Edge.OfPeople() && len(targets) == 1 && slices.ContainsFunc(d.Mentions[sentence], func(m phrase.Mention) bool {
		return m.Class == classPlace && m.First > c.At && m.Entity >= 0 && d.landOf(d.entity(m.Entity)).ID == targets[0].ID
	})
}

// trainedBefore returns whom somebody trains by a course that a sentence speaks of: those
// whom the text said just before to be trained, or the only forces it spoke of.
func (d *doc) trainedBefore(c frame.Claim, sources []graph.Party, sentence int) []graph.Party {
	for _, p := range slices.Backward(d.before) {
		if p.sentence >= sentence-near && p.s.Type == c.Rule.Edge.Type && !slices.Contains(sources, p.s.Target) && p.s.Polarity == graph.Affirmed {
			return []graph.Party{p.s.Target}
		}
	}
	return d.forcesBefore(c.At, sentence, sources)
}

// forcesBefore returns the only state, but for some, of whose forces a sentence speaks before
// a token, or else the one before it.
func (d *doc) forcesBefore(t, sentence int, others []graph.Party) []graph.Party {
	o := only{others: others}
	for s := sentence; s >= max(0, sentence-1) && len(o.found) == 0; s-- {
		for _, m := range d.Mentions[s] {
			if m.Class == classState && m.Last <= t && m.Last < d.Doc.Sentences[s].Last && d.bits(m.Last)&lang.FoldForces != 0 {
				o.add(d.entity(m.Entity))
			}
		}
	}
	return o.one()
}

// trainingIn returns the first state in which a sentence says that something is, other
// than some parties.
func (d *doc) trainingIn(targets []graph.Party, sentence int) graph.Party {
	for _, m := range d.Mentions[sentence] {
		t := m.First - 1
		if t > 0 && d.bits(t)&(lang.Determiner|lang.Adjective) != 0 && d.bits(t)&lang.Locative == 0 {
			t-- // "in eastern Russia"
		}
		state := d.stateAt(m.Class, m.Entity)
		if state < 0 || m.Form == gazetteer.Demonym && (m.Last >= d.Doc.Sentences[sentence].Last || d.bits(m.Last)&lang.FoldTerritory == 0) || t < 0 || d.bits(d.nameBefore(t))&lang.Locative == 0 {
			continue // "on British soil"
		}
		if p := d.entity(state); p.ID != targets[0].ID {
			return p
		}
	}
	return graph.Party{}
}

// nameBefore returns the token before the name of a place that a comma at a token ties to
// what is behind it, "at Camp Turksom, Turkey's base"; else the token itself.
func (d *doc) nameBefore(t int) int {
	const longest = 4 // words of a name
	if d.Doc.Text[d.Doc.Tokens[t].Start] != ',' {
		return t
	}
	for i := t - 1; i > 0 && i >= t-longest && d.Doc.Tokens[i].Shape&document.Capital != 0; i-- {
		if d.bits(i-1)&lang.Locative != 0 {
			return i - 1
		}
	}
	return t
}

func (d *doc) bits(t int) uint64 { return d.Doc.Classes[t] }

// states collects the states that a sentence names.
func (d *doc) states(o *only, sentence int) {
	for _, m := range d.Mentions[sentence] {
		if m.Class == classState {
			o.add(d.entity(m.Entity))
		}
	}
}

// victim returns the target of a deed that a sentence names only by its doer: that
// of the same deed before, or the only other state in the sentence.
func (d *doc) victim(c frame.Claim, sources []graph.Party, sentence int, before []placed) []graph.Party {
	if c.Rule.Recall == rule.Seller {
		if sellers := d.seller(c, sources, sentence, before); len(sellers) > 0 || !d.late {
			return sellers
		}
		return d.contractor(c)
	}
	if c.Rule.Edge.OfPeople() && len(sources) > 0 {
		return d.trainedBefore(c, sources, sentence)
	}
	if len(sources) != 1 {
		return nil
	}
	if c.Rule.Recall != "" {
		return d.recall(c, sources[0], sentence, before)
	}
	o := only{others: sources}
	for _, p := range before {
		if land := d.landOf(p.s.Target); p.s.Type == c.Rule.Edge.Type && p.s.Source.ID == sources[0].ID && land.ID.Class() == "state" {
			o.add(land)
		}
	}
	if len(o.found) > 0 {
		return o.one()
	}
	helped := only{others: sources}
	for _, p := range before { // "since Russia's invasion", in a text on whom one helps
		if land := d.landOf(p.s.Target); land.ID.Class() == "state" && p.s.Office == "" && !p.tacit {
			helped.add(land)
			o.others = append(o.others, p.s.Source)
		}
	}
	switch d.states(&o, sentence); len(o.found) {
	case 0:
		return helped.one()
	case 1:
		return o.found
	}
	o.found = slices.DeleteFunc(o.found, func(p graph.Party) bool { return !slices.Contains(helped.found, p) })
	return o.one()
}

// otherSum says whether a claim is about another sum of money than a statement.
func otherSum(c frame.Claim, s *graph.Statement) bool {
	return c.Money.Max > 0 && s.Money.Max > 0 && !agree(amount(c.Money), s.Money)
}

// taker returns to whom a state gives what a sentence says without telling: the only
// one to whom it gave before or, where it pledges, anybody did, as long as the
// sentence names no third state.
func (d *doc) taker(c frame.Claim, sources []graph.Party, sentence int, before []placed) []graph.Party {
	if len(sources) == 0 {
		return nil
	}
	o := only{others: sources}
	for _, p := range before {
		if p.s.Type == c.Rule.Edge.Type && slices.ContainsFunc(sources, func(x graph.Party) bool { return x.ID == p.s.Source.ID }) {
			if o.add(p.s.Target); len(c.Rule.Nouns) > 0 && c.Rule.Stage == "pledged" && !p.tacit && !otherSum(c, p.s) {
				return nil // its package is what it gave before
			}
		}
	}
	if len(o.found) == 0 && (len(c.Rule.Nouns) == 0 || d.manyGive(c, before)) && !c.Polarity.Denied && !d.atOdds(sources, sentence, before) {
		d.onlyTaker(&o, c, sentence, before)
	}
	if len(o.found) == 0 && len(sources) == 1 {
		for _, p := range before { // whose agreement it is
			if p.sentence == sentence && p.s.Type != c.Rule.Edge.Type {
				if edge, _ := d.Types.Edge(p.s.Type); edge.Symmetric && p.s.Source.ID == sources[0].ID {
					o.add(p.s.Target)
				} else if edge.Symmetric && p.s.Target.ID == sources[0].ID {
					o.add(p.s.Source)
				}
			}
		}
	}
	if len(o.found) == 0 && slices.ContainsFunc(c.Items, d.Frames.Particular) {
		for _, p := range before { // whom one trains one arms
			if edge, _ := d.Types.Edge(p.s.Type); edge.Occurrence == schema.Year && p.s.Source.ID == sources[0].ID {
				o.add(p.s.Target)
			}
		}
	}
	if len(o.found) == 0 && len(sources) == 1 && sources[0].ID == d.issuer.ID && d.own(c) {
		for s := range sentence + 1 {
			d.states(&o, s)
		}
	}
	if len(o.found) == 0 && !c.Polarity.Denied && d.shown(c, sentence) {
		d.states(&o, sentence-1)
	}
	if len(o.found) == 0 && !c.Polarity.Denied {
		if x := d.receipt(c); x != nil {
			o.found = append(o.found, d.parties(x.Targets, x.Rule.Edge.Target, sentence)...)
		}
	}
	if len(o.found) == 1 {
		d.takers(&o, c, sentence)
	}
	if to := o.one(); len(to) == 1 && !d.summed(c, sources, to[0], before) {
		return to
	}
	return nil
}

// receipt returns the claim right before another that tells who receives such systems from
// nobody named, or nil: "Rwanda got 12 drones. They were delivered by Turkey."
func (d *doc) receipt(c frame.Claim) *frame.Claim {
	sentence := 0
	for i := len(d.Claims) - 1; i >= 0; i-- {
		x := &d.Claims[i]
		if x.At == c.At {
			sentence = d.Sentence[i]
		}
		if x.At >= c.At || x.Rule.Edge.Type != c.Rule.Edge.Type {
			continue
		}
		if x.Agentless && received(*x) && len(x.Items) > 0 && d.Sentence[i] >= sentence-near && (c.Again || d.compatible(d.systems(*x), d.systems(c))) {
			return x
		}
		return nil
	}
	return nil
}

// systems returns what a claim names.
func (d *doc) systems(c frame.Claim) (out []graph.Party) {
	for _, item := range c.Items {
		out = append(out, d.system(item))
	}
	return out
}

// bought says whether what a claim tells to be delivered is what a purchase a sentence or
// two before it was about.
func (d *doc) bought(c frame.Claim, last placed, sentence int) bool {
	edge, _ := d.Types.Edge(last.s.Type)
	return c.Rule.Stage == "delivered" && c.Polarity.Modality == graph.Done && last.sentence >= sentence-near && last.s.Polarity == graph.Affirmed && !last.tacit &&
		last.s.Source.ID.Class() == "state" && slices.Contains(edge.Covers, c.Rule.Edge.Type)
}

// manyGive says whether the text told of several who give what the claim speaks of.
func (d *doc) manyGive(c frame.Claim, before []placed) bool {
	var first graph.ID
	for _, p := range before {
		if p.s.Type != c.Rule.Edge.Type || p.s.Polarity != graph.Affirmed {
			continue
		}
		if first != "" && p.s.Source.ID != first {
			return true
		}
		first = p.s.Source.ID
	}
	return false
}

// shown says whether what a claim tells is what the sentence before spoke of: "The navy
// welcomed a patrol ship. The vessel was donated by France."
func (d *doc) shown(c frame.Claim, sentence int) bool {
	if sentence == 0 || len(c.Items) == 0 {
		return false
	}
	if first, _ := d.subjectOf(sentence); c.Items[0].First != first+1 || d.bits(first)&lang.Definite == 0 {
		return false
	}
	return slices.ContainsFunc(d.Mentions[sentence-1], func(m phrase.Mention) bool { return m.Class == classSystem })
}

// onlyTaker collects to whom anybody gave anything before, or for whom arms or aid are
// in the text so far: "Military aid for Ukraine".
func (d *doc) onlyTaker(o *only, c frame.Claim, sentence int, before []placed) {
	for _, p := range before {
		if p.s.Type == c.Rule.Edge.Type && p.s.Polarity == graph.Affirmed {
			o.add(p.s.Target)
		}
	}
	if len(o.found) > 1 {
		o.found = slices.DeleteFunc(o.found, func(p graph.Party) bool { return givers(p, c.Rule.Edge.Type, before) < many })
		return
	}
	if len(o.found) > 0 {
		return
	}
	for s := range sentence {
		for i, m := range d.Mentions[s] {
			t := m.First - 1
			if t > 0 && d.bits(t)&lang.Determiner != 0 {
				t--
			}
			if m.Class != classState || m.Form == gazetteer.Demonym || t < 1 || !d.leads(t) || d.bits(t)&lang.Locative != 0 {
				continue
			}
			if d.bits(t-1)&lang.Mass != 0 || i > 0 && d.Mentions[s][i-1].Class == classSystem && d.Mentions[s][i-1].Last == t {
				o.add(d.entity(m.Entity))
			}
		}
	}
}

// many is how many givers a text has at least for the one taker that it is about.
const many = 2

// givers counts who gives to a party in statements of a type.
func givers(to graph.Party, kind string, before []placed) int {
	var from only
	for _, p := range before {
		if p.s.Type == kind && p.s.Polarity == graph.Affirmed && p.s.Target.ID == to.ID {
			from.add(p.s.Source)
		}
	}
	return len(from.found)
}

// atOdds says whether one of some parties was told to attack somebody, so that whom he
// sends arms is another matter, or to make arms in the same sentence, which rather
// tells whose they are than that he gives them.
func (d *doc) atOdds(sources []graph.Party, sentence int, before []placed) bool {
	return slices.ContainsFunc(before, func(p placed) bool {
		edge, _ := d.Types.Edge(p.s.Type)
		if !edge.OfAttack() && (p.sentence != sentence || edge.Requires("target") || !edge.Requires("system")) {
			return false
		}
		return slices.ContainsFunc(sources, func(x graph.Party) bool { return x.ID == p.s.Source.ID })
	})
}

// summed says whether a claim only speaks in general of arms that were told before:
// "providing weapons", behind the howitzers.
func (d *doc) summed(c frame.Claim, sources []graph.Party, target graph.Party, before []placed) bool {
	if len(sources) != 1 || c.Quantity.Max > 0 || c.Money.Max > 0 || c.Again || slices.ContainsFunc(c.Items, d.Frames.Particular) {
		return false
	}
	return slices.ContainsFunc(before, func(p placed) bool {
		return p.s.Type == c.Rule.Edge.Type && p.s.Source.ID == sources[0].ID && p.s.Target.ID == target.ID && p.s.Modality == c.Polarity.Modality && !d.generic(p.s.Systems)
	})
}

// own says whether the issuer of a document speaks of himself: "we have completed the
// delivery".
func (d *doc) own(c frame.Claim) bool {
	return len(c.Sources) == 1 && c.Sources[0].Pronoun
}

// leads says whether a word leads to a taker.
func (d *doc) leads(t int) bool {
	switch d.Pack.Lexicon.Word(d.Doc.Tokens[t].Word) {
	case d.Pack.Word("to"), d.Pack.Word("for"), d.Pack.Word("within"):
		return true
	}
	return false
}

// takers collects the states to, for or in which the clause of a claim says that
// something is.
func (d *doc) takers(o *only, c frame.Claim, sentence int) {
	for _, m := range d.Mentions[sentence] {
		t := m.First - 1
		if m.First > c.At && d.parted(c.At, m.First) {
			break
		}
		if t > 0 && d.bits(t)&lang.Determiner != 0 {
			t--
		}
		if m.Class == classState && m.Form != gazetteer.Demonym && t >= 0 && d.leads(t) {
			o.add(d.entity(m.Entity))
		}
	}
}

// parted says whether a comma and a conjunction part two tokens: "is ready to send tanks,
// and has asked Berlin".
func (d *doc) parted(first, last int) bool {
	for t := first + 1; t < last; t++ {
		if d.Doc.Tokens[t-1].Shape&document.Mark == 0 || d.bits(t)&(lang.Conjunction|lang.Adversative) == 0 {
			continue
		}
		verb := t + 1
		for verb < last && (d.Doc.Tokens[verb].Shape&document.Capital != 0 || d.bits(verb)&lang.Determiner != 0) {
			verb++ // "and Kenya has asked Berlin"
		}
		if d.bits(verb)&(lang.Have|lang.Be|lang.Modal|lang.VerbPast|lang.VerbThird) != 0 {
			return true
		}
	}
	return false
}

// inherit gives a claim the parties of the last statement of its type; what a claim
// says by itself needs the only parties told, or those of a sentence or two before.
func (d *doc) inherit(c frame.Claim, sentence int, before []placed) (out []placed) {
	if c.Rule.Edge.Symmetric {
		if both := d.met(sentence); len(both) == 2 && both[1].ID.Class() == "firm" {
			return d.statements(d.room.stated, c, sentence, both[0], both[1], []group{{}}) // whose contract was told last
		}
		named := only{}
		if d.states(&named, sentence); len(named.found) == 1 {
			return nil // one of the parties, the other is not told
		}
		parties := d.pair(frame.Arg{First: c.At}, sentence)
		if len(parties) == 0 {
			parties = d.met(sentence)
		}
		out = d.room.stated
		for i, one := range parties {
			for _, other := range parties[i+1:] {
				out = d.statements(out, c, sentence, one, other, []group{{}})
			}
		}
		return out
	}
	if len(c.Items) == 0 && !c.Again {
		return nil
	}
	for i := len(before) - 1; i >= 0; i-- {
		last := before[i]
		source, target := last.s.Source, last.s.Target
		if d.bought(c, last, sentence) {
			source, target = target, source // "ordered 12 jets from Bell. Two were delivered in May"
		} else if last.s.Type != c.Rule.Edge.Type || last.s.Polarity != graph.Affirmed {
			continue
		}
		if c.Close && last.at < d.Doc.Sentences[max(0, sentence-near)].First {
			return nil
		}
		switch {
		case c.Rule.Stage == "" && c.Opens:
			if c.Polarity.Stage = last.s.Stage; c.Polarity.Modality == graph.Done {
				c.Polarity.Stage = "delivered"
			}
		case c.Rule.Stage == "":
			c.Polarity.Modality, c.Polarity.Stage = last.s.Modality, last.s.Stage
		case !d.stillTold(last, sentence, before[:i]):
			return nil
		}
		out = d.statements(d.room.stated, c, sentence, source, target, d.items(c, before))
		for _, p := range out {
			if p.s.Date == "" || undated(p.s) && last.s.Date != "" {
				p.s.Date = last.s.Date
			}
		}
		if c.Rule.Stage == "" {
			out = d.together(before[:i+1], out)
		}
		return out
	}
	return nil
}

// joins gives the statements of who joins the talks that a sentence before told: he
// meets those who take part in them for other states.
func (d *doc) joins(c frame.Claim, sources []graph.Party, sentence int, before []placed) (out []placed) {
	last := len(before) - 1
	for last >= 0 && (before[last].s.Type != c.Rule.Edge.Type || before[last].sentence >= sentence) {
		last--
	}
	if last < 0 || before[last].sentence < sentence-pairNear {
		return nil
	}
	var there []graph.Party
	for _, p := range before[:last+1] {
		if p.s.Type != c.Rule.Edge.Type || p.sentence != before[last].sentence {
			continue
		}
		for _, party := range []graph.Party{p.s.Source, p.s.Target} {
			if !slices.Contains(there, party) {
				there = append(there, party)
			}
		}
	}
	for _, party := range there {
		for _, source := range sources {
			if a, b := d.actsFor(party), d.actsFor(source); a != "" && b != "" && a != b {
				out = d.statements(out, c, sentence, party, source, []group{{}})
			}
		}
	}
	return out
}

// actsFor returns the state or body for which a person of the document acts.
func (d *doc) actsFor(p graph.Party) graph.ID {
	for i := range d.Persons {
		if d.person(i).ID == p.ID {
			of, _ := d.stateOf(i)
			return of.ID
		}
	}
	return ""
}

// together folds what is inherited without a number of its own into the last
// statement of the same parties that has none: one package, or one list, holds it all.
func (d *doc) together(before, all []placed) []placed {
	return slices.DeleteFunc(all, func(p placed) bool {
		if p.s.Quantity.Max > 0 || p.s.Money.Max > 0 {
			return false
		}
		sentence := p.sentence
		for i := len(before) - 1; i >= 0; i-- {
			s := before[i].s
			if before[i].tacit {
				continue
			}
			if s.Type != p.s.Type || s.Source.ID != p.s.Source.ID || s.Target.ID != p.s.Target.ID || s.Modality != p.s.Modality || s.Polarity != p.s.Polarity ||
				before[i].listed != p.listed || !d.goesOn(before[i].sentence, sentence) {
				return false
			}
			if sentence = before[i].sentence; s.Quantity.Max == 0 {
				edge, _ := d.Types.Edge(s.Type)
				d.fold(&edge, s, p.s)
				before[i].sentence = p.sentence
				return true
			}
		}
		return false
	})
}

// goesOn says whether a sentence is near one before it, with no list that begins
// between them.
func (d *doc) goesOn(before, sentence int) bool {
	const apart = 3
	for i := before; i < sentence; i++ {
		if d.Doc.Text[d.Doc.Sentences[i].End-1] == ':' {
			return false
		}
	}
	return sentence-before <= apart
}

// near is how many sentences back parties may have been told that a sentence of its
// own leaves out.
const near = 2

// stillTold says whether the parties of a statement are those of a sentence that
// names none: they were told just before, or no others were, and it names no third
// state.
func (d *doc) stillTold(last placed, sentence int, before []placed) bool {
	if last.at < d.Doc.Sentences[max(0, sentence-near)].First && slices.ContainsFunc(before, func(p placed) bool {
		return p.s.Type == last.s.Type && (p.s.Source.ID != last.s.Source.ID || p.s.Target.ID != last.s.Target.ID)
	}) {
		return false
	}
	o := only{others: []graph.Party{last.s.Source, last.s.Target}}
	d.states(&o, sentence)
	return len(o.found) == 0
}
