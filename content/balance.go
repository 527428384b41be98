package content

import (
	"strings"

	"golang.org/x/net/html"
)

// vocabulary decides what balance does with each element.
type vocabulary struct {
	// start gives the tags to open for a start tag; none drops the tag and keeps what is inside.
	start func(b *balancer, t html.Token) []html.Token
	// separate elements leave a break where they are dropped, so that words do not run together.
	separate map[string]bool
	// limit ends the output (all tags closed) once it has that many bytes; 0: no limit.
	limit int
}

// openElement is a source element that is open, and the tags written for it.
type openElement struct {
	name string
	tags []string
}

// balancer writes well-nested HTML from any token soup in one pass and linear
// time: elements outside the vocabulary go, nothing is deeper than maxDepth,
// every tag is closed, and formatting never runs on past the block it began in.
// (A standard parser does carry it on, which lets N paragraphs after M unclosed
// <font> become N*M elements.)
type balancer struct {
	out    strings.Builder
	stack  []openElement
	nested int // tags written and not yet closed
	words  vocabulary
	lost   string // element whose content is being dropped
	depth  int    // of elements named lost
}

func balance(source string, words vocabulary) string {
	b := &balancer{words: words}
	b.out.Grow(len(source) + len(source)/8)
	z := html.NewTokenizer(strings.NewReader(source))
	for (words.limit == 0 || b.out.Len() < words.limit) && z.Next() != html.ErrorToken {
		b.token(z.Token())
	}
	b.closeTo(0)
	return b.out.String()
}

func (b *balancer) token(t html.Token) {
	if b.lost != "" {
		b.skip(t)
		return
	}
	switch t.Type {
	case html.TextToken:
		b.text(t.Data)
	case html.StartTagToken, html.SelfClosingTagToken:
		b.open(t)
	case html.EndTagToken:
		b.end(t.Data)
	}
}

// text writes no more than the limit leaves room for.
func (b *balancer) text(data string) {
	escaped := html.EscapeString(data)
	if b.words.limit == 0 || b.out.Len()+len(escaped) <= b.words.limit {
		b.out.WriteString(escaped)
		return
	}
	for _, r := range data {
		b.out.WriteString(html.EscapeString(string(r)))
		if b.out.Len() >= b.words.limit {
			return
		}
	}
}

func (b *balancer) skip(t html.Token) {
	switch {
	case t.Data != b.lost:
	case t.Type == html.StartTagToken:
		b.depth++
	case t.Type == html.EndTagToken:
		b.depth--
	}
	if b.depth == 0 {
		b.lost = ""
	}
}

func (b *balancer) open(t html.Token) {
	if droppedWhole[t.Data] {
		if t.Type == html.StartTagToken || !foreignElements[t.Data] {
			b.lost, b.depth = t.Data, 1
		}
		return
	}
	b.closeImplied(t.Data)
	tags := b.words.start(b, t)
	if len(tags) == 0 {
		if b.words.separate[t.Data] {
			b.out.WriteByte('\n')
		}
		return
	}
	// In MathML a tag may close itself; in HTML the slash means nothing.
	alone := voidElements[t.Data] || t.Type == html.SelfClosingTagToken && b.within("math")
	if !alone && b.nested+len(tags) > maxDepth {
		return
	}
	element := openElement{name: t.Data}
	for _, tag := range tags {
		tag.Type = html.StartTagToken
		b.out.WriteString(tag.String())
		element.tags = append(element.tags, tag.Data)
	}
	switch {
	case voidElements[t.Data]:
	case alone:
		b.write(element)
	default:
		b.stack = append(b.stack, element)
		b.nested += len(tags)
	}
}

// closeImplied ends what a start tag ends without saying so.
func (b *balancer) closeImplied(name string) {
	if rule, ok := closedBy[name]; ok {
		for i := len(b.stack) - 1; i >= 0 && !rule.within[b.stack[i].name]; i-- {
			if rule.closes[b.stack[i].name] {
				b.closeTo(i)
				break
			}
		}
	}
	if blockElements[name] {
		for i := len(b.stack) - 1; i >= 0 && !fences[b.stack[i].name]; i-- {
			if b.stack[i].tags[0] == "p" {
				b.closeTo(i)
				break
			}
		}
	}
}

// end closes the nearest element of that name. A text-level end tag does not
// reach out of a block, and nothing reaches out of a table cell.
func (b *balancer) end(name string) {
	for i := len(b.stack) - 1; i >= 0; i-- {
		open := b.stack[i].name
		if open == name {
			b.closeTo(i)
			return
		}
		if stopsEndTag(open, name) {
			return
		}
	}
	if b.words.separate[name] {
		b.out.WriteByte('\n')
	}
}

func stopsEndTag(open, name string) bool {
	switch {
	case open == "table":
		return true
	case tableParts[name]:
		return false
	case name == "li":
		return open == "ul" || open == "ol" || fences[open]
	}
	return fences[open] || blockElements[open] && !blockElements[name]
}

func (b *balancer) closeTo(depth int) {
	for i := len(b.stack) - 1; i >= depth; i-- {
		b.nested -= len(b.stack[i].tags)
		b.write(b.stack[i])
	}
	b.stack = b.stack[:depth]
}

func (b *balancer) write(e openElement) {
	for i := len(e.tags) - 1; i >= 0; i-- {
		b.out.WriteString("</" + e.tags[i] + ">")
	}
}

func (b *balancer) within(name string) bool {
	for _, e := range b.stack {
		if e.name == name {
			return true
		}
	}
	return false
}
