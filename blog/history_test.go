package blog_test

import (
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestHistory keeps what is worth returning to, and brings it back.
func TestHistory(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		a, w := d.draft(blog.Text{Title: "T", Markdown: "One."})
		save := func(after time.Duration, words string) {
			t.Helper()
			d.now = d.now.Add(after)
			w = must(d.Save(ctx, d.owner.ID, a.ID, w.Version, blog.Text{Title: "T", Markdown: words}))(t)
		}
		former := func() (texts []string) {
			t.Helper()
			for _, r := range must(d.store.RevisionsOf(ctx, a.ID, 100))(t) {
				texts = append(texts, must(d.Revision(ctx, d.owner.ID, a.ID, r.ID))(t).Text.Markdown)
			}
			return texts
		}
		wants := func(want ...string) {
			t.Helper()
			got := former()
			if len(got) != len(want) {
				t.Fatalf("the history has %q, want %q", got, want)
			}
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("the history has %q, want %q", got, want)
				}
			}
		}
		for range 20 { // saved as one types
			save(20*time.Second, w.Text.Markdown+" x")
		}
		wants()
		was := w.Text.Markdown
		save(4*time.Minute, "Two.")
		wants(was)
		save(time.Minute, "Three.")
		wants(was)
		must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, time.Time{}))(t)
		wants("Three.", was)
		save(time.Hour, "Four.") // "Three." is there already
		wants("Three.", was)

		// Somebody else goes on.
		list := must(d.store.RevisionsOf(ctx, a.ID, 100))(t)
		if list[0].Author == "" || list[0].At.IsZero() {
			t.Errorf("the history does not say who and when: %+v", list[0])
		}
		saved := must(d.Restore(ctx, d.owner.ID, a.ID, list[1].ID, w.Version))(t)
		if saved.Text.Markdown != was || saved.Version != w.Version+1 {
			t.Errorf("restored is %+v", saved)
		}
		wants("Four.", "Three.", was)
		if _, err := d.Restore(ctx, d.owner.ID, a.ID, list[1].ID, w.Version); blog.CodeOf(err) != blog.Conflict {
			t.Errorf("restored over what came since: %v", err)
		}
		// Of others there is nothing, not even through an article of one's own.
		eve := d.account("eve")
		evesBlog := must(d.store.PersonalBlog(ctx, eve.ID))(t)
		own, ownCopy, err := d.NewArticle(ctx, eve.ID, evesBlog.ID, blog.Text{Title: "E", Markdown: "e"})
		if err != nil {
			t.Fatal(err)
		}
		for _, article := range []int64{a.ID, own.ID} {
			if _, err := d.Revision(ctx, eve.ID, article, list[1].ID); blog.CodeOf(err) != blog.NotFound {
				t.Errorf("a stranger reads the history: %v", err)
			}
			if _, err := d.Restore(ctx, eve.ID, article, list[1].ID, ownCopy.Version); blog.CodeOf(err) != blog.NotFound {
				t.Errorf("a stranger restores: %v", err)
			}
		}
	})
}
