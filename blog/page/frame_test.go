package page

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

func TestArticlePage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h, ctx := newHouse(t, open()), t.Context()
		if err := h.UpdateBlog(ctx, h.owner.ID, h.blog.ID, blog.Settings{Title: "Slow & <Wires>", Licence: "CC-BY-4.0"}); err != nil {
			t.Fatal(err)
		}
		picture := h.picture("a white dot")
		a := h.published(blog.Text{
			Title: `"Letters" & </script><script>`, Subtitle: "A sub", Slug: "letters", Summary: `Ends "it" </script>`,
			Markdown: "## One\n\ntext\n\n### Two\n\n## Three\n", Tags: []string{"Slow Web", "<b>"}, CoverID: picture.ID, Licence: "CC-BY-SA-4.0",
		})
		page := must(h.pages.Article(ctx, "ann", "letters", 1))(t)
		body := page.Body

		for _, c := range []struct{ element, key, value, attr, want string }{
			{"link", "rel", "canonical", "href", base + "/@ann/letters"},
			{"link", "type", "application/rss+xml", "href", "/@ann/feed.rss"},
			{"link", "type", "application/atom+xml", "href", "/@ann/feed.atom"},
			{"link", "type", "application/feed+json", "href", "/@ann/feed.json"},
			{"link", "type", "application/activity+json", "href", base + "/ap/articles/" + a.APID},
			{"link", "rel", "manifest", "href", "/@ann/manifest.webmanifest"},
			{"html", "lang", "en", "dir", "ltr"},
			{"meta", "property", "og:type", "content", "article"},
			{"meta", "property", "og:title", "content", `"Letters" & </script><script>`},
			{"meta", "property", "og:url", "content", base + "/@ann/letters"},
			{"meta", "property", "og:image:alt", "content", "a white dot"},
			{"meta", "property", "article:published_time", "content", "2026-11-14T21:04:00Z"},
			{"meta", "property", "article:modified_time", "content", ""},
			{"meta", "name", "fediverse:creator", "content", "@ann@blog.example"},
			{"meta", "name", "robots", "content", ""},
			{"meta", "name", "description", "content", `Ends "it" </script>`},
			{"a", "rel", "license", "href", "https://creativecommons.org/licenses/by-sa/4.0/"},
		} {
			if got := attribute(t, body, c.element, c.key, c.value, c.attr); got != c.want {
				t.Errorf("<%s %s=%s>: %s is %q, want %q", c.element, c.key, c.value, c.attr, got, c.want)
			}
		}
		if got := attribute(t, body, "meta", "property", "og:image", "content"); !strings.HasPrefix(got, base+"/media/") {
			t.Errorf("the preview's picture is %q", got)
		}
		if got := elements(t, body, "title")[0].text; got != `"Letters" & </script><script> · Slow & <Wires>` {
			t.Errorf("the window is called %q", got)
		}
		checkJSONLD(t, body)

		h.now = h.now.Add(time.Hour)
		h.edited(a, blog.Text{Title: "Letters", Slug: "letters", Markdown: "x"})
		body = must(h.pages.Article(ctx, "ann", "letters", 1))(t).Body
		if got := attribute(t, body, "meta", "property", "article:modified_time", "content"); got != "2026-11-14T22:04:00Z" {
			t.Errorf("edited at %q", got)
		}
	})
}

func checkJSONLD(t *testing.T, body []byte) {
	t.Helper()
	scripts := elements(t, body, "script")
	if len(scripts) != 1 || scripts[0].attr["type"] != "application/ld+json" {
		t.Fatalf("scripts: %+v", scripts)
	}
	var doc struct {
		Context                              string `json:"@context"`
		Type                                 string `json:"@type"`
		Headline, Description, URL, Image    string
		DatePublished, DateModified, License string
		Keywords                             []string
		Author                               []struct{ Name, URL, Identifier string }
		Publisher                            struct{ Name, URL string }
	}
	if err := json.Unmarshal([]byte(scripts[0].text), &doc); err != nil {
		t.Fatalf("%v in %s", err, scripts[0].text)
	}
	if doc.Context != "https://schema.org" || doc.Type != "BlogPosting" || doc.Headline != `"Letters" & </script><script>` ||
		doc.Description != `Ends "it" </script>` || doc.URL != base+"/@ann/letters" || !strings.HasPrefix(doc.Image, base+"/media/") ||
		doc.DatePublished != "2026-11-14T21:04:00Z" || doc.License != "https://creativecommons.org/licenses/by-sa/4.0/" ||
		len(doc.Keywords) != 2 || doc.Publisher.Name != "Slow & <Wires>" ||
		len(doc.Author) != 1 || doc.Author[0].URL != base+"/@ann/about" || doc.Author[0].Identifier != "@ann@blog.example" {
		t.Errorf("search engines read %+v", doc)
	}
}

