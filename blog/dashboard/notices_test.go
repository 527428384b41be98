package dashboard_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pamphlet/blog"
)

// rail is the number beside Notifications.
func (p *page) rail() string {
	for _, a := range p.elements("a") {
		if attr(a, "href") == "/desk/notices" {
			entry := page{root: a}
			return strings.TrimSpace(strings.TrimPrefix(entry.text(), "Notifications"))
		}
	}
	return "no entry"
}

func TestNotices(t *testing.T) {
	k := newTalk(t)
	b := k.signedIn("ann")
	b.get("/desk/notices").wants(http.StatusOK, "Quiet so far.")
	if got := b.last.rail(); got != "" {
		t.Errorf("nothing happened, and the rail says %q", got)
	}

	kofi := elsewhere("Kofi", "one.example")
	k.ahead.Add(int64(1e9))
	c := k.hears(kofi, 0, "Good morning.")
	for n, r := range []blog.Reacted{
		{Kind: blog.Like, To: blog.Target{ArticleID: k.article.ID}}, {Kind: blog.Boost, To: blog.Target{ArticleID: k.article.ID}},
		{Kind: blog.Like, To: blog.Target{ArticleID: k.article.ID, CommentID: c.ID}},
	} {
		r.Activity, r.Actor = fmt.Sprintf("%s#%d", kofi.URI, n), kofi
		if err := k.service.React(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	k.gains("Bea")
	if got := b.get("/desk").rail(); got != "5 new" {
		t.Errorf("the rail says %q", got)
	}
	p := b.get("/desk/notices").wants(http.StatusOK, "New", "Bea follows ann of the tests",
		"Kofi replied to A letter to six thousand servers", "Kofi liked A letter to six thousand servers",
		"Kofi boosted A letter to six thousand servers", "Kofi liked a reply under A letter to six thousand servers")
	for _, link := range []string{"/@ann/a-letter-to-six-thousand-servers#reply-" + itoa(c.ID), at(kofi.URI), "/@ann"} {
		if !p.has("a", "href", link) {
			t.Errorf("nothing leads to %s", link)
		}
	}
	if got := p.rail(); got != "" {
		t.Errorf("who reads them is told of %q", got)
	}
	if p = b.get("/desk/notices").wants(http.StatusOK, "Kofi replied to"); p.has("h2", "id", "fresh") {
		t.Error("they are still new")
	}

	if !b.get("/desk/followers").has("a", "href", at(elsewhere("Bea", "two.example").URI)) {
		t.Error("the follower's name does not lead to where she can be followed or blocked")
	}

	// What one does oneself is no news.
	if _, err := k.service.Answer(t.Context(), k.ann.ID, blog.Answered{Target: blog.Target{ArticleID: k.article.ID}}, "Mine."); err != nil {
		t.Fatal(err)
	}
	if got := b.get("/desk").rail(); got != "" {
		t.Errorf("of oneself the rail says %q", got)
	}
}

// gains makes somebody follow ann.
func (k *talk) gains(name string) {
	k.t.Helper()
	somebody, own := elsewhere(name, "two.example"), k.personalBlog(k.ann)
	err := k.service.AddFollower(k.t.Context(), blog.Followed{BlogID: own.ID, Actor: somebody, Activity: somebody.URI + "/follow",
		Accept: blog.Outgoing{APID: "accept-" + name, BlogID: own.ID, Kind: "Accept", Body: []byte("{}")}})
	if err != nil {
		k.t.Fatal(err)
	}
}

// TestManyNotices shows that all that is new is marked, on later pages, too.
func TestManyNotices(t *testing.T) {
	k := newTalk(t)
	b := k.signedIn("ann")
	k.hears(elsewhere("Old", "one.example"), 0, "Read long ago.")
	k.ahead.Add(int64(1e9))
	b.get("/desk/notices")
	k.ahead.Add(int64(1e9))
	for n := range 101 {
		k.ahead.Add(int64(1e7))
		k.hears(elsewhere(fmt.Sprintf("P%d", n), "one.example"), 0, "Again.")
	}
	if got := b.get("/desk").rail(); got != "99+ new" {
		t.Errorf("the rail says %q", got)
	}
	b.get("/desk/notices").wants(http.StatusOK, "New", "P100 replied")
	for range 2 {
		b.get(b.last.older()).wants(http.StatusOK, "New")
	}
	p := b.last.wants(http.StatusOK, "P0 replied", "Earlier", "Old replied")
	if p.older() != "" {
		t.Errorf("there is a page after the last: %s", p.older())
	}
	if new, old := strings.Index(p.text(), "P0 replied"), strings.Index(p.text(), "Earlier"); new > old {
		t.Error("the last new one stands among the earlier")
	}
}

// older is the address of the next page.
func (p *page) older() string {
	for _, a := range p.elements("a") {
		if attr(a, "rel") == "next" {
			return attr(a, "href")
		}
	}
	return ""
}
