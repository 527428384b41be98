package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// policy is what every reader's page must at least forbid.
var policy = regexp.MustCompile(`^default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'( 'sha256-[A-Za-z0-9+/=]+')*; font-src 'self'; ` +
	`manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action ('none'|https://blog\.example(/@[a-z]+(/[^/; ]+)?)?/(search|follow/from|reply)); frame-ancestors 'none'$`)

// No page sets a cookie, runs a script, or has a browser ask another server for anything.
func TestPagesKeepToThemselves(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	library(h)
	for _, path := range addresses() {
		r := h.get(path)
		if r.header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", path)
		}
		if r.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s may be sniffed", path)
		}
		if r.status == http.StatusMovedPermanently || r.mediaType() != "text/html" {
			continue
		}
		if got := r.header.Get("Content-Security-Policy"); !policy.MatchString(got) {
			t.Errorf("%s: policy %q", path, got)
		}
		for n := range parsed(t, r.body).Descendants() {
			if n.Type == html.ElementNode {
				checkOwn(t, path, n)
			}
		}
	}
}

// checkOwn wants what a browser fetches by itself to come from this site, and nothing to run.
func checkOwn(t *testing.T, path string, n *html.Node) {
	t.Helper()
	switch n.Data {
	case "script":
		if attr(n, "type") != "application/ld+json" || attr(n, "src") != "" {
			t.Errorf("%s has a script: %v", path, n.Attr)
		}
	case "form":
		if action := attr(n, "action"); attr(n, "method") != "get" || !ownForm.MatchString(action) {
			t.Errorf("%s has a form that leads to %s", path, action)
		}
	case "iframe", "object", "embed", "base":
		t.Errorf("%s has <%s>", path, n.Data)
	case "a":
		return // followed by choice
	case "link":
		switch attr(n, "rel") {
		case "canonical", "alternate", "prev", "next":
			return // not fetched
		}
	}
	for _, key := range []string{"src", "href", "srcset", "poster", "data"} {
		for _, part := range strings.Split(attr(n, key), ",") {
			u, err := url.Parse(strings.TrimSpace(strings.Split(strings.TrimSpace(part), " ")[0]))
			if err != nil || u.Host != "" || u.Scheme != "" {
				t.Errorf("%s: <%s %s=%q> leaves the site", path, n.Data, key, part)
			}
		}
	}
}

func TestSlashesRedirectWithinTheSite(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.published(blog.Text{Title: "T", Slug: "t", Tags: []string{"x"}, Markdown: "x"})
	for path, want := range map[string]string{
		"/@ann/": "/@ann", "/@ann///": "/@ann", "/@ann/t/?a=b&c": "/@ann/t?a=b&c", "/tags/x/": "/tags/x", "/nowhere/": "/nowhere",
		"/@ann/%E6%97%A5/": "/@ann/%E6%97%A5", "/%40ann/": "/@ann",
	} {
		if r := h.get(path); r.status != http.StatusMovedPermanently || r.header.Get("Location") != want {
			t.Errorf("%s answers %d to %q, want %q", path, r.status, r.header.Get("Location"), want)
		}
	}
	for _, path := range []string{
		"//evil.example/", "//evil.example//", "///evil.example/", "//evil.example/%2f..", "/%2Fevil.example/", "/%2f%2fevil.example/", "//%5cevil.example/",
		"/\\evil.example/", "/%5Cevil.example/", "/%5c%5cevil.example/", "/\t/evil.example/", "/%09/evil.example/", "/%0d%0aLocation:%20//evil.example/",
		"/https://evil.example/", "/https:evil.example/", "/@evil.example/", "/.//evil.example/", "/..//evil.example/", "/%2e%2e//evil.example/", "/;//evil.example/",
		"/@ann//evil.example/", "/@%0d%0aSet-Cookie:%20a=b/tags/X", "/@%2f%2fevil.example/tags/X", "/@/evil.example/tags/X", "/tags/%2f%2fEvil", "/tags/\\\\Evil",
		"/javascript:alert(1)/", "/?url=//evil.example/", "//", "///", "/@ann/tags/%2F%2Fevil.example/",
	} {
		w := httptest.NewRecorder()
		r := &http.Request{Method: http.MethodGet, URL: readAddress(path), Host: "blog.example", Header: http.Header{}}
		h.door.ServeHTTP(w, r.WithContext(t.Context()))
		to := w.Header().Get("Location")
		if w.Code >= 500 || len(w.Header().Values("Set-Cookie")) > 0 {
			t.Errorf("%q answers %d, %v", path, w.Code, w.Header())
		}
		if to == "" {
			continue
		}
		// As browsers read it: backslashes are slashes, tabs and line ends are nothing.
		seen := strings.NewReplacer("\\", "/", "\t", "", "\r", "", "\n", "").Replace(to)
		u, err := url.Parse(seen)
		if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(seen, "/") || strings.HasPrefix(seen, "//") || seen != to {
			t.Errorf("%q leads to %q", path, to)
		}
	}
}

// readAddress reads a request's path as net/http does, and as it stands where that fails.
func readAddress(path string) *url.URL {
	if u, err := url.ParseRequestURI(path); err == nil && u.Host == "" {
		return u
	}
	plain, query, _ := strings.Cut(path, "?")
	return &url.URL{Path: plain, RawQuery: query}
}

