package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// empties the sheet for the next text.
func (p *person) empties() {
	p.t.Helper()
	p.asks(`(() => { const t = document.querySelector("#f-markdown"); t.value = ""; document.querySelector("#editor").dispatchEvent(new CustomEvent("words")); document.querySelector("#f-visual").focus(); return "" })()`)
}

// writesSlowly leaves time for lists to open and close.
func (p *person) writesSlowly(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.types(key)
		p.does("a moment", chromedp.Sleep(60*time.Millisecond))
	}
}

// TestBlocksFromTheList are found by typing, and taken with Enter.
func TestBlocksFromTheList(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	for name, test := range map[string]struct {
		keys []string
		want string
	}{
		"a heading":               {[]string{"/head", kb.Enter, "The hour"}, "## The hour"},
		"a smaller one":           {[]string{"/smaller", kb.Enter, "The hour"}, "### The hour"},
		"the smallest":            {[]string{"/h4", kb.Enter, "The hour"}, "#### The hour"},
		"a list":                  {[]string{"/list", kb.Enter, "one\ntwo"}, "- one\n- two"},
		"the second of a list":    {[]string{"/", kb.ArrowDown, kb.ArrowDown, kb.Enter, "x"}, "x"},
		"numbers":                 {[]string{"/numb", kb.Enter, "one\ntwo"}, "1. one\n2. two"},
		"tasks":                   {[]string{"/todo", kb.Enter, "one"}, "- [ ] one"},
		"a quotation":             {[]string{"/quote", kb.Tab, "Words"}, "> Words"},
		"a warning":               {[]string{"/warn", kb.Enter, "Hot"}, "> [!WARNING]\n> Hot"},
		"code":                    {[]string{"/code", kb.Enter, "x := 1"}, "```\nx := 1\n```"},
		"a formula":               {[]string{"/tex", kb.Enter, "x^2"}, "$$\nx^2\n$$"},
		"a rule":                  {[]string{"a\n/divider", kb.Enter, "b"}, "a\n\n---\n\nb"},
		"HTML":                    {[]string{"/html", kb.Enter, "<hr>"}, "<hr>"},
		"a table":                 {[]string{"/table", kb.Enter, "a", kb.Tab, "b", kb.Tab, "c", kb.Tab, "1"}, "| a | b | c |\n| - | - | - |\n| 1 | | |\n| | | |"},
		"a footnote":              {[]string{"A claim /footnote", kb.Enter, "Its source"}, "A claim[^1]\n\n[^1]: Its source"},
		"of words":                {[]string{"The hour /head", kb.Enter}, "## The hour"},
		"nothing of that name":    {[]string{"/xyz", kb.Enter, "a"}, "/xyz\n\na"},
		"no list within a word":   {[]string{"and/or", kb.Enter, "a"}, "and/or\n\na"},
		"no list after Escape":    {[]string{"/head", kb.Escape, "er", kb.Enter, "a"}, "/header\n\na"},
		"a list that went away":   {[]string{"/h 1", kb.Enter, "a"}, "/h 1\n\na"},
		"a row behind the last":   {[]string{"/table", kb.Enter, "a", kb.Tab, "b", kb.Tab, "c", kb.Enter, kb.Enter, kb.Tab, "z"}, "| a | b | c |\n| - | - | - |\n| | | |\n| | | |\n| z | | |"},
		"the line behind a table": {[]string{"/table", kb.Enter, "a", kb.Enter, kb.Enter, kb.Enter, "on"}, "| a | | |\n| - | - | - |\n| | | |\n| | | |\n\non"},
	} {
		p.empties()
		p.writesSlowly(test.keys...)
		if got := strings.TrimSuffix(p.typed(), "\n"); plainTable(got) != test.want {
			t.Errorf("%s: %q gives %q, want %q", name, test.keys, got, test.want)
		}
	}
}

