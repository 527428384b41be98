package blog

import (
	"context"
	"errors"
	"strings"
)

// HideComment and RestoreComment take a comment out of the thread and back; DeleteComment removes
// it for good. Those may who moderate its blog, and the article's author.

// HideComment hides a comment from readers.
func (s *Service) HideComment(ctx context.Context, accountID, commentID int64) error {
	return s.moderate(ctx, accountID, commentID, func(tx Tx, c Comment) error { return setCommentState(tx, c, CommentHidden) })
}

// RestoreComment shows a hidden comment again.
func (s *Service) RestoreComment(ctx context.Context, accountID, commentID int64) error {
	return s.moderate(ctx, accountID, commentID, func(tx Tx, c Comment) error { return setCommentState(tx, c, CommentShown) })
}

// DeleteComment removes a comment; its writer's server keeps the original.
func (s *Service) DeleteComment(ctx context.Context, accountID, commentID int64) error {
	return s.moderate(ctx, accountID, commentID, func(tx Tx, c Comment) error {
		if c.Actor.BlogID != 0 {
			if err := s.endAnswerOf(tx, c); err != nil {
				return err
			}
		}
		if err := tx.Bury(c.Actor.URI, c.URI, s.now()); err != nil {
			return err
		}
		return removeComment(tx, c)
	})
}

// endAnswerOf takes back what one of our own people wrote: its copies elsewhere go, too.
func (s *Service) endAnswerOf(tx Tx, c Comment) error {
	a, err := tx.AnswerByAPID(c.URI[strings.LastIndexByte(c.URI, '/')+1:])
	if errors.Is(err, ErrNotFound) || (err == nil && !a.DeletedAt.IsZero()) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.endAnswer(tx, a)
}

func (s *Service) moderate(ctx context.Context, accountID, commentID int64, act func(Tx, Comment) error) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		c, _, err := moderated(tx, accountID, commentID)
		if err != nil {
			return err
		}
		return act(tx, c)
	})
}

// Moderated is a comment and its article, for somebody who may hide it.
func (s *Service) Moderated(ctx context.Context, accountID, commentID int64) (c Comment, a Article, err error) {
	err = s.cfg.Read(ctx, func(tx Tx) error {
		c, a, err = moderated(tx, accountID, commentID)
		return err
	})
	return c, a, err
}

// moderated is ErrNotFound for everybody who may not moderate the comment.
func moderated(tx Tx, accountID, commentID int64) (Comment, Article, error) {
	c, err := tx.Comment(commentID)
	if err != nil {
		return Comment{}, Article{}, err
	}
	a, err := tx.Article(c.ArticleID)
	if err != nil {
		return Comment{}, Article{}, err
	}
	role, err := tx.MemberRole(a.BlogID, accountID)
	if err != nil {
		return Comment{}, Article{}, err
	}
	account, err := tx.Account(accountID)
	if err != nil {
		return Comment{}, Article{}, err
	}
	if !role.Can(Moderate) && !account.Role.CanModerateSite() && (a.AuthorID != accountID || role == "") {
		return Comment{}, Article{}, ErrNotFound
	}
	return c, a, nil
}

func setCommentState(tx Tx, c Comment, state CommentState) error {
	if c.State == CommentRemoved {
		return Errorf(Conflict, "This reply was removed by the person who wrote it.")
	}
	c.State = state
	if err := tx.UpdateComment(c); err != nil {
		return err
	}
	if state == CommentShown {
		if err := tx.Enqueue(PassOn{Object: c.URI}); err != nil { // what came while readers did not see it
			return err
		}
	}
	return tx.Touch(Scope{Kind: ThreadScope, ID: c.ArticleID})
}
