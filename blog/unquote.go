package blog

import (
	"context"
	"errors"
)

// Unquote forgets a quotation whose writer took the request back.
func (s *Service) Unquote(ctx context.Context, actorURI, uri, activity string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := tx.MarkSeen(activity, s.now()); err != nil || !fresh {
			return err
		}
		return removeQuotation(tx, actorURI, uri)
	})
}

// removeQuotation forgets a quotation because of its writer; an unknown one is a success.
func removeQuotation(tx Tx, actorURI, uri string) error {
	q, err := tx.Quotation(uri)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if q.Actor.URI != actorURI {
		return Errorf(Forbidden, "Only who wrote this can take it back.")
	}
	if q.State == QuoteWithdrawn {
		return nil // remembered, so that asking again does not help
	}
	if err := tx.DeleteQuotation(uri); err != nil {
		return err
	}
	return touchQuoted(tx, q)
}

// StampWithdrawn is the job that follows a withdrawn approval: the server of the quotation is told.
type StampWithdrawn struct {
	URI string `json:"uri"`
}

// Kind implements Job.
func (StampWithdrawn) Kind() string { return "stamp_withdrawn" }

// WithdrawQuote takes an approval back: other servers no longer show what was quoted, and it does not count
// here. Only who is quoted can. It is for good.
func (s *Service) WithdrawQuote(ctx context.Context, accountID int64, uri string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		own, err := tx.PersonalBlog(accountID)
		if err != nil {
			return err
		}
		q, err := tx.Quotation(uri)
		if err != nil {
			return err
		}
		if q.BlogID != own.ID {
			return ErrNotFound
		}
		if q.State == QuoteWithdrawn {
			return nil
		}
		if !q.Approved() {
			return Errorf(Conflict, "There is no approval to withdraw: their server quotes without asking. You can block who wrote this.")
		}
		q.State = QuoteWithdrawn
		if err := tx.SaveQuotation(q); err != nil {
			return err
		}
		if err := touchQuoted(tx, q); err != nil {
			return err
		}
		return tx.Enqueue(StampWithdrawn{URI: uri})
	})
}
