package federation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// finger makes the peer answer for an account.
func (p *peer) finger(account, subject, self string) {
	p.serve("/.well-known/webfinger?resource=acct%3A"+strings.ReplaceAll(strings.ReplaceAll(account, "@", "%40"), ":", "%3A"), "application/jrd+json",
		fmt.Sprintf(`{"subject":%q,"links":[{"rel":"self","type":"text/html","href":"x"},{"rel":"self","type":"application/activity+json","href":%q}]}`, subject, self))
}

func (p *peer) host() string { return strings.TrimPrefix(p.URL, "http://") }

func TestLookupHandle(t *testing.T) {
	s := newSite(t, nil)
	home, other := newPeer(t), newPeer(t)
	alice := home.URL + "/alice"
	home.actor(t, "/alice", 1)
	home.actor(t, "/bob", 1)
	at := func(name string, p *peer) string { return name + "@" + p.host() }
	home.finger(at("alice", home), "acct:"+at("alice", home), alice)
	// A domain of its own for the handle, and the actor's host says so too.
	other.finger(at("bob", other), "acct:"+at("bob", other), home.URL+"/bob")
	home.finger(at("bob", home), "acct:"+at("bob", other), home.URL+"/bob")
	// Somebody who would like to be alice.
	other.finger(at("president", other), "acct:"+at("president", other), alice)
	other.finger(at("alice", other), "acct:"+at("alice", other), alice)
	other.finger(at("alias", other), "acct:"+at("alice", home), alice)
	other.finger(at("thief", other), "acct:"+at("alice", home), home.URL+"/bob")
	other.serve("/.well-known/webfinger?resource=acct%3Ahtml%40"+strings.ReplaceAll(other.host(), ":", "%3A"), "text/html", "<html>")
	other.finger(at("nosubject", other), "", alice)
	for text, want := range map[string]string{
		"@" + at("alice", home):        alice,
		" " + at("alice", home) + " ":  alice,
		"@" + at("bob", other):         home.URL + "/bob",
		"@" + at("bob", home):          home.URL + "/bob",
		"@" + at("alias", other):       alice, // one redirect of the subject
		"@" + at("president", other):   "",
		"@" + at("alice", other):       "",
		"@" + at("thief", other):       "",
		"@" + at("html", other):        "",
		"@" + at("nosubject", other):   "",
		"@" + at("nobody", home):       "",
		"alice":                        "",
		"@alice@":                      "",
		"@alice@" + home.host() + "/x": "",
		"@a@b@" + home.host():          "",
	} {
		actor, err := s.LookupHandle(context.Background(), text)
		if want == "" {
			if err == nil || actor != nil {
				t.Errorf("%s is %+v, %v", text, actor, err)
			}
			continue
		}
		if err != nil || actor.ID != want {
			t.Errorf("%s: %+v, %v", text, actor, err)
		}
	}
}

