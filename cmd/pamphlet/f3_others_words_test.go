package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// fate is what becomes of a comment.
type fate string

const (
	stays   fate = "stays"
	changes fate = "changes"
	goes    fate = "goes"
)

// seen is what the page shows of the comment with that number.
func (f fate) seen(n int) []string {
	was, is := fmt.Sprintf(`Comment %d\.`, n), fmt.Sprintf(`Altered %d\.`, n)
	switch f {
	case stays:
		return []string{was, "!" + is}
	case changes:
		return []string{"!" + was, is}
	default:
		return []string{"!" + was, "!" + is}
	}
}

// trespass is an attempt on a comment of bea's.
type trespass struct {
	name string
	do   func(by string, note object) object
	own  fate // when bea does it herself
}

func trespasses(k *talk) []trespass {
	edited := func(note object, author string) object {
		edit := object{}
		for member, value := range note {
			edit[member] = value
		}
		edit["content"], edit["attributedTo"] = strings.Replace(note.text("content"), "Comment", "Altered", 1), author
		edit["updated"] = time.Now().UTC().Format(time.RFC3339)
		return edit
	}
	return []trespass{
		{"edits in their own name", func(by string, note object) object {
			return object{"type": "Update", "object": edited(note, by)}
		}, changes},
		{"edits in the writer's name", func(_ string, note object) object {
			return object{"type": "Update", "object": edited(note, k.sink.id("bea"))}
		}, changes},
		{"deletes", func(_ string, note object) object {
			return object{"type": "Delete", "object": object{"type": "Tombstone", "id": note["id"]}, "to": []string{public}}
		}, goes},
		{"creates anew", func(by string, note object) object {
			return object{"type": "Create", "object": edited(note, by)}
		}, stays},
	}
}

// TestF3OthersWords tries to change and delete a comment in four ways as four people: only its writer can.
func TestF3OthersWords(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k, elsewhere := newTalk(t, i), newSink(t)
		people := []struct {
			name string
			at   *sink
			as   string
		}{
			{"the writer", k.sink, "bea"},
			{"a neighbour on the writer's server", k.sink, "eve"},
			{"somebody on another server", elsewhere, "eve"},
			{"somebody of the writer's name on another server", elsewhere, "bea"},
		}
		var wanted []string
		for _, who := range people {
			for _, what := range trespasses(k) {
				n := len(wanted) / 2
				note := k.note("bea", k.id, fmt.Sprintf("<p>Comment %d.</p>", n))
				k.creates("bea", note)
				_, got := who.at.sends(who.as, k.actor+"/inbox", what.do(who.at.id(who.as), note))
				if got.status >= 500 {
					t.Errorf("%s %s: answered %d %s", who.name, what.name, got.status, got.body)
				}
				end := stays
				if who.at == k.sink && who.as == "bea" {
					end = what.own
				}
				wanted = append(wanted, end.seen(n)...)
			}
		}
		k.shows(append(wanted, `15 replies`)...)
		i.ranQuietly()
	})
}
