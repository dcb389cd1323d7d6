package graph

import "strings"

// Source is a host that documents come from, as people judge it.
type Source struct {
	Host        string
	Name        string
	Kind        string
	Reliability string // A to E after the Admiralty code, F when it cannot be judged
	For         ID     // the state, body or firm that it speaks for, if it does
	Why         string
}

// CannotBeJudged is the reliability of a source that nobody has judged.
const CannotBeJudged = "F"

// Sources are judged sources, by host.
type Sources map[string]Source

// Of returns what is known of a document's host, or of the closest domain above it
// that is judged: www.mil.example as mil.example.
func (s Sources) Of(host string) Source {
	for domain := host; domain != ""; {
		if source, ok := s[domain]; ok {
			return source
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return Source{Host: host, Reliability: CannotBeJudged}
}
