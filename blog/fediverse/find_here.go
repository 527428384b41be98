package fediverse

import (
	"context"
	"errors"
	"strings"

	"pamphlet/blog"
)

// findHere finds what is of this site without asking anybody; ours is false for all other addresses.
func (b *Bridge) findHere(ctx context.Context, address string) (found Found, ours bool, err error) {
	name, host, isHandle := strings.Cut(strings.TrimPrefix(address, "@"), "@")
	if isHandle && !strings.Contains(address, "://") {
		if !strings.EqualFold(host, b.fed.Host()) {
			return Found{}, false, nil
		}
		address = b.fed.URL("/@" + name)
	}
	if address != b.fed.URL("") && !strings.HasPrefix(address, b.fed.URL("/")) {
		return Found{}, false, nil
	}
	if of, err := b.blogAt(ctx, address); !errors.Is(err, blog.ErrNotFound) {
		if err != nil {
			return Found{}, true, err
		}
		found, err = b.ownAccount(ctx, of)
		return found, true, err
	}
	to, err := b.targetOf(ctx, address)
	if err != nil {
		return Found{}, true, err
	}
	if to.CommentID != 0 {
		found, err = b.ownComment(ctx, address, to)
	} else {
		found, err = b.ownArticle(ctx, to)
	}
	return found, true, err
}

// blogAt is the blog with this id or page.
func (b *Bridge) blogAt(ctx context.Context, address string) (blog.Blog, error) {
	if id, ok := b.blogs.ID(address); ok {
		return b.store.BlogByAPID(ctx, id)
	}
	if name, ok := b.fed.Route("/@").ID(address); ok {
		return b.store.BlogByName(ctx, name)
	}
	return blog.Blog{}, blog.ErrNotFound
}

func (b *Bridge) ownAccount(ctx context.Context, of blog.Blog) (Found, error) {
	doc, err := b.actor(ctx, of)
	if err != nil {
		return Found{}, err
	}
	found := Found{Actor: actorOf(doc, b.now()), Bio: doc.Summary}
	found.Actor.BlogID = of.ID
	return found, nil
}

func (b *Bridge) ownArticle(ctx context.Context, to blog.Target) (Found, error) {
	a, err := b.store.VisibleByID(ctx, to.ArticleID)
	if err != nil {
		return Found{}, err
	}
	by, err := b.byline(ctx, a)
	if err != nil {
		return Found{}, err
	}
	found, err := b.ownAccount(ctx, by.person)
	found.Bio = ""
	found.Thing = &Thing{
		ID: b.articles.URL(a.APID), Type: "Article", Title: a.Published.Title, HTML: a.Published.HTML, Language: a.Published.Language,
		URL: b.articleURL(by.in, a), Published: a.PublishedAt, Public: true, In: to,
	}
	return found, err
}

// ownComment is what one of our people wrote in a thread here.
func (b *Bridge) ownComment(ctx context.Context, id string, to blog.Target) (Found, error) {
	c, err := b.store.CommentByURI(ctx, id)
	if err != nil {
		return Found{}, err
	}
	if c.State != blog.CommentShown {
		return Found{}, blog.ErrNotFound
	}
	thing := &Thing{ID: c.URI, Type: "Note", HTML: c.HTML, Language: c.Language, URL: c.URL, Published: c.PublishedAt, Public: true, In: to}
	return Found{Actor: c.Actor, Thing: thing}, nil
}
