package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"pamphlet/blog"
)

// TestUntitledDraftShowsWords looks at the line that tells untitled drafts apart.
func TestUntitledDraftShowsWords(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	h.draft(ann, blog.Text{Markdown: "![A cat](/media/cat.jpg)\n\nSee [the *manual*](https://far.example/manual) & more."})
	p := h.signedIn("ann").get("/desk").wants(http.StatusOK, "Untitled", "A cat See the manual & more.")
	for _, sign := range []string{"far.example", "cat.jpg", "](", "*"} {
		if strings.Contains(p.text(), sign) {
			t.Errorf("the list shows %q", sign)
		}
	}
}

// TestPagesThatAreGone lead to the first, and a search without success back to all.
func TestPagesThatAreGone(t *testing.T) {
	h := openSQLite(t)
	h.draft(h.account("ann", blog.Owner), blog.Text{Markdown: "x"})
	ann := h.signedIn("ann")
	if ann.get("/desk?page=9&state=draft").wants(http.StatusOK, "Untitled"); ann.url.RequestURI() != "/desk?state=draft" {
		t.Errorf("led to %s", ann.url)
	}
	ann.get("/desk?words=zebra").wants(http.StatusOK, "No article has these words.").shows(`<a href="/desk">All articles</a>`)
}
