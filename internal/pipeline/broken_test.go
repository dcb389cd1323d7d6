package pipeline

import (
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/attache-kg/attache/seeds"
)

// TestBroken extracts texts whose words are lost, shuffled and cut by stray marks,
// as scraped pages have them: whatever comes, a document must not end the program.
func TestBroken(t *testing.T) {
	var texts [][]string
	files, err := fs.Glob(seeds.Files, "rules/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no rules", err)
	}
	for _, f := range files {
		data, err := fs.ReadFile(seeds.Files, f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if _, text, ok := strings.Cut(line, "- text: "); ok {
				texts = append(texts, strings.Fields(text))
			}
		}
	}
	if len(texts) < 1000 {
		t.Fatalf("only %d sentences to break", len(texts))
	}
	random := rand.New(rand.NewPCG(1, 2))
	w := load(t).NewWorker()
	for range 20_000 {
		var b strings.Builder
		for range 1 + random.IntN(15) {
			for _, word := range broken(random, texts[random.IntN(len(texts))]) {
				b.WriteString(word)
				b.WriteByte(' ')
			}
			b.WriteString([]string{". ", "", "? ", ":\n", "\n", "\n\n- ", ".” ", "; "}[random.IntN(8)])
		}
		extractOrName(t, w, b.String())
	}
}

// broken returns some of the words of a sentence, shuffled or with marks and small
// words between them.
func broken(random *rand.Rand, words []string) []string {
	out := append([]string(nil), words[random.IntN(len(words)):]...)
	switch random.IntN(3) {
	case 0:
		random.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	case 1:
		stray := []string{",", ":", "“", "”", "(", ")", "'s", "-", "–", "and", "of", "to", "such as", "as well as", "$", "5", "1,000", "who", "that", "not", "by", "with", "said", "the", "we", "it", "both", "on Monday"}
		for range random.IntN(6) {
			at := random.IntN(len(out) + 1)
			out = append(out[:at], append([]string{stray[random.IntN(len(stray))]}, out[at:]...)...)
		}
	case 2:
		for range random.IntN(len(out)) {
			at := random.IntN(len(out))
			out = append(out[:at], out[at+1:]...)
		}
	}
	return out
}

func extractOrName(t *testing.T, w *Worker, text string) {
	defer func() {
		if fault := recover(); fault != nil {
			t.Fatalf("%q: %v", text, fault)
		}
	}()
	w.Extract(Text(text), "2024-05-01", "www.example.org")
}
