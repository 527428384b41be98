package store

import (
	"context"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// SeriesNamed implements blog.Tx.
func (tx *Tx) SeriesNamed(blogID int64, slug, title string) (blog.Series, error) {
	return oneSeries(tx.q.SeriesNamed(tx.ctx, sqlc.SeriesNamedParams{BlogID: blogID, Slug: slug, Title: title}))
}

// Series implements blog.Tx.
func (tx *Tx) Series(id int64) (blog.Series, error) { return oneSeries(tx.q.Series(tx.ctx, id)) }

// InsertSeries implements blog.Tx.
func (tx *Tx) InsertSeries(s *blog.Series) (err error) {
	s.ID, err = tx.q.InsertSeries(tx.ctx, sqlc.InsertSeriesParams{BlogID: s.BlogID, Slug: s.Slug, Title: s.Title, Description: s.Description, CreatedAt: millis(s.CreatedAt)})
	return err
}

// UpdateSeries implements blog.Tx.
func (tx *Tx) UpdateSeries(s blog.Series) error {
	return tx.q.UpdateSeries(tx.ctx, sqlc.UpdateSeriesParams{ID: s.ID, Title: s.Title, Description: s.Description})
}

// DeleteSeries implements blog.Tx.
func (tx *Tx) DeleteSeries(id int64) error { return tx.q.DeleteSeries(tx.ctx, id) }

// SeriesOfArticle implements blog.Tx.
func (tx *Tx) SeriesOfArticle(articleID int64) (blog.Series, error) {
	return oneSeries(tx.q.SeriesOfArticle(tx.ctx, articleID))
}

// LeaveSeries implements blog.Tx.
func (tx *Tx) LeaveSeries(articleID int64) error { return tx.q.LeaveSeries(tx.ctx, articleID) }

// JoinSeries implements blog.Tx.
func (tx *Tx) JoinSeries(articleID, seriesID int64) error {
	return tx.q.JoinSeries(tx.ctx, sqlc.JoinSeriesParams{ArticleID: articleID, SeriesID: seriesID})
}

// SeriesParts implements blog.Tx.
func (tx *Tx) SeriesParts(seriesID int64) ([]blog.SeriesPart, error) {
	rows, err := tx.q.SeriesParts(tx.ctx, seriesID)
	return each(rows, err, plainPart)
}

// SetPosition implements blog.Tx.
func (tx *Tx) SetPosition(articleID int64, position int) error {
	return tx.q.SetPosition(tx.ctx, sqlc.SetPositionParams{ArticleID: articleID, Position: int64(position)})
}

// SeriesOfArticle is the series an article is part of; ErrNotFound for none.
func (s *Store) SeriesOfArticle(ctx context.Context, articleID int64) (blog.Series, error) {
	return oneSeries(s.queries().SeriesOfArticle(ctx, articleID))
}

// SeriesBySlug is a series by the last part of its address.
func (s *Store) SeriesBySlug(ctx context.Context, blogID int64, slug string) (blog.Series, error) {
	return oneSeries(s.queries().SeriesBySlug(ctx, sqlc.SeriesBySlugParams{BlogID: blogID, Slug: slug}))
}

// SeriesOfBlog are all series of a blog, by title.
func (s *Store) SeriesOfBlog(ctx context.Context, blogID int64) ([]blog.Series, error) {
	rows, err := s.queries().SeriesOfBlog(ctx, blogID)
	return each(rows, err, plainSeries)
}

// SeriesParts are the parts of a series in their order, whatever their state.
func (s *Store) SeriesParts(ctx context.Context, seriesID int64) ([]blog.SeriesPart, error) {
	rows, err := s.queries().SeriesParts(ctx, seriesID)
	return each(rows, err, plainPart)
}

// ListedInSeries are the parts of a series that everybody finds, in their order.
func (s *Store) ListedInSeries(ctx context.Context, seriesID int64) ([]blog.Article, error) {
	rows, err := s.queries().ListedInSeries(ctx, seriesID)
	return listed(rows, err)
}

func oneSeries(row sqlc.Series, err error) (blog.Series, error) {
	if err != nil {
		return blog.Series{}, found(err)
	}
	return plainSeries(row)
}

func plainSeries(row sqlc.Series) (blog.Series, error) {
	return blog.Series{ID: row.ID, BlogID: row.BlogID, Slug: row.Slug, Title: row.Title, Description: row.Description, CreatedAt: fromMillis(row.CreatedAt)}, nil
}

func plainPart(row sqlc.SeriesPartsRow) (blog.SeriesPart, error) {
	return blog.SeriesPart{
		ArticleID: row.ID, Slug: row.Slug, Title: row.Title, Language: row.Language, PublishedAt: fromMillis(row.PublishedAt),
		Listed: blog.State(row.State) == blog.Published && blog.Visibility(row.Visibility) == blog.Public,
	}, nil
}
