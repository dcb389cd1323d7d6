package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/schema"
)

// said is a claim that France supplies Ukraine, told by the evidence: each as
// "document story host", then "hedged" or a speaker.
func said(evidence ...string) graph.Claim {
	c := graph.Claim{ID: "c", Type: "SUPPLIES", Source: "state:FRA", Target: "state:UKR", Polarity: graph.Affirmed, Modality: graph.Done}
	for i, e := range evidence {
		words := strings.Fields(e)
		piece := graph.Evidence{ID: fmt.Sprint(i), Document: words[0], Story: words[1], Source: strings.Trim(words[2], "-")}
		for _, word := range words[3:] {
			if word == "hedged" {
				piece.Hedged = true
			} else {
				piece.AttributedTo.ID = graph.ID(word)
			}
		}
		c.Evidence = append(c.Evidence, piece)
	}
	return c
}

var judge = graph.Judge{
	Sources: graph.Sources{
		"agency.example": {Host: "agency.example", Kind: "agency", Reliability: "B", Why: "two sources"},
		"daily.example":  {Host: "daily.example", Kind: "newspaper", Reliability: "C", Why: "one source"},
		"mil.example":    {Host: "mil.example", Kind: "ministry", Reliability: "B", For: "state:FRA", Why: "its own"},
	},
	Stands: func(id graph.ID) []graph.ID {
		return map[graph.ID][]graph.ID{"official:lecornu": {"state:FRA"}, "official:scholz": {"state:DEU"}}[id]
	},
}

func TestGrade(t *testing.T) {
	weak := []graph.Against{{Kind: graph.Denial, ID: "d", Accounts: 1}}
	for _, tt := range []struct {
		name    string
		claim   graph.Claim
		against []graph.Against
		want    string
		reason  string
	}{
		{"one report", said("d1 d1 agency.example"), nil, "B3", "one without a hedge"},
		{"of a host below", said("d1 d1 news.agency.example"), nil, "B3", ""},
		{"two stories", said("d1 d1 agency.example", "d2 d2 daily.example"), nil, "B2", "agency.example"},
		{"three stories", said("d1 d1 agency.example", "d2 d2 daily.example", "d3 d3 x.example"), nil, "B1", "not judged: x.example"},
		{"three of one host", said("d1 d1 daily.example", "d2 d2 daily.example", "d3 d3 daily.example"), nil, "C2", ""},
		{"copies are one account", said("d1 d1 agency.example", "d2 d1 daily.example", "d3 d1 x.example"), nil, "B3", "1 story, 1 independent"},
		{"one man's word is one account", said("d1 d1 agency.example official:scholz", "d2 d2 daily.example official:scholz"), nil, "B3", "2 stories, 1 independent"},
		{"a story joins two words", said("d1 s agency.example official:scholz", "d2 s daily.example official:merz", "d3 d3 x.example official:merz"), nil, "B3", "1 independent"},
		{"a hedge", said("d1 d1 agency.example hedged"), nil, "B4", "all of them hedged"},
		{"a hedge beside a report", said("d1 d1 agency.example hedged", "d2 d2 daily.example"), nil, "B3", ""},
		{"a source nobody judged", said("d1 d1 -"), nil, "F3", "documents without a URL"},
		{"a party's own word", said("d1 d1 agency.example official:lecornu"), nil, "B4", "interest: official:lecornu"},
		{"a party's own source", said("d1 d1 mil.example"), nil, "B4", "interest: state:FRA"},
		{"another's word", said("d1 d1 agency.example official:scholz"), nil, "B3", ""},
		{"a party's word and a report", said("d1 d1 mil.example", "d2 d2 agency.example"), nil, "B2", ""},
		{"contradicted", said("d1 d1 agency.example"), weak, "B4", "contradicted (denial) by claim d"},
		{"contradicted by more", said("d1 d1 agency.example"), []graph.Against{{Kind: graph.Denial, ID: "d", Accounts: 2}}, "B5", ""},
		{"contradicted, and confirmed", said("d1 d1 agency.example", "d2 d2 daily.example", "d3 d3 x.example"), weak, "B2", ""},
		{"never worse than improbable", said("d1 d1 agency.example official:lecornu hedged"), []graph.Against{{ID: "d", Accounts: 9}}, "B5", ""},
		{"told no more", said(), nil, "F6", "no document"},
	} {
		g := judge.Grade(tt.claim, tt.against)
		if g.String() != tt.want || !strings.Contains(strings.Join(g.Reasons, "\n"), tt.reason) {
			t.Errorf("%s: %s, want %s with %q\n%s", tt.name, g, tt.want, tt.reason, strings.Join(g.Reasons, "\n"))
		}
		slices.Reverse(tt.claim.Evidence)
		if again := judge.Grade(tt.claim, tt.against); again.String() != g.String() || !slices.Equal(again.Reasons, g.Reasons) {
			t.Errorf("%s: in another order %s\n%v\n%v", tt.name, again, again.Reasons, g.Reasons)
		}
	}
	if g := (graph.Judge{}).Grade(said("d1 d1 agency.example"), nil); g.String() != "F3" {
		t.Errorf("who knows nothing grades %s", g)
	}
}

