package dashboard_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// openLimited is a house where three failures for a name from a network are the limit. It trusts
// the tests' own address as a proxy, so that a test may come from wherever it likes.
func openLimited(t *testing.T) *house {
	t.Helper()
	return open(t, storetest.SQLite(t), func(c *desk.Config) {
		c.SignInLimit = desk.SignInLimit{Tries: 3, Per: 10 * time.Minute}
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	})
}

// tries sends the sign-in form from an address.
func (h *house) tries(address, name, password string) *page {
	h.t.Helper()
	b := h.browser()
	r := b.get("/sign-in").form("/sign-in").with("name", name, "password", password).request()
	r.Header.Set("X-Forwarded-For", address)
	return b.do(r)
}

func TestSignInLimit(t *testing.T) {
	h := openLimited(t)
	h.account("ann", blog.Owner)
	for range 3 {
		h.tries("192.0.2.1", "ann", "not the right one").wants(http.StatusForbidden)
	}
	p := h.tries("192.0.2.1", " @Ann", password).wants(http.StatusTooManyRequests, "Wait ten minutes")
	if p.header.Get("Retry-After") != "600" {
		t.Errorf("Retry-After is %q", p.header.Get("Retry-After"))
	}
	h.tries("192.0.2.2", "ann", password).wants(http.StatusOK)
}

func TestSigningInOftenIsNoGuessing(t *testing.T) {
	h := openLimited(t)
	h.account("ann", blog.Owner)
	for range 30 {
		h.tries("192.0.2.1", "ann", password).wants(http.StatusOK)
	}
}

// TestStrangersCannotLockOut has a botnet guess one name: it is stopped and a new place must wait,
// but where the owner signed in before, the door stays open.
func TestStrangersCannotLockOut(t *testing.T) {
	h := openLimited(t)
	h.account("ann", blog.Owner)
	h.tries("192.0.2.1", "ann", password).wants(http.StatusOK)
	for i := range 15 {
		h.tries(fmt.Sprintf("198.51.100.%d", i+1), "ann", "not the right one").wants(http.StatusForbidden)
	}
	h.tries("198.51.100.100", "ann", "not the right one").wants(http.StatusTooManyRequests)
	h.tries("203.0.113.1", "ann", password).wants(http.StatusTooManyRequests)
	h.tries("192.0.2.1", "ann", password).wants(http.StatusOK)
}

func TestOneNetworkTriesManyNames(t *testing.T) {
	h := openLimited(t)
	h.account("ann", blog.Owner)
	for i := range 15 {
		h.tries("2001:db8:1:1::"+fmt.Sprint(i+1), fmt.Sprintf("name%d", i), "not the right one").wants(http.StatusForbidden)
	}
	h.tries("2001:db8:1:1::99", "ann", password).wants(http.StatusTooManyRequests)
	h.tries("2001:db8:1:2::1", "ann", password).wants(http.StatusOK)
}

// TestCrowdOfGuesses sends many guesses at the same moment: no more of them are checked than if
// they had come one after another, but for the one that was already inside.
func TestCrowdOfGuesses(t *testing.T) {
	h := openLimited(t)
	ann := h.account("ann", blog.Owner)
	ann.PasswordHash = "$argon2id$v=19$m=1024,t=20,p=1$c2FsdHNhbHRzYWx0c2FsdA$a2V5" // takes long to check
	if err := h.store.Write(t.Context(), func(tx *store.Tx) error { return tx.UpdateAccount(ann) }); err != nil {
		t.Fatal(err)
	}
	var checked atomic.Int32
	var ready, crowd sync.WaitGroup
	ready.Add(30)
	for range 30 {
		b := h.browser()
		r := b.get("/sign-in").form("/sign-in").with("name", "ann", "password", "not the right one").request()
		crowd.Go(func() {
			ready.Done()
			ready.Wait()
			if b.do(r).status == http.StatusForbidden {
				checked.Add(1)
			}
		})
	}
	crowd.Wait()
	if n := checked.Load(); n < 3 || n > 4 {
		t.Errorf("%d guesses were checked", n)
	}
}

// TestGuessingThePresentPassword bounds what somebody at a forgotten screen can try.
func TestGuessingThePresentPassword(t *testing.T) {
	h := openLimited(t)
	h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	send := func(old, new string) *page {
		return b.get("/desk/password").form("/desk/password").with("old", old, "password", new).send()
	}
	for range 5 {
		send(password, "short").wants(http.StatusUnprocessableEntity, "too short")
	}
	for range 3 {
		send("not the right one", "another long password").wants(http.StatusUnprocessableEntity, "not your present password")
	}
	p := send(password, "another long password").wants(http.StatusTooManyRequests, "Wait ten minutes")
	if p.header.Get("Retry-After") != "600" {
		t.Errorf("Retry-After is %q", p.header.Get("Retry-After"))
	}
}
