package main

import (
	"net/http"
	"testing"
)

// TestUpdateOfUnreachableActor has somebody change a profile that cannot be asked for just then: that is no error of
// ours, and nothing to log as one. Now: 500, level=ERROR "federation request failed".
func TestUpdateOfUnreachableActor(t *testing.T) {
	i := newSite(t, "sqlite")
	k := newTalk(t, i)
	k.follows("bea", k.actor)
	k.deletes("bea") // 410; the same with 404, a broken document, or a server that is down
	_, got := k.sends("bea", k.actor+"/inbox", object{"type": "Update", "object": object{"id": k.sink.id("bea"), "type": "Person"}})
	if got.status == http.StatusInternalServerError {
		t.Errorf("answered %d %s", got.status, got.body)
	}
	i.ranQuietly()
}
