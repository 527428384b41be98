package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// lemmy is Lemmy 1.0 (crates/apub/objects/src/protocol/page.rs, note.rs, group.rs, crates/apub/activities), which reads
// documents into types: what does not fit is lost.
func lemmy() *rules {
	return &rules{
		software: "lemmy", version: "1.0.0-beta.2", people: "/u/", key: "#main-key",
		sign:  cavage("(request-target) content-type date digest host", "hs2019"),
		dress: lemmyDress, judge: lemmyTakes,
	}
}

// lemmyDress gives comments their Markdown, language and community.
func lemmyDress(s *sink, doc object) {
	group := addressee(doc)
	switch doc.text("type") {
	case "Note":
		doc["mediaType"], doc["distinguished"], doc["audience"] = "text/html", false, group
		doc["source"] = object{"content": "A fine **loaf**", "mediaType": "text/markdown"}
		doc["to"], doc["cc"] = []string{group, public}, []string{group, s.id("bea")}
		doc["language"], doc["tag"] = object{"identifier": "en", "name": "English"}, []object{}
	case "Create", "Update":
		if thing, ok := doc["object"].(object); ok {
			doc["audience"], doc["cc"] = thing.text("audience"), []string{thing.text("audience")}
		}
	}
}

// oneOrMany is a text or a list of such.
type oneOrMany []string

// UnmarshalJSON implements json.Unmarshaler.
func (m *oneOrMany) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		*m = make(oneOrMany, 1)
		return json.Unmarshal(data, &(*m)[0])
	}
	return json.Unmarshal(data, (*[]string)(m))
}

// lemmyActivity is what it reads of every activity, of a page, and of a note.
type lemmyActivity struct {
	ID, Type, Actor string
	To, Cc          oneOrMany
	Object          json.RawMessage
	Audience        string
}

type lemmyThing struct {
	ID, Type, AttributedTo   string
	To, Cc                   oneOrMany
	Name, Content, InReplyTo string
	MediaType                string
	Source                   *struct{ Content, MediaType string }
	Attachment               []struct{ Type, URL, Href string }
	Image                    *struct{ Type, URL string }
	Sensitive                bool
	Published                time.Time
	Updated                  *time.Time
	Language                 *struct{ Identifier, Name string }
	Audience                 string
	Tag                      []struct{ Type, Href, Name string }
	Context                  *string
}

// lemmyTakes is its inbox: an Announce has a whole activity in it, which is then looked at as if it had come alone.
func lemmyTakes(_ *sink, p post) error {
	var a lemmyActivity
	if err := json.Unmarshal(p.body, &a); err != nil {
		return err
	}
	if a.Type == "Announce" {
		if !slices.Contains(a.To, public) {
			return errors.New("the Announce is not for everybody")
		}
		if bytes.HasPrefix(a.Object, []byte{'"'}) {
			return nil // a page by its id
		}
		announcer := a.Actor
		if err := json.Unmarshal(a.Object, &a); err != nil {
			return fmt.Errorf("announced: %w", err)
		}
		if a.Audience != "" && a.Audience != announcer {
			return fmt.Errorf("what %s announces belongs to %s", announcer, a.Audience)
		}
	}
	return lemmyActs(a)
}

// lemmyActs is what it does with an activity.
func lemmyActs(a lemmyActivity) error {
	switch a.Type {
	case "Accept":
		var follow lemmyActivity
		if err := json.Unmarshal(a.Object, &follow); err != nil || follow.Type != "Follow" || fetched(a.Actor).text("type") != "Group" {
			return fmt.Errorf("only communities accept, and only Follows: %w", err)
		}
	case "Create", "Update":
		var thing lemmyThing
		if err := json.Unmarshal(a.Object, &thing); err != nil {
			return err
		}
		return lemmyThingIn(a, thing)
	case "Like", "Dislike":
		if !bytes.HasPrefix(a.Object, []byte{'"'}) {
			return errors.New("a vote is about an id")
		}
	case "Undo":
		var vote lemmyActivity
		if err := json.Unmarshal(a.Object, &vote); err != nil || vote.Actor != a.Actor {
			return fmt.Errorf("what is undone is not whole: %w", err)
		}
	}
	return nil
}

// lemmyThingIn is what it asks of a post or a comment: a public one, of who sends it, in a community.
func lemmyThingIn(a lemmyActivity, thing lemmyThing) error {
	everybody := slices.Concat(thing.To, thing.Cc)
	switch {
	case thing.AttributedTo != a.Actor || hostIn(thing.ID) != hostIn(a.Actor):
		return errors.New("it is not of who sends it")
	case !slices.Contains(everybody, public):
		return errors.New("it is not for everybody")
	case thing.Audience == "" || !slices.Contains(everybody, thing.Audience):
		return fmt.Errorf("it stands in no community: audience %q", thing.Audience)
	case thing.MediaType != "" && thing.MediaType != "text/html" && thing.MediaType != "text/markdown":
		return fmt.Errorf("it is %s", thing.MediaType)
	case thing.Type == "Note" && thing.InReplyTo == "":
		return errors.New("it is a comment on nothing")
	case thing.Type == "Article" && (thing.InReplyTo != "" || thing.Name == ""):
		return errors.New("it is no post")
	case thing.Source == nil || thing.Source.MediaType != "text/markdown":
		return errors.New("it has no Markdown")
	}
	if err := lemmyPerson(a.Actor); err != nil {
		return err
	}
	for _, attached := range thing.Attachment {
		if !slices.Contains([]string{"Link", "Image", "Document"}, attached.Type) {
			return fmt.Errorf("a %s is attached", attached.Type)
		}
	}
	return nil
}

