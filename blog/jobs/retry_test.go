package jobs

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestPause(t *testing.T) {
	for _, c := range []struct {
		failures int
		luck     float64
		want     time.Duration
	}{
		{0, 0.5, time.Second}, {0, 0, 800 * time.Millisecond}, {3, 0.5, 8 * time.Second},
		{16, 0.5, 65536 * time.Second}, {17, 0.5, 24 * time.Hour}, {1000, 0.5, 24 * time.Hour},
	} {
		if got := pause(c.failures, c.luck); got.Round(time.Millisecond) != c.want {
			t.Errorf("after %d failures %v, want %v", c.failures, got, c.want)
		}
	}
	total := time.Duration(0)
	for n := range 24 { // 25 attempts have 24 pauses
		total += pause(n, 0.5)
	}
	if days := total.Hours() / 24; days < 8 || days > 10 {
		t.Errorf("25 attempts take %.1f days", days)
	}
}

func TestPauseIsWithinAFifth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, luck := rapid.IntRange(0, 100).Draw(t, "failures"), rapid.Float64Range(0, 0.999).Draw(t, "luck")
		middle := float64(pause(n, 0.5))
		if got := float64(pause(n, luck)); got < 0.79*middle || got > 1.21*middle {
			t.Errorf("%v is not near %v", time.Duration(got), time.Duration(middle))
		}
	})
}
