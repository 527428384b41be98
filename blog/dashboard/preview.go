package dashboard

import (
	"html/template"
	"net/http"

	"pamphlet/blog"
)

// previewPage shows a text in a plain frame, where no theme is at hand.
type previewPage struct {
	frame
	Rendering blog.Rendering
	HTML      template.HTML
	Author    string
	Cover     *picture
}

// preview shows what readers would get of the text in the form, saving nothing.
func (d *Door) preview(w http.ResponseWriter, v *visit) error {
	typed, rendering, err := d.rendered(v)
	if err != nil {
		return err
	}
	b, author := typed.in, typed.author
	if d.cfg.RenderPreview == nil {
		return d.plainPreview(w, v, author, rendering)
	}
	page, csp, err := d.cfg.RenderPreview(v.Context(), b, author, rendering)
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
func (d *Door) rendered(v *visit) (u unsaved, r blog.Rendering, err error) {
	u.draft = sentDraft(v.sent)
	u.draft.Article = number(v.sent.get("article"))
	if err = d.placed(v, &u); err != nil {
		return u, r, err
	}
	if r, err = d.service.Preview(v.Context(), u.draft.text()); err != nil {
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
func (d *Door) placed(v *visit, u *unsaved) (err error) {
	u.author = v.account
	u.article = blog.Article{BlogID: u.draft.Blog, AuthorID: v.account.ID}
	if u.draft.Article != 0 {
		if u.article, _, err = d.service.Draft(v.Context(), v.account.ID, u.draft.Article); err != nil {
			return err
		}
		if u.article.AuthorID != u.author.ID {
			if u.author, err = d.store.Account(v.Context(), u.article.AuthorID); err != nil {
				return err
			}
		}
	}
	role, err := d.store.MemberRole(v.Context(), u.article.BlogID, v.account.ID)
	if err == nil && !role.Can(blog.WriteDrafts) {
		err = blog.ErrNotFound
	}
	if err != nil {
		return err
	}
	u.in, err = d.store.Blog(v.Context(), u.article.BlogID)
	return err
}

func (d *Door) plainPreview(w http.ResponseWriter, v *visit, author blog.Account, r blog.Rendering) error {
	cover, err := d.thumbnail(v, r.CoverID)
	if err != nil {
		return err
	}
	p := previewPage{frame: d.plainFrame(v, "Preview: "+titleOf(blog.Text{Title: r.Title})), Rendering: r, Author: author.DisplayName, Cover: cover}
	p.HTML = template.HTML(r.HTML) //nolint:gosec // sanitised by package content
	return d.render(w, http.StatusOK, "preview", p)
}
