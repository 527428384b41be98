package blog_test

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

func (e *elsewhere) picture(owner blog.Account, alt string) blog.Media {
	e.t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 600, 300))); err != nil {
		e.t.Fatal(err)
	}
	return must(e.AddPicture(e.t.Context(), owner.ID, &file, alt))(e.t)
}

// uses are the ids of the articles that show the picture, as its owner is told.
func (e *elsewhere) uses(m blog.Media) (articles []int64) {
	e.t.Helper()
	for _, use := range must(e.store.UsesOf(e.t.Context(), m.AccountID, []blog.Media{m}))(e.t)[m.ID] {
		articles = append(articles, use.ArticleID)
	}
	return articles
}

// TestPicturesInUseStay deletes a picture only when neither a writer nor a reader sees it any more.
func TestPicturesInUseStay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		ctx, m := t.Context(), e.picture(e.owner, "A boat")
		shown := blog.Text{Title: "With", Markdown: "Before.\n\n![A boat](/media/" + m.Variants[0].Name + ")"}
		without := blog.Text{Title: "Without", Markdown: "Before."}
		kept := func(state string, articles ...int64) {
			t.Helper()
			wantCode(t, e.DeleteMedia(ctx, e.owner.ID, m.ID), blog.Conflict)
			if got := e.uses(m); !slices.Equal(got, articles) {
				t.Errorf("%s: shown in %v, want %v", state, got, articles)
			}
		}
		a, w := e.draft(shown)
		kept("a draft", a.ID)
		covered, _ := e.draft(blog.Text{Title: "Covered", CoverID: m.ID})
		kept("a cover", a.ID, covered.ID)
		if err := e.Delete(ctx, e.owner.ID, covered.ID); err != nil {
			t.Fatal(err)
		}
		a = must(e.Publish(ctx, e.owner.ID, a.ID, w.Version, time.Time{}))(t)
		w = must(e.Save(ctx, e.owner.ID, a.ID, w.Version, without))(t)
		kept("readers still see it", a.ID)
		must(e.Publish(ctx, e.owner.ID, a.ID, w.Version, time.Time{}))(t)

		later, w := e.draft(shown)
		at := e.now.Add(time.Hour)
		must(e.Publish(ctx, e.owner.ID, later.ID, w.Version, at))(t)
		must(e.Save(ctx, e.owner.ID, later.ID, w.Version, without))(t)
		kept("scheduled", later.ID)
		e.now = at
		if err := e.PublishDue(ctx, blog.PublishDue{ArticleID: later.ID, At: at}); err != nil {
			t.Fatal(err)
		}
		kept("published when due", later.ID)
		if err := e.Delete(ctx, e.owner.ID, later.ID); err != nil {
			t.Fatal(err)
		}
		if got := e.uses(m); got != nil {
			t.Errorf("still shown in %v", got)
		}
		if err := e.DeleteMedia(ctx, e.owner.ID, m.ID); err != nil {
			t.Fatal(err)
		}
		e.has(m.Variants[0].Name, true) // a page that was just sent may still ask for it
		e.dropsFiles()
		for _, v := range m.Variants {
			e.has(v.Name, false)
		}
		_, err := e.store.Media(ctx, m.ID)
		wantCode(t, err, blog.NotFound)
	})
}

// TestPicturesOfOthersStay has the same picture in two libraries, and hands that are not the owner's.
func TestPicturesOfOthersStay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		ctx, bea := t.Context(), e.account("bea")
		own, others := e.picture(e.owner, "Boat"), e.picture(bea, "Boat")
		wantCode(t, e.DeleteMedia(ctx, e.owner.ID, others.ID), blog.NotFound)
		wantCode(t, e.DeleteMedia(ctx, e.owner.ID, own.ID+others.ID), blog.NotFound)
		if err := e.DeleteMedia(ctx, e.owner.ID, own.ID); err != nil {
			t.Fatal(err)
		}
		e.dropsFiles()
		e.has(own.Variants[0].Name, false)
		e.has(others.Variants[0].Name, true)

		draft, _ := e.draft(blog.Text{Title: "A secret", Markdown: "![](/media/" + others.Variants[0].Name + ")"})
		wantCode(t, e.DeleteMedia(ctx, bea.ID, others.ID), blog.Conflict)
		if got := e.uses(others); got != nil {
			t.Errorf("its owner is told of draft %d of another person: %v", draft.ID, got)
		}
		var file bytes.Buffer
		if err := png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 600, 600))); err != nil {
			t.Fatal(err)
		}
		icon := must(e.AddIcon(ctx, e.owner.ID, &file))(t)
		wantCode(t, e.DeleteMedia(ctx, e.owner.ID, icon.ID), blog.NotFound)
	})
}

func TestLibrary(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		boat, sea := e.picture(e.owner, "A Boat at 100%"), e.picture(e.owner, "The sea")
		e.picture(e.account("bea"), "A boat of Bea")
		e.draft(blog.Text{Title: "With", Markdown: "![](/media/" + sea.Variants[0].Name + ")"})
		for _, c := range []struct {
			words  string
			unused bool
			want   []int64
		}{
			{"", false, []int64{sea.ID, boat.ID}},
			{"boat", false, []int64{boat.ID}},
			{"100%", false, []int64{boat.ID}},
			{"_ea", false, nil},
			{"sea", true, nil},
			{"", true, []int64{boat.ID}},
		} {
			var got []int64
			for _, m := range must(e.store.Library(t.Context(), store.MediaFilter{AccountID: e.owner.ID, Words: c.words, Unused: c.unused, Max: 10}))(t) {
				got = append(got, m.ID)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, unused %v: %v, want %v", c.words, c.unused, got, c.want)
			}
		}
	})
}
