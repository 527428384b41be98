package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// newWriter is somebody signed in, before a new article in the editor of blocks.
func newWriter(t *testing.T, i *instance) *person {
	t.Helper()
	p := newPerson(t, i.base)
	p.signsIn("ann")
	p.does("a new article", chromedp.Navigate(i.base+"/desk/articles/new"), chromedp.WaitVisible(sheet))
	if p.asks(`String(!!document.querySelector("#f-visual"))`) != "true" {
		t.Skip("the editor is not bundled: run make build")
	}
	return p
}

// types keys one by one, as a keyboard does: a key the page takes for itself writes no letter.
func (p *person) types(keys string, held ...chromedp.Modifier) {
	p.t.Helper()
	for _, key := range keys {
		events := kb.Encode(key)
		down, up := *events[0], *events[len(events)-1]
		for _, modifier := range held {
			down.Modifiers |= int64(modifier)
			up.Modifiers |= int64(modifier)
		}
		if written := *events[1]; len(events) == 3 && down.Modifiers&^int64(chromedp.ModifierShift) == 0 {
			down.Text, down.UnmodifiedText = written.Text, written.UnmodifiedText
		}
		for _, event := range []input.DispatchKeyEventParams{down, up} {
			if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, event); err != nil {
				p.t.Fatalf("typing %q: %v", key, err)
			}
		}
	}
}

// finds waits until something is on the page.
func (p *person) finds(selector string) {
	p.t.Helper()
	p.comes(selector+" is there", fmt.Sprintf(`String((document.querySelector(%q)?.getClientRects().length ?? 0) > 0)`, selector), "true")
}

// comes waits until the page answers with the words. Between two pages the browser may drop the question, which
// means "not yet".
func (p *person) comes(what, script, words string) {
	p.t.Helper()
	eventually(p.t, what, func() error {
		answer, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](script))
		if err == nil && answer != words {
			err = errWords(answer)
		}
		return err
	})
}

// writesSource writes a text as its source, and goes back to its blocks.
func (p *person) writesSource(text string) {
	p.t.Helper()
	p.does("the source", chromedp.Click("#source"))
	p.finds("#f-source")
	p.asks(fmt.Sprintf(`(() => { const t = document.querySelector("#f-markdown"); t.value = %q; t.dispatchEvent(new Event("input", { bubbles: true })); return "" })()`, text))
	p.does("the blocks", chromedp.Click("#source"), chromedp.WaitVisible("#f-visual"))
}

// TestTypedMarkdown becomes what it means while it is typed, and is stored as Markdown.
func TestTypedMarkdown(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	for name, test := range map[string]struct{ typed, want string }{
		"a heading":           {"## The hour", "## The hour"},
		"strong":              {"a **b c** d", "a **b c** d"},
		"stressed":            {"a *b* c _d_.", "a *b* c *d*."},
		"struck":              {"a ~~b~~ c", "a ~~b~~ c"},
		"code in a line":      {"a `b*c*` d", "a `b*c*` d"},
		"a link":              {"see [the map](https://example.org/a) here", "see [the map](https://example.org/a) here"},
		"an address":          {"see https://example.org/a_b, here", "see https://example.org/a_b, here"},
		"a quotation":         {"> Words\nof others\n\nMine", "> Words\n>\n> of others\n\nMine"},
		"a list":              {"- one\ntwo\n\nafter", "- one\n- two\n\nafter"},
		"numbers":             {"3. three\nfour", "3. three\n4. four"},
		"tasks":               {"[ ] to do\nmore", "- [ ] to do\n- [ ] more"},
		"a block of code":     {"```go x := 1\ny", "```go\nx := 1\ny\n```"},
		"a rule":              {"above\n---below", "above\n\n---\n\nbelow"},
		"a footnote":          {"A claim.[^1] More.", "A claim.[^1] More.\n\n[^1]:"},
		"a footnote written":  {"A claim.[^a]\n[^a]: Its source.", "A claim.[^a]\n\n[^a]: Its source."},
		"a space at the end":  {"words ", "words"},
		"strong to the end":   {"**b** ", "**b**"},
		"a picture":           {"![A cat](/media/cat.png)", "![A cat](/media/cat.png)"},
		"a gap":               {"about TK people", "about TK people"},
		"no sign of Markdown": {"a * b * c, 2 < 3", "a \\* b \\* c, 2 < 3"},
		"a note":              {"> [!tip] Sleep", "> [!TIP]\n> Sleep"},
	} {
		p.asks(`(() => { const t = document.querySelector("#f-markdown"); t.value = ""; document.querySelector("#editor").dispatchEvent(new CustomEvent("words")); return "" })()`)
		p.writes("", test.typed)
		if got := strings.TrimSuffix(p.typed(), "\n"); got != test.want {
			t.Errorf("%s: typed %q gives %q, want %q", name, test.typed, got, test.want)
		}
	}
}

