package resolve

import (
	"slices"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/frame"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/internal/rule"
)

// armed is the kind of organizations that fight.
const armed = "armed group"

// recall returns the target that the text told before of the same deed by the
// same doer, or else the place where a sentence before says that such a deed was
// done, and the text's first sentences if none does.
func (d *doc) recall(c frame.Claim, source graph.Party, sentence int, before []placed) []graph.Party {
	scenes := 3
	switch c.Rule.Recall {
	case rule.Back:
		return d.payer(c, source, sentence, before)
	case rule.Downed:
		return d.overflown(c, source, sentence, before)
	case rule.Near:
		scenes = 1
	default:
		for _, p := range slices.Backward(before) {
			if p.s.Type == c.Rule.Edge.Type && p.s.Source.ID == source.ID && p.s.Polarity == graph.Affirmed {
				return []graph.Party{p.s.Target}
			}
		}
		if c.Rule.Recall != rule.Scene {
			return nil
		}
	}
	for s := sentence; s >= 0 && s >= sentence-scenes; s-- {
		for _, p := range slices.Backward(before) {
			if p.sentence == s && s >= sentence-near && p.s.Type == c.Rule.Edge.Type && p.s.Target.ID != source.ID && p.s.Polarity == graph.Affirmed && p.s.Modality != graph.Planned {
				return []graph.Party{p.s.Target} // "the attack"
			}
		}
		if p, ok := d.scene(c, source, s, sentence); ok && p.ID.Class() == "place" {
			return []graph.Party{p}
		}
	}
	for s := sentence; s >= 0 && s >= sentence-scenes; s-- {
		if p, ok := d.scene(c, source, s, sentence); ok {
			return []graph.Party{p}
		}
	}
	if c.Rule.Recall == rule.Near {
		return nil
	}
	for s := 0; s < sentence && s < 3; s++ {
		if p, ok := d.onlyScene(source, s); ok {
			return []graph.Party{p}
		}
	}
	return nil
}

// payer returns to whom a party pays back what was done to it or its land a sentence or
// two before.
func (d *doc) payer(c frame.Claim, source graph.Party, sentence int, before []placed) []graph.Party {
	for _, p := range slices.Backward(before) {
		if p.sentence < sentence-near {
			return nil
		}
		if p.s.Type == c.Rule.Edge.Type && !p.answers && p.s.Polarity == graph.Affirmed && p.s.Modality != graph.Planned && (p.s.Target.ID == source.ID || d.landOf(p.s.Target).ID == source.ID || p.s.Source.ID != source.ID && (d.homeOf(source) == d.landOf(p.s.Target).ID || d.homeOf(p.s.Source) == source.ID)) {
			return []graph.Party{p.s.Source}
		}
	}
	return nil
}

// overflown returns at whom missiles or drones were launched that a sentence, or one or two
// behind it, says to be shot down: at the land that their owner attacked before, else at who
// shoots them down, says so, or publishes it. Where nobody shoots them down it is the foe who
// says so.
func (d *doc) overflown(c frame.Claim, source graph.Party, sentence int, before []placed) []graph.Party {
	at := slices.IndexFunc(d.Claims, func(x frame.Claim) bool { return x.Answers && x.At > c.At })
	o := only{others: []graph.Party{source}}
	if at < 0 || d.Sentence[at] > sentence+near {
		if c.By != nil && source.ID.Class() == "state" {
			for _, p := range d.parties([]frame.Arg{*c.By}, []string{classState}, sentence) {
				if d.foes(source, p) {
					o.add(p)
				}
			}
		}
		return o.one()
	}
	for _, p := range before {
		if p.s.Type == c.Rule.Edge.Type && p.s.Source.ID == source.ID && p.s.Polarity == graph.Affirmed && !p.answers {
			o.add(d.landOf(p.s.Target))
		}
	}
	answer := d.Claims[at]
	told := [][]frame.Arg{answer.Sources}
	for _, by := range []*frame.Arg{answer.By, c.By} {
		if by != nil {
			told = append(told, []frame.Arg{*by})
		}
	}
	for i := 0; i < len(told) && len(o.found) == 0; i++ {
		for _, p := range d.parties(told[i], []string{classState}, d.Sentence[at]) {
			o.add(p)
		}
	}
	if press := d.local(); press >= 0 && len(o.found) == 0 {
		o.add(d.entity(press))
	}
	return o.one()
}

