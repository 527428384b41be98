package store

import (
	"context"
	"math"

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
		AccountID: m.AccountID, Kind: string(m.Kind), FileName: m.FileName, Alt: m.Alt, Caption: m.Caption,
		Width: int64(m.Width), Height: int64(m.Height), Blurhash: m.Blurhash, FocusX: thousandths(m.Focus.X), FocusY: thousandths(m.Focus.Y),
		Variants: variants, CreatedAt: millis(m.CreatedAt),
	})
	if err != nil {
		return err
	}
	return tx.addFiles(*m)
}

// UpdateMedia implements blog.Tx.
func (tx *Tx) UpdateMedia(m blog.Media) error {
	variants, err := encode("variants", m.Variants)
	if err != nil {
		return err
	}
	err = tx.q.UpdateMedia(tx.ctx, sqlc.UpdateMediaParams{
		ID: m.ID, Kind: string(m.Kind), FileName: m.FileName, Alt: m.Alt, Caption: m.Caption,
		Width: int64(m.Width), Height: int64(m.Height), Blurhash: m.Blurhash, FocusX: thousandths(m.Focus.X), FocusY: thousandths(m.Focus.Y),
		Variants: variants,
	})
	if err != nil {
		return err
	}
	return tx.addFiles(m)
}

// addFiles notes whose the files are. Names of former files stay: texts may still have them.
func (tx *Tx) addFiles(m blog.Media) error {
	for _, v := range m.Variants {
		if err := tx.q.AddMediaFile(tx.ctx, sqlc.AddMediaFileParams{Name: v.Name, MediaID: m.ID}); err != nil {
			return err
		}
	}
	return nil
}

// MediaWithFile is the media that has a file of this name; ErrNotFound for none.
func (s *Store) MediaWithFile(ctx context.Context, name string) (blog.Media, error) {
	return oneMedia(s.queries().MediaWithFile(ctx, name))
}

// MediaWithFile implements blog.Tx.
func (tx *Tx) MediaWithFile(name string) (blog.Media, error) {
	return oneMedia(tx.q.MediaWithFile(tx.ctx, name))
}

func oneMedia(row sqlc.Medium, err error) (blog.Media, error) {
	if err != nil {
		return blog.Media{}, found(err)
	}
	return plainMedia(row)
}

func plainMedia(row sqlc.Medium) (blog.Media, error) {
	m := blog.Media{
		ID: row.ID, AccountID: row.AccountID, Kind: blog.MediaKind(row.Kind), FileName: row.FileName, Alt: row.Alt, Caption: row.Caption,
		Width: int(row.Width), Height: int(row.Height), Blurhash: row.Blurhash,
		Focus:     blog.Focus{X: float64(row.FocusX) / 1000, Y: float64(row.FocusY) / 1000},
		CreatedAt: fromMillis(row.CreatedAt),
	}
	return m, decode("variants", row.Variants, &m.Variants)
}

func thousandths(part float64) int64 { return int64(math.Round(part * 1000)) }
