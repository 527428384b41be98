package content

import (
	"os"
	"strings"
	"testing"
)

func TestBeside(t *testing.T) {
	const list = `<div class="footnotes" role="doc-endnotes"><hr/><ol><li id="fn:1"><p>One.</p></li><li id="fn:2"><p>Two.</p></li></ol></div>`
	ref := func(n string) string { return `<sup><a href="#fn:` + n + `" role="doc-noteref">` + n + `</a></sup>` }
	aside := func(n, text string) string {
		return `<aside class="beside" role="doc-footnote" id="fn:` + n + `" data-number="` + n + `"><p>` + text + `</p></aside>`
	}
	for text, want := range map[string]string{
		"<p>No note.</p>": "<p>No note.</p>",
		"<p>a" + ref("1") + "</p><p>b" + ref("2") + ref("1") + "</p>" + list: `<div class="noted"><p>a` + ref("1") + "</p>" + aside("1", "One.") + `</div><div class="noted"><p>b` + ref("2") + ref("1") + "</p>" + aside("2", "Two.") + "</div>",
		"<ul><li>a" + ref("2") + "</li></ul><p>b</p>" + list:                 `<div class="noted"><ul><li>a` + ref("2") + "</li></ul>" + aside("2", "Two.") + `</div><p>b</p><div class="footnotes" role="doc-endnotes"><hr/><ol><li id="fn:1"><p>One.</p></li></ol></div>`,
		list: list,
	} {
		if got := Beside(text); got != want {
			t.Errorf("%s became\n%s, want\n%s", text, got, want)
		}
	}
}

// TestBesideKeepsEverything of the golden pages: no word and no id is lost.
func TestBesideKeepsEverything(t *testing.T) {
	for _, name := range []string{"kitchen-sink", "footnotes", "headings"} {
		page, err := os.ReadFile("testdata/markdown/" + name + ".html")
		if err != nil {
			t.Fatal(err)
		}
		got := Beside(string(page))
		checkSafe(t, got)
		for _, sign := range []string{" id=", "<p", "<li", "<sup", "doc-backlink"} {
			was, is := strings.Count(string(page), sign), strings.Count(got, sign)
			if sign == "<li" {
				is += strings.Count(got, "<aside class=\"beside\"")
			}
			if was != is {
				t.Errorf("%s: %d times %q, was %d", name, is, sign, was)
			}
		}
		if name != "headings" && !strings.Contains(got, `class="beside"`) {
			t.Errorf("%s has no note beside its text", name)
		}
	}
}

// FuzzBeside renders Markdown with a footnote in it: what was safe stays safe.
func FuzzBeside(f *testing.F) {
	f.Add("a[^1]")
	f.Add("- a[^1]\n\n> b[^1]\n\n<div>c[^1]</div>")
	options := testOptions()
	options.MathBundle = nil
	r := newTestRenderer(f, options)
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := r.Render(t.Context(), Input{Markdown: text + "\n\n[^1]: Note."})
		if err == nil {
			checkSafe(t, Beside(doc.HTML))
		}
	})
}
