package server

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// Version is the Neo4j that pom.xml names.
const Version = "5.26.12"

//go:embed pom.xml
var pom []byte

// ErrMissing says that this machine lacks what running a server takes: Java,
// Maven, or a way to Maven Central.
var ErrMissing = errors.New("cannot run a Neo4j here")

// copyDependencies is pinned, so that a fresh machine resolves what this one did.
const copyDependencies = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"

// Jars returns the folder that holds the server's jars. The first call on a
// machine has Maven fetch them (132 MB); processes that need them at once wait
// for each other.
func Jars(ctx context.Context) (string, error) {
	home, err := jarHome()
	if err != nil {
		return "", err
	}
	lib := filepath.Join(home, "lib")
	if exists(lib) {
		return lib, nil
	}
	if err := os.MkdirAll(home, 0o755); err != nil {
		return "", err
	}
	unlock, err := Lock(filepath.Join(home, "lock"))
	if err != nil {
		return "", fmt.Errorf("lock %s: %w", home, err)
	}
	defer unlock()
	if exists(lib) { // another process fetched them meanwhile
		return lib, nil
	}
	return lib, fetchJars(ctx, home, lib)
}

// jarHome is the folder above lib/. $ATTACHE_NEO4J_HOME may name an unpacked
// Neo4j, which has the same one.
func jarHome() (string, error) {
	if home := os.Getenv("ATTACHE_NEO4J_HOME"); home != "" {
		return filepath.Abs(home)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("%w: no folder for its jars: %v; set ATTACHE_NEO4J_HOME", ErrMissing, err)
	}
	return filepath.Join(cache, "attache", "neo4j-"+Version), nil
}

// fetchJars fills lib in one step: it appears whole or not at all.
func fetchJars(ctx context.Context, home, lib string) error {
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return fmt.Errorf("%w: Maven (mvn) is not in PATH and %s holds no jars; install Maven, or unpack Neo4j %s and name it in ATTACHE_NEO4J_HOME", ErrMissing, home, Version)
	}
	work, err := os.MkdirTemp(home, "fetch-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := os.WriteFile(filepath.Join(work, "pom.xml"), pom, 0o644); err != nil {
		return err
	}
	fresh := filepath.Join(work, "lib")
	cmd := exec.CommandContext(ctx, mvn, "--batch-mode", "--quiet", "--file", work, copyDependencies, "-DincludeScope=runtime", "-DoutputDirectory="+fresh)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: mvn could not fetch its jars: %v\n%s", ErrMissing, err, tail(out, 10))
	}
	return os.Rename(fresh, lib)
}

// Java returns a java that Neo4j 5 runs on, or [ErrMissing].
func Java(ctx context.Context) (string, error) {
	java := filepath.Join(os.Getenv("JAVA_HOME"), "bin", "java")
	if os.Getenv("JAVA_HOME") == "" || !exists(java) {
		var err error
		if java, err = exec.LookPath("java"); err != nil {
			return "", fmt.Errorf("%w: java is not in PATH; install Java 17 or 21", ErrMissing)
		}
	}
	out, err := exec.CommandContext(ctx, java, "-version").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s -version: %v", ErrMissing, java, err)
	}
	if n := majorVersion(string(out)); n < 17 {
		return "", fmt.Errorf("%w: %s is Java %d; install Java 17 or 21, or name it in JAVA_HOME", ErrMissing, java, n)
	}
	return java, nil
}

// majorVersion reads the 17 in `openjdk version "17.0.15" 2025-04-15`.
func majorVersion(out string) int {
	_, rest, _ := strings.Cut(out, `version "`)
	end := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
	n, _ := strconv.Atoi(rest[:max(end, 0)])
	return n
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// tail returns the last n lines of a log.
func tail(log []byte, n int) string {
	lines := bytes.Split(bytes.TrimSpace(log), []byte("\n"))
	return string(bytes.Join(lines[max(0, len(lines)-n):], []byte("\n")))
}
