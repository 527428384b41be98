package main

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// quotes makes a post of somebody that quotes an id, for everybody, as Mastodon 4.5 sends it.
func (k *talk) quotes(name, quoted string) object {
	post := k.note(name, "", "<p>Read this.</p>")
	delete(post, "inReplyTo")
	post["quote"], post["quoteUri"], post["_misskey_quote"] = quoted, quoted, quoted
	post["interactionPolicy"] = object{"canQuote": object{"automaticApproval": []string{public}}}
	return post
}

// asksToQuote sends a QuoteRequest with a post, or its id, and gives the request and what was answered by HTTP.
func (k *talk) asksToQuote(name, quoted string, instrument any) (request string, got answer) {
	return k.sends(name, k.actor+"/inbox", object{"type": "QuoteRequest", "object": quoted, "instrument": instrument})
}

// answered is the activity of ours about a request.
func (k *talk) answered(kind, request string) object {
	k.t.Helper()
	return k.await(1, kind+" of "+request, is(kind, request))[0].activity
}

// countsQuotes waits until so many posts are counted as quotes.
func (k *talk) countsQuotes(n int64) {
	k.t.Helper()
	eventually(k.t, "the number of quotes", func() error {
		if got := k.i.number("select count(*) from quotes where state = 'shown'"); got != n {
			return fmt.Errorf("%d quotes, want %d", got, n)
		}
		return nil
	})
}

// TestQuotes asks to quote in every form there is, with what follows (FEP-044f).
func TestQuotes(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		anybody := object{"canQuote": object{"automaticApproval": []string{public}}}
		k.i.document(k.id).wants(t, "interactionPolicy", anybody)

		// The post comes along, as Mastodon does it.
		post := k.quotes("bea", k.id)
		request, _ := k.asksToQuote("bea", k.id, post)
		accept := k.answered("Accept", request)
		accept.wants(t, "actor", k.actor, "to", []string{k.sink.id("bea")})
		accept.in("object").wants(t, "type", "QuoteRequest", "actor", k.sink.id("bea"), "object", k.id, "instrument", post.text("id"))
		stamp := k.i.document(accept.text("result"))
		stamp.isPortable(t)
		stamp.wants(t, "id", accept.text("result"), "type", "QuoteAuthorization", "attributedTo", k.actor,
			"interactingObject", post.text("id"), "interactionTarget", k.id)
		k.countsQuotes(1)
		// The post itself comes as well, and an edit that names the stamp.
		k.creates("bea", post)
		k.taken("bea", k.actor, object{"type": "Update", "object": post})
		k.countsQuotes(1)

		// Only its id comes.
		post = k.quotes("cid", k.page)
		k.serves(post)
		request, _ = k.asksToQuote("cid", k.id, post.text("id"))
		second := k.answered("Accept", request).text("result")
		k.i.document(second).wants(t, "interactingObject", post.text("id"), "interactionTarget", k.id)
		k.countsQuotes(2)

		// Deleted, or the request taken back.
		k.taken("bea", k.actor, object{"type": "Delete", "object": object{"type": "Tombstone", "id": stamp.text("interactingObject")}})
		k.countsQuotes(1)
		k.isNoStamp(stamp.text("id"), http.StatusNotFound)
		k.taken("cid", k.actor, object{"type": "Undo", "object": object{"id": request, "type": "QuoteRequest",
			"actor": k.sink.id("cid"), "object": k.id, "instrument": post.text("id")}})
		k.countsQuotes(0)
		k.isNoStamp(second, http.StatusNotFound)
		k.proved()
	})
}

func (k *talk) isNoStamp(id string, status int) {
	k.t.Helper()
	if got := k.i.get(id, docType); got.status != status {
		k.t.Errorf("the stamp %s answers %d, want %d", id, got.status, status)
	}
}

