package page

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"slices"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/content/feed"
	"pamphlet/content/words"
)

// Format is a feed format, as the last part of a feed's address.
type Format string

// The feed formats.
const (
	RSS  Format = "rss"
	Atom Format = "atom"
	JSON Format = "json"
)

// HubPath is where who wants to be told of changes of a feed says so (package hub).
const HubPath = "/hub"

// The names of feeds, which their formats complete. Those of articles have a hub.
const (
	feedName    = "/feed."
	repliesName = "/replies."
)

var writers = map[Format]func(feed.Feed) ([]byte, error){RSS: feed.RSS, Atom: feed.Atom, JSON: feed.JSON}

// Feed is the feed of a blog or, with an empty name, of the site; with a tag, of the articles that have it.
func (p *Pages) Feed(ctx context.Context, blogName, tag string, format Format) (*Page, error) {
	if writers[format] == nil || tag != blog.TagKey(tag) {
		return nil, blog.ErrNotFound
	}
	r := p.reading(ctx)
	doc, scopes, err := r.feed(blogName, tag)
	if err != nil {
		return nil, err
	}
	return p.writeFeed(doc, feedName, scopes, format)
}

// AuthorFeed is the feed of what a person wrote, on any blog of the site.
func (p *Pages) AuthorFeed(ctx context.Context, name string, format Format) (*Page, error) {
	if writers[format] == nil {
		return nil, blog.ErrNotFound
	}
	r := p.reading(ctx)
	b, err := p.store.BlogByName(ctx, name)
	if err != nil {
		return nil, err
	}
	if b.Kind != blog.Personal {
		return nil, blog.ErrNotFound // a publication is its blog, and has that feed
	}
	doc := feed.Feed{}
	if err := r.describeFeed(&doc, b); err != nil {
		return nil, err
	}
	doc.Title, doc.Rights, doc.HomeURL = doc.Authors[0].Name, "", r.base+aboutPath(b.Name)
	articles, err := p.store.ListedByAuthor(ctx, b.AccountID, perPage)
	if err != nil {
		return nil, err
	}
	if err := r.fillFeed(&doc, articles); err != nil {
		return nil, err
	}
	return p.writeFeed(doc, feedName, siteScopes(), format)
}

