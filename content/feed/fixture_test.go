package feed

import (
	"flag"
	"fmt"
	"strings"
	"time"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var writers = map[string]func(Feed) ([]byte, error){"rss": RSS, "atom": Atom, "json": JSON}

// berlin is a zone that is not UTC: feeds must not show it.
var berlin = time.FixedZone("Berlin", 3600)

var alice = Author{Name: "Alice Álvarez", URL: "https://example.com/@alice", AvatarURL: "https://example.com/media/alice.jpg"}

// full has every field.
func full() Feed {
	return Feed{
		Title: "Notes & <b>queries</b>", Subtitle: "What I read, \"quoted\"", HomeURL: "https://example.com/@alice",
		SelfURL: "https://example.com/@alice/feed", Language: "en", IconURL: "https://example.com/media/icon.png",
		Rights: "CC BY 4.0", Hub: "https://hub.example/", Updated: time.Date(2026, 3, 2, 10, 0, 0, 0, berlin), Authors: []Author{alice},
		Entries: []Entry{
			{
				ID: "https://example.com/ap/articles/2", URL: "https://example.com/@alice/zwei?a=1&b=2", Title: "1 < 2 && <script>alert(1)</script>",
				Subtitle: "A proof", Summary: "In short: a <b> is a letter & more.",
				ContentHTML: "<p>CDATA ends with ]]&gt; or ]]>, and again ]]]]>>.</p><math><mi>x</mi></math>",
				Published:   time.Date(2026, 3, 1, 9, 30, 5, 999, berlin), Updated: time.Date(2026, 3, 2, 9, 0, 0, 0, berlin),
				Authors: []Author{alice, {Name: "Bob", URL: "https://other.example/@bob"}}, Tags: []string{"maths", "R&D", "日本"}, Language: "de",
				Image:  &Image{URL: "https://example.com/media/a.jpg", MediaType: "image/jpeg", Alt: "A <cat> & a dog", Bytes: 12345, Width: 1600, Height: 900},
				Files:  []File{{URL: "https://example.com/media/talk.mp3", MediaType: "audio/mpeg", Title: "A <talk>", Bytes: 123456}, {URL: "https://example.com/media/film.mp4", MediaType: "video/mp4", Bytes: 9}},
				Rights: "© 2026 Alice",
			},
			{
				ID: "https://example.com/ap/articles/1", URL: "https://example.com/@alice/one", Title: "One", ContentHTML: "<p>Hello.</p>",
				Published: time.Date(2025, 12, 31, 23, 59, 59, 0, time.UTC), Updated: time.Date(2025, 12, 31, 23, 59, 59, 0, time.UTC),
				Authors: []Author{alice}, Language: "en",
			},
		},
	}
}

// empty is a new blog without an article.
func empty() Feed {
	return Feed{Title: "New", HomeURL: "https://example.com/@new", SelfURL: "https://example.com/@new/feed", Language: "en"}
}

// anonymous has entries that name nobody.
func anonymous() Feed {
	f := empty()
	f.Entries = []Entry{{ID: "https://example.com/ap/articles/3", URL: "https://example.com/@new/3", Published: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}}
	return f
}

// twenty is what a blog that has been written for a while serves.
func twenty() Feed {
	f := full()
	f.Entries = nil
	for i := range 20 {
		e := full().Entries[0]
		e.ID = fmt.Sprintf("https://example.com/ap/articles/%d", i)
		e.ContentHTML = strings.Repeat("<p>A paragraph of the usual length, with <em>some</em> <a href=\"https://example.com/\">markup</a> &amp; more.</p>\n", 80)
		f.Entries = append(f.Entries, e)
	}
	return f
}
