package storetest

import (
	"context"
	"log/slog"
	"os"
	"testing"
	"time"

	"pamphlet/blog/store"
)

// Main runs a package's tests and ends the PostgreSQL server they used, if any. Call it from
// TestMain; it does not return.
func Main(m *testing.M) { os.Exit(Run(m)) }

// Run is Main for a TestMain that has more to do: it gives the exit status.
func Run(m *testing.M) int {
	code := m.Run()
	if err := stopServer(); err != nil {
		slog.Error("the test server did not stop", "error", err)
		code = max(code, 1)
	}
	return code
}

// Each runs test once on SQLite and once on PostgreSQL, as subtests of these names. open opens the
// test's own database, which is empty at first; called again, it opens the same database a second
// time, as another process would or the same one after a restart. Stores are closed with the test.
func Each(t *testing.T, test func(t *testing.T, open func() *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		test(t, opener(t, store.Config{DataDir: t.TempDir()}))
	})
	t.Run("postgres", func(t *testing.T) {
		test(t, opener(t, store.Config{DataDir: t.TempDir(), Database: PostgresURL(t)}))
	})
}

// SQLite opens an empty SQLite database, for tests of what only it does.
func SQLite(t testing.TB) *store.Store {
	t.Helper()
	return opener(t, store.Config{DataDir: t.TempDir()})()
}

// Postgres opens an empty PostgreSQL database, for tests of what only it does.
func Postgres(t testing.TB) *store.Store {
	t.Helper()
	return opener(t, store.Config{DataDir: t.TempDir(), Database: PostgresURL(t)})()
}

func opener(t testing.TB, cfg store.Config) func() *store.Store {
	cfg.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	return func() *store.Store {
		t.Helper()
		s, err := store.Open(context.Background(), cfg)
		if err != nil {
			t.Fatalf("opening the test's database: %v", err)
		}
		t.Cleanup(func() {
			ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
			defer cancel()
			if err := s.Close(ctx); err != nil {
				t.Errorf("closing the test's database: %v", err)
			}
		})
		return s
	}
}
