package page

import (
	"context"
	"html"
	"strconv"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/content"
	"pamphlet/content/feed"
	"pamphlet/content/words"
)

// RepliesFeed is the feed of what was answered under an article; without a slug, under all of a blog's; without a
// blog's name, under everything on the site. Its HTML page is the article's, the blog's or the site's own.
//
// It is made anew for every reader: what comes in under any of many articles would have to reach it in a cache.
func (p *Pages) RepliesFeed(ctx context.Context, blogName, slug string, format Format) (*Page, error) {
	if writers[format] == nil {
		return nil, blog.ErrNotFound
	}
	r := p.reading(ctx)
	doc, b, err := r.describedFeed(blogName)
	if err != nil {
		return nil, err
	}
	var article int64
	says := words.For(doc.Language)
	doc.Title = says.Text("Replies") + " · " + doc.Title
	if slug != "" {
		address, err := p.store.VisibleBySlug(ctx, b.ID, slug)
		switch {
		case err != nil:
			return nil, err
		case address.Gone:
			return nil, blog.Errorf(blog.Gone, "This article was taken back by its author.")
		case address.Moved:
			return Redirect(articlePath(b.Name, address.Article.Slug) + repliesName + string(format)), nil
		}
		a := address.Article
		article, doc.HomeURL = a.ID, r.base+articlePath(b.Name, a.Slug)
		doc.Title, doc.Subtitle, doc.Updated = words.For(a.Published.Language).Text("Replies to %s", a.Published.Title), "", a.PublishedAt
	}
	doc.Rights, doc.Authors = "", nil // these words are other people's
	comments, err := p.store.LatestComments(ctx, b.ID, article, perPage)
	if err != nil {
		return nil, err
	}
	threads := map[int64]map[int64]int{}
	for _, c := range comments {
		under := c.Comment.ArticleID
		if threads[under] == nil {
			all, err := r.store.Thread(r.ctx, under)
			if err != nil {
				return nil, err
			}
			threads[under] = newTree(all, nil, r.date).numbers()
		}
		doc.Entries = append(doc.Entries, r.replyEntry(c, threads[under][c.Comment.ID], article == 0))
	}
	return p.writeFeed(doc, repliesName, nil, format)
}

// replyEntry is a comment on a page of its thread; its id is the one it has on its writer's server. titled says whose
// article it is under.
func (r *reading) replyEntry(c store.LatestComment, page int, titled bool) feed.Entry {
	under := r.base + articlePath(c.BlogName, c.Slug)
	at := under
	if page > 1 {
		at += "?page=" + strconv.Itoa(page)
	}
	comment := c.Comment
	entry := feed.Entry{
		ID: comment.URI, URL: at + "#" + anchorOf(comment), Title: nameOf(comment.Actor), ContentHTML: content.Absolute(comment.HTML, under),
		Published: comment.PublishedAt, Updated: comment.EditedAt, Language: comment.Language,
		Authors: []feed.Author{{Name: nameOf(comment.Actor), URL: comment.Actor.URL}},
	}
	if titled {
		entry.Title += ": " + c.Title
	}
	if comment.Warning != "" {
		entry.ContentHTML = "<p><strong>" + html.EscapeString(words.For(comment.Language).Text("Content warning: %s", comment.Warning)) + "</strong></p>" + entry.ContentHTML
	}
	return entry
}
