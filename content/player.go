package content

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// placePlayer puts a player in the place of an image. Inside stands a link, for readers and servers that
// know no players. What nothing else says, the caption does: a player alone tells nobody what it plays.
func placePlayer(n, root *html.Node, shown Picture) *html.Node {
	alt, title := getAttr(n, "alt"), getAttr(n, "title")
	words := alt
	if words == "" {
		words = shown.Src
	}
	player := element(atom.Audio, "src", shown.Src, "controls", "", "preload", "none")
	if shown.Kind == Film {
		player = element(atom.Video, "src", shown.Src, "controls", "", "preload", "metadata", "playsinline", "")
	}
	if title == "" {
		title = alt
	}
	for _, a := range [...][2]string{{"aria-label", alt}, {"title", title}} {
		if a[1] != "" {
			setAttr(player, a[0], a[1])
		}
	}
	link := element(atom.A, "href", shown.Src)
	link.AppendChild(&html.Node{Type: html.TextNode, Data: words})
	player.AppendChild(link)
	n.Parent.InsertBefore(player, n)
	return remove(n, root)
}
