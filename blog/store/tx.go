package store

import (
	"context"
	"errors"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Tx is one transaction; it implements blog.Tx. It belongs to the function it was given to and is
// worthless once that function returns.
type Tx struct {
	// ctx carries the caller's values but, in a writing transaction, never the caller's
	// cancellation: on SQLite that would roll back everybody in the group. It is kept here because
	// blog.Tx, which knows nothing of databases, takes no contexts.
	ctx    context.Context
	db     DBTX // for the few hand-written queries
	q      *sqlc.Queries
	insert func(ctx context.Context, job blog.Job) error // nil in a read-only transaction
	clock  func() time.Time

	touched []Version // what Touch changed
}

// Enqueue implements blog.Tx.
func (tx *Tx) Enqueue(job blog.Job) error {
	if tx.insert == nil {
		return errors.New("a job cannot be enqueued in a read-only transaction")
	}
	return tx.insert(tx.ctx, job)
}

func (tx *Tx) now() time.Time { return tx.clock().UTC() }
