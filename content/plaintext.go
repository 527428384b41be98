package content

import (
	"strings"

	"golang.org/x/net/html"
)

// hidden is what carries no text for a reader.
var hidden = set("script style template noscript head svg iframe object select textarea title annotation annotation-xml")

// PlainText gives the text of HTML: blocks and <br> on lines of their own,
// list items and table cells apart, white space collapsed except in <pre>.
func PlainText(source string) string {
	p := &plainText{}
	z := html.NewTokenizer(strings.NewReader(source))
	for z.Next() != html.ErrorToken {
		p.token(z.Token())
	}
	p.endLine()
	return strings.TrimSpace(p.out.String())
}

type plainText struct {
	out   strings.Builder
	line  strings.Builder
	lost  string
	depth int
	pre   int
}

func (p *plainText) token(t html.Token) {
	switch {
	case p.lost != "":
		p.skip(t)
	case t.Type == html.TextToken && p.pre > 0:
		p.line.WriteString(strings.TrimPrefix(t.Data, "\r"))
	case t.Type == html.TextToken:
		p.line.WriteString(t.Data)
	case t.Type == html.StartTagToken && hidden[t.Data]:
		p.lost, p.depth = t.Data, 1
	case t.Type != html.CommentToken && t.Type != html.DoctypeToken:
		p.tag(t)
	}
}

func (p *plainText) tag(t html.Token) {
	switch {
	case t.Data == "pre":
		p.endLine()
		if t.Type == html.StartTagToken {
			p.pre++
		} else if p.pre > 0 {
			p.pre--
		}
	case t.Data == "td" || t.Data == "th":
		p.line.WriteByte(' ')
	case t.Data == "br" || t.Data == "tr" || t.Data == "caption" || blockElements[t.Data]:
		p.endLine()
	}
}

func (p *plainText) skip(t html.Token) {
	switch {
	case t.Data != p.lost:
	case t.Type == html.StartTagToken:
		p.depth++
	case t.Type == html.EndTagToken:
		p.depth--
	}
	if p.depth == 0 {
		p.lost = ""
	}
}

func (p *plainText) endLine() {
	text := p.line.String()
	p.line.Reset()
	if p.pre > 0 {
		text = strings.Trim(text, "\n")
	} else {
		text = strings.Join(strings.Fields(text), " ")
	}
	if text == "" {
		return
	}
	p.out.WriteString(text)
	p.out.WriteByte('\n')
}
