package main

import "testing"

// TestRepliesWithTitles has answers that are no Notes: what Lemmy, lotide, WordPress and PeerTube send has its words, or
// all of them, in name, and summary is its excerpt and no warning. What says nothing at all is no answer.
func TestRepliesWithTitles(t *testing.T) {
	i := newSite(t, "sqlite")
	k := newTalk(t, i)
	page := k.note("bea", k.id, "")
	page["type"], page["name"], page["summary"] = "Page", "Only a title", "Only a title"
	k.creates("bea", page)
	article := k.note("bea", k.id, "<p>The whole text</p>")
	article["type"], article["name"], article["summary"] = "Article", "A titled answer", "An excerpt"
	k.creates("bea", article)
	tombstone := k.note("bea", k.id, "")
	tombstone["type"] = "Tombstone"
	k.creates("bea", tombstone)
	k.creates("bea", k.note("bea", k.id, ""))
	k.shows(`Only a title`, `A titled answer`, `The whole text`, `!class="warning"`, `2 replies`)
}