// plainTable takes the padding out of tables, and the number of dashes.
func plainTable(text string) string {
	lines := strings.Split(text, "\n")
	for n, line := range lines {
		if strings.HasPrefix(line, "|") {
			line = strings.Join(strings.Fields(line), " ")
			for strings.Contains(line, "--") {
				line = strings.ReplaceAll(line, "--", "-")
			}
			lines[n] = line
		}
	}
	return strings.Join(lines, "\n")
}

// TestTableBar changes rows and columns with the keyboard alone.
func TestTableBar(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	const table = "| a | b |\n| - | - |\n| 1 | 2 |"
	for name, test := range map[string]struct {
		right int // times the arrow is pressed in the bar
		want  string
	}{
		"row above":     {0, "| a | b |\n| - | - |\n| | |\n| 1 | 2 |"},
		"row below":     {1, "| a | b |\n| - | - |\n| 1 | 2 |\n| | |"},
		"column before": {2, "| | a | b |\n| - | - | - |\n| | 1 | 2 |"},
		"column behind": {3, "| a | | b |\n| - | - | - |\n| 1 | | 2 |"},
		"aligned":       {4, "| a | b |\n| :-: | - |\n| 1 | 2 |"},
		"row deleted":   {5, "| a | b |\n| - | - |"},
		"col deleted":   {6, "| b |\n| - |\n| 2 |"},
		"table deleted": {7, ""},
	} {
		p.writesSource(table)
		p.does("a moment", chromedp.Sleep(100*time.Millisecond))
		p.writes("1", "")
		p.types(kb.F10, chromedp.ModifierAlt)
		p.types(kb.Home)
		for range test.right {
			p.types(kb.ArrowRight)
		}
		p.types(kb.Enter)
		if got := strings.TrimSpace(p.typed()); plainTable(got) != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
		p.empties()
	}
}

// TestNamesAreCompleted from what the site knows: people, tags, own articles.
func TestNamesAreCompleted(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	db := i.open()
	if _, err := db.ExecContext(t.Context(), `insert into actors (uri, host, kind, username, name, url, avatar_url, inbox, shared_inbox, followers_uri, key_id, public_key, fetched_at, gone_at, blog_id)
		values ('https://far.example/u/mara', 'far.example', 'Person', 'mara_l', 'Mara Lind', '', '', 'https://far.example/in', '', '', 'k', '', $1, 0, 0)`, time.Now().UnixMilli()); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	i.publish("ann", "hour.md", "---\ntitle: The [odd] hour\ntags: [Small Machines, night]\n---\nWords.")
	p := newWriter(t, i)
	for name, test := range map[string]struct {
		keys []string
		want string
	}{
		"a person":          {[]string{"By @mar", "", kb.Enter, "here"}, "By @mara_l@far.example here"},
		"by the server":     {[]string{"By @mara_l@far", "", kb.Tab}, "By @mara_l@far.example"},
		"a tag":             {[]string{"On #ni", "", kb.Tab, "x"}, "On #night x"},
		"a tag left alone":  {[]string{"On #nig", "", kb.Enter, "x"}, "On #nig\n\nx"},
		"an article":        {[]string{"See [[hour", "", kb.Enter, "."}, `See [The \[odd\] hour](/@ann/the-odd-hour) .`},
		"signs of a search": {[]string{"By @%%", "", kb.Enter, "x"}, "By @%%\n\nx"},
	} {
		p.empties()
		for _, keys := range test.keys {
			if keys == "" {
				p.does("the site is asked", chromedp.Sleep(400*time.Millisecond))
			}
			p.types(keys)
		}
		if got := strings.TrimSpace(p.typed()); got != test.want {
			t.Errorf("%s: %q gives %q, want %q", name, test.keys, got, test.want)
		}
	}
}

