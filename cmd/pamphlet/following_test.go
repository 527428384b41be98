package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// library is a sink whose people can be found by their handles, and which shows things to read.
type library struct {
	*sink
	books map[string]object // by path
}

func newLibrary(t *testing.T) *library {
	t.Helper()
	l := &library{sink: newSink(t), books: map[string]object{}}
	server := httptest.NewServer(l)
	t.Cleanup(server.Close)
	l.base = server.URL // before anybody asks
	l.books["/notes/9"] = object{
		"@context": "https://www.w3.org/ns/activitystreams", "id": l.base + "/notes/9", "type": "Note", "attributedTo": l.id("bea"),
		"content": "<p>The lamp on the pier is out again.</p>", "to": []string{public}, "cc": []string{l.id("bea") + "/followers"},
		"url": l.base + "/notes/9", "published": "2026-03-14T15:09:26Z", "conversation": "tag:pier", "context": l.base + "/talks/1",
	}
	return l
}

// ServeHTTP implements http.Handler.
func (l *library) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	doc, ok := l.books[r.URL.Path]
	if r.URL.Path == "/.well-known/webfinger" {
		name, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Query().Get("resource"), "acct:"), "@")
		doc, ok = object{"subject": "acct:" + name + "@" + r.Host, "links": []object{{"rel": "self", "type": docType, "href": l.id(name)}}}, true
	}
	if !ok {
		l.sink.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", docType)
	_ = json.NewEncoder(w).Encode(doc)
}

// reader is somebody at the page of their desk about one address.
type reader struct {
	*atDesk
	address string // as it is typed
	id      string // of what stands there
}

func (r reader) path() string { return "/desk/following?address=" + url.QueryEscape(r.address) }

// sees opens the page, which must say all of the words.
func (r reader) sees(words ...string) string {
	r.t.Helper()
	return r.says(r.open(r.path()), words...)
}

// presses sends the form with one of its buttons; the page that comes back must say all of the words.
func (r reader) presses(do string, words ...string) {
	r.t.Helper()
	page := r.send("/desk/following", url.Values{"csrf": {r.token(r.path())}, "address": {r.id}, "do": {do}})
	r.says(page, words...)
}

func (r reader) says(page string, words ...string) string {
	r.t.Helper()
	for _, word := range words {
		if !strings.Contains(page, word) {
			r.t.Errorf("the page about %s does not say %q: %s", r.address, word, page)
		}
	}
	return page
}

// hears waits for an activity of ann's about an object.
func (l *library) hears(activityType, objectID string) post {
	l.t.Helper()
	return l.await(1, activityType+" of "+objectID, is(activityType, objectID))[0]
}

// undone waits until an activity is taken back, whole as Pixelfed and Misskey want it.
func (l *library) undone(done post) {
	l.t.Helper()
	undo := l.hears("Undo", done.activity.text("id"))
	undo.activity.in("object").wants(l.t, "type", done.activity["type"], "actor", done.activity["actor"], "object", done.activity["object"])
}

// TestFollowingFromTheDesk finds somebody on another server, follows and blocks them, and takes each back.
func TestFollowingFromTheDesk(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		l, actor := newLibrary(t), i.actorOf("ann")
		bea := reader{i.signIn("ann"), "@bea@" + strings.TrimPrefix(l.base, "http://"), l.id("bea")}
		bea.sees("Follow", "Their page", bea.address)

		bea.presses("follow", "Asked, waiting for their answer")
		follow := l.hears("Follow", bea.id)
		follow.activity.wants(t, "actor", actor, "to", []string{bea.id})
		if follow.path != "/u/bea/inbox" {
			t.Errorf("the Follow came to %s", follow.path)
		}
		l.taken("bea", actor, object{"type": "Accept", "object": follow.activity.text("id")})
		bea.sees("You follow them", "Unfollow")
		i.document(actor+"/following").wants(t, "totalItems", float64(1))
		bea.presses("unfollow", "You no longer follow them.")
		l.undone(follow)

		bea.address = bea.id // a link does as well
		bea.presses("block", "Blocked", "Unblock")
		block := l.hears("Block", bea.id)
		if _, got := l.asks("bea", actor); got.status < 400 {
			t.Errorf("the Follow of somebody blocked was answered %d", got.status)
		}
		bea.presses("unblock", "No longer blocked.", "Follow")
		l.undone(block)
		l.follows("bea", actor)
		bea.says(bea.open("/desk/notices"), "bea</bdi></a> follows", "New")
		l.proved()
	})
}

// TestReadingFromTheDesk likes, boosts and answers what somebody wrote elsewhere, and takes each back.
func TestReadingFromTheDesk(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		l, actor := newLibrary(t), i.actorOf("ann")
		l.follows("own-cid", actor) // a follower, who is to see the boost
		id := l.base + "/notes/9"
		note := reader{i.signIn("ann"), id, id}
		note.sees("The lamp on the pier is out again.", "Like", "Boost", "Answer bea")

		note.presses("like", "Liked. Who wrote it is told.")
		like := l.hears("Like", id)
		note.presses("boost", "Boosted. Your followers are told.")
		boosts := l.await(2, "Announce of the note", is("Announce", id))
		boosts[0].activity.wants(t, "to", []string{public}, "actor", actor)
		note.presses("unlike", "No longer liked.")
		l.undone(like)
		note.presses("unboost", "No longer boosted.")
		l.undone(boosts[0])

		answers := func(path, do, markdown string, words ...string) {
			t.Helper()
			page := note.send(path, url.Values{"csrf": {note.token(note.path())}, "address": {id}, "do": {do}, "markdown": {markdown}, "back": {note.path()}})
			note.says(page, words...)
		}
		answers("/desk/following", "answer", "I take the *boat* over.", "Your answer is sent.", "You answered", "<em>boat</em>")
		said := func(p post) bool {
			return p.activity.text("type") == "Create" && p.activity.in("object").text("inReplyTo") == id
		}
		create := l.await(1, "Create of the answer", said)[0].activity.in("object")
		create.wants(t, "type", "Note", "attributedTo", actor, "conversation", "tag:pier", "context", l.base+"/talks/1")
		if !strings.Contains(create.text("content"), "<em>boat</em>") || !strings.Contains(plain(t, create["tag"]), l.id("bea")) {
			t.Errorf("the answer is %s", plain(t, create))
		}

		edit := regexp.MustCompile(`/desk/answers/\w+`).FindString(note.sees("You answered"))
		if !strings.HasSuffix(create.text("id"), edit[strings.LastIndexByte(edit, '/'):]) {
			t.Fatalf("the desk edits %q, sent was %s", edit, create.text("id"))
		}
		answers(edit, "save", "I take the bus over.", "Your answer is changed", "I take the bus over.")
		if update := l.hears("Update", create.text("id")); !strings.Contains(update.activity.in("object").text("content"), "bus") {
			t.Errorf("the edit is %s", plain(t, update.activity))
		}
		answers(edit, "delete", "", "Deleted.", "Answer bea")
		l.hears("Delete", create.text("id")).activity.in("object").wants(t, "type", "Tombstone")
		if got := i.get(create.text("id"), docType); got.status != http.StatusGone {
			t.Errorf("the deleted answer is answered %d", got.status)
		}
		l.proved()
	})
}
