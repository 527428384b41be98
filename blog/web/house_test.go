package web_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"pamphlet/blog"
	"pamphlet/blog/page"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
	"pamphlet/blog/web"
	"pamphlet/content"
	"pamphlet/content/media"
	"pamphlet/content/media/blob"
	"pamphlet/themes"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const base = "https://blog.example"

// house is a site with one writer, and its reader's door behind a real HTTP server.
type house struct {
	*blog.Service
	t      testing.TB
	store  *store.Store
	files  blob.Store
	pages  *page.Pages
	cache  *page.Cache
	door   *web.Door
	server *httptest.Server
	log    bytes.Buffer
	now    time.Time
	owner  blog.Account
	blog   blog.Blog
}

func newHouse(t testing.TB, db *store.Store) *house {
	t.Helper()
	h := &house{t: t, store: db, now: time.Date(2026, 11, 14, 21, 4, 0, 0, time.UTC)}
	h.files = must(blob.OpenDisk(t.TempDir()))(t)
	h.Service = blog.NewService(blog.ServiceConfig{
		Read: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.View(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Write: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.Write(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Renderer: must(content.New(content.Options{BaseURL: base, MathBundle: content.MathBundle()}))(t),
		Pictures: media.NewProcessor(media.DefaultLimits(), 1), Files: h.files,
		PasswordCost: blog.PasswordCost{Memory: 64, Time: 1, Threads: 1},
		Now:          func() time.Time { return h.now },
	})
	versions := page.NewVersions()
	db.OnTouch(versions.Apply)
	h.pages = page.New(page.Config{Store: db, Themes: themes.Bundled(), BaseURL: must(url.Parse(base))(t), Source: "https://source.example/"})
	h.cache = page.NewCache(versions, 64<<20, time.Now)
	h.door = h.newDoor(h.cache)
	h.server = httptest.NewServer(h.door)
	t.Cleanup(h.server.Close)
	h.owner = must(h.AddAccount(t.Context(), blog.NewAccount{Name: "ann", Role: blog.Owner, Password: "correct horse battery"}))(t)
	h.blog = must(db.PersonalBlog(t.Context(), h.owner.ID))(t)
	return h
}

func (h *house) newDoor(cache *page.Cache) *web.Door {
	return web.New(web.Config{Pages: h.pages, Cache: cache, Media: blob.Handler(h.files, nil), Log: slog.New(slog.NewTextHandler(&h.log, nil))})
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (h *house) draft(text blog.Text) (blog.Article, blog.WorkingCopy) {
	h.t.Helper()
	a, w, err := h.NewArticle(h.t.Context(), h.owner.ID, h.blog.ID, text)
	if err != nil {
		h.t.Fatalf("a draft of %q: %v", text.Title, err)
	}
	return a, w
}

func (h *house) publish(a blog.Article, w blog.WorkingCopy) blog.Article {
	h.t.Helper()
	return must(h.Publish(h.t.Context(), h.owner.ID, a.ID, w.Version, time.Time{}))(h.t)
}

func (h *house) published(text blog.Text) blog.Article {
	h.t.Helper()
	return h.publish(h.draft(text))
}

// saved replaces the working copy of an article.
func (h *house) saved(a blog.Article, text blog.Text) blog.WorkingCopy {
	h.t.Helper()
	_, w, err := h.Draft(h.t.Context(), h.owner.ID, a.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return must(h.Save(h.t.Context(), h.owner.ID, a.ID, w.Version, text))(h.t)
}

func (h *house) picture(alt string) blog.Media {
	h.t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 40, 30))); err != nil {
		h.t.Fatal(err)
	}
	return must(h.AddPicture(h.t.Context(), h.owner.ID, &file, alt))(h.t)
}

// reply is an answer of the door, read in full.
type reply struct {
	status int
	header http.Header
	body   string
}

// mediaType is Content-Type without its parameters.
func (r reply) mediaType() string {
	kind, _, _ := strings.Cut(r.header.Get("Content-Type"), ";")
	return kind
}

// client follows no redirect and asks for no compression.
var client = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 16},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func (h *house) get(path string) reply { return h.ask(http.MethodGet, path) }

func (h *house) ask(method, path string) reply {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), method, h.server.URL+path, nil)
	if err != nil {
		h.t.Fatalf("%s %q: %v", method, path, err)
	}
	return h.answer(r)
}

func (h *house) answer(r *http.Request) reply {
	h.t.Helper()
	response, err := client.Do(r)
	if err != nil {
		h.t.Fatalf("%s %s: %v", r.Method, r.URL, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		h.t.Fatalf("%s %s: %v", r.Method, r.URL, err)
	}
	return reply{status: response.StatusCode, header: response.Header, body: string(body)}
}

// feedsOf are the three feeds under a path without a slash at its end.
func feedsOf(path string) []string {
	return []string{path + "/feed.rss", path + "/feed.atom", path + "/feed.json"}
}

// lists are all addresses that show more than one article; tag may be empty.
func lists(tag string) []string {
	paths := []string{"/", "/@ann", "/@ann/archive", "/@ann/about", "/@ann/follow", "/@ann/manifest.webmanifest", "/sitemap.xml", "/robots.txt"}
	paths = append(append(paths, feedsOf("")...), feedsOf("/@ann")...)
	if tag != "" {
		site, own := "/tags/"+tag, "/@ann/tags/"+tag
		paths = append(append(append(paths, site, own), feedsOf(site)...), feedsOf(own)...)
	}
	return paths
}

// parsed is an HTML document as a browser sees it.
func parsed(t testing.TB, body string) *html.Node {
	t.Helper()
	return must(html.Parse(strings.NewReader(body)))(t)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// the one element with this name and attribute; nil when there is none.
func find(root *html.Node, name, key, value string) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && attr(n, key) == value {
			return n
		}
	}
	return nil
}

func (r reply) String() string { return fmt.Sprintf("%d %v\n%s", r.status, r.header, r.body) }

// waitForNextSecond, because dates in HTTP have no smaller parts.
func waitForNextSecond() {
	time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(time.Second + time.Millisecond)))
}

// getCold asks a door that has nothing in its cache yet.
func (h *house) getCold(path string) reply {
	h.t.Helper()
	w := httptest.NewRecorder()
	door := h.newDoor(page.NewCache(page.NewVersions(), 1<<20, time.Now))
	door.ServeHTTP(w, httptest.NewRequestWithContext(h.t.Context(), http.MethodGet, path, nil))
	return reply{status: w.Code, header: w.Header(), body: w.Body.String()}
}
