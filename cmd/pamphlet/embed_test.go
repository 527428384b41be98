package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// tube is a PeerTube, as far as films of it are shown elsewhere.
type tube struct {
	base string
	mu   sync.Mutex
	asks []string // paths
}

func newTube(t *testing.T) *tube {
	t.Helper()
	tb := &tube{}
	server := httptest.NewServer(tb)
	t.Cleanup(server.Close)
	tb.base = server.URL
	return tb
}

func (tb *tube) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	tb.mu.Lock()
	tb.asks = append(tb.asks, r.URL.Path)
	tb.mu.Unlock()
	switch {
	case r.URL.Path == "/services/oembed":
		if !strings.HasPrefix(r.URL.Query().Get("url"), tb.base+"/w/kkGMgK9ZtnKf") || r.URL.Query().Get("format") != "json" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(object{
			"type": "video", "version": "1.0", "title": "Bread, <slowly>", "author_name": "ann", "provider_name": "The tube", "width": 560, "height": 315,
			"thumbnail_url": tb.base + "/thumb.png", "html": fmt.Sprintf(`<iframe width="560" height="315" src="%s/videos/embed/kkGMgK9ZtnKf" allowfullscreen></iframe>`, tb.base),
		})
	case r.URL.Path == "/thumb.png":
		var b bytes.Buffer
		_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 320, 180)))
		_, _ = w.Write(b.Bytes())
	case strings.HasPrefix(r.URL.Path, "/videos/embed/"):
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprint(w, `<!doctype html><title>Playing</title><h1>Playing</h1>`)
	default:
		http.NotFound(w, r)
	}
}

func (tb *tube) asked(path string) bool {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	return slices.Contains(tb.asks, path)
}

// TestFilmOnALine has an address alone on its line: the site fetches the card, followers get it with the article,
// and a reader's browser goes to the film's site only when its reader wants to.
func TestFilmOnALine(t *testing.T) {
	t.Parallel()
	i, tb := newSite(t, "sqlite"), newTube(t)
	address := tb.base + "/w/kkGMgK9ZtnKf"
	page := i.publish("ann", "film.md", "# A film\n\nBefore.\n\n<"+address+">\n\n<"+tb.base+"/w/unknownunknown>\n")
	var html string
	eventually(t, "the card", func() error {
		if html = string(get(t, page, "text/html").body); !strings.Contains(html, "<iframe srcdoc=") {
			return errors.New(html)
		}
		return nil
	})
	if !strings.Contains(html, "Bread, &lt;slowly&gt;</b>") || !strings.Contains(html, ">"+tb.base+"/w/unknownunknown</a>") {
		t.Errorf("the page is %s", html)
	}
	if doc := string(get(t, page, "application/activity+json").body); !strings.Contains(doc, "Bread, ") || strings.Contains(doc, "iframe") {
		t.Errorf("servers get %s", doc)
	}
	tb.mu.Lock()
	tb.asks = nil
	tb.mu.Unlock()
	p := newPerson(t, i.base)
	p.does("the page", chromedp.Navigate(page), chromedp.WaitVisible("iframe"))
	p.asks(`(() => { document.querySelector("iframe").scrollIntoView(); return "" })()`)
	p.does("a moment", chromedp.Sleep(800*time.Millisecond))
	inside := p.asks(`(() => { const d = document.querySelector("iframe").contentDocument; const i = d.querySelector("img"); return d.body.textContent + "|" + (i.complete && i.naturalWidth > 0) + "|" + getComputedStyle(d.body).backgroundColor })()`)
	if inside != "▶ Play · "+strings.TrimPrefix(tb.base, "http://")+"|true|rgb(17, 17, 17)" {
		t.Errorf("in the frame is %q", inside)
	}
	if tb.mu.Lock(); len(tb.asks) != 0 {
		t.Errorf("before anybody pressed Play, the reader's browser asked for %v", tb.asks)
	}
	tb.mu.Unlock()
	p.asks(`(() => { document.querySelector("iframe").contentDocument.querySelector("a").click(); return "" })()`)
	eventually(t, "the player", func() error {
		if !tb.asked("/videos/embed/kkGMgK9ZtnKf") {
			return errors.New("it was not asked for")
		}
		return nil
	})
	if at := p.asks(`location.href`); at != page {
		t.Errorf("the reader was led to %s", at)
	}
	i.ranQuietly()
}

// TestCardInTheEditor shows the card below its address while somebody writes, and leaves the text alone.
func TestCardInTheEditor(t *testing.T) {
	t.Parallel()
	i, tb := newSite(t, "sqlite"), newTube(t)
	p := newWriter(t, i)
	text := "Before.\n\n<" + tb.base + "/w/kkGMgK9ZtnKf>\n\n<" + tb.base + "/w/unknownunknown>\n\nAfter  it."
	p.writesSource(text)
	p.finds(".card b")
	if said := p.asks(`document.querySelector(".card").textContent`); said != "Bread, <slowly> ann, The tube" {
		t.Errorf("the card says %q", said)
	}
	if n := p.asks(`String(document.querySelectorAll(".card").length)`); n != "1" {
		t.Errorf("%s cards", n)
	}
	p.writes("Before.", " x")
	p.shows(strings.Replace(text, "Before.", "Before. x", 1))
}
