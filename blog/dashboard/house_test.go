package dashboard_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard"
	"pamphlet/blog/dashboard/desk"
	readers "pamphlet/blog/page"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
	"pamphlet/content"
	"pamphlet/content/media"
	"pamphlet/content/media/blob"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const password = "correct horse battery"

// house is a door with everything behind it, on a real address.
type house struct {
	t       testing.TB
	store   *store.Store
	service *blog.Service
	door    *desk.Desk
	server  *httptest.Server
	media   string                                        // folder of stored pictures
	readers *readers.Pages                                // of a house whose blogs can be looked at; nil otherwise
	beside  func(http.ResponseWriter, *http.Request) bool // answers what another door would; may be nil
	ahead   atomic.Int64                                  // how far the clock runs ahead, in nanoseconds
}

func (h *house) now() time.Time { return time.Now().Add(time.Duration(h.ahead.Load())) }

// open builds a house; change may be nil.
func open(t testing.TB, db *store.Store, change func(*desk.Config)) *house {
	t.Helper()
	h := &house{t: t, store: db}
	h.media = filepath.Join(t.TempDir(), "media")
	files, err := blob.OpenDisk(h.media)
	if err != nil {
		t.Fatal(err)
	}
	renderer, err := content.New(content.Options{BaseURL: "http://blog.example"})
	if err != nil {
		t.Fatal(err)
	}
	h.service = blog.NewService(blog.ServiceConfig{
		Read: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.View(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Write: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.Write(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Renderer: renderer, Pictures: media.NewProcessor(media.DefaultLimits(), 1), Files: files,
		PasswordCost: blog.PasswordCost{Memory: 64, Time: 1, Threads: 1}, Now: h.now,
	})
	h.server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h.beside != nil && h.beside(w, r) {
			return
		}
		h.door.Welcome(h.door).ServeHTTP(w, r)
	}))
	base := &url.URL{Scheme: "http", Host: h.server.Listener.Addr().String()}
	config := desk.Config{
		Service: h.service, Store: db, BaseURL: base, SetupToken: "a-secret-link",
		Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Now: h.now,
		SignInLimit: desk.SignInLimit{Tries: 1000, Per: time.Minute},
	}
	if change != nil {
		change(&config)
	}
	h.door = dashboard.New(config)
	h.server.Start()
	t.Cleanup(h.server.Close)
	return h
}

// openSQLite is the house most tests need.
func openSQLite(t testing.TB) *house {
	t.Helper()
	return open(t, storetest.SQLite(t), nil)
}

// account adds an account with the password of all tests.
func (h *house) account(name string, role blog.Role) blog.Account {
	h.t.Helper()
	a, err := h.service.AddAccount(h.t.Context(), blog.NewAccount{Name: name, DisplayName: name + " of the tests", Password: password, Role: role})
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

func (h *house) personalBlog(a blog.Account) blog.Blog {
	h.t.Helper()
	b, err := h.store.PersonalBlog(h.t.Context(), a.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return b
}

// draft writes an article as an account.
func (h *house) draft(a blog.Account, text blog.Text) blog.Article {
	h.t.Helper()
	article, _, err := h.service.NewArticle(h.t.Context(), a.ID, h.personalBlog(a).ID, text)
	if err != nil {
		h.t.Fatal(err)
	}
	return article
}

func (h *house) saved(a blog.Account, article int64) blog.Text {
	h.t.Helper()
	_, w, err := h.service.Draft(h.t.Context(), a.ID, article)
	if err != nil {
		h.t.Fatal(err)
	}
	return w.Text
}

// browser opens a window that nobody has signed in with.
func (h *house) browser() *browser {
	h.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return &browser{t: h.t, base: h.server.URL, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// signedIn opens a window and signs in by the form.
func (h *house) signedIn(name string) *browser {
	h.t.Helper()
	b := h.browser()
	b.get("/sign-in").form("/sign-in").with("name", name, "password", password).send().wants(http.StatusOK)
	if b.url.Path != "/desk" {
		h.t.Fatalf("signing in led to %s", b.url)
	}
	return b
}

func read(t testing.TB, r io.Reader) string {
	t.Helper()
	bytes, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes)
}
