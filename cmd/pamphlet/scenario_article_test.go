package main

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// shownByMastodon is what Mastodon makes of an article (parser/status_parser.rb processed_text): it shows neither its
// content nor its preview.
func shownByMastodon(doc object) string {
	return "<h2>" + doc.text("name") + "</h2>" + doc.text("summary") + `<a href="` + doc.text("url") + `">`
}

// TestScenario05ShownByMastodon has Mastodon show an article's title, summary and link, with a card, which it only makes
// for what has no attachment; and not hide it behind a warning.
func TestScenario05ShownByMastodon(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	page := i.publish("ann", "bread.md", "---\ntitle: Bread & <Circuses>\nsummary: Why bread comes first.\nlanguage: de\n---\nA long text.\n")
	doc := i.document(page)
	if got, want := shownByMastodon(doc), `<h2>Bread & <Circuses></h2>Why bread comes first.<a href="`+page+`">`; got != want {
		t.Errorf("Mastodon shows %s, want %s", got, want)
	}
	doc.wants(t, "attachment", []string{}, "sensitive", false, "nameMap", object{"de": "Bread & <Circuses>"})
	if doc.in("preview").text("type") != "Note" || strings.Contains(doc.text("summary"), "<") {
		t.Errorf("the article is %s", plain(t, doc))
	}
}

// TestScenario06Edits edits an article twice: each time what others show changes, since updated grows and published
// stays. Of edits that come here the newest counts, in whatever order they come.
func TestScenario06Edits(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		k.follows("bea", k.actor)
		first := i.document(k.id)
		last := first.text("published")
		for n, word := range []string{"second", "third"} {
			i.publish("ann", "first.md", strings.Replace(firstArticle, "first", word, 1), "--update")
			updates := k.await(n+1, "the Update", is("Update", k.id))
			doc := updates[n].activity.in("object")
			doc.wants(t, "published", first["published"], "id", k.id, "attributedTo", k.actor)
			if doc.text("updated") <= last {
				t.Errorf("it was updated %s after %s", doc.text("updated"), last)
			}
			last = doc.text("updated")
		}

		note := k.note("cid", k.id, "<p>First thought</p>")
		k.creates("cid", note)
		now := time.Now().UTC().Truncate(time.Second)
		for _, edit := range []struct {
			words string
			at    time.Time
		}{{"Newest thought", now}, {"Older thought", now.Add(-time.Minute)}} {
			note["content"], note["updated"] = "<p>"+edit.words+"</p>", edit.at.Format(time.RFC3339)
			k.taken("cid", k.actor, object{"type": "Update", "object": note})
		}
		k.shows(`Newest thought`, `!Older thought`, `!First thought`)
		k.proved()
	})
}

// articles are in the words of those who send them.
func articles(s *sink) map[string]object {
	bea, blog := s.id("bea"), s.id("own-blog")
	return map[string]object{
		"Plume": { // its author and its blog, the cover as icon, a page that is the id
			"type": "Article", "attributedTo": []string{bea, blog}, "name": "Der Brunnen", "summary": "Ein Untertitel",
			"content": "<p>Wasser ist <strong>knapp</strong>.</p>", "source": object{"content": "Wasser ist **knapp**.", "mediaType": "text/markdown"},
			"icon": object{"type": "Image", "url": s.base + "/cover.png", "attributedTo": bea, "content": "Ein Brunnen"}, "license": "CC-BY-SA",
			"published": "2026-03-14T15:09:26.535+01:00", "to": []string{public}, "cc": []string{bea + "/followers"},
			"tag": []object{{"type": "Hashtag", "name": "wasser", "href": s.base + "/tag/wasser"}},
		},
		"WordPress": {
			"type": "Article", "attributedTo": bea, "name": "Der Brunnen", "nameMap": object{"de": "Der Brunnen"},
			"summary": "<p>Ein Auszug</p>", "summaryMap": object{"de": "<p>Ein Auszug</p>"},
			"content": "<p>Wasser ist <strong>knapp</strong>.</p>", "contentMap": object{"de": "<p>Wasser ist <strong>knapp</strong>.</p>"},
			"image": []object{{"type": "Image", "url": s.base + "/cover.png", "mediaType": "image/png"}}, "attachment": []object{}, "audience": blog,
			"to": []string{public, blog}, "cc": []string{bea + "/followers"}, "published": "2026-03-14T15:09:26Z", "mediaType": "text/html",
			"context": s.base + "/contexts/7", "interactionPolicy": object{"canQuote": object{"automaticApproval": public, "always": public}},
			"tag":     []object{{"type": "Hashtag", "name": "#wasser", "href": s.base + "/tag/wasser"}},
			"replies": object{"type": "Collection", "first": object{"type": "CollectionPage", "items": []string{}}},
			"preview": object{"type": "Note", "content": "<p>Ein Auszug</p>"},
		},
		"Ghost": {
			"type": "Article", "attributedTo": bea, "name": "Der Brunnen", "content": "<p>Wasser ist <strong>knapp</strong>.</p>",
			"image": s.base + "/cover.png", "to": "as:Public", "cc": bea + "/followers", "published": "2026-03-14T15:09:26Z",
			"updated": "2026-03-14T15:09:26Z", "preview": object{"type": "Note", "content": "Ein Auszug", "id": s.base + "/preview/1"},
		},
		"WriteFreely": {
			"type": "Article", "attributedTo": bea, "name": "Der Brunnen", "content": "<p>Wasser ist <strong>knapp</strong>.</p>",
			"contentMap": object{"de": "<p>Wasser ist <strong>knapp</strong>.</p>"}, "to": []string{public}, "cc": []string{bea + "/followers"},
			"published": "2026-03-14T15:09:26Z", "tag": []object{}, "commentsEnabled": false,
		},
	}
}

// TestScenario07Articles reads an article of each kind of blog server at the desk, and answers and likes its author. In
// answer to an article here it is a comment, as anything is.
func TestScenario07Articles(t *testing.T) {
	t.Parallel()
	k := newTalk(t, newSite(t, "sqlite"))
	desk := k.i.signIn("ann")
	for server, doc := range articles(k.sink) {
		id := k.base + "/articles/" + url.PathEscape(server)
		doc["@context"], doc["id"], doc["url"] = "https://www.w3.org/ns/activitystreams", id, id
		k.serves(doc)
		page := desk.finds(id)
		for _, want := range []string{">Der Brunnen</h2>", "Wasser ist <strong>knapp</strong>.", "Article", ">bea</a>", `value="boost"`} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the desk does not show %s: %s", server, want, page)
			}
		}
		desk.does("like", id)
		k.await(1, "the like of "+server, is("Like", id))[0].activity.wants(t, "to", []string{k.sink.id("bea")})

		doc["id"], doc["inReplyTo"], doc["content"] = id+"/answer", k.id, "<p>Antwort von "+server+"</p>"
		k.creates("bea", doc)
		k.shows(`Antwort von ` + server)
	}
	k.proved()
}
