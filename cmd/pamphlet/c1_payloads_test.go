package main

import (
	"fmt"
	"strings"
	"testing"
)

// What would run, if it came through: %d is the payload's number, so that what ran can be named.
var runs = []string{
	`<script>xss(%d)</script>`, `<script src="data:text/javascript,xss(%d)"></script>`, `<script type=module>xss(%d)</script>`,
	`<img src=x onerror=xss(%d)>`, `<img src="x" onerror="xss(%d)">`, `<img/src=x/onerror=xss(%d)>`, "<img src=`x` onerror\n=\nxss(%d)>",
	`<svg onload=xss(%d)>`, `<svg/onload=xss(%d)>`, `<svg><script>xss(%d)</script></svg>`, `<svg><animate onbegin=xss(%d) attributeName=x dur=1s>`,
	`<svg><a xlink:href="javascript:xss(%d)"><text y=20>x</text></a></svg>`, `<svg><foreignObject><iframe srcdoc="<script>parent.xss(%d)</script>">`,
	`<iframe srcdoc="<script>parent.xss(%d)</script>"></iframe>`, `<iframe src="javascript:parent.xss(%d)"></iframe>`, `<iframe onload=xss(%d)></iframe>`,
	`<a href="javascript:xss(%d)">x</a>`, `<a href="java&#9;script:xss(%d)">x</a>`, `<a href="jAvAsCrIpT&colon;xss(%d)">x</a>`, "<a href=\"\x01javascript:xss(%d)\">x</a>",
	`<a href="data:text/html,<script>opener.xss(%d)</script>">x</a>`, `<a href=x onmouseover=xss(%d)>x</a>`, `<a href=x style="animation:x" onanimationstart=xss(%d)>x</a>`,
	`<form action="javascript:xss(%d)"><button>x</button></form>`, `<button formaction="javascript:xss(%d)">x</button>`, `<input autofocus onfocus=xss(%d)>`,
	`<details open ontoggle=xss(%d)>x</details>`, `<video><source onerror=xss(%d)></video>`, `<video src=x onerror=xss(%d)></video>`, `<audio src=x onerror=xss(%d)>`,
	`<object data="javascript:xss(%d)"></object>`, `<object data=x onerror=xss(%d)></object>`, `<embed src="javascript:xss(%d)">`, `<body onload=xss(%d)>`,
	`<body onpageshow=xss(%d)>`, `<marquee onstart=xss(%d)>x</marquee>`, `<meta http-equiv=refresh content="0;url=javascript:xss(%d)">`,
	`<base href="javascript:xss(%d)//">`, `<link rel=stylesheet href="data:text/css,x" onload=xss(%d)>`, `<style onload=xss(%d)></style>`,
	`<template><img src=x onerror=xss(%d)></template>`, `<x onclick=xss(%d) tabindex=0 onfocus=xss(%[1]d) autofocus>x</x>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=xss(%d)&gt;">`,
	`<math><mi xlink:href="javascript:xss(%d)">x</mi></math>`, `<noscript><p title="</noscript><img src=x onerror=xss(%d)>">`,
	`<svg></p><style><a id="</style><img src=1 onerror=xss(%d)>">`, `<textarea><img title="</textarea><img src=x onerror=xss(%d)>">`,
	`<select><style></select><img src=x onerror=xss(%d)></style></select>`,
	// In Markdown, in formulas, in front matter, and without a bracket.
	`[x](javascript:xss(%d))`, `![x](javascript:xss(%d))`, `[x](<javascript:xss(%d)>)`, `<javascript:xss(%d)>`, `![x](x "\" onerror=xss(%d) \"")`,
	`$\href{javascript:xss(%d)}{x}$`, `[x](data:text/html,<script>xss(%d)</script>)`, "```\"><script>xss(%d)</script>\nx\n```", `# x {onclick=xss(%d)}`,
	`javascript:xss(%d)`, `" onmouseover="xss(%d)`, `' onfocus='xss(%d)' autofocus='`, "x`onerror=xss(%d)`", `{{xss(%d)}}`, `</script><script>xss(%d)//`,
}

// Where the place they stand in might be left.
var breaks = []string{
	`%s`, `"%s`, `'>%s`, `">%s`, `</title>%s`, `</script>%s`, `</textarea></style>%s`, `-->%s<!--`, `]]>%s<![CDATA[`, `</article></main></body>%s`, `\u003c/p\u003e%s`, `<b>%s`,
}

// How they might be hidden from who looks for them.
var hides = []func(string) string{
	func(s string) string { return s },
	func(s string) string {
		return strings.NewReplacer("script", "ScRiPt", "on", "oN", "img", "IMG").Replace(s)
	},
	func(s string) string { return strings.NewReplacer("<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s) },
	func(s string) string { return strings.NewReplacer("<", "&#60;", ">", "&#x3e;").Replace(s) },
	func(s string) string {
		return strings.NewReplacer("<script", "<scr<script>ipt", "onerror", "onononerrorerror").Replace(s)
	},
	func(s string) string { return strings.NewReplacer("<", "<\x00", "script", "scr\x00ipt").Replace(s) },
	func(s string) string { return strings.NewReplacer("<", "＜", ">", "＞").Replace(s) },
	func(s string) string { return strings.NewReplacer(" ", "\f", "=", "\t=\n").Replace(s) },
}

// payloads are all of them in all places and disguises, each with its number.
func payloads() []string {
	var all []string
	for _, hide := range hides {
		for _, leave := range breaks {
			for _, run := range runs {
				all = append(all, hide(fmt.Sprintf(leave, fmt.Sprintf(run, len(all)))))
			}
		}
	}
	return all
}

// hand deals payloads out, one after the other, for ever.
type hand struct {
	cards []string
	next  int
}

// deal gives one more that has at most so many characters.
func (h *hand) deal(most int) string {
	for range len(h.cards) {
		card := h.cards[h.next%len(h.cards)]
		h.next++
		if len([]rune(card)) <= most {
			return card
		}
	}
	return ""
}

// deals gives some, each between two texts.
func (h *hand) deals(n int, before, after string) string {
	var all strings.Builder
	for range n {
		all.WriteString(before + h.deal(1000) + after)
	}
	return all.String()
}

// TestPayloads makes sure that they are many and different.
func TestPayloads(t *testing.T) {
	seen := map[string]bool{}
	for _, payload := range payloads() {
		seen[payload] = true
	}
	if len(seen) < 5000 {
		t.Errorf("there are %d payloads", len(seen))
	}
}
