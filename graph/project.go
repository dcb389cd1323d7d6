package graph

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/attache-kg/attache/schema"
)

// Holdings is all that a projection derives from, each sequence in the order of
// its key and free to be read by the nodes and by the edges.
type Holdings struct {
	Nodes     iter.Seq2[Node, error]     // by ID
	Documents iter.Seq2[Document, error] // by SHA
	Rules     iter.Seq2[string, error]   // by name
	Evidence  iter.Seq2[Evidence, error] // by Document, place and ID, each once
	Claims    iter.Seq2[Claim, error]    // by Source, Type, the arrow's head, ID; with evidence
	Sole      iter.Seq2[Claim, error]    // those of types that declare what only one holds at a time; nil for none
	Sources   Sources                    // that people judged
}

// Ref points at a node row.
type Ref struct{ Label, ID string }

// NodeRow is one node of the graph database. Labels[0] is the label that its id
// is unique in.
type NodeRow struct {
	Labels     []string
	ID         string
	Properties map[string]any // string, int64, float64, bool, []string; never nil values
}

// EdgeRow is one relationship of the graph database; From, Type and To name it.
type EdgeRow struct {
	Type       string
	From, To   Ref
	Properties map[string]any
}

// The labels and relationship types that are not the schema's.
const (
	LabelEntity, LabelUnnamed                  = "Entity", "Unnamed"
	LabelClaim, LabelEvidence                  = "Claim", "Evidence"
	LabelDocument, LabelSource, LabelRule      = "Document", "Source", "Rule"
	TypeSubject, TypeObject                    = "SUBJECT", "OBJECT"
	TypeItem, TypePlace                        = "ITEM", "PLACE"
	TypeSupportedBy, TypeInDocument            = "SUPPORTED_BY", "IN_DOCUMENT"
	TypePublishedBy, TypeByRule, TypeAttribute = "PUBLISHED_BY", "BY_RULE", "ATTRIBUTED_TO"
	TypeIn, TypeIsA                            = "IN", "IS_A"
	TypeContradicts                            = "CONTRADICTS"
)

// Labels are the labels whose ids are unique, in the order nodes are projected.
var Labels = []string{LabelEntity, LabelSource, LabelDocument, LabelRule, LabelEvidence, LabelClaim}

// Project derives the nodes and relationships of the graph database: what texts
// say (evidence), the propositions (claims) with their grades and contradictions, and
// the arrows of those claims that are active, affirmed and not merely possible. Either
// sequence, one after the other, reads the holdings that it needs, and keeps the claims of
// one arrow at a time; sources of documents come in the order of documents.
func Project(types schema.Schema, h Holdings) (iter.Seq2[NodeRow, error], iter.Seq2[EdgeRow, error]) {
	j := newJudging(types, h)
	nodes := func(yield func(NodeRow, error) bool) {
		_ = each(h.Nodes, yield, func(n Node) []NodeRow {
			j.meet(n)
			return []NodeRow{entityRow(types, n)}
		}) &&
			each(h.Documents, yield, documentRows(h.Sources)) &&
			each(h.Rules, yield, func(r string) []NodeRow {
				return []NodeRow{{Labels: []string{LabelRule}, ID: r, Properties: map[string]any{"name": r}}}
			}) &&
			each(h.Evidence, yield, func(e Evidence) []NodeRow { return []NodeRow{evidenceRow(e)} }) &&
			each(j.groups(), yield, func(g judged) (rows []NodeRow) {
				for i, c := range g.claims {
					rows = append(rows, claimRow(c, g.grades[i]))
				}
				return rows
			})
	}
	edges := func(yield func(EdgeRow, error) bool) {
		_ = each(h.Nodes, yield, func(n Node) []EdgeRow {
			j.meet(n)
			return structure(n)
		}) &&
			each(h.Documents, yield, publishedBy) &&
			each(h.Evidence, yield, evidenceEdges) &&
			each(j.groups(), yield, func(g judged) (rows []EdgeRow) {
				for _, c := range g.claims {
					rows = append(rows, claimEdges(c)...)
				}
				return append(append(rows, g.arrow(types)...), g.contradictions()...)
			})
	}
	return nodes, edges
}

