package federation

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// Config is what a Federation needs to know. BaseURL, Transport, Instance and Keys are required.
type Config struct {
	// BaseURL is this site's own address: scheme and authority, nothing else. Every id begins with it, and every
	// signature must be made for it.
	BaseURL *url.URL
	// Transport carries all requests to other servers.
	Transport *transport.Transport
	// Instance gives the key of the instance actor, which signs our GETs.
	Instance func(ctx context.Context) (signature.Key, error)
	// Keys stores the keys of remote actors.
	Keys KeyStore
	// Blocked tells whether an actor, or the host it is on, may not speak to us; nil blocks nobody. It is asked before
	// anything else is done for the actor.
	Blocked func(ctx context.Context, actor string) (bool, error)
	// AuthorizedFetch is the secure mode: documents are shown only to servers that sign their GETs and are not blocked;
	// an actor's keys, and the instance actor, to everybody.
	AuthorizedFetch bool
	// Logger gets what went wrong; nil means slog.Default.
	Logger *slog.Logger
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Federation is one site's part of the fediverse: an http.Handler for everything other servers ask or send. Configure
// it with dispatchers (Actors, Objects, Collection, WebFinger, NodeInfo) and listeners (On, Inbox, SharedInbox) before
// it serves; afterwards it is safe for concurrent use.
type Federation struct {
	*Context
	log       *slog.Logger
	mux       *http.ServeMux
	policy    signature.Policy
	blocked   func(context.Context, string) (bool, error)
	listeners map[string]Listener
	keys      *keyring
	doors     admission
	replays   *memory[struct{}]
	instance  string // id of the instance actor, once it has a dispatcher
	secure    bool   // Config.AuthorizedFetch
}

// New makes a Federation. It fails when something required is missing.
func New(cfg Config) (*Federation, error) {
	switch {
	case cfg.BaseURL == nil || cfg.BaseURL.Host == "" || cfg.BaseURL.Path != "" && cfg.BaseURL.Path != "/":
		return nil, errors.New("federation needs a BaseURL of scheme and authority, as in https://blog.example")
	case cfg.Transport == nil || cfg.Instance == nil || cfg.Keys == nil:
		return nil, errors.New("federation needs Transport, Instance and Keys")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	if cfg.Blocked == nil {
		cfg.Blocked = func(context.Context, string) (bool, error) { return false, nil }
	}
	c := &Context{base: &url.URL{Scheme: cfg.BaseURL.Scheme, Host: cfg.BaseURL.Host}, transport: cfg.Transport,
		instanceKey: cfg.Instance, now: cfg.Now, modern: newMemory[bool](16_384, schemeRemembered, cfg.Now)}
	return &Federation{
		Context: c, log: cfg.Logger, mux: http.NewServeMux(), blocked: cfg.Blocked, secure: cfg.AuthorizedFetch,
		policy:    signature.Policy{BaseURL: c.base},
		listeners: map[string]Listener{},
		keys:      newKeyring(c, cfg.Keys),
		doors:     newAdmission(maxInFlight, maxStrangers, patience),
		// A signature lives for an hour to either side; after that the bytes cannot come again.
		replays: newMemory[struct{}](16_384, 2*(signature.Window+signature.Margin), cfg.Now),
	}, nil
}

// ServeHTTP implements http.Handler.
func (f *Federation) ServeHTTP(w http.ResponseWriter, r *http.Request) { f.mux.ServeHTTP(w, r) }

// handle registers a handler that returns its errors.
func (f *Federation) handle(pattern string, serve func(http.ResponseWriter, *http.Request) error) {
	f.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		if err := serve(w, r); err != nil {
			f.fail(w, r, err)
		}
	})
}

// fail answers an error: what it says if it is meant for the other side, else 500.
func (f *Federation) fail(w http.ResponseWriter, r *http.Request, err error) {
	var refusal *Refusal
	var gone *Gone
	switch {
	case errors.As(err, &gone):
		refusal = &Refusal{Status: http.StatusGone, Text: "This was deleted."}
	case errors.As(err, &refusal):
	case r.Context().Err() != nil:
		refusal = Later(http.StatusServiceUnavailable, time.Minute, "This took too long. Please try again later.")
	default:
		f.log.ErrorContext(r.Context(), "federation request failed", "method", r.Method, "path", r.URL.Path, "error", err)
		refusal = &Refusal{Status: http.StatusInternalServerError, Text: "Something went wrong on this server. Please try again later."}
	}
	if refusal.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((refusal.RetryAfter+time.Second-1)/time.Second)))
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(refusal.Status)
	_, _ = fmt.Fprintln(w, refusal.Text)
}

// documentType is the Content-Type of what we serve: one of the three texts that Lemmy accepts.
const documentType = "application/activity+json; charset=utf-8"

// writeDocument answers with a document. Where the answer depends on the Accept header, set "Vary: Accept" before.
func writeDocument(w http.ResponseWriter, status int, v vocab.Value) {
	w.Header().Set("Content-Type", documentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(vocab.Encode(v)) // an asker who went away needs no answer
}
