package page

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
	"pamphlet/content"
	"pamphlet/content/media"
	"pamphlet/content/media/blob"
	"pamphlet/themes"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const base = "https://blog.example"

// house is everything behind the reader's door, on a real database, with one writer.
type house struct {
	*blog.Service
	t     testing.TB
	store *store.Store
	pages *Pages
	now   time.Time
	owner blog.Account
	blog  blog.Blog
}

func newHouse(t testing.TB, db *store.Store) *house {
	t.Helper()
	h := &house{t: t, store: db, now: time.Date(2026, 11, 14, 21, 4, 0, 0, time.UTC)}
	h.Service = newService(t, db, func() time.Time { return h.now })
	address := must(url.Parse(base))(t)
	h.pages = New(Config{Store: db, Themes: themes.Bundled(), BaseURL: address, Source: "https://source.example/pamphlet", Preview: h.Preview})
	h.owner = h.account("ann")
	h.blog = must(db.PersonalBlog(t.Context(), h.owner.ID))(t)
	return h
}

func newService(t testing.TB, db *store.Store, now func() time.Time) *blog.Service {
	t.Helper()
	renderer := must(content.New(content.Options{BaseURL: base}))(t)
	return blog.NewService(blog.ServiceConfig{
		Read: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.View(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Write: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.Write(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Renderer: renderer, Pictures: media.NewProcessor(media.DefaultLimits(), 1),
		Files:        must(blob.OpenDisk(t.TempDir()))(t),
		PasswordCost: blog.PasswordCost{Memory: 64, Time: 1, Threads: 1},
		Now:          now,
	})
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (h *house) account(name string) blog.Account {
	h.t.Helper()
	return must(h.AddAccount(h.t.Context(), blog.NewAccount{Name: name, Role: blog.Owner, Password: "correct horse battery"}))(h.t)
}

func (h *house) published(text blog.Text) blog.Article {
	h.t.Helper()
	a, w, err := h.NewArticle(h.t.Context(), h.owner.ID, h.blog.ID, text)
	if err != nil {
		h.t.Fatal(err)
	}
	return must(h.Publish(h.t.Context(), h.owner.ID, a.ID, w.Version, time.Time{}))(h.t)
}

// edited saves and publishes another text of an article.
func (h *house) edited(a blog.Article, text blog.Text) blog.Article {
	h.t.Helper()
	_, w, err := h.Draft(h.t.Context(), h.owner.ID, a.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	w = must(h.Save(h.t.Context(), h.owner.ID, a.ID, w.Version, text))(h.t)
	return must(h.Publish(h.t.Context(), h.owner.ID, a.ID, w.Version, time.Time{}))(h.t)
}

func (h *house) picture(alt string) blog.Media {
	h.t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 900, 600))
	img.Set(1, 1, color.White)
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		h.t.Fatal(err)
	}
	return must(h.AddPicture(h.t.Context(), h.owner.ID, &file, alt))(h.t)
}

// element is one element of a page with its attributes and text.
type element struct {
	name string
	attr map[string]string
	text string
}

// elements parses a page as a browser does and finds all elements of a name.
func elements(t testing.TB, body []byte, name string) []element {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var found []element
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != name {
			continue
		}
		e := element{name: name, attr: map[string]string{}}
		for _, a := range n.Attr {
			e.attr[a.Key] = a.Val
		}
		var text strings.Builder
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				text.WriteString(d.Data)
			}
		}
		e.text = text.String()
		found = append(found, e)
	}
	return found
}

// attribute is the value of attribute want on the first element of a name whose attribute key is value.
func attribute(t testing.TB, body []byte, name, key, value, want string) string {
	t.Helper()
	for _, e := range elements(t, body, name) {
		if e.attr[key] == value {
			return e.attr[want]
		}
	}
	return ""
}