func TestDeliver(t *testing.T) {
	p, s := newPeer(t), newSite(t, nil)
	key := signature.Key{ID: s.URL("/ap/blogs/7#main-key"), Owner: s.URL("/ap/blogs/7"), Private: keyPool()[0]}
	body := activity(vocab.TypeCreate, key.Owner)
	for _, c := range []struct {
		status  int
		words   string
		want    Outcome
		asked   string
		waiting time.Duration
	}{
		{200, "", Delivered, "", 0}, {202, "thanks\n\tindeed\x00", Delivered, "", 0}, {204, "", Delivered, "", 0},
		{302, "", Retry, "", 0}, {400, "no", Refused, "", 0}, {401, "", Retry, "", 0}, {403, "", Refused, "", 0},
		{404, "", Refused, "", 0}, {408, "", Retry, "", 0}, {410, "", Removed, "", 0},
		{429, "", Retry, "120", 2 * time.Minute}, {500, "", Retry, "", 0}, {501, "", Refused, "", 0}, {503, "", Retry, "60", time.Minute},
	} {
		p.handle("/inbox", func(w http.ResponseWriter, r *http.Request) {
			got, _ := io.ReadAll(r.Body)
			if string(got) != string(body) || r.Header.Get("Content-Type") != "application/activity+json" || r.Header.Get("Digest")+r.Header.Get("Content-Digest") == "" || r.Header.Get("Signature") == "" {
				t.Errorf("arrived as %v %s", r.Header, got)
			}
			if c.asked != "" {
				w.Header().Set("Retry-After", c.asked)
			}
			w.WriteHeader(c.status)
			if c.words != "" && c.status != 204 {
				_, _ = io.WriteString(w, c.words)
			}
		})
		got := s.Deliver(context.Background(), Delivery{Inbox: p.URL + "/inbox", Body: body, Digest: signature.Digest(body), Key: key})
		want := Result{Outcome: c.want, Status: c.status, Words: strings.Join(strings.Fields(strings.Trim(c.words, "\x00")), " "), After: c.waiting}
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	for _, inbox := range []string{"http://127.0.0.1:1/inbox", "not a URL", ""} {
		got := s.Deliver(context.Background(), Delivery{Inbox: inbox, Body: body, Digest: signature.Digest(body), Key: key})
		if got.Outcome != Retry || got.Status != 0 || got.Words == "" {
			t.Errorf("%q: %+v", inbox, got)
		}
	}
}

func TestClassifyErrors(t *testing.T) {
	if got := classify(0, errors.New("connection refused")); got != Retry || got.String() != "retry" {
		t.Error(got)
	}
	if words := oneLine(strings.Repeat("ä\u202e ", 400)); len(words) > wordsLimit+3 || strings.ContainsRune(words, '\u202e') {
		t.Errorf("%d bytes: %s", len(words), words)
	}
}

func TestR6Schedule(t *testing.T) {
	middle := func() float64 { return 0.5 }
	want := []time.Duration{1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440}
	for i, minutes := range want {
		if got := Backoff(i+1, middle); got != minutes*time.Minute {
			t.Errorf("after %d tries %v", i+1, got)
		}
	}
	shortest := time.Duration(0)
	for tries := 1; tries < MaxTries; tries++ {
		shortest += Backoff(tries, func() float64 { return 0 })
	}
	if MaxTries < 10 || shortest < 72*time.Hour {
		t.Errorf("%d tries over %v", MaxTries, shortest)
	}
	rapid.Check(t, func(t *rapid.T) {
		tries, random := rapid.IntRange(-3, 1000).Draw(t, "tries"), rapid.Float64Range(0, 1).Draw(t, "random")
		exact, got := Backoff(tries, middle), Backoff(tries, func() float64 { return random })
		if got < exact*79/100 || got > exact*121/100 {
			t.Fatalf("%v is more than a fifth from %v", got, exact)
		}
	})
}

func TestActivityIDs(t *testing.T) {
	secret := []byte("0123456789abcdef0123456789abcdef")
	one := ActivityID(secret, "create", "7")
	if one != ActivityID(secret, "create", "7") || len(one) != 26 || one != strings.ToLower(one) {
		t.Error(one)
	}
	for _, other := range []string{
		ActivityID(secret, "create", "8"), ActivityID(secret, "create7"), ActivityID(secret, "creat", "e7"),
		ActivityID(secret, "create", "7", ""), ActivityID([]byte("other"), "create", "7"), ActivityID(secret),
	} {
		if other == one {
			t.Error("two causes, one id")
		}
	}
}

func TestMemoryForgets(t *testing.T) {
	now := time.Unix(0, 0)
	m := newMemory[int](100, time.Minute, func() time.Time { return now })
	for i := range 10_000 {
		m.put(fmt.Sprint(i), i)
		m.put("used", 7)
	}
	if size := len(m.young) + len(m.old); size > 100 {
		t.Errorf("%d remembered", size)
	}
	if _, ok := m.get("9999"); !ok {
		t.Error("the youngest was forgotten")
	}
	if _, ok := m.get("0"); ok {
		t.Error("the oldest was not")
	}
	m.change("count", func(n int) int { return n + 1 })
	now = now.Add(40 * time.Second)
	if n := m.change("count", func(n int) int { return n + 1 }); n != 2 {
		t.Error(n)
	}
	now = now.Add(40 * time.Second)
	if n := m.change("count", func(n int) int { return n + 1 }); n != 1 {
		t.Errorf("the window did not end: %d", n)
	}
	if _, ok := m.get("9999"); ok {
		t.Error("nothing ends")
	}
}

func TestBudgetHost(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.b.victim.example/x": "victim.example", "https://x.co.uk/": "x.co.uk", "https://a.x.co.uk:8/": "x.co.uk",
		"http://127.0.0.1:8080/": "127.0.0.1", "http://localhost/": "localhost", "http://[::1]:80/": "::1", "%": "",
	} {
		if got := budgetHost(address); got != want {
			t.Errorf("%s: %q", address, got)
		}
	}
}

// GoToSocial and servers in secure mode answer nobody who does not say who they are.
func TestFetchesAreSigned(t *testing.T) {
	p, s := newPeer(t), newSite(t, nil)
	p.actor(t, "/alice", 1)
	alice := p.pages["/alice"]
	signed := 0
	p.handle("/alice", func(w http.ResponseWriter, r *http.Request) {
		policy := signature.Policy{BaseURL: mustURL(t, p.URL)}
		claim, err := policy.Parse(r)
		if err == nil {
			err = errors.Join(claim.CheckFresh(time.Now()), claim.CheckDigest(nil), claim.Verify(keyPool()[0].Public()))
		}
		if err != nil || claim.KeyID != s.URL("/ap/instance#main-key") || !strings.Contains(r.Header.Get("Accept"), "application/activity+json") {
			t.Errorf("%v: %v", err, r.Header)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		signed++
		alice(w, r)
	})
	if _, err := s.FetchActor(context.Background(), p.URL+"/alice"); err != nil || signed != 1 {
		t.Error(err)
	}
	key := signature.Key{ID: p.URL + "/alice#main-key", Owner: p.URL + "/alice", Private: keyPool()[1]}
	if got := s.send(t, key, activity(vocab.TypeFollow, key.Owner)); got.status != http.StatusAccepted || signed != 2 {
		t.Errorf("%+v", got)
	}
}

func mustURL(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
