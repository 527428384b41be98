package blog

import (
	"context"
	"errors"
	"time"
)

// Quotation is a post elsewhere that quotes an article or answer of one of our people.
type Quotation struct {
	URI       string // the post's id
	Actor     Actor  // who wrote it
	BlogID    int64  // the personal blog of who is quoted
	Of        Target // what is quoted; without an article it is an answer elsewhere
	Object    string // id of that
	Stamp     string // opaque: the last segment of the approval's id; empty if nobody asked for one
	State     QuoteState
	CreatedAt time.Time
}

// QuoteState says what a quotation counts for.
type QuoteState string

// The states of a quotation. One that is not for everybody may have its approval, and is mentioned nowhere.
const (
	QuoteShown     QuoteState = "shown"
	QuoteQuiet     QuoteState = "quiet"
	QuoteWithdrawn QuoteState = "withdrawn" // who is quoted took the approval back
)

// Approved reports whether there is an approval, and so something to withdraw.
func (q Quotation) Approved() bool { return q.Stamp != "" && q.State != QuoteWithdrawn }

// QuoteAsked is a verified request to quote something of ours, with both answers to it.
type QuoteAsked struct {
	Activity       string // id of the request
	Quotation      Quotation
	Hidden         bool // readers do not see what is to be quoted
	Accept, Reject Outgoing
}

// AnswerQuote approves a quotation, or refuses it: of what is hidden, by somebody blocked, and once the
// approval was withdrawn or the post deleted.
func (s *Service) AnswerQuote(ctx context.Context, in QuoteAsked) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := tx.MarkSeen(in.Activity, s.now()); err != nil || !fresh {
			return err
		}
		q := in.Quotation
		if err := tx.SaveActor(&q.Actor); err != nil {
			return err
		}
		allowed, err := mayQuote(tx, q)
		if err != nil {
			return err
		}
		if !allowed || in.Hidden {
			return send(tx, in.Reject, q.Actor)
		}
		if err := s.keepQuotation(tx, q); err != nil {
			return err
		}
		return send(tx, in.Accept, q.Actor)
	})
}

// ReceiveQuote counts a public post that quotes us, whether it asked or not.
func (s *Service) ReceiveQuote(ctx context.Context, q Quotation) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		switch known, err := tx.Quotation(q.URI); {
		case err == nil && known.State != QuoteQuiet:
			return nil
		case err == nil:
			q.Stamp = known.Stamp // the request did not say that it is for everybody
		case !errors.Is(err, ErrNotFound):
			return err
		}
		if allowed, err := mayQuote(tx, q); err != nil || !allowed {
			return err
		}
		if err := tx.SaveActor(&q.Actor); err != nil {
			return err
		}
		return s.keepQuotation(tx, q)
	})
}

func (s *Service) keepQuotation(tx Tx, q Quotation) error {
	q.CreatedAt = s.now()
	if err := tx.SaveQuotation(q); err != nil {
		return err
	}
	return touchQuoted(tx, q)
}

func mayQuote(tx Tx, q Quotation) (bool, error) {
	if buried, err := tx.Buried(q.Actor.URI, q.URI, time.Time{}); err != nil || buried {
		return false, err
	}
	switch known, err := tx.Quotation(q.URI); {
	case errors.Is(err, ErrNotFound):
	case err != nil:
		return false, err
	case known.State == QuoteWithdrawn || known.Actor.URI != q.Actor.URI || known.Object != q.Object:
		return false, nil
	}
	refusing := []int64{q.BlogID}
	if q.Of.ArticleID != 0 {
		a, err := tx.Article(q.Of.ArticleID)
		if err != nil {
			return false, err
		}
		refusing = append(refusing, a.BlogID)
	}
	for _, id := range refusing {
		if blocked, err := tx.Blocked(id, q.Actor.URI, q.Actor.Host); err != nil || blocked {
			return false, err
		}
	}
	return true, nil
}

func touchQuoted(tx Tx, q Quotation) error {
	if q.Of.ArticleID == 0 {
		return nil
	}
	return tx.Touch(Scope{Kind: ThreadScope, ID: q.Of.ArticleID})
}
