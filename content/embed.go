package content

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Embed is what stands for an address that is alone on its line: a card that leads there, and on pages a
// player that loads when it is asked for.
type Embed struct {
	Title, Author, Provider string
	Player                  string  // address of the frame; empty for none
	Width, Height           int     // of the player, pixels; 0 where it takes what it gets
	Picture                 Picture // our own copy; Src is empty for none
}

// embedClass is the class of a card, playerAttr tells the page what the player is.
const (
	embedClass = "embed"
	playerAttr = "data-player"
	shapeAttr  = "data-shape"
)

// forgetPlayers takes from an author's HTML what only cards may have.
func forgetPlayers(n *html.Node) {
	removeAttr(n, playerAttr)
	removeAttr(n, shapeAttr)
}

// makeEmbeds puts cards in the place of addresses that are alone on their line. One that has no card yet is
// listed among what is on other servers.
func (s *rendering) makeEmbeds(root *html.Node, doc *Document) {
	if s.in.Embed == nil {
		return
	}
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		link := bareLink(n)
		if link == nil || s.failure != nil {
			continue
		}
		address := getAttr(link, "href")
		embed, wanted, err := s.in.Embed(s.guard.ctx, address)
		s.failure = err
		if wanted && !s.remote[address] {
			s.remote[address] = true
			doc.Remote = append(doc.Remote, address)
		}
		if wanted && embed.Title != "" {
			makeCard(n, link, embed)
		}
	}
}

// bareLink is the only thing in a paragraph, if that is an address which stands for itself.
func bareLink(n *html.Node) *html.Node {
	if n.DataAtom != atom.P || len(n.Attr) > 0 {
		return nil
	}
	link := onlyChild(n)
	if link == nil || link.DataAtom != atom.A || link.FirstChild == nil || link.FirstChild != link.LastChild || link.FirstChild.Type != html.TextNode {
		return nil
	}
	if address := getAttr(link, "href"); link.FirstChild.Data != address {
		return nil
	}
	return link
}

// makeCard turns the paragraph of a link into a figure.
func makeCard(n, link *html.Node, e Embed) {
	n.Data, n.DataAtom = "figure", atom.Figure
	setAttr(n, "class", embedClass)
	if e.Player != "" {
		setAttr(n, playerAttr, e.Player)
		if e.Width > 0 && e.Height > 0 {
			setAttr(n, shapeAttr, strconv.Itoa(e.Width)+"x"+strconv.Itoa(e.Height))
		}
	}
	link.RemoveChild(link.FirstChild)
	if e.Picture.Src != "" {
		img := element(atom.Img)
		placePicture(img, e.Picture)
		link.AppendChild(img)
	}
	title := element(atom.B)
	title.AppendChild(&html.Node{Type: html.TextNode, Data: e.Title})
	link.AppendChild(title)
	if by := strings.Join(nonEmpty(e.Author, e.Provider), ", "); by != "" {
		small := element(atom.Small)
		small.AppendChild(&html.Node{Type: html.TextNode, Data: " " + by})
		link.AppendChild(small)
	}
}

func nonEmpty(all ...string) (some []string) {
	for _, text := range all {
		if text != "" {
			some = append(some, text)
		}
	}
	return some
}
