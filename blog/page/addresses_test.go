package page

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestRepliesLeadToTheirPage of a thread that has several.
func TestRepliesLeadToTheirPage(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	a := h.published(blog.Text{Title: "Bread", Markdown: "x"})
	for n := range perThread + 5 {
		h.replied(a, fmt.Sprint("bo", n), "warm", nil)
	}
	_, entries := readFeed(t, must(h.pages.RepliesFeed(t.Context(), "ann", "bread", Atom))(t), Atom)
	for _, e := range entries {
		address, anchor, _ := strings.Cut(e.url, "#")
		number := 1
		if _, err := fmt.Sscanf(address, base+"/@ann/bread?page=%d", &number); err != nil && address != base+"/@ann/bread" {
			t.Fatal(err)
		}
		if body := string(must(h.pages.Article(t.Context(), "ann", "bread", number))(t).Body); !strings.Contains(body, `id="`+anchor+`"`) {
			t.Errorf("%s is not on its page", e.url)
		}
	}
}

// TestOwnFeedComesFirst among those a page names: many feed readers take the first.
func TestOwnFeedComesFirst(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.published(blog.Text{Title: "Bread", Markdown: "x", Tags: []string{"Oven"}})
	for want, page := range map[string]*Page{
		"/@ann/tags/oven/feed.rss": must(h.pages.Tag(t.Context(), "ann", "oven", 1))(t),
		"/@ann/about/feed.rss":     must(h.pages.About(t.Context(), "ann"))(t),
		"/@ann/feed.rss":           must(h.pages.BlogHome(t.Context(), "ann", 1))(t),
	} {
		titles := map[string]bool{}
		first := ""
		for _, link := range elements(t, page.Body, "link") {
			if link.attr["type"] != "application/rss+xml" {
				continue
			}
			if first == "" {
				first = link.attr["href"]
			}
			if title := link.attr["title"]; titles[title] {
				t.Errorf("two feeds are called %q", title)
			} else {
				titles[title] = true
			}
		}
		if first != want {
			t.Errorf("the first feed is %s, want %s", first, want)
		}
	}
}

// TestFormerAddresses lead on with what stands below them.
func TestFormerAddresses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		a := h.published(blog.Text{Title: "Bread", Slug: "bread", Markdown: "x", OpenEdits: true})
		h.edited(a, blog.Text{Title: "Bread", Slug: "loaf", Markdown: "y", OpenEdits: true})
		for want, page := range map[string]*Page{
			"/@ann/loaf/card.png": must(h.pages.Card(t.Context(), "ann", "bread"))(t),
			"/@ann/loaf/edits":    must(h.pages.Edits(t.Context(), "ann", "bread"))(t),
		} {
			if got := page.Header.Get("Location"); page.Status != http.StatusMovedPermanently || got != want {
				t.Errorf("%d to %q, want %q", page.Status, got, want)
			}
		}
		h.published(blog.Text{Title: "From elsewhere", Markdown: "x", Canonical: "https://elsewhere.example/x"})
		if sitemap := string(must(h.pages.Sitemap(t.Context()))(t).Body); strings.Contains(sitemap, "from-elsewhere") || !strings.Contains(sitemap, "/@ann/loaf") {
			t.Errorf("the sitemap is %s", sitemap)
		}
	})
}

// TestFeedOfLongArticles has as many as go into a few megabytes, and always one.
func TestFeedOfLongArticles(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for n := range 4 {
		h.published(blog.Text{Title: fmt.Sprint("Long ", n), Markdown: strings.Repeat("All the words of a very long book. ", 24_000)})
	}
	page := must(h.pages.Feed(t.Context(), "ann", "", Atom))(t)
	if _, entries := readFeed(t, page, Atom); len(entries) != 2 || entries[0].title != "Long 3" {
		t.Errorf("%d entries in %d bytes", len(entries), len(page.Body))
	}
}
