package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// signsIn at the desk, in the browser.
func (p *person) signsIn(name string) {
	p.t.Helper()
	p.does("signing in", chromedp.Navigate(p.base+"/sign-in"), chromedp.WaitVisible(`input[name="password"]`),
		chromedp.SendKeys(`input[name="name"]`, name), chromedp.SendKeys(`input[name="password"]`, testPassword),
		chromedp.Submit(`input[name="password"]`), chromedp.WaitVisible(`a[href="/desk/articles/new"]`))
}

// window is another window of the same browser.
func (p *person) window() *person {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	p.t.Cleanup(cancel)
	return &person{t: p.t, ctx: ctx, base: p.base}
}

// sheet is where an article is written: its blocks, or the field where they are not bundled.
const sheet = `.text:not([hidden])`

// writes at a place of the text, key by key; "" is its end.
func (p *person) writes(behind, words string) {
	p.t.Helper()
	if found := p.asks(fmt.Sprintf(`(() => {
		const behind = %q, sheet = document.querySelector(%q);
		sheet.focus();
		if (sheet.localName === "textarea") {
			const at = behind ? sheet.value.indexOf(behind) + behind.length : sheet.value.length;
			sheet.setSelectionRange(at, at);
			return "yes";
		}
		const range = document.createRange(), texts = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
		range.selectNodeContents(sheet.lastElementChild || sheet);
		range.collapse(false);
		let found = !behind;
		for (let node; !found && (node = texts.nextNode());) {
			const at = node.data.indexOf(behind);
			if ((found = at >= 0)) { range.setStart(node, at + behind.length); range.collapse(true); }
		}
		getSelection().removeAllRanges();
		getSelection().addRange(range);
		return found ? "yes" : "no";
	})()`, behind, sheet)); found != "yes" {
		p.t.Fatalf("there is no place behind %q", behind)
	}
	p.does("a moment", chromedp.Sleep(50*time.Millisecond)) // until the editor hears of the caret
	p.types(words)
}

// typed is the text in the editor, as it is sent.
func (p *person) typed() string {
	p.t.Helper()
	return p.asks(`new FormData(document.querySelector("#editor")).get("markdown").replaceAll("\r\n", "\n")`)
}

// shows waits for a text in the editor.
func (p *person) shows(want string) {
	p.t.Helper()
	eventually(p.t, "the editor shows "+want, func() error {
		if got := p.typed(); got != want {
			return errWords(got)
		}
		return nil
	})
}

// drafts are the texts of all working copies, as they are stored.
func (i *instance) drafts() (texts []string) {
	i.t.Helper()
	db := i.open()
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(i.t.Context(), "select content from working_copies order by article_id")
	if err != nil {
		i.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var content string
		var text struct{ Markdown string }
		if err := errors.Join(rows.Scan(&content), json.Unmarshal([]byte(content), &text)); err != nil {
			i.t.Fatal(err)
		}
		texts = append(texts, text.Markdown)
	}
	if err := rows.Err(); err != nil {
		i.t.Fatal(err)
	}
	return texts
}

// keeps waits until the site has these texts and no others.
func (i *instance) keeps(want ...string) {
	i.t.Helper()
	eventually(i.t, "the texts are stored", func() error {
		if got := i.drafts(); strings.Join(got, "\x00") != strings.Join(want, "\x00") {
			return fmt.Errorf("stored are %q", got)
		}
		return nil
	})
}

// TestKilledWhileTyping kills the site under a person who types on, and closes their window before it is back.
func TestKilledWhileTyping(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		p := newPerson(t, i.base)
		p.signsIn("ann")
		p.does("a new article", chromedp.Navigate(i.base+"/desk/articles/new"), chromedp.WaitVisible(sheet))
		p.writes("", "The first line.")
		p.sees("Saved")
		i.keeps("The first line.")

		i.kill()
		p.writes("", " The second.")
		p.sees("Your words are kept in this browser.")
		p.writes("", " The third.")
		address := p.asks("location.href")
		p.does("closing the window", chromedp.Sleep(400*time.Millisecond), chromedp.Navigate("about:blank"))
		i.start()
		p.does("coming back", chromedp.Navigate(address), chromedp.WaitVisible(sheet))
		p.sees("These are words this browser kept.")
		p.shows("The first line. The second. The third.")
		i.keeps("The first line. The second. The third.")

		// Back within one page, it saves by itself.
		i.kill()
		p.writes("", " The fourth.")
		p.sees("Your words are kept in this browser.")
		i.start()
		i.keeps("The first line. The second. The third. The fourth.")
		p.sees("Saved")
		if kept := p.asks("String(localStorage.length)"); kept != "0" {
			t.Errorf("%s entries stay in the browser after all is saved", kept)
		}
	})
}

