// Package neo4j brings a Neo4j 5 database in line with a projection of the
// ledger. It is the only room that knows Cypher or the driver.
//
// [Open] connects, [Graph.Lease] takes the right to write, [Lease.Sync] sends what
// differs; [Graph.Compare] says what would be sent. Every node and relationship that Sync writes carries a
// fingerprint, a hash of its labels and properties; relationships also carry
// attache: true. Sync reads back what the database holds, checks that it is what
// the fingerprints say, compares it with the projection, and writes only rows
// that differ, in transactions of at most batchRows rows, each of them whole or
// not at all. Rows that are no longer projected are deleted. Rows that the database
// refuses, for a constraint of somebody's, are told one by one.
//
// What carries no fingerprint is somebody else's and is never touched, nor are
// labels that the schema and properties that package graph do not declare. A node
// that somebody else's relationships hang on is not deleted: it stays as a stub
// with gone: true.
//
// The tool's own record is (:AttacheMeta {key: 'ledger'}):
//
//	ledger                 the ledger that fills the database; any other is refused
//	version                of the way rows are written
//	lastRun, lastRunAt     the last load that ended, and when it began
//	startedRun, startedAt  the load that began and has not ended, if any
//
// and (:AttacheMeta {key: 'lease'}), see [Lease]:
//
//	token                  counts the loads that took the lease
//	holder, until          who has it, and when it ends by the server's clock
//
// Labels and relationship types come from package schema and the constants of
// package graph; every value travels as a parameter.
package neo4j

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// What can be wrong with a database. errors.Is finds them in what Open and Sync
// return.
var (
	ErrURI          = errors.New("not the URI of a Neo4j")
	ErrUnreachable  = errors.New("database unreachable")
	ErrUnauthorised = errors.New("database refuses the credentials")
	ErrOtherLedger  = errors.New("database belongs to another ledger")
	ErrLeased       = errors.New("database is being loaded by somebody else")
)

// Error is a database that cannot be brought in line, and what mends it.
type Error struct {
	Kind error  // one of the errors above
	What string // names the URI, never the password
	Fix  string
}

// Error returns what is wrong and the mend in one line.
func (e *Error) Error() string { return e.What + "; " + e.Fix }

// Unwrap returns the kind.
func (e *Error) Unwrap() error { return e.Kind }

// Target says where a database is and who asks.
type Target struct {
	URI      string // neo4j://host:7687; also neo4j+s, neo4j+ssc, bolt, bolt+s, bolt+ssc
	Username string
	Password string
	Database string // the user's home database when empty
	CA       []byte // certificates, in PEM, that neo4j+s and bolt+s trust beside the system's; may be empty
}

// Graph is a database that answers.
type Graph struct {
	driver neo4j.DriverWithContext
	target Target // without the password
	batch  int    // rows a transaction

	leaseLasts, leaseWaits time.Duration
}

// batchRows keeps a transaction of long sentences under some 10 MB.
const batchRows = 5000

// openTimeout ends the attempt to reach a host that neither answers nor refuses.
const openTimeout = 10 * time.Second

// Open connects to a database and verifies that it answers. Errors are of type
// [*Error] where the target is at fault.
func Open(ctx context.Context, t Target) (*Graph, error) {
	if err := checkURI(t.URI); err != nil {
		return nil, err
	}
	trusted, err := t.trusted()
	if err != nil {
		return nil, err
	}
	driver, err := neo4j.NewDriverWithContext(t.URI, neo4j.BasicAuth(t.Username, t.Password, ""), func(c *config.Config) {
		settings(c)
		c.TlsConfig = trusted
	})
	if err != nil {
		return nil, &Error{ErrURI, fmt.Sprintf("%s: %v", t.URI, err), uriFix}
	}
	t.Password = ""
	g := &Graph{driver: driver, target: t, batch: batchRows, leaseLasts: leaseLasts, leaseWaits: leaseWaits}
	if err := g.verify(ctx); err != nil {
		return nil, errors.Join(err, g.Close(context.WithoutCancel(ctx)))
	}
	return g, nil
}

// trusted returns the configuration of TLS for an authority of one's own; nil
// without one.
func (t Target) trusted() (*tls.Config, error) {
	if len(t.CA) == 0 {
		return nil, nil
	}
	scheme, _, _ := strings.Cut(t.URI, ":")
	if !strings.HasSuffix(scheme, "+s") {
		return nil, &Error{ErrURI, fmt.Sprintf("%s does not look at certificates, and a CA is given", t.URI), "use neo4j+s or bolt+s, or leave the CA out"}
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, err
	}
	if !pool.AppendCertsFromPEM(t.CA) {
		return nil, &Error{ErrURI, "the CA's file holds no certificate in PEM", "name a file that begins with -----BEGIN CERTIFICATE-----"}
	}
	return &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, nil
}

