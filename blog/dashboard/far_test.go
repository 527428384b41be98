package dashboard_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/fediverse"
	"pamphlet/blog/store/storetest"
	"pamphlet/federation/transport"
)

// far is another server that shows people and things, and can be away.
type far struct {
	t      testing.TB
	server *httptest.Server
	mu     sync.Mutex
	docs   map[string]object // by path
	away   bool
}

type object map[string]any

func newFar(t testing.TB) *far {
	t.Helper()
	f := &far{t: t, docs: map[string]object{}}
	f.server = httptest.NewServer(f)
	t.Cleanup(f.server.Close)
	return f
}

// reaching is a house with a bridge to the world.
func reaching(t *testing.T) *house {
	t.Helper()
	h := open(t, storetest.SQLite(t), bridged(t))
	if err := h.service.ClaimBaseURL(t.Context(), h.server.URL); err != nil {
		t.Fatal(err)
	}
	return h
}

func bridged(t *testing.T) func(*desk.Config) {
	return func(c *desk.Config) {
		out := transport.New(transport.Config{AllowPrivateNetwork: true})
		t.Cleanup(out.Close)
		bridge, err := fediverse.New(t.Context(), fediverse.Config{
			Store: c.Store, Service: c.Service, Transport: out, BaseURL: c.BaseURL, Version: "test",
			Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Now: c.Now,
		})
		if err != nil {
			t.Fatal(err)
		}
		c.Fediverse = bridge
	}
}

// ServeHTTP implements http.Handler.
func (f *far) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	doc, ok := f.docs[r.URL.Path]
	away := f.away
	f.mu.Unlock()
	if r.URL.Path == "/.well-known/webfinger" {
		account := strings.TrimPrefix(r.URL.Query().Get("resource"), "acct:")
		name, _, _ := strings.Cut(account, "@")
		doc = object{"subject": "acct:" + account, "links": []object{{"rel": "self", "type": "application/activity+json", "href": f.id(name)}}}
		_, ok = f.docs["/u/"+name]
	}
	switch {
	case away:
		http.Error(w, "back soon", http.StatusBadGateway)
	case !ok:
		http.NotFound(w, r)
	default:
		w.Header().Set("Content-Type", "application/activity+json")
		_ = json.NewEncoder(w).Encode(doc)
	}
}

func (f *far) goes(away bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.away = away
}

func (f *far) host() string          { return strings.TrimPrefix(f.server.URL, "http://") }
func (f *far) id(name string) string { return f.server.URL + "/u/" + name }

// person makes somebody; more is added to their document.
func (f *far) person(name string, more object) string {
	id := f.id(name)
	doc := object{"@context": "https://www.w3.org/ns/activitystreams", "id": id, "type": "Person", "preferredUsername": name, "name": name,
		"inbox": id + "/inbox", "outbox": id + "/outbox",
		"publicKey": object{"id": id + "#main-key", "owner": id, "publicKeyPem": "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----"}}
	f.puts("/u/"+name, doc, more)
	return id
}

// thing makes something that somebody wrote for everybody; more is added to it.
func (f *far) thing(by, path string, more object) string {
	id := f.server.URL + path
	doc := object{"@context": "https://www.w3.org/ns/activitystreams", "id": id, "type": "Note", "attributedTo": f.id(by), "url": id,
		"to": []string{"https://www.w3.org/ns/activitystreams#Public"}, "published": "2026-03-14T15:09:26Z"}
	f.puts(path, doc, more)
	return id
}

func (f *far) puts(path string, doc, more object) {
	for name, value := range more {
		doc[name] = value
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.docs[path] = doc
}

func (f *far) handle(name string) string { return fmt.Sprintf("@%s@%s", name, f.host()) }