// TestNewArticleThatNeverArrived is offered to its writer, and made once.
func TestNewArticleThatNeverArrived(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newPerson(t, i.base)
	p.signsIn("ann")
	p.does("a new article", chromedp.Navigate(i.base+"/desk/articles/new"), chromedp.WaitVisible(sheet))
	i.kill()
	p.writes("", "Words of a lost evening.")
	p.sees("Your words are kept in this browser.")
	p.does("closing the window", chromedp.Navigate("about:blank"))
	i.start()
	p.does("another day", chromedp.Navigate(i.base+"/desk/articles/new"), chromedp.WaitVisible(".notice.live button"))
	p.sees("never reached the site")
	p.does("bringing it back", chromedp.Click(".notice.live button"))
	p.shows("Words of a lost evening.")
	i.keeps("Words of a lost evening.")
	p.sees("Saved") // the answer arrived, too
	p.does("another page", chromedp.Navigate(i.base+"/desk/articles/new"), chromedp.WaitVisible(sheet))
	if got := p.asks(`String(document.querySelectorAll(".notice.live").length)`); got != "0" {
		t.Error("it is offered again")
	}
}

// TestTwoWindows are joined block by block; where both changed the same, their person chooses.
func TestTwoWindows(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	one := newPerson(t, i.base)
	one.signsIn("ann")
	one.does("a new article", chromedp.Navigate(i.base+"/desk/articles/new"), chromedp.WaitVisible(sheet))
	one.writes("", "First.\n\nSecond.\n\nThird.")
	i.keeps("First.\n\nSecond.\n\nThird.")
	one.sees("Saved") // now its address is the article's
	other := one.window()
	other.does("the same article", chromedp.Navigate(one.asks("location.href")), chromedp.WaitVisible(sheet))

	other.writes("Third.", " By the other.")
	i.keeps("First.\n\nSecond.\n\nThird. By the other.")
	one.writes("First.", " By one.")
	one.shows("First. By one.\n\nSecond.\n\nThird. By the other.")
	one.sees("Joined with what was changed in another window.")
	i.keeps("First. By one.\n\nSecond.\n\nThird. By the other.")
	one.writes("By one.", " Still at the caret.")
	i.keeps("First. By one. Still at the caret.\n\nSecond.\n\nThird. By the other.")

	other.writes("Second.", " The other says so.")
	other.shows("First. By one. Still at the caret.\n\nSecond. The other says so.\n\nThird. By the other.")
	i.keeps("First. By one. Still at the caret.\n\nSecond. The other says so.\n\nThird. By the other.")
	one.writes("Second.", " One says so.")
	one.does("the question", chromedp.WaitVisible("dialog.choose"))
	one.sees("Second. The other says so.")
	one.does("choosing both", chromedp.Click(`dialog [value="both"]`), chromedp.Click("dialog .b.go"))
	one.shows("First. By one. Still at the caret.\n\nSecond. The other says so.\n\nSecond. One says so.\n\nThird. By the other.")
	i.keeps("First. By one. Still at the caret.\n\nSecond. The other says so.\n\nSecond. One says so.\n\nThird. By the other.")
}

// TestSessionEndsWhileTyping goes on with saving once its person signed in again in another window.
func TestSessionEndsWhileTyping(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newPerson(t, i.base)
	p.signsIn("ann")
	p.does("a new article", chromedp.Navigate(i.base+"/desk/articles/new"), chromedp.WaitVisible(sheet))
	p.writes("", "One.")
	i.keeps("One.")
	p.sees("Saved")
	if _, err := chromedp.Call(p.ctx, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	p.writes("", " Two.")
	p.sees("You were signed out. Your words are kept in this browser.")
	p.window().signsIn("ann")
	p.asks(`(dispatchEvent(new Event("focus")), "")`)
	p.sees("Saved")
	i.keeps("One. Two.")
}
