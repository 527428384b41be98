package content

import (
	"strings"
	"testing"
)

func TestInPlace(t *testing.T) {
	r, err := New(Options{BaseURL: "https://blog.example"})
	if err != nil {
		t.Fatal(err)
	}
	page, err := r.Render(t.Context(), Input{Markdown: "First[^1], second[^2], first again[^1].\n\n[^1]: With *markup* and another[^2].\n[^2]: Two.\n\n    Paragraphs.\n"})
	if err != nil {
		t.Fatal(err)
	}
	got := InPlace(page.HTML, "Note")
	for want, times := range map[string]int{
		`<button type="button" class="footnote-open" popovertarget="note-fn:1" data-number="1" aria-label="Note 1"></button></sup>`: 2,
		`popovertarget="note-fn:2"`: 2, `<div popover="" id="note-fn:1" role="note">`: 1, `<li id="fn:2"><div popover="" id="note-fn:2"`: 1,
	} {
		if n := strings.Count(got, want); n != times {
			t.Errorf("%d times, want %d: %s in\n%s", n, times, want, got)
		}
	}
	for _, source := range []string{"<p>x</p>", "", `<p class="footnotes">x`, `<div class="footnotes"><ol><li>x</li></ol></div>`} {
		if got := InPlace(source, "Note"); strings.Contains(got, "popover") {
			t.Errorf("%q became %q", source, got)
		}
	}
}
