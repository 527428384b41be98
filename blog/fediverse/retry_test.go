package fediverse

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

const (
	minute = time.Minute
	day    = 24 * time.Hour
)

// TestRetrySchedule tries a server that is broken for a week, with the least, no and the most jitter.
func TestRetrySchedule(t *testing.T) {
	waits := []time.Duration{minute, 5 * minute, 15 * minute, time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, day, day, day, day}
	for _, luck := range []float64{0, 0.5, 0.999} {
		p := newPost(t, storetest.SQLite(t))
		p.luck(luck)
		o := newPeer(p, always(http.StatusServiceUnavailable))
		p.broadcasts("Create", "a")
		p.looksAround()
		p.passes(7*day, minute)
		got := o.waits()
		if len(got) != len(waits) {
			t.Fatalf("with luck %v there were %d tries: %v", luck, len(got)+1, got)
		}
		span := time.Duration(0)
		for i, wait := range waits {
			span += got[i]
			if least, most := wait*4/5, wait*6/5+minute; got[i] < least || got[i] > most {
				t.Errorf("with luck %v wait %d is %v, want %v to %v", luck, i+1, got[i], least, most)
			}
		}
		if len(got)+1 < 10 || span < 3*day {
			t.Errorf("with luck %v there were %d tries in %v; a server that is down for three days must get it", luck, len(got)+1, span)
		}
	}
}

// TestWhatAnswersMean counts, for every answer, how often it is tried in three days.
func TestWhatAnswersMean(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		p := newPost(t, open())
		want := map[int]int{
			0: 10, 200: 1, 202: 1, 204: 1, 302: 10, // a redirect is mostly a page about maintenance
			400: 1, 401: 4, 403: 1, 404: 1, 405: 1, 406: 1, 409: 1, 410: 1, 413: 1, 415: 1, 422: 1, 451: 1,
			408: 10, 429: 10, 500: 10, 501: 1, 502: 10, 503: 10, 504: 10,
		}
		peers := map[int]*peer{}
		for status := range want {
			peers[status] = newPeer(p, always(status))
		}
		p.broadcasts("Create", "a")
		p.looksAround()
		p.passes(2*time.Hour, minute)
		p.passes(70*time.Hour, 10*minute)
		for status, tries := range want {
			if got := len(peers[status].arrived()); got != tries {
				t.Errorf("what is answered %d is tried %d times, want %d", status, got, tries)
			}
		}
		if n := p.followers(); n != len(want)-1 {
			t.Errorf("%d of %d follow; only the inbox that answers 410 is gone", n, len(want))
		}
	})
}

// TestRetryAfter obeys what a server asks for, be it seconds or a date, and never comes sooner than by the schedule.
func TestRetryAfter(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		p := newPost(t, open())
		once := func(status int, after func() string) func(int) reply {
			return func(n int) reply {
				if n == 0 {
					return reply{status: status, retryAfter: after()}
				}
				return reply{status: http.StatusAccepted}
			}
		}
		long := newPeer(p, once(http.StatusTooManyRequests, func() string { return "7200" }))
		date := newPeer(p, once(http.StatusServiceUnavailable, func() string { return p.now().Add(5 * time.Hour).UTC().Format(http.TimeFormat) }))
		short := newPeer(p, once(http.StatusTooManyRequests, func() string { return "1" }))
		unproved := newPeer(p, once(http.StatusUnauthorized, func() string { return "7200" }))
		p.broadcasts("Create", "a")
		p.looksAround()
		p.broadcasts("Create", "b") // also has to wait, except where only our key is missing
		p.passes(6*time.Hour, minute)
		for name, test := range map[string]struct {
			of   *peer
			wait time.Duration
		}{"seconds": {long, 2 * time.Hour}, "date": {date, 5 * time.Hour}, "less than the schedule": {short, minute}} {
			waits := test.of.waits()
			if len(waits) != 2 || waits[0] < test.wait-time.Second || waits[0] > test.wait+minute || waits[1] != 0 {
				t.Errorf("%s: waited %v, want %v and then nothing", name, waits, test.wait)
			}
		}
		if waits := unproved.waits(); len(waits) != 2 || waits[0] != minute || waits[0]+waits[1] != 2*time.Hour {
			t.Errorf("without our key: waited %v, want b after a minute and a after two hours", waits)
		}
	})
}

