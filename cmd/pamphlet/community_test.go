package main

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// community is a publication on a running site with followers on two servers: one that reads what a Group passes on,
// and a microblog.
type community struct {
	*talk
	microblog *sink
	ann       string // her own blog's id
}

// newCommunity has ann publish an article in The Journal, once it is followed.
func newCommunity(t *testing.T, i *instance) *community {
	t.Helper()
	i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
	c := &community{talk: &talk{sink: newSink(t), i: i, actor: i.actorOf("journal")}, microblog: newSink(t), ann: i.actorOf("ann")}
	c.sink.runs("lemmy")
	c.microblog.runs("Mastodon")
	c.sink.follows("lea", c.actor)
	c.microblog.follows("mia", c.actor)
	c.i.forgetsSoftware() // what is not for a host may be known before its deliveries are made, or after
	c.page = i.publish("ann", "first.md", firstArticle, "--blog", "journal")
	c.id = i.document(c.page).text("id")
	return c
}

// forgetsSoftware makes the site ask all servers again what they run.
func (i *instance) forgetsSoftware() {
	i.t.Helper()
	db := i.open()
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(i.t.Context(), "update hosts set software = '', asked_at = 0"); err != nil {
		i.t.Fatal(err)
	}
}

// passes matches the Group's Announce of an activity of that type about something.
func (c *community) passes(activityType, objectID string) func(post) bool {
	return func(p post) bool {
		passed := p.activity.in("object")
		return p.activity.text("type") == "Announce" && p.signer == c.actor && passed.text("type") == activityType && passed.ref("object") == objectID
	}
}

// order waits for n activities about the article or passing on such, and gives their types in the order they came.
func (c *community) order(n int) (types []string) {
	c.t.Helper()
	about := func(p post) bool {
		o := p.activity.in("object")
		return p.activity.ref("object") == c.id || (p.activity.text("type") == "Announce" && o.ref("object") == c.id)
	}
	for _, p := range c.await(n, "all about the article", about) {
		word := p.activity.text("type")
		if inner := p.activity.in("object").text("type"); word == "Announce" && inner != "" {
			word += "{" + inner + "}"
		}
		types = append(types, word)
	}
	return types
}

// moderates has ann press a button beside the first reply at her desk.
func (c *community) moderates(what string) {
	c.t.Helper()
	d := c.i.signIn("ann")
	form := d.link(d.open("/desk/comments"), `"(/desk/comments/\d+)"`)
	d.send(form, url.Values{"csrf": {d.token("/desk/comments")}, "do": {what}})
}

// TestPublicationPassesArticlesOn is FEP-1b12 for what our own people write: the whole activities to communities, the
// article's id alone to microblogs.
func TestPublicationPassesArticlesOn(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		c := newCommunity(t, i)
		if got := c.order(3); !slices.Equal(got, []string{"Create", "Announce{Create}", "Announce"}) {
			t.Errorf("the community heard %q", got)
		}
		passed := c.got(c.passes("Create", c.id))[0]
		create := passed.activity.in("object")
		create.wants(t, "actor", c.ann, "audience", c.actor)
		create.in("object").wants(t, "id", c.id, "attributedTo", c.ann, "audience", c.actor)
		passed.activity.wants(t, "to", []string{public}, "cc", []string{c.actor + "/followers"})
		sent := c.got(is("Create", c.id))[0]
		if !bytes.Contains(passed.body, bytes.TrimSpace(sent.body)) {
			t.Errorf("passed on was not what was sent: %s", passed.body)
		}
		// Both can be fetched: who does not believe a Group asks the author's server.
		i.document(create.text("id")).wants(t, "type", "Create", "actor", c.ann)
		i.document(passed.activity.text("id")).wants(t, "type", "Announce", "actor", c.actor)

		i.publish("ann", "first.md", strings.Replace(firstArticle, "first", "only", 1), "--blog", "journal", "--update")
		c.await(1, "the edit passed on", c.passes("Update", c.id))
		i.signIn("ann").withdraw("A quiet beginning")
		c.await(1, "the deletion passed on", c.passes("Delete", c.id))
		c.microblog.await(1, "the deletion", is("Delete", c.id))
		if got := c.microblog.types("/inbox", c.id); !slices.Equal(got, []string{"Create", "Announce", "Update", "Delete"}) {
			t.Errorf("the microblog heard %q", got)
		}
		if n := len(c.microblog.got(func(p post) bool { return p.activity.text("type") == "Announce" && p.activity.in("object") != nil })); n > 0 {
			t.Errorf("the microblog got %d activities it cannot read", n)
		}
		c.sink.proved()
		c.microblog.proved()
		i.ranQuietly()
	})
}

