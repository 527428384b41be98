package main

import (
	"fmt"
	"net/http"
	"strconv"
	"testing"
)

// TestLimitsAreSetUp has a site that lets an account say two things and do three others.
func TestLimitsAreSetUp(t *testing.T) {
	t.Parallel()
	i := newInstance(t, "sqlite")
	i.env = append(i.env, "PAMPHLET_LIMIT_COMMENTS=2", "PAMPHLET_LIMIT_ACTIVITIES=3")
	i.addUser("ann", "owner")
	i.start()
	k := newTalk(t, i)
	for kind, most := range map[string]int{"Create": 2, "Like": 3} {
		for n := range most + 1 {
			activity := object{"type": kind, "object": k.id}
			if kind == "Create" {
				activity["object"] = k.note("bea", k.id, fmt.Sprintf("<p>Word %d</p>", n))
			}
			_, got := k.sends("bea", k.actor+"/inbox", activity)
			want := http.StatusAccepted
			if n == most {
				want = http.StatusTooManyRequests
			}
			if got.status != want {
				t.Errorf("%s %d was answered %d, want %d: %s", kind, n, got.status, want, got.body)
			}
			if wait, err := strconv.Atoi(got.header.Get("Retry-After")); n == most && (err != nil || wait < 1 || wait > 300) {
				t.Errorf("Retry-After is %q", got.header.Get("Retry-After"))
			}
		}
	}
	k.creates("cid", k.note("cid", k.id, "<p>Somebody else</p>"))
}
