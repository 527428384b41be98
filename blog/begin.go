package blog

import (
	"context"
	"errors"
	"time"
)

// Beginning is the first save of an article.
type Beginning struct {
	BlogID int64
	// Page names the page of the editor the text was typed at; may be empty. A second Beginning at the same page goes
	// on with the article of the first, whose answer the page never got.
	Page string
	Text Text
}

// NewArticle begins a draft in a blog.
func (s *Service) NewArticle(ctx context.Context, accountID, blogID int64, text Text) (Article, WorkingCopy, error) {
	return s.Begin(ctx, accountID, Beginning{BlogID: blogID, Text: text})
}

// Begin begins a draft, or saves it once more. When somebody else saved it since, the answer is an *EditConflict.
func (s *Service) Begin(ctx context.Context, accountID int64, b Beginning) (a Article, w WorkingCopy, err error) {
	if err := b.Text.Clean(); err != nil {
		return Article{}, WorkingCopy{}, err
	}
	now := s.now()
	err = s.cfg.Write(ctx, func(tx Tx) error {
		if b.Page != "" {
			id, err := tx.BegunAt(b.Page)
			if err == nil {
				a, w, err = beginAgain(tx, id, WorkingCopy{AccountID: accountID, Text: b.Text, SavedAt: now})
				return err
			}
			if !errors.Is(err, ErrNotFound) {
				return err
			}
		}
		a, w, err = begin(tx, accountID, b, now)
		return err
	})
	return a, w, err
}

func begin(tx Tx, accountID int64, b Beginning, now time.Time) (a Article, w WorkingCopy, err error) {
	if err := mayIn(tx, accountID, b.BlogID, WriteDrafts); err != nil {
		return a, w, err
	}
	if err := checkOwnPicture(tx, b.Text.CoverID, accountID, Picture); err != nil {
		return a, w, err
	}
	a = Article{BlogID: b.BlogID, AuthorID: accountID, State: Draft, Visibility: Public, CreatedAt: now, UpdatedAt: now}
	if err := tx.InsertArticle(&a); err != nil {
		return a, w, err
	}
	if b.Page != "" {
		if err := tx.SaveBegun(b.Page, a.ID); err != nil {
			return a, w, err
		}
	}
	w = WorkingCopy{ArticleID: a.ID, Version: 1, AccountID: accountID, Text: b.Text, SavedAt: now}
	return a, w, tx.SaveWorkingCopy(w)
}

// beginAgain saves next over the first version of an article, on which it must be based.
func beginAgain(tx Tx, articleID int64, next WorkingCopy) (Article, WorkingCopy, error) {
	a, err := editable(tx, next.AccountID, articleID)
	if err != nil {
		return Article{}, WorkingCopy{}, err
	}
	next.Version = 1
	w, err := saveText(tx, a, next)
	return a, w, err
}
