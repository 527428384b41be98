package main

import "testing"

// TestF10UndoneBeforeItCame takes a Follow back before it arrives: who went away must not be followed up with articles.
func TestF10UndoneBeforeItCame(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		k.creates("bea", k.note("bea", k.id, "<p>So that bea is known</p>"))
		for _, whole := range []bool{true, false} {
			id, _ := k.says("bea", object{})
			follow := object{"type": "Follow", "id": id, "actor": k.sink.id("bea"), "object": k.actor}
			var undone any = id
			if whole {
				undone = follow
			}
			k.taken("bea", k.actor, object{"type": "Undo", "object": undone})
			k.taken("bea", k.actor, follow)
			if n := k.tally().Followers; n != 0 {
				t.Errorf("taken back before it came (whole: %v), the Follow makes %d followers", whole, n)
			}
		}
	})
}

// TestReactedTwice likes again under a new id, whose Undo must then count.
func TestReactedTwice(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		first, _ := k.sends("bea", k.actor+"/inbox", object{"type": "Like", "object": k.id})
		second, _ := k.sends("bea", k.actor+"/inbox", object{"type": "Like", "object": k.id})
		k.taken("bea", k.actor, object{"type": "Undo", "object": object{"type": "Like", "id": second, "actor": k.sink.id("bea"), "object": k.id}})
		if n := k.tally().Likes; n != 0 {
			t.Errorf("bea liked as %s and %s, took the last back, and counts as %d likes", first, second, n)
		}
	})
}

// TestFollowAndUnfollowInHaste ends with what was pressed last, in whatever order the work was done: servers that drop
// a follower by the actor alone would take a late Undo for the new Follow's.
func TestFollowAndUnfollowInHaste(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s, ann := newSink(t), i.signIn("ann")
		bea := s.id("bea")
		for range 10 {
			ann.does("follow", bea)
			ann.does("unfollow", bea)
		}
		ann.does("follow", bea)
		i.isDone()
		var heard []string
		for _, p := range s.got(func(p post) bool { return true }) {
			heard = append(heard, p.activity.text("type"))
		}
		if len(heard) == 0 || heard[len(heard)-1] != "Follow" {
			t.Errorf("bea heard %q", heard)
		}
	})
}