func TestGradeArrow(t *testing.T) {
	grade := func(letter string, figure int) graph.Grade {
		return graph.Grade{Reliability: letter, Credibility: figure}
	}
	for _, tt := range []struct {
		grades []graph.Grade
		want   string
	}{
		{nil, ""},
		{[]graph.Grade{grade("A", 3), grade("C", 2), grade("B", 2), grade("B", 5)}, "B2"},
		{[]graph.Grade{grade("F", 6), grade("E", 5)}, "E5"},
	} {
		if got := graph.GradeArrow(tt.grades).String(); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.grades, got, tt.want)
		}
	}
}

// versus is a claim of a day, told in a document of another.
func versus(id string, change func(*graph.Claim), days ...string) graph.Claim {
	c := graph.Claim{ID: id, Type: "SUPPLIES", Source: "state:FRA", Target: "state:UKR", Item: "system:caesar", Polarity: graph.Affirmed, Modality: graph.Done}
	for _, day := range days {
		event, published, _ := strings.Cut(day, "/")
		c.Evidence = append(c.Evidence, graph.Evidence{ID: id + day, Document: id + day, Date: event, Published: published})
	}
	if change != nil {
		change(&c)
	}
	return c
}

func TestDenials(t *testing.T) {
	denied := func(c *graph.Claim) { c.Polarity = graph.Denied }
	planned := func(c *graph.Claim) { c.Modality = graph.Planned }
	deniedPlan := func(c *graph.Claim) { c.Polarity, c.Modality = graph.Denied, graph.Planned }
	attack := func(day, polarity string) func(*graph.Claim) {
		return func(c *graph.Claim) { c.Type, c.Item, c.Occurrence, c.Polarity = "ATTACKS", "", day, polarity }
	}
	for _, tt := range []struct {
		name    string
		no, yes graph.Claim
		want    bool
	}{
		{"the same month", versus("n", denied, "2024-05/"), versus("y", nil, "2024-05-17/"), true},
		{"the same year, less exactly", versus("n", denied, "2024/"), versus("y", nil, "2024-05-17/"), true},
		{"another month", versus("n", denied, "2024-05/"), versus("y", nil, "2024-06-01/"), false},
		{"another item", versus("n", denied, "2024-05/"), versus("y", func(c *graph.Claim) { c.Item = "system:vab" }, "2024-05/"), false},
		{"another stage", versus("n", func(c *graph.Claim) { c.Polarity, c.Stage = graph.Denied, "delivered" }, "2024-05/"),
			versus("y", func(c *graph.Claim) { c.Stage = "pledged" }, "2024-05/"), false},
		{"a plan and a deed", versus("n", deniedPlan, "2024-05/"), versus("y", nil, "2024-05/"), false},
		{"two plans, told in one month", versus("n", deniedPlan, "/2024-05-01"), versus("y", planned, "/2024-05-30"), true},
		{"two plans, told one after the other", versus("n", deniedPlan, "/2024-05-31"), versus("y", planned, "/2024-06-01"), false},
		{"a state that goes on", versus("n", denied, "/2024-05-31"), versus("y", func(c *graph.Claim) { c.Modality = graph.Ongoing }, "/2024-05-01"), false},
		{"two states that go on", versus("n", func(c *graph.Claim) { c.Polarity, c.Modality = graph.Denied, graph.Ongoing }, "/2024-05-31"),
			versus("y", func(c *graph.Claim) { c.Modality = graph.Ongoing }, "/2024-05-01"), true},
		{"deeds of unknown days", versus("n", denied, "/2024-05-31"), versus("y", nil, "/2024-05-31"), false},
		{"what may be", versus("n", func(c *graph.Claim) { c.Polarity, c.Modality = graph.Denied, graph.Possible }, "2024-05/"),
			versus("y", func(c *graph.Claim) { c.Modality = graph.Possible }, "2024-05/"), false},
		{"attacks of one day", versus("n", attack("2024-05-17", graph.Denied), "2024-05-17/"), versus("y", attack("2024-05-17", graph.Affirmed), "2024-05-17/"), true},
		{"attacks of a month", versus("n", attack("2024-05", graph.Denied), "2024-05/"), versus("y", attack("2024-05-17", graph.Affirmed), "2024-05-17/"), false},
		{"a claim without evidence", versus("n", denied), versus("y", nil, "2024-05/"), false},
	} {
		found := graph.Denials(schema.Default(), []graph.Claim{tt.yes, tt.no})
		if got := len(found) == 1; got != tt.want || len(found) > 1 {
			t.Errorf("%s: %+v", tt.name, found)
		}
		for _, x := range found {
			if x.Kind != graph.Denial || x.IDs != [2]string{"n", "y"} || x.Accounts != [2]int{1, 1} {
				t.Errorf("%s: %+v", tt.name, x)
			}
		}
	}
}

