package main

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// wordpress is the plugin ActivityPub for WordPress of 2026 (includes/handler/class-create.php, class-http.php,
// signature/class-http-message-signature.php), which signs by RFC 9421 first.
func wordpress() *rules {
	return &rules{
		software: "wordpress", version: "6.9", people: "/?author=", key: "#main-key", modern: true,
		sign: wordpressSigns, dress: wordpressDress, judge: wordpressTakes,
	}
}

func wordpressSigns(s *sink, req *http.Request, name string, at time.Time) {
	components, covered := `"@method" "@target-uri" "@authority"`, fmt.Sprintf("\"@method\": %s\n\"@target-uri\": %s\n\"@authority\": %s\n", req.Method, req.URL, req.URL.Host)
	if body := bodyOf(s.t, req); body != nil {
		req.Header.Set("Content-Digest", ofBody(body))
		components, covered = components+` "content-digest"`, covered+`"content-digest": `+ofBody(body)+"\n"
	}
	params := fmt.Sprintf(`(%s);created=%d;keyid="%s%s";alg="rsa-v1_5-sha256"`, components, at.Unix(), s.id(name), s.rules.key)
	req.Header.Set("Signature-Input", "wp="+params)
	req.Header.Set("Signature", "wp=:"+s.byHand(covered+`"@signature-params": `+params)+":")
}

// wordpressDress has maps of everything, inboxes of another shape than ids, and says which signatures it knows.
func wordpressDress(s *sink, doc object) {
	switch doc.text("type") {
	case "Note":
		doc["contentMap"], doc["mediaType"], doc["attachment"] = object{"en": doc["content"]}, "text/html", []any{}
		doc["url"], doc["replies"] = s.base+"/?c=7", object{"id": s.base + "/replies/7", "type": "Collection", "first": object{"type": "CollectionPage", "items": []any{}}}
		doc["tag"] = []object{{"type": "Mention", "href": addressee(doc), "name": "@ann"}}
	case "Person":
		api := s.base + "/wp-json/activitypub/1.0/"
		doc["inbox"], doc["outbox"], doc["followers"] = api+"actors/1/inbox", api+"actors/1/outbox", api+"actors/1/followers"
		doc["endpoints"] = object{"sharedInbox": api + "inbox"}
		doc["generator"] = object{"type": "Application", "implements": []object{{"href": "https://datatracker.ietf.org/doc/html/rfc9421", "name": "RFC-9421: HTTP Message Signatures"}}}
		doc["webfinger"], doc["postingRestrictedToMods"] = doc.text("preferredUsername")+"@"+s.host(), nil
	}
}

// wordpressTakes is its inbox: a reply becomes a comment if it says something and is public; an article is kept to be read.
func wordpressTakes(_ *sink, p post) error {
	a, doc := p.activity, p.activity.in("object")
	switch a.text("type") {
	case "Create", "Update":
		if err := mustHave(doc, "id", "type", "content", "attributedTo"); err != nil {
			return err
		}
		if !isFor(doc, public) || len(p.body) > 1<<20 {
			return errors.New("it is not public, or too long")
		}
	case "Accept", "Undo":
		return mustHave(doc, "id", "type", "actor", "object")
	}
	return nil
}

// TestWordPressFollowsAndTalks plays all that goes on with it, and finds an article there.
func TestWordPressFollowsAndTalks(t *testing.T) {
	t.Parallel()
	k := meets(t, wordpress(), "ann")
	k.arrived().wants(t, "type", "Article", "name", "Bread & <Circuses>", "summary", "Why bread comes first.")
	k.talks(true)
	k.reacts("Like", "Announce")
	k.readsTheirs("WordPress")
	k.edited()
	k.withdrawn()
	k.i.ranQuietly()
}
