package blog

import (
	"context"
	"errors"
)

// Followed is a Follow that arrived, was verified, and is to be accepted.
type Followed struct {
	BlogID   int64
	Actor    Actor
	Activity string   // id of the Follow; a later one replaces an earlier one
	Accept   Outgoing // our answer
}

// AddFollower makes an actor a follower and answers; a Follow under a new id is answered again, since
// their server may have lost our answer. It is a state and no event: Misskey has one id for every time
// somebody follows the same blog.
func (s *Service) AddFollower(ctx context.Context, in Followed) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		blocked, err := tx.Blocked(in.BlogID, in.Actor.URI, in.Actor.Host)
		if err != nil {
			return err
		}
		if blocked {
			return Errorf(Forbidden, "You cannot follow this blog.")
		}
		if late, err := s.takenBackBefore(tx, in.Actor.URI, in.Activity); err != nil || late {
			return err
		}
		if id, err := tx.BlogFollowedWith(in.Actor.URI, in.Activity); err == nil && id == in.BlogID {
			return nil
		} else if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if err := tx.SaveActor(&in.Actor); err != nil {
			return err
		}
		if err := tx.AddFollower(in.BlogID, in.Actor, in.Activity, s.now()); err != nil {
			return err
		}
		if err := tx.Touch(Scope{Kind: BlogScope, ID: in.BlogID}); err != nil {
			return err
		}
		if err := s.wantAvatar(tx, in.Actor); err != nil {
			return err
		}
		return send(tx, in.Accept, in.Actor)
	})
}

// RemoveFollower ends a following that began with a Follow: the actor took it back. A Follow that did
// not come yet is remembered, so that it does not count when it comes late.
func (s *Service) RemoveFollower(ctx context.Context, blogID int64, actorURI, follow string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		err := removeFollower(tx, blogID, actorURI)
		if errors.Is(err, ErrNotFound) {
			return tx.Bury(actorURI, follow, s.now())
		}
		return err
	})
}

// removeFollower is ErrNotFound for somebody who does not follow.
func removeFollower(tx Tx, blogID int64, actorURI string) error {
	actor, err := tx.ActorByURI(actorURI)
	if err != nil {
		return err
	}
	if err := tx.RemoveFollower(blogID, actor); err != nil {
		return err
	}
	return tx.Touch(Scope{Kind: BlogScope, ID: blogID})
}

// BlockedBy ends what went both ways between a blog and an actor who blocks it: they follow no more,
// and what our person asked of them is refused.
func (s *Service) BlockedBy(ctx context.Context, blogID int64, actorURI string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		switch i, err := tx.Interaction(blogID, ToFollow, actorURI); {
		case err == nil:
			if err := tx.SetInteractionState(i.ID, Declined); err != nil {
				return err
			}
		case !errors.Is(err, ErrNotFound):
			return err
		}
		if err := removeFollower(tx, blogID, actorURI); !errors.Is(err, ErrNotFound) {
			return err
		}
		return nil
	})
}

// RemoveFollowerBy ends the following that began with a Follow known only by its id; ErrNotFound when
// there is none.
func (s *Service) RemoveFollowerBy(ctx context.Context, actorURI, follow string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		blogID, err := tx.BlogFollowedWith(actorURI, follow)
		if err != nil {
			return err
		}
		return removeFollower(tx, blogID, actorURI)
	})
}

// Meet takes note of an actor who proved who they are.
func (s *Service) Meet(ctx context.Context, actor Actor) error {
	return s.cfg.Write(ctx, func(tx Tx) error { return s.renewActor(tx, &actor) })
}

// ActorGone forgets an actor whose account was deleted: they follow nothing any more, and their
// words and reactions go with them.
func (s *Service) ActorGone(ctx context.Context, actorURI string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		actor, err := tx.ActorByURI(actorURI)
		if CodeOf(err) == NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		blogs, err := tx.BlogsFollowedBy(actor.ID)
		if err != nil {
			return err
		}
		for _, id := range blogs {
			if err := tx.RemoveFollower(id, actor); err != nil {
				return err
			}
			if err := tx.Touch(Scope{Kind: BlogScope, ID: id}); err != nil {
				return err
			}
		}
		articles, err := tx.RemoveActorsWords(actor.ID)
		if err != nil {
			return err
		}
		for _, id := range articles {
			if err := tx.Touch(Scope{Kind: ThreadScope, ID: id}); err != nil {
				return err
			}
		}
		return tx.MarkActorGone(actor.ID, s.now())
	})
}

// ActorChanged takes note of an actor's new profile; unknown actors stay unknown.
func (s *Service) ActorChanged(ctx context.Context, actor Actor, activity string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := tx.MarkSeen(activity, s.now()); err != nil || !fresh {
			return err
		}
		if _, err := tx.ActorByURI(actor.URI); err != nil {
			if CodeOf(err) == NotFound {
				return nil
			}
			return err
		}
		return s.renewActor(tx, &actor)
	})
}
