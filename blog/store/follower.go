package store

import (
	"context"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// maxInboxes is how many distinct inboxes of one host a blog delivers to. Servers with many people
// have a shared inbox, which counts once; what needs more is a flood of invented followers.
const maxInboxes = 100

// Followers are a blog's followers, the newest first.
func (s *Store) Followers(ctx context.Context, blogID int64, max, skip int) ([]blog.Follower, error) {
	rows, err := s.queries().Followers(ctx, sqlc.FollowersParams{BlogID: blogID, Max: int64(max), Skip: int64(skip)})
	return each(rows, err, func(row sqlc.FollowersRow) (blog.Follower, error) {
		actor, err := plainActor(row.Actor)
		if err == nil {
			actor.Avatar, err = avatarOf(row.Avatar)
		}
		return blog.Follower{Actor: actor, BlogID: blogID, Since: fromMillis(row.Since)}, err
	})
}

// FollowerCount is how many follow a blog, and on how many servers.
func (s *Store) FollowerCount(ctx context.Context, blogID int64) (followers, hosts int, err error) {
	n, err := s.queries().CountFollowers(ctx, blogID)
	if err != nil {
		return 0, 0, err
	}
	h, err := s.queries().CountFollowerHosts(ctx, blogID)
	return int(n), int(h), err
}

// AddFollower implements blog.Tx.
func (tx *Tx) AddFollower(blogID int64, a blog.Actor, follow string, at time.Time) error {
	added, err := tx.q.AddFollower(tx.ctx, sqlc.AddFollowerParams{BlogID: blogID, ActorID: a.ID, FollowURI: follow, CreatedAt: millis(at)})
	if err != nil {
		return err
	}
	if added == 0 {
		return tx.q.RenewFollow(tx.ctx, sqlc.RenewFollowParams{BlogID: blogID, ActorID: a.ID, FollowURI: follow})
	}
	return tx.joinAudience(blogID, a)
}

// RemoveFollower implements blog.Tx.
func (tx *Tx) RemoveFollower(blogID int64, a blog.Actor) error {
	removed, err := tx.q.RemoveFollower(tx.ctx, sqlc.RemoveFollowerParams{BlogID: blogID, ActorID: a.ID})
	if err == nil && removed == 0 {
		return blog.ErrNotFound
	}
	if err != nil {
		return err
	}
	return tx.leaveAudience(blogID, a)
}

// BlogsFollowedBy implements blog.Tx.
func (tx *Tx) BlogsFollowedBy(actorID int64) ([]int64, error) {
	return tx.q.BlogsFollowedBy(tx.ctx, actorID)
}

func (tx *Tx) joinAudience(blogID int64, a blog.Actor) error {
	in, err := tx.q.InAudience(tx.ctx, sqlc.InAudienceParams{BlogID: blogID, Inbox: a.DeliverTo()})
	if err != nil {
		return err
	}
	if in == 0 {
		inboxes, err := tx.q.CountInboxes(tx.ctx, sqlc.CountInboxesParams{BlogID: blogID, Host: a.Host})
		if err != nil {
			return err
		}
		if inboxes >= maxInboxes {
			return blog.Errorf(blog.Forbidden, "Too many people on your server follow this blog, each with an inbox of their own. A server of this size needs a shared inbox.")
		}
	}
	return tx.q.JoinAudience(tx.ctx, sqlc.JoinAudienceParams{BlogID: blogID, Inbox: a.DeliverTo(), Host: a.Host})
}

func (tx *Tx) leaveAudience(blogID int64, a blog.Actor) error {
	if err := tx.q.LeaveAudience(tx.ctx, sqlc.LeaveAudienceParams{BlogID: blogID, Inbox: a.DeliverTo()}); err != nil {
		return err
	}
	return tx.q.DropEmptyAudience(tx.ctx, sqlc.DropEmptyAudienceParams{BlogID: blogID, Inbox: a.DeliverTo()})
}

// BlogFollowedWith implements blog.Tx.
func (tx *Tx) BlogFollowedWith(actorURI, follow string) (int64, error) {
	id, err := tx.q.BlogFollowedWith(tx.ctx, sqlc.BlogFollowedWithParams{Actor: actorURI, Follow: follow})
	return id, found(err)
}
