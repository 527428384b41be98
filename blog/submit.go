package blog

import (
	"context"
	"strings"
	"time"
)

// HandedBack is what an editor said when a submitted article went back to its writer.
type HandedBack struct {
	ArticleID int64
	AccountID int64 // the editor
	Note      string
	At        time.Time
}

// maxNote is the longest note of an editor, in characters.
const maxNote = 2_000

// Submit gives an article to the editors of its publication. version is the working copy its writer looked at.
func (s *Service) Submit(ctx context.Context, accountID, articleID, version int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := editable(tx, accountID, articleID)
		if err != nil {
			return err
		}
		w, err := tx.WorkingCopy(articleID)
		if err != nil {
			return err
		}
		if w.Version != version {
			return &EditConflict{Current: w}
		}
		if err := w.Text.checkPublishable(); err != nil {
			return err
		}
		role, err := tx.MemberRole(a.BlogID, accountID)
		switch {
		case err != nil:
			return err
		case role.Can(PublishOwn):
			return Errorf(Conflict, "You may publish this yourself.")
		case a.State != Draft && a.State != Withdrawn:
			return Errorf(Conflict, "The editors have this article already.")
		}
		if err := tx.DropHandedBack(articleID); err != nil {
			return err
		}
		a.State, a.UpdatedAt = Submitted, s.now()
		return tx.UpdateArticle(a)
	})
}

// HandBack makes a submitted article a draft of its writer's again: an editor hands it back with a note, a writer
// takes it back.
func (s *Service) HandBack(ctx context.Context, accountID, articleID int64, note string) error {
	note = strings.TrimSpace(normalise(note))
	if err := checkLength("note", "note", note, maxNote); err != nil {
		return err
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := editable(tx, accountID, articleID)
		if err != nil {
			return err
		}
		if a.State != Submitted {
			return Errorf(Conflict, "This article is not with the editors any more.")
		}
		a.State, a.UpdatedAt = Draft, s.now()
		if err := tx.UpdateArticle(a); err != nil {
			return err
		}
		if a.AuthorID == accountID {
			return nil
		}
		return tx.SaveHandedBack(HandedBack{ArticleID: a.ID, AccountID: accountID, Note: note, At: a.UpdatedAt})
	})
}
