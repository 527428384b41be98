package web_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"pamphlet/blog"
	"pamphlet/blog/store/storetest"
)

// payloads combines what would run with the places it might break out of.
func payloads() []string {
	runs := []string{
		`<script>alert(1)</script>`, `<ScRiPt src=//evil.example/x.js></ScRiPt>`, `<img src=x onerror=alert(1)>`, `<svg/onload=alert(1)>`,
		`<svg><script>alert(1)</script></svg>`, `<iframe srcdoc="<script>alert(1)</script>">`, `<a href="javascript:alert(1)">x</a>`,
		`<a href="java&#9;script:alert(1)">x</a>`, `<form action=javascript:alert(1)><button>x`, `<object data=data:text/html,x>`,
		`<base href=//evil.example/>`, `<meta http-equiv=refresh content="0;url=data:text/html,x">`, `<style>@import '//evil.example'</style>`,
		`<details open ontoggle=alert(1)>x`, `<math><mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
		`<video><source onerror=alert(1)></video>`, `<body onload=alert(1)>`, `<input autofocus onfocus=alert(1)>`, "<img src=`x` onerror\n=\nalert(1)>",
		`<link rel=stylesheet href=//evil.example>`, `<embed src=javascript:alert(1)>`, `<template><img src=x onerror=alert(1)></template>`,
		`<x onclick=alert(1)>x</x>`, `&lt;script&gt;alert(1)&lt;/script&gt;`,
	}
	breaks := []string{
		`%s`, `"%s`, `'>%s`, `">%s`, `</title>%s`, `</script>%s`, `</textarea></style>%s`, `-->%s<!--`, `]]>%s<![CDATA[`, `{{%s}}`, `\u003c%s`, `</article></main></body>%s`,
	}
	var all []string
	for _, b := range breaks {
		for _, r := range runs {
			all = append(all, fmt.Sprintf(b, r))
		}
	}
	return append(all,
		`javascript:alert(1)`, `" onmouseover="alert(1)`, `' onfocus='alert(1)' autofocus='`, `x" style="position:fixed`, "`onerror=alert(1)`",
		`[x](javascript:alert(1))`, `![x](javascript:alert(1))`, `[x](data:text/html;base64,PHNjcmlwdD4=)`, `<javascript:alert(1)>`, `[x](JaVaScRiPt&colon;alert(1))`,
		"[x]: javascript:alert(1)\n\n[x]", "```\"><script>alert(1)</script>\nx\n```", `# x {onclick=alert(1)}`, `[^1]`+"\n\n"+`[^1]: <script>alert(1)</script>`,
		`$\href{javascript:alert(1)}{x}$`, `| <script> |`+"\n|---|\n"+`| x |`, `@a@b.example"><script>alert(1)</script>`, `#"><script>`, `{{.HTML}}`, `{{template "head" .}}`,
		"\x00<script\x00>alert(1)</script>", "\xff\xfe<script>alert(1)</script>", "\u2028<script>alert(1)</script>", `＜script＞alert(1)＜/script＞`, `+ADw-script+AD4-alert(1)+ADw-/script+AD4-`,
		`<!--#exec cmd="x"-->`, `<?php echo 1 ?>`, `<![CDATA[<script>alert(1)</script>]]>`, `&#x3C;script&#x3E;alert(1)`, `%3Cscript%3Ealert(1)%3C/script%3E`)
}

// cut keeps a payload within what a field may hold.
func cut(s string, characters int) string {
	if r := []rune(s); len(r) > characters {
		return string(r[:characters])
	}
	return s
}

// TestC1Script puts every payload through every field that people can write, and looks at every
// page and feed it comes out of as a browser and a feed reader would.
func TestC1Script(t *testing.T) {
	t.Parallel()
	h, all := newHouse(t, storetest.SQLite(t)), payloads()
	if len(all) < 300 {
		t.Fatalf("only %d payloads", len(all))
	}
	picture := h.picture(all[0])
	harmless := h.published(blog.Text{Title: "Harmless", Markdown: "x"})
	shape := outlineOf(h.get("/@ann/" + harmless.Slug).body)
	for i, payload := range all {
		other := func(n int) string { return all[(i+n)%len(all)] }
		h.introduce(other(1), other(2), other(3), other(4))
		a := h.published(blog.Text{
			Title: "T " + payload, Subtitle: other(5), Summary: other(6), Tags: []string{cut("t"+other(7), 50)},
			Markdown: other(8), CoverID: picture.ID, CoverAlt: other(9), Licence: other(10),
		})
		paths, recent := []string{"/@ann/" + url.PathEscape(a.Slug), "/@ann/about"}, slices.Concat(all, all)[i:i+11]
		if i%18 == 0 || i == len(all)-1 { // a list has twenty articles
			paths, recent = append(paths, lists(url.PathEscape(blog.TagKey(a.Published.Tags[0])))...), all
		}
		for _, path := range paths {
			r := h.get(path)
			if r.status != http.StatusOK {
				t.Fatalf("%s answers %d", path, r.status)
			}
			checkRuns(t, path, r, recent)
		}
		if got := outlineOf(h.get(paths[0]).body); got != shape {
			t.Errorf("%q breaks out of its place: %s, not %s", payload, got, shape)
		}
	}
}

