package content

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Fault is something in a finished article that some readers will miss or stumble over. It is for its author to know;
// nothing is refused for it.
type Fault struct {
	Kind FaultKind
	What string // the words, address or file it is about
}

// FaultKind is the kind of a fault.
type FaultKind string

// The kinds of faults (WCAG 2.2: 1.1.1, 1.3.1, 2.4.4).
const (
	NoAlt       FaultKind = "no alt"       // a picture without words; What is its file
	HeadingJump FaultKind = "heading jump" // a heading two levels below the one before; What is its text
	BareLink    FaultKind = "bare link"    // a link whose words do not say where it leads
	DeadAnchor  FaultKind = "dead anchor"  // a link to a place that is not in the text
)

// bareWords say nothing without what is around them.
var bareWords = phrases("here|click here|this|this link|link|read more|more|hier|klicken sie hier|mehr|ici|cliquez ici|aquí|haz clic aquí|こちら|ここ|هنا")

func phrases(all string) map[string]bool {
	m := map[string]bool{}
	for one := range strings.SplitSeq(all, "|") {
		m[one] = true
	}
	return m
}

// Faults finds them in an article's HTML, in order.
func Faults(article string) []Fault {
	root, err := parseTree(article)
	if err != nil {
		return nil
	}
	ids, level := map[string]bool{}, 2
	for n := range root.Descendants() {
		if id := getAttr(n, "id"); id != "" {
			ids[id] = true
		}
	}
	var found []Fault
	add := func(kind FaultKind, what string) { found = append(found, Fault{kind, what}) }
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Img:
			if strings.TrimSpace(getAttr(n, "alt")) == "" {
				src := getAttr(n, "src")
				add(NoAlt, src[strings.LastIndex(src, "/")+1:])
			}
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			own := int(n.Data[1] - '0')
			if own > level+1 {
				add(HeadingJump, wordsOf(n))
			}
			level = own
		case atom.A:
			if fault, ok := linkFault(n, ids); ok {
				found = append(found, fault)
			}
		}
	}
	return found
}

func linkFault(a *html.Node, ids map[string]bool) (Fault, bool) {
	href, words := getAttr(a, "href"), wordsOf(a)
	if anchor, ok := strings.CutPrefix(href, "#"); ok {
		return Fault{DeadAnchor, href}, anchor != "" && !ids[anchor]
	}
	return Fault{BareLink, words}, bareWords[strings.ToLower(strings.Trim(words, " .,:;!?…→»›"))]
}

// wordsOf is the text of an element as one line.
func wordsOf(n *html.Node) string { return strings.Join(strings.Fields(nodeText(n)), " ") }
