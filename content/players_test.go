package content

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// cards stands for what a site knows about things on other sites.
func cards(_ context.Context, address string) (Embed, bool, error) {
	known := map[string]Embed{
		"https://tube.example/w/known": {Title: "Bread & <Salt>", Author: "Ann", Provider: "Tube", Player: "https://tube.example/videos/embed/1", Width: 560, Height: 315,
			Picture: Picture{Src: "/media/a.jpg", Width: 960, Height: 540}},
		"https://tube.example/w/plain": {Title: "Plain"},
		"https://tube.example/w/later": {},
	}
	card, wanted := known[address]
	return card, wanted, nil
}

func TestCards(t *testing.T) {
	r, err := New(Options{BaseURL: "https://example.com"})
	if err != nil {
		t.Fatal(err)
	}
	for markdown, want := range map[string]string{
		"https://tube.example/w/known": `<figure class="embed" data-player="https://tube.example/videos/embed/1" data-shape="560x315"><a href="https://tube.example/w/known" rel="noopener">` +
			`<img src="/media/a.jpg" alt="" width="960" height="540" loading="lazy" decoding="async"/><b>Bread &amp; &lt;Salt&gt;</b><small> Ann, Tube</small></a></figure>`,
		"<https://tube.example/w/plain>":         `<figure class="embed"><a href="https://tube.example/w/plain" rel="noopener"><b>Plain</b></a></figure>`,
		"https://tube.example/w/later":           `<p><a href="https://tube.example/w/later" rel="noopener">https://tube.example/w/later</a></p>`,
		"https://tube.example/w/other":           `<p><a href="https://tube.example/w/other" rel="noopener">https://tube.example/w/other</a></p>`,
		"See https://tube.example/w/plain":       `<p>See <a href="https://tube.example/w/plain" rel="noopener">https://tube.example/w/plain</a></p>`,
		"[A film](https://tube.example/w/plain)": `<p><a href="https://tube.example/w/plain" rel="noopener">A film</a></p>`,
		"- https://tube.example/w/plain":         "<ul>\n<li><a href=\"https://tube.example/w/plain\" rel=\"noopener\">https://tube.example/w/plain</a></li>\n</ul>",
		`<figure class="embed" data-player="https://evil.example/" data-shape="1x1"><a href="/x">x</a></figure>`: `<figure class="embed"><a href="/x">x</a></figure>`,
	} {
		doc, err := r.Render(t.Context(), Input{Markdown: markdown, Embed: cards})
		if got := strings.TrimSpace(doc.HTML); err != nil || got != want {
			t.Errorf("%s became\n%s, want\n%s (%v)", markdown, got, want, err)
		}
		if wanted := strings.HasPrefix(strings.Trim(markdown, "<"), "https://tube.example/w/") && !strings.Contains(markdown, "other"); wanted != (len(doc.Remote) == 1) {
			t.Errorf("%s: to be fetched is %v", markdown, doc.Remote)
		}
	}
}

func TestPlayers(t *testing.T) {
	r, err := New(Options{BaseURL: "https://example.com"})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := r.Render(t.Context(), Input{Markdown: "Before\n\nhttps://tube.example/w/known\n\nhttps://tube.example/w/plain", Embed: cards})
	if err != nil {
		t.Fatal(err)
	}
	played := Players(doc.HTML, "Play")
	if !slices.Equal(played.Origins, []string{"https://tube.example"}) || !strings.HasPrefix(played.Style, "'sha256-") {
		t.Errorf("allowed are %v and %s", played.Origins, played.Style)
	}
	for _, want := range []string{
		`<figure class="embed wide"><iframe srcdoc="&lt;!doctype html&gt;`, `title="Bread &amp; &lt;Salt&gt;"`,
		`href=&#34;https://tube.example/videos/embed/1?autoplay=1&#34;`, `▶ Play · tube.example`, `&lt;title&gt;Bread &amp;amp; &amp;lt;Salt&amp;gt;&lt;/title&gt;`,
		`</iframe><a href="https://tube.example/w/known" rel="noopener"><b>Bread`, `<figure class="embed"><a href="https://tube.example/w/plain"`,
	} {
		if !strings.Contains(played.HTML, want) {
			t.Errorf("no %s in\n%s", want, played.HTML)
		}
	}
	if strings.Contains(played.HTML, playerAttr) || strings.Count(played.HTML, "<img") != 0 {
		t.Errorf("left in\n%s", played.HTML)
	}
	if plain := "<p>x</p>"; Players(plain, "Play").HTML != plain || Players(plain, "Play").Style != "" {
		t.Error("a text without players is another one")
	}
}
