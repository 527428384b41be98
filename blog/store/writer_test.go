package store_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

var errRefused = errors.New("refused by the rules")

// TestEveryMemberForItself lets many writers end in every way there is, at once: only what
// returned without an error is saved, and that all.
func TestEveryMemberForItself(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		endings := []func(){func() {}, func() {}, func() { panic("a bug") }, runtime.Goexit}
		var all sync.WaitGroup
		for i := range 400 {
			all.Go(func() {
				defer func() { _ = recover() }()
				err := s.Write(context.Background(), func(tx *store.Tx) error {
					if err := tx.SetSetting(strconv.Itoa(i), "saved"); err != nil {
						return err
					}
					endings[i%4]()
					if i%4 == 1 {
						return errRefused
					}
					return nil
				})
				if i%4 == 1 && !errors.Is(err, errRefused) || i%4 == 0 && err != nil {
					t.Errorf("member %d got %v", i, err)
				}
			})
		}
		all.Wait()
		for i := range 400 {
			stored(t, s, strconv.Itoa(i), map[bool]string{true: "saved"}[i%4 == 0])
		}
	})
}

func TestPanicReachesItsCaller(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		defer func() {
			if got := recover(); got != "a bug" {
				t.Errorf("recovered %v", got)
			}
			if err := s.Write(context.Background(), put("later", "saved")); err != nil {
				t.Errorf("the next write: %v", err)
			}
		}()
		_ = s.Write(context.Background(), func(*store.Tx) error { panic("a bug") })
		t.Error("Write returned")
	})
}

// TestFailedStatement: a statement that fails inside fn leaves the transaction usable for nobody
// but the others of the group.
func TestFailedStatement(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			if err := tx.SetSetting("before", "saved"); err != nil {
				return err
			}
			return tx.SetMember(blog.Member{BlogID: -1, AccountID: -1}) // no such blog
		})
		if err == nil {
			t.Error("no error")
		}
		stored(t, s, "before", "")
	})
}

func TestWriteOfACancelledCaller(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		t.Run("before it begins", func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			for range 100 { // whichever way the race between queue and context goes
				err := s.Write(ctx, func(tx *store.Tx) error {
					t.Error("it ran")
					return nil
				})
				if !errors.Is(err, context.Canceled) {
					t.Fatalf("got %v", err)
				}
			}
		})
		t.Run("while it runs", func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			err := s.Write(ctx, func(tx *store.Tx) error {
				cancel()
				return tx.SetSetting("cancelled while running", "saved")
			})
			if err != nil {
				t.Fatal(err)
			}
			stored(t, s, "cancelled while running", "saved")
		})
	})
}

// TestWriteOfACallerWhoLeavesTheQueue cancels many callers while another member is at work.
func TestWriteOfACallerWhoLeavesTheQueue(t *testing.T) {
	s := storetest.SQLite(t)
	ctx, cancel := context.WithCancel(context.Background())
	working, leave := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		if err := s.Write(context.Background(), func(tx *store.Tx) error {
			close(working)
			<-leave
			return tx.SetSetting("long", "saved")
		}); err != nil {
			t.Error(err)
		}
	})
	<-working
	for range 100 {
		all.Go(func() {
			err := s.Write(ctx, func(tx *store.Tx) error {
				t.Error("it ran")
				return nil
			})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
		})
	}
	time.Sleep(20 * time.Millisecond) // let them queue
	cancel()
	time.Sleep(20 * time.Millisecond) // let them leave
	close(leave)
	all.Wait()
	stored(t, s, "long", "saved")
}

