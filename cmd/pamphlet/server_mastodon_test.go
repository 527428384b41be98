package main

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// mastodon is Mastodon 4.5 to 4.7 (app/lib/activitypub/activity.rb and activity/*.rb, lib/signed_request.rb). All of them
// sign every header they set.
func mastodon(version string) *rules {
	return &rules{
		software: "mastodon", version: version, people: "/users/", key: "#main-key", modern: true,
		sign:  cavage("(request-target) host date digest content-type", "rsa-sha256"),
		dress: mastodonDress, judge: mastodonTakes,
	}
}

// mastodonDress makes notes of 4.5 and later: with a conversation, a context, the first replies, and a signature of the
// older kind on what is public.
func mastodonDress(s *sink, doc object) {
	switch doc.text("type") {
	case "Note":
		id := doc.text("id")
		doc["url"], doc["atomUri"], doc["contentMap"] = id, id, object{"en": doc["content"]}
		doc["sensitive"], doc["summary"], doc["attachment"] = false, nil, []any{}
		doc["conversation"], doc["context"] = "tag:mastodon.example,2026-03-14:objectId=7:objectType=Conversation", s.base+"/contexts/7-8"
		doc["tag"] = []object{{"type": "Mention", "href": addressee(doc), "name": "@ann"}}
		doc["interactionPolicy"] = object{"canQuote": object{"automaticApproval": []string{public}}}
		doc["likes"] = object{"id": id + "/likes", "type": "Collection", "totalItems": 0}
		doc["replies"] = object{"id": id + "/replies", "type": "Collection", "first": object{
			"type": "CollectionPage", "next": id + "/replies?only_other_accounts=true&page=true", "partOf": id + "/replies", "items": []string{}}}
	case "Person":
		doc["@context"] = []any{"https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1", object{"toot": "http://joinmastodon.org/ns#"}}
		doc["featured"], doc["indexable"], doc["attributionDomains"] = doc.text("id")+"/collections/featured", false, []string{}
	case "Create", "Announce":
		doc["signature"] = object{"type": "RsaSignature2017", "creator": doc.text("actor") + "#main-key", "created": "2026-03-14T15:09:26Z", "signatureValue": "bm90aGluZw=="}
	}
}

// mastodonTakes is how its inbox goes on with what is signed: activity.rb, activity/create.rb, update.rb, accept.rb.
func mastodonTakes(s *sink, p post) error {
	a, doc := p.activity, p.activity.in("object")
	if len(p.body) > 1<<20 {
		return errors.New("it has more than 1 MB")
	}
	switch a.text("type") {
	case "Create":
		if hostIn(doc.text("id")) != hostIn(a.text("actor")) || doc.text("attributedTo") != a.text("actor") {
			return errors.New("it is not of who sends it")
		}
		if !isFor(doc, public) {
			return errors.New("it is for nobody")
		}
	case "Update":
		if doc.text("type") == "Article" && doc.text("updated") <= doc.text("published") {
			return errors.New("it is no edit without a newer updated")
		}
	case "Accept":
		if a.ref("object") == "" {
			return errors.New("it accepts nothing")
		}
	case "Announce":
		if a.text("object") == "" || hostIn(a.text("object")) != hostIn(a.text("actor")) {
			return fmt.Errorf("it does not boost what %v is", a["object"])
		}
	case "Undo":
		if doc == nil {
			return errors.New("only a Follow, Announce or Block may be undone by its id")
		}
	}
	return nil
}

// meta is the content of an element of a page's head.
func meta(t *testing.T, page answer, key, name string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(page.body)))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "meta" && attribute(n, key) == name {
			return attribute(n, "content")
		}
	}
	return ""
}

