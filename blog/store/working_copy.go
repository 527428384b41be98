package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// WorkingCopy implements blog.Tx.
func (tx *Tx) WorkingCopy(articleID int64) (blog.WorkingCopy, error) {
	row, err := tx.q.WorkingCopy(tx.ctx, articleID)
	if err != nil {
		return blog.WorkingCopy{}, found(err)
	}
	w := blog.WorkingCopy{ArticleID: row.ArticleID, Version: row.Version, AccountID: row.AccountID, SavedAt: fromMillis(row.SavedAt)}
	return w, decode("working copy", row.Content, &w.Text)
}

// SaveWorkingCopy implements blog.Tx.
func (tx *Tx) SaveWorkingCopy(w blog.WorkingCopy) error {
	content, err := encode("working copy", w.Text)
	if err != nil {
		return err
	}
	err = tx.q.SaveWorkingCopy(tx.ctx, sqlc.SaveWorkingCopyParams{
		ArticleID: w.ArticleID, Version: w.Version, AccountID: w.AccountID,
		Title: w.Text.Title, Content: content, SavedAt: millis(w.SavedAt), Words: wordsOf(w.Text),
	})
	if err != nil {
		return err
	}
	return tx.noteUses(w.ArticleID, inWorkingCopy, w.Text.Markdown, w.Text.CoverID)
}

// wordsOf is what a text is found by.
func wordsOf(t blog.Text) string {
	return strings.ToLower(strings.Join(append([]string{t.Title, t.Subtitle, t.Markdown}, t.Tags...), "\n"))
}

// Revision implements blog.Tx.
func (tx *Tx) Revision(id int64) (blog.Revision, error) {
	row, err := tx.q.RevisionByID(tx.ctx, id)
	if err != nil {
		return blog.Revision{}, found(err)
	}
	return plainRevision(row)
}

func plainRevision(row sqlc.Revision) (blog.Revision, error) {
	r := blog.Revision{ID: row.ID, ArticleID: row.ArticleID, AccountID: row.AccountID, CreatedAt: fromMillis(row.CreatedAt), ShownAt: fromMillis(row.ShownAt)}
	return r, decode("revision", row.Content, &r.Text)
}

// LastRevisionAt implements blog.Tx.
func (tx *Tx) LastRevisionAt(articleID int64) (time.Time, error) {
	at, err := tx.q.LastRevisionAt(tx.ctx, articleID)
	if err := found(err); errors.Is(err, blog.ErrNotFound) {
		return time.Time{}, nil
	}
	return fromMillis(at), err
}

// NamedRevision is a former text of an article in a list, with who saved it.
type NamedRevision struct {
	ID     int64
	At     time.Time
	Author string
}

// RevisionsOf are the latest former texts of an article, the latest first.
func (s *Store) RevisionsOf(ctx context.Context, articleID int64, max int) ([]NamedRevision, error) {
	rows, err := s.queries().RevisionsOf(ctx, sqlc.RevisionsOfParams{ArticleID: articleID, Max: int64(max)})
	return each(rows, err, func(row sqlc.RevisionsOfRow) (NamedRevision, error) {
		return NamedRevision{ID: row.ID, At: fromMillis(row.CreatedAt), Author: row.Author}, nil
	})
}

// InsertRevision implements blog.Tx.
func (tx *Tx) InsertRevision(r *blog.Revision) error {
	content, err := encode("revision", r.Text)
	if err != nil {
		return err
	}
	r.ID, err = tx.q.InsertRevision(tx.ctx, sqlc.InsertRevisionParams{
		ArticleID: r.ArticleID, AccountID: r.AccountID, Content: content, CreatedAt: millis(r.CreatedAt), ShownAt: millis(r.ShownAt),
	})
	return err
}

// ShowRevision implements blog.Tx.
func (tx *Tx) ShowRevision(id int64, at time.Time) error {
	return tx.q.ShowRevision(tx.ctx, sqlc.ShowRevisionParams{ID: id, ShownAt: millis(at)})
}

// HideRevisions implements blog.Tx.
func (tx *Tx) HideRevisions(articleID int64) error { return tx.q.HideRevisions(tx.ctx, articleID) }

// ShownRevisions are the texts readers saw of an article, the latest first.
func (s *Store) ShownRevisions(ctx context.Context, articleID int64, max int) ([]blog.Revision, error) {
	rows, err := s.queries().ShownRevisions(ctx, sqlc.ShownRevisionsParams{ArticleID: articleID, Max: int64(max)})
	return each(rows, err, plainRevision)
}
