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

// pixelfed is Pixelfed of 2026 (app/Util/ActivityPub/Helpers.php, Inbox/HandlesCreates.php, Validator/*.php).
func pixelfed() *rules {
	return &rules{
		software: "pixelfed", version: "0.12.7", people: "/users/", key: "#main-key",
		sign:  cavage("(request-target) date host digest content-type", "rsa-sha256"),
		dress: pixelfedDress, judge: pixelfedTakes,
	}
}

// pixelfedDress gives a comment what CreateNote.php does: capabilities, and mentions whose list lost its shape.
func pixelfedDress(_ *sink, doc object) {
	switch doc.text("type") {
	case "Note":
		doc["capabilities"] = object{"announce": public, "like": public, "reply": public}
		doc["commentsEnabled"], doc["sensitive"], doc["summary"], doc["location"] = true, false, nil, nil
		doc["url"] = doc["id"]
		doc["tag"] = object{"0": object{"type": "Hashtag", "href": "https://pixelfed.example/tags/bread", "name": "#bread"}, "type": "Mention", "href": addressee(doc), "name": "@ann"}
	case "Like", "Announce", "Undo":
		delete(doc, "cc")
	}
}

// pixelfedPictures are the types of pictures it shows, unless set up otherwise.
var pixelfedPictures = []string{"image/jpeg", "image/png", "image/gif", "image/webp"}

// pixelfedTakes is its Validator and what HandlesCreates stores; an activity of eight levels at most.
func pixelfedTakes(_ *sink, p post) error {
	a, doc := p.activity, p.activity.in("object")
	if depth(map[string]any(a)) > 8 {
		return errors.New("it cannot be parsed")
	}
	switch a.text("type") {
	case "Accept", "Reject":
		if err := errors.Join(mustHave(doc, "id", "type", "actor", "object"), pixelfedProfile(fetched(a.text("actor")))); err != nil {
			return err
		}
		if doc.text("type") != "Follow" || doc.text("object") != a.text("actor") {
			return errors.New("it embeds no Follow of who answers")
		}
	case "Like", "Announce", "Follow":
		return oneText(a, "object")
	case "Undo":
		return mustHave(doc, "id", "type", "actor", "object")
	case "Create", "Update":
		return pixelfedStatus(a, doc)
	}
	return nil
}

// pixelfedProfile is buildProfileData: who does not say that followers need no approval is private.
func pixelfedProfile(doc object) error {
	if doc["manuallyApprovesFollowers"] != false {
		return errors.New("it takes the profile for a private one")
	}
	return errors.Join(mustHave(doc, "id", "inbox", "outbox", "preferredUsername"), mustHave(doc.in("publicKey"), "id", "publicKeyPem"))
}

// pixelfedStatus is what it says to a note: what is no reply has to bring a picture it knows. Articles are dropped.
func pixelfedStatus(a, doc object) error {
	if err := errors.Join(mustHave(a, "published"), mustHave(doc, "id", "to", "attributedTo", "published"), oneText(doc, "id", "url", "attributedTo")); err != nil {
		return err
	}
	published, err := time.Parse(time.RFC3339, doc.text("published"))
	if err != nil || published.After(time.Now().AddDate(0, 0, 1)) || published.Before(time.Now().AddDate(-20, 0, 0)) {
		return fmt.Errorf("published is %s, %w", doc.text("published"), err)
	}
	if doc.text("attributedTo") != a.text("actor") || !slices.Contains(doc.list("to"), any(public)) {
		return errors.New("it is not of who sends it, or not for everybody")
	}
	if doc.text("type") != "Note" {
		return fmt.Errorf("it drops what is a %s", doc.text("type"))
	}
	if doc.text("inReplyTo") == "" && len(doc.list("attachment")) == 0 {
		return errors.New("it has no picture")
	}
	for _, item := range doc.list("attachment") {
		item, _ := item.(map[string]any)
		if kind := object(item).text("type"); kind != "Image" && kind != "Document" || !slices.Contains(pixelfedPictures, object(item).text("mediaType")) || object(item).text("url") == "" {
			return fmt.Errorf("it does not show %v", item)
		}
	}
	return nil
}

