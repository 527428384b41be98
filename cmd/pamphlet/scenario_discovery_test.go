package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// resolves goes from a handle to an actor as Mastodon does: one JRD with a subject and an exact type of its self link,
// an actor of a type that can be followed under the very id, and its own handle leading back there.
func resolves(t *testing.T, i *instance, name string) (id string) {
	t.Helper()
	finger := func(name string) string {
		got := i.get(i.base+"/.well-known/webfinger?resource="+url.QueryEscape("acct:"+name+"@"+i.host()), "application/jrd+json, application/json").json(t)
		got.wants(t, "subject", "acct:"+name+"@"+i.host())
		var self []string
		for _, link := range got.list("links") {
			link := object(link.(map[string]any))
			if link.text("rel") == "self" && link.text("type") == "application/activity+json" {
				self = append(self, link.text("href"))
			}
		}
		if len(self) != 1 {
			t.Fatalf("%s has the self links %v", name, self)
		}
		return self[0]
	}
	id = finger(name)
	actor := i.get(id, "application/activity+json, application/ld+json").document(t)
	actor.isPortable(t)
	actor.wants(t, "id", id, "preferredUsername", name, "webfinger", name+"@"+i.host())
	actor.has(t, "inbox", "outbox", "followers", "publicKey")
	if !slices.Contains([]string{"Application", "Group", "Organization", "Person", "Service"}, actor.text("type")) {
		t.Errorf("%s is a %s, whom nobody can follow", name, actor.text("type"))
	}
	if back := finger(actor.text("preferredUsername")); back != id {
		t.Errorf("%s leads to %s, and back to %s", name, id, back)
	}
	return id
}

// fingers makes the sink answer every WebFinger question with one subject and one actor.
func (s *sink) fingers(subject, actor string) {
	s.serves(object{"id": s.base + "/.well-known/webfinger", "subject": "acct:" + subject, "links": []object{
		{"rel": "self", "type": "application/activity+json", "href": actor}}})
}

// findsNobody looks for a handle that must lead nowhere.
func (d *atDesk) findsNobody(handle string) {
	d.t.Helper()
	if got := d.fetch("/desk/following?address=" + url.QueryEscape(handle)); got.status != http.StatusUnprocessableEntity || strings.Contains(string(got.body), `value="follow"`) {
		d.t.Errorf("%s is answered %d: %s", handle, got.status, got.body)
	}
}

func (s *sink) host() string { return strings.TrimPrefix(s.base, "http://") }

// TestScenario01Resolved has Mastodon find a person and a publication of ours, and us somebody there; nobody is found
// whose self link leads to another server's person.
func TestScenario01Resolved(t *testing.T) {
	t.Parallel()
	i, s, other := newSite(t, "sqlite"), newSink(t), newSink(t)
	i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
	if resolves(t, i, "ann") == resolves(t, i, "journal") {
		t.Error("both are the same")
	}
	desk := i.signIn("ann")
	s.fingers("bea@"+s.host(), s.id("bea"))
	if page := desk.finds("@bea@" + s.host()); !strings.Contains(page, `value="follow"`) {
		t.Errorf("bea is not found: %s", page)
	}
	s.fingers("bea@"+s.host(), other.id("bea"))
	other.fingers("bea@"+other.host(), other.id("bea"))
	desk.findsNobody("@bea@" + s.host())
}

// TestScenario02SplitDomain finds people whose handles have another domain than their server: asked by either, if both
// agree.
func TestScenario02SplitDomain(t *testing.T) {
	t.Parallel()
	i, domain, server := newSite(t, "sqlite"), newSink(t), newSink(t)
	desk := i.signIn("ann")
	domain.fingers("bea@"+domain.host(), server.id("bea"))
	server.fingers("bea@"+domain.host(), server.id("bea"))
	for _, handle := range []string{"@bea@" + domain.host(), "@bea@" + server.host()} {
		if page := desk.finds(handle); !strings.Contains(page, `value="follow"`) || !strings.Contains(page, server.id("bea")) {
			t.Errorf("%s is not found: %s", handle, page)
		}
	}
	server.fingers("bea@"+server.host(), server.id("bea")) // and says nothing of the other domain
	desk.findsNobody("@bea@" + domain.host())
}

// TestScenario12OnlySigned meets a server that, like GoToSocial, answers no GET that is not signed: we fetch its people
// and posts, and it fetches ours.
func TestScenario12OnlySigned(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newSink(t)
	var refused atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			if by, err := s.prove(r, nil); err != nil || by != i.base+"/ap/instance" {
				refused.Add(1)
				http.Error(w, "signed requests only", http.StatusUnauthorized)
				return
			}
		}
		s.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	s.base = server.URL // before anybody asks
	if got := get(t, s.id("bea"), docType); got.status != http.StatusUnauthorized || refused.Load() != 1 {
		t.Fatalf("an unsigned request is answered %d", got.status)
	}

	k := &talk{sink: s, i: i, actor: i.actorOf("ann")}
	s.follows("bea", k.actor)
	k.page = i.publish("ann", "first.md", firstArticle)
	k.id = i.document(k.page).text("id")
	s.await(1, "the Create", is("Create", k.id))
	for _, address := range []string{k.actor, k.id, k.actor + "/outbox", k.id + "/replies", i.base + "/ap/instance"} {
		s.post(s.asksSigned("bea", address)).document(t).has(t, "id", "type")
	}
	note := k.note("bea", k.id, "<p>Signed, as ever</p>")
	s.serves(note)
	k.taken("bea", k.actor, object{"type": "Create", "to": note["to"], "cc": note["cc"], "object": note.text("id")}) // to be fetched
	k.shows(`Signed, as ever`)
	if page := i.signIn("ann").finds(note.text("id")); !strings.Contains(page, "Signed, as ever") {
		t.Errorf("the desk shows %s", page)
	}
	s.proved()
}
