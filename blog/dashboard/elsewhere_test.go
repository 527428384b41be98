package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"pamphlet/blog"
)

// TestLookThere asks how texts would look on other servers: new ones, changed ones, by link only, and of a publication.
func TestLookThere(t *testing.T) {
	h := reaching(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	typed := "Words with a [^1] note.\n\n## Sections\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>\n\n[^1]: There."
	p := b.get("/desk/articles/new").form("/desk/articles").with("title", "A <b>letter</b>", "markdown", typed, "summary", "In short.").to("/desk/look").send().
		wants(http.StatusOK, "How it will look there", "Each server gets “A <b>letter</b>”", "In short.", "@ann@",
			"Without a cover, the card has no picture.", "Tables become text", "Lemmy shows articles of publications only", "Without a cover, it shows nothing", "Feed readers The whole article.")
	if strings.Contains(p.source, "alert(1)") || strings.Contains(p.source, `id="sections"`) {
		t.Errorf("the page has more than it should: %s", p.source)
	}
	b.get("/desk").wants(http.StatusOK, "Nothing here yet.")

	article := h.published(ann, blog.Text{Title: "First", Markdown: "Words.", Slug: "first-one"})
	path := "/desk/articles/" + itoa(article.ID)
	b.get(path).form(path).with("title", "Second", "markdown", "Other words.", "visibility", "unlisted").to("/desk/look").send().
		wants(http.StatusOK, "Second", "Other words.", h.server.URL+"/@ann/first-one", "found by link only")
	if saved := h.saved(ann, article.ID); saved.Title != "First" {
		t.Errorf("looking saved %+v", saved)
	}

	journal, err := h.service.AddPublication(t.Context(), "ann", "journal", "The Journal")
	if err != nil {
		t.Fatal(err)
	}
	b.get("/desk/articles/new").form("/desk/articles").with("blog", itoa(journal.ID), "title", "", "markdown", "Words. ![x](/media/y.png)").to("/desk/look").send().
		wants(http.StatusOK, "Untitled", "to The Journal")
	b.get("/desk/articles/new").form("/desk/articles").with("title", "Long", "markdown", strings.Repeat("a *w* in a line of its own\n\n", 36_000)).to("/desk/look").send().
		wants(http.StatusOK, "longer than any server takes", "The whole article.")
	b.get("/desk/articles/new").form("/desk/articles").with("title", "x", "slug", "Not / one", "markdown", "x").to("/desk/look").send().
		wants(http.StatusUnprocessableEntity)
}
