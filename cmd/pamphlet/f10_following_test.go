package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// following is what one person and the blog should think of each other.
type following struct {
	*talk
	name    string
	follows bool
	ids     []string // of all Follows so far
	last    []byte   // the bytes of the latest
	inbox   string
	others  int64           // how many others who follow share the inbox
	moved   bool            // their new account follows
	undone  map[string]bool // Follows that were taken back when there was nothing to take back
}

// step is one thing that can happen. A new kind of event is one more row of steps.
type step struct {
	name string
	do   func(f *following) // and says in f.follows what it should lead to
}

// steps are all of them. What they lead to depends on what was before, so they are taken in every order.
var steps = []step{
	{"Follow", func(f *following) {
		id, body := f.says(f.name, object{"type": "Follow", "object": f.actor})
		f.ids, f.last, f.follows = append(f.ids, id), body, true
		f.sendBytes(body)
	}},
	{"the same Follow again", func(f *following) {
		if f.last == nil {
			return
		}
		f.sendBytes(f.last) // as Misskey does when somebody follows again
		f.follows = !f.undone[f.latest(0)]
		delete(f.undone, f.latest(0)) // what was taken back before it came is overlooked once
	}},
	{"Undo", func(f *following) {
		f.undoes(f.latest(0))
		f.taken(f.name, f.actor, object{"type": "Undo", "object": object{"type": "Follow", "id": f.latest(0), "actor": f.sink.id(f.name), "object": f.actor}})
	}},
	{"Undo by id", func(f *following) {
		f.undoes(f.latest(0))
		f.taken(f.name, f.actor, object{"type": "Undo", "object": f.latest(0)})
	}},
	{"Undo of a Follow before the latest", func(f *following) {
		f.taken(f.name, f.actor, object{"type": "Undo", "object": f.latest(1)})
	}},
	{"Block", func(f *following) {
		f.follows = false
		f.taken(f.name, f.actor, object{"type": "Block", "object": f.actor})
	}},
	{"Undo of a Block", func(f *following) {
		f.taken(f.name, f.actor, object{"type": "Undo", "object": object{"type": "Block", "id": f.sink.id(f.name) + "#block", "actor": f.sink.id(f.name), "object": f.actor}})
	}},
	{"Move", func(f *following) { // who follows goes on as the new account, once
		f.i.timePasses() // the move before was long ago
		f.taken(f.name, f.actor, object{"type": "Move", "object": f.sink.id(f.name), "target": f.sink.id(f.renamed())})
		if f.follows && !f.moved {
			f.moved = true
			if !strings.HasPrefix(f.name, "own-") {
				f.others++
			}
		}
		f.follows = false
	}},
}

// undoes says what taking back a Follow leads to.
func (f *following) undoes(id string) {
	if !f.follows {
		f.undone[id] = true
	}
	f.follows = false
}

// renamed is the account they move to.
func (f *following) renamed() string { return f.name + "-new" }

// latest is the id of the latest Follow, or of one so many before it; a made up one when there is none.
func (f *following) latest(before int) string {
	if n := len(f.ids) - 1 - before; n >= 0 {
		return f.ids[n]
	}
	return f.sink.id(f.name) + "#none"
}

func (f *following) sendBytes(body []byte) {
	f.t.Helper()
	if got := f.post(f.request(f.name, f.actor+"/inbox", body, time.Now())); got.status != http.StatusAccepted {
		f.t.Errorf("%.200s was answered %d %s", body, got.status, got.body)
	}
}

// holds tells whether the site thinks so, too: in the list of followers, and in the audience that gets the articles.
func (f *following) holds() error {
	found := f.i.number(fmt.Sprintf(`select (select count(*) from followers f join actors a on a.id = f.actor_id where a.uri = '%s') * 100
		+ (select coalesce(sum(followers), 0) from audience where inbox = '%s')`, f.sink.id(f.name), f.inbox))
	want := f.others
	if f.follows {
		want += 101
	}
	if found != want {
		return fmt.Errorf("%s: 100 for a follower and 1 for each reader at %s make %d, want %d", f.name, f.inbox, found, want)
	}
	return nil
}

// TestF10Following takes every step after every other, for somebody with an inbox of their own and for somebody who
// shares one: three in a row on SQLite, and two on PostgreSQL, which runs the same SQL.
func TestF10Following(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		row := 3
		if i.database != "" {
			row = 2
		}
		walkFollowings(t, i, row)
	})
}

// walkFollowings takes so many steps in a row, in each order there is.
func walkFollowings(t *testing.T, i *instance, row int) {
	k := newTalk(t, i)
	k.follows("steady", k.actor)
	people := []*following{
		{talk: k, name: "own-bea", inbox: k.sink.id("own-bea") + "/inbox", undone: map[string]bool{}},
		{talk: k, name: "cid", inbox: k.base + "/inbox", others: 1, undone: map[string]bool{}},
	}
	for _, f := range people {
		k.wasBefore(f.renamed(), k.sink.id(f.name))
	}
	walk := everyOrder(len(steps), row)
	for n := range walk {
		for _, f := range people {
			steps[walk[n]].do(f)
			if err := f.holds(); err != nil {
				var names []string
				for _, s := range walk[max(0, n-4) : n+1] {
					names = append(names, steps[s].name)
				}
				t.Fatalf("after %s: %v", strings.Join(names, ", "), err)
			}
		}
	}
	if people[0].follows {
		steps[2].do(people[0])
	}
	steps[0].do(people[1])
	for _, f := range people {
		if !f.moved {
			t.Errorf("%s never moved", f.name)
		}
		f.taken(f.renamed(), f.actor, object{"type": "Undo", "object": object{"type": "Follow", "id": f.sink.id(f.renamed()) + "#follow",
			"actor": f.sink.id(f.renamed()), "object": f.actor}})
	}
	i.hasFollowers(k.actor, 2)
	k.await(1, "the article at those who follow", is("Create", i.letterID("Arrival")))
	next := i.letterID("Departure")
	for _, p := range k.await(1, "the next article", is("Create", next)) {
		if p.path != "/inbox" {
			t.Errorf("the article came to %s, where nobody follows", p.path)
		}
	}
	k.proved()
	i.ranQuietly()
}

// everyOrder is a walk over n things in which each row of so many comes exactly once: a de Bruijn sequence, by the
// recipe of joining Lyndon words.
func everyOrder(n, row int) []int {
	var walk []int
	word := make([]int, n*row)
	var join func(at, period int)
	join = func(at, period int) {
		if at > row {
			if row%period == 0 {
				walk = append(walk, word[1:period+1]...)
			}
			return
		}
		word[at] = word[at-period]
		join(at+1, period)
		for next := word[at-period] + 1; next < n; next++ {
			word[at] = next
			join(at+1, at)
		}
	}
	join(1, 1)
	return append(walk, walk[:row-1]...)
}

// TestEveryOrder makes sure that nothing is left out of a walk.
func TestEveryOrder(t *testing.T) {
	for _, c := range []struct{ n, row, rows int }{{2, 3, 8}, {7, 3, 343}, {7, 4, 2401}} {
		walk, seen := everyOrder(c.n, c.row), map[string]bool{}
		for rest := walk; len(rest) >= c.row; rest = rest[1:] {
			seen[fmt.Sprint(rest[:c.row])] = true
		}
		if len(seen) != c.rows || slices.Max(walk) != c.n-1 {
			t.Errorf("of %d things %d rows of %d, want %d", c.n, len(seen), c.row, c.rows)
		}
	}
}
