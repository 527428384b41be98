package blog_test

import (
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestMovesAreRare has an account move to and fro, which would have our people ask new accounts again and again.
func TestMovesAreRare(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx := newTalk(t, open()), t.Context()
		bea, cid := stranger("bea"), stranger("cid")
		k.followed(bea)
		k.followed(cid)
		moves := func(from, to blog.Actor, activity string) string {
			t.Helper()
			if err := k.ActorMoved(ctx, from.URI, to, "https://other.example/move/"+activity); err != nil {
				t.Fatal(err)
			}
			k.now = k.now.Add(time.Hour)
			for _, f := range must(k.store.Followers(ctx, k.blog.ID, 9, 0))(t) {
				if f.Actor.URI != cid.URI {
					return f.Actor.Username
				}
			}
			return "nobody"
		}
		if got := moves(bea, stranger("second"), "1"); got != "second" {
			t.Fatalf("after the first move %s follows", got)
		}
		if err := k.RemoveFollower(ctx, k.blog.ID, stranger("second").URI, ""); err != nil {
			t.Fatal(err)
		}
		k.followed(bea)
		if got := moves(bea, stranger("third"), "2"); got != "bea" {
			t.Errorf("after another move within the week %s follows", got)
		}
		k.now = k.now.Add(7 * 24 * time.Hour)
		if got := moves(bea, stranger("third"), "3"); got != "third" {
			t.Errorf("after a week %s follows", got)
		}
	})
}
