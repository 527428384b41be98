package blog_test

import (
	"fmt"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// featured are the titles a blog shows first.
func (d *desk) featured(blogID int64) string {
	d.t.Helper()
	titles := []string{}
	for _, a := range must(d.store.FeaturedIn(d.t.Context(), blogID))(d.t) {
		titles = append(titles, a.Published.Title)
	}
	return fmt.Sprint(titles)
}

func TestFeature(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		var articles []blog.Article
		for n := range 7 {
			articles = append(articles, d.published(blog.Text{Title: string(rune('A' + n)), Markdown: "x"}))
		}
		wants := func(want string) {
			t.Helper()
			if got := d.featured(d.blog.ID); got != want {
				t.Fatalf("featured are %s, want %s", got, want)
			}
		}
		for n := range 5 {
			for range 2 { // twice is once
				if err := d.Feature(ctx, d.owner.ID, articles[n].ID); err != nil {
					t.Fatal(err)
				}
			}
			d.now = d.now.Add(time.Second)
		}
		wants("[E D C B A]")
		wantCode(t, d.Feature(ctx, d.owner.ID, articles[5].ID), blog.Conflict)
		for range 2 {
			if err := d.Unfeature(ctx, d.owner.ID, articles[0].ID); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.Feature(ctx, d.owner.ID, articles[5].ID); err != nil {
			t.Fatal(err)
		}
		wants("[F E D C B]")

		// Withdrawn and published again, an article is featured no more; deleted it is gone.
		if err := d.Withdraw(ctx, d.owner.ID, articles[4].ID); err != nil {
			t.Fatal(err)
		}
		wantCode(t, d.Feature(ctx, d.owner.ID, articles[4].ID), blog.Conflict)
		_, w, _ := d.Draft(ctx, d.owner.ID, articles[4].ID)
		must(d.Publish(ctx, d.owner.ID, articles[4].ID, w.Version, d.now))(t)
		if err := d.Delete(ctx, d.owner.ID, articles[3].ID); err != nil {
			t.Fatal(err)
		}
		wants("[F C B]")

		// By link only, it is not shown.
		a, w, _ := d.Draft(ctx, d.owner.ID, articles[2].ID)
		w.Text.Unlisted = true
		w = must(d.Save(ctx, d.owner.ID, a.ID, w.Version, w.Text))(t)
		must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, d.now))(t)
		wants("[F B]")
		wantCode(t, d.Feature(ctx, d.owner.ID, a.ID), blog.Conflict)
	})
}

// TestWhoMayFeature: who publishes all of a blog.
func TestWhoMayFeature(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		bea, cid, eve := d.account("bea"), d.account("cid"), d.account("eve")
		journal := must(d.AddPublication(ctx, "ann", "journal", "J"))(t)
		for name, role := range map[string]blog.MemberRole{"bea": blog.Editor, "cid": blog.Writer} {
			if err := d.SetMember(ctx, "journal", name, role); err != nil {
				t.Fatal(err)
			}
		}
		a, w, err := d.NewArticle(ctx, cid.ID, journal.ID, blog.Text{Title: "T", Markdown: "x"})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Submit(ctx, cid.ID, a.ID, w.Version); err != nil {
			t.Fatal(err)
		}
		must(d.Publish(ctx, bea.ID, a.ID, w.Version, d.now))(t)
		wantCode(t, d.Feature(ctx, cid.ID, a.ID), blog.Forbidden)
		wantCode(t, d.Feature(ctx, eve.ID, a.ID), blog.NotFound)
		if err := d.Feature(ctx, bea.ID, a.ID); err != nil {
			t.Error(err)
		}
		wantCode(t, d.Unfeature(ctx, cid.ID, a.ID), blog.Forbidden)
		if got := d.featured(journal.ID); got != "[T]" {
			t.Errorf("featured are %s", got)
		}
	})
}