// SeriesFeed is the feed of a series, the latest part first.
func (p *Pages) SeriesFeed(ctx context.Context, blogName, slug string, format Format) (*Page, error) {
	if writers[format] == nil {
		return nil, blog.ErrNotFound
	}
	r := p.reading(ctx)
	b, err := p.store.BlogByName(ctx, blogName)
	if err != nil {
		return nil, err
	}
	s, err := p.store.SeriesBySlug(ctx, b.ID, slug)
	if err != nil {
		return nil, err
	}
	parts, err := p.store.ListedInSeries(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	if len(parts) == 0 {
		return nil, blog.ErrNotFound
	}
	slices.SortStableFunc(parts, func(a, b blog.Article) int { return b.PublishedAt.Compare(a.PublishedAt) })
	doc := feed.Feed{}
	if err := r.describeFeed(&doc, b); err != nil {
		return nil, err
	}
	doc.Title, doc.Subtitle, doc.HomeURL = s.Title+" · "+doc.Title, s.Description, r.base+seriesPath(b.Name, s.Slug)
	if err := r.fillFeed(&doc, parts[:min(len(parts), perPage)]); err != nil {
		return nil, err
	}
	return p.writeFeed(doc, feedName, append(siteScopes(), blogScopes(b.ID)...), format)
}

// writeFeed makes a page of a feed, which stands below the page it is of under a name that the format completes.
func (p *Pages) writeFeed(doc feed.Feed, name string, scopes []blog.Scope, format Format) (*Page, error) {
	doc.SelfURL = doc.HomeURL + name + string(format)
	if name == feedName {
		doc.Hub = p.base + HubPath
	}
	if doc.HomeURL == p.base {
		doc.HomeURL += "/"
	}
	body, err := writers[format](doc)
	if err != nil {
		return nil, fmt.Errorf("writing the %s feed: %w", format, err)
	}
	page := newPage(http.StatusOK, feed.ContentType(string(format)), body)
	page.Scopes = scopes
	if doc.Hub != "" { // WebSub section 4
		page.Header["Link"] = []string{fmt.Sprintf(`<%s>; rel="hub"`, doc.Hub), fmt.Sprintf(`<%s>; rel="self"`, doc.SelfURL)}
	}
	// Feed readers in browsers ask from other origins; there is nothing private here.
	page.Header.Set("Access-Control-Allow-Origin", "*")
	return page, nil
}

func (r *reading) feed(blogName, tag string) (feed.Feed, []blog.Scope, error) {
	doc, b, err := r.describedFeed(blogName)
	if err != nil {
		return feed.Feed{}, nil, err
	}
	scopes := siteScopes()
	if b.ID != 0 {
		scopes = append(scopes, blogScopes(b.ID)...)
	}
	articles, err := r.feedArticles(b, tag)
	if err != nil {
		return feed.Feed{}, nil, err
	}
	if tag != "" {
		label, err := r.store.TagLabel(r.ctx, tag)
		if err != nil {
			return feed.Feed{}, nil, err
		}
		doc.Title, doc.HomeURL = "#"+label+" · "+doc.Title, r.base+tagPath(blogName, tag)
	}
	err = r.fillFeed(&doc, articles)
	return doc, scopes, err
}

// describedFeed is the feed of a blog or, with an empty name, of the site, with nothing in it.
func (r *reading) describedFeed(blogName string) (doc feed.Feed, b blog.Blog, err error) {
	if blogName != "" {
		if b, err = r.store.BlogByName(r.ctx, blogName); err == nil {
			err = r.describeFeed(&doc, b)
		}
		return doc, b, err
	}
	site, err := r.site()
	if err != nil {
		return doc, b, err
	}
	updated, err := r.store.ListsChanged(r.ctx)
	return feed.Feed{Title: site.Title, HomeURL: r.base, Language: r.siteManner().lang, Updated: updated}, b, err
}

// maxFeed is how many bytes of articles a feed has: beyond it, the older ones of very long articles are left out. Feed
// readers ask often, and many refuse more than a few megabytes.
const maxFeed = 2 << 20

// leadWith names the feeds of a page itself before those of its blog: many feed readers take the first.
func (f *Frame) leadWith(title string, feeds []Feed) {
	var own []Alternate
	for _, feed := range feeds {
		own = append(own, Alternate{Title: title + " (" + feed.Title + ")", URL: feed.URL, MediaType: feed.MediaType})
	}
	f.Alternates = append(own, f.Alternates...)
}

// fillFeed puts articles into a feed.
func (r *reading) fillFeed(doc *feed.Feed, articles []blog.Article) error {
	size := 0
	for _, a := range articles {
		entry, err := r.entry(a)
		if err != nil {
			return err
		}
		if size += len(entry.ContentHTML); size > maxFeed && len(doc.Entries) > 0 {
			return nil
		}
		doc.Entries = append(doc.Entries, entry)
		if entry.Updated.After(doc.Updated) {
			doc.Updated = entry.Updated
		}
	}
	return nil
}

func (r *reading) feedArticles(b blog.Blog, tag string) ([]blog.Article, error) {
	switch {
	case tag != "":
		return r.store.ListedWithTag(r.ctx, b.ID, tag, perPage, 0)
	case b.ID != 0:
		return r.store.ListedInBlog(r.ctx, b.ID, perPage, 0)
	}
	return r.store.ListedOnSite(r.ctx, perPage, 0)
}

func (r *reading) describeFeed(doc *feed.Feed, b blog.Blog) error {
	doc.Title, doc.Subtitle, doc.Language, doc.HomeURL = b.Title, b.Description, b.Language, r.base+blogPath(b.Name)
	doc.Rights = b.Licence
	if doc.Updated = b.CreatedAt; b.LeftAt.After(doc.Updated) { // a feed that lost its newest entry is not older for it
		doc.Updated = b.LeftAt
	}
	pictureID, err := r.blogPicture(b)
	if err != nil {
		return err
	}
	icon, err := r.avatar(pictureID, 192)
	if icon != "" {
		doc.IconURL = r.base + icon
	}
	if b.Kind != blog.Personal || err != nil {
		return err
	}
	author, err := r.feedAuthor(b.AccountID)
	doc.Authors = []feed.Author{author}
	return err
}

func (r *reading) feedAuthors(a blog.Article) ([]feed.Author, error) {
	accounts, err := r.authorAccounts(a)
	var authors []feed.Author
	for _, account := range accounts {
		author, err := r.feedAuthor(account)
		if err != nil {
			return nil, err
		}
		authors = append(authors, author)
	}
	return authors, err
}

func (r *reading) feedAuthor(accountID int64) (feed.Author, error) {
	person, err := r.person(accountID)
	author := feed.Author{Name: person.Name, URL: r.base + person.URL}
	if person.Avatar != "" {
		author.AvatarURL = r.base + person.Avatar
	}
	return author, err
}

// entry is an article in full. Its id is that of the publication episode and never changes.
func (r *reading) entry(a blog.Article) (feed.Entry, error) {
	b, err := r.blog(a.BlogID)
	if err != nil {
		return feed.Entry{}, err
	}
	authors, err := r.feedAuthors(a)
	if err != nil {
		return feed.Entry{}, err
	}
	text, address := a.Published, r.base+articlePath(b.Name, a.Slug)
	entry := feed.Entry{
		ID: r.base + articleObject(a), URL: address, Title: text.Title, Subtitle: text.Subtitle, Summary: text.Summary,
		ContentHTML: content.Absolute(text.HTML, address), Published: a.PublishedAt, Updated: a.PublishedAt,
		Authors: authors, Tags: text.Tags, Language: text.Language, Rights: firstOf(text.Licence, b.Licence),
	}
	if text.Warning != "" {
		entry.ContentHTML = "<p><strong>" + html.EscapeString(words.For(text.Language).Text("Content warning: %s", text.Warning)) + "</strong></p>" + entry.ContentHTML
	}
	if a.EditedAt.After(a.PublishedAt) {
		entry.Updated = a.EditedAt
	}
	if entry.Files, err = r.files(text); err != nil {
		return entry, err
	}
	m, err := r.picture(text.CoverID)
	if m == nil || err != nil || text.Warning != "" {
		return entry, err
	}
	v := m.Cover(1600)
	entry.Image = &feed.Image{URL: r.base + mediaPath(v), MediaType: v.MediaType, Alt: firstOf(text.CoverAlt, m.Alt),
		Bytes: v.Bytes, Width: v.Width, Height: v.Height}
	return entry, nil
}
