package federation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// Every way in which an object and its address, author and redirect can disagree: what is not consistent is fetched
// at its own id or refused, never believed.
func TestF2Origins(t *testing.T) {
	good, evil := newPeer(t), newPeer(t)
	good.document("/note", map[string]any{"type": "Note", "attributedTo": good.URL + "/alice", "content": "true"})
	good.handle("/redirect-out", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, evil.URL+"/landing", http.StatusFound)
	})
	good.handle("/redirect-in", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/note", http.StatusFound) })
	good.handle("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	forge := func(p *peer, path string, doc map[string]any) {
		body, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		p.serve(path, "application/activity+json", string(body))
	}
	alice := good.URL + "/alice"
	forge(evil, "/landing", map[string]any{"id": good.URL + "/redirect-out", "type": "Note", "attributedTo": alice, "content": "false"})
	forge(evil, "/as-good", map[string]any{"id": good.URL + "/note", "type": "Note", "attributedTo": alice, "content": "false"})
	forge(evil, "/as-missing", map[string]any{"id": good.URL + "/missing", "type": "Note", "attributedTo": alice, "content": "false"})
	forge(evil, "/by-good", map[string]any{"id": evil.URL + "/by-good", "type": "Note", "attributedTo": alice, "content": "false"})
	forge(evil, "/by-both", map[string]any{"id": evil.URL + "/by-both", "type": "Note", "attributedTo": []string{evil.URL + "/m", alice}, "content": "false"})
	forge(evil, "/one", map[string]any{"id": evil.URL + "/two", "type": "Note", "content": "false"})
	forge(evil, "/two", map[string]any{"id": evil.URL + "/one", "type": "Note", "content": "false"})
	forge(evil, "/anonymous", map[string]any{"type": "Note", "content": "false"})
	forge(evil, "/person", map[string]any{"id": evil.URL + "/person", "type": "Person", "content": "false"})
	s := newSite(t, nil)
	embed := func(id, author string) vocab.Item {
		return vocab.Embed(&vocab.Object{Base: vocab.Base{ID: id, Type: vocab.TypeNote, AttributedTo: vocab.Refs(author), Content: "embedded"}})
	}
	mallory := evil.URL + "/mallory"
	for _, c := range []struct {
		name  string
		item  vocab.Item
		actor string
		want  string // content, "" for a refusal
	}{
		{"id", vocab.Ref(good.URL + "/note"), mallory, "true"},
		{"redirect on the same origin", vocab.Ref(good.URL + "/redirect-in"), mallory, "true"},
		{"redirect to another origin", vocab.Ref(good.URL + "/redirect-out"), mallory, ""},
		{"redirect loop", vocab.Ref(good.URL + "/loop"), mallory, ""},
		{"body names a true object elsewhere", vocab.Ref(evil.URL + "/as-good"), mallory, "true"},
		{"body names a missing object elsewhere", vocab.Ref(evil.URL + "/as-missing"), mallory, ""},
		{"author elsewhere", vocab.Ref(evil.URL + "/by-good"), mallory, ""},
		{"one author elsewhere", vocab.Ref(evil.URL + "/by-both"), mallory, ""},
		{"ids in a circle", vocab.Ref(evil.URL + "/one"), mallory, ""},
		{"no id in the body", vocab.Ref(evil.URL + "/anonymous"), mallory, ""},
		{"an actor is no object", vocab.Ref(evil.URL + "/person"), mallory, ""},
		{"nothing there", vocab.Ref(good.URL + "/nothing"), mallory, ""},
		{"no id at all", vocab.Item{}, mallory, ""},
		{"embedded, of the actor's origin", embed(good.URL+"/new", alice), alice, "embedded"},
		{"embedded, by a neighbour", embed(good.URL+"/new", good.URL+"/bob"), alice, "embedded"}, // whose it is, the listener judges
		{"embedded, of another origin", embed(good.URL+"/note", alice), mallory, "true"},
		{"embedded, made up for another origin", embed(good.URL+"/made-up", alice), mallory, ""},
		{"embedded, author elsewhere", embed(good.URL+"/new", mallory), alice, ""},
		{"embedded, without id", vocab.Embed(&vocab.Object{Base: vocab.Base{Type: vocab.TypeNote}}), alice, ""},
		{"embedded, same host by http and https", embed(strings.Replace(good.URL, "http:", "https:", 1)+"/new", alice), alice, ""},
		{"embedded, port differs", embed(good.URL+"0/new", alice), alice, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			object, err := s.Resolve(context.Background(), c.item, c.actor)
			if c.want == "" {
				if err == nil {
					t.Fatalf("believed %+v", object)
				}
				return
			}
			if err != nil || object.Content != c.want {
				t.Fatalf("%+v, %v", object, err)
			}
		})
	}
}