// lemmyPerson reads who wrote something as person.rs does.
func lemmyPerson(id string) error {
	var person struct {
		ID, Type, PreferredUsername, Inbox, Outbox, Name, Summary string
		PublicKey                                                 struct{ ID, Owner, PublicKeyPem string }
		Icon, Image                                               *struct{ Type, URL string }
	}
	whole, err := json.Marshal(fetched(id))
	if err == nil {
		err = json.Unmarshal(whole, &person)
	}
	if err != nil || person.Type != "Person" || person.Outbox == "" || person.PublicKey.ID != id+"#main-key" {
		return fmt.Errorf("%s is read as %+v, %w", id, person, err)
	}
	return nil
}

// TestLemmyReadsAPublication has a publication be a community of Lemmy's.
func TestLemmyReadsAPublication(t *testing.T) {
	t.Parallel()
	readsAPublication(t, lemmy())
}

// lemmyGroup reads the publication as group.rs does, from an answer whose type is one of three texts.
func lemmyGroup(t *testing.T, k *talk) {
	t.Helper()
	if id := resolves(t, k.i, "journal"); id != k.actor {
		t.Errorf("its handle leads to %s", id)
	}
	got := k.i.get(k.actor, "application/activity+json")
	literals := []string{"application/activity+json", "application/activity+json; charset=utf-8", `application/ld+json; profile="https://www.w3.org/ns/activitystreams"`}
	if kind := got.header.Get("Content-Type"); got.status != http.StatusOK || !slices.Contains(literals, kind) {
		t.Errorf("the community answers %d, %s", got.status, kind)
	}
	var group struct {
		ID, Type, PreferredUsername, Inbox, Outbox, Followers, Name, Summary string
		PublicKey                                                            struct{ ID, Owner, PublicKeyPem string }
		Source                                                               struct{ Content, MediaType string }
		PostingRestrictedToMods                                              bool
		AttributedTo                                                         []struct{ Type, ID string }
		Endpoints                                                            struct{ SharedInbox string }
	}
	if err := json.Unmarshal(got.body, &group); err != nil {
		t.Fatal(err)
	}
	if group.Type != "Group" || group.PreferredUsername != "journal" || group.Outbox == "" || group.Followers == "" || group.PublicKey.Owner != k.actor {
		t.Errorf("the community is %s", got.body)
	}
}

// TestLemmyCommunityIsAnswered finds a post in a community there, and answers and votes.
func TestLemmyCommunityIsAnswered(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newServer(t, lemmy())
	const ns = "https://www.w3.org/ns/activitystreams"
	group := s.base + "/c/boats"
	s.serves(object{"@context": ns, "id": group, "type": "Group", "preferredUsername": "boats", "name": "Boats", "inbox": group + "/inbox", "outbox": group + "/outbox",
		"followers": group + "/followers", "attributedTo": group + "/moderators", "featured": group + "/featured", "endpoints": object{"sharedInbox": s.base + "/inbox"},
		"language": []object{{"identifier": "en", "name": "English"}}, "publicKey": object{"id": group + "#main-key", "owner": group, "publicKeyPem": s.pem}})
	page := object{"@context": ns, "id": s.base + "/post/7", "type": "Page", "attributedTo": s.id("bea"), "to": []string{group, public}, "cc": []string{}, "name": "Which rope?",
		"content": "<p>Hemp?</p>", "mediaType": "text/html", "source": object{"content": "Hemp?", "mediaType": "text/markdown"}, "audience": group, "sensitive": false,
		"attachment": []object{{"type": "Link", "href": "https://ropes.example/"}}, "published": "2026-03-14T15:09:26.535Z", "tag": []object{{"type": "Hashtag", "name": "#boats", "href": group}}}
	s.serves(page)
	desk := i.signIn("ann")
	for address, want := range map[string]string{group: "Boats", page.text("id"): "Which rope?"} {
		if shown := desk.finds(address); !strings.Contains(shown, want) {
			t.Errorf("%s is shown as %s", address, shown)
		}
	}
	k := &talk{sink: s, i: i, actor: i.actorOf("ann"), page: i.base + "/@ann"}
	k.isAnswered(page.text("id"), s.id("bea")).wants(t, "audience", group)
	desk.does("like", page.text("id"))
	s.await(1, "the vote", is("Like", page.text("id")))
}
