package eval

import (
	"bytes"
	"errors"
	"testing"

	"github.com/attache-kg/attache/graph"
)

// ruled is a report with a claim of another type before the others, a document
// that the gold has not, and the rules of each claim.
func ruled(types []string) (Report, map[string][][]string) {
	gold := []GoldDocument{{Doc: "a", Claims: []GoldClaim{sent}}, {Doc: "b", Claims: []GoldClaim{made, sent}}}
	buys := edge("BUYS", "state:POL", "state:KOR")
	wrong := edge("SUPPLIES", "state:POL", "state:KOR")
	system := []graph.PrintedDocument{
		{Doc: "b", Claims: printed([]GoldClaim{made, wrong, sent})},
		{Doc: "a", Claims: printed([]GoldClaim{buys, wrong, sent, sent})},
		{Doc: "c", Claims: printed([]GoldClaim{made})},
	}
	rules := map[string][][]string{
		"a": {{"buy.a"}, {"supply.to", "supply.for"}, {"supply.to", "supply.to"}, {"supply.hand-over"}},
		"b": {{"make.a"}, {"supply.for"}, {"supply.for", "supply.to", "supply.for"}},
		"c": {{"make.other"}},
	}
	return Score(gold, system, types), rules
}

func TestByRule(t *testing.T) {
	tests := []struct {
		name    string
		types   []string
		verbose bool
		want    string
	}{
		{"all types", nil, false, `rule               hit false alone
supply.for           1     2     1
supply.to            2     1     1
buy.a                0     1     1
supply.hand-over     0     1     1
make.a               1     0     1
`},
		{"types", []string{"SUPPLIES"}, false, `rule               hit false alone
supply.for           1     2     1
supply.to            2     1     1
supply.hand-over     0     1     1
`},
		{"verbose", []string{"BUYS", "PRODUCES"}, true, `rule             hit false alone
buy.a              0     1     1
make.a             1     0     1
RULE  a  buy.a false: BUYS state:POL -> state:KOR [] affirmed/: 
RULE  b  make.a hit: PRODUCES firm:?French automaker -> None [system:drone] affirmed/: 
`},
		{"no rule", []string{"MEETS"}, true, "rule             hit false alone\n"},
	}
	for _, tt := range tests {
		r, rules := ruled(tt.types)
		var b bytes.Buffer
		if err := WriteRules(&b, r.ByRule(rules), tt.verbose); err != nil || b.String() != tt.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", tt.name, err, b.String(), tt.want)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteRulesFails(t *testing.T) {
	if err := WriteRules(fullDisk{}, nil, false); err == nil {
		t.Error("WriteRules to a full disk succeeds")
	}
}
