package content

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// addresses are the attributes that hold one URL.
var addresses = map[string]bool{"href": true, "src": true, "poster": true, "cite": true}

// Absolute makes every address in sanitised HTML absolute, seen from base: a feed reader and another
// server do not know where the text stood. Addresses that cannot be read stay as they are.
func Absolute(text, base string) string {
	from, err := url.Parse(base)
	if err != nil {
		return text
	}
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return out.String()
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			out.Write(tokens.Raw())
			continue
		}
		raw := string(tokens.Raw())
		token := tokens.Token()
		changed := false
		for i, attr := range token.Attr {
			if addresses[attr.Key] {
				token.Attr[i].Val = resolve(from, attr.Val)
			} else if attr.Key == "srcset" {
				token.Attr[i].Val = resolveSet(from, attr.Val)
			}
			changed = changed || token.Attr[i].Val != attr.Val
		}
		if changed {
			raw = token.String()
		}
		out.WriteString(raw)
	}
}

func resolve(base *url.URL, address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	return base.ResolveReference(u).String()
}

func resolveSet(base *url.URL, set string) string {
	candidates := strings.Split(set, ",")
	for i, c := range candidates {
		fields := strings.Fields(c)
		if len(fields) > 0 {
			fields[0] = resolve(base, fields[0])
		}
		candidates[i] = strings.Join(fields, " ")
	}
	return strings.Join(candidates, ", ")
}