// TestSignsKeepTheirWay of being written, escaped or by name, while the words around them are edited and searched.
func TestSignsKeepTheirWay(t *testing.T) {
	t.Parallel()
	const text = "It\\'s 20&nbsp;km &copy; \\#3, **太字です。**次の文。"
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writesSource(text)
	i.keeps(text)
	p.comes("the words", `document.querySelector(".ProseMirror").innerText.trim()`, "It's 20\u00a0km © #3, 太字です。次の文。")
	p.writes("km", " or so")
	i.keeps(strings.Replace(text, "km", "km or so", 1))
	if strong := p.asks(`document.querySelector(".ProseMirror strong").textContent`); strong != "太字です。" {
		t.Errorf("strong is %q", strong)
	}
	p.types("f", chromedp.ModifierCtrl)
	p.finds("#find")
	p.types("it's")
	p.comes("it is found", `[...document.querySelectorAll(".match")].map((part) => part.textContent).join("")`, "It's")
}

// odd is an article in habits that are not ours.
const odd = "Title of old\n============\n\n*   a bullet\n*   another\n\nOne  paragraph\nof two lines, _stressed_.\n\n\n+ third\n\n<aside>\nOf HTML\n</aside>\n\n| a|b |\n|--|:-:|\n|1 | 2|\n\nThe end, with $x^2$ in it."

// TestOneParagraphChanges in an article, and no other line of it.
func TestOneParagraphChanges(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writesSource(odd)
	i.keeps(odd)
	p.writes("stressed", " by hand")
	want := strings.Replace(odd, "_stressed_", "_stressed by hand_", 1)
	i.keeps(want)

	p.does("back to the page", chromedp.Reload(), chromedp.WaitVisible("#f-visual"))
	p.shows(want)
	p.types("x") // nobody writes: nothing has the focus
	p.does("a moment", chromedp.Sleep(400*time.Millisecond))
	i.keeps(want)

	// What is taken back leaves its bytes behind.
	p.writes("a bullet", " point")
	i.keeps(strings.Replace(want, "a bullet", "a bullet point", 1))
	for range " point" {
		p.types("z", chromedp.ModifierCtrl)
	}
	i.keeps(want)
}

