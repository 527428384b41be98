package store

import (
	"context"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// MediaFilter chooses pictures and other files of an account.
type MediaFilter struct {
	AccountID int64
	Kind      blog.MediaKind // empty for all that texts can show
	Words     string         // in the description, caption or file name; empty for all
	Unused    bool           // only those no article shows
	Max, Skip int
}

// Library are an account's pictures and other files, the newest first.
func (s *Store) Library(ctx context.Context, f MediaFilter) ([]blog.Media, error) {
	unused := int64(0)
	if f.Unused {
		unused = 1
	}
	rows, err := s.queries().Library(ctx, sqlc.LibraryParams{
		AccountID: f.AccountID, Kind: string(f.Kind), Words: "%" + escapeLike(strings.ToLower(f.Words)) + "%", Unused: unused, Max: int64(f.Max), Skip: int64(f.Skip),
	})
	return each(rows, err, plainMedia)
}

// UsesOf are the articles that show these pictures of an account, as far as it may know of them.
func (s *Store) UsesOf(ctx context.Context, accountID int64, pictures []blog.Media) (map[int64][]blog.MediaUse, error) {
	if len(pictures) == 0 {
		return nil, nil
	}
	first, last := pictures[0].ID, pictures[0].ID
	for _, m := range pictures {
		first, last = min(first, m.ID), max(last, m.ID)
	}
	rows, err := s.queries().UsesOfMedia(ctx, sqlc.UsesOfMediaParams{AccountID: accountID, First: first, Last: last})
	uses := map[int64][]blog.MediaUse{}
	for _, row := range rows {
		uses[row.MediaID] = append(uses[row.MediaID], blog.MediaUse{MediaID: row.MediaID, ArticleID: row.ArticleID, Title: row.Title, Own: row.AuthorID == accountID})
	}
	return uses, err
}

// BlogShowing implements blog.Tx.
func (tx *Tx) BlogShowing(mediaID int64) (string, error) {
	title, err := tx.q.BlogShowing(tx.ctx, mediaID)
	return title, found(err)
}

// CountUses implements blog.Tx.
func (tx *Tx) CountUses(mediaID int64) (int, error) {
	n, err := tx.q.CountUses(tx.ctx, mediaID)
	return int(n), err
}

// DeleteMedia implements blog.Tx.
func (tx *Tx) DeleteMedia(id int64) error { return tx.q.DeleteMedia(tx.ctx, id) }

// PublishedUses implements blog.Tx.
func (tx *Tx) PublishedUses(mediaID int64) ([]blog.Article, error) {
	rows, err := tx.q.PublishedUses(tx.ctx, mediaID)
	return each(rows, err, fullArticle)
}

// What a use is of.
const (
	inWorkingCopy = 0
	forReaders    = 1
)

// noteUses keeps which pictures an article shows, in its working copy or to readers.
func (tx *Tx) noteUses(articleID, where int64, markdown string, cover int64) error {
	if err := tx.q.ForgetUses(tx.ctx, sqlc.ForgetUsesParams{ArticleID: articleID, Published: where}); err != nil {
		return err
	}
	if cover != 0 {
		if err := tx.q.AddUse(tx.ctx, sqlc.AddUseParams{ArticleID: articleID, Published: where, MediaID: cover}); err != nil {
			return err
		}
	}
	for _, name := range blog.StoredFiles(markdown) {
		if err := tx.q.AddUseOfFile(tx.ctx, sqlc.AddUseOfFileParams{ArticleID: articleID, Published: where, Name: name}); err != nil {
			return err
		}
	}
	return nil
}
