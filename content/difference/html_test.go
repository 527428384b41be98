package difference

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

func TestHTML(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"nothing":            {"<p>One.</p>\n<p>Two.</p>", "<p>One.</p>\n<p>Two.</p>", "<p>One.</p>|<p>Two.</p>"},
		"a word":             {"<p>The old town.</p>", "<p>The new town.</p>", "<p>The <del>old</del><ins>new</ins> town.</p>"},
		"words in a link":    {`<p>See <a href="/x">the map</a> now.</p>`, `<p>See <a href="/y">the big map</a> now.</p>`, `<p>See <a href="/y">the<ins> big</ins> map</a> now.</p>`},
		"a paragraph":        {"<p>One.</p><p>Two.</p>", "<p>One.</p><p>Between them all.</p><p>Two.</p>", "<p>One.</p>|<ins><p>Between them all.</p></ins>|<p>Two.</p>"},
		"a paragraph less":   {"<p>One.</p><p>Between them all.</p><p>Two.</p>", "<p>One.</p><p>Two.</p>", "<p>One.</p>|<del><p>Between them all.</p></del>|<p>Two.</p>"},
		"another one":        {"<p>All about bread.</p>", "<p>Never mind tea, friends.</p>", "<ins><p>Never mind tea, friends.</p></ins>|<del><p>All about bread.</p></del>"},
		"an item":            {"<ul><li>one</li><li>two</li></ul>", "<ul><li>one</li><li>three</li><li>two</li></ul>", "<ul><li>one</li>|<li><ins>three</ins></li>|<li>two</li>|</ul>"},
		"a heading":          {`<h2 id="a">A name</h2>`, `<h2 id="b">A good name</h2>`, `<h2 id="b">A<ins> good</ins> name</h2>`},
		"a formula":          {"<p>So <math><mi>x</mi></math> it is.</p>", "<p>So <math><mi>y</mi></math> it is.</p>", "<del><p>So <math><mi>x</mi></math> it is.</p></del>|<ins><p>So <math><mi>y</mi></math> it is.</p></ins>"},
		"code":               {"<pre><code>a b c</code></pre>", "<pre><code>a b d</code></pre>", "<del><pre><code>a b c</code></pre></del>|<ins><pre><code>a b d</code></pre></ins>"},
		"ids that went":      {`<h2 id="gone">Words</h2><p>x</p>`, `<p>x</p>`, `<del><h2>Words</h2></del>|<p>x</p>`},
		"what was nothing":   {"", "<p>x</p>", "<ins><p>x</p></ins>"},
		"what becomes so":    {"<p>x</p>", "", "<del><p>x</p></del>"},
		"emphasis":           {"<p>a b c</p>", "<p>a <em>b</em> c</p>", "<p>a <em>b</em> c</p>"},
		"within a quotation": {"<blockquote><p>Old words here.</p></blockquote>", "<blockquote><p>New words here.</p></blockquote>", "<blockquote><p><del>Old</del><ins>New</ins> words here.</p>|</blockquote>"},
	} {
		if got := strings.ReplaceAll(strings.TrimSpace(HTML(c.before, c.after)), "\n", "|"); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", name, got, c.want)
		}
	}
}

// textOf are the words of HTML without those in an element.
func textOf(t *rapid.T, text, without string) string {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == without {
			return
		}
		if n.Type == html.TextNode {
			out.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && (n.Data == "p" || n.Data == "li" || n.Data == "h2") {
			out.WriteString(" ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return strings.Join(strings.Fields(out.String()), " ")
}

// TestBothTextsCanBeRead: without what is deleted stands the new text, without what is inserted the old one.
func TestBothTextsCanBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"bread", "tea", "salt", "<em>night</em>", `<a href="/x">town</a>`, "&amp;", "&lt;b&gt;"})
		paragraph := rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(word, 1, 6).Draw(t, "words"), " ")
		})
		text := rapid.Custom(func(t *rapid.T) string {
			var out strings.Builder
			for _, p := range rapid.SliceOfN(paragraph, 0, 6).Draw(t, "paragraphs") {
				switch rapid.IntRange(0, 3).Draw(t, "kind") {
				case 0:
					out.WriteString("<h2>" + p + "</h2>")
				case 1:
					out.WriteString("<ul><li>" + p + "</li><li>salt</li></ul>")
				default:
					out.WriteString("<p>" + p + "</p>")
				}
			}
			return out.String()
		})
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		got := HTML(before, after)
		if now := textOf(t, got, "del"); now != textOf(t, after, "") {
			t.Fatalf("%s\nand\n%s\nbecame\n%s\nwhose new text is %q", before, after, got, now)
		}
		if was := textOf(t, got, "ins"); strings.ReplaceAll(was, " ", "") != strings.ReplaceAll(textOf(t, before, ""), " ", "") {
			t.Fatalf("%s\nand\n%s\nbecame\n%s\nwhose old text is %q", before, after, got, was)
		}
	})
}
