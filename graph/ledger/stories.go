package ledger

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"github.com/attache-kg/attache/internal/story"
)

// A document that states something has a rank in several orders: one for each band
// of its signature, and one of announcements. Two documents that are neighbours in an
// order are kin if their signatures are near, or their announcements the same; a
// story is what kinship connects. So a document is compared with 18 others at most,
// however many share a boilerplate; and stories depend on the documents alone.
//
// A document that comes makes kin with its neighbours and parts those that it comes
// between; one that goes joins its neighbours. What such a change may part or join is
// marked (a story of NULL) and found by Finish. Where a run changes much of the ledger it
// is cheaper to leave that out and to find all ranks and stories anew.

// announced is the order of announcements, after those of the bands.
const announced = story.Bands

// someDocuments are so few that looking at each costs less than looking at all.
const someDocuments = 1000

// rank is where a document stands in an order: 4 bits for the order, 24 for the band
// or announcement, 35 of the SHA.
type rank int64

const (
	shaBits  = 35
	bandBits = 24
)

func rankOf(order int, band uint32, sha []byte) rank {
	return rank(order)<<(bandBits+shaBits) | rank(band>>(32-bandBits))<<shaBits | rank(binary.BigEndian.Uint64(sha)>>(64-shaBits))
}

// alike returns the first and last rank, in the order of p, of documents that may
// be kin with the one at p.
func (p rank) alike() (first, last rank) {
	free := rank(1)<<(shaBits+bandBits-story.StartBits) - 1
	if p.order() == announced {
		free = 1<<shaBits - 1
	}
	return p &^ free, p | free
}

// telling is what a document is compared by.
type telling struct {
	key          int64
	sha          []byte
	signature    story.Signature
	announcement any // int64, nil for none
}

func newTelling(key int64, e *Entry) (telling, error) {
	sha, err := hex.DecodeString(e.Document.SHA)
	t := telling{key: key, sha: sha}
	if err != nil || len(e.Statements) == 0 {
		return t, err
	}
	t.signature = e.Signature
	if e.Announcement != "" {
		h := fnv.New32a()
		h.Write([]byte(e.Announcement))
		t.announcement = int64(h.Sum32())
	}
	return t, nil
}

// ranks returns the document's ranks.
func (t telling) ranks() (at []rank) {
	if len(t.signature) > 0 {
		for i, band := range t.signature.Bands() {
			at = append(at, rankOf(i, uint32(band), t.sha))
		}
	}
	if a, ok := t.announcement.(int64); ok {
		at = append(at, rankOf(announced, uint32(a), t.sha))
	}
	return at
}

// order returns the order that a rank is in.
func (p rank) order() int { return int(p >> (bandBits + shaBits)) }

// kin says whether neighbours in an order, at ranks alike, are kin.
func (t telling) kin(u telling, order int) bool {
	return order == announced || t.signature.Near(u.signature)
}

// neighbours are the documents before and behind a rank, where they may be kin.
type neighbours [2]*neighbour

type neighbour struct {
	telling
	story int64 // the key that names it; 0: to be found
}

// kinAmong returns, by key, the kin of the document among its neighbours at its ranks.
func (t telling) kinAmong(beside []neighbours, at []rank) map[int64]neighbour {
	kin := make(map[int64]neighbour)
	for i, n := range beside {
		for _, other := range n {
			if other != nil && t.kin(other.telling, at[i].order()) {
				kin[other.key] = *other
			}
		}
	}
	return kin
}

// tell gives the document its ranks, and the story that it is told in.
func (b *batch) tell(t telling) error {
	at := t.ranks()
	if len(at) == 0 {
		return nil
	}
	if much, err := b.tellsMuch(); much || err != nil {
		return err
	}
	beside, err := b.neighbours(at)
	if err != nil {
		return err
	}
	if err := b.enter(t.key, at); err != nil {
		return err
	}
	kin := t.kinAmong(beside, at)
	for i, n := range beside {
		if n[0] == nil || n[1] == nil || !n[0].kin(n[1].telling, at[i].order()) {
			continue
		}
		if _, before := kin[n[0].key]; before {
			if _, behind := kin[n[1].key]; behind {
				continue // the document between them connects them
			}
		}
		if err := b.seek(n[0].key, n[1].key); err != nil {
			return err
		}
	}
	return b.join(t, kin)
}

// tellsMuch says whether the stories are to be found by looking at all documents: the run
// has told many, for the size of the ledger, or another one that did was cut off.
func (b *batch) tellsMuch() (bool, error) {
	b.told++
	if b.allStories || b.told <= someDocuments || 4*b.told < b.last["documents"] {
		return b.allStories, nil
	}
	b.allStories = true
	return true, b.session.exec("INSERT OR IGNORE INTO meta VALUES (?, '')", allStoriesNote)
}

// allStoriesNote stands in meta while the stories of all documents are to be found.
const allStoriesNote = "all stories"

// enter gives a document its ranks.
func (b *batch) enter(key int64, at []rank) error {
	args := make([]any, 0, 2*len(at))
	for _, p := range at {
		args = append(args, int64(p), key)
	}
	return b.session.exec(insertRanks(len(at)), args...)
}

