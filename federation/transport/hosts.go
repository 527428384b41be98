package transport

import (
	"context"
	"fmt"
	"sync"
)

// hosts gives each host a few turns at a time. A host is forgotten as soon as nobody uses or waits for it, so hostile
// names cannot fill the memory.
type hosts struct {
	mu     sync.Mutex
	turns  int
	queues map[string]*queue
}

type queue struct {
	slots chan struct{}
	users int // holding a slot or waiting for one; guarded by hosts.mu
}

func newHosts(turns int) *hosts {
	return &hosts{turns: turns, queues: make(map[string]*queue)}
}

// acquire waits for a turn at a host (with its port). The caller must call release exactly once.
func (h *hosts) acquire(ctx context.Context, host string) (release func(), err error) {
	q := h.enter(host)
	select {
	case q.slots <- struct{}{}:
		return func() {
			<-q.slots
			h.leave(host, q)
		}, nil
	case <-ctx.Done():
		h.leave(host, q)
		return nil, fmt.Errorf("waiting for a turn at %s: %w", host, ctx.Err())
	}
}

func (h *hosts) enter(host string) *queue {
	h.mu.Lock()
	defer h.mu.Unlock()
	q := h.queues[host]
	if q == nil {
		q = &queue{slots: make(chan struct{}, h.turns)}
		h.queues[host] = q
	}
	q.users++
	return q
}

func (h *hosts) leave(host string, q *queue) {
	h.mu.Lock()
	defer h.mu.Unlock()
	q.users--
	if q.users == 0 {
		delete(h.queues, host)
	}
}
