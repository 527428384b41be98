package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

const (
	// poolSize is the number of connections a process may hold, unless the URL says pool_max_conns.
	poolSize = 20
	// maxAttempts bounds how often a transaction is begun anew after a conflict.
	maxAttempts = 10
	// writeLimit is the time a transaction may take; beyond it something hangs, and its locks with it.
	writeLimit = 30 * time.Second
)

// postgres is the engine for many processes: one pool for readers, writers and the job queue.
type postgres struct {
	pool  *pgxpool.Pool
	db    *sql.DB // the same pool behind database/sql, for generated queries
	clock func() time.Time
	queue *river.Client[pgx.Tx] // only inserts
	// lane holds first attempts apart from repeated ones: a transaction that met a conflict runs
	// again with no other writer of this process beside it. Otherwise writers of one row would
	// fail one another over and over.
	lane sync.RWMutex
}

func openPostgres(ctx context.Context, cfg Config) (_ *postgres, err error) {
	config, err := pgxpool.ParseConfig(cfg.Database)
	if err != nil {
		return nil, fmt.Errorf("the database setting is not understood: %s", oneLine(err))
	}
	if !strings.Contains(cfg.Database, "pool_max_conns") {
		config.MaxConns = poolSize
	}
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "pamphlet"
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("preparing connections to PostgreSQL: %s", oneLine(err))
	}
	e := &postgres{pool: pool, db: stdlib.OpenDBFromPool(pool), clock: cfg.Now}
	defer func() {
		if err != nil {
			_ = e.close()
		}
	}()
	reach, cancel := context.WithTimeout(ctx, cfg.LockWait)
	defer cancel()
	if err := pool.Ping(reach); err != nil {
		return nil, fmt.Errorf("PostgreSQL cannot be reached: %s. Check that it runs and that --database is right", oneLine(err))
	}
	if err := e.migrate(ctx, cfg.Log); err != nil {
		return nil, err
	}
	if e.queue, err = river.NewClient(riverpgxv5.New(pool), QueueConfig(cfg.Log)); err != nil {
		return nil, fmt.Errorf("preparing the job queue: %w", err)
	}
	return e, nil
}

// oneLine flattens pgx's errors, which list one address a line.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// write runs fn until a transaction of it is committed, see Store.Write. It is begun anew after a
// conflict and, before the commit, when the connection was lost; a connection lost during the
// commit leaves open what happened, and that is what the caller is told.
func (e *postgres) write(ctx context.Context, fn func(tx *Tx) error) error {
	lane := e.lane.RLocker()
	for n := 1; ; n++ {
		err := e.attempt(ctx, lane, fn)
		if err == nil || n == maxAttempts || ctx.Err() != nil {
			return explainPostgres(err)
		}
		switch {
		case worthRepeating(err, n):
			lane = &e.lane
		case connectionLost(err):
			e.pool.Reset() // the others went the same way
		default:
			return explainPostgres(err)
		}
		// Writers in other processes are kept apart by chance alone.
		time.Sleep(rand.N(time.Duration(n) * 5 * time.Millisecond))
	}
}

// attempt runs fn in one serializable transaction. Queries run on a connection of database/sql and
// jobs are inserted through pgx's transaction on the very same connection: one commit for both.
func (e *postgres) attempt(ctx context.Context, lane sync.Locker, fn func(tx *Tx) error) error {
	lane.Lock() // held for one short transaction
	defer lane.Unlock()
	conn, err := e.db.Conn(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return notRun(ctx)
		}
		return fmt.Errorf("getting a connection: %w", err)
	}
	defer func() { _ = conn.Close() }() // gives it back; a broken one is dropped by the pool
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeLimit)
	defer cancel()
	inner, err := begin(ctx, conn)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	defer func() { _ = inner.Rollback(ctx) }() // after a commit it does nothing
	insert := func(ctx context.Context, job blog.Job) error { return enqueue(ctx, e.queue, inner, job) }
	if err := fn(&Tx{ctx: ctx, db: conn, q: sqlc.New(conn), insert: insert, clock: e.clock}); err != nil {
		return err
	}
	if err := inner.Commit(ctx); connectionLost(err) {
		return unavailable("The connection to the database was lost. Look whether your change was saved before you try again.", err)
	} else if err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	return nil
}

func begin(ctx context.Context, conn *sql.Conn) (tx pgx.Tx, err error) {
	err = conn.Raw(func(raw any) error {
		tx, err = raw.(*stdlib.Conn).Conn().BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.Serializable})
		return err
	})
	return tx, err
}

// worthRepeating tells whether the transaction lost against a concurrent one. A unique violation
// may be such a loss too (PostgreSQL manual, 13.5.2 Serialization failure handling), so it gets
// one more run, in which fn's own check finds the other's row; an error of ours comes back.
func worthRepeating(err error, attempts int) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code {
	case "40001", "40P01": // serialization_failure, deadlock_detected
		return true
	case "23505": // unique_violation
		return attempts == 1
	}
	return false
}

// connectionLost tells whether the server went away; unless that was during a commit, the
// transaction is undone.
func connectionLost(err error) bool {
	var network net.Error
	var e *pgconn.PgError
	switch {
	case err == nil, blog.CodeOf(err) != "", errors.Is(err, context.DeadlineExceeded):
		return false
	case errors.As(err, &e):
		// admin_shutdown, crash_shutdown, cannot_connect_now; not 57014, which is a cancelled query
		return e.Code == "57P01" || e.Code == "57P02" || e.Code == "57P03"
	}
	return errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, sql.ErrConnDone) || pgconn.SafeToRetry(err)
}

func (e *postgres) view(ctx context.Context, fn func(tx *Tx) error) error {
	tx, err := e.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return explainPostgres(fmt.Errorf("beginning to read: %w", err))
	}
	defer func() { _ = tx.Rollback() }() // there is nothing to commit
	return explainPostgres(fn(&Tx{ctx: ctx, db: tx, q: sqlc.New(tx), clock: e.clock}))
}

func (e *postgres) read() DBTX { return e.db }

func (e *postgres) close() error {
	err := e.db.Close()
	e.pool.Close()
	return err
}

// explainPostgres gives failures that pass, or that only the operator can mend, words and a code.
func explainPostgres(err error) error {
	if err == nil || blog.CodeOf(err) != "" {
		return err
	}
	var refused *pgconn.ConnectError
	var e *pgconn.PgError
	switch {
	case errors.As(err, &refused), connectionLost(err):
		return unavailable("The database cannot be reached. Try again in a moment.", err)
	case !errors.As(err, &e):
		return err
	case e.Code == "53100": // disk_full
		return unavailable("The database's disk is full, nothing was saved. Try again when there is space.", err)
	case e.Code == "40001", e.Code == "40P01":
		return unavailable("Too many people changed the same thing at once. Try again in a moment.", err)
	case strings.HasPrefix(e.Code, "53"), strings.HasPrefix(e.Code, "57P"), e.Code == "25006":
		// insufficient_resources, operator_intervention, read_only_sql_transaction (after a failover)
		return unavailable("The database is not ready. Try again in a moment.", err)
	}
	return err
}
