package blog_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

func (e *elsewhere) upload(width, height int, tone color.Color) blog.Upload {
	e.t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range width * height {
		img.Set(i%width, i/width, tone)
	}
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		e.t.Fatal(err)
	}
	return blog.Upload{Content: bytes.NewReader(file.Bytes()), Size: int64(file.Len()), Name: `C:\Pictures\red.png`}
}

// TestReplaceMedia shows the new picture wherever the old one stood, and tells followers.
func TestReplaceMedia(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		ctx := t.Context()
		m := must(e.AddFile(ctx, e.owner.ID, e.upload(600, 300, color.RGBA{200, 0, 0, 255})))(t)
		if m.FileName != "red.png" || m.Blurhash == "" {
			t.Errorf("added %+v", m)
		}
		former := m.Variants[0].Name
		a := e.published(blog.Text{Title: "With", Markdown: "![A field](/media/" + former + ")"})
		draft, _ := e.draft(blog.Text{Title: "Draft", Markdown: "![A field](/media/" + former + ")"})
		e.now = e.now.Add(time.Hour)
		m = must(e.ReplaceMedia(ctx, e.owner.ID, m.ID, e.upload(400, 400, color.RGBA{0, 0, 200, 255})))(t)
		if m.Width != 400 || m.Variants[0].Name == former {
			t.Fatalf("replaced by %+v", m)
		}
		left[blog.ArticleChanged](e) // of publishing
		e.copies()
		if html := e.html(a); !strings.Contains(html, m.Variants[0].Name) || strings.Contains(html, former) || !strings.Contains(html, `height="400"`) {
			t.Errorf("readers see %s", html)
		}
		if told := left[blog.ArticleChanged](e); len(told) != 1 || told[0].Change != blog.WasUpdated {
			t.Errorf("followers are told %+v", told)
		}
		if found := must(e.store.VisibleBySlug(ctx, e.blog.ID, "with"))(t).Article; !found.EditedAt.After(found.PublishedAt) {
			t.Errorf("edited at %v, published at %v: other servers take it for what they have", found.EditedAt, found.PublishedAt)
		}
		if got := e.uses(m); len(got) != 2 {
			t.Errorf("used in %v, not in %d and %d", got, a.ID, draft.ID)
		}
		e.dropsFiles()
		e.has(former, false)
		e.has(m.Variants[0].Name, true)
		if now := must(e.CurrentFile(ctx, former))(t); now != m.Variants[0].Name {
			t.Errorf("%s leads to %q", former, now)
		}
		for _, name := range []string{m.Variants[0].Name, "abcdefghijklmnopqrstuvwxyz.png"} {
			if now := must(e.CurrentFile(ctx, name))(t); now != "" {
				t.Errorf("%s leads to %q", name, now)
			}
		}
		_, err := e.ReplaceMedia(ctx, e.account("bea").ID, m.ID, e.upload(40, 40, color.White))
		wantCode(t, err, blog.NotFound)
		_, err = e.ReplaceMedia(ctx, e.owner.ID, m.ID, blog.Upload{Content: strings.NewReader("%PDF-1.4\n"), Size: 9})
		wantCode(t, err, blog.Invalid)
	})
}

// TestFocus cuts link previews around the part that matters.
func TestFocus(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		ctx := t.Context()
		m := must(e.AddFile(ctx, e.owner.ID, e.upload(300, 900, color.RGBA{0, 120, 0, 255})))(t)
		a := e.published(blog.Text{Title: "Covered", CoverID: m.ID})
		e.touched = nil
		if err := e.DescribeMedia(ctx, e.owner.ID, m.ID, blog.Description{Alt: "Grass", Caption: "In May", Focus: blog.Focus{X: -3, Y: .5}}); err != nil {
			t.Fatal(err)
		}
		got := must(e.store.Media(ctx, m.ID))(t)
		if got.Alt != "Grass" || got.Caption != "In May" || got.Focus != (blog.Focus{X: -1, Y: .5}) || got.Card().Name == m.Card().Name || got.Card().Width != m.Card().Width {
			t.Errorf("described as %+v", got)
		}
		if len(e.touched) == 0 {
			t.Errorf("pages that show article %d still have the former cut", a.ID)
		}
		e.dropsFiles()
		e.has(m.Card().Name, false)
		e.has(got.Card().Name, true)
		e.has(got.Variants[0].Name, true)
		if err := e.DescribeMedia(ctx, e.owner.ID, m.ID, blog.Description{Alt: "Grass in May", Focus: got.Focus}); err != nil {
			t.Fatal(err)
		}
		if again := must(e.store.Media(ctx, m.ID))(t); again.Card().Name != got.Card().Name {
			t.Error("cut anew for other words alone")
		}
	})
}
