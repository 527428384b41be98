package store_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store/storetest"
)

// TestDiskFull lets the database grow no further. SQLite then gives up whole transactions: every
// member is told so, what was acknowledged is there, and with space again everything goes on.
func TestDiskFull(t *testing.T) {
	s := storetest.SQLite(t)
	if _, err := s.SQLite().Exec("pragma max_page_count = 1"); err != nil { // sets the present size
		t.Fatal(err)
	}
	var acked sync.Map
	var refused atomic.Int32
	var all sync.WaitGroup
	large := strings.Repeat("x", 3000)
	for i := range 200 {
		all.Go(func() {
			key := fmt.Sprint("key ", i)
			err := s.Write(context.Background(), put(key, large))
			if err == nil {
				acked.Store(key, true)
			} else if refused.Add(1); blog.CodeOf(err) != blog.Unavailable || !strings.Contains(err.Error(), "disk is full") {
				t.Errorf("a full disk is reported as %v", err)
			}
		})
	}
	all.Wait()
	for i := range 200 {
		key := fmt.Sprint("key ", i)
		_, ok := acked.Load(key)
		stored(t, s, key, map[bool]string{true: large}[ok])
	}
	if refused.Load() == 0 {
		t.Error("the disk was never full")
	}
	if _, err := s.SQLite().Exec("pragma max_page_count = 1000000"); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(context.Background(), put("later", large)); err != nil {
		t.Errorf("with space again: %v", err)
	}
}
