package neo4jtest

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestEmpty is what the test below runs on a machine without Java and Maven.
func TestEmpty(t *testing.T) {
	if os.Getenv("NEO4JTEST_CHILD") == "" {
		t.Skip("run by TestSkipsOrFails")
	}
	Empty(t)
}

func TestSkipsOrFails(t *testing.T) {
	for _, tt := range []struct {
		require string
		passes  bool
		output  string
	}{
		{"", true, "--- SKIP"},
		{"gold", true, "--- SKIP"},
		{"gold,neo4j", false, "--- FAIL"},
	} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestEmpty$", "-test.v")
		cmd.Env = []string{"NEO4JTEST_CHILD=1", "ATTACHE_NEO4J_HOME=" + t.TempDir(), "ATTACHE_REQUIRE=" + tt.require, "PATH="}
		out, err := cmd.CombinedOutput()
		if passes := err == nil; passes != tt.passes || !strings.Contains(string(out), tt.output) || !strings.Contains(string(out), "Maven (mvn) is not in PATH") {
			t.Errorf("ATTACHE_REQUIRE=%s: %v\n%s", tt.require, err, out)
		}
	}
}
