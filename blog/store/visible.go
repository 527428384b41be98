package store

import (
	"context"
	"database/sql"
	"errors"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// visible is the one visibility rule for single things, the twin of the view listed_articles:
// anybody who has the link may read a published article, listed or not.
func visible(a blog.Article) bool { return a.State == blog.Published }

// Address is what an article's address leads to.
type Address struct {
	Article blog.Article
	Moved   bool // the article has another slug by now: redirect
	Gone    bool // it was here and is withdrawn or deleted
}

// VisibleBySlug finds what readers see under an address of a blog. ErrNotFound when nothing ever was there.
func (s *Store) VisibleBySlug(ctx context.Context, blogID int64, slug string) (Address, error) {
	id, taken, err := slugOwner(s.queries().SlugOwner(ctx, sqlc.SlugOwnerParams{BlogID: blogID, Slug: slug}))
	if err != nil {
		return Address{}, err
	}
	if !taken {
		return Address{}, blog.ErrNotFound
	}
	a, err := oneArticle(s.queries().Article(ctx, id))
	if errors.Is(err, blog.ErrNotFound) || (err == nil && !visible(a)) {
		return Address{Gone: true}, nil
	}
	return Address{Article: a, Moved: a.Slug != slug}, err
}

// VisibleByAPID finds the published article with this opaque id. gone is true for an ended episode.
func (s *Store) VisibleByAPID(ctx context.Context, apID string) (a blog.Article, gone bool, err error) {
	episode, err := s.queries().Episode(ctx, apID)
	if err != nil {
		return blog.Article{}, false, found(err)
	}
	if episode.EndedAt != 0 {
		return blog.Article{}, true, nil
	}
	a, err = oneArticle(s.queries().ArticleByAPID(ctx, apID))
	if err == nil && !visible(a) {
		err = blog.ErrNotFound
	}
	return a, false, err
}

// Quiet reports whether an article was dated back too far to be told to followers.
func (s *Store) Quiet(ctx context.Context, apID string) (bool, error) {
	episode, err := s.queries().Episode(ctx, apID)
	return episode.Quiet, found(err)
}

// VisibleByID is the published article with this id.
func (s *Store) VisibleByID(ctx context.Context, id int64) (blog.Article, error) {
	a, err := oneArticle(s.queries().Article(ctx, id))
	if err == nil && !visible(a) {
		err = blog.ErrNotFound
	}
	return a, err
}

func slugOwner(id int64, err error) (int64, bool, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return id, err == nil, err
}
