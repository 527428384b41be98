package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// graph is an activity by eve in which some reader of JSON-LD might find words or deeds of bea, who is on another server.
// EVE, BEA, BLOG and ARTICLE stand for ids, NOTE, LIKE and FOLLOW for ids of what bea did here, MINE for a new id of
// eve's and THEIRS for one on bea's server.
type graph struct {
	name, json string
	eve        tally // what eve herself may do by it
}

const (
	plainNote = `"type":"Note","content":"<p>Twisted</p>","inReplyTo":"ARTICLE","to":"as:Public"`
	byEve     = `"id":"MINE","type":"Create","actor":"EVE","to":"as:Public"`
)

// graphs are the tricks: https://www.w3.org/TR/json-ld11/ gives each of them a meaning that the plain tree does not have.
var graphs = []graph{
	// Whole graphs beside the tree (CVE-2022-24307).
	{name: "@graph", json: `{` + byEve + `,"@graph":[{"id":"NOTE","type":"Note","attributedTo":"BEA"}],"object":"NOTE"}`},
	{name: "@graph alone", json: `{"@context":"https://www.w3.org/ns/activitystreams","@graph":[{"id":"MINE","type":"Delete","actor":"BEA","object":"NOTE"}]}`},
	{name: "@included", json: `{` + byEve + `,"@included":[{"id":"THEIRS","type":"Like","actor":"BEA","object":"ARTICLE"}],"object":"NOTE"}`},
	{name: "@reverse", json: `{"id":"MINE","type":"Like","actor":"EVE","object":"NOTE","@reverse":{"object":{"id":"THEIRS","type":"Delete","actor":"BEA"}}}`},
	{name: "@graph within", json: `{` + byEve + `,"object":{"@graph":[{"id":"THEIRS","attributedTo":"BEA",` + plainNote + `}]}}`},
	{name: "@reverse within", json: `{` + byEve + `,"object":{"id":"MINE/note",` + plainNote + `,"attributedTo":"EVE","@reverse":{"attributedTo":"BEA"}}}`, eve: tally{Replies: 1}},

	// Terms under other names.
	{name: "a context of one's own", json: `{"@context":{"actor":"as:object","object":"as:actor","as":"https://www.w3.org/ns/activitystreams#"},"id":"MINE","type":"Delete","actor":"EVE","object":"BEA"}`},
	{name: "a context elsewhere", json: `{"@context":"EVILCONTEXT",` + byEve + `,"object":{"id":"MINE/note","attributedTo":"EVE","performer":"BEA",` + plainNote + `}}`, eve: tally{Replies: 1}},
	{name: "an alias of actor", json: `{"@context":["https://www.w3.org/ns/activitystreams",{"performer":"as:actor"}],"id":"MINE","type":"Delete","performer":"BEA","object":"NOTE"}`},
	{name: "an alias beside actor", json: `{"@context":["https://www.w3.org/ns/activitystreams",{"performer":"as:actor"}],"id":"MINE","type":"Delete","actor":"EVE","performer":"BEA","object":"NOTE"}`},
	{name: "the full name of actor", json: `{"id":"MINE","type":"Delete","actor":"EVE","https://www.w3.org/ns/activitystreams#actor":"BEA","object":"NOTE"}`},
	{name: "the short name of actor", json: `{"id":"MINE","type":"Delete","actor":"EVE","as:actor":"BEA","object":"NOTE"}`},
	{name: "another case", json: `{"id":"MINE","type":"Delete","actor":"EVE","Actor":"BEA","ACTOR":"BEA","object":"NOTE"}`},
	{name: "@id and @type", json: `{"id":"MINE","@id":"THEIRS","type":"Like","@type":"Delete","actor":"EVE","object":{"id":"MINE/none","@id":"NOTE"}}`},
	{name: "an alias of attributedTo", json: `{` + byEve + `,"object":{"id":"MINE/note","attributedTo":"EVE","as:attributedTo":"BEA",` + plainNote + `}}`, eve: tally{Replies: 1}},
	{name: "inReplyTo by its full name", json: `{` + byEve + `,"object":{"id":"MINE/note","attributedTo":"EVE","type":"Note","content":"Twisted","to":"as:Public","https://www.w3.org/ns/activitystreams#inReplyTo":"ARTICLE"}}`},

	// One member twice: who reads the first and who reads the last disagree.
	{name: "two actors", json: `{"id":"MINE","type":"Delete","actor":"EVE","object":"NOTE","actor":"BEA"}`},
	{name: "two actors, one of them written oddly", json: `{"id":"MINE","type":"Delete","actor":"EVE","object":"NOTE","\u0061ctor":"BEA"}`},
	{name: "two types", json: `{"id":"MINE","type":"Like","type":"Delete","actor":"EVE","object":"NOTE"}`},

	// Lists where one is meant.
	{name: "a list of actors", json: `{"id":"MINE","type":"Delete","actor":["EVE","BEA"],"object":"NOTE"}`},
	{name: "a list of actors, hers last", json: `{"id":"MINE","type":"Delete","actor":["BEA","EVE"],"object":"NOTE"}`},
	{name: "a list of one actor", json: `{"id":"MINE","type":"Like","actor":[["EVE"]],"object":"ARTICLE"}`},
	{name: "an actor that is two", json: `{"id":"MINE","type":"Delete","actor":{"id":"EVE","sameAs":"BEA","@id":"BEA"},"object":"NOTE"}`},
	{name: "two types in a list", json: `{"id":"MINE","type":["Delete","Like"],"actor":"EVE","object":"NOTE"}`},
	{name: "authors in a list", json: `{` + byEve + `,"object":{"id":"MINE/note","attributedTo":["BEA","EVE"],` + plainNote + `}}`},
	{name: "authors in a list, hers first", json: `{` + byEve + `,"object":{"id":"MINE/note","attributedTo":["EVE","BEA"],` + plainNote + `}}`},
	{name: "an author embedded", json: `{` + byEve + `,"object":{"id":"MINE/note","attributedTo":{"type":"Person","id":"BEA","name":"bea"},` + plainNote + `}}`},
	{name: "objects in a list", json: `{"id":"MINE","type":"Delete","actor":"EVE","object":["MINE/none","NOTE"]}`},
	{name: "objects in a list of lists", json: `{"id":"MINE","type":"Delete","actor":"EVE","object":[["NOTE"]]}`},
	{name: "a set", json: `{"id":"MINE","type":"Delete","actor":"EVE","object":{"@set":["NOTE"]}}`},
	{name: "a value", json: `{"id":"MINE","type":"Delete","actor":{"@value":"BEA"},"object":"NOTE"}`},

	// Objects of others, brought along.
	{name: "a note of another server", json: `{` + byEve + `,"object":{"id":"THEIRS","attributedTo":"BEA",` + plainNote + `}}`},
	{name: "a note of another server by eve", json: `{` + byEve + `,"object":{"id":"THEIRS","attributedTo":"EVE",` + plainNote + `}}`},
	{name: "an edit of another server's note", json: `{"id":"MINE","type":"Update","actor":"EVE","object":{"id":"NOTE","attributedTo":"BEA",` + plainNote + `}}`},
	{name: "an edit of another server's person", json: `{"id":"MINE","type":"Update","actor":"EVE","object":{"id":"BEA","type":"Person","name":"Twisted","inbox":"BEA/inbox"}}`},
	{name: "an edit of oneself as another", json: `{"id":"MINE","type":"Update","actor":"EVE","object":{"id":"EVE","@id":"BEA","type":"Person","name":"Twisted","inbox":"BEA/inbox"}}`},
	{name: "a whole activity passed on", json: `{"id":"MINE","type":"Announce","actor":"EVE","object":{"id":"THEIRS","type":"Create","actor":"BEA","object":{"id":"THEIRS/note","attributedTo":"BEA",` + plainNote + `}}}`},
	{name: "a deletion passed on", json: `{"id":"MINE","type":"Announce","actor":"EVE","object":{"id":"THEIRS","type":"Delete","actor":"BEA","object":"NOTE"}}`},
	{name: "an Undo of a Follow", json: `{"id":"MINE","type":"Undo","actor":"EVE","object":{"id":"FOLLOW","type":"Follow","actor":"BEA","object":"BLOG"}}`},
	{name: "an Undo of a Follow as one's own", json: `{"id":"MINE","type":"Undo","actor":"EVE","object":{"id":"FOLLOW","type":"Follow","actor":"EVE","as:actor":"BEA","object":"BLOG"}}`},
	{name: "an Undo of a Like as one's own", json: `{"id":"MINE","type":"Undo","actor":"EVE","object":{"id":"LIKE","type":"Like","object":"ARTICLE"}}`},
	{name: "an Undo of a Follow within", json: `{"id":"MINE","type":"Undo","actor":"EVE","object":{"id":"MINE/undo","type":"Undo","actor":"BEA","object":{"id":"FOLLOW","type":"Follow","actor":"BEA","object":"BLOG"}}}`},

	// Other proofs than the signature of the request.
	{name: "a signature in the document", json: `{"id":"THEIRS","type":"Delete","actor":"BEA","object":"NOTE","signature":{"type":"RsaSignature2017","creator":"BEA#main-key","created":"2026-11-23T00:00:00Z","signatureValue":"AAAA"}}`},
	{name: "a signature in the document of eve", json: `{"id":"THEIRS","type":"Delete","actor":"BEA","object":"NOTE","signature":{"type":"RsaSignature2017","creator":"EVE#main-key","created":"2026-11-23T00:00:00Z","signatureValue":"AAAA"}}`},
	{name: "a proof in the document", json: `{"id":"THEIRS","type":"Delete","actor":"BEA","object":"NOTE","proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","verificationMethod":"BEA#main-key","proofPurpose":"assertionMethod","proofValue":"zAAAA"}}`},
	{name: "a key in the document", json: `{"id":"THEIRS","type":"Delete","actor":{"id":"BEA","type":"Person","inbox":"BEA/inbox","publicKey":{"id":"EVE#main-key","owner":"BEA","publicKeyPem":"EVEKEY"}},"object":"NOTE"}`},
}

