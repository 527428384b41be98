package main

import (
	"encoding/xml"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const firstArticle = `---
title: A quiet beginning
summary: Why it begins quietly.
tags: [bread, Night Letters]
language: en
---
The first **line** of a blog, and [another page](/@ann).
`

// TestDiscovery asks who is here as other servers do before anything else.
func TestDiscovery(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	page := i.publish("ann", "first.md", firstArticle)
	id := i.actorOf("ann")

	for _, resource := range []string{"acct:ann@" + i.host(), i.base + "/@ann", id} {
		got := i.get(i.base+"/.well-known/webfinger?resource="+url.QueryEscape(resource), "")
		if got.status != http.StatusOK || got.header.Get("Content-Type") != "application/jrd+json" || got.header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("WebFinger of %s: %d, %v", resource, got.status, got.header)
		}
		jrd := got.json(t)
		jrd.wants(t, "subject", "acct:ann@"+i.host(), "aliases", []string{i.base + "/@ann", id})
		links := plain(t, jrd["links"])
		for _, link := range []object{
			{"rel": "self", "type": "application/activity+json", "href": id},
			{"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": i.base + "/@ann"},
		} {
			if !strings.Contains(links, plain(t, link)) {
				t.Errorf("WebFinger of %s lacks %s: %s", resource, plain(t, link), links)
			}
		}
	}
	for resource, status := range map[string]int{
		"": http.StatusBadRequest, "acct:nobody@" + i.host(): http.StatusNotFound, "acct:ann@elsewhere.example": http.StatusNotFound,
		"https://elsewhere.example/@ann": http.StatusNotFound, "mailto:ann": http.StatusBadRequest,
	} {
		if got := i.get(i.base+"/.well-known/webfinger?resource="+url.QueryEscape(resource), ""); got.status != status {
			t.Errorf("WebFinger of %q answers %d, want %d", resource, got.status, status)
		}
	}
	if bare := i.get(i.base+"/.well-known/webfinger", ""); bare.status != http.StatusBadRequest {
		t.Errorf("WebFinger of nothing answers %d", bare.status)
	}

	hostMeta := i.get(i.base+"/.well-known/host-meta", "")
	var xrd struct {
		Link struct {
			Rel      string `xml:"rel,attr"`
			Template string `xml:"template,attr"`
		}
	}
	if err := xml.Unmarshal(hostMeta.body, &xrd); err != nil || xrd.Link.Rel != "lrdd" || xrd.Link.Template != i.base+"/.well-known/webfinger?resource={uri}" {
		t.Errorf("host-meta is %s, %v", hostMeta.body, err)
	}
	if !strings.HasPrefix(page, i.base+"/@ann/") {
		t.Errorf("the article is at %s", page)
	}
	i.checkNodeInfo(t)
}

func (i *instance) checkNodeInfo(t *testing.T) {
	t.Helper()
	links := i.get(i.base+"/.well-known/nodeinfo", "").json(t)
	for _, version := range []string{"2.0", "2.1"} {
		address := i.base + "/nodeinfo/" + version
		if !strings.Contains(plain(t, links), plain(t, object{"rel": "http://nodeinfo.diaspora.software/ns/schema/" + version, "href": address})) {
			t.Errorf("the well-known NodeInfo does not name %s: %v", version, links)
		}
		got := i.get(address, "")
		if want := `application/json; profile="http://nodeinfo.diaspora.software/ns/schema/` + version + `#"`; got.header.Get("Content-Type") != want {
			t.Errorf("NodeInfo %s has the type %q", version, got.header.Get("Content-Type"))
		}
		info := got.json(t)
		info.wants(t, "version", version, "protocols", []string{"activitypub"}, "openRegistrations", false)
		info.in("software").wants(t, "name", "pamphlet")
		info.in("software").has(t, "version")
		usage := info.in("usage")
		usage.wants(t, "localPosts", 1, "localComments", 0)
		usage.in("users").wants(t, "total", 1, "activeMonth", 1, "activeHalfyear", 1)
		if _, ok := info["metadata"].(map[string]any); !ok {
			t.Errorf("NodeInfo %s has no metadata object", version)
		}
		if version == "2.0" {
			for member := range info.in("software") {
				if member != "name" && member != "version" {
					t.Errorf("NodeInfo 2.0 does not know software.%s", member)
				}
			}
		}
	}
	if want := plain(t, object{"rel": "https://www.w3.org/ns/activitystreams#Application", "href": i.base + "/ap/instance"}); !strings.Contains(plain(t, links), want) {
		t.Errorf("the well-known NodeInfo does not name the site's own actor: %v", links)
	}
}

