package desk

import (
	"html/template"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/content/words"
)

// TestTextWithHTML: what is HTML stays so, and what is none, also where it looks like the place of a part, is escaped.
func TestTextWithHTML(t *testing.T) {
	page := template.Must(template.New("").Funcs(speaking(words.English, time.Now)).Funcs(template.FuncMap{"element": element, "keys": keys, "link": link}).
		Parse(`<p title="{{t "To %s" .}}">{{t "%s in %s" . (element "code" .)}} {{t "To %s" .}} {{t "%s of %s" (link "/desk?a=1&b=2" .) (link "https://elsewhere.example" .)}} {{t "Undo; with %s redo" (keys "Ctrl" "Z")}} {{count 2 "%d <b>" "%d <i>"}}</p>`))
	for typed, want := range map[string]string{
		"<b>":         `<p title="To &lt;b&gt;">&lt;b&gt; in <code><bdi>&lt;b&gt;</bdi></code> To &lt;b&gt; <a href="/desk?a=1&amp;b=2"><bdi>&lt;b&gt;</bdi></a> of <bdi>&lt;b&gt;</bdi> Undo; with <span dir="ltr"><kbd>Ctrl</kbd> <kbd>Z</kbd></span> redo 2 &lt;i&gt;</p>`,
		"\x000\x00":   "", // what is put in is looked at below
		"\x010\x01%s": "",
	} {
		var got strings.Builder
		if err := page.Execute(&got, typed); err != nil {
			t.Fatal(err)
		}
		if want != "" && got.String() != want {
			t.Errorf("%q becomes\n%s, want\n%s", typed, got.String(), want)
		}
		if n := strings.Count(got.String(), "<code>"); n != 1 {
			t.Errorf("%q has %d places: %q", typed, n, got.String())
		}
	}
}

func TestMoment(t *testing.T) {
	now := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		lang, form, want string
		at               time.Time
	}{
		{"en", "time", "09:05 UTC", now.Add(-9 * time.Hour).Add(5 * time.Minute)},
		{"en", "day", "3 November", now.AddDate(0, 0, -20)},
		{"en", "date", "23 November 2024", now.AddDate(-2, 0, 0)},
		{"en", "both", "24 November 2026, 18:00 UTC", now.AddDate(0, 0, 1)},
		{"de", "day", "3. November", now.AddDate(0, 0, -20)},
		{"ja", "date", "2024年11月23日", now.AddDate(-2, 0, 0)},
	} {
		if got := string(moment(words.For(c.lang), c.at, now)); !strings.Contains(got, `data-form="`+c.form+`">`+c.want+`</time>`) {
			t.Errorf("%s: %s, want %s", c.lang, got, c.want)
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 KB", 1: "1 KB", 300_000: "293 KB", 3 << 19: "1.5 MB"} {
		if got := size(words.English, n); got != want {
			t.Errorf("%d bytes are %q, want %q", n, got, want)
		}
	}
	if got := size(words.For("de"), 3<<19); got != "1,5 MB" {
		t.Error(got)
	}
}

func TestWanted(t *testing.T) {
	r := httptest.NewRequestWithContext(t.Context(), "GET", "/desk", nil)
	r.Header.Set("Accept-Language", "fr-CH, de;q=0.9")
	if got := wanted(blog.Account{}, r).Tag; got != "fr" {
		t.Error(got)
	}
	if got := wanted(blog.Account{Language: "ja"}, r).Tag; got != "ja" {
		t.Error(got)
	}
}
