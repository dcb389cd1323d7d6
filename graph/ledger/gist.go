package ledger

import (
	"cmp"
	"encoding/hex"
	"iter"
	"slices"

	"github.com/attache-kg/attache/graph"
)

// gists are what projected claims derive from evidence. Claims lie in another order than
// documents; all evidence, read once in theirs, need not be looked up for one claim after
// the other. It takes some 60 bytes for each piece.
type gists struct {
	of        []gist // by key
	documents []toldIn
	texts     interned[string]
	amounts   interned[graph.Amount]
}

type gist struct {
	key                    int64
	id                     [16]byte
	place                  uint32 // among all, by document, place and id
	document               uint32
	date, in, by, quantity uint32
	hedged                 bool
}

type toldIn struct {
	sha, story   [32]byte
	date, source uint32
}

// interned are values that are each kept once.
type interned[T comparable] struct {
	values  []T
	numbers map[T]uint32
}

func (in *interned[T]) number(value T) uint32 {
	n, known := in.numbers[value]
	if !known {
		if in.numbers == nil {
			in.numbers = make(map[T]uint32)
		}
		n = uint32(len(in.values))
		in.values, in.numbers[value] = append(in.values, value), n
	}
	return n
}

const selectGists = "SELECT d.sha, " + storyColumn + `, coalesce(p.date, ''), coalesce(p.source, ''),
e.key, e.id, coalesce(e.date, ''), coalesce(e.in_id, ''), coalesce(e.by_id, ''), coalesce(e.quantity_min, 0.0), coalesce(e.quantity_max, 0.0), coalesce(e.hedged, 0)
FROM documents d CROSS JOIN paths p ON ` + firstPath + `
CROSS JOIN sentences t ON t.document = d.key CROSS JOIN evidence e ON e.sentence = t.key ORDER BY d.sha, t.begin, e.id`

func (v *View) gists() (*gists, error) {
	g := new(gists)
	var sha, story, id []byte
	var published, source, date, in, by string
	var e gist
	var quantity graph.Amount
	var d toldIn
	for err := range v.rows(selectGists, nil, &sha, &story, &published, &source, &e.key, &id, &date, &in, &by, &quantity.Min, &quantity.Max, &e.hedged) {
		if err != nil {
			return nil, err
		}
		if len(g.documents) == 0 || [32]byte(sha) != d.sha {
			d = toldIn{[32]byte(sha), [32]byte(story), g.texts.number(published), g.texts.number(source)}
			g.documents = append(g.documents, d)
		}
		e.id, e.place, e.document = [16]byte(id), uint32(len(g.of)), uint32(len(g.documents)-1)
		e.date, e.in, e.by, e.quantity = g.texts.number(date), g.texts.number(in), g.texts.number(by), g.amounts.number(quantity)
		g.of = append(g.of, e)
	}
	g.texts.numbers, g.amounts.numbers = nil, nil
	slices.SortFunc(g.of, func(a, b gist) int { return cmp.Compare(a.key, b.key) })
	return g, nil
}

// find returns the gist of evidence that is there.
func (g *gists) find(key int64) gist {
	i, _ := slices.BinarySearchFunc(g.of, key, func(e gist, key int64) int { return cmp.Compare(e.key, key) })
	return g.of[i]
}

func (g *gists) evidence(e gist) graph.Evidence {
	d := g.documents[e.document]
	return graph.Evidence{ID: hex.EncodeToString(e.id[:]), Document: hex.EncodeToString(d.sha[:]), Story: hex.EncodeToString(d.story[:]),
		Published: g.texts.values[d.date], Source: g.texts.values[d.source], Date: g.texts.values[e.date], Quantity: g.amounts.values[e.quantity],
		In: graph.Party{ID: graph.ID(g.texts.values[e.in])}, AttributedTo: graph.Party{ID: graph.ID(g.texts.values[e.by])}, Hedged: e.hedged}
}

// gisted returns claims with the gists of their evidence, in the order of [View.Claims].
func (v *View) gisted(gists func() (*gists, error), where string, args []any) iter.Seq2[graph.Claim, error] {
	return func(yield func(graph.Claim, error) bool) {
		g, err := gists()
		if err != nil {
			yield(graph.Claim{}, err)
			return
		}
		var row claimRow
		var evidence int64
		var accepted bool
		var c projectedClaim
		query := "SELECT " + claimColumns + `coalesce(s.evidence, 0), coalesce(s.accepted, 0)
FROM arrows a CROSS JOIN claims c ON c.arrow = a.key LEFT JOIN support s ON s.claim = c.key` + where + " ORDER BY a.source, a.type, a.head, c.id"
		for err := range v.rows(query, args, append(row.dest(), &evidence, &accepted)...) {
			if err != nil {
				yield(graph.Claim{}, err)
				return
			}
			if row.key != c.key {
				if c.key != 0 && !yield(c.with(g), nil) {
					return
				}
				c = projectedClaim{key: row.key, claim: row.claim().projected()}
			}
			if evidence != 0 {
				c.told = append(c.told, told{g.find(evidence), accepted})
			}
		}
		if c.key != 0 {
			yield(c.with(g), nil)
		}
	}
}

// projectedClaim is a claim whose evidence is being gathered.
type projectedClaim struct {
	key   int64
	claim graph.Claim
	told  []told
}

type told struct {
	gist
	accepted bool
}

func (c projectedClaim) with(g *gists) graph.Claim {
	slices.SortFunc(c.told, func(a, b told) int { return cmp.Compare(a.place, b.place) })
	for _, t := range c.told {
		e := g.evidence(t.gist)
		e.Accepted = t.accepted
		c.claim.Evidence = append(c.claim.Evidence, e)
	}
	return c.claim
}
