package main

import (
	"fmt"
	"strings"
	"testing"
)

// blocks has a blog, or with 0 the whole site, refuse an actor or a host.
func (i *instance) blocks(blog int64, target string) {
	i.t.Helper()
	db := i.open()
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(i.t.Context(), fmt.Sprintf("insert into blocks (blog_id, target, created_at) values (%d, '%s', 1)", blog, target)); err != nil {
		i.t.Fatal(err)
	}
}

// banned is somebody who is not welcome.
type banned struct {
	*sink
	name   string
	status []int // of a Follow, a reply, a reaction
	fetch  int   // how often their server may be asked for them
}

// TestF10Blocked has people who are blocked in the four ways try every door: nothing of theirs gets in, and whom the
// whole site refuses is not even asked for.
func TestF10Blocked(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k, whole, part := newTalk(t, i), newSink(t), newSink(t)
		host := func(s *sink) string { return strings.TrimPrefix(s.base, "http://") }
		blog := i.number("select id from blogs where name = 'ann'")
		i.blocks(0, k.sink.id("eve"))
		i.blocks(0, host(whole))
		i.blocks(blog, k.sink.id("mallory"))
		i.blocks(blog, host(part))
		k.creates("bea", k.note("bea", k.id, "<p>Good morning</p>"))
		bySite, byBlog := []int{403, 403, 403}, []int{403, 403, 202}
		for _, who := range []banned{{k.sink, "eve", bySite, 0}, {whole, "eve", bySite, 0}, {k.sink, "mallory", byBlog, 1}, {part, "mallory", byBlog, 1}} {
			before, asked := k.tally(), who.timesAsked()
			who.knocks(k)
			if change := k.tally().minus(before); change != (tally{}) {
				t.Errorf("%s changed %+v", who.id(who.name), change)
			}
			if asked = who.timesAsked() - asked; asked > who.fetch {
				t.Errorf("%s was asked for %d times", who.id(who.name), asked)
			}
		}
		k.shows(`1 reply`, `Good morning`, `!Blocked words`, `![1-9] (like|boost)`)
		if accepts := k.got(func(p post) bool { return p.activity.text("type") == "Accept" }); len(accepts) > 0 {
			t.Errorf("somebody blocked was accepted: %s", k.heard())
		}
		i.ranQuietly()
	})
}

// knocks tries everything at every inbox.
func (b banned) knocks(k *talk) {
	k.t.Helper()
	note := k.note("", k.id, "<p>Blocked words</p>")
	note["attributedTo"], note["id"] = b.id(b.name), b.base+"/notes/of-"+b.name
	for n, act := range []object{
		{"type": "Follow", "object": k.actor},
		{"type": "Create", "object": note, "to": []string{public}},
		{"type": "Like", "object": k.id},
		{"type": "EmojiReact", "content": "🔥", "object": k.id},
		{"type": "Announce", "object": k.id, "to": []string{public}},
	} {
		for _, inbox := range []string{k.actor + "/inbox", k.i.base + "/ap/inbox", k.i.base + "/ap/instance/inbox"} {
			if _, got := b.sends(b.name, inbox, act); got.status != b.status[min(n, 2)] {
				k.t.Errorf("%s of %s was answered %d %s", act.text("type"), b.id(b.name), got.status, got.body)
			}
		}
	}
	for _, act := range []object{
		{"type": "Update", "object": note}, {"type": "Delete", "object": note["id"]},
		{"type": "Block", "object": k.actor}, {"type": "Undo", "object": note["id"]},
	} {
		b.refused(b.name, k.actor, act)
	}
}
