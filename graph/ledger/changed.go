package ledger

import (
	"fmt"
	"strings"

	"github.com/attache-kg/attache/graph"
)

// Who keeps a graph in line with the ledger need not look at all of it after each load:
// the table changed notes, revision by revision, what changed that documents do not tell.
// Triggers write it, so that no statement can forget to. They are there from
// [Ledger.NoteChanges] on, until a run changes so much that its notes are of no use.

const (
	// changesSince stands in meta, with the revision that the notes go back to.
	changesSince = "changes since"
	// mostChanges are kept, some 10 MB.
	mostChanges = 200_000
	// The kinds of notes that are not labels of nodes.
	noteArrow      = "arrow"      // its key: a claim of it is no longer there, not even as retracted
	noteEverything = "everything" // of something that any row may derive from
)

// noting says what a change of a table is noted as. OLD and NEW are its rows.
type noting struct {
	event string // such as "DELETE ON paths"
	when  string // a condition; may be empty
	notes []note
}

type note struct{ kind, id string } // id is an expression; NULL: nothing is noted

// notings leave out evidence and claims that come: their document is read, and tells them.
func notings() []noting {
	document := func(key string) note {
		return note{graph.LabelDocument, "(SELECT sha FROM documents WHERE key = " + key + ")"}
	}
	place := func(row string) []note {
		return []note{document(row + ".document"), {graph.LabelSource, row + ".source"}}
	}
	claim := func(key string) note {
		return note{graph.LabelClaim, "(SELECT id FROM claims WHERE key = " + key + ")"}
	}
	node := func(ids ...string) (notes []note) {
		for _, id := range ids {
			notes = append(notes, note{graph.LabelEntity, id})
		}
		return notes
	}
	oldClaim := append(node("OLD.target", "OLD.item", "(SELECT source FROM arrows WHERE key = OLD.arrow)", "(SELECT head FROM arrows WHERE key = OLD.arrow)"),
		note{graph.LabelClaim, "OLD.id"}, note{noteArrow, "OLD.arrow"})
	oldEvidence := append(node("OLD.in_id", "OLD.by_id"),
		note{graph.LabelEvidence, "OLD.id"}, note{graph.LabelRule, "(SELECT name FROM rules WHERE key = OLD.rule)"})
	everything := []note{{noteEverything, "''"}}
	return []noting{
		{"INSERT ON documents", "", []note{{graph.LabelDocument, "NEW.sha"}}},
		{"DELETE ON documents", "", []note{{graph.LabelDocument, "OLD.sha"}}},
		{"UPDATE OF run, story ON documents", "NEW.run IS NOT NULL OR OLD.story IS NOT NEW.story", []note{{graph.LabelDocument, "NEW.sha"}}},
		{"INSERT ON paths", "", place("NEW")},
		{"DELETE ON paths", "", place("OLD")},
		{"UPDATE ON paths", "", append(place("OLD"), place("NEW")...)},
		{"DELETE ON evidence", "", oldEvidence},
		{"UPDATE ON evidence", "", oldEvidence},
		{"DELETE ON support", "", []note{claim("OLD.claim")}},
		{"DELETE ON claims", "", oldClaim},
		{"DELETE ON claims", "OLD.office IS NOT NULL", everything},
		{"UPDATE OF arrow, target, item, office ON claims", "", everything},
		{"DELETE ON nodes", "", node("OLD.id", "OLD.in_id", "OLD.is_a")},
		{"UPDATE ON nodes", "OLD.name <> NEW.name", node("NEW.id")},
		{"UPDATE ON nodes", "(OLD.in_id, OLD.is_a, OLD.offices) IS NOT (NEW.in_id, NEW.is_a, NEW.offices)", everything},
		{"INSERT ON renamed", "", node("NEW.node")},
		{"DELETE ON renamed", "", node("OLD.node")},
	}
}

// trigger returns the name of a noting's trigger and the statement that makes it.
func (n noting) trigger(i int) (name, statement string) {
	name = fmt.Sprintf("note_%02d", i)
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TRIGGER IF NOT EXISTS %s AFTER %s", name, n.event)
	if n.when != "" {
		b.WriteString(" WHEN " + n.when)
	}
	b.WriteString(" BEGIN\n")
	for _, note := range n.notes {
		fmt.Fprintf(&b, "INSERT INTO changed SELECT coalesce((SELECT value + 1 FROM meta WHERE key = 'revision'), 1), '%s', %s WHERE %[2]s IS NOT NULL ON CONFLICT DO NOTHING;\n", note.kind, note.id)
	}
	b.WriteString("END")
	return name, b.String()
}

// NoteChanges has the ledger note from now on what changes, if it does not already.
func (l *Ledger) NoteChanges() error {
	s, err := l.session()
	if err != nil {
		return l.failed("write", err)
	}
	defer s.close()
	return l.failed("write", s.transaction(func() error {
		_, on, err := s.notesSince()
		if on || err != nil {
			return err
		}
		for i, n := range notings() {
			_, statement := n.trigger(i)
			if err := s.exec(statement); err != nil {
				return err
			}
		}
		return s.exec("INSERT INTO meta SELECT ?, coalesce((SELECT value FROM meta WHERE key = 'revision'), 0)", changesSince)
	}))
}

// notesSince returns the revision that the notes go back to; false without notes.
func (s *session) notesSince() (since int64, on bool, err error) {
	on, err = s.get("SELECT value FROM meta WHERE key = ?", []any{changesSince}, &since)
	return since, on, err
}

// trimNotes keeps the notes few: the older ones go, and all of them where those of one run,
// which began at a revision, are too many.
func (s *session) trimNotes(began int64, most int) error {
	var cut int64
	over, err := s.get("SELECT revision FROM changed ORDER BY revision DESC LIMIT 1 OFFSET ?", []any{most}, &cut)
	if !over || err != nil {
		return err
	}
	if cut > began {
		return s.endNotes()
	}
	if err := s.exec("DELETE FROM changed WHERE revision <= ?", cut); err != nil {
		return err
	}
	return s.exec("UPDATE meta SET value = ? WHERE key = ?", cut, changesSince)
}

func (s *session) endNotes() error {
	for i, n := range notings() {
		name, _ := n.trigger(i)
		if err := s.exec("DROP TRIGGER IF EXISTS " + name); err != nil {
			return err
		}
	}
	if err := s.exec("DELETE FROM changed"); err != nil {
		return err
	}
	return s.exec("DELETE FROM meta WHERE key = ?", changesSince)
}