// each yields the rows of every item; false when the reader stopped or reading failed.
func each[T, R any](items iter.Seq2[T, error], yield func(R, error) bool, rows func(T) []R) bool {
	var none R
	for item, err := range items {
		if err != nil {
			yield(none, err)
			return false
		}
		for _, row := range rows(item) {
			if !yield(row, nil) {
				return false
			}
		}
	}
	return true
}

// properties drops empty values, which the database does not store.
func properties(pairs ...any) map[string]any {
	p := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case string:
			if v == "" {
				continue
			}
		case float64:
			if v == 0 {
				continue
			}
		case bool:
			if !v {
				continue
			}
		case []string:
			if len(v) == 0 {
				continue
			}
		}
		p[pairs[i].(string)] = pairs[i+1]
	}
	return p
}

func entityRow(types schema.Schema, n Node) NodeRow {
	labels := []string{LabelEntity}
	if class, ok := types.ClassOf(string(n.ID)); ok {
		labels = append(labels, class.Label)
	}
	if n.ID.Unnamed() {
		labels = append(labels, LabelUnnamed)
	}
	var offices []string
	for _, o := range n.Offices {
		offices = append(offices, fmt.Sprintf("%s|%s|%s|%s", o.Title, o.Of, o.From, o.To))
	}
	return NodeRow{Labels: labels, ID: string(n.ID), Properties: properties("name", n.Name, "offices", offices)}
}

func structure(n Node) (rows []EdgeRow) {
	from := Ref{LabelEntity, string(n.ID)}
	if n.In != "" {
		rows = append(rows, EdgeRow{Type: TypeIn, From: from, To: Ref{LabelEntity, string(n.In)}, Properties: map[string]any{}})
	}
	if n.IsA != "" {
		rows = append(rows, EdgeRow{Type: TypeIsA, From: from, To: Ref{LabelEntity, string(n.IsA)}, Properties: map[string]any{}})
	}
	return rows
}

func documentRows(sources Sources) func(Document) []NodeRow {
	seen := make(map[string]bool)
	return func(d Document) []NodeRow {
		rows := []NodeRow{{Labels: []string{LabelDocument}, ID: d.SHA,
			Properties: properties("doc", d.Doc, "date", d.Date, "url", d.URL, "size", int64(d.Size), "story", d.Story)}}
		if d.Source != "" && !seen[d.Source] {
			seen[d.Source] = true
			s := sources.Of(d.Source)
			rows = append(rows, NodeRow{Labels: []string{LabelSource}, ID: d.Source,
				Properties: properties("name", d.Source, "title", s.Name, "kind", s.Kind, "reliability", s.Reliability)})
		}
		return rows
	}
}

func publishedBy(d Document) []EdgeRow {
	if d.Source == "" {
		return nil
	}
	return []EdgeRow{{Type: TypePublishedBy, From: Ref{LabelDocument, d.SHA}, To: Ref{LabelSource, d.Source}, Properties: map[string]any{}}}
}

func evidenceRow(e Evidence) NodeRow {
	return NodeRow{Labels: []string{LabelEvidence}, ID: e.ID, Properties: properties(
		"text", e.Sentence, "begin", int64(e.Span.Begin), "end", int64(e.Span.End),
		"quantity", e.Quantity.String(), "quantityMin", e.Quantity.Min, "quantityMax", e.Quantity.Max, "approximate", e.Quantity.Approximate,
		"unit", e.Quantity.Unit, "amount", e.Money.Max, "amountMin", e.Money.Min, "currency", e.Money.Unit,
		"date", e.Date, "dateText", e.DateText, "hedged", e.Hedged, "cue", e.Cue, "antecedent", e.Antecedent, "accepted", e.Accepted)}
}

