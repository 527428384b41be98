package blog

import (
	"context"
	"slices"
	"time"
)

// moveRest is how long nobody is followed to yet another account, as on Mastodon: each move has our people ask anew.
const moveRest = 7 * 24 * time.Hour

// ActorMoved follows a person to their new account, which said that it is theirs: where they followed,
// they follow on, and who followed them here follows the new account. Moving on within a week has no effect.
func (s *Service) ActorMoved(ctx context.Context, oldURI string, to Actor, activity string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := tx.MarkSeen(activity, s.now()); err != nil || !fresh {
			return err
		}
		old, err := tx.ActorByURI(oldURI)
		if CodeOf(err) == NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		if fresh, err := tx.MarkMoved(oldURI, s.now(), s.now().Add(-moveRest)); err != nil || !fresh {
			return err
		}
		if err := tx.SaveActor(&to); err != nil {
			return err
		}
		if err := s.moveFollower(tx, old, to, activity); err != nil {
			return err
		}
		return s.followOn(tx, old, to)
	})
}

// moveFollower hands the old account's place among the followers to the new one, unless that is there
// already or not wanted.
func (s *Service) moveFollower(tx Tx, old, to Actor, activity string) error {
	followed, err := tx.BlogsFollowedBy(old.ID)
	if err != nil {
		return err
	}
	already, err := tx.BlogsFollowedBy(to.ID)
	if err != nil {
		return err
	}
	for _, id := range followed {
		if err := tx.RemoveFollower(id, old); err != nil {
			return err
		}
		blocked, err := tx.Blocked(id, to.URI, to.Host)
		if err != nil {
			return err
		}
		if !blocked && !slices.Contains(already, id) {
			err := tx.AddFollower(id, to, activity, s.now())
			if CodeOf(err) == Forbidden { // too many inboxes on their server; they cannot be a follower there
				err = tx.RemoveFollower(id, to)
			}
			if err != nil {
				return err
			}
		}
		if err := tx.Touch(Scope{Kind: BlogScope, ID: id}); err != nil {
			return err
		}
	}
	return nil
}

// followOn has our people who follow the old account ask the new one.
func (s *Service) followOn(tx Tx, old, to Actor) error {
	follows, err := tx.FollowsOf(old.URI)
	if err != nil {
		return err
	}
	for _, i := range follows {
		if i.State == Declined {
			continue
		}
		of, err := tx.Blog(i.BlogID)
		if err != nil {
			return err
		}
		me, err := ownActor(tx, of.AccountID)
		if err != nil {
			return err
		}
		if err := s.takeBack(tx, me, ToFollow, old.URI); err != nil {
			return err
		}
		if err := s.interactOnce(tx, me, Wish{Kind: ToFollow, Object: to.URI, Actor: to}); err != nil && CodeOf(err) != Conflict {
			return err // a conflict: they block the new account
		}
	}
	return nil
}
