package dashboard_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// came is what a delivery to a host came to.
type came struct {
	host     string
	software string
	state    blog.ReceiptState
	answer   string
	next     time.Time
}

// sent has somebody at each host follow an account, tells them of an article, and lets that come to what is said.
func (h *house) sent(a blog.Account, article blog.Article, to ...came) {
	h.t.Helper()
	ctx, home := h.t.Context(), h.personalBlog(a)
	for _, c := range to {
		accept := blog.Outgoing{APID: "accept" + c.host, BlogID: home.ID, Kind: "Accept", Body: []byte("{}")}
		by := elsewhere("Reader", c.host)
		if err := h.service.AddFollower(ctx, blog.Followed{BlogID: home.ID, Actor: by, Activity: by.URI + "/follow", Accept: accept}); err != nil {
			h.t.Fatal(err)
		}
		is := store.Software{Name: c.software, Version: "1.2.3+build", AskedAt: h.now()}
		if err := h.store.SetSoftware(ctx, c.host, is); err != nil {
			h.t.Fatal(err)
		}
	}
	out := blog.Outgoing{APID: fmt.Sprintf("create%d", article.ID), BlogID: home.ID, ArticleID: article.ID, Object: article.APID, Kind: "Create", Body: []byte("{}")}
	if err := h.service.Broadcast(ctx, out, home.ID); err != nil {
		h.t.Fatal(err)
	}
	for _, c := range to {
		due, err := h.store.DueDeliveries(ctx, c.host, h.now().Add(time.Minute), 9)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, d := range due {
			if d.Activity.ArticleID == 0 || c.answer == "" && c.state == blog.Waiting {
				continue
			}
			if err := h.store.Settle(ctx, store.Settled{Due: d, Host: c.host, State: c.state, Answer: c.answer, Next: c.next, Now: h.now()}); err != nil {
				h.t.Fatal(err)
			}
		}
	}
}

func (h *house) published(a blog.Account, text blog.Text) blog.Article {
	h.t.Helper()
	article := h.draft(a, text)
	article, err := h.service.Publish(h.t.Context(), a.ID, article.ID, 1, time.Time{})
	if err != nil {
		h.t.Fatal(err)
	}
	return article
}

func TestReceipt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db func() *store.Store) {
		h := open(t, db(), func(*desk.Config) {})
		ann := h.account("ann", blog.Owner)
		article := h.published(ann, blog.Text{Title: "A letter", Markdown: "Words."})
		path := "/desk/articles/" + itoa(article.ID) + "/receipt"
		b := h.signedIn("ann")
		b.get(path).wants(http.StatusOK, "It went nowhere yet", "See the page")

		h.sent(ann, article, came{"a.example", "misskey", blog.Arrived, "202", time.Time{}},
			came{"b.example", "mastodon", blog.RefusedReceipt, "403 <b>go away</b>", time.Time{}},
			came{"c.example", "", blog.Away, "dial tcp: connection refused", time.Time{}},
			came{"d.example", "lemmy", blog.Waiting, "429 slow down", h.now().AddDate(0, 0, 3)},
			came{"e.example", "homegrown", blog.Waiting, "", time.Time{}},
			came{"f.example", "pixelfed", blog.Arrived, "200", time.Time{}}, came{"g.example", "plume", blog.Arrived, "200", time.Time{}})
		p := b.get(path).wants(http.StatusOK, "Misskey 1.2.3", "It has the article.", "Mastodon 1.2.3", "It accepts nothing from you or from this site (403 <b>go away</b>).",
			"It does not say what it runs", "It could not be reached (dial tcp: connection refused).", "It was busy and asked us to come back (429 slow down). Next try: ",
			"homegrown 1.2.3", "Waiting for its turn.", "Send again to all 2",
			"shows nothing of it. It shows pictures only, and this article has no cover.", "shows nothing of it. It shows articles of publications only")
		if n := strings.Count(p.source, "Send again<span"); n != 2 {
			t.Errorf("%d servers may be sent to again, not the two that refused or are away", n)
		}

		again := p.form(path)
		again.with("host", "b.example").send().wants(http.StatusOK, "It is on its way again", "On the way3Refused0")
		again.send().wants(http.StatusConflict, "b.example has this article, or it is still on its way there")
		again.with("host", "").send().wants(http.StatusOK, "Refused0Away0")
		again.without("host").send().wants(http.StatusUnprocessableEntity, "did not arrive whole")

		h.ahead.Add(int64(time.Minute))
		if _, err := h.service.Save(t.Context(), ann.ID, article.ID, 1, blog.Text{Title: "A letter", Markdown: "More words."}); err != nil {
			t.Fatal(err)
		}
		if _, err := h.service.Publish(t.Context(), ann.ID, article.ID, 2, time.Time{}); err != nil {
			t.Fatal(err)
		}
		b.get(path).wants(http.StatusOK, "as it was first sent, and takes no edits")
		if err := h.service.Withdraw(t.Context(), ann.ID, article.ID); err != nil {
			t.Fatal(err)
		}
		b.get(path).wants(http.StatusOK, "It was asked to delete its copy.")
	})
}
