package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/attache-kg/attache/graph/neo4j/neo4jtest"
	"github.com/attache-kg/attache/graph/neo4j/server"
)

// faultRounds is how often each fault is made, at a random moment:
//
//	go test ./cmd/attache -run Fault -timeout 1h -fault.rounds 20
var faultRounds = flag.Int("fault.rounds", 1, "how often each fault is made")

// disturbed is a load into a real Neo4j that something befalls.
type disturbed struct {
	*loader
	corpus string
	want   string        // an export of an undisturbed load
	takes  time.Duration // an undisturbed load
}

// faultCopies is how many documents are loaded.
const faultCopies = 100

func newDisturbed(t *testing.T, l *loader) *disturbed {
	t.Helper()
	d := &disturbed{loader: l, corpus: filepath.Join(l.dir, "news")}
	seeds, err := filepath.Glob(filepath.Join(repository(t), "seeds", "corpus", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(d.corpus, 0o777); err != nil {
		t.Fatal(err)
	}
	for i := range faultCopies {
		text, err := os.ReadFile(seeds[i%len(seeds)])
		if err != nil {
			t.Fatal(err)
		}
		d.write(i, fmt.Appendf(text, "\nCopy %d.\n", i))
	}
	began := time.Now()
	d.must(0, "", l.env, d.load(l.access.URI)...)
	d.takes = time.Since(began)
	d.want = d.export()
	d.settled(l.access.URI)
	return d
}

func (d *disturbed) write(i int, text []byte) {
	d.Helper()
	if err := os.WriteFile(filepath.Join(d.corpus, fmt.Sprintf("%03d.txt", i)), text, 0o666); err != nil {
		d.Fatal(err)
	}
}

func (d *disturbed) load(uri string) []string {
	return []string{"load", "--quiet", d.corpus, "--to", uri}
}

func (d *disturbed) export() string {
	d.Helper()
	_, printed := d.attache(d.env, "export", "--active", "--no-runs")
	return printed
}

// again empties the database and drops the ledger.
func (d *disturbed) again() {
	d.Helper()
	neo4jtest.Empty(d.T)
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(filepath.Join(d.dir, defaultLedger+end)); err != nil && !errors.Is(err, os.ErrNotExist) {
			d.Fatal(err)
		}
	}
}

// start starts the program, and returns what waits for it and its exit code.
func (d *disturbed) start(args ...string) (c *exec.Cmd, wait func() int) {
	d.Helper()
	self, err := os.Executable()
	if err != nil {
		d.Fatal(err)
	}
	c = exec.Command(self, args...)
	c.Args[0], c.Dir, c.Env = "attache", d.dir, d.env
	var printed bytes.Buffer
	c.Stdout, c.Stderr = &printed, &printed
	if err := c.Start(); err != nil {
		d.Fatal(err)
	}
	return c, func() int {
		_ = c.Wait() // its code says how it ended
		if strings.Contains(printed.String(), "panic") {
			d.Errorf("attache %q:\n%s", args, &printed)
		}
		return c.ProcessState.ExitCode()
	}
}

// moment waits for a random part of a load's time.
func (d *disturbed) moment() { time.Sleep(time.Duration(rand.Int64N(int64(d.takes)))) }

// mended loads once more: then ledger and database are those of an undisturbed load.
func (d *disturbed) mended(uri string) {
	d.Helper()
	d.must(0, "", d.env, d.load(uri)...)
	if got := d.export(); got != d.want {
		d.Fatalf("the ledger is not that of an undisturbed load: %s", firstDifference(got, d.want))
	}
	d.settled(uri)
}

// settled checks that the database is property by property as the ledger has it.
func (d *disturbed) settled(uri string) {
	d.Helper()
	d.must(0, "all as in the ledger", d.env, "status", "--to", uri)
}

// TestFaultKillLoader kills loaders while they write the ledger or send to Neo4j.
func TestFaultKillLoader(t *testing.T) {
	d := newDisturbed(t, newLoader(t))
	for range *faultRounds {
		d.again()
		c, wait := d.start(d.load(d.access.URI)...)
		d.moment()
		if err := c.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		wait()
		d.mended(d.access.URI)
	}
}

// TestFaultCut cuts the connection to Neo4j while a load sends.
func TestFaultCut(t *testing.T) {
	d := newDisturbed(t, newLoader(t))
	for range *faultRounds {
		d.again()
		p := newProxy(t, d.access.URI)
		_, wait := d.start(d.load(p.uri)...)
		d.moment()
		p.cut()
		if code := wait(); code != exitDone && code != exitUnreachable {
			t.Errorf("cut off, the load ends with %d", code)
		}
		d.mended(d.access.URI)
	}
}

// TestFaultTwoLoaders loads twice at once into one ledger and one database.
func TestFaultTwoLoaders(t *testing.T) {
	d := newDisturbed(t, newLoader(t))
	for range *faultRounds {
		d.again()
		_, first := d.start(d.load(d.access.URI)...)
		time.Sleep(time.Duration(rand.Int64N(int64(d.takes) / 2)))
		_, second := d.start(d.load(d.access.URI)...)
		codes := [2]int{first(), second()}
		for _, code := range codes {
			if code != exitDone && code != exitFailed && code != exitUnreachable {
				t.Errorf("two loaders at once end with %v", codes)
			}
		}
		d.mended(d.access.URI)
	}
}

// TestFaultChangedWhileRead changes documents while a load reads them.
func TestFaultChangedWhileRead(t *testing.T) {
	d := newDisturbed(t, newLoader(t))
	original := make([][]byte, faultCopies)
	for i := range original {
		data, err := os.ReadFile(filepath.Join(d.corpus, fmt.Sprintf("%03d.txt", i)))
		if err != nil {
			t.Fatal(err)
		}
		original[i] = data
	}
	for range *faultRounds {
		d.again()
		_, wait := d.start(d.load(d.access.URI)...)
		stop := time.Now().Add(d.takes)
		for time.Now().Before(stop) {
			i := rand.IntN(faultCopies)
			d.write(i, original[i][:1+rand.IntN(len(original[i]))])
		}
		if code := wait(); code != exitDone && code != exitPart {
			t.Errorf("changed while it is read, a corpus makes the load end with %d", code)
		}
		for i, text := range original {
			d.write(i, text)
		}
		d.mended(d.access.URI)
	}
}

// TestFaultKillNeo4j kills the server while a load sends, and starts it again.
func TestFaultKillNeo4j(t *testing.T) {
	jars := neo4jtest.Jars(t)
	port := freePort(t)
	home := t.TempDir()
	start := func() *server.Server {
		s, err := server.Start(t.Context(), jars, server.Options{Home: home, Bolt: port})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := start()
	defer func() { s.Stop() }()
	l := &loader{T: t, access: neo4jtest.Access{URI: s.URI, Username: server.Username, Password: s.Password}, dir: t.TempDir(),
		env: []string{"NEO4J_USERNAME=" + server.Username, "NEO4J_PASSWORD=" + s.Password}}
	d := newDisturbed(t, l)
	for i := range *faultRounds {
		// The database is full: that much of every document changes what is sent.
		for k := range faultCopies {
			name := filepath.Join(d.corpus, fmt.Sprintf("%03d.txt", k))
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			d.write(k, fmt.Appendf(text, "\nRound %d.\n", i))
		}
		d.must(0, "", d.env, "load", "--quiet", d.corpus)
		d.want = d.export()
		_, wait := d.start(d.load(s.URI)...)
		d.moment()
		s.Kill()
		if code := wait(); code != exitDone && code != exitUnreachable {
			t.Errorf("with its Neo4j killed the load ends with %d", code)
		}
		s = start()
		d.mended(s.URI)
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// proxy stands between a loader and a server.
type proxy struct {
	uri    string
	listen net.Listener
	mu     sync.Mutex
	open   []net.Conn
	isCut  bool
}

func newProxy(t *testing.T, uri string) *proxy {
	t.Helper()
	to, err := url.Parse(uri)
	if err != nil {
		t.Fatal(err)
	}
	listen, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{uri: "bolt://" + listen.Addr().String(), listen: listen} // bolt: neo4j:// would go round it
	go func() {
		for {
			from, err := listen.Accept()
			if err != nil {
				return
			}
			on, err := net.Dial("tcp", to.Host)
			if err != nil {
				from.Close()
				continue
			}
			p.hold(from, on)
			go func() { io.Copy(on, from); on.Close() }()
			go func() { io.Copy(from, on); from.Close() }()
		}
	}()
	t.Cleanup(p.cut)
	return p
}

func (p *proxy) hold(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open = append(p.open, conns...)
	if p.isCut {
		p.closeAll()
	}
}

// cut ends all connections, and takes no others.
func (p *proxy) cut() {
	p.listen.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.isCut = true
	p.closeAll()
}

func (p *proxy) closeAll() {
	for _, c := range p.open {
		c.Close()
	}
}