// TestSourceAndBack keeps text, caret and way back.
func TestSourceAndBack(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writes("", "## First\nSome **strong** words.\nMore of them.")
	p.writes("strong", "")
	p.types("m", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	p.finds("#f-source")
	const text = "## First\n\nSome **strong** words.\n\nMore of them."
	p.shows(text)
	if got := p.asks(`(() => { const t = document.querySelector("#f-markdown"); document.querySelector("#editor").dispatchEvent(new CustomEvent("caret")); return document.activeElement.matches(".cm-content") ? t.value.slice(0, t.selectionStart) : "elsewhere" })()`); got != "## First\n\nSome **strong" {
		t.Errorf("the caret is behind %q", got)
	}
	p.writes("words", ", _here_")
	p.types("m", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	p.does("the blocks", chromedp.WaitVisible("#f-visual"), chromedp.KeyEvent("!"))
	i.keeps("## First\n\nSome **strong** words, _here!_.\n\nMore of them.")

	// The choice is kept.
	p.does("the source", chromedp.Click("#source"))
	p.finds("#f-source")
	p.does("the page anew", chromedp.Reload())
	p.finds("#f-source")
	p.shows("## First\n\nSome **strong** words, _here!_.\n\nMore of them.")
}

// TestHands goes through a text with the keyboard alone.
func TestHands(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writes("", "- one\ntwo")
	p.types(kb.Tab)
	p.types("\nthree")
	p.types(kb.Tab, chromedp.ModifierShift)
	p.types("\n\na link")
	for range "link" {
		p.types(kb.ArrowLeft, chromedp.ModifierShift)
	}
	p.does("the bar", chromedp.WaitVisible("#format"))
	p.types("k", chromedp.ModifierCtrl)
	p.does("an address", chromedp.WaitVisible("#f-link"), chromedp.KeyEvent("example.org/x"))
	p.types(kb.Enter)
	p.shows("- one\n  - two\n- three\n\na [link](https://example.org/x)")
	p.types(kb.F10, chromedp.ModifierAlt)
	p.types(kb.ArrowRight)
	if got := p.asks(`document.activeElement.getAttribute("aria-label")`); got != "Italic" {
		t.Errorf("an arrow in the bar leads to %q", got)
	}
	p.types(kb.Enter)
	p.types(kb.Escape)
	p.shows("- one\n  - two\n- three\n\na [*link*](https://example.org/x)")
	p.types(kb.Escape)
	if got := p.asks(`document.activeElement.id`); got != "source" {
		t.Errorf("Escape leads to %q", got)
	}
}

// TestScrollIsKept has the same words at the same height when the source comes and goes.
func TestScrollIsKept(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	var text strings.Builder
	for n := range 120 {
		fmt.Fprintf(&text, "Marker %d of a text that is long enough to be scrolled, with some more words to break its lines.\n\n", n)
		if n%10 == 0 {
			text.WriteString("> A quotation, which is set larger than the rest.\n\n```\ncode\n```\n\n")
		}
	}
	p.writesSource(text.String())
	const toggle = `(() => { document.querySelector("#source").click(); return "" })()`
	height := func(of string) float64 {
		t.Helper()
		var at float64
		eventually(t, "the words are drawn", func() error {
			said := p.asks(`(() => { const at = [...document.querySelectorAll("#f-visual > p, .cm-line")].find((e) => e.offsetParent && e.textContent.startsWith("` + of + ` ")); return at ? String(at.getBoundingClientRect().top) : "" })()`)
			var err error
			if at, err = strconv.ParseFloat(said, 64); err != nil {
				return err
			}
			return nil
		})
		return at
	}
	for _, n := range []string{"Marker 60", "Marker 25"} {
		p.asks(`(() => { const at = [...document.querySelectorAll("#f-visual > p")].find((e) => e.textContent.startsWith("` + n + ` ")); scrollBy(0, at.getBoundingClientRect().top - 72); return "" })()`)
		before := height(n)
		p.asks(toggle) // a click by the driver would scroll
		p.finds("#f-source")
		p.does("a moment", chromedp.Sleep(400*time.Millisecond))
		if now := height(n); math.Abs(now-before) > 48 {
			t.Errorf("%s was at %.0f, and is at %.0f in the source", n, before, now)
		}
		p.asks(toggle)
		p.finds("#f-visual")
		p.does("a moment", chromedp.Sleep(400*time.Millisecond))
		if now := height(n); math.Abs(now-before) > 48 {
			t.Errorf("%s was at %.0f, and is at %.0f when the blocks are back", n, before, now)
		}
	}
}
