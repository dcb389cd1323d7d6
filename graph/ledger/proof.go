package ledger

import (
	"encoding/hex"
	"iter"

	"github.com/attache-kg/attache/graph"
)

// Proof is a claim, without its evidence, and one piece of evidence that supports it.
type Proof struct {
	Claim    graph.Claim
	Evidence graph.Evidence
}

const selectProofs = "SELECT " + claimColumns + evidenceColumns + `, coalesce(s.accepted, 0)
FROM documents d JOIN sentences t ON t.document = d.key JOIN evidence e ON e.sentence = t.key JOIN support s ON s.evidence = e.key
JOIN claims c ON c.key = s.claim JOIN arrows a ON a.key = c.arrow JOIN rules r ON r.key = e.rule JOIN paths p ON ` + firstPath + `
ORDER BY d.sha`

// Proofs returns every claim with each piece of its evidence, by the documents' SHA-256.
func (v *View) Proofs() iter.Seq2[Proof, error] {
	return func(yield func(Proof, error) bool) {
		var key, first, retracted int64
		var id []byte
		var c graph.Claim
		var row evidenceRow
		dest := append([]any{&key, &id, &c.Type, &c.Source, &c.Target, &c.Item, &c.Office, &c.Polarity, &c.Modality, &c.Stage, &c.Occurrence, &first, &retracted}, row.dest()...)
		for err := range v.rows(selectProofs, nil, dest...) {
			c.ID = hex.EncodeToString(id)
			if !yield(Proof{c, row.evidence()}, err) || err != nil {
				return
			}
		}
	}
}

// Pack returns the fingerprint of the rules and entities that documents were read with
// last, empty when none were.
func (v *View) Pack() (fingerprint string, err error) {
	for err = range v.rows("SELECT fingerprint FROM pack", nil, &fingerprint) {
	}
	return fingerprint, err
}
