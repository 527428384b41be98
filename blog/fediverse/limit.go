package fediverse

import (
	"cmp"
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

// How many parents are looked for in five minutes because of one host, and how many questions one host is
// asked for it: strangers' replies must not make us a flood on others.
const (
	seeksPerSender = 60
	seeksPerHost   = 120
)

// limiter counts what each actor sent in the current window, and what is asked of whom for it. It forgets
// everything with the window, so it holds at most the names of five minutes.
type limiter struct {
	limits Limits
	mu     sync.Mutex
	began  time.Time
	counts map[counted]int
}

// counted is whose doing of what is counted.
type counted struct{ what, whose string }

func newLimiter(limits Limits) *limiter {
	if limits.Comments == 0 {
		limits.Comments = 120
	}
	if limits.Activities == 0 {
		limits.Activities = 600
	}
	return &limiter{limits: limits, counts: map[counted]int{}}
}

// spend counts one more; left is how long the window lasts, and ok false when it was too much.
func (l *limiter) spend(c counted, most int, now time.Time) (left time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.began) >= limitWindow {
		l.began, l.counts = now, map[counted]int{}
	}
	left = limitWindow - now.Sub(l.began)
	if l.counts[c] >= most {
		return left, false
	}
	l.counts[c]++
	return left, true
}

// allow answers 429 for more than an actor may send. What is passed on counts for who does so: otherwise they could
// use up what its author may send.
func (l *limiter) allow(in federation.Inbound, now time.Time) error {
	what, most := "activities", l.limits.Activities
	if in.Activity.Type == vocab.TypeCreate {
		what, most = "comments", l.limits.Comments
	}
	left, ok := l.spend(counted{what, cmp.Or(in.Via, in.Actor)}, most, now)
	if !ok {
		return federation.Later(http.StatusTooManyRequests, left, "This is more than one account may send in five minutes.")
	}
	return nil
}

// maySeek reports whether a parent may be looked for because of a reply on a host.
func (l *limiter) maySeek(sender string, now time.Time) bool {
	_, ok := l.spend(counted{"seeks for", sender}, seeksPerSender, now)
	return ok
}

// mayAsk reports whether a host may be asked once more.
func (l *limiter) mayAsk(host string, now time.Time) bool {
	_, ok := l.spend(counted{"seeks at", host}, seeksPerHost, now)
	return ok
}