// TestActorDocuments reads the three kinds of actors member by member.
func TestActorDocuments(t *testing.T) {
	t.Parallel()
	i := newInstance(t, "postgres")
	i.addUser("ann", "owner")
	i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
	i.start()

	person := i.actorOf("ann")
	doc := i.document(person)
	i.isActor(t, doc, person, "Person", "ann")
	doc.has(t, "name", "published")
	doc.wants(t, "url", i.base+"/@ann", "webfinger", "ann@"+i.host(), "attributedTo", nil)

	group := i.actorOf("journal")
	doc = i.document(group)
	i.isActor(t, doc, group, "Group", "journal")
	doc.wants(t, "name", "The Journal", "url", i.base+"/@journal", "webfinger", "journal@"+i.host(), "postingRestrictedToMods", true, "moderators", group+"/moderators",
		// PeerTube finds the owner in this form, and Lemmy does not take it for its moderators.
		"attributedTo", []object{{"type": "Person", "id": person}})

	i.addUser("eli", "author")
	i.addUser("wim", "author")
	i.run("", "blog", "member", "add", "journal", "eli", "--role", "editor")
	i.run("", "blog", "member", "add", "journal", "wim", "--role", "writer")
	i.document(group+"/moderators").wants(t, "type", "OrderedCollection", "totalItems", 2, "orderedItems", []string{person, i.actorOf("eli")})
	if got := i.get(person+"/moderators", "application/activity+json"); got.status != http.StatusNotFound {
		t.Errorf("the moderators of a person's blog answer %d", got.status)
	}

	site := i.document(i.base + "/ap/instance")
	i.hasKey(t, site, i.base+"/ap/instance")
	site.wants(t, "type", "Application")
	site.has(t, "preferredUsername", "inbox", "name")
	site.isPortable(t)
	if named := i.actorOf("instance"); named != i.base+"/ap/instance" {
		t.Errorf("WebFinger of the site's own actor gives %s", named)
	}

	for _, actor := range []string{person, group} {
		i.checkCollections(t, actor)
	}
}

// isActor checks what every server needs of an actor that can be followed.
func (i *instance) isActor(t *testing.T, doc object, id, kind, name string) {
	t.Helper()
	doc.isPortable(t)
	i.hasKey(t, doc, id)
	doc.wants(t, "type", kind, "preferredUsername", name, "manuallyApprovesFollowers", false, "discoverable", true,
		"inbox", id+"/inbox", "outbox", id+"/outbox", "followers", id+"/followers", "following", id+"/following")
	doc.in("endpoints").wants(t, "sharedInbox", i.base+"/ap/inbox")
	if opaque, ok := strings.CutPrefix(id, i.base+"/ap/blogs/"); !ok || len(opaque) < 20 || strings.Contains(opaque, name) {
		t.Errorf("the id %s should be opaque", id)
	}
}

func (i *instance) hasKey(t *testing.T, doc object, id string) {
	t.Helper()
	doc.wants(t, "id", id)
	key := doc.in("publicKey")
	key.wants(t, "id", id+"#main-key", "owner", id)
	if !strings.HasPrefix(key.text("publicKeyPem"), "-----BEGIN PUBLIC KEY-----\n") {
		t.Errorf("%s has the key %v", id, key)
	}
}

// checkCollections asks for each collection of a blog without followers and articles.
func (i *instance) checkCollections(t *testing.T, actor string) {
	t.Helper()
	for _, name := range []string{"outbox", "followers", "following", "featured"} {
		got := i.document(actor + "/" + name)
		got.isPortable(t)
		got.wants(t, "id", actor+"/"+name, "type", "OrderedCollection", "totalItems", 0)
	}
	for _, missing := range []string{actor + "/followers?page=1", actor + "/outbox?page=99", actor + "/outbox?page=x", actor + "0"} {
		if got := i.get(missing, "application/activity+json"); got.status != http.StatusNotFound {
			t.Errorf("%s answers %d", missing, got.status)
		}
	}
}

