package fediverse

import (
	"context"
	"errors"
	"html"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// inboxBudget is the largest activity Misskey's family takes (its bodyLimit), in bytes.
const inboxBudget = 64 << 10

// article is the document of a published article. The answer for one that was withdrawn is a Tombstone.
func (b *Bridge) article(ctx context.Context, asked federation.Asked) (vocab.Value, error) {
	a, err := b.visible(ctx, asked.ID)
	if err != nil {
		return nil, err
	}
	return b.articleFor(ctx, a, asked.Host)
}

// articleFor is an article in the form that the host was sent. Who asks says so themself, which is good enough for a
// form of what everybody may read.
func (b *Bridge) articleFor(ctx context.Context, a blog.Article, host string) (*vocab.Object, error) {
	doc, err := b.articleDocument(ctx, a)
	if err != nil || host == "" {
		return doc, err
	}
	software, err := b.store.SoftwareOf(ctx, host)
	return shape(doc, software.Name), err
}

// byline is who and what an article belongs to, as ids.
type byline struct {
	in        blog.Blog
	person    blog.Blog // the first author's own blog, which signs
	author    string
	followers string
	group     string // "" on a personal blog
}

func (b *Bridge) byline(ctx context.Context, a blog.Article) (byline, error) {
	in, err := b.store.Blog(ctx, a.BlogID)
	if err != nil {
		return byline{}, err
	}
	person, err := b.store.PersonalBlog(ctx, a.AuthorID)
	if err != nil {
		return byline{}, err
	}
	by := byline{in: in, person: person, author: b.blogs.URL(person.APID), followers: b.blogs.URL(person.APID, "followers")}
	if in.Kind == blog.Publication {
		by.group = b.blogs.URL(in.APID)
	}
	return by, nil
}

// cc is who hears of an article beside the public.
func (by byline) cc() []string {
	if by.group == "" {
		return []string{by.followers}
	}
	return []string{by.followers, by.group, by.group + "/followers"}
}

// articleDocument is the general form of an article: the rules that all servers together force
// (attributedTo one plain string, to and cc always lists, no attachment so that Mastodon shows its
// link card, summary as the excerpt Mastodon shows, which it takes for HTML, like most servers).
func (b *Bridge) articleDocument(ctx context.Context, a blog.Article) (*vocab.Object, error) {
	by, err := b.byline(ctx, a)
	if err != nil {
		return nil, err
	}
	counts, err := b.store.ReactionCounts(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	text := a.Published
	id, address := b.articles.URL(a.APID), b.articleURL(by.in, a)
	replies, err := b.firstReplies(ctx, a, id+"/replies")
	if err != nil {
		return nil, err
	}
	body := content.Federated(text.HTML, address)
	doc := &vocab.Object{Base: vocab.Base{
		ID: id, Type: vocab.TypeArticle, AttributedTo: vocab.Items{vocab.Ref(by.author)},
		To: []string{vocab.Public}, Cc: by.cc(),
		Name: text.Title, NameMap: map[string]string{text.Language: text.Title}, Summary: html.EscapeString(text.Summary),
		Content: body, ContentMap: map[string]string{text.Language: body}, MediaType: "text/html",
		Source: &vocab.Source{Content: content.AbsoluteMarkdown(text.Markdown, address), MediaType: "text/markdown"},
		URL:    vocab.URLs(address), Published: a.PublishedAt, Updated: a.EditedAt, Sensitive: new(false),
		Attachment: vocab.Items{}, Tag: b.hashtags(by.in, text), Context: b.contextOf(a), Replies: replies,
		Likes: count(id+"/likes", counts[0][blog.Like]), Shares: count(id+"/shares", counts[0][blog.Boost]),
		Preview: b.preview(text, by.author),
	}, InteractionPolicy: anybody()}
	if text.Warning != "" {
		doc.Sensitive, doc.Subject = new(true), text.Warning
	}
	if by.group != "" {
		doc.Audience = []string{by.group}
	}
	doc.Image, err = b.cover(ctx, text)
	if err != nil {
		return nil, err
	}
	fit(doc)
	return doc, nil
}

// fit leaves out what costs most and is missed least until the document is within the budget:
// contentMap repeats the content only to say its language, for GoToSocial and Akkoma (Mastodon takes it
// from nameMap); the source can be had at the page.
func fit(doc *vocab.Object) {
	for _, leaveOut := range []func(){func() { doc.ContentMap = nil }, func() { doc.Source = nil }} {
		if len(vocab.Encode(doc)) <= inboxBudget-envelope {
			return
		}
		leaveOut()
	}
}

// envelope is about what a Create adds around its object, with its proof, in bytes.
const envelope = 2<<10 + proofRoom

// preview is what servers that show only short posts may show (FEP-b2b8).
func (b *Bridge) preview(text blog.Rendering, author string) vocab.Item {
	short := "<p><strong>" + html.EscapeString(text.Title) + "</strong></p>"
	if text.Summary != "" {
		short += "<p>" + html.EscapeString(text.Summary) + "</p>"
	}
	return vocab.Embed(&vocab.Object{Base: vocab.Base{Type: vocab.TypeNote, Content: short, AttributedTo: vocab.Items{vocab.Ref(author)}}})
}

func (b *Bridge) cover(ctx context.Context, text blog.Rendering) (vocab.Items, error) {
	if text.CoverID == 0 {
		return nil, nil
	}
	m, err := b.store.Media(ctx, text.CoverID)
	if errors.Is(err, blog.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	v := m.Cover(1600)
	alt := text.CoverAlt
	if alt == "" {
		alt = m.Alt
	}
	picture := vocab.Media(vocab.TypeImage, b.fed.URL(blog.MediaPrefix+v.Name), v.MediaType, alt)
	picture.Blurhash = m.Blurhash
	if m.Focus != (blog.Focus{}) {
		picture.FocalPoint = []float64{m.Focus.X, m.Focus.Y}
	}
	return vocab.Items{vocab.Embed(picture)}, nil
}

func (b *Bridge) articleURL(in blog.Blog, a blog.Article) string {
	return b.fed.URL(in.ArticlePath(a))
}

func count(id string, total int) vocab.Item {
	return vocab.Embed(&vocab.Collection{Base: vocab.Base{ID: id, Type: vocab.TypeCollection}, TotalItems: &total})
}