// TestGoneInboxGetsNothingMore drops what else waits for an inbox that answers 410, and its follower.
func TestGoneInboxGetsNothingMore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		p := newPost(t, open())
		gone, stays := newPeer(p, always(http.StatusGone)), newPeer(p, always(http.StatusAccepted))
		p.broadcasts("Create", "a")
		p.broadcasts("Create", "b")
		p.passes(day, time.Hour)
		p.broadcasts("Create", "c")
		p.passes(day, time.Hour)
		if len(gone.arrived()) != 1 || len(stays.arrived()) != 3 || p.followers() != 1 {
			t.Errorf("the inbox that is gone got %v, the other %v; %d follow", gone.arrived(), stays.arrived(), p.followers())
		}
	})
}

// TestBreaker leaves a failing host alone for longer and longer, costs others nothing, and notices the recovery.
func TestBreaker(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		p := newPost(t, open())
		broken, well := newPeer(p, always(http.StatusBadGateway)), newPeer(p, always(http.StatusAccepted))
		for n := range 20 {
			p.broadcasts("Create", fmt.Sprint(n))
		}
		p.looksAround()
		p.passes(8*time.Hour, minute)
		// Five failures a minute apart, then rests of 30 minutes, 1, 2 and 4 hours, each ended by one try.
		want := []time.Duration{minute, minute, minute, minute, 30 * minute, time.Hour, 2 * time.Hour, 4 * time.Hour}
		if got := broken.waits(); !slices.Equal(got, want) {
			t.Errorf("the host was left alone for %v, want %v", got, want)
		}
		if n := len(well.arrived()); n != 20 {
			t.Errorf("the healthy host has %d of 20", n)
		}
		broken.recovers()
		p.passes(8*time.Hour, minute)
		p.passes(day, 10*minute)
		delivered := map[string]bool{}
		for _, a := range broken.arrived() {
			delivered[a.object] = delivered[a.object] || a.status == http.StatusAccepted
		}
		if len(delivered) != 20 || len(broken.arrived()) != len(want)+1+20 {
			t.Errorf("after the recovery it has %d of 20, in %d tries", len(delivered), len(broken.arrived()))
		}
		p.broadcasts("Create", "news")
		p.looksAround()
		if all := broken.arrived(); all[len(all)-1].object != "news" {
			t.Error("a host that recovered must not wait any more")
		}
	})
}

// TestDownForTwoDays has a server come back after 48 hours: everything arrives, about each object in order, and
// only the last of the edits that nobody had tried.
func TestDownForTwoDays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		p := newPost(t, open())
		o := newPeer(p, always(0))
		for n := range 12 {
			object := fmt.Sprint(n)
			p.broadcasts("Create", object)
			p.broadcasts("Update", object)
			p.passes(4*time.Hour, 10*minute)
			p.broadcasts("Update", object)
			if n%3 == 0 {
				p.broadcasts("Delete", object)
			}
		}
		down := len(o.arrived())
		o.recovers()
		p.passes(2*day, 10*minute)
		kinds := map[string][]string{}
		for _, a := range o.arrived()[down:] {
			kinds[a.object] = append(kinds[a.object], a.kind)
		}
		for n := range 12 {
			want := []string{"Create", "Update"}
			if n%3 == 0 {
				want = append(want, "Delete")
			}
			if got := kinds[fmt.Sprint(n)]; !slices.Equal(got, want) {
				t.Errorf("about object %d came %v, want %v", n, got, want)
			}
		}
	})
}

// TestHostIsHeardFrom asks a resting host again as soon as it speaks, and leaves it alone as before if that fails.
func TestHostIsHeardFrom(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		p := newPost(t, open())
		broken := newPeer(p, always(http.StatusBadGateway))
		for n := range 20 {
			p.broadcasts("Create", fmt.Sprint(n))
		}
		p.looksAround()
		p.passes(10*minute, minute)
		tried := len(broken.arrived())
		if err := p.b.heardFrom(p.ctx, hostOf(broken.server.URL)); err != nil {
			t.Fatal(err)
		}
		p.looksAround()
		if got := len(broken.arrived()); got != tried+1 {
			t.Errorf("heard from, the host got %d more tries, want 1", got-tried)
		}
		p.passes(20*minute, minute)
		if got := len(broken.arrived()); got != tried+1 {
			t.Errorf("it failed again and was asked %d times more", got-tried-1)
		}
	})
}
