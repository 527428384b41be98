package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"pamphlet/blog"
	"pamphlet/blog/page"
)

// routes are all addresses of the reader's door.
func (d *Door) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.GetHead)
	r.NotFound(d.fail(blog.ErrNotFound))
	r.MethodNotAllowed(d.fail(errMethod))

	r.Get("/", d.list(func(q request) (*page.Page, error) { return d.pages.Home(q.ctx, q.number) }))
	r.Get("/feed.{format}", d.page(feed))
	r.Get("/tags/{tag}", d.list(tag))
	r.Get("/tags/{tag}/feed.{format}", d.page(feed))
	r.Get("/card.png", d.page(drawn))
	r.Get("/replies.{format}", d.replies)
	r.Get("/search", d.search)
	r.Get("/opensearch.xml", d.page(named((*page.Pages).OpenSearch)))
	r.Get("/subscribe", d.page(func(q request) (*page.Page, error) { return d.pages.Subscribe(q.ctx) }))
	r.Get("/sitemap.xml", d.page(func(q request) (*page.Page, error) { return d.pages.Sitemap(q.ctx) }))
	r.Get("/robots.txt", d.page(func(q request) (*page.Page, error) { return d.pages.Robots(q.ctx) }))

	r.Get("/@{blog}", d.list(func(q request) (*page.Page, error) { return d.pages.BlogHome(q.ctx, q.arg("blog"), q.number) }))
	r.Get("/@{blog}/feed.{format}", d.page(feed))
	r.Get("/@{blog}/tags/{tag}", d.list(tag))
	r.Get("/@{blog}/tags/{tag}/feed.{format}", d.page(feed))
	r.Get("/@{blog}/archive", d.page(named((*page.Pages).Archive)))
	r.Get("/@{blog}/about", d.page(named((*page.Pages).About)))
	r.Get("/@{blog}/about/feed.{format}", d.page(func(q request) (*page.Page, error) {
		return d.pages.AuthorFeed(q.ctx, q.arg("blog"), page.Format(q.arg("format")))
	}))
	r.Get("/@{blog}/card.png", d.page(drawn))
	r.Get("/@{blog}/{slug}/card.png", d.page(drawn))
	r.Get("/@{blog}/replies.{format}", d.replies)
	r.Get("/@{blog}/{slug}/replies.{format}", d.replies)
	r.Get("/@{blog}/follow", d.page(named((*page.Pages).Follow)))
	r.Get("/@{blog}/subscribe", d.page(func(q request) (*page.Page, error) { return page.Redirect("/@" + q.arg("blog") + "/follow"), nil }))
	r.Get("/@{blog}/follow/from", d.leave(d.leaveToFollow))
	r.Get("/@{blog}/{slug}/reply", d.leave(d.leaveToReply))
	r.Get("/@{blog}/search", d.search)
	r.Get("/@{blog}/opensearch.xml", d.page(named((*page.Pages).OpenSearch)))
	r.Get("/@{blog}/manifest.webmanifest", d.page(named((*page.Pages).Manifest)))
	r.Get("/@{blog}/series/{series}", d.page(func(q request) (*page.Page, error) { return d.pages.Series(q.ctx, q.arg("blog"), q.arg("series")) }))
	r.Get("/@{blog}/series/{series}/feed.{format}", d.page(func(q request) (*page.Page, error) {
		return d.pages.SeriesFeed(q.ctx, q.arg("blog"), q.arg("series"), page.Format(q.arg("format")))
	}))
	r.Get("/@{blog}/{slug}/edits", d.page(func(q request) (*page.Page, error) { return d.pages.Edits(q.ctx, q.arg("blog"), q.arg("slug")) }))
	r.Get("/@{blog}/{slug}", d.list(func(q request) (*page.Page, error) {
		return d.pages.Article(q.ctx, q.arg("blog"), q.arg("slug"), q.number)
	}))

	r.Get("/favicon.svg", icon)
	r.Get("/favicon.ico", icon)
	r.Get("/assets/{theme}/{hash}/*", packed(http.HandlerFunc(d.asset)).ServeHTTP)
	r.Handle(blog.MediaPrefix+"*", http.HandlerFunc(d.file))
	r.Get("/{slug}", d.page(func(q request) (*page.Page, error) { return d.pages.HomeArticle(q.ctx, q.arg("slug")) }))
	return r
}

// search answers a question. It is no page of the cache: there are as many as questions.
func (d *Door) search(w http.ResponseWriter, r *http.Request) {
	p, err := d.pages.Search(r.Context(), chi.URLParam(r, "blog"), r.URL.Query().Get("q"), keyOf(r).Page)
	if err != nil {
		d.fail(err)(w, r)
		return
	}
	p.Serve(w, r)
}

// replies is the feed of a thread, or of many. Like a search it is no page of the cache.
func (d *Door) replies(w http.ResponseWriter, r *http.Request) {
	p, err := d.pages.RepliesFeed(r.Context(), chi.URLParam(r, "blog"), chi.URLParam(r, "slug"), page.Format(chi.URLParam(r, "format")))
	if err != nil {
		d.fail(err)(w, r)
		return
	}
	p.Serve(w, r)
}

// request is what a page may depend on, and nothing else of the HTTP request.
type request struct {
	ctx    context.Context
	pages  *page.Pages
	number int // of the page of a list, from 1
	arg    func(name string) string
}

func named(build func(*page.Pages, context.Context, string) (*page.Page, error)) func(request) (*page.Page, error) {
	return func(q request) (*page.Page, error) { return build(q.pages, q.ctx, q.arg("blog")) }
}

func tag(q request) (*page.Page, error) {
	return q.pages.Tag(q.ctx, q.arg("blog"), q.arg("tag"), q.number)
}

func drawn(q request) (*page.Page, error) {
	return q.pages.Card(q.ctx, q.arg("blog"), q.arg("slug"))
}

func feed(q request) (*page.Page, error) {
	return q.pages.Feed(q.ctx, q.arg("blog"), q.arg("tag"), page.Format(q.arg("format")))
}

// withoutSlash is the path without a slash at its end.
func withoutSlash(path string) string {
	if path == "/" {
		return path
	}
	return strings.TrimRight(path, "/")
}
