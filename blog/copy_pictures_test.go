package blog_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// copies does the jobs of article pictures there are, at their time, and gives them.
func (e *elsewhere) copies() []blog.CopyPictures {
	e.t.Helper()
	jobs := left[blog.CopyPictures](e)
	for _, job := range jobs {
		if job.At.After(e.now) {
			e.now = job.At
		}
		if err := e.copier.Pictures(e.t.Context(), job); err != nil {
			e.t.Error(err)
		}
	}
	return jobs
}

// html is what readers see of an article.
func (e *elsewhere) html(a blog.Article) string {
	e.t.Helper()
	return must(e.store.VisibleByID(e.t.Context(), a.ID))(e.t).Published.HTML
}

// edits saves another text and publishes it.
func (e *elsewhere) edits(a blog.Article, text blog.Text) {
	e.t.Helper()
	_, w, err := e.Draft(e.t.Context(), e.owner.ID, a.ID)
	if err != nil {
		e.t.Fatal(err)
	}
	w = must(e.Save(e.t.Context(), e.owner.ID, a.ID, w.Version, text))(e.t)
	must(e.Publish(e.t.Context(), e.owner.ID, a.ID, w.Version, time.Time{}))(e.t)
}

// mediaFiles are the names of stored files in HTML.
func mediaFiles(html string) []string {
	var names []string
	for _, found := range regexp.MustCompile(`/media/([a-z2-7]+\.[a-z]+)`).FindAllStringSubmatch(html, -1) {
		names = append(names, found[1])
	}
	return names
}

func TestRemotePicturesAreShownOnceTheyAreCopied(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		text := blog.Text{Title: "A", Markdown: fmt.Sprintf("![Dunes](%s/dunes.png \"At noon\")", e.base)}
		e.answers(http.StatusServiceUnavailable)
		a := e.published(text)
		if got := e.html(a); !strings.Contains(got, `<a href="`+e.base+`/dunes.png" rel="noopener">Dunes</a>`) || strings.Contains(got, "<img") {
			t.Fatalf("before there is a copy the article has %s", got)
		}
		if early := left[blog.ArticleChanged](e); len(early) != 0 {
			t.Errorf("followers hear of the article before its pictures were tried: %v", early)
		}
		e.copies()
		if told := left[blog.ArticleChanged](e); len(told) != 1 || told[0].APID != a.APID || told[0].Change != blog.WasPublished {
			t.Errorf("after the first try followers hear %v", told)
		}
		e.answers(0)
		e.wasTouched(blog.Scope{})
		if again := e.copies(); len(again) != 1 || again[0].Then != nil || e.times("/dunes.png") != 2 {
			t.Fatalf("the second try is %+v", again)
		}
		got := e.html(a)
		if !regexp.MustCompile(`<figure><img src="/media/[a-z2-7]{26}\.png" alt="Dunes" srcset="/media/[^"]+ 1500w, [^"]+ 480w" sizes="auto[^"]*" width="1360" height="907"[^>]*/?><figcaption>At noon`).MatchString(got) || strings.Contains(got, e.base) {
			t.Errorf("with a copy the article has %s", got)
		}
		if !e.wasTouched(blog.Scope{Kind: blog.ArticleScope, ID: a.ID}) {
			t.Error("readers still get the old page")
		}
		for _, name := range mediaFiles(got) {
			e.has(name, true)
		}
		if told, more := left[blog.ArticleChanged](e), left[blog.CopyPictures](e); len(told)+len(more) != 0 {
			t.Errorf("left are %v and %v", told, more)
		}
		if now := must(e.store.VisibleByID(t.Context(), a.ID))(t); !now.UpdatedAt.Equal(a.UpdatedAt) || now.Published.RevisionID != a.Published.RevisionID || now.Published.Markdown != text.Markdown {
			t.Errorf("the copy changed more than the picture: %+v", now)
		}

		// What is copied is shown at once: in a preview, an edit, another article.
		if preview := must(e.Preview(t.Context(), text))(t); !strings.Contains(preview.HTML, mediaFiles(got)[0]) {
			t.Errorf("the preview has %s", preview.HTML)
		}
		if other := e.published(text); !strings.Contains(other.Published.HTML, mediaFiles(got)[0]) || e.times("/dunes.png") != 2 {
			t.Errorf("another article has %s", other.Published.HTML)
		}
	})
}

