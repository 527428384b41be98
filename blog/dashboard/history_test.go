package dashboard_test

import (
	"net/http"
	"testing"
	"time"

	"pamphlet/blog"
)

// TestHistoryIsShownAndRestored walks from the editor to a former text and back.
func TestHistoryIsShownAndRestored(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "First title", Markdown: "One line.\n\nA second."})
	path := "/desk/articles/" + itoa(article.ID)
	b := h.signedIn("ann")
	b.get(path+"/history").wants(http.StatusOK, "No history yet.")
	h.ahead.Add(int64(time.Hour))
	b.get(path).form(path).with("title", "Second title", "markdown", "One line.\n\nAnother.").send().wants(http.StatusOK, "Saved")
	b.get(path+"/history").wants(http.StatusOK, "Choose a time")
	links := 0
	shown := ""
	for _, a := range b.last.elements("a") {
		if href := attr(a, "href"); len(href) > len(path+"/history?") && href[:len(path+"/history?")] == path+"/history?" {
			links, shown = links+1, href
		}
	}
	if links != 1 {
		t.Fatalf("there are %d former texts", links)
	}
	b.get(shown).wants(http.StatusOK, "First title").shows("<del><p>A second.</p></del>", "<ins><p>Another.</p></ins>")
	b.get(shown+"&as=markdown").wants(http.StatusOK, "Only then: A second.", "Only now: Another.", "First title").form(path+"/history").send().
		wants(http.StatusOK, "Restored.", "A second.", "First title")
	if got := h.saved(ann, article.ID); got.Markdown != "One line.\n\nA second." || got.Title != "First title" {
		t.Errorf("restored is %+v", got)
	}
	if b.get(path + "/history"); len(b.last.elements("li")) < 2 {
		t.Error("what was there before is lost")
	}
	h.account("eve", blog.Author)
	h.signedIn("eve").get(shown).wants(http.StatusNotFound)
	b.get(path + "/history?revision=999").wants(http.StatusNotFound)
}