// TestF4Graphs sends documents that a reader of JSON-LD would take apart into other ones. Nothing of bea's may change,
// and eve does no more than the plain tree of her own document says.
func TestF4Graphs(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k, evil := newTalk(t, i), newSink(t)
		bea := k.leavesTraces("bea")
		evil.serves(object{"id": evil.base + "/context", "@context": object{"performer": "as:actor"}})
		for n, g := range graphs {
			words := strings.NewReplacer("MINE", fmt.Sprintf("%s/graphs/%d", evil.base, n), "THEIRS", fmt.Sprintf("%s/graphs/%d", k.base, n),
				"EVILCONTEXT", evil.base+"/context", "EVEKEY", strings.ReplaceAll(evil.pem, "\n", `\n`), "EVE", evil.id("eve"), "BEA", k.sink.id("bea"),
				"BLOG", k.actor, "ARTICLE", k.id, "NOTE", bea.note, "LIKE", bea.like, "FOLLOW", bea.follow)
			before := k.tally()
			got := evil.post(evil.request("eve", k.actor+"/inbox", []byte(words.Replace(g.json)), time.Now()))
			if got.status >= http.StatusInternalServerError {
				t.Errorf("%s: answered %d %s", g.name, got.status, got.body)
			}
			if change := k.tally().minus(before); change != g.eve {
				t.Errorf("%s: answered %d %s, and changed %+v, want %+v", g.name, got.status, got.body, change, g.eve)
			}
			if left := k.traces("bea"); left != bea.total {
				t.Errorf("%s: bea has %+v left of %+v", g.name, left, bea.total)
			}
		}
		k.shows(`bea&#39;s own words`, `4 replies`)
		if n := evil.timesAsked(); n > 2 {
			t.Errorf("eve's server was asked %d times; her key and her new profile are all there was to ask for", n)
		}
		i.ranQuietly()
	})
}

