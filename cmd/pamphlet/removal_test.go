package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestModeratorsRemovalIsPassedOn: what a moderator of a publication hides goes in its communities, too, and comes
// back.
func TestModeratorsRemovalIsPassedOn(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		c := newCommunity(t, i)
		reply := c.creates("lea", c.note("lea", c.id, "<p>Buy my <b>pills</b></p>"))
		c.await(1, "the reply passed on", c.passes("Create", reply))

		c.moderates("hide")
		removal := c.await(1, "the removal", c.passes("Delete", reply))[0].activity.in("object")
		removal.wants(t, "actor", c.ann, "audience", c.actor, "to", []string{public}, "cc", []string{c.actor})
		if removal.text("summary") == "" {
			t.Error("without a reason Lemmy takes it for the writer's own deletion")
		}
		i.document(c.actor+"/moderators").wants(t, "orderedItems", []string{c.ann}) // whom Lemmy believes
		i.document(removal.text("id")).wants(t, "type", "Delete", "actor", c.ann)

		c.moderates("restore")
		undo := c.await(1, "its end", c.passes("Undo", removal.text("id")))[0].activity.in("object")
		undo.wants(t, "actor", c.ann, "audience", c.actor)
		undo.in("object").wants(t, "type", "Delete", "object", reply, "summary", removal.text("summary"))

		c.moderates("hide") // once more is another removal, or nobody would act on it
		again := c.await(2, "the second removal", c.passes("Delete", reply))[1].activity.in("object")
		if again.text("id") == removal.text("id") {
			t.Error("it has the id of the first")
		}
		if n := len(c.microblog.got(func(p post) bool { return p.activity.text("type") == "Announce" && p.activity.ref("object") != c.id })); n > 0 {
			t.Errorf("the microblog got %d things that are not for it", n)
		}

		// A moderator elsewhere has no say in a thread of ours.
		c.refused("mo", c.actor, object{"type": "Delete", "object": reply, "summary": "Off topic", "audience": c.actor})
		c.moderates("restore")
		c.await(2, "the end of the second", func(p post) bool { return p.activity.in("object").text("type") == "Undo" })
		c.shows(`Buy my`)
		i.ranQuietly()
	})
}

// TestRemovalOfWhatWasHeldIsToldToNobody: nobody has it.
func TestRemovalOfWhatWasHeldIsToldToNobody(t *testing.T) {
	t.Parallel()
	c := newCommunity(t, newSite(t, "sqlite"))
	c.i.signIn("ann").fill("/desk/blogs/journal/settings", url.Values{"title": {"The Journal"}, "hold_strangers": {"on"}})
	reply := c.creates("lea", c.note("lea", c.id, "<p>Words of a stranger</p>"))
	c.moderates("hide")
	c.i.signIn("ann").withdraw("A quiet beginning")
	c.await(1, "the deletion of the article", c.passes("Delete", c.id))
	if n := len(c.got(func(p post) bool { return strings.Contains(string(p.body), reply) && p.signer == c.actor })); n > 0 {
		t.Errorf("%d things were told of a held reply", n)
	}
}

// boats is a community on a server like Lemmy, with a post by bea of another server in it.
type boats struct {
	lemmy, far *sink
	id, post   string
}

func newBoats(t *testing.T) *boats {
	t.Helper()
	b := &boats{lemmy: newSink(t), far: newSink(t)}
	const ns = "https://www.w3.org/ns/activitystreams"
	b.id, b.post = b.lemmy.base+"/c/boats", b.far.base+"/notes/1"
	b.lemmy.serves(object{"@context": ns, "id": b.id, "type": "Group", "preferredUsername": "boats", "name": "Boats",
		"inbox": b.id + "/inbox", "outbox": b.id + "/outbox", "endpoints": object{"sharedInbox": b.lemmy.base + "/inbox"},
		"publicKey": object{"id": b.id + "#main-key", "owner": b.id, "publicKeyPem": b.lemmy.pem}})
	b.far.serves(object{"@context": ns, "id": b.post, "type": "Page", "attributedTo": b.far.id("bea"), "name": "Which rope?",
		"content": "<p>Hemp?</p>", "to": []string{b.id, public}, "cc": []string{}, "audience": b.id, "published": "2026-03-14T15:09:26Z"})
	return b
}

