package eval

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
)

// itself returns the gold as a perfect system prints it.
func itself(gold []GoldDocument) []graph.PrintedDocument {
	var out []graph.PrintedDocument
	for _, d := range gold {
		out = append(out, graph.PrintedDocument{Doc: d.Doc, Date: d.Date, Claims: printed(d.Claims)})
	}
	return out
}

// perturbed returns the gold as a bad system prints it: claims dropped, told
// twice or in another document, changed, and made of traps.
func perturbed(random *rand.Rand, gold []GoldDocument) []graph.PrintedDocument {
	var out []graph.PrintedDocument
	for _, d := range gold {
		if random.IntN(15) == 0 {
			d.Doc += " elsewhere"
		}
		p := graph.PrintedDocument{Doc: d.Doc, Date: d.Date, Claims: trapped(random, d.None)}
		for _, c := range d.Claims {
			for range []int{0, 1, 1, 1, 1, 1, 2, 3}[random.IntN(8)] {
				p.Claims = append(p.Claims, perturbedClaim(random, c))
			}
		}
		random.Shuffle(len(p.Claims), func(i, j int) { p.Claims[i], p.Claims[j] = p.Claims[j], p.Claims[i] })
		out = append(out, p)
	}
	random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// trapped makes claims of some traps, from their whole sentence or a part.
func trapped(random *rand.Rand, traps []Trap) []graph.PrintedClaim {
	var out []graph.PrintedClaim
	for _, t := range traps {
		fields := strings.Fields(t.Sentence)
		c := edge(t.Type, "state:FRA", "state:UKR").PrintedClaim
		switch random.IntN(6) {
		case 0:
			c.Sentence = strings.Join(fields, "  ") + "\t"
		case 1:
			c.Sentence = strings.Join(fields[random.IntN(len(fields)):], " ")
		case 2:
			c.Sentence = "Before. " + t.Sentence + "  After."
		case 3:
			c.Sentence, c.Type = t.Sentence, "MEETS"
		case 4: // no sentence, no modality
		default:
			continue
		}
		out = append(out, c)
	}
	return out
}

// perturbedClaim changes each part of a claim now and then.
func perturbedClaim(random *rand.Rand, g GoldClaim) graph.PrintedClaim {
	c := g.PrintedClaim
	rarely := func() bool { return random.IntN(6) == 0 }
	change := func(name *string) {
		if *name != "" && rarely() {
			*name = perturbedName(random, *name)
		}
	}
	if len(g.AltSource) > 0 && rarely() {
		c.Source = g.AltSource[random.IntN(len(g.AltSource))]
	}
	change(&c.Source)
	change(&c.AttributedTo)
	c.Target = perturbedTarget(random, g)
	c.System = slices.Clone(c.System)
	for i := range c.System {
		change(&c.System[i])
	}
	if rarely() {
		c.System = c.System[:len(c.System)/2]
	}
	if random.IntN(20) == 0 && c.Target != nil {
		c.Source, *c.Target = *c.Target, c.Source
	}
	perturbValues(random, &c)
	return c
}

func perturbedTarget(random *rand.Rand, g GoldClaim) *string {
	n := random.IntN(12)
	switch {
	case g.Target == nil && n > 0 || n == 1:
		return nil
	case g.Target == nil:
		return new("state:UKR")
	case n == 2 && len(g.AltTarget) > 0:
		return new(g.AltTarget[0])
	case n < 5:
		return new(perturbedName(random, *g.Target))
	}
	return new(*g.Target)
}

// perturbValues changes the properties that are no names.
func perturbValues(random *rand.Rand, c *graph.PrintedClaim) {
	values := []struct {
		field *string
		other []string
	}{
		{&c.Modality, []string{"", "done", "planned", "possible"}},
		{&c.Date, []string{"", "2022", "2024-05", "2024-05-13", c.Date[:len(c.Date)*4/7]}},
		{&c.Quantity, []string{"", "7,000–9,000", "12", "1 000", c.Quantity + ".0", "about " + c.Quantity}},
		{&c.Money, []string{"", "USD 2000000000", "EUR 5", strings.Replace(c.Money, "000000", "001000", 1)}},
		{&c.AttributedTo, []string{"", "official:Joe Biden"}},
		{&c.Sentence, []string{"", "Ein anderer “Satz” – über Σίσυφος."}},
	}
	for _, v := range values {
		if random.IntN(5) == 0 {
			*v.field = v.other[random.IntN(len(v.other))]
		}
	}
	if random.IntN(25) == 0 {
		c.Polarity = graph.Denied
	}
	if random.IntN(25) == 0 {
		c.Type = scoring.Types[random.IntN(len(scoring.Types))]
	}
	if random.IntN(50) == 0 {
		c.Type = "UNKNOWN"
	}
}

// perturbedName changes a name, some ways to one that means the same.
func perturbedName(random *rand.Rand, name string) string {
	kind, rest, _ := strings.Cut(name, ":")
	fields := strings.Fields(rest)
	switch n := random.IntN(12); n {
	case 0:
		rest = strings.ToUpper(rest)
	case 1:
		rest = "The " + rest
	case 2:
		rest += "s"
	case 3:
		rest = fields[len(fields)-1]
	case 4:
		rest = fields[0]
	case 5:
		rest += []string{" group", " ammunition", " Jr.", " forces", "'s army"}[random.IntN(5)]
	case 6:
		rest = strings.NewReplacer("a", "á", "e", "ë", " ", "-", "-", " ").Replace(rest)
	case 7:
		rest = strings.Join(fields, "_")
	case 8:
		rest = fields[0][:1] + ". " + fields[len(fields)-1]
	case 9:
		rest = "?" + rest
	case 10:
		kind = []string{"state", "org", "firm", "official", "system", "place"}[random.IntN(6)]
	case 11:
		if list := decoded[map[string][][]string](aliasesJSON)[kind]; list != nil {
			group := list[random.IntN(len(list))]
			rest = group[random.IntN(len(group))]
		}
	}
	return kind + ":" + strings.ToValidUTF8(rest, "")
}

// Dense claims draw from so few values that each has many partners, so that
// the order of the matching and its augmenting paths tell.
var (
	denseParties = []string{"org:EU", "org:European Union", "org:NATO", "state:FRA", "firm:Saab", "firm:Saab Group"}
	denseSystems = []string{"system:drone", "system:UAV", "system:tank"}
	denseTypes   = []string{"SUPPLIES", "SIGNS", "BUYS", "PRODUCES"}
)

func randomClaims(random *rand.Rand, most int) []GoldClaim {
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	var out []GoldClaim
	for range random.IntN(most + 1) {
		c := edge(pick(denseTypes), pick(denseParties), pick(denseParties))
		if c.Type == "PRODUCES" || random.IntN(8) == 0 {
			c.Target = nil
		}
		for range random.IntN(3) {
			c.System = append(c.System, pick(denseSystems))
		}
		if random.IntN(3) == 0 {
			c.AltSource = []string{pick(denseParties), pick(denseParties)}
		}
		if random.IntN(3) == 0 && c.Target != nil {
			c.AltTarget = []string{pick(denseParties)}
		}
		c.Modality = pick([]string{"done", "planned"})
		c.Quantity = pick([]string{"", "1", "2"})
		c.Date = pick([]string{"", "2024", "2024-05"})
		c.Sentence = fmt.Sprintf("Sentence %d.", random.IntN(100))
		out = append(out, c)
	}
	return out
}

func denseGold(random *rand.Rand) []GoldDocument {
	var out []GoldDocument
	for i := range 60 {
		out = append(out, GoldDocument{Doc: fmt.Sprint(i), Claims: randomClaims(random, 14)})
	}
	return out
}
