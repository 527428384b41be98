package content

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Links are the addresses that sanitised HTML leads to, in order, each once; places within the text are not among them.
func Links(text string) (all []string) {
	tokens := html.NewTokenizer(strings.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		if kind != html.StartTagToken {
			continue
		}
		if token := tokens.Token(); token.Data == "a" {
			href := attribute(token, "href")
			if href != "" && href[0] != '#' && !slices.Contains(all, href) {
				all = append(all, href)
			}
		}
	}
	return all
}
