package page

import (
	"context"
	"sync"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
)

// Versions knows when each scope changed last. Changes made in this process arrive from the store
// right after their commit; those of other processes by polling.
type Versions struct {
	mu     sync.RWMutex
	seq    int64
	polled int64 // nothing up to here is missing; beyond it only this process's own changes are known
	scopes map[blog.Scope]int64
}

// NewVersions knows nothing yet; feed it with Apply and Poll.
func NewVersions() *Versions { return &Versions{scopes: map[blog.Scope]int64{}} }

// Apply takes note of changes, in any order.
func (v *Versions) Apply(changes []store.Version) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, c := range changes {
		v.seq = max(v.seq, c.Seq)
		v.scopes[c.Scope] = max(v.scopes[c.Scope], c.Seq)
	}
}

// Poll takes note of what other processes changed. It does not go on from Seq: between two polls
// another process may change something, and then this one, whose own change would hide the other.
func (v *Versions) Poll(ctx context.Context, s *store.Store) error {
	v.mu.RLock()
	from := v.polled
	v.mu.RUnlock()
	changes, err := s.VersionsSince(ctx, from)
	if err != nil || len(changes) == 0 {
		return err
	}
	v.Apply(changes)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.polled = max(v.polled, changes[len(changes)-1].Seq) // they come oldest first
	return nil
}

// Seq is the last change known. Read it before the data a page is made from.
func (v *Versions) Seq() int64 {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.seq
}

// threadRest is how long a page may show an old thread: a discussion re-renders it once a second at most.
const threadRest = time.Second

// current reports whether nothing the page was made from has changed since.
func (v *Versions) current(p *Page, now time.Time) bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, scope := range p.Scopes {
		if v.scopes[scope] <= p.Seq {
			continue
		}
		if scope.Kind != blog.ThreadScope || now.Sub(p.Made) >= threadRest {
			return false
		}
	}
	return true
}
