package main

import (
	"net/http"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

// runs makes the sink say what software it is, by NodeInfo.
func (s *sink) runs(software string) {
	s.serves(object{"id": s.base + "/.well-known/nodeinfo", "links": []object{
		{"rel": "http://nodeinfo.diaspora.software/ns/schema/2.0", "href": s.base + "/nodeinfo/2.0"}}})
	s.serves(object{"id": s.base + "/nodeinfo/2.0", "version": "2.0", "software": object{"name": software, "version": "1.0"}})
}

// TestFormFollowsSoftware sends each server the form it shows best, and shows it the same when it asks.
func TestFormFollowsSoftware(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		actor := i.actorOf("ann")
		social, mastodon, silent := newSink(t), newSink(t), newSink(t)
		social.runs("GoToSocial")
		mastodon.runs("mastodon")
		for _, s := range []*sink{social, mastodon, silent} {
			s.follows("bea", actor)
		}
		page := i.publish("ann", "first.md", firstArticle)
		id := i.document(page).text("id")
		for s, summary := range map[*sink]bool{social: false, mastodon: true, silent: true} {
			create := s.await(1, "the Create", is("Create", id))[0].activity.in("object")
			if (create.text("summary") != "") != summary || create.text("name") != "A quiet beginning" {
				t.Errorf("it was sent %s", plain(t, create))
			}
			for _, address := range []string{id, page} {
				got := s.post(s.asksSigned("bea", address)).document(t)
				if (got.text("summary") != "") != summary {
					t.Errorf("it asked %s and got %s", address, plain(t, got))
				}
			}
			s.proved()
		}
	})
}

// asksSigned is a signed GET of one of the sink's people.
func (s *sink) asksSigned(name, address string) *http.Request {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, address, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Accept", "application/activity+json")
	if s.rules != nil {
		s.rules.sign(s, req, name, time.Now())
		return req
	}
	key := signature.Key{ID: s.id(name) + "#main-key", Owner: s.id(name), Private: s.key}
	if err := signature.Sign(req, nil, key, time.Now()); err != nil {
		s.t.Fatal(err)
	}
	return req
}
