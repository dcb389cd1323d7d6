package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/attache-kg/attache/graph"
	"github.com/attache-kg/attache/graph/ledger"
	"github.com/attache-kg/attache/internal/diag"
	"github.com/spf13/cobra"
)

const claimsLong = `Lists the claims in the ledger, by source, type and target, each with the
evidence of all documents, its grade (see attache grade) and the claims that
contradict it.

A node is named by its id (firm:nexter), a state's code (FRA) or its name. Names
in json and csv are the node's own, with the ids beside them.`

const claimsExample = `  attache claims --type SUPPLIES --target UKR
  attache claims --modality planned --format json | jq '.[].sentence'
  attache claims --source "Sébastien Lecornu" --format csv > lecornu.csv`

// listing is one run of the claims command.
type listing struct {
	*screen
	ledger, pack, format                       string
	kind, source, target, polarity, modalities string
}

func claimsCommand(s *screen) *cobra.Command {
	l := &listing{screen: s}
	c := command("claims [flags]", "List the claims in the ledger", claimsLong, claimsExample, 0, 0, l.run)
	ledgerFlag(c, &l.ledger)
	packFlag(c.Flags(), &l.pack)
	c.Flags().StringVar(&l.kind, "type", "", "only claims of this edge `TYPE`, such as SUPPLIES")
	c.Flags().StringVar(&l.source, "source", "", "only claims whose source is this `NODE`")
	c.Flags().StringVar(&l.target, "target", "", "only claims whose target is this `NODE`")
	c.Flags().StringVar(&l.polarity, "polarity", "", "`POLARITY`: affirmed or denied")
	c.Flags().StringVar(&l.modalities, "modality", "", "`MODALITY`: done, ongoing, planned or possible")
	c.Flags().StringVar(&l.format, "format", "table", "`FORMAT`: table, json or csv")
	return c
}

func (l *listing) run(context.Context, []string) error {
	formats := map[string]func(iter.Seq2[ledger.Claim, error], *judge) error{"table": l.asTable, "json": l.asJSON, "csv": l.asCSV}
	write, ok := formats[l.format]
	if !ok {
		return usage("use --format table, json or csv", "there is no format %s", l.format)
	}
	filter, err := l.filter()
	if err != nil {
		return err
	}
	sources, err := loadSources(l.pack)
	if err != nil {
		return err
	}
	return onView(l.ledger, func(_ *ledger.Ledger, view *ledger.View) (err error) {
		for text, id := range map[string]*graph.ID{l.source: &filter.Source, l.target: &filter.Target} {
			if text != "" {
				if *id, err = lookUp(view, l.ledger, text); err != nil {
					return err
				}
			}
		}
		j := newJudge(view, sources)
		if err := j.compareAll(); err != nil {
			return err
		}
		return write(view.Claims(filter), j)
	})
}

// filter returns what the flags that need no ledger ask for.
func (l *listing) filter() (f ledger.Filter, err error) {
	if l.kind != "" {
		edge, err := edgeType(l.kind)
		if err != nil {
			return f, err
		}
		f.Type = edge.Type
	}
	if f.Polarity, err = oneOf("polarity", l.polarity, graph.Affirmed, graph.Denied); err != nil {
		return f, err
	}
	f.Modality, err = oneOf("modality", l.modalities, graph.Done, graph.Ongoing, graph.Planned, graph.Possible)
	return f, err
}

func oneOf(what, text string, known ...string) (string, error) {
	if text != "" && !slices.Contains(known, strings.ToLower(text)) {
		return "", usage(diag.Suggest(text, known), "there is no %s %s", what, text)
	}
	return strings.ToLower(text), nil
}

// claimRecord is a claim as JSON gives it: the guidelines' keys, and its evidence.
type claimRecord struct {
	ID string `json:"id"`
	graph.PrintedClaim
	Stage    string           `json:"stage,omitempty"`
	Stories  int              `json:"stories"` // that tell it: near-duplicate documents are one
	Grade    string           `json:"grade"`
	Against  []string         `json:"contradicted_by,omitempty"` // ids of claims
	Evidence []evidenceRecord `json:"evidence"`
}

