package page

import (
	"context"
	"html/template"
	"net/http"

	"pamphlet/blog"
	"pamphlet/content"
)

// Tag is one page of the articles with a tag, in a blog or, with an empty name, on the whole site.
func (p *Pages) Tag(ctx context.Context, blogName, tag string, number int) (*Page, error) {
	r := p.reading(ctx)
	var b blog.Blog
	var err error
	if blogName != "" {
		if b, err = p.store.BlogByName(ctx, blogName); err != nil {
			return nil, err
		}
	}
	if key := blog.TagKey(tag); key != tag {
		if key == "" {
			return nil, blog.ErrNotFound
		}
		return Redirect(tagPath(b.Name, key)), nil
	}
	r.in(mannerOf(b))
	if b.ID == 0 {
		r.in(r.siteManner())
	}
	count, err := p.store.CountWithTag(ctx, b.ID, tag)
	if err != nil {
		return nil, err
	}
	if count == 0 || beyond(number, pageCount(count)) {
		return nil, blog.ErrNotFound
	}
	articles, err := p.store.ListedWithTag(ctx, b.ID, tag, perPage, (number-1)*perPage)
	if err != nil {
		return nil, err
	}
	view := &Tag{Count: count, Paging: paging(tagPath(blogName, tag), number, pageCount(count))}
	if view.Tag, err = p.store.TagLabel(ctx, tag); err != nil {
		return nil, err
	}
	if view.Cards, err = r.cards(articles, b.ID == 0 || b.Kind == blog.Publication); err != nil {
		return nil, err
	}
	facts := pageFacts{title: "#" + view.Tag, path: tagPath(blogName, tag), paging: view.Paging}
	worn := dressOf(b)
	if b.ID == 0 {
		view.Frame, err = r.siteFrame(facts)
		worn = r.siteManner().dress
	} else {
		view.Frame, err = r.blogFrame(b, facts)
	}
	if err != nil {
		return nil, err
	}
	view.leadWith("#"+view.Tag, feedsUnder(tagPath(blogName, tag)))
	page, err := p.render(ctx, http.StatusOK, worn, view, "tag-"+tag, "tag")
	if err != nil {
		return nil, err
	}
	page.Scopes = siteScopes() // a label is taken from the whole site
	return page, nil
}

// Archive lists everything a blog has, by year.
func (p *Pages) Archive(ctx context.Context, blogName string) (*Page, error) {
	b, err := p.store.BlogByName(ctx, blogName)
	if err != nil {
		return nil, err
	}
	r := p.reading(ctx)
	r.in(mannerOf(b))
	rows, err := p.store.ArchiveOfBlog(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	view := &Archive{Count: len(rows)}
	var cards []Card
	for _, row := range rows {
		cards = append(cards, Card{Title: row.Title, URL: articlePath(b.Name, row.Slug), Lang: row.Language,
			Dir: direction(row.Language), Date: r.date(row.PublishedAt), Minutes: row.Minutes})
	}
	view.Years = byYear(cards)
	tags, err := p.store.TagsOfBlog(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	for _, t := range tags {
		label, err := p.store.TagLabel(ctx, t.Tag)
		if err != nil {
			return nil, err
		}
		view.Tags = append(view.Tags, TagCount{Title: label, URL: tagPath(b.Name, t.Tag), Count: t.Articles})
	}
	if view.Frame, err = r.blogFrame(b, pageFacts{title: r.says.Text("Archive"), path: blogPath(b.Name) + "/archive"}); err != nil {
		return nil, err
	}
	page, err := p.render(ctx, http.StatusOK, dressOf(b), view, "archive")
	if err != nil {
		return nil, err
	}
	page.Scopes = siteScopes()
	return page, nil
}

// About is the page of a person or publication.
func (p *Pages) About(ctx context.Context, blogName string) (*Page, error) {
	b, err := p.store.BlogByName(ctx, blogName)
	if err != nil {
		return nil, err
	}
	view, err := p.reading(ctx).aboutView(b)
	if err != nil {
		return nil, err
	}
	page, err := p.render(ctx, http.StatusOK, dressOf(b), view, "about")
	if err != nil {
		return nil, err
	}
	page.Scopes = siteScopes()
	return page, nil
}

func (r *reading) aboutView(b blog.Blog) (*About, error) {
	r.in(mannerOf(b))
	view := &About{Since: r.date(b.CreatedAt)}
	articles, err := r.aboutWho(b, view)
	if err != nil {
		return nil, err
	}
	if view.Recent, err = r.cards(articles, true); err != nil {
		return nil, err
	}
	pictureID, err := r.blogPicture(b)
	if err != nil {
		return nil, err
	}
	if m, err := r.picture(pictureID); err != nil {
		return nil, err
	} else if m != nil {
		v := m.Icon(400)
		view.Picture = &Picture{Src: mediaPath(v), Width: v.Width, Height: v.Height}
	}
	view.Frame, err = r.blogFrame(b, pageFacts{
		title: view.Person.Name, description: b.Description, path: aboutPath(b.Name), kind: "profile",
	})
	if b.Kind == blog.Personal {
		view.leadWith(r.says.Text("Everything by %s", view.Person.Name), feedsUnder(aboutPath(b.Name)))
	}
	return view, err
}

// aboutWho fills in the person or publication, and answers its latest articles.
func (r *reading) aboutWho(b blog.Blog, view *About) ([]blog.Article, error) {
	if b.Kind == blog.Publication {
		avatar, err := r.avatar(b.PictureID, 192)
		if err != nil {
			return nil, err
		}
		view.Person = Person{Name: b.Title, Handle: r.handle(b.Name), Host: r.host, URL: blogPath(b.Name), Avatar: avatar, Local: true}
		view.Bio = template.HTML(content.CommentMarkdown(b.Description)) //nolint:gosec // sanitised there
		if view.Members, err = r.members(b); err != nil {
			return nil, err
		}
		return r.store.ListedInBlog(r.ctx, b.ID, perPage, 0)
	}
	account, err := r.account(b.AccountID)
	if err != nil {
		return nil, err
	}
	if view.Person, err = r.person(account.ID); err != nil {
		return nil, err
	}
	view.Bio = template.HTML(account.BioHTML) //nolint:gosec // sanitised at save
	blogs, err := r.store.BlogsOf(r.ctx, account.ID)
	if err != nil {
		return nil, err
	}
	for _, other := range blogs {
		shown, err := r.blogView(other)
		if err != nil {
			return nil, err
		}
		view.Blogs = append(view.Blogs, shown)
	}
	return r.store.ListedByAuthor(r.ctx, account.ID, perPage)
}
