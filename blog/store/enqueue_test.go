package store_test

import (
	"context"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

type note struct {
	Text  string    `json:"text"`
	Key   string    `json:"-"`
	RunAt time.Time `json:"-"`
}

func (note) Kind() string { return "test_note" }

func (n note) Options() blog.JobOptions {
	return blog.JobOptions{UniqueKey: n.Key, RunAt: n.RunAt, Queue: "notes", MaxAttempts: 3}
}

// jobs counts the rows of the queue that satisfy a condition.
func jobs(t *testing.T, s *store.Store, where string) (n int) {
	t.Helper()
	if err := s.Read().QueryRowContext(context.Background(), "select count(*) from river_job where "+where).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestJobsShareTheTransaction(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s, ctx := open(), context.Background()
		_ = s.Write(ctx, func(tx *store.Tx) error {
			if err := tx.Enqueue(note{Text: "lost"}); err != nil {
				t.Error(err)
			}
			return errRefused
		})
		if n := jobs(t, s, "true"); n != 0 {
			t.Errorf("%d jobs of a failed transaction", n)
		}
		err := s.Write(ctx, func(tx *store.Tx) error {
			if err := tx.SetSetting("with the job", "saved"); err != nil {
				return err
			}
			return tx.Enqueue(note{Text: "kept"})
		})
		if err != nil {
			t.Fatal(err)
		}
		stored(t, s, "with the job", "saved")
		if n := jobs(t, s, "state = 'available' and kind = 'test_note' and queue = 'notes' and max_attempts = 3"); n != 1 {
			t.Errorf("%d jobs as they should be", n)
		}
	})
}

func TestJobOptions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s, ctx := open(), context.Background()
		enqueue := func(jobs ...note) {
			t.Helper()
			err := s.Write(ctx, func(tx *store.Tx) error {
				for _, j := range jobs {
					if err := tx.Enqueue(j); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		later := time.Now().Add(time.Hour)
		enqueue(note{}, note{}, note{Key: "a"}, note{Key: "a", Text: "other"}, note{Key: "b", RunAt: later}, note{Key: "b"})
		enqueue(note{Key: "a"}, note{Key: "b"})
		if n := jobs(t, s, "state = 'available'"); n != 3 {
			t.Errorf("%d jobs to do now, want 3", n)
		}
		if n := jobs(t, s, "state = 'scheduled'"); n != 1 {
			t.Errorf("%d jobs to do later, want 1", n)
		}
	})
}

// TestAdoptJobs: one process at a time works the jobs of an SQLite database, and finds those its
// predecessor was working on when it died.
func TestAdoptJobs(t *testing.T) {
	cfg := store.Config{DataDir: t.TempDir(), LockWait: 50 * time.Millisecond}
	first, second, ctx := open(t, cfg), open(t, cfg), context.Background()
	release, err := first.AdoptJobs(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Write(ctx, func(tx *store.Tx) error { return tx.Enqueue(note{}) }); err != nil {
		t.Fatal(err)
	}
	if _, err := first.SQLite().Exec("update river_job set state = 'running', attempt = 1"); err != nil {
		t.Fatal(err)
	}
	if _, err := second.AdoptJobs(ctx); err == nil {
		t.Error("two processes may work the same jobs")
	}
	if n := jobs(t, first, "state = 'running'"); n != 1 {
		t.Error("the refused process took the job")
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if release, err = second.AdoptJobs(ctx); err != nil {
		t.Fatal(err)
	}
	if n := jobs(t, second, "state = 'available'"); n != 1 {
		t.Error("the job of a dead process is lost")
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
}