func TestF5UploadAsActor(t *testing.T) {
	p := newPeer(t)
	p.actor(t, "/genuine", 2)
	for name, contentType := range map[string]string{
		"/up.json": "application/json", "/up.txt": "text/plain", "/up.jpg": "image/jpeg", "/up.bin": "application/octet-stream",
		"/up.html": "text/html", "/up.none": "", "/up.ld": "application/ld+json", "/up.other": `application/ld+json; profile="http://iiif.io/api"`,
		"/up.two": "application/activity+json, text/plain",
	} {
		t.Run(name, func(t *testing.T) {
			key := p.actor(t, name, 2)
			served := p.pages[name]
			p.handle(name, func(w http.ResponseWriter, r *http.Request) {
				served(overriding{w, contentType}, r)
			})
			s := newSite(t, nil)
			if actor, err := s.FetchActor(context.Background(), key.Owner); !errors.Is(err, ErrNotActivity) {
				t.Errorf("fetched %v, %v", actor, err)
			}
			if got := s.send(t, key, activity(vocab.TypeFollow, key.Owner)); got.status != http.StatusUnauthorized || s.heard.Load() != 0 {
				t.Errorf("%d %q", got.status, got.text)
			}
		})
	}
}

// overriding serves everything as one type.
type overriding struct {
	http.ResponseWriter
	contentType string
}

func (o overriding) Write(body []byte) (int, error) {
	o.Header()["Content-Type"] = []string{o.contentType}
	return o.ResponseWriter.Write(body)
}

func TestF6Replay(t *testing.T) {
	p := newPeer(t)
	alice := p.actor(t, "/alice", 1)
	s := newSite(t, nil)
	body := activity(vocab.TypeCreate, alice.Owner)
	req := newPost(t, s.url+"/ap/inbox", body)
	if err := signature.Sign(req, body, alice, time.Now()); err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		again := newPost(t, s.url+"/ap/inbox", body)
		again.Header = req.Header.Clone()
		if got := do(t, again); got.status != http.StatusAccepted {
			t.Fatalf("%d %q", got.status, got.text)
		}
	}
	if s.heard.Load() != 1 {
		t.Errorf("heard %d times", s.heard.Load())
	}
	for skew, want := range map[time.Duration]int{
		-2 * time.Hour: 401, -55 * time.Minute: 202, 55 * time.Minute: 202, 2 * time.Hour: 401,
	} {
		body := activity(vocab.TypeCreate, alice.Owner)
		req := newPost(t, s.url+"/ap/inbox", body)
		if err := signature.Sign(req, body, alice, time.Now().Add(skew)); err != nil {
			t.Fatal(err)
		}
		if got := do(t, req); got.status != want {
			t.Errorf("skew %v: %d %q", skew, got.status, got.text)
		}
	}
}

// What a listener did not take comes again; what it took under the same id but with other words is its to judge.
func TestF6WhatFailedMayComeAgain(t *testing.T) {
	p := newPeer(t)
	alice := p.actor(t, "/alice", 1)
	s := newSite(t, nil)
	body := activity(vocab.TypeCreate, alice.Owner)
	failure := errors.New("disk full")
	s.reply.Store(&failure)
	if got := s.send(t, alice, body); got.status != http.StatusInternalServerError || strings.Contains(got.text, "disk") {
		t.Errorf("%d %q", got.status, got.text)
	}
	s.reply.Store(nil)
	for range 2 {
		if got := s.send(t, alice, body); got.status != http.StatusAccepted {
			t.Errorf("%d %q", got.status, got.text)
		}
	}
	if s.heard.Load() != 2 {
		t.Errorf("heard %d times, want one failure and one success", s.heard.Load())
	}
	other := append([]byte(" "), body...)
	if got := s.send(t, alice, other); got.status != http.StatusAccepted || s.heard.Load() != 3 {
		t.Errorf("%d %q, heard %d", got.status, got.text, s.heard.Load())
	}
}

