package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Config says which database to open.
type Config struct {
	// DataDir is the folder of the SQLite database, made where it is missing.
	DataDir string
	// Database is empty for SQLite in DataDir, or a URL postgres://user:password@host/name.
	Database string
	// Log gets what an operator should know; nil is slog.Default().
	Log *slog.Logger
	// LockWait is how long to wait for another process that holds the database; 0 is 5 s.
	// Subcommands beside a running server wait 30 s.
	LockWait time.Duration
	// Now is the clock for times the store itself writes; nil is time.Now.
	Now func() time.Time
}

// Store is everything Pamphlet keeps. It is safe for concurrent use.
type Store struct {
	cfg     Config
	engine  engine
	reads   *sqlc.Queries
	gate    gate
	onTouch atomic.Pointer[func([]Version)]
	once    sync.Once
	done    chan struct{} // closed when the engine is
	err     error         // of closing the engine; read it after done
}

// engine is what differs between SQLite and PostgreSQL once the database is open.
type engine interface {
	write(ctx context.Context, fn func(tx *Tx) error) error
	view(ctx context.Context, fn func(tx *Tx) error) error
	read() DBTX
	close() error
}

// errClosed is what late writers get while the program ends.
func errClosed() error {
	return blog.Errorf(blog.Unavailable, "Pamphlet is shutting down. Try again in a moment.")
}

// Open opens the database and brings its tables up to date. Its errors are one line for the
// operator: a folder that cannot be written, a server that cannot be reached, a database from a
// newer Pamphlet, a binary built without full-text search.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.LockWait <= 0 {
		cfg.LockWait = 5 * time.Second
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	opened, err := openEngine(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return &Store{cfg: cfg, engine: opened, reads: sqlc.New(opened.read()), done: make(chan struct{})}, nil
}

func openEngine(ctx context.Context, cfg Config) (engine, error) {
	switch scheme, _, _ := strings.Cut(cfg.Database, "://"); scheme {
	case "":
		return openSQLite(ctx, cfg)
	case "postgres", "postgresql":
		return openPostgres(ctx, cfg)
	default:
		return nil, errors.New("the database setting is not understood: leave it empty for SQLite in the data folder, or give postgres://USER:PASSWORD@HOST/NAME")
	}
}

// Write runs fn in one transaction: all of it is saved, durably, when Write returns nil, and
// nothing otherwise. On both engines transactions behave as if they ran one after the other.
//
//   - ctx ends before fn has begun: fn is not run and the error wraps ctx's.
//   - ctx ends later: fn runs on, the transaction is committed, and Write reports what really
//     happened. Nothing inside ever sees the caller's cancellation.
//   - fn fails or panics: its own changes are undone, nobody else's. A panic goes on to the caller.
//
// fn must be short (no network, no rendering), must not call Write, and must not keep anything from
// a run that is not overwritten by the next: on PostgreSQL it is run again after a conflict with a
// concurrent transaction. Errors it gets from tx must be returned, wrapped or not.
func (s *Store) Write(ctx context.Context, fn func(tx *Tx) error) error {
	if !s.gate.enter() {
		return errClosed()
	}
	defer s.gate.leave()
	var touched []Version
	err := s.engine.write(ctx, func(tx *Tx) error {
		err := fn(tx)
		touched = tx.touched
		return err
	})
	if tell := s.onTouch.Load(); err == nil && tell != nil && len(touched) > 0 {
		(*tell)(touched)
	}
	return err
}

// View runs fn in a read-only transaction: all its reads see one moment of the database. It never
// waits for writers, nor they for it.
func (s *Store) View(ctx context.Context, fn func(tx *Tx) error) error {
	return s.engine.view(ctx, fn)
}

// Read runs single queries outside of any transaction, on readers that never wait for writers.
// Queries have PostgreSQL's placeholders ($1) on both engines; statements that write fail on SQLite.
func (s *Store) Read() DBTX { return s.engine.read() }

func (s *Store) queries() *sqlc.Queries { return s.reads }

// Close refuses new writes, lets those in progress and in the queue finish, and closes the
// database. Stop the job runner before. When ctx ends first its error is returned and the rest is
// left to the end of the process, which no committed write minds; Close may also be called again.
func (s *Store) Close(ctx context.Context) error {
	if err := s.gate.close(ctx); err != nil {
		return fmt.Errorf("waiting for the last writes: %w", err)
	}
	s.once.Do(func() {
		go func() { // a goroutine, because pools wait without limit for whoever forgot a connection
			s.err = s.engine.close()
			close(s.done)
		}()
	})
	select {
	case <-s.done:
		return s.err
	case <-ctx.Done():
		return fmt.Errorf("waiting for the last readers: %w", ctx.Err())
	}
}