func evidenceEdges(e Evidence) []EdgeRow {
	from := Ref{LabelEvidence, e.ID}
	rows := []EdgeRow{
		{Type: TypeInDocument, From: from, To: Ref{LabelDocument, e.Document}, Properties: map[string]any{}},
		{Type: TypeByRule, From: from, To: Ref{LabelRule, e.Rule}, Properties: map[string]any{}},
	}
	if e.AttributedTo.ID != "" {
		rows = append(rows, EdgeRow{Type: TypeAttribute, From: from, To: Ref{LabelEntity, string(e.AttributedTo.ID)}, Properties: map[string]any{}})
	}
	return rows
}

func claimRow(c Claim, g Grade) NodeRow {
	r := RollUp(c)
	return NodeRow{Labels: []string{LabelClaim}, ID: c.ID, Properties: properties(
		"predicate", c.Type, "polarity", c.Polarity, "modality", c.Modality, "stage", c.Stage, "office", c.Office,
		"eventFrom", r.EventFrom, "eventTo", r.EventTo, "datePrecision", r.DatePrecision,
		"quantityMin", r.QuantityMin, "quantityMax", r.QuantityMax,
		"evidenceCount", int64(r.Evidence), "documentCount", int64(r.Documents), "storyCount", int64(r.Stories), "sourceCount", int64(r.Sources),
		"firstReported", r.FirstReported, "lastReported", r.LastReported, "grade", g.String(), "active", c.Active(), "accepted", c.Accepted(), "firstRun", c.FirstRun)}
}

func claimEdges(c Claim) []EdgeRow {
	from := Ref{LabelClaim, c.ID}
	edge := func(kind, label, id string) EdgeRow {
		return EdgeRow{Type: kind, From: from, To: Ref{label, id}, Properties: map[string]any{}}
	}
	rows := []EdgeRow{edge(TypeSubject, LabelEntity, string(c.Source))}
	if c.Target != "" {
		rows = append(rows, edge(TypeObject, LabelEntity, string(c.Target)))
	}
	if c.Item != "" {
		rows = append(rows, edge(TypeItem, LabelEntity, string(c.Item)))
	}
	places := make(map[ID]bool)
	for _, e := range c.Evidence {
		rows = append(rows, edge(TypeSupportedBy, LabelEvidence, e.ID))
		if e.In.ID != "" && !places[e.In.ID] {
			places[e.In.ID] = true
			rows = append(rows, edge(TypePlace, LabelEntity, string(e.In.ID)))
		}
	}
	return rows
}

// Active says whether a claim still has evidence.
func (c Claim) Active() bool { return len(c.Evidence) > 0 }

// Accepted says whether an analyst has accepted a piece of its evidence.
func (c Claim) Accepted() bool {
	return slices.ContainsFunc(c.Evidence, func(e Evidence) bool { return e.Accepted })
}

// Head returns the node that the claim's arrow points at.
func (c Claim) Head(types schema.Schema) ID {
	if edge, ok := types.Edge(c.Type); ok && edge.Arrow == "system" {
		return c.Item
	}
	return c.Target
}

// Points says whether the claim becomes an arrow: it is active and affirmed,
// and more than possible.
func (c Claim) Points() bool {
	return c.Active() && c.Polarity == Affirmed && c.Modality != Possible
}

// Summary is what the evidence of a claim adds up to.
type Summary struct {
	EventFrom, EventTo, DatePrecision string
	QuantityMin, QuantityMax          float64
	Evidence, Documents               int
	Stories, Sources                  int
	FirstReported, LastReported       string
}

// RollUp adds up the evidence of a claim. Publication dates, stories and sources
// come with the evidence, see [Evidence].
func RollUp(c Claim) Summary {
	s := Summary{Evidence: len(c.Evidence)}
	documents, stories, sources := make(map[string]bool), make(map[string]bool), make(map[string]bool)
	for _, e := range c.Evidence {
		documents[e.Document], stories[e.story()] = true, true
		if e.Source != "" {
			sources[e.Source] = true
		}
		widen(&s.EventFrom, &s.EventTo, e.Date)
		widen(&s.FirstReported, &s.LastReported, e.Published)
		if q := e.Quantity; q.Max > 0 {
			if s.QuantityMin == 0 || q.Min < s.QuantityMin {
				s.QuantityMin = q.Min
			}
			s.QuantityMax = max(s.QuantityMax, q.Max)
		}
		if p := precision(e.Date); len(p) > 0 && (s.DatePrecision == "" || finer(p, s.DatePrecision)) {
			s.DatePrecision = p
		}
	}
	s.Documents, s.Stories, s.Sources = len(documents), len(stories), len(sources)
	return s
}

