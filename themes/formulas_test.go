package themes_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"pamphlet/themes"
)

// formula is what package content makes of TeX that aligns, lines, boxes and strikes.
const formula = `<div class="math"><math display="block"><mtable class="tml-jot">` +
	`<mtr><mtd class="tml-right tml-flush-right"><mi id="short">a</mi></mtd></mtr><mtr><mtd class="tml-right tml-flush-right tml-line-bottom"><mrow id="long"><mi>a</mi><mi>b</mi><mi>c</mi></mrow></mtd></mtr>` +
	`</mtable><menclose id="over" notation="top"><mi>x</mi></menclose><menclose id="struck" notation="updiagonalstrike"><mi>x</mi></menclose><mrow id="box" class="tml-box"><mi>E</mi></mrow></math></div>`

// TestHeadingsAndFormulas are dressed by every theme: what has no text of its own, or no look in Chromium, gets it from a rule.
func TestHeadingsAndFormulas(t *testing.T) {
	server := shelf(t)
	defer server.Close()
	w := newWindow(t)
	w.wide(1200, "light")
	for _, name := range themes.Bundled().Names() {
		if err := chromedp.Do(w.ctx, chromedp.Navigate(server.URL+"/"+name+"/article")); err != nil {
			t.Fatal(err)
		}
		w.asks("document.querySelector('.prose').insertAdjacentHTML('afterbegin', `" + formula + "`); ''")
		for what, script := range map[string]string{
			"no sign at headings":         `getComputedStyle(document.querySelector("h2 .anchor"), "::before").content.includes("#")`,
			"columns that are not even":   `Math.abs(document.getElementById("short").getBoundingClientRect().right - document.getElementById("long").getBoundingClientRect().right) < 2`,
			"no line in tables":           `getComputedStyle(document.querySelector("mtd.tml-line-bottom")).borderBottomStyle == "solid"`,
			"no line over what is under":  `getComputedStyle(document.getElementById("over")).borderTopStyle == "solid"`,
			"no stroke through what goes": `getComputedStyle(document.getElementById("struck")).backgroundImage.includes("gradient")`,
			"no box":                      `getComputedStyle(document.getElementById("box")).borderLeftStyle == "solid"`,
		} {
			if w.asks("String("+script+")") != "true" {
				t.Errorf("%s has %s", name, what)
			}
		}
	}
}