// TestPublicationPassesRepliesAndVotesOn is FEP-1b12 for what others do in a publication's threads.
func TestPublicationPassesRepliesAndVotesOn(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		c := newCommunity(t, i)
		// Spaces, escapes and words of a signature that another encoder would write otherwise.
		note := c.note("lea", c.id, "<p>Well said</p>")
		_, body := c.says("lea", object{"type": "Create", "to": note["to"], "cc": note["cc"], "object": note})
		body = append(bytes.Replace(body, []byte(`"actor"`), []byte(`  "unknown" : "\u003cé\/", "actor" `), 1), '\n')
		if got := c.post(c.request("lea", c.actor+"/inbox", body, time.Now())); got.status != http.StatusAccepted {
			t.Fatalf("answered %d: %s", got.status, got.body)
		}
		passed := c.await(1, "the reply passed on", c.passes("Create", note.text("id")))
		if !bytes.Contains(passed[0].body, body) {
			t.Errorf("passed on as %s, but sent as %s", passed[0].body, body)
		}

		note["content"], note["updated"] = "<p>Better said</p>", time.Now().UTC().Format(time.RFC3339)
		c.taken("lea", c.actor, object{"type": "Update", "to": note["to"], "object": note})
		c.await(1, "the edit passed on", c.passes("Update", note.text("id")))

		for _, vote := range []string{"Like", "Dislike"} {
			id, _ := c.sends("mo", c.actor+"/inbox", object{"type": vote, "object": c.id, "audience": c.actor})
			c.await(1, "the vote passed on", c.passes(vote, c.id))
			whole := object{"type": vote, "id": id, "actor": c.sink.id("mo"), "object": c.id}
			c.taken("mo", c.actor, object{"type": "Undo", "object": whole, "audience": c.actor})
			c.await(1, "its end passed on", c.passes("Undo", id))
		}
		c.i.document(c.id).in("likes").wants(t, "totalItems", float64(0))

		// Whoever it was, it was not eve who voted, and a vote nobody heard of has no end.
		like, _ := c.sends("mo", c.actor+"/inbox", object{"type": "Like", "object": c.id})
		c.taken("eve", c.actor, object{"type": "Undo", "object": object{"type": "Like", "id": c.sink.id("eve") + "#none", "actor": c.sink.id("eve"), "object": c.id}})
		c.taken("eve", c.actor, object{"type": "EmojiReact", "content": "🔥", "object": c.id})
		c.taken("eve", c.actor, object{"type": "Announce", "object": c.id, "to": []string{public}})

		// What our people do there is passed on, too.
		note["@context"] = "https://www.w3.org/ns/activitystreams"
		c.serves(note)
		i.signIn("ann").does("answer", note.text("id"), "markdown", "Thank you, lea")
		own := c.await(1, "our answer passed on", func(p post) bool {
			return p.activity.text("type") == "Announce" && strings.Contains(plain(t, p.activity), "Thank you, lea")
		})[0].activity.in("object")
		own.wants(t, "actor", c.ann, "audience", c.actor)
		own.in("object").wants(t, "attributedTo", c.ann, "audience", c.actor, "inReplyTo", note.text("id"))

		i.signIn("ann").does("like", note.text("id"))
		ours := c.await(1, "our like passed on", c.passes("Like", note.text("id")))[0].activity.in("object").text("id")
		i.signIn("ann").does("unlike", note.text("id"))
		c.await(1, "its end passed on", c.passes("Undo", ours))

		c.taken("lea", c.actor, object{"type": "Delete", "object": note.text("id")})
		c.await(1, "the deletion passed on", c.passes("Delete", note.text("id")))
		if n := len(c.got(c.passes("Undo", c.sink.id("eve")+"#none"))); n > 0 {
			t.Error("the end of no vote was passed on")
		}
		if n := len(c.got(func(p post) bool { return p.activity.in("object").text("actor") == c.sink.id("eve") })); n > 0 {
			t.Errorf("%d things of eve's were passed on", n)
		}
		if n := len(c.got(c.passes("Like", c.id))); n != 2 || like == "" {
			t.Errorf("%d likes were passed on", n)
		}
		if n := len(c.microblog.got(func(p post) bool { return p.activity.text("type") == "Announce" && p.activity.ref("object") != c.id })); n > 0 {
			t.Errorf("the microblog got %d things that are not for it", n)
		}
		i.ranQuietly()
	})
}