// TestFindAndReplace in blocks, without touching what does not match.
func TestFindAndReplace(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writesSource("A *night* of nights.\n\n* kept as  it was\n\nNight again.\n")
	p.writes("kept", "")
	p.types("f", chromedp.ModifierCtrl)
	p.does("the bar", chromedp.WaitVisible("#find"))
	p.writesSlowly("night")
	p.sees("3 of 3") // behind the caret
	p.types(kb.Enter)
	p.sees("1 of 3")
	p.does("what instead", chromedp.SendKeys("#find-instead", "day"))
	p.types(kb.Enter)
	p.shows("A *day* of nights.\n\n* kept as  it was\n\nNight again.\n")
	p.does("capitals count", chromedp.Click(`#find [data-do="exact"]`))
	p.does("all", chromedp.Click(`#find [data-do="replace-all"]`))
	p.shows("A *day* of days.\n\n* kept as  it was\n\nNight again.\n")
	p.types(kb.Escape)
	p.types("z", chromedp.ModifierCtrl)
	p.types("z", chromedp.ModifierCtrl)
	p.shows("A *night* of nights.\n\n* kept as  it was\n\nNight again.\n")
	if p.asks(`document.activeElement.id`) != "f-visual" {
		t.Error("Escape does not lead back to the text")
	}
}

// TestBlocksMove with Alt and an arrow, and leave their bytes as they were.
func TestBlocksMove(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writesSource("One  *a*.\n\nTwo __b__.\n\n- x\n- y\n- z\n")
	p.writes("Two", "")
	p.types(kb.ArrowUp, chromedp.ModifierAlt)
	p.shows("Two __b__.\n\nOne  *a*.\n\n- x\n- y\n- z\n")
	p.writes("y", "")
	p.types(kb.ArrowDown, chromedp.ModifierAlt)
	p.types("!")
	p.shows("Two __b__.\n\nOne  *a*.\n\n- x\n- z\n- y!\n")
}

// TestPictureInWords asks for them, and writes them and the caption into the text.
func TestPictureInWords(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writesSource("Before.\n\n![](/media/none.png)\n\nAfter  it.")
	p.finds(".picture .ask")
	p.asks(`(() => { document.querySelector(".picture .ask").click(); return "" })()`)
	p.writesSlowly("A house front")
	p.types(kb.Tab)
	p.writesSlowly(`Four "o'clock"`)
	p.types(kb.Enter)
	p.shows("Before.\n\n![A house front](/media/none.png \"Four \\\"o'clock\\\"\")\n\nAfter  it.")
	if p.asks(`document.activeElement.id`) != "f-visual" {
		t.Error("Enter does not lead back to the text")
	}
}

// TestDrawnAsReadersSeeIt shows formulas and colours that the site made.
func TestDrawnAsReadersSeeIt(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writesSource("Euler: $e^{i\\pi}$.\n\n$$\n\\frac12\n$$\n\n```go\nfunc f() { return }\n```\n\n```nothing\nfunc\n```")
	p.finds(".formula math mfrac")
	p.finds("p .source math msup")
	p.finds(".coded .kd")
	p.writes("return", "2")
	p.does("a moment", chromedp.Sleep(time.Second))
	p.finds(".coded .kd")
	p.writes("Euler", "")
	p.types(kb.ArrowDown) // into the formula, which shows its source then
	p.finds(".formula.within > pre")
	p.types(kb.End)
	p.types("3")
	p.shows("Euler: $e^{i\\pi}$.\n\n$$\n\\frac123\n$$\n\n```go\nfunc f() { return2 }\n```\n\n```nothing\nfunc\n```")
}

// pastes HTML as a browser hands it on.
func (p *person) pastes(html string) {
	p.t.Helper()
	quoted, err := json.Marshal(html)
	if err != nil {
		p.t.Fatal(err)
	}
	p.asks(fmt.Sprintf(`(() => { const data = new DataTransfer(); data.setData("text/html", %s); data.setData("text/plain", "plain");
		document.querySelector("#f-visual").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); return "" })()`, quoted))
}