// evidenceRecord is where a document states a claim. Begin and End are bytes of
// the document as read, as are the places of the words that the rule matched.
type evidenceRecord struct {
	Doc            string   `json:"doc"`
	SHA            string   `json:"sha256"`
	Published      string   `json:"published,omitempty"`
	URL            string   `json:"url,omitempty"`
	Begin          int      `json:"begin"`
	End            int      `json:"end"`
	Words          [][2]int `json:"words"`
	Sentence       string   `json:"sentence"`
	Rule           string   `json:"rule"`
	Run            int64    `json:"run,omitempty"`
	Quantity       string   `json:"quantity,omitempty"`
	Money          string   `json:"money,omitempty"`
	Date           string   `json:"date,omitempty"`
	AttributedTo   string   `json:"attributed_to,omitempty"`
	AttributedToID graph.ID `json:"attributed_to_id,omitempty"`
	In             string   `json:"in,omitempty"`
	InID           graph.ID `json:"in_id,omitempty"`
	Hedged         bool     `json:"hedged,omitempty"`
	Accepted       bool     `json:"accepted,omitempty"`
	Cue            string   `json:"cue,omitempty"`
	Antecedent     string   `json:"antecedent,omitempty"`
}

// record gives a claim its public form. Of the evidence's values the claim has
// the most specific date, the range of quantities, and else the first.
func (n names) record(j *judge, c ledger.Claim) (claimRecord, error) {
	ids := []graph.ID{c.Source, c.Target, c.Item}
	for _, e := range c.Evidence {
		ids = append(ids, e.In.ID, e.AttributedTo.ID)
	}
	if err := n.add(j.view, ids...); err != nil {
		return claimRecord{}, err
	}
	r := claimRecord{ID: c.ID, Stage: c.Stage, Evidence: make([]evidenceRecord, 0, len(c.Evidence))}
	p := &r.PrintedClaim
	*p = graph.PrintedClaim{Type: c.Type, Source: n.printed(c.Source), SourceID: c.Source, Polarity: c.Polarity, Modality: c.Modality, Office: c.Office}
	if c.Target != "" {
		target := n.printed(c.Target)
		p.Target, p.TargetID = &target, c.Target
	}
	if c.Item != "" {
		p.System, p.SystemIDs = []string{n.printed(c.Item)}, []graph.ID{c.Item}
	}
	sum := graph.RollUp(c.Claim)
	r.Stories = sum.Stories
	grade, err := j.grade(c.Claim)
	if r.Grade = grade.String(); err != nil {
		return claimRecord{}, err
	}
	for _, a := range j.against(c.Claim) {
		r.Against = append(r.Against, a.ID)
	}
	p.Quantity = graph.Amount{Min: sum.QuantityMin, Max: sum.QuantityMax}.String()
	for i, e := range c.Evidence {
		p.Money, p.Sentence = cmp.Or(p.Money, e.Money.String()), cmp.Or(p.Sentence, e.Sentence)
		p.AttributedToID, p.InID = cmp.Or(p.AttributedToID, e.AttributedTo.ID), cmp.Or(p.InID, e.In.ID)
		if len(e.Date) > len(p.Date) || len(e.Date) == len(p.Date) && e.Date < p.Date {
			p.Date = e.Date
		}
		r.Evidence = append(r.Evidence, n.evidence(e, c.From[i]))
	}
	p.AttributedTo, p.In = n.printed(p.AttributedToID), n.printed(p.InID)
	return r, nil
}

func (n names) evidence(e graph.Evidence, from ledger.Origin) evidenceRecord {
	d := from.Document
	r := evidenceRecord{Doc: d.Doc, SHA: d.SHA, Published: d.Date, URL: d.URL, Begin: e.Span.Begin, End: e.Span.End, Words: make([][2]int, len(e.Words)),
		Sentence: e.Sentence, Rule: e.Rule, Run: from.Run, Quantity: e.Quantity.String(), Money: e.Money.String(), Date: e.Date,
		AttributedTo: n.printed(e.AttributedTo.ID), AttributedToID: e.AttributedTo.ID, In: n.printed(e.In.ID), InID: e.In.ID, Hedged: e.Hedged, Cue: e.Cue, Antecedent: e.Antecedent, Accepted: e.Accepted}
	for i, w := range e.Words {
		r.Words[i] = [2]int{w.Begin, w.End}
	}
	return r
}

