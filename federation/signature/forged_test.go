package signature_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

// forgery is a request that somebody without the right to it might send.
type forgery struct {
	name string
	req  *http.Request
	body string
	pub  crypto.PublicKey
}

type forger struct {
	t    *testing.T
	list []forgery
}

// sent adds a request that was changed after it was signed.
func (f *forger) sent(name string, change func(*http.Request)) {
	m := validPost()
	req := m.request(f.t)
	change(req)
	f.list = append(f.list, forgery{name, req, m.body, publicOf(m.private)})
}

// signed adds a request whose signature is right for what it covers, but which must not be believed.
func (f *forger) signed(name string, change func(*message)) {
	m := validPost()
	change(&m)
	f.list = append(f.list, forgery{name, m.request(f.t), m.body, &testKeys()[0].PublicKey})
}

// header adds a request whose Signature header was rewritten.
func (f *forger) header(name string, change func(params []string) string) {
	m := validPost()
	req := m.request(f.t)
	req.Header.Set("Signature", change(m.parameters(f.t)))
	f.list = append(f.list, forgery{name, req, m.body, publicOf(m.private)})
}

// TestF1ForgedActivities holds the half of F1 that needs no database: nothing forged is verified.
func TestF1ForgedActivities(t *testing.T) {
	control := validPost()
	if err := accept(control.request(t), control.body, publicOf(control.private), testNow); err != nil {
		t.Fatalf("the true request is refused: %v", err)
	}
	f := &forger{t: t}
	f.headersChanged()
	f.coverageTooSmall()
	f.bodyChanged()
	f.targetChanged()
	f.otherKeys()
	f.parametersBroken()
	f.signatureBytesChanged()
	f.timesWrong()
	if len(f.list) < 200 {
		t.Errorf("only %d forgeries", len(f.list))
	}
	sentinels := []error{signature.ErrNoSignature, signature.ErrMalformed, signature.ErrUnsupported, signature.ErrUncovered,
		signature.ErrStale, signature.ErrDigest, signature.ErrKey, signature.ErrInvalid}
	for _, c := range f.list {
		err := accept(c.req, c.body, c.pub, testNow)
		if err == nil {
			t.Errorf("accepted: %s", c.name)
			continue
		}
		matched := 0
		for _, sentinel := range sentinels {
			if errors.Is(err, sentinel) {
				matched++
			}
		}
		if matched != 1 {
			t.Errorf("%s: %d sentinels in %v", c.name, matched, err)
		}
	}
	t.Logf("%d forgeries refused", len(f.list))
}

func (f *forger) headersChanged() {
	for _, name := range []string{"Signature", "Date", "Digest", "Content-Type"} {
		f.sent("without "+name, func(r *http.Request) { r.Header.Del(name) })
		f.sent("empty "+name, func(r *http.Request) { r.Header.Set(name, "") })
		f.sent("twice "+name, func(r *http.Request) { r.Header.Add(name, r.Header.Get(name)) })
		f.sent("another "+name+" behind", func(r *http.Request) { r.Header.Add(name, "x") })
		f.sent("another "+name+" before", func(r *http.Request) { r.Header[name] = append([]string{"x"}, r.Header[name]...) })
		f.sent("longer "+name, func(r *http.Request) { r.Header.Set(name, r.Header.Get(name)+",x") })
	}
	for _, value := range []string{"text/html", "application/ld+json", "application/activity+json; charset=utf-8"} {
		f.sent("content type "+value, func(r *http.Request) { r.Header.Set("Content-Type", value) })
	}
	f.sent("Authorization instead", func(r *http.Request) {
		r.Header.Set("Authorization", "Signature "+r.Header.Get("Signature"))
		r.Header.Del("Signature")
	})
	f.sent("Authorization beside", func(r *http.Request) { r.Header.Set("Authorization", "signature keyId=\"x\"") })
	f.sent("RFC 9421 beside", func(r *http.Request) { r.Header.Set("Signature-Input", `sig1=("@method");created=1`) })
	f.sent("RFC 9421 instead", func(r *http.Request) {
		r.Header.Set("Signature-Input", `sig1=("@method");created=1`)
		r.Header.Set("Signature", "sig1=:AAAA:")
	})
}

