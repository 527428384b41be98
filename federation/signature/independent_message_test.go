package signature_test

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// The signer in this file is written from RFC 9421 and the standard library alone. It shares no line with the package
// and none with the library that the package reads structured fields by.

// signedMessage is a request as it goes over the wire, and how it is to be signed by RFC 9421.
type signedMessage struct {
	method, target, body string
	header               map[string]string
	covered              []string          // as they stand in Signature-Input, without quotes
	believed             map[string]string // components that the signer takes for something else than the truth
	params               string            // behind the list, without created
	created              int64
	private              crypto.Signer
	label                string
}

func messagePost() signedMessage {
	return signedMessage{
		method: "POST", target: "/ap/blogs/abc/inbox", body: testBody,
		header:  map[string]string{"Content-Type": "application/activity+json", "Content-Digest": contentDigest(testBody)},
		covered: []string{"@method", "@target-uri", "@authority", "content-digest", "content-type"},
		params:  `;keyid="` + testKeyID + `";alg="rsa-v1_5-sha256"`, created: testNow.Unix(), private: testKeys()[0], label: "sig1",
	}
}

func messageGet() signedMessage {
	m := messagePost()
	m.method, m.target, m.body, m.header = "GET", "/ap/articles/abc?page=2&min=%20x", "", map[string]string{}
	m.covered = []string{"@method", "@target-uri", "@authority"}
	return m
}

func contentDigest(body string) string {
	sum := sha256.Sum256([]byte(body))
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

func contentDigest512(body string) string {
	sum := sha512.Sum512([]byte(body))
	return "sha-512=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

func (m signedMessage) value(name string) string {
	if believed, ok := m.believed[name]; ok {
		return believed
	}
	path, query, _ := strings.Cut(m.target, "?")
	switch name {
	case "@method":
		return m.method
	case "@target-uri":
		return "https://" + testHost + m.target
	case "@authority", "host":
		return testHost
	case "@scheme":
		return "https"
	case "@request-target":
		return m.target
	case "@path":
		return path
	case "@query":
		return "?" + query
	}
	return m.header[http.CanonicalHeaderKey(name)]
}

func (m signedMessage) input() string {
	quoted := make([]string, len(m.covered))
	for i, name := range m.covered {
		quoted[i] = `"` + name + `"`
		if plain, param, ok := strings.Cut(name, ";"); ok {
			quoted[i] = `"` + plain + `";` + param
		}
	}
	created := ""
	if m.created != 0 {
		created = fmt.Sprintf(";created=%d", m.created)
	}
	return "(" + strings.Join(quoted, " ") + ")" + created + m.params
}

func (m signedMessage) text() string {
	var b strings.Builder
	for _, name := range m.covered {
		fmt.Fprintf(&b, "\"%s\": %s\n", name, m.value(name))
	}
	return b.String() + `"@signature-params": ` + m.input()
}

func (m signedMessage) signatureBytes(t testing.TB) []byte {
	t.Helper()
	signed, hash := []byte(m.text()), crypto.Hash(0)
	if _, ok := m.private.(ed25519.PrivateKey); !ok {
		sum := sha256.Sum256(signed)
		signed, hash = sum[:], crypto.SHA256
	}
	raw, err := m.private.Sign(rand.Reader, signed, hash)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (m signedMessage) signature(t testing.TB) string {
	return ":" + base64.StdEncoding.EncodeToString(m.signatureBytes(t)) + ":"
}

// request gives the signed message as a server would see it.
func (m signedMessage) request(t testing.TB) *http.Request {
	t.Helper()
	req := httptest.NewRequest(m.method, m.target, strings.NewReader(m.body))
	req.Host = "proxy.internal:8080" // what a proxy in front of us may make of it
	for name, value := range m.header {
		req.Header.Set(name, value)
	}
	req.Header.Set("Signature-Input", m.label+"="+m.input())
	req.Header.Set("Signature", m.label+"="+m.signature(t))
	return req
}
