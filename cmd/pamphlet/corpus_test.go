package main

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// TestCorpus sends real documents of other servers to a running site. Each must do what it says, once, or nothing.
func TestCorpus(t *testing.T) {
	documents := corpus(t)
	onBothEngines(t, func(t *testing.T, i *instance) {
		g := newStage(t, i)
		for _, s := range documents {
			switch {
			case s.kind() == "Create" || s.isObject():
				g.sendsWords(s)
			case s.isActor():
				g.speaksAs(s)
			case s.doc["object"] != nil:
				g.does(s)
			default:
				g.isNothingToSay(s)
			}
		}
		g.checkPage()
		i.ranQuietly()
	})
}

func (s specimen) isActor() bool {
	return slices.Contains([]string{"Person", "Group", "Service", "Application", "Organization"}, s.kind())
}

func (s specimen) isCollection() bool { return strings.Contains(s.kind(), "Collection") }

func (s specimen) isObject() bool { return s.doc["object"] == nil && !s.isActor() && !s.isCollection() }

// happens sends an activity, and fails unless it is answered and changes the tally as said.
func (g *stage) happens(by string, act object, status int, want tally) {
	g.t.Helper()
	before := g.tally()
	got := g.acts(by, act)
	if status == 0 {
		status = http.StatusAccepted
	}
	if got.status != status && (status != openStatus || got.status >= 500) {
		g.t.Errorf("%s was answered %d %s, want %d", act.text("id"), got.status, got.body, status)
	}
	if change := g.tally().minus(before); change != want {
		g.t.Errorf("%s changed %+v, want %+v", act.text("id"), change, want)
	}
}

// openStatus is for what has no effect here, be it refused or not.
const openStatus = -1

// sendsWords sends what somebody wrote: first as it is, which is none of our business, then as an answer to our article.
func (g *stage) sendsWords(s specimen) {
	g.t.Helper()
	by, id := g.player(s.server), g.base+"/corpus/"+s.number()
	want, known := words[s.number()]
	if !known {
		g.t.Errorf("nobody said what should become of %s", s.file)
		return
	}
	for _, answers := range []bool{false, true} {
		act := g.own(s.doc, by, id)
		if s.kind() != "Create" {
			act = object{"type": "Create", "id": id, "to": []string{public}, "object": map[string]any(s.doc)}
		}
		act["actor"] = by
		if s.doc["actor"] != nil {
			act["actor"] = g.renamed(s.doc["actor"], by)
		}
		act["object"] = g.posted(act["object"], by, id+"/object", answers)
		effect := tally{}
		if answers {
			act["id"] = id + "/answer"
			if want.shown {
				effect.Replies = 1
			}
		}
		g.happens(by, act, http.StatusAccepted, effect)
		if effect.Replies == 1 {
			g.keep(s, by, act.in("object"), want)
		}
	}
}

// speaksAs has an actor answer and follow who is as the document says.
func (g *stage) speaksAs(s specimen) {
	g.t.Helper()
	by, want := g.plays(s.file, s.doc), cast[s.number()]
	note := g.note("", g.id, "<p>Words of "+s.number()+"</p>")
	note["attributedTo"] = by
	create := object{"id": note.text("id") + "/create", "type": "Create", "actor": by, "to": []string{public}, "object": note}
	follow := object{"id": by + "/follow", "type": "Follow", "actor": by, "object": g.actor}
	if want.status != 0 {
		g.happens(by, create, want.status, tally{})
		g.happens(by, follow, want.status, tally{})
		return
	}
	g.happens(by, create, http.StatusAccepted, tally{Replies: 1})
	g.keep(s, by, note, remark{text: "Words of " + s.number(), name: want.name, handle: want.handle})
	g.happens(by, follow, http.StatusAccepted, tally{Followers: 1})
	g.happens(by, object{"id": by + "/undo", "type": "Undo", "actor": by, "object": follow}, http.StatusAccepted, tally{Followers: -1})
}

// does has somebody do what the document says, to our article or blog.
func (g *stage) does(s specimen) {
	g.t.Helper()
	row, known := scenes[s.number()]
	if !known {
		g.t.Errorf("nobody said what should become of %s", s.file)
		return
	}
	by, did := g.player(s.server), ""
	for _, first := range row.first {
		did = g.did(by, first)
	}
	if did == "" {
		did = g.base + "/others"
	}
	if row.becomes.handle == "@alice@" {
		g.plays(s.server, object{"type": "Person", "preferredUsername": "alice", "name": "Alice Updated", "inbox": "/"})
	}
	about := map[string]string{"": did, "article": g.id, "blog": g.actor, "self": by}[row.about]
	act := g.repeats(s, by, about)
	g.happens(by, act, row.status, row.changes)
	g.deeds[by+s.kind()] = act.text("id")
	if row.becomes.shown {
		g.keep(s, by, object{"id": did}, row.becomes)
	}
}

// isNothingToSay sends a collection, which nobody creates.
func (g *stage) isNothingToSay(s specimen) {
	g.t.Helper()
	by, id := g.player(s.server), g.base+"/corpus/"+s.number()
	g.happens(by, object{"type": "Create", "id": id, "actor": by, "to": []string{public},
		"object": g.posted(map[string]any(s.doc), by, id+"/object", true)}, http.StatusBadRequest, tally{})
}
