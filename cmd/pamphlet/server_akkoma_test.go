package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// akkoma is Akkoma 2025.10 (lib/pleroma/web/activity_pub/object_validators, mastodon_api/views/status_view.ex).
func akkoma() *rules {
	return &rules{
		software: "akkoma", version: "3.17.0-0-gabcdef", people: "/users/", key: "#main-key",
		sign:  cavage("(request-target) content-length date digest host", "rsa-sha256"),
		dress: akkomaDress, judge: akkomaTakes,
	}
}

// akkomaDress names the actor beside attributedTo, and has a source and a conversation.
func akkomaDress(s *sink, doc object) {
	switch doc.text("type") {
	case "Note":
		doc["actor"], doc["conversation"], doc["context"] = doc["attributedTo"], s.base+"/contexts/7", s.base+"/contexts/7"
		doc["source"], doc["summary"] = object{"content": "A fine **loaf**", "mediaType": "text/markdown"}, ""
		doc["tag"] = []any{object{"type": "Mention", "href": addressee(doc), "name": "@ann"}, "bread"} // plain words are hashtags of old
		doc["repliesCount"], doc["emoji"] = 0, object{}
	case "EmojiReact":
		doc["content"], doc["context"] = "🔥", s.base+"/contexts/7"
	case "Person":
		doc["capabilities"], doc["endpoints"] = object{"acceptsChatMessages": false}, object{"sharedInbox": s.base + "/inbox"}
	}
}

// akkomaTakes is its validators: actor and author are the same, languages are of two or three letters.
func akkomaTakes(_ *sink, p post) error {
	a, doc := p.activity, p.activity.in("object")
	switch a.text("type") {
	case "Create", "Update":
		if err := mustHave(doc, "id", "content", "published"); err != nil {
			return err
		}
		if doc.text("attributedTo") != a.text("actor") || hostIn(doc.text("id")) != hostIn(a.text("actor")) {
			return errors.New("it is not of who sends it")
		}
		if !slices.Equal(doc.list("to"), a.list("to")) {
			return errors.New("it is for others than its Create")
		}
		for language := range doc.in("contentMap") {
			if main, _, _ := strings.Cut(language, "-"); len(main) < 2 || len(main) > 3 {
				return fmt.Errorf("%q is no language", language)
			}
		}
	case "Undo":
		return mustHave(doc, "id", "type", "actor", "object")
	}
	return nil
}

// shownByAkkoma is what folds a post, and its text.
func shownByAkkoma(doc object) (subject, text string) {
	return doc.text("summary"), `<p><a href="` + doc.text("url") + `">` + doc.text("name") + "</a></p>" + doc.text("content")
}

// TestAkkomaFollowsAndTalks plays all that goes on with it.
func TestAkkomaFollowsAndTalks(t *testing.T) {
	t.Parallel()
	k := meets(t, akkoma(), "ann")
	subject, text := shownByAkkoma(k.arrived())
	if subject != "" || !strings.HasPrefix(text, `<p><a href="`+k.page+`">Bread & <Circuses></a></p><p>The first <strong>line</strong>`) {
		t.Errorf("it shows %q folded by %q", text, subject)
	}
	k.talks(true)
	k.reacts("Like", "EmojiReact", "Announce")
	k.edited()
	k.withdrawn()
	k.i.ranQuietly()
}
