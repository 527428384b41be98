package blob

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func get(files Store, method, name string, header ...string) *http.Response {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path = name
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Handler(files, nil).ServeHTTP(w, r)
	return w.Result()
}

// F5: whatever the content, it leaves as a picture, sound, film or document to keep.
func TestServed(t *testing.T) {
	each(t, func(t *testing.T, d Store) {
		for mediaType, content := range map[string]string{
			"image/jpeg": "\xFF\xD8\xFF", "image/png": "<script>alert(1)</script>", "image/webp": `{"type":"Person"}`,
			"audio/mpeg": "ID3<script>alert(1)</script>", "video/mp4": `{"type":"Person"}`, "application/pdf": "%PDF-1.7 <script>",
		} {
			response := get(d, http.MethodGet, put(t, d, content, mediaType), "Accept", "application/activity+json")
			var body bytes.Buffer
			if _, err := body.ReadFrom(response.Body); err != nil || body.String() != content || response.StatusCode != http.StatusOK {
				t.Errorf("%s: %d %q", mediaType, response.StatusCode, body.String())
			}
			for name, want := range map[string]string{
				"Content-Type":                 mediaType,
				"X-Content-Type-Options":       "nosniff",
				"Content-Security-Policy":      "sandbox; default-src 'none'",
				"Cross-Origin-Resource-Policy": "cross-origin",
				"Cache-Control":                "public, max-age=31536000, immutable",
				"Set-Cookie":                   "",
			} {
				if got := response.Header.Get(name); got != want {
					t.Errorf("%s: %s is %q", mediaType, name, got)
				}
			}
		}
	})
}

func TestServedInParts(t *testing.T) {
	each(t, testServedInParts)
}

func testServedInParts(t *testing.T, d Store) {
	name := put(t, d, "0123456789", "image/png")
	tag := get(d, http.MethodGet, name).Header.Get("ETag")
	for _, c := range []struct {
		method string
		header []string
		status int
		body   string
	}{
		{http.MethodGet, []string{"Range", "bytes=2-4"}, http.StatusPartialContent, "234"},
		{http.MethodGet, []string{"Range", "bytes=20-"}, http.StatusRequestedRangeNotSatisfiable, ""},
		{http.MethodGet, []string{"If-None-Match", tag}, http.StatusNotModified, ""},
		{http.MethodGet, []string{"If-None-Match", `"other"`}, http.StatusOK, "0123456789"},
		{http.MethodHead, nil, http.StatusOK, ""},
		{http.MethodPost, nil, http.StatusMethodNotAllowed, ""},
		{http.MethodDelete, nil, http.StatusMethodNotAllowed, ""},
	} {
		response := get(d, c.method, name, c.header...)
		body, _ := io.ReadAll(response.Body)
		if response.StatusCode != c.status || (c.body != "" && string(body) != c.body) {
			t.Errorf("%s %v: %d %q", c.method, c.header, response.StatusCode, body)
		}
	}
	for _, missing := range []string{"", "..", "../disk.go", newName(t, "image/png"), name + ".html"} {
		if response := get(d, http.MethodGet, missing); response.StatusCode != http.StatusNotFound || response.Header.Get("Cache-Control") != "" {
			t.Errorf("%q: %d", missing, response.StatusCode)
		}
	}
}

// TestReplacedFile leads from a file that is gone to the one that stands in its place.
func TestReplacedFile(t *testing.T) {
	d, _ := openDisk(t)
	former, now, broken := newName(t, "image/png"), put(t, d, "now", "image/png"), newName(t, "image/png")
	h := Handler(d, func(_ context.Context, name string) (string, error) {
		switch name {
		case former:
			return now, nil
		case broken:
			return "", errBroken
		}
		return "", nil
	})
	for name, want := range map[string]int{former: http.StatusFound, now: http.StatusOK, broken: http.StatusServiceUnavailable, newName(t, "image/png"): http.StatusNotFound} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL.Path = name
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want || (name == former && w.Header().Get("Location") != now) {
			t.Errorf("%s: %d to %q", name, w.Code, w.Header().Get("Location"))
		}
	}
}