func (f *forger) coverageTooSmall() {
	for _, name := range []string{"(request-target)", "host", "date", "digest"} {
		f.signed("not covered: "+name, func(m *message) { m.covered = without(m.covered, name) })
		f.signed("covered twice: "+name, func(m *message) { m.covered = append(m.covered, name) })
		f.signed("covers only "+name, func(m *message) { m.covered = []string{name} })
	}
	f.signed("covers nothing", func(m *message) { m.covered = nil })
	f.signed("covers a header that is not there", func(m *message) { m.covered = append(m.covered, "x-absent") })
	f.signed("covers an unknown pseudo-header", func(m *message) { m.covered = append(m.covered, "(status)") })
	f.signed("covers (created) without created", func(m *message) { m.algorithm = "hs2019"; m.covered = append(m.covered, "(created)") })
	f.signed("covers (expires) without expires", func(m *message) { m.algorithm = "hs2019"; m.covered = append(m.covered, "(expires)") })
	f.signed("covers content-digest instead of digest", func(m *message) {
		m.header["Content-Digest"] = m.header["Digest"]
		m.covered[3] = "content-digest"
	})
	f.signed("covers an empty digest", func(m *message) { delete(m.header, "Digest") })
	f.header("without headers", func(p []string) string { return join(p[0], p[1], p[3]) })
	f.header("another order of headers", func(p []string) string {
		return strings.Replace(join(p...), "host date", "date host", 1)
	})
	f.header("one covered name dropped", func(p []string) string { return strings.Replace(join(p...), " content-type", "", 1) })
}

func (f *forger) bodyChanged() {
	m := validPost()
	bodies := []string{"", " " + m.body, m.body + "\n", m.body[:len(m.body)-1], strings.ToUpper(m.body), m.body + m.body,
		strings.Replace(m.body, "ann", "bob", 1), strings.Replace(m.body, "Like", "Delete", 1)}
	for i := 0; i < len(m.body); i += 4 {
		bodies = append(bodies, m.body[:i]+string(m.body[i]^1)+m.body[i+1:])
	}
	for i, body := range bodies {
		f.list = append(f.list, forgery{fmt.Sprintf("body %d", i), m.request(f.t), body, publicOf(m.private)})
		f.list = append(f.list, forgery{fmt.Sprintf("body %d, digest made to fit", i), withDigest(m.request(f.t), body), body, publicOf(m.private)})
	}
	raw := strings.TrimPrefix(independentDigest(m.body), "SHA-256=")
	other := independentDigest("other")
	for _, digest := range []string{
		"SHA-256=", "SHA-256", "=" + raw, raw, "SHA-256=" + raw[:43], "SHA-256=" + raw + "=", "SHA-256= " + raw, "SHA-256=!" + raw[1:],
		"SHA-256=" + raw[:42] + "9=", "MD5=" + raw, "SHA-1=" + raw, "SHA-512=" + raw, "unixsum=1", other, other + "," + independentDigest(m.body),
		independentDigest(m.body) + "," + other, independentDigest(m.body) + "," + independentDigest(m.body), independentDigest(m.body) + ",SHA-512=AAAA", independentDigest(m.body) + ",",
		"," + independentDigest(m.body), "id-SHA-256=" + raw, "SHA256=" + raw, "SHA-256=:" + raw + ":", strings.ToUpper(independentDigest(m.body)),
	} {
		f.signed("signed digest "+digest, func(m *message) { m.header["Digest"] = digest })
	}
}

