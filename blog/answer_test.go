package blog_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

const siteURL = "https://blog.example"

// talk is a desk with one article, on a site that has its address.
type talk struct {
	*desk
	article blog.Article
	serial  int
}

func newTalk(t *testing.T, db *store.Store) *talk {
	t.Helper()
	d := newDesk(t, db)
	if err := d.ClaimBaseURL(t.Context(), siteURL); err != nil {
		t.Fatal(err)
	}
	return &talk{desk: d, article: d.published(blog.Text{Title: "A letter", Markdown: "Words."})}
}

// stranger is somebody on another server.
func stranger(name string) blog.Actor {
	uri := "https://other.example/u/" + name
	return blog.Actor{URI: uri, Host: "other.example", Kind: "Person", Username: name, Name: name, URL: uri, Inbox: uri + "/inbox", KeyID: uri + "#main-key"}
}

// replied puts a reply of somebody elsewhere into the thread.
func (k *talk) replied(name string, parent int64) blog.Comment {
	k.t.Helper()
	k.serial++
	uri := "https://other.example/notes/" + name + string(rune('a'+k.serial))
	err := k.ReceiveComment(k.t.Context(), blog.Received{
		Activity: uri + "/create", To: blog.Target{ArticleID: k.article.ID, CommentID: parent},
		Comment: blog.Comment{URI: uri, Actor: stranger(name), HTML: "<p>Hello</p>", URL: uri, PublishedAt: k.now},
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return must(k.store.CommentByURI(k.t.Context(), uri))(k.t)
}

func TestAnswers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx := newTalk(t, open()), t.Context()
		c := k.replied("bea", 0)
		to := blog.Answered{Target: blog.Target{ArticleID: k.article.ID, CommentID: c.ID}}
		a := must(k.Answer(ctx, k.owner.ID, to, "  Thank *you*, bea.\r\n"))(t)
		if a.InReplyTo != c.URI || a.ActorID != c.Actor.ID || a.Markdown != "Thank *you*, bea." || !strings.Contains(a.HTML, "<em>you</em>") || a.Language != "en" {
			t.Errorf("the answer is %+v", a)
		}
		own := must(k.store.CommentByURI(ctx, siteURL+blog.AnswerIDs+a.APID))(t)
		if own.ParentID != c.ID || own.Actor.BlogID != k.blog.ID || own.Actor.URI != siteURL+blog.BlogIDs+k.blog.APID || own.HTML != a.HTML {
			t.Errorf("its comment is %+v", own)
		}

		for _, text := range []string{"", " \n", strings.Repeat("x", 21<<10)} {
			_, err := k.Answer(ctx, k.owner.ID, to, text)
			var field *blog.Error
			if !errors.As(err, &field) || field.Field != "markdown" {
				t.Errorf("%.10q is answered %v", text, err)
			}
		}
		_, err := k.Answer(ctx, k.owner.ID, blog.Answered{Target: blog.Target{ArticleID: 999}}, "To nothing")
		wantCode(t, err, blog.NotFound)
		_, err = k.Answer(ctx, k.owner.ID, blog.Answered{}, "To nothing")
		wantCode(t, err, blog.Invalid)

		other := k.account("bob")
		wantCode(t, k.EditAnswer(ctx, other.ID, a.APID, "Mine now"), blog.NotFound)
		wantCode(t, k.DeleteAnswer(ctx, other.ID, a.APID), blog.NotFound)
		k.now = k.now.Add(time.Minute)
		if err := k.EditAnswer(ctx, k.owner.ID, a.APID, "Thank you *all*."); err != nil {
			t.Fatal(err)
		}
		own = must(k.store.CommentByURI(ctx, own.URI))(t)
		if !strings.Contains(own.HTML, "<em>all</em>") || !own.EditedAt.Equal(k.now) {
			t.Errorf("edited, the comment is %+v", own)
		}
		if err := k.DeleteAnswer(ctx, k.owner.ID, a.APID); err != nil {
			t.Fatal(err)
		}
		wantCode(t, k.EditAnswer(ctx, k.owner.ID, a.APID, "Back again"), blog.NotFound)
		if _, err := k.store.CommentByURI(ctx, own.URI); blog.CodeOf(err) != blog.NotFound {
			t.Errorf("the deleted answer's comment: %v", err)
		}
		if gone := must(k.store.AnswerByAPID(ctx, a.APID))(t); gone.DeletedAt.IsZero() || gone.Markdown+gone.HTML != "" {
			t.Errorf("deleted, the answer is %+v", gone)
		}

		// A moderator's deletion takes the answer back everywhere, too.
		b := must(k.Answer(ctx, k.owner.ID, to, "Once more"))(t)
		own = must(k.store.CommentByURI(ctx, siteURL+blog.AnswerIDs+b.APID))(t)
		if err := k.DeleteComment(ctx, k.owner.ID, own.ID); err != nil {
			t.Fatal(err)
		}
		if gone := must(k.store.AnswerByAPID(ctx, b.APID))(t); gone.DeletedAt.IsZero() {
			t.Error("the answer stands after its comment was deleted")
		}
		// What is elsewhere is answered without a thread here.
		c2 := must(k.Answer(ctx, k.owner.ID, blog.Answered{Object: "https://other.example/n/7", Actor: stranger("cid")}, "Over there"))(t)
		if c2.ArticleID != 0 || c2.InReplyTo != "https://other.example/n/7" || c2.ActorID == 0 {
			t.Errorf("the answer elsewhere is %+v", c2)
		}
		if all := must(k.store.AnswersTo(ctx, k.blog.ID, "https://other.example/n/7"))(t); len(all) != 1 {
			t.Errorf("%d answers to it", len(all))
		}
	})
}

func TestStrangersAreHeld(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		k, ctx := newTalk(t, open()), t.Context()
		if c := k.replied("bea", 0); c.State != blog.CommentShown {
			t.Errorf("by default a stranger's reply is %s", c.State)
		}
		err := k.UpdateBlog(ctx, k.owner.ID, k.blog.ID, blog.Settings{Title: "Ann", HoldStrangers: true})
		if err != nil {
			t.Fatal(err)
		}
		if c := k.replied("bea", 0); c.State != blog.CommentShown {
			t.Errorf("who spoke before is %s", c.State)
		}
		held := k.replied("cid", 0)
		if again := k.replied("cid", 0); held.State != blog.CommentHeld || again.State != blog.CommentHeld {
			t.Errorf("a stranger's replies are %s and %s", held.State, again.State)
		}
		if err := k.RestoreComment(ctx, k.owner.ID, held.ID); err != nil {
			t.Fatal(err)
		}
		if c := k.replied("cid", 0); c.State != blog.CommentShown {
			t.Errorf("after one was shown, the next is %s", c.State)
		}
		// To answer somebody is to let them in; that is for who may moderate.
		waiting := k.replied("dora", 0)
		to := blog.Answered{Target: blog.Target{ArticleID: k.article.ID, CommentID: waiting.ID}}
		_, err = k.Answer(ctx, k.account("bob").ID, to, "Not mine to show")
		wantCode(t, err, blog.NotFound)
		must(k.Answer(ctx, k.owner.ID, to, "Welcome"))(t)
		if c := must(k.store.CommentByID(ctx, waiting.ID))(t); c.State != blog.CommentShown {
			t.Errorf("answered, it is %s", c.State)
		}
	})
}
