package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

const letter = "---\ntitle: %s\n---\nText.\n"

// letterID publishes a short article and gives its id.
func (i *instance) letterID(title string) string {
	i.t.Helper()
	return i.document(i.publish("ann", title+".md", fmt.Sprintf(letter, title))).text("id")
}

// waiting is how many deliveries to a sink are still to be made, after at least so many failed tries.
func (i *instance) waiting(s *sink, tries int) int64 {
	i.t.Helper()
	return i.number(fmt.Sprintf("select count(*) from deliveries where host = '%s' and attempts >= %d", strings.TrimPrefix(s.base, "http://"), tries))
}

// awaitWaiting waits until so many deliveries to a sink wait.
func (i *instance) awaitWaiting(s *sink, tries int, n int64) {
	i.t.Helper()
	eventually(i.t, fmt.Sprintf("%d deliveries wait after %d tries", n, tries), func() error {
		if got := i.waiting(s, tries); got != n {
			return fmt.Errorf("%d wait; the sink got %s", got, s.heard())
		}
		return nil
	})
}

// TestTroubledServers delivers one article to servers with every kind of trouble at once.
func TestTroubledServers(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		actor := i.actorOf("ann")
		sinks := map[string]*sink{}
		for _, name := range []string{"well", "broken", "busy", "hanging", "dropping", "strict"} {
			sinks[name] = newSink(t)
			sinks[name].follows("bea", actor)
		}
		sinks["broken"].behaves("", mood{status: http.StatusInternalServerError})
		sinks["busy"].behaves("", mood{status: http.StatusTooManyRequests, retryAfter: "7200"})
		sinks["hanging"].behaves("", mood{hang: true})
		sinks["dropping"].behaves("", mood{refuse: true})
		sinks["strict"].behaves("", mood{status: http.StatusForbidden})

		began := time.Now()
		id := i.letterID("Weather")
		well := sinks["well"].await(1, "Create at the healthy server", is("Create", id))[0]
		if took := well.at.Sub(began); took > 10*time.Second {
			t.Errorf("the healthy server waited %v for the others", took)
		}
		for _, name := range []string{"broken", "busy", "hanging", "dropping"} {
			i.awaitWaiting(sinks[name], 1, 1)
		}
		i.awaitWaiting(sinks["strict"], 0, 0)
		host := strings.TrimPrefix(sinks["busy"].base, "http://")
		for _, due := range []string{"select due_at from deliveries where host = '%s'", "select retry_at from hosts where host = '%s'"} {
			if at := time.UnixMilli(i.number(fmt.Sprintf(due, host))); at.Before(began.Add(2 * time.Hour)) {
				t.Errorf("asked to wait two hours, we come again at %v (%s)", at, due)
			}
		}

		for _, s := range sinks {
			s.behaves("", mood{})
		}
		i.timePasses()
		for _, name := range []string{"broken", "busy", "hanging", "dropping"} {
			sinks[name].await(1, "Create at the server that was "+name, func(p post) bool { return is("Create", id)(p) && p.status == http.StatusAccepted })
			i.awaitWaiting(sinks[name], 0, 0)
		}
		if creates := sinks["strict"].got(is("Create", id)); len(creates) != 2 { // signed by either scheme
			t.Errorf("what was refused for good was sent %d times, not once by each scheme", len(creates))
		}
		i.hasFollowers(actor, len(sinks))
		for _, s := range sinks {
			s.proved()
		}
	})
}

// TestInboxGone loses exactly those followers who are gone, be their inbox their own or a shared one.
func TestInboxGone(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s, stays, actor := newSink(t), newSink(t), i.actorOf("ann")
		for _, name := range []string{"own-ada", "own-bea", "cid", "dora"} {
			s.follows(name, actor)
		}
		stays.follows("eve", actor)
		s.behaves("/u/own-ada/inbox", mood{status: http.StatusGone})
		s.behaves("/inbox", mood{status: http.StatusGone})
		s.deletes("cid")
		id := i.letterID("Farewell")
		s.await(1, "Create for the one with a living inbox", func(p post) bool { return is("Create", id)(p) && p.path == "/u/own-bea/inbox" })
		i.hasFollowers(actor, 3) // own-bea, dora and eve

		next := i.letterID("Next")
		s.await(1, "the next Create", func(p post) bool { return is("Create", next)(p) && p.path == "/u/own-bea/inbox" })
		last := i.letterID("Last")
		s.await(1, "the last Create", func(p post) bool { return is("Create", last)(p) && p.path == "/u/own-bea/inbox" })
		if again := s.got(func(p post) bool { return p.path == "/u/own-ada/inbox" && is("Create", next)(p) }); len(again) > 0 {
			t.Error("an inbox that is gone got another delivery")
		}
		stays.await(3, "all three articles elsewhere", func(p post) bool { return p.activity.text("type") == "Create" })
		s.proved()
	})
}

