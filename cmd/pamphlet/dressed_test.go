package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBlogIsDressed in a browser: what is chosen shows at once in the trial, and to readers when it is saved.
func TestBlogIsDressed(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.publish("ann", "a.md", "# The lamp\n\nA light.[^1]\n\n[^1]: A note.")
	p := newWriter(t, i)
	inTrial := func(script string) string {
		return `(() => { const page = document.querySelector("#trial-frame iframe").contentDocument; return String(page?.body ? ` + script + ` : "") })()`
	}
	p.does("the look", chromedp.Navigate(i.base+"/desk/blogs/ann/look?theme=margin"))
	p.comes("the blog in Margin", inTrial(`page.querySelector("h1").textContent`), "ann")
	p.asks(`(() => { const c = document.querySelector("#f-set-colour"); c.value = "#006400"; c.dispatchEvent(new Event("input", { bubbles: true })); return "" })()`)
	p.comes("its new colour", inTrial(`getComputedStyle(page.documentElement).getPropertyValue("--accent")`), "#006400")
	p.comes("a link to the article", inTrial(`(page.querySelector("a[target=_self][href*='page=the-lamp']").click(), "followed")`), "followed")
	p.comes("which is chosen now", `document.getElementById("trial-page").value`, "the-lamp")
	p.comes("its note beside the text", inTrial(`page.querySelector("aside.beside")?.textContent.trim().slice(0, 7)`), "A note.")
	p.does("on a phone", chromedp.Click(`[data-width="390"]`))
	p.comes("the phone", inTrial(`page.defaultView.innerWidth`), "390")
	if html := string(i.get(i.base+"/@ann", "text/html").body); strings.Contains(html, "/assets/margin/") {
		t.Error("readers see a theme that was only tried")
	}
	p.does("use it", chromedp.Click("#look .go"))
	p.sees("In use")
	p.sees("Saved")
	page := i.get(i.base+"/@ann", "text/html")
	for _, sign := range []string{"/assets/margin/", "--set-colour:#006400"} {
		if !strings.Contains(string(page.body), sign) {
			t.Errorf("readers' page has no %s", sign)
		}
	}
	p.does("the page", chromedp.Navigate(i.base+"/@ann/the-lamp"))
	p.comes("the colour is allowed", `getComputedStyle(document.querySelector(".prose sup a")).color`, "rgb(0, 100, 0)")
}
