package page

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"pamphlet/blog"
)

// Home is the site's first page: the home blog's, or the latest of all blogs.
func (p *Pages) Home(ctx context.Context, number int) (*Page, error) {
	b, err := p.store.HomeBlog(ctx)
	switch {
	case err == nil:
		return p.blogHome(ctx, b, number, "/")
	case !errors.Is(err, blog.ErrNotFound):
		return nil, err
	}
	return p.siteHome(ctx, number)
}

// BlogHome is one page of a blog's articles.
func (p *Pages) BlogHome(ctx context.Context, name string, number int) (*Page, error) {
	b, err := p.store.BlogByName(ctx, name)
	if err != nil {
		return nil, err
	}
	return p.blogHome(ctx, b, number, blogPath(b.Name))
}

// blogHome is shown at the blog's own path, and for the home blog at /, where it names the first as canonical.
func (p *Pages) blogHome(ctx context.Context, b blog.Blog, number int, at string) (*Page, error) {
	r := p.reading(ctx)
	r.in(mannerOf(b))
	count, err := p.store.CountInBlog(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	if beyond(number, pageCount(count)) {
		return nil, blog.ErrNotFound
	}
	articles, err := p.store.ListedInBlog(ctx, b.ID, perPage, (number-1)*perPage)
	if err != nil {
		return nil, err
	}
	cards, err := r.cards(articles, b.Kind == blog.Publication)
	if err != nil {
		return nil, err
	}
	view := &BlogHome{Paging: paging(at, number, pageCount(count))}
	view.Frame, err = r.blogFrame(b, pageFacts{description: b.Description, path: blogPath(b.Name), paging: view.Paging, object: "/ap/blogs/" + b.APID})
	if err != nil {
		return nil, err
	}
	if view.Authors, err = r.members(b); err != nil {
		return nil, err
	}
	if number == 1 && len(cards) > 0 {
		view.Lead, cards = &cards[0], cards[1:]
		if view.Featured, err = r.featured(b, view.Lead.URL); err != nil {
			return nil, err
		}
		cards = slices.DeleteFunc(cards, func(c Card) bool {
			return slices.ContainsFunc(view.Featured, func(f Card) bool { return f.URL == c.URL })
		})
	}
	view.Years = byYear(cards)
	page, err := p.render(ctx, http.StatusOK, dressOf(b), view, "blog")
	if err != nil {
		return nil, err
	}
	// The names of its writers, and the site's own, change the site's scope.
	page.Scopes = append(siteScopes(), blogScopes(b.ID)...)
	return page, nil
}

// featured are what a blog shows first, below its newest article.
func (r *reading) featured(b blog.Blog, newest string) ([]Card, error) {
	articles, err := r.store.FeaturedIn(r.ctx, b.ID)
	if err != nil {
		return nil, err
	}
	cards, err := r.cards(articles, b.Kind == blog.Publication)
	for i := range cards {
		cards[i].Date.Short = cards[i].Date.Day // no heading says the year
	}
	return slices.DeleteFunc(cards, func(c Card) bool { return c.URL == newest }), err
}

func (p *Pages) siteHome(ctx context.Context, number int) (*Page, error) {
	r := p.reading(ctx)
	r.in(r.siteManner())
	count, err := p.store.CountOnSite(ctx)
	if err != nil {
		return nil, err
	}
	if beyond(number, pageCount(count)) {
		return nil, blog.ErrNotFound
	}
	articles, err := p.store.ListedOnSite(ctx, perPage, (number-1)*perPage)
	if err != nil {
		return nil, err
	}
	view := &SiteHome{Paging: paging("/", number, pageCount(count))}
	if view.Latest, err = r.cards(articles, true); err != nil {
		return nil, err
	}
	if view.Blogs, err = r.ownBlogs(); err != nil {
		return nil, err
	}
	if view.Frame, err = r.siteFrame(pageFacts{path: "/", paging: view.Paging}); err != nil {
		return nil, err
	}
	page, err := p.render(ctx, http.StatusOK, r.siteManner().dress, view, "site")
	if err != nil {
		return nil, err
	}
	page.Scopes = siteScopes()
	return page, nil
}

// ownBlogs are those of the site that have something to read.
func (r *reading) ownBlogs() ([]Blog, error) {
	all, err := r.store.Blogs(r.ctx)
	if err != nil {
		return nil, err
	}
	var blogs []Blog
	for _, b := range all {
		shown, err := r.blogView(b)
		if err != nil {
			return nil, err
		}
		if shown.Articles > 0 {
			blogs = append(blogs, shown)
		}
	}
	return blogs, nil
}

// members are the people of a blog: one for a personal blog.
func (r *reading) members(b blog.Blog) ([]Person, error) {
	members, err := r.store.Members(r.ctx, b.ID)
	if err != nil {
		return nil, err
	}
	var people []Person
	for _, m := range members {
		person, err := r.person(m.AccountID)
		if err != nil {
			return nil, err
		}
		people = append(people, person)
	}
	return people, nil
}

func paging(path string, number, pages int) Paging {
	p := Paging{Page: number, Pages: max(pages, 1)}
	switch {
	case number == 2:
		p.NewerURL = path
	case number > 2:
		p.NewerURL = fmt.Sprintf("%s?page=%d", path, number-1)
	}
	if number < pages {
		p.OlderURL = fmt.Sprintf("%s?page=%d", path, number+1)
	}
	return p
}