// homeOf returns the state in which an armed group fights, if the gazetteer tells it.
func (d *doc) homeOf(p graph.Party) graph.ID {
	if i, ok := d.Gazetteer.Index[string(p.ID)]; ok && d.Gazetteer.Entities[i].Kind == armed {
		return graph.ID(d.Gazetteer.Entities[i].In)
	}
	return ""
}

// armedBy returns whose "the drones" or "the strikes" are: his who attacked, with such
// drones, a sentence or two before.
func (d *doc) armedBy(a frame.Arg, sentence int) (graph.Party, bool) {
	var o only
	for _, p := range slices.Backward(d.before) {
		if p.sentence < sentence-near {
			break
		}
		if p.s.Type != d.now.Rule.Edge.Type || p.answers || p.s.Polarity != graph.Affirmed || p.s.Modality == graph.Planned {
			continue
		}
		if !a.Definite && len(p.s.Systems) > 0 && d.alike(d.now, p.s) {
			return p.s.Source, true
		}
		if a.Definite {
			o.add(p.s.Source)
		}
	}
	if found := o.one(); found != nil {
		return found[0], true
	}
	return graph.Party{}, false
}

// losses says whether a statement only tells what an attack on a place cost the state in which
// that lies: "raided a post in Farah, killing nine policemen".
func (d *doc) losses(p placed, c frame.Claim, before []placed) bool {
	if !c.Rule.Edge.OfAttack() || len(c.Rule.Verbs) == 0 || p.s.Target.ID.Class() != "state" || p.s.Polarity != graph.Affirmed {
		return false
	}
	if d.bits(p.at)&lang.VerbIng == 0 && !(len(c.Targets) == 1 && c.Targets[0].Forces) {
		return false
	}
	return slices.ContainsFunc(before, func(x placed) bool {
		return x.sentence == p.sentence && x.at < p.at && x.s.Type == p.s.Type && x.s.Source.ID == p.s.Source.ID && x.s.Target.ID.Class() == "place" && x.s.Polarity == graph.Affirmed &&
			(d.landOf(x.s.Target).ID == p.s.Target.ID || d.landOf(x.s.Target).ID == x.s.Target.ID)
	})
}

// another says whether an attack is told as one more than those before: "also attacked", "in
// another raid", "Separately, …".
func (d *doc) another(at, sentence int) bool {
	const far = 4 // tokens
	first := d.Doc.Sentences[sentence].First
	for t := at - 1; t >= first && t >= at-far; t-- {
		if d.Pack.Is(d.Doc.Tokens[t].Word, lang.Another) {
			return true
		}
		if d.bits(t)&(lang.Be|lang.Have|lang.Adverb|lang.Adjective|lang.Determiner) == 0 && d.Doc.Tokens[t].Shape&document.Capital == 0 {
			break
		}
	}
	opens := d.afterDateline(sentence)
	return opens < at && d.Pack.Is(d.Doc.Tokens[opens].Word, lang.Another)
}

