package fediverse

import (
	"html"
	"slices"
	"strings"
	"testing"

	"pamphlet/federation/vocab"
)

// seen is how a software shows an article of which some things are changed.
func seen(software string, look func(*vocab.Object) Look, changes ...func(*vocab.Object)) Look {
	doc := general()
	doc.Tag = []vocab.Link{vocab.Hashtag("#bread", "https://b.example/@ann/tags/bread")}
	for _, change := range changes {
		change(doc)
	}
	return look(shape(doc, software))
}

func bare(doc *vocab.Object)     { doc.Image, doc.Summary = nil, "" }
func personal(doc *vocab.Object) { doc.Audience, doc.Cc = nil, nil }

// rich gives an article a bit of everything.
func rich(doc *vocab.Object) {
	doc.Content = `<p>So<sup id="r"><a class="footnote-ref" role="doc-noteref" href="https://b.example/@ann/bread#n">1</a></sup> <code>$x$</code></p>` +
		`<h2 id="h">Crust</h2><ul><li>rye</li></ul><table><tr><td>a</td></tr></table><img src="https://b.example/media/l.jpg" alt="Loaf"><audio controls><source src="/a"></audio>`
}

// losses tells whether the sentences about what is lost are those that have these words, and no others.
func losses(t *testing.T, got Look, words ...string) {
	t.Helper()
	if len(got.Losses) != len(words) {
		t.Errorf("%s loses %q, want %q", got.Software, got.Losses, words)
		return
	}
	for i, word := range words {
		if !strings.Contains(got.Losses[i], word) {
			t.Errorf("%s: %q does not speak of %q", got.Software, got.Losses[i], word)
		}
	}
}

func TestLookAtMastodon(t *testing.T) {
	got := seen("mastodon", lookAtMastodon, rich)
	// The summary is HTML there, and what looks like a tag is not one.
	want := `<p><strong>Bread &amp; salt</strong></p><p>On &lt;eating&gt;.</p><p><a href="https://b.example/@ann/bread?a&amp;b" rel="nofollow noopener ugc">https://b.example/@ann/bread?a&amp;b</a></p>`
	if got.Body != want || got.Warning != "" || got.Title != "" || !slices.Equal(got.Tags, []string{"#bread"}) {
		t.Errorf("it is %+v", got)
	}
	if got.Card == nil || got.Card.Host != "b.example" || got.Card.Title != "Bread & salt" || *got.Card.Picture != (Picture{"https://b.example/media/c.jpg", "A loaf"}) {
		t.Errorf("the card is %+v", got.Card)
	}
	losses(t, got)
	got = seen("mastodon", lookAtMastodon, bare)
	losses(t, got, "Without a summary", "no picture")
	if strings.Contains(got.Body, "Words.") || got.Card == nil || got.Card.Picture != nil {
		t.Errorf("a bare one is %+v", got)
	}
	got = seen("mastodon", lookAtMastodon, func(doc *vocab.Object) { doc.Attachment = doc.Image })
	if got.Card != nil || got.Picture == nil {
		t.Errorf("with something attached it is %+v", got)
	}
}

func TestLookAtGoToSocial(t *testing.T) {
	got := seen("gotosocial", lookAtGoToSocial)
	if got.Warning != "Bread & salt" || got.Body != "<p>Words.</p>" || got.Picture == nil || !strings.Contains(got.How, "cover") {
		t.Errorf("it is %+v", got)
	}
	losses(t, got)
	losses(t, seen("gotosocial", lookAtGoToSocial, rich), "Pictures", "Tables", "TeX", "Footnotes", "Sound")
	if got := seen("gotosocial", lookAtGoToSocial, bare); got.Picture != nil || strings.Contains(got.How, "cover") {
		t.Errorf("without a cover it is %+v", got)
	}
	if got := seen("mastodon", lookAtGoToSocial); got.Warning != "On &lt;eating&gt;." {
		t.Errorf("the warning of what has a summary is %q", got.Warning)
	}
}

