package federation

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

const (
	firefox  = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
	mastodon = `application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams", text/html;q=0.1`
)

func TestAccepts(t *testing.T) {
	for accept, want := range map[string]Representation{
		firefox:                     HTML,
		mastodon:                    Document,
		"application/activity+json": Document,
		"APPLICATION/ACTIVITY+JSON": Document,
		"application/ld+json":       Document,
		`application/ld+json; profile="https://www.w3.org/ns/activitystreams"`:                              Document,
		`application/ld+json; profile="https://www.w3.org/ns/activitystreams https://w3id.org/security/v1"`: Document,
		`application/ld+json; profile="http://iiif.io/a,b"; q=1, text/html;q=0.2`:                           HTML,
		"text/html, application/activity+json":                                                              HTML,
		"application/activity+json, text/html":                                                              Document,
		"text/html;q=0.5, application/activity+json;q=0.6":                                                  Document,
		"text/html;q=0.6, application/activity+json;q=0.5":                                                  HTML,
		"text/html;q=0, application/activity+json;q=0.001":                                                  Document,
		"text/html;q=x, application/activity+json;q=0.9":                                                    HTML,
		",,;;, application/activity+json":                                                                   Document,
	} {
		for _, otherwise := range []Representation{HTML, Document} {
			r := &http.Request{Header: http.Header{"Accept": {accept}}}
			if got := Accepts(r, otherwise); got != want {
				t.Errorf("%s: %v", accept, got)
			}
		}
	}
	for _, accept := range []string{"", "*/*", "image/png", "text/html;q=0", "\"", "application/json"} {
		for _, otherwise := range []Representation{HTML, Document} {
			if got := Accepts(&http.Request{Header: http.Header{"Accept": {accept}}}, otherwise); got != otherwise {
				t.Errorf("%q does not care, but got %v", accept, got)
			}
		}
	}
}

