package page

import (
	"context"
	"net/http"
	"net/url"

	"pamphlet/blog"
)

func seriesPath(name, slug string) string { return blogPath(name) + "/series/" + url.PathEscape(slug) }

// Series is the page of a series. One without a part that everybody finds is not there.
func (p *Pages) Series(ctx context.Context, blogName, slug string) (*Page, error) {
	b, err := p.store.BlogByName(ctx, blogName)
	if err != nil {
		return nil, err
	}
	s, err := p.store.SeriesBySlug(ctx, b.ID, slug)
	if err != nil {
		return nil, err
	}
	articles, err := p.store.ListedInSeries(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	if len(articles) == 0 {
		return nil, blog.ErrNotFound
	}
	r := p.reading(ctx)
	r.in(mannerOf(b))
	frame, err := r.blogFrame(b, pageFacts{title: s.Title, description: s.Description, path: seriesPath(b.Name, s.Slug)})
	if err != nil {
		return nil, err
	}
	frame.leadWith(s.Title, feedsUnder(seriesPath(b.Name, s.Slug)))
	view := &Series{Frame: frame, Feeds: feedsUnder(seriesPath(b.Name, s.Slug)), Heading: s.Title, Description: s.Description}
	for _, a := range articles {
		card, err := r.card(a, false)
		if err != nil {
			return nil, err
		}
		view.Cards = append(view.Cards, card)
	}
	page, err := p.render(ctx, http.StatusOK, dressOf(b), view, "series-"+s.Slug, "series")
	if err != nil {
		return nil, err
	}
	page.Scopes = append(siteScopes(), blog.Scope{Kind: blog.BlogScope, ID: b.ID})
	return page, nil
}

// series is where an article stands among the parts that everybody finds; nil where it is the only one, or none.
func (r *reading) series(b blog.Blog, a blog.Article) (*SeriesBox, error) {
	s, err := r.store.SeriesOfArticle(r.ctx, a.ID)
	if blog.CodeOf(err) == blog.NotFound {
		return nil, nil //nolint:nilnil // most articles are part of none
	}
	if err != nil {
		return nil, err
	}
	parts, err := r.store.SeriesParts(r.ctx, s.ID)
	if err != nil {
		return nil, err
	}
	box := &SeriesBox{Title: s.Title, URL: seriesPath(b.Name, s.Slug)}
	for _, part := range parts {
		if part.Listed || part.ArticleID == a.ID {
			if part.ArticleID == a.ID {
				box.Part = len(box.Items) + 1
			}
			box.Items = append(box.Items, NavItem{Title: part.Title, URL: articlePath(b.Name, part.Slug), Current: part.ArticleID == a.ID})
			last := &box.Items[len(box.Items)-1]
			last.Lang, last.Dir = r.unlike(part.Language)
		}
	}
	if box.Part == 0 || len(box.Items) < 2 {
		return nil, nil //nolint:nilnil // a row of one is none
	}
	if box.Part > 1 {
		before := box.Items[box.Part-2]
		box.Previous = &Link{Title: before.Title, URL: before.URL, Lang: before.Lang, Dir: before.Dir}
	}
	if box.Part < len(box.Items) {
		next := box.Items[box.Part]
		box.Next = &Link{Title: next.Title, URL: next.URL, Lang: next.Lang, Dir: next.Dir}
	}
	return box, nil
}
