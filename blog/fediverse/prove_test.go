package fediverse

import (
	"crypto/ed25519"
	"errors"
	"net/http"
	"testing"
	"time"

	"pamphlet/federation"
	"pamphlet/federation/proof"
	"pamphlet/federation/vocab"
)

// TestProofRoom: what was cut to the budget of an inbox must still fit into it with its proof.
func TestProofRoom(t *testing.T) {
	id := "https://a-rather-long-name-of-a-host.blogs.example.org/ap/blogs/abcdefghijklmnopqrstuvwxyz"
	k := blogKeys{proves: proof.Key{ID: id + proofKey, Private: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))}}
	body := vocab.Encode(&vocab.Activity{Base: vocab.Base{ID: id, Type: vocab.TypeCreate}, Actor: vocab.Ref(id),
		Object: vocab.Items{vocab.Embed(&vocab.Object{Base: vocab.Base{ID: id, Type: vocab.TypeArticle}})}})
	proved, err := k.prove(body, time.Now())
	if grown := len(proved) - len(body); err != nil || grown > proofRoom || grown < proofRoom/2 {
		t.Errorf("a proof adds %d bytes, there is room for %d (%v)", grown, proofRoom, err)
	}
}

// TestLimitsOfForwarders: what somebody passes on is not counted against its author.
func TestLimitsOfForwarders(t *testing.T) {
	l, now := newLimiter(Limits{Comments: 1, Activities: 2}), time.Now()
	passed := federation.Inbound{Actor: "https://a.example/ann", Via: "https://b.example/ben", Activity: &vocab.Activity{Base: vocab.Base{Type: vocab.TypeLike}}}
	for range 2 {
		if err := l.allow(passed, now); err != nil {
			t.Fatal(err)
		}
	}
	var refusal *federation.Refusal
	if err := l.allow(passed, now); !errors.As(err, &refusal) || refusal.Status != http.StatusTooManyRequests {
		t.Errorf("the third is answered %v", err)
	}
	passed.Via = ""
	if err := l.allow(passed, now); err != nil {
		t.Errorf("the author pays for it: %v", err)
	}
}
