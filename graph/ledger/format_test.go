package ledger

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// makeFile makes a file that is no ledger, and returns its path.
func makeFile(t *testing.T, name string, statements ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	db, err := sql.Open("sqlite", path)
	must(t, err)
	for _, s := range statements {
		_, err := db.Exec(s)
		must(t, err)
	}
	must(t, db.Close())
	return path
}

func TestRefused(t *testing.T) {
	text := filepath.Join(t.TempDir(), "notes.txt")
	must(t, os.WriteFile(text, []byte(strings.Repeat("No ledger, but notes.\n", 100)), 0o644))
	short := filepath.Join(t.TempDir(), "short")
	must(t, os.WriteFile(short, []byte("SQLite format 3\x00"), 0o644))
	newer := makeFile(t, "newer.db")
	l, err := open(newer, true, append(steps, "CREATE TABLE more (x)"))
	must(t, err)
	must(t, l.Close())
	tests := []struct {
		name, path string
		want       error
		says       string
	}{
		{"text", text, ErrNotLedger, "no SQLite file"},
		{"a header cut off", short, ErrNotLedger, "no SQLite file"},
		{"another program's", makeFile(t, "firefox.db", "CREATE TABLE bookmarks (url)"), ErrNotLedger, "another program"},
		{"another program's, in WAL mode", makeFile(t, "wal.db", "PRAGMA journal_mode = WAL", "CREATE TABLE claims (id)"), ErrNotLedger, "another program"},
		{"another program's, marked as such", makeFile(t, "fossil.db", "PRAGMA application_id = 252006673", "CREATE TABLE x (y)"), ErrNotLedger, "another program"},
		{"a directory", t.TempDir(), ErrNotLedger, "directory"},
		{"a device", "/dev/null", ErrNotLedger, "regular file"},
		{"newer", newer, ErrNewer, fmt.Sprintf("version %d, this attache reads up to %d", len(steps)+1, len(steps))},
		{"in a directory that is not there", filepath.Join(t.TempDir(), "no", "attache.db"), fs.ErrNotExist, ""},
	}
	for _, tt := range tests {
		before, around := snapshot(tt.path), siblings(tt.path)
		for _, opener := range []func(string) (*Ledger, error){Open, OpenExisting} {
			l, err := opener(tt.path)
			if err == nil {
				l.Close()
				t.Errorf("%s: opened", tt.name)
				continue
			}
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), tt.path) {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		if !bytes.Equal(snapshot(tt.path), before) || siblings(tt.path) != around {
			t.Errorf("%s: the file was touched, or one beside it", tt.name)
		}
	}
}

func snapshot(path string) []byte {
	data, _ := os.ReadFile(path)
	return data
}

func siblings(path string) string {
	names, _ := filepath.Glob(path + "*")
	return strings.Join(names, " ")
}

func TestOpenExisting(t *testing.T) {
	dir := t.TempDir()
	missing, empty := filepath.Join(dir, "attache.db"), filepath.Join(dir, "empty.db")
	must(t, os.WriteFile(empty, nil, 0o644))
	for _, path := range []string{missing, empty} {
		if _, err := OpenExisting(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", path, err)
		}
		if len(snapshot(path)) != 0 {
			t.Errorf("%s was made", path)
		}
		l, err := Open(path)
		must(t, err)
		must(t, l.SetMeta("k", "v"))
		must(t, l.Close())
		again, err := OpenExisting(path)
		must(t, err)
		value, err := again.Meta("k")
		must(t, err)
		if none, err := again.Meta("none"); value != "v" || none != "" || err != nil || again.ID() != l.ID() || len(l.ID()) != 32 {
			t.Errorf("value %q, none %q, id %q then %q, %v", value, none, l.ID(), again.ID(), err)
		}
		must(t, again.Close())
		if around := siblings(path); around != path {
			t.Errorf("closed, the ledger is %s", around)
		}
	}
}

func TestOddNames(t *testing.T) {
	for _, name := range []string{"a b.db", "50%41.db", "what?.db", "a#b&c=d.db", "é.db", ":memory:"} {
		path := filepath.Join(t.TempDir(), name)
		l, err := Open(path)
		must(t, err)
		must(t, l.Close())
		if len(snapshot(path)) == 0 {
			t.Errorf("%s is not where it should be", name)
		}
	}
}

func TestMigration(t *testing.T) {
	path := filepath.Join(t.TempDir(), "attache.db")
	l, err := Open(path)
	must(t, err)
	id, files := l.ID(), corpus(20, 8)
	mustLoad(t, l, "p", files, 5)
	want := dump(t, l, true)
	must(t, l.Close())

	broken := append(steps, "ALTER TABLE claims ADD COLUMN grade TEXT; UPDATE claims SET none = 1")
	if l, err := open(path, false, broken); err == nil {
		l.Close()
		t.Error("a broken step passed")
	}
	l, err = open(path, false, append(steps, "ALTER TABLE claims ADD COLUMN grade TEXT; UPDATE claims SET grade = 'B2'"))
	must(t, err)
	defer l.Close()
	if l.ID() != id {
		t.Error("the id has changed")
	}
	differ(t, dump(t, l, true), want)
	v, err := l.View()
	must(t, err)
	defer v.Close()
	var version, graded, all int
	for err := range v.rows("SELECT user_version, sum(grade = 'B2'), count(*) FROM claims, pragma_user_version", nil, &version, &graded, &all) {
		must(t, err)
	}
	if version != len(steps)+1 || graded != all || all == 0 {
		t.Errorf("version %d, %d of %d claims graded", version, graded, all)
	}
}

// TestMadeTogether: processes that make the same ledger at once get one.
func TestMadeTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "attache.db")
	ids := make([]string, 8)
	var wg sync.WaitGroup
	for i := range ids {
		wg.Go(func() {
			l, err := Open(path)
			if err != nil {
				t.Error(err)
				return
			}
			ids[i] = l.ID()
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, id := range ids {
		if id != ids[0] || id == "" {
			t.Errorf("ids %q", ids)
			break
		}
	}
}
