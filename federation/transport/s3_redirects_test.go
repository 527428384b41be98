package transport

import (
	"crypto/rsa"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

// visit is one request as a server saw it.
type visit struct {
	host, path, problem string
	signed              bool
}

// trail records the visits of several servers, and checks every signature against the host it was sent to.
type trail struct {
	mu     sync.Mutex
	visits []visit
	key    signature.Key
}

func newTrail(t *testing.T) *trail {
	t.Helper()
	private, err := rsa.GenerateKey(nil, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return &trail{key: signature.Key{ID: "https://blog.example/ap/instance#main-key", Private: private}}
}

func (tr *trail) note(r *http.Request) {
	v := visit{host: r.Host, path: r.RequestURI, signed: r.Header.Get("Signature") != ""}
	if v.signed {
		claim, err := signature.Policy{BaseURL: &url.URL{Host: r.Host}}.Parse(r)
		if err == nil {
			err = errors.Join(claim.CheckFresh(time.Now()), claim.CheckDigest(nil), claim.Verify(&tr.key.Private.PublicKey))
		}
		if err != nil {
			v.problem = err.Error()
		}
	}
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.visits = append(tr.visits, v)
}

func (tr *trail) take() []visit {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	visits := tr.visits
	tr.visits = nil
	return visits
}

// redirector answers /hop/N with a redirect to /hop/N-1, /to?u=URL with one there, and everything else with "here".
func (tr *trail) redirector(status int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tr.note(r)
		if n, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/hop/")); err == nil && n > 0 {
			w.Header().Set("Location", fmt.Sprintf("/hop/%d", n-1))
			w.WriteHeader(status)
			return
		}
		if r.URL.Path == "/to" {
			w.Header()["Location"] = r.URL.Query()["u"]
			w.WriteHeader(status)
			return
		}
		_, _ = w.Write([]byte("here"))
	})
}

func to(server, target string) string { return server + "/to?u=" + url.QueryEscape(target) }

func TestS3RedirectChains(t *testing.T) {
	trail := newTrail(t)
	tr := private(t, 5*time.Second)
	for _, status := range []int{301, 302, 303, 307, 308} {
		server := httptest.NewServer(trail.redirector(status))
		for hops := range 21 {
			res, err := tr.Get(t.Context(), fmt.Sprintf("%s/hop/%d#frag", server.URL, hops), Request{Signer: trail.key})
			visits := trail.take()
			if hops <= 3 {
				if err != nil || string(res.Body) != "here" || res.FinalURL != server.URL+"/hop/0" || len(visits) != hops+1 {
					t.Errorf("%d: %d hops: %v after %d visits", status, hops, err, len(visits))
				}
			} else if !errors.Is(err, ErrRedirect) || len(visits) != 4 {
				t.Errorf("%d: %d hops: %v after %d visits", status, hops, err, len(visits))
			}
			for _, v := range visits {
				if !v.signed || v.problem != "" {
					t.Errorf("same origin, but %+v", v)
				}
			}
		}
		server.Close()
	}
}

func TestS3RedirectsRefused(t *testing.T) {
	trail := newTrail(t)
	server := httptest.NewServer(trail.redirector(302))
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")
	tr := private(t, 5*time.Second)
	for _, location := range []string{
		"", "file:///etc/passwd", "data:text/plain,x", "ftp://" + host + "/", "gopher://" + host + "/", "javascript:1", "mailto:a@b.example",
		"http://user:pw@" + host + "/", "//user@" + host + "/", "http://", "http:///x", "http://[::1", "http://" + host + "\r\nX: y/",
		"http://169.254.169.254/latest/meta-data/", "http://2130706433/", "http://0x7f.1/", "http:opaque", "https:" + host,
	} {
		_, err := tr.Get(t.Context(), to(server.URL, location), Request{})
		if visits := trail.take(); !errors.Is(err, ErrRedirect) || len(visits) != 1 {
			t.Errorf("to %q: %v, %d visits", location, err, len(visits))
		}
	}
	loop := to(server.URL, "/to?u="+url.QueryEscape("/a/../to?u=x"))
	for name, u := range map[string]string{"itself": server.URL + "/to?u=" + url.QueryEscape("?u="), "two Locations": loop + "&u=/x"} {
		if _, err := tr.Get(t.Context(), u, Request{}); !errors.Is(err, ErrRedirect) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestS3Loops(t *testing.T) {
	var visits int
	var mu sync.Mutex
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		visits++
		mu.Unlock()
		next := map[string]string{"/self": "/self", "/frag": "/frag#other", "/ping": "/pong", "/pong": "/ping"}[r.URL.Path]
		http.Redirect(w, r, next, http.StatusFound)
	}))
	defer server.Close()
	tr := private(t, 5*time.Second)
	for path, want := range map[string]int{"/self": 1, "/frag": 1, "/ping": 2} {
		visits = 0
		if _, err := tr.Get(t.Context(), server.URL+path, Request{}); !errors.Is(err, ErrRedirect) || visits != want {
			t.Errorf("%s: %v after %d visits", path, err, visits)
		}
	}
}

