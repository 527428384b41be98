package web_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/gzip"

	"pamphlet/blog"
	"pamphlet/blog/page"
	"pamphlet/blog/store/storetest"
)

// library fills a house with something of every kind.
func library(h *house) {
	h.t.Helper()
	for i := range 21 {
		h.published(blog.Text{Title: fmt.Sprint("Article ", i), Tags: []string{"shared"}, Markdown: strings.Repeat("Some text. ", 80), CoverID: 0})
	}
	h.published(blog.Text{Title: "Hidden", Markdown: "x", Unlisted: true})
	picture := h.picture("dots")
	h.published(blog.Text{Title: "Full", Slug: "full", Tags: []string{"shared", "日本"}, CoverID: picture.ID, Licence: "CC-BY-4.0",
		Markdown: "## One\n\n```go\nfunc main() {}\n```\n\n$x^2$\n\n![alt](/media/" + picture.Variants[0].Name + ")\n\n## Two\n\n[^1]\n\n[^1]: note\n\n## Three\n"})
	moved := h.published(blog.Text{Title: "Moved", Slug: "moved", Markdown: "x"})
	h.publish(moved, h.saved(moved, blog.Text{Title: "Moved", Slug: "there", Markdown: "x"}))
	gone := h.published(blog.Text{Title: "Gone", Slug: "gone", Markdown: "x"})
	if err := h.Withdraw(h.t.Context(), h.owner.ID, gone.ID); err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.AddPublication(h.t.Context(), "ann", "journal", "The Journal"); err != nil {
		h.t.Fatal(err)
	}
}

// addresses are all kinds of addresses of a library, answered by anything but an internal error.
func addresses() []string {
	return append(lists("shared"), "/?page=2", "/@ann?page=2", "/@ann?page=3", "/@ann?page=x", "/tags/shared?page=2", "/tags/%E6%97%A5%E6%9C%AC",
		"/@ann/full", "/@ann/hidden", "/@ann/moved", "/@ann/there", "/@ann/gone", "/@ann/none", "/full", "/none", "/@bob", "/tags/none",
		"/tags/Shared", "/@ann/tags/Shared", "/@journal", "/@journal/about", "/@journal/archive", "/@journal/follow", "/@journal/feed.rss",
		"/@ann/", "/tags/shared/", "/favicon.svg", "/nowhere/at/all", "/@ann/feed.xml", "/media/none.jpg", "/assets/folio/0000/style.css")
}

// TestC10Cache compares hundreds of requests in random order, from many readers at once, with what
// each address answers when asked first and alone.
func TestC10Cache(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	library(h)
	fresh := map[string]reply{}
	for _, path := range addresses() {
		fresh[path] = h.getCold(path)
		if fresh[path].status >= http.StatusInternalServerError {
			t.Fatalf("%s: %s", path, fresh[path])
		}
	}
	var readers sync.WaitGroup
	for reader := range 8 {
		random := rand.New(rand.NewPCG(uint64(reader), 10))
		readers.Go(func() {
			for range 80 {
				path := addresses()[random.IntN(len(addresses()))]
				h.compare(path, fresh[path], random)
			}
		})
	}
	readers.Wait()
}

// compare asks for a path in one of many ways and wants the answer it gave when it was fresh.
func (h *house) compare(path string, want reply, random *rand.Rand) {
	address, ask := h.server.URL+path, http.MethodGet
	if random.IntN(2) == 0 && want.status != http.StatusMovedPermanently { // a redirect passes the query on
		mark := "?"
		if strings.Contains(path, "?") {
			mark = "&"
		}
		address += mark + fmt.Sprintf("utm_%d=%d&lang=de&%%zz", random.IntN(5), random.Int())
	}
	if random.IntN(4) == 0 {
		ask = http.MethodHead
	}
	r, err := http.NewRequest(ask, address, nil)
	if err != nil {
		h.t.Errorf("%s: %v", address, err)
		return
	}
	zipped := random.IntN(2) == 0
	if zipped {
		r.Header.Set("Accept-Encoding", "gzip")
	}
	r.Header.Set("Accept-Language", []string{"de", "ja", "*"}[random.IntN(3)])
	r.Header.Set("Cookie", "session=secret")
	response, err := client.Do(r)
	if err != nil {
		h.t.Errorf("%s: %v", address, err)
		return
	}
	defer response.Body.Close()
	body := io.Reader(response.Body)
	if ask == http.MethodGet && response.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			h.t.Errorf("%s: %v", address, err)
			return
		}
	}
	got, err := io.ReadAll(body)
	wantBody := want.body
	if ask == http.MethodHead {
		wantBody = ""
	}
	for _, name := range []string{"Content-Type", "Location", "Content-Security-Policy", "Cache-Control"} {
		if response.Header.Get(name) != want.header.Get(name) {
			h.t.Errorf("%s %s: %s is %q, was %q", ask, address, name, response.Header.Get(name), want.header.Get(name))
		}
	}
	if err != nil || response.StatusCode != want.status || string(got) != wantBody {
		h.t.Errorf("%s %s: answered %d with %d bytes (%v), was %d with %d", ask, address, response.StatusCode, len(got), err, want.status, len(wantBody))
	}
}

