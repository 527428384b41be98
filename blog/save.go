package blog

import (
	"context"
	"reflect"
)

// EditConflict says that somebody saved the article since the version this save was based on.
// Both texts are safe: Current is the saved one, the other is still with the caller.
type EditConflict struct {
	Current WorkingCopy
}

// Error implements error.
func (e *EditConflict) Error() string {
	return "This article was changed in another window. Both versions are safe; nothing was overwritten."
}

// Unwrap gives doors the code.
func (e *EditConflict) Unwrap() error { return &Error{Code: Conflict, Message: e.Error()} }

// Save stores a working copy. base is the version the writer's text was based on; when somebody
// saved since, the answer is an *EditConflict and nothing changes. An equal text saves nothing new.
func (s *Service) Save(ctx context.Context, accountID, articleID, base int64, text Text) (WorkingCopy, error) {
	if err := text.Clean(); err != nil {
		return WorkingCopy{}, err
	}
	var saved WorkingCopy
	err := s.cfg.Write(ctx, func(tx Tx) error {
		a, err := editable(tx, accountID, articleID)
		if err != nil {
			return err
		}
		saved, err = saveText(tx, a, WorkingCopy{Version: base, AccountID: accountID, Text: text, SavedAt: s.now()})
		return err
	})
	return saved, err
}

// saveText puts next in place of the working copy whose version next carries.
func saveText(tx Tx, a Article, next WorkingCopy) (WorkingCopy, error) {
	current, err := tx.WorkingCopy(a.ID)
	if err != nil {
		return WorkingCopy{}, err
	}
	if next.Text.Extra == nil {
		next.Text.Extra = current.Text.Extra // forms do not carry it
	}
	if reflect.DeepEqual(next.Text, current.Text) {
		return current, nil // also when the answer to the save that stored it was lost
	}
	if current.Version != next.Version {
		return WorkingCopy{}, &EditConflict{Current: current}
	}
	if err := keepFormer(tx, a, current, next); err != nil {
		return WorkingCopy{}, err
	}
	if next.Text.CoverID != current.Text.CoverID {
		if err := checkOwnPicture(tx, next.Text.CoverID, next.AccountID, Picture); err != nil {
			return WorkingCopy{}, err
		}
	}
	next.ArticleID, next.Version = a.ID, current.Version+1
	return next, tx.SaveWorkingCopy(next)
}

// editable is the article, if the account may change its text: its author, or who edits all of the blog, but for
// the drafts of others. Anybody else is told there is nothing, so that drafts cannot be guessed.
func editable(tx Tx, accountID, articleID int64) (Article, error) {
	a, err := tx.Article(articleID)
	if err != nil {
		return Article{}, err
	}
	role, err := tx.MemberRole(a.BlogID, accountID)
	if err != nil {
		return Article{}, err
	}
	if role.Can(PublishAny) && a.State != Draft {
		return a, nil
	}
	if role.Can(WriteDrafts) {
		own, err := writes(tx, a, accountID)
		if own || err != nil {
			return a, err
		}
	}
	return Article{}, ErrNotFound
}

// Draft is an article with its working copy as its writer sees it; ErrNotFound for everybody else.
func (s *Service) Draft(ctx context.Context, accountID, articleID int64) (a Article, w WorkingCopy, err error) {
	err = s.cfg.Read(ctx, func(tx Tx) error {
		if a, err = editable(tx, accountID, articleID); err != nil {
			return err
		}
		w, err = tx.WorkingCopy(articleID)
		return err
	})
	return a, w, err
}
