package content

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// headingPass gives every heading its level, an id and a link to itself. The
// page has one h1, the article's title: where the body has an h1 too, all its
// headings go down one level, so that their order stays true.
type headingPass struct {
	shift   int
	used    map[string]bool
	last    map[string]int // number given last, by base
	nodes   []*html.Node
	outline []Heading
}

var headingAtoms = [...]atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}

func newHeadingPass(root *html.Node) *headingPass {
	p := &headingPass{used: map[string]bool{}, last: map[string]int{}}
	for n := root.FirstChild; n != nil; n = after(n, root) {
		if n.DataAtom == atom.H1 {
			p.shift = 1
		}
		if id := getAttr(n, "id"); id != "" && !isHeading(n) {
			p.used[id] = true
		}
	}
	return p
}

func isHeading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
}

func (p *headingPass) add(n *html.Node) { p.nodes = append(p.nodes, n) }

// finish runs after the rest of the tree is clean, so that the texts are final.
func (p *headingPass) finish(label string) []Heading {
	for _, n := range p.nodes { // ids the author wrote come first
		if id := getAttr(n, "id"); id != "" && identifier.MatchString(id) && !p.used[id] {
			p.used[id] = true
		} else {
			removeAttr(n, "id")
		}
	}
	for _, n := range p.nodes {
		level := min(int(n.Data[1]-'0')+p.shift, 6)
		n.DataAtom = headingAtoms[level-1]
		n.Data = n.DataAtom.String()
		text := strings.Join(strings.Fields(nodeText(n)), " ")
		id := getAttr(n, "id")
		if id == "" {
			id = p.unique(text)
			setAttr(n, "id", id)
		}
		if text == "" {
			continue
		}
		n.AppendChild(element(atom.A, "class", "anchor", "href", "#"+id, "aria-label", label))
		if level <= 4 {
			p.outline = append(p.outline, Heading{Level: level, ID: id, Text: text})
		}
	}
	return p.outline
}

// unique makes an id from the heading's own words; a repeated one counts up,
// so that ids stay the same while later headings come and go.
func (p *headingPass) unique(text string) string {
	base := Slug(text)
	if base == "" {
		base = "section"
	}
	id := base
	for i := max(2, p.last[base]+1); p.used[id]; i++ {
		id = base + "-" + strconv.Itoa(i)
		p.last[base] = i
	}
	p.used[id] = true
	return id
}
