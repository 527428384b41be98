package signature_test

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

func TestAcceptsWhatServersSend(t *testing.T) {
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]func(*message){
		"mastodon":                 func(*message) {},
		"hs2019 meaning SHA-256":   func(m *message) { m.algorithm = "hs2019" },
		"hs2019 meaning SHA-512":   func(m *message) { m.algorithm, m.hash = "hs2019", crypto.SHA512 },
		"rsa-sha512":               func(m *message) { m.algorithm, m.hash = "rsa-sha512", crypto.SHA512 },
		"algorithm in capitals":    func(m *message) { m.algorithm = "RSA-SHA256" },
		"no algorithm":             func(m *message) { m.omitAlgorithm = true },
		"ed25519":                  func(m *message) { m.algorithm, m.hash, m.private = "ed25519", 0, edKey },
		"ed25519 as hs2019":        func(m *message) { m.algorithm, m.hash, m.private = "hs2019", 0, edKey },
		"spaces after commas":      func(m *message) { m.separator = ", " },
		"spaces around commas":     func(m *message) { m.separator = " ,\t" },
		"comma in keyId":           func(m *message) { m.keyID = "https://social.example/u?a=1,2&b=3#main-key" },
		"key id without fragment":  func(m *message) { m.keyID = "https://social.example/users/ann/main-key" },
		"digest list":              func(m *message) { m.header["Digest"] = "MD5=AAAA, " + m.header["Digest"] },
		"digest name in lowercase": func(m *message) { m.header["Digest"] = "sha-256" + m.header["Digest"][7:] },
		"encoded path":             func(m *message) { m.target = "/@%C3%A9/inbox%2Fx" },
		"query":                    func(m *message) { m.target = "/inbox?a=%20&b=;+c" },
		"query left unsigned":      func(m *message) { m.target, m.signedTarget = "/inbox?a=1", "/inbox" },
		"created": func(m *message) {
			m.algorithm, m.created = "hs2019", testNow.Unix()
			m.covered = []string{"(request-target)", "(created)", "host", "digest"}
		},
		"created first, and expires": func(m *message) {
			m.algorithm, m.created, m.expires = "hs2019", testNow.Unix(), testNow.Unix()+300
			m.covered = []string{"(created)", "(request-target)", "(expires)", "host", "digest"}
		},
		"akkoma signs content-length": func(m *message) {
			m.header["Content-Length"] = fmt.Sprint(len(m.body))
			m.covered = []string{"(request-target)", "content-length", "date", "digest", "host"}
		},
		"another order and header": func(m *message) {
			m.header["Collection-Synchronization"] = `collectionId="x", url="y", digest="z"`
			m.covered = []string{"host", "collection-synchronization", "digest", "date", "(request-target)"}
		},
		"a proxy changed Host": func(m *message) { m.host, m.signedHost = "127.0.0.1:8080", testHost },
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			m := validPost()
			change(&m)
			if err := accept(m.request(t), m.body, publicOf(m.private), testNow); err != nil {
				t.Errorf("refused: %v\n%s", err, m.text())
			}
		})
	}
	t.Run("GET", func(t *testing.T) {
		m := validGet()
		if err := accept(m.request(t), "", publicOf(m.private), testNow); err != nil {
			t.Errorf("refused: %v", err)
		}
	})
}

func TestContentLengthReplacedByChunks(t *testing.T) {
	m := validPost()
	m.header["Content-Length"] = fmt.Sprint(len(m.body))
	m.covered = append(m.covered, "content-length")
	req := m.request(t)
	req.Header.Del("Content-Length")
	if err := accept(req, m.body, publicOf(m.private), testNow); err != nil {
		t.Errorf("refused: %v", err)
	}
}

func TestF6Freshness(t *testing.T) {
	offsets := map[time.Duration]bool{
		0: true, 55 * time.Minute: true, -55 * time.Minute: true, 64 * time.Minute: true, -64 * time.Minute: true,
		66 * time.Minute: false, -66 * time.Minute: false, 2 * time.Hour: false, -2 * time.Hour: false,
		30 * 24 * time.Hour: false, -30 * 24 * time.Hour: false, 90 * 365 * 24 * time.Hour: false,
	}
	forms := map[string]func(*message, time.Time){
		"date": func(m *message, at time.Time) { m.header["Date"] = at.Format(http.TimeFormat) },
		"created": func(m *message, at time.Time) {
			m.algorithm, m.created = "hs2019", at.Unix()
			m.covered = []string{"(request-target)", "host", "(created)", "digest"}
		},
		"created beside a fresh date": func(m *message, at time.Time) {
			m.algorithm, m.created = "hs2019", at.Unix()
			m.covered = append(m.covered, "(created)")
		},
		"created stated, not signed": func(m *message, at time.Time) { m.created = at.Unix() },
	}
	for form, set := range forms {
		for offset, fresh := range offsets {
			m := validPost()
			set(&m, testNow.Add(offset))
			err := accept(m.request(t), m.body, publicOf(m.private), testNow)
			if fresh && err != nil || !fresh && !errors.Is(err, signature.ErrStale) {
				t.Errorf("%s %v from now: fresh should be %v, got %v", form, offset, fresh, err)
			}
		}
	}
	for offset, fresh := range map[time.Duration]bool{time.Hour: true, -time.Minute: true, -6 * time.Minute: false} {
		m := validPost()
		m.algorithm, m.expires = "hs2019", testNow.Add(offset).Unix()
		m.covered = append(m.covered, "(expires)")
		err := accept(m.request(t), m.body, publicOf(m.private), testNow)
		if fresh && err != nil || !fresh && !errors.Is(err, signature.ErrStale) {
			t.Errorf("expires %v from now: fresh should be %v, got %v", offset, fresh, err)
		}
	}
}

