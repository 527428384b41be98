package blog

import (
	"context"
	"errors"
	"time"
)

// maxFeatured is how many articles a blog may feature; Mastodon shows five on a profile.
const maxFeatured = 5

// FeatureChanged is the job that follows when a blog features an article, or does so no more: followers are told.
type FeatureChanged struct {
	ArticleID int64     `json:"article"`
	APID      string    `json:"ap_id"` // the episode it happened in
	AccountID int64     `json:"account"`
	Featured  bool      `json:"featured"`
	At        time.Time `json:"at"`
}

// Kind implements Job.
func (FeatureChanged) Kind() string { return "feature_changed" }

// Feature shows a published article first in its blog, and on its profile elsewhere. Who publishes all of a blog may.
func (s *Service) Feature(ctx context.Context, accountID, articleID int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := featurable(tx, accountID, articleID)
		if err != nil {
			return err
		}
		if a.State != Published || a.Visibility != Public {
			return Errorf(Conflict, "Only an article that everybody can find can be featured.")
		}
		if _, err := tx.FeaturedAt(articleID); !errors.Is(err, ErrNotFound) {
			return err // it is already
		}
		count, err := tx.CountFeatured(a.BlogID)
		if err != nil {
			return err
		}
		if count >= maxFeatured {
			return Errorf(Conflict, "A blog features up to %d articles. Take one of them off first.", maxFeatured)
		}
		now := s.now()
		if err := tx.Feature(articleID, now); err != nil {
			return err
		}
		return featureChanged(tx, a, FeatureChanged{AccountID: accountID, Featured: true, At: now})
	})
}

// Unfeature takes that back.
func (s *Service) Unfeature(ctx context.Context, accountID, articleID int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := featurable(tx, accountID, articleID)
		if err != nil {
			return err
		}
		at, err := tx.FeaturedAt(articleID)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := tx.Unfeature(articleID); err != nil {
			return err
		}
		return featureChanged(tx, a, FeatureChanged{AccountID: accountID, At: at})
	})
}

// featurable is the article, if the account may choose what its blog features.
func featurable(tx Tx, accountID, articleID int64) (Article, error) {
	a, err := editable(tx, accountID, articleID)
	if err != nil {
		return Article{}, err
	}
	return a, mayIn(tx, accountID, a.BlogID, PublishAny)
}

func featureChanged(tx Tx, a Article, job FeatureChanged) error {
	job.ArticleID, job.APID = a.ID, a.APID
	if err := touchArticle(tx, a); err != nil {
		return err
	}
	if a.APID == "" {
		return nil // withdrawn: its deletion was told
	}
	return tx.Enqueue(job)
}
