package eval

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph"
)

// The first five tests are the assertions of score.py --selftest.

func TestSameName(t *testing.T) {
	tests := []struct {
		gold, system string
		want         bool
	}{
		{"official:Sébastien Lecornu", "official:Lecornu", true},
		{"official:Lecornu", "official:sebastien lecornu", true},
		{"official:Douglas R. Bush", "official:Douglas Bush", true},
		{"official:Kim Jong-Un", "official:Kim Jong Un", true},
		{"firm:Raytheon Company", "firm:Raytheon", true},
		{"org:The Houthis", "org:houthis", true},
		{"state:FRA", "state:FRA", true},
		{"firm:?leading French automaker", "firm:?French carmaker", true},
		{"system:Caesar 6×6 NG", "system:CAESAR", true},
		{"system:F-16", "system:F 16", true},
		{"system:kamikaze drones", "system:kamikaze drone", true},
		{"org:EU", "org:European Union", true},
		{"org:Daesh", "org:Islamic State", true},
		{"org:U.N.", "org:UN", true},
		{"system:F-16", "system:F16", true},
		{"official:Joe Biden", "official:Joseph Biden", true},
		{"system:armoured vehicle", "system:armored vehicles", true},
		{"org:Da’esh", "org:ISIL", true},
		{"system:artillery battery", "system:artillery batteries", true},
		{"firm:Raytheon", "firm:RTX", true},
		{"system:UAV", "system:drone", true},

		{"org:Hezbollah", "org:Kataib Hezbollah", false},
		{"system:tank", "system:tank ammunition", false},
		{"org:Coalition", "org:Syrian Arab Coalition", false},
		{"official:Joe Biden", "official:Hunter Biden", false},
		{"state:FRA", "state:DEU", false},
		{"firm:Nexter", "firm:?French firm", false},
		{"firm:?French automaker", "firm:Renault", false},
		{"firm:?the company", "firm:?the company of", false},
		{"state:USA", "org:USA", false},
		{"place:Gaza", "place:Gaza City", false},
		{"firm:Thales", "firm:Saab", false},
		{"state:FRA", "", false}, // None there

		{"official:", "official:", false},
		{"place:", "place:", false},
	}
	for _, tt := range tests {
		if got := sameName(tt.gold, tt.system); got != tt.want {
			t.Errorf("sameName(%q, %q) = %v, want %v", tt.gold, tt.system, got, tt.want)
		}
	}
}

func TestAttributes(t *testing.T) {
	type claim = graph.PrintedClaim
	tests := []struct {
		name         string
		gold, system claim
		given, want  bool
	}{
		{"quantity", claim{Quantity: "7000-9000"}, claim{Quantity: "7,000–9,000"}, true, true},
		{"money", claim{Money: "USD 2000000000"}, claim{Money: "USD 2000000000.0"}, true, true},
		{"money", claim{Money: "USD 5"}, claim{Money: "EUR 5"}, true, false},
		{"date~", claim{Date: "2024-05-13"}, claim{Date: "2024"}, true, true},
		{"date", claim{Date: "2024-05"}, claim{Date: "2024"}, true, false},
		{"date", claim{}, claim{Date: "2024"}, false, false},
	}
	for _, tt := range tests {
		i := slices.IndexFunc(attributes, func(a attribute) bool { return a.name == tt.name })
		a := attributes[i]
		if given, got := a.given(tt.gold), a.agrees(tt.gold, tt.system); given != tt.given || got != tt.want {
			t.Errorf("%s of %+v and %+v: given %v, agrees %v; want %v, %v",
				tt.name, tt.gold, tt.system, given, got, tt.given, tt.want)
		}
	}
}

// edge makes a claim; no target is an open one.
func edge(kind, source, target string, systems ...string) GoldClaim {
	c := GoldClaim{PrintedClaim: graph.PrintedClaim{Type: kind, Source: source, System: systems, Polarity: graph.Affirmed}}
	if target != "" {
		c.Target = &target
	}
	return c
}

// with returns the claim after a change.
func with(c GoldClaim, change func(c *GoldClaim)) GoldClaim {
	change(&c)
	return c
}

var (
	made = edge("PRODUCES", "firm:?French automaker", "", "system:drone")
	sent = with(edge("SUPPLIES", "state:FRA", "state:UKR", "system:drone"), func(c *GoldClaim) { c.Quantity = "5" })
)