// TestMastodonFollowsAuthorAndPublication has people there follow both: the article comes from the author, is boosted by
// the publication, and is shown as title, excerpt, link and card.
func TestMastodonFollowsAuthorAndPublication(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
	k := &talk{sink: newServer(t, mastodon("4.6.5")), i: i, actor: i.actorOf("ann")}
	group := i.actorOf("journal")
	for _, id := range []string{resolves(t, i, "ann"), resolves(t, i, "journal")} {
		follow := k.follows("bea", id)
		k.got(is("Accept", follow))[0].activity.wants(t, "actor", id)
	}
	k.publishes("journal")
	doc := k.arrived()
	boost := k.await(1, "the boost by the publication", is("Announce", k.id))[0].activity
	boost.wants(t, "actor", group)
	i.document(boost.text("object")).wants(t, "id", k.id, "attributedTo", k.actor) // which is how it gets what was boosted

	if got, want := shownByMastodon(doc), `<h2>Bread & <Circuses></h2>Why bread comes first.<a href="`+k.page+`">`; got != want {
		t.Errorf("it shows %s, want %s", got, want)
	}
	doc.wants(t, "attachment", []string{}, "nameMap", object{"en": "Bread & <Circuses>"}) // else there is no card, and no language
	page := i.get(k.page, "text/html")
	if title := meta(t, page, "property", "og:title"); title != "Bread & <Circuses>" {
		t.Errorf("the card's title is %q", title)
	}
	if picture := meta(t, page, "property", "og:image"); i.get(picture, "").status != http.StatusOK {
		t.Errorf("the card's picture is %q", picture)
	}
}

// TestMastodonTalks has a thread with people there, likes, boosts, edits and deletions, both ways.
func TestMastodonTalks(t *testing.T) {
	t.Parallel()
	k := meets(t, mastodon("4.6.5"), "ann")
	k.talks(true)
	k.reacts("Like", "Announce")
	k.edited()
	k.withdrawn()
	k.i.ranQuietly()
}

// TestMastodonNamesTheAuthor is link_details_extractor.rb: the page names a handle, whose actor lists the page's host.
func TestMastodonNamesTheAuthor(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
	for _, blog := range []string{"ann", "journal"} {
		page := i.publish("ann", blog+".md", "---\ntitle: In "+blog+"\n---\nText.\n", "--blog", blog)
		name, host, _ := strings.Cut(strings.TrimPrefix(meta(t, i.get(page, "text/html"), "name", "fediverse:creator"), "@"), "@")
		if name != "ann" || host != i.host() {
			t.Fatalf("%s was made by %s of %s", page, name, host)
		}
		i.document(resolves(t, i, name)).wants(t, "attributionDomains", []string{hostIn(page)})
	}
}

// TestMastodonVersions has servers of three versions follow and hear of an article. Until 4.6 they name their collection
// of followers in a header, signed along; 4.7 signs by RFC 9421 where its first knock was refused.
func TestMastodonVersions(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	actor := i.actorOf("ann")
	old, latest := mastodon("4.5.0"), mastodon("4.7.0-nightly")
	plainly := old.sign
	old.sign = func(s *sink, req *http.Request, name string, at time.Time) {
		req.Header.Set("Collection-Synchronization", fmt.Sprintf(`collectionId="%s/followers", url="%s/followers_synchronization", digest="%064d"`, s.id(name), s.id(name), 0))
		cavage("(request-target) host date digest content-type collection-synchronization", "rsa-sha256")(s, req, name, at)
	}
	latest.sign = func(s *sink, req *http.Request, name string, at time.Time) {
		if req.Method == http.MethodGet {
			plainly(s, req, name, at)
			return
		}
		req.Header.Set("Content-Digest", ofBody(bodyOf(s.t, req)))
		s.message(req, "@method", "@target-uri", "content-digest")
	}
	var servers []*sink
	for _, r := range []*rules{old, mastodon("4.6.5"), latest} {
		s := newServer(t, r)
		s.follows("bea", actor)
		servers = append(servers, s)
	}
	id := i.document(i.publish("ann", "first.md", firstArticle)).text("id")
	for _, s := range servers {
		s.await(1, "the article at "+s.rules.version, is("Create", id))[0].activity.in("object").wants(t, "summary", "Why it begins quietly.")
	}
	i.hasFollowers(actor, 3)
}
