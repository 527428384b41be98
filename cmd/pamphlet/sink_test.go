package main

import (
	"crypto"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// sink is another server with any number of people, which keeps what it gets and can misbehave. Who is called
// own-something has an inbox of their own only; all others share one.
type sink struct {
	t      *testing.T
	base   string
	server *httptest.Server
	key    *rsa.PrivateKey // of everybody here
	pem    string
	rules  *rules // of a software; nil for none in particular

	mu     sync.Mutex
	posts  []post
	moods  map[string]mood     // by path; "" is for all others
	gone   map[string]bool     // actors whose account was deleted
	lent   map[string]string   // inboxes that actors say they have
	former map[string][]string // accounts that actors say were theirs
	shows  map[string]object   // documents by path, for everybody who asks
	known  map[string]crypto.PublicKey
	serial int
	asked  int
}

// post is an activity that arrived.
type post struct {
	path     string
	at       time.Time
	activity object
	header   http.Header
	body     []byte
	signer   string // the key's owner, once the signature was checked
	fault    error  // what is wrong with the signature
	status   int    // what the sink answered
}

// mood is how a sink answers what is posted to it.
type mood struct {
	status     int // 0 is 202
	retryAfter string
	slow       time.Duration // until the answer
	hang       bool          // no answer, ever
	refuse     bool          // the connection breaks before anything is read
	strict     bool          // what is not well signed is answered 401
}

// newSink runs a sink until the test ends.
func newSink(t *testing.T) *sink {
	t.Helper()
	key, err := rsa.GenerateKey(nil, 2048)
	if err != nil {
		t.Fatal(err)
	}
	s := &sink{t: t, key: key, moods: map[string]mood{}, gone: map[string]bool{}, lent: map[string]string{},
		former: map[string][]string{}, shows: map[string]object{}, known: map[string]crypto.PublicKey{}}
	if s.pem, err = signature.MarshalPublicKey(&key.PublicKey); err != nil {
		t.Fatal(err)
	}
	s.server = httptest.NewServer(s)
	s.base = s.server.URL
	t.Cleanup(func() {
		s.server.CloseClientConnections() // some may hang
		s.server.Close()
	})
	return s
}

// behaves sets how the sink answers at a path, or with "" at all that have no mood of their own.
func (s *sink) behaves(path string, m mood) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moods[path] = m
}

// deletes makes an actor answer 410 from now on.
func (s *sink) deletes(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone[name] = true
}

// timesAsked is how often somebody wanted to see one of the sink's actors.
func (s *sink) timesAsked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

// claims makes an actor's document name an inbox somewhere else.
func (s *sink) claims(name, inbox string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lent[name] = inbox
}

// wasBefore makes an actor's document name another account as one of its own.
func (s *sink) wasBefore(name, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.former[name] = append(s.former[name], id)
}

// serves answers a thing at its id.
func (s *sink) serves(thing object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shows[strings.TrimPrefix(thing.text("id"), s.base)] = thing
}

// serve answers what was made to be served, or 404.
func (s *sink) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	thing, ok := s.shows[r.URL.Path]
	if !strings.Contains(r.URL.Path, "nodeinfo") { // which everybody asks once
		s.asked++
	}
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", docType)
	_ = json.NewEncoder(w).Encode(thing)
}

// ServeHTTP implements http.Handler.
func (s *sink) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, isActor := strings.CutPrefix(r.URL.RequestURI(), strings.TrimPrefix(s.id(""), s.base))
	switch {
	case r.Method == http.MethodPost:
		s.receive(w, r)
	case s.rules != nil && s.rules.serve(s, w, r):
	case isActor && !strings.Contains(name, "/"):
		s.mu.Lock()
		s.asked++
		gone := s.gone[name]
		s.mu.Unlock()
		if gone {
			http.Error(w, "gone", http.StatusGone)
			return
		}
		w.Header().Set("Content-Type", docType)
		_, _ = w.Write(s.document(name))
	default:
		s.serve(w, r)
	}
}

// id is the id of one of the sink's people.
func (s *sink) id(name string) string {
	if s.rules != nil {
		return s.rules.id(s, name)
	}
	return s.base + "/u/" + name
}

func (s *sink) actor(name string) *vocab.Actor {
	id := s.id(name)
	a := &vocab.Actor{
		Base: vocab.Base{ID: id, Type: vocab.TypePerson, Name: name}, PreferredUsername: name,
		Inbox: id + "/inbox", Outbox: id + "/outbox", Followers: id + "/followers",
		PublicKey: []vocab.PublicKey{{ID: id + "#main-key", Owner: id, PEM: s.pem}},
	}
	if !strings.HasPrefix(name, "own-") {
		a.SharedInbox = s.base + "/inbox"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a.AlsoKnownAs = s.former[name]
	if inbox, ok := s.lent[name]; ok {
		a.Inbox = inbox
	}
	return a
}

func (s *sink) receive(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	m, ok := s.moods[r.URL.Path]
	if !ok {
		m = s.moods[""]
	}
	s.mu.Unlock()
	if m.refuse {
		breakOff(w)
		return
	}
	if m.status == 0 {
		m.status = http.StatusAccepted
	}
	p := post{path: r.URL.Path, at: time.Now(), header: r.Header, status: m.status}
	body, err := io.ReadAll(r.Body)
	if err == nil {
		p.body, err = body, json.Unmarshal(body, &p.activity)
	}
	if err == nil {
		p.signer, err = s.prove(r, body)
	}
	if err == nil && p.signer != p.activity.text("actor") {
		err = fmt.Errorf("%s signed what %s did", p.signer, p.activity.text("actor"))
	}
	if err == nil && s.rules != nil {
		err = s.rules.takes(s, p)
	}
	if p.fault = err; err != nil && m.strict {
		p.status = http.StatusUnauthorized
	}
	s.mu.Lock()
	s.posts = append(s.posts, p)
	s.mu.Unlock()
	if m.hang {
		<-r.Context().Done()
		return
	}
	time.Sleep(m.slow)
	if m.retryAfter != "" {
		w.Header().Set("Retry-After", m.retryAfter)
	}
	w.WriteHeader(p.status)
}

// breakOff ends the connection as a firewall does.
func breakOff(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
