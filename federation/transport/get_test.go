package transport

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

func zipped(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGet(t *testing.T) {
	document := []byte(`{"id":"https://remote.example/users/ann"}`)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("User-Agent") != "Pamphlet/test (+https://blog.example)" || r.Header.Get("Accept") != "application/activity+json" || r.Header.Get("Accept-Encoding") != "gzip" {
			t.Errorf("headers %v", r.Header)
		}
		w.Header().Set("Content-Type", `Application/LD+JSON; profile="https://www.w3.org/ns/activitystreams"`)
		switch r.URL.Path {
		case "/gzip":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(zipped(t, document))
		case "/two-types":
			w.Header().Add("Content-Type", "text/html")
			_, _ = w.Write(document)
		default:
			_, _ = w.Write(document)
		}
	}))
	defer server.Close()
	tr := private(t, 5*time.Second)
	for path, typed := range map[string]bool{"/plain": true, "/gzip": true, "/two-types": false} {
		res, err := tr.Get(t.Context(), server.URL+path+"#main-key", Request{Accept: "application/activity+json"})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(res.Body, document) || res.Status != 200 || res.FinalURL != server.URL+path {
			t.Errorf("%s: %+v", path, res)
		}
		if IsActivityJSON(res.Header.Get("Content-Type")) != typed {
			t.Errorf("%s: %v", path, res.Header)
		}
	}
}

func TestGetStatus(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "120")
		var status int
		_, _ = fmt.Sscanf(r.URL.Path, "/%d", &status)
		w.WriteHeader(status)
	}))
	defer server.Close()
	tr := private(t, 5*time.Second)
	for _, status := range []int{300, 304, 400, 401, 404, 410, 418, 429, 500, 503} {
		_, err := tr.Get(t.Context(), fmt.Sprintf("%s/%d", server.URL, status), Request{})
		var answered *StatusError
		if !errors.As(err, &answered) || answered.Status != status || answered.RetryAfter != 2*time.Minute {
			t.Errorf("%d: %v", status, err)
		}
	}
	if res, err := tr.Get(t.Context(), server.URL+"/204", Request{}); err != nil || len(res.Body) != 0 {
		t.Errorf("204: %v", err)
	}
}

func TestGetExactLimit(t *testing.T) {
	body := bytes.Repeat([]byte("x"), 1000)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gzip":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(zipped(t, body))
		case "/chunked":
			_, _ = w.Write(body[:500])
			w.(http.Flusher).Flush()
			_, _ = w.Write(body[500:])
		default:
			_, _ = w.Write(body)
		}
	}))
	defer server.Close()
	tr := private(t, 5*time.Second)
	for _, path := range []string{"/plain", "/chunked", "/gzip"} {
		if res, err := tr.Get(t.Context(), server.URL+path, Request{MaxBytes: 1000}); err != nil || len(res.Body) != 1000 {
			t.Errorf("%s at the limit: %v", path, err)
		}
		if _, err := tr.Get(t.Context(), server.URL+path, Request{MaxBytes: 999}); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s over the limit: %v", path, err)
		}
	}
}

func TestPost(t *testing.T) {
	private1, err := rsa.GenerateKey(nil, 2048)
	if err != nil {
		t.Fatal(err)
	}
	key := signature.Key{ID: "https://blog.example/ap/blogs/x#main-key", Private: private1}
	trail := &trail{key: key}
	body := []byte(`{"type":"Create"}`)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got, _ := io.ReadAll(r.Body)
		if !bytes.Equal(got, body) || r.Header.Get("Content-Type") != "application/activity+json" || r.Header.Get("Digest") != signature.Digest(body) {
			t.Errorf("got %q with %v", got, r.Header)
		}
		w.Header().Set("Retry-After", time.Date(2026, 11, 22, 10, 0, 30, 0, time.UTC).Format(http.TimeFormat))
		if r.URL.Path == "/busy" {
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, strings.Repeat("busy ", 10_000))
			return
		}
		w.WriteHeader(http.StatusAccepted)
	}))
	defer server.Close()
	tr := private(t, 5*time.Second)
	tr.now = func() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC) }
	payload := Payload{Body: body, Digest: signature.Digest(body), ContentType: "application/activity+json", Signer: trail.key}
	res, err := tr.Post(t.Context(), server.URL+"/inbox", payload)
	if err != nil || res.Status != http.StatusAccepted {
		t.Fatal(err)
	}
	res, err = tr.Post(t.Context(), server.URL+"/busy", payload)
	if err != nil || res.Status != http.StatusServiceUnavailable || res.RetryAfter != 30*time.Second || len(res.Body) != 4096 {
		t.Errorf("%v: %d after %v with %d bytes", err, res.Status, res.RetryAfter, len(res.Body))
	}
	payload.Digest = ""
	if _, err := tr.Post(t.Context(), server.URL+"/inbox", payload); err == nil {
		t.Error("sent a body without digest")
	}
}

