package blog_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
	"pamphlet/content"
	"pamphlet/content/media"
	"pamphlet/content/media/blob"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// desk is a service on a real database, with an owner.
type desk struct {
	*blog.Service
	t     *testing.T
	store *store.Store
	files blob.Store
	now   time.Time
	owner blog.Account
	blog  blog.Blog
}

const password = "correct horse battery"

func newDesk(t *testing.T, db *store.Store) *desk {
	t.Helper()
	files, err := blob.OpenDisk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	renderer, err := content.New(content.Options{BaseURL: "https://blog.example"})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, store: db, files: files, now: time.Date(2026, 11, 14, 21, 4, 0, 0, time.UTC)}
	d.Service = blog.NewService(blog.ServiceConfig{
		Read: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.View(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Write: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.Write(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Renderer: renderer, Pictures: media.NewProcessor(media.DefaultLimits(), 1), Files: files,
		PasswordCost: blog.PasswordCost{Memory: 64, Time: 1, Threads: 1},
		Now:          func() time.Time { return d.now },
	})
	d.owner = d.account("ann")
	d.blog = must(db.PersonalBlog(t.Context(), d.owner.ID))(t)
	return d
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (d *desk) account(name string) blog.Account {
	d.t.Helper()
	return must(d.AddAccount(d.t.Context(), blog.NewAccount{Name: name, Role: blog.Author, Password: password}))(d.t)
}

func (d *desk) draft(text blog.Text) (blog.Article, blog.WorkingCopy) {
	d.t.Helper()
	a, w, err := d.NewArticle(d.t.Context(), d.owner.ID, d.blog.ID, text)
	if err != nil {
		d.t.Fatal(err)
	}
	return a, w
}

func (d *desk) published(text blog.Text) blog.Article {
	d.t.Helper()
	a, w := d.draft(text)
	return must(d.Publish(d.t.Context(), d.owner.ID, a.ID, w.Version, time.Time{}))(d.t)
}

func wantCode(t *testing.T, err error, code blog.Code) {
	t.Helper()
	if blog.CodeOf(err) != code {
		t.Fatalf("got error %v (code %q), want code %q", err, blog.CodeOf(err), code)
	}
}

func TestAccounts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		if _, err := d.CreateOwner(ctx, blog.NewAccount{Name: "eve", Password: password}); blog.CodeOf(err) != blog.Conflict {
			t.Errorf("a second owner by the welcome page: %v", err)
		}
		for _, name := range []string{"", "Ann", "an n", "_ann", "ann_", "admin", strings.Repeat("a", 31), "änn"} {
			if _, err := d.AddAccount(ctx, blog.NewAccount{Name: name, Role: blog.Author, Password: password}); blog.CodeOf(err) != blog.Invalid {
				t.Errorf("name %q: %v", name, err)
			}
		}
		_, err := d.AddAccount(ctx, blog.NewAccount{Name: "ann", Role: blog.Author, Password: password})
		wantCode(t, err, blog.Conflict)

		_, err = d.SignIn(ctx, "ann", "wrong")
		wantCode(t, err, blog.Forbidden)
		_, other := d.SignIn(ctx, "nobody", "wrong")
		if other == nil || other.Error() != err.Error() {
			t.Errorf("unknown name says %q, wrong password %q", other, err)
		}
		in := must(d.SignIn(ctx, "@Ann", password))(t)
		changed := must(d.ChangePassword(ctx, in.ID, password, "another long one"))(t)
		if changed.SessionEpoch == in.SessionEpoch {
			t.Error("a new password must end the older sessions")
		}
		if _, err := d.ChangePassword(ctx, in.ID, password, "a third long one"); blog.CodeOf(err) != blog.Invalid {
			t.Errorf("changed with the old password: %v", err)
		}
		must(d.SignIn(ctx, "ann", "another long one"))(t)
	})
}