// TestQuotesRefused asks for what is not given: by somebody blocked, in another's name, of what is not seen.
func TestQuotesRefused(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		ann := i.signIn("ann")
		ann.does("block", k.sink.id("eve"))
		request, _ := k.asksToQuote("eve", k.id, k.quotes("eve", k.id))
		reject := k.answered("Reject", request)
		reject.wants(t, "actor", k.actor, "to", []string{k.sink.id("eve")}, "result", nil)
		reject.in("object").wants(t, "id", request, "type", "QuoteRequest")

		theirs := k.quotes("bea", k.id)
		k.serves(theirs)
		elsewhere := k.quotes("bea", "https://elsewhere.example/1")
		for name, instrument := range map[string]any{
			"another's post":      theirs,
			"its id":              theirs.text("id"),
			"a post of elsewhere": object{"type": "Note", "id": "https://elsewhere.example/2", "attributedTo": "https://elsewhere.example/u", "quote": k.id},
			"nothing":             nil,
		} {
			if _, got := k.asksToQuote("eve", k.id, instrument); got.status/100 != 4 && got.status != http.StatusServiceUnavailable {
				t.Errorf("with %s it is answered %d: %s", name, got.status, got.body)
			}
		}
		if _, got := k.asksToQuote("bea", k.id, elsewhere); got.status != http.StatusBadRequest {
			t.Errorf("with a post that quotes something else it is answered %d: %s", got.status, got.body)
		}
		// What is not here is not answered; nor are other people's words here.
		comment := k.creates("bea", k.note("bea", k.id, "<p>Mine</p>"))
		for _, unknown := range []string{k.i.base + "/ap/articles/nothing", "https://elsewhere.example/1", comment, k.actor} {
			if _, got := k.asksToQuote("bea", unknown, k.quotes("bea", unknown)); got.status != http.StatusAccepted {
				t.Errorf("a request about %s is answered %d", unknown, got.status)
			}
		}
		k.countsQuotes(0)
		answers := k.got(func(p post) bool { return p.activity.in("object").text("type") == "QuoteRequest" })
		if len(answers) != 1 {
			t.Errorf("%d requests were answered", len(answers))
		}
		k.proved()
	})
}

// TestQuoteWithdrawn has who is quoted take an approval back at the desk: for good.
func TestQuoteWithdrawn(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		post := k.quotes("bea", k.id)
		k.serves(post)
		request, _ := k.asksToQuote("bea", k.id, post)
		stamp := k.answered("Accept", request).text("result")
		k.shows(`1 quote`)
		ann := i.signIn("ann")
		if found := ann.open(html.UnescapeString(ann.link(ann.open("/desk/notices"), `quoted <a class="what" href="([^"]+)"`))); !strings.Contains(found, `value="unquote"`) {
			t.Fatalf("the desk shows %s", found)
		}
		ann.does("unquote", post.text("id"))
		gone := k.answered("Delete", stamp)
		gone.wants(t, "actor", k.actor, "to", []string{k.sink.id("bea")})
		gone.in("object").wants(t, "type", "QuoteAuthorization", "interactingObject", post.text("id"))
		k.isNoStamp(stamp, http.StatusGone)
		k.shows(`!1 quote`)
		if found := ann.finds(post.text("id")); strings.Contains(found, `value="unquote"`) {
			t.Error("it can be withdrawn again")
		}
		request, _ = k.asksToQuote("bea", k.id, post)
		k.answered("Reject", request)
		k.creates("bea", post)
		k.countsQuotes(0)

		// Nobody else can.
		other := k.quotes("cid", k.id)
		k.serves(other)
		request, _ = k.asksToQuote("cid", k.id, other)
		stamp = k.answered("Accept", request).text("result")
		i.addUser("ben", "author")
		if page := i.signIn("ben").finds(other.text("id")); strings.Contains(page, `value="unquote"`) {
			t.Error("somebody else is offered to withdraw it")
		}
		k.countsQuotes(1)
		k.i.document(stamp)
		k.proved()
	})
}

