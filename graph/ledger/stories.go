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
// however many share a boilerplate; and stories depend on the documents alone. Each
// kinship is kept with the orders that it follows from, as bits: a document that
// comes between two others parts them in that order, and one that goes joins them.

// announced is the order of announcements, after those of the bands.
const announced = story.Bands

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
type neighbours [2]*telling

// kin says whether the two are kin of one another, but for what comes between.
func (n neighbours) kin(order int) bool {
	return n[0] != nil && n[1] != nil && n[0].kin(*n[1], order)
}

func (n neighbours) pair() pair { return pairOf(n[0].key, n[1].key) }

// pair is two documents by their keys, the lesser first.
type pair [2]int64

func pairOf(a, b int64) pair { return pair{min(a, b), max(a, b)} }

// tell gives the document its ranks and its kin.
func (b *batch) tell(t telling) error {
	at := t.ranks()
	if len(at) == 0 {
		return nil
	}
	beside, err := b.neighbours(at)
	if err != nil {
		return err
	}
	come, gone := make(map[pair]int), make(map[pair]int)
	for i, n := range beside {
		order := at[i].order()
		if n.kin(order) {
			gone[n.pair()] |= 1 << order
		}
		for _, other := range n {
			if other != nil && t.kin(*other, order) {
				come[pairOf(t.key, other.key)] |= 1 << order
			}
		}
	}
	var args []any
	for _, p := range at {
		args = append(args, int64(p), t.key)
	}
	if err := b.session.exec("INSERT INTO ranks VALUES (?, ?)"+strings.Repeat(", (?, ?)", len(at)-1), args...); err != nil {
		return err
	}
	parted, err := b.relate(come, gone)
	if err != nil {
		return err
	}
	for _, p := range parted {
		if come[pairOf(t.key, p[0])] != 0 && come[pairOf(t.key, p[1])] != 0 {
			continue // they are connected by the document between them
		}
		if err := b.seek(p[:]...); err != nil {
			return err
		}
	}
	return b.join(t, come)
}

// join gives a document that is new among its kin their story, if they have but one
// and its name stays; else the story is to be found.
func (b *batch) join(t telling, come map[pair]int) error {
	var named int64
	for p := range come {
		kin, its, sha := p[0]+p[1]-t.key, int64(0), []byte(nil)
		_, err := b.session.get("SELECT coalesce(d.story, 0), o.sha FROM documents d LEFT JOIN documents o ON o.key = d.story WHERE d.key = ?", []any{kin}, &its, &sha)
		if err != nil {
			return err
		}
		if its == 0 || named != 0 && its != named || bytes.Compare(t.sha, sha) < 0 {
			return b.seek(t.key)
		}
		named = its
	}
	if named == 0 {
		return nil
	}
	return b.session.exec("UPDATE documents SET story = ? WHERE key = ?", named, t.key)
}

// untell takes the ranks and kin of a document.
func (b *batch) untell(key int64) error {
	t, err := b.telling(key)
	at := t.ranks()
	if err != nil || len(at) == 0 {
		return err
	}
	beside, err := b.neighbours(at)
	if err != nil {
		return err
	}
	come, gone := make(map[pair]int), make(map[pair]int)
	for i, n := range beside {
		if order := at[i].order(); n.kin(order) {
			come[n.pair()] |= 1 << order
		}
	}
	var other int64
	var orders int
	err = b.session.each("SELECT other, orders FROM kin WHERE document = ?", []any{key}, []any{&other, &orders}, func() { gone[pairOf(key, other)] = orders })
	if err != nil {
		return err
	}
	for _, p := range at {
		if err := b.session.exec("DELETE FROM ranks WHERE rank = ? AND document = ?", int64(p), key); err != nil {
			return err
		}
	}
	var named int64
	if _, err := b.session.get("SELECT coalesce(story, 0) FROM documents WHERE key = ?", []any{key}, &named); err != nil {
		return err
	}
	if err := b.session.exec("UPDATE documents SET signature = NULL, announcement = NULL, story = key WHERE key = ?", key); err != nil {
		return err
	}
	left := make([]int64, 0, len(gone))
	for p := range gone {
		left = append(left, p[0]+p[1]-key)
	}
	if _, err := b.relate(come, gone); err != nil {
		return err
	}
	if whole, err := b.connected(left); err != nil || whole && named != 0 && named != key {
		return err
	}
	return b.seek(left...)
}

// connected says whether documents are connected by kinship among themselves.
func (b *batch) connected(keys []int64) (bool, error) {
	if len(keys) < 2 {
		return true, nil
	}
	reached := map[int64]bool{keys[0]: true}
	for next := keys[:1]; len(next) > 0; {
		var other int64
		var found []int64
		err := b.session.each("SELECT other FROM kin WHERE document = ?", []any{next[0]}, []any{&other}, func() {
			if !reached[other] && slices.Contains(keys, other) {
				reached[other] = true
				found = append(found, other)
			}
		})
		if err != nil {
			return false, err
		}
		next = append(next[1:len(next):len(next)], found...)
	}
	return len(reached) == len(keys), nil
}

