package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

const (
	// groupSize is how many writes share one commit. Larger groups gain nothing: at 64 the fsync
	// is a small part of each (measured: 14 times the rate of single commits).
	groupSize = 64
	// After each spell of writing the writer rests, so that other processes, which poll for
	// SQLite's lock, find it free.
	spell = 100 * time.Millisecond
	rest  = 5 * time.Millisecond
)

// errAborted stands for a member whose function panicked or ended its goroutine.
var errAborted = errors.New("the function did not return")

// writer is SQLite's only writer in this process: one goroutine that takes whoever waits into one
// transaction, a savepoint each, and commits for all. There is no timer: when it is quiet a group
// is one member and waits for nobody. Between groups the connection goes back to its pool, where
// the job queue takes its turn.
type writer struct {
	db      *sql.DB // one connection
	queue   chan *member
	stopped chan struct{} // closed by stop
	ended   chan struct{} // closed by run
	lend    func(ctx context.Context, tx *sql.Tx) *Tx
}

// member is one call of Write in the queue. Its function runs on the caller's own goroutine, to
// which the writer lends the transaction for a while: a panic or a runtime.Goexit there (as by
// testing.T.FailNow) unwinds the caller's stack and not the writer's.
type member struct {
	ctx     context.Context
	decided atomic.Bool // who is first decides: the writer that it runs or the caller that it leaves
	turn    chan *Tx    // the writer lends
	back    chan error  // the caller returns the loan, with fn's error
	outcome chan error  // capacity 1; exactly once per member that was not left
}

func newWriter(db *sql.DB, lend func(ctx context.Context, tx *sql.Tx) *Tx) *writer {
	w := &writer{db: db, queue: make(chan *member), stopped: make(chan struct{}), ended: make(chan struct{}), lend: lend}
	go w.run()
	return w
}

// stop ends the writer; nobody may be in write by then.
func (w *writer) stop() {
	close(w.stopped)
	<-w.ended
}

// write queues fn and runs it when its turn comes; see Store.Write.
func (w *writer) write(ctx context.Context, fn func(tx *Tx) error) error {
	if ctx.Err() != nil { // both ways may be open below, and chance would choose
		return notRun(ctx)
	}
	m := &member{ctx: context.WithoutCancel(ctx), turn: make(chan *Tx), back: make(chan error), outcome: make(chan error, 1)}
	select {
	case w.queue <- m:
	case <-ctx.Done():
		return notRun(ctx)
	}
	select {
	case tx := <-m.turn:
		return m.run(tx, fn)
	case err := <-m.outcome: // the group could not begin
		return err
	case <-ctx.Done():
	}
	if m.decided.CompareAndSwap(false, true) {
		return notRun(ctx)
	}
	select { // the writer decided at the same moment
	case tx := <-m.turn:
		return m.run(tx, fn)
	case err := <-m.outcome:
		return err
	}
}

func notRun(ctx context.Context) error {
	return fmt.Errorf("nothing was written, the request ended while waiting for its turn: %w", context.Cause(ctx))
}

func (m *member) run(tx *Tx, fn func(tx *Tx) error) error {
	returned := false
	defer func() {
		if !returned {
			m.back <- errAborted
		}
	}()
	err := fn(tx)
	returned = true
	m.back <- err
	return <-m.outcome
}

func (w *writer) run() {
	defer close(w.ended)
	var busy time.Duration
	var last time.Time
	for {
		select {
		case <-w.stopped:
			return
		case m := <-w.queue:
			start := time.Now()
			if start.Sub(last) > rest {
				busy = 0
			}
			w.commit(w.gather(m))
			last = time.Now()
			if busy += last.Sub(start); busy >= spell {
				time.Sleep(rest)
			}
		}
	}
}

// gather takes those who wait already, and waits for nobody.
func (w *writer) gather(first *member) []*member {
	group := append(make([]*member, 0, groupSize), first)
	for len(group) < groupSize {
		select {
		case m := <-w.queue:
			group = append(group, m)
		default:
			return group
		}
	}
	return group
}

// commit runs the group in one transaction and tells each member what became of it.
func (w *writer) commit(group []*member) {
	tx, err := w.db.BeginTx(context.Background(), nil)
	if err != nil {
		fail(group, fmt.Errorf("beginning a transaction: %w", err))
		return
	}
	saved := make([]*member, 0, len(group))
	for i, m := range group {
		if !m.decided.CompareAndSwap(false, true) {
			continue
		}
		failed, err := w.serve(tx, m)
		if err != nil { // SQLite gave up the whole transaction, as it does when the disk is full
			_ = tx.Rollback()
			m.outcome <- err
			settle(saved, err)
			fail(group[i+1:], err)
			return
		}
		if failed == nil {
			saved = append(saved, m)
		} else {
			m.outcome <- failed
		}
	}
	settle(saved, finish(tx, len(saved)))
}

// serve lends the transaction to one member inside a savepoint. failed is the member's own error,
// its changes undone; err means that the transaction as a whole is lost.
func (w *writer) serve(tx *sql.Tx, m *member) (failed, err error) {
	ctx := context.Background()
	if _, err := tx.ExecContext(ctx, "savepoint member"); err != nil {
		return nil, fmt.Errorf("beginning a savepoint: %w", err)
	}
	m.turn <- w.lend(m.ctx, tx)
	failed = <-m.back
	end := "release member"
	if failed != nil {
		end = "rollback to member; release member"
	}
	if _, err := tx.ExecContext(ctx, end); err != nil {
		return failed, errors.Join(failed, fmt.Errorf("ending a savepoint: %w", err))
	}
	return failed, nil
}

func finish(tx *sql.Tx, saved int) error {
	if saved == 0 {
		_ = tx.Rollback() // nothing to lose
		return nil
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	return nil
}

func settle(members []*member, err error) {
	for _, m := range members {
		m.outcome <- err
	}
}

// fail refuses the members that have not left.
func fail(members []*member, err error) {
	for _, m := range members {
		if m.decided.CompareAndSwap(false, true) {
			m.outcome <- err
		}
	}
}
