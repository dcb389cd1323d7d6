package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/attache-kg/attache/graph"
)

// GoldDocument is one line of a gold file: the printed form of a document with
// the two things that only the gold has, further names and traps.
type GoldDocument struct {
	Doc    string      `json:"doc"`
	Date   *string     `json:"date"` // publication date, nil when unknown
	Claims []GoldClaim `json:"claims"`
	None   []Trap      `json:"none"`
}

// GoldClaim is an annotated claim. Any of the further names is as good as the
// source or target itself.
type GoldClaim struct {
	graph.PrintedClaim
	AltSource []string `json:"alt_source,omitempty"`
	AltTarget []string `json:"alt_target,omitempty"`
}

// Trap is a sentence that looks like a claim of a type and is none.
type Trap struct {
	Type     string `json:"type"`
	Sentence string `json:"sentence"`
	Why      string `json:"why"`
}

// ReadGold reads gold documents, one JSON object a line; blank lines are
// skipped. A line that is no document, a document without a name or told
// before, and a claim without type or source are errors that name the line.
func ReadGold(r io.Reader) ([]GoldDocument, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read gold: %w", err)
	}
	var docs []GoldDocument
	seen := make(map[string]bool)
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		d, err := readGoldLine(line)
		if err == nil && seen[d.Doc] {
			err = fmt.Errorf("document %s again", d.Doc)
		}
		if err != nil {
			return nil, fmt.Errorf("read gold: line %d: %w", i+1, err)
		}
		seen[d.Doc] = true
		docs = append(docs, d)
	}
	return docs, nil
}

func readGoldLine(line []byte) (GoldDocument, error) {
	var d GoldDocument
	if err := json.Unmarshal(line, &d); err != nil {
		return d, err
	}
	if d.Doc == "" {
		return d, fmt.Errorf(`no "doc"`)
	}
	for i, c := range d.Claims {
		if c.Type == "" || c.Source == "" {
			return d, fmt.Errorf(`claim %d lacks "type" or "source"`, i+1)
		}
	}
	return d, nil
}

// ofTypes returns the document with only the claims and traps of the types.
func (d GoldDocument) ofTypes(types []string) GoldDocument {
	var claims []GoldClaim
	for _, c := range d.Claims {
		if slices.Contains(types, c.Type) {
			claims = append(claims, c)
		}
	}
	var traps []Trap
	for _, t := range d.None {
		if slices.Contains(types, t.Type) {
			traps = append(traps, t)
		}
	}
	d.Claims, d.None = claims, traps
	return d
}

// foundOf returns the claims of the types, none of them a hit yet.
func foundOf(claims []graph.PrintedClaim, types []string) []Found {
	var out []Found
	for i, c := range claims {
		if slices.Contains(types, c.Type) {
			out = append(out, Found{Claim: c, At: i})
		}
	}
	return out
}

// claimsOf undoes foundOf.
func claimsOf(found []Found) []graph.PrintedClaim {
	out := make([]graph.PrintedClaim, len(found))
	for i, f := range found {
		out[i] = f.Claim
	}
	return out
}

// asGold lifts printed claims to gold without further names, so that they can
// be compared with each other.
func asGold(claims []graph.PrintedClaim) []GoldClaim {
	out := make([]GoldClaim, len(claims))
	for i, c := range claims {
		out[i].PrintedClaim = c
	}
	return out
}

// printed undoes asGold.
func printed(claims []GoldClaim) []graph.PrintedClaim {
	out := make([]graph.PrintedClaim, len(claims))
	for i, c := range claims {
		out[i] = c.PrintedClaim
	}
	return out
}
