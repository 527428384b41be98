package content

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var forbiddenElements = set("script style iframe frame frameset object embed applet form button select textarea svg link meta base template noscript xmp plaintext title body head html")

// checkSafe parses HTML the way a browser does and looks for anything that
// could run, load a page, or restyle ours.
func checkSafe(t testing.TB, source string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><body><article>" + source + "</article><p id=after>"))
	if err != nil {
		t.Fatalf("parsing output: %v", err)
	}
	article := find(root, "article")
	if article == nil || article.NextSibling == nil || getAttr(article.NextSibling, "id") != "after" {
		t.Fatalf("the output breaks out of its place:\n%.2000s", source)
	}
	depth := 0
	for n := article.FirstChild; n != nil; n = after(n, article) {
		if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
			t.Errorf("comment or doctype in the output: %q", n.Data)
		}
		if n.Type == html.ElementNode {
			checkElement(t, n, source)
		}
		d := 0
		for p := n; p != article; p = p.Parent {
			d++
		}
		depth = max(depth, d)
	}
	if depth > maxDepth+20 { // wrappers of ours and of the parser come on top
		t.Errorf("%d levels deep", depth)
	}
}

func checkElement(t testing.TB, n *html.Node, source string) {
	t.Helper()
	if forbiddenElements[n.Data] || n.Namespace == "svg" {
		t.Errorf("<%s> in the output of %.2000s", n.Data, source)
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") || a.Key == "srcdoc" || a.Key == "srcset" || a.Key == "formaction" || a.Key == "xlink:href" {
			t.Errorf("attribute %s=%q on <%s>", a.Key, a.Val, n.Data)
		}
		if a.Key != "href" && a.Key != "src" && a.Key != "cite" && a.Key != "poster" {
			continue
		}
		// Browsers drop control characters and white space from addresses.
		bare := strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, strings.ToLower(a.Val))
		for _, scheme := range []string{"javascript:", "data:", "vbscript:", "file:", "blob:", "about:"} {
			if strings.HasPrefix(bare, scheme) {
				t.Errorf("%s=%q on <%s>", a.Key, a.Val, n.Data)
			}
		}
	}
}

func find(n *html.Node, name string) *html.Node {
	for c := n; c != nil; c = after(c, n) {
		if c.Type == html.ElementNode && c.Data == name {
			return c
		}
	}
	return nil
}

