package content

import (
	"strings"

	"golang.org/x/net/html"
)

// Shown is a picture in rendered HTML.
type Shown struct {
	Src string
	Alt string // empty where it only decorates, or nothing was said
}

// Pictures are the pictures in sanitised HTML, in order, as often as they are there.
func Pictures(text string) (all []Shown) {
	tokens := html.NewTokenizer(strings.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		if token := tokens.Token(); token.Data == "img" {
			all = append(all, Shown{attribute(token, "src"), attribute(token, "alt")})
		}
	}
	return all
}
