package blog_test

import (
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestReviewLinks live as long as they should, and no longer than their maker may write the article.
func TestReviewLinks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		a, w := d.draft(blog.Text{Title: "Draft", Markdown: "First words."})
		gone := func(what, token string) {
			t.Helper()
			_, _, _, err := d.Review(ctx, token)
			if blog.CodeOf(err) != blog.NotFound {
				t.Errorf("%s: %v", what, err)
			}
		}
		gone("no link", "")
		first := must(d.ShareDraft(ctx, d.owner.ID, a.ID, 7*24*time.Hour))(t)
		must(d.Save(ctx, d.owner.ID, a.ID, w.Version, blog.Text{Title: "Draft", Markdown: "Second *words*."}))(t)
		_, found, r, err := d.Review(ctx, first.Token)
		if err != nil || found.ID != a.ID || r.HTML != "<p>Second <em>words</em>.</p>\n" {
			t.Fatalf("seen is %q of %d, %v", r.HTML, found.ID, err)
		}
		second := must(d.ShareDraft(ctx, d.owner.ID, a.ID, 24*time.Hour))(t)
		gone("the former link", first.Token)
		if link := must(d.ReviewLinkOf(ctx, d.owner.ID, a.ID))(t); link.Token != second.Token || first.Token == second.Token || len(second.Token) < 26 {
			t.Errorf("the links are %q and %q", first.Token, second.Token)
		}
		d.now = d.now.Add(24 * time.Hour)
		gone("a link that ended by itself", second.Token)
		_, err = d.ReviewLinkOf(ctx, d.owner.ID, a.ID)
		wantCode(t, err, blog.NotFound)

		third := must(d.ShareDraft(ctx, d.owner.ID, a.ID, 24*time.Hour))(t)
		if err := d.EndReview(ctx, d.owner.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		gone("a link that was ended", third.Token)
		eve := d.account("eve")
		_, err = d.ShareDraft(ctx, eve.ID, a.ID, time.Hour)
		wantCode(t, err, blog.NotFound)
		wantCode(t, d.EndReview(ctx, eve.ID, a.ID), blog.NotFound)
		_, err = d.ReviewLinkOf(ctx, eve.ID, a.ID)
		wantCode(t, err, blog.NotFound)
		for _, during := range []time.Duration{0, -time.Hour, 91 * 24 * time.Hour} {
			_, err = d.ShareDraft(ctx, d.owner.ID, a.ID, during)
			wantCode(t, err, blog.Invalid)
		}
		fourth := must(d.ShareDraft(ctx, d.owner.ID, a.ID, time.Hour))(t)
		if err := d.Delete(ctx, d.owner.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		gone("an article that was deleted", fourth.Token)
	})
}