// scene returns the first place or state that a preposition such as "in" ties to
// what stands behind a noun or verb of the claim's edge type, before the claim itself,
// or that such a verb has as its object or, in a passive, as its subject.
func (d *doc) scene(c frame.Claim, source graph.Party, sentence, claimed int) (graph.Party, bool) {
	deed, done := -1, false
	span := d.Doc.Sentences[sentence]
	for t := span.First; t < span.Last && deed < 0; t++ {
		word := d.Doc.Tokens[t].Word
		if done = d.Frames.Deed(word, c.Rule.Edge.Type) && d.bits(min(t+1, span.Last-1))&lang.VerbPast == 0; done || d.Frames.Noun(word, c.Rule.Edge.Type) {
			deed = t // but not "a bomb killed"
		}
	}
	if deed < 0 {
		return graph.Party{}, false
	}
	undergoer := deed // where what undergoes a passive ends
	for done && undergoer > span.First && d.bits(undergoer-1)&(lang.Be|lang.Have|lang.Adverb) != 0 {
		undergoer--
	}
	for _, m := range d.Mentions[sentence] {
		if sentence == claimed && m.First > c.At && (deed < c.At || d.andThen(deed, m.First)) {
			break // but "claimed the attack that killed ten in Izium"
		}
		if p, ok := d.there(m, source); ok && m.First > deed {
			return p, true
		}
		if m.Class == classPlace && (undergoer < deed && m.Last == undergoer || d.object(m, deed)) {
			return d.entity(m.Entity), true // "Izium was shelled", "an attack on Izium"
		}
		if (m.Class == classState || m.Class == classOrg && m.Entity >= 0) && d.forcesAt(m.Last, undergoer, deed) && (m.Last <= undergoer || d.object(m, deed)) && d.entity(m.Entity).ID != source.ID {
			return d.entity(m.Entity), true // "Indian soldiers were targeted", "hit an Indian base"
		}
	}
	if sentence < claimed {
		return d.unlisted(sentence, deed)
	}
	return graph.Party{}, false
}

// unlisted returns the first place behind a token that no file lists: a name that a
// preposition of place or a word for a place stands before, or such a word behind.
func (d *doc) unlisted(sentence, t int) (graph.Party, bool) {
	capital := func(t int) bool {
		const other = lang.Common | lang.Month | lang.Weekday | lang.Rank | lang.Honorific | lang.Office | lang.Verb | lang.Adjective
		return d.Doc.Tokens[t].Shape&(document.Capital|document.Letters) == document.Capital|document.Letters && d.bits(t)&other == 0
	}
	last := d.Doc.Sentences[sentence].Last
	for first := t + 1; first < last; first++ {
		if !capital(first) || slices.ContainsFunc(d.Mentions[sentence], func(m phrase.Mention) bool { return m.First <= first && first < m.Last }) {
			continue
		}
		end := first + 1
		for end < last && capital(end) {
			end++
		}
		before := d.bits(first-1)&lang.Locative != 0 || first-2 > t && d.Pack.Lexicon.Word(d.Doc.Tokens[first-1].Word) == d.Pack.Word("of") && d.Pack.Is(d.Doc.Tokens[first-2].Word, lang.PlaceNouns)
		if before || end < last && d.Pack.Is(d.Doc.Tokens[end].Word, lang.PlaceNouns) {
			text := d.text(first, end)
			return graph.Party{ID: graph.ID("place:" + graph.Slug(text)), Name: text}, true
		}
		first = end
	}
	return graph.Party{}, false
}

// andThen says whether a conjunction stands between two tokens.
func (d *doc) andThen(t, last int) bool {
	for ; t < last; t++ {
		if d.bits(t)&lang.Conjunction != 0 {
			return true
		}
	}
	return false
}

// forcesAt says whether the words behind a state's name, up to the end of what undergoes a
// deed or a few behind it, end in forces or what they have.
func (d *doc) forcesAt(t, undergoer, deed int) bool {
	last := undergoer
	if t > deed {
		const far = 3
		last = min(t+far, len(d.Doc.Tokens))
	} else if undergoer == deed {
		return false
	}
	for ; t < last; t++ {
		if bits := d.bits(t); bits&(lang.FoldForces|lang.FoldTerritory) != 0 {
			return true
		} else if bits&(lang.Preposition|lang.Conjunction) != 0 || d.Doc.Tokens[t].Shape&document.Mark != 0 {
			return false
		}
	}
	return false
}

