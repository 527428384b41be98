package blog

import "time"

// Job is a piece of work that must not be lost: saved by Tx.Enqueue in the same transaction as the
// data it belongs to, worked later by package jobs. A job is a small struct of ids that encodes to
// JSON and back; it is repeated after a crash, so its work must be idempotent.
//
// A job may also have the method
//
//	Options() JobOptions
//
// where it wants something other than the defaults.
type Job interface {
	// Kind names the sort of job for ever, at least two characters: rows of older and newer
	// versions of Pamphlet carry it. It must not depend on the job's fields.
	Kind() string
}

// JobOptions says how a job is queued; the zero value is what most jobs want.
type JobOptions struct {
	// UniqueKey, where set, keeps a second job of the same kind and key out of the queue for as
	// long as the first is waiting, running or to be tried again.
	UniqueKey string
	// RunAt is the earliest time to begin; zero is now. It is met to within five seconds.
	RunAt time.Time
	// Queue gives slow or rare work workers of its own; empty is the common queue. It must not
	// depend on the job's fields.
	Queue string
	// MaxAttempts is how often the job may fail before it is given up; 0 is 25 (in nine days).
	MaxAttempts int
}