// join gives a document that is new among its kin their story, if they have but one
// and its name stays; else the story is to be found.
func (b *batch) join(t telling, kin map[int64]neighbour) error {
	var named int64
	for _, other := range kin {
		if other.story == 0 || named != 0 && other.story != named {
			return b.seek(t.key)
		}
		named = other.story
	}
	if named == 0 {
		return nil
	}
	var sha []byte
	if _, err := b.session.get("SELECT sha FROM documents WHERE key = ?", []any{named}, &sha); err != nil {
		return err
	}
	if bytes.Compare(t.sha, sha) < 0 {
		return b.seek(t.key)
	}
	return b.session.exec("UPDATE documents SET story = ? WHERE key = ?", named, t.key)
}

// untell takes the ranks of a document. Its kin may be parted.
func (b *batch) untell(key int64) error {
	t, err := b.compared(key)
	at := t.ranks()
	if err != nil || len(at) == 0 {
		return err
	}
	if !b.allStories {
		kin, err := b.kin(t)
		if err != nil {
			return err
		}
		if err := b.seek(slices.Collect(maps.Keys(kin))...); err != nil {
			return err
		}
	}
	for _, p := range at {
		if err := b.session.exec("DELETE FROM ranks WHERE rank = ? AND document = ?", int64(p), key); err != nil {
			return err
		}
	}
	return b.session.exec("UPDATE documents SET signature = NULL, announcement = NULL, story = key WHERE key = ?", key)
}

// seek marks documents whose story is to be found.
func (b *batch) seek(keys ...int64) error {
	for _, key := range keys {
		if err := b.session.exec("UPDATE documents SET story = NULL WHERE key = ? AND story IS NOT NULL", key); err != nil {
			return err
		}
	}
	return nil
}

const selectBeside = `
beside (i, document) AS (
	SELECT i, (SELECT document FROM ranks WHERE rank >= first AND rank < own ORDER BY rank DESC LIMIT 1) FROM at
	UNION ALL SELECT i + 1, (SELECT document FROM ranks WHERE rank > own AND rank <= last ORDER BY rank LIMIT 1) FROM at)
SELECT i, key, signature, coalesce(story, 0) FROM beside JOIN documents ON key = document`

// neighbours finds the neighbours of a document in the orders where it has a rank,
// by one statement: most of a statement's cost is its own, not its rows'.
func (r *Run) neighbours(at []rank) ([]neighbours, error) {
	args := make([]any, 0, 4*len(at))
	for i, p := range at {
		first, last := p.alike()
		args = append(args, 2*i, int64(first), int64(p), int64(last))
	}
	found := make([]neighbours, len(at))
	var i int
	var n neighbour
	var signature []byte
	query := "WITH at (i, first, own, last) AS (VALUES (?, ?, ?, ?)" + strings.Repeat(", (?, ?, ?, ?)", len(at)-1) + ")," + selectBeside
	err := r.session.each(query, args, []any{&i, &n.key, &signature, &n.story}, func() {
		beside := n
		beside.signature = unpackSignature(signature)
		found[i/2][i%2] = &beside
	})
	return found, err
}

// kin returns, by key, the kin of a document that is stored.
func (r *Run) kin(t telling) (map[int64]neighbour, error) {
	at := t.ranks()
	if len(at) == 0 {
		return nil, nil
	}
	beside, err := r.neighbours(at)
	return t.kinAmong(beside, at), err
}

// compared returns what a document that is stored is compared by.
func (r *Run) compared(key int64) (telling, error) {
	t := telling{key: key}
	var signature []byte
	_, err := r.session.get("SELECT sha, signature, announcement FROM documents WHERE key = ?", []any{key}, &t.sha, &signature, &t.announcement)
	t.signature = unpackSignature(signature)
	return t, err
}

// findStories finds the stories that are to be found. It is done once a run, since such
// a story is looked at as a whole.
func (r *Run) findStories() error {
	for !r.allStories {
		var key int64
		left, err := r.session.get("SELECT key FROM documents WHERE story IS NULL LIMIT 1", nil, &key)
		if err != nil || !left {
			return err
		}
		told, all, err := r.connected(key)
		if err != nil {
			return err
		}
		if !all {
			break
		}
		least := slices.MinFunc(told, func(t, u telling) int { return bytes.Compare(t.sha, u.sha) })
		for _, t := range told {
			if err := r.session.exec("UPDATE documents SET story = ?1 WHERE key = ?2 AND story IS NOT ?1", least.key, t.key); err != nil {
				return err
			}
		}
	}
	return r.findAllStories()
}

// connected returns the documents that kinship connects with one, itself first, unless
// there are many.
func (r *Run) connected(key int64) (told []telling, all bool, err error) {
	seen := map[int64]bool{key: true}
	for next := []int64{key}; len(next) > 0; next = next[1:] {
		if len(seen) > someDocuments {
			return nil, false, nil
		}
		t, err := r.compared(next[0])
		if err != nil {
			return nil, false, err
		}
		told = append(told, t)
		kin, err := r.kin(t)
		if err != nil {
			return nil, false, err
		}
		for other := range kin {
			if !seen[other] {
				seen[other] = true
				next = append(next, other)
			}
		}
	}
	return told, true, nil
}

func packSignature(s story.Signature) any {
	if len(s) == 0 {
		return nil
	}
	b := make([]byte, 0, 2*len(s))
	for _, h := range s {
		b = binary.BigEndian.AppendUint16(b, h)
	}
	return b
}

func unpackSignature(b []byte) story.Signature {
	if len(b) == 0 {
		return nil
	}
	s := make(story.Signature, len(b)/2)
	for i := range s {
		s[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return s
}
