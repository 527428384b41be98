package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestFollowedBlog is the life of a blog that people on another server follow.
func TestFollowedBlog(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s, actor := newSink(t), i.actorOf("ann")
		for _, name := range []string{"bea", "cid", "own-dora"} {
			s.acceptsWhole(name, actor)
		}
		i.hasFollowers(actor, 3)
		again := s.follows("bea", actor) // their server may have lost our answer
		if accepts := s.got(is("Accept", again)); len(accepts) != 1 || accepts[0].path != "/u/bea/inbox" {
			t.Errorf("the repeated Follow was accepted as %v", accepts)
		}
		i.hasFollowers(actor, 3)

		page := i.publish("ann", "first.md", firstArticle)
		doc := i.document(page)
		id := doc.text("id")
		creates := s.await(2, "Create of the article", is("Create", id))
		for _, create := range creates {
			if plain(t, create.activity["object"]) != plain(t, without(doc, "@context")) {
				t.Errorf("the Create has %s, the id %s", plain(t, create.activity["object"]), plain(t, doc))
			}
			create.activity.wants(t, "actor", actor, "to", doc["to"], "cc", doc["cc"], "published", doc["published"])
		}
		// A dereferenced Create must be what was sent: groups announce it by its id.
		i.document(creates[0].activity.text("id")).wants(t, "type", "Create", "actor", actor)

		i.publish("ann", "first.md", strings.Replace(firstArticle, "first **line**", "first *edited* line", 1), "--update")
		update := s.await(2, "Update of the article", is("Update", id))[0].activity.in("object")
		update.wants(t, "published", doc["published"], "url", page, "id", id)
		if !strings.Contains(update.text("content"), "<em>edited</em>") || update.text("updated") < update.text("published") {
			t.Errorf("the Update has %s", plain(t, update))
		}

		desk := i.signIn("ann")
		desk.rename("Ann of the Mill")
		s.await(2, "Update of the actor", func(p post) bool {
			return is("Update", actor)(p) && p.activity.in("object").text("name") == "Ann of the Mill"
		})

		desk.withdraw("A quiet beginning")
		deleted := s.await(2, "Delete of the article", is("Delete", id))[0].activity
		deleted.in("object").wants(t, "type", "Tombstone", "id", id)
		deleted.wants(t, "actor", actor, "to", []string{public})
		i.isGone(id, page)

		for _, inbox := range []string{"/inbox", "/u/own-dora/inbox"} {
			if types := s.types(inbox, id); !slices.Equal(types, []string{"Create", "Update", "Delete"}) {
				t.Errorf("%s got %v about the article", inbox, types)
			}
		}
		s.proved()
	})
}

// without is an object without one member.
func without(o object, name string) object {
	rest := object{}
	for member, value := range o {
		if member != name {
			rest[member] = value
		}
	}
	return rest
}

// acceptsWhole follows, and expects the whole Follow in the answer, as Pixelfed does.
func (s *sink) acceptsWhole(name, actor string) {
	s.t.Helper()
	id := s.follows(name, actor)
	accept := s.got(is("Accept", id))[0]
	accept.activity.wants(s.t, "actor", actor, "to", []string{s.id(name)})
	accept.activity.in("object").wants(s.t, "id", id, "type", "Follow", "actor", s.id(name), "object", actor)
	if accept.path != "/u/"+name+"/inbox" {
		s.t.Errorf("the Accept for %s came to %s", name, accept.path)
	}
}

// hasFollowers checks how many follow, and that nobody learns who.
func (i *instance) hasFollowers(actor string, n int) {
	i.t.Helper()
	eventually(i.t, "the number of followers", func() error {
		followers := i.document(actor + "/followers")
		if followers["totalItems"] != float64(n) {
			return fmt.Errorf("there are %v followers, want %d", followers["totalItems"], n)
		}
		followers.wants(i.t, "items", nil, "orderedItems", nil, "first", nil)
		return nil
	})
}

