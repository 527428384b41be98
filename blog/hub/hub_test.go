package hub

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
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

const topic = "https://blog.example/@ann/feed.atom"

// rig is a hub with a site that has one feed, and a subscriber.
type rig struct {
	*Hub
	t        *testing.T
	now      time.Time
	feed     string
	callback string

	mu     sync.Mutex
	agrees bool
	status int
	checks []url.Values // what it was asked to confirm
	got    []*http.Request
	bodies []string
}

func newRig(t *testing.T, db *store.Store) *rig {
	t.Helper()
	r := &rig{t: t, now: time.Date(2026, 11, 14, 21, 4, 0, 0, time.UTC), feed: "first", agrees: true, status: http.StatusOK}
	subscriber := httptest.NewServer(r)
	t.Cleanup(subscriber.Close)
	r.callback = subscriber.URL + "/told?mine=1"
	base, _ := url.Parse("https://blog.example")
	r.Hub = New(Config{
		Store: db, Transport: transport.New(transport.Config{AllowPrivateNetwork: true}), BaseURL: base, Path: "/hub",
		Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return r.now },
		Read: func(_ context.Context, path string) (Feed, error) {
			if path != "/@ann/feed.atom" && path != "/@ann/tags/größe/feed.rss" {
				return Feed{}, blog.ErrNotFound
			}
			return Feed{MediaType: "application/atom+xml; charset=utf-8", Body: []byte(r.feed)}, nil
		},
	})
	return r
}

// ServeHTTP is the subscriber.
func (r *rig) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if q.Method == http.MethodGet {
		r.checks = append(r.checks, q.URL.Query())
		if r.agrees {
			_, _ = io.WriteString(w, q.URL.Query().Get("hub.challenge"))
		}
		return
	}
	body, _ := io.ReadAll(q.Body)
	r.got, r.bodies = append(r.got, q), append(r.bodies, string(body))
	w.WriteHeader(r.status)
}

func (r *rig) ask(change func(url.Values)) *httptest.ResponseRecorder {
	form := url.Values{"hub.mode": {"subscribe"}, "hub.topic": {topic}, "hub.callback": {r.callback}, "hub.secret": {"pst"}}
	if change != nil {
		change(form)
	}
	q := httptest.NewRequest(http.MethodPost, "/hub", strings.NewReader(form.Encode()))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	r.Hub.ServeHTTP(w, q)
	return w
}

// subscribed asks and has the callback asked.
func (r *rig) subscribed(mode string) {
	r.t.Helper()
	v := Verify{Mode: mode, Topic: topic, Callback: r.callback, Secret: "pst", LeaseSeconds: 7200}
	if err := r.Verify(r.t.Context(), v); err != nil {
		r.t.Fatal(err)
	}
}

// behind are the subscriptions Changed would have told.
func (r *rig) behind() []int64 {
	r.t.Helper()
	ids, err := r.Store.BehindSubscriptions(r.t.Context(), topic, Feed{Body: []byte(r.feed)}.digest(), r.now)
	if err != nil {
		r.t.Fatal(err)
	}
	return ids
}

// TestRequests: what is no request is refused with words, what is one is taken.
func TestRequests(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		r := newRig(t, open())
		for want, changes := range map[int][]func(url.Values){
			http.StatusAccepted: {nil, func(f url.Values) {
				f.Set("hub.mode", "unsubscribe")
				f.Set("hub.topic", "https://blog.example/@gone/feed.rss")
			}, func(f url.Values) { f.Set("hub.mode", "unsubscribe") }, func(f url.Values) { f.Set("hub.lease_seconds", "x") },
				func(f url.Values) { f.Set("hub.topic", "https://blog.example/@ann/tags/gr%C3%B6%C3%9Fe/feed.rss") }},
			http.StatusBadRequest: {
				func(f url.Values) { f.Set("hub.mode", "publish") }, func(f url.Values) { f.Del("hub.callback") },
				func(f url.Values) { f.Set("hub.callback", "ftp://far.example/") }, func(f url.Values) { f.Set("hub.callback", "https://a@far.example/") },
				func(f url.Values) { f.Set("hub.secret", strings.Repeat("x", 200)) },
				func(f url.Values) { f.Set("hub.topic", "https://else.example/feed.rss") }, func(f url.Values) { f.Set("hub.topic", "https://blog.example/@ann") },
				func(f url.Values) { f.Set("hub.topic", topic+"?x=1") }, func(f url.Values) { f.Set("hub.topic", "https://blog.example/@ann/replies.rss") },
				func(f url.Values) { f.Set("hub.callback", "https://far.example/"+strings.Repeat("x", 2000)) },
			},
			http.StatusNotFound: {func(f url.Values) { f.Set("hub.topic", "https://blog.example/@eve/feed.rss") }},
		} {
			for i, change := range changes {
				if w := r.ask(change); w.Code != want || want >= 400 && w.Body.Len() < 20 {
					t.Errorf("request %d answered with %d %q, want %d", i, w.Code, w.Body, want)
				}
			}
		}
		w := httptest.NewRecorder()
		r.Hub.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/hub", nil))
		if w.Code != http.StatusMethodNotAllowed {
			t.Errorf("GET answered with %d", w.Code)
		}
	})
}

// TestAskedTooOften: strangers can have us ask one host, or all, so often and no more.
func TestAskedTooOften(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		r := newRig(t, open())
		for range asksOfHost {
			r.asked.may("victim.example")
		}
		victim := func(f url.Values) { f.Set("hub.callback", "https://victim.example/x") }
		if w := r.ask(victim); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "600" {
			t.Errorf("the next request was answered with %d %v", w.Code, w.Header())
		}
		if w := r.ask(nil); w.Code != http.StatusAccepted {
			t.Errorf("another host's: %d", w.Code)
		}
		r.now = r.now.Add(asksFor)
		if w := r.ask(victim); w.Code != http.StatusAccepted {
			t.Errorf("later: %d", w.Code)
		}
	})
}

