package signature_test

import (
	"bufio"
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"pamphlet/federation/signature"
)

var parameterPattern = regexp.MustCompile(`^keyId="([^"]+)",algorithm="([^"]+)",headers="([^"]+)",signature="([^"]+)"$`)

// checkIndependently verifies one of our signatures from the bytes that net/http writes, without the package.
func checkIndependently(t *testing.T, req *http.Request) {
	t.Helper()
	var wire bytes.Buffer
	if err := req.Clone(t.Context()).Write(&wire); err != nil {
		t.Fatal(err)
	}
	if req.Body != nil {
		req.Body = http.NoBody
		req.Body = readCloser{strings.NewReader(testBody)}
	}
	lines := bufio.NewScanner(&wire)
	lines.Scan()
	method, rest, _ := strings.Cut(lines.Text(), " ")
	target, _, _ := strings.Cut(rest, " ")
	headers := map[string]string{"(request-target)": strings.ToLower(method) + " " + target}
	for lines.Scan() && lines.Text() != "" {
		name, value, _ := strings.Cut(lines.Text(), ": ")
		headers[strings.ToLower(name)] = value
	}
	found := parameterPattern.FindStringSubmatch(headers["signature"])
	if found == nil {
		t.Fatalf("unexpected Signature header %q", headers["signature"])
	}
	if found[2] != "rsa-sha256" {
		t.Errorf("algorithm %q, every server accepts only rsa-sha256", found[2])
	}
	var text []string
	for name := range strings.SplitSeq(found[3], " ") {
		text = append(text, name+": "+headers[name])
	}
	sum := sha256.Sum256([]byte(strings.Join(text, "\n")))
	raw, err := base64.StdEncoding.DecodeString(found[4])
	if err != nil {
		t.Fatal(err)
	}
	if err := rsa.VerifyPKCS1v15(&testKeys()[0].PublicKey, crypto.SHA256, sum[:], raw); err != nil {
		t.Errorf("%s %s: the wire bytes do not match the signature over\n%s", method, target, strings.Join(text, "\n"))
	}
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

func TestSignSetsHeaders(t *testing.T) {
	req, _ := http.NewRequest("POST", "https://remote.example/inbox", strings.NewReader(testBody))
	req.Header.Set("Content-Type", "application/activity+json")
	req.Header.Set("Signature", "left over")
	key := signature.Key{ID: testKeyID, Private: testKeys()[0]}
	if err := key.SignRequest(req, signature.Digest([]byte(testBody)), testNow); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"Host": "remote.example", "Date": "Sun, 22 Nov 2026 10:00:00 GMT", "Digest": independentDigest(testBody)}
	for name, value := range want {
		if got := req.Header.Get(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	if got := req.Header.Get("Signature"); !strings.Contains(got, `headers="(request-target) host date digest content-type"`) {
		t.Errorf("POST signs %q", got)
	}
	get, _ := http.NewRequest("GET", "https://remote.example/users/bob", nil)
	if err := key.SignRequest(get, "", testNow); err != nil {
		t.Fatal(err)
	}
	if got := get.Header.Get("Signature"); !strings.Contains(got, `headers="(request-target) host date"`) {
		t.Errorf("GET signs %q", got)
	}
}

func TestSignRefuses(t *testing.T) {
	good := signature.Key{ID: testKeyID, Private: testKeys()[0]}
	cases := map[string]struct {
		method, url, digest, contentType string
		key                              signature.Key
	}{
		"no private key":      {"GET", "https://a.example/", "", "", signature.Key{ID: testKeyID}},
		"quote in key id":     {"GET", "https://a.example/", "", "", signature.Key{ID: `https://a.example/"x`, Private: good.Private}},
		"key id is no URL":    {"GET", "https://a.example/", "", "", signature.Key{ID: "main-key", Private: good.Private}},
		"POST without digest": {"POST", "https://a.example/", "", "application/json", good},
		"GET with digest":     {"GET", "https://a.example/", "SHA-256=x", "", good},
		"no content type":     {"POST", "https://a.example/", "SHA-256=x", "", good},
		"host not in ASCII":   {"GET", "https://bücher.example/", "", "", good},
		"host empty":          {"GET", "/inbox", "", "", good},
		"host with IPv6 zone": {"GET", "https://[fe80::1%25eth0]/", "", "", good},
		"PUT is like a POST":  {"PUT", "https://a.example/", "", "application/json", good},
	}
	for name, c := range cases {
		req, err := http.NewRequest(c.method, c.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.contentType != "" {
			req.Header.Set("Content-Type", c.contentType)
		}
		if err := c.key.SignRequest(req, c.digest, testNow); err == nil || req.Header.Get("Signature") != "" {
			t.Errorf("%s: signed (error %v)", name, err)
		}
	}
}

func TestKeysRoundTrip(t *testing.T) {
	key := testKeys()[0]
	back, err := signature.ParsePrivateKey(privatePEM(t, key))
	if err != nil || !back.Equal(key) {
		t.Errorf("private key changed: %v", err)
	}
	public, err := signature.MarshalPublicKey(&key.PublicKey)
	if err != nil || !strings.HasPrefix(public, "-----BEGIN PUBLIC KEY-----\n") {
		t.Fatalf("%v %.40s", err, public)
	}
	for name, text := range map[string]string{"SPKI": public, "PKCS #1": pkcs1PEM(key), "CRLF": strings.ReplaceAll(public, "\n", "\r\n"),
		"indented": "\n\n" + public + "\n"} {
		parsed, err := signature.ParsePublicKey(text)
		if err != nil || !key.PublicKey.Equal(parsed) {
			t.Errorf("%s: public key changed: %v", name, err)
		}
	}
	if key.N.BitLen() != 2048 {
		t.Errorf("new keys have %d bits", key.N.BitLen())
	}
}

func privatePEM(t *testing.T, key *rsa.PrivateKey) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

func TestRefusesUnusableKeys(t *testing.T) {
	public, _ := signature.MarshalPublicKey(&testKeys()[0].PublicKey)
	private := privatePEM(t, testKeys()[0])
	for name, text := range map[string]string{
		"empty": "", "text": "hello", "private": private, "cut": public[:200] + "\n-----END PUBLIC KEY-----\n",
		"weak": weakPEM(t), "ecdsa": ecdsaPEM(t), "type": strings.ReplaceAll(public, "PUBLIC KEY", "CERTIFICATE"),
	} {
		if _, err := signature.ParsePublicKey(text); !errors.Is(err, signature.ErrKey) {
			t.Errorf("%s: got %v", name, err)
		}
		if name == "private" {
			continue
		}
		if _, err := signature.ParsePrivateKey(text); !errors.Is(err, signature.ErrKey) {
			t.Errorf("%s as private: got %v", name, err)
		}
	}
}

func BenchmarkSign(b *testing.B) {
	key := signature.Key{ID: testKeyID, Private: testKeys()[0]}
	digest := signature.Digest([]byte(testBody))
	for b.Loop() {
		req, _ := http.NewRequest("POST", "https://remote.example/inbox", nil)
		req.Header.Set("Content-Type", "application/activity+json")
		if err := key.SignRequest(req, digest, testNow); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	m := validPost()
	req, pub := m.request(b), publicOf(m.private)
	for b.Loop() {
		if err := accept(req, m.body, pub, testNow); err != nil {
			b.Fatal(err)
		}
	}
}
