package dashboard_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store/storetest"
)

const following = "/desk/following"

// at is the page about an address.
func at(address string) string { return following + "?address=" + url.QueryEscape(address) }

// press sends the form of the page with one of its buttons.
func (p *page) press(do string) *page {
	p.b.t.Helper()
	return p.form(following).with("do", do).send()
}

// does are the kinds and states of what ann does to an actor or thing.
func (k *talk) does(object string) string {
	k.t.Helper()
	list, err := k.store.InteractionsWith(k.t.Context(), k.personalBlog(k.ann).ID, object)
	if err != nil {
		k.t.Fatal(err)
	}
	var words []string
	for _, i := range list {
		words = append(words, string(i.Kind)+" "+string(i.State))
	}
	return strings.Join(words, ", ")
}

// TestFollowing is what one person can do to another: follow and block, and take that back.
func TestFollowing(t *testing.T) {
	k, f := newTalk(t), newFar(t)
	bea := f.person("bea", object{"name": "Bea", "summary": `<p>I write <b>letters</b>.<script>alert(1)</script><img src="https://evil.example/x.png"></p>`})
	b := k.signedIn("ann")
	b.get(following).wants(http.StatusOK, "You follow nobody yet.")

	p := b.get(at(f.handle("bea"))).wants(http.StatusOK, "Bea", f.handle("bea"), "I write letters.", "Follow", "Their page", "Block")
	if strings.Contains(p.source, "evil.example") || strings.Contains(p.source, "alert(1)") {
		t.Errorf("the page has %s", p.source)
	}
	p.press("follow").wants(http.StatusOK, "Asked, waiting for their answer", "Take back")
	b.get(following).wants(http.StatusOK, "Bea", "Asked, no answer yet")
	follow, err := k.store.InteractionsWith(t.Context(), k.personalBlog(k.ann).ID, bea)
	if err != nil || len(follow) != 1 {
		t.Fatalf("follows %+v, %v", follow, err)
	}
	if err := k.service.FollowAnswered(t.Context(), bea, follow[0].APID, true); err != nil {
		t.Fatal(err)
	}
	p = b.get(at(bea)).wants(http.StatusOK, "You follow them")
	p.press("unfollow").wants(http.StatusOK, "You no longer follow them.", "Follow")
	if got := k.does(bea); got != "" {
		t.Errorf("after unfollowing: %s", got)
	}

	b.last.press("follow")
	b.last.press("block").wants(http.StatusOK, "Blocked", "Unblock")
	if got := k.does(bea); got != "block done" {
		t.Errorf("after blocking: %s", got)
	}
	b.get(following+"?show=blocked").wants(http.StatusOK, "Bea").press("unblock").wants(http.StatusOK, "No longer blocked.", "You follow nobody yet.")
	if got := k.does(bea); got != "" || b.url.RawQuery != "show=blocked&done=unblock" {
		t.Errorf("after unblocking: %q at %s", got, b.url)
	}
	b.get(following + "?show=nonsense").wants(http.StatusNotFound)
}

// TestReading is what one can do to a thing elsewhere.
func TestReading(t *testing.T) {
	k, f := newTalk(t), newFar(t)
	bea := f.person("bea", object{"name": "Bea"})
	note := f.thing("bea", "/notes/1", object{"summary": "Soup", "content": "<p>Do not read this hungry.</p>"})
	b := k.signedIn("ann")
	p := b.get(at(note)).wants(http.StatusOK, "Bea", "Soup", "Do not read this hungry.", "Like", "Boost", "Answer Bea")
	if !p.has("a", "href", at(bea)) {
		t.Error("nothing leads to who wrote it")
	}
	b.last.press("like").wants(http.StatusOK, "Liked. Who wrote it is told.")
	b.last.press("boost").wants(http.StatusOK, "Boosted. Your followers are told.")
	if got := k.does(note); got != "like done, boost done" {
		t.Errorf("liked and boosted: %s", got)
	}
	b.last.press("unlike").wants(http.StatusOK, "No longer liked.")
	b.last.press("unboost").wants(http.StatusOK, "No longer boosted.")
	if got := k.does(note); got != "" {
		t.Errorf("taken back: %s", got)
	}

	b.last.form(following, "markdown").with("do", "answer", "markdown", "Too *late*.").send().wants(http.StatusOK, "Your answer is sent.", "You answered", "Too late.", "Answer again")
	answers, err := k.store.AnswersTo(t.Context(), k.personalBlog(k.ann).ID, note)
	if err != nil || len(answers) != 1 {
		t.Fatalf("answered %+v, %v", answers, err)
	}
	edit := "/desk/answers/" + answers[0].APID
	link := ""
	for _, a := range b.last.elements("a") {
		if strings.HasPrefix(attr(a, "href"), edit) {
			link = attr(a, "href")
		}
	}
	b.get(link).form(edit).with("do", "save", "markdown", "Not too late.").send().
		wants(http.StatusOK, "Your answer is changed", "Not too late.")
	b.last.form(edit).with("do", "delete").send().wants(http.StatusOK, "Deleted.", "Answer Bea")
	if strings.Contains(b.last.text(), "Not too late.") || b.url.Path != following {
		t.Errorf("after deleting it, %s shows %s", b.url, b.last.text())
	}
}

