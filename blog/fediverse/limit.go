package fediverse

import (
	"net/http"
	"sync"
	"time"

	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// Limits are how much one actor may send in five minutes. Zero fields have the defaults.
type Limits struct {
	Comments   int // new ones; 120
	Activities int // others; 600
}

const limitWindow = 5 * time.Minute

// limiter counts what each actor sent in the current window. It forgets everything with the window,
// so it holds at most the actors of five minutes.
type limiter struct {
	limits Limits
	mu     sync.Mutex
	began  time.Time
	counts map[sent]int
}

type sent struct {
	actor   string
	comment bool
}

func newLimiter(limits Limits) *limiter {
	if limits.Comments == 0 {
		limits.Comments = 120
	}
	if limits.Activities == 0 {
		limits.Activities = 600
	}
	return &limiter{limits: limits, counts: map[sent]int{}}
}

// allow answers 429 for more than an actor may send.
func (l *limiter) allow(in federation.Inbound, now time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.began) >= limitWindow {
		l.began, l.counts = now, map[sent]int{}
	}
	key := sent{in.Actor, in.Activity.Type == vocab.TypeCreate}
	most := l.limits.Activities
	if key.comment {
		most = l.limits.Comments
	}
	if l.counts[key] >= most {
		return federation.Later(http.StatusTooManyRequests, limitWindow-now.Sub(l.began), "This is more than one account may send in five minutes.")
	}
	l.counts[key]++
	return nil
}