const selectBeside = `
SELECT i, before, (SELECT signature FROM documents WHERE key = before), behind, (SELECT signature FROM documents WHERE key = behind)
FROM (SELECT at.column1 AS i,
	(SELECT document FROM ranks WHERE rank >= at.column2 AND rank < at.column3 ORDER BY rank DESC LIMIT 1) AS before,
	(SELECT document FROM ranks WHERE rank > at.column3 AND rank <= at.column4 ORDER BY rank LIMIT 1) AS behind
	FROM (VALUES `

// neighbours finds the neighbours of a document in the orders where it has a rank,
// by one statement: most of a statement's cost is its own, not its rows'.
func (b *batch) neighbours(at []rank) ([]neighbours, error) {
	var args []any
	for i, p := range at {
		first, last := p.alike()
		args = append(args, i, int64(first), int64(p), int64(last))
	}
	found := make([]neighbours, len(at))
	var i int
	var keys [2]*int64
	var signatures [2][]byte
	query := selectBeside + "(?, ?, ?, ?)" + strings.Repeat(", (?, ?, ?, ?)", len(at)-1) + ") AS at)"
	err := b.session.each(query, args, []any{&i, &keys[0], &signatures[0], &keys[1], &signatures[1]}, func() {
		for side, key := range keys {
			if key != nil {
				found[i][side] = &telling{key: *key, signature: unpackSignature(signatures[side])}
			}
		}
	})
	return found, err
}

// telling returns what a document that is stored is compared by.
func (b *batch) telling(key int64) (telling, error) {
	t := telling{key: key}
	var signature []byte
	_, err := b.session.get("SELECT sha, signature, announcement FROM documents WHERE key = ?", []any{key}, &t.sha, &signature, &t.announcement)
	t.signature = unpackSignature(signature)
	return t, err
}

// relate adds and takes orders of kinships, and returns the pairs that are kin no more.
func (b *batch) relate(come, gone map[pair]int) (parted []pair, err error) {
	for _, p := range slices.SortedFunc(maps.Keys(come), comparePairs) {
		for _, ends := range [][2]int64{{p[0], p[1]}, {p[1], p[0]}} {
			err := b.session.exec("INSERT INTO kin VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET orders = orders | excluded.orders", ends[0], ends[1], come[p])
			if err != nil {
				return nil, err
			}
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(gone), comparePairs) {
		apart, err := b.part(p, gone[p])
		if err != nil {
			return nil, err
		}
		if apart {
			parted = append(parted, p)
		}
	}
	return parted, nil
}

func comparePairs(a, b pair) int { return slices.Compare(a[:], b[:]) }

// part takes orders from a kinship, and the kinship when none is left.
func (b *batch) part(p pair, orders int) (apart bool, err error) {
	left := 0
	kin, err := b.session.get("SELECT orders FROM kin WHERE document = ? AND other = ?", []any{p[0], p[1]}, &left)
	if err != nil || !kin {
		return false, err
	}
	left &^= orders
	for _, ends := range [][2]int64{{p[0], p[1]}, {p[1], p[0]}} {
		if left != 0 {
			err = b.session.exec("UPDATE kin SET orders = ? WHERE document = ? AND other = ?", left, ends[0], ends[1])
		} else {
			err = b.session.exec("DELETE FROM kin WHERE document = ? AND other = ?", ends[0], ends[1])
		}
		if err != nil {
			return false, err
		}
	}
	return left == 0, nil
}

// seek marks documents whose story is to be found. One of those that are connected is
// enough.
func (b *batch) seek(keys ...int64) error {
	for _, key := range keys {
		if err := b.session.exec("UPDATE documents SET story = NULL WHERE key = ? AND story IS NOT NULL", key); err != nil {
			return err
		}
	}
	return nil
}

const connectedWith = "WITH RECURSIVE story (key) AS (VALUES (?1) UNION SELECT kin.other FROM story JOIN kin ON kin.document = story.key)"

// findStories finds the stories that are to be found: those that were joined, may have
// been parted, or lost or gained the document that names them. It is done once a run,
// since such a story is looked at as a whole.
func (r *Run) findStories() error {
	alone := "UPDATE documents SET story = key WHERE story IS NULL AND NOT EXISTS (SELECT 1 FROM kin WHERE document = documents.key)"
	if err := r.session.exec(alone); err != nil {
		return err
	}
	for {
		var key, least int64
		left, err := r.session.get("SELECT key FROM documents WHERE story IS NULL LIMIT 1", nil, &key)
		if err != nil || !left {
			return err
		}
		if _, err := r.session.get(connectedWith+" SELECT d.key FROM story JOIN documents d ON d.key = story.key ORDER BY d.sha LIMIT 1", []any{key}, &least); err != nil {
			return err
		}
		if err := r.session.exec(connectedWith+" UPDATE documents SET story = ?2 WHERE key IN (SELECT key FROM story) AND story IS NOT ?2", key, least); err != nil {
			return err
		}
	}
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
