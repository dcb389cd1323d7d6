package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/attache-kg/attache/graph"
)

// shared is the folder of the guidelines, beside the repository.
const shared = "../../../shared/gold"

// needShared returns a file of the guidelines' folder. Where that or Python is
// missing the test is skipped, or fails if ATTACHE_REQUIRE names gold.
func needShared(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(shared, name))
	if err == nil {
		_, err = os.Stat(path)
	}
	if err == nil {
		_, err = exec.LookPath("python3")
	}
	if err == nil {
		return path
	}
	if slices.Contains(strings.Split(os.Getenv("ATTACHE_REQUIRE"), ","), "gold") {
		t.Fatalf("cannot compare with score.py: %v", err)
	}
	t.Skipf("not compared with score.py: %v", err)
	return ""
}

// python runs python3 -B, which leaves no cache beside score.py.
func python(t *testing.T, stdin []byte, args ...string) []byte {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command("python3", append([]string{"-B"}, args...)...)
	cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(stdin), &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("python3: %v\n%s", err, stderr.String())
	}
	return out
}

// ask evaluates a Python expression over data, in which score is the module,
// and decodes its answer.
func ask[T any](t *testing.T, expression string, data any) T {
	t.Helper()
	stdin, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	program := "import sys, json; sys.path.insert(0, sys.argv[1]); import score\n" +
		"data = json.load(sys.stdin); print(json.dumps(" + expression + "))"
	var answer T
	out := python(t, stdin, "-c", program, filepath.Dir(needShared(t, "score.py")))
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func readGold(t *testing.T, path string) []GoldDocument {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	gold, err := ReadGold(f)
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

func TestAliasesAreTheSharedOnes(t *testing.T) {
	want, err := os.ReadFile(needShared(t, "aliases.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(aliasesJSON, want) {
		t.Errorf("aliases.json differs from %s: copy it", shared)
	}
}

func TestScoringListsAreScorePys(t *testing.T) {
	tests := []struct {
		name string
		list []string
	}{
		{"TYPES", scoring.Types},
		{"SYMMETRIC", scoring.Symmetric},
		{"WITH_SYSTEM", scoring.WithSystem},
		{"STOP", scoring.Stop},
		{"SUFFIXES", scoring.Suffixes},
		{"GENERIC", scoring.Generic},
		{"OTHER_THING", scoring.OtherThing},
	}
	for _, tt := range tests {
		want := ask[[]string](t, "list(score."+tt.name+")", nil)
		got := slices.Clone(tt.list)
		if tt.name != "TYPES" {
			slices.Sort(want)
			slices.Sort(got)
		}
		if !slices.Equal(got, want) {
			t.Errorf("scoring.json has for %s\n got %q\nwant %q", tt.name, got, want)
		}
	}
	names := ask[[]string](t, "score.ATTRIBUTES", nil)
	if !slices.EqualFunc(attributes, names, func(a attribute, name string) bool { return a.name == name }) {
		t.Errorf("attributes are not %q", names)
	}
}

// TestWords compares names that are strung together at random from what the
// normalisation looks at.
func TestWords(t *testing.T) {
	pieces := strings.Split("a|b|s|S|u|n|x|.|.|'|’|'s|’S|_|-| | |the |The|Défence|armour|CENTRE|ies|ss|s|ß|ẞ|ı|İ|ſ|ς|Σ|ΐ|ᾳ|\u0345|\u0301|\u0903|\u0488|é|ﬁ|½|²|٣|"+
		"ь|Й|Ы|中|ガ|ก็|한|ά|µ|×|,|?|\u00a0|\u200b|Ⅷ|＇|：|ŉ|Ǆ|և|K|Å", "|")
	random := rand.New(rand.NewPCG(3, 4))
	var texts []string
	for range 20000 {
		var b strings.Builder
		for range random.IntN(9) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		texts = append(texts, b.String())
	}
	want := ask[[][]string](t, "[[*score.words(x), score.squeezed(x)] for x in data]", texts)
	for i, text := range texts {
		if got := append(slices.Clone(words(text)), squeezed(text)); !slices.Equal(got, want[i]) {
			t.Errorf("words and squeezed of %q\n got %q\nwant %q", text, got, want[i])
		}
	}
}

// TestFold compares every character that both know, without the many of Han
// and Hangul. Cherokee folds to capitals in Python and to small letters here,
// which compares the same.
func TestFold(t *testing.T) {
	var texts []string
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.In(r, unicode.Letter, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf) &&
			!unicode.In(r, unicode.Han, unicode.Hangul, unicode.Cherokee) {
			texts = append(texts, "x"+string(r)+"y")
		}
	}
	want := ask[[][]string](t, "[score.unicodedata.category(x[1]) != 'Cn' and score.words(x) or [] for x in data]", texts)
	for i, text := range texts {
		if got := words(text); len(want[i]) > 0 && !slices.Equal(got, want[i]) {
			t.Errorf("words of x%Uy\n got %q\nwant %q", []rune(text)[1], got, want[i])
		}
	}
}

// TestNamesLikeScorePy compares names of the gold, and random variations of
// them, with every eighth of themselves.
func TestNamesLikeScorePy(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var names []string
	for _, d := range readGold(t, needShared(t, "dev.jsonl")) {
		list, _ := d.names()
		for _, name := range list {
			names = append(names, name, perturbedName(random, name), perturbedName(random, name))
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	want := ask[[]string](t, "[''.join('01'[score.same_id(a, b)] for b in data[::8]) for a in data]", names)
	for i, a := range names {
		for j, answer := range want[i] {
			b := names[8*j]
			if got := sameName(a, b); got != (answer == '1') {
				t.Errorf("sameName(%q, %q) = %v", a, b, got)
			}
		}
	}
}

func TestNumbersLikeScorePy(t *testing.T) {
	pieces := []string{"1", "23", "456", "000", ",", " ", ".", "-", "–", "USD", "EUR", "eur", "U", "S", "$"}
	random := rand.New(rand.NewPCG(7, 8))
	var pairs [][2]string
	for range 20000 {
		a := randomText(random, pieces, 8)
		pairs = append(pairs, [2]string{a, mutated(random, a, pieces)})
	}
	type answer struct {
		Amounts     []float64
		Same, Money bool
	}
	want := ask[[]answer](t, "[dict(Amounts=score.amounts(a), Same=score.amounts(a) == score.amounts(b),"+
		" Money=score.same_money(a, b)) for a, b in data]", pairs)
	for i, p := range pairs {
		got := answer{amounts(p[0]), sameQuantity(p[0], p[1]), sameMoney(p[0], p[1])}
		if !slices.Equal(got.Amounts, want[i].Amounts) || got.Same != want[i].Same || got.Money != want[i].Money {
			t.Errorf("numbers of %q\n got %+v\nwant %+v", p, got, want[i])
		}
	}
}

func randomText(random *rand.Rand, pieces []string, most int) string {
	var b strings.Builder
	for range random.IntN(most + 1) {
		b.WriteString(pieces[random.IntN(len(pieces))])
	}
	return b.String()
}

// mutated returns the text with a piece put in somewhere, or as it is.
func mutated(random *rand.Rand, text string, pieces []string) string {
	if random.IntN(3) == 0 {
		return text
	}
	runes := []rune(text)
	at := random.IntN(len(runes) + 1)
	return string(runes[:at]) + pieces[random.IntN(len(pieces))] + string(runes[at:])
}

// TestReportLikeScorePy compares whole reports, byte for byte.
func TestReportLikeScorePy(t *testing.T) {
	dev := readGold(t, needShared(t, "dev.jsonl"))
	seeds := readGold(t, needShared(t, "seeds.jsonl"))
	type input struct {
		name   string
		gold   []GoldDocument
		system []graph.PrintedDocument
	}
	inputs := []input{
		{"gold itself", dev, itself(dev)},
		{"nothing", dev, nil},
		{"another gold", dev, itself(seeds)},
	}
	for seed := range uint64(4) {
		random := rand.New(rand.NewPCG(seed, 9))
		inputs = append(inputs,
			input{fmt.Sprintf("dev perturbed %d", seed), dev, perturbed(random, dev)},
			input{fmt.Sprintf("seeds perturbed %d", seed), seeds, perturbed(random, seeds)},
			input{fmt.Sprintf("dense %d", seed), denseGold(random), itself(denseGold(random))})
	}
	for _, in := range inputs {
		t.Run(in.name, func(t *testing.T) {
			t.Parallel()
			checkReport(t, in.gold, in.system, nil, true)
		})
	}
	t.Run("arguments", func(t *testing.T) {
		t.Parallel()
		system := perturbed(rand.New(rand.NewPCG(10, 11)), dev)
		checkReport(t, dev, system, nil, false)
		checkReport(t, dev, system, []string{"SIGNS", "SUPPLIES"}, true)
	})
}

// checkReport fails the test where WriteText differs from score.py.
func checkReport(t *testing.T, gold []GoldDocument, system []graph.PrintedDocument, types []string, verbose bool) {
	t.Helper()
	folder := t.TempDir()
	args := []string{needShared(t, "score.py"),
		"--gold", writeLines(t, filepath.Join(folder, "gold.jsonl"), gold),
		"--system", writeLines(t, filepath.Join(folder, "system.jsonl"), system)}
	if verbose {
		args = append(args, "--verbose")
	}
	if types != nil {
		args = append(args, "--types", strings.Join(types, ","))
	}
	want := strings.Split(string(python(t, nil, args...)), "\n")
	var b bytes.Buffer
	if err := Score(gold, system, types).WriteText(&b, verbose); err != nil {
		t.Fatal(err)
	}
	got := strings.Split(b.String(), "\n")
	for i := range max(len(got), len(want)) {
		if g, w := lineAt(got, i), lineAt(want, i); g != w {
			t.Fatalf("types %v, verbose %v: line %d\n got %s\nwant %s", types, verbose, i+1, g, w)
		}
	}
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(no line)"
}

func writeLines[T any](t *testing.T, path string, docs []T) string {
	t.Helper()
	var b bytes.Buffer
	for _, d := range docs {
		if err := json.NewEncoder(&b).Encode(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
