package main

import (
	"testing"
)

// writefreely is WriteFreely 0.15 (activitypub.go): it has followers and sends them articles, and takes of others only
// their Follow, its Undo, and their keys.
func writefreely() *rules {
	return &rules{
		software: "writefreely", version: "0.15.1", people: "/api/collections/", key: "#main-key",
		sign: cavage("(request-target) date digest host", "rsa-sha256"),
		dress: func(s *sink, doc object) {
			if doc.text("type") == "Person" {
				doc["@context"] = []string{"https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"}
				doc["url"], doc["endpoints"] = s.base+"/bea/", object{"sharedInbox": s.base + "/api/inbox"}
				doc["icon"] = object{"type": "Image", "mediaType": "image/png", "url": s.base + "/img/avatars/b.png"}
			}
		},
		judge: func(_ *sink, p post) error {
			switch p.activity.text("type") {
			case "Follow":
				return oneText(p.activity, "actor", "object")
			case "Undo":
				return mustHave(p.activity.in("object"), "type", "object")
			}
			return nil
		},
	}
}

// TestWriteFreelyIsFollowed follows a blog there and reads an article of it. It sends no follow, reply, like or boost.
func TestWriteFreelyIsFollowed(t *testing.T) {
	t.Parallel()
	k := newTalk(t, newSite(t, "sqlite"))
	k.sink = newServer(t, writefreely())
	k.readsTheirs("WriteFreely")
	k.i.ranQuietly()
}
