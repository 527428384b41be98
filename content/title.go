package content

import (
	"bytes"
	"context"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var titleMarkdown = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(articleBlocks()...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100)),
		parser.WithASTTransformers(util.Prioritized(flatten{}, -100)),
	)
})

// TitleFromMarkdown finds the first heading of level 1 ("# Title", or
// underlined with "=") outside lists and quotes, as plain text. When it is the
// very first block it is taken out of rest; otherwise rest is md. Without such
// a heading the title is empty.
func TitleFromMarkdown(md string) (title, rest string) {
	if len(md) > maxMarkdown {
		return "", md
	}
	md = strings.TrimPrefix(md, "\ufeff")
	source := []byte(md)
	root, ok := parseInTime(titleMarkdown(), source)
	if !ok {
		return "", md
	}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		heading, isHeading := n.(*ast.Heading)
		if !isHeading || heading.Level != 1 || heading.Lines().Len() == 0 {
			continue
		}
		title = strings.Join(strings.Fields(inlineText(heading, source)), " ")
		if title == "" {
			continue
		}
		if n.PreviousSibling() == nil {
			return title, withoutHeading(md, heading)
		}
		return title, md
	}
	return "", md
}

// parseInTime parses a text as Render does, and gives up where Render would.
func parseInTime(p parser.Parser, source []byte) (root ast.Node, ok bool) {
	ctx, cancel := context.WithTimeout(context.Background(), renderTime)
	defer cancel()
	defer func() {
		if recover() != nil { // outOfTime: such a text says nothing anybody could read
			root, ok = nil, false
		}
	}()
	g := &guard{ctx: ctx}
	pc := parser.NewContext()
	pc.Set(guardKey, g)
	reader := &guardedReader{Reader: text.NewReader(source), guard: g}
	return p.Parse(reader, parser.WithContext(pc)), true
}

// withoutHeading cuts the heading's lines, its underline and the blank lines after it.
func withoutHeading(md string, heading *ast.Heading) string {
	first := heading.Lines().At(0)
	last := heading.Lines().At(heading.Lines().Len() - 1)
	start := strings.LastIndexByte(md[:first.Start], '\n') + 1
	atx := strings.HasPrefix(strings.TrimLeft(md[start:first.Start], " "), "#")
	end := nextLine(md, max(last.Stop-1, last.Start))
	if !atx {
		end = nextLine(md, end) // the underline
	}
	return md[:start] + strings.TrimLeft(md[end:], "\r\n")
}

func nextLine(md string, from int) int {
	if from >= len(md) {
		return len(md)
	}
	if i := strings.IndexByte(md[from:], '\n'); i >= 0 {
		return from + i + 1
	}
	return len(md)
}

// inlineText is the text of a heading without its markup.
func inlineText(n ast.Node, source []byte) string {
	var b bytes.Buffer
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(source)
			if c.Parent().Kind() != ast.KindCodeSpan {
				value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
			}
			b.Write(value)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
