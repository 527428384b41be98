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
	typed := sentDraft(v.sent)
	typed.Article = number(v.sent.get("article"))
	b, author, err := d.previewedIn(v, &typed)
	if err != nil {
		return err
	}
	rendering, err := d.service.Preview(v.Context(), typed.text())
	if err != nil {
		return err
	}
	if rendering.Language == "" {
		rendering.Language = b.Language
	}
	if rendering.CoverID != 0 {
		if _, err := d.visibleCover(v, typed.Article, rendering.CoverID); blog.CodeOf(err) == blog.NotFound {
			rendering.CoverID = 0
		} else if err != nil {
			return err
		}
	}
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

// previewedIn is the blog a text would appear in, and the person it would be from.
func (d *Door) previewedIn(v *visit, typed *draft) (b blog.Blog, author blog.Account, err error) {
	author = v.account
	if typed.Article != 0 {
		a, _, err := d.service.Draft(v.Context(), v.account.ID, typed.Article)
		if err != nil {
			return b, author, err
		}
		typed.Blog = a.BlogID
		if a.AuthorID != author.ID {
			if author, err = d.store.Account(v.Context(), a.AuthorID); err != nil {
				return b, author, err
			}
		}
	}
	role, err := d.store.MemberRole(v.Context(), typed.Blog, v.account.ID)
	if err == nil && !role.Can(blog.WriteDrafts) {
		err = blog.ErrNotFound
	}
	if err != nil {
		return b, author, err
	}
	b, err = d.store.Blog(v.Context(), typed.Blog)
	return b, author, err
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
