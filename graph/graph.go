// Package graph holds what Attaché takes to be true: nodes, claims, the
// evidence behind them, and the arrows that follow from them.
//
// A [Statement] is a claim as one document tells it. [Statement.Claims] splits
// it into [Claim]s with one item each, [Claim.Absorb] adds the evidence of the
// same claim told elsewhere, and [Project] derives the rows of the graph
// database. All are pure: the same documents give the same claims, byte for
// byte, in whatever order they were read.
package graph

// ID names a node in every document: a class prefix, a colon, and a key made
// from content ("state:FRA", "official:sebastien-lecornu").
type ID string

// The polarities: whether a claim holds or is denied.
const (
	Affirmed = "affirmed"
	Denied   = "denied"
)

// The modalities: how real a claim is.
const (
	Done     = "done"
	Ongoing  = "ongoing"
	Planned  = "planned"
	Possible = "possible"
)

// Node is one thing that claims speak of.
type Node struct {
	ID      ID
	Name    string
	In      ID // the state of a place or firm, if curated
	IsA     ID // the class of a system, if curated
	Offices []Office
}

// Office is a dated office of an official.
type Office struct {
	Title    string
	Of       ID
	From, To string // YYYY, YYYY-MM or YYYY-MM-DD; empty when unknown
}

// Party is a node as a document names it: its id, and the name that document
// uses at its fullest ("Caesar 6×6 NG"), for states the ISO code.
type Party struct {
	ID   ID
	Name string
}

// Span is a half-open range of bytes in a document as read.
type Span struct{ Begin, End int }

// Amount is a number or range that a text gives. The zero Amount is none.
type Amount struct {
	Min, Max    float64
	Approximate bool   // "some 2,400", "dozens"
	Unit        string // an ISO 4217 code for money, else empty
}

// Evidence is a place in a document that states a claim, with what it adds.
type Evidence struct {
	ID           string
	Document     string // SHA-256 of the bytes, in hex
	Published    string // the document's publication date, empty when unknown
	Source       string // the document's source, empty when unknown
	Story        string // the document's story, see [Document]; known to the ledger only
	Span         Span   // the sentence
	Sentence     string // verbatim, runs of white space as one space
	Words        []Span // the words that the rule matched, in document order
	Rule         string
	Quantity     Amount
	Money        Amount
	Date         string // when it happens: YYYY, YYYY-MM or YYYY-MM-DD
	DateText     string // the words that gave Date
	In           Party
	AttributedTo Party
	Hedged       bool
	Cue          string // the words that set polarity or modality
	Antecedent   string // what pronouns and descriptions were resolved to: "It = state:DEU"
	Accepted     bool   // an analyst has accepted that it states the claim
}

// Statement is a claim as one document tells it. Systems told together stay
// together. Evidence is in text order; the first entry is the one printed, with
// the values beside it the most specific that the document gives.
type Statement struct {
	Type     string
	Source   Party
	Target   Party // zero when the type has none
	Systems  []Party
	In       Party
	Office   string
	Polarity string
	Modality string
	Stage    string // proposed, pledged, contracted, delivered, or empty
	Quantity Amount
	Money    Amount
	Date     string
	By       Party // whom the document attributes it to
	Evidence []Evidence
}

// Document is a text that was read. It is its bytes: SHA names it.
type Document struct {
	SHA    string // SHA-256 of the bytes, in hex
	Doc    string // the path that is printed
	Date   string // publication date, empty when unknown
	URL    string
	Source string // the host of the URL, empty when unknown
	Size   int
	// Story is the least SHA of the documents that tell one story with this one, its
	// own if none does; known to the ledger only.
	Story string
}
