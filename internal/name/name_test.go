package name_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/pipeline"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

func load(t *testing.T) *pipeline.Pack {
	t.Helper()
	p, faults := pipeline.Load(seeds.Files, schema.Default())
	if p == nil {
		t.Fatal(diag.Faults(faults).Error())
	}
	return p
}

// TestOffices holds which persons that no gazetteer lists are found by their
// offices, and what they hold.
func TestOffices(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{name: "before the name", text: "French Defence Minister Anna Kowalczyk spoke.", want: []string{"official:anna-kowalczyk Defence Minister state:FRA ongoing"}},
		{name: "behind the name", text: "Anna Kowalczyk, the French defence minister, spoke.", want: []string{"official:anna-kowalczyk defence minister state:FRA ongoing"}},
		{name: "possessor", text: "Germany's Foreign Minister Anna Kowalczyk spoke.", want: []string{"official:anna-kowalczyk Foreign Minister state:DEU ongoing"}},
		{name: "former", text: "Former French Defence Minister Anna Kowalczyk spoke.", want: []string{"official:anna-kowalczyk Defence Minister state:FRA done"}},
		{name: "former in an apposition", text: "Anna Kowalczyk, a former French defence minister, spoke.", want: []string{"official:anna-kowalczyk defence minister state:FRA done"}},
		{name: "accents", text: "French Defence Minister \u00c9lodie N\u00e9meth spoke.", want: []string{"official:elodie-nemeth Defence Minister state:FRA ongoing"}},
		{name: "the surname alone later", text: "French Defence Minister Anna Kowalczyk spoke. Minister Kowalczyk left.", want: []string{"official:anna-kowalczyk Defence Minister state:FRA ongoing"}},
		{name: "a bracket between", text: "French Defence Minister (MoD) Gen (Retd) Anna Kowalczyk spoke.", want: []string{"official:anna-kowalczyk Defence Minister state:FRA ongoing"}},
		{name: "honorifics between", text: "Malaysian Defence Minister Datuk Seri Dr. Azhar Mansor spoke.", want: []string{"official:azhar-mansor Defence Minister state:MYS ongoing"}},
		{name: "a name like a pronoun", text: "Chinese Vice Premier He Dongsheng spoke.", want: []string{"official:he-dongsheng Vice Premier state:CHN ongoing"}},
		{name: "one before and one behind", text: "French Defence Minister Anna Kowalczyk, chairwoman of NATO, spoke.", want: []string{"official:anna-kowalczyk Defence Minister state:FRA ongoing", "official:anna-kowalczyk chairwoman org:nato ongoing"}},
		{name: "a list of appositions", text: "Anna Kowalczyk, Chief of Staff of the French Forces, Peter Odhiambo, Chief of Staff of the Kenyan Forces, and Jean Habimana, Chief of Staff of Rwanda, came.",
			want: []string{"official:anna-kowalczyk Chief of Staff state:FRA ongoing", "official:peter-odhiambo Chief of Staff state:KEN ongoing", "official:jean-habimana Chief of Staff state:RWA ongoing"}},
		{name: "the title of who follows", text: "With Minister of Foreign Affairs of Kenya Peter Odhiambo, State Councilor of Rwanda, Minister of Defence Jean Habimana, spoke.",
			want: []string{"official:peter-odhiambo Minister of Foreign Affairs state:KEN ongoing", "official:jean-habimana State Councilor state:RWA ongoing"}},
		{name: "an office of the subject", text: "In talks with French General Anna Kowalczyk, the minister said so."},
		{name: "a commanding officer", text: "Anna Kowalczyk, commanding officer of the French Army's 43rd RI, spoke.", want: []string{"official:anna-kowalczyk commanding officer state:FRA ongoing"}},
		{name: "excellencies", text: "DOHA: Minister of Defence H E Dr Khalid Mansor of Qatar and Foreign Minister HE Sheikh Azhar Rashid spoke.",
			want: []string{"official:khalid-mansor Minister of Defence state:QAT ongoing", "official:azhar-rashid Foreign Minister state:QAT ongoing"}},
		{name: "a name that a particle opens", text: "Sudanese ambassador al-Harith Mansor spoke.", want: []string{"official:al-harith-mansor ambassador state:SDN ongoing"}},
		{name: "a given name that is a place", text: "Kenya's Cabinet Secretary for Defence Aden Odhiambo spoke.", want: []string{"official:aden-odhiambo Cabinet Secretary for Defence state:KEN ongoing"}},
		{name: "a given name that is a system", text: "Russian ambassador Iskander Azizov spoke.", want: []string{"official:iskander-azizov ambassador state:RUS ongoing"}},
		{name: "a surname like a verb", text: "Kenyan Defence Minister Azhar bin Rashid al Said spoke.", want: []string{"official:azhar-bin-rashid-al-said Defence Minister state:KEN ongoing"}},
		{name: "a surname before another's title", text: "Kenyan Defence Minister Peter Odhiambo came. It was agreed by Odhiambo, the President of Rwanda, General Jean Habimana, and others.",
			want: []string{"official:peter-odhiambo Defence Minister state:KEN ongoing", "official:jean-habimana President state:RWA ongoing"}},
		{name: "what is quoted", text: "KIGALI: \"We bought it from Kenya,\" said army chief Jean Habimana. Kenya and Kenya again.", want: []string{"official:jean-habimana army chief state:RWA ongoing"}},
		{name: "an attorney general", text: "KIGALI: Attorney General Jean Habimana met troops from Kenya.", want: []string{"official:jean-habimana Attorney General state:RWA ongoing"}},
		{name: "where an ambassador is sent", text: "Peter Odhiambo, the ambassador to France, spoke."},
		{name: "where no ambassador is sent", text: "Peter Odhiambo, the adviser to NATO, spoke.", want: []string{"official:peter-odhiambo adviser org:nato ongoing"}},
		{name: "offices alike", text: "KIGALI: Defence Minister Jean Habimana and Chief of the Defence Forces Peter Odhiambo spoke.",
			want: []string{"official:jean-habimana Defence Minister state:RWA ongoing", "official:peter-odhiambo Chief of the Defence Forces state:RWA ongoing"}},
		{name: "a longer name than a known one", text: "Afghan Prime Minister Mohamad Hasan Akhund spoke.", want: []string{"official:mohamad-hasan-akhund Prime Minister state:AFG ongoing"}},
		{name: "a king", text: "Jordan's King Abdullah II spoke.", want: []string{"official:king-abdullah-ii King state:JOR ongoing"}},
		{name: "initials of two letters", text: "Mongolian Defence Minister Ts.Zorigbaatar spoke.", want: []string{"official:ts-zorigbaatar Defence Minister state:MNG ongoing"}},
		{name: "a phrase that opens the sentence", text: "After talks with the French defence minister, Anna Kowalczyk left."},
		{name: "two particles", text: "Mexican Defence Minister Luisa de la Torre spoke.", want: []string{"official:luisa-de-la-torre Defence Minister state:MEX ongoing"}},
		{name: "the body of a title", text: "Supreme Allied Commander Gen. Anna Kowalczyk spoke.", want: []string{"official:anna-kowalczyk Supreme Allied Commander org:nato ongoing"}},
		{name: "an officer commanding in chief", text: "Peter Odhiambo, Flag Officer Commanding-in-Chief of Kenya's Western Naval Command, spoke.", want: []string{"official:peter-odhiambo Flag Officer Commanding-in-Chief state:KEN ongoing"}},
		{name: "the president of a firm", text: "Lockheed Martin President Anna Kowalczyk and the joint venture's president Ola Berg flew to Kenya."},
		{name: "a vice president of many", text: "KIGALI: Anna Kowalczyk, senior vice president, flew in. Ola Berg, president and chief executive, left Rwanda."},
		{name: "one title for two states", text: "Kenya's Foreign Minister Peter Odhiambo and Rwanda's Jean Habimana met.",
			want: []string{"official:peter-odhiambo Foreign Minister state:KEN ongoing", "official:jean-habimana Foreign Minister state:RWA ongoing"}},
		{name: "the country of the dateline", text: "KIGALI: Defence Minister Jean Habimana met troops from Kenya.", want: []string{"official:jean-habimana Defence Minister state:RWA ongoing"}},
		{name: "not that of a colleague", text: "KIGALI: Kenyan Defence Minister Peter Odhiambo and Rwandan Defence Minister Jean Habimana met. Defence Minister Zola Dube of the third country sent Uganda a letter.",
			want: []string{"official:peter-odhiambo Defence Minister state:KEN ongoing", "official:jean-habimana Defence Minister state:RWA ongoing", "official:zola-dube Defence Minister state:UGA ongoing"}},
		{name: "two countries alike", text: "Kenya and Uganda agreed. Defence Minister Peter Odhiambo spoke."},
		{name: "no office of a country", text: "KIGALI: Team manager Jean Habimana met players."},
		{name: "no name", text: "The French defence minister spoke."},
		{name: "no office", text: "Anna Kowalczyk of France spoke."},
		{name: "a journalist", text: "French journalist Anna Kowalczyk spoke."},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range w.Extract(pipeline.Text(tt.text), "2024-05-17", "") {
				if s.Type == "HOLDS_OFFICE" {
					got = append(got, fmt.Sprintf("%s %s %s %s", s.Source.ID, s.Office, s.Target.ID, s.Modality))
				}
			}
			switch fine := slices.Equal(got, tt.want); {
			case !fine:
				t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

// TestPress holds that the press of a country gives its offices without the country.
func TestPress(t *testing.T) {
	const text = "Rwanda bought tanks from Pakistan. Rwanda thanked it. Defence Minister Jean Habimana spoke."
	for host, want := range map[string]string{"dawn.com": "state:PAK", "images.dawn.com": "state:PAK", "app.com.pk": "state:PAK", "sundawn.com": "state:RWA"} {
		for _, s := range load(t).NewWorker().Extract(pipeline.Text(text), "2024-05-17", host) {
			if s.Type == "HOLDS_OFFICE" && string(s.Target.ID) != want {
				t.Errorf("%s: the office is of %s, want %s", host, s.Target.ID, want)
			}
		}
	}
}

// TestShortNames holds which words name a person of the document again.
func TestShortNames(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"the first name", "South Korean Defence Minister Bae Jin-woo met French Defence Minister Anna Kowalczyk. Bae later met Anna Kowalczyk.", "Bae"},
		{"the first two names", "Malaysian Defence Minister Mohamed Azlan Nordin met French Defence Minister Anna Kowalczyk. Mohamed Azlan later met Anna Kowalczyk.", "Mohamed Azlan"},
		{"a longer name", "South Korean Defence Minister Bae Jin-woo met French Defence Minister Anna Kowalczyk. Bae Hyatt met Anna Kowalczyk.", ""},
		{"two of the name", "South Korean Defence Minister Bae Jin-woo met North Korean Defence Minister Bae Chol-su. Bae later met Anna Kowalczyk.", ""},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w.Extract(pipeline.Text(tt.text), "2024-05-17", "")
			short := ""
			for _, n := range w.Mentions() {
				if n = strings.TrimPrefix(n, "official:"); n == "Bae" || n == "Mohamed Azlan" {
					short = n
				}
			}
			if short != tt.want {
				t.Errorf("%q\n got %q\nwant %q of %q", tt.text, short, tt.want, w.Mentions())
			}
		})
	}
}

