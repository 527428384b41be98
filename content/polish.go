package content

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parseTree reads balanced HTML as the content of an article.
func parseTree(source string) (root *html.Node, err error) {
	defer func() {
		if p := recover(); p != nil { // x/net/html panics beyond 512 open elements; balance never gets there
			err = fmt.Errorf("parsing HTML: %v", p)
		}
	}()
	root = &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(source), root)
	if err != nil {
		return nil, fmt.Errorf("parsing HTML: %w", err)
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return root, nil
}

func renderTree(root *html.Node) string {
	var b strings.Builder
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		_ = html.Render(&b, n) // a strings.Builder does not fail, and no node is of an unknown type
	}
	return b.String()
}

// polish gives the tree its final form and gathers what is known about it.
// Everything here holds for raw HTML and Markdown alike.
func (s *rendering) polish(root *html.Node) Document {
	doc := Document{Mentions: s.mentions, Hashtags: s.hashtags, HasMath: s.hasMath}
	headings := newHeadingPass(root)
	for n := root.FirstChild; n != nil; {
		next := after(n, root)
		switch n.DataAtom {
		case atom.A:
			s.polishLink(n)
		case atom.Img:
			next = s.polishImage(n, root, &doc)
		case atom.Video, atom.Audio, atom.Source, atom.Track:
			next = s.polishMedia(n, root)
		case atom.Table:
			wrapTable(n, s.labels.table)
		case atom.Td, atom.Th:
			alignCell(n)
		case atom.Pre:
			setAttr(n, "tabindex", "0")
			doc.HasCode = true
		case atom.Code:
			doc.HasCode = doc.HasCode || getAttr(n, "class") != "math"
		case atom.Div:
			if getAttr(n, "class") == "math" { // it may be wider than the page
				setAttr(n, "tabindex", "0")
			}
		case atom.Input:
			next = s.polishCheckbox(n, root)
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			headings.add(n)
		}
		cleanNode(n)
		n = next
	}
	makeFigures(root)
	s.makeEmbeds(root, &doc)
	doc.Outline = headings.finish(s.labels.anchor)
	gatherFacts(root, &doc)
	return doc
}

// after is the next node in document order.
func after(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return afterSubtree(n, root)
}

func afterSubtree(n, root *html.Node) *html.Node {
	for ; n != nil && n != root; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}

// remove takes n out and gives the node to go on with.
func remove(n, root *html.Node) *html.Node {
	next := afterSubtree(n, root)
	n.Parent.RemoveChild(n)
	return next
}

// cleanNode keeps only known classes, and carries over what Temml wrote as style.
func cleanNode(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	if class := getAttr(n, "class"); class != "" {
		if kept := keepClasses(class, articleClass.MatchString); kept != "" {
			setAttr(n, "class", kept)
		} else {
			removeAttr(n, "class")
		}
	}
	forgetPlayers(n)
	if n.Namespace == "math" {
		styleToMath(n)
	}
}

// polishLink leaves href only to what is safe to follow, and cuts foreign
// pages off from ours.
func (s *rendering) polishLink(n *html.Node) {
	href := strings.TrimSpace(getAttr(n, "href"))
	removeAttr(n, "href")
	rels := strings.Fields(strings.ToLower(getAttr(n, "rel")))
	removeAttr(n, "rel")
	u := parseLink(href)
	if u == nil {
		return
	}
	setAttr(n, "href", u.String())
	if getAttr(n, "class") == "footnote-backref" {
		setAttr(n, "aria-label", s.labels.backref)
	}
	rels = slices.DeleteFunc(rels, func(rel string) bool { return !linkRels[rel] })
	if s.isForeign(u) && !slices.Contains(rels, "noopener") {
		rels = append(rels, "noopener")
	}
	if len(rels) > 0 {
		setAttr(n, "rel", strings.Join(rels, " "))
	}
}

var linkRels = set("author bookmark external license me nofollow noopener noreferrer sponsored tag ugc")

// parseLink gives nil for what linkURL would refuse.
func parseLink(href string) *url.URL {
	u, err := url.Parse(href)
	if err != nil || !linkURL.MatchString(u.String()) {
		return nil
	}
	return u
}

// isForeign says whether u leads to another host than the site's.
func (s *rendering) isForeign(u *url.URL) bool {
	if u.Host == "" {
		return false
	}
	return s.base == nil || !strings.EqualFold(u.Host, s.base.Host)
}

func getAttr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func setAttr(n *html.Node, key, value string) {
	for i, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func removeAttr(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
