package main

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// gotosocial is GoToSocial 0.20 (internal/typeutils/astointernal.go, federation/dereferencing/status.go,
// docs/federation/http_signatures.md). Its key ids are documents of their own, and it shows nothing to who does not sign.
func gotosocial() *rules {
	return &rules{
		software: "gotosocial", version: "0.20.0", people: "/users/", key: "/main-key", hidden: true,
		sign:  cavage("(request-target) host date digest", "hs2019"),
		dress: gotosocialDress, judge: gotosocialTakes,
	}
}

// gotosocialDress writes who may interact into every note, and single values without a list.
func gotosocialDress(_ *sink, doc object) {
	id := doc.text("id")
	switch doc.text("type") {
	case "Note":
		anybody := object{"always": []string{public}, "approvalRequired": []string{}, "automaticApproval": []string{public}, "manualApproval": []string{}}
		doc["interactionPolicy"] = object{"canAnnounce": anybody, "canLike": anybody, "canReply": anybody}
		doc["to"], doc["url"], doc["contentMap"], doc["sensitive"] = public, id, object{"en": doc["content"]}, false
		doc["tag"] = object{"type": "Mention", "href": addressee(doc), "name": "@ann"}
		doc["cc"] = []string{doc.text("attributedTo") + "/followers", addressee(doc)}
		doc["replies"] = object{"id": id + "/replies", "type": "Collection", "first": object{"id": id + "/replies?page=true",
			"type": "CollectionPage", "partOf": id + "/replies", "next": id + "/replies?page=true&only_other_accounts=false"}}
	case "Person":
		doc["featured"], doc["manuallyApprovesFollowers"] = id+"/collections/featured", false
		delete(doc, "endpoints") // there is no shared inbox unless it is set up
	}
}

// gotosocialTakes is ASStatusToStatus and isStatusUpdate: what is no embedded object is not processed, and nothing may
// change when it was published.
func gotosocialTakes(s *sink, p post) error {
	a, doc := p.activity, p.activity.in("object")
	switch a.text("type") {
	case "Create", "Update":
		if err := mustHave(doc, "id", "url", "attributedTo", "to", "cc", "content", "published"); err != nil {
			return err
		}
		published, err := time.Parse(time.RFC3339, doc.text("published"))
		if err != nil {
			return err
		}
		if updated, err := time.Parse(time.RFC3339, doc.text("updated")); doc["updated"] != nil && (err != nil || updated.Before(published)) {
			return fmt.Errorf("updated %s before it was published %s", doc.text("updated"), doc.text("published"))
		}
		for _, before := range s.got(func(b post) bool { return b.activity.ref("object") == doc.text("id") }) {
			if was := before.activity.in("object").text("published"); was != "" && was != doc.text("published") {
				return fmt.Errorf("published was %s and is %s", was, doc.text("published"))
			}
		}
		for _, promise := range []string{"canLike", "canReply", "canAnnounce"} {
			if doc.in("interactionPolicy")[promise] != nil {
				return fmt.Errorf("with %s it waits for approvals", promise)
			}
		}
	case "Accept":
		return mustHave(doc, "id", "actor", "object")
	case "Undo":
		if doc == nil {
			return errors.New("what is undone is not embedded")
		}
	}
	return nil
}

// shownByGoToSocial is the line that folds an article, and its text.
func shownByGoToSocial(doc object) (warning, text string) {
	if warning = doc.text("summary"); warning == "" {
		warning = doc.text("name")
	}
	return warning, doc.text("content")
}

// TestGoToSocialFollowsAndTalks plays all that goes on with a server that signs all its requests and answers none that
// are not signed.
func TestGoToSocialFollowsAndTalks(t *testing.T) {
	t.Parallel()
	k := meets(t, gotosocial(), "ann")
	if got := get(t, k.sink.id("bea"), docType); got.status != http.StatusUnauthorized {
		t.Fatalf("without a signature it answers %d", got.status)
	}
	doc := k.arrived()
	if warning, text := shownByGoToSocial(doc); warning != "Bread & \uFE64Circuses>" || text != "<p>The first <strong>line</strong> of it.</p>\n" && text != "<p>The first <strong>line</strong> of it.</p>" {
		t.Errorf("it shows %q and %q", warning, text)
	}
	if len(doc.list("attachment")) != 1 {
		t.Errorf("the cover is not attached: %s", plain(t, doc))
	}
	for _, address := range []string{k.actor, k.id, k.actor + "/featured", k.id + "/replies"} {
		k.post(k.asksSigned("bea", address)).document(t).has(t, "id", "type")
	}
	k.talks(true)
	k.reacts("Like", "Announce")
	k.edited()
	k.withdrawn()
	k.i.ranQuietly()
}

// TestGoToSocialMeetsAuthorizedFetch has two servers that show documents to who signs only: each asks for the other's key.
func TestGoToSocialMeetsAuthorizedFetch(t *testing.T) {
	t.Parallel()
	i := newInstance(t, "sqlite")
	i.env = append(i.env, "PAMPHLET_AUTHORIZED_FETCH=true")
	i.addUser("ann", "owner")
	i.start()
	s := newServer(t, gotosocial())
	actor := i.actorOf("ann")
	page := i.publish("ann", "first.md", firstArticle)
	if got := i.get(page, "application/activity+json"); got.status != http.StatusUnauthorized {
		t.Errorf("without a signature the article answers %d", got.status)
	}
	got := s.post(s.asksSigned("bea", page)).document(t) // the first that we hear of bea: her key has a document of its own
	got.wants(t, "type", "Article", "attributedTo", actor)
	s.follows("bea", actor)
	i.publish("ann", "first.md", firstArticle+"\nMore.\n", "--update")
	s.await(1, "the edit", is("Update", got.text("id")))
	i.ranQuietly()
}
