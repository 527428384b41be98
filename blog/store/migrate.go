package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

//go:embed migrations/sqlite/*.sql migrations/postgres/*.sql
var migrations embed.FS

// migrationLock is the key of the advisory lock under which tables change; "pamphlet" in ASCII.
const migrationLock = 0x70616d70686c6574

// schema brings the tables of one database up to date: ours by goose, the job queue's by River.
type schema[TTx any] struct {
	db      *sql.DB
	dialect goose.Dialect
	files   fs.FS  // NNNN_name.sql, one set per engine
	tables  string // a query that counts the tables named $1
	driver  riverdriver.Driver[TTx]
	log     *slog.Logger
}

func (e *sqlite) migrate(ctx context.Context, log *slog.Logger) error {
	files, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return fmt.Errorf("reading the migrations: %w", err)
	}
	s := schema[*sql.Tx]{
		db: e.writing, dialect: goose.DialectSQLite3, files: files, log: log,
		tables: "select count(*) from sqlite_master where type = 'table' and name = $1",
		driver: riversqlite.New(e.writing),
	}
	return s.migrate(ctx, func(ctx context.Context) (func() error, error) {
		return lockFile(ctx, filepath.Join(e.dir, "migrate.lock"), e.wait)
	})
}

func (e *postgres) migrate(ctx context.Context, log *slog.Logger) error {
	files, err := fs.Sub(migrations, "migrations/postgres")
	if err != nil {
		return fmt.Errorf("reading the migrations: %w", err)
	}
	s := schema[pgx.Tx]{
		db: e.db, dialect: goose.DialectPostgres, files: files, log: log,
		tables: "select count(*) from pg_tables where schemaname = current_schema() and tablename = $1",
		driver: riverpgxv5.New(e.pool),
	}
	return s.migrate(ctx, e.lockMigrations)
}

// lockMigrations waits for other processes that migrate; the lock ends with the session, however
// that ends.
func (e *postgres) lockMigrations(ctx context.Context) (release func() error, err error) {
	conn, err := e.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "select pg_advisory_lock($1)", int64(migrationLock)); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), "select pg_advisory_unlock($1)", int64(migrationLock))
		return errors.Join(err, conn.Close())
	}, nil
}

// migrate takes the lock only when something is to be done, so that a subcommand beside a running
// server usually needs none.
func (s schema[TTx]) migrate(ctx context.Context, lock func(context.Context) (func() error, error)) (err error) {
	provider, err := goose.NewProvider(s.dialect, s.db, s.files, goose.WithSlog(slog.New(warnings{s.log.Handler()})))
	if err != nil {
		return fmt.Errorf("reading the migrations: %w", err)
	}
	queue, err := rivermigrate.New(s.driver, &rivermigrate.Config{Logger: slog.New(warnings{s.log.Handler()})})
	if err != nil {
		return fmt.Errorf("reading the job queue's migrations: %w", err)
	}
	pending, err := s.pending(ctx, provider, queue)
	if err != nil || !pending {
		return err
	}
	release, err := lock(ctx)
	if err != nil {
		return fmt.Errorf("waiting for another pamphlet that changes the database's tables: %w", err)
	}
	defer func() { err = errors.Join(err, release()) }()
	if _, err := s.pending(ctx, provider, queue); err != nil { // a newer one may have held the lock
		return err
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("bringing the database's tables up to date: %w", err)
	}
	if _, err := queue.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("bringing the job queue's tables up to date: %w", err)
	}
	return nil
}

// pending tells whether migrations are missing; a database that has more than we know is an error.
func (s schema[TTx]) pending(ctx context.Context, provider *goose.Provider, queue *rivermigrate.Migrator[TTx]) (bool, error) {
	sources, steps := provider.ListSources(), queue.AllVersions()
	known := []int64{sources[len(sources)-1].Version, int64(steps[len(steps)-1].Version)}
	pending := false
	for i, table := range []struct{ name, query string }{
		{goose.DefaultTablename, "select coalesce(max(version_id), 0) from goose_db_version"},
		{"river_migration", "select coalesce(max(version), 0) from river_migration"},
	} {
		version, err := s.version(ctx, table.name, table.query)
		if err != nil {
			return false, fmt.Errorf("reading the database's version: %w", err)
		}
		if version > known[i] {
			return false, fmt.Errorf("this database was written by a newer Pamphlet (schema %d; this one knows %d). Install the newer version", version, known[i])
		}
		pending = pending || version < known[i]
	}
	return pending, nil
}

// version is 0 for a database without the table.
func (s schema[TTx]) version(ctx context.Context, table, query string) (version int64, err error) {
	var tables int
	if err := s.db.QueryRowContext(ctx, s.tables, table).Scan(&tables); err != nil || tables == 0 {
		return 0, err
	}
	err = s.db.QueryRowContext(ctx, query).Scan(&version)
	return version, err
}