// records yields claims in their public form.
func records(claims iter.Seq2[ledger.Claim, error], j *judge) iter.Seq2[claimRecord, error] {
	n := make(names)
	return func(yield func(claimRecord, error) bool) {
		for c, err := range claims {
			r := claimRecord{}
			if err == nil {
				r, err = n.record(j, c)
			}
			if !yield(r, ledgerError(err)) || err != nil {
				return
			}
		}
	}
}

// asJSON writes an array, one claim a line.
func (l *listing) asJSON(claims iter.Seq2[ledger.Claim, error], j *judge) error {
	return writeArray(l.screen, records(claims, j))
}

func (l *listing) asCSV(claims iter.Seq2[ledger.Claim, error], j *judge) error {
	w := csv.NewWriter(l.out)
	w.Write([]string{"id", "type", "source", "source_id", "target", "target_id", "system", "system_id", "quantity", "money", "polarity", "modality", "stage",
		"date", "office", "attributed_to", "attributed_to_id", "in", "in_id", "evidence", "documents", "stories", "grade", "contradicted_by", "sentence"})
	for r, err := range records(claims, j) {
		if err != nil {
			return err
		}
		target := ""
		if r.Target != nil {
			target = *r.Target
		}
		documents := make(map[string]bool)
		for _, e := range r.Evidence {
			documents[e.SHA] = true
		}
		w.Write([]string{r.ID, r.Type, r.Source, string(r.SourceID), target, string(r.TargetID), strings.Join(r.System, " "), ids(r.SystemIDs), r.Quantity, r.Money,
			r.Polarity, r.Modality, r.Stage, r.Date, r.Office, r.AttributedTo, string(r.AttributedToID), r.In, string(r.InID),
			strconv.Itoa(len(r.Evidence)), strconv.Itoa(len(documents)), strconv.Itoa(r.Stories), r.Grade, strings.Join(r.Against, " "), r.Sentence})
	}
	w.Flush()
	return w.Error()
}

func ids(list []graph.ID) string {
	var text []string
	for _, id := range list {
		text = append(text, string(id))
	}
	return strings.Join(text, " ")
}

func (l *listing) asTable(claims iter.Seq2[ledger.Claim, error], j *judge) error {
	rows := [][]string{{"SOURCE", "TYPE", "TARGET", "WHAT", "MODALITY", "DATE", "EVIDENCE", "GRADE"}}
	n := make(names)
	for c, err := range claims {
		if err != nil {
			return ledgerError(err)
		}
		r, err := n.record(j, c)
		if err != nil {
			return err
		}
		what := strings.TrimSpace(strings.Join([]string{r.Quantity, n.whatOf(c), prefixed("for ", r.Money)}, " "))
		rows = append(rows, []string{n.name(c.Source), c.Type, n.nameOrNone(c.Target), what, manner(c.Polarity, c.Modality), r.Date, strconv.Itoa(len(c.Evidence)), r.Grade + contradicted(r)})
	}
	if len(rows) > 1 {
		l.table(rows)
		fmt.Fprintln(l.out)
	}
	fmt.Fprintln(l.out, count(len(rows)-1, "claim"))
	return nil
}

// contradicted marks a claim that others contradict.
func contradicted(r claimRecord) string {
	if len(r.Against) == 0 {
		return ""
	}
	return " contradicted"
}

// whatOf names the item or the office of a claim.
func (n names) whatOf(c ledger.Claim) string {
	return strings.TrimSpace(n.nameOrNone(c.Item) + " " + c.Office)
}

func (n names) nameOrNone(id graph.ID) string {
	if id == "" {
		return ""
	}
	return n.name(id)
}
