package store

import (
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// SaveReviewLink implements blog.Tx.
func (tx *Tx) SaveReviewLink(l blog.ReviewLink) error {
	return tx.q.SaveReviewLink(tx.ctx, sqlc.SaveReviewLinkParams{Token: l.Token, ArticleID: l.ArticleID, AccountID: l.AccountID, ExpiresAt: millis(l.ExpiresAt)})
}

// ReviewLink implements blog.Tx.
func (tx *Tx) ReviewLink(token string) (blog.ReviewLink, error) {
	return oneReviewLink(tx.q.ReviewLink(tx.ctx, token))
}

// ReviewLinkOf implements blog.Tx.
func (tx *Tx) ReviewLinkOf(articleID int64) (blog.ReviewLink, error) {
	return oneReviewLink(tx.q.ReviewLinkOf(tx.ctx, articleID))
}

// DropReviewLink implements blog.Tx.
func (tx *Tx) DropReviewLink(articleID int64) error { return tx.q.DropReviewLink(tx.ctx, articleID) }

// DropReviewLinks implements blog.Tx.
func (tx *Tx) DropReviewLinks(until time.Time) error {
	return tx.q.DropReviewLinks(tx.ctx, millis(until))
}

func oneReviewLink(row sqlc.ReviewLink, err error) (blog.ReviewLink, error) {
	if err != nil {
		return blog.ReviewLink{}, found(err)
	}
	return blog.ReviewLink{Token: row.Token, ArticleID: row.ArticleID, AccountID: row.AccountID, ExpiresAt: fromMillis(row.ExpiresAt)}, nil
}
