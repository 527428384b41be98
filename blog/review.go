package blog

import (
	"context"
	"errors"
	"time"
)

// ReviewLink lets who has it see an article as it is saved, before it is published, until it ends. An article has
// one at most.
type ReviewLink struct {
	Token     string // 128 random bits: the last part of the address
	ArticleID int64
	AccountID int64 // who made it
	ExpiresAt time.Time
}

// maxReview is the longest a link may live.
const maxReview = 90 * 24 * time.Hour

// ShareDraft makes a link to an article for somebody to look at. A link there was ends.
func (s *Service) ShareDraft(ctx context.Context, accountID, articleID int64, during time.Duration) (ReviewLink, error) {
	if during <= 0 || during > maxReview {
		return ReviewLink{}, FieldError("days", "A link may live from one day to 90 days.")
	}
	link := ReviewLink{Token: newID(), ArticleID: articleID, AccountID: accountID, ExpiresAt: s.now().Add(during)}
	return link, s.cfg.Write(ctx, func(tx Tx) error {
		if _, err := editable(tx, accountID, articleID); err != nil {
			return err
		}
		if err := tx.DropReviewLinks(s.now()); err != nil {
			return err
		}
		return tx.SaveReviewLink(link)
	})
}

// EndReview ends the link to an article.
func (s *Service) EndReview(ctx context.Context, accountID, articleID int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if _, err := editable(tx, accountID, articleID); err != nil {
			return err
		}
		return tx.DropReviewLink(articleID)
	})
}

// ReviewLinkOf is the link to an article, for those who write it; ErrNotFound where there is none any more.
func (s *Service) ReviewLinkOf(ctx context.Context, accountID, articleID int64) (link ReviewLink, err error) {
	err = s.cfg.Read(ctx, func(tx Tx) error {
		if _, err := editable(tx, accountID, articleID); err != nil {
			return err
		}
		link, err = tx.ReviewLinkOf(articleID)
		return s.current(link, err)
	})
	return link, err
}

// Review is what somebody with a link sees.
func (s *Service) Review(ctx context.Context, token string) (link ReviewLink, a Article, r Rendering, err error) {
	var text Text
	err = s.cfg.Read(ctx, func(tx Tx) error {
		link, err = tx.ReviewLink(token)
		if err := s.current(link, err); err != nil {
			return err
		}
		if a, err = tx.Article(link.ArticleID); err != nil {
			return err
		}
		// Who lost the right to write it has shown it to nobody any more.
		if _, err := editable(tx, link.AccountID, a.ID); err != nil {
			return err
		}
		w, err := tx.WorkingCopy(a.ID)
		text = w.Text
		return err
	})
	if err != nil {
		return link, a, r, err
	}
	r, err = s.renderPublished(ctx, a, text)
	return link, a, r, err
}

// current fails for a link that ended.
func (s *Service) current(link ReviewLink, err error) error {
	if errors.Is(err, ErrNotFound) || (err == nil && !link.ExpiresAt.After(s.now())) {
		return ErrNotFound
	}
	return err
}