func TestSameEdge(t *testing.T) {
	kyiv := "place:Kyiv"
	tests := []struct {
		gold, system GoldClaim
		want         bool
	}{
		{made, edge("PRODUCES", "firm:?leading French automaker", "", "system:drones"), true},
		{made, edge("PRODUCES", "firm:?French automaker", "", "system:tank"), false},
		{sent, edge("SUPPLIES", "state:UKR", "state:FRA"), false},
		{sent, with(sent, func(c *GoldClaim) { c.Polarity = graph.Denied }), false},
		{with(sent, func(c *GoldClaim) { c.AltTarget = []string{kyiv} }), with(sent, func(c *GoldClaim) { c.Target = &kyiv }), true},
		{edge("MEETS", "official:A B", "official:C D"), edge("MEETS", "official:D", "official:B"), true},
		{edge("BUYS", "state:POL", "state:KOR", "system:tank"), edge("BUYS", "state:POL", "state:KOR", "system:jet"), false},

		{made, edge("PRODUCES", "firm:?French automaker", "state:FRA", "system:drone"), true}, // the open target takes any
		{sent, edge("SUPPLIES", "state:FRA", ""), false},
	}
	for _, tt := range tests {
		if got := sameEdge(tt.gold, tt.system.PrintedClaim); got != tt.want {
			t.Errorf("sameEdge = %v, want %v\n  gold %+v\nsystem %+v", got, tt.want, tt.gold, tt.system)
		}
	}
}