// TestArticleDocument reads an article member by member.
func TestArticleDocument(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	page, actor := i.publish("ann", "first.md", firstArticle), i.actorOf("ann")
	doc := i.document(page)
	id := doc.text("id")
	doc.isPortable(t)
	doc.wants(t, "type", "Article", "attributedTo", actor, "to", []string{public}, "cc", []string{actor + "/followers"},
		"name", "A quiet beginning", "nameMap", object{"en": "A quiet beginning"}, "summary", "Why it begins quietly.",
		"url", page, "mediaType", "text/html", "sensitive", false, "audience", nil, "image", nil, "updated", nil,
		"tag", []object{
			{"type": "Hashtag", "href": i.base + "/@ann/tags/bread", "name": "#bread"},
			{"type": "Hashtag", "href": i.base + "/@ann/tags/night-letters", "name": "#NightLetters"},
		})
	if list := doc.list("attachment"); len(list) > 0 {
		t.Errorf("with an attachment, Mastodon shows no link card: %v", list)
	}
	doc.in("source").wants(t, "mediaType", "text/markdown")
	if content := doc.text("content"); !strings.Contains(content, "<strong>line</strong>") || !strings.Contains(content, `href="`+i.base+`/@ann"`) {
		t.Errorf("the content is %s", content)
	}
	doc.in("preview").wants(t, "type", "Note", "attributedTo", actor)
	if published, err := time.Parse(time.RFC3339, doc.text("published")); err != nil || !strings.HasSuffix(doc.text("published"), "Z") || time.Since(published).Abs() > time.Minute {
		t.Errorf("published is %s, %v", doc.text("published"), err)
	}
	if opaque, ok := strings.CutPrefix(id, i.base+"/ap/articles/"); !ok || len(opaque) < 20 {
		t.Errorf("the id %s should be opaque", id)
	}
	for _, name := range []string{"replies", "likes", "shares"} {
		i.document(doc.ref(name)).wants(t, "id", id+"/"+name, "totalItems", 0)
	}
	if byID := i.document(id); plain(t, byID) != plain(t, doc) {
		t.Errorf("by its id the article is %s, by its page %s", plain(t, byID), plain(t, doc))
	}
}

// TestPageOrDocument asks for the same addresses as a browser and as a server.
func TestPageOrDocument(t *testing.T) {
	t.Parallel()
	i := newSite(t, "postgres")
	article, blogPage := i.publish("ann", "first.md", firstArticle), i.base+"/@ann"
	ids := map[string]string{article: i.document(article).text("id"), blogPage: i.actorOf("ann")}
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for page, id := range ids {
		for range 2 { // the second answer comes from the cache, and must not be another one's
			for _, accept := range []string{"application/activity+json", `application/ld+json; profile="https://www.w3.org/ns/activitystreams"`,
				`application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams", text/html;q=0.1`} {
				got := i.get(page, accept)
				got.document(t).wants(t, "id", id)
				varies(t, page, got)
			}
			for _, accept := range []string{browser, "*/*", ""} {
				got := i.get(page, accept)
				if got.status != http.StatusOK || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
					t.Errorf("%s for Accept %q answers %d, %s", page, accept, got.status, got.header.Get("Content-Type"))
				}
				varies(t, page, got)
				if link := fmt.Sprintf(`<link rel="alternate" type="application/activity+json" href="%s"`, id); !strings.Contains(html.UnescapeString(string(got.body)), link) {
					t.Errorf("%s lacks %s", page, link)
				}
			}
		}
		got := i.get(id, browser)
		if got.status != http.StatusFound || got.header.Get("Location") != page {
			t.Errorf("a browser at %s gets %d to %s", id, got.status, got.header.Get("Location"))
		}
		varies(t, id, got)
		if asked := i.get(id, "*/*"); asked.status != http.StatusOK {
			t.Errorf("%s for anybody answers %d", id, asked.status)
		}
	}
}

func varies(t *testing.T, address string, got answer) {
	t.Helper()
	if !strings.Contains(strings.Join(got.header.Values("Vary"), ","), "Accept") {
		t.Errorf("%s varies by %q", address, got.header.Values("Vary"))
	}
}

// TestOutbox pages through all articles, the newest first.
func TestOutbox(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	desk := i.signIn("ann")
	var want []string
	for n := range 23 {
		title := fmt.Sprintf("Letter %d", n)
		desk.write(title, "Text.")
		want = append([]string{title}, want...)
	}
	outbox := i.document(i.actorOf("ann") + "/outbox")
	outbox.wants(t, "totalItems", 23)
	var got []string
	for next := outbox.ref("first"); next != ""; {
		if len(got) > 23 {
			t.Fatal("the pages have no end")
		}
		page := i.document(next)
		page.isPortable(t)
		page.wants(t, "id", next, "type", "OrderedCollectionPage", "partOf", outbox.text("id"), "totalItems", 23)
		for _, item := range page.list("orderedItems") {
			create := object(item.(map[string]any))
			create.wants(t, "type", "Create", "actor", i.actorOf("ann"), "to", []string{public})
			got = append(got, create.in("object").text("name"))
		}
		next = page.ref("next")
	}
	if plain(t, got) != plain(t, want) {
		t.Errorf("the outbox lists %v, want %v", got, want)
	}
}
