package main

import (
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
)

// names are the nodes of a ledger that were asked for.
type names map[graph.ID]graph.Node

// add looks up the ids that are not there yet.
func (n names) add(view *ledger.View, ids ...graph.ID) error {
	var missing []graph.ID
	for _, id := range ids {
		if _, ok := n[id]; !ok && id != "" {
			n[id] = graph.Node{ID: id}
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	found, err := view.Nodes(missing...)
	for id, node := range found {
		n[id] = node
	}
	return ledgerError(err)
}

// name returns a node's own name, its id where it has none.
func (n names) name(id graph.ID) string {
	if name := n[id].Name; name != "" {
		return strings.TrimPrefix(name, "?")
	}
	return string(id)
}

// printed returns the public form of a node: its kind, a colon and its own name;
// a state's ISO code; a question mark before a description.
func (n names) printed(id graph.ID) string {
	name := n.name(id)
	switch {
	case id == "":
		return ""
	case id.Class() == stateClass || name == string(id):
		return string(id)
	case id.Unnamed():
		name = "?" + name
	}
	return graph.Party{ID: id, Name: name}.Printed()
}

// stateClass is the class whose keys are codes that people write alone.
const stateClass = "state"

// brief returns an id as people may write it on a command line.
func brief(id graph.ID) string {
	return quoted(strings.TrimPrefix(string(id), stateClass+":"))
}

// quoted returns a text as one word of a command line.
func quoted(text string) string {
	if strings.ContainsAny(text, " ?*&;|<>()$`\"'\\~#!") {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	return text
}

// onLedger returns a command of attache's, with the ledger where it is not the usual one.
func onLedger(command, ledger string) string {
	if ledger == defaultLedger {
		return "attache " + command
	}
	return "attache " + command + " --ledger " + quoted(ledger)
}

// lookUp returns the node that a person names: by id ("firm:nexter"), by the
// code of a state ("FRA"), by printed form ("firm:Nexter") or by name.
func lookUp(view *ledger.View, file, text string) (graph.ID, error) {
	class, name, isID := strings.Cut(text, ":")
	if _, known := schema.Default().ClassOf(text); !isID || !known {
		class, name, isID = "", text, false
	}
	code := graph.ID(stateClass + ":" + strings.ToUpper(name))
	var found, known []string
	for node, err := range view.Holdings(nil).Nodes {
		if err != nil {
			return "", ledgerError(err)
		}
		if string(node.ID) == text || node.ID == code && (class == "" || class == stateClass) {
			return node.ID, nil
		}
		if class != "" && node.ID.Class() != class {
			continue
		}
		if graph.Slug(node.Name) == graph.Slug(name) {
			found = append(found, string(node.ID))
		}
		known = append(known, node.Name)
		if isID {
			known = append(known, string(node.ID))
		}
	}
	switch len(found) {
	case 1:
		return graph.ID(found[0]), nil
	case 0:
		return "", fail(exitFailed, didYouMean(file, text, known), "the ledger has no node %s", text)
	}
	return "", usage("name one of them by its id", "%s may be %s", text, strings.Join(found, " or "))
}

// didYouMean suggests at most three of the known words.
func didYouMean(file, word string, known []string) string {
	if s := diag.Suggest(word, known); strings.HasPrefix(s, "did you mean") {
		return s
	}
	return onLedger("claims", file) + " lists what the ledger holds"
}

// edgeType returns the edge type that a person names.
func edgeType(text string) (schema.Edge, error) {
	edge, ok := schema.Default().Edge(strings.ToUpper(text))
	if !ok {
		return edge, usage(diag.Suggest(text, schema.Default().Types()), "there is no edge type %s", text)
	}
	return edge, nil
}
