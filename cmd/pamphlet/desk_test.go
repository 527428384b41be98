package main

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// atDesk is somebody who signed in and fills in forms.
type atDesk struct {
	t      *testing.T
	base   string
	client http.Client
}

// signIn opens the desk of an account.
func (i *instance) signIn(name string) *atDesk {
	i.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		i.t.Fatal(err)
	}
	d := &atDesk{t: i.t, base: i.base, client: http.Client{Jar: jar, Timeout: patience}}
	if page := d.send("/sign-in", url.Values{"name": {name}, "password": {testPassword}}); !strings.Contains(page, "/sign-out") {
		i.t.Fatalf("%s could not sign in: %s", name, page)
	}
	return d
}

func (d *atDesk) open(path string) string {
	d.t.Helper()
	return d.read(d.client.Get(d.base + path))
}

// token is what the form of a page has to send along.
func (d *atDesk) token(path string) string {
	d.t.Helper()
	token := regexp.MustCompile(`name="csrf" value="([^"]+)"`).FindStringSubmatch(d.open(path))
	if token == nil {
		d.t.Fatalf("there is no form at %s", path)
	}
	return html.UnescapeString(token[1])
}

// fill sends the form of a page to its own path.
func (d *atDesk) fill(path string, fields url.Values) string {
	d.t.Helper()
	fields.Set("csrf", d.token(path))
	return d.send(path, fields)
}

func (d *atDesk) send(path string, fields url.Values) string {
	d.t.Helper()
	return d.read(d.client.PostForm(d.base+path, fields))
}

func (d *atDesk) read(res *http.Response, err error) string {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	page, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		d.t.Fatalf("%s answers %d, %v: %s", res.Request.URL, res.StatusCode, err, page)
	}
	return string(page)
}

// article is the desk's path of the article with that title.
func (d *atDesk) article(title string) string {
	d.t.Helper()
	link := regexp.MustCompile(`(/desk/articles/\d+)"[^>]*>\s*(?:<[^>]*>\s*)*` + regexp.QuoteMeta(title)).FindStringSubmatch(d.open("/desk"))
	if link == nil {
		d.t.Fatalf("the desk shows no article %q", title)
	}
	return link[1]
}

// withdraw takes an article away from readers.
func (d *atDesk) withdraw(title string) {
	d.t.Helper()
	if page := d.fill(d.article(title)+"/withdraw", url.Values{}); !strings.Contains(page, "Withdrawn.") {
		d.t.Fatalf("the withdrawal of %q leads to %s", title, page)
	}
}

// rename changes the name readers see of a person.
func (d *atDesk) rename(name string) {
	d.t.Helper()
	if page := d.fill("/desk/profile", url.Values{"display_name": {name}, "bio": {""}}); !strings.Contains(page, "Saved.") {
		d.t.Fatalf("saving the profile leads to %s", page)
	}
}

// publish shows an article to readers, with a text that was typed anew.
func (d *atDesk) publish(title, markdown string) {
	d.t.Helper()
	path := d.article(title)
	version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(d.open(path))
	if version == nil {
		d.t.Fatalf("there is no editor at %s", path)
	}
	fields := url.Values{"version": version[1:], "title": {title}, "markdown": {markdown}, "do": {"publish"}}
	if page := d.fill(path, fields); !strings.Contains(page, "Published.") {
		d.t.Fatalf("publishing %q leads to %s", title, page)
	}
}

// write publishes a new article.
func (d *atDesk) write(title, markdown string) {
	d.t.Helper()
	token := d.token("/desk/articles/new")
	page := d.send("/desk/articles", url.Values{"csrf": {token}, "title": {title}, "markdown": {markdown}, "do": {"publish"}})
	if !strings.Contains(page, "Published.") {
		d.t.Fatalf("publishing %q leads to %s", title, page)
	}
}
