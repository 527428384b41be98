package themes_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestFootnotesOpenInPlace, with the keyboard and without a script of the page: a note shows near its number and is
// gone with Escape, where it stands in the list again.
func TestFootnotesOpenInPlace(t *testing.T) {
	server := shelf(t)
	defer server.Close()
	w := newWindow(t)
	for _, name := range []string{"folio", "gazette", "slip"} {
		w.wide(1200, "light")
		if err := chromedp.Do(w.ctx, chromedp.Navigate(server.URL+"/"+name+"/article")); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(w.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
		const stands = `(() => { const note = document.querySelector(".footnotes [popover]"), number = document.querySelector(".footnote-open").getBoundingClientRect(), box = note.getBoundingClientRect();
			return note.matches(":popover-open") ? (Math.abs(box.top - number.bottom) < 40 && box.left >= 0 && box.right <= innerWidth ? "near its number" : "far from its number") : box.height > 0 ? "in the list" : "nowhere" })()`
		if got := w.asks(stands); got != "in the list" {
			t.Errorf("%s: the note is %s at first", name, got)
		}
		if err := chromedp.Do(w.ctx, chromedp.Focus(".footnote-open"), chromedp.KeyEvent(kb.Enter)); err != nil {
			t.Fatal(err)
		}
		if got := w.asks(stands); got != "near its number" {
			t.Errorf("%s: after Enter the note is %s", name, got)
		}
		if err := chromedp.Do(w.ctx, chromedp.KeyEvent(kb.Escape)); err != nil {
			t.Fatal(err)
		}
		if got := w.asks(stands); got != "in the list" {
			t.Errorf("%s: after Escape the note is %s", name, got)
		}
		if _, err := chromedp.Call(w.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false}); err != nil {
			t.Fatal(err)
		}
	}
}