// TestSubscribedAndTold: who agrees is told of each change once, with proof; who ends it is told no more.
func TestSubscribedAndTold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		r := newRig(t, open())
		ctx := t.Context()
		r.agrees = false
		r.subscribed(subscribe)
		if topics, _ := r.Store.SubscribedTopics(ctx, r.now); len(topics) != 0 {
			t.Fatalf("who did not agree is subscribed: %v", topics)
		}
		r.agrees = true
		r.subscribed(subscribe)
		if q := r.checks[1]; q.Get("mine") != "1" || q.Get("hub.mode") != "subscribe" || q.Get("hub.topic") != topic || q.Get("hub.lease_seconds") != "7200" {
			t.Errorf("it was asked %v", q)
		}
		if got := r.behind(); len(got) != 0 {
			t.Errorf("%v are behind at the beginning", got)
		}
		r.feed = "second"
		ids := r.behind()
		if len(ids) != 1 {
			t.Fatalf("%v are behind after a change", ids)
		}
		for range 2 { // the second finds nothing to tell
			if err := r.Tell(ctx, Tell{Subscription: ids[0]}); err != nil {
				t.Fatal(err)
			}
		}
		if len(r.got) != 1 || r.bodies[0] != "second" {
			t.Fatalf("it was told %q", r.bodies)
		}
		mac := hmac.New(sha256.New, []byte("pst"))
		mac.Write([]byte("second"))
		h := r.got[0].Header
		if h.Get("X-Hub-Signature") != "sha256="+hex.EncodeToString(mac.Sum(nil)) || h.Get("Content-Type") != "application/atom+xml; charset=utf-8" ||
			strings.Join(h.Values("Link"), ", ") != `<https://blog.example/hub>; rel="hub", <`+topic+`>; rel="self"` {
			t.Errorf("the headers are %v", h)
		}
		r.feed, r.status = "third", http.StatusInternalServerError
		if err := r.Tell(ctx, Tell{Subscription: ids[0]}); err == nil || len(r.behind()) != 1 {
			t.Error("what was refused counts as told")
		}
		r.subscribed(subscribe) // a renewal does not swallow what is on its way
		if len(r.behind()) != 1 {
			t.Error("a renewal made it forget what was not told yet")
		}
		r.status = http.StatusOK
		r.subscribed(unsubscribe)
		if err := r.Tell(ctx, Tell{Subscription: ids[0]}); err != nil || len(r.got) != 2 {
			t.Errorf("who left was told %d times, %v", len(r.got), err)
		}
	})
}

// TestSubscriptionsEnd with their lease, and when the subscriber says that it is gone.
func TestSubscriptionsEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		r := newRig(t, open())
		ctx := t.Context()
		r.subscribed(subscribe)
		r.feed, r.status = "second", http.StatusGone
		ids := r.behind()
		if err := r.Tell(ctx, Tell{Subscription: ids[0]}); err != nil || len(r.behind()) != 0 {
			t.Errorf("who is gone is still subscribed, %v", err)
		}
		r.status = http.StatusOK
		r.subscribed(subscribe)
		r.feed = "third"
		ids = r.behind()
		r.now = r.now.Add(2 * time.Hour)
		if err := r.Tell(ctx, Tell{Subscription: ids[0]}); err != nil || len(r.got) != 1 {
			t.Errorf("a subscription goes on after its end: %d, %v", len(r.got), err)
		}
		if err := r.Store.DropExpiredSubscriptions(ctx, r.now); err != nil {
			t.Fatal(err)
		}
		if all, _, err := r.Store.CountSubscriptions(ctx, ""); err != nil || all != 0 {
			t.Errorf("%d are left, %v", all, err)
		}
	})
}

func TestLease(t *testing.T) {
	for asked, want := range map[string]time.Duration{
		"": defaultLease, "0": defaultLease, "-1": defaultLease, "x": defaultLease, "60": minLease, "86400": 24 * time.Hour, "99999999": maxLease, "999999999999999": maxLease,
	} {
		if got := lease(asked); got != want {
			t.Errorf("%q lasts %v, want %v", asked, got, want)
		}
	}
}

// TestDenied: a feed that went away in between is told to who asked for it, and one can be rid of it.
func TestDenied(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		r := newRig(t, open())
		gone := Verify{Mode: subscribe, Topic: "https://blog.example/@gone/feed.rss", Callback: r.callback, LeaseSeconds: 7200}
		if err := r.Verify(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
		last := r.checks[len(r.checks)-1]
		if last.Get("hub.mode") != "denied" || last.Get("hub.topic") != gone.Topic || last.Get("hub.reason") == "" || last.Get("mine") != "1" {
			t.Errorf("it was told %v", last)
		}
		if all, _, err := r.Store.CountSubscriptions(t.Context(), ""); err != nil || all != 0 {
			t.Errorf("%d are subscribed to what is gone, %v", all, err)
		}
	})
}

// TestTopicAsPeopleWriteIt: headers are ASCII, whatever the subscriber wrote.
func TestTopicAsPeopleWriteIt(t *testing.T) {
	r := newRig(t, storetest.SQLite(t))
	header := r.header(store.Subscription{Topic: "https://blog.example/@ann/tags/größe/feed.rss"}, Feed{})
	if got, want := header.Values("Link")[1], `<https://blog.example/@ann/tags/gr%C3%B6%C3%9Fe/feed.rss>; rel="self"`; got != want {
		t.Errorf("the feed is linked as %s, want %s", got, want)
	}
}
