package dashboard_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
)

// saving is what the editor's script is told.
type saving struct {
	Article int64
	Version int64
	SavedAt time.Time
	Left    map[string]string
	Problem string
	By      string
	Fields  map[string]string
	Token   string
	Account int64
}

// autosave sends the form as the editor's script does.
func (f *form) autosave(status int) saving {
	f.b.t.Helper()
	r := f.request()
	r.Header.Set("Accept", "application/json")
	p := f.b.do(r)
	var answer saving
	if p.status != status || p.header.Get("Content-Type") != "application/json" || json.Unmarshal([]byte(p.source), &answer) != nil {
		f.b.t.Fatalf("status %d, want %d: %s", p.status, status, p.source)
	}
	return answer
}

// TestAutosaveBeginsOnce repeats the first save of a page whose answer never came.
func TestAutosaveBeginsOnce(t *testing.T) {
	h := openSQLite(t)
	ann, bea := h.account("ann", blog.Owner), h.account("bea", blog.Author)
	b := h.signedIn("ann")
	f := b.get("/desk/articles/new").form("/desk/articles").with("title", "A", "markdown", "One.\n\ttwo  \n")
	first := f.autosave(http.StatusOK)
	if first.Version != 1 || h.saved(ann, first.Article).Markdown != "One.\n\ttwo  \n" {
		t.Fatalf("first save: %+v", first)
	}
	if again := f.autosave(http.StatusOK); again.Article != first.Article || again.Version != 1 || !again.SavedAt.Equal(first.SavedAt) {
		t.Errorf("the same again: %+v", again)
	}
	more := f.with("markdown", "One.\n\nTwo.").autosave(http.StatusOK)
	if more.Article != first.Article || more.Version != 2 || h.saved(ann, first.Article).Markdown != "One.\n\nTwo." {
		t.Errorf("typed on: %+v", more)
	}
	if theirs := f.with("markdown", "Late.").autosave(http.StatusConflict); theirs.Article != first.Article || theirs.Fields["markdown"] != "One.\n\nTwo." {
		t.Errorf("from an older page: %+v", theirs)
	}
	if other := b.get("/desk/articles/new").form("/desk/articles").with("markdown", "Other.").autosave(http.StatusOK); other.Article == first.Article {
		t.Error("another page went on with the same article")
	}
	// Nobody else can go on with it by naming the page.
	stranger := h.signedIn("bea").get("/desk/articles/new").form("/desk/articles").with("page", f.values.Get("page"), "markdown", "Mine.")
	stranger.autosave(http.StatusNotFound)
	if h.saved(ann, first.Article).Markdown != "One.\n\nTwo." || bea.ID == ann.ID {
		t.Error("a stranger saved")
	}
}

// TestAutosaveJoinsNothing shows that of two windows neither overwrites the other, and who saved is named.
func TestAutosaveJoinsNothing(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "T", Markdown: "One."})
	path := "/desk/articles/" + itoa(article.ID)
	mine, theirs := h.signedIn("ann").get(path).form(path), h.signedIn("ann").get(path).form(path)
	saved := theirs.with("markdown", "Theirs.", "visibility", "unlisted", "tags", "x, y").autosave(http.StatusOK)
	got := mine.with("markdown", "Mine.").autosave(http.StatusConflict)
	if got.Version != saved.Version || got.By != "" || got.Fields["markdown"] != "Theirs." || got.Fields["visibility"] != "unlisted" ||
		got.Fields["tags"] != "x, y" || got.Fields["title"] != "T" || got.Problem == "" || got.SavedAt.IsZero() {
		t.Errorf("conflict: %+v", got)
	}
	if h.saved(ann, article.ID).Markdown != "Theirs." {
		t.Error("it was overwritten")
	}
	mine.with("version", itoa(got.Version), "markdown", "Theirs. Mine.").autosave(http.StatusOK)
	if h.saved(ann, article.ID).Markdown != "Theirs. Mine." {
		t.Error("the joined text was not saved")
	}
}

// TestAutosaveSavesWhatItCan leaves fields alone that cannot be saved, and says so.
func TestAutosaveSavesWhatItCan(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "T", Markdown: "One.", Slug: "kept", Language: "de"})
	path := "/desk/articles/" + itoa(article.ID)
	f := h.signedIn("ann").get(path).form(path)
	got := f.with("markdown", "Two.", "slug", "No/Slug!", "language", "??", "title", strings.Repeat("x", 2000), "cover", "99", "summary", "New").autosave(http.StatusOK)
	for _, field := range []string{"slug", "language", "title", "cover"} {
		if got.Left[field] == "" {
			t.Errorf("nothing is said of %s: %v", field, got.Left)
		}
	}
	if s := h.saved(ann, article.ID); s.Markdown != "Two." || s.Slug != "kept" || s.Language != "de" || s.Title != "T" || s.Summary != "New" || len(got.Left) != 4 {
		t.Errorf("saved %+v, left %v", s, got.Left)
	}
	if got := f.with("version", itoa(got.Version), "markdown", strings.Repeat("x", 2<<20)).autosave(http.StatusUnprocessableEntity); got.Problem == "" {
		t.Errorf("too long: %+v", got)
	}
}

// TestAutosaveAfterSigningInAgain goes on with the token of the new session.
func TestAutosaveAfterSigningInAgain(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "T", Markdown: "One."})
	path := "/desk/articles/" + itoa(article.ID)
	b := h.signedIn("ann")
	f := b.get(path).form(path).with("markdown", "Two.")
	h.ahead.Add(int64(15 * 24 * time.Hour))
	if out := f.autosave(http.StatusForbidden); out.Token != "" || out.Problem == "" {
		t.Errorf("signed out: %+v", out)
	}
	b.get("/sign-in").form("/sign-in").with("name", "ann", "password", password).send().wants(http.StatusOK)
	stale := f.autosave(http.StatusForbidden)
	if stale.Token == "" || stale.Account != ann.ID {
		t.Fatalf("signed in again: %+v", stale)
	}
	f.with("csrf", stale.Token).autosave(http.StatusOK)
	if h.saved(ann, article.ID).Markdown != "Two." {
		t.Error("not saved")
	}
}

// TestAutosaveNamesTheOther: of two people at one article each learns who else writes.
func TestAutosaveNamesTheOther(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	h.account("bea", blog.Author)
	journal, err := h.service.AddPublication(t.Context(), "ann", "journal", "The Journal")
	if err != nil {
		t.Fatal(err)
	}
	if err := h.service.SetMember(t.Context(), "journal", "bea", blog.Editor); err != nil {
		t.Fatal(err)
	}
	a, w, err := h.service.NewArticle(t.Context(), ann.ID, journal.ID, blog.Text{Title: "T", Markdown: "One."})
	if err == nil {
		_, err = h.service.Publish(t.Context(), ann.ID, a.ID, w.Version, time.Time{})
	}
	if err != nil {
		t.Fatal(err)
	}
	path := "/desk/articles/" + itoa(a.ID)
	mine := h.signedIn("ann").get(path).form(path)
	h.signedIn("bea").get(path).form(path).with("markdown", "Two.").autosave(http.StatusOK)
	if got := mine.with("markdown", "Three.").autosave(http.StatusConflict); got.By == "" || !strings.Contains(strings.ToLower(got.By), "bea") {
		t.Errorf("it was changed by %q", got.By)
	}
}
