package page

import (
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store/storetest"
)

// BenchmarkColdArticle makes the page of an article of 20 KB: three queries, the theme, gzip.
func BenchmarkColdArticle(b *testing.B) {
	h := newHouse(b, storetest.SQLite(b))
	paragraph := "## A heading\n\nSome *words* of a [letter](https://else.example/) to six thousand servers, `code` and **more**.\n\n- one\n- two\n\n"
	h.published(blog.Text{Title: "Long", Slug: "long", Tags: []string{"a", "b"}, Markdown: strings.Repeat(paragraph, 20_000/len(paragraph)+1)})
	for b.Loop() {
		if _, err := h.pages.Article(b.Context(), "ann", "long", 1); err != nil {
			b.Fatal(err)
		}
	}
}
