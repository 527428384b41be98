package dashboard_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
)

// talk is an article that people on other servers answer.
type talk struct {
	*house
	ann     blog.Account
	article blog.Article
	serial  int
}

func newTalk(t *testing.T) *talk {
	t.Helper()
	h := reaching(t)
	k := &talk{house: h, ann: h.account("ann", blog.Owner)}
	k.article = k.publish("A letter to six thousand servers", "Someone is always awake.")
	return k
}

func (h *house) publishAs(a blog.Account, title, markdown string) blog.Article {
	h.t.Helper()
	article := h.draft(a, blog.Text{Title: title, Markdown: markdown})
	if _, err := h.service.Publish(h.t.Context(), a.ID, article.ID, 1, time.Time{}); err != nil {
		h.t.Fatal(err)
	}
	return article
}

func (k *talk) publish(title, markdown string) blog.Article {
	return k.publishAs(k.ann, title, markdown)
}

// elsewhere is somebody on another server.
func elsewhere(name, host string) blog.Actor {
	uri := "https://" + host + "/users/" + strings.ToLower(name)
	return blog.Actor{URI: uri, Host: host, Kind: "Person", Username: strings.ToLower(name), Name: name, URL: "https://" + host + "/@" + strings.ToLower(name),
		Inbox: uri + "/inbox", SharedInbox: "https://" + host + "/inbox", FetchedAt: time.Now()}
}

// hears receives a reply to the article, or to a reply under it.
func (k *talk) hears(by blog.Actor, parent int64, words string) blog.Comment {
	k.t.Helper()
	k.serial++
	c := blog.Comment{URI: fmt.Sprintf("https://%s/notes/%d", by.Host, k.serial), Actor: by, HTML: "<p>" + words + "</p>", URL: fmt.Sprintf("https://%s/@x/%d", by.Host, k.serial), PublishedAt: k.now()}
	err := k.service.ReceiveComment(k.t.Context(), blog.Received{Activity: c.URI + "/create", To: blog.Target{ArticleID: k.article.ID, CommentID: parent}, Comment: c})
	if err != nil {
		k.t.Fatal(err)
	}
	return k.comment(c.URI)
}

func (k *talk) comment(uri string) blog.Comment {
	k.t.Helper()
	c, err := k.store.CommentByURI(k.t.Context(), uri)
	if err != nil {
		k.t.Fatalf("%s: %v", uri, err)
	}
	return c
}

// answers are what ann wrote under the article.
func (k *talk) answers() (own []blog.Comment) {
	k.t.Helper()
	thread, err := k.store.Thread(k.t.Context(), k.article.ID)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, c := range thread {
		if c.Actor.BlogID == k.personalBlog(k.ann).ID {
			own = append(own, c)
		}
	}
	return own
}

func (k *talk) path(c blog.Comment) string { return "/desk/comments/" + itoa(c.ID) }

// state is where a reply stands.
func (k *talk) state(c blog.Comment) blog.CommentState { return k.comment(c.URI).State }

// row is the text of the list's row about a reply.
func (p *page) row(c blog.Comment) string {
	p.b.t.Helper()
	for _, li := range p.elements("li") {
		if attr(li, "id") == "reply-"+itoa(c.ID) {
			row := page{root: li}
			return row.text()
		}
	}
	return ""
}

func (p *page) has(name, attribute, value string) bool {
	for _, n := range p.elements(name) {
		if attr(n, attribute) == value {
			return true
		}
	}
	return false
}

func TestModerating(t *testing.T) {
	k := newTalk(t)
	first := k.hears(elsewhere("Kofi", "one.example"), 0, "How do you tell the polite ones?")
	second := k.hears(elsewhere("Ruth", "two.example"), first.ID, "Same here, but with <b>soup</b>.")
	b := k.signedIn("ann")
	p := b.get("/desk/comments").wants(http.StatusOK, "All 2", "Waiting 0", "Hidden 0", "@kofi@one.example", "soup")
	if row := p.row(second); !strings.Contains(row, "To Kofi in A letter to six thousand servers") || !strings.Contains(row, "How do you tell the polite ones?") {
		t.Errorf("the second reply is shown as %q", row)
	}
	for _, link := range []string{"/@ann/a-letter-to-six-thousand-servers#reply-" + itoa(first.ID), "/desk/following?address=https%3A%2F%2Fone.example%2Fusers%2Fkofi", first.URL} {
		if !p.has("a", "href", link) {
			t.Errorf("nothing leads to %s", link)
		}
	}

	p = p.form(k.path(first)).with("do", "hide").send()
	if k.state(first) != blog.CommentHidden || !strings.Contains(p.row(first), "Show again") {
		t.Errorf("after hiding it is %s: %s", k.state(first), p.row(first))
	}
	b.get("/desk/comments?show=hidden").wants(http.StatusOK, "Hidden 1").form(k.path(first)).with("do", "restore").send().
		wants(http.StatusOK, "Shown. Readers see it now.", "Nothing here.")
	if k.state(first) != blog.CommentShown || b.url.RawQuery != "show=hidden&done=shown" {
		t.Errorf("after showing it is %s, at %s", k.state(first), b.url)
	}
	b.get("/desk/comments").form(k.path(second)).with("do", "delete").send().wants(http.StatusOK, "Deleted.", "All 1")
	if _, err := k.store.CommentByURI(t.Context(), second.URI); blog.CodeOf(err) != blog.NotFound {
		t.Errorf("the deleted reply: %v", err)
	}
	b.last.form(k.path(first)).with("do", "juggle").send().wants(http.StatusUnprocessableEntity, "not known here")
	b.get("/desk/comments?show=nonsense").wants(http.StatusNotFound)
}

