package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// axe is axe-core, which looks for what people with an impairment stumble over.
const axe = "../../.ci/frontend/node_modules/axe-core/axe.min.js"

// accessible asks axe-core for faults of the page, by the rules of WCAG 2.2 and its own good practice.
func (p *person) accessible(what string) {
	p.t.Helper()
	source, err := os.ReadFile(axe)
	if err != nil {
		p.t.Skip("axe-core is not installed: run make build")
	}
	if p.asks(`typeof window.axe`) == "undefined" {
		p.asks(string(source) + `; ""`)
	}
	p.asks(`(() => { window.axeFound = undefined; axe.run(document).then((r) => { window.axeFound = r.violations }, (e) => { window.axeFound = [{ id: String(e), nodes: [] }] }); return "" })()`)
	var answer string
	eventually(p.t, "axe-core answers", func() error {
		if answer = p.asks(`window.axeFound === undefined ? "" : JSON.stringify(window.axeFound.map((v) => ({ id: v.id, help: v.help, where: v.nodes.map((n) => n.html.slice(0, 160)) })))`); answer == "" {
			return errWords("not yet")
		}
		return nil
	})
	var found []struct {
		ID, Help string
		Where    []string
	}
	if err := json.Unmarshal([]byte(answer), &found); err != nil {
		p.t.Fatal(err)
	}
	for _, fault := range found {
		p.t.Errorf("%s: %s (%s): %s", what, fault.Help, fault.ID, strings.Join(fault.Where, "\n\t"))
	}
}

// wide makes the window that wide, in light or dark, and lets no colour fade into another.
func (p *person) wide(width int64, scheme string) {
	p.t.Helper()
	params := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 800, DeviceScaleFactor: 1, Mobile: width < 500}
	if _, err := chromedp.Call(p.ctx, emulation.SetDeviceMetricsOverride, params); err != nil {
		p.t.Fatal(err)
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, media); err != nil {
		p.t.Fatal(err)
	}
}

// written has everything the editor can hold.
const written = "## The hour\n\nSome **strong** words[^1], `code`, $x^2$ and [a link](https://example.org).\n\n> [!TIP]\n> Sleep.\n\n![](/media/none.png)\n\n```go\nfunc f() {}\n```\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n$$\nx^2\n$$\n\n- [ ] TK\n\n<aside>\nkept\n</aside>\n\n[^1]: A source.\n"

// looks are the sizes and schemes in which each page is checked.
var looks = []struct {
	width  int64
	scheme string
}{{1440, "light"}, {360, "dark"}}

// TestDeskIsAccessible on a phone and a desktop, in light and dark.
func TestDeskIsAccessible(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	var loaf bytes.Buffer
	if err := errors.Join(png.Encode(&loaf, image.NewGray(image.Rect(0, 0, 300, 200))), os.WriteFile(filepath.Join(i.folder, "loaf.png"), loaf.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	i.publish("ann", "a.md", "---\ntitle: Published\nseries: Bread\ncover: loaf.png\n---\nWords.")
	p := newWriter(t, i)
	p.writesSource(written)
	p.does("a title", chromedp.SendKeys("#f-title", "Of everything"))
	i.keeps("Words.", written)
	p.sees("Saved")
	article := p.asks("location.pathname")
	fits := func(what string, width int64) {
		t.Helper()
		if wider := p.asks(fmt.Sprintf(`String(document.documentElement.scrollWidth > %d)`, width)); wider == "true" {
			t.Errorf("%s is wider than %d", what, width)
		}
	}
	for _, path := range []string{
		"/desk", "/desk/media", "/desk/comments", "/desk/notices", "/desk/following", "/desk/followers", "/desk/profile", "/desk/password", "/desk/site",
		"/desk?select=yes", "/desk?words=words", "/desk/media/1", "/desk/media?words=nothing", article + "/review",
		"/desk/blogs/ann/settings", "/desk/blogs/ann/menu", "/desk/blogs/ann/series", "/desk/blogs/ann/look", "/desk/blogs/ann/look?theme=gazette", article + "/publish", article + "/history", article + "/delete", "/desk/articles/1/receipt",
	} {
		p.does(path, chromedp.Navigate(i.base+path))
		p.finds("h1")
		p.wide(768, "light")
		fits(path, 768)
		for _, look := range looks {
			p.wide(look.width, look.scheme)
			fits(path, look.width)
			p.accessible(path)
		}
	}
	for _, look := range looks {
		p.wide(look.width, look.scheme)
		p.does("the editor", chromedp.Navigate(i.base+article))
		p.finds("#f-visual")
		p.asks(`(() => { document.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true })); return "" })()`)
		p.finds("dialog.keys[open]")
		p.accessible("the keys")
		p.types(kb.Escape)
		p.finds(".formula math")
		p.accessible("the editor")
		p.writes("Sleep.", " / ")
		p.does("a cell", chromedp.Click("#f-visual td"), chromedp.Sleep(100*time.Millisecond))
		p.accessible("the editor in a table")
		p.writes("strong", " /")
		p.finds(".choices [role=option]")
		p.accessible("the list of blocks")
		p.types("\b\b")
		p.types("f", chromedp.ModifierCtrl)
		p.finds("#find input")
		p.accessible("find and replace")
		p.asks(`(() => { document.querySelector("#editor").dispatchEvent(new CustomEvent("shelf")); return "" })()`)
		p.finds("#shelf[open] li button")
		p.accessible("the shelf")
		p.types(kb.Escape)
		p.does("the source", chromedp.Click("#find [data-do=close]"), chromedp.Click("#source"))
		p.finds("#f-source")
		p.accessible("the source")
		p.does("the blocks", chromedp.Click("#source"))
		p.finds("#f-visual")
	}
}