// announces has a Group pass an activity on to one of our people.
func (b *boats) announces(t *testing.T, group, serial, inbox string, activity object, status int) {
	t.Helper()
	body := plain(t, object{"@context": "https://www.w3.org/ns/activitystreams", "id": group + "/announce/" + serial, "type": "Announce",
		"actor": group, "to": []string{public}, "cc": []string{group + "/followers"}, "object": activity})
	if got := b.lemmy.sendsAs(group, inbox, []byte(body)); got.status != status {
		t.Fatalf("announcing %s was answered %d: %s", activity, got.status, got.body)
	}
}

// TestCommunityElsewhereRemovesAnswer: its writer learns of it, and that it is back; only that community has a say.
func TestCommunityElsewhereRemovesAnswer(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		b, ann := newBoats(t), i.signIn("ann")
		me := i.actorOf("ann")
		ann.does("answer", b.post, "markdown", "Sisal, of course.")
		answer := b.lemmy.await(1, "the answer", func(p post) bool { return p.activity.text("type") == "Create" })[0].activity.in("object").text("id")
		removal := object{"id": b.lemmy.base + "/activities/delete/1", "type": "Delete", "actor": b.lemmy.base + "/u/mod", "object": answer,
			"summary": "Off <b>topic</b>", "to": []string{public}, "cc": []string{b.id}, "audience": b.id}

		other := object{"@context": "https://www.w3.org/ns/activitystreams", "id": b.lemmy.base + "/c/other", "type": "Group", "preferredUsername": "other",
			"inbox": b.lemmy.base + "/c/other/inbox", "outbox": b.lemmy.base + "/c/other/outbox",
			"publicKey": object{"id": b.lemmy.base + "/c/other#main-key", "owner": b.lemmy.base + "/c/other", "publicKeyPem": b.lemmy.pem}}
		b.lemmy.serves(other)
		b.announces(t, other.text("id"), "1", me+"/inbox", removal, http.StatusForbidden)
		own := object{"id": b.lemmy.base + "/activities/delete/2", "type": "Delete", "actor": me, "object": answer}
		b.announces(t, b.id, "2", me+"/inbox", own, http.StatusAccepted)
		if strings.Contains(ann.open("/desk/notices"), "removed your answer") {
			t.Fatal("somebody who has no say removed it")
		}

		b.announces(t, b.id, "3", me+"/inbox", removal, http.StatusAccepted)
		page := ann.open("/desk/notices")
		for _, words := range []string{"Boats", "removed your answer, “Off topic”, to", url.QueryEscape(b.post)} {
			if !strings.Contains(page, words) {
				t.Errorf("the notices do not say %q: %s", words, page)
			}
		}
		if !strings.Contains(ann.finds(b.post), "Removed by the moderators") {
			t.Error("the answer is shown as if it stood there")
		}
		b.announces(t, b.id, "4", me+"/inbox", object{"id": b.lemmy.base + "/activities/undo/1", "type": "Undo", "actor": b.lemmy.base + "/u/mod", "object": removal}, http.StatusAccepted)
		if strings.Contains(ann.open("/desk/notices"), "removed your answer") || strings.Contains(ann.finds(b.post), "Removed by the moderators") {
			t.Error("it is back, and nobody learns of it")
		}
		i.ranQuietly()
	})
}

// TestLikeInACommunityElsewhere: the community has to hear of a vote, or it does not count.
func TestLikeInACommunityElsewhere(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		b, ann := newBoats(t), i.signIn("ann")
		heard := func(s *sink, kind string) object {
			return s.await(1, "the "+kind, func(p post) bool { return p.activity.text("type") == kind })[0].activity
		}
		ann.does("like", b.post)
		for _, s := range []*sink{b.lemmy, b.far} {
			heard(s, "Like").wants(t, "audience", b.id, "object", b.post, "actor", i.actorOf("ann"))
		}
		ann.does("unlike", b.post)
		for _, s := range []*sink{b.lemmy, b.far} {
			undo := heard(s, "Undo")
			undo.wants(t, "audience", b.id)
			undo.in("object").wants(t, "type", "Like", "audience", b.id)
		}
		b.lemmy.proved()
		i.ranQuietly()
	})
}
