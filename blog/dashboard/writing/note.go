package writing

import (
	"slices"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/content"
)

// note is something a writer may want to know before readers do. It keeps nobody from publishing.
type note struct {
	Sentence string
	Field    string // of the page, that mends it; empty: the text does
}

// notesOn looks a text over: gaps, pictures without words, headings, links.
func notesOn(v *desk.Visit, f draft, r blog.Rendering) []note {
	var notes []note
	add := func(field, sentence string) { notes = append(notes, note{sentence, field}) }
	if gaps := f.Gaps(); gaps > 0 {
		add("", v.Count(gaps, "One gap is still marked TK.", "%d gaps are still marked TK."))
	}
	if r.CoverID != 0 && r.CoverAlt == "" {
		add("cover_alt", v.Text("The cover has no words yet. Some readers hear a picture instead of seeing it."))
	}
	about := map[content.FaultKind][]string{}
	for _, fault := range content.Faults(r.HTML) {
		about[fault.Kind] = append(about[fault.Kind], fault.What)
	}
	if n := len(about[content.NoAlt]); n > 0 {
		add("", v.Count(n, "One picture has no words yet. Some readers hear a picture instead of seeing it.", "%d pictures have no words yet. Some readers hear a picture instead of seeing it."))
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
			add("", v.Text(kind.sentence, quoted(v, found)))
		}
	}
	return notes
}

// quoted names up to three things, each once.
func quoted(v *desk.Visit, words []string) string {
	slices.Sort(words)
	words = slices.Compact(words)
	var said []string
	for _, word := range words[:min(len(words), 3)] {
		said = append(said, v.Text("“%s”", word))
	}
	if len(words) > 3 {
		return v.Text("%s and more", strings.Join(said, v.Text(", ")))
	}
	return strings.Join(said, v.Text(", "))
}
