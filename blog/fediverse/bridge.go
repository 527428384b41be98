package fediverse

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/federation"
	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
)

// Config is what a Bridge is made of; all fields but Limits and AuthorizedFetch are needed.
type Config struct {
	Store     *store.Store
	Service   *blog.Service
	Transport *transport.Transport
	BaseURL   *url.URL
	Version   string // of the program, for NodeInfo
	Log       *slog.Logger
	Now       func() time.Time
	Limits    Limits // how much one actor may send; the zero value has the defaults
	// AuthorizedFetch shows documents only to servers that sign their GETs and are not blocked.
	AuthorizedFetch bool
}

// Bridge connects the blog with the Fediverse.
type Bridge struct {
	store   *store.Store
	service *blog.Service
	fed     *federation.Federation
	log     *slog.Logger
	now     func() time.Time
	ways    ways
	version string
	secret  []byte // ids of activities are made with it
	keys    keys
	courier *courier
	limits  *limiter
	telling sync.Mutex // one at a time: what is done, changed and taken back in haste must arrive in order

	blogs, articles, answers, activities, stamps federation.Route
}

// instancePath is the site's own id; blogs, articles, answers and activities have theirs as package blog says.
const instancePath = "/ap/instance"

// New makes a Bridge and opens its doors. The first time it also makes the site's own key.
func New(ctx context.Context, c Config) (*Bridge, error) {
	secret, err := c.Service.Secret(ctx, blog.SettingActivitySecret)
	if err != nil {
		return nil, fmt.Errorf("reading the secret of activity ids: %w", err)
	}
	if err := c.Service.CompleteKeys(ctx); err != nil {
		return nil, fmt.Errorf("making the keys of proofs: %w", err)
	}
	instance, err := c.Service.InstanceKey(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the site's key: %w", err)
	}
	b := &Bridge{store: c.Store, service: c.Service, log: c.Log, now: c.Now, version: c.Version, secret: secret,
		limits: newLimiter(c.Limits), ways: newWays()}
	b.keys.instance, err = signature.ParsePrivateKey(instance)
	if err != nil {
		return nil, fmt.Errorf("reading the site's key: %w", err)
	}
	b.fed, err = federation.New(federation.Config{
		BaseURL: c.BaseURL, Transport: c.Transport, Logger: c.Log, Now: c.Now,
		AuthorizedFetch: c.AuthorizedFetch,
		Instance:        func(context.Context) (signature.Key, error) { return b.instanceKey(), nil },
		Keys:            &keyStore{store: c.Store, service: c.Service, now: c.Now},
		Blocked: func(ctx context.Context, actor string) (bool, error) {
			return c.Store.Blocked(ctx, actor, hostOf(actor))
		},
	})
	if err != nil {
		return nil, err
	}
	b.courier = newCourier(b)
	b.open()
	return b, nil
}

// Deliver carries deliveries to other servers until ctx ends, and waits for those on their way.
func (b *Bridge) Deliver(ctx context.Context) { b.courier.run(ctx) }

// open says what is served and what is listened to: the whole surface other servers see.
func (b *Bridge) open() {
	b.blogs, b.articles = b.fed.Route(blog.BlogIDs), b.fed.Route(blog.ArticleIDs)
	b.answers, b.activities = b.fed.Route(blog.AnswerIDs), b.fed.Route(blog.ActivityIDs)
	b.stamps = b.fed.Route(blog.StampIDs)

	b.fed.WebFinger(b.identity)
	b.fed.NodeInfo(b.nodeInfo)
	b.fed.InstanceActor(instancePath, b.instanceActor)
	b.fed.Actors(b.blogs, b.blogActor)
	b.fed.Collection(b.blogs, "outbox", b.outbox)
	b.fed.Collection(b.blogs, "followers", b.followers)
	b.fed.Collection(b.blogs, "following", b.following)
	b.fed.Collection(b.blogs, "featured", b.featured)
	b.fed.Collection(b.blogs, "moderators", b.moderators)
	b.fed.Objects(b.articles, b.article)
	b.fed.Collection(b.articles, "replies", b.replies)
	b.fed.Collection(b.articles, "context", b.discussion)
	b.fed.Collection(b.articles, "likes", b.reactions(blog.Like))
	b.fed.Collection(b.articles, "shares", b.reactions(blog.Boost))
	b.fed.Objects(b.answers, b.answer)
	b.fed.Objects(b.activities, b.activity)
	b.fed.Objects(b.stamps, b.stamp)

	b.fed.Inbox(b.blogs)
	b.fed.SharedInbox(blog.SharedInboxPath)
	b.listen()
}

// ServeHTTP answers other servers under /ap/, /.well-known/ and /nodeinfo/.
func (b *Bridge) ServeHTTP(w http.ResponseWriter, r *http.Request) { b.fed.ServeHTTP(w, r) }

func hostOf(id string) string {
	u, err := url.Parse(id)
	if err != nil {
		return ""
	}
	return u.Host
}
