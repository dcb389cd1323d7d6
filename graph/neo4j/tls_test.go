package neo4j

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/attache-kg/attache/graph/neo4j/neo4jtest"
	"github.com/attache-kg/attache/graph/neo4j/server"
)

// authority is a certificate with its key, that signs others.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         []byte
}

// sign makes a certificate; without an authority, one that signs itself.
func sign(t *testing.T, by *authority, template x509.Certificate) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template.SerialNumber, template.NotBefore, template.NotAfter = big.NewInt(1), time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	parent, parentKey := &template, key
	if by != nil {
		parent, parentKey = by.certificate, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, parent, &key.PublicKey, parentKey)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &authority{made, key, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
}

func newAuthority(t *testing.T, name string) *authority {
	return sign(t, nil, x509.Certificate{Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign})
}

// TestOwnAuthority connects to a server whose certificate nobody else knows.
func TestOwnAuthority(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server")
	}
	ours, others := newAuthority(t, "ours"), newAuthority(t, "others")
	host := sign(t, ours, x509.Certificate{Subject: pkix.Name{CommonName: "neo4j"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}})
	key, err := x509.MarshalPKCS8PrivateKey(host.key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "public.crt"), host.pem, 0o600),
		os.WriteFile(filepath.Join(dir, "private.key"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}), 0o600)); err != nil {
		t.Fatal(err)
	}
	s, err := server.Start(t.Context(), neo4jtest.Jars(t), server.Options{Certificates: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	bolt := strings.Replace(s.URI, "neo4j", "bolt", 1)
	for _, tt := range []struct {
		uri  string
		ca   []byte
		want string // of the error; none when empty
	}{
		{s.URI, ours.pem, ""},
		{bolt, ours.pem, ""},
		{bolt, append(others.pem, ours.pem...), ""},
		{strings.Replace(bolt, "+s", "+ssc", 1), nil, ""},
		{s.URI, nil, "NEO4J_CA_FILE"},
		{bolt, others.pem, "NEO4J_CA_FILE"},
		{strings.Replace(bolt, "127.0.0.1", "localhost", 1), ours.pem, "the host as the certificate does"},
		{strings.Replace(bolt, "+s", "", 1), nil, "does not answer"},
		{strings.Replace(bolt, "+s", "", 1), ours.pem, "use neo4j+s or bolt+s"},
		{strings.Replace(bolt, "+s", "+ssc", 1), ours.pem, "use neo4j+s or bolt+s"},
		{bolt, []byte("no certificate"), "-----BEGIN CERTIFICATE-----"},
	} {
		g, err := Open(t.Context(), Target{URI: tt.uri, Username: server.Username, Password: s.Password, CA: tt.ca})
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s with %d bytes of CA: %v", tt.uri, len(tt.ca), err)
		}
		if g != nil {
			if got := one(t, g, "RETURN 1"); got != "1" {
				t.Errorf("%s answers %s", tt.uri, got)
			}
			_ = g.Close(context.Background())
		}
	}
}
