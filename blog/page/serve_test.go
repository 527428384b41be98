package page

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

var made = time.Date(2026, 11, 14, 21, 4, 5, 600_000_000, time.UTC)

// testPage is long enough to be compressed, and differs with its status.
func testPage(status int) *Page {
	p := newPage(status, "text/html; charset=utf-8", []byte(strings.Repeat("<p>A pamphlet.</p>\n", 100)+strconv.Itoa(status)))
	p.Made = made
	p.Header.Set("Vary", "Accept")
	return p
}

func serve(p *Page, method string, header http.Header) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/x", nil)
	maps.Copy(r.Header, header)
	w := httptest.NewRecorder()
	p.Serve(w, r)
	return w
}

func TestServe(t *testing.T) {
	p := testPage(http.StatusOK)
	at := func(d time.Duration) string { return made.Add(d).Format(http.TimeFormat) }
	for _, c := range []struct {
		name   string
		header http.Header
		status int
		gzip   bool
	}{
		{"plain", nil, 200, false},
		{"gzip", http.Header{"Accept-Encoding": {"gzip"}}, 200, true},
		{"gzip among others", http.Header{"Accept-Encoding": {"br, deflate;q=0.5, GZIP;q=0.8"}}, 200, true},
		{"gzip on a second line", http.Header{"Accept-Encoding": {"br", "gzip"}}, 200, true},
		{"x-gzip", http.Header{"Accept-Encoding": {"x-gzip"}}, 200, true},
		{"any", http.Header{"Accept-Encoding": {"*"}}, 200, true},
		{"refused", http.Header{"Accept-Encoding": {"gzip;q=0"}}, 200, false},
		{"refused with decimals", http.Header{"Accept-Encoding": {"gzip; Q=0.000"}}, 200, false},
		{"any but gzip", http.Header{"Accept-Encoding": {"*, gzip;q=0"}}, 200, false},
		{"nothing but gzip", http.Header{"Accept-Encoding": {"*;q=0, gzip"}}, 200, true},
		{"not a weight", http.Header{"Accept-Encoding": {"gzip;q=much"}}, 200, false},
		{"only others", http.Header{"Accept-Encoding": {"br, zstd, gzipped"}}, 200, false},
		{"empty", http.Header{"Accept-Encoding": {""}}, 200, false},

		{"same tag", http.Header{"If-None-Match": {p.ETag}}, 304, false},
		{"weak tag", http.Header{"If-None-Match": {"W/" + p.ETag}}, 304, false},
		{"in a list", http.Header{"If-None-Match": {`"a",  W/"b" ,` + p.ETag + `,"c"`}}, 304, false},
		{"on a second line", http.Header{"If-None-Match": {`"a"`, p.ETag}}, 304, false},
		{"star", http.Header{"If-None-Match": {" * "}}, 304, false},
		{"other tag", http.Header{"If-None-Match": {`"other"`}}, 200, false},
		{"no quotes", http.Header{"If-None-Match": {strings.Trim(p.ETag, `"`)}}, 200, false},
		{"tag of the compressed page", http.Header{"If-None-Match": {p.GzipETag}}, 200, false},
		{"compressed, its tag", http.Header{"If-None-Match": {p.GzipETag}, "Accept-Encoding": {"gzip"}}, 304, false},
		{"compressed, plain tag", http.Header{"If-None-Match": {p.ETag}, "Accept-Encoding": {"gzip"}}, 200, true},

		{"since it was made", http.Header{"If-Modified-Since": {at(0)}}, 304, false},
		{"since later", http.Header{"If-Modified-Since": {at(time.Hour)}}, 304, false},
		{"since earlier", http.Header{"If-Modified-Since": {at(-time.Second)}}, 200, false},
		{"since no date", http.Header{"If-Modified-Since": {"yesterday"}}, 200, false},
		{"the tag decides", http.Header{"If-Modified-Since": {at(time.Hour)}, "If-None-Match": {`"other"`}}, 200, false},
		{"an empty tag decides", http.Header{"If-Modified-Since": {at(time.Hour)}, "If-None-Match": {""}}, 200, false},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			t.Run(c.name+" "+method, func(t *testing.T) {
				checkAnswer(t, p, serve(p, method, c.header), answer{method: method, status: c.status, gzip: c.gzip})
			})
		}
	}
}