// object says whether a mention stands right behind a token, or behind the words that
// lead from it to the name: "shelled the town of Izium", "an attack on Izium".
func (d *doc) object(m phrase.Mention, token int) bool {
	const far = 5
	if m.First <= token || m.First > token+far {
		return false
	}
	for t := token + 1; t < m.First; t++ {
		if t+1 < m.First && d.Doc.Tokens[t+1].Shape&document.Possessive != 0 {
			t++
			continue // "hit Iraq's Ain al-Asad airbase"
		}
		word := d.Doc.Tokens[t].Word
		switch d.Pack.Lexicon.Word(word) {
		case d.Pack.Word("from"), d.Pack.Word("agent"):
			return false
		}
		if d.bits(t)&(lang.Preposition|lang.Determiner|lang.NumberWord) == 0 && d.Doc.Tokens[t].Shape&document.Digits == 0 && !d.Pack.Is(word, lang.PlaceNouns) {
			return false
		}
	}
	return true
}

// there returns the place or state that a preposition of place stands before.
func (d *doc) there(m phrase.Mention, not graph.Party) (graph.Party, bool) {
	if m.Class != classState && m.Class != classPlace || m.First == 0 || d.bits(m.First-1)&lang.Locative == 0 {
		return graph.Party{}, false
	}
	p := d.entity(m.Entity)
	return p, p.ID != not.ID
}

// onlyScene returns the first place that a sentence tells, or the only state.
func (d *doc) onlyScene(source graph.Party, sentence int) (graph.Party, bool) {
	for _, m := range d.Mentions[sentence] {
		if p, ok := d.there(m, source); ok {
			return p, true
		}
	}
	if p, ok := d.unlisted(sentence, d.Doc.Sentences[sentence].First); ok {
		return p, true
	}
	o := only{others: []graph.Party{source}}
	if d.states(&o, sentence); len(o.found) != 1 {
		return graph.Party{}, false
	}
	return o.found[0], true
}

// ownerBefore resolves "the army" to the state whose army the text named last, or names
// first behind.
func (d *doc) ownerBefore(a frame.Arg) (found graph.Party, ok bool) {
	word := d.Doc.Tokens[a.Last-1].Word
	for _, mentions := range d.Mentions {
		for _, m := range mentions {
			if ok && m.Last > a.First {
				return found, true
			}
			if m.Class != classState {
				continue
			}
			if at := d.owned(m.Last, word); at >= 0 && (at < a.First || m.First >= a.Last) && !slices.Contains(d.other, d.entity(m.Entity)) {
				found, ok = d.entity(m.Entity), true
			}
		}
	}
	return found, ok
}

// owned returns where a word stands behind the name of an owner that ends before token t,
// but for a few that describe it: "Seoul's arms procurement agency"; or -1.
func (d *doc) owned(t int, word uint32) int {
	const few = 2
	if t < len(d.Doc.Tokens) && d.Doc.Tokens[t].Shape&document.Possessive != 0 {
		t++
	}
	for last := min(t+few, len(d.Doc.Tokens)-1); t <= last; t++ {
		tok := d.Doc.Tokens[t]
		if tok.Word == word {
			return t
		}
		if tok.Shape&(document.Letters|document.Capital) != document.Letters || d.bits(t)&(lang.Preposition|lang.Conjunction|lang.Determiner|lang.Be|lang.Have|lang.Modal|lang.VerbPast|lang.VerbThird) != 0 && d.bits(t)&lang.AlsoNoun == 0 {
			return -1
		}
	}
	return -1
}

// attacked returns the state whose soldiers or police an armed group attacks,
// where the text does not say whose they are: the only one of the sentence, that
// of its only place, or the only one of the text.
func (d *doc) attacked(sentence int) (graph.Party, bool) {
	if len(d.other) == 1 && d.other[0].ID.Class() == "state" {
		return d.struck(sentence)
	}
	for _, p := range d.other {
		if i, ok := d.Gazetteer.Index[string(p.ID)]; !ok || d.Gazetteer.Entities[i].Kind != armed {
			return graph.Party{}, false
		}
	}
	if len(d.other) == 0 {
		return graph.Party{}, false
	}
	border := false
	for _, place := range [...]bool{false, true} {
		var o only
		for _, m := range d.Mentions[sentence] {
			state := d.stateAt(m.Class, m.Entity)
			if state < 0 || !place && m.Class != classState {
				continue
			}
			if d.Pack.Is(d.Doc.Tokens[min(m.Last, len(d.Doc.Tokens)-1)].Word, lang.Borders) {
				border = true // "a post near the Kenyan border"
				continue
			}
			o.add(d.entity(state))
		}
		if len(o.found) > 0 {
			return o.found[0], len(o.found) == 1
		}
	}
	if p, ok := d.onlyState(sentence); ok && !border {
		return p, true
	}
	return d.fought()
}

