package page

import (
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestSeries has articles come, move, leave and be withdrawn.
func TestSeries(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		part := func(title, series string, unlisted bool) blog.Article {
			h.now = h.now.Add(time.Hour)
			return h.published(blog.Text{Title: title, Markdown: "x", Series: series, Unlisted: unlisted})
		}
		one := part("One", "The  night bakery", false)
		page := func(slug string) string { return string(must(h.pages.Article(ctx, "ann", slug, 1))(t).Body) }
		if strings.Contains(page("one"), `class="series"`) {
			t.Error("a row of one is shown")
		}
		two, three := part("Two", "the NIGHT bakery", false), part("Three", "The night bakery", false)
		part("By link", "The night bakery", true)
		titles := func() string {
			var all []string
			view := must(h.pages.Series(ctx, "ann", "the-night-bakery"))(t)
			for _, e := range elements(t, view.Body, "h3") {
				all = append(all, e.text)
			}
			return strings.Join(all, ", ")
		}
		if got := titles(); got != "One, Two, Three" {
			t.Errorf("the parts are %s", got)
		}
		for _, want := range []string{"Part 2 of 3", `<a href="/@ann/series/the-night-bakery">The night bakery</a>`, `<b aria-current="page">Two</b>`, `<span>Next</span> <a href="/@ann/three">Three</a>`} {
			if !strings.Contains(page("two"), want) {
				t.Errorf("no %s in %s", want, page("two"))
			}
		}
		all := must(h.store.SeriesOfBlog(ctx, h.blog.ID))(t)
		if len(all) != 1 {
			t.Fatalf("the series are %+v", all)
		}
		series := all[0].ID
		if err := h.MoveInSeries(ctx, h.owner.ID, series, three.ID); err != nil {
			t.Fatal(err)
		}
		if got := titles(); got != "One, Three, Two" {
			t.Errorf("after moving: %s", got)
		}
		if err := h.UpdateSeries(ctx, h.owner.ID, series, "Bread by night", "What happens at four."); err != nil {
			t.Fatal(err)
		}
		two = h.edited(two, blog.Text{Title: "Two", Markdown: "y", Series: "The night bakery"}) // by its former name
		one = h.edited(one, blog.Text{Title: "One", Markdown: "y", Series: "Bread by night"})
		if got := titles(); got != "One, Three, Two" || !strings.Contains(page("two"), "Bread by night") {
			t.Errorf("after another name: %s", got)
		}
		h.edited(one, blog.Text{Title: "One", Markdown: "y"})
		if err := h.Withdraw(ctx, h.owner.ID, three.ID); err != nil {
			t.Fatal(err)
		}
		if got := titles(); got != "Two" || strings.Contains(page("two"), `class="series"`) {
			t.Errorf("after leaving: %s", got)
		}
		part("Four", "Another", false)
		if err := h.UpdateSeries(ctx, h.owner.ID, series, "another", ""); blog.CodeOf(err) != blog.Invalid {
			t.Errorf("two of one name: %v", err)
		}
		eve := h.account("eve")
		for what, err := range map[string]error{
			"renames": h.UpdateSeries(ctx, eve.ID, series, "x", ""), "moves": h.MoveInSeries(ctx, eve.ID, series, two.ID), "ends": h.DeleteSeries(ctx, eve.ID, series),
		} {
			if code := blog.CodeOf(err); code != blog.NotFound && code != blog.Forbidden {
				t.Errorf("somebody else %s it: %v", what, err)
			}
		}
		if err := h.DeleteSeries(ctx, h.owner.ID, series); err != nil {
			t.Fatal(err)
		}
		if _, err := h.pages.Series(ctx, "ann", "the-night-bakery"); blog.CodeOf(err) != blog.NotFound {
			t.Errorf("it ended: %v", err)
		}
		if !strings.Contains(page("two"), "<p>y</p>") {
			t.Error("an article went with its series")
		}
	})
}
