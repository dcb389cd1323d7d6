package graph

import (
	"strconv"
	"strings"
)

// PrintedDocument is one line of what extraction prints.
type PrintedDocument struct {
	Doc    string         `json:"doc"`
	Date   *string        `json:"date"` // publication date, nil when unknown
	Claims []PrintedClaim `json:"claims"`
}

// PrintedClaim is the public form of a claim, key by key as the annotation
// guidelines give it. Names ("state:FRA", "firm:Nexter") say what the document
// calls a node; the ids beside them mean the same node in every document.
type PrintedClaim struct {
	Type           string   `json:"type"`
	Source         string   `json:"source"`
	SourceID       ID       `json:"source_id,omitempty"`
	Target         *string  `json:"target"`
	TargetID       ID       `json:"target_id,omitempty"`
	System         []string `json:"system,omitempty"`
	SystemIDs      []ID     `json:"system_ids,omitempty"`
	Quantity       string   `json:"quantity,omitempty"`
	Money          string   `json:"money,omitempty"`
	Polarity       string   `json:"polarity"`
	Modality       string   `json:"modality"`
	AttributedTo   string   `json:"attributed_to,omitempty"`
	AttributedToID ID       `json:"attributed_to_id,omitempty"`
	Date           string   `json:"date,omitempty"`
	Office         string   `json:"office,omitempty"`
	In             string   `json:"in,omitempty"`
	InID           ID       `json:"in_id,omitempty"`
	Sentence       string   `json:"sentence"`
}

// Printed returns the public form of a statement.
func (s Statement) Printed() PrintedClaim {
	p := PrintedClaim{
		Type: s.Type, Source: s.Source.Printed(), SourceID: s.Source.ID,
		Quantity: s.Quantity.String(), Money: s.Money.String(),
		Polarity: s.Polarity, Modality: s.Modality, Date: s.Date, Office: s.Office,
		AttributedTo: s.By.Printed(), AttributedToID: s.By.ID, In: s.In.Printed(), InID: s.In.ID,
		Sentence: s.Evidence[0].Sentence,
	}
	if s.Target.ID != "" {
		target := s.Target.Printed()
		p.Target, p.TargetID = &target, s.Target.ID
	}
	for _, system := range s.Systems {
		p.System = append(p.System, system.Printed())
		p.SystemIDs = append(p.SystemIDs, system.ID)
	}
	return p
}

// Printed returns the name with its kind ("firm:Nexter"), empty for no party.
func (p Party) Printed() string {
	if p.ID == "" {
		return ""
	}
	kind, key, _ := strings.Cut(string(p.ID), ":")
	if key == p.Name {
		return string(p.ID)
	}
	return kind + ":" + p.Name
}

// String prints an amount as the guidelines do: "18", "7000-9000",
// "USD 2000000000"; the zero amount prints as nothing.
func (a Amount) String() string {
	if a.Max == 0 {
		return ""
	}
	text := strconv.FormatFloat(a.Max, 'f', -1, 64)
	if a.Min != a.Max {
		text = strconv.FormatFloat(a.Min, 'f', -1, 64) + "-" + text
	}
	if a.Unit != "" {
		return a.Unit + " " + text
	}
	return text
}
