package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestScheduledOnce publishes at its time what was scheduled, and tells followers once, though the site is killed
// before, at and after that time.
func TestScheduledOnce(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s := newSink(t)
		s.follows("bea", i.actorOf("ann"))
		schedule := func(title string, at time.Time) (page string) {
			t.Helper()
			text := fmt.Sprintf("---\ntitle: %s\ndate: %s\n---\nWords of %s.\n", title, at.UTC().Format(time.RFC3339), title)
			return i.publish("ann", title+".md", text)
		}
		creates := func(title string) int {
			return len(s.got(func(p post) bool {
				return p.activity.text("type") == "Create" && strings.Contains(string(p.body), "Words of "+title)
			}))
		}
		shows := func(page string) error {
			if got := i.get(page, "text/html"); got.status != http.StatusOK {
				return fmt.Errorf("status %d", got.status)
			}
			return nil
		}

		// While the site is away.
		at := time.Now().Add(3 * time.Second)
		away := schedule("away", at)
		if err := shows(away); err == nil {
			t.Fatal("readers see it before its time")
		}
		if got := i.get(i.base+"/@ann/feed.rss", ""); strings.Contains(string(got.body), "away") {
			t.Error("the feed has it before its time")
		}
		i.kill()
		time.Sleep(time.Until(at.Add(time.Second)))
		i.start()
		eventually(t, "it is published when the site is back", func() error { return shows(away) })
		eventually(t, "followers are told", func() error {
			if n := creates("away"); n != 1 {
				return fmt.Errorf("%d times", n)
			}
			return nil
		})
		if got := string(i.get(away, "text/html").body); !strings.Contains(got, at.UTC().Format("2006-01-02T15:04:05")) {
			t.Error("it is not dated as it was meant")
		}

		// Killed again and again around its time.
		at = time.Now().Add(3 * time.Second)
		storm := schedule("storm", at)
		for n := range 4 {
			time.Sleep(time.Until(at.Add(time.Duration(n-1) * 700 * time.Millisecond)))
			i.kill()
			i.start()
		}
		eventually(t, "it is published", func() error { return shows(storm) })
		eventually(t, "followers are told", func() error {
			if creates("storm") == 0 {
				return errWords("they are not")
			}
			return nil
		})
		time.Sleep(2 * time.Second)
		ids := map[string]bool{}
		for _, p := range s.got(func(p post) bool {
			return p.activity.text("type") == "Create" && strings.Contains(string(p.body), "Words of storm")
		}) {
			ids[p.activity.text("id")] = true // a delivery whose answer was cut off is repeated, as the same activity
		}
		if len(ids) != 1 {
			t.Errorf("followers got %d activities", len(ids))
		}
		if n := i.number("select count(*) from articles where state = 'published'"); n != 2 {
			t.Errorf("%d articles are published", n)
		}
		if n := i.number("select count(*) from episodes"); n != 2 {
			t.Errorf("%d episodes began", n)
		}
	})
}
