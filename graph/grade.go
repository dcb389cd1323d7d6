package graph

import (
	"fmt"
	"slices"
	"strings"
)

// Grade is how far a claim can be relied on, after the Admiralty code (NATO AJP-2.1):
// a letter for its sources, a figure for what they say.
type Grade struct {
	Reliability string // A reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged
	Credibility int    // 1 confirmed, 2 probably true, 3 possibly, 4 doubtful, 5 improbable, 6 cannot be judged
	Reasons     []string
}

// String prints a grade as "B2", none as nothing.
func (g Grade) String() string {
	if g.Reliability == "" {
		return ""
	}
	return fmt.Sprint(g.Reliability, g.Credibility)
}

// Better says whether g is the better grade: what is said counts before who says it,
// for a claim that many confirm holds whoever told it first.
func (g Grade) Better(h Grade) bool {
	if g.Credibility != h.Credibility {
		return g.Credibility < h.Credibility
	}
	return g.Reliability < h.Reliability
}

// Judge is what grades depend on beside the claim. The zero Judge knows no source.
type Judge struct {
	Sources Sources
	// Stands returns the states and bodies that a person or firm stands for, nil for
	// none; nil itself where nothing is known.
	Stands func(ID) []ID
}

// Against is a claim that contradicts the graded one.
type Against struct {
	Kind     string
	ID       string
	Accounts int // independent accounts that tell it without a hedge
}

const (
	cannotTell = 6
	improbable = 5
)

// Grade grades a claim. The letter is that of the best source that anybody judged. The
// figure begins with the accounts: evidence of one story is one account, and so is what
// rests on one person's or body's word. Three without a hedge, from two hosts at least,
// confirm (1), two make probable (2), one possible (3), none but hedged ones doubtful
// (4). It is worse by one where all accounts are those of somebody who has an interest:
// a party of the claim, or who stands or speaks for one; and where another claim
// contradicts it, by one, or by two if that has more accounts.
func (j Judge) Grade(c Claim, against []Against) Grade {
	if !c.Active() {
		return Grade{CannotBeJudged, cannotTell, []string{"no document says so any more: " + CannotBeJudged + "6"}}
	}
	g := Grade{Reliability: CannotBeJudged}
	j.reliability(c, &g)
	j.credibility(c, &g)
	g.contradicted(against, Accounts(c))
	return g
}

func (g *Grade) because(format string, args ...any) {
	g.Reasons = append(g.Reasons, fmt.Sprintf(format, args...))
}

func (j Judge) reliability(c Claim, g *Grade) {
	var best Source
	unknown := make(map[string]bool)
	for _, e := range c.Evidence {
		s := j.Sources.Of(e.Source)
		if s.Reliability == CannotBeJudged {
			unknown[e.Source] = true
		}
		if best.Reliability == "" || s.Reliability < best.Reliability || s.Reliability == best.Reliability && s.Host < best.Host {
			best = s
		}
	}
	g.Reliability = best.Reliability
	if g.Reliability == CannotBeJudged {
		g.because("F: none of its sources is judged (%s)", strings.Join(hosts(unknown), ", "))
		return
	}
	g.because("%s: %s, %s: %s", g.Reliability, best.Host, best.Kind, best.Why)
	if len(unknown) > 0 {
		g.because("   not judged: %s", strings.Join(hosts(unknown), ", "))
	}
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", more)
}

func hosts(set map[string]bool) (list []string) {
	for host := range set {
		if host == "" {
			host = "documents without a URL"
		}
		list = append(list, host)
	}
	slices.Sort(list)
	return list
}

// accounts are the independent accounts of a claim.
type accounts struct {
	of     []int // by evidence, its account
	firm   map[int]bool
	hosts  map[string]bool // of the firm ones
	number int
}

