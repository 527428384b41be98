package desk

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/go-chi/httprate"

	"pamphlet/blog"
)

const (
	// widerBy is how many times more may fail for one name from everywhere, or from one network
	// under any name, than for one name from one network.
	widerBy = 5
	// atOnce is how many passwords are checked at once, no more than package blog hashes at once.
	// A crowd that comes at the same moment is so Counted before it is let in.
	atOnce = 2
	// mostAcquaintances bounds what is remembered of where people signed in.
	mostAcquaintances = 10_000
)

// ErrTooManyTries refuses to compare another password for now.
var ErrTooManyTries = errors.New("too many failed tries to sign in")

// try is one attempt to sign in: a name, and the network it comes from.
type try struct{ name, network string }

func newTry(name, network string) try {
	return try{name: strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "@")), network: network}
}

func (t try) pair() string { return t.name + "\n" + t.network }

// signInLimits bound guessing. Only failures count, so nobody is locked out for signing in often:
//
//   - for one name from one network: the limit;
//   - from one network, whatever the names: five times the limit;
//   - for one name, from wherever: five times the limit, but not for networks from which that name
//     has signed in since the server started. So strangers elsewhere, however many, cannot lock
//     somebody out of where they usually are; they only make a new place wait.
type signInLimits struct {
	pairs, networks, names *httprate.RateLimiter

	limit   int
	wait    string // seconds, for Retry-After
	entries chan struct{}

	mu            sync.Mutex
	acquaintances map[string]bool // by pair
}

func newSignInLimits(l SignInLimit) *signInLimits {
	limiter := func(tries int) *httprate.RateLimiter {
		return httprate.NewRateLimiter(tries, l.Per, httprate.WithResponseHeaders(httprate.ResponseHeaders{}))
	}
	return &signInLimits{
		pairs: limiter(l.Tries), networks: limiter(l.Tries * widerBy), names: limiter(l.Tries * widerBy),
		limit: l.Tries, wait: strconv.Itoa(int(l.Per.Seconds())),
		entries: make(chan struct{}, atOnce), acquaintances: map[string]bool{},
	}
}

// Guess checks a password by the function given, unless too much has failed, and counts a failure.
func (d *Desk) Guess(w http.ResponseWriter, v *Visit, name string, check func() (blog.Account, error)) (blog.Account, error) {
	leave, err := d.limits.enter(v.Context())
	if err != nil {
		return blog.Account{}, err
	}
	defer leave()
	t := newTry(name, d.clientOf(v.Request))
	if d.limits.reached(t) {
		w.Header().Set("Retry-After", d.limits.wait)
		return blog.Account{}, ErrTooManyTries
	}
	account, err := check()
	if blog.CodeOf(err) == blog.Forbidden || v.ProblemsOf(err)["old"] != "" {
		d.limits.failed(w, v.Request, t)
	}
	return account, err
}

// enter waits for one's turn; leave ends it.
func (l *signInLimits) enter(ctx context.Context) (leave func(), err error) {
	select {
	case l.entries <- struct{}{}:
		return func() { <-l.entries }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// reached says whether so much has failed that this try must wait.
func (l *signInLimits) reached(t try) bool {
	return full(l.pairs, t.pair(), l.limit) || full(l.networks, t.network, l.limit*widerBy) ||
		!l.knows(t) && full(l.names, t.name, l.limit*widerBy)
}

// full says whether as many have failed as may.
func full(limiter *httprate.RateLimiter, key string, limit int) bool {
	_, rate, err := limiter.Status(key)
	return err != nil || int(math.Round(rate)) >= limit
}

// failed counts a try with a wrong name or password.
func (l *signInLimits) failed(w http.ResponseWriter, r *http.Request, t try) {
	l.pairs.OnLimit(w, r, t.pair())
	l.networks.OnLimit(w, r, t.network)
	l.names.OnLimit(w, r, t.name)
}

// acquaint remembers a network where somebody proved who they are.
func (l *signInLimits) acquaint(t try) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.acquaintances) >= mostAcquaintances {
		clear(l.acquaintances)
	}
	l.acquaintances[t.pair()] = true
}

func (l *signInLimits) knows(t try) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.acquaintances[t.pair()]
}
