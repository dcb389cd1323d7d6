// Command local runs a Neo4j with its Browser for people without Docker:
//
//	go run ./graph/neo4j/local
//
// It needs Java 17 or 21 and, the first time, Maven. The data stay in the home
// (-home) when Ctrl-C ends it. The server listens on 127.0.0.1 only.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/attache-kg/attache/graph/neo4j/server"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "local: error:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	home := flag.String("home", defaultHome(), "folder for data, logs and the password")
	bolt := flag.Int("bolt", 7687, "port for Bolt")
	http := flag.Int("http", 7474, "port for Neo4j Browser")
	flag.Parse()
	fmt.Fprintln(os.Stderr, "starting Neo4j", server.Version, "(the first time Maven fetches it, 132 MB)")
	jars, err := server.Jars(ctx)
	if err != nil {
		return err
	}
	s, err := server.Start(ctx, jars, server.Options{Home: *home, Bolt: *bolt, HTTP: *http})
	if err != nil {
		return err
	}
	announce(s)
	select {
	case <-ctx.Done():
		fmt.Fprintln(os.Stderr, "stopping")
	case <-s.Ended():
		return fmt.Errorf("Neo4j ended; %s says why", filepath.Join(s.Home, "logs"))
	}
	return s.Stop()
}

func announce(s *server.Server) {
	password := filepath.Join(s.Home, "password")
	fmt.Printf("Bolt      %s\n", s.URI)
	fmt.Printf("Browser   %s\n", s.Browser)
	fmt.Printf("user      %s\n", server.Username)
	fmt.Printf("password  in %s\n\n", password)
	fmt.Printf("In another terminal:\n\n")
	fmt.Printf("    export NEO4J_USERNAME=%s NEO4J_PASSWORD_FILE=%q\n", server.Username, password)
	fmt.Printf("    go run ./cmd/attache load seeds/corpus --to %s\n\n", s.URI)
	fmt.Printf("Ctrl-C stops it; the data stay in %s\n", s.Home)
}

func defaultHome() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "attache-neo4j"
	}
	return filepath.Join(cache, "attache", "neo4j-local")
}
