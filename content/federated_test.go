package content

import (
	"os"
	"strings"
	"testing"
)

func TestFederated(t *testing.T) {
	const base = "https://example.com/@alice/one"
	for text, want := range map[string]string{
		``:                        ``,
		`plain &amp; <b>bold</b>`: `plain &amp; <b>bold</b>`,
		`<a href="/x">x</a>`:      `<a href="https://example.com/x">x</a>`,
		`<h2 id="a">A<a class="anchor" href="#a" aria-label="Link to this section"></a></h2><p><a href="#a">A</a></p>`:                                                                          `<h2 id="a">A</h2><p><a href="https://example.com/@alice/one#a">A</a></p>`,
		`<p>so <math alttext="a&lt;b_1" xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>a</mi><annotation encoding="application/x-tex">a&lt;b_1</annotation></semantics></math>.</p>`: `<p>so <code>$a&lt;b_1$</code>.</p>`,
		`<div class="math"><math alttext="x" display="block"><mi>x</mi></math></div>`:                                                                                                           `<div class="math"><code>$$x$$</code></div>`,
		`<p><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x &amp; y</annotation></semantics></math></p>`:                                                                  `<p><code>$x &amp; y$</code></p>`,
		`<math><mi>x</mi><annotation>not TeX</annotation></math> <a href="/y">y</a>`:                                                                                                            `<math><mi>x</mi><annotation>not TeX</annotation></math> <a href="https://example.com/y">y</a>`,
		`<p><code class="math">\nosuch{x}</code> <code>/x</code></p>`:                                                                                                                           `<p><code>$\nosuch{x}$</code> <code>/x</code></p>`,
		`<div class="math"><code class="math">\nosuch</code></div><p><code class="math">x</code></p>`:                                                                                           `<div class="math"><code>$$\nosuch$$</code></div><p><code>$x$</code></p>`,
		`<math alttext="x"><math></math><mi>x</mi></math>!`:                                                                                                                                     `<code>$x$</code>!`,
		`<figure><audio src="/t.mp3" aria-label="A talk"><a href="/t.mp3">A talk</a></audio><figcaption>A talk</figcaption></figure>`:                                                           `<figure><audio src="https://example.com/t.mp3" aria-label="A talk"><a href="https://example.com/t.mp3">A talk</a></audio></figure>`,
		`<video><a href="/f.mp4">A film</a></video><figcaption>Of <em>May</em></figcaption></figure>`:                                                                                           `<video><a href="https://example.com/f.mp4">A film</a></video><figcaption>Of <em>May</em></figcaption></figure>`,
		`<math alttext="x"><mi>`: `<math alttext="x"><mi>`,
	} {
		if got := Federated(text, base); got != want {
			t.Errorf("%s became\n%s, want\n%s", text, got, want)
		}
	}
}

// TestFederatedGoldens puts every golden page through: nothing of MathML or of heading links is left.
func TestFederatedGoldens(t *testing.T) {
	for _, name := range []string{"kitchen-sink", "math-inline", "math-block", "math-failing", "headings"} {
		page, err := os.ReadFile("testdata/markdown/" + name + ".html")
		if err != nil {
			t.Fatal(err)
		}
		got := Federated(string(page), "https://example.com/")
		for _, gone := range []string{"<math", "annotation", `class="anchor"`, `class="math">\`, "<mi>"} {
			if strings.Contains(got, gone) {
				t.Errorf("%s still has %s", name, gone)
			}
		}
		if PlainText(strings.ReplaceAll(got, "$", "")) == "" {
			t.Errorf("%s lost its text", name)
		}
		checkSafe(t, got)
	}
}

// What has its form keeps it, and what has neither formulas nor heading links only becomes absolute.
func FuzzFederated(f *testing.F) {
	for _, text := range []string{
		`<h2 id="a">A<a class="anchor" href="#a"></a></h2>`, `<div class="math"><math alttext="x" display="block"><mi>x</mi></math></div>`,
		`<code class="math">x</code>`, `<math><annotation encoding="application/x-tex">x`, `<a class=anchor><math></a></math>`, `<audio><a>x</a></audio><figcaption>x</figcaption></figure>`, `<math><math></math>`, "<a href=\"\x00\">",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const base = "https://example.com/@alice/one"
		once := Federated(text, base)
		if twice := Federated(once, base); twice != once {
			t.Errorf("%q became %q, then %q", text, once, twice)
		}
		if lower := strings.ToLower(text); !strings.Contains(lower, "&") && !strings.Contains(lower, "math") && !strings.Contains(lower, "anchor") && !strings.Contains(lower, "figcaption") && once != Absolute(text, base) {
			t.Errorf("%q became %q", text, once)
		}
	})
}
