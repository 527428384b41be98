package content

import (
	"strings"

	"golang.org/x/net/html"
)

// mathStyles are the classes that stand for what Temml writes as style: pages allow no style attributes, and without
// these an array loses its lines, and equations are not aligned. Themes have a rule for each.
var mathStyles = map[string]string{
	"padding-left:0em": "tml-flush-left", "padding-left:0pt": "tml-flush-left",
	"padding-right:0em": "tml-flush-right", "padding-right:0pt": "tml-flush-right",
	"padding-left:1em": "tml-gap-left", "padding-left:2em": "tml-gap-left",
	"border:1px solid": "tml-box", "width:100%": "tml-full", "width:50%": "tml-half",
}

// mathLines are the sides of cells at which an array may have lines, however thick they are.
var mathLines = map[string]string{
	"border-left": "tml-line-left", "border-right": "tml-line-right", "border-top": "tml-line-top", "border-bottom": "tml-line-bottom",
}

// styleToMath has attributes and classes say what Temml wrote as style.
func styleToMath(n *html.Node) {
	style := getAttr(n, "style")
	removeAttr(n, "style")
	for rule := range strings.SplitSeq(style, ";") {
		property, value, _ := strings.Cut(rule, ":")
		property, value = strings.TrimSpace(property), strings.TrimSpace(value)
		class := mathStyles[property+":"+value]
		switch {
		case property == "color":
			setAttr(n, "mathcolor", value)
		case property == "background-color":
			setAttr(n, "mathbackground", value)
		case mathLines[property] != "":
			class = mathLines[property]
		}
		if class != "" {
			setAttr(n, "class", strings.TrimSpace(getAttr(n, "class")+" "+class))
		}
	}
}
