// Package decision replays what analysts decided on what extraction gave.
//
// A file of decisions, most often decisions.yaml, holds one list:
//
//	decisions:
//	  - reject: SUPPLIES
//	    source: state:FRA
//	    target: state:UKR
//	    document: 5cdef7…           # SHA-256 of its bytes
//	    sentence: France will supply Ukraine with drones.
//	    reason: announced, not given
//	    who: jd
//	    when: 2026-11-22
//
// [Parse] reads it with all its faults, [Set.Apply] replays it on the statements
// of one document, [Append] writes further decisions behind those of a file. All
// are pure; what Apply gives depends on the decisions and not on their order.
//
// A decision names what it is about by the document's bytes, the sentence's text,
// with runs of white space as one space, the type and the parties, or by the ids
// of nodes, and never by the id of a claim: so it holds whatever rules, modality
// or place in the document the sentence is read with. Parties are compared after
// merge, split and name were replayed, on both sides.
//
//   - merge and name: an id is another wherever it stands; chains are followed
//   - split: in one sentence, or in some documents, an id is another; there it
//     goes before merges, and a sentence before a document
//   - reject: evidence is dropped: in one sentence, in one document, or
//     everywhere. What is absent of system, office, polarity and modality is any;
//     a party without a name is, in its sentence, any such party of its class
//   - accept: evidence in one sentence is marked as accepted. It goes before
//     rejections of the whole document or of everything, and not before one of
//     the same sentence
//   - rename: a node is printed by another name
//
// A statement whose parties are made one is dropped.
package decision

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
	"gopkg.in/yaml.v3"
)

// Kind is what is decided, and the key that begins a decision.
type Kind string

// The kinds.
const (
	Accept Kind = "accept"
	Reject Kind = "reject"
	Merge  Kind = "merge"
	Split  Kind = "split"
	Rename Kind = "rename"
	Name   Kind = "name"
)

// Kinds are all kinds.
var Kinds = []Kind{Accept, Reject, Merge, Split, Rename, Name}

// Decision is one decision of an analyst.
type Decision struct {
	Kind Kind

	// What accept and reject are about.
	Type                       string
	Source, Target             graph.ID // Target is empty where the type has none
	System                     graph.ID // empty: any, or none
	Office, Polarity, Modality string   // empty: any
	Everywhere                 bool     // reject only: in all documents

	From graph.ID // the node that merge, split, name and rename are about
	To   graph.ID // what it is by merge, split and name
	As   string   // the printed name that rename gives to From, and the others, if not empty, to To

	Documents []string // SHA-256, in hex, sorted: one for accept and reject, any number for split
	Sentence  string   // with runs of white space as one space; empty: the whole document

	Reason, Who, When string // When is YYYY-MM-DD
	Line              int    // in the file, counted from one
}

