package phrase_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/internal/document"
	"github.com/attache-kg/attache/internal/gazetteer"
	"github.com/attache-kg/attache/internal/lang"
	"github.com/attache-kg/attache/internal/phrase"
	"github.com/attache-kg/attache/schema"
	"github.com/attache-kg/attache/seeds"
)

const states = `
class: State
source: test
entities:
  - {id: state:FRA, name: France, demonyms: [French]}
  - {id: state:DEU, name: Germany, demonyms: [German, Germans]}
  - {id: state:UKR, name: Ukraine, demonyms: [Ukrainian]}
  - {id: state:POL, name: Poland}
`

const systems = `
class: System
source: test
entities:
  - {id: system:tank, name: tank}
  - {id: system:gepard, name: Gepard}
`

// reader analyses single sentences.
type reader struct {
	splitter *document.Splitter
	names    *gazetteer.Gazetteer
	analyzer *phrase.Analyzer
}

func compile(t testing.TB) reader {
	t.Helper()
	folder, err := fs.Sub(seeds.Files, "lang/en")
	if err != nil {
		t.Fatal(err)
	}
	lexicon := document.NewLexicon()
	pack, faults := lang.Read(folder, diag.Trees{}, lexicon)
	var entities []gazetteer.Entity
	for _, file := range []string{states, systems} {
		e, f := gazetteer.Parse("a.yaml", []byte(file), diag.Trees{}, schema.Default())
		entities, faults = append(entities, e...), append(faults, f...)
	}
	if len(faults) > 0 {
		t.Fatal(diag.Faults(faults).Error())
	}
	s := &document.Splitter{Lexicon: lexicon, Abbreviation: lang.Abbreviation, Opener: lang.Opener, Opens: lang.NameOpens, Wrap: 100}
	r := reader{s, gazetteer.Compile(entities, pack, s), phrase.New(pack)}
	pack.Freeze()
	return r
}

// sentences analyses a text and hands each sentence over.
func (r reader) sentences(text string, each func(s *phrase.Sentence)) {
	d := document.Document{Text: text}
	r.splitter.Split(&d)
	for _, span := range d.Sentences {
		var mentions []phrase.Mention
		for _, m := range r.names.Mark(&d, span, nil, nil) {
			mentions = append(mentions, phrase.Mention{First: m.First, Last: m.Last, Class: r.names.Entities[m.Entity].Class, Entity: m.Entity, Person: -1, Form: m.Form})
		}
		each(r.analyzer.Sentence(&d, span, mentions))
	}
}

func words(s *phrase.Sentence, unit int) string {
	if unit == phrase.None {
		return "-"
	}
	u := s.Units[unit]
	return s.Doc.Text[s.Doc.Tokens[u.First].Start:s.Doc.Tokens[u.Last-1].End]
}

// clauses prints each verb group with its subject, objects and prepositional
// phrases: "Germany | sent | tanks | to Ukraine".
func (r reader) clauses(text string) string {
	var out []string
	r.sentences(text, func(s *phrase.Sentence) {
		for i, u := range s.Units {
			if u.Kind != phrase.VerbGroup {
				continue
			}
			verb := words(s, i)
			if u.Passive {
				verb += " (passive)"
			}
			if u.Negated {
				verb += " (negated)"
			}
			parts := []string{words(s, u.Subject), verb}
			for _, o := range u.Objects {
				if o != phrase.None {
					parts = append(parts, words(s, o))
				}
			}
			for _, slot := range u.Slots {
				parts = append(parts, words(s, slot.At)+" "+words(s, slot.Unit))
			}
			out = append(out, strings.Join(parts, " | "))
		}
	})
	return strings.Join(out, "; ")
}

