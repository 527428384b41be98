package store

import (
	"context"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// ThemesOf implements blog.Tx.
func (tx *Tx) ThemesOf(blogID int64) ([]blog.OwnTheme, error) {
	rows, err := tx.q.ThemesOfBlog(tx.ctx, blogID)
	return each(rows, err, plainTheme)
}

// PutTheme implements blog.Tx.
func (tx *Tx) PutTheme(t blog.OwnTheme) error {
	return tx.q.PutTheme(tx.ctx, sqlc.PutThemeParams{
		BlogID: t.BlogID, Name: t.Name, Title: t.Title, Digest: t.Digest, Archive: t.Archive, CreatedAt: millis(t.CreatedAt),
	})
}

// DeleteTheme implements blog.Tx.
func (tx *Tx) DeleteTheme(id int64) error { return tx.q.DeleteTheme(tx.ctx, id) }

// ThemesOf are the themes that were brought for a blog, without their archives; of each the newest version first.
func (s *Store) ThemesOf(ctx context.Context, blogID int64) ([]blog.OwnTheme, error) {
	rows, err := s.queries().ThemesOfBlog(ctx, blogID)
	return each(rows, err, plainTheme)
}

// ThemeArchive is the zip of a theme with this name and digest, whichever blog it is of; ErrNotFound for none.
func (s *Store) ThemeArchive(ctx context.Context, name, digest string) ([]byte, error) {
	archive, err := s.queries().ThemeArchive(ctx, sqlc.ThemeArchiveParams{Name: name, Digest: digest})
	return archive, found(err)
}

func plainTheme(row sqlc.ThemesOfBlogRow) (blog.OwnTheme, error) {
	return blog.OwnTheme{
		ID: row.ID, BlogID: row.BlogID, Name: row.Name, Title: row.Title, Digest: row.Digest, CreatedAt: fromMillis(row.CreatedAt),
	}, nil
}
