package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestCloseWhileBusy: each write is either saved and acknowledged, or refused and not saved.
func TestCloseWhileBusy(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s, other := open(), open()
		var acked, refused sync.Map
		var all sync.WaitGroup
		for i := range 32 {
			all.Go(func() {
				for n := range 1_000_000 {
					key := fmt.Sprintf("%d-%d", i, n)
					err := s.Write(context.Background(), put(key, "saved"))
					if err == nil {
						acked.Store(key, true)
						continue
					}
					refused.Store(key, true)
					if blog.CodeOf(err) != blog.Unavailable {
						t.Errorf("refused with %v", err)
					}
					return
				}
			})
		}
		time.Sleep(100 * time.Millisecond)
		if err := s.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		all.Wait()
		check := func(want string) func(key, _ any) bool {
			return func(key, _ any) bool {
				stored(t, other, key.(string), want)
				return true
			}
		}
		acked.Range(check("saved"))
		refused.Range(check(""))
	})
}

func TestCloseGivesUpWithItsContext(t *testing.T) {
	s := storetest.SQLite(t)
	working, leave := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		_ = s.Write(context.Background(), func(*store.Tx) error {
			close(working)
			<-leave
			return nil
		})
	})
	<-working
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if err := s.Close(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	close(leave)
	all.Wait()
	if err := s.Close(context.Background()); err != nil {
		t.Errorf("closing again: %v", err)
	}
}

func TestNoGoroutineStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		before := goleak.IgnoreCurrent()
		s := open()
		if err := s.Write(context.Background(), put("key", "value")); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		goleak.VerifyNone(t, before)
	})
}
