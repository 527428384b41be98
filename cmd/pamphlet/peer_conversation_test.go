package main

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// TestConversationWithPeer talks with a server that shares no line with ours: each follows the other, replies,
// answers, edits, likes, boosts, takes back, deletes and blocks.
func TestConversationWithPeer(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		p, ann := newPeer(t), i.signIn("ann")
		actor := i.actorOf("ann")
		send := func(activity object) peerLine {
			t.Helper()
			return p.order(object{"do": "send", "to": actor, "activity": activity})
		}
		ann.does("follow", p.actor)
		follow := p.await("Follow", p.actor)
		follow.wants(t, "actor", actor, "object", p.actor)
		send(object{"type": "Accept", "object": follow})
		eventually(t, "the follow is accepted", func() error {
			if n := i.document(actor + "/following")["totalItems"]; n != float64(1) {
				return fmt.Errorf("%v accepted", n)
			}
			return nil
		})

		page := i.publish("ann", "first.md", firstArticle)
		k := &talk{sink: &sink{t: t}, i: i, page: page, actor: actor, id: i.document(page).text("id")}
		note := object{"type": "Note", "inReplyTo": k.id, "content": "<p>Well said.</p>", "to": public, "cc": actor}
		reply := send(object{"type": "Create", "to": public, "object": note}).Object
		k.shows(`1 reply`, `Well said`, `@fay@`)
		note["id"], note["content"], note["attributedTo"], note["updated"] = reply, "<p>Very well said.</p>", p.actor, "2026-11-23T00:00:00Z"
		send(object{"type": "Update", "to": public, "object": note})
		k.shows(`Very well said`, `!>Well said`)

		// Our answer is a Note that Fedify reads, by push and by id.
		answer := ann.link(ann.open("/desk/comments"), `(/desk/comments/\d+)/answer`)
		ann.fill(answer+"/answer", url.Values{"do": {"answer"}, "markdown": {"Thank *you*, Fay."}})
		k.shows(`2 replies`, `Thank <em>you</em>`)
		created := p.awaitReply(reply)
		created.wants(t, "type", "Create", "actor", actor)
		ours := created.in("object")
		ours.wants(t, "type", "Note", "inReplyTo", reply, "attributedTo", actor)
		if tags := plain(t, ours["tag"]); !strings.Contains(tags, p.actor) || !strings.Contains(ours.text("content"), "<em>you</em>") {
			t.Errorf("the answer is %s", plain(t, ours))
		}
		p.order(object{"do": "look", "url": ours.text("id")}).Found.wants(t, "id", ours.text("id"), "type", "Note", "inReplyTo", reply)

		for _, act := range [][3]string{{"like", "unlike", "Like"}, {"boost", "unboost", "Announce"}} {
			ann.does(act[0], reply)
			done := p.await(act[2], reply)
			ann.does(act[1], reply)
			p.await("Undo", done.text("id")).in("object").wants(t, "type", act[2], "object", reply)
		}

		send(object{"type": "Like", "object": k.id})
		boost := send(object{"type": "Announce", "object": k.id, "to": public}).Sent
		k.shows(`1 like`, `1 boost`)
		send(object{"type": "Undo", "object": object{"id": boost, "type": "Announce", "actor": p.actor, "object": k.id}})
		k.shows(`1 like`, `!1 boost`)

		ann.fill(ann.link(ann.finds(reply), `href="(/desk/answers/[a-z0-9]+)`), url.Values{"do": {"save"}, "markdown": {"Thank you, *Fay*."}})
		p.await("Update", ours.text("id")).in("object").has(t, "updated")
		send(object{"type": "Delete", "to": public, "object": object{"id": reply, "type": "Tombstone"}})
		k.shows(`1 reply`, `removed by the person who wrote it`, `Thank you, <em>Fay`)

		ann.does("block", p.actor)
		block := p.await("Block", p.actor)
		p.await("Undo", follow.text("id")) // blocked people are not followed
		ann.does("unblock", p.actor)
		p.await("Undo", block.text("id"))
	})
}

// awaitReply waits for what was created in answer to a thing.
func (p *peer) awaitReply(to string) object {
	p.t.Helper()
	var id string
	eventually(p.t, "an answer to "+to+" at the peer", func() error {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, a := range p.received {
			if a.Activity.text("type") == "Create" && a.Activity.in("object").text("inReplyTo") == to {
				id = a.Activity.ref("object")
				return nil
			}
		}
		return fmt.Errorf("there came %s", plain(p.t, p.received))
	})
	return p.await("Create", id)
}
