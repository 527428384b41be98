package federation

import (
	"context"
	"net/http"
	"time"
)

// Limits of the inbox door. A zero field has the default in brackets.
type Limits struct {
	InFlight          int           // activities being handled at once [64]
	Strangers         int           // activities whose signer's key is being fetched [16]
	Patience          time.Duration // how long a proved activity waits for its turn [2 s]
	KeyFetchesPerHost int           // key documents fetched from one registrable domain in 5 minutes [60]
}

func (l Limits) withDefaults() Limits {
	if l.InFlight <= 0 {
		l.InFlight = 64
	}
	if l.Strangers <= 0 {
		l.Strangers = 16
	}
	if l.Patience <= 0 {
		l.Patience = 2 * time.Second
	}
	if l.KeyFetchesPerHost <= 0 {
		l.KeyFetchesPerHost = 60
	}
	return l
}

// admission decides who gets in when too many come. Strangers are turned away first, since proving them costs a
// fetch; proved activities wait a little, since some servers never send again.
type admission struct {
	slots     chan struct{}
	strangers chan struct{}
	patience  time.Duration
}

func newAdmission(limits Limits) admission {
	return admission{
		slots:     make(chan struct{}, limits.InFlight),
		strangers: make(chan struct{}, limits.Strangers),
		patience:  limits.Patience,
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
