package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

const goldenArticle = `---
title: Bread & <Circuses>
subtitle: A second line
summary: Why bread comes first.
tags: [bread, Night Letters]
language: en
cover: cover.png
cover_alt: A loaf on a table
licence: CC-BY-4.0
---
The first **line**, with [a link](/@ann), $a^2$ and a note.[^1]

## A heading

` + "```go\nfmt.Println(1 < 2)\n```" + `

[^1]: The note.
`

// showcase is a site of which every kind of document is kept as a file.
type showcase struct {
	*talk
	words []string // pairs: what is random here, and what stands for it
}

// TestGoldenDocuments compares every kind of document other servers get with a file, byte for byte, once what is random
// or of today was named.
func TestGoldenDocuments(t *testing.T) {
	t.Parallel()
	i := newInstance(t, "sqlite")
	i.addUser("ann", "owner")
	i.addUser("ben", "author")
	i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
	i.run("", "blog", "member", "add", "journal", "ben", "--role", "editor")
	i.start()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 400, 300))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(i.folder, "cover.png"), picture.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	i.signIn("ann").fill("/desk/profile", url.Values{"display_name": {"Ann of the Mill"}, "bio": {"I **bake**."}})
	g := &showcase{talk: &talk{sink: newSink(t), i: i, actor: i.actorOf("ann")}}
	group := i.actorOf("journal")
	g.names("ann", g.actor, "journal", group, "ben", i.actorOf("ben"))
	g.follows("bea", g.actor)
	g.follows("own-cid", group)

	g.personal()
	g.inPublication()
	g.takesPart()
	for name, address := range map[string]string{
		"person": g.actor, "group": group, "instance": i.base + "/ap/instance", "followers": g.actor + "/followers", "following": g.actor + "/following",
		"outbox": g.actor + "/outbox", "outbox-page": g.actor + "/outbox?page=1", "group-outbox-page": group + "/outbox?page=1",
		"webfinger":       i.base + "/.well-known/webfinger?resource=" + url.QueryEscape("acct:ann@"+i.host()),
		"nodeinfo-places": i.base + "/.well-known/nodeinfo", "nodeinfo": i.base + "/nodeinfo/2.1",
	} {
		g.compare(name, address)
	}
}

// names has words stand for ids: pairs of a word and an id.
func (g *showcase) names(pairs ...string) {
	for n := 0; n < len(pairs); n += 2 {
		opaque := pairs[n+1][strings.LastIndex(pairs[n+1], "/")+1:]
		g.words = append(g.words, opaque, strings.ToUpper(pairs[n]))
	}
}

// personal is the life of an article of ann's, with answers and reactions.
func (g *showcase) personal() {
	g.page = g.i.publish("ann", "bread.md", goldenArticle)
	g.id = g.i.document(g.page).text("id")
	g.names("article", g.id)
	g.sentAs("create", g.id, "Create")
	first := g.creates("bea", g.note("bea", g.id, "<p>First</p>"))
	g.creates("cid", g.note("cid", first, "<p>Second</p>"))
	for _, name := range []string{"bea", "cid", "dora"} {
		g.taken(name, g.actor, object{"type": "Like", "object": g.id})
	}
	g.taken("bea", g.actor, object{"type": "Announce", "object": g.id, "to": []string{public}})
	g.compare("article", g.id)
	g.compare("replies", g.id+"/replies")
	g.compare("replies-page", g.id+"/replies?page=1")
	g.compare("discussion", g.id+"/context")
	g.compare("discussion-page", g.id+"/context?page=1")
	g.compare("likes", g.id+"/likes")
	g.compare("shares", g.id+"/shares")

	g.quoted()
	g.i.publish("ann", "bread.md", strings.Replace(goldenArticle, "first", "last", 1), "--update")
	g.sentAs("update", g.id, "Update")
	accept := g.got(func(p post) bool { return p.activity.text("type") == "Accept" && p.activity.text("actor") == g.actor })
	g.compare("accept", accept[0].activity.text("id"))

	gone := g.i.letterID("Gone")
	g.names("gone", gone)
	g.await(1, "the Create of what will go", is("Create", gone))
	g.i.signIn("ann").withdraw("Gone")
	g.sentAs("delete", gone, "Delete")
	g.compare("tombstone", gone)
}

// quoted is a request to quote the article, what it is answered, and the end of that.
func (g *showcase) quoted() {
	post := g.quotes("bea", g.id)
	g.serves(post)
	request, _ := g.asksToQuote("bea", g.id, post)
	accept := g.answered("Accept", request)
	g.names("stamp", accept.text("result"))
	g.compare("accept-quote", accept.text("id"))
	g.compare("stamp", accept.text("result"))
	g.i.signIn("ann").does("unquote", post.text("id"))
	g.compare("delete-stamp", g.answered("Delete", accept.text("result")).text("id"))
	again, _ := g.asksToQuote("bea", g.id, post)
	g.compare("reject-quote", g.answered("Reject", again).text("id"))
}

// inPublication is an article of ben's in the journal.
func (g *showcase) inPublication() {
	page := g.i.publish("ben", "letter.md", "---\ntitle: A letter\nlanguage: de\n---\nText.\n", "--blog", "journal")
	id := g.i.document(page).text("id")
	g.names("letter", id)
	g.sentAs("announce", id, "Announce")
	g.sentAs("create-in-publication", id, "Create")
	g.compare("article-in-publication", id)
}

