package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
	"pamphlet/blog/fediverse"
	"pamphlet/blog/page"
)

// Config is what a Door is made of; all fields are needed.
type Config struct {
	Pages *page.Pages
	Cache *page.Cache
	Media http.Handler // serves stored files by their names
	Log   *slog.Logger
	// Ways asks the server of a reader's account where they go on there; nil knows none.
	Ways func(ctx context.Context, account string) (fediverse.Ways, error)
}

// Door answers readers.
type Door struct {
	pages  *page.Pages
	cache  *page.Cache
	media  http.Handler
	log    *slog.Logger
	router http.Handler
	ways   func(ctx context.Context, account string) (fediverse.Ways, error)
}

// New opens the door.
func New(c Config) *Door {
	d := &Door{pages: c.Pages, cache: c.Cache, media: http.StripPrefix(blog.MediaPrefix, c.Media), log: c.Log, ways: c.Ways}
	d.router = d.routes()
	return d
}

// ServeHTTP answers from the cache where it can; only a miss goes through the router.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.RawPath != "" {
		r = decoded(r)
	}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		if p, ok := d.cache.Get(keyOf(r)); ok {
			p.Serve(w, r)
			return
		}
		if path := withoutSlash(r.URL.Path); path != r.URL.Path && path != "" && !strings.HasPrefix(path, "//") {
			page.Redirect((&url.URL{Path: path, RawQuery: r.URL.RawQuery}).String()).Serve(w, r)
			return
		}
	}
	d.router.ServeHTTP(w, r)
}

// decoded is the request without its own spelling of the path ("%40ann" for "@ann"): the router
// would go by it, while the cache goes by what it means.
func decoded(r *http.Request) *http.Request {
	address, request := *r.URL, *r
	address.RawPath = ""
	request.URL = &address
	return &request
}

// keyOf is the cache's key of a request: its path and the only query parameter pages know.
// A number that is none gives page 0, which no list has.
func keyOf(r *http.Request) page.Key {
	number := 1
	if r.URL.RawQuery != "" {
		if given := r.URL.Query().Get("page"); given != "" {
			n, err := strconv.Atoi(given)
			if err != nil || n > maxPage {
				n = 0
			}
			number = n
		}
	}
	return page.Key{Path: r.URL.Path, Page: number}
}

// maxPage bounds the arithmetic on page numbers.
const maxPage = 1_000_000

// page makes a handler of a builder: bytes from the cache, or built once and kept. It is one page,
// whatever number is asked for.
func (d *Door) page(build func(request) (*page.Page, error)) http.HandlerFunc {
	return d.serve(build, func(r *http.Request) page.Key { return page.Key{Path: r.URL.Path, Page: 1} })
}

// list is page for what is read in several pages.
func (d *Door) list(build func(request) (*page.Page, error)) http.HandlerFunc {
	return d.serve(build, keyOf)
}

func (d *Door) serve(build func(request) (*page.Page, error), keyOf func(*http.Request) page.Key) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key := keyOf(r)
		arg := func(name string) string { return chi.URLParam(r, name) }
		p, err := d.cache.Do(r.Context(), key, func(ctx context.Context) (*page.Page, error) {
			return build(request{ctx: ctx, pages: d.pages, number: key.Page, arg: arg})
		})
		if err != nil {
			d.fail(err)(w, r)
			return
		}
		p.Serve(w, r)
	}
}

// What the error page says that nobody else said.
var (
	errMethod = blog.Errorf(blog.Invalid, "Pages here can only be read.")
	errMoved  = blog.Errorf(blog.NotFound, "It may have moved before we began to keep track.")
	errBroken = blog.Errorf(blog.Unavailable, "Nothing that was written is lost. If it stays broken, give the person who runs this site the code below.")
	errAsking = blog.Errorf(blog.Unavailable, "Something broke on our side. Search for the address below on your own server.")
)

// fail answers with the door's one error page.
func (d *Door) fail(err error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
			return // the reader went away
		}
		status, code, what := d.explain(r, err)
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, HEAD") // RFC 9110 section 15.5.6
		}
		p, err := d.pages.Failure(r.Context(), status, what, code)
		if err != nil {
			d.log.Error("error page failed", "path", r.URL.Path, "error", err)
			http.Error(w, what.Error(), status)
			return
		}
		p.Serve(w, r)
	}
}

func (d *Door) explain(r *http.Request, err error) (status int, code string, what error) {
	switch blog.CodeOf(err) {
	case blog.NotFound, blog.Forbidden:
		return http.StatusNotFound, "", errMoved
	case blog.Gone:
		return http.StatusGone, "", err
	case blog.Invalid, blog.Conflict:
		return http.StatusMethodNotAllowed, "", err
	case blog.Unavailable:
		return http.StatusServiceUnavailable, "", err
	}
	code = failureCode()
	d.log.Error("page failed", "path", r.URL.Path, "code", code, "error", err)
	return http.StatusInternalServerError, code, errBroken
}

// failureCode is short enough to be read over the telephone: "K4-71".
func failureCode() string {
	text := rand.Text()
	n, _ := strconv.ParseUint(hex.EncodeToString([]byte(text[2:4])), 16, 32)
	return fmt.Sprintf("%s-%02d", text[:2], n%100)
}