// TestWritesAreSerializable: reading and then writing what was read loses no update, and a rule
// that counts rows holds against concurrent inserts, on both engines.
func TestWritesAreSerializable(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		const writers = 60
		var winners atomic.Int32
		var all sync.WaitGroup
		for i := range writers {
			all.Go(func() {
				err := s.Write(context.Background(), func(tx *store.Tx) error {
					value, err := tx.Setting("count")
					if err != nil {
						return err
					}
					n, _ := strconv.Atoi(value) // "" is 0
					return tx.SetSetting("count", strconv.Itoa(n+1))
				})
				if err != nil {
					t.Errorf("counting: %v", err)
				}
				if addFirstAccount(s, fmt.Sprint("owner", i)) {
					winners.Add(1)
				}
			})
		}
		all.Wait()
		stored(t, s, "count", strconv.Itoa(writers))
		if n, err := s.AccountCount(context.Background()); err != nil || n != 1 || winners.Load() != 1 {
			t.Errorf("%d accounts, %v; %d callers were told they were first", n, err, winners.Load())
		}
	})
}

func addFirstAccount(s *store.Store, name string) (first bool) {
	err := s.Write(context.Background(), func(tx *store.Tx) error {
		n, err := tx.AccountCount()
		if first = err == nil && n == 0; !first {
			return err
		}
		return tx.InsertAccount(&blog.Account{Name: name})
	})
	return first && err == nil
}

func TestViewSeesOneMoment(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s, ctx := open(), context.Background()
		err := s.View(ctx, func(tx *store.Tx) error {
			before, err := tx.Setting("key")
			if err != nil {
				return err
			}
			if err := s.Write(ctx, put("key", "changed")); err != nil {
				return err
			}
			after, err := tx.Setting("key")
			if before != after {
				t.Errorf("the view saw %q, then %q", before, after)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		stored(t, s, "key", "changed")
		if err := s.View(ctx, put("key", "written by a view")); err == nil {
			t.Error("a view could write")
		}
		if err := s.View(ctx, func(tx *store.Tx) error { return tx.Enqueue(note{}) }); err == nil {
			t.Error("a view could enqueue")
		}
	})
}

// TestJobQueueGetsTheConnection: under a flood of writes the job queue, which shares the one
// writing connection, gets it again and again, and never waits long.
func TestJobQueueGetsTheConnection(t *testing.T) {
	s := storetest.SQLite(t)
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	var all sync.WaitGroup
	var writes atomic.Int64
	for i := range 128 {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				if s.Write(ctx, put(strconv.Itoa(i), strconv.Itoa(n))) == nil {
					writes.Add(1)
				}
			}
		})
	}
	turns, longest := 0, time.Duration(0)
	for ctx.Err() == nil {
		start := time.Now()
		if _, err := s.SQLite().Exec("update river_queue set metadata = metadata"); err != nil {
			t.Fatal(err)
		}
		turns++
		longest = max(longest, time.Since(start))
	}
	all.Wait()
	t.Logf("%d writes, %d turns of the job queue, the longest wait %v", writes.Load(), turns, longest)
	if turns < 20 || longest > time.Second {
		t.Errorf("the job queue starves: %d turns, the longest wait %v", turns, longest)
	}
}

// BenchmarkWrite measures durable writes a second: alone, where each pays its own fsync, and from
// many callers, where a group shares one.
func BenchmarkWrite(b *testing.B) {
	for _, callers := range []int{1, 16, 64, 256} {
		b.Run(fmt.Sprintf("sqlite/callers=%d", callers), func(b *testing.B) { benchmarkWrite(b, storetest.SQLite(b), callers) })
	}
	for _, callers := range []int{1, 16} {
		b.Run(fmt.Sprintf("postgres/callers=%d", callers), func(b *testing.B) { benchmarkWrite(b, storetest.Postgres(b), callers) })
	}
}

func benchmarkWrite(b *testing.B, s *store.Store, callers int) {
	var next atomic.Int64
	b.SetParallelism(max(1, callers/runtime.GOMAXPROCS(0)))
	b.ResetTimer()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if err := s.Write(context.Background(), put(strconv.FormatInt(next.Add(1), 10), "value")); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
}
