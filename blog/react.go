package blog

import (
	"context"
	"errors"
)

// Reacted is a verified reaction that arrived.
type Reacted struct {
	Activity string // id of the Like or Announce
	Kind     ReactionKind
	Actor    Actor
	To       Target
}

// React counts a reaction, once for each person and thing.
func (s *Service) React(ctx context.Context, in Reacted) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := tx.MarkSeen(in.Activity, s.now()); err != nil || !fresh {
			return err
		}
		a, err := tx.Article(in.To.ArticleID)
		if err != nil {
			return err
		}
		if blocked, err := tx.Blocked(a.BlogID, in.Actor.URI, in.Actor.Host); err != nil || blocked {
			return err
		}
		if buried, err := tx.Buried(in.Activity); err != nil || buried {
			return err
		}
		if err := tx.SaveActor(&in.Actor); err != nil {
			return err
		}
		if err := tx.AddReaction(in, s.now()); err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: ThreadScope, ID: in.To.ArticleID})
	})
}

// Unreact takes a reaction back, named by its own id or by what it was about. One that did not
// come yet is remembered, so that it does not count when it comes late.
func (s *Service) Unreact(ctx context.Context, actorURI, reaction, activity string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := tx.MarkSeen(activity, s.now()); err != nil || !fresh {
			return err
		}
		if err := tx.Bury(reaction, s.now()); err != nil {
			return err
		}
		article, err := tx.RemoveReaction(actorURI, reaction)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: ThreadScope, ID: article})
	})
}
