package page

import (
	"bytes"
	"image/png"
	"net/url"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
	"pamphlet/content/card"
)

// ogImage is what a page gives link previews.
func ogImage(t *testing.T, p *Page) string {
	t.Helper()
	for _, e := range elements(t, p.Body, "meta") {
		if e.attr["property"] == "og:image" {
			return e.attr["content"]
		}
	}
	t.Fatal("the page has no og:image")
	return ""
}

// TestCards: every page has a picture for link previews, drawn where nobody gave one, and its address changes with it.
func TestCards(t *testing.T) {
	if !card.Ready() {
		t.Skip("built without fonts: run make")
	}
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		a := h.published(blog.Text{Title: "世界 and bread", Markdown: "x"})
		article := func() *Page { return must(h.pages.Article(ctx, "ann", a.Slug, 1))(t) }
		first := ogImage(t, article())
		at := must(url.Parse(first))(t)
		if !strings.HasPrefix(first, base+"/@ann/") || !strings.HasSuffix(at.Path, "/card.png") || at.Query().Get("v") == "" {
			t.Errorf("the picture is at %s", first)
		}
		for _, of := range [][2]string{{"ann", a.Slug}, {"ann", ""}, {"", ""}} {
			p := must(h.pages.Card(ctx, of[0], of[1]))(t)
			img, err := png.Decode(bytes.NewReader(p.Body))
			if err != nil || img.Bounds().Dx() != card.Width || p.MediaType != "image/png" || !p.Immutable || p.Gzip != nil {
				t.Errorf("%v: %v, %s, immutable %v, gzip %d", of, err, p.MediaType, p.Immutable, len(p.Gzip))
			}
		}
		home := ogImage(t, must(h.pages.BlogHome(ctx, "ann", 1))(t))
		if !strings.HasPrefix(home, base+"/@ann/card.png?v=") || ogImage(t, must(h.pages.Archive(ctx, "ann"))(t)) != home {
			t.Errorf("the blog's is at %s", home)
		}
		h.now = h.now.Add(time.Hour)
		h.edited(a, blog.Text{Title: "Bread", Markdown: "x"})
		if second := ogImage(t, article()); second == first {
			t.Error("another title has the same address")
		}
		picture := h.picture("A loaf")
		h.edited(a, blog.Text{Title: "Bread", Markdown: "x", CoverID: picture.ID})
		if got := ogImage(t, article()); !strings.HasPrefix(got, base+"/media/") {
			t.Errorf("with a cover it is %s", got)
		}
		h.edited(a, blog.Text{Title: "Bread", Markdown: "x", CoverID: picture.ID, Warning: "Knives"})
		if got := ogImage(t, article()); !strings.Contains(got, "/card.png") {
			t.Errorf("with a warning it is %s", got)
		}
		if err := h.Withdraw(ctx, h.owner.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		for _, of := range [][2]string{{"ann", a.Slug}, {"ann", "none"}, {"none", ""}} {
			if _, err := h.pages.Card(ctx, of[0], of[1]); blog.CodeOf(err) != blog.NotFound {
				t.Errorf("%v: %v", of, err)
			}
		}
	})
}

func TestBy(t *testing.T) {
	ada, bo, cy := Person{Name: "Ada", Handle: "@ada@x"}, Person{Name: "Bo"}, Person{Name: "Cy"}
	for want, authors := range map[string][]Person{
		"Ada  ·  @ada@x": {ada}, "Ada, Bo": {ada, bo}, "Ada, Bo, Cy, …": {ada, bo, cy, ada},
	} {
		if got := strings.NewReplacer("\u2068", "", "\u2069", "").Replace(by(authors)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
