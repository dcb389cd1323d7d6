package lang

import "github.com/attache-kg/attache/internal/document"

// Unstopped says whether a sentence ends in no full stop or other mark, but for a
// quotation mark that closes it, as headlines do.
func (p *Pack) Unstopped(d *document.Document, s document.Sentence) bool {
	last := s.Last - 1
	if quote := d.Classes[last]&QuoteMark != 0 || d.Text[d.Tokens[last].Start] == '\''; quote && last > s.First {
		last--
	}
	return d.Tokens[last].Shape&document.Mark == 0
}