// struck returns what a state's forces hit where no name says so: the only place in the
// sentence of a land that it attacks or is attacked from, else, unless they hit a place, the
// only state that they attacked before: "Its troops shelled a school".
func (d *doc) struck(sentence int) (graph.Party, bool) {
	by, hit := d.other[0], false
	attacked, foes, places := only{others: d.other}, only{others: d.other}, only{}
	for _, p := range d.before {
		if p.s.Type != d.now.Rule.Edge.Type || p.s.Polarity != graph.Affirmed || p.s.Modality == graph.Planned || p.s.Modality == graph.Possible {
			continue
		}
		switch land := d.landOf(p.s.Target); {
		case p.s.Source.ID == by.ID && land.ID.Class() == "state":
			attacked.add(land)
			foes.add(land)
			hit = hit || p.s.Target.ID != land.ID
		case land.ID == by.ID:
			foes.add(p.s.Source)
		}
	}
	for _, m := range d.Mentions[sentence] {
		if m.Class != classPlace || m.First == d.Doc.Sentences[sentence].First && d.dateline(m.Last, sentence) {
			continue
		}
		if p := d.entity(m.Entity); slices.ContainsFunc(foes.found, func(x graph.Party) bool { return x.ID == d.landOf(p).ID }) {
			places.add(p)
		}
	}
	if len(places.found) > 0 {
		return places.found[0], len(places.found) == 1
	}
	if land := attacked.one(); land != nil && !hit {
		return land[0], true
	}
	return graph.Party{}, false
}

// ruled returns the state whose regime or government attacks what the claim's other role
// names: the home of an armed group, or the land of a place, that the text is about.
func (d *doc) ruled(sentence int) (graph.Party, bool) {
	if len(d.other) == 0 || !d.now.Rule.Edge.OfAttack() {
		return graph.Party{}, false
	}
	home := -1
	if i, ok := d.Gazetteer.Index[string(d.other[0].ID)]; ok {
		if e := &d.Gazetteer.Entities[i]; e.Class == classPlace || e.Kind == armed {
			if in, ok := d.Gazetteer.Index[e.In]; ok {
				home = in
			}
		}
	} else { // a village near a town
		for _, m := range d.Mentions[sentence] {
			if m.Class == classPlace && home < 0 {
				home = d.stateAt(m.Class, m.Entity)
			}
		}
	}
	if home < 0 {
		return graph.Party{}, false
	}
	told := d.told()
	for state, n := range told {
		if state != home && n > told[home] {
			return graph.Party{}, false
		}
	}
	return d.entity(home), told[home] > 0
}

// armed says whether a party is an armed group.
func (d *doc) armed(p graph.Party) bool {
	i, ok := d.Gazetteer.Index[string(p.ID)]
	return ok && d.Gazetteer.Entities[i].Kind == armed
}

// fought returns the state that fights the armed group in the claim's other role, where
// nothing near tells which: the one in which the group is at home, or that the text is
// about, named more than twice as often as any other.
func (d *doc) fought() (graph.Party, bool) {
	if len(d.other) != 1 {
		return graph.Party{}, false
	}
	i, ok := d.Gazetteer.Index[string(d.other[0].ID)]
	if !ok || d.Gazetteer.Entities[i].Kind != armed {
		return graph.Party{}, false
	}
	if home, ok := d.Gazetteer.Index[d.Gazetteer.Entities[i].In]; ok {
		return d.entity(home), true
	}
	best, most, next := -1, 0, 0
	for state, n := range d.told() {
		switch {
		case n > most:
			best, most, next = state, n, most
		case n > next:
			next = n
		}
	}
	if best < 0 || most <= 2*next {
		return graph.Party{}, false
	}
	return d.entity(best), true
}

