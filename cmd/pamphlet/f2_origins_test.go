package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// witnessed is a server that is asked for the things others say are its own. What it answers is in their address:
// /BEHAVIOUR/NUMBER.
func witnessed(t *testing.T, evil, article string) *httptest.Server {
	t.Helper()
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		behaviour, number, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		note := object{"id": server.URL + r.URL.Path, "type": "Note", "attributedTo": server.URL + "/someone", "inReplyTo": article,
			"content": "<p>Honest words</p>", "to": []string{public}}
		switch behaviour {
		case "honest":
		case "lying":
			note["id"] = server.URL + "/honest/of-another"
		case "lent": // it says that evil wrote it
			note["attributedTo"] = evil + "/u/eve"
		case "inside":
			http.Redirect(w, r, "/honest/"+number, http.StatusFound)
			return
		case "outside":
			http.Redirect(w, r, evil+"/as"+r.URL.Path, http.StatusFound)
			return
		default:
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", docType)
		_ = json.NewEncoder(w).Encode(note)
	}))
	t.Cleanup(server.Close)
	return server
}

// origins is one way in which the places of an activity's parts can differ.
type origins struct {
	kind      string // of the activity
	place     string // where the object's id is
	author    string
	inReplyTo string
	whole     bool // or by its id only
}

// everyOrigin combines all there are.
func everyOrigin(kinds, places, authors, parents []string) (all []origins) {
	for _, kind := range kinds {
		for _, place := range places {
			for _, author := range authors {
				for _, parent := range parents {
					all = append(all, origins{kind, place, author, parent, true}, origins{kind, place, author, parent, false})
				}
			}
		}
	}
	return all
}

// TestF2OriginMatrix says every combination of whose an object is, who wrote it, what it answers, what its own server
// says of it, and whether it comes whole. Only eve's own words on her own server are shown.
func TestF2OriginMatrix(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	k, evil := newTalk(t, i), newSink(t)
	good := witnessed(t, evil.base, k.id)
	parent := k.creates("bea", k.note("bea", k.id, "<p>The first word</p>"))
	own, elsewhere := evil.base+"/own", good.URL+"/honest/parent"
	places := []string{own}
	for _, behaviour := range []string{"honest", "missing", "lying", "lent", "inside", "outside"} {
		places = append(places, good.URL+"/"+behaviour)
	}
	authors := []string{"EVE", "SOMEONE", "EVE SOMEONE", "SOMEONE EVE", ""}
	for n, o := range everyOrigin([]string{"Create", "Update", "Announce"}, places, authors, []string{k.id, parent, elsewhere}) {
		name := fmt.Sprintf("eve-%d", n%20) // one alone may not say so much
		var by []string
		for _, author := range strings.Fields(o.author) {
			by = append(by, map[string]string{"EVE": evil.id(name), "SOMEONE": good.URL + "/someone"}[author])
		}
		id := fmt.Sprintf("%s/%d", o.place, n)
		act := object{"type": o.kind, "object": id, "to": []string{public}}
		if o.whole {
			act["object"] = object{"id": id, "type": "Note", "attributedTo": by, "inReplyTo": o.inReplyTo, "content": "<p>Her words</p>", "to": []string{public}}
		}
		var want tally
		if o.kind == "Create" && o.whole && o.author == "EVE" && o.place == own && o.inReplyTo != elsewhere {
			want.Replies = 1
		}
		before := k.tally()
		_, got := evil.sends(name, i.base+"/ap/inbox", act)
		if got.status >= http.StatusInternalServerError || got.status == http.StatusTooManyRequests {
			t.Errorf("%+v: answered %d %s", o, got.status, got.body)
		}
		if change := k.tally().minus(before); change != want {
			t.Errorf("%+v: answered %d %s and changed %+v, want %+v", o, got.status, got.body, change, want)
		}
	}
	k.shows(`The first word`, `Her words`, `!Honest words`, `![1-9] boost`, `3 replies`)
	i.ranQuietly()
}
