package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"pamphlet/federation/signature"
)

// says is an activity of one of the sink's people as it goes over the wire; it gets an id unless it has one.
func (s *sink) says(name string, activity object) (id string, body []byte) {
	s.t.Helper()
	s.mu.Lock()
	s.serial++
	whole := object{"@context": "https://www.w3.org/ns/activitystreams", "id": fmt.Sprintf("%s#%d", s.id(name), s.serial), "actor": s.id(name)}
	s.mu.Unlock()
	maps.Copy(whole, activity)
	s.dress(whole)
	return whole.text("id"), []byte(plain(s.t, whole))
}

// sends posts an activity of one of the sink's people, signed, and gives its id and what was answered.
func (s *sink) sends(name, inbox string, activity object) (id string, got answer) {
	s.t.Helper()
	id, body := s.says(name, activity)
	return id, s.post(s.request(name, inbox, body, time.Now()))
}

// request is an activity of one of the sink's people, signed at some time and not sent yet.
func (s *sink) request(name, inbox string, body []byte, at time.Time) *http.Request {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, inbox, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/activity+json")
	if s.rules != nil {
		s.rules.sign(s, req, name, at)
		return req
	}
	key := signature.Key{ID: s.id(name) + "#main-key", Owner: s.id(name), Private: s.key}
	if err := signature.Sign(req, body, key, at); err != nil {
		s.t.Fatal(err)
	}
	return req
}

// post sends a request.
func (s *sink) post(req *http.Request) answer {
	s.t.Helper()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	words, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{status: res.StatusCode, header: res.Header, body: words}
}

// asks sends a Follow.
func (s *sink) asks(name, blogID string) (id string, got answer) {
	s.t.Helper()
	return s.sends(name, blogID+"/inbox", object{"type": "Follow", "object": blogID})
}

// follows makes one of the sink's people follow a blog, and waits for the Accept. It gives the Follow's id.
func (s *sink) follows(name, blogID string) string {
	s.t.Helper()
	id, got := s.asks(name, blogID)
	if got.status != http.StatusAccepted {
		s.t.Fatalf("the Follow of %s was answered %d: %s", name, got.status, got.body)
	}
	s.await(1, "Accept of "+id, func(p post) bool { return p.activity.text("type") == "Accept" && p.activity.ref("object") == id })
	return id
}

// await waits until n of the arrived activities match, and gives them.
func (s *sink) await(n int, what string, match func(post) bool) (found []post) {
	s.t.Helper()
	eventually(s.t, what, func() error {
		if found = s.got(match); len(found) < n {
			return fmt.Errorf("%d of %d arrived at %s; all that came: %s", len(found), n, s.base, s.heard())
		}
		return nil
	})
	return found
}

// got are the arrived activities that match.
func (s *sink) got(match func(post) bool) (found []post) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.posts {
		if match(p) {
			found = append(found, p)
		}
	}
	return found
}

// heard is all that arrived, in a few words.
func (s *sink) heard() string {
	var words []string
	for _, p := range s.got(func(post) bool { return true }) {
		words = append(words, fmt.Sprintf("%s %s (%d)", p.activity.text("type"), p.activity.ref("object"), p.status))
	}
	return strings.Join(words, ", ")
}

// is matches activities of a type about an object.
func is(activityType, objectID string) func(post) bool {
	return func(p post) bool {
		return p.activity.text("type") == activityType && p.activity.ref("object") == objectID
	}
}

// proved fails for every arrived activity whose signature is not right, and for documents some server cannot read.
func (s *sink) proved() {
	s.t.Helper()
	for _, p := range s.got(func(post) bool { return true }) {
		if p.fault != nil {
			s.t.Errorf("%s %s: %v", p.activity.text("type"), p.activity.text("id"), p.fault)
		}
		p.activity.isPortable(s.t)
	}
	if ids := s.got(func(p post) bool { return p.activity.text("id") == "" }); len(ids) > 0 {
		s.t.Errorf("%d activities have no id", len(ids))
	}
}

// types are the types of the activities about an object that were taken at a path, in order.
func (s *sink) types(path, objectID string) []string {
	var types []string
	for _, p := range s.got(func(p post) bool { return p.path == path && p.status < 300 && p.activity.ref("object") == objectID }) {
		types = append(types, p.activity.text("type"))
	}
	return slices.Clip(types)
}
