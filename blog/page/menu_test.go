package page

import (
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestStandingPages are in the menu and the sitemap, and nowhere among the articles.
func TestStandingPages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		h.published(blog.Text{Title: "An article", Markdown: "x"})
		h.now = h.now.Add(time.Hour)
		page := h.published(blog.Text{Title: "Imprint & more", Slug: "imprint", Markdown: "Where we are.", Standing: true})
		h.now = h.now.Add(time.Hour)
		body := string(must(h.pages.Article(ctx, "ann", "imprint", 1))(t).Body)
		for _, want := range []string{"Where we are.", `<li><a href="/@ann/imprint" aria-current="page">Imprint &amp; more</a></li>`} {
			if !strings.Contains(body, want) {
				t.Errorf("no %s in %s", want, body)
			}
		}
		for _, no := range []string{`class="byline"`, "Reply from your server", "Before this", `content="noindex"`} {
			if strings.Contains(body, no) {
				t.Errorf("a page has %s", no)
			}
		}
		home := string(must(h.pages.BlogHome(ctx, "ann", 1))(t).Body)
		if !strings.Contains(home, `<a href="/@ann/imprint">Imprint`) || strings.Contains(home, "Where we are.") {
			t.Errorf("the blog is %s", home)
		}
		feed := string(must(h.pages.Feed(ctx, "ann", "", "atom"))(t).Body)
		archive := string(must(h.pages.Archive(ctx, "ann"))(t).Body)
		if strings.Contains(feed, "Imprint") || strings.Count(archive, "/@ann/imprint") != 1 {
			t.Error("a page is among the articles")
		}
		if sitemap := string(must(h.pages.Sitemap(ctx))(t).Body); !strings.Contains(sitemap, "/@ann/imprint<") {
			t.Errorf("the sitemap is %s", sitemap)
		}
		if err := h.Withdraw(ctx, h.owner.ID, page.ID); err != nil {
			t.Fatal(err)
		}
		if home = string(must(h.pages.BlogHome(ctx, "ann", 1))(t).Body); strings.Contains(home, "Imprint") {
			t.Error("a page that was withdrawn is still in the menu")
		}
	})
}

func TestMenuOfTheOwner(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		menu := []blog.MenuItem{{Label: "  My <shop> ", To: "https://shop.example/?a&b"}, {}, {Label: "About", To: "/@ann/about"}}
		if err := h.SetMenu(ctx, h.owner.ID, h.blog.ID, menu); err != nil {
			t.Fatal(err)
		}
		body := string(must(h.pages.About(ctx, "ann"))(t).Body)
		if !strings.Contains(body, `<li><a href="https://shop.example/?a&amp;b">My &lt;shop&gt;</a></li>`+"\n"+`<li><a href="/@ann/about" aria-current="page">About</a></li>`) {
			t.Errorf("the menu is in %s", body)
		}
		for _, bad := range []blog.MenuItem{
			{Label: "x", To: "javascript:alert(1)"}, {Label: "x", To: "//evil.example"}, {Label: "x", To: `/\evil.example`}, {Label: "x", To: "https://u:p@x.example"},
			{Label: "x"}, {To: "/x"}, {Label: strings.Repeat("x", 41), To: "/x"}, {Label: "x", To: "about"}, {Label: "x", To: "/" + strings.Repeat("x", 3000)},
		} {
			if err := h.SetMenu(ctx, h.owner.ID, h.blog.ID, []blog.MenuItem{bad}); blog.CodeOf(err) != blog.Invalid {
				t.Errorf("%+v: %v", bad, err)
			}
		}
		if err := h.SetMenu(ctx, h.owner.ID, h.blog.ID, make([]blog.MenuItem, 100)); err != nil {
			t.Errorf("nothing: %v", err)
		}
		if body = string(must(h.pages.About(ctx, "ann"))(t).Body); !strings.Contains(body, ">Archive</a>") {
			t.Error("what was there by itself is gone")
		}
		eve := h.account("eve")
		if err := h.SetMenu(ctx, eve.ID, h.blog.ID, menu); err == nil {
			t.Error("somebody else changed the menu")
		}
	})
}
