package dashboard_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
)

// long is a text nobody wants to write twice.
const long = "The first line.\n\n<script>alert(1)</script> & \"quotes\" </textarea>\n\n  indented\n"

func TestSignedOutKeepsText(t *testing.T) {
	for name, end := range map[string]func(*house){
		"idle for 15 days": func(h *house) { h.ahead.Add(int64(15 * 24 * time.Hour)) },
		"password changed elsewhere": func(h *house) {
			if err := h.service.SetPassword(h.t.Context(), "ann", password); err != nil {
				h.t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := openSQLite(t)
			ann := h.account("ann", blog.Owner)
			article := h.draft(ann, blog.Text{Title: "Before", Markdown: "Old."})
			b := h.signedIn("ann")
			path := "/desk/articles/" + itoa(article.ID)
			f := b.get(path).form(path).with("title", "After", "markdown", long, "summary", "In short", "tags", "one, two", "do", "publish").file("picture", picture(t, 40, 30))
			end(h)

			p := f.send().wants(http.StatusForbidden, "You were signed out. What you wrote is here.", "has to be chosen again")
			p = p.form("/sign-in").with("name", "ann", "password", "wrong one here").send().wants(http.StatusForbidden, "What you wrote is still here.")
			p.form("/sign-in").with("name", "ann", "password", password).send().wants(http.StatusOK, "Saved")
			if b.url.Path != path {
				t.Errorf("landed at %s", b.url)
			}
			got := h.saved(ann, article.ID)
			if got.Title != "After" || got.Markdown != long || got.Summary != "In short" || len(got.Tags) != 2 {
				t.Errorf("saved %+v", got)
			}
			if a, _, _ := h.service.Draft(t.Context(), ann.ID, article.ID); a.State != blog.Draft {
				t.Error("signing in published the article")
			}
		})
	}
}

func TestSignedOutWhileBeginning(t *testing.T) {
	for _, pressed := range []string{"/desk/preview", "/desk/look"} {
		h := openSQLite(t)
		h.account("ann", blog.Owner)
		b := h.signedIn("ann")
		f := b.get("/desk/articles/new").form("/desk/articles").with("title", "New", "markdown", long).to(pressed)
		h.ahead.Add(int64(15 * 24 * time.Hour))
		f.send().form("/sign-in").with("name", "ann", "password", password).send().wants(http.StatusOK, "Saved", "New")
	}
}

// TestCarriedFormsStayAtTheDesk shows that a sign-in form leads to no other address.
func TestCarriedFormsStayAtTheDesk(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	for _, path := range []string{"/welcome", "https://evil.example/desk/articles", "//evil.example/desk/x", "/desk/../sign-out", "/sign-out"} {
		b := h.browser()
		b.get("/sign-in").form("/sign-in").with("name", "ann", "password", password, "kept-path", path, "kept.title", "x").send().wants(http.StatusOK, "Articles")
		if b.url.Path != "/desk" {
			t.Errorf("%q led to %s", path, b.url)
		}
	}
}

func TestConflictKeepsBoth(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "Shared", Markdown: "One.\n\nTwo.\n\nThree."})
	path := "/desk/articles/" + itoa(article.ID)
	first, second := h.signedIn("ann"), h.signedIn("ann")
	mine := first.get(path).form(path).with("markdown", "One.\n\nTwo, mine.\n\nThree.", "summary", "Mine")
	second.get(path).form(path).with("markdown", "One.\n\nTwo, theirs.\n\nThree.").send().wants(http.StatusOK)

	p := mine.send().wants(http.StatusConflict, "Both versions are safe.", "Two, mine.", "Two, theirs.", "Only saved: Two, theirs.", "Only yours: Two, mine.")
	if got := h.saved(ann, article.ID).Markdown; got != "One.\n\nTwo, theirs.\n\nThree." {
		t.Fatalf("the conflict saved %q", got)
	}
	p.form(path).send().wants(http.StatusOK, "Saved")
	if got := h.saved(ann, article.ID); got.Markdown != "One.\n\nTwo, mine.\n\nThree." || got.Summary != "Mine" {
		t.Errorf("after choosing: %+v", got)
	}
}

