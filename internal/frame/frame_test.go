package frame_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

// The pack of these tests: one frame of a verb and one of its noun, a few names,
// and the words of the language that is built in.
const (
	rules = `
edge: SUPPLIES
frames:
  - id: supply.send
    why: The plainest clause, of which all other shapes are derived.
    verbs: [send, hand over]
    clause: ["{source} V {system} to {target}", "{source} V {target} {system}"]
    nouns: [delivery]
    phrase: ["{source}'s N of {system} to {target}", "N of {system} to {target} by {source}"]
    tests:
      - {text: Germany sent Gepards to Ukraine., want: [{source: state:DEU}]}
      - {text: Germany sent a letter to Ukraine., want: []}
`
	states = `
class: State
source: test
entities:
  - {id: state:DEU, name: Germany, demonyms: [German], seats: [Berlin]}
  - {id: state:POL, name: Poland, demonyms: [Polish]}
  - {id: state:UKR, name: Ukraine, demonyms: [Ukrainian]}
  - {id: state:MDA, name: Moldova}
`
	systems = `
class: System
source: test
entities:
  - {id: system:gepard, name: Gepard}
  - {id: system:rifle, name: rifle}
`
)

func load(t *testing.T) *pipeline.Pack {
	t.Helper()
	files := fstest.MapFS{"rules/a.yaml": {Data: []byte(rules)}, "entities/states.yaml": {Data: []byte(states)}, "entities/systems.yaml": {Data: []byte(systems)}}
	names, err := fs.Glob(seeds.Files, "lang/en/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		data, err := fs.ReadFile(seeds.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		files[n] = &fstest.MapFile{Data: data}
	}
	p, faults := pipeline.Load(files, schema.Default())
	if p == nil {
		t.Fatal(diag.Faults(faults).Error())
	}
	return p
}

// told prints the claims of a text: "DEU gepard -> UKR", with "not" before what is
// denied and what differs from done behind.
func told(w *pipeline.Worker, text string) string {
	var claims []string
	for _, s := range w.Extract(pipeline.Text(text), "2024-05-17", "") {
		claims = append(claims, tell(s))
	}
	slices.Sort(claims)
	return strings.Join(claims, "; ")
}

func tell(s graph.Statement) string {
	key := func(id graph.ID) string { _, k, _ := strings.Cut(string(id), ":"); return k }
	var items []string
	for _, p := range s.Systems {
		items = append(items, key(p.ID))
	}
	text := fmt.Sprintf("%s %s -> %s", key(s.Source.ID), strings.Join(items, "+"), key(s.Target.ID))
	if s.Polarity == graph.Denied {
		text = "not " + text
	}
	if s.Modality != graph.Done {
		text += " " + s.Modality
	}
	return text
}

const plain = "DEU gepard -> UKR"

// example is a sentence and what it must tell.
type example struct{ text, want string }