func (f *forger) targetChanged() {
	for _, target := range []string{
		"/", "/inbox", "/ap/blogs/abd/inbox", "/ap/blogs/abc/outbox", "/ap/blogs/abc/inbox/", "//ap/blogs/abc/inbox", "/ap/blogs/abc/inbox%20",
		"/ap/blogs/ABC/inbox", "/ap/blogs/%61bc/inbox", "/ap/blogs/x/../abc/inbox", "/ap/blogs/abc%2Finbox", "/ap/blogs/abc/inbox;x",
	} {
		f.signed("signed for "+target, func(m *message) { m.signedTarget = target })
	}
	f.signed("signed for another query", func(m *message) { m.target, m.signedTarget = "/inbox?a=1", "/inbox?a=2" })
	f.signed("signed with a query that was cut", func(m *message) { m.target, m.signedTarget = "/inbox", "/inbox?a=1" })
	f.signed("signed decoded", func(m *message) { m.target, m.signedTarget = "/@%C3%A9", "/@é" })
	for _, method := range []string{"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "get"} {
		f.sent("sent as "+method, func(r *http.Request) { r.Method = method })
	}
	for _, host := range []string{
		"other.example", "blog.example.evil.example", "evil-blog.example", "blog.example:8443", "blog.example.", "www.blog.example", "localhost",
		"127.0.0.1", "blog.example@evil.example", "xn--blog.example", "blog-example",
	} {
		f.signed("signed for host "+host, func(m *message) { m.host = host })
		f.signed("signed for host "+host+", sent to ours", func(m *message) { m.signedHost = host })
	}
	f.sent("X-Forwarded-Host does not count", func(r *http.Request) {
		m := validPost()
		m.host = "other.example"
		*r = *m.request(f.t)
		r.Header.Set("X-Forwarded-Host", testHost)
		r.Header.Set("Host", testHost)
	})
}

func (f *forger) otherKeys() {
	m := validPost()
	_, edKey, _ := ed25519.GenerateKey(rand.Reader)
	ecKey, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	publicPEM, _ := signature.MarshalPublicKey(&testKeys()[0].PublicKey)
	for name, pub := range map[string]crypto.PublicKey{
		"second key": &testKeys()[1].PublicKey, "third key": &testKeys()[2].PublicKey, "Ed25519 key": edKey.Public(),
		"ECDSA key": &ecKey.PublicKey, "no key": nil, "nil RSA key": (*rsa.PublicKey)(nil), "empty RSA key": &rsa.PublicKey{},
		"RSA key without exponent": &rsa.PublicKey{N: testKeys()[0].N}, "RSA key with exponent 1": &rsa.PublicKey{N: testKeys()[0].N, E: 1},
		"tiny RSA key": &rsa.PublicKey{N: big.NewInt(15), E: 3}, "short Ed25519 key": ed25519.PublicKey("short"), "nil Ed25519 key": ed25519.PublicKey(nil),
		"key by value": testKeys()[0].PublicKey, "key as PEM": []byte(publicPEM), "private key": testKeys()[0],
	} {
		f.list = append(f.list, forgery{"verified with " + name, m.request(f.t), m.body, pub})
	}
	f.signed("signed with another key", func(m *message) { m.private = testKeys()[1] })
	f.signed("signed with Ed25519", func(m *message) { m.private, m.hash, m.algorithm = edKey, 0, "ed25519" })
	f.signed("signed with Ed25519 as hs2019", func(m *message) { m.private, m.hash, m.algorithm = edKey, 0, "hs2019" })
	f.signed("SHA-512 stated as rsa-sha256", func(m *message) { m.hash = crypto.SHA512 })
	f.signed("SHA-256 stated as rsa-sha512", func(m *message) { m.algorithm = "rsa-sha512" })
	f.signed("RSA stated as ed25519", func(m *message) { m.algorithm = "ed25519" })
	for _, algorithm := range []string{"none", "hmac-sha256", "rsa-sha1", "rsa-md5", "ecdsa-sha256", "rsa-pss-sha512", "rsa-v1_5-sha256",
		"RSA", "sha256", "hs2020", "null", "*", "rsa-sha256 ", "rsa-sha256,none"} {
		f.signed("algorithm "+algorithm, func(m *message) { m.algorithm = algorithm })
	}
	// The classic confusion: a MAC whose secret is the public key that everybody knows.
	for _, algorithm := range []string{"hmac-sha256", "hs2019", "rsa-sha256"} {
		f.header("MAC with the public key as "+algorithm, func(p []string) string {
			mac := hmac.New(sha256.New, []byte(publicPEM))
			mac.Write([]byte(m.text()))
			return join(p[0], `algorithm="`+algorithm+`"`, p[2], `signature="`+base64.StdEncoding.EncodeToString(mac.Sum(nil))+`"`)
		})
	}
}

