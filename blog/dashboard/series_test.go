package dashboard_test

import (
	"net/http"
	"testing"

	"pamphlet/blog"
)

func TestSeriesPage(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	h.account("bea", blog.Author)
	path := "/desk/blogs/ann/series"
	b := h.signedIn("ann")
	b.get(path).wants(http.StatusOK, "No series yet.")
	h.published(ann, blog.Text{Title: "One", Markdown: "x", Series: "Bread"})
	two := h.published(ann, blog.Text{Title: "Two", Markdown: "x", Series: "Bread"})
	b.get(path).wants(http.StatusOK, "One", "Two").form(path).with("up", itoa(two.ID)).send().wants(http.StatusOK, "Saved.")
	parts, err := h.store.SeriesParts(t.Context(), 1)
	if err != nil || len(parts) != 2 || parts[0].ArticleID != two.ID {
		t.Errorf("the parts are %+v, %v", parts, err)
	}
	b.get(path).form(path).with("title", "", "do", "save").send().wants(http.StatusUnprocessableEntity, "needs a title")
	b.get(path).form(path).with("title", "Bread & salt", "description", "At night.", "do", "save").send().wants(http.StatusOK, "Saved.", "Bread & salt", "At night.")
	bea := h.signedIn("bea")
	bea.get(path).wants(http.StatusNotFound)
	bea.get("/desk/media").form("/desk/media").to("/desk/blogs/bea/series").with("series", "1", "do", "delete").send().wants(http.StatusForbidden)
	b.get(path).form(path).with("do", "delete").send().wants(http.StatusOK, "Deleted.", "No series yet.")
}
