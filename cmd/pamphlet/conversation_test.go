package main

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// talk is one article on a running site and people on another server who answer it.
type talk struct {
	*sink
	i         *instance
	actor, id string // of the blog and its article
	page      string
	notes     int
}

func newTalk(t *testing.T, i *instance) *talk {
	s := newSink(t)
	page := i.publish("ann", "first.md", firstArticle)
	return &talk{sink: s, i: i, actor: i.actorOf("ann"), id: i.document(page).text("id"), page: page}
}

// note makes a Note of somebody that answers an id, for everybody.
func (k *talk) note(name, inReplyTo, content string) object {
	k.notes++
	return object{
		"id": fmt.Sprintf("%s/notes/%d", k.base, k.notes), "type": "Note", "attributedTo": k.sink.id(name),
		"inReplyTo": inReplyTo, "content": content, "to": []string{public}, "cc": []string{k.actor},
		"published": time.Now().UTC().Format(time.RFC3339),
	}
}

// creates sends a note and gives its id.
func (k *talk) creates(name string, note object) string {
	k.t.Helper()
	k.taken(name, k.actor, object{"type": "Create", "to": note["to"], "cc": note["cc"], "object": note})
	return note.text("id")
}

// shows waits until the article's page matches all patterns and none of those that begin with "!".
func (k *talk) shows(patterns ...string) {
	k.t.Helper()
	eventually(k.t, fmt.Sprintf("the page shows %q", patterns), func() error {
		body := string(get(k.t, k.page, "text/html").body)
		for _, pattern := range patterns {
			wanted, absent := strings.CutPrefix(pattern, "!")
			if regexp.MustCompile(wanted).MatchString(body) == absent {
				_, thread, _ := strings.Cut(body, `id="replies"`)
				return fmt.Errorf("%q is not as it should be in %.3000s", pattern, thread)
			}
		}
		return nil
	})
}

// TestConversation is a thread from its first reply to its last deletion.
func TestConversation(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		first := k.creates("bea", k.note("bea", k.id, `<p>A fine <b>letter</b><script>alert(1)</script><img src="https://evil.example/x.png" onerror="alert(2)"></p>`))
		k.shows(`1 reply`, `A fine`, `@bea@`, `!alert\(1\)`, `!evil\.example`)
		second := k.creates("cid", k.note("cid", first, "<p>I agree with bea</p>"))
		k.creates("dora", k.note("dora", k.page, "<p>By the address of the page</p>"))
		k.shows(`3 replies`, `I agree with bea`, `By the address`)
		k.i.document(k.id+"/replies").wants(t, "totalItems", float64(3))
		if items := plain(t, k.i.document(k.id + "/replies?page=1")["orderedItems"]); !strings.Contains(items, first) || !strings.Contains(items, second) {
			t.Errorf("the replies are %s", items)
		}

		// Edits change words, and only the writer's own.
		edited := k.note("bea", k.id, "<p>A better letter</p>")
		edited["id"], edited["updated"] = first, time.Now().UTC().Format(time.RFC3339)
		k.taken("bea", k.actor, object{"type": "Update", "object": edited})
		k.shows(`A better letter`, `!A fine`)
		forged := k.note("eve", k.id, "<p>Eve was here</p>")
		forged["id"], forged["attributedTo"] = first, k.sink.id("bea")
		k.refused("eve", k.actor, object{"type": "Update", "object": forged})
		k.refused("eve", k.actor, object{"type": "Delete", "object": first})

		// Reactions are counted once and taken back.
		like, _ := k.sends("bea", k.actor+"/inbox", object{"type": "Like", "object": k.id})
		k.taken("bea", k.actor, object{"type": "Like", "object": k.id})
		k.taken("cid", k.actor, object{"type": "EmojiReact", "content": "🔥", "object": k.id})
		k.taken("cid", k.actor, object{"type": "Announce", "object": k.id, "to": []string{public}})
		k.shows(`2 likes`, `1 boost`, `A better letter`, `!Eve was here`)
		k.i.document(k.id).in("likes").wants(t, "totalItems", float64(2))
		k.refused("eve", k.actor, object{"type": "Undo", "object": object{"type": "Like", "id": like, "actor": k.sink.id("bea"), "object": k.id}})
		k.taken("bea", k.actor, object{"type": "Undo", "object": object{"type": "Like", "id": like, "actor": k.sink.id("bea"), "object": k.id}})
		k.shows(`1 like`)

		// A removed comment leaves its place where others replied.
		k.taken("bea", k.actor, object{"type": "Delete", "object": object{"type": "Tombstone", "id": first}})
		k.shows(`2 replies`, `I agree with bea`, `removed by the person who wrote it`, `!A better letter`)
		k.taken("cid", k.actor, object{"type": "Delete", "object": second})
		k.shows(`1 reply`, `!I agree with bea`, `!removed by the person`)
	})
}

