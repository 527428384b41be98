package jobs_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/jobs"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// greet is an ordinary job.
type greet struct {
	Name string `json:"name"`
	N    int64  `json:"n"`
}

func (greet) Kind() string { return "test_greet" }

// aside is a job with a queue and attempts of its own.
type aside struct{ N int }

func (aside) Kind() string { return "test_aside" }

func (aside) Options() blog.JobOptions { return blog.JobOptions{Queue: "aside", MaxAttempts: 2} }

func enqueue(t testing.TB, s *store.Store, all ...blog.Job) {
	t.Helper()
	err := s.Write(context.Background(), func(tx *store.Tx) error {
		for _, job := range all {
			if err := tx.Enqueue(job); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// start starts a runner and stops it with the test.
func start(t testing.TB, r *jobs.Runner) {
	t.Helper()
	if err := r.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, r) })
}

func stop(t testing.TB, r *jobs.Runner) {
	t.Helper()
	if err := r.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// eventually fails the test unless ok becomes true in time.
func eventually(t testing.TB, limit time.Duration, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(limit); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within %v: %s", limit, what)
		}
	}
}

// rows counts the queue's rows that satisfy a condition.
func rows(t testing.TB, s *store.Store, where string) (n int) {
	t.Helper()
	if err := s.Read().QueryRowContext(context.Background(), "select count(*) from river_job where "+where).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestEveryJobIsWorkedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		var seen sync.Map
		var total, asides atomic.Int32
		r := jobs.New(s, jobs.Config{})
		jobs.Register(r, func(_ context.Context, job greet) error {
			if _, again := seen.LoadOrStore(job, true); again {
				t.Errorf("%v was worked twice", job)
			}
			total.Add(1)
			return nil
		})
		jobs.Register(r, func(_ context.Context, job aside) error {
			asides.Add(int32(job.N))
			return nil
		})
		const big = 1 << 60 // must survive JSON
		for n := range int64(50) {
			enqueue(t, s, greet{"before", big + n})
		}
		start(t, r)
		_ = s.Write(context.Background(), func(tx *store.Tx) error {
			_ = tx.Enqueue(greet{Name: "of a failed transaction"}) // its failing later is the point
			return errors.New("rolled back")
		})
		for n := range int64(50) {
			enqueue(t, s, greet{"after", big + n}, aside{1})
		}
		eventually(t, 10*time.Second, "150 jobs", func() bool { return total.Load() == 100 && asides.Load() == 50 })
		if _, ok := seen.Load(greet{"after", big + 49}); !ok {
			t.Error("a job's fields did not survive")
		}
		eventually(t, 5*time.Second, "all marked as done", func() bool { return rows(t, s, "state <> 'completed'") == 0 })
	})
}

// lockedBuffer is a log several goroutines write to.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) count(text string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Count(b.text.String(), text)
}

func TestFailuresAreTriedAgainAndLoggedOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s, log := open(), &lockedBuffer{}
		r := jobs.New(s, jobs.Config{Log: slog.New(slog.NewTextHandler(log, nil))})
		var attempts, others atomic.Int32
		jobs.Register(r, func(context.Context, greet) error {
			if attempts.Add(1) == 1 {
				panic("the first attempt fails")
			}
			return nil
		})
		jobs.Register(r, func(context.Context, aside) error {
			others.Add(1)
			return errors.New("it never works")
		})
		start(t, r)
		enqueue(t, s, greet{}, aside{})
		eventually(t, 15*time.Second, "the end of both", func() bool {
			return rows(t, s, "state = 'completed'") == 1 && rows(t, s, "state = 'discarded'") == 1
		})
		if attempts.Load() != 2 || others.Load() != 2 {
			t.Errorf("%d and %d attempts, want 2 and 2", attempts.Load(), others.Load())
		}
		for text, want := range map[string]int{
			"the first attempt fails": 1, "runtime/debug.Stack": 1, "it never works": 2,
			"tried again": 2, "level=ERROR": 1, "a job was given up": 1, "kind=test_aside": 2,
		} {
			if got := log.count(text); got != want {
				t.Errorf("the log says %q %d times, want %d", text, got, want)
			}
		}
	})
}

