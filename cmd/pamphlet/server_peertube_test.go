package main

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// peertube is PeerTube of 2026 (server/core/helpers/custom-validators/activitypub/actor.ts and video-comments.ts,
// lib/activitypub/video-comments.ts, actors/get.ts). It does not sign what it fetches.
func peertube() *rules {
	return &rules{
		software: "peertube", version: "7.3.0", people: "/accounts/", key: "#main-key",
		sign:  cavage("(request-target) host date digest", "rsa-sha256"),
		dress: peertubeDress, judge: peertubeTakes,
	}
}

// peertubeDress writes comments in Markdown, and people with their pictures in two sizes.
func peertubeDress(s *sink, doc object) {
	switch doc.text("type") {
	case "Note":
		doc["mediaType"], doc["url"], doc["updated"], doc["replyApproval"] = "text/markdown", doc["id"], doc["published"], nil
		doc["cc"] = []string{s.id("bea") + "/followers", addressee(doc)}
		doc["tag"] = []object{{"type": "Mention", "href": addressee(doc), "name": "@ann"}}
	case "Person":
		doc["icon"] = []object{{"type": "Image", "mediaType": "image/png", "height": 48, "width": 48, "url": s.base + "/lazy-static/avatars/48.png"}}
		doc["playlists"], doc["url"] = doc.text("id")+"/playlists", doc["id"]
	}
}

// peertubeTakes is isBaseActivityValid and what it does with a Create: it asks for the note at its id again.
func peertubeTakes(_ *sink, p post) error {
	a := p.activity
	for _, name := range []string{"to", "cc"} {
		for _, to := range a.list(name) {
			if id, ok := to.(string); !ok || hostIn(id) == "" {
				return fmt.Errorf("%s has %v, which is no address", name, to)
			}
		}
	}
	if actor := fetched(p.signer); actor.text("type") != "Person" {
		return fmt.Errorf("a %s is no account and cannot comment", actor.text("type"))
	}
	if err := peertubeActor(fetched(p.signer)); err != nil {
		return err
	}
	if a.text("type") == "Create" && a.in("object").text("type") == "Note" {
		return peertubeComment(a.in("object").text("id"))
	}
	return nil
}

// peertubeComment is sanitizeAndCheckVideoCommentObject and resolveRemoteParentComment.
func peertubeComment(id string) error {
	doc := fetched(id)
	if err := errors.Join(mustHave(doc, "id", "content", "inReplyTo", "published", "url", "attributedTo"), oneText(doc, "url", "attributedTo", "inReplyTo")); err != nil {
		return fmt.Errorf("%s: %w", id, err)
	}
	if _, err := time.Parse(time.RFC3339, doc.text("published")); err != nil {
		return err
	}
	if !slices.Contains(doc.list("to"), any(public)) || doc.list("cc") == nil {
		return fmt.Errorf("%s is not for everybody, or has no list in cc", id)
	}
	if doc.text("id") != id || hostIn(doc.text("attributedTo")) != hostIn(id) || hostIn(doc.text("url")) == "" {
		return fmt.Errorf("%s is of another server", id)
	}
	return nil
}

// peertubeActor is sanitizeAndCheckActorObject and findOwner: a Group must belong to a Person of its own server.
func peertubeActor(doc object) error {
	key := doc.in("publicKey")
	if err := errors.Join(mustHave(doc, "id", "inbox", "preferredUsername", "outbox", "followers", "following"), mustHave(key, "id", "owner", "publicKeyPem")); err != nil {
		return err
	}
	pem := strings.TrimSpace(key.text("publicKeyPem"))
	if !strings.HasPrefix(pem, "-----BEGIN PUBLIC KEY-----") || !strings.HasSuffix(pem, "-----END PUBLIC KEY-----") {
		return errors.New("its key is not in the form SPKI")
	}
	if owner, _, _ := strings.Cut(key.text("id"), "#"); owner != doc.text("id") {
		return fmt.Errorf("the owner of the key would be %s", owner)
	}
	if strings.Trim(doc.text("preferredUsername"), "abcdefghijklmnopqrstuvwxyz0123456789-_.:") != "" {
		return fmt.Errorf("nobody may be called %s", doc.text("preferredUsername"))
	}
	if doc.text("type") != "Group" {
		return nil
	}
	for _, of := range doc.list("attributedTo") {
		owner, _ := of.(map[string]any)
		id := object(owner).text("id")
		if object(owner).text("type") == "Person" && hostIn(id) == hostIn(doc.text("id")) && fetched(id).text("type") == "Person" {
			return nil
		}
	}
	return errors.New("the Group belongs to no Person")
}

// TestPeerTubeFound finds an account, a channel and a video there by the address page; the channel can be followed.
func TestPeerTubeFound(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newServer(t, peertube())
	video, channel := peertubeVideo(s)
	desk := i.signIn("ann")
	for address, want := range map[string]string{
		"@bea@" + s.host(): ">bea<", channel: ">Seeing Salt<", s.base + "/accounts/bea": ">bea<",
		video: "<strong>salt</strong> is made",
	} {
		if page := desk.finds(address); !strings.Contains(page, want) {
			t.Errorf("%s is shown without %s: %s", address, want, page)
		}
	}
	if page := desk.finds(video); !strings.Contains(page, "How salt is made") || !strings.Contains(page, ">bea</a>") || !strings.Contains(page, "Video") {
		t.Errorf("the video is shown as %s", page)
	}
	s.rules.judge = func(*sink, post) error { return nil } // what an account does to others' videos is not judged by comments' rules
	desk.does("follow", channel)
	follow := s.await(1, "the Follow", is("Follow", channel))[0].activity
	if _, got := s.sends("/video-channels/salt", i.actorOf("ann")+"/inbox", object{"type": "Accept", "object": follow}); got.status != http.StatusAccepted {
		t.Errorf("the Accept was answered %d: %s", got.status, got.body)
	}
	if page := desk.finds(channel); !strings.Contains(page, "You follow them") {
		t.Errorf("the channel is shown as %s", page)
	}
}