func TestLookAtMisskey(t *testing.T) {
	got := seen("misskey", lookAtMisskey)
	if got.Body != "Bread &amp; salt\n\nWords." || got.Warning != "" || !got.Lines {
		t.Errorf("it is %+v", got)
	}
	losses(t, got)
	losses(t, seen("misskey", lookAtMisskey, rich), "Pictures", "Tables", "Headings", "Lists", "TeX", "Footnotes", "Sound")
	got = seen("misskey", lookAtMisskey, bare, func(doc *vocab.Object) { doc.Content = "<p>" + strings.Repeat("word ", 2000) + "</p>" })
	losses(t, got, "8,000")
	if n := len(html.UnescapeString(got.Body)); n > misskeyText || n < misskeyText-10 {
		t.Errorf("what is cut has %d characters", n)
	}
	got = seen("misskey", lookAtMisskey, func(doc *vocab.Object) { doc.Content = strings.Repeat("x", misskeyFetch) })
	if got.Absent == "" || got.Body != "" {
		t.Errorf("what is too long is shown: %.200v", got)
	}
}

func TestLookAtLemmy(t *testing.T) {
	got := seen("lemmy", lookAtLemmy)
	if got.Title != "Bread & salt" || got.Body != "<p>Words.</p>" || got.Picture == nil {
		t.Errorf("it is %+v", got)
	}
	losses(t, got, "summary")
	long := func(doc *vocab.Object) {
		doc.Name, doc.Source = strings.Repeat("é", 201), &vocab.Source{Content: "![a](/media/x.jpg)"}
	}
	got = seen("lemmy", lookAtLemmy, rich, bare, long)
	losses(t, got, "200", "TeX", "Sound")
	if got.Title != strings.Repeat("é", 200) || strings.Contains(got.Body, "audio") {
		t.Errorf("a long one is %+v", got)
	}
	if got := seen("lemmy", lookAtLemmy, personal); got.Absent == "" || got.Title != "" {
		t.Errorf("an article of a person is shown: %+v", got)
	}
}

func TestLookAtPixelfed(t *testing.T) {
	got := seen("pixelfed", lookAtPixelfed)
	if got.Picture == nil || !strings.HasPrefix(got.Body, "<p><strong>Bread &amp; salt</strong></p><p>On &lt;eating&gt;.</p><p><a href=") {
		t.Errorf("it is %+v", got)
	}
	losses(t, got)
	losses(t, seen("pixelfed", lookAtPixelfed, func(doc *vocab.Object) {
		doc.Image = vocab.Items{vocab.Picture("https://b.example/media/c.jpg", "image/jpeg", "")}
	}), "no words yet")
	if got := seen("pixelfed", lookAtPixelfed, bare); got.Absent == "" || got.Body != "" {
		t.Errorf("without a cover it is %+v", got)
	}
}

func TestMFM(t *testing.T) {
	for text, want := range map[string]string{
		`<p>a <b>b</b> <em>c</em> <s>d</s></p>`:        `a <b>b</b> <em>c</em> <s>d</s>`,
		"<h1>A</h1><h2>B</h2>":                         "【A】\n\n\nB",
		"a<br>b":                                       "a\nb",
		`<ul><li>x</li><li>y &lt;z&gt;</li></ul>`:      "x\ny &lt;z&gt;",
		`<table><tr><td>1</td><td>2</td></tr></table>`: "12",
		`<p><a href="https://x.example/?a&amp;b">w <b>v</b></a><a>none</a></p>`: `<a href="https://x.example/?a&amp;b">w v</a>none`,
		`<pre class="chroma"><code><span>x &amp;&amp;</span> y</code></pre>`:    `<pre>x &amp;&amp; y</pre>`,
		"<blockquote>\n<p>q</p>\n</blockquote>":                                 `<blockquote>q</blockquote>`,
		`<p>x<img src="/y" alt="gone"></p>`:                                     `x`,
	} {
		if got, cut := mfm(text, 1000); got != want || cut {
			t.Errorf("%s becomes\n%q, want\n%q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		`abcdefghijkl`:           `abcdefghij`,
		`<b>abcdefgh</b>ij`:      `<b>abcdef</b>`,
		`abcdefgh<b>i</b>`:       `abcdefgh`,
		`abc<a href="/x">d</a>`:  `abc<a href="/x">d</a>`,
		`abcd<a href="/x">d</a>`: `abcd`,
		`äöüäöüäöüäöü`:           `äöüäöüäöüä`,
	} {
		if got, _ := mfm(text, 10); got != want {
			t.Errorf("%s is cut to %q, want %q", text, got, want)
		}
	}
}
