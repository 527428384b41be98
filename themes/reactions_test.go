package themes_test

import (
	"strings"
	"testing"

	"pamphlet/blog/page"
	"pamphlet/themes"
)

// TestNoCountOfNothing: a fresh article does not tell its readers that nobody cared yet.
func TestNoCountOfNothing(t *testing.T) {
	theme := bundled(t, themes.BaseName)
	for _, test := range []struct {
		reactions page.Reactions
		shown     string // of the list
	}{
		{page.Reactions{}, ""},
		{page.Reactions{Likes: 1}, "1 like"},
		{page.Reactions{Boosts: 2, Comments: 1}, "2 boosts, 1 reply"},
		{page.Reactions{Quotes: 2}, "2 quotes"},
		{page.Reactions{Likes: 3, Boosts: 1, Comments: 2, Hidden: true}, ""},
	} {
		a := articleView()
		a.Reactions = test.reactions
		var shown []string
		_, list, _ := strings.Cut(render(t, theme, "article", a), `<ul class="reactions"`)
		list, _, _ = strings.Cut(list, "</ul>")
		for _, item := range strings.Split(list, "<li>")[1:] {
			_, text, _ := strings.Cut(strings.ReplaceAll(item, "</a>", ""), "</svg>")
			text, _, _ = strings.Cut(text, "</li>")
			shown = append(shown, text)
		}
		if got := strings.Join(shown, ", "); got != test.shown {
			t.Errorf("%+v shows %q, want %q", test.reactions, got, test.shown)
		}
	}
}
