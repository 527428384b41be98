//go:build soak

package transport

import (
	"runtime"
	"testing"
	"time"
)

// TestSoakS5 runs into each fault a thousand times: twenty rounds of fifty at once. Nothing is kept from one round to
// the next, be it memory, goroutines or hosts.
func TestSoakS5(t *testing.T) {
	const total, rounds = 250 * time.Millisecond, 20
	list, tr := faults(t), private(t, total)
	runtime.GC()
	before, goroutines, most := memory(), runtime.NumGoroutine(), int64(0)
	for range rounds {
		attack(t, tr, list, func() {
			most = max(most, memory())
			time.Sleep(5 * time.Millisecond)
		})
	}
	t.Logf("%d requests, memory +%d MiB", rounds*50*len(list), (most-before)>>20)
	if most-before > 64<<20 {
		t.Errorf("memory grew by %d MiB", (most-before)>>20)
	}
	// The faulty servers give up after ten seconds.
	var left int
	for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if left = runtime.NumGoroutine() - goroutines - rounds*len(list); left <= 0 { // one listener for each fault and round
			return
		}
	}
	t.Errorf("%d goroutines are left", left)
}
