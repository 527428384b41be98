package page

import (
	"context"
	"html/template"
	"net/http"

	"pamphlet/blog"
	"pamphlet/content/difference"
)

// maxEdits is how many edits of an article are shown.
const maxEdits = 20

// Edits is what was changed in an article since it was first published, where its author shows that.
func (p *Pages) Edits(ctx context.Context, blogName, slug string) (*Page, error) {
	b, err := p.store.BlogByName(ctx, blogName)
	if err != nil {
		return nil, err
	}
	address, err := p.store.VisibleBySlug(ctx, b.ID, slug)
	switch {
	case err != nil:
		return nil, err
	case address.Gone:
		return nil, blog.Errorf(blog.Gone, "This article was taken back by its author.")
	}
	a := address.Article
	path := articlePath(b.Name, a.Slug)
	switch {
	case address.Moved:
		return Redirect(path + "/edits"), nil
	case !a.Published.OpenEdits:
		return nil, blog.ErrNotFound
	}
	r := p.reading(ctx)
	r.in(manner{a.Published.Language, dressOf(b)})
	frame, err := r.blogFrame(b, pageFacts{title: r.says.Text("What was edited") + ": " + a.Published.Title, path: path + "/edits", lang: a.Published.Language, noIndex: true})
	if err != nil {
		return nil, err
	}
	view := &Edits{Frame: frame, Article: Link{Title: a.Published.Title, URL: path}, Published: r.date(a.PublishedAt)}
	if view.Edits, err = r.edits(a); err != nil {
		return nil, err
	}
	page, err := p.render(ctx, http.StatusOK, dressOf(b), view, "edits")
	if err != nil {
		return nil, err
	}
	page.Scopes = append(siteScopes(), blog.Scope{Kind: blog.BlogScope, ID: b.ID}, blog.Scope{Kind: blog.ArticleScope, ID: a.ID})
	return page, nil
}

// edits compares what readers saw in this episode, the latest first.
func (r *reading) edits(a blog.Article) ([]Edit, error) {
	shown, err := r.store.ShownRevisions(r.ctx, a.ID, maxEdits+1)
	if err != nil {
		return nil, err
	}
	var edits []Edit
	var after string
	for i, revision := range shown {
		text := revision.Text
		text.Language = a.Published.Language
		rendering, err := r.preview(r.ctx, text)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			newer := shown[i-1]
			edit := Edit{At: r.date(newer.ShownAt), HTML: template.HTML(difference.HTML(rendering.HTML, after))} //nolint:gosec // both are sanitised
			if newer.Text.Title != revision.Text.Title {
				edit.FormerTitle = revision.Text.Title
			}
			edits = append(edits, edit)
		}
		after = rendering.HTML
	}
	return edits[:min(len(edits), maxEdits)], nil
}