func TestVerifyFailsClosed(t *testing.T) {
	m := validPost()
	pub := publicOf(m.private)
	steps := map[string]func(*signature.Claim){
		"nothing checked": func(*signature.Claim) {},
		"only freshness":  func(c *signature.Claim) { _ = c.CheckFresh(testNow) },
		"only the body":   func(c *signature.Claim) { _ = c.CheckDigest([]byte(m.body)) },
		"stale": func(c *signature.Claim) {
			_ = c.CheckFresh(testNow.AddDate(1, 0, 0))
			_ = c.CheckDigest([]byte(m.body))
		},
		"another body": func(c *signature.Claim) { _ = c.CheckFresh(testNow); _ = c.CheckDigest(nil) },
		"right, then wrong": func(c *signature.Claim) {
			_ = c.CheckFresh(testNow)
			_ = c.CheckDigest([]byte(m.body))
			_ = c.CheckDigest([]byte("x"))
		},
	}
	for name, step := range steps {
		claim, err := policy().Parse(m.request(t))
		if err != nil {
			t.Fatal(err)
		}
		step(claim)
		if err := claim.Verify(pub); !errors.Is(err, signature.ErrUnchecked) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestAgainstRealServer sends requests through net/http in both directions: the signed bytes must survive the wire.
func TestAgainstRealServer(t *testing.T) {
	key := testKeys()[0]
	var base *url.URL
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		claim, err := signature.Policy{BaseURL: base}.Parse(r)
		if err == nil {
			err = errors.Join(claim.CheckFresh(testNow), claim.CheckDigest(body))
		}
		if err == nil {
			err = claim.Verify(&key.PublicKey)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
		}
	}))
	defer server.Close()
	base, _ = url.Parse(server.URL)
	targets := []string{"", "/", "?", "/?", "/inbox", "/@%C3%A9", "/@é", "/a%2Fb/c", "/a%20b?c=%20d+e", "/x?a=1&b=%C3%A9#frag",
		"//double//slash", "/a;b=c,d", "/tilde~('!*')", "/%7Etilde", "/inbox?next=https://other.example/", "/a/../b/./c"}
	ours := signature.Key{ID: testKeyID, Private: key}
	for _, target := range targets {
		for _, method := range []string{"GET", "POST"} {
			for scheme, signer := range map[string]interface {
				SignRequest(*http.Request, string, time.Time) error
			}{"draft-cavage": ours, "RFC 9421": signature.MessageKey(ours)} {
				req, err := http.NewRequest(method, server.URL+target, nil)
				if err != nil {
					t.Fatal(err)
				}
				digest := ""
				if method == "POST" {
					req.Body, req.ContentLength = io.NopCloser(strings.NewReader(testBody)), int64(len(testBody))
					req.Header.Set("Content-Type", "application/activity+json")
					digest = signature.Digest([]byte(testBody))
				}
				if err := signer.SignRequest(req, digest, testNow); err != nil {
					t.Fatal(err)
				}
				if scheme == "draft-cavage" {
					checkIndependently(t, req)
				}
				res, err := http.DefaultTransport.RoundTrip(req)
				if err != nil {
					t.Fatal(err)
				}
				answer, _ := io.ReadAll(res.Body)
				_ = res.Body.Close()
				if res.StatusCode != http.StatusOK {
					t.Errorf("%s %s %q: %s", scheme, method, target, answer)
				}
			}
		}
	}
}

// TestRoutersMayRewriteURL: what was signed is the target that came over the wire.
func TestRoutersMayRewriteURL(t *testing.T) {
	m := validPost()
	m.target = "/ap/blogs/abc/inbox?x=1"
	req := m.request(t)
	http.StripPrefix("/ap", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { req = r })).ServeHTTP(httptest.NewRecorder(), req)
	if req.URL.Path != "/blogs/abc/inbox" {
		t.Fatalf("not rewritten: %s", req.URL)
	}
	if err := accept(req, m.body, publicOf(m.private), testNow); err != nil {
		t.Errorf("rewritten: %v", err)
	}
	req = m.request(t)
	req.RequestURI = "http://blog.example" + m.target
	if err := accept(req, m.body, publicOf(m.private), testNow); err != nil {
		t.Errorf("absolute form: %v", err)
	}
}
