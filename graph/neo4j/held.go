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

// mark is what is known of a row.
type mark struct {
	print int64
	state state
}

type state uint8

const (
	ours      state = iota // the database holds it, the projection has not named it yet
	theirs                 // the database holds it, and this tool did not write it
	projected              // the projection named it
)

// held is what the database holds of one label or shape, and then also what the
// projection names.
type held map[key]mark

// verdicts of held.project
type verdict int

const (
	same verdict = iota
	differs
	foreign
	contradicts // the projection named it before, with other properties
)

// project notes a row of the projection and says what to do with it.
func (h held) project(k key, print int64) verdict {
	m, known := h[k]
	if known && m.state == projected && m.print != print {
		return contradicts
	}
	h[k] = mark{print, projected}
	switch {
	case known && m.state == theirs:
		return foreign
	case known && m.print == print:
		return same
	}
	return differs
}

// stale counts the rows that the projection has not named.
func (h held) stale() (n int) {
	for _, m := range h {
		if m.state == ours {
			n++
		}
	}
	return n
}

// readHeld streams ids and fingerprints; the statement's last column is the fingerprint.
func readHeld(ctx context.Context, session neo4j.SessionWithContext, cypher string) (held, error) {
	return neo4j.ExecuteRead(ctx, session, func(tx neo4j.ManagedTransaction) (held, error) {
		h := make(held)
		err := eachHeld(ctx, tx, cypher, func(ids []string, print int64, state state) { h[keyOf(ids...)] = mark{print, state} })
		return h, err
	})
}

// readStale reads the ids of the rows that the projection has not named, sorted.
func readStale(ctx context.Context, session neo4j.SessionWithContext, cypher string, h held) ([][]string, error) {
	stale, err := neo4j.ExecuteRead(ctx, session, func(tx neo4j.ManagedTransaction) ([][]string, error) {
		var stale [][]string
		err := eachHeld(ctx, tx, cypher, func(ids []string, _ int64, _ state) {
			if m, known := h[keyOf(ids...)]; known && m.state == ours {
				stale = append(stale, ids)
			}
		})
		return stale, err
	})
	slices.SortFunc(stale, slices.Compare)
	return stale, err
}

func eachHeld(ctx context.Context, tx neo4j.ManagedTransaction, cypher string, visit func([]string, int64, state)) error {
	result, err := tx.Run(ctx, cypher, nil)
	if err != nil {
		return err
	}
	for record, err := range result.Records(ctx) {
		if err != nil {
			return err
		}
		last := len(record.Values) - 1
		ids := make([]string, last)
		for i, id := range record.Values[:last] {
			ids[i] = fmt.Sprint(id)
		}
		print, ok := record.Values[last].(int64)
		state := ours
		if !ok {
			state = theirs
		}
		visit(ids, print, state)
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
	}
	return nil, fmt.Errorf("the database does not store a %T", value)
}