// TestConversationOutOfOrder has things come twice, late, and from people who should not speak.
func TestConversationOutOfOrder(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		// Deleted before it came, by somebody known: deletions by strangers are not even looked at.
		k.follows("bea", k.actor)
		late := k.note("bea", k.id, "<p>Too late</p>")
		k.taken("bea", k.actor, object{"type": "Delete", "object": late.text("id")})
		k.creates("bea", late)
		// Edited before it came: the edit is about nothing yet.
		early := k.note("cid", k.id, "<p>First words</p>")
		k.taken("cid", k.actor, object{"type": "Update", "object": early})
		k.creates("cid", early)
		// The same again, under another activity.
		k.creates("cid", early)
		// For some people only.
		private := k.note("dora", k.id, "<p>Between us</p>")
		private["to"], private["cc"] = []string{k.actor}, []string{}
		k.creates("dora", private)
		// In somebody else's name.
		forged := k.note("eve", k.id, "<p>I am bea</p>")
		forged["attributedTo"] = k.sink.id("bea")
		k.refused("eve", k.actor, object{"type": "Create", "object": forged})
		// To something that is not here.
		k.creates("dora", k.note("dora", "https://elsewhere.example/1", "<p>To nobody here</p>"))
		// Unlisted there is public here.
		quiet := k.note("dora", k.id, "<p>Quietly public</p>")
		quiet["to"], quiet["cc"] = []string{k.actor}, []string{public}
		k.creates("dora", quiet)
		// Undone before it came.
		k.taken("cid", k.actor, object{"type": "Undo", "object": object{"type": "Like", "id": k.sink.id("cid") + "#late", "actor": k.sink.id("cid"), "object": k.id}})
		k.taken("cid", k.actor, object{"id": k.sink.id("cid") + "#late", "type": "Like", "object": k.id})

		k.shows(`2 replies`, `First words`, `Quietly public`, `!Too late`, `!Between us`, `!I am bea`, `!To nobody here`, `!\d likes?`, `!\d boosts?`)

		// Who deletes the account takes the words along.
		k.deletes("cid")
		k.taken("cid", k.actor, object{"type": "Delete", "object": k.sink.id("cid")})
		k.shows(`1 reply`, `!First words`)
	})
}

// TestModeration is the author's part: to hide, to show again, to delete.
func TestModeration(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		k.creates("bea", k.note("bea", k.id, "<p>Good morning</p>"))
		k.shows(`Good morning`)
		desk := i.signIn("ann")
		replies := desk.open("/desk/comments")
		found := regexp.MustCompile(`/desk/comments/\d+`).FindString(replies)
		if !strings.Contains(replies, "Good morning") || found == "" {
			t.Fatalf("the desk shows %s", replies)
		}
		do := func(what string) {
			token := regexp.MustCompile(`name="csrf" value="([^"]+)"`).FindStringSubmatch(desk.open("/desk/comments"))
			desk.send(found, url.Values{"csrf": {token[1]}, "do": {what}})
		}
		do("hide")
		k.shows(`No replies yet`, `!Good morning`)
		k.i.document(k.id+"/replies").wants(t, "totalItems", float64(0))
		do("restore")
		k.shows(`Good morning`)
		do("delete")
		k.shows(`!Good morning`)
	})
}

// TestTooMuch holds one account to its limit and lets others speak.
func TestTooMuch(t *testing.T) {
	i := newSite(t, "sqlite")
	k := newTalk(t, i)
	var refused int
	for n := range 125 {
		note := k.note("bea", k.id, fmt.Sprintf("<p>Flood %d</p>", n))
		_, got := k.sends("bea", k.actor+"/inbox", object{"type": "Create", "object": note})
		switch {
		case got.status == http.StatusTooManyRequests && got.header.Get("Retry-After") != "":
			refused++
		case got.status != http.StatusAccepted:
			t.Fatalf("answered %d: %s", got.status, got.body)
		}
	}
	if refused != 5 {
		t.Errorf("%d of 125 were refused, want 5", refused)
	}
	k.creates("cid", k.note("cid", k.id, "<p>A calm word</p>"))
	// More than a page has a next one.
	k.shows(`121 replies`, `\?page=2`)
}
