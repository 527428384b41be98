package hub

import (
	"sync"
	"time"
)

// How often strangers may have us ask a callback, within asksFor.
const (
	asksFor    = 10 * time.Minute
	asksOfHost = 100
	asksOfAll  = 2000
)

// asked counts what we were made to ask. The counts begin anew every asksFor.
type asked struct {
	mu    sync.Mutex
	now   func() time.Time
	since time.Time
	hosts map[string]int
	all   int
}

func newAsked(now func() time.Time) *asked { return &asked{now: now, hosts: map[string]int{}} }

// may counts one more, unless it is one too many.
func (a *asked) may(host string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if now := a.now(); now.Sub(a.since) >= asksFor {
		a.since, a.hosts, a.all = now, map[string]int{}, 0
	}
	if a.all >= asksOfAll || a.hosts[host] >= asksOfHost {
		return false
	}
	a.all++
	a.hosts[host]++
	return true
}
