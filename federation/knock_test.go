package federation

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

const (
	draft   = "draft-cavage"
	message = "RFC 9421"
)

// gate is a door of a peer that takes one scheme and remembers who knocked how.
type gate struct {
	mu      sync.Mutex
	takes   string
	refusal int // the answer to the other scheme
	answer  int // to the one it takes; 0 for the document or 202
	knocks  []string
}

func (g *gate) set(takes string, refusal, answer int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.takes, g.refusal, g.answer, g.knocks = takes, refusal, answer, nil
}

func (g *gate) saw(t *testing.T, what string, want ...string) {
	t.Helper()
	g.mu.Lock()
	defer g.mu.Unlock()
	if !slices.Equal(g.knocks, want) {
		t.Errorf("%s: knocked %q, want %q", what, g.knocks, want)
	}
	g.knocks = nil
}

// guard puts the gate before whatever the peer has at that path.
func (g *gate) guard(t *testing.T, p *peer, path string) {
	behind := p.pages[path]
	base, err := url.Parse(p.URL)
	if err != nil {
		t.Fatal(err)
	}
	p.handle(path, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		claim, err := signature.Policy{BaseURL: base}.Parse(r)
		if err == nil {
			err = errors.Join(claim.CheckFresh(time.Now()), claim.CheckDigest(body), claim.Verify(keyPool()[0].Public()))
		}
		if err != nil {
			t.Errorf("%s %s: %v", r.Method, path, err)
		}
		scheme := draft
		if r.Header.Get("Signature-Input") != "" {
			scheme = message
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		g.knocks = append(g.knocks, scheme)
		switch {
		case scheme != g.takes:
			w.WriteHeader(g.refusal)
			_, _ = io.WriteString(w, "I do not take "+scheme)
		case g.answer != 0:
			w.WriteHeader(g.answer)
		case behind != nil:
			behind(w, r)
		default:
			w.WriteHeader(http.StatusAccepted)
		}
	})
}

func ownDelivery(s *site, inbox string) Delivery {
	key := signature.Key{ID: s.URL("/ap/blogs/7#main-key"), Owner: s.URL("/ap/blogs/7"), Private: keyPool()[0]}
	body := activity(vocab.TypeCreate, key.Owner)
	return Delivery{Inbox: inbox, Body: body, Digest: signature.Digest(body), Key: key}
}

func TestDeliveryKnocksTwice(t *testing.T) {
	p, g := newPeer(t), &gate{}
	g.guard(t, p, "/inbox")
	for _, refusal := range []int{400, 401, 403} {
		s := newSite(t, nil)
		d := ownDelivery(s, p.URL+"/inbox")
		deliver := func(what string, outcome Outcome, knocks ...string) {
			t.Helper()
			if got := s.Deliver(context.Background(), d); got.Outcome != outcome {
				t.Errorf("%s: %+v", what, got)
			}
			g.saw(t, what, knocks...)
		}
		g.set(draft, refusal, 0)
		deliver("a host of draft-cavage", Delivered, draft)
		deliver("again", Delivered, draft)
		g.set(message, refusal, 0)
		deliver("a host of RFC 9421", Delivered, draft, message)
		deliver("remembered", Delivered, message)
		g.set(draft, refusal, 0)
		deliver("it went back", Delivered, message, draft)
		deliver("remembered too", Delivered, draft)
		g.set(message, refusal, 0)
		deliver("and forth", Delivered, draft, message)
		for after, want := range map[time.Duration]bool{schemeRemembered - time.Minute: true, schemeRemembered + time.Minute: false} {
			s.skew.Store(int64(after))
			if modern, _ := s.modern.get(p.host()); modern != want {
				t.Errorf("after %v remembered is %v", after, modern)
			}
		}
	}
}

// TestKnocksAnswers: the second answer counts only if it is about what was sent.
func TestKnocksAnswers(t *testing.T) {
	p, g := newPeer(t), &gate{}
	g.guard(t, p, "/inbox")
	for _, c := range []struct {
		refusal, answer, want int
		outcome               Outcome
		knocks                int
	}{
		{401, 0, 202, Delivered, 2}, {401, 410, 410, Removed, 2}, {401, 404, 404, Refused, 2}, {403, 429, 429, Retry, 2},
		{401, 401, 401, Retry, 2}, {401, 403, 401, Retry, 2}, {401, 400, 401, Retry, 2}, {403, 401, 403, Refused, 2},
		{400, 500, 400, Refused, 2}, {401, 503, 401, Retry, 2},
		{404, 0, 404, Refused, 1}, {410, 0, 410, Removed, 1}, {500, 0, 500, Retry, 1}, {429, 0, 429, Retry, 1}, {202, 0, 202, Delivered, 1},
	} {
		s := newSite(t, nil)
		g.set(message, c.refusal, c.answer)
		got := s.Deliver(context.Background(), ownDelivery(s, p.URL+"/inbox"))
		if got.Status != c.want || got.Outcome != c.outcome {
			t.Errorf("%d, then %d: %+v", c.refusal, c.answer, got)
		}
		if got.Status == c.refusal && !strings.Contains(got.Words, draft) {
			t.Errorf("%d, then %d: the words are those of the other answer: %q", c.refusal, c.answer, got.Words)
		}
		g.saw(t, "", []string{draft, message}[:c.knocks]...)
		if modern, _ := s.modern.get(p.host()); modern != (got.Status != c.refusal) {
			t.Errorf("%d, then %d: remembered %v", c.refusal, c.answer, modern)
		}
	}
}

