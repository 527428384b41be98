package store

import (
	"context"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// ActorByURI is the remote actor with this id.
func (s *Store) ActorByURI(ctx context.Context, uri string) (blog.Actor, error) {
	return oneActor(s.queries().ActorByURI(ctx, uri))
}

// Actor is the actor with this id here.
func (s *Store) Actor(ctx context.Context, id int64) (blog.Actor, error) {
	return oneActor(s.queries().Actor(ctx, id))
}

// ActorByKey is the remote actor who owns this key.
func (s *Store) ActorByKey(ctx context.Context, keyID string) (blog.Actor, error) {
	return oneActor(s.queries().ActorByKey(ctx, keyID))
}

// ActorsBehind are the actors whose deliveries go to one inbox.
func (s *Store) ActorsBehind(ctx context.Context, inbox string, max int) ([]blog.Actor, error) {
	rows, err := s.queries().ActorsBehind(ctx, sqlc.ActorsBehindParams{Inbox: inbox, Max: int64(max)})
	return each(rows, err, plainActor)
}

// Blocked reports whether the whole site refuses an actor or its host.
func (s *Store) Blocked(ctx context.Context, uri, host string) (bool, error) {
	n, err := s.queries().BlockedAnywhere(ctx, sqlc.BlockedAnywhereParams{URI: uri, Host: host})
	return n > 0, err
}

// ActorByURI implements blog.Tx.
func (tx *Tx) ActorByURI(uri string) (blog.Actor, error) {
	return oneActor(tx.q.ActorByURI(tx.ctx, uri))
}

// Actor implements blog.Tx.
func (tx *Tx) Actor(id int64) (blog.Actor, error) { return oneActor(tx.q.Actor(tx.ctx, id)) }

// SaveActor implements blog.Tx. Where an actor reads may change; then every audience it is in changes too.
func (tx *Tx) SaveActor(a *blog.Actor) error {
	old, err := tx.ActorByURI(a.URI)
	known := err == nil
	if err != nil && blog.CodeOf(err) != blog.NotFound {
		return err
	}
	if len(a.AvatarURL) > blog.MaxPictureURL {
		a.AvatarURL = "" // PostgreSQL could not index it
	}
	a.ID, err = tx.q.SaveActor(tx.ctx, sqlc.SaveActorParams{
		URI: a.URI, Host: a.Host, Kind: a.Kind, Username: a.Username, Name: a.Name, URL: a.URL, AvatarURL: a.AvatarURL,
		Inbox: a.Inbox, SharedInbox: a.SharedInbox, FollowersURI: a.Followers, KeyID: a.KeyID, PublicKey: a.PublicKey,
		FetchedAt: millis(a.FetchedAt), BlogID: a.BlogID,
	})
	if err != nil || !known || old.DeliverTo() == a.DeliverTo() {
		return err
	}
	blogs, err := tx.BlogsFollowedBy(a.ID)
	if err != nil {
		return err
	}
	for _, id := range blogs {
		if err := tx.leaveAudience(id, old); err != nil {
			return err
		}
		if err := tx.joinAudience(id, *a); err != nil {
			return err
		}
	}
	return nil
}

// MarkActorGone implements blog.Tx.
func (tx *Tx) MarkActorGone(id int64, at time.Time) error {
	return tx.q.MarkActorGone(tx.ctx, sqlc.MarkActorGoneParams{ID: id, GoneAt: millis(at)})
}

// MarkSeen implements blog.Tx.
func (tx *Tx) MarkSeen(activity string, at time.Time) (fresh bool, err error) {
	n, err := tx.q.MarkSeen(tx.ctx, sqlc.MarkSeenParams{URI: activity, At: millis(at)})
	return n > 0, err
}

// MarkMoved implements blog.Tx. The mark stands among those of activities, whose ids have no space in them.
func (tx *Tx) MarkMoved(actorURI string, at, before time.Time) (fresh bool, err error) {
	n, err := tx.q.MarkSeenAfresh(tx.ctx, sqlc.MarkSeenAfreshParams{URI: "Move of " + actorURI, At: millis(at), Before: millis(before)})
	return n > 0, err
}

// ForgetSeen drops the marks of activities that came, and of things that were deleted, before a moment.
func (s *Store) ForgetSeen(ctx context.Context, before time.Time) error {
	return s.Write(ctx, func(tx *Tx) error {
		if err := tx.q.ForgetBuried(tx.ctx, millis(before)); err != nil {
			return err
		}
		return tx.q.ForgetSeen(tx.ctx, millis(before))
	})
}

// Blocked implements blog.Tx.
func (tx *Tx) Blocked(blogID int64, uri, host string) (bool, error) {
	n, err := tx.q.Blocked(tx.ctx, sqlc.BlockedParams{BlogID: blogID, URI: uri, Host: host})
	return n > 0, err
}

func oneActor(row sqlc.Actor, err error) (blog.Actor, error) {
	if err != nil {
		return blog.Actor{}, found(err)
	}
	return plainActor(row)
}

func plainActor(row sqlc.Actor) (blog.Actor, error) {
	return blog.Actor{
		ID: row.ID, URI: row.URI, Host: row.Host, Kind: row.Kind, Username: row.Username, Name: row.Name, URL: row.URL,
		AvatarURL: row.AvatarURL, Inbox: row.Inbox, SharedInbox: row.SharedInbox, Followers: row.FollowersURI,
		KeyID: row.KeyID, PublicKey: row.PublicKey, FetchedAt: fromMillis(row.FetchedAt), GoneAt: fromMillis(row.GoneAt), BlogID: row.BlogID,
	}, nil
}

// DropIdleActors forgets actors who did nothing that lasted and were not heard of since a moment.
func (s *Store) DropIdleActors(ctx context.Context, before time.Time) error {
	return s.Write(ctx, func(tx *Tx) error { return tx.q.DropIdleActors(tx.ctx, millis(before)) })
}

// AuthorsSince is how many people published something since a moment.
func (s *Store) AuthorsSince(ctx context.Context, since time.Time) (int, error) {
	n, err := s.queries().AuthorsSince(ctx, millis(since))
	return int(n), err
}
