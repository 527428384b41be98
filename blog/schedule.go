package blog

import (
	"context"
	"errors"
	"time"
)

// PublishDue is the job that shows a scheduled article to readers. Its work is Service.PublishDue.
type PublishDue struct {
	ArticleID int64     `json:"article"`
	At        time.Time `json:"at"` // as scheduled: a job of a time that was changed since does nothing
}

// Kind implements Job.
func (PublishDue) Kind() string { return "publish_due" }

// Options implements the options of a Job.
func (j PublishDue) Options() JobOptions { return JobOptions{RunAt: j.At} }

// farAhead is the latest an article can be scheduled for.
const farAhead = 5 * 366 * 24 * time.Hour

// schedule leaves a working copy to be published at its time, as it is now: what is written since is not part of it
// until it is scheduled again. Its address is claimed at once, and everything that could refuse it later is checked.
func (s *Service) schedule(ctx context.Context, accountID, articleID, version int64, at time.Time) (a Article, err error) {
	now := s.now()
	if at.Sub(now) > farAhead {
		return a, FieldError("at", "This day is more than five years away. Choose a nearer one.")
	}
	at = at.UTC().Truncate(time.Millisecond) // as it is stored
	err = s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayPublish(tx, accountID, articleID); err != nil {
			return err
		}
		w, err := tx.WorkingCopy(articleID)
		if err != nil {
			return err
		}
		if w.Version != version {
			return &EditConflict{Current: w}
		}
		if a, err = tx.Article(articleID); err != nil {
			return err
		}
		if a.State == Published {
			return Errorf(Conflict, "Readers see this article already. Publish your changes now, or withdraw it first.")
		}
		if err := takeSlug(tx, &a, w.Text); err != nil {
			return err
		}
		revision := Revision{ArticleID: a.ID, AccountID: accountID, Text: w.Text, CreatedAt: now}
		if err := tx.InsertRevision(&revision); err != nil {
			return err
		}
		a.State, a.PublishedAt, a.UpdatedAt, a.Published = Scheduled, at, now, Rendering{RevisionID: revision.ID, Markdown: w.Text.Markdown, CoverID: w.Text.CoverID}
		if err := tx.UpdateArticle(a); err != nil {
			return err
		}
		if err := tx.DropHandedBack(a.ID); err != nil {
			return err
		}
		return tx.Enqueue(PublishDue{ArticleID: a.ID, At: at})
	})
	return a, err
}

// Unschedule keeps a scheduled article from being published: it is a draft again, or, of a writer whom others publish,
// with the editors.
func (s *Service) Unschedule(ctx context.Context, accountID, articleID int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayPublish(tx, accountID, articleID); err != nil {
			return err
		}
		a, err := tx.Article(articleID)
		if err != nil {
			return err
		}
		if a.State != Scheduled {
			return Errorf(Conflict, "This article is not scheduled any more.")
		}
		return s.unschedule(tx, a)
	})
}

func (s *Service) unschedule(tx Tx, a Article) error {
	role, err := tx.MemberRole(a.BlogID, a.AuthorID)
	if err != nil {
		return err
	}
	a.State = Draft
	if !role.Can(PublishOwn) && role.Can(WriteDrafts) {
		a.State = Submitted
	}
	a.PublishedAt, a.UpdatedAt, a.Published = time.Time{}, s.now(), Rendering{}
	return tx.UpdateArticle(a)
}

// PublishDue publishes a scheduled article as it was when it was scheduled, dated as it was meant, and exactly once:
// whatever repeats the job finds it published. If who scheduled it may not publish any more, nothing is published.
func (s *Service) PublishDue(ctx context.Context, job PublishDue) error {
	var a Article
	var r Revision
	err := s.cfg.Read(ctx, func(tx Tx) (err error) {
		if a, err = due(tx, job); err != nil {
			return err
		}
		r, err = tx.Revision(a.Published.RevisionID)
		return err
	})
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	rendering, err := s.renderPublished(ctx, a, r.Text)
	if err != nil {
		return err
	}
	rendering.RevisionID = r.ID
	err = s.cfg.Write(ctx, func(tx Tx) error {
		if a, err = due(tx, job); err != nil {
			return err
		}
		if err := mayPublish(tx, r.AccountID, a.ID); err != nil {
			if code := CodeOf(err); code != Forbidden && code != NotFound {
				return err
			}
			return s.unschedule(tx, a)
		}
		return s.publish(tx, &a, publication{account: r.AccountID, text: r.Text, rendering: rendering, at: job.At, now: s.now()})
	})
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// due is the article a job is for; ErrNotFound where it was deleted, published, or scheduled anew since.
func due(tx Tx, job PublishDue) (Article, error) {
	a, err := tx.Article(job.ArticleID)
	if err == nil && (a.State != Scheduled || !a.PublishedAt.Equal(job.At)) {
		err = ErrNotFound
	}
	return a, err
}
