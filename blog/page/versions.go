package page

import (
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
	scopes map[blog.Scope]int64
}

// NewVersions knows nothing yet; feed it with Apply.
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