// takesPart is what ann says and does at her desk about others, and takes back.
func (g *showcase) takesPart() {
	note := g.note("bea", g.base+"/notes/before", "<p>A post of bea's</p>")
	note["conversation"], note["context"] = g.base+"/talks/1", g.base+"/contexts/1"
	g.serves(note)
	desk, there, bea := g.i.signIn("ann"), note.text("id"), g.sink.id("bea")
	for _, act := range [][3]string{{"follow", bea, "Follow"}, {"like", there, "Like"}, {"boost", there, "Announce"}, {"block", g.sink.id("eve"), "Block"}} {
		desk.does(act[0], act[1])
		g.sentAs(strings.ToLower(act[2])+"-of-ours", act[1], act[2])
	}
	desk.does("unboost", there)
	undo := g.await(1, "Undo", func(p post) bool { return p.activity.text("type") == "Undo" })
	for _, p := range undo {
		g.compare("undo-"+strings.ToLower(p.activity.in("object").text("type")), p.activity.text("id"))
	}
	desk.does("answer", there, "markdown", "I *think* so, too.")
	answer := g.await(1, "the answer", func(p post) bool { return p.activity.in("object").text("inReplyTo") == there })[0].activity
	g.names("answer", answer.ref("object"))
	g.sentAs("create-answer", answer.ref("object"), "Create")
	g.compare("answer", answer.ref("object"))
}

// sentAs compares an activity that was sent, as it can be had by its id.
func (g *showcase) sentAs(name, about, kind string) {
	g.t.Helper()
	sent := g.await(1, kind, is(kind, about))[0]
	g.compare(name, sent.activity.text("id"))
	if served := g.i.document(sent.activity.text("id")); plain(g.t, served) != plain(g.t, sent.activity) {
		g.t.Errorf("sent was %s, and served is %s", plain(g.t, sent.activity), plain(g.t, served))
	}
}

// compare holds a document against its file.
func (g *showcase) compare(name, address string) {
	g.t.Helper()
	got := g.i.get(address, "application/activity+json")
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, bytes.TrimSpace(got.body), "", "  "); err != nil {
		g.t.Fatalf("%s answers %d %v: %s", address, got.status, err, got.body)
	}
	if got.header.Get("Content-Type") == docType {
		got.json(g.t).isPortable(g.t)
	}
	is := g.named(pretty.String()) + "\n"
	if context := terms.FindString(is); len(context) > 1000 {
		file := "context"
		if strings.Contains(context, "data-integrity") {
			file = "context-of-activities"
		}
		g.compareFile(file, "{"+strings.TrimSuffix(context, ",")+"\n}\n")
		is = strings.Replace(is, context, "\n  \"@context\": \"as in "+file+".json\",", 1)
	}
	g.compareFile(name, is)
}

func (g *showcase) compareFile(name, is string) {
	g.t.Helper()
	file := filepath.Join("testdata", "documents", name+".json")
	if *update {
		if err := os.WriteFile(file, []byte(is), 0o600); err != nil {
			g.t.Fatal(err)
		}
	}
	was, err := os.ReadFile(file)
	if err != nil {
		g.t.Fatal(err)
	}
	if is != string(was) {
		g.t.Errorf("%s is not as in %s any more; if that is meant, make golden. It is\n%s", name, file, is)
	}
}

var (
	// terms are the context of all documents with more than the plainest terms, a hundred lines of it; proofs repeat it.
	terms    = regexp.MustCompile(`(?s)\n  "@context": \[.*?\n  \],`)
	again    = regexp.MustCompile(`(?s)(\n  "proof": \{\n    "@context": )\[.*?\n    \],`)
	proofs   = regexp.MustCompile(`"(proofValue|publicKeyMultibase)": "z(6Mk)?[^"]*"`)
	moments  = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z`)
	unnamed  = regexp.MustCompile(`/ap/activities/([^"/?#]+)`)
	keys     = regexp.MustCompile(`BEGIN PUBLIC KEY-----\\n[^-]*`)
	pictures = regexp.MustCompile(`/media/[^"./]{20,}?(-\w+)?\.`)
	versions = regexp.MustCompile(`("name": "pamphlet",\s*"version": )"[^"]*"`)
)

// named puts words in the place of what is random or of today.
func (g *showcase) named(doc string) string {
	words := append(slices.Clip(g.words), g.i.base, "https://blog.example", g.i.host(), "blog.example", g.base, "https://peer.example", strings.TrimPrefix(g.base, "http://"), "peer.example")
	for n, match := range unnamed.FindAllStringSubmatch(doc, -1) {
		words = append(words, match[1], fmt.Sprintf("ACTIVITY-%d", n+1))
	}
	doc = strings.NewReplacer(words...).Replace(doc)
	doc = moments.ReplaceAllString(doc, "MOMENT")
	doc = keys.ReplaceAllString(doc, `BEGIN PUBLIC KEY-----\nKEY\n`)
	doc = proofs.ReplaceAllString(doc, `"$1": "z${2}KEY"`)
	doc = again.ReplaceAllString(doc, `$1"the same",`)
	doc = pictures.ReplaceAllString(doc, "/media/PICTURE$1.")
	return versions.ReplaceAllString(doc, `$1"VERSION"`)
}