func TestLifeOfAnArticle(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		a, w := d.draft(blog.Text{Title: "Letters", Markdown: "One **two**."})
		if n := must(d.store.CountInBlog(ctx, d.blog.ID))(t); n != 0 {
			t.Fatalf("a draft is listed: %d", n)
		}
		a = must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, time.Time{}))(t)
		if a.Slug != "letters" || a.APID == "" || !strings.Contains(a.Published.HTML, "<strong>two</strong>") || a.Published.Language != "en" {
			t.Fatalf("published as %+v", a)
		}

		// An edit keeps id, address and date; the working copy alone changes nothing for readers.
		d.now = d.now.Add(time.Hour)
		w = must(d.Save(ctx, d.owner.ID, a.ID, w.Version, blog.Text{Title: "Other letters", Markdown: "Three."}))(t)
		seen := must(d.store.VisibleBySlug(ctx, d.blog.ID, "letters"))(t)
		if seen.Article.Published.Title != "Letters" {
			t.Error("readers see a working copy")
		}
		edited := must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, time.Time{}))(t)
		if edited.APID != a.APID || edited.Slug != "letters" || !edited.PublishedAt.Equal(a.PublishedAt) || !edited.EditedAt.Equal(d.now) {
			t.Errorf("edited: %+v", edited)
		}

		// A new address leaves a redirect behind.
		w = must(d.Save(ctx, d.owner.ID, a.ID, w.Version, blog.Text{Title: "Other letters", Slug: "mail", Markdown: "Three."}))(t)
		must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, time.Time{}))(t)
		if moved := must(d.store.VisibleBySlug(ctx, d.blog.ID, "letters"))(t); !moved.Moved || moved.Article.Slug != "mail" {
			t.Errorf("old address: %+v", moved)
		}

		// Withdrawn: gone for readers, kept for the writer; published again under a new id.
		if err := d.Withdraw(ctx, d.owner.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		if gone := must(d.store.VisibleBySlug(ctx, d.blog.ID, "mail"))(t); !gone.Gone {
			t.Error("withdrawn, and still there")
		}
		if _, gone, err := d.store.VisibleByAPID(ctx, a.APID); !gone || err != nil {
			t.Errorf("the old id: gone %v, %v", gone, err)
		}
		wantCode(t, d.Withdraw(ctx, d.owner.ID, a.ID), blog.Conflict)
		again := must(d.Publish(ctx, d.owner.ID, a.ID, w.Version, time.Time{}))(t)
		if again.APID == a.APID || again.Slug != "mail" {
			t.Errorf("published again as %+v", again)
		}

		// Deleted: the address is never given away.
		if err := d.Delete(ctx, d.owner.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		if gone := must(d.store.VisibleBySlug(ctx, d.blog.ID, "mail"))(t); !gone.Gone {
			t.Error("deleted, and still there")
		}
		if next := d.published(blog.Text{Title: "Mail", Markdown: "Four."}); next.Slug != "mail-2" {
			t.Errorf("the address of a deleted article was given to another: %q", next.Slug)
		}
	})
}

func TestSlugs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		for _, c := range []struct{ title, wished, want string }{
			{"A day", "", "a-day"}, {"A day", "", "a-day-2"}, {"A day!", "", "a-day-3"},
			{"About", "", "article-about"}, {"???", "", "article"}, {"日本の朝", "", "日本の朝"}, {"X", "my-own", "my-own"},
		} {
			if a := d.published(blog.Text{Title: c.title, Slug: c.wished, Markdown: "x"}); a.Slug != c.want {
				t.Errorf("title %q, wish %q: got %q, want %q", c.title, c.wished, a.Slug, c.want)
			}
		}
		a, w := d.draft(blog.Text{Title: "Y", Slug: "my-own", Markdown: "x"})
		_, err := d.Publish(ctx, d.owner.ID, a.ID, w.Version, time.Time{})
		wantCode(t, err, blog.Conflict)
		for _, slug := range []string{"a b", "about", "../etc", "A", "-x", "a--b", "feed.rss"} {
			if _, _, err := d.NewArticle(ctx, d.owner.ID, d.blog.ID, blog.Text{Title: "Z", Slug: slug}); blog.CodeOf(err) != blog.Invalid {
				t.Errorf("slug %q: %v", slug, err)
			}
		}
	})
}

func TestConflictLosesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		a, w := d.draft(blog.Text{Title: "T", Markdown: "first"})
		theirs := must(d.Save(ctx, d.owner.ID, a.ID, w.Version, blog.Text{Title: "T", Markdown: "second"}))(t)
		_, err := d.Save(ctx, d.owner.ID, a.ID, w.Version, blog.Text{Title: "T", Markdown: "third"})
		var conflict *blog.EditConflict
		if !errors.As(err, &conflict) || conflict.Current.Text.Markdown != "second" || conflict.Current.Version != theirs.Version {
			t.Fatalf("got %v", err)
		}
		wantCode(t, err, blog.Conflict)
		if _, err := d.Publish(ctx, d.owner.ID, a.ID, w.Version, time.Time{}); !errors.As(err, &conflict) {
			t.Errorf("published an outdated version: %v", err)
		}
		if _, kept, err := d.Draft(ctx, d.owner.ID, a.ID); err != nil || kept.Text.Markdown != "second" {
			t.Errorf("kept %q, %v", kept.Text.Markdown, err)
		}
	})
}

