package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"pamphlet/blog/store/sqlc"
)

// Sessions keeps the sessions of people who sign in, for alexedwards/scs. Tokens are stored as
// hashes, so that a copy of the database opens no door.
type Sessions struct {
	store *Store
	now   func() time.Time
}

// Sessions is the session store; now tells which sessions are over.
func (s *Store) Sessions(now func() time.Time) *Sessions { return &Sessions{store: s, now: now} }

// FindCtx implements scs.CtxStore.
func (s *Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	data, err := s.store.queries().Session(ctx, sqlc.SessionParams{TokenHash: hashToken(token), ExpiresAt: millis(s.now())})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// CommitCtx implements scs.CtxStore.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return s.store.Write(ctx, func(tx *Tx) error {
		return tx.q.SaveSession(tx.ctx, sqlc.SaveSessionParams{TokenHash: hashToken(token), Data: data, ExpiresAt: millis(expiry)})
	})
}

// DeleteCtx implements scs.CtxStore.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	return s.store.Write(ctx, func(tx *Tx) error { return tx.q.DeleteSession(tx.ctx, hashToken(token)) })
}

// Find implements scs.Store.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit implements scs.Store.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete implements scs.Store.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// DropExpired removes the sessions that are over.
func (s *Sessions) DropExpired(ctx context.Context) error {
	return s.store.Write(ctx, func(tx *Tx) error { return tx.q.DeleteExpiredSessions(tx.ctx, millis(s.now())) })
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
