package desk

import (
	"context"
	"crypto/rand"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"pamphlet/blog"
	"pamphlet/blog/fediverse"
	"pamphlet/blog/store"
	"pamphlet/themes"
)

// Config is what a Desk is made of. Fields are needed where nothing else is said.
type Config struct {
	Service *blog.Service
	Store   *store.Store
	// Fediverse finds people and things on other servers. With nil, pages that need it say that it is away.
	Fediverse *fediverse.Bridge
	// Copier fetches the cards of what is on other sites while somebody writes. With nil, they come when it is published.
	Copier *blog.Copier
	// BaseURL is the site's address; its scheme decides whether cookies are Secure.
	BaseURL *url.URL
	// TrustedProxies may say in X-Forwarded-For who asks; empty for none.
	TrustedProxies []netip.Prefix
	Log            *slog.Logger
	// SetupToken is the secret of the one-time link to the welcome page; empty allows only
	// direct visitors from this machine.
	SetupToken string
	// RenderPreview makes the page readers would get, with its Content-Security-Policy and a notice above
	// it, if there is one; nil shows previews in a plain frame.
	RenderPreview func(ctx context.Context, b blog.Blog, author blog.Account, r blog.Rendering, notice string) (html []byte, csp string, err error)
	// Menu is what a blog's menu has at the moment; nil shows none before its owner made one.
	Menu func(ctx context.Context, b blog.Blog) ([]blog.MenuItem, error)
	// Looks shows blogs in themes; nil leaves them as they are.
	Looks Looks
	// FontCSSURL is a style sheet with the site's fonts on this origin; may be empty.
	FontCSSURL string
	// SignInLimit is how often signing in with one name from one network may fail; zero is 10
	// times in 10 minutes. See signInLimits for the wider bounds that follow from it.
	SignInLimit SignInLimit
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Looks are the themes there are, and what blogs look like in them.
type Looks interface {
	// Themes are the bundled ones.
	Themes() []*themes.Theme
	// Theme is the one that blog.Blog.Theme names; ErrNotFound for one that is gone.
	Theme(ctx context.Context, key string) (*themes.Theme, error)
	// Try is the page at a path of a blog, which may wear what it has not put on yet, with its Content-Security-Policy; link
	// gives links to other paths their addresses. The error is a themes.Fault where the theme cannot make the page.
	Try(ctx context.Context, b blog.Blog, path string, link func(path string) string) (html []byte, policy string, err error)
	// Tried are paths of a blog to try a theme at, with a label where they have a title of their own.
	Tried(ctx context.Context, b blog.Blog) ([]blog.MenuItem, error)
	// Failures are what the theme cannot make that a blog wears, of its own pages.
	Failures(ctx context.Context, b blog.Blog) ([]themes.Fault, error)
	// CheckArchive reports what is wrong with a theme in a zip.
	CheckArchive(archive []byte) (themes.Manifest, []themes.Fault)
}

// SignInLimit is a Number of failed tries in a time.
type SignInLimit struct {
	Tries int
	Per   time.Duration
}

// Desk is what all pages of the desk have in common, and the way in to them. It is safe for concurrent use.
type Desk struct {
	Config
	sessions   *scs.SessionManager
	limits     *signInLimits
	base       *template.Template // what pages share
	pages      map[string]*template.Template
	spoken     sync.Map // pages by name and language: *template.Template
	assets     assets
	router     chi.Router
	handler    http.Handler
	hasAccount atomic.Bool // never becomes false again
}

// New makes a desk without pages of its own but those that let people in. The editor's bundle may be empty.
func New(c Config, editor fs.FS) *Desk {
	if c.Now == nil {
		c.Now = time.Now
	}
	now := c.Now
	c.Now = func() time.Time { return now().UTC() }
	if c.SignInLimit == (SignInLimit{}) {
		c.SignInLimit = SignInLimit{Tries: 10, Per: 10 * time.Minute}
	}
	d := &Desk{Config: c, pages: map[string]*template.Template{}, assets: loadAssets(editor)}
	d.base = sharedParts(c.Now)
	d.sessions = newSessions(c)
	d.limits = newSignInLimits(c.SignInLimit)
	d.router = chi.NewRouter()
	d.router.Use(middleware.GetHead)
	d.Add(files, d.entrance)
	d.handler = d.guarded(d.router)
	return d
}

// Add brings a room: the templates of its pages, in a folder "templates", and its addresses.
func (d *Desk) Add(templates fs.FS, routes func(chi.Router)) {
	d.parse(templates)
	routes(d.router)
}

// ServeHTTP implements http.Handler.
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) { d.handler.ServeHTTP(w, r) }

// policy is the Content-Security-Policy of every page of the desk.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// AllowStyles lets the page being answered make styles by script, under a nonce (CSP 3 section 3.1).
func (d *Desk) AllowStyles(w http.ResponseWriter) (nonce string) {
	nonce = rand.Text()
	w.Header().Set("Content-Security-Policy", strings.Replace(policy, "style-src 'self'", "style-src 'self' 'nonce-"+nonce+"'", 1))
	return nonce
}

// AllowFrames lets the page being answered have frames of this site.
func (d *Desk) AllowFrames(w http.ResponseWriter) {
	w.Header().Set("Content-Security-Policy", policy+"; frame-src 'self'")
}

// AllowInFrame lets the page being answered stand in a frame of the desk.
func (d *Desk) AllowInFrame(w http.ResponseWriter) {
	w.Header().Set("Content-Security-Policy", strings.Replace(policy, "frame-ancestors 'none'", "frame-ancestors 'self'", 1))
}

// HasEditor says whether the editor was bundled; without it there is the plain field.
func (d *Desk) HasEditor() bool { return d.assets.editor }

// guarded sets the headers every answer has and refuses what another site sends.
func (d *Desk) guarded(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	origin := d.BaseURL.Scheme + "://" + d.BaseURL.Host
	if err := protection.AddTrustedOrigin(origin); err != nil {
		d.Log.Error("the base URL is no origin", "origin", origin, "error", err)
	}
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.fail(w, newVisit(r), errOtherSite) // without reading what it sent
	}))
	protected := protection.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", policy)
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		protected.ServeHTTP(w, r)
	})
}

// Host is the second half of everybody's handle.
func (d *Desk) Host() string { return d.BaseURL.Host }

// Welcome leads every page to the welcome page for as long as there is no account. It goes in
// front of all doors.
func (d *Desk) Welcome(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if servedBeforeWelcome(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		known, err := d.anyAccount(r.Context())
		if err != nil {
			d.Log.Error("asking for accounts failed", "error", err)
		}
		if err != nil || known {
			next.ServeHTTP(w, r) // a broken store speaks for itself
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, "/welcome", http.StatusFound)
	})
}

func servedBeforeWelcome(path string) bool {
	switch path {
	case "/welcome", "/healthz", "/favicon.ico", "/favicon.svg":
		return true
	}
	return strings.HasPrefix(path, assetsPrefix) || strings.HasPrefix(path, "/assets/")
}

// anyAccount says whether the site has an account; the answer yes is remembered.
func (d *Desk) anyAccount(ctx context.Context) (bool, error) {
	if d.hasAccount.Load() {
		return true, nil
	}
	count, err := d.Store.AccountCount(ctx)
	if err == nil && count > 0 {
		d.hasAccount.Store(true)
	}
	return count > 0, err
}