func check(t *testing.T, examples []example, got func(w *pipeline.Worker, text string) string) {
	t.Helper()
	w := load(t).NewWorker()
	for _, tt := range examples {
		t.Run(tt.text, func(t *testing.T) {
			switch got := got(w, tt.text); {
			case got != tt.want:
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestShapesOfOneClause holds what a rule's author is promised: the plainest
// clause is written, its other shapes follow.
func TestShapesOfOneClause(t *testing.T) {
	check(t, []example{
		{text: "Germany sent Gepards to Ukraine.", want: plain},                        // active
		{text: "Germany sent Ukraine Gepards.", want: plain},                           // two objects
		{text: "Gepards were sent to Ukraine by Germany.", want: plain},                // passive
		{text: "Gepards have been sent by Germany to Ukraine.", want: plain},           // agent first
		{text: "Germany, which sent Gepards to Ukraine, is near.", want: plain},        // relative, subject
		{text: "Gepards which were sent to Ukraine by Germany burned.", want: plain},   // relative, passive
		{text: "Gepards that Germany sent to Ukraine burned.", want: plain},            // relative, object
		{text: "Germany plans to send Gepards to Ukraine.", want: plain + " planned"},  // infinitive
		{text: "Germany began sending Gepards to Ukraine.", want: plain + " ongoing"},  // gerund
		{text: "Gepards sent by Germany to Ukraine burned.", want: plain},              // participle
		{text: "Germany's delivery of Gepards to Ukraine was late.", want: plain},      // nominal
		{text: "The German delivery of Gepards to Ukraine was late.", want: plain},     // nationality
		{text: "The delivery of Gepards to Ukraine by Germany was late.", want: plain}, // nominal with agent
		{text: "Germany sent up to 18 Gepards to Ukraine.", want: plain},               // adverbs before a number
		{text: "At least 18 Gepards were sent to Ukraine by Germany.", want: plain},
		{text: "Germany handed over Gepards to Ukraine.", want: plain},
		{text: "Germany handed Gepards over to Ukraine.", want: plain},                              // particle apart
		{text: "Berlin sent Gepards to Ukraine.", want: plain},                                      // capital
		{text: "Germany praised Moldova and sent Gepards to Ukraine.", want: plain},                 // conjoined verb
		{text: "Germany and Poland sent Gepards to Ukraine.", want: plain + "; POL gepard -> UKR"},  // subjects
		{text: "Germany sent Gepards to Ukraine and Moldova.", want: "DEU gepard -> MDA; " + plain}, // takers
		{text: "Germany sent Gepards and rifles to Ukraine.", want: "DEU gepard+rifle -> UKR"},      // systems
		{text: "GERMANY SENT GEPARDS TO UKRAINE", want: plain},                                      // headline
	}, told)
}

// TestPartOfItself holds that a noun group which the analysis makes a member of
// its own possessor names nobody: once the finder called itself for ever.
func TestPartOfItself(t *testing.T) {
	if got := told(load(t).NewWorker(), "13, and France's ministers, signed Anna"); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestNearMisses(t *testing.T) {
	check(t, []example{
		{text: "Germany sent a letter to Ukraine."},
		{text: "Germany sent Gepards."},
		{text: "Gepards were sent to Ukraine."},
		{text: "Germany sent Gepards to Germany."},
		{text: "Ukraine has Gepards and Germany sent flowers to Poland."},
		{text: "If Germany sends Gepards to Ukraine, Poland will follow."},
		{text: "Germany should send Gepards to Ukraine."},
		{text: "Poland urged Germany to send Gepards to Ukraine."},
	}, told)
}

func TestPolarityAndModality(t *testing.T) {
	check(t, []example{
		{text: "Germany did not send Gepards to Ukraine.", want: "not " + plain},
		{text: "Germany never sent Gepards to Ukraine.", want: "not " + plain},
		{text: "Germany will not send Gepards to Ukraine.", want: "not " + plain + " planned"},
		{text: "Germany stopped sending Gepards to Ukraine.", want: "not " + plain + " planned"},
		{text: "Germany stopped in Moldova to send Gepards to Ukraine.", want: plain},
		{text: "Germany is about to send Gepards to Ukraine.", want: plain + " planned"},
		{text: "Germany is glad about sending Gepards to Ukraine.", want: plain + " ongoing"},
		{text: "Germany has been sending Gepards to Ukraine.", want: plain + " ongoing"},
		{text: "Germany just sent Gepards to Ukraine.", want: plain},
		{text: "Germany announced it is sending Gepards to Ukraine.", want: plain + " planned"},
		{text: "Germany says it is sending Gepards to Ukraine.", want: plain + " ongoing"},
		{text: "Germany is suspected of sending Gepards to Ukraine.", want: plain},
		{text: "Germany's delivery of Gepards to Ukraine will begin in May.", want: plain + " planned"},
		{text: "Germany's delivery of Gepards to Ukraine has begun.", want: plain + " ongoing"},
		{text: "Germany's delivery of Gepards to Ukraine surprised Moldova.", want: plain},
		{text: "Sending Gepards to Ukraine: Germany is announcing a new step.", want: plain + " planned"},
		{text: "Germany declined to send Gepards to Ukraine.", want: "not " + plain + " planned"},
		{text: "Germany refused to send Gepards to Ukraine.", want: "not " + plain + " planned"},
		{text: "Germany denied that it sent Gepards to Ukraine.", want: "not " + plain},
		{text: "Germany denied sending Gepards to Ukraine.", want: "not " + plain},
		{text: "Germany denied reports claiming that it is sending Gepards to Ukraine.", want: "not " + plain + " ongoing"},
		{text: "Reports alleging that Germany sent Gepards to Ukraine are not true, Poland said.", want: "not " + plain},
		{text: "Claims that Germany sent Gepards to Ukraine are false.", want: "not " + plain},
		{text: "Reports that Germany sent Gepards to Ukraine were dismissed by Poland.", want: "not " + plain},
		{text: "The claim that Germany sent Gepards to Ukraine is true.", want: plain},
		{text: "The paper printed false reports that Germany sent Gepards to Ukraine."},
		{text: "Germany announced that it is sending Gepards to Ukraine.", want: plain + " planned"},
		{text: "Germany is in the process of sending Gepards to Ukraine.", want: plain + " ongoing"},
		{text: "Nobody knows what happens if Germany announces a delivery of Gepards to Ukraine."},
		{text: "Germany should announce a delivery of Gepards to Ukraine."},
		{text: "Germany denied it had sent Gepards to Ukraine.", want: "not " + plain},
		{text: "Germany agreed on the delivery of Gepards to Ukraine.", want: plain + " planned"},
		{text: "Germany is said to have sent Gepards to Ukraine.", want: plain},
		{text: "Germany last month sent Gepards to Ukraine.", want: plain},
		{text: "Germany hands over Gepards to Ukraine", want: plain},
		{text: "Germany ruled out sending Gepards to neighbouring Ukraine.", want: "not " + plain + " planned"},
		{text: "Germany has been reluctant to send Gepards to Ukraine."},
		{text: "Germany's parliament voted to send Gepards to Ukraine.", want: plain + " planned"},
		{text: "Germany to Send Gepards to Ukraine", want: plain + " planned"},
		{text: "Germany to Send Ukraine Gepards, Scholz Says", want: plain + " planned"},
		{text: "Germany Denies Intention to Send Gepards to Ukraine", want: "not " + plain + " planned"},
		{text: "Germany's decision to send Ukraine Gepards was praised.", want: plain + " planned"},
		{text: "Germany has sent Gepards to Ukraine.", want: plain},
		{text: "Germany is sending Gepards to Ukraine.", want: plain + " ongoing"},
		{text: "Germany will send Gepards to Ukraine.", want: plain + " planned"},
		{text: "Germany is set to send Gepards to Ukraine.", want: plain + " planned"},
		{text: "Germany has pledged to send Gepards to Ukraine.", want: plain + " planned"},
		{text: "Germany could send Gepards to Ukraine.", want: plain + " possible"},
		{text: "Germany may send Gepards to Ukraine.", want: plain + " possible"},
		{text: "Germany offered to send Gepards to Ukraine.", want: plain + " possible"},
		{text: "France wants Germany to send Gepards to Ukraine."},
		{text: "Germany wants to send Gepards to Ukraine.", want: plain + " planned"},
		{text: "France agreed on the condition that Germany would send Gepards to Ukraine."},
		{text: "Poland called the allegation that Germany sent Gepards to Ukraine a lie.", want: "not " + plain},
		{text: "There is no evidence that Germany sent Gepards to Ukraine."},
		{text: "There is no doubt that Germany sent Gepards to Ukraine.", want: plain},
		{text: "Poland doubts that Germany sent Gepards to Ukraine."},
		{text: "Poland did not confirm that Germany sent Gepards to Ukraine."},
		{text: "Germany has neither confirmed nor denied that it sent Gepards to Ukraine."},
		{text: "Poland confirmed that Germany sent Gepards to Ukraine.", want: plain},
		{text: "Nobody expects Germany to send Gepards to Ukraine."},
		{text: "Should Germany send Gepards to Ukraine, Poland will pay."},
		{text: "Had Germany sent Gepards to Ukraine, Poland would have paid."},
		{text: "If Poland paid, Germany would send Gepards to Ukraine."},
		{text: "Germany said it would send Gepards to Ukraine if Poland paid.", want: plain + " planned"},
		{text: "In the film, Germany sends Gepards to Ukraine."},
		{text: "In the spring, Germany sent Gepards to Ukraine.", want: plain},
		{text: "The novel imagines a world in which Germany sends Gepards to Ukraine."},
		{text: "Germany helped Poland send Gepards to Ukraine.", want: "POL gepard -> UKR"},
		{text: "Germany will help Poland send Gepards to Ukraine.", want: "POL gepard -> UKR planned"},
		{text: "We want to thank Germany for sending Gepards to Ukraine.", want: plain},
		{text: "Germany admits sending Gepards to Ukraine", want: plain},
		{text: "We thank Germany for sending Gepards to Ukraine.", want: plain},
		{text: "France wants to stop Germany from sending Gepards to Ukraine."},
		{text: "Germany to send Gepards to Ukraine (Reuters)", want: plain + " planned"},
		{text: "Germany agreed that it would send Gepards to Ukraine.", want: plain + " planned"},
	}, told)
}

// TestWhoSays holds who is said to say a claim, and that what only tells when
// somebody says something else is not his.
func TestWhoSays(t *testing.T) {
	check(t, []example{
		{text: "Poland said that Germany sent Gepards to Ukraine.", want: "state:POL"},
		{text: "Germany sent Gepards to Ukraine, Poland said on Monday.", want: "state:POL"},
		{text: "The delivery of Gepards to Ukraine by Germany was confirmed by Poland, said Moldova.", want: "state:POL"},
		{text: "After sending Gepards to Ukraine, Germany said that it had no tanks left.", want: ""},
		{text: "Germany said after sending Gepards to Ukraine that it had no tanks left.", want: ""},
		{text: "Poland said before the summit that Germany sent Gepards to Ukraine.", want: "state:POL"},
		{text: "Germany sent Gepards to Ukraine, the Polish defence ministry said.", want: "state:POL"},
		{text: "Germany sent Gepards to Ukraine, the defence ministry said.", want: ""},
		{text: "Egypt sent rifles, the army said.", want: "nothing"},
		{text: "Poland welcomed Germany's announcement that Moldova will send Gepards to Ukraine.", want: "state:DEU"},
		{text: "Poland was angry, accusing Germany of sending Gepards to Ukraine.", want: "state:POL"},
		{text: "Poland: Germany sent Gepards to Ukraine", want: "state:POL"},
		{text: "Germany sent Gepards to Ukraine: Poland", want: "state:POL"},
		{text: "Germany sent Gepards to Ukraine - Defence Minister Boris Pistorius", want: "official:boris-pistorius"},
		{text: "Germany sent Gepards to Ukraine - Poland", want: ""},
		{text: "Poland: Germany sent Gepards to Ukraine.", want: ""},
	}, func(w *pipeline.Worker, text string) string {
		for _, s := range w.Extract(pipeline.Text(text), "2024-05-17", "") {
			return string(s.By.ID)
		}
		return "nothing"
	})
}

func TestQuantities(t *testing.T) {
	quantity := func(w *pipeline.Worker, text string) string {
		statements := w.Extract(pipeline.Text(text), "2024-05-17", "")
		if len(statements) != 1 {
			return fmt.Sprintf("%d claims", len(statements))
		}
		return statements[0].Quantity.String()
	}
	check(t, []example{
		{text: "Germany sent Gepards to Ukraine.", want: ""},
		{text: "Germany sent 12 Gepards to Ukraine.", want: "12"},
		{text: "Germany sent twelve Gepards to Ukraine.", want: "12"},
		{text: "Germany sent 2,400 rifles to Ukraine.", want: "2400"},
		{text: "Germany sent its first Gepard to Ukraine.", want: "1"},
		{text: "Germany sent another Gepard to Ukraine.", want: "1"},
		{text: "Germany sent its first Gepards to Ukraine.", want: ""},
		{text: "Germany sent as many as 12 Gepards to Ukraine.", want: "12"},
		{text: "Germany sent the last of 12 Gepards to Ukraine.", want: "12"},
		{text: "Germany sent Ukraine's military 12 Gepards.", want: "12"},
		{text: "Germany sent some 2,400 rifles to Ukraine.", want: "2400"},
		{text: "Germany sent some 2 400 rifles to Ukraine.", want: "2400"},
		{text: "Germany sent 12 155 rifles to Ukraine.", want: "12"},
		{text: "Germany sent 1.5 million rifles to Ukraine.", want: "1500000"},
		{text: "12 Gepards were sent to Ukraine by Germany.", want: "12"},
		{text: "Germany sent two dozen rifles to Ukraine.", want: "24"},
		{text: "Germany sent half a dozen rifles to Ukraine.", want: "6"},
		{text: "Germany sent three quarters of a million rifles to Ukraine.", want: "750000"},
		{text: "Germany sent a pair of rifles to Ukraine.", want: "2"},
		{text: "Germany sent 7,000-9,000 rifles to Ukraine.", want: "7000-9000"},
		{text: "Germany sent twenty four Gepards to Ukraine.", want: "24"},
		{text: "Germany sent four five-metre rifles to Ukraine.", want: "4"},
		{text: "Germany sent 7,000 to 9,000 rifles to Ukraine.", want: "7000-9000"},
		{text: "Germany sent between 7,000 and 9,000 rifles to Ukraine.", want: "7000-9000"},
	}, quantity)
}

func TestMoney(t *testing.T) {
	money := func(w *pipeline.Worker, text string) string {
		statements := w.Extract(pipeline.Text(text), "2024-05-17", "")
		if len(statements) != 1 {
			return fmt.Sprintf("%d claims", len(statements))
		}
		return statements[0].Money.String()
	}
	check(t, []example{
		{text: "Germany sent Gepards to Ukraine.", want: ""},
		{text: "Germany sent Gepards worth $400 million to Ukraine.", want: "USD 400000000"},
		{text: "Germany sent Gepards to Ukraine for $1.5 billion.", want: "USD 1500000000"},
		{text: "Germany sent Gepards worth 3 million euros to Ukraine.", want: "EUR 3000000"},
		{text: "Germany sent Gepards worth C$400 million to Ukraine.", want: "CAD 400000000"},
		{text: "Germany sent Gepards worth more than A$4 billion to Ukraine.", want: "AUD 4000000000"},
		{text: "Germany sent 12 Gepards to Ukraine.", want: ""},
		{text: "Germany sent Gepards to Ukraine for $400 million, $2 million more than Poland paid.", want: "USD 400000000"},
		{text: "Germany sent Gepards to Ukraine, and Poland spent $9 billion and $4 billion.", want: ""},
	}, money)
}

// TestDates reads dates against a document of Friday, 17 May 2024.
func TestDates(t *testing.T) {
	date := func(w *pipeline.Worker, text string) string {
		statements := w.Extract(pipeline.Text(text), "2024-05-17", "")
		if len(statements) != 1 {
			return fmt.Sprintf("%d claims", len(statements))
		}
		return statements[0].Date
	}
	check(t, []example{
		{text: "Germany sent Gepards to Ukraine.", want: ""},
		{text: "Germany sent Gepards to Ukraine on May 3.", want: "2024-05-03"},
		{text: "Germany sent Gepards to Ukraine on 3 May 2022.", want: "2022-05-03"},
		{text: "Germany sent Gepards to Ukraine on May 3, 2022.", want: "2022-05-03"},
		{text: "Germany sent Gepards to Ukraine in March 2023.", want: "2023-03"},
		{text: "Germany sent Gepards to Ukraine in 2022.", want: "2022"},
		{text: "On Monday, Germany sent Gepards to Ukraine.", want: "2024-05-13"},
		{text: "Germany sent Gepards to Ukraine on Friday.", want: "2024-05-17"},
		{text: "Germany sent Gepards to Ukraine yesterday.", want: "2024-05-16"},
		{text: "Germany sent Gepards to Ukraine on 3 December.", want: "2023-12-03"},
		{text: "Germany sent 2022 Gepards to Ukraine.", want: ""},
		{text: "Germany will send Gepards to Ukraine.", want: "2024-05-17"},
		{text: "Germany sent Gepards to Ukraine earlier this year.", want: "2024"},
		{text: "Germany sent Gepards to Ukraine in late 2021.", want: "2021"},
		{text: "Germany sent Gepards to Ukraine on 11th March.", want: "2024-03-11"},
		{text: "Germany sent Gepards to Ukraine on the 14th of March 2021.", want: "2021-03-14"},
		{text: "Germany sent Gepards to Ukraine last night.", want: "2024-05-16"},
		{text: "Germany sent Gepards to Ukraine two days ago.", want: "2024-05-15"},
		{text: "Germany sent Gepards to Ukraine the next day.", want: ""},
		{text: "Germany will send Gepards to Ukraine on Monday.", want: "2024-05-20"},
		{text: "Germany will send Gepards to Ukraine in January.", want: "2025-01"},
		{text: "It is six months since Germany's delivery of Gepards to Ukraine.", want: "2023-11"},
		{text: "Today Poland marked the 3rd anniversary of Germany's delivery of Gepards to Ukraine.", want: "2021"},
		{text: "Today Poland marked the anniversary of Germany's delivery of Gepards to Ukraine.", want: ""},
		{text: "On Monday Poland discussed Germany's delivery of Gepards to Ukraine.", want: ""},
		{text: "Poland said on Monday that Germany had sent Gepards to Ukraine.", want: ""},
		{text: "Germany sent Gepards to Ukraine, Poland said on Monday.", want: ""},
		{text: "Germany denied on Monday that it sent Gepards to Ukraine.", want: ""},
		{text: "Poland on Monday said Germany sent Gepards to Ukraine on May 3.", want: "2024-05-03"},
		{text: "Germany said on Monday it will send Gepards to Ukraine.", want: "2024-05-13"},
		{text: "Germany sent Gepards to Ukraine after Poland met Moldova on Monday.", want: ""},
		{text: "Germany sent Gepards to Ukraine and Poland opened a bridge on Monday.", want: ""},
		{text: "Germany sent Gepards to Ukraine under a deal with rebels who came to power in 2020.", want: ""},
		{text: "Germany packed and sent Gepards to Ukraine on May 3.", want: "2024-05-03"},
		{text: "Germany sent Gepards to Ukraine for the July 2024 Exercise.", want: ""},
		{text: "Germany sent Gepards to Ukraine on Monday, 6 May 2024.", want: "2024-05-06"},
		{text: "On Monday Germany sent Gepards to Ukraine.", want: "2024-05-13"},
		{text: "On Wednesday night German soldiers sent Gepards to Ukraine.", want: "2024-05-15"},
		{text: "On the Monday Club tour, Germany sent Gepards to Ukraine.", want: ""},
		{text: "Germany sent Gepards to Ukraine on 2022-05-03.", want: "2022-05-03"},
		{text: "Germany sent Gepards to Ukraine on 03.05.2022.", want: "2022-05-03"},
		{text: "Germany sent Gepards to Ukraine in summer 2021.", want: "2021"},
		{text: "Germany sent Gepards to Ukraine in mid-2021.", want: "2021"},
		{text: "Germany sent Gepards to Ukraine in January last year.", want: "2023-01"},
		{text: "Germany sent Gepards to Ukraine in January of this year.", want: "2024-01"},
		{text: "Germany sent Gepards to Ukraine last March.", want: "2024-03"},
		{text: "Germany sent Gepards to Ukraine last June.", want: "2023-06"},
		{text: "Germany sent Gepards to Ukraine in July.", want: "2023-07"},
		{text: "Germany sent Gepards to Ukraine last weekend.", want: "2024-05"},
		{text: "Germany sent Gepards to Ukraine a month ago.", want: "2024-04"},
		{text: "Germany will send Gepards to Ukraine tomorrow.", want: "2024-05-18"},
		{text: "Germany will send Gepards to Ukraine next Friday.", want: "2024-05-24"},
		{text: "Poland opened a bridge on Monday, and Germany sent Gepards to Ukraine on Thursday.", want: "2024-05-16"},
		{text: "On Monday Poland opened a bridge, and Germany sent Gepards to Ukraine on Thursday.", want: "2024-05-16"},
		{text: "Berlin, May 4 (DPA) - Germany sent Gepards to Ukraine on Thursday.", want: "2024-05-16"},
		{text: "Berlin, May 4 (DPA) - Germany sent Gepards to Ukraine.", want: "2024-05-04"},
	}, date)
}

func TestHedges(t *testing.T) {
	w := load(t).NewWorker()
	for text, want := range map[string]bool{"Germany reportedly sent Gepards to Ukraine.": true, "Germany sent Gepards to Ukraine.": false} {
		statements := w.Extract(pipeline.Text(text), "", "")
		if len(statements) != 1 || statements[0].Evidence[0].Hedged != want {
			t.Errorf("%q: %d claims, want one with hedged %t", text, len(statements), want)
		}
	}
}

func TestPrintedShapes(t *testing.T) {
	got := load(t).Frames.Shapes("supply.send")
	for _, want := range []string{"{source} [send] {system} to {target}", "{source} [send] {target} {system}", "{system} be [send] to {target} (by {source})"} {
		if !slices.Contains(got, want) {
			t.Errorf("the frame lacks the shape %q; it has\n  %s", want, strings.Join(got, "\n  "))
		}
	}
	if got := load(t).Frames.Shapes("supply.none"); len(got) > 0 {
		t.Errorf("a rule that is not there has shapes %q", got)
	}
}
