package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
)

// TestReviewLink is made, followed by a stranger, and ended.
func TestReviewLink(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	a := h.draft(ann, blog.Text{Title: "A draft", Markdown: "Words to look at."})
	path := "/desk/articles/" + itoa(a.ID) + "/review"
	b := h.signedIn("ann")
	b.get(path).form(path).with("days", "7").send().wants(http.StatusOK, "/desk/review/", "End it now")
	address := ""
	for _, field := range b.last.elements("input") {
		if attr(field, "id") == "f-link" {
			address = attr(field, "value")
		}
	}
	_, token, _ := strings.Cut(address, "/desk/review/")
	stranger := h.browser()
	p := stranger.get("/desk/review/"+token).wants(http.StatusOK, "Words to look at.")
	for name, want := range map[string]string{"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"} {
		if got := p.header.Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	stranger.get("/desk/articles/" + itoa(a.ID)).lacks("Words to look at.")
	for _, wrong := range []string{"x", strings.ToUpper(token), token + "a", "%00", "'"} {
		stranger.get("/desk/review/"+wrong).wants(http.StatusGone, "This link has ended.").lacks("Words to look at.")
	}
	h.account("eve", blog.Author)
	eve := h.signedIn("eve")
	eve.get(path).wants(http.StatusNotFound)
	f := b.get(path).form(path)
	f.with("days", "7000").send().wants(http.StatusUnprocessableEntity, "90 days")
	h.ahead.Add(int64(8 * 24 * time.Hour))
	stranger.get("/desk/review/"+token).wants(http.StatusGone, "This link has ended.").lacks("Words to look at.")
}
