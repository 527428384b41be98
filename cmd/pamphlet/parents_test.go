package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestReplyBeforeParent has replies arrive whose parents nobody sent: each is asked for at its own server.
func TestReplyBeforeParent(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k, there := newTalk(t, i), newSink(t)
		parent := k.note("bea", k.id, "<p>The first word</p>")
		other := &talk{sink: there, i: i, actor: k.actor, id: k.id, page: k.page}
		middle := other.note("cid", parent.text("id"), "<p>The second word</p>")
		last := k.note("dora", middle.text("id"), "<p>The third word</p>")
		k.serves(parent)
		there.serves(middle)
		k.serves(last)
		k.creates("dora", last)
		k.shows(`3 replies`, `(?s)The first word.*The second word.*The third word`, `@cid@`)
		// What comes late is known already.
		k.creates("bea", parent)
		k.shows(`3 replies`)
		k.i.document(k.id+"/replies").wants(t, "totalItems", float64(3))

		// Not for everybody, gone, in a circle, without end, somebody else's: nothing is shown.
		secret := k.note("bea", k.id, "<p>A secret</p>")
		secret["to"], secret["cc"] = []string{k.actor}, []string{}
		k.serves(secret)
		k.creates("cid", served(k, k.note("cid", secret.text("id"), "<p>Under a secret</p>")))
		k.creates("cid", served(k, k.note("cid", k.base+"/notes/nowhere", "<p>Under nothing</p>")))
		round := k.note("cid", k.base+"/notes/round", "<p>Round</p>")
		k.serves(object{"id": k.base + "/notes/round", "type": "Note", "attributedTo": k.sink.id("cid"), "inReplyTo": round["id"],
			"content": "and round", "to": []string{public}})
		k.creates("cid", served(k, round))
		forged := served(k, k.note("eve", k.id, "<p>Forged</p>"))
		forged["attributedTo"] = there.id("cid")
		k.creates("cid", served(k, k.note("cid", forged.text("id"), "<p>Under a forged one</p>")))
		for n := range 40 {
			k.serves(object{"id": fmt.Sprintf("%s/deep/%d", k.base, n), "type": "Note", "attributedTo": k.sink.id("cid"),
				"inReplyTo": fmt.Sprintf("%s/deep/%d", k.base, n+1), "content": "deep", "to": []string{public}})
		}
		asked := k.timesAsked()
		k.creates("cid", served(k, k.note("cid", k.base+"/deep/0", "<p>Too deep</p>")))
		// A reply to a stranger's post, by somebody who does not speak to us, costs nobody a question.
		stray := k.note("cid", k.base+"/notes/stray", "<p>To a stranger</p>")
		stray["cc"] = []string{}
		k.sends("cid", i.base+"/ap/inbox", object{"type": "Create", "to": stray["to"], "object": stray})
		k.creates("dora", k.note("dora", k.id, "<p>The end</p>"))
		k.shows(`4 replies`, `The end`, `!Under`, `!Round`, `!Forged`, `!Too deep`, `!secret`)
		eventually(t, "the parents were looked for", func() error {
			if n := i.number("select count(*) from river_job where kind = 'orphan' and state not in ('completed', 'discarded', 'cancelled')"); n != 0 {
				return fmt.Errorf("%d searches are left", n)
			}
			return nil
		})
		if n := k.timesAsked() - asked; n > 35 { // 20 of these, and what was still being looked for
			t.Errorf("%d questions were asked for one reply", n)
		}
		k.shows(`4 replies`, `!Under`, `!Round`, `!Forged`, `!Too deep`)
	})
}

// TestMentions keeps what is said to our people elsewhere: in answer to their own answers, or by their name.
func TestMentions(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		mention := func(note object) object {
			note["tag"] = []object{{"type": "Mention", "href": k.actor, "name": "@ann"}}
			return served(k, note)
		}
		mentions := func(n int64) {
			t.Helper()
			eventually(t, fmt.Sprintf("there are %d mentions", n), func() error {
				if got := i.number("select count(*) from mentions"); got != n {
					return fmt.Errorf("there are %d", got)
				}
				return nil
			})
		}
		first := mention(k.note("bea", "", "<p>Did you read <b>ann</b>?</p>"))
		k.creates("bea", first)
		mentions(1)
		strange := served(k, k.note("cid", "", "<p>A post of cid's</p>"))
		second := mention(k.note("bea", strange.text("id"), "<p>ann says the same</p>"))
		k.creates("bea", second)
		mentions(2)
		if page := i.signIn("ann").open("/desk/notices"); !strings.Contains(page, "Did you read ann?") || !strings.Contains(page, "ann says the same") {
			t.Errorf("the notifications are %s", page)
		}
		private := mention(k.note("bea", "", "<p>Between us</p>"))
		private["to"], private["cc"] = []string{k.actor}, []string{}
		k.creates("bea", private)
		k.creates("bea", k.note("bea", "", "<p>To nobody here</p>"))
		edited := mention(k.note("bea", "", "<p>Have you read ann?</p>"))
		edited["id"] = first["id"]
		k.taken("bea", k.actor, object{"type": "Update", "object": edited})
		if n := i.number("select count(*) from mentions where words = 'Have you read ann?'"); n != 1 {
			t.Errorf("%d mentions have the edited words", n)
		}
		k.taken("eve", k.actor, object{"type": "Delete", "object": second["id"]}) // not hers: nothing happens
		mentions(2)
		k.taken("bea", k.actor, object{"type": "Delete", "object": second["id"]})
		mentions(1)
		k.deletes("bea")
		k.taken("bea", k.actor, object{"type": "Delete", "object": k.sink.id("bea")})
		mentions(0)
		k.shows(`No replies yet`)
	})
}

// served is a note that its server also shows.
func served(k *talk, note object) object {
	k.serves(note)
	return note
}

// TestMove follows a follower to a new account, and only where that account says so.
func TestMove(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k, there := newTalk(t, i), newSink(t)
		k.follows("bea", k.actor)
		k.follows("cid", k.actor)
		move := func(name, target string) object {
			return object{"type": "Move", "object": k.sink.id(name), "target": target}
		}
		k.refused("bea", k.actor, move("bea", there.id("bea"))) // it does not say so
		k.refused("cid", k.actor, move("bea", there.id("bea"))) // not theirs to say
		there.wasBefore("bea", k.sink.id("bea"))
		k.taken("bea", k.actor, move("bea", there.id("bea")))
		k.taken("bea", k.actor, move("bea", there.id("bea")))
		i.hasFollowers(k.actor, 2)
		i.publish("ann", "second.md", "# After the move\n\nWords.\n")
		create := func(p post) bool { return p.activity.text("type") == "Create" }
		there.await(1, "Create at the new account", create)
		k.await(1, "Create at the one who stayed", create)
		// The new account may follow by itself, too, and leave for good.
		follow := there.follows("bea", k.actor)
		i.hasFollowers(k.actor, 2)
		there.taken("bea", k.actor, object{"type": "Undo", "object": object{"type": "Follow", "id": follow, "actor": there.id("bea"), "object": k.actor}})
		i.hasFollowers(k.actor, 1)
	})
}
