package store

import (
	"context"
	"time"

	"pamphlet/blog/store/sqlc"
)

// Subscription is somebody who is told when a feed changes (W3C WebSub).
type Subscription struct {
	ID        int64
	Topic     string // the feed's address
	Callback  string // where they are told
	Host      string // of the callback
	Secret    string // signs what they are told; empty for none
	Sent      string // digest of what they got last
	CreatedAt time.Time
	ExpiresAt time.Time
}

// PutSubscription adds a subscription, or renews it: then only its secret and its end change.
func (s *Store) PutSubscription(ctx context.Context, sub Subscription) error {
	return s.Write(ctx, func(tx *Tx) error {
		return tx.q.PutSubscription(tx.ctx, sqlc.PutSubscriptionParams{
			Topic: sub.Topic, Callback: sub.Callback, Host: sub.Host, Secret: sub.Secret, Sent: sub.Sent,
			CreatedAt: millis(sub.CreatedAt), ExpiresAt: millis(sub.ExpiresAt),
		})
	})
}

// DeleteSubscription ends a subscription, if there is one.
func (s *Store) DeleteSubscription(ctx context.Context, topic, callback string) error {
	return s.Write(ctx, func(tx *Tx) error {
		return tx.q.DeleteSubscription(tx.ctx, sqlc.DeleteSubscriptionParams{Topic: topic, Callback: callback})
	})
}

// Subscription is one of them; ErrNotFound when it ended.
func (s *Store) Subscription(ctx context.Context, id int64) (Subscription, error) {
	row, err := s.queries().Subscription(ctx, id)
	return Subscription{
		ID: row.ID, Topic: row.Topic, Callback: row.Callback, Host: row.Host, Secret: row.Secret, Sent: row.Sent,
		CreatedAt: fromMillis(row.CreatedAt), ExpiresAt: fromMillis(row.ExpiresAt),
	}, found(err)
}

// CountSubscriptions are all of them, and those whose callback is on one host.
func (s *Store) CountSubscriptions(ctx context.Context, host string) (all, ofHost int, err error) {
	row, err := s.queries().CountSubscriptions(ctx, host)
	return int(row.AllOfThem), int(row.OfHost), err
}

// SubscribedTopics are the feeds somebody waits for.
func (s *Store) SubscribedTopics(ctx context.Context, now time.Time) ([]string, error) {
	return s.queries().SubscribedTopics(ctx, millis(now))
}

// BehindSubscriptions are who got something else of a feed last than what has this digest.
func (s *Store) BehindSubscriptions(ctx context.Context, topic, digest string, now time.Time) ([]int64, error) {
	return s.queries().BehindSubscriptions(ctx, sqlc.BehindSubscriptionsParams{Topic: topic, Sent: digest, ExpiresAt: millis(now)})
}

// MarkSent notes what a subscriber got.
func (s *Store) MarkSent(ctx context.Context, id int64, digest string) error {
	return s.Write(ctx, func(tx *Tx) error { return tx.q.MarkSent(tx.ctx, sqlc.MarkSentParams{ID: id, Sent: digest}) })
}

// DropExpiredSubscriptions forgets who did not renew.
func (s *Store) DropExpiredSubscriptions(ctx context.Context, now time.Time) error {
	return s.Write(ctx, func(tx *Tx) error { return tx.q.DropExpiredSubscriptions(tx.ctx, millis(now)) })
}
