package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestAuthorizedFetch shows documents to whoever signs, and pages to everybody.
func TestAuthorizedFetch(t *testing.T) {
	t.Parallel()
	i := newInstance(t, "sqlite")
	i.env = append(i.env, "PAMPHLET_AUTHORIZED_FETCH=true")
	i.addUser("ann", "owner")
	i.start()
	s, blocked := newSink(t), newSink(t)
	i.blocks(0, strings.TrimPrefix(blocked.base, "http://"))
	page := i.publish("ann", "first.md", firstArticle)
	actor := s.reads(i.base + "/@ann").text("id")
	id := s.reads(page).text("id")
	s.follows("bea", actor) // which needs our key, unsigned: the sink is of the kind that asks so
	s.proved()

	closed := []string{id, page, id + "/replies", id + "/likes", actor + "/outbox", actor + "/outbox?page=1", actor + "/followers"}
	for _, address := range append(closed, i.base+"/ap/articles/none") {
		if got := i.get(address, "application/activity+json"); got.status != http.StatusUnauthorized {
			t.Errorf("%s answers %d to somebody", address, got.status)
		}
	}
	for _, address := range append(closed, actor) {
		got := s.post(s.asksSigned("bea", address))
		if got.status != http.StatusOK || !strings.Contains(got.header.Get("Cache-Control"), "private") || !strings.Contains(got.header.Get("Vary"), "Signature") {
			t.Errorf("%s answers %d %v to who signs", address, got.status, got.header)
		}
		if got := s.post(blocked.asksSigned("eve", address)); got.status != http.StatusForbidden {
			t.Errorf("%s answers %d to who is blocked", address, got.status)
		}
	}
	whole := s.reads(actor)
	for _, address := range []string{actor, i.base + "/@ann"} {
		part := i.document(address)
		part.wants(t, "id", actor, "type", "Person", "inbox", actor+"/inbox", "publicKey", whole["publicKey"],
			"assertionMethod", whole["assertionMethod"], "name", nil, "summary", nil, "outbox", nil)
	}
	whole.wants(t, "name", "ann", "outbox", actor+"/outbox")
	i.document(i.base+"/ap/instance").wants(t, "type", "Application")

	for _, address := range []string{i.base + "/", i.base + "/@ann", page, i.base + "/@ann/feed.atom"} {
		if got := i.get(address, "text/html"); got.status != http.StatusOK {
			t.Errorf("%s answers %d to a reader", address, got.status)
		}
	}
	if got := i.get(id, "text/html"); got.status != http.StatusFound {
		t.Errorf("the id answers %d to a reader", got.status)
	}
}

// TestTwoAuthorizedSites would each wait for the other's key, were keys not open.
func TestTwoAuthorizedSites(t *testing.T) {
	t.Parallel()
	here, there := newInstance(t, "sqlite"), newInstance(t, "sqlite")
	for _, i := range []*instance{here, there} {
		i.env = append(i.env, "PAMPHLET_AUTHORIZED_FETCH=true")
		i.addUser("ann", "owner")
		i.start()
	}
	there.publish("ann", "first.md", firstArticle)
	actor := there.actorOf("ann")
	here.signIn("ann").does("follow", actor)
	eventually(t, "the other site's article is followed", func() error {
		if n := there.number("select count(*) from followers"); n != 1 {
			return fmt.Errorf("%d follow", n)
		}
		return nil
	})
}

// reads is a document as one of the sink's people gets it.
func (s *sink) reads(address string) object {
	s.t.Helper()
	got := s.post(s.asksSigned("bea", address))
	if got.status != http.StatusOK {
		s.t.Fatalf("%s answers %d %s", address, got.status, got.body)
	}
	return got.json(s.t)
}