// TestForeignHTML becomes Markdown that somebody could have written.
func TestForeignHTML(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	for name, test := range foreign {
		p.empties()
		p.pastes(test.html)
		if got := strings.TrimSpace(p.typed()); plainTable(got) != test.want {
			t.Errorf("%s:\n%q, want\n%q", name, got, test.want)
		}
	}
	if p.asks(`String(window.ran ?? "")`) != "" {
		t.Error("what was pasted ran")
	}
}

// word is a paragraph of a list as Word writes it.
func word(level int, mark, words string) string {
	return fmt.Sprintf(`<p class=MsoListParagraphCxSpMiddle style='margin-left:.5in;text-indent:-.25in;mso-list:l0 level%d lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>%s<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>%s<o:p></o:p></p>`, level, mark, words)
}

var foreign = map[string]struct{ html, want string }{
	"Word": {
		`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style><!--[if gte mso 9]><xml></xml><![endif]--></head><body lang=EN-US><!--StartFragment--><h1>The hour<o:p></o:p></h1><p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Bold</b> and <i>thin</i>&nbsp;words.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>` +
			word(1, "·", "one") + word(2, "o", "within") + word(1, "·", "two") + `<p class=MsoNormal>After.</p>` + word(1, "1.", "first") + word(1, "2.", "second") + `<!--EndFragment--></body></html>`,
		"## The hour\n\n**Bold** and *thin* words.\n\n- one\n  - within\n- two\n\nAfter.\n\n1. first\n2. second",
	},
	"Google Docs": {
		`<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:700">The hour</span></h2><p dir="ltr"><span style="font-weight:400">Plain, </span><span style="font-weight:700">bold</span><span style="font-style:italic"> thin</span><span style="text-decoration:line-through"> struck</span>, <a href="https://www.google.com/url?q=https://example.org/a%3Fb%3D1&amp;sa=D"><span style="color:#15c;text-decoration:underline">a link</span></a>.</p><br><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>one</span></p></li><ul><li dir="ltr" aria-level="2"><p role="presentation"><span>within</span></p></li></ul><li dir="ltr"><p role="presentation"><span>two</span></p></li></ul></b>`,
		"## The hour\n\nPlain, **bold** *thin* ~~struck~~, [a link](https://example.org/a?b=1).\n\n- one\n  - within\n- two",
	},
	"a page": {
		`<article><nav aria-hidden="true">Menu</nav><h1>Title</h1><div>First<br><br>second</div><figure><img src="https://example.org/a.jpg" alt="A cat" width="800"><figcaption>A <b>cat</b></figcaption></figure><pre class="highlight"><code class="language-go">a := 1
	b</code></pre><table><thead><tr><th>h</th><th>i</th></tr></thead><tbody><tr><td><p>1</p></td><td>2<br>3</td></tr></tbody></table><ul><li><input type="checkbox" checked> done</li></ul><script>window.ran = 1</script><img src=x onerror="window.ran=2"><a href="javascript:window.ran=3">no link</a></article>`,
		"## Title\n\nFirst\n\nsecond\n\n![A cat](https://example.org/a.jpg \"A cat\")\n\n```go\na := 1\n\tb\n```\n\n| h | i |\n| - | - |\n| 1 | 2 3 |\n\n- [x] done\n\nno link",
	},
	"a formula": {
		`<p>So <span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x2</span></span> it is.</p>`,
		"So $x^2$ it is.",
	},
	"a table that only arranges": {`<table><tr><td><p>Only words.</p><p>More.</p></td></tr></table>`, "Only words.\n\nMore."},
	"words of no meaning":        {`<span style="font-size: 40px; color: red">large</span>`, "large"},
}

