package store

import (
	"context"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Mentioned reports whether a post elsewhere is kept because it means one of our people.
func (s *Store) Mentioned(ctx context.Context, uri string) (bool, error) {
	n, err := s.queries().CountMentions(ctx, uri)
	return n > 0, err
}

// SaveMention implements blog.Tx.
func (tx *Tx) SaveMention(m blog.Mention) error {
	return tx.q.SaveMention(tx.ctx, sqlc.SaveMentionParams{
		URI: m.URI, BlogID: m.BlogID, ActorID: m.Actor.ID, Words: m.Words, ReceivedAt: millis(m.ReceivedAt),
	})
}

// EditMention implements blog.Tx.
func (tx *Tx) EditMention(actorURI, uri, words string) error {
	return tx.q.EditMention(tx.ctx, sqlc.EditMentionParams{URI: uri, Actor: actorURI, Words: words})
}

// RemoveMentionsBy implements blog.Tx.
func (tx *Tx) RemoveMentionsBy(blogID, actorID int64) error {
	return tx.q.RemoveMentionsBy(tx.ctx, sqlc.RemoveMentionsByParams{BlogID: blogID, ActorID: actorID})
}

// RemoveMention implements blog.Tx.
func (tx *Tx) RemoveMention(actorURI, uri string) error {
	return tx.q.RemoveMention(tx.ctx, sqlc.RemoveMentionParams{URI: uri, Actor: actorURI})
}