// TestFirms holds which firms that no gazetteer lists are found.
func TestFirms(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{name: "a legal form", text: "Varkon Ltd built tanks.", want: []string{"firm:Varkon Ltd"}},
		{name: "a trade", text: "Norway ordered tanks from Varkon Aerospace.", want: []string{"firm:Varkon Aerospace"}},
		{name: "a loose end", text: "Norway ordered tanks from Varkon Group.", want: []string{"firm:Varkon Group"}},
		{name: "behind a noun", text: "Norway ordered tanks from the shipbuilder Varkon.", want: []string{"firm:Varkon"}},
		{name: "before an apposition", text: "Varkon, a Norwegian firm, built tanks.", want: []string{"firm:Varkon"}},
		{name: "behind a place", text: "Norway ordered tanks from Oslo Aerospace.", want: []string{"firm:Oslo Aerospace"}},
		{name: "a listed one goes on", text: "Norway ordered tanks from Lockheed Martin Aeronautics Corporation.", want: []string{"firm:Lockheed Martin Aeronautics Corporation"}},
		{name: "a branch abroad", text: "Norway ordered tanks from Rheinmetall-Italy.", want: []string{"firm:Rheinmetall-Italy"}},
		{name: "its first word again", text: "Varkon Group built tanks. Varkon built tanks.", want: []string{"firm:Varkon Group", "firm:Varkon"}},
		{name: "its initials again", text: "Varkon Shipyard Ltd (VSL) built tanks. VSL built tanks.", want: []string{"firm:Varkon Shipyard Ltd", "firm:VSL"}},
		{name: "an ampersand", text: "Norway ordered tanks from Varkon & Toubro Ltd.", want: []string{"firm:Varkon & Toubro Ltd."}},
		{name: "a system's name in it", text: "Norway ordered shells from Armoured Vehicle Varkon Limited.", want: []string{"firm:Armoured Vehicle Varkon Limited"}},
		{name: "common words only", text: "The Strike Group fired missiles at Norway."},
		{name: "an officer of a firm", text: "Norway ordered tanks from the company, CEO Hans Varkon said."},
		{name: "a verb of a headline", text: "Drone maker Varkon Sells 20 Tanks to Norway", want: []string{"firm:Varkon"}},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w.Extract(pipeline.Text(tt.text), "2024-05-17", "")
			var got []string
			for _, n := range w.Mentions() {
				if strings.HasPrefix(n, "firm:") {
					got = append(got, n)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

// TestPersonsOfOneDocument holds that a surname means the person of the document
// that bears it, and that the person of one document is nobody in the next.
func TestPersonsOfOneDocument(t *testing.T) {
	w := load(t).NewWorker()
	names := func(text string) []string {
		w.Extract(pipeline.Text(text), "2024-05-17", "")
		return slices.Clone(w.Mentions())
	}
	first := names("French Defence Minister Anna Kowalczyk spoke.")
	if !slices.Contains(first, "official:Anna Kowalczyk") {
		t.Errorf("the person is not among %q", first)
	}
	if next := names("Kowalczyk attacked Ukraine."); slices.ContainsFunc(next, func(n string) bool { return n == "official:Kowalczyk" }) {
		t.Errorf("the person of the document before is among %q", next)
	}
}