// TestSuggestionsAreOnesOwn names no draft and no article of somebody else.
func TestSuggestionsAreOnesOwn(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.addUser("bob", "author")
	i.publish("bob", "a.md", "---\ntitle: Secret plans\ntags: [secrecy]\n---\nWords.")
	i.publish("ann", "b.md", "---\ntitle: Secret draft\n---\nWords.", "--draft")
	p := newWriter(t, i)
	for _, kind := range []string{"article", "tag", "person"} {
		got := p.asks(fmt.Sprintf(`(() => { const r = new XMLHttpRequest(); r.open("GET", "/desk/suggest?kind=%s&typed=%s", false); r.send(); return r.responseText })()`, kind, url.QueryEscape("sec")))
		if got != "[]" {
			t.Errorf("%s: %s", kind, got)
		}
	}
}

// TestTagsAreCompleted from those of one's blogs, one after the other, with the keys alone.
func TestTagsAreCompleted(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.publish("ann", "a.md", "---\ntitle: A\ntags: [Sourdough, Sour cream, Tea]\n---\nx\n")
	p := newWriter(t, i)
	p.asks(`(() => { document.querySelector("#details").open = true; document.querySelector("#f-tags").focus(); return "" })()`)
	p.types("bread, sour")
	p.finds("#tag-list:not([hidden]) li + li")
	p.types(kb.ArrowDown)
	first := p.asks(`document.querySelector("#tag-list [aria-selected=true]").dataset.tag`)
	p.types(kb.Enter)
	if got := p.asks(`document.querySelector("#f-tags").value`); got != "bread, "+first+", " || p.asks(`String(document.querySelector("#tag-list").hidden)`) != "true" {
		t.Errorf("the tags are %q", got)
	}
	p.types("sou")
	p.finds("#tag-list:not([hidden]) li")
	if n := p.asks(`String(document.querySelectorAll("#tag-list li").length)`); n != "1" {
		t.Errorf("%s are offered, among them one that is there", n)
	}
	p.types(kb.Escape)
	if p.asks(`String(document.querySelector("#details").open)`) != "true" {
		t.Error("Escape closed more than the list")
	}
	p.types(kb.Enter) // which takes nothing now
	if got := p.asks(`document.querySelector("#f-tags").value`); got != "bread, "+first+", sou" {
		t.Errorf("the tags are %q", got)
	}
}

// TestKeysOfTheDesk lead around, leave what is typed alone, and can be switched off.
func TestKeysOfTheDesk(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.publish("ann", "one.md", "# One\n\nx")
	i.publish("ann", "two.md", "# Two\n\nx")
	p := newWriter(t, i)
	at := func(path string) {
		t.Helper()
		// The script shows the button once it listens: keys pressed before that are lost.
		p.comes("the page is "+path, `location.pathname + location.search + (document.querySelector("#show-keys:not([hidden])") ? "" : " without keys")`, path)
	}
	p.does("the desk", chromedp.Navigate(i.base+"/desk"))
	at("/desk")
	p.types("jj")
	if on := p.asks(`document.activeElement.textContent`); on != "One" {
		t.Errorf("the second in the list is %q", on)
	}
	p.types("k" + kb.Enter)
	p.finds("#f-title")
	p.does("the desk", chromedp.Navigate(i.base+"/desk"))
	at("/desk")
	p.types("gm")
	at("/desk/media")
	p.types("ga")
	at("/desk")
	p.types("/")
	p.types("n?gm" + kb.Enter)
	at("/desk?words=n%3Fgm")
	p.asks(`(() => { document.activeElement.blur(); return "" })()`)
	p.types("?")
	p.finds("dialog.keys[open]")
	p.asks(`(() => { document.querySelector("#keys-on").click(); return "" })()`)
	p.types(kb.Escape)
	p.types("gm")
	p.does("a moment", chromedp.Sleep(400*time.Millisecond))
	at("/desk?words=n%3Fgm")
	p.types("/", chromedp.ModifierCtrl)
	p.finds("dialog.keys[open]")
}