// accountsOf joins evidence of one story, and of one word, into accounts.
func accountsOf(c Claim) accounts {
	a := accounts{of: make([]int, len(c.Evidence)), firm: make(map[int]bool), hosts: make(map[string]bool)}
	root := func(i int) int {
		for a.of[i] != i {
			i = a.of[i]
		}
		return i
	}
	first := make(map[string]int)
	for i, e := range c.Evidence {
		a.of[i] = i
		for _, key := range []string{"story " + e.story(), "word " + string(e.AttributedTo.ID)} {
			if key == "word " {
				continue
			}
			if k, known := first[key]; known {
				a.of[max(root(i), root(k))] = min(root(i), root(k))
			} else {
				first[key] = i
			}
		}
	}
	all := make(map[int]bool)
	for i, e := range c.Evidence {
		a.of[i] = root(i)
		all[a.of[i]] = true
		if !e.Hedged {
			a.firm[a.of[i]] = true
			a.hosts[e.Source] = true
		}
	}
	a.number = len(all)
	return a
}

// Accounts returns how many independent accounts tell a claim without a hedge.
func Accounts(c Claim) int { return len(accountsOf(c).firm) }

func (j Judge) credibility(c Claim, g *Grade) {
	a := accountsOf(c)
	s := RollUp(c)
	told := fmt.Sprintf("%s in %s: %s, %s", counted(s.Evidence, "sentence", "sentences"), counted(s.Documents, "document", "documents"),
		counted(s.Stories, "story", "stories"), counted(a.number, "independent account", "independent accounts"))
	switch firm := len(a.firm); {
	case firm == 0:
		g.Credibility = 4
		g.because("4: %s, all of them hedged", told)
	case firm >= 3 && len(a.hosts) >= 2:
		g.Credibility = 1
		g.because("1: %s, %d without a hedge, from %d sources", told, firm, len(a.hosts))
	case firm >= 2:
		g.Credibility = 2
		g.because("2: %s, %d without a hedge", told, firm)
	default:
		g.Credibility = 3
		g.because("3: %s, one without a hedge", told)
	}
	if who := j.interested(c); len(who) > 0 {
		g.Credibility = min(improbable, g.Credibility+1)
		g.because("%d: all rest on the word of somebody with an interest: %s", g.Credibility, strings.Join(who, ", "))
	}
}

// interested returns those on whose word the claim rests, when all of them are its
// parties, or stand or speak for one.
func (j Judge) interested(c Claim) (who []string) {
	parties := j.circle(c.Source, c.Target)
	for _, e := range c.Evidence {
		speaker := e.AttributedTo.ID
		if speaker == "" {
			speaker = j.Sources.Of(e.Source).For
		}
		if speaker == "" || !slices.ContainsFunc(j.circle(speaker), func(id ID) bool { return slices.Contains(parties, id) }) {
			return nil
		}
		if !slices.Contains(who, string(speaker)) {
			who = append(who, string(speaker))
		}
	}
	slices.Sort(who)
	return who
}

// circle returns nodes with those that they stand for.
func (j Judge) circle(ids ...ID) (all []ID) {
	for _, id := range ids {
		if id == "" {
			continue
		}
		all = append(all, id)
		if j.Stands != nil {
			all = append(all, j.Stands(id)...)
		}
	}
	return all
}

func (g *Grade) contradicted(against []Against, own int) {
	if len(against) == 0 {
		return
	}
	most := slices.MaxFunc(against, func(a, b Against) int { return a.Accounts - b.Accounts })
	worse := 1
	if most.Accounts > own {
		worse = 2
	}
	g.Credibility = min(improbable, g.Credibility+worse)
	for _, a := range against {
		g.because("%d: contradicted (%s) by claim %.12s; independent accounts without a hedge: it has %d, this one %d", g.Credibility, a.Kind, a.ID, a.Accounts, own)
	}
}

// StandsFor returns the states and bodies that a node stands for: those of its
// offices, and the state that it is in.
func (n Node) StandsFor() (ids []ID) {
	if n.In != "" {
		ids = append(ids, n.In)
	}
	for _, o := range n.Offices {
		if o.Of != "" && !slices.Contains(ids, o.Of) {
			ids = append(ids, o.Of)
		}
	}
	return ids
}

// GradeArrow grades an arrow as the best of its claims: it says no more than that one
// of them holds.
func GradeArrow(grades []Grade) (best Grade) {
	for i, g := range grades {
		if i == 0 || g.Better(best) {
			best = g
		}
	}
	return best
}
