package writing

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/content/words"
)

// reviewPage is where a writer lets somebody see a text before it is published.
type reviewPage struct {
	desk.Frame
	Article   int64
	Heading   string
	Address   string // of the link; empty for none
	ExpiresAt time.Time
	Problems  desk.Problems
}

// reviewDays are how long a link may live.
var reviewDays = map[string]int{"1": 1, "7": 7, "30": 30}

func (d pages) showReview(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	_, saved, err := d.Service.Draft(v.Context(), v.Account.ID, id)
	if err != nil {
		return err
	}
	p := reviewPage{Article: id, Heading: v.TitleOf(saved.Text.Title)}
	link, err := d.Service.ReviewLinkOf(v.Context(), v.Account.ID, id)
	switch {
	case err == nil:
		p.Address, p.ExpiresAt = d.BaseURL.JoinPath("/desk/review", link.Token).String(), link.ExpiresAt
	case blog.CodeOf(err) != blog.NotFound:
		return err
	}
	if p.Frame, err = d.Frame(v, v.Text("Show it to somebody"), "articles"); err != nil {
		return err
	}
	return d.Render(w, v, http.StatusOK, "review", p)
}

// share makes a link, or ends it.
func (d pages) share(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	if v.Sent.Get("do") == "end" {
		err = d.Service.EndReview(v.Context(), v.Account.ID, id)
	} else {
		days := reviewDays[v.Sent.Get("days")]
		_, err = d.Service.ShareDraft(v.Context(), v.Account.ID, id, time.Duration(days)*24*time.Hour)
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "%s/review", desk.ArticlePath(id))
}

// review shows a text to who has its link, signed in or not. No server keeps it, and no page it leads to learns of it.
func (d pages) review(w http.ResponseWriter, v *desk.Visit) error {
	link, a, r, err := d.Service.Review(v.Context(), chi.URLParam(v.Request, "token"))
	if blog.CodeOf(err) == blog.NotFound {
		return blog.Errorf(blog.Gone, "This link has ended. Ask who gave it to you for another.")
	}
	if err != nil {
		return err
	}
	b, err := d.Store.Blog(v.Context(), a.BlogID)
	if err != nil {
		return err
	}
	author, err := d.Store.Account(v.Context(), a.AuthorID)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	if d.RenderPreview == nil {
		return d.plainPreview(w, v, author, r)
	}
	notice := words.For(r.Language).Text("Not published like this. You see it because somebody gave you its link, which ends on %s.", words.For(r.Language).Day(link.ExpiresAt))
	page, csp, err := d.RenderPreview(v.Context(), b, author, r, notice)
	if err != nil {
		return err
	}
	h.Set("Content-Security-Policy", csp)
	h.Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(page) // a reader who went away is no news
	return nil
}