type answer struct {
	method string
	status int
	gzip   bool
}

func checkAnswer(t *testing.T, p *Page, w *httptest.ResponseRecorder, want answer) {
	t.Helper()
	h := w.Header()
	if w.Code != want.status {
		t.Fatalf("status %d, want %d", w.Code, want.status)
	}
	for name, value := range map[string]string{
		"Vary": "Accept,Accept-Encoding", "Last-Modified": made.Format(http.TimeFormat), "Set-Cookie": "",
		"Cache-Control": "public,max-age=0,s-maxage=60,stale-while-revalidate=60", "X-Content-Type-Options": "nosniff",
	} {
		if got := strings.ReplaceAll(strings.Join(h.Values(name), ","), " ", ""); got != strings.ReplaceAll(value, " ", "") {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	if want.status == http.StatusNotModified {
		if w.Body.Len() > 0 || h.Get("Content-Encoding") != "" || h.Get("Content-Length") != "" || h.Get("ETag") == "" {
			t.Errorf("304 with %v and %d bytes", h, w.Body.Len())
		}
		return
	}
	tag, encoding, length := p.ETag, "", len(p.Body)
	if want.gzip {
		tag, encoding, length = p.GzipETag, "gzip", len(p.Gzip)
	}
	if h.Get("ETag") != tag || h.Get("Content-Encoding") != encoding || h.Get("Content-Length") != strconv.Itoa(length) || h.Get("Content-Type") != p.MediaType {
		t.Errorf("headers %v", h)
	}
	body := w.Body.Bytes()
	if want.method == http.MethodHead {
		if len(body) > 0 {
			t.Errorf("HEAD with %d bytes", len(body))
		}
		return
	}
	if want.gzip {
		unzipped := must(gzip.NewReader(bytes.NewReader(body)))(t)
		body = must(io.ReadAll(unzipped))(t)
	}
	if !bytes.Equal(body, p.Body) {
		t.Error("another body")
	}
}

// What is no success is neither kept by anybody nor compared with what a reader has.
func TestServeFailures(t *testing.T) {
	for _, status := range []int{301, 404, 405, 410, 500, 503} {
		w := serve(testPage(status), http.MethodGet, http.Header{"If-None-Match": {"*"}, "If-Modified-Since": {made.Format(http.TimeFormat)}})
		h := w.Header()
		if w.Code != status || h.Get("Cache-Control") != "no-store" || h.Get("ETag") != "" || h.Get("Last-Modified") != "" || w.Body.Len() == 0 {
			t.Errorf("%d: answered %d with %v", status, w.Code, h)
		}
	}
}

func TestServeSmallAndUndated(t *testing.T) {
	p := newPage(http.StatusOK, "text/plain", []byte("small"))
	w := serve(p, http.MethodGet, http.Header{"Accept-Encoding": {"gzip"}, "If-Modified-Since": {made.Format(http.TimeFormat)}})
	if w.Code != 200 || w.Body.String() != "small" || w.Header().Get("Content-Encoding") != "" || w.Header().Get("Last-Modified") != "" {
		t.Errorf("answered %d, %v, %q", w.Code, w.Header(), w.Body)
	}
	// One answer must not change the next, which comes from the same page.
	q := testPage(http.StatusOK)
	for range 3 {
		if got := len(serve(q, http.MethodGet, nil).Header().Values("Vary")); got != 2 {
			t.Errorf("%d values of Vary", got)
		}
	}
}

func TestETagFollowsTheBytes(t *testing.T) {
	a, again, b := newPage(200, "text/plain", []byte("a")), newPage(200, "text/plain", []byte("a")), newPage(200, "text/plain", []byte("b"))
	if a.ETag != again.ETag || a.ETag == b.ETag || a.ETag == a.GzipETag {
		t.Errorf("tags %s %s %s", a.ETag, again.ETag, b.ETag)
	}
	if !strings.HasPrefix(a.ETag, `"`) || !strings.HasSuffix(a.ETag, `"`) || strings.ContainsAny(a.ETag, ", ") {
		t.Errorf("%s is no strong tag", a.ETag)
	}
}
