package signature

import (
	"bufio"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/dunglas/httpsfv"
)

// The requests, keys and signatures of RFC 9421 sections 3.2, 4.3 and appendix B. None of them covers what we demand
// and their keys have no URLs, so Parse must refuse every one; what it refuses them for is changed, and the arithmetic
// must then come out as the RFC says. RSA-PSS, ECDSA and HMAC we do not speak.

const (
	vectorRSA = `-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrw
WEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFq
MGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75jfZg
kne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKIlE0P
uKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZSFlQ
PSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQAB
-----END RSA PUBLIC KEY-----`
	vectorEd25519 = `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
-----END PUBLIC KEY-----`
	vectorBody = `{"hello": "world"}`
)

// vectorRequest is the test-request of appendix B.2 with one signature.
func vectorRequest(t *testing.T, host, input, signature string) *http.Request {
	t.Helper()
	req, err := http.ReadRequest(bufio.NewReader(strings.NewReader("POST /foo?param=Value&Pet=dog HTTP/1.1\r\nHost: " + host +
		"\r\nDate: Tue, 20 Apr 2021 02:07:55 GMT\r\nContent-Type: application/json\r\nContent-Digest: " +
		"sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:" +
		"\r\nForwarded: for=192.0.2.123;host=example.com;proto=https" +
		"\r\nContent-Length: 18\r\nSignature-Input: " + input + "\r\nSignature: " + signature + "\r\n\r\n" + vectorBody)))
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func TestRFC9421VectorsVerify(t *testing.T) {
	for name, c := range map[string]struct{ key, host, input, signature string }{
		"4.3": {vectorRSA, "origin.host.internal.example",
			`proxy_sig=("@method" "@authority" "@path" "content-digest" "content-type" "content-length" "forwarded");created=1618884480;keyid="test-key-rsa";alg="rsa-v1_5-sha256";expires=1618884540`,
			"proxy_sig=:S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+MjniOaYmdkDcnL9cCpXJleXsOckpURl49GwiyUpZ10KHgOEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8tSFu7LB5YAv0RAGhB8tmpv7sFnIm9y+7X5kXQfi8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZdXAsD3LH2TwevU+/PBPv0B6NMNk93wUs/vfJvye+YuI87HU38lZHowtznbLVdp770I6VHR6WfgS9ddzirrswsE1w5o0LV/g==:"},
		"B.2.6": {vectorEd25519, "example.com",
			`sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"`,
			"sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"},
	} {
		req := vectorRequest(t, c.host, c.input, c.signature)
		base := &url.URL{Scheme: "https", Host: c.host}
		if _, err := (Policy{BaseURL: base}).Parse(req); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: a key id that is no URL: %v", name, err)
		}
		public, err := ParsePublicKey(c.key)
		if err != nil {
			t.Fatal(err)
		}
		claim := vectorClaim(t, req, base)
		if err := claim.Verify(public); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		claim.texts[0] = strings.Replace(claim.texts[0], "POST", "GET", 1)
		if err := claim.Verify(public); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s, changed: %v", name, err)
		}
	}
}

// vectorClaim reads a vector as parseInput does, without asking what is covered and whose key it is.
func vectorClaim(t *testing.T, req *http.Request, base *url.URL) *Claim {
	t.Helper()
	inputs, err := readDictionary(req.Header.Get("Signature-Input"))
	if err != nil {
		t.Fatal(err)
	}
	signatures, err := readDictionary(req.Header.Get("Signature"))
	if err != nil {
		t.Fatal(err)
	}
	claim := &Claim{message: true, hasBody: true, digest: req.Header.Get("Content-Digest"), matchDigest: matchContentDigest}
	list, _ := inputs[0].value.(httpsfv.InnerList)
	if err := errors.Join(claim.readSignature(inputs[0].name, signatures), claim.readComponents(list.Items),
		claim.composeMessage(req, base, inputs[0].raw)); err != nil {
		t.Fatal(err)
	}
	if err := claim.readMessageParameters(list.Params); !errors.Is(err, ErrMalformed) || claim.Created.Year() != 2021 {
		t.Fatalf("%v, created %v", err, claim.Created)
	}
	if err := errors.Join(claim.CheckFresh(claim.Created), claim.CheckDigest([]byte(vectorBody))); err != nil {
		t.Fatal(err)
	}
	return claim
}

// TestRFC9421VectorsRefused: what we do not speak is refused for what it is.
func TestRFC9421VectorsRefused(t *testing.T) {
	const some = "=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:"
	for label, c := range map[string]struct {
		input string
		want  error
		words string
	}{
		"sig-b21": {`();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd"`, ErrMalformed, "URL"},
		"sig-b22": {`("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example"`, ErrUnsupported, "with parameters"},
		"sig-b23": {`("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"`, ErrMalformed, "URL"},
		"sig-b24": {`("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"`, ErrUnsupported, "@status"},
		"sig-b25": {`("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"`, ErrMalformed, "URL"},
		"ttrp":    {`("@path" "@query" "@method" "@authority" "client-cert");created=1618884473;keyid="test-key-ecc-p256"`, ErrMalformed, "URL"},
		// The same with a key that could be fetched.
		"b21-url": {`();created=1618884473;keyid="https://example.com/#k";nonce="b3k2pp5k7z-50gnwp.yemd"`, ErrUncovered, "@method"},
		"b25-alg": {`("date" "@authority" "content-type");created=1618884473;keyid="https://example.com/#k";alg="hmac-sha256"`, ErrUnsupported, "algorithm"},
		"b26-url": {`("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="https://example.com/#k"`, ErrUncovered, "@target-uri"},
	} {
		req := vectorRequest(t, "example.com", label+"="+c.input, label+some)
		claim, err := Policy{BaseURL: &url.URL{Scheme: "https", Host: "example.com"}}.Parse(req)
		if claim != nil || !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v", label, err)
		}
	}
}
