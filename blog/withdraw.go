package blog

import (
	"context"
	"time"
)

// Withdraw takes a published article away from readers; the text stays with its writer, who may
// publish it again under a new id. The old id answers 410 for ever.
func (s *Service) Withdraw(ctx context.Context, accountID, articleID int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayPublish(tx, accountID, articleID); err != nil {
			return err
		}
		a, err := tx.Article(articleID)
		if err != nil {
			return err
		}
		if a.State != Published {
			return Errorf(Conflict, "This article is not published, so there is nothing to withdraw.")
		}
		return s.withdraw(tx, a)
	})
}

func (s *Service) withdraw(tx Tx, a Article) error {
	job, err := s.endEpisode(tx, a)
	if err != nil {
		return err
	}
	a.State, a.APID, a.Published, a.UpdatedAt = Withdrawn, "", Rendering{}, s.now()
	a.PublishedAt, a.EditedAt = time.Time{}, time.Time{}
	if err := tx.UpdateArticle(a); err != nil {
		return err
	}
	return articleChanged(tx, a, job)
}

// Delete removes an article for good, withdrawing it first where it is published.
func (s *Service) Delete(ctx context.Context, accountID, articleID int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := editable(tx, accountID, articleID)
		if err != nil {
			return err
		}
		if a.State == Submitted && a.AuthorID != accountID {
			return Errorf(Forbidden, "Only who wrote this can delete it. Hand it back instead.")
		}
		if a.State != Published {
			return tx.DeleteArticle(articleID)
		}
		if err := mayPublish(tx, accountID, articleID); err != nil {
			return err
		}
		job, err := s.endEpisode(tx, a)
		if err != nil {
			return err
		}
		if err := tx.DeleteArticle(articleID); err != nil {
			return err
		}
		return articleChanged(tx, a, job)
	})
}

func (s *Service) endEpisode(tx Tx, a Article) (ArticleChanged, error) {
	if err := tx.Unfeature(a.ID); err != nil {
		return ArticleChanged{}, err
	}
	if a.Visibility == Public {
		if err := tx.LeaveLists(a, s.now()); err != nil {
			return ArticleChanged{}, err
		}
	}
	return ArticleChanged{ArticleID: a.ID, APID: a.APID, Change: WasWithdrawn}, tx.EndEpisode(a.APID)
}