func TestHeadIsGetWithoutBody(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	library(h)
	for _, path := range addresses() {
		get, head := h.ask(http.MethodGet, path), h.ask(http.MethodHead, path)
		if head.status != get.status || head.body != "" {
			t.Errorf("%s: HEAD answers %d with %d bytes, GET %d", path, head.status, len(head.body), get.status)
		}
		for _, name := range []string{"Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary", "Location", "Content-Security-Policy"} {
			if get.header.Get(name) != head.header.Get(name) {
				t.Errorf("%s: HEAD says %s: %q, GET %q", path, name, head.header.Get(name), get.header.Get(name))
			}
		}
	}
}

// Whatever is added to an address must not have a page made again, let alone kept again.
func TestUnknownParametersShareTheEntry(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	library(h)
	for _, path := range []string{"/@ann/full", "/@ann/about", "/@ann/feed.rss", "/@ann", "/"} {
		first := h.get(path + "?utm_source=first")
		kept, ok := h.cache.Get(page.Key{Path: path, Page: 1})
		if !ok || string(kept.Body) != first.body {
			t.Fatalf("%s with a parameter is not kept as the page without", path)
		}
		numbered := path == "/" || path == "/@ann" || path == "/@ann/full" // whose threads have pages
		for _, query := range []string{"", "?", "?a=b", "?page=1", "?page=01", "?page=", "?PAGE=7", "?%zz", "?page=7"} {
			if numbered && query == "?page=7" {
				continue
			}
			if r := h.get(path + query); r.body != first.body || r.status != http.StatusOK {
				t.Errorf("%s%s answers %d", path, query, r.status)
			}
			if again, ok := h.cache.Get(page.Key{Path: path, Page: 1}); !ok || again != kept {
				t.Errorf("%s%s had the page made again", path, query)
			}
		}
		if _, ok := h.cache.Get(page.Key{Path: path, Page: 7}); ok {
			t.Errorf("%s is kept twice", path)
		}
	}
}

func TestPageNumbers(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	library(h)
	for _, path := range []string{"/", "/@ann", "/tags/shared", "/@ann/tags/shared"} {
		for query, want := range map[string]int{
			"": 200, "?page=1": 200, "?page=2": 200, "?page=2&page=9": 200, "?page=3": 404, "?page=0": 404, "?page=-1": 404, "?page=1000000000": 404,
			"?page=99999999999999999999": 404, "?page=-99999999999999999999": 404, "?page=x": 404, "?page=1.0": 404, "?page=%00": 404,
		} {
			if r := h.get(path + query); r.status != want {
				t.Errorf("%s%s answers %d, want %d", path, query, r.status, want)
			}
		}
		if h.get(path).body == h.get(path+"?page=2").body {
			t.Errorf("%s: page 2 is page 1", path)
		}
	}
}

// An edit is there with the next request, and Warm has the pages ready.
func TestEditIsSeenAtOnce(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	a := h.published(blog.Text{Title: "Before", Slug: "a", Markdown: "x"})
	paths := page.PathsOf(h.blog, a)
	for i := range 5 {
		for _, path := range paths {
			h.get(path)
		}
		title := fmt.Sprint("After ", i)
		a = h.publish(a, h.saved(a, blog.Text{Title: title, Slug: "a", Markdown: "x"}))
		if i%2 == 1 {
			h.door.Warm(t.Context(), append(paths, "\x00", "/none"))
			for _, path := range paths {
				if _, ok := h.cache.Get(page.Key{Path: path, Page: 1}); !ok {
					t.Errorf("%s is not warm", path)
				}
			}
		}
		for _, path := range paths {
			if r := h.get(path); !strings.Contains(r.body, title) {
				t.Errorf("%s does not show edit %d", path, i)
			}
		}
	}
}

// nobody is a reader who counts nothing.
type nobody struct{ header http.Header }

func (n nobody) Header() http.Header         { return n.header }
func (n nobody) Write(b []byte) (int, error) { return len(b), nil }
func (n nobody) WriteHeader(int)             {}

func benchmarkCached(b *testing.B, header func(*page.Page) (name, value string)) {
	h := newHouse(b, storetest.SQLite(b))
	h.published(blog.Text{Title: "T", Slug: "t", Markdown: strings.Repeat("Some text. ", 500)})
	r := httptest.NewRequest(http.MethodGet, "/@ann/t", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	h.door.ServeHTTP(nobody{http.Header{}}, r)
	p, ok := h.cache.Get(page.Key{Path: "/@ann/t", Page: 1})
	if !ok {
		b.Fatal("the page is not kept")
	}
	if name, value := header(p); name != "" {
		r.Header.Set(name, value)
	}
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		reader := nobody{http.Header{}}
		for pb.Next() {
			clear(reader.header)
			h.door.ServeHTTP(reader, r)
		}
	})
}

func BenchmarkCachedPage(b *testing.B) {
	benchmarkCached(b, func(*page.Page) (string, string) { return "", "" })
}

func BenchmarkNotModified(b *testing.B) {
	benchmarkCached(b, func(p *page.Page) (string, string) { return "If-None-Match", p.GzipETag })
}
