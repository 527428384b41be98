package page

import (
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// replied puts an answer under an article.
func (h *house) replied(a blog.Article, name, words string, change func(*blog.Comment)) {
	h.t.Helper()
	at := "https://far.example/users/" + name
	h.now = h.now.Add(time.Minute)
	c := blog.Comment{URI: at + "/" + words, URL: at + "/" + words, HTML: "<p>" + words + "</p>", PublishedAt: h.now,
		Actor: blog.Actor{URI: at, URL: "https://far.example/@" + name, Host: "far.example", Username: name, Name: name, Inbox: at + "/inbox", PublicKey: "x", FetchedAt: h.now}}
	if change != nil {
		change(&c)
	}
	if err := h.ReceiveComment(h.t.Context(), blog.Received{Activity: c.URI + "#create", To: blog.Target{ArticleID: a.ID}, Comment: c}); err != nil {
		h.t.Fatal(err)
	}
}

func titlesOf(entries []readEntry) string {
	var titles []string
	for _, e := range entries {
		titles = append(titles, e.title)
	}
	return strings.Join(titles, ", ")
}

// TestRepliesFeed: what is answered can be followed under one article, in a blog and on the site; what nobody else
// sees stays out.
func TestRepliesFeed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		bread := h.published(blog.Text{Title: "Bread", Markdown: "x"})
		secret := h.published(blog.Text{Title: "By link", Markdown: "x", Unlisted: true})
		h.replied(bread, "bo", "warm", nil)
		h.replied(secret, "cy", "quiet", nil)
		h.replied(bread, "di", "hot", func(c *blog.Comment) { c.Warning, c.HTML = "<heat>", `<p><a href="https://far.example/x">hot</a></p>` })
		for _, f := range []Format{RSS, Atom, JSON} {
			for _, of := range []struct{ blog, slug, want string }{
				{"", "", "di: Bread, bo: Bread"}, {"ann", "", "di: Bread, bo: Bread"}, {"ann", "bread", "di, bo"}, {"ann", "by-link", "cy"},
			} {
				p := must(h.pages.RepliesFeed(ctx, of.blog, of.slug, f))(t)
				_, entries := readFeed(t, p, f)
				if got := titlesOf(entries); got != of.want {
					t.Errorf("%s of %q/%q has %s, want %s", f, of.blog, of.slug, got, of.want)
				}
				if of.slug != "bread" {
					continue
				}
				first := entries[0]
				if first.id != "https://far.example/users/di/hot" || !strings.HasPrefix(first.url, base+"/@ann/bread#reply-") ||
					first.content != `<p><strong>Content warning: &lt;heat&gt;</strong></p><p><a href="https://far.example/x">hot</a></p>` {
					t.Errorf("%s: the entry is %+v", f, first)
				}
				if !strings.Contains(string(p.Body), base+"/@ann/bread/replies."+string(f)) {
					t.Errorf("%s does not name itself:\n%s", f, p.Body)
				}
			}
		}
		if page := string(must(h.pages.Article(ctx, "ann", "bread", 1))(t).Body); !strings.Contains(page, `href="/@ann/bread/replies.rss"`) {
			t.Error("the article does not tell of the feed of its replies")
		}
		if err := h.Withdraw(ctx, h.owner.ID, bread.ID); err != nil {
			t.Fatal(err)
		}
		if _, entries := readFeed(t, must(h.pages.RepliesFeed(ctx, "ann", "", Atom))(t), Atom); len(entries) != 0 {
			t.Errorf("replies to what was taken back: %v", entries)
		}
		if _, err := h.pages.RepliesFeed(ctx, "ann", "bread", RSS); blog.CodeOf(err) != blog.Gone {
			t.Errorf("the feed of what was taken back: %v", err)
		}
		for _, of := range [][3]string{{"ann", "none", "rss"}, {"none", "", "rss"}, {"ann", "", "pdf"}} {
			if _, err := h.pages.RepliesFeed(ctx, of[0], of[1], Format(of[2])); blog.CodeOf(err) != blog.NotFound {
				t.Errorf("%v: %v", of, err)
			}
		}
	})
}

// TestAuthorFeed: a person can be followed wherever they write, alone or with others.
func TestAuthorFeed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		journal := must(h.AddPublication(ctx, "ann", "journal", "The Journal"))(t)
		eve := h.account("eve")
		if err := h.Invite(ctx, h.owner.ID, journal.ID, "eve", blog.Writer); err != nil {
			t.Fatal(err)
		}
		if err := h.AnswerInvitation(ctx, eve.ID, journal.ID, true); err != nil {
			t.Fatal(err)
		}
		h.published(blog.Text{Title: "Alone", Markdown: "x"})
		h.now = h.now.Add(time.Hour)
		together, w, err := h.NewArticle(ctx, h.owner.ID, journal.ID, blog.Text{Title: "Together", Markdown: "x"})
		if err != nil {
			t.Fatal(err)
		}
		if err := h.SetCoAuthors(ctx, h.owner.ID, together.ID, []int64{eve.ID}); err != nil {
			t.Fatal(err)
		}
		must(h.Publish(ctx, h.owner.ID, together.ID, w.Version, time.Time{}))(t)
		for name, want := range map[string]string{"ann": "Together, Alone", "eve": "Together"} {
			p := must(h.pages.AuthorFeed(ctx, name, Atom))(t)
			if _, entries := readFeed(t, p, Atom); titlesOf(entries) != want {
				t.Errorf("the feed of %s has %s, want %s", name, titlesOf(entries), want)
			}
			about := string(must(h.pages.About(ctx, name))(t).Body)
			if !strings.Contains(about, `href="/@`+name+`/about/feed.atom"`) || !strings.Contains(about, "Together") {
				t.Errorf("the page about %s does not tell of it", name)
			}
		}
		if _, err := h.pages.AuthorFeed(ctx, "journal", RSS); blog.CodeOf(err) != blog.NotFound {
			t.Errorf("a publication as an author: %v", err)
		}
	})
}

// TestSubscribe: one address tells how to follow, whatever the site has.
func TestSubscribe(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		h.account("eve")
		h.published(blog.Text{Title: "One", Markdown: "x"})
		if err := h.UpdateSite(ctx, h.owner.ID, "Site", 0); err != nil {
			t.Fatal(err)
		}
		choice := string(must(h.pages.Subscribe(ctx))(t).Body)
		if !strings.Contains(choice, `href="/@ann/follow"`) || strings.Contains(choice, "@eve") || !strings.Contains(choice, base+"/feed.rss") || strings.Contains(choice, "<form") {
			t.Errorf("the choice is\n%s", choice)
		}
		follow := string(must(h.pages.Follow(ctx, "ann"))(t).Body)
		for _, want := range []string{base + "/@ann/replies.rss", base + "/@ann/about/feed.rss", base + "/@ann/feed.json", "@ann@blog.example"} {
			if !strings.Contains(follow, want) {
				t.Errorf("the page about following has no %s", want)
			}
		}
		if err := h.UpdateSite(ctx, h.owner.ID, "Site", h.blog.ID); err != nil {
			t.Fatal(err)
		}
		if to := must(h.pages.Subscribe(ctx))(t).Header.Get("Location"); to != "/@ann/follow" {
			t.Errorf("it leads to %s", to)
		}
	})
}
