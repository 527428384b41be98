package main

import (
	"context"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/fediverse"
	"pamphlet/blog/hub"
	"pamphlet/blog/page"
	"pamphlet/blog/web"
	"pamphlet/content/media/blob"
	"pamphlet/federation/transport"
	"pamphlet/themes"
)

// doors are what the server answers with.
type doors struct {
	readers *web.Door
	hub     *hub.Hub
	handler http.Handler // everything, from the outside in
}

type doorConfig struct {
	versions *page.Versions
	out      *transport.Transport
	bridge   *fediverse.Bridge
	copier   *blog.Copier
	proxies  []netip.Prefix
	setup    string // secret of the link to the welcome page
}

// doors hangs the doors: the desk and other servers under their own few paths, readers'
// pages everywhere else.
func (h *house) doors(c doorConfig) doors {
	library := themes.Bundled()
	pages := page.New(page.Config{Store: h.store, Themes: library, BaseURL: h.base, Preview: h.service.Preview})
	readers := web.New(web.Config{
		Pages: pages, Cache: page.NewCache(c.versions, pageMemory, time.Now), Media: blob.Handler(h.files, h.service.CurrentFile), Log: h.log, Ways: c.bridge.Ways,
	})
	desk := dashboard.New(desk.Config{
		Service: h.service, Store: h.store, Fediverse: c.bridge, Copier: c.copier, BaseURL: h.base, TrustedProxies: c.proxies, Log: h.log, SetupToken: c.setup,
		RenderPreview: previewer(pages), Menu: pages.Menu, Looks: pages, FontCSSURL: pages.FontCSS(),
	})
	feeds := hub.New(hub.Config{
		Store: h.store, Transport: c.out, BaseURL: h.base, Path: page.HubPath, Log: h.log, Now: time.Now,
		Read: func(ctx context.Context, path string) (feed hub.Feed, err error) {
			// Another process may just have changed what it is made from, and its subscribers are told once.
			if err := c.versions.Poll(ctx, h.store); err != nil {
				return feed, err
			}
			feed.MediaType, feed.Body, err = readers.Read(ctx, path)
			return feed, err
		},
	})
	inner := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case ofDesk(r.URL.Path):
			desk.ServeHTTP(w, r)
		case r.URL.Path == page.HubPath:
			feeds.ServeHTTP(w, r)
		case ofServers(r.URL.Path):
			c.bridge.ServeHTTP(w, r)
		case c.bridge.Page(w, r): // another server asked for what the page shows
		default:
			readers.ServeHTTP(w, r)
		}
	})
	return doors{readers: readers, hub: feeds, handler: h.recovering(h.onOneHost(desk.Welcome(inner)))}
}

// ofDesk reports whether a path belongs to the people who sign in.
func ofDesk(path string) bool {
	switch path {
	case "/welcome", "/sign-in", "/sign-out", "/desk":
		return true
	}
	return strings.HasPrefix(path, "/desk/")
}

// ofServers reports whether a path is only for other servers.
func ofServers(path string) bool {
	return strings.HasPrefix(path, "/ap/") || strings.HasPrefix(path, "/.well-known/") || strings.HasPrefix(path, "/nodeinfo/")
}

// previewer renders an article for the desk as readers would get it.
func previewer(pages *page.Pages) func(context.Context, blog.Blog, blog.Account, blog.Rendering, string) ([]byte, string, error) {
	return func(ctx context.Context, b blog.Blog, author blog.Account, r blog.Rendering, notice string) ([]byte, string, error) {
		p, err := pages.Preview(ctx, b, blog.Article{BlogID: b.ID, AuthorID: author.ID, Slug: "preview", UpdatedAt: time.Now(), Published: r}, notice)
		if err != nil {
			return nil, "", err
		}
		return p.Body, p.Header.Get("Content-Security-Policy"), nil
	}
}

// onOneHost answers the health check under any name and everything else under the site's own only:
// a page must not be cached or linked under another (cache poisoning).
func (h *house) onOneHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/healthz":
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			_, _ = w.Write([]byte("ok\n")) // whoever asked went away
		case strings.EqualFold(r.Host, h.base.Host):
			next.ServeHTTP(w, r)
		case r.Method == http.MethodGet || r.Method == http.MethodHead:
			http.Redirect(w, r, h.base.String()+r.URL.RequestURI(), http.StatusFound)
		default:
			http.Error(w, "This site is at "+h.base.String()+".", http.StatusMisdirectedRequest)
		}
	})
}

// recovering keeps one broken request from being the end of its connection without an answer.
func (h *house) recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if fault := recover(); fault != nil {
				if fault == http.ErrAbortHandler { //nolint:errorlint // compared as net/http does
					panic(fault)
				}
				h.log.Error("a request broke", "path", r.URL.Path, "fault", fault, "stack", string(debug.Stack()))
				http.Error(w, "Something broke on our side. What you wrote is saved.", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// warm renders what of says the first visitors after a change will ask for, so that none of them waits.
func (d doors) warm(ctx context.Context, h *house, job blog.ArticleChanged, of func(blog.Blog, blog.Article) []string) error {
	a, err := h.store.VisibleByID(ctx, job.ArticleID)
	if blog.CodeOf(err) == blog.NotFound {
		return nil // withdrawn: its old pages are no longer served
	}
	if err != nil {
		return err
	}
	b, err := h.store.Blog(ctx, a.BlogID)
	if err != nil {
		return err
	}
	d.readers.Warm(ctx, of(b, a))
	return nil
}
