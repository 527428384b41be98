package fediverse

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
	"pamphlet/federation/transport"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// post is a courier under a clock of its own, with a real database, real keys and real HTTP to peers that misbehave.
type post struct {
	t     *testing.T
	b     *Bridge
	blog  int64
	ctx   context.Context
	mu    sync.Mutex
	clock time.Time
	sent  int
}

func newPost(t *testing.T, db *store.Store) *post {
	t.Helper()
	// The database stamps deliveries by the real clock, which must not be ahead of ours.
	p := &post{t: t, ctx: context.Background(), clock: time.Now().Add(time.Minute)}
	service := blog.NewService(blog.ServiceConfig{
		Read: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.View(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Write: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.Write(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		PasswordCost: blog.PasswordCost{Memory: 64, Time: 1, Threads: 1}, Now: p.now,
	})
	out := transport.New(transport.Config{AllowPrivateNetwork: true, Now: p.now})
	t.Cleanup(out.Close)
	var err error
	p.b, err = New(p.ctx, Config{Store: db, Service: service, Transport: out, BaseURL: &url.URL{Scheme: "https", Host: "b.example"},
		Version: "test", Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Now: p.now})
	if err != nil {
		t.Fatal(err)
	}
	p.luck(0.5) // no jitter
	ann, err := service.AddAccount(p.ctx, blog.NewAccount{Name: "ann", Password: "correct horse battery", Role: blog.Owner})
	if err != nil {
		t.Fatal(err)
	}
	own, err := db.PersonalBlog(p.ctx, ann.ID)
	if err != nil {
		t.Fatal(err)
	}
	p.blog = own.ID
	return p
}

func (p *post) now() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.clock
}

// luck sets what the jitter is made of.
func (p *post) luck(l float64) { p.b.courier.random = func() float64 { return l } }

// passes lets time go by in steps, at each of which the courier looks around once.
func (p *post) passes(d, step time.Duration) {
	p.t.Helper()
	for ; d > 0; d -= step {
		p.mu.Lock()
		p.clock = p.clock.Add(step)
		p.mu.Unlock()
		p.looksAround()
	}
}

func (p *post) looksAround() {
	p.t.Helper()
	if err := p.b.courier.dispatch(p.ctx); err != nil {
		p.t.Fatal(err)
	}
	p.b.courier.all.Wait()
}

// broadcasts sends an activity about an object to all followers.
func (p *post) broadcasts(kind, object string) {
	p.t.Helper()
	p.sent++
	id := fmt.Sprintf("https://b.example/ap/activities/%d", p.sent)
	out := blog.Outgoing{APID: id, BlogID: p.blog, Object: object, Kind: kind,
		Body: fmt.Appendf(nil, `{"id":%q,"type":%q,"object":%q}`, id, kind, object)}
	if err := p.b.service.Broadcast(p.ctx, out, p.blog); err != nil {
		p.t.Fatal(err)
	}
}

func (p *post) followers() int {
	p.t.Helper()
	n, _, err := p.b.store.FollowerCount(p.ctx, p.blog)
	if err != nil {
		p.t.Fatal(err)
	}
	return n
}

// reply is how a peer answers a delivery; status 0 breaks the connection.
type reply struct {
	status     int
	retryAfter string
}

// arrival is one request that reached a peer.
type arrival struct {
	at           time.Time
	kind, object string
	status       int
}

// peer is another server with one follower, who has an inbox of their own.
type peer struct {
	post   *post
	server *httptest.Server
	mu     sync.Mutex
	says   func(n int) reply // to the n-th delivery, from 0
	all    []arrival
}

// newPeer follows the blog and takes the answer to that, after which it says as told.
func newPeer(p *post, says func(n int) reply) *peer {
	p.t.Helper()
	o := &peer{post: p, says: func(int) reply { return reply{status: http.StatusAccepted} }}
	o.server = httptest.NewServer(o)
	p.t.Cleanup(o.server.Close)
	actor := blog.Actor{URI: o.server.URL + "/u/bea", Host: strings.TrimPrefix(o.server.URL, "http://"), Kind: "Person", Username: "bea",
		Inbox: o.server.URL + "/u/bea/inbox", FetchedAt: p.now()}
	p.sent++
	follow, id := actor.URI+"#follow", fmt.Sprintf("https://b.example/ap/activities/%d", p.sent)
	err := p.b.service.AddFollower(p.ctx, blog.Followed{BlogID: p.blog, Actor: actor, Activity: follow,
		Accept: blog.Outgoing{APID: id, BlogID: p.blog, Object: follow, Kind: "Accept", Body: []byte(`{"type":"Accept"}`)}})
	if err != nil {
		p.t.Fatal(err)
	}
	p.looksAround()
	if len(o.arrived()) != 1 {
		p.t.Fatalf("the Accept came %d times", len(o.arrived()))
	}
	o.all, o.says = nil, says
	return o
}

// ServeHTTP implements http.Handler.
func (o *peer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		http.NotFound(w, r) // who wants to know what software this is
		return
	}
	body, err := io.ReadAll(r.Body)
	var got struct{ Type, Object string }
	if err == nil {
		err = json.Unmarshal(body, &got)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	o.mu.Lock()
	if r.Header.Get("Signature-Input") == "" { // otherwise the second knock of one try
		o.all = append(o.all, arrival{at: o.post.now(), kind: got.Type, object: got.Object})
	}
	says := o.says(len(o.all) - 1)
	o.all[len(o.all)-1].status = says.status
	o.mu.Unlock()
	if says.status == 0 {
		panic(http.ErrAbortHandler)
	}
	if says.retryAfter != "" {
		w.Header().Set("Retry-After", says.retryAfter)
	}
	w.WriteHeader(says.status)
}

// recovers makes the peer take everything from now on.
func (o *peer) recovers() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.says = func(int) reply { return reply{status: http.StatusAccepted} }
}

func (o *peer) arrived() []arrival {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]arrival(nil), o.all...)
}

// waits are the times between arrivals.
func (o *peer) waits() []time.Duration {
	var waits []time.Duration
	for i, all := 1, o.arrived(); i < len(all); i++ {
		waits = append(waits, all[i].at.Sub(all[i-1].at))
	}
	return waits
}

func always(status int) func(int) reply { return func(int) reply { return reply{status: status} } }
