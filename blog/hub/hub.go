package hub

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/federation/transport"
)

const (
	maxBody    = 8 << 10
	maxAddress = 2000 // bytes of a callback
	maxSecret  = 200  // bytes; WebSub section 5.1
)

// How long a subscription lasts: what is asked for, within bounds.
const (
	defaultLease = 10 * 24 * time.Hour
	minLease     = time.Hour
	maxLease     = 30 * 24 * time.Hour
)

// How many subscriptions there may be, of all and of one host.
const (
	maxSubscriptions = 20_000
	maxOfHost        = 500
)

// Config is what a Hub is made of; all fields are needed.
type Config struct {
	Store     *store.Store
	Transport *transport.Transport
	BaseURL   *url.URL // without a path
	Path      string   // where the hub is
	// Read is what a reader gets at a path of this site.
	Read func(ctx context.Context, path string) (Feed, error)
	Log  *slog.Logger
	Now  func() time.Time
}

// Feed is a feed as it is read. The error of reading one that is not there is blog.ErrNotFound.
type Feed struct {
	MediaType string
	Body      []byte
}

// digest tells one state of a feed from another.
func (f Feed) digest() string {
	sum := sha256.Sum256(f.Body)
	return hex.EncodeToString(sum[:16])
}

// Hub takes subscriptions and tells subscribers.
type Hub struct {
	Config
	base  string
	asked *asked
}

// New makes a Hub.
func New(c Config) *Hub {
	return &Hub{Config: c, base: strings.TrimSuffix(c.BaseURL.String(), "/"), asked: newAsked(c.Now)}
}

// ServeHTTP takes requests to subscribe and to unsubscribe (WebSub section 5.1). It answers 202 before it knows
// whether the callback agrees.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		http.Error(w, "This is a WebSub hub: post hub.mode, hub.topic and hub.callback here.", http.StatusMethodNotAllowed)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "The request cannot be read as a form.", http.StatusBadRequest)
		return
	}
	err := h.take(r.Context(), r.PostForm)
	switch blog.CodeOf(err) {
	case "":
		w.WriteHeader(http.StatusAccepted)
	case blog.Invalid:
		http.Error(w, err.Error(), http.StatusBadRequest)
	case blog.NotFound, blog.Gone:
		http.Error(w, "There is no such feed on this site.", http.StatusNotFound)
	case blog.Unavailable:
		w.Header().Set("Retry-After", strconv.Itoa(int(asksFor.Seconds())))
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	default:
		h.Log.Error("a subscription failed", "error", err)
		http.Error(w, "Something broke on our side. Please try again later.", http.StatusInternalServerError)
	}
}

// take checks a request and has it confirmed.
func (h *Hub) take(ctx context.Context, form url.Values) error {
	v := Verify{Mode: form.Get("hub.mode"), Topic: form.Get("hub.topic"), Callback: form.Get("hub.callback"), Secret: form.Get("hub.secret")}
	if v.Mode != subscribe && v.Mode != unsubscribe {
		return blog.FieldError("hub.mode", "hub.mode must be subscribe or unsubscribe.")
	}
	host, err := callbackHost(v.Callback)
	if err != nil {
		return err
	}
	if len(v.Secret) >= maxSecret {
		return blog.FieldError("hub.secret", "hub.secret must be shorter than %d bytes.", maxSecret)
	}
	v.LeaseSeconds = int(lease(form.Get("hub.lease_seconds")).Seconds())
	if _, err := h.feedPath(v.Topic); err != nil {
		return err
	}
	if v.Mode == subscribe { // one can be rid of a feed that is gone
		if _, err := h.read(ctx, v.Topic); err != nil {
			return err
		}
		all, ofHost, err := h.Store.CountSubscriptions(ctx, host)
		if err != nil {
			return err
		}
		if all >= maxSubscriptions || ofHost >= maxOfHost {
			return blog.Errorf(blog.Unavailable, "This hub has too many subscriptions.")
		}
	}
	if !h.asked.may(host) {
		return blog.Errorf(blog.Unavailable, "This hub was asked too often about %s.", host)
	}
	return h.Store.Write(ctx, func(tx *store.Tx) error { return tx.Enqueue(v) })
}

// callbackHost is the host of an address that can be a callback. Whether we go there is the transport's to say.
func callbackHost(callback string) (string, error) {
	u, err := url.Parse(callback)
	if err != nil || len(callback) > maxAddress || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || u.User != nil || u.Fragment != "" {
		return "", blog.FieldError("hub.callback", "hub.callback must be an address that begins with https:// and has no fragment.")
	}
	return strings.ToLower(u.Hostname()), nil
}

// lease is how long a subscription will last, in place of what was asked for.
func lease(asked string) time.Duration {
	seconds, err := strconv.Atoi(asked)
	if err != nil || seconds <= 0 {
		return defaultLease
	}
	return min(max(time.Duration(min(seconds, int(maxLease.Seconds())))*time.Second, minLease), maxLease)
}

// feedPath is where a topic is on this site: the decoded path of a feed that has this hub, whether or not it is there.
func (h *Hub) feedPath(topic string) (string, error) {
	at, ours := strings.CutPrefix(topic, h.base+"/")
	name, format, _ := strings.Cut(path.Base(at), ".")
	if !ours || name != "feed" || !isFormat[format] || strings.ContainsAny(at, "?#") {
		return "", blog.FieldError("hub.topic", "This hub is for the feeds of %s only: hub.topic must be the address of one, as its rel=self says.", h.base)
	}
	decoded, err := url.PathUnescape("/" + at)
	if err != nil {
		return "", blog.ErrNotFound
	}
	return decoded, nil
}

// read is a feed of ours that has this hub.
func (h *Hub) read(ctx context.Context, topic string) (Feed, error) {
	path, err := h.feedPath(topic)
	if err != nil {
		return Feed{}, err
	}
	feed, err := h.Read(ctx, path)
	if err != nil {
		return Feed{}, fmt.Errorf("reading %s: %w", topic, err)
	}
	return feed, nil
}

var isFormat = map[string]bool{"rss": true, "atom": true, "json": true}
