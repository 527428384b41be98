package main

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

// knocked waits until an activity was posted so many times, and tells how: scheme, status and whether Fedify proved it.
func (p *peer) knocked(activityType, objectID string, want ...string) {
	p.t.Helper()
	var got []string
	eventually(p.t, activityType+" of "+objectID+" at the peer", func() error {
		p.mu.Lock()
		defer p.mu.Unlock()
		got = nil
		for _, a := range p.received {
			if a.Activity.text("type") == activityType && a.Activity.ref("object") == objectID {
				got = append(got, fmt.Sprintf("%s %d %v", a.Scheme, a.Status, a.Verified))
			}
		}
		if len(got) < len(want) {
			return errors.New(plain(p.t, p.received))
		}
		return nil
	})
	if !slices.Equal(got, want) {
		p.t.Errorf("%s was posted as %q, want %q", activityType, got, want)
	}
}

// TestIndependentPeerSchemes speaks draft-cavage and RFC 9421 with Fedify, in both directions.
func TestIndependentPeerSchemes(t *testing.T) {
	t.Parallel()
	i := newInstance(t, "sqlite")
	i.addUser("ann", "owner")
	i.start()
	actor := i.actorOf("ann")
	follow := object{"do": "send", "to": actor, "activity": object{"type": "Follow", "object": actor}}

	modern := newPeer(t)
	modern.order(object{"do": "refuse", "method": "POST", "scheme": "cavage"})
	sent := modern.order(follow)
	if want := []string{"rfc9421 202"}; !slices.Equal(sent.Knocks, want) {
		t.Errorf("Fedify's RFC 9421 was answered %q, want %q", sent.Knocks, want)
	}
	modern.knocked("Accept", sent.Sent, "cavage 401 false", "rfc9421 202 true")
	page := i.publish("ann", "first.md", firstArticle)
	id := i.document(page).text("id")
	modern.knocked("Create", id, "rfc9421 202 true") // remembered
	modern.order(object{"do": "refuse", "method": "POST", "scheme": "rfc9421"})
	i.signIn("ann").withdraw("A quiet beginning")
	modern.knocked("Delete", id, "rfc9421 401 false", "cavage 202 true")

	// This one signs by draft-cavage, and wants to see who asks for its key.
	draft := newPeer(t, "draft-cavage-http-signatures-12")
	draft.order(object{"do": "refuse", "method": "GET", "scheme": "cavage"})
	sent = draft.order(follow)
	if want := []string{"cavage 202"}; !slices.Equal(sent.Knocks, want) {
		t.Errorf("Fedify's draft-cavage was answered %q, want %q", sent.Knocks, want)
	}
	draft.knocked("Accept", sent.Sent, "rfc9421 202 true")
}