// TestLikingReplies shows the heart on and off, and that likes of others are not the reader's own.
func TestLikingReplies(t *testing.T) {
	k := newTalk(t)
	k.account("ben", blog.Author)
	c := k.hears(elsewhere("Kofi", "one.example"), 0, "Good morning.")
	b := k.signedIn("ann")
	p := b.get("/desk/comments").form(k.path(c)).with("do", "like").send().wants(http.StatusOK, "Liked")
	likes, err := k.store.InteractionsWith(t.Context(), k.personalBlog(k.ann).ID, c.URI)
	if err != nil || len(likes) != 1 || likes[0].Kind != blog.ToLike || likes[0].Actor.URI != c.Actor.URI {
		t.Fatalf("likes %+v, %v", likes, err)
	}
	counts, err := k.store.ReactionCounts(t.Context(), k.article.ID)
	if err != nil || counts[c.ID][blog.Like] != 1 {
		t.Errorf("counted %v, %v", counts, err)
	}
	if _, err := k.service.AddPublication(t.Context(), "ben", "journal", "The Journal"); err != nil {
		t.Fatal(err)
	}
	list, err := k.store.DeskComments(t.Context(), store.CommentFilter{AccountID: k.ann.ID, Own: 99, Max: 9})
	if err != nil || len(list) != 1 || list[0].Liked {
		t.Errorf("to others it is %+v, %v", list, err)
	}
	p.form(k.path(c)).with("do", "unlike").send().wants(http.StatusOK, "Like")
	if counts, err = k.store.ReactionCounts(t.Context(), k.article.ID); err != nil || counts[c.ID][blog.Like] != 0 {
		t.Errorf("counted %v, %v", counts, err)
	}
}

// TestHeldReplies has a stranger wait, and shows that an answer is as good as a look.
func TestHeldReplies(t *testing.T) {
	k := newTalk(t)
	b := k.signedIn("ann")
	settings := "/desk/blogs/ann/settings"
	b.get(settings).form(settings).with("hold_strangers", "yes", "licence", "CC-BY-4.0").send().wants(http.StatusOK, "Saved.")
	if got := b.last.form(settings).values; got.Get("hold_strangers") != "yes" || got.Get("licence") != "CC-BY-4.0" {
		t.Fatalf("the settings came back as %v", got)
	}
	kofi := elsewhere("Kofi", "one.example")
	c := k.hears(kofi, 0, "First time here.")
	if c.State != blog.CommentHeld {
		t.Fatalf("the stranger's reply is %s", c.State)
	}
	if p := b.get("/desk/notices").wants(http.StatusOK, "Waiting"); !p.has("a", "href", "/desk/comments?show=waiting#reply-"+itoa(c.ID)) {
		t.Error("the notification does not lead to where it waits")
	}
	p := b.get("/desk/comments?show=waiting").wants(http.StatusOK, "Waiting 1", "First time here.", "Show it", "Answer and show")
	p.form(k.path(c)).with("do", "restore").send().wants(http.StatusOK, "All read.", "Waiting 0")
	if got := k.hears(kofi, 0, "Known now."); got.State != blog.CommentShown {
		t.Errorf("the second reply is %s", got.State)
	}
	other := k.hears(elsewhere("Lamp", "cheap.example"), 0, "Lamps?")
	b.get(k.path(other)+"/answer").wants(http.StatusOK, "Their reply is shown to everybody").
		form(k.path(other)+"/answer").with("do", "answer", "markdown", "No, thank you.").send().wants(http.StatusOK, "Your answer is sent.")
	if k.state(other) != blog.CommentShown {
		t.Errorf("the answered reply is %s", k.state(other))
	}
	b.get(settings).form(settings).without("hold_strangers").send()
	if k.personalBlog(k.ann).HoldStrangers {
		t.Error("strangers are still held")
	}
}

func TestOthersComments(t *testing.T) {
	k := newTalk(t)
	k.account("ben", blog.Author)
	c := k.hears(elsewhere("Kofi", "one.example"), 0, "For ann only.")
	b := k.signedIn("ann")
	b.get(k.path(c)+"/answer").form(k.path(c)+"/answer").with("do", "answer", "markdown", "Mine.").send().wants(http.StatusOK)
	answer := answerPath(k.answers()[0])

	b = k.signedIn("ben")
	if p := b.get("/desk/comments").wants(http.StatusOK, "No replies yet."); strings.Contains(p.source, "For ann only") {
		t.Error("ben reads ann's replies")
	}
	token := b.get("/desk").form("/sign-out").values.Get("csrf")
	for _, path := range []string{k.path(c), k.path(c) + "/answer", answer} {
		for _, do := range []string{"hide", "restore", "delete", "like", "unlike", "answer", "save"} {
			f := &form{b: b, action: path, values: map[string][]string{"csrf": {token}, "do": {do}, "markdown": {"Not mine."}}}
			if p := f.send(); p.status != http.StatusNotFound && p.status != http.StatusUnprocessableEntity {
				t.Errorf("%s %s: %d", path, do, p.status)
			}
		}
		if path != k.path(c) {
			b.get(path).wants(http.StatusNotFound)
		}
	}
	if k.state(c) != blog.CommentShown || len(k.answers()) != 1 || !strings.Contains(k.answers()[0].HTML, "Mine.") {
		t.Error("somebody else changed them")
	}
}

func answerPath(c blog.Comment) string {
	return "/desk/answers/" + c.URI[strings.LastIndexByte(c.URI, '/')+1:]
}
