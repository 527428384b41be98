package dashboard_test

import (
	"net/http"
	"slices"
	"testing"

	"pamphlet/blog"
)

// TestWrittenWith is said among the details, by the first author; who is chosen finds the article at their desk.
func TestWrittenWith(t *testing.T) {
	h := openSQLite(t)
	ann, zoe := h.account("ann", blog.Owner), h.account("zoe", blog.Author)
	journal, err := h.service.AddPublication(t.Context(), "ann", "journal", "The Journal")
	if err != nil {
		t.Fatal(err)
	}
	if err := h.service.Invite(t.Context(), ann.ID, journal.ID, "zoe", blog.Writer); err != nil {
		t.Fatal(err)
	}
	if err := h.service.AnswerInvitation(t.Context(), zoe.ID, journal.ID, true); err != nil {
		t.Fatal(err)
	}
	a, _, err := h.service.NewArticle(t.Context(), ann.ID, journal.ID, blog.Text{Title: "Together", Markdown: "x"})
	if err != nil {
		t.Fatal(err)
	}
	path := "/desk/articles/" + itoa(a.ID)
	b := h.signedIn("ann")
	f := b.get(path).wants(http.StatusOK, "Written with", "zoe of the tests").form(path)
	f.values["with"] = []string{itoa(zoe.ID)}
	f.send().wants(http.StatusOK, "Saved")
	if got, err := h.store.CoAuthors(t.Context(), a.ID); !slices.Equal(got, []int64{zoe.ID}) || err != nil {
		t.Fatalf("written with %v, %v", got, err)
	}
	in := h.signedIn("zoe")
	in.get("/desk").wants(http.StatusOK, "Together")
	in.get(path).wants(http.StatusOK, "Together").lacks("Written with").form(path).with("markdown", "Of both.").send().wants(http.StatusOK, "Saved")
	if got := h.saved(ann, a.ID).Markdown; got != "Of both." {
		t.Errorf("saved is %q", got)
	}
	if got, _ := h.store.CoAuthors(t.Context(), a.ID); len(got) != 1 {
		t.Error("a form that did not ask took the author away")
	}
	f = b.get(path).form(path)
	f.values["with"] = []string{"99"}
	f.send().wants(http.StatusUnprocessableEntity, "Only members of the blog")
	f = b.get(path).form(path)
	f.without("with").send().wants(http.StatusOK, "Saved")
	in.get(path).wants(http.StatusNotFound)
	b.get("/desk/articles/" + itoa(h.draft(ann, blog.Text{Title: "Of her own"}).ID)).lacks("Written with")
}
