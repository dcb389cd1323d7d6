package graph

import "slices"

// Kind is the type of a property's values.
type Kind int

// The kinds, with the Go types of their values.
const (
	Text    Kind = iota // string
	Integer             // int64
	Number              // float64
	Flag                // bool
	Texts               // []string
)

// Property is a name with the kind of its values.
type Property struct {
	Name string
	Kind Kind
}

// NodeProperties are those that rows of a label of [Labels] may carry.
var NodeProperties = map[string][]Property{
	LabelEntity:   {{"name", Text}, {"offices", Texts}},
	LabelSource:   {{"name", Text}, {"title", Text}, {"kind", Text}, {"reliability", Text}},
	LabelDocument: {{"doc", Text}, {"date", Text}, {"url", Text}, {"size", Integer}, {"story", Text}},
	LabelRule:     {{"name", Text}},
	LabelEvidence: {
		{"text", Text}, {"begin", Integer}, {"end", Integer},
		{"quantity", Text}, {"quantityMin", Number}, {"quantityMax", Number}, {"approximate", Flag},
		{"unit", Text}, {"amount", Number}, {"amountMin", Number}, {"currency", Text},
		{"date", Text}, {"dateText", Text}, {"hedged", Flag}, {"cue", Text}, {"antecedent", Text}, {"accepted", Flag},
	},
	LabelClaim: {
		{"predicate", Text}, {"polarity", Text}, {"modality", Text}, {"stage", Text}, {"office", Text},
		{"eventFrom", Text}, {"eventTo", Text}, {"datePrecision", Text}, {"quantityMin", Number}, {"quantityMax", Number},
		{"evidenceCount", Integer}, {"documentCount", Integer}, {"storyCount", Integer}, {"sourceCount", Integer},
		{"firstReported", Text}, {"lastReported", Text}, {"grade", Text}, {"active", Flag}, {"accepted", Flag}, {"firstRun", Text},
	},
}

var arrowProperties = []Property{
	{"modality", Text}, {"items", Texts}, {"plannedItems", Texts}, {"claims", Integer}, {"claimIds", Texts},
	{"evidence", Integer}, {"stories", Integer}, {"firstReported", Text}, {"lastReported", Text}, {"grade", Text},
}

// bare are the relationship types that carry no properties.
var bare = []string{TypeSubject, TypeObject, TypeItem, TypePlace, TypeSupportedBy, TypeInDocument, TypePublishedBy, TypeByRule, TypeAttribute, TypeIn, TypeIsA}

// EdgeProperties returns those that rows of a relationship type may carry.
func EdgeProperties(kind string) []Property {
	switch {
	case slices.Contains(bare, kind):
		return nil
	case kind == TypeContradicts:
		return []Property{{"kind", Text}}
	}
	return arrowProperties
}
