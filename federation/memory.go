package federation

import (
	"sync"
	"time"
)

// memory is a bounded map that forgets: after ttl, or when limit keys are in it, the older half. What other servers
// make us remember must never grow without bound (Fedify CVE-2026-69132).
type memory[V any] struct {
	mu         sync.Mutex
	half       int
	ttl        time.Duration
	now        func() time.Time
	young, old map[string]remembered[V]
}

type remembered[V any] struct {
	value V
	until time.Time
}

func newMemory[V any](limit int, ttl time.Duration, now func() time.Time) *memory[V] {
	return &memory[V]{half: max(1, limit/2), ttl: ttl, now: now, young: map[string]remembered[V]{}}
}

// get gives the value and true, unless it was forgotten.
func (m *memory[V]) get(key string) (V, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.find(key)
	return r.value, ok
}

// put remembers the value for ttl from now.
func (m *memory[V]) put(key string, value V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keep(key, remembered[V]{value, m.now().Add(m.ttl)})
}

// change replaces the value by what fn makes of it, or of the zero value; its time runs from when it was first put.
func (m *memory[V]) change(key string, fn func(V) V) V {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.find(key)
	if !ok {
		r.until = m.now().Add(m.ttl)
	}
	r.value = fn(r.value)
	m.keep(key, r)
	return r.value
}

func (m *memory[V]) find(key string) (remembered[V], bool) {
	r, ok := m.young[key]
	if !ok {
		if r, ok = m.old[key]; ok && r.until.After(m.now()) {
			m.keep(key, r) // in use: not the next to go
		}
	}
	if !ok || !r.until.After(m.now()) {
		return remembered[V]{}, false
	}
	return r, true
}

func (m *memory[V]) keep(key string, r remembered[V]) {
	if _, there := m.young[key]; !there && len(m.young) >= m.half {
		m.old, m.young = m.young, map[string]remembered[V]{}
	}
	m.young[key] = r
}
