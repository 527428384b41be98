package content

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// InPlace lets the footnotes of an article's HTML open where they are referred to, without a script: beside each
// reference stands a button that shows its note, which is a popover within its place in the list at the end.
//
//	<sup><a href="#fn:1" role="doc-noteref">1</a><button popovertarget="note-fn:1" class="footnote-open" data-number="1"></button></sup>
//	<li id="fn:1"><div popover id="note-fn:1" role="note">...</div></li>
//
// A page's style sheet has to show the popovers in the list while they are closed, and to choose between link and
// button; label names each button before its number. HTML without footnotes comes back as it is.
func InPlace(source, label string) string {
	if !strings.Contains(source, `class="footnotes"`) {
		return source
	}
	root, err := parseTree(source)
	if err != nil {
		return source
	}
	list := lastWith(root, "footnotes")
	if list == nil {
		return source
	}
	notes := notesIn(list)
	for id, item := range notes {
		note := element(atom.Div, "popover", "", "id", "note-"+id, "role", "note")
		for _, child := range slices.Collect(item.ChildNodes()) {
			item.RemoveChild(child)
			note.AppendChild(child)
		}
		item.AppendChild(note)
	}
	for n := range root.Descendants() {
		id, isRef := strings.CutPrefix(getAttr(n, "href"), "#")
		if _, known := notes[id]; !isRef || !known || getAttr(n, "role") != "doc-noteref" || n.FirstChild == nil {
			continue
		}
		number := n.FirstChild.Data
		// Its number is for style sheets to write: a browser without them shows the link's, and not both.
		open := element(atom.Button, "type", "button", "class", "footnote-open", "popovertarget", "note-"+id, "data-number", number, "aria-label", label+" "+number)
		n.Parent.InsertBefore(open, n.NextSibling)
	}
	return renderTree(root)
}
