package page

import (
	"context"
	"net/http"

	"pamphlet/blog"
	"pamphlet/content/words"
)

// Way is where a reader goes on, on their own server.
type Way struct {
	Account string // as they typed it
	Host    string // of their server; empty where it did not answer
	Follow  func(id, handle string) string
	Reply   func(id string) string
	Problem error // why there is no way, and what to do; nil for none
}

// LeaveToFollow is the page that leads a reader to their own server to follow a blog.
func (p *Pages) LeaveToFollow(ctx context.Context, blogName string, way Way) (*Page, error) {
	b, err := p.store.BlogByName(ctx, blogName)
	if err != nil {
		return nil, err
	}
	view := &Leave{Subject: Link{Title: b.Title, URL: blogPath(b.Name)}, Action: followFromPath(b.Name), Address: p.handle(b.Name)}
	if way.Host != "" {
		view.URL = way.Follow(p.base+"/ap/blogs/"+b.APID, p.handle(b.Name))
	}
	return p.leave(ctx, b, view, way, func(says *words.Language) string { return says.Text("Follow %s", b.Title) })
}

// LeaveToReply is the page that leads a reader to their own server to answer an article.
func (p *Pages) LeaveToReply(ctx context.Context, blogName, slug string, way Way) (*Page, error) {
	b, err := p.store.BlogByName(ctx, blogName)
	if err != nil {
		return nil, err
	}
	address, err := p.store.VisibleBySlug(ctx, b.ID, slug)
	if err != nil {
		return nil, err
	}
	a := address.Article
	if address.Gone || address.Moved || a.Visibility == blog.Standing {
		return nil, blog.ErrNotFound
	}
	path := articlePath(b.Name, a.Slug)
	view := &Leave{Reply: true, Subject: Link{Title: a.Published.Title, URL: path}, Action: path + "/reply", Address: p.base + path}
	if way.Host != "" {
		view.URL = way.Reply(p.base + "/ap/articles/" + a.APID)
	}
	return p.leave(ctx, b, view, way, func(says *words.Language) string { return says.Text("Reply to %s", a.Published.Title) })
}

func (p *Pages) leave(ctx context.Context, b blog.Blog, view *Leave, way Way, title func(*words.Language) string) (*Page, error) {
	if way.Host != "" && view.URL == "" {
		way.Problem = blog.Errorf(blog.NotFound, "%s has no page for this. Search for the address below in your app, or there.", way.Host)
	}
	r := p.reading(ctx)
	r.in(mannerOf(b))
	view.Account, view.Host, view.Problem = way.Account, way.Host, blog.Say(r.says, way.Problem)
	frame, err := r.blogFrame(b, pageFacts{title: title(r.says), path: view.Action, noIndex: true})
	if err != nil {
		return nil, err
	}
	view.Frame = frame
	page, err := p.render(ctx, http.StatusOK, dressOf(b), view, "leave")
	if err != nil {
		return nil, err
	}
	p.allowForm(page, view.Action)
	return page, nil
}
