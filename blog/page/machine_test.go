package page

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

func TestSitemap(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h, ctx := newHouse(t, open()), t.Context()
		h.published(blog.Text{Title: "日本 & <b>", Markdown: "x"})
		h.published(blog.Text{Title: "Hidden", Markdown: "x", Unlisted: true})
		p := must(h.pages.Sitemap(ctx))(t)
		var doc struct {
			URLs []struct {
				Loc     string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 loc"`
				LastMod string `xml:"lastmod"`
			} `xml:"url"`
		}
		unmarshalXML(t, p.Body, &doc)
		var got []string
		for _, u := range doc.URLs {
			got = append(got, u.Loc)
			if parsed, err := url.Parse(u.Loc); err != nil || parsed.String() != u.Loc || !parsed.IsAbs() {
				t.Errorf("%q is not a URL: %v", u.Loc, err)
			}
			if u.LastMod != "" {
				if _, err := time.Parse(time.RFC3339, u.LastMod); err != nil {
					t.Error(err)
				}
			}
		}
		want := []string{base + "/", base + "/@ann", base + "/@ann/about", base + "/@ann/" + url.PathEscape("日本-b")}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestRobots(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	text := string(must(h.pages.Robots(t.Context()))(t).Body)
	if !strings.Contains(text, "Sitemap: "+base+"/sitemap.xml\n") || !strings.Contains(text, "Disallow: /desk\n") || strings.Contains(text, "Disallow: /\n") {
		t.Errorf("robots are told:\n%s", text)
	}
}

func TestManifest(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h, ctx := newHouse(t, open()), t.Context()
		if err := h.UpdateBlog(ctx, h.owner.ID, h.blog.ID, blog.Settings{Title: `"שלום" </script>`, Language: "he"}); err != nil {
			t.Fatal(err)
		}
		p := must(h.pages.Manifest(ctx, "ann"))(t)
		var doc struct {
			Name, Lang, Dir, Scope, Display string
			ShortName                       string `json:"short_name"`
			StartURL                        string `json:"start_url"`
			Icons                           []struct{ Src, Type, Sizes string }
		}
		if err := json.Unmarshal(p.Body, &doc); err != nil {
			t.Fatal(err)
		}
		if doc.Name != `"שלום" </script>` || doc.Lang != "he" || doc.Dir != "rtl" || doc.StartURL != "/@ann" || !strings.HasPrefix(doc.StartURL, doc.Scope) ||
			len(doc.Icons) != 1 || doc.Icons[0].Src != DefaultIcon || doc.ShortName != "ann" || p.MediaType != "application/manifest+json" {
			t.Errorf("got %+v", doc)
		}
		if _, err := h.pages.Manifest(ctx, "bob"); blog.CodeOf(err) != blog.NotFound {
			t.Errorf("the manifest of nobody: %v", err)
		}
	})
}
