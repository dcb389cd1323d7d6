package neo4j

import (
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

// key stands for the id of a node, or the two of a relationship. Hashed, a
// million of them with their marks take 80 MB.
type key [16]byte

func keyOf(ids ...string) key {
	sum := sha256.Sum256([]byte(strings.Join(ids, "\x1f")))
	return key(sum[:16])
}

// mark is what is known of a row that the database holds.
type mark struct {
	print int64
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
	marks   map[key]mark
	doubled [][]string // ends between which there are several relationships of ours
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
	m, known := h.marks[k]
	if !known {
		return missing
	}
	h.marks[k] = mark{print, projected}
	switch {
	case m.state == projected && m.print != print:
		return contradicts
	case m.state == theirs:
		return foreign
	case m.state == touched, m.state == kept, m.print != print:
		return differs
	}
	return same
}

// stale says whether a row is ours and the projection has not named it.
func (m mark) stale() bool { return m.state == ours || m.state == touched }

// stale counts the rows that are.
func (h held) stale() (n int) {
	for _, m := range h.marks {
		if m.stale() {
			n++
		}
	}
	return n
}

// decoder reads the ids and the mark of a row from a record; false where the
// record is of no such row.
type decoder func(values []any) ([]string, mark, bool)

// readHeld streams what the database holds.
func readHeld(ctx context.Context, session neo4j.SessionWithContext, cypher string, decode decoder) (held, error) {
	return neo4j.ExecuteRead(ctx, session, func(tx neo4j.ManagedTransaction) (held, error) {
		h := held{marks: make(map[key]mark)}
		err := eachRecord(ctx, tx, cypher, func(values []any) {
			ids, m, ok := decode(values)
			if !ok {
				return
			}
			k := keyOf(ids...)
			if _, twice := h.marks[k]; twice {
				h.doubled = append(h.doubled, ids)
				m.state = touched
			}
			h.marks[k] = m
		})
		return h, err
	})
}

// readStale reads the ids of the rows that the projection has not named, sorted.
func readStale(ctx context.Context, session neo4j.SessionWithContext, cypher string, decode decoder, h held) ([][]string, error) {
	stale, err := neo4j.ExecuteRead(ctx, session, func(tx neo4j.ManagedTransaction) ([][]string, error) {
		var stale [][]string
		err := eachRecord(ctx, tx, cypher, func(values []any) {
			if ids, _, ok := decode(values); ok {
				if m, known := h.marks[keyOf(ids...)]; known && m.stale() {
					stale = append(stale, ids)
				}
			}
		})
		return stale, err
	})
	slices.SortFunc(stale, slices.Compare)
	return stale, err
}

func eachRecord(ctx context.Context, tx neo4j.ManagedTransaction, cypher string, visit func(values []any)) error {
	result, err := tx.Run(ctx, cypher, nil)
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
