package jobs_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"pamphlet/blog/jobs"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestStopDuringTheFirstEnqueueing stops while the periodic jobs wait for somebody who writes.
func TestStopDuringTheFirstEnqueueing(t *testing.T) {
	t.Parallel()
	s := storetest.SQLite(t)
	log := &lockedBuffer{}
	r := jobs.New(s, jobs.Config{Log: slog.New(slog.NewTextHandler(log, nil))})
	jobs.Register(r, func(context.Context, tick) error { return nil })
	r.Every(time.Hour, tick{})
	start(t, r)
	writing, enough, written := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		written <- s.Write(context.Background(), func(*store.Tx) error {
			close(writing)
			<-enough
			return nil
		})
	}()
	<-writing
	time.AfterFunc(300*time.Millisecond, func() { close(enough) }) // Stop itself has something to write at its end
	stop(t, r)
	if err := <-written; err != nil {
		t.Fatal(err)
	}
	if n := log.count("level="); n > 0 {
		t.Errorf("stopping logged %d lines, %d of them about a transaction", n, log.count("Error starting transaction"))
	}
}
