package phrase

import (
	"fmt"
	"strings"
)

// String prints the units of a sentence, for people and tests:
// "[France:NG] [has sent:VG done s=0] …".
func (s *Sentence) String() string {
	var b strings.Builder
	for i, u := range s.Units {
		text := s.Doc.Text[s.Doc.Tokens[u.First].Start:s.Doc.Tokens[u.Last-1].End]
		fmt.Fprintf(&b, "%d[%s", i, text)
		switch u.Kind {
		case NounGroup:
			b.WriteString(":NG")
			for _, ref := range []struct {
				name string
				unit int
			}{{"poss", u.Poss}, {"of", u.Of}, {"next", u.Next}} {
				if ref.unit != None {
					fmt.Fprintf(&b, " %s=%d", ref.name, ref.unit)
				}
			}
			for _, m := range s.Mentions[u.Mentions[0]:u.Mentions[1]] {
				fmt.Fprintf(&b, " %s", m.Class)
			}
		case VerbGroup:
			fmt.Fprintf(&b, ":VG %s %s s=%d g=%d", [...]string{"finite", "infinitive", "gerund", "participle"}[u.Form],
				[...]string{"present", "progressive", "past", "perfect", "modal"}[u.Tense], u.Subject, u.Governor)
			if u.Passive {
				b.WriteString(" passive")
			}
			fmt.Fprintf(&b, " o=%d,%d", u.Objects[0], u.Objects[1])
			for _, slot := range u.Slots {
				fmt.Fprintf(&b, " p%d=%d", slot.At, slot.Unit)
			}
		default:
			b.WriteString([...]string{"", "", ":P", ":,", ":CONJ", ":REL", ":SUB", ":Q", ":BREAK", ":ADV"}[u.Kind])
		}
		b.WriteString("] ")
	}
	return strings.TrimSpace(b.String())
}
