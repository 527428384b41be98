package blog_test

import (
	"slices"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

const otherHost = "other.example"

// followed has somebody elsewhere follow the desk's blog.
func (k *talk) followed(by blog.Actor) {
	k.t.Helper()
	err := k.AddFollower(k.t.Context(), blog.Followed{BlogID: k.blog.ID, Actor: by, Activity: by.URI + "/follow",
		Accept: blog.Outgoing{APID: siteURL + "/accept/" + by.Username, BlogID: k.blog.ID, Kind: "Accept"}})
	if err != nil {
		k.t.Fatal(err)
	}
}

// broadcasts tells followers about an object that the article is or was.
func (k *talk) broadcasts(object string, kinds ...string) {
	k.t.Helper()
	for _, kind := range kinds {
		k.serial++
		out := blog.Outgoing{APID: siteURL + "/" + string(rune('a'+k.serial)), BlogID: k.blog.ID, ArticleID: k.article.ID, Object: object, Kind: kind, Body: []byte("{}")}
		if err := k.Broadcast(k.t.Context(), out, k.blog.ID); err != nil {
			k.t.Fatal(err)
		}
	}
}

// delivers makes every delivery to a host come to a state, and gives what was sent about articles, by inbox.
func (k *talk) delivers(host string, state blog.ReceiptState) map[string][]string {
	k.t.Helper()
	sent := map[string][]string{}
	for {
		due := must(k.store.DueDeliveries(k.t.Context(), host, time.Now().Add(time.Minute), 100))(k.t)
		if len(due) == 0 {
			return sent
		}
		for _, d := range due {
			if d.Activity.ArticleID != 0 {
				sent[d.Inbox] = append(sent[d.Inbox], d.Activity.Kind)
			}
			settled := store.Settled{Due: d, Host: host, State: state, Answer: "403 no", Now: time.Now()}
			if state == blog.Away {
				settled.Retry = time.Now().Add(time.Hour)
			}
			if err := k.store.Settle(k.t.Context(), settled); err != nil {
				k.t.Fatal(err)
			}
		}
	}
}

func TestSendAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx := newTalk(t, open()), t.Context()
		again := func(host string) error { return k.SendAgain(ctx, k.owner.ID, k.article.ID, host) }
		wantCode(t, again(""), blog.Conflict) // it went nowhere
		bea, cid := stranger("bea"), stranger("cid")
		k.followed(bea)
		k.followed(cid)
		k.broadcasts("an/earlier/episode", "Create", "Delete")
		k.broadcasts("episode", "Create", "Update", "Update")
		k.delivers(otherHost, blog.RefusedReceipt)
		stray := k.account("stray")
		wantCode(t, k.SendAgain(ctx, stray.ID, k.article.ID, ""), blog.NotFound)
		wantCode(t, again("elsewhere.example"), blog.Conflict)

		if err := again(otherHost); err != nil {
			t.Fatal(err)
		}
		receipts := must(k.store.Receipts(ctx, k.article.ID))(t)
		if len(receipts) != 1 || receipts[0].State != blog.Waiting || receipts[0].Answer != "" {
			t.Errorf("the receipts are %+v", receipts)
		}
		wantCode(t, again(otherHost), blog.Conflict)
		wantCode(t, again(""), blog.Conflict)
		sent := k.delivers(otherHost, blog.Away)
		for _, inbox := range []string{bea.Inbox, cid.Inbox} {
			if !slices.Equal(sent[inbox], []string{"Create", "Update"}) {
				t.Errorf("%s got %v", inbox, sent[inbox])
			}
		}

		if resting := must(k.store.DueHosts(ctx, time.Now(), 9))(t); len(resting) != 0 {
			t.Errorf("%v are due while they rest", resting)
		}
		k.broadcasts("episode", "Delete")
		k.delivers(otherHost, blog.Away)
		if err := again(""); err != nil {
			t.Fatal(err)
		}
		if due := must(k.store.DueHosts(ctx, time.Now().Add(time.Second), 9))(t); !slices.Equal(due, []string{otherHost}) {
			t.Errorf("asked to send at once, %v are due", due)
		}
		if sent := k.delivers(otherHost, blog.RefusedReceipt)[bea.Inbox]; !slices.Equal(sent, []string{"Delete"}) {
			t.Errorf("after the withdrawal bea got %v", sent)
		}
		for _, gone := range []blog.Actor{bea, cid} {
			if err := k.ActorGone(ctx, gone.URI); err != nil {
				t.Fatal(err)
			}
		}
		wantCode(t, again(""), blog.Conflict) // nobody is left there
	})
}