func TestFailures(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		db := open()
		h := newHouse(t, db)
		gone := h.published(blog.Text{Title: "Secret title", Slug: "gone", Markdown: "x"})
		if err := h.Withdraw(t.Context(), h.owner.ID, gone.ID); err != nil {
			t.Fatal(err)
		}
		framed := func(r reply, status int) {
			t.Helper()
			if r.status != status || r.mediaType() != "text/html" || r.header.Get("Cache-Control") != "no-store" ||
				!policy.MatchString(r.header.Get("Content-Security-Policy")) || find(parsed(t, r.body), "meta", "content", "noindex") == nil ||
				find(parsed(t, r.body), "main", "id", "main") == nil {
				t.Errorf("want %d in the reader's frame, got %s", status, r)
			}
		}
		for path, status := range map[string]int{"/none": 404, "/@ann/none": 404, "/@none": 404, "/a/b/c/d": 404, "/@ann/gone": 410, "/assets/folio/1/none.css": 404} {
			framed(h.get(path), status)
		}
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch, http.MethodOptions} {
			r := h.ask(method, "/@ann")
			framed(r, http.StatusMethodNotAllowed)
			if r.header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s: allowed are %q", method, r.header.Get("Allow"))
			}
		}
		kept := h.get("/@ann")

		if err := db.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		if again := h.get("/@ann"); again.status != http.StatusOK || again.body != kept.body {
			t.Error("a page that is kept needs no database")
		}
		h.log.Reset()
		r := h.get("/@ann/about")
		framed(r, http.StatusInternalServerError)
		code := regexp.MustCompile(`<code>([A-Z2-7]{2}-\d\d)</code>`).FindStringSubmatch(r.body)
		if code == nil || !strings.Contains(h.log.String(), code[1]) || !strings.Contains(h.log.String(), "closed") {
			t.Errorf("the page says %v, the log %s", code, &h.log)
		}
		for _, cause := range []string{"closed", "sql", "database", "goroutine", ".go:"} {
			if strings.Contains(strings.ToLower(r.body), cause) {
				t.Errorf("the page tells the cause (%q): %s", cause, r.body)
			}
		}
	})
}

func TestAssets(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	root, found := parsed(t, h.get("/").body), 0
	for n := range root.Descendants() {
		path := attr(n, "href")
		if n.Data != "link" || !strings.HasPrefix(path, "/assets/") {
			continue
		}
		found++
		r := h.get(path)
		if r.status != http.StatusOK || r.body == "" || r.header.Get("Cache-Control") != "public, max-age=31536000, immutable" ||
			r.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(r.header.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("%s: %d %v", path, r.status, r.header)
		}
		if want := map[bool]string{true: "text/css", false: "font/woff2"}[strings.HasSuffix(path, ".css")]; r.mediaType() != want {
			t.Errorf("%s is %s", path, r.mediaType())
		}
		parts := strings.Split(path, "/") // "", assets, THEME, HASH, NAME...
		for i, wrong := range map[int]string{2: "other", 3: "0123456789abcdef", 4: "none.css"} {
			changed := append([]string{}, parts...)
			changed[i] = wrong
			if r := h.get(strings.Join(changed, "/")); r.status != http.StatusNotFound || strings.Contains(r.header.Get("Cache-Control"), "immutable") {
				t.Errorf("%v answers %d, %v", changed, r.status, r.header)
			}
		}
	}
	if found == 0 {
		t.Error("the page has no style sheet")
	}
	for _, path := range []string{"/assets/", "/assets/folio/", "/assets/folio/x/", "/assets/folio/x/../../theme.toml", "/assets/folio/x/%2e%2e/theme.toml"} {
		if r := h.get(path); r.status == http.StatusOK {
			t.Errorf("%s is served", path)
		}
	}
	if r := h.get("/favicon.ico"); r.status != http.StatusOK || r.mediaType() != "image/svg+xml" {
		t.Errorf("the icon: %d %s", r.status, r.mediaType())
	}
}

// A path is what it means, however it is spelled.
func TestAddressesInEveryScript(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		for _, title := range []string{"日本の朝", "Ünïcödé straße", "السلام عليكم", "हिन्दी में", "한국어 글", "Ελληνικά", "Çay"} {
			a := h.published(blog.Text{Title: title, Tags: []string{title}, Markdown: "x"})
			tag := blog.TagKey(title)
			for _, c := range []struct{ before, name string }{{"/@ann/", a.Slug}, {"/tags/", tag}, {"/@ann/tags/", tag}} {
				for _, get := range []func(string) reply{h.getCold, h.get} {
					for how, path := range spellings(c.before, c.name) {
						if r := get(path); r.status != http.StatusOK || !strings.Contains(r.body, html.EscapeString(title)) {
							t.Errorf("%s, %s: %s answers %d", title, how, path, r.status)
						}
					}
				}
			}
			if r := h.get("/tags/" + url.PathEscape(title)); tag != title && (r.status != http.StatusMovedPermanently || r.header.Get("Location") != "/tags/"+url.PathEscape(tag)) {
				t.Errorf("the tag as written, %s, answers %d to %q", title, r.status, r.header.Get("Location"))
			}
			for _, link := range []string{"/@ann/" + url.PathEscape(a.Slug), "/@ann/tags/" + url.PathEscape(tag)} {
				if body := h.get("/@ann/" + url.PathEscape(a.Slug)).body; !strings.Contains(body, link) {
					t.Errorf("the page of %s has no link to %s", title, link)
				}
			}
		}
	})
}

func spellings(before, name string) map[string]string {
	upper := ""
	for _, b := range []byte(name) {
		upper += "%" + strings.ToUpper(string("0123456789abcdef"[b>>4])+string("0123456789abcdef"[b&15]))
	}
	return map[string]string{
		"as it is": before + name, "encoded": before + url.PathEscape(name), "all encoded": before + upper,
		"in small letters": before + strings.ToLower(upper), "with %40": strings.Replace(before, "@", "%40", 1) + url.PathEscape(name),
	}
}
