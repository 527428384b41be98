package signature_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

func TestMessageAccepted(t *testing.T) {
	_, edKey, _ := ed25519.GenerateKey(rand.Reader)
	cases := map[string]func(*signedMessage){
		"as Fedify signs": func(m *signedMessage) {
			m.header["Date"] = testNow.Format(http.TimeFormat)
			m.covered = []string{"@method", "@target-uri", "@authority", "host", "date", "content-digest"}
		},
		"as WordPress signs": func(m *signedMessage) {
			m.label, m.covered = "wp", []string{"@method", "@target-uri", "@authority", "content-digest"}
		},
		"as Mastodon signs": func(m *signedMessage) { m.covered = []string{"@method", "@target-uri", "content-digest"} },
		"without alg":       func(m *signedMessage) { m.params = `;keyid="` + testKeyID + `"` },
		"Ed25519":           func(m *signedMessage) { m.private, m.params = edKey, `;keyid="`+testKeyID+`";alg="ed25519"` },
		"Ed25519, no alg":   func(m *signedMessage) { m.private, m.params = edKey, `;keyid="`+testKeyID+`"` },
		"other parameters":  func(m *signedMessage) { m.params += `;nonce="x,y;z=\"";tag="app"` },
		"with spaces":       func(m *signedMessage) { m.params = `; keyid="` + testKeyID + `";  tag="it was signed so"` },
		"expires":           func(m *signedMessage) { m.params += fmt.Sprintf(";expires=%d", testNow.Unix()+60) },
		"request-target":    func(m *signedMessage) { m.covered[1] = "@request-target" },
		"path":              func(m *signedMessage) { m.covered[1] = "@path" },
		"path and query": func(m *signedMessage) {
			m.target = "/inbox?a=b"
			m.covered[1] = "@path"
			m.covered = append(m.covered, "@query")
		},
		"empty query": func(m *signedMessage) { m.covered = append(m.covered, "@query", "@scheme") },
		"sha-512":     func(m *signedMessage) { m.header["Content-Digest"] = contentDigest512(testBody) },
		"two digests": func(m *signedMessage) {
			m.header["Content-Digest"] = contentDigest(testBody) + ", " + contentDigest512(testBody) + ",md5=:AAAA:"
		},
		"another key": func(m *signedMessage) { m.private = testKeys()[1] },
	}
	for name, change := range cases {
		m := messagePost()
		change(&m)
		if err := accept(m.request(t), m.body, publicOf(m.private), testNow); err != nil {
			t.Errorf("%s: refused: %v", name, err)
		}
	}
	m := messageGet()
	if err := accept(m.request(t), "", publicOf(m.private), testNow); err != nil {
		t.Errorf("GET refused: %v", err)
	}
}

