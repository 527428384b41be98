package content

import (
	"strings"

	"golang.org/x/net/html"
)

// Shown is a picture, sound or film in rendered HTML.
type Shown struct {
	Kind PictureKind
	Src  string
	Alt  string // empty where it only decorates, or nothing was said
}

// Pictures are the pictures, sounds and films in sanitised HTML, in order, as often as they are there.
func Pictures(text string) (all []Shown) {
	tokens := html.NewTokenizer(strings.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		switch token := tokens.Token(); token.Data {
		case "img":
			all = append(all, Shown{StillPicture, attribute(token, "src"), attribute(token, "alt")})
		case "audio", "video":
			if src := attribute(token, "src"); src != "" {
				all = append(all, Shown{PictureKind(token.Data), src, attribute(token, "aria-label")})
			}
		}
	}
	return all
}
