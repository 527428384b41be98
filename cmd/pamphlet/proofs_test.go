package main

import (
	"fmt"
	"net/http"
	"testing"
)

// TestIndependentPeerProofs has Fedify judge our integrity proofs, and passes its own on by a third server.
func TestIndependentPeerProofs(t *testing.T) {
	t.Parallel()
	i, p, relay := newInstance(t, "sqlite"), newPeer(t), newSink(t)
	i.addUser("ann", "owner")
	i.start()
	actor := i.actorOf("ann")
	p.await("Accept", p.order(object{"do": "send", "to": actor, "activity": object{"type": "Follow", "object": actor}}).Sent)
	id := i.document(i.publish("ann", "first.md", firstArticle)).text("id")
	p.await("Create", id)
	i.signIn("ann").withdraw("A quiet beginning")
	p.await("Delete", id)
	i.signIn("ann").rename("Ann of the Mill")
	p.await("Update", actor)
	p.believes(func(a arrival) bool { return a.Proof })

	// The peer looks at an actor once in five minutes, so it judges the new key by signatures only.
	i.run("", "blog", "keys", "rotate", "ann")
	id = i.letterID("Liked")
	p.await("Create", id)
	p.believes(func(a arrival) bool { return a.Verified })
	like := p.order(object{"do": "prove", "activity": object{"type": "Like", "object": id}}).Found
	changed := object{}
	for name, value := range like {
		changed[name] = value
	}
	changed["type"] = "Announce"
	if got := relay.sendsAs(relay.id("group"), actor+"/inbox", []byte(plain(t, changed))); got.status != http.StatusUnauthorized {
		t.Errorf("what was changed on the way is answered %d %s", got.status, got.body)
	}
	if got := relay.sendsAs(relay.id("group"), actor+"/inbox", []byte(plain(t, like))); got.status != http.StatusAccepted {
		t.Fatalf("what Fedify proved and another passes on is answered %d %s\n%s", got.status, got.body, plain(t, like))
	}
	eventually(t, "the like counts", func() error {
		if likes := i.document(id + "/likes"); likes["totalItems"] != float64(1) {
			return fmt.Errorf("there are %v", likes["totalItems"])
		}
		return nil
	})
}

// believes checks all that arrived.
func (p *peer) believes(held func(arrival) bool) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, a := range p.received {
		if !held(a) {
			p.t.Errorf("Fedify does not believe %s", plain(p.t, a))
		}
	}
}
