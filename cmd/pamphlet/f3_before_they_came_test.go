package main

import (
	"fmt"
	"testing"
)

// TestF3BeforeTheyCame has others delete and undo words that are still on their way: their writer's word counts.
func TestF3BeforeTheyCame(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k, elsewhere := newTalk(t, i), newSink(t)
		k.follows("eve", k.actor) // strangers' deletions are not even looked at
		elsewhere.follows("eve", k.actor)
		for n, at := range []*sink{k.sink, elsewhere} {
			for m, kind := range []string{"Delete", "Undo"} {
				note := k.note("bea", k.id, fmt.Sprintf("<p>On its way %d %d</p>", n, m))
				at.sends("eve", k.actor+"/inbox", object{"type": kind, "object": note["id"]})
				k.creates("bea", note)
			}
			like := fmt.Sprintf("%s#like-%d", k.sink.id("bea"), n)
			at.sends("eve", k.actor+"/inbox", object{"type": "Undo", "object": like})
			k.taken(fmt.Sprintf("bea-%d", n), k.actor, object{"type": "Like", "object": k.id, "id": like})
		}
		k.shows(`4 replies`, `2 likes`)
	})
}
