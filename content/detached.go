package content

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Detached is sanitised HTML of an article for a place on another page: without ids and classes, which may mean something
// there, and without the elements named, which go with all that is in them.
func Detached(text string, without ...string) string {
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(text))
	gone, depth := "", 0 // the element that is being left out, and how often it is open
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return out.String()
		}
		raw := string(tokens.Raw())
		t := tokens.Token()
		switch {
		case depth > 0 && t.Data == gone && kind == html.StartTagToken:
			depth++
		case depth > 0 && t.Data == gone && kind == html.EndTagToken:
			depth--
		case depth > 0:
		case kind == html.StartTagToken && slices.Contains(without, t.Data):
			gone, depth = t.Data, 1
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "id" || a.Key == "class" })
			out.WriteString(t.String())
		default:
			out.WriteString(raw)
		}
	}
}