// TestArticleElsewhere shows an article whole: its summary is no warning.
func TestArticleElsewhere(t *testing.T) {
	k, f := newTalk(t), newFar(t)
	f.person("bea", nil)
	article := f.thing("bea", "/letters/1", object{"type": "Article", "name": "A letter", "summary": "In short.", "content": "<p>" + strings.Repeat("Long. ", 1000) + "</p>"})
	p := k.signedIn("ann").get(at(article)).wants(http.StatusOK, "Article, 14 March", "A letter", "In short.", "Show the whole text")
	for _, details := range p.elements("details") {
		if attr(details, "class") == "warned" {
			t.Error("the summary is shown as a warning")
		}
	}
}

// TestNotForEverybody has a thing for followers only: to like, not to boost.
func TestNotForEverybody(t *testing.T) {
	k, f := newTalk(t), newFar(t)
	bea := f.person("bea", nil)
	note := f.thing("bea", "/notes/2", object{"to": []string{bea + "/followers"}, "content": "<p>Between us.</p>"})
	p := k.signedIn("ann").get(at(note)).wants(http.StatusOK, "Between us.", "can neither be boosted nor answered")
	if p.has("button", "value", "boost") {
		t.Error("it can be boosted")
	}
	p.press("boost").wants(http.StatusUnprocessableEntity, "cannot be boosted")
	if got := k.does(note); got != "" {
		t.Errorf("ann does %s", got)
	}
}

// TestOwnPlace finds what is of this site, without asking anybody.
func TestOwnPlace(t *testing.T) {
	k := newTalk(t)
	ben := k.account("ben", blog.Author)
	theirs := k.publishAs(ben, "Of ben", "Words of ben.")
	b := k.signedIn("ann")
	p := b.get(at("@ann@"+strings.TrimPrefix(k.server.URL, "http://"))).wants(http.StatusOK, "You")
	if p.has("button", "value", "follow") || p.has("button", "value", "block") {
		t.Error("one can follow or block oneself")
	}
	page := k.server.URL + "/@ben/of-ben"
	b.get(at(page)).wants(http.StatusOK, "Of ben", "Words of ben.").form(following, "markdown").with("do", "answer", "markdown", "From next door.").send().
		wants(http.StatusOK, "Your answer is sent.", "From next door.")
	thread, err := k.store.Thread(t.Context(), theirs.ID)
	if err != nil || len(thread) != 1 {
		t.Errorf("the thread is %+v, %v", thread, err)
	}
	b.get(at(k.server.URL+"/@ben/nothing")).wants(http.StatusUnprocessableEntity, "There is nothing at this address.")
}

