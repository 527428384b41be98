package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// misskey is Misskey 2025.11 and its forks (core/activitypub/ApInboxService.ts, models/ApNoteService.ts,
// server/ActivityPubServerService.ts).
func misskey() *rules {
	return &rules{
		software: "misskey", version: "2025.11.0", people: "/users/", key: "#main-key",
		sign:  cavage("(request-target) date host digest", "rsa-sha256"),
		dress: misskeyDress, judge: misskeyTakes,
	}
}

// misskeyDress writes MFM beside the HTML, and reactions with a picture.
func misskeyDress(s *sink, doc object) {
	switch doc.text("type") {
	case "Note":
		doc["_misskey_content"], doc["source"] = "A fine **loaf**", object{"content": "A fine **loaf**", "mediaType": "text/x.misskeymarkdown"}
		doc["summary"], doc["sensitive"], doc["attachment"], doc["quoteUrl"] = nil, false, []any{}, nil
		doc["tag"] = []object{{"type": "Mention", "href": addressee(doc), "name": "@ann"}}
	case "Like":
		doc["content"], doc["_misskey_reaction"] = ":loaf@.:", ":loaf@.:"
		doc["tag"] = []object{{"id": s.base + "/emojis/loaf", "type": "Emoji", "name": ":loaf:", "icon": object{"type": "Image", "url": s.base + "/files/loaf.png"}}}
	case "Person":
		doc["isCat"], doc["_misskey_summary"], doc["sharedInbox"] = true, "", s.base+"/inbox"
	}
}

// misskeyTakes is its inbox, of 64 KiB, and createNote, which compares texts and keeps columns of a fixed length.
func misskeyTakes(_ *sink, p post) error {
	a, doc := p.activity, p.activity.in("object")
	if len(p.body) > 64<<10 {
		return fmt.Errorf("the body has %d bytes", len(p.body))
	}
	switch a.text("type") {
	case "Create", "Update":
		if doc == nil {
			if doc = fetched(a.text("object")); doc == nil {
				return errors.New("what is created cannot be fetched")
			}
		}
		if doc.text("attributedTo") != a.text("actor") || hostIn(doc.text("id")) != hostIn(a.text("actor")) || hostIn(doc.text("url")) != hostIn(doc.text("id")) {
			return errors.New("actor.uri !== note.attributedTo, or another host")
		}
		if len([]rune(doc.text("name"))) > 256 || len([]rune(doc.text("summary"))) > 512 {
			return errors.New("a text is longer than its column")
		}
	case "Announce":
		if doc != nil && hostIn(doc.text("id")) != hostIn(a.text("actor")) {
			return errors.New("it boosts what it cannot resolve")
		}
	case "Accept", "Undo":
		if doc == nil || doc.text("type") == "" {
			return errors.New("it resolves nothing of what is accepted or undone")
		}
		return misskeyActor(fetched(a.text("actor")))
	}
	return nil
}

// misskeyActor is validateActor: all that an actor has is on its own host.
func misskeyActor(doc object) error {
	for _, address := range []string{doc.text("inbox"), doc.in("endpoints").text("sharedInbox"), doc.text("outbox"), doc.text("followers"),
		doc.text("following"), doc.text("featured"), doc.in("publicKey").text("id")} {
		if hostIn(address) != hostIn(doc.text("id")) {
			return fmt.Errorf("%q is not on the host of %s", address, doc.text("id"))
		}
	}
	if !regexp.MustCompile(`^\w([\w\-.]*\w)?$`).MatchString(doc.text("preferredUsername")) {
		return fmt.Errorf("nobody may be called %q", doc.text("preferredUsername"))
	}
	return oneText(doc, "name", "summary")
}

// shownByMisskey is a line that folds a note, and its text.
func shownByMisskey(doc object) (cw, text string) { return doc.text("summary"), doc.text("content") }

// TestMisskeyFollowsAndTalks plays all that goes on with it; it ignores edits of articles, and the receipt says so.
func TestMisskeyFollowsAndTalks(t *testing.T) {
	t.Parallel()
	k := meets(t, misskey(), "ann")
	if cw, text := shownByMisskey(k.arrived()); cw != "" || !strings.HasPrefix(text, "<h2>Bread &amp; &lt;Circuses&gt;</h2><p>The first <strong>line</strong>") {
		t.Errorf("it shows %q folded by %q", text, cw)
	}
	k.talks(false) // it sends no edits
	k.reacts("Like", "Announce")
	desk := k.i.signIn("ann")
	receipt := desk.article("Bread &amp; &lt;Circuses&gt;") + "/receipt"
	says := func(words string) {
		t.Helper()
		eventually(t, "the receipt says "+words, func() error {
			if page := desk.open(receipt); !contains(page, "Misskey 2025.11.0", words) {
				return fmt.Errorf("it is %s", page)
			}
			return nil
		})
	}
	says("It has the article.")
	k.edited()
	says("takes no edits of articles")
	k.withdrawn()
	k.i.ranQuietly()
}

// TestMisskeyFetchesLongArticles sends the id of an article over 64 KiB; what is fetched there has at most 256 KiB.
func TestMisskeyFetchesLongArticles(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	k := &talk{sink: newServer(t, misskey()), i: i, actor: i.actorOf("ann")}
	k.follows("bea", k.actor)
	k.page = i.publish("ann", "long.md", "---\ntitle: Long\n---\n"+strings.Repeat("A long, long line, as it were.\n", 70*1024/31))
	k.id = i.document(k.page).text("id")
	k.await(1, "the article", is("Create", k.id))[0].activity.wants(t, "object", k.id)
	got := k.post(k.asksSigned("bea", k.id))
	if doc := got.document(t); len(got.body) > 256<<10 || !strings.HasPrefix(doc.text("content"), "<h2>Long</h2>") {
		t.Errorf("it fetches %d bytes: %.300s", len(got.body), got.body)
	}
}
