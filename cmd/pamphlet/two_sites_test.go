package main

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// does sends one of the buttons of the page that takes any address.
func (d *atDesk) does(what, address string, more ...string) string {
	d.t.Helper()
	fields := url.Values{"do": {what}, "address": {address}}
	for i := 0; i < len(more); i += 2 {
		fields.Set(more[i], more[i+1])
	}
	fields.Set("csrf", d.token("/desk/following"))
	return d.send("/desk/following", fields)
}

// finds opens what stands at an address.
func (d *atDesk) finds(address string) string {
	d.t.Helper()
	return d.open("/desk/following?address=" + url.QueryEscape(address))
}

// link is the first link or form address of a page that matches.
func (d *atDesk) link(page, pattern string) string {
	d.t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(page)
	if found == nil {
		d.t.Fatalf("the page has no %s: %s", pattern, page)
	}
	return found[len(found)-1]
}

// follows makes the blogs of two sites follow each other, by handle and by address.
func mutualFollow(t *testing.T, a, b *instance, ann, bob *atDesk) {
	t.Helper()
	ann.does("follow", "@bob@"+b.host())
	b.hasFollowers(b.actorOf("bob"), 1)
	bob.does("follow", a.base+"/@ann")
	a.hasFollowers(a.actorOf("ann"), 1)
	for _, side := range []struct {
		i    *instance
		name string
	}{{a, "ann"}, {b, "bob"}} {
		eventually(t, side.name+"'s follow is accepted", func() error {
			if n := side.i.document(side.i.actorOf(side.name) + "/following")["totalItems"]; n != float64(1) {
				return fmt.Errorf("%v accepted", n)
			}
			return nil
		})
	}
}

// TestTwoSites lets two of our sites, one per database, live together: they follow, publish, reply, answer, edit,
// like, boost, delete and block each other, all by the forms of the desk.
func TestTwoSites(t *testing.T) {
	t.Parallel()
	a, b := newSite(t, "sqlite"), newInstance(t, "postgres")
	b.addUser("bob", "owner")
	b.start()
	ann, bob := a.signIn("ann"), b.signIn("bob")
	mutualFollow(t, a, b, ann, bob)

	page := a.publish("ann", "first.md", firstArticle)
	doc := a.document(page)
	id := doc.text("id")
	shows := func(patterns ...string) {
		t.Helper()
		(&talk{sink: &sink{t: t}, i: a, page: page}).shows(patterns...)
	}
	if found := bob.finds(page); !strings.Contains(found, "A quiet beginning") || !strings.Contains(found, "@"+a.host()) {
		t.Fatalf("bob finds %s", found)
	}

	// A reply, its edit, an answer, the answer's edit.
	bob.does("answer", id, "markdown", "A *fine* letter.")
	shows(`1 reply`, `A <em>fine</em> letter`, `@bob@`, `!Author`)
	edit := bob.link(bob.finds(id), `href="(/desk/answers/[a-z0-9]+)`)
	bob.fill(edit, url.Values{"do": {"save"}, "markdown": {"A *great* letter."}})
	shows(`A <em>great</em> letter`, `edited`)
	answer := ann.link(ann.open("/desk/comments"), `(/desk/comments/\d+)/answer`)
	ann.fill(answer+"/answer", url.Values{"do": {"answer"}, "markdown": {"Thank **you**."}})
	shows(`2 replies`, `Thank <strong>you</strong>`, `Author`)
	eventually(t, "bob hears of the answer", func() error {
		if n := b.number("select count(*) from mentions where words like '%Thank you.%'"); n != 1 {
			return fmt.Errorf("%d mentions", n)
		}
		return nil
	})

	// Reactions, and the same taken back.
	bob.does("like", id)
	bob.does("boost", id)
	shows(`1 like`, `1 boost`)
	bob.does("unlike", id)
	bob.does("unboost", id)
	shows(`!1 like`, `!1 boost`)

	// A deletion leaves its place, since somebody answered there.
	theirs := a.number("select count(*) from comments where state = 'shown'")
	replies := plain(t, a.document(id + "/replies?page=1")["orderedItems"])
	note := regexp.MustCompile(regexp.QuoteMeta(b.base) + `/ap/comments/[a-z0-9]+`).FindString(replies)
	if note == "" || theirs != 2 {
		t.Fatalf("the replies are %s", replies)
	}
	b.document(note).wants(t, "type", "Note", "inReplyTo", id)
	bob.deletes(id)
	shows(`1 reply`, `removed by the person who wrote it`, `!great`)
	if got := b.get(note, "application/activity+json"); got.status != http.StatusGone {
		t.Errorf("the deleted note answers %d", got.status)
	}

	// A block ends everything between them, and can be taken back.
	bobID := b.actorOf("bob")
	ann.does("block", bobID)
	a.hasFollowers(a.actorOf("ann"), 0)
	b.hasFollowers(bobID, 0)
	bob.does("answer", id, "markdown", "Let me in.")
	bob.does("follow", a.actorOf("ann")) // it is known as refused; asking again is refused again
	b.isDone()                           // it was told, and refused
	ann.does("unblock", bobID)
	bob.does("unfollow", a.actorOf("ann"))
	bob.does("follow", a.actorOf("ann"))
	a.hasFollowers(a.actorOf("ann"), 1)
	shows(`!Let me in`)

	ann.withdraw("A quiet beginning")
	a.isGone(id, page)
}

// isDone waits until everything a site has to tell others was told or refused.
func (i *instance) isDone() {
	i.t.Helper()
	eventually(i.t, "nothing is left to be told", func() error {
		const left = "select (select count(*) from deliveries) + (select count(*) from river_job where kind in ('answer_changed', 'interacted') and state <> 'completed')"
		if n := i.number(left); n != 0 {
			return fmt.Errorf("%d things are left", n)
		}
		return nil
	})
}

// deletes takes an answer back, found where what it answers is shown.
func (d *atDesk) deletes(address string) {
	d.t.Helper()
	d.fill(d.link(d.finds(address), `href="(/desk/answers/[a-z0-9]+)`), url.Values{"do": {"delete"}})
}