// newJournal is a site with things to see.
func newJournal(t *testing.T) *site {
	t.Helper()
	s := newSite(t, nil)
	blogs, articles := s.Route("/ap/blogs/"), s.Route("/ap/articles/")
	s.Actors(blogs, func(_ context.Context, id string) (*vocab.Actor, error) {
		if id != "7" {
			return nil, ErrNotFound
		}
		return &vocab.Actor{Base: vocab.Base{ID: blogs.URL(id), Type: vocab.TypePerson, URL: vocab.URLs(s.URL("/@ann"))}, Inbox: blogs.URL(id, "inbox")}, nil
	})
	s.Objects(articles, func(_ context.Context, asked Asked) (vocab.Value, error) {
		switch asked.ID {
		case "1":
			return &vocab.Object{Base: vocab.Base{ID: articles.URL("1"), Type: vocab.TypeArticle, URL: vocab.URLs(s.URL("/@ann/x")), Name: "for " + asked.Host}}, nil
		case "2":
			return nil, &Gone{FormerType: vocab.TypeArticle, Deleted: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
		case "3":
			return &vocab.Object{Base: vocab.Base{ID: articles.URL("3"), Type: vocab.TypeNote}}, nil
		case "4":
			return &vocab.Object{Base: vocab.Base{ID: articles.URL("4"), Type: vocab.TypeNote, URL: vocab.URLs("https://evil.example/")}}, nil
		case "5":
			return nil, fmt.Errorf("secret")
		}
		return nil, ErrNotFound
	})
	s.Collection(blogs, "outbox", func(_ context.Context, id, cursor string) (Slice, error) {
		page, err := strconv.Atoi(cursor)
		switch {
		case id != "7" || cursor != "" && (err != nil || page < 1 || page > 3):
			return Slice{}, ErrNotFound
		case cursor == "":
			return Slice{Total: 5, First: "1"}, nil
		}
		slice := Slice{Total: 5}
		for i := page * 2; i < min(page*2+2, 7); i++ {
			slice.Items = append(slice.Items, vocab.Ref(articles.URL(strconv.Itoa(i))))
		}
		if page < 3 {
			slice.Next = strconv.Itoa(page + 1)
		}
		if page > 1 {
			slice.Prev = strconv.Itoa(page - 1)
		}
		return slice, nil
	})
	s.Collection(blogs, "followers", func(context.Context, string, string) (Slice, error) { return Slice{Total: 3}, nil })
	s.InstanceActor("/ap/instance", func(context.Context) (*vocab.Actor, error) {
		return &vocab.Actor{Base: vocab.Base{ID: s.URL("/ap/instance"), Type: vocab.TypeApplication}, Inbox: s.URL("/ap/instance/inbox")}, nil
	})
	s.WebFinger(func(_ context.Context, r Resource) (Identity, error) {
		switch {
		case r.Name == "ann" || r.URL == blogs.URL("7") || r.URL == s.URL("/@ann"):
			return Identity{Name: "ann", Actor: blogs.URL("7"), Page: s.URL("/@ann"), Links: []JRDLink{{Rel: "http://webfinger.net/rel/avatar", Href: s.URL("/media/a.png")}}}, nil
		case r.Name == "gone":
			return Identity{}, &Gone{}
		}
		return Identity{}, ErrNotFound
	})
	s.NodeInfo(func(context.Context) (NodeInfo, error) {
		return NodeInfo{Software: "pamphlet", Version: "1", Users: 3, Posts: 4}, nil
	})
	return s
}

func TestThings(t *testing.T) {
	s := newJournal(t)
	for _, c := range []struct {
		path, accept string
		status       int
		contains     string // in the body, or the Location
	}{
		{"/ap/blogs/7", mastodon, 200, `"type":"Person"`},
		{"/ap/blogs/7", "", 200, `"type":"Person"`},
		{"/ap/blogs/7", "*/*", 200, `"type":"Person"`},
		{"/ap/blogs/7", firefox, 302, "/@ann"},
		{"/ap/blogs/8", mastodon, 404, "nothing at this address"},
		{"/ap/articles/1", mastodon, 200, `"type":"Article"`},
		{"/ap/articles/1", firefox, 302, "/@ann/x"},
		{"/ap/articles/2", mastodon, 410, `"type":"Tombstone","formerType":"Article","deleted":"2026-01-02T03:04:05Z"`},
		{"/ap/articles/2", firefox, 410, "deleted"},
		{"/ap/articles/3", firefox, 200, `"type":"Note"`}, // it has no page
		{"/ap/articles/4", firefox, 200, `"type":"Note"`}, // its page is not ours to send people to
		{"/ap/articles/5", mastodon, 500, "Something went wrong"},
		{"/ap/instance", "", 200, `"type":"Application"`},
		{"/ap/nothing", "", 404, ""},
	} {
		got := get(t, s.url+c.path, c.accept)
		if got.status != c.status || !strings.Contains(got.text+got.header.Get("Location"), c.contains) || strings.Contains(got.text, "secret") {
			t.Errorf("%s as %.30q: %+v", c.path, c.accept, got)
		}
		if strings.Contains(c.path, "articles") && got.header.Get("Vary") != "Accept, Signature" {
			t.Errorf("%s varies by %q", c.path, got.header.Get("Vary"))
		}
		if got.status == 200 && got.header.Get("Content-Type") != documentType {
			t.Errorf("%s is %q", c.path, got.header.Get("Content-Type"))
		}
	}
}

func TestTheAskerIsTold(t *testing.T) {
	s := newJournal(t)
	req, err := http.NewRequest(http.MethodGet, s.url+"/ap/articles/1", nil)
	if err != nil {
		t.Fatal(err)
	}
	key := signature.Key{ID: "https://mk.example/users/1#main-key", Private: keyPool()[1]}
	if err := signature.Sign(req, nil, key, time.Now()); err != nil {
		t.Fatal(err)
	}
	if got := do(t, req); !strings.Contains(got.text, `"name":"for mk.example"`) {
		t.Errorf("%+v", got)
	}
}

func TestCollectionPages(t *testing.T) {
	s := newJournal(t)
	root := s.url + "/ap/blogs/7/outbox"
	item, err := s.FetchItem(context.Background(), root)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := item.Collection()
	if err != nil || whole.Type != vocab.TypeOrderedCollection || *whole.TotalItems != 5 || whole.ID != root {
		t.Fatalf("%+v, %v", whole, err)
	}
	var all []string
	last := ""
	for at := whole.First.ID; at != ""; {
		item, err := s.FetchItem(context.Background(), at)
		if err != nil {
			t.Fatal(err)
		}
		page, err := item.Collection()
		if err != nil || page.Type != vocab.TypeOrderedCollectionPage || page.PartOf != root || page.Prev.ID != last {
			t.Fatalf("%+v, %v", page, err)
		}
		all = append(all, page.Items.IDs()...)
		at, last = page.Next.ID, at
	}
	if len(all) != 5 {
		t.Errorf("%v", all)
	}
	if got := get(t, root+"?page=nonsense", ""); got.status != 404 {
		t.Errorf("a made-up cursor: %d", got.status)
	}
	if got := get(t, s.url+"/ap/blogs/7/followers", ""); !strings.Contains(got.text, `"totalItems":3`) || strings.Contains(got.text, "first") || strings.Contains(got.text, "orderedItems") {
		t.Errorf("private followers: %s", got.text)
	}
}

func TestWebFinger(t *testing.T) {
	s := newJournal(t)
	host := s.Host()
	for _, c := range []struct {
		query  string
		status int
	}{
		{"?resource=acct:ann@" + host, 200},
		{"?resource=" + url.QueryEscape("acct:ann@"+host), 200},
		{"?resource=" + url.QueryEscape(s.url+"/@ann"), 200},
		{"?resource=" + url.QueryEscape(s.url+"/ap/blogs/7"), 200},
		{"?resource=acct:bob@" + host, 404},
		{"?resource=acct:gone@" + host, 410},
		{"?resource=acct:ann@elsewhere.example", 404},
		{"?resource=acct:ann@127.0.0.1", 404},
		{"?resource=acct:ann@" + host + "0", 404},
		{"?resource=" + url.QueryEscape("acct:ann@x@"+host), 404},
		{"?resource=" + url.QueryEscape("acct:ann@"+host+"/x"), 404},
		{"?resource=" + url.QueryEscape("acct:ann@evil.example@"+host), 404},
		{"?resource=https://elsewhere.example/@ann", 404},
		{"", 400},
		{"?resource=", 400},
		{"?resource=ann", 400},
		{"?resource=acct:ann", 400},
		{"?resource=acct:@" + host, 400},
		{"?resource=mailto:ann@" + host, 400},
		{"?resource=acct:ann@" + host + "&resource=acct:bob@" + host, 400},
	} {
		got := get(t, s.url+"/.well-known/webfinger"+c.query, "")
		if got.status != c.status || got.header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %+v", c.query, got)
		}
		if c.status != 200 {
			continue
		}
		var answer jrd
		if err := json.Unmarshal([]byte(got.text), &answer); err != nil {
			t.Fatal(err)
		}
		self := slices.IndexFunc(answer.Links, func(l JRDLink) bool { return l.Rel == "self" })
		if answer.Subject != "acct:ann@"+host || answer.Links[self].Href != s.url+"/ap/blogs/7" || answer.Links[self].Type != "application/activity+json" {
			t.Errorf("%s: %s", c.query, got.text)
		}
		if got.header.Get("Content-Type") != "application/jrd+json" {
			t.Errorf("served as %s", got.header.Get("Content-Type"))
		}
	}
	if got := get(t, s.url+"/.well-known/webfinger?resource=acct:ann@"+host+"&rel=self", ""); strings.Count(got.text, `"rel"`) != 1 {
		t.Errorf("one rel was asked for: %s", got.text)
	}
}