// TestQuotesOfAnswers lets what one of our people answered be quoted, as long as readers see it.
func TestQuotesOfAnswers(t *testing.T) {
	t.Parallel()
	k := newTalk(t, newSite(t, "sqlite"))
	note := k.note("bea", k.id, "<p>A fine letter</p>")
	k.serves(note)
	k.creates("bea", note)
	ann := k.i.signIn("ann")
	ann.does("answer", note.text("id"), "markdown", "Thank you.")
	ids := k.i.document(k.id + "/context?page=1").list("orderedItems")
	ours := ids[len(ids)-1].(string)
	k.i.document(ours).wants(t, "interactionPolicy", object{"canQuote": object{"automaticApproval": []string{public}}})
	request, _ := k.asksToQuote("bea", ours, k.quotes("bea", ours))
	stamp := k.answered("Accept", request).text("result")
	k.i.document(stamp).wants(t, "attributedTo", k.actor, "interactionTarget", ours)

	row := fmt.Sprintf("/desk/comments/%d", k.i.number("select max(id) from comments"))
	moderate := func(do string) {
		ann.send(row, url.Values{"csrf": {ann.token("/desk/comments")}, "do": {do}})
	}
	moderate("hide")
	k.isNoStamp(stamp, http.StatusNotFound)
	request, _ = k.asksToQuote("dora", ours, k.quotes("dora", ours))
	k.answered("Reject", request)
	moderate("restore")
	k.i.document(stamp)

	ann.deletes(note.text("id"))
	k.isNoStamp(stamp, http.StatusNotFound)
	request, got := k.asksToQuote("cid", ours, k.quotes("cid", ours))
	if got.status != http.StatusAccepted || len(k.got(is("Accept", request))) > 0 {
		t.Errorf("a request about a deleted answer is answered %d", got.status)
	}
}

// TestQuotesWithoutAsking counts posts of servers that ask nobody, in the words each of them has for it.
func TestQuotesWithoutAsking(t *testing.T) {
	t.Parallel()
	k := newTalk(t, newSite(t, "sqlite"))
	for n, word := range []string{"quote", "quoteUri", "quoteUrl", "_misskey_quote"} {
		post := k.note(fmt.Sprintf("own-%d", n), "", "<p>RE: it</p>")
		delete(post, "inReplyTo")
		post[word] = k.id
		k.creates(fmt.Sprintf("own-%d", n), post)
		k.countsQuotes(int64(n) + 1)
	}
	// One who quotes twice, and one who answers and quotes at once.
	again := k.quotes("own-0", k.page)
	k.creates("own-0", again)
	both := k.note("dora", k.id, "<p>Both at once</p>")
	both["quoteUrl"] = k.page
	k.creates("dora", both)
	k.countsQuotes(6)
	k.shows(`Both at once`, `1 reply`, `5 quotes`) // of five people

	// Not for everybody; it may ask all the same, and is not counted.
	quiet := k.quotes("own-1", k.id)
	quiet["to"], quiet["cc"] = []string{k.sink.id("own-1") + "/followers"}, []string{k.actor}
	k.creates("own-1", quiet)
	request, _ := k.asksToQuote("own-1", k.id, quiet)
	k.answered("Accept", request)
	k.countsQuotes(6)

	k.deletes("own-0")
	k.taken("own-0", k.actor, object{"type": "Delete", "object": k.sink.id("own-0")})
	k.countsQuotes(4)
	if page := k.i.signIn("ann").open("/desk/notices"); !strings.Contains(page, "quoted") {
		t.Errorf("the notices are %s", page)
	}
}

// TestQuotesOfAFormerPublication has an article published again: what was approved of the withdrawn one ends with it.
func TestQuotesOfAFormerPublication(t *testing.T) {
	t.Parallel()
	k := newTalk(t, newSite(t, "sqlite"))
	request, _ := k.asksToQuote("bea", k.id, k.quotes("bea", k.id))
	stamp := k.answered("Accept", request).text("result")
	ann := k.i.signIn("ann")
	ann.withdraw("A quiet beginning")
	k.isNoStamp(stamp, http.StatusNotFound)
	ann.publish("A quiet beginning", "Once more.")
	k.isNoStamp(stamp, http.StatusNotFound)
	request, got := k.asksToQuote("cid", k.id, k.quotes("cid", k.id))
	if got.status != http.StatusAccepted {
		t.Errorf("a request about a former id is answered %d: %s", got.status, got.body)
	}
	again := k.i.document(k.page).text("id")
	next, _ := k.asksToQuote("cid", again, k.quotes("cid", again))
	k.answered("Accept", next)
	if about := k.got(func(p post) bool { return p.activity.ref("object") == request }); len(about) > 0 {
		t.Errorf("a request about a former id got %v", about)
	}
}
