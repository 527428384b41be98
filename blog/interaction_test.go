package blog_test

import (
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// with are the kinds of what the desk's owner does to something.
func (d *desk) with(object string) map[blog.InteractionKind]blog.Interaction {
	d.t.Helper()
	found := map[blog.InteractionKind]blog.Interaction{}
	for _, i := range must(d.store.InteractionsWith(d.t.Context(), d.blog.ID, object))(d.t) {
		found[i.Kind] = i
	}
	return found
}

func TestFollowing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx, bea := newTalk(t, open()), t.Context(), stranger("bea")
		wish := blog.Wish{Kind: blog.ToFollow, Object: bea.URI, Actor: bea}
		for range 2 { // once is enough
			if err := k.Interact(ctx, k.owner.ID, wish); err != nil {
				t.Fatal(err)
			}
		}
		follow := k.with(bea.URI)[blog.ToFollow]
		if follow.State != blog.Asked || follow.Actor.Inbox != bea.Inbox {
			t.Fatalf("the follow is %+v", follow)
		}
		wantCode(t, k.FollowAnswered(ctx, stranger("eve").URI, follow.APID, true), blog.Forbidden)
		for _, answer := range []struct {
			accepted bool
			state    blog.InteractionState
			count    int
		}{{true, blog.Accepted, 1}, {true, blog.Accepted, 1}, {false, blog.Declined, 0}} {
			if err := k.FollowAnswered(ctx, bea.URI, follow.APID, answer.accepted); err != nil {
				t.Fatal(err)
			}
			if state := k.with(bea.URI)[blog.ToFollow].State; state != answer.state {
				t.Errorf("answered %v, it is %s", answer.accepted, state)
			}
			if n := must(k.store.FollowingCount(ctx, k.blog.ID))(t); n != answer.count {
				t.Errorf("answered %v, %d are followed", answer.accepted, n)
			}
		}
		for range 2 {
			if err := k.TakeBack(ctx, k.owner.ID, blog.ToFollow, bea.URI); err != nil {
				t.Fatal(err)
			}
		}
		if err := k.FollowAnswered(ctx, bea.URI, follow.APID, true); err != nil || len(k.with(bea.URI)) != 0 {
			t.Errorf("an answer that comes too late: %v, %v", err, k.with(bea.URI))
		}
		me := must(k.store.PersonalBlog(ctx, k.owner.ID))(t)
		self := blog.Actor{URI: siteURL + blog.BlogIDs + me.APID}
		wantCode(t, k.Interact(ctx, k.owner.ID, blog.Wish{Kind: blog.ToFollow, Object: self.URI, Actor: self}), blog.Invalid)
	})
}

func TestBlocking(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx, bea := newTalk(t, open()), t.Context(), stranger("bea")
		follow := blog.Followed{BlogID: k.blog.ID, Actor: bea, Activity: "https://other.example/f/1", Accept: blog.Outgoing{APID: siteURL + "/ap/activities/1", BlogID: k.blog.ID}}
		if err := k.AddFollower(ctx, follow); err != nil {
			t.Fatal(err)
		}
		known := k.replied("bea", 0)
		for _, kind := range []blog.InteractionKind{blog.ToFollow, blog.ToBlock} {
			if err := k.Interact(ctx, k.owner.ID, blog.Wish{Kind: kind, Object: bea.URI, Actor: bea}); err != nil {
				t.Fatal(err)
			}
		}
		if with := k.with(bea.URI); len(with) != 1 || with[blog.ToBlock].State != blog.Done {
			t.Errorf("after a block there is %v", with)
		}
		if n, _, err := k.store.FollowerCount(ctx, k.blog.ID); n != 0 || err != nil {
			t.Errorf("%d followers, %v", n, err)
		}
		// Every entry is shut: to follow, to reply, to edit what stands, to react, to be followed.
		follow.Activity = "https://other.example/f/2"
		wantCode(t, k.AddFollower(ctx, follow), blog.Forbidden)
		late := blog.Comment{URI: "https://other.example/notes/late", Actor: bea, HTML: "<p>Let me in</p>"}
		in := blog.Received{Activity: late.URI + "/create", To: blog.Target{ArticleID: k.article.ID}, Comment: late}
		wantCode(t, k.ReceiveComment(ctx, in), blog.Forbidden)
		known.HTML = "<p>Edited</p>"
		wantCode(t, k.EditComment(ctx, blog.Received{Activity: "https://other.example/e/1", Comment: known}), blog.Forbidden)
		if err := k.React(ctx, blog.Reacted{Activity: "https://other.example/l/1", Kind: blog.Like, Actor: bea, To: in.To}); err != nil {
			t.Fatal(err)
		}
		if counts := must(k.store.ReactionCounts(ctx, k.article.ID))(t); counts[0][blog.Like] != 0 {
			t.Error("a blocked actor's like counts")
		}
		wantCode(t, k.Interact(ctx, k.owner.ID, blog.Wish{Kind: blog.ToFollow, Object: bea.URI, Actor: bea}), blog.Conflict)

		if err := k.TakeBack(ctx, k.owner.ID, blog.ToBlock, bea.URI); err != nil {
			t.Fatal(err)
		}
		in.Activity += "/again"
		if err := k.ReceiveComment(ctx, in); err != nil {
			t.Errorf("after the block was taken back: %v", err)
		}
	})
}

