package page

import (
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/storetest"
)

// TestDates in the forms that a theme's setting names.
func TestDates(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	at := time.Date(2026, 11, 3, 21, 4, 0, 0, time.UTC)
	for _, c := range []struct{ lang, form, day, short string }{
		{"en", "", "3 November 2026", "3 November"}, {"en", "no such", "3 November 2026", "3 November"},
		{"en", "short", "3 Nov 2026", "3 Nov"}, {"de", "short", "03.11.2026", "3. Nov."},
		{"ja", "iso", "2026-11-03", "11-03"}, {"en", "iso", "2026-11-03", "11-03"},
	} {
		r := h.pages.reading(t.Context())
		r.in(mannerOf(blog.Blog{Language: c.lang, ThemeSettings: map[string]string{"dates": c.form}}))
		if got := r.date(at); got.Day != c.day || got.Short != c.short || got.Time == "" || got.ISO != "2026-11-03T21:04:00Z" {
			t.Errorf("%s, %q: %+v", c.lang, c.form, got)
		}
	}
}

// TestSiteManner is that of the home blog, and else what all blogs share.
func TestSiteManner(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	dress := func(b blog.Blog, theme, language string, chosen map[string]string) {
		t.Helper()
		if err := h.SetTheme(t.Context(), b.AccountID, b.ID, theme, chosen); err != nil {
			t.Fatal(err)
		}
		b.Language = language
		if err := h.UpdateBlog(t.Context(), b.AccountID, b.ID, blog.Settings{Title: b.Title, Language: language}); err != nil {
			t.Fatal(err)
		}
	}
	bea := must(h.store.PersonalBlog(t.Context(), h.account("bea").ID))(t)
	site := func() manner { return h.pages.reading(t.Context()).siteManner() }
	dress(h.blog, "slip", "de", map[string]string{"dates": "iso"})
	dress(bea, "gazette", "fr", nil)
	if m := site(); m.lang != "de" || m.theme != "slip" || m.chosen["dates"] != "iso" {
		t.Errorf("with a blog at home it is %+v", m)
	}
	if err := h.UpdateSite(t.Context(), h.blog.AccountID, "All of us", 0); err != nil {
		t.Fatal(err)
	}
	if m := site(); m.lang != "en" || m.theme != "folio" || m.chosen != nil {
		t.Errorf("with nothing in common it is %+v", m)
	}
	dress(bea, "slip", "de", nil)
	if m := site(); m.lang != "de" || m.theme != "slip" || m.chosen != nil {
		t.Errorf("with one theme it is %+v", m)
	}
	dress(bea, "slip", "de", map[string]string{"dates": "iso"})
	if m := site(); m.chosen["dates"] != "iso" {
		t.Errorf("with one look it is %+v", m)
	}
}
