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
	return s.moderate(ctx, accountID, commentID, func(tx Tx, m moderation) error { return s.setCommentState(tx, m, CommentHidden) })
}

// RestoreComment shows a hidden comment again.
func (s *Service) RestoreComment(ctx context.Context, accountID, commentID int64) error {
	return s.moderate(ctx, accountID, commentID, func(tx Tx, m moderation) error { return s.setCommentState(tx, m, CommentShown) })
}

// DeleteComment removes a comment; its writer's server keeps the original.
func (s *Service) DeleteComment(ctx context.Context, accountID, commentID int64) error {
	return s.moderate(ctx, accountID, commentID, func(tx Tx, m moderation) error {
		if m.comment.Actor.BlogID != 0 {
			if err := s.endAnswerOf(tx, m.comment); err != nil {
				return err
			}
		} else if m.comment.State != CommentHeld {
			if err := s.tellRemoval(tx, m, true); err != nil {
				return err
			}
		}
		if err := tx.Bury(m.comment.Actor.URI, m.comment.URI, s.now()); err != nil {
			return err
		}
		return removeComment(tx, m.comment)
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

// moderation is a comment and its article, before somebody who may hide it.
type moderation struct {
	accountID int64
	role      MemberRole // in the article's blog; "" for a moderator of the site
	comment   Comment
	article   Article
}

func (s *Service) moderate(ctx context.Context, accountID, commentID int64, act func(Tx, moderation) error) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		m, err := moderated(tx, accountID, commentID)
		if err != nil {
			return err
		}
		return act(tx, m)
	})
}

// Moderated is a comment and its article, for somebody who may hide it.
func (s *Service) Moderated(ctx context.Context, accountID, commentID int64) (Comment, Article, error) {
	var m moderation
	err := s.cfg.Read(ctx, func(tx Tx) (err error) {
		m, err = moderated(tx, accountID, commentID)
		return err
	})
	return m.comment, m.article, err
}

// moderated is ErrNotFound for everybody who may not moderate the comment.
func moderated(tx Tx, accountID, commentID int64) (m moderation, err error) {
	m.accountID = accountID
	if m.comment, err = tx.Comment(commentID); err != nil {
		return m, err
	}
	if m.article, err = tx.Article(m.comment.ArticleID); err != nil {
		return m, err
	}
	if m.role, err = tx.MemberRole(m.article.BlogID, accountID); err != nil {
		return m, err
	}
	account, err := tx.Account(accountID)
	if err != nil {
		return m, err
	}
	if !m.role.Can(Moderate) && !account.Role.CanModerateSite() && (m.article.AuthorID != accountID || m.role == "") {
		return moderation{}, ErrNotFound
	}
	return m, nil
}

func (s *Service) setCommentState(tx Tx, m moderation, state CommentState) error {
	c, before := m.comment, m.comment.State
	if before == CommentRemoved {
		return Errorf(Conflict, "This reply was removed by the person who wrote it.")
	}
	c.State = state
	if err := tx.UpdateComment(c); err != nil {
		return err
	}
	if before != state && before != CommentHeld { // what was held was told to nobody
		if err := s.tellRemoval(tx, m, state == CommentHidden); err != nil {
			return err
		}
	}
	if state == CommentShown {
		if err := tx.Enqueue(PassOn{Object: c.URI}); err != nil { // what came while readers did not see it
			return err
		}
	}
	return tx.Touch(Scope{Kind: ThreadScope, ID: c.ArticleID})
}
