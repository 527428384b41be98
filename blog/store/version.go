package store

import (
	"context"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Version says when a scope changed last, as the number of the change.
type Version struct {
	Scope blog.Scope
	Seq   int64
}

// VersionsSince are the scopes that changed after the change numbered seq, oldest first.
func (s *Store) VersionsSince(ctx context.Context, seq int64) ([]Version, error) {
	rows, err := s.queries().VersionsSince(ctx, seq)
	return each(rows, err, func(row sqlc.Version) (Version, error) {
		return Version{Scope: blog.Scope{Kind: blog.ScopeKind(row.Kind), ID: row.ID}, Seq: row.Seq}, nil
	})
}

// Touch implements blog.Tx. Changes get their numbers in the order of their commits, because the
// counter's row stays locked until then; so a poller that has seen number n misses nothing before it.
func (tx *Tx) Touch(scopes ...blog.Scope) error {
	seq, err := tx.q.NextVersion(tx.ctx)
	if err != nil {
		return err
	}
	for _, scope := range scopes {
		if err := tx.q.SetVersion(tx.ctx, sqlc.SetVersionParams{Kind: string(scope.Kind), ID: scope.ID, Seq: seq}); err != nil {
			return err
		}
		tx.touched = append(tx.touched, Version{Scope: scope, Seq: seq})
	}
	return nil
}

// OnTouch has tell called with the changes of each transaction of this process, right after its commit.
func (s *Store) OnTouch(tell func([]Version)) { s.onTouch.Store(&tell) }
