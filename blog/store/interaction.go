package store

import (
	"context"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// InteractionsWith are everything one of our people does to one actor or thing.
func (s *Store) InteractionsWith(ctx context.Context, blogID int64, object string) ([]blog.Interaction, error) {
	rows, err := s.queries().InteractionsWith(ctx, sqlc.InteractionsWithParams{BlogID: blogID, Object: object})
	return each(rows, err, func(row sqlc.InteractionsWithRow) (blog.Interaction, error) {
		return plainInteraction(row.Interaction, row.Actor), nil
	})
}

// InteractionsBy are what one of our people does of one kind, the latest first.
func (s *Store) InteractionsBy(ctx context.Context, blogID int64, kind blog.InteractionKind, max, skip int) ([]blog.Interaction, error) {
	rows, err := s.queries().InteractionsBy(ctx, sqlc.InteractionsByParams{BlogID: blogID, Kind: string(kind), Max: int64(max), Skip: int64(skip)})
	return each(rows, err, func(row sqlc.InteractionsByRow) (blog.Interaction, error) {
		return plainInteraction(row.Interaction, row.Actor), nil
	})
}

// FollowingCount is how many actors accepted to be followed by one of our blogs.
func (s *Store) FollowingCount(ctx context.Context, blogID int64) (int, error) {
	n, err := s.queries().CountInteractions(ctx, sqlc.CountInteractionsParams{
		BlogID: blogID, Kind: string(blog.ToFollow), State: string(blog.Accepted),
	})
	return int(n), err
}

// Interaction implements blog.Tx.
func (tx *Tx) Interaction(blogID int64, kind blog.InteractionKind, object string) (blog.Interaction, error) {
	row, err := tx.q.Interaction(tx.ctx, sqlc.InteractionParams{BlogID: blogID, Kind: string(kind), Object: object})
	return plainInteraction(row.Interaction, row.Actor), found(err)
}

// InteractionByAPID implements blog.Tx.
func (tx *Tx) InteractionByAPID(apID string) (blog.Interaction, error) {
	row, err := tx.q.InteractionByAPID(tx.ctx, apID)
	return plainInteraction(row.Interaction, row.Actor), found(err)
}

// FollowsOf implements blog.Tx.
func (tx *Tx) FollowsOf(actorURI string) ([]blog.Interaction, error) {
	rows, err := tx.q.FollowsOf(tx.ctx, actorURI)
	return each(rows, err, func(row sqlc.FollowsOfRow) (blog.Interaction, error) {
		return plainInteraction(row.Interaction, row.Actor), nil
	})
}

// InsertInteraction implements blog.Tx.
func (tx *Tx) InsertInteraction(i *blog.Interaction) (err error) {
	i.ID, err = tx.q.InsertInteraction(tx.ctx, sqlc.InsertInteractionParams{
		APID: i.APID, BlogID: i.BlogID, Kind: string(i.Kind), Object: i.Object, ActorID: i.Actor.ID, CommunityID: i.CommunityID,
		State: string(i.State), CreatedAt: millis(i.CreatedAt),
	})
	return err
}

// SetInteractionState implements blog.Tx.
func (tx *Tx) SetInteractionState(id int64, state blog.InteractionState) error {
	return tx.q.SetInteractionState(tx.ctx, sqlc.SetInteractionStateParams{ID: id, State: string(state)})
}

// DeleteInteraction implements blog.Tx.
func (tx *Tx) DeleteInteraction(id int64) error { return tx.q.DeleteInteraction(tx.ctx, id) }

// AddBlock implements blog.Tx.
func (tx *Tx) AddBlock(blogID int64, target string, at time.Time) error {
	return tx.q.AddBlock(tx.ctx, sqlc.AddBlockParams{BlogID: blogID, Target: target, CreatedAt: millis(at)})
}

// RemoveBlock implements blog.Tx.
func (tx *Tx) RemoveBlock(blogID int64, target string) error {
	return tx.q.RemoveBlock(tx.ctx, sqlc.RemoveBlockParams{BlogID: blogID, Target: target})
}

func plainInteraction(row sqlc.Interaction, with sqlc.Actor) blog.Interaction {
	actor, _ := plainActor(with) // never fails
	return blog.Interaction{
		ID: row.ID, APID: row.APID, BlogID: row.BlogID, Kind: blog.InteractionKind(row.Kind), Object: row.Object,
		Actor: actor, CommunityID: row.CommunityID, State: blog.InteractionState(row.State), CreatedAt: fromMillis(row.CreatedAt),
	}
}
