package main

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// opaque is the last segment of an id of the only answer on a site.
func (i *instance) opaque() (apID string) {
	i.t.Helper()
	db := i.open()
	defer func() { _ = db.Close() }()
	if err := db.QueryRowContext(i.t.Context(), "select ap_id from answers").Scan(&apID); err != nil {
		i.t.Fatal(err)
	}
	return apID
}

// about matches activities of one kind that speak of something.
func about(kind, words string) func(post) bool {
	return func(p post) bool {
		return p.activity.text("type") == kind && strings.Contains(fmt.Sprint(p.activity), words)
	}
}

// TestAnswerEndsEverywhere deletes an answer after its article was withdrawn: whoever was told of it is told of its end.
func TestAnswerEndsEverywhere(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
		page := i.publish("ann", "first.md", firstArticle, "--blog", "journal")
		parent, fan, above := newSink(t), newSink(t), newSink(t)
		k := &talk{sink: parent, i: i, actor: i.actorOf("ann"), id: i.document(page).text("id"), page: page}
		kAbove := &talk{sink: above, i: i, actor: k.actor, id: k.id, page: page}
		fan.follows("fan", i.actorOf("journal"))
		top := kAbove.creates("gus", kAbove.note("gus", k.id, "<p>Top</p>"))
		k.creates("bea", k.note("bea", top, "<p>Second</p>"))
		k.shows(`2 replies`)
		ann := i.signIn("ann")
		second := i.number("select id from comments where uri like '" + k.base + "%'")
		ann.fill(fmt.Sprintf("/desk/comments/%d/answer", second), url.Values{"do": {"answer"}, "markdown": {"My answer."}})
		for _, s := range []*sink{parent, fan, above} {
			s.await(1, "the answer", about("Create", "My answer"))
		}
		ann.withdraw("A quiet beginning")
		answer := i.opaque()
		ann.fill("/desk/answers/"+answer, url.Values{"do": {"delete"}})
		for _, s := range []*sink{parent, fan, above} {
			s.await(1, "its end", about("Delete", answer))
		}
		if got := i.get(i.base+"/ap/comments/"+answer, "application/activity+json"); got.status != http.StatusGone {
			t.Errorf("its id answers %d", got.status)
		}
	})
}

// TestHiddenAnswerIsQuiet hides what one of our people said under another's article: nobody is told of its edits, and
// its id does not give it away, also once the article is gone.
func TestHiddenAnswerIsQuiet(t *testing.T) {
	i := newSite(t, "sqlite")
	i.addUser("ben", "author")
	k, fan, ben, ann := newTalk(t, i), newSink(t), i.signIn("ben"), i.signIn("ann")
	fan.follows("fan", i.actorOf("ben"))
	ben.does("answer", k.id, "markdown", "Rude words.")
	k.shows(`Rude words`)
	answer := i.opaque()
	ann.send(fmt.Sprintf("/desk/comments/%d", i.number("select id from comments")), url.Values{"csrf": {ann.token("/desk/comments")}, "do": {"hide"}})
	k.shows(`No replies yet`)
	ben.fill("/desk/answers/"+answer, url.Values{"do": {"save"}, "markdown": {"Ruder words."}})
	i.isDone()
	if told := fan.got(about("Update", "Ruder")); len(told) != 0 {
		t.Errorf("the edit of a hidden answer was sent: %v", told)
	}
	for range 2 {
		if got := i.get(i.base+"/ap/comments/"+answer, "application/activity+json"); got.status != http.StatusNotFound {
			t.Errorf("the hidden answer's id answers %d %s", got.status, got.body)
		}
		if i.number("select count(*) from articles where state = 'published'") == 1 {
			ann.withdraw("A quiet beginning")
		}
	}
}

// TestMentionFindsItsPlace keeps a reply for whom it names while its parent cannot be had, and puts it into its thread
// as soon as that can.
func TestMentionFindsItsPlace(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		parent := k.note("bea", k.id, "<p>The first word</p>")
		middle := served(k, k.note("cid", parent.text("id"), "<p>The second word</p>"))
		middle["tag"] = []object{{"type": "Mention", "href": k.actor, "name": "@ann"}}
		k.creates("cid", middle)
		eventually(t, "the mention", func() error {
			if n := i.number("select count(*) from mentions"); n != 1 {
				return fmt.Errorf("%d mentions", n)
			}
			return nil
		})
		k.serves(parent)
		k.creates("dora", served(k, k.note("dora", middle.text("id"), "<p>The third word</p>")))
		k.shows(`3 replies`, `(?s)The first word.*The second word.*The third word`)
		if n := i.number("select count(*) from mentions"); n != 0 {
			t.Errorf("%d mentions are left", n)
		}
	})
}

// TestFollowsKeepTheirOrder follows, stops and follows again while the other server refuses for a while.
func TestFollowsKeepTheirOrder(t *testing.T) {
	i := newSite(t, "sqlite")
	s, ann, inbox := newSink(t), i.signIn("ann"), "/u/own-bea/inbox"
	taken := func() (kinds []string) {
		for _, p := range s.got(func(p post) bool { return p.path == inbox && p.status < 300 }) {
			kinds = append(kinds, p.activity.text("type"))
		}
		return kinds
	}
	ann.does("follow", s.id("own-bea"))
	s.await(1, "Follow", about("Follow", "own-bea"))
	s.behaves(inbox, mood{status: http.StatusUnauthorized})
	ann.does("unfollow", s.id("own-bea"))
	s.await(1, "Undo", about("Undo", "own-bea"))
	ann.does("follow", s.id("own-bea"))
	time.Sleep(200 * time.Millisecond) // a second Follow that overtakes would come now
	s.behaves(inbox, mood{})
	eventually(t, "all three arrive", func() error {
		i.timePasses()
		if got := taken(); !slices.Equal(got, []string{"Follow", "Undo", "Follow"}) {
			return fmt.Errorf("they came as %v", got)
		}
		return nil
	})
}

// TestWordsTakenBack has a blocked person edit what they wrote to ann, a reply dated back, and one that is made private.
func TestWordsTakenBack(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k, ann := newTalk(t, i), i.signIn("ann")
		first := k.note("bea", "", "<p>Hello ann</p>")
		first["tag"] = []object{{"type": "Mention", "href": k.actor, "name": "@ann"}}
		k.creates("bea", served(k, first))
		ann.does("block", k.sink.id("bea"))
		first["content"] = "<p>You will regret this</p>"
		k.sends("bea", k.actor+"/inbox", object{"type": "Update", "object": first})
		if strings.Contains(ann.open("/desk/notices"), "You will regret this") {
			t.Error("who is blocked still speaks to ann")
		}
		k.creates("cid", k.note("cid", k.id, "<p>Honest</p>"))
		early := k.note("dora", k.id, "<p>Dated back</p>")
		early["published"] = "1900-01-01T00:00:00Z"
		k.creates("dora", early)
		k.shows(`(?s)Honest.*Dated back`)
		early["content"], early["to"], early["cc"] = "<p>Private words</p>", []string{k.actor}, []string{}
		early["updated"] = time.Now().UTC().Format(time.RFC3339)
		k.sends("dora", k.actor+"/inbox", object{"type": "Update", "to": early["to"], "object": early})
		k.shows(`1 reply`, `!Dated back`, `!Private words`)
	})
}
