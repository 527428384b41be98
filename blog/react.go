package blog

import (
	"context"
	"errors"
	"time"
)

// Reacted is a verified reaction that arrived.
type Reacted struct {
	Activity string // id of the Like or Announce
	Kind     ReactionKind
	Actor    Actor
	To       Target
	Announce Outgoing // by which its publication passes it on; zero where there is none
}

// React counts a reaction, once for each person and thing. It is a state and no event: some servers use
// one id for every time somebody likes the same thing.
// A Dislike is only passed on.
func (s *Service) React(ctx context.Context, in Reacted) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := tx.Article(in.To.ArticleID)
		if err != nil {
			return err
		}
		if blocked, err := tx.Blocked(a.BlogID, in.Actor.URI, in.Actor.Host); err != nil || blocked {
			return err
		}
		if late, err := s.takenBackBefore(tx, in.Actor.URI, in.Activity); err != nil || late {
			return err
		}
		if err := tx.SaveActor(&in.Actor); err != nil {
			return err
		}
		if err := keepAnnounce(tx, in.Announce, true); err != nil || in.Kind == Dislike {
			return err
		}
		if err := tx.AddReaction(in, s.now()); err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: ThreadScope, ID: in.To.ArticleID})
	})
}

// overtaken is how much earlier an Undo may come than what it undoes. After that, and after it was
// overlooked once, the same id is meant anew.
const overtaken = 10 * time.Minute

// takenBackBefore reports whether the Undo of this came first.
func (s *Service) takenBackBefore(tx Tx, actorURI, activity string) (bool, error) {
	buried, err := tx.Buried(actorURI, activity, s.now().Add(-overtaken))
	if err != nil || !buried {
		return false, err
	}
	return true, tx.Unbury(actorURI, activity)
}

// Undone is what somebody takes back: a reaction by the id of its activity and, where that is told, by
// what it was about. Only Activity has to be known.
type Undone struct {
	ActorURI string
	Activity string       // id of what is undone
	Kind     ReactionKind // empty when only the id is told
	To       Target
	Announce Outgoing // by which its publication passes the Undo on; zero where there is none
}

// Unreact takes a reaction back. One that did not come yet is remembered, so that it does not count
// when it comes late.
func (s *Service) Unreact(ctx context.Context, u Undone) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if announced, err := tx.Announced(u.Announce.BlogID, u.Activity); err != nil {
			return err
		} else if announced {
			if err := keepAnnounce(tx, u.Announce, true); err != nil {
				return err
			}
		}
		article, err := tx.RemoveReaction(u.ActorURI, u.Activity)
		if errors.Is(err, ErrNotFound) && u.Kind != "" {
			// They reacted twice, and counted once, under the first id.
			article, err = u.To.ArticleID, tx.RemoveReactionTo(u.ActorURI, u.Kind, u.To)
		}
		if errors.Is(err, ErrNotFound) {
			return tx.Bury(u.ActorURI, u.Activity, s.now())
		}
		if err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: ThreadScope, ID: article})
	})
}
