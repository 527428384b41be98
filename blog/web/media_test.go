package web_test

import (
	"net/http"
	"strings"
	"testing"

	"pamphlet/blog/store/storetest"
)

// TestMissingFiles answers people with a page and everything else shortly; what is there looks the
// same to both.
func TestMissingFiles(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	stored := "/media/" + h.picture("A cat").Variants[0].Name
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for _, test := range []struct {
		method, path, accept string
		status               int
		mediaType, word      string
	}{
		{http.MethodGet, "/media/none.jpg", browser, http.StatusNotFound, "text/html", "</html>"},
		{http.MethodGet, "/media/none.jpg", "image/avif,image/webp,*/*", http.StatusNotFound, "text/plain", "not found"},
		{http.MethodGet, "/media/../secret", browser, http.StatusNotFound, "text/html", "</html>"},
		{http.MethodPost, stored, browser, http.StatusMethodNotAllowed, "text/plain", "only be read"},
		{http.MethodGet, stored, browser, http.StatusOK, "image/png", ""},
		{http.MethodGet, stored, "image/*", http.StatusOK, "image/png", ""},
	} {
		r, err := http.NewRequestWithContext(t.Context(), test.method, h.server.URL+test.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", test.accept)
		got := h.answer(r)
		if got.status != test.status || got.mediaType() != test.mediaType || !strings.Contains(got.body, test.word) {
			t.Errorf("%s %s for %s: %d %s %.100q", test.method, test.path, test.accept, got.status, got.mediaType(), got.body)
		}
	}
}
