package page

import (
	"context"
	"errors"
	"net/http"

	"pamphlet/blog"
)

func followPath(name string) string     { return blogPath(name) + "/follow" }
func followFromPath(name string) string { return followPath(name) + "/from" }

// Follow says how to follow a blog.
func (p *Pages) Follow(ctx context.Context, blogName string) (*Page, error) {
	b, err := p.store.BlogByName(ctx, blogName)
	if err != nil {
		return nil, err
	}
	r := p.reading(ctx)
	r.in(mannerOf(b))
	view := &Follow{Handle: p.handle(b.Name), Address: p.base + blogPath(b.Name), Action: followFromPath(b.Name),
		Feeds: absolute(p.base, feedsUnder(blogPath(b.Name)))}
	if view.Person, err = r.person(b.AccountID); err != nil {
		return nil, err
	}
	view.More = absolute(p.base, r.moreFeeds(b, view.Person))
	if view.Frame, err = r.blogFrame(b, pageFacts{title: r.says.Text("Follow"), path: followPath(b.Name)}); err != nil {
		return nil, err
	}
	page, err := p.render(ctx, http.StatusOK, dressOf(b), view, "follow")
	if err != nil {
		return nil, err
	}
	p.allowForm(page, view.Action)
	page.Scopes = siteScopes()
	return page, nil
}

// moreFeeds are those of a blog that not everybody looks for.
func (r *reading) moreFeeds(b blog.Blog, writer Person) []Feed {
	feeds := []Feed{{Title: r.says.Text("Replies"), URL: blogPath(b.Name) + "/replies.rss", MediaType: "application/rss+xml"}}
	if b.Kind == blog.Personal {
		feeds = append(feeds, Feed{Title: r.says.Text("Everything by %s", writer.Name), URL: aboutPath(b.Name) + "/feed.rss", MediaType: "application/rss+xml"})
	}
	return feeds
}

// absolute gives feeds addresses that can be copied into a feed reader.
func absolute(base string, feeds []Feed) []Feed {
	for i := range feeds {
		feeds[i].URL = base + feeds[i].URL
	}
	return feeds
}

// Subscribe says how to follow what the site has: the home blog, or a choice of all.
func (p *Pages) Subscribe(ctx context.Context) (*Page, error) {
	home, err := p.store.HomeBlog(ctx)
	switch {
	case err == nil:
		page := Redirect(followPath(home.Name))
		page.Status = http.StatusFound // the home blog may be another one day
		return page, nil
	case !errors.Is(err, blog.ErrNotFound):
		return nil, err
	}
	r := p.reading(ctx)
	r.in(r.siteManner())
	view := &Follow{Feeds: absolute(p.base, feedsUnder(""))}
	if view.Blogs, err = r.ownBlogs(); err != nil {
		return nil, err
	}
	for i := range view.Blogs {
		view.Blogs[i].URL = view.Blogs[i].FollowURL
	}
	if view.Frame, err = r.siteFrame(pageFacts{title: r.says.Text("Follow"), path: "/subscribe"}); err != nil {
		return nil, err
	}
	page, err := p.render(ctx, http.StatusOK, r.siteManner().dress, view, "follow")
	if err != nil {
		return nil, err
	}
	page.Scopes = siteScopes()
	return page, nil
}