// traces are what one person did here.
type traces struct {
	follow, like, note string
	total              [4]int64
}

// leavesTraces has somebody follow, like and answer.
func (k *talk) leavesTraces(name string) traces {
	k.t.Helper()
	left := traces{follow: k.follows(name, k.actor)}
	left.like, _ = k.sends(name, k.actor+"/inbox", object{"type": "Like", "object": k.id})
	left.note = k.creates(name, k.note(name, k.id, "<p>"+name+"'s own words</p>"))
	left.total = k.traces(name)
	if left.total != [4]int64{1, 1, 1, 1} {
		k.t.Fatalf("%s left %v", name, left.total)
	}
	return left
}

// traces counts what there is of somebody: their profile as it was, followings, likes, words as they wrote them.
func (k *talk) traces(name string) [4]int64 {
	k.t.Helper()
	who := fmt.Sprintf("from actors a where a.uri = '%s' and a.name = '%s' and a.gone_at = 0", k.sink.id(name), name)
	var n [4]int64
	for what, query := range []string{
		"select count(*) " + who,
		"select count(*) from followers where actor_id = (select id " + who + ")",
		"select count(*) from reactions where actor_id = (select id " + who + ")",
		"select count(*) from comments where state = 'shown' and html like '%own words%' and actor_id = (select id " + who + ")",
	} {
		n[what] = k.i.number(query)
	}
	if all := k.i.number("select count(*) from comments where actor_id = (select id " + who + ")"); all > n[3] {
		n[3] = all // words nobody wrote
	}
	return n
}
