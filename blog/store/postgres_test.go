package store_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestPostgresConnectionsAreCut ends all connections again and again while many write, as a
// restart of the server does. Whatever was acknowledged is there; whatever was not says that the
// database was away; and as soon as it is back everybody goes on.
func TestPostgresConnectionsAreCut(t *testing.T) {
	cfg := store.Config{DataDir: t.TempDir(), Database: storetest.PostgresURL(t)}
	s, observer := open(t, cfg), storetest.Postgres(t)
	var database string
	if err := s.Postgres().QueryRow(context.Background(), "select current_database()").Scan(&database); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	var acked sync.Map
	var refused atomic.Int32
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				key := fmt.Sprintf("%d-%d", i, n)
				err := s.Write(context.Background(), put(key, "saved"))
				if err == nil {
					acked.Store(key, true)
				} else if refused.Add(1); blog.CodeOf(err) != blog.Unavailable {
					t.Errorf("a cut connection is reported as %v", err)
				}
			}
		})
	}
	cut := cutConnections(ctx, t, observer, database)
	all.Wait()
	if err := s.Write(context.Background(), put("afterwards", "saved")); err != nil {
		t.Errorf("after the last cut: %v", err)
	}
	again := open(t, cfg)
	saved := 0
	acked.Range(func(key, _ any) bool {
		saved++
		stored(t, again, key.(string), "saved")
		return true
	})
	if cut == 0 || saved == 0 {
		t.Errorf("%d connections were cut, %d writes acknowledged", cut, saved)
	}
	t.Logf("%d connections were cut, %d writes acknowledged, %d refused", cut, saved, refused.Load())
}

// cutConnections ends a database's connections until ctx does, and says how many.
func cutConnections(ctx context.Context, t *testing.T, observer *store.Store, database string) (cut int) {
	t.Helper()
	for ctx.Err() == nil {
		time.Sleep(50 * time.Millisecond)
		tag, err := observer.Postgres().Exec(context.Background(), "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", database)
		if err != nil {
			t.Fatal(err)
		}
		cut += int(tag.RowsAffected())
	}
	return cut
}