// TestHeldReplyIsPassedOnWhenShown keeps what readers do not see from the other followers, too.
func TestHeldReplyIsPassedOnWhenShown(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		c := newCommunity(t, i)
		db := i.open()
		defer func() { _ = db.Close() }()
		if _, err := db.ExecContext(t.Context(), "update blogs set hold_strangers = true"); err != nil {
			t.Fatal(err)
		}
		held, dropped := c.note("lea", c.id, "<p>Let me in</p>"), c.note("mo", c.id, "<p>Never mind</p>")
		c.creates("lea", held)
		held["content"], held["updated"] = "<p>Let me in, please</p>", time.Now().UTC().Format(time.RFC3339)
		c.taken("lea", c.actor, object{"type": "Update", "object": held})
		c.creates("mo", dropped)
		c.taken("mo", c.actor, object{"type": "Delete", "object": dropped.text("id")})
		like, _ := c.sends("lea", c.actor+"/inbox", object{"type": "Like", "object": c.id}) // overtakes what is held
		c.await(1, "the like passed on", func(p post) bool { return p.activity.in("object").text("id") == like })
		if n := len(c.got(c.passes("Create", held.text("id")))); n > 0 {
			t.Fatal("a held reply was passed on")
		}
		c.moderates("restore")
		c.await(1, "the edit passed on", c.passes("Update", held.text("id")))
		if n := len(c.got(c.passes("Create", held.text("id")))); n != 1 {
			t.Errorf("the reply itself was passed on %d times before its edit", n)
		}
		c.moderates("hide")
		c.moderates("restore")
		c.taken("lea", c.actor, object{"type": "Delete", "object": held.text("id")})
		c.await(1, "the deletion passed on", c.passes("Delete", held.text("id")))
		for _, kind := range []string{"Create", "Update"} {
			if n := len(c.got(c.passes(kind, held.text("id")))); n != 1 {
				t.Errorf("the %s was passed on %d times", kind, n)
			}
		}
		if heard := c.heard(); strings.Contains(heard, dropped.text("id")) {
			t.Errorf("a reply that was never shown was passed on: %s", heard)
		}
	})
}

