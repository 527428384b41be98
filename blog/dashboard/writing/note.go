package writing

import (
	"fmt"
	"slices"
	"strings"

	"pamphlet/blog"
	"pamphlet/content"
)

// note is something a writer may want to know before readers do. It keeps nobody from publishing.
type note struct {
	Sentence string
	Field    string // of the page, that mends it; empty: the text does
}

// notesOn looks a text over: gaps, pictures without words, headings, links.
func notesOn(f draft, r blog.Rendering) []note {
	var notes []note
	add := func(field, sentence string, args ...any) {
		notes = append(notes, note{fmt.Sprintf(sentence, args...), field})
	}
	if gaps := f.Gaps(); gaps == 1 {
		add("", "One gap is still marked TK.")
	} else if gaps > 1 {
		add("", "%d gaps are still marked TK.", gaps)
	}
	if r.CoverID != 0 && r.CoverAlt == "" {
		add("cover_alt", "The cover has no words yet. Some readers hear a picture instead of seeing it.")
	}
	about := map[content.FaultKind][]string{}
	for _, fault := range content.Faults(r.HTML) {
		about[fault.Kind] = append(about[fault.Kind], fault.What)
	}
	if n := len(about[content.NoAlt]); n == 1 {
		add("", "One picture has no words yet. Some readers hear a picture instead of seeing it.")
	} else if n > 1 {
		add("", "%d pictures have no words yet. Some readers hear a picture instead of seeing it.", n)
	}
	for _, kind := range []struct {
		kind     content.FaultKind
		sentence string
	}{
		{content.HeadingJump, "This heading leaves out a level, which readers who hear the page stumble over: %s."},
		{content.BareLink, "These words do not say where their link leads: %s."},
		{content.DeadAnchor, "There is no such place in the text to lead to: %s."},
	} {
		if found := about[kind.kind]; len(found) > 0 {
			add("", kind.sentence, quoted(found))
		}
	}
	return notes
}

// quoted names up to three things, each once.
func quoted(words []string) string {
	slices.Sort(words)
	words = slices.Compact(words)
	more := ""
	if len(words) > 3 {
		words, more = words[:3], " and more"
	}
	return "“" + strings.Join(words, "”, “") + "”" + more
}