// peertubeVideo serves a video and its channel, and gives their ids.
func peertubeVideo(s *sink) (video, channel string) {
	channel, video = s.base+"/video-channels/salt", s.base+"/videos/watch/abece3c3-b9c6-47f4-8040-f3eed8c602e6"
	const ns = "https://www.w3.org/ns/activitystreams"
	s.serves(object{"@context": ns, "id": channel, "type": "Group", "preferredUsername": "salt", "name": "Seeing Salt", "url": channel,
		"inbox": channel + "/inbox", "outbox": channel + "/outbox", "followers": channel + "/followers", "endpoints": object{"sharedInbox": s.base + "/inbox"},
		"support": nil, "attributedTo": []object{{"type": "Person", "id": s.id("bea")}},
		"publicKey": object{"id": channel + "#main-key", "owner": channel, "publicKeyPem": s.pem}})
	s.serves(object{"@context": ns, "id": video, "type": "Video", "name": "How salt is made", "duration": "PT385S", "uuid": "abece3c3-b9c6-47f4-8040-f3eed8c602e6",
		"category": object{"identifier": "15", "name": "Science & Technology"}, "language": object{"identifier": "en", "name": "English"}, "views": 5,
		"sensitive": false, "state": 1, "commentsEnabled": true, "commentsPolicy": 1, "canReply": public, "published": "2026-03-14T15:09:26.535Z", "updated": "2026-03-14T15:10:00.001Z",
		"mediaType": "text/markdown", "content": "How **salt** is made,\r\n\r\n1. from the sea", "support": nil, "subtitleLanguage": []object{},
		"icon":         []object{{"type": "Image", "url": s.base + "/lazy-static/thumbnails/1.jpg", "mediaType": "image/jpeg", "width": 280, "height": 157}},
		"attributedTo": []object{{"type": "Person", "id": s.id("bea")}, {"type": "Group", "id": channel}},
		"to":           []string{public}, "cc": []string{s.id("bea") + "/followers"}, "comments": video + "/comments", "likes": video + "/likes",
		"tag": []object{{"type": "Hashtag", "name": "salt"}}, "url": []object{{"type": "Link", "mediaType": "text/html", "href": s.base + "/w/1"},
			{"type": "Link", "mediaType": "video/mp4", "href": s.base + "/static/1.mp4", "height": 720, "size": 1, "fps": 30}}})
	return video, channel
}

// TestPeerTubeComments answers a video, which becomes a comment there; it is approved, answered in Markdown, edited and
// deleted.
func TestPeerTubeComments(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newServer(t, peertube())
	video, _ := peertubeVideo(s)
	k, desk := &talk{sink: s, i: i, actor: i.actorOf("ann"), page: i.base + "/@ann"}, i.signIn("ann")
	ours := k.isAnswered(video, s.id("bea"))
	k.taken("bea", k.actor, object{"type": "ApproveReply", "object": ours.text("id"), "inReplyTo": video, "to": []string{public}, "cc": []string{k.actor}})
	note := k.replies(ours.text("id"), "It *is*, **really**:\n\n- boil\n- wait")
	eventually(t, "the comment among the notices", func() error {
		if page := desk.open("/desk/notices"); !strings.Contains(page, "really") || strings.Contains(page, "**really**") {
			return fmt.Errorf("they are %s", page)
		}
		return nil
	})
	if page := desk.finds(note.text("id")); !strings.Contains(page, "<strong>really</strong>") || !strings.Contains(page, "<li>boil</li>") {
		t.Errorf("the comment is shown as %s", page)
	}
	k.isAnswered(note.text("id"), s.id("bea"))
	desk.deletes(video)
	s.await(1, "the end of our comment", is("Delete", ours.text("id")))[0].activity.in("object").wants(t, "type", "Tombstone", "formerType", "Note")
	i.ranQuietly()
}

// TestPeerTubeMarkdown reads a comment in Markdown under an article of ours, should it come.
func TestPeerTubeMarkdown(t *testing.T) {
	t.Parallel()
	k := newTalk(t, newSite(t, "sqlite"))
	k.creates("bea", peertubeNote(k))
	k.shows(`<em>is</em>`, `<li>boil</li>`, `!<script>`)
}

func peertubeNote(k *talk) object {
	note := k.note("bea", k.id, "It *is*:\n\n- boil\n- wait\n\n<script>alert(1)</script>")
	peertubeDress(k.sink, note)
	return note
}

// TestPeerTubeChecksActors has a person and a publication of ours pass its checks, found by WebFinger.
func TestPeerTubeChecksActors(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
	for _, name := range []string{"ann", "journal"} {
		if err := peertubeActor(i.document(resolves(t, i, name))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