func TestClauses(t *testing.T) {
	tests := []struct {
		name, text, want string
	}{
		{name: "active", text: "Germany sent tanks to Ukraine.", want: "Germany | sent | tanks | to Ukraine"},
		{name: "two objects", text: "Germany sent Ukraine the tanks.", want: "Germany | sent | Ukraine | the tanks"},
		{name: "passive", text: "Tanks were sent to Ukraine by Germany.", want: "Tanks | were sent (passive) | to Ukraine | by Germany"},
		{name: "perfect passive", text: "Tanks have been sent to Ukraine.", want: "Tanks | have been sent (passive) | to Ukraine"},
		{name: "a gerund behind money", text: "Germany spent $1 million supplying soldiers.", want: "Germany | spent | $1 million; Germany | supplying | soldiers"},
		{name: "negated", text: "Germany did not send tanks.", want: "Germany | did not send (negated) | tanks"},
		{name: "negated list", text: "Germany did not send or sell tanks.", want: "Germany | did not send (negated) | tanks; Germany | sell (negated) | tanks"},
		{name: "negated list with commas", text: "Germany has not sent, sold or given tanks to Ukraine.", want: "Germany | has not sent (negated) | tanks | to Ukraine; Germany | sold (negated) | tanks | to Ukraine; Germany | given (negated) | tanks | to Ukraine"},
		{name: "negated, then not", text: "Germany did not send tanks but sold shells.", want: "Germany | did not send (negated) | tanks; Germany | sold | shells"},
		{name: "weeks of something", text: "Soldiers completed five weeks of training in Germany.", want: "Soldiers | completed | five weeks | in Germany"},
		{name: "weeks", text: "Soldiers trained five weeks in Germany.", want: "Soldiers | trained | in Germany"},
		{name: "once, an adverb", text: "Germany once sold tanks.", want: "Germany | once sold | tanks"},
		{name: "once, a conjunction", text: "Once Germany sold tanks, Ukraine paid.", want: "Germany | sold | tanks; Ukraine | paid"},
		{name: "a clause with its own subject", text: "The tanks, where Germany has a base, were sold to Ukraine.", want: "Germany | has | a base; The tanks | were sold (passive) | to Ukraine"},
		{name: "a gerund that opens", text: "Soldiers fighting Germany sold tanks.", want: "Soldiers | fighting | Germany; Soldiers | sold | tanks"},
		{name: "what it called", text: "Germany sold what it called tanks to Ukraine.", want: "Germany | sold | tanks | to Ukraine"},
		{name: "what they said were", text: "Germany sold what officials said were tanks.", want: "Germany | sold | tanks"},
		{name: "what it needed", text: "Germany sold what it needed.", want: "Germany | sold | what; it | needed | what"},
		{name: "auxiliary before a time", text: "Tanks were on Tuesday sold to Ukraine.", want: "Tanks | sold (passive) | to Ukraine"},
		{name: "modal before a time", text: "Germany will, from May on, send tanks.", want: "Germany | send | tanks"},
		{name: "not before a time", text: "Germany has not in recent years sold tanks.", want: "Germany | sold (negated) | tanks"},
		{name: "list of passives", text: "Tanks were built in Germany and sold to Ukraine.", want: "Tanks | were built (passive) | in Germany; Tanks | sold (passive) | to Ukraine"},
		{name: "passive, then active", text: "Germany was praised and sold Ukraine tanks.", want: "Germany | was praised (passive); Germany | sold | Ukraine tanks"},
		{name: "a number of words", text: "Poland bought one hundred and sixteen (116) tanks.", want: "Poland | bought | one hundred and sixteen (116) tanks"},
		{name: "passives without an agent", text: "Tanks were designed and built in Germany.", want: "Tanks | were designed (passive) | in Germany; Tanks | built (passive) | in Germany"},
		{name: "reduced passives", text: "Poland bought tanks designed and built in Germany.", want: "Poland | bought | tanks; tanks | designed (passive) | in Germany; tanks | built (passive) | in Germany"},
		{name: "a parenthesis of two", text: "The tanks, built in Poland and sold to Kenya, burned.", want: "The tanks | built (passive) | in Poland; The tanks | sold (passive) | to Kenya; The tanks | burned"},
		{name: "a factory producing", text: "Poland opened a factory producing tanks.", want: "Poland | opened | a factory; a factory | producing | tanks"},
		{name: "passive, then arrival", text: "Tanks were built in Germany and arrived in Ukraine.", want: "Tanks | were built (passive) | in Germany; Tanks | arrived | in Ukraine"},
		{name: "behind a relative clause", text: "Germany sent tanks, which it had seized, to Kenya.", want: "Germany | sent | tanks | to Kenya; it | had seized | tanks"},
		{name: "participle in an apposition", text: "Ten tanks, a model used for training, arrived.", want: "a model | used (passive) | for training; Ten tanks | arrived"},
		{name: "subject with a gerund", text: "A plane carrying tanks landed in Kenya.", want: "A plane | carrying | tanks; A plane | landed | in Kenya"},
		{name: "object behind its taker", text: "Germany handed to the Kenyan Air Force three tanks.", want: "Germany | handed | three tanks | to the Kenyan Air Force"},
		{name: "participle behind of", text: "Germany sent dozens of tanks seized in Poland to Kenya.", want: "Germany | sent | dozens | in Poland | to Kenya; tanks | seized (passive) | in Poland | to Kenya"},
		{name: "subject before a colon", text: "Germany: will send tanks.", want: "Germany | will send | tanks"},
		{name: "object with a contact clause", text: "Germany gave Kenya tanks it bought in Poland.", want: "Germany | gave | Kenya tanks; it | bought | Kenya tanks | in Poland"},
		{name: "modal", text: "Germany will soon send tanks.", want: "Germany | will soon send | tanks"},
		{name: "infinitive", text: "Germany plans to send tanks.", want: "Germany | plans; Germany | to send | tanks"},
		{name: "gerund", text: "Germany began sending tanks.", want: "Germany | began; Germany | sending | tanks"},
		{name: "relative", text: "Germany, which sent tanks to Ukraine, left.", want: "Germany | sent | tanks | to Ukraine; Germany | left"},
		{name: "reduced relative", text: "Tanks sent by Germany burned.", want: "Tanks | sent (passive) | by Germany; Tanks | burned"},
		{name: "conjoined verbs", text: "Germany built and sent tanks.", want: "Germany | built | tanks; Germany | sent | tanks"},
		{name: "listed verbs", text: "Germany has been buying, repairing and sending tanks.", want: "Germany | has been buying | tanks; Germany | repairing | tanks; Germany | sending | tanks"},
		{name: "conjoined participles", text: "Tanks built and sent by Germany burned.", want: "Tanks | built (passive) | by Germany; Tanks | sent (passive) | by Germany; Tanks | burned"},
		{name: "listed infinitives", text: "Germany plans to build, buy and send tanks.", want: "Germany | plans; Germany | to build | tanks; Germany | buy | tanks; Germany | send | tanks"},
		{name: "a passive left out", text: "Two tanks were built and three others sent to Ukraine.", want: "Two tanks | were built (passive) | to Ukraine; three others | sent (passive) | to Ukraine"},
		{name: "gerund before a gerund", text: "Germany began training and equipping troops.", want: "Germany | began; Germany | training | troops; Germany | equipping | troops"},
		{name: "the owner of a plan", text: "Poland praised a German plan to send tanks.", want: "Poland | praised | a German plan; a German plan | to send | tanks"},
		{name: "a place in front", text: "In Poland, Germany sent tanks.", want: "Germany | sent | tanks | In Poland"},
		{name: "a time in front", text: "In May, Germany sent tanks.", want: "Germany | sent | tanks"},
		{name: "passives listed", text: "Troops were trained, equipped and sent by Germany.", want: "Troops | were trained (passive) | by Germany; Troops | equipped (passive) | by Germany; Troops | sent (passive) | by Germany"},
		{name: "second infinitive", text: "Germany is ready to advise and train local troops.", want: "Germany | is | ready; Germany | to advise | local troops; Germany | train | local troops"},
		{name: "where", text: "Germany left the base where troops trained.", want: "Germany | left | the base; troops | trained"},
		{name: "time spent", text: "Germany spent three weeks training troops.", want: "Germany | spent; Germany | training | troops"},
		{name: "there to do", text: "Germans are in Poland training Ukrainian troops.", want: "Germans | are | in Poland; Germans | training | Ukrainian troops"},
		{name: "progressives listed", text: "Germany is arming and training troops.", want: "Germany | is arming | troops; Germany | training | troops"},
		{name: "perfects listed", text: "Germany has armed, trained and paid troops.", want: "Germany | has armed | troops; Germany | trained | troops; Germany | paid | troops"},
		{name: "bases listed", text: "Germany is in Poland to advise, train and equip troops.", want: "Germany | is | in Poland; Germany | to advise | troops; Germany | train | troops; Germany | equip | troops"},
		{name: "a day before a name", text: "On May 2 Germany sent tanks.", want: "Germany | sent | tanks"},
		{name: "a weekday and a day before a nationality", text: "On Friday, 2 May German troops left.", want: "German troops | left"},
		{name: "hours before a nationality", text: "In the past 24 hours German troops shelled Kobani.", want: "German troops | shelled | Kobani"},
		{name: "helped in a headline", text: "Germany to help train troops", want: "Germany | to help; Germany | train | troops"},
		{name: "more than a dozen", text: "Germany sent more than a dozen tanks to Ukraine.", want: "Germany | sent | a dozen tanks | to Ukraine"},
		{name: "third persons listed", text: "The mission trains, advises and assists troops.", want: "The mission | trains | troops; The mission | advises | troops; The mission | assists | troops"},
		{name: "third persons that are also nouns", text: "Germany trains, funds and supplies the rebels.", want: "Germany | trains | the rebels; Germany | funds | the rebels; Germany | supplies | the rebels"},
		{name: "a deal that was announced", text: "Germany's deal to buy tanks was announced.", want: "Germany | to buy | tanks; tanks | was announced (passive)"},
		{name: "a participle with its agent", text: "Germany participated in a sale arranged by Kenya.", want: "Germany | participated | in a sale | by Kenya; a sale | arranged (passive) | by Kenya"},
		{name: "long-running is no verb", text: "Germany held long-running talks with Kenya.", want: "Germany | held | long-running talks | with Kenya"},
		{name: "parted perfect", text: "Germany has since 2018 sent the tanks.", want: "Germany | sent | the tanks"},
		{name: "participle like its base", text: "Tanks run by Germany burned.", want: "Tanks | run (passive) | by Germany; Tanks | burned"},
		{name: "a people", text: "The Germans shelled Poland.", want: "The Germans | shelled | Poland"},
		{name: "a day as adjective", text: "Germany's overnight raid hit Poland.", want: "overnight raid | hit | Poland"},
		{name: "a list of two in a headline", text: "Germany, Poland send tanks", want: "Germany | send | tanks"},
		{name: "no list before a singular", text: "In Germany, Poland sends tanks", want: "Poland | sends | tanks | In Germany"},
		{name: "an adverb in a list", text: "Germany and then Poland sent tanks.", want: "Germany | sent | tanks"},
		{name: "a month behind a participle", text: "The tanks, sent in May, burned.", want: "The tanks | sent (passive) | in May; The tanks | burned"},
		{name: "having done so", text: "Germany, having sent tanks, is content.", want: "Germany | having sent | tanks; Germany | is | content"},
		{name: "not only", text: "Germany has not only sent tanks.", want: "Germany | has not only sent | tanks"},
		{name: "cut out by commas", text: "Germany, after months of talks, sent tanks.", want: "Germany | sent | tanks"},
		{name: "a clause before a remark", text: "Kenya left after Germany, a friend, sent tanks.", want: "Kenya | left | after Germany; Germany | sent | tanks"},
		{name: "a time behind a participle", text: "The tanks, sent last year, burned.", want: "The tanks | sent (passive); The tanks | burned"},
		{name: "first before the verb", text: "Germany first sent tanks.", want: "Germany | first sent | tanks"},
		{name: "first of some", text: "The first sent tanks burned.", want: "The first sent tanks | burned"},
		{name: "under a contract with somebody", text: "Under a contract with Poland, Germany sent tanks.", want: "Germany | sent | tanks | with Poland | Under a contract"},
		{name: "what somebody did before", text: "The tanks Poland bought from Germany were given to Kenya.", want: "Poland | bought | The tanks | from Germany; The tanks | were given (passive) | to Kenya"},
		{name: "ordered behind of", text: "Poland took delivery of tanks ordered from Germany.", want: "Poland | took | delivery | from Germany; tanks | ordered (passive) | from Germany"},
		{name: "countries such as", text: "Countries such as Poland and Germany sent tanks.", want: "Countries | sent | tanks"},
		{name: "a headline's spending", text: "Germany spending much to send tanks", want: "Germany | spending | much; Germany | to send | tanks"},
		{name: "a contract to a firm to make", text: "Germany awarded a contract to Saab to send tanks.", want: "Germany | awarded | a contract | to Saab; Saab | to send | tanks"},
		{name: "further before the verb", text: "Germany will further send tanks to Ukraine.", want: "Germany | will further send | tanks | to Ukraine"},
		{name: "a day before the verb", text: "Germany, a large country, Thursday sent tanks.", want: "Germany | sent | tanks"},
		{name: "apposition", text: "Germany, a large country, sent tanks.", want: "Germany | sent | tanks"},
		{name: "said behind", text: "Germany sent tanks, the minister said.", want: "Germany | sent | tanks; the minister | said"},
		{name: "said before", text: "The minister said that Germany sent tanks.", want: "The minister | said; Germany | sent | tanks"},
		{name: "as well as a number", text: "Germany sent 12 tanks as well as 40 rifles to Poland.", want: "Germany | sent | 12 tanks | to Poland"},
		{name: "as many as", text: "Germany sent as many as 40 rifles to Poland.", want: "Germany | sent | as many as 40 rifles | to Poland"},
		{name: "a number again", text: "Germany sent twelve (12) tanks to Poland.", want: "Germany | sent | twelve (12) tanks | to Poland"},
		{name: "a month before a people", text: "In March 2024 German soldiers sent tanks.", want: "German soldiers | sent | tanks"},
		{name: "a day before a number", text: "On Monday 12 soldiers sent tanks.", want: "12 soldiers | sent | tanks"},
		{name: "said amid", text: "Germany, the minister said on Monday, sent tanks.", want: "the minister | said | on Monday; Germany | sent | tanks"},
		{name: "told amid", text: "Germany, which said little, sent tanks.", want: "Germany | said | little; Germany | sent | tanks"},
		{name: "a time before", text: "In recent months Germany sent tanks.", want: "Germany | sent | tanks"},
		{name: "the first time", text: "For the first time Germany sent tanks.", want: "Germany | sent | tanks"},
		{name: "a day before", text: "On Monday evening Germany sent tanks.", want: "Germany | sent | tanks"},
		{name: "talks before a list", text: "With the help of Norway, Germany and Poland sent tanks.", want: "Germany | sent | tanks"},
		{name: "quoted", text: "\u201cGermany sent tanks,\u201d the minister said.", want: "Germany | sent | tanks; the minister | said"},
		{name: "object control", text: "Poland asked Germany to send tanks.", want: "Poland | asked | Germany; Germany | to send | tanks"},
		{name: "adverb", text: "Germany quickly sent tanks.", want: "Germany | quickly sent | tanks"},
		{name: "an infinitive behind a past form", text: "The minister led by Poland agreed to buy tanks made in Germany.", want: "The minister | led (passive) | by Poland; The minister | agreed; The minister | to buy | tanks | in Germany; tanks | made (passive) | in Germany"},
		{name: "a relative behind a place", text: "It is a centre in Poland that sold tanks.", want: "It | is | a centre | in Poland; a centre | sold | tanks"},
		{name: "a reduced clause before the subject", text: "Built in Poland, the tanks burned.", want: "the tanks | Built (passive) | in Poland; the tanks | burned"},
		{name: "a hyphen before an agent", text: "Talks co-chaired by Germany and Poland began.", want: "Talks | co-chaired (passive) | by Germany; Poland | began"},
		{name: "no verb behind the article", text: "Ministers met on the sidelines of the summit.", want: "Ministers | met | on the sidelines"},
		{name: "a hyphen before a verb", text: "Germany is mass-producing tanks. Poland wants to mass-produce rifles.", want: "Germany | is mass-producing | tanks; Poland | wants; Poland | to mass-produce | rifles"},
		{name: "who is awarded a contract to act", text: "Germany awarded Poland a contract to build tanks.", want: "Germany | awarded | Poland | a contract; Poland | to build | tanks"},
		{name: "to whom a contract to act is awarded", text: "Germany awarded a contract to Poland to build tanks.", want: "Germany | awarded | a contract | to Poland; Poland | to build | tanks"},
		{name: "a parenthesis", text: "The tanks, built in Poland, burned.", want: "The tanks | built (passive) | in Poland; The tanks | burned"},
		{name: "a reduced relative behind an object", text: "Germany bought tanks made in Poland.", want: "Germany | bought | tanks | in Poland; tanks | made (passive) | in Poland"},
		{name: "gerund before an approximate number", text: "Germany struck, killing at least four soldiers.", want: "Germany | struck; Germany | killing | at least four soldiers"},
		{name: "single quotation marks", text: "Germany sent them in 'old tanks' to Ukraine.", want: "Germany | sent | them | in old tanks | to Ukraine"},
		{name: "a noun repeated", text: "Strikes on Lyman as well as strikes in Odesa, Kherson, and Sumy killed ten.", want: "Strikes | killed | ten"},
		{name: "a noun behind a subordinator", text: "Tanks burned in Kyiv after the attack.", want: "Tanks | burned | in Kyiv | after the attack"},
		{name: "a clause behind a subordinator", text: "Tanks burned after Germany sold rifles.", want: "Tanks | burned; Germany | sold | rifles"},
		{name: "a clause behind a comma", text: "Germany shelled Kyiv, and Poland responded with tanks.", want: "Germany | shelled | Kyiv; Poland | responded | with tanks"},
		{name: "a relative before a verb that is also a noun", text: "Poland denounced the attack that hit Kyiv.", want: "Poland | denounced | the attack; the attack | hit | Kyiv"},
		{name: "still doing", text: "Germany is still sending tanks.", want: "Germany | is still sending | tanks"},
		{name: "both did", text: "Germany and Poland have both sent tanks. Germany and Poland both sold rifles.", want: "Germany | have both sent | tanks; Germany | both sold | rifles"},
		{name: "perfect before a phrase", text: "Germany has in the past sent tanks.", want: "Germany | sent | tanks"},
		{name: "did before a phrase", text: "Germany did in fact send tanks.", want: "Germany | send | tanks"},
		{name: "progressive before a time", text: "Germany was on Monday sending tanks.", want: "Germany | sending | tanks"},
		{name: "a remark amid", text: "Germany has, however, sent tanks. Poland will, the minister said, send rifles.", want: "Germany | sent | tanks; the minister | said; Poland | send | rifles"},
		{name: "who says what a relative tells", text: "The tanks, which Poland says were sent by Germany, burned.", want: "Poland | says | The tanks; The tanks | were sent (passive) | by Germany; The tanks | burned"},
		{name: "behind a passive relative clause", text: "The tanks, which were sent by Germany, burned.", want: "The tanks | were sent (passive) | by Germany; The tanks | burned"},
		{name: "all of which", text: "Poland has six tanks, all of which were bought in Germany.", want: "Poland | has | six tanks; six tanks | were bought (passive) | in Germany"},
		{name: "the first to act", text: "Germany was the first to send tanks.", want: "Germany | was | the first; Germany | to send | tanks"},
		{name: "that behind a land", text: "A report in Poland that Germany will build or buy tanks is old.", want: "Germany | will build | tanks; Germany | buy | tanks; A report | is | old"},
		{name: "out of", text: "Germany drove the tanks out of Poland.", want: "Germany | drove | the tanks | of Poland"},
		{name: "who arms and trains", text: "Germany, which arms and trains Ukraine, left.", want: "Germany | arms | Ukraine; Germany | trains | Ukraine; Germany | left"},
		{name: "no verb", text: "Tanks for Ukraine", want: ""},
	}
	r := compile(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			switch got := r.clauses(tt.text); {
			case got != tt.want:
				t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

// groups prints the noun groups: possessors, "of" and the next member of a list
// behind the group's words.
func (r reader) groups(text string) string {
	var out []string
	r.sentences(text, func(s *phrase.Sentence) {
		for i, u := range s.Units {
			if u.Kind != phrase.NounGroup {
				continue
			}
			part := words(s, i)
			for _, ref := range []struct {
				name string
				unit int
			}{{"of", u.Of}, {"by", u.Poss}, {"and", u.Next}} {
				if ref.unit != phrase.None {
					part += fmt.Sprintf(" (%s %s)", ref.name, words(s, ref.unit))
				}
			}
			out = append(out, part)
		}
	})
	return strings.Join(out, "; ")
}

func TestGroups(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"determiner and number", "The twelve old tanks burned.", "The twelve old tanks"},
		{"nationality", "German tanks burned.", "German tanks"},
		{"possessor", "Germany's tanks burned.", "Germany; tanks (by Germany)"},
		{"of", "The delivery of tanks stopped.", "The delivery (of tanks); tanks"},
		{"two", "Germany and Poland left.", "Germany (and Poland); Poland"},
		{"three", "France, Germany and Poland left.", "France (and Germany); Germany (and Poland); Poland"},
		{"an amount told twice", "Germany won a 4.9-billion-euro (US$6-billion) order.", "Germany; a 4.9-billion-euro (US$6-billion) order"},
		{"a short form", "The missile system (TMS) production stopped.", "The missile system (TMS) production"},
		{"a list without a conjunction", "France, Germany, Poland are friends.", "France (and Germany); Germany (and Poland); Poland; friends"},
		{"a ministry and a state", "The French Ministry of Defence and Poland left.", "The French Ministry (of Defence) (and Poland); Defence; Poland"},
		{"a numeral of a designation", "The Herald Mark III flew.", "The Herald Mark III"},
		{"worth", "Germany won an order worth $6 million.", "Germany; an order; worth $6 million"},
		{"designed and built", "Germany won locally designed and built frigates.", "Germany; locally designed and built frigates"},
		{"follow-on", "Germany won a follow-on contract.", "Germany; a follow-on contract"},
		{"a dollar of some state", "Germany paid US$6 million.", "Germany; US$6 million"},
		{"a word in quotes", "Germany stopped two “friendly” tanks.", "Germany; two “friendly” tanks"},
		{"three with of", "The tanks of France, the tanks of Germany and Poland burned.", "The tanks (of France); France (and Germany); the tanks (of Germany); Germany (and Poland); Poland"},
		{"more behind a number", "Germany sent six more K9 howitzers.", "Germany; six more K9 howitzers"},
		{"ever behind an adjective", "Germany sent its largest ever package.", "Germany; its largest ever package"},
		{"a noun of two words", "Germany gave the go-ahead for the sale.", "Germany; the go-ahead; the sale"},
		{"euros' worth", "Germany sent 20 million euros' worth of tanks.", "Germany; 20 million euros; worth (of tanks) (by 20 million euros); tanks"},
		{"list of objects", "Germany sent tanks, rifles and helmets.", "Germany; tanks (and rifles); rifles (and helmets); helmets"},
	}
	r := compile(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := r.groups(tt.text); got != tt.want {
				t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

// TestReadings decides words that are nouns and verbs.
func TestReadings(t *testing.T) {
	tests := []struct {
		text, word string
		verb       bool
	}{
		{"Germany supplies tanks to Ukraine.", "supplies", true},
		{"The supplies reached Ukraine.", "supplies", false},
		{"Poland trains Ukrainian soldiers.", "trains", true},
		{"Trains left Poland.", "Trains", false},
		{"Germany orders tanks.", "orders", true},
		{"The orders from Poland came late.", "orders", false},
		{"Germany said Poland supplies tanks.", "supplies", true},
	}
	r := compile(t)
	for _, tt := range tests {
		r.sentences(tt.text, func(s *phrase.Sentence) {
			for i := s.Span.First; i < s.Span.Last; i++ {
				if tok := s.Doc.Tokens[i]; s.Doc.Text[tok.Start:tok.End] == tt.word && (s.Cat(i) == phrase.CatVerb) != tt.verb {
					t.Errorf("in %q, %s is read as a verb: %t", tt.text, tt.word, !tt.verb)
				}
			}
		})
	}
}

// FuzzSentence holds of any text that units are in order, lie within their
// sentence, and point at units that are there.
func FuzzSentence(f *testing.F) {
	for _, text := range []string{"", "Germany sent tanks to Ukraine.", "of of to by which that", "and, and; (\u201c", "'s 's", "Germany's's tanks, which", "to to send sent sending", "If Germany\u2019s tanks, and Poland, and"} {
		f.Add(text)
	}
	r := compile(f)
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := document.Read(strings.NewReader(text), 1<<12); err != nil {
			return
		}
		r.sentences(text, func(s *phrase.Sentence) { checkUnits(t, s) })
	})
}

func checkUnits(t *testing.T, s *phrase.Sentence) {
	t.Helper()
	next := s.Span.First
	for i, u := range s.Units {
		if u.First < next || u.Last <= u.First || u.Last > s.Span.Last || u.Head < u.First || u.Head >= u.Last {
			t.Fatalf("unit %d is [%d,%d) with head %d; the one before ends at %d of %d", i, u.First, u.Last, u.Head, next, s.Span.Last)
		}
		next = u.Last
		refs := []int{}
		switch u.Kind {
		case phrase.NounGroup:
			refs = append(refs, u.Poss, u.Of, u.Next, u.Lead)
		case phrase.VerbGroup:
			refs = append(refs, u.Subject, u.Governor, u.Objects[0], u.Objects[1])
			for _, slot := range u.Slots {
				refs = append(refs, slot.Unit, slot.At)
			}
		}
		for _, ref := range refs {
			if ref < phrase.None || ref >= len(s.Units) {
				t.Fatalf("unit %d points at unit %d of %d", i, ref, len(s.Units))
			}
		}
	}
	if s.String() == "" && len(s.Units) > 0 {
		t.Error("the sentence prints as nothing")
	}
}
