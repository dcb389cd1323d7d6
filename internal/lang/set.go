package lang

// Set is a set of words that rules of the analysis ask for, beside the classes of
// the lexicon.
type Set uint64

// The sets, by the keys of words.yaml and cues.yaml.
const (
	ThirdPerson    Set = 1 << iota // it, they
	FirstPerson                    // I, we
	SecondPerson                   // you
	StateForces                    // what only a state has: soldiers, police
	Shelling                       // what is done to places: to shell, an airstrike on
	Culprits                       // what he is who does it: "behind", "responsible for"
	PlaceNouns                     // nouns that tell a place beside its name: village
	Rebels                         // fighters who are of no state
	Foes                           // words for who attacks: "the enemy"
	Civil                          // nouns that make officers civil ones: "customs officers"
	BareInfinitive                 // lemmas of verbs that a base form follows: "help train"
	Occasions                      // prepositions of what else goes on: "said in a meeting with"
	Opposing                       // prepositions that deny their gerund: "decide against sending"
	Uses                           // verbs whose subject has what is their object: "field a drone"
	UsesWith                       // verbs whose subject has what "with" ties to them: "attack with a drone"
	Arrivals                       // verbs of coming to a place: "dock"
	Measures                       // what a number before them measures: "a 15-metre boat"
	Copulas                        // verbs beside "be" whose object says what the subject is: "become"
	LightVerbs                     // whose subject does what their object names: "begin deliveries"
	Persons                        // he, she
	Speakers                       // nouns of people who attack with words
	Relief                         // words of goods that are no arms: "relief goods, including vehicles"
	Anniversaries                  // nouns of days on which one thinks of something past
	Former                         // words that make an office a past one
	Issuers                        // nouns for the state that issues a document: "the department"
	Said                           // verbs of saying, by base form
	Announced                      // nouns of saying
	Denies                         // verbs and nouns of denying
	Untrue                         // words for what is not so: "false"
	True                           // words for what is, when not negated
	Hedges                         // words that make a claim only possible
	Wishes                         // verbs of wishing that somebody do something
	Together                       // adjectives of what parties do with one another: "joint"
	Doubts                         // verbs and nouns that leave open what a clause behind "that" tells
	Supposes                       // modals that an "if" makes mere supposition: "would"
	Nobody                         // words for nobody
	Fictions                       // nouns for what tells invented things: "film"
	Games                          // words of sports, in whose reports states attack each other
	Countering                     // what a hyphen joins to what one fights: anti, counter
	Skills                         // what people know of systems, and who does: "tank experts"
	Seated                         // who rule where they sit: "the government in Berlin"
	Joining                        // words that add to a list, perhaps with "with": alongside, along
	Several                        // they, their
	Sides                          // nouns for those who meet and sign: "the parties"
	Rulers                         // nouns for who rules a country and fights in it: "the regime"
	Workplaces                     // nouns for parts and people of firms that act for them: factory
	Founding                       // verbs whose subject runs what their object names: "open a plant"
	Domestic                       // words of what is a state's own: "the federal government", "locally made"
	Sending                        // verbs that also tell where own forces go: "send a ship to support Israel"
	Helping                        // verbs that help their object: "to strengthen the army"
	Borders                        // nouns of what two states share: "border"
	Examples                       // prepositions of examples: "countries like Norway"
	Civilian                       // words that make vehicles and ships civil ones: "commercial vehicles"
	Series                         // what a hyphen joins to the name of a series: "Lupo-class"
	Firsts                         // words for who did something before others: "the first pilots to fly"
	Naming                         // verbs that tell what somebody takes something for: "what it called a base"
	Parts                          // nouns of parts of systems: "an engine for the jet"
	Upkeep                         // what is done to systems that one has, and what for: maintain, an upgrade
	Strangers                      // adjectives of people whom nobody knows: "unidentified gunmen"
	Another                        // words that tell one more deed: "also attacked", "a second raid"

	// Plural is the words that are or look like plurals.
	Plural
)

// wordSets and cueSets are the sets by their keys.
var (
	wordSets = map[string]Set{
		"first_person":    FirstPerson,
		"joining":         Joining,
		"seated":          Seated,
		"domestic":        Domestic,
		"workplaces":      Workplaces,
		"founding":        Founding,
		"countering":      Countering,
		"skills":          Skills,
		"second_person":   SecondPerson,
		"third_person":    ThirdPerson,
		"several":         Several,
		"rulers":          Rulers,
		"sides":           Sides,
		"helping":         Helping,
		"sending":         Sending,
		"persons":         Persons,
		"speakers":        Speakers,
		"relief":          Relief,
		"anniversaries":   Anniversaries,
		"issuers":         Issuers,
		"state_forces":    StateForces,
		"borders":         Borders,
		"series":          Series,
		"firsts":          Firsts,
		"examples":        Examples,
		"place_nouns":     PlaceNouns,
		"shelling":        Shelling,
		"culprits":        Culprits,
		"rebels":          Rebels,
		"foes":            Foes,
		"civil":           Civil,
		"civilian":        Civilian,
		"naming":          Naming,
		"upkeep":          Upkeep,
		"parts":           Parts,
		"light_verbs":     LightVerbs,
		"uses":            Uses,
		"uses_with":       UsesWith,
		"copulas":         Copulas,
		"arrivals":        Arrivals,
		"measures":        Measures,
		"occasions":       Occasions,
		"opposing":        Opposing,
		"bare_infinitive": BareInfinitive,
		"former":          Former,
		"another":         Another,
		"strangers":       Strangers,
	}
	cueSets = map[string]Set{
		"said":      Said,
		"announced": Announced,
		"denies":    Denies,
		"untrue":    Untrue,
		"proven":    True,
		"hedges":    Hedges,
		"together":  Together,
		"wishes":    Wishes,
		"doubts":    Doubts,
		"supposes":  Supposes,
		"nobody":    Nobody,
		"fictions":  Fictions,
		"games":     Games,
	}
)

// Is says whether a word belongs to a set.
func (p *Pack) Is(word uint32, s Set) bool { return int(word) < len(p.sets) && p.sets[word]&s != 0 }

// enrol adds words to a set.
func (p *Pack) enrol(words []string, s Set) {
	for _, w := range words {
		n := p.Lexicon.Add(w)
		if more := int(n) + 1 - len(p.sets); more > 0 {
			p.sets = append(p.sets, make([]Set, more)...)
		}
		p.sets[n] |= s
	}
}