// isGone checks what a withdrawn article leaves behind.
func (i *instance) isGone(id, page string) {
	i.t.Helper()
	got := i.get(id, "application/activity+json")
	if got.status != http.StatusGone || got.header.Get("Content-Type") != docType {
		i.t.Errorf("the withdrawn article's id answers %d, %s", got.status, got.header.Get("Content-Type"))
	}
	got.json(i.t).wants(i.t, "type", "Tombstone", "id", id, "formerType", "Article", "content", nil, "name", nil)
	if got := i.get(page, "application/activity+json"); got.status != http.StatusGone && got.status != http.StatusNotFound {
		i.t.Errorf("the withdrawn article's page answers %d to servers", got.status)
	}
	if got := i.get(page, "text/html"); got.status != http.StatusGone && got.status != http.StatusNotFound {
		i.t.Errorf("the withdrawn article's page answers %d to readers", got.status)
	}
}

// TestPublishedAgain withdraws an article and publishes it anew: a new id, since servers refuse the old one.
func TestPublishedAgain(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newSink(t)
	s.follows("bea", i.actorOf("ann"))
	page := i.publish("ann", "first.md", firstArticle)
	old := i.document(page).text("id")
	s.await(1, "the first Create", is("Create", old))
	desk := i.signIn("ann")
	desk.withdraw("A quiet beginning")
	s.await(1, "the Delete", is("Delete", old))
	desk.publish("A quiet beginning", "Once more.")
	again := i.document(page).text("id")
	if again == old {
		t.Fatalf("the article has its old id %s again", old)
	}
	s.await(1, "the second Create", is("Create", again))
	if got := i.get(old, "application/activity+json"); got.status != http.StatusGone {
		t.Errorf("the old id answers %d", got.status)
	}
	s.proved()
}

// TestNoMoreDeliveries ends followings in all four ways; the one who still follows shows that there was something to get.
func TestNoMoreDeliveries(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s, actor := newSink(t), i.actorOf("ann")
		follows := map[string]string{}
		for _, name := range []string{"own-stays", "own-undoes", "own-undoes-by-id", "own-blocks", "own-leaves"} {
			follows[name] = s.follows(name, actor)
		}
		i.hasFollowers(actor, 5)

		// Nobody can end what somebody else began.
		s.refused("own-leaves", actor, object{"type": "Undo", "object": object{
			"id": follows["own-stays"], "type": "Follow", "actor": s.id("own-stays"), "object": actor}})
		s.refused("own-leaves", actor, object{"type": "Undo", "object": follows["own-stays"]})
		i.hasFollowers(actor, 5)

		s.taken("own-undoes", actor, object{"type": "Undo", "object": object{
			"id": follows["own-undoes"], "type": "Follow", "actor": s.id("own-undoes"), "object": actor}})
		s.taken("own-undoes-by-id", actor, object{"type": "Undo", "object": follows["own-undoes-by-id"]})
		s.taken("own-blocks", actor, object{"type": "Block", "object": actor})
		s.deletes("own-leaves") // by then their key cannot be fetched any more
		s.taken("own-leaves", actor, object{"type": "Delete", "object": s.id("own-leaves"), "to": []string{public}})
		i.hasFollowers(actor, 1)

		// Deliveries to one host keep their order, so what belongs to the first article came before the second.
		for _, title := range []string{"One", "Two"} {
			page := i.publish("ann", title+".md", "---\ntitle: "+title+"\n---\nText.\n")
			s.await(1, "Create of "+title, is("Create", i.document(page).text("id")))
		}
		for _, p := range s.got(func(p post) bool { return p.activity.text("type") == "Create" }) {
			if p.path != "/u/own-stays/inbox" {
				t.Errorf("%s got a Create", p.path)
			}
		}
		// Who undid may come again.
		s.follows("own-undoes", actor)
		i.hasFollowers(actor, 2)
		s.proved()
	})
}

