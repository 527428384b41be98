package dashboard

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/alexedwards/scs/v2"

	"pamphlet/blog"
	"pamphlet/blog/fediverse"
	"pamphlet/blog/store"
)

// Config is what a Door is made of. Fields are needed where nothing else is said.
type Config struct {
	Service *blog.Service
	Store   *store.Store
	// Fediverse finds people and things on other servers. With nil, pages that need it say that it is away.
	Fediverse *fediverse.Bridge
	// BaseURL is the site's address; its scheme decides whether cookies are Secure.
	BaseURL *url.URL
	// TrustedProxies may say in X-Forwarded-For who asks; empty for none.
	TrustedProxies []netip.Prefix
	Log            *slog.Logger
	// SetupToken is the secret of the one-time link to the welcome page; empty allows only
	// direct visitors from this machine.
	SetupToken string
	// RenderPreview makes the page readers would get, with its Content-Security-Policy;
	// nil shows previews in a plain frame.
	RenderPreview func(ctx context.Context, b blog.Blog, author blog.Account, r blog.Rendering) (html []byte, csp string, err error)
	// FontCSSURL is a style sheet with the site's fonts on this origin; may be empty.
	FontCSSURL string
	// SignInLimit is how often signing in with one name from one network may fail; zero is 10
	// times in 10 minutes. See signInLimits for the wider bounds that follow from it.
	SignInLimit SignInLimit
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// SignInLimit is a number of failed tries in a time.
type SignInLimit struct {
	Tries int
	Per   time.Duration
}

// Door answers people who sign in. It is safe for concurrent use.
type Door struct {
	cfg        Config
	service    *blog.Service
	store      *store.Store
	log        *slog.Logger
	sessions   *scs.SessionManager
	limits     *signInLimits
	pages      pages
	assets     assets
	router     http.Handler
	handler    http.Handler
	hasAccount atomic.Bool // never becomes false again
}

// New opens the door.
func New(c Config) *Door {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.SignInLimit == (SignInLimit{}) {
		c.SignInLimit = SignInLimit{Tries: 10, Per: 10 * time.Minute}
	}
	d := &Door{cfg: c, service: c.Service, store: c.Store, log: c.Log}
	d.assets = loadAssets()
	d.pages = parsePages(d.now)
	d.sessions = newSessions(c)
	d.limits = newSignInLimits(c.SignInLimit)
	d.router = d.routes()
	d.handler = d.guarded(d.router)
	return d
}

// ServeHTTP implements http.Handler.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) { d.handler.ServeHTTP(w, r) }

func (d *Door) now() time.Time { return d.cfg.Now().UTC() }

// policy is the Content-Security-Policy of every page of the desk.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// guarded sets the headers every answer has and refuses what another site sends.
func (d *Door) guarded(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	origin := d.cfg.BaseURL.Scheme + "://" + d.cfg.BaseURL.Host
	if err := protection.AddTrustedOrigin(origin); err != nil {
		d.log.Error("the base URL is no origin", "origin", origin, "error", err)
	}
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.fail(w, &visit{Request: r}, errOtherSite) // without reading what it sent
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

// host is the second half of everybody's handle.
func (d *Door) host() string { return d.cfg.BaseURL.Host }

// Welcome leads every page to the welcome page for as long as there is no account. It goes in
// front of all doors.
func (d *Door) Welcome(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if servedBeforeWelcome(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		known, err := d.anyAccount(r.Context())
		if err != nil {
			d.log.Error("asking for accounts failed", "error", err)
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
func (d *Door) anyAccount(ctx context.Context) (bool, error) {
	if d.hasAccount.Load() {
		return true, nil
	}
	count, err := d.store.AccountCount(ctx)
	if err == nil && count > 0 {
		d.hasAccount.Store(true)
	}
	return count > 0, err
}
