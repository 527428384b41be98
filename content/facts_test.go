package content

import (
	"context"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

func TestDocumentFacts(t *testing.T) {
	r := newTestRenderer(t, testOptions())
	doc := render(t, r, strings.Join([]string{
		"## First", "Hello #Go and @alice@example.social, again #go.", "### Second *part*", "![one](/1.png) text",
		"##### too deep", "![two](/2.png \"t\")", "`code`",
	}, "\n\n"))
	if want := []Heading{{2, "first", "First"}, {3, "second-part", "Second part"}}; !reflect.DeepEqual(doc.Outline, want) {
		t.Errorf("outline %+v", doc.Outline)
	}
	if want := []Image{{"/1.png", "one"}, {"/2.png", "two"}}; !reflect.DeepEqual(doc.Images, want) {
		t.Errorf("images %+v", doc.Images)
	}
	if !reflect.DeepEqual(doc.Hashtags, []string{"Go"}) || !reflect.DeepEqual(doc.Mentions, []string{"@alice@example.social"}) {
		t.Errorf("hashtags %v mentions %v", doc.Hashtags, doc.Mentions)
	}
	if !doc.HasCode || doc.HasMath {
		t.Errorf("code %v math %v", doc.HasCode, doc.HasMath)
	}
	if want := "Hello #Go and @alice@example.social, again #go. text code"; doc.Excerpt != want {
		t.Errorf("excerpt %q", doc.Excerpt)
	}
}

func TestWordsAndMinutes(t *testing.T) {
	r := newTestRenderer(t, Options{})
	tests := []struct {
		markdown       string
		words, minutes int
	}{
		{"", 0, 1},
		{"one", 1, 1},
		{"don't re-count it's", 3, 1},
		{"日本語の文章", 6, 1},
		{"漢字 and words, ひらがな!", 8, 1},
		{"한국어 문장 입니다", 3, 1},
		{strings.Repeat("word ", 230*5), 1150, 5},
		{strings.Repeat("字", 400*3), 1200, 3},
		{"# Heading\n\ntext", 2, 1},
	}
	for _, test := range tests {
		doc := render(t, r, test.markdown)
		if doc.Words != test.words || doc.Minutes != test.minutes {
			t.Errorf("%.30q: %d words, %d minutes; want %d, %d", test.markdown, doc.Words, doc.Minutes, test.words, test.minutes)
		}
	}
}

func TestExcerpt(t *testing.T) {
	r := newTestRenderer(t, Options{})
	tests := []struct{ name, markdown, want string }{
		{"an address alone", "https://film.example/watch/1\n\nA film about *bread*.", "A film about bread."},
		{"skips what is no running text", "# H\n\n```\ncode\n```\n\n| a |\n|-|\n| b |\n\n![x](/y \"cap\")\n\n> [!NOTE]\n> Said.\n\nEnd[^1].\n\n[^1]: note", "Said. End."},
		{"blocks apart", "one\n\n- two\n- three  \n  four", "one two three four"},
		{"short text whole", "Just this.", "Just this."},
		{"math as TeX", "so $x^2$ holds", "so x^2 holds"},
	}
	for _, test := range tests {
		if got := render(t, r, test.markdown).Excerpt; got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	for _, text := range []string{strings.Repeat("word, ", 200), strings.Repeat("字", 1000), strings.Repeat("x", 1000)} {
		got := render(t, r, text).Excerpt
		if n := utf8.RuneCountInString(got); n > maxExcerpt || n < maxExcerpt-41 || !strings.HasSuffix(got, "…") || strings.HasSuffix(got, ",…") {
			t.Errorf("%d runes: %q", n, got)
		}
	}
}

func TestLanguageChoosesWordsAndQuotes(t *testing.T) {
	r := newTestRenderer(t, Options{})
	tests := []struct{ language, want string }{
		{"", "<p>“a” ‘b’ it’s</p>"}, {"en-GB", "<p>“a” ‘b’ it’s</p>"}, {"de-AT", "<p>„a“ ‚b‘ it’s</p>"},
		{"fr", "<p>«\u202fa\u202f» “b” it’s</p>"}, {"tlh", "<p>“a” ‘b’ it’s</p>"},
	}
	for _, test := range tests {
		doc, err := r.Render(context.Background(), Input{Markdown: `"a" 'b' it's`, Language: test.language})
		if got := strings.TrimSpace(doc.HTML); err != nil || got != test.want {
			t.Errorf("%s: %s, %v", test.language, got, err)
		}
	}
	doc, _ := r.Render(context.Background(), Input{Markdown: "> [!TIP]\n> x", Language: "de"})
	if !strings.Contains(doc.HTML, `<p class="alert-title">Tipp</p>`) {
		t.Errorf("alert in German: %s", doc.HTML)
	}
}

func TestOptions(t *testing.T) {
	for _, base := range []string{"b.example", "/x", "ftp://b.example", "https://", "://"} {
		if _, err := New(Options{BaseURL: base}); err == nil {
			t.Errorf("BaseURL %q was accepted", base)
		}
	}
	if _, err := New(Options{MathBundle: []byte("not { javascript")}); err == nil {
		t.Error("a broken bundle was accepted")
	}
	r := newTestRenderer(t, Options{MathBundle: []byte("var other = 1")})
	if _, err := r.Render(context.Background(), Input{Markdown: "$x$"}); err == nil {
		t.Error("a bundle without Temml gave no error")
	}
	plain := newTestRenderer(t, Options{})
	doc := render(t, plain, "#tag @a@b.example $x$ [l](https://b.example)")
	if want := `<p>#tag @a@b.example <code class="math">x</code> <a href="https://b.example" rel="noopener">l</a></p>`; strings.TrimSpace(doc.HTML) != want {
		t.Errorf("without options: %s", doc.HTML)
	}
	if len(doc.Hashtags) != 1 || len(doc.Mentions) != 1 || !doc.HasMath {
		t.Errorf("facts without options: %+v", doc)
	}
}

func TestConcurrentUse(t *testing.T) {
	r := newTestRenderer(t, testOptions())
	const source = "# T\n\n$x^2$ and $\\frac{a}{b}$ #tag\n\n```go\nfunc x() {}\n```\n\n[^1]\n\n[^1]: n"
	want := render(t, r, source).HTML
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			prefix := strings.Repeat("p", i)
			doc, err := r.Render(context.Background(), Input{Markdown: source, IDPrefix: prefix})
			got := strings.NewReplacer(`"`+prefix+"fn", `"fn`, "#"+prefix+"fn", "#fn").Replace(doc.HTML)
			if err != nil || got != want {
				t.Errorf("prefix %q: %v\n%s", prefix, err, doc.HTML)
			}
		})
	}
	wg.Wait()
}
