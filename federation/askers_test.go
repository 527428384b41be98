package federation

import (
	"context"
	"crypto/x509"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// newSecureSite has one object, and blocks whom the function says.
func newSecureSite(t *testing.T, blocked func(string) bool) (s *site, address string) {
	t.Helper()
	s = newSite(t, func(c *Config) {
		c.AuthorizedFetch = true
		c.Blocked = func(_ context.Context, who string) (bool, error) { return blocked(who), nil }
	})
	route := s.Route("/ap/articles/")
	s.Objects(route, func(_ context.Context, asked Asked) (vocab.Value, error) {
		if asked.ID != "7" {
			return nil, ErrNotFound
		}
		return &vocab.Object{Base: vocab.Base{ID: route.URL("7"), Type: vocab.TypeArticle, URL: vocab.URLs(s.url + "/page")}}, nil
	})
	return s, route.URL("7")
}

// asks signs a GET.
func (s *site) asks(t *testing.T, key signature.Key, address string, at time.Time) answer {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "application/activity+json")
	if err := signature.Sign(req, nil, key, at); err != nil {
		t.Fatal(err)
	}
	return do(t, req)
}

func TestSecureMode(t *testing.T) {
	p := newPeer(t)
	mallory := p.actor(t, "/mallory", 3)
	s, address := newSecureSite(t, func(who string) bool { return strings.HasPrefix(who, mallory.Owner) })
	alice := p.actor(t, "/alice", 1)
	wrong, unlisted := alice, alice
	wrong.Private, unlisted.ID = keyPool()[2], alice.Owner+"#other"
	// As GoToSocial has them: the key's id is an address of its own, where a part of the actor is found.
	apart := p.actor(t, "/carol", 2, func(doc map[string]any) {
		doc["publicKey"].(map[string]any)["id"] = doc["id"].(string) + "/main-key"
	})
	apart.ID = apart.Owner + "/main-key"
	p.serve("/carol/main-key", "application/activity+json", `{"id":"`+apart.Owner+`","type":"Person"}`)
	stolen := signature.Key{ID: p.URL + "/stolen", Private: keyPool()[2]}
	p.serve("/stolen", "application/activity+json", `{"id":"`+stolen.ID+`","type":"Key","owner":"https://far.example/alice"}`)
	far := newPeer(t)
	foreign := signature.Key{ID: p.URL + "/foreign", Private: keyPool()[2]}
	far.actor(t, "/eve", 1, func(doc map[string]any) {
		doc["assertionMethod"] = map[string]any{"id": foreign.ID, "type": "Multikey", "controller": doc["id"],
			"publicKeyMultibase": signature.Multibase(append([]byte("\x85\x24"), x509.MarshalPKCS1PublicKey(&keyPool()[2].PublicKey)...))}
	})
	p.serve("/foreign", "application/activity+json", `{"id":"`+foreign.ID+`","type":"Key","owner":"`+far.URL+`/eve"}`)
	lent := signature.Key{ID: p.URL + "/lent", Private: keyPool()[2]}
	p.serve("/lent", "application/activity+json", `{"id":"`+lent.ID+`","type":"Key","owner":"`+alice.Owner+`"}`)
	for _, c := range []struct {
		name string
		key  signature.Key
		at   time.Time
		path string
		want int
	}{
		{"good", alice, time.Now(), address, http.StatusOK},
		{"again", alice, time.Now(), address, http.StatusOK},
		{"a key apart", apart, time.Now(), address, http.StatusOK},
		{"nothing there", alice, time.Now(), address + "0", http.StatusNotFound},
		{"old", alice, time.Now().Add(-2 * time.Hour), address, http.StatusUnauthorized},
		{"another's signature", wrong, time.Now(), address, http.StatusUnauthorized},
		{"not listed", unlisted, time.Now(), address, http.StatusUnauthorized},
		{"owner elsewhere", stolen, time.Now(), address, http.StatusUnauthorized},
		{"owner elsewhere who lists it", foreign, time.Now(), address, http.StatusUnauthorized},
		{"owner does not know it", lent, time.Now(), address, http.StatusUnauthorized},
		{"no such key", signature.Key{ID: p.URL + "/none", Private: keyPool()[2]}, time.Now(), address, http.StatusUnauthorized},
		{"blocked", mallory, time.Now(), address, http.StatusForbidden},
	} {
		if got := s.asks(t, c.key, c.path, c.at); got.status != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	for _, path := range []string{address, address + "0"} {
		if got := get(t, path, "application/activity+json"); got.status != http.StatusUnauthorized {
			t.Errorf("unsigned: %v", got)
		}
	}
	if got := get(t, address, "text/html"); got.status != http.StatusFound {
		t.Errorf("a reader: %v", got)
	}
	before := p.gets.Load()
	for range 5 {
		s.asks(t, alice, address, time.Now())
		s.asks(t, wrong, address, time.Now())
		s.asks(t, signature.Key{ID: p.URL + "/none", Private: keyPool()[2]}, address, time.Now())
	}
	if got := p.gets.Load() - before; got != 0 {
		t.Errorf("asking again cost %d fetches", got)
	}
	if s.keys.saves != 0 {
		t.Errorf("%d keys of readers are stored", s.keys.saves)
	}
}

// TestBlockedAskersAreNotAsked: who may not ask us anything is not worth a request of ours.
func TestBlockedAskersAreNotAsked(t *testing.T) {
	p := newPeer(t)
	s, address := newSecureSite(t, func(who string) bool { return strings.HasPrefix(who, p.URL) })
	if got := s.asks(t, p.actor(t, "/alice", 1), address, time.Now()); got.status != http.StatusForbidden || p.gets.Load() != 0 {
		t.Errorf("%+v, %d fetches", got, p.gets.Load())
	}
}
