package page

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestEdits shows what was edited since the article was published, and nothing from before, where its author wishes.
func TestEdits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		text := blog.Text{Title: "Bread", Markdown: "A secret that was withdrawn.", OpenEdits: true}
		a := h.published(text)
		if err := h.Withdraw(ctx, h.owner.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		h.now = h.now.Add(time.Hour)
		text.Markdown = "The old town sleeps.\n\nIt is late."
		a = h.edited(a, text)
		article := string(must(h.pages.Article(ctx, "ann", "bread", 1))(t).Body)
		if strings.Contains(article, "/edits") {
			t.Error("an article nobody edited leads to its edits")
		}
		h.now = h.now.Add(time.Hour)
		text.Title, text.Markdown = "Bread and salt", "The new town sleeps.\n\nIt is late."
		a = h.edited(a, text)
		if article = string(must(h.pages.Article(ctx, "ann", "bread", 1))(t).Body); !strings.Contains(article, `href="/@ann/bread/edits"`) {
			t.Error("the article does not lead to its edits")
		}
		page := must(h.pages.Edits(ctx, "ann", "bread"))(t)
		body := string(page.Body)
		for _, want := range []string{"The <del>old</del><ins>new</ins> town sleeps.", "<del>Bread</del>", `content="noindex"`, `href="/@ann/bread"`} {
			if !strings.Contains(body, want) {
				t.Errorf("no %s in %s", want, body)
			}
		}
		if page.Status != http.StatusOK || strings.Contains(body, "secret") || strings.Count(body, "<section class=\"edit\"") != 1 {
			t.Errorf("shown is %s", body)
		}
		text.OpenEdits = false
		h.edited(a, text)
		if _, err := h.pages.Edits(ctx, "ann", "bread"); blog.CodeOf(err) != blog.NotFound {
			t.Errorf("the author keeps the edits: %v", err)
		}
		if article = string(must(h.pages.Article(ctx, "ann", "bread", 1))(t).Body); strings.Contains(article, "/edits") {
			t.Error("the article still leads there")
		}
	})
}

// TestWarnedAndFromElsewhere folds what readers should be warned of, everywhere, and names the first place.
func TestWarnedAndFromElsewhere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		picture := h.picture("A wound")
		a := h.published(blog.Text{Title: "Hurt", Markdown: "It bled.", Warning: "Blood <here>", Canonical: "https://first.example/hurt?a=b", CoverID: picture.ID})
		if a.Published.Summary != "Content warning: Blood <here>" {
			t.Errorf("the summary is %q", a.Published.Summary)
		}
		body := string(must(h.pages.Article(ctx, "ann", "hurt", 1))(t).Body)
		_, folded, found := strings.Cut(body, `<details class="warned">`)
		if !found || !strings.Contains(folded, "<b>Blood &lt;here&gt;</b>") || !strings.Contains(folded, "It bled.") || !strings.Contains(folded, picture.Cover(1600).Name) {
			t.Errorf("the page is %s", body)
		}
		for _, want := range []string{`<link rel="canonical" href="https://first.example/hurt?a=b">`, `<a href="https://first.example/hurt?a=b"><bdi>first.example</bdi></a>`} {
			if !strings.Contains(body, want) {
				t.Errorf("no %s", want)
			}
		}
		if image := ogImage(t, must(h.pages.Article(ctx, "ann", "hurt", 1))(t)); !strings.Contains(image, "/card.png") {
			t.Error("link previews show the picture without a warning")
		}
		home := string(must(h.pages.BlogHome(ctx, "ann", 1))(t).Body)
		if strings.Contains(home, "It bled.") || strings.Contains(home, picture.Cover(960).Name) || !strings.Contains(home, "Content warning: Blood &lt;here&gt;") {
			t.Errorf("the list is %s", home)
		}
		feed := string(must(h.pages.Feed(ctx, "ann", "", "rss"))(t).Body)
		if before, _, _ := strings.Cut(feed, "It bled."); !strings.Contains(before, "Content warning: Blood") {
			t.Errorf("the feed is %s", feed)
		}
		_, _, err := h.NewArticle(ctx, h.owner.ID, h.blog.ID, blog.Text{Title: "T", Canonical: "javascript:alert(1)"})
		if blog.CodeOf(err) != blog.Invalid {
			t.Errorf("a script as first place: %v", err)
		}
	})
}

// TestWrittenTogether names all authors, the first of them first, on the page, in feeds and in lists of several blogs.
func TestWrittenTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		zoe := h.account("zoe")
		journal := must(h.AddPublication(ctx, "ann", "journal", "The Journal"))(t)
		if err := h.Invite(ctx, h.owner.ID, journal.ID, "zoe", blog.Writer); err != nil {
			t.Fatal(err)
		}
		if err := h.AnswerInvitation(ctx, zoe.ID, journal.ID, true); err != nil {
			t.Fatal(err)
		}
		a, w, err := h.NewArticle(ctx, h.owner.ID, journal.ID, blog.Text{Title: "Together", Markdown: "x"})
		if err != nil {
			t.Fatal(err)
		}
		if err := h.SetCoAuthors(ctx, h.owner.ID, a.ID, []int64{zoe.ID}); err != nil {
			t.Fatal(err)
		}
		must(h.Publish(ctx, h.owner.ID, a.ID, w.Version, time.Time{}))(t)
		for what, body := range map[string][]byte{
			"article": must(h.pages.Article(ctx, "journal", "together", 1))(t).Body, "feed": must(h.pages.Feed(ctx, "journal", "", "atom"))(t).Body,
			"JSON feed": must(h.pages.Feed(ctx, "journal", "", "json"))(t).Body,
		} {
			first, second := strings.Index(string(body), "/@ann/about"), strings.Index(string(body), "/@zoe/about")
			if first < 0 || second < first {
				t.Errorf("%s has ann at %d and zoe at %d: %s", what, first, second, body)
			}
		}
	})
}
