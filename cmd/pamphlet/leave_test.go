package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestReadersGoOnAtTheirOwnServer: from the page about following and from an article, to the page of their own server,
// by a form without a script; there they are asked by whom they know.
func TestReadersGoOnAtTheirOwnServer(t *testing.T) {
	t.Parallel()
	here, there := newSite(t, "sqlite"), newSite(t, "sqlite")
	here.publish("ann", "a.md", "# The lamp\n\nA light.")
	there.addUser("bo", "author")
	p := newPerson(t, here.base)
	p.does("the page about following", chromedp.Navigate(here.base+"/@ann/follow"), chromedp.SendKeys("#account", "@bo@"+there.host()), chromedp.Click(".part form button"))
	p.sees("Go on at")
	if to := p.asks(`document.querySelector("main a.filled").href`); to != there.base+"/desk/following?address="+url.QueryEscape(here.actorOf("ann")) {
		t.Errorf("it leads to %s", to)
	}
	p.does("an article", chromedp.Navigate(here.base+"/@ann/the-lamp"), chromedp.SendKeys("#account", "@bo@"+there.host()), chromedp.Click(".answer form button"))
	p.sees("Reply to The lamp")
	to := p.asks(`document.querySelector("main a.filled").href`)
	if !strings.HasPrefix(to, there.base+"/desk/following?address="+url.QueryEscape(here.base+"/ap/articles/")) {
		t.Errorf("it leads to %s", to)
	}

	// What nobody answers for leads nowhere, and says what to do.
	p.does("a name that is none", chromedp.SendKeys("#account", "bo"), chromedp.Click("main form button"), chromedp.Sleep(200*time.Millisecond))
	p.sees("Write your own handle")
	p.does("somebody who is not there", chromedp.SendKeys("#account", "@nobody@"+here.host()), chromedp.Click("main form button"))
	p.sees("did not answer for this handle")
	p.sees(here.base + "/@ann/the-lamp")
	// GoToSocial has accounts and no pages to do anything on.
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/jrd+json")
		_, _ = fmt.Fprintf(w, `{"subject":%q,"links":[{"rel":"self","type":"application/activity+json","href":"http://%s/users/tina"}]}`, r.URL.Query().Get("resource"), r.Host)
	}))
	t.Cleanup(far.Close)
	host := strings.TrimPrefix(far.URL, "http://")
	p.does("a server without pages", chromedp.SetValue("#account", "@tina@"+host), chromedp.Click("main form button"))
	p.sees(host + " has no page for this")
	p.sees(here.base + "/@ann/the-lamp")
	if p.asks(`String(document.querySelector("main a.filled"))`) != "null" {
		t.Error("it leads to a page that is not there")
	}

	if body := string(here.get(here.base+"/@ann/follow/from?account="+url.QueryEscape(`"><script>alert(1)</script>@x.invalid`), "text/html").body); strings.Contains(body, "<script>alert") {
		t.Error("what was typed is not shown as text")
	}
}
