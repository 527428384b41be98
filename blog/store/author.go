package store

import (
	"context"

	"pamphlet/blog/store/sqlc"
)

// CoAuthors are the accounts that wrote an article with its first author, in their order.
func (s *Store) CoAuthors(ctx context.Context, articleID int64) ([]int64, error) {
	return s.queries().CoAuthors(ctx, articleID)
}

// CoAuthors implements blog.Tx.
func (tx *Tx) CoAuthors(articleID int64) ([]int64, error) { return tx.q.CoAuthors(tx.ctx, articleID) }

// SetCoAuthors implements blog.Tx.
func (tx *Tx) SetCoAuthors(articleID int64, accounts []int64) error {
	if err := tx.q.DropCoAuthors(tx.ctx, articleID); err != nil {
		return err
	}
	for i, account := range accounts {
		if err := tx.q.AddCoAuthor(tx.ctx, sqlc.AddCoAuthorParams{ArticleID: articleID, AccountID: account, Position: int64(i)}); err != nil {
			return err
		}
	}
	return nil
}

// IsCoAuthor implements blog.Tx.
func (tx *Tx) IsCoAuthor(articleID, accountID int64) (bool, error) {
	n, err := tx.q.IsCoAuthor(tx.ctx, sqlc.IsCoAuthorParams{ArticleID: articleID, AccountID: accountID})
	return n > 0, err
}