// attacks are shapes known to have passed one sanitiser or another.
var attacks = []string{
	`<script>alert(1)</script>`, `<SCRIPT SRC=//x.example/x.js>`, `<script/>alert(1)</script>`, `<scr<script>ipt>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`, `<img/src=x/onerror=alert(1)>`, `<img src="x"onerror="alert(1)">`, "<img src=x on\nerror=alert(1)>",
	`<svg onload=alert(1)>`, `<svg><script>alert(1)</script></svg>`, `<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>`,
	`<svg><style><img src=x onerror=alert(1)></style></svg>`, `<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<math><mtext><option><FAKEFAKE><option></option><mglyph><svg><mtext><style><a title="</style><img src='#' onerror='alert(1)'>">`,
	`<math href="javascript:alert(1)">x</math>`, `<math><mi xlink:href="javascript:alert(1)">x</mi></math>`,
	`<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>`,
	`<math><mi//xlink:href="data:x,<script>alert(4)</script>">`, `<math><maction actiontype="statusline#http://x" xlink:href="javascript:alert(1)">x`,
	`<a href="javascript:alert(1)">x</a>`, `<a href="jAvAsCrIpT&colon;alert(1)">x</a>`, `<a href="java&Tab;script:alert(1)">x</a>`,
	`<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61lert(1)">x</a>`, "<a href=\"\x01javascript:alert(1)\">x</a>",
	`<a href="//javascript:alert(1)">x</a>`, `<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>`, `<a href='vbscript:msgbox(1)'>x</a>`,
	`<iframe src="javascript:alert(1)">`, `<iframe srcdoc="<script>alert(1)</script>">`, `<object data="javascript:alert(1)">`, `<embed src="javascript:alert(1)">`,
	`<form action="javascript:alert(1)"><button>x`, `<button formaction="javascript:alert(1)">x</button>`, `<isindex action=javascript:alert(1)>`,
	`<base href="javascript:/a/">`, `<meta http-equiv="refresh" content="0;url=javascript:alert(1)">`, `<link rel=stylesheet href=//x.example>`,
	`<style>@import 'x'</style>`, `<p style="background:url(javascript:alert(1))">x</p>`, `<div style="position:fixed;inset:0">x</div>`,
	`<video><source onerror="alert(1)"></video>`, `<video src=x onloadstart=alert(1)>`, `<video poster=javascript:alert(1)//></video>`, `<audio src="data:audio/mp3,x">`,
	`<details open ontoggle=alert(1)>x</details>`, `<marquee onstart=alert(1)>x</marquee>`, `<body onload=alert(1)>`, `<input autofocus onfocus=alert(1)>`,
	`<template><script>alert(1)</script></template>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	`<textarea><img title="</textarea><img src=x onerror=alert(1)>">`, `<title><img title="</title><img src=x onerror=alert(1)>">`,
	`<xmp><img title="</xmp><img src=x onerror=alert(1)>">`, `<plaintext><img src=x onerror=alert(1)>`, `<noembed><img title="</noembed><img src onerror=alert(1)>">`,
	`<!--><img src=x onerror=alert(1)>-->`, `<!-- --!><img src=x onerror=alert(1)>`, `<![CDATA[<img src=x onerror=alert(1)>]]>`, `<?xml version="1.0"?><img src=x onerror=alert(1)>`,
	`<select><style></select><img src=x onerror=alert(1)></style></select>`, `<a title="x" onmouseover=alert(1) href=/>x</a>`,
	"[x](javascript:alert(1))", "[x](<javascript:alert(1)>)", "[x]: javascript:alert(1)\n[x]", "![x](javascript:alert(1))", "<javascript:alert(1)>",
	"[x](data:text/html,<script>)", "[a](javascript&colon;alert(1))", "[a](&#x6A;avascript:alert(1))", "![a](x \"\\\" onerror=alert(1) \\\"\")",
	"```\"><script>alert(1)</script>\nx\n```", "```go\" onload=alert(1)\nx\n```", "# x {onclick=alert(1) style=\"x\"}", "# <script>x</script>",
	"| a |\n|---|\n| <script>x</script> |", "[^1]\n\n[^1]: <script>x</script>", "x\n: <script>x</script>", "> [!NOTE\" onload=x]\n> x",
	"$\\href{javascript:alert(1)}{x}$", "$\\text{<script>alert(1)</script>}$", "$\\style{x}{y}$", "$\\htmlClass{x}{y}$", "$x\" onload=\"alert(1)$",
	"#<script>", "@a@b.example\"><script>", ":smile\"><script>:", "</article></div></body><script>x</script>", `<div></article><p>`,
	`<table><tr><td></table></article><script>`, `<p><table><a href=x><table><a href=y>`, strings.Repeat("<b><p>", 50) + `</article>`,
}

func TestAttacksOnArticles(t *testing.T) {
	r := newTestRenderer(t, testOptions())
	for _, attack := range attacks {
		for _, shape := range []string{"%", "text % text", "- %", "> %", "<div>%</div>", "<b>%", "# %", "`x` % *y*"} {
			checkSafe(t, render(t, r, strings.ReplaceAll(shape, "%", attack)).HTML)
		}
	}
}

func TestAttacksOnComments(t *testing.T) {
	for _, attack := range attacks {
		for _, shape := range []string{"%", "<p>%</p>", "<ul><li>%", "<a href=https://x.example>%</a>", "<pre>%"} {
			source := strings.ReplaceAll(shape, "%", attack)
			once := Comment(source)
			checkSafe(t, once)
			checkSafe(t, CommentMarkdown(source))
			if twice := Comment(once); twice != once {
				t.Errorf("Comment is not idempotent on %q:\n%q\n%q", source, once, twice)
			}
		}
	}
}