// branch says whether the words between two names make the second a part of the first:
// "al-Qaeda's branch JNIM", "the al-Qaeda-linked JNIM".
func (d *doc) branch(last, first int) bool {
	const far = 4
	if first > last+far || d.Doc.Tokens[last].Shape&(document.Possessive|document.Hyphen) == 0 {
		return false
	}
	for t := last + 1; t < first; t++ {
		if bits := d.bits(t); bits&(lang.VerbPast|lang.VerbThird) != 0 && bits&lang.AlsoNoun == 0 {
			return false
		}
	}
	return true
}

// onlyAttacker returns the only armed group, or else state, that the text tells to attack
// anybody, be it further on.
func (d *doc) onlyAttacker(kind string) (graph.Party, bool) {
	o := only{others: d.other}
	add := func(p graph.Party) {
		if kind == classState && p.ID.Class() == "state" || kind == classOrg && d.armed(p) {
			o.add(p)
		}
	}
	for _, p := range d.before {
		if p.s.Type == d.now.Rule.Edge.Type && !p.answers && p.s.Polarity == graph.Affirmed {
			add(p.s.Source)
		}
	}
	for _, c := range d.Claims {
		if c.Rule.Edge.Type != d.now.Rule.Edge.Type || c.Polarity.Denied || c.Rule.Answers {
			continue
		}
		for _, a := range c.Sources {
			if a.Entity >= 0 {
				add(d.entity(a.Entity))
			}
		}
	}
	if found := o.one(); found != nil {
		return found[0], true
	}
	return graph.Party{}, false
}

// abroad returns where a state attacks fighters of no group that the text names: the place or
// state behind, if it is not its own: "struck militants in Somalia".
func (d *doc) abroad(c frame.Claim, sources []graph.Party, sentence int) []graph.Party {
	if !c.Rule.Edge.OfAttack() || len(c.Targets) != 1 || !c.Targets[0].Pronoun || c.Targets[0].Kind != classOrg || len(sources) != 1 || sources[0].ID.Class() != "state" || c.Rule.Answers {
		return nil
	}
	const far = 6 // tokens
	for _, m := range d.Mentions[sentence] {
		if m.First < c.Targets[0].Last || m.First > c.Targets[0].Last+far {
			continue
		}
		if p, ok := d.there(m, sources[0]); ok && d.landOf(p).ID != sources[0].ID {
			return d.alone(p)
		}
	}
	return nil
}

// enemies returns the only armed group that the text told to fight the claim's other party.
func (d *doc) enemies() (graph.Party, bool) {
	if len(d.other) != 1 || d.armed(d.other[0]) {
		return graph.Party{}, false
	}
	o := only{others: d.other}
	for _, p := range d.before {
		if p.s.Type == d.now.Rule.Edge.Type && d.armed(p.s.Source) && d.landOf(p.s.Target).ID == d.other[0].ID {
			o.add(p.s.Source)
		} else if p.s.Type == d.now.Rule.Edge.Type && p.s.Source.ID == d.other[0].ID && d.armed(p.s.Target) {
			o.add(p.s.Target)
		}
	}
	if found := o.one(); found != nil {
		return found[0], true
	}
	return graph.Party{}, false
}

// fighters resolves "the group" to the first armed group of the nearest sentence that
// names one before it, or where that is not near to the one whom the other party fights, but to the branch in "al-Qaeda's branch JNIM".
func (d *doc) fighters(a frame.Arg, sentence int) (found graph.Party, ok bool) {
	for s := sentence; s >= 0 && s >= sentence-4 && !ok; s-- {
		if s == sentence-2 {
			if found, ok = d.enemies(); ok {
				return found, ok
			}
		}
		owner := -1 // where a name ends that only tells whose branch the next is
		for _, m := range d.Mentions[s] {
			if m.Class != classOrg || m.Entity < 0 || m.Last > a.First || d.Gazetteer.Entities[m.Entity].Kind != armed {
				continue
			}
			p := d.entity(m.Entity)
			if slices.Contains(d.other, p) || ok && !d.branch(owner, m.First) {
				continue
			}
			found, ok, owner = p, true, m.Last
		}
	}
	return found, ok
}
