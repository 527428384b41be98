package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

func TestOpenRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	text := t.TempDir()
	if err := os.WriteFile(filepath.Join(text, "pamphlet.db"), []byte(strings.Repeat("not a database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	if err := os.Mkdir(filepath.Join(other, "pamphlet.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		cfg  store.Config
		want string
	}{
		{"a folder inside a file", store.Config{DataDir: filepath.Join(file, "data")}, "the data folder cannot be made"},
		{"another file of that name", store.Config{DataDir: text}, "is not a database or is damaged"},
		{"a folder of that name", store.Config{DataDir: other}, "cannot be written"},
		{"an unknown engine", store.Config{Database: "mysql://secret@host/db"}, "the database setting is not understood"},
		{"a broken URL", store.Config{Database: "postgres://u:secret@host:port/db"}, "the database setting is not understood"},
		{"no server", store.Config{Database: "postgres://u:secret@/db?host=" + t.TempDir()}, "PostgreSQL cannot be reached"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.cfg.DataDir == "" {
				c.cfg.DataDir = t.TempDir()
			}
			refused(t, c.cfg, c.want)
		})
	}
}

func refused(t *testing.T, cfg store.Config, want string) {
	t.Helper()
	_, err := store.Open(context.Background(), cfg)
	if err == nil {
		t.Fatal("it opened")
	}
	if text := err.Error(); !strings.Contains(text, want) || strings.Contains(text, "\n") || strings.Contains(text, "secret") {
		t.Errorf("not one clear line with %q: %s", want, text)
	}
}

func TestOpenRefusesANewerDatabase(t *testing.T) {
	newer := map[string]string{
		"ours":        "insert into goose_db_version (version_id, is_applied) values (9007, true)",
		"the queue's": "insert into river_migration (line, version) values ('main', 9007)",
	}
	for name, statement := range newer {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, _ func() *store.Store) {
				cfg := store.Config{DataDir: t.TempDir()}
				if strings.HasSuffix(t.Name(), "postgres") {
					cfg.Database = storetest.PostgresURL(t)
				}
				s := open(t, cfg)
				var err error
				if db := s.SQLite(); db != nil {
					_, err = db.Exec(statement)
				} else {
					_, err = s.Postgres().Exec(context.Background(), statement)
				}
				if err != nil {
					t.Fatal(err)
				}
				refused(t, cfg, "this database was written by a newer Pamphlet (schema 9007; this one knows ")
			})
		})
	}
}

func TestFolderNamesAreNoOptions(t *testing.T) {
	for _, name := range []string{"a b", "what?mode=memory", "100%", "a#b", "ünï", "a&b=c", "%3f"} {
		t.Run(name, func(t *testing.T) {
			cfg := store.Config{DataDir: filepath.Join(t.TempDir(), name)}
			if err := open(t, cfg).Write(context.Background(), put("key", "saved")); err != nil {
				t.Fatal(err)
			}
			stored(t, open(t, cfg), "key", "saved")
			if _, err := os.Stat(filepath.Join(cfg.DataDir, "pamphlet.db")); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestReadersCannotWrite(t *testing.T) {
	s := storetest.SQLite(t)
	if _, err := s.Read().ExecContext(context.Background(), "delete from settings where key = $1", "key"); err == nil {
		t.Error("a reader wrote")
	}
}

// TestPlaceholdersMeanTheirNumbers fails on mattn's own binding of $n.
func TestPlaceholdersMeanTheirNumbers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		var got int
		row := open().Read().QueryRowContext(context.Background(), "select cast($2 as bigint) - cast($1 as bigint)", 1, 10)
		if err := row.Scan(&got); err != nil || got != 9 {
			t.Errorf("10 - 1 = %d, %v", got, err)
		}
	})
}

// TestDurability holds the promise that an acknowledged write survives a power cut: the pragma
// belongs to a connection and is easily lost.
func TestDurability(t *testing.T) {
	db := storetest.SQLite(t).SQLite()
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"} {
		var got string
		if err := db.QueryRow("pragma " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, %v; want %s", pragma, got, err, want)
		}
	}
}

// BenchmarkOpenAgain opens a database that is up to date: what a restart costs.
func BenchmarkOpenAgain(b *testing.B) {
	cfg := store.Config{DataDir: b.TempDir()}
	open(b, cfg)
	for b.Loop() {
		open(b, cfg)
	}
}