func settings(c *config.Config) {
	c.SocketConnectTimeout = openTimeout / 2
	c.ConnectionAcquisitionTimeout = openTimeout
	c.FetchSize = batchRows
	c.TelemetryDisabled = true
	c.UserAgent = "attache " + neo4j.UserAgent
}

// Close releases the connections.
func (g *Graph) Close(ctx context.Context) error { return g.driver.Close(ctx) }

// verify asks the least that needs a connection, credentials and the database.
// It does not retry, as a transaction function would for half a minute.
func (g *Graph) verify(ctx context.Context) error {
	deadline, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	session := g.session(deadline, neo4j.AccessModeRead)
	defer session.Close(ctx)
	result, err := session.Run(deadline, "RETURN 1", nil)
	if err == nil {
		_, err = result.Consume(deadline)
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	return g.explain(err)
}

func (g *Graph) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return g.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: g.target.Database, AccessMode: mode})
}

const uriFix = "use neo4j://host:7687, or neo4j+s://host:7687 with encryption"

// checkURI refuses what the driver would misread. A URI with a password is not
// printed, and is refused because others can read it in the process list.
func checkURI(uri string) error {
	u, err := url.Parse(uri)
	switch {
	case strings.Contains(uri, "@"):
		return &Error{ErrURI, "the URI holds credentials, which others can read in the process list", "set NEO4J_USERNAME and NEO4J_PASSWORD or NEO4J_PASSWORD_FILE instead"}
	case err != nil || u.Host == "" || !slices.Contains([]string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}, u.Scheme):
		return &Error{ErrURI, fmt.Sprintf("%q is not the URI of a Neo4j", uri), uriFix}
	}
	return nil
}

// explain turns what the driver reports into an [*Error] where the target is at
// fault, and leaves the rest alone.
func (g *Graph) explain(err error) error {
	var limit *neo4j.TransactionExecutionLimit
	var server *neo4j.Neo4jError
	var connection *neo4j.ConnectivityError
	last := err
	if errors.As(err, &limit) && len(limit.Errors) > 0 { // it was tried for half a minute
		last = limit.Errors[len(limit.Errors)-1]
	}
	switch {
	case errors.As(last, &server):
		return g.explainServer(server, err)
	case last != nil && strings.Contains(last.Error(), "x509: "):
		return &Error{ErrUnreachable, fmt.Sprintf("%s has a certificate that cannot be trusted: %s", g.target.URI, oneLine(last)),
			"name the certificate of the authority that signed it in NEO4J_CA_FILE, and the host as the certificate does"}
	case errors.As(last, &connection), errors.Is(last, context.DeadlineExceeded):
		return &Error{ErrUnreachable, fmt.Sprintf("%s does not answer: %s", g.target.URI, oneLine(err)),
			"start Neo4j (docker compose up -d, or go run ./graph/neo4j/local) or correct the URI"}
	}
	return err
}

func (g *Graph) explainServer(server *neo4j.Neo4jError, err error) error {
	switch {
	case strings.HasSuffix(server.Code, ".AuthenticationRateLimit"):
		return &Error{ErrUnauthorised, fmt.Sprintf("%s refuses %s after too many wrong passwords", g.target.URI, g.user()), "wait some seconds, then try the right one"}
	case strings.HasPrefix(server.Code, "Neo.ClientError.Security."):
		return &Error{ErrUnauthorised, fmt.Sprintf("%s refuses %s: %s", g.target.URI, g.user(), oneLine(server)),
			"check NEO4J_USERNAME and NEO4J_PASSWORD or NEO4J_PASSWORD_FILE"}
	case strings.HasSuffix(server.Code, ".DatabaseNotFound"), strings.HasSuffix(server.Code, ".DatabaseUnavailable"):
		return &Error{ErrUnreachable, fmt.Sprintf("%s has no database %q that is online", g.target.URI, g.target.Database), "correct NEO4J_DATABASE, or leave it unset"}
	}
	return err
}

func (g *Graph) user() string { return fmt.Sprintf("user %q", cmp.Or(g.target.Username, "(none)")) }

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
