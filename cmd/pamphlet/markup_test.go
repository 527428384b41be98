package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkBytes looks in what was answered for anything that runs or loads, as its media type is read.
func checkBytes(t *testing.T, address string, got answer) {
	t.Helper()
	kind, _, _ := strings.Cut(got.header.Get("Content-Type"), ";")
	switch {
	case kind == "text/html":
		checkMarkup(t, address, string(got.body), true)
	case strings.HasSuffix(kind, "xml") && kind != "image/svg+xml": // the pictures are our own
		checkXML(t, address, string(got.body))
	case strings.HasSuffix(kind, "json"), strings.HasSuffix(kind, "manifest"):
		var value any
		if err := json.Unmarshal(got.body, &value); err != nil {
			t.Errorf("%s: %v", address, err)
		}
		checkJSON(t, address, "", value)
	}
	if kind != "text/html" && got.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s is %s and may be sniffed", address, kind)
	}
}

// checkMarkup parses HTML as a browser does. A page as a whole has more than the words of people: structured data, and
// at the desk scripts and forms of our own.
func checkMarkup(t *testing.T, address, source string, whole bool) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		t.Errorf("%s: %v", address, err)
		return
	}
	desk, scripts := whole && strings.Contains(address, "/desk"), 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" {
			scripts++
		}
		if !mayStand(n, whole, desk) {
			t.Errorf("%s has <%s %v>", address, n.Data, n.Attr)
		}
		for _, a := range n.Attr {
			if what := runsOrLoads(a, desk); what != "" {
				t.Errorf("%s has <%s %s=%q>, which %s", address, n.Data, a.Key, a.Val, what)
			}
		}
	}
	if n := strings.Count(strings.ToLower(source), "<script"); n != scripts {
		t.Errorf("%s has %d times <script, of which a parser sees %d", address, n, scripts)
	}
}

// mayStand tells whether an element has a place in a page, in somebody's words, or at the desk.
func mayStand(n *html.Node, whole, desk bool) bool {
	switch n.Data {
	case "script":
		return whole && ownScript(n, desk)
	case "iframe": // the desk shows a blog in another theme
		return desk && strings.HasPrefix(attribute(n, "src"), "/desk/blogs/") && attribute(n, "sandbox") == "allow-same-origin"
	case "base": // its links open in no frame
		return desk && len(n.Attr) == 1 && attribute(n, "target") == "_blank"
	case "object", "embed", "frame", "applet", "animate", "set", "foreignObject":
		return false
	case "template": // of the editor: what it draws its lists and bars with
		return desk && slices.Contains([]string{"blocks", "table-bar", "kind-sound", "kind-film", "kind-document", "note-icon"}, attribute(n, "id"))
	case "form", "button", "input", "textarea", "select":
		return desk || attribute(n, "type") == "checkbox" || whole && ofOurForm(n)
	case "style", "link", "svg", "meta":
		return whole && attribute(n, "http-equiv") == ""
	}
	return true
}

// ofOurForm tells whether an element is, or is in, a form that readers are asked with: for words, or for their handle.
func ofOurForm(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		action := attribute(n, "action")
		if n.Data == "form" && attribute(n, "method") == "get" && (strings.HasPrefix(action, "/@") || action == "/search") &&
			(strings.HasSuffix(action, "/search") || strings.HasSuffix(action, "/follow/from") || strings.HasSuffix(action, "/reply")) {
			return true
		}
	}
	return false
}

// ownScript tells whether a script is structured data, or a file of the desk.
func ownScript(n *html.Node, desk bool) bool {
	if source := attribute(n, "src"); source != "" {
		return desk && strings.HasPrefix(source, "/") && !strings.HasPrefix(source, "//") && n.FirstChild == nil
	}
	return attribute(n, "type") == "application/ld+json" && n.FirstChild != nil && json.Valid([]byte(n.FirstChild.Data))
}

func runsOrLoads(a html.Attribute, desk bool) string {
	// Browsers drop white space and control characters from addresses.
	bare := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, a.Val))
	switch {
	case strings.HasPrefix(a.Key, "on"), a.Key == "srcdoc", a.Key == "style", a.Key == "formaction" && !desk:
		return "runs"
	case slices.Contains([]string{"href", "src", "srcset", "poster", "cite", "action", "formaction", "data", "background"}, a.Key):
		for _, scheme := range []string{"javascript:", "data:", "vbscript:", "file:", "blob:"} {
			if strings.HasPrefix(bare, scheme) {
				return "runs"
			}
		}
	}
	if (a.Key == "src" || a.Key == "srcset" || a.Key == "poster") && (strings.HasPrefix(bare, "//") || strings.Contains(bare, ":")) {
		return "loads from elsewhere"
	}
	return ""
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// checkXML reads a feed to its end; the texts that hold an article are HTML.
func checkXML(t *testing.T, address, source string) {
	t.Helper()
	decoder, name := xml.NewDecoder(strings.NewReader(source)), ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", address, err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			name = token.Name.Local
			if name == "script" || strings.HasSuffix(token.Name.Space, "xhtml") || strings.HasSuffix(token.Name.Space, "svg") {
				t.Errorf("%s has an element <%s>", address, name)
			}
		case xml.CharData:
			if name == "encoded" || name == "content" {
				checkFragment(t, address, string(token))
			}
		}
	}
}

// checkJSON looks into a document; of what is in it content is HTML, and so is the summary of an actor.
func checkJSON(t *testing.T, address, name string, value any) {
	t.Helper()
	switch value := value.(type) {
	case map[string]any:
		actor := object(value)["preferredUsername"] != nil
		for inner, member := range value {
			if inner == "summary" && actor {
				inner = "content"
			}
			if name == "contentMap" {
				inner = "content"
			}
			if inner == "content" && name == "source" {
				continue // Markdown
			}
			checkJSON(t, address, inner, member)
		}
	case []any:
		for _, item := range value {
			checkJSON(t, address, name, item)
		}
	case string:
		switch name {
		case "content", "content_html":
			checkFragment(t, address, value)
		case "url", "href", "id", "external_url", "icon", "image":
			if what := runsOrLoads(html.Attribute{Key: "href", Val: value}, false); what != "" {
				t.Errorf("%s has %s %q, which %s", address, name, value, what)
			}
		}
	}
}

// checkFragment looks at HTML that others put into their pages; its pictures are where we say.
func checkFragment(t *testing.T, address, source string) {
	t.Helper()
	here, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	checkMarkup(t, address, strings.ReplaceAll(source, `src="`+here.Scheme+"://"+here.Host+"/", `src="/`), false)
}
