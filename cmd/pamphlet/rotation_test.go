package main

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pamphlet/federation/proof"
	"pamphlet/federation/signature"
)

// TestRotatedKeys replaces the keys of a blog while it is served. One server knows the old key, another none.
func TestRotatedKeys(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		knowing, fresh, actor := newSink(t), newSink(t), i.actorOf("ann")
		for _, s := range []*sink{knowing, fresh} {
			s.follows("bea", actor)
			s.behaves("", mood{strict: true})
		}
		before, was := i.document(actor), i.proofKey(actor)
		fresh.forgets()
		if said := i.run("", "blog", "keys", "rotate", "ann"); !strings.HasPrefix(said, "ann has new keys.") {
			t.Errorf("the command said %q", said)
		}

		// The server still runs: it must not sign on with what it remembers.
		update := knowing.await(1, "Update of the actor", is("Update", actor))[0]
		if update.fault != nil {
			t.Errorf("who knows the old key was told so: %v", update.fault)
		}
		eventually(t, "who knew no key is told by the new one", func() error {
			told := fresh.got(is("Update", actor))
			if len(told) < 2 || told[len(told)-1].fault != nil {
				return errors.New(fresh.heard())
			}
			return nil
		})
		after := i.document(actor)
		update.activity.in("object").wants(t, "publicKey", after["publicKey"], "assertionMethod", after["assertionMethod"])
		for _, member := range []string{"publicKey", "assertionMethod"} {
			if plain(t, before[member]) == plain(t, after[member]) {
				t.Errorf("the %s is still %s", member, plain(t, after[member]))
			}
		}
		now := i.proofKey(actor)
		if was.Equal(now) || provenBy(t, update.activity, now) != nil || provenBy(t, update.activity, was) == nil {
			t.Error("the Update is not proved by the new key")
		}

		// What was made before is proved anew, and what comes now is signed with the new key.
		accept := knowing.got(func(p post) bool { return p.activity.text("type") == "Accept" })[0].activity
		if err := provenBy(t, accept, was); err != nil {
			t.Error(err)
		}
		if err := provenBy(t, i.document(accept.text("id")), now); err != nil {
			t.Error(err)
		}
		knowing.forgets()
		id := i.document(i.publish("ann", "first.md", firstArticle)).text("id")
		for _, s := range []*sink{knowing, fresh} {
			create := s.await(1, "Create", is("Create", id))[0]
			if err := provenBy(t, create.activity, now); err != nil || create.fault != nil {
				t.Errorf("proof: %v, signature: %v", err, create.fault)
			}
		}
	})
}

// TestRotatedKeysWithWaitingDeliveries replaces the keys while a server is down.
func TestRotatedKeysWithWaitingDeliveries(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		knowing, fresh, actor := newSink(t), newSink(t), i.actorOf("ann")
		for _, s := range []*sink{knowing, fresh} {
			s.follows("bea", actor)
			s.behaves("", mood{refuse: true})
		}
		id := i.document(i.publish("ann", "first.md", firstArticle)).text("id")
		i.awaitWaiting(knowing, 1, 1)
		i.awaitWaiting(fresh, 1, 1)
		i.run("", "blog", "keys", "rotate", "ann")
		fresh.forgets()
		for _, s := range []*sink{knowing, fresh} {
			s.behaves("", mood{strict: true})
		}
		i.timePasses()
		for _, s := range []*sink{knowing, fresh} {
			var create post
			eventually(t, "the Create is taken", func() error {
				creates := s.got(is("Create", id))
				if len(creates) == 0 || creates[len(creates)-1].fault != nil {
					return errors.New(s.heard())
				}
				create = creates[len(creates)-1]
				return nil
			})
			if err := provenBy(t, create.activity, i.proofKey(actor)); err != nil {
				t.Error(err)
			}
		}
		if first := knowing.got(is("Create", id))[0]; first.fault != nil {
			t.Errorf("who knows the old key got it as %v", first.fault)
		}
	})
}

// forgets has the sink ask for every key anew.
func (s *sink) forgets() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.known)
}

// proofKey is the Multikey of an actor here.
func (i *instance) proofKey(actor string) ed25519.PublicKey {
	i.t.Helper()
	var doc struct {
		AssertionMethod []struct{ ID, Type, Controller, PublicKeyMultibase string }
	}
	if err := json.Unmarshal(i.get(actor, "application/activity+json").body, &doc); err != nil || len(doc.AssertionMethod) != 1 {
		i.t.Fatalf("%v %+v", err, doc)
	}
	key := doc.AssertionMethod[0]
	public, err := signature.ParseMultikey(key.PublicKeyMultibase)
	if err != nil || key.ID != actor+"#ed25519-key" || key.Type != "Multikey" || key.Controller != actor {
		i.t.Fatalf("%v %+v", err, key)
	}
	return public.(ed25519.PublicKey)
}

// provenBy checks the integrity proof of an activity.
func provenBy(t *testing.T, activity object, key ed25519.PublicKey) error {
	t.Helper()
	claims := proof.Read([]byte(plain(t, activity)))
	if len(claims) != 1 || claims[0].KeyID != activity.text("actor")+"#ed25519-key" {
		return fmt.Errorf("the proofs are %+v", claims)
	}
	return claims[0].Verify(key)
}
