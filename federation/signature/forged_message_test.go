package signature_test

import (
	"crypto"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

// messageForger makes requests that somebody without the right to it might sign by RFC 9421.
type messageForger struct {
	t    *testing.T
	list []forgery
}

// sent adds a request that was changed after it was signed.
func (f *messageForger) sent(name string, change func(*http.Request)) {
	m := messagePost()
	req := m.request(f.t)
	change(req)
	f.list = append(f.list, forgery{name, req, m.body, publicOf(m.private)})
}

// signed adds a request whose signature is right for what it covers, but which must not be believed.
func (f *messageForger) signed(name string, change func(*signedMessage)) {
	m := messagePost()
	change(&m)
	f.list = append(f.list, forgery{name, m.request(f.t), m.body, &testKeys()[0].PublicKey})
}

// TestF1ForgedMessages is TestF1ForgedActivities for RFC 9421.
func TestF1ForgedMessages(t *testing.T) {
	f := &messageForger{t: t}
	f.headersChanged()
	f.coverageTooSmall()
	f.componentsOdd()
	f.valuesWrong()
	f.parametersWrong()
	f.digestsWrong()
	f.otherKeys()
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
	if len(f.list) < 150 {
		t.Errorf("only %d forgeries", len(f.list))
	}
}

func (f *messageForger) headersChanged() {
	for _, name := range []string{"Signature", "Signature-Input", "Content-Digest", "Content-Type"} {
		f.sent("without "+name, func(r *http.Request) { r.Header.Del(name) })
		f.sent("empty "+name, func(r *http.Request) { r.Header.Set(name, "") })
		f.sent("twice "+name, func(r *http.Request) { r.Header.Add(name, r.Header.Get(name)) })
		f.sent("rubbish behind "+name, func(r *http.Request) { r.Header.Add(name, "é") })
		f.sent("longer "+name, func(r *http.Request) { r.Header.Set(name, r.Header.Get(name)+",") })
	}
	f.sent("Authorization beside", func(r *http.Request) { r.Header.Set("Authorization", "Signature x") })
	f.sent("sent as PUT", func(r *http.Request) { r.Method = "PUT" })
	f.sent("sent as GET", func(r *http.Request) { r.Method = "GET" })
	f.sent("another target", func(r *http.Request) { r.RequestURI = "/ap/blogs/abd/inbox" })
	f.sent("with a query", func(r *http.Request) { r.RequestURI += "?x" })
	f.sent("another type", func(r *http.Request) { r.Header.Set("Content-Type", "application/ld+json") })
	f.sent("huge", func(r *http.Request) { r.Header.Add("Signature-Input", `x="`+strings.Repeat("a", 9000)+`"`) })
	f.sent("label changed", func(r *http.Request) { r.Header.Set("Signature-Input", "x"+r.Header.Get("Signature-Input")) })
	for name, edit := range map[string][2]string{
		"created moved": {";created=", ";created=1"}, "keyid of another": {"social.example", "evil.example"}, "alg dropped": {`;alg="rsa-v1_5-sha256"`, ""},
		"created twice": {";keyid", ";created=1795341600;keyid"}, "keyid twice": {";alg", `;keyid="https://evil.example/#k";alg`},
		"component dropped": {` "content-type"`, ""}, "components swapped": {`"@method" "@target-uri"`, `"@target-uri" "@method"`},
		"space between": {`" "`, `"  "`}, "display string": {";alg", `;tag=%"\";alg`}, "not a list": {`(`, `"`},
	} {
		f.sent(name, func(r *http.Request) {
			r.Header.Set("Signature-Input", strings.Replace(r.Header.Get("Signature-Input"), edit[0], edit[1], 1))
		})
	}
	m := messagePost()
	raw := m.signatureBytes(f.t)
	for i := 0; i < len(raw); i += 16 {
		changed := append([]byte(nil), raw...)
		changed[i] ^= 1
		f.sent(fmt.Sprintf("bit flipped in byte %d", i), func(r *http.Request) {
			r.Header.Set("Signature", "sig1=:"+base64.StdEncoding.EncodeToString(changed)+":")
		})
	}
	for _, value := range []string{"sig1=::", "sig1", "sig1=?1", `sig1="AAAA"`, "sig1=(:AAAA:)", "sig1=:AAAA", "sig2=:AAAA:", "sig1=:!!!!:", "sig1=AAAA"} {
		f.sent("Signature: "+value, func(r *http.Request) { r.Header.Set("Signature", value) })
	}
}

func (f *messageForger) coverageTooSmall() {
	for _, name := range []string{"@method", "@target-uri", "content-digest"} {
		f.signed("not covered: "+name, func(m *signedMessage) { m.covered = without(m.covered, name) })
		f.signed("only covered: "+name, func(m *signedMessage) { m.covered = []string{name} })
	}
	f.signed("nothing covered", func(m *signedMessage) { m.covered = nil })
	f.signed("the path without the authority", func(m *signedMessage) { m.covered = []string{"@method", "@path", "content-digest"} })
	f.signed("the request target without the authority", func(m *signedMessage) { m.covered = []string{"@method", "@request-target", "content-digest"} })
	f.signed("the path without the query", func(m *signedMessage) {
		m.target, m.covered = "/inbox?a=b", []string{"@method", "@authority", "@path", "content-digest"}
	})
	f.signed("without created", func(m *signedMessage) { m.created = 0 })
	f.signed("without created, with a date", func(m *signedMessage) {
		m.created, m.header["Date"] = 0, testNow.Format(http.TimeFormat)
		m.covered = append(m.covered, "date")
	})
	f.signed("without keyid", func(m *signedMessage) { m.params = "" })
}

func (f *messageForger) componentsOdd() {
	for _, name := range []string{"@method;req", "@target-uri;req", "content-type;sf", "content-type;bs", "content-type;tr", `content-type;key="x"`, "content-type;x",
		"@query-param", `@query-param;name="a"`, "@status", "@signature-params", "@unknown", "@", "", "Content-Type", "x y", "x-absent", "signature;key=\"sig1\""} {
		f.signed("component "+name, func(m *signedMessage) { m.covered = append(m.covered, name) })
	}
	for _, name := range []string{"@method", "@target-uri", "content-digest", "content-type"} {
		f.signed("twice "+name, func(m *signedMessage) { m.covered = append(m.covered, name) })
		f.signed("twice, once with a parameter "+name, func(m *signedMessage) { m.covered = append(m.covered, name+";sf") })
	}
	f.sent("line break in a header", func(r *http.Request) {
		m := messagePost()
		m.header["X-Note"] = "a\n\"@method\": GET"
		m.covered = append(m.covered, "x-note")
		*r = *m.request(f.t)
	})
}

func (f *messageForger) valuesWrong() {
	for name, values := range map[string][]string{
		"@method": {"GET", "post", "Post", ""},
		"@target-uri": {"http://blog.example/ap/blogs/abc/inbox", "https://other.example/ap/blogs/abc/inbox", "https://proxy.internal:8080/ap/blogs/abc/inbox",
			"https://blog.example:443/ap/blogs/abc/inbox", "/ap/blogs/abc/inbox", "https://blog.example/ap/blogs/abc/inbox?", "https://blog.example/", "https://blog.example/ap/blogs/abc/inbox#x"},
		"@authority":     {"other.example", "proxy.internal:8080", "blog.example:443", "blog.example.", ""},
		"content-type":   {"text/html", " application/activity+json", ""},
		"content-digest": {contentDigest("other"), ""},
	} {
		for _, value := range values {
			f.signed(fmt.Sprintf("signed for %s %q", name, value), func(m *signedMessage) { m.believed = map[string]string{name: value} })
		}
	}
	for name, value := range map[string]string{"@scheme": "http", "@path": "/inbox", "@query": "", "@request-target": "post /ap/blogs/abc/inbox", "host": "proxy.internal:8080"} {
		f.signed(fmt.Sprintf("signed for %s %q", name, value), func(m *signedMessage) {
			m.covered = append(m.covered, name)
			m.believed = map[string]string{name: value}
		})
	}
	f.signed("the forwarded host does not count", func(m *signedMessage) {
		m.header["X-Forwarded-Host"], m.header["Forwarded"] = "other.example", "host=other.example"
		m.believed = map[string]string{"@authority": "other.example", "@target-uri": "https://other.example" + m.target}
	})
}

func (f *messageForger) parametersWrong() {
	const keyid = `;keyid="` + testKeyID + `"`
	for _, params := range []string{`;alg="hs2019"`, `;alg="rsa-sha256"`, `;alg="rsa-pss-sha512"`, `;alg="hmac-sha256"`, `;alg="ecdsa-p256-sha256"`, `;alg="ed25519"`, `;alg=""`, ";alg",
		";alg=rsa-v1_5-sha256", `;alg="RSA-V1_5-SHA256"`, ";nonce=1", ";tag", ";x=1", ";expires", `;expires="1795345200"`, ";expires=1795345200.5", ";expires=0", ";expires=-1", ";expires=@1795345200",
		";expires=1", ";expires=999999999999999"} {
		f.signed("parameter "+params, func(m *signedMessage) { m.params = keyid + params })
	}
	for _, created := range []string{`;created="1795341600"`, ";created=1795341600.0", ";created=@1795341600", ";created", ";created=0", ";created=-1", ";created=999999999999999"} {
		f.signed("parameter "+created, func(m *signedMessage) { m.created, m.params = 0, created+keyid })
	}
	for _, id := range []string{"", "ann", "acct:ann@social.example", "did:key:z6Mk", "/users/ann#main-key", "file:///etc/passwd", "https://user:pw@social.example/ann"} {
		f.signed("key id "+id, func(m *signedMessage) { m.params = `;keyid="` + id + `"` })
	}
	for _, twice := range []string{`;keyid="https://evil.example/#k"`, ";created=1", `;created;tag="a";tag="a"`} {
		f.signed("given twice "+twice, func(m *signedMessage) { m.params = twice + m.params + fmt.Sprintf(";created=%d", m.created) })
	}
	f.signed("key id is a token", func(m *signedMessage) { m.params = ";keyid=" + testKeyID })
	f.signed("expires before created", func(m *signedMessage) { m.params += fmt.Sprintf(";expires=%d", testNow.Unix()-1) })
	for _, offset := range []time.Duration{2 * time.Hour, -2 * time.Hour, -90 * 24 * time.Hour} {
		f.signed("created "+offset.String(), func(m *signedMessage) { m.created = testNow.Add(offset).Unix() })
	}
}

func (f *messageForger) digestsWrong() {
	right := contentDigest(testBody)
	for _, digest := range []string{"", "sha-256", "sha-256=?1", "sha-256=::", `sha-256="x"`, strings.ToUpper(right), strings.ReplaceAll(right, ":", ""), independentDigest(testBody),
		contentDigest("other"), contentDigest("other") + ", " + right, right + ", " + right, right + ", " + contentDigest512("other"), "md5=:AAAA:", "sha=:AAAA:", right + ",", "sha-512" + right[7:]} {
		f.signed("signed digest "+digest, func(m *signedMessage) { m.header["Content-Digest"] = digest })
	}
	for _, body := range []string{"", " " + testBody, testBody + "\n", strings.Replace(testBody, "Like", "Delete", 1)} {
		m := messagePost()
		f.list = append(f.list, forgery{"body " + body, m.request(f.t), body, publicOf(m.private)})
		req := m.request(f.t)
		req.Header.Set("Content-Digest", contentDigest(body))
		f.list = append(f.list, forgery{"body with a digest made to fit " + body, req, body, publicOf(m.private)})
	}
	m := messageGet()
	m.header["Content-Digest"] = contentDigest("other")
	f.list = append(f.list, forgery{"GET with a digest of something else", m.request(f.t), "", publicOf(m.private)})
}

func (f *messageForger) otherKeys() {
	_, edKey, _ := ed25519.GenerateKey(rand.Reader)
	m := messagePost()
	for name, pub := range map[string]crypto.PublicKey{"second key": &testKeys()[1].PublicKey, "Ed25519 key": edKey.Public(), "no key": nil, "short key": ed25519.PublicKey("x")} {
		f.list = append(f.list, forgery{"verified with " + name, m.request(f.t), m.body, pub})
	}
	f.signed("signed with another key", func(m *signedMessage) { m.private = testKeys()[1] })
	f.signed("signed with Ed25519", func(m *signedMessage) { m.private = edKey })
	m.private, m.params = edKey, `;keyid="`+testKeyID+`";alg="rsa-v1_5-sha256"`
	f.list = append(f.list, forgery{"Ed25519 stated as RSA", m.request(f.t), m.body, edKey.Public()})
	m = messagePost()
	m.params = `;keyid="` + testKeyID + `"`
	publicPEM, _ := signature.MarshalPublicKey(&testKeys()[0].PublicKey)
	mac := hmac.New(sha256.New, []byte(publicPEM))
	mac.Write([]byte(m.text()))
	req := m.request(f.t)
	req.Header.Set("Signature", "sig1=:"+base64.StdEncoding.EncodeToString(mac.Sum(nil))+":")
	f.list = append(f.list, forgery{"MAC with the public key", req, m.body, publicOf(m.private)})
}