// TestPixelfedShowsArticles has an article with a cover arrive as a picture with its words, title, excerpt and link.
func TestPixelfedShowsArticles(t *testing.T) {
	t.Parallel()
	k := meets(t, pixelfed(), "ann")
	doc := k.arrived()
	page := strings.ReplaceAll(k.page, "&", "&amp;")
	doc.wants(t, "content", `<p><strong>Bread &amp; &lt;Circuses&gt;</strong></p><p>Why bread comes first.</p><p><a href="`+page+`">`+page+`</a></p>`, "name", nil, "summary", nil)
	if len(doc.list("attachment")) != 1 {
		t.Fatalf("it has not one picture: %s", plain(t, doc))
	}
	attached, _ := doc.list("attachment")[0].(map[string]any)
	picture := object(attached)
	picture.wants(t, "name", "A loaf on a table")
	if got := k.i.get(picture.text("url"), ""); got.status != http.StatusOK || got.header.Get("Content-Type") != picture.text("mediaType") {
		t.Errorf("the picture answers %d, %s", got.status, got.header.Get("Content-Type"))
	}
	k.post(k.asksSigned("bea", k.id)).document(t).wants(t, "type", "Note", "id", k.id, "inReplyTo", nil) // as RemoteReplyResolve asks for parents
	k.i.publish("ann", "bread.md", strings.Replace(breadArticle, "bread comes", "salt comes", 1), "--update")
	if update := k.await(1, "the edit", is("Update", k.id))[0].activity.in("object"); !strings.Contains(update.text("content"), "salt comes") {
		t.Errorf("the edit is %s", plain(t, update))
	}
	k.withdrawn()
}

// TestPixelfedWithoutCover says at the desk that an article without a cover is not to be seen there.
func TestPixelfedWithoutCover(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	s := newServer(t, pixelfed())
	s.rules.judge = func(*sink, post) error { return nil } // it drops the article
	s.follows("bea", i.actorOf("ann"))
	id := i.document(i.publish("ann", "first.md", firstArticle)).text("id")
	s.await(1, "the article", is("Create", id))[0].activity.in("object").wants(t, "type", "Article")
	desk := i.signIn("ann")
	receipt := desk.article("A quiet beginning") + "/receipt"
	eventually(t, "the receipt says that it is not shown", func() error {
		if page := desk.open(receipt); !contains(page, "Pixelfed 0.12.7", "shows nothing of it. It shows pictures only") {
			return errors.New(page)
		}
		return nil
	})
}

// TestPixelfedTalks has likes, boosts and comments come back from there, and our answer go into the thread; and the
// other way round: we follow, like and boost, each taken back.
func TestPixelfedTalks(t *testing.T) {
	t.Parallel()
	k := meets(t, pixelfed(), "ann")
	k.talks(false)
	k.reacts("Like", "Announce")
	desk, bea := k.i.signIn("ann"), k.sink.id("bea")
	photo := k.dress(object{"@context": "https://www.w3.org/ns/activitystreams", "id": k.base + "/p/bea/7", "type": "Note", "attributedTo": bea, "content": "", "to": []string{public},
		"cc": []string{bea + "/followers"}, "published": "2026-03-14T15:09:26Z", "attachment": []object{{"type": "Image", "mediaType": "image/jpeg", "url": k.base + "/storage/m/7.jpg", "name": "The pier at dusk"}}})
	k.serves(photo)
	if page := desk.finds(photo.text("id")); !strings.Contains(page, ">bea</a>") || !strings.Contains(page, `value="like"`) {
		t.Errorf("the desk shows %s", page)
	}
	for _, act := range [][3]string{{"follow", "unfollow", "Follow"}, {"like", "unlike", "Like"}, {"boost", "unboost", "Announce"}} {
		about := photo.text("id")
		if act[0] == "follow" {
			about = bea
		}
		desk.does(act[0], about)
		done := k.await(1, act[2], is(act[2], about))[0].activity
		desk.does(act[1], about)
		k.await(1, "its end", is("Undo", done.text("id")))
	}
	k.i.ranQuietly()
}
