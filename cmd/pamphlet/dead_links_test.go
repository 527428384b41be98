package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestDeadLinks are told to who is about to publish; what cannot be known now is not.
func TestDeadLinks(t *testing.T) {
	t.Parallel()
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/there":
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte("<p>" + strings.Repeat("long ", 50_000)))
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/locked":
			w.WriteHeader(http.StatusForbidden)
		case "/broken":
			w.WriteHeader(http.StatusBadGateway)
		case "/slow":
			select {
			case <-r.Context().Done():
			case <-time.After(20 * time.Second):
			}
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(far.Close)
	i := newSite(t, "sqlite")
	i.publish("ann", "there.md", "# There\n\nx\n")
	p := newWriter(t, i)
	var text strings.Builder
	for _, to := range []string{far.URL + "/there", far.URL + "/gone", far.URL + "/missing", far.URL + "/locked", far.URL + "/broken", far.URL + "/slow",
		"/@ann/there", "/@ann/never", "/@ann/about", "/@ann/archive", "#here", "mailto:ann@blog.example", i.base + "/@ann/also-never"} {
		text.WriteString("[words](" + to + ")\n\n")
	}
	p.writesSource(text.String())
	p.asks(`(() => { const t = document.querySelector("#f-title"); t.value = "Links"; t.dispatchEvent(new InputEvent("input", { bubbles: true })); return "" })()`)
	p.does("to publishing", chromedp.Click(`button[value="review"]`), chromedp.WaitVisible(".halves"))
	p.finds(".notes [role=status]")
	said := p.asks(`document.querySelector(".notes [role=status]").textContent`)
	if !strings.HasPrefix(said, "Nothing is there, where these links lead: ") || !strings.Contains(said, "“/@ann/never”") {
		t.Errorf("it says %q", said)
	}
	answer := p.asks(`(() => { const r = new XMLHttpRequest(); r.open("GET", document.querySelector("[data-links]").dataset.links, false); r.setRequestHeader("Accept", "application/json"); r.send(); return JSON.parse(r.responseText).dead.join(" ") })()`)
	if wanted := strings.Join([]string{"/@ann/never", i.base + "/@ann/also-never", far.URL + "/gone", far.URL + "/missing"}, " "); answer != wanted {
		t.Errorf("dead are %s, want %s", answer, wanted)
	}
}
