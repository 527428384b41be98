package federation

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

func TestInboxHandsOver(t *testing.T) {
	p := newPeer(t)
	alice := p.actor(t, "/alice", 1)
	s := newSite(t, nil)
	body := activity(vocab.TypeFollow, alice.Owner)
	req := newPost(t, s.url+"/ap/blogs/journal/inbox", body)
	if err := signature.Sign(req, body, alice, time.Now()); err != nil {
		t.Fatal(err)
	}
	if got := do(t, req); got.status != http.StatusAccepted {
		t.Fatal(got)
	}
	in := s.last.Load()
	if in.Inbox != "journal" || in.Actor != alice.Owner || !bytes.Equal(in.Body, body) || in.Deleted {
		t.Errorf("%+v", in)
	}
	if in.Sender == nil || in.Sender.Inbox != alice.Owner+"/inbox" || !s.keys.actors[alice.Owner] {
		t.Errorf("the sender's document was lost: %+v", in.Sender)
	}
	s.send(t, alice, activity(vocab.TypeFollow, alice.Owner))
	if in := s.last.Load(); in.Inbox != "" || in.Sender != nil || p.gets.Load() != 1 {
		t.Errorf("%+v, %d fetches", in, p.gets.Load())
	}
	if got := s.send(t, alice, activity("Listen", alice.Owner)); got.status != http.StatusAccepted || s.heard.Load() != 2 {
		t.Errorf("an activity nobody listens to: %v", got)
	}
}

func TestInboxRefusesBadRequests(t *testing.T) {
	s := newSite(t, nil)
	for name, c := range map[string]struct {
		header, value, body string
		want                int
	}{
		"plain JSON":   {"Content-Type", "application/json", "{}", http.StatusUnsupportedMediaType},
		"no type":      {"Content-Type", "", "{}", http.StatusUnsupportedMediaType},
		"form":         {"Content-Type", "application/x-www-form-urlencoded", "a=b", http.StatusUnsupportedMediaType},
		"gzip":         {"Content-Encoding", "gzip", "{}", http.StatusUnsupportedMediaType},
		"too large":    {"X-Nothing", "", strings.Repeat(" ", vocab.MaxBytes+1), http.StatusRequestEntityTooLarge},
		"not signed":   {"X-Nothing", "", "{}", http.StatusUnauthorized},
		"ld+json":      {"Content-Type", `application/ld+json; profile="https://www.w3.org/ns/activitystreams"`, "{}", http.StatusUnauthorized},
		"with charset": {"Content-Type", "application/activity+json; charset=utf-8", "{}", http.StatusUnauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			req := newPost(t, s.url+"/ap/inbox", []byte(c.body))
			req.Header.Set(c.header, c.value)
			if got := do(t, req); got.status != c.want || len(got.text) < 20 {
				t.Errorf("%d %q", got.status, got.text)
			}
		})
	}
	if got := get(t, s.url+"/ap/inbox", ""); got.status != http.StatusMethodNotAllowed {
		t.Errorf("GET: %d", got.status)
	}
}

func TestListenerAnswers(t *testing.T) {
	p := newPeer(t)
	alice := p.actor(t, "/alice", 1)
	s := newSite(t, nil)
	for _, c := range []struct {
		err    error
		status int
		retry  string
	}{
		{Refuse(http.StatusForbidden, "Comments are closed."), 403, ""},
		{Later(http.StatusTooManyRequests, 90*time.Second, "Not so fast."), 429, "90"},
		{errors.Join(errors.New("while following"), ErrNotFound), 404, ""},
		{&Gone{}, 410, ""},
		{errors.New("secret"), 500, ""},
	} {
		s.reply.Store(&c.err)
		got := s.send(t, alice, activity(vocab.TypeFollow, alice.Owner))
		if got.status != c.status || got.header.Get("Retry-After") != c.retry || strings.Contains(got.text, "secret") {
			t.Errorf("%v: %+v", c.err, got)
		}
	}
}

