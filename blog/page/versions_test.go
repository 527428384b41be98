package page

import (
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

func TestVersionsInAnyOrder(t *testing.T) {
	var changes []store.Version
	want := map[blog.Scope]int64{}
	for seq := range int64(200) {
		scope := []blog.Scope{site, oneBlog, article, thread}[seq%4]
		changes = append(changes, store.Version{Scope: scope, Seq: seq + 1})
		want[scope] = seq + 1
	}
	rand.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
	v := NewVersions()
	for i := range changes {
		v.Apply(changes[i : i+1])
	}
	v.Apply(changes[:50])
	if v.Seq() != 200 {
		t.Errorf("the last change is %d, want 200", v.Seq())
	}
	for scope, seq := range want {
		old, fresh := &Page{Scopes: []blog.Scope{scope}, Seq: seq - 1}, &Page{Scopes: []blog.Scope{scope}, Seq: seq}
		if now := time.Now(); v.current(old, now) || !v.current(fresh, now) {
			t.Errorf("%v: want pages from %d on to be current", scope, seq)
		}
	}
}

// Two stores on one database are two processes. Neither may miss what the other changed, above all
// not when both change something between two polls.
func TestVersionsOfAnotherProcess(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		here, ctx := newHouse(t, open()), t.Context()
		versions := NewVersions()
		here.store.OnTouch(versions.Apply)
		there := newService(t, open(), func() time.Time { return here.now })
		poll := func() {
			t.Helper()
			if err := versions.Poll(ctx, here.store); err != nil {
				t.Fatal(err)
			}
		}
		poll()
		title := func(title string) {
			t.Helper()
			if err := there.UpdateBlog(ctx, here.owner.ID, here.blog.ID, blog.Settings{Title: title}); err != nil {
				t.Fatal(err)
			}
		}
		c, builds := NewCache(versions, mega, time.Now), 0
		p := &press{status: http.StatusOK, scopes: blogScopes(here.blog.ID)}
		want := func(n int, why string) {
			t.Helper()
			do(t, c, p.print)
			if builds = int(p.printed.Load()); builds != n {
				t.Errorf("%s: %d printings, want %d", why, builds, n)
			}
		}
		want(1, "first")
		title("Theirs")
		want(1, "nobody has asked yet")
		poll()
		want(2, "after a poll")
		poll()
		want(2, "after a poll without news")

		title("Theirs again")
		if err := here.UpdateSite(ctx, here.owner.ID, "Ours", 0); err != nil { // a later number, of another scope
			t.Fatal(err)
		}
		want(2, "our change is not of this page")
		poll()
		want(3, "their change came before ours, and was heard of after it")

		if err := here.UpdateBlog(ctx, here.owner.ID, here.blog.ID, blog.Settings{Title: "Ours"}); err != nil {
			t.Fatal(err)
		}
		want(4, "our own change needs no poll")
		poll()
		want(4, "and is not news when polled")
	})
}
