package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

func write(t *testing.T, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func TestCopiesAreKeptByKindAndAddress(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s, now := open(), time.Date(2026, 11, 14, 21, 4, 0, 0, time.UTC)
		tried := blog.Copy{Media: blog.Media{Kind: blog.Icon}, URL: "https://a.example/x.png", Domain: "a.example", WantedBy: "b.example",
			Tries: 1, TriedAt: now, RetryAt: now.Add(time.Minute)}
		made := tried
		made.Kind, made.WantedBy, made.Bytes, made.Width, made.Height, made.CreatedAt = blog.Picture, "", 5, 30, 20, now
		made.Variants = []blog.MediaVariant{{Kind: "full", Name: "n.png", MediaType: "image/png", Width: 30, Height: 20, Bytes: 7}}
		write(t, s, func(tx *store.Tx) error {
			return errors.Join(tx.SaveCopy(blog.Copy{Media: blog.Media{Kind: blog.Icon}, URL: tried.URL}), tx.SaveCopy(tried), tx.SaveCopy(made))
		})
		write(t, s, func(tx *store.Tx) error {
			for _, want := range []blog.Copy{tried, made} {
				if got, err := tx.Copy(want.Kind, want.URL); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("kept is %+v, %v; want %+v", got, err, want)
				}
			}
			if _, err := tx.Copy(blog.Icon, "https://a.example/y.png"); !errors.Is(err, blog.ErrNotFound) {
				t.Errorf("an unknown address: %v", err)
			}
			for _, c := range []struct {
				domain, wantedBy string
				since            time.Time
				want             int
			}{
				{"a.example", "z.example", now, 1}, {"z.example", "b.example", now, 1}, {"z.example", "z.example", now, 0},
				{"a.example", "b.example", now.Add(time.Millisecond), 0},
			} {
				n, err := tx.CopiesTried(blog.Copy{Media: blog.Media{Kind: blog.Icon}, Domain: c.domain, WantedBy: c.wantedBy}, c.since)
				if err != nil || n != c.want {
					t.Errorf("%+v: %d tries, %v", c, n, err)
				}
			}
			return tx.DropCopy(made)
		})
		write(t, s, func(tx *store.Tx) error {
			if _, err := tx.Copy(made.Kind, made.URL); !errors.Is(err, blog.ErrNotFound) {
				t.Errorf("a dropped copy is %v", err)
			}
			_, err := tx.Copy(tried.Kind, tried.URL)
			return err
		})
	})
}

// TestOlderDatabasesLearnTheirFiles has the migration meet what was stored before it.
func TestOlderDatabasesLearnTheirFiles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		actor := blog.Actor{URI: "https://a.example/u", KeyID: "k", AvatarURL: "https://a.example/" + strings.Repeat("x", 1000)}
		first := blog.Media{Kind: blog.Picture, Variants: []blog.MediaVariant{{Kind: "full", Name: "one.jpg"}, {Kind: "full", Name: "one.webp"}}}
		again := first
		empty := blog.Media{Kind: blog.Picture}
		write(t, s, func(tx *store.Tx) error {
			account := blog.Account{Name: "ann"}
			if err := tx.InsertAccount(&account); err != nil {
				return err
			}
			first.AccountID, again.AccountID, empty.AccountID = account.ID, account.ID, account.ID
			return errors.Join(tx.InsertMedia(&first), tx.InsertMedia(&again), tx.InsertMedia(&empty), tx.SaveActor(&actor))
		})
		goBack(t, s, 4, "update actors set avatar_url = avatar_url || avatar_url")
		s = open()
		write(t, s, func(tx *store.Tx) error {
			for _, name := range []string{"one.jpg", "one.webp"} {
				if m, err := tx.MediaWithFile(name); err != nil || (m.ID != first.ID && m.ID != again.ID) {
					t.Errorf("%s belongs to %+v, %v", name, m, err)
				}
			}
			if got, err := tx.ActorByURI(actor.URI); err != nil || got.AvatarURL != "" {
				t.Errorf("an address too long to be indexed is kept: %d bytes, %v", len(got.AvatarURL), err)
			}
			return nil
		})
	})
}

// goBack takes a database back to an older version and changes something there.
func goBack(t *testing.T, s *store.Store, version int64, change string) {
	t.Helper()
	db, dialect, folder := s.SQLite(), goose.DialectSQLite3, "migrations/sqlite"
	if pool := s.Postgres(); pool != nil {
		db, dialect, folder = stdlib.OpenDBFromPool(pool), goose.DialectPostgres, "migrations/postgres"
		defer func(db *sql.DB) { _ = db.Close() }(db)
	}
	provider, err := goose.NewProvider(dialect, db, os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.DownTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), change); err != nil {
		t.Fatal(err)
	}
}
