package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
)

// TestPublishPage warns of what readers may miss, and keeps nobody from publishing.
func TestPublishPage(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	p := b.get("/desk/articles/new").form("/desk/articles").with("title", "Night", "markdown", "TK\n\n#### Deep\n\n![](/media/x.png) [here](/a)", "do", "review").send()
	p.wants(http.StatusOK, "Ready to publish?", "One gap is still marked TK.", "“Deep”", "One picture has no words yet.", "“here”", "Nobody follows yet.")
	p = p.form("/desk/articles/1").with("summary", "What it is about", "tags", "night, owls", "do", "publish", "when", "now").send()
	p.wants(http.StatusOK, "Published.")
	a := h.articleOf(ann, 1)
	if a.State != blog.Published || a.Published.Summary != "What it is about" || strings.Join(a.Published.Tags, ",") != "night,owls" || !strings.HasPrefix(a.Published.Markdown, "TK") {
		t.Errorf("published: %+v", a.Published)
	}
	b.get("/desk/articles/1/publish").wants(http.StatusOK, "Publish your changes?")
	h.account("bob", blog.Author)
	h.signedIn("bob").get("/desk/articles/1/publish").wants(http.StatusNotFound)
}

// TestScheduleByForm reads a time without script as UTC, and with script as the instant it is.
func TestScheduleByForm(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	b.get("/desk/articles/new").form("/desk/articles").with("title", "Night", "markdown", "Words.").send()
	page := b.get("/desk/articles/1/publish")
	day := time.Now().UTC().Add(48 * time.Hour).Truncate(time.Minute)

	p := page.form("/desk/articles/1").with("do", "publish", "when", "later", "at", "tomorrow").send()
	p.wants(http.StatusUnprocessableEntity, "This is no day and time.", "Words.")
	p = p.form("/desk/articles/1").with("do", "publish", "when", "later", "at", "2199-01-01T00:00").send()
	p.wants(http.StatusUnprocessableEntity, "more than five years away")
	p = p.form("/desk/articles/1").with("do", "publish", "when", "later", "at", day.Format("2006-01-02T15:04")).send()
	p.wants(http.StatusOK, "Scheduled.", "appears")
	if a := h.articleOf(ann, 1); a.State != blog.Scheduled || !a.PublishedAt.Equal(day) {
		t.Errorf("scheduled: %s %v", a.State, a.PublishedAt)
	}
	b.get("/desk").wants(http.StatusOK, "Scheduled", day.Format("2 January 2006, 15:04")+" UTC")

	p = b.get("/desk/articles/1/publish")
	p.wants(http.StatusOK, "appears by itself", day.Format("2006-01-02T15:04"))
	hour := day.Add(time.Hour)
	p.form("/desk/articles/1").with("do", "publish", "when", "later", "at", "2026-01-01T00:00", "instant", hour.Format(time.RFC3339)).send()
	if a := h.articleOf(ann, 1); !a.PublishedAt.Equal(hour) {
		t.Errorf("the instant: %v, want %v", a.PublishedAt, hour)
	}
	b.get("/desk/articles/1/publish").form("/desk/articles/1").with("do", "unschedule").send().wants(http.StatusOK, "Taken back.")
	if a := h.articleOf(ann, 1); a.State != blog.Draft {
		t.Errorf("taken back: %s", a.State)
	}
}

// articleOf is an article as its writer has it.
func (h *house) articleOf(a blog.Account, id int64) blog.Article {
	h.t.Helper()
	article, _, err := h.service.Draft(h.t.Context(), a.ID, id)
	if err != nil {
		h.t.Fatal(err)
	}
	return article
}
