// Package neo4jtest gives tests a real Neo4j.
//
// ATTACHE_TEST_NEO4J may name one by its URI, with NEO4J_USERNAME,
// NEO4J_PASSWORD and NEO4J_DATABASE beside it. Tests empty it, so it must be
// empty when they begin. Otherwise a throwaway server is started, one a test
// binary, where Java and Maven are found. Where they are not, the test is
// skipped and says why, or fails if ATTACHE_REQUIRE lists neo4j.
package neo4jtest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/attache-kg/attache/graph/neo4j/server"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Access is where a Neo4j answers, and to whom.
type Access struct{ URI, Username, Password, Database string }

var (
	find    = sync.OnceValues(findServer)
	cleanup = func() error { return nil } // set by findServer
)

// Main runs a package's tests and stops the server that they used. It is the
// body of TestMain.
func Main(m *testing.M) {
	code := m.Run()
	if err := cleanup(); err != nil {
		fmt.Fprintln(os.Stderr, "neo4jtest:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// Empty returns a database without nodes; constraints and indexes stay. Tests
// that use it cannot run in parallel.
func Empty(tb testing.TB) Access {
	tb.Helper()
	a, err := find()
	check(tb, err)
	if err := empty(tb.Context(), a); err != nil {
		tb.Fatalf("empty %s: %v", a.URI, err)
	}
	return a
}

// Jars returns the folder of the server's jars, for tests that start their own.
func Jars(tb testing.TB) string {
	tb.Helper()
	jars, err := server.Jars(tb.Context())
	check(tb, err)
	return jars
}

// Admin returns a folder with a command neo4j-admin for a server's home. It is a
// shell script.
func Admin(tb testing.TB, home string) (bin string) {
	tb.Helper()
	jars, conf := Jars(tb), filepath.Join(home, "conf")
	java, err := server.Java(tb.Context())
	check(tb, err)
	bin = tb.TempDir()
	script := fmt.Sprintf("#!/bin/sh\nNEO4J_HOME='%s' NEO4J_CONF='%s' exec '%s' -cp '%s/*' org.neo4j.cli.AdminTool \"$@\"\n", home, conf, java, jars)
	if err := errors.Join(os.MkdirAll(conf, 0o777), os.WriteFile(filepath.Join(bin, "neo4j-admin"), []byte(script), 0o777)); err != nil {
		tb.Fatal(err)
	}
	return bin
}

// check skips the test where this machine cannot run a server, unless it must.
func check(tb testing.TB, err error) {
	tb.Helper()
	required := slices.Contains(strings.Split(os.Getenv("ATTACHE_REQUIRE"), ","), "neo4j")
	switch {
	case errors.Is(err, server.ErrMissing) && !required:
		tb.Skip("no Neo4j to test with: ", err)
	case err != nil:
		tb.Fatal(err)
	}
}

func findServer() (Access, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Minute)
	defer cancel()
	if uri := os.Getenv("ATTACHE_TEST_NEO4J"); uri != "" {
		return named(ctx, uri)
	}
	jars, err := server.Jars(ctx)
	if err != nil {
		return Access{}, err
	}
	s, err := server.Start(ctx, jars, server.Options{})
	if err != nil {
		return Access{}, err
	}
	cleanup = s.Stop
	return Access{URI: s.URI, Username: server.Username, Password: s.Password}, nil
}

// named takes the server that the user names, for this process alone: go test
// runs packages side by side.
func named(ctx context.Context, uri string) (Access, error) {
	a := Access{URI: uri, Username: cmp.Or(os.Getenv("NEO4J_USERNAME"), server.Username),
		Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE")}
	unlock, err := server.Lock(filepath.Join(os.TempDir(), "attache-test-neo4j.lock"))
	if err != nil {
		return a, err
	}
	if err := mustBeEmpty(ctx, a); err != nil {
		unlock()
		return a, fmt.Errorf("ATTACHE_TEST_NEO4J: %w", err)
	}
	cleanup = func() error {
		defer unlock()
		return empty(context.Background(), a)
	}
	return a, nil
}

// mustBeEmpty guards the data of whoever names a database.
func mustBeEmpty(ctx context.Context, a Access) error {
	records, err := query(ctx, a, "MATCH (n) RETURN count(n) AS nodes")
	if err != nil {
		return err
	}
	if nodes := records[0].Values[0]; nodes != int64(0) {
		return fmt.Errorf("%s holds %d nodes, and tests empty their database; name an empty one", a.URI, nodes)
	}
	return nil
}

// empty deletes in pieces that fit the server's memory.
func empty(ctx context.Context, a Access) error {
	for {
		records, err := query(ctx, a, "MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(*)")
		if err != nil || records[0].Values[0] == int64(0) {
			return err
		}
	}
}

func query(ctx context.Context, a Access, cypher string) ([]*neo4j.Record, error) {
	driver, err := neo4j.NewDriverWithContext(a.URI, neo4j.BasicAuth(a.Username, a.Password, ""))
	if err != nil {
		return nil, err
	}
	defer driver.Close(ctx)
	result, err := neo4j.ExecuteQuery(ctx, driver, cypher, nil, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(a.Database))
	if err != nil {
		return nil, err
	}
	return result.Records, nil
}