// TestRefusedKeepsEverything sends wrong values in every field; all come back, and none is markup.
func TestRefusedKeepsEverything(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "Fine", Markdown: "Fine."})
	path := "/desk/articles/" + itoa(article.ID)
	b := h.signedIn("ann")
	evil := `"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>'`
	fields := map[string]string{
		"title": evil + "title", "subtitle": evil + "subtitle", "markdown": evil + "\r\n\r\ntext", "summary": evil + "summary",
		"tags": evil + "tags", "slug": evil + "slug", "language": evil + "language", "licence": evil + "licence",
		"cover_alt": evil + "alt", "picture_alt": evil + "picture", "visibility": "unlisted",
	}
	f := b.get(path).form(path)
	scripts := len(b.last.elements("script"))
	for name, value := range fields {
		f.with(name, value)
	}
	p := f.send().wants(http.StatusUnprocessableEntity, "cannot be used")
	if got := len(p.elements("script")); got != scripts {
		t.Errorf("the page has %d scripts, want %d", got, scripts)
	}
	for _, img := range p.elements("img") {
		if hasAttr(img, "onerror") {
			t.Error("a typed picture became markup")
		}
	}
	again := p.form(path)
	for name, value := range fields {
		if got := again.values.Get(name); got != value {
			t.Errorf("%s came back as %q, want %q", name, got, value)
		}
	}
	if got := h.saved(ann, article.ID); got.Title != "Fine" {
		t.Errorf("a refused form saved %+v", got)
	}
	alerts := 0
	for _, div := range p.elements("div") {
		if attr(div, "role") == "alert" {
			alerts++
		}
	}
	if alerts != 1 {
		t.Errorf("%d alerts, want 1", alerts)
	}
}

// TestPublishRefusedIsSaved shows that a draft without a title is saved although it cannot be published.
func TestPublishRefusedIsSaved(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	p := b.get("/desk/articles/new").form("/desk/articles").with("markdown", "Words without a name.", "do", "publish").send().
		wants(http.StatusUnprocessableEntity, "An article needs a title")
	list := p.elements("form")
	path := attr(list[0], "action")
	p.form(path).with("title", "A name", "do", "publish").send().wants(http.StatusOK, "Published.")
	counts, err := h.store.DeskCounts(t.Context(), ann.ID)
	if err != nil || counts[blog.Published] != 1 || counts[blog.Draft] != 0 {
		t.Errorf("counts %v, %v: a second draft was made", counts, err)
	}
}

func TestStoreGoneKeepsText(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "Before", Markdown: "Old."})
	path := "/desk/articles/" + itoa(article.ID)
	b := h.signedIn("ann")
	f := b.get(path).form(path).with("markdown", long)
	if err := h.store.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	p := f.send().wants(http.StatusServiceUnavailable, "What you wrote is here.", "Try again")
	if got := strings.ReplaceAll(p.form(path).values.Get("markdown"), "\r\n", "\n"); got != long {
		t.Errorf("the text came back as %q", got)
	}
	if p.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	if got := f.autosave(http.StatusServiceUnavailable); got.Problem == "" { // the script keeps it and tries again
		t.Error("the editor's script is told nothing")
	}
}

// TestDeletedMeanwhile saves into an article that is gone: the text can become a new one.
func TestDeletedMeanwhile(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "Before", Markdown: "Old."})
	path := "/desk/articles/" + itoa(article.ID)
	b := h.signedIn("ann")
	f := b.get(path).form(path).with("markdown", long)
	if err := h.service.Delete(t.Context(), ann.ID, article.ID); err != nil {
		t.Fatal(err)
	}
	f.send().wants(http.StatusNotFound, "What you wrote is here.").form("/desk/articles").send().wants(http.StatusOK, "Saved")
}

// TestHalfAForm shows that a form that was cut off changes nothing, and is not offered to be sent again.
func TestHalfAForm(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "Whole", Markdown: "Whole."})
	path := "/desk/articles/" + itoa(article.ID)
	b := h.signedIn("ann")
	b.get(path).form(path).without("markdown").send().wants(http.StatusUnprocessableEntity, "did not arrive whole")
	r := b.get(path).form(path).with("markdown", strings.Repeat("x", 10_000)).request()
	whole := read(t, r.Body)
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(whole[:len(whole)/2])), int64(len(whole)/2)
	b.do(r).wants(http.StatusUnprocessableEntity, "did not arrive whole")
	if len(b.last.elements("textarea")) > 0 {
		t.Error("half a form is offered to be sent again")
	}
	if got := h.saved(ann, article.ID); got.Title != "Whole" || got.Markdown != "Whole." {
		t.Errorf("saved %+v", got)
	}
}
