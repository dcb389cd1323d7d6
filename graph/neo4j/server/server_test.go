package server_test

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/attache-kg/attache/graph/neo4j/neo4jtest"
	"github.com/attache-kg/attache/graph/neo4j/server"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// fakeMaven puts a script in PATH that stands for mvn.
func fakeMaven(t *testing.T, script string) (home string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in for mvn is a shell script")
	}
	bin, home := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "mvn"), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("ATTACHE_NEO4J_HOME", home)
	return home
}

func TestJarsAreFetchedOnce(t *testing.T) {
	home := fakeMaven(t, `for a; do case $a in -DoutputDirectory=*) dir=${a#*=};; esac; done
mkdir "$dir" && sleep 0.2 && touch "$dir/neo4j.jar" && echo fetched >> "$ATTACHE_NEO4J_HOME/log"`)
	var together sync.WaitGroup
	for range 4 {
		together.Go(func() {
			lib, err := server.Jars(t.Context())
			if _, stat := os.Stat(filepath.Join(lib, "neo4j.jar")); err != nil || stat != nil {
				t.Errorf("jars in %q: %v, %v", lib, err, stat)
			}
		})
	}
	together.Wait()
	if log, _ := os.ReadFile(filepath.Join(home, "log")); string(log) != "fetched\n" {
		t.Errorf("maven ran: %s", log)
	}
	if left, _ := filepath.Glob(filepath.Join(home, "fetch-*")); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
}

func TestJarsThatCannotBeFetched(t *testing.T) {
	home := fakeMaven(t, `for a; do case $a in -DoutputDirectory=*) mkdir "${a#*=}";; esac; done; echo no route to host; exit 1`)
	if _, err := server.Jars(t.Context()); !errors.Is(err, server.ErrMissing) || !strings.Contains(err.Error(), "no route to host") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(filepath.Join(home, "lib")); err == nil {
		t.Error("half a folder stays")
	}
}

func TestStartSaysWhatIsMissing(t *testing.T) {
	t.Setenv("PATH", "")
	t.Setenv("JAVA_HOME", "")
	if _, err := server.Start(t.Context(), "", server.Options{}); !errors.Is(err, server.ErrMissing) {
		t.Errorf("without Java: %v", err)
	}
}

// A home keeps its data and password; while it runs, its port is taken.
func TestHome(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server twice")
	}
	jars, home := neo4jtest.Jars(t), t.TempDir()
	for run, want := range []string{"1", "2"} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		port := l.Addr().(*net.TCPAddr).Port
		l.Close()
		s, err := server.Start(t.Context(), jars, server.Options{Home: home, Bolt: port})
		if err != nil {
			t.Fatal(err)
		}
		if got := count(t, s); got != want {
			t.Errorf("run %d counts %s", run+1, got)
		}
		if _, err := server.Start(t.Context(), jars, server.Options{Bolt: port}); err == nil || !strings.Contains(err.Error(), strconv.Itoa(port)) {
			t.Errorf("a second server on its port: %v", err)
		}
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	}
	if info, err := os.Stat(filepath.Join(home, "password")); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("the password file: %v, %v", info, err)
	}
}

// count adds a node and returns how many there are.
func count(t *testing.T, s *server.Server) string {
	t.Helper()
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(server.Username, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(t.Context())
	result, err := neo4j.ExecuteQuery(t.Context(), driver, "CREATE (:Run) WITH 1 AS one MATCH (r:Run) RETURN toString(count(r))", nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	return result.Records[0].Values[0].(string)
}
