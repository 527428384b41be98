package main

import (
	"errors"
	"fmt"
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
