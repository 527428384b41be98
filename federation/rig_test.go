package federation

import (
	"bytes"
	"context"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// Making RSA keys is slow, and it does not matter whose is whose as long as they differ.
var keyPool = sync.OnceValue(func() []*rsa.PrivateKey {
	keys := make([]*rsa.PrivateKey, 4)
	for i := range keys {
		key, err := rsa.GenerateKey(nil, 2048)
		if err != nil {
			panic(err)
		}
		keys[i] = key
	}
	return keys
})

// store is a KeyStore in memory that counts.
type store struct {
	mu      sync.Mutex
	keys    map[string]RemoteKey
	actors  map[string]bool
	saves   int
	loads   int
	loadErr error
}

func (s *store) LoadKey(_ context.Context, keyID string) (RemoteKey, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.loads++
	if key, ok := s.keys[keyID]; ok {
		return key, nil
	}
	if s.loadErr != nil {
		return RemoteKey{}, s.loadErr
	}
	return RemoteKey{}, ErrUnknownKey
}

func (s *store) SaveKey(_ context.Context, key RemoteKey, actor *vocab.Actor) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saves++
	s.keys[key.ID], s.actors[actor.ID] = key, true
	return nil
}

func (s *store) Known(_ context.Context, actor string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.actors[actor], nil
}

// site is a Federation behind a real server.
type site struct {
	*Federation
	url   string
	keys  *store
	heard atomic.Int64
	last  atomic.Pointer[Inbound]
	skew  atomic.Int64 // nanoseconds
	reply atomic.Pointer[error]
}

func newSite(t testing.TB, change func(*Config)) *site {
	t.Helper()
	s := &site{keys: &store{keys: map[string]RemoteKey{}, actors: map[string]bool{}}}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.ServeHTTP(w, r) }))
	s.url = "http://" + server.Listener.Addr().String()
	base, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Now().Add(time.Duration(s.skew.Load())) }
	out := transport.New(transport.Config{AllowPrivateNetwork: true, Now: now})
	t.Cleanup(out.Close)
	cfg := Config{
		BaseURL: base, Transport: out, Keys: s.keys, Now: now, Logger: slog.New(slog.DiscardHandler),
		Instance: func(context.Context) (signature.Key, error) {
			return signature.Key{ID: s.url + "/ap/instance#main-key", Private: keyPool()[0]}, nil
		},
	}
	if change != nil {
		change(&cfg)
	}
	if s.Federation, err = New(cfg); err != nil {
		t.Fatal(err)
	}
	s.SharedInbox("/ap/inbox")
	s.Inbox(s.Route("/ap/blogs/"))
	for _, activityType := range inboxTypes {
		s.On(activityType, func(_ context.Context, in Inbound) error {
			s.heard.Add(1)
			s.last.Store(&in)
			if err := s.reply.Load(); err != nil {
				return *err
			}
			return nil
		})
	}
	server.Start()
	t.Cleanup(server.Close)
	return s
}

var inboxTypes = []string{vocab.TypeCreate, vocab.TypeFollow, vocab.TypeLike, vocab.TypeUndo, vocab.TypeAnnounce, vocab.TypeUpdate, vocab.TypeDelete, vocab.TypeMove}

// peer is another server, of which every answer can be changed.
type peer struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]http.HandlerFunc
	gets  atomic.Int64
	delay time.Duration
}

func newPeer(t testing.TB) *peer {
	t.Helper()
	p := &peer{pages: map[string]http.HandlerFunc{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.gets.Add(1)
		time.Sleep(p.delay)
		p.mu.Lock()
		page := p.pages[r.URL.RequestURI()]
		p.mu.Unlock()
		if page == nil {
			http.NotFound(w, r)
			return
		}
		page(w, r)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *peer) handle(path string, page http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages[path] = page
}

func (p *peer) serve(path, contentType, body string) {
	p.handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, body)
	})
}

func (p *peer) status(path string, status int) {
	p.handle(path, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
}

// document serves an object under its own path.
func (p *peer) document(path string, members map[string]any) {
	doc := map[string]any{"id": p.URL + path}
	for name, value := range members {
		doc[name] = value
	}
	body, _ := json.Marshal(doc)
	p.serve(path, "application/activity+json", string(body))
}

// actor serves an actor that signs with the key of that number.
func (p *peer) actor(t testing.TB, path string, number int, change ...func(map[string]any)) signature.Key {
	t.Helper()
	id := p.URL + path
	key := signature.Key{ID: id + "#main-key", Owner: id, Private: keyPool()[number]}
	doc := map[string]any{
		"id": id, "type": "Person", "preferredUsername": path[1:], "inbox": id + "/inbox", "outbox": id + "/outbox",
		"followers": id + "/followers", "endpoints": map[string]any{"sharedInbox": p.URL + "/inbox"},
		"publicKey": map[string]any{"id": key.ID, "owner": id, "publicKeyPem": publicPEM(t, number)},
	}
	for _, c := range change {
		c(doc)
	}
	body, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	p.serve(path, "application/activity+json", string(body))
	return key
}

func publicPEM(t testing.TB, number int) string {
	t.Helper()
	pem, err := signature.MarshalPublicKey(keyPool()[number].Public())
	if err != nil {
		t.Fatal(err)
	}
	return pem
}

var sequence atomic.Int64

// activity is a new one of that type by that actor.
func activity(activityType, actor string, change ...func(*vocab.Activity)) []byte {
	a := &vocab.Activity{
		Base:  vocab.Base{ID: fmt.Sprintf("%s/acts/%d", actor, sequence.Add(1)), Type: activityType, To: []string{vocab.Public}},
		Actor: vocab.Ref(actor), Object: vocab.Refs("https://b.example/ap/articles/7"),
	}
	for _, c := range change {
		c(a)
	}
	return vocab.Encode(a)
}

func newPost(t testing.TB, address string, body []byte) *http.Request {
	t.Helper()
	req, err := http.NewRequest(http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/activity+json")
	return req
}

type answer struct {
	status int
	text   string
	header http.Header
}

func do(t testing.TB, req *http.Request) answer {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{res.StatusCode, string(text), res.Header}
}

// send posts a well signed activity.
func (s *site) send(t testing.TB, key signature.Key, body []byte) answer {
	t.Helper()
	req := newPost(t, s.url+"/ap/inbox", body)
	if err := signature.Sign(req, body, key, time.Now()); err != nil {
		t.Fatal(err)
	}
	return do(t, req)
}

func get(t testing.TB, address, accept string) answer {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if accept != "" {
		req.Header.Set("Accept", accept)
	}
	return do(t, req)
}