// taken sends an activity to a blog's inbox that must be accepted.
func (s *sink) taken(name, blogID string, activity object) {
	s.t.Helper()
	if _, got := s.sends(name, blogID+"/inbox", activity); got.status != http.StatusAccepted {
		s.t.Errorf("%s of %s was answered %d: %s", activity.text("type"), name, got.status, got.body)
	}
}

// refused sends an activity that must have no effect; whether it is refused openly does not matter.
func (s *sink) refused(name, blogID string, activity object) {
	s.t.Helper()
	if _, got := s.sends(name, blogID+"/inbox", activity); got.status >= 500 {
		s.t.Errorf("%s of %s was answered %d: %s", activity.text("type"), name, got.status, got.body)
	}
}

// TestPublication follows a Group and one of its authors: both hear of an article, in their own ways.
func TestPublication(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		i.addUser("ben", "author")
		i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
		i.run("", "blog", "member", "add", "journal", "ben", "--role", "editor")
		s, group, ben := newSink(t), i.actorOf("journal"), i.actorOf("ben")
		s.acceptsWhole("own-reader", group)
		s.acceptsWhole("own-friend", ben)

		page := i.publish("ben", "first.md", firstArticle, "--blog", "journal")
		doc := i.document(page)
		id := doc.text("id")
		if !strings.HasPrefix(page, i.base+"/@journal/") {
			t.Errorf("the article is at %s", page)
		}
		doc.wants(t, "attributedTo", ben, "audience", group)
		if cc := plain(t, doc["cc"]); !strings.Contains(cc, `"`+group+`"`) || !strings.Contains(cc, ben+"/followers") {
			t.Errorf("the article is addressed to %s", cc)
		}
		creates := s.await(2, "Create for the followers of both", is("Create", id))
		for _, p := range creates {
			p.activity.wants(t, "actor", ben)
			p.activity.in("object").wants(t, "attributedTo", ben, "audience", group)
		}
		announce := s.await(1, "Announce by the Group", is("Announce", id))[0]
		announce.activity.wants(t, "actor", group, "object", id, "to", []string{public})
		announce.activity.has(t, "published")
		if announce.path != "/u/own-reader/inbox" || announce.signer != group {
			t.Errorf("the Announce came to %s, signed by %s", announce.path, announce.signer)
		}

		i.signIn("ben").withdraw("A quiet beginning")
		s.await(2, "Delete for the followers of both", is("Delete", id))
		for _, name := range []string{"own-reader", "own-friend"} {
			types := slices.DeleteFunc(s.types("/u/"+name+"/inbox", id), func(kind string) bool { return kind == "Announce" })
			if !slices.Equal(types, []string{"Create", "Delete"}) {
				t.Errorf("%s got %v", name, types)
			}
		}
		s.proved()
	})
}

// TestPublishedBesideTheServer publishes by a command of its own process; the server delivers.
func TestPublishedBesideTheServer(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s := newSink(t)
		s.follows("bea", i.actorOf("ann"))
		old := time.Now().Add(-8 * 24 * time.Hour).UTC().Format(time.RFC3339)
		silent := i.document(i.publish("ann", "old.md", "---\ntitle: From the drawer\ndate: "+old+"\n---\nText.\n")).text("id")
		page := i.publish("ann", "first.md", firstArticle)
		published := time.Now()
		created := s.await(1, "Create", is("Create", i.document(page).text("id")))[0]
		// Two seconds when the machine is free: one until the job is seen, one until the delivery is.
		if took := created.at.Sub(published); took > 6*time.Second {
			t.Errorf("it took %v until the article was delivered", took)
		}
		last := i.document(i.publish("ann", "last.md", "---\ntitle: The last\n---\nText.\n")).text("id")
		s.await(1, "Create of the last article", is("Create", last))
		if early := s.got(is("Create", silent)); len(early) > 0 {
			t.Error("an article dated eight days back was delivered")
		}
		s.proved()
	})
}
