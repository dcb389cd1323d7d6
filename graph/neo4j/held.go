package neo4j

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// key stands for the id of a node, or the two of a relationship: hashed, a million
// of them with their marks take 24 MB.
type key [15]byte

func keyOf(ids ...string) key {
	sum := sha256.Sum256([]byte(strings.Join(ids, "\x1f")))
	return key(sum[:15])
}

// mark is what is known of a row that the database holds.
type mark struct {
	print int64
	key   key
	state state
}

type state uint8

const (
	ours      state = iota // as its fingerprint says, as far as was looked
	touched                // ours, and not what its fingerprint says
	kept                   // a stub that somebody's relationships hang on
	theirs                 // this tool did not write it
	projected              // the projection named it
)

// held is what the database holds of one label or shape.
type held struct {
	marks   []mark       // by key
	doubled map[key]bool // between these ends there are several relationships of ours
}

// find returns the mark of a row; nil where there is none.
func (h held) find(k key) *mark {
	i, found := slices.BinarySearchFunc(h.marks, k, func(m mark, k key) int { return bytes.Compare(m.key[:], k[:]) })
	if !found {
		return nil
	}
	return &h.marks[i]
}

// verdicts of held.project
type verdict int

const (
	same verdict = iota
	missing
	differs
	foreign
	contradicts // the projection named it before, with other properties
)

// project notes a row of the projection and says what to do with it.
func (h held) project(k key, print int64) verdict {
	m := h.find(k)
	if m == nil {
		return missing
	}
	was := *m
	m.print, m.state = print, projected
	switch {
	case was.state == projected && was.print != print:
		return contradicts
	case was.state == theirs:
		return foreign
	case was.state == touched, was.state == kept, was.print != print:
		return differs
	}
	return same
}

// stale says whether a row is ours and the projection has not named it.
func (m mark) stale() bool { return m.state == ours || m.state == touched }

// stale says whether there are such rows.
func (h held) stale() bool { return slices.ContainsFunc(h.marks, mark.stale) }

// isStale says whether a row is.
func (h held) isStale(k key) bool {
	m := h.find(k)
	return m != nil && m.stale()
}

// decoder reads the ids and the mark of a row from a record; false where the
// record is of no such row.
type decoder func(values []any) ([]string, mark, bool)

// reading is a statement that reads rows which the database holds, and how to take what
// it gives. It is run once for each chunk of its rows; once without any where there is
// none.
type reading struct {
	cypher string
	chunks []any
	decode decoder
}

// each visits the rows, as they come.
func (r reading) each(ctx context.Context, session neo4j.SessionWithContext, visit func(ids []string, m mark)) error {
	chunks := r.chunks
	if chunks == nil {
		chunks = []any{nil}
	}
	for _, chunk := range chunks {
		_, err := neo4j.ExecuteRead(ctx, session, func(tx neo4j.ManagedTransaction) (done bool, err error) {
			return true, eachRecord(ctx, tx, r.cypher, map[string]any{"rows": chunk}, func(values []any) {
				if ids, m, ok := r.decode(values); ok {
					visit(ids, m)
				}
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// held reads the marks of all rows.
func (r reading) held(ctx context.Context, session neo4j.SessionWithContext) (held, error) {
	var marks []mark
	err := r.each(ctx, session, func(ids []string, m mark) {
		m.key = keyOf(ids...)
		marks = append(marks, m)
	})
	return newHeld(marks), err
}

// ids reads the ids of some rows, sorted, each once.
func (r reading) ids(ctx context.Context, session neo4j.SessionWithContext, wanted func(key) bool) (all [][]string, err error) {
	err = r.each(ctx, session, func(ids []string, _ mark) {
		if wanted(keyOf(ids...)) {
			all = append(all, ids)
		}
	})
	slices.SortFunc(all, slices.Compare)
	return slices.CompactFunc(all, slices.Equal), err
}

func newHeld(marks []mark) held {
	slices.SortFunc(marks, func(a, b mark) int { return bytes.Compare(a.key[:], b.key[:]) })
	h := held{marks: marks[:0], doubled: make(map[key]bool)}
	for _, m := range marks {
		if n := len(h.marks); n > 0 && h.marks[n-1].key == m.key {
			h.doubled[m.key] = true
			h.marks[n-1].state = touched
			continue
		}
		h.marks = append(h.marks, m)
	}
	return h
}

func eachRecord(ctx context.Context, tx neo4j.ManagedTransaction, cypher string, params map[string]any, visit func(values []any)) error {
	result, err := tx.Run(ctx, cypher, params)
	if err != nil {
		return err
	}
	for record, err := range result.Records(ctx) {
		if err != nil {
			return err
		}
		visit(record.Values)
	}
	return nil
}

// stub is the fingerprint of a node that only somebody else's relationships keep.
const stub int64 = 0

// fingerprint hashes what a row says: its labels or type, in their order, and
// its properties. It is never stub.
func fingerprint(labels []string, properties map[string]any) (int64, error) {
	var b []byte
	for _, label := range labels {
		b = appendText(b, label)
	}
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		var err error
		if b, err = appendValue(appendText(b, name), properties[name]); err != nil {
			return 0, fmt.Errorf("property %s: %w", name, err)
		}
	}
	sum := sha256.Sum256(b)
	print := int64(binary.BigEndian.Uint64(sum[:]))
	if print == stub {
		print++
	}
	return print, nil
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendValue(b []byte, value any) ([]byte, error) {
	switch v := value.(type) {
	case string:
		return appendText(append(b, 's'), v), nil
	case int64:
		return binary.AppendVarint(append(b, 'i'), v), nil
	case float64:
		return binary.BigEndian.AppendUint64(append(b, 'f'), math.Float64bits(v)), nil
	case bool:
		if v {
			return append(b, 't'), nil
		}
		return append(b, 'n'), nil
	case []string:
		b = binary.AppendUvarint(append(b, 'l'), uint64(len(v)))
		for _, s := range v {
			b = appendText(b, s)
		}
		return b, nil
	case []any: // as the driver gives lists
		b = binary.AppendUvarint(append(b, 'l'), uint64(len(v)))
		for _, item := range v {
			s, ok := item.(string)
			if !ok {
				return nil, fmt.Errorf("a list holds a %T", item)
			}
			b = appendText(b, s)
		}
		return b, nil
	}
	return nil, fmt.Errorf("the database does not store a %T", value)
}
