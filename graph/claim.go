package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/attache-kg/attache/schema"
)

// Claim is what is said to hold, with all its evidence. Everything but FirstRun
// and Evidence is its identity: two statements that agree in it are one claim.
type Claim struct {
	ID         string
	Type       string
	Source     ID
	Target     ID // empty when the type has none
	Item       ID // the system, at most one
	Office     string
	Polarity   string
	Modality   string
	Stage      string
	Occurrence string     // the part of the date that tells two events apart
	FirstRun   string     // the load that first brought it, known to the ledger only
	Evidence   []Evidence // sorted by document, place and id
}

// Claims splits a statement into claims with at most one item each; they share
// the statement's evidence.
func (s Statement) Claims(types schema.Schema) []Claim {
	edge, _ := types.Edge(s.Type)
	items := s.Systems
	if len(items) == 0 {
		items = []Party{{}}
	}
	evidence := slices.Clone(s.Evidence)
	for i := range evidence {
		evidence[i].ID = evidenceID(s, evidence[i])
	}
	claims := make([]Claim, 0, len(items))
	for _, item := range items {
		c := Claim{Type: s.Type, Source: s.Source.ID, Target: s.Target.ID, Item: item.ID, Office: OfficeKey(s.Office),
			Polarity: s.Polarity, Modality: s.Modality, Stage: s.Stage, Occurrence: edge.Occurrence.Of(s.Date), Evidence: evidence}
		if edge.Symmetric && c.Target < c.Source {
			c.Source, c.Target = c.Target, c.Source
		}
		c.ID = c.identity()
		claims = append(claims, c)
	}
	return claims
}

// OfficeKey folds an office's words so that "Defence minister" and "Defence
// Minister" are one.
func OfficeKey(office string) string {
	return strings.ToLower(strings.Join(strings.Fields(office), " "))
}

func (c Claim) identity() string {
	return Digest(c.Type, string(c.Source), string(c.Target), string(c.Item), c.Office, c.Polarity, c.Modality, c.Stage, c.Occurrence)
}

func evidenceID(s Statement, e Evidence) string {
	return Digest(e.Document, strconv.Itoa(e.Span.Begin), strconv.Itoa(e.Span.End), e.Rule, s.Type, string(s.Source.ID), string(s.Target.ID),
		s.Office, s.Polarity, s.Modality, s.Stage, s.Date, e.Quantity.String(), e.Money.String())
}

// Digest hashes texts to 32 hex digits; no text may hold the unit separator.
func Digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// Absorb adds the evidence of the same claim told elsewhere. It is associative
// and does not depend on the order of calls.
func (c *Claim) Absorb(evidence []Evidence) {
	all := append(slices.Clone(c.Evidence), evidence...)
	slices.SortFunc(all, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Span.Begin, b.Span.Begin), cmp.Compare(a.ID, b.ID), acceptedFirst(a, b))
	})
	c.Evidence = slices.CompactFunc(all, func(a, b Evidence) bool { return a.ID == b.ID })
}

// acceptedFirst keeps, of the same evidence, the one that an analyst accepted.
func acceptedFirst(a, b Evidence) int {
	switch {
	case a.Accepted == b.Accepted:
		return 0
	case a.Accepted:
		return -1
	}
	return 1
}

// UnnamedID returns the id of a party that a document describes without naming.
func UnnamedID(prefix, description, sha string) ID {
	return ID(prefix + ":?" + Slug(description) + "@" + sha[:12])
}

// Unnamed says whether a node is known only by a description in one document.
func (id ID) Unnamed() bool { return strings.Contains(string(id), ":?") }

// Class returns the prefix of an id: "state" of "state:FRA".
func (id ID) Class() string {
	prefix, _, _ := strings.Cut(string(id), ":")
	return prefix
}
