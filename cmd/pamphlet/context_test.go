package main

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
)

// TestContext has other servers find the whole of a discussion from any part of it (FEP-7888).
func TestContext(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		k.i.document(k.id).wants(t, "context", k.id+"/context")
		note := k.note("bea", k.id, "<p>A fine letter</p>")
		k.serves(note)
		first := k.creates("bea", note)
		k.creates("cid", k.note("cid", first, "<p>I agree with bea</p>"))
		k.shows(`I agree with bea`)
		i.signIn("ann").does("answer", first, "markdown", "Thank you both.")
		k.shows(`Thank you both`)
		i.get(i.base+"/nodeinfo/2.1", "").json(t).in("usage").wants(t, "localPosts", 1, "localComments", 1)

		whole := k.i.document(k.id + "/context")
		whole.isPortable(t)
		whole.wants(t, "type", "OrderedCollection", "attributedTo", k.actor, "totalItems", 4, "first", k.id+"/context?page=1", "orderedItems", nil)
		page := k.i.document(whole.text("first"))
		page.wants(t, "type", "OrderedCollectionPage", "partOf", k.id+"/context", "totalItems", 4, "next", nil, "prev", nil)
		ids := page.list("orderedItems")
		if len(ids) != 4 || ids[0] != k.id || ids[1] != first {
			t.Fatalf("the context has %v", ids)
		}
		k.i.document(ids[3].(string)).wants(t, "type", "Note", "inReplyTo", first, "context", k.id+"/context")
		for _, cursor := range []string{"0", "2", "-1", "x", "99999999999"} {
			if got := i.get(k.id+"/context?page="+cursor, docType); got.status != http.StatusNotFound {
				t.Errorf("page %s is answered %d", cursor, got.status)
			}
		}
		k.taken("bea", k.actor, object{"type": "Delete", "object": first})
		k.shows(`removed by the person`)
		k.i.document(k.id+"/context").wants(t, "totalItems", 3)

		i.signIn("ann").withdraw("A quiet beginning")
		if got := i.get(k.id+"/context", docType); got.status != http.StatusGone {
			t.Errorf("the context of a withdrawn article answers %d", got.status)
		}
	})
}

// TestContextInPages reads a discussion that is longer than a page: everything once, and in order.
func TestContextInPages(t *testing.T) {
	t.Parallel()
	k := newTalk(t, newSite(t, "sqlite"))
	want := []string{k.id}
	for n := range 101 { // with the article 102: the last two are on the second page
		want = append(want, k.creates("bea", k.note("bea", k.id, fmt.Sprintf("<p>Reply %d</p>", n))))
	}
	var got []string
	for next, pages := k.id+"/context?page=1", 0; next != ""; pages++ {
		page := k.i.document(next)
		for _, id := range page.list("orderedItems") {
			got = append(got, id.(string))
		}
		if page.wants(t, "totalItems", len(want)); pages > 2 {
			t.Fatalf("there is no end of pages: %v", got)
		}
		next = page.text("next")
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pages have %d of %d ids: %v", len(got), len(want), got)
	}
	k.i.document(k.id+"/context?page=2").wants(t, "prev", k.id+"/context?page=1")
}