func TestBlockedActorsAreNotAsked(t *testing.T) {
	p := newPeer(t)
	alice := p.actor(t, "/alice", 1)
	s := newSite(t, func(c *Config) {
		c.Blocked = func(_ context.Context, actor string) (bool, error) { return strings.HasPrefix(actor, p.URL), nil }
	})
	if got := s.send(t, alice, activity(vocab.TypeFollow, alice.Owner)); got.status != http.StatusForbidden {
		t.Errorf("%+v", got)
	}
	if p.gets.Load() != 0 || s.heard.Load() != 0 {
		t.Error("a blocked actor was asked or heard")
	}
}

// A store that fails is our fault: the activity must come again, and nobody else is asked instead.
func TestStoreFailure(t *testing.T) {
	p := newPeer(t)
	alice := p.actor(t, "/alice", 1)
	s := newSite(t, nil)
	s.keys.loadErr = errors.New("database is locked")
	if got := s.send(t, alice, activity(vocab.TypeFollow, alice.Owner)); got.status != http.StatusInternalServerError || p.gets.Load() != 0 {
		t.Errorf("%+v, %d fetches", got, p.gets.Load())
	}
}

// With every hand busy, strangers are turned away at once, and proved activities wait a little and then too.
func TestOverload(t *testing.T) {
	p := newPeer(t)
	alice, bob := p.actor(t, "/alice", 1), p.actor(t, "/bob", 2)
	const patience = time.Second
	s := newSite(t, nil)
	s.doors = newAdmission(1, 1, patience)
	hold, entered := make(chan struct{}), make(chan struct{}, 10)
	s.On(vocab.TypeAnnounce, func(context.Context, Inbound) error {
		entered <- struct{}{}
		<-hold
		return nil
	})
	if got := s.send(t, alice, activity(vocab.TypeLike, alice.Owner)); got.status != http.StatusAccepted {
		t.Fatal(got)
	}
	var first sync.WaitGroup
	first.Go(func() { s.send(t, alice, activity(vocab.TypeAnnounce, alice.Owner)) })
	<-entered
	start := time.Now()
	if got := s.send(t, bob, activity(vocab.TypeLike, bob.Owner)); got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "" || p.gets.Load() != 1 {
		t.Errorf("a stranger: %+v, %d fetches", got, p.gets.Load())
	}
	if waited := time.Since(start); waited > patience {
		t.Errorf("the stranger waited %v", waited)
	}
	start = time.Now()
	if got := s.send(t, alice, activity(vocab.TypeLike, alice.Owner)); got.status != http.StatusServiceUnavailable {
		t.Errorf("a proved one: %+v", got)
	}
	if waited := time.Since(start); waited < patience {
		t.Errorf("the proved one waited only %v", waited)
	}
	time.AfterFunc(patience/3, func() { close(hold) })
	if got := s.send(t, alice, activity(vocab.TypeLike, alice.Owner)); got.status != http.StatusAccepted {
		t.Errorf("after a short wait: %+v", got)
	}
	first.Wait()
	if got := s.send(t, bob, activity(vocab.TypeLike, bob.Owner)); got.status != http.StatusAccepted {
		t.Errorf("the stranger later: %+v", got)
	}
}

func BenchmarkInboxKnownKey(b *testing.B) {
	p := newPeer(b)
	alice := p.actor(b, "/alice", 1)
	s := newSite(b, nil)
	body := activity(vocab.TypeLike, alice.Owner)
	req := newPost(b, s.url+"/ap/inbox", body)
	if err := signature.Sign(req, body, alice, time.Now()); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		again := newPost(b, s.url+"/ap/inbox", body)
		again.Header, again.Host = req.Header, req.Host
		w := &discard{header: http.Header{}}
		s.ServeHTTP(w, again)
		if w.status != http.StatusAccepted {
			b.Fatal(w.status)
		}
	}
}

type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(status int)      { d.status = status }