func TestTurnsPerHost(t *testing.T) {
	var now, most atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
	}))
	defer server.Close()
	tr := private(t, 10*time.Second)
	var wg sync.WaitGroup
	for i := range 60 {
		wg.Go(func() {
			var err error
			if i%2 == 0 {
				_, err = tr.Get(t.Context(), server.URL, Request{})
			} else {
				_, err = tr.Post(t.Context(), server.URL, Payload{ContentType: "text/plain"})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != maxPerHost {
		t.Errorf("%d requests at once, want %d", most.Load(), maxPerHost)
	}
	if len(tr.hosts.queues) != 0 {
		t.Errorf("%d hosts are remembered", len(tr.hosts.queues))
	}
}

func TestCallerGivesUp(t *testing.T) {
	entered := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(entered)
		<-r.Context().Done()
	}))
	defer server.Close()
	tr := private(t, 10*time.Second)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-entered
		cancel()
	}()
	if _, err := tr.Get(ctx, server.URL, Request{}); !errors.Is(err, context.Canceled) || errors.Is(err, ErrTimeout) {
		t.Errorf("got %v", err)
	}
}

func TestIgnoresProxyEnvironment(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	t.Setenv("HTTPS_PROXY", "http://127.0.0.1:1")
	if tr := New(Config{}); tr.wire.Proxy != nil {
		t.Error("a proxy would connect in our place")
	}
}

func TestDefaultLimits(t *testing.T) {
	tr := New(Config{})
	want := timeouts{connect: 5 * time.Second, tls: 10 * time.Second, header: 10 * time.Second, total: 20 * time.Second}
	if tr.timeouts != want || tr.dialer.Timeout != want.connect || tr.wire.TLSHandshakeTimeout != want.tls ||
		tr.wire.ResponseHeaderTimeout != want.header || tr.wire.MaxResponseHeaderBytes != 64<<10 || tr.userAgent != "Pamphlet" {
		t.Errorf("%+v", tr.timeouts)
	}
}

func TestIsActivityJSON(t *testing.T) {
	const profile = `profile="https://www.w3.org/ns/activitystreams"`
	for contentType, want := range map[string]bool{
		"application/activity+json": true, "application/activity+json; charset=utf-8": true, "APPLICATION/Activity+JSON": true,
		"application/activity+json;" + profile: true, "application/ld+json; " + profile: true, "application/ld+json;" + profile + ";charset=utf-8": true,
		"application/ld+json; charset=utf-8; " + profile: true, `application/ld+json; profile="https://w3id.org/x https://www.w3.org/ns/activitystreams"`: true,
		"application/ld+json": false, `application/ld+json; profile="https://www.w3.org/ns/activitystreams#"`: false,
		`application/ld+json; profile="https://evil.example/https://www.w3.org/ns/activitystreams"`: false, "application/json; " + profile: false,
		"application/json": false, "text/html": false, "": false, "application/activity+json, text/html": false, "application/activity+json-seq": false,
		"application/ld+json; profile=\"a\"; " + profile: false, "application/activity+jsonx": false, "text/plain; application/activity+json": false,
	} {
		if IsActivityJSON(contentType) != want {
			t.Errorf("%q should be %v", contentType, want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "1": time.Second, "3600": time.Hour, "-5": 0, "1.5": 0, "soon": 0, "99999999999": maxRetryAfter, "18446744073709551615": maxRetryAfter,
		"99999999999999999999999": 0, "Sun, 22 Nov 2026 10:05:00 GMT": 5 * time.Minute, "Sun, 22 Nov 2026 09:00:00 GMT": 0, "Fri, 22 Nov 2126 10:00:00 GMT": maxRetryAfter,
	} {
		if got := retryAfter(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("%q is %v, want %v", value, got, want)
		}
	}
}

func BenchmarkGet(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "{}") }))
	defer server.Close()
	tr := New(Config{AllowPrivateNetwork: true})
	defer tr.Close()
	for b.Loop() {
		if _, err := tr.Get(b.Context(), server.URL, Request{}); err != nil {
			b.Fatal(err)
		}
	}
}