func TestOwnReactions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx := newTalk(t, open()), t.Context()
		c := k.replied("bea", 0)
		wish := blog.Wish{Kind: blog.ToLike, Object: c.URI, Actor: c.Actor, To: blog.Target{ArticleID: k.article.ID, CommentID: c.ID}}
		if err := k.Interact(ctx, k.owner.ID, wish); err != nil {
			t.Fatal(err)
		}
		likes := func() int { return must(k.store.ReactionCounts(ctx, k.article.ID))(t)[c.ID][blog.Like] }
		if likes() != 1 {
			t.Errorf("%d likes", likes())
		}
		if err := k.TakeBack(ctx, k.owner.ID, blog.ToLike, c.URI); err != nil || likes() != 0 {
			t.Errorf("taken back: %d likes, %v", likes(), err)
		}
		// Of something elsewhere only the interaction is kept.
		wish = blog.Wish{Kind: blog.ToBoost, Object: "https://other.example/n/9", Actor: c.Actor}
		if err := k.Interact(ctx, k.owner.ID, wish); err != nil || len(k.with(wish.Object)) != 1 {
			t.Errorf("a boost elsewhere: %v, %v", err, k.with(wish.Object))
		}
	})
}

func TestNotices(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx := newTalk(t, open()), t.Context()
		c := k.replied("bea", 0)
		k.now = k.now.Add(time.Minute)
		if err := k.React(ctx, blog.Reacted{Activity: "https://other.example/l/1", Kind: blog.Like, Actor: stranger("cid"), To: blog.Target{ArticleID: k.article.ID}}); err != nil {
			t.Fatal(err)
		}
		k.now = k.now.Add(time.Minute)
		err := k.AddFollower(ctx, blog.Followed{BlogID: k.blog.ID, Actor: stranger("dora"), Activity: "https://other.example/f/1", Accept: blog.Outgoing{APID: siteURL + "/ap/activities/1", BlogID: k.blog.ID}})
		if err != nil {
			t.Fatal(err)
		}
		must(k.Answer(ctx, k.owner.ID, blog.Answered{Target: blog.Target{ArticleID: k.article.ID, CommentID: c.ID}}, "My own words are no news"))(t)
		all := must(k.store.Notices(ctx, k.owner.ID, k.blog.ID, 10, 0))(t)
		var kinds []blog.NoticeKind
		for _, n := range all {
			kinds = append(kinds, n.Kind)
		}
		if len(kinds) != 3 || kinds[0] != blog.GotFollower || kinds[1] != blog.GotLike || kinds[2] != blog.GotReply || all[2].CommentID != c.ID || all[2].Title != "A letter" {
			t.Fatalf("the notices are %+v", all)
		}
		fresh := func(account blog.Account) int {
			own := must(k.store.PersonalBlog(ctx, account.ID))(t)
			n, _, err := k.store.NewNotices(ctx, account.ID, own.ID)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		if n := fresh(k.owner); n != 3 {
			t.Errorf("%d are new", n)
		}
		if err := k.Noticed(ctx, k.owner.ID, k.now); err != nil || fresh(k.owner) != 0 {
			t.Errorf("after a look %d are new, %v", fresh(k.owner), err)
		}
		k.now = k.now.Add(time.Minute)
		k.replied("bea", c.ID)
		if n := fresh(k.owner); n != 1 {
			t.Errorf("after another reply %d are new", n)
		}
		if n := fresh(k.account("bob")); n != 0 {
			t.Errorf("somebody else has %d", n)
		}
	})
}
