package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// witness runs in every page before anything else: it notes whatever runs, and what the page's policy had to stop.
const witness = `window.ran = []
window.xss = n => { ran.push("script " + n) }
window.alert = window.confirm = window.prompt = xss
document.addEventListener("securitypolicyviolation", e => ran.push("stopped " + e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile + ":" + e.lineNumber))`

// provoke does to each element what a person might, but for following links.
const provoke = `(async () => {
	document.addEventListener("click", e => e.preventDefault(), true)
	document.addEventListener("submit", e => e.preventDefault(), true)
	for (const details of document.querySelectorAll("details")) details.open = true
	for (const element of document.querySelectorAll("body, body *"))
		for (const kind of ["mouseover", "mouseenter", "focus", "pointerover", "animationstart", "toggle", "error", "load"])
			element.dispatchEvent(new Event(kind))
	for (const link of document.querySelectorAll("a[href], area[href]"))
		if (!/^(https?|mailto):$/.test(link.protocol)) ran.push("link to " + link.href)
	await new Promise(done => setTimeout(done, 30))
	return JSON.stringify(ran)
})()`

// watches has the browser note what runs. With free set the page's own policy does not stop anything.
func (p *person) watches(free bool) {
	p.t.Helper()
	p.does("watching", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: witness}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: free})
		return err
	}))
}

// provokes opens a page and gives what ran or was stopped there.
func (p *person) provokes(address string) (ran []string) {
	p.t.Helper()
	p.does("opening "+address, chromedp.Navigate(address))
	answer, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](provoke, chromedp.EvalAwaitPromise))
	if err == nil {
		err = json.Unmarshal([]byte(answer), &ran)
	}
	if err != nil {
		p.t.Fatalf("%s: %v: %.300s", address, err, answer)
	}
	return ran
}

// TestC1Witness makes sure that the browser would tell.
func TestC1Witness(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/strict" {
			w.Header().Set("Content-Security-Policy", "default-src 'none'")
		}
		_, _ = fmt.Fprint(w, `<!doctype html><title>x</title><script>xss(1)</script><p onmouseover="xss(2)">x</p><a href="javascript:xss(3)">x</a><img src=/x onerror=xss(4)>`)
	}))
	defer server.Close()
	p := newPerson(t, server.URL)
	for _, free := range []bool{false, true} {
		p.watches(free)
		loose, strict := strings.Join(p.provokes(server.URL+"/"), "\n"), strings.Join(p.provokes(server.URL+"/strict"), "\n")
		for _, want := range []string{"script 1", "script 2", "link to javascript:xss(3)", "script 4"} {
			if !strings.Contains(loose, want) || free && !strings.Contains(strict, want) {
				t.Errorf("free %v: nobody saw %s: %s; %s", free, want, loose, strict)
			}
		}
		if stopped := strings.Count(strict, "stopped"); !free && stopped < 4 {
			t.Errorf("only %d things were stopped: %s", stopped, strict)
		}
	}
}
