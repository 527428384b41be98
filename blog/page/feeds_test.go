package page

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// entry is an article as a feed reader sees it.
type readEntry struct{ id, url, title, content, updated string }

func readFeed(t *testing.T, p *Page, f Format) (updated string, entries []readEntry) {
	t.Helper()
	switch f {
	case RSS:
		var doc struct {
			Built string `xml:"channel>lastBuildDate"`
			Items []struct {
				GUID    string `xml:"guid"`
				Link    string `xml:"link"`
				Title   string `xml:"title"`
				Content string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
				Date    string `xml:"pubDate"`
			} `xml:"channel>item"`
		}
		unmarshalXML(t, p.Body, &doc)
		for _, i := range doc.Items {
			entries = append(entries, readEntry{i.GUID, i.Link, i.Title, i.Content, ""})
		}
		return doc.Built, entries
	case Atom:
		var doc struct {
			Updated string `xml:"updated"`
			Entries []struct {
				ID   string `xml:"id"`
				Link []struct {
					Rel  string `xml:"rel,attr"`
					Href string `xml:"href,attr"`
				} `xml:"link"`
				Title   string `xml:"title"`
				Content string `xml:"content"`
				Updated string `xml:"updated"`
			} `xml:"entry"`
		}
		unmarshalXML(t, p.Body, &doc)
		for _, e := range doc.Entries {
			entries = append(entries, readEntry{e.ID, e.Link[0].Href, e.Title, e.Content, e.Updated})
		}
		return doc.Updated, entries
	}
	var doc struct {
		Items []struct {
			ID      string `json:"id"`
			URL     string `json:"url"`
			Title   string `json:"title"`
			Content string `json:"content_html"`
			Updated string `json:"date_modified"`
		} `json:"items"`
	}
	if err := json.Unmarshal(p.Body, &doc); err != nil {
		t.Fatal(err)
	}
	for _, i := range doc.Items {
		entries = append(entries, readEntry{i.ID, i.URL, i.Title, i.Content, i.Updated})
	}
	return "", entries
}

func unmarshalXML(t *testing.T, body []byte, doc any) {
	t.Helper()
	if err := xml.Unmarshal(body, doc); err != nil {
		t.Fatalf("%v in\n%s", err, body)
	}
}

func TestFeeds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h, ctx := newHouse(t, open()), t.Context()
		a := h.published(blog.Text{Title: "A & <B>", Slug: "a", Tags: []string{"X Y"}, Markdown: "[here](other) ![alt](/media/x.png) [there](https://else.example/) [note](#n)\n"})
		h.published(blog.Text{Title: "Hidden", Slug: "hidden", Tags: []string{"X Y"}, Markdown: "hidden", Unlisted: true})
		each := func(visit func(of string, f Format, updated string, entries []readEntry)) {
			t.Helper()
			for _, f := range []Format{RSS, Atom, JSON} {
				for _, of := range []struct{ name, tag string }{{"", ""}, {"ann", ""}, {"ann", "x-y"}, {"", "x-y"}} {
					updated, entries := readFeed(t, must(h.pages.Feed(ctx, of.name, of.tag, f))(t), f)
					visit(of.name+"/"+of.tag+"."+string(f), f, updated, entries)
				}
			}
		}
		id := base + "/ap/articles/" + a.APID
		each(func(of string, f Format, _ string, entries []readEntry) {
			if len(entries) != 1 {
				t.Fatalf("%s has %d entries, want 1", of, len(entries))
			}
			e := entries[0]
			if e.id != id || e.url != base+"/@ann/a" || e.title != "A & <B>" {
				t.Errorf("%s: %+v", of, e)
			}
			for _, want := range []string{`href="` + base + `/@ann/other"`, `src="` + base + `/media/x.png"`, `href="https://else.example/"`} {
				if !strings.Contains(e.content, want) {
					t.Errorf("%s: no %s in %s", of, want, e.content)
				}
			}
			if f != RSS && e.updated != "2026-11-14T21:04:00Z" {
				t.Errorf("%s: updated %s", of, e.updated)
			}
		})

		// A save alone is nobody's news; an edit is, under the same id.
		h.now = h.now.Add(time.Hour)
		_, w, err := h.Draft(ctx, h.owner.ID, a.ID)
		if err != nil {
			t.Fatal(err)
		}
		w = must(h.Save(ctx, h.owner.ID, a.ID, w.Version, blog.Text{Title: "Edited", Slug: "a", Tags: []string{"X Y"}, Markdown: "y"}))(t)
		each(func(of string, f Format, _ string, entries []readEntry) {
			if e := entries[0]; e.title != "A & <B>" || (f != RSS && e.updated != "2026-11-14T21:04:00Z") {
				t.Errorf("%s shows a working copy: %+v", of, e)
			}
		})
		must(h.Publish(ctx, h.owner.ID, a.ID, w.Version, time.Time{}))(t)
		each(func(of string, f Format, updated string, entries []readEntry) {
			e := entries[0]
			if e.id != id || e.title != "Edited" || (f != RSS && e.updated != "2026-11-14T22:04:00Z") {
				t.Errorf("%s after an edit: %+v", of, e)
			}
			if f == Atom && updated != "2026-11-14T22:04:00Z" || f == RSS && updated != "Sat, 14 Nov 2026 22:04:00 +0000" {
				t.Errorf("%s is of %s", of, updated)
			}
		})

		// Withdrawn and published again, it is another entry.
		if err := h.Withdraw(ctx, h.owner.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		for _, f := range []Format{RSS, Atom, JSON} {
			updated, entries := readFeed(t, must(h.pages.Feed(ctx, "", "", f))(t), f)
			if len(entries) != 0 || strings.Contains(updated, "0001") {
				t.Errorf("the %s feed of a site without articles is of %s and has %+v", f, updated, entries)
			}
			if _, err := h.pages.Feed(ctx, "ann", "x-y", f); blog.CodeOf(err) != blog.NotFound {
				t.Errorf("the %s feed of a tag nothing has: %v", f, err)
			}
		}
		again := must(h.Publish(ctx, h.owner.ID, a.ID, w.Version, time.Time{}))(t)
		each(func(of string, _ Format, _ string, entries []readEntry) {
			if e := entries[0]; e.id == id || e.id != base+"/ap/articles/"+again.APID || e.url != base+"/@ann/a" {
				t.Errorf("%s, published again: %+v", of, e)
			}
		})
	})
}

