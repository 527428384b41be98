package store

import (
	"context"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Media is the picture with this id.
func (s *Store) Media(ctx context.Context, id int64) (blog.Media, error) {
	return oneMedia(s.queries().Media(ctx, id))
}

// MediaOf are an account's pictures or icons, newest first.
func (s *Store) MediaOf(ctx context.Context, accountID int64, kind blog.MediaKind, max, skip int) ([]blog.Media, error) {
	rows, err := s.queries().MediaOf(ctx, sqlc.MediaOfParams{AccountID: accountID, Kind: string(kind), Max: int64(max), Skip: int64(skip)})
	return each(rows, err, plainMedia)
}

// Media implements blog.Tx.
func (tx *Tx) Media(id int64) (blog.Media, error) { return oneMedia(tx.q.Media(tx.ctx, id)) }

// InsertMedia implements blog.Tx.
func (tx *Tx) InsertMedia(m *blog.Media) error {
	variants, err := encode("variants", m.Variants)
	if err != nil {
		return err
	}
	m.ID, err = tx.q.InsertMedia(tx.ctx, sqlc.InsertMediaParams{
		AccountID: m.AccountID, Kind: string(m.Kind), Alt: m.Alt,
		Width: int64(m.Width), Height: int64(m.Height), Variants: variants, CreatedAt: millis(m.CreatedAt),
	})
	for i := 0; err == nil && i < len(m.Variants); i++ {
		err = tx.q.AddMediaFile(tx.ctx, sqlc.AddMediaFileParams{Name: m.Variants[i].Name, MediaID: m.ID})
	}
	return err
}

// MediaWithFile implements blog.Tx.
func (tx *Tx) MediaWithFile(name string) (blog.Media, error) {
	return oneMedia(tx.q.MediaWithFile(tx.ctx, name))
}

// UpdateMediaAlt implements blog.Tx.
func (tx *Tx) UpdateMediaAlt(id int64, alt string) error {
	return tx.q.UpdateMediaAlt(tx.ctx, sqlc.UpdateMediaAltParams{ID: id, Alt: alt})
}

func oneMedia(row sqlc.Medium, err error) (blog.Media, error) {
	if err != nil {
		return blog.Media{}, found(err)
	}
	return plainMedia(row)
}

func plainMedia(row sqlc.Medium) (blog.Media, error) {
	m := blog.Media{
		ID: row.ID, AccountID: row.AccountID, Kind: blog.MediaKind(row.Kind), Alt: row.Alt,
		Width: int(row.Width), Height: int(row.Height), CreatedAt: fromMillis(row.CreatedAt),
	}
	return m, decode("variants", row.Variants, &m.Variants)
}
