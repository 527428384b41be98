package page

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestSeriesFeedAndEnclosures: a series has feeds of its own, and the sounds of its parts come with them, as podcast
// programs want them.
func TestSeriesFeedAndEnclosures(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		sound := append([]byte("RIFF\x64\x03\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x20\x03\x00\x00"), bytes.Repeat([]byte{128}, 800)...)
		m := must(h.AddFile(ctx, h.owner.ID, blog.Upload{Content: bytes.NewReader(sound), Size: int64(len(sound)), Name: "talk.wav", Alt: "A talk"}))(t)
		address := "/media/" + m.Variants[0].Name
		h.published(blog.Text{Title: "Part one", Series: "Talks", Markdown: "![A talk](" + address + ")\n\n![A talk](" + address + ")"})
		h.published(blog.Text{Title: "Elsewhere", Markdown: "![Far](https://far.example/talk.mp3)"})
		h.now = h.now.Add(time.Hour)
		h.published(blog.Text{Title: "Part two", Series: "Talks", Markdown: "No sound."})

		rss := string(must(h.pages.SeriesFeed(ctx, "ann", "talks", RSS))(t).Body)
		for _, want := range []string{"<title>Talks · ", "<title>Part two</title>", `<enclosure url="` + h.pages.base + address + `" length="844" type="audio/wav">`} {
			if !strings.Contains(rss, want) {
				t.Errorf("the feed has no %s:\n%s", want, rss)
			}
		}
		if strings.Contains(rss, "Elsewhere") || strings.Count(rss, "<enclosure") != 1 || strings.Index(rss, "Part two") > strings.Index(rss, "Part one") {
			t.Errorf("the feed has more, or another order:\n%s", rss)
		}
		json := string(must(h.pages.Feed(ctx, "ann", "", JSON))(t).Body)
		if strings.Count(json, `"mime_type": "audio/wav"`) != 1 || !strings.Contains(json, `"title": "A talk"`) {
			t.Errorf("the blog's feed is\n%s", json)
		}
		page := string(must(h.pages.Series(ctx, "ann", "talks"))(t).Body)
		if !strings.Contains(page, `<link rel="alternate" type="application/rss&#43;xml" href="/@ann/series/talks/feed.rss"`) || !strings.Contains(page, "Follow this series alone") {
			t.Error("the series does not tell of its feed")
		}
		for _, slug := range []string{"nothing", "talks"} {
			if _, err := h.pages.SeriesFeed(ctx, "ann", slug, "pdf"); blog.CodeOf(err) != blog.NotFound {
				t.Errorf("%s as PDF: %v", slug, err)
			}
		}
	})
}
