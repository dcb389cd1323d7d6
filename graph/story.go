package graph

import (
	"strings"

	"github.com/attache-kg/attache/schema"
)

// story names the story that the evidence is from: its document's, else the document.
func (e Evidence) story() string {
	if e.Story == "" {
		return e.Document
	}
	return e.Story
}

// Announcement returns a key that two documents share when both report, first of
// all that they say, the word of one person about parties whom neither names: the
// minister who will not say which carmaker. Such documents may have little else in
// common, as a desk retells an interview in words of its own, and yet are one
// story. It is empty where a document reports no such word first; offices are
// said in passing and do not count. Published is the document's date: where its
// type tells events apart by date, and none is known, there is no key either.
func Announcement(types schema.Schema, statements []Statement, published string) string {
	for _, s := range statements {
		if s.Office == "" {
			return s.announcement(types, published)
		}
	}
	return ""
}

func (s Statement) announcement(types schema.Schema, published string) string {
	person, _ := types.ClassOf(string(s.By.ID))
	if person.Label != "Official" || !s.Source.ID.Unnamed() && !s.Target.ID.Unnamed() {
		return ""
	}
	edge, _ := types.Edge(s.Type)
	when := edge.Occurrence.Of(s.Date)
	if when == "" {
		when = edge.Occurrence.Of(published)
	}
	if when == "" && edge.Occurrence != schema.None {
		return ""
	}
	parts := []string{string(s.By.ID), s.Type, s.Source.ID.described(), s.Target.ID.described(), s.Polarity, s.Modality, s.Stage, when}
	for _, system := range s.Systems {
		parts = append(parts, system.ID.described())
	}
	return strings.Join(parts, " ")
}

// described returns the id of a node, of one without a name only its class: each
// document describes it in words of its own.
func (id ID) described() string {
	if id.Unnamed() {
		return id.Class()
	}
	return string(id)
}