// TestKilledWhileDeliveriesWait ends the site by kill -9 while another server cannot be reached, and expects
// everything to arrive there afterwards, once and in order.
func TestKilledWhileDeliveriesWait(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s, actor := newSink(t), i.actorOf("ann")
		s.follows("own-bea", actor)
		s.follows("cid", actor)
		s.behaves("", mood{refuse: true})

		edited := i.letterID("Edited")
		i.awaitWaiting(s, 0, 2)
		i.publish("ann", "Edited.md", fmt.Sprintf(letter, "Edited")+"\nMore.\n", "--update")
		i.awaitWaiting(s, 0, 4)
		withdrawn := i.letterID("Withdrawn")
		i.awaitWaiting(s, 0, 6)
		i.signIn("ann").withdraw("Withdrawn")
		i.awaitWaiting(s, 0, 8)
		eventually(t, "a first try", func() error {
			if i.waiting(s, 1) == 0 {
				return fmt.Errorf("none failed yet")
			}
			return nil
		})

		i.kill()
		s.behaves("", mood{})
		i.start()
		i.timePasses()
		i.awaitWaiting(s, 0, 0)
		for _, inbox := range []string{"/inbox", "/u/own-bea/inbox"} {
			if types := s.types(inbox, edited); !slices.Equal(types, []string{"Create", "Update"}) {
				t.Errorf("%s got %v of the edited article", inbox, types)
			}
			if types := s.types(inbox, withdrawn); !slices.Equal(types, []string{"Create", "Delete"}) {
				t.Errorf("%s got %v of the withdrawn article", inbox, types)
			}
		}
		s.proved()
	})
}

// TestKilledWhileDelivering ends the site by kill -9 while a request is on its way: it is sent again, as the same activity.
func TestKilledWhileDelivering(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s := newSink(t)
		s.follows("bea", i.actorOf("ann"))
		s.behaves("", mood{hang: true})
		id := i.letterID("Halfway")
		s.await(1, "the request that hangs", is("Create", id))
		i.kill()
		s.behaves("", mood{})
		i.start()
		restarted := time.Now()
		if i.database != "" {
			i.timePasses() // in half a minute the dead process's lease would end
		}
		creates := s.await(2, "the Create again", is("Create", id))
		if took := creates[1].at.Sub(restarted); took > 10*time.Second {
			t.Errorf("on SQLite no lease outlives the process, but it took %v until the Create was sent again", took)
		}
		if creates[0].activity.text("id") != creates[1].activity.text("id") || len(creates) != 2 {
			t.Errorf("the Create came as %d activities", len(creates))
		}
		s.proved()
	})
}

// TestStoppedWhileDelivering stops the site while a request is on its way: it is waited for, and so sent only once.
func TestStoppedWhileDelivering(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s := newSink(t)
		s.follows("bea", i.actorOf("ann"))
		s.behaves("", mood{slow: 2 * time.Second})
		id := i.letterID("Slowly")
		s.await(1, "the request that takes long", is("Create", id))
		i.stop()
		s.behaves("", mood{})
		i.start()
		s.await(1, "the next Create", is("Create", i.letterID("Next")))
		if creates := s.got(is("Create", id)); len(creates) != 1 {
			t.Errorf("the Create came %d times", len(creates))
		}
		s.proved()
	})
}

// TestPublishedWhileStopped leaves jobs to a server that does not run. It then works at several of them at once, and
// still nothing is lost on the way, and each article's Create comes before its Update.
func TestPublishedWhileStopped(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		var sinks []*sink
		for range 4 {
			s := newSink(t)
			s.follows("bea", i.actorOf("ann"))
			sinks = append(sinks, s)
		}
		i.stop()
		pages := map[string]string{}
		for _, title := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"} {
			pages[title] = i.publish("ann", title+".md", fmt.Sprintf(letter, title))
			i.publish("ann", title+".md", fmt.Sprintf(letter, title)+"\nMore.\n", "--update")
		}
		i.start()
		for title, page := range pages {
			id := i.document(page).text("id")
			for _, s := range sinks {
				s.await(1, "Create of "+title, is("Create", id))
				s.await(1, "Update of "+title, is("Update", id))
				if types := s.types("/inbox", id); !slices.Equal(types, []string{"Create", "Update"}) {
					t.Errorf("%s came as %v", title, types)
				}
				s.proved()
			}
		}
	})
}
