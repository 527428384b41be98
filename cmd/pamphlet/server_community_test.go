package main

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"
)

// readsAPublication finds and follows a publication from a server of communities; its article is a post, and comments
// and votes go both ways and on to another server that follows it, unchanged.
func readsAPublication(t *testing.T, r *rules) {
	t.Helper()
	k := meets(t, r, "journal")
	other := newServer(t, lemmy())
	other.follows("lea", k.actor)
	lemmyGroup(t, k)
	k.isAPost()

	note, body := k.writes(k.id, "<p>A fine <strong>loaf</strong></p>")
	body = bytes.Replace(body, []byte(`"actor"`), []byte(` "unknown" : "\u003cé\/", "actor" `), 1) // as no other encoder writes it
	if got := k.post(k.request("bea", k.actor+"/inbox", body, time.Now())); got.status != http.StatusAccepted {
		t.Fatalf("the comment was answered %d: %s", got.status, got.body)
	}
	k.shows(`1 reply`, `fine <strong>loaf`)
	for _, at := range []*sink{k.sink, other} {
		passed := at.await(1, "the comment passed on", k.passing("Create", note.text("id")))[0]
		if !bytes.Contains(passed.body, body) {
			t.Errorf("passed on as %s, sent as %s", passed.body, body)
		}
	}
	k.isDiscussed(note, other)
	k.isVotedOn(other)
	k.edited()
	other.await(1, "the edit", k.passing("Update", k.id))
	k.withdrawn()
	other.await(1, "the end", k.passing("Delete", k.id))
	k.i.ranQuietly()
}

// isAPost expects the article as a post: passed on by the community, with its Markdown and its cover.
func (k *talk) isAPost() {
	k.t.Helper()
	create := k.await(1, "the article", k.passing("Create", k.id))[0].activity.in("object")
	create.wants(k.t, "actor", k.i.actorOf("ann"), "audience", k.actor)
	doc := create.in("object")
	doc.in("image").wants(k.t, "type", "Image", "name", "A loaf on a table")
	if !strings.Contains(doc.in("source").text("content"), "The first **line**") || doc.text("name") != "Bread & <Circuses>" {
		k.t.Errorf("the post is %s", plain(k.t, doc))
	}
}

// passing matches the publication's Announce of an activity about something.
func (k *talk) passing(kind, id string) func(post) bool {
	return func(p post) bool {
		passed := p.activity.in("object")
		return p.activity.text("type") == "Announce" && p.signer == k.actor && passed.text("type") == kind && passed.ref("object") == id
	}
}

// isDiscussed has ann answer a comment, bea answer her, and bea delete what she said first.
func (k *talk) isDiscussed(note object, other *sink) {
	k.t.Helper()
	ours := k.isAnswered(note.text("id"), k.sink.id("bea"))
	ours.wants(k.t, "audience", k.actor, "inReplyTo", note.text("id"))
	other.await(1, "our answer", k.passing("Create", ours.text("id")))
	again := k.replies(ours.text("id"), "<p>You are <strong>welcome</strong></p>")
	k.shows(`3 replies`, `(?s)fine.*Thank <em>you.*welcome`)
	k.taken("bea", k.actor, object{"type": "Delete", "object": again.text("id"), "to": []string{public}, "cc": []string{k.actor}, "audience": k.actor})
	k.shows(`2 replies`, `!welcome`)
	other.await(1, "its end", k.passing("Delete", again.text("id")))
}

// isVotedOn has bea vote for and against the article: the one is a like, the other is not shown, and both are passed on.
func (k *talk) isVotedOn(other *sink) {
	k.t.Helper()
	for kind, counted := range map[string]int{"Like": 1, "Dislike": 0} {
		vote := object{"type": kind, "object": k.id, "audience": k.actor}
		vote["id"], _ = k.sends("bea", k.actor+"/inbox", vote)
		vote["actor"] = k.sink.id("bea")
		other.await(1, "the "+kind, k.passing(kind, k.id))
		k.counts(kind, counted)
		k.taken("bea", k.actor, object{"type": "Undo", "object": vote, "audience": k.actor})
		other.await(1, "its end", k.passing("Undo", vote.text("id")))
		k.counts(kind, 0)
	}
}
