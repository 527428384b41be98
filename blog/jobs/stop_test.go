package jobs_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"pamphlet/blog/jobs"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestStopWaitsForRunningJobs: nothing that runs is cut off, nothing that waits is lost.
func TestStopWaitsForRunningJobs(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		var begun, done atomic.Int32
		newRunner := func() *jobs.Runner {
			r := jobs.New(s, jobs.Config{Workers: 4})
			jobs.Register(r, func(ctx context.Context, _ greet) error {
				begun.Add(1)
				time.Sleep(100 * time.Millisecond)
				done.Add(1)
				return ctx.Err()
			})
			return r
		}
		for n := range int64(12) {
			enqueue(t, s, greet{N: n})
		}
		first := newRunner()
		if err := first.Start(context.Background()); err != nil {
			t.Fatal(err)
		}
		eventually(t, 5*time.Second, "a running job", func() bool { return begun.Load() > 0 })
		stop(t, first)
		if begun.Load() != done.Load() || begun.Load() == 12 {
			t.Errorf("%d begun, %d done", begun.Load(), done.Load())
		}
		start(t, newRunner())
		eventually(t, 5*time.Second, "the rest", func() bool { return rows(t, s, "state = 'completed'") == 12 })
		if done.Load() != 12 {
			t.Errorf("12 jobs were worked %d times", done.Load())
		}
	})
}

// TestStopCancelsWhatDoesNotEnd: the job runs again after the next start, as if never begun.
func TestStopCancelsWhatDoesNotEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		r := jobs.New(s, jobs.Config{Drain: 100 * time.Millisecond})
		begun := make(chan struct{})
		jobs.Register(r, func(ctx context.Context, _ greet) error {
			close(begun)
			<-ctx.Done()
			return ctx.Err()
		})
		enqueue(t, s, greet{})
		start(t, r)
		<-begun
		before := time.Now()
		stop(t, r)
		if took := time.Since(before); took > 3*time.Second {
			t.Errorf("stopping took %v", took)
		}
		if n := rows(t, s, "state = 'available' and attempt = 0"); n != 1 {
			t.Error("the job is not there for the next start")
		}
	})
}

func TestStopWithoutStart(t *testing.T) {
	stop(t, jobs.New(storetest.SQLite(t), jobs.Config{}))
}

func TestNoGoroutineStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		before := goleak.IgnoreCurrent()
		s := open()
		r := jobs.New(s, jobs.Config{})
		jobs.Register(r, func(context.Context, greet) error { return nil })
		if err := r.Start(context.Background()); err != nil {
			t.Fatal(err)
		}
		enqueue(t, s, greet{})
		eventually(t, 5*time.Second, "the job", func() bool { return rows(t, s, "state = 'completed'") == 1 })
		stop(t, r)
		if err := s.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		goleak.VerifyNone(t, before)
	})
}
