package page

import (
	"context"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"pamphlet/blog"
	"pamphlet/content"
)

// Article is an article's page, with one page of its thread. A former address redirects; one of a withdrawn or deleted article is Gone.
func (p *Pages) Article(ctx context.Context, blogName, slug string, number int) (*Page, error) {
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
	case address.Moved:
		return Redirect(articlePath(b.Name, address.Article.Slug)), nil
	}
	return p.article(ctx, b, address.Article, number, "")
}

// Preview is the article's page as it would be published, for its author's eyes or those of somebody with a link;
// notice says so, above it.
func (p *Pages) Preview(ctx context.Context, b blog.Blog, a blog.Article, notice string) (*Page, error) {
	if a.PublishedAt.IsZero() {
		a.PublishedAt = a.UpdatedAt
	}
	return p.article(ctx, b, a, 1, notice)
}

func (p *Pages) article(ctx context.Context, b blog.Blog, a blog.Article, number int, notice string) (*Page, error) {
	r := p.reading(ctx)
	view, err := r.articleView(b, a)
	if err != nil {
		return nil, err
	}
	view.Notice = notice
	view.NoIndex = view.NoIndex || notice != ""
	played := content.Players(a.Published.HTML, r.says.Text("Play"))
	view.HTML = template.HTML(played.HTML) //nolint:gosec // sanitised by content.Renderer at save; the frames are ours
	if beside := content.Beside(played.HTML); beside != played.HTML {
		view.Beside = template.HTML(beside)                                                 //nolint:gosec // the same elements in other places
		view.InPlace = template.HTML(content.InPlace(played.HTML, r.says.Text("Footnote"))) //nolint:gosec // the same with buttons of ours
	}
	if view.Thread, view.Reactions, err = r.thread(a, articlePath(b.Name, a.Slug), number); err != nil {
		return nil, err
	}
	if !view.Standing && notice == "" {
		view.Alternates = append(view.Alternates, Alternate{Title: r.says.Text("Replies") + " (RSS)", URL: articlePath(b.Name, a.Slug) + "/replies.rss", MediaType: "application/rss+xml"})
	}
	if !view.Standing && !view.Thread.Closed && notice == "" {
		view.ReplyURL = articlePath(b.Name, a.Slug) + "/reply"
	}
	if view.Thread.Paging.NewerURL != "" {
		view.NextURL = view.Thread.Paging.NewerURL
	}
	page, err := p.render(ctx, http.StatusOK, dressOf(b), view, templatesFor(a)...)
	if err != nil {
		return nil, err
	}
	if view.ReplyURL != "" {
		p.allowForm(page, view.ReplyURL)
	}
	allowPlayers(page, played)
	// The byline's person and the neighbours change the blog's scope and the site's.
	page.Scopes = append(siteScopes(),
		blog.Scope{Kind: blog.BlogScope, ID: b.ID}, blog.Scope{Kind: blog.ArticleScope, ID: a.ID}, blog.Scope{Kind: blog.ThreadScope, ID: a.ID})
	return page, nil
}

// templatesFor are the templates of an article or a page, the closest first.
func templatesFor(a blog.Article) []string {
	if a.Visibility == blog.Standing {
		return []string{"page-" + a.Slug, "page", "article"}
	}
	return []string{"article-" + a.Slug, "article"}
}

// allowPlayers lets a page's frames load the players it has, and no other.
func allowPlayers(page *Page, played content.Played) {
	if len(played.Origins) == 0 {
		return
	}
	policy := strings.Replace(page.Header.Get("Content-Security-Policy"), "style-src 'self'", "style-src 'self' "+played.Style, 1)
	page.Header.Set("Content-Security-Policy", policy+"; frame-src 'self' "+strings.Join(played.Origins, " "))
}

