package dashboard_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store/storetest"
)

func TestWrongPassword(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	for _, name := range []string{"ann", "nobody"} {
		b := h.browser()
		p := b.get("/sign-in").form("/sign-in").with("name", name, "password", "not the right one").send().
			wants(http.StatusForbidden, "That name and password do not belong together.")
		if got := p.form("/sign-in").values.Get("name"); got != name {
			t.Errorf("the name came back as %q", got)
		}
		if got := p.header.Values("Set-Cookie"); len(got) > 0 {
			t.Errorf("a failed sign-in set %v", got)
		}
	}
}

// TestOtherSites shows that no other site can send a form here.
func TestOtherSites(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	article := h.draft(ann, blog.Text{Title: "Mine", Markdown: "Text."})
	path := "/desk/articles/" + itoa(article.ID)
	b := h.signedIn("ann")
	for header, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"} {
		r := b.get(path).form(path).with("title", "Stolen").request()
		r.Header.Set(header, value)
		if header == "Origin" {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
		}
		p := b.do(r).wants(http.StatusForbidden, "another website")
		if strings.Contains(p.source, "Stolen") {
			t.Error("the page shows what the other site sent")
		}
	}
	r := b.get("/desk").form("/sign-out").without("csrf").request()
	b.do(r).wants(http.StatusForbidden)
	b.get(path).form(path).with("title", "Stolen", "csrf", "guessed").send().wants(http.StatusForbidden, "signed in again since", "What you wrote is here.")
	if got := h.saved(ann, article.ID).Title; got != "Mine" {
		t.Fatalf("saved as %q", got)
	}
	b.last.form(path).send().wants(http.StatusOK, "Saved") // the same text, sent by its reader with the right token
	if got := h.saved(ann, article.ID).Title; got != "Stolen" {
		t.Errorf("saved as %q", got)
	}
}

// TestOthersIDs asks every address that has an id for what belongs to somebody else.
func TestOthersIDs(t *testing.T) {
	h := openSQLite(t)
	ann, _ := h.account("ann", blog.Owner), h.account("ben", blog.Author)
	article := h.draft(ann, blog.Text{Title: "Secret", Markdown: "Secret."})
	m, err := h.service.AddPicture(t.Context(), ann.ID, strings.NewReader(string(picture(t, 40, 30))), "Secret alt")
	if err != nil {
		t.Fatal(err)
	}
	b := h.signedIn("ben")
	token := b.get("/desk").form("/sign-out").values.Get("csrf")
	path := "/desk/articles/" + itoa(article.ID)
	for _, q := range []struct {
		method, path string
		values       url.Values
	}{
		{"GET", path, nil},
		{"POST", path, url.Values{"title": {"x"}, "markdown": {"x"}, "version": {"1"}}},
		{"POST", path, url.Values{"title": {"x"}, "markdown": {"x"}, "version": {"1"}, "do": {"publish"}}},
		{"GET", path + "/withdraw", nil}, {"POST", path + "/withdraw", nil},
		{"GET", path + "/receipt", nil}, {"GET", path + "/history", nil}, {"POST", path + "/history", url.Values{"revision": {"1"}, "version": {"1"}}}, {"POST", path + "/feature", url.Values{"do": {"feature"}}}, {"POST", path + "/receipt", url.Values{"host": {""}}}, {"GET", "/desk/followers?blog=ann", nil},
		{"GET", path + "/delete", nil}, {"POST", path + "/delete", nil},
		{"POST", "/desk/preview", url.Values{"article": {itoa(article.ID)}, "markdown": {"x"}}},
		{"POST", "/desk/preview", url.Values{"blog": {itoa(article.BlogID)}, "markdown": {"x"}}},
		{"POST", "/desk/look", url.Values{"article": {itoa(article.ID)}, "markdown": {"x"}}},
		{"POST", "/desk/look", url.Values{"blog": {itoa(article.BlogID)}, "markdown": {"x"}}},
		{"POST", "/desk/articles", url.Values{"blog": {itoa(article.BlogID)}, "markdown": {"x"}}},
		{"POST", "/desk/media/" + itoa(m.ID), url.Values{"alt": {"x"}}},
		{"GET", "/desk/blogs/ann/settings", nil},
		{"POST", "/desk/blogs/ann/settings", url.Values{"title": {"x"}}},
		{"GET", "/desk/site", nil}, {"POST", "/desk/site", url.Values{"site_title": {"x"}}},
		{"GET", "/desk/articles/0", nil}, {"GET", "/desk/articles/-1", nil}, {"GET", "/desk/articles/abc", nil},
		{"GET", "/desk/articles/99999999999999999999", nil}, {"GET", "/desk?state=nonsense", nil},
	} {
		p := &page{}
		if q.method == "GET" {
			p = b.get(q.path)
		} else {
			f := &form{b: b, action: q.path, values: url.Values{"csrf": {token}}}
			for name, values := range q.values {
				f.values[name] = values
			}
			p = f.send()
		}
		if p.status != http.StatusNotFound && p.status != http.StatusForbidden {
			t.Errorf("%s %s %v: %d", q.method, q.path, q.values, p.status)
		}
		if strings.Contains(p.source, "Secret") {
			t.Errorf("%s %s shows the other account's text", q.method, q.path)
		}
	}
	f := b.get("/desk/articles/new").form("/desk/articles")
	f.with("title", "Mine", "markdown", "x", "cover", itoa(m.ID)).send().wants(http.StatusUnprocessableEntity, "This picture is not yours")
	if got := h.saved(ann, article.ID).Title; got != "Secret" {
		t.Errorf("the article is now %q", got)
	}
}