// TestFoundTrouble keeps what was typed, whatever goes wrong on the way.
func TestFoundTrouble(t *testing.T) {
	k, f := newTalk(t), newFar(t)
	f.person("bea", nil)
	note := f.thing("bea", "/notes/1", object{"content": "<p>Good morning.</p>"})
	b := k.signedIn("ann")
	b.get(at("")).wants(http.StatusUnprocessableEntity, "Write the address of an account")
	p := b.get(at("@nobody@"+f.host())).wants(http.StatusUnprocessableEntity, "Its server says that there is nothing")
	if !p.has("input", "value", "@nobody@"+f.host()) || !p.has("input", "aria-invalid", "true") {
		t.Error("the address is gone, or not marked")
	}

	// The server goes away between reading and answering.
	answer := b.get(at(note)).form(following, "markdown").with("do", "answer", "markdown", long)
	f.goes(true)
	p = answer.send().wants(http.StatusUnprocessableEntity, "Try again later.")
	wantsText(t, p.form(following, "markdown"), long)
	f.goes(false)
	again := p.form(following, "markdown").with("do", "answer")
	p = again.with("csrf", "guessed").send().wants(http.StatusForbidden, "What you wrote is here.")
	p = p.form(following).send().wants(http.StatusOK, "Nothing was sent yet", "Good morning.")
	wantsText(t, p.form(following, "markdown"), long)

	tooLong := strings.Repeat("word ", 5000)
	p = p.form(following, "markdown").with("do", "answer", "markdown", tooLong).send().wants(http.StatusUnprocessableEntity, "Good morning.")
	wantsText(t, p.form(following, "markdown"), tooLong)

	// An account is nothing to answer.
	p = p.form(following, "markdown").with("do", "answer", "markdown", long, "address", f.id("bea")).send().wants(http.StatusUnprocessableEntity, "there is nothing to answer")
	wantsText(t, p.form(following, "markdown"), long)
	p.form(following).with("do", "juggle").send().wants(http.StatusUnprocessableEntity, "not known here")

	// Signed out meanwhile.
	answer = b.get(at(note)).form(following, "markdown").with("do", "answer", "markdown", long)
	like := b.last.form(following).with("do", "like")
	if err := k.service.SetPassword(t.Context(), "ann", password); err != nil {
		t.Fatal(err)
	}
	like.send().form("/sign-in").with("name", "ann", "password", password).send().wants(http.StatusOK, "Good morning.")
	if got := k.does(note); got != "" || b.url.Path != following {
		t.Errorf("signing in did %q, and led to %s", got, b.url)
	}
	p = answer.send().wants(http.StatusForbidden).form(following).send().wants(http.StatusOK, "Nothing was sent yet")
	wantsText(t, p.form(following, "markdown"), long)
	if list, err := k.store.AnswersTo(t.Context(), k.personalBlog(k.ann).ID, note); err != nil || len(list) != 0 {
		t.Errorf("sent %+v, %v", list, err)
	}
}

func TestFollowBlocked(t *testing.T) {
	k, f := newTalk(t), newFar(t)
	bea := f.person("bea", nil)
	b := k.signedIn("ann")
	follow := b.get(at(bea)).form(following).with("do", "follow")
	b.last.press("block").wants(http.StatusOK, "Unblock")
	follow.send().wants(http.StatusConflict, "Take that back first.", "bea", "Unblock")
}

func TestNoBridge(t *testing.T) {
	h := open(t, storetest.SQLite(t), func(c *desk.Config) { c.Fediverse = nil })
	h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	b.get(following).wants(http.StatusOK, "You follow nobody yet.")
	b.get(at("@bea@elsewhere.example")).wants(http.StatusServiceUnavailable, "Other servers cannot be asked from here")
}

// TestFollowingPages has more people than fit on a page.
func TestFollowingPages(t *testing.T) {
	k := newTalk(t)
	for n := range 51 {
		somebody := elsewhere("P"+itoa(int64(n)), "one.example")
		if err := k.service.Interact(t.Context(), k.ann.ID, blog.Wish{Kind: blog.ToFollow, Object: somebody.URI, Actor: somebody}); err != nil {
			t.Fatal(err)
		}
	}
	b := k.signedIn("ann")
	p := b.get(following).wants(http.StatusOK, "Older", "P50")
	if strings.Contains(p.text(), "@p0@") {
		t.Error("the first page shows all")
	}
	p = b.get(following+"?page=2").wants(http.StatusOK, "Newer", "@p0@one.example")
	p.press("unfollow").wants(http.StatusOK, "You no longer follow them.")
	if b.url.RawQuery != "page=2&done=unfollow" {
		t.Errorf("taking back led to %s", b.url)
	}
}
