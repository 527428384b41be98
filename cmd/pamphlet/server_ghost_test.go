package main

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
)

// ghost is TryGhost/ActivityPub 1.2.8 on Fedify 2.3 (src/dispatchers.ts, features/*.feature): one person for each site.
func ghost() *rules {
	return &rules{
		software: "ghost", version: "6.0.0", people: "/.ghost/activitypub/users/", key: "#main-key", modern: true,
		sign:  cavage("(request-target) content-type date digest host", "rsa-sha256"),
		dress: ghostDress, judge: ghostTakes,
	}
}

// ghostDress has what Fedify compacts: Public by its short name, one value without a list.
func ghostDress(s *sink, doc object) {
	switch doc.text("type") {
	case "Note":
		doc["cc"] = []string{s.id("bea") + "/followers", addressee(doc)}
		doc["to"], doc["updated"] = "as:Public", doc["published"]
		doc["tag"] = object{"type": "Mention", "href": doc["cc"].([]string)[1], "name": "@ann"}
	case "Announce", "Like":
		doc["to"] = "as:Public"
	case "Person":
		doc["@context"] = []any{"https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1", "https://w3id.org/security/data-integrity/v1",
			object{"toot": "http://joinmastodon.org/ns#", "discoverable": "toot:discoverable"}}
		doc["attachment"], doc["liked"] = []any{}, doc.text("id")+"/liked"
	}
}

// ghostTakes is its inbox: what is created must be public, and is fetched by its id again.
func ghostTakes(_ *sink, p post) error {
	a, doc := p.activity, p.activity.in("object")
	switch a.text("type") {
	case "Create":
		if !isFor(doc, public) {
			return errors.New("it is not public")
		}
		if again := fetched(doc.text("id")); again.text("id") != doc.text("id") || again.text("type") != doc.text("type") || again.text("attributedTo") != a.text("actor") {
			return fmt.Errorf("at its id there is %v", again)
		}
		return mustHave(doc, "content", "published", "url")
	case "Accept", "Undo":
		return mustHave(doc, "id", "type", "actor", "object")
	}
	return nil
}

// TestGhostFollowsAndTalks plays all that goes on with it, and finds an article there.
func TestGhostFollowsAndTalks(t *testing.T) {
	t.Parallel()
	k := meets(t, ghost(), "ann")
	k.arrived().wants(t, "type", "Article", "name", "Bread & <Circuses>")
	k.talks(false) // notes there are not edited
	k.reacts("Like", "Announce")
	k.readsTheirs("Ghost")
	k.edited()
	k.withdrawn()
	k.i.ranQuietly()
}

// readsTheirs finds somebody there by their handle, follows them, and reads an article of theirs, which arrives and is
// none of our business until somebody looks at it.
func (k *talk) readsTheirs(software string) {
	k.t.Helper()
	desk, bea := k.i.signIn("ann"), k.sink.id("bea")
	desk.finds("@bea@" + k.host())
	desk.does("follow", bea)
	follow := k.await(1, "the Follow", is("Follow", bea))[0].activity
	k.taken("bea", k.actor, object{"type": "Accept", "object": follow})
	if page := desk.finds(bea); !contains(page, "You follow them") {
		k.t.Errorf("bea is shown as %s", page)
	}
	doc := articles(k.sink)[software]
	doc["@context"], doc["id"], doc["url"] = "https://www.w3.org/ns/activitystreams", k.base+"/a-well", k.base+"/a-well"
	k.serves(doc)
	k.taken("bea", k.actor, object{"type": "Create", "to": doc["to"], "cc": doc["cc"], "object": doc})
	if page := desk.finds(doc.text("id")); !contains(page, ">Der Brunnen</h2>", "Wasser ist <strong>knapp</strong>.", ">bea</a>") {
		k.t.Errorf("the article is shown as %s", page)
	}
	desk.does("unfollow", bea)
	k.await(1, "the end of the Follow", is("Undo", follow.text("id")))
	if got := get(k.t, k.page, "text/html"); got.status != http.StatusOK || contains(string(got.body), "Der Brunnen") {
		k.t.Errorf("their article is under ours: %s", got.body)
	}
}
