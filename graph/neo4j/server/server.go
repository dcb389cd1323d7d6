// Package server runs a real Neo4j 5.26 Community without Docker: for tests,
// and for people on machines without a Docker engine.
//
// [Jars] has Maven fetch the server from Maven Central, once a machine.
// [Start] runs it with Java 17 or 21, on 127.0.0.1 only, and returns when Bolt
// answers; [Server.Stop] ends it. Where Java or Maven is not to be had, both
// return [ErrMissing].
//
// A home is a folder with conf/, data/, logs/ and the file password.
package server

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// Username is the one that a fresh Neo4j has.
const Username = "neo4j"

// Options say where a server keeps its data and listens. The zero Options are a
// throwaway server: a home of its own that Stop removes, any free port for
// Bolt, no Browser.
type Options struct {
	Home string
	Bolt int
	HTTP int // also Neo4j Browser's

	// Certificates is a folder with public.crt and private.key, in PEM, with which
	// Bolt is encrypted; without, it is not.
	Certificates string
}

// Server is a Neo4j that runs.
type Server struct {
	URI      string
	Browser  string // empty without an HTTP port
	Password string
	Home     string

	throwaway bool
	process   *os.Process
	ended     chan struct{} // closed when the process has ended
}

// Start runs a server from the jars and waits until Bolt answers.
func Start(ctx context.Context, jars string, o Options) (*Server, error) {
	java, err := Java(ctx)
	if err != nil {
		return nil, err
	}
	s := &Server{Home: o.Home, throwaway: o.Home == "", ended: make(chan struct{})}
	if err = s.prepare(o); err == nil {
		err = s.run(ctx, java, jars)
	}
	if err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// prepare lays out the home and chooses the ports.
func (s *Server) prepare(o Options) (err error) {
	if s.throwaway {
		s.Home, err = os.MkdirTemp("", "attache-neo4j-")
	} else {
		s.Home, err = filepath.Abs(o.Home)
	}
	if err != nil {
		return err
	}
	if o.Bolt == 0 {
		if o.Bolt, err = freePort(); err != nil {
			return err
		}
	}
	for _, port := range []int{o.Bolt, o.HTTP} {
		if err := checkPort(port); err != nil {
			return err
		}
	}
	scheme := "neo4j"
	if o.Certificates != "" {
		scheme = "neo4j+s"
	}
	s.URI = fmt.Sprintf("%s://127.0.0.1:%d", scheme, o.Bolt)
	if o.HTTP != 0 {
		s.Browser = fmt.Sprintf("http://127.0.0.1:%d", o.HTTP)
	}
	conf := filepath.Join(s.Home, "conf")
	if err := os.MkdirAll(conf, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(conf, "neo4j.conf"), []byte(settings(o)), 0o600)
}

func settings(o Options) string {
	lines := []string{
		"server.default_listen_address=127.0.0.1",
		fmt.Sprintf("server.bolt.listen_address=127.0.0.1:%d", o.Bolt),
		fmt.Sprintf("server.bolt.advertised_address=127.0.0.1:%d", o.Bolt),
		"server.https.enabled=false",
		"dbms.usage_report.enabled=false",
		"client.allow_telemetry=false",
		"internal.server.bolt.thread_pool_shutdown_wait_time=100ms", // 5 s, twice, once the data are safe
	}
	if o.Home == "" {
		lines = append(lines, "server.memory.pagecache.size=128m", "db.tx_log.preallocate=false")
	}
	if o.Certificates != "" {
		lines = append(lines, "dbms.ssl.policy.bolt.enabled=true", "dbms.ssl.policy.bolt.base_directory="+o.Certificates,
			"dbms.ssl.policy.bolt.client_auth=NONE", "server.bolt.tls_level=REQUIRED")
	}
	if o.HTTP == 0 {
		lines = append(lines, "server.http.enabled=false")
	} else {
		lines = append(lines, fmt.Sprintf("server.http.listen_address=127.0.0.1:%d", o.HTTP))
	}
	return strings.Join(lines, "\n") + "\n"
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// checkPort says early what Neo4j would say in forty lines. Port 0 is none.
func checkPort(port int) error {
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return fmt.Errorf("port %d of 127.0.0.1 is taken: %w", port, err)
	}
	return l.Close()
}

// opened are the packages that Neo4j reaches into.
var opened = []string{
	"--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/java.io=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
}

func (s *Server) run(ctx context.Context, java, jars string) error {
	classes := filepath.Join(jars, "*")
	if err := s.readPassword(ctx, java, classes); err != nil {
		return err
	}
	var args []string
	if s.throwaway { // a short life is faster without the second compiler
		args = []string{"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"}
	}
	args = append(append(args, opened...), "-cp", classes, "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+s.Home, "--config-dir="+filepath.Join(s.Home, "conf"), "--console-mode")
	log, err := os.Create(s.log())
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command(java, args...)
	cmd.Stdout, cmd.Stderr = log, log
	detach(cmd)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", java, err)
	}
	s.process = cmd.Process
	go func() {
		defer close(s.ended)
		_ = cmd.Wait() // the log says why
	}()
	return s.await(ctx)
}

func (s *Server) log() string { return filepath.Join(s.Home, "console.log") }

// readPassword reads the home's password. A home without data gets a random
// one; it travels in a file, as any user may read a command line.
func (s *Server) readPassword(ctx context.Context, java, classes string) error {
	file := filepath.Join(s.Home, "password")
	if exists(filepath.Join(s.Home, "data", "databases", "system")) {
		text, err := os.ReadFile(file)
		s.Password = strings.TrimSpace(string(text))
		return err
	}
	s.Password = rand.Text()
	if err := os.WriteFile(file, []byte(s.Password+"\n"), 0o600); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, java, "-XX:TieredStopAtLevel=1", "-cp", classes, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", "@"+file)
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+s.Home, "NEO4J_CONF="+filepath.Join(s.Home, "conf"))
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("set the password of %s: %w\n%s", s.Home, err, tail(out, 5))
	}
	return nil
}

