package neo4j

import (
	"slices"
	"strings"
	"testing"

	"github.com/attache-kg/attache/graph/neo4j/server"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

func compose(t *testing.T, env types.Mapping) (*types.Project, error) {
	t.Helper()
	return loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir:  "../..",
		ConfigFiles: []types.ConfigFile{{Filename: "../../docker-compose.yml"}},
		Environment: env,
	})
}

func TestComposeFile(t *testing.T) {
	p, err := compose(t, types.Mapping{"ATTACHE_NEO4J_PASSWORD": "a-password", "NEO4J_USERNAME": "client", "NEO4J_PASSWORD": "client", "NEO4J_DATABASE": "client"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.GetService("neo4j")
	if err != nil {
		t.Fatal(err)
	}
	if want := "neo4j:" + server.Version + "-community"; s.Image != want {
		t.Errorf("the image is %s; want %s, the version that the tests run", s.Image, want)
	}
	if auth := s.Environment["NEO4J_AUTH"]; auth == nil || *auth != "neo4j/a-password" {
		t.Errorf("NEO4J_AUTH is %v", s.Environment["NEO4J_AUTH"])
	}
	for name, value := range s.Environment {
		if value == nil || strings.Contains(*value, "client") || slices.Contains([]string{"NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "NEO4J_URI"}, name) {
			t.Errorf("the client's variable %s reaches the server", name)
		}
	}
	checkPorts(t, s.Ports)
	checkVolumes(t, p, s.Volumes)
	if h := s.HealthCheck; h == nil || h.Disable || len(h.Test) < 2 || h.Retries == nil || h.Interval == nil || h.StartPeriod == nil {
		t.Errorf("the health check is %+v", s.HealthCheck)
	}
}

func checkPorts(t *testing.T, ports []types.ServicePortConfig) {
	t.Helper()
	var published []string
	for _, port := range ports {
		published = append(published, port.Published)
		if port.HostIP != "127.0.0.1" {
			t.Errorf("port %s is open on %q", port.Published, port.HostIP)
		}
	}
	if slices.Sort(published); !slices.Equal(published, []string{"7474", "7687"}) {
		t.Errorf("the ports are %v", published)
	}
}

func checkVolumes(t *testing.T, p *types.Project, volumes []types.ServiceVolumeConfig) {
	t.Helper()
	for _, target := range []string{"/data", "/logs"} {
		i := slices.IndexFunc(volumes, func(v types.ServiceVolumeConfig) bool { return v.Target == target })
		if i < 0 || volumes[i].Type != types.VolumeTypeVolume {
			t.Errorf("%s is no named volume", target)
		} else if _, ok := p.Volumes[volumes[i].Source]; !ok {
			t.Errorf("the volume %s of %s is not declared", volumes[i].Source, target)
		}
	}
}

func TestComposeFileWantsAPassword(t *testing.T) {
	for _, env := range []types.Mapping{nil, {"ATTACHE_NEO4J_PASSWORD": ""}, {"NEO4J_PASSWORD": "client"}} {
		if _, err := compose(t, env); err == nil || !strings.Contains(err.Error(), ".env.example") {
			t.Errorf("with %v: %v", env, err)
		}
	}
}
