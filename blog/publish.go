package blog

import (
	"context"
	"errors"
	"slices"
	"time"
)

// ArticleChanged is the job that follows every change readers can see: bytes are warmed, then
// followers are told. Its work is wired in cmd.
type ArticleChanged struct {
	ArticleID int64  `json:"article"`
	APID      string `json:"ap_id"` // the episode it happened in
	Change    Change `json:"change"`
}

// Change is what happened to an article.
type Change string

// The changes.
const (
	WasPublished Change = "published"
	WasUpdated   Change = "updated"
	WasWithdrawn Change = "withdrawn" // or deleted
)

// Kind implements Job.
func (ArticleChanged) Kind() string { return "article_changed" }

// quietAge is how far back an article may be dated and still be delivered: imports stay silent.
const quietAge = 7 * 24 * time.Hour

// Publish shows the working copy to readers: for the first time, again after a withdrawal, or as
// an edit of what they see. version is the working copy the author looked at. at dates a first
// publication, and schedules it where that is still to come; it is ignored for edits, since a published date never changes.
func (s *Service) Publish(ctx context.Context, accountID, articleID, version int64, at time.Time) (Article, error) {
	a, w, err := s.Draft(ctx, accountID, articleID)
	if err != nil {
		return Article{}, err
	}
	if w.Version != version {
		return Article{}, &EditConflict{Current: w}
	}
	if err := w.Text.checkPublishable(); err != nil {
		return Article{}, err
	}
	now := s.now()
	if at.After(now) && a.State != Published {
		return s.schedule(ctx, accountID, articleID, version, at)
	}
	rendering, err := s.renderPublished(ctx, a, w.Text)
	if err != nil {
		return Article{}, err
	}
	err = s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayPublish(tx, accountID, articleID); err != nil {
			return err
		}
		if w, err = tx.WorkingCopy(articleID); err != nil {
			return err
		}
		if w.Version != version {
			return &EditConflict{Current: w}
		}
		if a, err = tx.Article(articleID); err != nil {
			return err
		}
		return s.publish(tx, &a, publication{account: accountID, text: w.Text, rendering: rendering, at: at, now: now})
	})
	return a, err
}

// publication is one act of publishing.
type publication struct {
	account   int64
	text      Text
	rendering Rendering // of a revision that is there already, if it names one
	at, now   time.Time
}

func (s *Service) publish(tx Tx, a *Article, p publication) error {
	if err := takeSlug(tx, a, p.text); err != nil {
		return err
	}
	if err := noteLeaving(tx, *a, p); err != nil {
		return err
	}
	change, err := appear(tx, a, p)
	if err != nil {
		return err
	}
	if p.rendering.RevisionID == 0 {
		revision := Revision{ArticleID: a.ID, AccountID: p.account, Text: p.text, CreatedAt: p.now}
		if err := tx.InsertRevision(&revision); err != nil {
			return err
		}
		p.rendering.RevisionID = revision.ID
	}
	if change == WasPublished { // what was withdrawn stays so
		if err := tx.HideRevisions(a.ID); err != nil {
			return err
		}
	}
	if err := tx.ShowRevision(p.rendering.RevisionID, p.now); err != nil {
		return err
	}
	a.Published, a.UpdatedAt, a.Visibility = p.rendering, p.now, Public
	switch {
	case p.text.Standing:
		a.Visibility = Standing
	case p.text.Unlisted:
		a.Visibility = Unlisted
	}
	if err := tx.UpdateArticle(*a); err != nil {
		return err
	}
	if err := s.placeInSeries(tx, *a, p.text.Series); err != nil {
		return err
	}
	if err := tx.DropHandedBack(a.ID); err != nil {
		return err
	}
	if err := tx.SetArticlePictures(a.ID, p.rendering.Remote); err != nil {
		return err
	}
	told := ArticleChanged{ArticleID: a.ID, APID: a.APID, Change: change}
	if len(p.rendering.Remote) > 0 {
		return articleChanged(tx, *a, CopyPictures{ArticleID: a.ID, RevisionID: p.rendering.RevisionID, Then: &told})
	}
	return articleChanged(tx, *a, told)
}

func takeSlug(tx Tx, a *Article, text Text) error {
	slug, err := freeSlug(tx, *a, text)
	if err != nil || slug == a.Slug {
		return err
	}
	a.Slug = slug
	return tx.ClaimSlug(a.BlogID, slug, a.ID)
}

// appear dates an edit, or begins an episode for what readers do not see yet.
func appear(tx Tx, a *Article, p publication) (Change, error) {
	if a.State == Published {
		a.EditedAt = p.now
		return WasUpdated, nil
	}
	a.APID, a.State, a.EditedAt = newID(), Published, time.Time{}
	if a.PublishedAt = p.at; a.PublishedAt.IsZero() {
		a.PublishedAt = p.now
	}
	return WasPublished, tx.BeginEpisode(a.ID, a.APID, p.now.Sub(a.PublishedAt) > quietAge)
}

// noteLeaving dates the feeds that an edit takes an article out of.
func noteLeaving(tx Tx, a Article, p publication) error {
	if a.State != Published || a.Visibility != Public {
		return nil
	}
	leaves := p.text.Unlisted || p.text.Standing || slices.ContainsFunc(a.Published.Tags, func(tag string) bool {
		return !slices.ContainsFunc(p.text.Tags, func(kept string) bool { return TagKey(kept) == TagKey(tag) })
	})
	if !leaves {
		series, err := tx.SeriesOfArticle(a.ID)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		leaves = series.Title != p.text.Series
	}
	if !leaves {
		return nil
	}
	return tx.LeaveLists(a, p.now)
}

// articleChanged marks every page that shows the article and leaves the job.
func articleChanged(tx Tx, a Article, job Job) error {
	if err := touchArticle(tx, a); err != nil {
		return err
	}
	return tx.Enqueue(job)
}

func touchArticle(tx Tx, a Article) error {
	return tx.Touch(Scope{Kind: SiteScope}, Scope{Kind: BlogScope, ID: a.BlogID}, Scope{Kind: ArticleScope, ID: a.ID})
}

func mayPublish(tx Tx, accountID, articleID int64) error {
	a, err := editable(tx, accountID, articleID)
	if err != nil {
		return err
	}
	role, err := tx.MemberRole(a.BlogID, accountID)
	if err != nil {
		return err
	}
	if role.Can(PublishAny) || (a.AuthorID == accountID && role.Can(PublishOwn)) {
		return nil
	}
	return Errorf(Forbidden, "A writer's articles are published by an editor of this blog. Your text is saved.")
}
