package page

import (
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/storetest"
)

// TestTitlesInOtherLanguages: a title or a menu in another language than the page's says so, and no other does.
func TestTitlesInOtherLanguages(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	write := func(title, language string) blog.Article {
		h.now = h.now.Add(time.Hour)
		return h.published(blog.Text{Title: title, Markdown: "x", Language: language, Series: "The sea", Tags: []string{"sea"}})
	}
	write("Bread", "en")
	write("خبز", "ar")
	a := write("Brot", "de")
	write("Salz", "de")
	view := must(h.pages.reading(t.Context()).articleView(h.blog, a))(t)
	if p := view.Previous; p.Lang != "ar" || p.Dir != "rtl" {
		t.Errorf("the article before is marked %q, %q", p.Lang, p.Dir)
	}
	if n := view.Next; n.Lang != "" || n.Dir != "" || *view.Series.Next != *n {
		t.Errorf("the article after is %+v, the next of the series %+v", n, view.Series.Next)
	}
	if first, own := view.Series.Items[0], view.Series.Items[2]; first.Lang != "en" || first.Dir != "ltr" || own.Lang != "" {
		t.Errorf("the parts are %+v", view.Series.Items)
	}
	if item := view.Nav[0]; item.Lang != "en" || item.Title != "Articles" {
		t.Errorf("the menu begins with %+v", item)
	}
	if home := must(h.pages.reading(t.Context()).blogFrame(h.blog, pageFacts{path: "/@ann"}))(t); home.Nav[0].Lang != "" {
		t.Errorf("on the blog's own page the menu begins with %+v", home.Nav[0])
	}
}
