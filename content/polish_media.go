package content

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// polishImage lists a picture and lets it load late; one without a usable
// address leaves its alternative text. One on another server is shown as the
// copy there is, or becomes a link to it: a reader's browser never leaves the site.
func (s *rendering) polishImage(n, root *html.Node, doc *Document) *html.Node {
	u := parseLink(strings.TrimSpace(getAttr(n, "src")))
	if u == nil || !mediaURL.MatchString(u.String()) || u.String() == "" {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: getAttr(n, "alt")}, n)
		return remove(n, root)
	}
	foreign := s.isForeign(u)
	if foreign && u.Scheme == "" {
		u.Scheme = "https"
	}
	shown, ok := s.shown(u, foreign)
	if foreign && !s.remote[u.String()] {
		s.remote[u.String()] = true
		doc.Remote = append(doc.Remote, u.String())
	}
	if foreign && !ok {
		return linkPicture(n, root, u.String())
	}
	switch shown.Kind {
	case Sound, Film:
		return placePlayer(n, root, shown)
	case File:
		return linkPicture(n, root, shown.Src)
	}
	placePicture(n, shown)
	doc.Images = append(doc.Images, Image{URL: shown.Src, Alt: getAttr(n, "alt")})
	return after(n, root)
}

// shown is what stands for a picture; one that nobody knows more about is shown as it is.
func (s *rendering) shown(u *url.URL, foreign bool) (Picture, bool) {
	asWritten := Picture{Src: u.String()}
	if s.in.Picture == nil || s.failure != nil {
		return asWritten, false
	}
	address := *u
	if !foreign {
		address.Scheme, address.Host, address.User = "", "", nil
	}
	shown, ok, err := s.in.Picture(s.guard.ctx, address.String())
	s.failure = err
	if !ok {
		return asWritten, false
	}
	return shown, true
}

// columnWidth is how wide a picture stands in a text: the browser knows best, the older ones are told
// what pages have. "auto" needs late loading (HTML Living Standard, sizes attributes).
const columnWidth = "auto, (min-width: 45em) 42.5em, 100vw"

// placePicture writes an img element anew. A size that the author gave stays; a set of sizes never:
// each of its addresses would have to be looked after.
func placePicture(n *html.Node, shown Picture) {
	setAttr(n, "src", shown.Src)
	setAttr(n, "alt", getAttr(n, "alt")) // present, if empty, so that readers need not spell the address
	removeAttr(n, "srcset")
	removeAttr(n, "sizes")
	if shown.SrcSet != "" {
		setAttr(n, "srcset", shown.SrcSet)
		setAttr(n, "sizes", columnWidth)
	}
	if shown.Width > 0 && getAttr(n, "width") == "" && getAttr(n, "height") == "" {
		setAttr(n, "width", strconv.Itoa(shown.Width))
		setAttr(n, "height", strconv.Itoa(shown.Height))
	}
	setAttr(n, "loading", "lazy")
	setAttr(n, "decoding", "async")
}

// linkPicture puts a link in place of a picture, or only its words where it stands in a link already.
func linkPicture(n, root *html.Node, address string) *html.Node {
	words := strings.TrimSpace(getAttr(n, "alt"))
	if words == "" {
		words = address
	}
	text := &html.Node{Type: html.TextNode, Data: words}
	for up := n.Parent; up != nil; up = up.Parent {
		if up.DataAtom == atom.A {
			n.Parent.InsertBefore(text, n)
			return remove(n, root)
		}
	}
	link := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A}
	setAttr(link, "href", address)
	setAttr(link, "rel", "noopener")
	link.AppendChild(text)
	n.Parent.InsertBefore(link, n)
	return remove(n, root)
}

// polishMedia keeps sound and film from our own site or over https, never
// starting by itself, always with controls.
func (s *rendering) polishMedia(n, root *html.Node) *html.Node {
	if src := strings.TrimSpace(getAttr(n, "src")); src != "" || n.DataAtom == atom.Source || n.DataAtom == atom.Track {
		u := parseLink(src)
		if u == nil || src == "" || u.Scheme != "https" && s.isForeign(u) || !mediaURL.MatchString(u.String()) {
			return remove(n, root)
		}
		setAttr(n, "src", u.String())
	}
	if n.DataAtom != atom.Video && n.DataAtom != atom.Audio {
		return after(n, root)
	}
	if poster := getAttr(n, "poster"); poster != "" {
		u := parseLink(strings.TrimSpace(poster))
		if u == nil || u.Scheme != "https" && s.isForeign(u) {
			removeAttr(n, "poster")
		}
	}
	setAttr(n, "controls", "")
	if getAttr(n, "preload") != "metadata" {
		setAttr(n, "preload", "none")
	}
	return after(n, root)
}

// polishCheckbox keeps the boxes of task lists, which nobody can tick.
func (s *rendering) polishCheckbox(n, root *html.Node) *html.Node {
	if !strings.EqualFold(getAttr(n, "type"), "checkbox") {
		return remove(n, root)
	}
	setAttr(n, "type", "checkbox")
	setAttr(n, "disabled", "")
	label := s.labels.open
	if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "checked" }) {
		label = s.labels.done
	}
	setAttr(n, "aria-label", label)
	item := n.Parent
	if item.DataAtom == atom.P {
		item = item.Parent
	}
	if item.DataAtom == atom.Li {
		setAttr(item, "class", "task-list-item")
	}
	return after(n, root)
}

// wrapTable puts a table into a box that scrolls by itself, reachable by
// keyboard and named (WCAG 2.1.1, ARIA region).
func wrapTable(n *html.Node, label string) {
	if n.Parent.DataAtom == atom.Div && getAttr(n.Parent, "class") == "scroll" {
		return
	}
	box := element(atom.Div, "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label)
	n.Parent.InsertBefore(box, n)
	n.Parent.RemoveChild(n)
	box.AppendChild(n)
}

// alignCell turns the obsolete align attribute of a table cell into a class.
func alignCell(n *html.Node) {
	switch align := getAttr(n, "align"); align {
	case "left", "center", "right":
		setAttr(n, "class", "align-"+align)
	}
	removeAttr(n, "align")
}

// makeFigures turns each paragraph that holds a single picture (or a link
// around one), sound or film into a figure; its title becomes the caption.
func makeFigures(root *html.Node) {
	for n := root.FirstChild; n != nil; n = after(n, root) {
		if n.DataAtom != atom.P || len(n.Attr) > 0 || n.Parent.DataAtom == atom.Figure {
			continue
		}
		img := onlyChild(n)
		if img != nil && img.DataAtom == atom.A {
			img = onlyChild(img)
		}
		if img == nil || (img.DataAtom != atom.Img && img.DataAtom != atom.Audio && img.DataAtom != atom.Video) {
			continue
		}
		n.Data, n.DataAtom = "figure", atom.Figure
		if title := getAttr(img, "title"); title != "" {
			removeAttr(img, "title")
			caption := element(atom.Figcaption)
			caption.AppendChild(&html.Node{Type: html.TextNode, Data: title})
			n.AppendChild(caption)
		}
	}
}

func onlyChild(n *html.Node) *html.Node {
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case only != nil || c.Type != html.ElementNode:
			return nil
		default:
			only = c
		}
	}
	return only
}

func element(a atom.Atom, attributes ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
	for i := 0; i+1 < len(attributes); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attributes[i], Val: attributes[i+1]})
	}
	return n
}
