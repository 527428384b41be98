package dashboard_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store/storetest"
)

func TestWhoMayWelcome(t *testing.T) {
	h := open(t, storetest.SQLite(t), func(c *desk.Config) { c.BaseURL = &url.URL{Scheme: "https", Host: "blog.example"} })
	for name, c := range map[string]struct {
		from, host, target string
		header             string
		want               int
	}{
		"at the machine":      {"127.0.0.1:4000", "localhost:8080", "/welcome", "", 200},
		"at the machine, v6":  {"[::1]:4000", "[::1]:8080", "/welcome", "", 200},
		"behind a proxy":      {"127.0.0.1:4000", "blog.example", "/welcome", "X-Forwarded-For", 403},
		"behind another":      {"127.0.0.1:4000", "blog.example", "/welcome", "Forwarded", 403},
		"behind a third":      {"127.0.0.1:4000", "blog.example", "/welcome", "Via", 403},
		"from elsewhere":      {"203.0.113.9:4000", "blog.example", "/welcome", "", 403},
		"a rebound name":      {"127.0.0.1:4000", "evil.example:8080", "/welcome", "", 403},
		"with the link":       {"203.0.113.9:4000", "blog.example", "/welcome?token=a-secret-link", "X-Forwarded-For", 200},
		"with half the link":  {"203.0.113.9:4000", "blog.example", "/welcome?token=a-secret", "", 403},
		"with an empty token": {"203.0.113.9:4000", "blog.example", "/welcome?token=", "", 403},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "http://"+c.host+c.target, nil)
			r.RemoteAddr = c.from
			if c.header != "" {
				r.Header.Set(c.header, "198.51.100.7")
			}
			w := httptest.NewRecorder()
			h.door.ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("status %d, want %d: %s", w.Code, c.want, w.Body)
			}
		})
	}
}

func TestWelcomeRefusesAndKeeps(t *testing.T) {
	h := openSQLite(t)
	b := h.browser()
	p := b.get("/").form("/welcome").with("name", "Not A Name", "display_name", "Slow Wires", "password", password).send().
		wants(http.StatusUnprocessableEntity, "cannot be used")
	f := p.form("/welcome")
	if f.values.Get("name") != "Not A Name" || f.values.Get("display_name") != "Slow Wires" || f.values.Get("password") != "" {
		t.Errorf("came back as %v", f.values)
	}
	f.with("name", "mara", "password", "short").send().wants(http.StatusUnprocessableEntity, "too short")
}

// TestWelcomeOnlyOnce: with an account the page is gone, and nothing leads there any more.
func TestWelcomeOnlyOnce(t *testing.T) {
	h := openSQLite(t)
	b := h.browser()
	f := b.get("/welcome").form("/welcome").with("name", "eve", "password", password)
	h.account("ann", blog.Owner)
	b.get("/welcome").wants(http.StatusOK, "Sign in")
	f.send().wants(http.StatusOK, "Sign in")
	if _, err := h.store.AccountByName(t.Context(), "eve"); blog.CodeOf(err) != blog.NotFound {
		t.Errorf("a second owner was made: %v", err)
	}
	b.get("/nothing").wants(http.StatusNotFound)
}

func TestBeforeTheFirstAccount(t *testing.T) {
	h := openSQLite(t)
	for path, leads := range map[string]bool{"/": true, "/@ann": true, "/desk": true, "/sign-in": true, "/healthz": false, "/desk/assets/x/desk.css": false, "/assets/folio/x/page.css": false} {
		w := httptest.NewRecorder()
		h.door.Welcome(http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if got := w.Code == http.StatusFound && w.Header().Get("Location") == "/welcome"; got != leads {
			t.Errorf("%s: %d %s", path, w.Code, w.Header().Get("Location"))
		}
	}
}

func TestAssets(t *testing.T) {
	h := openSQLite(t)
	p := h.browser().get("/welcome")
	links := append(p.elements("link"), p.elements("script")...)
	found := 0
	for _, n := range links {
		for _, address := range []string{attr(n, "href"), attr(n, "src")} {
			if !strings.HasPrefix(address, "/desk/assets/") {
				continue
			}
			found++
			asset := h.browser().get(address).wants(http.StatusOK)
			if !strings.Contains(asset.header.Get("Cache-Control"), "immutable") || len(asset.source) < 100 {
				t.Errorf("%s: %v, %d bytes", address, asset.header, len(asset.source))
			}
		}
	}
	if found != 3 {
		t.Errorf("%d assets, want 3", found)
	}
	h.browser().get("/desk/assets/x/../desk.css").wants(http.StatusNotFound)
}
