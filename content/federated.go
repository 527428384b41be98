package content

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Federated is the form of an article's HTML that other servers get: with absolute addresses, without
// the empty links at headings, which are for our own pages, with the name of a sound or film said once,
// and with formulas as the TeX they were written in, between dollar signs in <code>. Most servers strip MathML and would leave the letters of
// a formula and its TeX side by side; in <code> no signs are taken for emphasis where HTML is turned
// into another markup. MathML without TeX, which only raw HTML can bring, stays (FEP-dc88).
func Federated(text, base string) string {
	f := federated{}
	tokens := html.NewTokenizer(strings.NewReader(namedOnce(text)))
	for tokens.Next() != html.ErrorToken {
		raw := string(tokens.Raw())
		f.token(raw, tokens.Token())
	}
	f.out.WriteString(f.formula.raw.String()) // of a formula that never ends
	return Absolute(f.out.String(), base)
}

var playerAndCaption = regexp.MustCompile(`>([^<]*)</a></(?:audio|video)><figcaption>([^<]*)</figcaption></figure>`)

// namedOnce leaves out a caption that only says what a player plays. Servers that strip players leave the link
// that is inside them, which says it too.
func namedOnce(text string) string {
	return playerAndCaption.ReplaceAllStringFunc(text, func(both string) string {
		if words := playerAndCaption.FindStringSubmatch(both); words[1] != words[2] {
			return both
		}
		player, _, _ := strings.Cut(both, "<figcaption>")
		return player + "</figure>"
	})
}

// federated is the state of one call of Federated.
type federated struct {
	out     strings.Builder
	skip    bool // inside a heading's link to itself
	display bool // inside the box of a displayed formula
	formula formula
	code    bool // inside TeX that could not be typeset
}

// formula is a <math> element that is being read.
type formula struct {
	depth   int
	raw     strings.Builder
	display bool
	tex     strings.Builder
	noted   bool // inside the annotation that has the TeX
}

func (f *federated) token(raw string, t html.Token) {
	start := t.Type == html.StartTagToken
	switch {
	case f.formula.depth > 0 || start && t.Data == "math":
		f.inFormula(raw, t)
	case f.skip:
		f.skip = t.Type != html.EndTagToken || t.Data != "a"
	case start && t.Data == "a" && attribute(t, "class") == "anchor":
		f.skip = true
	case start && t.Data == "code" && attribute(t, "class") == "math":
		f.code = true
		f.out.WriteString("<code>" + f.sign())
	case f.code && t.Type == html.EndTagToken && t.Data == "code":
		f.code = false
		f.out.WriteString(f.sign() + raw)
	default:
		if t.Data == "div" {
			f.display = start && attribute(t, "class") == "math"
		}
		f.out.WriteString(raw)
	}
}

func (f *federated) sign() string {
	if f.display {
		return "$$"
	}
	return "$"
}

// inFormula reads <math> up to its end. The TeX is in alttext, or in the annotation that MathML has for it.
func (f *federated) inFormula(raw string, t html.Token) {
	m := &f.formula
	m.raw.WriteString(raw)
	switch {
	case t.Type == html.StartTagToken && t.Data == "math":
		if m.depth++; m.depth == 1 {
			m.display = attribute(t, "display") == "block"
			m.tex.WriteString(attribute(t, "alttext"))
		}
	case t.Type == html.StartTagToken && t.Data == "annotation":
		m.noted = m.tex.Len() == 0 && attribute(t, "encoding") == "application/x-tex"
	case t.Type == html.EndTagToken && t.Data == "annotation":
		m.noted = false
	case t.Type == html.TextToken && m.noted:
		m.tex.WriteString(t.Data)
	case t.Type == html.EndTagToken && t.Data == "math":
		if m.depth--; m.depth == 0 {
			f.out.WriteString(m.plain())
			f.formula = formula{}
		}
	}
}

// plain is the formula as TeX, or as it came where there is none.
func (m *formula) plain() string {
	tex := strings.TrimSpace(m.tex.String())
	if tex == "" {
		return m.raw.String()
	}
	sign := "$"
	if m.display {
		sign = "$$"
	}
	return "<code>" + sign + html.EscapeString(tex) + sign + "</code>"
}
