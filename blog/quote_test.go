package blog_test

import (
	"errors"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// quotation is a post of somebody elsewhere that quotes the article.
func (k *talk) quotation(name, stamp string) blog.Quotation {
	return blog.Quotation{
		URI: "https://other.example/notes/" + name, Actor: stranger(name), BlogID: k.blog.ID, Of: blog.Target{ArticleID: k.article.ID},
		Object: siteURL + blog.ArticleIDs + k.article.APID, Stamp: stamp, State: blog.QuoteShown,
	}
}

// asks sends a request to quote and reports whether it was approved.
func (k *talk) asks(q blog.Quotation, activity string) bool {
	k.t.Helper()
	accept, reject := siteURL+"/ap/activities/yes-"+activity, siteURL+"/ap/activities/no-"+activity
	err := k.AnswerQuote(k.t.Context(), blog.QuoteAsked{
		Activity: "https://other.example/requests/" + activity, Quotation: q,
		Accept: blog.Outgoing{APID: accept, BlogID: k.blog.ID}, Reject: blog.Outgoing{APID: reject, BlogID: k.blog.ID},
	})
	if err != nil {
		k.t.Fatal(err)
	}
	_, yes := k.store.ActivityByAPID(k.t.Context(), accept)
	_, no := k.store.ActivityByAPID(k.t.Context(), reject)
	if (yes == nil) == (no == nil) {
		k.t.Fatalf("the request %s was answered yes: %v, no: %v", activity, yes, no)
	}
	return yes == nil
}

func (k *talk) quotes() int {
	k.t.Helper()
	return must(k.store.ReactionCounts(k.t.Context(), k.article.ID))(k.t)[0][blog.Quote]
}

func (k *talk) news() int {
	k.t.Helper()
	n, _, err := k.store.NewNotices(k.t.Context(), k.owner.ID, k.blog.ID)
	if err != nil {
		k.t.Fatal(err)
	}
	if list := must(k.store.Notices(k.t.Context(), k.owner.ID, k.blog.ID, 10, 0))(k.t); len(list) != n {
		k.t.Errorf("%d notices are counted, and %d listed", n, len(list))
	}
	return n
}

func TestQuotes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx := newTalk(t, open()), t.Context()
		bea := k.quotation("bea", "stamp-bea")
		if !k.asks(bea, "1") || !k.asks(bea, "2") || k.quotes() != 1 || k.news() != 1 {
			t.Errorf("asked twice: %d quotes, %d notices", k.quotes(), k.news())
		}
		if got := must(k.store.QuotationByStamp(ctx, "stamp-bea"))(t); got.URI != bea.URI || got.Actor.URI != bea.Actor.URI || got.Of != bea.Of {
			t.Errorf("the stamp is for %+v", got)
		}
		if _, err := k.store.QuotationByStamp(ctx, ""); !errors.Is(err, blog.ErrNotFound) {
			t.Errorf("no stamp is for something: %v", err)
		}

		// What was not for everybody when it asked, and then is.
		cid := k.quotation("cid", "stamp-cid")
		cid.State = blog.QuoteQuiet
		if !k.asks(cid, "3") || k.quotes() != 1 || k.news() != 1 {
			t.Errorf("a quiet one counts: %d quotes, %d notices", k.quotes(), k.news())
		}
		if err := k.ReceiveQuote(ctx, k.quotation("cid", "")); err != nil || k.quotes() != 2 {
			t.Errorf("%d quotes, %v", k.quotes(), err)
		}
		if got := must(k.store.Quotation(ctx, cid.URI))(t); got.Stamp != "stamp-cid" {
			t.Errorf("its stamp is %q", got.Stamp)
		}

		// Somebody else's post, and one that is said to quote something else by now.
		eve := k.quotation("bea", "stamp-eve")
		eve.Actor = stranger("eve")
		other := k.quotation("bea", "stamp-other")
		other.Object = "https://blog.example/ap/articles/other"
		if k.asks(eve, "4") || k.asks(other, "5") {
			t.Error("another's post was approved")
		}
		wantCode(t, k.Unquote(ctx, eve.Actor.URI, bea.URI, "https://other.example/undo/1"), blog.Forbidden)
		wantCode(t, k.RemoveComment(ctx, blog.Removed{Activity: "https://other.example/delete/1", ActorURI: eve.Actor.URI, URI: bea.URI}), blog.Forbidden)

		// Deleted: it can neither ask nor count again. People who quote are remembered as long as their quotes.
		if err := k.RemoveComment(ctx, blog.Removed{Activity: "https://other.example/delete/2", ActorURI: bea.Actor.URI, URI: bea.URI}); err != nil || k.quotes() != 1 {
			t.Errorf("deleted: %d quotes, %v", k.quotes(), err)
		}
		if err := k.ReceiveQuote(ctx, bea); err != nil || k.asks(bea, "6") || k.quotes() != 1 {
			t.Errorf("deleted and sent again: %d quotes, %v", k.quotes(), err)
		}
		if err := k.store.DropIdleActors(ctx, k.now.Add(time.Hour)); err != nil || k.quotes() != 1 {
			t.Errorf("after a while: %d quotes, %v", k.quotes(), err)
		}
		if err := k.Delete(ctx, k.owner.ID, k.article.ID); err != nil || k.news() != 0 {
			t.Errorf("of a deleted article there are %d notices, %v", k.news(), err)
		}
	})
}

func TestQuoteWithdrawn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx := newTalk(t, open()), t.Context()
		bea := k.quotation("bea", "stamp-bea")
		k.asks(bea, "1")
		if err := k.ReceiveQuote(ctx, k.quotation("cid", "")); err != nil || k.quotes() != 2 {
			t.Fatalf("%d quotes, %v", k.quotes(), err)
		}
		wantCode(t, k.WithdrawQuote(ctx, k.account("bob").ID, bea.URI), blog.NotFound)
		wantCode(t, k.WithdrawQuote(ctx, k.owner.ID, k.quotation("cid", "").URI), blog.Conflict)
		for range 2 {
			if err := k.WithdrawQuote(ctx, k.owner.ID, bea.URI); err != nil || k.quotes() != 1 || k.news() != 1 {
				t.Errorf("withdrawn: %d quotes, %d notices, %v", k.quotes(), k.news(), err)
			}
		}
		// Neither asking again nor taking the request back brings it back.
		if err := k.Unquote(ctx, bea.Actor.URI, bea.URI, "https://other.example/undo/1"); err != nil {
			t.Error(err)
		}
		if err := k.ReceiveQuote(ctx, bea); err != nil || k.asks(bea, "2") || k.quotes() != 1 {
			t.Errorf("asked again: %d quotes, %v", k.quotes(), err)
		}
	})
}
