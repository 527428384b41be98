package content

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Beside puts each footnote of an article's HTML behind the block that refers to it first:
//
//	<div class="noted"><p>...</p><aside class="beside" role="doc-footnote">...</aside></div>
//
// so that a page can show notes beside the text without a script. Ids stay; a note says its number in data-number.
// Footnotes that no block outside of them refers to stay at the end. HTML without footnotes comes back as it is.
func Beside(source string) string {
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
	for _, block := range slices.Collect(root.ChildNodes()) {
		if block != list && block.Type == html.ElementNode {
			placeBeside(block, notes)
		}
	}
	if len(notes) == 0 {
		root.RemoveChild(list)
	}
	return renderTree(root)
}

// notesIn are the footnotes of a list, by their ids.
func notesIn(list *html.Node) map[string]*html.Node {
	notes := map[string]*html.Node{}
	for n := range list.Descendants() {
		if n.DataAtom == atom.Li && n.Parent.Parent == list && getAttr(n, "id") != "" {
			notes[getAttr(n, "id")] = n
		}
	}
	return notes
}

// placeBeside wraps a block together with the notes it refers to first.
func placeBeside(block *html.Node, notes map[string]*html.Node) {
	var asides []*html.Node
	for n := range block.Descendants() {
		id, isRef := strings.CutPrefix(getAttr(n, "href"), "#")
		item, waits := notes[id]
		if !isRef || !waits || getAttr(n, "role") != "doc-noteref" || n.FirstChild == nil {
			continue
		}
		delete(notes, id)
		aside := element(atom.Aside, "class", "beside", "role", "doc-footnote", "id", id, "data-number", n.FirstChild.Data)
		for _, child := range slices.Collect(item.ChildNodes()) {
			item.RemoveChild(child)
			aside.AppendChild(child)
		}
		item.Parent.RemoveChild(item)
		asides = append(asides, aside)
	}
	if len(asides) == 0 {
		return
	}
	noted := element(atom.Div, "class", "noted")
	block.Parent.InsertBefore(noted, block)
	block.Parent.RemoveChild(block)
	noted.AppendChild(block)
	for _, aside := range asides {
		noted.AppendChild(aside)
	}
}

// lastWith is the last child with a class.
func lastWith(root *html.Node, class string) *html.Node {
	for n := root.LastChild; n != nil; n = n.PrevSibling {
		if slices.Contains(strings.Fields(getAttr(n, "class")), class) {
			return n
		}
	}
	return nil
}
