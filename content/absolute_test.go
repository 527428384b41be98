package content

import (
	"strings"
	"testing"
)

func TestAbsolute(t *testing.T) {
	const base = "https://example.com/@alice/one"
	for text, want := range map[string]string{
		``:                                                  ``,
		`plain & <b>bold</b>`:                               `plain & <b>bold</b>`,
		`<a href="/x?a=1&amp;b=2">`:                         `<a href="https://example.com/x?a=1&amp;b=2">`,
		`<a href="two">`:                                    `<a href="https://example.com/@alice/two">`,
		`<a href="../@bob/">`:                               `<a href="https://example.com/@bob/">`,
		`<a href="#fn:1">`:                                  `<a href="https://example.com/@alice/one#fn:1">`,
		`<a href="//cdn.example/x">`:                        `<a href="https://cdn.example/x">`,
		`<a href="http://other/x">`:                         `<a href="http://other/x">`,
		`<a href="mailto:a@b.c">`:                           `<a href="mailto:a@b.c">`,
		`<a href="http://[bad">`:                            `<a href="http://[bad">`,
		`<img src="/m/a.jpg" alt="/m/a.jpg"/>`:              `<img src="https://example.com/m/a.jpg" alt="/m/a.jpg"/>`,
		`<img srcset="/m/a.jpg 480w, /m/b.jpg 960w">`:       `<img srcset="https://example.com/m/a.jpg 480w, https://example.com/m/b.jpg 960w">`,
		`<video poster="/p.jpg"><blockquote cite="/q">`:     `<video poster="https://example.com/p.jpg"><blockquote cite="https://example.com/q">`,
		`<code>&lt;a href="/x"&gt;</code><!-- href="/" -->`: `<code>&lt;a href="/x"&gt;</code><!-- href="/" -->`,
	} {
		if got := Absolute(text, base); got != want {
			t.Errorf("%s became\n%s, want\n%s", text, got, want)
		}
	}
	if got := Absolute(`<a href="/x">`, "http://[bad"); got != `<a href="/x">` {
		t.Errorf("with a base that is none: %s", got)
	}
}

// What is absolute stays as it is, and what had nothing to change keeps every byte.
func FuzzAbsolute(f *testing.F) {
	for _, text := range []string{`<a href="/x">y</a>`, `<img srcset="a 1x, b 2x" src=c>`, `<p class='a'>&nbsp;</p>`, `<A HREF=//x>`, "<a href=\"\x00\">"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const base = "https://example.com/@alice/one"
		once := Absolute(text, base)
		if twice := Absolute(once, base); twice != once {
			t.Errorf("%q became %q, then %q", text, once, twice)
		}
		if !strings.Contains(text, "<") && once != text {
			t.Errorf("%q has no tag and became %q", text, once)
		}
	})
}