// TestStrangersGetNothing asks every address of the desk without a session.
func TestStrangersGetNothing(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	for _, path := range []string{"/desk", "/desk/articles/new", "/desk/articles/1", "/desk/articles/1/delete", "/desk/media",
		"/desk/profile", "/desk/password", "/desk/site", "/desk/blogs/ann/settings", "/desk/blogs/ann/members", "/desk/blogs/ann/delete"} {
		b := h.browser()
		p := b.get(path).wants(http.StatusOK, "Sign in")
		if b.url.Path != "/sign-in" || len(p.header.Values("Set-Cookie")) > 0 {
			t.Errorf("%s led to %s with cookies %v", path, b.url, p.header.Values("Set-Cookie"))
		}
		if path != "/desk" {
			p.form("/sign-in").with("name", "ann", "password", password).send()
			if b.url.Path != path {
				t.Errorf("signing in at %s led to %s", path, b.url)
			}
		}
	}
}

func TestOpenRedirects(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	for _, next := range []string{"https://evil.example", "//evil.example", `/\evil.example`, "/desk//evil.example", "javascript:alert(1)",
		"/desk/../..//evil.example", "/@ann", "///evil.example/desk/", "https:/desk/x", "/desk/\n/x", "http://" + "x@evil.example/desk/"} {
		b := h.browser()
		b.get("/sign-in?next="+url.QueryEscape(next)).form("/sign-in").with("name", "ann", "password", password).send()
		if b.url.Path != "/desk" || b.url.Host != strings.TrimPrefix(h.server.URL, "http://") {
			t.Errorf("%q led to %s", next, b.url)
		}
	}
}

func TestHeadersAndCookie(t *testing.T) {
	h := open(t, storetest.SQLite(t), func(c *desk.Config) { c.BaseURL = &url.URL{Scheme: "https", Host: c.BaseURL.Host} })
	h.account("ann", blog.Owner)
	b := h.browser()
	f := b.get("/sign-in").form("/sign-in").with("name", "ann", "password", password)
	answer, err := b.client.Do(f.request())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	cookies := answer.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("cookies %v", cookies)
	}
	c := cookies[0]
	if c.Name != "__Host-desk" || !c.HttpOnly || !c.Secure || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteLaxMode || c.MaxAge > 31*24*3600 {
		t.Errorf("the cookie is %s", c.Raw)
	}
	for _, path := range []string{"/sign-in", "/desk/nothing", "/welcome"} {
		header := b.get(path).header
		for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
			if header.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, header.Get(name))
			}
		}
		if !strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") || strings.Contains(header.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: policy %q", path, header.Get("Content-Security-Policy"))
		}
	}
}

// TestNewTokenAtSignIn shows that a token known before signing in is worth nothing afterwards.
func TestNewTokenAtSignIn(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	at, _ := url.Parse(h.server.URL)
	before := b.client.Jar.Cookies(at)[0].Value
	f := &form{b: b, action: "/sign-in", values: url.Values{"name": {"ann"}, "password": {password}}}
	f.send().wants(http.StatusOK)
	if after := b.client.Jar.Cookies(at)[0].Value; after == before {
		t.Fatal("the token stayed the same")
	}
	b.client.Jar.SetCookies(at, []*http.Cookie{{Name: "desk", Value: before, Path: "/"}})
	b.get("/desk").wants(http.StatusOK, "Sign in")
}
