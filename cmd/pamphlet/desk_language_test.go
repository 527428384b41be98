package main

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"

	languages "pamphlet/content/words"
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

// TestDeskFitsInEveryLanguage: on the smallest phone and on a small screen no page is wider than its window, and no
// button's name is cut off; and in Arabic axe-core finds nothing either.
func TestDeskFitsInEveryLanguage(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.publish("ann", "a.md", "# The lamp\n\nA light.")
	p := newWriter(t, i)
	pages := []string{
		"/desk", "/desk/articles/new", "/desk/articles/1", "/desk/articles/1/receipt", "/desk/articles/1/review", "/desk/following",
		"/desk/comments", "/desk/media", "/desk/profile", "/desk/blogs/ann/settings", "/desk/blogs/ann/look", "/desk/blogs/ann/menu",
	}
	for _, l := range languages.Languages[1:] {
		p.does("the profile", chromedp.Navigate(i.base+"/desk/profile"), chromedp.SetValue("#f-language", l.Tag), chromedp.Click("form.form .go"))
		p.comes("the language "+l.Tag, `document.documentElement.lang`, l.Tag)
		for _, page := range pages {
			p.does(page, chromedp.Navigate(i.base+page))
			for _, width := range []int64{320, 768} {
				p.wide(width, "light")
				if wrong := p.asks(`(() => {
					const root = document.documentElement, wrong = root.scrollWidth > ` + strconv.FormatInt(width, 10) + ` ? ["the page has " + root.scrollWidth] : [];
					for (const e of document.querySelectorAll(".b, .entry, .rail a, .tabs a")) if (e.checkVisibility() && e.clientWidth && e.scrollWidth > e.clientWidth + 1) wrong.push(e.textContent.trim());
					return wrong.join(", ");
				})()`); wrong != "" {
					t.Errorf("%s in %s at %d: %s", page, l.Name, width, wrong)
				}
			}
			if l.Tag == "ar" {
				p.accessible(page + " in Arabic")
			}
		}
	}
}