// introduce gives the blog and its writer new names and descriptions.
func (h *house) introduce(title, description, name, bio string) {
	h.t.Helper()
	if err := h.UpdateBlog(h.t.Context(), h.owner.ID, h.blog.ID, blog.Settings{Title: "B " + title, Description: description, Licence: name}); err != nil {
		h.t.Fatal(err)
	}
	if err := h.UpdateProfile(h.t.Context(), h.owner.ID, blog.Profile{DisplayName: "N " + strings.ToValidUTF8(name, "?"), Bio: bio}); err != nil {
		h.t.Fatal(err)
	}
}

// outlineOf is where the parts of a page stand; nothing people write may move them.
func outlineOf(body string) string {
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return err.Error()
	}
	var out strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains([]string{"head", "body", "title", "main", "article", "footer"}, n.Data) {
			fmt.Fprintf(&out, "%s/%s ", n.Parent.Data, n.Data)
		}
	}
	return out.String()
}

func checkRuns(t *testing.T, path string, r reply, all []string) {
	t.Helper()
	for _, payload := range all {
		if strings.Contains(payload, "<") && len(payload) > 8 && strings.Contains(r.body, payload) {
			t.Errorf("%s has %q as it was written", path, payload)
		}
	}
	switch r.mediaType() {
	case "text/html":
		checkMarkup(t, path, r.body, true)
	case "application/rss+xml", "application/atom+xml", "application/xml":
		for _, text := range wellFormed(t, path, r.body) {
			if strings.Contains(text, "<p>") { // an article in full; titles and summaries are plain text
				checkMarkup(t, path, text, false)
			}
		}
	case "application/feed+json":
		var doc struct {
			Items []struct {
				Content string `json:"content_html"`
			}
		}
		if err := json.Unmarshal([]byte(r.body), &doc); err != nil || len(doc.Items) == 0 {
			t.Errorf("%s: %v, %d items", path, err, len(doc.Items))
		}
		for _, item := range doc.Items {
			checkMarkup(t, path, item.Content, false)
		}
	case "application/manifest+json":
		if !json.Valid([]byte(r.body)) {
			t.Errorf("%s is no JSON: %s", path, r.body)
		}
	}
}

// wellFormed reads XML to its end and gives its texts that hold an article.
func wellFormed(t *testing.T, path, body string) (articles []string) {
	t.Helper()
	decoder, name := xml.NewDecoder(strings.NewReader(body)), ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return articles
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return articles
		}
		switch token := token.(type) {
		case xml.StartElement:
			if name = token.Name.Local; name == "script" {
				t.Errorf("%s has an element <script>", path)
			}
		case xml.CharData:
			if name == "encoded" || name == "content" {
				articles = append(articles, string(token))
			}
		}
	}
}

var ownForm = regexp.MustCompile(`^(/@[a-z]+(/[^/]+)?)?/(search|follow/from|reply)$`)

// checkMarkup parses HTML as a browser does and looks for anything that runs or loads.
func checkMarkup(t *testing.T, path, body string, whole bool) {
	t.Helper()
	for n := range parsed(t, body).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script":
			if !whole || attr(n, "type") != "application/ld+json" || !json.Valid([]byte(n.FirstChild.Data)) {
				t.Errorf("%s has a script: %v", path, n.Attr)
			}
		case "form": // readers are asked for words, or for their handle, and nobody else is
			if action := attr(n, "action"); !whole || attr(n, "method") != "get" || !ownForm.MatchString(action) {
				t.Errorf("%s has a form that leads to %s", path, action)
			}
		case "iframe", "object", "embed", "base", "style", "template", "frame", "applet":
			t.Errorf("%s has <%s>", path, n.Data)
		case "link", "svg", "meta":
			if !whole || attr(n, "http-equiv") != "" {
				t.Errorf("%s has <%s %v>", path, n.Data, n.Attr)
			}
		}
		checkAttributes(t, path, n)
	}
}

func checkAttributes(t *testing.T, path string, n *html.Node) {
	t.Helper()
	for _, a := range n.Attr {
		// Browsers drop white space and control characters from addresses.
		bare := strings.ToLower(strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, a.Val))
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", a.Key == "formaction":
			t.Errorf("%s has <%s %s=%q>", path, n.Data, a.Key, a.Val)
		case slices.Contains([]string{"href", "src", "srcset", "poster", "cite", "action", "data", "background"}, a.Key):
			for _, scheme := range []string{"javascript:", "data:", "vbscript:", "file:"} {
				if strings.HasPrefix(bare, scheme) {
					t.Errorf("%s has <%s %s=%q>", path, n.Data, a.Key, a.Val)
				}
			}
		}
	}
}