// startTimeout is generous: two cores that compile take four times the usual 5 s.
const startTimeout = 2 * time.Minute

// await returns when the server answers, ends, or takes too long.
func (s *Server) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	anyCertificate := strings.Replace(s.URI, "+s:", "+ssc:", 1)
	driver, err := neo4j.NewDriverWithContext(anyCertificate, neo4j.BasicAuth(Username, s.Password, ""), func(c *config.Config) { c.TelemetryDisabled = true })
	if err != nil {
		return err
	}
	defer driver.Close(context.WithoutCancel(ctx))
	for {
		err := driver.VerifyConnectivity(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-s.ended:
			return fmt.Errorf("Neo4j ended before it answered\n%s", s.tail())
		case <-ctx.Done():
			return fmt.Errorf("Neo4j did not answer at %s: %w\n%s", s.URI, err, s.tail())
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (s *Server) tail() string {
	log, _ := os.ReadFile(s.log())
	return cmp.Or(tail(log, 15), "(it wrote nothing)")
}

// Ended is closed when the server is no longer there.
func (s *Server) Ended() <-chan struct{} { return s.ended }

// Kill ends the server at once, as a power cut would. Start with the same home goes on
// from what it had written.
func (s *Server) Kill() {
	_ = s.process.Kill() // it may have ended already
	<-s.ended
}

// Stop ends the server. A throwaway one is killed and its home removed; another
// gets a minute to close its files.
func (s *Server) Stop() error {
	if s.process != nil {
		s.end()
	}
	if s.throwaway {
		return os.RemoveAll(s.Home)
	}
	return nil
}

func (s *Server) end() {
	if !s.throwaway && terminate(s.process) == nil {
		select {
		case <-s.ended:
			return
		case <-time.After(time.Minute):
		}
	}
	s.Kill()
}