// ID returns the hash, 32 hex digits, of what is decided: reason, who, when and
// printed names leave it as it is.
func (d Decision) ID() string {
	parts := []string{string(d.Kind), d.Type, string(d.Source), string(d.Target), string(d.System), graph.OfficeKey(d.Office), d.Polarity, d.Modality,
		string(d.From), string(d.To), strings.Join(d.Documents, " "), d.Sentence}
	if d.Everywhere {
		parts = append(parts, "everywhere")
	}
	if d.Kind == Rename {
		parts = append(parts, d.As)
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// String says what is decided, in one line without the sentence.
func (d Decision) String() string {
	line := string(d.Kind) + " "
	switch d.Kind {
	case Accept, Reject:
		line += propose(d.Type, d.Source, d.Target, d.System)
		for _, more := range []string{d.Office, d.Polarity, d.Modality} {
			if more != "" {
				line += ", " + more
			}
		}
		if d.Everywhere {
			line += ", everywhere"
		}
	case Merge, Split:
		line += string(d.From) + " into " + string(d.To)
	case Name:
		line += string(d.From) + " as " + string(d.To)
	case Rename:
		line += string(d.From) + " to " + d.As
	}
	return line
}

// propose writes a proposition: "SUPPLIES state:FRA state:UKR, system:caesar".
func propose(kind string, source, target graph.ID, systems ...graph.ID) string {
	line := kind + " " + string(source)
	if target != "" {
		line += " " + string(target)
	}
	for _, s := range systems {
		if s != "" {
			line += ", " + string(s)
		}
	}
	return line
}

// fold makes runs of white space one space.
func fold(text string) string { return strings.Join(strings.Fields(text), " ") }

// Set is the decisions of a file, checked against one another. It is safe for
// concurrent use; a nil Set holds none.
type Set struct {
	All []Decision // in the file's order

	file     diag.File
	nodes    []*yaml.Node // of All
	types    schema.Schema
	merges   map[graph.ID]*Decision // merge and name, by From
	splits   map[place]*Decision    // one for each of its documents
	verdicts map[scope][]*verdict   // accept and reject
	names    map[graph.ID]string    // printed names
	touched  map[string]bool        // documents that a decision names
}

// scope is where an accept or reject holds: a sentence of a document, a whole
// document, or, empty, everything.
type scope struct{ document, sentence string }

// place is a node in a scope.
type place struct {
	scope
	node graph.ID
}

// verdict is an accept or reject with what its parties are after merges.
type verdict struct {
	*Decision
	id                     string // of the decision with these parties
	source, target, system graph.ID
}

func newSet(all []Decision, types schema.Schema) *Set {
	s := &Set{All: all, types: types, merges: make(map[graph.ID]*Decision), splits: make(map[place]*Decision),
		verdicts: make(map[scope][]*verdict), names: make(map[graph.ID]string), touched: make(map[string]bool)}
	for i := range all {
		d := &all[i]
		switch d.Kind {
		case Merge, Name:
			s.merges[d.From] = d
		case Split:
			for _, in := range d.scopes() {
				s.splits[place{in, d.From}] = d
			}
		}
		if id, name := d.named(); name != "" {
			s.names[id] = name
		}
		for _, document := range d.Documents {
			s.touched[document] = true
		}
	}
	return s
}

// judge resolves the parties of accepts and rejects, once no merge is circular.
func (s *Set) judge() {
	for i := range s.All {
		d := &s.All[i]
		if d.Kind != Accept && d.Kind != Reject {
			continue
		}
		in := d.scopes()[0]
		v := &verdict{Decision: d, source: s.meaning(d.Source, in), target: s.meaning(d.Target, in), system: s.meaning(d.System, in)}
		if edge, _ := s.types.Edge(d.Type); edge.Symmetric && v.target < v.source {
			v.source, v.target = v.target, v.source
		}
		resolved := *d
		resolved.Source, resolved.Target, resolved.System = v.source, v.target, v.system
		v.id = resolved.ID()
		s.verdicts[in] = append(s.verdicts[in], v)
	}
}

// scopes returns where a decision holds: one scope for each document.
func (d *Decision) scopes() []scope {
	if len(d.Documents) == 0 {
		return []scope{{}}
	}
	var scopes []scope
	for _, document := range d.Documents {
		scopes = append(scopes, scope{document, d.Sentence})
	}
	return scopes
}

// named returns the node that a decision gives a printed name, and the name.
func (d *Decision) named() (graph.ID, string) {
	if d.Kind == Rename {
		return d.From, d.As
	}
	return d.To, d.As
}

// Names returns the printed names that decisions give to nodes.
func (s *Set) Names() map[graph.ID]string {
	if s == nil {
		return nil
	}
	return s.names
}

// next returns the decision by which an id is another in a scope, nil when it is
// itself.
func (s *Set) next(id graph.ID, in scope) *Decision {
	if d, ok := s.splits[place{in, id}]; ok {
		return d
	}
	if d, ok := s.splits[place{scope{document: in.document}, id}]; ok {
		return d
	}
	return s.merges[id]
}

// meaning returns what an id is in a scope.
func (s *Set) meaning(id graph.ID, in scope) graph.ID {
	for d := s.next(id, in); d != nil; d = s.next(id, in) {
		id = d.To
	}
	return id
}

// Reach is which documents a decision can touch: those it names, or those that
// tell of a node of each of the lists, before or after other decisions. ID
// changes also when a merge changes what the decision's parties are.
type Reach struct {
	ID        string
	Documents []string
	Nodes     [][]graph.ID
}

// Reaches returns the reach of every decision that can change what documents
// say, by ID, each once. A printed name does not.
func (s *Set) Reaches() []Reach {
	if s == nil {
		return nil
	}
	var all []Reach
	for i := range s.All {
		switch d := &s.All[i]; d.Kind {
		case Merge, Name:
			all = append(all, Reach{ID: d.ID(), Nodes: [][]graph.ID{{d.From}}})
		case Split:
			all = append(all, Reach{ID: d.ID(), Documents: d.Documents})
		}
	}
	for in, verdicts := range s.verdicts {
		for _, v := range verdicts {
			r := Reach{ID: v.id, Documents: v.Documents}
			if in == (scope{}) {
				for _, id := range []graph.ID{v.source, v.target, v.system} {
					if id != "" {
						r.Nodes = append(r.Nodes, []graph.ID{id})
					}
				}
			}
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b Reach) int { return strings.Compare(a.ID, b.ID) })
	return slices.CompactFunc(all, func(a, b Reach) bool { return a.ID == b.ID })
}

// Replayed returns, for each of All, the id under which its effects are found,
// see [Effect]; empty for a rename.
func (s *Set) Replayed() []string {
	ids := make([]string, len(s.All))
	judged := make(map[*Decision]string)
	for _, verdicts := range s.verdicts {
		for _, v := range verdicts {
			judged[v.Decision] = v.id
		}
	}
	for i := range s.All {
		switch d := &s.All[i]; d.Kind {
		case Accept, Reject:
			ids[i] = judged[d]
		case Merge, Split, Name:
			ids[i] = d.ID()
		}
	}
	return ids
}

// Fault places what is wrong with decision i of All at one of its keys.
func (s *Set) Fault(i int, key, code, what, fix string) diag.Fault {
	f := s.file
	f.Faults = nil
	at := s.nodes[i]
	for k := 0; k+1 < len(at.Content); k += 2 {
		if at.Content[k].Value == key {
			at = at.Content[k+1]
			break
		}
	}
	f.At(at, code, what, fix)
	return f.Faults[0]
}
