package content

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestTitleFromMarkdown(t *testing.T) {
	tests := []struct{ name, md, title, rest string }{
		{"atx", "# The *title* of `code` [link](/x)\n\nText.", "The title of code link", "Text."},
		{"closed atx", "\n\n# Title ##\nText.", "Title", "\n\nText."},
		{"setext", "A title\non two lines\n===\n\nText.", "A title on two lines", "Text."},
		{"not first", "Text.\n\n# Title\n", "Title", "Text.\n\n# Title\n"},
		{"none", "## Second\n\nText.", "", "## Second\n\nText."},
		{"in code", "```\n# no\n```\n\n# yes", "yes", "```\n# no\n```\n\n# yes"},
		{"in a quote", "> # no\n", "", "> # no\n"},
		{"empty", "#\n\n# Real", "Real", "#\n\n# Real"},
		{"entity and escape", "# a &amp; b \\* c", "a & b * c", ""},
		{"CRLF", "# Title\r\n\r\nText.\r\n", "Title", "Text.\r\n"},
		{"byte order mark", "\ufeff# Title\n\nText.", "Title", "Text."},
		{"attributes", "# Title {#id}\n\nText.", "Title", "Text."},
		{"only", "# Title", "Title", ""},
		{"nothing", "", "", ""},
		{"emphasis of wide text", "# 日本語**の**題", "日本語の題", ""},
	}
	for _, test := range tests {
		title, rest := TitleFromMarkdown(test.md)
		if title != test.title || rest != test.rest {
			t.Errorf("%s: %q, %q; want %q, %q", test.name, title, rest, test.title, test.rest)
		}
	}
}

func TestSlug(t *testing.T) {
	tests := map[string]string{
		"Hello, World!": "hello-world", "  --A  b--  ": "a-b", "Ünïcödé Straße": "unicode-strasse", "Ærøskøbing Łódź Þór": "aeroskobing-lodz-thor",
		"Don't panic": "dont-panic", "It’s": "its", "ﬁne ½": "fine-1-2", "日本語のタイトル": "日本語のタイトル", "Привет, Мир": "привет-мир", "Ёлка й": "ёлка-й",
		"한국어 제목": "한국어-제목", "हिन्दी में": "हिन्दी-में", "العَرَبِيَّة": "العَرَبِيَّة", "C++ & C#": "c-c", "🎉": "", "": "", "...": "", "İstanbul": "istanbul",
		"１２３ ＡＢＣ": "123-abc", "Ångström": "angstrom", "v1.2.3": "v1-2-3", "../../etc": "etc", "a/b\\c?d#e%f": "a-b-c-d-e-f", "\u200ba\u200d": "a",
		strings.Repeat("word ", 40): strings.TrimSuffix(strings.Repeat("word-", 16), "-"), strings.Repeat("字", 100): strings.Repeat("字", 80),
	}
	for title, want := range tests {
		if got := Slug(title); got != want {
			t.Errorf("Slug(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestSlugProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slug := Slug(rapid.String().Draw(t, "title"))
		if Slug(slug) != slug {
			t.Fatalf("a slug's slug differs: %q, %q", slug, Slug(slug))
		}
		if utf8.RuneCountInString(slug) > maxSlug || strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") ||
			strings.Contains(slug, "--") || strings.ContainsAny(slug, " /\\?#%&\"'<>.:@") {
			t.Fatalf("slug %q", slug)
		}
	})
}

func TestPlainText(t *testing.T) {
	tests := map[string]string{
		"<p>one</p><p>two <b>three</b></p>":             "one\ntwo three",
		"a<br>b<br/>c":                                  "a\nb\nc",
		"<ul><li>x<li>y</ul>":                           "x\ny",
		"<table><tr><th>a<th>b<tr><td>1<td>2</table>":   "a b\n1 2",
		"a &amp; b &lt;c&gt; &#39;":                     "a & b <c> '",
		"<script>x</script><style>y</style>z<!-- c -->": "z",
		"<pre>  a\n    b\n</pre>after":                  "a\n    b\nafter",
		"no markup":                                     "no markup",
		"":                                              "",
		"<p>un<i>closed":                                "unclosed",
		"<math><mi>x</mi><annotation>TeX</annotation></math>": "x",
		"  a \n b  ": "a b",
	}
	for source, want := range tests {
		if got := PlainText(source); got != want {
			t.Errorf("PlainText(%q) = %q, want %q", source, got, want)
		}
	}
}
