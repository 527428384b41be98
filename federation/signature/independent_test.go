package signature_test

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

// The signer in this file is written from draft-cavage-http-signatures-12 and the standard library alone. It shares
// no line with the package, so that both sides cannot be wrong in the same way.

const (
	testHost  = "blog.example"
	testKeyID = "https://social.example/users/ann#main-key"
	testBody  = `{"id":"https://social.example/a/1","type":"Like","actor":"https://social.example/users/ann"}`
)

var testNow = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

func policy() signature.Policy {
	return signature.Policy{BaseURL: &url.URL{Scheme: "https", Host: testHost}}
}

var testKeys = sync.OnceValue(func() [3]*rsa.PrivateKey {
	var keys [3]*rsa.PrivateKey
	for i := range keys {
		key, err := rsa.GenerateKey(nil, 2048)
		if err != nil {
			panic(err)
		}
		keys[i] = key
	}
	return keys
})

// message is a request as it goes over the wire, and how it is to be signed. A signed header that is empty in
// headers is taken from the request.
type message struct {
	method, target, host, body string
	header                     map[string]string
	covered                    []string
	signedTarget, signedHost   string // what the signer believes; empty means the truth
	keyID, algorithm           string
	created, expires           int64
	hash                       crypto.Hash
	private                    crypto.Signer
	separator                  string
	omitAlgorithm              bool
}

func validPost() message {
	return message{
		method: "POST", target: "/ap/blogs/abc/inbox", host: testHost, body: testBody,
		header: map[string]string{
			"Date": testNow.Format(http.TimeFormat), "Content-Type": "application/activity+json",
			"Digest": independentDigest(testBody),
		},
		covered: []string{"(request-target)", "host", "date", "digest", "content-type"},
		keyID:   testKeyID, algorithm: "rsa-sha256", hash: crypto.SHA256, private: testKeys()[0], separator: ",",
	}
}

func validGet() message {
	m := validPost()
	m.method, m.target, m.body = "GET", "/ap/articles/abc?page=2&min=%20x", ""
	m.header = map[string]string{"Date": testNow.Format(http.TimeFormat), "Accept": "application/activity+json"}
	m.covered = []string{"(request-target)", "host", "date"}
	return m
}

func independentDigest(body string) string {
	sum := sha256.Sum256([]byte(body))
	return "SHA-256=" + base64.StdEncoding.EncodeToString(sum[:])
}

func (m message) text() string {
	var b strings.Builder
	for i, name := range m.covered {
		if i > 0 {
			b.WriteString("\n")
		}
		switch name {
		case "(request-target)":
			target := m.signedTarget
			if target == "" {
				target = m.target
			}
			fmt.Fprintf(&b, "(request-target): %s %s", strings.ToLower(m.method), target)
		case "(created)":
			fmt.Fprintf(&b, "(created): %d", m.created)
		case "(expires)":
			fmt.Fprintf(&b, "(expires): %d", m.expires)
		case "host":
			host := m.signedHost
			if host == "" {
				host = m.host
			}
			fmt.Fprintf(&b, "host: %s", host)
		default:
			fmt.Fprintf(&b, "%s: %s", name, m.header[http.CanonicalHeaderKey(name)])
		}
	}
	return b.String()
}

func (m message) signatureBytes(t testing.TB) []byte {
	t.Helper()
	text := []byte(m.text())
	var raw []byte
	var err error
	switch m.hash {
	case crypto.SHA256:
		sum := sha256.Sum256(text)
		raw, err = m.private.Sign(rand.Reader, sum[:], crypto.SHA256)
	case crypto.SHA512:
		sum := sha512.Sum512(text)
		raw, err = m.private.Sign(rand.Reader, sum[:], crypto.SHA512)
	default:
		raw, err = m.private.Sign(rand.Reader, text, crypto.Hash(0))
	}
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (m message) parameters(t testing.TB) []string {
	list := []string{fmt.Sprintf(`keyId="%s"`, m.keyID)}
	if !m.omitAlgorithm {
		list = append(list, fmt.Sprintf(`algorithm="%s"`, m.algorithm))
	}
	if m.created != 0 {
		list = append(list, fmt.Sprintf("created=%d", m.created))
	}
	if m.expires != 0 {
		list = append(list, fmt.Sprintf("expires=%d", m.expires))
	}
	return append(list, fmt.Sprintf(`headers="%s"`, strings.Join(m.covered, " ")),
		fmt.Sprintf(`signature="%s"`, base64.StdEncoding.EncodeToString(m.signatureBytes(t))))
}

// request gives the signed message as a server would see it.
func (m message) request(t testing.TB) *http.Request {
	t.Helper()
	req := httptest.NewRequest(m.method, m.target, strings.NewReader(m.body))
	req.Host = m.host
	for name, value := range m.header {
		req.Header.Set(name, value)
	}
	req.Header.Set("Signature", strings.Join(m.parameters(t), m.separator))
	return req
}

// accept runs what an inbox runs.
func accept(req *http.Request, body string, pub crypto.PublicKey, now time.Time) error {
	claim, err := policy().Parse(req)
	if err != nil {
		return err
	}
	if err := claim.CheckFresh(now); err != nil {
		return err
	}
	if err := claim.CheckDigest([]byte(body)); err != nil {
		return err
	}
	return claim.Verify(pub)
}

func publicOf(key crypto.Signer) crypto.PublicKey {
	if key, ok := key.(ed25519.PrivateKey); ok {
		return key.Public().(ed25519.PublicKey)
	}
	return key.Public()
}
