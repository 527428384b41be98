package main

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestEditorInAnotherLanguage in a browser: what its scripts say, and count, is in the language its writer chose, and
// stands on the side where they begin to read.
func TestEditorInAnotherLanguage(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	chooses := func(tag string) {
		p.does("the profile", chromedp.Navigate(i.base+"/desk/profile"), chromedp.SetValue("#f-language", tag), chromedp.Click("form.form .go"))
		p.comes("the language "+tag, `document.documentElement.lang`, tag)
	}
	writes := func() {
		p.does("a new article", chromedp.Navigate(i.base+"/desk/articles/new"), chromedp.WaitVisible(sheet), chromedp.Click(sheet))
	}
	chooses("de")
	writes()
	p.types("/")
	p.sees("Beginnt einen Abschnitt")
	p.types("zitat\r")
	p.finds(sheet + " blockquote")
	p.types("Drei TK Wörter")
	p.comes("words and minutes", `document.querySelector("#words").textContent`, "3 Wörter, 1 Minute")
	p.comes("gaps", `document.querySelector("#gaps").textContent`, "1 Lücke mit TK")
	p.comes("saving", `String(/^Gespeichert: \d\d:\d\d$/.test(document.querySelector("#state").textContent.trim()))`, "true")
	chooses("ar")
	writes()
	p.types("/")
	p.sees("يبدأ قسمًا")
	p.types("\x1b")
	p.comes("its buttons at the left, its way back at the right", `(() => {
		const at = (selector) => document.querySelector(selector).getBoundingClientRect().left;
		return String(at(".acts .go") < at("#save") && at("#save") < at(".bar > a"));
	})()`, "true")
	p.does("the details", chromedp.Click("#details > summary"))
	p.comes("they stand at the left, too", `String(document.querySelector("#details .inside").getBoundingClientRect().left)`, "0")
}