func (f *forger) parametersBroken() {
	for i, name := range []string{"keyId", "algorithm", "headers", "signature"} {
		if name != "algorithm" { // may be left out
			f.header("without "+name, func(p []string) string { return join(without(p, p[i])...) })
		}
		f.header("twice "+name, func(p []string) string { return join(append(p, p[i])...) })
		f.header("twice, different "+name, func(p []string) string { return join(append(p, name+`="x"`)...) })
		f.header("unquoted "+name, func(p []string) string { return join(replaced(p, i, strings.ReplaceAll(p[i], `"`, ""))...) + ",:" })
		f.header("open quote in "+name, func(p []string) string { return join(replaced(p, i, strings.TrimSuffix(p[i], `"`))...) })
		f.header("single quotes in "+name, func(p []string) string { return join(replaced(p, i, strings.ReplaceAll(p[i], `"`, "'"))...) })
		f.header("no equals sign in "+name, func(p []string) string { return join(replaced(p, i, strings.Replace(p[i], "=", "", 1))...) })
		f.header("other case in "+name, func(p []string) string {
			if name == "algorithm" {
				return join(append(p, p[i])...)
			}
			return join(replaced(p, i, strings.Replace(p[i], name, strings.ToUpper(name), 1))...)
		})
	}
	for name, value := range map[string]string{
		"comma first": ",%s", "comma last": "%s,", "two signatures": "%s,%[1]s", "scheme in front": "Signature %s", "rubbish behind": "%s x",
		"semicolons": "%s;x=1", "control character": "%s,x=\"\x01\"", "backslash at the end": `%s,x="\`,
	} {
		f.header(name, func(p []string) string { return fmt.Sprintf(value, join(p...)) })
	}
	for name, value := range map[string]string{
		"empty": " ", "commas": ",,,", "only a word": "signature", "huge": `keyId="` + strings.Repeat("a", 100_000) + `"`,
		"many parameters": strings.Repeat(`a="b",`, 1000) + `c="d"`,
	} {
		f.header("header is "+name, func([]string) string { return value })
	}
	for _, id := range []string{"", "ann", "acct:ann@social.example", "did:key:z6Mk", "javascript:alert(1)", "file:///etc/passwd", "/users/ann#main-key",
		"https:///users/ann", "https://user:pw@social.example/ann", "https://" + strings.Repeat("a", 3000) + ".example/", "https://so cial.example/", "//social.example/ann"} {
		f.signed("key id "+id, func(m *message) { m.keyID = id })
	}
}

func (f *forger) signatureBytesChanged() {
	m := validPost()
	raw := m.signatureBytes(f.t)
	with := func(name, value string) {
		f.header(name, func(p []string) string { return join(p[0], p[1], p[2], `signature="`+value+`"`) })
	}
	for i := 0; i < len(raw); i += 8 {
		changed := append([]byte(nil), raw...)
		changed[i] ^= 1 << (i % 8)
		with(fmt.Sprintf("bit flipped in byte %d", i), base64.StdEncoding.EncodeToString(changed))
	}
	for name, bytes := range map[string][]byte{"cut": raw[:255], "longer": append(append([]byte(nil), raw...), 0), "zero": make([]byte, 256),
		"one byte": {1}, "one": append(make([]byte, 255), 1), "modulus": testKeys()[0].N.Bytes(), "text": []byte(m.text())} {
		with("signature "+name, base64.StdEncoding.EncodeToString(bytes))
	}
	good := base64.StdEncoding.EncodeToString(raw)
	for name, value := range map[string]string{"without padding": strings.TrimRight(good, "="), "with more padding": good + "=",
		"URL alphabet": base64.URLEncoding.EncodeToString(append(raw[:255:255], 0xff)), "hex": fmt.Sprintf("%x", raw), "with space": good[:9] + " " + good[9:],
		"twice": good + good, "not base64": "!!!!", "with newline": good[:9] + "\n" + good[9:]} {
		with("base64 "+name, value)
	}
}

func (f *forger) timesWrong() {
	for _, date := range []string{"", "yesterday", "2026-11-22T10:00:00Z", "1795341600", "Sun, 22 Nov 2026 10:00:00 CET", "Sun, 22 Nov 2026 10:00:00 +0000",
		testNow.Add(-2 * time.Hour).Format(http.TimeFormat), testNow.Add(2 * time.Hour).Format(http.TimeFormat), testNow.AddDate(-1, 0, 0).Format(http.TimeFormat),
		testNow.AddDate(100, 0, 0).Format(http.TimeFormat)} {
		f.signed("signed date "+date, func(m *message) { m.header["Date"] = date })
	}
	for _, seconds := range []int{1, -1, 60, 3600} {
		f.sent(fmt.Sprintf("date moved by %d s", seconds), func(r *http.Request) {
			r.Header.Set("Date", testNow.Add(time.Duration(seconds)*time.Second).Format(http.TimeFormat))
		})
	}
	for _, offset := range []time.Duration{2 * time.Hour, -2 * time.Hour, 1 << 62} {
		f.signed("created "+offset.String(), func(m *message) {
			m.algorithm, m.created = "hs2019", testNow.Add(offset).Unix()
			m.covered = append(m.covered, "(created)")
		})
		f.signed("created stated "+offset.String(), func(m *message) { m.created = testNow.Add(offset).Unix() })
	}
	f.signed("expired", func(m *message) {
		m.algorithm, m.expires = "hs2019", testNow.Unix()-3600
		m.covered = append(m.covered, "(expires)")
	})
	f.signed("expires before created", func(m *message) { m.created, m.expires = testNow.Unix(), testNow.Unix()-1 })
	f.signed("(created) with rsa-sha256", func(m *message) { m.created = testNow.Unix(); m.covered = append(m.covered, "(created)") })
	for _, value := range []string{`""`, `"now"`, "1.5", "-1", "0", "1e9", "99999999999999999999", "+1795341600", "0x1", "9223372036854775807"} {
		f.header("created="+value, func(p []string) string { return join(append(p, "created="+value)...) })
		f.header("expires="+value, func(p []string) string { return join(append(p, "expires="+value)...) })
	}
	f.header("created moved", func(p []string) string {
		m := validPost()
		m.algorithm, m.created = "hs2019", testNow.Unix()-60
		m.covered = append(m.covered, "(created)")
		return strings.Replace(join(m.parameters(f.t)...), fmt.Sprint(m.created), fmt.Sprint(m.created+60), 1)
	})
}

func join(params ...string) string { return strings.Join(params, ",") }

func without(list []string, item string) []string {
	var rest []string
	for _, s := range list {
		if s != item {
			rest = append(rest, s)
		}
	}
	return rest
}

func replaced(list []string, i int, item string) []string {
	changed := append([]string(nil), list...)
	changed[i] = item
	return changed
}

func withDigest(req *http.Request, body string) *http.Request {
	req.Header.Set("Digest", independentDigest(body))
	return req
}

func pkcs1PEM(key *rsa.PrivateKey) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "RSA PUBLIC KEY", Bytes: x509.MarshalPKCS1PublicKey(&key.PublicKey)}))
}

func weakPEM(t *testing.T) string {
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	return pkcs1PEM(key)
}

func ecdsaPEM(t *testing.T) string {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}