func TestFeedsThatAreNone(t *testing.T) {
	h, ctx := newHouse(t, storetest.SQLite(t)), t.Context()
	h.published(blog.Text{Title: "T", Tags: []string{"X"}, Markdown: "x"})
	for _, c := range []struct {
		name, tag string
		format    Format
	}{{"ann", "", "xml"}, {"ann", "", ""}, {"ann", "X", RSS}, {"ann", "none", RSS}, {"bob", "", RSS}, {"", "none", JSON}, {"ann", "-", Atom}} {
		if _, err := h.pages.Feed(ctx, c.name, c.tag, c.format); blog.CodeOf(err) != blog.NotFound {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestAFeedIsNeverOlderThanItWas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h, ctx := newHouse(t, open()), t.Context()
		text := blog.Text{Title: "Older", Tags: []string{"X"}, Series: "S", Markdown: "x"}
		h.published(text)
		read := func() map[string]string {
			dates := map[string]string{}
			for of, feed := range map[string]*Page{
				"site": must(h.pages.Feed(ctx, "", "", Atom))(t), "blog": must(h.pages.Feed(ctx, "ann", "", Atom))(t),
				"tag": must(h.pages.Feed(ctx, "ann", "x", Atom))(t), "site's tag": must(h.pages.Feed(ctx, "", "x", Atom))(t),
				"author": must(h.pages.AuthorFeed(ctx, "ann", Atom))(t), "series": must(h.pages.SeriesFeed(ctx, "ann", "s", Atom))(t),
			} {
				dates[of], _ = readFeed(t, feed, Atom)
			}
			return dates
		}
		took := func(what string, all bool, take func()) {
			t.Helper()
			h.now = h.now.Add(time.Hour)
			take()
			for of, updated := range read() {
				if want := h.now.Format(time.RFC3339); updated < want && (all || of == "tag" || of == "site's tag" || of == "series") {
					t.Errorf("%s, the feed of the %s is of %s, want %s", what, of, updated, want)
				}
			}
		}
		text.Title = "Newer"
		newer := func() blog.Article { h.now = h.now.Add(time.Hour); return h.published(text) }
		a := newer()
		took("withdrawn", true, func() {
			if err := h.Withdraw(ctx, h.owner.ID, a.ID); err != nil {
				t.Fatal(err)
			}
		})
		a = newer()
		took("deleted", true, func() {
			if err := h.Delete(ctx, h.owner.ID, a.ID); err != nil {
				t.Fatal(err)
			}
		})
		a = newer()
		took("unlisted", true, func() {
			h.edited(a, blog.Text{Title: "Newer", Tags: text.Tags, Series: "S", Markdown: "x", Unlisted: true})
		})
		a = newer()
		took("of another tag and series", false, func() { h.edited(a, blog.Text{Title: "Newer", Tags: []string{"Y"}, Markdown: "x"}) })
	})
}