// TestKnocksShareTheTime: a host that refuses the first and hangs at the second costs no more than one that hangs.
func TestKnocksShareTheTime(t *testing.T) {
	p, s := newPeer(t), newSite(t, nil)
	p.handle("/inbox", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Signature-Input") == "" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = io.Copy(io.Discard, r.Body) // or the server does not notice that the other side hangs up
		<-r.Context().Done()
	})
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if got := s.Deliver(ctx, ownDelivery(s, p.URL+"/inbox")); got.Outcome != Retry || got.Status != http.StatusUnauthorized {
		t.Errorf("%+v", got)
	}
}

func TestFetchKnocksTwice(t *testing.T) {
	p, g := newPeer(t), &gate{}
	p.actor(t, "/alice", 1)
	g.guard(t, p, "/alice")
	s := newSite(t, nil)
	fetch := func(what string, ok bool, knocks ...string) {
		t.Helper()
		if _, err := s.FetchActor(context.Background(), p.URL+"/alice"); (err == nil) != ok {
			t.Errorf("%s: %v", what, err)
		}
		g.saw(t, what, knocks...)
	}
	g.set(message, http.StatusBadRequest, 0)
	fetch("400 is no refusal of a signature", false, draft)
	g.set(message, http.StatusForbidden, http.StatusForbidden)
	fetch("refuses both", false, draft, message)
	g.set(message, http.StatusUnauthorized, 0)
	fetch("takes RFC 9421", true, draft, message)
	fetch("is remembered", true, message)
	g.set(draft, http.StatusUnauthorized, 0)
	fetch("takes draft-cavage", true, message, draft)
	g.set(message, http.StatusUnauthorized, http.StatusGone)
	_, err := s.FetchActor(context.Background(), p.URL+"/alice")
	if !isGone(err) {
		t.Errorf("gone, for those who sign rightly: %v", err)
	}
}

// TestF8KnocksAreCounted: a second knock at somebody's server costs the budget of its domain, too.
func TestF8KnocksAreCounted(t *testing.T) {
	p, g := newPeer(t), &gate{}
	g.set(message, http.StatusUnauthorized, http.StatusUnauthorized)
	s := newSite(t, nil)
	s.Federation.keys.budget = 5
	for _, name := range []string{"/a", "/b", "/c", "/d"} {
		key := p.actor(t, name, 1)
		g.guard(t, p, name)
		s.send(t, key, activity(vocab.TypeFollow, key.Owner))
	}
	if gets := p.gets.Load(); gets != 5 {
		t.Errorf("%d requests within a budget of 5", gets)
	}
}

// TestInboxTakesBothSchemes goes through the whole door.
func TestInboxTakesBothSchemes(t *testing.T) {
	p, s := newPeer(t), newSite(t, nil)
	alice := p.actor(t, "/alice", 1)
	body := activity(vocab.TypeFollow, alice.Owner)
	req := newPost(t, s.url+"/ap/inbox", body)
	if err := signature.MessageKey(alice).SignRequest(req, signature.Digest(body), time.Now()); err != nil {
		t.Fatal(err)
	}
	if got := do(t, req); got.status != http.StatusAccepted || s.heard.Load() != 1 {
		t.Fatalf("%+v", got)
	}
	// The same key proves draft-cavage; another key proves neither.
	if got := s.send(t, alice, activity(vocab.TypeFollow, alice.Owner)); got.status != http.StatusAccepted || s.heard.Load() != 2 {
		t.Fatalf("%+v", got)
	}
	alice.Private = keyPool()[2]
	body = activity(vocab.TypeFollow, alice.Owner)
	req = newPost(t, s.url+"/ap/inbox", body)
	if err := signature.MessageKey(alice).SignRequest(req, signature.Digest(body), time.Now()); err != nil {
		t.Fatal(err)
	}
	if got := do(t, req); got.status != http.StatusUnauthorized || s.heard.Load() != 2 {
		t.Errorf("forged: %+v", got)
	}
}
