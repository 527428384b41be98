package blog_test

import (
	"slices"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestCoAuthors write on, and only those who may say so make them.
func TestCoAuthors(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		j := newJournal(t, open())
		ctx := t.Context()
		wim, zoe := j.wim, j.zoe
		j.join(wim, blog.Writer)
		j.join(zoe, blog.Writer)
		a, w, err := j.NewArticle(ctx, wim.ID, j.in.ID, blog.Text{Title: "Together", Markdown: "x"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = j.Save(ctx, zoe.ID, a.ID, w.Version, blog.Text{Title: "Together", Markdown: "y"})
		wantCode(t, err, blog.NotFound)
		wantCode(t, j.SetCoAuthors(ctx, zoe.ID, a.ID, []int64{zoe.ID}), blog.NotFound)
		stranger := j.account("stranger")
		for what, accounts := range map[string][]int64{"a stranger": {stranger.ID}, "herself": {wim.ID}, "nobody": {999}, "zero": {0}} {
			if err := j.SetCoAuthors(ctx, wim.ID, a.ID, accounts); blog.CodeOf(err) != blog.Invalid {
				t.Errorf("with %s: %v", what, err)
			}
		}
		if err := j.SetCoAuthors(ctx, wim.ID, a.ID, []int64{zoe.ID, zoe.ID}); err != nil {
			t.Fatal(err)
		}
		w = must(j.Save(ctx, zoe.ID, a.ID, w.Version, blog.Text{Title: "Together", Markdown: "y"}))(t)
		if err := j.SetCoAuthors(ctx, zoe.ID, a.ID, []int64{zoe.ID}); err != nil {
			t.Errorf("the same again: %v", err)
		}
		wantCode(t, j.SetCoAuthors(ctx, zoe.ID, a.ID, nil), blog.Forbidden)
		listed := must(j.store.DeskArticles(ctx, store.DeskFilter{AccountID: zoe.ID, Max: 10}))(t)
		counts := must(j.store.DeskCounts(ctx, zoe.ID))(t)
		if len(listed) != 1 || listed[0].Article.ID != a.ID || counts[blog.Draft] != 1 {
			t.Errorf("at her desk are %+v, %v", listed, counts)
		}
		if err := j.SetCoAuthors(ctx, wim.ID, a.ID, nil); err != nil {
			t.Fatal(err)
		}
		_, err = j.Save(ctx, zoe.ID, a.ID, w.Version, blog.Text{Title: "Together", Markdown: "z"})
		wantCode(t, err, blog.NotFound)
		if got := must(j.store.CoAuthors(ctx, a.ID))(t); !slices.Equal(got, nil) {
			t.Errorf("left are %v", got)
		}
	})
}
