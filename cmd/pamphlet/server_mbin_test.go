package main

import "testing"

// mbin is Mbin 1.8 (tests/Unit/ActivityPub/Outbox/JsonSnapshots): it reads the same communities as Lemmy, writes more
// properties, and has Likes for favourites.
func mbin() *rules {
	return &rules{
		software: "mbin", version: "1.8.4", people: "/u/", key: "#main-key",
		sign: cavage("(request-target) host date digest content-type", "rsa-sha256"), judge: lemmyTakes,
		dress: func(s *sink, doc object) {
			switch doc.text("type") {
			case "Note":
				group := addressee(doc)
				doc["@context"] = []any{"https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1", s.base + "/contexts"}
				doc["to"], doc["cc"] = []string{public, s.id("cid")}, []string{group, s.id("bea") + "/followers"}
				doc["audience"], doc["sensitive"], doc["mediaType"], doc["tag"] = group, false, "text/html", []object{}
				doc["source"] = object{"content": "A fine **loaf**", "mediaType": "text/markdown"}
				doc["url"], doc["contentMap"] = doc["id"], object{"en": doc["content"]}
			case "Like", "Dislike", "Undo", "Delete":
				doc["to"] = []string{public}
			}
		},
	}
}

// piefed is PieFed 1.3 (app/activitypub): Markdown beside the HTML, and votes that name the community.
func piefed() *rules {
	return &rules{
		software: "piefed", version: "1.3.9", people: "/u/", key: "#main-key",
		sign: cavage("(request-target) host date digest content-type", "rsa-sha256"), judge: lemmyTakes,
		dress: func(s *sink, doc object) {
			if doc.text("type") != "Note" {
				return
			}
			group := addressee(doc)
			doc["to"], doc["cc"], doc["audience"] = []string{public, s.id("cid")}, []string{group, s.id("bea") + "/followers"}, group
			doc["source"] = object{"content": "A fine **loaf**", "mediaType": "text/markdown"}
			doc["mediaType"], doc["repliesEnabled"], doc["distinguished"] = "text/html", true, false
			doc["language"], doc["flair"] = object{"identifier": "en", "name": "English"}, ""
		},
	}
}

// TestMbinReadsAPublication has a publication be a magazine of Mbin's.
func TestMbinReadsAPublication(t *testing.T) {
	t.Parallel()
	readsAPublication(t, mbin())
}

// TestPieFedReadsAPublication has a publication be a community of PieFed's.
func TestPieFedReadsAPublication(t *testing.T) {
	t.Parallel()
	readsAPublication(t, piefed())
}
