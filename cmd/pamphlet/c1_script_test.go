package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// sizes say how much is planted and looked at.
type sizes struct {
	people, notes, articles, each, pages int
}

// TestC1Script plants payloads in every field people can write, here and elsewhere, and opens everything they come out
// of: pages, feeds, documents, the desk. Nothing may run there, and nothing may even have to be stopped.
func TestC1Script(t *testing.T) {
	t.Parallel()
	growScripts(t, sizes{people: 25, notes: 90, articles: 8, each: 50, pages: 5})
}

func growScripts(t *testing.T, size sizes) {
	t.Helper()
	g := newGarden(t)
	g.plantHere(size.articles, size.each)
	g.plantElsewhere(size.people, size.notes, size.each)
	g.shows(`replies`)
	if g.hand.next < 5000 {
		t.Errorf("only %d payloads were planted", g.hand.next)
	}
	reader := g.crawl(func(path string) answer { return g.i.get(g.i.base+path, "text/html") }, "/", "/@ann", strings.TrimPrefix(g.page, g.i.base), "/sitemap.xml", "/feed.rss")
	desk := g.crawl(g.desk.fetch, "/desk", "/desk/comments", "/desk/followers", "/desk/media", "/desk/profile")
	for path, got := range reader {
		checkBytes(t, g.i.base+path, got)
	}
	for path, got := range desk {
		checkBytes(t, g.i.base+path, got)
	}
	g.checkDocuments(reader)
	g.provoke(reader, desk, size.pages)
	g.i.ranQuietly()
}

// fetch gets a page of the desk.
func (d *atDesk) fetch(path string) answer {
	d.t.Helper()
	res, err := d.client.Get(d.base + path)
	if err != nil {
		d.t.Fatal(err)
	}
	return readAnswer(d.t, res)
}

// checkDocuments looks at everything as other servers get it.
func (g *garden) checkDocuments(reader map[string]answer) {
	g.t.Helper()
	addresses := []string{g.actor, g.actor + "/outbox?page=1", g.id, g.id + "/replies?page=1"}
	for path := range reader {
		if strings.Count(path, "/") == 2 && strings.HasPrefix(path, "/@ann/") && !strings.Contains(path, ".") {
			addresses = append(addresses, g.i.base+path)
		}
	}
	for _, address := range addresses {
		checkBytes(g.t, address, g.i.get(address, "application/activity+json"))
	}
}

// provoke opens pages in Chromium: all that begin with what must be seen, and some of the others.
func (g *garden) provoke(reader, desk map[string]answer, most int) {
	g.t.Helper()
	guest, owner := newPerson(g.t, g.i.base), newPerson(g.t, g.i.base)
	owner.does("signing in", chromedp.Navigate(g.i.base+"/sign-in"), chromedp.WaitVisible(`input[name="password"]`),
		chromedp.SendKeys(`input[name="name"]`, "ann"), chromedp.SendKeys(`input[name="password"]`, testPassword), chromedp.Submit(`input[name="password"]`),
		chromedp.WaitVisible(`a[href="/desk/articles/new"]`))
	opened := 0
	for _, visit := range []struct {
		by    *person
		pages map[string]answer
		first []string
	}{
		{guest, reader, []string{strings.TrimPrefix(g.page, g.i.base), "/", "/@ann"}},
		{owner, desk, []string{"/desk/comments", "/desk/followers", "/desk"}},
	} {
		for _, free := range []bool{false, true} {
			visit.by.watches(free)
			for _, path := range htmlOf(visit.pages, visit.first, most) {
				opened++
				for _, what := range visit.by.provokes(g.i.base + path) {
					g.t.Errorf("%s (free %v): %s", path, free, what)
				}
			}
		}
	}
	g.t.Logf("%d payloads, %d pages and documents, %d of them opened in Chromium", g.hand.next, len(reader)+len(desk), opened)
}

// htmlOf are the first pages and some more, in an order that stays the same.
func htmlOf(pages map[string]answer, first []string, most int) []string {
	var others []string
	for path, got := range pages {
		if strings.HasPrefix(got.header.Get("Content-Type"), "text/html") && got.status == http.StatusOK && !slices.Contains(first, path) {
			others = append(others, path)
		}
	}
	slices.Sort(others)
	return append(slices.Clip(first), others[:min(most, len(others))]...)
}