// What the whole site says and what a page says of itself, in four languages.
func TestFrames(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h, ctx := newHouse(t, open()), t.Context()
		for lang, dir := range map[string]string{"ar": "rtl", "he": "rtl", "ja": "ltr", "pt-BR": "ltr"} {
			slug := strings.ToLower("in-" + lang)
			h.published(blog.Text{Title: "In " + lang, Slug: slug, Language: lang, Markdown: "x", Unlisted: lang == "he"})
			body := must(h.pages.Article(ctx, "ann", slug, 1))(t).Body
			html := elements(t, body, "html")[0]
			if html.attr["lang"] != lang || html.attr["dir"] != dir {
				t.Errorf("%s: lang %q, dir %q", lang, html.attr["lang"], html.attr["dir"])
			}
			robots := attribute(t, body, "meta", "name", "robots", "content")
			if (robots == "noindex") != (lang == "he") {
				t.Errorf("%s: robots are told %q", lang, robots)
			}
		}
		home := must(h.pages.Home(ctx, 1))(t).Body
		if got := attribute(t, home, "link", "rel", "canonical", "href"); got != base+"/@ann" {
			t.Errorf("the home blog's page is canonical at %q", got)
		}
		if got := attribute(t, home, "link", "rel", "icon", "href"); got != DefaultIcon {
			t.Errorf("without a picture the icon is %q", got)
		}
		if err := h.UpdateSite(ctx, h.owner.ID, "The Site", 0); err != nil {
			t.Fatal(err)
		}
		home = must(h.pages.Home(ctx, 1))(t).Body
		for _, c := range []struct{ element, key, value, attr, want string }{
			{"link", "rel", "canonical", "href", base + "/"},
			{"link", "type", "application/rss+xml", "href", "/feed.rss"},
			{"meta", "property", "og:site_name", "content", "The Site"},
			{"meta", "property", "og:type", "content", "website"},
		} {
			if got := attribute(t, home, c.element, c.key, c.value, c.attr); got != c.want {
				t.Errorf("<%s %s=%s>: %s is %q, want %q", c.element, c.key, c.value, c.attr, got, c.want)
			}
		}
		failure := must(h.pages.Failure(ctx, 404, blog.Errorf(blog.Gone, "Gone fishing."), "K4-71"))(t)
		if got := attribute(t, failure.Body, "meta", "name", "robots", "content"); got != "noindex" || !strings.Contains(string(failure.Body), "K4-71") {
			t.Errorf("an error page: robots are told %q", got)
		}
		if got := attribute(t, failure.Body, "link", "rel", "canonical", "href"); got != "" {
			t.Errorf("an error page is canonical at %q", got)
		}
	})
}

// Pages name what they are made from: whatever changes a name shown on them must drop them.
func TestPagesDropWithTheirNames(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h, ctx := newHouse(t, open()), t.Context()
		journal := must(h.AddPublication(ctx, "ann", "journal", "The Journal"))(t)
		a, w, err := h.NewArticle(ctx, h.owner.ID, journal.ID, blog.Text{Title: "T", Slug: "t", Tags: []string{"x"}, Markdown: "x"})
		if err != nil {
			t.Fatal(err)
		}
		must(h.Publish(ctx, h.owner.ID, a.ID, w.Version, h.now))(t)
		versions := NewVersions()
		h.store.OnTouch(versions.Apply)
		if err := versions.Poll(ctx, h.store); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			change func() error
			want   string
		}{
			"writer": {func() error { return h.UpdateProfile(ctx, h.owner.ID, blog.Profile{DisplayName: "Ann Other"}) }, "Ann Other"},
			"site":   {func() error { return h.UpdateSite(ctx, h.owner.ID, "Site Title", 0) }, ""},
			"blog": {func() error {
				return h.UpdateBlog(ctx, h.owner.ID, journal.ID, blog.Settings{Title: "Other Journal"})
			}, "Other Journal"},
		} {
			before := everyPage(t, h, "journal", "t", "x")
			seq := versions.Seq()
			if err := c.change(); err != nil {
				t.Fatal(err)
			}
			after := everyPage(t, h, "journal", "t", "x")
			for path, old := range before {
				old.Seq = seq
				if string(old.Body) != string(after[path].Body) && versions.current(old, h.now) {
					t.Errorf("a change of the %s's name leaves %s as it was", name, path)
				}
			}
			if !strings.Contains(string(after["home"].Body), c.want) {
				t.Errorf("the blog's home does not show the %s's new name", name)
			}
		}
	})
}

// everyPage is one page of every kind.
func everyPage(t *testing.T, h *house, name, slug, tag string) map[string]*Page {
	t.Helper()
	ctx, p := t.Context(), h.pages
	pages := map[string]*Page{
		"site": must(p.Home(ctx, 1))(t), "home": must(p.BlogHome(ctx, name, 1))(t), "article": must(p.Article(ctx, name, slug, 1))(t),
		"tag": must(p.Tag(ctx, name, tag, 1))(t), "site tag": must(p.Tag(ctx, "", tag, 1))(t), "archive": must(p.Archive(ctx, name))(t),
		"about": must(p.About(ctx, name))(t), "follow": must(p.Follow(ctx, name))(t), "manifest": must(p.Manifest(ctx, name))(t),
		"sitemap": must(p.Sitemap(ctx))(t), "robots": must(p.Robots(ctx))(t),
	}
	for _, f := range []Format{RSS, Atom, JSON} {
		for _, of := range []struct{ name, tag string }{{"", ""}, {name, ""}, {name, tag}, {"", tag}} {
			pages["feed "+of.name+" "+of.tag+" "+string(f)] = must(p.Feed(ctx, of.name, of.tag, f))(t)
		}
	}
	return pages
}

