package main

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const breadArticle = `---
title: Bread & <Circuses>
summary: Why bread comes first.
tags: [bread]
cover: cover.jpg
cover_alt: A loaf on a table
---
The first **line** of it.
`

// meets has bea, on a server of a software, follow a blog here, which then publishes an article with a cover. blog is
// ann or a publication of hers.
func meets(t *testing.T, r *rules, blog string) *talk {
	t.Helper()
	i := newSite(t, "sqlite")
	if blog != "ann" {
		i.run("", "blog", "add", blog, "--title", "The Journal", "--owner", "ann")
	}
	k := &talk{sink: newServer(t, r), i: i, actor: i.actorOf(blog)}
	k.follows("bea", k.actor)
	i.hasFollowers(k.actor, 1)
	k.publishes(blog)
	return k
}

// publishes publishes the article about bread.
func (k *talk) publishes(blog string) {
	k.t.Helper()
	if err := os.WriteFile(filepath.Join(k.i.folder, "cover.jpg"), jpegOf(400, 300), 0o600); err != nil {
		k.t.Fatal(err)
	}
	k.page = k.i.publish("ann", "bread.md", breadArticle, "--blog", blog)
	k.id = k.i.document(k.page).text("id")
}

// arrived is the article as the server was sent it.
func (k *talk) arrived() object {
	k.t.Helper()
	return k.await(1, "the article", is("Create", k.id))[0].activity.in("object")
}

// edited edits the article, and is what the server was sent then.
func (k *talk) edited() object {
	k.t.Helper()
	before := k.arrived()
	blog, _, _ := strings.Cut(strings.TrimPrefix(k.page, k.i.base+"/@"), "/")
	k.i.publish("ann", "bread.md", strings.Replace(breadArticle, "first **line**", "only line", 1), "--update", "--blog", blog)
	doc := k.await(1, "the edit", is("Update", k.id))[0].activity.in("object")
	doc.wants(k.t, "id", k.id, "published", before["published"], "attributedTo", before["attributedTo"])
	if doc.text("updated") <= doc.text("published") || !strings.Contains(plain(k.t, doc), "only line") {
		k.t.Errorf("the edit is %s", plain(k.t, doc))
	}
	return doc
}

// withdrawn withdraws the article, of which the server must hear.
func (k *talk) withdrawn() {
	k.t.Helper()
	k.i.signIn("ann").withdraw(html.EscapeString("Bread & <Circuses>"))
	k.await(1, "the Delete", is("Delete", k.id))[0].activity.in("object").wants(k.t, "type", "Tombstone", "id", k.id)
}

// replies has bea write something under a thing, in her server's shape; it can also be fetched there.
func (k *talk) replies(to, words string) object {
	k.t.Helper()
	note, body := k.writes(to, words)
	if got := k.post(k.request("bea", k.actor+"/inbox", body, time.Now())); got.status != http.StatusAccepted {
		k.t.Fatalf("the reply was answered %d: %s", got.status, got.body)
	}
	return note
}

// writes is a reply of bea's, and its Create as it goes over the wire.
func (k *talk) writes(to, words string) (note object, body []byte) {
	k.t.Helper()
	note = k.dress(k.note("bea", to, words))
	shown := maps.Clone(note)
	shown["@context"] = "https://www.w3.org/ns/activitystreams"
	k.serves(shown)
	_, body = k.says("bea", object{"type": "Create", "to": note["to"], "cc": note["cc"], "object": note})
	return note, body
}

// isAnswered has ann answer a thing from her desk; that must come to the server, threaded and with its writer named.
func (k *talk) isAnswered(id, writer string) object {
	k.t.Helper()
	k.i.signIn("ann").does("answer", id, "markdown", "Thank *you* for it.")
	said := func(p post) bool {
		return p.activity.text("type") == "Create" && p.activity.in("object").text("inReplyTo") == id
	}
	answer := k.await(1, "the answer to "+id, said)[0].activity.in("object")
	answer.wants(k.t, "type", "Note", "attributedTo", k.i.actorOf("ann"))
	if !slices.Contains(answer.list("cc"), any(writer)) || !strings.Contains(plain(k.t, answer["tag"]), `"href":"`+writer+`"`) {
		k.t.Errorf("the answer does not name %s: %s", writer, plain(k.t, answer))
	}
	return answer
}

