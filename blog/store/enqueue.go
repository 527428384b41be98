package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivershared/uniquestates"
	"github.com/riverqueue/river/rivertype"

	"pamphlet/blog"
)

// unfinished are the states in which a job keeps others with its unique key out. "completed" is
// not among them: work that was done once may be needed again.
var unfinished = uniquestates.UniqueStatesToBitmask([]rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
	rivertype.JobStateRunning, rivertype.JobStateScheduled,
})

// notifyAtMost is the least time between two notifications about new jobs in one queue. A job that
// comes sooner may wait for the runner's next look, so it is short; but on PostgreSQL every
// NOTIFY takes a global lock at commit, so it is not zero.
const notifyAtMost = 10 * time.Millisecond

// QueueConfig is what every River client of ours has in common, whether it only inserts, as in
// this package, or also works, as in package jobs. River's warnings go to log and its chatter nowhere.
func QueueConfig(log *slog.Logger) *river.Config {
	return &river.Config{
		FetchCooldown: notifyAtMost,
		Hooks:         []rivertype.Hook{river.HookInsertBeginFunc(setUniqueKey)},
		Logger:        slog.New(warnings{log.Handler()}),
	}
}

// InsertOptions are a job's options in River's words.
func InsertOptions(job blog.Job) *river.InsertOpts {
	o := optionsOf(job)
	return &river.InsertOpts{MaxAttempts: o.MaxAttempts, Queue: o.Queue, ScheduledAt: o.RunAt}
}

func optionsOf(job any) blog.JobOptions {
	if j, ok := job.(interface{ Options() blog.JobOptions }); ok {
		return j.Options()
	}
	return blog.JobOptions{}
}

// setUniqueKey is River's hook before an insert. River itself knows uniqueness by arguments only;
// ours is by a key the job chooses.
func setUniqueKey(_ context.Context, params *rivertype.JobInsertParams) error {
	if key := optionsOf(params.Args).UniqueKey; key != "" {
		sum := sha256.Sum256([]byte(params.Kind + "\x00" + key))
		params.UniqueKey, params.UniqueStates = sum[:], unfinished
	}
	return nil
}

func enqueue[TTx any](ctx context.Context, queue *river.Client[TTx], tx TTx, job blog.Job) error {
	if _, err := queue.InsertTx(ctx, tx, job, InsertOptions(job)); err != nil {
		return fmt.Errorf("enqueueing %s: %w", job.Kind(), err)
	}
	return nil
}

// warnings passes on what is a warning or worse.
type warnings struct{ slog.Handler }

func (h warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && h.Handler.Enabled(ctx, level)
}

func (h warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{h.Handler.WithAttrs(attrs)}
}

func (h warnings) WithGroup(name string) slog.Handler { return warnings{h.Handler.WithGroup(name)} }

// SQLite is the writer's own pool of one connection, for the job runner alone: on a connection of
// its own River starves beside a busy writer. nil on PostgreSQL.
func (s *Store) SQLite() *sql.DB {
	if e, ok := s.engine.(*sqlite); ok {
		return e.writing
	}
	return nil
}

// Postgres is the pool of PostgreSQL, for the job runner alone; nil on SQLite.
func (s *Store) Postgres() *pgxpool.Pool {
	if e, ok := s.engine.(*postgres); ok {
		return e.pool
	}
	return nil
}

// AdoptJobs makes this process the one that works the jobs, until release. On SQLite there may be
// only one: a second is refused after LockWait; and since nobody else is at work, every job that
// is marked as running was left by a process that died, and is made available again. On PostgreSQL
// it does nothing: there any number of processes work, and River rescues what a dead one left.
func (s *Store) AdoptJobs(ctx context.Context) (release func() error, err error) {
	e, ok := s.engine.(*sqlite)
	if !ok {
		return func() error { return nil }, nil
	}
	release, err = lockFile(ctx, filepath.Join(e.dir, "jobs.lock"), e.wait)
	if err != nil {
		return nil, fmt.Errorf("another pamphlet is serving the data folder %s: stop it first (%w)", e.dir, err)
	}
	err = s.Write(ctx, func(tx *Tx) error {
		if _, err := tx.db.ExecContext(tx.ctx, "update river_job set state = 'available' where state = 'running'"); err != nil {
			return err
		}
		// The dead process may have led; without this its successor waits for the lease to run out.
		_, err := tx.db.ExecContext(tx.ctx, "delete from river_leader")
		return err
	})
	if err != nil {
		_ = release()
		return nil, fmt.Errorf("taking over the jobs: %w", err)
	}
	return release, nil
}