// TestDeletedPublicationIsToldToEverybody: each article, then the Group; the ids are gone, the name stays taken.
func TestDeletedPublicationIsToldToEverybody(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		c := newCommunity(t, i)
		c.creates("lea", c.note("lea", c.id, "<p>Good while it lasted</p>"))
		c.shows(`Good while it lasted`)
		i.signIn("ann").fill("/desk/blogs/journal/delete", url.Values{})
		c.await(1, "the deletion of the Group", is("Delete", c.actor))
		c.microblog.await(1, "the deletion of the Group", is("Delete", c.actor))
		for _, s := range []*sink{c.sink, c.microblog} {
			s.await(1, "the deletion of the article", is("Delete", c.id))
			s.proved()
		}
		if got := c.got(is("Delete", c.actor)); len(got) != 1 || got[0].signer != c.actor {
			t.Errorf("the Group's own deletion came %d times", len(got))
		}
		i.isGone(c.id, c.page)
		got := i.get(c.actor, "application/activity+json")
		if tombstone := got.json(t); got.status != http.StatusGone || tombstone.text("type") != "Tombstone" || tombstone.text("formerType") != "Group" {
			t.Errorf("the Group answers %d: %s", got.status, got.body)
		}
		if got := i.get(i.base+"/@journal", "text/html"); got.status != http.StatusGone {
			t.Errorf("its page answers %d", got.status)
		}
		if got := i.get(i.base+"/.well-known/webfinger?resource=acct:journal@"+i.host(), ""); got.status != http.StatusGone {
			t.Errorf("WebFinger answers %d", got.status)
		}
		c.refused("mo", c.actor, object{"type": "Follow", "object": c.actor})
		if desk := i.signIn("ann").open("/desk?state=withdrawn"); !strings.Contains(desk, "A quiet beginning") {
			t.Errorf("its writer lost the words: %s", desk)
		}
		i.ranQuietly()
	})
}

// TestAnswerInACommunityElsewhere goes to the community as well as to who is answered, under Lemmy's rules: from there
// it reaches everybody who follows it.
func TestAnswerInACommunityElsewhere(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		far, lemmy := newSink(t), newSink(t)
		const ns = "https://www.w3.org/ns/activitystreams"
		group := object{"@context": ns, "id": lemmy.base + "/c/boats", "type": "Group", "preferredUsername": "boats", "name": "Boats",
			"inbox": lemmy.base + "/c/boats/inbox", "outbox": lemmy.base + "/c/boats/outbox", "endpoints": object{"sharedInbox": lemmy.base + "/inbox"},
			"publicKey": object{"id": lemmy.base + "/c/boats#main-key", "owner": lemmy.base + "/c/boats", "publicKeyPem": lemmy.pem}}
		note := object{"@context": ns, "id": far.base + "/notes/1", "type": "Page", "attributedTo": far.id("bea"), "name": "Which rope?",
			"content": "<p>Hemp?</p>", "to": []string{group.text("id"), public}, "cc": []string{}, "audience": group.text("id"), "published": "2026-03-14T15:09:26Z"}
		lemmy.serves(group)
		far.serves(note)
		ann := i.signIn("ann")
		answers := func(at *sink, kind string) object {
			return at.await(1, "the "+kind, func(p post) bool { return p.activity.text("type") == kind })[0].activity
		}
		ann.does("answer", note.text("id"), "markdown", "Sisal.")
		for _, s := range []*sink{far, lemmy} {
			create := answers(s, "Create")
			create.wants(t, "audience", group.text("id"), "actor", i.actorOf("ann"))
			create.in("object").wants(t, "audience", group.text("id"), "inReplyTo", note.text("id"))
			if cc := plain(t, create.in("object")["cc"]); !strings.Contains(cc, group.text("id")) || !strings.Contains(cc, far.id("bea")) {
				t.Errorf("it is addressed to %s", cc)
			}
			s.proved()
		}
		ann.deletes(note.text("id"))
		answers(lemmy, "Delete").wants(t, "audience", group.text("id"))

		// What claims to stand somewhere that is no community is answered all the same.
		note["id"], note["audience"] = far.base+"/notes/2", far.base+"/nothing"
		far.serves(note)
		ann.does("answer", note.text("id"), "markdown", "Or nylon.")
		far.await(2, "the second answer", func(p post) bool { return p.activity.text("type") == "Create" })[1].activity.wants(t, "audience", nil)
		i.ranQuietly()
	})
}
