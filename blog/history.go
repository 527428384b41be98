package blog

import (
	"context"
	"time"
)

// worthKeeping is how long somebody goes on writing before what there was is worth returning to.
const worthKeeping = 10 * time.Minute

// keepFormer makes a revision of the saved text before another takes its place: every ten minutes, and whenever
// somebody else goes on with it.
func keepFormer(tx Tx, a Article, current, next WorkingCopy) error {
	last, err := tx.LastRevisionAt(a.ID)
	if err != nil {
		return err
	}
	since := last
	if since.IsZero() {
		since = a.CreatedAt
	}
	if current.AccountID == next.AccountID && next.SavedAt.Sub(since) < worthKeeping {
		return nil
	}
	return keep(tx, current, last)
}

// keep makes a revision of a saved text, unless it is in the last one already.
func keep(tx Tx, w WorkingCopy, last time.Time) error {
	if !w.SavedAt.After(last) {
		return nil
	}
	return tx.InsertRevision(&Revision{ArticleID: w.ArticleID, AccountID: w.AccountID, Text: w.Text, CreatedAt: w.SavedAt})
}

// Revision is a former text of an article, for somebody who may edit that.
func (s *Service) Revision(ctx context.Context, accountID, articleID, revisionID int64) (r Revision, err error) {
	err = s.cfg.Read(ctx, func(tx Tx) error {
		r, err = revisionOf(tx, accountID, articleID, revisionID)
		return err
	})
	return r, err
}

func revisionOf(tx Tx, accountID, articleID, revisionID int64) (Revision, error) {
	if _, err := editable(tx, accountID, articleID); err != nil {
		return Revision{}, err
	}
	r, err := tx.Revision(revisionID)
	if err == nil && r.ArticleID != articleID {
		err = ErrNotFound
	}
	return r, err
}

// Restore saves a former text again, as the newest; the text there is now becomes a revision. base is the version its
// writer looked at. A cover that is gone, or somebody else's, stays as it is now.
func (s *Service) Restore(ctx context.Context, accountID, articleID, revisionID, base int64) (saved WorkingCopy, err error) {
	err = s.cfg.Write(ctx, func(tx Tx) error {
		r, err := revisionOf(tx, accountID, articleID, revisionID)
		if err != nil {
			return err
		}
		saved, err = s.restore(tx, r, WorkingCopy{Version: base, AccountID: accountID, Text: r.Text, SavedAt: s.now()})
		return err
	})
	return saved, err
}

func (s *Service) restore(tx Tx, r Revision, next WorkingCopy) (WorkingCopy, error) {
	a, err := tx.Article(r.ArticleID)
	if err != nil {
		return WorkingCopy{}, err
	}
	current, err := tx.WorkingCopy(a.ID)
	if err != nil {
		return WorkingCopy{}, err
	}
	if current.Version != next.Version {
		return WorkingCopy{}, &EditConflict{Current: current}
	}
	last, err := tx.LastRevisionAt(a.ID)
	if err != nil {
		return WorkingCopy{}, err
	}
	if err := keep(tx, current, last); err != nil {
		return WorkingCopy{}, err
	}
	if checkOwnPicture(tx, next.Text.CoverID, next.AccountID, Picture) != nil {
		next.Text.CoverID, next.Text.CoverAlt = current.Text.CoverID, current.Text.CoverAlt
	}
	return saveText(tx, a, next)
}
