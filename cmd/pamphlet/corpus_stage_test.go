package main

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

// stage is an article, and a server on which the documents of others happen: what must belong to their sender (ids,
// actor, author) is moved there, in the form it had, and everything else stays as it is.
type stage struct {
	*talk
	players map[string]string // ids by name
	deeds   map[string]string // ids by player and type
	kept    map[string]kept   // what the page must show, by id
}

// tally is what can change when something arrives.
type tally struct{ Replies, Likes, Boosts, Followers int }

func (a tally) minus(b tally) tally {
	return tally{a.Replies - b.Replies, a.Likes - b.Likes, a.Boosts - b.Boosts, a.Followers - b.Followers}
}

func newStage(t *testing.T, i *instance) *stage {
	t.Helper()
	return &stage{talk: newTalk(t, i), players: map[string]string{}, deeds: map[string]string{}, kept: map[string]kept{}}
}

func (k *talk) tally() tally {
	k.t.Helper()
	total := func(id string) int {
		n, ok := k.i.document(id)["totalItems"].(float64)
		if !ok {
			k.t.Fatalf("%s has no total", id)
		}
		return int(n)
	}
	return tally{total(k.id + "/replies"), total(k.id + "/likes"), total(k.id + "/shares"), total(k.actor + "/followers")}
}

// player is the id of somebody who plays a part, and is made up when they are not there yet.
func (g *stage) player(name string) string {
	if id, ok := g.players[name]; ok {
		return id
	}
	return g.plays(name, object{"type": "Person", "preferredUsername": oddLetters.ReplaceAllString(name, "_"), "name": "Somebody on " + name, "inbox": "/"})
}

var oddLetters = regexp.MustCompile(`[^A-Za-z0-9]+`)

// plays gives a part to an actor's document.
func (g *stage) plays(name string, doc object) string {
	id := g.base + "/cast/" + oddLetters.ReplaceAllString(name, "_")
	doc = maps.Clone(doc)
	doc["id"] = id
	for _, member := range []string{"inbox", "outbox", "followers", "following", "featured", "liked"} {
		if doc[member] != nil {
			doc[member] = id + "/" + member
		}
	}
	if ends := doc.in("endpoints"); ends["sharedInbox"] != nil {
		ends["sharedInbox"] = g.base + "/inbox"
	}
	doc["publicKey"] = object{"id": id + "#main-key", "owner": id, "publicKeyPem": g.pem}
	g.serves(doc)
	g.players[name] = id
	return id
}

// acts posts an activity as it is, signed by its player.
func (g *stage) acts(by string, activity object) answer {
	g.t.Helper()
	activity = maps.Clone(activity)
	if activity["@context"] == nil {
		activity["@context"] = "https://www.w3.org/ns/activitystreams"
	}
	return g.sendsAs(by, g.actor+"/inbox", []byte(plain(g.t, activity)))
}

// sendsAs posts bytes signed with the sink's key, in the name of whatever id.
func (s *sink) sendsAs(id, inbox string, body []byte) answer {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, inbox, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/activity+json")
	key := signature.Key{ID: id + "#main-key", Owner: id, Private: s.key}
	if err := signature.Sign(req, body, key, time.Now()); err != nil {
		s.t.Fatal(err)
	}
	return s.post(req)
}

// own is a thing in the hands of a player.
func (g *stage) own(thing object, by, id string) object {
	thing = maps.Clone(thing)
	thing["id"] = id
	for _, member := range []string{"actor", "attributedTo"} {
		if thing[member] != nil {
			thing[member] = g.renamed(thing[member], by)
		}
	}
	return thing
}

// renamed puts an id in the place of what a property names, in the form it has: a text, an object, or a list of which
// the first is renamed and the others move house with it.
func (g *stage) renamed(value any, id string) any {
	switch value := value.(type) {
	case string:
		return id
	case map[string]any:
		value = maps.Clone(value)
		value["id"] = id
		return value
	case []any:
		value = slices.Clone(value)
		for n := range value {
			if n > 0 {
				id = fmt.Sprintf("%s/others/%d", g.base, n)
			}
			value[n] = g.renamed(value[n], id)
		}
		return value
	}
	return value
}

// posted is an object somebody created: it gets its owner, and with answers set it answers our article.
func (g *stage) posted(thing any, by, id string, answers bool) any {
	if list, ok := thing.([]any); ok {
		list = slices.Clone(list)
		for n := range list {
			list[n] = g.posted(list[n], by, fmt.Sprintf("%s/%d", id, n), answers)
		}
		return list
	}
	mine := g.own(thing.(map[string]any), by, id)
	if mine["attributedTo"] == nil {
		mine["attributedTo"] = by
	}
	if answers {
		mine["inReplyTo"] = g.id
	}
	return map[string]any(mine)
}

// repeats is an activity of others as a player does it, about what it is given.
func (g *stage) repeats(s specimen, by, about string) object {
	act := g.own(s.doc, by, g.base+"/corpus/"+s.number())
	if act["actor"] == nil {
		act["actor"] = by
	}
	inner := act.in("object")
	switch {
	case s.kind() == "Update" || s.kind() == "Delete":
		act["object"] = g.posted(act["object"], by, about, true)
	case inner["object"] != nil: // Undo, Accept, Reject, and an Announce of an activity
		done := g.own(inner, by, about)
		done["object"] = g.renamed(done["object"], g.id)
		if done.text("type") == "Follow" {
			done["object"] = g.renamed(done["object"], g.actor)
		}
		act["object"] = done
	default:
		act["object"] = g.renamed(act["object"], about)
	}
	return act
}

// did is the id of what a player did here: a Follow, Like, Announce or Note. It is done now, unless it was before.
func (g *stage) did(by, what string) string {
	g.t.Helper()
	if id, ok := g.deeds[by+what]; ok {
		return id
	}
	id := fmt.Sprintf("%s/deeds/%d", g.base, len(g.deeds))
	act := object{"id": id, "type": what, "actor": by, "object": g.id, "to": []string{public}}
	switch what {
	case "Follow":
		act["object"] = g.actor
	case "Note":
		act["type"], act["id"] = "Create", id+"/create"
		act["object"] = object{"id": id, "type": "Note", "attributedTo": by, "inReplyTo": g.id, "content": "My first words", "to": []string{public}}
	}
	if got := g.acts(by, act); got.status != 202 {
		g.t.Fatalf("the %s of %s was answered %d %s", what, by, got.status, got.body)
	}
	g.deeds[by+what] = id
	return id
}
