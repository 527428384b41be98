package page

import (
	"slices"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestRelated names what has most tags in common, and nothing the page shows already.
func TestRelated(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		write := func(title string, unlisted bool, tags ...string) blog.Article {
			h.now = h.now.Add(time.Hour)
			return h.published(blog.Text{Title: title, Markdown: "x", Tags: tags, Unlisted: unlisted})
		}
		write("One shared", false, "sea")
		write("Two shared", false, "Sea", "lamps")
		write("None shared", false, "bread")
		write("By link", true, "sea", "lamps")
		write("Before", false, "sea", "lamps")
		a := write("The one", false, "sea", "lamps", "fog")
		write("After", false, "lamps")
		write("Later", false, "fog")
		view := must(h.pages.reading(t.Context()).articleView(h.blog, a))(t)
		var titles []string
		for _, link := range view.Related {
			titles = append(titles, link.Title)
		}
		if want := []string{"Two shared", "Later", "One shared"}; !slices.Equal(titles, want) {
			t.Errorf("related are %q, want %q", titles, want)
		}
	})
}