func TestF7KeyFetchAmplification(t *testing.T) {
	victim := newPeer(t)
	s := newSite(t, nil)
	mallory := signature.Key{Private: keyPool()[3]}
	var statuses sync.Map
	work := make(chan int)
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for i := range work {
				key := mallory
				key.Owner = fmt.Sprintf("%s/bogus/%d", victim.URL, i)
				key.ID = key.Owner + "#main-key"
				body := activity(vocab.TypeFollow, key.Owner)
				req := newPost(t, s.url+"/ap/inbox", body)
				// One signature will do: nobody can check it without the key.
				req.Header.Set("Date", httpTime(0))
				req.Header.Set("Digest", digestOf(body))
				req.Header.Set("Signature", `keyId="`+key.ID+`",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="AAAA"`)
				statuses.Store(do(t, req).status, true)
			}
		})
	}
	for i := range 10_000 {
		work <- i
	}
	close(work)
	workers.Wait()
	if got := victim.gets.Load(); got > 60 || got == 0 {
		t.Errorf("the victim was asked %d times", got)
	}
	statuses.Range(func(status, _ any) bool {
		if status != http.StatusUnauthorized && status != http.StatusServiceUnavailable {
			t.Errorf("answered %v", status)
		}
		return true
	})
	if s.heard.Load() != 0 || s.keys.saves != 0 {
		t.Error("something got in")
	}
}

// However many key ids are made up for one true actor, and however often it fails, it is asked once in five minutes.
func TestF7OneLookPerActor(t *testing.T) {
	p := newPeer(t)
	alice := p.actor(t, "/alice", 1)
	s := newSite(t, nil)
	for i := range 50 {
		key := alice
		key.ID = fmt.Sprintf("%s#bogus-%d", alice.Owner, i)
		if got := s.send(t, key, activity(vocab.TypeFollow, alice.Owner)); got.status != http.StatusUnauthorized {
			t.Fatalf("%d %q", got.status, got.text)
		}
	}
	if got := p.gets.Load(); got != 1 {
		t.Errorf("asked %d times", got)
	}
	p.status("/gone", http.StatusNotFound)
	gone := signature.Key{ID: p.URL + "/gone#main-key", Owner: p.URL + "/gone", Private: keyPool()[2]}
	for range 50 {
		s.send(t, gone, activity(vocab.TypeFollow, gone.Owner))
	}
	if got := p.gets.Load(); got != 2 {
		t.Errorf("asked %d times for what is not there", got-1)
	}
}

func TestF7SingleFlight(t *testing.T) {
	p := newPeer(t)
	p.delay = 100 * time.Millisecond
	alice := p.actor(t, "/alice", 1)
	s := newSite(t, nil)
	var senders sync.WaitGroup
	for range 10 {
		senders.Go(func() {
			if got := s.send(t, alice, activity(vocab.TypeCreate, alice.Owner)); got.status != http.StatusAccepted {
				t.Errorf("%d %q", got.status, got.text)
			}
		})
	}
	senders.Wait()
	if got := p.gets.Load(); got != 1 || s.heard.Load() != 10 {
		t.Errorf("asked %d times, heard %d", got, s.heard.Load())
	}
}

func TestF7KeyRotation(t *testing.T) {
	p := newPeer(t)
	old := p.actor(t, "/alice", 1)
	s := newSite(t, nil)
	if got := s.send(t, old, activity(vocab.TypeCreate, old.Owner)); got.status != http.StatusAccepted {
		t.Fatal(got)
	}
	s.skew.Store(int64(6 * time.Minute)) // past the look that fetched it
	fresh := p.actor(t, "/alice", 2)
	for range 3 {
		if got := s.send(t, fresh, activity(vocab.TypeCreate, fresh.Owner)); got.status != http.StatusAccepted {
			t.Fatal(got)
		}
	}
	if got := s.send(t, old, activity(vocab.TypeCreate, old.Owner)); got.status != http.StatusUnauthorized {
		t.Errorf("the old key still opens: %v", got)
	}
	if p.gets.Load() != 2 || s.keys.saves != 2 {
		t.Errorf("%d fetches, %d saves", p.gets.Load(), s.keys.saves)
	}
}

