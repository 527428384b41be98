package blog_test

import (
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestSchedule publishes what was scheduled, at its time, once.
func TestSchedule(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		db := open()
		d, ctx := newDesk(t, db), t.Context()
		a, w := d.draft(blog.Text{Title: "Later", Markdown: "As it was."})
		first, second := d.now.Add(time.Hour), d.now.Add(2*time.Hour)
		a = must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, first))(t)
		if a.State != blog.Scheduled || !a.PublishedAt.Equal(first) || a.Slug != "later" {
			t.Fatalf("scheduled: %+v", a)
		}
		if found, err := db.VisibleBySlug(ctx, d.blog.ID, "later"); err == nil && !found.Gone {
			t.Errorf("readers see it: %+v", found)
		}
		w = must(d.Save(ctx, d.owner.ID, a.ID, w.Version, blog.Text{Title: "Later", Markdown: "Half a sen"}))(t)

		a = must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, second))(t) // another time, another text
		w = must(d.Save(ctx, d.owner.ID, a.ID, w.Version, blog.Text{Title: "Later", Markdown: "Half a sentence"}))(t)
		d.now = first
		if err := d.PublishDue(ctx, blog.PublishDue{ArticleID: a.ID, At: first}); err != nil {
			t.Fatal(err)
		}
		if a, _, _ = d.Draft(ctx, d.owner.ID, a.ID); a.State != blog.Scheduled {
			t.Fatal("the job of a time that was changed published it")
		}
		d.now = second.Add(10 * time.Minute) // the site was away
		for range 2 {
			if err := d.PublishDue(ctx, blog.PublishDue{ArticleID: a.ID, At: second}); err != nil {
				t.Fatal(err)
			}
		}
		found := must(db.VisibleBySlug(ctx, d.blog.ID, "later"))(t).Article
		if found.Published.Markdown != "Half a sen" || !found.PublishedAt.Equal(second) || !found.EditedAt.IsZero() {
			t.Errorf("published: %q, dated %v, edited %v", found.Published.Markdown, found.PublishedAt, found.EditedAt)
		}
		if _, saved, _ := d.Draft(ctx, d.owner.ID, a.ID); saved.Text.Markdown != "Half a sentence" || saved.Version != w.Version {
			t.Errorf("the working copy became %+v", saved)
		}
		if _, err := d.Publish(ctx, d.owner.ID, a.ID, w.Version, d.now.Add(time.Hour)); err != nil {
			t.Errorf("an edit, whose date means nothing: %v", err)
		}
	})
}

// TestScheduleTakenBack, refused and overtaken.
func TestScheduleTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		at := d.now.Add(time.Hour)
		a, w := d.draft(blog.Text{Title: "Later", Markdown: "Words."})
		if _, err := d.Publish(ctx, d.owner.ID, a.ID, w.Version, d.now.AddDate(6, 0, 0)); blog.CodeOf(err) != blog.Invalid {
			t.Errorf("in six years: %v", err)
		}
		if _, err := d.Publish(ctx, d.owner.ID, a.ID, w.Version+1, at); blog.CodeOf(err) != blog.Conflict {
			t.Errorf("a version nobody saved: %v", err)
		}
		must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, at))(t)
		wantCode(t, d.Unschedule(ctx, d.account("bob").ID, a.ID), blog.NotFound)
		if err := d.Unschedule(ctx, d.owner.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		wantCode(t, d.Unschedule(ctx, d.owner.ID, a.ID), blog.Conflict)
		d.now = at
		if err := d.PublishDue(ctx, blog.PublishDue{ArticleID: a.ID, At: at}); err != nil {
			t.Fatal(err)
		}
		if a, _, _ = d.Draft(ctx, d.owner.ID, a.ID); a.State != blog.Draft || !a.PublishedAt.IsZero() {
			t.Errorf("taken back: %+v", a)
		}
		must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, d.now.Add(time.Hour)))(t)
		if a = must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, time.Time{}))(t); a.State != blog.Published || !a.PublishedAt.Equal(d.now) {
			t.Errorf("published at once after all: %+v", a)
		}
		gone, w := d.draft(blog.Text{Title: "Gone", Markdown: "Words."})
		must(d.Publish(ctx, d.owner.ID, gone.ID, w.Version, d.now.Add(time.Hour)))(t)
		if err := d.Delete(ctx, d.owner.ID, gone.ID); err != nil {
			t.Fatal(err)
		}
		if err := d.PublishDue(ctx, blog.PublishDue{ArticleID: gone.ID, At: d.now.Add(time.Hour)}); err != nil {
			t.Errorf("deleted meanwhile: %v", err)
		}
	})
}

// TestScheduledInPublication stays unpublished when who scheduled it may not publish any more.
func TestScheduledInPublication(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newJournal(t, open()), t.Context()
		bea, cem, journal := d.eli, d.wim, d.in
		d.join(bea, blog.Editor)
		d.join(cem, blog.Writer)
		a, w, err := d.NewArticle(ctx, cem.ID, journal.ID, blog.Text{Title: "By a writer", Markdown: "Words."})
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Publish(ctx, cem.ID, a.ID, w.Version, d.now.Add(time.Hour))
		wantCode(t, err, blog.Forbidden)
		if err := d.Submit(ctx, cem.ID, a.ID, w.Version); err != nil {
			t.Fatal(err)
		}
		at := d.now.Add(time.Hour)
		must(d.Publish(ctx, bea.ID, a.ID, w.Version, at))(t)
		if err := d.ChangeMember(ctx, d.owner.ID, blog.Member{BlogID: journal.ID, AccountID: bea.ID, Role: blog.Writer}); err != nil {
			t.Fatal(err)
		}
		if err := d.PublishDue(ctx, blog.PublishDue{ArticleID: a.ID, At: at}); err != nil {
			t.Fatal(err)
		}
		if a, _, _ = d.Draft(ctx, cem.ID, a.ID); a.State != blog.Submitted {
			t.Errorf("it is %s, and should be with the editors again", a.State)
		}
		must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, at))(t)
		if err := d.RemoveMember(ctx, d.owner.ID, journal.ID, cem.ID); err != nil {
			t.Fatal(err)
		}
		d.now = at
		if err := d.PublishDue(ctx, blog.PublishDue{ArticleID: a.ID, At: at}); err != nil {
			t.Fatal(err)
		}
		if a, _, _ = d.Draft(ctx, cem.ID, a.ID); a.State != blog.Draft || a.BlogID == journal.ID {
			t.Errorf("of somebody who left: %+v", a)
		}
	})
}