func TestRivals(t *testing.T) {
	holds := func(who, office, target string, days ...string) graph.Claim {
		c := versus(who+office+target, nil, days...)
		c.Type, c.Source, c.Target, c.Item, c.Office, c.Modality = "HOLDS_OFFICE", graph.ID("official:"+who), graph.ID(target), "", office, graph.Ongoing
		return c
	}
	maduro := holds("maduro", "president", "state:VEN", "/2019-01-10", "/2019-03-01", "/2019-05-01")
	for _, tt := range []struct {
		name  string
		claim graph.Claim
		want  bool
	}{
		{"two at a time", holds("guaido", "president", "state:VEN", "/2019-02-01", "/2019-04-01"), true},
		{"one after the other", holds("guaido", "president", "state:VEN", "/2019-05-02", "/2019-06-01"), false},
		{"from the same day", holds("guaido", "president", "state:VEN", "/2019-05-01", "/2019-06-01"), false},
		{"once, between", holds("guaido", "president", "state:VEN", "/2019-02-01"), false},
		{"around, but never between", holds("guaido", "president", "state:VEN", "/2019-01-01", "/2019-06-01"), false},
		{"another state", holds("guaido", "president", "state:COL", "/2019-02-01", "/2019-04-01"), false},
		{"an office of several", holds("guaido", "vice president", "state:VEN", "/2019-02-01", "/2019-04-01"), false},
		{"a body's office", holds("guaido", "president", "org:nato", "/2019-02-01", "/2019-04-01"), false},
		{"months are no days", holds("guaido", "president", "state:VEN", "/2019-02", "/2019-04"), false},
		{"a description", holds("?man@0123", "president", "state:VEN", "/2019-02-01", "/2019-04-01"), false},
	} {
		found, err := graph.Rivals(schema.Default(), seq(tt.claim, maduro))
		if err != nil || (len(found) == 1) != tt.want || tt.want && (found[0].Kind != graph.Rival || found[0].IDs[0] > found[0].IDs[1]) {
			t.Errorf("%s: %+v, %v", tt.name, found, err)
		}
	}
}
