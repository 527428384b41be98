package page

import (
	"context"
	"errors"

	"pamphlet/blog"
	"pamphlet/content/words"
)

// reading loads what the rows of one page share, each thing once.
type reading struct {
	*Pages
	ctx      context.Context
	title    string // the site's; asked for when first needed
	lang     string // the page's
	says     *words.Language
	dates    string  // the form they are written in; see date
	common   *manner // the site's; asked for when first needed
	accounts map[int64]blog.Account
	blogs    map[int64]blog.Blog
	media    map[int64]*blog.Media
}

func (p *Pages) reading(ctx context.Context) *reading {
	return &reading{Pages: p, ctx: ctx, says: words.English, accounts: map[int64]blog.Account{}, blogs: map[int64]blog.Blog{}, media: map[int64]*blog.Media{}}
}

func (r *reading) account(id int64) (blog.Account, error) {
	if a, ok := r.accounts[id]; ok {
		return a, nil
	}
	a, err := r.store.Account(r.ctx, id)
	r.accounts[id] = a
	return a, err
}

func (r *reading) blog(id int64) (blog.Blog, error) {
	if b, ok := r.blogs[id]; ok {
		return b, nil
	}
	b, err := r.store.Blog(r.ctx, id)
	r.blogs[id] = b
	return b, err
}

// picture is nil for id 0 and for a picture that is no longer there: a page can do without.
func (r *reading) picture(id int64) (*blog.Media, error) {
	if id == 0 {
		return nil, nil
	}
	if m, ok := r.media[id]; ok {
		return m, nil
	}
	m, err := r.store.Media(r.ctx, id)
	switch {
	case errors.Is(err, blog.ErrNotFound):
		r.media[id] = nil
		return nil, nil
	case err != nil:
		return nil, err
	}
	r.media[id] = &m
	return &m, nil
}

func (r *reading) person(accountID int64) (Person, error) {
	a, err := r.account(accountID)
	if err != nil {
		return Person{}, err
	}
	avatar, err := r.avatar(a.PictureID, 96)
	return Person{
		Name: a.DisplayName, Handle: r.handle(a.Name), Host: r.host,
		URL: aboutPath(a.Name), Avatar: avatar, Local: true,
	}, err
}

// authors are the first author of an article and who wrote it with them.
func (r *reading) authors(a blog.Article) ([]Person, error) {
	accounts, err := r.authorAccounts(a)
	var people []Person
	for _, account := range accounts {
		person, err := r.person(account)
		if err != nil {
			return nil, err
		}
		people = append(people, person)
	}
	return people, err
}

// authorAccounts are their accounts, the first author's first.
func (r *reading) authorAccounts(a blog.Article) ([]int64, error) {
	others, err := r.store.CoAuthors(r.ctx, a.ID)
	return append([]int64{a.AuthorID}, others...), err
}

// avatar is the smallest square of at least size pixels; empty where there is none.
func (r *reading) avatar(mediaID int64, size int) (string, error) {
	m, err := r.picture(mediaID)
	if m == nil || err != nil {
		return "", err
	}
	return mediaPath(m.Icon(size)), nil
}

// blogPicture is the blog's own picture, or its person's.
func (r *reading) blogPicture(b blog.Blog) (int64, error) {
	if b.PictureID != 0 || b.Kind != blog.Personal {
		return b.PictureID, nil
	}
	a, err := r.account(b.AccountID)
	return a.PictureID, err
}
