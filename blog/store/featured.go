package store

import (
	"context"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// FeaturedIn are the articles a blog shows first, the latest choice first.
func (s *Store) FeaturedIn(ctx context.Context, blogID int64) ([]blog.Article, error) {
	return listed(s.queries().FeaturedIn(ctx, blogID))
}

// FeaturedAt is since when an article is featured; blog.ErrNotFound when it is not.
func (s *Store) FeaturedAt(ctx context.Context, articleID int64) (time.Time, error) {
	at, err := s.queries().FeaturedAt(ctx, articleID)
	return fromMillis(at), found(err)
}

// FeaturedAt implements blog.Tx.
func (tx *Tx) FeaturedAt(articleID int64) (time.Time, error) {
	at, err := tx.q.FeaturedAt(tx.ctx, articleID)
	return fromMillis(at), found(err)
}

// CountFeatured implements blog.Tx.
func (tx *Tx) CountFeatured(blogID int64) (int, error) {
	n, err := tx.q.CountFeatured(tx.ctx, blogID)
	return int(n), err
}

// Feature implements blog.Tx.
func (tx *Tx) Feature(articleID int64, at time.Time) error {
	return tx.q.Feature(tx.ctx, sqlc.FeatureParams{ArticleID: articleID, FeaturedAt: millis(at)})
}

// Unfeature implements blog.Tx.
func (tx *Tx) Unfeature(articleID int64) error { return tx.q.Unfeature(tx.ctx, articleID) }