// TestUnknownKindsAreLeftAlone: a newer version's jobs wait for its return.
func TestUnknownKindsAreLeftAlone(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		r := jobs.New(s, jobs.Config{})
		var known atomic.Int32
		jobs.Register(r, func(context.Context, greet) error {
			known.Add(1)
			return nil
		})
		enqueue(t, s, aside{}, unknown{}, greet{})
		start(t, r)
		eventually(t, 5*time.Second, "the known job", func() bool { return known.Load() == 1 })
		time.Sleep(time.Second) // a whole look at the queue
		if n := rows(t, s, "kind <> 'test_greet' and state = 'available' and attempt = 0"); n != 2 {
			t.Errorf("%d of 2 unknown jobs are as they were", n)
		}
	})
}

type unknown struct{}

func (unknown) Kind() string { return "test_from_the_future" }

func TestEvery(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		r := jobs.New(s, jobs.Config{})
		var runs, failures atomic.Int32
		jobs.Register(r, func(context.Context, greet) error {
			runs.Add(1)
			return nil
		})
		jobs.Register(r, func(context.Context, tick) error {
			failures.Add(1)
			return errors.New("not this time")
		})
		r.Every(time.Second, greet{Name: "periodic"})
		r.Every(200*time.Millisecond, tick{})
		start(t, r)
		eventually(t, 10*time.Second, "two runs", func() bool { return runs.Load() >= 2 })
		if n := rows(t, s, "kind = 'test_tick' and state not in ('completed', 'discarded')"); n != 1 {
			t.Errorf("%d unfinished jobs of a failing periodic kind, want 1", n)
		}
	})
}

type tick struct{}

func (tick) Kind() string { return "test_tick" }

func TestStartRefuses(t *testing.T) {
	work := func(context.Context, greet) error { return nil }
	t.Run("a kind registered twice", func(t *testing.T) {
		r := jobs.New(storetest.SQLite(t), jobs.Config{})
		jobs.Register(r, work)
		jobs.Register(r, work)
		wantError(t, r, "test_greet")
	})
	t.Run("a periodic job nobody works", func(t *testing.T) {
		r := jobs.New(storetest.SQLite(t), jobs.Config{})
		jobs.Register(r, work)
		r.Every(time.Hour, aside{})
		wantError(t, r, "test_aside")
	})
	t.Run("a second process on SQLite", func(t *testing.T) {
		cfg := store.Config{DataDir: t.TempDir(), LockWait: 50 * time.Millisecond}
		for i := range 2 {
			s, err := store.Open(context.Background(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close(context.Background()) })
			r := jobs.New(s, jobs.Config{})
			jobs.Register(r, work)
			if i == 0 {
				start(t, r)
				continue
			}
			wantError(t, r, "another pamphlet is serving the data folder")
		}
	})
}

func wantError(t *testing.T, r *jobs.Runner, text string) {
	t.Helper()
	if err := r.Start(context.Background()); err == nil || !strings.Contains(err.Error(), text) {
		t.Errorf("got %v, want an error with %q", err, text)
	}
}

// TestTwoProcessesShareTheWork: on PostgreSQL two runners work one queue, no job twice.
func TestTwoProcessesShareTheWork(t *testing.T) {
	t.Parallel()
	cfg := store.Config{DataDir: t.TempDir(), Database: storetest.PostgresURL(t)}
	var seen sync.Map
	var worked [2]atomic.Int32
	for i := range worked {
		s, err := store.Open(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close(context.Background()) })
		r := jobs.New(s, jobs.Config{Workers: 5})
		jobs.Register(r, func(_ context.Context, job greet) error {
			if _, again := seen.LoadOrStore(job, true); again {
				t.Errorf("%v was worked twice", job)
			}
			time.Sleep(5 * time.Millisecond)
			worked[i].Add(1)
			return nil
		})
		start(t, r)
		for n := range int64(200) {
			enqueue(t, s, greet{Name: string(rune('a' + i)), N: n})
		}
	}
	eventually(t, 10*time.Second, "400 jobs", func() bool { return worked[0].Load()+worked[1].Load() == 400 })
	if worked[0].Load() == 0 || worked[1].Load() == 0 {
		t.Errorf("one worked %d jobs, the other %d", worked[0].Load(), worked[1].Load())
	}
}