// talks plays a conversation: a reply, its edit if the server sends such, our answer, and the end of the reply.
func (k *talk) talks(edits bool) {
	k.t.Helper()
	bea := k.sink.id("bea")
	note := k.replies(k.id, "<p>A fine <strong>loaf</strong></p>")
	k.shows(`1 reply`, `fine <strong>loaf`, `@bea@`)
	k.isAnswered(note.text("id"), bea)
	if edits {
		note["content"], note["updated"] = "<p>A very fine loaf</p>", time.Now().UTC().Add(time.Second).Format(time.RFC3339)
		k.taken("bea", k.actor, object{"type": "Update", "to": note["to"], "cc": note["cc"], "object": note})
		k.shows(`2 replies`, `A very fine loaf`, `Thank <em>you`)
	}
	k.taken("bea", k.actor, object{"type": "Delete", "to": []string{public}, "object": object{"id": note.text("id"), "type": "Tombstone"}})
	k.shows(`1 reply`, `Thank <em>you`, `removed by the person who wrote it`)
}

// reacts plays likes and boosts, as far as the server sends them, and the end of each.
func (k *talk) reacts(kinds ...string) {
	k.t.Helper()
	for _, kind := range kinds {
		act := object{"type": kind, "object": k.id, "to": []string{public}, "cc": []string{k.actor}}
		id, got := k.sends("bea", k.actor+"/inbox", act)
		if got.status != http.StatusAccepted {
			k.t.Fatalf("the %s was answered %d: %s", kind, got.status, got.body)
		}
		k.counts(kind, 1)
		act["id"], act["actor"] = id, k.sink.id("bea")
		k.taken("bea", k.actor, object{"type": "Undo", "object": act})
		k.counts(kind, 0)
	}
}

// counts waits until the article has so many likes or boosts. Its page would say so a second later.
func (k *talk) counts(kind string, n int) {
	k.t.Helper()
	name := "likes"
	if kind == "Announce" {
		name = "shares"
	}
	eventually(k.t, fmt.Sprintf("%d %s after the %s", n, name, kind), func() error {
		if got := k.i.document(k.id).in(name)["totalItems"]; got != float64(n) {
			return fmt.Errorf("there are %v", got)
		}
		return nil
	})
}

// readsTheirs finds somebody there by their handle, follows them, and reads an article of theirs, which arrives and is
// none of our business until somebody looks at it.
func (k *talk) readsTheirs(software string) {
	k.t.Helper()
	desk, bea := k.i.signIn("ann"), k.sink.id("bea")
	desk.finds("@bea@" + k.host())
	desk.does("follow", bea)
	follow := k.await(1, "the Follow", is("Follow", bea))[0].activity
	k.taken("bea", k.actor, object{"type": "Accept", "object": follow})
	if page := desk.finds(bea); !contains(page, "You follow them") {
		k.t.Errorf("bea is shown as %s", page)
	}
	doc := articles(k.sink)[software]
	doc["@context"], doc["id"], doc["url"] = "https://www.w3.org/ns/activitystreams", k.base+"/a-well", k.base+"/a-well"
	k.serves(doc)
	k.taken("bea", k.actor, object{"type": "Create", "to": doc["to"], "cc": doc["cc"], "object": doc})
	if page := desk.finds(doc.text("id")); !contains(page, ">Der Brunnen</h2>", "Wasser ist <strong>knapp</strong>.", ">bea</a>") {
		k.t.Errorf("the article is shown as %s", page)
	}
	desk.does("unfollow", bea)
	k.await(1, "the end of the Follow", is("Undo", follow.text("id")))
	if got := get(k.t, k.page, "text/html"); got.status != http.StatusOK || contains(string(got.body), "Der Brunnen") {
		k.t.Errorf("their article is under ours: %s", got.body)
	}
}
