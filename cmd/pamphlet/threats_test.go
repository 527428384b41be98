package main

import (
	"bytes"
	"crypto/rsa"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestF1 follows in the name of somebody else, in every way a request can be forged.
func TestF1(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "postgres"), newSink(t)
	actor := i.actorOf("ann")
	inbox := actor + "/inbox"
	follow := object{"type": "Follow", "object": actor}
	forgeries := map[string]func() *http.Request{
		"not signed": func() *http.Request {
			req := s.asksBy("bea", inbox, follow, time.Now())
			req.Header.Del("Signature")
			return req
		},
		"signed by somebody else": func() *http.Request {
			_, body := s.says("bea", follow)
			return s.request("eve", inbox, body, time.Now())
		},
		"signed with a key the actor does not list": func() *http.Request {
			defer func(own *rsa.PrivateKey) { s.key = own }(s.key)
			s.key = newSink(t).key
			return s.asksBy("bea", inbox, follow, time.Now())
		},
		"another body": func() *http.Request {
			req := s.asksBy("bea", inbox, object{"type": "Block", "object": actor}, time.Now())
			_, body := s.says("bea", follow)
			req.Body, req.GetBody, req.ContentLength = io.NopCloser(bytes.NewReader(body)), nil, int64(len(body))
			return req
		},
		"no digest": func() *http.Request {
			req := s.asksBy("bea", inbox, follow, time.Now())
			req.Header.Del("Digest")
			return req
		},
		"signed for another inbox": func() *http.Request {
			req := s.asksBy("bea", i.base+"/ap/inbox", follow, time.Now())
			req.URL.Path = strings.TrimPrefix(inbox, i.base)
			return req
		},
		"signed two hours ago": func() *http.Request { return s.asksBy("bea", inbox, follow, time.Now().Add(-2*time.Hour)) },
		"signed in two hours":  func() *http.Request { return s.asksBy("bea", inbox, follow, time.Now().Add(2*time.Hour)) },
		"an id on another server": func() *http.Request {
			return s.asksBy("bea", inbox, object{"type": "Follow", "object": actor, "id": "https://elsewhere.example/1"}, time.Now())
		},
	}
	for name, forge := range forgeries {
		if got := s.post(forge()); got.status != http.StatusUnauthorized {
			t.Errorf("%s: answered %d %s", name, got.status, got.body)
		}
	}
	i.hasFollowers(actor, 0)
	s.follows("bea", actor)
	i.hasFollowers(actor, 1)
	if accepts := s.got(func(p post) bool { return p.activity.text("type") == "Accept" }); len(accepts) != 1 {
		t.Errorf("%d Follows were accepted: %s", len(accepts), s.heard())
	}
}

// asksBy is a signed activity that was not sent yet.
func (s *sink) asksBy(name, inbox string, activity object, at time.Time) *http.Request {
	s.t.Helper()
	_, body := s.says(name, activity)
	return s.request(name, inbox, body, at)
}

// TestF6 sends the same bytes again and again, also to a new process, which must remember too.
func TestF6(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s, actor := newSink(t), i.actorOf("ann")
		_, body := s.says("bea", object{"type": "Follow", "object": actor})
		for n := range 30 {
			if n == 15 {
				s.await(1, "Accept", func(p post) bool { return p.activity.text("type") == "Accept" })
				i.stop()
				i.start()
			}
			if got := s.post(s.request("bea", actor+"/inbox", body, time.Now())); got.status != http.StatusAccepted {
				t.Fatalf("repeat %d was answered %d %s", n, got.status, got.body)
			}
		}
		i.hasFollowers(actor, 1)
		s.await(1, "Create", is("Create", i.letterID("After")))
		if accepts := s.got(func(p post) bool { return p.activity.text("type") == "Accept" }); len(accepts) != 1 {
			t.Errorf("one Follow was accepted %d times", len(accepts))
		}
	})
}

// TestF8 hears of deleted accounts nobody here ever knew: no fetch, no trace, no refusal.
func TestF8(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newSink(t)
	for n := range 100 {
		name := fmt.Sprintf("own-%d", n)
		s.deletes(name)
		if _, got := s.sends(name, i.base+"/ap/inbox", object{"type": "Delete", "object": s.id(name), "to": []string{public}}); got.status != http.StatusAccepted {
			t.Fatalf("a Delete was answered %d %s", got.status, got.body)
		}
	}
	if asked := s.timesAsked(); asked > 0 {
		t.Errorf("the site asked %d times for actors it does not know", asked)
	}
	for _, table := range []string{"actors", "seen"} {
		if rows := i.number("select count(*) from " + table); rows != 0 {
			t.Errorf("%d rows were written into %s", rows, table)
		}
	}
}

// TestF9 lets one host follow with more inboxes than any honest server has, and with inboxes that are not its own.
func TestF9(t *testing.T) {
	t.Parallel()
	i, s, victim := newSite(t, "sqlite"), newSink(t), newSink(t)
	actor := i.actorOf("ann")
	s.claims("own-thief", victim.base+"/u/own-victim/inbox")
	if _, got := s.asks("own-thief", actor); got.status < 400 {
		t.Errorf("a follower with somebody else's inbox was answered %d", got.status)
	}
	const most = 100 // inboxes of one host
	accepted, status := 0, 0
	for n := range most + 5 {
		if n == most/2 {
			// The door also fetches no more than sixty keys of one host in five minutes; a new process forgets that.
			i.stop()
			i.start()
		}
		_, got := s.asks(fmt.Sprintf("own-%d", n), actor)
		if got.status == http.StatusAccepted {
			accepted++
		} else {
			status = got.status
		}
	}
	if accepted != most || status != http.StatusForbidden {
		t.Errorf("one host may have %d inboxes and then gets %d, want %d and 403", accepted, status, most)
	}
	i.hasFollowers(actor, most)
	id, next := i.letterID("Flood"), i.letterID("Ebb")
	s.await(most, "the last Create", is("Create", next))
	if sent := len(s.got(is("Create", id))); sent != most {
		t.Errorf("the host got %d deliveries of one article", sent)
	}
	if stray := victim.heard(); stray != "" {
		t.Errorf("the victim got %s", stray)
	}
}
