//go:build soak

package main

import (
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

// TestSoakC1 plants four times as much as the daily test, and opens ten times as many pages.
func TestSoakC1(t *testing.T) {
	growScripts(t, sizes{people: 45, notes: 400, articles: 40, each: 60, pages: 40})
}

// TestSoakF10 takes three steps in a row in each order on PostgreSQL too.
func TestSoakF10(t *testing.T) { walkFollowings(t, newSite(t, "postgres"), 3) }

// TestSoakF6 sends the same bytes a thousand times, to four processes one after the other and from eight sides at once.
func TestSoakF6(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		note := k.note("bea", k.id, "<p>Once is enough</p>")
		_, create := k.says("bea", object{"type": "Create", "object": note, "to": []string{public}})
		_, follow := k.says("bea", object{"type": "Follow", "object": k.actor})
		for process := range 4 {
			if process > 0 {
				i.stop()
				i.start()
			}
			eightSides(250, func(int) {
				for _, body := range [][]byte{create, follow} {
					if got := k.post(k.request("bea", k.actor+"/inbox", body, time.Now())); got.status != http.StatusAccepted && got.status != http.StatusTooManyRequests {
						t.Errorf("answered %d %s", got.status, got.body)
					}
				}
			})
		}
		if got := k.tally(); got != (tally{Replies: 1, Followers: 1}) {
			t.Errorf("two things said a thousand times make %+v", got)
		}
		k.await(1, "the article", is("Create", i.letterID("After")))
		if accepts := k.got(func(p post) bool { return p.activity.text("type") == "Accept" }); len(accepts) != 1 {
			t.Errorf("one Follow was accepted %d times", len(accepts))
		}
		i.ranQuietly()
	})
}

// eightSides does something n times, eight of them at once.
func eightSides(n int, do func(n int)) {
	var sides sync.WaitGroup
	for side := range 8 {
		sides.Go(func() {
			for each := side; each < n; each += 8 {
				do(each)
			}
		})
	}
	sides.Wait()
}

// TestSoakF8 hears of a hundred thousand deleted accounts nobody knew: no question, no row, and less than a third of
// the work of an activity that counts.
func TestSoakF8(t *testing.T) {
	i := newSite(t, "sqlite")
	k := newTalk(t, i)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}, Timeout: patience}
	for n := range 20 {
		k.taken(fmt.Sprintf("known-%d", n), k.actor, object{"type": "Like", "object": k.id})
	}
	const likes, deletes = 4000, 100_000
	before := i.cpu()
	eightSides(likes, func(n int) { k.taken(fmt.Sprintf("known-%d", n%20), k.actor, object{"type": "Like", "object": k.id}) })
	like := (i.cpu() - before) / likes
	rows, asked := i.number("select count(*) from actors")+i.number("select count(*) from seen"), k.timesAsked()
	before = i.cpu()
	eightSides(deletes, func(n int) {
		res, err := client.Do(strangersDelete(t, fmt.Sprintf("%s/gone/%d", k.base, n), i.base+"/ap/inbox"))
		if err != nil {
			t.Error(err)
			return
		}
		if got := readAnswer(t, res); got.status != http.StatusAccepted {
			t.Errorf("answered %d %s", got.status, got.body)
		}
	})
	deleted := (i.cpu() - before) / deletes
	if now := i.number("select count(*) from actors") + i.number("select count(*) from seen"); now != rows || k.timesAsked() != asked {
		t.Errorf("there were %d rows and are %d; %d questions were asked", rows, now, k.timesAsked()-asked)
	}
	t.Logf("a Like takes %v of the processor, a stranger's Delete %v: %.2f of it", like, deleted, float64(deleted)/float64(like))
	if deleted > like*3/10 {
		t.Errorf("a stranger's Delete takes %v, which is more than 0.3 of %v", deleted, like)
	}
	i.ranQuietly()
}

// strangersDelete is the Delete of an account by itself. Nobody will ask for its key, so any signature does.
func strangersDelete(t *testing.T, actor, inbox string) *http.Request {
	t.Helper()
	body := plain(t, object{"id": actor + "#delete", "type": "Delete", "actor": actor, "object": actor, "to": []string{public}})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, inbox, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/activity+json")
	req.Header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	req.Header.Set("Digest", signature.Digest([]byte(body)))
	req.Header.Set("Signature", `keyId="`+actor+`#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="AAAA"`)
	return req
}

// cpu is what the site's process has had of the processor so far.
func (i *instance) cpu() time.Duration {
	i.t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", i.process.Process.Pid))
	if err != nil {
		i.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	var ticks int64
	for _, field := range fields[11:13] { // user and system time, in hundredths of a second
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			i.t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// TestSoakF9 has fifty thousand false followers, each with an inbox of their own on one host. They are known already,
// as after weeks of trying, so that no key has to be fetched.
func TestSoakF9(t *testing.T) {
	i := newSite(t, "sqlite")
	s, actor := newSink(t), i.actorOf("ann")
	const crowd, most = 50_000, 100
	i.knows(s, crowd)
	refused := make([]int, crowd)
	eightSides(crowd, func(n int) {
		_, got := s.asks(fmt.Sprintf("own-%d", n), actor)
		refused[n] = got.status
	})
	statuses := map[int]int{}
	for _, status := range refused {
		statuses[status]++
	}
	if statuses[http.StatusAccepted] != most || statuses[http.StatusForbidden] != crowd-most {
		t.Errorf("a crowd of one host was answered %v, want %d times 202 and else 403", statuses, most)
	}
	i.hasFollowers(actor, most)
	id, next := i.letterID("Flood"), i.letterID("Ebb")
	s.await(most, "the last Create", is("Create", next))
	if sent := len(s.got(is("Create", id))); sent != most {
		t.Errorf("the host got %d deliveries of one article", sent)
	}
	if asked := s.timesAsked(); asked > most {
		t.Errorf("the host was asked %d times", asked)
	}
	i.ranQuietly()
}
