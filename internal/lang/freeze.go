package lang

// Freeze ends the making of the pack and its lexicon; no word may be added or marked
// afterwards.
func (p *Pack) Freeze() {
	p.Lexicon.Freeze()
	p.lemmas, p.singulars = make([]uint32, p.Lexicon.Len()), make([]uint32, p.Lexicon.Len())
	for w := range p.lemmas {
		p.lemmas[w], p.singulars[w] = uint32(w), uint32(w)
	}
	for w, l := range p.Lemma {
		p.lemmas[w] = l
	}
	for w, s := range p.Singular {
		p.singulars[w] = s
	}
	p.sets = append(p.sets, make([]Set, p.Lexicon.Len()-len(p.sets))...)
	for w := range p.sets {
		s := p.Lexicon.Word(uint32(w))
		if ends := len(s) > 3 && s[len(s)-1] == 's' && s[len(s)-2] != 's'; ends || p.singulars[w] != uint32(w) {
			p.sets[w] |= Plural
		}
	}
}

// LemmaOf returns the base form of a verb, the word itself when it is none.
func (p *Pack) LemmaOf(word uint32) uint32 { return p.lemmas[word] }

// SingularOf returns the singular of a plural, the word itself when it is none.
func (p *Pack) SingularOf(word uint32) uint32 { return p.singulars[word] }
