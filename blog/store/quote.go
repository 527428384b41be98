package store

import (
	"context"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Quotation is the post elsewhere with this id that quotes one of our people.
func (s *Store) Quotation(ctx context.Context, uri string) (blog.Quotation, error) {
	row, err := s.queries().QuoteByURI(ctx, uri)
	return plainQuotation(row.Quote, row.Actor), found(err)
}

// QuotationByStamp is the quotation whose approval has this opaque id.
func (s *Store) QuotationByStamp(ctx context.Context, stamp string) (blog.Quotation, error) {
	row, err := s.queries().QuoteByStamp(ctx, stamp)
	return plainQuotation(row.Quote, row.Actor), found(err)
}

// Quotation implements blog.Tx.
func (tx *Tx) Quotation(uri string) (blog.Quotation, error) {
	row, err := tx.q.QuoteByURI(tx.ctx, uri)
	return plainQuotation(row.Quote, row.Actor), found(err)
}

// SaveQuotation implements blog.Tx.
func (tx *Tx) SaveQuotation(q blog.Quotation) error {
	return tx.q.SaveQuote(tx.ctx, sqlc.SaveQuoteParams{
		URI: q.URI, ActorID: q.Actor.ID, BlogID: q.BlogID, ArticleID: q.Of.ArticleID, CommentID: q.Of.CommentID,
		Object: q.Object, Stamp: q.Stamp, State: string(q.State), CreatedAt: millis(q.CreatedAt),
	})
}

// DeleteQuotation implements blog.Tx.
func (tx *Tx) DeleteQuotation(uri string) error { return tx.q.DeleteQuote(tx.ctx, uri) }

func plainQuotation(row sqlc.Quote, by sqlc.Actor) blog.Quotation {
	actor, _ := plainActor(by) // never fails
	return blog.Quotation{
		URI: row.URI, Actor: actor, BlogID: row.BlogID, Of: blog.Target{ArticleID: row.ArticleID, CommentID: row.CommentID},
		Object: row.Object, Stamp: row.Stamp, State: blog.QuoteState(row.State), CreatedAt: fromMillis(row.CreatedAt),
	}
}