func TestMatch(t *testing.T) {
	seven := with(sent, func(c *GoldClaim) { c.Quantity = "7" })
	eu := with(sent, func(c *GoldClaim) { c.Source = "org:EU" })
	nato := with(sent, func(c *GoldClaim) { c.Source = "org:NATO" })
	both := with(eu, func(c *GoldClaim) { c.AltSource = []string{"org:NATO"} })
	tests := []struct {
		name         string
		gold, system []GoldClaim
		want         []int
	}{
		{"best attributes first", []GoldClaim{sent, seven}, []GoldClaim{seven, sent}, []int{1, 0}},
		{"augmenting path", []GoldClaim{both, nato}, []GoldClaim{nato, eu}, []int{1, 0}},
		{"no partner", []GoldClaim{sent, made}, []GoldClaim{made}, []int{-1, 0}},
		{"nothing", nil, []GoldClaim{made}, nil},
	}
	for _, tt := range tests {
		if got := match(tt.gold, printed(tt.system)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: match = %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestScore(t *testing.T) {
	gold := []GoldDocument{{Doc: "a", Claims: []GoldClaim{sent, made}}}
	system := []graph.PrintedDocument{
		{Doc: "a", Claims: printed([]GoldClaim{sent, sent})},
		{Doc: "b", Claims: printed([]GoldClaim{made})},
	}
	r := Score(gold, system, nil)
	if want := (Count{Gold: 2, System: 2, Hits: 1}); r.Micro != want {
		t.Errorf("micro = %+v, want %+v", r.Micro, want)
	}
	if want := (Count{Gold: 2, System: 1, Hits: 1}); r.Arrows != want {
		t.Errorf("arrows = %+v, want %+v", r.Arrows, want)
	}
	if d := r.Documents[0]; len(d.Misses) != 1 || len(d.Found) != 2 || !d.Found[0].Hit || d.Found[1].Hit {
		t.Errorf("%d misses, found %+v, want 1 and a hit before a false alarm", len(d.Misses), d.Found)
	}
	if !slices.Equal(r.Ignored, []string{"b"}) {
		t.Errorf("ignored %q, want b", r.Ignored)
	}
}

// largest returns the size of the largest matching by trying everything.
func largest(edges [][]candidate, taken map[int]bool) int {
	if len(edges) == 0 {
		return 0
	}
	best := largest(edges[1:], taken)
	for _, c := range edges[0] {
		if !taken[c.system] {
			taken[c.system] = true
			best = max(best, 1+largest(edges[1:], taken))
			delete(taken, c.system)
		}
	}
	return best
}

func TestMatchIsMaximum(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		gold, system := randomClaims(random, 6), randomClaims(random, 6)
		var edges [][]candidate
		for i, g := range gold {
			var row []candidate
			for j, s := range system {
				if sameEdge(g, s.PrintedClaim) {
					row = append(row, candidate{gold: i, system: j})
				}
			}
			edges = append(edges, row)
		}
		pair := match(gold, printed(system))
		matched := len(slices.DeleteFunc(pair, func(j int) bool { return j < 0 }))
		if want := largest(edges, map[int]bool{}); matched != want {
			t.Fatalf("matched %d claims, %d are possible\n  gold %+v\nsystem %+v", matched, want, gold, system)
		}
	}
}

func TestReadGold(t *testing.T) {
	tests := []struct {
		text string
		docs int
		err  string
	}{
		{"", 0, ""},
		{`{"doc":"a","date":null,"claims":[],"none":[{"type":"BUYS","sentence":"s","why":"w"}]}` + "\n\n  \r\n" + `{"doc":"b"}`, 2, ""},
		{`{"doc":"a","claims":[{"type":"MEETS","source":"official:A","target":null,"alt_source":["official:B"]}]}`, 1, ""},
		{"{\"doc\":\"a\"}\n\n{", 0, "read gold: line 3: unexpected end of JSON input"},
		{"{\"doc\":\"a\"}\n{\"doc\":\"a\"}", 0, "read gold: line 2: document a again"},
		{`{"claims":[]}`, 0, `read gold: line 1: no "doc"`},
		{`{"doc":"a","claims":[{"type":"MEETS"}]}`, 0, `read gold: line 1: claim 1 lacks "type" or "source"`},
	}
	for _, tt := range tests {
		docs, err := ReadGold(strings.NewReader(tt.text))
		if got := errorText(err); len(docs) != tt.docs || got != tt.err {
			t.Errorf("ReadGold(%q)\n got %d documents, %q\nwant %d, %q", tt.text, len(docs), got, tt.docs, tt.err)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestGoldClaimKeys(t *testing.T) {
	line := `{"doc":"a","date":"2024","claims":[{"type":"ATTACKS","source":"state:RUS","target":"place:Kyiv",` +
		`"polarity":"affirmed","modality":"done","sentence":"S.","alt_target":["state:UKR"]}],"none":null}`
	docs, err := ReadGold(strings.NewReader(line))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := json.Marshal(docs[0]); string(got) != line {
		t.Errorf("read and written again\n got %s\nwant %s", got, line)
	}
}

func TestNameRecall(t *testing.T) {
	gold := []GoldDocument{
		{Doc: "a", Claims: []GoldClaim{
			with(sent, func(c *GoldClaim) { c.AttributedTo, c.In = "official:Ann Lee", "place:Toulon" }),
			with(edge("ATTACKS", "state:RUS", "place:Kyiv"), func(c *GoldClaim) { c.AltTarget = []string{"state:UKR"} }),
			with(edge("SUPPLIES", "firm:Saab", "state:UKR"), func(c *GoldClaim) { c.AltSource = []string{"state:SWE"} }),
			made,
		}},
		{Doc: "b", Claims: []GoldClaim{sent}},
	}
	found := map[string][]string{
		"a": {"state:UKR", "state:SWE", "official:Lee", "system:UAV", "place:Toulon"},
		"c": {"state:FRA"},
	}
	tests := []struct {
		kind         string
		found, total int
		missing      []MissingName
	}{
		{"state", 1, 5, []MissingName{{"a", "state:FRA"}, {"a", "state:RUS"}, {"b", "state:FRA"}, {"b", "state:UKR"}}},
		{"place", 2, 2, nil}, // Kyiv by its further name
		{"firm", 1, 1, nil},  // Saab likewise; the unnamed one does not count
		{"official", 1, 1, nil},
		{"system", 1, 2, []MissingName{{"b", "system:drone"}}},
		{"org", 0, 0, nil},
	}
	for _, tt := range tests {
		n := NameRecall(gold, tt.kind, found)
		if n.Found != tt.found || n.Total != tt.total || !slices.Equal(n.Missing, tt.missing) {
			t.Errorf("NameRecall of %s\n got %+v\nwant %d of %d, without %v", tt.kind, n, tt.found, tt.total, tt.missing)
		}
	}
}

func TestNamed(t *testing.T) {
	target := "place:Zigue"
	got := Named([]graph.PrintedClaim{{Source: "state:USA", Target: &target, System: []string{"system:drone"}}, {Source: "firm:Saab", In: "state:SWE"}})
	for _, want := range []string{"state:USA", "place:Zigue", "system:drone", "firm:Saab", "state:SWE"} {
		if !slices.Contains(got, want) {
			t.Errorf("Named gives %q, without %s", got, want)
		}
	}
}

func TestWriteTextWithoutClaims(t *testing.T) {
	want := `strict edge     gold   sys   hit       P       R      F1
micro              0     0     0   0.000   0.000   0.000
arrows             0     0     0   0.000   0.000   0.000
matched claims given right     acc   extra
modality           0     0   0.000       0
date               0     0   0.000       0
date~              0     0   0.000       0
quantity           0     0   0.000       0
money              0     0   0.000       0
system             0     0   0.000       0
attributed_to      0     0   0.000       0
traps              0 fired 0
`
	var b bytes.Buffer
	if err := Score(nil, nil, nil).WriteText(&b, true); err != nil || b.String() != want {
		t.Errorf("WriteText: %v\n%s", err, b.String())
	}
}