func TestWhoMayWhat(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		stranger, writer, editor := d.account("stan"), d.account("wim"), d.account("edda")
		journal := must(d.AddPublication(ctx, "ann", "journal", "The Journal"))(t)
		for name, role := range map[string]blog.MemberRole{"wim": blog.Writer, "edda": blog.Editor} {
			if err := d.SetMember(ctx, "journal", name, role); err != nil {
				t.Fatal(err)
			}
		}
		a, w, err := d.NewArticle(ctx, writer.ID, journal.ID, blog.Text{Title: "T", Markdown: "x"})
		if err != nil {
			t.Fatal(err)
		}
		text := blog.Text{Title: "T", Markdown: "y"}
		tries := func(who string, id int64, save, publish blog.Code) {
			saved, err := d.Save(ctx, id, a.ID, w.Version, text)
			if blog.CodeOf(err) != save {
				t.Errorf("%s saves: %v", who, err)
			}
			if err == nil {
				w = saved
			}
			if _, err := d.Publish(ctx, id, a.ID, w.Version, time.Time{}); blog.CodeOf(err) != publish {
				t.Errorf("%s publishes: %v", who, err)
			}
		}
		tries("a stranger", stranger.ID, blog.NotFound, blog.NotFound)
		tries("its writer", writer.ID, "", blog.Forbidden)
		tries("an editor, of a draft,", editor.ID, blog.NotFound, blog.NotFound)
		tries("the owner, of a draft,", d.owner.ID, blog.NotFound, blog.NotFound)
		if err := d.Submit(ctx, writer.ID, a.ID, w.Version); err != nil {
			t.Fatal(err)
		}
		tries("a stranger", stranger.ID, blog.NotFound, blog.NotFound)
		tries("its writer", writer.ID, "", blog.Forbidden)
		tries("an editor", editor.ID, "", "")
		tries("the owner", d.owner.ID, "", "")
		if _, _, err := d.NewArticle(ctx, stranger.ID, journal.ID, text); blog.CodeOf(err) != blog.Forbidden {
			t.Errorf("a stranger writes: %v", err)
		}
		if err := d.UpdateBlog(ctx, editor.ID, journal.ID, blog.Settings{Title: "Mine"}); blog.CodeOf(err) != blog.Forbidden {
			t.Errorf("an editor changes the settings: %v", err)
		}
		if err := d.UpdateSite(ctx, d.owner.ID, "Mine", 0); blog.CodeOf(err) != blog.Forbidden {
			t.Errorf("an author changes the site: %v", err)
		}
		wantCode(t, d.Delete(ctx, stranger.ID, a.ID), blog.NotFound)
	})
}

func TestPicturesBelongToSomebody(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		other := d.account("otto")
		img := image.NewRGBA(image.Rect(0, 0, 300, 200))
		img.Set(1, 1, color.White)
		var file bytes.Buffer
		if err := png.Encode(&file, img); err != nil {
			t.Fatal(err)
		}
		m := must(d.AddPicture(ctx, other.ID, bytes.NewReader(file.Bytes()), "a dot"))(t)
		if len(m.Variants) == 0 || m.Width != 300 {
			t.Fatalf("stored %+v", m)
		}
		_, _, err := d.NewArticle(ctx, d.owner.ID, d.blog.ID, blog.Text{Title: "T", CoverID: m.ID})
		wantCode(t, err, blog.Invalid)
		wantCode(t, d.DescribeMedia(ctx, d.owner.ID, m.ID, blog.Description{Alt: "mine now"}), blog.NotFound)
		_, err = d.AddPicture(ctx, d.owner.ID, strings.NewReader("<svg xmlns='http://www.w3.org/2000/svg'/>"), "")
		wantCode(t, err, blog.Invalid)
	})
}

func TestRefusedTexts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		for field, text := range map[string]blog.Text{
			"title":    {Title: strings.Repeat("x", 201)},
			"summary":  {Summary: strings.Repeat("x", 501)},
			"markdown": {Markdown: strings.Repeat("x", 1<<20+1)},
			"tags":     {Tags: []string{strings.Repeat("x", 51)}},
			"language": {Language: "not a language"},
		} {
			_, _, err := d.NewArticle(ctx, d.owner.ID, d.blog.ID, text)
			var e *blog.Error
			if !errors.As(err, &e) || e.Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		a, w := d.draft(blog.Text{Markdown: "x"})
		_, err := d.Publish(ctx, d.owner.ID, a.ID, w.Version, time.Time{})
		var e *blog.Error
		if !errors.As(err, &e) || e.Field != "title" {
			t.Errorf("publishing without a title: %v", err)
		}
	})
}

func TestBaseURLIsForEver(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d, ctx := newDesk(t, open()), t.Context()
		for _, c := range []struct {
			url  string
			code blog.Code
		}{{"https://a.example", ""}, {"https://a.example", ""}, {"https://b.example", blog.Conflict}} {
			if err := d.ClaimBaseURL(ctx, c.url); blog.CodeOf(err) != c.code {
				t.Errorf("%s: %v", c.url, err)
			}
		}
	})
}
