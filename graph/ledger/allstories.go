package ledger

import (
	"cmp"
	"slices"
	"strings"
)

// kinships are documents, by SHA, in trees of those that kinship connects. The root of a
// tree is its least SHA.
type kinships []member

type member struct {
	telling
	story int64 // as the ledger has it, 0: to be found
	above int   // a place before, or its own
}

// standing is where a document, by its place among the kinships, stands in an order.
type standing struct {
	at       rank
	document int
}

// findAllStories finds the stories of all documents, and their ranks where those were left
// out, in time and memory linear in their number: some 400 bytes each.
func (r *Run) findAllStories() error {
	k, err := r.members()
	if err != nil {
		return err
	}
	standings := k.standings()
	k.connectAll(standings)
	if r.allStories {
		err = r.enterAll(k, standings)
	}
	if err != nil {
		return err
	}
	for place, d := range k {
		if named := k[k.root(place)].key; d.story != named {
			if err := r.session.exec("UPDATE documents SET story = ? WHERE key = ?", named, d.key); err != nil {
				return err
			}
		}
	}
	return r.session.exec("DELETE FROM meta WHERE key = ?", allStoriesNote)
}

func (r *Run) members() (k kinships, err error) {
	const query = `
SELECT key, sha, signature, announcement, coalesce(story, 0) FROM documents
WHERE signature IS NOT NULL OR announcement IS NOT NULL OR story IS NULL ORDER BY sha`
	var d member
	var signature []byte
	err = r.session.each(query, nil, []any{&d.key, &d.sha, &signature, &d.announcement, &d.story}, func() {
		d.signature, d.above = unpackSignature(signature), len(k)
		k = append(k, d)
	})
	return k, err
}

// standings returns all ranks in their order.
func (k kinships) standings() (all []standing) {
	for place, d := range k {
		for _, at := range d.ranks() {
			all = append(all, standing{at, place})
		}
	}
	slices.SortFunc(all, func(a, b standing) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(k[a.document].key, k[b.document].key))
	})
	return all
}

// connectAll connects the neighbours that are kin.
func (k kinships) connectAll(all []standing) {
	for i := 1; i < len(all); i++ {
		before, s := all[i-1], all[i]
		if first, _ := s.at.alike(); before.at >= first && k[before.document].kin(k[s.document].telling, s.at.order()) {
			a, b := k.root(before.document), k.root(s.document)
			k[max(a, b)].above = min(a, b)
		}
	}
}

func (k kinships) root(place int) int {
	for k[place].above != place {
		k[place].above = k[k[place].above].above
		place = k[place].above
	}
	return place
}

// enteredAtOnce are written by one statement.
const enteredAtOnce = 500

// enterAll makes the ranks of all documents what they are.
func (r *Run) enterAll(k kinships, all []standing) error {
	if err := r.session.exec("DELETE FROM ranks"); err != nil {
		return err
	}
	args := make([]any, 0, 2*enteredAtOnce)
	for chunk := range slices.Chunk(all, enteredAtOnce) {
		args = args[:0]
		for _, s := range chunk {
			args = append(args, int64(s.at), k[s.document].key)
		}
		if err := r.session.exec(insertRanks(len(chunk)), args...); err != nil {
			return err
		}
	}
	return nil
}

func insertRanks(n int) string {
	return "INSERT INTO ranks VALUES (?, ?)" + strings.Repeat(", (?, ?)", n-1)
}