// TestMessageOfSeveral: a proxy may add a signature of its own, before or behind, in one line or in two.
func TestMessageOfSeveral(t *testing.T) {
	m := messagePost()
	input, raw := m.label+"="+m.input(), m.label+"="+m.signature(t)
	const other, otherRaw = `proxy=("@method" "x-trace";sf);created=1;keyid="p"`, "proxy=:AAAA:"
	for name, set := range map[string]func(http.Header){
		"behind": func(h http.Header) { h.Set("Signature-Input", input+", "+other); h.Set("Signature", raw+", "+otherRaw) },
		"before": func(h http.Header) { h.Set("Signature-Input", other+","+input); h.Set("Signature", otherRaw+",\t"+raw) },
		"lines": func(h http.Header) {
			h["Signature-Input"], h["Signature"] = []string{other, input}, []string{raw, otherRaw}
		},
	} {
		req := m.request(t)
		set(req.Header)
		claim, err := policy().Parse(req)
		if err != nil || claim.KeyID != testKeyID {
			t.Errorf("%s: %+v, %v", name, claim, err)
			continue
		}
		if err := accept(req, m.body, publicOf(m.private), testNow); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMessageFreshness(t *testing.T) {
	for offset, fresh := range map[time.Duration]bool{0: true, 64 * time.Minute: true, -64 * time.Minute: true,
		66 * time.Minute: false, -66 * time.Minute: false, -365 * 24 * time.Hour: false} {
		m := messagePost()
		m.created = testNow.Add(offset).Unix()
		if err := accept(m.request(t), m.body, publicOf(m.private), testNow); fresh != (err == nil) || err != nil && !errors.Is(err, signature.ErrStale) {
			t.Errorf("created %v from now: %v", offset, err)
		}
		m = messagePost()
		m.header["Date"] = testNow.Add(offset).Format(http.TimeFormat)
		m.covered = append(m.covered, "date")
		if err := accept(m.request(t), m.body, publicOf(m.private), testNow); fresh != (err == nil) {
			t.Errorf("date %v from now: %v", offset, err)
		}
	}
	for offset, fresh := range map[time.Duration]bool{time.Hour: true, -time.Minute: true, -6 * time.Minute: false} {
		m := messagePost()
		m.created = testNow.Add(-30 * time.Minute).Unix()
		m.params += fmt.Sprintf(";expires=%d", testNow.Add(offset).Unix())
		if err := accept(m.request(t), m.body, publicOf(m.private), testNow); fresh != (err == nil) {
			t.Errorf("expires %v from now: %v", offset, err)
		}
	}
}

// TestSchemesAreNotMixed: Signature-Input decides, and what the other scheme needs does not help.
func TestSchemesAreNotMixed(t *testing.T) {
	draft, message := validPost(), messagePost()
	req := draft.request(t)
	req.Header.Set("Signature-Input", message.label+"="+message.input())
	if err := accept(req, draft.body, publicOf(draft.private), testNow); !errors.Is(err, signature.ErrMalformed) {
		t.Errorf("draft-cavage with Signature-Input: %v", err)
	}
	req = message.request(t)
	req.Header.Add("Signature", draft.request(t).Header.Get("Signature"))
	if err := accept(req, message.body, publicOf(message.private), testNow); !errors.Is(err, signature.ErrMalformed) {
		t.Errorf("both in Signature: %v", err)
	}
	// A digest of the one scheme does not stand for that of the other.
	message.header["Digest"] = independentDigest(message.body)
	message.covered[3] = "digest"
	if err := accept(message.request(t), message.body, publicOf(message.private), testNow); !errors.Is(err, signature.ErrUncovered) {
		t.Errorf("Digest signed in the place of Content-Digest: %v", err)
	}
}

func TestMessageVerifyFailsClosed(t *testing.T) {
	m := messagePost()
	for name, step := range map[string]func(*signature.Claim){
		"nothing checked": func(*signature.Claim) {},
		"only freshness":  func(c *signature.Claim) { _ = c.CheckFresh(testNow) },
		"only the body":   func(c *signature.Claim) { _ = c.CheckDigest([]byte(m.body)) },
		"another body":    func(c *signature.Claim) { _ = c.CheckFresh(testNow); _ = c.CheckDigest([]byte("x")) },
	} {
		claim, err := policy().Parse(m.request(t))
		if err != nil {
			t.Fatal(err)
		}
		step(claim)
		if err := claim.Verify(publicOf(m.private)); !errors.Is(err, signature.ErrUnchecked) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMessageKeySigns(t *testing.T) {
	key := signature.MessageKey{ID: testKeyID, Private: testKeys()[0]}
	req, _ := http.NewRequest("POST", "https://"+testHost+"/inbox?a=b", strings.NewReader(testBody))
	for _, name := range []string{"Signature", "Date", "Digest", "Content-Digest"} {
		req.Header.Set(name, "left over")
	}
	if err := key.SignRequest(req, signature.Digest([]byte(testBody)), testNow); err == nil {
		t.Error("signed without Content-Type")
	}
	req.Header.Set("Content-Type", "application/activity+json")
	if err := key.SignRequest(req, signature.Digest([]byte(testBody)), testNow); err != nil {
		t.Fatal(err)
	}
	m := messagePost()
	m.target = "/inbox?a=b"
	m.params = `;keyid="` + testKeyID + `";alg="rsa-v1_5-sha256"`
	// PKCS #1 v1.5 has no randomness: the independent signer must come to the same bytes.
	want := map[string]string{"Signature-Input": "sig1=" + m.input(), "Signature": "sig1=" + m.signature(t),
		"Content-Digest": contentDigest(testBody), "Digest": "", "Date": ""}
	for name, value := range want {
		if got := req.Header.Get(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	key.ID = "https://social.example/é"
	if err := key.SignRequest(req, signature.Digest([]byte(testBody)), testNow); !errors.Is(err, signature.ErrKey) || req.Header.Get("Signature") != "" {
		t.Errorf("a key id that is not ASCII: %v", err)
	}
}

// FuzzParseMessage feeds hostile headers: no panic, and nothing is ever verified that the key did not sign.
func FuzzParseMessage(f *testing.F) {
	m := messagePost()
	good := m.request(f).Header
	f.Add(good.Get("Signature-Input"), good.Get("Signature"), good.Get("Content-Digest"), m.target)
	f.Add(`a=("@method";req "x");created=1;keyid="\"", b=("@path")`, "a=:AA==:, b=?1", "sha-256=:AA==:", "/?")
	f.Add(`a=%"\",a=("@method" "@target-uri" "content-digest");created=1`, "a=:AA==:", ",", "*")
	f.Fuzz(func(t *testing.T, input, raw, digest, target string) {
		req := httptest.NewRequest("POST", "/inbox", strings.NewReader(""))
		req.RequestURI = target
		req.Header.Set("Signature-Input", input)
		req.Header.Set("Signature", raw)
		req.Header.Set("Content-Digest", digest)
		claim, err := policy().Parse(req)
		if err != nil {
			return
		}
		if claim.KeyID == "" || claim.Created.IsZero() || len(claim.Headers) < 3 || !strings.Contains(input, fmt.Sprintf("created=%d", claim.Created.Unix())) {
			t.Errorf("accepted %q as %+v", input, claim)
		}
		_ = claim.CheckFresh(testNow)
		_ = claim.CheckDigest([]byte("body"))
		if claim.Verify(&testKeys()[1].PublicKey) == nil {
			t.Errorf("verified %q", input)
		}
	})
}
