package themes_test

import (
	"regexp"
	"strings"
	"testing"

	"pamphlet/themes"
)

var (
	// joined is where the words of two elements would run into each other, for who reads without style sheets.
	joined = regexp.MustCompile(`(?:\pL|\d|[.:])</(?:a|b|time|span|label|bdi)>(?:</span>)?<(?:a|b|time|button|span|bdi)\b[^>]*>(?:<[a-z][^>]*>)*[\pL\d]`)
	// drawing is what such a browser does not show, or shows as it is.
	drawing = regexp.MustCompile(`(?s)<svg.*?</svg>|<pre.*?</pre>|<button[^>]* class="footnote-open".*?</button>|<a[^>]* class="anchor"[^>]*></a>`) // the last is for who points at a heading
	// nameless is a link or button of which it shows nothing.
	nameless = regexp.MustCompile(`<(?:a|button)\b[^>]*>(?:\s|<span[^>]*>|</span>)*</(?:a|button)>`)
)

// TestTextBrowsersReadThem: without style sheets and drawings words stay apart, and links have names.
func TestTextBrowsersReadThem(t *testing.T) {
	for _, name := range themes.Bundled().Names() {
		theme, err := themes.Bundled().Theme(name)
		if err != nil {
			t.Fatal(err)
		}
		for page, p := range pages() {
			_, body, _ := strings.Cut(drawing.ReplaceAllString(render(t, theme, p.Type, p.View), ""), "<body>")
			for what, pattern := range map[string]*regexp.Regexp{"words without a space": joined, "a link without a name": nameless} {
				for _, found := range pattern.FindAllString(body, 5) {
					t.Errorf("%s, %s has %s: %s", name, page, what, found)
				}
			}
		}
	}
}
