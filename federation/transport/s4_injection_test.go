package transport

import (
	"bufio"
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestS4InjectionRefused: URLs that one reader takes for one host and another reader for another.
func TestS4InjectionRefused(t *testing.T) {
	for _, raw := range []string{
		"", " ", "remote.example", "/x", "//remote.example/x", "https:", "https://", "https:///x", "https:remote.example", "https:/remote.example/x",
		"https:\\\\remote.example/", "https://remote.example\\@127.0.0.1/", "https://remote.example\\.evil.example/", "https://user@remote.example/",
		"https://user:pw@remote.example/", "https://@remote.example/", "https://remote.example@127.0.0.1/", "https://remote.example%40127.0.0.1/",
		"https://remote.example%2F@127.0.0.1/", "https://remote.example%00/", "https://remote.example%0d%0aX:y/", "https://remote.example\r\nX: y/",
		"https://remote.example/\r\nX: y", "https://remote.example/x\ny", "https://remote.example/?a\tb", "https://remote.example/\x00", "https://remote.example\x7f/",
		"https://remote example/", "https://remote.example:0/", "https://remote.example:65536/", "https://remote.example:-1/",
		"https://remote.example:443:80/", "https://remote.example:4 43/", "https://remote.example:443@127.0.0.1/", "https://remote.example:x/", "https://[remote.example]/",
		"https://[::1/", "https://::1/", "https://[::1%25lo]/", "https://remote..example/", "https://.remote.example/", "https://remote.example./", "https://-remote.example/",
		"https://remote_.example/", "https://re*mote.example/", "https://" + strings.Repeat("a", 64) + ".example/", "https://" + strings.Repeat("abcdefg.", 40) + "example/",
		"https://xn--a.example/", "https://rem\u202eote.example/", "https://\u2100.example/", "https://remote.example/" + strings.Repeat("a", 5000),
		"file:///etc/passwd", "data:,x", "ftp://remote.example/", "gopher://remote.example/_x", "unix:///var/run/docker.sock", "jar:https://remote.example!/", "HTTPS+x://remote.example/",
		"javascript:alert(1)", "about:blank", "blob:https://remote.example/x", "https://remote.example#@127.0.0.1:x/\n",
	} {
		if u, err := parseTarget(raw); !errors.Is(err, ErrRefusedAddress) {
			t.Errorf("%.80q accepted as %v (%v)", raw, u, err)
		}
	}
}

// TestS4OneSpelling: equal targets have equal spellings, which redirect loops and origins are compared by.
func TestS4OneSpelling(t *testing.T) {
	for raw, want := range map[string]string{
		"HTTPS://Remote.EXAMPLE:443/A?b#c":         "https://remote.example/A?b",
		"https://remote.example:0443/":             "https://remote.example/",
		"http://remote.example:80":                 "http://remote.example",
		"https://remote.example:80/":               "https://remote.example:80/",
		"https://bücher.example/é?é":               "https://xn--bcher-kva.example/%C3%A9?%C3%A9",
		"https://remote。example/":                  "https://remote.example/",
		"https://[2606:4700:0:0:0:0:0:1111]:443/":  "https://[2606:4700::1111]/",
		"https://remote.example/a%2Fb/..%2f?x=%0a": "https://remote.example/a%2Fb/..%2f?x=%0a",
		"https://remote.example/a b?c d":           "https://remote.example/a%20b?c%20d",
		"https://remote.example/#@127.0.0.1/":      "https://remote.example/",
		"https://remote.example/@127.0.0.1/":       "https://remote.example/@127.0.0.1/",
		"https://remote.example?@127.0.0.1/":       "https://remote.example?@127.0.0.1/",
		"https://remote.example/http://127.0.0.1/": "https://remote.example/http://127.0.0.1/",
	} {
		u, err := parseTarget(raw)
		if err != nil || u.String() != want {
			t.Errorf("%q is %v (%v), want %q", raw, u, err, want)
		}
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"https://a.example/x", "https://A.example:443/y?z", true}, {"https://a.example", "http://a.example", false},
		{"https://a.example", "https://a.example:8443", false}, {"https://a.example", "https://b.a.example", false},
		{"https://a.example", "https://a.example@b.example", false}, {"x", "x", false}, {"", "", false},
		{"https://a.example", "acct:b@a.example", false},
	} {
		if SameOrigin(c.a, c.b) != c.same || SameOrigin(c.b, c.a) != c.same {
			t.Errorf("same origin %q and %q should be %v", c.a, c.b, c.same)
		}
	}
}

// TestS4TargetArrivesUnchanged sends any path, query and fragment over the wire: the server gets the path and query
// that were written, on one request line, at the host that was meant.
func TestS4TargetArrivesUnchanged(t *testing.T) {
	var mu sync.Mutex
	var got *http.Request
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		got = r
	}))
	defer server.Close()
	tr := private(t, 5*time.Second)
	rapid.Check(t, func(rt *rapid.T) {
		piece := rapid.SampledFrom([]string{"/", "//", "%2F", "%2f", "..", ".", "@", ":", "%0d%0a", "%00", "%20", "é", "%C3%A9", ";", ",", "+", "&", "=",
			"http://127.0.0.1:1/", "\\", "a", "B", "~", "%7E", "'", "(", "*", "%23", "%3F", "%25", "|", "^", "<", "[", "{", "\"", " "})
		path := "/" + strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(rt, "path"), "")
		query := strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(rt, "query"), "")
		raw := server.URL + path + "?" + query + "#" + rapid.SampledFrom([]string{"", "@evil", "/x"}).Draw(rt, "fragment")
		want, err := url.Parse(raw)
		if err != nil {
			return
		}
		if _, err := tr.Get(t.Context(), raw, Request{}); err != nil {
			rt.Fatalf("%q: %v", raw, err)
		}
		mu.Lock()
		defer mu.Unlock()
		gotPath, gotQuery, _ := strings.Cut(got.RequestURI, "?")
		if got.Host != want.Host || gotPath != want.EscapedPath() || gotQuery != escapeQuery(want.RawQuery) || len(got.Header) != 2 {
			rt.Fatalf("%q arrived as %q at %q with %v", raw, got.RequestURI, got.Host, got.Header)
		}
	})
}

// FuzzTarget: whatever is accepted has one spelling, a harmless host, and fits on one request line.
func FuzzTarget(f *testing.F) {
	for _, seed := range []string{"https://remote.example/a?b#c", "http://[::1]:80/", "https://bücher.example/é?é x", "https://1.2.3.4/", "//x", "https://a@b/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := parseTarget(raw)
		if err != nil {
			return
		}
		again, err := parseTarget(u.String())
		if err != nil || again.String() != u.String() {
			t.Fatalf("%q: %q becomes %v (%v)", raw, u, again, err)
		}
		if strings.Trim(u.Host, "abcdefghijklmnopqrstuvwxyz0123456789.-:[]") != "" || u.User != nil || u.Fragment != "" {
			t.Fatalf("%q: host %q", raw, u.Host)
		}
		req, err := http.NewRequest(http.MethodGet, u.String(), nil)
		if err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		var wire bytes.Buffer
		if err := req.Write(&wire); err != nil {
			return // net/http refuses it: nothing is sent
		}
		back, err := http.ReadRequest(bufio.NewReader(&wire))
		if err != nil || back.Host != u.Host || back.RequestURI != u.RequestURI() {
			t.Fatalf("%q: sent as %+v (%v)", raw, back, err)
		}
	})
}
