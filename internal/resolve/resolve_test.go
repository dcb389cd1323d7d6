package resolve_test

import (
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

// told lists the claims of one type in a text: "state:DEU -> state:UKR".
func told(w *pipeline.Worker, kind, date, text string) []string {
	var out []string
	for _, s := range w.Extract(pipeline.Text(text), date, "") {
		if s.Type == kind {
			out = append(out, string(s.Source.ID)+" -> "+string(s.Target.ID))
		}
	}
	slices.Sort(out)
	return out
}

func TestMeant(t *testing.T) {
	text := "Germany praised Poland. It sent HIMARS launchers to Ukraine."
	for _, s := range load(t).NewWorker().Extract(pipeline.Text(text), "", "") {
		if got, want := s.Evidence[0].Antecedent, "It = state:DEU"; got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestAntecedents(t *testing.T) {
	tests := []struct {
		name, kind, text string
		want             []string
	}{
		{name: "it, the only state before", kind: "SUPPLIES", text: "Germany praised the plan. It sent HIMARS launchers to Ukraine.", want: []string{"state:DEU -> state:UKR"}},
		{name: "it, the subject before", kind: "SUPPLIES", text: "Germany praised Poland. It sent HIMARS launchers to Ukraine.", want: []string{"state:DEU -> state:UKR"}},
		{name: "it, of whom somebody claims something", kind: "SUPPLIES", text: "South Africa rejected US claims that it had supplied Russia with HIMARS launchers.", want: []string{"state:ZAF -> state:RUS"}},
		{name: "a country with its region, not the subject", kind: "SUPPLIES", text: "Germany praised Mali. The West African country received tanks from Turkey.", want: []string{"state:TUR -> state:MLI"}},
		{name: "it, two states before", kind: "SUPPLIES", text: "Nobody in Germany praised Poland. It sent HIMARS launchers to Ukraine."},
		{name: "it, two subjects before", kind: "SUPPLIES", text: "Germany and Poland met. It sent HIMARS launchers to Ukraine."},
		{name: "they, one state before", kind: "SUPPLIES", text: "Germany praised Poland. They sent HIMARS launchers to Ukraine."},
		{name: "it, behind a time", kind: "SUPPLIES", text: "Germany praised Poland. On Monday it sent HIMARS launchers to Ukraine.", want: []string{"state:DEU -> state:UKR"}},
		{name: "it, by a row of subjects", kind: "SUPPLIES", text: "On Monday, Germany praised Poland. It spoke of Turkey and Greece. It also sent HIMARS launchers to Ukraine.", want: []string{"state:DEU -> state:UKR"}},
		{name: "the country that a row of subjects is about", kind: "SUPPLIES", text: "Germany praised Poland. The country sent HIMARS launchers to Ukraine.", want: []string{"state:DEU -> state:UKR"}},
		{name: "the government, whatever the subject", kind: "SUPPLIES", text: "Germany praised Poland. The government sent HIMARS launchers to Ukraine."},
		{name: "the company that the headline is about", kind: "PRODUCES", text: "Baykar opens an office\n\nIt met Saab and Thales. Nobody came. The company makes drones.", want: []string{"firm:baykar -> "}},
		{name: "who attacks its posts, says he", kind: "ATTACKS", text: "Chad met Sudan. Officials of Libya said Sudan had shelled its positions.", want: []string{"state:SDN -> state:LBY"}},
		{name: "rebels", kind: "ATTACKS", text: "The army fights M23 near Goma. On Monday the rebels shelled Bukavu.", want: []string{"org:m23 -> place:bukavu"}},
		{name: "a group that somebody backs", kind: "ATTACKS", text: "The Houthis spoke. The Iran-aligned group attacked Eilat.", want: []string{"org:houthis -> place:eilat"}},
		{name: "rebels and soldiers of nobody named", kind: "ATTACKS", text: "The ELN spoke of peace in Colombia. The rebels ambushed a patrol on Monday.", want: []string{"org:eln -> state:COL"}},
		{name: "whom an army fights whose foe did something", kind: "ATTACKS", text: "The Sudanese army fights the Rapid Support Forces. The paramilitaries shelled Omdurman. The army bombed their camp, officials of Chad said.", want: []string{"org:rapid-support-forces -> place:omdurman", "state:SDN -> org:rapid-support-forces"}},
		{name: "an army, its state told later", kind: "ATTACKS", text: "Army jets bombed the town of Pauktaw. Rain fell. Myanmar was silent.", want: []string{"state:MMR -> place:pauktaw"}},
		{name: "a regime in its own land", kind: "ATTACKS", text: "Russian jets bombed Idlib. Regime forces shelled Aleppo. Syrians fled from Homs.", want: []string{"state:RUS -> place:idlib", "state:SYR -> place:aleppo"}},
		{name: "a regime that fights a group at home", kind: "ATTACKS", text: "China spoke of Myanmar. The junta bombed the Arakan Army.", want: []string{"state:MMR -> org:arakan-army"}},
		{name: "an army that buys for another", kind: "BUYS", text: "The Army awarded Lockheed Martin a $224 million contract to build HIMARS launchers for Poland.", want: []string{"state:USA -> firm:lockheed-martin"}},
		{name: "its pilots, the trainer's own", kind: "TRAINS", text: "China criticised the move. The U.S. Navy uses the base to train its pilots."},
		{name: "its pilots, of who was armed", kind: "TRAINS", text: "Kenya gave Chad 12 tanks. Chad is grateful. Norway will train its soldiers.", want: []string{"state:NOR -> state:TCD"}},
		{name: "soldiers of where one is sent", kind: "TRAINS", text: "Portugal sent officers to Mozambique to train marines.", want: []string{"state:PRT -> state:MOZ"}},
		{name: "a base that a comma ties to its owner", kind: "TRAINS", text: "Somali soldiers are being trained at Camp Turksom, Turkey's base.", want: []string{"state:TUR -> state:SOM"}},
		{name: "an operation of one state", kind: "TRAINS", text: "Operation Barkhane trained 200 Malian soldiers.", want: []string{"state:FRA -> state:MLI"}},
		{name: "they, not an operation", kind: "TRAINS", text: "Norwegian officers took part in Operation Interflex, where they trained 200 Ukrainian recruits.", want: []string{"state:NOR -> state:UKR"}},
		{name: "the soldiers, the only forces told", kind: "TRAINS", text: "A parade of the Somali National Army ended. Rain fell. Nobody came. Turkish officers trained the soldiers.", want: []string{"state:TUR -> state:SOM"}},
		{name: "the soldiers, told behind", kind: "TRAINS", text: "Irish officers taught the recruits. Rain fell. Nobody came. Spain trained 300 Malian soldiers.", want: []string{"state:ESP -> state:MLI", "state:IRL -> state:MLI"}},
		{name: "the soldiers, of two armies", kind: "TRAINS", text: "Kenyan soldiers met Ugandan soldiers. Rain fell. Nobody came. Turkish officers trained the soldiers."},
		{name: "more, without a name", kind: "TRAINS", text: "British engineers train Kosovar soldiers. Rain fell. Another 30 will be trained in May.", want: []string{"state:GBR -> state:XKX", "state:GBR -> state:XKX"}},
		{name: "more, without a name, at home", kind: "TRAINS", text: "British engineers train Nigerian soldiers. Another 30 recruits were trained in Lagos.", want: []string{"state:GBR -> state:NGA"}},
		{name: "what goes on beside what is done", kind: "TRAINS", text: "Britain is training Kosovar soldiers. Britain has trained 300 Kosovar soldiers.", want: []string{"state:GBR -> state:XKX", "state:GBR -> state:XKX"}},
		{name: "the mission, whose instructors were told", kind: "TRAINS", text: "British engineers train Kosovar soldiers. The mission has trained 5,500 soldiers.", want: []string{"state:GBR -> state:XKX", "state:GBR -> state:XKX"}},
		{name: "the navy, its state told behind the seller's", kind: "BUYS", text: "The Navy will buy two submarines from China. Bangladesh has two frigates.", want: []string{"state:BGD -> state:CHN"}},
		{name: "a firm's own country buys nothing", kind: "BUYS", text: "A Canadian firm won an order for 117 tanks."},
		{name: "another 12", kind: "BUYS", text: "Poland bought 48 K9 howitzers from Hanwha. In 2023 Warsaw ordered another 152.", want: []string{"state:POL -> firm:hanwha-group", "state:POL -> firm:hanwha-group"}},
		{name: "six of them", kind: "BUYS", text: "The Nigerian army took delivery of two K9 howitzers from Hanwha. Nigeria ordered six of them in 2022.", want: []string{"state:NGA -> firm:hanwha-group"}},
		{name: "the army, not of a foreign firm", kind: "BUYS", text: "The Army bought tanks from the South Korean firm Hanwha. Rain fell."},
		{name: "them, soldiers sent to another land", kind: "TRAINS", text: "The Moldovan soldiers left for Kosovo. Romanian instructors had trained them.", want: []string{"state:ROU -> state:MDA"}},
		{name: "22 of them", kind: "TRAINS", text: "The pilots of the Slovak Air Force fly jets. The Americans have trained 22 of them.", want: []string{"state:USA -> state:SVK"}},
		{name: "a contract, one firm told", kind: "BUYS", text: "Britain announced a contract for a new missile system. MBDA welcomed it. MBDA has 500 workers.", want: []string{"state:GBR -> firm:mbda"}},
		{name: "a contract, two firms told", kind: "BUYS", text: "Britain announced a contract for a new missile system. MBDA welcomed it. MBDA and Saab are rivals."},
		{name: "the signing of a contract told before", kind: "SIGNS", text: "Peru signed a contract with Hanwha. Korea and Chile looked on. The signing of the contract was hailed.", want: []string{"state:PER -> firm:hanwha-group"}},
		{name: "crews of who buys there", kind: "TRAINS", text: "Chad bought drones from Turkey. Turkey will train crews.", want: []string{"state:TUR -> state:TCD"}},
		{name: "the mission, by its kind", kind: "TRAINS", text: "EUTM Mali ended. The mission trained 20,000 Malian soldiers.", want: []string{"org:eutm-mali -> state:MLI"}},
		{name: "the mission, one of two", kind: "TRAINS", text: "EUTM Mali and EUTM Somalia ended. The mission trained 20,000 Malian soldiers."},
		{name: "its posts, of the subject before", kind: "ATTACKS", text: "The group Boko Haram fled Gwoza, officials of the UN said. Nigerian jets bombed its camps.", want: []string{"state:NGA -> org:boko-haram"}},
		{name: "its, of the subject behind", kind: "ATTACKS", text: "Iraq spoke. In its campaign against Turkey, the PKK killed ten soldiers.", want: []string{"org:pkk -> state:TUR"}},
		{name: "a branch of a group", kind: "ATTACKS", text: "Al Qaeda's branch JNIM spoke. French jets bombed the group's camps.", want: []string{"state:FRA -> org:jamaat-nusrat-al-islam-wal-muslimin"}},
		{name: "the first of two groups", kind: "ATTACKS", text: "Boko Haram's fighters met Ansaru. Nigerian jets bombed the group's camps.", want: []string{"state:NGA -> org:boko-haram"}},
		{name: "rebels of nobody", kind: "ATTACKS", text: "The army fights near Goma. On Monday the rebels shelled Bukavu."},
		{name: "the army of a group's home", kind: "ATTACKS", text: "Army jets bombed an Arakan Army base.", want: []string{"state:MMR -> org:arakan-army"}},
		{name: "the army of the state that the text is about", kind: "ATTACKS", text: "Army jets bombed a JNIM base. Mali fights for peace. Mali has many towns. Mali and Niger met.", want: []string{"state:MLI -> org:jamaat-nusrat-al-islam-wal-muslimin"}},
		{name: "the army of one of two states", kind: "ATTACKS", text: "Army jets bombed a JNIM base. Mali and Niger met."},
		{name: "it, no state before", kind: "SUPPLIES", text: "The plan was praised. It sent HIMARS launchers to Ukraine."},
		{name: "it, too far away", kind: "SUPPLIES", text: "Germany praised the plan. The weather was fine. Nobody came. It sent HIMARS launchers to Ukraine."},
		{name: "only pronouns", kind: "ATTACKS", text: "Germany praised the plan. It attacked it."},
		{name: "the company, the only firm", kind: "PRODUCES", text: "Baykar opened an office. It was sunny. Nobody came. The company makes drones.", want: []string{"firm:baykar -> "}},
		{name: "a firm by its town", kind: "PRODUCES", text: "Baykar met Saab. The Istanbul-based company makes drones.", want: []string{"firm:baykar -> "}},
		{name: "a firm of another state", kind: "PRODUCES", text: "Baykar met Kenya. The Swedish group makes drones."},
		{name: "a group that is a firm", kind: "BUYS", text: "Baykar met Saab. The Turkish group won a contract from Kenya for drones.", want: []string{"state:KEN -> firm:baykar"}},
		{name: "the firm of a state", kind: "PRODUCES", text: "Baykar met Saab. The Turkish company makes drones.", want: []string{"firm:baykar -> "}},
		{name: "a list that leaves out the verb", kind: "BUYS", text: "Poland bought tanks from South Korea, missiles from Sweden and howitzers from France.", want: []string{"state:POL -> state:FRA", "state:POL -> state:KOR", "state:POL -> state:SWE"}},
		{name: "they, who says so", kind: "BUYS", text: "Polish Defence Minister Anna Kowalczyk praised Sweden, adding that they bought tanks from Germany.", want: []string{"state:POL -> state:DEU"}},
		{name: "a ministry, of the firm's home", kind: "BUYS", text: "The Ministry of Defence signed a contract with Hindustan Aeronautics Limited for missiles.", want: []string{"state:IND -> firm:hindustan-aeronautics-limited"}},
		{name: "a ministry among states", kind: "BUYS", text: "Norway and Oman met. The Ministry of Defence signed a contract with Saab for missiles."},
		{name: "the European country", kind: "BUYS", text: "Poland spoke of peace. The European country bought tanks from Germany.", want: []string{"state:POL -> state:DEU"}},
		{name: "both countries", kind: "SIGNS", text: "France and Germany held talks. Both countries signed a defence agreement.", want: []string{"state:FRA -> state:DEU"}},
		{name: "both countries, three before", kind: "SIGNS", text: "France, Germany and Poland held talks. Both countries signed a defence agreement."},
		{name: "both countries, of the last talks", kind: "SIGNS", text: "Kenyan Defence Minister Aden Duale met French Defence Minister S\u00e9bastien Lecornu. They spoke of Mali, Niger and Chad. Both countries signed a defence agreement.", want: []string{"state:KEN -> state:FRA"}},
		{name: "both countries, of talks of three", kind: "SIGNS", text: "Kenyan Defence Minister Aden Duale met French Defence Minister S\u00e9bastien Lecornu and Boris Pistorius. Both countries signed a defence agreement."},
		{name: "the signing of an agreement, of the last talks", kind: "SIGNS", text: "Kenyan Defence Minister Aden Duale met French Defence Minister S\u00e9bastien Lecornu. They welcomed the signing of a defence agreement.", want: []string{"state:KEN -> state:FRA"}},
		{name: "the ministers, of the last talks", kind: "SIGNS", text: "Kenyan Defence Minister Aden Duale met French Defence Minister S\u00e9bastien Lecornu. In Nairobi, the ministers signed a defence agreement.", want: []string{"state:KEN -> state:FRA"}},
		{name: "the ministers of nobody", kind: "SIGNS", text: "Kenyan Defence Minister Aden Duale spoke. In Nairobi, the ministers signed a defence agreement."},
		{name: "an agreement with one, of who was told before", kind: "SIGNS", text: "The foreign minister of Kenya flew home. A defence agreement was signed with France.", want: []string{"state:KEN -> state:FRA"}},
		{name: "an agreement with one, says another", kind: "SIGNS", text: "Kenya spoke. Officials of Hamas said an agreement had been signed with France.", want: []string{"org:hamas -> state:FRA"}},
		{name: "the parties, of the last talks", kind: "SIGNS", text: "Kenyan Defence Minister Aden Duale met French Defence Minister S\u00e9bastien Lecornu. After that, the parties signed a protocol.", want: []string{"state:KEN -> state:FRA"}},
		{name: "the chiefs of both countries", kind: "SIGNS", text: "Kenya's army chief visited France. The chiefs of both countries signed an accord.", want: []string{"state:KEN -> state:FRA"}},
		{name: "their chiefs", kind: "SIGNS", text: "Kenya and France met. A memorandum was signed by their army chiefs.", want: []string{"state:KEN -> state:FRA"}},
		{name: "the chiefs of nobody", kind: "SIGNS", text: "Kenya's army chief spoke. The chiefs of both parties signed an accord."},
		{name: "the two sides, a firm and a state", kind: "SIGNS", text: "Hanwha of South Korea signed a contract with Poland. The two sides signed the deal in May.", want: []string{"firm:hanwha-group -> state:POL"}},
		{name: "the two firms", kind: "SIGNS", text: "Rheinmetall and Leonardo work together. The two firms signed a contract.", want: []string{"firm:rheinmetall -> firm:leonardo"}},
		{name: "the two firms, of three", kind: "SIGNS", text: "Rheinmetall, Saab and Leonardo work together. The two firms signed a contract."},
		{name: "the bloc", kind: "SIGNS", text: "ASEAN and Japan met. The bloc signed a statement with Japan.", want: []string{"org:asean -> state:JPN"}},
		{name: "both countries, one before", kind: "SIGNS", text: "France held talks. Both countries signed a defence agreement."},
		{name: "the two sides, by their officials", kind: "SIGNS", text: "Defence Minister Boris Pistorius met French Defence Minister S\u00e9bastien Lecornu. The two sides signed a defence agreement.", want: []string{"state:DEU -> state:FRA"}},
		{name: "a description of who holds an office", kind: "MEETS", text: "Ugandan Defence Minister Joel Ssemakula arrived in Berlin. The Ugandan minister met Boris Pistorius.", want: []string{"official:joel-ssemakula -> official:boris-pistorius"}},
		{name: "the militants", kind: "ATTACKS", text: "Hezbollah shelled Haifa. The militants attacked Jordanian troops.", want: []string{"org:hezbollah -> place:haifa", "org:hezbollah -> state:JOR"}},
		{name: "the rebel group", kind: "ATTACKS", text: "Hezbollah shelled Haifa. The rebel group attacked Jordanian troops.", want: []string{"org:hezbollah -> place:haifa", "org:hezbollah -> state:JOR"}},
		{name: "who responds", kind: "ATTACKS", text: "Hezbollah shelled Haifa, and Israel responded with air strikes.", want: []string{"org:hezbollah -> place:haifa", "state:ISR -> org:hezbollah"}},
		{name: "who responds too late", kind: "ATTACKS", text: "Hezbollah shelled Haifa. It rained. Nobody came. The sun rose. Israel responded with air strikes.", want: []string{"org:hezbollah -> place:haifa"}},
		{name: "who is blamed", kind: "ATTACKS", text: "A drone hit a hotel in Kherson. Kyiv blamed Russia.", want: []string{"state:RUS -> place:kherson"}},
		{name: "who is blamed too late", kind: "ATTACKS", text: "A drone hit a hotel in Kherson. It rained. Kyiv blamed Russia."},
		{name: "what was shelled by nobody told", kind: "ATTACKS", text: "The town of Haifa was shelled. Hezbollah claimed responsibility.", want: []string{"org:hezbollah -> place:haifa"}},
		{name: "an attack claimed and told behind", kind: "ATTACKS", text: "Hezbollah claimed responsibility for the attack that killed ten in Haifa.", want: []string{"org:hezbollah -> place:haifa"}},
		{name: "whence it was fired", kind: "ATTACKS", text: "Ten died in an attack from Haifa. Hezbollah claimed responsibility."},
		{name: "a description by initials", kind: "MEETS", text: "Ugandan Chief of Defence Forces Joel Ssemakula came to Berlin. The CDF met Boris Pistorius.", want: []string{"official:joel-ssemakula -> official:boris-pistorius"}},
		{name: "a leader", kind: "MEETS", text: "Kenyan President William Ruto came. The Kenyan leader met Boris Pistorius.", want: []string{"official:william-ruto -> official:boris-pistorius"}},
		{name: "a counterpart, named later", kind: "MEETS", text: "German Defence Minister Boris Pistorius meets his Ugandan counterpart\n\nUgandan Defence Minister Joel Ssemakula came to Berlin.", want: []string{"official:boris-pistorius -> official:joel-ssemakula"}},
		{name: "a leader of another country", kind: "MEETS", text: "Kenyan President William Ruto came. The Ugandan leader met Boris Pistorius."},
		{name: "the chief of a body", kind: "MEETS", text: "UN Secretary-General Ant\u00f3nio Guterres came. The UN chief met Boris Pistorius.", want: []string{"official:antonio-guterres -> official:boris-pistorius"}},
		{name: "who is known to be president", kind: "MEETS", text: "Emmanuel Macron came. The French president met Boris Pistorius.", want: []string{"official:emmanuel-macron -> official:boris-pistorius"}},
		{name: "who is known to be no minister", kind: "MEETS", text: "Emmanuel Macron came. The French minister met Boris Pistorius."},
		{name: "a description of two", kind: "MEETS", text: "Ugandan Defence Minister Joel Ssemakula and Kenyan Defence Minister Peter Odhiambo came to Berlin. The defence minister met Boris Pistorius."},
		{name: "he, who is told of twice before", kind: "MEETS", text: "Ugandan Defence Minister Joel Ssemakula came. He met Boris Pistorius. He also met Mark Rutte.", want: []string{"official:joel-ssemakula -> official:boris-pistorius", "official:joel-ssemakula -> official:mark-rutte"}},
		{name: "he, who acts before", kind: "MEETS", text: "Ugandan Defence Minister Joel Ssemakula met Boris Pistorius. Later he met Mark Rutte.", want: []string{"official:joel-ssemakula -> official:boris-pistorius", "official:joel-ssemakula -> official:mark-rutte"}},
		{name: "he, the subject before", kind: "MEETS", text: "Ugandan Defence Minister Joel Ssemakula praised Boris Pistorius. He met Mark Rutte.", want: []string{"official:joel-ssemakula -> official:mark-rutte"}},
		{name: "he, whom he talks with", kind: "MEETS", text: "Ugandan Defence Minister Joel Ssemakula came. During talks with Boris Pistorius he said it rained.", want: []string{"official:joel-ssemakula -> official:boris-pistorius"}},
		{name: "he, who is told by his office", kind: "MEETS", text: "Ugandan Defence Minister Joel Ssemakula and Boris Pistorius signed. Uganda's defence minister came in May. He met Mark Rutte.", want: []string{"official:joel-ssemakula -> official:mark-rutte"}},
		{name: "he, too far away", kind: "MEETS", text: "Ugandan Defence Minister Joel Ssemakula came. It rained. Nobody spoke. He met Boris Pistorius."},
		{name: "a description of nobody", kind: "MEETS", text: "Ugandan Defence Minister Joel Ssemakula arrived in Berlin. The Kenyan minister met Boris Pistorius."},
		{name: "a name behind his office", kind: "MEETS", text: "Boris Pistorius held talks with the Defence Minister of Uganda, Mr Joel Ssemakula, in Berlin.", want: []string{"official:boris-pistorius -> official:joel-ssemakula"}},
		{name: "we in a statement", kind: "SUPPLIES", text: "Statement by French Defence Minister S\u00e9bastien Lecornu\nWe will send Caesar howitzers to Ukraine.", want: []string{"state:FRA -> state:UKR"}},
		{name: "we of a group's spokesman", kind: "ATTACKS", text: "\u201cOur fighters attacked Sevare,\u201d a JNIM spokesman said.", want: []string{"org:jamaat-nusrat-al-islam-wal-muslimin -> place:sevare"}},
		{name: "we in a quotation", kind: "SUPPLIES", text: "\u201cWe will send Caesar howitzers to Ukraine,\u201d French Defence Minister S\u00e9bastien Lecornu said.", want: []string{"state:FRA -> state:UKR"}},
		{name: "we of nobody", kind: "SUPPLIES", text: "We will send Caesar howitzers to Ukraine."},
		{name: "received from who gave before", kind: "SUPPLIES", text: "France gave Ukraine howitzers. Ukraine has received 12 radars.", want: []string{"state:FRA -> state:UKR", "state:FRA -> state:UKR"}},
		{name: "received from one of two", kind: "SUPPLIES", text: "France and Germany gave Ukraine howitzers. Ukraine has received 12 radars.", want: []string{"state:DEU -> state:UKR", "state:FRA -> state:UKR"}},
		{name: "who was told to have it", kind: "SUPPLIES", text: "Albania's navy showed a patrol ship. The vessel was donated by Italy.", want: []string{"state:ITA -> state:ALB"}},
		{name: "which of two was told to have it", kind: "SUPPLIES", text: "Albania and Greece showed a patrol ship. The vessel was donated by Italy."},
		{name: "something else than was told", kind: "SUPPLIES", text: "Albania's navy spoke. The vessel was donated by Italy."},
		{name: "whom he supplied before", kind: "SUPPLIES", text: "France gave Ukraine howitzers. France has also sent 12 radars.", want: []string{"state:FRA -> state:UKR", "state:FRA -> state:UKR"}},
		{name: "who sends more gives to the only taker", kind: "SUPPLIES", text: "France gave Ukraine howitzers. Germany has sent 12 radars.", want: []string{"state:DEU -> state:UKR", "state:FRA -> state:UKR"}},
		{name: "who sends more may be a foe", kind: "SUPPLIES", text: "France gave Ukraine howitzers. Germany shelled Kharkiv. Germany has sent 12 radars.", want: []string{"state:FRA -> state:UKR"}},
		{name: "who sends more has two takers", kind: "SUPPLIES", text: "France gave Ukraine howitzers. Iran gave Russia drones. Germany has sent 12 radars.", want: []string{"state:FRA -> state:UKR", "state:IRN -> state:RUS"}},
		{name: "whom the text has arms for", kind: "SUPPLIES", text: "Military aid for Ukraine was discussed. Germany has sent 12 radars.", want: []string{"state:DEU -> state:UKR"}},
		{name: "who commits to send more joins in", kind: "SUPPLIES", text: "France gave Ukraine howitzers. Germany has committed to send 12 radars.", want: []string{"state:DEU -> state:UKR", "state:FRA -> state:UKR"}},
		{name: "who donates more joins in", kind: "SUPPLIES", text: "France gave Ukraine howitzers. Germany has donated 12 radars.", want: []string{"state:DEU -> state:UKR", "state:FRA -> state:UKR"}},
		{name: "who says what will be sent sends it", kind: "SUPPLIES", text: "France praised Poland. French Defence Minister S\u00e9bastien Lecornu announced that howitzers would be sent to Ukraine.", want: []string{"state:FRA -> state:UKR"}},
		{name: "a giver is told, not a maker", kind: "SUPPLIES", text: "Kosovo received Skydagger drones from Turkey.", want: []string{"state:TUR -> state:XKX"}},
		{name: "a country between commas", kind: "SUPPLIES", text: "Another country, Poland, sent howitzers to Ukraine.", want: []string{"state:POL -> state:UKR"}},
		{name: "an official stands for his state", kind: "SUPPLIES", text: "French Defence Minister S\u00e9bastien Lecornu will send Caesar howitzers to Ukraine.", want: []string{"state:FRA -> state:UKR"}},
		{name: "a capital stands for its state", kind: "SUPPLIES", text: "Berlin sent HIMARS launchers to Kyiv.", want: []string{"state:DEU -> state:UKR"}},
		{name: "army warplanes of the state whose army was named", kind: "ATTACKS", text: "The Sudanese army praised Chad. Egypt was silent. Army warplanes bombed Nyala.", want: []string{"state:SDN -> place:nyala"}},
		{name: "soldiers of the only state", kind: "ATTACKS", text: "Boko Haram killed ten soldiers in an ambush, said an officer in Chad.", want: []string{"org:boko-haram -> state:TCD"}},
		{name: "soldiers near a place", kind: "ATTACKS", text: "Boko Haram ambushed an army convoy that was bound for Maiduguri.", want: []string{"org:boko-haram -> state:NGA"}},
		{name: "soldiers whom a state attacks", kind: "ATTACKS", text: "Cameroon shelled soldiers, said an officer in Chad."},
		{name: "a claimed attack, its place before", kind: "ATTACKS", text: "An attack on a hotel in Gao killed ten. France mourned. The attack was claimed by JNIM.", want: []string{"org:jamaat-nusrat-al-islam-wal-muslimin -> place:gao"}},
		{name: "a claimed attack, no place", kind: "ATTACKS", text: "An attack on a hotel killed ten. The attack was claimed by JNIM."},
		{name: "an invasion, places attacked before", kind: "ATTACKS", text: "Russian forces shelled Odesa. Thousands have fled since Moscow launched its invasion.", want: []string{"state:RUS -> place:odesa", "state:RUS -> state:UKR"}},
		{name: "a denied accusation", kind: "ATTACKS", text: "Chad accused Sudan of shelling Chadian villages. Sudan denied the accusation.", want: []string{"state:SDN -> state:TCD", "state:SDN -> state:TCD"}},
		{name: "a part denied, the attack before", kind: "ATTACKS", text: "An attack in Gao killed ten. Algeria denied any involvement in the attack.", want: []string{"state:DZA -> place:gao"}},
		{name: "local forces", kind: "TRAINS", text: "French soldiers arrived in Mali to train local forces.", want: []string{"state:FRA -> state:MLI"}},
		{name: "local forces in an empty text", kind: "TRAINS", text: "French soldiers trained local forces."},
		{name: "an acronym that the text introduces", kind: "TRAINS", text: "Soldiers of the Papua New Guinea Defence Forces (PNGDF) paraded. Australia trained 30 PNGDF soldiers.", want: []string{"state:AUS -> state:PNG"}},
		{name: "an acronym of something else", kind: "TRAINS", text: "The Papua New Guinea Rugby League (PNGRL) won. Australia trained 30 PNGRL soldiers."},
		{name: "a city told before", kind: "ATTACKS", text: "Explosions were heard in Kharkiv. Russian forces shelled the city.", want: []string{"state:RUS -> place:kharkiv"}},
		{name: "a city, two before", kind: "ATTACKS", text: "Explosions were heard in Kharkiv and Odesa. Russian forces shelled the city."},
		{name: "a country with its region", kind: "TRAINS", text: "French soldiers arrived in Mali to train the West African country's army.", want: []string{"state:FRA -> state:MLI"}},
		{name: "an answer", kind: "ATTACKS", text: "Russia attacked Kharkiv with 20 drones. Twelve drones were shot down.", want: []string{"state:RUS -> place:kharkiv", "state:UKR -> state:RUS"}},
		{name: "one answer in two verbs", kind: "ATTACKS", text: "Saudi forces intercepted and destroyed a missile fired by the Houthis.", want: []string{"state:SAU -> org:houthis"}},
		{name: "an answer to another weapon", kind: "ATTACKS", text: "Israeli jets bombed Tyre. Three rockets were intercepted.", want: []string{"state:ISR -> place:tyre"}},
		{name: "an answer in a war of both", kind: "ATTACKS", text: "Russia attacked Odesa with drones. Ukraine attacked Ryazan with drones. Three drones were shot down.", want: []string{"state:RUS -> place:odesa", "state:UKR -> place:ryazan"}},
		{name: "an answer over somebody's land", kind: "ATTACKS", text: "Twelve Ukrainian drones were shot down over Ryazan.", want: []string{"state:RUS -> state:UKR"}},
		{name: "an answer over one's own land", kind: "ATTACKS", text: "Twelve Ukrainian drones were shot down over Odesa."},
		{name: "killed where", kind: "ATTACKS", text: "A Russian missile strike killed two in Odesa.", want: []string{"state:RUS -> place:odesa"}},
		{name: "a ship with a town's name", kind: "ATTACKS", text: "Ukraine sank the Russian landing ship Novocherkassk.", want: []string{"state:UKR -> state:RUS"}},
		{name: "the enemy", kind: "ATTACKS", text: "The enemy shelled Kherson. Russian troops left.", want: []string{"state:RUS -> place:kherson"}},
		{name: "an enemy drone", kind: "ATTACKS", text: "Russian forces attacked Odesa. An enemy drone hit a house in Kherson.", want: []string{"state:RUS -> place:kherson", "state:RUS -> place:odesa"}},
		{name: "the enemy of many", kind: "ATTACKS", text: "The enemy shelled Kherson. Poland and France spoke."},
		{name: "a seller told behind", kind: "BUYS", text: "Denmark will buy 19 Caesar howitzers. Nexter makes the Caesar in Roanne.", want: []string{"state:DNK -> firm:nexter"}},
		{name: "a seller of part of his name", kind: "BUYS", text: "Kongsberg supplies NSM to Estonia. NSM, made by Kongsberg Defence & Aerospace, has been selected by Latvia.", want: []string{"state:LVA -> firm:kongsberg-defence-and-aerospace"}},
		{name: "one of two sellers", kind: "BUYS", text: "Denmark ordered NSM. Nexter makes the NSM. Saab makes the NSM.", want: nil},
		{name: "a purchase told again", kind: "BUYS", text: "Denmark ordered 19 Caesar howitzers from Nexter. Denmark confirmed the decision to buy Caesar howitzers.", want: []string{"state:DNK -> firm:nexter"}},
		{name: "a seller at home with one of two", kind: "BUYS", text: "Denmark and France signed a contract for Nexter's Caesar howitzers."},
		{name: "a buyer told behind", kind: "BUYS", text: "Saab won an order for 12 mortars. The order came from Estonia.", want: []string{"state:EST -> firm:saab"}},
		{name: "a navy named behind", kind: "BUYS", text: "The Navy ordered 12 mortars from Saab. The Estonian Navy is small, Poland said.", want: []string{"state:EST -> firm:saab"}},
		{name: "a firm that says it", kind: "BUYS", text: "The Greek firm Intracom said it signed a contract with Elbit Systems for Hermes drones."},
		{name: "a seller of the kind", kind: "BUYS", text: "Denmark will buy 246 infantry fighting vehicles. The CV90, made by BAE Systems, is in use in Norway.", want: []string{"state:DNK -> firm:bae-systems"}},
		{name: "a seller of another kind", kind: "BUYS", text: "Denmark will buy 246 tanks. The CV90, made by BAE Systems, is in use in Norway."},
		{name: "a headline's navy", kind: "BUYS", text: "Navy orders 12 mortars from Saab\n\nThe Estonian Navy is small, Poland said.", want: []string{"state:EST -> firm:saab"}},
		{name: "the federal government", kind: "BUYS", text: "Canada was calm. The federal government ordered 12 mortars from Saab.", want: []string{"state:CAN -> firm:saab"}},
		{name: "the enemy in a war with rebels", kind: "ATTACKS", text: "The enemy shelled Kunduz. American troops fought the Taliban."},
		{name: "an answer to nobody", kind: "ATTACKS", text: "Ukraine and Russia held talks. Twelve drones were shot down."},
		{name: "an answer that is told", kind: "ATTACKS", text: "Russia's defence ministry said air defences destroyed twelve Ukrainian drones.", want: []string{"state:RUS -> state:UKR"}},
		{name: "a land and its ally", kind: "ATTACKS", text: "Myanmar and Chinese jets bombed Sagaing.", want: []string{"state:CHN -> place:sagaing", "state:MMR -> place:sagaing"}},
		{name: "the land of one of two attackers", kind: "ATTACKS", text: "Ukraine and Russia launched drone attacks, with a fire in Odesa.", want: []string{"state:RUS -> place:odesa"}},
		{name: "soldiers who kill fighters", kind: "ATTACKS", text: "Nigeria was calm. Troops killed 19 Boko Haram fighters, the army said.", want: []string{"state:NGA -> org:boko-haram"}},
		{name: "strikes of the coalition named before", kind: "ATTACKS", text: "The Saudi-led coalition was silent. Ten died in coalition air strikes on Hodeidah.", want: []string{"org:saudi-led-coalition -> place:hodeidah"}},
		{name: "a village that no file lists", kind: "ATTACKS", text: "Two Syrian helicopters bombed the villages of Kafr Zora and Maar Hita.", want: []string{"state:SYR -> place:kafr-zora", "state:SYR -> place:maar-hita"}},
		{name: "a township, its name before", kind: "ATTACKS", text: "Myanmar jets bombed Kawk Lin Township.", want: []string{"state:MMR -> place:kawk-lin-township"}},
		{name: "a place behind in", kind: "ATTACKS", text: "Turkey carried out air strikes in Haftanur.", want: []string{"state:TUR -> place:haftanur"}},
		{name: "a village without a name", kind: "ATTACKS", text: "Turkey bombed the village of his birth."},
		{name: "militants are no state", kind: "ATTACKS", text: "Nigerian militants attacked Cameroon."},
		{name: "a militant group named behind", kind: "ATTACKS", text: "Nigeria's deadliest militant group, Boko Haram, attacked Cameroon.", want: []string{"org:boko-haram -> state:CMR"}},
		{name: "the group, the first named before", kind: "ATTACKS", text: "Boko Haram is an affiliate of Islamic State. Chad shelled bases of the group.", want: []string{"state:TCD -> org:boko-haram"}},
		{name: "cities named as examples", kind: "ATTACKS", text: "Iran fired missiles at Israeli cities, including Haifa and Ashkelon.", want: []string{"state:IRN -> place:ashkelon", "state:IRN -> place:haifa"}},
		{name: "warplanes of who says so", kind: "ATTACKS", text: "The Israeli military said warplanes struck Hamas positions.", want: []string{"state:ISR -> org:hamas"}},
		{name: "an accusation of an attack", kind: "ATTACKS", text: "Armenia was accused of attacks on Azerbaijani villages.", want: []string{"state:ARM -> state:AZE"}},
		{name: "dozens are people", kind: "ATTACKS", text: "Israeli air strikes killed dozens in Nabatieh.", want: []string{"state:ISR -> place:nabatieh"}},
		{name: "a repelled attack is one", kind: "ATTACKS", text: "The army repelled an attack by Boko Haram on Damaturu.", want: []string{"org:boko-haram -> place:damaturu"}},
		{name: "a strike blamed on somebody", kind: "ATTACKS", text: "A drone strike blamed on the Rapid Support Forces hit Port Sudan.", want: []string{"org:rapid-support-forces -> place:port-sudan"}},
		{name: "soldiers killed in an attack on a place", kind: "ATTACKS", text: "Ten soldiers were killed in the attack by Boko Haram on Damaturu.", want: []string{"org:boko-haram -> place:damaturu"}},
		{name: "who gave what somebody got", kind: "SUPPLIES", text: "Rwanda's army got 12 howitzers. They were delivered by Turkey in March.", want: []string{"state:TUR -> state:RWA"}},
		{name: "a headline's last pair", kind: "SUPPLIES", text: "Ghana receives 105 howitzers from US, Togo", want: []string{"state:TGO -> state:GHA", "state:USA -> state:GHA"}},
		{name: "who gave something else", kind: "SUPPLIES", text: "Rwanda's army got 12 howitzers. Turkey delivered frigates in March."},
		{name: "those among whom some are", kind: "SUPPLIES", text: "Turkey sold howitzers to many countries, among them Mali and Togo.", want: []string{"state:TUR -> state:MLI", "state:TUR -> state:TGO"}},
		{name: "nobody supplies himself", kind: "SUPPLIES", text: "Berlin sent HIMARS launchers to Germany."},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			switch got := told(w, tt.kind, "2024-05-17", tt.text); {
			case !slices.Equal(got, tt.want):
				t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

// TestAttacked holds how the target of an attack is found where its object names nobody.
func TestAttacked(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"A refinery in Ryazan was hit by Ukrainian drones.", []string{"state:UKR -> place:ryazan"}},
		{"The ELN attacked pipelines and army posts in eastern Colombia.", []string{"org:eln -> state:COL"}},
		{"Militants attacked a base at Gao in Mali. JNIM said it was behind the attack.", []string{"org:jamaat-nusrat-al-islam-wal-muslimin -> place:gao"}},
		{"Unidentified militants attacked a base at Gao in Mali. JNIM attacked Kidal.", []string{"org:jamaat-nusrat-al-islam-wal-muslimin -> place:kidal"}},
		{"Militants attacked a base at Gao in Mali. JNIM is active there.", nil},
		{"Myanmar's army shelled Hakha. Two died when troops shelled the village of Zigue.", []string{"state:MMR -> place:hakha", "state:MMR -> place:zigue"}},
		{"The Taliban raided a post in Kunduz, killing nine policemen and wounding five.", []string{"org:taliban -> place:kunduz"}},
		{"The Taliban raided a post in Kunduz, killing nine Pakistani soldiers.", []string{"org:taliban -> place:kunduz", "org:taliban -> state:PAK"}},
		{"Syrian jets bombed Idlib's Zigue and Kafr Zora villages.", []string{"state:SYR -> place:kafr-zora", "state:SYR -> place:zigue"}},
		{"Syrian jets bombed the villages bordering Idlib.", nil},
		{"Turkish raids were reported on Kobani, on silos near Aleppo and on Idlib.", []string{"state:TUR -> place:aleppo", "state:TUR -> place:idlib", "state:TUR -> place:kobani"}},
		{"Turkish attacks on Kobani, Aleppo and Idlib killed nine.", []string{"state:TUR -> place:aleppo", "state:TUR -> place:idlib", "state:TUR -> place:kobani"}},
		{"Russia shelled Odesa. Enemy troops also shelled Kherson, Ukraine said.", []string{"state:RUS -> place:kherson", "state:RUS -> place:odesa"}},
		{"Russia attacked Ukraine on Sunday. Odesa's governor said that Russian drones hit a school.", []string{"state:RUS -> place:odesa", "state:RUS -> state:UKR"}},
		{"Russia shelled Odesa on Sunday. Russian troops hit a school.", []string{"state:RUS -> place:odesa"}},
		{"Russia bombed Syria's Idlib. Syrian jets hit a school.", []string{"state:RUS -> place:idlib"}},
		{"Russia spoke to Ukraine on Sunday. Russian troops hit a school.", nil},
		{"A bomb exploded at a market in Zigue. Boko Haram claimed responsibility for the attack.", []string{"org:boko-haram -> place:zigue"}},
		{"A market in Zigue district was bombed. Boko Haram claimed responsibility.", []string{"org:boko-haram -> place:zigue"}},
		{"Russia attacked Odesa. Russia launched 36 drones on Friday, Ukraine's air force said.", []string{"state:RUS -> place:odesa", "state:RUS -> state:UKR"}},
		{"North Korea launched 36 drones on Friday, South Korea's air force said.", nil},
		{"Turkish jets bombed the PKK. Kataib Hezbollah was silent. Nobody spoke. Turkish jets bombed camps of the militants.", []string{"state:TUR -> org:pkk"}},
		{"Israel's ground offensive in Rafah began.", []string{"state:ISR -> place:rafah"}},
		{"The Houthis launched drone attacks targeting ships in the Red Sea.", []string{"org:houthis -> place:red-sea"}},
		{"French jets struck militants in Mali.", []string{"state:FRA -> state:MLI"}},
		{"Malian jets struck militants in Mali.", nil},
		{"Russian jets killed four people in a strike on al-Zigue.", []string{"state:RUS -> place:al-zigue"}},
		{"Russian jets bombed the town of Deir al-Zigue.", []string{"state:RUS -> place:deir-al-zigue"}},
		{"Russian jets bombed Idlib, al-Zigue and Aleppo.", []string{"state:RUS -> place:al-zigue", "state:RUS -> place:aleppo", "state:RUS -> place:idlib"}},
		{"An airstrike by Sudan's army on Zigue killed nine.", []string{"state:SDN -> place:zigue"}},
		{"Syria's army is large. Troops said that the army shelled the village of Zigue.", []string{"state:SYR -> place:zigue"}},
		{"Islamic State was thought to be behind Sunday's rocket attack on Kabul.", []string{"org:islamic-state -> state:AFG"}},
		{"Al-Shabaab killed four UN soldiers in Mogadishu.", []string{"org:al-shabaab -> org:united-nations"}},
		{"US drones carried out missile strikes in Raqqa.", []string{"state:USA -> place:raqqa"}},
		{"Ukrainian drones attacked Rostov, with the strike hitting the town of Azov.", []string{"state:UKR -> place:azov", "state:UKR -> place:rostov"}},
		{"A roadside bomb killed three NATO soldiers in southern Afghanistan. The Taliban claimed responsibility.", []string{"org:taliban -> org:nato"}},
		{"A bomb killed Turkish soldiers in northern Iraq. The PKK claimed the attack.", []string{"org:pkk -> state:TUR"}},
		{"Russia launched drones. The air force of Ukraine shot down 12 of them.", []string{"state:RUS -> state:UKR", "state:UKR -> state:RUS"}},
		{"Hezbollah missiles hit the airport in Haifa.", []string{"org:hezbollah -> place:haifa"}},
		{"Boko Haram killed ten farmers in Borno State.", []string{"org:boko-haram -> place:borno"}},
		{"The Houthis attacked the Chem Zigue, a Greek-owned tanker.", []string{"org:houthis -> state:GRC"}},
		{"The Houthis attacked the Chem Zigue, a friend of theirs.", nil},
		{"The Mali attack killed ten soldiers in Sevare.", nil},
		{"A US attack killed ten soldiers in Raqqa.", []string{"state:USA -> place:raqqa"}},
		{"Israeli jets struck Tyre. The strikes hit the town of Khiam.", []string{"state:ISR -> place:khiam", "state:ISR -> place:tyre"}},
		{"Israeli jets struck Tyre. Hezbollah shelled Haifa. The strikes hit the town of Khiam.", []string{"org:hezbollah -> place:haifa", "state:ISR -> place:tyre"}},
		{"Israeli jets struck Tyre. The strikes were meant to hit the town of Khiam.", []string{"state:ISR -> place:tyre"}},
		{"Kenya bombed Somalia. Al-Shabaab fired back.", []string{"org:al-shabaab -> state:KEN", "state:KEN -> state:SOM"}},
		{"The city of Odesa, where Poland has a consulate, was attacked by Russia.", []string{"state:RUS -> place:odesa"}},
		{"The PKK uses northern Iraq to launch attacks on Turkey.", []string{"org:pkk -> state:TUR"}},
		{"Rebels fighting the Malian army attacked Zigue.", nil},
		{"In Ukraine's Odesa region, Russian drones hit a school.", []string{"state:RUS -> place:odesa"}},
		{"In the city of Odesa, Russian drones hit a school.", []string{"state:RUS -> place:odesa"}},
		{"A Russian strike on a school sheltering refugees in Odesa killed ten.", []string{"state:RUS -> place:odesa"}},
		{"Russia hit a school sheltering refugees in Odesa.", []string{"state:RUS -> place:odesa"}},
		{"Hezbollah gunmen attacked Zigue.", []string{"org:hezbollah -> place:zigue"}},
		{"Hezbollah officials attacked Zigue.", nil},
		{"Zigue was attacked by Hezbollah.", []string{"org:hezbollah -> place:zigue"}},
		{"Russia carried out a raid on Zigue.", []string{"state:RUS -> place:zigue"}},
		{"Russia launched drones at Zigue.", []string{"state:RUS -> place:zigue"}},
		{"Russia attacked Odesa and Zigue.", []string{"state:RUS -> place:odesa", "state:RUS -> place:zigue"}},
		{"Hezbollah struck the tanker Marlin Odesa in the Red Sea.", []string{"org:hezbollah -> place:red-sea"}},
		{"A bomber from Hezbollah rammed a car into a bus in Odesa.", []string{"org:hezbollah -> place:odesa"}},
		{"Fighters belonging to Hezbollah shelled Odesa.", []string{"org:hezbollah -> place:odesa"}},
		{"A group linked to Hezbollah shelled Odesa.", nil},
		{"Two people were killed in Odesa after Russian shelling.", []string{"state:RUS -> place:odesa"}},
		{"Officials blamed Hezbollah for the attack on Odesa.", []string{"org:hezbollah -> place:odesa"}},
		{"Russia launched its largest attack yet on Ukraine.", []string{"state:RUS -> state:UKR"}},
		{"Russia attacked the cities of Odesa, Zigue and Izmail.", []string{"state:RUS -> place:izmail", "state:RUS -> place:odesa", "state:RUS -> place:zigue"}},
		{"Russia shelled Zigue civilian settlements.", []string{"state:RUS -> place:zigue"}},
		{"Russia targeted the Black Sea port city of Odesa.", []string{"state:RUS -> place:odesa"}},
		{"Russia hit her car in Odesa.", []string{"state:RUS -> place:odesa"}},
		{"Hezbollah attacked a camp for refugees in Odesa.", []string{"org:hezbollah -> place:odesa"}},
		{"Ten people were hurt in a Russian missile strike on the city of Odesa.", []string{"state:RUS -> place:odesa"}},
		{"Russian forces shelled the Odesa region more than 30 times.", []string{"state:RUS -> place:odesa"}},
		{"The Houthis attacked merchant ships transiting the Red Sea.", []string{"org:houthis -> place:red-sea"}},
		{"The Houthis hit a Greek-flagged tanker.", []string{"org:houthis -> state:GRC"}},
		{"Jordan, together with Egypt, struck Hezbollah.", []string{"state:EGY -> org:hezbollah", "state:JOR -> org:hezbollah"}},
		{"Jordan trained soldiers together with Egypt.", nil},
		{"Russia tried to strike Odesa.", []string{"state:RUS -> place:odesa"}},
		{"Ukraine foiled an attempt by Russia to strike Odesa.", []string{"state:RUS -> place:odesa"}},
		{"An attempted Russian raid on Odesa was thwarted.", []string{"state:RUS -> place:odesa"}},
		{"The U.S.-led invasion of Iraq began in 2003.", []string{"state:USA -> state:IRQ"}},
		{"The U.S.-backed invasion of Iraq began in 2003.", nil},
		{"Russian officials claimed to have shot down two Ukrainian drones.", []string{"state:RUS -> state:UKR"}},
		{"According to him, Zigue, Sadove and Odesa came under Russian fire.", []string{"state:RUS -> place:odesa", "state:RUS -> place:sadove", "state:RUS -> place:zigue"}},
		{"Russian troops dropped a grenade on a resident of Izmail.", []string{"state:RUS -> place:izmail"}},
		{"A faction of the Pakistani Taliban, Jamaat-ul-Ahrar, attacked Peshawar.", []string{"org:jamaat-ul-ahrar -> place:peshawar"}},
		{"Boko Haram attacked a base in Baga. A bomb went off in an attack on a church in Jos. Islamic State claimed responsibility.", []string{"org:boko-haram -> place:baga", "org:islamic-state -> place:jos"}},
		{"Ankara blamed Hezbollah for the attack in Mersin and its artillery hit Zigue.", []string{"org:hezbollah -> place:mersin"}},
		{"Kyiv blamed Russia for the attack, and Odesa was quiet.", nil},
		{"Russia struck areas including Zigue, Sadove and the port of Odesa.", []string{"state:RUS -> place:odesa", "state:RUS -> place:sadove", "state:RUS -> place:zigue"}},
		{"ODESA - Boko Haram met in Baga. Nigerian jets bombed the town.", []string{"state:NGA -> place:baga"}},
		{"Russia carried out raids in villages in the Zigue area of Odesa.", []string{"state:RUS -> place:zigue"}},
		{"Al-Shabaab attacked an army base at a town near the Kenyan border.", []string{"org:al-shabaab -> state:SOM"}},
		{"Russia carried out a raid on a village near the Polish border.", nil},
		{"Israel struck a Hezbollah-held building in Tyre.", []string{"state:ISR -> org:hezbollah"}},
		{"Ten Kenyan soldiers were killed when al-Shabaab stormed their base.", []string{"org:al-shabaab -> state:KEN"}},
		{"Indian soldiers were targeted by a drone. Jaish-e-Mohammed claimed responsibility.", []string{"org:jaish-e-mohammed -> state:IND"}},
		{"Russia fired missiles to attack Odesa.", []string{"state:RUS -> place:odesa"}},
		{"Russia fired missiles at Odesa. One missile hit a hospital in Izmail.", []string{"state:RUS -> place:izmail", "state:RUS -> place:odesa"}},
		{"Russia shelled Odesa. One missile hit a hospital in Izmail.", []string{"state:RUS -> place:odesa"}},
		{"Boko Haram attacked a village. Nigerian troops killed 16 insurgents.", []string{"org:boko-haram -> state:NGA", "state:NGA -> org:boko-haram"}},
		{"Floods hit a village. Nigerian troops killed 16 insurgents.", nil},
		{"Norway sent Ukraine tanks. Norway's aid has doubled since Russia's full-scale invasion.", []string{"state:RUS -> state:UKR"}},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		if got := told(w, "ATTACKS", "2024-05-17", tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

// TestSpeakers holds who "we" and "the department" are, and who does what a text
// leaves out.
func TestSpeakers(t *testing.T) {
	tests := []struct {
		name, kind, site, text string
		want                   []string
	}{
		{name: "a publisher", kind: "SUPPLIES", site: "www.gov.uk", text: "We will send howitzers to Ukraine.", want: []string{"state:GBR -> state:UKR"}},
		{name: "a publisher's department", kind: "SUPPLIES", site: "www.defense.gov", text: "The Department delivered 250 rifles to the Iraqi government.", want: []string{"state:USA -> state:IRQ"}},
		{name: "no publisher", kind: "SUPPLIES", site: "www.example.com", text: "We will send howitzers to Ukraine."},
		{name: "a quotation's second sentence", kind: "SUPPLIES", text: "\"The war goes on. We will send howitzers to Ukraine,\" said Norwegian Defence Minister Bj\u00f8rn Arild Gram.", want: []string{"state:NOR -> state:UKR"}},
		{name: "a quotation opened by its speaker", kind: "SUPPLIES", text: "Norwegian Defence Minister Bj\u00f8rn Arild Gram said:\n\n\"It is urgent. We will send howitzers to Ukraine.\"", want: []string{"state:NOR -> state:UKR"}},
		{name: "who is named inside does not speak", kind: "SUPPLIES", text: "\"I met French President Emmanuel Macron. We will send howitzers to Ukraine,\" said Norwegian Defence Minister Bj\u00f8rn Arild Gram.", want: []string{"state:NOR -> state:UKR"}},
		{name: "a transcript", kind: "SUPPLIES", text: "Norwegian Defence Minister Bj\u00f8rn Arild Gram: Good morning. We will send howitzers to Ukraine.", want: []string{"state:NOR -> state:UKR"}},
		{name: "a ministry that is quoted", kind: "SUPPLIES", text: "\"We will send howitzers to Ukraine,\" the Norwegian Defence Ministry said.", want: []string{"state:NOR -> state:UKR"}},
		{name: "several authors", kind: "SUPPLIES", site: "www.gov.uk", text: "Joint statement by French President Emmanuel Macron and German Chancellor Olaf Scholz\nWe will send howitzers to Ukraine."},
		{name: "a call of two", kind: "SUPPLIES", text: "Joint statement following a call between President Emmanuel Macron and the Chancellor of Germany Olaf Scholz\nWe will send howitzers to Ukraine."},
		{name: "partners are others", kind: "SUPPLIES", site: "www.gov.uk", text: "Our partners will send howitzers to Ukraine."},
		{name: "our forces", kind: "TRAINS", site: "www.gov.uk", text: "Our forces are training Iraqi soldiers.", want: []string{"state:GBR -> state:IRQ"}},
		{name: "trained in a state", kind: "TRAINS", text: "Ukrainian soldiers are being trained in Lithuania.", want: []string{"state:LTU -> state:UKR"}},
		{name: "trained by whom one knows not", kind: "TRAINS", text: "Ukrainian soldiers are being trained, Russia said."},
		{name: "trained already", kind: "TRAINS", site: "www.gov.uk", text: "Ukrainian soldiers are already trained."},
		{name: "provided by others", kind: "SUPPLIES", site: "www.gov.uk", text: "The howitzers were provided by allies to Ukraine."},
		{name: "it did before", kind: "SUPPLIES", text: "Iran sent missiles to Russia. It will send 200 drones.", want: []string{"state:IRN -> state:RUS", "state:IRN -> state:RUS"}},
		{name: "it includes", kind: "SUPPLIES", text: "Norway pledged military aid to Ukraine. It includes 20 howitzers.", want: []string{"state:NOR -> state:UKR", "state:NOR -> state:UKR"}},
		{name: "it includes, too far away", kind: "SUPPLIES", text: "Norway pledged military aid to Ukraine. The navy held a parade. The king came. It included 20 howitzers.", want: []string{"state:NOR -> state:UKR"}},
		{name: "a package for somebody", kind: "SUPPLIES", text: "The Norwegian Defence Minister, Bj\u00f8rn Arild Gram, unveiled a package of support for Ukraine. It includes:\n- 20 howitzers\n- rifles", want: []string{"state:NOR -> state:UKR", "state:NOR -> state:UKR"}},
		{name: "a heading in a list", kind: "SUPPLIES", text: "Germany is sending weapons to Ukraine.\n\nThe following items were delivered:\n- 20 howitzers\n\nMilitary support in planning:\n- 10 launchers", want: []string{"state:DEU -> state:UKR", "state:DEU -> state:UKR", "state:DEU -> state:UKR"}},
		{name: "including, behind the taker", kind: "SUPPLIES", text: "Norway gave military aid to Ukraine, including 20 howitzers.", want: []string{"state:NOR -> state:UKR", "state:NOR -> state:UKR"}},
		{name: "by sending", kind: "SUPPLIES", text: "Norway helps Ukraine by sending howitzers.", want: []string{"state:NOR -> state:UKR"}},
		{name: "the minister", kind: "SUPPLIES", text: "Norwegian Defence Minister Bj\u00f8rn Arild Gram spoke. The minister will send howitzers to Ukraine.", want: []string{"state:NOR -> state:UKR"}},
		{name: "a short name in brackets", kind: "SUPPLIES", text: "Officers of the Royal Thai Army (RTA) came. China sold 20 tanks to the RTA.", want: []string{"state:CHN -> state:THA"}},
		{name: "a short name with other letters", kind: "SUPPLIES", text: "Officers of the Royal Thai Army (XTA) came. China sold 20 tanks to the XTA."},
		{name: "we, with others", kind: "SUPPLIES", text: "Norwegian Defence Minister Bj\u00f8rn Arild Gram: We sent howitzers to Ukraine. With Poland we will send 20 launchers.", want: []string{"state:NOR -> state:UKR", "state:NOR -> state:UKR"}},
		{name: "we, to the only other state", kind: "SUPPLIES", site: "www.gov.uk", text: "Ukraine needs help. We have sent howitzers.", want: []string{"state:GBR -> state:UKR"}},
		{name: "we, to one of two", kind: "SUPPLIES", site: "www.gov.uk", text: "Ukraine and Poland need help. We have sent howitzers."},
		{name: "us", kind: "SUPPLIES", site: "mod.gov.ua", text: "Spain has provided us with ten howitzers.", want: []string{"state:ESP -> state:UKR"}},
		{name: "the Navy of the issuer", kind: "SUPPLIES", site: "www.mod.gov.gh", text: "Liberia sent a letter. China donated four patrol boats to the Navy.", want: []string{"state:CHN -> state:GHA"}},
		{name: "the army in an issuer's words on others", kind: "ATTACKS", site: "www.gov.uk", text: "Britain condemns what happened in Syria. The army attacked Homs."},
		{name: "you", kind: "SUPPLIES", text: "French President Emmanuel Macron: Welcome, my friends from Egypt. France has supplied you with 24 howitzers.", want: []string{"state:FRA -> state:EGY"}},
		{name: "whom one trains one arms", kind: "SUPPLIES", text: "American soldiers will train Mozambican marines. The US government also provided patrol boats.", want: []string{"state:USA -> state:MOZ"}},
		{name: "in general again", kind: "SUPPLIES", text: "France sent howitzers to Egypt. France has sent weapons for years.", want: []string{"state:FRA -> state:EGY"}},
		{name: "signed by those who met", kind: "SIGNS", text: "Kenyan Defence Minister Aden Duale met Turkish Defence Minister Ya\u015far G\u00fcler. A defence agreement was signed during the visit.", want: []string{"state:KEN -> state:TUR"}},
		{name: "signed with one, by nobody told", kind: "SIGNS", text: "Kenyan Defence Minister Aden Duale met Turkish Defence Minister Ya\u015far G\u00fcler. A defence agreement with Egypt was signed in May."},
		{name: "signed with one, in a state's document", kind: "SIGNS", site: "mod.go.ke", text: "A defence agreement with Egypt was signed in May.", want: []string{"state:KEN -> state:EGY"}},
		{name: "the navy of the press's country", kind: "SUPPLIES", site: "www.example.com.bd", text: "Bangladesh held a parade. India and Pakistan sent guests. The navy received two frigates from China.", want: []string{"state:CHN -> state:BGD"}},
		{name: "it, who did something else", kind: "SUPPLIES", text: "In Malaysia and Indonesia, Laos attacked nobody. Nobody in Malaysia attacked Indonesia. It will send howitzers to Laos."},
		{name: "I met", kind: "MEETS", text: "\"I met French President Emmanuel Macron,\" said Norwegian Defence Minister Bj\u00f8rn Arild Gram.", want: []string{"official:bjorn-arild-gram -> official:emmanuel-macron"}},
		{name: "not sold, by the issuer", kind: "SUPPLIES", site: "www.mindefensa.gov.co", text: "No weapons will be sold to Venezuela.", want: []string{"state:COL -> state:VEN"}},
		{name: "kept from obtaining", kind: "SUPPLIES", site: "www.gov.uk", text: "The commitment to preventing Iran from obtaining howitzers was reaffirmed."},
		{name: "a decision of the issuer", kind: "SUPPLIES", site: "www.gov.uk", text: "The decision to send howitzers to Ukraine was made today.", want: []string{"state:GBR -> state:UKR"}},
		{name: "a decision of nobody told", kind: "SUPPLIES", text: "France sent howitzers to Ukraine. The plans to send fighter jets to Ukraine were leaked.", want: []string{"state:FRA -> state:UKR"}},
		{name: "our package", kind: "SUPPLIES", site: "www.gov.uk", text: "Our package for Ukraine includes 20 howitzers.", want: []string{"state:GBR -> state:UKR"}},
		{name: "a state that they are used against", kind: "SUPPLIES", text: "North Korea sent shells to Russia. North Korea also sent missiles that are used against Ukraine.", want: []string{"state:PRK -> state:RUS", "state:PRK -> state:RUS"}},
		{name: "a third state", kind: "SUPPLIES", text: "Iran sent missiles to Russia. Iran will send 200 drones for use in Armenia.", want: []string{"state:IRN -> state:RUS"}},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range w.Extract(pipeline.Text(tt.text), "2024-05-17", tt.site) {
				if s.Type == tt.kind {
					got = append(got, string(s.Source.ID)+" -> "+string(s.Target.ID))
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

// TestDates holds that a date is read against the document's, never the clock's.
func TestDates(t *testing.T) {
	tests := []struct{ published, when, want string }{
		{"2024-05-17", "on May 3", "2024-05-03"},
		{"2024-05-17", "on December 3", "2023-12-03"},
		{"2024-05-17", "on Monday", "2024-05-13"},
		{"2024-01-01", "yesterday", "2023-12-31"},
		{"2024-03-01", "yesterday", "2024-02-29"},
		{"2024-01-02", "on Sunday", "2023-12-31"},
		{"2024-05", "on May 3", "2024-05-03"},
		{"2024", "on May 3", "2024-05-03"},
		{"2024", "on Monday", ""},
		{"", "on May 3", ""},
		{"", "on Monday", ""},
		{"", "yesterday", ""},
		{"", "on May 3, 2022", "2022-05-03"},
		{"", "in 2022", "2022"},
		{"2024-05-17", "in May 2022", "2022-05"},
		{"2024-05-17", "", ""},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		text := strings.TrimSpace("Germany sent HIMARS launchers to Ukraine "+tt.when) + "."
		statements := w.Extract(pipeline.Text(text), tt.published, "")
		if len(statements) != 1 {
			t.Errorf("%q gives %d claims, want 1", text, len(statements))
			continue
		}
		if got := statements[0].Date; got != tt.want {
			t.Errorf("%q in a document of %q\n got date %q\nwant %q", tt.when, tt.published, got, tt.want)
		}
	}
}

// TestHeadings holds how real the items of a list are by its heading.
func TestHeadings(t *testing.T) {
	const before, behind = "Germany is sending weapons to Ukraine.\n\n", "\n- 20 howitzers"
	w := load(t).NewWorker()
	for heading, want := range map[string]string{
		"The following items were delivered:": "done",
		"Delivered military support:":         "done",
		"Military support in planning:":       "planned",
		"Germany is providing:":               "ongoing",
		"Military support:":                   "ongoing",
	} {
		got := w.Extract(pipeline.Text(before+heading+behind), "2024-05-17", "")
		if last := got[len(got)-1]; len(got) != 2 || last.Modality != want {
			t.Errorf("%q: %d statements, the last %s; want 2, %s", heading, len(got), last.Modality, want)
		}
	}
}

// TestLatest dates what is told as news without a date of its own, in documents of
// Friday, 17 May 2024.
func TestLatest(t *testing.T) {
	tests := []struct{ name, kind, site, text, want string }{
		{name: "a headline", kind: "SUPPLIES", text: "Germany sends rifles to Ukraine\n\nThe war goes on.", want: "2024-05"},
		{name: "a headline's admission", kind: "ATTACKS", text: "Iran admits shelling Iraq\n\nThe war goes on.", want: "2024-05"},
		{name: "a headline's participle", kind: "ATTACKS", text: "Iraqi village shelled by Iran\n\nThe war goes on.", want: "2024-05"},
		{name: "a participle in a headline", kind: "ATTACKS", text: "Iraqi village shelled by Iran mourns\n\nThe war goes on.", want: ""},
		{name: "an answer to a headline", kind: "ATTACKS", text: "Iran shells Iraq\n\nIraq returned fire at Iran.", want: "2024-05 2024-05"},
		{name: "a headline that quotes", kind: "ATTACKS", text: "Iran shells Iraq, cites 'duty'\n\nThe war goes on.", want: "2024-05"},
		{name: "a statement's headline", kind: "ATTACKS", text: "Statement on U.S. Strikes in Syria\n\nThe war goes on.", want: "2024-05"},
		{name: "a noun in a headline", kind: "ATTACKS", text: "Anger over U.S. Strikes in Syria\n\nThe war goes on.", want: ""},
		{name: "a headline's plan", kind: "SUPPLIES", text: "Germany to send rifles to Ukraine\n\nThe war goes on.", want: "2024-05-17"},
		{name: "a headline that the text dates", kind: "SUPPLIES", text: "Germany sends rifles to Ukraine\n\nGermany sent rifles to Ukraine in March.", want: "2024-03"},
		{name: "a headline's invasion", kind: "ATTACKS", text: "Statement on Russia's invasion of Ukraine\n\nThe war goes on.", want: ""},
		{name: "no headline", kind: "ATTACKS", text: "Turkey bombed Iraq. The war goes on.", want: ""},
		{name: "talks that open a text", kind: "SIGNS", text: "All is well. Kenya has signed a defence agreement with Mali.", want: "2024-05"},
		{name: "talks over the years", kind: "SIGNS", text: "Over ten years Kenya signed agreements with Mali.", want: ""},
		{name: "talks that led to it", kind: "SIGNS", text: "It is May. It is warm. All is well. We met. Kenya has signed a defence agreement with Mali.", want: ""},
		{name: "a pact in a statement", kind: "SIGNS", site: "www.gov.uk", text: "It is May. It is warm. All is well. We met. Britain and France signed a defence agreement.", want: "2024-05"},
		{name: "a pact of old", kind: "SIGNS", site: "www.gov.uk", text: "The agreement that Britain and France signed is strong.", want: ""},
		{name: "the same talks", kind: "SIGNS", text: "Kenya and Egypt signed a defence agreement on May 3. Kenya signed a defence agreement with Mali.", want: "2024-05-03 2024-05-03"},
		{name: "a month before an office", kind: "MEETS", text: "In March Defence Minister Boris Pistorius met Mark Rutte.", want: "2024-03"},
		{name: "during talks", kind: "MEETS", text: "All is well. In talks with Boris Pistorius, French Defence Minister S\u00e9bastien Lecornu praised the plan.", want: "2024-05"},
		{name: "the same day", kind: "ATTACKS", text: "Turkey shelled Iraq on Monday. The same day, Iran bombed Syria.", want: "2024-05-13 2024-05-13"},
		{name: "earlier in the day", kind: "ATTACKS", text: "Turkey shelled Iraq on Monday. Earlier in the day Iran bombed Syria.", want: "2024-05-13 2024-05-13"},
		{name: "the same day as nothing", kind: "ATTACKS", text: "All is well. The same day, Iran bombed Syria.", want: ""},
		{name: "an agreement to come", kind: "SIGNS", text: "The ties will be deepened by the signing of a defence agreement between Kenya and Mali.", want: "2024-05-17"},
		{name: "an agreement announced on a day", kind: "SIGNS", text: "On Monday Kenya announced that it had signed a defence agreement with Mali.", want: "2024-05-13"},
		{name: "an answer", kind: "ATTACKS", text: "Turkey shelled Syria on Monday. It was cold. Syria shelled Turkey.", want: "2024-05-13 2024-05-13"},
		{name: "more arms", kind: "ATTACKS", text: "Turkey shelled Iraq on Monday. Turkey hit Iraq with drones.", want: "2024-05-13"},
		{name: "an invasion is no answer", kind: "ATTACKS", text: "Ukraine bombed Belgorod on Monday. All of this follows Russia's invasion of Ukraine.", want: "2024-05-13 "},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range w.Extract(pipeline.Text(tt.text), "2024-05-17", tt.site) {
				if s.Type == tt.kind {
					got = append(got, s.Date)
				}
			}
			if dates := strings.Join(got, " "); dates != tt.want {
				t.Errorf("%q\n got %q\nwant %q", tt.text, dates, tt.want)
			}
		})
	}
	if got := w.Extract(pipeline.Text("Germany sends rifles to Ukraine"), "2024-05-01", ""); got[0].Date != "" {
		t.Errorf("a headline on the first of a month is dated %q", got[0].Date)
	}
}

// TestSaying holds who is said to say what a text of several sentences tells.
func TestSaying(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{name: "the military of the only state", text: "Turkish jets bombed the PKK, the military said.", want: "state:TUR"},
		{name: "the ministry named before", text: "The Syrian ministry was angry. Turkish jets bombed Syria, the ministry said.", want: "state:SYR"},
		{name: "the army of the dateline", text: "ANKARA, May 3 - Syria shelled Turkey, the army said.", want: "state:TUR"},
		{name: "it also said", text: "Mali said that Chad attacked Niger on Monday. It also said that Chad attacked Togo.", want: "state:MLI state:MLI"},
		{name: "a claim of responsibility", text: "Al-Shabaab claimed responsibility for an attack on Kenya.", want: "org:al-shabaab"},
		{name: "words behind a colon", text: "The Norwegian Defence Minister, Bj\u00f8rn Arild Gram, said:\n\nThis is grave. Russia attacked Ukraine.", want: "official:bjorn-arild-gram"},
		{name: "no words behind a colon", text: "The Norwegian Defence Minister, Bj\u00f8rn Arild Gram, visited:\n\nThis is grave. Russia attacked Ukraine.", want: ""},
		{name: "a headline's speaker, named below", text: "DoD: Syria shelled Turkey\n\nSyria shelled Turkey, Norwegian Defence Minister Bj\u00f8rn Arild Gram said.", want: "official:bjorn-arild-gram"},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range w.Extract(pipeline.Text(tt.text), "2024-05-17", "") {
				if s.Type == "ATTACKS" {
					got = append(got, string(s.By.ID))
				}
			}
			if by := strings.Join(got, " "); by != tt.want {
				t.Errorf("%q\n got %q\nwant %q", tt.text, by, tt.want)
			}
		})
	}
}

// TestArms holds which systems a claim is about, and how many.
func TestArms(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Germany sent 1,000 mortar and artillery rounds to Ukraine.", []string{"1000 mortar, artillery round"}},
		{"Germany sent two Patriot and three NASAMS launchers to Ukraine.", []string{"2 Patriot", "3 NASAMS, launcher"}},
		{"Germany sent five A400Ms to Ukraine.", []string{"5 A400M"}},
		{"China helped Cambodia with landmine clearance.", nil},
		{"Denmark trained a group of 40 Ukrainian soldiers.", []string{"40 "}},
		{"Germany sent 12 tanks and howitzers to Ukraine.", []string{"12 tank", " howitzer"}},
		{"Germany sent six million rounds of ammunition to Ukraine.", []string{"6000000 ammunition"}},
		{"Germany sent 400 rounds of 7.62 mm ammunition to Ukraine.", []string{"400 ammunition"}},
		{"Germany sent counter-artillery and patrol boats to Ukraine.", []string{" patrol boat"}},
		{"Germany sent 12 tanks as well as 40 howitzers to Ukraine.", []string{"12 tank", "40 howitzer"}},
		{"Germany sent twelve (12) tanks to Ukraine.", []string{"12 tank"}},
		{"Germany sent 50 \"Dingo\" vehicles to Ukraine.", []string{"50 Dingo"}},
		{"The government in Berlin sent tanks to Ukraine.", []string{" tank"}},
		{"The government in exile sent tanks to Ukraine.", nil},
		{"Officials in Berlin sent tanks to Ukraine.", []string{" tank"}},
		{"Germany sent HIMARS to Ukraine.", []string{" HIMARS"}},
		{"Germany sent two of the six frigates to Ukraine.", []string{"2 frigate"}},
		{"Germany sent a frigate and two corvettes to Ukraine.", []string{"1 frigate", "2 corvette"}},
		{"Germany sent a frigate and corvettes to Ukraine.", []string{" frigate, corvette"}},
		{"Germany trained 400 members of the armed forces of Ukraine.", []string{"400 "}},
		{"Germany trained members of the armed forces of Ukraine in 400 lessons.", []string{" "}},
		{"Poland and Germany signed a contract for 40 tanks and 20 howitzers.", []string{" tank, howitzer"}},
		{"Poland and Germany signed a pact after a drone hit the embassy.", []string{" "}},
		{"A contract on howitzers was signed by Poland and Germany in Kyiv.", []string{" howitzer"}},
		{"Denmark trained 40 Ukrainian pilots to fly F-16 jets.", []string{"40 F-16 jet"}},
		{"Denmark trained Ukrainian troops in the use of drones.", []string{" drone"}},
		{"Denmark trained Ukrainian troops in a camp that uses drones.", []string{" "}},
		{"Russia hit Odesa using drones.", []string{" drone"}},
		{"Russia used drones to attack Odesa.", []string{" drone"}},
		{"Iran launched missiles targeting US troops in Iraq.", []string{" missile"}},
		{"Russia launched a massive drone and missile attack on Odesa.", []string{" missile"}},
		{"Air defences of Ukraine downed 20 of 30 Russian drones.", []string{"20 drone"}},
		{"Russian strikes with guided bombs on Odesa went on.", []string{" guided bomb"}},
		{"Russian jets carried out four strikes on Odesa.", []string{"4 "}},
		{"The Houthis claimed responsibility for a drone attack on Eilat.", []string{" drone"}},
		{"Russia hit Odesa, and Poland was using drones.", []string{" "}},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		var got []string
		for _, s := range w.Extract(pipeline.Text(tt.text), "", "") {
			var names []string
			for _, x := range s.Systems {
				names = append(names, x.Name)
			}
			got = append(got, s.Quantity.String()+" "+strings.Join(names, ", "))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

// TestRestated holds that what a document says twice is one statement with all
// its evidence and the most specific values, and what differs is two.
func TestRestated(t *testing.T) {
	tests := []struct {
		name, text       string
		claims, evidence int // the evidence of the first
		quantity, date   string
	}{
		{name: "the same again", text: "Germany sent rifles to Ukraine. Germany sent rifles to Ukraine on May 3.", claims: 1, evidence: 2, date: "2024-05-03"},
		{name: "the number later", text: "Germany sent rifles to Ukraine. Germany sent 12 rifles to Ukraine.", claims: 1, evidence: 2, quantity: "12"},
		{name: "another number", text: "Germany sent 12 rifles to Ukraine. Germany sent 13 rifles to Ukraine.", claims: 2, evidence: 1, quantity: "12"},
		{name: "another day", text: "Germany sent rifles to Ukraine on May 3. Germany sent rifles to Ukraine on May 4.", claims: 2, evidence: 1, date: "2024-05-03"},
		{name: "another item", text: "Germany sent rifles to Ukraine. Germany sent Gepards to Ukraine.", claims: 2, evidence: 1},
		{name: "a pact of one month", text: "France and Mali signed a pact on May 3. The pact was signed by France and Mali on May 4.", claims: 1, evidence: 2, date: "2024-05-03"},
		{name: "sent to train", text: "France sent instructors to Mali to train the army.", claims: 1, evidence: 1, date: "2024-05-17"},
		{name: "trained, and more to come", text: "France trained 20 Malian soldiers and will train 30 Malian soldiers.", claims: 2, evidence: 1, quantity: "20"},
		{name: "a missile and its class", text: "Russia struck Odesa with Kalibr missiles. Russia struck Odesa with missiles.", claims: 1, evidence: 2},
		{name: "their class later", text: "Germany sent Leopards to Ukraine. Germany sent the tanks to Ukraine on May 3.", claims: 1, evidence: 2, date: "2024-05-03"},
		{name: "their class in the headline", text: "Germany sends tanks to Ukraine\n\nGermany sent Leopards to Ukraine.", claims: 1, evidence: 2, date: "2024-05"},
		{name: "arms in the headline", text: "Germany sends arms to Ukraine\n\nGermany sent Gepards to Ukraine.", claims: 1, evidence: 2, date: "2024-05"},
		{name: "an attack and its answer", text: "Russia attacked Ukraine with drones. Russia shot down 25 Ukrainian drones.", claims: 2, evidence: 1},
		{name: "denied", text: "Germany sent rifles to Ukraine. Germany did not send rifles to Ukraine.", claims: 2, evidence: 1},
		{name: "planned", text: "Germany sent rifles to Ukraine. Germany will send rifles to Ukraine.", claims: 2, evidence: 1},
		{name: "a town of the headline's land", text: "Russia attacks Ukraine\n\nRussia attacked Odesa on May 3.", claims: 1, evidence: 2, date: "2024-05-03"},
		{name: "a town of the land", text: "Russia attacked Ukraine. Russia attacked Odesa on May 3.", claims: 2, evidence: 1, date: ""},
		{name: "one more attack", text: "The ELN attacked a Colombian base. The ELN also attacked a Colombian convoy.", claims: 2, evidence: 1},
		{name: "an attack told again", text: "The ELN attacked a Colombian base. The ELN attacked the Colombian base hard.", claims: 1, evidence: 2},
		{name: "one deed and what goes on", text: "Hezbollah shelled Haifa on May 3. Hezbollah often bombards Haifa.", claims: 2, evidence: 1, date: "2024-05-03"},
		{name: "one deed told as going on", text: "Hezbollah shells Haifa\n\nHezbollah shelled Haifa on May 3.", claims: 1, evidence: 2, date: "2024-05-03"},
		{name: "the class of the item", text: "Germany sent tanks to Ukraine. Germany sent Leopard 2 tanks to Ukraine on May 3.", claims: 1, evidence: 2, date: "2024-05-03"},
		{name: "the seller's state", text: "Kuwait bought Turkish TB2 drones in 2023. Kuwait ordered the TB2 drones from Baykar.", claims: 1, evidence: 2, date: "2023"},
		{name: "planned in the headline", text: "Germany to send 12 rifles to Ukraine\nGermany has sent 12 rifles to Ukraine.", claims: 1, evidence: 2, quantity: "12"},
		{name: "described in the headline", text: "Turkish firm to build TB2 drones in Kazakhstan\nBaykar will build TB2 drones in Kazakhstan.", claims: 1, evidence: 2, date: "2024-05-17"},
		{name: "a contract to supply", text: "Kuwait awarded Baykar a contract to supply TB2 drones.", claims: 1, evidence: 1},
		{name: "the same sentence twice", text: "Germany sent rifles to Ukraine.\nGermany sent rifles to Ukraine.", claims: 1, evidence: 1},
	}
	w := load(t).NewWorker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := w.Extract(pipeline.Text(tt.text), "2024-05-17", "")
			if len(got) != tt.claims {
				t.Fatalf("%d claims, want %d", len(got), tt.claims)
			}
			if s := got[0]; len(s.Evidence) != tt.evidence || s.Quantity.String() != tt.quantity || s.Date != tt.date {
				t.Errorf("%d evidence, quantity %q, date %q; want %d, %q, %q", len(s.Evidence), s.Quantity, s.Date, tt.evidence, tt.quantity, tt.date)
			}
		})
	}
}

// TestOtherDays holds that deeds of several days are several, also in a document without
// a date of its own.
func TestOtherDays(t *testing.T) {
	w := load(t).NewWorker()
	for text, want := range map[string]int{
		"Jordan struck Hezbollah on Jan. 1. A Jan. 3 Jordanian strike hit Hezbollah again.":  2,
		"Jordan struck Hezbollah on Jan. 1. The Jan. 1 Jordanian strike hit Hezbollah hard.": 1,
		"Jordan struck Hezbollah on Jan. 1. The Jordanian strike hit Hezbollah hard.":        1,
	} {
		if got := told(w, "ATTACKS", "", text); len(got) != want {
			t.Errorf("%q\n got %q\nwant %d", text, got, want)
		}
	}
}

// TestFullestName holds that a node is printed as the document names it at its
// fullest, and has the same id whatever the document calls it.
func TestFullestName(t *testing.T) {
	w := load(t).NewWorker()
	got := w.Extract(pipeline.Text("Dassault sold Rafale jets to Greece. Dassault Aviation is a French firm."), "2024", "")
	if len(got) == 0 {
		t.Fatal("no claims")
	}
	if p := got[0].Source; p.Printed() != "firm:Dassault Aviation" || p.ID != "firm:dassault-aviation" {
		t.Errorf("the source is %s, %s", p.Printed(), p.ID)
	}
}

// TestUnnamed holds that a party without a name is a node of its document.
func TestUnnamed(t *testing.T) {
	w := load(t).NewWorker()
	id := func(text string) string {
		for _, s := range w.Extract(pipeline.Text(text), "2024", "") {
			if s.Type == "PRODUCES" {
				return string(s.Source.ID)
			}
		}
		return ""
	}
	a, b := id("A French automaker will produce drones in Ukraine."), id("A French automaker will produce drones in Ukraine, one hears.")
	if !strings.HasPrefix(a, "firm:?french-automaker@") || !strings.HasPrefix(b, "firm:?french-automaker@") {
		t.Fatalf("got %q and %q", a, b)
	}
	if a == b {
		t.Errorf("two documents share the unnamed node %s", a)
	}
}
