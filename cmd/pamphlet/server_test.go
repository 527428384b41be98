package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// rules are those of one software: how its servers look and sign, and what they take. With them a sink is a server of
// that software: whatever it would refuse, drop or not show makes a test fail.
type rules struct {
	software, version string
	people            string // where the ids of its people are
	key               string // how its key ids end
	hidden            bool   // no document is shown to who does not sign
	modern            bool   // takes RFC 9421, too
	sign              func(s *sink, req *http.Request, name string, at time.Time)
	dress             func(s *sink, doc object)   // gives people, posts and activities the shape it sends
	judge             func(s *sink, p post) error // says what is wrong with what arrived
}

// newServer runs a server of a software until the test ends; by then all that arrived must have been right.
func newServer(t *testing.T, r *rules) *sink {
	t.Helper()
	s := newSink(t)
	s.rules = r
	s.serves(object{"id": s.base + "/.well-known/nodeinfo", "links": []object{
		{"rel": "http://nodeinfo.diaspora.software/ns/schema/2.0", "href": s.base + "/nodeinfo/2.0"}}})
	s.serves(object{"id": s.base + "/nodeinfo/2.0", "version": "2.0", "software": object{"name": r.software, "version": r.version}})
	t.Cleanup(s.proved)
	return s
}

// id is the id of somebody there; a name with a slash is a path, of a channel or a community.
func (r *rules) id(s *sink, name string) string {
	if strings.HasPrefix(name, "/") {
		return s.base + name
	}
	return s.base + r.people + name
}

// dress gives a thing the shape that the sink's software sends.
func (s *sink) dress(doc object) object {
	if s.rules != nil && s.rules.dress != nil {
		s.rules.dress(s, doc)
	}
	return doc
}

// document is the document of one of the sink's people.
func (s *sink) document(name string) []byte {
	encoded := vocab.Encode(s.actor(name))
	if s.rules == nil {
		return encoded
	}
	var doc object
	if err := json.Unmarshal(encoded, &doc); err != nil {
		return nil
	}
	doc["publicKey"] = object{"id": s.id(name) + s.rules.key, "owner": s.id(name), "publicKeyPem": s.pem}
	whole, err := json.Marshal(s.dress(doc))
	if err != nil {
		return nil
	}
	return whole
}

// serve answers what only such a server answers, or refuses to; all else is left to the sink.
func (r *rules) serve(s *sink, w http.ResponseWriter, q *http.Request) bool {
	name, isKey := strings.CutSuffix(strings.TrimPrefix(q.URL.Path, r.people), "/main-key")
	switch {
	case q.URL.Path == "/.well-known/webfinger":
		account := strings.TrimPrefix(q.URL.Query().Get("resource"), "acct:")
		name, _, _ := strings.Cut(account, "@")
		w.Header().Set("Content-Type", "application/jrd+json; charset=utf-8")
		_ = json.NewEncoder(w).Encode(object{"subject": "acct:" + account, "links": []object{
			{"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": s.base + "/@" + name},
			{"rel": "self", "type": "application/activity+json", "href": s.id(name)}}})
	case r.key == "/main-key" && isKey: // a stub of its owner, which nobody has to sign for
		w.Header().Set("Content-Type", docType)
		_ = json.NewEncoder(w).Encode(object{"@context": []string{"https://w3id.org/security/v1", "https://www.w3.org/ns/activitystreams"},
			"id": s.id(name), "type": "Person", "preferredUsername": name,
			"publicKey": object{"id": s.id(name) + r.key, "owner": s.id(name), "publicKeyPem": s.pem}})
	case r.hidden && !strings.Contains(q.URL.Path, "nodeinfo"):
		if _, err := s.prove(q, nil); err == nil {
			return false
		}
		http.Error(w, "signed requests only", http.StatusUnauthorized)
	default:
		return false
	}
	return true
}

// takes is what the software says to what arrived; what no server wants is said for all of them.
func (r *rules) takes(s *sink, p post) error {
	a := p.activity
	if a.text("id") == "" || a.text("actor") == "" || a["object"] == nil {
		return errors.New("an activity needs an id, an actor and an object")
	}
	if hostIn(a.text("id")) != hostIn(p.signer) {
		return fmt.Errorf("%s was signed by %s", a.text("id"), p.signer)
	}
	err := r.signed(p)
	if err == nil {
		err = r.judge(s, p)
	}
	if err != nil {
		return fmt.Errorf("%s %s: %w: %s", r.software, r.version, err, p.body)
	}
	return nil
}

// signed tells whether the software can read how a request was signed: all know draft-cavage, over at least these parts.
func (r *rules) signed(p post) error {
	if p.header.Get("Signature-Input") != "" {
		if r.modern {
			return nil
		}
		return errors.New("it knows nothing of RFC 9421")
	}
	_, parts, _ := strings.Cut(p.header.Get("Signature"), `headers="`)
	parts, _, _ = strings.Cut(parts, `"`)
	for _, part := range []string{"(request-target)", "host", "date", "digest"} {
		if !slices.Contains(strings.Fields(parts), part) {
			return fmt.Errorf("%s is not signed, only %s", part, parts)
		}
	}
	if !strings.HasPrefix(p.header.Get("Digest"), "SHA-256=") {
		return fmt.Errorf("the digest is %s", p.header.Get("Digest"))
	}
	return nil
}

func hostIn(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// cavage signs by draft-cavage as a software does: what it signs of a POST, of which a GET has what it can, and what it
// calls the algorithm.
func cavage(parts, algorithm string) func(*sink, *http.Request, string, time.Time) {
	return func(s *sink, req *http.Request, name string, at time.Time) {
		req.Header.Set("Date", at.UTC().Format(http.TimeFormat))
		if body := bodyOf(s.t, req); body != nil {
			req.Header.Set("Digest", signature.Digest(body))
		}
		var signed, lines []string
		for _, part := range strings.Fields(parts) {
			value := req.Header.Get(part)
			switch part {
			case "(request-target)":
				value = strings.ToLower(req.Method) + " " + req.URL.RequestURI()
			case "host":
				value = req.URL.Host
			case "content-length":
				value = strconv.FormatInt(req.ContentLength, 10)
			}
			if value != "" {
				signed, lines = append(signed, part), append(lines, part+": "+value)
			}
		}
		req.Header.Set("Signature", fmt.Sprintf(`keyId="%s%s",algorithm="%s",headers="%s",signature="%s"`,
			s.id(name), s.rules.key, algorithm, strings.Join(signed, " "), s.byHand(strings.Join(lines, "\n"))))
	}
}

// bodyOf is what a request will carry; nil for nothing.
func bodyOf(t *testing.T, req *http.Request) []byte {
	t.Helper()
	if req.GetBody == nil {
		return nil
	}
	reader, err := req.GetBody()
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// fetched is what a server gets that asks without a signature; nothing where it gets none.
func fetched(address string) (doc object) {
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return nil
	}
	req.Header.Set("Accept", "application/activity+json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK || json.NewDecoder(res.Body).Decode(&doc) != nil {
		return nil
	}
	return doc
}
