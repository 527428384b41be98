package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// sqlite is the embedded engine: one connection that writes, shared with the job queue, and a pool
// of readers that never wait for it (WAL).
type sqlite struct {
	dir     string
	wait    time.Duration
	clock   func() time.Time
	writing *sql.DB // exactly one connection
	reading *sql.DB
	writer  *writer
	texts   rewrites
	queue   *river.Client[*sql.Tx] // only inserts
}

func openSQLite(ctx context.Context, cfg Config) (_ *sqlite, err error) {
	if err := os.MkdirAll(cfg.DataDir, 0o700); err != nil { // it holds private keys
		return nil, fmt.Errorf("the data folder cannot be made: %w. Choose another with --data", err)
	}
	path := filepath.Join(cfg.DataDir, "pamphlet.db")
	e := &sqlite{dir: cfg.DataDir, wait: cfg.LockWait, clock: cfg.Now}
	if e.writing, err = openFile(path, cfg.LockWait, "_txlock=immediate&_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on"); err != nil {
		return nil, err
	}
	e.writing.SetMaxOpenConns(1)
	defer func() {
		if err != nil {
			_ = e.writing.Close()
		}
	}()
	if err := checkSQLite(ctx, e.writing, path); err != nil {
		return nil, err
	}
	if err := e.migrate(ctx, cfg.Log); err != nil {
		return nil, err
	}
	if e.queue, err = river.NewClient(riversqlite.New(e.writing), QueueConfig(cfg.Log)); err != nil {
		return nil, fmt.Errorf("preparing the job queue: %w", err)
	}
	// The writer made the files readers need; mode=ro keeps a query on the wrong pool from writing.
	if e.reading, err = openFile(path, cfg.LockWait, "mode=ro&_txlock=deferred&_foreign_keys=on"); err != nil {
		return nil, err
	}
	e.reading.SetMaxOpenConns(max(2, runtime.NumCPU()))
	e.reading.SetMaxIdleConns(max(2, runtime.NumCPU()))
	e.writer = newWriter(e.writing, e.lend)
	return e, nil
}

// openFile prepares a pool on an SQLite file. The path goes in as a URI, where only its own
// escaping keeps '?' and '#' in folder names from being read as options.
func openFile(path string, wait time.Duration, options string) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding the database: %w", err)
	}
	uri := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute)}
	options += "&_stmt_cache_size=128&_busy_timeout=" + strconv.FormatInt(wait.Milliseconds(), 10)
	return sql.Open("sqlite3", uri.String()+"?"+options)
}

// checkSQLite finds out at once what would otherwise fail somewhere deep inside.
func checkSQLite(ctx context.Context, db *sql.DB, path string) error {
	if _, err := db.ExecContext(ctx, "create virtual table temp.probe using fts5(text); drop table temp.probe"); err != nil {
		if strings.Contains(err.Error(), "no such module") {
			return errors.New("this program was built without full-text search: build it with `make build`, or `go build -tags sqlite_fts5`")
		}
		return sqliteOpenError(path, err)
	}
	// A write that changes nothing: opening alone succeeds on a read-only file.
	if _, err := db.ExecContext(ctx, "begin immediate; rollback"); err != nil {
		return sqliteOpenError(path, err)
	}
	return nil
}

func sqliteOpenError(path string, err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) {
		switch e.Code {
		case sqlite3.ErrNotADB, sqlite3.ErrCorrupt:
			return fmt.Errorf("%s is not a database or is damaged (%w): restore it from a backup, or choose another folder with --data", path, err)
		case sqlite3.ErrCantOpen, sqlite3.ErrReadonly, sqlite3.ErrPerm:
			return fmt.Errorf("the database %s cannot be written (%w): check the owner and the permissions of the folder and the file, or choose another folder with --data", path, err)
		case sqlite3.ErrBusy, sqlite3.ErrLocked:
			return fmt.Errorf("the database %s is held by another program (%w): try again when it is done", path, err)
		}
	}
	return fmt.Errorf("opening the database %s: %w", path, err)
}

func (e *sqlite) lend(ctx context.Context, tx *sql.Tx) *Tx {
	db := rebound{db: tx, texts: &e.texts}
	insert := func(ctx context.Context, job blog.Job) error { return enqueue(ctx, e.queue, tx, job) }
	return &Tx{ctx: ctx, db: db, q: sqlc.New(db), insert: insert, clock: e.clock}
}

func (e *sqlite) write(ctx context.Context, fn func(tx *Tx) error) error {
	return explainSQLite(e.writer.write(ctx, fn))
}

func (e *sqlite) view(ctx context.Context, fn func(tx *Tx) error) error {
	tx, err := e.reading.BeginTx(ctx, nil)
	if err != nil {
		return explainSQLite(fmt.Errorf("beginning to read: %w", err))
	}
	defer func() { _ = tx.Rollback() }() // there is nothing to commit
	db := rebound{db: tx, texts: &e.texts}
	return explainSQLite(fn(&Tx{ctx: ctx, db: db, q: sqlc.New(db), clock: e.clock}))
}

func (e *sqlite) read() DBTX { return rebound{db: e.reading, texts: &e.texts} }

func (e *sqlite) close() error {
	e.writer.stop()
	// The writing connection goes last: it alone may fold the WAL back into the database.
	return errors.Join(e.reading.Close(), e.writing.Close())
}

// explainSQLite gives failures that pass, or that only the operator can mend, words and a code.
func explainSQLite(err error) error {
	var e sqlite3.Error
	if err == nil || blog.CodeOf(err) != "" || !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return unavailable("Another program is using the database. Try again in a moment.", err)
	case sqlite3.ErrFull:
		return unavailable("The disk is full, nothing was saved. Try again when there is space.", err)
	case sqlite3.ErrIoErr, sqlite3.ErrReadonly, sqlite3.ErrCantOpen:
		return unavailable("The database cannot be written at the moment, nothing was saved. Try again later.", err)
	}
	return err
}

// unavailable is an error people may see that keeps its cause for the log.
func unavailable(message string, cause error) error {
	return fmt.Errorf("%w (%w)", &blog.Error{Code: blog.Unavailable, Message: message}, cause)
}

// lockFile holds a lock named after path until release is called or the process ends, however it
// ends. It is a lock of SQLite on an empty file, so it works wherever SQLite does.
func lockFile(ctx context.Context, path string, wait time.Duration) (release func() error, err error) {
	db, err := openFile(path, wait, "_txlock=exclusive")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(context.WithoutCancel(ctx), nil) // or the lock would end with ctx
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return func() error { return errors.Join(tx.Rollback(), db.Close()) }, nil
}
