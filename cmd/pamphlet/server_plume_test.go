package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// plume is Plume of April 2025 (plume-models/src/posts.rs, comments.rs, users.rs, blogs.rs, inbox.rs).
func plume() *rules {
	return &rules{
		software: "plume", version: "0.7.3-dev-fork", people: "/@/", key: "#main-key",
		sign:  cavage("user-agent date accept content-type host digest (request-target)", "rsa-sha256"),
		dress: plumeDress, judge: plumeTakes,
	}
}

func plumeDress(s *sink, doc object) {
	switch doc.text("type") {
	case "Note":
		doc["summary"] = "" // it always sends one
		delete(doc, "cc")
	case "Delete": // of comments, by a Tombstone
		doc["to"] = []string{public}
	}
}

// plumeTakes is what Plume's inbox says: who speaks must be a Person, what is created is first tried as a comment, and
// then as an article.
func plumeTakes(s *sink, p post) error {
	doc := p.activity.in("object")
	if person := fetched(p.signer); person.text("type") != "Person" {
		return fmt.Errorf("the inbox panics over a signer who is a %s", person.text("type"))
	} else if err := mustHave(person, "preferredUsername", "outbox", "inbox", "followers"); err != nil {
		return err
	}
	switch p.activity.text("type") {
	case "Create":
		if doc.text("inReplyTo") != "" {
			return errors.Join(mustHave(doc, "id", "content"), oneText(doc, "attributedTo", "inReplyTo", "content"))
		}
		return plumeArticle(doc)
	case "Update":
		if err := plumeArticle(doc); err != nil {
			return err
		}
		return plumeKnows(s, doc.text("id"))
	case "Delete":
		if doc.text("formerType") == "Article" {
			return plumeKnows(s, doc.text("id"))
		}
	}
	return nil
}

// plumeArticle is Post::from_activity. The crate that parses it takes ids in "likes" and "shares" only.
func plumeArticle(doc object) error {
	people, groups := 0, 0
	for _, id := range doc.list("attributedTo") {
		id, _ := id.(string)
		switch of := fetched(id); of.text("type") {
		case "Person":
			people++
		case "Group":
			groups++
			if _, ok := of.in("source")["content"].(string); !ok || of.in("source").text("mediaType") == "" {
				return errors.New("its blog has no source")
			}
		}
	}
	if people == 0 || groups != 1 {
		return fmt.Errorf("it belongs to %d people and %d blogs", people, groups)
	}
	if icon := doc.in("icon"); icon != nil {
		if err := errors.Join(mustHave(icon, "url", "content", "attributedTo"), oneText(icon, "url", "content", "attributedTo")); err != nil {
			return fmt.Errorf("its cover: %w", err)
		}
	}
	return errors.Join(mustHave(doc, "id", "name", "summary", "content", "url"), oneText(doc, "name", "summary", "content", "url", "likes", "shares"))
}

// plumeKnows tells whether an article was kept under an id, which is the "url" it came with.
func plumeKnows(s *sink, id string) error {
	if len(s.got(func(p post) bool { return p.activity.in("object").text("url") == id })) == 0 {
		return fmt.Errorf("nothing is known as %s", id)
	}
	return nil
}

// TestPlumeTakesArticles has an article of a publication reach a Plume user who follows its author, with its cover, its
// edit and its end; a comment, our answer to it and a like, all by the address under which Plume knows the article.
func TestPlumeTakesArticles(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
	k := &talk{sink: newServer(t, plume()), i: i, actor: i.actorOf("ann")}
	k.follows("bea", k.actor) // there, only people are followed
	k.publishes("journal")
	doc := k.arrived()
	doc.wants(t, "name", "Bread & <Circuses>", "summary", "Why bread comes first.", "attributedTo", []string{k.actor, i.actorOf("journal")})
	doc.in("icon").wants(t, "content", "A loaf on a table", "attributedTo", k.actor)
	if got := k.post(k.asksSigned("bea", k.id)).document(t); got.text("url") != k.id {
		t.Errorf("it asked and got another form: %s", plain(t, got))
	}
	k.edited()

	note := k.replies(doc.text("url"), "<p>A fine <strong>loaf</strong></p>")
	k.shows(`1 reply`, `fine <strong>loaf`)
	k.isAnswered(note.text("id"), k.sink.id("bea"))
	like := object{"type": "Like", "object": doc.text("url"), "to": []string{public}}
	like["id"], _ = k.sends("bea", k.actor+"/inbox", like)
	k.counts("Like", 1)
	like["actor"] = k.sink.id("bea")
	k.taken("bea", k.actor, object{"type": "Undo", "object": like})
	k.counts("Like", 0)
	k.taken("bea", k.actor, object{"type": "Delete", "object": object{"id": note.text("id"), "type": "Tombstone"}})
	k.shows(`removed by the person who wrote it`, `Thank <em>you`)
	k.withdrawn()
	i.ranQuietly()
}

// TestPlumeFoundAndAnswered finds an article and a comment there, likes and answers both.
func TestPlumeFoundAndAnswered(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newServer(t, plume())
	blog := s.base + "/~/Brunnen"
	s.serves(object{"@context": "https://www.w3.org/ns/activitystreams", "id": blog, "type": "Group", "preferredUsername": "Brunnen", "name": "Der Brunnen",
		"inbox": blog + "/inbox", "outbox": blog + "/outbox", "summary": "", "source": object{"content": "", "mediaType": "text/markdown"},
		"publicKey": object{"id": blog + "#main-key", "owner": blog, "publicKeyPem": s.pem}})
	article := articles(s)["Plume"]
	article["@context"], article["id"], article["url"] = "https://www.w3.org/ns/activitystreams", blog+"/wasser", blog+"/wasser"
	article["attributedTo"] = []string{s.id("bea"), blog}
	s.serves(article)
	comment := object{"@context": "https://www.w3.org/ns/activitystreams", "id": blog + "/wasser/comment/7", "type": "Note", "summary": "", "attributedTo": s.id("cid"),
		"inReplyTo": blog + "/wasser", "content": `<p dir="auto">Und <em>kalt</em></p>`, "published": "2026-03-14T15:09:26Z", "to": []string{public}, "tag": []object{}}
	s.serves(comment)
	k, desk := &talk{sink: s, i: i, actor: i.actorOf("ann"), page: i.base + "/@ann"}, i.signIn("ann")
	for id, writer := range map[string]string{article.text("id"): "bea", comment.text("id"): "cid"} {
		page := desk.finds(id)
		if !strings.Contains(page, ">"+writer+"</a>") || !strings.Contains(page, `value="boost"`) {
			t.Errorf("the desk shows %s", page)
		}
		k.isAnswered(id, s.id(writer))
		desk.does("like", id)
		s.await(1, "the like", is("Like", id))[0].activity.wants(t, "object", id)
	}
	if page := desk.finds("@bea@" + s.host()); !strings.Contains(page, `value="follow"`) {
		t.Errorf("bea is not found: %s", page)
	}
}