// The same content gives the same bytes, so that a restart costs no reader anything.
func TestPagesAreTheSameTwice(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.published(blog.Text{Title: "T", Slug: "t", Tags: []string{"x", "y"}, Markdown: "# A\n\n$x$ `code` [^1]\n\n[^1]: note\n"})
	first, second := everyPage(t, h, "ann", "t", "x"), everyPage(t, h, "ann", "t", "x")
	for path, p := range first {
		if p.ETag != second[path].ETag {
			t.Errorf("%s differs from one printing to the next", path)
		}
	}
}

func TestPagesOfALongList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h, ctx := newHouse(t, open()), t.Context()
		list := map[string]func(int) (*Page, error){
			"home": func(n int) (*Page, error) { return h.pages.Home(ctx, n) },
			"blog": func(n int) (*Page, error) { return h.pages.BlogHome(ctx, "ann", n) },
		}
		for name, page := range list {
			if _, err := page(1); err != nil {
				t.Errorf("%s without articles: %v", name, err)
			}
		}
		list["tag"] = func(n int) (*Page, error) { return h.pages.Tag(ctx, "ann", "x", n) }
		list["site tag"] = func(n int) (*Page, error) { return h.pages.Tag(ctx, "", "x", n) }
		for range perPage + 1 {
			h.published(blog.Text{Title: "T", Tags: []string{"x"}, Markdown: "x"})
		}
		check := func(name string, page func(int) (*Page, error)) {
			for _, n := range []int{0, -1, 3, 1_000_000, 1_000_000_000, -1 << 62} {
				if _, err := page(n); blog.CodeOf(err) != blog.NotFound {
					t.Errorf("%s, page %d: %v", name, n, err)
				}
			}
			first, second := must(page(1))(t).Body, must(page(2))(t).Body
			if got := attribute(t, first, "link", "rel", "next", "href"); !strings.HasSuffix(got, "?page=2") {
				t.Errorf("%s: page 1 goes on at %q", name, got)
			}
			if got := attribute(t, second, "link", "rel", "next", "href"); got != "" {
				t.Errorf("%s: the last page goes on at %q", name, got)
			}
			if got := attribute(t, second, "link", "rel", "prev", "href"); got == "" || strings.Contains(got, "?") {
				t.Errorf("%s: page 2 goes back to %q", name, got)
			}
			if got := attribute(t, second, "link", "rel", "canonical", "href"); !strings.HasSuffix(got, "?page=2") {
				t.Errorf("%s: page 2 is canonical at %q", name, got)
			}
		}
		for name, page := range list {
			check(name, page)
		}
		if err := h.UpdateSite(ctx, h.owner.ID, "", 0); err != nil {
			t.Fatal(err)
		}
		check("site", list["home"])
	})
}

// TestFeaturedOnTheFirstPage: below the newest article, once, and on the first page only.
func TestFeaturedOnTheFirstPage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h, ctx := newHouse(t, open()), t.Context()
		old := h.published(blog.Text{Title: "An old favourite", Markdown: "x"})
		for n := range perPage {
			h.published(blog.Text{Title: fmt.Sprintf("Number %d", n), Markdown: "x"})
		}
		titles := func(n int) string {
			t.Helper()
			body := string(must(h.pages.BlogHome(ctx, "ann", n))(t).Body)
			return body[strings.Index(body, "<main"):]
		}
		if strings.Contains(titles(1), "old favourite") {
			t.Fatal("an old article is on the first page")
		}
		for _, featured := range []bool{true, false} {
			change := h.Feature
			if !featured {
				change = h.Unfeature
			}
			if err := change(ctx, h.owner.ID, old.ID); err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(titles(1), "Featured"); got != featured || strings.Contains(titles(1), "An old favourite") != featured {
				t.Errorf("featured %v is on the first page: %v", featured, got)
			}
			if second := titles(2); !strings.Contains(second, "An old favourite") || strings.Contains(second, "Featured") {
				t.Error("the second page changed")
			}
		}
		newest := must(h.store.ListedInBlog(ctx, h.blog.ID, 2, 0))(t)
		for _, a := range newest {
			if err := h.Feature(ctx, h.owner.ID, a.ID); err != nil {
				t.Fatal(err)
			}
		}
		page := titles(1)
		for _, a := range newest {
			if n := strings.Count(page, ">"+a.Published.Title+"<"); n != 1 {
				t.Errorf("%q is on the first page %d times", a.Published.Title, n)
			}
		}
	})
}
