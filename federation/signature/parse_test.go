package signature_test

import (
	"errors"
	"net/http/httptest"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pamphlet/federation/signature"
)

// FuzzParse feeds hostile headers: no panic, and nothing is ever verified that the key did not sign.
func FuzzParse(f *testing.F) {
	m := validPost()
	good := m.request(f)
	f.Add(good.Header.Get("Signature"), m.header["Digest"], m.header["Date"], m.target)
	f.Add(`keyId="https://a.example/#k", headers="(request-target) host (created) digest",created=1,signature="AAAA"`, "SHA-256=AAAA", "", "/x?y")
	f.Add(`keyId="a\"b,c",algorithm="hs2019"`, ",", "x", "/")
	f.Fuzz(func(t *testing.T, header, digest, date, target string) {
		req := httptest.NewRequest("POST", "/inbox", strings.NewReader(""))
		req.RequestURI = target
		req.Header.Set("Signature", header)
		req.Header.Set("Digest", digest)
		req.Header.Set("Date", date)
		claim, err := policy().Parse(req)
		if err != nil {
			return
		}
		if claim.KeyID == "" || len(claim.Headers) < 4 {
			t.Errorf("accepted %q as %+v", header, claim)
		}
		_ = claim.CheckFresh(testNow)
		_ = claim.CheckDigest([]byte("body"))
		if claim.Verify(&testKeys()[1].PublicKey) == nil {
			t.Errorf("verified %q", header)
		}
	})
}

// TestKeyIDSurvives: whatever URL a key id is, quoting and reading gives it back, commas and all.
func TestKeyIDSurvives(t *testing.T) {
	m := validPost()
	rapid.Check(t, func(rt *rapid.T) {
		m.keyID = "https://social.example/" + rapid.StringMatching(`[a-zA-Z0-9@,;=:._~!$&'()*+/?#-]{0,60}`).Draw(rt, "path")
		m.separator = rapid.SampledFrom([]string{",", ", ", " , ", ",\t"}).Draw(rt, "separator")
		claim, err := policy().Parse(m.request(t))
		if strings.Count(m.keyID, "#") <= 1 && err != nil {
			rt.Fatalf("refused %q: %v", m.keyID, err)
		}
		if err == nil && claim.KeyID != m.keyID {
			rt.Fatalf("%q became %q", m.keyID, claim.KeyID)
		}
	})
}

func TestParseNamesWhatIsMissing(t *testing.T) {
	cases := map[string]struct {
		change func(*message)
		want   error
		words  string
	}{
		"digest":    {func(m *message) { m.covered = without(m.covered, "digest") }, signature.ErrUncovered, "sign digest too"},
		"algorithm": {func(m *message) { m.algorithm = "rsa-sha1" }, signature.ErrUnsupported, "use rsa-sha256"},
		"date":      {func(m *message) { m.header["Date"] = "x" }, signature.ErrMalformed, "HTTP date"},
	}
	for name, c := range cases {
		m := validPost()
		c.change(&m)
		_, err := policy().Parse(m.request(t))
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v", name, err)
		}
	}
	m := validPost()
	if _, err := (signature.Policy{}).Parse(m.request(t)); err == nil {
		t.Error("a policy without base URL accepts")
	}
}
