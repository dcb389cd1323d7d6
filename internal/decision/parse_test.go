package decision

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/attache-kg/attache/internal/diag"
	"github.com/attache-kg/attache/schema"
)

var update = flag.Bool("update", false, "rewrite testdata/err/*.want")

func parse(t testing.TB, data string) *Set {
	t.Helper()
	s, faults := Parse("decisions.yaml", []byte(data), schema.Default())
	if len(faults) > 0 {
		t.Fatal(diag.Faults(faults))
	}
	return s
}

// TestFaults compares the faults of each bad file with the text beside it.
func TestFaults(t *testing.T) {
	files, err := filepath.Glob("testdata/err/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no bad files", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s, faults := Parse(filepath.Base(file), data, schema.Default())
		if s != nil || len(faults) == 0 {
			t.Errorf("%s: no faults", file)
		}
		want := strings.TrimSuffix(file, ".yaml") + ".want"
		got := diag.Faults(faults).Error() + "\n"
		if *update {
			if err := os.WriteFile(want, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if data, err = os.ReadFile(want); err != nil || got != string(data) {
			t.Errorf("%s: %v\n got %s\nwant %s", file, err, got, data)
		}
		for _, f := range faults {
			if f.What == "" || f.Fix == "" || f.Code == "" {
				t.Errorf("%s: the fault lacks what, fix or code: %+v", file, f)
			}
		}
	}
}

func goodFiles(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/ok/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no good files", err)
	}
	good := make(map[string][]byte)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		good[file] = data
	}
	return good
}

// TestAppend puts every decision behind every file, whatever its style, and
// wants all that was there in front.
func TestAppend(t *testing.T) {
	good := goodFiles(t)
	all := parse(t, string(good["testdata/ok/all.yaml"])).All
	files := map[string][]byte{"none": nil, "no newline at its end": []byte("decisions: # soon"), "a comment behind": []byte("decisions: [ ] # soon\n# the end\n"),
		"CRLF": bytes.ReplaceAll([]byte("decisions:\n  - {merge: firm:a, into: firm:b, reason: x, who: jd, when: 2026-11-22}\n# the end\n"), []byte("\n"), []byte("\r\n")),
		"deep": []byte("decisions:\n        - merge: firm:a\n          into: firm:b\n          who: jd\n          when: 2026-11-22\n          reason: |\n            a text of\n            two lines\n\n")}
	for name, data := range good {
		if name != "testdata/ok/all.yaml" {
			files[name] = data
		}
	}
	for name, data := range files {
		before := 0
		if len(data) > 0 {
			before = len(parse(t, string(data)).All)
		}
		for i, d := range all {
			out, err := Append(name, data, schema.Default(), d)
			if err != nil {
				t.Fatalf("%s: %v: %v", name, d, err)
			}
			list := parse(t, string(out)).All
			if len(list) != before+i+1 || list[before+i].ID() != d.ID() || list[before+i].Reason != d.Reason {
				t.Fatalf("%s: %v was appended as\n%s", name, d, out)
			}
			front, behind, _ := bytes.Cut(data, []byte(": [")) // an empty list
			if _, remark, ok := bytes.Cut(behind, []byte("]")); !bytes.HasPrefix(out, front) || ok && !bytes.Contains(out, remark) {
				t.Errorf("%s: of\n%s\nnot all is in\n%s", name, data, out)
			}
			data = out
		}
		if name == "CRLF" && bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) {
			t.Errorf("the ends of lines are mixed:\n%q", data)
		}
	}
}

// TestAppendRefuses wants files that would not be what they were to stay.
func TestAppendRefuses(t *testing.T) {
	merge := parse(t, "decisions: [{merge: firm:a, into: firm:b, reason: x, who: jd, when: 2026-11-22}]").All[0]
	for name, data := range map[string]string{
		"flow.yaml":   "decisions: [{merge: firm:c, into: firm:b, reason: x, who: jd, when: 2026-11-22}]",
		"same.yaml":   "decisions:\n- {merge: firm:a, into: firm:b, reason: y, who: jd, when: 2026-11-22}\n",
		"circle.yaml": "decisions:\n- {merge: firm:b, into: firm:a, reason: y, who: jd, when: 2026-11-22}\n",
		"fault.yaml":  "decisions:\n- {merge: firm:b}\n",
		"spaces.yaml": " \n",
		"end.yaml":    "decisions:\n- {merge: firm:c, into: firm:b, reason: y, who: jd, when: 2026-11-22}\n...\n",
	} {
		if out, err := Append(name, []byte(data), schema.Default(), merge); err == nil {
			t.Errorf("%s: appended:\n%s", name, out)
		}
	}
}

// FuzzParse wants no file to break the parser, and every good one to be appended
// to or refused.
func FuzzParse(f *testing.F) {
	for _, data := range goodFiles(f) {
		f.Add(string(data))
	}
	bad, _ := filepath.Glob("testdata/err/*.yaml")
	for _, file := range bad {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, data string) {
		s, faults := Parse("decisions.yaml", []byte(data), schema.Default())
		if (s == nil) != (len(faults) > 0) {
			t.Fatalf("%v and %v", s, faults)
		}
		if s == nil {
			return
		}
		rename := Decision{Kind: Rename, From: "firm:of-the-test", As: "X: y", Reason: "r", Who: "w", When: "2026-11-22"}
		if out, err := Append("decisions.yaml", []byte(data), schema.Default(), rename); err == nil {
			if after := parse(t, string(out)).All; len(after) != len(s.All)+1 {
				t.Errorf("%d and one are %d", len(s.All), len(after))
			}
		}
	})
}
