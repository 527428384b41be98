package fediverse

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mfm is HTML as Misskey shows it, and whether it was cut: Misskey makes text in its own markup of it (MfmService.ts,
// fromHtml), takes so many characters of that, and draws them. Signs of the markup count as characters, too. Elements that
// MFM has no signs for leave their words behind.
func mfm(text string, limit int) (shown string, cut bool) {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"})
	if err != nil { // only of nesting far deeper than package content lets through
		return "", true
	}
	w := mfmWriter{left: limit}
	w.all(nodes)
	return strings.TrimSpace(w.out.String()), w.cut
}

// mfmWriter writes what is shown, and counts what the markup would have.
type mfmWriter struct {
	out  strings.Builder
	left int // characters
	cut  bool
}

// words writes text, as far as there is room.
func (w *mfmWriter) words(text string) {
	letters := []rune(text)
	if len(letters) > w.left {
		letters, w.cut = letters[:max(w.left, 0)], true
	}
	w.left -= len(letters)
	w.out.WriteString(html.EscapeString(string(letters)))
}

// within draws something between signs of the markup.
func (w *mfmWriter) within(signs, element string, draw func()) {
	if w.left -= 2 * len(signs); w.left <= 0 {
		w.cut = true
		return
	}
	w.out.WriteString("<" + element + ">")
	draw()
	w.out.WriteString("</" + element + ">")
}

func (w *mfmWriter) all(nodes []*html.Node) {
	for _, n := range nodes {
		w.node(n)
	}
}

func (w *mfmWriter) children(n *html.Node) {
	for child := range n.ChildNodes() {
		w.node(child)
	}
}

// mfmStyles are the elements that have signs in the markup, and those signs.
var mfmStyles = map[string]string{"b": "**", "strong": "**", "s": "~~", "del": "~~", "i": "<i>", "em": "<i>", "small": "<small>", "code": "`"}

func (w *mfmWriter) node(n *html.Node) {
	if w.cut {
		return
	}
	if n.Type == html.TextNode {
		w.words(n.Data)
		return
	}
	if signs, ok := mfmStyles[n.Data]; ok {
		w.within(signs, n.Data, func() { w.children(n) })
		return
	}
	switch n.Data {
	case "br":
		w.words("\n")
	case "a":
		w.link(n)
	case "h1":
		w.words("【")
		w.children(n)
		w.words("】\n")
	case "pre":
		w.words("\n")
		w.within("```\n", "pre", func() { w.words(wordsIn(n)) })
	case "blockquote":
		w.words("\n")
		w.within(">", "blockquote", func() { w.words(strings.TrimSpace(wordsIn(n))) })
	case "p", "h2", "h3", "h4", "h5", "h6":
		w.words("\n\n")
		w.children(n)
	case "div", "header", "footer", "article", "li", "dt", "dd":
		w.words("\n")
		w.children(n)
	default:
		w.children(n)
	}
}

// link writes [words](address).
func (w *mfmWriter) link(n *html.Node) {
	words, address := wordsIn(n), ""
	for _, a := range n.Attr {
		if a.Key == "href" {
			address = a.Val
		}
	}
	if address == "" || words == "" {
		w.words(words)
		return
	}
	if w.left -= len([]rune(address)) + len("[]()"); w.left <= 0 {
		w.cut = true
		return
	}
	w.out.WriteString(`<a href="` + html.EscapeString(address) + `">`)
	w.words(words)
	w.out.WriteString("</a>")
}

// wordsIn is the text in an element, without any markup.
func wordsIn(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			out.WriteString(d.Data)
		case d.Data == "br":
			out.WriteString("\n")
		}
	}
	return out.String()
}