func (r *reading) articleView(b blog.Blog, a blog.Article) (*Article, error) {
	r.in(manner{a.Published.Language, dressOf(b)})
	authors, err := r.authors(a)
	if err != nil {
		return nil, err
	}
	text := a.Published
	picture, image, err := r.covers(text)
	if err != nil {
		return nil, err
	}
	path := articlePath(b.Name, a.Slug)
	if image == nil && a.APID != "" { // a preview has no address for it
		c, err := r.articleCard(b, a)
		if err != nil {
			return nil, err
		}
		image = r.cardAt(path, c)
	}
	frame, err := r.blogFrame(b, pageFacts{
		title: text.Title, description: text.Summary, path: path, lang: text.Language, kind: "article",
		image: image, noIndex: a.Visibility == blog.Unlisted, object: articleObject(a),
	})
	if err != nil {
		return nil, err
	}
	frame.OpenGraph.Creator = authors[0].Handle
	frame.OpenGraph.Published = iso(a.PublishedAt)
	view := &Article{
		Frame: frame, Heading: text.Title, Subtitle: text.Subtitle, Authors: authors,
		Published: r.date(a.PublishedAt), Unlisted: a.Visibility == blog.Unlisted, Standing: a.Visibility == blog.Standing,
		Minutes: text.Minutes, Words: text.Words, Cover: picture,
		Outline: outline(text.Outline), Headings: len(text.Outline),
		Warning: text.Warning, HasMath: text.HasMath, HasCode: text.HasCode,
		Licence: licence(firstOf(text.Licence, b.Licence)), ReplyAddress: frame.CanonicalURL,
	}
	if !a.EditedAt.IsZero() {
		edited := r.date(a.EditedAt)
		view.Edited, view.OpenGraph.Modified = &edited, edited.ISO
	}
	if u, err := url.Parse(text.Canonical); err == nil && text.Canonical != "" {
		view.CanonicalURL, view.Origin = text.Canonical, &Link{Title: u.Host, URL: text.Canonical}
	}
	if text.OpenEdits && view.Edited != nil {
		view.EditsURL = path + "/edits"
	}
	for _, tag := range text.Tags {
		view.Tags = append(view.Tags, Link{Title: tag, URL: tagPath(b.Name, blog.TagKey(tag))})
	}
	if view.JSONLD, err = r.blogPosting(b, a, view); err != nil {
		return nil, err
	}
	if view.Series, err = r.series(b, a); err != nil {
		return nil, err
	}
	return view, r.neighbours(view, b, a)
}

// articleObject is the path of the article's id; a preview has none yet.
func articleObject(a blog.Article) string {
	if a.APID == "" {
		return ""
	}
	return "/ap/articles/" + a.APID
}

func (r *reading) neighbours(view *Article, b blog.Blog, a blog.Article) error {
	if view.Unlisted || view.Standing {
		return nil
	}
	older, newer, err := r.store.Neighbours(r.ctx, a)
	if err != nil {
		return err
	}
	if older != nil {
		view.Previous = r.linkTo(b, older.Title, older.Slug, older.Language)
	}
	if newer != nil {
		view.Next = r.linkTo(b, newer.Title, newer.Slug, newer.Language)
	}
	return r.related(view, b, a)
}

// linkTo leads to an article, and says its language where that is not the page's.
func (r *reading) linkTo(b blog.Blog, title, slug, language string) *Link {
	link := &Link{Title: title, URL: articlePath(b.Name, slug)}
	link.Lang, link.Dir = r.unlike(language)
	return link
}

const maxRelated = 3

// related finds what else there is on the subjects of an article, and leaves out what its page shows already.
func (r *reading) related(view *Article, b blog.Blog, a blog.Article) error {
	shown := map[string]bool{}
	for _, link := range []*Link{view.Previous, view.Next} {
		if link != nil {
			shown[link.URL] = true
		}
	}
	if view.Series != nil {
		for _, part := range view.Series.Items {
			shown[part.URL] = true
		}
	}
	found, err := r.store.Related(r.ctx, a, maxRelated+len(shown))
	for _, other := range found {
		link := r.linkTo(b, other.Published.Title, other.Slug, other.Published.Language)
		if !shown[link.URL] && len(view.Related) < maxRelated {
			view.Related = append(view.Related, *link)
		}
	}
	return err
}

// covers are the article's picture for the page and the one for link previews, both nil without a cover.
func (r *reading) covers(text blog.Rendering) (onPage, card *Picture, err error) {
	m, err := r.picture(text.CoverID)
	if m == nil || err != nil {
		return nil, nil, err
	}
	alt := firstOf(text.CoverAlt, m.Alt)
	v := m.Card()
	if text.Warning != "" { // link previews do not warn
		return cover(*m, alt, "", 1600), nil, nil
	}
	card = &Picture{Src: r.base + mediaPath(v), Width: v.Width, Height: v.Height, Alt: alt}
	return cover(*m, alt, "", 1600), card, nil
}

// outline nests the flat list of headings by their levels.
func outline(flat []content.Heading) []Heading {
	var tree []Heading
	for i := 0; i < len(flat); {
		h := flat[i]
		end := i + 1
		for end < len(flat) && flat[end].Level > h.Level {
			end++
		}
		tree = append(tree, Heading{ID: h.ID, Text: h.Text, Level: h.Level, Items: outline(flat[i+1 : end])})
		i = end
	}
	return tree
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// HomeArticle redirects /SLUG to the home blog's article with this address.
func (p *Pages) HomeArticle(ctx context.Context, slug string) (*Page, error) {
	b, err := p.store.HomeBlog(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := p.store.VisibleBySlug(ctx, b.ID, slug); err != nil {
		return nil, err
	}
	return Redirect(articlePath(b.Name, slug)), nil
}
