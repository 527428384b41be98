package page

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"image/color"
	"net/http"
	"strings"

	"github.com/lucasb-eyer/go-colorful"

	"pamphlet/blog"
	"pamphlet/content/card"
)

const cardName = "/card.png"

// CardsOf are the pictures that are drawn for a new article.
func CardsOf(b blog.Blog, a blog.Article) []string {
	if a.Published.CoverID != 0 || !card.Ready() {
		return nil
	}
	return []string{articlePath(b.Name, a.Slug) + cardName}
}

// Card is the picture that others show beside a link to an article; without a slug, to any other page of a blog;
// without a blog's name, to the site.
func (p *Pages) Card(ctx context.Context, blogName, slug string) (*Page, error) {
	r := p.reading(ctx)
	moved, err := r.movedTo(blogName, slug)
	if err != nil {
		return nil, err
	}
	if moved != "" {
		return Redirect(moved + cardName), nil
	}
	c, scopes, err := r.cardFor(blogName, slug)
	if err != nil {
		return nil, err
	}
	picture, err := card.Draw(c)
	if err != nil {
		return nil, err
	}
	page := newPage(http.StatusOK, card.MediaType, picture)
	page.Scopes, page.Immutable = scopes, true
	return page, nil
}

// movedTo is the present path of an article under a former address; empty where nothing moved.
func (r *reading) movedTo(blogName, slug string) (string, error) {
	if slug == "" {
		return "", nil
	}
	b, err := r.store.BlogByName(r.ctx, blogName)
	if err != nil {
		return "", err
	}
	address, err := r.store.VisibleBySlug(r.ctx, b.ID, slug)
	if err != nil || address.Gone || !address.Moved {
		return "", err
	}
	return articlePath(b.Name, address.Article.Slug), nil
}

func (r *reading) cardFor(blogName, slug string) (card.Card, []blog.Scope, error) {
	if blogName == "" {
		c, err := r.siteCard()
		return c, siteScopes(), err
	}
	b, err := r.store.BlogByName(r.ctx, blogName)
	if err != nil {
		return card.Card{}, nil, err
	}
	scopes := append(siteScopes(), blogScopes(b.ID)...)
	if slug == "" {
		c, err := r.blogCard(b)
		return c, scopes, err
	}
	address, err := r.store.VisibleBySlug(r.ctx, b.ID, slug)
	if err != nil {
		return card.Card{}, nil, err
	}
	if address.Gone || address.Moved {
		return card.Card{}, nil, blog.ErrNotFound
	}
	a := address.Article
	c, err := r.articleCard(b, a)
	return c, append(scopes, blog.Scope{Kind: blog.ArticleScope, ID: a.ID}), err
}

func (r *reading) articleCard(b blog.Blog, a blog.Article) (card.Card, error) {
	authors, err := r.authors(a)
	if err != nil {
		return card.Card{}, err
	}
	return r.drawnCard(card.Card{Place: b.Title, Title: a.Published.Title, By: by(authors), Language: a.Published.Language}, dressOf(b))
}

func (r *reading) blogCard(b blog.Blog) (card.Card, error) {
	return r.drawnCard(card.Card{Place: r.host, Title: b.Title, By: isolated(r.handle(b.Name)), Language: b.Language}, dressOf(b))
}

func (r *reading) siteCard() (card.Card, error) {
	site, err := r.site()
	if err != nil {
		return card.Card{}, err
	}
	return r.drawnCard(card.Card{Place: r.host, Title: site.Title}, r.siteManner().dress)
}

// drawnCard gives a card the colours of its page's theme.
func (r *reading) drawnCard(c card.Card, d dress) (card.Card, error) {
	theme, err := r.theme(r.ctx, d.theme)
	if err != nil {
		return c, err
	}
	c.RTL = direction(c.Language) == "rtl"
	worn := theme.Card(d.chosen)
	c.Colours = card.Colours{
		Ground: rgba(worn.Ground), Sheet: rgba(worn.Sheet), Ink: rgba(worn.Ink), Muted: rgba(worn.Muted), Accent: rgba(worn.Accent),
	}
	return c, nil
}

// rgba is a colour of a theme, which was checked when the theme was read.
func rgba(hex string) color.RGBA {
	c, err := colorful.Hex(hex)
	if err != nil {
		return color.RGBA{A: 255}
	}
	red, green, blue := c.RGB255()
	return color.RGBA{red, green, blue, 255}
}

// mostNamed is how many authors a picture has room for.
const mostNamed = 3

// by names who wrote something: one author with their handle.
func by(authors []Person) string {
	if len(authors) == 1 {
		return isolated(authors[0].Name) + "  ·  " + isolated(authors[0].Handle)
	}
	var names []string
	for _, a := range authors[:min(len(authors), mostNamed)] {
		names = append(names, isolated(a.Name))
	}
	if len(authors) > mostNamed {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

// isolated keeps the direction of a text from changing that of its neighbours (Unicode UAX 9).
func isolated(text string) string { return "\u2068" + text + "\u2069" }

// cardAt is the picture of a page as link previews find it. Its address changes with it.
func (r *reading) cardAt(path string, c card.Card) *Picture {
	if !card.Ready() {
		return nil
	}
	raw, _ := json.Marshal(c) // texts and numbers
	sum := sha256.Sum256(raw)
	return &Picture{
		Src: r.base + strings.TrimSuffix(path, "/") + cardName + "?v=" + hex.EncodeToString(sum[:5]),
		Alt: c.Title, Width: card.Width, Height: card.Height,
	}
}
