package main

import (
	"context"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// person sits at a real browser.
type person struct {
	t    *testing.T
	ctx  context.Context
	base string
}

func newPerson(t *testing.T, base string) *person {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("Chromium is not installed: apt-get install chromium")
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), flags...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	return &person{t: t, ctx: ctx, base: base}
}

func (p *person) does(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

// asks runs a script in the page and gives its answer.
func (p *person) asks(script string) string {
	p.t.Helper()
	answer, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](script))
	if err != nil {
		p.t.Fatalf("%.200s: %v", script, err)
	}
	return answer
}

// sees waits for words. While a new page takes the place of the old one, the browser may have no body to ask, or
// drop the question: both mean "not yet".
func (p *person) sees(words string) {
	p.t.Helper()
	eventually(p.t, "the page says "+words, func() error {
		text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText : ""`))
		if err != nil {
			return err
		}
		if !strings.Contains(text, words) {
			return errWords(text)
		}
		return nil
	})
}

// loads waits for a new page that has an element: while it loads, the browser gives its elements new numbers.
func (p *person) loads(selector string) {
	p.t.Helper()
	eventually(p.t, "the page with "+selector, func() error {
		got, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && !!document.querySelector("`+selector+`")`))
		if err == nil && !got {
			err = errWords("something else")
		}
		return err
	})
}

type errWords string

func (e errWords) Error() string { return "it says " + string(e) }

// TestJourneyOfAWriterAndAReader goes from an empty site to a reply on an article's page, in Chromium.
func TestJourneyOfAWriterAndAReader(t *testing.T) {
	i := newInstance(t, "sqlite")
	i.start()
	writer := newPerson(t, i.base)

	// The first visit, wherever it leads, is the welcome page; then comes the writing desk.
	writer.does("the first visit", chromedp.Navigate(i.base+"/"), chromedp.WaitVisible(`input[name="password"]`))
	writer.does("becoming the owner",
		chromedp.SendKeys(`input[name="name"]`, "ann"),
		chromedp.SendKeys(`input[name="display_name"]`, "Ann of the Mill"),
		chromedp.SendKeys(`input[name="password"]`, testPassword),
		chromedp.Submit(`input[name="password"]`),
		chromedp.WaitVisible(`a[href="/desk/articles/new"]`))
	writer.sees("Nothing here yet")
	writer.does("opening the editor", chromedp.Click(`a[href="/desk/articles/new"]`))
	writer.loads("#f-markdown")
	writer.does("a title", chromedp.SendKeys(`[name="title"]`, "A quiet beginning"))
	writer.writes("", "The first **line** of a blog.")
	writer.does("looking it over", chromedp.Click(`button[name="do"][value="review"]`), chromedp.WaitVisible(`.last button[value="publish"]`))
	writer.sees("Ready to publish?")
	writer.does("publishing", chromedp.Click(`.last button[value="publish"]`))
	writer.sees("Published")

	// A reader gets the page without a cookie, without a script, and from nowhere else.
	reader := newPerson(t, i.base)
	page := i.base + "/@ann/a-quiet-beginning"
	reader.does("reading", chromedp.Navigate(page), chromedp.WaitVisible("h1"))
	for script, want := range map[string]string{
		`document.querySelector("h1").innerText`:            "A quiet beginning",
		`document.querySelector(".prose strong").innerText`: "line",
		`document.cookie`: "",
		`String([...document.scripts].filter(s => s.type != "application/ld+json").length)`:                            "0",
		`performance.getEntriesByType("resource").map(e => e.name).filter(n => !n.startsWith(location.origin)).join()`: "",
	} {
		if got := reader.asks(script); got != want {
			t.Errorf("%s is %q, want %q", script, got, want)
		}
	}

	// An answer from another server stands under the article, and on the writer's desk.
	k := &talk{sink: newSink(t), i: i, actor: i.actorOf("ann"), id: i.document(page).text("id"), page: page}
	k.creates("bea", k.note("bea", k.id, "<p>Good morning to you</p>"))
	eventually(t, "the reply is on the page", func() error {
		body := string(i.get(page, "text/html").body)
		if !strings.Contains(body, "Good morning to you") {
			return errWords(body)
		}
		return nil
	})
	reader.does("looking again", chromedp.Navigate(page))
	reader.sees("Good morning to you")
	// It is answered there, hidden, and shown again.
	writer.does("opening the replies", chromedp.Navigate(i.base+"/desk/comments"), chromedp.Click(`a[href*="/answer?"]`),
		chromedp.WaitVisible(`textarea[name="markdown"]`), chromedp.SendKeys(`textarea[name="markdown"]`, "And to *you*, bea."),
		chromedp.Click(`button[value="answer"]`))
	k.shows(`2 replies`, `And to <em>you</em>, bea`, `Author`)
	k.await(1, "the answer at the other server", func(p post) bool {
		return p.activity.text("type") == "Create" && p.activity.in("object").text("type") == "Note"
	})
	writer.does("hiding the reply", chromedp.Navigate(i.base+"/desk/comments"), chromedp.Click(`button[value="hide"]`))
	writer.sees("Hidden")
	k.shows(`!Good morning to you`)
}