func TestF8DeleteFlood(t *testing.T) {
	p := newPeer(t)
	s := newSite(t, nil)
	for i := range 2000 {
		key := signature.Key{Owner: fmt.Sprintf("%s/u/%d", p.URL, i), Private: keyPool()[1]}
		key.ID = key.Owner + "#main-key"
		body := activity(vocab.TypeDelete, key.Owner, func(a *vocab.Activity) { a.Object = vocab.Refs(key.Owner) })
		if got := s.send(t, key, body); got.status != http.StatusAccepted {
			t.Fatalf("%d %q", got.status, got.text)
		}
	}
	if p.gets.Load() != 0 || s.heard.Load() != 0 || s.keys.saves != 0 {
		t.Errorf("%d fetches, %d heard, %d saves", p.gets.Load(), s.heard.Load(), s.keys.saves)
	}
}

// A known actor without a usable key: 410 at its own id is proof of its own Delete, and of nothing else.
func TestF8GoneIsProof(t *testing.T) {
	self := func(a *vocab.Activity) { a.Object = vocab.Refs(a.Actor.ID) }
	for _, c := range []struct {
		name         string
		status       int
		activityType string
		change       func(*vocab.Activity)
		want         int
	}{
		{"gone", http.StatusGone, vocab.TypeDelete, self, http.StatusAccepted},
		{"not found", http.StatusNotFound, vocab.TypeDelete, self, http.StatusUnauthorized},
		{"down", http.StatusInternalServerError, vocab.TypeDelete, self, http.StatusUnauthorized},
		{"gone, but deletes something", http.StatusGone, vocab.TypeDelete, func(*vocab.Activity) {}, http.StatusUnauthorized},
		{"gone, but updates", http.StatusGone, vocab.TypeUpdate, self, http.StatusUnauthorized},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newPeer(t)
			s := newSite(t, nil)
			key := signature.Key{ID: p.URL + "/alice#main-key", Owner: p.URL + "/alice", Private: keyPool()[1]}
			s.keys.actors[key.Owner] = true
			p.status("/alice", c.status)
			got := s.send(t, key, activity(c.activityType, key.Owner, c.change))
			if heard := s.heard.Load() == 1 && s.last.Load().Deleted; got.status != c.want || heard != (c.want == http.StatusAccepted) {
				t.Errorf("%d %q, heard %v", got.status, got.text, heard)
			}
		})
	}
}

func TestF9Inboxes(t *testing.T) {
	p := newPeer(t)
	s := newSite(t, nil)
	elsewhere := "http://127.0.0.1:9/victim"
	for name, change := range map[string]func(map[string]any){
		"inbox":       func(doc map[string]any) { doc["inbox"] = elsewhere },
		"sharedInbox": func(doc map[string]any) { doc["endpoints"] = map[string]any{"sharedInbox": elsewhere} },
		"outbox":      func(doc map[string]any) { doc["outbox"] = elsewhere },
		"followers":   func(doc map[string]any) { doc["followers"] = elsewhere },
		"publicKey":   func(doc map[string]any) { doc["publicKey"] = map[string]any{"id": elsewhere, "publicKeyPem": "x"} },
		"by https":    func(doc map[string]any) { doc["inbox"] = strings.Replace(p.URL, "http:", "https:", 1) + "/inbox" },
		"with a user": func(doc map[string]any) { doc["inbox"] = strings.Replace(p.URL, "://", "://x@", 1) + "/inbox" },
		"no URL":      func(doc map[string]any) { doc["inbox"] = "inbox" },
	} {
		t.Run(name, func(t *testing.T) {
			key := p.actor(t, "/alice", 1, change)
			if actor, err := s.FetchActor(context.Background(), key.Owner); !errors.Is(err, ErrOrigin) {
				t.Errorf("%+v, %v", actor, err)
			}
		})
	}
	key := p.actor(t, "/alice", 1, func(doc map[string]any) { delete(doc, "inbox") })
	if _, err := s.FetchActor(context.Background(), key.Owner); !errors.Is(err, ErrNotActivity) {
		t.Errorf("without an inbox: %v", err)
	}
	key = p.actor(t, "/alice", 1)
	actor, err := s.FetchActor(context.Background(), key.Owner)
	if err != nil || actor.SharedInbox != p.URL+"/inbox" {
		t.Errorf("%+v, %v", actor, err)
	}
	var status *transport.StatusError
	if _, err := s.FetchActor(context.Background(), p.URL+"/nobody"); !errors.As(err, &status) || status.Status != http.StatusNotFound {
		t.Error(err)
	}
}