func widen(from, to *string, date string) {
	if date == "" {
		return
	}
	if *from == "" || date < *from {
		*from = date
	}
	*to = max(*to, date)
}

func precision(date string) string {
	return map[int]string{4: "year", 7: "month", 10: "day"}[len(date)]
}

func finer(a, b string) bool {
	order := []string{"day", "month", "year"}
	return slices.Index(order, a) < slices.Index(order, b)
}

// Arrow is the edge that active claims of one source, type and head project to.
type Arrow struct {
	Source, Head                ID
	Type                        string
	Modality                    string   // the strongest of its claims
	Items, PlannedItems         []string // ids of systems
	ClaimIDs                    []string
	Evidence, Stories           int
	FirstReported, LastReported string
	Grade                       Grade // see [GradeArrow]; none where nobody graded its claims
}

var strength = []string{Planned, Ongoing, Done}

// NewArrow folds claims that share their source, type and head.
func NewArrow(types schema.Schema, claims []Claim) Arrow {
	a := Arrow{Source: claims[0].Source, Type: claims[0].Type, Head: claims[0].Head(types)}
	evidence, stories := make(map[string]bool), make(map[string]bool)
	for _, c := range claims {
		s := RollUp(c)
		a.ClaimIDs = append(a.ClaimIDs, c.ID)
		if slices.Index(strength, c.Modality) > slices.Index(strength, a.Modality) {
			a.Modality = c.Modality
		}
		switch {
		case c.Item == "" || c.Item == a.Head:
		case c.Modality == Planned:
			a.PlannedItems = append(a.PlannedItems, string(c.Item))
		default:
			a.Items = append(a.Items, string(c.Item))
		}
		for _, e := range c.Evidence {
			evidence[e.ID], stories[e.story()] = true, true
		}
		widen(&a.FirstReported, &a.LastReported, s.FirstReported)
		widen(&a.FirstReported, &a.LastReported, s.LastReported)
	}
	a.Evidence, a.Stories = len(evidence), len(stories)
	for _, list := range []*[]string{&a.Items, &a.PlannedItems, &a.ClaimIDs} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return a
}

func (a Arrow) row() EdgeRow {
	return EdgeRow{Type: a.Type, From: Ref{LabelEntity, string(a.Source)}, To: Ref{LabelEntity, string(a.Head)}, Properties: properties(
		"modality", a.Modality, "items", a.Items, "plannedItems", a.PlannedItems, "claims", int64(len(a.ClaimIDs)), "claimIds", a.ClaimIDs,
		"evidence", int64(a.Evidence), "stories", int64(a.Stories), "firstReported", a.FirstReported, "lastReported", a.LastReported, "grade", a.Grade.String())}
}

// Arrows folds claims, in any order, into their arrows, sorted by source, type
// and head.
func Arrows(types schema.Schema, claims []Claim) []Arrow {
	groups := make(map[[3]string][]Claim)
	for _, c := range claims {
		if head := c.Head(types); c.Points() && head != "" {
			key := [3]string{string(c.Source), c.Type, string(head)}
			groups[key] = append(groups[key], c)
		}
	}
	arrows := make([]Arrow, 0, len(groups))
	for _, group := range groups {
		arrows = append(arrows, NewArrow(types, group))
	}
	slices.SortFunc(arrows, func(a, b Arrow) int {
		return cmp.Or(strings.Compare(string(a.Source), string(b.Source)), strings.Compare(a.Type, b.Type), strings.Compare(string(a.Head), string(b.Head)))
	})
	return arrows
}
