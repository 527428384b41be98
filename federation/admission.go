package federation

import (
	"context"
	"net/http"
	"time"
)

// Limits of the inbox door.
const (
	maxInFlight  = 64              // activities being handled at once
	maxStrangers = 16              // activities whose signer's key is being fetched
	patience     = 2 * time.Second // how long a proved activity waits for its turn
)

// admission decides who gets in when too many come. Strangers are turned away first, since proving them costs a
// fetch; proved activities wait a little, since some servers never send again.
type admission struct {
	slots     chan struct{}
	strangers chan struct{}
	patience  time.Duration
}

func newAdmission(inFlight, strangers int, patience time.Duration) admission {
	return admission{
		slots:     make(chan struct{}, inFlight),
		strangers: make(chan struct{}, strangers),
		patience:  patience,
	}
}

// stranger lets a signer in whose key has to be fetched, or turns them away at once; call leave afterwards.
func (a admission) stranger() (leave func(), err error) {
	if len(a.slots) < cap(a.slots) {
		select {
		case a.strangers <- struct{}{}:
			return func() { <-a.strangers }, nil
		default:
		}
	}
	return nil, Later(http.StatusServiceUnavailable, time.Minute, "This server is busy. Please send this again later.")
}

// proved lets a proved activity in, after at most a.patience; call leave afterwards.
func (a admission) proved(ctx context.Context) (leave func(), err error) {
	leave = func() { <-a.slots }
	select {
	case a.slots <- struct{}{}:
		return leave, nil
	default:
	}
	timer := time.NewTimer(a.patience)
	defer timer.Stop()
	select {
	case a.slots <- struct{}{}:
		return leave, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-timer.C:
		return nil, Later(http.StatusServiceUnavailable, 30*time.Second, "This server is busy. Please send this again later.")
	}
}
