package server

import (
	"strings"
	"testing"
)

func TestMajorVersion(t *testing.T) {
	for out, want := range map[string]int{
		"openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime": 17,
		"java version \"1.8.0_392\"":                              1,
		"openjdk version \"21\" 2023-09-19":                       21,
		"openjdk version \"22-ea\" 2024":                          22,
		"gij (GNU libgcj)":                                        0,
	} {
		if got := majorVersion(out); got != want {
			t.Errorf("%q is Java %d, want %d", out, got, want)
		}
	}
}

func TestPomNamesTheVersion(t *testing.T) {
	if n := strings.Count(string(pom), "<version>"+Version+"</version>"); n != 4 {
		t.Errorf("pom.xml names %s %d times, want itself, neo4j, neo4j-server and cypher-shell", Version, n)
	}
}