func TestS3SignatureStaysHome(t *testing.T) {
	trail := newTrail(t)
	home := httptest.NewServer(trail.redirector(302))
	defer home.Close()
	away := httptest.NewServer(trail.redirector(302))
	defer away.Close()
	tr := private(t, 5*time.Second)
	back := to(home.URL, to(away.URL, home.URL+"/private"))
	if _, err := tr.Get(t.Context(), back, Request{Signer: trail.key}); err != nil {
		t.Fatal(err)
	}
	visits := trail.take()
	if len(visits) != 3 || !visits[0].signed || visits[0].problem != "" || visits[1].signed || visits[2].signed {
		t.Errorf("only the first request may be signed: %+v", visits)
	}
	if _, err := tr.Get(t.Context(), back, Request{Signer: trail.key, SameOriginOnly: true}); !errors.Is(err, ErrRedirect) {
		t.Errorf("SameOriginOnly followed: %v", err)
	}
	if visits := trail.take(); len(visits) != 1 {
		t.Errorf("SameOriginOnly went away: %+v", visits)
	}
	if _, err := tr.Get(t.Context(), home.URL+"/hop/2", Request{Signer: trail.key, SameOriginOnly: true}); err != nil {
		t.Errorf("SameOriginOnly refuses its own origin: %v", err)
	}
	trail.take()
	res, err := tr.Post(t.Context(), to(home.URL, away.URL+"/"), Payload{ContentType: "text/plain"})
	if visits := trail.take(); err != nil || res.Status != http.StatusFound || len(visits) != 1 {
		t.Errorf("Post: %v, %+v", err, visits)
	}
}

func TestS3NoDowngrade(t *testing.T) {
	trail := newTrail(t)
	plain := httptest.NewServer(trail.redirector(302))
	defer plain.Close()
	secure := httptest.NewUnstartedServer(trail.redirector(302))
	secure.EnableHTTP2 = true
	secure.StartTLS()
	defer secure.Close()
	tr := private(t, 5*time.Second)
	tr.wire.TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig
	if _, err := tr.Get(t.Context(), to(secure.URL, plain.URL+"/"), Request{}); !errors.Is(err, ErrRedirect) || len(trail.take()) != 1 {
		t.Errorf("https to http: %v", err)
	}
	res, err := tr.Get(t.Context(), to(plain.URL, secure.URL+"/@%C3%A9?x=1"), Request{Signer: trail.key})
	if err != nil || res.FinalURL != secure.URL+"/@%C3%A9?x=1" {
		t.Errorf("http to https: %v", err)
	}
	trail.take()
	if _, err := tr.Get(t.Context(), secure.URL+"/@%C3%A9?x=1", Request{Signer: trail.key}); err != nil {
		t.Error(err)
	}
	if visits := trail.take(); len(visits) != 1 || !visits[0].signed || visits[0].problem != "" {
		t.Errorf("signed over HTTP/2: %+v", visits)
	}
}

// TestS3StrictTargets judges redirects as production does; its servers cannot be had on loopback.
func TestS3StrictTargets(t *testing.T) {
	tr := New(Config{})
	at, err := tr.target("https://remote.example/users/ann")
	if err != nil {
		t.Fatal(err)
	}
	for _, location := range []string{"http://remote.example/", "https://remote.example:8443/", "https://127.0.0.1/", "https://localhost/", "//10.0.0.1/x",
		"https://[::1]/", "file:///x", "https://a@remote.example/", "https://remote.example:22/", "http://other.example:443/"} {
		if u, err := tr.follow(at, location); !errors.Is(err, ErrRedirect) || !errors.Is(err, ErrRefusedAddress) {
			t.Errorf("%s leads to %v, %v", location, u, err)
		}
	}
	for location, want := range map[string]string{"/x": "https://remote.example/x", "?q": "https://remote.example/users/ann?q", "bob": "https://remote.example/users/bob",
		"//other.example/y": "https://other.example/y", "https://Other.Example:443/#f": "https://other.example/"} {
		if u, err := tr.follow(at, location); err != nil || u.String() != want {
			t.Errorf("%s leads to %v, %v", location, u, err)
		}
	}
}