func TestCopiesOfAnOlderRevision(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		text := blog.Text{Title: "A", Markdown: fmt.Sprintf("![one](%s/one.png)", e.base)}
		a := e.published(text)
		e.edits(a, blog.Text{Title: "A", Markdown: "No picture."})
		e.copies()
		if got := e.html(a); !strings.Contains(got, "No picture.") || e.times("/one.png") != 0 {
			t.Errorf("the article has %s", got)
		}
		if told := left[blog.ArticleChanged](e); len(told) != 1 || told[0].Change != blog.WasUpdated {
			t.Errorf("followers hear %v", told)
		}
		withdrawn := e.published(text)
		if err := e.Withdraw(t.Context(), e.owner.ID, withdrawn.ID); err != nil {
			t.Fatal(err)
		}
		e.copies()
		if told := left[blog.ArticleChanged](e); len(told) != 1 || told[0].Change != blog.WasWithdrawn {
			t.Errorf("of a withdrawn article followers hear %v", told)
		}
	})
}

// TestManyRemotePictures holds an article to a number of pictures.
func TestManyRemotePictures(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		var markdown strings.Builder
		for n := range 60 {
			fmt.Fprintf(&markdown, "![%d](%s/small/%d.png)\n\n", n, e.base, n)
		}
		fmt.Fprintf(&markdown, "![again](%s/small/0.png)\n\n![long](%s%s.png)\n", e.base, e.base, noise(3000))
		a := e.published(blog.Text{Title: "A", Markdown: markdown.String()})
		for rounds := 1; len(e.copies()) > 0; rounds++ {
			t.Logf("round %d", rounds)
		}
		got := e.html(a)
		if n := strings.Count(got, "<img"); n != 51 || strings.Count(got, `<a href="`+e.base) != 11 || len(e.asked) != 50 {
			t.Errorf("%d pictures are shown, %d were asked for", n, len(e.asked))
		}
		if told := left[blog.ArticleChanged](e); len(told) != 1 {
			t.Errorf("followers hear %v", told)
		}
	})
}

func TestUnusedPicturesGo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		both := fmt.Sprintf("![one](%s/one.png) ![two](%s/two.png)", e.base, e.base)
		a := e.published(blog.Text{Title: "A", Markdown: both})
		b := e.published(blog.Text{Title: "B", Markdown: fmt.Sprintf("![two](%s/two.png)", e.base)})
		e.copies()
		e.copies()
		files := mediaFiles(e.html(b))
		one := mediaFiles(e.html(a))[0]
		e.edits(a, blog.Text{Title: "A", Markdown: "None."})
		e.dropsUnused()
		e.has(one, false)
		for _, name := range files {
			e.has(name, true)
		}
		if err := e.Delete(t.Context(), e.owner.ID, b.ID); err != nil {
			t.Fatal(err)
		}
		e.dropsUnused()
		for _, name := range files {
			e.has(name, false)
		}
	})
}

func TestOwnPicturesHaveAllSizes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d := newDesk(t, open())
		var file bytes.Buffer
		if err := png.Encode(&file, image.NewRGBA(image.Rect(0, 0, 1000, 500))); err != nil {
			t.Fatal(err)
		}
		m := must(d.AddPicture(t.Context(), d.owner.ID, &file, ""))(t)
		for _, v := range m.Variants {
			a := d.published(blog.Text{Title: "A", Markdown: "![x](/media/" + v.Name + ")"})
			if want := fmt.Sprintf(`<img src="/media/%s" alt="x" srcset="%s" sizes=`, m.Cover(1360).Name, m.SrcSet()); !strings.Contains(a.Published.HTML, want) || !strings.Contains(a.Published.HTML, `width="1000" height="500"`) {
				t.Errorf("%s is shown as %s", v.Name, a.Published.HTML)
			}
		}
		if a := d.published(blog.Text{Title: "A", Markdown: "![x](/media/unknown.png)"}); !strings.Contains(a.Published.HTML, `<img src="/media/unknown.png" alt="x" loading`) {
			t.Errorf("an unknown file is shown as %s", a.Published.HTML)
		}
	})
}

func TestArticleIsInTheLanguageOfItsBlog(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		d := newDesk(t, open())
		if err := d.UpdateBlog(t.Context(), d.owner.ID, d.blog.ID, blog.Settings{Title: "Blog", Language: "de"}); err != nil {
			t.Fatal(err)
		}
		a := d.published(blog.Text{Title: "A", Markdown: `Er sagte "ja".`})
		if a.Published.Language != "de" || !strings.Contains(a.Published.HTML, "„ja“") {
			t.Errorf("published in %q: %s", a.Published.Language, a.Published.HTML)
		}
		if _, w, err := d.Draft(t.Context(), d.owner.ID, a.ID); err != nil || w.Text.Language != "" {
			t.Errorf("the draft is in %q, %v", w.Text.Language, err)
		}
	})
}
