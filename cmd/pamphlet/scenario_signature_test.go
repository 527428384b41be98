package main

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

// byHand signs a text with the key of everybody at the sink, in base64.
func (s *sink) byHand(text string) string {
	s.t.Helper()
	sum := sha256.Sum256([]byte(text))
	signed, err := rsa.SignPKCS1v15(rand.Reader, s.key, crypto.SHA256, sum[:])
	if err != nil {
		s.t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(signed)
}

// posting is an activity of bea's that nobody signed yet.
func (s *sink) posting(inbox string, body []byte) *http.Request {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, inbox, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/activity+json")
	return req
}

// draft signs a request by draft-cavage over some of its parts, as no library of ours would.
func (s *sink) draft(req *http.Request, parts ...string) {
	s.t.Helper()
	lines := make([]string, len(parts))
	for n, part := range parts {
		value := req.Header.Get(part)
		switch part {
		case "(request-target)":
			value = "post " + req.URL.Path
		case "host":
			value = req.URL.Host
		}
		lines[n] = part + ": " + value
	}
	req.Header.Set("Signature", fmt.Sprintf(`keyId="%s#main-key",algorithm="rsa-sha256",headers="%s",signature="%s"`,
		s.id("bea"), strings.Join(parts, " "), s.byHand(strings.Join(lines, "\n"))))
}

// message signs a request by RFC 9421 over some of its components.
func (s *sink) message(req *http.Request, components ...string) *http.Request {
	s.t.Helper()
	values := map[string]string{"@method": req.Method, "@target-uri": req.URL.String(), "content-digest": req.Header.Get("Content-Digest")}
	params := fmt.Sprintf(`("%s");created=%d;keyid="%s#main-key";alg="rsa-v1_5-sha256"`, strings.Join(components, `" "`), time.Now().Unix(), s.id("bea"))
	var base strings.Builder
	for _, name := range components {
		fmt.Fprintf(&base, "%q: %s\n", name, values[name])
	}
	base.WriteString(`"@signature-params": ` + params)
	req.Header.Set("Signature-Input", "sig1="+params)
	req.Header.Set("Signature", "sig1=:"+s.byHand(base.String())+":")
	return req
}

// TestScenario08Changed changes a request on its way, or sends an old one, as the suites of Mastodon and PeerTube do:
// 401, and nothing is stored.
func TestScenario08Changed(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newSink(t)
	actor := i.actorOf("ann")
	own := func(body []byte) string { return signature.Digest(body) }
	foreign := func([]byte) string { return signature.Digest([]byte("{}")) }
	all := []string{"(request-target)", "host", "date", "digest", "content-type"}
	for name, test := range map[string]struct {
		age    time.Duration
		digest func([]byte) string
		parts  []string
		change func(*http.Request)
		status int
	}{
		"as it should be":        {0, own, all, nil, http.StatusAccepted},
		"another body's digest":  {0, foreign, all, nil, http.StatusUnauthorized},
		"a digest nobody signed": {0, own, all[:3], nil, http.StatusUnauthorized},
		"a host nobody signed":   {0, own, []string{"(request-target)", "date", "digest"}, nil, http.StatusUnauthorized},
		"two days old":           {48 * time.Hour, own, all, nil, http.StatusUnauthorized},
		"another path": {0, own, all, func(req *http.Request) {
			req.URL.Path = "/ap/inbox"
		}, http.StatusUnauthorized},
		"another body": {0, own, all, func(req *http.Request) {
			body := strings.NewReader(`{"type":"Follow"}`)
			req.Body, req.GetBody, req.ContentLength = io.NopCloser(body), nil, body.Size()
		}, http.StatusUnauthorized},
	} {
		_, body := s.says("bea", object{"type": "Follow", "object": actor})
		req := s.posting(actor+"/inbox", body)
		req.Header.Set("Date", time.Now().Add(-test.age).UTC().Format(http.TimeFormat))
		req.Header.Set("Digest", test.digest(body))
		s.draft(req, test.parts...)
		if test.change != nil {
			test.change(req)
		}
		if got := s.post(req); got.status != test.status {
			t.Errorf("%s: answered %d %s, want %d", name, got.status, got.body, test.status)
		}
	}
	if n := i.number("select count(*) from followers"); n != 1 {
		t.Errorf("%d activities had an effect, want 1", n)
	}
}

// TestScenario09Messages sends Follows by RFC 9421: with a content-digest it is accepted; without one, or with one that
// cannot be read (Mastodon answers that 400) or is another body's, it is not.
func TestScenario09Messages(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newSink(t)
	actor := i.actorOf("ann")
	whole := []string{"@method", "@target-uri", "content-digest"}
	for name, test := range map[string]struct {
		digest     func([]byte) string
		components []string
		status     int
	}{
		"with a digest":           {ofBody, whole, http.StatusAccepted},
		"without one":             {func([]byte) string { return "" }, whole[:2], http.StatusUnauthorized},
		"not signed along":        {ofBody, whole[:2], http.StatusUnauthorized},
		"of another body":         {func([]byte) string { return ofBody([]byte("{}")) }, whole, http.StatusUnauthorized},
		"that cannot be read":     {func([]byte) string { return "sha-256=nonsense" }, whole, http.StatusUnauthorized},
		"for no target in it all": {ofBody, []string{"@method", "content-digest"}, http.StatusUnauthorized},
	} {
		id, body := s.says("bea", object{"type": "Follow", "object": actor})
		req := s.posting(actor+"/inbox", body)
		if digest := test.digest(body); digest != "" {
			req.Header.Set("Content-Digest", digest)
		}
		if got := s.post(s.message(req, test.components...)); got.status != test.status {
			t.Errorf("%s: answered %d %s, want %d", name, got.status, got.body, test.status)
		}
		if test.status == http.StatusAccepted {
			s.await(1, "the Accept", is("Accept", id))
		}
	}
	if n := i.number("select count(*) from followers"); n != 1 {
		t.Errorf("%d activities had an effect, want 1", n)
	}
}

func ofBody(body []byte) string { return signature.ContentDigest(signature.Digest(body)) }
