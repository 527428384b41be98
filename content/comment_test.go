package content

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestComment(t *testing.T) {
	const rel = ` rel="nofollow noopener ugc"`
	tests := []struct{ name, source, want string }{
		{"plain", "Hello & <goodbye>", "Hello &amp;"},
		{"mastodon", `<p><span class="h-card" translate="no"><a href="https://m.example/@a" class="u-url mention">@<span>a</span></a></span> see <a href="https://x.example/long" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">https://</span><span class="ellipsis">x.example/lo</span><span class="invisible">ng</span></a></p>`,
			`<p><span class="h-card"><a href="https://m.example/@a"` + rel + ` class="u-url mention">@<span>a</span></a></span> see <a href="https://x.example/long"` + rel + `><span class="invisible">https://</span><span class="ellipsis">x.example/lo</span><span class="invisible">ng</span></a></p>`},
		{"lemmy", "<h1>Title</h1>\n<hr>\n<blockquote>\n<p>q</p></blockquote><table><tr><td>a</td><td>b</td></tr></table>", "<p><strong>Title</strong></p>\n\n\n<blockquote>\n<p>q</p></blockquote>\n\n\na\n\nb"},
		{"heading with a paragraph", "<h2>a<p>b</p></h2>", "<p><strong>a</strong></p><p>b</p>"},
		{"emoji and pictures", `<p>x <img src="https://e.example/blob.png" alt=":blob:" class="emoji"> <img src=y></p>`, `<p>x :blob: </p>`},
		{"links", `<a href="javascript:x">a</a> <a href="/rel">b</a> <a href="mailto:x@y.example">c</a> <a href="HTTPS://user:pass@Evil.example/?a=1&b=<2>">d</a>`,
			`<a>a</a> <a>b</a> <a>c</a> <a href="https://Evil.example/?a=1&amp;b=&lt;2&gt;"` + rel + `>d</a>`},
		{"classes", `<span class="mention evil fixed"></span><p class="mention">x</p>`, `<span class="mention"></span><p>x</p>`},
		{"unclosed", "<p>a <b>b <p>c</b> d", "<p>a <b>b </b></p><p>c d</p>"},
		{"misnested", "<b><i>x</b>y</i>", "<b><i>x</i></b>y"},
		{"ruby", "<ruby>漢<rp>(<rt>かん<rp>)</ruby>", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>"},
		{"language and direction", `<p lang="ar" dir="RTL" style="x">x</p>`, `<p lang="ar" dir="rtl">x</p>`},
		{"list", "<ol><li>a<ul><li>b</ul><li>c</ol><li>stray", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>stray"},
		{"code", "<pre><code>a\n  b &lt;</code></pre>", "<pre><code>a\n  b &lt;</code></pre>"},
		{"blocks apart", "<div>a</div><div>b</div>", "a\n\nb"},
		{"strike", "<strike>x</strike>", "<s>x</s>"},
		{"empty", "", ""},
	}
	for _, test := range tests {
		if got := Comment(test.source); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

func TestCommentMarkdown(t *testing.T) {
	const rel = ` rel="nofollow noopener ugc"`
	tests := []struct{ name, md, want string }{
		{"text", "Hello *you*\nand **me** ~~x~~", "<p>Hello <em>you</em><br>\nand <strong>me</strong> <del>x</del></p>"},
		{"links", "https://x.example/y [a](https://b.example) ![pic](https://c.example/p.png)",
			`<p><a href="https://x.example/y"` + rel + `>https://x.example/y</a> <a href="https://b.example"` + rel + `>a</a> pic</p>`},
		{"html", "a <b>b</b> <script>x</script>", "<p>a <b>b</b> </p>"},
		{"quote and list", "> q\n\n- a\n- b", "<blockquote>\n<p>q</p>\n</blockquote>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"},
		{"heading", "# H", "<p><strong>H</strong></p>"},
		{"code", "```\nx < y\n```", "<pre><code>x &lt; y\n</code></pre>"},
		{"too long to parse", strings.Repeat("a", maxCommentMarkdown) + "\n\n<b>", "<p>" + strings.Repeat("a", maxCommentMarkdown) + "</p><p>&lt;b&gt;</p>"},
	}
	for _, test := range tests {
		if got := CommentMarkdown(test.md); got != test.want {
			t.Errorf("%s:\n got %.500q\nwant %.500q", test.name, got, test.want)
		}
	}
}

func TestLongCommentsAreCut(t *testing.T) {
	for _, piece := range []string{"<p>word <b>bold", "<ul><li>x", "&quot;", "\n <p> x"} {
		once := Comment(strings.Repeat(piece, maxComment/2))
		if len(once) > maxComment+1000 || len(once) < maxComment/2 {
			t.Errorf("%q: %d bytes", piece, len(once))
		}
		if Comment(once) != once {
			t.Errorf("%q: not idempotent when cut", piece)
		}
		checkSafe(t, once)
	}
}

// TestCommentProperties throws soup made of real tags at Comment.
func TestCommentProperties(t *testing.T) {
	pieces := strings.Fields(`<p> </p> <div> </div> <b> </b> <a~href=https://x.example> </a> <a~href=javascript:x> <ul> <li> </li> </ul> <ol> <h1> </h1> <h3> </h3>
		<pre> </pre> <table> <tr> <td> </td> </table> <script> </script> <svg> </svg> <math> <mi> </math> <ruby> <rt> <rp> <blockquote> </blockquote> <br> <img~alt=x> <!-- --> text &lt; <style> </style> <title> <select> </select>`)
	rapid.Check(t, func(t *rapid.T) {
		chosen := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces")
		source := strings.ReplaceAll(strings.Join(chosen, ""), "~", " ")
		once := Comment(source)
		if twice := Comment(once); twice != once {
			t.Fatalf("not idempotent:\n%q\n%q\n%q", source, once, twice)
		}
	})
}
