package writing

import (
	"html/template"
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// previewPage shows a text in a plain frame, where no theme is at hand.
type previewPage struct {
	desk.Frame
	Rendering blog.Rendering
	HTML      template.HTML
	Author    string
	Cover     *desk.Picture
}

// preview shows what readers would get of the text in the form, saving nothing.
func (d pages) preview(w http.ResponseWriter, v *desk.Visit) error {
	typed, rendering, err := d.rendered(v)
	if err != nil {
		return err
	}
	b, author := typed.in, typed.author
	if d.RenderPreview == nil {
		return d.plainPreview(w, v, author, rendering)
	}
	page, csp, err := d.RenderPreview(v.Context(), b, author, rendering, "")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", csp)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(page) // a reader who went away is no news
	return nil
}

// unsaved is a text in the editor's form, and what would be its article: with the blog, slug and ids of the saved one.
type unsaved struct {
	draft   draft
	article blog.Article
	in      blog.Blog
	author  blog.Account
}

// rendered is the text in the form as it would be published.
func (d pages) rendered(v *desk.Visit) (u unsaved, r blog.Rendering, err error) {
	u.draft = sentDraft(v.Sent)
	u.draft.Article = desk.Number(v.Sent.Get("article"))
	if err = d.placed(v, &u); err != nil {
		return u, r, err
	}
	if r, err = d.Service.Preview(v.Context(), u.draft.text()); err != nil {
		return u, r, err
	}
	if r.Language == "" {
		r.Language = u.in.Language
	}
	if r.CoverID == 0 {
		return u, r, nil
	}
	_, err = d.visibleCover(v, u.draft.Article, r.CoverID)
	if blog.CodeOf(err) == blog.NotFound {
		r.CoverID, err = 0, nil
	}
	return u, r, err
}

// placed finds the blog a text would appear in, and the person it would be from.
func (d pages) placed(v *desk.Visit, u *unsaved) (err error) {
	u.author = v.Account
	u.article = blog.Article{BlogID: u.draft.Blog, AuthorID: v.Account.ID}
	if u.draft.Article != 0 {
		if u.article, _, err = d.Service.Draft(v.Context(), v.Account.ID, u.draft.Article); err != nil {
			return err
		}
		if u.article.AuthorID != u.author.ID {
			if u.author, err = d.Store.Account(v.Context(), u.article.AuthorID); err != nil {
				return err
			}
		}
	}
	role, err := d.Store.MemberRole(v.Context(), u.article.BlogID, v.Account.ID)
	if err == nil && !role.Can(blog.WriteDrafts) {
		err = blog.ErrNotFound
	}
	if err != nil {
		return err
	}
	u.in, err = d.Store.Blog(v.Context(), u.article.BlogID)
	return err
}

func (d pages) plainPreview(w http.ResponseWriter, v *desk.Visit, author blog.Account, r blog.Rendering) error {
	cover, err := d.Thumbnail(v, r.CoverID)
	if err != nil {
		return err
	}
	p := previewPage{Frame: d.PlainFrame(v, v.Text("Preview: %s", v.TitleOf(r.Title))), Rendering: r, Author: author.DisplayName, Cover: cover}
	p.HTML = template.HTML(r.HTML) //nolint:gosec // sanitised by package content
	return d.Render(w, v, http.StatusOK, "preview", p)
}