func TestHostMeta(t *testing.T) {
	s := newJournal(t)
	got := get(t, s.url+"/.well-known/host-meta", "")
	var xrd struct {
		Link struct {
			Rel      string `xml:"rel,attr"`
			Template string `xml:"template,attr"`
		}
	}
	if err := xml.Unmarshal([]byte(got.text), &xrd); err != nil || xrd.Link.Rel != "lrdd" || xrd.Link.Template != s.url+"/.well-known/webfinger?resource={uri}" {
		t.Errorf("%s, %v", got.text, err)
	}
	if !strings.HasPrefix(got.header.Get("Content-Type"), "application/xrd+xml") || got.header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("%v", got.header)
	}
}

func TestNodeInfo(t *testing.T) {
	s := newJournal(t)
	var index struct{ Links []JRDLink }
	if err := json.Unmarshal([]byte(get(t, s.url+"/.well-known/nodeinfo", "").text), &index); err != nil || len(index.Links) != 3 {
		t.Fatalf("%+v, %v", index, err)
	}
	for _, link := range index.Links[:2] {
		got := get(t, link.Href, "")
		version := strings.TrimPrefix(link.Rel, nodeInfoSchema)
		var info struct {
			Version  string
			Software map[string]string
			Usage    struct{ Users map[string]int }
			Metadata map[string]any
		}
		if err := json.Unmarshal([]byte(got.text), &info); err != nil || info.Version != version || info.Usage.Users["total"] != 3 || info.Metadata == nil {
			t.Errorf("%s, %v", got.text, err)
		}
		if !strings.Contains(got.header.Get("Content-Type"), "schema/"+version+"#") || got.header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%v", got.header)
		}
	}
	if app := index.Links[2]; app.Rel != relApplication || app.Href != s.url+"/ap/instance" {
		t.Errorf("%+v", app)
	}
}

func TestRoutes(t *testing.T) {
	s := newSite(t, nil)
	route := s.Route("/ap/articles/")
	for id, below := range map[string]string{"abc": "/ap/articles/abc", "a/b?c": "/ap/articles/a%2Fb%3Fc"} {
		if got := route.URL(id); got != s.url+below {
			t.Error(got)
		}
		if got, ok := route.ID(route.URL(id)); !ok || got != id {
			t.Errorf("%q, %v", got, ok)
		}
	}
	for _, address := range []string{"", s.url, s.url + "/ap/articles/", s.url + "/ap/articles/a/b", s.url + "/ap/articles/a?b", s.url + "0/ap/articles/a", s.url + "/ap/articles/%zz"} {
		if id, ok := route.ID(address); ok {
			t.Errorf("%s gives %q", address, id)
		}
	}
	if got := route.URL("7", "replies"); got != s.url+"/ap/articles/7/replies" {
		t.Error(got)
	}
}

func TestNewNeedsItsParts(t *testing.T) {
	for name, base := range map[string]string{"no host": "https:///x", "a path": "https://b.example/x"} {
		u, err := url.Parse(base)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := New(Config{BaseURL: u}); err == nil {
			t.Error(name)
		}
	}
	if _, err := New(Config{BaseURL: &url.URL{Scheme: "https", Host: "b.example"}}); err == nil {
		t.Error("no transport")
	}
}
